/*
 * Medical necessity (DOMAIN 3.5, px.necessity): a policy that names the code on a day
 * of the line wants one of its covered diagnoses, and none of its excluded ones.
 */
#include "engine/edit/lines.h"
#include "engine/lookup/line_rules.h"

/* The diagnoses that speak for a line, as keys. */
typedef struct grounds {
    uint32_t count;
    uint64_t keys[SJ_CLAIM_ITEMS_MAX];
} grounds;

static uint64_t item_key(const sji_lines *l, uint32_t row)
{
    return sjf_load64(l->items.rows + SJF_ITEM_RECORD * (size_t)row + SJF_ITEM_KEY);
}

static uint32_t item_policy(const sji_lines *l, uint32_t row)
{
    return sjf_load32(l->items.rows + SJF_ITEM_RECORD * (size_t)row + SJF_ITEM_POLICY);
}

static void add_ground(grounds *g, const sji_check *c, uint32_t index)
{
    const sji_judged *j = &c->dx[index];
    if (j->rejected || !sji_is_icd10(j))
        return;
    uint64_t key = 0;
    for (unsigned i = 0; i < j->len && i < 7; i++)
        key |= (uint64_t)((unsigned)sji_char(j->code, i) - SJF_CHAR_BASE) << (6 * i);
    g->keys[g->count++] = key;
}

/* Those that the line points to; all of the claim on an outpatient one. */
static void gather(grounds *g, const sji_check *c, const sj_line *line)
{
    const sj_claim *claim = c->claim;
    g->count = 0;
    if (c->kind != SJI_P) {
        for (uint32_t i = 0; i < claim->dx_count; i++)
            add_ground(g, c, i);
        return;
    }
    for (uint32_t i = 0; line->pointers && i < line->pointer_count; i++) {
        int32_t to = line->pointers[i];
        if (to >= 1 && (uint32_t)to <= claim->dx_count && g->count < SJ_CLAIM_ITEMS_MAX)
            add_ground(g, c, (uint32_t)to - 1);
    }
}

/* Whether a diagnosis stands among the items [first, end), which are by key. */
static bool among(const sji_lines *l, uint32_t first, uint32_t end, const grounds *g,
                  uint64_t excluded)
{
    for (uint32_t i = 0; i < g->count; i++) {
        uint64_t key = g->keys[i] | excluded;
        uint32_t low = first, high = end;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (item_key(l, middle) < key)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < end && item_key(l, low) == key)
            return true;
    }
    return false;
}

/* The days on which a policy is in force. */
static sji_days days_of(const sji_lines *l, const uint8_t *policy)
{
    const sj_date horizon = sji_table_last(l, SJF_TABLE_NECESSITY);
    sji_days days = {sjf_load_date(policy + SJF_POLICY_FROM),
                     sjf_load_date(policy + SJF_POLICY_TO)};
    days.to = days.to < horizon ? days.to : horizon;
    return days;
}

/* The items [first, end) of one policy. */
static void judge_policy(sji_check *c, const sji_services *all, uint32_t at,
                         const grounds *g, uint32_t first, uint32_t end)
{
    const sji_lines *l = &c->image->lines;
    const sji_service *s = &all->line[at];
    const uint32_t policy = item_policy(l, first);
    if (policy >= l->policy_count)
        return;
    const uint8_t *record = l->policies + SJF_POLICY_RECORD * (size_t)policy;
    const uint64_t excluded = UINT64_C(1) << SJF_ITEM_EXCLUDED_BIT;
    const sji_days days = days_of(l, record);
    const sj_date day = s->from > days.from ? s->from : days.from;
    if (day > s->to || day > days.to)
        return;
    /* Excluded diagnoses stand behind covered ones; a policy may have none of these. */
    const bool lists = !(item_key(l, first) & excluded);
    const bool barred = among(l, first, end, g, excluded);
    if (!barred && (!lists || among(l, first, end, g, 0)))
        return;
    const unsigned severity =
        record[SJF_POLICY_SEVERITY] == SJ_REJECT ? SJ_REJECT : SJ_WARN;
    sj_finding *f = sji_add_line(c, all, SJ_PX_NECESSITY, at, day,
                                 sji_day_severity(s, day, severity));
    if (f) {
        f->reason = barred ? SJ_BECAUSE_EXCLUDED : SJ_BECAUSE_PLAIN;
        f->rule = policy;
    }
}

static void judge_line(sji_check *c, const sji_services *all, uint32_t at)
{
    const sji_lines *l = &c->image->lines;
    uint32_t end, i = sji_rows_of(&l->items, all->line[at].procedure, &end);
    grounds g;
    if (i >= end)
        return;
    gather(&g, c, &c->claim->lines[at]);
    while (i < end && g.count > 0) {
        uint32_t first = i, high = end; /* to the last item of the policy */
        while (i < high) {
            uint32_t middle = i + (high - i) / 2;
            if (item_policy(l, middle) <= item_policy(l, first))
                i = middle + 1;
            else
                high = middle;
        }
        judge_policy(c, all, at, &g, first, i);
    }
}

void sji_judge_necessity(sji_check *c, const sji_services *all)
{
    const sji_lines *l = &c->image->lines;
    sji_days covered = {SJ_DATE_OPEN, SJ_DATE_MIN};
    if (c->kind == SJI_IP)
        return;
    const bool speaks =
        sji_table_covers(l, SJF_TABLE_NECESSITY, (sji_days){all->first, all->last});
    if (speaks && !l->items.index)
        return;
    for (uint32_t i = 0; i < all->count; i++) {
        const sji_service *s = &all->line[i];
        if (!sji_takes_part(s))
            continue;
        if (!speaks && (s->from != covered.from || s->to != covered.to)) {
            covered = (sji_days){s->from, s->to};
            if (!sji_table_covers(l, SJF_TABLE_NECESSITY, covered))
                sji_no_data(c, SJ_PX_NECESSITY);
        }
        if (l->items.index && s->procedure != SJ_NO_PROCEDURE)
            judge_line(c, all, i);
    }
}

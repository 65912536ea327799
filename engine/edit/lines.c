/*
 * The service lines of a claim: each is read once, then judged by itself, then beside
 * the others (DOMAIN 5, steps 4, 7 and 8).
 */
#include "engine/edit/lines.h"

#include "engine/lookup/line_rules.h"

sj_finding *sji_add_line(sji_check *c, const sji_services *all, sj_edit edit,
                         uint32_t at, sj_date date, unsigned severity)
{
    const sji_service *s = &all->line[at];
    sj_finding *f = sji_add(c, edit, sji_at_line(at), date, severity);
    if (f) {
        f->code = s->id;
        f->system = s->kind == SJI_SERVICE_CPT   ? SJ_CPT
                    : s->kind == SJI_SERVICE_CDT ? SJ_CDT
                                                 : SJ_HCPCS;
    }
    return f;
}

/* ---- which tables ---------------------------------------------------------------- */

/* Bill types of the hospital PTP table (DOMAIN 3.6). */
static bool has_hospital_pairs(const sj_claim *claim)
{
    static const char types[][3] = {"12", "13", "14", "22", "23", "34", "74", "75"};
    sj_str bill = sji_trim(claim->bill_type);
    if (bill.len == 4 && bill.text[0] == '0')
        bill = (sj_str){bill.text + 1, 3};
    for (unsigned i = 0; bill.len >= 2 && i < sizeof types / sizeof types[0]; i++)
        if (memcmp(bill.text, types[i], 2) == 0)
            return true;
    return false;
}

static bool is_medicaid(sj_str payer)
{
    static const char name[] = "medicaid";
    payer = sji_trim(payer);
    if (payer.len != sizeof name - 1)
        return false;
    for (uint32_t i = 0; i < payer.len; i++)
        if ((payer.text[i] | 0x20) != name[i])
            return false;
    return true;
}

static void choose_tables(const sji_check *c, sji_services *all)
{
    enum { PRACTITIONER, HOSPITAL, MEDICAID_PTP = 2, MEDICAID_MUE = 3 };
    all->medicaid = is_medicaid(c->claim->payer);
    all->ptp = all->mue = SJI_NO_TABLE;
    if (c->kind == SJI_P)
        all->ptp = all->mue = PRACTITIONER;
    if (c->kind == SJI_OP)
        all->mue = HOSPITAL;
    if (c->claim->type == SJ_INSTITUTIONAL && has_hospital_pairs(c->claim))
        all->ptp = HOSPITAL;
    if (all->medicaid && all->ptp != SJI_NO_TABLE)
        all->ptp += MEDICAID_PTP;
    if (all->medicaid && all->mue != SJI_NO_TABLE)
        all->mue += MEDICAID_MUE;
}

/* ---- who did it ------------------------------------------------------------------ */

static sj_str provider_text(const sji_check *c, const sj_line *line)
{
    sj_str own = sji_trim(line->provider);
    return own.len > 0 ? own : sji_trim(c->claim->provider);
}

static bool same_provider(sj_str a, sj_str b)
{
    return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

/* Providers bear the number of the first line that has them. */
uint16_t sji_provider_of(const sji_check *c, const sji_services *all,
                         const sj_line *line)
{
    sj_str text = provider_text(c, line);
    for (uint32_t i = 0; i < all->count; i++)
        if (all->line[i].provider == i &&
            same_provider(text, provider_text(c, &c->claim->lines[i])))
            return (uint16_t)i;
    return SJI_NO_LINE;
}

/* Neighbours mostly have one; `all->count` are numbered. */
static uint16_t number_provider(const sji_check *c, const sji_services *all,
                                const sj_line *line)
{
    const uint32_t at = all->count;
    if (at == 0)
        return 0;
    const sj_line *before = &c->claim->lines[at - 1];
    if ((line->provider.len | before->provider.len) == 0 ||
        same_provider(provider_text(c, line), provider_text(c, before)))
        return all->line[at - 1].provider;
    const uint16_t number = sji_provider_of(c, all, line);
    return number != SJI_NO_LINE ? number : (uint16_t)at;
}

/* ---- lines of one code ----------------------------------------------------------- */

/* Chain the lines of each code. A table of places, at least half of them empty, finds
 * the last line of a code that was met. */
static void chain(sji_services *all)
{
    enum { PLACES_MAX = 2048 };
    _Static_assert(PLACES_MAX >= 2 * SJ_CLAIM_LINES_MAX, "half empty");
    uint16_t last[PLACES_MAX];
    unsigned bits = 3;
    while (UINT32_C(1) << bits < 2 * all->count)
        bits++;
    const uint32_t mask = (UINT32_C(1) << bits) - 1;
    memset(last, 0xFF, sizeof last[0] * ((size_t)mask + 1));
    all->head_count = 0;
    all->repeats = false;
    for (uint32_t i = 0; i < all->count; i++) {
        sji_service *s = &all->line[i];
        s->next = SJI_NO_LINE;
        if (s->kind == SJI_SERVICE_NONE || s->flags & SJI_SERVICE_REJECTED)
            continue;
        uint32_t place = sjf_procedure_slot(s->code, bits);
        const bool hipps = s->kind == SJI_SERVICE_HIPPS;
        while (last[place] != SJI_NO_LINE) {
            const sji_service *other = &all->line[last[place]];
            if (other->code == s->code && (other->kind == SJI_SERVICE_HIPPS) == hipps)
                break;
            place = (place + 1) & mask;
        }
        if (last[place] == SJI_NO_LINE) {
            all->heads[all->head_count++] = (uint16_t)i;
        } else {
            all->line[last[place]].next = (uint16_t)i;
            all->repeats = true;
        }
        last[place] = (uint16_t)i;
    }
}

/* ---- the order ------------------------------------------------------------------- */

static void judge_groups(sji_check *c, sji_services *all)
{
    chain(all);
    if (all->head_count == 0)
        return;
    sji_judge_duplicates(c, all);
    sji_judge_ptp(c, all); /* before add-on codes, which ask what it denied */
    sji_judge_mue(c, all);
    sji_judge_addons(c, all);
    sji_judge_sides_of_lines(c, all);
    sji_judge_global(c, all);
    sji_judge_necessity(c, all);
}

void sji_judge_lines(sji_check *c)
{
    const sj_claim *claim = c->claim;
    sji_services all; /* filled as far as there are lines */
    choose_tables(c, &all);
    all.count = 0;
    all.all_modifiers = 0;
    all.first = SJ_DATE_OPEN;
    all.last = SJ_DATE_MIN;
    for (uint32_t i = 0; i < claim->line_count; i++) {
        sji_service *s = &all.line[i];
        sji_read_service(c, &claim->lines[i], s);
        s->provider = number_provider(c, &all, &claim->lines[i]);
        all.all_modifiers |= s->modifiers;
        all.first = s->from < all.first ? s->from : all.first;
        all.last = s->to > all.last ? s->to : all.last;
        all.count++;
    }
    for (uint32_t i = 0; i < all.count; i++)
        sji_judge_service(c, &all, i);
    sji_judge_line_list(c, &all);
    judge_groups(c, &all);
    sji_judge_service_limits(c, &all);
}

/*
 * Add-on codes (DOMAIN 3.8; RULINGS 22): one needs a primary among the other lines of
 * its provider and day. Judged on the line's first day, else on its last.
 */
#include "engine/edit/lines.h"
#include "engine/lookup/line_rules.h"

/* What the other lines have for an add-on line. */
typedef struct company {
    bool listed, listed_stands; /* a listed primary; one that px.ptp does not deny */
    bool other, other_stands;   /* a code that is no add-on code; the same */
} company;

/* The rows of a procedure on a day. */
typedef struct addon_rows {
    uint32_t first, end;
    unsigned type;     /* 1, else 3, else 2, of those in force; 0: none is */
    uint32_t deciding; /* the first row of that type */
} addon_rows;

static addon_rows rows_on(const sji_lines *l, uint32_t procedure, sj_date day)
{
    static const uint8_t rank[] = {0, 3, 1, 2}; /* of types 1, 2, 3 */
    addon_rows rows = {0};
    rows.first = sji_rows_of(&l->addons, procedure, &rows.end);
    for (uint32_t i = rows.first; i < rows.end; i++) {
        const uint8_t *row = sji_addon_row(l, i);
        const unsigned type = row[SJF_ADDON_TYPE];
        if (type > 3 || !sji_addon_in_force(row, day) || rank[type] <= rank[rows.type])
            continue;
        rows.type = type;
        rows.deciding = i;
    }
    return rows;
}

/* Rows are by primary: whether one in force names it. */
static bool names(const sji_lines *l, const addon_rows *rows, uint32_t primary,
                  sj_date day)
{
    uint32_t low = rows->first, high = rows->end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sjf_load32(sji_addon_row(l, middle) + SJF_ADDON_PRIMARY) < primary)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < rows->end; low++) {
        const uint8_t *row = sji_addon_row(l, low);
        if (sjf_load32(row + SJF_ADDON_PRIMARY) != primary)
            break;
        if (sji_addon_in_force(row, day))
            return true;
    }
    return false;
}

/* Stops when it has what decide() makes nothing of; for type 1 other codes decide
 * nothing. */
static company look_around(const sji_check *c, const sji_services *all, uint32_t at,
                           const addon_rows *rows, sj_date day)
{
    const sji_lines *l = &c->image->lines;
    company found = {0};
    const bool *enough = rows->type != 2 ? &found.listed_stands : &found.other_stands;
    for (uint32_t h = 0; h < all->head_count && !*enough; h++) {
        const sji_service *head = &all->line[all->heads[h]];
        if (head->kind == SJI_SERVICE_HIPPS)
            continue;
        bool there = false, stands = false; /* a line of this code */
        for (uint32_t i = all->heads[h]; i != SJI_NO_LINE; i = all->line[i].next)
            if (i != at && sji_is_there(&all->line[i], &all->line[at], day)) {
                there = true;
                stands |= !(all->line[i].flags & SJI_SERVICE_DENIED);
            }
        if (!there)
            continue;
        const bool known = head->procedure != SJ_NO_PROCEDURE;
        if (known && names(l, rows, head->procedure, day)) {
            found.listed = true;
            found.listed_stands |= stands;
        }
        if (rows->type != 1 && (!known || !sji_is_addon(l, head->procedure, day))) {
            found.other = true;
            found.other_stands |= stands;
        }
    }
    return found;
}

/* What the rules make of it: severity and reason. */
typedef struct verdict {
    unsigned severity; /* SJ_CLEAN: nothing */
    sj_reason reason;
} verdict;

static verdict decide(unsigned type, const company *with)
{
    const bool by_list = type != 2;
    if (by_list ? with->listed : with->other) {
        bool stands = by_list ? with->listed_stands : with->other_stands;
        return stands ? (verdict){SJ_CLEAN, SJ_BECAUSE_PLAIN}
                      : (verdict){SJ_INFO, SJ_BECAUSE_PRIMARY_DENIED};
    }
    if (type == 1)
        return (verdict){SJ_REJECT, SJ_BECAUSE_PLAIN};
    return (verdict){with->other ? SJ_INFO : SJ_WARN, SJ_BECAUSE_CONTRACTOR};
}

/* Whether a table can make a finding on a line of this procedure. */
static bool has_rows(const sji_lines *l, uint32_t procedure)
{
    uint32_t of_addons, of_fees;
    return l->loaded && (sji_rows_of(&l->addons, procedure, &of_addons) < of_addons ||
                         sji_rows_of(&l->fees, procedure, &of_fees) < of_fees);
}

/* `speaks`: the table is known to speak for the day. @return whether there is a finding
 * of it */
static bool judge_day(sji_check *c, const sji_services *all, uint32_t at, sj_date day,
                      bool speaks)
{
    const sji_lines *l = &c->image->lines;
    const sji_service *s = &all->line[at];
    if (!speaks && !sji_table_speaks(l, SJF_TABLE_ADDON, day))
        return false;
    addon_rows rows = rows_on(l, s->procedure, day);
    verdict v = {SJ_CLEAN, SJ_BECAUSE_PLAIN};
    if (rows.type != 0) {
        company with = look_around(c, all, at, &rows, day);
        v = decide(rows.type, &with);
    } else if (sji_glob_is(sji_fee_row(l, s->procedure, day), "ZZZ")) {
        v = (verdict){SJ_INFO, SJ_BECAUSE_NO_ADDON_ROW};
    }
    if (v.severity == SJ_CLEAN)
        return false;
    sj_finding *f = sji_add_line(c, all, SJ_PX_ADDON_WITHOUT_PRIMARY, at, day,
                                 sji_day_severity(s, day, v.severity));
    if (f) {
        f->reason = (uint8_t)v.reason;
        f->rule = rows.type != 0 ? rows.deciding : UINT32_MAX;
    }
    return true;
}

void sji_judge_addons(sji_check *c, const sji_services *all)
{
    if (c->kind == SJI_IP)
        return;
    const sji_lines *l = &c->image->lines;
    const bool speaks =
        sji_table_covers(l, SJF_TABLE_ADDON, (sji_days){all->first, all->last});
    for (uint32_t i = 0; i < all->count; i++) {
        const sji_service *s = &all->line[i];
        if (!sji_takes_part(s))
            continue;
        if (!speaks &&
            !sji_table_covers(l, SJF_TABLE_ADDON, (sji_days){s->from, s->to}))
            sji_no_data(c, SJ_PX_ADDON_WITHOUT_PRIMARY);
        if (s->procedure == SJ_NO_PROCEDURE || !has_rows(l, s->procedure))
            continue;
        if (!judge_day(c, all, i, s->from, speaks) && s->from != s->to)
            (void)judge_day(c, all, i, s->to, speaks);
    }
}

/*
 * Add-on codes need a primary procedure (DOMAIN.md 3.8, RULINGS.md 22).
 */
#include "fuzz/reference/reference_lines.h"

#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

static bool in_force(const ref_addon *row, sj_date day)
{
    return row->from <= day && day <= row->to;
}

/* Bits 1, 2, 3: there is a row of that type in force; 0: no add-on code that day. */
static unsigned types_on(const ref_lines *l, uint32_t code, sj_date day)
{
    size_t count;
    const ref_addon *rows = ref_addon_rows(l->tables, code, &count);
    unsigned types = 0;
    for (size_t i = 0; i < count; i++)
        if (in_force(&rows[i], day))
            types |= 1U << rows[i].type;
    return types;
}

static bool lists(const ref_lines *l, uint32_t addon, uint32_t primary, sj_date day)
{
    size_t count;
    const ref_addon *rows = ref_addon_rows(l->tables, addon, &count);
    for (size_t i = 0; i < count; i++)
        if (rows[i].primary == primary && in_force(&rows[i], day))
            return true;
    return false;
}

/* What other lines of the day and provider do for an add-on code. */
typedef struct company {
    bool listed;        /* a primary that its rows list */
    bool other;         /* a code that is no add-on code */
    bool listed_stands; /* such a one without a px.ptp finding */
    bool other_stands;
} company;

static company company_of(const ref_lines *l, const ref_line *line, sj_date day)
{
    company found = {false, false, false, false};
    for (uint32_t i = 0; i < l->count; i++) {
        const ref_line *other = &l->lines[i];
        if (other == line || !ref_takes_part(other) || day < other->first ||
            day > other->last || !ref_same_text(other->provider, line->provider))
            continue;
        if (lists(l, line->number, other->number, day)) {
            found.listed = true;
            found.listed_stands = found.listed_stands || !other->denied;
        }
        if (types_on(l, other->number, day) == 0) {
            found.other = true;
            found.other_stands = found.other_stands || !other->denied;
        }
    }
    return found;
}

/* The severity of a day; SJ_CLEAN: nothing is missing. */
static sj_severity judge_day(const ref_lines *l, const ref_line *line, sj_date day)
{
    unsigned types = types_on(l, line->number, day);
    const ref_fee *fee = ref_fee_of(l->tables, line->number, day);
    company found = company_of(l, line, day);
    if (types == 0)
        return fee && strcmp(fee->glob, "ZZZ") == 0 ? SJ_INFO : SJ_CLEAN;
    if (types & 1U << 1) {
        if (!found.listed)
            return SJ_REJECT;
    } else if (types & 1U << 3) {
        if (!found.listed)
            return found.other ? SJ_INFO : SJ_WARN;
    } else {
        if (!found.other)
            return SJ_WARN;
        return found.other_stands ? SJ_CLEAN : SJ_INFO;
    }
    return found.listed_stands ? SJ_CLEAN : SJ_INFO; /* the primary is denied */
}

/* On the first day, and on the last when the first gives nothing. */
static void judge(ref_lines *l, const ref_line *line)
{
    sj_date days[] = {line->first, line->last};
    bool found = false;
    for (int i = 0; i < 2; i++) {
        if (!l->tables->addons_loaded || days[i] < plain_day(1996, 1, 1) ||
            days[i] > l->tables->addon_days.to) {
            ref_no_data(l->c, SJ_PX_ADDON_WITHOUT_PRIMARY);
            continue;
        }
        sj_severity severity = judge_day(l, line, days[i]);
        if (severity != SJ_CLEAN && !found)
            ref_find_on(l, SJ_PX_ADDON_WITHOUT_PRIMARY, severity, line, none, days[i]);
        found = found || severity != SJ_CLEAN;
    }
}

void ref_judge_addons(ref_lines *l)
{
    for (uint32_t i = 0; i < l->count && l->c->kind != REF_IP; i++)
        if (ref_takes_part(&l->lines[i]))
            judge(l, &l->lines[i]);
}

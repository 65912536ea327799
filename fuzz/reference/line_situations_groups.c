/*
 * Situations of several lines: pairs, units of a day, add-on codes, visits, duplicates.
 */
#include "fuzz/reference/line_generator.h"

#include <string.h>

typedef ref_line_generator gen;

static sj_date later(sj_date a, sj_date b)
{
    return a > b ? a : b;
}

static sj_date sooner(sj_date a, sj_date b)
{
    return a < b ? a : b;
}

/* A day between two, if possible one of the quarters whose tables are at hand. */
static sj_date good_day(gen *g, sj_date from, sj_date to)
{
    sj_date first = plain_day(2024, 4, 1), last = plain_day(2024, 6, 30);
    if (ref_maybe(g, 60) && later(from, first) <= sooner(to, last))
        return ref_day_in(g, later(from, first), sooner(to, last));
    return ref_day_in(g, from, to);
}

/* ---- pairs ---- */

static const char *const bypass[] = {"59", "XE", "XP", "XS", "XU", "25", "24", "57",
                                     "58", "78", "79", "27", "91", "LT", "RT", "E1",
                                     "F5", "T9", "LC", "LM", "RI", "FA", "TA"};
static const char *const no_bypass[] = {"22", "50", "51", "76", "77", "ZZ", "KX", "26"};

static const ref_ptp_row *pick_row(gen *g, const ref_ptp_table *t, int indicator)
{
    const ref_ptp_row *row = &t->rows[ref_pick(g, (uint32_t)t->count)];
    for (int tries = 0; tries < 60; tries++) {
        row = &t->rows[ref_pick(g, (uint32_t)t->count)];
        if (row->indicator == indicator && row->from <= row->to &&
            row->from <= t->days.to)
            break;
    }
    return row;
}

/* Two lines of a pair, in this order or the other. */
static void add_pair(gen *g, ref_lined *m, const ref_ptp_row *row, sj_line *out[2])
{
    bool swap = ref_maybe(g, 50);
    out[swap] = ref_add_numbered(g, m, swap ? row->column2 : row->column1);
    out[!swap] = ref_add_numbered(g, m, swap ? row->column1 : row->column2);
}

/* Spans that meet on some days, on the last one of the denied line, or not at all. */
static void spread(gen *g, ref_lined *m, sj_line *pair[2])
{
    sj_date day = m->day;
    switch (ref_pick(g, 4)) {
    case 0:
        ref_set_days(pair[1], day - 1, day);
        ref_set_days(pair[0], day, day + 2);
        break;
    case 1:
        ref_set_days(pair[1], day - 2, day + 1);
        ref_set_days(pair[0], day, SJ_NO_DATE);
        break;
    case 2:
        ref_set_days(pair[0], day - 1, day);
        ref_set_days(pair[1], day + 1, day + 1);
        break;
    default:
        ref_set_days(pair[0], day - 3, day);
        ref_set_days(pair[1], day, day + 1);
    }
}

static void ptp(gen *g, ref_lined *m, bool innocent)
{
    if (m->claim.type == SJ_INSTITUTIONAL)
        ref_be_hospital(g, m);
    const ref_ptp_table *t = ref_ptp_for(g, m);
    sj_line *pair[2];
    if (!t)
        return;
    uint32_t how = innocent ? ref_pick(g, 8) : 0;
    const ref_ptp_row *row = pick_row(g, t, how == 7 ? 9 : ref_maybe(g, 70) ? 1 : 0);
    sj_date to = sooner(row->to, t->days.to);
    sj_date day = good_day(g, row->from, later(row->from, to));
    if (how == 6)
        day = ref_maybe(g, 50)          ? row->from - 1
              : row->to == SJ_DATE_OPEN ? day
                                        : row->to + 1;
    ref_move(g, m, day);
    add_pair(g, m, row, pair);
    if (row->indicator == 1 && how >= 1 && how <= 3)
        ref_add_modifier(m, pair[ref_pick(g, 2)], bypass[ref_pick(g, 23)]);
    else if (ref_maybe(g, 40))
        ref_add_modifier(m, pair[ref_pick(g, 2)],
                         row->indicator == 0 ? bypass[ref_pick(g, 23)]
                                             : no_bypass[ref_pick(g, 8)]);
    if (how == 4)
        pair[0]->provider = ref_line_text(m, "1999999984");
    if (how == 5)
        ref_set_days(pair[1], day + 1, SJ_NO_DATE);
    else if (ref_maybe(g, 25))
        spread(g, m, pair);
    if (ref_maybe(g, 15)) /* a column 1 code on two lines */
        *ref_add_numbered(g, m, row->column1) = *pair[0];
}

static void same_site(gen *g, ref_lined *m, bool innocent)
{
    static const char *const sites[] = {"LT", "RT", "E1", "F5", "T9", "LC", "LM", "TA"};
    if (m->claim.type == SJ_INSTITUTIONAL)
        ref_be_hospital(g, m);
    const ref_ptp_table *t = ref_ptp_for(g, m);
    sj_line *pair[2];
    if (!t)
        return;
    const ref_ptp_row *row = pick_row(g, t, 1);
    ref_move(g, m, good_day(g, row->from, sooner(row->to, t->days.to)));
    add_pair(g, m, row, pair);
    uint32_t i = ref_pick(g, 8);
    ref_add_modifier(m, pair[0], sites[i]);
    if (ref_maybe(g, 20))
        ref_add_modifier(m, pair[ref_pick(g, 2)], "59");
    ref_add_modifier(m, pair[1], innocent ? sites[(i + 1) % 8] : sites[i]);
    if (ref_maybe(g, 15))
        spread(g, m, pair);
}

/* ---- units ---- */

static const ref_mue_file *go_to_units(gen *g, ref_lined *m)
{
    const ref_line_tables *t = g->tables;
    int table = ref_mue_for(m);
    for (int i = 0; i < t->mue_count; i++)
        if ((int)t->mue[i].table == table && t->mue[i].count > 0) {
            ref_move(g, m, ref_day_in(g, t->mue[i].days.from, t->mue[i].days.to));
            return &t->mue[i];
        }
    return NULL;
}

static void mue(gen *g, ref_lined *m, bool innocent)
{
    if (m->claim.type == SJ_INSTITUTIONAL)
        ref_be_hospital(g, m);
    const ref_mue_file *f = go_to_units(g, m);
    if (!f)
        return;
    const ref_mue_row *row = &f->rows[ref_pick(g, (uint32_t)f->count)];
    bool line_edit = ref_maybe(g, 40); /* they are rare in the Medicare tables */
    for (int tries = 0;
         tries < 2000 && (row->value == 0 || (line_edit && row->mai >= 2)); tries++)
        row = &f->rows[ref_pick(g, (uint32_t)f->count)];
    double units = row->value + (innocent ? 0 : 1);
    sj_line *line = ref_add_numbered(g, m, row->code);
    line->units = units;
    switch (ref_pick(g, 6)) {
    case 0: /* over two lines */
        if (units > 1) {
            line->units = 1 + ref_pick(g, (uint32_t)units - 1);
            line = ref_add_numbered(g, m, row->code);
            line->units = units - m->lines[m->claim.line_count - 2].units;
            if (ref_maybe(g, 40))
                ref_add_modifier(m, line, bypass[ref_pick(g, 5)]);
            if (innocent && ref_maybe(g, 40)) {
                line->units += 1;
                if (ref_maybe(g, 50))
                    line->provider = ref_line_text(m, "1999999984");
                else
                    ref_set_days(line, m->day + 9, SJ_NO_DATE);
            }
        }
        break;
    case 1: { /* over several days: half a unit more rounds up */
        int days = 2 + (int)ref_pick(g, 3);
        ref_set_days(line, m->day - (sj_date)ref_pick(g, 4), 0);
        line->to = line->from + days - 1;
        int more = innocent ? (days - 1) / 2 : (days + 1) / 2;
        line->units = (double)row->value * days + more;
        break;
    }
    case 2:
        line->units = row->value + (innocent ? 0 : 0.5);
        break;
    case 3:
        if (ref_maybe(g, 40))
            ref_add_modifier(m, line, "55");
        break;
    default:
        break;
    }
}

static void mue_zero(gen *g, ref_lined *m, bool innocent)
{
    if (m->claim.type == SJ_INSTITUTIONAL)
        ref_be_hospital(g, m);
    const ref_mue_file *f = go_to_units(g, m);
    if (f && innocent && ref_maybe(g, 50))
        ref_move(g, m, f->days.to + 1);
    uint32_t code = ref_one(g, &g->zero_units);
    for (int tries = 0; f && tries < 30; tries++, code = ref_one(g, &g->zero_units)) {
        const ref_mue_row *row = ref_mue_of(f, code);
        if (row && row->value == 0)
            break;
    }
    if (innocent && f && m->day <= f->days.to)
        code = f->rows[ref_pick(g, (uint32_t)f->count)].code;
    sj_line *line = ref_add_numbered(g, m, code);
    if (ref_maybe(g, 20) && f) /* the table ends within the span */
        ref_set_days(line, f->days.from - 1, f->days.from);
}

/* ---- add-on codes ---- */

static void addon(gen *g, ref_lined *m, bool innocent)
{
    size_t count;
    uint32_t type = 1 + ref_pick(g, 3);
    uint32_t code = ref_one(g, &g->addons[type]);
    if (m->claim.type == SJ_INSTITUTIONAL)
        ref_be_hospital(g, m);
    if (ref_maybe(g, 8)) {
        ref_move(g, m, ref_day_in(g, plain_day(2024, 4, 15), plain_day(2024, 7, 10)));
        ref_add_numbered(g, m, ref_one(g, &g->later_addons));
        return;
    }
    const ref_addon *rows = ref_addon_rows(g->tables, code, &count);
    if (count == 0)
        return;
    const ref_addon *row = &rows[ref_pick(g, (uint32_t)count)];
    sj_date to = sooner(row->to, g->tables->addon_days.to);
    sj_date day = good_day(g, row->from, to);
    if (ref_maybe(g, 10))
        day = row->to == SJ_DATE_OPEN ? row->from - 1 : row->to + 1;
    ref_move(g, m, day);
    if (ref_maybe(g, 80))
        m->claim.line_count = 0;
    sj_line *line = ref_add_numbered(g, m, code);
    if (ref_maybe(g, 15))
        ref_set_days(line, day - 1, day + (sj_date)ref_pick(g, 2));
    if (innocent) {
        sj_line *primary = row->primary ? ref_add_numbered(g, m, row->primary)
                                        : ref_add_line(g, m, "99213");
        if (ref_maybe(g, 20)) { /* another day or provider after all */
            if (ref_maybe(g, 50))
                ref_set_days(primary, day + 1, SJ_NO_DATE);
            else
                primary->provider = ref_line_text(m, "1999999984");
        } else if (ref_maybe(g, 25)) { /* the primary is denied */
            const ref_ptp_table *t = ref_ptp_for(g, m);
            for (size_t i = ref_pick(g, 5000), n = 0; t && n < 4000; i += 509, n++) {
                const ref_ptp_row *pair = &t->rows[i % t->count];
                if (pair->column2 == row->primary && pair->indicator < 2) {
                    ref_add_numbered(g, m, pair->column1);
                    break;
                }
            }
        }
    } else if (ref_maybe(g, 40)) { /* company that does not help */
        ref_add_numbered(g, m,
                         ref_maybe(g, 50) ? ref_one(g, &g->addons[1 + ref_pick(g, 3)])
                                          : ref_one(g, &g->visits));
        if (ref_maybe(g, 40))
            ref_add_numbered(g, m, code);
    }
}

/* ---- fee schedule ---- */

static void bilateral(gen *g, ref_lined *m, bool innocent)
{
    const ref_line_tables *t = g->tables;
    uint32_t code = ref_one(g, &g->bilateral);
    if (t->fee_count == 0)
        return;
    if (ref_maybe(g, 50)) {
        sj_line *line = ref_add_numbered(g, m, code);
        ref_add_modifier(m, line, "50");
        line->units = innocent ? 1 : 2;
        return;
    }
    ref_move(g, m, ref_day_in(g, t->fees[0].days.from, t->fees[0].days.to));
    sj_line *left = ref_add_numbered(g, m, code);
    if (innocent && ref_maybe(g, 30))
        code = t->fees[0].rows[ref_pick(g, (uint32_t)t->fees[0].count)].code;
    sj_line *right = ref_add_numbered(g, m, code);
    ref_add_modifier(m, left, "LT");
    ref_add_modifier(m, right, innocent && ref_maybe(g, 30) ? "LT" : "RT");
    if (innocent && ref_maybe(g, 30))
        ref_set_days(right, m->day + 20, SJ_NO_DATE);
}

static void global_days(gen *g, ref_lined *m, bool innocent)
{
    static const sj_date offsets[] = {0, 0, -1, -2, 1, 10, 11, 90, 91, 5, 45};
    static const char *const reasons[] = {"24", "25", "57"};
    const ref_line_tables *t = g->tables;
    if (t->fee_count == 0)
        return;
    uint32_t code = ref_one(g, &g->globals);
    sj_date days = offsets[ref_pick(g, innocent ? 11 : 3)];
    sj_date day = ref_day_in(g, t->fees[0].days.from, t->fees[0].days.to);
    sj_line *procedure;
    ref_move(g, m, day + days);
    sj_line *visit = ref_add_numbered(g, m, ref_one(g, &g->visits));
    visit->from = day + days;
    if (ref_maybe(g, 15))
        visit->to = visit->from + 1;
    if (ref_maybe(g, 50)) {
        procedure = ref_add_history(m, code, day);
    } else {
        procedure = ref_add_numbered(g, m, code);
        procedure->from = day;
    }
    if (procedure && ref_maybe(g, 15))
        procedure->to = day + 1;
    if (procedure && ref_maybe(g, 6))
        procedure->provider = ref_line_text(m, "1999999984");
    if (innocent && ref_maybe(g, 60))
        ref_add_modifier(m, visit, reasons[ref_pick(g, 3)]);
}

/* ---- duplicates ---- */

static void duplicate(gen *g, ref_lined *m, bool innocent)
{
    sj_line *one = ref_add_line(g, m, ref_any_hcpcs(g));
    int32_t some[] = {1, 2};
    if (m->claim.type == SJ_INSTITUTIONAL && ref_maybe(g, 20)) {
        one->code = ref_line_text(m, "AB12C");
        one->revenue = ref_line_text(m, "0022");
    }
    if (ref_maybe(g, 50))
        ref_add_modifier(m, one, ref_maybe(g, 50) ? "LT" : "KX");
    if (ref_maybe(g, 30))
        ref_add_modifier(m, one, "Q5");
    if (ref_maybe(g, 30))
        one->ndc = ref_line_text(m, "00002-7597-01");
    if (ref_maybe(g, 40))
        ref_set_pointers(m, one, m->claim.type == SJ_INSTITUTIONAL ? 0 : 2, some);
    sj_line *two = ref_add_line(g, m, "99213");
    const int32_t *mine = two->pointers;
    *two = *one;
    two->pointers = mine;
    ref_set_pointers(m, two, (int)one->pointer_count, one->pointers);
    if (!innocent) {
        if (ref_maybe(g, 20))
            two->revenue = ref_line_text(
                m,
                one->revenue.len > 0 && one->revenue.text[1] == '0' ? "0022" : "0361");
        if (ref_maybe(g, 30)) { /* the same set in another order */
            sj_str swap = two->modifiers[0];
            two->modifiers[0] = two->modifiers[1];
            two->modifiers[1] = swap;
        }
        if (ref_maybe(g, 20)) {
            sj_line *three = ref_add_line(g, m, "99213");
            *three = *two;
            three->pointers = m->pointers[three - m->lines];
            ref_set_pointers(m, three, (int)two->pointer_count, two->pointers);
        }
        return;
    }
    static const char *const repeats[] = {"76", "77", "91", "59", "XE", "XS"};
    int32_t other[] = {2, 1, 1};
    switch (ref_pick(g, 9)) {
    case 0: {
        const char *modifier = repeats[ref_pick(g, 6)];
        ref_add_modifier(m, two, modifier);
        if (ref_maybe(g, 50))
            ref_add_modifier(m, one, modifier);
        break;
    }
    case 1:
        two->units += 1;
        break;
    case 2:
        two->charge = two->charge < 0 ? 0 : two->charge + 0.25;
        break;
    case 3:
        two->pos = ref_line_text(m, "31");
        break;
    case 4:
        two->ndc = ref_line_text(m, "50242-040-62");
        break;
    case 5:
        two->provider = ref_line_text(m, "1999999984");
        break;
    case 6:
        ref_set_days(two, m->day, m->day + 1);
        break;
    case 7:
        ref_add_modifier(m, two, "22");
        break;
    default:
        ref_set_pointers(m, two, 3, other);
    }
}

/* ---- necessity ---- */

static void necessity(gen *g, ref_lined *m, bool innocent)
{
    static const char *const common[] = {"E11.9", "I10",   "J45.40", "N18.6",
                                         "R07.9", "M54.2", "Z23",    "Z00.00"};
    const ref_line_tables *t = g->tables;
    if (t->policy_count == 0)
        return;
    const ref_policy_item *item = &t->policies[ref_pick(g, (uint32_t)t->policy_count)];
    ref_move(g, m,
             ref_maybe(g, 85) ? ref_day_in(g, item->from, item->to) : item->to + 1);
    sj_line *line = ref_add_numbered(g, m, item->code);
    uint32_t at = ref_pick(g, 2);
    if (m->claim.dx_count <= at)
        m->claim.dx_count = at + 1;
    m->dx[0] = m->dx[at] =
        (sj_diagnosis){.code = ref_line_text(m, common[ref_pick(g, 8)])};
    if (innocent)
        m->dx[at].code = ref_line_text(m, item->diagnosis);
    int32_t p[] = {(int32_t)at + 1, 1};
    if (m->claim.type != SJ_INSTITUTIONAL)
        ref_set_pointers(m, line, 1 + ref_maybe(g, 30), p);
}

bool ref_build_group(gen *g, ref_lined *m, sj_edit edit, bool innocent)
{
    switch ((int)edit) {
    case SJ_PX_PTP:
        ptp(g, m, innocent);
        return true;
    case SJ_PX_PTP_SAME_SITE:
        same_site(g, m, innocent);
        return true;
    case SJ_PX_MUE:
        mue(g, m, innocent);
        return true;
    case SJ_PX_MUE_ZERO:
        mue_zero(g, m, innocent);
        return true;
    case SJ_PX_ADDON_WITHOUT_PRIMARY:
        addon(g, m, innocent);
        return true;
    case SJ_PX_BILATERAL:
        bilateral(g, m, innocent);
        return true;
    case SJ_PX_GLOBAL_EM:
        global_days(g, m, innocent);
        return true;
    case SJ_PX_DUPLICATE_LINE:
        duplicate(g, m, innocent);
        return true;
    case SJ_PX_NECESSITY:
        necessity(g, m, innocent);
        return true;
    default:
        return false;
    }
}

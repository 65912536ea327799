/*
 * Procedure-to-procedure pairs (DOMAIN.md 3.6, RULINGS.md 21).
 */
#include "fuzz/reference/reference_lines.h"

#include <string.h>

static const char *const distinct[] = {"59", "XE", "XP", "XS", "XU", NULL};
static const char *const others[] = {"24", "25", "57", "58", "78",
                                     "79", "27", "91", NULL};

static bool bypasses_but_distinct(const ref_line *line)
{
    return ref_bears_any(line, ref_anatomical) || ref_bears_any(line, others);
}

static bool bypasses(const ref_line *line)
{
    return bypasses_but_distinct(line) || ref_bears_any(line, distinct);
}

/* 59 and its kin help on either line from this day on, before on column 2 alone. */
static sj_date either_line(void)
{
    return plain_day(2019, 7, 1);
}

static const ref_ptp_table *table_of(const ref_lines *l)
{
    static const char *const hospital[] = {"12", "13", "14", "22",
                                           "23", "34", "74", "75"};
    sj_str type = ref_trimmed(l->c->claim->bill_type);
    int medicaid = l->medicaid ? 2 : 0;
    if (l->c->kind == REF_P)
        return &l->tables->ptp[medicaid];
    if (type.len == 4 && type.text[0] == '0') {
        type.text++;
        type.len--;
    }
    for (int i = 0; i < 8; i++)
        if (type.len >= 2 && memcmp(type.text, hospital[i], 2) == 0)
            return &l->tables->ptp[medicaid + 1];
    return NULL;
}

/* The first day from `from` to `to` on which the row denies the line b beside a. */
static bool denies(const ref_ptp_row *row, const ref_line *a, const ref_line *b,
                   sj_date from, sj_date to, sj_date *day)
{
    sj_date border = either_line();
    *day = from;
    if (row->indicator == 0)
        return true;
    if (from < border && !bypasses_but_distinct(a) && !bypasses(b))
        return true;
    *day = from > border ? from : border;
    return *day <= to && !bypasses(a) && !bypasses(b);
}

static bool share_a_site(const ref_line *a, const ref_line *b)
{
    for (const char *const *m = ref_anatomical; *m; m++)
        if (ref_bears(a, *m) && ref_bears(b, *m))
            return true;
    return false;
}

/* What the rows of a pair say of two lines. */
typedef struct verdict {
    bool denied, same_site;
    sj_date day;
} verdict;

static verdict judge_pair(const ref_ptp_table *t, const ref_line *a, const ref_line *b,
                          ref_days common)
{
    verdict v = {false, false, 0};
    size_t count;
    const ref_ptp_row *rows = ref_ptp_rows(t, a->number, b->number, &count);
    for (size_t i = 0; i < count; i++) {
        const ref_ptp_row *row = &rows[i];
        sj_date from = common.from > row->from ? common.from : row->from, day;
        sj_date to = common.to < row->to ? common.to : row->to;
        if (to > t->days.to)
            to = t->days.to;
        if (row->indicator == 9 || from > to)
            continue;
        if (denies(row, a, b, from, to, &day)) {
            if (!v.denied || day < v.day)
                v.day = day;
            v.denied = true;
        } else if (share_a_site(a, b)) {
            v.same_site = true;
        }
    }
    return v;
}

/* Edits are complete since 1996, up to the end of the newest quarter. */
static bool speaks(const ref_ptp_table *t, ref_days days)
{
    return t->loaded && days.from >= plain_day(1996, 1, 1) && days.to <= t->days.to;
}

/* Findings on a line b by column 1 lines with the code of l->lines[first]. */
static void judge_column1(ref_lines *l, const ref_ptp_table *t, uint32_t first,
                          ref_line *b)
{
    const ref_line *with = NULL, *site = NULL;
    sj_date day = 0;
    for (uint32_t i = first; i < l->count; i++) {
        const ref_line *a = &l->lines[i];
        ref_days common;
        if (a->number != l->lines[first].number || !ref_takes_part(a) ||
            !ref_meet(a, b, &common))
            continue;
        if (!speaks(t, common))
            ref_no_data(l->c, SJ_PX_PTP);
        verdict v = judge_pair(t, a, b, common);
        if (v.denied && (!with || v.day < day))
            day = v.day;
        if (v.denied && !with)
            with = a;
        if (v.same_site && !site)
            site = a;
    }
    if (with) {
        b->denied = true;
        ref_find_on(l, SJ_PX_PTP, SJ_REJECT, b, ref_line_place(with), day);
    }
    if (site)
        ref_find(l->c, SJ_PX_PTP_SAME_SITE, SJ_INFO, ref_line_place(b),
                 ref_line_place(site));
}

static bool is_first_of_code(const ref_lines *l, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (ref_takes_part(&l->lines[k]) && l->lines[k].number == l->lines[i].number)
            return false;
    return ref_takes_part(&l->lines[i]);
}

void ref_judge_ptp(ref_lines *l)
{
    const ref_ptp_table *t = table_of(l);
    for (uint32_t k = 0; k < l->count && t; k++)
        for (uint32_t i = 0; i < l->count && ref_takes_part(&l->lines[k]); i++)
            if (is_first_of_code(l, i) && l->lines[i].number != l->lines[k].number)
                judge_column1(l, t, i, &l->lines[k]);
}

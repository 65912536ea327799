/*
 * Unit limits (DOMAIN 3.7; RULINGS 23): by line where the adjudication indicator is 1
 * or none, else by the sum of a day over lines of one provider and code. A line of
 * several days has a share of its units on each.
 */
#include "engine/edit/lines.h"
#include "engine/lookup/line_rules.h"

enum { MAI_LINE = 1, MAI_CLINICAL = 3 };

/* The lines of a code, and for each the first day that makes a finding on it. */
typedef struct limits {
    sji_check *c;
    sji_services *all;
    const sji_lines *lines;
    sj_date zero[SJ_CLAIM_LINES_MAX]; /* the value is 0; SJ_DATE_OPEN: on no day */
    sj_date over[SJ_CLAIM_LINES_MAX]; /* the units are above it */
} limits;

static bool on_day(const sji_service *s, sj_date day)
{
    return s->from <= day && day <= s->to;
}

/* Units of a line on each of its days. */
static double share(const limits *x, uint32_t at, sj_date day)
{
    const sji_service *s = &x->all->line[at];
    double units = x->c->claim->lines[at].units;
    if (!(units > 0))
        return 0;                     /* px.units says it */
    if (s->modifiers & SJI_MOD(55)) { /* units tell post-operative days */
        const uint8_t *fee = sji_fee_row(x->lines, s->procedure, day);
        if (sji_glob_is(fee, "010") || sji_glob_is(fee, "090"))
            return 1;
    }
    if (s->from == s->to)
        return units;
    const double exact = 9007199254740992.0; /* from there on all are whole */
    units = units / ((double)s->to - (double)s->from + 1) + 0.5;
    return units < exact ? (double)(int64_t)units : units;
}

/* Units of a day that are held against the limit: of the line, or of all like it. */
static double units_of(const limits *x, uint32_t head, uint32_t at, sj_date day,
                       unsigned mai)
{
    if (mai <= MAI_LINE)
        return share(x, at, day);
    double sum = 0;
    for (uint32_t i = head; i != SJI_NO_LINE; i = x->all->line[i].next)
        if (x->all->line[i].provider == x->all->line[at].provider &&
            on_day(&x->all->line[i], day))
            sum += share(x, i, day);
    return sum;
}

/* What a day makes of the lines of a code and of the provider of line `first`. */
static void judge_day(limits *x, uint32_t first, sj_date day)
{
    const sji_service *s = &x->all->line[first];
    const uint8_t *row = sji_mue_row(x->lines, x->all->mue, s->procedure, day);
    if (!row)
        return;
    const uint32_t value = sjf_load32(row + SJF_MUE_VALUE);
    const unsigned mai = row[SJF_MUE_MAI];
    const double sum =
        mai > MAI_LINE && value > 0 ? units_of(x, first, first, day, mai) : 0;
    for (uint32_t i = first; i != SJI_NO_LINE; i = x->all->line[i].next) {
        const sji_service *one = &x->all->line[i];
        if (one->provider != s->provider || !on_day(one, day))
            continue;
        if (value == 0)
            x->zero[i] = day < x->zero[i] ? day : x->zero[i];
        else if ((mai > MAI_LINE ? sum : share(x, i, day)) > value)
            x->over[i] = day < x->over[i] ? day : x->over[i];
    }
}

/* The days of a group on which a release of a table begins. */
static void judge_starts(limits *x, uint32_t first, unsigned table, sji_days days)
{
    const uint32_t *releases = x->lines->first_release + table;
    for (uint32_t r = releases[0]; r < releases[1]; r++) {
        sj_date from = sji_release_days(x->lines, r).from;
        if (from > days.from && from <= days.to)
            judge_day(x, first, from);
    }
}

/* Within a group sums rise only where a line begins; limits, and what modifier 55
 * means, change only where a release does. */
static void judge_group(limits *x, uint32_t first)
{
    const sji_services *all = x->all;
    const uint16_t provider = all->line[first].provider;
    sj_date least = SJ_DATE_OPEN, most = SJ_DATE_MIN, last = SJ_DATE_MIN;
    for (uint32_t i = first; i != SJI_NO_LINE; i = all->line[i].next) {
        const sji_service *s = &all->line[i];
        if (s->provider != provider)
            continue;
        if (s->from != last)
            judge_day(x, first, s->from);
        last = s->from;
        least = s->from < least ? s->from : least;
        most = s->to > most ? s->to : most;
    }
    if (least < most) {
        judge_starts(x, first, SJF_TABLE_MUE + all->mue, (sji_days){least, most});
        judge_starts(x, first, SJF_TABLE_FEE, (sji_days){least, most});
    }
}

/* ---- findings -------------------------------------------------------------------- */

/* Units for a finding: up to the next whole number, so that they are above the limit.
 */
static int32_t whole(double units)
{
    if (!(units < INT32_MAX))
        return INT32_MAX;
    int32_t below = (int32_t)units;
    return units > below ? below + 1 : below;
}

static int32_t as_number(uint32_t value)
{
    return value > INT32_MAX ? INT32_MAX : (int32_t)value;
}

static uint32_t row_number(const limits *x, const uint8_t *row)
{
    return (uint32_t)((size_t)(row - x->lines->mue[x->all->mue].rows) / SJF_MUE_RECORD);
}

static void report(const limits *x, uint32_t head, uint32_t at)
{
    const sji_services *all = x->all;
    const sji_service *s = &all->line[at];
    if (x->zero[at] != SJ_DATE_OPEN) {
        sj_finding *f = sji_add_line(x->c, all, SJ_PX_MUE_ZERO, at, x->zero[at],
                                     sji_day_severity(s, x->zero[at], SJ_REJECT));
        if (f) {
            f->found = whole(share(x, at, x->zero[at]));
            f->rule = row_number(
                x, sji_mue_row(x->lines, all->mue, s->procedure, x->zero[at]));
        }
        return;
    }
    const sj_date day = x->over[at];
    if (day == SJ_DATE_OPEN)
        return;
    const uint8_t *row = sji_mue_row(x->lines, all->mue, s->procedure, day);
    const unsigned mai = row[SJF_MUE_MAI];
    sj_finding *f = sji_add_line(
        x->c, all, SJ_PX_MUE, at, day,
        sji_day_severity(s, day, mai == MAI_CLINICAL ? SJ_WARN : SJ_REJECT));
    if (f) {
        f->found = whole(units_of(x, head, at, day, mai));
        f->limit = as_number(sjf_load32(row + SJF_MUE_VALUE));
        f->reason = mai > MAI_LINE ? SJ_BECAUSE_DAY_UNITS : SJ_BECAUSE_PLAIN;
        f->rule = row_number(x, row);
    }
}

/* ---- all of it ------------------------------------------------------------------- */

static void judge_code(limits *x, uint32_t head)
{
    const sji_services *all = x->all;
    for (uint32_t i = head; i != SJI_NO_LINE; i = all->line[i].next)
        x->zero[i] = x->over[i] = SJ_DATE_OPEN;
    for (uint32_t i = head; i != SJI_NO_LINE; i = all->line[i].next) {
        uint32_t before = head;
        while (all->line[before].provider != all->line[i].provider)
            before = all->line[before].next;
        if (before == i)
            judge_group(x, i);
    }
    for (uint32_t i = head; i != SJI_NO_LINE; i = all->line[i].next)
        report(x, head, i);
}

/* Whether nothing comes of a code: one line, of one day, within the limit. Nearly all
 * are; the others take the long way. */
static bool is_within(const limits *x, uint32_t head)
{
    const sji_service *s = &x->all->line[head];
    if (s->next != SJI_NO_LINE || s->from != s->to || s->modifiers & SJI_MOD(55))
        return false;
    const uint8_t *row = sji_mue_row(x->lines, x->all->mue, s->procedure, s->from);
    if (!row)
        return true;
    const uint32_t value = sjf_load32(row + SJF_MUE_VALUE);
    return value > 0 && !(x->c->claim->lines[head].units > value);
}

static void judge_open(sji_check *c, const sji_services *all)
{
    if (sji_table_covers(&c->image->lines, SJF_TABLE_MUE + all->mue,
                         (sji_days){all->first, all->last}))
        return;
    sji_days covered = {SJ_DATE_OPEN, SJ_DATE_MIN};
    for (uint32_t i = 0; i < all->count; i++) {
        const sji_service *s = &all->line[i];
        if (!sji_takes_part(s) ||
            (sji_within(covered, s->from) && sji_within(covered, s->to)))
            continue;
        covered = (sji_days){s->from, s->to};
        if (sji_table_covers(&c->image->lines, SJF_TABLE_MUE + all->mue, covered))
            continue;
        sji_no_data(c, SJ_PX_MUE);
        return;
    }
}

void sji_judge_mue(sji_check *c, sji_services *all)
{
    if (all->mue == SJI_NO_TABLE)
        return;
    judge_open(c, all);
    limits x; /* the days are filled code by code */
    x.c = c;
    x.all = all;
    x.lines = &c->image->lines;
    for (uint32_t i = 0; i < all->head_count && x.lines->loaded; i++) {
        const sji_service *s = &all->line[all->heads[i]];
        if (s->kind != SJI_SERVICE_HIPPS && s->procedure != SJ_NO_PROCEDURE &&
            !is_within(&x, all->heads[i]))
            judge_code(&x, all->heads[i]);
    }
}

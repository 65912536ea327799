/*
 * Pairs of procedures (DOMAIN 3.6; RULINGS 16, 21): column 2 is denied beside column 1
 * of the same provider and day, unless the row's indicator lets a modifier clear it.
 * Every ordered pair of different codes is looked up once for all its lines.
 */
#include "engine/edit/lines.h"
#include "engine/lookup/line_rules.h"

/* What came of a column 1 code and a column 2 line. */
typedef struct outcome {
    sj_date day;      /* the first on which the pair is denied; SJ_DATE_OPEN: none */
    sj_date site_day; /* the first on which it is cleared at one site */
    uint32_t with, site_with;
    uint32_t row, site_row; /* in force on these days */
} outcome;

/* Whether modifiers clear a row with indicator 1 on days before 2019-07-01. */
static bool cleared_early(const sji_service *a, const sji_service *b)
{
    return (b->modifiers & SJI_MODS_BYPASS) ||
           (a->modifiers & SJI_MODS_BYPASS & ~SJI_MODS_DISTINCT);
}

static bool cleared_late(const sji_service *a, const sji_service *b)
{
    return (a->modifiers | b->modifiers) & SJI_MODS_BYPASS;
}

/* One column 1 line and one column 2 line under a row. */
typedef struct meeting {
    const sji_service *a, *b;
    uint32_t with, row;
} meeting;

static void deny(outcome *o, const meeting *m, sj_date day)
{
    if (day < o->day) {
        o->day = day;
        o->row = m->row;
    }
    o->with = m->with < o->with ? m->with : o->with;
}

static void clear(outcome *o, const meeting *m, sj_date day)
{
    if (!(m->a->modifiers & m->b->modifiers & SJI_MODS_SITE))
        return;
    if (day < o->site_day) {
        o->site_day = day;
        o->site_row = m->row;
    }
    o->site_with = m->with < o->site_with ? m->with : o->site_with;
}

static void judge_meeting(outcome *o, const sji_ptp_value *row, const meeting *m)
{
    const sji_service *a = m->a, *b = m->b;
    if (a->provider != b->provider)
        return;
    sj_date first = a->from > b->from ? a->from : b->from;
    sj_date last = a->to < b->to ? a->to : b->to;
    first = row->days.from > first ? row->days.from : first;
    last = row->days.to < last ? row->days.to : last;
    if (first > last)
        return;
    if (row->indicator == 0) {
        deny(o, m, first);
        return;
    }
    /* What clears a day before the rule changed clears it after, too. */
    bool early = first < SJI_BOTH_COLUMNS_DAY;
    if (early ? !cleared_early(a, b) : !cleared_late(a, b))
        deny(o, m, first);
    if (early && cleared_early(a, b))
        clear(o, m, first);
    else if (last >= SJI_BOTH_COLUMNS_DAY && cleared_late(a, b))
        clear(o, m, early ? SJI_BOTH_COLUMNS_DAY : first);
}

static void add(sji_check *c, const sji_services *all, sj_edit edit, uint32_t at,
                uint32_t with, sj_date day, uint32_t row)
{
    unsigned severity = edit == SJ_PX_PTP ? SJ_REJECT : SJ_INFO;
    sj_finding *f = sji_add_line(c, all, edit, at, day,
                                 sji_day_severity(&all->line[at], day, severity));
    if (!f)
        return;
    f->with = sji_at_line(with);
    f->other = all->line[with].id;
    f->rule = (uint32_t)all->ptp << SJI_PTP_RULE_SHIFT | row;
}

static void report(sji_check *c, sji_services *all, const outcome *o, uint32_t at)
{
    if (o->day != SJ_DATE_OPEN) {
        all->line[at].flags |= SJI_SERVICE_DENIED;
        add(c, all, SJ_PX_PTP, at, o->with, o->day, o->row);
    }
    if (o->site_day != SJ_DATE_OPEN)
        add(c, all, SJ_PX_PTP_SAME_SITE, at, o->site_with, o->site_day, o->site_row);
}

/* The rows of an ordered pair of codes, against all their lines. */
static __attribute__((noinline)) void judge_rows(sji_check *c, sji_services *all,
                                                 uint32_t column1, uint32_t column2,
                                                 uint32_t row, uint32_t end)
{
    const sji_lines *l = &c->image->lines;
    const sj_date horizon = sji_table_last(l, SJF_TABLE_PTP + all->ptp);
    for (uint32_t k = column2; k != SJI_NO_LINE; k = all->line[k].next) {
        outcome o = {SJ_DATE_OPEN, SJ_DATE_OPEN, SJI_NO_LINE, SJI_NO_LINE, 0, 0};
        for (uint32_t r = row; r < end; r++) {
            sji_ptp_value value = sji_ptp_row(l, all->ptp, r);
            if (value.indicator > 1)
                continue;
            if (value.days.to > horizon)
                value.days.to = horizon;
            for (uint32_t i = column1; i != SJI_NO_LINE; i = all->line[i].next)
                judge_meeting(&o, &value,
                              &(meeting){&all->line[i], &all->line[k], i, r});
        }
        report(c, all, &o, k);
    }
}

/* ---- days without a table -------------------------------------------------------- */

/* Whether two lines of different codes share a day that no release speaks for. */
static bool open_day(const sji_check *c, const sji_services *all, uint32_t at)
{
    const sji_service *a = &all->line[at];
    for (uint32_t k = 0; k < all->count; k++) {
        const sji_service *b = &all->line[k];
        if (!sji_takes_part(b) || a->code == b->code || !sji_meet(a, b))
            continue;
        sji_days common = {a->from > b->from ? a->from : b->from,
                           a->to < b->to ? a->to : b->to};
        if (!sji_table_covers(&c->image->lines, SJF_TABLE_PTP + all->ptp, common))
            return true;
    }
    return false;
}

static void judge_open(sji_check *c, const sji_services *all)
{
    sji_days covered = {SJ_DATE_OPEN, SJ_DATE_MIN};
    for (uint32_t i = 0; i < all->count; i++) {
        const sji_service *s = &all->line[i];
        sji_days days = {s->from, s->to};
        if (!sji_takes_part(s) ||
            (sji_within(covered, days.from) && sji_within(covered, days.to)))
            continue;
        if (sji_table_covers(&c->image->lines, SJF_TABLE_PTP + all->ptp, days)) {
            covered = days;
        } else if (open_day(c, all, i)) {
            sji_no_data(c, SJ_PX_PTP);
            return;
        }
    }
}

/* ---- all pairs of a claim ----------------------------------------------------------
 */

/*
 * Most column 1 codes have some hundred rows, most claims a handful of codes. Where the
 * claim's codes are many, rows are read in one sweep against a map of them rather than
 * searched code by code. The map goes by the low bits of a procedure.
 */
enum { MAP_SIZE = 1 << 11, LINE_ROWS = 16 };

/* Rows that are read in the time of one search. */
enum { SEARCH_ROWS = 32 };

typedef struct codes {
    uint32_t count;
    bool mapped;
    uint16_t head[SJ_CLAIM_LINES_MAX];      /* a line of each */
    uint16_t before[SJ_CLAIM_LINES_MAX];    /* one more than the code mapped before */
    uint32_t procedure[SJ_CLAIM_LINES_MAX]; /* of it */
    uint16_t map[MAP_SIZE];                 /* one more than the last of these bits */
} codes;

static void gather(codes *x, const sji_services *all)
{
    x->count = 0;
    x->mapped = false;
    for (uint32_t i = 0; i < all->head_count; i++) {
        const sji_service *s = &all->line[all->heads[i]];
        if (s->kind == SJI_SERVICE_HIPPS || s->procedure == SJ_NO_PROCEDURE)
            continue;
        x->head[x->count] = all->heads[i];
        x->procedure[x->count++] = s->procedure;
    }
}

static void map_codes(codes *x)
{
    memset(x->map, 0, sizeof x->map);
    for (uint32_t i = 0; i < x->count; i++) {
        uint16_t *place = &x->map[x->procedure[i] & (MAP_SIZE - 1)];
        x->before[i] = *place;
        *place = (uint16_t)(i + 1);
    }
    x->mapped = true;
}

/* Rows on their way into the cache while those before them are read. */
static inline void fetch(const sji_line_rows *rows, uint32_t column1)
{
    enum { LINES_MAX = 24 };
    uint32_t end, row = sji_rows_of(rows, column1, &end);
    for (uint32_t n = 0; row < end && n < LINES_MAX; row += LINE_ROWS, n++)
        __builtin_prefetch(rows->rows + 4 * (size_t)row);
}

static void search(sji_check *c, sji_services *all, const codes *x, uint32_t at)
{
    for (uint32_t k = 0; k < x->count; k++) {
        uint32_t end, row = sji_ptp_rows(&c->image->lines, all->ptp, x->procedure[at],
                                         x->procedure[k], &end);
        if (row < end && k != at)
            judge_rows(c, all, x->head[at], x->head[k], row, end);
    }
}

/* A row whose column 2 the map has something for: its lines, if they are the claim's.
 */
static __attribute__((noinline)) void look_closer(sji_check *c, sji_services *all,
                                                  const codes *x, uint32_t at,
                                                  uint32_t row, uint32_t end)
{
    const uint8_t *rows = c->image->lines.ptp[all->ptp].rows;
    const uint32_t column2 = sjf_load16(rows + 4 * (size_t)row);
    uint32_t k = x->map[column2 & (MAP_SIZE - 1)];
    while (k > 0 && x->procedure[k - 1] != column2)
        k = x->before[k - 1];
    if (k == 0 || k - 1 == at)
        return;
    uint32_t behind = row + 1; /* rows of a pair stand together */
    while (behind < end && sjf_load16(rows + 4 * (size_t)behind) == column2)
        behind++;
    judge_rows(c, all, x->head[at], x->head[k - 1], row, behind);
}

static void sweep(sji_check *c, sji_services *all, const codes *x, uint32_t at,
                  uint32_t row, uint32_t end)
{
    enum { AT_ONCE = 4 };
    const uint8_t *rows = c->image->lines.ptp[all->ptp].rows;
    uint32_t last = UINT32_MAX; /* column 2 of the pair that was judged last */
    while (row < end) {
        const uint8_t *p = rows + 4 * (size_t)row;
        unsigned any = 0, n = end - row < AT_ONCE ? end - row : AT_ONCE;
        if (n == AT_ONCE)
            any = x->map[sjf_load16(p) & (MAP_SIZE - 1)] |
                  x->map[sjf_load16(p + 4) & (MAP_SIZE - 1)] |
                  x->map[sjf_load16(p + 8) & (MAP_SIZE - 1)] |
                  x->map[sjf_load16(p + 12) & (MAP_SIZE - 1)];
        if (any == 0 && n == AT_ONCE) {
            row += AT_ONCE;
            continue;
        }
        for (; n > 0; n--, row++) {
            uint32_t column2 = sjf_load16(rows + 4 * (size_t)row);
            if (column2 == last || x->map[column2 & (MAP_SIZE - 1)] == 0)
                continue;
            last = column2;
            look_closer(c, all, x, at, row, end);
        }
    }
}

void sji_judge_ptp(sji_check *c, sji_services *all)
{
    const sji_lines *l = &c->image->lines;
    if (all->ptp == SJI_NO_TABLE || all->count < 2)
        return;
    judge_open(c, all);
    if (!l->loaded)
        return;
    const sji_line_rows *rows = &l->ptp[all->ptp];
    codes x; /* filled as far as there are codes */
    gather(&x, all);
    if (x.count < 2)
        return;
    enum { AHEAD = 3 };
    for (uint32_t i = 0; i < x.count && i < AHEAD; i++)
        fetch(rows, x.procedure[i]);
    for (uint32_t i = 0; i < x.count; i++) {
        if (i + AHEAD < x.count)
            fetch(rows, x.procedure[i + AHEAD]);
        uint32_t end, row = sji_rows_of(rows, x.procedure[i], &end);
        if (row >= end)
            continue;
        if ((end - row) / SEARCH_ROWS >= x.count) {
            search(c, all, &x, i);
        } else {
            if (!x.mapped)
                map_codes(&x);
            sweep(c, all, &x, i, row, end);
        }
    }
}

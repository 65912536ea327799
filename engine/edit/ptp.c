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
    sji_days covered = {all->first, all->last};
    if (sji_table_covers(&c->image->lines, SJF_TABLE_PTP + all->ptp, covered))
        return;
    covered = (sji_days){SJ_DATE_OPEN, SJ_DATE_MIN};
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
 *
 * The index tells of a column 1 code in which buckets its partners lie: of the claim's
 * codes nearly all lie in others. Of what is left over the partners themselves are
 * asked, a batch at a time, so that all wait for memory together. Rows are read when
 * there is one, or as good as.
 */
enum { WORDS = SJF_PTP_BUCKETS / 64, PROBES = 64, NO_CODE = 0xFFFF };

typedef struct codes {
    uint32_t count;
    uint64_t buckets[WORDS];                /* in which there are codes */
    uint16_t last[SJF_PTP_BUCKETS];         /* code of such a bucket */
    uint16_t before[SJ_CLAIM_LINES_MAX];    /* code of the same bucket, NO_CODE: none */
    uint16_t head[SJ_CLAIM_LINES_MAX];      /* a line of each */
    uint32_t procedure[SJ_CLAIM_LINES_MAX]; /* of it */
} codes;

static void gather(codes *x, const sji_services *all, const sji_lines *l)
{
    x->count = 0;
    for (unsigned w = 0; w < WORDS; w++)
        x->buckets[w] = 0;
    for (uint32_t i = 0; i < all->head_count; i++) {
        const sji_service *s = &all->line[all->heads[i]];
        if (s->kind == SJI_SERVICE_HIPPS || s->procedure == SJ_NO_PROCEDURE)
            continue;
        const uint32_t bucket = sjf_ptp_bucket(s->procedure, l->procedure_count);
        const uint64_t bit = UINT64_C(1) << bucket % 64;
        x->before[x->count] =
            x->buckets[bucket / 64] & bit ? x->last[bucket] : (uint16_t)NO_CODE;
        x->last[bucket] = (uint16_t)x->count;
        x->buckets[bucket / 64] |= bit;
        x->head[x->count] = all->heads[i];
        x->procedure[x->count++] = s->procedure;
    }
}

/* Pairs of codes of which the buckets meet. */
typedef struct probes {
    sji_check *c;
    sji_services *all;
    const codes *codes;
    const sji_ptp_table *table;
    uint32_t count;
    struct {
        uint32_t partners;         /* where those of the bucket stand */
        uint16_t column1, column2; /* codes */
    } at[PROBES];
} probes;

/* Pairs that have rows, or as good as: what is left of the search for them. */
typedef struct searches {
    uint32_t count;
    struct {
        sji_stretch rows;
        uint32_t last;             /* behind those of the column 1 */
        uint16_t column1, column2; /* codes */
    } at[PROBES];
} searches;

/* What the next step of a search reads. */
static void fetch(sji_stretch s)
{
    enum { LINE_ROWS = 16 }; /* of a cache line */
    const uint32_t step =
        s.length > SJI_PTP_FEW ? s.length / SJI_PTP_WAYS : (uint32_t)LINE_ROWS;
    for (uint32_t row = 0; row < s.length; row += step)
        __builtin_prefetch(s.rows + 4 * (size_t)row);
    if (s.length > 0)
        __builtin_prefetch(s.rows + 4 * (size_t)(s.length - 1));
}

static void begin_searches(const probes *p, searches *s)
{
    s->count = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        const uint16_t a = p->at[i].column1, b = p->at[i].column2;
        if (!(sji_ptp_partners(p->table, p->at[i].partners) &
              sjf_ptp_bit(p->codes->procedure[b])))
            continue;
        const uint32_t n = s->count++;
        s->at[n].rows = sji_ptp_all(p->table, p->codes->procedure[a], &s->at[n].last);
        s->at[n].column1 = a;
        s->at[n].column2 = b;
        fetch(s->at[n].rows);
    }
}

static void ask(probes *p)
{
    const codes *x = p->codes;
    searches s; /* filled as far as there are any */
    begin_searches(p, &s);
    for (uint32_t i = 0; i < s.count; i++)
        if (s.at[i].rows.length > SJI_PTP_FEW) {
            s.at[i].rows = sji_ptp_narrow(s.at[i].rows, x->procedure[s.at[i].column2]);
            fetch(s.at[i].rows);
        }
    for (uint32_t i = 0; i < s.count; i++) {
        const uint16_t a = s.at[i].column1, b = s.at[i].column2;
        uint32_t end;
        const uint32_t row =
            sji_ptp_among(p->table, s.at[i].rows, s.at[i].last, x->procedure[b], &end);
        if (row < end)
            judge_rows(p->c, p->all, x->head[a], x->head[b], row, end);
    }
    p->count = 0;
}

/* The codes of a bucket against a column 1 that has partners there. */
static void probe(probes *p, uint32_t column1, uint32_t bucket, uint32_t partners)
{
    const codes *x = p->codes;
    for (uint16_t k = x->last[bucket]; k != NO_CODE; k = x->before[k]) {
        if (k == column1)
            continue;
        if (p->count == PROBES)
            ask(p);
        p->at[p->count].partners = partners;
        p->at[p->count].column1 = (uint16_t)column1;
        p->at[p->count++].column2 = k;
        __builtin_prefetch(p->table->partners + 8 * (size_t)partners);
    }
}

/* A column 1 against all codes. */
static void meet_codes(probes *p, uint32_t column1)
{
    const codes *x = p->codes;
    const uint8_t *r = sji_ptp_index(p->table, x->procedure[column1]);
    uint32_t at = sji_ptp_place_of(r);
    for (unsigned w = 0; w < WORDS; w++) {
        const uint64_t has = sji_ptp_buckets(r, w);
        for (uint64_t both = has & x->buckets[w]; both; both &= both - 1) {
            const unsigned bit = (unsigned)__builtin_ctzll(both);
            const uint64_t below = (UINT64_C(1) << bit) - 1;
            probe(p, column1, 64 * w + bit, at + sji_bit_count(has & below));
        }
        at += sji_bit_count(has);
    }
}

void sji_judge_ptp(sji_check *c, sji_services *all)
{
    const sji_lines *l = &c->image->lines;
    if (all->ptp == SJI_NO_TABLE || all->count < 2)
        return;
    judge_open(c, all);
    if (!l->loaded || !l->ptp[all->ptp].index)
        return;
    codes x; /* filled as far as there are codes */
    gather(&x, all, l);
    probes p;
    p.c = c;
    p.all = all;
    p.codes = &x;
    p.table = &l->ptp[all->ptp];
    p.count = 0;
    for (uint32_t i = 0; i < x.count; i++)
        __builtin_prefetch(sji_ptp_index(p.table, x.procedure[i]));
    for (uint32_t i = 0; i < x.count; i++)
        meet_codes(&p, i);
    ask(&p);
}

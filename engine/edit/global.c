/*
 * Visits within a procedure's global days (DOMAIN 3.5, px.global_em): on its day, on
 * the day before a major one, or in the days after it, without the modifier that sets
 * the visit apart. Procedures are those of the claim and of its history.
 */
#include "engine/edit/lines.h"
#include "engine/lookup/line_rules.h"

enum { NOT_GLOBAL = 0xFF };

/* The visits of the claim, and what comes of each. */
typedef struct visits {
    const sji_services *all;
    uint32_t count;
    uint16_t line[SJ_CLAIM_LINES_MAX];
    uint16_t with[SJ_CLAIM_LINES_MAX]; /* the lowest line that it goes with */
    sj_date day[SJ_CLAIM_LINES_MAX];   /* SJ_DATE_OPEN: nothing */
    uint32_t fee[SJ_CLAIM_LINES_MAX];
    uint8_t reason[SJ_CLAIM_LINES_MAX];
} visits;

static uint32_t five_digits(uint64_t code)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < 5; i++) {
        char digit = sji_char(code, i);
        if (digit < '0' || digit > '9')
            return 0;
        value = 10 * value + (uint32_t)(digit - '0');
    }
    return value;
}

static bool is_visit(const sji_service *s)
{
    const char first = sji_char(s->code, 0);
    if (first != '9' && first != 'G')
        return false;
    uint32_t number = five_digits(s->code);
    if (number != 0)
        return (number >= 99202 && number <= 99499) ||
               (number >= 92002 && number <= 92014);
    char text[8];
    sji_code_text(s->code, text);
    return strcmp(text, "G0402") == 0 || strcmp(text, "G0438") == 0 ||
           strcmp(text, "G0439") == 0;
}

/* The days behind a procedure that are its own; NOT_GLOBAL for none of these kinds. */
static unsigned days_after(const uint8_t *fee)
{
    if (sji_glob_is(fee, "000"))
        return 0;
    if (sji_glob_is(fee, "010"))
        return 10;
    return sji_glob_is(fee, "090") ? 90 : NOT_GLOBAL;
}

/* A visit against days of a procedure, unless a modifier sets it apart. */
static void meet(visits *v, uint32_t visit, sji_days days, uint64_t modifier,
                 sj_reason reason, uint32_t with, uint32_t fee)
{
    const sji_service *s = &v->all->line[v->line[visit]];
    sj_date day = s->from > days.from ? s->from : days.from;
    if (s->modifiers & modifier || day > days.to || day > s->to)
        return;
    if (day < v->day[visit]) {
        v->day[visit] = day;
        v->reason[visit] = (uint8_t)reason;
        v->fee[visit] = fee;
    }
    v->with[visit] = with < v->with[visit] ? (uint16_t)with : v->with[visit];
}

/* A procedure against all visits of its provider; `with`: its line, SJI_NO_LINE when it
 * is of the history. */
static void judge_procedure(sji_check *c, visits *v, const sji_service *p,
                            uint32_t with)
{
    const sji_lines *l = &c->image->lines;
    const bool speaks = sji_table_speaks(l, SJF_TABLE_FEE, p->from);
    const uint8_t *fee = speaks ? sji_fee_row(l, p->procedure, p->from) : NULL;
    const unsigned after = days_after(fee);
    if (speaks && after == NOT_GLOBAL)
        return;
    for (uint32_t i = 0; i < v->count; i++) {
        if (v->all->line[v->line[i]].provider != p->provider)
            continue;
        if (!speaks) {
            sji_no_data(c, SJ_PX_GLOBAL_EM);
            return;
        }
        const uint32_t row = sji_fee_number(l, fee);
        const uint64_t own = after == 90 ? SJI_MOD(57) : SJI_MOD(25);
        if (after == 90)
            meet(v, i, (sji_days){p->from - 1, p->from - 1}, own, SJ_BECAUSE_DAY_BEFORE,
                 with, row);
        meet(v, i, (sji_days){p->from, p->to}, own, SJ_BECAUSE_SAME_DAY, with, row);
        if (after > 0)
            meet(v, i, (sji_days){p->to + 1, p->to + (sj_date)after}, SJI_MOD(24),
                 SJ_BECAUSE_AFTERCARE, with, row);
    }
}

static void report(sji_check *c, const visits *v, uint32_t visit)
{
    if (v->day[visit] == SJ_DATE_OPEN)
        return;
    sj_finding *f = sji_add_line(c, v->all, SJ_PX_GLOBAL_EM, v->line[visit],
                                 v->day[visit], SJI_USUAL);
    if (!f)
        return;
    f->reason = v->reason[visit];
    f->rule = v->fee[visit];
    if (v->with[visit] != SJI_NO_LINE) {
        f->with = sji_at_line(v->with[visit]);
        f->other = v->all->line[v->with[visit]].id;
    }
}

static bool gather(visits *v, const sji_services *all)
{
    v->all = all;
    v->count = 0;
    for (uint32_t h = 0; h < all->head_count; h++) {
        if (all->line[all->heads[h]].kind == SJI_SERVICE_HIPPS ||
            !is_visit(&all->line[all->heads[h]]))
            continue;
        for (uint32_t i = all->heads[h]; i != SJI_NO_LINE; i = all->line[i].next) {
            v->line[v->count] = (uint16_t)i;
            v->with[v->count] = SJI_NO_LINE;
            v->day[v->count] = SJ_DATE_OPEN;
            v->count++;
        }
    }
    return v->count > 0;
}

void sji_judge_global(sji_check *c, const sji_services *all)
{
    const sj_claim *claim = c->claim;
    visits v; /* filled as far as there are visits */
    if (c->kind != SJI_P || !gather(&v, all))
        return;
    for (uint32_t i = 0; i < all->count; i++)
        if (sji_takes_part(&all->line[i]) && !is_visit(&all->line[i]))
            judge_procedure(c, &v, &all->line[i], i);
    for (uint32_t i = 0; i < claim->history_count; i++) {
        sji_service past;
        sji_read_service(c, &claim->history[i], &past);
        past.flags = 0; /* it was billed: whether it could be is not asked here */
        if (!sji_takes_part(&past) || is_visit(&past))
            continue;
        past.provider = sji_provider_of(c, all, &claim->history[i]);
        judge_procedure(c, &v, &past, SJI_NO_LINE);
    }
    for (uint32_t i = 0; i < v.count; i++)
        report(c, &v, i);
}

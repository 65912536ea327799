/*
 * The lines as a list (DOMAIN 3.10): how many a claim may have, and that their days lie
 * within it and not after the day the claim came in.
 */
#include "engine/edit/single_line.h"

void sji_judge_line_count(sji_check *c)
{
    const uint32_t most = c->claim->type == SJ_INSTITUTIONAL ? 999 : 50;
    if (c->claim->line_count <= most)
        return;
    sj_finding *f =
        sji_add(c, SJ_CLM_LINES, sji_at(SJ_AT_CLAIM, 0), c->pair_date, SJI_USUAL);
    if (f) {
        f->found = (int32_t)c->claim->line_count;
        f->limit = (int32_t)most;
    }
}

/* The first of its days that lies outside, SJ_DATE_OPEN when none does. */
static sj_date first_outside(const sji_service *s, sj_date from, sj_date to)
{
    if (s->from < from || s->from > to)
        return s->from;
    return s->to > to ? to + 1 : SJ_DATE_OPEN;
}

static void judge_dates(sji_check *c, const sji_services *all, uint32_t at)
{
    const sji_service *s = &all->line[at];
    const sj_date receipt = c->claim->receipt;
    sj_date day = SJ_DATE_OPEN;
    if (c->from <= c->to) /* else the claim has its own finding */
        day = first_outside(s, c->from, c->to);
    unsigned severity = c->kind == SJI_OP ? SJ_WARN : SJ_REJECT;
    if (receipt != SJ_NO_DATE && receipt != 0 && s->to > receipt) {
        if (day == SJ_DATE_OPEN || severity < SJ_REJECT)
            day = first_outside(s, SJ_DATE_MIN, receipt);
        severity = SJ_REJECT;
    }
    if (day != SJ_DATE_OPEN)
        sji_add_line(c, all, SJ_CLM_DATES, at, day, severity);
}

void sji_judge_line_dates(sji_check *c, const sji_services *all)
{
    const sj_date receipt = c->claim->receipt;
    const bool received = receipt != SJ_NO_DATE && receipt != 0;
    const bool within =
        c->from > c->to || (all->first >= c->from && all->last <= c->to);
    if (within && (!received || all->last <= receipt))
        return;
    for (uint32_t i = 0; i < all->count; i++)
        judge_dates(c, all, i);
}

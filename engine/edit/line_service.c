/*
 * One service line: what is read of it once, and the edits on it alone in the order of
 * docs/LINES.md. Also the edits on the list of lines as a whole.
 */
#include "engine/edit/single_line.h"

/* A line without its own first day has the days of the claim; one that ends before it
 * begins has one day. */
static void read_days(const sji_check *c, const sj_line *line, sji_service *s)
{
    const bool own = line->from != SJ_NO_DATE;
    s->from = own ? line->from : c->from;
    s->to = own ? line->to : c->to;
    if (s->to == SJ_NO_DATE || s->to < s->from)
        s->to = s->from;
}

void sji_read_service(sji_check *c, const sj_line *line, sji_service *s)
{
    s->flags = 0;
    read_days(c, line, s);
    if (s->from != s->to)
        s->flags |= SJI_SERVICE_OWN_SPAN;
    sji_read_line_code(c, line, s);
    s->modifiers = 0;
    if (sji_has_modifiers(line))
        s->modifiers =
            sji_read_modifiers(c, line, s->from, s->kind != SJI_SERVICE_HIPPS);
}

void sji_judge_service(sji_check *c, const sji_services *all, uint32_t at)
{
    const sj_line *line = &c->claim->lines[at];
    if (c->kind == SJI_P)
        sji_judge_pointers(c, all, at);
    else
        sji_judge_revenue(c, all, at);
    if (all->line[at].kind == SJI_SERVICE_HIPPS)
        return; /* px.duplicate_line alone looks at what is left */
    sji_judge_line_code(c, all, at);
    if (sji_has_modifiers(line))
        sji_judge_modifiers(c, all, at);
    if (c->kind == SJI_P)
        sji_judge_place_of_service(c, all, at);
    if (sji_has_drug(line))
        sji_judge_drug(c, all, at);
}

void sji_judge_line_list(sji_check *c, const sji_services *all)
{
    sji_judge_line_count(c);
    sji_judge_line_dates(c, all);
    sji_judge_unused_dx(c);
}

/*
 * Lists that say where a service was: place of service on professional and dental
 * lines, revenue codes and the type of bill on institutional claims. The latter two are
 * licensed: judged when the user compiled a list, passed over when not.
 */
#include "engine/edit/single_line.h"

/* Whether a text is in no list of the day; a list that is silent is no data. */
static bool is_absent(sji_check *c, sj_system system, sj_str text, sj_date day,
                      sj_edit edit, sj_answer *answer)
{
    *answer = (sj_answer){.id = SJ_NO_CODE};
    (void)sj_lookup(c->image, system, text.text, text.len, day, answer);
    if (answer->status == SJ_CODE_UNKNOWN)
        sji_no_data(c, edit);
    return answer->status != SJ_CODE_UNKNOWN && answer->status != SJ_CODE_BILLABLE;
}

static void report(sji_check *c, sj_edit edit, sj_place at, sj_date day,
                   const sj_answer *answer, sj_system system)
{
    sj_finding *f = sji_add(c, edit, at, day, SJI_USUAL);
    if (f) {
        f->code = answer->id;
        f->system = (uint8_t)system;
        f->marks = answer->marks;
    }
}

void sji_judge_place_of_service(sji_check *c, const sji_services *all, uint32_t at)
{
    sj_answer answer;
    sj_str text = sji_trim(c->claim->lines[at].pos);
    if (text.len == 0)
        text = sji_trim(c->claim->pos);
    const sj_date day = all->line[at].from;
    if (text.len > 0 && is_absent(c, SJ_POS, text, day, SJ_POS_INVALID, &answer))
        report(c, SJ_POS_INVALID, sji_at_line(at), day, &answer, SJ_POS);
}

bool sji_read_revenue(const sj_line *line, char out[4])
{
    const sj_str text = sji_trim(line->revenue);
    if (text.len == 0 || text.len > 4)
        return false;
    memset(out, '0', 4);
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.text[i] < '0' || text.text[i] > '9')
            return false;
        out[4 - text.len + i] = text.text[i];
    }
    return true;
}

void sji_judge_revenue(sji_check *c, const sji_services *all, uint32_t at)
{
    sj_answer answer;
    char revenue[4];
    sj_str text = sji_trim(c->claim->lines[at].revenue);
    const sj_date day = all->line[at].from;
    if (text.len == 0 || !c->image->systems[SJ_REVENUE].loaded)
        return;
    if (sji_read_revenue(&c->claim->lines[at], revenue))
        text = (sj_str){revenue, sizeof revenue};
    if (is_absent(c, SJ_REVENUE, text, day, SJ_REV_INVALID, &answer))
        report(c, SJ_REV_INVALID, sji_at_line(at), day, &answer, SJ_REVENUE);
}

void sji_judge_bill_type(sji_check *c)
{
    sj_answer answer;
    const sj_str text = sji_trim(c->claim->bill_type);
    if (c->kind == SJI_P || text.len == 0 || !c->image->systems[SJ_TOB].loaded)
        return;
    if (is_absent(c, SJ_TOB, text, c->to, SJ_TOB_INVALID, &answer))
        report(c, SJ_TOB_INVALID, sji_at(SJ_AT_CLAIM, 0), c->pair_date, &answer,
               SJ_TOB);
}

/*
 * Present on admission (DOMAIN 3.3): which diagnoses must say it, which must not, and
 * how.
 */
#include "engine/edit/judged.h"

static bool is_indicator(char c)
{
    return c == 'Y' || c == 'N' || c == 'U' || c == 'W';
}

void sji_judge_poa(sji_check *c, const sji_judged *j, const sj_diagnosis *d,
                   sj_place at)
{
    sj_str poa = d->poa.len ? sji_trim(d->poa) : (sj_str){"", 0};
    if (c->kind != SJI_IP || at.kind == SJ_AT_ADMITTING || at.kind == SJ_AT_REASON) {
        if (poa.len > 0)
            sji_add_dx(c, SJ_POA_NOT_APPLICABLE, at, j, j->first, SJI_USUAL);
        return;
    }
    if (poa.len > 0 && (poa.len > 1 || !is_indicator(poa.text[0]))) {
        sj_finding *f = sji_add_dx(c, SJ_POA_INVALID, at, j, j->first, SJI_USUAL);
        if (f && poa.len == 1 && poa.text[0] == '1')
            f->reason = SJ_BECAUSE_FORMAT_4010;
    }
    if (j->rejected || !sji_is_icd10(j))
        return;
    const sji_day *day = sji_day_on(c, j->first);
    if (!day->poa_speaks || sji_has(j->traits, SJF_POA_UNSURE) ||
        sji_has(j->traits, SJF_POA_EXEMPT) != (poa.len > 0))
        return;
    sj_finding *f = sji_add_dx(c, poa.len > 0 ? SJ_POA_EXEMPT_REPORTED : SJ_POA_MISSING,
                               at, j, j->first, SJI_USUAL);
    if (f)
        f->marks = day->poa_marks;
}

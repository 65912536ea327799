/*
 * What could not be judged, so that silence is never taken for a pass: edits without a
 * table for the date (no_data), edits whose input the claim does not have
 * (not_evaluated). The tables of docs/EDITING.md, row by row.
 */
#include "engine/edit/judged.h"

void sji_dx_no_data(sji_check *c, const sji_judged *j, sj_place at)
{
    const unsigned open = j->open;
    if (open == 0)
        return;
    if (open & SJI_OPEN_STATUS)
        sji_no_data(c, SJ_DX_NOT_EFFECTIVE);
    if (j->rejected)
        return;
    if (at.kind != SJ_AT_EXTERNAL) {
        if (open & SJI_OPEN_AGE)
            sji_no_data(c, SJ_DX_AGE);
        if (open & SJI_OPEN_SEX)
            sji_no_data(c, SJ_DX_SEX);
    }
    if (open & SJI_OPEN_POA && (at.kind == SJ_AT_DX || at.kind == SJ_AT_EXTERNAL)) {
        sji_no_data(c, SJ_POA_MISSING);
        sji_no_data(c, SJ_POA_EXEMPT_REPORTED);
    }
    if (at.kind != SJ_AT_DX)
        return;
    if (open & SJI_OPEN_SIDE)
        sji_no_data(c, SJ_DX_UNSPECIFIED_SIDE);
    if (at.index > 0)
        return;
    if (open & SJI_OPEN_UNACCEPTABLE)
        sji_no_data(c, SJ_DX_UNACCEPTABLE_PRINCIPAL);
    if (open & SJI_OPEN_UNACCEPTABLE && open & SJI_OPEN_STATUS)
        sji_no_data(c, SJ_DX_MANIFESTATION_FIRST);
    if (open & SJI_OPEN_SECONDARY)
        sji_no_data(c, SJ_DX_REQUIRES_SECONDARY);
    if (open & SJI_OPEN_QUESTIONABLE)
        sji_no_data(c, SJ_DX_QUESTIONABLE_ADMISSION);
    if (open & SJI_OPEN_WRONG_PROCEDURE)
        sji_no_data(c, SJ_DX_WRONG_PROCEDURE);
}

void sji_not_evaluated(sji_check *c)
{
    sj_edit_set *set = &c->out->not_evaluated;
    if (!c->birth_good)
        sj_edit_set_add(set, SJ_DX_AGE);
    if (!c->sex_told) {
        sj_edit_set_add(set, SJ_DX_SEX);
        sj_edit_set_add(set, SJ_PT_SEX_INVALID);
    }
    if (c->kind != SJI_P && sji_trim(c->claim->discharge_status).len == 0)
        sj_edit_set_add(set, SJ_PT_STATUS_INVALID);
}

/*
 * What was wrong with diagnoses and procedures on the wire (DOMAIN 1.2, 3.10, 4): dots
 * and qualifiers of HI, as the reader of an 837 has marked them.
 */
#include "engine/edit/judged.h"

static void report(sji_check *c, sj_edit edit, sj_place at, sj_reason reason)
{
    sj_finding *f = sji_add(c, edit, at, c->pair_date, SJI_USUAL);
    if (f)
        f->reason = (uint8_t)reason;
}

static void judge_item(sji_check *c, unsigned wire, sj_place at)
{
    if (wire & SJ_WIRE_DOT)
        report(c, SJ_X12_DX_DOT, at, SJ_BECAUSE_PLAIN);
    if (wire & SJ_WIRE_NOT_PRINCIPAL) {
        report(c, SJ_X12_QUALIFIER, at, SJ_BECAUSE_NOT_PRINCIPAL);
        report(c, SJ_DX_PRINCIPAL_MISSING, sji_at(SJ_AT_CLAIM, 0),
               SJ_BECAUSE_NOT_PRINCIPAL);
    } else if (wire & SJ_WIRE_QUALIFIER) {
        report(c, SJ_X12_QUALIFIER, at, SJ_BECAUSE_PLAIN);
    }
}

static void judge_list(sji_check *c, const sj_diagnosis *list, uint32_t count,
                       sj_place_kind kind)
{
    for (uint32_t i = 0; i < count; i++)
        if (list[i].wire)
            judge_item(c, list[i].wire, sji_at(kind, i));
}

void sji_judge_wire(sji_check *c)
{
    const sj_claim *claim = c->claim;
    if (claim->strange_qualifiers) {
        sj_finding *f = sji_add(c, SJ_X12_QUALIFIER, sji_at(SJ_AT_CLAIM, 0),
                                c->pair_date, SJI_USUAL);
        if (f)
            f->found = (int32_t)claim->strange_qualifiers;
    }
    judge_list(c, claim->dx, claim->dx_count, SJ_AT_DX);
    judge_list(c, claim->admitting, claim->admitting ? 1 : 0, SJ_AT_ADMITTING);
    judge_list(c, claim->reason, claim->reason_count, SJ_AT_REASON);
    judge_list(c, claim->external, claim->external_count, SJ_AT_EXTERNAL);
    for (uint32_t i = 0; i < claim->px_count; i++)
        if (claim->px[i].wire)
            judge_item(c, claim->px[i].wire, sji_at(SJ_AT_PX, i));
}

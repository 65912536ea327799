/*
 * What was wrong with codes on the wire: what the 837 reader has marked
 * (DOMAIN.md 3.10, docs/X12.md "HI"). A first diagnosis that is not qualified as
 * principal makes the principal one missing, too: reference_position.c.
 */
#include "fuzz/reference/reference_check.h"

static const sj_place none = {.kind = SJ_AT_NONE};

static void judge(ref_claim *c, uint8_t wire, sj_place at)
{
    if (wire & SJ_WIRE_DOT)
        ref_find(c, SJ_X12_DX_DOT, SJ_REJECT, at, none);
    if (wire & (SJ_WIRE_QUALIFIER | SJ_WIRE_NOT_PRINCIPAL))
        ref_find(c, SJ_X12_QUALIFIER, SJ_REJECT, at, none);
}

static void judge_list(ref_claim *c, sj_place_kind kind, const sj_diagnosis *dx,
                       uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        judge(c, dx[i].wire, ref_place(kind, i));
}

void ref_judge_wire(ref_claim *c)
{
    const sj_claim *claim = c->claim;
    if (claim->strange_qualifiers > 0)
        ref_find(c, SJ_X12_QUALIFIER, SJ_REJECT, ref_place(SJ_AT_CLAIM, 0), none);
    judge_list(c, SJ_AT_DX, claim->dx, claim->dx_count);
    judge_list(c, SJ_AT_ADMITTING, claim->admitting, claim->admitting ? 1 : 0);
    judge_list(c, SJ_AT_REASON, claim->reason, claim->reason_count);
    judge_list(c, SJ_AT_EXTERNAL, claim->external, claim->external_count);
    for (uint32_t i = 0; i < claim->px_count; i++)
        judge(c, claim->px[i].wire, ref_place(SJ_AT_PX, i));
}

/*
 * Situations of what the 837 reader has marked (DOMAIN.md 3.10): dots and qualifiers on
 * items of any list.
 */
#include "fuzz/reference/claim_situations.h"

/* Where the marks of one item of the claim stand, a random one. */
static uint8_t *any_marks(ref_generator *g, ref_made *m)
{
    sj_claim *c = &m->claim;
    uint32_t at = ref_any_place(g, m);
    switch (ref_below(g, 8)) {
    case 0:
        if (c->admitting)
            return &m->admitting.wire;
        break;
    case 1:
        if (c->reason_count > 0)
            return &m->reason[ref_below(g, c->reason_count)].wire;
        break;
    case 2:
        if (c->external_count > 0)
            return &m->external[ref_below(g, c->external_count)].wire;
        break;
    case 3: {
        const char *code = ref_billable(g, SJ_ICD10PCS, c->to);
        at %= 3;
        ref_put_px(g, m, at, code ? code : "0DTJ0ZZ");
        return &m->px[at].wire;
    }
    default:
        break;
    }
    ref_put_dx(g, m, at, ref_any_dx(g, m));
    return &m->dx[at].wire;
}

void ref_aim_x12_dx_dot(ref_generator *g, ref_made *m, bool innocent)
{
    static const uint8_t bad[] = {SJ_WIRE_DOT, SJ_WIRE_DOT | SJ_WIRE_QUALIFIER};
    static const uint8_t good[] = {0, SJ_WIRE_QUALIFIER};
    for (uint32_t n = 1 + (ref_chance(g, 20) ? ref_below(g, 3) : 0); n > 0; n--)
        *any_marks(g, m) = (innocent ? good : bad)[ref_chance(g, 15)];
    if (innocent && m->claim.dx_count > 0) /* a dot that came in no 837 */
        m->dx[0].code = ref_text(m, "E11.9", 5);
}

void ref_aim_x12_qualifier(ref_generator *g, ref_made *m, bool innocent)
{
    if (!innocent && ref_chance(g, 30)) {
        m->claim.strange_qualifiers = 1 + ref_below(g, 3);
        return;
    }
    for (uint32_t n = 1 + (ref_chance(g, 20) ? ref_below(g, 3) : 0); n > 0; n--)
        *any_marks(g, m) = innocent            ? SJ_WIRE_DOT
                           : ref_chance(g, 80) ? SJ_WIRE_QUALIFIER
                                               : SJ_WIRE_QUALIFIER | SJ_WIRE_DOT;
}

void ref_aim_dx_principal_missing(ref_generator *g, ref_made *m, bool innocent)
{
    if (!innocent && ref_chance(g, 40)) {
        m->claim.dx_count = 0;
        return;
    }
    if (m->claim.dx_count == 0)
        ref_put_dx(g, m, 0, ref_any_dx(g, m));
    else if (innocent && ref_chance(g, 50))
        m->claim.dx_count = 1;
    if (!innocent)
        m->dx[0].wire = SJ_WIRE_NOT_PRINCIPAL | (ref_chance(g, 20) ? SJ_WIRE_DOT : 0);
    else if (ref_chance(g, 50)) /* there is one, further behind */
        m->dx[0].wire = SJ_WIRE_QUALIFIER;
}

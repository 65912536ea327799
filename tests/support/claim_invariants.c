/* See claim_invariants.h. */
#include "tests/support/claim_invariants.h"

#include "tests/support/plain_reader.h"

bool is_existence(uint16_t edit)
{
    switch (edit) {
    case SJ_DX_FORMAT:
    case SJ_DX_NOT_BILLABLE:
    case SJ_DX_NOT_EFFECTIVE:
    case SJ_DX_NOT_FOUND:
    case SJ_DX_PLACEHOLDER_MISSING:
    case SJ_DX_SEVENTH_INVALID:
    case SJ_DX_SEVENTH_MISSING:
    case SJ_DX_VERSION_MIX:
    case SJ_PCS_FORMAT:
    case SJ_PCS_NOT_EFFECTIVE:
    case SJ_PCS_NOT_FOUND:
        return true;
    default:
        return false;
    }
}

bool repeats(const judged *j)
{
    return has_edit(j, SJ_DX_DUPLICATE) || has_edit(j, SJ_DX_DUPLICATE_PDX);
}

static bool same_finding(const sj_finding *a, const sj_finding *b)
{
    return a->edit == b->edit && a->severity == b->severity &&
           same_place(a->at, b->at) && same_place(a->with, b->with);
}

bool same_findings(const judged *a, const judged *b)
{
    if (a->findings.count != b->findings.count)
        return false;
    for (uint32_t i = 0; i < a->findings.count; i++)
        if (!same_finding(&a->items[i], &b->items[i]))
            return false;
    return true;
}

static sj_place mapped(const mapping *m, sj_place at)
{
    if (at.kind == SJ_AT_DX)
        at.index = m->to[at.index];
    return at;
}

bool has_mapped(const judged *j, const sj_finding *f, const mapping *m)
{
    sj_place at = mapped(m, f->at), with = mapped(m, f->with);
    bool pair = f->edit == SJ_DX_EXCLUDES1 || f->edit == SJ_DX_LATERALITY_CONFLICT;
    for (uint32_t i = 0; i < j->findings.count; i++) {
        const sj_finding *g = &j->items[i];
        if (g->edit != f->edit || g->severity != f->severity)
            continue;
        if ((same_place(g->at, at) && same_place(g->with, with)) ||
            (pair && same_place(g->at, with) && same_place(g->with, at)))
            return true;
    }
    return false;
}

void small_claim(sj_claim *c, sj_diagnosis *dx, sj_procedure *px, sj_date day)
{
    *c = (sj_claim){.size = sizeof *c,
                    .birth = plain_day(1980, 1, 1),
                    .from = day,
                    .to = day,
                    .admission = SJ_NO_DATE,
                    .dx = dx,
                    .dx_count = 1,
                    .px = px,
                    .px_count = px != NULL};
    if (px) {
        c->type = SJ_INSTITUTIONAL;
        c->bill_type = (sj_str){"111", 3};
    }
}

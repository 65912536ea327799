/*
 * Runs the steps over a claim and sorts what they find. The judgments themselves stand
 * in reference_items.c, _position.c, _pairs.c, _patient.c and _wire.c.
 */
#include "fuzz/reference/reference_check.h"

#include <stdlib.h>
#include <string.h>

static const char *const ids[SJ_EDIT_COUNT] = {
    [SJ_DX_AGE] = "dx.age",
    [SJ_DX_CODE_ALSO_MISSING] = "dx.code_also_missing",
    [SJ_DX_CODE_FIRST_MISSING] = "dx.code_first_missing",
    [SJ_DX_CODE_FIRST_ORDER] = "dx.code_first_order",
    [SJ_DX_COUNT] = "dx.count",
    [SJ_DX_DUPLICATE] = "dx.duplicate",
    [SJ_DX_DUPLICATE_PDX] = "dx.duplicate_pdx",
    [SJ_DX_EXCLUDES1] = "dx.excludes1",
    [SJ_DX_EXTERNAL_CAUSE_PRINCIPAL] = "dx.external_cause_principal",
    [SJ_DX_FIRST_LISTED_ONLY] = "dx.first_listed_only",
    [SJ_DX_FORMAT] = "dx.format",
    [SJ_DX_LATERALITY_CONFLICT] = "dx.laterality_conflict",
    [SJ_DX_MANIFESTATION_FIRST] = "dx.manifestation_first",
    [SJ_DX_NOT_BILLABLE] = "dx.not_billable",
    [SJ_DX_NOT_EFFECTIVE] = "dx.not_effective",
    [SJ_DX_NOT_FOUND] = "dx.not_found",
    [SJ_DX_PLACEHOLDER_MISSING] = "dx.placeholder_missing",
    [SJ_DX_PRINCIPAL_MISSING] = "dx.principal_missing",
    [SJ_DX_QUESTIONABLE_ADMISSION] = "dx.questionable_admission",
    [SJ_DX_REQUIRES_SECONDARY] = "dx.requires_secondary",
    [SJ_DX_SEQUELA_ORDER] = "dx.sequela_order",
    [SJ_DX_SEVENTH_INVALID] = "dx.seventh_invalid",
    [SJ_DX_SEVENTH_MISSING] = "dx.seventh_missing",
    [SJ_DX_SEX] = "dx.sex",
    [SJ_DX_UNACCEPTABLE_PRINCIPAL] = "dx.unacceptable_principal",
    [SJ_DX_UNSPECIFIED_SIDE] = "dx.unspecified_side",
    [SJ_DX_USE_ADDITIONAL_MISSING] = "dx.use_additional_missing",
    [SJ_DX_VERSION_MIX] = "dx.version_mix",
    [SJ_DX_WRONG_PROCEDURE] = "dx.wrong_procedure",
    [SJ_PCS_COUNT] = "pcs.count",
    [SJ_PCS_DATE] = "pcs.date",
    [SJ_PCS_FORMAT] = "pcs.format",
    [SJ_PCS_LIMITED_COVERAGE] = "pcs.limited_coverage",
    [SJ_PCS_LOS] = "pcs.los",
    [SJ_PCS_NON_COVERED] = "pcs.non_covered",
    [SJ_PCS_NOT_EFFECTIVE] = "pcs.not_effective",
    [SJ_PCS_NOT_FOUND] = "pcs.not_found",
    [SJ_PCS_WRONG_CLAIM] = "pcs.wrong_claim",
    [SJ_POA_EXEMPT_REPORTED] = "poa.exempt_reported",
    [SJ_POA_INVALID] = "poa.invalid",
    [SJ_POA_MISSING] = "poa.missing",
    [SJ_POA_NOT_APPLICABLE] = "poa.not_applicable",
    [SJ_PT_AGE_INVALID] = "pt.age_invalid",
    [SJ_PT_SEX_INVALID] = "pt.sex_invalid",
    [SJ_PT_STATUS_INVALID] = "pt.status_invalid",
    [SJ_CLM_DATES] = "clm.dates",
    [SJ_PX_NOT_FOUND] = "px.not_found",
    [SJ_MOD_NOT_FOUND] = "mod.not_found",
    [SJ_CLM_LINES] = "clm.lines",
    [SJ_MOD_CONFLICT] = "mod.conflict",
    [SJ_MOD_DUPLICATE] = "mod.duplicate",
    [SJ_MOD_FORMAT] = "mod.format",
    [SJ_MOD_GAP] = "mod.gap",
    [SJ_MOD_INVALID_FOR_CODE] = "mod.invalid_for_code",
    [SJ_MOD_NOT_EFFECTIVE] = "mod.not_effective",
    [SJ_MOD_ORDER] = "mod.order",
    [SJ_MOD_REQUIRED_MISSING] = "mod.required_missing",
    [SJ_NDC_FORMAT] = "ndc.format",
    [SJ_NDC_MISSING] = "ndc.missing",
    [SJ_NDC_UNIT] = "ndc.unit",
    [SJ_POS_CODE_CONFLICT] = "pos.code_conflict",
    [SJ_POS_INVALID] = "pos.invalid",
    [SJ_PTR_DUPLICATE] = "ptr.duplicate",
    [SJ_PTR_DX_UNUSED] = "ptr.dx_unused",
    [SJ_PTR_EXTERNAL_CAUSE_ONLY] = "ptr.external_cause_only",
    [SJ_PTR_FIRST_MISSING] = "ptr.first_missing",
    [SJ_PTR_GAP] = "ptr.gap",
    [SJ_PTR_MISSING_DX] = "ptr.missing_dx",
    [SJ_PX_ADDON_WITHOUT_PRIMARY] = "px.addon_without_primary",
    [SJ_PX_AGE] = "px.age",
    [SJ_PX_BILATERAL] = "px.bilateral",
    [SJ_PX_COVERAGE] = "px.coverage",
    [SJ_PX_DUPLICATE_LINE] = "px.duplicate_line",
    [SJ_PX_FORMAT] = "px.format",
    [SJ_PX_GLOBAL_EM] = "px.global_em",
    [SJ_PX_INPATIENT_ONLY] = "px.inpatient_only",
    [SJ_PX_MUE] = "px.mue",
    [SJ_PX_MUE_ZERO] = "px.mue_zero",
    [SJ_PX_NECESSITY] = "px.necessity",
    [SJ_PX_NOT_EFFECTIVE] = "px.not_effective",
    [SJ_PX_PTP] = "px.ptp",
    [SJ_PX_PTP_SAME_SITE] = "px.ptp_same_site",
    [SJ_PX_SET_NOT_LOADED] = "px.set_not_loaded",
    [SJ_PX_SEX] = "px.sex",
    [SJ_PX_UNITS] = "px.units",
    [SJ_PX_UNLISTED] = "px.unlisted",
    [SJ_REV_HCPCS_REQUIRED] = "rev.hcpcs_required",
    [SJ_REV_INVALID] = "rev.invalid",
    [SJ_TOB_INVALID] = "tob.invalid",
    [SJ_DX_EXCLUDES2] = "dx.excludes2",
    [SJ_PCS_NOT_IN_TABLE] = "pcs.not_in_table",
    [SJ_X12_DX_DOT] = "x12.dx_dot",
    [SJ_X12_QUALIFIER] = "x12.qualifier",
};

const char *ref_edit_id(sj_edit edit)
{
    return (unsigned)edit < SJ_EDIT_COUNT && ids[edit] ? ids[edit] : "?";
}

sj_place ref_place(sj_place_kind kind, uint32_t index)
{
    return (sj_place){.kind = (uint8_t)kind, .index = (uint16_t)index};
}

void ref_find(ref_claim *c, sj_edit edit, sj_severity severity, sj_place at,
              sj_place with)
{
    ref_result *r = c->result;
    if (r->count == r->cap)
        r->items = ref_grow(r->items, r->cap = r->cap * 2 + 64, sizeof *r->items);
    r->items[r->count++] = (ref_finding){(uint16_t)edit, (uint8_t)severity, at, with};
}

void ref_no_data(ref_claim *c, sj_edit edit)
{
    sj_edit_set_add(&c->result->no_data, edit);
}

void ref_not_evaluated(ref_claim *c, sj_edit edit)
{
    sj_edit_set_add(&c->result->not_evaluated, edit);
}

/* Calendar date of a day, by counting. */
static void calendar(sj_date day, int *y, int *m, int *d)
{
    *y = day < 0 ? 1969 + day / 365 : 1970 + day / 366;
    while (plain_day(*y + 1, 1, 1) <= day)
        ++*y;
    *m = 1;
    while (*m < 12 && plain_day(*y, *m + 1, 1) <= day)
        ++*m;
    *d = day - plain_day(*y, *m, 1) + 1;
}

/* Whole years; someone born on February 29 is a year older on March 1. */
int ref_age_on(sj_date birth, sj_date day)
{
    int y, m, d, by, bm, bd;
    calendar(day, &y, &m, &d);
    calendar(birth, &by, &bm, &bd);
    return y - by - (m < bm || (m == bm && d < bd));
}

static int place_order(sj_place a, sj_place b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    return a.index < b.index ? -1 : a.index > b.index;
}

static int inner_order(sj_place a, sj_place b)
{
    if (a.inner != b.inner)
        return a.inner < b.inner ? -1 : 1;
    return a.inner_index < b.inner_index ? -1 : a.inner_index > b.inner_index;
}

/* RULINGS.md 24: place, edit, place within a line, partner. */
static int finding_order(const void *a, const void *b)
{
    const ref_finding *x = a, *y = b;
    int order = place_order(x->at, y->at);
    if (order == 0)
        order = strcmp(ids[x->edit], ids[y->edit]);
    if (order == 0)
        order = inner_order(x->at, y->at);
    if (order == 0)
        order = place_order(x->with, y->with);
    return order ? order : inner_order(x->with, y->with);
}

void ref_check(ref_rules *rules, const sj_claim *claim, ref_result *out)
{
    static ref_claim c; /* large; filled anew for each claim */
    size_t items = (size_t)claim->dx_count + claim->reason_count +
                   claim->external_count + claim->px_count + 1;
    out->count = 0;
    out->no_data = out->not_evaluated = (sj_edit_set){{0, 0}};
    c.rules = rules;
    c.claim = claim;
    c.result = out;
    c.item_count = c.dx_count = c.px_count = 0;
    c.manifestation_first = false;
    c.day_used = 0;
    c.day_cap = items * ((size_t)claim->line_count + 1);
    c.days = ref_grow(NULL, c.day_cap, sizeof *c.days);
    ref_read_items(&c);
    if (c.to < c.from)
        ref_find(&c, SJ_CLM_DATES, SJ_REJECT, ref_place(SJ_AT_CLAIM, 0),
                 ref_place(SJ_AT_NONE, 0));
    ref_judge_existence(&c);
    ref_judge_patient(&c);
    ref_judge_position(&c);
    ref_judge_pairs(&c);
    ref_judge_poa(&c);
    ref_judge_procedures(&c);
    ref_judge_wire(&c);
    ref_judge_lines(&c, rules->lines);
    free(c.days);
    c.days = NULL;
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, finding_order);
}

/*
 * One situation an edit: what makes it fire, and beside it the innocent neighbour, that
 * differs in one thing. Codes come from the rules that the edit goes by.
 */
#include "fuzz/reference/claim_situations.h"

#include <string.h>

const char *ref_any_dx(ref_generator *g, const ref_made *m)
{
    const char *code = ref_billable(g, SJ_ICD10CM, ref_key_day(m));
    return code ? code : "I10";
}

uint32_t ref_any_place(ref_generator *g, const ref_made *m)
{
    return ref_below(g, m->claim.dx_count < 6 ? m->claim.dx_count + 1 : 6);
}

bool ref_is_inpatient(const ref_made *m)
{
    return m->claim.type == SJ_INSTITUTIONAL && m->claim.bill_type.len >= 3 &&
           strchr("124", m->claim.bill_type.text[m->claim.bill_type.len - 3]) &&
           strchr("18", m->claim.bill_type.text[m->claim.bill_type.len - 2]);
}

/* A day inside one of the Code Editor's versions. */
void ref_go_to_editor(ref_generator *g, ref_made *m)
{
    const ref_rules *r = g->rules;
    if (r->editor_count == 0 || ref_chance(g, 3))
        return;
    const ref_editor *e = &r->editors[ref_below(g, (uint32_t)r->editor_count)];
    ref_set_day(m, ref_chance(g, 30)
                       ? (ref_chance(g, 50) ? e->from : e->to)
                       : e->from + (sj_date)ref_below(g, (uint32_t)(e->to - e->from)));
}

/* A code of a Code Editor list of the day, billable if possible. */
const char *ref_from_list(ref_generator *g, const ref_made *m, int section,
                          char subsection, sj_system system)
{
    sj_date day = ref_key_day(m);
    ref_speakers s = ref_editors_on(g->rules, day);
    const ref_rules *r = g->rules;
    if (r->editor_count == 0)
        return NULL;
    const ref_editor *e =
        &r->editors[s.a >= 0 ? (uint32_t)s.a : ref_below(g, (uint32_t)r->editor_count)];
    for (int i = 0; i < e->list_count; i++) {
        const ref_list *list = &e->lists[i];
        if (list->section != section ||
            (list->subsection != subsection && !(subsection == 0)))
            continue;
        const char *code = NULL;
        for (int tries = 0; tries < 10; tries++) {
            code = list->codes[ref_below(g, (uint32_t)list->count)];
            if (ref_status(g, system, code, day) == SJ_CODE_BILLABLE)
                break;
        }
        return code;
    }
    return NULL;
}

/* A code of seven characters, S52.521A or T14.91XA. */
bool ref_seven(ref_generator *g, const ref_made *m, bool with_x, char code[SJ_CODE_CAP])
{
    static const char *const stems[] = {"S", "T", "W", "V", "M", "O", "H", "X", "Y"};
    for (int tries = 0; tries < 30; tries++) {
        const char *found =
            ref_billable_below(g, stems[ref_below(g, 9)], ref_key_day(m));
        if (!found || strlen(found) != 7 || (with_x && found[5] != 'X'))
            continue;
        snprintf(code, SJ_CODE_CAP, "%s", found);
        return true;
    }
    return false;
}

static const struct {
    sj_edit edit;
    void (*build)(ref_generator *g, ref_made *m, bool innocent);
} situations[] = {
    {SJ_DX_AGE, ref_aim_dx_age},
    {SJ_DX_CODE_ALSO_MISSING, ref_aim_dx_code_also},
    {SJ_DX_CODE_FIRST_MISSING, ref_aim_dx_code_first_missing},
    {SJ_DX_CODE_FIRST_ORDER, ref_aim_dx_code_first_order},
    {SJ_DX_COUNT, ref_aim_dx_count},
    {SJ_DX_DUPLICATE, ref_aim_dx_duplicate},
    {SJ_DX_DUPLICATE_PDX, ref_aim_dx_duplicate_pdx},
    {SJ_DX_EXCLUDES1, ref_aim_dx_excludes1},
    {SJ_DX_EXCLUDES1, ref_aim_dx_excludes1},
    {SJ_DX_EXCLUDES2, ref_aim_dx_excludes2},
    {SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, ref_aim_dx_external_cause},
    {SJ_DX_FIRST_LISTED_ONLY, ref_aim_dx_first_listed_only},
    {SJ_DX_FORMAT, ref_aim_dx_format},
    {SJ_DX_LATERALITY_CONFLICT, ref_aim_dx_laterality},
    {SJ_DX_MANIFESTATION_FIRST, ref_aim_dx_manifestation},
    {SJ_DX_NOT_BILLABLE, ref_aim_dx_not_billable},
    {SJ_DX_NOT_EFFECTIVE, ref_aim_dx_not_effective},
    {SJ_DX_NOT_FOUND, ref_aim_dx_not_found},
    {SJ_DX_PLACEHOLDER_MISSING, ref_aim_dx_placeholder_missing},
    {SJ_DX_PRINCIPAL_MISSING, ref_aim_dx_principal_missing},
    {SJ_DX_QUESTIONABLE_ADMISSION, ref_aim_dx_questionable},
    {SJ_DX_SEQUELA_ORDER, ref_aim_dx_sequela},
    {SJ_DX_SEVENTH_INVALID, ref_aim_dx_seventh_invalid},
    {SJ_DX_SEVENTH_MISSING, ref_aim_dx_seventh_missing},
    {SJ_DX_SEX, ref_aim_dx_sex},
    {SJ_DX_UNACCEPTABLE_PRINCIPAL, ref_aim_dx_unacceptable},
    {SJ_DX_USE_ADDITIONAL_MISSING, ref_aim_dx_use_additional},
    {SJ_DX_VERSION_MIX, ref_aim_dx_version_mix},
    {SJ_DX_WRONG_PROCEDURE, ref_aim_dx_wrong_procedure},
    {SJ_PCS_COUNT, ref_aim_pcs_count},
    {SJ_PCS_DATE, ref_aim_pcs_date},
    {SJ_PCS_FORMAT, ref_aim_pcs_format},
    {SJ_PCS_LIMITED_COVERAGE, ref_aim_pcs_limited},
    {SJ_PCS_LOS, ref_aim_pcs_los},
    {SJ_PCS_NON_COVERED, ref_aim_pcs_non_covered},
    {SJ_PCS_NOT_EFFECTIVE, ref_aim_pcs_not_effective},
    {SJ_PCS_NOT_FOUND, ref_aim_pcs_not_found},
    {SJ_PCS_WRONG_CLAIM, ref_aim_pcs_wrong_claim},
    {SJ_POA_EXEMPT_REPORTED, ref_aim_poa_exempt},
    {SJ_POA_INVALID, ref_aim_poa_invalid},
    {SJ_POA_MISSING, ref_aim_poa_missing},
    {SJ_POA_NOT_APPLICABLE, ref_aim_poa_not_applicable},
    {SJ_PT_AGE_INVALID, ref_aim_pt_age},
    {SJ_PT_SEX_INVALID, ref_aim_pt_sex},
    {SJ_PT_STATUS_INVALID, ref_aim_pt_status},
    {SJ_CLM_DATES, ref_aim_clm_dates},
    {SJ_X12_DX_DOT, ref_aim_x12_dx_dot},
    {SJ_X12_QUALIFIER, ref_aim_x12_qualifier},
};

void ref_build_situation(ref_generator *g, ref_made *m)
{
    uint32_t i = ref_below(g, sizeof situations / sizeof *situations);
    m->aim = situations[i].edit;
    m->innocent = ref_chance(g, 45);
    situations[i].build(g, m, m->innocent);
    if (ref_chance(g, 15)) { /* and something else beside it */
        i = ref_below(g, sizeof situations / sizeof *situations);
        situations[i].build(g, m, ref_chance(g, 50));
    }
}

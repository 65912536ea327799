/*
 * What the situations share. Each ref_aim_* builds the situation of one edit, or its
 * innocent neighbour.
 */
#ifndef SCRUBJAY_FUZZ_CLAIM_SITUATIONS_H
#define SCRUBJAY_FUZZ_CLAIM_SITUATIONS_H

#include "fuzz/reference/claim_generator.h"

/* A billable diagnosis of the claim's day. */
const char *ref_any_dx(ref_generator *g, const ref_made *m);

/* A place in dx, at most one behind its end. */
uint32_t ref_any_place(ref_generator *g, const ref_made *m);

bool ref_is_inpatient(const ref_made *m);

/* Move the claim to a day inside one of the Code Editor's versions, mostly. */
void ref_go_to_editor(ref_generator *g, ref_made *m);

/* A code of a Code Editor list of the day, billable if possible. */
const char *ref_from_list(ref_generator *g, const ref_made *m, int section,
                          char subsection, sj_system system);

/* A code of seven characters, S52.521A or T14.91XA. @return false when none was found
 */
bool ref_seven(ref_generator *g, const ref_made *m, bool with_x,
               char code[SJ_CODE_CAP]);

void ref_aim_dx_age(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_code_also(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_code_first_missing(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_code_first_order(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_count(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_duplicate(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_duplicate_pdx(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_excludes1(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_excludes2(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_external_cause(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_first_listed_only(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_format(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_laterality(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_manifestation(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_not_billable(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_not_effective(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_not_found(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_placeholder_missing(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_principal_missing(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_questionable(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_sequela(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_seventh_invalid(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_seventh_missing(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_sex(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_unacceptable(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_use_additional(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_version_mix(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_dx_wrong_procedure(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_count(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_date(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_format(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_limited(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_los(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_non_covered(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_not_effective(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_not_found(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pcs_wrong_claim(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_poa_exempt(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_poa_invalid(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_poa_missing(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_poa_not_applicable(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pt_age(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pt_sex(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_pt_status(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_clm_dates(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_x12_dx_dot(ref_generator *g, ref_made *m, bool innocent);
void ref_aim_x12_qualifier(ref_generator *g, ref_made *m, bool innocent);

#endif

/*
 * Holds sj_check() against the second opinion: edit, severity, at, with and order of
 * the findings, and the sets of edits in no_data and not_evaluated.
 */
#ifndef SCRUBJAY_FUZZ_REFERENCE_COMPARE_H
#define SCRUBJAY_FUZZ_REFERENCE_COMPARE_H

#include "fuzz/reference/reference_check.h"

#include <stdio.h>

enum { REF_FINDINGS_MAX = 1 << 17 };

/* Both judge the claim, by the optional edits, too, where ours->optional says so.
 * `theirs` has room for REF_FINDINGS_MAX items. */
bool ref_agree(ref_rules *rules, const sj_image *image, const sj_claim *claim,
               ref_result *ours, sj_findings *theirs);

/* The claim, and both results side by side. */
void ref_print_difference(FILE *out, const sj_claim *claim, const ref_result *ours,
                          const sj_findings *theirs);
void ref_print_results(FILE *out, const ref_result *ours, const sj_findings *theirs);

#endif

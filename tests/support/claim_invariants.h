/*
 * What test_code_invariants.c and test_check_invariants.c share: kinds of edits, small
 * claims, and findings of a changed claim held against those of the old one.
 * claim_invariants_check.h has the random claims.
 */
#ifndef SCRUBJAY_TESTS_CLAIM_INVARIANTS_H
#define SCRUBJAY_TESTS_CLAIM_INVARIANTS_H

#include "tests/support/invariants.h"

/* Format, existence, date and version of a code. */
bool is_existence(uint16_t edit);

/* Of equal diagnoses only the first takes part in pairs: which one that is, an order
 * decides. */
bool repeats(const judged *j);

bool same_findings(const judged *a, const judged *b);

/* Where a diagnosis of dx stands after the change; UINT16_MAX: it is gone. */
typedef struct mapping {
    uint16_t to[SJ_CLAIM_ITEMS_MAX];
} mapping;

/* Whether the results have that finding, its diagnoses mapped; pairs in either role. */
bool has_mapped(const judged *j, const sj_finding *f, const mapping *m);

/* A professional claim of one diagnosis, or an inpatient one with one procedure. */
void small_claim(sj_claim *c, sj_diagnosis *dx, sj_procedure *px, sj_date day);

#endif

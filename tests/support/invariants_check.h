/*
 * What the tests of invariants open with: how many claims they try, and a check that
 * keeps all findings. Included once.
 */
#ifndef SCRUBJAY_TESTS_INVARIANTS_CHECK_H
#define SCRUBJAY_TESTS_INVARIANTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/invariants.h"

static uint64_t claims, first_seed;

/* $SCRUBJAY_CLAIMS and $SCRUBJAY_SEED, printed; `what` is tried. */
static inline void read_trials(uint64_t fallback, const char *what)
{
    claims = from_environment("SCRUBJAY_CLAIMS", fallback);
    first_seed = from_environment("SCRUBJAY_SEED", 1);
    printf("%llu %s from seed %llu\n", (unsigned long long)claims, what,
           (unsigned long long)first_seed);
}

static inline void judge_by(const sj_image *image, const sj_claim *claim, judged *out)
{
    out->findings = (sj_findings){.items = out->items, .cap = out->cap};
    assert_int_equal(sj_check(image, claim, NULL, &out->findings), SJ_OK);
    assert_int_equal(out->findings.total, out->findings.count);
}

#endif

/*
 * What tests of sj_check() open with: the image of claim_kit.h, and assertions on what
 * a claim earns. Included once, after cmocka.h.
 */
#ifndef SCRUBJAY_TESTS_CLAIM_CHECK_H
#define SCRUBJAY_TESTS_CLAIM_CHECK_H

#include "tests/support/claim_kit.h"

static sample s;

static int open_the_releases(void **state)
{
    (void)state;
    return claim_releases_open(&s) ? 0 : -1;
}

static int close_the_releases(void **state)
{
    (void)state;
    sample_close(&s);
    return 0;
}

/* All findings of a claim, to the letter. */
#define earns(want, ...)                                                               \
    assert_string_equal(kit_check(s.image, &(told){__VA_ARGS__}, false), want)

/* All findings of edits that begin so. */
#define earns_of(edit, want, ...)                                                      \
    assert_string_equal(kit_findings(s.image, &(told){__VA_ARGS__}, edit), want)

#endif

/*
 * What tests of edits on single lines open with: the image `s` of single_line_kit.h,
 * `bare`, that of line_kit.h without lists of CPT, numeric modifiers or places, and
 * assertions on what a claim earns of `s`. Included once, after cmocka.h.
 */
#ifndef SCRUBJAY_TESTS_SINGLE_LINE_CHECK_H
#define SCRUBJAY_TESTS_SINGLE_LINE_CHECK_H

#include <string.h>

#include "tests/support/single_line_kit.h"

static sample s, bare;

static int open_the_lists(void **state)
{
    (void)state;
    return single_line_open(&s) && line_releases_open(&bare) ? 0 : -1;
}

static int close_the_lists(void **state)
{
    (void)state;
    sample_close(&s);
    sample_close(&bare);
    return 0;
}

/* All findings of edits that begin so, to the letter. */
#define earns(edit, want, ...)                                                         \
    assert_string_equal(                                                               \
        kit_line_findings(s.image, &(told_lines){__VA_ARGS__}, edit, false), want)

/* And the edits of this beginning in no_data. */
#define earns_and_lacks(edit, want, ...)                                               \
    assert_string_equal(                                                               \
        kit_line_findings(s.image, &(told_lines){__VA_ARGS__}, edit, true), want)

#endif

/*
 * What tests of edits on lines open with: the image of line_kit.h, and assertions on
 * what a claim earns. Included once, after cmocka.h.
 */
#ifndef SCRUBJAY_TESTS_LINE_CHECK_H
#define SCRUBJAY_TESTS_LINE_CHECK_H

#include "tests/support/line_kit.h"

static sample s;

static int open_the_tables(void **state)
{
    (void)state;
    return line_releases_open(&s) ? 0 : -1;
}

static int close_the_tables(void **state)
{
    (void)state;
    sample_close(&s);
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

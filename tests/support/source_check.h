/*
 * What the tests of gen/source share: one folder of files for the program, made and
 * removed by cmocka's set-up and tear-down, and what is expected of a reading.
 */
#ifndef SCRUBJAY_TESTS_SOURCE_CHECK_H
#define SCRUBJAY_TESTS_SOURCE_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/source_folder.h"

static source_folder folder;

static inline int make_folder(void **state)
{
    (void)state;
    source_folder_make(&folder);
    return 0;
}

static inline int remove_folder(void **state)
{
    (void)state;
    source_folder_remove(&folder);
    return 0;
}

/* All messages, one a line, without "FOLDER/" and without the last line end. `what` was
 * read, for the failure's text. */
static inline void expect_messages(const char *what, const reading *r, const char *want)
{
    char *got = reading_messages(r, &folder);
    size_t len = strlen(got);
    if (len > 0)
        got[len - 1] = '\0';
    if (strcmp(got, want) != 0)
        fail_msg("%s:\n  got:  %s\n  want: %s", what, got, want);
    free(got);
}

/* Read a file of the folder as an argument: it must be refused with these messages. */
static inline void expect_refusal(const char *name, const char *want)
{
    reading r;
    const char *args[] = {source_folder_at(&folder, name)};
    reading_make(&r, NULL, args, 1, false);
    expect_messages(name, &r, want);
    if ((r.found && r.read) || r.report.errors == 0)
        fail_msg("%s: taken", name);
    reading_free(&r);
}

static inline sj_date day(int year, int month, int day_of_month)
{
    sj_date date = 0;
    assert_true(sj_date_from_ymd(year, month, day_of_month, &date));
    return date;
}

#endif

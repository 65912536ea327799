/*
 * What the tests of broken source files open with: source_check.h, and what is expected
 * of bent_places.h's files when they are read.
 */
#ifndef SCRUBJAY_TESTS_BENT_CHECK_H
#define SCRUBJAY_TESTS_BENT_CHECK_H

#include <stdio.h>

#include "tests/support/bent_places.h"
#include "tests/support/source_check.h"

/* Each place, bent in its file, must earn its message. */
static inline void expect_bent_places(const good_file *good, const bent_place *places,
                                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char text[GOOD_FILE_CAP], want[512];
        const char *name = good[places[i].base].name;
        bend_place(&good[places[i].base], &places[i], text);
        source_folder_text(&folder, name, text);
        snprintf(want, sizeof want, "%s%s", name, places[i].message);
        expect_refusal(name, want);
    }
    printf("%zu bent places\n", count);
}

static inline void expect_broken_files(const broken_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char want[512];
        source_folder_text(&folder, files[i].name, files[i].text);
        snprintf(want, sizeof want, "%s%s", files[i].name, files[i].message);
        expect_refusal(files[i].name, want);
    }
    printf("%zu broken files\n", count);
}

/* Read as the file it is: found by its name, without an error. @return its rows */
static inline uint64_t expect_taken(const char *name, const char *text,
                                    const char *messages)
{
    reading r;
    source_folder_text(&folder, name, text);
    const char *args[] = {source_folder_at(&folder, name)};
    reading_make(&r, NULL, args, 1, false);
    expect_messages(name, &r, messages);
    assert_true(r.found && r.read);
    assert_int_equal(r.report.errors, 0);
    uint64_t rows = r.row_count;
    reading_free(&r);
    return rows;
}

/* Cut inside its last line a file reads as well as before; `told`: with a warning.
 * @return its rows */
static inline uint64_t expect_cut_taken(const good_file *good, bool told)
{
    char text[GOOD_FILE_CAP], want[512] = "";
    unsigned lines = cut_last_line_end(good, text);
    if (told)
        snprintf(want, sizeof want,
                 "%s:%u: the last line has no end: the file may be cut off", good->name,
                 lines);
    return expect_taken(good->name, text, want);
}

/* With --keep-going one record is left out with a warning, and the others are read. */
static inline void expect_one_left_out(const char *name, const char *text,
                                       uint64_t others)
{
    reading r;
    source_folder_text(&folder, name, text);
    const char *args[] = {source_folder_at(&folder, name)};
    reading_make(&r, NULL, args, 1, true);
    assert_true(r.found && r.read);
    assert_int_equal(r.report.errors, 0);
    assert_int_equal(r.report.warnings, 1);
    assert_int_equal(r.list.items[0].rejected, 1);
    assert_int_equal(r.row_count, others);
    reading_free(&r);
}

#endif

/*
 * The sample release of data/ as a whole: what its order files say, read here by their
 * columns and apart from the generator, is what the image answers; and the invariants
 * 8, 9 and 10 of the domain hold (validity is constant within a release; the mark of
 * the order file decides; headers and billable codes nest as they must).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/sample.h"

#define DATA SCRUBJAY_SOURCE_DIR "/data"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static sample s;

static sj_date day(const char *text)
{
    sj_date date = 0;
    if (!sj_date_parse(text, strlen(text), &date))
        fail_msg("no date: %s", text);
    return date;
}

/* ---- the order files, by their columns ------------------------------------------- */

typedef struct order_row {
    char code[SJ_CODE_CAP];
    bool billable;
} order_row;

typedef struct order_file {
    order_row rows[600];
    size_t count;
    sj_system system;
    sj_date first, last;
} order_file;

enum { CM_2025, CM_2026, PCS_2025, PCS_2026, FILES };
static order_file files[FILES];

static void read_order_file(const char *name, sj_system system, const char *first_day,
                            const char *last_day, order_file *out)
{
    char line[512];
    FILE *in = fopen(name, "rb");
    if (!in)
        fail_msg("cannot open %s", name);
    out->count = 0;
    out->system = system;
    out->first = day(first_day);
    out->last = day(last_day);
    while (fgets(line, sizeof line, in)) {
        size_t len = strlen(line);
        assert_true(len > 78 && len < sizeof line - 1);
        assert_string_equal(line + len - 2, "\r\n");
        assert_true(out->count < ARRAY_LEN(out->rows));
        order_row *row = &out->rows[out->count++];
        assert_int_equal(strtoul(line, NULL, 10), out->count);
        size_t code_len = strcspn(line + 6, " ");
        assert_true(code_len >= 3 && code_len <= 7);
        memcpy(row->code, line + 6, code_len);
        row->code[code_len] = 0;
        assert_true(line[14] == '0' || line[14] == '1');
        row->billable = line[14] == '1';
    }
    fclose(in);
    assert_true(out->count > 0);
}

static int open_the_sample(void **state)
{
    (void)state;
    if (!sample_open(DATA, &s))
        return -1;
    read_order_file(DATA "/icd10cm_order_2025.txt", SJ_ICD10CM, "2024-10-01",
                    "2025-09-30", &files[CM_2025]);
    read_order_file(DATA "/icd10cm_order_2026.txt", SJ_ICD10CM, "2025-10-01",
                    "2026-09-30", &files[CM_2026]);
    read_order_file(DATA "/icd10pcs_order_2025.txt", SJ_ICD10PCS, "2024-10-01",
                    "2025-09-30", &files[PCS_2025]);
    read_order_file(DATA "/icd10pcs_order_2026.txt", SJ_ICD10PCS, "2025-10-01",
                    "2026-09-30", &files[PCS_2026]);
    return 0;
}

static size_t place(const order_file *file, const char *code)
{
    for (size_t i = 0; i < file->count; i++)
        if (strcmp(file->rows[i].code, code) == 0)
            return i;
    fail_msg("%s is not in the order file", code);
    return 0;
}

static void the_files_are_in_tabular_order_not_in_byte_order(void **state)
{
    static const struct {
        const char *first, *second; /* in the file; the other way round in bytes */
    } breaks[] = {
        {"C4A", "C44"}, {"D3A", "D37"},   {"M1A", "M10"},
        {"Z3A", "Z37"}, {"O09A", "O092"}, {"Z99", "U07"},
    };
    (void)state;
    for (size_t year = CM_2025; year <= CM_2026; year++) {
        assert_true(place(&files[year], "C43") < place(&files[year], "C4A"));
        for (size_t i = 0; i < ARRAY_LEN(breaks); i++) {
            assert_true(strcmp(breaks[i].first, breaks[i].second) > 0);
            assert_true(place(&files[year], breaks[i].first) <
                        place(&files[year], breaks[i].second));
        }
    }
}

static void a_prefix_walk_is_in_byte_order(void **state)
{
    static const char *const want[] = {"C43", "C430", "C439", "C44", "C440"};
    sj_cursor cursor;
    sj_entry entry;
    char last[SJ_CODE_CAP] = "";
    size_t n = 0;

    (void)state;
    assert_int_equal(sj_prefix(s.image, SJ_ICD10CM, "C4", 2, &cursor), SJ_OK);
    while (sj_cursor_next(&cursor, day("2025-01-15"), &entry)) {
        if (n < ARRAY_LEN(want))
            assert_string_equal(entry.code, want[n]);
        assert_true(strcmp(last, entry.code) < 0);
        memcpy(last, entry.code, sizeof last);
        n++;
    }
    assert_string_equal(last, "C4A9");
}

/* Invariant 9. */
static void each_mark_of_the_order_files_decides(void **state)
{
    size_t probes = 0;

    (void)state;
    for (size_t f = 0; f < FILES; f++)
        for (size_t i = 0; i < files[f].count; i++) {
            const order_row *row = &files[f].rows[i];
            sj_date dates[] = {files[f].first, files[f].last};
            for (size_t k = 0; k < ARRAY_LEN(dates); k++) {
                sj_answer a;
                assert_int_equal(sj_lookup(s.image, files[f].system, row->code,
                                           strlen(row->code), dates[k], &a),
                                 SJ_OK);
                if (a.status != (row->billable ? SJ_CODE_BILLABLE : SJ_CODE_HEADER))
                    fail_msg("%s: %s", row->code,
                             sj_code_status_str((sj_code_status)a.status));
                probes++;
            }
        }
    print_message("%zu probes\n", probes);
}

/* And no code is valid in a year whose file does not list it. */
static void only_listed_codes_are_valid(void **state)
{
    (void)state;
    for (size_t f = 0; f < FILES; f++) {
        sj_cursor cursor;
        sj_entry entry;
        size_t valid = 0;
        assert_int_equal(sj_prefix(s.image, files[f].system, "", 0, &cursor), SJ_OK);
        while (sj_cursor_next(&cursor, files[f].first, &entry))
            if (entry.answer.status >= SJ_CODE_HEADER) {
                place(&files[f], entry.code);
                valid++;
            }
        assert_int_equal(valid, files[f].count);
    }
}

/* Invariant 8: every day of a release, not only its ends. */
static void within_a_release_no_status_changes(void **state)
{
    size_t probes = 0;

    (void)state;
    for (size_t f = 0; f < FILES; f++) {
        sj_cursor cursor;
        sj_entry entry;
        sj_date first = files[f].first, last = files[f].last;
        assert_int_equal(sj_prefix(s.image, files[f].system, "", 0, &cursor), SJ_OK);
        while (sj_cursor_next(&cursor, first, &entry))
            for (sj_date d = first; d <= last; d++) {
                sj_answer a;
                assert_int_equal(sj_lookup_id(s.image, entry.answer.id, d, &a), SJ_OK);
                if (a.status != entry.answer.status || a.marks != 0)
                    fail_msg("%s changes within its release", entry.code);
                probes++;
            }
    }
    print_message("%zu probes\n", probes);
}

/* Whether a release of the system begins on that day or ended the day before; ICD-10
 * itself took effect on 2015-10-01, and no code of it was in use before. */
static bool borders_a_release(sj_system system, sj_date date)
{
    sj_release release;
    if (system <= SJ_ICD10PCS && date == day("2015-10-01"))
        return true;
    for (uint32_t i = 0; sj_release_get(s.image, i, &release); i++)
        if (release.system == system &&
            (date == release.from || date - 1 == release.to))
            return true;
    return false;
}

/* Whether a row of the code begins on that day or ended the day before. */
static bool borders_an_interval(uint32_t id, sj_date date)
{
    sj_interval intervals[8];
    size_t count = sj_validity(s.image, id, intervals, ARRAY_LEN(intervals));
    assert_in_range(count, 1, ARRAY_LEN(intervals));
    for (size_t i = 0; i < count; i++)
        if (date == intervals[i].from || date - 1 == intervals[i].to)
            return true;
    return false;
}

/* The rest of invariant 8, for the systems with dated rows too. */
static void statuses_change_only_on_days_that_the_tables_state(void **state)
{
    size_t codes = 0;

    (void)state;
    for (int k = 0; k < SJ_SYSTEM_COUNT; k++) {
        sj_system system = (sj_system)k;
        sj_cursor cursor;
        sj_entry entry;
        if (sj_prefix(s.image, system, "", 0, &cursor) != SJ_OK)
            continue;
        while (sj_cursor_next(&cursor, day("2026-07-01"), &entry)) {
            sj_segment segments[16];
            size_t count = sj_timeline_get(s.image, system, entry.answer.timeline,
                                           segments, ARRAY_LEN(segments));
            assert_in_range(count, 2, ARRAY_LEN(segments));
            for (size_t i = 1; i < count; i++)
                if (!borders_a_release(system, segments[i].from) &&
                    !borders_an_interval(entry.answer.id, segments[i].from))
                    fail_msg("%s changes on a day that no table states", entry.code);
            codes++;
        }
    }
    print_message("%zu codes\n", codes);
}

/* Invariant 10. */
static void headers_have_billable_codes_below_and_billable_codes_have_none(void **state)
{
    (void)state;
    for (size_t f = 0; f < FILES; f++)
        for (size_t i = 0; i < files[f].count; i++) {
            const char *code = files[f].rows[i].code;
            sj_date date = files[f].first;
            sj_cursor cursor;
            sj_entry entry;
            bool below = false;
            assert_int_equal(
                sj_prefix(s.image, files[f].system, code, strlen(code), &cursor),
                SJ_OK);
            while (sj_cursor_next(&cursor, date, &entry))
                below |=
                    entry.len > strlen(code) && entry.answer.status == SJ_CODE_BILLABLE;
            if (below == files[f].rows[i].billable)
                fail_msg("%s: %s", code,
                         below ? "billable, and so is a code below"
                               : "a header with nothing billable below");
        }
}

/* Every ancestor up to the category (ICD-10-CM) or the table (ICD-10-PCS) is there. */
static void every_code_stands_under_a_three_character_header(void **state)
{
    (void)state;
    for (size_t f = 0; f < FILES; f++)
        for (size_t i = 0; i < files[f].count; i++) {
            const char *code = files[f].rows[i].code;
            sj_entry up[8];
            if (strlen(code) == 3)
                continue;
            sj_answer a;
            assert_int_equal(sj_lookup(s.image, files[f].system, code, strlen(code),
                                       files[f].first, &a),
                             SJ_OK);
            size_t n = sj_ancestors(s.image, a.id, files[f].first, up, 8);
            assert_in_range(n, 1, 4);
            assert_int_equal(up[n - 1].len, 3);
            assert_int_equal(strncmp(up[n - 1].code, code, 3), 0);
            for (size_t k = 0; k < n; k++)
                assert_int_equal(up[k].answer.status, SJ_CODE_HEADER);
        }
}

static int close_the_sample(void **state)
{
    (void)state;
    sample_close(&s);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_are_in_tabular_order_not_in_byte_order),
        cmocka_unit_test(a_prefix_walk_is_in_byte_order),
        cmocka_unit_test(each_mark_of_the_order_files_decides),
        cmocka_unit_test(only_listed_codes_are_valid),
        cmocka_unit_test(within_a_release_no_status_changes),
        cmocka_unit_test(statuses_change_only_on_days_that_the_tables_state),
        cmocka_unit_test(
            headers_have_billable_codes_below_and_billable_codes_have_none),
        cmocka_unit_test(every_code_stands_under_a_three_character_header),
    };
    return cmocka_run_group_tests(tests, open_the_sample, close_the_sample);
}

/*
 * Titles over time, and ICD-9, whose titles come in two files (docs/RULES.md 10, 11).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/model/memory.h"
#include "tests/support/merge_kit.h"

enum { BILLABLE = SJ_CODE_BILLABLE };

static uint32_t pcs(merge_kit *k, gen_kind kind, const char *release, const char *from)
{
    return kit_source(k, kind, release, from, NULL);
}

static void a_wording_is_kept_once_for_each_change(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    static const char *const years[] = {"2016", "2017", "2018", "2019"};
    static const char *const days[] = {"2015-10-01", "2016-10-01", "2017-10-01",
                                       "2018-10-01"};
    static const char *const titles[] = {"one", "one", "two", "one"};
    for (int i = 0; i < 4; i++) {
        uint32_t a = kit_source(&k, GEN_ICD10CM_ORDER, years[i], days[i], NULL);
        kit_undated(&k, a, "A000", BILLABLE, "short", titles[i]);
        kit_undated(&k, a, "A001", BILLABLE, i < 3 ? "short" : "shorter", "long");
    }
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_ICD10CM, "A000"),
                        "2015-10-01 short|one, 2017-10-01 short|two, "
                        "2018-10-01 short|one");
    assert_string_equal(kit_titles(&k, SJ_ICD10CM, "A001"),
                        "2015-10-01 short|long, 2018-10-01 shorter|long");
    /* Each cites the release that brought it. */
    const gen_code *code = kit_code(&k, SJ_ICD10CM, "A000");
    const gen_system *s = &k.catalog.systems[SJ_ICD10CM];
    assert_int_equal(s->descriptors[code->first_descriptor].release, 0);
    assert_int_equal(s->descriptors[code->first_descriptor + 1].release, 2);
    assert_int_equal(s->descriptors[code->first_descriptor + 2].release, 3);
    kit_free(&k);
}

static void a_code_that_comes_back_with_its_old_title_has_one_wording(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_source(&k, GEN_ICD10CM_ORDER, "2016", "2015-10-01", NULL),
             b = kit_source(&k, GEN_ICD10CM_ORDER, "2017", "2016-10-01", NULL),
             c = kit_source(&k, GEN_ICD10CM_ORDER, "2018", "2017-10-01", NULL);
    kit_undated(&k, a, "A000", BILLABLE, "short", "long");
    kit_undated(&k, b, "A001", BILLABLE, "short", "long");
    kit_undated(&k, c, "A000", BILLABLE, "short", "long");
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_ICD10CM, "A000"), "2015-10-01 short|long");
    kit_free(&k);
}

static void a_codes_file_leaves_the_short_title_of_the_release_before(void **state)
{
    (void)state; /* ICD-10-PCS FY2023 */
    merge_kit k;
    kit_init(&k);
    uint32_t a = pcs(&k, GEN_ICD10PCS_ORDER, "2022", "2021-10-01"),
             b = pcs(&k, GEN_ICD10PCS_CODES, "2023", "2022-10-01"),
             c = pcs(&k, GEN_ICD10PCS_ORDER, "2023-04", "2023-04-01");
    kit_undated(&k, a, "0016070", BILLABLE, "short", "long");
    kit_undated(&k, b, "0016070", BILLABLE, NULL, "long");
    kit_undated(&k, c, "0016070", BILLABLE, "short", "long");
    kit_undated(&k, a, "0016071", BILLABLE, "short", "long");
    kit_undated(&k, b, "0016071", BILLABLE, NULL, "longer");
    kit_undated(&k, c, "0016071", BILLABLE, "shorter", "longer");
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_ICD10PCS, "0016070"),
                        "2021-10-01 short|long");
    assert_string_equal(kit_titles(&k, SJ_ICD10PCS, "0016071"),
                        "2021-10-01 short|long, 2022-10-01 short|longer, "
                        "2023-04-01 shorter|longer");
    kit_free(&k);
}

static void
a_code_new_in_a_codes_file_has_the_short_title_of_the_next_release(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t b = pcs(&k, GEN_ICD10PCS_CODES, "2023", "2022-10-01"),
             c = pcs(&k, GEN_ICD10PCS_ORDER, "2023-04", "2023-04-01");
    kit_undated(&k, b, "0016070", BILLABLE, NULL, "long");
    kit_undated(&k, c, "0016070", BILLABLE, "short", "long");
    kit_undated(&k, b, "0016071", BILLABLE, NULL, "long");
    kit_undated(&k, c, "0016071", BILLABLE, "short", "longer");
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_ICD10PCS, "0016070"),
                        "2022-10-01 short|long");
    assert_string_equal(kit_titles(&k, SJ_ICD10PCS, "0016071"),
                        "2022-10-01 short|long, 2023-04-01 short|longer");
    kit_free(&k);
}

static void a_title_that_no_release_has_is_the_other_one(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_undated(&k, pcs(&k, GEN_ICD10PCS_CODES, "2023", "2022-10-01"), "0016070",
                BILLABLE, NULL, "long");
    uint32_t list = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, list, SJ_CPT, "00002", NULL, NULL);
    kit_last(&k)->long_text = NULL;
    kit_dated(&k, list, SJ_CPT, "00004", NULL, NULL);
    kit_last(&k)->long_text = kit_last(&k)->short_text = NULL;
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_ICD10PCS, "0016070"), "2022-10-01 long|long");
    assert_string_equal(kit_titles(&k, SJ_CPT, "00002"), "2024-01-01 short|short");
    assert_string_equal(kit_titles(&k, SJ_CPT, "00004"), "2024-01-01 |");
    kit_free(&k);
}

static void
a_table_with_dates_has_a_wording_for_each_file_that_lists_the_code(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_source(&k, GEN_HCPCS_ANWEB, "2017", "2017-01-01", NULL),
             b = kit_source(&k, GEN_HCPCS_ANWEB, "2018", "2018-01-01", NULL);
    kit_dated(&k, a, SJ_HCPCS, "A0021", "1990-01-01", NULL);
    kit_dated(&k, b, SJ_HCPCS, "A0021", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_HCPCS, "A0021"),
                        "2017-01-01 short|long, 2018-01-01 short|long");
    const gen_system *s = &k.catalog.systems[SJ_HCPCS];
    assert_int_equal(s->descriptors[0].release, 0);
    assert_int_equal(s->descriptors[1].release, 1);
    kit_free(&k);
}

static void of_several_rows_of_a_list_the_latest_names_the_code(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2020-01-01", NULL);
    kit_last(&k)->long_text = "new";
    kit_dated(&k, a, SJ_CPT, "00002", "2000-01-01", "2009-12-31");
    kit_last(&k)->long_text = "old";
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_CPT, "00002"), "2024-01-01 short|new");
    kit_free(&k);
}

/* ---- ICD-9 --------------------------------------------------------------- */

static void icd_9_titles_of_two_files_are_joined(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t s = kit_source(&k, GEN_ICD9CM_SHORT, "v32", "2014-10-01", NULL),
             l = kit_source(&k, GEN_ICD9CM_LONG, "v32", "2014-10-01", NULL);
    kit_undated(&k, s, "0010", BILLABLE, "short", NULL);
    kit_undated(&k, l, "0010", BILLABLE, NULL, "long");
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_string_equal(kit_titles(&k, SJ_ICD9CM, "0010"), "2014-10-01 short|long");
    assert_string_equal(kit_releases(&k, SJ_ICD9CM),
                        "ICD-9-CM v32 2014-10-01..2015-09-30 1 codes");
    /* Both files are sources; the release cites the long titles. */
    assert_int_equal(k.catalog.source_count, 2);
    assert_string_equal(k.catalog.sources[k.catalog.releases[0].source].kind,
                        "icd9cm-long");
    kit_free(&k);
}

static void a_change_in_one_of_two_files_is_a_change(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    for (int i = 0; i < 2; i++) {
        const char *release = i ? "v32" : "v31",
                   *from = i ? "2014-10-01" : "2013-10-01";
        uint32_t l = kit_source(&k, GEN_ICD9PCS_LONG, release, from, NULL),
                 s = kit_source(&k, GEN_ICD9PCS_SHORT, release, from, NULL);
        kit_undated(&k, l, "0010", BILLABLE, NULL, "long");
        kit_undated(&k, s, "0010", BILLABLE, i ? "shorter" : "short", NULL);
        kit_undated(&k, l, "0011", BILLABLE, NULL, i ? "longer" : "long");
        kit_undated(&k, s, "0011", BILLABLE, "short", NULL);
        kit_undated(&k, l, "0012", BILLABLE, NULL, "long");
        kit_undated(&k, s, "0012", BILLABLE, "short", NULL);
    }
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_string_equal(kit_titles(&k, SJ_ICD9PCS, "0010"),
                        "2013-10-01 short|long, 2014-10-01 shorter|long");
    assert_string_equal(kit_titles(&k, SJ_ICD9PCS, "0011"),
                        "2013-10-01 short|long, 2014-10-01 short|longer");
    assert_string_equal(kit_titles(&k, SJ_ICD9PCS, "0012"), "2013-10-01 short|long");
    kit_free(&k);
}

static void a_code_in_one_of_two_files_is_an_error(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t l = kit_source(&k, GEN_ICD9CM_LONG, "v32", "2014-10-01", NULL),
             s = kit_source(&k, GEN_ICD9CM_SHORT, "v32", "2014-10-01", NULL);
    kit_undated(&k, l, "0010", BILLABLE, NULL, "long");
    kit_undated(&k, l, "0011", BILLABLE, NULL, "long");
    kit_undated(&k, s, "0010", BILLABLE, "short", NULL);
    kit_undated(&k, s, "0019", BILLABLE, "short", NULL);
    kit_merge(&k, false);
    assert_false(k.merged);
    assert_string_equal(
        kit_messages(&k),
        "icd9cm-long_v32.txt:2: code 0011 is not in icd9cm-short_v32.txt; "
        "icd9cm-short_v32.txt:4: code 0019 is not in icd9cm-long_v32.txt");
    kit_free(&k);
}

static void with_keep_going_such_a_code_has_the_title_it_has(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    k.report.keep_going = true;
    k.report.limit = 1;
    uint32_t l = kit_source(&k, GEN_ICD9CM_LONG, "v32", "2014-10-01", NULL),
             s = kit_source(&k, GEN_ICD9CM_SHORT, "v32", "2014-10-01", NULL);
    kit_undated(&k, l, "0011", BILLABLE, NULL, "long");
    kit_undated(&k, s, "0010", BILLABLE, "short", NULL);
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_string_equal(kit_titles(&k, SJ_ICD9CM, "0010"), "2014-10-01 short|short");
    assert_string_equal(kit_titles(&k, SJ_ICD9CM, "0011"), "2014-10-01 long|long");
    assert_string_equal(
        kit_messages(&k),
        "icd9cm-long_v32.txt:1: code 0011 is not in icd9cm-short_v32.txt; "
        "1 further codes stand in one of two files");
    kit_free(&k);
}

static void long_titles_alone_make_a_release(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_undated(&k, kit_source(&k, GEN_ICD9PCS_LONG, "v32", "2014-10-01", NULL), "0010",
                BILLABLE, NULL, "long");
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_string_equal(kit_titles(&k, SJ_ICD9PCS, "0010"), "2014-10-01 long|long");
    kit_free(&k);
}

static void in_icd_9_what_stood_above_a_code_is_a_header(void **state)
{
    (void)state; /* its files list billable codes alone */
    merge_kit k;
    kit_init(&k);
    kit_undated(&k, kit_source(&k, GEN_ICD9CM_LONG, "v31", "2013-10-01", NULL), "2507",
                BILLABLE, NULL, "long");
    kit_undated(&k, kit_source(&k, GEN_ICD9CM_LONG, "v32", "2014-10-01", NULL), "25070",
                BILLABLE, NULL, "long");
    kit_merge(&k, false);
    assert_string_equal(kit_segments(&k, SJ_ICD9CM, "2507"),
                        "- unknown, 2013-10-01 billable, 2014-10-01 header inferred, "
                        "2015-10-01 unknown");
    kit_free(&k);
}

static void a_title_has_at_most_65535_bytes(void **state)
{
    (void)state;
    char *title = gen_alloc(65537);
    merge_kit k;
    kit_init(&k);
    uint32_t a = pcs(&k, GEN_ICD10PCS_ORDER, "2025", "2024-10-01");
    memset(title, 'x', 65536);
    kit_undated(&k, a, "0016070", BILLABLE, "short", title);
    kit_undated(&k, a, "0016071", BILLABLE, "short", title + 1);
    kit_merge(&k, false);
    assert_string_equal(kit_messages(&k),
                        "icd10pcs-order_2025.txt:1: code 0016070: title is longer than "
                        "65535 bytes");
    kit_free(&k);
    free(title);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wording_is_kept_once_for_each_change),
        cmocka_unit_test(a_code_that_comes_back_with_its_old_title_has_one_wording),
        cmocka_unit_test(a_codes_file_leaves_the_short_title_of_the_release_before),
        cmocka_unit_test(
            a_code_new_in_a_codes_file_has_the_short_title_of_the_next_release),
        cmocka_unit_test(a_title_that_no_release_has_is_the_other_one),
        cmocka_unit_test(
            a_table_with_dates_has_a_wording_for_each_file_that_lists_the_code),
        cmocka_unit_test(of_several_rows_of_a_list_the_latest_names_the_code),
        cmocka_unit_test(icd_9_titles_of_two_files_are_joined),
        cmocka_unit_test(a_change_in_one_of_two_files_is_a_change),
        cmocka_unit_test(a_code_in_one_of_two_files_is_an_error),
        cmocka_unit_test(with_keep_going_such_a_code_has_the_title_it_has),
        cmocka_unit_test(long_titles_alone_make_a_release),
        cmocka_unit_test(in_icd_9_what_stood_above_a_code_is_a_header),
        cmocka_unit_test(a_title_has_at_most_65535_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

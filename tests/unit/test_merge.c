/*
 * Releases whose rows bear no dates (ICD): each says what is valid while it speaks
 * (docs/RULES.md 2 to 5).
 */
#include <stdlib.h>
#include <string.h>

#include "tests/support/merge_check.h"

enum { HEADER = SJ_CODE_HEADER, BILLABLE = SJ_CODE_BILLABLE };

static uint32_t cm(merge_kit *k, const char *release, const char *from)
{
    return kit_source(k, GEN_ICD10CM_ORDER, release, from, NULL);
}

static void row(merge_kit *k, uint32_t source, const char *code, uint8_t status)
{
    kit_undated(k, source, code, status, "short", "long");
}

static void assert_line(merge_kit *k, const char *code, const char *segments,
                        const char *intervals)
{
    assert_code(k, SJ_ICD10CM, code, segments, intervals);
}

static void a_code_of_every_release_is_valid_from_the_first_and_still_open(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, cm(&k, "2016", "2015-10-01"), "E119", BILLABLE);
    row(&k, cm(&k, "2017", "2016-10-01"), "E119", BILLABLE);
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_line(&k, "E119", "- inactive, 2015-10-01 billable, 2017-10-01 unknown",
                "2015-10-01.. billable");
    assert_int_equal(k.catalog.systems[SJ_ICD10CM].first, 16709);
    assert_int_equal(k.catalog.systems[SJ_ICD10CM].last, 16709 + 366 + 365 - 1);
    assert_false(k.catalog.systems[SJ_ICD10CM].dated);
    kit_free(&k);
}

static void
a_new_code_begins_with_its_release_and_a_deleted_one_ends_before(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t first = cm(&k, "2016", "2015-10-01"),
             second = cm(&k, "2017", "2016-10-01");
    row(&k, first, "A000", BILLABLE);
    row(&k, second, "A001", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "A000",
                "- inactive, 2015-10-01 billable, 2016-10-01 inactive, "
                "2017-10-01 unknown",
                "2015-10-01..2016-09-30 billable");
    assert_line(&k, "A001", "- inactive, 2016-10-01 billable, 2017-10-01 unknown",
                "2016-10-01.. billable");
    kit_free(&k);
}

static void a_code_deleted_and_added_again_has_two_intervals(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = cm(&k, "2016", "2015-10-01"), b = cm(&k, "2017", "2016-10-01"),
             c = cm(&k, "2018", "2017-10-01");
    row(&k, a, "A000", BILLABLE);
    row(&k, b, "A001", BILLABLE);
    row(&k, c, "A000", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "A000",
                "- inactive, 2015-10-01 billable, 2016-10-01 inactive, "
                "2017-10-01 billable, 2018-10-01 unknown",
                "2015-10-01..2016-09-30 billable, 2017-10-01.. billable");
    kit_free(&k);
}

static void a_billable_code_may_become_a_header_within_a_year(void **state)
{
    (void)state; /* M35.8 on 2021-01-01 */
    merge_kit k;
    kit_init(&k);
    row(&k, cm(&k, "2021", "2020-10-01"), "M358", BILLABLE);
    uint32_t update = cm(&k, "2021-01", "2021-01-01");
    row(&k, update, "M358", HEADER);
    row(&k, update, "M3589", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "M358",
                "- inactive, 2015-10-01 unknown, 2020-10-01 billable, "
                "2021-01-01 header, 2021-10-01 unknown",
                "2020-10-01..2020-12-31 billable, 2021-01-01.. header");
    kit_free(&k);
}

static void in_a_gap_what_both_neighbours_say_is_inferred(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = cm(&k, "2020", "2019-10-01"), b = cm(&k, "2021-01", "2021-01-01"),
             c = cm(&k, "2022", "2021-10-01");
    row(&k, a, "E11", HEADER);
    row(&k, b, "E11", HEADER);
    row(&k, c, "E11", HEADER);
    row(&k, c, "A000", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "E11",
                "- inactive, 2015-10-01 unknown, 2019-10-01 header, "
                "2020-10-01 header inferred, 2021-01-01 header, 2022-10-01 unknown",
                "2019-10-01.. header");
    assert_line(&k, "A000",
                "- inactive, 2015-10-01 unknown, 2019-10-01 inactive, "
                "2020-10-01 inactive inferred, 2021-01-01 inactive, "
                "2021-10-01 billable, 2022-10-01 unknown",
                "2021-10-01.. billable");
    assert_string_equal(kit_absence(&k, SJ_ICD10CM, false),
                        "- unknown, 2019-10-01 not_found, "
                        "2020-10-01 not_found inferred, 2021-01-01 not_found, "
                        "2022-10-01 unknown");
    kit_free(&k);
}

static void in_a_gap_between_neighbours_that_differ_nothing_is_known(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = cm(&k, "2020", "2019-10-01"), b = cm(&k, "2021-01", "2021-01-01");
    row(&k, a, "M358", BILLABLE);
    row(&k, b, "M358", HEADER);
    row(&k, b, "M3589", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "M358",
                "- inactive, 2015-10-01 unknown, 2019-10-01 billable, "
                "2020-10-01 unknown, 2021-01-01 header, 2021-10-01 unknown",
                "2019-10-01..2020-09-30 billable, 2021-01-01.. header");
    assert_line(&k, "M3589",
                "- inactive, 2015-10-01 unknown, 2019-10-01 inactive, "
                "2020-10-01 unknown, 2021-01-01 billable, 2021-10-01 unknown",
                "2021-01-01.. billable");
    kit_free(&k);
}

static void
icd_10_codes_are_inactive_before_it_began_and_strangers_unknown(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, cm(&k, "2018", "2017-10-01"), "A000", BILLABLE);
    row(&k, kit_source(&k, GEN_ICD10PCS_ORDER, "2016", "2015-10-01", NULL), "02100Z0",
        BILLABLE);
    kit_merge(&k, false);
    assert_line(
        &k, "A000",
        "- inactive, 2015-10-01 unknown, 2017-10-01 billable, 2018-10-01 unknown",
        "2017-10-01.. billable");
    assert_string_equal(kit_absence(&k, SJ_ICD10CM, false),
                        "- unknown, 2017-10-01 not_found, "
                        "2018-10-01 unknown");
    assert_string_equal(kit_absence(&k, SJ_ICD10PCS, false),
                        "- unknown, 2015-10-01 not_found, 2016-10-01 unknown");
    kit_free(&k);
}

static void a_stated_draft_speaks_for_its_days_before_icd_10_began(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, kit_source(&k, GEN_ICD10CM_ORDER, "2014", "2013-10-01", "2013-12-31"),
        "A000", BILLABLE);
    row(&k, cm(&k, "2016", "2015-10-01"), "A000", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "A000",
                "- inactive, 2013-10-01 billable, 2014-01-01 inactive, "
                "2015-10-01 billable, 2016-10-01 unknown",
                "2013-10-01..2013-12-31 billable, 2015-10-01.. billable");
    assert_string_equal(kit_absence(&k, SJ_ICD10CM, false),
                        "- unknown, 2013-10-01 not_found, 2014-01-01 unknown, "
                        "2015-10-01 not_found, 2016-10-01 unknown");
    kit_free(&k);
}

static void
a_gap_that_begins_before_icd_10_is_judged_from_its_first_day_on(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, cm(&k, "2014", "2013-10-01"), "A000", BILLABLE);
    row(&k, cm(&k, "2017", "2016-10-01"), "A000", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "A000",
                "- inactive, 2013-10-01 billable, 2014-10-01 inactive, "
                "2015-10-01 billable inferred, 2016-10-01 billable, "
                "2017-10-01 unknown",
                "2013-10-01..2014-09-30 billable, 2015-10-01.. billable");
    kit_free(&k);
}

static void drafts_alone_say_nothing_of_the_days_after_icd_10_began(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, cm(&k, "2014", "2013-10-01"), "A000", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "A000",
                "- inactive, 2013-10-01 billable, 2014-10-01 inactive, "
                "2015-10-01 unknown",
                "2013-10-01..2014-09-30 billable");
    kit_free(&k);
}

static void icd_9_is_unknown_before_its_first_release_and_after_its_last(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, kit_source(&k, GEN_ICD9CM_LONG, "v32", "2014-10-01", "2015-09-30"), "0010",
        BILLABLE);
    kit_merge(&k, false);
    assert_string_equal(kit_segments(&k, SJ_ICD9CM, "0010"),
                        "- unknown, 2014-10-01 billable, 2015-10-01 unknown");
    assert_string_equal(kit_absence(&k, SJ_ICD9CM, false),
                        "- unknown, 2014-10-01 not_found, 2015-10-01 unknown");
    kit_free(&k);
}

static void carrying_extends_the_newest_release_and_marks_it(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = cm(&k, "2016", "2015-10-01"), b = cm(&k, "2017", "2016-10-01");
    row(&k, a, "A000", BILLABLE);
    row(&k, a, "E11", HEADER);
    row(&k, b, "E11", HEADER);
    kit_merge(&k, true);
    assert_line(&k, "E11", "- inactive, 2015-10-01 header, 2017-10-01 header carried",
                "2015-10-01.. header");
    assert_line(&k, "A000",
                "- inactive, 2015-10-01 billable, 2016-10-01 inactive, "
                "2017-10-01 inactive carried",
                "2015-10-01..2016-09-30 billable");
    assert_string_equal(kit_absence(&k, SJ_ICD10CM, false),
                        "- unknown, 2015-10-01 not_found, "
                        "2017-10-01 not_found carried");
    assert_int_equal(k.catalog.systems[SJ_ICD10CM].last, SJ_DATE_OPEN);
    kit_free(&k);
}

static void
where_only_billable_codes_are_listed_what_stands_above_is_a_header(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_source(&k, GEN_ICD10PCS_ORDER, "2022", "2021-10-01", NULL);
    uint32_t b = kit_source(&k, GEN_ICD10PCS_CODES, "2023", "2022-10-01", NULL);
    row(&k, a, "001", HEADER);
    row(&k, a, "0016070", BILLABLE);
    row(&k, a, "0016071", BILLABLE);
    row(&k, a, "002", HEADER);
    row(&k, a, "0020000", BILLABLE);
    row(&k, b, "0016071", BILLABLE);
    kit_merge(&k, false);
    assert_string_equal(kit_segments(&k, SJ_ICD10PCS, "001"),
                        "- inactive, 2015-10-01 unknown, 2021-10-01 header, "
                        "2022-10-01 header inferred, 2023-10-01 unknown");
    assert_string_equal(kit_intervals(&k, SJ_ICD10PCS, "001"), "2021-10-01.. header");
    assert_string_equal(kit_intervals(&k, SJ_ICD10PCS, "002"),
                        "2021-10-01..2022-09-30 header");
    assert_string_equal(kit_segments(&k, SJ_ICD10PCS, "0020000"),
                        "- inactive, 2015-10-01 unknown, 2021-10-01 billable, "
                        "2022-10-01 inactive, 2023-10-01 unknown");
    assert_string_equal(kit_releases(&k, SJ_ICD10PCS),
                        "ICD-10-PCS FY2022 2021-10-01..2022-09-30 5 codes, "
                        "ICD-10-PCS FY2023 2022-10-01..2023-09-30 1 codes");
    kit_free(&k);
}

static void a_row_of_its_own_says_more_than_the_codes_below_it(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_source(&k, GEN_ICD10CM_CODES, "2016", "2015-10-01", NULL);
    row(&k, a, "E11", BILLABLE);
    row(&k, a, "E119", BILLABLE);
    kit_merge(&k, false);
    assert_line(&k, "E11", "- inactive, 2015-10-01 billable, 2016-10-01 unknown",
                "2015-10-01.. billable");
    kit_free(&k);
}

static void an_inferred_header_is_carried_with_both_marks(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_source(&k, GEN_ICD10CM_CODES, "2017", "2016-10-01", NULL);
    row(&k, cm(&k, "2016", "2015-10-01"), "E11", HEADER);
    row(&k, a, "E119", BILLABLE);
    kit_merge(&k, true);
    assert_line(&k, "E11",
                "- inactive, 2015-10-01 header, 2016-10-01 header inferred, "
                "2017-10-01 header inferred carried",
                "2015-10-01.. header");
    kit_free(&k);
}

static void a_prefix_that_no_release_knows_does_not_become_a_code(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, kit_source(&k, GEN_ICD10CM_CODES, "2016", "2015-10-01", NULL), "E119",
        BILLABLE);
    kit_merge(&k, false);
    assert_int_equal(k.catalog.systems[SJ_ICD10CM].code_count, 1);
    kit_free(&k);
}

static void a_code_that_occurs_twice_in_a_release_is_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = cm(&k, "2016", "2015-10-01");
    row(&k, a, "A000", BILLABLE);
    row(&k, a, "A000", HEADER);
    kit_merge(&k, false);
    assert_string_equal(kit_messages(&k),
                        "icd10cm-order_2016.txt:2: code A000: code occurs twice");
    assert_line(&k, "A000", "- inactive, 2015-10-01 billable, 2016-10-01 unknown",
                "2015-10-01.. billable");
    kit_free(&k);
}

static void a_release_without_a_code_is_an_error(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, cm(&k, "2016", "2015-10-01"), "A000", BILLABLE);
    cm(&k, "2017", "2016-10-01");
    kit_merge(&k, false);
    assert_false(k.merged);
    assert_string_equal(kit_messages(&k), "icd10cm-order_2017.txt: lists no code");
    kit_free(&k);
}

static void an_interval_that_ends_before_it_begins_is_an_error(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    row(&k, kit_source(&k, GEN_ICD10CM_ORDER, "2016", "2015-10-01", "2015-09-30"),
        "A000", BILLABLE);
    kit_merge(&k, false);
    assert_false(k.merged);
    assert_string_equal(kit_messages(&k),
                        "icd10cm-order_2016.txt: its interval ends before it begins");
    kit_free(&k);
}

static void a_row_of_a_foreign_system_is_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = cm(&k, "2016", "2015-10-01");
    row(&k, a, "A000", BILLABLE);
    row(&k, a, "A0001", BILLABLE);
    kit_last(&k)->system = SJ_CPT;
    kit_merge(&k, false);
    assert_string_equal(kit_messages(&k),
                        "icd10cm-order_2016.txt:2: code A0001: code of a system that "
                        "this file does not speak for");
    kit_free(&k);
}

static void a_title_longer_than_the_format_holds_is_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    char *title = malloc(65537);
    assert_non_null(title);
    memset(title, 'x', 65536);
    title[65536] = '\0';
    uint32_t a = cm(&k, "2016", "2015-10-01");
    kit_undated(&k, a, "A000", BILLABLE, "short", title + 1); /* 65,535: fits */
    kit_undated(&k, a, "A001", BILLABLE, "short", title);
    kit_merge(&k, false);
    assert_string_equal(kit_messages(&k), "icd10cm-order_2016.txt:2: code A001: title "
                                          "is longer than 65535 bytes");
    assert_non_null(kit_code(&k, SJ_ICD10CM, "A000"));
    assert_null(kit_code(&k, SJ_ICD10CM, "A001"));
    free(title);
    kit_free(&k);
}

static void codes_are_in_byte_order_and_equal_timelines_are_one(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = cm(&k, "2016", "2015-10-01"), b = cm(&k, "2017", "2016-10-01");
    row(&k, a, "C44", BILLABLE);
    row(&k, a, "C4A", BILLABLE);
    row(&k, a, "C43", HEADER);
    row(&k, b, "C43", BILLABLE);
    row(&k, b, "C44", BILLABLE);
    row(&k, b, "C4A", BILLABLE);
    kit_merge(&k, false);
    const gen_system *s = &k.catalog.systems[SJ_ICD10CM];
    assert_int_equal(s->code_count, 3);
    assert_string_equal(s->codes[0].code, "C43");
    assert_string_equal(s->codes[1].code, "C44");
    assert_string_equal(s->codes[2].code, "C4A");
    /* Absence first, then by the first code that has it. */
    assert_int_equal(s->absence, 0);
    assert_int_equal(s->codes[0].timeline, 1);
    assert_int_equal(s->codes[1].timeline, 2);
    assert_int_equal(s->codes[2].timeline, 2);
    assert_int_equal(s->timeline_count, 3);
    kit_free(&k);
}

/* Some releases of several systems, in one order of arguments or the reverse. */
static char *merged_in_order(bool reversed)
{
    merge_kit k;
    kit_init(&k);
    static const char *const years[] = {"2016", "2017", "2018"};
    static const char *const days[] = {"2015-10-01", "2016-10-01", "2017-10-01"};
    for (int i = 0; i < 3; i++) {
        uint32_t a = cm(&k, years[i], days[i]);
        row(&k, a, "E11", i == 2 ? BILLABLE : HEADER);
        kit_undated(&k, a, "E119", BILLABLE, years[i], "long");
        if (i != 1)
            row(&k, a, "A000", BILLABLE);
    }
    uint32_t file = kit_source(&k, GEN_HCPCS_ANWEB, "2017", "2017-01-01", NULL);
    kit_dated(&k, file, SJ_HCPCS, "J1440", "1994-01-01", "2013-12-31");
    kit_dated(&k, file, SJ_MODIFIER, "LT", "1984-01-01", NULL);
    file = kit_source(&k, GEN_HCPCS_ANWEB, "2024-01", "2024-01-01", NULL);
    kit_dated(&k, file, SJ_HCPCS, "J1440", "2023-07-01", NULL);
    file = kit_source(&k, GEN_ICD9CM_LONG, "v32", "2014-10-01", NULL);
    kit_undated(&k, file, "0010", BILLABLE, NULL, "long");
    file = kit_source(&k, GEN_ICD9CM_SHORT, "v32", "2014-10-01", NULL);
    kit_undated(&k, file, "0010", BILLABLE, "short", NULL);
    if (reversed)
        kit_reverse(&k);
    kit_merge(&k, false);
    assert_true(k.merged);
    char *all = kit_everything(&k);
    kit_free(&k);
    return all;
}

static void the_order_of_arguments_changes_nothing(void **state)
{
    (void)state;
    char *one = merged_in_order(false), *other = merged_in_order(true);
    assert_true(strlen(one) > 500);
    assert_string_equal(one, other);
    free(one);
    free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_code_of_every_release_is_valid_from_the_first_and_still_open),
        cmocka_unit_test(
            a_new_code_begins_with_its_release_and_a_deleted_one_ends_before),
        cmocka_unit_test(a_code_deleted_and_added_again_has_two_intervals),
        cmocka_unit_test(a_billable_code_may_become_a_header_within_a_year),
        cmocka_unit_test(in_a_gap_what_both_neighbours_say_is_inferred),
        cmocka_unit_test(in_a_gap_between_neighbours_that_differ_nothing_is_known),
        cmocka_unit_test(
            icd_10_codes_are_inactive_before_it_began_and_strangers_unknown),
        cmocka_unit_test(a_stated_draft_speaks_for_its_days_before_icd_10_began),
        cmocka_unit_test(
            a_gap_that_begins_before_icd_10_is_judged_from_its_first_day_on),
        cmocka_unit_test(drafts_alone_say_nothing_of_the_days_after_icd_10_began),
        cmocka_unit_test(icd_9_is_unknown_before_its_first_release_and_after_its_last),
        cmocka_unit_test(carrying_extends_the_newest_release_and_marks_it),
        cmocka_unit_test(
            where_only_billable_codes_are_listed_what_stands_above_is_a_header),
        cmocka_unit_test(a_row_of_its_own_says_more_than_the_codes_below_it),
        cmocka_unit_test(an_inferred_header_is_carried_with_both_marks),
        cmocka_unit_test(a_prefix_that_no_release_knows_does_not_become_a_code),
        cmocka_unit_test(a_code_that_occurs_twice_in_a_release_is_refused),
        cmocka_unit_test(a_release_without_a_code_is_an_error),
        cmocka_unit_test(an_interval_that_ends_before_it_begins_is_an_error),
        cmocka_unit_test(a_row_of_a_foreign_system_is_refused),
        cmocka_unit_test(a_title_longer_than_the_format_holds_is_refused),
        cmocka_unit_test(codes_are_in_byte_order_and_equal_timelines_are_one),
        cmocka_unit_test(the_order_of_arguments_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

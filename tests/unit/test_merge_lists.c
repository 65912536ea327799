/*
 * Lists that users bring, modifiers of two tables, and the NOC list (docs/RULES.md 6,
 * 8, 9).
 */
#include <stdlib.h>

#include "tests/support/merge_check.h"

static void a_list_may_give_a_code_several_intervals(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2020-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2000-01-01", "2009-12-31");
    kit_last(&k)->status = SJ_CODE_HEADER;
    kit_merge(&k, false);
    assert_code(&k, SJ_CPT, "00002",
                "- inactive, 2000-01-01 header, 2010-01-01 inactive, "
                "2020-01-01 billable, 2025-01-01 unknown",
                "2000-01-01..2009-12-31 header, 2020-01-01.. billable");
    kit_free(&k);
}

static void rows_that_overlap_in_one_list_are_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2000-01-01", "2009-12-31");
    kit_dated(&k, a, SJ_CPT, "00002", "2009-12-31", NULL);
    kit_dated(&k, a, SJ_CPT, "00004", NULL, NULL);
    kit_dated(&k, a, SJ_CPT, "00004", NULL, NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_messages(&k),
                        "codes-cpt_2024.txt:2: code 00002: intervals overlap; "
                        "codes-cpt_2024.txt:4: code 00004: intervals overlap");
    kit_free(&k);
}

static void rows_that_end_before_they_begin_are_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2009-01-01", "2008-12-31");
    kit_dated(&k, a, SJ_CPT, "00004", NULL, "2023-12-31");
    kit_dated(&k, a, SJ_CPT, "00006", NULL, "2024-01-01");
    kit_merge(&k, false);
    assert_string_equal(
        kit_messages(&k),
        "codes-cpt_2024.txt:1: code 00002: ends before it begins; "
        "codes-cpt_2024.txt:2: code 00004: ends before the release begins, and states "
        "no beginning");
    assert_int_equal(k.catalog.systems[SJ_CPT].code_count, 1);
    kit_free(&k);
}

static void
a_row_without_a_beginning_begins_with_its_release_and_is_unknown_before(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_dated(&k, kit_list(&k, SJ_POS, "2016", "2015-10-01", "2026-09-30"), SJ_POS,
              "11", NULL, NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_POS, "11", "- unknown, 2015-10-01 billable, 2026-10-01 unknown",
                "2015-10-01.. billable");
    kit_free(&k);
}

static void rows_without_a_beginning_go_on_from_list_to_list(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2022", "2022-01-01", NULL),
             b = kit_list(&k, SJ_CPT, "2023", "2023-01-01", NULL),
             c = kit_list(&k, SJ_CPT, "2025", "2025-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", NULL, NULL);
    kit_dated(&k, b, SJ_CPT, "00002", NULL, NULL);
    kit_dated(&k, c, SJ_CPT, "00002", NULL, NULL);
    kit_dated(&k, a, SJ_CPT, "00003", NULL, NULL);
    kit_dated(&k, c, SJ_CPT, "00003", NULL, NULL);
    kit_dated(&k, a, SJ_CPT, "00004", "2010-01-01", NULL);
    kit_dated(&k, b, SJ_CPT, "00004", NULL, NULL);
    kit_dated(&k, c, SJ_CPT, "00004", NULL, "2025-06-30");
    kit_dated(&k, c, SJ_CPT, "00005", NULL, NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_CPT, "00002",
                "- unknown, 2022-01-01 billable, 2026-01-01 unknown",
                "2022-01-01.. billable");
    /* Absent from the list of 2023, it had ended; when it came back is not known. */
    assert_code(&k, SJ_CPT, "00003",
                "- unknown, 2022-01-01 billable, 2023-01-01 inactive, "
                "2024-01-01 unknown, 2025-01-01 billable, 2026-01-01 unknown",
                "2022-01-01..2022-12-31 billable inferred, 2025-01-01.. billable");
    assert_code(&k, SJ_CPT, "00004",
                "- inactive, 2010-01-01 billable, 2025-07-01 inactive, "
                "2026-01-01 unknown",
                "2010-01-01..2025-06-30 billable");
    /* New in the list of 2025: absent while the older ones speak. */
    assert_code(&k, SJ_CPT, "00005",
                "- unknown, 2022-01-01 inactive, 2024-01-01 unknown, "
                "2025-01-01 billable, 2026-01-01 unknown",
                "2025-01-01.. billable");
    kit_free(&k);
}

static void a_row_without_a_beginning_after_a_stated_end_is_a_new_interval(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2022", "2022-01-01", NULL),
             b = kit_list(&k, SJ_CPT, "2023", "2023-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2010-01-01", "2022-06-30");
    kit_dated(&k, b, SJ_CPT, "00002", NULL, NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_CPT, "00002",
                "- inactive, 2010-01-01 billable, 2022-07-01 inactive, "
                "2023-01-01 billable, 2024-01-01 unknown",
                "2010-01-01..2022-06-30 billable, 2023-01-01.. billable");
    kit_free(&k);
}

static void
a_list_without_dates_that_changes_the_status_changes_it_on_its_first_day(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2022", "2022-01-01", NULL),
             b = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", NULL, NULL);
    kit_dated(&k, b, SJ_CPT, "00002", NULL, NULL);
    kit_last(&k)->status = SJ_CODE_HEADER;
    kit_merge(&k, false);
    assert_code(&k, SJ_CPT, "00002",
                "- unknown, 2022-01-01 billable, 2023-01-01 unknown, "
                "2024-01-01 header, 2025-01-01 unknown",
                "2022-01-01..2022-12-31 billable, 2024-01-01.. header");
    kit_free(&k);
}

static void a_status_that_was_announced_for_the_gap_lasts_to_the_next_list(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2022", "2022-01-01", NULL),
             b = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2023-06-01", NULL);
    kit_dated(&k, b, SJ_CPT, "00002", NULL, NULL);
    kit_last(&k)->status = SJ_CODE_HEADER;
    kit_merge(&k, false);
    assert_code(&k, SJ_CPT, "00002",
                "- inactive, 2023-06-01 billable, 2024-01-01 header, "
                "2025-01-01 unknown",
                "2023-06-01..2023-12-31 billable, 2024-01-01.. header");
    kit_free(&k);
}

static void a_stated_end_within_the_gap_counts_before_the_silence(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2022", "2022-01-01", NULL),
             b = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2010-01-01", "2023-06-30");
    kit_dated(&k, b, SJ_CPT, "00002", NULL, NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_CPT, "00002",
                "- inactive, 2010-01-01 billable, 2023-07-01 unknown, "
                "2024-01-01 billable, 2025-01-01 unknown",
                "2010-01-01..2023-06-30 billable, 2024-01-01.. billable");
    kit_free(&k);
}

static void
a_row_without_a_beginning_does_not_reach_into_another_row_of_its_list(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = kit_list(&k, SJ_CPT, "2023", "2023-01-01", NULL),
             b = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, a, SJ_CPT, "00002", "2010-01-01", NULL);
    kit_dated(&k, b, SJ_CPT, "00002", "2005-01-01", "2011-06-30");
    kit_dated(&k, b, SJ_CPT, "00002", NULL, NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_CPT, "00002"),
                        "2005-01-01..2011-06-30 billable, 2024-01-01.. billable");
    kit_free(&k);
}

static void a_list_that_nobody_dates_speaks_for_ever(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_dated(&k, kit_list(&k, SJ_REVENUE, "2024", "2024-01-01", NULL), SJ_REVENUE,
              "0450", "2000-01-01", NULL);
    kit_merge(&k, true);
    assert_code(&k, SJ_REVENUE, "0450", "- inactive, 2000-01-01 billable",
                "2000-01-01.. billable");
    assert_string_equal(kit_absence(&k, SJ_REVENUE, false),
                        "- unknown, 2024-01-01 not_found");
    kit_free(&k);
}

static void before_icd_10_a_code_of_its_lists_is_inactive(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t list = kit_list(&k, SJ_ICD10CM, "2024", "2023-10-01", NULL);
    kit_dated(&k, list, SJ_ICD10CM, "A000", NULL, NULL);
    kit_dated(&k, list, SJ_ICD10CM, "A001", "2017-10-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_ICD10CM, "A000",
                "- inactive, 2015-10-01 unknown, 2023-10-01 billable, "
                "2024-10-01 unknown",
                "2023-10-01.. billable");
    assert_code(&k, SJ_ICD10CM, "A001",
                "- inactive, 2017-10-01 billable, 2024-10-01 unknown",
                "2017-10-01.. billable");
    assert_string_equal(kit_absence(&k, SJ_ICD10CM, false),
                        "- unknown, 2023-10-01 not_found, 2024-10-01 unknown");
    kit_free(&k);
}

static void before_a_list_of_drafts_nothing_is_said(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_dated(&k, kit_list(&k, SJ_ICD10PCS, "2015", "2014-10-01", NULL), SJ_ICD10PCS,
              "0016070", NULL, NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_ICD10PCS, "0016070",
                "- unknown, 2014-10-01 billable, 2015-10-01 unknown",
                "2014-10-01.. billable");
    kit_free(&k);
}

static void an_icd_list_with_dates_cannot_stand_beside_order_files(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_dated(&k, kit_list(&k, SJ_ICD10CM, "2017", "2016-10-01", NULL), SJ_ICD10CM,
              "A000", "2016-10-01", NULL);
    kit_undated(&k, kit_source(&k, GEN_ICD10CM_ORDER, "2016", "2015-10-01", NULL),
                "A000", SJ_CODE_BILLABLE, "short", "long");
    kit_merge(&k, false);
    assert_false(k.merged);
    assert_string_equal(kit_messages(&k),
                        "codes-icd10cm_2017.txt: a list with dates cannot be mixed "
                        "with icd10cm-order");
    kit_free(&k);
}

/* ---- modifiers ------------------------------------------------------------- */

static void
without_cpt_modifiers_nobody_knows_those_that_begin_with_a_digit(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_dated(&k, anweb(&k, "2024-01", "2024-01-01"), SJ_MODIFIER, "LT", "1984-01-01",
              NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_absence(&k, SJ_MODIFIER, false),
                        "- unknown, 2024-01-01 not_found, 2024-04-01 unknown");
    assert_string_equal(kit_absence(&k, SJ_MODIFIER, true), "- unknown");
    /* A file without any procedure is no release of procedures. */
    assert_false(k.catalog.systems[SJ_HCPCS].loaded);
    kit_free(&k);
}

static void each_modifier_table_judges_its_own_strangers(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_dated(&k, anweb(&k, "2024-01", "2024-01-01"), SJ_MODIFIER, "LT", "1984-01-01",
              NULL);
    uint32_t list = kit_list(&k, SJ_MODIFIER, "2023", "2023-01-01", NULL);
    kit_dated(&k, list, SJ_MODIFIER, "25", "1990-01-01", NULL);
    kit_dated(&k, list, SJ_MODIFIER, "LT", "2000-01-01", "2001-12-31");
    kit_last(&k)->long_text = "not Level II's";
    kit_merge(&k, false);
    assert_string_equal(kit_absence(&k, SJ_MODIFIER, false),
                        "- unknown, 2024-01-01 not_found, 2024-04-01 unknown");
    assert_string_equal(kit_absence(&k, SJ_MODIFIER, true),
                        "- unknown, 2023-01-01 not_found");
    assert_code(&k, SJ_MODIFIER, "25", "- inactive, 1990-01-01 billable",
                "1990-01-01.. billable");
    /* Where both list a code, Level II's row counts. */
    assert_string_equal(kit_intervals(&k, SJ_MODIFIER, "LT"), "1984-01-01.. billable");
    assert_string_equal(kit_titles(&k, SJ_MODIFIER, "LT"), "2024-01-01 short|long");
    assert_string_equal(
        kit_releases(&k, SJ_MODIFIER),
        "Modifiers 2023 2023-01-01.. 2 codes, "
        "HCPCS Level II modifiers 2024-01 2024-01-01..2024-03-31 1 codes");
    kit_free(&k);
}

static void a_users_modifier_list_alone_judges_all_strangers(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_dated(&k, kit_list(&k, SJ_MODIFIER, "2023", "2023-01-01", NULL), SJ_MODIFIER,
              "25", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_absence(&k, SJ_MODIFIER, false),
                        "- unknown, 2023-01-01 not_found");
    assert_string_equal(kit_absence(&k, SJ_MODIFIER, true),
                        "- unknown, 2023-01-01 not_found");
    kit_free(&k);
}

/* ---- the NOC list ---------------------------------------------------------- */

static void noc(merge_kit *k, uint32_t source, const char *code)
{
    hcpcs(k, source, code, NULL, NULL);
    gen_row *row = kit_last(k);
    row->has_text = false;
    row->flags = SJ_FLAG_NOC;
}

static void the_noc_list_flags_codes_and_adds_none(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = anweb(&k, "2024-01", "2024-01-01"),
             b = kit_source(&k, GEN_HCPCS_NOC, "2024-01", "2024-01-01", NULL);
    noc(&k, b, "A9999");
    noc(&k, b, "E9999");
    hcpcs(&k, a, "A9999", "1990-01-01", NULL);
    hcpcs(&k, a, "A0021", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_int_equal(kit_code(&k, SJ_HCPCS, "A9999")->flags, SJ_FLAG_NOC);
    assert_int_equal(kit_code(&k, SJ_HCPCS, "A0021")->flags, 0);
    assert_null(kit_code(&k, SJ_HCPCS, "E9999"));
    assert_string_equal(kit_messages(&k),
                        "hcpcs-noc_2024-01.txt:2: code E9999 is in no HCPCS release");
    assert_int_equal(k.report.warnings, 1);
    assert_int_equal(k.catalog.source_count, 2);
    assert_int_equal(k.catalog.release_count, 1);
    kit_free(&k);
}

static void codes_without_a_release_are_named_up_to_a_limit(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    k.report.limit = 2;
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "A0021", "1990-01-01", NULL);
    uint32_t b = kit_source(&k, GEN_HCPCS_NOC, "2024-01", "2024-01-01", NULL);
    noc(&k, b, "E0001");
    noc(&k, b, "E0002");
    noc(&k, b, "E0003");
    kit_merge(&k, false);
    assert_string_equal(kit_messages(&k),
                        "hcpcs-noc_2024-01.txt:2: code E0001 is in no HCPCS release; "
                        "hcpcs-noc_2024-01.txt:3: code E0002 is in no HCPCS release; "
                        "1 further codes of the NOC list are in no HCPCS release");
    kit_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_may_give_a_code_several_intervals),
        cmocka_unit_test(rows_that_overlap_in_one_list_are_refused),
        cmocka_unit_test(rows_that_end_before_they_begin_are_refused),
        cmocka_unit_test(
            a_row_without_a_beginning_begins_with_its_release_and_is_unknown_before),
        cmocka_unit_test(rows_without_a_beginning_go_on_from_list_to_list),
        cmocka_unit_test(
            a_row_without_a_beginning_after_a_stated_end_is_a_new_interval),
        cmocka_unit_test(
            a_list_without_dates_that_changes_the_status_changes_it_on_its_first_day),
        cmocka_unit_test(
            a_status_that_was_announced_for_the_gap_lasts_to_the_next_list),
        cmocka_unit_test(a_stated_end_within_the_gap_counts_before_the_silence),
        cmocka_unit_test(
            a_row_without_a_beginning_does_not_reach_into_another_row_of_its_list),
        cmocka_unit_test(a_list_that_nobody_dates_speaks_for_ever),
        cmocka_unit_test(before_icd_10_a_code_of_its_lists_is_inactive),
        cmocka_unit_test(before_a_list_of_drafts_nothing_is_said),
        cmocka_unit_test(an_icd_list_with_dates_cannot_stand_beside_order_files),
        cmocka_unit_test(
            without_cpt_modifiers_nobody_knows_those_that_begin_with_a_digit),
        cmocka_unit_test(each_modifier_table_judges_its_own_strangers),
        cmocka_unit_test(a_users_modifier_list_alone_judges_all_strangers),
        cmocka_unit_test(the_noc_list_flags_codes_and_adds_none),
        cmocka_unit_test(codes_without_a_release_are_named_up_to_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

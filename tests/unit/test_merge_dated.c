/*
 * Tables whose rows bear their own dates, over several files (docs/RULES.md 4, 6, 7).
 */
#include <stdlib.h>

#include "tests/support/merge_check.h"

static void what_a_row_states_holds_on_any_day_up_to_the_horizon(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = anweb(&k, "2017", "2017-01-01"), b = anweb(&k, "2018", "2018-01-01");
    hcpcs(&k, a, "A0021", "1990-01-01", NULL);
    hcpcs(&k, b, "A0021", "1990-01-01", NULL);
    hcpcs(&k, a, "A0080", "1990-01-01", "2017-06-30");
    hcpcs(&k, b, "A0080", "1990-01-01", "2017-06-30");
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_code(&k, SJ_HCPCS, "A0021",
                "- inactive, 1990-01-01 billable, 2019-01-01 unknown",
                "1990-01-01.. billable");
    assert_code(&k, SJ_HCPCS, "A0080",
                "- inactive, 1990-01-01 billable, 2017-07-01 inactive, "
                "2019-01-01 unknown",
                "1990-01-01..2017-06-30 billable");
    assert_true(k.catalog.systems[SJ_HCPCS].dated);
    kit_free(&k);
}

static void absence_is_judged_from_the_first_file_to_the_horizon(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "A0021", "1990-01-01", NULL);
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "A0021", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_absence(&k, SJ_HCPCS, false),
                        "- unknown, 2018-01-01 not_found, "
                        "2019-01-01 not_found inferred, 2024-01-01 not_found, "
                        "2024-04-01 unknown");
    assert_string_equal(kit_segments(&k, SJ_HCPCS, "A0021"),
                        "- inactive, 1990-01-01 billable, 2024-04-01 unknown");
    kit_free(&k);
}

static void
a_reactivated_code_keeps_the_interval_that_an_older_file_states(void **state)
{
    (void)state; /* J1440 */
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "J1440", "1994-01-01", "2013-12-31");
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "J1440", "2023-07-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_HCPCS, "J1440",
                "- inactive, 1994-01-01 billable, 2014-01-01 inactive, "
                "2023-07-01 billable, 2024-04-01 unknown",
                "1994-01-01..2013-12-31 billable, 2023-07-01.. billable");
    kit_free(&k);
}

static void the_title_of_a_reactivated_code_holds_from_its_new_beginning(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "J1440", "1994-01-01", "2013-12-31");
    kit_last(&k)->long_text = "old";
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "J1440", "1994-01-01", "2013-12-31");
    kit_last(&k)->long_text = "old";
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "J1440", "2023-07-01", NULL);
    kit_last(&k)->long_text = "new";
    hcpcs(&k, anweb(&k, "2024-04", "2024-04-01"), "J1440", "2023-07-01", NULL);
    kit_last(&k)->long_text = "new";
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_HCPCS, "J1440"),
                        "2017-01-01 short|old, 2018-01-01 short|old, "
                        "2023-07-01 short|new, 2024-04-01 short|new");
    kit_free(&k);
}

static void a_title_never_begins_before_the_one_of_an_older_file(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "A0021", "1994-01-01", "2013-12-31");
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "A0021", "1994-01-01", "2013-12-31");
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "A0021", "2015-01-01", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_titles(&k, SJ_HCPCS, "A0021"),
                        "2017-01-01 short|long, 2018-01-01 short|long, "
                        "2024-01-01 short|long");
    kit_free(&k);
}

static void the_title_of_a_corrected_row_begins_with_its_file(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "A0021", "1994-01-01", "2013-12-31");
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "A0021", "2018-06-01", NULL);
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "A0021", "2019-01-01", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_HCPCS, "A0021"),
                        "1994-01-01..2013-12-31 billable, 2019-01-01.. billable");
    assert_string_equal(kit_titles(&k, SJ_HCPCS, "A0021"),
                        "2017-01-01 short|long, 2018-01-01 short|long, "
                        "2024-01-01 short|long");
    kit_free(&k);
}

static void a_changed_add_date_is_a_correction(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = anweb(&k, "2017", "2017-01-01"), b = anweb(&k, "2018", "2018-01-01");
    hcpcs(&k, a, "A0021", "1990-01-01", NULL);
    hcpcs(&k, b, "A0021", "1995-01-01", NULL);
    hcpcs(&k, a, "A0080", "1990-01-01", "2017-06-30");
    hcpcs(&k, b, "A0080", "1991-01-01", "2017-07-31");
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_HCPCS, "A0021"), "1995-01-01.. billable");
    assert_string_equal(kit_intervals(&k, SJ_HCPCS, "A0080"),
                        "1991-01-01..2017-07-31 billable");
    kit_free(&k);
}

static void
an_older_interval_that_ends_on_the_day_the_newer_begins_is_corrected(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "A0021", "1990-01-01", "2013-12-31");
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "A0021", "2013-12-31", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_HCPCS, "A0021"), "2013-12-31.. billable");
    kit_free(&k);
}

static void a_changed_termination_date_is_a_correction(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = anweb(&k, "2017", "2017-01-01"), b = anweb(&k, "2018", "2018-01-01");
    hcpcs(&k, a, "A0021", "1990-01-01", "2016-12-31");
    hcpcs(&k, b, "A0021", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_HCPCS, "A0021"), "1990-01-01.. billable");
    kit_free(&k);
}

static void an_open_code_that_a_newer_file_lacks_ended_the_day_before_it(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = anweb(&k, "2018", "2018-01-01"),
             b = anweb(&k, "2024-01", "2024-01-01");
    hcpcs(&k, a, "A0021", "1990-01-01", NULL);
    hcpcs(&k, a, "A0080", "2018-01-01", "2018-06-30");
    hcpcs(&k, b, "B4034", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_HCPCS, "A0021",
                "- inactive, 1990-01-01 billable, 2019-01-01 billable inferred, "
                "2024-01-01 inactive, 2024-04-01 unknown",
                "1990-01-01..2023-12-31 billable inferred");
    /* A stated end is kept, and nothing is inferred about it. */
    assert_code(&k, SJ_HCPCS, "A0080",
                "- inactive, 2018-01-01 billable, 2018-07-01 inactive, "
                "2024-04-01 unknown",
                "2018-01-01..2018-06-30 billable");
    kit_free(&k);
}

static void without_a_gap_an_inferred_end_leaves_no_inferred_valid_day(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "A0021", "1990-01-01", NULL);
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "B4034", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_HCPCS, "A0021",
                "- inactive, 1990-01-01 billable, 2018-01-01 inactive, "
                "2019-01-01 unknown",
                "1990-01-01..2017-12-31 billable inferred");
    kit_free(&k);
}

static void a_code_that_left_and_came_back_has_an_inferred_end_between(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "A0021", "1990-01-01", NULL);
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "B4034", "1990-01-01", NULL);
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "A0021", "2022-01-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_HCPCS, "A0021",
                "- inactive, 1990-01-01 billable, 2018-01-01 inactive, "
                "2022-01-01 billable, 2024-04-01 unknown",
                "1990-01-01..2017-12-31 billable inferred, 2022-01-01.. billable");
    kit_free(&k);
}

static void
a_code_that_a_file_forgot_and_the_next_lists_unchanged_never_ended(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "A0021", "1990-01-01", NULL);
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "B4034", "1990-01-01", NULL);
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "A0021", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_HCPCS, "A0021"), "1990-01-01.. billable");
    kit_free(&k);
}

static void
a_code_that_began_between_two_files_and_is_gone_was_valid_by_inference(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "A0021", "2019-04-01", NULL);
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "B4034", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_HCPCS, "A0021",
                "- inactive, 2019-04-01 billable inferred, "
                "2024-01-01 inactive, 2024-04-01 unknown",
                "2019-04-01..2023-12-31 billable inferred");
    kit_free(&k);
}

static void
an_announced_code_that_is_withdrawn_before_its_day_was_never_valid(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2017", "2017-01-01"), "A0021", "2018-03-01", NULL);
    hcpcs(&k, anweb(&k, "2018", "2018-01-01"), "B4034", "1990-01-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_HCPCS, "A0021", "- inactive, 2019-01-01 unknown", "");
    kit_free(&k);
}

static void dates_behind_the_horizon_show_in_intervals_but_are_not_judged(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = anweb(&k, "2024-01", "2024-01-01");
    hcpcs(&k, a, "A0021", "1990-01-01", "2024-12-31");
    hcpcs(&k, a, "A0080", "2024-07-01", NULL);
    kit_merge(&k, false);
    assert_code(&k, SJ_HCPCS, "A0021",
                "- inactive, 1990-01-01 billable, 2024-04-01 unknown",
                "1990-01-01..2024-12-31 billable");
    assert_code(&k, SJ_HCPCS, "A0080", "- inactive, 2024-04-01 unknown",
                "2024-07-01.. billable");
    kit_free(&k);
}

static void carrying_goes_on_by_the_rows_and_marks_it(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t a = anweb(&k, "2024-01", "2024-01-01");
    hcpcs(&k, a, "A0021", "1990-01-01", "2024-12-31");
    hcpcs(&k, a, "A0080", "2024-07-01", NULL);
    hcpcs(&k, a, "B4034", "2024-04-01", NULL);
    kit_merge(&k, true);
    assert_string_equal(kit_segments(&k, SJ_HCPCS, "A0021"),
                        "- inactive, 1990-01-01 billable, 2024-04-01 billable carried, "
                        "2025-01-01 inactive carried");
    assert_string_equal(kit_segments(&k, SJ_HCPCS, "A0080"),
                        "- inactive, 2024-04-01 inactive carried, "
                        "2024-07-01 billable carried");
    assert_string_equal(kit_segments(&k, SJ_HCPCS, "B4034"),
                        "- inactive, 2024-04-01 billable carried");
    assert_string_equal(kit_absence(&k, SJ_HCPCS, false),
                        "- unknown, 2024-01-01 not_found, "
                        "2024-04-01 not_found carried");
    assert_int_equal(k.catalog.systems[SJ_HCPCS].last, SJ_DATE_OPEN);
    kit_free(&k);
}

static void the_end_of_the_year_9999_is_open(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    hcpcs(&k, anweb(&k, "2024-01", "2024-01-01"), "A0021", "1990-01-01", "9999-12-31");
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_HCPCS, "A0021"), "1990-01-01.. billable");
    kit_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_row_states_holds_on_any_day_up_to_the_horizon),
        cmocka_unit_test(absence_is_judged_from_the_first_file_to_the_horizon),
        cmocka_unit_test(
            a_reactivated_code_keeps_the_interval_that_an_older_file_states),
        cmocka_unit_test(the_title_of_a_reactivated_code_holds_from_its_new_beginning),
        cmocka_unit_test(a_title_never_begins_before_the_one_of_an_older_file),
        cmocka_unit_test(the_title_of_a_corrected_row_begins_with_its_file),
        cmocka_unit_test(a_changed_add_date_is_a_correction),
        cmocka_unit_test(
            an_older_interval_that_ends_on_the_day_the_newer_begins_is_corrected),
        cmocka_unit_test(a_changed_termination_date_is_a_correction),
        cmocka_unit_test(an_open_code_that_a_newer_file_lacks_ended_the_day_before_it),
        cmocka_unit_test(without_a_gap_an_inferred_end_leaves_no_inferred_valid_day),
        cmocka_unit_test(a_code_that_left_and_came_back_has_an_inferred_end_between),
        cmocka_unit_test(
            a_code_that_a_file_forgot_and_the_next_lists_unchanged_never_ended),
        cmocka_unit_test(
            a_code_that_began_between_two_files_and_is_gone_was_valid_by_inference),
        cmocka_unit_test(
            an_announced_code_that_is_withdrawn_before_its_day_was_never_valid),
        cmocka_unit_test(dates_behind_the_horizon_show_in_intervals_but_are_not_judged),
        cmocka_unit_test(carrying_goes_on_by_the_rows_and_marks_it),
        cmocka_unit_test(the_end_of_the_year_9999_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

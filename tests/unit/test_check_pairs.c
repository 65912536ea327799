/*
 * Edits over two diagnoses (DOMAIN 3.2): the official examples fail, their remedies
 * pass, and what is repeated or rejected takes no part.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

#define DAY "2021-02-01"

/* ---- Excludes1 ------------------------------------------------------------------- */

static void both_types_of_diabetes_exclude_each_other(void **state)
{
    (void)state;
    earns_of("dx.ex", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = DAY,
             .dx = "E10.9 E11.9");
    earns_of("dx.ex", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = DAY,
             .dx = "E11.9 E10.9");
    earns_of("dx.ex", "", .kind = P, .from = DAY, .dx = "E11.9");
}

static void a_note_binds_in_both_directions(void **state)
{
    (void)state;
    earns_of("dx.ex", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = DAY,
             .dx = "I10 O10.011");
    earns_of("dx.ex", "dx[2] dx.excludes1 warn dx[0]\n", .kind = P, .from = DAY,
             .dx = "O10.011 N39.0 I10");
    earns_of("dx.ex", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = DAY,
             .dx = "F45.8 G47.63");
}

static void a_note_holds_while_its_tabular_list_speaks(void **state)
{
    (void)state;
    /* I10 names O10 in the lists of FY2021 and FY2022, not in that of FY2025. */
    earns_of("dx.ex", "", .kind = P, .from = "2020-09-30", .dx = "I10 O10.011");
    earns_of("dx.ex", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P,
             .from = "2020-10-01", .dx = "I10 O10.011");
    earns_of("dx.ex", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P,
             .from = "2022-09-30", .dx = "I10 O10.011");
    earns_of("dx.ex", "", .kind = P, .from = "2022-10-01", .dx = "I10 O10.011");
    earns_of("dx.ex", "", .kind = P, .from = "2024-10-01", .dx = "I10 O10.011");
}

static void in_a_gap_a_note_of_both_neighbours_holds_and_is_inferred(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    kit_claim_make(&(told){.kind = P, .from = "2023-05-01", .dx = "E10.9 E11.9"}, &c);
    assert_true(kit_find(s.image, &c, "dx.excludes1", &f));
    assert_int_equal(f.marks, SJ_MARK_INFERRED);
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "E10.9 E11.9"}, &c);
    assert_true(kit_find(s.image, &c, "dx.excludes1", &f));
    assert_int_equal(f.marks, 0);
}

static void a_positive_instruction_on_the_pair_makes_it_info(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    /* J82.83 wants J45 first, J45 excludes J82.83. */
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "J45.40 J82.83"}, &c);
    assert_true(kit_find(s.image, &c, "dx.excludes1", &f));
    assert_int_equal(f.severity, SJ_INFO);
    assert_int_equal(f.reason, SJ_BECAUSE_INSTRUCTION);
}

static void rejected_and_repeated_diagnoses_take_no_part(void **state)
{
    (void)state;
    earns_of("dx.ex", "", .kind = P, .from = DAY, .dx = "E10 E11.9");
    earns_of("dx.ex", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = DAY,
             .dx = "E10.9 E11.9 E11.9 E10.9");
    earns_of("dx.ex", "", .kind = OP, .from = DAY, .dx = "E10.9", .reason = "E11.9",
             .external = "E11.9", .admitting = "E11.9");
}

/* ---- instructions ---------------------------------------------------------------- */

static void a_manifestation_without_its_disease_misses_code_first(void **state)
{
    (void)state;
    earns_of("dx.code_first", "dx[1] dx.code_first_missing warn\n", .kind = P,
             .from = DAY, .dx = "C90.00 D63.1");
    earns_of("dx.code_first", "dx[1] dx.code_first_missing reject\n", .kind = IP,
             .from = DAY, .dx = "C90.00/Y D63.1/Y");
    earns_of("dx.code_first", "dx[1] dx.code_first_missing warn\n", .kind = OP,
             .from = DAY, .dx = "C90.00 D63.1");
    earns_of("dx.code_first", "", .kind = P, .from = DAY, .dx = "N18.6 D63.1");
}

static void a_note_that_says_such_as_makes_it_info(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    kit_claim_make(&(told){.kind = IP, .from = DAY, .dx = "N39.0/Y E08.9/Y"}, &c);
    assert_true(kit_find(s.image, &c, "dx.code_first_missing", &f));
    assert_int_equal(f.severity, SJ_INFO);
    assert_int_equal(f.reason, SJ_BECAUSE_WEAK);
    earns_of("dx.code_first", "", .kind = P, .from = DAY, .dx = "C90.00 E08.9");
}

static void the_disease_behind_its_manifestation_is_an_order_error(void **state)
{
    (void)state;
    earns("dx[0] dx.code_first_order warn dx[1]\ndx[1] dx.excludes1 info dx[0]\n",
          .kind = P, .from = DAY, .dx = "J82.83 J45.40");
    earns("dx[1] dx.excludes1 info dx[0]\n", .kind = P, .from = DAY,
          .dx = "J45.40 J82.83");
}

static void of_several_diseases_the_earliest_counts(void **state)
{
    (void)state;
    earns_of("dx.code_first", "dx[1] dx.code_first_order warn dx[2]\n", .kind = P,
             .from = DAY, .dx = "I10 D63.1 N18.6 Z99.2 N18.5");
    earns_of("dx.code_first", "", .kind = P, .from = DAY, .dx = "N18.6 D63.1 N18.5");
    /* C90.00 stands before E08.9 and a code that does not exist behind it. */
    earns_of("dx.code_first", "", .kind = P, .from = DAY, .dx = "C90.00 E08.9 C44.9");
    /* A header is rejected and no partner. */
    earns_of("dx.code_first", "dx[0] dx.code_first_missing info\n", .kind = P,
             .from = DAY, .dx = "E08.9 C90.0");
}

static void a_code_to_be_added_is_asked_for_until_it_is_there(void **state)
{
    (void)state;
    earns_of("dx.use", "dx[0] dx.use_additional_missing info\n", .kind = P, .from = DAY,
             .dx = "E11.621 I10");
    earns_of("dx.use", "", .kind = P, .from = DAY, .dx = "E11.621 L97.411");
    earns_of("dx.use", "", .kind = P, .from = DAY, .dx = "L97.411 E11.621");
    earns_of("dx.use", "", .kind = P, .from = DAY, .dx = "E11.621 Z79.4");
    /* Named, but rejected on that day: not there. */
    earns_of("dx.use", "dx[0] dx.use_additional_missing info\n", .kind = P, .from = DAY,
             .dx = "E11.621 L97.41");
}

static void instructions_go_by_the_first_service(void **state)
{
    (void)state;
    /* The list of FY2025 does not ask for Z99.2 at N18.6 any more. */
    earns_of("dx.use", "dx[0] dx.use_additional_missing info\n", .kind = P,
             .from = "2022-09-30", .dx = "N18.6", .lines = "2022-09-30>1 2024-10-01>1");
    earns_of("dx.use", "", .kind = P, .from = "2024-10-01", .dx = "N18.6");
}

static void code_also_is_asked_for_in_any_order(void **state)
{
    (void)state;
    earns_of("dx.code_also", "dx[0] dx.code_also_missing info\n", .kind = P,
             .from = DAY, .dx = "N40.0");
    earns_of("dx.code_also", "", .kind = P, .from = DAY, .dx = "N40.0 N39.0");
    earns_of("dx.code_also", "", .kind = P, .from = DAY, .dx = "N39.0 N40.0");
}

static void a_single_diagnosis_makes_no_pair(void **state)
{
    (void)state;
    static const char *const edits[] = {"dx.excludes1", "dx.code_first_order",
                                        "dx.laterality", "dx.duplicate"};
    static const char *const codes[] = {"E10.9",  "E11.9",  "J45.40",
                                        "J82.83", "H25.11", "I10"};
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
        for (size_t k = 0; k < sizeof codes / sizeof codes[0]; k++)
            earns_of(edits[i], "", .kind = P, .from = DAY, .dx = codes[k]);
}

/* ---- sides ----------------------------------------------------------------------- */

static void right_and_left_beside_a_bilateral_code_conflict(void **state)
{
    (void)state;
    earns("dx[1] dx.laterality_conflict warn dx[0]\n", .kind = P, .from = DAY,
          .dx = "H25.11 H25.12");
    earns("", .kind = P, .from = DAY, .dx = "H25.13");
}

static void right_and_left_without_a_bilateral_code_are_correct(void **state)
{
    (void)state;
    earns("", .kind = P, .from = DAY, .dx = "M19.031 M19.032");
}

static void bilateral_beside_a_side_conflicts(void **state)
{
    (void)state;
    earns("dx[1] dx.laterality_conflict warn dx[0]\n", .kind = P, .from = DAY,
          .dx = "H25.13 H25.12");
}

static void unspecified_beside_any_side_conflicts(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    earns("dx[1] dx.laterality_conflict warn dx[0]\n"
          "dx[2] dx.laterality_conflict warn dx[0]\n"
          "dx[2] dx.laterality_conflict warn dx[1]\n",
          .kind = P, .from = DAY, .dx = "H25.10 H25.13 H25.11");
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "H25.10 H25.13"}, &c);
    assert_true(kit_find(s.image, &c, "dx.laterality_conflict", &f));
    assert_int_equal(f.reason, SJ_BECAUSE_UNSPECIFIED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_types_of_diabetes_exclude_each_other),
        cmocka_unit_test(a_note_binds_in_both_directions),
        cmocka_unit_test(a_note_holds_while_its_tabular_list_speaks),
        cmocka_unit_test(in_a_gap_a_note_of_both_neighbours_holds_and_is_inferred),
        cmocka_unit_test(a_positive_instruction_on_the_pair_makes_it_info),
        cmocka_unit_test(rejected_and_repeated_diagnoses_take_no_part),
        cmocka_unit_test(a_manifestation_without_its_disease_misses_code_first),
        cmocka_unit_test(a_note_that_says_such_as_makes_it_info),
        cmocka_unit_test(the_disease_behind_its_manifestation_is_an_order_error),
        cmocka_unit_test(of_several_diseases_the_earliest_counts),
        cmocka_unit_test(a_code_to_be_added_is_asked_for_until_it_is_there),
        cmocka_unit_test(instructions_go_by_the_first_service),
        cmocka_unit_test(code_also_is_asked_for_in_any_order),
        cmocka_unit_test(a_single_diagnosis_makes_no_pair),
        cmocka_unit_test(right_and_left_beside_a_bilateral_code_conflict),
        cmocka_unit_test(right_and_left_without_a_bilateral_code_are_correct),
        cmocka_unit_test(bilateral_beside_a_side_conflicts),
        cmocka_unit_test(unspecified_beside_any_side_conflicts),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

/*
 * Step 4 for diagnoses (DOMAIN 3.1): every way of not existing fires, and what the
 * table gives as its remedy passes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

static void a_dot_in_the_wrong_place_is_a_format_error(void **state)
{
    (void)state;
    earns("dx[0] dx.format reject\n", .kind = P, .from = "2021-02-01", .dx = "E1.19");
    earns_of("dx.", "dx[0] dx.use_additional_missing info\n", .kind = P,
             .from = "2021-02-01", .dx = "E11.9");
}

static void an_empty_code_is_a_format_error(void **state)
{
    (void)state;
    earns("dx[0] dx.format reject\n", .kind = P, .from = "2021-02-01", .dx = "_");
    earns("dx[0] dx.format reject\n", .kind = P, .from = "2021-02-01", .dx = "10:_");
}

static void dots_case_and_outer_blanks_do_not_matter(void **state)
{
    (void)state;
    static const char *const ways[] = {"I10", "i10", "S52.521A", "s52521a", "S52521A"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        earns("", .kind = P, .from = "2021-02-01", .dx = ways[i]);
    kit_claim c;
    sj_findings found = {0};
    kit_claim_make(&(told){.kind = P, .from = "2021-02-01", .dx = "I10"}, &c);
    c.dx[0].code = (sj_str){" \ti10\r\n", 7};
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    assert_int_equal(found.total, 0);
}

static void a_code_in_no_release_is_not_found(void **state)
{
    (void)state;
    earns("dx[0] dx.not_found reject\n", .kind = P, .from = "2021-02-01",
          .dx = "E11.7X");
}

static void a_code_is_not_effective_before_its_first_day(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    earns("dx[0] dx.not_effective reject\n", .kind = P, .from = "2020-03-15",
          .dx = "U07.1");
    earns("", .kind = P, .from = "2020-04-01", .dx = "U07.1");
    kit_claim_make(&(told){.kind = P, .from = "2020-03-15", .dx = "U07.1"}, &c);
    assert_true(kit_find(s.image, &c, "dx.not_effective", &f));
    assert_int_equal(f.reason, SJ_BECAUSE_BEFORE);
    assert_int_equal(f.found, kit_day("2020-04-01"));
}

static void a_code_that_became_a_header_is_not_billable_from_that_day_on(void **state)
{
    (void)state;
    earns("", .kind = P, .from = "2020-12-31", .dx = "M35.8");
    earns("dx[0] dx.not_billable reject\n", .kind = P, .from = "2021-01-01",
          .dx = "M35.8");
    earns("dx[0] dx.not_billable reject\n", .kind = P, .from = "2021-01-05",
          .dx = "M35.8");
    earns("", .kind = P, .from = "2021-01-05", .dx = "M35.81");
}

static void a_missing_seventh_character_is_told_from_a_header(void **state)
{
    (void)state;
    earns("dx[0] dx.seventh_missing reject\n", .kind = P, .from = "2021-02-01",
          .dx = "S52.521");
    earns("", .kind = P, .from = "2021-02-01", .dx = "S52.521A");
    earns("dx[0] dx.not_billable reject\n", .kind = P, .from = "2021-02-01",
          .dx = "S52.52");
    /* X up to six characters, then the seventh: T14.91 has T14.91XA alone below it. */
    earns("dx[0] dx.seventh_missing reject\n", .kind = P, .from = "2021-02-01",
          .dx = "T14.91");
}

static void a_seventh_character_that_no_sibling_has_is_invalid(void **state)
{
    (void)state;
    earns("dx[0] dx.seventh_invalid reject\n", .kind = P, .from = "2021-02-01",
          .dx = "S06.1X7D");
    earns("", .kind = P, .from = "2021-02-01", .dx = "S06.1X7A");
}

static void a_missing_placeholder_is_told(void **state)
{
    (void)state;
    earns("dx[0] dx.placeholder_missing reject\n", .kind = P, .from = "2021-02-01",
          .dx = "T14.91A");
    earns("", .kind = P, .from = "2021-02-01", .dx = "T14.91XA");
    earns("dx[1] dx.placeholder_missing reject\n", .kind = P, .from = "2021-02-01",
          .dx = "S93.401A W01.0A");
    earns("", .kind = P, .from = "2021-02-01", .dx = "S93.401A W01.0XXA");
}

/* ---- versions -------------------------------------------------------------------- */

static void icd_9_after_september_2015_is_a_version_mix(void **state)
{
    (void)state;
    earns("dx[0] dx.version_mix reject\n", .kind = P, .from = "2021-02-01",
          .dx = "9:4019");
    earns("dx[1] dx.version_mix reject\n", .kind = P, .from = "2021-02-01",
          .dx = "10:I10 9:4019");
    earns("dx[0] dx.version_mix reject\n", .kind = P, .from = "2021-02-01",
          .dx = "401.9");
}

static void icd_10_before_october_2015_is_a_version_mix(void **state)
{
    (void)state;
    earns("dx[0] dx.version_mix reject\n", .kind = P, .from = "2015-09-30",
          .dx = "I10");
    earns("", .kind = P, .from = "2015-09-30", .dx = "401.9");
    earns("", .kind = P, .from = "2015-09-30", .dx = "V10.3 E812.0");
    earns("dx[1] dx.not_found reject\n", .kind = P, .from = "2015-09-30",
          .dx = "401.9 250.01");
    /* E1162 has both shapes. Only ICD-10 lists it, nobody lists E1163. */
    earns("dx[0] dx.version_mix reject\n", .kind = P, .from = "2015-09-30",
          .dx = "E1162");
    earns("dx[0] dx.not_found reject\n", .kind = P, .from = "2015-09-30",
          .dx = "E1163");
}

static void on_a_claim_every_version_is_that_of_the_first_diagnosis(void **state)
{
    (void)state;
    earns_of("dx.", "dx[1] dx.version_mix reject\ndx[2] dx.version_mix reject\n",
             .kind = P, .from = "2015-09-30", .dx = "401.9 10:I10 9:_",
             .lines = "2015-09-30>1 2015-10-01>2,3");
    /* V10.3 is of ICD-10 on the day that its line tells. */
    earns_of("dx.v", "dx[1] dx.version_mix reject\n", .kind = P, .from = "2015-09-30",
             .dx = "V10.3 401.9", .lines = "2015-09-30>2 2015-10-01>1");
}

static void the_letters_of_icd_9_are_read_as_icd_10_after_its_first_day(void **state)
{
    (void)state;
    /* V10.3 is breast cancer in the history of ICD-9, a cyclist in ICD-10. */
    earns("dx[0] dx.external_cause_principal reject\n"
          "dx[0] dx.seventh_missing reject\n",
          .kind = P, .from = "2021-02-01", .dx = "V10.3");
    /* The dot after four characters can only be ICD-9's. */
    earns("dx[0] dx.version_mix reject\n", .kind = P, .from = "2021-02-01",
          .dx = "E812.0");
}

/* ---- dates ----------------------------------------------------------------------- */

static void
each_pointing_line_is_a_key_date_and_the_earliest_failing_one_counts(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    const told t = {.kind = P,
                    .from = "2020-12-01",
                    .to = "2021-03-01",
                    .dx = "M35.8 I10",
                    .lines = "2021-03-01>1 2020-12-31>1,2 2021-01-02>1 2021-02-01>1"};
    assert_string_equal(kit_findings(s.image, &t, "dx."),
                        "dx[0] dx.not_billable reject\n");
    kit_claim_make(&t, &c);
    assert_true(kit_find(s.image, &c, "dx.not_billable", &f));
    assert_int_equal(f.date, kit_day("2021-01-02"));
    earns_of("dx.", "", .kind = P, .from = "2020-12-01", .to = "2021-03-01",
             .dx = "M35.8 I10", .lines = "2020-12-31>1 2021-03-01>2");
}

static void an_unpointed_diagnosis_goes_by_the_first_service(void **state)
{
    (void)state;
    earns_of("dx.", "", .kind = P, .from = "2021-01-15", .dx = "I10 M35.8",
             .lines = "2020-12-31>1 2021-01-15>1");
    earns_of("dx.", "dx[1] dx.not_billable reject\n", .kind = P, .from = "2020-12-01",
             .dx = "I10 M35.8", .lines = "2021-01-01>1 2021-01-15>1");
}

static void institutional_claims_go_by_their_last_day(void **state)
{
    (void)state;
    earns_of("dx.not", "dx[0] dx.not_billable reject\n", .kind = IP,
             .from = "2020-12-30", .to = "2021-01-02", .dx = "M35.8");
    earns_of("dx.not", "dx[0] dx.not_billable reject\n", .kind = OP,
             .from = "2020-12-30", .to = "2021-01-02", .dx = "M35.8");
    earns_of("dx.not", "", .kind = OP, .from = "2020-12-30", .to = "2020-12-31",
             .dx = "M35.8");
}

static void codes_outside_the_sequence_have_to_exist_too(void **state)
{
    (void)state;
    earns("admitting dx.not_found reject\n"
          "reason[1] dx.format reject\n"
          "external[0] dx.seventh_missing reject\n",
          .kind = OP, .from = "2021-02-01", .dx = "I10", .admitting = "E11.7X",
          .reason = "I10 E1.19", .external = "W01.0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_in_the_wrong_place_is_a_format_error),
        cmocka_unit_test(an_empty_code_is_a_format_error),
        cmocka_unit_test(dots_case_and_outer_blanks_do_not_matter),
        cmocka_unit_test(a_code_in_no_release_is_not_found),
        cmocka_unit_test(a_code_is_not_effective_before_its_first_day),
        cmocka_unit_test(a_code_that_became_a_header_is_not_billable_from_that_day_on),
        cmocka_unit_test(a_missing_seventh_character_is_told_from_a_header),
        cmocka_unit_test(a_seventh_character_that_no_sibling_has_is_invalid),
        cmocka_unit_test(a_missing_placeholder_is_told),
        cmocka_unit_test(icd_9_after_september_2015_is_a_version_mix),
        cmocka_unit_test(icd_10_before_october_2015_is_a_version_mix),
        cmocka_unit_test(on_a_claim_every_version_is_that_of_the_first_diagnosis),
        cmocka_unit_test(the_letters_of_icd_9_are_read_as_icd_10_after_its_first_day),
        cmocka_unit_test(
            each_pointing_line_is_a_key_date_and_the_earliest_failing_one_counts),
        cmocka_unit_test(an_unpointed_diagnosis_goes_by_the_first_service),
        cmocka_unit_test(institutional_claims_go_by_their_last_day),
        cmocka_unit_test(codes_outside_the_sequence_have_to_exist_too),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

/*
 * ICD procedures (DOMAIN 3.4): they have to exist on the day of discharge, stand on an
 * inpatient claim, and pass the lists.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

#define DAY  "2021-02-01"
#define STAY .kind = IP, .from = DAY, .to = "2021-02-06", .dx = "N39.0/Y"

static void a_row_of_the_table_passes_and_mixed_rows_do_not(void **state)
{
    (void)state;
    earns("", STAY, .px = "0DTJ0ZZ@2021-02-02 0DTJ4ZZ@2021-02-02 0dtj0zz@2021-02-03");
    earns("px[0] pcs.not_found reject\n", STAY, .px = "0DTJ3ZZ@2021-02-02");
}

static void a_table_is_no_code(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    kit_claim_make(&(told){STAY, .px = "0DT@2021-02-02"}, &c);
    assert_true(kit_find(s.image, &c, "pcs.not_found", &f));
    assert_int_equal(f.reason, SJ_BECAUSE_HEADER);
}

static void
a_procedure_code_has_seven_characters_without_dot_or_the_letters_i_and_o(void **state)
{
    (void)state;
    static const char *const bad[] = {"0DTJ0Z",  "0DT.J0ZZ", "0DTJOZZ",
                                      "0DTJIZZ", "0DTJ0ZZZ", "_"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char px[32];
        snprintf(px, sizeof px, "%s@2021-02-02", bad[i]);
        earns("px[0] pcs.format reject\n", STAY, .px = px);
    }
}

static void an_icd_9_procedure_does_not_go_with_the_date(void **state)
{
    (void)state;
    earns("px[0] dx.version_mix reject\n", STAY, .px = "47.09@2021-02-02");
    earns_of("dx.v", "", .kind = IP, .from = "2015-09-20", .dx = "401.9",
             .px = "47.09@2015-09-20");
    earns_of("dx.v", "px[0] dx.version_mix reject\n", .kind = IP, .from = "2015-09-20",
             .dx = "401.9", .px = "0DTJ0ZZ@2015-09-20");
    /* Rejected beside a diagnosis of ICD-9: no list is asked. */
    earns("dx[0] dx.version_mix reject\npx[0] dx.version_mix reject\n", .kind = IP,
          .from = DAY, .dx = "9:4019", .px = "00F3XZZ@2021-02-01");
}

static void an_icd_procedure_has_no_place_outside_inpatient_claims(void **state)
{
    (void)state;
    earns("px[0] pcs.wrong_claim reject\npx[1] pcs.wrong_claim reject\n", .kind = OP,
          .from = DAY, .dx = "N39.0", .px = "0DTJ0ZZ 0DTJ3ZZ");
    earns("px[0] pcs.wrong_claim reject\n", .kind = P, .from = DAY, .dx = "N39.0",
          .px = "00F3XZZ@2001-01-01");
}

static void a_non_covered_procedure_is_rejected(void **state)
{
    (void)state;
    earns("px[0] pcs.non_covered reject\n", STAY, .px = "00F3XZZ@2021-02-02");
}

static void some_procedures_are_not_covered_over_sixty(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    /* Sixty at admission, and a day older than that. */
    earns("", STAY, .px = "0SR20JZ@2021-02-02", .birth = "1960-02-02");
    earns("px[0] pcs.non_covered reject\n", STAY, .px = "0SR20JZ@2021-02-02",
          .birth = "1960-02-01");
    kit_claim_make(&(told){STAY, .px = "0SR20JZ@2021-02-02", .birth = "1950-01-01"},
                   &c);
    assert_true(kit_find(s.image, &c, "pcs.non_covered", &f));
    assert_int_equal(f.reason, SJ_BECAUSE_OVER_60);
    assert_int_equal(f.found, 71);
    assert_int_equal(f.limit, 60);
}

static void a_procedure_of_limited_coverage_is_told(void **state)
{
    (void)state;
    earns("px[0] pcs.limited_coverage warn\n", STAY, .px = "02HA0QZ@2021-02-02");
}

static void long_ventilation_takes_four_days(void **state)
{
    (void)state;
    earns("px[0] pcs.los reject\n", .kind = IP, .from = DAY, .to = "2021-02-04",
          .dx = "N39.0/Y", .px = "5A1955Z@2021-02-01");
    earns("", .kind = IP, .from = DAY, .to = "2021-02-05", .dx = "N39.0/Y",
          .px = "5A1955Z@2021-02-01");
    earns("", .kind = IP, .from = "2021-02-03", .admission = DAY, .to = "2021-02-05",
          .dx = "N39.0/Y", .px = "5A1955Z@2021-02-01");
}

static void
a_procedure_lies_between_three_days_before_admission_and_the_end(void **state)
{
    (void)state;
    earns("", STAY, .px = "0DTJ0ZZ@2021-01-29");
    earns("px[0] pcs.date warn\n", STAY, .px = "0DTJ0ZZ@2021-01-28");
    earns("", STAY, .px = "0DTJ0ZZ@2021-02-06");
    earns("", STAY, .admission = "2021-01-20", .px = "0DTJ0ZZ@2021-01-17");
    earns("px[0] pcs.date warn\n", STAY, .px = "0DTJ0ZZ@2021-02-07");
}

static void twenty_six_procedures_are_too_many(void **state)
{
    (void)state;
    char px[26 * 19 + 1] = "";
    for (int i = 0; i < 25; i++)
        strcat(px, "0DTJ0ZZ@2021-02-02 ");
    earns("", STAY, .px = px);
    strcat(px, "0DTJ0ZZ@2021-02-02 ");
    earns("claim pcs.count reject\n", STAY, .px = px);
}

static void the_day_of_discharge_decides_on_procedures(void **state)
{
    (void)state;
    /* The last day of the only release, and the day after: nobody knows. */
    earns_of("pcs.", "", .kind = IP, .from = "2021-09-20", .to = "2021-09-30",
             .dx = "N39.0/Y", .px = "0DTJ0ZZ");
    earns_of("pcs.", "px[0] pcs.not_found reject\n", .kind = IP, .from = "2021-09-20",
             .to = "2021-09-30", .dx = "N39.0/Y", .px = "0DTJ3ZZ");
    earns_of("pcs.", "", .kind = IP, .from = "2021-09-20", .to = "2021-10-01",
             .dx = "N39.0/Y", .px = "0DTJ3ZZ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_the_table_passes_and_mixed_rows_do_not),
        cmocka_unit_test(a_table_is_no_code),
        cmocka_unit_test(
            a_procedure_code_has_seven_characters_without_dot_or_the_letters_i_and_o),
        cmocka_unit_test(an_icd_9_procedure_does_not_go_with_the_date),
        cmocka_unit_test(an_icd_procedure_has_no_place_outside_inpatient_claims),
        cmocka_unit_test(a_non_covered_procedure_is_rejected),
        cmocka_unit_test(some_procedures_are_not_covered_over_sixty),
        cmocka_unit_test(a_procedure_of_limited_coverage_is_told),
        cmocka_unit_test(long_ventilation_takes_four_days),
        cmocka_unit_test(
            a_procedure_lies_between_three_days_before_admission_and_the_end),
        cmocka_unit_test(twenty_six_procedures_are_too_many),
        cmocka_unit_test(the_day_of_discharge_decides_on_procedures),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

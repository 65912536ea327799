/*
 * Age, sex, patient data, present on admission (DOMAIN 3.3): each fires, and just
 * misses on the other side of its border.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

#define DAY "2021-02-01"

/* ---- age ------------------------------------------------------------------------- */

static void newborn_diagnoses_are_of_newborns(void **state)
{
    (void)state;
    earns("dx[0] dx.age warn\n", .kind = P, .from = DAY, .dx = "A33",
          .birth = "1981-01-01");
    earns("", .kind = P, .from = DAY, .dx = "A33", .birth = "2021-01-20");
    earns("", .kind = P, .from = DAY, .dx = "A33", .birth = "2020-02-02");
    earns("dx[0] dx.age warn\n", .kind = P, .from = DAY, .dx = "A33",
          .birth = "2020-02-01");
}

static void adult_diagnoses_begin_at_fifteen(void **state)
{
    (void)state;
    earns_of("dx.age", "dx[0] dx.age reject\n", .kind = OP, .from = DAY, .dx = "N40.0",
             .birth = "2016-01-01");
    earns_of("dx.age", "", .kind = OP, .from = DAY, .dx = "N40.0",
             .birth = "1951-01-01");
    earns_of("dx.age", "", .kind = OP, .from = DAY, .dx = "N40.0",
             .birth = "2006-02-01");
    earns_of("dx.age", "dx[0] dx.age reject\n", .kind = OP, .from = DAY, .dx = "N40.0",
             .birth = "2006-02-02");
}

static void children_are_so_up_to_seventeen(void **state)
{
    (void)state;
    earns_of("dx.age", "", .kind = P, .from = DAY, .dx = "R62.51",
             .birth = "2003-02-02");
    earns_of("dx.age", "dx[0] dx.age warn\n", .kind = P, .from = DAY, .dx = "R62.51",
             .birth = "2003-02-01");
}

static void age_is_told_with_the_bound_that_it_breaks(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    kit_claim_make(
        &(told){.kind = P, .from = DAY, .dx = "O10.011", .birth = "2013-01-01"}, &c);
    assert_true(kit_find(s.image, &c, "dx.age", &f));
    assert_int_equal(f.found, 8);
    assert_int_equal(f.limit, 9);
    assert_int_equal(f.reason, SJ_BECAUSE_PLAIN);
    kit_claim_make(
        &(told){.kind = P, .from = DAY, .dx = "O10.011", .birth = "1955-01-01"}, &c);
    assert_true(kit_find(s.image, &c, "dx.age", &f));
    assert_int_equal(f.found, 66);
    assert_int_equal(f.limit, 64);
    assert_int_equal(f.reason, SJ_BECAUSE_TOO_OLD);
}

static void inpatients_have_the_age_of_their_admission(void **state)
{
    (void)state;
    const char *birth = "2006-02-01"; /* fifteen on the first of February */
    earns_of("dx.age", "dx[0] dx.age reject\n", .kind = IP, .from = "2021-02-01",
             .admission = "2021-01-31", .to = "2021-02-05", .dx = "N40.0/Y",
             .birth = birth);
    earns_of("dx.age", "", .kind = IP, .from = "2021-02-01", .to = "2021-02-05",
             .dx = "N40.0/Y", .birth = birth);
    earns_of("dx.age", "dx[0] dx.age reject\n", .kind = OP, .from = "2021-01-31",
             .to = "2021-02-05", .dx = "N40.0", .birth = birth);
}

static void professional_claims_go_by_the_age_on_each_key_date(void **state)
{
    (void)state;
    earns_of("dx.age", "dx[0] dx.age warn\n", .kind = P, .from = "2021-01-30",
             .dx = "N40.0 R62.51", .birth = "2006-02-01",
             .lines = "2021-02-01>1,2 2021-01-31>1");
    earns_of("dx.age", "", .kind = P, .from = "2021-01-30", .dx = "N40.0 R62.51",
             .birth = "2006-02-01", .lines = "2021-02-01>1,2 2021-01-31>2");
}

static void someone_born_on_february_29_is_a_year_older_on_march_1(void **state)
{
    (void)state;
    earns_of("dx.age", "", .kind = P, .from = "2022-02-28", .dx = "R62.51",
             .birth = "2004-02-29");
    earns_of("dx.age", "dx[0] dx.age warn\n", .kind = P, .from = "2022-03-01",
             .dx = "R62.51", .birth = "2004-02-29");
}

static void
age_is_asked_of_admitting_and_reason_too_but_not_of_rejected_codes(void **state)
{
    (void)state;
    earns_of("dx.age", "admitting dx.age reject\nreason[0] dx.age reject\n", .kind = OP,
             .from = DAY, .dx = "I10", .admitting = "A33", .reason = "A33",
             .external = "A33");
    earns("dx[0] dx.version_mix reject\ndx[1] dx.version_mix reject\n", .kind = P,
          .from = DAY, .dx = "9:4019 A33");
}

/* ---- sex ------------------------------------------------------------------------- */

static void sex_is_asked_until_the_code_editor_stopped(void **state)
{
    (void)state;
    earns_of("dx.sex", "dx[0] dx.sex reject\n", .kind = P, .from = DAY, .dx = "N40.0",
             .sex = "F");
    earns_of("dx.sex", "dx[0] dx.sex reject\n", .kind = P, .from = "2022-09-30",
             .dx = "O10.011", .sex = "M", .birth = "1990-01-01");
    earns_of("dx.sex", "", .kind = P, .from = DAY, .dx = "N40.0", .sex = "M");
    earns_of("dx.sex", "", .kind = P, .from = DAY, .dx = "N40.0", .sex = "U");
    earns_of("dx.sex", "dx[0] dx.sex reject\n", .kind = P, .from = "2024-09-30",
             .dx = "N40.0", .sex = "F");
    earns_of("dx.sex", "", .kind = P, .from = "2024-10-01", .dx = "N40.0", .sex = "F");
}

/* ---- the patient ----------------------------------------------------------------- */

static void a_birth_date_must_be_there_and_possible(void **state)
{
    (void)state;
    earns("patient pt.age_invalid reject\n", .kind = P, .from = DAY, .dx = "I10",
          .birth = "-");
    earns("patient pt.age_invalid reject\n", .kind = P, .from = DAY, .dx = "I10",
          .birth = "2021-02-02");
    earns("", .kind = P, .from = DAY, .dx = "I10", .birth = DAY);
    earns("", .kind = P, .from = DAY, .dx = "I10", .birth = "1896-02-02");
    earns("patient pt.age_invalid reject\n", .kind = P, .from = DAY, .dx = "I10",
          .birth = "1896-02-01");
}

static void birth_is_held_against_admission_or_the_first_service(void **state)
{
    (void)state;
    earns_of("pt.", "", .kind = IP, .from = "2021-02-03", .admission = "2021-02-01",
             .dx = "I10/Y", .birth = "2021-02-01");
    earns_of("pt.", "patient pt.age_invalid reject\n", .kind = IP, .from = "2021-02-03",
             .admission = "2021-02-01", .dx = "I10/Y", .birth = "2021-02-02");
    earns_of("pt.", "patient pt.age_invalid reject\n", .kind = P, .from = "2021-02-03",
             .dx = "I10", .birth = "2021-02-02", .lines = "2021-02-01>1");
}

static void an_impossible_birth_silences_age(void **state)
{
    (void)state;
    earns("patient pt.age_invalid reject\n", .kind = P, .from = DAY, .dx = "A33",
          .birth = "-");
}

static void sex_is_one_of_three(void **state)
{
    (void)state;
    static const char *const good[] = {"F", "M", "U", "-"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        earns("", .kind = P, .from = DAY, .dx = "I10", .sex = good[i]);
    earns("patient pt.sex_invalid reject\n", .kind = P, .from = DAY, .dx = "I10",
          .sex = "X");
    earns("patient pt.sex_invalid reject\n", .kind = P, .from = DAY, .dx = "I10",
          .sex = "FM");
}

static void discharge_status_is_in_the_table_on_institutional_claims(void **state)
{
    (void)state;
    char want[101] = {0};
    for (int i = 0; i < 100; i++)
        want[i] = (i >= 1 && i <= 7) || i == 9 || i == 20 || i == 21 || i == 30 ||
                          (i >= 40 && i <= 43) || i == 50 || i == 51 ||
                          (i >= 61 && i <= 66) || i == 69 || i == 70 ||
                          (i >= 81 && i <= 95)
                      ? 'y'
                      : 'n';
    for (int i = 0; i < 100; i++) {
        char status[3] = {(char)('0' + i / 10), (char)('0' + i % 10), '\0'};
        earns_of("pt.", want[i] == 'y' ? "" : "claim pt.status_invalid reject\n",
                 .kind = OP, .from = DAY, .dx = "I10", .status = status);
    }
    earns_of("pt.", "claim pt.status_invalid reject\n", .kind = IP, .from = DAY,
             .dx = "I10", .status = "1");
    earns_of("pt.", "", .kind = P, .from = DAY, .dx = "I10", .status = "99");
}

/* ---- sides that are not told ----------------------------------------------------- */

static void an_unspecified_side_is_told_from_april_2022_on(void **state)
{
    (void)state;
    earns_of("dx.un", "dx[0] dx.unspecified_side warn\n", .kind = IP,
             .from = "2022-04-01", .dx = "S72.019A/Y");
    earns_of("dx.un", "", .kind = IP, .from = "2022-03-31", .dx = "S72.019A/Y");
    earns_of("dx.un", "", .kind = IP, .from = "2022-04-01", .dx = "S72.011A/Y");
    earns_of("dx.un", "", .kind = OP, .from = "2022-04-01", .dx = "S72.019A");
}

/* ---- present on admission -------------------------------------------------------- */

static void
inpatient_diagnoses_tell_whether_they_were_present_on_admission(void **state)
{
    (void)state;
    earns("dx[0] poa.missing reject\n", .kind = IP, .from = DAY, .dx = "N39.0");
    earns("", .kind = IP, .from = DAY, .dx = "N39.0/Y");
    earns("external[0] poa.missing reject\n", .kind = IP, .from = DAY, .dx = "N39.0/Y",
          .external = "W01.0XXA");
}

static void exempt_diagnoses_do_not(void **state)
{
    (void)state;
    earns("dx[1] poa.exempt_reported warn\n", .kind = IP, .from = DAY,
          .dx = "N39.0/Y Z79.4/Y");
    earns("", .kind = IP, .from = DAY, .dx = "N39.0/Y Z79.4");
}

static void present_on_admission_is_one_of_four_letters(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    static const char *const good[] = {"N39.0/Y", "N39.0/N", "N39.0/U", "N39.0/W"};
    for (size_t i = 0; i < 4; i++)
        earns("", .kind = IP, .from = DAY, .dx = good[i]);
    earns("dx[0] poa.invalid reject\n", .kind = IP, .from = DAY, .dx = "N39.0/E");
    earns("dx[0] dx.not_found reject\ndx[0] poa.invalid reject\n", .kind = IP,
          .from = DAY, .dx = "E11.7X/1");
    kit_claim_make(&(told){.kind = IP, .from = DAY, .dx = "N39.0/1"}, &c);
    assert_true(kit_find(s.image, &c, "poa.invalid", &f));
    assert_int_equal(f.reason, SJ_BECAUSE_FORMAT_4010);
}

static void present_on_admission_has_no_place_elsewhere(void **state)
{
    (void)state;
    earns("admitting poa.not_applicable reject\nreason[0] poa.not_applicable reject\n",
          .kind = IP, .from = DAY, .dx = "N39.0/Y", .admitting = "N39.0/Y",
          .reason = "N39.0/Q");
    earns("dx[0] poa.not_applicable reject\n", .kind = P, .from = DAY, .dx = "N39.0/Y");
    earns("dx[0] poa.not_applicable reject\nexternal[0] poa.not_applicable reject\n",
          .kind = OP, .from = DAY, .dx = "N39.0/1", .external = "W01.0XXA/Y");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(newborn_diagnoses_are_of_newborns),
        cmocka_unit_test(adult_diagnoses_begin_at_fifteen),
        cmocka_unit_test(children_are_so_up_to_seventeen),
        cmocka_unit_test(age_is_told_with_the_bound_that_it_breaks),
        cmocka_unit_test(inpatients_have_the_age_of_their_admission),
        cmocka_unit_test(professional_claims_go_by_the_age_on_each_key_date),
        cmocka_unit_test(someone_born_on_february_29_is_a_year_older_on_march_1),
        cmocka_unit_test(
            age_is_asked_of_admitting_and_reason_too_but_not_of_rejected_codes),
        cmocka_unit_test(sex_is_asked_until_the_code_editor_stopped),
        cmocka_unit_test(a_birth_date_must_be_there_and_possible),
        cmocka_unit_test(birth_is_held_against_admission_or_the_first_service),
        cmocka_unit_test(an_impossible_birth_silences_age),
        cmocka_unit_test(sex_is_one_of_three),
        cmocka_unit_test(discharge_status_is_in_the_table_on_institutional_claims),
        cmocka_unit_test(an_unspecified_side_is_told_from_april_2022_on),
        cmocka_unit_test(
            inpatient_diagnoses_tell_whether_they_were_present_on_admission),
        cmocka_unit_test(exempt_diagnoses_do_not),
        cmocka_unit_test(present_on_admission_is_one_of_four_letters),
        cmocka_unit_test(present_on_admission_has_no_place_elsewhere),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

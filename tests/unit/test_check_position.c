/*
 * The place of a diagnosis (DOMAIN 3.2): every example fails, and its remedy passes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

#define DAY "2021-02-01"

static void an_external_cause_cannot_stand_first(void **state)
{
    (void)state;
    earns("dx[0] dx.external_cause_principal reject\n", .kind = P, .from = DAY,
          .dx = "W01.0XXA S93.401A");
    earns("", .kind = P, .from = DAY, .dx = "S93.401A W01.0XXA");
}

static void an_external_cause_silences_unacceptable(void **state)
{
    (void)state;
    earns_of("dx.un", "", .kind = IP, .from = DAY, .dx = "W01.0XXA/Y S93.401A/Y");
}

static void an_external_cause_is_no_reason_for_a_visit(void **state)
{
    (void)state;
    earns("reason[1] dx.external_cause_principal reject\n", .kind = OP, .from = DAY,
          .dx = "S93.401A", .reason = "S93.401A W01.0XXA");
    earns_of("dx.external", "", .kind = IP, .from = DAY, .dx = "S93.401A/Y",
             .reason = "W01.0XXA");
}

static void a_rejected_external_cause_fires_all_the_same(void **state)
{
    (void)state;
    earns("dx[0] dx.external_cause_principal reject\n"
          "dx[0] dx.seventh_missing reject\n",
          .kind = P, .from = DAY, .dx = "W01.0");
}

static void a_diagnosis_that_repeats_the_first_one_is_told(void **state)
{
    (void)state;
    earns("dx[1] dx.duplicate_pdx warn dx[0]\n", .kind = P, .from = DAY,
          .dx = "I10 i10");
    earns("", .kind = P, .from = DAY, .dx = "I10");
}

static void of_three_alike_the_third_repeats_both(void **state)
{
    (void)state;
    earns("dx[1] dx.duplicate_pdx warn dx[0]\n"
          "dx[2] dx.duplicate warn dx[1]\n"
          "dx[2] dx.duplicate_pdx warn dx[0]\n",
          .kind = P, .from = DAY, .dx = "I10 I10 I10");
    earns("dx[3] dx.duplicate warn dx[1]\n", .kind = P, .from = DAY,
          .dx = "I10 C90.00 F45.8 C90.00");
}

static void repeats_of_wrong_codes_are_told_unless_their_format_is_wrong(void **state)
{
    (void)state;
    earns_of("dx.dup", "dx[1] dx.duplicate_pdx warn dx[0]\n", .kind = P, .from = DAY,
             .dx = "E11.7X E117X");
    earns_of("dx.dup", "", .kind = P, .from = DAY, .dx = "E1.19 E1.19");
    earns_of("dx.dup", "dx[1] dx.duplicate_pdx warn dx[0]\n", .kind = P,
             .from = "2015-09-30", .dx = "401.9 4019");
}

static void a_manifestation_cannot_stand_first(void **state)
{
    (void)state;
    earns_of("dx.m", "dx[0] dx.manifestation_first reject\n", .kind = P, .from = DAY,
             .dx = "D63.1 N18.6");
    earns_of("dx.m", "", .kind = P, .from = DAY, .dx = "N18.6 D63.1");
}

static void a_manifestation_first_silences_its_code_first_edits(void **state)
{
    (void)state;
    earns_of("dx.code_first", "", .kind = P, .from = DAY, .dx = "D63.1 N18.6");
    earns_of("dx.code_first", "", .kind = P, .from = DAY, .dx = "D63.1");
}

static void an_unacceptable_principal_is_rejected_on_inpatient_claims(void **state)
{
    (void)state;
    earns_of("dx.un", "dx[0] dx.unacceptable_principal reject\n", .kind = IP,
             .from = DAY, .dx = "Z99.2/Y N18.6/Y");
    earns_of("dx.un", "", .kind = IP, .from = DAY, .dx = "N18.6/Y Z99.2/Y");
    earns_of("dx.un", "dx[0] dx.unacceptable_principal info\n", .kind = OP, .from = DAY,
             .dx = "Z99.2 N18.6");
    earns_of("dx.un", "dx[0] dx.unacceptable_principal info\n", .kind = P, .from = DAY,
             .dx = "Z99.2 N18.6");
}

static void a_carve_out_code_needs_a_secondary_diagnosis(void **state)
{
    (void)state;
    earns_of("dx.re", "dx[0] dx.requires_secondary reject\n", .kind = IP, .from = DAY,
             .dx = "Z51.89/Y");
    earns_of("dx.", "dx[1] dx.use_additional_missing info\n", .kind = IP, .from = DAY,
             .dx = "Z51.89/Y N18.6/Y");
    earns_of("dx.", "", .kind = P, .from = DAY, .dx = "Z51.89");
}

static void a_questionable_admission_is_told_of_the_principal_alone(void **state)
{
    (void)state;
    earns_of("dx.q", "dx[0] dx.questionable_admission warn\n", .kind = IP, .from = DAY,
             .dx = "E11.9/Y I10/Y");
    earns_of("dx.q", "", .kind = IP, .from = DAY, .dx = "I10/Y E11.9/Y");
    earns_of("dx.q", "", .kind = OP, .from = DAY, .dx = "E11.9");
}

static void a_wrong_procedure_is_told_wherever_it_stands(void **state)
{
    (void)state;
    earns_of("dx.w",
             "dx[1] dx.wrong_procedure warn\nexternal[0] dx.wrong_procedure warn\n",
             .kind = IP, .from = DAY, .dx = "I10/Y Y65.51/N", .external = "Y65.51/N",
             .admitting = "Y65.51");
    earns_of("dx.w", "", .kind = OP, .from = DAY, .dx = "I10 Y65.51");
}

static void an_examination_may_only_be_first_listed(void **state)
{
    (void)state;
    earns_of("dx.fi", "dx[1] dx.first_listed_only warn\n", .kind = P, .from = DAY,
             .dx = "I10 Z00.00");
    earns_of("dx.fi", "", .kind = P, .from = DAY, .dx = "Z00.00 I10");
    earns_of("dx.fi", "", .kind = P, .from = DAY, .dx = "I10 Z00.6");
}

static void chemotherapy_and_radiation_may_stand_beside_each_other(void **state)
{
    (void)state;
    earns("", .kind = P, .from = DAY, .dx = "Z51.0 Z51.11");
    earns("", .kind = P, .from = DAY, .dx = "Z51.11 Z51.0");
    earns("dx[1] dx.first_listed_only warn\ndx[2] dx.first_listed_only warn\n",
          .kind = P, .from = DAY, .dx = "C90.00 Z51.0 Z51.11");
}

static void the_list_of_first_listed_only_goes_by_the_letters(void **state)
{
    (void)state;
    /* In or out by the subtree, whether or not the code exists. */
    static const char *const in[] = {"Z01.419", "Z02.0",  "Z04.1",  "Z31.81", "Z31.83",
                                     "Z31.84",  "Z33.2",  "Z34.00", "Z38.00", "Z39.2",
                                     "Z40.00",  "Z42.1",  "Z52.8",  "Z76.1",  "Z76.2",
                                     "Z99.12",  "Z00.129"};
    static const char *const out[] = {"Z00.6", "Z03.89", "Z31.82", "Z33.1",  "Z35.0",
                                      "Z51.2", "Z52.9",  "Z76.3",  "Z99.11", "Z51.89"};
    char dx[64];
    for (size_t i = 0; i < sizeof in / sizeof in[0]; i++) {
        snprintf(dx, sizeof dx, "I10 %s", in[i]);
        earns_of("dx.fi", "dx[1] dx.first_listed_only warn\n", .kind = P, .from = DAY,
                 .dx = dx);
    }
    for (size_t i = 0; i < sizeof out / sizeof out[0]; i++) {
        snprintf(dx, sizeof dx, "I10 %s", out[i]);
        earns_of("dx.fi", "", .kind = P, .from = DAY, .dx = dx);
    }
}

static void a_sequela_does_not_stand_first(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    earns("dx[0] dx.sequela_order warn\n", .kind = P, .from = DAY,
          .dx = "S52.521S M19.031");
    earns("", .kind = P, .from = DAY, .dx = "M19.031 S52.521S");
    earns("dx[0] dx.sequela_order warn\n", .kind = P, .from = DAY, .dx = "B90.9 I10");
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "S52.521S"}, &c);
    assert_true(kit_find(s.image, &c, "dx.sequela_order", &f));
    assert_int_equal(f.reason, SJ_BECAUSE_RESIDUAL);
}

static void thirteen_diagnoses_are_too_many_for_a_professional_claim(void **state)
{
    (void)state;
    const char *twelve = "I10 C90.00 F45.8 J45.40 L97.411 M19.031 M19.032 N39.0 Z79.4 "
                         "Z51.89 Z00.6 E08.9";
    char thirteen[256];
    snprintf(thirteen, sizeof thirteen, "%s S93.401A", twelve);
    earns("", .kind = P, .from = DAY, .dx = twelve);
    earns("claim dx.count reject\n", .kind = P, .from = DAY, .dx = thirteen);
    earns_of("dx.count", "", .kind = OP, .from = DAY, .dx = thirteen);
}

static void each_list_of_an_institutional_claim_has_its_own_limit(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding items[128];
    sj_findings found = {.items = items, .cap = 128};
    kit_claim_make(&(told){.kind = OP, .from = DAY, .dx = "I10"}, &c);
    for (int i = 0; i < 32; i++)
        c.dx[i] = c.reason[i] = c.external[i] = c.dx[0];
    c.claim.dx_count = 26;
    c.claim.reason_count = 4;
    c.claim.external_count = 13;
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    static const int32_t limits[3] = {25, 12, 3};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(items[i].edit, SJ_DX_COUNT);
        assert_int_equal(items[i].found, limits[i] + 1);
        assert_int_equal(items[i].limit, limits[i]);
    }
    assert_int_not_equal(items[3].edit, SJ_DX_COUNT);
    c.claim.dx_count = 25;
    c.claim.reason_count = 3;
    c.claim.external_count = 12;
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    for (uint32_t i = 0; i < found.count; i++)
        assert_int_not_equal(items[i].edit, SJ_DX_COUNT);
}

static void a_claim_without_a_diagnosis_has_no_principal(void **state)
{
    (void)state;
    earns("claim dx.principal_missing reject\n", .kind = P, .from = DAY);
    earns("", .kind = P, .from = DAY, .dx = "I10");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_external_cause_cannot_stand_first),
        cmocka_unit_test(an_external_cause_silences_unacceptable),
        cmocka_unit_test(an_external_cause_is_no_reason_for_a_visit),
        cmocka_unit_test(a_rejected_external_cause_fires_all_the_same),
        cmocka_unit_test(a_diagnosis_that_repeats_the_first_one_is_told),
        cmocka_unit_test(of_three_alike_the_third_repeats_both),
        cmocka_unit_test(repeats_of_wrong_codes_are_told_unless_their_format_is_wrong),
        cmocka_unit_test(a_manifestation_cannot_stand_first),
        cmocka_unit_test(a_manifestation_first_silences_its_code_first_edits),
        cmocka_unit_test(an_unacceptable_principal_is_rejected_on_inpatient_claims),
        cmocka_unit_test(a_carve_out_code_needs_a_secondary_diagnosis),
        cmocka_unit_test(a_questionable_admission_is_told_of_the_principal_alone),
        cmocka_unit_test(a_wrong_procedure_is_told_wherever_it_stands),
        cmocka_unit_test(an_examination_may_only_be_first_listed),
        cmocka_unit_test(chemotherapy_and_radiation_may_stand_beside_each_other),
        cmocka_unit_test(the_list_of_first_listed_only_goes_by_the_letters),
        cmocka_unit_test(a_sequela_does_not_stand_first),
        cmocka_unit_test(thirteen_diagnoses_are_too_many_for_a_professional_claim),
        cmocka_unit_test(each_list_of_an_institutional_claim_has_its_own_limit),
        cmocka_unit_test(a_claim_without_a_diagnosis_has_no_principal),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

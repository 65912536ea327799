/*
 * The examples of DOMAIN 3.1 to 3.4 on the official releases, on their dates: each
 * fails as the table says and passes as the table says. The same sentences on hand-made
 * releases, with every border, are tests/unit/test_check_*.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_kit.h"
#include "tests/support/invariants.h"
#include "tests/support/plain_fixture.h"

static compiled_image s;

/* Days for which the loaded tables speak: notes of FY2016, 2021-01 and FY2023, Code
 * Editor versions 33 to 36 (FY2016 to FY2019), POA lists of every year. */
#define NOTES_DAY  "2021-02-01"
#define EDITOR_DAY "2018-11-05"

/* All findings of edits that begin so. */
#define earns_of(edit, want, ...)                                                      \
    assert_string_equal(kit_findings(s.image, &(told){__VA_ARGS__}, edit), want)

/* ---- 3.1 ------------------------------------------------------------------------- */

static void format_E1_19_fails_and_E11_9_passes(void **state)
{
    (void)state;
    earns_of("dx.f", "dx[0] dx.format reject\n", .kind = P, .from = NOTES_DAY,
             .dx = "E1.19");
    earns_of("dx.f", "", .kind = P, .from = NOTES_DAY, .dx = "E11.9");
}

static void not_found_E11_7X_fails_and_E11_9_passes(void **state)
{
    (void)state;
    earns_of("dx.not", "dx[0] dx.not_found reject\n", .kind = P, .from = NOTES_DAY,
             .dx = "E11.7X");
    earns_of("dx.not", "", .kind = P, .from = NOTES_DAY, .dx = "E11.9");
}

static void not_effective_U07_1_begins_in_the_first_release_that_has_it(void **state)
{
    (void)state;
    /* Valid from 2020-04-01 (DOMAIN). Of the files at hand that of FY2020 lacks it and
     * that of 2021-01 has it: inactive to 2020-09-30, nobody knows in the gap. */
    earns_of("dx.not", "dx[0] dx.not_effective reject\n", .kind = P,
             .from = "2020-03-15", .dx = "U07.1");
    earns_of("dx.not", "", .kind = P, .from = "2020-11-15", .dx = "U07.1");
    earns_of("dx.not", "", .kind = P, .from = "2021-01-01", .dx = "U07.1");
}

static void not_billable_M35_8_on_2021_01_05_fails_and_M35_81_passes(void **state)
{
    (void)state;
    earns_of("dx.not", "dx[0] dx.not_billable reject\n", .kind = P,
             .from = "2021-01-05", .dx = "M35.8");
    earns_of("dx.not", "", .kind = P, .from = "2021-01-05", .dx = "M35.81");
    earns_of("dx.not", "", .kind = P, .from = "2020-09-30", .dx = "M35.8");
    earns_of("dx.not", "", .kind = P, .from = "2020-12-31", .dx = "M35.8");
}

static void seventh_missing_S52_521_fails_and_S52_521A_passes(void **state)
{
    (void)state;
    earns_of("dx.s", "dx[0] dx.seventh_missing reject\n", .kind = P, .from = NOTES_DAY,
             .dx = "S52.521");
    earns_of("dx.s", "", .kind = P, .from = NOTES_DAY, .dx = "S52.521A");
}

static void seventh_invalid_S52_521B_fails_and_S52_521A_passes(void **state)
{
    (void)state;
    earns_of("dx.s", "dx[0] dx.seventh_invalid reject\n", .kind = P, .from = NOTES_DAY,
             .dx = "S52.521B");
    earns_of("dx.s", "", .kind = P, .from = NOTES_DAY, .dx = "S52.521A");
}

/* DOMAIN gives S06.1X7D as an invalid seventh character. It is one of those that the
 * files of FY2016 and FY2017 list: once valid and since deleted (RULINGS 9). */
static void not_effective_S06_1X7D_fails_and_S06_1X7A_passes(void **state)
{
    (void)state;
    earns_of("dx.", "dx[0] dx.not_effective reject\n", .kind = P, .from = NOTES_DAY,
             .dx = "S06.1X7D");
    earns_of("dx.not", "", .kind = P, .from = "2017-09-30", .dx = "S06.1X7D");
    earns_of("dx.not", "", .kind = P, .from = NOTES_DAY, .dx = "S06.1X7A");
}

static void placeholder_missing_T14_91A_and_W01_0A_fail_and_pass_with_X(void **state)
{
    (void)state;
    earns_of("dx.p",
             "dx[0] dx.placeholder_missing reject\ndx[1] dx.placeholder_missing "
             "reject\n",
             .kind = P, .from = NOTES_DAY, .dx = "T14.91A W01.0A");
    earns_of("dx.p", "", .kind = P, .from = NOTES_DAY, .dx = "T14.91XA W01.0XXA");
}

static void version_mix_of_both_qualifiers_fails(void **state)
{
    (void)state;
    earns_of("dx.v", "dx[1] dx.version_mix reject\n", .kind = P, .from = NOTES_DAY,
             .dx = "10:E11.9 9:250.00");
    earns_of("dx.v", "dx[0] dx.version_mix reject\n", .kind = P, .from = "2015-09-30",
             .dx = "E11.9");
    earns_of("dx.", "", .kind = P, .from = "2015-09-30", .dx = "250.00 401.9");
}

static void unspecified_side_cannot_be_told_without_section_20(void **state)
{
    (void)state;
    kit_claim c;
    sj_findings found = {0};
    kit_claim_make(&(told){.kind = IP, .from = "2022-04-01", .dx = "S72.019A/Y"}, &c);
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    assert_true(sj_edit_set_has(&found.no_data, SJ_DX_UNSPECIFIED_SIDE));
}

/* ---- 3.2 ------------------------------------------------------------------------- */

static void external_cause_W01_0XXA_first_fails_and_S93_401A_first_passes(void **state)
{
    (void)state;
    earns_of("dx.ext", "dx[0] dx.external_cause_principal reject\n", .kind = P,
             .from = NOTES_DAY, .dx = "W01.0XXA S93.401A");
    earns_of("dx.ext", "", .kind = P, .from = NOTES_DAY, .dx = "S93.401A W01.0XXA");
}

static void duplicate_pdx_E11_9_and_E119_fails(void **state)
{
    (void)state;
    earns_of("dx.dup", "dx[1] dx.duplicate_pdx warn dx[0]\n", .kind = P,
             .from = NOTES_DAY, .dx = "E11.9 E119");
    earns_of("dx.dup", "", .kind = P, .from = NOTES_DAY, .dx = "E11.9");
}

static void manifestation_first_D63_1_fails_and_passes_behind_N18_6(void **state)
{
    (void)state;
    earns_of("dx.man", "dx[0] dx.manifestation_first reject\n", .kind = P,
             .from = EDITOR_DAY, .dx = "D63.1 N18.6");
    earns_of("dx.man", "", .kind = P, .from = EDITOR_DAY, .dx = "N18.6 D63.1");
    /* No list speaks in 2021, and its title does not say "in diseases classified
     * elsewhere"; that of H28 does. */
    earns_of("dx.man", "", .kind = P, .from = NOTES_DAY, .dx = "D63.1 N18.6");
    earns_of("dx.man", "dx[0] dx.manifestation_first reject\n", .kind = P,
             .from = NOTES_DAY, .dx = "H28");
}

static void unacceptable_principal_Z99_2_fails_and_passes_behind_N18_6(void **state)
{
    (void)state;
    earns_of("dx.una", "dx[0] dx.unacceptable_principal reject\n", .kind = IP,
             .from = EDITOR_DAY, .dx = "Z99.2 N18.6/Y");
    earns_of("dx.una", "", .kind = IP, .from = EDITOR_DAY, .dx = "N18.6/Y Z99.2");
    earns_of("dx.una", "dx[0] dx.unacceptable_principal info\n", .kind = P,
             .from = EDITOR_DAY, .dx = "Z99.2 N18.6");
}

static void requires_secondary_cannot_be_told_without_the_carve_out(void **state)
{
    (void)state;
    kit_claim c;
    sj_findings found = {0};
    kit_claim_make(&(told){.kind = IP, .from = EDITOR_DAY, .dx = "Z51.89/Y"}, &c);
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    assert_true(sj_edit_set_has(&found.no_data, SJ_DX_REQUIRES_SECONDARY));
}

static void first_listed_only_Z00_00_second_fails_and_first_passes(void **state)
{
    (void)state;
    earns_of("dx.fi", "dx[1] dx.first_listed_only warn\n", .kind = P, .from = NOTES_DAY,
             .dx = "E11.9 Z00.00");
    earns_of("dx.fi", "", .kind = P, .from = NOTES_DAY, .dx = "Z00.00 E11.9");
}

static void sequela_order_S52_521S_first_fails_and_behind_M19_031_passes(void **state)
{
    (void)state;
    earns_of("dx.seq", "dx[0] dx.sequela_order warn\n", .kind = P, .from = NOTES_DAY,
             .dx = "S52.521S M19.031");
    earns_of("dx.seq", "", .kind = P, .from = NOTES_DAY, .dx = "M19.031 S52.521S");
}

static void
code_first_missing_D63_1_behind_C90_00_fails_and_behind_N18_6_passes(void **state)
{
    (void)state;
    earns_of("dx.code_first", "dx[1] dx.code_first_missing warn\n", .kind = P,
             .from = NOTES_DAY, .dx = "C90.00 D63.1");
    /* N18 itself asks for the disease behind it, if there is one. */
    earns_of("dx.code_first", "dx[0] dx.code_first_missing info\n", .kind = P,
             .from = NOTES_DAY, .dx = "N18.6 D63.1");
}

static void
code_first_missing_of_a_manifestation_is_rejected_on_inpatient_claims(void **state)
{
    (void)state;
    earns_of("dx.code_first_m", "dx[1] dx.code_first_missing reject\n", .kind = IP,
             .from = EDITOR_DAY, .dx = "C90.00/Y D63.1/Y");
}

static void code_first_order_J82_83_before_J45_40_fails_and_behind_passes(void **state)
{
    (void)state;
    earns_of("dx.code_first", "dx[0] dx.code_first_order warn dx[1]\n", .kind = P,
             .from = NOTES_DAY, .dx = "J82.83 J45.40");
    earns_of("dx.code_first", "", .kind = P, .from = NOTES_DAY, .dx = "J45.40 J82.83");
}

static void use_additional_missing_E11_621_fails_and_passes_with_L97_411(void **state)
{
    (void)state;
    earns_of("dx.use", "dx[0] dx.use_additional_missing info\n", .kind = P,
             .from = NOTES_DAY, .dx = "E11.621");
    earns_of("dx.use", "", .kind = P, .from = NOTES_DAY, .dx = "E11.621 L97.411");
}

static void excludes1_E10_9_and_E11_9_fail_and_E11_9_passes(void **state)
{
    (void)state;
    earns_of("dx.exc", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = NOTES_DAY,
             .dx = "E10.9 E11.9");
    earns_of("dx.exc", "", .kind = P, .from = NOTES_DAY, .dx = "E11.9");
}

static void excludes1_I10_and_O10_011_fail_and_O10_011_passes(void **state)
{
    (void)state;
    earns_of("dx.exc", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = NOTES_DAY,
             .dx = "I10 O10.011", .birth = "1990-01-01");
    earns_of("dx.exc", "", .kind = P, .from = NOTES_DAY, .dx = "O10.011",
             .birth = "1990-01-01");
}

static void excludes1_F45_8_and_G47_63_is_the_official_example(void **state)
{
    (void)state;
    earns_of("dx.exc", "dx[1] dx.excludes1 warn dx[0]\n", .kind = P, .from = NOTES_DAY,
             .dx = "F45.8 G47.63");
}

static void laterality_H25_11_and_H25_12_fail_and_H25_13_passes(void **state)
{
    (void)state;
    earns_of("dx.lat", "dx[1] dx.laterality_conflict warn dx[0]\n", .kind = P,
             .from = NOTES_DAY, .dx = "H25.11 H25.12");
    earns_of("dx.lat", "", .kind = P, .from = NOTES_DAY, .dx = "H25.13");
}

static void
sides_that_must_not_match_are_arm_and_leg_dominance_and_sided_structures(void **state)
{
    (void)state;
    earns_of("dx.lat", "", .kind = P, .from = NOTES_DAY,
             .dx = "D17.21 D17.22 D17.23 D17.24 D17.20");
    earns_of("dx.lat", "", .kind = P, .from = NOTES_DAY,
             .dx = "G81.91 G81.92 G81.93 G81.94");
    earns_of("dx.lat", "", .kind = P, .from = NOTES_DAY,
             .dx = "I21.02 I44.7 C34.02 I27.22 I21.11");
}

/* ---- 3.3 ------------------------------------------------------------------------- */

static void age_A33_at_40_fails_and_at_0_passes(void **state)
{
    (void)state;
    earns_of("dx.age", "dx[0] dx.age warn\n", .kind = P, .from = EDITOR_DAY,
             .dx = "A33", .birth = "1978-01-01");
    earns_of("dx.age", "", .kind = P, .from = EDITOR_DAY, .dx = "A33",
             .birth = "2018-10-20");
}

static void age_N40_0_at_5_fails_and_at_70_passes(void **state)
{
    (void)state;
    earns_of("dx.age", "dx[0] dx.age reject\n", .kind = OP, .from = EDITOR_DAY,
             .dx = "N40.0", .birth = "2013-01-01");
    earns_of("dx.age", "", .kind = OP, .from = EDITOR_DAY, .dx = "N40.0",
             .birth = "1948-01-01");
}

static void sex_of_N40_0_is_asked_by_the_code_editor(void **state)
{
    (void)state;
    earns_of("dx.sex", "dx[0] dx.sex reject\n", .kind = P, .from = EDITOR_DAY,
             .dx = "N40.0", .sex = "F");
    earns_of("dx.sex", "", .kind = P, .from = EDITOR_DAY, .dx = "N40.0", .sex = "U");
}

static void poa_N39_0_blank_fails_and_Z79_4_blank_passes(void **state)
{
    (void)state;
    earns_of("poa", "dx[0] poa.missing reject\n", .kind = IP, .from = NOTES_DAY,
             .dx = "N39.0 Z79.4");
    earns_of("poa", "", .kind = IP, .from = NOTES_DAY, .dx = "N39.0/Y Z79.4");
    earns_of("poa", "dx[1] poa.exempt_reported warn\n", .kind = IP, .from = NOTES_DAY,
             .dx = "N39.0/Y Z79.4/Y");
}

/* ---- 3.4 ------------------------------------------------------------------------- */

static void pcs_0DTJ0ZZ_and_0DTJ4ZZ_pass_and_0DTJ3ZZ_fails_at_5(void **state)
{
    (void)state;
    kit_claim c;
    sj_finding f;
    char message[256];
    earns_of("pcs.n", "", .kind = IP, .from = "2023-05-01", .dx = "K35.80/Y",
             .px = "0DTJ0ZZ 0DTJ4ZZ");
    kit_claim_make(
        &(told){.kind = IP, .from = "2023-05-01", .dx = "K35.80/Y", .px = "0DTJ3ZZ"},
        &c);
    assert_true(kit_find(s.image, &c, "pcs.not_found", &f));
    sj_finding_message(s.image, &c.claim, &f, message, sizeof message);
    assert_non_null(strstr(message, "character 5 (Approach)"));
}

static void pcs_lists_are_those_of_the_code_editor(void **state)
{
    (void)state;
    earns_of("pcs.", "px[0] pcs.non_covered reject\npx[1] pcs.limited_coverage warn\n",
             .kind = IP, .from = EDITOR_DAY, .to = "2018-11-09", .dx = "K35.80/Y",
             .px = "00F3XZZ@2018-11-05 02HA0QZ@2018-11-05 5A1955Z@2018-11-05");
    earns_of("pcs.", "px[0] pcs.los reject\n", .kind = IP, .from = EDITOR_DAY,
             .to = "2018-11-08", .dx = "K35.80/Y", .px = "5A1955Z@2018-11-05");
    earns_of("pcs.", "px[0] pcs.non_covered reject\n", .kind = IP, .from = EDITOR_DAY,
             .dx = "K35.80/Y", .px = "0SR20JZ@2018-11-05", .birth = "1950-01-01");
    earns_of("pcs.", "", .kind = IP, .from = EDITOR_DAY, .dx = "K35.80/Y",
             .px = "0SR20JZ@2018-11-05", .birth = "1960-01-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format_E1_19_fails_and_E11_9_passes),
        cmocka_unit_test(not_found_E11_7X_fails_and_E11_9_passes),
        cmocka_unit_test(not_effective_U07_1_begins_in_the_first_release_that_has_it),
        cmocka_unit_test(not_billable_M35_8_on_2021_01_05_fails_and_M35_81_passes),
        cmocka_unit_test(seventh_missing_S52_521_fails_and_S52_521A_passes),
        cmocka_unit_test(seventh_invalid_S52_521B_fails_and_S52_521A_passes),
        cmocka_unit_test(not_effective_S06_1X7D_fails_and_S06_1X7A_passes),
        cmocka_unit_test(placeholder_missing_T14_91A_and_W01_0A_fail_and_pass_with_X),
        cmocka_unit_test(version_mix_of_both_qualifiers_fails),
        cmocka_unit_test(unspecified_side_cannot_be_told_without_section_20),
        cmocka_unit_test(external_cause_W01_0XXA_first_fails_and_S93_401A_first_passes),
        cmocka_unit_test(duplicate_pdx_E11_9_and_E119_fails),
        cmocka_unit_test(manifestation_first_D63_1_fails_and_passes_behind_N18_6),
        cmocka_unit_test(unacceptable_principal_Z99_2_fails_and_passes_behind_N18_6),
        cmocka_unit_test(requires_secondary_cannot_be_told_without_the_carve_out),
        cmocka_unit_test(first_listed_only_Z00_00_second_fails_and_first_passes),
        cmocka_unit_test(sequela_order_S52_521S_first_fails_and_behind_M19_031_passes),
        cmocka_unit_test(
            code_first_missing_D63_1_behind_C90_00_fails_and_behind_N18_6_passes),
        cmocka_unit_test(
            code_first_missing_of_a_manifestation_is_rejected_on_inpatient_claims),
        cmocka_unit_test(code_first_order_J82_83_before_J45_40_fails_and_behind_passes),
        cmocka_unit_test(use_additional_missing_E11_621_fails_and_passes_with_L97_411),
        cmocka_unit_test(excludes1_E10_9_and_E11_9_fail_and_E11_9_passes),
        cmocka_unit_test(excludes1_I10_and_O10_011_fail_and_O10_011_passes),
        cmocka_unit_test(excludes1_F45_8_and_G47_63_is_the_official_example),
        cmocka_unit_test(laterality_H25_11_and_H25_12_fail_and_H25_13_passes),
        cmocka_unit_test(
            sides_that_must_not_match_are_arm_and_leg_dominance_and_sided_structures),
        cmocka_unit_test(age_A33_at_40_fails_and_at_0_passes),
        cmocka_unit_test(age_N40_0_at_5_fails_and_at_70_passes),
        cmocka_unit_test(sex_of_N40_0_is_asked_by_the_code_editor),
        cmocka_unit_test(poa_N39_0_blank_fails_and_Z79_4_blank_passes),
        cmocka_unit_test(pcs_0DTJ0ZZ_and_0DTJ4ZZ_pass_and_0DTJ3ZZ_fails_at_5),
        cmocka_unit_test(pcs_lists_are_those_of_the_code_editor),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    if (!compiled_image_open(folder, "examples", &s))
        return 2;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    compiled_image_close(&s);
    return failed;
}

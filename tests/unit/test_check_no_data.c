/*
 * No data is never a pass: the edits that no table could judge on a date are named, and
 * so are those whose inputs the claim lacks (docs/EDITING.md, No data, Not evaluated).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

static sj_findings sets_of(const told *t)
{
    kit_claim c;
    sj_findings found = {0};
    kit_claim_make(t, &c);
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    return found;
}

static void assert_set(const sj_edit_set *set, const char *want, int line)
{
    char got[1024] = "";
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        if (!sj_edit_set_has(set, info->edit))
            continue;
        strcat(got, *got ? " " : "");
        strcat(got, info->id);
    }
    if (strcmp(got, want) != 0)
        fail_msg("line %d: [%s], want [%s]", line, got, want);
}

#define no_data(want, ...)                                                             \
    do {                                                                               \
        sj_findings found = sets_of(&(told){__VA_ARGS__});                             \
        assert_set(&found.no_data, want, __LINE__);                                    \
    } while (0)

#define not_evaluated(want, ...)                                                       \
    do {                                                                               \
        sj_findings found = sets_of(&(told){__VA_ARGS__});                             \
        assert_set(&found.not_evaluated, want, __LINE__);                              \
    } while (0)

#define PAIRS                                                                          \
    "dx.code_also_missing dx.code_first_missing dx.code_first_order dx.excludes1"

static void where_every_table_speaks_nothing_is_named(void **state)
{
    (void)state;
    no_data("", .kind = P, .from = "2021-02-01", .dx = "I10 N39.0", .sex = "F");
    no_data("", .kind = IP, .from = "2022-05-01", .dx = "I10/Y N39.0/Y", .sex = "F");
    not_evaluated("", .kind = IP, .from = "2021-02-01", .dx = "I10/Y",
                  .px = "0DTJ0ZZ@2021-02-01");
}

static void beyond_the_horizon_existence_is_named_and_nothing_is_rejected(void **state)
{
    (void)state;
    earns("", .kind = P, .from = "2025-10-01", .dx = "E11.7X");
    no_data("dx.age dx.code_also_missing dx.code_first_missing "
            "dx.manifestation_first dx.not_effective dx.unacceptable_principal "
            "dx.use_additional_missing",
            .kind = P, .from = "2025-10-01", .dx = "I10");
    no_data("dx.age " PAIRS " dx.laterality_conflict dx.manifestation_first "
            "dx.not_effective dx.unacceptable_principal dx.use_additional_missing",
            .kind = P, .from = "2025-10-01", .dx = "I10 N39.0", .sex = "F");
}

static void in_a_gap_of_the_notes_pair_edits_are_named(void **state)
{
    (void)state;
    /* 2023: no release of anything, neighbours on both sides. */
    no_data("dx.age " PAIRS " dx.unacceptable_principal dx.use_additional_missing",
            .kind = P, .from = "2023-02-01", .dx = "I10 N39.0");
}

static void before_the_first_code_editor_its_edits_are_named(void **state)
{
    (void)state;
    no_data(
        "dx.age dx.code_also_missing dx.code_first_missing dx.questionable_admission "
        "dx.requires_secondary dx.sex dx.unacceptable_principal "
        "dx.use_additional_missing dx.wrong_procedure poa.exempt_reported "
        "poa.missing",
        .kind = IP, .from = "2020-05-01", .dx = "I10", .sex = "M");
    /* Each only where there is something that it would look at. */
    no_data("dx.age " PAIRS " dx.questionable_admission dx.unacceptable_principal "
            "dx.use_additional_missing dx.wrong_procedure poa.exempt_reported "
            "poa.missing",
            .kind = IP, .from = "2020-05-01", .dx = "I10 N39.0");
    no_data("dx.age dx.code_also_missing dx.code_first_missing "
            "dx.use_additional_missing",
            .kind = P, .from = "2020-05-01", .dx = "E11 I10");
    earns_of("poa", "", .kind = IP, .from = "2020-05-01", .dx = "I10 N39.0/Y");
    no_data("", .kind = P, .from = "2020-05-01");
    no_data("", .kind = P, .from = "2020-05-01", .dx = "E11");
    no_data("dx.code_also_missing dx.code_first_missing dx.unacceptable_principal "
            "dx.use_additional_missing",
            .kind = P, .from = "2020-05-01", .dx = "I10", .birth = "-");
}

static void a_version_without_a_list_names_its_edit(void **state)
{
    (void)state;
    /* The text of FY2025 has no section 20 in these releases, that of FY2022 has. */
    no_data("dx.unspecified_side poa.exempt_reported poa.missing", .kind = IP,
            .from = "2024-10-01", .dx = "I10/Y N39.0/Y");
    no_data("poa.exempt_reported poa.missing", .kind = IP, .from = "2024-10-01",
            .dx = "E11", .external = "W01.0XXA/Y");
    no_data("", .kind = IP, .from = "2022-04-01", .dx = "I10/Y N39.0/Y");
}

static void sex_is_not_named_once_the_code_editor_stopped(void **state)
{
    (void)state;
    no_data("dx.age dx.code_also_missing dx.code_first_missing dx.sex "
            "dx.unacceptable_principal dx.use_additional_missing",
            .kind = P, .from = "2024-09-30", .dx = "I10", .sex = "F");
    no_data("", .kind = P, .from = "2024-10-01", .dx = "I10", .sex = "F");
}

static void procedures_without_lists_name_their_edits(void **state)
{
    (void)state;
    /* A stay that ends in FY2020, before the first Code Editor of these releases: the
     * procedures of FY2021 are all there are, so that existence is open, too. */
    no_data("dx.age dx.code_also_missing dx.code_first_missing "
            "dx.questionable_admission dx.requires_secondary dx.unacceptable_principal "
            "dx.use_additional_missing dx.wrong_procedure pcs.limited_coverage pcs.los "
            "pcs.non_covered pcs.not_effective poa.exempt_reported poa.missing",
            .kind = IP, .from = "2020-05-01", .dx = "I10", .px = "0DTJ0ZZ");
    no_data("", .kind = IP, .from = "2021-02-01", .dx = "I10/Y", .px = "0DTJ0ZZ");
    /* Nothing is asked of what is rejected: both are of the wrong version here. */
    no_data("", .kind = IP, .from = "2020-05-01", .dx = "9:4019", .px = "0DTJ0ZZ");
}

static void lines_name_what_no_list_or_table_could_judge(void **state)
{
    (void)state;
    kit_claim c;
    sj_findings found = {0};
    kit_claim_make(
        &(told){.kind = P, .from = "2021-02-01", .dx = "I10", .lines = "->1 ->1"}, &c);
    c.lines[0].code = (sj_str){"99213", 5}; /* of CPT, which is not loaded */
    c.lines[1].code = (sj_str){"99214", 5};
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    assert_set(&found.no_data,
               "px.addon_without_primary px.mue px.necessity px.not_found px.ptp",
               __LINE__);
    c.lines[0].code = (sj_str){"G0439", 5}; /* of HCPCS, of which no day is known */
    c.lines[1].code = (sj_str){"G0438", 5};
    c.lines[1].modifiers[2] = (sj_str){"25", 2};
    c.lines[1].pos = (sj_str){"11", 2};
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    assert_set(&found.no_data,
               "mod.not_found pos.invalid px.addon_without_primary px.mue "
               "px.necessity px.not_effective px.ptp",
               __LINE__);
}

static void missing_inputs_are_named(void **state)
{
    (void)state;
    not_evaluated("dx.sex pt.sex_invalid", .kind = P, .from = "2021-02-01", .dx = "I10",
                  .sex = "-");
    not_evaluated("dx.age", .kind = P, .from = "2021-02-01", .dx = "I10", .birth = "-");
    not_evaluated("dx.age", .kind = P, .from = "2021-02-01", .dx = "I10",
                  .birth = "2022-01-01");
    not_evaluated("pt.status_invalid", .kind = OP, .from = "2021-02-01", .dx = "I10",
                  .status = "-");
    not_evaluated("pcs.date", .kind = IP, .from = "2021-02-01", .dx = "I10/Y",
                  .px = "0DTJ0ZZ@2021-02-01 0DTJ4ZZ");
    not_evaluated("", .kind = P, .from = "2021-02-01", .dx = "I10", .px = "0DTJ0ZZ");
}

static void an_edit_that_is_left_out_is_not_named(void **state)
{
    (void)state;
    kit_claim c;
    sj_edit_set enabled = {{0, 0}};
    sj_edit_set_add(&enabled, SJ_DX_SEX);
    const sj_check_options options = {.size = sizeof options, .enabled = &enabled};
    sj_findings found = {0};
    kit_claim_make(&(told){.kind = P, .from = "2020-05-01", .dx = "I10", .sex = "F"},
                   &c);
    assert_int_equal(sj_check(s.image, &c.claim, &options, &found), SJ_OK);
    assert_set(&found.no_data, "dx.sex", __LINE__);
    assert_set(&found.not_evaluated, "", __LINE__);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_every_table_speaks_nothing_is_named),
        cmocka_unit_test(beyond_the_horizon_existence_is_named_and_nothing_is_rejected),
        cmocka_unit_test(in_a_gap_of_the_notes_pair_edits_are_named),
        cmocka_unit_test(before_the_first_code_editor_its_edits_are_named),
        cmocka_unit_test(a_version_without_a_list_names_its_edit),
        cmocka_unit_test(sex_is_not_named_once_the_code_editor_stopped),
        cmocka_unit_test(procedures_without_lists_name_their_edits),
        cmocka_unit_test(lines_name_what_no_list_or_table_could_judge),
        cmocka_unit_test(missing_inputs_are_named),
        cmocka_unit_test(an_edit_that_is_left_out_is_not_named),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

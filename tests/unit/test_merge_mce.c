/*
 * Lists of the Code Editor and of POA exemption as traits of codes, column by column;
 * the columns themselves; classes (docs/RULES.md 12, 15 and 16).
 */
#include <stdlib.h>
#include <string.h>

#include "tests/support/edit_kit.h"

static uint32_t mce(merge_kit *k, const char *release, const char *from)
{
    return kit_source(k, GEN_MCE_LISTS, release, from, NULL);
}

static uint32_t poa(merge_kit *k, const char *release, const char *from)
{
    return kit_source(k, GEN_POA_EXEMPT, release, from, NULL);
}

static void exempt(merge_kit *k, uint32_t list, const char *code)
{
    kit_member(k, list, SJ_ICD10CM, SJF_POA_EXEMPT, code);
}

/* One release of ICD-10-CM a year from FY2016 on. */
static void diagnoses(merge_kit *k)
{
    kit_codes(k, GEN_ICD10CM_ORDER, "2016", "2015-10-01", "A33 E119 O80 Z38");
    kit_codes(k, GEN_ICD10CM_ORDER, "2017", "2016-10-01", "A33 E119 O80 Z38");
    kit_codes(k, GEN_ICD10CM_ORDER, "2018", "2017-10-01", "A33 E119 O80 Z38");
}

/* ---- columns --------------------------------------------------------------------- */

static void columns_begin_where_anything_begins_or_ends(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    kit_member(&k, mce(&k, "v33", "2015-10-01"), SJ_ICD10CM, SJF_NEWBORN, "A33");
    exempt(&k, poa(&k, "2018", "2017-10-01"), "Z38");
    exempt(&k, poa(&k, "2018-04", "2018-04-01"), "Z38");
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 mce, 2016-10-01, 2017-10-01 poa, "
                        "2018-04-01 poa, 2018-10-01");
    kit_free(&k);
}

static void a_system_that_no_list_speaks_of_has_no_edits(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    kit_codes(&k, GEN_ICD10PCS_ORDER, "2018", "2017-10-01", "0DT 0DTJ4ZZ");
    kit_member(&k, mce(&k, "v35", "2017-10-01"), SJ_ICD10CM, SJF_NEWBORN, "A33");
    kit_merge(&k, false);
    assert_int_equal(k.catalog.edits[SJ_ICD10PCS].column_count, 0);
    assert_int_equal(k.catalog.edits[SJ_ICD10PCS].class_count, 0);
    assert_int_equal(kit_class(&k, SJ_ICD10PCS, "0DTJ4ZZ"), 0);
    kit_free(&k);
}

static void a_version_speaks_of_the_systems_whose_lists_it_has(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    kit_codes(&k, GEN_ICD9CM_LONG, "v32", "2014-10-01", "7710 650");
    uint32_t a = mce(&k, "v32", "2014-10-01");
    kit_has_list(&k, a, SJ_ICD9CM, SJF_NEWBORN, 0, 0);
    kit_member(&k, a, SJ_ICD9CM, SJF_NEWBORN, "7710");
    uint32_t b = mce(&k, "v33", "2015-10-01");
    kit_has_list(&k, b, SJ_ICD10CM, SJF_NEWBORN, 0, 0);
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD9CM), "-, 2014-10-01 mce, 2015-10-01");
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 mce, 2016-10-01, 2017-10-01, 2018-10-01");
    assert_string_equal(kit_trait(&k, SJ_ICD9CM, "7710", SJF_NEWBORN), "010");
    kit_free(&k);
}

static void carried_lists_go_on_up_to_the_next_and_after_the_newest(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    kit_member(&k, mce(&k, "v33", "2015-10-01"), SJ_ICD10CM, SJF_NEWBORN, "A33");
    kit_member(&k, mce(&k, "v35", "2017-10-01"), SJ_ICD10CM, SJF_NEWBORN, "Z38");
    kit_merge(&k, true);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 mce, 2016-10-01 mce/carried, 2017-10-01 mce, "
                        "2018-10-01 mce/carried");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "A33", SJF_NEWBORN), "01100");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "Z38", SJF_NEWBORN), "00011");
    kit_free(&k);
}

static void while_edits_speak_a_change_of_status_begins_a_column(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t list = kit_list(&k, SJ_ICD10CM, "mine", "2016-01-01", NULL);
    kit_dated(&k, list, SJ_ICD10CM, "A33", "2016-03-05", "2016-06-30");
    kit_dated(&k, list, SJ_ICD10CM, "Z38", "2019-01-01", NULL);
    kit_member(&k, mce(&k, "v33", "2015-10-01"), SJ_ICD10CM, SJF_NEWBORN, "A33");
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 mce, 2016-01-01 mce, 2016-03-05 mce, "
                        "2016-07-01 mce, 2016-10-01");
    kit_free(&k);
}

static void edits_whose_days_lie_too_far_apart_are_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    kit_member(&k, mce(&k, "v1", "1800-10-01"), SJ_ICD10CM, SJF_NEWBORN, "A33");
    kit_merge(&k, false);
    assert_false(k.merged);
    assert_string_equal(
        kit_messages(&k),
        "the edits of icd10cm change on days too far apart for an image");
    kit_free(&k);
}

/* ---- membership ------------------------------------------------------------------ */

static void in_a_gap_a_list_has_what_both_versions_have(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    uint32_t a = mce(&k, "v33", "2015-10-01");
    kit_has_list(&k, a, SJ_ICD10CM, SJF_NEWBORN, 0, 0);
    kit_has_list(&k, a, SJ_ICD10CM, SJF_QUESTIONABLE, 0, 0);
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "A33");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "Z38");
    uint32_t b = mce(&k, "v35", "2017-10-01");
    kit_has_list(&k, b, SJ_ICD10CM, SJF_NEWBORN, 0, 0);
    kit_has_list(&k, b, SJ_ICD10CM, SJF_MATERNITY, 9, 64);
    kit_member(&k, b, SJ_ICD10CM, SJF_NEWBORN, "Z38");
    kit_member(&k, b, SJ_ICD10CM, SJF_NEWBORN, "O80");
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 mce, 2016-10-01 mce/gap, 2017-10-01 mce, "
                        "2018-10-01");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "A33", SJF_NEWBORN), "01000");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "Z38", SJF_NEWBORN), "01110");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "O80", SJF_NEWBORN), "00010");
    const gen_column *columns = k.catalog.edits[SJ_ICD10CM].columns;
    assert_int_equal(columns[1].lists, 1 << SJF_NEWBORN | 1 << SJF_QUESTIONABLE);
    assert_int_equal(columns[2].lists, 1 << SJF_NEWBORN);
    assert_int_equal(columns[3].lists, 1 << SJF_NEWBORN | 1 << SJF_MATERNITY);
    assert_int_equal(columns[4].lists, 0);
    assert_int_equal(columns[2].mce_source, columns[1].mce_source);
    kit_free(&k);
}

static void ages_are_the_versions_and_in_a_gap_the_wider_of_both(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    kit_has_list(&k, mce(&k, "v33", "2015-10-01"), SJ_ICD10CM, SJF_MATERNITY, 12, 55);
    kit_has_list(&k, mce(&k, "v35", "2017-10-01"), SJ_ICD10CM, SJF_MATERNITY, 13, 64);
    kit_merge(&k, false);
    static const uint8_t want[5][2] = {{0, 0}, {12, 55}, {12, 64}, {13, 64}, {0, 0}};
    const gen_edits *edits = &k.catalog.edits[SJ_ICD10CM];
    assert_int_equal(edits->column_count, 5);
    for (int i = 0; i < 5; i++)
        assert_memory_equal(edits->columns[i].ages[SJF_MATERNITY], want[i], 2);
    kit_free(&k);
}

static void where_poa_lists_differ_across_a_gap_nobody_is_sure(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    uint32_t a = poa(&k, "2016", "2015-10-01");
    exempt(&k, a, "A33");
    exempt(&k, a, "Z38");
    uint32_t b = poa(&k, "2018", "2017-10-01");
    exempt(&k, b, "Z38");
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 poa, 2016-10-01 poa/gap, 2017-10-01 poa, "
                        "2018-10-01");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "A33", SJF_POA_EXEMPT), "01000");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "A33", SJF_POA_UNSURE), "00100");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "Z38", SJF_POA_EXEMPT), "01110");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "Z38", SJF_POA_UNSURE), "00000");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "E119", SJF_POA_UNSURE), "00000");
    kit_free(&k);
}

static void list_members_without_a_release_are_named_up_to_a_limit_a_file(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    k.report.limit = 1;
    diagnoses(&k);
    uint32_t a = mce(&k, "v33", "2015-10-01");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "A34");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "A35");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "A33");
    exempt(&k, poa(&k, "2016", "2015-10-01"), "A36");
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_string_equal(
        kit_messages(&k),
        "poa-exempt_2016.txt:16: code A36 is in no release of icd10cm; "
        "mce-lists_v33.txt:13: code A34 is in no release of icd10cm; "
        "mce-lists_v33.txt: 1 further codes of its lists are in no release");
    kit_free(&k);
}

static void lists_of_a_system_without_codes_are_left_out_with_a_warning(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    uint32_t a = mce(&k, "v33", "2015-10-01");
    kit_member(&k, a, SJ_ICD10PCS, SJF_NON_COVERED, "0DTJ4ZZ");
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_string_equal(kit_messages(&k),
                        "mce-lists_v33.txt: what it says of icd10pcs is left out: no "
                        "release of its codes");
    assert_int_equal(k.catalog.edits[SJ_ICD10PCS].column_count, 0);
    kit_free(&k);
}

static void rows_that_are_no_list_are_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    uint32_t a = mce(&k, "v33", "2015-10-01");
    kit_member(&k, a, SJ_ICD10CM, SJF_POA_UNSURE, "A33");
    kit_member(&k, a, SJ_HCPCS, SJF_NEWBORN, "A33");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "A3312345");
    kit_row_add(&k, a, (gen_row){.kind = GEN_ROW_GEM, .code = "A33"});
    kit_merge(&k, false);
    assert_string_equal(
        kit_messages(&k),
        "mce-lists_v33.txt:13: code A33: no known list; "
        "mce-lists_v33.txt:14: code A33: a list of another system than ICD; "
        "mce-lists_v33.txt:15: code A3312345: not as long as a code; "
        "mce-lists_v33.txt:16: code A33: a row that such a file does not bear");
    kit_free(&k);
}

/* ---- manifestations -------------------------------------------------------------- */

static void where_no_version_speaks_the_title_tells_manifestations(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    static const struct {
        const char *release, *from, *code, *title;
    } rows[] = {
        {"2016", "2015-10-01", "D631", "Anemia in chronic kidney disease"},
        {"2016", "2015-10-01", "D77",
         "Other disorders in diseases classified elsewhere"},
        {"2016", "2015-10-01", "D78", "In other diseases classified elsewhere"},
        {"2016", "2015-10-01", "F028", "Dementia In Diseases Classified Elsewhere"},
        {"2017", "2016-10-01", "D631", "Anemia in diseases classified elsewhere"},
        {"2017", "2016-10-01", "D77", "Other disorders"},
        {"2017", "2016-10-01", "D78", "In other diseases classified elsewhere"},
        {"2017", "2016-10-01", "F028", "Dementia in diseases classified elsewhere"},
        {"2018", "2017-10-01", "D631", "Anemia in diseases classified elsewhere"},
    };
    uint32_t source = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (i == 0 || strcmp(rows[i].release, rows[i - 1].release) != 0)
            source =
                kit_source(&k, GEN_ICD10CM_ORDER, rows[i].release, rows[i].from, NULL);
        kit_undated(&k, source, rows[i].code, SJ_CODE_BILLABLE, "short", rows[i].title);
    }
    uint32_t list = mce(&k, "v35", "2017-10-01");
    kit_has_list(&k, list, SJ_ICD10CM, SJF_MANIFESTATION, 0, 0);
    kit_member(&k, list, SJ_ICD10CM, SJF_MANIFESTATION, "D77");
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01, 2016-10-01, 2017-10-01 mce, 2018-10-01");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "D631", SJF_MANIFESTATION), "00100");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "D77", SJF_MANIFESTATION), "01010");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "D77", SJF_MANIFESTATION_BY_TITLE),
                        "01000");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "D78", SJF_MANIFESTATION), "00000");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "F028", SJF_MANIFESTATION), "01100");
    kit_free(&k);
}

/* ---- classes --------------------------------------------------------------------- */

static void
codes_alike_in_all_edits_share_a_class_and_class_0_knows_nothing(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diagnoses(&k);
    uint32_t a = mce(&k, "v33", "2015-10-01"), b = mce(&k, "v34", "2016-10-01");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "A33");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "Z38");
    kit_member(&k, a, SJ_ICD10CM, SJF_NEWBORN, "O80");
    kit_member(&k, b, SJ_ICD10CM, SJF_NEWBORN, "O80");
    kit_merge(&k, false);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "E119"), 0);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "A33"), 1);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "Z38"), 1);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "O80"), 2);
    const gen_edits *edits = &k.catalog.edits[SJ_ICD10CM];
    assert_int_equal(edits->class_count, 3);
    assert_int_equal(edits->trait_count, 3);
    assert_int_equal(edits->classes[0].traits, 0);
    assert_int_equal(edits->traits[1], 0); /* row 0, column 1 */
    kit_free(&k);
}

static void fill(merge_kit *k)
{
    kit_init(k);
    diagnoses(k);
    uint32_t a = mce(k, "v33", "2015-10-01"), b = mce(k, "v35", "2017-10-01");
    kit_member(k, a, SJ_ICD10CM, SJF_NEWBORN, "A33");
    kit_member(k, b, SJ_ICD10CM, SJF_NEWBORN, "Z38");
    kit_member(k, b, SJ_ICD10CM, SJF_MALE, "A33");
    exempt(k, poa(k, "2017", "2016-10-01"), "O80");
}

static void the_order_of_sources_leaves_no_trace_in_lists(void **state)
{
    (void)state;
    merge_kit a, b;
    fill(&a);
    fill(&b);
    kit_reverse(&b);
    kit_merge(&a, false);
    kit_merge(&b, false);
    char *first = kit_all_edits(&a), *second = kit_all_edits(&b);
    assert_string_equal(first, second);
    free(first);
    free(second);
    kit_free(&a);
    kit_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_begin_where_anything_begins_or_ends),
        cmocka_unit_test(a_system_that_no_list_speaks_of_has_no_edits),
        cmocka_unit_test(a_version_speaks_of_the_systems_whose_lists_it_has),
        cmocka_unit_test(carried_lists_go_on_up_to_the_next_and_after_the_newest),
        cmocka_unit_test(while_edits_speak_a_change_of_status_begins_a_column),
        cmocka_unit_test(edits_whose_days_lie_too_far_apart_are_refused),
        cmocka_unit_test(in_a_gap_a_list_has_what_both_versions_have),
        cmocka_unit_test(ages_are_the_versions_and_in_a_gap_the_wider_of_both),
        cmocka_unit_test(where_poa_lists_differ_across_a_gap_nobody_is_sure),
        cmocka_unit_test(list_members_without_a_release_are_named_up_to_a_limit_a_file),
        cmocka_unit_test(lists_of_a_system_without_codes_are_left_out_with_a_warning),
        cmocka_unit_test(rows_that_are_no_list_are_refused),
        cmocka_unit_test(where_no_version_speaks_the_title_tells_manifestations),
        cmocka_unit_test(
            codes_alike_in_all_edits_share_a_class_and_class_0_knows_nothing),
        cmocka_unit_test(the_order_of_sources_leaves_no_trace_in_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

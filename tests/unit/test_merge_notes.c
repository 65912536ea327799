/*
 * Notes of several Tabular Lists as one tree, and when they are in force
 * (docs/RULES.md 12 to 14).
 */
#include <stdlib.h>
#include <string.h>

#include "tests/support/edit_kit.h"

enum { CHAPTER = SJF_LEVEL_CHAPTER, BLOCK = SJF_LEVEL_BLOCK, CODE = SJF_LEVEL_CODE };

static uint32_t tabular(merge_kit *k, const char *release, const char *from)
{
    return kit_source(k, GEN_ICD10CM_TABULAR, release, from, NULL);
}

/* Chapter 4, its block and two categories; E11 bears nothing yet. */
static void diabetes(merge_kit *k, uint32_t file)
{
    kit_node(k, file, CHAPTER, "chapter 4", NULL, "Endocrine (E00-E89)");
    kit_node(k, file, BLOCK, "E08-E13", "chapter 4", "Diabetes (E08-E13)");
    kit_node(k, file, CODE, "E10", "E08-E13", "Type 1");
    kit_node(k, file, CODE, "E109", "E10", "Without");
    kit_node(k, file, CODE, "E11", "E08-E13", "Type 2");
}

static void codes_of(merge_kit *k, const char *release, const char *from)
{
    kit_codes(k, GEN_ICD10CM_ORDER, release, from,
              "D631 E10 E109 E11 E119 E1165 R73 R739");
}

/* ---- the tree -------------------------------------------------------------------- */

static void a_node_is_a_category_or_bears_a_note(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t t = tabular(&k, "2021", "2020-10-01");
    diabetes(&k, t);
    kit_node(&k, t, CODE, "E116", "E11", "Other");
    kit_node(&k, t, CODE, "E1165", "E116", "Hyperglycemia");
    kit_note(&k, t, "E1165", SJ_NOTE_NOTES, "a note");
    kit_merge(&k, false);
    assert_int_equal(k.catalog.notes.node_count, 5);
    assert_string_equal(kit_tree(&k, CODE, "E1165"),
                        "E1165 < E11 < E08-E13 < chapter 4");
    assert_string_equal(kit_tree(&k, CODE, "E10"), "E10 < E08-E13 < chapter 4");
    assert_string_equal(kit_tree(&k, CODE, "E116"), "");
    kit_free(&k);
}

static void a_block_without_categories_stands_above_the_blocks_it_spans(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2021", "2020-10-01", "V00 V10 C7A W00");
    uint32_t t = tabular(&k, "2021", "2020-10-01");
    kit_node(&k, t, CHAPTER, "chapter 2", NULL, "Neoplasms");
    kit_node(&k, t, BLOCK, "C00-C96", "chapter 2", "Malignant");
    kit_node(&k, t, BLOCK, "C00-C75", "chapter 2", "Malignant, primary");
    kit_node(&k, t, BLOCK, "C00-C14", "chapter 2", "Lip");
    kit_node(&k, t, CODE, "C00", "C00-C14", "Lip");
    kit_node(&k, t, BLOCK, "C7A", "chapter 2", "Neuroendocrine");
    kit_node(&k, t, CODE, "C7A", "C7A", "Neuroendocrine");
    kit_node(&k, t, CHAPTER, "chapter 20", NULL, "External causes");
    kit_node(&k, t, BLOCK, "V00-X58", "chapter 20", "Accidents");
    kit_node(&k, t, BLOCK, "V00-V99", "chapter 20", "Transport");
    kit_node(&k, t, BLOCK, "V00-V09", "chapter 20", "Pedestrian");
    kit_node(&k, t, CODE, "V00", "V00-V09", "Pedestrian");
    kit_node(&k, t, BLOCK, "W00-W19", "chapter 20", "Falls");
    kit_node(&k, t, CODE, "W00", "W00-W19", "Fall");
    kit_merge(&k, false);
    assert_string_equal(kit_tree(&k, CODE, "C00"),
                        "C00 < C00-C14 < C00-C75 < C00-C96 < chapter 2");
    assert_string_equal(kit_tree(&k, CODE, "C7A"), "C7A < C7A < C00-C96 < chapter 2");
    assert_string_equal(kit_tree(&k, CODE, "V00"),
                        "V00 < V00-V09 < V00-V99 < V00-X58 < chapter 20");
    assert_string_equal(kit_tree(&k, CODE, "W00"),
                        "W00 < W00-W19 < V00-X58 < chapter 20");
    kit_free(&k);
}

static void a_block_with_categories_stands_above_no_other_one(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2021", "2020-10-01", "B10 B15");
    uint32_t t = tabular(&k, "2021", "2020-10-01");
    kit_node(&k, t, CHAPTER, "chapter 1", NULL, "Infectious");
    kit_node(&k, t, BLOCK, "B10-B19", "chapter 1", "Some");
    kit_node(&k, t, CODE, "B10", "B10-B19", "Ten");
    kit_node(&k, t, BLOCK, "B15", "chapter 1", "One of its own");
    kit_node(&k, t, CODE, "B15", "B15", "Fifteen");
    kit_merge(&k, false);
    assert_string_equal(kit_tree(&k, CODE, "B15"), "B15 < B15 < chapter 1");
    kit_free(&k);
}

static void a_block_spans_those_of_its_own_file_and_chapter(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2023", "2022-10-01", "V00 W00");
    uint32_t a = tabular(&k, "2021", "2020-10-01");
    kit_node(&k, a, CHAPTER, "chapter 20", NULL, "External causes");
    kit_node(&k, a, BLOCK, "V00-V99", "chapter 20", "Transport");
    kit_node(&k, a, BLOCK, "V00-V09", "chapter 20", "Pedestrian");
    kit_node(&k, a, CODE, "V00", "V00-V09", "Pedestrian");
    uint32_t b = tabular(&k, "2023", "2022-10-01");
    kit_node(&k, b, CHAPTER, "chapter 19", NULL, "Injuries");
    kit_node(&k, b, BLOCK, "S00-Z99", "chapter 19", "Too wide");
    kit_node(&k, b, CHAPTER, "chapter 20", NULL, "External causes");
    kit_node(&k, b, BLOCK, "V00-V09", "chapter 20", "Pedestrian");
    kit_node(&k, b, CODE, "V00", "V00-V09", "Pedestrian");
    kit_merge(&k, false);
    assert_string_equal(kit_tree(&k, CODE, "V00"), "V00 < V00-V09 < chapter 20");
    kit_free(&k);
}

/* I30-I52 in FY2016 and I30-I5A in FY2023, with one more category. */
static void circulation(merge_kit *k)
{
    kit_codes(k, GEN_ICD10CM_ORDER, "2016", "2015-10-01", "I30 I52 J10");
    kit_codes(k, GEN_ICD10CM_ORDER, "2023", "2022-10-01", "I30 I52 I5A J10");
    uint32_t a = tabular(k, "2016", "2015-10-01");
    kit_node(k, a, CHAPTER, "chapter 9", NULL, "Circulatory");
    kit_node(k, a, BLOCK, "I30-I52", "chapter 9", "Other heart (I30-I52)");
    kit_note(k, a, "I30-I52", SJ_NOTE_EXCLUDES1, "influenza (J10)");
    kit_node(k, a, CODE, "I30", "I30-I52", "Pericarditis, once");
    kit_node(k, a, CODE, "I52", "I30-I52", "Other");
    uint32_t b = tabular(k, "2023", "2022-10-01");
    kit_node(k, b, CHAPTER, "chapter 9", NULL, "Circulatory");
    kit_node(k, b, BLOCK, "I30-I5A", "chapter 9", "Other heart (I30-I5A)");
    kit_node(k, b, CODE, "I30", "I30-I5A", "Pericarditis");
    kit_node(k, b, CODE, "I52", "I30-I5A", "Other");
    kit_node(k, b, CODE, "I5A", "I30-I5A", "Injury");
}

static void
a_block_that_was_renamed_stands_above_the_one_that_took_its_place(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    circulation(&k);
    kit_merge(&k, false);
    assert_string_equal(kit_tree(&k, CODE, "I30"),
                        "I30 < I30-I5A < I30-I52 < chapter 9");
    kit_free(&k);
}

static void what_a_renamed_block_bore_holds_in_its_own_time(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    circulation(&k);
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 notes, 2016-10-01 notes/gap, 2022-10-01 notes, "
                        "2023-10-01");
    assert_string_equal(kit_rectangles(&k, BLOCK, "I30-I52"), "J10 01000");
    kit_free(&k);
}

static void
a_block_whose_categories_went_to_a_larger_one_is_not_put_above_it(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2023", "2022-10-01", "A10 A20");
    uint32_t a = tabular(&k, "2016", "2015-10-01");
    kit_node(&k, a, CHAPTER, "chapter 1", NULL, "One");
    kit_node(&k, a, BLOCK, "A10-A19", "chapter 1", "First");
    kit_node(&k, a, CODE, "A10", "A10-A19", "Ten");
    kit_node(&k, a, BLOCK, "A20-A29", "chapter 1", "Second");
    kit_node(&k, a, CODE, "A20", "A20-A29", "Twenty");
    uint32_t b = tabular(&k, "2023", "2022-10-01");
    kit_node(&k, b, CHAPTER, "chapter 1", NULL, "One");
    kit_node(&k, b, BLOCK, "A10-A29", "chapter 1", "Both");
    kit_node(&k, b, CODE, "A10", "A10-A29", "Ten");
    kit_node(&k, b, CODE, "A20", "A10-A29", "Twenty");
    kit_merge(&k, false);
    assert_string_equal(kit_tree(&k, CODE, "A10"), "A10 < A10-A29 < chapter 1");
    assert_string_equal(kit_tree(&k, BLOCK, "A10-A19"), "A10-A19 < chapter 1");
    kit_free(&k);
}

static void titles_are_those_of_the_newest_file(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t b = tabular(&k, "2023", "2022-10-01"); /* named first, read last */
    uint32_t a = tabular(&k, "2021", "2020-10-01");
    kit_node(&k, a, CHAPTER, "chapter 4", NULL, "old title");
    kit_node(&k, b, CHAPTER, "chapter 4", NULL, "new title");
    kit_merge(&k, false);
    const gen_node *node = &k.catalog.notes.nodes[0];
    assert_int_equal(k.catalog.notes.node_count, 1);
    assert_string_equal(gen_text_get(&k.catalog.text, node->title, NULL), "new title");
    kit_free(&k);
}

static void a_note_before_any_node_is_refused(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t t = tabular(&k, "2021", "2020-10-01");
    kit_note(&k, t, "E11", SJ_NOTE_EXCLUDES1, "x (E10)");
    kit_merge(&k, false);
    assert_string_equal(kit_messages(&k),
                        "icd10cm-tabular_2021.txt:9: code E11: a note before its node");
    kit_free(&k);
}

/* ---- notes ----------------------------------------------------------------------- */

/* Sources of the catalog: 0 is the order file, then Tabular Lists by date. */
static void
a_line_that_several_files_have_is_one_note_with_a_place_in_each(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t a = tabular(&k, "2021", "2020-10-01");
    diabetes(&k, a);
    kit_note(&k, a, "E11", SJ_NOTE_EXCLUDES1, "type 1 diabetes (E10.-)");
    kit_note(&k, a, "E11", SJ_NOTE_EXCLUDES1, "gone (R73.9)");
    uint32_t b = tabular(&k, "2023", "2022-10-01");
    diabetes(&k, b);
    kit_note(&k, b, "E11", SJ_NOTE_EXCLUDES1, "new (R73)");
    kit_note(&k, b, "E11", SJ_NOTE_EXCLUDES1, "type 1 diabetes (E10.-)");
    kit_note(&k, b, "E11", SJ_NOTE_EXCLUDES2, "type 1 diabetes (E10.-)");
    kit_merge(&k, false);
    assert_string_equal(kit_notes(&k, CODE, "E11"),
                        "excludes1 new (R73) [2:21] (R73); "
                        "excludes1 type 1 diabetes (E10.-) [1:14 2:22] (E10.-); "
                        "excludes2 type 1 diabetes (E10.-) [2:23] (E10.-); "
                        "excludes1 gone (R73.9) [1:15] (R73.9)");
    kit_free(&k);
}

static void a_line_that_a_file_repeats_is_noted_where_it_stands_first(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t a = tabular(&k, "2021", "2020-10-01");
    diabetes(&k, a);
    kit_note(&k, a, "E11", SJ_NOTE_EXCLUDES1, "again (R73.9)");
    kit_note(&k, a, "E11", SJ_NOTE_EXCLUDES1, "again (R73.9)");
    kit_merge(&k, false);
    assert_string_equal(kit_notes(&k, CODE, "E11"),
                        "excludes1 again (R73.9) [1:14] (R73.9)");
    kit_free(&k);
}

static void spellings_of_a_reference_are_one_reference(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t a = tabular(&k, "2021", "2020-10-01");
    diabetes(&k, a);
    kit_note(&k, a, "E11", SJ_NOTE_EXCLUDES1, "one (E10) (R73.9, E10.-)");
    kit_note(&k, a, "E11", SJ_NOTE_EXCLUDES1, "two (E10.-)");
    kit_note(&k, a, "E11", SJ_NOTE_CODE_ALSO, "three (E10)");
    kit_note(&k, a, "E11", SJ_NOTE_INCLUDES, "no rule (E10)");
    kit_merge(&k, false);
    assert_int_equal(k.catalog.notes.reference_count,
                     3); /* E10 twice, by kind; R73.9 */
    assert_int_equal(k.catalog.notes.note_reference_count, 4);
    kit_free(&k);
}

/* ---- time ------------------------------------------------------------------------ */

static void three_files(merge_kit *k)
{
    codes_of(k, "2016", "2015-10-01");
    codes_of(k, "2017", "2016-10-01");
    codes_of(k, "2021", "2020-10-01");
    codes_of(k, "2022", "2021-10-01");
    uint32_t a = tabular(k, "2016", "2015-10-01");
    diabetes(k, a);
    kit_note(k, a, "E11", SJ_NOTE_EXCLUDES1, "always (E10.-)");
    kit_note(k, a, "E11", SJ_NOTE_EXCLUDES1, "first (R73.9)");
    uint32_t b = tabular(k, "2021", "2020-10-01");
    diabetes(k, b);
    kit_note(k, b, "E11", SJ_NOTE_EXCLUDES1, "reworded, but always (E10)");
    kit_note(k, b, "E11", SJ_NOTE_EXCLUDES1, "later (D63.1)");
    uint32_t c = tabular(k, "2022", "2021-10-01");
    diabetes(k, c);
    kit_note(k, c, "E11", SJ_NOTE_EXCLUDES1, "always (E10.-)");
}

static void in_a_gap_a_reference_holds_that_both_neighbours_have(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    three_files(&k);
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 notes, 2016-10-01 notes/gap, "
                        "2017-10-01 notes/gap, 2020-10-01 notes, 2021-10-01 notes, "
                        "2022-10-01");
    assert_string_equal(kit_rectangles(&k, CODE, "E11"),
                        "D63.1 0000100, E10.- 0111110, R73.9 0100000");
    kit_free(&k);
}

static void carried_notes_go_on_up_to_the_next_list_and_after_the_newest(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    three_files(&k);
    kit_merge(&k, true);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 notes, 2016-10-01 notes/carried, "
                        "2017-10-01 notes/carried, 2020-10-01 notes, "
                        "2021-10-01 notes, 2022-10-01 notes/carried");
    assert_string_equal(kit_rectangles(&k, CODE, "E11"),
                        "D63.1 0000100, E10.- 0111111, R73.9 0111000");
    kit_free(&k);
}

static void a_column_names_the_list_in_force_and_in_a_gap_the_earlier_one(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    three_files(&k);
    kit_merge(&k, false);
    const gen_column *columns = k.catalog.edits[SJ_ICD10CM].columns;
    assert_int_equal(columns[0].notes_source, SJF_NO_SOURCE);
    assert_int_equal(columns[1].notes_source, 4); /* behind four order files */
    assert_int_equal(columns[3].notes_source, 4);
    assert_int_equal(columns[4].notes_source, 5);
    assert_int_equal(columns[6].notes_source, SJF_NO_SOURCE);
    assert_int_equal(columns[4].mce_source, SJF_NO_SOURCE);
    assert_int_equal(columns[4].poa_source, SJF_NO_SOURCE);
    kit_free(&k);
}

/* ---- weak notes ------------------------------------------------------------------ */

static void a_weak_note_of_any_ancestor_makes_code_first_weak(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t t = tabular(&k, "2021", "2020-10-01");
    kit_node(&k, t, CHAPTER, "chapter 4", NULL, "Endocrine");
    kit_node(&k, t, BLOCK, "E08-E13", "chapter 4", "Diabetes");
    kit_note(&k, t, "E08-E13", SJ_NOTE_CODE_FIRST, "underlying condition, such as:");
    kit_node(&k, t, CODE, "E10", "E08-E13", "Type 1");
    kit_node(&k, t, CODE, "E11", "E08-E13", "Type 2");
    kit_note(&k, t, "E11", SJ_NOTE_CODE_FIRST, "anemia (D63.1)");
    kit_node(&k, t, BLOCK, "R70-R79", "chapter 4", "Other");
    kit_node(&k, t, CODE, "R73", "R70-R79", "Glucose");
    kit_note(&k, t, "R73", SJ_NOTE_CODE_FIRST, "anemia (D63.1)");
    kit_note(&k, t, "R73", SJ_NOTE_CODE_ALSO, "others, such as (E10)");
    kit_merge(&k, false);
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "E119", SJF_CODE_FIRST_WEAK), "010");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "E119", SJF_HAS_CODE_FIRST), "010");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "E109", SJF_CODE_FIRST_WEAK), "010");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "E109", SJF_HAS_CODE_FIRST), "000");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "R739", SJF_CODE_FIRST_WEAK), "000");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "R739", SJF_HAS_CODE_FIRST), "010");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "R739", SJF_HAS_CODE_ALSO), "010");
    kit_free(&k);
}

static void in_a_gap_a_weak_note_of_either_neighbour_counts(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2016", "2015-10-01");
    uint32_t a = tabular(&k, "2016", "2015-10-01");
    diabetes(&k, a);
    kit_note(&k, a, "E11", SJ_NOTE_CODE_FIRST, "if applicable, anemia (D63.1)");
    uint32_t b = tabular(&k, "2021", "2020-10-01");
    diabetes(&k, b);
    kit_note(&k, b, "E11", SJ_NOTE_CODE_FIRST, "anemia (D63.1)");
    kit_merge(&k, false);
    assert_string_equal(kit_columns(&k, SJ_ICD10CM),
                        "-, 2015-10-01 notes, 2016-10-01 notes/gap, 2020-10-01 notes, "
                        "2021-10-01");
    assert_string_equal(kit_trait(&k, SJ_ICD10CM, "E119", SJF_CODE_FIRST_WEAK),
                        "01100");
    assert_string_equal(kit_rectangles(&k, CODE, "E11"), "D63.1 01110");
    kit_free(&k);
}

/* ---- classes --------------------------------------------------------------------- */

static void codes_that_a_note_tells_apart_are_of_different_classes(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    uint32_t t = tabular(&k, "2021", "2020-10-01");
    diabetes(&k, t);
    kit_note(&k, t, "E11", SJ_NOTE_EXCLUDES1, "type 1 diabetes (E10.-)");
    kit_merge(&k, false);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "D631"), 0);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "E109"), 1);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "E1165"), 2);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "E119"), 2);
    assert_int_equal(kit_class(&k, SJ_ICD10CM, "R739"), 0);
    kit_free(&k);
}

static void notes_make_no_edits_of_other_systems(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    codes_of(&k, "2021", "2020-10-01");
    kit_codes(&k, GEN_ICD10PCS_ORDER, "2021", "2020-10-01", "0DT 0DTJ4ZZ");
    diabetes(&k, tabular(&k, "2021", "2020-10-01"));
    kit_merge(&k, false);
    assert_int_equal(k.catalog.edits[SJ_ICD10CM].column_count, 3);
    assert_int_equal(k.catalog.edits[SJ_ICD10PCS].column_count, 0);
    kit_free(&k);
}

/* ---- all of it ------------------------------------------------------------------- */

static void the_order_of_sources_leaves_no_trace_in_notes(void **state)
{
    (void)state;
    merge_kit a, b;
    kit_init(&a);
    kit_init(&b);
    three_files(&a);
    three_files(&b);
    kit_reverse(&b);
    kit_merge(&a, false);
    kit_merge(&b, false);
    char *first = kit_all_edits(&a), *second = kit_all_edits(&b);
    assert_non_null(strstr(first, "rectangle"));
    assert_string_equal(first, second);
    free(first);
    free(second);
    kit_free(&a);
    kit_free(&b);
}

static void notes_without_any_icd_10_cm_code_are_left_out_with_a_warning(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    diabetes(&k, tabular(&k, "2016", "2015-10-01"));
    kit_merge(&k, false);
    assert_true(k.merged);
    assert_string_equal(
        kit_messages(&k),
        "icd10cm-tabular_2016.txt: what it says of icd10cm is left out: "
        "no release of its codes");
    assert_int_equal(k.catalog.notes.node_count, 0);
    assert_int_equal(k.catalog.edits[SJ_ICD10CM].column_count, 0);
    kit_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_node_is_a_category_or_bears_a_note),
        cmocka_unit_test(a_block_without_categories_stands_above_the_blocks_it_spans),
        cmocka_unit_test(a_block_with_categories_stands_above_no_other_one),
        cmocka_unit_test(a_block_spans_those_of_its_own_file_and_chapter),
        cmocka_unit_test(
            a_block_that_was_renamed_stands_above_the_one_that_took_its_place),
        cmocka_unit_test(what_a_renamed_block_bore_holds_in_its_own_time),
        cmocka_unit_test(
            a_block_whose_categories_went_to_a_larger_one_is_not_put_above_it),
        cmocka_unit_test(titles_are_those_of_the_newest_file),
        cmocka_unit_test(a_note_before_any_node_is_refused),
        cmocka_unit_test(
            a_line_that_several_files_have_is_one_note_with_a_place_in_each),
        cmocka_unit_test(a_line_that_a_file_repeats_is_noted_where_it_stands_first),
        cmocka_unit_test(spellings_of_a_reference_are_one_reference),
        cmocka_unit_test(in_a_gap_a_reference_holds_that_both_neighbours_have),
        cmocka_unit_test(carried_notes_go_on_up_to_the_next_list_and_after_the_newest),
        cmocka_unit_test(a_column_names_the_list_in_force_and_in_a_gap_the_earlier_one),
        cmocka_unit_test(a_weak_note_of_any_ancestor_makes_code_first_weak),
        cmocka_unit_test(in_a_gap_a_weak_note_of_either_neighbour_counts),
        cmocka_unit_test(codes_that_a_note_tells_apart_are_of_different_classes),
        cmocka_unit_test(notes_make_no_edits_of_other_systems),
        cmocka_unit_test(the_order_of_sources_leaves_no_trace_in_notes),
        cmocka_unit_test(notes_without_any_icd_10_cm_code_are_left_out_with_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

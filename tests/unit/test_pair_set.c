/*
 * References become rectangles of groups (docs/EDITING.md, Pairs).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/format/layout.h"
#include "tests/support/pair_kit.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { CODE = SJF_LEVEL_CODE };

static const char *const one_release[] = {
    "2015-10-01 A00 A000 A001 A01 A010 A011 B00 B000 B001 C00"};

/* Nodes: 0 A00, 1 A01, 2 B00. Columns: before the release, in it, after it. */
static void open_kit(pair_kit *k)
{
    pair_init(k, one_release, COUNT(one_release));
    pair_columns(k, "2015-10-01 2016-10-02");
    pair_node(k, CODE, "A00", GEN_NO_NODE);
    pair_node(k, CODE, "A01", GEN_NO_NODE);
    pair_node(k, CODE, "B00", GEN_NO_NODE);
}

static void a_reference_is_what_its_node_binds_by_what_it_names(void **state)
{
    (void)state;
    pair_kit k;
    open_kit(&k);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "B001", "010");
    pair_reference(&k, 1, SJ_NOTE_EXCLUDES2, "A000-A001", "110");
    pair_resolve(&k);
    assert_string_equal(pair_rectangle(&k, 0), "A00 A000 A001 x B001 in 010");
    assert_string_equal(pair_rectangle(&k, 1), "A01 A010 A011 x A000 A001 in 110");
    assert_int_equal(k.made.rectangle_count, 2);
    assert_int_equal(k.made.presence_count, 2);
    assert_int_equal(k.counts.resolved, 2);
    assert_string_equal(pair_messages(&k), "");
    pair_free(&k);
}

static void excludes_notes_name_nothing_that_they_bind_and_others_do(void **state)
{
    (void)state;
    pair_kit k;
    open_kit(&k);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "A00-A01", "010");
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "A001", "010");
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES2, "A00-A010", "010");
    pair_reference(&k, 0, SJ_NOTE_CODE_FIRST, "A001", "010");
    pair_resolve(&k);
    assert_string_equal(pair_rectangle(&k, 0), "A00 A000 A001 x A01 A010 A011 in 010");
    assert_string_equal(pair_rectangle(&k, 1), "A00 A000 A001 x A01 A010 in 010");
    assert_string_equal(pair_rectangle(&k, 2), "A00 A000 A001 x A001 in 010");
    assert_int_equal(k.made.rectangle_count, 3);
    assert_int_equal(k.made.rectangles[1].reference, 2);
    assert_int_equal(k.counts.empty, 1);
    pair_free(&k);
}

static void a_qualifier_narrows_what_is_named(void **state)
{
    (void)state;
    pair_kit k;
    open_kit(&k);
    pair_reference(&k, 2, SJ_NOTE_EXCLUDES1, "A00-A01 ...1", "010");
    pair_reference(&k, 2, SJ_NOTE_EXCLUDES1, "A01 ...0", "010");
    pair_resolve(&k);
    assert_string_equal(pair_rectangle(&k, 0), "B00 B000 B001 x A001 A011 in 010");
    assert_string_equal(pair_rectangle(&k, 1), "B00 B000 B001 x A010 in 010");
    pair_free(&k);
}

static void codes_that_no_reference_tells_apart_share_a_group(void **state)
{
    (void)state;
    pair_kit k;
    open_kit(&k);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "B001", "010");
    pair_reference(&k, 1, SJ_NOTE_EXCLUDES2, "A00", "010");
    pair_resolve(&k);
    assert_int_equal(pair_group(&k, "A00"), 1);
    assert_int_equal(pair_group(&k, "A000"), 1);
    assert_int_equal(pair_group(&k, "A001"), 1);
    assert_int_equal(pair_group(&k, "A010"), 2);
    assert_int_equal(pair_group(&k, "B001"), 3);
    assert_int_equal(pair_group(&k, "B000"), 0);
    assert_int_equal(pair_group(&k, "C00"), 0);
    assert_int_equal(k.made.group_count, 4);
    pair_free(&k);
}

static void a_stretch_of_tabular_order_is_one_stretch_of_groups(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 C79 C7A C7B C80"};
    pair_kit k;
    pair_init(&k, releases, COUNT(releases));
    pair_columns(&k, "2015-10-01");
    pair_node(&k, CODE, "C79", GEN_NO_NODE);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "C80", "01");
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "C7A-C80", "01");
    pair_resolve(&k);
    assert_int_equal(k.made.rectangles[1].right_count, 1);
    const gen_groups *right = &k.made.groups[k.made.rectangles[1].right];
    assert_int_equal(right->first, 2);
    assert_int_equal(right->last, 3);
    pair_free(&k);
}

/* ---- what is left out ------------------------------------------------------------ */

static void a_code_in_no_release_makes_no_rectangle_and_no_message(void **state)
{
    (void)state;
    pair_kit k;
    open_kit(&k);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "Z99", "010");
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "B00", "000");
    pair_reference(&k, 0, SJ_NOTE_INCLUDES, "B00", "010");
    pair_resolve(&k);
    assert_int_equal(k.made.rectangle_count, 0);
    assert_int_equal(k.made.group_count, 1);
    assert_int_equal(k.counts.empty, 1);
    assert_int_equal(k.counts.absent, 1);
    assert_string_equal(pair_messages(&k), "");
    pair_free(&k);
}

static void a_range_that_names_nothing_is_told_once_with_its_note(void **state)
{
    (void)state;
    pair_kit k;
    open_kit(&k);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "B00-A01", "111");
    pair_resolve(&k);
    assert_string_equal(pair_messages(&k),
                        "excludes1 of A00: (B00-A01): the range ends before it begins; "
                        "it names nothing");
    assert_int_equal(k.report.warnings, 1);
    assert_int_equal(k.counts.empty, 1);
    pair_free(&k);
}

static void the_message_has_the_file_and_line_of_the_newest_note(void **state)
{
    (void)state;
    pair_kit k;
    open_kit(&k);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "B00-A01", "010");
    gen_provenance *source = gen_catalog_add_source(&k.catalog);
    gen_notes *notes = &k.catalog.notes;
    static gen_occurrence occurrences[] = {{0, 3}, {0, 17}};
    static gen_note note = {
        .reference_count = 1, .occurrence_count = 2, .kind = SJ_NOTE_EXCLUDES1};
    static uint32_t reference = 0;
    static char file[] = "tabular.xml";
    source->file = file;
    notes->occurrences = occurrences;
    notes->notes = &note;
    notes->note_references = &reference;
    notes->note_count = 1;
    pair_resolve(&k);
    assert_non_null(strstr(pair_messages(&k), "tabular.xml:17: excludes1 of A00"));
    source->file = NULL; /* these are not on the heap */
    notes->occurrences = NULL;
    notes->notes = NULL;
    notes->note_references = NULL;
    pair_free(&k);
}

/* ---- time ------------------------------------------------------------------------ */

/* A01 moved behind B00. */
static const char *const moved[] = {"2015-10-01 A00 A01 A02 B00 C00",
                                    "2016-10-01 A00 A02 B00 A01 C00"};

static void a_range_whose_codes_change_has_a_rectangle_for_each_set(void **state)
{
    (void)state;
    pair_kit k;
    pair_init(&k, moved, COUNT(moved));
    pair_columns(&k, "2015-10-01 2016-10-01");
    pair_node(&k, CODE, "C00", GEN_NO_NODE);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "A00-A02", "011");
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "A00-A02", "001");
    pair_resolve(&k);
    assert_string_equal(pair_rectangle(&k, 0), "C00 x A00 A02 A01 in 010");
    assert_string_equal(pair_rectangle(&k, 1), "C00 x A00 A02 in 001");
    assert_string_equal(pair_rectangle(&k, 2), "C00 x A00 A02 in 001");
    assert_int_equal(k.made.rectangle_count, 3);
    assert_int_equal(k.counts.several, 1);
    pair_free(&k);
}

static void codes_that_come_and_go_leave_one_rectangle(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00 A01 A03 C00",
                                           "2016-10-01 A00 A02 A03 C00"};
    pair_kit k;
    pair_init(&k, releases, COUNT(releases));
    pair_columns(&k, "2015-10-01 2016-10-01");
    pair_node(&k, CODE, "C00", GEN_NO_NODE);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "A00-A03", "011");
    pair_resolve(&k);
    assert_string_equal(pair_rectangle(&k, 0), "C00 x A00 A01 A02 A03 in 011");
    assert_int_equal(k.made.rectangle_count, 1);
    pair_free(&k);
}

static void in_a_gap_a_range_has_what_all_releases_say_that_list_the_code(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00 A01 A02 B00 C00",
                                           "2017-10-01 A00 A02 B00 A01 A03 C00"};
    pair_kit k;
    pair_init(&k, releases, COUNT(releases));
    pair_columns(&k, "2015-10-01 2017-01-01 2017-10-01");
    pair_node(&k, CODE, "C00", GEN_NO_NODE);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "A00-A02", "0110");
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "B00-A03", "0011");
    pair_resolve(&k);
    assert_string_equal(pair_rectangle(&k, 0), "C00 x A00 A02 A01 in 0100");
    assert_string_equal(pair_rectangle(&k, 1), "C00 x A00 A02 in 0010");
    assert_string_equal(pair_rectangle(&k, 2), "C00 x A03 in 0010");
    assert_string_equal(pair_rectangle(&k, 3), "C00 x B00 A01 A03 in 0001");
    assert_int_equal(k.made.rectangle_count, 4);
    pair_free(&k);
}

/* ---- traits ---------------------------------------------------------------------- */

static void a_note_has_something_to_ask_for_while_a_code_it_names_is_there(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00 A000 B00 C00",
                                           "2016-10-01 A00 A000 C00"};
    pair_kit k;
    pair_init(&k, releases, COUNT(releases));
    pair_columns(&k, "2015-10-01 2016-10-01 2017-10-03");
    pair_node(&k, CODE, "A00", GEN_NO_NODE);
    pair_node(&k, CODE, "C00", GEN_NO_NODE);
    pair_reference(&k, 0, SJ_NOTE_EXCLUDES1, "B00", "0110");
    pair_reference(&k, 0, SJ_NOTE_CODE_FIRST, "B00", "0110");
    pair_reference(&k, 0, SJ_NOTE_USE_ADDITIONAL, "B00", "0100");
    pair_reference(&k, 0, SJ_NOTE_USE_ADDITIONAL, "C00", "0010");
    pair_reference(&k, 1, SJ_NOTE_CODE_ALSO, "B00", "0001");
    pair_resolve(&k);
    assert_string_equal(pair_trait(&k, "A000", SJF_HAS_CODE_FIRST), "0100");
    assert_string_equal(pair_trait(&k, "A000", SJF_HAS_USE_ADDITIONAL), "0110");
    assert_string_equal(pair_trait(&k, "A000", SJF_HAS_CODE_ALSO), "0000");
    assert_string_equal(pair_trait(&k, "C00", SJF_HAS_CODE_ALSO), "0001"); /* unknown */
    assert_string_equal(pair_trait(&k, "B00", SJF_HAS_CODE_FIRST), "0000");
    pair_free(&k);
}

static void a_header_alone_is_nothing_to_ask_for(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00 B00 B000",
                                           "2016-10-01 A00 B00"};
    pair_kit k;
    pair_init(&k, releases, COUNT(releases));
    pair_columns(&k, "2015-10-01 2016-10-01");
    pair_node(&k, CODE, "A00", GEN_NO_NODE);
    pair_reference(&k, 0, SJ_NOTE_CODE_FIRST, "B00-B00 ... ", "011");
    pair_resolve(&k);
    assert_string_equal(pair_trait(&k, "A00", SJF_HAS_CODE_FIRST), "001");
    pair_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_is_what_its_node_binds_by_what_it_names),
        cmocka_unit_test(excludes_notes_name_nothing_that_they_bind_and_others_do),
        cmocka_unit_test(a_qualifier_narrows_what_is_named),
        cmocka_unit_test(codes_that_no_reference_tells_apart_share_a_group),
        cmocka_unit_test(a_stretch_of_tabular_order_is_one_stretch_of_groups),
        cmocka_unit_test(a_code_in_no_release_makes_no_rectangle_and_no_message),
        cmocka_unit_test(a_range_that_names_nothing_is_told_once_with_its_note),
        cmocka_unit_test(the_message_has_the_file_and_line_of_the_newest_note),
        cmocka_unit_test(a_range_whose_codes_change_has_a_rectangle_for_each_set),
        cmocka_unit_test(codes_that_come_and_go_leave_one_rectangle),
        cmocka_unit_test(in_a_gap_a_range_has_what_all_releases_say_that_list_the_code),
        cmocka_unit_test(
            a_note_has_something_to_ask_for_while_a_code_it_names_is_there),
        cmocka_unit_test(a_header_alone_is_nothing_to_ask_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

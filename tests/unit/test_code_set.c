/*
 * What a node of the Tabular List binds, and what a range means in a release
 * (docs/RULES.md).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/format/layout.h"
#include "tests/support/pair_kit.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { CHAPTER = SJF_LEVEL_CHAPTER, BLOCK = SJF_LEVEL_BLOCK, CODE = SJF_LEVEL_CODE };

static void open_kit(pair_kit *k, const char *const *releases, uint32_t count)
{
    pair_init(k, releases, count);
    pair_columns(k, "2015-10-01");
}

/* ---- nodes ----------------------------------------------------------------------- */

static void a_code_binds_what_begins_with_it_in_any_release(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 E11 E110 E1101 E12",
                                           "2016-10-01 E11 E110 E1100 E12"};
    pair_kit k;
    open_kit(&k, releases, COUNT(releases));
    pair_node(&k, CODE, "E11", GEN_NO_NODE);
    pair_node(&k, CODE, "E110", 0);
    pair_ready(&k);
    assert_string_equal(pair_own(&k, 0), "E11 E110 E1101 E1100");
    assert_string_equal(pair_own(&k, 1), "E110 E1101 E1100");
    pair_free(&k);
}

static void a_block_or_chapter_binds_the_categories_below_it(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00 A000 A01 B00 C00"};
    pair_kit k;
    open_kit(&k, releases, COUNT(releases));
    uint32_t chapter = pair_node(&k, CHAPTER, "chapter 1", GEN_NO_NODE);
    uint32_t other = pair_node(&k, CHAPTER, "chapter 2", GEN_NO_NODE);
    uint32_t first = pair_node(&k, BLOCK, "A00-A09", 3);
    uint32_t spanning = pair_node(&k, BLOCK, "A00-B99", chapter);
    pair_node(&k, CODE, "A00", first);
    pair_node(&k, CODE, "A000", 4);
    pair_node(&k, CODE, "A01", first);
    pair_node(&k, CODE, "B00", spanning);
    pair_node(&k, CODE, "C00", other);
    pair_ready(&k);
    assert_string_equal(pair_own(&k, first), "A00 A000 A01");
    assert_string_equal(pair_own(&k, spanning), "A00 A000 A01 B00");
    assert_string_equal(pair_own(&k, chapter), "A00 A000 A01 B00");
    assert_string_equal(pair_own(&k, other), "C00");
    pair_free(&k);
}

static void
a_category_newer_than_the_tabular_belongs_to_the_narrowest_block_around_it(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 C76 C79 C7A C80 D00",
                                           "2016-10-01 C76 C79 C7A C7B C80 D00 D01"};
    pair_kit k;
    open_kit(&k, releases, COUNT(releases));
    uint32_t chapter = pair_node(&k, CHAPTER, "chapter 2", GEN_NO_NODE);
    uint32_t wide = pair_node(&k, BLOCK, "C76-D00", chapter);
    uint32_t narrow = pair_node(&k, BLOCK, "C79-C80", 1);
    uint32_t broken = pair_node(&k, BLOCK, "X00-X99", chapter);
    pair_node(&k, CODE, "C76", wide);
    pair_node(&k, CODE, "C79", narrow);
    pair_node(&k, CODE, "C7A", narrow);
    pair_node(&k, CODE, "C80", narrow);
    pair_node(&k, CODE, "D00", wide);
    pair_ready(&k);
    assert_string_equal(pair_own(&k, narrow), "C79 C7A C7B C80");
    assert_string_equal(pair_own(&k, wide), "C76 C79 C7A C7B C80 D00");
    assert_string_equal(pair_own(&k, chapter), "C76 C79 C7A C7B C80 D00");
    assert_string_equal(pair_own(&k, broken), "");
    pair_free(&k);
}

static void a_category_between_blocks_belongs_to_what_both_sides_belong_to(void **state)
{
    (void)state;
    static const char *const releases[] = {
        "2015-10-01 I10 I16 I1A I1A0 I20 I9A J00 J0A"};
    pair_kit k;
    open_kit(&k, releases, COUNT(releases));
    uint32_t ninth = pair_node(&k, CHAPTER, "chapter 9", GEN_NO_NODE);
    uint32_t tenth = pair_node(&k, CHAPTER, "chapter 10", GEN_NO_NODE);
    uint32_t first = pair_node(&k, BLOCK, "I10-I16", ninth);
    uint32_t second = pair_node(&k, BLOCK, "I20-I25", ninth);
    pair_node(&k, CODE, "I10", first);
    pair_node(&k, CODE, "I16", first);
    pair_node(&k, CODE, "I20", second);
    pair_node(&k, CODE, "J00", tenth);
    pair_ready(&k);
    assert_string_equal(pair_own(&k, first), "I10 I16");
    assert_string_equal(pair_own(&k, ninth), "I10 I16 I1A I1A0 I20");
    assert_string_equal(pair_own(&k, tenth), "J00"); /* J0A: nothing behind it */
    pair_free(&k);
}

static void a_trait_is_bound_in_the_columns_told_alone(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00 A000 A01"};
    static const uint8_t columns[] = {0, 1, 0};
    pair_kit k;
    pair_init(&k, releases, COUNT(releases));
    pair_columns(&k, "2015-10-01 2016-01-01");
    pair_node(&k, CODE, "A00", GEN_NO_NODE);
    pair_ready(&k);
    k.traits[0] = 1;
    gen_bind_trait(k.sets, 0, columns, 8, k.traits);
    assert_string_equal(pair_trait(&k, "A00", 3), "010");
    assert_string_equal(pair_trait(&k, "A000", 3), "010");
    assert_string_equal(pair_trait(&k, "A01", 3), "000");
    assert_string_equal(pair_trait(&k, "A00", 0), "100");
    pair_free(&k);
}

/* ---- ranges ---------------------------------------------------------------------- */

static const char *const ordered[] = {
    "2015-10-01 C77 C770 C79 C790 C799 C7A C7A0 C80 C800 E10 E101 E109 E13 E139",
    "2016-10-01 E101 E109 E139"};

static void assert_range(uint32_t release, const char *first, const char *last,
                         const char *expected)
{
    pair_kit k;
    open_kit(&k, ordered, COUNT(ordered));
    pair_ready(&k);
    assert_string_equal(pair_range(&k, release, first, last), expected);
    pair_free(&k);
}

static void a_range_goes_in_tabular_order_through_the_subtree_of_its_end(void **state)
{
    (void)state;
    assert_range(0, "C790", "C7A", "C790 C799 C7A C7A0");
    assert_range(0, "C79", "C80", "C79 C790 C799 C7A C7A0 C80 C800");
    assert_range(0, "E10", "E10", "E10 E101 E109");
}

static void an_end_that_is_no_row_stands_where_byte_order_puts_it(void **state)
{
    (void)state;
    assert_range(0, "C791", "C798", "");
    assert_range(0, "C789", "C79", "C79 C790 C799"); /* first two characters */
    assert_range(0, "C795", "C7A", "C799 C7A C7A0");
    assert_range(0, "C79", "C795", "C79 C790");
    assert_range(0, "E105", "E13", "E109 E13 E139");
    assert_range(0, "E10", "E12", "E10 E101 E109"); /* E12: before E13 */
    assert_range(0, "E110", "E139", "E13 E139");
}

static void an_end_without_a_row_of_its_own_still_has_its_subtree(void **state)
{
    (void)state;
    assert_range(1, "E10", "E13", "E101 E109 E139");
    assert_range(1, "E105", "E13", "E109 E139");
}

static void a_range_that_ends_before_it_begins_is_empty_and_told(void **state)
{
    (void)state;
    assert_range(0, "C80", "C79", "the range ends before it begins");
    assert_range(0, "C7A", "C799", "the range ends before it begins");
    assert_range(0, "C798", "C791", "the range ends before it begins");
}

static void a_range_far_from_all_codes_is_empty_and_told(void **state)
{
    (void)state;
    assert_range(0, "B00", "C80", "the range begins where the release has no code");
    assert_range(0, "C80", "F99", "the range ends where the release has no code");
    assert_range(1, "C77", "C80", "the range begins where the release has no code");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_binds_what_begins_with_it_in_any_release),
        cmocka_unit_test(a_block_or_chapter_binds_the_categories_below_it),
        cmocka_unit_test(
            a_category_newer_than_the_tabular_belongs_to_the_narrowest_block_around_it),
        cmocka_unit_test(
            a_category_between_blocks_belongs_to_what_both_sides_belong_to),
        cmocka_unit_test(a_trait_is_bound_in_the_columns_told_alone),
        cmocka_unit_test(a_range_goes_in_tabular_order_through_the_subtree_of_its_end),
        cmocka_unit_test(an_end_that_is_no_row_stands_where_byte_order_puts_it),
        cmocka_unit_test(an_end_without_a_row_of_its_own_still_has_its_subtree),
        cmocka_unit_test(a_range_that_ends_before_it_begins_is_empty_and_told),
        cmocka_unit_test(a_range_far_from_all_codes_is_empty_and_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Sets kept as stretches, and the groups that they make of their members.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/model/group.h"

enum { NUMBERS = 12 };

/* "..##.." is the set of 2 and 3. */
static uint32_t add(gen_stretch_sets *sets, const char *members)
{
    uint32_t marks[NUMBERS] = {0}, n = (uint32_t)strlen(members);
    for (uint32_t i = 0; i < n; i++)
        marks[i] = members[i] == '#' ? 7 : 1;
    return gen_stretch_set_of_marks(sets, marks, 7, 0, n - 1);
}

static void equal_sets_have_one_number_and_the_empty_one_is_0(void **state)
{
    (void)state;
    gen_stretch_sets sets;
    gen_stretch_sets_init(&sets);
    assert_int_equal(add(&sets, "...."), 0);
    assert_int_equal(add(&sets, "##.#"), 1);
    assert_int_equal(add(&sets, "##.."), 2);
    assert_int_equal(add(&sets, "##.#.."), 1);
    uint32_t count;
    const gen_stretch *s = gen_stretches(&sets, 1, &count);
    assert_int_equal(count, 2);
    assert_int_equal(s[0].first, 0);
    assert_int_equal(s[0].last, 1);
    assert_int_equal(s[1].first, 3);
    assert_int_equal(s[1].last, 3);
    gen_stretch_sets_free(&sets);
}

static void many_sets_keep_their_numbers(void **state)
{
    (void)state;
    enum { MANY = 4000 };
    gen_stretch_sets sets;
    gen_stretch_sets_init(&sets);
    uint32_t *marks = calloc(MANY, sizeof *marks);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            marks[i] = 1;
            assert_int_equal(gen_stretch_set_of_marks(&sets, marks, 1, 0, i), i + 1);
            marks[i] = i % 3 == 2 ? 0 : 1; /* gaps: the sets differ in length, too */
            if (i + 1 == MANY)
                memset(marks, 0, MANY * sizeof *marks);
        }
    free(marks);
    gen_stretch_sets_free(&sets);
}

static void groups_are_numbered_by_their_first_members_and_0_is_in_no_set(void **state)
{
    (void)state;
    gen_stretch_sets sets;
    gen_grouping grouping;
    gen_stretch_sets_init(&sets);
    add(&sets, ".....###....");
    add(&sets, ".###..##....");
    uint8_t used[] = {0, 1, 1};
    gen_group(&grouping, &sets, used, NUMBERS);
    static const uint32_t expected[NUMBERS] = {0, 1, 1, 1, 0, 2, 3, 3, 0, 0, 0, 0};
    assert_memory_equal(grouping.group_of, expected, sizeof expected);
    assert_int_equal(grouping.group_count, 4);
    gen_grouping_free(&grouping);
    gen_stretch_sets_free(&sets);
}

static void sets_that_are_not_used_tell_nothing_apart(void **state)
{
    (void)state;
    gen_stretch_sets sets;
    gen_grouping grouping;
    gen_stretch_sets_init(&sets);
    add(&sets, "####");
    add(&sets, ".##.");
    uint8_t used[] = {0, 1, 0};
    gen_group(&grouping, &sets, used, NUMBERS);
    assert_int_equal(grouping.group_of[0], grouping.group_of[1]);
    assert_int_equal(grouping.group_count, 2);
    gen_grouping_free(&grouping);
    gen_stretch_sets_free(&sets);
}

/* Whether the groups of a set are those of its members and of no others. */
static void assert_exact(const gen_grouping *grouping, const gen_stretch_sets *groups,
                         uint32_t set, const char *members)
{
    uint32_t count;
    const gen_stretch *stretches = gen_stretches(groups, set, &count);
    for (uint32_t n = 0; members[n]; n++) {
        bool inside = false;
        for (uint32_t i = 0; i < count; i++)
            inside |= stretches[i].first <= grouping->group_of[n] &&
                      grouping->group_of[n] <= stretches[i].last;
        assert_int_equal(inside, members[n] == '#');
    }
}

static void a_set_of_codes_is_exactly_a_set_of_groups(void **state)
{
    (void)state;
    static const char *const members[] = {".###########", "..##....##..",
                                          "###...###...", ".#.#.#.#.#.#"};
    gen_stretch_sets sets, groups;
    gen_grouping grouping;
    gen_stretch_sets_init(&sets);
    gen_stretch_sets_init(&groups);
    for (int i = 0; i < 4; i++)
        add(&sets, members[i]);
    uint8_t used[] = {0, 1, 1, 1, 1};
    gen_group(&grouping, &sets, used, NUMBERS);
    uint32_t *numbers = gen_sets_of_groups(&grouping, &sets, used, &groups);
    for (uint32_t i = 0; i < 4; i++)
        assert_exact(&grouping, &groups, numbers[i + 1], members[i]);
    free(numbers);
    gen_grouping_free(&grouping);
    gen_stretch_sets_free(&groups);
    gen_stretch_sets_free(&sets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_sets_have_one_number_and_the_empty_one_is_0),
        cmocka_unit_test(many_sets_keep_their_numbers),
        cmocka_unit_test(groups_are_numbered_by_their_first_members_and_0_is_in_no_set),
        cmocka_unit_test(sets_that_are_not_used_tell_nothing_apart),
        cmocka_unit_test(a_set_of_codes_is_exactly_a_set_of_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The order of the order files, a release and over all of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/pair_kit.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void assert_order(pair_kit *k, const uint32_t *codes, uint32_t count,
                         const char *expected)
{
    char text[256] = "";
    for (uint32_t i = 0; i < count; i++) {
        strcat(text, i ? " " : "");
        strcat(text, k->catalog.systems[SJ_ICD10CM].codes[codes[i]].code);
    }
    assert_string_equal(text, expected);
}

static void a_release_is_in_the_order_of_its_lines(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 C78 C79 C7A C7B C80"};
    pair_kit k;
    gen_tabular_order order;
    pair_init(&k, releases, COUNT(releases));
    gen_tabular_order_init(&order, &k.catalog.systems[SJ_ICD10CM], k.table);
    assert_int_equal(order.release_count, 1);
    assert_order(&k, order.releases[0].codes, order.releases[0].count,
                 "C78 C79 C7A C7B C80");
    assert_int_equal(order.releases[0].place[pair_code(&k, "C7A")], 3);
    gen_tabular_order_free(&order);
    pair_free(&k);
}

static void codes_of_older_releases_stand_behind_what_was_before_them(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00 A01 A03 A04 B00",
                                           "2016-10-01 B00 A00 A02 A04",
                                           "2017-10-01 A04 A00 A05"};
    pair_kit k;
    gen_tabular_order order;
    pair_init(&k, releases, COUNT(releases));
    gen_tabular_order_init(&order, &k.catalog.systems[SJ_ICD10CM], k.table);
    assert_order(&k, order.codes, order.code_count, "B00 A04 A00 A01 A03 A02 A05");
    for (uint32_t i = 0; i < order.code_count; i++)
        assert_int_equal(order.place[order.codes[i]], i);
    assert_int_equal(order.releases[2].place[pair_code(&k, "B00")], 0);
    gen_tabular_order_free(&order);
    pair_free(&k);
}

static void without_order_files_byte_order_is_the_order(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 C79 C7A C80 A00"};
    pair_kit k;
    gen_tabular_order order;
    pair_init(&k, releases, COUNT(releases));
    gen_tabular_order_init(&order, &k.catalog.systems[SJ_ICD10CM], NULL);
    assert_int_equal(order.release_count, 1);
    assert_order(&k, order.codes, order.code_count, "A00 C79 C7A C80");
    assert_order(&k, order.releases[0].codes, order.releases[0].count,
                 "A00 C79 C7A C80");
    gen_tabular_order_free(&order);
    pair_free(&k);
}

static sj_date day(const char *text)
{
    sj_date out = 0;
    assert_true(sj_date_parse(text, strlen(text), &out));
    return out;
}

static void assert_releases(const gen_tabular_order *order, sj_date on, uint32_t first,
                            uint32_t second)
{
    uint32_t releases[2];
    gen_tabular_releases(order, on, releases);
    assert_int_equal(releases[0], first);
    assert_int_equal(releases[1], second);
}

static void a_gap_has_the_releases_around_it_and_no_other_day_has_two(void **state)
{
    (void)state;
    static const char *const releases[] = {"2015-10-01 A00", "2016-10-01 A00"};
    pair_kit k;
    gen_tabular_order order;
    pair_init(&k, releases, COUNT(releases));
    gen_tabular_order_init(&order, &k.catalog.systems[SJ_ICD10CM], k.table);
    order.releases[0].span.to = day("2016-03-31"); /* as if a release were missing */
    assert_releases(&order, SJ_DATE_MIN, 0, 0);
    assert_releases(&order, day("2016-03-31"), 0, 0);
    assert_releases(&order, day("2016-04-01"), 0, 1);
    assert_releases(&order, day("2016-09-30"), 0, 1);
    assert_releases(&order, day("2016-10-01"), 1, 1);
    assert_releases(&order, day("2030-01-01"), 1, 1);
    gen_tabular_order_free(&order);
    pair_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_release_is_in_the_order_of_its_lines),
        cmocka_unit_test(codes_of_older_releases_stand_behind_what_was_before_them),
        cmocka_unit_test(without_order_files_byte_order_is_the_order),
        cmocka_unit_test(a_gap_has_the_releases_around_it_and_no_other_day_has_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

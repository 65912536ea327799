/*
 * Strings kept once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "gen/model/text_pool.h"

static void the_empty_string_is_number_zero(void **state)
{
    (void)state;
    gen_text_pool pool;
    gen_text_pool_init(&pool);
    size_t len = 9;
    assert_int_equal(gen_text_intern(&pool, "", 0), 0);
    assert_string_equal(gen_text_get(&pool, 0, &len), "");
    assert_int_equal(len, 0);
    assert_int_equal(pool.count, 1);
    gen_text_pool_free(&pool);
}

static void equal_strings_share_a_number_and_others_do_not(void **state)
{
    (void)state;
    gen_text_pool pool;
    gen_text_pool_init(&pool);
    uint32_t a = gen_text_intern(&pool, "Cholera, unspecified", 7);
    uint32_t b = gen_text_intern(&pool, "Cholera", 7);
    uint32_t c = gen_text_intern(&pool, "cholera", 7);
    uint32_t d = gen_text_intern(&pool, "Choler", 6);
    assert_int_equal(a, b);
    assert_int_not_equal(a, c);
    assert_int_not_equal(a, d);
    assert_string_equal(gen_text_get(&pool, a, NULL), "Cholera");
    assert_string_equal(gen_text_get(&pool, d, NULL), "Choler");
    gen_text_pool_free(&pool);
}

static void numbers_ascend_and_outlive_all_growth(void **state)
{
    (void)state;
    enum { COUNT = 100000 };
    gen_text_pool pool;
    char text[32];
    gen_text_pool_init(&pool);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 1; i <= COUNT; i++) {
            int len = snprintf(text, sizeof text, "string %u", i);
            if (gen_text_intern(&pool, text, (size_t)len) != i)
                fail_msg("string %u has another number in round %d", i, round);
        }
    assert_int_equal(pool.count, COUNT + 1);
    for (uint32_t i = 1; i <= COUNT; i++) {
        size_t len;
        int want = snprintf(text, sizeof text, "string %u", i);
        const char *got = gen_text_get(&pool, i, &len);
        if (len != (size_t)want || strcmp(got, text) != 0)
            fail_msg("number %u is %s", i, got);
    }
    gen_text_pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_empty_string_is_number_zero),
        cmocka_unit_test(equal_strings_share_a_number_and_others_do_not),
        cmocka_unit_test(numbers_ascend_and_outlive_all_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

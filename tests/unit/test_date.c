/*
 * Calendar dates and day numbers.
 */
#include <scrubjay/scrubjay.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void the_epoch_is_day_zero(void **state)
{
    (void)state;
    sj_date day;
    assert_true(sj_date_from_ymd(1970, 1, 1, &day));
    assert_int_equal(day, 0);
    assert_true(sj_date_from_ymd(2000, 3, 1, &day));
    assert_int_equal(day, 11017);
    assert_true(sj_date_from_ymd(1969, 12, 31, &day));
    assert_int_equal(day, -1);
}

static void every_day_from_1_to_9999_goes_out_and_back_in_order(void **state)
{
    (void)state;
    sj_date first, last;
    assert_true(sj_date_from_ymd(1, 1, 1, &first));
    assert_true(sj_date_from_ymd(9999, 12, 31, &last));
    int y = 0, m = 0, d = 0;
    for (sj_date day = first; day <= last; day++) {
        int year, month, mday;
        sj_date again;
        sj_date_to_ymd(day, &year, &month, &mday);
        assert_true(year * 10000 + month * 100 + mday > y * 10000 + m * 100 + d);
        assert_true(sj_date_from_ymd(year, month, mday, &again));
        assert_int_equal(again, day);
        y = year, m = month, d = mday;
    }
    assert_int_equal(y * 10000 + m * 100 + d, 99991231);
}

static void days_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31",
        "2025-1-01",  "20250229",   "2025-01-00", "0000-01-01", "2025/01/01",
        "2025-01-1x", "",           "2025",       "-025-01-01", "2025-01-011",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sj_date day = 4711;
        if (sj_date_parse(bad[i], strlen(bad[i]), &day) || day != 4711)
            fail_msg("%s was taken for a date", bad[i]);
    }
}

static void both_written_forms_are_read(void **state)
{
    (void)state;
    sj_date a, b;
    assert_true(sj_date_parse("2024-02-29", 10, &a));
    assert_true(sj_date_parse("20240229", 8, &b));
    assert_int_equal(a, b);
    char text[SJ_DATE_CAP];
    sj_date_format(a, text);
    assert_string_equal(text, "2024-02-29");
}

static void open_ends_are_written_as_nothing(void **state)
{
    (void)state;
    char text[SJ_DATE_CAP] = "x";
    sj_date_format(SJ_DATE_OPEN, text);
    assert_string_equal(text, "");
    text[0] = 'x';
    sj_date_format(SJ_DATE_MIN, text);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_epoch_is_day_zero),
        cmocka_unit_test(every_day_from_1_to_9999_goes_out_and_back_in_order),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(both_written_forms_are_read),
        cmocka_unit_test(open_ends_are_written_as_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Unit limits (DOMAIN 3.7, RULINGS 23). The tables are those of line_kit.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/line_check.h"

static void a_day_has_no_more_units_than_its_limit(void **state)
{
    (void)state;
    earns("px.mue", "", .kind = P, .lines = "G9801*4");
    earns("px.mue", "lines[0] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G9801*5");
    earns("px.mue",
          "lines[0] px.mue reject 2024-05-01\n"
          "lines[1] px.mue reject 2024-05-01\n",
          .kind = P, .lines = "G9801*2 G9801:59*3");
    earns("px.mue", "", .kind = P, .lines = "G9801*2 G9801*2");
    earns("px.mue", "", .kind = P, .lines = "G9801*4@2024-05-01 G9801*4@2024-05-02",
          .to = "2024-05-02");
    earns("px.mue", "", .kind = P, .lines = "G9801*4/1 G9801*4/2");
    earns("px.mue", "", .kind = P, .lines = "G9802*1 G9806*99");
}

static void modifiers_do_not_help_over_a_day(void **state)
{
    (void)state;
    earns("px.mue",
          "lines[0] px.mue reject 2024-05-01\n"
          "lines[1] px.mue reject 2024-05-01\n",
          .kind = P, .lines = "G9801:RT*4 G9801:LT,76*1");
}

static void limits_by_line_hold_for_each_line_alone(void **state)
{
    (void)state;
    earns("px.mue", "", .kind = P, .lines = "G9802*1 G9802:76*1 G9802:77*1");
    earns("px.mue", "lines[1] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G9802*1 G9802:76*2");
    /* Medicaid has no indicator: by line. */
    earns("px.mue", "lines[1] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G9801*2 G9801*3", .payer = "medicaid");
}

static void clinical_limits_warn(void **state)
{
    (void)state;
    earns("px.mue", "lines[0] px.mue warn 2024-05-01\n", .kind = P, .lines = "G9803*4");
    earns("px.mue", "", .kind = P, .lines = "G9803*3");
}

static void a_limit_of_zero_denies_every_line(void **state)
{
    (void)state;
    earns("px.mue",
          "lines[0] px.mue_zero reject 2024-05-01\n"
          "lines[1] px.mue_zero reject 2024-05-01\n",
          .kind = P, .lines = "G9804*1 G9804*0");
}

static void a_span_has_its_share_on_each_day(void **state)
{
    (void)state;
    /* 4 days: 16 units are 4 a day, 17 are 4.25, 18 are 4.5 and so 5. */
    earns("px.mue", "", .kind = P, .lines = "G9801*16", .to = "2024-05-04");
    earns("px.mue", "", .kind = P, .lines = "G9801*17", .to = "2024-05-04");
    earns("px.mue", "lines[0] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G9801*18", .to = "2024-05-04");
    /* Beside another line on one of its days; on the last alone it is a warning. */
    earns("px.mue",
          "lines[0] px.mue reject 2024-05-02\n"
          "lines[1] px.mue reject 2024-05-02\n",
          .kind = P, .lines = "G9801*16 G9801*1@2024-05-02", .to = "2024-05-04");
    earns("px.mue",
          "lines[0] px.mue warn 2024-05-04\n"
          "lines[1] px.mue reject 2024-05-04\n",
          .kind = P, .lines = "G9801*16 G9801*1@2024-05-04", .to = "2024-05-04");
}

static void fractions_are_compared_as_they_are(void **state)
{
    (void)state;
    earns("px.mue", "lines[0] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G9801*4.5");
    earns("px.mue", "", .kind = P, .lines = "G9801*3.5 G9801*0.5");
}

static void units_that_are_none_do_not_count(void **state)
{
    (void)state;
    earns("px.mue",
          "lines[0] px.mue reject 2024-05-01\n"
          "lines[1] px.mue reject 2024-05-01\n",
          .kind = P, .lines = "G9801*5 G9801*-3");
}

static void each_quarter_has_its_limits(void **state)
{
    (void)state;
    earns("px.mue", "", .kind = P, .lines = "G9801*6", .from = "2024-03-31");
    earns("px.mue", "lines[0] px.mue reject 2024-04-01\n", .kind = P,
          .lines = "G9801*6", .from = "2024-04-01");
    earns("px.mue", "lines[0] px.mue_zero reject 2024-03-31\n", .kind = P,
          .lines = "G9805", .from = "2024-03-31");
    /* It has left the table. */
    earns("px.mue", "", .kind = P, .lines = "G9805", .from = "2024-04-01");
    /* Over the turn of the quarter, on its last day alone and on two. */
    earns("px.mue", "lines[0] px.mue warn 2024-04-01\n", .kind = P, .lines = "G9801*18",
          .from = "2024-03-30", .to = "2024-04-01");
    earns("px.mue", "lines[0] px.mue reject 2024-04-01\n", .kind = P,
          .lines = "G9801*18", .from = "2024-03-31", .to = "2024-04-02");
    /* What is not payable on one day is not told to be too much on another. */
    earns("px.mue", "lines[0] px.mue_zero warn 2024-04-01\n", .kind = P,
          .lines = "G9804*900", .from = "2024-03-31", .to = "2024-04-01");
}

static void post_operative_days_are_no_units(void **state)
{
    (void)state;
    /* G9833 has 90 global days and a limit of 1. */
    earns("px.mue", "lines[0] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G9833*60");
    earns("px.mue", "", .kind = P, .lines = "G9833:55*60");
    earns("px.mue", "lines[0] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G9801:55*60");
}

static void duplicates_count(void **state)
{
    (void)state;
    earns("px.",
          "lines[0] px.mue reject 2024-05-01\n"
          "lines[1] px.duplicate_line warn lines[0] 2024-05-01\n"
          "lines[1] px.mue reject 2024-05-01\n",
          .kind = P, .lines = "G9801*3 G9801*3");
}

static void the_kind_of_claim_chooses_the_table(void **state)
{
    (void)state;
    earns("px.mue", "", .kind = OP, .lines = "G9801*5");
    earns("px.mue", "lines[0] px.mue reject 2024-05-01\n", .kind = OP,
          .lines = "G9801*6");
    earns_and_lacks("px.mue", "no data:", .kind = IP, .lines = "G9801*600",
                    .from = "2031-01-01");
}

static void without_a_table_for_the_day_units_are_not_judged(void **state)
{
    (void)state;
    earns_and_lacks("px.mue", "no data: px.mue", .kind = P, .lines = "G9801*600",
                    .from = "2023-12-31");
    earns_and_lacks("px.mue", "no data:", .kind = P, .lines = "G9806",
                    .from = "2024-01-01");
    earns_and_lacks("px.mue", "no data:", .kind = P, .lines = "G9806",
                    .from = "2024-01-01", .to = "2024-06-30");
    earns_and_lacks("px.mue", "no data: px.mue", .kind = P, .lines = "G9806",
                    .from = "2024-07-01");
    earns_and_lacks("px.mue", "no data: px.mue", .kind = P, .lines = "G9806",
                    .from = "2024-06-30", .to = "2024-07-01");
    earns_and_lacks("px.mue", "no data: px.mue", .kind = P, .lines = "9812T",
                    .from = "2024-07-01");
    earns_and_lacks("px.mue", "no data: px.mue", .kind = OP, .lines = "G9806",
                    .from = "2024-03-31");
    /* Revenue lines have no code to judge. */
    earns_and_lacks("px.mue", "no data:", .kind = OP, .lines = "_^0450",
                    .from = "2024-03-31");
}

static void a_finding_tells_units_and_limit(void **state)
{
    (void)state;
    static kit_lines c;
    sj_finding f;
    kit_lines_make(&(told_lines){.kind = P, .lines = "G9801*3 G9801:76*2.5"}, &c);
    assert_true(kit_line_find(s.image, &c, "px.mue", &f));
    assert_int_equal(f.found, 6); /* 5.5, which is above the limit of 4 */
    assert_int_equal(f.limit, 4);
    assert_int_equal(f.with.kind, SJ_AT_NONE);
    c.lines[0].units = 1e300;
    assert_true(kit_line_find(s.image, &c, "px.mue", &f));
    assert_int_equal(f.found, INT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_has_no_more_units_than_its_limit),
        cmocka_unit_test(modifiers_do_not_help_over_a_day),
        cmocka_unit_test(limits_by_line_hold_for_each_line_alone),
        cmocka_unit_test(clinical_limits_warn),
        cmocka_unit_test(a_limit_of_zero_denies_every_line),
        cmocka_unit_test(a_span_has_its_share_on_each_day),
        cmocka_unit_test(fractions_are_compared_as_they_are),
        cmocka_unit_test(units_that_are_none_do_not_count),
        cmocka_unit_test(each_quarter_has_its_limits),
        cmocka_unit_test(post_operative_days_are_no_units),
        cmocka_unit_test(duplicates_count),
        cmocka_unit_test(the_kind_of_claim_chooses_the_table),
        cmocka_unit_test(without_a_table_for_the_day_units_are_not_judged),
        cmocka_unit_test(a_finding_tells_units_and_limit),
    };
    return cmocka_run_group_tests(tests, open_the_tables, close_the_tables);
}

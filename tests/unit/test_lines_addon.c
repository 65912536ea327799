/*
 * Add-on codes and their primaries (DOMAIN 3.8, RULINGS 22). The tables are those of
 * line_kit.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/line_check.h"

#define ADDON "px.addon_without_primary"

static sj_reason reason_of(const char *lines)
{
    static kit_lines c;
    sj_finding f;
    kit_lines_make(&(told_lines){.kind = P, .lines = lines}, &c);
    assert_true(kit_line_find(s.image, &c, ADDON, &f));
    return (sj_reason)f.reason;
}

static void type_1_needs_a_listed_primary(void **state)
{
    (void)state;
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P, .lines = "G9820");
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P,
          .lines = "G9820 G9845");
    earns(ADDON, "", .kind = P, .lines = "G9820 G9821");
    earns(ADDON, "", .kind = P, .lines = "G9822 G9820");
    earns(ADDON, "", .kind = OP, .lines = "G9820 G9821");
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = OP,
          .lines = "G9820");
    earns(ADDON, "", .kind = IP, .lines = "G9820");
}

static void the_primary_is_of_the_same_provider_and_day(void **state)
{
    (void)state;
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P,
          .lines = "G9820/1 G9821/2");
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P,
          .lines = "G9820@2024-05-01 G9821@2024-05-02", .to = "2024-05-02");
    /* A span on its first day, else on its last. */
    earns(ADDON, "lines[0] " ADDON " warn 2024-05-03\n", .kind = P,
          .lines = "G9820@2024-05-01~2024-05-03 G9821@2024-05-01~2024-05-02",
          .to = "2024-05-03");
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P,
          .lines = "G9820@2024-05-01~2024-05-03 G9821@2024-05-02~2024-05-03",
          .to = "2024-05-03");
    earns(ADDON, "", .kind = P, .lines = "G9820 G9821", .to = "2024-05-03");
}

static void a_rejected_primary_is_none(void **state)
{
    (void)state;
    /* Before its codes begin the small HCPCS file rejects lines; CPT it does not. */
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P,
          .lines = "G9820 G9699");
    earns(ADDON, "", .kind = P, .lines = "G9820 G9821^0450");
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = OP,
          .lines = "G9820 G9821^0022");
}

static void type_3_warns_only_when_nothing_could_be_its_primary(void **state)
{
    (void)state;
    earns(ADDON, "lines[0] " ADDON " warn 2024-05-01\n", .kind = P, .lines = "G9823");
    earns(ADDON, "lines[0] " ADDON " info 2024-05-01\n", .kind = P,
          .lines = "G9823 G9845");
    earns(ADDON, "lines[0] " ADDON " info 2024-05-01\n", .kind = P,
          .lines = "G9823 9811T");
    earns(ADDON, "", .kind = P, .lines = "G9823 G9821");
    /* Another add-on code is none that could. */
    earns(ADDON,
          "lines[0] " ADDON " warn 2024-05-01\n"
          "lines[1] " ADDON " warn 2024-05-01\n",
          .kind = P, .lines = "G9823 G9824");
}

static void type_2_warns_when_nothing_could_be_its_primary(void **state)
{
    (void)state;
    earns(ADDON, "lines[0] " ADDON " warn 2024-05-01\n", .kind = P, .lines = "G9824");
    earns(ADDON, "", .kind = P, .lines = "G9824 G9845");
    earns(ADDON, "", .kind = P, .lines = "G9824 9811T");
    assert_int_equal(reason_of("G9824"), SJ_BECAUSE_CONTRACTOR);
}

static void of_several_types_the_first_one_rules(void **state)
{
    (void)state;
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P,
          .lines = "G9827 G9845");
    earns(ADDON, "", .kind = P, .lines = "G9827 G9821");
    assert_int_equal(reason_of("G9827 G9845"), SJ_BECAUSE_PLAIN);
}

static void one_add_on_satisfies_another_and_is_tested_itself(void **state)
{
    (void)state;
    earns(ADDON, "lines[0] " ADDON " reject 2024-05-01\n", .kind = P,
          .lines = "G9820 G9825");
    earns(ADDON, "", .kind = P, .lines = "G9820 G9825 G9821");
}

static void rows_hold_on_their_days(void **state)
{
    (void)state;
    earns(ADDON, "", .kind = P, .lines = "G9820 G9822", .from = "2024-05-31");
    earns(ADDON, "lines[0] " ADDON " reject 2024-06-01\n", .kind = P,
          .lines = "G9820 G9822", .from = "2024-06-01");
    earns(ADDON, "", .kind = P, .lines = "G9826", .from = "2024-05-31");
    earns(ADDON, "lines[0] " ADDON " reject 2024-06-01\n", .kind = P, .lines = "G9826",
          .from = "2024-06-01");
    earns(ADDON, "", .kind = P, .lines = "G9820", .from = "2013-03-31");
    earns(ADDON, "lines[0] " ADDON " reject 2013-04-01\n", .kind = P, .lines = "G9820",
          .from = "2013-04-01");
    /* A span: on its first day, else on its last, and that is a warning. */
    earns(ADDON, "lines[0] " ADDON " warn 2024-06-01\n", .kind = P, .lines = "G9826",
          .from = "2024-05-31", .to = "2024-06-01");
    earns(ADDON, "lines[0] " ADDON " reject 2024-06-01\n", .kind = P, .lines = "G9826",
          .from = "2024-06-01", .to = "2024-06-02");
}

static void a_primary_that_is_denied_is_told(void **state)
{
    (void)state;
    /* G9821 and G9831 deny each other. */
    earns(ADDON, "lines[0] " ADDON " info 2024-05-01\n", .kind = P,
          .lines = "G9820 G9821 G9831");
    assert_int_equal(reason_of("G9820 G9821 G9831"), SJ_BECAUSE_PRIMARY_DENIED);
    earns(ADDON, "", .kind = P, .lines = "G9820 G9821 G9831 G9822");
}

static void global_days_zzz_without_a_row_are_told(void **state)
{
    (void)state;
    earns(ADDON, "lines[0] " ADDON " info 2024-05-01\n", .kind = P, .lines = "G9834");
    assert_int_equal(reason_of("G9834"), SJ_BECAUSE_NO_ADDON_ROW);
    earns(ADDON, "", .kind = P, .lines = "G9835");
}

static void without_a_table_for_the_day_add_ons_are_not_judged(void **state)
{
    (void)state;
    earns_and_lacks(ADDON, "lines[0] " ADDON " reject 2024-06-30\nno data:", .kind = P,
                    .lines = "G9820", .from = "2024-06-30");
    earns_and_lacks(ADDON, "no data: " ADDON, .kind = P, .lines = "G9820",
                    .from = "2024-07-01");
    earns_and_lacks(ADDON, "no data: " ADDON, .kind = P, .lines = "9811T",
                    .from = "1995-12-31");
    earns_and_lacks(ADDON, "no data: " ADDON, .kind = P, .lines = "9811T",
                    .from = "2024-06-30", .to = "2024-07-01");
    earns_and_lacks(ADDON, "no data:", .kind = IP, .lines = "9811T",
                    .from = "2024-07-01");
    earns_and_lacks(ADDON, "no data:", .kind = OP, .lines = "_^0450",
                    .from = "2024-07-01");
}

static void of_one_code_each_line_has_the_other(void **state)
{
    (void)state;
    /* RULINGS 22: a line of the same code counts as another line; an add-on code is no
     * primary all the same. */
    earns(ADDON,
          "lines[0] " ADDON " reject 2024-05-01\n"
          "lines[1] " ADDON " reject 2024-05-01\n",
          .kind = P, .lines = "G9820 G9820:76");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(type_1_needs_a_listed_primary),
        cmocka_unit_test(the_primary_is_of_the_same_provider_and_day),
        cmocka_unit_test(a_rejected_primary_is_none),
        cmocka_unit_test(type_3_warns_only_when_nothing_could_be_its_primary),
        cmocka_unit_test(type_2_warns_when_nothing_could_be_its_primary),
        cmocka_unit_test(of_several_types_the_first_one_rules),
        cmocka_unit_test(one_add_on_satisfies_another_and_is_tested_itself),
        cmocka_unit_test(rows_hold_on_their_days),
        cmocka_unit_test(a_primary_that_is_denied_is_told),
        cmocka_unit_test(global_days_zzz_without_a_row_are_told),
        cmocka_unit_test(without_a_table_for_the_day_add_ons_are_not_judged),
        cmocka_unit_test(of_one_code_each_line_has_the_other),
    };
    return cmocka_run_group_tests(tests, open_the_tables, close_the_tables);
}

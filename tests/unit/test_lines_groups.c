/*
 * Duplicates, two sides, global days, medical necessity (DOMAIN 3.5, 3.9; RULINGS 20).
 * The tables are those of line_kit.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/line_check.h"

/* ---- duplicates ------------------------------------------------------------------ */

#define DUPLICATE(later, first)                                                        \
    "lines[" later "] px.duplicate_line warn lines[" first "] 2024-05-01\n"

static void a_line_that_equals_an_earlier_one_repeats_it(void **state)
{
    (void)state;
    earns("px.dup", DUPLICATE("1", "0"), .kind = P, .lines = "G9845>1 G9845>1");
    earns("px.dup", DUPLICATE("1", "0") DUPLICATE("2", "0"), .kind = P,
          .lines = "G9845 g9845 G9845");
    earns("px.dup", DUPLICATE("2", "0") DUPLICATE("3", "1"), .kind = P,
          .lines = "G9845*1 G9845*2 G9845*1 G9845*2");
    /* Modifiers are a set, revenue codes do not count, a place is that of the claim. */
    earns("px.dup", DUPLICATE("1", "0"), .kind = P,
          .lines = "G9845:RT,LT G9845:LT,_,RT");
    earns("px.dup", DUPLICATE("1", "0"), .kind = OP, .lines = "G9845^0450 G9845^0510");
    earns("px.dup", DUPLICATE("1", "0"), .kind = P, .lines = "G9845#11 G9845");
    earns("px.dup", DUPLICATE("1", "0"), .kind = P, .lines = "G9845/77 G9845",
          .provider = "77");
    earns("px.dup", DUPLICATE("1", "0"), .kind = P,
          .lines = "G9845@2024-05-01 G9845@2024-05-01~2024-05-01");
}

static void one_difference_tells_lines_apart(void **state)
{
    (void)state;
    static const char *const other[] = {
        "G9846",   "G9845:RT", "G9845*2",   "G9845@2024-05-02", "G9845@2024-05-01",
        "G9845/2", "G9845>2",  "G9845>1,2", "G9845$5",          "G9845#12"};
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        char lines[64];
        snprintf(lines, sizeof lines, "G9845>1 %s", other[i]);
        earns("px.dup", "", .kind = P, .lines = lines, .to = "2024-05-02");
    }
}

static void what_says_why_it_is_repeated_exempts(void **state)
{
    (void)state;
    static const char *const exempt[] = {"76", "77", "91", "59",
                                         "XE", "XP", "XS", "XU"};
    for (size_t i = 0; i < sizeof exempt / sizeof exempt[0]; i++) {
        char lines[64];
        snprintf(lines, sizeof lines, "G9845:%s G9845:%s", exempt[i], exempt[i]);
        earns("px.dup", "", .kind = P, .lines = lines);
    }
    earns("px.dup", DUPLICATE("1", "0"), .kind = P, .lines = "G9845:25 G9845:25");
}

static void hipps_lines_can_repeat_and_revenue_lines_cannot(void **state)
{
    (void)state;
    earns("px.dup", DUPLICATE("1", "0"), .kind = OP, .lines = "1AFKS^0023 1AFKS^0023");
    earns("px.dup", "", .kind = OP, .lines = "_^0450 _^0450");
    earns("px.dup", "", .kind = OP, .lines = "G9845^0023 G9845^0450");
}

/* ---- two sides ------------------------------------------------------------------- */

static void right_and_left_of_a_bilateral_code_are_one_line(void **state)
{
    (void)state;
    earns("px.bil", "lines[1] px.bilateral info lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9835:RT G9835:LT");
    earns("px.bil", "lines[2] px.bilateral info lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9835:LT G9835 G9835:RT");
    earns("px.bil", "", .kind = P, .lines = "G9835:RT G9835:RT");
    earns("px.bil", "", .kind = P, .lines = "G9835:RT G9835:RT,LT");
    earns("px.bil", "", .kind = P, .lines = "G9835:RT/1 G9835:LT/2");
    earns("px.bil", "", .kind = P, .lines = "G9835:RT@2024-05-01 G9835:LT@2024-05-02",
          .to = "2024-05-02");
    earns("px.bil", "", .kind = P, .lines = "G9836:RT G9836:LT"); /* BILAT 2 */
    earns("px.bil", "", .kind = P, .lines = "G9845:RT G9845:LT"); /* no row */
    earns("px.bil", "", .kind = P, .lines = "G9835:RT G9835:LT", .payer = "medicaid");
    earns_and_lacks("px.bil", "no data: px.bilateral", .kind = P,
                    .lines = "G9835:RT G9835:LT", .from = "2023-12-31");
    earns_and_lacks("px.bil", "no data:", .kind = P, .lines = "G9835:RT G9845:LT",
                    .from = "2023-12-31");
}

/* ---- global days ----------------------------------------------------------------- */

#define VISIT(day) "lines[1] px.global_em warn lines[0] " day "\n"

static void a_visit_on_the_day_of_a_minor_procedure_needs_25(void **state)
{
    (void)state;
    earns("px.global", VISIT("2024-05-01"), .kind = P, .lines = "G9831 99213");
    earns("px.global", VISIT("2024-05-01"), .kind = P, .lines = "G9832 99213:57");
    earns("px.global", "", .kind = P, .lines = "G9831 99213:25");
    earns("px.global", "", .kind = P, .lines = "G9835 99213");
    earns("px.global", "", .kind = P, .lines = "G9831/1 99213/2");
    earns("px.global", VISIT("2024-05-01"), .kind = P, .lines = "G9831 G0438");
    earns("px.global", "", .kind = P, .lines = "G9831 G9845");
    earns("px.global", "", .kind = OP, .lines = "G9831 99213");
}

static void a_visit_on_the_day_of_a_major_one_or_before_needs_57(void **state)
{
    (void)state;
    earns("px.global", VISIT("2024-05-02"), .kind = P,
          .lines = "G9833@2024-05-02 99213:25@2024-05-02");
    earns("px.global", VISIT("2024-05-01"), .kind = P,
          .lines = "G9833@2024-05-02 99213@2024-05-01", .to = "2024-05-02");
    earns("px.global", "", .kind = P, .lines = "G9833@2024-05-02 99213:57@2024-05-01",
          .to = "2024-05-02");
    earns("px.global", "", .kind = P, .lines = "G9833@2024-05-03 99213@2024-05-01",
          .to = "2024-05-03");
    /* A minor one has no day before. */
    earns("px.global", "", .kind = P, .lines = "G9832@2024-05-02 99213@2024-05-01",
          .to = "2024-05-02");
}

static void a_visit_in_the_days_after_needs_24(void **state)
{
    (void)state;
    static const struct {
        const char *procedure, *day;
        bool within;
    } days[] = {{"G9831", "2024-05-02", false}, {"G9832", "2024-05-02", true},
                {"G9832", "2024-05-11", true},  {"G9832", "2024-05-12", false},
                {"G9833", "2024-05-02", true},  {"G9833", "2024-07-30", true},
                {"G9833", "2024-07-31", false}};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        char lines[96], want[64] = "";
        snprintf(lines, sizeof lines, "%s@2024-05-01 99213:25@%s", days[i].procedure,
                 days[i].day);
        if (days[i].within)
            snprintf(want, sizeof want, VISIT("%s"), days[i].day);
        earns("px.global", want, .kind = P, .lines = lines, .to = days[i].day);
        snprintf(lines, sizeof lines, "%s@2024-05-01 99213:24@%s", days[i].procedure,
                 days[i].day);
        earns("px.global", "", .kind = P, .lines = lines, .to = days[i].day);
    }
}

static void procedures_of_the_history_count_and_are_not_judged(void **state)
{
    (void)state;
    earns("px.global", "lines[0] px.global_em warn 2024-05-01\n", .kind = P,
          .lines = "99213/1", .history = "G9833@2024-04-01/1");
    earns("px.global", "", .kind = P, .lines = "99213/1",
          .history = "G9833@2024-04-01/2");
    earns("px.global", "", .kind = P, .lines = "99213/1",
          .history = "G9833@2024-01-31/1");
    earns("px.", "lines[0] px.set_not_loaded info 2024-05-01\n", .kind = P,
          .lines = "99213", .history = "G9845 G9845 G9801*600 G9802 99213:25");
    /* A line of the claim is named before one of the history, the earliest day told. */
    earns("px.global", "lines[0] px.global_em warn lines[1] 2024-05-01\n", .kind = P,
          .lines = "99213@2024-05-01~2024-05-03 G9831@2024-05-02", .to = "2024-05-03",
          .history = "G9833@2024-04-01");
}

static void without_a_fee_schedule_global_days_are_not_judged(void **state)
{
    (void)state;
    earns_and_lacks("px.global", "no data: px.global_em", .kind = P,
                    .lines = "G9831 99213", .from = "2023-12-31");
    earns_and_lacks("px.global", "no data:", .kind = P, .lines = "99213",
                    .from = "2023-12-31");
    earns_and_lacks("px.global", "no data: px.global_em", .kind = P, .lines = "99213",
                    .from = "2024-01-01", .history = "G9831@2023-12-31");
    earns_and_lacks("px.global", "no data:", .kind = P, .lines = "G9831/1 99213/2",
                    .from = "2023-12-31");
}

/* ---- medical necessity ----------------------------------------------------------- */

#define UNMET(severity) "lines[0] px.necessity " severity " 2024-05-01\n"

static void a_policy_wants_a_covered_diagnosis(void **state)
{
    (void)state;
    earns("px.nec", "", .kind = P, .lines = "G9841>1", .dx = "E11.9 I10");
    earns("px.nec", UNMET("reject"), .kind = P, .lines = "G9841>2", .dx = "E11.9 I10");
    earns("px.nec", "", .kind = P, .lines = "G9841>2,1", .dx = "E11.9 I10");
    earns("px.nec", "", .kind = P, .lines = "G9841>2", .dx = "I10 e1165");
    earns("px.nec", "", .kind = P, .lines = "G9845>2", .dx = "E11.9 I10");
    /* A line without pointers is not judged; on outpatient claims any diagnosis does.
     */
    earns("px.nec", "", .kind = P, .lines = "G9841 G9841>7", .dx = "I10");
    earns("px.nec", "", .kind = OP, .lines = "G9841>2", .dx = "E11.9 I10");
    earns("px.nec", UNMET("reject"), .kind = OP, .lines = "G9841", .dx = "I10");
    earns("px.nec", "", .kind = IP, .lines = "G9841", .dx = "I10");
}

static void an_excluded_diagnosis_bars_a_covered_one(void **state)
{
    (void)state;
    earns("px.nec", UNMET("reject"), .kind = P, .lines = "G9841>1,2",
          .dx = "E11.9 Z00.00");
    earns("px.nec", UNMET("warn"), .kind = P, .lines = "G9842>1,2", .dx = "I10 Z00.00");
    /* A policy that only excludes wants nothing. */
    earns("px.nec", "", .kind = P, .lines = "G9842>1", .dx = "I10");
    earns("px.nec", "", .kind = P, .lines = "G9841>1", .dx = "E11.9 Z00.00");
}

static void each_policy_of_a_code_is_told(void **state)
{
    (void)state;
    earns("px.nec", UNMET("warn") UNMET("reject"), .kind = P, .lines = "G9843>1",
          .dx = "E11.9");
    earns("px.nec", "lines[0] px.necessity reject 2024-06-01\n", .kind = P,
          .lines = "G9843>1", .dx = "E11.9", .from = "2024-06-01");
    earns("px.nec", "", .kind = P, .lines = "G9843>1", .dx = "I10");
}

static void a_policy_holds_on_its_days_up_to_the_last_of_the_table(void **state)
{
    (void)state;
    /* Without a first day of its own it has that of its list, 2024-01-01. */
    earns("px.nec", "", .kind = P, .lines = "G9844>1", .dx = "I10",
          .from = "2023-12-31");
    earns("px.nec", "lines[0] px.necessity reject 2024-01-01\n", .kind = P,
          .lines = "G9844>1", .dx = "I10", .from = "2024-01-01");
    earns("px.nec", "lines[0] px.necessity warn 2024-01-01\n", .kind = P,
          .lines = "G9844>1", .dx = "I10", .from = "2023-12-31", .to = "2024-01-01");
    earns("px.nec", "", .kind = P, .lines = "G9844>1", .dx = "I10",
          .from = "2025-01-01");
}

static void rejected_diagnoses_say_nothing_of_necessity(void **state)
{
    (void)state;
    earns("px.nec", "", .kind = P, .lines = "G9841>1", .dx = "E11");
    earns("px.nec", UNMET("reject"), .kind = P, .lines = "G9841>1,2", .dx = "E11 I10");
}

static void without_a_table_for_the_day_necessity_is_not_judged(void **state)
{
    (void)state;
    earns_and_lacks("px.nec", "no data: px.necessity", .kind = P, .lines = "G9841>1",
                    .dx = "I10", .from = "2023-12-31");
    earns_and_lacks("px.nec", "no data:", .kind = P, .lines = "G9845",
                    .from = "2024-01-01");
    earns_and_lacks("px.nec", "no data: px.necessity", .kind = P, .lines = "G9841>1",
                    .dx = "I10", .from = "2025-01-01");
}

/* ---- lists ----------------------------------------------------------------------- */

static void a_thousand_lines_are_judged_and_one_more_is_refused(void **state)
{
    (void)state;
    static kit_lines c;
    static sj_finding items[1 << 18];
    static sj_line lines[SJ_CLAIM_LINES_MAX + 1];
    kit_lines_make(&(told_lines){.kind = P, .lines = "G9801 G9802"}, &c);
    for (uint32_t i = 0; i <= SJ_CLAIM_LINES_MAX; i++)
        lines[i] = c.lines[i & 1];
    c.claim.lines = lines;
    c.claim.line_count = SJ_CLAIM_LINES_MAX;
    sj_findings found = {.items = items, .cap = 1 << 18};
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    uint32_t pairs = 0, units = 0;
    for (uint32_t i = 0; i < found.count; i++) {
        pairs += items[i].edit == SJ_PX_PTP;
        units += items[i].edit == SJ_PX_MUE;
    }
    assert_int_equal(pairs, SJ_CLAIM_LINES_MAX / 2);
    assert_int_equal(units, SJ_CLAIM_LINES_MAX / 2); /* 500 of G9801, limit 4 */
    c.claim.line_count = SJ_CLAIM_LINES_MAX + 1;
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_E_ARG);
    c.claim.line_count = 2;
    c.claim.history = NULL;
    c.claim.history_count = 1;
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_E_ARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_that_equals_an_earlier_one_repeats_it),
        cmocka_unit_test(one_difference_tells_lines_apart),
        cmocka_unit_test(what_says_why_it_is_repeated_exempts),
        cmocka_unit_test(hipps_lines_can_repeat_and_revenue_lines_cannot),
        cmocka_unit_test(right_and_left_of_a_bilateral_code_are_one_line),
        cmocka_unit_test(a_visit_on_the_day_of_a_minor_procedure_needs_25),
        cmocka_unit_test(a_visit_on_the_day_of_a_major_one_or_before_needs_57),
        cmocka_unit_test(a_visit_in_the_days_after_needs_24),
        cmocka_unit_test(procedures_of_the_history_count_and_are_not_judged),
        cmocka_unit_test(without_a_fee_schedule_global_days_are_not_judged),
        cmocka_unit_test(a_policy_wants_a_covered_diagnosis),
        cmocka_unit_test(an_excluded_diagnosis_bars_a_covered_one),
        cmocka_unit_test(each_policy_of_a_code_is_told),
        cmocka_unit_test(a_policy_holds_on_its_days_up_to_the_last_of_the_table),
        cmocka_unit_test(rejected_diagnoses_say_nothing_of_necessity),
        cmocka_unit_test(without_a_table_for_the_day_necessity_is_not_judged),
        cmocka_unit_test(a_thousand_lines_are_judged_and_one_more_is_refused),
    };
    return cmocka_run_group_tests(tests, open_the_tables, close_the_tables);
}

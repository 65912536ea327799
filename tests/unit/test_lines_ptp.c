/*
 * Pairs of procedures (DOMAIN 3.6, RULINGS 21): direction, provider, days, modifiers.
 * The tables are those of line_kit.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/line_check.h"

static void column_2_is_denied_whatever_the_order(void **state)
{
    (void)state;
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801 G9802");
    earns("px.ptp", "lines[0] px.ptp reject lines[1] 2024-05-01\n", .kind = P,
          .lines = "G9802 G9801");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801$1 G9802$1000");
}

static void on_other_days_or_of_other_providers_codes_do_not_meet(void **state)
{
    (void)state;
    earns("px.ptp", "", .kind = P, .lines = "G9801@2024-05-01 G9802@2024-05-02",
          .to = "2024-05-02");
    earns("px.ptp", "", .kind = P, .lines = "G9801/1 G9802/2");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801/1 G9802", .provider = "1");
    earns("px.ptp", "", .kind = P, .lines = "G9801/1 G9802", .provider = "2");
    earns("px.ptp", "lines[2] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801/1 G9802/2 G9802/1");
}

static void no_modifier_clears_indicator_0(void **state)
{
    (void)state;
    static const char *const all[] = {"59", "XE", "RT", "25", "91", "22", "50"};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        char lines[64];
        snprintf(lines, sizeof lines, "G9801:%s G9802:%s", all[i], all[i]);
        earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
              .lines = lines);
    }
}

static void each_bypass_modifier_clears_indicator_1_on_either_line(void **state)
{
    (void)state;
    /* Letters that the small HCPCS file has; digits, which are not judged. */
    static const char *const bypass[] = {"LT", "RT", "E1", "XE", "XP", "XS",
                                         "XU", "24", "25", "57", "58", "78",
                                         "79", "27", "59", "91"};
    for (size_t i = 0; i < sizeof bypass / sizeof bypass[0]; i++) {
        char lines[64];
        snprintf(lines, sizeof lines, "G9801 G9803:%s", bypass[i]);
        earns("px.ptp", "", .kind = P, .lines = lines);
        snprintf(lines, sizeof lines, "G9801:22,%s G9803", bypass[i]);
        earns("px.ptp", "", .kind = P, .lines = lines);
    }
}

static void these_modifiers_clear_nothing(void **state)
{
    (void)state;
    static const char *const others[] = {"22", "50", "51", "76", "77", "26", "TC"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        char lines[64];
        snprintf(lines, sizeof lines, "G9801:%s G9803:%s", others[i], others[i]);
        earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
              .lines = lines);
    }
}

static void a_rejected_modifier_clears_nothing(void **state)
{
    (void)state;
    /* LC bypasses, but the small HCPCS file does not have it. */
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801 G9803:LC");
}

static void before_july_2019_59_helps_on_column_2_alone(void **state)
{
    (void)state;
    static const char *const distinct[] = {"59", "XE", "XP", "XS", "XU"};
    for (size_t i = 0; i < sizeof distinct / sizeof distinct[0]; i++) {
        char lines[64];
        snprintf(lines, sizeof lines, "G9801:%s G9803", distinct[i]);
        earns("px.ptp", "lines[1] px.ptp reject lines[0] 2019-06-30\n", .kind = P,
              .lines = lines, .from = "2019-06-30");
        earns("px.ptp", "", .kind = P, .lines = lines, .from = "2019-07-01");
        snprintf(lines, sizeof lines, "G9801 G9803:%s", distinct[i]);
        earns("px.ptp", "", .kind = P, .lines = lines, .from = "2019-06-30");
    }
    earns("px.ptp", "", .kind = P, .lines = "G9801:RT G9803", .from = "2019-06-30");
}

static void one_site_on_both_lines_is_told(void **state)
{
    (void)state;
    earns("px.ptp", "lines[1] px.ptp_same_site info lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801:RT G9803:RT,59");
    earns("px.ptp", "", .kind = P, .lines = "G9801:RT G9803:LT");
    earns("px.ptp", "", .kind = P, .lines = "G9801 G9803:RT");
    /* Nothing is cleared where nothing is denied. */
    earns("px.ptp", "", .kind = P, .lines = "G9802:RT G9803:RT");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801:RT G9802:RT");
}

static void a_row_holds_from_its_first_to_its_last_day(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        bool denied;
    } days[] = {{"2019-12-31", false}, {"2020-01-01", true},  {"2020-06-15", true},
                {"2020-12-31", true},  {"2021-01-01", false}, {"2021-12-31", false},
                {"2022-01-01", true},  {"2024-06-30", true}};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        char want[64] = "";
        if (days[i].denied)
            snprintf(want, sizeof want, "lines[1] px.ptp reject lines[0] %s\n",
                     days[i].day);
        earns("px.ptp", want, .kind = P, .lines = "G9807 G9808", .from = days[i].day);
    }
    /* Of two rows of the pair each has its indicator. */
    earns("px.ptp", "", .kind = P, .lines = "G9807 G9808:59", .from = "2020-06-15");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2022-06-15\n", .kind = P,
          .lines = "G9807 G9808:59", .from = "2022-06-15");
}

static void a_tombstone_never_fires(void **state)
{
    (void)state;
    earns("px.ptp", "", .kind = P, .lines = "G9804 G9805", .from = "2020-01-01");
    /* The same pair and day has a live row beside its tombstone. */
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2020-01-01\n", .kind = P,
          .lines = "G9804 G9806", .from = "2020-01-01");
}

static void both_directions_may_be_in_force(void **state)
{
    (void)state;
    earns("px.ptp",
          "lines[0] px.ptp reject lines[1] 2015-06-01\n"
          "lines[1] px.ptp reject lines[0] 2015-06-01\n",
          .kind = P, .lines = "G9801 G9803", .from = "2015-06-01");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2016-01-01\n", .kind = P,
          .lines = "G9801 G9803", .from = "2016-01-01");
}

static void spans_meet_on_the_days_that_they_share(void **state)
{
    (void)state;
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-03\n", .kind = P,
          .lines = "G9801@2024-05-01~2024-05-04 G9802@2024-05-03~2024-05-09",
          .to = "2024-05-09");
    earns("px.ptp", "", .kind = P,
          .lines = "G9801@2024-05-01~2024-05-02 G9802@2024-05-03~2024-05-09",
          .to = "2024-05-09");
    /* On the last of its days alone: a warning. */
    earns("px.ptp", "lines[1] px.ptp warn lines[0] 2024-05-09\n", .kind = P,
          .lines = "G9801@2024-05-09 G9802@2024-05-03~2024-05-09", .to = "2024-05-09");
    /* The last day of the partner is none of its own. */
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-09\n", .kind = P,
          .lines = "G9801@2024-05-03~2024-05-09 G9802@2024-05-09", .to = "2024-05-09");
    /* A line without days has those of the claim. */
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801 G9802", .to = "2024-05-09");
    /* From July 2019 on 59 on column 1 clears what it did not before. */
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2019-06-28\n", .kind = P,
          .lines = "G9801:59 G9803", .from = "2019-06-28", .to = "2019-07-03");
    earns("px.ptp", "lines[1] px.ptp warn lines[0] 2020-01-01\n", .kind = P,
          .lines = "G9807 G9808", .from = "2019-12-30", .to = "2020-01-01");
}

static void with_is_the_lowest_line_that_conflicts(void **state)
{
    (void)state;
    earns("px.ptp", "lines[3] px.ptp reject lines[1] 2024-05-01\n", .kind = P,
          .lines = "G9801:59 G9801 G9801 G9803");
    earns("px.ptp",
          "lines[1] px.ptp reject lines[0] 2024-05-01\n"
          "lines[2] px.ptp reject lines[0] 2024-05-01\n",
          .kind = P, .lines = "G9801 G9803 G9803 G9803:59");
    /* Earliest day and lowest line, whichever lines they are of. */
    earns("px.ptp", "lines[2] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801@2024-05-03 G9801@2024-05-01 "
                   "G9802@2024-05-01~2024-05-04",
          .to = "2024-05-04");
}

static void one_code_twice_is_no_pair(void **state)
{
    (void)state;
    earns("px.ptp", "", .kind = P, .lines = "G9801 G9801 G9801");
}

static void codes_without_a_loaded_set_take_part(void **state)
{
    (void)state;
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2023-06-01\n", .kind = P,
          .lines = "9811T 9812T", .from = "2023-06-01");
    earns("px.ptp", "", .kind = P, .lines = "9811T 9812T:59", .from = "2023-06-01");
    earns("px.ptp", "", .kind = P, .lines = "9811T 9812T", .from = "2024-01-01");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2023-06-01\n", .kind = P,
          .lines = "9811t 9812t", .from = "2023-06-01");
}

static void rejected_lines_and_hipps_take_no_part(void **state)
{
    (void)state;
    earns("px.ptp", "", .kind = OP, .lines = "G9801^0022 G9803");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = OP,
          .lines = "G9801^0450 G9803");
    /* Before HCPCS codes of the small file begin. */
    earns("px.ptp", "", .kind = P, .lines = "G9801 G9802", .from = "1999-12-31");
}

static void bill_type_and_payer_choose_the_table(void **state)
{
    (void)state;
    static const char *const hospital[] = {"0131", "131", "121", "141", "221",
                                           "231",  "341", "741", "757"};
    for (size_t i = 0; i < sizeof hospital / sizeof hospital[0]; i++) {
        /* Indicator 0 in the hospital table, 1 in the other. */
        earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = OP,
              .lines = "G9801 G9803:59", .bill_type = hospital[i]);
        earns("px.ptp", "", .kind = OP, .lines = "G9801 G9802",
              .bill_type = hospital[i]);
    }
    static const char *const none[] = {"0111", "181", "211", "321", "721", "831"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        earns_and_lacks("px.ptp", "no data:", .kind = OP, .lines = "G9801 G9803",
                        .bill_type = none[i], .from = "2031-01-01");
    earns("px.ptp", "", .kind = P, .lines = "G9801 G9802", .payer = "medicaid");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801 G9808", .payer = "medicaid");
    earns("px.ptp", "", .kind = P, .lines = "G9801 G9808", .payer = "medicare");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "G9801 G9802", .payer = "someone");
}

static void without_a_table_for_the_day_pairs_are_not_judged(void **state)
{
    (void)state;
    /* The last quarter ends on 2024-06-30; rows go back to 1996. */
    earns_and_lacks("px.ptp",
                    "lines[1] px.ptp reject lines[0] 2024-06-30\nno data:", .kind = P,
                    .lines = "G9801 G9802", .from = "2024-06-30");
    earns_and_lacks("px.ptp", "no data: px.ptp", .kind = P, .lines = "G9801 G9802",
                    .from = "2024-07-01");
    earns_and_lacks("px.ptp", "no data: px.ptp", .kind = P, .lines = "G9831 G9832",
                    .from = "2024-07-01");
    earns_and_lacks("px.ptp", "no data: px.ptp", .kind = P, .lines = "9811T 9812T",
                    .from = "1995-12-31");
    earns_and_lacks("px.ptp", "no data: px.ptp", .kind = P, .lines = "G9831 G9832",
                    .from = "2024-06-29", .to = "2024-07-01");
    /* One code, other days, other providers: nothing to judge. */
    earns_and_lacks("px.ptp", "no data:", .kind = P, .lines = "G9831 G9831",
                    .from = "2024-07-01");
    earns_and_lacks("px.ptp", "no data:", .kind = P, .lines = "G9831/1 G9832/2",
                    .from = "2024-07-01");
    earns_and_lacks("px.ptp", "no data:", .kind = P,
                    .lines = "G9831@2024-07-01 G9832@2024-07-02", .from = "2024-07-01",
                    .to = "2024-07-02");
    /* A table that no file was compiled of. */
    earns_and_lacks("px.ptp", "no data: px.ptp", .kind = OP, .lines = "G9831 G9832",
                    .payer = "Medicaid");
}

static void adding_a_modifier_never_adds_a_finding(void **state)
{
    (void)state;
    static const char *const pairs[] = {"G9801%s G9803", "G9801 G9803%s",
                                        "G9807%s G9808", "G9802 G9801%s"};
    static const char *const mods[] = {"", ":59", ":RT", ":25", ":76", ":22"};
    for (size_t p = 0; p < sizeof pairs / sizeof pairs[0]; p++) {
        char lines[64], plain[KIT_CAP / 8];
        for (size_t m = 0; m < sizeof mods / sizeof mods[0]; m++) {
            snprintf(lines, sizeof lines, pairs[p], mods[m]);
            const char *found = kit_line_findings(
                s.image, &(told_lines){.kind = P, .lines = lines}, "px.ptp ", false);
            if (m == 0)
                snprintf(plain, sizeof plain, "%s", found);
            else if (*found)
                assert_string_equal(found, plain);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(column_2_is_denied_whatever_the_order),
        cmocka_unit_test(on_other_days_or_of_other_providers_codes_do_not_meet),
        cmocka_unit_test(no_modifier_clears_indicator_0),
        cmocka_unit_test(each_bypass_modifier_clears_indicator_1_on_either_line),
        cmocka_unit_test(these_modifiers_clear_nothing),
        cmocka_unit_test(a_rejected_modifier_clears_nothing),
        cmocka_unit_test(before_july_2019_59_helps_on_column_2_alone),
        cmocka_unit_test(one_site_on_both_lines_is_told),
        cmocka_unit_test(a_row_holds_from_its_first_to_its_last_day),
        cmocka_unit_test(a_tombstone_never_fires),
        cmocka_unit_test(both_directions_may_be_in_force),
        cmocka_unit_test(spans_meet_on_the_days_that_they_share),
        cmocka_unit_test(with_is_the_lowest_line_that_conflicts),
        cmocka_unit_test(one_code_twice_is_no_pair),
        cmocka_unit_test(codes_without_a_loaded_set_take_part),
        cmocka_unit_test(rejected_lines_and_hipps_take_no_part),
        cmocka_unit_test(bill_type_and_payer_choose_the_table),
        cmocka_unit_test(without_a_table_for_the_day_pairs_are_not_judged),
        cmocka_unit_test(adding_a_modifier_never_adds_a_finding),
    };
    return cmocka_run_group_tests(tests, open_the_tables, close_the_tables);
}

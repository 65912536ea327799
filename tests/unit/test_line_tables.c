/*
 * The tables of line edits as callers ask them (<scrubjay/lines.h>), and what findings
 * over several lines say: in words, where it is written, what clears it. The tables are
 * those of line_kit.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/line_check.h"

static uint32_t procedure(const char *code)
{
    return sj_procedure_of(s.image, code, strlen(code));
}

/* ---- tables ---------------------------------------------------------------------- */

static void tables_bear_the_names_of_their_files(void **state)
{
    (void)state;
    assert_string_equal(sj_line_table_name(SJ_PTP_PRACTITIONER),
                        "ncci-ptp-practitioner");
    assert_string_equal(sj_line_table_name(SJ_MUE_MEDICAID_DME),
                        "ncci-mue-medicaid-dme");
    assert_string_equal(sj_line_table_name(SJ_NECESSITY), "necessity");
    assert_null(sj_line_table_name(SJ_LINE_TABLE_COUNT));
    for (int t = 0; t < SJ_LINE_TABLE_COUNT; t++)
        assert_non_null(sj_line_table_name((sj_line_table)t));
}

static void a_table_tells_the_days_that_it_judges(void **state)
{
    (void)state;
    sj_date first, last;
    assert_true(sj_line_table_days(s.image, SJ_PTP_PRACTITIONER, &first, &last));
    assert_int_equal(first, kit_day("1996-01-01"));
    assert_int_equal(last, kit_day("2024-06-30"));
    assert_true(sj_line_table_days(s.image, SJ_MUE_PRACTITIONER, &first, &last));
    assert_int_equal(first, kit_day("2024-01-01"));
    assert_int_equal(last, kit_day("2024-06-30"));
    assert_false(sj_line_table_days(s.image, SJ_PTP_MEDICAID_DME, &first, &last));
    assert_false(sj_line_table_days(s.image, SJ_LINE_TABLE_COUNT, &first, &last));
}

static void a_procedure_has_a_number_and_gives_its_code_back(void **state)
{
    (void)state;
    static const char *const codes[] = {"G9801", "9811T", "99213"};
    char code[SJ_CODE_CAP];
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        uint32_t number = procedure(codes[i]);
        assert_int_not_equal(number, SJ_NO_PROCEDURE);
        assert_int_equal(sj_procedure_code(s.image, number, code), 5);
        assert_string_equal(code, codes[i]);
    }
    assert_int_equal(procedure(" g9801 "), procedure("G9801"));
    assert_int_equal(procedure("99999"), SJ_NO_PROCEDURE);
    assert_int_equal(procedure("E11.9"), SJ_NO_PROCEDURE);
    assert_int_equal(procedure(""), SJ_NO_PROCEDURE);
    assert_int_equal(sj_procedure_code(s.image, SJ_NO_PROCEDURE, code), 0);
    assert_string_equal(code, "");
}

static void rows_of_a_pair_come_by_date_tombstones_included(void **state)
{
    (void)state;
    sj_ptp_row rows[4];
    assert_int_equal(sj_ptp(s.image, SJ_PTP_PRACTITIONER, procedure("G9807"),
                            procedure("G9808"), rows, 4),
                     2);
    assert_int_equal(rows[0].from, kit_day("2020-01-01"));
    assert_int_equal(rows[0].to, kit_day("2020-12-31"));
    assert_int_equal(rows[0].indicator, 1);
    assert_int_equal(rows[1].from, kit_day("2022-01-01"));
    assert_int_equal(rows[1].to, SJ_DATE_OPEN);
    assert_int_equal(rows[1].indicator, 0);
    assert_string_equal(rows[1].rationale, "Invented");
    assert_string_equal(rows[1].source.file, "ptp-p-f1.txt");
    assert_int_equal(rows[1].source.row, 9);
    assert_int_equal(sj_ptp(s.image, SJ_PTP_PRACTITIONER, procedure("G9804"),
                            procedure("G9806"), rows, 1),
                     2);
    assert_int_equal(sj_ptp(s.image, SJ_PTP_PRACTITIONER, procedure("G9801"),
                            procedure("G9802"), rows, 4),
                     1);
    assert_true(rows[0].prior_1996);
    assert_int_equal(sj_ptp(s.image, SJ_PTP_PRACTITIONER, procedure("G9802"),
                            procedure("G9801"), rows, 4),
                     0);
    assert_int_equal(sj_ptp(s.image, SJ_MUE_HOSPITAL, 0, 1, rows, 4), 0);
    assert_int_equal(sj_ptp(s.image, SJ_PTP_PRACTITIONER, SJ_NO_PROCEDURE, 1, rows, 4),
                     0);
}

static void the_indicator_is_that_of_the_day_and_direction(void **state)
{
    (void)state;
    uint32_t a = procedure("G9801"), b = procedure("G9803"), d = procedure("G9805");
    sj_date day = kit_day("2015-06-01");
    assert_int_equal(sj_ptp_indicator(s.image, SJ_PTP_PRACTITIONER, a, b, day), 1);
    assert_int_equal(sj_ptp_indicator(s.image, SJ_PTP_PRACTITIONER, b, a, day), 1);
    assert_int_equal(sj_ptp_indicator(s.image, SJ_PTP_PRACTITIONER, b, a, day + 365),
                     -1);
    assert_int_equal(sj_ptp_indicator(s.image, SJ_PTP_HOSPITAL, a, b, day), 0);
    assert_int_equal(sj_ptp_indicator(s.image, SJ_PTP_PRACTITIONER, procedure("G9804"),
                                      d, kit_day("2020-01-01")),
                     -1);
    assert_int_equal(sj_ptp_indicator(s.image, SJ_LINE_TABLE_COUNT, a, b, day), -1);
    assert_int_equal(
        sj_ptp_indicator(s.image, SJ_PTP_PRACTITIONER, a, SJ_NO_PROCEDURE, day), -1);
}

static void a_limit_is_that_of_its_quarter(void **state)
{
    (void)state;
    sj_unit_limit limit;
    uint32_t p = procedure("G9801");
    assert_int_equal(
        sj_mue(s.image, SJ_MUE_PRACTITIONER, p, kit_day("2024-03-31"), &limit), SJ_OK);
    assert_int_equal(limit.value, 6);
    assert_int_equal(limit.mai, 2);
    assert_int_equal(limit.to, kit_day("2024-03-31"));
    assert_int_equal(
        sj_mue(s.image, SJ_MUE_PRACTITIONER, p, kit_day("2024-04-01"), &limit), SJ_OK);
    assert_int_equal(limit.value, 4);
    assert_string_equal(limit.source.file, "mue-p-q2.csv");
    assert_int_equal(
        sj_mue(s.image, SJ_MUE_PRACTITIONER, p, kit_day("2024-07-01"), &limit),
        SJ_NOT_FOUND);
    assert_int_equal(
        sj_mue(s.image, SJ_MUE_MEDICAID_PRACTITIONER, p, kit_day("2024-05-01"), &limit),
        SJ_OK);
    assert_int_equal(limit.mai, 0);
    assert_int_equal(
        sj_mue(s.image, SJ_PTP_PRACTITIONER, p, kit_day("2024-05-01"), &limit),
        SJ_E_ARG);
    assert_int_equal(
        sj_mue(s.image, SJ_MUE_PRACTITIONER, procedure("G9806"), 0, &limit),
        SJ_NOT_FOUND);
}

static void add_on_rows_come_by_primary(void **state)
{
    (void)state;
    sj_addon_row rows[4];
    assert_int_equal(sj_addon(s.image, procedure("G9820"), rows, 4), 2);
    assert_int_equal(rows[0].primary, procedure("G9821"));
    assert_int_equal(rows[0].to, SJ_DATE_OPEN);
    assert_int_equal(rows[1].primary, procedure("G9822"));
    assert_int_equal(rows[1].to, kit_day("2024-05-31"));
    assert_int_equal(rows[1].type, 1);
    assert_int_equal(sj_addon(s.image, procedure("G9824"), rows, 4), 1);
    assert_int_equal(rows[0].primary, SJ_NO_PROCEDURE);
    assert_string_equal(rows[0].source.file, "aoc.txt");
    assert_int_equal(sj_addon(s.image, procedure("G9821"), rows, 4), 0);
}

static void fee_rows_are_those_of_the_day(void **state)
{
    (void)state;
    sj_fee_row rows[4];
    assert_int_equal(
        sj_fees(s.image, procedure("G9833"), kit_day("2024-05-01"), rows, 4), 1);
    assert_string_equal(rows[0].glob, "090");
    assert_string_equal(rows[0].modifier, "");
    assert_int_equal(rows[0].mult, '2');
    assert_int_equal(rows[0].status, 'A');
    assert_string_equal(rows[0].source.file, "fees.csv");
    assert_int_equal(
        sj_fees(s.image, procedure("G9833"), kit_day("2023-12-31"), rows, 4), 0);
}

static void facts_are_those_of_the_hcpcs_file(void **state)
{
    (void)state;
    sj_hcpcs_facts facts;
    assert_int_equal(
        sj_hcpcs(s.image, procedure("G9801"), kit_day("2024-05-01"), &facts), SJ_OK);
    assert_int_equal(facts.from, kit_day("2024-01-01"));
    assert_int_equal(
        sj_hcpcs(s.image, procedure("99213"), kit_day("2024-05-01"), &facts),
        SJ_NOT_FOUND);
    assert_int_equal(facts.coverage, ' ');
    assert_int_equal(sj_hcpcs(s.image, SJ_NO_PROCEDURE, 0, &facts), SJ_NOT_FOUND);
}

/* ---- findings -------------------------------------------------------------------- */

static void says(const told_lines *t, const char *edit, const char *message,
                 const char *file, uint32_t row)
{
    static kit_lines c;
    char text[512];
    sj_finding f;
    sj_citation source;
    kit_lines_make(t, &c);
    assert_true(kit_line_find(s.image, &c, edit, &f));
    assert_int_equal(sj_finding_message(s.image, &c.claim, &f, text, sizeof text),
                     strlen(message));
    assert_string_equal(text, message);
    assert_int_equal(sj_finding_source(s.image, &f, &source), file != NULL);
    if (!file)
        return;
    assert_string_equal(source.file, file);
    assert_int_equal(source.row, row);
}

static void a_pair_tells_its_codes_and_its_row(void **state)
{
    (void)state;
    says(&(told_lines){.kind = P, .lines = "G9801 G9803"}, "px.ptp",
         "G9803 is a column 2 code of G9801 on 2024-05-01; modifier indicator 1",
         "ptp-p-f1.txt", 3);
    /* CPT codes bear no number in an image without CPT. */
    says(&(told_lines){.kind = P, .lines = "9811T 9812T", .from = "2023-01-01"},
         "px.ptp",
         "9812T is a column 2 code of 9811T on 2023-01-01; modifier indicator 1",
         "ptp-p-f1.txt", 10);
    says(&(told_lines){.kind = P, .lines = "G9801:RT G9803:RT"}, "px.ptp_same_site",
         "G9803 is a column 2 code of G9801 on 2024-05-01; a modifier clears the pair, "
         "but both lines name one site",
         "ptp-p-f1.txt", 3);
}

static void a_limit_tells_units_and_limit(void **state)
{
    (void)state;
    says(&(told_lines){.kind = P, .lines = "G9801*5"}, "px.mue",
         "G9801 has 5 units on 2024-05-01; the limit is 4 a day", "mue-p-q2.csv", 3);
    says(&(told_lines){.kind = P, .lines = "G9802*2"}, "px.mue",
         "G9802 has 2 units on 2024-05-01; the limit is 1 a line", "mue-p-q2.csv", 4);
    says(&(told_lines){.kind = P, .lines = "G9804"}, "px.mue_zero",
         "G9804 has a unit limit of 0 on 2024-05-01; it is not payable here",
         "mue-p-q2.csv", 6);
}

static void other_groups_tell_what_is_wrong(void **state)
{
    (void)state;
    says(&(told_lines){.kind = P, .lines = "G9820"}, "px.addon_without_primary",
         "G9820 is an add-on code, and no primary of it stands beside it on 2024-05-01",
         "aoc.txt", 1);
    says(&(told_lines){.kind = P, .lines = "G9845 G9845"}, "px.duplicate_line",
         "G9845 stands on an earlier line with the same modifiers, days, units and "
         "charge",
         NULL, 0);
    says(&(told_lines){.kind = P, .lines = "G9835:LT G9835:RT"}, "px.bilateral",
         "G9835 stands on a right and a left line; one line with modifier 50 says both",
         "fees.csv", 6);
    says(&(told_lines){.kind = P, .lines = "G9831 99213"}, "px.global_em",
         "99213 stands on the day of G9831 without modifier 25 or 57", "fees.csv", 2);
    says(&(told_lines){.kind = P, .lines = "99213", .history = "G9833@2024-04-20"},
         "px.global_em",
         "99213 stands within the global days of an earlier procedure without modifier "
         "24",
         "fees.csv", 4);
    says(&(told_lines){.kind = P, .lines = "G9841>1", .dx = "I10"}, "px.necessity",
         "G9841 stands without a diagnosis that is covered by L1 (Invented, 1)",
         "policies.csv", 0);
    says(&(told_lines){.kind = P, .lines = "G9842>1", .dx = "Z00.00"}, "px.necessity",
         "G9842 stands with a diagnosis that is excluded by L2", "policies.csv", 0);
}

static void indicator_1_tells_the_modifiers_that_may_help(void **state)
{
    (void)state;
    static kit_lines c;
    const char *modifiers[8];
    sj_finding f;
    kit_lines_make(&(told_lines){.kind = P, .lines = "G9801 G9803"}, &c);
    assert_true(kit_line_find(s.image, &c, "px.ptp", &f));
    assert_int_equal(sj_finding_modifiers(s.image, &c.claim, &f, modifiers, 8), 5);
    assert_string_equal(modifiers[0], "59");
    assert_string_equal(modifiers[4], "XU");
    assert_int_equal(sj_finding_modifiers(s.image, &c.claim, &f, NULL, 0), 5);
    kit_lines_make(&(told_lines){.kind = P, .lines = "G9801 G9802"}, &c);
    assert_true(kit_line_find(s.image, &c, "px.ptp", &f));
    assert_int_equal(sj_finding_modifiers(s.image, &c.claim, &f, modifiers, 8), 0);
    kit_lines_make(&(told_lines){.kind = P, .lines = "G9801*9"}, &c);
    assert_true(kit_line_find(s.image, &c, "px.mue", &f));
    assert_int_equal(sj_finding_modifiers(s.image, &c.claim, &f, modifiers, 8), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_bear_the_names_of_their_files),
        cmocka_unit_test(a_table_tells_the_days_that_it_judges),
        cmocka_unit_test(a_procedure_has_a_number_and_gives_its_code_back),
        cmocka_unit_test(rows_of_a_pair_come_by_date_tombstones_included),
        cmocka_unit_test(the_indicator_is_that_of_the_day_and_direction),
        cmocka_unit_test(a_limit_is_that_of_its_quarter),
        cmocka_unit_test(add_on_rows_come_by_primary),
        cmocka_unit_test(fee_rows_are_those_of_the_day),
        cmocka_unit_test(facts_are_those_of_the_hcpcs_file),
        cmocka_unit_test(a_pair_tells_its_codes_and_its_row),
        cmocka_unit_test(a_limit_tells_units_and_limit),
        cmocka_unit_test(other_groups_tell_what_is_wrong),
        cmocka_unit_test(indicator_1_tells_the_modifiers_that_may_help),
    };
    return cmocka_run_group_tests(tests, open_the_tables, close_the_tables);
}

/*
 * Messages: their text, what keep_going makes of them, and how they are printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/report.h"

static void texts_say_path_line_and_reason(void **state)
{
    (void)state;
    gen_report report;
    gen_report_init(&report, false);
    gen_report_add(&report, GEN_RECORD_ERROR, "a: b.txt", 12, "%s is %d", "x", 7);
    gen_report_add(&report, GEN_ERROR, "file", 0, "reason");
    gen_report_add(&report, GEN_WARNING, NULL, 0, "reason");
    assert_int_equal(report.count, 3);
    assert_int_equal(report.errors, 2);
    assert_int_equal(report.warnings, 1);
    assert_string_equal(report.messages[0].text, "a: b.txt:12: x is 7");
    assert_string_equal(report.messages[1].text, "file: reason");
    assert_string_equal(report.messages[2].text, "reason");
    gen_report_free(&report);
}

static void with_keep_going_record_errors_are_warnings_and_others_are_not(void **state)
{
    (void)state;
    gen_report report;
    gen_report_init(&report, true);
    gen_report_add(&report, GEN_RECORD_ERROR, "f", 1, "record");
    gen_report_add(&report, GEN_ERROR, "f", 0, "file");
    assert_int_equal(report.warnings, 1);
    assert_int_equal(report.errors, 1);
    assert_int_equal(report.messages[0].severity, GEN_WARNING);
    gen_report_free(&report);
}

static void printed_lines_name_program_place_and_severity(void **state)
{
    (void)state;
    gen_report report;
    char *text = NULL;
    size_t len = 0;
    gen_report_init(&report, false);
    gen_report_add(&report, GEN_ERROR, "a: b.txt", 12, "bad");
    gen_report_add(&report, GEN_WARNING, "f", 0, "odd");
    gen_report_add(&report, GEN_ERROR, NULL, 0, "nothing to compile");
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    gen_report_print(&report, "scrubjay", out);
    fclose(out);
    assert_string_equal(text, "scrubjay: a: b.txt:12: error: bad\n"
                              "scrubjay: f: warning: odd\n"
                              "scrubjay: error: nothing to compile\n");
    free(text);
    gen_report_free(&report);
}

static void only_messages_beyond_the_limit_are_counted_as_further(void **state)
{
    (void)state;
    gen_report report;
    gen_report_init(&report, false);
    gen_report_add_further(&report, GEN_RECORD_ERROR, "f", report.limit, "records");
    assert_int_equal(report.count, 0);
    gen_report_add_further(&report, GEN_RECORD_ERROR, "f", report.limit + 3, "records");
    assert_int_equal(report.errors, 1);
    assert_string_equal(report.messages[0].text, "f: 3 further records");
    gen_report_free(&report);
}

static void appending_moves_all_messages_in_order(void **state)
{
    (void)state;
    gen_report to, from;
    gen_report_init(&to, false);
    gen_report_init(&from, false);
    gen_report_add(&to, GEN_ERROR, "a", 0, "1");
    for (int i = 2; i <= 40; i++)
        gen_report_add(&from, i % 2 ? GEN_ERROR : GEN_WARNING, "b", 0, "%d", i);
    gen_report_append(&to, &from);
    assert_int_equal(from.count, 0);
    assert_int_equal(from.errors, 0);
    assert_int_equal(to.count, 40);
    assert_int_equal(to.errors, 20);
    assert_int_equal(to.warnings, 20);
    assert_string_equal(to.messages[0].text, "a: 1");
    assert_string_equal(to.messages[39].text, "b: 40");
    gen_report_free(&from);
    gen_report_free(&to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_say_path_line_and_reason),
        cmocka_unit_test(with_keep_going_record_errors_are_warnings_and_others_are_not),
        cmocka_unit_test(printed_lines_name_program_place_and_severity),
        cmocka_unit_test(only_messages_beyond_the_limit_are_counted_as_further),
        cmocka_unit_test(appending_moves_all_messages_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

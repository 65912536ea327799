/*
 * What a line table says on days to which it was carried is marked so (RULINGS 3), and
 * on its own days it is not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/line_kit.h"

static sample carried;

static int open_carried(void **state)
{
    (void)state;
    return line_releases_open_carried(&carried) ? 0 : -1;
}

static int close_carried(void **state)
{
    (void)state;
    sample_close(&carried);
    return 0;
}

/* The marks of the first finding of an edit on lines of a day; -1: there is none. */
static int marks_of(const char *edit, const char *lines, const char *day)
{
    static kit_lines c;
    sj_finding f;
    kit_lines_make(&(told_lines){.kind = P, .from = day, .lines = lines}, &c);
    return kit_line_find(carried.image, &c, edit, &f) ? f.marks : -1;
}

static void findings_beyond_the_files_are_marked_carried(void **state)
{
    (void)state;
    static const struct {
        const char *edit, *lines;
    } rows[] = {
        {"px.ptp", "G9801 G9802"},
        {"px.mue", "G9801*5"},
        {"px.addon_without_primary", "G9820"},
        {"px.necessity", "G9843>1"},
        {"mod.invalid_for_code", "G9836:50"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int own = marks_of(rows[i].edit, rows[i].lines, "2024-05-01");
        int later = marks_of(rows[i].edit, rows[i].lines, "2026-05-01");
        if (own != 0 || later != SJ_MARK_CARRIED)
            fail_msg("%s: marks %d, later %d", rows[i].edit, own, later);
    }
}

static void what_rests_on_no_table_is_never_marked(void **state)
{
    (void)state;
    assert_int_equal(marks_of("px.units", "G9801*0", "2024-05-01"), 0);
    assert_int_equal(marks_of("px.units", "G9801*0", "2026-05-01"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_beyond_the_files_are_marked_carried),
        cmocka_unit_test(what_rests_on_no_table_is_never_marked),
    };
    return cmocka_run_group_tests(tests, open_carried, close_carried);
}

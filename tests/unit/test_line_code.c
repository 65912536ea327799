/*
 * The code and the units of a service line (DOMAIN 3.5, RULINGS 16, 17). The tables are
 * those of single_line_kit.h, where said of line_kit.h.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/single_line_check.h"

#define DAY "2016-05-01"

static void the_shape_of_a_code_tells_its_system(void **state)
{
    (void)state;
    static const char *const malformed[] = {"G970",  "G97011", "F9701", "I9701",
                                            "N9701", "O9701",  "W9701", "Z9701",
                                            "G970A", "9970B",  "997OT", "99213-25"};
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        earns("px.f", "lines[0] px.format reject " DAY "\n", .kind = P, .from = DAY,
              .lines = malformed[i]);
    static const char *const sound[] = {"G9701", "g9701", "9970T", "9970t"};
    for (size_t i = 0; i < sizeof sound / sizeof sound[0]; i++)
        earns_and_lacks("px.", "no data: px.addon_without_primary px.mue px.necessity",
                        .kind = P, .from = DAY, .lines = sound[i]);
}

static void
a_professional_line_needs_a_code_and_an_institutional_one_does_not(void **state)
{
    (void)state;
    earns("px.", "lines[0] px.format reject " DAY "\n", .kind = P, .from = DAY,
          .lines = "_");
    earns("px.", "", .kind = OP, .from = DAY, .lines = "_^0450 _");
    earns("px.", "", .kind = IP, .from = DAY, .lines = "_^0450*0");
    earns("px.", "lines[0] px.format reject " DAY "\n", .kind = IP, .from = DAY,
          .lines = "X^0450");
}

static void a_code_in_no_release_is_rejected(void **state)
{
    (void)state;
    earns("px.", "lines[0] px.not_found reject " DAY "\n", .kind = P, .from = DAY,
          .lines = "G9799");
    earns("px.", "lines[0] px.not_found reject " DAY "\n", .kind = P, .from = DAY,
          .lines = "9979T");
}

static void a_code_is_judged_on_the_day_of_its_line(void **state)
{
    (void)state;
    earns("px.n", "lines[0] px.not_effective reject 2017-01-05\n", .kind = P,
          .from = "2017-01-05", .lines = "A4466");
    earns("px.n", "", .kind = P, .from = "2016-12-31", .lines = "A4466");
    earns("px.n", "lines[0] px.not_effective reject 2017-01-01\n", .kind = P,
          .from = "2016-12-31", .to = "2017-01-01", .lines = "A4466@2017-01-01");
    earns("px.n", "lines[0] px.not_effective reject 2016-06-30\n", .kind = P,
          .from = "2016-06-30", .lines = "G9707");
    earns("px.n", "", .kind = P, .from = "2016-07-01", .lines = "G9707");
    earns("px.n", "lines[0] px.not_effective reject 2017-01-01\n", .kind = P,
          .from = "2017-01-01", .lines = "9971T");
}

static void on_the_last_day_alone_it_warns(void **state)
{
    (void)state;
    earns("px.n", "lines[0] px.not_effective warn 2017-01-01\n", .kind = P,
          .from = "2016-12-31", .to = "2017-01-01", .lines = "A4466");
    earns("px.n", "lines[0] px.not_effective warn 2017-01-09\n", .kind = P,
          .from = "2016-12-01", .to = "2017-01-31",
          .lines = "A4466@2016-12-31~2017-01-09");
    /* A last day before the first is none. */
    earns("px.n", "", .kind = P, .from = "2016-12-01", .to = "2017-01-31",
          .lines = "A4466@2016-12-31~2016-12-01 G9707@2016-12-01~2016-06-01");
    earns("px.n", "lines[0] px.not_effective reject 2017-01-01\n", .kind = P,
          .from = "2017-01-01", .to = "2017-01-02", .lines = "A4466");
}

static void beyond_the_releases_nothing_is_rejected_and_existence_is_named(void **state)
{
    (void)state;
    earns_and_lacks("px.n", "no data: px.necessity px.not_effective", .kind = P,
                    .from = "2019-01-01", .lines = "A4466");
    earns_and_lacks("px.n", "no data: px.necessity px.not_effective", .kind = P,
                    .from = "2018-12-31", .to = "2019-01-01", .lines = "G9701");
    earns_and_lacks("px.n", "no data: px.necessity", .kind = P, .from = "2018-12-31",
                    .lines = "G9701");
}

static void a_set_that_is_not_loaded_is_told_and_named(void **state)
{
    (void)state;
    /* CDT here; CPT where no list of it was compiled. */
    earns_and_lacks(
        "px.",
        "lines[0] px.set_not_loaded info " DAY "\n"
        "no data: px.addon_without_primary px.mue px.necessity px.not_found",
        .kind = P, .from = DAY, .lines = "D9901");
    assert_string_equal(kit_line_findings(bare.image,
                                          &(told_lines){.kind = P, .lines = "9899T"},
                                          "px.", true),
                        "lines[0] px.set_not_loaded info 2024-05-01\n"
                        "no data: px.not_found");
}

static void five_characters_under_three_revenue_codes_are_of_hipps(void **state)
{
    (void)state;
    earns("px.", "", .kind = IP, .from = DAY,
          .lines = "G9799*0^0022 1AFKS^0023 XXXXX^24");
    earns("px.", "lines[0] px.not_found reject " DAY "\n", .kind = IP, .from = DAY,
          .lines = "G9799^0025");
    earns("px.", "lines[0] px.format reject " DAY "\n", .kind = IP, .from = DAY,
          .lines = "XXXX^0022");
    earns("mod.", "", .kind = IP, .from = DAY, .lines = "1AFKS:ZZ,_,5^0022");
    earns("px.", "lines[1] px.duplicate_line warn lines[0] " DAY "\n", .kind = IP,
          .from = DAY, .lines = "1AFKS^0022 1AFKS^0022");
}

/* They are not judged, so that one which was not valid on the day sets apart, too. */
static void modifiers_of_hipps_lines_exempt_from_duplicates(void **state)
{
    (void)state;
    earns("px.", "", .kind = IP, .from = "1999-12-31",
          .lines = "1AFKS:XE^0022 1AFKS:XE^0022");
    earns("mod.", "lines[0].mods[0] mod.not_effective reject 1999-12-31\n", .kind = P,
          .from = "1999-12-31", .lines = "G9701:XE");
}

static void coverage_is_told_where_medicare_does_not_pay(void **state)
{
    (void)state;
    earns("px.c",
          "lines[0] px.coverage info " DAY "\n"
          "lines[1] px.coverage info " DAY "\n"
          "lines[2] px.coverage info " DAY "\n",
          .kind = P, .from = DAY, .lines = "G9702 G9703 G9704 G9705 G9701 9970T");
}

static void a_code_that_is_not_otherwise_classified_needs_a_description(void **state)
{
    (void)state;
    static kit_lines c;
    sj_finding f;
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9706"}, &c);
    assert_true(kit_line_find(s.image, &c, "px.unlisted", &f));
    assert_int_equal(f.severity, SJ_INFO);
    c.lines[0].description = (sj_str){" ", 1};
    assert_true(kit_line_find(s.image, &c, "px.unlisted", &f));
    c.lines[0].description = (sj_str){"what was done", 13};
    assert_false(kit_line_find(s.image, &c, "px.unlisted", &f));
    earns("px.u", "", .kind = P, .from = DAY, .lines = "G9701");
}

static void units_are_above_zero(void **state)
{
    (void)state;
    static kit_lines c;
    sj_finding f;
    earns("px.u", "lines[0] px.units reject " DAY "\n", .kind = P, .from = DAY,
          .lines = "G9701*0");
    earns("px.u", "lines[0] px.units reject " DAY "\n", .kind = OP, .from = DAY,
          .lines = "G9799*-1");
    earns("px.u", "", .kind = P, .from = DAY, .lines = "G9701*1 G9701*0.5 G9701");
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9701"}, &c);
    c.lines[0].units = (double)NAN;
    assert_true(kit_line_find(s.image, &c, "px.units", &f));
}

static void fractions_are_for_what_is_not_counted(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        double units;
        bool wrong;
    } cases[] = {
        {"UN", 1.5, true}, {"DA", 0.25, true}, {"un", 1.5, true},    {"MJ", 1.5, false},
        {"", 1.5, false},  {"UN", 2, false},   {"DA", 1e300, false},
    };
    static kit_lines c;
    sj_finding f;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9701"}, &c);
        c.lines[0].unit = (sj_str){cases[i].unit, (uint32_t)strlen(cases[i].unit)};
        c.lines[0].units = cases[i].units;
        if (kit_line_find(s.image, &c, "px.units", &f) != cases[i].wrong)
            fail_msg("%g %s", cases[i].units, cases[i].unit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shape_of_a_code_tells_its_system),
        cmocka_unit_test(
            a_professional_line_needs_a_code_and_an_institutional_one_does_not),
        cmocka_unit_test(a_code_in_no_release_is_rejected),
        cmocka_unit_test(a_code_is_judged_on_the_day_of_its_line),
        cmocka_unit_test(on_the_last_day_alone_it_warns),
        cmocka_unit_test(
            beyond_the_releases_nothing_is_rejected_and_existence_is_named),
        cmocka_unit_test(a_set_that_is_not_loaded_is_told_and_named),
        cmocka_unit_test(five_characters_under_three_revenue_codes_are_of_hipps),
        cmocka_unit_test(modifiers_of_hipps_lines_exempt_from_duplicates),
        cmocka_unit_test(coverage_is_told_where_medicare_does_not_pay),
        cmocka_unit_test(a_code_that_is_not_otherwise_classified_needs_a_description),
        cmocka_unit_test(units_are_above_zero),
        cmocka_unit_test(fractions_are_for_what_is_not_counted),
    };
    return cmocka_run_group_tests(tests, open_the_lists, close_the_lists);
}

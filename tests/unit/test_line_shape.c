/*
 * Places, drugs, dates and number of service lines (DOMAIN 3.5, 3.10).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/single_line_check.h"

#define DAY "2016-05-01"

static kit_lines c;
static sj_finding f;

static sj_str str(const char *text)
{
    return (sj_str){text, (uint32_t)strlen(text)};
}

/* ---- places ---------------------------------------------------------------------- */

static void the_place_of_a_line_is_in_the_list_of_its_day(void **state)
{
    (void)state;
    earns("pos.", "lines[0] pos.invalid reject " DAY "\n", .kind = P, .from = DAY,
          .lines = "G9701#47 G9701#11 G9701");
    earns("pos.", "lines[0] pos.invalid reject 2016-12-31\n", .kind = P,
          .from = "2016-12-31", .lines = "G9701#02");
    earns("pos.", "", .kind = P, .from = "2017-01-01", .lines = "G9701#02");
    earns("pos.", "lines[0] pos.invalid reject " DAY "\n", .kind = P, .from = DAY,
          .lines = "G9701#1");
    earns("pos.", "", .kind = OP, .from = DAY, .lines = "G9701#47");
}

static void a_line_without_a_place_has_that_of_the_claim(void **state)
{
    (void)state;
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9701"}, &c);
    assert_false(kit_line_find(s.image, &c, "pos.invalid", &f));
    c.claim.pos = str("47");
    assert_true(kit_line_find(s.image, &c, "pos.invalid", &f));
    assert_int_equal(f.at.kind, SJ_AT_LINE);
    c.claim.pos = str("");
    assert_false(kit_line_find(s.image, &c, "pos.invalid", &f));
}

static void without_a_list_for_the_day_places_are_not_judged(void **state)
{
    (void)state;
    earns_and_lacks("pos.", "no data: pos.invalid", .kind = P, .from = "2014-12-31",
                    .lines = "G9701#47");
    assert_string_equal(kit_line_findings(bare.image,
                                          &(told_lines){.kind = P, .lines = "G9806"},
                                          "pos.", true),
                        "no data: pos.invalid");
    earns_and_lacks("pos.", "no data:", .kind = IP, .from = "2014-12-31",
                    .lines = "G9701#47");
}

static void
lists_of_revenue_codes_and_bill_types_are_used_when_they_are_there(void **state)
{
    (void)state;
    earns("rev.", "lines[1] rev.invalid reject " DAY "\n", .kind = OP, .from = DAY,
          .lines = "_^450 _^0451 _^0022 G9701");
    earns("rev.", "", .kind = P, .from = DAY, .lines = "G9701^0451");
    earns("tob.", "claim tob.invalid reject " DAY "\n", .kind = OP, .from = DAY,
          .bill_type = "0133", .lines = "");
    earns("tob.", "", .kind = OP, .from = DAY, .bill_type = "0131", .lines = "");
    assert_string_equal(kit_line_findings(bare.image,
                                          &(told_lines){.kind = OP, .lines = "_^9999"},
                                          "rev.", true),
                        "no data:");
    assert_string_equal(kit_line_findings(bare.image,
                                          &(told_lines){.kind = OP, .lines = "_^9999"},
                                          "tob.", true),
                        "no data:");
}

/* ---- drugs -------------------------------------------------------------------------
 */

static void a_drug_code_has_eleven_digits_after_normalisation(void **state)
{
    (void)state;
    static const struct {
        const char *ndc;
        bool wrong;
    } cases[] = {
        {"0002-7597-01", false},
        {"00002759701", false},
        {"50242-040-62", false},
        {"60575-4112-1", false},
        {"", false},
        {"0002759701", true},
        {"000027597011", true},
        {"0002-759-01", true},
        {"00002-7597-011", true},
        {"0002759701A", true},
    };
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9701"}, &c);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        c.lines[0].ndc = str(cases[i].ndc);
        if (kit_line_find(s.image, &c, "ndc.format", &f) != cases[i].wrong)
            fail_msg("%s", cases[i].ndc);
        assert_true(!cases[i].wrong || f.at.inner == 3);
    }
}

static void a_drug_has_a_known_unit_and_some_quantity(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        double units;
        bool wrong;
    } cases[] = {
        {"ML", 1, false}, {"F2", 0.5, false}, {"GR", 1, false}, {"ME", 1, false},
        {"un", 1, false}, {"MG", 1, true},    {"ML", 0, true},  {"ML", -1, true},
        {"", 0, false},   {"", -1, true},     {"", 1, false},
    };
    kit_lines_make(&(told_lines){.kind = OP, .from = DAY, .lines = "G9701"}, &c);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        c.lines[0].ndc_unit = str(cases[i].unit);
        c.lines[0].ndc_units = cases[i].units;
        if (kit_line_find(s.image, &c, "ndc.unit", &f) != cases[i].wrong)
            fail_msg("%g %s", cases[i].units, cases[i].unit);
    }
}

/* ---- dates and number
 * ---------------------------------------------------------------- */

static void the_days_of_a_line_lie_within_the_claim(void **state)
{
    (void)state;
    static const char lines[] = "G9701@2016-05-01~2016-05-03 G9701@2016-04-30 "
                                "G9701@2016-05-02~2016-05-04 G9701";
    earns("clm.",
          "lines[1] clm.dates reject 2016-04-30\n"
          "lines[2] clm.dates reject 2016-05-04\n",
          .kind = P, .from = DAY, .to = "2016-05-03", .lines = lines);
    earns("clm.",
          "lines[1] clm.dates reject 2016-04-30\n"
          "lines[2] clm.dates reject 2016-05-04\n",
          .kind = IP, .from = DAY, .to = "2016-05-03", .lines = lines);
    earns("clm.",
          "lines[1] clm.dates warn 2016-04-30\n"
          "lines[2] clm.dates warn 2016-05-04\n",
          .kind = OP, .from = DAY, .to = "2016-05-03", .lines = lines);
}

static void a_claim_that_ends_before_it_begins_has_one_finding(void **state)
{
    (void)state;
    earns("clm.", "claim clm.dates reject " DAY "\n", .kind = P, .from = DAY,
          .to = "2016-04-01", .lines = "G9701@2016-05-01 G9701");
}

static void no_service_is_after_the_day_the_claim_came_in(void **state)
{
    (void)state;
    static const told_lines t = {.kind = OP,
                                 .from = DAY,
                                 .to = "2016-05-03",
                                 .lines = "G9701@2016-05-02~2016-05-03"};
    kit_lines_make(&t, &c);
    c.claim.receipt = kit_day("2016-05-03");
    assert_false(kit_line_find(s.image, &c, "clm.dates", &f));
    c.claim.receipt = kit_day("2016-05-02");
    assert_true(kit_line_find(s.image, &c, "clm.dates", &f));
    assert_int_equal(f.severity, SJ_REJECT);
    assert_int_equal(f.date, kit_day("2016-05-03"));
    c.claim.receipt = SJ_NO_DATE;
    assert_false(kit_line_find(s.image, &c, "clm.dates", &f));
    c.claim.receipt = 0;
    assert_false(kit_line_find(s.image, &c, "clm.dates", &f));
    /* A line outside the claim and after it has one finding, the graver one. */
    kit_lines_make(&t, &c);
    c.lines[0].to = kit_day("2016-05-09");
    c.claim.receipt = kit_day("2016-05-05");
    assert_true(kit_line_find(s.image, &c, "clm.dates", &f));
    assert_int_equal(f.severity, SJ_REJECT);
    assert_int_equal(f.date, kit_day("2016-05-06"));
}

/* A claim of so many equal lines. */
static void lines_of(claim_kind kind, uint32_t count)
{
    kit_lines_make(&(told_lines){.kind = kind, .from = DAY, .lines = "G9701"}, &c);
    for (uint32_t i = 1; i < count; i++)
        c.lines[i] = c.lines[0];
    c.claim.line_count = count;
}

static void a_claim_has_no_more_lines_than_its_form(void **state)
{
    (void)state;
    lines_of(P, 50);
    assert_false(kit_line_find(s.image, &c, "clm.lines", &f));
    lines_of(P, 51);
    assert_true(kit_line_find(s.image, &c, "clm.lines", &f));
    assert_int_equal(f.at.kind, SJ_AT_CLAIM);
    assert_int_equal(f.found, 51);
    assert_int_equal(f.limit, 50);
    lines_of(OP, 999);
    assert_false(kit_line_find(s.image, &c, "clm.lines", &f));
    lines_of(IP, 1000);
    assert_true(kit_line_find(s.image, &c, "clm.lines", &f));
    assert_int_equal(f.limit, 999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_of_a_line_is_in_the_list_of_its_day),
        cmocka_unit_test(a_line_without_a_place_has_that_of_the_claim),
        cmocka_unit_test(without_a_list_for_the_day_places_are_not_judged),
        cmocka_unit_test(
            lists_of_revenue_codes_and_bill_types_are_used_when_they_are_there),
        cmocka_unit_test(a_drug_code_has_eleven_digits_after_normalisation),
        cmocka_unit_test(a_drug_has_a_known_unit_and_some_quantity),
        cmocka_unit_test(the_days_of_a_line_lie_within_the_claim),
        cmocka_unit_test(a_claim_that_ends_before_it_begins_has_one_finding),
        cmocka_unit_test(no_service_is_after_the_day_the_claim_came_in),
        cmocka_unit_test(a_claim_has_no_more_lines_than_its_form),
    };
    return cmocka_run_group_tests(tests, open_the_lists, close_the_lists);
}

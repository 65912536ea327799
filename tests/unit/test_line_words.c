/*
 * Findings on single lines in words, and where their rules are written. The tables are
 * those of single_line_kit.h.
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

static void find(const char *edit)
{
    if (!kit_line_find(s.image, &c, edit, &f))
        fail_msg("no %s", edit);
}

static void message_is(const char *want)
{
    char text[512];
    size_t n = sj_finding_message(s.image, &c.claim, &f, text, sizeof text);
    assert_string_equal(text, want);
    assert_int_equal(n, strlen(want));
}

#define says_on(day, edit, want, ...)                                                  \
    do {                                                                               \
        kit_lines_make(&(told_lines){.kind = P, .from = day, __VA_ARGS__}, &c);        \
        find(edit);                                                                    \
        message_is(want);                                                              \
    } while (0)

#define says(edit, want, ...) says_on(DAY, edit, want, __VA_ARGS__)

static void the_code_of_a_line_is_put_into_words(void **state)
{
    (void)state;
    says("px.format", "XYZ is not written like a procedure code of HCPCS, CPT or CDT",
         .lines = "XYZ");
    says("px.format", "the line has no procedure code", .lines = "_");
    says("px.not_found", "G9799 is no procedure code", .lines = "g9799");
    says("px.not_effective", "G9707 is not valid on 2016-05-01; it is from 2016-07-01",
         .lines = "G9707");
    says_on("2017-01-05", "px.not_effective",
            "A4466 is not valid on 2017-01-05; it was to 2016-12-31", .lines = "A4466");
    says("px.set_not_loaded", "D9901 is of CDT, of which no list is in the image",
         .lines = "D9901");
    says("px.coverage",
         "G9703 (An invented service) is not covered by Medicare (coverage M)",
         .lines = "G9703");
    says("px.coverage",
         "G9702 (An invented service) is not payable by Medicare (coverage I)",
         .lines = "G9702");
    says("px.coverage",
         "G9704 (An invented service) is not covered by Medicare by statute "
         "(coverage S)",
         .lines = "G9704");
    says("px.unlisted",
         "G9706 (An invented service) is not otherwise classified; the line does not "
         "describe the service",
         .lines = "G9706");
}

static void units_are_put_into_words(void **state)
{
    (void)state;
    says("px.units", "the units are 0; they must be above 0", .lines = "G9701*0");
    says("px.units", "the units are -2.25; they must be above 0",
         .lines = "G9701*-2.25");
    says("px.bilateral",
         "G9712 with modifier 50 has more than one unit; both sides are one",
         .lines = "G9712:50*2");
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9701*1.5"}, &c);
    c.lines[0].unit = str("UN");
    find("px.units");
    message_is("the units are 1.5, a fraction of what is counted in whole units");
    c.lines[0].units = -1e300;
    find("px.units");
    message_is("the units are no number that can be; they must be above 0");
}

static void modifiers_are_put_into_words(void **state)
{
    (void)state;
    says("mod.format", "599 is not written like a modifier", .lines = "G9701:599");
    says("mod.not_found", "ZZ is no modifier", .lines = "G9701:zz");
    says("mod.not_effective", "JF is not valid on 2016-05-01; it was to 2015-06-30",
         .lines = "G9701:JF");
    says("mod.gap", "modifier 1 is empty and a later one is not",
         .lines = "G9701:_,LT");
    says("mod.duplicate", "modifier LT stands on the line already",
         .lines = "G9701:LT,LT");
    says("mod.conflict", "modifiers 26 and TC do not go together on one line",
         .lines = "G9701:26,TC");
    says("mod.order", "modifier 26 decides the price and goes before LT",
         .lines = "G9701:LT,26");
    says(
        "mod.invalid_for_code",
        "modifier 26 does not go with G9711: the PCTC indicator of the fee schedule is "
        "0",
        .lines = "G9711:26");
    says("mod.invalid_for_code",
         "modifier RT may not go with G9711: the bilateral indicator of the fee "
         "schedule is 0",
         .lines = "G9711:RT");
    says("mod.invalid_for_code",
         "modifier 54 does not go with G9712: the global days are not 010 or 090",
         .lines = "G9712:54");
}

static void pointers_are_put_into_words(void **state)
{
    (void)state;
    says("ptr.missing_dx", "the line points to diagnosis 5; the claim has only 2",
         .dx = "E11.9 I10", .lines = "G9701>1,5");
    says("ptr.missing_dx", "the line points to diagnosis -1; the claim has 1",
         .lines = "G9701>-1");
    says("ptr.first_missing", "the line has no first diagnosis pointer",
         .lines = "G9701");
    says("ptr.duplicate", "the line points to diagnosis 1 twice", .lines = "G9701>1,1");
    says("ptr.gap", "diagnosis pointer 2 is empty and a later one is not",
         .lines = "G9701>1,0,1");
    says("ptr.dx_unused", "no line points to I10 (Essential (primary) hypertension)",
         .dx = "E11.9 I10", .lines = "G9701>1");
    says("ptr.external_cause_only", "the line points to external causes alone",
         .dx = "I10 Y99.9", .lines = "G9701>2");
}

static void places_drugs_and_dates_are_put_into_words(void **state)
{
    (void)state;
    says("pos.invalid", "the place of service 47 is in no list on 2016-05-01",
         .lines = "G9701#47");
    says("pos.invalid", "the place of service 02 is not valid on 2016-05-01",
         .lines = "G9701#02");
    says("clm.dates",
         "the line has a service on 2016-05-02; the claim is of 2016-05-01",
         .lines = "G9701@2016-05-02");
    says("clm.dates",
         "the line has a service on 2016-05-03; the claim goes from 2016-05-01 to "
         "2016-05-02",
         .to = "2016-05-02", .lines = "G9701@2016-05-01~2016-05-04");
    c.lines[0].to = kit_day("2016-05-02");
    c.claim.receipt = kit_day("2016-05-01");
    find("clm.dates");
    message_is("the line has a service on 2016-05-02; the claim came in on 2016-05-01");
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9701"}, &c);
    c.lines[0].ndc = str("0002-75");
    c.lines[0].ndc_unit = str("a unit of more than thirty-two characters");
    find("ndc.format");
    message_is("0002-75 cannot be read as the eleven digits of an NDC");
    find("ndc.unit");
    message_is("the quantity of the drug is not above 0");
    c.lines[0].ndc_units = 1;
    find("ndc.unit");
    message_is("the unit of the drug, a unit of more than thirty-two c..., is none of "
               "F2, GR, ME, ML, UN");
}

static void institutional_lists_are_put_into_words(void **state)
{
    (void)state;
    kit_lines_make(
        &(told_lines){.kind = OP, .from = DAY, .lines = "_^0451", .bill_type = "0133"},
        &c);
    find("rev.invalid");
    message_is("the revenue code 0451 is in no list");
    find("tob.invalid");
    message_is("the bill type 0133 is in no list");
}

static void too_many_lines_are_put_into_words(void **state)
{
    (void)state;
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = "G9701"}, &c);
    for (int i = 1; i < 51; i++)
        c.lines[i] = c.lines[0];
    c.claim.line_count = 51;
    find("clm.lines");
    message_is("the claim has 51 lines; there is room for 50");
}

static void source_is(const char *edit, const char *lines, const char *file,
                      uint32_t row)
{
    sj_citation from;
    kit_lines_make(&(told_lines){.kind = P, .from = DAY, .lines = lines}, &c);
    find(edit);
    assert_true(sj_finding_source(s.image, &f, &from));
    assert_string_equal(from.file, file);
    assert_int_equal(from.row, row);
}

static void a_finding_names_the_file_it_rests_on(void **state)
{
    (void)state;
    source_is("px.not_found", "G9799", "hcpcs-2016.txt", 0);
    source_is("px.coverage", "G9703", "hcpcs-2016.txt", 0);
    source_is("mod.not_effective", "G9701:JF", "hcpcs-2016.txt", 0);
    source_is("pos.invalid", "G9701#47", "pos.csv", 0);
    source_is("mod.invalid_for_code", "G9712:54", "fees.csv", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_of_a_line_is_put_into_words),
        cmocka_unit_test(units_are_put_into_words),
        cmocka_unit_test(modifiers_are_put_into_words),
        cmocka_unit_test(pointers_are_put_into_words),
        cmocka_unit_test(places_drugs_and_dates_are_put_into_words),
        cmocka_unit_test(institutional_lists_are_put_into_words),
        cmocka_unit_test(too_many_lines_are_put_into_words),
        cmocka_unit_test(a_finding_names_the_file_it_rests_on),
    };
    return cmocka_run_group_tests(tests, open_the_lists, close_the_lists);
}

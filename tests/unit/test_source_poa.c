/*
 * Lists of diagnoses exempt from reporting "present on admission".
 */
#include <stdio.h>
#include <string.h>

#include "engine/format/layout.h"
#include "tests/support/source_check.h"

#define HEADER "Order2021\tPOAexemptCode\tDescription\r\n"

static void read_text(reading *r, const char *text)
{
    reading_of_kind(r, &folder, GEN_POA_EXEMPT, SJ_ICD10CM, text, strlen(text));
}

static void the_list_is_told_once_before_its_codes(void **state)
{
    (void)state;
    reading r;
    read_text(&r, HEADER "01232\tB90.0\tSequelae of tuberculosis\r\n"
                         "95349\tZ99.89\tDependence on machines\r\n");
    expect_messages("list", &r, "");
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_int_equal(r.list.items[0].records, 2);
    const gen_row *list = &r.rows[0].row, *first = &r.rows[1].row,
                  *second = &r.rows[2].row;
    assert_int_equal(list->kind, GEN_ROW_LIST);
    assert_int_equal(list->system, SJ_ICD10CM);
    assert_int_equal(list->status, SJF_POA_EXEMPT);
    assert_int_equal(list->line, 1);
    assert_int_equal(first->kind, GEN_ROW_MEMBER);
    assert_int_equal(first->status, SJF_POA_EXEMPT);
    assert_string_equal(first->code, "B900");
    assert_int_equal(first->line, 2);
    assert_string_equal(second->code, "Z9989");
    assert_int_equal(second->code_len, 5);
    reading_free(&r);
}

static void lines_end_with_lf_as_well_and_headings_vary(void **state)
{
    (void)state;
    static const char *const headings[] = {"Order", "OrdJan2021", "Order23", "OrdFY25"};
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        char text[200];
        reading r;
        snprintf(text, sizeof text, "%s\tPOAexemptCode\tDescription\n1\tB90.0\tx\n",
                 headings[i]);
        read_text(&r, text);
        expect_messages(headings[i], &r, "");
        assert_int_equal(r.row_count, 2);
        reading_free(&r);
    }
}

static void broken_lists_are_refused_with_their_line(void **state)
{
    (void)state;
    static const char no_header[] = ":1: the first line is not that of a POA exempt "
                                    "list: order, POAexemptCode, Description";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"01232\tB90.0\tSequelae\n", no_header},
        {"Order\tDescription\tPOAexemptCode\n", no_header},
        {"Order\tPOAexemptCode\n", no_header},
        {HEADER "01232\tB90.0\n",
         ":2: a record has 3 fields: order number, code, title"},
        {HEADER "01232\tB90.0\tx\ty\n",
         ":2: a record has 3 fields: order number, code, title"},
        {HEADER "\tB90.0\tSequelae\n", ":2: order number is no number"},
        {HEADER "1234567890\tB90.0\tSequelae\n", ":2: order number is no number"},
        {HEADER "2\tB90.0\tSequelae\n2\tB90.1\tSequelae\n",
         ":3: order number is not above the last"},
        {HEADER "01232\tB9.00\tSequelae\n", ":2: not an ICD-10-CM code"},
        {HEADER "01232\t\tSequelae\n", ":2: not an ICD-10-CM code"},
        {HEADER "01232\tB90.0\t \n", ":2: title is empty"},
        {HEADER, ": no record in it"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[200];
        reading r;
        read_text(&r, cases[i].text);
        snprintf(want, sizeof want, "source.txt%s", cases[i].message);
        expect_messages(cases[i].text, &r, want);
        assert_false(r.read);
        reading_free(&r);
    }
}

static void a_list_that_ends_inside_a_line_is_warned_of(void **state)
{
    (void)state;
    reading r;
    read_text(&r, HEADER "01232\tB90.0\tSequel");
    expect_messages("list", &r,
                    "source.txt:2: the last line has no end: the file may be cut off");
    assert_true(r.read);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_told_once_before_its_codes),
        cmocka_unit_test(lines_end_with_lf_as_well_and_headings_vary),
        cmocka_unit_test(broken_lists_are_refused_with_their_line),
        cmocka_unit_test(a_list_that_ends_inside_a_line_is_warned_of),
    };
    return cmocka_run_group_tests_name("poa", tests, make_folder, remove_folder);
}

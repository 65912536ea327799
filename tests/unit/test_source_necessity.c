/*
 * Medical necessity policies as users bring them. The policies are invented.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/source_check.h"

#define HEADER "policy,procedure,dx,side,from,to,severity,citation\n"

static void read_text(reading *r, const char *text)
{
    reading_of_kind(r, &folder, GEN_NECESSITY, SJ_SYSTEM_COUNT, text, strlen(text));
}

static void each_diagnosis_of_a_record_is_a_row(void **state)
{
    (void)state;
    reading r;
    read_text(&r, HEADER "L1,g9901,E11.9  e1165,covered,2024-01-01,2024-12-31,reject,"
                         "\"Invented, section 1\"\n"
                         "L2,9902T,Z00.00,excluded,,,warn,\n");
    expect_messages("list", &r, "");
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_int_equal(r.list.items[0].records, 3);
    const gen_row *a = &r.rows[0].row, *b = &r.rows[1].row, *c = &r.rows[2].row;
    assert_int_equal(a->kind, GEN_ROW_POLICY);
    assert_int_equal(a->line, 2);
    assert_string_equal(a->code, "G9901");
    assert_int_equal(a->code_len, 5);
    assert_int_equal(a->system, SJ_HCPCS);
    assert_string_equal(a->short_text, "E119");
    assert_int_equal(a->short_len, 4);
    assert_int_equal(a->status, 0);
    assert_int_equal(a->value, 3);
    assert_int_equal(a->from, day(2024, 1, 1));
    assert_int_equal(a->to, day(2024, 12, 31));
    assert_string_equal(a->long_text, "L1\tInvented, section 1");
    assert_int_equal(a->long_len, strlen("L1\tInvented, section 1"));
    assert_int_equal(b->line, 2);
    assert_string_equal(b->short_text, "E1165");
    assert_string_equal(b->long_text, "L1\tInvented, section 1");
    assert_string_equal(c->code, "9902T");
    assert_int_equal(c->system, SJ_CPT);
    assert_string_equal(c->short_text, "Z0000");
    assert_int_equal(c->status, 1);
    assert_int_equal(c->value, 2);
    assert_int_equal(c->from, GEN_NO_DATE);
    assert_int_equal(c->to, SJ_DATE_OPEN);
    assert_string_equal(c->long_text, "L2\t");
    reading_free(&r);
}

static void diagnoses_may_stand_in_several_lines_of_a_quoted_field(void **state)
{
    (void)state;
    reading r;
    read_text(&r, HEADER "L1,D9901,\"E11.9\n E11.65\tI10\",covered,,,warn,Invented\n");
    expect_messages("list", &r, "");
    assert_int_equal(r.row_count, 3);
    assert_int_equal(r.rows[0].row.system, SJ_CDT);
    assert_string_equal(r.rows[2].row.short_text, "I10");
    assert_int_equal(r.rows[2].row.line, 2);
    reading_free(&r);
}

static void words_that_are_not_ascii_come_out_in_utf8(void **state)
{
    (void)state;
    reading r;
    read_text(&r, HEADER "L\xA7,G9901,I10,covered,,,warn,voil\xE0\n"
                         "L1,G9901,I10,covered,,,warn,voil\xC3\xA0\n");
    expect_messages("list", &r, "");
    assert_string_equal(r.rows[0].row.long_text, "L\xC2\xA7\tvoil\xC3\xA0");
    assert_string_equal(r.rows[1].row.long_text, "L1\tvoil\xC3\xA0");
    reading_free(&r);
}

static void broken_lists_are_refused_with_their_line(void **state)
{
    (void)state;
    static const char header[] = ":1: the first line is not "
                                 "policy,procedure,dx,side,from,to,severity,citation";
    static const char count[] = ":2: a record has 8 fields: "
                                "policy,procedure,dx,side,from,to,severity,citation";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"L1,G9901,I10,covered,,,warn,x\n", header},
        {"policy,procedure,dx,side,from,to,severity\n", header},
        {"policy,procedure,\"dx\"x\n", ":1: text after the closing quote of a field"},
        {HEADER "L1,G9901,I10,covered,,,warn,x\"y\n",
         ":2: quote inside a field that is not quoted"},
        {HEADER "L1,G9901,I10,covered,,,warn\n", count},
        {HEADER "L1,G9901,I10,covered,,,warn,x,y\n", count},
        {HEADER ",G9901,I10,covered,,,warn,x\n", ":2: policy is empty"},
        {HEADER "L1,,I10,covered,,,warn,x\n", ":2: procedure is no procedure code"},
        {HEADER "L1,G990,I10,covered,,,warn,x\n", ":2: procedure is no procedure code"},
        {HEADER "L1,G9901 G9902,I10,covered,,,warn,x\n",
         ":2: procedure is no procedure code"},
        {HEADER "L1,G9901,,covered,,,warn,x\n", ":2: dx is empty"},
        {HEADER "L1,G9901,I10 x,covered,,,warn,x\n",
         ":2: dx holds what is no ICD-10-CM code"},
        {HEADER "L1,G9901,I10;I11,covered,,,warn,x\n",
         ":2: dx holds what is no ICD-10-CM code"},
        {HEADER "L1,G9901,I10,yes,,,warn,x\n",
         ":2: side is neither covered nor excluded"},
        {HEADER "L1,G9901,I10,,,,warn,x\n", ":2: side is neither covered nor excluded"},
        {HEADER "L1,G9901,I10,covered,,,,x\n",
         ":2: severity is neither warn nor reject"},
        {HEADER "L1,G9901,I10,covered,,,info,x\n",
         ":2: severity is neither warn nor reject"},
        {HEADER "L1,G9901,I10,covered,20240101,,warn,x\n",
         ":2: from is no date of the form YYYY-MM-DD"},
        {HEADER "L1,G9901,I10,covered,,2024-13-01,warn,x\n",
         ":2: to is no date of the form YYYY-MM-DD"},
        {HEADER "L1,G9901,I10,covered,2024-01-02,2024-01-01,warn,x\n",
         ":2: to is before from"},
        {HEADER "L\t1,G9901,I10,covered,,,warn,x\n",
         ":2: control character in a title"},
        {HEADER "L1,G9901,I10,covered,,,warn,x\ty\n",
         ":2: control character in a title"},
        {HEADER, ": no record in it"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[200];
        reading r;
        read_text(&r, cases[i].text);
        snprintf(want, sizeof want, "source.txt%s", cases[i].message);
        expect_messages(cases[i].text, &r, want);
        assert_false(r.read);
        assert_int_equal(r.row_count, 0); /* nor one of its diagnoses */
        reading_free(&r);
    }
}

/* In UTF-8 a dash of Windows-1252 takes three bytes. */
static void a_citation_without_end_is_refused(void **state)
{
    (void)state;
    enum { DASHES = 60000 };
    static char text[DASHES + 200];
    size_t n =
        (size_t)snprintf(text, sizeof text, HEADER "L1,G9901,I10,covered,,,warn,");
    memset(text + n, '\x96', DASHES);
    text[n + DASHES] = '\n';
    reading r;
    read_text(&r, text);
    expect_messages("citation", &r, "source.txt:2: policy and citation are too long");
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_diagnosis_of_a_record_is_a_row),
        cmocka_unit_test(diagnoses_may_stand_in_several_lines_of_a_quoted_field),
        cmocka_unit_test(words_that_are_not_ascii_come_out_in_utf8),
        cmocka_unit_test(broken_lists_are_refused_with_their_line),
        cmocka_unit_test(a_citation_without_end_is_refused),
    };
    return cmocka_run_group_tests_name("necessity", tests, make_folder, remove_folder);
}

/*
 * NCCI unit limits in the layouts of Medicare and Medicaid. The values are invented.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/source_check.h"

/* The notice runs over lines inside one pair of quotes, and so does a heading. */
#define NOTICE                                                                         \
    "\"All of this is invented,\nCPT\xAE is a registered "                             \
    "\"\"trademark\"\".\n\nEdits.\"\r\n"
#define HEADINGS                                                                       \
    "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication "          \
    "Indicator,MUE Rationale\r\n"
#define MEDICAID                                                                       \
    "\"HCPCS/\nCPT Code\",DME Supplier Services MUE Values,MUE Rationale\r\n"

static void read_as(reading *r, gen_kind kind, const char *text)
{
    reading_of_kind(r, &folder, kind, SJ_SYSTEM_COUNT, text, strlen(text));
}

static void a_row_says_code_value_indicator_and_rationale(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MUE_PRACTITIONER,
            NOTICE HEADINGS "G9901,6,2 Date of Service Edit: Policy,Invented\r\n"
                            "9902T,0,3 Date of Service Edit: Clinical,\"Made, up\"\r\n"
                            "99030,1200,1 Line Edit,\r\n");
    expect_messages("table", &r, "");
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_int_equal(r.list.items[0].records, 3);
    const gen_row *a = &r.rows[0].row, *b = &r.rows[1].row, *c = &r.rows[2].row;
    assert_int_equal(a->kind, GEN_ROW_MUE);
    assert_int_equal(a->line, 7);
    assert_string_equal(a->code, "G9901");
    assert_int_equal(a->code_len, 5);
    assert_int_equal(a->system, SJ_HCPCS);
    assert_int_equal(a->value, 6);
    assert_int_equal(a->status, 2);
    assert_int_equal(a->from, GEN_NO_DATE);
    assert_int_equal(a->to, SJ_DATE_OPEN);
    assert_string_equal(a->long_text, "Invented");
    assert_string_equal(b->code, "9902T");
    assert_int_equal(b->system, SJ_CPT);
    assert_int_equal(b->value, 0);
    assert_int_equal(b->status, 3);
    assert_string_equal(b->long_text, "Made, up");
    assert_int_equal(c->value, 1200);
    assert_int_equal(c->status, 1);
    assert_null(c->long_text);
    reading_free(&r);
}

static void files_of_medicaid_have_no_adjudication_indicator(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MUE_MEDICAID_DME, NOTICE MEDICAID "G9901,6,Invented\r\n");
    expect_messages("table", &r, "");
    assert_int_equal(r.row_count, 1);
    assert_int_equal(r.rows[0].row.status, 0);
    assert_int_equal(r.rows[0].row.value, 6);
    assert_string_equal(r.rows[0].row.long_text, "Invented");
    reading_free(&r);
    read_as(&r, GEN_MUE_MEDICAID_DME, "HCPCS/CPT Code,MUE Values\n99010,2\n");
    expect_messages("two columns", &r, "");
    assert_int_equal(r.rows[0].row.value, 2);
    assert_null(r.rows[0].row.long_text);
    reading_free(&r);
}

/* Found by their headings; others may stand between. */
static void columns_are_known_by_their_headings(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MUE_PRACTITIONER,
            "HCPCS/CPT Code,MUE Values,MUE Rationale,Notes,MUE Adjudication Indicator\n"
            "G9901,6,Invented,x,3 Edit\n");
    expect_messages("columns", &r, "");
    assert_int_equal(r.rows[0].row.status, 3);
    assert_string_equal(r.rows[0].row.long_text, "Invented");
    reading_free(&r);
}

static void rows_of_commas_are_skipped(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MUE_DME, HEADINGS "G9901,6,2,x\r\n,,,\r\nG9902,1,3,x\r\n,,,\r\n");
    expect_messages("commas", &r, "");
    assert_int_equal(r.row_count, 2);
    reading_free(&r);
}

static void a_preface_may_be_of_any_kind(void **state)
{
    (void)state;
    static const char *const prefaces[] = {"", "An \"invented\" notice\r\n",
                                           "One,two,three\r\n\r\n,,,\r\n",
                                           NOTICE NOTICE};
    for (size_t i = 0; i < sizeof prefaces / sizeof prefaces[0]; i++) {
        char text[600];
        reading r;
        snprintf(text, sizeof text, "%s%s%s", prefaces[i], HEADINGS, "G9901,6,2,x\n");
        read_as(&r, GEN_MUE_HOSPITAL, text);
        expect_messages(text, &r, "");
        assert_int_equal(r.row_count, 1);
        reading_free(&r);
    }
}

static void broken_records_are_refused_with_their_line(void **state)
{
    (void)state;
    static const char count[] = "a record has as many fields as the line of headings";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"g9901,6,2,x\n", "not a procedure code"},
        {",6,2,x\n", "not a procedure code"},
        {"G99011,6,2,x\n", "not a procedure code"},
        {"G9901,,2,x\n", "MUE value is no number"},
        {"G9901,-1,2,x\n", "MUE value is no number"},
        {"G9901,1.5,2,x\n", "MUE value is no number"},
        {"G9901,1234567890,2,x\n", "MUE value is no number"},
        {"G9901,6,4 Edit,x\n", "adjudication indicator is none of 1, 2, 3"},
        {"G9901,6,0,x\n", "adjudication indicator is none of 1, 2, 3"},
        {"G9901,6,12,x\n", "adjudication indicator is none of 1, 2, 3"},
        {"G9901,6,,x\n", "adjudication indicator is none of 1, 2, 3"},
        {"G9901,6,2\n", count},
        {"G9901,6,2,x,y\n", count},
        {"G9901,6,2,x\"y\n", "quote inside a field that is not quoted"},
        {"G9901,6,2,x\x01y\n", "control character in a title"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[600], want[200];
        reading r;
        snprintf(text, sizeof text, "%s%s", HEADINGS, cases[i].text);
        read_as(&r, GEN_MUE_PRACTITIONER, text);
        snprintf(want, sizeof want, "source.txt:3: %s", cases[i].message);
        expect_messages(text, &r, want);
        assert_false(r.read);
        reading_free(&r);
    }
}

static void a_file_without_headings_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "G9901,6,2,x\n", "\"HCPCS/\nCPT Code\",Values,Rationale\nG9901,6,x\n",
        "\"HCPCS/\nCPT Code,MUE Values\nG9901,6\n", /* a lost quote takes all of it */
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading r;
        read_as(&r, GEN_MUE_PRACTITIONER, texts[i]);
        expect_messages(
            texts[i], &r,
            "source.txt:1: no line of headings: HCPCS/CPT Code, MUE Values, ...");
        assert_false(r.read);
        reading_free(&r);
    }
}

static void a_table_that_ends_inside_a_line_is_warned_of(void **state)
{
    (void)state;
    reading r;
    read_as(&r, GEN_MUE_PRACTITIONER, HEADINGS "G9901,6,2,x\r\nG9902,1,3,Inv");
    expect_messages("table", &r,
                    "source.txt:4: the last line has no end: the file may be cut off");
    assert_true(r.read);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_says_code_value_indicator_and_rationale),
        cmocka_unit_test(files_of_medicaid_have_no_adjudication_indicator),
        cmocka_unit_test(columns_are_known_by_their_headings),
        cmocka_unit_test(rows_of_commas_are_skipped),
        cmocka_unit_test(a_preface_may_be_of_any_kind),
        cmocka_unit_test(broken_records_are_refused_with_their_line),
        cmocka_unit_test(a_file_without_headings_is_refused),
        cmocka_unit_test(a_table_that_ends_inside_a_line_is_warned_of),
    };
    return cmocka_run_group_tests_name("mue", tests, make_folder, remove_folder);
}

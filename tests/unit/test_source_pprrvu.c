/*
 * The physician fee schedule. Codes, amounts and indicators are invented.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/source_check.h"

#define TITLES                                                                         \
    ",,An invented fee schedule,,,,,,,,,,,,,,,,,,,,\r\n"                               \
    ",,\"Notice, of several words\",,,,,,,,,,,,,,,,,,,,\r\n"                           \
    ",,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,A,B,PCTC,GLOB,PRE,INTRA,POST," \
    "MULT,BILAT,ASST,CO-,TEAM\r\n"
#define HEADINGS                                                                       \
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,"    \
    "TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG\r\n"
/* Code and modifier; status; PCTC and global days; MULT to TEAM. */
#define RECORD(code, status, days, others)                                             \
    code ",\"Invented, as a whole\"," status ",,1.00,2.00,,3.00,,4.00,5.00,6.00," days \
         ",0.10,0.80,0.10," others "\r\n"

static void read_text(reading *r, const char *text)
{
    reading_of_kind(r, &folder, GEN_PPRRVU, SJ_SYSTEM_COUNT, text, strlen(text));
}

static void a_row_says_code_modifier_and_ten_characters(void **state)
{
    (void)state;
    reading r;
    read_text(&r, TITLES HEADINGS RECORD("G9901,", "A", "1,010", "2,3,0,8,7")
                      RECORD("G9901,TC", "R", "1,XXX", "0,1,2,9,6")
                          RECORD("9902F,26", "J", ",", ",,,,"));
    expect_messages("table", &r, "");
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_int_equal(r.list.items[0].records, 3);
    const gen_row *a = &r.rows[0].row, *b = &r.rows[1].row, *c = &r.rows[2].row;
    assert_int_equal(a->kind, GEN_ROW_FEE);
    assert_int_equal(a->line, 5);
    assert_string_equal(a->code, "G9901");
    assert_int_equal(a->code_len, 5);
    assert_int_equal(a->system, SJ_HCPCS);
    assert_null(a->short_text);
    assert_int_equal(a->from, GEN_NO_DATE);
    assert_int_equal(a->to, SJ_DATE_OPEN);
    assert_int_equal(a->long_len, 10);
    assert_string_equal(a->long_text, "A101023087");
    assert_string_equal(b->short_text, "TC");
    assert_int_equal(b->short_len, 2);
    assert_string_equal(b->long_text, "R1XXX01296");
    assert_int_equal(c->system, SJ_CPT);
    assert_string_equal(c->short_text, "26");
    assert_string_equal(c->long_text, "J         ");
    reading_free(&r);
}

/* A spreadsheet takes the noughts off numbers. */
static void global_days_get_back_their_noughts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *days;
    } cases[] = {
        {HEADINGS RECORD("G9901,", "A", "1,0", "2,3,0,8,7"), "A100023087"},
        {HEADINGS RECORD("G9901,", "A", "1,10", "2,3,0,8,7"), "A101023087"},
        {HEADINGS RECORD("G9901,", "A", "1,090", "2,3,0,8,7"), "A109023087"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r;
        read_text(&r, cases[i].text);
        expect_messages(cases[i].text, &r, "");
        assert_string_equal(r.rows[0].row.long_text, cases[i].days);
        reading_free(&r);
    }
}

static void titles_may_hold_the_words_of_headings(void **state)
{
    (void)state;
    static const char *const titles[] = {"HCPCS\r\n", "HCPCS,codes\r\n",
                                         "x,MODIFIERS\r\n", "An \"old\" title\r\n"};
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        char text[600];
        reading r;
        snprintf(text, sizeof text, "%s%s", titles[i],
                 HEADINGS RECORD("G9901,", "A", "1,010", "2,3,0,8,7"));
        read_text(&r, text);
        expect_messages(text, &r, "");
        assert_int_equal(r.row_count, 1);
        reading_free(&r);
    }
}

static void further_columns_and_rows_of_commas_do_no_harm(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,"
                  "INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,"
                  "SURG,BASE,FACTOR\r\n"
                  "G9901,,x,A,,1,2,,3,,4,5,6,1,010,0,0,0,2,3,0,8,7,G9900,32.3\r\n"
                  ",,,,,,,,,,,,,,,,,,,,,,,,\r\n");
    expect_messages("columns", &r, "");
    assert_int_equal(r.row_count, 1);
    assert_string_equal(r.rows[0].row.long_text, "A101023087");
    reading_free(&r);
}

static void broken_records_are_refused_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {RECORD("g9901,", "A", "1,010", "2,3,0,8,7"), "not a procedure code"},
        {RECORD(",", "A", "1,010", "2,3,0,8,7"), "not a procedure code"},
        {RECORD("G9901,T", "A", "1,010", "2,3,0,8,7"),
         "modifier is not two characters"},
        {RECORD("G9901,TCC", "A", "1,010", "2,3,0,8,7"),
         "modifier is not two characters"},
        {RECORD("G9901,T-", "A", "1,010", "2,3,0,8,7"),
         "modifier is not two characters"},
        {RECORD("G9901,", "AB", "1,010", "2,3,0,8,7"), "status is not one character"},
        {RECORD("G9901,", "*", "1,010", "2,3,0,8,7"), "status is not one character"},
        {RECORD("G9901,", "", "1,010", "2,3,0,8,7"), "status is empty"},
        {RECORD("G9901,", "A", "11,010", "2,3,0,8,7"),
         "PCTC indicator is not one character"},
        {RECORD("G9901,", "A", "1,0100", "2,3,0,8,7"),
         "global days are not three characters"},
        {RECORD("G9901,", "A", "1,XX", "2,3,0,8,7"),
         "global days are not three characters"},
        {RECORD("G9901,", "A", "1,0.0", "2,3,0,8,7"),
         "global days are not three characters"},
        {RECORD("G9901,", "A", "1,010", "22,3,0,8,7"),
         "multiple procedure indicator is not one character"},
        {RECORD("G9901,", "A", "1,010", "2,33,0,8,7"),
         "bilateral surgery indicator is not one character"},
        {RECORD("G9901,", "A", "1,010", "2,3,00,8,7"),
         "assistant at surgery indicator is not one character"},
        {RECORD("G9901,", "A", "1,010", "2,3,0,88,7"),
         "co-surgeons indicator is not one character"},
        {RECORD("G9901,", "A", "1,010", "2,3,0,8,77"),
         "team surgery indicator is not one character"},
        {RECORD("G9901,", "A", "1,010", "2,3,0,8"), "a record has 23 fields or more"},
        {"G9901,\"\"x\r\n", "text after the closing quote of a field"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[600], want[200];
        reading r;
        snprintf(text, sizeof text, "%s%s", HEADINGS, cases[i].text);
        read_text(&r, text);
        snprintf(want, sizeof want, "source.txt:2: %s", cases[i].message);
        expect_messages(text, &r, want);
        assert_false(r.read);
        reading_free(&r);
    }
}

static void a_file_of_another_layout_is_refused(void **state)
{
    (void)state;
    static const char no_headings[] =
        "source.txt:1: no line of headings: HCPCS,MOD,DESCRIPTION,...";
    static const char moved[] =
        "source.txt:1: the headings are not those of the known layout: PCTC, global "
        "days and the others stand elsewhere";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {TITLES, no_headings},
        {RECORD("G9901,", "A", "1,010", "2,3,0,8,7"), no_headings},
        {"HCPCS,MOD,DESCRIPTION,CODE\r\n", moved},
        {"HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,NEW,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,"
         "RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG\r\n",
         moved},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r;
        read_text(&r, cases[i].text);
        expect_messages(cases[i].text, &r, cases[i].message);
        assert_false(r.read);
        reading_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_says_code_modifier_and_ten_characters),
        cmocka_unit_test(global_days_get_back_their_noughts),
        cmocka_unit_test(titles_may_hold_the_words_of_headings),
        cmocka_unit_test(further_columns_and_rows_of_commas_do_no_harm),
        cmocka_unit_test(broken_records_are_refused_with_their_line),
        cmocka_unit_test(a_file_of_another_layout_is_refused),
    };
    return cmocka_run_group_tests_name("pprrvu", tests, make_folder, remove_folder);
}

/*
 * The ICD-10-CM conversion table as text and as a spreadsheet, what its cells may hold,
 * and spreadsheets as programs write them.
 */
#include <stdio.h>
#include <string.h>

#include "gen/source/previous_codes.h"
#include "gen/source/zip_memory.h"
#include "tests/support/source_check.h"

#define HEADER "Current code assignment,Effective,Previous Code(s) Assignment\r\n"

/* "A047>A0471@2017-10-01": the successors in their order, a blank between. */
static const char *successors(const reading *r)
{
    static char out[4096];
    size_t n = 0;
    out[0] = '\0';
    for (uint64_t i = 0; i < r->row_count && i < KEPT_ROWS; i++) {
        const gen_row *row = &r->rows[i].row;
        int year, month, of_month;
        assert_int_equal(row->kind, GEN_ROW_SUCCESSOR);
        assert_int_equal(row->system, SJ_ICD10CM);
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%s>%s", i ? " " : "",
                              row->code, row->short_text);
        assert_int_equal(row->code_len, strlen(row->code));
        if (row->from == GEN_NO_DATE)
            continue;
        sj_date_to_ymd(row->from, &year, &month, &of_month);
        n += (size_t)snprintf(out + n, sizeof out - n, "@%04d-%02d-%02d", year, month,
                              of_month);
    }
    return out;
}

static void read_csv(reading *r, const char *text)
{
    source_folder_text(&folder, "conversion.csv", text);
    reading_of_file(r, source_folder_at(&folder, "conversion.csv"), GEN_CONVERSION,
                    SJ_ICD10CM, "2024");
}

static void expect_csv(const char *rows, const char *want)
{
    char text[2000];
    reading r;
    snprintf(text, sizeof text, HEADER "%s", rows);
    read_csv(&r, text);
    expect_messages(rows, &r, "");
    assert_true(r.read);
    if (strcmp(successors(&r), want) != 0)
        fail_msg("%s:\n  got:  %s\n  want: %s", rows, successors(&r), want);
    reading_free(&r);
}

/* ---- cells ----------------------------------------------------------------------- */

static void effective_is_october_of_a_year_or_a_day_or_not_told(void **state)
{
    (void)state;
    expect_csv("A04.71,2017,A04.7\n", "A047>A0471@2017-10-01");
    expect_csv("U07.1,43922,B97.29\n", "B9729>U071@2020-04-01");
    expect_csv("Z55.5,45017,Z55.8\n", "Z558>Z555@2023-04-01");
    expect_csv("Z55.5,2023-04-01,Z55.8\n", "Z558>Z555@2023-04-01");
    expect_csv("Z55.5,32874,Z55.8\n", "Z558>Z555@1990-01-01");
    expect_csv("Z55.5,73050,Z55.8\n", "Z558>Z555@2099-12-31");
    expect_csv("Z55.5,,Z55.8\n", "Z558>Z555");
    expect_csv("Z55.5, 2022 ,Z55.8\n", "Z558>Z555@2022-10-01");
}

static void previous_codes_stand_in_lists_of_every_spelling(void **state)
{
    (void)state;
    expect_csv("A1A,2020,\"B20, B21\"\n", "B20>A1A@2020-10-01 B21>A1A@2020-10-01");
    expect_csv("A1A,,B20; B21;B22\n", "B20>A1A B21>A1A B22>A1A");
    expect_csv("A1A,,B20 and B21\n", "B20>A1A B21>A1A");
    expect_csv("A1A,,B20 AND B21\n", "B20>A1A B21>A1A");
    expect_csv("A1A,,B20 & B21\n", "B20>A1A B21>A1A");
    expect_csv("A1A,,\"B20, B21 and B22\"\n", "B20>A1A B21>A1A B22>A1A");
    expect_csv("A1A,,\"B20, B21,\"\n", "B20>A1A B21>A1A");
    expect_csv("A1A,, B20 \xA0\n", "B20>A1A");
    expect_csv("A1A,,B20 \xC2\xA0\n", "B20>A1A");
    expect_csv("A1A,,B20; B20\n", "B20>A1A"); /* once is enough */
    expect_csv("QA0.0101,2025,Q99.8\n", "Q998>QA00101@2025-10-01");
    expect_csv("W453XXA,2016,W45.8XXA\n", "W458XXA>W453XXA@2016-10-01");
}

static void one_code_before_may_become_several(void **state)
{
    (void)state;
    expect_csv("A04.71,2017,A04.7\nA04.72,2017,A04.7\n",
               "A047>A0471@2017-10-01 A047>A0472@2017-10-01");
}

/* Which of the codes between exist is the model's to say. */
static void ranges_that_differ_in_the_last_character_are_counted_out(void **state)
{
    (void)state;
    expect_csv("A1A,,H02.101-H02.103; H02.109\n",
               "H02101>A1A H02102>A1A H02103>A1A H02109>A1A");
    expect_csv("A1A,,Y93.8-Y93.C\n", "Y938>A1A Y939>A1A Y93A>A1A Y93B>A1A Y93C>A1A");
    expect_csv("A1A,,H44.20-H44.21 and H33.2\n", "H4420>A1A H4421>A1A H332>A1A");
    expect_csv("A1A,,B20-B20\n", "B20>A1A");
    expect_csv("A1A,,Y93.01-Y93.9\n", "Y9301>A1A Y939>A1A"); /* its ends alone */
}

static void none_and_statements_of_categories_give_no_successor(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "None",
        "none ",
        "",
        "I63.-",
        "R11-",
        "Codes in Categories T15-T19",
        "Code from categories T36-T50",
        "a code from R11-",
        "A code in category T36-",
    };
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        char row[100];
        snprintf(row, sizeof row, "A1A,2020,%s\n", cells[i]);
        expect_csv(row, "");
    }
    expect_csv("K59.03,2016,K59.09 AND Code from categories T36-T50\n",
               "K5909>K5903@2016-10-01");
}

static void a_row_without_successor_is_a_record_all_the_same(void **state)
{
    (void)state;
    reading r;
    read_csv(&r, HEADER "A1A,2020,None\nA1B,2020,B20; B21\n,,\n , ,\xC2\xA0\n");
    expect_messages("table", &r, "");
    assert_true(r.read);
    assert_int_equal(r.list.items[0].records, 2);
    assert_int_equal(r.row_count, 2);
    assert_int_equal(r.rows[0].row.line, 3);
    reading_free(&r);
}

static void broken_cells_are_refused_with_their_row(void **state)
{
    (void)state;
    static const char effective[] = "effective is neither a year nor a day";
    static const struct {
        const char *row, *message;
    } cases[] = {
        {",2020,B20", "not an ICD-10-CM code in the first column of the table"},
        {"A.1A,2020,B20", "not an ICD-10-CM code in the first column of the table"},
        {"A1A and A1B,2020,B20",
         "not an ICD-10-CM code in the first column of the table"},
        {"A1A,1989,B20", effective},
        {"A1A,2100,B20", effective},
        {"A1A,32873,B20", effective},
        {"A1A,73051,B20", effective},
        {"A1A,October 1,B20", effective},
        {"A1A,2023-02-30,B20", effective},
        {"A1A,2020,B2", "previous codes cannot be read: \"B2\""},
        {"A1A,2020,B20 B21", "previous codes cannot be read: \"B20 B21\""},
        {"A1A,2020,B20; see B21", "previous codes cannot be read: \"see B21\""},
        {"A1A,2020,Codes of T15-T19",
         "previous codes cannot be read: \"Codes of T15-T19\""},
        {"A1A,2020,Code from categories",
         "previous codes cannot be read: \"Code from categories\""},
        {"A1A,2020,B20-", NULL},
        {"A1A,2020,-B20", "previous codes cannot be read: \"-B20\""},
        {"A1A,2020,B\xE9", "previous codes cannot be read"},
        {"A1A,2020,B20;;B21", "previous codes: nothing between two separators"},
        {"A1A,2020,;B21", "previous codes: nothing between two separators"},
        {"A1A,2020,H02.106-H02.101", "the end of a range stands before its start"},
        {"A1A,2020,\"B20", "quoted field is not closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[400], want[200] = "";
        reading r;
        snprintf(text, sizeof text, HEADER "A04.71,2017,A04.7\r\n%s\r\n", cases[i].row);
        if (cases[i].message)
            snprintf(want, sizeof want, "conversion.csv:3: %s", cases[i].message);
        read_csv(&r, text);
        expect_messages(cases[i].row, &r, want);
        assert_true(r.read == (cases[i].message == NULL));
        assert_string_equal(successors(&r), "A047>A0471@2017-10-01");
        reading_free(&r);
    }
}

static void a_cell_with_more_codes_than_any_is_refused(void **state)
{
    (void)state;
    static gen_previous_codes previous;
    char cell[8000] = "", why[100];
    size_t n = 0;
    for (int i = 0; i <= GEN_PREVIOUS_CAP; i++)
        n += (size_t)snprintf(cell + n, sizeof cell - n, "A00.%03d;", i);
    const char *refusal =
        gen_previous_codes_read((gen_field){cell, n}, &previous, why, sizeof why);
    assert_string_equal(refusal, "more previous codes than any official row");
    assert_null(
        gen_previous_codes_read((gen_field){cell, n - 8}, &previous, why, sizeof why));
    assert_int_equal(previous.count, GEN_PREVIOUS_CAP);
}

/* ---- headings -------------------------------------------------------------------- */

static void headings_are_found_wherever_they_stand(void **state)
{
    (void)state;
    reading r;
    read_csv(&r, "\"The National Center\nhas published, among others\",,\r\n"
                 "\r\n"
                 "No,Previous code(s) assignment,Effective October 1 ,CURRENT CODE\r\n"
                 "1,A04.7,2017,A04.71\r\n");
    expect_messages("table", &r, "");
    assert_string_equal(successors(&r), "A047>A0471@2017-10-01");
    assert_int_equal(r.rows[0].row.line, 5);
    reading_free(&r);
}

static void a_table_without_headings_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "A04.71,2017,A04.7\n",
        "Current code assignment,Effective\nA04.71,2017\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading r;
        read_csv(&r, texts[i]);
        expect_messages(texts[i], &r,
                        "conversion.csv: no row with the headings Current code "
                        "assignment, Effective, Previous Code(s) Assignment");
        assert_false(r.read);
        reading_free(&r);
    }
}

/* ---- spreadsheets ---------------------------------------------------------------- */

#define SHEET(rows)                                                                    \
    "<?xml version=\"1.0\"?><worksheet "                                               \
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"             \
    "<sheetData>" rows "</sheetData></worksheet>"
#define HEAD_ROW                                                                       \
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"    \
    "<c r=\"C2\" t=\"s\"><v>2</v></c></row>"
#define STRINGS(more)                                                                  \
    "<sst><si><t>Current code assignment</t></si><si><t>Effective</t></si>"            \
    "<si><t>Previous Code(s) Assignment</t></si>" more "</sst>"

/* Written as .zip and renamed: the name tells what it is. */
static void write_xlsx(const char *const *members)
{
    source_folder_zip(&folder, "table.zip", members);
    assert_int_equal(rename(source_folder_at(&folder, "table.zip"),
                            source_folder_at(&folder, "table.xlsx")),
                     0);
}

static void read_xlsx(reading *r)
{
    reading_of_file(r, source_folder_at(&folder, "table.xlsx"), GEN_CONVERSION,
                    SJ_ICD10CM, "2024");
}

static void expect_xlsx(const char *workbook, const char *strings, const char *sheet,
                        const char *want)
{
    const char *const members[] = {"xl/worksheets/sheet1.xml",
                                   sheet,
                                   "xl/workbook.xml",
                                   workbook,
                                   "xl/sharedStrings.xml",
                                   strings,
                                   "docProps/app.xml",
                                   "not looked at",
                                   NULL};
    reading r;
    write_xlsx(members);
    read_xlsx(&r);
    expect_messages(sheet, &r, "");
    assert_true(r.read);
    if (strcmp(successors(&r), want) != 0)
        fail_msg("%s:\n  got:  %s\n  want: %s", sheet, successors(&r), want);
    reading_free(&r);
}

static void cells_hold_numbers_and_shared_and_own_strings(void **state)
{
    (void)state;
    expect_xlsx(
        "<workbook/>", STRINGS("<si><t>A04.71</t></si><si><t>A04.7 </t></si>"),
        SHEET(HEAD_ROW
              "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>3</v></c><c r=\"B3\" s=\"4\">"
              "<v>2017</v></c><c r=\"C3\" t=\"s\"><v>4</v></c></row>"
              "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>Z55.5</t></is></c>"
              "<c r=\"B5\"><v>45017</v></c>"
              "<c r=\"C5\" t=\"str\"><f>X1</f><v>Z55.8</v></c></row>"),
        "A047>A0471@2017-10-01 Z558>Z555@2023-04-01");
}

static void strings_in_runs_are_joined_and_readings_left_out(void **state)
{
    (void)state;
    expect_xlsx("<workbook/>",
                STRINGS("<si><r><t>A04</t></r><r><rPr><b/></rPr><t>.71</t></r>"
                        "<rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si>"
                        "<si><t>A&#48;4.7</t></si>"),
                SHEET(HEAD_ROW "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>3</v></c>"
                               "<c r=\"C3\" t=\"s\"><v>4</v></c></row>"),
                "A047>A0471");
}

static void names_may_bear_a_prefix_and_cells_no_place(void **state)
{
    (void)state;
    expect_xlsx("<x:workbook xmlns:x=\"u\"/>",
                "<x:sst xmlns:x=\"u\"><x:si><x:t>Current code assignment</x:t></x:si>"
                "<x:si><x:t>Effective</x:t></x:si>"
                "<x:si><x:t>Previous Code(s) Assignment</x:t></x:si></x:sst>",
                "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0"
                "</x:v></x:c><x:c t=\"s\"><x:v>1</x:v></x:c><x:c t=\"s\"><x:v>2</x:v>"
                "</x:c></x:row><x:row><x:c t=\"inlineStr\"><x:is><x:t>A04.71</x:t>"
                "</x:is></x:c><x:c/><x:c t=\"inlineStr\"><x:is><x:t>A04.7</x:t></x:is>"
                "</x:c></x:row></x:sheetData></x:worksheet>",
                "A047>A0471");
}

static void days_may_be_counted_from_1904(void **state)
{
    (void)state;
    static const char sheet[] =
        SHEET(HEAD_ROW "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Z55.5</t></is>"
                       "</c><c r=\"B3\"><v>43555</v></c><c r=\"C3\" t=\"inlineStr\">"
                       "<is><t>Z55.8</t></is></c></row>");
    expect_xlsx("<workbook><workbookPr date1904=\"1\"/></workbook>", STRINGS(""), sheet,
                "Z558>Z555@2023-04-01");
    expect_xlsx("<workbook><workbookPr date1904=\"0\"/></workbook>", STRINGS(""), sheet,
                "Z558>Z555@2019-03-31");
}

/* Notes stand on the first sheet, the table on the tenth, something else behind it. */
static void the_first_sheet_with_the_headings_is_the_table(void **state)
{
    (void)state;
    static const char other[] =
        SHEET("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>No code</t></is></c>"
              "</row>");
    const char *const members[] = {
        "xl/worksheets/sheet11.xml",
        other,
        "xl/worksheets/sheet10.xml",
        SHEET(HEAD_ROW "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>A04.71</t></is>"
                       "</c><c r=\"C3\" t=\"inlineStr\"><is><t>A04.7</t></is></c>"
                       "<c r=\"AG3\"><v>1</v></c><c><v>2</v></c></row>"),
        "xl/worksheets/sheet2.xml",
        other,
        "xl/sharedStrings.xml",
        STRINGS(""),
        NULL};
    reading r;
    write_xlsx(members);
    read_xlsx(&r);
    expect_messages("table.xlsx", &r, "");
    assert_string_equal(successors(&r), "A047>A0471");
    assert_int_equal(r.list.items[0].records, 1);
    reading_free(&r);
}

static void broken_spreadsheets_are_refused_with_the_place(void **state)
{
    (void)state;
    static const char row_2[] =
        SHEET("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\"/>");
    static const struct {
        const char *strings, *sheet, *message;
    } cases[] = {
        {"<sst><si>", SHEET(""), ": xl/sharedStrings.xml: line 1: no element found"},
        {STRINGS(""), "<worksheet><sheetData></worksheet>",
         ": xl/worksheets/sheet1.xml: line 1: mismatched tag"},
        {STRINGS(""), "", ": xl/worksheets/sheet1.xml: line 1: no element found"},
        {STRINGS(""), "<!DOCTYPE x [<!ENTITY e \"e\">]><worksheet/>",
         ": xl/worksheets/sheet1.xml: a document type, which no spreadsheet has"},
        {"<!DOCTYPE sst><sst/>", SHEET(""),
         ": xl/sharedStrings.xml: a document type, which no spreadsheet has"},
        {STRINGS(""), SHEET("<row r=\"1\"><c t=\"s\"><v>3</v></c></row>"),
         ": xl/worksheets/sheet1.xml: a cell names a shared string that is not there"},
        {STRINGS(""), SHEET("<row r=\"1\"><c t=\"s\"><v>x</v></c></row>"),
         ": xl/worksheets/sheet1.xml: a cell names a shared string that is not there"},
        {STRINGS(""), SHEET("<row r=\"1\"><c t=\"s\"><v>0000000000000</v></c></row>"),
         ": xl/worksheets/sheet1.xml: a cell names a shared string that is not there"},
        {STRINGS(""), row_2, ": xl/worksheets/sheet1.xml: rows out of order"},
        {STRINGS(""), SHEET("<row r=\"-1\"/>"),
         ": xl/worksheets/sheet1.xml: rows out of order"},
        {STRINGS(""), SHEET(""),
         ": no row with the headings Current code assignment, Effective, Previous "
         "Code(s) Assignment"},
        {STRINGS(""),
         SHEET(HEAD_ROW "<row r=\"7\"><c t=\"inlineStr\"><is><t>A04.71</t></is></c>"
                        "<c><v>soon</v></c></row>"),
         ":7: effective is neither a year nor a day"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[200];
        const char *const members[] = {"xl/worksheets/sheet1.xml", cases[i].sheet,
                                       "xl/sharedStrings.xml", cases[i].strings, NULL};
        reading r;
        write_xlsx(members);
        read_xlsx(&r);
        snprintf(want, sizeof want, "table.xlsx%s", cases[i].message);
        expect_messages(cases[i].sheet, &r, want);
        assert_false(r.read);
        reading_free(&r);
    }
}

static void a_cell_without_end_is_refused(void **state)
{
    (void)state;
    enum { LEN = 70000 };
    char *sheet = malloc(LEN + 100);
    assert_non_null(sheet);
    size_t n = (size_t)snprintf(sheet, 100, "<worksheet><row><c t=\"str\"><v>");
    memset(sheet + n, 'x', LEN);
    snprintf(sheet + n + LEN, 60, "</v></c></row></worksheet>");
    const char *const members[] = {"xl/worksheets/sheet1.xml", sheet, NULL};
    reading r;
    write_xlsx(members);
    read_xlsx(&r);
    expect_messages("table.xlsx", &r,
                    "table.xlsx: xl/worksheets/sheet1.xml: a cell is too long");
    reading_free(&r);
    free(sheet);
}

static void what_is_no_spreadsheet_is_refused(void **state)
{
    (void)state;
    const char *const no_sheet[] = {"xl/worksheets/sheet0.xml", "<worksheet/>",
                                    "xl/worksheets/sheet1.xml.bak", "<worksheet/>",
                                    NULL};
    reading r;
    write_xlsx(no_sheet);
    read_xlsx(&r);
    expect_messages("no sheet", &r,
                    "table.xlsx: a zip archive without xl/worksheets/sheet1.xml: no "
                    "spreadsheet");
    reading_free(&r);

    source_folder_text(&folder, "table.xlsx", HEADER "A04.71,2017,A04.7\n");
    read_xlsx(&r);
    expect_messages("text", &r, "table.xlsx: named .xlsx, but not in that format");
    reading_free(&r);

    source_folder_write(&folder, "table.xlsx", "PK\3\4\0\0\0\0\0\0\0\0", 12);
    read_xlsx(&r);
    expect_messages("cut", &r, "table.xlsx: damaged: it cannot be unpacked to its end");
    reading_free(&r);
}

/* ---- zips in memory -------------------------------------------------------------- */

static bool any_member(const char *name)
{
    (void)name;
    return true;
}

static void a_zip_that_unpacks_beyond_the_bound_is_refused(void **state)
{
    (void)state;
    const char *const members[] = {"a", "12345", "b", "67890", NULL};
    char bytes[1000];
    gen_zip_members unpacked;
    source_folder_zip(&folder, "two.zip", members);
    FILE *file = fopen(source_folder_at(&folder, "two.zip"), "rb");
    assert_non_null(file);
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);

    assert_null(gen_zip_unpack(bytes, len, 10, any_member, &unpacked));
    assert_int_equal(unpacked.count, 2);
    assert_memory_equal(gen_zip_member_of(&unpacked, "b")->bytes, "67890", 5);
    assert_null(gen_zip_member_of(&unpacked, "c"));
    gen_zip_members_free(&unpacked);
    assert_string_equal(gen_zip_unpack(bytes, len, 9, any_member, &unpacked),
                        "unpacks to more than any official file");
    gen_zip_members_free(&unpacked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effective_is_october_of_a_year_or_a_day_or_not_told),
        cmocka_unit_test(previous_codes_stand_in_lists_of_every_spelling),
        cmocka_unit_test(one_code_before_may_become_several),
        cmocka_unit_test(ranges_that_differ_in_the_last_character_are_counted_out),
        cmocka_unit_test(none_and_statements_of_categories_give_no_successor),
        cmocka_unit_test(a_row_without_successor_is_a_record_all_the_same),
        cmocka_unit_test(broken_cells_are_refused_with_their_row),
        cmocka_unit_test(a_cell_with_more_codes_than_any_is_refused),
        cmocka_unit_test(headings_are_found_wherever_they_stand),
        cmocka_unit_test(a_table_without_headings_is_refused),
        cmocka_unit_test(cells_hold_numbers_and_shared_and_own_strings),
        cmocka_unit_test(strings_in_runs_are_joined_and_readings_left_out),
        cmocka_unit_test(names_may_bear_a_prefix_and_cells_no_place),
        cmocka_unit_test(days_may_be_counted_from_1904),
        cmocka_unit_test(the_first_sheet_with_the_headings_is_the_table),
        cmocka_unit_test(broken_spreadsheets_are_refused_with_the_place),
        cmocka_unit_test(a_cell_without_end_is_refused),
        cmocka_unit_test(what_is_no_spreadsheet_is_refused),
        cmocka_unit_test(a_zip_that_unpacks_beyond_the_bound_is_refused),
    };
    return cmocka_run_group_tests_name("conversion", tests, make_folder, remove_folder);
}

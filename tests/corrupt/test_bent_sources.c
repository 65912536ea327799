/*
 * Good source files of which one place is bent, each with the message it must earn:
 * file, line and reason, word for word. Whole broken files are test_bad_sources.c's
 * affair, tables of line edits test_bad_line_tables.c's.
 */
#include "tests/support/bent_check.h"

typedef enum base {
    CM_ORDER,
    PCS_ORDER,
    CM_CODES,
    PCS_CODES,
    ICD9_LONG,
    ICD9_PROCEDURES,
    ANWEB,
    NOC,
    MCE_LISTS,
    MCE_TEXT,
    POA,
    GEM_I10,
    GEM_PCSI9,
    CONVERSION,
    BASES
} base;

static good_file good[BASES] = {
    {"icd10cm_order_2025.txt", ""},
    {"icd10pcs_order_2025.txt", ""},
    {"icd10cm_codes_2025.txt", ""},
    {"icd10pcs_codes_2025.txt", ""},
    {"CMS32_DESC_LONG_DX.txt", ""},
    {"CMS32_DESC_LONG_SG.txt", ""},
    {"HCPC2024_JAN_ANWEB.txt", ""},
    {"NOC_Codes_2018.prn", ""},
    {"MCE_Simple_Code_Edits_v36.txt", ""},
    {"Definitions of Medicare Code Edits_v_41.txt", ""},
    {"POAexemptCodes2021.txt", ""},
    {"2018_I10gem.txt", ""},
    {"2018_gem_pcsi9.txt", ""},
    {"ICD-10-CM-Conversion-Table-FY2020.csv", ""},
};

static void make_good_files(void)
{
    char *p = good[CM_ORDER].text;
    strcat(p, order_line(1, "A00", 0, "Cholera", "Cholera"));
    strcat(p, order_line(2, "A000", 1, "Cholera one", "Cholera one in words"));
    strcat(p, order_line(3, "A001", 1, "Cholera two", "Cholera two in words"));
    p = good[PCS_ORDER].text;
    strcat(p, order_line(1, "001", 0, "Bypass", "Bypass"));
    strcat(p, order_line(2, "0016070", 1, "Bypass one", "Bypass one in words"));
    strcpy(good[CM_CODES].text, "A000    Cholera one\r\nA001    Cholera two\r\n");
    strcpy(good[PCS_CODES].text, "0016070 Bypass one\r\n0016071 Bypass two\r\n");
    strcpy(good[ICD9_LONG].text,
           "0010  Cholera one\n0011  Cholera two\nV9199 Invented\n");
    strcpy(good[ICD9_PROCEDURES].text, "0001 Ultrasound one\n0002 Ultrasound two\n");
    p = good[ANWEB].text;
    strcat(p, anweb_line("   A1", 100, '7', "One wound", "One", "20020701", ""));
    strcat(p, anweb_line("A1234", 100, '3', "An invented", "Short", "20200101",
                         "20231231"));
    strcat(p, anweb_line("A1234", 200, '4', "procedure", "", "", ""));
    strcat(p, anweb_line("A1235", 100, '3', "Another one", "Short", "20200101", ""));
    strcpy(good[NOC].text, "  NOC CODES - HCPCS 2018\r\n"
                           "  HCPCS  LONG DESCRIPTION         ADD DATE  TERM DATE\r\n"
                           "  A0999  Unlisted                 19870101\r\n"
                           "  E1399  Miscellaneous            19860101  20171231\r\n");
    strcpy(good[MCE_LISTS].text,
           "MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\t"
           "ICD_Code_Type\tICD_Code\tICD_Desc\n"
           "36\t10\t4\tA\tNewborn_Only\tD\tA33\tTetanus neonatorum\n"
           "36\t10\t5\tB\tFemale_Only\tP\t0UT90ZZ\tResection of uterus\n");
    strcpy(good[MCE_TEXT].text,
           "4. Age conflict\n"
           "Newborn. Age 0 years only\n"
           "A. Newborn diagnoses\nA33\tTetanus\n"
           "B. Pediatric diagnoses (age 0 through 17)\nE8411\tIleus\n"
           "C. Maternity diagnoses (age 9 through 64)\nO80\tDelivery\n"
           "D. Adult diagnoses (age 15 through 124)\nN401\tHyperplasia\n"
           "6. Manifestation code as principal diagnosis\nD631\tAnemia\n"
           "9. Unacceptable principal diagnosis\nZ992\tDialysis\n");
    strcpy(good[POA].text, "Order2021\tPOAexemptCode\tDescription\r\n"
                           "01232\tB90.0\tSequelae\r\n01233\tB90.1\tSequelae\r\n");
    strcpy(good[GEM_I10].text, "A000    0010  00000\r\nR402130 NoDx  11000\r\n");
    strcpy(good[GEM_PCSI9].text, "0016070 0231  10000\r\n0016071 0231  10000\r\n");
    strcpy(good[CONVERSION].text,
           "Current code assignment,Effective,Previous Code(s) Assignment\r\n"
           "A04.71,2017,A04.7 \r\nU07.1 ,43922,B97.29 and B20\r\n");
}

static const bent_place bent[] = {
    {CM_ORDER, 2, 1, "x", ":2: no order number in columns 1 to 5"},
    {CM_ORDER, 2, 5, "1", ":2: order number is not above the last"},
    {CM_ORDER, 2, 5, "3", ":3: order number is not above the last"},
    {CM_ORDER, 1, 5, "0", ":1: no order number in columns 1 to 5"},
    {CM_ORDER, 3, 5, "2", ":3: order number is not above the last"},
    {CM_ORDER, 2, 6, "-", ":2: column 6, 14, 16 or 77 is not blank"},
    {CM_ORDER, 2, 14, "-", ":2: column 6, 14, 16 or 77 is not blank"},
    {CM_ORDER, 2, 16, "-", ":2: column 6, 14, 16 or 77 is not blank"},
    {CM_ORDER, 2, 77, "-", ":2: column 6, 14, 16 or 77 is not blank"},
    {CM_ORDER, 2, 7, "a000", ":2: not an ICD-10-CM code in columns 7 to 13"},
    {CM_ORDER, 2, 7, "A00.0", ":2: not an ICD-10-CM code in columns 7 to 13"},
    {CM_ORDER, 2, 7, " A000", ":2: not an ICD-10-CM code in columns 7 to 13"},
    {CM_ORDER, 2, 7, "A0   ", ":2: not an ICD-10-CM code in columns 7 to 13"},
    {CM_ORDER, 2, 7, "0A00", ":2: not an ICD-10-CM code in columns 7 to 13"},
    {CM_ORDER, 2, 7, "    ", ":2: not an ICD-10-CM code in columns 7 to 13"},
    {CM_ORDER, 2, 15, "2", ":2: flag is neither 0 nor 1"},
    {CM_ORDER, 2, 15, " ", ":2: flag is neither 0 nor 1"},
    {CM_ORDER, 2, 17, "           ", ":2: short title is empty"},
    {CM_ORDER, 2, 78, "                    ", ":2: long title is empty"},
    {CM_ORDER, 2, 76, "\r\n",
     ":2: line ends before the long title\n"
     "icd10cm_order_2025.txt:3: no order number in columns 1 to 5"},
    {CM_ORDER, 2, 80, "\t", ":2: control character in a title"},
    {CM_ORDER, 2, 80, "\x81",
     ":2: a byte of the title is no character, in UTF-8 or "
     "Windows-1252"},
    {CM_ORDER, 2, 76, "\xC3\xA9", ":2: column 6, 14, 16 or 77 is not blank"},
    {PCS_ORDER, 2, 7, "001607O", ":2: not an ICD-10-PCS code in columns 7 to 13"},
    {PCS_ORDER, 2, 7, "001607 ", ":2: not an ICD-10-PCS code in columns 7 to 13"},
    {PCS_ORDER, 1, 15, "1", ":1: only codes of 7 characters are valid in ICD-10-PCS"},
    {PCS_ORDER, 2, 15, "0", ":2: only codes of 7 characters are valid in ICD-10-PCS"},
    {CM_CODES, 2, 1, "a", ":2: not an ICD-10-CM code in columns 1 to 7"},
    {CM_CODES, 2, 8, "-", ":2: column 8 is not blank"},
    {CM_CODES, 2, 9, "           ", ":2: title is empty"},
    {CM_CODES, 2, 8, "\r\n",
     ":2: line ends before the title\n"
     "icd10cm_codes_2025.txt:3: not an ICD-10-CM code in columns 1 to 7"},
    {PCS_CODES, 2, 1, "I", ":2: not an ICD-10-PCS code in columns 1 to 7"},
    {PCS_CODES, 2, 7, " ", ":2: not an ICD-10-PCS code in columns 1 to 7"},
    {PCS_CODES, 2, 4, "    ", ":2: only codes of 7 characters are valid in ICD-10-PCS"},
    {ICD9_LONG, 2, 1, "x", ":2: not an ICD-9-CM diagnosis code"},
    {ICD9_LONG, 2, 1, " ", ":2: not an ICD-9-CM diagnosis code"},
    {ICD9_LONG, 2, 5, "\t\t", ":2: not an ICD-9-CM diagnosis code"},
    {ICD9_LONG, 2, 7, "           ", ":2: title is empty"},
    {ICD9_LONG, 3, 6, "-Invented", ":3: line is not a code, a blank and a title"},
    {ICD9_PROCEDURES, 1, 1, "V", ":1: not an ICD-9-CM procedure code"},
    {ANWEB, 1, 4, "a1", ":1: not a modifier in columns 4 and 5"},
    {ANWEB, 4, 1, "a", ":4: not a HCPCS Level II code in columns 1 to 5"},
    {ANWEB, 4, 6, "x", ":4: no sequence number in columns 6 to 10"},
    {ANWEB, 4, 11, "5", ":4: record id in column 11 is none of 3, 4, 7, 8"},
    {ANWEB, 1, 11, "3", ":1: a modifier with the record id of a procedure"},
    {ANWEB, 4, 11, "7", ":4: a procedure with the record id of a modifier"},
    {ANWEB, 3, 8, "1", ":3: sequence number does not ascend"},
    {ANWEB, 3, 5, "9", ":3: continuation without the record it continues"},
    {ANWEB, 4, 11, "4", ":4: continuation without the record it continues"},
    {ANWEB, 4, 269, "        ", ":4: add date is missing"},
    {ANWEB, 4, 269, "20200230", ":4: add date is no date of the form YYYYMMDD"},
    {ANWEB, 4, 269, "2020-1-1", ":4: add date is no date of the form YYYYMMDD"},
    {ANWEB, 2, 285, "20231301", ":2: termination date is no date of the form YYYYMMDD"},
    {ANWEB, 2, 285, "2023    ", ":2: termination date is no date of the form YYYYMMDD"},
    {ANWEB, 2, 285, "20191231", ":2: termination date is before the add date"},
    {ANWEB, 4, 12, "           ", ":4: long description is empty"},
    {ANWEB, 4, 92, "     ", ":4: short description is empty"},
    {ANWEB, 4, 14, "\x01", ":4: control character in a title"},
    {ANWEB, 4, 120, "\x01", ":4: columns 120 to 268 are not plain ASCII"},
    {ANWEB, 4, 268, "\xAE", ":4: columns 120 to 268 are not plain ASCII"},
    {ANWEB, 2, 200, "\r\n",
     ":2: record ends before its dates\n"
     "HCPC2024_JAN_ANWEB.txt:3: not a record, between records"},
    {NOC, 4, 3, "e", ":4: not a HCPCS Level II code at the start of the row"},
    {NOC, 4, 3, "E139 ", ":4: not a HCPCS Level II code at the start of the row"},
    {NOC, 3, 41, "9", ":3: a date of the row is no date of the form YYYYMMDD"},
    {NOC, 4, 45, "20171301", ":4: a date of the row is no date of the form YYYYMMDD"},
    {MCE_LISTS, 1, 1, "x",
     ":1: the first line is not that of a table of Code Editor lists: MCE_Version, "
     "ICD_Version, ..."},
    {MCE_LISTS, 2, 3, " ", ":2: a record has 8 fields"},
    {MCE_LISTS, 2, 1, "x", ":2: the Code Editor version is no number"},
    {MCE_LISTS, 2, 1, "35", ":2: Code Editor version 35, but the release is v36"},
    {MCE_LISTS, 3, 1, "37", ":3: Code Editor version is not that of the first record"},
    {MCE_LISTS, 3, 4, "11", ":3: ICD version is not that of the first record, 9 or 10"},
    {MCE_LISTS, 2, 7, "7",
     ":2: no list is known of section 7, subsection A, Newborn_Only, D"},
    {MCE_LISTS, 2, 9, "B",
     ":2: no list is known of section 4, subsection B, Newborn_Only, D"},
    {MCE_LISTS, 2, 24, "P",
     ":2: no list is known of section 4, subsection A, Newborn_Only, P"},
    {MCE_LISTS, 2, 26, "a-3", ":2: not an ICD-10-CM code"},
    {MCE_LISTS, 3, 25, "O", ":3: not an ICD-10-PCS code"},
    {MCE_TEXT, 2, 9, " Old", ":4: the ages of this list are not told before it"},
    {MCE_TEXT, 5, 29, "99 through 1",
     ":5: the ages of a list are no ages\n"
     "Definitions of Medicare Code Edits_v_41.txt:6: the ages of this list are not "
     "told before it"},
    {MCE_TEXT, 9, 36, "999",
     ":9: the ages of a list are no ages\n"
     "Definitions of Medicare Code Edits_v_41.txt:10: the ages of this list are not "
     "told before it"},
    {MCE_TEXT, 8, 1, "000", ":8: not an ICD-10-CM code"},
    {MCE_TEXT, 12, 1, "0.92", ":12: not an ICD-10-CM code"},
    {POA, 1, 1, "x",
     ":1: the first line is not that of a POA exempt list: order, POAexemptCode, "
     "Description"},
    {POA, 2, 6, " ", ":2: a record has 3 fields: order number, code, title"},
    {POA, 2, 3, "x", ":2: order number is no number"},
    {POA, 3, 5, "2", ":3: order number is not above the last"},
    {POA, 3, 9, ".", ":3: not an ICD-10-CM code"},
    {POA, 3, 13, "        ", ":3: title is empty"},
    {GEM_I10, 1, 9, "    ", ":1: a record has 3 fields: source, target, flags"},
    {GEM_I10, 1, 6, "x", ":1: a record has 3 fields: source, target, flags"},
    {GEM_I10, 1, 1, "0", ":1: source is not a code of its system"},
    {GEM_I10, 1, 9, "A", ":1: target is not a code of its system"},
    {GEM_I10, 1, 16, "1", ":1: a target, but the flags say that there is none"},
    {GEM_I10, 2, 15, "3", ":2: flags are not three of 0 or 1 and two digits"},
    {GEM_PCSI9, 2, 1, "O", ":2: source is not a code of its system"},
    {GEM_PCSI9, 2, 9, "X", ":2: target is not a code of its system"},
    {CONVERSION, 1, 1, "x",
     ": no row with the headings Current code assignment, Effective, Previous Code(s) "
     "Assignment"},
    {CONVERSION, 2, 1, "0",
     ":2: not an ICD-10-CM code in the first column of the table"},
    {CONVERSION, 2, 8, "x", ":2: effective is neither a year nor a day"},
    {CONVERSION, 3, 8, "9", ":3: effective is neither a year nor a day"},
    {CONVERSION, 2, 13, "4", ":2: previous codes cannot be read: \"404.7\""},
    {CONVERSION, 3, 21, "or ", ":3: previous codes cannot be read: \"B97.29 or  B20\""},
    {CONVERSION, 3, 21, "; ;", ":3: previous codes: nothing between two separators"},
};

static void each_bent_place_is_named_with_its_line(void **state)
{
    (void)state;
    expect_bent_places(good, bent, sizeof bent / sizeof bent[0]);
}

static void the_files_that_are_bent_are_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASES; i++)
        assert_true(expect_taken(good[i].name, good[i].text, "") >= 2);
}

/* Cut inside the last title, a file reads as well as before: that is all to be told. */
static void an_official_file_that_ends_inside_a_line_is_warned_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASES; i++)
        expect_cut_taken(&good[i], i != NOC && i != MCE_LISTS && i != CONVERSION);
}

static void
with_keep_going_a_bent_record_is_a_warning_and_the_rest_is_read(void **state)
{
    (void)state;
    char text[GOOD_FILE_CAP];
    strcpy(text, good[CM_ORDER].text);
    start_of_line(text, 2)[14] = '2';
    expect_one_left_out(good[CM_ORDER].name, text, 2);
}

static int make_good_files_in_folder(void **state)
{
    make_good_files();
    return make_folder(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_that_are_bent_are_good),
        cmocka_unit_test(each_bent_place_is_named_with_its_line),
        cmocka_unit_test(an_official_file_that_ends_inside_a_line_is_warned_of),
        cmocka_unit_test(
            with_keep_going_a_bent_record_is_a_warning_and_the_rest_is_read),
    };
    return cmocka_run_group_tests(tests, make_good_files_in_folder, remove_folder);
}

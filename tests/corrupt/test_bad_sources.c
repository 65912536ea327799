/*
 * Broken source files, each with the message it must earn: file, line and reason, word
 * for word. Two tables: good files with one place bent, and whole files. Manifests are
 * test_bad_manifests.c's affair, tables of line edits test_bad_line_tables.c's.
 */
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "tests/support/source_check.h"

/* ---- good files, of which one place is bent -------------------------------------- */

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

static const char *const base_names[BASES] = {
    "icd10cm_order_2025.txt",
    "icd10pcs_order_2025.txt",
    "icd10cm_codes_2025.txt",
    "icd10pcs_codes_2025.txt",
    "CMS32_DESC_LONG_DX.txt",
    "CMS32_DESC_LONG_SG.txt",
    "HCPC2024_JAN_ANWEB.txt",
    "NOC_Codes_2018.prn",
    "MCE_Simple_Code_Edits_v36.txt",
    "Definitions of Medicare Code Edits_v_41.txt",
    "POAexemptCodes2021.txt",
    "2018_I10gem.txt",
    "2018_gem_pcsi9.txt",
    "ICD-10-CM-Conversion-Table-FY2020.csv",
};

static char good[BASES][4096];

static void make_good_files(void)
{
    char *p = good[CM_ORDER];
    strcat(p, order_line(1, "A00", 0, "Cholera", "Cholera"));
    strcat(p, order_line(2, "A000", 1, "Cholera one", "Cholera one in words"));
    strcat(p, order_line(3, "A001", 1, "Cholera two", "Cholera two in words"));
    p = good[PCS_ORDER];
    strcat(p, order_line(1, "001", 0, "Bypass", "Bypass"));
    strcat(p, order_line(2, "0016070", 1, "Bypass one", "Bypass one in words"));
    strcpy(good[CM_CODES], "A000    Cholera one\r\nA001    Cholera two\r\n");
    strcpy(good[PCS_CODES], "0016070 Bypass one\r\n0016071 Bypass two\r\n");
    strcpy(good[ICD9_LONG], "0010  Cholera one\n0011  Cholera two\nV9199 Invented\n");
    strcpy(good[ICD9_PROCEDURES], "0001 Ultrasound one\n0002 Ultrasound two\n");
    p = good[ANWEB];
    strcat(p, anweb_line("   A1", 100, '7', "One wound", "One", "20020701", ""));
    strcat(p, anweb_line("A1234", 100, '3', "An invented", "Short", "20200101",
                         "20231231"));
    strcat(p, anweb_line("A1234", 200, '4', "procedure", "", "", ""));
    strcat(p, anweb_line("A1235", 100, '3', "Another one", "Short", "20200101", ""));
    strcpy(good[NOC], "  NOC CODES - HCPCS 2018\r\n"
                      "  HCPCS  LONG DESCRIPTION         ADD DATE  TERM DATE\r\n"
                      "  A0999  Unlisted                 19870101\r\n"
                      "  E1399  Miscellaneous            19860101  20171231\r\n");
    strcpy(good[MCE_LISTS],
           "MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\t"
           "ICD_Code_Type\tICD_Code\tICD_Desc\n"
           "36\t10\t4\tA\tNewborn_Only\tD\tA33\tTetanus neonatorum\n"
           "36\t10\t5\tB\tFemale_Only\tP\t0UT90ZZ\tResection of uterus\n");
    strcpy(good[MCE_TEXT],
           "4. Age conflict\n"
           "Newborn. Age 0 years only\n"
           "A. Newborn diagnoses\nA33\tTetanus\n"
           "B. Pediatric diagnoses (age 0 through 17)\nE8411\tIleus\n"
           "C. Maternity diagnoses (age 9 through 64)\nO80\tDelivery\n"
           "D. Adult diagnoses (age 15 through 124)\nN401\tHyperplasia\n"
           "6. Manifestation code as principal diagnosis\nD631\tAnemia\n"
           "9. Unacceptable principal diagnosis\nZ992\tDialysis\n");
    strcpy(good[POA], "Order2021\tPOAexemptCode\tDescription\r\n"
                      "01232\tB90.0\tSequelae\r\n01233\tB90.1\tSequelae\r\n");
    strcpy(good[GEM_I10], "A000    0010  00000\r\nR402130 NoDx  11000\r\n");
    strcpy(good[GEM_PCSI9], "0016070 0231  10000\r\n0016071 0231  10000\r\n");
    strcpy(good[CONVERSION],
           "Current code assignment,Effective,Previous Code(s) Assignment\r\n"
           "A04.71,2017,A04.7 \r\nU07.1 ,43922,B97.29 and B20\r\n");
}

static const struct {
    base base;
    unsigned line, column; /* 1-based: where `bytes` are written over */
    const char *bytes;
    const char *message; /* behind the name */
} bent[] = {
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

static char *start_of_line(char *text, unsigned line)
{
    for (; line > 1; line--)
        text = strchr(text, '\n') + 1;
    return text;
}

static void each_bent_place_is_named_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bent / sizeof bent[0]; i++) {
        char text[4096], want[512];
        const char *name = base_names[bent[i].base];
        strcpy(text, good[bent[i].base]);
        memcpy(start_of_line(text, bent[i].line) + bent[i].column - 1, bent[i].bytes,
               strlen(bent[i].bytes));
        source_folder_text(&folder, name, text);
        snprintf(want, sizeof want, "%s%s", name, bent[i].message);
        expect_refusal(name, want);
    }
    printf("%zu bent places\n", sizeof bent / sizeof bent[0]);
}

static void the_files_that_are_bent_are_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASES; i++) {
        reading r;
        source_folder_text(&folder, base_names[i], good[i]);
        const char *args[] = {source_folder_at(&folder, base_names[i])};
        reading_make(&r, NULL, args, 1, false);
        expect_messages(base_names[i], &r, "");
        assert_true(r.found && r.read && r.row_count >= 2);
        reading_free(&r);
    }
}

/* Cut inside the last title, a file reads as well as before: that is all to be told. */
static void an_official_file_that_ends_inside_a_line_is_warned_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASES; i++) {
        char text[4096], want[512] = "";
        reading r;
        strcpy(text, good[i]);
        size_t len = strlen(text);
        while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r'))
            text[--len] = '\0';
        unsigned lines = 1;
        for (const char *c = text; *c; c++)
            lines += *c == '\n';
        if (i != NOC && i != MCE_LISTS && i != CONVERSION)
            snprintf(want, sizeof want,
                     "%s:%u: the last line has no end: the file may be cut off",
                     base_names[i], lines);
        source_folder_text(&folder, base_names[i], text);
        const char *args[] = {source_folder_at(&folder, base_names[i])};
        reading_make(&r, NULL, args, 1, false);
        expect_messages(base_names[i], &r, want);
        assert_true(r.found && r.read);
        assert_int_equal(r.report.errors, 0);
        reading_free(&r);
    }
}

static void
with_keep_going_a_bent_record_is_a_warning_and_the_rest_is_read(void **state)
{
    (void)state;
    char text[4096];
    strcpy(text, good[CM_ORDER]);
    start_of_line(text, 2)[14] = '2';
    source_folder_text(&folder, base_names[CM_ORDER], text);
    reading r;
    const char *args[] = {source_folder_at(&folder, base_names[CM_ORDER])};
    reading_make(&r, NULL, args, 1, true);
    assert_true(r.found && r.read);
    assert_int_equal(r.report.errors, 0);
    assert_int_equal(r.report.warnings, 1);
    assert_int_equal(r.list.items[0].rejected, 1);
    assert_int_equal(r.row_count, 2);
    reading_free(&r);
}

/* ---- whole files ----------------------------------------------------------------- */

#define CSV "code,from,to,billable,short,long\n"

static const struct {
    const char *name, *text;
    const char *message; /* behind the name */
} files[] = {
    {"codes-pos-2024-01-01.csv", "code,from,to\n11,,\n",
     ":1: the first line is not code,from,to,billable,short,long"},
    {"codes-pos-2024-01-01.csv", "code;from;to;billable;short;long\n11;;;;a;b\n",
     ":1: the first line is not code,from,to,billable,short,long"},
    {"codes-pos-2024-01-01.csv", CSV "11,,,,a\n",
     ":2: a record has 6 fields: code,from,to,billable,short,long"},
    {"codes-pos-2024-01-01.csv", CSV "11,,,,a,b,c\n",
     ":2: a record has 6 fields: code,from,to,billable,short,long"},
    {"codes-pos-2024-01-01.csv", CSV "1x,,,,a,b\n", ":2: not a code of the system"},
    {"codes-pos-2024-01-01.csv", CSV ",,,,a,b\n", ":2: not a code of the system"},
    {"codes-pos-2024-01-01.csv", CSV "11,2024-02-30,,,a,b\n",
     ":2: from is no date of the form YYYY-MM-DD"},
    {"codes-pos-2024-01-01.csv", CSV "11,20240228,,,a,b\n",
     ":2: from is no date of the form YYYY-MM-DD"},
    {"codes-pos-2024-01-01.csv", CSV "11,,tomorrow,,a,b\n",
     ":2: to is no date of the form YYYY-MM-DD"},
    {"codes-pos-2024-01-01.csv", CSV "11,2024-01-02,2024-01-01,,a,b\n",
     ":2: to is before from"},
    {"codes-pos-2024-01-01.csv", CSV "11,,,yes,a,b\n",
     ":2: billable is neither 0 nor 1"},
    {"codes-pos-2024-01-01.csv", CSV "11,,,,a\"b,c\n",
     ":2: quote inside a field that is not quoted"},
    {"codes-pos-2024-01-01.csv", CSV "11,,,,\"a\"b,c\n",
     ":2: text after the closing quote of a field"},
    {"codes-pos-2024-01-01.csv", CSV "11,,,,\"a,b\n12,,,,c,d\n",
     ":2: quoted field is not closed"},
    {"codes-pos-2024-01-01.csv", CSV "11,,,,\"two\nlines\",b\n",
     ":2: control character in a title"},
    {"codes-pos-2024-01-01.csv", CSV, ": no record in it"},
    {"codes-pos.csv", CSV "11,,,,a,b\n",
     ": the name does not tell its effective date: call it codes-pos-YYYY-MM-DD.csv, "
     "or state kind, release and from in a manifest"},
    {"codes-post-2024-01-01.csv", CSV "11,,,,a,b\n", ": \"post\" is no code system"},
    {"icd10cm_order_2026.txt", "", ": empty file"},
    {"icd10cm_order_2026.txt", "<!DOCTYPE html>\n<html>",
     ": content is HTML, not what the name says"},
    {"icd10cm_order_2026.txt.xz", "00001 A00\n", ": named .xz, but not in that format"},
    {"icd10cm_order_2026.txt.gz", "00001 A00\n", ": named .gz, but not in that format"},
    {"releases.zip", "00001 A00\n", ": named .zip, but not a zip archive"},
    {"HCPC2025_JAN_ANWEB.txt", "Read me first.\r\nThis is no release.\r\n",
     ": no record in it"},
    {"NOC_Codes_2019.txt", "Read me first.\r\nThis is no list.\r\n",
     ": no record in it"},
    {"icd10cm_order_2014.txt", "00001 A00\n",
     ": draft: ICD-10 came into force on 2015-10-01; to read it all the same, state "
     "its interval in a manifest"},
    {"icd10cm_order.txt", "00001 A00\n",
     ": the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ICD-10-CM-Conversion-Table-FY2024.xlsx", "A04.71,2017,A04.7\n",
     ": named .xlsx, but not in that format"},
    {"ICD-10-CM-Conversion-Table-FY2024.xlsx", "PK\3\4 and no more",
     ": damaged: it cannot be unpacked to its end"},
    {"POAexemptCodes2021.txt", "Order\tPOAexemptCode\tDescription\n",
     ": no record in it"},
    {"Definitions of Medicare Code Edits_v_41.txt", "Read me first.\n",
     ": no record in it"},
    {"Definitions of Medicare Code Edits.txt", "4. Age conflict\n",
     ": the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"holiday.txt", "Dear all,\n",
     ": cannot be identified: neither name nor content is that of an official file"},
    {"holiday.pdf", "%PDF", ": cannot be identified: PDF"},
    {"HCPC2025_JAN_ANWEB.xlsx", "PK",
     ": cannot be identified: spreadsheet: the text form of the release is read"},
    {"our list.csv", "path,kind,release,from,to\n",
     ": cannot be identified: a manifest: give it with --manifest"},
};

static void each_broken_file_is_refused_with_its_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char want[512];
        source_folder_text(&folder, files[i].name, files[i].text);
        snprintf(want, sizeof want, "%s%s", files[i].name, files[i].message);
        expect_refusal(files[i].name, want);
    }
    printf("%zu broken files\n", sizeof files / sizeof files[0]);
}

static void a_list_of_changes_alone_leaves_nothing_to_compile(void **state)
{
    (void)state;
    source_folder_text(&folder, "icd10cm_order_addenda_2026.txt", "Add: x\n");
    expect_refusal("icd10cm_order_addenda_2026.txt", "nothing to compile");
}

static void files_with_nul_bytes_and_endless_lines_are_refused(void **state)
{
    (void)state;
    enum { LEN = 70000 };
    char *text = malloc(LEN);
    assert_non_null(text);
    memset(text, 'x', LEN);
    source_folder_write(&folder, "icd10cm_order_2026.txt", text, LEN);
    expect_refusal("icd10cm_order_2026.txt",
                   "icd10cm_order_2026.txt:1: line is too long");
    source_folder_write(&folder, "codes-pos-2025-01-01.csv", text, LEN);
    expect_refusal("codes-pos-2025-01-01.csv",
                   "codes-pos-2025-01-01.csv:1: line is too long");
    free(text);

    source_folder_write(&folder, "icd10cm_order_2026.txt", "0\0001\0\n",
                        5); /* UTF-16 */
    expect_refusal("icd10cm_order_2026.txt",
                   "icd10cm_order_2026.txt:1: NUL byte: not a text file");
    source_folder_write(&folder, "codes-pos-2025-01-01.csv", "c\0o\0d\0e\0\n", 9);
    expect_refusal("codes-pos-2025-01-01.csv",
                   "codes-pos-2025-01-01.csv:1: NUL byte: not a text file");
}

static void an_endless_quote_is_refused_where_it_begins(void **state)
{
    (void)state;
    enum { LEN = 200000 };
    char *text = malloc(LEN);
    assert_non_null(text);
    size_t n = (size_t)snprintf(text, LEN, CSV "11,,,,\"");
    while (n + 10 < LEN)
        n += (size_t)snprintf(text + n, LEN - n, "a line\n");
    source_folder_write(&folder, "codes-pos-2025-02-01.csv", text, n);
    reading r;
    const char *args[] = {source_folder_at(&folder, "codes-pos-2025-02-01.csv")};
    reading_make(&r, NULL, args, 1, false);
    assert_string_equal(strrchr(r.report.messages[0].text, ':') + 1,
                        " a quote is missing");
    assert_true(r.report.messages[0].place_len ==
                strlen(source_folder_at(&folder, "codes-pos-2025-02-01.csv:2")));
    reading_free(&r);
    free(text);
}

/* The first bytes of an .xz file, and no more. */
static void write_cut_xz(const char *name)
{
    static const char head[8] = {'\xFD', '7', 'z', 'X', 'Z', 0, 0, 4};
    source_folder_write(&folder, name, head, sizeof head);
}

static void paths_that_are_no_files_are_refused(void **state)
{
    (void)state;
    expect_refusal("nowhere/file.txt", "nowhere/file.txt: no such file");
    const char *const only_a_folder[] = {"folder/", "", NULL};
    source_folder_zip(&folder, "empty.zip", only_a_folder);
    expect_refusal("empty.zip", "empty.zip: an archive without files");
    source_folder_write(&folder, "bare.zip",
                        "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
    expect_refusal("bare.zip", "bare.zip: an archive without files");
    assert_int_equal(mkfifo(source_folder_at(&folder, "pipe"), 0600), 0);
    expect_refusal("pipe", "pipe: neither a file nor a folder");
    const char *const one[] = {"icd10cm_order_2027.txt", "text", NULL};
    source_folder_zip(&folder, "inner.zip", one);
    assert_int_equal(rename(source_folder_at(&folder, "inner.zip"),
                            source_folder_at(&folder, "icd10cm_order_2027.txt")),
                     0);
    expect_refusal("icd10cm_order_2027.txt",
                   "icd10cm_order_2027.txt: a zip archive, but not named .zip");
    source_folder_write(&folder, "cut.zip", "PK\3\4\0\0\0\0\0\0\0\0", 12);
    expect_refusal("cut.zip", "cut.zip: damaged: it cannot be unpacked to its end");
    write_cut_xz("icd10cm_order_2027.txt.xz");
    expect_refusal(
        "icd10cm_order_2027.txt.xz",
        "icd10cm_order_2027.txt.xz: damaged: it cannot be unpacked to its end");
}

static void an_encrypted_member_is_refused(void **state)
{
    (void)state;
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    archive_write_set_format_zip(a);
    assert_int_equal(archive_write_set_options(a, "zip:encryption=zipcrypt"),
                     ARCHIVE_OK);
    archive_write_set_passphrase(a, "secret");
    assert_int_equal(
        archive_write_open_filename(a, source_folder_at(&folder, "locked.zip")),
        ARCHIVE_OK);
    archive_entry_set_pathname(entry, "icd10cm_order_2029.txt");
    archive_entry_set_size(entry, 4);
    archive_entry_set_filetype(entry, AE_IFREG);
    assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(a, "text", 4), 4);
    archive_entry_free(entry);
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
    expect_refusal("locked.zip",
                   "locked.zip/icd10cm_order_2029.txt: encrypted: unpack it "
                   "first");
}

/* An order file in a folder of strangers is missed when it cannot be unpacked; a
 * stranger is not. */
static void in_a_folder_only_a_damaged_code_set_is_an_error(void **state)
{
    (void)state;
    write_cut_xz("d/icd10cm_order_2027.txt.xz");
    write_cut_xz("d/letter.txt.xz");
    write_cut_xz("d/PPRRVU2025_Oct.txt.xz");
    reading r;
    const char *args[] = {source_folder_at(&folder, "d")};
    reading_make(&r, NULL, args, 1, false);
    expect_messages(
        "d", &r,
        "d/icd10cm_order_2027.txt.xz: damaged: it cannot be unpacked to its "
        "end");
    assert_string_equal(
        reading_left_out(&r, source_folder_at(&folder, "d/letter.txt.xz")),
        "damaged: it cannot be unpacked to its end");
    assert_string_equal(
        reading_left_out(&r, source_folder_at(&folder, "d/PPRRVU2025_Oct.txt.xz")),
        "the CSV form of the same table is read");
    reading_free(&r);
}

static void a_description_without_end_is_refused(void **state)
{
    (void)state;
    enum { LEN = 90000 };
    char *text = calloc(1, LEN);
    assert_non_null(text);
    size_t n = (size_t)snprintf(
        text, LEN, "%s", anweb_line("A1234", 100, '3', "One", "S", "20240101", ""));
    for (unsigned i = 2; i <= 250; i++)
        n += (size_t)snprintf(text + n, LEN - n, "%s",
                              anweb_line("A1234", 100 * i, '4',
                                         "1234567890123456789012345678901234567890"
                                         "1234567890123456789012345678901234567890",
                                         "", "", ""));
    source_folder_write(&folder, "HCPC2024_OCT_ANWEB.txt", text, n);
    expect_refusal("HCPC2024_OCT_ANWEB.txt",
                   "HCPC2024_OCT_ANWEB.txt:204: long description is too long");
    free(text);

    text = calloc(1, LEN);
    assert_non_null(text);
    n = (size_t)snprintf(text, LEN, "%s",
                         anweb_line("A1234", 100, '3', "One", "S", "20240101", ""));
    snprintf(text + n - 2, LEN - n, "x\r\n"); /* 321 bytes */
    source_folder_text(&folder, "HCPC2024_OCT_ANWEB.txt", text);
    expect_refusal("HCPC2024_OCT_ANWEB.txt",
                   "HCPC2024_OCT_ANWEB.txt:1: record is longer than 320 bytes");
    free(text);
}

/* After the first twenty, a file's bad records are only counted. */
static void a_file_of_bad_records_is_not_told_line_by_line(void **state)
{
    (void)state;
    char text[8192], want[8192];
    size_t n = 0, w = 0;
    for (unsigned i = 1; i <= 50; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "%s",
                              order_line(i, "bad", 1, "Bad", "Bad"));
        if (i <= 20)
            w += (size_t)snprintf(want + w, sizeof want - w,
                                  "icd10cm_order_2028.txt:%u: not an ICD-10-CM code in "
                                  "columns 7 to 13\n",
                                  i);
    }
    snprintf(want + w, sizeof want - w,
             "icd10cm_order_2028.txt: 30 further records refused");
    source_folder_text(&folder, "icd10cm_order_2028.txt", text);
    expect_refusal("icd10cm_order_2028.txt", want);
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
        cmocka_unit_test(each_broken_file_is_refused_with_its_reason),
        cmocka_unit_test(a_list_of_changes_alone_leaves_nothing_to_compile),
        cmocka_unit_test(files_with_nul_bytes_and_endless_lines_are_refused),
        cmocka_unit_test(an_endless_quote_is_refused_where_it_begins),
        cmocka_unit_test(paths_that_are_no_files_are_refused),
        cmocka_unit_test(an_encrypted_member_is_refused),
        cmocka_unit_test(in_a_folder_only_a_damaged_code_set_is_an_error),
        cmocka_unit_test(a_description_without_end_is_refused),
        cmocka_unit_test(a_file_of_bad_records_is_not_told_line_by_line),
    };
    return cmocka_run_group_tests(tests, make_good_files_in_folder, remove_folder);
}

/*
 * Whole source files that are broken, each with the message it must earn: file, line
 * and reason, word for word. Good files with one place bent are test_bent_sources.c's
 * affair, manifests test_bad_manifests.c's, tables of line edits
 * test_bad_line_tables.c's.
 */
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "tests/support/bent_check.h"

#define CSV "code,from,to,billable,short,long\n"

static const broken_file files[] = {
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
    expect_broken_files(files, sizeof files / sizeof files[0]);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

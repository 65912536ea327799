/*
 * Codes files of ICD-10 and the four title files of ICD-9-CM.
 */
#include <string.h>

#include "tests/support/source_check.h"

static void read_text(reading *r, gen_kind kind, sj_system system, const char *text)
{
    reading_of_kind(r, &folder, kind, system, text, strlen(text));
}

static void a_codes_file_gives_billable_codes_with_a_long_title(void **state)
{
    (void)state;
    reading r;
    read_text(&r, GEN_ICD10CM_CODES, SJ_ICD10CM,
              "A000    Cholera due to Vibrio cholerae 01, biovar cholerae\r\n"
              "T14XXXA A seventh character  \r\n");
    assert_true(r.read);
    assert_int_equal(r.row_count, 2);
    assert_string_equal(r.rows[0].row.code, "A000");
    assert_int_equal(r.rows[0].row.status, SJ_CODE_BILLABLE);
    assert_null(r.rows[0].row.short_text);
    assert_string_equal(r.rows[0].row.long_text,
                        "Cholera due to Vibrio cholerae 01, biovar cholerae");
    assert_string_equal(r.rows[1].row.code, "T14XXXA");
    assert_string_equal(r.rows[1].row.long_text, "A seventh character");
    reading_free(&r);

    read_text(&r, GEN_ICD10PCS_CODES, SJ_ICD10PCS,
              "0016070 Bypass Cerebral Ventricle\n");
    assert_true(r.read);
    assert_string_equal(r.rows[0].row.code, "0016070");
    assert_string_equal(r.rows[0].row.long_text, "Bypass Cerebral Ventricle");
    reading_free(&r);
}

static void icd9_titles_are_long_or_short_by_the_kind_of_file(void **state)
{
    (void)state;
    static const struct {
        gen_kind kind;
        sj_system system;
        bool is_long;
        const char *text;
    } files[] = {
        {GEN_ICD9CM_LONG, SJ_ICD9CM, true, "042   Three\n0010  Four\nV9199 Five\n"},
        {GEN_ICD9CM_SHORT, SJ_ICD9CM, false, "042   Three\n0010  Four\nE9999 Five\n"},
        {GEN_ICD9PCS_LONG, SJ_ICD9PCS, true, "00   Three\n010  Four\n0001 Five\n"},
        {GEN_ICD9PCS_SHORT, SJ_ICD9PCS, false, "00   Three\n010  Four\n0001 Five\n"},
    };
    static const char *const titles[] = {"Three", "Four", "Five"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        reading r;
        read_text(&r, files[i].kind, files[i].system, files[i].text);
        assert_true(r.read);
        assert_int_equal(r.row_count, 3);
        for (size_t k = 0; k < 3; k++) {
            const gen_row *row = &r.rows[k].row;
            assert_int_equal(row->system, files[i].system);
            assert_int_equal(row->status, SJ_CODE_BILLABLE);
            assert_string_equal(files[i].is_long ? row->long_text : row->short_text,
                                titles[k]);
            assert_null(files[i].is_long ? row->short_text : row->long_text);
        }
        reading_free(&r);
    }
}

static void windows_1252_becomes_utf8(void **state)
{
    (void)state;
    reading r;
    read_text(&r, GEN_ICD9CM_LONG, SJ_ICD9CM,
              "38600 M\xE9ni\xE8re's disease, unspecified\n"
              "04671 Gerstmann-Str\xE4ussler \x96 \x80\n"
              "38601 M\xC3\xA9ni\xC3\xA8re in UTF-8\n");
    assert_true(r.read);
    assert_string_equal(r.rows[0].row.long_text,
                        "M\xC3\xA9ni\xC3\xA8re's disease, unspecified");
    assert_string_equal(r.rows[1].row.long_text,
                        "Gerstmann-Str\xC3\xA4ussler \xE2\x80\x93 \xE2\x82\xAC");
    assert_string_equal(r.rows[2].row.long_text, "M\xC3\xA9ni\xC3\xA8re in UTF-8");
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_codes_file_gives_billable_codes_with_a_long_title),
        cmocka_unit_test(icd9_titles_are_long_or_short_by_the_kind_of_file),
        cmocka_unit_test(windows_1252_becomes_utf8),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

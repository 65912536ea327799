/*
 * Code lists of users (docs/CSV.md): quoting, dates, flags, encodings; and the
 * splitting of lines beneath.
 */
#include <stdlib.h>
#include <string.h>

#include "gen/source/encoding.h"
#include "gen/source/lines.h"
#include "tests/support/source_check.h"

#define HEADER "code,from,to,billable,short,long\r\n"

static void read_text(reading *r, sj_system system, const char *text)
{
    reading_of_kind(r, &folder, GEN_CODES_CSV, system, text, strlen(text));
}

static void a_record_gives_all_six_fields(void **state)
{
    (void)state;
    reading r;
    read_text(&r, SJ_POS,
              HEADER "11,1990-01-01,2020-12-31,0,Office,A doctor's office\r\n");
    assert_true(r.read);
    const gen_row *row = &r.rows[0].row;
    assert_int_equal(row->system, SJ_POS);
    assert_string_equal(row->code, "11");
    assert_int_equal(row->from, day(1990, 1, 1));
    assert_int_equal(row->to, day(2020, 12, 31));
    assert_int_equal(row->status, SJ_CODE_HEADER);
    assert_true(row->has_text);
    assert_string_equal(row->short_text, "Office");
    assert_string_equal(row->long_text, "A doctor's office");
    assert_int_equal(row->line, 2);
    reading_free(&r);
}

static void empty_fields_mean_the_release_open_billable_and_no_title(void **state)
{
    (void)state;
    reading r;
    read_text(&r, SJ_REVENUE, HEADER "0450,,,,,\n");
    assert_true(r.read);
    const gen_row *row = &r.rows[0].row;
    assert_int_equal(row->from, GEN_NO_DATE);
    assert_int_equal(row->to, SJ_DATE_OPEN);
    assert_int_equal(row->status, SJ_CODE_BILLABLE);
    assert_false(row->has_text);
    assert_null(row->short_text);
    assert_null(row->long_text);
    reading_free(&r);
}

static void quoted_fields_hold_commas_quotes_and_nothing(void **state)
{
    (void)state;
    reading r;
    read_text(&r, SJ_POS,
              HEADER "\"11\",,,\"1\",\"one, two\",\"he said \"\"no\"\"\"\r\n"
                     "12,,,,\"\",x\r\n");
    assert_true(r.read);
    assert_int_equal(r.row_count, 2);
    assert_string_equal(r.rows[0].row.short_text, "one, two");
    assert_string_equal(r.rows[0].row.long_text, "he said \"no\"");
    assert_null(r.rows[1].row.short_text);
    reading_free(&r);
}

static void codes_are_taken_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        sj_system system;
        const char *text, *code;
    } cases[] = {
        {SJ_ICD10CM, HEADER " e11.9 ,,,,,\n", "E119"},
        {SJ_NDC, HEADER "0002-7597-01,,,,,\n", "00002759701"},
        {SJ_REVENUE, HEADER "450,,,,,\n", "0450"},
        {SJ_TOB, HEADER "0111,,,,,\n", "111"},
        {SJ_MODIFIER, HEADER "lt,,,,,\n", "LT"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r;
        read_text(&r, cases[i].system, cases[i].text);
        assert_true(r.read);
        assert_string_equal(r.rows[0].row.code, cases[i].code);
        reading_free(&r);
    }
}

static void a_byte_order_mark_and_empty_lines_do_no_harm(void **state)
{
    (void)state;
    reading r;
    read_text(&r, SJ_POS,
              "\xEF\xBB\xBF" HEADER "\r\n11,,,,a,b\r\n\r\n\r\n12,,,,c,d\r\n\r\n");
    assert_true(r.read);
    assert_int_equal(r.row_count, 2);
    assert_int_equal(r.rows[1].row.line, 6);
    reading_free(&r);
}

static void each_record_is_utf8_or_windows_1252(void **state)
{
    (void)state;
    reading r;
    read_text(&r, SJ_POS, HEADER "11,,,,caf\xE9,\x93x\x94\n12,,,,caf\xC3\xA9,y\n");
    assert_true(r.read);
    assert_string_equal(r.rows[0].row.short_text, "caf\xC3\xA9");
    assert_string_equal(r.rows[0].row.long_text, "\xE2\x80\x9Cx\xE2\x80\x9D");
    assert_string_equal(r.rows[1].row.short_text, "caf\xC3\xA9");
    reading_free(&r);
}

/* ---- beneath --------------------------------------------------------------------- */

static void utf8_is_what_the_standard_says(void **state)
{
    (void)state;
    static const char *const good[] = {
        "",
        "ascii",
        "\xC2\x80",
        "\xDF\xBF",
        "\xE0\xA0\x80",
        "\xED\x9F\xBF",
        "\xEE\x80\x80",
        "\xEF\xBF\xBF",
        "\xF0\x90\x80\x80",
        "\xF4\x8F\xBF\xBF",
        "a\xE2\x82\xACz",
    };
    static const char *const bad[] = {
        "\x80",         "\xC0\x80",         "\xC1\xBF",         "\xC2",
        "\xC2\x41",     "\xE0\x9F\xBF",     "\xED\xA0\x80",     "\xE2\x82",
        "\xE2\x82\x41", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF",         "abc\xE9xyz",
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(gen_is_utf8(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(gen_is_utf8(bad[i], strlen(bad[i])));
}

static void plain_ascii_is_told_at_every_place_of_a_word(void **state)
{
    (void)state;
    static const char others[] = {'\x00', '\x1F', '\x7F', '\x80', '\xFF', '\t'};
    for (size_t len = 1; len <= 20; len++)
        for (size_t at = 0; at < len; at++) {
            char text[20];
            memset(text, at % 2 ? ' ' : '~', sizeof text);
            assert_true(gen_is_plain_ascii(text, len));
            for (size_t i = 0; i < sizeof others; i++) {
                text[at] = others[i];
                assert_false(gen_is_plain_ascii(text, len));
            }
        }
}

static void every_byte_of_windows_1252_is_a_character_or_refused(void **state)
{
    (void)state;
    gen_title title = {0};
    int refused = 0;
    for (int c = 0x80; c <= 0xFF; c++) {
        char text[2] = {(char)c, '!'};
        const char *why = gen_title_set(&title, text, 2, text, 2);
        refused += why != NULL;
        if (!why)
            assert_true(gen_is_utf8(title.text, title.len));
    }
    assert_int_equal(refused, 5); /* 81 8D 8F 90 9D */
    gen_title_free(&title);
}

static void a_title_cut_inside_a_character_is_refused(void **state)
{
    (void)state;
    static const char line[] = "caf\xC3\xA9 and more";
    gen_title title = {0};
    assert_null(gen_title_set(&title, line, 5, line, strlen(line)));
    assert_string_equal(gen_title_set(&title, line, 4, line, strlen(line)),
                        "a title is cut inside a character");
    gen_title_free(&title);
}

/* Lines around the size of a block come out whole, wherever the blocks end. */
static void long_files_come_out_line_by_line(void **state)
{
    (void)state;
    enum { LINES = 9000 };
    size_t len = 0, cap = (size_t)LINES * 150;
    char *all = malloc(cap);
    assert_non_null(all);
    for (int i = 0; i < LINES; i++)
        len += (size_t)snprintf(all + len, cap - len, "%d:%*s%s", i, i % 97, "",
                                i % 3 ? "\n" : "\r\n");
    source_folder_write(&folder, "lines", all, len);
    const char *why;
    gen_stream *stream =
        gen_stream_open(source_folder_at(&folder, "lines"), NULL, &why);
    assert_non_null(stream);
    gen_lines lines;
    gen_line line;
    gen_lines_init(&lines, stream);
    for (int i = 0; i < LINES; i++) {
        char want[120];
        int n = snprintf(want, sizeof want, "%d:%*s", i, i % 97, "");
        assert_int_equal(gen_lines_next(&lines, &line), GEN_LINE_READ);
        assert_int_equal(line.number, i + 1);
        assert_int_equal(line.len, n);
        assert_memory_equal(line.text, want, (size_t)n);
    }
    assert_int_equal(gen_lines_next(&lines, &line), GEN_LINE_END);
    assert_int_equal(gen_lines_next(&lines, &line), GEN_LINE_END);
    assert_int_equal(gen_stream_size(stream), len);
    gen_lines_free(&lines);
    gen_stream_close(stream);
    free(all);
}

static void a_line_of_the_greatest_length_is_read_and_one_byte_more_is_not(void **state)
{
    (void)state;
    char *all = malloc(2 * GEN_LINE_CAP + 8);
    assert_non_null(all);
    memset(all, 'x', 2 * GEN_LINE_CAP + 8);
    all[GEN_LINE_CAP] = '\n';
    all[2 * GEN_LINE_CAP + 2] = '\n';
    memcpy(all + (size_t)2 * GEN_LINE_CAP + 3, "end\n", 4);
    source_folder_write(&folder, "long", all, 2 * GEN_LINE_CAP + 7);
    const char *why;
    gen_stream *stream = gen_stream_open(source_folder_at(&folder, "long"), NULL, &why);
    assert_non_null(stream);
    gen_lines lines;
    gen_line line;
    gen_lines_init(&lines, stream);
    assert_int_equal(gen_lines_next(&lines, &line), GEN_LINE_READ);
    assert_int_equal(line.len, GEN_LINE_CAP);
    assert_int_equal(gen_lines_next(&lines, &line), GEN_LINE_LONG);
    assert_int_equal(line.number, 2);
    assert_int_equal(gen_lines_next(&lines, &line), GEN_LINE_READ);
    assert_int_equal(line.len, 3);
    assert_int_equal(gen_lines_next(&lines, &line), GEN_LINE_END);
    gen_lines_free(&lines);
    gen_stream_close(stream);
    free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_gives_all_six_fields),
        cmocka_unit_test(empty_fields_mean_the_release_open_billable_and_no_title),
        cmocka_unit_test(quoted_fields_hold_commas_quotes_and_nothing),
        cmocka_unit_test(codes_are_taken_as_people_write_them),
        cmocka_unit_test(a_byte_order_mark_and_empty_lines_do_no_harm),
        cmocka_unit_test(each_record_is_utf8_or_windows_1252),
        cmocka_unit_test(utf8_is_what_the_standard_says),
        cmocka_unit_test(plain_ascii_is_told_at_every_place_of_a_word),
        cmocka_unit_test(every_byte_of_windows_1252_is_a_character_or_refused),
        cmocka_unit_test(a_title_cut_inside_a_character_is_refused),
        cmocka_unit_test(long_files_come_out_line_by_line),
        cmocka_unit_test(
            a_line_of_the_greatest_length_is_read_and_one_byte_more_is_not),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

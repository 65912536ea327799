/*
 * Order files: what a row says, and that each column counts.
 */
#include <string.h>

#include <xxhash.h>

#include "tests/support/source_check.h"

static char text[8192];

static void add(const char *line)
{
    strcat(text, line);
}

static void read_text(reading *r, sj_system system)
{
    reading_of_kind(r, &folder,
                    system == SJ_ICD10CM ? GEN_ICD10CM_ORDER : GEN_ICD10PCS_ORDER,
                    system, text, strlen(text));
    text[0] = '\0';
}

static void a_row_bears_code_flag_and_both_titles(void **state)
{
    (void)state;
    reading r;
    add(order_line(1, "A00", 0, "Cholera", "Cholera"));
    add(order_line(2, "A000", 1, "Short one", "Long one, with  two blanks   "));
    add(order_line(3, "H40X123", 1,
                   "60 bytes are the most that a short title can have, as this 1",
                   "Long title"));
    read_text(&r, SJ_ICD10CM);
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    const gen_row *header = &r.rows[0].row, *code = &r.rows[1].row,
                  *last = &r.rows[2].row;
    assert_string_equal(header->code, "A00");
    assert_int_equal(header->status, SJ_CODE_HEADER);
    assert_int_equal(header->system, SJ_ICD10CM);
    assert_true(header->has_text);
    assert_int_equal(header->from, GEN_NO_DATE);
    assert_int_equal(header->to, SJ_DATE_OPEN);
    assert_string_equal(code->code, "A000");
    assert_int_equal(code->status, SJ_CODE_BILLABLE);
    assert_string_equal(code->short_text, "Short one");
    assert_string_equal(code->long_text, "Long one, with  two blanks");
    assert_int_equal(code->line, 2);
    assert_string_equal(last->code, "H40X123");
    assert_string_equal(last->short_text,
                        "60 bytes are the most that a short title can have, as this 1");
    assert_string_equal(last->long_text, "Long title");
    reading_free(&r);
}

static void lf_and_crlf_an_empty_line_and_a_missing_last_end_are_all_read(void **state)
{
    (void)state;
    reading r;
    add("00001 A00     0 Cholera                                                      "
        "C\n");
    add("\r\n");
    add("00002 A000    1 Cholera                                                      "
        "D\r\n");
    add("00003 A001    1 Cholera                                                      "
        "E");
    read_text(&r, SJ_ICD10CM);
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_string_equal(r.rows[1].row.long_text, "D");
    assert_int_equal(r.rows[1].row.line, 3);
    assert_string_equal(r.rows[2].row.long_text, "E");
    reading_free(&r);
}

static void a_pcs_file_has_headers_of_three_and_codes_of_seven(void **state)
{
    (void)state;
    reading r;
    add(order_line(1, "001", 0, "Central Nervous System, Bypass", "The same"));
    add(order_line(2, "0016070", 1, "Bypass Cereb Vent", "Bypass Cerebral Ventricle"));
    read_text(&r, SJ_ICD10PCS);
    assert_true(r.read);
    assert_string_equal(r.rows[0].row.code, "001");
    assert_int_equal(r.rows[0].row.status, SJ_CODE_HEADER);
    assert_int_equal(r.rows[1].row.system, SJ_ICD10PCS);
    assert_int_equal(r.rows[1].row.status, SJ_CODE_BILLABLE);
    reading_free(&r);
}

/* The one such line in official files (FY2013) counts bytes, and is UTF-8. */
static void columns_are_bytes_and_a_line_in_utf8_is_taken_as_it_is(void **state)
{
    (void)state;
    reading r;
    add("00001 L705    1 Acne excori\xC3\xA9"
        "e des jeunes filles"
        "                             Acne excori\xC3\xA9"
        "e des jeunes filles\r\n");
    read_text(&r, SJ_ICD10CM);
    assert_true(r.read);
    assert_string_equal(r.rows[0].row.short_text, "Acne excori\xC3\xA9"
                                                  "e des jeunes filles");
    assert_string_equal(r.rows[0].row.long_text, "Acne excori\xC3\xA9"
                                                 "e des jeunes filles");
    reading_free(&r);
}

static void size_hash_and_counts_are_those_of_the_file(void **state)
{
    (void)state;
    reading r;
    add(order_line(1, "A00", 0, "Cholera", "Cholera"));
    add(order_line(2, "A00!", 1, "Bad", "Bad"));
    add(order_line(3, "A000", 1, "Good", "Good"));
    uint64_t size = strlen(text);
    XXH128_canonical_t hash; /* of all bytes at once */
    XXH128_canonicalFromHash(&hash, XXH3_128bits(text, size));
    read_text(&r, SJ_ICD10CM);
    assert_false(r.read);
    const gen_source *source = &r.list.items[0];
    assert_int_equal(source->size_bytes, size);
    assert_int_equal(source->records, 2);
    assert_int_equal(source->rejected, 1);
    assert_memory_equal(source->xxh3, hash.digest, 16);
    reading_free(&r);
}

static void a_break_in_the_numbering_costs_one_record(void **state)
{
    (void)state;
    static const struct {
        unsigned numbers[5];
        uint64_t refused_line;
    } files[] = {
        {{1, 2, 2, 3, 4}, 3}, /* one stands twice */
        {{1, 2, 2, 4, 5}, 3}, /* a digit is wrong: too low a number */
        {{1, 2, 9, 4, 5}, 4}, /* too high a one: the next does not ascend */
        {{1, 2, 0, 4, 5}, 3}, /* none can be read */
        {{5, 6, 4, 8, 9}, 3}, /* in a selection of rows */
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        reading r;
        for (size_t k = 0; k < 5; k++)
            add(order_line(files[i].numbers[k], "A00", 0, "Cholera", "Cholera"));
        read_text(&r, SJ_ICD10CM);
        assert_int_equal(r.list.items[0].rejected, 1);
        assert_int_equal(r.row_count, 4);
        assert_int_equal(r.report.count, 1);
        for (size_t k = 0; k < 4; k++)
            assert_true(r.rows[k].row.line != files[i].refused_line);
        reading_free(&r);
    }
}

static void a_selection_of_rows_is_read_and_its_first_gap_named(void **state)
{
    (void)state;
    static const struct {
        unsigned numbers[3];
        const char *message;
    } files[] = {
        {{1, 2, 3}, ""},
        {{1, 2, 4}, ":3: order numbers are missing before this one, and perhaps rows"},
        {{1, 7, 9}, ":2: order numbers are missing before this one, and perhaps rows"},
        {{2, 3, 4}, ":1: order numbers are missing before this one, and perhaps rows"},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        reading r;
        char want[200] = "";
        for (size_t k = 0; k < 3; k++)
            add(order_line(files[i].numbers[k], "A00", 0, "Cholera", "Cholera"));
        read_text(&r, SJ_ICD10CM);
        assert_true(r.read);
        assert_int_equal(r.row_count, 3);
        assert_int_equal(r.report.errors, 0);
        if (files[i].message[0])
            snprintf(want, sizeof want, "%s%s", r.list.items[0].file, files[i].message);
        expect_messages("numbers", &r, want);
        reading_free(&r);
    }
}

static bool stop_at_second(void *ctx, const gen_row *row)
{
    (void)row;
    return ++*(int *)ctx < 2;
}

static void the_receiver_of_rows_can_stop_the_reader(void **state)
{
    (void)state;
    reading r;
    add(order_line(1, "A00", 0, "Cholera", "Cholera"));
    add(order_line(2, "A000", 1, "Cholera", "Cholera"));
    add(order_line(3, "A001", 1, "Cholera", "Cholera"));
    read_text(&r, SJ_ICD10CM);
    int rows = 0;
    assert_false(gen_read_source(&r.list.items[0], stop_at_second, &rows, &r.report));
    assert_int_equal(rows, 2);
    assert_int_equal(r.report.count, 0);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_bears_code_flag_and_both_titles),
        cmocka_unit_test(lf_and_crlf_an_empty_line_and_a_missing_last_end_are_all_read),
        cmocka_unit_test(a_pcs_file_has_headers_of_three_and_codes_of_seven),
        cmocka_unit_test(columns_are_bytes_and_a_line_in_utf8_is_taken_as_it_is),
        cmocka_unit_test(size_hash_and_counts_are_those_of_the_file),
        cmocka_unit_test(a_break_in_the_numbering_costs_one_record),
        cmocka_unit_test(a_selection_of_rows_is_read_and_its_first_gap_named),
        cmocka_unit_test(the_receiver_of_rows_can_stop_the_reader),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

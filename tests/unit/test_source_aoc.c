/*
 * NCCI add-on codes, 97 bytes a record. The codes are invented.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/source_check.h"

/* A record in its columns; "" for a day that is not told. */
static const char *record(char type, const char *addon, const char *addon_end,
                          const char *primary, const char *primary_end,
                          const char *from, const char *to)
{
    static char line[128];
    snprintf(line, sizeof line, "%c%-5s%-7s%-5s%-7s%-7s%-7s%-58s\r\n", type, addon,
             addon_end, primary, primary_end, from, to, "An invented instruction");
    assert_int_equal(strlen(line), 99);
    return line;
}

static void read_text(reading *r, const char *text)
{
    reading_of_kind(r, &folder, GEN_AOC, SJ_SYSTEM_COUNT, text, strlen(text));
}

static void a_row_says_codes_type_and_days(void **state)
{
    (void)state;
    reading r;
    char text[512] = "";
    strcat(text, record('1', "G9901", "", "9902U", "", "2013091", ""));
    strcat(text, record('2', "9903T", "", "CCCCC", "", "2024366", ""));
    strcat(text, record('3', "99040", "", "G9905", "", "2000060", "2000060"));
    read_text(&r, text);
    expect_messages("table", &r, "");
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_int_equal(r.list.items[0].records, 3);
    const gen_row *a = &r.rows[0].row, *b = &r.rows[1].row, *c = &r.rows[2].row;
    assert_int_equal(a->kind, GEN_ROW_ADDON);
    assert_int_equal(a->line, 1);
    assert_string_equal(a->code, "G9901");
    assert_int_equal(a->code_len, 5);
    assert_int_equal(a->system, SJ_HCPCS);
    assert_string_equal(a->short_text, "9902U");
    assert_int_equal(a->short_len, 5);
    assert_int_equal(a->status, 1);
    assert_int_equal(a->from, day(2013, 4, 1));
    assert_int_equal(a->to, SJ_DATE_OPEN);
    assert_string_equal(b->code, "9903T");
    assert_null(b->short_text);
    assert_int_equal(b->status, 2);
    assert_int_equal(b->from, day(2024, 12, 31));
    assert_int_equal(c->system, SJ_CPT);
    assert_int_equal(c->status, 3);
    assert_int_equal(c->from, day(2000, 2, 29));
    assert_int_equal(c->to, day(2000, 2, 29));
    reading_free(&r);
}

static void an_edit_ends_on_the_earliest_of_its_deletion_dates(void **state)
{
    (void)state;
    static const struct {
        const char *addon, *primary, *edit;
        int year;
    } cases[] = {
        {"2020365", "", "", 2020},        {"", "2019364", "", 2019},
        {"", "", "2021364", 2021},        {"2022364", "2023364", "2024365", 2022},
        {"2023364", "2022364", "", 2022}, {"2024365", "2023364", "2022364", 2022},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r;
        read_text(&r, record('1', "G9901", cases[i].addon, "G9902", cases[i].primary,
                             "2013001", cases[i].edit));
        expect_messages("record", &r, "");
        assert_int_equal(r.rows[0].row.to, day(cases[i].year, 12, 30));
        reading_free(&r);
    }
}

static void instructions_and_blanks_at_the_end_may_be_cut_off(void **state)
{
    (void)state;
    for (size_t len = 32; len <= 97; len++) {
        char text[128];
        reading r;
        memcpy(text, record('1', "G9901", "", "G9902", "", "2013001", ""), len);
        memcpy(text + len, "\n", 2);
        read_text(&r, text);
        expect_messages(text, &r, "");
        assert_int_equal(r.rows[0].row.to, SJ_DATE_OPEN);
        reading_free(&r);
    }
}

static void lines_above_the_records_are_skipped(void **state)
{
    (void)state;
    char text[400] = "An invented notice\r\n1 2 3\r\n\r\n";
    reading r;
    strcat(text, record('1', "G9901", "", "G9902", "", "2013001", ""));
    strcat(text, "   \r\n");
    read_text(&r, text);
    expect_messages("notice", &r, "");
    assert_int_equal(r.row_count, 1);
    assert_int_equal(r.rows[0].row.line, 4);
    reading_free(&r);
}

static void broken_records_are_refused_with_their_line(void **state)
{
    (void)state;
    static const struct {
        unsigned column;
        const char *bytes, *message;
    } cases[] = {
        {1, "4", "type in column 1 is none of 1, 2, 3"},
        {1, " ", "type in column 1 is none of 1, 2, 3"},
        {2, "g", "add-on code in columns 2 to 6 is no procedure code"},
        {6, " ", "add-on code in columns 2 to 6 is no procedure code"},
        {2, "CCCCC", "add-on code in columns 2 to 6 is no procedure code"},
        {14, "     ", "primary code in columns 14 to 18 is no procedure code"},
        {14, "CCCC", "primary code in columns 14 to 18 is no procedure code"},
        {26, "       ", "effective date is no date of the form YYYYDDD"},
        {26, "2013000", "effective date is no date of the form YYYYDDD"},
        {26, "2013366", "effective date is no date of the form YYYYDDD"},
        {26, "1900366", "effective date is no date of the form YYYYDDD"},
        {26, "201301:", "effective date is no date of the form YYYYDDD"}, /* over '9' */
        {33, "2020\r\n", "deletion date of the edit is no date of the form YYYYDDD"},
        {26, "2013-01", "effective date is no date of the form YYYYDDD"},
        {7, "2020367",
         "deletion date of the add-on code is no date of the form YYYYDDD"},
        {19, "2020 01",
         "deletion date of the primary code is no date of the form YYYYDDD"},
        {39, "1", "deletion date of the edit is no date of the form YYYYDDD"},
        {7, "2012366", "a deletion date is before the effective date"},
        {19, "2012366", "a deletion date is before the effective date"},
        {33, "2012366", "a deletion date is before the effective date"},
        {98, "x\r\n", "record is longer than 97 bytes"},
        {32, "\r\n", "record ends before its effective date"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int first = 0; first < 2; first++) {
            char text[400] = "", want[200];
            const char *good = record('1', "G9901", "", "G9902", "", "2013001", "");
            reading r;
            if (!first)
                strcpy(text, good);
            char *line = text + strlen(text);
            strcpy(line, good);
            memcpy(line + cases[i].column - 1, cases[i].bytes, strlen(cases[i].bytes));
            if (strchr(cases[i].bytes, '\n'))
                line[cases[i].column - 1 + strlen(cases[i].bytes)] = '\0';
            read_text(&r, text);
            snprintf(want, sizeof want, "source.txt:%d: %s", first ? 1 : 2,
                     cases[i].message);
            expect_messages(text, &r, want);
            assert_false(r.read);
            reading_free(&r);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_says_codes_type_and_days),
        cmocka_unit_test(an_edit_ends_on_the_earliest_of_its_deletion_dates),
        cmocka_unit_test(instructions_and_blanks_at_the_end_may_be_cut_off),
        cmocka_unit_test(lines_above_the_records_are_skipped),
        cmocka_unit_test(broken_records_are_refused_with_their_line),
    };
    return cmocka_run_group_tests_name("aoc", tests, make_folder, remove_folder);
}

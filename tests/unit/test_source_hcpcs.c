/*
 * HCPCS: the 320-byte file with its continuations, dates and disclaimers, and the list
 * of codes not otherwise classified. Descriptions are invented.
 */
#include <string.h>

#include "tests/support/source_check.h"

#define TEN    "ten bytes "
#define EIGHTY TEN TEN TEN TEN TEN TEN TEN "ten bytesX"

static char text[16384];

static void add(const char *line)
{
    strcat(text, line);
}

static void read_text(reading *r, gen_kind kind)
{
    reading_of_kind(r, &folder, kind, SJ_HCPCS, text, strlen(text));
    text[0] = '\0';
}

static void procedures_and_modifiers_bear_the_dates_of_their_rows(void **state)
{
    (void)state;
    reading r;
    add(anweb_line("   JF", 100, '7', "A modifier", "Short modifier", "20150401",
                   "20150630"));
    add(anweb_line("A1234", 100, '3', "A procedure", "Short procedure", "20240101",
                   ""));
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_true(r.read);
    assert_int_equal(r.row_count, 3); /* the last: facts about the procedure */
    assert_int_equal(r.list.items[0].records, 2);
    const gen_row *modifier = &r.rows[0].row, *procedure = &r.rows[1].row;
    assert_int_equal(modifier->system, SJ_MODIFIER);
    assert_string_equal(modifier->code, "JF");
    assert_int_equal(modifier->code_len, 2);
    assert_int_equal(modifier->from, day(2015, 4, 1));
    assert_int_equal(modifier->to, day(2015, 6, 30));
    assert_int_equal(procedure->system, SJ_HCPCS);
    assert_string_equal(procedure->code, "A1234");
    assert_int_equal(procedure->status, SJ_CODE_BILLABLE);
    assert_int_equal(procedure->from, day(2024, 1, 1));
    assert_int_equal(procedure->to, SJ_DATE_OPEN);
    assert_string_equal(procedure->long_text, "A procedure");
    assert_string_equal(procedure->short_text, "Short procedure");
    assert_int_equal(procedure->line, 2);
    reading_free(&r);
}

static void a_code_may_be_valid_for_a_single_day(void **state)
{
    (void)state;
    reading r;
    add(anweb_line("A1234", 100, '3', "A", "A", "20240131", "20240131"));
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_true(r.read);
    assert_int_equal(r.rows[0].row.from, r.rows[0].row.to);
    reading_free(&r);
}

/* Up to 2018 lines break between words and are padded. */
static void segments_padded_with_blanks_are_joined_by_one(void **state)
{
    (void)state;
    reading r;
    add(anweb_line("A1234", 100, '3', "First part,", "S", "20240101", ""));
    add("A1234002004second part,\r\n"); /* trailing blanks cut */
    add(anweb_line("A1234", 300, '4', "third", "", "", ""));
    add(anweb_line("   AB", 100, '7', "One", "S", "20240101", ""));
    add(anweb_line("   AB", 200, '8', "two", "", "", ""));
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_true(r.read);
    assert_int_equal(r.list.items[0].records, 2);
    assert_string_equal(r.rows[0].row.long_text, "First part, second part, third");
    assert_string_equal(r.rows[2].row.long_text, "One two");
    reading_free(&r);
}

/* Files of 2024 cut after 80 bytes, in the middle of words. */
static void a_full_segment_is_joined_by_nothing(void **state)
{
    (void)state;
    reading r;
    add(anweb_line("A1234", 100, '3', EIGHTY, "S", "20240101", ""));
    add(anweb_line("A1234", 200, '4', "YZ, then", "", "", ""));
    add(anweb_line("A1235", 100, '3', EIGHTY, "S", "20240101", ""));
    add(anweb_line("A1235", 200, '4', " a word", "", "", ""));
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_true(r.read);
    assert_string_equal(r.rows[0].row.long_text, EIGHTY "YZ, then");
    assert_string_equal(r.rows[2].row.long_text, EIGHTY " a word");
    reading_free(&r);
}

static void disclaimers_before_and_after_the_records_are_skipped(void **state)
{
    (void)state;
    reading r;
    add("***Disclaimers\r\n\r\n");
    add("-- Discontinued procedure and modifier codes will appear in the HCPCS "
        "file.\r\n");
    add("   codes will no longer appear.  \r\n\r\n");
    add(anweb_line("A1234", 100, '3', "A procedure", "S", "20240101", ""));
    add("\r\n*\tA notice\t\t\t\r\n\t\t\t\r\n");
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_true(r.read);
    assert_int_equal(r.list.items[0].records, 1);
    assert_int_equal(r.list.items[0].rejected, 0);
    reading_free(&r);
}

static void dental_codes_are_not_taken(void **state)
{
    (void)state;
    reading r;
    add(anweb_line("D0001", 100, '3', "Invented", "S", "20240101", ""));
    add(anweb_line("D0001", 200, '4', "too", "", "", ""));
    add(anweb_line("E0001", 100, '3', "Kept", "S", "20240101", ""));
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_true(r.read);
    assert_int_equal(r.list.items[0].records, 1);
    assert_string_equal(r.rows[0].row.code, "E0001");
    reading_free(&r);
}

static void a_record_with_a_damaged_part_is_refused_as_a_whole_and_once(void **state)
{
    (void)state;
    reading r;
    add(anweb_line("A1234", 100, '3', "One", "S", "20240101", ""));
    add(anweb_line("A1234", 100, '4', "sequence repeats", "", "", ""));
    add(anweb_line("A1234", 300, '4', "three", "", "", ""));
    add(anweb_line("A1235", 100, '3', "Two", "S", "20240230", ""));
    add(anweb_line("A1235", 200, '4', "goes with it", "", "", ""));
    add(anweb_line("A1236", 100, '3', "Good", "S", "20240101", ""));
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_false(r.read);
    assert_int_equal(r.list.items[0].rejected, 2);
    assert_int_equal(r.list.items[0].records, 1);
    assert_string_equal(r.rows[0].row.code, "A1236");
    reading_free(&r);
}

/* Write over the columns of a record. */
static const char *with(const char *line, size_t column, const char *bytes)
{
    static char copy[400];
    strcpy(copy, line);
    memcpy(copy + column - 1, bytes, strlen(bytes));
    return copy;
}

/* Columns 120 to 268; the dates begin at 269. */
static void facts_about_a_procedure_stand_beside_it(void **state)
{
    (void)state;
    reading r;
    add(with(anweb_line("A1234", 100, '3', "One", "S", "20240101", "20241231"), 120,
             "13  00  A"));
    add(with(anweb_line("A1235", 100, '3', "Two", "S", "20240101", ""), 268, "7"));
    add(anweb_line("A1236", 100, '3', "Three", "S", "20240101", ""));
    add(with(anweb_line("   A1", 100, '7', "A modifier", "S", "20240101", ""), 120,
             "13"));
    read_text(&r, GEN_HCPCS_ANWEB);
    assert_true(r.read);
    assert_int_equal(r.row_count, 7);
    assert_int_equal(r.list.items[0].records, 4);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(r.rows[i].row.kind, i % 2 ? GEN_ROW_FACTS : GEN_ROW_CODE);
    const gen_row *facts = &r.rows[1].row;
    assert_string_equal(facts->code, "A1234");
    assert_int_equal(facts->system, SJ_HCPCS);
    assert_int_equal(facts->from, day(2024, 1, 1));
    assert_int_equal(facts->to, day(2024, 12, 31));
    assert_int_equal(facts->line, 1);
    assert_false(facts->has_text);
    assert_string_equal(facts->long_text, "13  00  A");
    assert_int_equal(r.rows[3].row.long_len, 149);
    assert_int_equal(r.rows[3].row.long_text[148], '7');
    assert_string_equal(r.rows[5].row.code, "A1236");
    assert_string_equal(r.rows[5].row.long_text, "");
    assert_int_equal(r.rows[6].row.kind, GEN_ROW_CODE);
    reading_free(&r);
}

static void the_noc_list_of_2017_repeats_its_codes(void **state)
{
    (void)state;
    reading r;
    add("HCPCS\t   LONG DESCRIPTION\t\t\t   ADD DATE   TERM DATE\t\r\n");
    add("A0392      Invented supplies; (to be used only in         19950101\r\n");
    add("A0392      jurisdictions of one kind)\r\n");
    add("A0999      Invented service                              19870101 "
        "20171231\r\n");
    add("D0999      Invented dental                               19870101\r\n");
    add("\x1a\r\n");
    read_text(&r, GEN_HCPCS_NOC);
    assert_true(r.read);
    assert_int_equal(r.row_count, 2);
    const gen_row *row = &r.rows[0].row;
    assert_string_equal(row->code, "A0392");
    assert_int_equal(row->flags, SJ_FLAG_NOC);
    assert_false(row->has_text);
    assert_int_equal(row->from, GEN_NO_DATE);
    assert_int_equal(row->to, SJ_DATE_OPEN);
    assert_null(row->long_text);
    assert_string_equal(r.rows[1].row.code, "A0999");
    reading_free(&r);
}

static void the_noc_list_of_2018_is_indented_and_titled(void **state)
{
    (void)state;
    reading r;
    add("                                     NOC CODES - HCPCS 2018\r\n\r\n");
    add("  HCPCS  LONG DESCRIPTION                         ADD DATE  TERM "
        "DATE\r\n\r\n");
    add("  A0999  Unlisted invention                       19870101\r\n");
    add("  J1566  Invention, not                           20060101\r\n");
    add("         99999 more of it\r\n");
    add("  T2025  An invention without a date\r\n");
    read_text(&r, GEN_HCPCS_NOC);
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_string_equal(r.rows[2].row.code, "T2025");
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(procedures_and_modifiers_bear_the_dates_of_their_rows),
        cmocka_unit_test(a_code_may_be_valid_for_a_single_day),
        cmocka_unit_test(segments_padded_with_blanks_are_joined_by_one),
        cmocka_unit_test(a_full_segment_is_joined_by_nothing),
        cmocka_unit_test(disclaimers_before_and_after_the_records_are_skipped),
        cmocka_unit_test(dental_codes_are_not_taken),
        cmocka_unit_test(a_record_with_a_damaged_part_is_refused_as_a_whole_and_once),
        cmocka_unit_test(facts_about_a_procedure_stand_beside_it),
        cmocka_unit_test(the_noc_list_of_2017_repeats_its_codes),
        cmocka_unit_test(the_noc_list_of_2018_is_indented_and_titled),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

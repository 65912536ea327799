/*
 * General Equivalence Mappings: four files, one layout.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/source_check.h"

static void read_text(reading *r, gen_kind kind, sj_system system, const char *text)
{
    reading_of_kind(r, &folder, kind, system, text, strlen(text));
}

static void each_flag_has_its_bits(void **state)
{
    (void)state;
    static const struct {
        const char *flags;
        uint32_t value;
    } cases[] = {
        {"00000", 0},       {"10000", 1},
        {"00100", 4},       {"00010", 1U << 3},
        {"00090", 9U << 3}, {"00001", 1U << 7},
        {"00009", 9U << 7}, {"10112", 1 | 4 | 1U << 3 | 2U << 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        reading r;
        snprintf(text, sizeof text, "A000    0010  %s\r\n", cases[i].flags);
        read_text(&r, GEN_GEM_I10, SJ_ICD10CM, text);
        expect_messages(text, &r, "");
        const gen_row *row = &r.rows[0].row;
        assert_int_equal(row->kind, GEN_ROW_GEM);
        assert_int_equal(row->value, cases[i].value);
        assert_string_equal(row->code, "A000");
        assert_string_equal(row->short_text, "0010");
        assert_int_equal(row->line, 1);
        reading_free(&r);
    }
}

static void each_of_the_four_files_leads_from_its_system(void **state)
{
    (void)state;
    static const struct {
        gen_kind kind;
        sj_system system;
        const char *text, *from, *to;
    } cases[] = {
        {GEN_GEM_I9, SJ_ICD9CM, "0010  A000    00000\n", "0010", "A000"},
        {GEN_GEM_I9, SJ_ICD9CM, "E8765 Y6553   10000\n", "E8765", "Y6553"},
        {GEN_GEM_I10, SJ_ICD10CM, "S72001A 82020 10000\n", "S72001A", "82020"},
        {GEN_GEM_I9PCS, SJ_ICD9PCS, "0001  6A750Z4 10000\n", "0001", "6A750Z4"},
        {GEN_GEM_PCSI9, SJ_ICD10PCS, "0016070\t0231\t10000\n", "0016070", "0231"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r;
        read_text(&r, cases[i].kind, cases[i].system, cases[i].text);
        expect_messages(cases[i].text, &r, "");
        assert_int_equal(r.rows[0].row.system, cases[i].system);
        assert_string_equal(r.rows[0].row.code, cases[i].from);
        assert_string_equal(r.rows[0].row.short_text, cases[i].to);
        assert_int_equal(r.rows[0].row.short_len, strlen(cases[i].to));
        reading_free(&r);
    }
}

/* 29 rows of the procedure file have no target and no flag that says so. */
static void no_target_is_no_map_whatever_the_flag(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "36570 NoDx    11000\n", "36570 NoDx    10000\n", "36570 nodx    11000\n",
        "36570 NoPCS   11000\n", "36570 NoI9    10000\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading r;
        read_text(&r, GEN_GEM_I9, SJ_ICD9CM, texts[i]);
        expect_messages(texts[i], &r, "");
        assert_null(r.rows[0].row.short_text);
        assert_int_equal(r.rows[0].row.value, 1 | 2);
        reading_free(&r);
    }
}

static void broken_mappings_are_refused_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"A000    0010\n", ":1: a record has 3 fields: source, target, flags"},
        {"A000    0010  00000 x\n", ":1: a record has 3 fields: source, target, flags"},
        {"A000    0010  00000\n   \n",
         ":2: a record has 3 fields: source, target, flags"},
        {"0010    0010  00000\n", ":1: source is not a code of its system"},
        {"A000    A000  00000\n", ":1: target is not a code of its system"},
        {"A000    NoCode 11000\n", ":1: target is not a code of its system"},
        {"A000    0010  0000\n", ":1: flags are not three of 0 or 1 and two digits"},
        {"A000    0010  000000\n", ":1: flags are not three of 0 or 1 and two digits"},
        {"A000    0010  20000\n", ":1: flags are not three of 0 or 1 and two digits"},
        {"A000    0010  0000x\n", ":1: flags are not three of 0 or 1 and two digits"},
        {"A000    0010  11000\n", ":1: a target, but the flags say that there is none"},
        {"", ": no record in it"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[200];
        reading r;
        read_text(&r, GEN_GEM_I10, SJ_ICD10CM, cases[i].text);
        snprintf(want, sizeof want, "source.txt%s", cases[i].message);
        expect_messages(cases[i].text, &r, want);
        assert_false(r.read);
        reading_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_flag_has_its_bits),
        cmocka_unit_test(each_of_the_four_files_leads_from_its_system),
        cmocka_unit_test(no_target_is_no_map_whatever_the_flag),
        cmocka_unit_test(broken_mappings_are_refused_with_their_line),
    };
    return cmocka_run_group_tests_name("gems", tests, make_folder, remove_folder);
}

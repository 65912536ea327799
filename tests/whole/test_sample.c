/*
 * The sample release of data/: each case that its README names is there and is answered
 * as the files say, on the days before and after the border. The invariants over all of
 * it are test_sample_walk.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/sample.h"

#define DATA SCRUBJAY_SOURCE_DIR "/data"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static sample s;

static int open_the_sample(void **state)
{
    (void)state;
    return sample_open(DATA, &s) ? 0 : -1;
}

static int close_the_sample(void **state)
{
    (void)state;
    sample_close(&s);
    return 0;
}

static sj_date day(const char *text)
{
    sj_date date = 0;
    if (!sj_date_parse(text, strlen(text), &date))
        fail_msg("no date: %s", text);
    return date;
}

static sj_answer ask(sj_system system, const char *code, const char *date)
{
    sj_answer answer;
    assert_true(sj_lookup(s.image, system, code, strlen(code), day(date), &answer) >=
                0);
    return answer;
}

static uint32_t id_of(sj_system system, const char *code)
{
    return ask(system, code, "2026-01-01").id;
}

/* A code, a day, and the status it must have on it. */
typedef struct fact {
    sj_system system;
    const char *code, *date;
    sj_code_status status;
} fact;

static void hold(const fact *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const fact *f = &facts[i];
        sj_answer a = ask(f->system, f->code, f->date);
        if (a.status != (uint8_t)f->status)
            fail_msg("%s %s on %s: %s, want %s", sj_system_name(f->system), f->code,
                     f->date, sj_code_status_str((sj_code_status)a.status),
                     sj_code_status_str(f->status));
        assert_int_equal(a.system, f->system);
    }
}

/* ---- the border between two fiscal years ----------------------------------------- */

static void an_added_code_begins_with_its_fiscal_year(void **state)
{
    static const fact facts[] = {
        {SJ_ICD10CM, "E11.A", "2025-09-30", SJ_CODE_INACTIVE},
        {SJ_ICD10CM, "E11.A", "2025-10-01", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "C50.A", "2025-09-30", SJ_CODE_INACTIVE},
        {SJ_ICD10CM, "C50.A", "2025-10-01", SJ_CODE_HEADER},
        {SJ_ICD10CM, "C50.A1", "2025-10-01", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "QA0", "2025-09-30", SJ_CODE_INACTIVE},
        {SJ_ICD10CM, "QA0", "2025-10-01", SJ_CODE_HEADER},
        {SJ_ICD10CM, "QA0.0101", "2025-10-01", SJ_CODE_BILLABLE},
        {SJ_ICD10PCS, "3E0U0GC", "2025-09-30", SJ_CODE_INACTIVE},
        {SJ_ICD10PCS, "3E0U0GC", "2025-10-01", SJ_CODE_BILLABLE},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

static void a_deleted_code_ends_with_its_fiscal_year(void **state)
{
    static const fact facts[] = {
        {SJ_ICD10CM, "S30.1XXA", "2025-09-30", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "S30.1XXA", "2025-10-01", SJ_CODE_INACTIVE},
        {SJ_ICD10CM, "T78.07XA", "2025-09-30", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "T78.07XA", "2025-10-01", SJ_CODE_INACTIVE},
        {SJ_ICD10PCS, "XW03306", "2025-09-30", SJ_CODE_BILLABLE},
        {SJ_ICD10PCS, "XW03306", "2025-10-01", SJ_CODE_INACTIVE},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

static void a_divided_code_becomes_a_header(void **state)
{
    static const char *const codes[] = {"G35", "D71", "E78.01", "Z84.1", "Z91.011"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        const fact facts[] = {
            {SJ_ICD10CM, codes[i], "2025-09-30", SJ_CODE_BILLABLE},
            {SJ_ICD10CM, codes[i], "2025-10-01", SJ_CODE_HEADER},
        };
        sj_interval intervals[4];
        hold(facts, ARRAY_LEN(facts));

        size_t n = sj_validity(s.image, id_of(SJ_ICD10CM, codes[i]), intervals, 4);
        assert_int_equal(n, 2);
        assert_int_equal(intervals[0].status, SJ_CODE_BILLABLE);
        assert_int_equal(intervals[0].from, day("2024-10-01"));
        assert_int_equal(intervals[0].to, day("2025-09-30"));
        assert_int_equal(intervals[1].status, SJ_CODE_HEADER);
        assert_int_equal(intervals[1].from, day("2025-10-01"));
    }
}

static void a_header_becomes_billable_when_its_child_ends(void **state)
{
    static const fact facts[] = {
        {SJ_ICD10CM, "U99", "2025-09-30", SJ_CODE_HEADER},
        {SJ_ICD10CM, "U99", "2025-10-01", SJ_CODE_HEADER},
        {SJ_ICD10CM, "U99.0", "2025-09-30", SJ_CODE_HEADER},
        {SJ_ICD10CM, "U99.0", "2025-10-01", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "U99.00", "2025-09-30", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "U99.00", "2025-10-01", SJ_CODE_INACTIVE},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

static void made_codes_say_so_in_their_titles(void **state)
{
    sj_cursor cursor;
    sj_entry entry;
    size_t n = 0;

    (void)state;
    assert_int_equal(sj_prefix(s.image, SJ_ICD10CM, "U99", 3, &cursor), SJ_OK);
    while (sj_cursor_next(&cursor, day("2025-09-30"), &entry)) {
        sj_descriptor d;
        assert_int_equal(
            sj_descriptor_get(s.image, entry.answer.id, day("2025-09-30"), &d), SJ_OK);
        assert_int_equal(strncmp(d.short_text, "Sample only:", 12), 0);
        assert_int_equal(strncmp(d.long_text, "Sample only:", 12), 0);
        n++;
    }
    assert_int_equal(n, 3);
}

static void a_reworded_code_keeps_both_titles(void **state)
{
    static const struct {
        sj_system system;
        const char *code, *before, *after;
    } rows[] = {
        {SJ_ICD10CM, "P09.6",
         "Abnormal findings on neonatal screening for neonatal hearing loss",
         "Abnormal findings on neonatal hearing screening"},
        {SJ_ICD10CM, "S62.91XS",
         "Unspecified fracture of right wrist and hand, sequela",
         "Unspecified fracture of right hand, sequela"},
        {SJ_ICD10CM, "Y07.435", "Stepbrother, perpetrator or maltreatment and neglect",
         "Stepbrother, perpetrator of maltreatment and neglect"},
        {SJ_ICD10CM, "W44.G",
         "Other non-organic objects entering into or through a natural  orifice",
         "Other non-organic objects entering into or through a natural orifice"},
        {SJ_ICD10PCS, "XW133G8",
         "Transfusion of OTL-200 into Peripheral Vein, Percutaneous Approach, New "
         "Technology Group 8",
         "Transfusion of Atidarsagene Autotemcel into Peripheral Vein, Percutaneous "
         "Approach, New Technology Group 8"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        uint32_t id = id_of(rows[i].system, rows[i].code);
        sj_descriptor d;
        assert_int_equal(sj_descriptor_get(s.image, id, day("2025-09-30"), &d), SJ_OK);
        assert_string_equal(d.long_text, rows[i].before);
        assert_int_equal(d.from, day("2024-10-01"));
        assert_int_equal(sj_descriptor_get(s.image, id, day("2025-10-01"), &d), SJ_OK);
        assert_string_equal(d.long_text, rows[i].after);
        assert_int_equal(d.from, day("2025-10-01"));
        assert_int_equal(sj_descriptor_history(s.image, id, NULL, 0), 2);
    }
}

/* ---- shapes of codes ------------------------------------------------------------- */

static void seventh_characters_may_be_letters_or_digits(void **state)
{
    static const fact facts[] = {
        {SJ_ICD10CM, "S52.521", "2025-01-15", SJ_CODE_HEADER},
        {SJ_ICD10CM, "S52.521A", "2025-01-15", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "S52.521S", "2025-01-15", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "S06.1X7A", "2025-01-15", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "S06.1X7D", "2025-01-15", SJ_CODE_NOT_FOUND},
        {SJ_ICD10CM, "H40.10X2", "2025-01-15", SJ_CODE_BILLABLE}, /* glaucoma stage */
        {SJ_ICD10CM, "O64.0XX1", "2025-01-15", SJ_CODE_BILLABLE}, /* fetus */
        {SJ_ICD10CM, "M1A.00X1", "2025-01-15", SJ_CODE_BILLABLE}, /* tophus */
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

static void the_placeholder_x_belongs_to_the_code(void **state)
{
    static const fact facts[] = {
        {SJ_ICD10CM, "T14.91", "2025-01-15", SJ_CODE_HEADER},
        {SJ_ICD10CM, "T14.91XA", "2025-01-15", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "t1491xa", "2025-01-15", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "T14.91A", "2025-01-15", SJ_CODE_NOT_FOUND},
        {SJ_ICD10CM, "W01.0XXA", "2025-01-15", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "W01.0A", "2025-01-15", SJ_CODE_NOT_FOUND},
        {SJ_ICD10CM, "H40.10X0", "2025-01-15", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "H40.100", "2025-01-15", SJ_CODE_NOT_FOUND},
        {SJ_ICD10CM, "H54.0X33", "2025-01-15", SJ_CODE_BILLABLE},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

static void the_longest_prefix_of_a_wrong_code_leads_to_its_completions(void **state)
{
    sj_entry entry;
    sj_cursor cursor;
    size_t n = 0;

    (void)state;
    assert_int_equal(
        sj_longest_prefix(s.image, SJ_ICD10CM, "T14.91A", 7, day("2025-01-15"), &entry),
        SJ_OK);
    assert_string_equal(entry.code, "T1491");
    assert_int_equal(sj_children(s.image, entry.answer.id, &cursor), SJ_OK);
    while (sj_children_next(&cursor, day("2025-01-15"), &entry)) {
        assert_int_equal(entry.answer.status, SJ_CODE_BILLABLE);
        n++;
    }
    assert_int_equal(n, 3); /* T14.91XA, T14.91XD, T14.91XS */
}

/* ---- dated rows ------------------------------------------------------------------ */

static void a_terminated_code_ends_on_its_termination_date(void **state)
{
    static const fact facts[] = {
        {SJ_HCPCS, "A4466", "2009-12-31", SJ_CODE_INACTIVE},
        {SJ_HCPCS, "A4466", "2010-01-01", SJ_CODE_BILLABLE},
        {SJ_HCPCS, "A4466", "2016-12-31", SJ_CODE_BILLABLE},
        {SJ_HCPCS, "A4466", "2017-01-01", SJ_CODE_INACTIVE},
        {SJ_HCPCS, "A4466", "2026-09-30", SJ_CODE_INACTIVE},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

static void a_reactivated_code_has_both_its_lives(void **state)
{
    static const fact facts[] = {
        {SJ_HCPCS, "J1440", "1993-12-31", SJ_CODE_INACTIVE},
        {SJ_HCPCS, "J1440", "1994-01-01", SJ_CODE_BILLABLE},
        {SJ_HCPCS, "J1440", "2013-12-31", SJ_CODE_BILLABLE},
        {SJ_HCPCS, "J1440", "2014-01-01", SJ_CODE_INACTIVE},
        {SJ_HCPCS, "J1440", "2023-06-30", SJ_CODE_INACTIVE},
        {SJ_HCPCS, "J1440", "2023-07-01", SJ_CODE_BILLABLE},
        {SJ_HCPCS, "J1440", "2026-09-30", SJ_CODE_BILLABLE},
    };
    sj_interval intervals[4];
    sj_descriptor d;

    (void)state;
    hold(facts, ARRAY_LEN(facts));
    uint32_t id = id_of(SJ_HCPCS, "J1440");
    assert_int_equal(sj_validity(s.image, id, intervals, 4), 2);
    assert_int_equal(intervals[0].from, day("1994-01-01"));
    assert_int_equal(intervals[0].to, day("2013-12-31"));
    assert_int_equal(intervals[1].from, day("2023-07-01"));
    assert_int_equal(intervals[1].to, SJ_DATE_OPEN);
    assert_int_equal(sj_descriptor_get(s.image, id, day("2013-06-01"), &d), SJ_OK);
    assert_string_equal(d.short_text, "Filgrastim 300 mcg injection");
    assert_int_equal(sj_descriptor_get(s.image, id, day("2026-07-01"), &d), SJ_OK);
    assert_string_equal(d.short_text, "Fecal microbiota jslm 1 ml");
}

static void a_long_title_is_put_together_from_its_continuation_lines(void **state)
{
    static const char want[] = "Annual wellness visit, includes a personalized "
                               "prevention plan of service (pps), "
                               "subsequent visit";
    sj_descriptor d;

    (void)state;
    uint32_t id = id_of(SJ_HCPCS, "G0439");
    assert_int_equal(sj_descriptor_get(s.image, id, day("2026-07-01"), &d), SJ_OK);
    assert_string_equal(d.long_text, want);
    assert_int_equal(sj_descriptor_get(s.image, id, day("2017-06-01"), &d), SJ_OK);
    assert_string_equal(d.long_text, want);
}

static void codes_of_the_noc_list_bear_its_flag(void **state)
{
    static const char *const on[] = {"J3490", "E1399", "A9999", "B9998", "K0108"};
    static const char *const off[] = {"J1440", "G0439", "A4466", "E0601", "V2020"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(on); i++) {
        assert_int_equal(ask(SJ_HCPCS, on[i], "2026-07-01").flags, SJ_FLAG_NOC);
        assert_int_equal(ask(SJ_HCPCS, off[i], "2026-07-01").flags, 0);
    }
}

static void modifiers_are_a_system_of_their_own(void **state)
{
    static const fact facts[] = {
        {SJ_MODIFIER, "XE", "2014-12-31", SJ_CODE_INACTIVE},
        {SJ_MODIFIER, "XE", "2015-01-01", SJ_CODE_BILLABLE},
        {SJ_MODIFIER, "xp", "2026-09-30", SJ_CODE_BILLABLE},
        {SJ_MODIFIER, "JF", "2015-03-31", SJ_CODE_INACTIVE},
        {SJ_MODIFIER, "JF", "2015-04-01", SJ_CODE_BILLABLE},
        {SJ_MODIFIER, "JF", "2015-06-30", SJ_CODE_BILLABLE},
        {SJ_MODIFIER, "JF", "2015-07-01", SJ_CODE_INACTIVE},
        {SJ_MODIFIER, "ZA", "2018-03-31", SJ_CODE_BILLABLE},
        {SJ_MODIFIER, "ZA", "2018-04-01", SJ_CODE_INACTIVE},
        {SJ_MODIFIER, "L1", "2016-12-31", SJ_CODE_BILLABLE},
        {SJ_MODIFIER, "L1", "2017-01-01", SJ_CODE_INACTIVE},
        {SJ_MODIFIER, "ZZ", "2026-07-01", SJ_CODE_NOT_FOUND},
        /* Numeric modifiers are the AMA's: none was loaded, so none is judged. */
        {SJ_MODIFIER, "25", "2026-07-01", SJ_CODE_UNKNOWN},
        {SJ_HCPCS, "XE", "2026-07-01", SJ_CODE_NOT_FOUND},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

static void places_of_service_begin_on_their_published_days(void **state)
{
    static const fact facts[] = {
        {SJ_POS, "11", "2015-10-01", SJ_CODE_BILLABLE},
        {SJ_POS, "11", "2026-09-30", SJ_CODE_BILLABLE},
        {SJ_POS, "10", "2021-12-31", SJ_CODE_INACTIVE},
        {SJ_POS, "10", "2022-01-01", SJ_CODE_BILLABLE},
        {SJ_POS, "66", "2024-07-31", SJ_CODE_INACTIVE},
        {SJ_POS, "66", "2024-08-01", SJ_CODE_BILLABLE},
        {SJ_POS, "28", "2026-01-01", SJ_CODE_NOT_FOUND},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
}

/* ---- where the sample's knowledge ends ------------------------------------------- */

static void a_stranger_is_not_found_where_releases_speak(void **state)
{
    static const fact facts[] = {
        {SJ_ICD10CM, "E11.7X", "2025-01-15", SJ_CODE_NOT_FOUND},
        {SJ_ICD10CM, "E11.7X", "2026-09-30", SJ_CODE_NOT_FOUND},
        {SJ_ICD10PCS, "0DTJ9ZZ", "2025-01-15", SJ_CODE_NOT_FOUND},
        {SJ_HCPCS, "J9998", "2026-07-01", SJ_CODE_NOT_FOUND},
    };
    (void)state;
    hold(facts, ARRAY_LEN(facts));
    assert_int_equal(ask(SJ_ICD10CM, "E11.7X", "2025-01-15").id, SJ_NO_CODE);
}

static void beyond_the_horizon_nothing_is_judged(void **state)
{
    static const fact facts[] = {
        {SJ_ICD10CM, "E11.9", "2026-09-30", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "E11.9", "2026-10-01", SJ_CODE_UNKNOWN},
        {SJ_ICD10CM, "E11.9", "2024-10-01", SJ_CODE_BILLABLE},
        {SJ_ICD10CM, "E11.9", "2024-09-30", SJ_CODE_UNKNOWN},
        {SJ_ICD10CM, "E11.9", "2015-10-01", SJ_CODE_UNKNOWN},
        {SJ_ICD10CM, "E11.9", "2015-09-30", SJ_CODE_INACTIVE}, /* ICD-9 was in use */
        {SJ_ICD10CM, "E11.7X", "2026-10-01", SJ_CODE_UNKNOWN},
        {SJ_ICD10PCS, "0DTJ4ZZ", "2026-10-01", SJ_CODE_UNKNOWN},
        {SJ_HCPCS, "G0439", "2026-09-30", SJ_CODE_BILLABLE},
        {SJ_HCPCS, "G0439", "2026-10-01", SJ_CODE_UNKNOWN},
        {SJ_HCPCS, "J9998", "2016-12-31", SJ_CODE_UNKNOWN},
        {SJ_POS, "11", "2026-10-01", SJ_CODE_UNKNOWN},
        {SJ_CPT, "99214", "2025-01-15", SJ_CODE_UNKNOWN}, /* not loaded at all */
    };
    sj_date nearest = 0;

    (void)state;
    hold(facts, ARRAY_LEN(facts));
    assert_int_equal(sj_last_known(s.image, SJ_ICD10CM, id_of(SJ_ICD10CM, "E11.9"),
                                   day("2030-01-01"), &nearest),
                     SJ_CODE_BILLABLE);
    assert_int_equal(nearest, day("2026-09-30"));
    assert_int_equal(
        sj_last_known(s.image, SJ_ICD10CM, SJ_NO_CODE, day("2030-01-01"), NULL),
        SJ_CODE_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_added_code_begins_with_its_fiscal_year),
        cmocka_unit_test(a_deleted_code_ends_with_its_fiscal_year),
        cmocka_unit_test(a_divided_code_becomes_a_header),
        cmocka_unit_test(a_header_becomes_billable_when_its_child_ends),
        cmocka_unit_test(made_codes_say_so_in_their_titles),
        cmocka_unit_test(a_reworded_code_keeps_both_titles),
        cmocka_unit_test(seventh_characters_may_be_letters_or_digits),
        cmocka_unit_test(the_placeholder_x_belongs_to_the_code),
        cmocka_unit_test(the_longest_prefix_of_a_wrong_code_leads_to_its_completions),
        cmocka_unit_test(a_terminated_code_ends_on_its_termination_date),
        cmocka_unit_test(a_reactivated_code_has_both_its_lives),
        cmocka_unit_test(a_long_title_is_put_together_from_its_continuation_lines),
        cmocka_unit_test(codes_of_the_noc_list_bear_its_flag),
        cmocka_unit_test(modifiers_are_a_system_of_their_own),
        cmocka_unit_test(places_of_service_begin_on_their_published_days),
        cmocka_unit_test(a_stranger_is_not_found_where_releases_speak),
        cmocka_unit_test(beyond_the_horizon_nothing_is_judged),
    };
    return cmocka_run_group_tests(tests, open_the_sample, close_the_sample);
}

/*
 * What the compiled image makes of the contradictions in the official texts (DOMAIN.md
 * 7): all official releases, asked on a day of January 2021's Tabular List. How many
 * there are is counted in test_contradictions.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/invariants.h"
#include "tests/support/plain_fixture.h"
#include "tests/support/tabular_facts.h"

#define NOTES_DAY "2021-02-01"

enum { RULES = 64 };

static compiled_image s;
static gen_report compiled; /* what compiling said */
static tabular_facts facts;

static sj_date day(const char *text)
{
    sj_date date;
    assert_true(sj_date_parse(text, strlen(text), &date));
    return date;
}

static sj_answer ask(const char *code, const char *date)
{
    sj_answer answer;
    sj_lookup(s.image, SJ_ICD10CM, code, strlen(code), day(date), &answer);
    return answer;
}

static uint32_t pair(const char *a, const char *b)
{
    sj_answer x = ask(a, NOTES_DAY), y = ask(b, NOTES_DAY);
    assert_int_equal(x.status, SJ_CODE_BILLABLE);
    assert_int_equal(y.status, SJ_CODE_BILLABLE);
    return sj_pair(s.image, x.id, y.id, day(NOTES_DAY));
}

/* Whether a note of a node with such a reference is among the Excludes1 rules of two
 * codes; NULL: any reference. */
static bool cites(const char *a, const char *b, const char *node, const char *text)
{
    sj_pair_rule rules[RULES];
    size_t n = sj_pair_rules(s.image, ask(a, NOTES_DAY).id, ask(b, NOTES_DAY).id,
                             day(NOTES_DAY), rules, RULES);
    assert_true(n <= RULES);
    for (size_t i = 0; i < n; i++)
        if (rules[i].kind == SJ_NOTE_EXCLUDES1 &&
            strcmp(rules[i].node_display, node) == 0 &&
            (!text || strcmp(rules[i].reference_text, text) == 0))
            return true;
    return false;
}

/* ---- trap 1 ---------------------------------------------------------------------- */

static void codes_with_a_letter_stand_in_the_blocks_of_their_range(void **state)
{
    (void)state;
    static const char *const known[][2] = {
        {"C4A0", "C43-C44"},  {"D3A00", "D3A"}, {"M1A00X0", "M05-M14"},
        {"Z3A00", "Z30-Z39"}, {"O09A0", "O09"}, {"U071", "U00-U49"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        sj_division chapter, block;
        assert_int_equal(
            sj_divisions(s.image, ask(known[i][0], NOTES_DAY).id, &chapter, &block),
            SJ_OK);
        assert_string_equal(block.id, known[i][1]);
    }
}

/* ---- trap 2 ---------------------------------------------------------------------- */

static bool holds(facts_span span, uint32_t row)
{
    return row >= span.first && row < span.end;
}

/* Whether any Excludes1 reference without a qualifier tells two rows apart, one that
 * names codes of its bearer left out. */
static bool told_apart(uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *r = &facts.references[i];
        facts_span binds = facts_bearer(&facts, r)->codes;
        if (facts_kind(&facts, r) == SJ_NOTE_EXCLUDES1 && !r->qualified &&
            !facts_meet(binds, r->names) &&
            ((holds(binds, a) && holds(r->names, b)) ||
             (holds(binds, b) && holds(r->names, a))))
            return true;
    }
    return false;
}

/* All pairs of billable codes in a range conflict as the other notes say, and none by
 * the note that names one of its own. @return how many conflict */
static uint32_t conflicts(facts_span codes, const char *node, const char *text)
{
    uint32_t found = 0, pairs = 0;
    for (uint32_t i = codes.first; i < codes.end; i++)
        for (uint32_t j = i + 1; j < codes.end; j++) {
            const char *a = facts.codes[i].code, *b = facts.codes[j].code;
            if (!facts.codes[i].billable || !facts.codes[j].billable)
                continue;
            bool conflict = (pair(a, b) & SJ_PAIR_EXCLUDES1) != 0;
            pairs++;
            found += conflict;
            assert_int_equal(conflict, told_apart(i, j));
            assert_false(cites(a, b, node, text));
        }
    printf("%s: %u pairs of codes, %u conflict, all by other notes\n", node, pairs,
           found);
    return found;
}

static void no_codes_conflict_by_a_note_that_names_its_own(void **state)
{
    (void)state;
    assert_int_equal(conflicts(facts_subtree(&facts, "D72"), "D72", "D72.824"), 64);
    assert_int_equal(conflicts(facts_range(&facts, "M26", "M27"), "M26-M27", "M27.8"),
                     3);
    assert_int_equal(pair("D720", "D72824"), 0);
    assert_int_equal(pair("M264", "M278"), 0);
}

/* ---- trap 3 ---------------------------------------------------------------------- */

static uint32_t said(const char *a, const char *b)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < compiled.count; i++)
        found += strstr(compiled.messages[i].text, a) &&
                 strstr(compiled.messages[i].text, b);
    return found;
}

static void malformed_references_that_read_make_rules(void **state)
{
    (void)state;
    static const char *const known[][4] = {
        {"D3501", "D2921", "D35", "D29.2-"},
        {"G55", "M4721", "G55", "M47.0-M47.2"},
        {"Z724", "F9829", "Z72.4", "F98.2-F98.3"},
        {"K630", "K50914", "K63.0", "K50.914"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_true(pair(known[i][0], known[i][1]) & SJ_PAIR_EXCLUDES1);
        assert_true(cites(known[i][0], known[i][1], known[i][2], known[i][3]));
    }
    assert_true(pair("O2230", "I82721") & SJ_PAIR_USE_ADDITIONAL_A_B);
    assert_int_equal(said("D29.2", ""), 0);
    assert_int_equal(said("I82.62", ""), 0);
}

static void malformed_references_that_do_not_read_are_said_and_make_none(void **state)
{
    (void)state;
    static const char *const files[] = {"2016/Tabular.xml", "icd10cm_tabular_2021.xml",
                                        "icd10cm_tabular_2023.xml"};
    static const uint32_t nose[] = {1, 1, 0}; /* mended in FY2023 */
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        assert_int_equal(said(files[i], "C44.391)"), nose[i]);
        assert_int_equal(said(files[i], "(A00-R94 and T80-T88.6, T88.8)"), 1);
    }
    assert_int_equal(pair("C300", "C44301") & SJ_PAIR_EXCLUDES1, 0);
    assert_int_equal(pair("T887XXA", "A000") & SJ_PAIR_EXCLUDES1, 0);
    for (uint32_t i = 0; i < sj_source_count(s.image); i++) {
        sj_source source;
        assert_true(sj_source_get(s.image, i, &source));
        if (strcmp(source.file, "icd10cm_tabular_2021.xml") == 0)
            assert_int_equal(sj_source_unread(s.image, i), 10);
    }
    assert_int_equal(said("G6PD", ""), 0);
    assert_int_equal(said("CD30", ""), 0);
}

/* W62 and T63.81- conflict by the note of W62's block and not by its own broken range.
 * V94.X is no code, which is no reason to say anything. */
static void references_that_name_nothing_bind_nobody(void **state)
{
    (void)state;
    assert_int_equal(said("T63.81-R63.83", "W62"), 1);
    assert_int_equal(said("V94.X", ""), 0);
    assert_false(cites("W620XXA", "T63811A", "W62", NULL));
    assert_true(cites("W620XXA", "T63811A", "W50-W64", "T63.-"));
    assert_false(cites("V9207XA", "V940XXA", "V92.07", NULL));
}

/* ---- traps 4 and 5 --------------------------------------------------------------- */

/* The first pair of billable codes that two stretches mean. */
static bool first_pair(facts_span a, facts_span b, const char *out[2])
{
    if (a.first >= a.end || b.first >= b.end)
        return false;
    while (!facts.codes[a.first].billable)
        a.first++;
    while (!facts.codes[b.first].billable)
        b.first++;
    assert_true(a.first < a.end && b.first < b.end);
    out[0] = facts.codes[a.first].code;
    out[1] = facts.codes[b.first].code;
    return true;
}

/* Two references that overlap are both told of a pair of codes. @return 1 if they do */
static uint32_t both_are_told(const facts_reference *a, const facts_reference *b,
                              uint32_t straight, uint32_t crosswise)
{
    const char *codes[2];
    facts_span binds = facts_bearer(&facts, a)->codes;
    facts_span bound = facts_bearer(&facts, b)->codes;
    uint32_t want = SJ_PAIR_EXCLUDES1;
    if (first_pair(facts_common(binds, bound), facts_common(a->names, b->names), codes))
        want |= straight;
    else if (first_pair(facts_common(binds, b->names), facts_common(a->names, bound),
                        codes))
        want |= crosswise;
    else
        return 0;
    uint32_t got = pair(codes[0], codes[1]);
    if ((got & want) != want)
        fail_msg("%s and %s: %x instead of %x", codes[0], codes[1], got, want);
    return 1;
}

static uint32_t overlaps_with(sj_note_kind kind, uint32_t straight, uint32_t crosswise)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *a = &facts.references[i];
        if (facts_kind(&facts, a) != SJ_NOTE_EXCLUDES1 || a->qualified || a->dotted)
            continue;
        for (uint32_t j = 0; j < facts.reference_count; j++) {
            const facts_reference *b = &facts.references[j];
            if (facts_kind(&facts, b) == kind && !b->qualified && !b->dotted)
                found += both_are_told(a, b, straight, crosswise);
        }
    }
    return found;
}

static void both_notes_of_every_overlap_are_told(void **state)
{
    (void)state;
    assert_int_equal(overlaps_with(SJ_NOTE_CODE_FIRST, SJ_PAIR_CODE_FIRST_A_B,
                                   SJ_PAIR_CODE_FIRST_B_A),
                     15);
    assert_int_equal(overlaps_with(SJ_NOTE_USE_ADDITIONAL, SJ_PAIR_USE_ADDITIONAL_A_B,
                                   SJ_PAIR_USE_ADDITIONAL_B_A),
                     10);
    assert_int_equal(
        overlaps_with(SJ_NOTE_EXCLUDES2, SJ_PAIR_EXCLUDES2, SJ_PAIR_EXCLUDES2), 2106);
    assert_true(cites("A483", "A419", "A48.3", "A41.9"));
    assert_int_equal(pair("B831", "B811"), SJ_PAIR_EXCLUDES1 | SJ_PAIR_EXCLUDES2);
}

/* ---- trap 6 ---------------------------------------------------------------------- */

static void one_side_is_enough(void **state)
{
    (void)state;
    assert_true(cites("E109", "E119", "E10", "E11.-"));
    assert_true(cites("E109", "E119", "E11", "E10.-"));
    assert_true(pair("E119", "R739") & SJ_PAIR_EXCLUDES1);
    assert_true(pair("R739", "E119") & SJ_PAIR_EXCLUDES1);
    assert_true(cites("E119", "R739", "R73", "E08-E13"));
    assert_false(cites("E119", "R739", "E11", NULL));
    assert_true(cites("E109", "R739", "E10", "R73.9"));
}

/* ---- traps 7 and 8 --------------------------------------------------------------- */

/*
 * DOMAIN.md: billable to 2020-12-31. No order file of October 2020 is at hand, so the
 * last days are unknown: FY2020, billable, ends before them and the next file, with a
 * header, begins behind them.
 */
static void m35_8_became_a_header_on_2021_01_01(void **state)
{
    (void)state;
    sj_descriptor header, child;
    assert_int_equal(ask("M358", "2020-09-30").status, SJ_CODE_BILLABLE);
    assert_int_equal(ask("M358", "2020-10-01").status, SJ_CODE_UNKNOWN);
    assert_int_equal(ask("M358", "2020-12-31").status, SJ_CODE_UNKNOWN);
    assert_int_equal(ask("M358", "2021-01-01").status, SJ_CODE_HEADER);
    assert_int_equal(
        sj_descriptor_get(s.image, ask("M358", NOTES_DAY).id, day(NOTES_DAY), &header),
        SJ_OK);
    assert_int_equal(
        sj_descriptor_get(s.image, ask("M3589", NOTES_DAY).id, day(NOTES_DAY), &child),
        SJ_OK);
    assert_string_equal(header.long_text, child.long_text);
}

/*
 * No order files of 2020-04-01, 2020-10-01 and 2022-04-01 are at hand. What began in
 * January 2021 is unknown in the gap before and billable from its day on. U07.0 and
 * U07.1 began within FY2020, whose file lacks them; Z28.31- began within FY2022: such
 * codes are inactive up to the end of the file that lacks them.
 */
static void off_cycle_codes_begin_with_the_first_file_that_has_them(void **state)
{
    (void)state;
    static const char *const january[] = {"J1282", "M3581",  "M3589",
                                          "Z1152", "Z20822", "Z8616"};
    static const char *const april_2020[] = {"U070", "U071"};
    static const char *const april_2022[] = {"Z28310", "Z28311", "Z2839"};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(ask(january[i], "2020-09-30").status, SJ_CODE_INACTIVE);
        assert_int_equal(ask(january[i], "2020-12-31").status, SJ_CODE_UNKNOWN);
        assert_int_equal(ask(january[i], "2021-01-01").status, SJ_CODE_BILLABLE);
    }
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ask(april_2020[i], "2020-03-31").status, SJ_CODE_INACTIVE);
        assert_int_equal(ask(april_2020[i], "2020-09-30").status, SJ_CODE_INACTIVE);
        assert_int_equal(ask(april_2020[i], "2020-10-01").status, SJ_CODE_UNKNOWN);
        assert_int_equal(ask(april_2020[i], "2021-01-01").status, SJ_CODE_BILLABLE);
    }
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(ask(april_2022[i], "2022-03-31").status, SJ_CODE_INACTIVE);
        assert_int_equal(ask(april_2022[i], "2022-09-30").status, SJ_CODE_INACTIVE);
        assert_int_equal(ask(april_2022[i], "2022-10-01").status, SJ_CODE_BILLABLE);
    }
}

/* ---- trap 10 --------------------------------------------------------------------- */

static void x_is_never_stripped(void **state)
{
    (void)state;
    static const char *const known[][2] = {
        {"H54.0X33", "H54.033"}, {"H40.10X0", "H40.100"}, {"M21.6X1", "M21.61"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_int_equal(ask(known[i][0], NOTES_DAY).status, SJ_CODE_BILLABLE);
        assert_int_not_equal(ask(known[i][1], NOTES_DAY).status, SJ_CODE_BILLABLE);
        assert_int_not_equal(ask(known[i][1], NOTES_DAY).id,
                             ask(known[i][0], NOTES_DAY).id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_with_a_letter_stand_in_the_blocks_of_their_range),
        cmocka_unit_test(no_codes_conflict_by_a_note_that_names_its_own),
        cmocka_unit_test(malformed_references_that_read_make_rules),
        cmocka_unit_test(malformed_references_that_do_not_read_are_said_and_make_none),
        cmocka_unit_test(references_that_name_nothing_bind_nobody),
        cmocka_unit_test(both_notes_of_every_overlap_are_told),
        cmocka_unit_test(one_side_is_enough),
        cmocka_unit_test(m35_8_became_a_header_on_2021_01_01),
        cmocka_unit_test(off_cycle_codes_begin_with_the_first_file_that_has_them),
        cmocka_unit_test(x_is_never_stripped),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    if (!compiled_image_open_told(folder, "contradictions", &compiled, &s))
        return 2;
    facts_read(folder, "icd10cm/2021-01/icd10cm_order_2021.txt.xz",
               "icd10cm/2021-01/icd10cm_tabular_2021.xml.xz", &facts);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    facts_free(&facts);
    gen_report_free(&compiled);
    compiled_image_close(&s);
    return failed;
}

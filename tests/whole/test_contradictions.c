/*
 * What the official texts contradict (DOMAIN.md 7 and 3.2), counted with plain loops
 * over the Tabular List and the order file of January 2021: the figures of DOMAIN.md,
 * or those that are found and why they differ. What the compiled image makes of it is
 * test_contradictions_judged.c; seventh characters and ICD-10-PCS tables are
 * test_derived_codes.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/format/layout.h"
#include "tests/support/plain_fixture.h"
#include "tests/support/tabular_facts.h"

static const char *folder;
static tabular_facts facts;

/* The references that DOMAIN.md counts: neither with a qualifier nor with ".-" behind a
 * subcategory, which it takes for malformed and the generator reads. */
static bool counted(const facts_reference *r, sj_note_kind kind)
{
    return facts_kind(&facts, r) == kind && !r->qualified && !r->dotted;
}

/* ---- trap 1: tabular order ------------------------------------------------------- */

static void tabular_order_breaks_byte_order_29_times(void **state)
{
    (void)state;
    static const char *const categories[][2] = {
        {"C4A", "C44"}, {"C7B", "C76"}, {"D3A", "D37"},
        {"M1A", "M10"}, {"Z3A", "Z37"}, {"Z99", "U07"},
    };
    enum { CATEGORIES = sizeof categories / sizeof categories[0] };
    uint32_t breaks = 0, found = 0;
    const char *before = "";
    for (uint32_t i = 0; i < facts.code_count; i++) {
        const char *code = facts.codes[i].code;
        breaks += i > 0 && strcmp(facts.codes[i - 1].code, code) > 0;
        if (strlen(code) != 3)
            continue;
        if (strcmp(before, code) > 0) {
            assert_true(found < CATEGORIES);
            assert_string_equal(before, categories[found][0]);
            assert_string_equal(code, categories[found++][1]);
        }
        before = code;
    }
    printf("%u breaks of byte order, %u of them between categories\n", breaks, found);
    assert_int_equal(breaks, 29);
    assert_int_equal(found, CATEGORIES);
}

static void assert_range(const char *first, const char *last, const char *code,
                         bool holds)
{
    facts_span range = facts_range(&facts, first, last);
    facts_span codes = facts_subtree(&facts, code);
    assert_int_equal(facts_within(codes, range), holds);
    assert_int_equal(facts_meet(codes, range), holds);
}

static void ranges_hold_what_stands_between_their_ends(void **state)
{
    (void)state;
    assert_range("C43", "C44", "C4A", true);
    assert_range("D37", "D48", "D3A", false);
    assert_range("Z30", "Z39", "Z3A", true);
    assert_range("M05", "M14", "M1A", true);
    /* O09.A stands before O09.2, U07 behind Z99. */
    assert_range("O090", "O092", "O09A", true);
    assert_range("Z99", "U07", "U071", true);
}

/* ---- 3.2: how many references there are, and how many are restated --------------- */

static void there_are_5640_plain_references_on_three_levels(void **state)
{
    (void)state;
    uint32_t levels[3] = {0}, qualified = 0, dotted = 0;
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *r = &facts.references[i];
        if (facts_kind(&facts, r) != SJ_NOTE_EXCLUDES1)
            continue;
        qualified += r->qualified;
        dotted += r->dotted;
        levels[facts_bearer(&facts, r)->level] += counted(r, SJ_NOTE_EXCLUDES1);
    }
    printf("Excludes1: %u references at codes, %u at blocks, %u at chapters; set aside "
           "%u with a qualifier, %u with .-\n",
           levels[SJF_LEVEL_CODE], levels[SJF_LEVEL_BLOCK], levels[SJF_LEVEL_CHAPTER],
           qualified, dotted);
    assert_int_equal(levels[SJF_LEVEL_CODE], 5478);
    assert_int_equal(levels[SJF_LEVEL_BLOCK], 158);
    assert_int_equal(levels[SJF_LEVEL_CHAPTER], 4);
    assert_int_equal(qualified, 42);
    assert_int_equal(dotted, 10);
}

/* Restated on the other side: another note that binds some of what it names names some
 * of what it binds. DOMAIN.md looks at notes of codes alone; notes of blocks and
 * chapters restate 44 more. */
static void references_are_4151_that_the_other_side_does_not_restate(void **state)
{
    (void)state;
    uint32_t all = 0, by_no_code = 0, by_nobody = 0;
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *a = &facts.references[i];
        bool code = false, any = false;
        if (!counted(a, SJ_NOTE_EXCLUDES1))
            continue;
        facts_span own = facts_bearer(&facts, a)->codes;
        for (uint32_t j = 0; j < facts.reference_count && !code; j++) {
            const facts_reference *b = &facts.references[j];
            if (!counted(b, SJ_NOTE_EXCLUDES1) || !facts_meet(own, b->names) ||
                !facts_meet(a->names, facts_bearer(&facts, b)->codes))
                continue;
            any = true;
            code = facts_bearer(&facts, b)->level == SJF_LEVEL_CODE;
        }
        all++;
        by_no_code += !code;
        by_nobody += !any;
    }
    printf("Excludes1: %u of %u references not restated at a code, %u nowhere\n",
           by_no_code, all, by_nobody);
    assert_int_equal(all, 5640);
    assert_int_equal(by_no_code, 4151);
    assert_int_equal(by_nobody, 4107);
}

/* ---- trap 2: notes that name codes of their own ---------------------------------- */

/* A line of text more. */
static void add_line(char *out, size_t cap, const char *node, const char *text)
{
    size_t used = strlen(out);
    snprintf(out + used, cap - used, "%s %s\n", node, text);
}

static void excludes1_notes_name_codes_of_their_own_twice(void **state)
{
    (void)state;
    char found[256] = "";
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *r = &facts.references[i];
        const facts_node *node = facts_bearer(&facts, r);
        if (facts_kind(&facts, r) == SJ_NOTE_EXCLUDES1 && !r->qualified &&
            facts_meet(r->names, node->codes))
            add_line(found, sizeof found, node->name, r->text);
    }
    assert_string_equal(found, "D72 D72.824\nM26-M27 M27.8\n");
}

/* ---- trap 3: malformed references ------------------------------------------------ */

/* The notes that hold a text: how many, and what each is read as, joined by blanks. */
static uint32_t read_as(const char *text, const char *want, bool logged)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < facts.note_count; i++) {
        const facts_note *note = &facts.notes[i];
        char got[512] = "", place[32];
        bool said = false;
        if (!strstr(note->text, text) || note->kind < SJ_NOTE_EXCLUDES1)
            continue;
        for (uint32_t k = 0; k < note->count; k++) {
            const facts_reference *r = &facts.references[note->first + k];
            size_t used = strlen(got);
            snprintf(got + used, sizeof got - used, "%s%s", k ? " " : "", r->text);
        }
        assert_string_equal(got, want);
        snprintf(place, sizeof place, ":%u: ", note->line);
        for (uint32_t k = 0; k < facts.report.count; k++)
            said |= strstr(facts.report.messages[k].text, place) != NULL;
        assert_int_equal(said, logged);
        found++;
    }
    return found;
}

static void malformed_references_are_read_or_logged_by_name(void **state)
{
    (void)state;
    /* Read as what they mean. */
    assert_int_equal(read_as("(D29.2.-)", "D29.2-", false), 1);
    assert_int_equal(read_as("(M47.0-M47.2.-)", "M47.0-M47.2", false), 1);
    assert_int_equal(read_as("(F98.2.-F98.3)", "F98.2-F98.3", false), 1);
    assert_int_equal(read_as("K50.914,)", "K50.014 K50.114 K50.814 K50.914", false), 1);
    assert_int_equal(
        read_as("I82.62-. I82.72-", "I82.4- I82.5- I82.62- I82.72-", false), 2);
    /* Read, and what they name does not exist: the range that ends before it begins is
     * logged when it is resolved (test_contradictions_judged.c). */
    assert_int_equal(read_as("T63.81-R63.83", "T63.81-R63.83", false), 1);
    assert_int_equal(read_as("(V94.X)", "V94.X", false), 1);
    /* No reference, and logged with file and line. */
    assert_int_equal(read_as("C44.391)", "", true), 1);
    assert_int_equal(read_as("(A00-R94 and T80-T88.6, T88.8)", "", true), 1);
    /* Words: what is read stands in another bracket of the line, and nothing is said of
     * them. CD30 stands in no bracket. */
    assert_int_equal(read_as("(G6PD) deficiency without", "D75.A", false), 1);
    assert_int_equal(read_as("(G6PD) deficiency with anemia", "D55.0", false), 1);
    assert_int_equal(read_as("primary cutaneous CD30-positive T-cell prolif"
                             "erations (C86.6)",
                             "C86.6", false),
                     1);
    assert_int_equal(facts.report.count, 10);
}

static void only_two_references_of_excludes1_name_no_row(void **state)
{
    (void)state;
    char found[256] = "";
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *r = &facts.references[i];
        if (facts_kind(&facts, r) == SJ_NOTE_EXCLUDES1 &&
            r->names.first >= r->names.end)
            add_line(found, sizeof found, facts_bearer(&facts, r)->name, r->text);
    }
    assert_string_equal(found, "V9207 V94.X\nW62 T63.81-R63.83\n");
}

/* ---- traps 4 and 5: Excludes1 against other notes -------------------------------- */

typedef struct overlaps {
    uint32_t pairs;     /* of references */
    uint32_t excludes1; /* references in one of them */
} overlaps;

/* Two references overlap when some pair of codes is meant by both: what binds and what
 * is named meet, straight or crosswise. */
static overlaps count_overlaps(sj_note_kind kind, bool print)
{
    overlaps o = {0};
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *a = &facts.references[i];
        uint32_t before = o.pairs;
        if (!counted(a, SJ_NOTE_EXCLUDES1))
            continue;
        const facts_node *bears_a = facts_bearer(&facts, a);
        for (uint32_t j = 0; j < facts.reference_count; j++) {
            const facts_reference *b = &facts.references[j];
            if (!counted(b, kind))
                continue;
            const facts_node *bears_b = facts_bearer(&facts, b);
            if (!(facts_meet(bears_a->codes, bears_b->codes) &&
                  facts_meet(a->names, b->names)) &&
                !(facts_meet(bears_a->codes, b->names) &&
                  facts_meet(a->names, bears_b->codes)))
                continue;
            o.pairs++;
            if (print)
                printf("  %s %s %s, excludes1 %s %s\n", sj_note_kind_name(kind),
                       bears_b->name, b->text, bears_a->name, a->text);
        }
        o.excludes1 += o.pairs > before;
    }
    return o;
}

static void excludes1_overlaps_code_first_15_times(void **state)
{
    (void)state;
    assert_int_equal(count_overlaps(SJ_NOTE_CODE_FIRST, true).pairs, 15);
}

static void excludes1_overlaps_use_additional_10_times_and_code_also_never(void **state)
{
    (void)state;
    assert_int_equal(count_overlaps(SJ_NOTE_USE_ADDITIONAL, true).pairs, 10);
    assert_int_equal(count_overlaps(SJ_NOTE_CODE_ALSO, true).pairs, 0);
}

/*
 * DOMAIN.md has 1,763 and does not say of what. Counted as above, the way that gives 15
 * and 10, they are 2,106 pairs of references; 1,771 references of Excludes1 are in one.
 * Pairs of note lines, of nodes, of different texts or of stretches of codes do not
 * come out at 1,763 either.
 */
static void excludes1_overlaps_excludes2_2106_times(void **state)
{
    (void)state;
    overlaps o = count_overlaps(SJ_NOTE_EXCLUDES2, false);
    printf("Excludes1 and Excludes2: %u pairs of references overlap, %u references of "
           "Excludes1 in them\n",
           o.pairs, o.excludes1);
    assert_int_equal(o.pairs, 2106);
    assert_int_equal(o.excludes1, 1771);
}

/* ---- trap 6: one side only ------------------------------------------------------- */

/* References of Excludes1 that bind codes below one node and name some below another:
 * the first one's bearer and text, and how many there are. */
static uint32_t names_of(const char *from, const char *last, const char *to,
                         const char **bearer, const char **text)
{
    facts_span binds = facts_range(&facts, from, last);
    facts_span named = facts_subtree(&facts, to);
    uint32_t found = 0;
    for (uint32_t i = 0; i < facts.reference_count; i++) {
        const facts_reference *r = &facts.references[i];
        if (facts_kind(&facts, r) != SJ_NOTE_EXCLUDES1 ||
            !facts_meet(facts_bearer(&facts, r)->codes, binds) ||
            !facts_meet(r->names, named))
            continue;
        if (found++ == 0) {
            *bearer = facts_bearer(&facts, r)->name;
            *text = r->text;
        }
    }
    return found;
}

static void e10_and_e11_exclude_each_other_and_r73_excludes_them_alone(void **state)
{
    (void)state;
    const char *bearer = "", *text = "";
    assert_int_equal(names_of("E10", "E10", "E11", &bearer, &text), 1);
    assert_string_equal(bearer, "E10");
    assert_int_equal(names_of("E11", "E11", "E10", &bearer, &text), 1);
    assert_string_equal(bearer, "E11");
    /* R73 and R73.0 name E08-E13; of E08 to E13 only E10 names anything of R73. */
    assert_int_equal(names_of("R73", "R73", "E11", &bearer, &text), 2);
    assert_string_equal(bearer, "R73");
    assert_string_equal(text, "E08-E13");
    assert_int_equal(names_of("E08", "E13", "R73", &bearer, &text), 1);
    assert_string_equal(bearer, "E10");
    assert_string_equal(text, "R73.9");
}

/* ---- trap 10: X ------------------------------------------------------------------ */

/* An X fills a gap when the row above the code ends before it and more follows. That is
 * so in H40.10X0, which DOMAIN.md has for an X of its own: the row above is H40.10. In
 * H54.0X33 the X is the list's, a row of its own. Neither code exists without it. */
static void x_fills_a_gap_in_10646_codes_and_is_their_own_in_3400(void **state)
{
    (void)state;
    uint32_t fills = 0, own = 0, other = 0;
    for (uint32_t i = 0; i < facts.code_count; i++) {
        const char *code = facts.codes[i].code;
        char stripped[SJ_CODE_CAP], above[SJ_CODE_CAP];
        size_t n = 1, len = strlen(code);
        if (!facts.codes[i].billable || !strchr(code + 1, 'X'))
            continue;
        stripped[0] = code[0];
        for (size_t k = 1; k < len; k++)
            if (code[k] != 'X')
                stripped[n++] = code[k];
        stripped[n] = '\0';
        facts_span rest = facts_subtree(&facts, stripped);
        if (rest.first < rest.end) {
            other++;
            assert_true(strncmp(code, "M216X", 5) == 0);
        }
        do {
            memcpy(above, code, --len);
            above[len] = '\0';
            rest = facts_subtree(&facts, above);
        } while (len > 3 && rest.first == rest.end);
        const char *gap = strchr(code + len, 'X');
        bool filled = gap && gap[1];
        fills += filled;
        own += !filled;
        if (strcmp(code, "H540X33") == 0)
            assert_false(filled);
        if (strcmp(code, "H4010X0") == 0)
            assert_true(filled);
    }
    printf("X fills a gap in %u billable codes and is its own in %u; %u are another "
           "code without it\n",
           fills, own, other);
    assert_int_equal(fills, 10646);
    assert_int_equal(own, 3400);
    /* M21.6X1 and M21.6X2, deformities of the foot, would become M21.61, bunion, and
     * M21.62, bunionette. */
    assert_int_equal(other, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tabular_order_breaks_byte_order_29_times),
        cmocka_unit_test(ranges_hold_what_stands_between_their_ends),
        cmocka_unit_test(there_are_5640_plain_references_on_three_levels),
        cmocka_unit_test(references_are_4151_that_the_other_side_does_not_restate),
        cmocka_unit_test(excludes1_notes_name_codes_of_their_own_twice),
        cmocka_unit_test(malformed_references_are_read_or_logged_by_name),
        cmocka_unit_test(only_two_references_of_excludes1_name_no_row),
        cmocka_unit_test(excludes1_overlaps_code_first_15_times),
        cmocka_unit_test(
            excludes1_overlaps_use_additional_10_times_and_code_also_never),
        cmocka_unit_test(excludes1_overlaps_excludes2_2106_times),
        cmocka_unit_test(e10_and_e11_exclude_each_other_and_r73_excludes_them_alone),
        cmocka_unit_test(x_fills_a_gap_in_10646_codes_and_is_their_own_in_3400),
    };
    folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    facts_read(folder, "icd10cm/2021-01/icd10cm_order_2021.txt.xz",
               "icd10cm/2021-01/icd10cm_tabular_2021.xml.xz", &facts);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    facts_free(&facts);
    return failed;
}

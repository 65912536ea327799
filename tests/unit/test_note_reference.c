/*
 * References in note lines: the grammar with its malformed cases, what a qualifier
 * means, and what names a reference in one spelling. The lines are those of official
 * files unless they say otherwise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/source/note_reference.h"

static gen_note_references found;

/* "E10.- E08-E13", by text or key; "!(...)" at the end for the first unread bracket. */
static const char *references(const char *text, bool keys)
{
    static char out[4096];
    gen_read_references(text, strlen(text), &found);
    size_t n = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < found.count; i++)
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%s", i ? " | " : "",
                              keys ? found.items[i].key : found.items[i].text);
    if (found.unread_count)
        snprintf(out + n, sizeof out - n, "%s!%.*s", n ? " " : "",
                 (int)found.unread_len, found.unread);
    return out;
}

typedef struct line {
    const char *text, *want;
} line;

static void expect(const line *lines, size_t count, bool keys)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(references(lines[i].text, keys), lines[i].want) != 0)
            fail_msg("%s\n  got:  %s\n  want: %s", lines[i].text,
                     references(lines[i].text, keys), lines[i].want);
}

static void brackets_hold_codes_and_ranges(void **state)
{
    (void)state;
    static const line lines[] = {
        {"type 1 diabetes mellitus (E10.-)", "E10.-"},
        {"drug induced sleep apnea (G47.39)", "G47.39"},
        {"phlebitis (I82.4-)", "I82.4-"},
        {"other diabetes (E13)", "E13"},
        {"diabetes mellitus (E08-E13)", "E08-E13"},
        {"arthritis [M05.7-, M06.-; M08.0-]", "M05.7- | M06.- | M08.0-"},
        {"burns (T20 to T25.1)", "T20-T25.1"},
        {"weeks of gestation (Z3A.-) and gout (M1A.-)", "Z3A.- | M1A.-"},
        {"category of 2026 (QA0.-, QA0.0)", "QA0.- | QA0.0"}, /* invented */
        {"nothing to find (in brackets) [or these]", ""},
        {"Chédiak (-Steinbrinck)-Higashi syndrome (E70.330)", "E70.330"},
        {"subcategories (S02.110A)", "S02.110A"}, /* invented */
        {"", ""},
        {"()[]", ""},
    };
    expect(lines, sizeof lines / sizeof lines[0], false);
}

static void references_outside_brackets_make_no_rule(void **state)
{
    (void)state;
    static const line lines[] = {
        {"torticollis NOS M43.6", ""},
        {"any condition in I51.4-I51.9 due to hypertension (I11.-)", "I11.-"},
        {"floppy iris syndrome (IFIS) (intraoperative) H21.81", ""},
        {"leukemia in remission C91.0-C95.9 with 5th character 1", ""},
    };
    expect(lines, sizeof lines / sizeof lines[0], false);
}

static void words_of_the_shape_of_codes_are_words(void **state)
{
    (void)state;
    static const line lines[] = {
        {"glucose-6-phosphate dehydrogenase [G6PD] deficiency (D55.0)", "D55.0"},
        {"primary cutaneous CD30-positive proliferations (C86.6-)", "C86.6-"},
        {"vitamin deficiency (CD30) [DNA] (NOS)", ""},
        {"influenza A/H1N1 (J10.-)", "J10.-"},
        {"lower case (e10.-)", ""},
    };
    expect(lines, sizeof lines / sizeof lines[0], false);
}

static void mistakes_that_leave_no_doubt_are_read(void **state)
{
    (void)state;
    static const line lines[] = {
        /* a trailing separator */
        {"with abscess (K50.014, K50.114, K50.814, K50.914,)",
         "K50.014 | K50.114 | K50.814 | K50.914"},
        {"(Z00-Z01, Z02.0-Z02.6, Z02.8-Z02.9, )",
         "Z00-Z01 | Z02.0-Z02.6 | Z02.8-Z02.9"},
        /* a period for a comma */
        {"(I82.4-, I82.5-, I82.62-. I82.72-)", "I82.4- | I82.5- | I82.62- | I82.72-"},
        {"(Z86.-. Z87.-)", "Z86.- | Z87.-"},
        /* marks at the ends of ranges */
        {"(D29.2.-)", "D29.2-"},
        {"(M47.0-M47.2.-)", "M47.0-M47.2"},
        {"(F98.2.-F98.3)", "F98.2-F98.3"},
        {"(Q70.0- -Q70.3-)", "Q70.0-Q70.3"},
        {"(F10.- -F19.-)", "F10-F19"},
        {"(F10.-F19.-)", "F10-F19"},
        {"(P28.3- - P28.4-)", "P28.3-P28.4"},
        {"(I01.0 -I01.9)", "I01.0-I01.9"},
        {"(M31.5., M31.6)", "M31.5 | M31.6"},
        /* of no code, or backwards: the model finds them empty */
        {"(V94.X)", "V94.X"},
        {"(T63.81-R63.83)", "T63.81-R63.83"},
    };
    expect(lines, sizeof lines / sizeof lines[0], false);
}

static void a_bracket_that_does_not_read_as_a_whole_makes_no_reference(void **state)
{
    (void)state;
    static const line lines[] = {
        {"conditions (A00-R94 and T80-T88.6, T88.8)",
         "!(A00-R94 and T80-T88.6, T88.8)"},
        {"skin of nose C44.301, C44.311, C44.391)",
         "!skin of nose C44.301, C44.311, C44.391)"},
        {"following explantation (Z89.52-", "!(Z89.52-"},
        {"(I83.1-.2)", "!(I83.1-.2)"},
        {"(B27.0-B27.9 with 1)", "!(B27.0-B27.9 with 1)"},
        {"(F10-F19 with 5th character .6)", "!(F10-F19 with 5th character .6)"},
        {"(S52.- with open fracture 7th character)",
         "!(S52.- with open fracture 7th character)"},
        {"(T36-T50 with fifth or six character 5)",
         "!(T36-T50 with fifth or six character 5)"},
        {"(T51-T65 with fifth or sixth character to indicate intent)",
         "!(T51-T65 with fifth or sixth character to indicate intent)"},
        /* invented */
        {"(A00, see B00)", "!(A00, see B00)"},
        {"(A00,, A01)", "!(A00,, A01)"},
        {"(A00-)(A01--)", "A00.- !(A01--)"},
        {"(A00]", "!(A00]"},
        {"(A00 [B00])", "B00 !(A00 "},
        {"(see A00 (B00) there)", "B00 !(see A00 "},
        {"(A00 with)", "!(A00 with)"},
        {"(A00 with .1-.23)", "!(A00 with .1-.23)"},
        {"(A00 with .3-.1)", "!(A00 with .3-.1)"},
        {"(A00 with .12345)", "!(A00 with .12345)"},
        {"(A00 with fifth character 12)", "!(A00 with fifth character 12)"},
        {"(A00 with fifth or character 1)", "!(A00 with fifth or character 1)"},
        {"(A00 with fifth character 1 there)", "!(A00 with fifth character 1 there)"},
        {"(A00 with eighth character 1)", "!(A00 with eighth character 1)"},
        {"(A00 with fifth character 0-Z)", "!(A00 with fifth character 0-Z)"},
    };
    expect(lines, sizeof lines / sizeof lines[0], false);
}

static void other_brackets_of_the_line_still_count(void **state)
{
    (void)state;
    assert_string_equal(references("(A00 and A01) or (B00.-) or (C00", false),
                        "B00.- !(A00 and A01)");
    assert_int_equal(found.unread_count, 2);
}

static void qualifiers_are_named_in_one_spelling(void **state)
{
    (void)state;
    static const line lines[] = {
        {"(T36-T50 with fifth or sixth character 5)",
         "T36-T50 with fifth or sixth character 5"},
        {"(T36-T65 with fifth or sixth character 1-4 or 6)",
         "T36-T65 with fifth or sixth character 1-4 or 6"},
        {"(V01-V09 with 5th digit 9)", "V01-V09 with fifth character 9"},
        {"(A37 with fifth-character 1)", "A37 with fifth character 1"},
        {"(S92.-with 7th character B)", "S92.- with seventh character B"},
        {"(S42.- with 7th character B or C)", "S42.- with seventh character B or C"},
        {"(T39.0-, with sixth character 1-4)", "T39.0- with sixth character 1-4"},
        {"(J96. with 5th character 2)", "J96 with fifth character 2"},
        {"(I69. with final characters -23)", "I69 with final characters -23"},
        {"(E08-E13 with .51-.52)", "E08-E13 with .51-.52"},
        {"(E08-E13 with .61-)", "E08-E13 with .61"},
        {"(E08-E13 with .9)", "E08-E13 with .9"},
        {"(F10-F19, with .17, .27, .97)", "F10-F19 with .17, .27, .97"},
        {"(F11-F19 with .15. .25, .95)", "F11-F19 with .15, .25, .95"},
        {"(S32.1--S32.9 with 7th character B)", "S32.1-S32.9 with seventh character B"},
        {"(F10, F13, F19 with .26, .96)",
         "F10 with .26, .96 | F13 with .26, .96 | F19 with .26, .96"},
    };
    expect(lines, sizeof lines / sizeof lines[0], false);
}

/* Spellings differ from year to year; what they mean does not. */
static void spellings_of_one_reference_have_one_key(void **state)
{
    (void)state;
    static const line lines[] = {
        {"(E10.-) (E10) (E10-)", "E10 | E10 | E10"},
        {"(I27.2) (I27.2-) (I27.2.-)", "I27.2 | I27.2 | I27.2"},
        {"(Q70.0- -Q70.3-) (Q70.0 to Q70.3)", "Q70.0-Q70.3 | Q70.0-Q70.3"},
        {"(V01-V09 with 5th digit 9) (V01-V09 with fifth character 9)",
         "V01-V09 with fifth character 9 | V01-V09 with fifth character 9"},
    };
    expect(lines, sizeof lines / sizeof lines[0], true);
}

static void codes_lose_their_dot(void **state)
{
    (void)state;
    references("(E11.65, T36-T50.9)", false);
    assert_int_equal(found.count, 2);
    assert_string_equal(found.items[0].first, "E1165");
    assert_string_equal(found.items[0].last, "");
    assert_string_equal(found.items[1].first, "T36");
    assert_string_equal(found.items[1].last, "T509");
}

static void a_qualifier_counts_characters_from_one_without_the_dot(void **state)
{
    (void)state;
    static const struct {
        const char *text, *fits, *fails; /* codes between blanks */
    } cases[] = {
        {"(T36-T50 with fifth or sixth character 5)", "T3605XA T36015 T360X5A",
         "T360X1A T36 T360 T365"},
        {"(T36-T65 with fifth or sixth character 1-4 or 6)", "T360X1A T360X4A T3606",
         "T360X5A T360X7A"},
        {"(B27.- with fourth character 2)", "B272 B2721", "B27 B2702"},
        {"(E08-E13 with .51-.52)", "E0851 E1152 E11521", "E1153 E1150 E115 E1105"},
        {"(F10-F19 with .151, .251, .951)", "F10151 F19951", "F10150 F1015"},
        {"(E08-E13 with .61-)", "E0861 E11618", "E1162"},
        {"(S42.- with 7th character B or C)", "S42001B S42001C", "S42001A S42001"},
        {"(I69. with final characters -23)", "I69023 I69923 I6923",
         "I69230 I69 I692 I69203"},
        {"(E11.-)", "E11 E119 E11649", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int side = 0; side < 2; side++) {
            char codes[128], *code = codes, *next;
            references(cases[i].text, false);
            assert_int_equal(found.count, 1);
            snprintf(codes, sizeof codes, "%s", side ? cases[i].fails : cases[i].fits);
            for (; *code; code = next) {
                size_t n = strcspn(code, " ");
                next = code + n + (code[n] == ' ');
                if (gen_reference_fits(&found.items[0], code, n) != (side == 0))
                    fail_msg("%s: %.*s", cases[i].text, (int)n, code);
            }
        }
}

static void more_than_a_line_can_hold_is_unread(void **state)
{
    (void)state;
    char text[8 * (GEN_REFERENCES_MAX + 2)] = "(A00) (";
    for (int i = 0; i < GEN_REFERENCES_MAX; i++)
        strcat(text, i ? ", B00" : "B00");
    strcat(text, ")");
    references(text, false);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.unread_count, 1);
    char values[400] = "(A00 with .1, .2, .3, .4, .5, .6, .7, .8, .9";
    for (int c = 'A'; c < 'P'; c++) {
        char more[8];
        snprintf(more, sizeof more, ", .%c", c);
        strcat(values, more);
    }
    strcat(values, ")"); /* as many as alternatives, and a name beyond its room */
    references(values, false);
    assert_int_equal(found.count, 0);
    assert_int_equal(found.unread_count, 1);
}

static void weak_notes_say_that_there_may_be_nothing_to_code(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool weak;
    } notes[] = {
        {"underlying disease, such as:", true},
        {"Code, if applicable, any causal condition first", true},
        {"type of hepatitis, If Known", true},
        {"any associated hydrocephalus", true},
        {"underlying disease (E10.-)", false},
        {"if known", true},
        {"if know", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++)
        assert_int_equal(gen_note_is_weak(notes[i].text, strlen(notes[i].text)),
                         notes[i].weak);
}

/* Random texts over the characters that matter: nothing is read beyond their end (the
 * copy is as long as the text), and every reference that is read reads again as what it
 * was named. */
static void what_was_read_reads_again_as_itself(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "(",     ")",   "[",    "]", "A00",  "E11.65", "B27",   "Z3A",
        ".",     "-",   ",",    ";", " ",    " ",      "with",  "character",
        "fifth", "or",  "to",   "5", "B",    ".51",    "final", "-23",
        "digit", "7th", "word", "é", "G6PD", "sixth",
    };
    enum { PARTS = sizeof parts / sizeof parts[0], ROUNDS = 200000 };
    uint64_t seed = 20150401, read = 0;
    for (int round = 0; round < ROUNDS; round++) {
        char text[256] = "(A00";
        for (int i = 0; i < 12; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1;
            strcat(text, parts[(seed >> 33) % PARTS]);
        }
        size_t len = strlen(text);
        char *copy = malloc(len);
        assert_non_null(copy);
        memcpy(copy, text, len);
        gen_read_references(copy, len, &found);
        gen_note_references first = found;
        for (uint32_t i = 0; i < first.count; i++) {
            char again[GEN_REFERENCE_TEXT_CAP + 2];
            snprintf(again, sizeof again, "(%s)", first.items[i].text);
            gen_read_references(again, strlen(again), &found);
            if (found.count != 1 ||
                memcmp(&found.items[0], &first.items[i], sizeof first.items[i]) != 0)
                fail_msg("%s: %s", text, first.items[i].text);
            read++;
        }
        free(copy);
    }
    printf("%llu references of %d random lines\n", (unsigned long long)read, ROUNDS);
    assert_true(read > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_hold_codes_and_ranges),
        cmocka_unit_test(references_outside_brackets_make_no_rule),
        cmocka_unit_test(words_of_the_shape_of_codes_are_words),
        cmocka_unit_test(mistakes_that_leave_no_doubt_are_read),
        cmocka_unit_test(a_bracket_that_does_not_read_as_a_whole_makes_no_reference),
        cmocka_unit_test(other_brackets_of_the_line_still_count),
        cmocka_unit_test(qualifiers_are_named_in_one_spelling),
        cmocka_unit_test(spellings_of_one_reference_have_one_key),
        cmocka_unit_test(codes_lose_their_dot),
        cmocka_unit_test(a_qualifier_counts_characters_from_one_without_the_dot),
        cmocka_unit_test(more_than_a_line_can_hold_is_unread),
        cmocka_unit_test(weak_notes_say_that_there_may_be_nothing_to_code),
        cmocka_unit_test(what_was_read_reads_again_as_itself),
    };
    return cmocka_run_group_tests_name("note_reference", tests, NULL, NULL);
}

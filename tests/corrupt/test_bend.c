/*
 * Every claim of docs/FORMAT.md 21 is checked, and its refusal names it: each row of
 * tests/support/bends_*.c breaks one claim of the tiny image. That no claim and no text
 * of the document is without a row is tested against the document itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/bends.h"
#include "tests/support/tiny_image.h"

enum level { STRUCTURE, CONTENT };

/* Open with the structure alone or in full, and then verify. The bytes are of exactly
 * the image's size, so that a sanitizer sees a step beyond. */
static sj_status open_and_verify(const gen_bytes *image, enum level level, bool *opened,
                                 sj_error *err)
{
    sj_open_options options = {sizeof options,
                               level == STRUCTURE ? SJ_OPEN_STRUCTURE_ONLY : 0};
    sj_image *handle = (sj_image *)err; /* must come back NULL or opened */
    uint8_t *exact = malloc(image->size);
    assert_non_null(exact);
    memcpy(exact, image->data, image->size);
    sj_status status = sj_image_open_memory(exact, image->size, &options, &handle, err);
    *opened = handle != NULL;
    if (status == SJ_OK)
        status = sj_image_verify(handle, err);
    sj_image_close(handle);
    free(exact);
    return status;
}

static void check_refusal(const gen_bytes *image, const bend *row, size_t told,
                          enum level level, bool opens)
{
    bool opened;
    sj_error err = {.what = "nothing"};
    sj_status got = open_and_verify(image, level, &opened, &err);
    if (got != row->status || strcmp(err.what, row->text) != 0 || err.off != told ||
        opened != opens)
        fail_msg("claim %u, %s: got %s, \"%s\" at %llu%s; want \"%s\" at %zu",
                 row->claim, level == STRUCTURE ? "structure alone" : "in full",
                 sj_status_str(got), err.what, (unsigned long long)err.off,
                 opened ? ", opened" : "", row->text, told);
}

/* A bent structure never opens. Bent content opens with its structure alone, and what
 * only agreement tells opens in full; verification refuses each. */
static void check_row(const tiny_image *tiny, const bend *row, enum level level)
{
    gen_bytes image = {0};
    memcpy(gen_bytes_extend(&image, tiny->bytes.size), tiny->bytes.data,
           tiny->bytes.size);
    size_t told = bend_apply(row, &image);
    check_refusal(&image, row, told, STRUCTURE, level == CONTENT);
    check_refusal(&image, row, told, CONTENT, row->seal == BEND_AGREEMENT);
    gen_bytes_free(&image);
}

static void check_rows(const bend *rows, size_t count, enum level level)
{
    tiny_image tiny;
    tiny_image_make(&tiny);
    for (size_t i = 0; i < count; i++)
        check_row(&tiny, &rows[i], level);
    print_message("%zu bent images\n", count);
    tiny_image_free(&tiny);
}

static void each_bent_structure_is_named(void **state)
{
    (void)state;
    check_rows(bends_structure, bends_structure_count, STRUCTURE);
}

static void each_bent_text_and_record_is_named(void **state)
{
    (void)state;
    check_rows(bends_words, bends_words_count, CONTENT);
}

static void each_bent_code_is_named(void **state)
{
    (void)state;
    check_rows(bends_codes, bends_codes_count, CONTENT);
}

static void each_bent_table_is_named(void **state)
{
    (void)state;
    check_rows(bends_tables, bends_tables_count, STRUCTURE);
}

static void each_bent_rule_is_named(void **state)
{
    (void)state;
    check_rows(bends_rules, bends_rules_count, CONTENT);
}

static void each_bent_note_and_map_is_named(void **state)
{
    (void)state;
    check_rows(bends_notes, bends_notes_count, CONTENT);
}

static void each_bent_line_table_is_named(void **state)
{
    (void)state;
    check_rows(bends_line_sizes, bends_line_sizes_count, STRUCTURE);
    check_rows(bends_lines, bends_lines_count, CONTENT);
}

static void each_bent_service_limit_is_named(void **state)
{
    (void)state;
    check_rows(bends_limit_sizes, bends_limit_sizes_count, STRUCTURE);
    check_rows(bends_limits, bends_limits_count, CONTENT);
}

static void the_image_before_bending_is_sound(void **state)
{
    (void)state;
    tiny_image tiny;
    bool opened;
    sj_error err = {.what = "nothing"};
    tiny_image_make(&tiny);
    sj_status got = open_and_verify(&tiny.bytes, CONTENT, &opened, &err);
    if (got != SJ_OK)
        fail_msg("%s: %s at %llu", sj_status_str(got), err.what,
                 (unsigned long long)err.off);
    tiny_image_free(&tiny);
}

static void sealing_a_sound_image_again_changes_no_byte(void **state)
{
    (void)state;
    tiny_image tiny;
    tiny_image_make(&tiny);
    uint8_t *copy = malloc(tiny.bytes.size);
    assert_non_null(copy);
    memcpy(copy, tiny.bytes.data, tiny.bytes.size);
    image_reseal(copy, tiny.bytes.size);
    assert_memory_equal(copy, tiny.bytes.data, tiny.bytes.size);
    free(copy);
    tiny_image_free(&tiny);
}

/* ---- the document --------------------------------------------------------------- */

enum { CLAIMS = 97 };

typedef struct claim {
    enum level level;
    char text[80];
} claim;

/* A line "| 12 | structure | what | `text` |". @return its number, 0 for another line
 */
static unsigned read_claim(const char *line, claim *out)
{
    unsigned number;
    char level[16];
    const char *end = strrchr(line, '`');
    if (sscanf(line, "| %u | %15[a-z]", &number, level) != 2 || !end ||
        (strcmp(level, "structure") != 0 && strcmp(level, "content") != 0 &&
         strcmp(level, "agreement") != 0))
        return 0;
    const char *start = end;
    while (start > line && start[-1] != '`')
        start--;
    out->level = strcmp(level, "structure") == 0 ? STRUCTURE : CONTENT;
    snprintf(out->text, sizeof out->text, "%.*s", (int)(end - start), start);
    return number;
}

/* The claims of the document; each number once. */
static void read_claims(claim claims[CLAIMS + 1])
{
    FILE *f = fopen(SCRUBJAY_SOURCE_DIR "/docs/FORMAT.md", "r");
    assert_non_null(f);
    char line[512];
    unsigned found = 0;
    while (fgets(line, sizeof line, f)) {
        claim read;
        unsigned number = read_claim(line, &read);
        if (number == 0)
            continue;
        assert_in_range(number, 1, CLAIMS);
        assert_string_equal(claims[number].text, "");
        claims[number] = read;
        found++;
    }
    fclose(f);
    assert_int_equal(found, CLAIMS);
}

/* Whether the rows' claims are in the document, at that level, with that text. */
static void check_table(const claim *claims, const bend *rows, size_t count,
                        enum level level, bool earned[CLAIMS + 1])
{
    for (size_t i = 0; i < count; i++) {
        assert_in_range(rows[i].claim, 1, CLAIMS);
        assert_string_equal(rows[i].text, claims[rows[i].claim].text);
        assert_int_equal(level, claims[rows[i].claim].level);
        earned[rows[i].claim] = true;
    }
}

static void document_and_bent_images_have_the_same_claims_and_texts(void **state)
{
    (void)state;
    claim claims[CLAIMS + 1] = {0};
    bool earned[CLAIMS + 1] = {false};
    read_claims(claims);
    check_table(claims, bends_structure, bends_structure_count, STRUCTURE, earned);
    check_table(claims, bends_tables, bends_tables_count, STRUCTURE, earned);
    check_table(claims, bends_rules, bends_rules_count, CONTENT, earned);
    check_table(claims, bends_notes, bends_notes_count, CONTENT, earned);
    check_table(claims, bends_words, bends_words_count, CONTENT, earned);
    check_table(claims, bends_codes, bends_codes_count, CONTENT, earned);
    check_table(claims, bends_line_sizes, bends_line_sizes_count, STRUCTURE, earned);
    check_table(claims, bends_lines, bends_lines_count, CONTENT, earned);
    check_table(claims, bends_limit_sizes, bends_limit_sizes_count, STRUCTURE, earned);
    check_table(claims, bends_limits, bends_limits_count, CONTENT, earned);
    for (unsigned i = 1; i <= CLAIMS; i++)
        if (!earned[i])
            fail_msg("no bent image earns claim %u, \"%s\"", i, claims[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_image_before_bending_is_sound),
        cmocka_unit_test(sealing_a_sound_image_again_changes_no_byte),
        cmocka_unit_test(each_bent_structure_is_named),
        cmocka_unit_test(each_bent_text_and_record_is_named),
        cmocka_unit_test(each_bent_code_is_named),
        cmocka_unit_test(each_bent_table_is_named),
        cmocka_unit_test(each_bent_rule_is_named),
        cmocka_unit_test(each_bent_note_and_map_is_named),
        cmocka_unit_test(each_bent_line_table_is_named),
        cmocka_unit_test(each_bent_service_limit_is_named),
        cmocka_unit_test(document_and_bent_images_have_the_same_claims_and_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Every claim of docs/FORMAT.md 12 is checked, and its refusal names it: each row of
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

/* Bytes of exactly the image's size, so that a sanitizer sees a step beyond. */
static sj_status open_and_verify(const gen_bytes *image, bool *opened, sj_error *err)
{
    sj_image *handle = (sj_image *)err; /* must come back NULL or opened */
    uint8_t *exact = malloc(image->size);
    assert_non_null(exact);
    memcpy(exact, image->data, image->size);
    sj_status status = sj_image_open_memory(exact, image->size, NULL, &handle, err);
    *opened = handle != NULL;
    if (status == SJ_OK)
        status = sj_image_verify(handle, err);
    sj_image_close(handle);
    free(exact);
    return status;
}

static void check_row(const tiny_image *tiny, const bend *row)
{
    gen_bytes image = {0};
    sj_error err = {.what = "nothing"};
    bool opened;
    memcpy(gen_bytes_extend(&image, tiny->bytes.size), tiny->bytes.data,
           tiny->bytes.size);
    size_t told = bend_apply(row, &image);
    sj_status got = open_and_verify(&image, &opened, &err);
    if (got != row->status || strcmp(err.what, row->text) != 0 || err.off != told ||
        opened != (row->seal == BEND_AGREEMENT))
        fail_msg("claim %u: got %s, \"%s\" at %llu%s; want \"%s\" at %zu", row->claim,
                 sj_status_str(got), err.what, (unsigned long long)err.off,
                 opened ? ", opened" : "", row->text, told);
    gen_bytes_free(&image);
}

static void check_rows(const bend *rows, size_t count)
{
    tiny_image tiny;
    tiny_image_make(&tiny);
    for (size_t i = 0; i < count; i++)
        check_row(&tiny, &rows[i]);
    print_message("%zu bent images\n", count);
    tiny_image_free(&tiny);
}

static void each_bent_structure_is_named(void **state)
{
    (void)state;
    check_rows(bends_structure, bends_structure_count);
}

static void each_bent_content_is_named(void **state)
{
    (void)state;
    check_rows(bends_content, bends_content_count);
}

static void the_image_before_bending_is_sound(void **state)
{
    (void)state;
    tiny_image tiny;
    bool opened;
    sj_error err = {.what = "nothing"};
    tiny_image_make(&tiny);
    sj_status got = open_and_verify(&tiny.bytes, &opened, &err);
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

static bool has_row(const bend *rows, size_t count, unsigned claim, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].claim == claim && strcmp(rows[i].text, text) == 0)
            return true;
    return false;
}

/* A line "| 12 | structure | what | `text` |". */
static bool read_claim(const char *line, unsigned *claim, char level[16], char text[80])
{
    const char *end = strrchr(line, '`');
    if (sscanf(line, "| %u | %15[a-z]", claim, level) != 2 || !end ||
        (strcmp(level, "structure") != 0 && strcmp(level, "content") != 0 &&
         strcmp(level, "agreement") != 0))
        return false;
    const char *start = end;
    while (start > line && start[-1] != '`')
        start--;
    size_t n = (size_t)(end - start);
    if (n >= 80)
        return false;
    memcpy(text, start, n);
    text[n] = '\0';
    return true;
}

static void every_refusal_of_the_document_is_earned_by_a_bent_image(void **state)
{
    (void)state;
    FILE *f = fopen(SCRUBJAY_SOURCE_DIR "/docs/FORMAT.md", "r");
    assert_non_null(f);
    char line[512], level[16], text[80];
    unsigned claim, expected = 1;
    while (fgets(line, sizeof line, f)) {
        if (!read_claim(line, &claim, level, text))
            continue;
        bool structure = strcmp(level, "structure") == 0;
        assert_int_equal(claim, expected);
        if (!has_row(structure ? bends_structure : bends_content,
                     structure ? bends_structure_count : bends_content_count, claim,
                     text))
            fail_msg("no bent image earns claim %u, \"%s\"", claim, text);
        expected++;
    }
    fclose(f);
    assert_int_equal(expected - 1, 59);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_image_before_bending_is_sound),
        cmocka_unit_test(sealing_a_sound_image_again_changes_no_byte),
        cmocka_unit_test(each_bent_structure_is_named),
        cmocka_unit_test(each_bent_content_is_named),
        cmocka_unit_test(every_refusal_of_the_document_is_earned_by_a_bent_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

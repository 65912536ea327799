/*
 * An image as C source.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/embed.h"
#include "tests/support/command.h"

static void only_identifiers_are_taken_for_names(void **state)
{
    (void)state;
    assert_true(gen_is_c_name("scrubjay_image"));
    assert_true(gen_is_c_name("_2"));
    static const char *const bad[] = {"", "2a", "a-b", "a b", "a;b", "\xc3\xa4"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (gen_is_c_name(bad[i]))
            fail_msg("\"%s\" was taken for a name", bad[i]);
    char longest[130];
    memset(longest, 'x', 129);
    longest[129] = '\0';
    assert_false(gen_is_c_name(longest));
    longest[128] = '\0';
    assert_true(gen_is_c_name(longest));
}

static void the_source_holds_every_byte_and_its_size(void **state)
{
    (void)state;
    char *folder = folder_create(), *path = path_in(folder, "image.c");
    gen_bytes image = {0};
    uint8_t *bytes = gen_bytes_extend(&image, 1000);
    for (unsigned i = 0; i < 1000; i++)
        bytes[i] = (uint8_t)(i * 7 % 256);
    gen_report report;
    gen_report_init(&report, false);
    assert_true(gen_embed_c(path, "tiny", &image, &report));

    static const char head[] =
        "/* A Scrubjay image, made by scrubjay-gen. Do not edit. */\n"
        "extern const unsigned char tiny[1000];\n"
        "extern const unsigned long tiny_size;\n"
        "const unsigned long tiny_size = 1000UL;\n"
        "_Alignas(64) const unsigned char tiny[1000] = {\n";
    size_t len, seen = 0;
    char *text = read_file(folder, "image.c", &len);
    assert_non_null(text);
    assert_memory_equal(text, head, sizeof head - 1);
    char *at = text + sizeof head - 1, *line = at;
    while (*at != '}') {
        assert_int_equal(strtol(at, &at, 10), image.data[seen++]);
        assert_int_equal(*at++, ',');
        if (*at != '\n')
            continue;
        assert_true(at - line <= 80);
        line = ++at;
    }
    assert_int_equal(seen, image.size);
    assert_string_equal(at, "};\n");

    free(text);
    free(path);
    folder_remove(folder);
    gen_bytes_free(&image);
    gen_report_free(&report);
}

static void a_place_that_cannot_be_written_is_an_error(void **state)
{
    (void)state;
    gen_bytes image = {0};
    gen_report report;
    memset(gen_bytes_extend(&image, 8), 1, 8);
    gen_report_init(&report, false);
    assert_false(gen_embed_c("/no/such/folder/image.c", "tiny", &image, &report));
    assert_int_equal(report.errors, 1);
    gen_bytes_free(&image);
    gen_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_identifiers_are_taken_for_names),
        cmocka_unit_test(the_source_holds_every_byte_and_its_size),
        cmocka_unit_test(a_place_that_cannot_be_written_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * An image as C source.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "gen/embed.h"

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

static void the_source_holds_every_byte_and_compiles(void **state)
{
    (void)state;
    char folder[] = "/tmp/sj_embed_XXXXXX", path[64], command[512];
    assert_non_null(mkdtemp(folder));
    gen_bytes image = {0};
    uint8_t *bytes = gen_bytes_extend(&image, 1000);
    for (unsigned i = 0; i < 1000; i++)
        bytes[i] = (uint8_t)(i * 7 % 256);
    gen_report report;
    gen_report_init(&report, false);
    snprintf(path, sizeof path, "%s/image.c", folder);
    assert_true(gen_embed_c(path, "tiny", &image, &report));

    FILE *file = fopen(path, "r");
    char line[256];
    assert_non_null(file);
    size_t seen = 0;
    bool inside = false;
    while (fgets(line, sizeof line, file)) {
        assert_true(strlen(line) <= 81);
        if (!inside) {
            inside = strstr(line, "= {") != NULL;
            continue;
        }
        for (char *at = line, *next; *at >= '0' && *at <= '9'; at = next + 1)
            assert_int_equal(strtol(at, &next, 10), image.data[seen++]);
    }
    fclose(file);
    assert_int_equal(seen, image.size);

    /* A program that is linked with it. */
    snprintf(path, sizeof path, "%s/main.c", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs("extern const unsigned char tiny[];\nextern const unsigned long tiny_size;\n"
          "int main(void)\n{\n    return tiny_size != 1000 || tiny[999] != 81 ||\n"
          "           (__SIZE_TYPE__)tiny % 64 != 0;\n}\n",
          file);
    fclose(file);
    snprintf(
        command, sizeof command,
        "cd %s && cc -std=c11 -Wall -Wextra -Werror main.c image.c -o main && ./main",
        folder);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    gen_bytes_free(&image);
    gen_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_identifiers_are_taken_for_names),
        cmocka_unit_test(the_source_holds_every_byte_and_compiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

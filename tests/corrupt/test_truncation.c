/*
 * A cut image never opens, whatever its length, wherever its bytes come from, and
 * whether or not its header was made to agree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/image_bytes.h"
#include "tests/support/tiny_image.h"

static tiny_image tiny;

static int make_image(void **state)
{
    (void)state;
    tiny_image_make(&tiny);
    return 0;
}

static int free_image(void **state)
{
    (void)state;
    tiny_image_free(&tiny);
    return 0;
}

static void check_refusal(size_t n, sj_status got, const sj_image *image,
                          const sj_error *err)
{
    sj_status want = n < SJF_HDR_SIZE ? SJ_E_FORMAT : SJ_E_CORRUPT;
    const char *text = n < SJF_HDR_SIZE ? "shorter than a header"
                                        : "file size differs from the header";
    if (got != want || image || strcmp(err->what, text) != 0)
        fail_msg("%zu bytes: got %s (%s), want \"%s\"", n, sj_status_str(got),
                 err->what, text);
}

static void every_cut_of_an_image_in_memory_is_refused(void **state)
{
    (void)state;
    for (size_t n = 0; n < tiny.bytes.size; n++) {
        sj_error err = {.what = "nothing"};
        sj_image *image;
        uint8_t *exact = malloc(n > 0 ? n : 1);
        assert_non_null(exact);
        memcpy(exact, tiny.bytes.data, n);
        sj_status got = sj_image_open_memory(exact, n, NULL, &image, &err);
        check_refusal(n, got, image, &err);
        free(exact);
    }
}

static void every_cut_with_a_header_that_agrees_is_refused(void **state)
{
    (void)state;
    for (size_t n = SJF_HDR_SIZE; n < tiny.bytes.size; n++) {
        sj_error err = {.what = "nothing"};
        sj_open_options structure = {sizeof structure, SJ_OPEN_STRUCTURE_ONLY};
        sj_image *image;
        uint8_t *exact = malloc(n);
        assert_non_null(exact);
        memcpy(exact, tiny.bytes.data, n);
        image_put(exact, n, SJF_HDR_FILE_SIZE, 8, n);
        image_reseal(exact, n);
        sj_status got = sj_image_open_memory(exact, n, &structure, &image, &err);
        if (got != SJ_E_CORRUPT || image)
            fail_msg("%zu bytes: got %s (%s)", n, sj_status_str(got), err.what);
        free(exact);
    }
}

static void every_cut_of_a_file_is_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/scrubjay-truncation-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, tiny.bytes.data, tiny.bytes.size), tiny.bytes.size);
    for (size_t n = tiny.bytes.size; n-- > 0;) {
        assert_int_equal(ftruncate(fd, (off_t)n), 0);
        for (uint32_t flags = 0; flags <= (n % 16 == 0 ? SJ_OPEN_COPY : 0); flags++) {
            sj_error err = {.what = "nothing"};
            sj_open_options options = {sizeof options, flags};
            sj_image *image;
            sj_status got = sj_image_open(path, &options, &image, &err);
            check_refusal(n, got, image, &err);
        }
    }
    close(fd);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cut_of_an_image_in_memory_is_refused),
        cmocka_unit_test(every_cut_with_a_header_that_agrees_is_refused),
        cmocka_unit_test(every_cut_of_a_file_is_refused),
    };
    return cmocka_run_group_tests(tests, make_image, free_image);
}

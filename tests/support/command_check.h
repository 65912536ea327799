/*
 * What the tests of the command share: one image of the small releases, compiled by the
 * command itself, and a way to say in one line what the command must print and return.
 */
#ifndef SCRUBJAY_TESTS_COMMAND_CHECK_H
#define SCRUBJAY_TESTS_COMMAND_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/command.h"
#include "tests/support/small_releases.h"

typedef struct workplace {
    char *folder; /* holds the releases and the image */
    char *image;  /* folder/small.sjay */
} workplace;

static inline void run_with(const char *const *args, const char *input,
                            const char *const *variables, command_result *result)
{
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = args,
                    .input = input,
                    .variables = variables};
    command_run(&what, result);
}

/* cmocka set-up: a folder, the releases, and an image of them. */
static inline int open_workplace(void **state)
{
    static workplace place;
    command_result result;
    place.folder = folder_create();
    place.image = path_in(place.folder, "small.sjay");
    write_small_releases(place.folder);
    run_with((const char *const[]){"compile", "-o", place.image, place.folder, NULL},
             NULL, NULL, &result);
    if (result.status != 0)
        print_error("%s", result.err);
    *state = &place;
    int failed = result.status != 0;
    command_result_free(&result);
    return failed;
}

static inline int close_workplace(void **state)
{
    workplace *place = *state;
    free(place->image);
    folder_remove(place->folder);
    return 0;
}

/* Run on the image of the workplace, named by the environment. */
static inline void ask(void **state, const char *const *args, const char *input,
                       command_result *result)
{
    const workplace *place = *state;
    char variable[512];
    (void)snprintf(variable, sizeof variable, "SCRUBJAY_IMAGE=%s", place->image);
    run_with(args, input, (const char *const[]){variable, NULL}, result);
}

/* Standard output byte for byte, nothing on standard error, and the exit status. */
static inline void says(void **state, const char *const *args, const char *input,
                        int status, const char *out)
{
    command_result result;
    ask(state, args, input, &result);
    assert_string_equal(result.out, out);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, status);
    command_result_free(&result);
}

/* Nothing on standard output, this on standard error, and the exit status. */
static inline void complains(void **state, const char *const *args, int status,
                             const char *err)
{
    command_result result;
    ask(state, args, NULL, &result);
    assert_string_equal(result.err, err);
    assert_string_equal(result.out, "");
    assert_int_equal(result.status, status);
    command_result_free(&result);
}

#define ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif

/*
 * What the tests of invariants (tests/whole) share: an image compiled in memory, the
 * findings of a check, and a count of what was tried. invariants_check.h asserts.
 */
#ifndef SCRUBJAY_TESTS_INVARIANTS_H
#define SCRUBJAY_TESTS_INVARIANTS_H

#include "gen/compile.h"

typedef struct compiled_image {
    gen_compile_result compiled; /* its bytes are the image's */
    sj_image *image;
} compiled_image;

/* @return false when the folder cannot be compiled or opened; why is said on stderr,
 * after the test's name */
bool compiled_image_open(const char *folder, const char *test, compiled_image *out);

/* The same; what compiling said is left in `told`, which the caller frees, always. */
bool compiled_image_open_told(const char *folder, const char *test, gen_report *told,
                              compiled_image *out);
void compiled_image_close(compiled_image *image);

/* The number in a variable; the fallback when it is not set. */
uint64_t from_environment(const char *name, uint64_t fallback);

/* ---- results of a check ---- */

typedef struct judged {
    sj_finding *items; /* those of `findings` */
    uint32_t cap;
    sj_findings findings;
} judged;

/* Initialises a `judged` of static storage. */
#define ROOM_FOR(count)                                                                \
    {                                                                                  \
        .items = (sj_finding[count]){{0}}, .cap = (count)                              \
    }

bool has_edit(const judged *j, sj_edit edit);
bool same_place(sj_place a, sj_place b);

/* ---- counting ---- */

typedef struct tally {
    uint64_t tried, wrong;
} tally;

#endif

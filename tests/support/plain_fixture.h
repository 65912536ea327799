/*
 * The official releases twice over: read by the plain reader, and compiled into an
 * image by the generator and opened by the engine. What the tests in tests/whole share.
 */
#ifndef SCRUBJAY_TESTS_PLAIN_FIXTURE_H
#define SCRUBJAY_TESTS_PLAIN_FIXTURE_H

#include "gen/compile.h"
#include "tests/support/plain_answers.h"

typedef struct plain_fixture {
    plain_world world;
    plain_answers answers;
    gen_compile_result compiled; /* its bytes are the image's */
    sj_image *image;
} plain_fixture;

/* $SCRUBJAY_DATA or `fallback`; NULL, with a message, when it has no manifest: the test
 * program then ends with PLAIN_SKIP. */
const char *plain_data_folder(const char *fallback);

enum { PLAIN_SKIP = 77 /* what ctest takes for "skipped" */ };

/* Compile the folder in memory and open it with full verification; ends the program
 * with the generator's messages when that fails. */
void plain_fixture_open(const char *folder, bool carry, plain_fixture *out);
void plain_fixture_close(plain_fixture *fixture);

/* A generator of test cases that is the same on every machine (xorshift64*). */
typedef struct plain_random {
    uint64_t state;
} plain_random;

uint64_t plain_next(plain_random *r);
uint32_t plain_below(plain_random *r, uint32_t limit);

/* A wrong code near a right one, or anything: one to three random edits. */
size_t plain_near_miss(plain_random *r, const char *code, char out[SJ_CODE_CAP]);

/* $SCRUBJAY_SEED or `fallback`, printed: the same seed gives the same cases. */
plain_random plain_seed(uint64_t fallback);

/* Wall time in seconds, for the figures that tests print. */
double plain_clock(void);

#endif

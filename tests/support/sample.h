/*
 * The sample release of data/, compiled in memory: for tests that need a whole image of
 * several systems without real releases. No cmocka here; what fails is said on stderr.
 */
#ifndef SCRUBJAY_TESTS_SAMPLE_H
#define SCRUBJAY_TESTS_SAMPLE_H

#include <scrubjay/scrubjay.h>

#include "gen/compile.h"

typedef struct sample {
    gen_compile_result compiled;
    sj_image *image; /* reads compiled.image in place */
} sample;

/*
 * Compile `folder` (the project's data/) and open the image with every check.
 * @return false after any error or warning
 */
bool sample_open(const char *folder, sample *out);
/* The same with the newest releases carried on. */
bool sample_open_carried(const char *folder, sample *out);
void sample_close(sample *s);

#endif

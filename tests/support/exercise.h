/*
 * Every public call on an image, with all that comes out read to its last byte: for
 * images whose bytes are hostile, under sanitizers. Says nothing of what is right.
 */
#ifndef SCRUBJAY_TESTS_EXERCISE_H
#define SCRUBJAY_TESTS_EXERCISE_H

#include <scrubjay/scrubjay.h>

/* `text` is asked for in every system, beside codes of the image's own.
 * @return a sum over what was read, so that no reading is optimised away */
uint64_t exercise_image(const sj_image *image, const char *text, size_t len,
                        sj_date as_of);

#endif

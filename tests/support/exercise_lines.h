/*
 * The part of exercise.h that speaks of service lines and their tables.
 */
#ifndef SCRUBJAY_TESTS_EXERCISE_LINES_H
#define SCRUBJAY_TESTS_EXERCISE_LINES_H

#include <scrubjay/scrubjay.h>

/* As exercise_image(). */
uint64_t exercise_lines(const sj_image *image, const char *text, size_t len,
                        sj_date as_of);

#endif

/*
 * The part of exercise.h that speaks of pairs, notes, tables, maps and claims.
 */
#ifndef SCRUBJAY_TESTS_EXERCISE_EDITS_H
#define SCRUBJAY_TESTS_EXERCISE_EDITS_H

#include <scrubjay/scrubjay.h>

/* As exercise_image(). */
uint64_t exercise_edits(const sj_image *image, const char *text, size_t len,
                        sj_date as_of);

#endif

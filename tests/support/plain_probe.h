/*
 * One probe of the image held against the plain answers, counted. What differs is
 * printed (the first few) and asserted to be nothing by the test that owns the counter.
 */
#ifndef SCRUBJAY_TESTS_PLAIN_PROBE_H
#define SCRUBJAY_TESTS_PLAIN_PROBE_H

#include "tests/support/plain_fixture.h"

typedef struct plain_count {
    const char *what;
    uint64_t probes, wrong;
} plain_count;

/* Note a wrong answer; the first 20 of a counter are printed. */
void plain_wrong(plain_count *count, sj_system system, const char *code, sj_date day,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Status and marks of a code (canonical) on a day, by sj_lookup(). The answer's id goes
 * to `id` (may be NULL). */
void plain_probe_status(const plain_fixture *f, plain_count *count, sj_system system,
                        long place, const char *code, sj_date day, uint32_t *id);

/* Short and long title of a known code on a day, byte for byte. */
void plain_probe_titles(const plain_fixture *f, plain_count *count, sj_system system,
                        long place, uint32_t id, sj_date day);

/* Intervals of a known code. */
void plain_probe_validity(const plain_fixture *f, plain_count *count, sj_system system,
                          long place, uint32_t id);

#endif

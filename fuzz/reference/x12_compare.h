/*
 * Holds sj_x12_next() against the second opinion, item by item, with everything that an
 * item says; the stream is shown whole or fed in pieces.
 */
#ifndef SCRUBJAY_FUZZ_X12_COMPARE_H
#define SCRUBJAY_FUZZ_X12_COMPARE_H

#include "fuzz/reference/x12_reference.h"

#include <stdio.h>

/* How a stream reaches the reader. */
typedef struct x12_feeding {
    size_t piece;    /* bytes at a time; 0: shown whole */
    uint64_t random; /* not 0: pieces of 1 to `piece` bytes, by this seed */
} x12_feeding;

bool x12_same_item(const ref_x12_item *a, const ref_x12_item *b);
void x12_print_item(FILE *out, const ref_x12_item *item);

/* Read the stream with the reader, from a fresh start.
 * @return whether its items are the wanted ones; else the first difference is printed
 */
bool x12_agree(sj_x12 *reader, const ref_x12 *wanted, const void *bytes, size_t len,
               x12_feeding how);

#endif

/*
 * The second opinion on 837 files, written from docs/X12.md: the whole stream is in
 * memory, segments and elements are cut one byte at a time, everything is allocated.
 * It gives the items that sj_x12_next() should give, in order.
 */
#ifndef SCRUBJAY_FUZZ_X12_REFERENCE_H
#define SCRUBJAY_FUZZ_X12_REFERENCE_H

#include <scrubjay/scrubjay.h>

typedef struct ref_x12_item {
    sj_x12_event event; /* SJ_X12_CLAIM or SJ_X12_FAULT */
    sj_x12_item item;
} ref_x12_item;

typedef struct ref_x12 {
    ref_x12_item *items;
    size_t count, cap;
    void **kept; /* what the items point to, beside the stream itself */
    size_t kept_count, kept_cap;
} ref_x12;

/* `bytes` must outlive the result. */
void ref_x12_read(const void *bytes, size_t len, ref_x12 *out);
void ref_x12_free(ref_x12 *all);

#endif

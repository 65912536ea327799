/*
 * Distinct records of one size with small numbers in order of first appearance: what
 * many rows say alike is kept once. Records are compared byte by byte, so padding in
 * them must be zero.
 */
#ifndef SCRUBJAY_GEN_RECORD_SET_H
#define SCRUBJAY_GEN_RECORD_SET_H

#include <stddef.h>
#include <stdint.h>

typedef struct gen_record_set {
    uint8_t *records;
    uint32_t *buckets; /* open addressing, number + 1, 0 = free */
    size_t size;       /* of a record */
    uint32_t count, cap, bucket_count;
} gen_record_set;

/* A set begins as {.size = SIZE}; freed, it is empty again. */
void gen_record_set_free(gen_record_set *set);

/* The number of this record, added if new. */
uint32_t gen_record_number(gen_record_set *set, const void *record);

static inline const void *gen_record_at(const gen_record_set *set, uint32_t number)
{
    return set->records + set->size * number;
}

#endif

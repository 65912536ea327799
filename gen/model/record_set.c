/* Open addressing over a growing array, at most half full. */
#include "gen/model/record_set.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "gen/model/memory.h"

enum { FIRST_BUCKETS = 64 };

void gen_record_set_free(gen_record_set *set)
{
    free(set->records);
    free(set->buckets);
    *set = (gen_record_set){.size = set->size};
}

static uint32_t find_bucket(const gen_record_set *set, const void *record)
{
    uint32_t mask = set->bucket_count - 1;
    uint32_t i = (uint32_t)XXH3_64bits(record, set->size) & mask;
    while (set->buckets[i] &&
           memcmp(gen_record_at(set, set->buckets[i] - 1), record, set->size) != 0)
        i = (i + 1) & mask;
    return i;
}

static void widen(gen_record_set *set)
{
    set->bucket_count = set->bucket_count ? 2 * set->bucket_count : FIRST_BUCKETS;
    free(set->buckets);
    set->buckets = gen_alloc(set->bucket_count * sizeof *set->buckets);
    for (uint32_t i = 0; i < set->count; i++)
        set->buckets[find_bucket(set, gen_record_at(set, i))] = i + 1;
}

uint32_t gen_record_number(gen_record_set *set, const void *record)
{
    if (set->count >= set->bucket_count / 2)
        widen(set);
    uint32_t bucket = find_bucket(set, record);
    if (set->buckets[bucket])
        return set->buckets[bucket] - 1;
    set->records = gen_grow(set->records, set->count, &set->cap, set->size);
    memcpy(set->records + set->size * set->count, record, set->size);
    set->buckets[bucket] = ++set->count;
    return set->count - 1;
}

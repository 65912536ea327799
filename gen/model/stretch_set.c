/*
 * A set is written behind the last one and taken back when it turns out to be known.
 */
#include "gen/model/stretch_set.h"

#include <stdlib.h>
#include <string.h>

#define XXH_NO_STREAM
#include <xxhash.h>

#include "gen/model/memory.h"

enum { FIRST_BUCKETS = 1024 };

void gen_stretch_sets_init(gen_stretch_sets *sets)
{
    *sets = (gen_stretch_sets){.bucket_count = FIRST_BUCKETS};
    sets->stretches = gen_grow(NULL, 0, &sets->stretch_cap, sizeof *sets->stretches);
    sets->buckets = gen_alloc(FIRST_BUCKETS * sizeof *sets->buckets);
    gen_stretch_set_of_marks(sets, NULL, 0, 1, 0);
}

void gen_stretch_sets_free(gen_stretch_sets *sets)
{
    free(sets->stretches);
    free(sets->starts);
    free(sets->buckets);
    *sets = (gen_stretch_sets){0};
}

const gen_stretch *gen_stretches(const gen_stretch_sets *sets, uint32_t set,
                                 uint32_t *count)
{
    *count = sets->starts[set + 1] - sets->starts[set];
    return sets->stretches + sets->starts[set];
}

static uint32_t find_bucket(const gen_stretch_sets *sets, uint32_t set)
{
    uint32_t count, mask = sets->bucket_count - 1;
    const gen_stretch *items = gen_stretches(sets, set, &count);
    size_t bytes = count * sizeof *items;
    uint32_t i = (uint32_t)XXH3_64bits(items, bytes) & mask;
    while (sets->buckets[i]) {
        uint32_t other_count;
        const gen_stretch *other =
            gen_stretches(sets, sets->buckets[i] - 1, &other_count);
        if (other_count == count && memcmp(other, items, bytes) == 0)
            break;
        i = (i + 1) & mask;
    }
    return i;
}

static void widen_buckets(gen_stretch_sets *sets)
{
    free(sets->buckets);
    sets->bucket_count *= 2;
    sets->buckets = gen_alloc(sets->bucket_count * sizeof *sets->buckets);
    for (uint32_t set = 0; set < sets->count; set++)
        sets->buckets[find_bucket(sets, set)] = set + 1;
}

/* The set behind the last one ends here. */
static uint32_t close_set(gen_stretch_sets *sets)
{
    uint32_t set = sets->count;
    if (set + 2 > sets->cap) { /* one more entry than sets */
        sets->cap = sets->cap ? sets->cap * 2 : 64;
        sets->starts = gen_resize(sets->starts, sets->cap, sizeof *sets->starts);
    }
    if (set == 0)
        sets->starts[0] = 0;
    sets->starts[set + 1] = sets->stretch_count;
    uint32_t bucket = find_bucket(sets, set);
    if (sets->buckets[bucket]) {
        sets->stretch_count = sets->starts[set];
        return sets->buckets[bucket] - 1;
    }
    sets->buckets[bucket] = set + 1;
    if (++sets->count >= sets->bucket_count / 2)
        widen_buckets(sets);
    return set;
}

uint32_t gen_stretch_set_of_marks(gen_stretch_sets *sets, const uint32_t *marks,
                                  uint32_t value, uint32_t low, uint32_t high)
{
    for (uint32_t i = low; low <= high && i <= high; i++) {
        if (marks[i] != value)
            continue;
        uint32_t first = i;
        while (i < high && marks[i + 1] == value)
            i++;
        sets->stretches = gen_grow(sets->stretches, sets->stretch_count,
                                   &sets->stretch_cap, sizeof *sets->stretches);
        sets->stretches[sets->stretch_count++] = (gen_stretch){first, i};
    }
    return close_set(sets);
}

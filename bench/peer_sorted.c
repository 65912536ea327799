/*
 * The plain baseline: codes in order, one binary search a lookup. Holds no copy of the
 * codes; the keys outlive it.
 */
#include "bench/loops.h"
#include "bench/peers.h"

#include <string.h>

static void *build(const bench_keys *keys)
{
    return (void *)(uintptr_t)keys;
}

/* Cells are padded with NUL, so that comparing eight bytes orders codes as strings. */
static sj_answer find(void *peer, const char *code, size_t len)
{
    const bench_keys *keys = peer;
    char cell[BENCH_CELL] = {0};
    memcpy(cell, code, len);
    size_t low = 0, high = keys->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(keys->cells + middle * BENCH_CELL, cell, BENCH_CELL);
        if (order == 0)
            return keys->answers[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return keys->absent;
}

static uint64_t each(void *peer, const bench_probes *probes)
{
    return bench_loop_each(peer, probes, find);
}

static uint64_t chain(void *peer, const bench_probes *probes)
{
    return bench_loop_chain(peer, probes, find);
}

static uint64_t batch(void *peer, const bench_probes *probes)
{
    return bench_loop_batch(peer, probes, find);
}

static size_t size_bytes(const void *peer)
{
    const bench_keys *keys = peer;
    return keys->count * (BENCH_CELL + sizeof(sj_answer));
}

static void drop(void *peer)
{
    (void)peer;
}

const bench_peer bench_sorted = {
    .name = "binary search",
    .build = build,
    .each = each,
    .chain = chain,
    .batch = batch,
    .size_bytes = size_bytes,
    .drop = drop,
};

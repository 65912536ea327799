/*
 * Scrubjay as a stranger uses it: the public header and the shared library. Once with
 * one date for all probes, once with a date for each.
 */
#include "bench/loops.h"
#include "bench/peers.h"

static void *borrow(const bench_keys *keys)
{
    /* The keys hold all it needs; they outlive the measuring. */
    return (void *)(uintptr_t)keys;
}

static void give_back(void *peer)
{
    (void)peer;
}

static sj_answer find(void *peer, const char *code, size_t len)
{
    const bench_keys *keys = peer;
    sj_answer a;
    sj_lookup(keys->image, keys->system, code, len, keys->as_of, &a);
    return a;
}

static uint64_t each(void *peer, const bench_probes *probes)
{
    return bench_loop_each(peer, probes, find);
}

static uint64_t chain(void *peer, const bench_probes *probes)
{
    return bench_loop_chain(peer, probes, find);
}

static uint64_t blocks(const bench_keys *keys, const bench_probes *probes,
                       const sj_date *dates, size_t date_stride)
{
    sj_answer block[BENCH_BLOCK];
    uint64_t sum = 0;
    for (size_t i = 0; i < probes->count; i += BENCH_BLOCK) {
        sj_code_column column = {.bytes = probes->cells + i * BENCH_CELL,
                                 .lengths = probes->lengths + i,
                                 .stride = BENCH_CELL};
        sj_lookup_batch(keys->image, keys->system, &column, dates + i * date_stride,
                        date_stride, BENCH_BLOCK, block);
        sum += bench_fold_block(block);
    }
    return sum;
}

static uint64_t batch(void *peer, const bench_probes *probes)
{
    const bench_keys *keys = peer;
    return blocks(keys, probes, &keys->as_of, 0);
}

static uint64_t each_dated(void *peer, const bench_probes *probes)
{
    const bench_keys *keys = peer;
    uint64_t sum = 0;
    for (size_t i = 0; i < probes->count; i++) {
        sj_answer a;
        sj_lookup(keys->image, keys->system, probes->cells + i * BENCH_CELL,
                  probes->lengths[i], probes->dates[i], &a);
        sum += bench_fold(&a);
    }
    return sum;
}

static uint64_t chain_dated(void *peer, const bench_probes *probes)
{
    const bench_keys *keys = peer;
    uint64_t sum = 0;
    for (size_t i = 0; i < probes->count;) {
        sj_answer a;
        sj_lookup(keys->image, keys->system, probes->cells + i * BENCH_CELL,
                  probes->lengths[i], probes->dates[i], &a);
        sum += bench_fold(&a);
        i += bench_step(&a);
    }
    return sum;
}

static uint64_t batch_dated(void *peer, const bench_probes *probes)
{
    return blocks(peer, probes, probes->dates, 1);
}

/* What an exact lookup reads: pilots, slots and timelines of the system. */
static size_t size_bytes(const void *peer)
{
    const bench_keys *keys = peer;
    size_t sum = 0;
    for (uint32_t i = 0; i < sj_section_count(keys->image); i++) {
        sj_section section;
        if (!sj_section_get(keys->image, i, &section) ||
            section.system != (int)keys->system)
            continue;
        const char *name = section.name;
        bool read = (name[0] == 'p' && name[1] == 'i') ||
                    (name[0] == 's' && name[1] == 'l') ||
                    (name[0] == 't' && name[1] == 'i');
        sum += read ? (size_t)section.size_bytes : 0;
    }
    return sum;
}

const bench_peer bench_scrubjay = {
    .name = "scrubjay",
    .build = borrow,
    .each = each,
    .chain = chain,
    .batch = batch,
    .size_bytes = size_bytes,
    .drop = give_back,
};

const bench_peer bench_scrubjay_dates = {
    .name = "scrubjay, a date each",
    .build = borrow,
    .each = each_dated,
    .chain = chain_dated,
    .batch = batch_dated,
    .size_bytes = size_bytes,
    .drop = give_back,
};

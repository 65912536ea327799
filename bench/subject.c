/*
 * Scrubjay as a stranger uses it: the public header and the shared library. Once with
 * one date for all probes, once with a date for each.
 */
#include "bench/loops.h"
#include "bench/peers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *borrow(const bench_keys *keys)
{
    /* The keys hold all it needs; they outlive the measuring. */
    return (void *)(uintptr_t)keys;
}

static void give_back(void *peer)
{
    (void)peer;
}

/* Keys that ask a copy of the image; the arrays stay those of the original. */
static void *build_copied(const bench_keys *keys)
{
    sj_open_options options = {.size = sizeof options, .flags = SJ_OPEN_COPY};
    sj_image *image;
    sj_error error;
    bench_keys *copied = malloc(sizeof *copied);
    if (!copied || sj_image_open(keys->path, &options, &image, &error) != SJ_OK) {
        fprintf(stderr, "bench: cannot copy %s\n", keys->path);
        free(copied);
        return NULL;
    }
    *copied = *keys;
    copied->image = image;
    return copied;
}

static void drop_copied(void *peer)
{
    bench_keys *copied = peer;
    sj_image_close((sj_image *)(uintptr_t)copied->image);
    free(copied);
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

/* Sections that an exact lookup reads. */
static bool is_read(const char *name)
{
    static const char *const read[] = {"pilots", "slots", "timelines", "columns"};
    for (size_t i = 0; name && i < sizeof read / sizeof *read; i++)
        if (strcmp(name, read[i]) == 0)
            return true;
    return false;
}

static size_t size_bytes(const void *peer)
{
    const bench_keys *keys = peer;
    size_t sum = 0;
    for (uint32_t i = 0; i < sj_section_count(keys->image); i++) {
        sj_section section;
        if (!sj_section_get(keys->image, i, &section) ||
            section.system != (int)keys->system)
            continue;
        sum += is_read(section.name) ? (size_t)section.size_bytes : 0;
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

const bench_peer bench_scrubjay_copied = {
    .name = "scrubjay, copied",
    .build = build_copied,
    .each = each,
    .chain = chain,
    .batch = batch,
    .size_bytes = size_bytes,
    .drop = drop_copied,
};

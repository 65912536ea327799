/*
 * The dictionary of the image without the library (raw_image.h), as two peers: stopped
 * before the timeline, and with it. Their difference is what the date costs; the
 * distance of the second from the library's lookup is what the call and its generality
 * cost.
 */
#include "bench/loops.h"
#include "bench/peers.h"
#include "bench/raw_image.h"

#include <stdlib.h>

typedef struct raw {
    raw_image image;
    sj_date as_of;
} raw;

static void *build(const bench_keys *keys)
{
    raw *self = calloc(1, sizeof *self);
    if (self && raw_image_load(&self->image, keys->path, keys->system)) {
        self->as_of = keys->as_of;
        return self;
    }
    free(self);
    return NULL;
}

static void drop(void *peer)
{
    raw *self = peer;
    raw_image_free(&self->image);
    free(self);
}

static sj_answer find_stopped(void *peer, const char *code, size_t len)
{
    const raw *self = peer;
    sj_answer answer = raw_probe(&self->image, raw_place(&self->image, code, len));
    answer.status = (uint8_t)(answer.id >> 31); /* so that a chain waits for the slot */
    return answer;
}

static sj_answer find_dated(void *peer, const char *code, size_t len)
{
    const raw *self = peer;
    sj_answer answer = raw_probe(&self->image, raw_place(&self->image, code, len));
    return raw_judge(&self->image, answer, self->as_of);
}

BENCH_INLINE uint64_t blocks(const raw *self, const bench_probes *probes, bool dated)
{
    sj_answer block[BENCH_BLOCK];
    const raw_image *image = &self->image;
    raw_spot at[BENCH_BLOCK];
    uint64_t sum = 0;
    for (size_t i = 0; i < probes->count; i += BENCH_BLOCK) {
        for (size_t j = 0; j < BENCH_BLOCK; j++) {
            at[j] = raw_place(image, probes->cells + (i + j) * BENCH_CELL,
                              probes->lengths[i + j]);
            __builtin_prefetch(image->slots + 8 * (size_t)at[j].slot);
        }
        for (size_t j = 0; j < BENCH_BLOCK; j++) {
            block[j] = raw_probe(image, at[j]);
            if (dated)
                block[j] = raw_judge(image, block[j], self->as_of);
        }
        sum += bench_fold_block(block);
    }
    return sum;
}

static uint64_t each_stopped(void *peer, const bench_probes *probes)
{
    return bench_loop_each(peer, probes, find_stopped);
}

static uint64_t chain_stopped(void *peer, const bench_probes *probes)
{
    return bench_loop_chain(peer, probes, find_stopped);
}

static uint64_t batch_stopped(void *peer, const bench_probes *probes)
{
    return blocks(peer, probes, false);
}

static uint64_t each_dated(void *peer, const bench_probes *probes)
{
    return bench_loop_each(peer, probes, find_dated);
}

static uint64_t chain_dated(void *peer, const bench_probes *probes)
{
    return bench_loop_chain(peer, probes, find_dated);
}

static uint64_t batch_dated(void *peer, const bench_probes *probes)
{
    return blocks(peer, probes, true);
}

static size_t size_bytes(const void *peer)
{
    const raw *self = peer;
    return self->image.read_bytes;
}

const bench_peer bench_stopped = {
    .name = "image, no date",
    .build = build,
    .each = each_stopped,
    .chain = chain_stopped,
    .batch = batch_stopped,
    .size_bytes = size_bytes,
    .drop = drop,
};

const bench_peer bench_dated = {
    .name = "image, one date",
    .build = build,
    .each = each_dated,
    .chain = chain_dated,
    .batch = batch_dated,
    .size_bytes = size_bytes,
    .drop = drop,
};

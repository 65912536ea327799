/*
 * The three loops over probes, written once for all peers. A peer brings a function
 * that finds one code; the loops are forced inline so that it is called as directly as
 * its own users would call it.
 */
#ifndef SCRUBJAY_BENCH_LOOPS_H
#define SCRUBJAY_BENCH_LOOPS_H

#include "bench/keys.h"

typedef sj_answer bench_find(void *peer, const char *code, size_t len);

#define BENCH_INLINE static inline __attribute__((always_inline))

/* What a caller reads of an answer. */
BENCH_INLINE uint64_t bench_fold(const sj_answer *a)
{
    return (uint64_t)a->id + a->timeline + a->status;
}

BENCH_INLINE uint64_t bench_loop_each(void *peer, const bench_probes *p,
                                      bench_find *find)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < p->count; i++) {
        sj_answer a = find(peer, p->cells + i * BENCH_CELL, p->lengths[i]);
        sum += bench_fold(&a);
    }
    return sum;
}

/* How far the index moves after an answer in a chain: always by one, but it takes the
 * status, the last thing known of an answer, to see that. */
BENCH_INLINE size_t bench_step(const sj_answer *a)
{
    size_t status = a->status;
    __asm__("" : "+r"(status)); /* what a peer's code may tell of its range is lost */
    return 1 + (status >> 3);
}

BENCH_INLINE uint64_t bench_loop_chain(void *peer, const bench_probes *p,
                                       bench_find *find)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < p->count;) {
        sj_answer a = find(peer, p->cells + i * BENCH_CELL, p->lengths[i]);
        sum += bench_fold(&a);
        i += bench_step(&a);
    }
    return sum;
}

BENCH_INLINE uint64_t bench_fold_block(const sj_answer block[BENCH_BLOCK])
{
    uint64_t sum = 0;
    for (size_t i = 0; i < BENCH_BLOCK; i++)
        sum += bench_fold(&block[i]);
    return sum;
}

BENCH_INLINE uint64_t bench_loop_batch(void *peer, const bench_probes *p,
                                       bench_find *find)
{
    sj_answer block[BENCH_BLOCK];
    uint64_t sum = 0;
    for (size_t i = 0; i < p->count; i += BENCH_BLOCK) {
        for (size_t j = 0; j < BENCH_BLOCK; j++)
            block[j] = find(peer, p->cells + (i + j) * BENCH_CELL, p->lengths[i + j]);
        sum += bench_fold_block(block);
    }
    return sum;
}

#endif

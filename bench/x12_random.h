/* Seeded draws: splitmix64. The same seed gives the same file everywhere. */
#ifndef SCRUBJAY_BENCH_X12_RANDOM_H
#define SCRUBJAY_BENCH_X12_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

static inline uint64_t x12_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

/* 0 to limit - 1; limit is above 0. */
static inline uint32_t x12_below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)((x12_random(state) >> 32) * limit >> 32);
}

/* True in so many of a hundred draws. */
static inline bool x12_chance(uint64_t *state, unsigned percent)
{
    return x12_below(state, 100) < percent;
}

#endif

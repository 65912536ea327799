/*
 * Paired timing for a machine that does other work too: all peers of a table are run in
 * turn, many times over, in thread CPU time. The minimum of each is what it costs; the
 * ratio within each turn, and its spread, say how far to trust a comparison.
 */
#ifndef SCRUBJAY_BENCH_TIMING_H
#define SCRUBJAY_BENCH_TIMING_H

#include "bench/peers.h"

enum { TIMING_PEERS = 10, TIMING_TURNS_MAX = 99 };

typedef uint64_t timing_run(void *peer, const bench_probes *probes);

typedef struct timing_entry {
    timing_run *run;
    void *peer;
    uint64_t sum; /* of one pass over the probes */
    /* Results, nanoseconds a probe. */
    double least, median, turn[TIMING_TURNS_MAX];
    unsigned passes;
} timing_entry;

/* Thread CPU time in nanoseconds. */
double timing_cpu_ns(void);

/* Run every entry `turns` times, in turn, each for about `slice_ns`. */
void timing_measure(timing_entry *entries, size_t count, const bench_probes *probes,
                    unsigned turns, double slice_ns);

/* Median, least and greatest of other[i].turn / one[i].turn. */
typedef struct timing_ratio {
    double of_minima, median, least, greatest;
} timing_ratio;
timing_ratio timing_compare(const timing_entry *one, const timing_entry *other,
                            unsigned turns);

/* The middle of `n` values, which it sorts. */
double timing_middle(double *values, size_t n);

#endif

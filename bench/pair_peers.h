/*
 * PTP pairs in other structures. One contract: two procedure numbers and a day in, the
 * modifier indicator in force out, -1 for none. All hold the rows of one table, the
 * tombstones left out.
 */
#ifndef SCRUBJAY_BENCH_PAIR_PEERS_H
#define SCRUBJAY_BENCH_PAIR_PEERS_H

#include <scrubjay/scrubjay.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct bench_pair_row {
    uint32_t column1, column2;
    sj_date from, to;
    int32_t indicator;
} bench_pair_row;

typedef struct bench_pair_probe {
    uint32_t column1, column2;
    sj_date day;
} bench_pair_probe;

typedef struct bench_pair_peer {
    const char *name;
    /* Rows by pair, then date. NULL on failure, which it explains on stderr. */
    void *(*build)(const bench_pair_row *rows, size_t count);
    /* Every probe once; the sum of the answers. */
    int64_t (*ask)(void *peer, const bench_pair_probe *probes, size_t count);
    size_t (*size_bytes)(const void *peer);
    void (*drop)(void *peer);
} bench_pair_peer;

extern const bench_pair_peer bench_pairs_absl, bench_pairs_sqlite;

#ifdef __cplusplus
}
#endif

#endif

/*
 * The structures that are measured, ours first. One contract for all: a code and its
 * length in, membership verified, a 16-byte sj_answer out, the same one from all of
 * them (the runner compares the sums). A peer holds the answers of one day, so that the
 * date is ours to pay alone; it is given canonical codes and normalises nothing.
 */
#ifndef SCRUBJAY_BENCH_PEERS_H
#define SCRUBJAY_BENCH_PEERS_H

#include "bench/keys.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct bench_peer {
    const char *name;
    /* NULL on failure, which it explains on stderr. */
    void *(*build)(const bench_keys *keys);
    /* Every probe once, independent of each other. Returns the sum of the answers. */
    uint64_t (*each)(void *peer, const bench_probes *probes);
    /* Hits only: which probe comes next depends on the answer before. */
    uint64_t (*chain)(void *peer, const bench_probes *probes);
    /* In blocks of 64: the answers of a block are written to an array, then summed. */
    uint64_t (*batch)(void *peer, const bench_probes *probes);
    /* Memory or file that it takes, as far as it can tell. */
    size_t (*size_bytes)(const void *peer);
    void (*drop)(void *peer);
} bench_peer;

/* subject.c: Scrubjay through its public header; with a date of its own for each probe;
 * with the image copied into memory. */
extern const bench_peer bench_scrubjay, bench_scrubjay_dates, bench_scrubjay_copied;
/* peers_cpp.cc */
extern const bench_peer bench_absl_string, bench_absl_u64, bench_std;
/* peer_sorted.c, peer_lmdb.c, peer_sqlite.c */
extern const bench_peer bench_sorted, bench_lmdb, bench_sqlite;
/* peer_image.c: the dictionary of the image read without the library, stopped before
 * the timeline and not; the difference is what the date costs. */
extern const bench_peer bench_stopped, bench_dated;

#ifdef __cplusplus
}
#endif

#endif

/*
 * The counted half of measure.sh: runs a number of lookups inside bench_counted(), the
 * one function that callgrind is told to collect. What it counts includes the loop and
 * the call, for ours and the peers alike.
 *
 * Usage: count_lookup IMAGE SYSTEM hit|miss|batch|batch-miss STRUCTURE LOOKUPS
 */
#include "bench/open_image.h"
#include "bench/peers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 20260101 };

static const bench_peer *const peers[] = {
    &bench_scrubjay, &bench_scrubjay_dates, &bench_dated, &bench_stopped,
    &bench_absl_u64, &bench_absl_string,    &bench_std,   &bench_sorted,
    &bench_lmdb,     &bench_sqlite,
};

typedef uint64_t counted_run(void *peer, const bench_probes *probes);

void bench_counted(counted_run *run, void *peer, const bench_probes *probes);

static volatile uint64_t counted_sum;

/* External and never inlined, so that callgrind finds it by name; the store keeps the
 * call from becoming a jump, which callgrind would not see return. */
__attribute__((noinline)) void bench_counted(counted_run *run, void *peer,
                                             const bench_probes *probes)
{
    counted_sum = run(peer, probes);
}

static const bench_peer *peer_named(const char *name)
{
    for (size_t i = 0; i < sizeof peers / sizeof *peers; i++)
        if (strcmp(peers[i]->name, name) == 0)
            return peers[i];
    fprintf(stderr, "bench: no structure %s\n", name);
    exit(2);
}

int main(int argc, char **argv)
{
    sj_system system;
    if (argc != 6 || !sj_system_parse(argv[2], strlen(argv[2]), &system)) {
        fprintf(stderr, "usage: count_lookup IMAGE SYSTEM hit|miss|batch|batch-miss "
                        "STRUCTURE LOOKUPS\n");
        return 2;
    }
    bool batch = strncmp(argv[3], "batch", 5) == 0;
    bool miss = strstr(argv[3], "miss") != NULL;
    const bench_peer *peer = peer_named(argv[4]);
    size_t lookups = strtoul(argv[5], NULL, 10);
    sj_image *image = bench_image_open(argv[1]);
    bench_keys keys;
    bench_probes probes;
    if (!bench_keys_load(image, argv[1], system, &keys) ||
        !bench_probes_draw(&keys, miss ? 100 : 0, SEED, &probes))
        return 1;
    void *built = peer->build(&keys);
    if (!built || lookups > probes.count || lookups % BENCH_BLOCK != 0) {
        fprintf(stderr, "bench: a multiple of %d up to %zu lookups\n", BENCH_BLOCK,
                probes.count);
        return 2;
    }
    probes.count = lookups;
    void (*volatile counted)(counted_run *, void *, const bench_probes *) =
        bench_counted;
    counted(batch ? peer->batch : peer->each, built, &probes);
    peer->drop(built);
    bench_probes_free(&probes);
    bench_keys_free(&keys);
    sj_image_close(image);
    return 0;
}

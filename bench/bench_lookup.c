/*
 * The lookup cases under Google Benchmark, for work on one of them: filters,
 * repetitions and counters as its options say. The image is $SCRUBJAY_IMAGE. For
 * figures to publish use bench_ratios, which pairs the structures.
 */
#include "bench/open_image.h"
#include "bench/peers.h"
#include "bench/shim.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEYS = 4096, SEED = 20260101, CASES_MAX = 128 };

static const bench_peer *const peers[] = {
    &bench_scrubjay, &bench_scrubjay_dates, &bench_absl_u64, &bench_absl_string,
    &bench_std,      &bench_sorted,         &bench_lmdb,     &bench_sqlite,
    &bench_stopped,  &bench_dated,
};
enum { PEERS = sizeof peers / sizeof *peers };

typedef struct system_bench {
    bench_keys keys;
    bench_probes hits, mixed;
    void *built[PEERS];
} system_bench;

typedef struct measured {
    uint64_t (*run)(void *peer, const bench_probes *probes);
    void *peer;
    const bench_probes *probes;
} measured;

/* 4096 probes a step, all probes in turn. */
static void run_case(bench_state *state, void *arg)
{
    const measured *m = arg;
    size_t first = 0;
    uint64_t sum = 0;
    while (bench_batch(state, KEYS)) {
        if (first + KEYS > m->probes->count)
            first = 0;
        bench_probes window = {.count = KEYS,
                               .cells = m->probes->cells + first * BENCH_CELL,
                               .lengths = m->probes->lengths + first,
                               .dates = m->probes->dates + first};
        sum += m->run(m->peer, &window);
        first += KEYS;
    }
    bench_sink(sum);
}

static void offer(const system_bench *b, size_t peer, const char *what,
                  uint64_t (*run)(void *, const bench_probes *),
                  const bench_probes *probes)
{
    static measured all[CASES_MAX];
    static size_t used;
    char name[96];
    if (used == CASES_MAX)
        return;
    snprintf(name, sizeof name, "%s/%s/%s", sj_system_name(b->keys.system), what,
             peers[peer]->name);
    all[used] = (measured){run, b->built[peer], probes};
    bench_register(name, run_case, &all[used++]);
}

static bool prepare(system_bench *b, const sj_image *image, const char *path,
                    sj_system system)
{
    if (!bench_keys_load(image, path, system, &b->keys) ||
        !bench_probes_draw(&b->keys, 0, SEED, &b->hits) ||
        !bench_probes_draw(&b->keys, 50, SEED + 1, &b->mixed))
        return false;
    for (size_t i = 0; i < PEERS; i++) {
        b->built[i] = peers[i]->build(&b->keys);
        if (!b->built[i])
            return false;
        offer(b, i, "hit", peers[i]->each, &b->hits);
        offer(b, i, "near_miss", peers[i]->each, &b->mixed);
        offer(b, i, "chain", peers[i]->chain, &b->hits);
        offer(b, i, "batch", peers[i]->batch, &b->hits);
    }
    return true;
}

static void finish(system_bench *b)
{
    for (size_t i = 0; i < PEERS; i++)
        if (b->built[i])
            peers[i]->drop(b->built[i]);
    bench_probes_free(&b->hits);
    bench_probes_free(&b->mixed);
    bench_keys_free(&b->keys);
}

int main(int argc, char **argv)
{
    static const sj_system systems[] = {SJ_ICD10CM, SJ_HCPCS};
    static system_bench benches[2];
    const char *path = bench_image_path(NULL);
    sj_image *image = bench_image_open(path);
    int status = 1;
    if (prepare(&benches[0], image, path, systems[0]) &&
        prepare(&benches[1], image, path, systems[1]))
        status = bench_run(argc, argv);
    finish(&benches[0]);
    finish(&benches[1]);
    sj_image_close(image);
    return status;
}

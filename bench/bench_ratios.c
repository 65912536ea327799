/*
 * Prints the lookup tables of RESULTS.md: each case of each system, ours beside every
 * peer, with the ratio of the minima, the spread of the paired ratios, and the target.
 * Before anything is timed, all peers must return the same answers.
 *
 * Usage: bench_ratios [IMAGE [TURNS]]
 */
#include "bench/open_image.h"
#include "bench/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TURNS = 11, SLICE_NS = 12000000, SEED = 20260101 };

enum kind { EACH, CHAIN, BATCH };

static const struct {
    const char *name;
    enum kind kind;
    unsigned miss_percent;
} cases[] = {
    {"hit", EACH, 0},
    {"50 % near miss", EACH, 50},
    {"dependent chain", CHAIN, 0},
    {"batch of 64", BATCH, 0},
    {"batch, 50 % near miss", BATCH, 50},
};
enum { CASES = sizeof cases / sizeof *cases };

static const bench_peer *const peers[] = {
    &bench_scrubjay, &bench_absl_u64, &bench_absl_string, &bench_std,
    &bench_sorted,   &bench_lmdb,     &bench_sqlite,
};
/* What the date costs: no peer but ours in other ways. */
static const bench_peer *const dated[] = {
    &bench_scrubjay, &bench_scrubjay_copied, &bench_scrubjay_dates,
    &bench_dated,    &bench_stopped,
};

/* How many times the time of ours a peer is to take at least (0: none was set). */
static const struct {
    sj_system system;
    size_t in_case;
    const bench_peer *against;
    double ratio;
} targets[] = {
    {SJ_ICD10CM, 0, &bench_absl_u64, 1.4},    {SJ_ICD10CM, 0, &bench_absl_string, 3.0},
    {SJ_ICD10CM, 0, &bench_std, 10},          {SJ_ICD10CM, 0, &bench_lmdb, 50},
    {SJ_ICD10CM, 0, &bench_sqlite, 110},      {SJ_ICD10CM, 1, &bench_absl_u64, 2.0},
    {SJ_ICD10CM, 1, &bench_absl_string, 3.5}, {SJ_ICD10CM, 2, &bench_absl_u64, 1.5},
    {SJ_ICD10CM, 2, &bench_absl_string, 2.5}, {SJ_ICD10CM, 3, &bench_absl_u64, 2.3},
    {SJ_ICD10CM, 3, &bench_absl_string, 5.0}, {SJ_ICD10CM, 3, &bench_lmdb, 85},
    {SJ_ICD10CM, 3, &bench_sqlite, 200},      {SJ_HCPCS, 0, &bench_absl_string, 2.5},
    {SJ_HCPCS, 3, &bench_absl_string, 3.5},
};

static double target_of(sj_system system, size_t in_case, const bench_peer *peer)
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (targets[i].system == system && targets[i].in_case == in_case &&
            targets[i].against == peer)
            return targets[i].ratio;
    return 0;
}

static timing_run *run_of(const bench_peer *peer, enum kind kind)
{
    return kind == EACH ? peer->each : kind == CHAIN ? peer->chain : peer->batch;
}

typedef struct table {
    sj_system system;
    const bench_keys *keys;
    const bench_probes *hits, *mixed;
    const bench_peer *const *peers;
    size_t count;
    void *built[TIMING_PEERS];
    unsigned turns;
    size_t missed; /* targets */
} table;

static bool measure(const table *t, size_t in_case, timing_entry *entries)
{
    for (size_t i = 0; i < t->count; i++)
        entries[i] = (timing_entry){.run = run_of(t->peers[i], cases[in_case].kind),
                                    .peer = t->built[i]};
    timing_measure(entries, t->count, cases[in_case].miss_percent ? t->mixed : t->hits,
                   t->turns, SLICE_NS);
    for (size_t i = 0; i < t->count; i++) {
        bool same_question =
            t->peers[i] != &bench_scrubjay_dates && t->peers[i] != &bench_stopped;
        if (same_question && entries[i].sum != entries[0].sum) {
            fprintf(stderr, "bench: %s answers otherwise than %s (%s)\n",
                    t->peers[i]->name, t->peers[0]->name, cases[in_case].name);
            return false;
        }
    }
    return true;
}

static bool print_case(table *t, size_t in_case)
{
    timing_entry entries[TIMING_PEERS];
    if (!measure(t, in_case, entries))
        return false;
    for (size_t i = 0; i < t->count; i++) {
        timing_ratio r = timing_compare(&entries[0], &entries[i], t->turns);
        double target = target_of(t->system, in_case, t->peers[i]);
        printf("| %s | %s | %.2f | %.2f | ", i ? "" : cases[in_case].name,
               t->peers[i]->name, entries[i].least, entries[i].median);
        if (i == 0)
            printf("| | | |\n");
        else
            printf("%.2f | %.2f (%.2f to %.2f) | ", r.of_minima, r.median, r.least,
                   r.greatest);
        if (i > 0 && target > 0) {
            bool met = r.of_minima >= target;
            t->missed += !met;
            printf("%.1f | %s |\n", target, met ? "met" : "missed");
        } else if (i > 0) {
            printf("| |\n");
        }
    }
    fflush(stdout);
    return true;
}

static bool print_table(table *t, const char *title)
{
    bool sound = true;
    printf("\n### %s, %s (%zu codes, %zu probes)\n\n", title, sj_system_name(t->system),
           t->keys->count, t->hits->count);
    printf("| case | structure | ns | median ns | ratio | paired ratio | target | |\n"
           "|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; sound && i < t->count; i++)
        sound = (t->built[i] = t->peers[i]->build(t->keys)) != NULL;
    for (size_t i = 0; sound && i < CASES; i++)
        sound = print_case(t, i);
    printf("\nBytes a code:");
    for (size_t i = 0; sound && i < t->count; i++)
        printf("%s %s %.1f", i ? "," : "", t->peers[i]->name,
               (double)t->peers[i]->size_bytes(t->built[i]) / (double)t->keys->count);
    printf("\n");
    for (size_t i = 0; i < t->count; i++)
        if (t->built[i])
            t->peers[i]->drop(t->built[i]);
    return sound;
}

static bool measure_system(const sj_image *image, const char *path, sj_system system,
                           unsigned turns, size_t *missed)
{
    bench_keys keys;
    bench_probes hits = {0}, mixed = {0};
    if (!bench_keys_load(image, path, system, &keys))
        return false;
    bool sound = bench_probes_draw(&keys, 0, SEED, &hits) &&
                 bench_probes_draw(&keys, 50, SEED + 1, &mixed);
    table lookups = {system, &keys, &hits, &mixed, peers, sizeof peers / sizeof *peers,
                     {0},    turns, 0};
    table dates = {system, &keys, &hits, &mixed, dated, sizeof dated / sizeof *dated,
                   {0},    turns, 0};
    sound = sound && print_table(&lookups, "Lookup") &&
            print_table(&dates, "What the date costs");
    *missed += lookups.missed;
    bench_probes_free(&hits);
    bench_probes_free(&mixed);
    bench_keys_free(&keys);
    return sound;
}

int main(int argc, char **argv)
{
    const char *path = bench_image_path(argc > 1 ? argv[1] : NULL);
    int turns = argc > 2 ? atoi(argv[2]) : TURNS;
    if (turns < 1 || turns > TIMING_TURNS_MAX) {
        fprintf(stderr, "bench: 1 to %d turns\n", TIMING_TURNS_MAX);
        return 2;
    }
    sj_image *image = bench_image_open(path);
    size_t missed = 0;
    bool sound = measure_system(image, path, SJ_ICD10CM, (unsigned)turns, &missed) &&
                 measure_system(image, path, SJ_HCPCS, (unsigned)turns, &missed);
    if (sound)
        printf("\nTargets missed: %zu\n", missed);
    sj_image_close(image);
    return sound ? 0 : 1;
}

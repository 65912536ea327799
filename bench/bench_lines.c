/*
 * What service lines cost: claims of four and of fifty lines, and single PTP probes
 * beside the same table in other structures. Prints markdown tables; with a case's name
 * as second argument runs that case once inside bench_counted(), for callgrind.
 *
 * Usage: bench_lines IMAGE [CASE]
 */
#include "bench/claim_runs.h"
#include "bench/line_claims.h"
#include "bench/pair_peers.h"
#include "bench/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLAIMS = 256, TURNS = 25, SEED = 20260101, PROBES = 1 << 16, ROWS_OF_PAIR = 16 };

static const bench_claim_case cases[] = {
    {"professional, 4 diagnoses, 4 lines, clean", SJ_PROFESSIONAL, 4, true},
    {"professional, 4 diagnoses, 4 lines, drawn", SJ_PROFESSIONAL, 4, false},
    {"professional, 4 diagnoses, 50 lines, clean", SJ_PROFESSIONAL, 50, true},
    {"professional, 4 diagnoses, 50 lines, drawn", SJ_PROFESSIONAL, 50, false},
};

/* ---- claims ---------------------------------------------------------------------- */

/* A day on which unit limits speak, and so the newest tables. */
static sj_date day_to_judge(const sj_image *image)
{
    sj_date first, last;
    if (sj_line_table_days(image, SJ_MUE_PRACTITIONER, &first, &last))
        return first + (last - first) / 2;
    fprintf(stderr, "bench: the image holds no unit limits\n");
    exit(2);
}

static bool draw(const sj_image *image, const bench_claim_case *c, bench_claims *claims)
{
    bench_line_plan plan = {.day = day_to_judge(image),
                            .line_count = c->size,
                            .clean = c->clean,
                            .count = CLAIMS,
                            .seed = SEED};
    return bench_line_claims_draw(image, &plan, claims);
}

/* ---- pairs ----------------------------------------------------------------------- */

typedef struct pair_set {
    bench_pair_row *rows;
    size_t count, cap;
    uint32_t procedures;
    bench_pair_probe *hits, *misses;
} pair_set;

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return *state >> 33;
}

/* All live rows, asked pair by pair as a stranger has to. */
static bool read_rows(const sj_image *image, pair_set *set)
{
    sj_ptp_row rows[ROWS_OF_PAIR];
    char code[SJ_CODE_CAP];
    while (sj_procedure_code(image, set->procedures, code) > 0)
        set->procedures++;
    for (uint32_t a = 0; a < set->procedures; a++)
        for (uint32_t b = 0; b < set->procedures; b++) {
            size_t n = sj_ptp(image, SJ_PTP_PRACTITIONER, a, b, rows, ROWS_OF_PAIR);
            for (size_t i = 0; i < n && i < ROWS_OF_PAIR; i++) {
                if (rows[i].indicator > 1)
                    continue;
                if (set->count == set->cap) {
                    set->cap = set->cap ? 2 * set->cap : 1 << 20;
                    bench_pair_row *grown =
                        realloc(set->rows, set->cap * sizeof *set->rows);
                    if (!grown)
                        return false;
                    set->rows = grown;
                }
                set->rows[set->count++] =
                    (bench_pair_row){a, b, rows[i].from, rows[i].to, rows[i].indicator};
            }
        }
    return set->count > 0;
}

/* Hits: rows on their first day. Misses: a column 1 code that has rows, with any other
 * code that none of them names. */
static bool draw_probes(const sj_image *image, pair_set *set)
{
    uint64_t state = SEED;
    set->hits = calloc(PROBES, sizeof *set->hits);
    set->misses = calloc(PROBES, sizeof *set->misses);
    if (!set->hits || !set->misses)
        return false;
    for (size_t i = 0; i < PROBES; i++) {
        const bench_pair_row *row = &set->rows[next_random(&state) % set->count];
        set->hits[i] = (bench_pair_probe){row->column1, row->column2, row->from};
        bench_pair_probe *miss = &set->misses[i];
        do
            *miss = (bench_pair_probe){
                row->column1, (uint32_t)(next_random(&state) % set->procedures),
                row->from};
        while (sj_ptp(image, SJ_PTP_PRACTITIONER, miss->column1, miss->column2, NULL,
                      0) > 0);
    }
    return true;
}

static int64_t ask_ours(void *peer, const bench_pair_probe *probes, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += sj_ptp_indicator(peer, SJ_PTP_PRACTITIONER, probes[i].column1,
                                probes[i].column2, probes[i].day);
    return sum;
}

typedef int64_t ask_fn(void *peer, const bench_pair_probe *probes, size_t count);

static double ask_ns(ask_fn *ask, void *peer, const bench_pair_probe *probes,
                     int64_t *sum)
{
    double least = 0;
    for (unsigned turn = 0; turn < TURNS; turn++) {
        double start = timing_cpu_ns();
        *sum = ask(peer, probes, PROBES);
        double spent = (timing_cpu_ns() - start) / PROBES;
        if (turn == 0 || spent < least)
            least = spent;
    }
    return least;
}

static bool print_row(const char *name, ask_fn *ask, void *peer, const pair_set *set,
                      double bytes, const int64_t want[2])
{
    int64_t hit_sum, miss_sum;
    double hit = ask_ns(ask, peer, set->hits, &hit_sum);
    double miss = ask_ns(ask, peer, set->misses, &miss_sum);
    printf("| %s | %.1f | %.1f | %.1f |\n", name, hit, miss, bytes);
    if (want && (hit_sum != want[0] || miss_sum != want[1])) {
        fprintf(stderr, "bench: %s answers otherwise\n", name);
        return false;
    }
    return true;
}

static size_t section_bytes(const sj_image *image, const char *name)
{
    for (uint32_t i = 0; i < sj_section_count(image); i++) {
        sj_section section;
        if (sj_section_get(image, i, &section) && section.name &&
            strcmp(section.name, name) == 0)
            return (size_t)section.size_bytes;
    }
    return 0;
}

static int run_pairs(const sj_image *image)
{
    static const bench_pair_peer *const peers[] = {&bench_pairs_absl,
                                                   &bench_pairs_sqlite};
    pair_set set = {0};
    bool ok = read_rows(image, &set) && draw_probes(image, &set);
    if (!ok)
        fprintf(stderr, "bench: no PTP rows\n");
    if (ok) {
        int64_t want[2] = {ask_ours((void *)(uintptr_t)image, set.hits, PROBES),
                           ask_ours((void *)(uintptr_t)image, set.misses, PROBES)};
        size_t ours = section_bytes(image, "PTP rows, practitioner") +
                      section_bytes(image, "PTP index, practitioner") +
                      section_bytes(image, "PTP partners, practitioner") +
                      section_bytes(image, "PTP values");
        printf("\n### PTP probes\n\n%zu live rows of the practitioner table, %d probes "
               "in random order.\n\n| structure | hit, ns | miss, ns | bytes a row "
               "|\n|---|---|---|---|\n",
               set.count, PROBES);
        ok = print_row("scrubjay", ask_ours, (void *)(uintptr_t)image, &set,
                       (double)ours / (double)set.count, want);
        for (size_t i = 0; ok && i < sizeof peers / sizeof *peers; i++) {
            void *peer = peers[i]->build(set.rows, set.count);
            ok =
                peer &&
                print_row(peers[i]->name, peers[i]->ask, peer, &set,
                          (double)peers[i]->size_bytes(peer) / (double)set.count, want);
            if (peer)
                peers[i]->drop(peer);
        }
    }
    free(set.rows);
    free(set.hits);
    free(set.misses);
    return !ok;
}

int main(int argc, char **argv)
{
    static const bench_claim_runs runs = {
        .program = "bench_lines",
        .title =
            "Checks of service lines\n\nCodes drawn from all that the tables name; "
            "px.set_not_loaded is left out.",
        .cases = cases,
        .case_count = sizeof cases / sizeof *cases,
        .draw = draw,
        .options = &bench_line_options,
        .turns = TURNS,
        .decimals = 3,
        .rest = run_pairs};
    return bench_claim_runs_main(&runs, argc, argv);
}

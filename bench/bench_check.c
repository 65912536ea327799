/*
 * What a check costs: claims of 4 and of 25 diagnoses, clean ones and ones as they are
 * drawn, and single pair tests. Prints a markdown table; with a case's name as second
 * argument runs that case once inside bench_counted(), for callgrind.
 *
 * Usage: bench_check IMAGE [CASE]
 */
#include "bench/claim_runs.h"
#include "bench/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLAIMS = 1024, TURNS = 15, SEED = 20260101, PAIR_CODES = 512, PAIR_TURNS = 9 };

static const bench_claim_case cases[] = {
    {"professional, 4 diagnoses, clean", SJ_PROFESSIONAL, 4, true},
    {"professional, 4 diagnoses, drawn", SJ_PROFESSIONAL, 4, false},
    {"inpatient, 25 diagnoses, clean", SJ_INSTITUTIONAL, 25, true},
    {"inpatient, 25 diagnoses, drawn", SJ_INSTITUTIONAL, 25, false},
};

/* The middle of the days on which notes and POA lists speak: their first source. */
static sj_date day_to_judge(const sj_image *image)
{
    sj_source source;
    for (uint32_t i = 0; i < sj_source_count(image); i++)
        if (sj_source_get(image, i, &source) &&
            strcmp(source.kind, "icd10cm-tabular") == 0)
            return source.from + (source.to - source.from) / 2;
    fprintf(stderr, "bench: the image holds no Tabular List\n");
    exit(2);
}

/* All pairs of some codes, by id: what a pair test costs. */
static int measure_pairs(const sj_image *image)
{
    sj_date day = day_to_judge(image);
    uint32_t ids[PAIR_CODES] = {0};
    sj_cursor cursor;
    sj_entry entry;
    uint32_t seen = 0, met = 0;
    uint64_t state = SEED;
    (void)sj_prefix(image, SJ_ICD10CM, "", 0, &cursor);
    while (sj_cursor_next(&cursor, day, &entry)) {
        uint32_t place = seen++;
        if (place >= PAIR_CODES) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            place = (uint32_t)((state >> 33) % seen);
        }
        if (place < PAIR_CODES)
            ids[place] = entry.answer.id;
    }
    if (seen < PAIR_CODES)
        return 0;
    double least = 0;
    for (unsigned turn = 0; turn < PAIR_TURNS; turn++) {
        double start = timing_cpu_ns();
        met = 0;
        for (uint32_t i = 0; i < PAIR_CODES; i++)
            for (uint32_t j = 0; j < PAIR_CODES; j++)
                met += sj_pair(image, ids[i], ids[j], day) != 0;
        double spent = (timing_cpu_ns() - start) / (PAIR_CODES * PAIR_CODES);
        if (turn == 0 || spent < least)
            least = spent;
    }
    printf("\nsj_pair() by id: %.1f ns a pair of random codes; %.2f %% of them are "
           "related\n",
           least, 100.0 * met / (PAIR_CODES * PAIR_CODES));
    return 0;
}

static bool draw(const sj_image *image, const bench_claim_case *c, bench_claims *claims)
{
    bench_claim_plan plan = {.type = c->type,
                             .dx_count = c->size,
                             .day = day_to_judge(image),
                             .clean = c->clean,
                             .count = CLAIMS,
                             .seed = SEED};
    return bench_claims_draw(image, &plan, claims);
}

int main(int argc, char **argv)
{
    static const bench_claim_runs runs = {.program = "bench_check",
                                          .title = "Checks",
                                          .cases = cases,
                                          .case_count = sizeof cases / sizeof *cases,
                                          .draw = draw,
                                          .turns = TURNS,
                                          .decimals = 2,
                                          .rest = measure_pairs};
    return bench_claim_runs_main(&runs, argc, argv);
}

/*
 * What a check costs: claims of 4 and of 25 diagnoses, clean ones and ones as they are
 * drawn, and single pair tests. Prints a markdown table; with a case's name as second
 * argument runs that case once inside bench_counted(), for callgrind.
 *
 * Usage: bench_check IMAGE [CASE]
 */
#include "bench/claims.h"
#include "bench/open_image.h"
#include "bench/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLAIMS = 1024, TURNS = 15, SEED = 20260101, PAIR_CODES = 512, PAIR_TURNS = 9 };

typedef struct check_case {
    const char *name;
    sj_claim_type type;
    uint32_t dx_count;
    bool clean;
} check_case;

static const check_case cases[] = {
    {"professional, 4 diagnoses, clean", SJ_PROFESSIONAL, 4, true},
    {"professional, 4 diagnoses, drawn", SJ_PROFESSIONAL, 4, false},
    {"inpatient, 25 diagnoses, clean", SJ_INSTITUTIONAL, 25, true},
    {"inpatient, 25 diagnoses, drawn", SJ_INSTITUTIONAL, 25, false},
};
enum { CASES = sizeof cases / sizeof *cases };

static volatile uint64_t counted_sum;

uint64_t bench_counted(const sj_image *image, const bench_claims *claims);

/* Every claim once. External and never inlined, so that callgrind finds it by name. */
__attribute__((noinline)) uint64_t bench_counted(const sj_image *image,
                                                 const bench_claims *claims)
{
    static sj_finding items[BENCH_CLAIM_FINDINGS];
    uint64_t sum = 0;
    for (uint32_t i = 0; i < claims->count; i++) {
        sj_findings found = {.items = items, .cap = BENCH_CLAIM_FINDINGS};
        if (sj_check(image, &claims->items[i], NULL, &found) == SJ_OK)
            sum += found.total;
    }
    return sum;
}

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

static double least_ns(const sj_image *image, const bench_claims *claims)
{
    double least = 0;
    for (unsigned turn = 0; turn < TURNS; turn++) {
        double start = timing_cpu_ns();
        counted_sum += bench_counted(image, claims);
        double spent = (timing_cpu_ns() - start) / claims->count;
        if (turn == 0 || spent < least)
            least = spent;
    }
    return least;
}

/* All pairs of some codes, by id: what a pair test costs. */
static void measure_pairs(const sj_image *image, sj_date day)
{
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
        return;
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
}

static bool draw(const sj_image *image, const check_case *c, bench_claims *claims)
{
    bench_claim_plan plan = {.type = c->type,
                             .dx_count = c->dx_count,
                             .day = day_to_judge(image),
                             .clean = c->clean,
                             .count = CLAIMS,
                             .seed = SEED};
    return bench_claims_draw(image, &plan, claims);
}

static int run_all(const sj_image *image)
{
    printf("\n### Checks\n\n| claim | ns | claims/s | findings a claim |\n"
           "|---|---|---|---|\n");
    for (size_t i = 0; i < CASES; i++) {
        bench_claims claims;
        bool ok = draw(image, &cases[i], &claims);
        if (ok) {
            double ns = least_ns(image, &claims);
            printf("| %s | %.0f | %.2f M | %.2f |\n", cases[i].name, ns, 1e3 / ns,
                   (double)claims.findings / claims.count);
        }
        bench_claims_free(&claims);
        if (!ok)
            return 1;
    }
    measure_pairs(image, day_to_judge(image));
    return 0;
}

static int run_counted(const sj_image *image, const char *name)
{
    for (size_t i = 0; i < CASES; i++) {
        bench_claims claims;
        if (strcmp(cases[i].name, name) != 0)
            continue;
        bool ok = draw(image, &cases[i], &claims);
        uint64_t (*volatile counted)(const sj_image *, const bench_claims *) =
            bench_counted;
        if (ok)
            counted_sum = counted(image, &claims);
        bench_claims_free(&claims);
        return !ok;
    }
    fprintf(stderr, "bench: no case %s\n", name);
    return 2;
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: bench_check IMAGE [CASE]\n");
        return 2;
    }
    sj_image *image = bench_image_open(argv[1]);
    int status = argc == 3 ? run_counted(image, argv[2]) : run_all(image);
    sj_image_close(image);
    return status;
}

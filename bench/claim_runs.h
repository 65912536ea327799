/*
 * What bench_check and bench_lines share: a table of what claims cost, case by case,
 * and one case run once inside bench_counted(), for callgrind.
 */
#ifndef SCRUBJAY_BENCH_CLAIM_RUNS_H
#define SCRUBJAY_BENCH_CLAIM_RUNS_H

#include "bench/claims.h"

typedef struct bench_claim_case {
    const char *name;
    sj_claim_type type;
    uint32_t size; /* diagnoses, or service lines */
    bool clean;
} bench_claim_case;

typedef struct bench_claim_runs {
    const char *program; /* its name, for the usage */
    const char *title;   /* what stands above the table */
    const bench_claim_case *cases;
    size_t case_count;
    bool (*draw)(const sj_image *image, const bench_claim_case *c,
                 bench_claims *claims);
    const sj_check_options *options;
    unsigned turns;
    int decimals; /* of millions of claims a second */
    /* What is measured after the table. @return exit status */
    int (*rest)(const sj_image *image);
} bench_claim_runs;

/* PROGRAM IMAGE [CASE]. @return exit status */
int bench_claim_runs_main(const bench_claim_runs *runs, int argc, char **argv);

#endif

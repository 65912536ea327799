/*
 * Professional claims with service lines: four diagnoses, codes that line tables name,
 * one day and provider. Drawn with a fixed seed; the clock never sees this.
 */
#ifndef SCRUBJAY_BENCH_LINE_CLAIMS_H
#define SCRUBJAY_BENCH_LINE_CLAIMS_H

#include "bench/claims.h"

enum { BENCH_LINES_MAX = 50 };

typedef struct bench_line_plan {
    sj_date day;
    uint32_t line_count; /* at most BENCH_LINES_MAX */
    bool clean;          /* lines that make a finding are drawn again */
    uint32_t count;
    uint64_t seed;
} bench_line_plan;

/* All edits but px.set_not_loaded: who bills CPT has its list. */
extern const sj_check_options bench_line_options;

/* @return false (and says why on stderr) when the image has no line tables */
bool bench_line_claims_draw(const sj_image *image, const bench_line_plan *plan,
                            bench_claims *out);

#endif

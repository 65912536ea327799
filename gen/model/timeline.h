/*
 * Painting of timelines: from what releases say of one code to its status on every day
 * and the intervals people read. Pure functions over small arrays; docs/RULES.md has
 * the rules in words. Knows no source and no catalog.
 */
#ifndef SCRUBJAY_GEN_TIMELINE_H
#define SCRUBJAY_GEN_TIMELINE_H

#include "gen/model/catalog.h"

/* The days a release speaks for. */
typedef struct gen_span {
    sj_date from, to; /* to may be SJ_DATE_OPEN */
} gen_span;

/* The releases of one table, by date, not overlapping, at least one. */
typedef struct gen_coverage {
    const gen_span *releases;
    uint32_t count;
    bool icd10;  /* nothing of it is valid before 2015-10-01 unless a release says so */
    bool carry;  /* the last release goes on, marked */
    bool closed; /* the last release's end was stated: what stands then ends then */
} gen_coverage;

/* A dated row of one code. */
typedef struct gen_dated_row {
    uint32_t release;
    sj_date from, to; /* to: last valid day or SJ_DATE_OPEN */
    uint8_t status;
    bool undated; /* it states no beginning: `from` is the release's */
} gen_dated_row;

/* Days a code stands, after older and newer files have been weighed. */
typedef struct gen_stay {
    sj_date from, to;
    sj_date sure_to; /* with inferred_end: the last day a file spoke for it */
    uint32_t release;
    uint8_t status;
    bool undated, inferred_end;
} gen_stay;

/* A timeline being painted; the arrays are kept from one to the next. */
typedef struct gen_painter {
    gen_timeline line;
    uint32_t segment_cap, interval_cap;
    gen_stay *stays;
    uint32_t stay_count, stay_cap;
} gen_painter;

void gen_painter_free(gen_painter *painter);

/*
 * Undated rows and absence: `statuses[i]` is the status byte while release i speaks,
 * `outside` the one before ICD-10 began. Returns painter->line.
 */
const gen_timeline *gen_paint_statuses(gen_painter *painter,
                                       const gen_coverage *coverage,
                                       const uint8_t *statuses, uint8_t outside);

/*
 * What was just painted, but that a file states an earlier first day: from then on the
 * code stands as on the first day that a release has it. Returns painter->line.
 */
const gen_timeline *gen_paint_stated_start(gen_painter *painter, sj_date day);

/* At least one dated row: by release, then by date, not overlapping in a release. */
const gen_timeline *gen_paint_rows(gen_painter *painter, const gen_coverage *coverage,
                                   const gen_dated_row *rows, uint32_t count);

/* A stranger whom no release ever speaks for. */
const gen_timeline *gen_paint_unknown(gen_painter *painter);

#endif

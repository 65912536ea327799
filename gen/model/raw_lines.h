/*
 * Rows of line tables between reading (merge_lines.c) and order (line_order.c).
 * Procedures, values and policies are numbered as they came; where a record of
 * line_tables.h has a line release, it still has the number of the source.
 */
#ifndef SCRUBJAY_GEN_RAW_LINES_H
#define SCRUBJAY_GEN_RAW_LINES_H

#include "gen/model/catalog.h"
#include "gen/model/record_set.h"
#include "gen/source/source.h"

typedef struct gen_raw_lines {
    gen_record_set procedures; /* u64 keys */
    gen_record_set values;     /* gen_ptp_value, padding zero */
    gen_record_set policies;   /* gen_policy, padding zero */
    gen_line_tables rows;      /* all arrays but procedures, values, policies */
} gen_raw_lines;

/* What ordering knows of sources. */
typedef struct gen_line_sources {
    const gen_source *items;
    const uint32_t *release_of; /* of each source, its line release */
    const uint32_t *source_of;  /* of each line release, its source */
    /* Of each PTP table, which of its releases has the n-th of its files. */
    uint32_t place_of[SJF_PTP_TABLES][16];
} gen_line_sources;

/* Service limits, whose procedures and releases are numbered already: in order, what is
 * said twice once. Of one code and limit two rows may not meet, but of modifiers. */
void gen_limits_order(gen_line_tables *out, const gen_line_sources *sources,
                      const gen_text_pool *text, gen_report *report);

/* Move the rows to `out`, numbered and sorted as sections are, `out` having its
 * releases. Takes the arrays out of `raw`. */
void gen_lines_order(gen_raw_lines *raw, const gen_line_sources *sources,
                     gen_catalog *out, gen_report *report);

#endif

/*
 * Releases into timelines: the rules of docs/RULES.md (intervals, gaps, horizon, dated
 * rows, carrying). Listings come in any order of sources; the result depends on their
 * content alone.
 */
#ifndef SCRUBJAY_GEN_MERGE_H
#define SCRUBJAY_GEN_MERGE_H

#include "gen/model/catalog.h"
#include "gen/source/source.h"

typedef struct gen_merge gen_merge;

/*
 * Begin with all sources that will be merged; resolves the interval of each (its `to`
 * becomes the last day it speaks for) and which one is a release's main file. The list
 * stays the caller's and must outlive the merge; release with gen_merge_free().
 * @param carry  extend the newest release beyond its interval, marked carried
 */
gen_merge *gen_merge_begin(gen_source_list *sources, bool carry);

/* One row of sources->items[source]. Not thread-safe. Sources are to be handed over in
 * the order of gen_merge_order(), the rows of one source in file order.
 * @return NULL, or why the row is refused ("code occurs twice", "intervals overlap") */
const char *gen_merge_row(gen_merge *merge, uint32_t source, const gen_row *row);

/* Indices of sources in the order in which their rows must come (by system, date). */
const uint32_t *gen_merge_order(const gen_merge *merge);

/* Resolve time and fill the catalog. Sources must have been read (size, hash, records).
 * @return false after an error that went to the report */
bool gen_merge_finish(gen_merge *merge, gen_catalog *out, gen_report *report);

void gen_merge_free(gen_merge *merge);

#endif

/*
 * What line edits are made of, from rows to catalog.lines. Sources are taken in the
 * order of gen_merge_order(); everything is resolved when all systems of the catalog
 * are. Of a table that files tell whole (PTP, add-on codes) only the newest release is
 * kept.
 */
#ifndef SCRUBJAY_GEN_MERGE_LINES_H
#define SCRUBJAY_GEN_MERGE_LINES_H

#include "gen/model/catalog.h"
#include "gen/model/listing.h"
#include "gen/source/source.h"

typedef struct gen_line_intake gen_line_intake;

/* `order` holds all sources in the order of reading; both outlive the intake. */
gen_line_intake *gen_line_intake_new(const gen_source_list *sources,
                                     const uint32_t *order);
void gen_line_intake_free(gen_line_intake *intake);

/* A row of a source of such a family, or the facts of an ANWEB record.
 * @return NULL or why it is refused */
const char *gen_line_intake_row(gen_line_intake *intake, gen_text_pool *text,
                                uint32_t source, const gen_row *row);

/* Fill the line tables of a catalog that has all else; `source_number` is the place in
 * it of each source. Errors and what was left out go to the report. */
void gen_line_intake_finish(gen_line_intake *intake, const uint32_t *source_number,
                            bool carry, gen_catalog *out, gen_report *report);

#endif

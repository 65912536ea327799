/*
 * What edits are made of, from rows to the catalog's edits, notes, tables and maps.
 * Sources are taken in the order of gen_merge_order(); everything is resolved when all
 * systems of the catalog are.
 */
#ifndef SCRUBJAY_GEN_MERGE_EDITS_H
#define SCRUBJAY_GEN_MERGE_EDITS_H

#include "gen/model/catalog.h"
#include "gen/model/merge_system.h"
#include "gen/model/table.h"
#include "gen/source/source.h"

typedef struct gen_intake gen_intake;

/* `order` holds all sources in the order of reading; both outlive the intake. */
gen_intake *gen_intake_new(const gen_source_list *sources, const uint32_t *order);
/* The earliest day from 2015-10-01 on that conversion tables state of each code, by
 * code. The caller frees it. */
gen_stated_start *gen_intake_starts(const gen_intake *intake, uint32_t *count);

void gen_intake_free(gen_intake *intake);

/* A row of a source of such a family. @return NULL or why it is refused */
const char *gen_intake_row(gen_intake *intake, gen_text_pool *text, uint32_t source,
                           const gen_row *row);

typedef struct gen_intake_input {
    const gen_table *icd10cm_order; /* NULL: the codes come from a list */
    uint32_t *source_number;        /* of each source in the catalog */
    bool carry;
} gen_intake_input;

/* Fill edits, notes, pcs, gems and successors of a catalog that has all else, and the
 * class of each code. Errors go to the report. */
void gen_intake_finish(gen_intake *intake, const gen_intake_input *input,
                       gen_catalog *out, gen_report *report);

#endif

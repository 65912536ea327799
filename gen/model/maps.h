/*
 * Crosswalks and the ICD-10-PCS tables: rows as they are read, then sorted as images
 * have them. No time is resolved here: the newest GEM file of a kind counts alone, the
 * conversion tables together, and PCS rows speak while their file does.
 */
#ifndef SCRUBJAY_GEN_MAPS_H
#define SCRUBJAY_GEN_MAPS_H

#include "gen/model/catalog.h"
#include "gen/model/listing.h"
#include "gen/source/source.h"

typedef struct gen_raw_map {
    uint64_t from, to;
    uint32_t source, flags;
    sj_date day;
} gen_raw_map;

typedef struct gen_raw_label {
    uint32_t key, text, source;
} gen_raw_label;

typedef struct gen_raw_pcs {
    uint32_t source, table;
    uint64_t values[4];
} gen_raw_pcs;

/* Everything that was read; files of one kind come by date. */
typedef struct gen_raw_maps {
    gen_raw_map *gems, *successors;
    gen_raw_pcs *rows;
    gen_raw_label *labels;
    uint32_t gem_count, gem_cap, successor_count, successor_cap;
    uint32_t row_count, row_cap, label_count, label_cap;
} gen_raw_maps;

/* A row of kind GEN_ROW_PCS to GEN_ROW_SUCCESSOR of a source of a system. @return NULL
 * or why it is refused */
const char *gen_maps_take(gen_raw_maps *raw, gen_text_pool *text, uint32_t source,
                          sj_system system, const gen_row *row);
void gen_raw_maps_free(gen_raw_maps *raw);

/* Fill the PCS tables, gems and successors of a catalog that has its codes; those of
 * systems that are not loaded are left out.
 * `source_number` is the place in the catalog of each source. */
void gen_maps_resolve(const gen_raw_maps *raw, const gen_source_list *sources,
                      uint32_t *source_number, gen_catalog *out, gen_report *report);

#endif

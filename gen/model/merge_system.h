/*
 * The tables of one code system, fully read, into its part of the catalog: releases,
 * timelines, codes, titles.
 */
#ifndef SCRUBJAY_GEN_MERGE_SYSTEM_H
#define SCRUBJAY_GEN_MERGE_SYSTEM_H

#include "gen/model/catalog.h"
#include "gen/model/table.h"

/* A first day that a file states of a code beside its tables (conversion tables). */
typedef struct gen_stated_start {
    char code[SJ_CODE_CAP]; /* canonical */
    sj_date day;
} gen_stated_start;

typedef struct gen_system_tables {
    sj_system system;
    gen_table *tables[GEN_FAMILY_COUNT]; /* settled; NULL: not loaded; at least one */
    const gen_source *sources;
    const uint32_t *source_number;  /* of each source in the catalog */
    const gen_stated_start *starts; /* by code, each once */
    uint32_t start_count;
    bool carry;
} gen_system_tables;

void gen_merge_system(const gen_system_tables *input, gen_catalog *out);

#endif

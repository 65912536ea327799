/*
 * Sets of ICD-10-CM codes as places in tabular order: what a node of the Tabular List
 * binds, what a reference means. Also when a code can take part in pairs.
 */
#ifndef SCRUBJAY_GEN_CODE_SET_H
#define SCRUBJAY_GEN_CODE_SET_H

#include "gen/model/catalog.h"
#include "gen/model/stretch_set.h"
#include "gen/model/tabular_order.h"
#include "gen/source/note_reference.h"

/* Columns between which neither the release nor the status of any code changes. */
typedef struct gen_epoch {
    uint32_t releases[2]; /* of the tabular order; two in a gap */
    uint8_t *alive;       /* of each timeline: billable or unknown */
} gen_epoch;

/* Codes being gathered: places in tabular order, each once. */
typedef struct gen_gathering {
    uint32_t *marks; /* of each place: the turn in which it was gathered */
    uint32_t *places;
    uint32_t count, turn, low, high;
} gen_gathering;

typedef struct gen_code_sets {
    const gen_catalog *catalog;
    const gen_system *system;
    const gen_edits *edits; /* whose columns these are */
    gen_tabular_order order;
    gen_stretch_sets pool;
    gen_gathering gathering;
    uint32_t *own;            /* of each node: set + 1, 0: not asked for yet */
    uint32_t *category_nodes; /* of each category, the node above or at it */
    uint32_t *categories;     /* first code of each, and the end of the last */
    gen_epoch *epochs;
    uint32_t *epoch_of; /* of each column */
    uint32_t category_count, epoch_count;
} gen_code_sets;

/*
 * The catalog has its ICD-10-CM codes, timelines, edit columns and nodes; it is not
 * changed and outlives the sets. `order` is the table of the order files, with `lines`;
 * NULL when the codes come from a list with dates.
 */
gen_code_sets *gen_code_sets_new(const gen_catalog *catalog, const gen_table *order);
void gen_code_sets_free(gen_code_sets *sets);

/* The codes below a node, block or chapter, of whatever release. @return a set */
uint32_t gen_own_codes(gen_code_sets *sets, uint32_t node);

/*
 * Or `bits` into the traits of every code that a node binds, in the columns where
 * `columns` (a byte each) is not 0. Traits are code_count rows of column_count words.
 */
void gen_bind_trait(gen_code_sets *sets, uint32_t node, const uint8_t *columns,
                    uint64_t bits, uint64_t *traits);

/* Codes with a prefix: indices first to end - 1. */
typedef struct gen_code_span {
    uint32_t first, end;
} gen_code_span;

gen_code_span gen_codes_below(const gen_system *system, const char *prefix, size_t len);

/* A range in one release: places from `first` to `end` - 1 of its list. */
typedef struct gen_range {
    uint32_t first, end;
    const char *problem; /* why it is empty, static text; NULL when it reads */
} gen_range;

gen_range gen_range_in_release(const gen_code_sets *sets, uint32_t release,
                               const gen_note_reference *reference);

/* Gather codes anew; add one; make what was gathered a set. */
void gen_gather_begin(gen_code_sets *sets);
void gen_gather(gen_code_sets *sets, uint32_t code);
uint32_t gen_gathered_set(gen_code_sets *sets);

#endif

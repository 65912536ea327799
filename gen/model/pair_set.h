/*
 * References of notes as rectangles: what their node binds and what they name on a
 * date, both as groups of codes that no reference tells apart (docs/EDITING.md, Pairs).
 * Which reference is in force when is the caller's affair. gen_code_sets_new() comes
 * first, gen_bind_trait() serves what is said of codes alone.
 */
#ifndef SCRUBJAY_GEN_PAIR_SET_H
#define SCRUBJAY_GEN_PAIR_SET_H

#include "gen/model/code_set.h"
#include "gen/report.h"

typedef struct gen_pair_input {
    gen_code_sets *sets;              /* of the catalog */
    const gen_note_reference *parsed; /* one a reference of catalog.notes.references */
    const uint8_t *presence;          /* reference_count rows of column_count, 0 or 1 */
} gen_pair_input;

/* What came of the references: each is counted once. */
typedef struct gen_pair_counts {
    uint32_t resolved; /* has a rectangle */
    uint32_t several;  /* of these: has more than one, since its codes change */
    uint32_t empty;    /* names no code, or none but those it binds, or binds none */
    uint32_t absent;   /* in force in no column */
} gen_pair_counts;

/*
 * Fill the groups, rectangles and presences of `edits` (the catalog's ICD-10-CM ones
 * may be passed; its columns are read), the group of each code, and or the bits
 * SJF_HAS_CODE_FIRST, SJF_HAS_USE_ADDITIONAL and SJF_HAS_CODE_ALSO into the traits.
 * Ranges that cannot be read are warnings, once a reference; too many groups for an
 * image is an error. `counts` may be NULL.
 */
void gen_pairs_resolve(const gen_pair_input *in, gen_edits *edits, uint32_t *group_of,
                       uint64_t *traits, gen_report *report, gen_pair_counts *counts);

#endif

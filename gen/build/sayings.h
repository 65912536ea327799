/*
 * What rectangles say together of a pair: patterns and relations (FORMAT.md 16). Each
 * distinct set of rectangles is worked out once; numbers are given in the order of
 * first use.
 */
#ifndef SCRUBJAY_GEN_SAYINGS_H
#define SCRUBJAY_GEN_SAYINGS_H

#include "gen/build/build.h"

/* An item is a rectangle and who of the pair bears the note: index << 1 | bearer. */
enum { GEN_BY_LOWER = 0, GEN_BY_HIGHER = 1 };

/* What a set of items says; nothing: both 0. */
typedef struct gen_saying {
    uint32_t pattern, relation;
} gen_saying;

typedef struct gen_sayings {
    const gen_edits *edits;
    const gen_reference *references;
    gen_text_pool sets, patterns, relations; /* distinct rows of bytes */
    gen_saying *known;                       /* of each set */
    uint32_t known_count, known_cap;
    uint8_t *row, *link_row; /* a byte a column */
    uint8_t *links;          /* room for those of one set */
    uint32_t links_cap;
} gen_sayings;

void gen_sayings_init(gen_sayings *sayings, const gen_edits *edits,
                      const gen_reference *references);
void gen_sayings_free(gen_sayings *sayings);

/* What the ascending items say together. */
gen_saying gen_saying_of(gen_sayings *sayings, const uint32_t *set, uint32_t count);

/* Of each pattern whether it makes findings, as all do but those of Excludes2 alone;
 * the caller frees it. */
bool *gen_sayings_that_find(const gen_sayings *sayings);

/* Append the sections. */
void gen_sayings_store(const gen_sayings *sayings, gen_bytes *patterns,
                       gen_bytes *relations);

#endif

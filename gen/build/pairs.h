/*
 * From rectangles of groups to runs (FORMAT.md 15 and 16): what notes say of each pair
 * of groups, the lower one first. Numbers are given in the order of first use.
 */
#ifndef SCRUBJAY_GEN_PAIRS_H
#define SCRUBJAY_GEN_PAIRS_H

#include "gen/build/build.h"

typedef struct gen_pairs {
    uint32_t group_count;
    uint32_t *first_run;                 /* of each group; one more at the end */
    uint64_t *signatures;                /* of each group */
    uint8_t *bits;                       /* of each group: its bit in signatures */
    gen_bytes runs, relations, patterns; /* the sections */
} gen_pairs;

/*
 * @param references  what rectangles refer to
 * @return NULL; or which limit of the format is exceeded, and `out` is empty
 */
const char *gen_build_pairs(const gen_edits *edits, const gen_reference *references,
                            gen_pairs *out);
void gen_pairs_free(gen_pairs *pairs);

#endif

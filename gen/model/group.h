/*
 * Groups: numbers that stand in the same sets. Sets of codes become sets of groups,
 * which are far fewer, and lie together when the sets are stretches.
 */
#ifndef SCRUBJAY_GEN_GROUP_H
#define SCRUBJAY_GEN_GROUP_H

#include "gen/model/stretch_set.h"

typedef struct gen_grouping {
    uint32_t *group_of; /* of each number; group 0: in no set */
    uint32_t number_count, group_count;
} gen_grouping;

/*
 * Group the numbers below `count` by the sets with a true byte in `used`. Groups are
 * numbered from 1 in the order of their first numbers.
 */
void gen_group(gen_grouping *out, const gen_stretch_sets *sets, const uint8_t *used,
               uint32_t count);
void gen_grouping_free(gen_grouping *grouping);

/* The groups of each used set, added to `groups`. @return of each set its number there,
 * 0 for the others; the caller frees it */
uint32_t *gen_sets_of_groups(const gen_grouping *grouping, const gen_stretch_sets *sets,
                             const uint8_t *used, gen_stretch_sets *groups);

#endif

/*
 * Distinct sets of small numbers, kept as ascending stretches and known by a number of
 * their own: codes in tabular order, which notes name by neighbourhood, make few and
 * long ones. Set 0 is empty.
 */
#ifndef SCRUBJAY_GEN_STRETCH_SET_H
#define SCRUBJAY_GEN_STRETCH_SET_H

#include <stdint.h>

/* Numbers first to last. */
typedef struct gen_stretch {
    uint32_t first, last;
} gen_stretch;

typedef struct gen_stretch_sets {
    gen_stretch *stretches; /* of all sets */
    uint32_t *starts;       /* of each set, and the end of the last one */
    uint32_t *buckets;      /* open addressing, set + 1, 0 = free */
    uint32_t count, cap, stretch_count, stretch_cap, bucket_count;
} gen_stretch_sets;

void gen_stretch_sets_init(gen_stretch_sets *sets);
void gen_stretch_sets_free(gen_stretch_sets *sets);

/* Of one set, until the next one is added. */
const gen_stretch *gen_stretches(const gen_stretch_sets *sets, uint32_t set,
                                 uint32_t *count);

/*
 * The number of a set, added if new: the numbers from `low` to `high` whose mark is
 * `value`. An empty interval has `high` below `low`.
 */
uint32_t gen_stretch_set_of_marks(gen_stretch_sets *sets, const uint32_t *marks,
                                  uint32_t value, uint32_t low, uint32_t high);

#endif

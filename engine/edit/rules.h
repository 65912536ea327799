/*
 * What the image says of a code or a pair of codes within an edit column (FORMAT.md 13
 * to 17): the primitives that every edit on diagnoses and procedures is made of.
 * Numbers that would leave a section read as nothing, so that no image can lead astray.
 */
#ifndef SCRUBJAY_EDIT_RULES_H
#define SCRUBJAY_EDIT_RULES_H

#include "engine/lookup/edit_columns.h"

/* A class id comes from a slot: at most class_mask (claim 62). */
static inline const uint8_t *sji_class(const sji_edits *e, uint32_t class_id)
{
    return e->classes + (size_t)SJF_CLASS_RECORD * class_id;
}

/* The traits of a class in a column: bits of enum sjf_trait. */
static inline uint64_t sji_traits(const sji_edits *e, const uint8_t *class_record,
                                  uint32_t column)
{
    uint32_t row = sjf_load32(class_record + SJF_CLASS_TRAITS);
    row = row < e->trait_count ? row : 0;
    return sjf_load64(e->traits + 8 * ((size_t)e->trait_count * column + row));
}

static inline bool sji_has(uint64_t traits, enum sjf_trait trait)
{
    return traits >> trait & 1;
}

/* Whether two classes can make a finding at all: nearly all pairs end here. */
static inline bool sji_may_meet(const uint8_t *a, const uint8_t *b)
{
    uint64_t of_a = sjf_load64(a + SJF_CLASS_SIGNATURE);
    uint64_t of_b = sjf_load64(b + SJF_CLASS_SIGNATURE);
    return of_a >> (b[SJF_CLASS_BIT] & 63) & of_b >> (a[SJF_CLASS_BIT] & 63) & 1;
}

/* The run that speaks of the pair, 0 for none. `swapped`: b is of the lower group. */
uint64_t sji_pair_run(const sji_edits *e, const uint8_t *a, const uint8_t *b,
                      bool *swapped);

/* The bits of a pattern in a column (SJF_PAIR_*: up is from the lower group). */
static inline uint32_t sji_pattern(const sji_edits *e, uint32_t pattern,
                                   uint32_t column)
{
    pattern = pattern < e->pattern_count ? pattern : 0;
    return sjf_load16(e->patterns + 2 * ((size_t)e->pattern_count * column + pattern));
}

/* Up and down changed over: what holds of (b, a) given what holds of (a, b). */
static inline uint32_t sji_swap_pair(uint32_t bits)
{
    enum {
        UP =
            SJF_PAIR_CODE_FIRST_UP | SJF_PAIR_USE_ADDITIONAL_UP | SJF_PAIR_CODE_ALSO_UP,
        DOWN = UP << 1,
    };
    return (bits & (SJF_PAIR_EXCLUDES1 | SJF_PAIR_EXCLUDES2)) | (bits & UP) << 1 |
           (bits & DOWN) >> 1;
}

/* SJ_PAIR_* bits of a pair of classes in a column; a's notes are A_B. */
static inline uint32_t sji_pair_bits(const sji_edits *e, const uint8_t *a,
                                     const uint8_t *b, uint32_t column)
{
    bool swapped;
    uint64_t run = sji_pair_run(e, a, b, &swapped);
    uint32_t bits = sji_pattern(
        e, (uint32_t)(run >> SJF_RUN_PATTERN_SHIFT) & SJF_RUN_PATTERN_MASK, column);
    return swapped ? sji_swap_pair(bits) : bits;
}

#endif

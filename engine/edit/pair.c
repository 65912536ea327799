/*
 * The pair test (FORMAT.md 14 to 16): signatures first, then one binary search in the
 * runs of the class with the lower group.
 */
#include "engine/edit/rules.h"
#include "engine/lookup/dictionary.h"

uint64_t sji_pair_run(const sji_edits *e, const uint8_t *a, const uint8_t *b,
                      bool *swapped)
{
    uint32_t group = sjf_load32(b + SJF_CLASS_GROUP);
    uint32_t own = sjf_load32(a + SJF_CLASS_GROUP);
    *swapped = group < own;
    if (*swapped) {
        a = b;
        group = own;
    }
    uint32_t first = sjf_load32(a + SJF_CLASS_FIRST_RUN);
    uint32_t count = sjf_load32(a + SJF_CLASS_RUNS);
    if (count == 0 || first >= e->run_count || count > e->run_count - first)
        return 0;
    /* Whatever stands below the group's bits: the last run not above it. */
    uint64_t sought = ((uint64_t)group + 1) << SJF_RUN_GROUP_SHIFT;
    const uint8_t *runs = e->runs + 8 * (size_t)first;
    while (count > 1) {
        uint32_t half = count / 2;
        runs += sjf_load64(runs + 8 * (size_t)half) < sought ? 8 * (size_t)half : 0;
        count -= half;
    }
    uint64_t run = sjf_load64(runs);
    return run < sought ? run : 0;
}

uint32_t sj_pair(const sj_image *image, uint32_t a, uint32_t b, sj_date as_of)
{
    uint32_t slot[2];
    if (!image || a >> SJF_ID_SHIFT != b >> SJF_ID_SHIFT)
        return 0;
    const sji_system *s = sji_code_slot(image, a, &slot[0]);
    if (!s || !sji_code_slot(image, b, &slot[1]))
        return 0;
    const sji_edits *e = &image->edits[s->system];
    if (!e->loaded)
        return 0;
    const uint8_t *record[2];
    for (int i = 0; i < 2; i++) {
        uint64_t word = sjf_load64(s->slots + 8 * (size_t)slot[i]);
        record[i] =
            sji_class(e, (uint32_t)(word >> SJF_SLOT_CLASS_SHIFT) & s->class_mask);
    }
    return sji_pair_bits(e, record[0], record[1], sji_edit_column(e, as_of));
}

/*
 * What edits say of codes and pairs: claims 70 to 74 of docs/FORMAT.md 21. One pass
 * over each table, in its order.
 */
#include "engine/image/verify.h"

#include <stdlib.h>

/* ---- columns -------------------------------------------------------------------- */

static bool source_is_good(const sj_image *image, const uint8_t *reference)
{
    uint16_t source = sjf_load16(reference);
    return source == SJF_NO_SOURCE || source < image->source_count;
}

static bool record_is_good(const sj_image *image, const uint8_t *r)
{
    return (sjf_load32(r + SJF_ECOL_COVERAGE) & ~(uint32_t)SJF_COVER_KNOWN) == 0 &&
           sjf_load32(r + SJF_ECOL_LISTS) >> SJF_LIST_COUNT == 0 &&
           source_is_good(image, r + SJF_ECOL_NOTES_SOURCE) &&
           source_is_good(image, r + SJF_ECOL_MCE_SOURCE) &&
           source_is_good(image, r + SJF_ECOL_POA_SOURCE) &&
           sjf_load16(r + SJF_ECOL_RESERVED_B) == 0 &&
           sjf_load32(r + SJF_ECOL_RESERVED_B + 2) == 0;
}

/* Claim 70. */
static sj_status check_columns(const sj_image *image, const sji_edits *e, sj_error *err)
{
    const uint8_t *r = e->columns;
    bool good = sjf_load_date(r + SJF_ECOL_FROM) == SJ_DATE_MIN;
    for (uint32_t i = 0; good && i < e->column_count; i++) {
        r = e->columns + (size_t)SJF_ECOL_RECORD * i;
        good = record_is_good(image, r) &&
               (i == 0 || sjf_load_date(r - SJF_ECOL_RECORD + SJF_ECOL_FROM) <
                              sjf_load_date(r + SJF_ECOL_FROM));
    }
    uint32_t column = 0; /* of the day before */
    for (int64_t day = e->column_first; good && day <= e->column_last; day++) {
        const uint8_t *next = e->columns + (size_t)SJF_ECOL_RECORD * (column + 1);
        if (day > e->column_first && column + 1 < e->column_count &&
            sjf_load_date(next + SJF_ECOL_FROM) == day)
            column++;
        r = e->column_of + 2 * (day - e->column_first);
        good = sjf_load16(r) == column;
    }
    if (!good || column != e->column_count - 1)
        return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, r), "bad edit column");
    return SJ_OK;
}

/* ---- patterns and traits -------------------------------------------------------- */

/* Claim 74. */
static sj_status check_patterns(const sj_image *image, const sji_edits *e,
                                sj_error *err)
{
    const uint8_t *p = e->patterns, *bad = NULL;
    for (uint32_t c = 0; c < e->column_count && !bad; c++)
        for (uint32_t i = 0; i < e->pattern_count && !bad; i++, p += 2)
            if ((sjf_load16(p) & ~(i > 0 ? SJF_PAIR_KNOWN : 0)) != 0)
                bad = p;
    p = e->traits;
    for (uint32_t c = 0; c < e->column_count && !bad; c++)
        for (uint32_t i = 0; i < e->trait_count && !bad; i++, p += 8)
            if (sjf_load64(p) >> (i > 0 ? SJF_TRAIT_COUNT : 0) != 0)
                bad = p;
    if (bad)
        return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, bad),
                        "bad pattern or trait");
    return SJ_OK;
}

/* ---- relations ------------------------------------------------------------------ */

/* Claim 73. */
static sj_status check_relations(const sj_image *image, const sji_edits *e,
                                 sj_error *err)
{
    size_t references = image->texts.references.n / SJF_REF_RECORD;
    const uint8_t *index = e->relations + SJF_RELS_HEADER, *at = index;
    uint32_t end = sjf_load32(at);
    bool good = end == 0 && sjf_load32(at + 4) == 0;
    for (uint32_t i = 0; good && i < e->relation_count; i++) {
        uint32_t begin = end;
        at += 4;
        end = sjf_load32(at);
        good = begin <= end;
    }
    good = good && end == e->link_count;
    const uint8_t *links = index + 4 * ((size_t)e->relation_count + 1);
    for (uint32_t i = 0; good && i < e->link_count; i++) {
        at = links + (size_t)SJF_LINK_RECORD * i;
        good = sjf_load32(at + SJF_LINK_REFERENCE) >> 1 < references &&
               sjf_load32(at + SJF_LINK_PATTERN) < e->pattern_count;
    }
    if (!good)
        return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, at), "bad relation");
    return SJ_OK;
}

/* ---- classes and runs ----------------------------------------------------------- */

static uint64_t run_at(const sji_edits *e, uint32_t index)
{
    return sjf_load64(e->runs + 8 * (size_t)index);
}

static sj_status refuse_run(const sj_image *image, const sji_edits *e, uint32_t index,
                            sj_error *err)
{
    return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, e->runs) + 8 * (uint64_t)index,
                    "bad run");
}

/* The numbers of claim 72; fills for each run where the stretch of ascending first
 * groups that it is in ends, so that each class is checked at once. */
static sj_status check_runs(const sj_image *image, const sji_edits *e,
                            uint32_t *ascend_to, sj_error *err)
{
    for (uint32_t i = e->run_count; i-- > 0;) {
        uint64_t run = run_at(e, i);
        if ((run >> SJF_RUN_PATTERN_SHIFT & SJF_RUN_PATTERN_MASK) >= e->pattern_count ||
            (run & SJF_RUN_RELATION_MASK) >= e->relation_count)
            return refuse_run(image, e, i, err);
        bool goes_on = i + 1 < e->run_count && run >> SJF_RUN_GROUP_SHIFT <
                                                   run_at(e, i + 1) >>
                                                   SJF_RUN_GROUP_SHIFT;
        ascend_to[i] = goes_on ? ascend_to[i + 1] : i + 1;
    }
    return SJ_OK;
}

/* Groups there are: the bit of a class is told by them. */
static uint32_t count_groups(const sji_edits *e, uint32_t classes)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < classes; i++) {
        const uint8_t *r = e->classes + (size_t)SJF_CLASS_RECORD * i;
        uint32_t group = sjf_load32(r + SJF_CLASS_GROUP);
        if (group > most && group < SJF_GROUPS_MAX)
            most = group;
    }
    return most + 1;
}

/* Claim 71, and of 72 that the runs of a class ascend from its group on. */
static sj_status check_classes(const sj_image *image, const sji_edits *e,
                               uint32_t classes, const uint32_t *ascend_to,
                               sj_error *err)
{
    uint32_t groups = count_groups(e, classes);
    for (uint32_t i = 0; i < classes; i++) {
        const uint8_t *r = e->classes + (size_t)SJF_CLASS_RECORD * i;
        uint32_t first = sjf_load32(r + SJF_CLASS_FIRST_RUN);
        uint32_t count = sjf_load32(r + SJF_CLASS_RUNS);
        uint32_t group = sjf_load32(r + SJF_CLASS_GROUP);
        if (first > e->run_count || count > e->run_count - first || group >= groups ||
            sjf_load32(r + SJF_CLASS_TRAITS) >= e->trait_count ||
            r[SJF_CLASS_BIT] != (uint64_t)group * 64 / groups ||
            !sji_is_zero(r + SJF_CLASS_RESERVED, 7) ||
            (i == 0 && !sji_is_zero(r, SJF_CLASS_RECORD)))
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, r), "bad class");
        if (count > 0 && (ascend_to[first] < first + count ||
                          run_at(e, first) >> SJF_RUN_GROUP_SHIFT < group))
            return refuse_run(image, e, first, err);
    }
    return SJ_OK;
}

sj_status sji_check_rules(const sj_image *image, sj_system system, sj_error *err)
{
    const sji_edits *e = &image->edits[system];
    uint32_t *ascend_to = malloc(((size_t)e->run_count + 1) * sizeof *ascend_to);
    if (!ascend_to)
        return sji_fail(err, SJ_E_NOMEM, UINT64_MAX, "no memory to verify edits");
    sj_status status = check_columns(image, e, err);
    if (status == SJ_OK)
        status = check_patterns(image, e, err);
    if (status == SJ_OK)
        status = check_relations(image, e, err);
    if (status == SJ_OK)
        status = check_runs(image, e, ascend_to, err);
    if (status == SJ_OK)
        status = check_classes(image, e, image->systems[system].class_mask + 1,
                               ascend_to, err);
    free(ascend_to);
    return status;
}

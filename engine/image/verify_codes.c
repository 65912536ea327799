/*
 * The codes of one system, their time and their titles: claims 47 to 51, 54 and 55 of
 * docs/FORMAT.md 21. One pass over each table, in its order.
 */
#include "engine/image/verify.h"

#include "engine/lookup/timeline.h"

/* Which timelines codes have: a bit a row, of at most 2^16 (claim 27). */
typedef struct used_rows {
    uint64_t bits[(1 << 16) / 64];
} used_rows;

static uint64_t slot_word(const sji_system *s, uint32_t slot)
{
    return sjf_load64(s->slots + 8 * (size_t)slot);
}

/* ---- slots ---------------------------------------------------------------------- */

/*
 * Claims 47 to 49. The key of a slot is computed back (FORMAT.md 7) only as far as it
 * can go wrong: mixing is a bijection, and so is multiplying by a pilot's factor. What
 * remains is that one of the x of this slot ends with the low bits that the tag gives.
 * The first x of a slot is ceil(slot * 2^K / m), stepped here without a division.
 */
static sj_status check_slots(const sj_image *image, const sji_system *s,
                             used_rows *used, sj_error *err)
{
    const sjf_hash *f = &s->hash;
    const uint64_t places = UINT64_C(1) << SJF_KEY_BITS;
    uint64_t step = places / f->slots, step_rest = places % f->slots;
    uint64_t first = 0, rest = 0; /* first x: rounded down, and what was cut */
    uint64_t tag_mask = UINT64_MAX >> (f->tag_shift + 1);
    uint64_t fields = (uint64_t)s->class_mask << SJF_SLOT_CLASS_SHIFT |
                      (uint64_t)s->timeline_mask << SJF_SLOT_TIMELINE_SHIFT |
                      SJF_SLOT_FLAGS_KNOWN | f->tag_unit;
    uint32_t occupied = 0;
    for (uint32_t i = 0; i < f->slots; i++) {
        uint64_t begin = first + (rest > 0);
        first += step;
        rest += step_rest;
        if (rest >= f->slots) {
            rest -= f->slots;
            first++;
        }
        uint64_t end = first + (rest > 0);

        uint64_t word = slot_word(s, i);
        if (word == 0)
            continue;
        uint32_t timeline =
            (uint32_t)(word >> SJF_SLOT_TIMELINE_SHIFT) & s->timeline_mask;
        if (!(word & f->tag_unit) || (word & (2 * f->tag_unit - 1) & ~fields) != 0 ||
            timeline >= s->timeline_count)
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, s->slots) + 8ULL * i,
                            "bad slot");
        uint64_t tag = word >> f->tag_shift >> 1;
        uint64_t c = sjf_hash_factor(f, s->pilots[sjf_hash_bucket(f, tag)]);
        if (begin + ((tag * c - begin) & tag_mask) >= end)
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, s->slots) + 8ULL * i,
                            "slot holds a foreign key");
        used->bits[timeline / 64] |= UINT64_C(1) << (timeline % 64);
        occupied++;
    }
    if (occupied != s->codes)
        return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, s->slots),
                        "code count differs from the slots");
    return SJ_OK;
}

/* ---- timelines ------------------------------------------------------------------ */

/* Which code statuses a row may hold, a bit each. */
enum {
    ABSENCE_STATUSES = 1 << SJ_CODE_NOT_FOUND | 1 << SJ_CODE_UNKNOWN,
    CODE_STATUSES = 1 << SJ_CODE_UNKNOWN | 1 << SJ_CODE_INACTIVE | 1 << SJ_CODE_HEADER |
                    1 << SJ_CODE_BILLABLE,
};

static bool row_is_good(const uint8_t *row, uint32_t segments, unsigned allowed)
{
    const uint8_t *statuses = row + 4 * (size_t)segments;
    sj_date last = SJ_DATE_MIN;
    if (sjf_load_date(row) != SJ_DATE_MIN)
        return false;
    for (uint32_t i = 0; i < segments; i++) {
        sj_date start = sjf_load_date(row + 4 * (size_t)i);
        if (i > 0) {
            bool unused = start == SJ_DATE_OPEN && statuses[i] == statuses[i - 1];
            if (!unused && (start <= last || start == SJ_DATE_OPEN))
                return false; /* after an unused place, `last` turns all others away */
            last = start;
        }
        if ((statuses[i] & ~SJF_STATUS_KNOWN) != 0 ||
            !(allowed >> (statuses[i] & SJF_STATUS_MASK) & 1))
            return false;
    }
    return true;
}

/* Claim 50. A row may serve codes and strangers both, if it suits both. */
static sj_status check_timelines(const sj_image *image, const sji_system *s,
                                 const used_rows *used, sj_error *err)
{
    for (uint32_t i = 0; i <= s->timeline_mask; i++) {
        const uint8_t *row = s->timelines + (size_t)i * s->row_bytes;
        bool good;
        if (i < s->timeline_count) {
            bool absence = i == s->absence[0] || i == s->absence[1];
            bool of_codes = !absence || (used->bits[i / 64] >> (i % 64) & 1);
            unsigned allowed = (absence ? (unsigned)ABSENCE_STATUSES : ~0U) &
                               (of_codes ? (unsigned)CODE_STATUSES : ~0U);
            good = row_is_good(row, s->segments, allowed);
        } else {
            good = memcmp(row, s->timelines, s->row_bytes) == 0;
        }
        if (!good)
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, row), "bad timeline");
    }
    return SJ_OK;
}

/* The column of a day that has one of its own entries. */
static uint32_t column_of(const sji_system *s, sj_date day)
{
    return sjf_load16(s->column_of + 2 * ((int64_t)day - s->column_first));
}

/* Whether a new column begins on the day. */
static bool begins_column(const sji_system *s, sj_date day)
{
    return day > s->column_first && day <= s->column_last &&
           column_of(s, day) != column_of(s, day - 1);
}

/* Claim 59. With columns that go up by one, and rows that change only where one begins,
 * it is enough to compare each column's first day. */
static sj_status check_columns(const sj_image *image, const sji_system *s,
                               sj_error *err)
{
    if (!s->columns)
        return SJ_OK;
    bool good = column_of(s, s->column_first) == 0 &&
                column_of(s, s->column_last) == s->column_count - 1;
    for (uint32_t i = 0; i < s->timeline_count && good; i++)
        for (uint32_t k = 1; k < s->segments && good; k++) {
            sj_date start = sjf_load_date(sji_timeline_row(s, i) + 4 * (size_t)k);
            good = start == SJ_DATE_OPEN || begins_column(s, start);
        }
    for (sj_date day = s->column_first; day <= s->column_last && good; day++) {
        if (day > s->column_first && !begins_column(s, day))
            continue;
        good = day == s->column_first || column_of(s, day) == column_of(s, day - 1) + 1;
        const uint8_t *column = sji_column(s, day);
        for (uint32_t i = 0; i <= s->timeline_mask && good; i++)
            good = column[i] == sji_status_in_row(s, i, day);
    }
    if (!good)
        return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, s->columns),
                        "columns and timelines disagree");
    return SJ_OK;
}

static bool interval_is_good(const uint8_t *r, const uint8_t *previous)
{
    sj_date from = sjf_load_date(r + SJF_VAL_FROM);
    uint8_t status = r[SJF_VAL_STATUS];
    return (status == SJ_CODE_HEADER || status == SJ_CODE_BILLABLE) &&
           (r[SJF_VAL_MARKS] & ~SJF_STATUS_INFERRED) == 0 &&
           sjf_load16(r + SJF_VAL_RESERVED) == 0 &&
           from <= sjf_load_date(r + SJF_VAL_TO) &&
           (!previous || sjf_load_date(previous + SJF_VAL_TO) < from);
}

/* Claim 51. */
static sj_status check_validity(const sj_image *image, const sji_system *s,
                                sj_error *err)
{
    const uint8_t *index = s->validity.p;
    const uint8_t *intervals = index + 4 * ((size_t)s->timeline_count + 1);
    uint32_t end = 0;
    for (uint32_t i = 0; i <= s->timeline_count; i++) {
        const uint8_t *at = index + 4 * (size_t)i;
        uint32_t begin = end;
        end = sjf_load32(at);
        bool good = end >= begin && end <= s->interval_count && (i > 0 || end == 0) &&
                    (i < s->timeline_count || end == s->interval_count);
        for (uint32_t j = begin; good && j < end; j++) {
            at = intervals + (size_t)SJF_VAL_RECORD * j;
            good = interval_is_good(at, j > begin ? at - SJF_VAL_RECORD : NULL);
        }
        if (!good)
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, at),
                            "bad validity interval");
    }
    return SJ_OK;
}

sj_status sji_check_codes(const sj_image *image, sj_system system, sj_error *err)
{
    const sji_system *s = &image->systems[system];
    used_rows used;
    memset(&used, 0, sizeof used);
    sj_status status = SJ_OK;
    for (uint32_t kind = SJF_PILOTS; kind <= SJF_VALIDITY && status == SJ_OK; kind++)
        status = sji_check_hash(image, kind, system, err);
    if (status == SJ_OK)
        status = check_slots(image, s, &used, err);
    if (status == SJ_OK)
        status = check_timelines(image, s, &used, err);
    if (status == SJ_OK)
        status = check_validity(image, s, err);
    if (status == SJ_OK)
        status = sji_check_hash(image, SJF_COLUMNS, system, err);
    if (status == SJ_OK)
        status = check_columns(image, s, err);
    return status;
}

/* ---- descriptors -------------------------------------------------------------- */

static sj_status refuse_descriptor(const sj_image *image, const uint8_t *r,
                                   sj_error *err)
{
    return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, r), "bad descriptor");
}

/* Claim 54, and of 55 that the dates of a code ascend. */
static sj_status check_index(const sj_image *image, const sji_system *s, sj_error *err)
{
    const uint8_t *index = s->descriptor_index.p;
    uint32_t end = sjf_load32(index);
    bool good = end == 0;
    for (uint32_t i = 0; good && i < s->hash.slots; i++) {
        uint32_t begin = end;
        index += 4;
        end = sjf_load32(index);
        good = end >= begin && end <= s->descriptor_count &&
               (end > begin) == (slot_word(s, i) != 0);
        for (uint32_t j = begin + 1; good && j < end; j++) {
            const uint8_t *r = s->descriptors.p + (size_t)SJF_DESC_RECORD * j;
            if (sjf_load_date(r - SJF_DESC_RECORD + SJF_DESC_FROM) >=
                sjf_load_date(r + SJF_DESC_FROM))
                return refuse_descriptor(image, r, err);
        }
    }
    if (!good || end != s->descriptor_count)
        return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, index),
                        "bad descriptor index");
    return SJ_OK;
}

/* Claim 55 but for the dates. In the order of the records, not by slot: the probes for
 * strings miss the cache, and so many of them are under way at once. */
static sj_status check_records(const sj_image *image, const sji_system *s,
                               const sji_starts *text, sj_error *err)
{
    for (uint32_t i = 0; i < s->descriptor_count; i++) {
        const uint8_t *r = s->descriptors.p + (size_t)SJF_DESC_RECORD * i;
        /* The release is one of the system's own; wraps when below the first. */
        uint32_t release = sjf_load16(r + SJF_DESC_RELEASE) - s->first_release;
        if (!sji_is_start(text, sjf_load32(r + SJF_DESC_SHORT)) ||
            !sji_is_start(text, sjf_load32(r + SJF_DESC_LONG)) ||
            release >= s->release_count || sjf_load16(r + SJF_DESC_RESERVED) != 0)
            return refuse_descriptor(image, r, err);
    }
    return SJ_OK;
}

sj_status sji_check_descriptors(const sj_image *image, sj_system system,
                                const sji_starts *text, sj_error *err)
{
    const sji_system *s = &image->systems[system];
    sj_status status = sji_check_hash(image, SJF_DESCRIPTOR_INDEX, system, err);
    if (status == SJ_OK)
        status = sji_check_hash(image, SJF_DESCRIPTORS, system, err);
    if (status == SJ_OK)
        status = check_index(image, s, err);
    if (status == SJ_OK)
        status = check_records(image, s, text, err);
    return status;
}

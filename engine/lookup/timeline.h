/*
 * Status on a day from a timeline row (FORMAT.md 8): the place of the last start that
 * is not after the day. Branchless, and within the row whatever its bytes are.
 */
#ifndef SCRUBJAY_LOOKUP_TIMELINE_H
#define SCRUBJAY_LOOKUP_TIMELINE_H

#include "engine/image/image.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline const uint8_t *sji_timeline_row(const sji_system *s, uint32_t timeline)
{
    /* In bounds: timeline <= timeline_mask, and there are that many rows (claim 30). */
    return s->timelines + (size_t)timeline * s->row_bytes;
}

/* The place, 0 to 15, of the last of sixteen starts that is not after the day. */
#ifdef __SSE2__
static inline __m128i sji_after(const uint8_t *starts, __m128i day)
{
    return _mm_cmpgt_epi32(_mm_loadu_si128((const __m128i *)(const void *)starts), day);
}

static inline unsigned sji_place(const uint8_t *starts, sj_date day)
{
    __m128i at = _mm_set1_epi32(day);
    __m128i low = _mm_packs_epi32(sji_after(starts, at), sji_after(starts + 16, at));
    __m128i high =
        _mm_packs_epi32(sji_after(starts + 32, at), sji_after(starts + 48, at));
    unsigned after = (unsigned)_mm_movemask_epi8(_mm_packs_epi16(low, high));
    /* Starts ascend, so the lowest bit set is the first start after the day. */
    return ((unsigned)__builtin_ctz(after | 0x10000) - 1) & 15;
}
#else
static inline unsigned sji_place(const uint8_t *starts, sj_date day)
{
    unsigned until = 0;
    for (unsigned i = 0; i < 16; i++)
        until += sjf_load_date(starts + 4 * (size_t)i) <= day;
    return (until - 1) & 15;
}
#endif

/* Rows of more than sixteen segments: codes that came and went many times. */
uint8_t sji_status_on_long_row(const sji_system *s, const uint8_t *row, sj_date day);

static inline uint8_t sji_status_on(const sji_system *s, uint32_t timeline, sj_date day)
{
    const uint8_t *row = sji_timeline_row(s, timeline);
    if (__builtin_expect(s->segments != 16, 0))
        return sji_status_on_long_row(s, row, day);
    return row[64 + sji_place(row, day)];
}

#endif

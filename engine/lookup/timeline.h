/*
 * Status on a day (FORMAT.md 8): by column where the system has columns, one byte read
 * after the timeline is known; else by the timeline's row.
 */
#ifndef SCRUBJAY_LOOKUP_TIMELINE_H
#define SCRUBJAY_LOOKUP_TIMELINE_H

#include "engine/image/image.h"

static inline const uint8_t *sji_timeline_row(const sji_system *s, uint32_t timeline)
{
    /* In bounds: timeline <= timeline_mask, and there are that many rows (claim 30). */
    return s->timelines + (size_t)timeline * s->row_bytes;
}

/* The status bytes of a day, one a timeline, of a system that has columns. */
static inline __attribute__((returns_nonnull)) const uint8_t *
sji_column_of(const sji_system *s, sj_date day)
{
    day = day < s->column_first ? s->column_first : day;
    day = day > s->column_last ? s->column_last : day;
    /* In bounds: a u16 for each day from first to last (claim 57). */
    size_t column = sjf_load16(s->column_of + 2 * ((int64_t)day - s->column_first));
    column = column < s->column_count ? column : 0; /* claim 59, not relied on */
    return s->columns + column * (s->timeline_mask + (size_t)1);
}

/* The same, or NULL for a system without columns. */
static inline const uint8_t *sji_column(const sji_system *s, sj_date day)
{
    return s->columns ? sji_column_of(s, day) : NULL;
}

/* The status byte of the row's last start that is not after the day. */
uint8_t sji_status_in_row(const sji_system *s, uint32_t timeline, sj_date day);

/* The status byte of a timeline on a day whose column is at hand. */
static inline uint8_t sji_status_in(const sji_system *s, const uint8_t *column,
                                    uint32_t timeline, sj_date day)
{
    return column ? column[timeline] : sji_status_in_row(s, timeline, day);
}

static inline uint8_t sji_status_on(const sji_system *s, uint32_t timeline, sj_date day)
{
    return sji_status_in(s, sji_column(s, day), timeline, day);
}

#endif

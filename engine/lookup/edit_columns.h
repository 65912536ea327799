/*
 * Edit columns (FORMAT.md 13): the stretch of days within which nothing that edits say
 * changes, and which tables speak in it.
 */
#ifndef SCRUBJAY_LOOKUP_EDIT_COLUMNS_H
#define SCRUBJAY_LOOKUP_EDIT_COLUMNS_H

#include "engine/image/image.h"

/* The column of a day; edits are loaded. */
static inline uint32_t sji_edit_column(const sji_edits *e, sj_date day)
{
    day = day < e->column_first ? e->column_first : day;
    day = day > e->column_last ? e->column_last : day;
    /* In bounds: a u16 for each day from first to last (claim 61). */
    uint32_t column = sjf_load16(e->column_of + 2 * ((int64_t)day - e->column_first));
    return column < e->column_count ? column : 0;
}

static inline const uint8_t *sji_column_record(const sji_edits *e, uint32_t column)
{
    return e->columns + (size_t)SJF_ECOL_RECORD * column;
}

/* Coverage bits (SJF_COVER_*) of a table in a column. */
static inline unsigned sji_coverage(const sji_edits *e, uint32_t column, unsigned shift)
{
    return sjf_load32(sji_column_record(e, column) + SJF_ECOL_COVERAGE) >> shift & 7;
}

#endif

/*
 * The sections of time: timeline rows and the columns of them that the lookup reads
 * (FORMAT.md 8), and the intervals that people read (FORMAT.md 9).
 */
#include "gen/build/sections.h"

#include <stdlib.h>

#include "gen/model/memory.h"

static void write_row(const gen_timeline *t, unsigned segments, uint8_t *row)
{
    uint8_t *status = row + 4 * (size_t)segments;
    for (unsigned i = 0; i < segments; i++) {
        bool used = i < t->segment_count;
        sjf_store_date(row + 4 * (size_t)i, used ? t->segments[i].from : SJ_DATE_OPEN);
        status[i] = t->segments[used ? i : t->segment_count - 1].status;
    }
}

/* The timeline of a row; rows not in use repeat the first. */
static const gen_timeline *timeline_at(const gen_system *system, uint32_t row)
{
    return &system->timelines[row < system->timeline_count ? row : 0];
}

unsigned gen_build_timelines(const gen_system *system, unsigned bits, gen_bytes *out)
{
    unsigned most = 1;
    for (uint32_t i = 0; i < system->timeline_count; i++)
        if (system->timelines[i].segment_count > most)
            most = system->timelines[i].segment_count;
    unsigned segments = (most + 7) / 8 * 8; /* rows begin at multiples of 8 bytes */
    if (segments > GEN_SEGMENTS_MAX)
        return 0;
    size_t row = 5 * (size_t)segments;
    uint8_t *rows = gen_bytes_extend(out, row << bits);
    for (uint32_t i = 0; i < UINT32_C(1) << bits; i++)
        write_row(timeline_at(system, i), segments, rows + row * i);
    return segments;
}

static int compare_days(const void *a, const void *b)
{
    sj_date x = *(const sj_date *)a, y = *(const sj_date *)b;
    return (x > y) - (x < y);
}

/* The days on which any timeline changes, ascending, each once. @return how many */
static uint32_t changing_days(const gen_system *system, sj_date **out)
{
    uint32_t count = 0, distinct = 0, cap = 0;
    sj_date *days = NULL;
    for (uint32_t i = 0; i < system->timeline_count; i++)
        for (uint32_t k = 1; k < system->timelines[i].segment_count; k++) {
            days = gen_grow(days, count, &cap, sizeof *days);
            days[count++] = system->timelines[i].segments[k].from;
        }
    if (count > 0)
        qsort(days, count, sizeof *days, compare_days);
    for (uint32_t i = 0; i < count; i++)
        if (distinct == 0 || days[distinct - 1] != days[i])
            days[distinct++] = days[i];
    *out = days;
    return distinct;
}

static uint8_t status_on(const gen_timeline *t, sj_date day)
{
    uint32_t i = t->segment_count - 1;
    while (i > 0 && t->segments[i].from > day)
        i--;
    return t->segments[i].status;
}

void gen_build_columns(const gen_system *system, unsigned bits, gen_bytes *out)
{
    sj_date *changes;
    uint32_t count = changing_days(system, &changes);
    uint32_t columns = count + 1; /* one before the first change, one from each on */
    sj_date first = count > 0 ? changes[0] - 1 : 0;
    uint32_t days = count > 0 ? (uint32_t)(changes[count - 1] - first) + 1 : 1;
    if (days > SJF_COL_DAYS_MAX || (uint64_t)columns << bits > SJF_COL_BYTES_MAX) {
        free(changes);
        return;
    }
    uint8_t *p = gen_bytes_extend(out, SJF_COL_HEADER + 2 * (size_t)days +
                                           ((size_t)columns << bits));
    sjf_store_date(p + SJF_COL_FIRST_DAY, first);
    sjf_store32(p + SJF_COL_DAYS, days);
    sjf_store32(p + SJF_COL_COLUMNS, columns);
    uint8_t *column_of = p + SJF_COL_HEADER, *status = column_of + 2 * (size_t)days;
    for (uint32_t d = 0, column = 0; d < days; d++) {
        if (column < count && changes[column] == first + (sj_date)d)
            column++;
        sjf_store16(column_of + 2 * (size_t)d, (uint16_t)column);
    }
    for (uint32_t c = 0; c < columns; c++)
        for (uint32_t i = 0; i < UINT32_C(1) << bits; i++)
            *status++ =
                status_on(timeline_at(system, i), c > 0 ? changes[c - 1] : first);
    free(changes);
}

uint32_t gen_build_validity(const gen_system *system, gen_bytes *out)
{
    uint32_t count = 0;
    uint8_t *index = gen_bytes_extend(out, 4 * ((size_t)system->timeline_count + 1));
    for (uint32_t i = 0; i < system->timeline_count; i++) {
        sjf_store32(index + 4 * (size_t)i, count);
        count += system->timelines[i].interval_count;
    }
    sjf_store32(index + 4 * (size_t)system->timeline_count, count);
    for (uint32_t i = 0; i < system->timeline_count; i++) {
        const gen_timeline *t = &system->timelines[i];
        for (uint32_t k = 0; k < t->interval_count; k++) {
            uint8_t *r = gen_bytes_extend(out, SJF_VAL_RECORD);
            sjf_store_date(r + SJF_VAL_FROM, t->intervals[k].from);
            sjf_store_date(r + SJF_VAL_TO, t->intervals[k].to);
            r[SJF_VAL_STATUS] = t->intervals[k].status;
            r[SJF_VAL_MARKS] = t->intervals[k].marks;
        }
    }
    return count;
}

/*
 * Intervals into voices and columns. A column's first day tells all of it: nothing
 * changes within.
 */
#include "gen/model/edit_times.h"

#include <stdlib.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"

enum { DAYS_MAX = 65536 };

void gen_speakers_add(gen_speakers *speakers, gen_speaker speaker)
{
    speakers->items = gen_grow(speakers->items, speakers->count, &speakers->cap,
                               sizeof *speakers->items);
    speakers->items[speakers->count++] = speaker;
}

void gen_speakers_free(gen_speakers *speakers)
{
    free(speakers->items);
    *speakers = (gen_speakers){0};
}

gen_voice gen_voice_on(const gen_speakers *speakers, sj_date day)
{
    uint32_t after = 0; /* the first one that begins later */
    while (after < speakers->count && speakers->items[after].from <= day)
        after++;
    if (after == 0)
        return (gen_voice){0};
    gen_voice voice = {SJF_COVER_SPEAKS, after - 1, after - 1};
    if (day <= speakers->items[after - 1].to)
        return voice;
    if (speakers->carry) {
        voice.coverage = SJF_COVER_CARRIED;
        return voice;
    }
    if (after == speakers->count)
        return (gen_voice){0};
    return (gen_voice){SJF_COVER_GAP, after - 1, after};
}

/* ---- columns --------------------------------------------------------------------- */

typedef struct cuts {
    sj_date *days;
    uint32_t count, cap;
} cuts;

static void cut(cuts *c, sj_date day)
{
    c->days = gen_grow(c->days, c->count, &c->cap, sizeof *c->days);
    c->days[c->count++] = day;
}

static void cut_interval(cuts *c, sj_date from, sj_date to)
{
    cut(c, from);
    if (to != SJ_DATE_OPEN)
        cut(c, to + 1);
}

/* The days between the first word and the last one. */
static void add_speakers(cuts *c, const gen_speakers *speakers, sj_date *first,
                         sj_date *last)
{
    for (uint32_t i = 0; i < speakers->count; i++) {
        const gen_speaker *s = &speakers->items[i];
        cut_interval(c, s->from, s->to);
        *first = s->from < *first ? s->from : *first;
        *last = s->to > *last ? s->to : *last;
    }
    if (speakers->count && speakers->carry)
        *last = SJ_DATE_OPEN;
}

/* Which codes a note names depends on what is valid. */
static void add_statuses(cuts *c, const gen_system *system, sj_date first, sj_date last)
{
    for (uint32_t i = 0; i < system->timeline_count; i++) {
        const gen_timeline *line = &system->timelines[i];
        for (uint32_t k = 0; k < line->segment_count; k++)
            if (line->segments[k].from > first && line->segments[k].from <= last)
                cut(c, line->segments[k].from);
    }
}

static int by_day(const void *a, const void *b)
{
    sj_date x = *(const sj_date *)a, y = *(const sj_date *)b;
    return (x > y) - (x < y);
}

static uint32_t sort_days(cuts *c)
{
    uint32_t kept = 0;
    qsort(c->days, c->count, sizeof *c->days, by_day);
    for (uint32_t i = 0; i < c->count; i++)
        if (kept == 0 || c->days[i] != c->days[kept - 1])
            c->days[kept++] = c->days[i];
    return kept;
}

static void hear(gen_column *column, const gen_speakers *speakers, unsigned shift,
                 uint16_t *source)
{
    gen_voice voice = gen_voice_on(speakers, column->from);
    column->coverage |= voice.coverage << shift;
    *source = voice.coverage ? speakers->items[voice.first].source : SJF_NO_SOURCE;
}

static gen_column column_from(sj_date from, const gen_tables_of_edits *tables)
{
    gen_column column = {.from = from};
    hear(&column, &tables->notes, SJF_COVER_NOTES_SHIFT, &column.notes_source);
    hear(&column, &tables->mce, SJF_COVER_MCE_SHIFT, &column.mce_source);
    hear(&column, &tables->poa, SJF_COVER_POA_SHIFT, &column.poa_source);
    return column;
}

void gen_columns_cut(const gen_catalog *catalog, sj_system system,
                     const gen_tables_of_edits *tables, gen_edits *edits,
                     gen_report *report)
{
    cuts c = {0};
    sj_date first = SJ_DATE_OPEN, last = SJ_DATE_MIN;
    add_speakers(&c, &tables->notes, &first, &last);
    add_speakers(&c, &tables->mce, &first, &last);
    add_speakers(&c, &tables->poa, &first, &last);
    if (c.count == 0 && system != SJ_ICD10CM) /* whose titles speak, too */
        return;
    for (uint32_t i = 0; i < catalog->release_count; i++)
        if (catalog->releases[i].system == system)
            cut_interval(&c, catalog->releases[i].from, catalog->releases[i].to);
    add_statuses(&c, &catalog->systems[system], first, last);
    if (c.count == 0)
        return;
    c.count = sort_days(&c);
    if ((int64_t)c.days[c.count - 1] - c.days[0] + 2 > DAYS_MAX)
        gen_report_add(report, GEN_ERROR, NULL, 0,
                       "the edits of %s change on days too far apart for an image",
                       sj_system_name(system));

    edits->column_count = c.count + 1;
    edits->columns = gen_resize(NULL, edits->column_count, sizeof *edits->columns);
    edits->columns[0] = column_from(SJ_DATE_MIN, tables);
    for (uint32_t i = 0; i < c.count; i++)
        edits->columns[i + 1] = column_from(c.days[i], tables);
    free(c.days);
}

/*
 * The painter: segments come in ascending order, equal neighbours melt. First releases
 * that say a status each, then rows that bear their own dates.
 */
#include "gen/model/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/calendar.h"
#include "gen/model/memory.h"

enum { STATUS_BITS = 7 };

void gen_painter_free(gen_painter *painter)
{
    free(painter->line.segments);
    free(painter->line.intervals);
    free(painter->stays);
    *painter = (gen_painter){0};
}

/* From this day on. A second word about the same day replaces the first. */
static void put(gen_painter *p, sj_date from, uint8_t status)
{
    gen_timeline *line = &p->line;
    if (line->segment_count && line->segments[line->segment_count - 1].from == from)
        line->segment_count--;
    if (line->segment_count && line->segments[line->segment_count - 1].status == status)
        return;
    line->segments = gen_grow(line->segments, line->segment_count, &p->segment_cap,
                              sizeof *line->segments);
    line->segments[line->segment_count++] = (gen_segment){from, status};
}

static void add_interval(gen_painter *p, sj_date from, sj_date to, uint8_t status,
                         uint8_t marks)
{
    gen_timeline *line = &p->line;
    line->intervals = gen_grow(line->intervals, line->interval_count, &p->interval_cap,
                               sizeof *line->intervals);
    line->intervals[line->interval_count++] =
        (sj_interval){.from = from, .to = to, .status = status, .marks = marks};
}

static void clear(gen_painter *p)
{
    p->line.segment_count = p->line.interval_count = 0;
    p->stay_count = 0;
}

const gen_timeline *gen_paint_unknown(gen_painter *painter)
{
    clear(painter);
    put(painter, SJ_DATE_MIN, SJ_CODE_UNKNOWN);
    return &painter->line;
}

/* ---- undated rows, absence ------------------------------------------------------- */

/* From `from` on no release speaks, until another one is put: `status`, but `outside`
 * as long as ICD-10 had not begun. */
static void put_silence(gen_painter *p, const gen_coverage *c, sj_date from,
                        uint8_t status, uint8_t outside)
{
    if (c->icd10 && from < GEN_ICD10_START) {
        put(p, from, outside);
        from = GEN_ICD10_START;
    }
    put(p, from, status);
}

/* Between two releases that do not touch: what both say alike, inferred. */
static uint8_t between(uint8_t before, uint8_t after)
{
    if ((before & STATUS_BITS) != (after & STATUS_BITS))
        return SJ_CODE_UNKNOWN;
    return (uint8_t)((before & STATUS_BITS) | SJ_MARK_INFERRED);
}

/* Segments of the first `count` releases; what follows the last one is left open. */
static void put_releases(gen_painter *p, const gen_coverage *c, const uint8_t *statuses,
                         uint32_t count, uint8_t outside)
{
    put_silence(p, c, SJ_DATE_MIN, SJ_CODE_UNKNOWN, outside);
    for (uint32_t i = 0; i < count; i++) {
        sj_date from = c->releases[i].from;
        if (i > 0 && c->releases[i - 1].to + 1 < from)
            put_silence(p, c, c->releases[i - 1].to + 1,
                        between(statuses[i - 1], statuses[i]), outside);
        /* The silence before may have reached past a release that ICD-10's beginning
         * lies in or behind. */
        while (p->line.segment_count &&
               p->line.segments[p->line.segment_count - 1].from > from)
            p->line.segment_count--;
        put(p, from, statuses[i]);
    }
}

/* The runs of one status that people read, marks aside. */
static void read_intervals(gen_painter *p, sj_date horizon, bool closed)
{
    const gen_timeline *line = &p->line;
    for (uint32_t i = 0; i < line->segment_count;) {
        uint8_t status = line->segments[i].status & STATUS_BITS;
        uint32_t end = i + 1;
        while (end < line->segment_count &&
               (line->segments[end].status & STATUS_BITS) == status)
            end++;
        if (status >= SJ_CODE_HEADER) {
            const gen_segment *next = &line->segments[end];
            bool open = end == line->segment_count ||
                        (!closed && next->status == SJ_CODE_UNKNOWN &&
                         next->from - 1 == horizon);
            add_interval(p, line->segments[i].from,
                         open ? SJ_DATE_OPEN : next->from - 1, status, 0);
        }
        i = end;
    }
}

const gen_timeline *gen_paint_statuses(gen_painter *painter,
                                       const gen_coverage *coverage,
                                       const uint8_t *statuses, uint8_t outside)
{
    uint32_t last = coverage->count - 1;
    sj_date horizon = coverage->releases[last].to;
    clear(painter);
    put_releases(painter, coverage, statuses, coverage->count, outside);
    if (horizon != SJ_DATE_OPEN)
        put_silence(painter, coverage, horizon + 1,
                    coverage->carry ? statuses[last] | SJ_MARK_CARRIED
                                    : SJ_CODE_UNKNOWN,
                    outside);
    read_intervals(painter, horizon, coverage->closed);
    return &painter->line;
}

const gen_timeline *gen_paint_stated_start(gen_painter *painter, sj_date day)
{
    enum { STATUS = 7 };
    gen_timeline *line = &painter->line;
    uint32_t first = 0, kept = 0;
    while (first < line->segment_count &&
           (line->segments[first].status & STATUS) < SJ_CODE_HEADER)
        first++;
    if (first == line->segment_count || line->segments[first].from <= day)
        return line;
    while (line->segments[kept].from < day)
        kept++;
    /* At least one segment before `first` begins after the day or holds it. */
    gen_segment start = {day, line->segments[first].status & STATUS};
    uint32_t rest = first + (line->segments[first].status == start.status);
    uint32_t tail = line->segment_count - rest;
    line->segments = gen_grow(line->segments, line->segment_count,
                              &painter->segment_cap, sizeof *line->segments);
    memmove(&line->segments[kept + 1], &line->segments[rest],
            tail * sizeof *line->segments);
    line->segments[kept] = start;
    line->segment_count = kept + 1 + tail;
    if (line->interval_count)
        line->intervals[0].from = day;
    return line;
}

/* ---- dated rows: which file counts ----------------------------------------------- */

static void add_stay(gen_painter *p, gen_stay stay)
{
    p->stays = gen_grow(p->stays, p->stay_count, &p->stay_cap, sizeof *p->stays);
    p->stays[p->stay_count++] = stay;
}

/* A newer file no longer lists the code: what was open ended the day before it. What
 * would have begun later never did. */
static void close_open_stays(gen_painter *p, const gen_coverage *c, uint32_t release)
{
    sj_date from = c->releases[release].from;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->stay_count; i++) {
        gen_stay stay = p->stays[i];
        if (stay.to == SJ_DATE_OPEN) {
            if (stay.from >= from)
                continue;
            stay.to = from - 1;
            stay.inferred_end = true;
            stay.sure_to = c->releases[release - 1].to;
        }
        p->stays[kept++] = stay;
    }
    p->stay_count = kept;
}

/* A row without a beginning goes on from the older file's row that reached up to it. */
static void join_undated_row(gen_painter *p, const gen_coverage *c, gen_stay *row,
                             sj_date not_before)
{
    for (uint32_t i = p->stay_count; i-- > 0;) {
        gen_stay *older = &p->stays[i];
        if (older->from >= row->from || older->to < row->from - 1)
            continue;
        if (older->status != row->status) { /* what it says changed with this file */
            sj_date known = c->releases[row->release - 1].to;
            older->to = older->from <= known ? known : row->from - 1;
        } else if (older->from >= not_before) {
            row->from = older->from;
            row->undated = older->undated;
            row->release = older->release;
        }
        return;
    }
}

/* A newer file lists the code: its rows count; older ones only if they ended before. */
static void take_rows(gen_painter *p, const gen_coverage *c, const gen_dated_row *rows,
                      uint32_t count)
{
    gen_stay taken[2];
    gen_stay *list = count <= 2 ? taken : gen_resize(NULL, count, sizeof *list);
    sj_date not_before = SJ_DATE_MIN;
    for (uint32_t i = 0; i < count; i++) {
        list[i] = (gen_stay){.from = rows[i].from,
                             .to = rows[i].to,
                             .release = rows[i].release,
                             .status = rows[i].status,
                             .undated = rows[i].undated};
        if (rows[i].undated)
            join_undated_row(p, c, &list[i], not_before);
        not_before = list[i].to == SJ_DATE_OPEN ? SJ_DATE_OPEN : list[i].to + 1;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->stay_count; i++)
        if (p->stays[i].to < list[0].from)
            p->stays[kept++] = p->stays[i];
    p->stay_count = kept;
    for (uint32_t i = 0; i < count; i++)
        add_stay(p, list[i]);
    if (list != taken)
        free(list);
}

static void weigh_files(gen_painter *p, const gen_coverage *c,
                        const gen_dated_row *rows, uint32_t count)
{
    uint32_t next = 0;
    for (uint32_t release = rows[0].release; release < c->count; release++) {
        uint32_t first = next;
        while (next < count && rows[next].release == release)
            next++;
        if (next > first)
            take_rows(p, c, rows + first, next - first);
        else
            close_open_stays(p, c, release);
    }
}

/* ---- dated rows: painting -------------------------------------------------------- */

/* The days before a first stay whose beginning no row states: absence, as the older
 * releases say it, and silence right before the release that has the code. */
static void put_unstated_past(gen_painter *p, const gen_coverage *c, uint32_t release)
{
    uint8_t *absent = gen_alloc(release + 1);
    for (uint32_t i = 0; i < release; i++)
        absent[i] = SJ_CODE_INACTIVE;
    put_releases(p, c, absent, release, SJ_CODE_INACTIVE);
    if (release > 0)
        put(p, c->releases[release - 1].to + 1, SJ_CODE_UNKNOWN);
    free(absent);
}

static void put_absence_after(gen_painter *p, const gen_stay *stay)
{
    if (stay->to != SJ_DATE_OPEN)
        put(p, stay->to + 1, SJ_CODE_INACTIVE); /* a file speaks, if by silence */
}

/* Days between two stays: absence, and silence before an unstated beginning. */
static void put_between_stays(gen_painter *p, const gen_coverage *c,
                              const gen_stay *before, const gen_stay *stay)
{
    put_absence_after(p, before);
    if (!stay->undated || stay->release == 0)
        return;
    sj_date silence = c->releases[stay->release - 1].to + 1;
    if (silence < stay->from)
        put(p, silence > before->to ? silence : before->to + 1, SJ_CODE_UNKNOWN);
}

static void put_stay(gen_painter *p, const gen_stay *stay)
{
    uint8_t inferred = stay->status | SJ_MARK_INFERRED;
    if (!stay->inferred_end) {
        put(p, stay->from, stay->status);
        return;
    }
    put(p, stay->from, stay->from > stay->sure_to ? inferred : stay->status);
    if (stay->from <= stay->sure_to && stay->sure_to < stay->to)
        put(p, stay->sure_to + 1, inferred);
}

/* What rows say holds up to the horizon; behind it nothing, or marked. */
static void cut_at_horizon(gen_painter *p, const gen_coverage *c)
{
    sj_date horizon = c->releases[c->count - 1].to;
    if (horizon == SJ_DATE_OPEN)
        return;
    gen_timeline *line = &p->line;
    uint32_t kept = 0;
    while (kept < line->segment_count && line->segments[kept].from <= horizon)
        kept++;
    if (!c->carry) {
        line->segment_count = kept;
        put(p, horizon + 1, SJ_CODE_UNKNOWN);
        return;
    }
    uint32_t behind = line->segment_count - kept;
    gen_segment *later = gen_resize(NULL, behind, sizeof *later);
    for (uint32_t i = 0; i < behind; i++)
        later[i] = line->segments[kept + i];
    line->segment_count = kept;
    put(p, horizon + 1, line->segments[kept - 1].status | SJ_MARK_CARRIED);
    for (uint32_t i = 0; i < behind; i++)
        put(p, later[i].from, later[i].status | SJ_MARK_CARRIED);
    free(later);
}

const gen_timeline *gen_paint_rows(gen_painter *painter, const gen_coverage *coverage,
                                   const gen_dated_row *rows, uint32_t count)
{
    clear(painter);
    weigh_files(painter, coverage, rows, count);

    const gen_stay *stays = painter->stays;
    if (painter->stay_count && stays[0].undated)
        put_unstated_past(painter, coverage, stays[0].release);
    else
        put(painter, SJ_DATE_MIN, SJ_CODE_INACTIVE);
    for (uint32_t i = 0; i < painter->stay_count; i++) {
        if (i > 0)
            put_between_stays(painter, coverage, &stays[i - 1], &stays[i]);
        put_stay(painter, &stays[i]);
        add_interval(painter, stays[i].from, stays[i].to, stays[i].status,
                     stays[i].inferred_end ? SJ_MARK_INFERRED : 0);
    }
    if (painter->stay_count)
        put_absence_after(painter, &stays[painter->stay_count - 1]);
    cut_at_horizon(painter, coverage);
    return &painter->line;
}

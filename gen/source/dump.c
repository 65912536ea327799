/*
 * The reader of docs/DUMP.md, a function a record. What it lets through, the builder
 * can build; whether the words make sense (a code billable before its release) is not
 * asked.
 */
#include "gen/source/dump.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/dump_fields.h"
#include "gen/source/dump_tables.h"

enum { CLASSES_MAX = 1 << 30 /* what a slot has room for is the builder's affair */ };

static const char first_line[] = "#scrubjay-dump 1";

/* What may stand on the next line. */
typedef enum place {
    AT_SOURCES,
    AT_RELEASES,
    AT_TIMELINES, /* of a system, or before the first one */
    AT_CODES,
    AT_TABLES,
    AT_END,
} place;

typedef struct dump_reader {
    gen_source *source;
    gen_catalog *out;
    gen_report *report;
    gen_lines lines;
    gen_dump_line line;
    place place;
    int system;                /* -1 before the first */
    uint32_t codes, timelines; /* announced by the system */
    gen_timeline drawn;        /* the timeline being read */
    bool drawing;
    uint32_t segment_cap, interval_cap;
    gen_dump_table table; /* the one being read */
} dump_reader;

static bool is_record(const dump_reader *r, const char *name)
{
    return strcmp(r->line.field[0], name) == 0;
}

/* ---- sources, releases ----------------------------------------------------------- */

static bool read_source(dump_reader *r)
{
    if (r->place != AT_SOURCES)
        return gen_dump_refuse(&r->line, "source: out of place");
    if (!gen_dump_has_fields(&r->line, 11) ||
        !gen_dump_next_number(&r->line, 1, r->out->source_count))
        return false;
    gen_provenance *p = gen_catalog_add_source(r->out);
    return gen_dump_word(&r->line, 2, &p->kind) &&
           gen_dump_word(&r->line, 3, &p->release) &&
           gen_dump_span(&r->line, 4, &p->from, &p->to) &&
           gen_dump_number(&r->line, 6, UINT64_MAX, &p->size_bytes) &&
           gen_dump_number(&r->line, 7, UINT64_MAX, &p->records) &&
           gen_dump_hash(&r->line, 8, p->xxh3) &&
           gen_dump_string(&r->line, 9, &p->file) &&
           gen_dump_string(&r->line, 10, &p->label);
}

static bool read_release(dump_reader *r)
{
    gen_catalog *out = r->out;
    if (r->place > AT_RELEASES || out->source_count == 0)
        return gen_dump_refuse(&r->line, "release: out of place");
    r->place = AT_RELEASES;
    if (!gen_dump_has_fields(&r->line, 8) ||
        !gen_dump_next_number(&r->line, 1, out->release_count))
        return false;
    gen_release *release = gen_catalog_add_release(out);
    if (!gen_dump_system(&r->line, 2, &release->system) ||
        !gen_dump_span(&r->line, 3, &release->from, &release->to) ||
        !gen_dump_number32(&r->line, 5, out->source_count - 1, &release->source) ||
        !gen_dump_number32(&r->line, 6, UINT32_MAX, &release->codes) ||
        !gen_dump_string(&r->line, 7, &release->label))
        return false;
    if (out->release_count > UINT16_MAX)
        return gen_dump_refuse(&r->line, "more than %d releases", UINT16_MAX);
    if (out->release_count == 1)
        return true;
    const gen_release *before = release - 1;
    if (before->system > release->system ||
        (before->system == release->system && before->from > release->from))
        return gen_dump_refuse(&r->line, "release: out of order");
    return true;
}

static bool has_releases(const dump_reader *r, sj_system system)
{
    for (uint32_t i = 0; i < r->out->release_count; i++)
        if (r->out->releases[i].system == system)
            return true;
    return false;
}

/* ---- systems --------------------------------------------------------------------- */

static gen_system *current(const dump_reader *r)
{
    return &r->out->systems[r->system];
}

/* The timeline in hand is whole. */
static bool finish_timeline(dump_reader *r)
{
    if (!r->drawing)
        return true;
    if (r->drawn.segment_count == 0)
        return gen_dump_refuse(&r->line, "timeline without a segment before this line");
    uint32_t due = current(r)->timeline_count;
    if (gen_system_intern_timeline(current(r), &r->drawn) != due)
        return gen_dump_refuse(&r->line, "timeline %u is like an earlier one", due);
    r->drawing = false;
    return true;
}

static bool finish_timelines(dump_reader *r)
{
    if (!finish_timeline(r))
        return false;
    if (current(r)->timeline_count != r->timelines)
        return gen_dump_refuse(&r->line, "%u timelines before this line, not %u",
                               current(r)->timeline_count, r->timelines);
    return true;
}

static bool finish_code(dump_reader *r)
{
    gen_system *system = current(r);
    if (system->code_count &&
        system->codes[system->code_count - 1].descriptor_count == 0)
        return gen_dump_refuse(&r->line, "code %s has no title",
                               system->codes[system->code_count - 1].code);
    return true;
}

static bool finish_system(dump_reader *r)
{
    if (r->system < 0)
        return true;
    if (r->place == AT_TIMELINES && !finish_timelines(r))
        return false;
    if (current(r)->code_count != r->codes)
        return gen_dump_refuse(&r->line, "%u codes before this line, not %u",
                               current(r)->code_count, r->codes);
    return finish_code(r);
}

static bool read_system_record(dump_reader *r)
{
    sj_system number;
    if (r->place > AT_CODES)
        return gen_dump_refuse(&r->line, "system: out of place");
    if (!gen_dump_has_fields(&r->line, 9) || !finish_system(r) ||
        !gen_dump_system(&r->line, 1, &number))
        return false;
    if ((int)number <= r->system)
        return gen_dump_refuse(&r->line, "system: out of order");
    if (!has_releases(r, number))
        return gen_dump_refuse(&r->line, "system: %s has no release", r->line.field[1]);
    r->system = (int)number;
    r->place = AT_TIMELINES;
    gen_system *system = current(r);
    system->loaded = true;
    system->dated = strcmp(r->line.field[2], "dated") == 0;
    if (!system->dated && strcmp(r->line.field[2], "undated") != 0)
        return gen_dump_refuse(&r->line, "field 2: neither dated nor undated: %s",
                               r->line.field[2]);
    if (!gen_dump_number32(&r->line, 3, UINT32_MAX, &r->codes) ||
        !gen_dump_number32(&r->line, 4, UINT32_MAX, &r->timelines) ||
        !gen_dump_span(&r->line, 5, &system->first, &system->last))
        return false;
    if (r->timelines == 0)
        return gen_dump_refuse(&r->line, "system: no timeline");
    return gen_dump_number32(&r->line, 7, r->timelines - 1, &system->absence) &&
           gen_dump_number32(&r->line, 8, r->timelines - 1, &system->absence_digit);
}

static bool read_timeline(dump_reader *r)
{
    if (r->system < 0 || r->place != AT_TIMELINES)
        return gen_dump_refuse(&r->line, "timeline: out of place");
    if (!gen_dump_has_fields(&r->line, 2) || !finish_timeline(r) ||
        !gen_dump_next_number(&r->line, 1, current(r)->timeline_count))
        return false;
    r->drawn.segment_count = r->drawn.interval_count = 0;
    r->drawing = true;
    return true;
}

static bool read_segment(dump_reader *r)
{
    gen_timeline *line = &r->drawn;
    gen_segment segment;
    uint8_t marks = 0;
    if (!r->drawing || line->interval_count)
        return gen_dump_refuse(&r->line, "segment: out of place");
    if (!gen_dump_has_fields(&r->line, 4) ||
        !gen_dump_date(&r->line, 1, SJ_DATE_MIN, &segment.from) ||
        !gen_dump_status(&r->line, 2, SJ_CODE_NOT_FOUND, &segment.status) ||
        !gen_dump_marks(&r->line, 3, &marks))
        return false;
    segment.status |= marks;
    if (line->segment_count == 0 && segment.from != SJ_DATE_MIN)
        return gen_dump_refuse(&r->line, "the first segment does not begin with -");
    if (line->segment_count) {
        const gen_segment *before = &line->segments[line->segment_count - 1];
        if (segment.from <= before->from)
            return gen_dump_refuse(&r->line, "segment: out of order");
        if (segment.status == before->status)
            return gen_dump_refuse(&r->line,
                                   "segment says what the one before it says");
    }
    line->segments = gen_grow(line->segments, line->segment_count, &r->segment_cap,
                              sizeof *line->segments);
    line->segments[line->segment_count++] = segment;
    return true;
}

static bool read_interval(dump_reader *r)
{
    gen_timeline *line = &r->drawn;
    sj_interval interval = {0};
    if (!r->drawing || line->segment_count == 0)
        return gen_dump_refuse(&r->line, "interval: out of place");
    if (!gen_dump_has_fields(&r->line, 5) ||
        !gen_dump_span(&r->line, 1, &interval.from, &interval.to) ||
        !gen_dump_status(&r->line, 3, SJ_CODE_HEADER, &interval.status) ||
        !gen_dump_marks(&r->line, 4, &interval.marks))
        return false;
    if (line->interval_count &&
        interval.from <= line->intervals[line->interval_count - 1].to)
        return gen_dump_refuse(&r->line, "interval overlaps the one before it");
    line->intervals = gen_grow(line->intervals, line->interval_count, &r->interval_cap,
                               sizeof *line->intervals);
    line->intervals[line->interval_count++] = interval;
    return true;
}

static bool read_code(dump_reader *r)
{
    if (r->system < 0)
        return gen_dump_refuse(&r->line, "code: out of place");
    if (!gen_dump_has_fields(&r->line, 5) || r->place > AT_CODES ||
        (r->place == AT_TIMELINES ? !finish_timelines(r) : !finish_code(r)))
        return false;
    r->place = AT_CODES;
    gen_system *system = current(r);
    char code[SJ_CODE_CAP];
    size_t len;
    if (!sj_normalize((sj_system)r->system, r->line.field[1], strlen(r->line.field[1]),
                      code, &len) ||
        strcmp(code, r->line.field[1]) != 0)
        return gen_dump_refuse(&r->line, "code %s is not canonical", r->line.field[1]);
    if (system->code_count &&
        strcmp(system->codes[system->code_count - 1].code, code) >= 0)
        return gen_dump_refuse(&r->line, "code %s is out of order", code);
    gen_code *added = gen_system_add_code(system);
    memcpy(added->code, code, len);
    added->len = (uint8_t)len;
    added->first_descriptor = system->descriptor_count;
    return gen_dump_number32(&r->line, 2, r->timelines - 1, &added->timeline) &&
           gen_dump_flags(&r->line, 3, &added->flags) &&
           gen_dump_number32(&r->line, 4, CLASSES_MAX - 1, &added->class_id);
}

static bool read_title(dump_reader *r)
{
    if (r->place != AT_CODES)
        return gen_dump_refuse(&r->line, "title: out of place");
    gen_system *system = current(r);
    gen_code *code = &system->codes[system->code_count - 1];
    gen_descriptor title = {0};
    uint32_t release = 0;
    size_t short_len = 0, long_len = 0;
    if (!gen_dump_has_fields(&r->line, 5) ||
        !gen_dump_date(&r->line, 1, SJ_DATE_MIN, &title.from) ||
        !gen_dump_number32(&r->line, 2, r->out->release_count - 1, &release) ||
        !gen_dump_text(&r->line, 3, &short_len) ||
        !gen_dump_text(&r->line, 4, &long_len))
        return false;
    if ((int)r->out->releases[release].system != r->system)
        return gen_dump_refuse(&r->line, "title: release %u is one of another system",
                               release);
    if (code->descriptor_count &&
        system->descriptors[system->descriptor_count - 1].from >= title.from)
        return gen_dump_refuse(&r->line, "title: out of order");
    title.release = (uint16_t)release;
    title.short_text = gen_text_intern(&r->out->text, r->line.field[3], short_len);
    title.long_text = gen_text_intern(&r->out->text, r->line.field[4], long_len);
    *gen_system_add_descriptor(system) = title;
    code->descriptor_count++;
    return true;
}

/* ---- tables -----------------------------------------------------------------------
 */

static bool accept(dump_reader *r, const char *why)
{
    return !why || gen_dump_refuse(&r->line, "%s", why);
}

/* All systems stand before the first table; line tables need none. */
static bool finish_systems(dump_reader *r)
{
    if (r->place == AT_TABLES)
        return true;
    if (r->out->source_count == 0 || !finish_system(r))
        return gen_dump_refuse(&r->line, "%s: out of place", r->line.field[0]);
    r->place = AT_TABLES;
    return true;
}

static bool read_table(dump_reader *r)
{
    sj_system system = SJ_SYSTEM_COUNT; /* line tables belong to none */
    if (!gen_dump_has_fields(&r->line, 3) || !finish_systems(r) ||
        (strcmp(r->line.field[2], "-") != 0 && !gen_dump_system(&r->line, 2, &system)))
        return false;
    if (system != SJ_SYSTEM_COUNT && !r->out->systems[system].loaded)
        return gen_dump_refuse(&r->line, "table: %s has no codes", r->line.field[2]);
    return accept(r, gen_dump_begin_table(&r->table, r->out, r->line.field[1], system));
}

static bool read_part(dump_reader *r)
{
    uint32_t records;
    return gen_dump_has_fields(&r->line, 3) &&
           gen_dump_number32(&r->line, 2, UINT32_MAX, &records) &&
           accept(r, gen_dump_begin_part(&r->table, r->out, r->line.field[1], records));
}

static bool read_row(dump_reader *r)
{
    size_t len;
    for (size_t i = 1; i < r->line.count; i++)
        if (!gen_dump_text(&r->line, i, &len))
            return false;
    return accept(
        r, gen_dump_row(&r->table, r->out, r->line.field + 1, r->line.count - 1));
}

static bool read_end(dump_reader *r)
{
    if (!gen_dump_has_fields(&r->line, 1) ||
        !accept(r, gen_dump_end_table(&r->table)) ||
        (r->place != AT_TABLES && !finish_system(r)))
        return false;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        if (!r->out->systems[i].loaded && has_releases(r, (sj_system)i))
            return gen_dump_refuse(&r->line, "%s has releases and no codes",
                                   sj_system_name((sj_system)i));
    if (r->out->source_count == 0 || (r->system < 0 && r->out->table_count == 0))
        return gen_dump_refuse(&r->line, "a dump without sources or codes");
    r->place = AT_END;
    return true;
}

/* ---- the file -------------------------------------------------------------------- */

static bool read_record(dump_reader *r)
{
    static const struct {
        const char *name;
        bool (*read)(dump_reader *r);
    } records[] = {
        {"title", read_title},       {"code", read_code},
        {"segment", read_segment},   {"interval", read_interval},
        {"timeline", read_timeline}, {"source", read_source},
        {"release", read_release},   {"system", read_system_record},
        {"table", read_table},       {"part", read_part},
        {"row", read_row},           {"end", read_end},
    };
    if (r->place == AT_END)
        return gen_dump_refuse(&r->line, "more after the end");
    for (size_t i = 0; i < sizeof records / sizeof *records; i++)
        if (is_record(r, records[i].name))
            return records[i].read(r);
    return gen_dump_refuse(&r->line, "no such record: %s", r->line.field[0]);
}

static bool read_line(dump_reader *r, gen_line_state state, const gen_line *line)
{
    r->line.number = line->number;
    if (state != GEN_LINE_READ)
        return gen_dump_refuse(&r->line, state == GEN_LINE_NUL ? "line holds a NUL byte"
                                                               : "line is too long");
    if (line->number > 1)
        return gen_dump_split(&r->line, line) && read_record(r);
    if (line->len == sizeof first_line - 1 &&
        memcmp(line->text, first_line, line->len) == 0)
        return true;
    return gen_dump_refuse(&r->line, "not a dump that this version reads");
}

static bool read_lines(dump_reader *r)
{
    gen_line line = {0};
    gen_line_state state;
    while ((state = gen_lines_next(&r->lines, &line)) != GEN_LINE_END)
        if (!read_line(r, state, &line))
            return false;
    if (gen_stream_error(r->lines.stream)) {
        gen_report_add(r->report, GEN_ERROR, r->source->path, 0, "%s",
                       gen_stream_error(r->lines.stream));
        return false;
    }
    return r->place == AT_END ||
           gen_dump_refuse(&r->line, "ends without an end record");
}

bool gen_dump_read(gen_source *source, gen_catalog *out, gen_report *report)
{
    const char *why;
    gen_stream *stream = gen_stream_open(source->container, source->member, &why);
    if (!stream) {
        gen_report_add(report, GEN_ERROR, source->path, 0, "%s", why);
        return false;
    }
    dump_reader r = {.source = source,
                     .out = out,
                     .report = report,
                     .line = {.report = report, .path = source->path},
                     .system = -1};
    gen_lines_init(&r.lines, stream);
    bool ok = read_lines(&r);
    source->size_bytes = gen_stream_size(stream);
    gen_stream_hash(stream, source->xxh3);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        source->records += out->systems[i].code_count;
    gen_lines_free(&r.lines);
    gen_stream_close(stream);
    free(r.line.text);
    free(r.drawn.segments);
    free(r.drawn.intervals);
    return ok;
}

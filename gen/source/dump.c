/*
 * The reader of docs/DUMP.md, a function a record. What it lets through, the builder
 * can build; whether the words make sense (a code billable before its release) is not
 * asked.
 */
#include "gen/source/dump.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/dump_tables.h"
#include "gen/source/encoding.h"
#include "gen/source/lines.h"

enum {
    FIELDS_MAX = 17,
    CLASSES_MAX = 1 << 30, /* what a slot has room for is the builder's affair */
};

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
    uint32_t line;
    char *text; /* the line, cut into fields */
    size_t text_cap;
    char *field[FIELDS_MAX];
    size_t fields;
    place place;
    int system;                /* -1 before the first */
    uint32_t codes, timelines; /* announced by the system */
    gen_timeline drawn;        /* the timeline being read */
    bool drawing;
    uint32_t segment_cap, interval_cap;
    gen_dump_table table; /* the one being read */
} dump_reader;

static bool refuse(dump_reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool refuse(dump_reader *r, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    gen_report_add(r->report, GEN_ERROR, r->source->path, r->line, "%s", text);
    return false;
}

/* ---- fields ---------------------------------------------------------------------- */

static bool split(dump_reader *r, const gen_line *line)
{
    if (!gen_is_utf8(line->text, line->len))
        return refuse(r, "not UTF-8");
    if (line->len + 1 > r->text_cap) {
        r->text_cap = (line->len + 1) * 2;
        r->text = gen_resize(r->text, r->text_cap, 1);
    }
    memcpy(r->text, line->text, line->len);
    r->text[line->len] = '\0';
    r->fields = 0;
    char *rest = r->text;
    while (rest) {
        if (r->fields == FIELDS_MAX)
            return refuse(r, "too many fields");
        r->field[r->fields++] = rest;
        rest = strchr(rest, '\t');
        if (rest)
            *rest++ = '\0';
    }
    return true;
}

static bool is_record(const dump_reader *r, const char *name)
{
    return strcmp(r->field[0], name) == 0;
}

static bool has_fields(dump_reader *r, size_t count)
{
    if (r->fields != count)
        return refuse(r, "%s: %zu fields, not %zu", r->field[0], r->fields - 1,
                      count - 1);
    return true;
}

static bool read_number(dump_reader *r, size_t i, uint64_t max, uint64_t *out)
{
    const char *text = r->field[i];
    size_t len = strlen(text);
    uint64_t n = 0;
    bool good = len > 0 && len <= 20 && strspn(text, "0123456789") == len &&
                (text[0] != '0' || len == 1);
    for (size_t k = 0; good && k < len; k++)
        good = !__builtin_mul_overflow(n, 10U, &n) &&
               !__builtin_add_overflow(n, (unsigned)(text[k] - '0'), &n);
    if (!good || n > max)
        return refuse(r, "field %zu: not a number that fits: %s", i, text);
    *out = n;
    return true;
}

static bool read_number32(dump_reader *r, size_t i, uint32_t max, uint32_t *out)
{
    uint64_t n = 0;
    if (!read_number(r, i, max, &n))
        return false;
    *out = (uint32_t)n;
    return true;
}

/* Things are numbered in the order in which they stand. */
static bool read_next_number(dump_reader *r, size_t i, uint32_t next)
{
    uint32_t n;
    if (!read_number32(r, i, UINT32_MAX, &n))
        return false;
    return n == next ||
           refuse(r, "%s: number %u where %u is due", r->field[0], n, next);
}

static bool read_date(dump_reader *r, size_t i, sj_date dash, sj_date *out)
{
    const char *text = r->field[i];
    if (strcmp(text, "-") == 0) {
        *out = dash;
        return true;
    }
    if (strlen(text) == 10 && sj_date_parse(text, 10, out))
        return true;
    return refuse(r, "field %zu: not a date: %s", i, text);
}

static bool read_span(dump_reader *r, size_t i, sj_date *from, sj_date *to)
{
    if (!read_date(r, i, SJ_DATE_MIN, from) || !read_date(r, i + 1, SJ_DATE_OPEN, to))
        return false;
    return *from <= *to || refuse(r, "the interval ends before it begins");
}

static bool read_system(dump_reader *r, size_t i, sj_system *out)
{
    if (sj_system_parse(r->field[i], strlen(r->field[i]), out))
        return true;
    return refuse(r, "field %zu: no code system: %s", i, r->field[i]);
}

static bool read_status(dump_reader *r, size_t i, uint8_t lowest, uint8_t *out)
{
    for (int status = lowest; status <= SJ_CODE_BILLABLE; status++)
        if (strcmp(r->field[i], sj_code_status_str((sj_code_status)status)) == 0) {
            *out = (uint8_t)status;
            return true;
        }
    return refuse(r, "field %zu: no such status here: %s", i, r->field[i]);
}

static bool read_marks(dump_reader *r, size_t i, uint8_t *out)
{
    static const struct {
        const char *name;
        uint8_t marks;
    } all[] = {{"-", 0},
               {"inferred", SJ_MARK_INFERRED},
               {"carried", SJ_MARK_CARRIED},
               {"inferred,carried", SJ_MARK_INFERRED | SJ_MARK_CARRIED}};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        if (strcmp(r->field[i], all[k].name) == 0) {
            *out = all[k].marks;
            return true;
        }
    return refuse(r, "field %zu: no such marks: %s", i, r->field[i]);
}

static bool read_hash(dump_reader *r, size_t i, uint8_t out[16])
{
    const char *text = r->field[i], *digits = "0123456789abcdef";
    if (strlen(text) != 32 || strspn(text, digits) != 32)
        return refuse(r, "field %zu: not a hash of 32 hex digits: %s", i, text);
    for (size_t k = 0; k < 16; k++)
        out[k] = (uint8_t)((strchr(digits, text[2 * k]) - digits) << 4 |
                           (strchr(digits, text[2 * k + 1]) - digits));
    return true;
}

/* Undo the escapes in place. */
static bool read_text(dump_reader *r, size_t i, size_t *len)
{
    static const char letters[] = "tnr\\", meanings[] = "\t\n\r\\";
    char *to = r->field[i];
    for (const char *from = to; *from; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        from++;
        const char *letter = *from ? strchr(letters, *from) : NULL;
        if (!letter)
            return refuse(r, "field %zu: unknown escape", i);
        *to++ = meanings[letter - letters];
    }
    *to = '\0';
    *len = (size_t)(to - r->field[i]);
    return true;
}

/* A field as it is, without escapes. */
static bool read_word(dump_reader *r, size_t i, char **out)
{
    *out = gen_strdup(r->field[i]);
    return r->field[i][0] || refuse(r, "field %zu: empty", i);
}

static bool read_string(dump_reader *r, size_t i, char **out)
{
    size_t len;
    return read_text(r, i, &len) && read_word(r, i, out);
}

/* ---- sources, releases ----------------------------------------------------------- */

static bool read_source(dump_reader *r)
{
    if (r->place != AT_SOURCES)
        return refuse(r, "source: out of place");
    if (!has_fields(r, 11) || !read_next_number(r, 1, r->out->source_count))
        return false;
    gen_provenance *p = gen_catalog_add_source(r->out);
    return read_word(r, 2, &p->kind) && read_word(r, 3, &p->release) &&
           read_span(r, 4, &p->from, &p->to) &&
           read_number(r, 6, UINT64_MAX, &p->size_bytes) &&
           read_number(r, 7, UINT64_MAX, &p->records) && read_hash(r, 8, p->xxh3) &&
           read_string(r, 9, &p->file) && read_string(r, 10, &p->label);
}

static bool read_release(dump_reader *r)
{
    gen_catalog *out = r->out;
    if (r->place > AT_RELEASES || out->source_count == 0)
        return refuse(r, "release: out of place");
    r->place = AT_RELEASES;
    if (!has_fields(r, 8) || !read_next_number(r, 1, out->release_count))
        return false;
    gen_release *release = gen_catalog_add_release(out);
    if (!read_system(r, 2, &release->system) ||
        !read_span(r, 3, &release->from, &release->to) ||
        !read_number32(r, 5, out->source_count - 1, &release->source) ||
        !read_number32(r, 6, UINT32_MAX, &release->codes) ||
        !read_string(r, 7, &release->label))
        return false;
    if (out->release_count > UINT16_MAX)
        return refuse(r, "more than %d releases", UINT16_MAX);
    if (out->release_count == 1)
        return true;
    const gen_release *before = release - 1;
    if (before->system > release->system ||
        (before->system == release->system && before->from > release->from))
        return refuse(r, "release: out of order");
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
        return refuse(r, "timeline without a segment before this line");
    uint32_t due = current(r)->timeline_count;
    if (gen_system_intern_timeline(current(r), &r->drawn) != due)
        return refuse(r, "timeline %u is like an earlier one", due);
    r->drawing = false;
    return true;
}

static bool finish_timelines(dump_reader *r)
{
    if (!finish_timeline(r))
        return false;
    if (current(r)->timeline_count != r->timelines)
        return refuse(r, "%u timelines before this line, not %u",
                      current(r)->timeline_count, r->timelines);
    return true;
}

static bool finish_code(dump_reader *r)
{
    gen_system *system = current(r);
    if (system->code_count &&
        system->codes[system->code_count - 1].descriptor_count == 0)
        return refuse(r, "code %s has no title",
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
        return refuse(r, "%u codes before this line, not %u", current(r)->code_count,
                      r->codes);
    return finish_code(r);
}

static bool read_system_record(dump_reader *r)
{
    sj_system number;
    if (r->place > AT_CODES)
        return refuse(r, "system: out of place");
    if (!has_fields(r, 9) || !finish_system(r) || !read_system(r, 1, &number))
        return false;
    if ((int)number <= r->system)
        return refuse(r, "system: out of order");
    if (!has_releases(r, number))
        return refuse(r, "system: %s has no release", r->field[1]);
    r->system = (int)number;
    r->place = AT_TIMELINES;
    gen_system *system = current(r);
    system->loaded = true;
    system->dated = strcmp(r->field[2], "dated") == 0;
    if (!system->dated && strcmp(r->field[2], "undated") != 0)
        return refuse(r, "field 2: neither dated nor undated: %s", r->field[2]);
    if (!read_number32(r, 3, UINT32_MAX, &r->codes) ||
        !read_number32(r, 4, UINT32_MAX, &r->timelines) ||
        !read_span(r, 5, &system->first, &system->last))
        return false;
    if (r->timelines == 0)
        return refuse(r, "system: no timeline");
    return read_number32(r, 7, r->timelines - 1, &system->absence) &&
           read_number32(r, 8, r->timelines - 1, &system->absence_digit);
}

static bool read_timeline(dump_reader *r)
{
    if (r->system < 0 || r->place != AT_TIMELINES)
        return refuse(r, "timeline: out of place");
    if (!has_fields(r, 2) || !finish_timeline(r) ||
        !read_next_number(r, 1, current(r)->timeline_count))
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
        return refuse(r, "segment: out of place");
    if (!has_fields(r, 4) || !read_date(r, 1, SJ_DATE_MIN, &segment.from) ||
        !read_status(r, 2, SJ_CODE_NOT_FOUND, &segment.status) ||
        !read_marks(r, 3, &marks))
        return false;
    segment.status |= marks;
    if (line->segment_count == 0 && segment.from != SJ_DATE_MIN)
        return refuse(r, "the first segment does not begin with -");
    if (line->segment_count) {
        const gen_segment *before = &line->segments[line->segment_count - 1];
        if (segment.from <= before->from)
            return refuse(r, "segment: out of order");
        if (segment.status == before->status)
            return refuse(r, "segment says what the one before it says");
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
        return refuse(r, "interval: out of place");
    if (!has_fields(r, 5) || !read_span(r, 1, &interval.from, &interval.to) ||
        !read_status(r, 3, SJ_CODE_HEADER, &interval.status) ||
        !read_marks(r, 4, &interval.marks))
        return false;
    if (line->interval_count &&
        interval.from <= line->intervals[line->interval_count - 1].to)
        return refuse(r, "interval overlaps the one before it");
    line->intervals = gen_grow(line->intervals, line->interval_count, &r->interval_cap,
                               sizeof *line->intervals);
    line->intervals[line->interval_count++] = interval;
    return true;
}

static bool read_flags(dump_reader *r, size_t i, uint8_t *out)
{
    *out = strcmp(r->field[i], "noc") == 0 ? SJ_FLAG_NOC : 0;
    if (*out || strcmp(r->field[i], "-") == 0)
        return true;
    return refuse(r, "field %zu: no such flags: %s", i, r->field[i]);
}

static bool read_code(dump_reader *r)
{
    if (r->system < 0)
        return refuse(r, "code: out of place");
    if (!has_fields(r, 5) || r->place > AT_CODES ||
        (r->place == AT_TIMELINES ? !finish_timelines(r) : !finish_code(r)))
        return false;
    r->place = AT_CODES;
    gen_system *system = current(r);
    char code[SJ_CODE_CAP];
    size_t len;
    if (!sj_normalize((sj_system)r->system, r->field[1], strlen(r->field[1]), code,
                      &len) ||
        strcmp(code, r->field[1]) != 0)
        return refuse(r, "code %s is not canonical", r->field[1]);
    if (system->code_count &&
        strcmp(system->codes[system->code_count - 1].code, code) >= 0)
        return refuse(r, "code %s is out of order", code);
    gen_code *added = gen_system_add_code(system);
    memcpy(added->code, code, len);
    added->len = (uint8_t)len;
    added->first_descriptor = system->descriptor_count;
    return read_number32(r, 2, r->timelines - 1, &added->timeline) &&
           read_flags(r, 3, &added->flags) &&
           read_number32(r, 4, CLASSES_MAX - 1, &added->class_id);
}

static bool read_title(dump_reader *r)
{
    if (r->place != AT_CODES)
        return refuse(r, "title: out of place");
    gen_system *system = current(r);
    gen_code *code = &system->codes[system->code_count - 1];
    gen_descriptor title = {0};
    uint32_t release = 0;
    size_t short_len = 0, long_len = 0;
    if (!has_fields(r, 5) || !read_date(r, 1, SJ_DATE_MIN, &title.from) ||
        !read_number32(r, 2, r->out->release_count - 1, &release) ||
        !read_text(r, 3, &short_len) || !read_text(r, 4, &long_len))
        return false;
    if ((int)r->out->releases[release].system != r->system)
        return refuse(r, "title: release %u is one of another system", release);
    if (code->descriptor_count &&
        system->descriptors[system->descriptor_count - 1].from >= title.from)
        return refuse(r, "title: out of order");
    title.release = (uint16_t)release;
    title.short_text = gen_text_intern(&r->out->text, r->field[3], short_len);
    title.long_text = gen_text_intern(&r->out->text, r->field[4], long_len);
    *gen_system_add_descriptor(system) = title;
    code->descriptor_count++;
    return true;
}

/* ---- tables -----------------------------------------------------------------------
 */

static bool accept(dump_reader *r, const char *why)
{
    return !why || refuse(r, "%s", why);
}

/* All systems stand before the first table; line tables need none. */
static bool finish_systems(dump_reader *r)
{
    if (r->place == AT_TABLES)
        return true;
    if (r->out->source_count == 0 || !finish_system(r))
        return refuse(r, "%s: out of place", r->field[0]);
    r->place = AT_TABLES;
    return true;
}

static bool read_table(dump_reader *r)
{
    sj_system system = SJ_SYSTEM_COUNT; /* line tables belong to none */
    if (!has_fields(r, 3) || !finish_systems(r) ||
        (strcmp(r->field[2], "-") != 0 && !read_system(r, 2, &system)))
        return false;
    if (system != SJ_SYSTEM_COUNT && !r->out->systems[system].loaded)
        return refuse(r, "table: %s has no codes", r->field[2]);
    return accept(r, gen_dump_begin_table(&r->table, r->out, r->field[1], system));
}

static bool read_part(dump_reader *r)
{
    uint32_t records;
    return has_fields(r, 3) && read_number32(r, 2, UINT32_MAX, &records) &&
           accept(r, gen_dump_begin_part(&r->table, r->out, r->field[1], records));
}

static bool read_row(dump_reader *r)
{
    size_t len;
    for (size_t i = 1; i < r->fields; i++)
        if (!read_text(r, i, &len))
            return false;
    return accept(r, gen_dump_row(&r->table, r->out, r->field + 1, r->fields - 1));
}

static bool read_end(dump_reader *r)
{
    if (!has_fields(r, 1) || !accept(r, gen_dump_end_table(&r->table)) ||
        (r->place != AT_TABLES && !finish_system(r)))
        return false;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        if (!r->out->systems[i].loaded && has_releases(r, (sj_system)i))
            return refuse(r, "%s has releases and no codes",
                          sj_system_name((sj_system)i));
    if (r->out->source_count == 0 || (r->system < 0 && r->out->table_count == 0))
        return refuse(r, "a dump without sources or codes");
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
        return refuse(r, "more after the end");
    for (size_t i = 0; i < sizeof records / sizeof *records; i++)
        if (is_record(r, records[i].name))
            return records[i].read(r);
    return refuse(r, "no such record: %s", r->field[0]);
}

static bool read_line(dump_reader *r, gen_line_state state, const gen_line *line)
{
    r->line = line->number;
    if (state != GEN_LINE_READ)
        return refuse(r, state == GEN_LINE_NUL ? "line holds a NUL byte"
                                               : "line is too long");
    if (line->number > 1)
        return split(r, line) && read_record(r);
    if (line->len == sizeof first_line - 1 &&
        memcmp(line->text, first_line, line->len) == 0)
        return true;
    return refuse(r, "not a dump that this version reads");
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
    return r->place == AT_END || refuse(r, "ends without an end record");
}

bool gen_dump_read(gen_source *source, gen_catalog *out, gen_report *report)
{
    const char *why;
    gen_stream *stream = gen_stream_open(source->container, source->member, &why);
    if (!stream) {
        gen_report_add(report, GEN_ERROR, source->path, 0, "%s", why);
        return false;
    }
    dump_reader r = {.source = source, .out = out, .report = report, .system = -1};
    gen_lines_init(&r.lines, stream);
    bool ok = read_lines(&r);
    source->size_bytes = gen_stream_size(stream);
    gen_stream_hash(stream, source->xxh3);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        source->records += out->systems[i].code_count;
    gen_lines_free(&r.lines);
    gen_stream_close(stream);
    free(r.text);
    free(r.drawn.segments);
    free(r.drawn.intervals);
    return ok;
}

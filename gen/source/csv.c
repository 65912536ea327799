/*
 * A state machine over lines; a quoted field may run over several of them. The bound on
 * a record is that on a line, so a lost quote does not swallow a whole file unnoticed.
 */
#include "gen/source/csv.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/fields.h"

enum { RECORD_CAP = 2 * GEN_LINE_CAP };

void gen_csv_init(gen_csv *csv, gen_stream *stream)
{
    *csv = (gen_csv){.bytes = gen_alloc(RECORD_CAP), .cap = RECORD_CAP};
    gen_lines_init(&csv->lines, stream);
}

void gen_csv_free(gen_csv *csv)
{
    gen_lines_free(&csv->lines);
    free(csv->bytes);
    csv->bytes = NULL;
}

static const char *put(gen_csv *csv, char c)
{
    if (csv->used == csv->cap)
        return "record is too long: a quote is missing";
    csv->bytes[csv->used++] = c;
    return NULL;
}

static const char *begin_field(gen_csv *csv)
{
    if (csv->count == GEN_CSV_FIELDS)
        return "too many fields";
    csv->field[csv->count] = csv->bytes + csv->used;
    return NULL;
}

static const char *end_field(gen_csv *csv)
{
    size_t start = (size_t)(csv->field[csv->count] - csv->bytes);
    csv->len[csv->count++] = csv->used - start;
    return put(csv, '\0');
}

/* A quoted field, `at` behind its opening quote; it may go on in further lines.
 * @return where the field ends in the line in hand */
static size_t quoted(gen_csv *csv, gen_line *line, size_t at, const char **why)
{
    for (;;) {
        if (at == line->len) {
            gen_line_state state = gen_lines_next(&csv->lines, line);
            if (state != GEN_LINE_READ) {
                *why = state == GEN_LINE_END ? "quoted field is not closed"
                                             : gen_line_reason(state);
                return 0;
            }
            *why = put(csv, '\n');
            at = 0;
        } else if (line->text[at] != '"') {
            *why = put(csv, line->text[at++]);
        } else if (at + 1 < line->len && line->text[at + 1] == '"') {
            *why = put(csv, '"');
            at += 2;
        } else {
            return at + 1;
        }
        if (*why)
            return 0;
    }
}

static size_t unquoted(gen_csv *csv, const gen_line *line, size_t at, const char **why)
{
    for (; at < line->len && line->text[at] != ',' && !*why; at++)
        *why = line->text[at] == '"' ? "quote inside a field that is not quoted"
                                     : put(csv, line->text[at]);
    return at;
}

static const char *split(gen_csv *csv, gen_line *line)
{
    const char *why = NULL;
    for (size_t at = 0;; at++) {
        if ((why = begin_field(csv)))
            return why;
        bool quote = at < line->len && line->text[at] == '"';
        at = quote ? quoted(csv, line, at + 1, &why) : unquoted(csv, line, at, &why);
        if (why || (why = end_field(csv)))
            return why;
        if (at == line->len)
            return NULL;
        if (line->text[at] != ',')
            return "text after the closing quote of a field";
    }
}

bool gen_csv_next(gen_csv *csv, const char **why)
{
    gen_line line;
    gen_line_state state;
    *why = NULL;
    csv->count = csv->used = 0;
    do {
        state = gen_lines_next(&csv->lines, &line);
        if (state == GEN_LINE_END)
            return false;
    } while (state == GEN_LINE_READ && line.len == 0);
    csv->number = line.number;
    *why = state == GEN_LINE_READ ? split(csv, &line) : gen_line_reason(state);
    return true;
}

static bool read_date(const gen_csv *csv, size_t field, sj_date *out)
{
    return csv->len[field] == 0 ||
           (csv->len[field] == 10 && sj_date_parse(csv->field[field], 10, out));
}

const char *gen_csv_interval(const gen_csv *csv, size_t from_field, size_t to_field,
                             sj_date *from, sj_date *to)
{
    if (!read_date(csv, from_field, from))
        return "from is no date of the form YYYY-MM-DD";
    if (!read_date(csv, to_field, to))
        return "to is no date of the form YYYY-MM-DD";
    return *to < *from ? "to is before from" : NULL;
}

gen_field gen_csv_trimmed(const gen_csv *csv, size_t field)
{
    return gen_trim((gen_field){csv->field[field], csv->len[field]});
}

bool gen_csv_is_blank(const gen_csv *csv)
{
    for (size_t i = 0; i < csv->count; i++)
        if (gen_csv_trimmed(csv, i).len > 0)
            return false;
    return true;
}

bool gen_csv_is(const gen_csv *csv, const char *const *names, size_t count)
{
    if (csv->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(csv->field[i], names[i]) != 0)
            return false;
    return true;
}

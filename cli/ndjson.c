/*
 * The block is refilled only when it is used up, so that a line is copied once: from
 * the block to where the caller collects lines.
 */
#include "cli/ndjson.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/interrupt.h"

enum { BLOCK_BYTES = 1 << 16 };

void cli_bytes_free(cli_bytes *bytes)
{
    free(bytes->data);
    *bytes = (cli_bytes){.data = NULL};
}

static void append(cli_bytes *bytes, const char *data, size_t len)
{
    if (!bytes->data || len > bytes->cap - bytes->len) {
        size_t cap = bytes->cap ? bytes->cap : BLOCK_BYTES;
        while (len > cap - bytes->len)
            cap *= 2;
        char *grown = cli_allocate(cap, 1);
        if (bytes->data)
            memcpy(grown, bytes->data, bytes->len);
        free(bytes->data);
        bytes->data = grown;
        bytes->cap = cap;
    }
    memcpy(bytes->data + bytes->len, data, len);
    bytes->len += len;
}

void cli_ndjson_open(cli_ndjson *reader, cli_input *in)
{
    *reader = (cli_ndjson){.in = in, .block = cli_allocate(BLOCK_BYTES, 1)};
}

void cli_ndjson_close(cli_ndjson *reader)
{
    free(reader->block);
    reader->block = NULL;
}

/* @return false at the end or, with `failed` set, after a failure or an interrupt */
static bool refill(cli_ndjson *reader, bool *failed)
{
    *failed = false;
    if (reader->ended)
        return false;
    ssize_t got = cli_input_read(reader->in, reader->block, BLOCK_BYTES);
    reader->ended = got <= 0;
    *failed = got < 0 || (got == 0 && cli_interrupted());
    if (got <= 0)
        return false;
    reader->begin = 0;
    reader->end = (size_t)got;
    return true;
}

static bool is_blank(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r')
            return false;
    return true;
}

/* One line, blank or not. */
static cli_line_result take_line(cli_ndjson *reader, cli_bytes *into, cli_line *line)
{
    bool begun = false, failed;
    *line = (cli_line){.off = into->len};
    for (;;) {
        if (reader->begin == reader->end && !refill(reader, &failed)) {
            if (failed)
                return CLI_LINE_FAILED;
            return begun ? CLI_LINE_READ : CLI_LINE_END;
        }
        if (!begun)
            line->number = ++reader->number;
        begun = true;
        const char *from = reader->block + reader->begin;
        size_t there = reader->end - reader->begin;
        const char *newline = memchr(from, '\n', there);
        size_t len = newline ? (size_t)(newline - from) : there;
        if (!line->too_long && len > CLI_LINE_MAX - line->len) {
            line->too_long = true;
            line->len = 0;
            into->len = line->off;
        }
        if (!line->too_long) {
            append(into, from, len);
            line->len += len;
        }
        reader->begin += len + (newline ? 1 : 0);
        if (newline)
            return CLI_LINE_READ;
    }
}

cli_line_result cli_ndjson_next(cli_ndjson *reader, cli_bytes *into, cli_line *line)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* byte order mark */
    for (;;) {
        cli_line_result result = take_line(reader, into, line);
        if (result != CLI_LINE_READ)
            return result;
        if (line->number == 1 && line->len >= 3 &&
            memcmp(into->data + line->off, mark, 3) == 0) {
            line->off += 3;
            line->len -= 3;
        }
        if (line->too_long || !is_blank(into->data + line->off, line->len))
            return result;
        into->len = line->off;
    }
}

bool cli_ndjson_is_ready(const cli_ndjson *reader)
{
    size_t there = reader->end - reader->begin;
    if (reader->ended || (there && memchr(reader->block + reader->begin, '\n', there)))
        return true;
    return cli_input_is_ready(reader->in);
}

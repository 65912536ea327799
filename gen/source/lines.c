/*
 * Lines are handed out where they lie in the block; only one that straddles two blocks
 * is copied together.
 */
#include "gen/source/lines.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

void gen_lines_init(gen_lines *lines, gen_stream *stream)
{
    *lines = (gen_lines){.stream = stream, .held = gen_alloc(GEN_LINE_CAP)};
}

void gen_lines_free(gen_lines *lines)
{
    free(lines->held);
    lines->held = NULL;
}

/* Keep the start of a line that goes on in the next block. */
static void hold(gen_lines *lines, const char *bytes, size_t len)
{
    if (len > GEN_LINE_CAP - lines->held_len) {
        lines->too_long = true;
        return;
    }
    memcpy(lines->held + lines->held_len, bytes, len);
    lines->held_len += len;
}

static gen_line_state hand_out(gen_lines *lines, gen_line *line, const char *text,
                               size_t len)
{
    if (len > 0 && text[len - 1] == '\r')
        len--;
    line->number = ++lines->number;
    if (lines->number == 1 && len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    line->text = text;
    line->len = len;
    bool too_long = lines->too_long || len > GEN_LINE_CAP;
    lines->too_long = false;
    lines->held_len = 0;
    if (too_long)
        return GEN_LINE_LONG;
    return memchr(text, '\0', len) ? GEN_LINE_NUL : GEN_LINE_READ;
}

gen_line_state gen_lines_next(gen_lines *lines, gen_line *line)
{
    for (;;) {
        const char *end = lines->left ? memchr(lines->next, '\n', lines->left) : NULL;
        if (end) {
            const char *text = lines->next;
            size_t len = (size_t)(end - text);
            lines->next = end + 1;
            lines->left -= len + 1;
            if (lines->held_len == 0 && !lines->too_long)
                return hand_out(lines, line, text, len);
            hold(lines, text, len);
            return hand_out(lines, line, lines->held, lines->held_len);
        }
        if (lines->left)
            hold(lines, lines->next, lines->left);
        lines->left = 0;
        if (gen_stream_next(lines->stream, &lines->next, &lines->left))
            continue;
        if (gen_stream_error(lines->stream) || (!lines->held_len && !lines->too_long))
            return GEN_LINE_END; /* half a line of a damaged file is no line */
        lines->unended = true;
        return hand_out(lines, line, lines->held, lines->held_len);
    }
}

const char *gen_line_reason(gen_line_state state)
{
    return state == GEN_LINE_NUL ? "NUL byte: not a text file" : "line is too long";
}

/*
 * A stream cut into lines: LF or CRLF, the last one with or without an end. Lines are
 * numbered from 1 and bounded; a byte order mark before the first is skipped.
 */
#ifndef SCRUBJAY_GEN_LINES_H
#define SCRUBJAY_GEN_LINES_H

#include "gen/source/archive.h"

enum { GEN_LINE_CAP = 1 << 16 }; /* no official line comes near; a binary file does */

typedef struct gen_line {
    const char *text; /* without its end or a NUL; holds until the next call */
    size_t len;
    uint32_t number;
} gen_line;

typedef enum gen_line_state {
    GEN_LINE_READ,
    GEN_LINE_NUL,  /* holds a NUL byte: number is set, text is not */
    GEN_LINE_LONG, /* longer than GEN_LINE_CAP: likewise */
    GEN_LINE_END,  /* end, or the stream failed: see gen_stream_error() */
} gen_line_state;

typedef struct gen_lines {
    gen_stream *stream;
    const char *next; /* unread bytes of the block in hand */
    size_t left;
    char *held; /* a line that began in an earlier block */
    size_t held_len;
    uint32_t number;
    bool too_long;
    bool unended; /* the last line was handed out, and nothing ended it */
} gen_lines;

void gen_lines_init(gen_lines *lines, gen_stream *stream);
void gen_lines_free(gen_lines *lines); /* the stream stays open */
gen_line_state gen_lines_next(gen_lines *lines, gen_line *line);

/* Why a line in the state GEN_LINE_NUL or GEN_LINE_LONG is refused; static. */
const char *gen_line_reason(gen_line_state state);

#endif

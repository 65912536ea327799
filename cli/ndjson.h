/*
 * Lines of a stream, in bounded memory and without making a waiting partner wait: the
 * reader holds one block and hands out lines of up to CLI_LINE_MAX bytes. Of a longer
 * one it keeps nothing. It counts lines from 1 and skips those without any content.
 */
#ifndef SCRUBJAY_CLI_NDJSON_H
#define SCRUBJAY_CLI_NDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/input.h"

/* The longest claim that is read: 1 MiB. */
enum { CLI_LINE_MAX = 1 << 20 };

/* Bytes that grow. */
typedef struct cli_bytes {
    char *data;
    size_t len, cap;
} cli_bytes;

void cli_bytes_free(cli_bytes *bytes);

typedef struct cli_line {
    size_t off, len; /* in the bytes it was appended to, without its end */
    uint64_t number; /* from 1 */
    bool too_long;   /* then len is 0 */
} cli_line;

typedef enum cli_line_result {
    CLI_LINE_READ,
    CLI_LINE_END,
    CLI_LINE_FAILED, /* cli_input_error() says why; or an interrupt */
} cli_line_result;

typedef struct cli_ndjson {
    cli_input *in;
    uint64_t number; /* lines begun */
    char *block;
    size_t begin, end; /* what of the block is still to be handed out */
    bool ended;        /* the stream has no more */
} cli_ndjson;

/* Read a file that the input has gone on to. The input stays the caller's. */
void cli_ndjson_open(cli_ndjson *reader, cli_input *in);
void cli_ndjson_close(cli_ndjson *reader);

/* Append the next line that is not blank to `into`. */
cli_line_result cli_ndjson_next(cli_ndjson *reader, cli_bytes *into, cli_line *line);

/* False when the next line is not there yet and reading on would wait for it. */
bool cli_ndjson_is_ready(const cli_ndjson *reader);

#endif

/*
 * JSON straight into a growing buffer, without a tree: keys in the order of the calls,
 * commas by themselves, no blanks. What is hot is written so (results, converted
 * claims); json.h has Jansson's objects for the rest.
 */
#ifndef SCRUBJAY_CLI_JSON_WRITE_H
#define SCRUBJAY_CLI_JSON_WRITE_H

#include <stdio.h>

#include "cli/command.h"

/* A zeroed writer is ready, or one with room lent to it to begin with;
 * cli_writer_free() what it has grown to. */
typedef struct cli_writer {
    char *data;
    size_t len, cap;
    bool comma; /* the next value stands behind another one */
    bool lent;  /* `data` is the caller's */
} cli_writer;

void cli_writer_free(cli_writer *w);

void cli_write_object(cli_writer *w);
void cli_write_object_end(cli_writer *w);
void cli_write_array(cli_writer *w);
void cli_write_array_end(cli_writer *w);
/* One of our own keys: plain letters, nothing to be escaped. */
void cli_write_key(cli_writer *w, const char *key);

/* Text of any bytes; what is no UTF-8 becomes U+FFFD, and so does NUL, which readers of
 * JSON seldom take. */
void cli_write_text(cli_writer *w, const char *text, size_t len);
void cli_write_word(cli_writer *w, const char *text);
void cli_write_count(cli_writer *w, uint64_t count);
void cli_write_integer(cli_writer *w, int64_t value);
/* The shortest decimal that reads back as the same number; it must be finite. */
void cli_write_number(cli_writer *w, double value);
/* YYYY-MM-DD, or null while open on its side. */
void cli_write_date(cli_writer *w, sj_date date);
void cli_write_bool(cli_writer *w, bool value);
void cli_write_null(cli_writer *w);

/* Print what was written as one line, at once; the writer is empty again. */
void cli_write_line(cli_writer *w, FILE *out);

#endif

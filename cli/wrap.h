/*
 * Paragraphs for people: text broken at blanks so that no line is wider than 88
 * columns, behind a label in a column of its own. Control characters become '?'.
 */
#ifndef SCRUBJAY_CLI_WRAP_H
#define SCRUBJAY_CLI_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { CLI_WIDTH = 88 };

typedef struct cli_wrap {
    FILE *out;
    size_t indent; /* of the lines after the first */
    size_t column; /* where the line stands */
    bool glued;    /* the next word follows without a blank */
} cli_wrap;

/* Print `label`, indented by `indent` and filled up to `width`, and begin a paragraph
 * behind it. */
void cli_wrap_begin(cli_wrap *wrap, FILE *out, size_t indent, size_t width,
                    const char *label);

/* Add words; a line is broken before one that does not fit. */
void cli_wrap_add(cli_wrap *wrap, const char *text);
void cli_wrap_addn(cli_wrap *wrap, const char *text, size_t len);

void cli_wrap_end(cli_wrap *wrap);

/* All three at once. */
void cli_wrap_text(FILE *out, size_t indent, size_t width, const char *label,
                   const char *text);

#endif

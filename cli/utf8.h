/*
 * Text from outside made fit to be printed: an argument or a line of standard input may
 * hold any bytes, JSON holds UTF-8 only, and a terminal obeys control characters.
 */
#ifndef SCRUBJAY_CLI_UTF8_H
#define SCRUBJAY_CLI_UTF8_H

#include <stddef.h>
#include <stdio.h>

/* Bytes of the UTF-8 character at `text`, 1 to 4; 0 when there is none. */
size_t cli_utf8_length(const char *text, size_t len);

/* A copy in which each byte that is no UTF-8 is U+FFFD; free() it. */
char *cli_utf8_copy(const char *text, size_t len, size_t *out_len);

/* Print UTF-8, with '?' for each control character. */
void cli_print_safely(FILE *out, const char *text, size_t len);

#endif

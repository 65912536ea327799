/*
 * Small steps towards JSON output with Jansson: objects keep the order in which keys
 * were added, and each object is printed as one line.
 */
#ifndef SCRUBJAY_CLI_JSON_H
#define SCRUBJAY_CLI_JSON_H

#include <jansson.h>

#include "cli/command.h"

/* Add a key. Takes over `value`; out of memory ends the command. */
void cli_json_set(json_t *object, const char *key, json_t *value);
void cli_json_push(json_t *array, json_t *value);

/* Text of any bytes; what is no UTF-8 becomes U+FFFD. */
json_t *cli_json_text(const char *text, size_t len);
/* A string that is UTF-8, or null for "". */
json_t *cli_json_word(const char *text);
/* A date, or null while open on its side. */
json_t *cli_json_date(sj_date date);
json_t *cli_json_count(uint64_t count);

/* Print as one line and free. */
void cli_json_print(json_t *value);

#endif

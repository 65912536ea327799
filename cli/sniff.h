/*
 * Is this file of claims NDJSON or X12? Told by its beginning.
 */
#ifndef SCRUBJAY_CLI_SNIFF_H
#define SCRUBJAY_CLI_SNIFF_H

#include "cli/input.h"

typedef enum cli_format {
    CLI_FORMAT_AUTO,
    CLI_FORMAT_NDJSON,
    CLI_FORMAT_X12,
} cli_format;

/* Look at the file that cli_input_next() went on to; no byte of it is used up. What is
 * empty is NDJSON: no claims, and no interchange that would be missing. */
cli_format cli_sniff(cli_input *in);

/* Leave out a byte order mark. @return its bytes */
size_t cli_skip_mark(cli_input *in);

#endif

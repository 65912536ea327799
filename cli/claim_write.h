/*
 * A claim of an 837 in the NDJSON claim form: what `convert` prints, and what `check`
 * reads to the same findings.
 */
#ifndef SCRUBJAY_CLI_CLAIM_WRITE_H
#define SCRUBJAY_CLI_CLAIM_WRITE_H

#include "cli/command.h"
#include "cli/json_write.h"

/* Append one object. The item has no fault. */
void cli_claim_write(cli_writer *w, const sj_x12_item *item);

#endif

/*
 * The first lines of a verdict in text: which claim it is and how it stands, or why it
 * is none.
 */
#ifndef SCRUBJAY_CLI_VERDICT_HEADING_H
#define SCRUBJAY_CLI_VERDICT_HEADING_H

#include "cli/verdict.h"

/* "claim A1: warn (professional, 2025-01-15)". */
void cli_heading_standing(FILE *out, const cli_verdict *verdict);

/* "claim A1 in segment 12 of 000000905/1/0021: error, not judged", and the reason with
 * its place on a line of its own. */
void cli_heading_fault(FILE *out, const cli_verdict *verdict);

#endif

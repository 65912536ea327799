/*
 * Items of an 837 in words: where they stand and why they cannot be relied on.
 */
#ifndef SCRUBJAY_CLI_X12_WORDS_H
#define SCRUBJAY_CLI_X12_WORDS_H

#include "cli/claim_json.h"

/* Three control numbers and what is between them. */
enum { CLI_CONTROL_CAP = 3 * (SJ_X12_CONTROL_MAX + 1) + 1 };

/* "ISA13/GS06/ST02"; what is not known is left empty, and all of it when nothing is.
 * @return its length */
size_t cli_x12_control(const sj_x12_item *item, char out[CLI_CONTROL_CAP]);

/* The fault of an item in words: "SE01 says 41 segments, there are 42", "DTP03: bad
 * date". */
void cli_x12_fault(const sj_x12_item *item, cli_fault *out);

#endif

/*
 * Edits as people name them: a list of identifiers on the command line, and the nearest
 * identifiers to one that does not exist.
 */
#ifndef SCRUBJAY_CLI_EDIT_NAMES_H
#define SCRUBJAY_CLI_EDIT_NAMES_H

#include "cli/command.h"

enum { CLI_NEAR_EDITS = 3, CLI_NEAR_EDITS_CAP = 160 };

/* "did you mean A, B or C?" for an identifier that no edit bears; never "". */
void cli_near_edits(const char *name, size_t len, char out[CLI_NEAR_EDITS_CAP]);

/*
 * A comma-separated list: identifiers add to a set that is empty at first, those behind
 * '-' or '!' take away; a list that begins by taking away takes from all edits.
 * @return NULL, or the first name (`*bad_len` bytes) that no edit bears
 */
const char *cli_edit_list(const char *list, sj_edit_set *out, size_t *bad_len);

#endif

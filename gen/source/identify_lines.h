/*
 * Names of the tables of line edits: NCCI, the physician fee schedule, necessity lists.
 */
#ifndef SCRUBJAY_GEN_IDENTIFY_LINES_H
#define SCRUBJAY_GEN_IDENTIFY_LINES_H

#include "gen/source/identify.h"
#include "gen/source/name.h"

/* @param file  the name that `name` was split from
 * @return whether this is such a table; `out` is filled then */
bool gen_identify_lines(const char *file, const gen_name *name, gen_identity *out);

/* Which slice of its table a PTP file is: 1 for "...-f1.TXT", 0 when the name does not
 * tell. */
unsigned gen_ptp_slice(const char *file);

/* Whether a file of the fee schedule is the one for participants of the quality payment
 * program: beside the other one it says nothing new. */
bool gen_is_qpp(const char *file);

#endif

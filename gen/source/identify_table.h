/*
 * Official names of what edits are made of: Tabular List, PCS tables, Code Editor, POA
 * exempt lists, GEMs, conversion tables.
 */
#ifndef SCRUBJAY_GEN_IDENTIFY_TABLE_H
#define SCRUBJAY_GEN_IDENTIFY_TABLE_H

#include "gen/source/identify.h"
#include "gen/source/name.h"

/*
 * Identify such a file. Fills `out` with verdict GEN_IS_SOURCE or, where neither name
 * nor content says enough, GEN_IS_REFUSED. `head` may be NULL.
 * @return false when the name is of no such file
 */
bool gen_identify_table(const gen_name *name, const char *head, size_t head_len,
                        gen_identity *out);

#endif

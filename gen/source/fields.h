/*
 * Lines whose fields are separated by tabs, and words compared without regard to case.
 */
#ifndef SCRUBJAY_GEN_FIELDS_H
#define SCRUBJAY_GEN_FIELDS_H

#include "gen/source/reader.h"

/* Split a line at its tabs into at most `cap` fields. @return how many there are, also
 * beyond `cap` */
size_t gen_split_tabs(const gen_line *line, gen_field *fields, size_t cap);

/* Without white space at both ends, that of other encodings (0xA0) included. */
gen_field gen_trim(gen_field field);

/* Same bytes; letters of ASCII without regard to case. */
bool gen_field_is(gen_field field, const char *text);
bool gen_field_starts(gen_field field, const char *text);
/* Whether the text stands somewhere in the field. */
bool gen_field_holds(gen_field field, const char *text);

/* A number of 1 to 9 digits and nothing else. */
bool gen_field_number(gen_field field, uint32_t *out);

#endif

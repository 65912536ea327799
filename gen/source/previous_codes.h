/*
 * What stands in the conversion table under "Previous Code(s) Assignment".
 *
 *     previous := "None" | item { separator item }
 *     separator := "," | ";" | "&" | "and"
 *     item := code | code "-" code | category-statement
 *
 * A category statement ("Code from categories T36-T50", "a code from R11-", "I63.-")
 * names no code that was replaced: it is read and gives none.
 */
#ifndef SCRUBJAY_GEN_PREVIOUS_CODES_H
#define SCRUBJAY_GEN_PREVIOUS_CODES_H

#include "gen/source/reader.h"

enum { GEN_PREVIOUS_CAP = 512 };

typedef struct gen_previous_codes {
    char codes[GEN_PREVIOUS_CAP][SJ_CODE_CAP]; /* canonical */
    size_t count;
} gen_previous_codes;

/*
 * Read a cell. A range whose ends differ in their last character gives every code
 * between that could be (the model keeps those that are); another gives its ends.
 * @return NULL, or why the cell cannot be read: a static text, or one in `why`
 */
const char *gen_previous_codes_read(gen_field cell, gen_previous_codes *out, char *why,
                                    size_t cap);

#endif

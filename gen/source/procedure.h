/*
 * Procedure codes as the line tables write them: HCPCS Level II, CPT and CDT side by
 * side, five characters each. Which of the three a code is shows in its first one.
 */
#ifndef SCRUBJAY_GEN_PROCEDURE_H
#define SCRUBJAY_GEN_PROCEDURE_H

#include <string.h>

#include "gen/source/reader.h"

enum { GEN_PROCEDURE_LEN = 5 };

static inline bool gen_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool gen_is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A letter and four digits, four digits and a letter, or five digits. */
static inline bool gen_is_procedure(gen_field f)
{
    const char *c = f.text;
    return f.len == GEN_PROCEDURE_LEN && gen_is_digit(c[1]) && gen_is_digit(c[2]) &&
           gen_is_digit(c[3]) &&
           (gen_is_digit(c[0]) ? gen_is_digit(c[4]) || gen_is_capital(c[4])
                               : gen_is_capital(c[0]) && gen_is_digit(c[4]));
}

static inline sj_system gen_procedure_system(const char *code)
{
    return gen_is_digit(code[0]) ? SJ_CPT : code[0] == 'D' ? SJ_CDT : SJ_HCPCS;
}

/* Put a code into a row; `text` has room for SJ_CODE_CAP and lives as long as the row.
 */
static inline void gen_row_procedure(gen_row *row, char *text, gen_field code)
{
    memcpy(text, code.text, GEN_PROCEDURE_LEN);
    text[GEN_PROCEDURE_LEN] = '\0';
    row->code = text;
    row->code_len = GEN_PROCEDURE_LEN;
    row->system = gen_procedure_system(text);
}

#endif

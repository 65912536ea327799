/*
 * The edits on one service line, a family a file: what line_service.c calls. What they
 * read of a line and what they leave to the edits over several lines is in lines.h.
 */
#ifndef SCRUBJAY_EDIT_SINGLE_LINE_H
#define SCRUBJAY_EDIT_SINGLE_LINE_H

#include "engine/edit/lines.h"

/* More of sji_service.flags. */
enum {
    SJI_SERVICE_UNKNOWN = 32, /* no release tells whether the code exists on the first
                                 day */
};

/* sj_place.inner of a line. */
enum { SJI_INNER_MODIFIER = 1, SJI_INNER_POINTER = 2, SJI_INNER_NDC = 3 };

static inline char sji_upper(char ch)
{
    return ch >= 'a' && ch <= 'z' ? (char)(ch - 'a' + 'A') : ch;
}

static inline sj_place sji_in_line(uint32_t index, int inner, uint32_t inner_index)
{
    sj_place at = sji_at_line(index);
    at.inner = (uint8_t)inner;
    at.inner_index = (uint16_t)inner_index;
    return at;
}

/* What most lines have not got. */
static inline bool sji_has_modifiers(const sj_line *line)
{
    uint32_t any = 0;
    for (unsigned k = 0; k < SJ_MODIFIERS_MAX; k++)
        any |= line->modifiers[k].len;
    return any != 0;
}

static inline bool sji_has_drug(const sj_line *line)
{
    return (line->ndc.len | line->ndc_unit.len) != 0 || line->ndc_units != 0;
}

/* ---- line_validity.c ------------------------------------------------------------- */

/* Code, kind, id, procedure and what they make of the flags; the days are known. */
void sji_read_line_code(sji_check *c, const sj_line *line, sji_service *s);
void sji_judge_line_code(sji_check *c, const sji_services *all, uint32_t at);

/* A modifier that stands, and in which slot. */
typedef struct sji_slot {
    char name[2];
    uint8_t slot;
    bool rejected;
    uint32_t id;  /* SJ_NO_CODE: in no list */
    uint64_t bit; /* sji_modifier_bit() */
} sji_slot;

/* ---- modifier.c ------------------------------------------------------------------ */

/* The bits of those that are not rejected; of all when they are not judged. */
uint64_t sji_read_modifiers(const sji_check *c, const sj_line *line, sj_date day,
                            bool judged);
void sji_judge_modifiers(sji_check *c, const sji_services *all, uint32_t at);

sj_finding *sji_add_modifier(sji_check *c, sj_edit edit, uint32_t at,
                             const sji_slot *slot, sj_date day, unsigned severity);

/* ---- modifier_code.c ---------------------------------------------------------------
 */

/* What the fee schedule says of modifiers with the code; the line is not rejected. */
void sji_judge_fee_indicators(sji_check *c, const sji_services *all, uint32_t at,
                              const sji_slot *slots, unsigned count);

/* ---- place_of_service.c ------------------------------------------------------------
 */

/* Four digits, zeros put before fewer (RULINGS 17). @return false when it is no number
 * of up to four digits */
bool sji_read_revenue(const sj_line *line, char out[4]);

/* Of a professional or dental line; of an institutional one. */
void sji_judge_place_of_service(sji_check *c, const sji_services *all, uint32_t at);
void sji_judge_revenue(sji_check *c, const sji_services *all, uint32_t at);

/* ---- pointer.c, drug.c ----------------------------------------- */

/* Of a professional or dental line. */
void sji_judge_pointers(sji_check *c, const sji_services *all, uint32_t at);
void sji_judge_unused_dx(sji_check *c);

void sji_judge_drug(sji_check *c, const sji_services *all, uint32_t at);

/* ---- claim_shape.c --------------------------------------------------------------- */

void sji_judge_line_count(sji_check *c);
void sji_judge_line_dates(sji_check *c, const sji_services *all);

#endif

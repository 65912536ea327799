/*
 * The second opinion on service lines: docs/LINES.md, DOMAIN.md 3.5 to 3.10 and
 * RULINGS.md 16 to 23, one function a sentence. What its parts share.
 */
#ifndef SCRUBJAY_FUZZ_REFERENCE_LINES_H
#define SCRUBJAY_FUZZ_REFERENCE_LINES_H

#include "fuzz/reference/reference_check.h"
#include "fuzz/reference/reference_line_tables.h"

/* Standing of a modifier: a rejected one neither bypasses nor conflicts nor orders. */
typedef enum ref_modifier_state {
    REF_MODIFIER_ABSENT = 0,
    REF_MODIFIER_REJECTED = 1,
    REF_MODIFIER_GOOD = 2
} ref_modifier_state;

/* A line of the claim, or an earlier one of the same patient. */
typedef struct ref_line {
    const sj_line *line;
    uint32_t index;
    bool history;
    char code[SJ_CODE_CAP]; /* trimmed, upper case; "" when there is none */
    uint32_t number;        /* of a code of five characters; 0: none */
    sj_system system;       /* SJ_SYSTEM_COUNT: of no shape */
    bool hipps, rejected;
    sj_date first, last;
    sj_str provider, pos;
    char modifiers[SJ_MODIFIERS_MAX][SJ_CODE_CAP];
    uint8_t states[SJ_MODIFIERS_MAX]; /* ref_modifier_state */
    bool denied;                      /* it has a px.ptp finding */
} ref_line;

typedef struct ref_lines {
    ref_claim *c;
    const ref_line_tables *tables;
    bool medicaid;
    ref_line *lines; /* of the claim */
    uint32_t count;
    ref_line *history;
    uint32_t history_count;
} ref_lines;

/* ---- questions ---- */

/* Takes part in groups: a code that is neither HIPPS nor rejected. */
bool ref_takes_part(const ref_line *line);

/* Equal providers, intersecting days; which are then the common ones. */
bool ref_meet(const ref_line *a, const ref_line *b, ref_days *common);

bool ref_same_text(sj_str a, sj_str b);
sj_str ref_trimmed(sj_str s); /* without white space around it */

/* A modifier of the line that is not rejected. */
bool ref_bears(const ref_line *line, const char *modifier);
bool ref_bears_any(const ref_line *line, const char *const *modifiers);

/* The finding arises on `day` first: on no day but the last of two or more, it warns.
 */
void ref_find_on(ref_lines *l, sj_edit edit, sj_severity severity, const ref_line *line,
                 sj_place with, sj_date day);
sj_place ref_line_place(const ref_line *line);
sj_place ref_inner_place(const ref_line *line, int inner, uint32_t inner_index);

/* Coronary arteries, eyelids, fingers, toes, sides. */
extern const char *const ref_anatomical[];

/* ---- the steps ---- */

void ref_judge_line_alone(ref_lines *l, ref_line *line);
void ref_judge_modifiers(ref_lines *l, ref_line *line); /* before what bypasses */
void ref_judge_modifiers_for_code(ref_lines *l, const ref_line *line);
void ref_judge_pointers(ref_lines *l);
void ref_judge_claim_of_lines(ref_lines *l);
void ref_judge_duplicates(ref_lines *l);
void ref_judge_ptp(ref_lines *l);
void ref_judge_mue(ref_lines *l);
void ref_judge_addons(ref_lines *l); /* after the pairs */
void ref_judge_bilateral(ref_lines *l);
void ref_judge_global_days(ref_lines *l);
void ref_judge_necessity(ref_lines *l);
void ref_judge_limits(ref_lines *l);

#endif

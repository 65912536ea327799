/*
 * Random claims with service lines. Like claim_generator.h each aims at one edit, in
 * the situation in which it must fire or with one thing changed; codes, pairs, units
 * and days come from the tables, mostly near an edge. The same seed gives the same
 * claim.
 */
#ifndef SCRUBJAY_FUZZ_LINE_GENERATOR_H
#define SCRUBJAY_FUZZ_LINE_GENERATOR_H

#include "fuzz/reference/claim_generator.h"
#include "fuzz/reference/reference_line_tables.h"

enum {
    REF_LINED_DX = 14,
    REF_LINED_LINES = 1000,
    REF_LINED_HISTORY = 3,
    REF_LINED_POINTERS = 6,
    REF_LINED_TEXT = 1 << 16
};

/* A claim with all it points to. Not to be copied: it points into itself. */
typedef struct ref_lined {
    sj_claim claim;
    sj_diagnosis dx[REF_LINED_DX];
    sj_line lines[REF_LINED_LINES], history[REF_LINED_HISTORY];
    int32_t pointers[REF_LINED_LINES][REF_LINED_POINTERS];
    char text[REF_LINED_TEXT];
    size_t used;
    sj_date day; /* on which it happens, mostly */
    sj_edit aim;
    bool innocent;
    uint64_t seed;
} ref_lined;

/* Codes that situations are made of. */
typedef struct ref_codes {
    uint32_t *items;
    size_t count;
} ref_codes;

typedef struct ref_line_generator {
    ref_generator chance;
    const ref_line_tables *tables;
    const plain_answers *answers;
    ref_codes visits, globals, later_addons, addons[4]; /* by type */
    ref_codes zero_units, bilateral, uncovered;
} ref_line_generator;

void ref_line_generator_make(ref_rules *rules, ref_line_generator *out);
void ref_line_generator_free(ref_line_generator *g);

/* The claim of a seed. */
void ref_make_lines(ref_line_generator *g, uint64_t seed, ref_lined *m);

/* The claim as a line of NDJSON. */
void ref_print_lines(FILE *out, const sj_claim *claim);

/* ---- shared by the situations ---- */

uint32_t ref_pick(ref_line_generator *g, uint32_t limit);
bool ref_maybe(ref_line_generator *g, uint32_t percent);
uint32_t ref_one(ref_line_generator *g, const ref_codes *codes);

sj_str ref_line_text(ref_lined *m, const char *text);

/* A new line with a code (NULL: none) on the claim's day, one unit, one good pointer.
 */
sj_line *ref_add_line(ref_line_generator *g, ref_lined *m, const char *code);
sj_line *ref_add_numbered(ref_line_generator *g, ref_lined *m, uint32_t code);

/* An earlier line, of the claim's provider. */
sj_line *ref_add_history(ref_lined *m, uint32_t code, sj_date day);

/* The next free place of a line gets a modifier; what is too much is left out. */
void ref_add_modifier(ref_lined *m, sj_line *line, const char *modifier);
void ref_set_days(sj_line *line, sj_date from, sj_date to);
void ref_set_pointers(ref_lined *m, sj_line *line, int count, const int32_t *pointers);

/* Move the claim to a day: from, to; lines go by them unless they have their own. */
void ref_move(ref_line_generator *g, ref_lined *m, sj_date day);

void ref_be_professional(ref_line_generator *g, ref_lined *m);
void ref_be_hospital(ref_line_generator *g, ref_lined *m);

/* A random code of HCPCS, as text. */
const char *ref_any_hcpcs(ref_line_generator *g);

/* Tables of the claim; NULL, -1: none. */
const ref_ptp_table *ref_ptp_for(const ref_line_generator *g, const ref_lined *m);
int ref_mue_for(const ref_lined *m);

/* A day on which a table or schedule counts, often its first or last. */
sj_date ref_day_in(ref_line_generator *g, sj_date from, sj_date to);

/* Build a situation of one line, of several, of a limit of service; false: the edit is
 * not theirs. */
bool ref_build_single(ref_line_generator *g, ref_lined *m, sj_edit edit, bool innocent);
bool ref_build_group(ref_line_generator *g, ref_lined *m, sj_edit edit, bool innocent);
bool ref_build_limit(ref_line_generator *g, ref_lined *m, sj_edit edit, bool innocent);

#endif

/*
 * Random claims, well-formed and nearly so. Each aims at one edit: it builds the
 * situation in which the edit must fire, or that situation with one thing changed so
 * that it must not ("just missed"). What it aims for is a wish; the checkers decide.
 * The same seed gives the same claims on every machine.
 */
#ifndef SCRUBJAY_FUZZ_CLAIM_GENERATOR_H
#define SCRUBJAY_FUZZ_CLAIM_GENERATOR_H

#include "fuzz/reference/reference_rules.h"

#include <stdio.h>

enum {
    REF_MADE_DX = 28,
    REF_MADE_REASON = 5,
    REF_MADE_EXTERNAL = 14,
    REF_MADE_PX = 27,
    REF_MADE_LINES = 8,
    REF_MADE_POINTERS = 4,
    REF_MADE_TEXT = 8192
};

/* A claim with all it points to. Not to be copied: it points into itself. */
typedef struct ref_made {
    sj_claim claim;
    sj_diagnosis dx[REF_MADE_DX], admitting, reason[REF_MADE_REASON],
        external[REF_MADE_EXTERNAL];
    sj_procedure px[REF_MADE_PX];
    sj_line lines[REF_MADE_LINES];
    int32_t pointers[REF_MADE_LINES][REF_MADE_POINTERS];
    char text[REF_MADE_TEXT];
    size_t used;
    sj_edit aim;
    bool innocent;
    uint64_t seed; /* gives this claim again */
} ref_made;

typedef struct ref_generator {
    ref_rules *rules;
    uint64_t state;
    sj_date *borders; /* days on which something changes */
    int border_count;
    uint32_t *changing; /* places of ICD-10-CM codes that not all releases have alike */
    int changing_count;
    uint32_t *changing_px; /* of ICD-10-PCS */
    int changing_px_count;
} ref_generator;

void ref_generator_make(ref_rules *rules, ref_generator *out);
void ref_generator_free(ref_generator *g);

/* The claim of a seed. */
void ref_make_claim(ref_generator *g, uint64_t seed, ref_made *m);

/* The claim as a line of NDJSON. */
void ref_print_claim(FILE *out, const sj_claim *claim);

/* ---- shared by the situations ---- */

uint32_t ref_below(ref_generator *g, uint32_t limit); /* 0 when limit is 0 */
bool ref_chance(ref_generator *g, uint32_t percent);

/* Set the day of the whole claim: from, to, lines; nothing else. */
void ref_set_day(ref_made *m, sj_date day);

/* Text of the claim. */
sj_str ref_text(ref_made *m, const char *text, size_t len);

/* A code as somebody might write it: with or without dot, any case, blanks around. */
sj_str ref_written(ref_generator *g, ref_made *m, sj_system system, const char *code);

/* Put a diagnosis at a place of dx; the list grows as far as needed. */
void ref_put_dx(ref_generator *g, ref_made *m, uint32_t index, const char *code);
void ref_put_px(ref_generator *g, ref_made *m, uint32_t index, const char *code);

/* A random code of a system billable on the day; NULL when none was found soon. */
const char *ref_billable(ref_generator *g, sj_system system, sj_date day);

/* A random billable code that begins so; NULL when none was found soon. */
const char *ref_billable_below(ref_generator *g, const char *stem, sj_date day);

uint8_t ref_status(const ref_generator *g, sj_system system, const char *code,
                   sj_date day);

/* Key date of the first diagnosis. */
sj_date ref_key_day(const ref_made *m);

void ref_make_inpatient(ref_generator *g, ref_made *m);
void ref_make_outpatient(ref_generator *g, ref_made *m);
void ref_make_professional(ref_generator *g, ref_made *m);

/* Values for present on admission, on an inpatient claim: what the list asks for,
 * mostly. */
void ref_make_poa(ref_generator *g, ref_made *m);

/* Birth so that the patient is `years` old on the day: the first such day, the last
 * one, or any between. */
sj_date ref_born(ref_generator *g, int years, sj_date day);

/* Choose the claim's aim and build its situation. */
void ref_build_situation(ref_generator *g, ref_made *m);

#endif

/*
 * One made-up claim: drawn whole (x12_draw.c), because CLM tells the sum of its lines,
 * then written segment by segment (x12_claim.c).
 */
#ifndef SCRUBJAY_BENCH_X12_PLAN_H
#define SCRUBJAY_BENCH_X12_PLAN_H

#include "bench/x12_codes.h"
#include "bench/x12_segments.h"

enum {
    X12_DIAGNOSES = 12,
    X12_SERVICES = 50, /* the most that a professional claim may have */
    X12_POINTERS = 4,
    X12_MODIFIERS = 4,
    X12_PROCEDURES = 4
};

typedef struct x12_service {
    char code[9]; /* empty: a line of a revenue code alone */
    const char *modifiers[X12_MODIFIERS];
    unsigned modifier_count, revenue, units, drug_units;
    uint64_t cents;
    sj_date from, to;
    unsigned pointers[X12_POINTERS], pointer_count;
    bool days, control; /* the quantity counts days; REF 6R is there */
    uint64_t drug;      /* NDC; 0: none */
} x12_service;

typedef struct x12_plan {
    sj_claim_type type;
    bool inpatient;
    bool unsound; /* a diagnosis that cannot be billed is among them */
    sj_date from, to;
    const char *place;
    const x12_code *dx[X12_DIAGNOSES];
    const x12_code *external; /* NULL: none */
    const x12_code *px[X12_PROCEDURES];
    sj_date px_day[X12_PROCEDURES];
    x12_service services[X12_SERVICES];
    unsigned dx_count, px_count, service_count;
    uint64_t cents, number; /* the number stands in CLM01 and in what hangs on it */
} x12_plan;

typedef struct x12_manner {
    unsigned mistakes, tabled, invented; /* of a hundred */
    bool even;
} x12_manner;

void x12_plan_draw(x12_plan *plan, sj_claim_type type, const x12_codes *codes,
                   const x12_manner *manner, uint64_t *state);
/* From CLM to the last segment of the last line. */
void x12_plan_write(const x12_plan *plan, x12_out *out, uint64_t *state);

/* ---- what both and the envelope write -------------------------------------------- */

enum { X12_DAY_CAP = 9, X12_SPAN_CAP = 18, X12_NUMBER_CAP = 24 };

void x12_day(sj_date day, char text[X12_DAY_CAP]);
/* NM1: a person or, without a first name, an organisation, with its number. */
void x12_name(x12_out *out, const char *role, const char *last, const char *first,
              const char *qualifier, const char *number);
/* N3 and N4. */
void x12_address(x12_out *out, uint64_t *state);
const char *x12_last_name(uint64_t *state);
const char *x12_first_name(uint64_t *state);
const char *x12_house(uint64_t *state);
/* Ten digits that are no provider's. */
void x12_provider(uint64_t *state, char text[X12_NUMBER_CAP]);

#endif

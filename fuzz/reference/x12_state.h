/*
 * What the files of the second opinion on 837s share: the cut segment, the place in the
 * loops, the claim in progress. x12_reference.c is the envelope, x12_reference_loops.c
 * what may stand where, x12_reference_claim.c what becomes what.
 */
#ifndef SCRUBJAY_FUZZ_X12_STATE_H
#define SCRUBJAY_FUZZ_X12_STATE_H

#include "fuzz/reference/x12_reference.h"

/* Where a segment stands; bits, so that a rule can name several. */
enum {
    X12_HEADER = 1,
    X12_2000A = 2,
    X12_2000B = 4,
    X12_2000C = 8,
    X12_CLAIM = 16,
    X12_CLAIM_NAMES = 32, /* the claim behind its first NM1 */
    X12_OTHER = 64,       /* another subscriber of the claim */
    X12_LINE = 128,
    X12_LINE_NAMES = 256, /* the line behind its first NM1 */
    X12_ANYWHERE = 511
};

typedef struct x12_parts {
    sj_str *items;
    size_t count;
} x12_parts;

typedef struct x12_segment {
    sj_x12_place at;
    size_t end;         /* behind its terminator */
    x12_parts elements; /* [0] is the identifier */
} x12_segment;

/* Birth and sex, of a subscriber or of a patient. */
typedef struct x12_person {
    sj_date birth;
    sj_str sex;
    sj_x12_fault fault; /* of its DMG */
} x12_person;

typedef struct x12_line {
    sj_line line;
    sj_x12_line names;
    int32_t pointers[SJ_CLAIM_ITEMS_MAX];
    bool has_service, has_sv1, has_sv5, has_dates, has_82;
    bool has_drug;   /* a LIN with an NDC was there */
    bool drug_open;  /* no LIN came behind it */
    bool drug_count; /* its CTP was there */
} x12_line;

typedef struct x12_claim {
    bool open;
    sj_x12_item item;
    sj_diagnosis dx[SJ_CLAIM_ITEMS_MAX], reason[SJ_CLAIM_ITEMS_MAX];
    sj_diagnosis external[SJ_CLAIM_ITEMS_MAX], admitting;
    sj_procedure px[SJ_CLAIM_ITEMS_MAX];
    bool has_admitting, has_principal_px;
    int principal; /* place in dx, -1: none */
    bool has_cl1, has_434, has_435, has_472, has_82;
    sj_date from_434, to_434, from_472, to_472;
    x12_line *lines[SJ_CLAIM_LINES_MAX];
    uint32_t last_number; /* LX01 of the line before */
} x12_claim;

typedef struct x12_state {
    const char *bytes;
    size_t len, at;
    uint64_t segments; /* so far, of the stream */
    char element, component, terminator;
    bool in_isa, in_gs, in_st;
    bool read; /* the open transaction is an 837 of a guide that is read */
    sj_str isa13, gs06, gs08, st02;
    uint64_t groups, transactions, first_segment; /* for IEA01, GE01, SE01 */
    bool is_4010;
    sj_claim_type type;
    uint64_t ordinal;

    int place;
    bool lost;
    bool has_20, has_22;             /* the 22 of the 20 it stands under */
    bool has_sbr, has_pat, has_name; /* of this 2000B or 2000C */
    bool is_patient;                 /* 2000C, or a claim of it */
    sj_str billing;                  /* provider */
    sj_str payer;
    x12_person subscriber, patient;
    x12_claim claim;

    ref_x12 *out;
} x12_state;

/* ---- x12_reference.c ---- */

void *x12_keep(x12_state *s, size_t size); /* zeroed; lives as long as the result */
x12_parts x12_cut(x12_state *s, sj_str text, char separator);
sj_str x12_element(const x12_segment *seg, size_t n); /* absent: empty */
bool x12_is(sj_str text, const char *word);
/* An item that is of no claim. */
void x12_fault(x12_state *s, sj_x12_reason reason, sj_x12_place at, uint32_t element);
/* Hand the claim in progress out, if there is one. */
void x12_end_claim(x12_state *s);

/* ---- x12_reference_loops.c ---- */

void x12_begin_transaction(x12_state *s);
void x12_read_segment(x12_state *s, const x12_segment *seg);

/* ---- x12_reference_claim.c ---- */

void x12_begin_claim(x12_state *s, const x12_segment *seg);
void x12_read_demographics(x12_state *s, const x12_segment *seg, x12_person *person);
void x12_read_claim_segment(x12_state *s, const x12_segment *seg);
/* What only the whole claim tells. */
void x12_finish_claim(x12_state *s);
/* The first fault stays. */
void x12_spoil(x12_claim *c, sj_x12_reason reason, sj_x12_place at, uint32_t element);

/* ---- x12_reference_values.c ---- */

bool x12_read_day(sj_str text, sj_date *out);
/* D8 or RD8. @return 0, or the element that is wrong: 2 the format, 3 the dates */
uint32_t x12_read_days(const x12_segment *dtp, sj_date *from, sj_date *to);
bool x12_read_digits(sj_str text, uint32_t *out); /* one to nine, nothing else */
bool x12_read_number(sj_str text, double *out);

/* ---- x12_reference_hi.c ---- */

void x12_read_hi(x12_state *s, const x12_segment *seg);
/* Order of dx, and marks that only the whole list tells. */
void x12_finish_dx(x12_claim *c);

#endif

/*
 * The second opinion: judges a claim as docs/EDITING.md says, one function a sentence,
 * from the plain rules. Slow and obvious; tests and fuzz targets hold sj_check()
 * against it. Findings come in the order of RULINGS.md 24.
 */
#ifndef SCRUBJAY_FUZZ_REFERENCE_CHECK_H
#define SCRUBJAY_FUZZ_REFERENCE_CHECK_H

#include "fuzz/reference/reference_rules.h"

typedef struct ref_finding {
    uint16_t edit;    /* sj_edit */
    uint8_t severity; /* sj_severity */
    sj_place at, with;
} ref_finding;

typedef struct ref_result {
    ref_finding *items; /* malloc; reused by the next check */
    uint32_t count, cap;
    sj_edit_set no_data, not_evaluated;
    bool optional; /* set by the caller: judge the optional edits, too */
} ref_result;

/* Judge a claim. The result starts as zero, is reused, and is released with
 * free(items). */
void ref_check(ref_rules *rules, const sj_claim *claim, ref_result *out);

/* Identifier of an edit, from the reference's own table. */
const char *ref_edit_id(sj_edit edit);

/* ---- what the parts share ---- */

typedef enum ref_claim_kind { REF_P, REF_IP, REF_OP } ref_claim_kind;

enum { REF_DATES_MAX = 4097 };

/* A diagnosis or procedure of the claim. */
typedef struct ref_item {
    sj_place at;
    char code[SJ_CODE_CAP]; /* canonical; "" when its format is wrong */
    int version;            /* 9, 10; 0: no qualifier and no shape tells */
    bool rejected;
    bool unknown; /* its standing, on some key date */
    bool repeats; /* a diagnosis that an earlier one of dx is equal to */
    bool poa;     /* a value is told */
    char poa_value;
    const sj_date *days; /* its key dates, ascending */
    int day_count;
} ref_item;

typedef struct ref_claim {
    ref_rules *rules;
    const sj_claim *claim;
    ref_result *result;
    ref_claim_kind kind;
    sj_date from, to, admission, first_service, pair_day;
    bool birth_good;
    sj_str sex; /* without white space around it */
    /* dx, then admitting, reason, external: each in its order */
    ref_item items[4 * SJ_CLAIM_ITEMS_MAX];
    int item_count, dx_count;
    ref_item px[SJ_CLAIM_ITEMS_MAX];
    int px_count;
    sj_date *days; /* storage of key dates */
    size_t day_cap, day_used;
    bool manifestation_first;
} ref_claim;

void ref_find(ref_claim *c, sj_edit edit, sj_severity severity, sj_place at,
              sj_place with);
void ref_no_data(ref_claim *c, sj_edit edit);
void ref_not_evaluated(ref_claim *c, sj_edit edit);
sj_place ref_place(sj_place_kind kind, uint32_t index);
int ref_age_on(sj_date birth, sj_date day);

/* Canonical codes of the four ICD systems by DOMAIN.md 1.1 and 1.2. */
bool ref_shape_of(sj_system system, sj_str text, char out[SJ_CODE_CAP]);

/* The steps, in the order of docs/EDITING.md. */
void ref_read_items(ref_claim *c);
void ref_judge_existence(ref_claim *c);
void ref_judge_position(ref_claim *c);
void ref_judge_pairs(ref_claim *c);
void ref_judge_patient(ref_claim *c);
void ref_judge_poa(ref_claim *c);
void ref_judge_procedures(ref_claim *c);
void ref_judge_wire(ref_claim *c); /* what the 837 reader has marked */

/* On the manifestation list, or by its title where no list speaks (RULINGS.md 11). */
bool ref_is_manifestation(const ref_claim *c, const ref_item *item, sj_date day);

/* Service lines (reference_lines.h); run by ref_check(). */
struct ref_line_tables;
void ref_judge_lines(ref_claim *c, const struct ref_line_tables *tables);

/* Whether an item is an ICD-10 diagnosis of a sound format. */
static inline bool ref_is_icd10(const ref_item *item)
{
    return item->version == 10 && item->code[0];
}

#endif

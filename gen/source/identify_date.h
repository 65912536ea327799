/*
 * What the words of an official name say of its day, and the parts of an identity that
 * follow from it. Shared by the identifiers of releases and of tables.
 */
#ifndef SCRUBJAY_GEN_IDENTIFY_DATE_H
#define SCRUBJAY_GEN_IDENTIFY_DATE_H

#include "gen/source/identify.h"
#include "gen/source/name.h"

#define GEN_DATELESS "the name does not tell its effective date: " GEN_STATE_IT

typedef struct gen_when {
    int year, month, day; /* 0: the name does not say */
    bool clear;           /* every word was understood */
} gen_when;

/* What the words not yet used say. `year` is what was known before, or 0. */
gen_when gen_name_when(const gen_name *name, int year);

/* Mark the words of "icd10cm", "icd-10-pcs" and the like. @return whether they are
 * there
 */
bool gen_name_take_icd10(gen_name *name, sj_system *system);

void gen_identity_kind(gen_identity *out, gen_kind kind);
void gen_identity_refuse(gen_identity *out, const char *reason);

/* The release of a fiscal year; one that starts in a month of a calendar year. */
void gen_identity_fiscal_year(gen_identity *out, int year);
void gen_identity_month(gen_identity *out, const gen_when *when);

/* A release of ICD-10: a fiscal year's, or an update's that names its month. Drafts are
 * refused, and names that were used twice are taken with a warning. */
void gen_identity_icd10(gen_identity *out, const gen_when *when);

#endif

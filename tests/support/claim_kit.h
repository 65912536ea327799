/*
 * Claims in a line of text, judged by an image of a few dozen public codes, and what
 * was found as text: for tests of sj_check(). No cmocka here; what cannot be set up
 * ends the test program with a message.
 */
#ifndef SCRUBJAY_TESTS_CLAIM_KIT_H
#define SCRUBJAY_TESTS_CLAIM_KIT_H

#include <scrubjay/scrubjay.h>

#include "tests/support/sample.h"

/*
 * Order files of FY2020, its update of 2020-04-01, FY2021, 2021-01, FY2022 and FY2025;
 * Tabular Lists and Code Editor texts of FY2021, FY2022 and FY2025 (the carve-out from
 * FY2021, unspecified sides in FY2022 alone); POA lists of FY2021 and FY2022;
 * ICD-10-PCS of FY2021 with its tables; ICD-9 v32. tests/support/claim_releases.c has
 * the rows.
 */
bool claim_releases_open(sample *out);

typedef enum claim_kind { P, IP, OP } claim_kind;

enum { KIT_LINES = 8, KIT_POINTERS = 8, KIT_CAP = 32768 };

/*
 * A claim as tests write it; NULL is absent. Lists are separated by blanks: a code,
 * with "/Y" behind it for present on admission, "9:" or "10:" before it for a version,
 * "1!" before all for its wire bits, of a procedure "@2021-02-02" for its date. "_"
 * stands for an empty code. Lines are a date ("-" for none), ">" and pointers:
 * "2021-01-05>1,2".
 */
typedef struct told {
    claim_kind kind;
    const char *from; /* and `to`, unless that is told */
    const char *dx;
    const char *to, *admission, *status;
    const char *birth; /* NULL: 1961-04-02; "-": none */
    const char *sex;   /* NULL: U; "-": none */
    const char *admitting, *reason, *external, *px, *lines;
} told;

/* A claim with the arrays it points to. */
typedef struct kit_claim {
    sj_claim claim;
    sj_diagnosis dx[SJ_CLAIM_ITEMS_MAX], admitting[1], reason[32], external[32];
    sj_procedure px[64];
    sj_line lines[KIT_LINES];
    int32_t pointers[KIT_LINES][KIT_POINTERS];
    char text[8192]; /* copies of the words of `told` */
} kit_claim;

void kit_claim_make(const told *t, kit_claim *out);

/*
 * What is found, a line each: "dx[1] dx.excludes1 warn dx[0]", then "no data: ..." and
 * "not evaluated: ..." when `sets`. A static buffer.
 */
const char *kit_check(const sj_image *image, const told *t, bool sets);

/* The lines of kit_check() of findings alone, of edits that begin so. */
const char *kit_findings(const sj_image *image, const told *t, const char *edit);

/* Findings of an answer as text, into KIT_CAP bytes. */
void kit_print(const sj_findings *found, char *out);

/* The first finding of an edit. @return false when there is none */
bool kit_find(const sj_image *image, const kit_claim *c, const char *edit,
              sj_finding *out);

sj_date kit_day(const char *text);

#endif

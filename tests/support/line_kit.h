/*
 * Service lines in a line of text, judged by an image of invented tables in the
 * official layouts, and what was found as text: for tests of the edits on lines. No
 * cmocka here; what cannot be set up ends the test program with a message.
 */
#ifndef SCRUBJAY_TESTS_LINE_KIT_H
#define SCRUBJAY_TESTS_LINE_KIT_H

#include "tests/support/claim_kit.h"

/*
 * HCPCS of 2024 (G0438, G9801 to G9849; modifiers LT RT E1 XE XP XS XU), PTP of 2024Q2
 * for practitioner, hospital and Medicaid practitioner, unit limits of 2024Q1 and
 * 2024Q2 (practitioner, hospital, Medicaid practitioner), add-on codes of 2024Q2, a fee
 * schedule and policies of 2024. tests/support/line_releases.c has the rows; it gives
 * every number to itself.
 */
bool line_releases_open(sample *out);
/* The same with `--carry`. */
bool line_releases_open_carried(sample *out);

enum { LINE_KIT_LINES = 1000, LINE_KIT_POINTERS = 12 };

/*
 * A claim as tests write it; NULL is absent. Lines are separated by blanks; of each
 * only the code must be there, the rest stands behind its mark in this order:
 *
 *   G9801:59,RT*3@2024-05-01~2024-05-04/12345>1,2$80#11^0450%00002759701
 *
 * modifiers, units, first and last day, provider, pointers, charge, place, revenue
 * code, NDC. "_" is an empty code or modifier.
 */
typedef struct told_lines {
    claim_kind kind;
    const char *lines;
    const char *from, *to;                    /* NULL: 2024-05-01, and the same day */
    const char *dx;                           /* NULL: E11.9 */
    const char *payer, *provider, *bill_type; /* NULL: 0131 of OP, 0111 of IP */
    const char *history;
    const char *birth, *sex, *pos; /* NULL: 1961-04-02, U, 11 of P; "-": none */
} told_lines;

typedef struct kit_lines {
    sj_claim claim;
    sj_diagnosis dx[16];
    sj_line lines[LINE_KIT_LINES], history[64];
    int32_t pointers[LINE_KIT_LINES + 64][LINE_KIT_POINTERS];
    char text[65536];
} kit_lines;

void kit_lines_make(const told_lines *t, kit_lines *out);

/*
 * Findings of edits that begin so ("px.ptp"), a line each:
 *   "lines[1] px.ptp reject lines[0] 2024-05-01"
 * then "no data: ..." when `sets`, of edits that begin so. A static buffer.
 */
const char *kit_line_findings(const sj_image *image, const told_lines *t,
                              const char *edit, bool sets);

/* The first finding of an edit. @return false when there is none */
bool kit_line_find(const sj_image *image, const kit_lines *c, const char *edit,
                   sj_finding *out);

#endif

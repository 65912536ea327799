/*
 * What a reader of an official file tells the model: rows, one code each. The model
 * (merge.c) turns the rows of all releases into timelines by the rules of
 * docs/RULES.md.
 */
#ifndef SCRUBJAY_GEN_LISTING_H
#define SCRUBJAY_GEN_LISTING_H

#include <scrubjay/scrubjay.h>

#define GEN_NO_DATE SJ_DATE_MIN /* the row states no such date */

typedef struct gen_row {
    sj_system system;
    const char *code; /* canonical (sj_normalize), NUL-terminated */
    size_t code_len;
    uint8_t status; /* SJ_CODE_HEADER or SJ_CODE_BILLABLE */
    uint8_t flags;  /* SJ_FLAG_* */
    bool has_text;  /* false: the row says nothing of titles (NOC list) */
    sj_date from;   /* dated rows: first valid day, or GEN_NO_DATE: the release's */
    sj_date to;     /* dated rows: last valid day, SJ_DATE_OPEN while open */
    const char *short_text, *long_text; /* UTF-8; NULL: this file has no such title */
    size_t short_len, long_len;
    uint32_t line; /* 1-based, in the uncompressed file */
} gen_row;

#endif

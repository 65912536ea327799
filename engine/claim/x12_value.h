/*
 * Dates and numbers as X12 writes them (docs/X12.md).
 */
#ifndef SCRUBJAY_CLAIM_X12_VALUE_H
#define SCRUBJAY_CLAIM_X12_VALUE_H

#include <scrubjay/scrubjay.h>

enum { SJI_X12_DAY_LEN = 8, SJI_X12_DIGITS_MAX = 9, SJI_X12_DECIMAL_MAX = 15 };

/* The day that was read last, CCYYMMDD: the next one is often the same. */
typedef struct sji_x12_last_day {
    char text[SJI_X12_DAY_LEN];
    sj_date day;
} sji_x12_last_day;

void sji_x12_no_last_day(sji_x12_last_day *last);

/* Formats of dates, bits. */
enum { SJI_X12_D8 = 1, SJI_X12_RD8 = 2, SJI_X12_DT = 4 };

/* A date in one of the formats allowed. @return 0, or which part is wrong: 1 the
 * format, 2 the value */
unsigned sji_x12_date(sji_x12_last_day *last, sj_str format, sj_str value,
                      unsigned allowed, sj_date *from, sj_date *to);

/* One to nine digits and nothing else. */
bool sji_x12_digits(sj_str text, uint32_t *out);

/* A decimal of at most fifteen digits: exactly the nearest double. */
bool sji_x12_decimal(sj_str text, double *out);

#endif

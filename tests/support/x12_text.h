/*
 * Small 837 professional files made up for tests of the command: a file is begun,
 * claims are added, it is ended; counts and control numbers are right unless a test
 * says otherwise. No cmocka here.
 */
#ifndef SCRUBJAY_TESTS_X12_TEXT_H
#define SCRUBJAY_TESTS_X12_TEXT_H

#include <stddef.h>

typedef struct x12_text {
    char *data; /* NUL-terminated */
    size_t len, cap;
    unsigned segments;   /* of the file, so far */
    unsigned begin;      /* number of the ST segment */
    unsigned wrong_by;   /* added to SE01 */
    const char *newline; /* behind each segment: "" or "\n" */
} x12_text;

/* ISA to the loops of a subscriber born on 1961-04-02, female. Control numbers are
 * 000000001, 1 and 0001. */
void x12_begin(x12_text *text);

/* A segment without its end, as printf() would write it. */
void x12_add(x12_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* CLM, HI with one diagnosis, and a line of HCPCS E1165 on 2025-01-15. */
void x12_claim(x12_text *text, const char *id, const char *dx);

/* SE, GE and IEA. */
void x12_end(x12_text *text);

void x12_free(x12_text *text);

/* A whole file of so many claims, numbered from 0, of every standing; every fifth has a
 * date that is none. To be freed. */
char *x12_many(size_t count);

#endif

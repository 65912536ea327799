/*
 * Made-up 837 files of any size: valid, seeded, as real files look, with codes out of
 * an image. What docs/X12.md calls a fault is nowhere in them; what sj_check() finds is
 * little (x12_codes.h), but for the claims that shall have a mistake. People, places
 * and identifiers are invented; provider numbers begin with 9, which nobody has.
 */
#ifndef SCRUBJAY_BENCH_CLAIMS_837_H
#define SCRUBJAY_BENCH_CLAIMS_837_H

#include <stdio.h>

#include <scrubjay/scrubjay.h>

enum { CLAIMS_837_KINDS = 3 }; /* sj_claim_type */

typedef struct claims_837_options {
    uint64_t bytes; /* the file ends behind the claim that reaches this */
    uint64_t seed;
    unsigned shares[CLAIMS_837_KINDS]; /* of claims; one at least is above 0 */
    unsigned mistakes; /* of a hundred claims: a diagnosis that cannot be billed */
    unsigned tabled;   /* of a hundred services: a code that line tables alone name */
    unsigned invented; /* of a hundred services: digits that are nobody's code */
    unsigned claims;   /* of a transaction, about */
    bool even; /* every code as often as any other; else few codes stand for most, as
                  in life: of n, the first k for log k / log n */
    char element, component, repetition, terminator;
    const char *line_break; /* behind each terminator: "", "\n", "\r\n" */
} claims_837_options;

/* As most files are: shares 6, 3, 1; three mistakes; one segment a line. */
claims_837_options claims_837_usual(void);

/* Separators that no text of the generator holds, and shares that are not all 0. */
bool claims_837_possible(const claims_837_options *options);

typedef struct claims_837_counts {
    uint64_t bytes, segments, interchanges, groups, transactions, lines, diagnoses;
    uint64_t claims[CLAIMS_837_KINDS];
    uint64_t mistakes;   /* claims with one */
    sj_date first, last; /* days of service lie within */
} claims_837_counts;

/* @return false when the image has no codes to draw, memory is short or a write failed;
 *         says why on stderr */
bool claims_837_write(const sj_image *image, const claims_837_options *options,
                      FILE *file, claims_837_counts *counts);

/* The same into memory; release with free(). */
char *claims_837_make(const sj_image *image, const claims_837_options *options,
                      claims_837_counts *counts);

#endif

/*
 * Codes of an image that made-up claims may bear: those that make no finding of weight
 * by themselves, on any day of a span that as many tables as possible speak for. So
 * most claims drawn from them are sensible, and what is found is found in combination.
 */
#ifndef SCRUBJAY_BENCH_X12_CODES_H
#define SCRUBJAY_BENCH_X12_CODES_H

#include <scrubjay/scrubjay.h>

typedef struct x12_code {
    char text[9];
    bool poa_exempt;
} x12_code;

typedef struct x12_pool {
    x12_code *items;
    uint32_t count, cap;
} x12_pool;

typedef struct x12_codes {
    sj_date first, last; /* days of service, both inclusive */
    x12_pool principal;  /* first on professional claims */
    x12_pool inpatient;  /* first on inpatient claims */
    x12_pool other;      /* behind the first */
    x12_pool external;   /* causes of injury */
    x12_pool unsound;    /* diagnoses that cannot be billed on these days */
    x12_pool procedures; /* ICD-10-PCS */
    x12_pool services;   /* of loaded code sets: HCPCS Level II */
    x12_pool tabled;     /* named by line tables alone */
    x12_pool modifiers;  /* of letters first */
    x12_pool places;     /* of service */
} x12_codes;

/* Pools stand in no order, the same each time.
 * @return false when the image has no diagnosis to draw, or memory is short; says why
 *         on stderr */
bool x12_codes_load(const sj_image *image, x12_codes *out);
void x12_codes_free(x12_codes *codes);

#endif

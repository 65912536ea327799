/*
 * An image of the official NCCI tables alone (no code set is loaded, so that no line is
 * rejected), and the same files as the second opinion reads them. Shared by the walks
 * over these tables.
 */
#ifndef SCRUBJAY_FUZZ_NCCI_IMAGE_H
#define SCRUBJAY_FUZZ_NCCI_IMAGE_H

#include <scrubjay/scrubjay.h>

#include "fuzz/reference/reference_line_tables.h"
#include "tests/support/sample.h"

typedef struct ncci_image {
    sample compiled;
    sj_image *image;
    ref_line_tables tables;
} ncci_image;

/* @return false, with a message, when the folder's manifest lists none or they do not
 * compile; ends the program when a file cannot be read */
bool ncci_image_open(const char *data, ncci_image *out);
void ncci_image_close(ncci_image *ncci);

#endif

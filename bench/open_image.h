/* The image that the benches ask: an argument or $SCRUBJAY_IMAGE. */
#ifndef SCRUBJAY_BENCH_OPEN_IMAGE_H
#define SCRUBJAY_BENCH_OPEN_IMAGE_H

#include <scrubjay/scrubjay.h>

/* @return the path; exits with a message when there is none */
const char *bench_image_path(const char *argument);
/* Open it, fully verified; exits with a message when it cannot be. */
sj_image *bench_image_open(const char *path);

#endif

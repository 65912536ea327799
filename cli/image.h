/*
 * Which image a verb asks, opened: the one that is named, else that of the environment,
 * else the sample in the program. Complains by itself.
 */
#ifndef SCRUBJAY_CLI_IMAGE_H
#define SCRUBJAY_CLI_IMAGE_H

#include "cli/command.h"

typedef struct cli_image {
    sj_image *handle;
    const char *name; /* path, or "the embedded sample" */
} cli_image;

/*
 * Open and verify.
 * @param path  or NULL: $SCRUBJAY_IMAGE, else the sample
 * @return CLI_DONE, or CLI_IMAGE after a complaint; then there is nothing to close
 */
int cli_image_open(const char *path, cli_image *out);
void cli_image_close(cli_image *image);

/* Say "IMAGE: reason (at byte N)". @return CLI_IMAGE */
int cli_image_refuse(const char *name, sj_status status, const sj_error *err);

/* Distinct codes of each system, added up. */
uint64_t cli_count_codes(const sj_image *image);

/* Bytes that a hash or a build id needs in hex digits, the final NUL included. */
enum { CLI_HEX_CAP = 33 };

void cli_hex(const uint8_t bytes[16], char out[CLI_HEX_CAP]);

#endif

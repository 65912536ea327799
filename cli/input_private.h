/*
 * What input.c and its containers share: the bytes below, and three functions a
 * container has.
 */
#ifndef SCRUBJAY_CLI_INPUT_PRIVATE_H
#define SCRUBJAY_CLI_INPUT_PRIVATE_H

#include "cli/input.h"
#include "cli/raw.h"

/* The one thing we say of what does not unpack. */
#define CLI_DAMAGED "damaged: it cannot be unpacked to its end"

typedef struct cli_unpacker cli_unpacker;

/* A container. A failing read or step sets *why, but for failures of `raw`. */
typedef struct cli_container {
    cli_unpacker *(*open)(cli_raw *raw);
    /* The next file: its name, "" where the container has none for it. */
    bool (*next)(cli_unpacker *u, const char **name, const char **why);
    ssize_t (*read)(cli_unpacker *u, void *into, size_t cap, const char **why);
    void (*close)(cli_unpacker *u);
} cli_container;

extern const cli_container cli_gzip, cli_xz, cli_zip;

#endif

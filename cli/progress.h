/*
 * A progress bar on standard error with percent and estimated end, for people who wait:
 * nothing at all unless standard error is a terminal. For streams of claims also how
 * much was read and how fast.
 */
#ifndef SCRUBJAY_CLI_PROGRESS_H
#define SCRUBJAY_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cli_progress {
    bool shown;         /* standard error is a terminal */
    bool drawn;         /* there is a line to wipe */
    double began, drew; /* seconds on the monotonic clock */
} cli_progress;

void cli_progress_begin(cli_progress *progress);

/* Draw `done` of [0, 1] and what is being done, some times a second at most. `ctx` is a
 * cli_progress, so that this can be handed to gen_compile(). */
void cli_progress_draw(void *ctx, double done, const char *what);

/* The same for claims that are read. `total` 0: nobody knows how much there is; then
 * there is no bar and no end, but bytes and speed. */
void cli_progress_stream(cli_progress *progress, uint64_t bytes, uint64_t total,
                         uint64_t claims, const char *what);

/* Wipe the bar. */
void cli_progress_end(cli_progress *progress);

#endif

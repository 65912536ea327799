/*
 * Batches of claims go round a ring. The main thread fills them and prints their
 * verdicts, both in the order of input; workers take them in that order, too, and each
 * collects its output in memory. With one thread the main thread does all of it.
 */
#ifndef SCRUBJAY_CLI_CHECK_RING_H
#define SCRUBJAY_CLI_CHECK_RING_H

#include <pthread.h>

#include "cli/claim_batch.h"
#include "cli/judge.h"

enum {
    CLI_BATCH_LINES = 256,
    CLI_BATCH_TEXT = 1 << 16, /* a batch is closed behind the line that reaches it */
};

typedef struct cli_batch {
    /* NDJSON: lines, to be read by whoever judges them */
    cli_bytes text;
    cli_line lines[CLI_BATCH_LINES];
    size_t line_count;

    /* X12: claims that are not judged yet, or how many were while reading */
    cli_claim_batch claims;
    size_t taken;

    char *file;   /* of all its claims; NULL: not told in results */
    bool judged;  /* under the lock */
    bool stopped; /* --strict: its last verdict is the last of all */
    FILE *out;    /* into `said` */
    char *said;
    size_t said_len;
    cli_tally tally;
} cli_batch;

typedef struct cli_ring {
    const cli_check_options *options;
    cli_tally tally; /* of all that was printed */
    bool over;       /* no more is to be read, judged or printed */

    /* batch number n is batches[n % size] */
    cli_batch *batches;
    size_t size;
    uint64_t filled, taken,
        printed; /* numbers of the next ones; taken: under the lock */

    cli_judge self; /* of the main thread, without workers */
    pthread_t *threads;
    size_t thread_count; /* 0: no workers */
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    bool closing;
} cli_ring;

void cli_ring_begin(cli_ring *ring, const cli_check_options *options);
/* Ends the threads. */
void cli_ring_end(cli_ring *ring);

/* The batch to fill, always the same until it is submitted. Prints the oldest one when
 * all are under way: that is how a slow reader of our output slows us down.
 * @param file  of the claims to come; a batch holds those of one file */
cli_batch *cli_ring_batch(cli_ring *ring, const char *file);

/* Judge an item at once into the batch to fill, without a copy. Without workers. */
void cli_ring_judge(cli_ring *ring, const sj_x12_item *item, const char *file);

/* Have the batch to fill judged, if there is something in it. */
void cli_ring_submit(cli_ring *ring);

/* Print everything, so that whoever feeds us claim by claim is not kept waiting. */
void cli_ring_catch_up(cli_ring *ring);

#endif

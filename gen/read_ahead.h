/*
 * Sources read by worker threads, their rows handed over on the calling thread in a
 * given order. Memory is bounded: only a few sources are ahead, each by a few
 * megabytes.
 */
#ifndef SCRUBJAY_GEN_READ_AHEAD_H
#define SCRUBJAY_GEN_READ_AHEAD_H

#include "gen/source/source.h"

typedef struct gen_receiver {
    void *ctx;
    /* One row of sources->items[source]; it holds during the call.
     * @return NULL, or why the row is refused */
    const char *(*row)(void *ctx, uint32_t source, const gen_row *row);
    /* All rows of a source were handed over; its size, hash and counts are known. */
    void (*source_done)(void *ctx, uint32_t source);
} gen_receiver;

/*
 * Read the sources order[0..count). Refused rows are record errors and are counted as
 * rejected. What goes wrong is reported source by source in that order, whatever the
 * number of threads.
 */
void gen_read_ahead(gen_source_list *sources, const uint32_t *order, uint32_t count,
                    unsigned threads, const gen_receiver *receiver, gen_report *report);

#endif

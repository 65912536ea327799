/*
 * Items of an 837, copied out of the reader, so that another thread can judge them
 * while it reads on. All of a batch stands in one block of memory that is used again.
 */
#ifndef SCRUBJAY_CLI_CLAIM_BATCH_H
#define SCRUBJAY_CLI_CLAIM_BATCH_H

#include "cli/command.h"

enum {
    CLI_BATCH_ITEMS = 128,
    CLI_BATCH_BYTES = 1 << 18, /* of the block; a larger claim has a batch alone */
};

typedef struct cli_claim_batch {
    sj_x12_item items[CLI_BATCH_ITEMS];
    size_t count;
    char *block;
    size_t used, cap;
} cli_claim_batch;

/* Copy an item. @return false when the batch is full and has to be judged first */
bool cli_claim_batch_add(cli_claim_batch *batch, const sj_x12_item *item);

/* Forget the items. */
void cli_claim_batch_empty(cli_claim_batch *batch);
void cli_claim_batch_free(cli_claim_batch *batch);

#endif

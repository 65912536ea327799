/*
 * An 837 reader fed from an input. Places are those of the file, whose byte order mark
 * the reader never sees.
 */
#ifndef SCRUBJAY_CLI_X12_FEED_H
#define SCRUBJAY_CLI_X12_FEED_H

#include "cli/command.h"
#include "cli/input.h"

typedef struct cli_x12_feed {
    sj_x12 *reader;
    cli_input *in;
    uint64_t skipped; /* bytes before what the reader sees */
} cli_x12_feed;

/* A reader, or the end of the command. */
sj_x12 *cli_x12_make(void);

/* Begin with a file that the input has gone on to. The reader stays the caller's. */
void cli_x12_feed_begin(cli_x12_feed *feed, sj_x12 *reader, cli_input *in);

/* As sj_x12_next(); at SJ_X12_MORE call cli_x12_feed_more(). */
sj_x12_event cli_x12_feed_next(cli_x12_feed *feed, sj_x12_item *item);

/* Read on. @return false when the input failed, or we were interrupted: then what the
 * reader holds is no whole file, and it is not told that it ended. */
bool cli_x12_feed_more(cli_x12_feed *feed);

#endif

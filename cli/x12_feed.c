/*
 * Bytes go from the input straight into the reader's room.
 */
#include "cli/x12_feed.h"

#include <stdlib.h>

#include "cli/interrupt.h"
#include "cli/sniff.h"

/* At a time: little enough to be still in the cache when it is read. */
enum { BLOCK_BYTES = 1 << 18 };

sj_x12 *cli_x12_make(void)
{
    sj_x12 *reader;
    if (sj_x12_open(&reader) == SJ_OK)
        return reader;
    cli_complain("out of memory");
    exit(CLI_INPUT);
}

void cli_x12_feed_begin(cli_x12_feed *feed, sj_x12 *reader, cli_input *in)
{
    *feed = (cli_x12_feed){.reader = reader, .in = in};
    sj_x12_reset(reader);
    feed->skipped = cli_skip_mark(in);
}

sj_x12_event cli_x12_feed_next(cli_x12_feed *feed, sj_x12_item *item)
{
    sj_x12_event event = sj_x12_next(feed->reader, item);
    if (feed->skipped && (event == SJ_X12_CLAIM || event == SJ_X12_FAULT)) {
        item->at.byte += feed->skipped;
        item->fault.at.byte += feed->skipped;
    }
    return event;
}

bool cli_x12_feed_more(cli_x12_feed *feed)
{
    size_t room;
    char *into = sj_x12_room(feed->reader, &room);
    ssize_t got =
        cli_input_read(feed->in, into, room < BLOCK_BYTES ? room : BLOCK_BYTES);
    if (got < 0 || cli_interrupted())
        return false;
    sj_x12_feed(feed->reader, (size_t)got);
    return true;
}

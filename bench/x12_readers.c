/* See x12_runs.h. Calls as a stranger. */
#include "bench/x12_runs.h"

#include <unistd.h>

enum { FINDINGS = 1024 };

static void count_item(const x12_input *input, const sj_x12_item *item,
                       sj_x12_event event, bool check, x12_tally *tally)
{
    static sj_finding items[FINDINGS];
    if (event == SJ_X12_FAULT || item->fault.reason != SJ_X12_OK) {
        tally->faults++;
        return;
    }
    tally->claims++;
    tally->lines += item->claim.line_count;
    if (!check)
        return;
    sj_findings found = {.items = items, .cap = FINDINGS};
    if (sj_check(input->image, &item->claim, NULL, &found) != SJ_OK)
        tally->faults++;
    tally->findings += found.total;
    tally->flagged += found.worst >= SJ_WARN;
}

static bool read_shown(const x12_input *input, bool check, x12_tally *tally)
{
    sj_x12_item item;
    sj_x12_event event;
    sj_x12_reset(input->reader);
    sj_x12_show(input->reader, input->bytes, input->len);
    while ((event = sj_x12_next(input->reader, &item)) != SJ_X12_END)
        count_item(input, &item, event, check, tally);
    return true;
}

bool x12_read_shown(const x12_input *input, x12_tally *tally)
{
    return read_shown(input, false, tally);
}

bool x12_check_shown(const x12_input *input, x12_tally *tally)
{
    return read_shown(input, true, tally);
}

bool x12_read_fed(const x12_input *input, x12_tally *tally)
{
    sj_x12_item item;
    sj_x12_event event;
    sj_x12_reset(input->reader);
    if (lseek(input->file, 0, SEEK_SET) != 0)
        return false;
    while ((event = sj_x12_next(input->reader, &item)) != SJ_X12_END) {
        if (event != SJ_X12_MORE) {
            count_item(input, &item, event, false, tally);
            continue;
        }
        size_t room;
        char *into = sj_x12_room(input->reader, &room);
        ssize_t got = read(input->file, into, room);
        if (got < 0)
            return false;
        sj_x12_feed(input->reader, (size_t)got);
    }
    return true;
}

/*
 * The 837 reader: the window of bytes, the caller's or its own buffer. A claim in
 * progress moves with its bytes.
 */
#include "engine/claim/x12.h"

#include <string.h>

void sj_x12_reset(sj_x12 *reader)
{
    reader->bytes = reader->own;
    reader->pos = reader->len = reader->read_to = 0;
    reader->base = reader->segments = 0;
    reader->marks.from = reader->marks.covered = 0;
    reader->shown = reader->ended = reader->passing = reader->told = false;
    reader->in_group = reader->in_transaction = reader->in_claim = false;
    reader->interchange.len = reader->group.len = reader->transaction.len = 0;
    reader->where = SJI_X12_OUTSIDE;
    reader->loop_fault.reason = SJ_X12_OK;
    sji_x12_no_last_day(&reader->last);
    reader->claim_end = UINT64_MAX;
}

void sj_x12_show(sj_x12 *reader, const void *bytes, size_t len)
{
    sj_x12_reset(reader);
    reader->bytes = len > 0 ? bytes : reader->own;
    reader->len = len;
    reader->shown = reader->ended = true;
}

/* Bring what is still needed to the beginning of the buffer: of a claim in progress the
 * segments that were read, or its id alone when it is none; then what was not read. */
static void make_room(sj_x12 *reader)
{
    char *own = reader->own;
    size_t from = reader->pos, to = reader->pos;
    if (reader->in_claim) {
        bool whole = reader->fault.reason == SJ_X12_OK;
        const char *keep = whole ? own + reader->claim_pos : reader->id.text;
        if (whole || reader->id.len > 0) {
            from = (size_t)(keep - own);
            to = whole ? reader->read_to : from + reader->id.len;
        }
    }
    size_t kept = to - from, rest = reader->len - reader->pos;
    memmove(own, own + from, kept);
    memmove(own + kept, own + reader->pos, rest);
    if (kept > 0)
        sji_x12_moved(reader, own + from, own + to, -(ptrdiff_t)from);
    reader->claim_pos = 0;
    reader->marks.from = kept;
    reader->marks.covered = 0;
    reader->base += reader->pos - kept;
    reader->pos = reader->read_to = kept;
    reader->len = kept + rest;
}

char *sj_x12_room(sj_x12 *reader, size_t *len)
{
    if (reader->shown || reader->ended) {
        *len = 0;
        return NULL;
    }
    if (SJI_X12_BUFFER - reader->len < SJI_X12_ROOM_MIN)
        make_room(reader);
    *len = SJI_X12_BUFFER - reader->len;
    return reader->own + reader->len;
}

void sj_x12_feed(sj_x12 *reader, size_t len)
{
    if (reader->shown)
        return;
    size_t room = SJI_X12_BUFFER - reader->len;
    reader->len += len < room ? len : room;
    if (len == 0)
        reader->ended = true;
}

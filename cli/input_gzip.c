/*
 * gzip by zlib: it checks CRC and length of each member, which libarchive passes over,
 * and members may follow each other, as `cat a.gz b.gz` and pigz write them.
 */
#include "cli/input_private.h"

#include <stdlib.h>
#include <zlib.h>

#include "cli/command.h"

enum {
    BLOCK_BYTES = 1 << 16,
    GZIP_ONLY = 16 + MAX_WBITS, /* of inflateInit2() */
};

struct cli_unpacker {
    cli_raw *raw;
    z_stream stream;
    bool taken;  /* next() handed out the one file there is */
    bool inside; /* of a member */
    bool ended;
    unsigned char block[BLOCK_BYTES];
};

static cli_unpacker *open_gzip(cli_raw *raw)
{
    cli_unpacker *u = cli_allocate(1, sizeof *u);
    u->raw = raw;
    if (inflateInit2(&u->stream, GZIP_ONLY) != Z_OK) {
        cli_complain("out of memory");
        exit(CLI_INPUT);
    }
    u->inside = true;
    return u;
}

static bool next_gzip(cli_unpacker *u, const char **name, const char **why)
{
    (void)name;
    (void)why;
    bool first = !u->taken;
    u->taken = true;
    return first;
}

/* @return bytes that are there to be unpacked; 0 at the end; -1: raw says why */
static int have_input(cli_unpacker *u)
{
    if (u->stream.avail_in > 0)
        return 1;
    ssize_t got = cli_raw_read(u->raw, u->block, sizeof u->block);
    if (got <= 0)
        return (int)got;
    u->stream.next_in = u->block;
    u->stream.avail_in = (uInt)got;
    return 1;
}

/* Behind a member: another, or zeros that fill up a tape's block, or nothing. */
static bool begin_member(cli_unpacker *u)
{
    if (u->stream.next_in[0] == 0) {
        u->stream.next_in++;
        u->stream.avail_in--;
        return true;
    }
    u->inside = true;
    return inflateReset2(&u->stream, GZIP_ONLY) == Z_OK;
}

static ssize_t read_gzip(cli_unpacker *u, void *into, size_t cap, const char **why)
{
    uInt room = (uInt)(cap < BLOCK_BYTES * 16 ? cap : BLOCK_BYTES * 16);
    u->stream.next_out = into;
    u->stream.avail_out = room;
    while (!u->ended && u->stream.avail_out == room) {
        int there = have_input(u);
        if (there < 0)
            return -1;
        if (there == 0) {
            u->ended = true;
            if (u->inside)
                *why = CLI_DAMAGED;
        } else if (!u->inside) {
            (void)begin_member(u);
        } else {
            int result = inflate(&u->stream, Z_NO_FLUSH);
            if (result == Z_STREAM_END)
                u->inside = false;
            else if (result != Z_OK && result != Z_BUF_ERROR)
                *why = CLI_DAMAGED;
        }
        if (*why)
            return -1;
    }
    return (ssize_t)(room - u->stream.avail_out);
}

static void close_gzip(cli_unpacker *u)
{
    (void)inflateEnd(&u->stream);
    free(u);
}

const cli_container cli_gzip = {open_gzip, next_gzip, read_gzip, close_gzip};

/*
 * Containers are recognised here, and unpacked by input_gzip.c and input_archive.c;
 * plain bytes go from the file to whoever wants them without a stop on the way.
 */
#include "cli/input_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

enum { PEEK_CAP = 4096 };

struct cli_input {
    cli_raw raw;
    const char *name;
    char *member_name;              /* "archive.zip/member" */
    const cli_container *container; /* NULL: plain */
    cli_unpacker *unpacker;
    const char *error;
    bool begun;
    char peeked[PEEK_CAP];
    size_t peek_begin, peek_end;
};

static const struct {
    const cli_container *container;
    size_t len;
    char bytes[CLI_RAW_HEAD + 1];
} magics[] = {
    {&cli_gzip, 2, "\x1f\x8b"},
    {&cli_xz, 6,
     "\xfd"
     "7zXZ\0"},
    {&cli_zip, 4, "PK\3\4"},
    {&cli_zip, 4, "PK\5\6"}, /* an archive without members */
};

enum { MAGICS = sizeof magics / sizeof *magics };

static bool can_be(const cli_raw *raw, size_t magic)
{
    size_t n = raw->head_end < magics[magic].len ? raw->head_end : magics[magic].len;
    return memcmp(raw->head, magics[magic].bytes, n) == 0;
}

/* Read no more of the head than it takes: whoever sends text may wait for an answer. */
static const cli_container *recognise(cli_raw *raw)
{
    bool open = true;
    while (open) {
        open = false;
        for (size_t i = 0; i < MAGICS; i++) {
            if (!can_be(raw, i))
                continue;
            if (raw->head_end >= magics[i].len)
                return magics[i].container;
            open = true;
        }
        open = open && cli_raw_look(raw);
    }
    return NULL;
}

cli_input *cli_input_open(int fd, const char *name)
{
    cli_input *in = cli_allocate(1, sizeof *in);
    in->name = name;
    cli_raw_open(&in->raw, fd);
    in->container = recognise(&in->raw);
    if (in->container)
        in->unpacker = in->container->open(&in->raw);
    return in;
}

void cli_input_close(cli_input *in)
{
    if (!in)
        return;
    if (in->container)
        in->container->close(in->unpacker);
    free(in->member_name);
    free(in);
}

static void set_member(cli_input *in, const char *member)
{
    free(in->member_name);
    in->member_name = NULL;
    if (member[0] == '\0')
        return;
    size_t cap = strlen(in->name) + strlen(member) + 2;
    in->member_name = cli_allocate(cap, 1);
    (void)snprintf(in->member_name, cap, "%s/%s", in->name, member);
}

bool cli_input_next(cli_input *in)
{
    const char *member = "";
    bool first = !in->begun;
    in->begun = true;
    in->peek_begin = in->peek_end = 0;
    if (cli_input_error(in))
        return false;
    if (!in->container)
        return first;
    set_member(in, "");
    if (!in->container->next(in->unpacker, &member, &in->error))
        return false;
    set_member(in, member);
    return true;
}

const char *cli_input_name(const cli_input *in)
{
    return in->member_name ? in->member_name : in->name;
}

bool cli_input_is_member(const cli_input *in)
{
    return in->member_name != NULL;
}

/* From the file itself. */
static ssize_t read_on(cli_input *in, void *into, size_t cap)
{
    if (cli_input_error(in))
        return -1;
    if (!in->container)
        return cli_raw_read(&in->raw, into, cap);
    return in->container->read(in->unpacker, into, cap, &in->error);
}

ssize_t cli_input_read(cli_input *in, void *into, size_t cap)
{
    size_t there = in->peek_end - in->peek_begin;
    if (there == 0)
        return read_on(in, into, cap);
    if (there > cap)
        there = cap;
    memcpy(into, in->peeked + in->peek_begin, there);
    in->peek_begin += there;
    return (ssize_t)there;
}

bool cli_input_is_ready(const cli_input *in)
{
    return in->peek_begin < in->peek_end || cli_raw_is_ready(&in->raw);
}

size_t cli_input_peek(cli_input *in, bool more, const char **bytes)
{
    if (more && in->peek_end < PEEK_CAP) {
        ssize_t got = read_on(in, in->peeked + in->peek_end, PEEK_CAP - in->peek_end);
        in->peek_end += got > 0 ? (size_t)got : 0;
    }
    *bytes = in->peeked + in->peek_begin;
    return in->peek_end - in->peek_begin;
}

void cli_input_skip(cli_input *in, size_t len)
{
    in->peek_begin += len;
}

uint64_t cli_input_position(const cli_input *in)
{
    return in->raw.position;
}

const char *cli_input_error(const cli_input *in)
{
    if (in->raw.error)
        return strerror(in->raw.error);
    return in->error;
}

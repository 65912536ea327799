/*
 * The head is read byte by byte, six system calls at most: a partner who sends a few
 * bytes and waits for their answer is not kept waiting for more.
 */
#include "cli/raw.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/interrupt.h"

void cli_raw_open(cli_raw *raw, int fd)
{
    struct stat info;
    *raw = (cli_raw){.fd = fd};
    raw->regular = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    if (raw->regular)
        raw->start = lseek(fd, 0, SEEK_CUR);
}

static ssize_t read_descriptor(cli_raw *raw, void *into, size_t cap)
{
    for (;;) {
        if (!raw->regular && !cli_wait_to_read(raw->fd))
            return 0;
        ssize_t got = read(raw->fd, into, cap);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            raw->error = errno;
        else
            raw->position += (uint64_t)got;
        return got;
    }
}

ssize_t cli_raw_read(cli_raw *raw, void *into, size_t cap)
{
    size_t there = raw->head_end - raw->head_begin;
    if (there == 0)
        return read_descriptor(raw, into, cap);
    if (there > cap)
        there = cap;
    memcpy(into, raw->head + raw->head_begin, there);
    raw->head_begin += there;
    return (ssize_t)there;
}

bool cli_raw_is_ready(const cli_raw *raw)
{
    struct pollfd in = {.fd = raw->fd, .events = POLLIN};
    if (raw->regular || raw->head_begin < raw->head_end)
        return true;
    return poll(&in, 1, 0) != 0; /* what cannot be polled does not wait either */
}

bool cli_raw_look(cli_raw *raw)
{
    if (raw->head_end == CLI_RAW_HEAD ||
        read_descriptor(raw, raw->head + raw->head_end, 1) <= 0)
        return false;
    raw->head_end++;
    return true;
}

bool cli_raw_seek(cli_raw *raw, int64_t off)
{
    raw->head_begin = raw->head_end = 0;
    if (lseek(raw->fd, raw->start + (off_t)off, SEEK_SET) >= 0)
        return true;
    raw->error = errno;
    return false;
}

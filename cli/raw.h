/*
 * The bytes of a file descriptor, whatever they are: read without waiting past an
 * interrupt, with a look at the beginning that does not use it up.
 */
#ifndef SCRUBJAY_CLI_RAW_H
#define SCRUBJAY_CLI_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { CLI_RAW_HEAD = 6 }; /* bytes that tell every container apart */

typedef struct cli_raw {
    int fd;
    bool regular; /* a file on disk: never waits, can be read anywhere */
    off_t start;  /* where a regular file stood when we came */
    char head[CLI_RAW_HEAD];
    size_t head_begin, head_end;
    uint64_t position; /* bytes read */
    int error;         /* errno of the read that failed */
} cli_raw;

void cli_raw_open(cli_raw *raw, int fd);

/* @return bytes; 0 at the end and after an interrupt; -1 with raw->error set */
ssize_t cli_raw_read(cli_raw *raw, void *into, size_t cap);

/* True when a read would not wait. */
bool cli_raw_is_ready(const cli_raw *raw);

/* One more byte of the beginning into the head. @return false when there is none */
bool cli_raw_look(cli_raw *raw);

/* Of a regular file: go on at `off` bytes behind where it began. @return false: error
 */
bool cli_raw_seek(cli_raw *raw, int64_t off);

#endif

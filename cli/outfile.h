/*
 * A file that is written bit by bit and appears whole or not at all: beside its target
 * until it is finished, then in its place. What is no regular file (a pipe, a device)
 * is written as it is.
 */
#ifndef SCRUBJAY_CLI_OUTFILE_H
#define SCRUBJAY_CLI_OUTFILE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct cli_outfile {
    FILE *file;
    const char *path; /* the caller's */
    char *part; /* what it is called until it is finished; NULL: written as it is */
} cli_outfile;

/* @return false with errno set */
bool cli_outfile_open(cli_outfile *out, const char *path);

/* Close it and put it in its place, or with `keep` false throw it away.
 * @return false with errno set: then nothing of it stays */
bool cli_outfile_close(cli_outfile *out, bool keep);

#endif

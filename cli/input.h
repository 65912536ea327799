/*
 * A file of claims, whatever it comes in: plain, in gzip, in xz, or several of them in
 * a zip archive. Which it is, its first bytes decide, not its name. What a container
 * can check of itself (CRC and length of gzip and zip, the check of xz) is checked.
 */
#ifndef SCRUBJAY_CLI_INPUT_H
#define SCRUBJAY_CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct cli_input cli_input;

/*
 * @param fd    stays the caller's, and is to be read by nobody else until closing
 * @param name  what people call it; stays the caller's
 */
cli_input *cli_input_open(int fd, const char *name);
void cli_input_close(cli_input *in); /* NULL is allowed */

/* Go on to the next file in it; a zip archive may hold any number, others hold one.
 * @return false when there is none: all was read, or cli_input_error() */
bool cli_input_next(cli_input *in);

/* The file's name; of a member, "archive.zip/member". */
const char *cli_input_name(const cli_input *in);
bool cli_input_is_member(const cli_input *in);

/* @return bytes of the file; 0 at its end and after an interrupt; -1: it failed, as
 * cli_input_error() says */
ssize_t cli_input_read(cli_input *in, void *into, size_t cap);

/* True when a read would not wait for somebody to send more. */
bool cli_input_is_ready(const cli_input *in);

/* The beginning of the file, of which nothing was read yet.
 * @param more  read on, once, before looking
 * @return bytes that are there; as many as before when there are no more, or no room */
size_t cli_input_peek(cli_input *in, bool more, const char **bytes);

/* Leave out bytes that were seen by peeking. */
void cli_input_skip(cli_input *in, size_t len);

/* Bytes read so far of the container, to say how far we are. */
uint64_t cli_input_position(const cli_input *in);

/* Why it failed; NULL when it did not. */
const char *cli_input_error(const cli_input *in);

#endif

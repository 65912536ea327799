/*
 * Bytes of a file wherever it lies: plain, .gz, .xz, or a member of a .zip, streamed in
 * blocks. Hash and size of the uncompressed bytes are known at the end. Knows nothing
 * of what the bytes mean.
 */
#ifndef SCRUBJAY_GEN_ARCHIVE_H
#define SCRUBJAY_GEN_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gen_stream gen_stream;

typedef enum gen_container {
    GEN_PLAIN,
    GEN_GZIP,
    GEN_XZ,
    GEN_ZIP,
} gen_container;

/* What a file on disk is by its first bytes. An empty file is plain, and so is a
 * spreadsheet, which is a zip named .xlsx.
 * @return false when it cannot be read; `*why` is a static text */
bool gen_container_of(const char *path, gen_container *out, const char **why);

/*
 * Open a file, or a member of a zip (`member` NULL for anything else). An .xlsx is a
 * zip that counts as one file: its bytes are handed out as they are.
 * @return NULL with a static text in `*why`
 */
gen_stream *gen_stream_open(const char *container, const char *member,
                            const char **why);

/* Next block, until the next call. @return false at the end or after a failure */
bool gen_stream_next(gen_stream *stream, const char **bytes, size_t *len);

/* NULL while nothing failed; else a static text. Ask after gen_stream_next() said
 * false. */
const char *gen_stream_error(const gen_stream *stream);

/* Of the bytes handed out so far: how many, and their XXH3-128 in canonical order. */
uint64_t gen_stream_size(const gen_stream *stream);
void gen_stream_hash(const gen_stream *stream, uint8_t out[16]);

void gen_stream_close(gen_stream *stream);

/*
 * Names of the files in a zip, in the order of its directory. `member` holds during the
 * call only.
 * @return false with a static text in `*why`
 */
bool gen_zip_list(const char *path, void (*member)(void *ctx, const char *name),
                  void *ctx, const char **why);

/* Read all of a stream and keep size and hash only. @return false with `*why` */
bool gen_stream_fingerprint(const char *container, const char *member, uint64_t *size,
                            uint8_t hash[16], const char **why);

#endif

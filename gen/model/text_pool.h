/*
 * Distinct strings with small ids in order of first appearance. Id 0 is "". Bytes are
 * UTF-8 without NUL, at most 65,535 (FORMAT.md 4).
 */
#ifndef SCRUBJAY_GEN_TEXT_POOL_H
#define SCRUBJAY_GEN_TEXT_POOL_H

#include <stddef.h>
#include <stdint.h>

typedef struct gen_text_pool {
    char *bytes;       /* all strings, each with its NUL */
    size_t *starts;    /* starts[id]; starts[count] is the end of the last one */
    uint32_t *buckets; /* open addressing, id + 1, 0 = free */
    uint64_t *hashes;  /* XXH3-64 of each string */
    size_t bytes_used, bytes_cap;
    uint32_t count, cap, bucket_count;
} gen_text_pool;

void gen_text_pool_init(gen_text_pool *pool);
void gen_text_pool_free(gen_text_pool *pool);

/* The id of these bytes, added if new. */
uint32_t gen_text_intern(gen_text_pool *pool, const char *text, size_t len);

/* The string of an id, NUL-terminated, until the next intern; `len` may be NULL. */
const char *gen_text_get(const gen_text_pool *pool, uint32_t id, size_t *len);

#endif

/*
 * One copy of each string, found by its XXH3-64. Ids come in order of first appearance;
 * the order of the image's text section is the builder's affair.
 */
#include "gen/model/text_pool.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "gen/model/memory.h"

enum { FIRST_BUCKETS = 1024 };

void gen_text_pool_init(gen_text_pool *pool)
{
    *pool = (gen_text_pool){.bucket_count = FIRST_BUCKETS};
    pool->buckets = gen_alloc(FIRST_BUCKETS * sizeof *pool->buckets);
    gen_text_intern(pool, "", 0);
}

void gen_text_pool_free(gen_text_pool *pool)
{
    free(pool->bytes);
    free(pool->starts);
    free(pool->buckets);
    free(pool->hashes);
    *pool = (gen_text_pool){0};
}

const char *gen_text_get(const gen_text_pool *pool, uint32_t id, size_t *len)
{
    if (len)
        *len = pool->starts[id + 1] - pool->starts[id] - 1;
    return pool->bytes + pool->starts[id];
}

/* The bucket that holds this string or, where none does, the free one for it. */
static uint32_t find_bucket(const gen_text_pool *pool, uint64_t hash, const char *text,
                            size_t len)
{
    uint32_t mask = pool->bucket_count - 1;
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        uint32_t entry = pool->buckets[i];
        if (entry == 0)
            return i;
        uint32_t id = entry - 1;
        size_t have_len;
        if (pool->hashes[id] != hash)
            continue;
        const char *have = gen_text_get(pool, id, &have_len);
        if (have_len == len && memcmp(have, text, len) == 0)
            return i;
    }
}

/* Twice the buckets. All strings are distinct, so the hashes alone place them. */
static void widen(gen_text_pool *pool)
{
    uint32_t count = pool->bucket_count * 2, mask = count - 1;
    uint32_t *buckets = gen_alloc((size_t)count * sizeof *buckets);
    for (uint32_t id = 0; id < pool->count; id++) {
        uint32_t i = (uint32_t)pool->hashes[id] & mask;
        while (buckets[i])
            i = (i + 1) & mask;
        buckets[i] = id + 1;
    }
    free(pool->buckets);
    pool->buckets = buckets;
    pool->bucket_count = count;
}

static void append(gen_text_pool *pool, uint64_t hash, const char *text, size_t len)
{
    size_t need = pool->bytes_used + len + 1;
    if (need > pool->bytes_cap) {
        pool->bytes_cap = need + need / 2;
        pool->bytes = gen_resize(pool->bytes, pool->bytes_cap, 1);
    }
    uint32_t old_cap = pool->cap;
    pool->hashes =
        gen_grow(pool->hashes, pool->count, &pool->cap, sizeof *pool->hashes);
    if (pool->cap != old_cap)
        pool->starts =
            gen_resize(pool->starts, (size_t)pool->cap + 1, sizeof *pool->starts);

    memcpy(pool->bytes + pool->bytes_used, text, len);
    pool->bytes[pool->bytes_used + len] = '\0';
    pool->starts[pool->count] = pool->bytes_used;
    pool->starts[pool->count + 1] = need;
    pool->hashes[pool->count] = hash;
    pool->bytes_used = need;
    pool->count++;
}

uint32_t gen_text_intern(gen_text_pool *pool, const char *text, size_t len)
{
    uint64_t hash = XXH3_64bits(text, len);
    uint32_t bucket = find_bucket(pool, hash, text, len);
    if (pool->buckets[bucket])
        return pool->buckets[bucket] - 1;
    if (pool->count >= pool->bucket_count / 2) {
        widen(pool);
        bucket = find_bucket(pool, hash, text, len);
    }
    append(pool, hash, text, len);
    pool->buckets[bucket] = pool->count;
    return pool->count - 1;
}

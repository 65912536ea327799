/*
 * Bytes that grow at the end.
 */
#include "gen/build/build.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

uint8_t *gen_bytes_extend(gen_bytes *bytes, size_t size)
{
    if (size > bytes->cap - bytes->size) {
        size_t cap = bytes->cap + bytes->cap / 2 + size + 64;
        bytes->data = gen_resize(bytes->data, cap, 1);
        bytes->cap = cap;
    }
    uint8_t *p = bytes->data + bytes->size;
    memset(p, 0, size);
    bytes->size += size;
    return p;
}

void gen_bytes_free(gen_bytes *bytes)
{
    free(bytes->data);
    *bytes = (gen_bytes){0};
}

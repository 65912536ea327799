/*
 * Puts sections behind each other, with the header and the table before them, and seals
 * the whole (FORMAT.md 1 and 2).
 */
#include "gen/build/sections.h"

#include <string.h>
#include <xxhash.h>

static size_t align(size_t n)
{
    return (n + SJF_ALIGN - 1) / SJF_ALIGN * SJF_ALIGN;
}

static void store_hash(uint8_t *to, XXH128_hash_t hash)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    memcpy(to, canonical.digest, sizeof canonical.digest);
}

void gen_seal_image(const gen_placed *sections, uint32_t count, gen_bytes *out)
{
    size_t table_end = SJF_HDR_SIZE + (size_t)SJF_SEC_ENTRY * count, size = table_end;
    for (uint32_t i = 0; i < count; i++)
        size = align(size) + sections[i].bytes->size;

    uint8_t *image = gen_bytes_extend(out, size);
    memcpy(image, SJF_MAGIC, SJF_MAGIC_SIZE);
    sjf_store16(image + SJF_HDR_MAJOR, SJF_MAJOR);
    sjf_store16(image + SJF_HDR_MINOR, SJF_MINOR);
    sjf_store32(image + SJF_HDR_SECTIONS, count);
    sjf_store64(image + SJF_HDR_FILE_SIZE, size);
    sjf_store32(image + SJF_HDR_ENTRY_SIZE, SJF_SEC_ENTRY);

    size_t at = table_end;
    for (uint32_t i = 0; i < count; i++) {
        const gen_bytes *section = sections[i].bytes;
        uint8_t *entry = image + SJF_HDR_SIZE + (size_t)SJF_SEC_ENTRY * i;
        at = align(at);
        if (section->size > 0)
            memcpy(image + at, section->data, section->size);
        sjf_store32(entry + SJF_SEC_KIND, sections[i].kind);
        sjf_store16(entry + SJF_SEC_SYSTEM, sections[i].system);
        sjf_store16(entry + SJF_SEC_FLAGS, SJF_SEC_REQUIRED);
        sjf_store64(entry + SJF_SEC_OFF, at);
        sjf_store64(entry + SJF_SEC_SIZE, section->size);
        store_hash(entry + SJF_SEC_HASH, XXH3_128bits(image + at, section->size));
        at += section->size;
    }
    /* The build id's own bytes are still zero. */
    store_hash(image + SJF_HDR_BUILD_ID, XXH3_128bits(image, table_end));
}

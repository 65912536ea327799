/*
 * Written from docs/FORMAT.md 1 and 2, apart from the engine's own reading of them.
 */
#include "tests/support/image_bytes.h"

#include <string.h>
#include <xxhash.h>

static uint32_t section_count(const uint8_t *bytes, size_t n)
{
    if (n < SJF_HDR_SIZE)
        return 0;
    uint64_t stated = image_get(bytes, n, SJF_HDR_SECTIONS, 4);
    uint64_t room = (n - SJF_HDR_SIZE) / SJF_SEC_ENTRY;
    return (uint32_t)(stated < room ? stated : room);
}

static size_t entry_at(uint32_t index)
{
    return SJF_HDR_SIZE + (size_t)index * SJF_SEC_ENTRY;
}

static bool inside(size_t n, uint64_t off, uint64_t size)
{
    return off <= n && size <= n - off;
}

uint64_t image_get(const uint8_t *bytes, size_t n, size_t off, unsigned width)
{
    uint64_t value = 0;
    if (inside(n, off, width))
        for (unsigned i = width; i-- > 0;)
            value = value << 8 | bytes[off + i];
    return value;
}

void image_put(uint8_t *bytes, size_t n, size_t off, unsigned width, uint64_t value)
{
    if (inside(n, off, width))
        for (unsigned i = 0; i < width; i++)
            bytes[off + i] = (uint8_t)(value >> (8 * i));
}

size_t image_entry(const uint8_t *bytes, size_t n, uint32_t kind, uint16_t system)
{
    for (uint32_t i = 0; i < section_count(bytes, n); i++)
        if (image_get(bytes, n, entry_at(i) + SJF_SEC_KIND, 4) == kind &&
            image_get(bytes, n, entry_at(i) + SJF_SEC_SYSTEM, 2) == system)
            return entry_at(i);
    return IMAGE_NOWHERE;
}

size_t image_section(const uint8_t *bytes, size_t n, uint32_t kind, uint16_t system,
                     size_t *size)
{
    size_t entry = image_entry(bytes, n, kind, system);
    if (entry == IMAGE_NOWHERE)
        return IMAGE_NOWHERE;
    uint64_t off = image_get(bytes, n, entry + SJF_SEC_OFF, 8);
    uint64_t length = image_get(bytes, n, entry + SJF_SEC_SIZE, 8);
    if (!inside(n, off, length))
        return IMAGE_NOWHERE;
    if (size)
        *size = (size_t)length;
    return (size_t)off;
}

size_t image_system(const uint8_t *bytes, size_t n, uint32_t system)
{
    size_t size = 0;
    size_t off = image_section(bytes, n, SJF_SYSTEMS, SJF_NO_SYSTEM, &size);
    if (off == IMAGE_NOWHERE)
        return IMAGE_NOWHERE;
    for (size_t at = off; at + SJF_SYS_RECORD <= off + size; at += SJF_SYS_RECORD)
        if (image_get(bytes, n, at + SJF_SYS_SYSTEM, 4) == system)
            return at;
    return IMAGE_NOWHERE;
}

static void store_hash(uint8_t *to, const uint8_t *bytes, size_t n)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes, n));
    memcpy(to, canonical.digest, sizeof canonical.digest);
}

void image_reseal(uint8_t *bytes, size_t n)
{
    if (n < SJF_HDR_SIZE)
        return;
    uint32_t count = section_count(bytes, n);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t off = image_get(bytes, n, entry_at(i) + SJF_SEC_OFF, 8);
        uint64_t size = image_get(bytes, n, entry_at(i) + SJF_SEC_SIZE, 8);
        if (inside(n, off, size))
            store_hash(bytes + entry_at(i) + SJF_SEC_HASH, bytes + off, (size_t)size);
    }
    memset(bytes + SJF_HDR_BUILD_ID, 0, 16);
    uint8_t id[16];
    store_hash(id, bytes, entry_at(count));
    memcpy(bytes + SJF_HDR_BUILD_ID, id, sizeof id);
}

static size_t align_up(size_t n)
{
    return (n + SJF_ALIGN - 1) / SJF_ALIGN * SJF_ALIGN;
}

void image_resize(gen_bytes *image, uint32_t kind, uint16_t system, size_t size)
{
    gen_bytes out = {0};
    uint32_t count = section_count(image->data, image->size);
    size_t changed = image_entry(image->data, image->size, kind, system);
    memcpy(gen_bytes_extend(&out, entry_at(count)), image->data, entry_at(count));
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = entry_at(i);
        const uint8_t *from =
            image->data + image_get(image->data, image->size, entry + SJF_SEC_OFF, 8);
        size_t old =
            (size_t)image_get(image->data, image->size, entry + SJF_SEC_SIZE, 8);
        size_t now = entry == changed ? size : old;
        gen_bytes_extend(&out, align_up(out.size) - out.size);
        size_t off = out.size, kept = now < old ? now : old;
        uint8_t *to = gen_bytes_extend(&out, now);
        if (kept > 0)
            memcpy(to, from, kept);
        image_put(out.data, out.size, entry + SJF_SEC_OFF, 8, off);
        image_put(out.data, out.size, entry + SJF_SEC_SIZE, 8, now);
    }
    image_put(out.data, out.size, SJF_HDR_FILE_SIZE, 8, out.size);
    gen_bytes_free(image);
    *image = out;
}

/*
 * libarchive checks the CRC of each member that is read to its end; so all wanted ones
 * are.
 */
#include "gen/source/zip_memory.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

static const char damaged[] = "damaged: it cannot be unpacked to its end";

static const char *unpack_member(struct archive *a, gen_zip_member *member,
                                 size_t *budget)
{
    for (;;) {
        const void *block;
        size_t n;
        la_int64_t off;
        int r = archive_read_data_block(a, &block, &n, &off);
        if (r == ARCHIVE_EOF)
            return NULL;
        if (r != ARCHIVE_OK || (uint64_t)off != member->len)
            return damaged;
        if (n > *budget)
            return "unpacks to more than any official file";
        *budget -= n;
        if (n == 0)
            continue;
        member->bytes = gen_resize(member->bytes, member->len + n, 1);
        memcpy(member->bytes + member->len, block, n);
        member->len += n;
    }
}

static const char *unpack(struct archive *a, size_t budget,
                          bool (*wanted)(const char *name), gen_zip_members *out)
{
    struct archive_entry *entry;
    const char *why = NULL;
    int r;
    while ((r = archive_read_next_header(a, &entry)) == ARCHIVE_OK ||
           r == ARCHIVE_WARN) {
        const char *name = archive_entry_pathname_utf8(entry);
        if (!name)
            name = archive_entry_pathname(entry);
        if (archive_entry_filetype(entry) != AE_IFREG || !name || !wanted(name))
            continue;
        if (archive_entry_is_encrypted(entry))
            return "encrypted: unpack it first";
        out->items = gen_grow(out->items, out->count, &out->cap, sizeof *out->items);
        gen_zip_member *member = &out->items[out->count++];
        *member = (gen_zip_member){.name = gen_strdup(name)};
        if ((why = unpack_member(a, member, &budget)))
            return why;
    }
    return r == ARCHIVE_EOF ? NULL : damaged;
}

const char *gen_zip_unpack(const void *bytes, size_t len, size_t unpacked_cap,
                           bool (*wanted)(const char *name), gen_zip_members *out)
{
    struct archive *a = archive_read_new();
    *out = (gen_zip_members){0};
    if (!a)
        return "no memory to read it";
    archive_read_support_format_zip_seekable(a);
    const char *why = archive_read_open_memory(a, bytes, len) == ARCHIVE_OK
                          ? unpack(a, unpacked_cap, wanted, out)
                          : damaged;
    archive_read_free(a);
    return why;
}

void gen_zip_members_free(gen_zip_members *members)
{
    for (uint32_t i = 0; i < members->count; i++) {
        free(members->items[i].name);
        free(members->items[i].bytes);
    }
    free(members->items);
    *members = (gen_zip_members){0};
}

const gen_zip_member *gen_zip_member_of(const gen_zip_members *members,
                                        const char *name)
{
    for (uint32_t i = 0; i < members->count; i++)
        if (strcmp(members->items[i].name, name) == 0)
            return &members->items[i];
    return NULL;
}

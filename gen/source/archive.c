/*
 * libarchive behind a small face. What a container is, its first bytes decide, not its
 * name. Everything the container can check (zip CRC, xz check, gzip CRC and length) is
 * checked, so that a damaged download never becomes a shorter code set.
 */
#include "gen/source/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "gen/model/memory.h"
#include "gen/source/name.h"

enum { READ_BLOCK = 1 << 17 };

static const char damaged[] = "damaged: it cannot be unpacked to its end";

struct gen_stream {
    struct archive *archive;
    XXH3_state_t *hash;
    const char *error;
    char *path; /* of a .gz: its trailer is checked at the end */
    uint64_t size;
    uint32_t crc;
    bool gzip, ended;
};

static const char *open_error(void)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
        return "no such file";
    case EACCES:
        return "permission denied";
    default:
        return "cannot be opened";
    }
}

/* A spreadsheet is a zip, too, but one file to us, whatever it is made of. */
static bool is_workbook(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && gen_same_word(dot, ".xlsx");
}

bool gen_container_of(const char *path, gen_container *out, const char **why)
{
    static const struct {
        gen_container container;
        size_t len;
        char magic[8];
    } magics[] = {
        {GEN_GZIP, 2, "\x1f\x8b"},
        {GEN_XZ, 6,
         "\xfd"
         "7zXZ\0"},
        {GEN_ZIP, 4, "PK\3\4"},
        {GEN_ZIP, 4, "PK\5\6"}, /* a zip without members */
    };
    char head[8] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        *why = open_error();
        return false;
    }
    ssize_t got = read(fd, head, sizeof head);
    close(fd);
    if (got < 0) {
        *why = errno == EISDIR ? "is a folder" : "cannot be read";
        return false;
    }
    *out = GEN_PLAIN;
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if ((size_t)got >= magics[i].len &&
            memcmp(head, magics[i].magic, magics[i].len) == 0)
            *out = magics[i].container;
    if (*out == GEN_ZIP && is_workbook(path))
        *out = GEN_PLAIN;
    return true;
}

/* CRC-32 of gzip, four bits at a time: only .gz pays for it. */
static uint32_t crc32_more(uint32_t crc, const unsigned char *p, size_t len)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
        0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    crc = ~crc;
    for (size_t i = 0; i < len; i++) {
        crc ^= p[i];
        crc = (crc >> 4) ^ table[crc & 15];
        crc = (crc >> 4) ^ table[crc & 15];
    }
    return ~crc;
}

static uint32_t little32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

/*
 * libarchive does not check the trailer of a gzip file: CRC and length of what was
 * packed. We do, and so take files of one member only, as gzip writes them: members in
 * a row cannot be told from a damaged length.
 */
static bool gzip_trailer_agrees(const gen_stream *stream)
{
    unsigned char trailer[8];
    int fd = open(stream->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool got = lseek(fd, -(off_t)sizeof trailer, SEEK_END) >= 0 &&
               read(fd, trailer, sizeof trailer) == (ssize_t)sizeof trailer;
    close(fd);
    return got && little32(trailer) == stream->crc &&
           little32(trailer + 4) == (uint32_t)stream->size;
}

static struct archive *new_archive(gen_container container)
{
    struct archive *a = archive_read_new();
    if (!a)
        return NULL;
    switch (container) {
    case GEN_ZIP:
        archive_read_support_format_zip_seekable(a);
        break;
    case GEN_GZIP:
        archive_read_support_filter_gzip(a);
        break;
    case GEN_XZ:
        archive_read_support_filter_xz(a);
        break;
    case GEN_PLAIN:
        break;
    }
    if (container != GEN_ZIP) {
        archive_read_support_format_raw(a);
        archive_read_support_format_empty(a);
    }
    return a;
}

/* A member's name as bytes, whatever the locale; NULL for what is no file. */
static const char *member_name(struct archive_entry *entry)
{
    if (archive_entry_filetype(entry) != AE_IFREG)
        return NULL;
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name)
        name = archive_entry_pathname(entry);
    return name && name[0] && name[strlen(name) - 1] != '/' ? name : NULL;
}

/* Next header; a name that cannot be converted (ARCHIVE_WARN) is no reason to stop. */
static int next_header(struct archive *a, struct archive_entry **entry)
{
    int r = archive_read_next_header(a, entry);
    return r == ARCHIVE_WARN ? ARCHIVE_OK : r;
}

/* Whether libarchive unpacks it: a cut header makes it take the bytes as they are. */
static bool is_unpacked(struct archive *a, gen_container kind)
{
    int filter = archive_filter_code(a, 0);
    return (kind != GEN_GZIP || filter == ARCHIVE_FILTER_GZIP) &&
           (kind != GEN_XZ || filter == ARCHIVE_FILTER_XZ);
}

/* Stand before the bytes that are wanted. @return NULL, or why that cannot be */
static const char *seek_member(gen_stream *stream, gen_container kind,
                               const char *member)
{
    struct archive_entry *entry;
    int r;
    while ((r = next_header(stream->archive, &entry)) == ARCHIVE_OK) {
        if (!member)
            return is_unpacked(stream->archive, kind) ? NULL : damaged;
        const char *name = member_name(entry);
        if (!name || strcmp(name, member) != 0)
            continue;
        return archive_entry_is_encrypted(entry) ? "encrypted: unpack it first" : NULL;
    }
    if (r != ARCHIVE_EOF)
        return damaged;
    if (member)
        return "no such file in the archive";
    stream->ended = true; /* no bytes at all */
    return NULL;
}

gen_stream *gen_stream_open(const char *container, const char *member, const char **why)
{
    gen_container kind;
    if (!gen_container_of(container, &kind, why))
        return NULL;
    if (member && kind != GEN_ZIP) {
        *why = "not a zip archive";
        return NULL;
    }
    if (!member && kind == GEN_ZIP) {
        *why = "a zip archive, but not named .zip";
        return NULL;
    }
    gen_stream *stream = gen_alloc(sizeof *stream);
    stream->gzip = kind == GEN_GZIP;
    stream->path = gen_strdup(container);
    stream->archive = new_archive(kind);
    stream->hash = XXH3_createState();
    if (!stream->archive || !stream->hash) {
        *why = "no memory to read it";
        gen_stream_close(stream);
        return NULL;
    }
    XXH3_128bits_reset(stream->hash);
    *why =
        archive_read_open_filename(stream->archive, container, READ_BLOCK) == ARCHIVE_OK
            ? seek_member(stream, kind, member)
            : damaged;
    if (*why) {
        gen_stream_close(stream);
        return NULL;
    }
    return stream;
}

bool gen_stream_next(gen_stream *stream, const char **bytes, size_t *len)
{
    while (!stream->ended && !stream->error) {
        const void *block;
        size_t n;
        la_int64_t off;
        int r = archive_read_data_block(stream->archive, &block, &n, &off);
        if (r == ARCHIVE_EOF) {
            stream->ended = true;
            if (stream->gzip && !gzip_trailer_agrees(stream))
                stream->error = damaged;
        } else if (r != ARCHIVE_OK || (uint64_t)off != stream->size) {
            stream->error = damaged; /* ARCHIVE_WARN: a zip member's CRC is wrong */
        } else if (n > 0) {
            XXH3_128bits_update(stream->hash, block, n);
            if (stream->gzip)
                stream->crc = crc32_more(stream->crc, block, n);
            stream->size += n;
            *bytes = block;
            *len = n;
            return true;
        }
    }
    return false;
}

const char *gen_stream_error(const gen_stream *stream)
{
    return stream->error;
}

uint64_t gen_stream_size(const gen_stream *stream)
{
    return stream->size;
}

void gen_stream_hash(const gen_stream *stream, uint8_t out[16])
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(stream->hash));
    memcpy(out, canonical.digest, 16);
}

void gen_stream_close(gen_stream *stream)
{
    if (!stream)
        return;
    archive_read_free(stream->archive);
    XXH3_freeState(stream->hash);
    free(stream->path);
    free(stream);
}

/* A bare end record, which libarchive takes for no zip at all. */
static bool is_zip_of_nothing(const char *path)
{
    char bytes[23];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, bytes, sizeof bytes);
    if (fd >= 0)
        close(fd);
    return got == 22 && memcmp(bytes, "PK\5\6\0\0\0\0\0\0\0\0", 12) == 0;
}

bool gen_zip_list(const char *path, void (*member)(void *ctx, const char *name),
                  void *ctx, const char **why)
{
    struct archive *a = new_archive(GEN_ZIP);
    if (!a) {
        *why = "no memory to read it";
        return false;
    }
    int r = is_zip_of_nothing(path) ? ARCHIVE_EOF
                                    : archive_read_open_filename(a, path, READ_BLOCK);
    struct archive_entry *entry;
    while (r == ARCHIVE_OK && (r = next_header(a, &entry)) == ARCHIVE_OK) {
        const char *name = member_name(entry);
        if (name)
            member(ctx, name);
    }
    archive_read_free(a);
    *why = r == ARCHIVE_EOF ? NULL : damaged;
    return *why == NULL;
}

bool gen_stream_fingerprint(const char *container, const char *member, uint64_t *size,
                            uint8_t hash[16], const char **why)
{
    gen_stream *stream = gen_stream_open(container, member, why);
    if (!stream)
        return false;
    const char *bytes;
    size_t len;
    while (gen_stream_next(stream, &bytes, &len))
        continue;
    *why = gen_stream_error(stream);
    *size = gen_stream_size(stream);
    gen_stream_hash(stream, hash);
    gen_stream_close(stream);
    return *why == NULL;
}

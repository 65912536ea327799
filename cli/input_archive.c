/*
 * xz and zip by libarchive. A zip archive on disk is read by its directory, one that
 * comes through a pipe member by member as they stand. Folders are passed over.
 */
#include "cli/input_private.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

enum { BLOCK_BYTES = 1 << 17 };

struct cli_unpacker {
    cli_raw *raw;
    struct archive *archive;
    bool is_zip, opened, ended;
    int64_t position; /* of libarchive in the file */
    char block[BLOCK_BYTES];
};

/* ---- what libarchive asks ---------------------------------------------------------
 */

static la_ssize_t give(struct archive *a, void *ctx, const void **bytes)
{
    cli_unpacker *u = ctx;
    ssize_t got = cli_raw_read(u->raw, u->block, sizeof u->block);
    *bytes = u->block;
    if (got < 0)
        archive_set_error(a, u->raw->error, "read");
    else
        u->position += got;
    return got;
}

static la_int64_t seek(struct archive *a, void *ctx, la_int64_t off, int whence)
{
    cli_unpacker *u = ctx;
    off_t end = 0;
    if (whence == SEEK_END && (end = lseek(u->raw->fd, 0, SEEK_END)) < 0)
        return ARCHIVE_FATAL;
    la_int64_t base = whence == SEEK_SET   ? 0
                      : whence == SEEK_CUR ? u->position
                                           : (la_int64_t)(end - u->raw->start);
    if (base + off < 0 || !cli_raw_seek(u->raw, base + off)) {
        archive_set_error(a, u->raw->error, "seek");
        return ARCHIVE_FATAL;
    }
    u->position = base + off;
    return u->position;
}

/* ---- opening ----------------------------------------------------------------------
 */

static cli_unpacker *open_archive(cli_raw *raw, bool is_zip)
{
    cli_unpacker *u = cli_allocate(1, sizeof *u);
    u->raw = raw;
    u->is_zip = is_zip;
    u->archive = archive_read_new();
    if (!u->archive) {
        cli_complain("out of memory");
        exit(CLI_INPUT);
    }
    return u;
}

static cli_unpacker *open_xz(cli_raw *raw)
{
    cli_unpacker *u = open_archive(raw, false);
    archive_read_support_filter_xz(u->archive);
    archive_read_support_format_raw(u->archive);
    archive_read_support_format_empty(u->archive);
    return u;
}

static cli_unpacker *open_zip(cli_raw *raw)
{
    cli_unpacker *u = open_archive(raw, true);
    if (raw->regular) {
        archive_read_support_format_zip_seekable(u->archive);
        archive_read_set_seek_callback(u->archive, seek);
    } else {
        archive_read_support_format_zip_streamable(u->archive);
    }
    return u;
}

/* Opening reads, and so may fail: it is done by the first step. */
static bool open_now(cli_unpacker *u)
{
    if (!u->opened) {
        u->opened = true;
        archive_read_set_callback_data(u->archive, u);
        archive_read_set_read_callback(u->archive, give);
        return archive_read_open1(u->archive) == ARCHIVE_OK;
    }
    return true;
}

/* ---- members ----------------------------------------------------------------------
 */

/* A bare end record, which libarchive takes for no zip at all. */
static bool is_zip_of_nothing(cli_unpacker *u)
{
    static const char end[12] = "PK\5\6";
    return u->is_zip && !u->opened && u->raw->head_end >= 4 &&
           memcmp(u->raw->head, end, 4) == 0;
}

/* A member's name as bytes, whatever the locale; NULL for what is no file. */
static const char *name_of(struct archive_entry *entry)
{
    if (archive_entry_filetype(entry) != AE_IFREG)
        return NULL;
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name)
        name = archive_entry_pathname(entry);
    return name && name[0] && name[strlen(name) - 1] != '/' ? name : NULL;
}

/* Whether libarchive unpacks it: a cut header makes it take the bytes as they are. */
static bool is_unpacked(const cli_unpacker *u)
{
    return u->is_zip || archive_filter_code(u->archive, 0) == ARCHIVE_FILTER_XZ;
}

static bool next_member(cli_unpacker *u, const char **name, const char **why)
{
    struct archive_entry *entry;
    if (u->ended || is_zip_of_nothing(u)) {
        u->ended = true;
        return false;
    }
    int r = open_now(u) ? ARCHIVE_OK : ARCHIVE_FATAL;
    while (r >=
           ARCHIVE_WARN) { /* a name that cannot be converted is no reason to stop */
        r = archive_read_next_header(u->archive, &entry);
        if (r == ARCHIVE_EOF || r < ARCHIVE_WARN)
            break;
        *name = u->is_zip ? name_of(entry) : "";
        if (!*name)
            continue;
        if (archive_entry_is_encrypted(entry)) {
            *why = "encrypted: unpack it first";
            return false;
        }
        if (is_unpacked(u))
            return true;
        r = ARCHIVE_FATAL;
    }
    u->ended = true;
    if (r != ARCHIVE_EOF)
        *why = CLI_DAMAGED;
    return false;
}

static ssize_t read_member(cli_unpacker *u, void *into, size_t cap, const char **why)
{
    la_ssize_t got = archive_read_data(u->archive, into, cap);
    if (got >= 0)
        return (ssize_t)got;
    *why = CLI_DAMAGED; /* ARCHIVE_WARN, too: the CRC of a member is wrong */
    return -1;
}

static void close_archive(cli_unpacker *u)
{
    archive_read_free(u->archive);
    free(u);
}

const cli_container cli_xz = {open_xz, next_member, read_member, close_archive};
const cli_container cli_zip = {open_zip, next_member, read_member, close_archive};

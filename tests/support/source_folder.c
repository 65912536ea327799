/*
 * Files are written through libarchive where they are packed, so that what the readers
 * unpack was packed by a known hand.
 */
#include "tests/support/source_folder.h"

#include <archive.h>
#include <archive_entry.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/model/memory.h"
#include "gen/source/name.h"

static void die(const char *what, const char *name)
{
    fprintf(stderr, "source_folder: %s: %s\n", what, name);
    exit(2);
}

void source_folder_make(source_folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/scrubjay-sources-XXXXXX");
    if (!mkdtemp(folder->path))
        die("cannot make", folder->path);
}

static int remove_entry(const char *path, const struct stat *st, int type,
                        struct FTW *where)
{
    (void)st, (void)type, (void)where;
    return remove(path);
}

void source_folder_remove(source_folder *folder)
{
    nftw(folder->path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

const char *source_folder_at(const source_folder *folder, const char *name)
{
    static char paths[8][400];
    static unsigned turn;
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder->path, name);
    return path;
}

static void make_folders(const char *path)
{
    char part[400];
    for (const char *slash = strchr(path + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        mkdir(part, 0755);
    }
}

void source_folder_write(const source_folder *folder, const char *name,
                         const void *bytes, size_t len)
{
    const char *path = source_folder_at(folder, name);
    make_folders(path);
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(bytes, 1, len, out) != len || fclose(out) != 0)
        die("cannot write", path);
}

void source_folder_text(const source_folder *folder, const char *name, const char *text)
{
    source_folder_write(folder, name, text, strlen(text));
}

static void add_member(struct archive *a, const char *name, const char *text)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)strlen(text));
    bool is_folder = name[strlen(name) - 1] == '/';
    archive_entry_set_filetype(entry, is_folder ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    if (archive_write_header(a, entry) != ARCHIVE_OK ||
        archive_write_data(a, text, strlen(text)) != (la_ssize_t)strlen(text))
        die("cannot pack", name);
    archive_entry_free(entry);
}

static struct archive *begin_pack(const source_folder *folder, const char *name)
{
    const char *path = source_folder_at(folder, name);
    const char *end = strrchr(name, '.');
    struct archive *a = archive_write_new();
    make_folders(path);
    if (strcmp(end, ".zip") == 0) {
        archive_write_set_format_zip(a);
    } else {
        archive_write_set_format_raw(a);
        if (strcmp(end, ".gz") == 0)
            archive_write_add_filter_gzip(a);
        else
            archive_write_add_filter_xz(a);
    }
    if (archive_write_open_filename(a, path) != ARCHIVE_OK)
        die("cannot write", path);
    return a;
}

static void end_pack(struct archive *a, const char *name)
{
    if (archive_write_close(a) != ARCHIVE_OK)
        die("cannot pack", name);
    archive_write_free(a);
}

void source_folder_pack(const source_folder *folder, const char *name,
                        const char *member, const char *text)
{
    struct archive *a = begin_pack(folder, name);
    add_member(a, member, text);
    end_pack(a, name);
}

void source_folder_zip(const source_folder *folder, const char *name,
                       const char *const *names_and_texts)
{
    struct archive *a = begin_pack(folder, name);
    for (size_t i = 0; names_and_texts[i]; i += 2)
        add_member(a, names_and_texts[i], names_and_texts[i + 1]);
    end_pack(a, name);
}

/* ---- reading --------------------------------------------------------------------- */

static void copy_text(char *to, size_t cap, const char *text, size_t len,
                      const char **in)
{
    if (!text)
        return;
    snprintf(to, cap, "%.*s", (int)len, text);
    *in = to;
}

static bool keep_row(void *ctx, const gen_row *row)
{
    reading *r = ctx;
    if (r->row_count < KEPT_ROWS) {
        kept_row *kept = &r->rows[r->row_count];
        kept->row = *row;
        copy_text(kept->code, sizeof kept->code, row->code, row->code_len,
                  &kept->row.code);
        copy_text(kept->short_text, sizeof kept->short_text, row->short_text,
                  row->short_len, &kept->row.short_text);
        copy_text(kept->long_text, sizeof kept->long_text, row->long_text,
                  row->long_len, &kept->row.long_text);
    }
    r->row_count++;
    return true;
}

static void begin_reading(reading *r, bool keep_going)
{
    *r = (reading){.rows = gen_alloc(KEPT_ROWS * sizeof(kept_row)), .read = true};
    gen_report_init(&r->report, keep_going);
}

void reading_make(reading *r, const char *manifest, const char *const *args,
                  size_t count, bool keep_going)
{
    begin_reading(r, keep_going);
    r->found = gen_find_sources(manifest, args, count, &r->list, &r->report);
    for (uint32_t i = 0; r->found && i < r->list.count; i++)
        if (!gen_read_source(&r->list.items[i], keep_row, r, &r->report))
            r->read = false;
}

void reading_of_file(reading *r, const char *path, gen_kind kind, sj_system system,
                     const char *release)
{
    begin_reading(r, false);
    r->list.items = gen_alloc(sizeof *r->list.items);
    r->list.count = r->list.cap = 1;
    gen_source *source = &r->list.items[0];
    source->path = gen_strdup(path);
    source->container = gen_strdup(path);
    source->file = gen_official_name(path);
    source->release = release ? gen_strdup(release) : NULL;
    source->kind = kind;
    source->system = system;
    r->found = true;
    r->read = gen_read_source(source, keep_row, r, &r->report);
}

void reading_of_kind(reading *r, const source_folder *folder, gen_kind kind,
                     sj_system system, const void *bytes, size_t len)
{
    source_folder_write(folder, "source.txt", bytes, len);
    reading_of_file(r, source_folder_at(folder, "source.txt"), kind, system, NULL);
}

void reading_free(reading *r)
{
    gen_source_list_free(&r->list);
    gen_report_free(&r->report);
    free(r->rows);
}

char *reading_messages(const reading *r, const source_folder *folder)
{
    size_t cap = 1, prefix = strlen(folder->path) + 1;
    for (uint32_t i = 0; i < r->report.count; i++)
        cap += strlen(r->report.messages[i].text) + 1;
    char *all = gen_alloc(cap), *to = all;
    for (uint32_t i = 0; i < r->report.count; i++) {
        const char *text = r->report.messages[i].text, *at;
        while ((at = strstr(text, folder->path)) != NULL) {
            memcpy(to, text, (size_t)(at - text));
            to += at - text;
            text = at + prefix;
        }
        to += snprintf(to, strlen(text) + 2, "%s\n", text);
    }
    *to = '\0';
    return all;
}

const char *reading_left_out(const reading *r, const char *path)
{
    for (uint32_t i = 0; i < r->list.unused_count; i++)
        if (strcmp(r->list.unused[i].path, path) == 0)
            return r->list.unused[i].reason;
    return NULL;
}

/* ---- lines in official layouts --------------------------------------------------- */

const char *order_line(unsigned number, const char *code, int flag,
                       const char *short_text, const char *long_text)
{
    static char line[512];
    snprintf(line, sizeof line, "%05u %-7s %d %-60s %s\r\n", number, code, flag,
             short_text, long_text);
    return line;
}

const char *anweb_line(const char *code, unsigned sequence, char id, const char *text,
                       const char *short_text, const char *add, const char *end)
{
    static char line[512];
    bool first = id == '3' || id == '7';
    snprintf(line, sizeof line, "%5s%05u%c%-80s%-28s%149s%-8s%-8s%-8s%c%27s\r\n", code,
             sequence, id, text, short_text, "", add, add, end, first ? 'N' : ' ', "");
    return line;
}

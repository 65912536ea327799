/*
 * Strict: a manifest is written by hand, and what it states is believed.
 */
#include "gen/source/manifest.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/model/memory.h"
#include "gen/source/csv.h"
#include "gen/source/encoding.h"
#include "gen/source/identify.h"
#include "gen/source/kinds.h"
#include "gen/source/name.h"
#include "gen/source/walk.h"

enum { PATH, KIND, RELEASE, FROM, TO, FIELDS };

static const char *const header[FIELDS] = {"path", "kind", "release", "from", "to"};

/* Where the bytes of a listed path are. Strings are owned. */
typedef struct location {
    char *container, *member;
} location;

typedef struct only_member {
    char *name;
    unsigned count;
} only_member;

static void count_member(void *ctx, const char *name)
{
    only_member *only = ctx;
    if (only->count++ == 0)
        only->name = gen_strdup(name);
}

/* A zip that is listed itself must hold one file. */
static const char *enter_zip(location *place)
{
    only_member only = {0};
    const char *why = NULL;
    if (gen_zip_list(place->container, count_member, &only, &why) && only.count != 1)
        why = only.count ? "an archive of several files: list one as ARCHIVE/MEMBER"
                         : "an archive without files";
    if (why)
        free(only.name);
    else
        place->member = only.name;
    return why;
}

/* A path that is no file may lead into a zip. */
static const char *find_in_zip(location *place)
{
    for (char *slash = strrchr(place->container, '/');
         slash && slash != place->container; slash = strrchr(place->container, '/')) {
        *slash = '\0';
        struct stat st;
        if (stat(place->container, &st) == 0 && S_ISREG(st.st_mode))
            return NULL;
    }
    return "no such file";
}

static const char *find_place(const char *path, location *place)
{
    struct stat st;
    gen_container kind;
    const char *why = NULL;
    place->container = gen_strdup(path);
    if (stat(path, &st) == 0) {
        if (!S_ISREG(st.st_mode))
            return S_ISDIR(st.st_mode) ? "is a folder: list its files" : "not a file";
        if (!gen_container_of(path, &kind, &why))
            return why;
        return kind == GEN_ZIP ? enter_zip(place) : NULL;
    }
    if ((why = find_in_zip(place)))
        return why;
    place->member = gen_strdup(path + strlen(place->container) + 1);
    gen_stream *stream = gen_stream_open(place->container, place->member, &why);
    if (!stream)
        return why;
    gen_stream_close(stream);
    return NULL;
}

typedef struct reading {
    const char *path;   /* of the manifest */
    const char *folder; /* it lies in */
    gen_source_list *list;
    gen_report *report;
} reading;

static bool refuse(const reading *r, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(const reading *r, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    gen_report_add_list(r->report, GEN_ERROR, r->path, line, format, args);
    va_end(args);
    return false;
}

/* Answers cite a release, and a dump holds it in a line with others. */
static bool is_plain_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
            return false;
    return gen_is_utf8(text, len);
}

/* What a line states beside its strings. */
typedef struct statement {
    const gen_kind_info *kind;
    sj_system system;
    sj_date from, to;
} statement;

/* @return false when the line was refused */
static bool read_line(const reading *r, const gen_csv *csv, statement *out)
{
    *out = (statement){.from = SJ_DATE_MIN, .to = SJ_DATE_OPEN};
    out->kind = gen_kind_by_name(csv->field[KIND], csv->len[KIND], &out->system);
    if (csv->len[PATH] == 0)
        return refuse(r, csv->number, "path is missing");
    if (!out->kind || out->kind->kind == GEN_DUMP)
        return refuse(r, csv->number, "unknown kind \"%s\"", csv->field[KIND]);
    if (csv->len[RELEASE] == 0)
        return refuse(r, csv->number, "release is missing");
    if (!is_plain_text(csv->field[RELEASE], csv->len[RELEASE]))
        return refuse(r, csv->number,
                      "release holds a control character, or is not UTF-8");
    const char *why = gen_csv_interval(csv, FROM, TO, &out->from, &out->to);
    if (why)
        return refuse(r, csv->number, "%s", why);
    if (out->from == SJ_DATE_MIN && out->kind->kind != GEN_LATER)
        return refuse(r, csv->number, "from is missing");
    return true;
}

/* `place` is the source's from now on. */
static void add_source(const reading *r, const gen_csv *csv, const statement *stated,
                       const char *path, location *place)
{
    gen_source *source = gen_source_list_add(r->list);
    bool zip_of_one = place->member && strcmp(path, place->container) == 0;
    source->path = zip_of_one ? gen_path_join(path, place->member) : gen_strdup(path);
    source->container = place->container;
    source->member = place->member;
    source->file = gen_official_name(place->member ? place->member : place->container);
    source->kind_name = gen_strdup(csv->field[KIND]);
    source->kind = stated->kind->kind;
    source->system = stated->system;
    source->release = gen_strdup(csv->field[RELEASE]);
    source->from = stated->from;
    source->to = stated->to;
    *place = (location){0};
}

static void add_line(const reading *r, const gen_csv *csv)
{
    statement stated;
    if (!read_line(r, csv, &stated))
        return;
    location place = {0};
    char *path = csv->field[PATH][0] == '/'
                     ? gen_strdup(csv->field[PATH])
                     : gen_path_join(r->folder, csv->field[PATH]);
    const char *why = find_place(path, &place);
    if (why) {
        refuse(r, csv->number, "%s: %s", csv->field[PATH], why);
    } else if (stated.kind->kind == GEN_LATER) {
        char reason[80];
        gen_later_reason(stated.kind->name, reason, sizeof reason);
        gen_source_list_leave_out(r->list, path, reason);
    } else {
        add_source(r, csv, &stated, path, &place);
    }
    free(place.container);
    free(place.member);
    free(path);
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return gen_strdup(".");
    return gen_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

static void read_records(const reading *r, gen_csv *csv)
{
    const char *why;
    uint32_t lines = 0;
    if (!gen_csv_next(csv, &why) || why || !gen_csv_is(csv, header, FIELDS)) {
        refuse(r, 1, "%s",
               why ? why : "the first line is not path,kind,release,from,to");
        return;
    }
    while (gen_csv_next(csv, &why)) {
        lines++;
        if (why)
            refuse(r, csv->number, "%s", why);
        else if (csv->count != FIELDS)
            refuse(r, csv->number, "%zu fields instead of %d", csv->count, FIELDS);
        else
            add_line(r, csv);
    }
    if (gen_stream_error(csv->lines.stream))
        refuse(r, 0, "%s", gen_stream_error(csv->lines.stream));
    else if (lines == 0)
        refuse(r, 0, "lists no file");
}

void gen_manifest_read(const char *path, gen_source_list *list, gen_report *report)
{
    const char *why;
    gen_stream *stream = gen_stream_open(path, NULL, &why);
    if (!stream) {
        gen_report_add(report, GEN_ERROR, path, 0, "%s", why);
        return;
    }
    char *folder = folder_of(path);
    reading r = {path, folder, list, report};
    gen_csv csv;
    gen_csv_init(&csv, stream);
    read_records(&r, &csv);
    gen_csv_free(&csv);
    gen_stream_close(stream);
    free(folder);
}

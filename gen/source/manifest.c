/*
 * Strict: a manifest is written by hand, and what it states is believed.
 */
#include "gen/source/manifest.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/model/memory.h"
#include "gen/source/csv.h"
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
        bool file = stat(place->container, &st) == 0 && S_ISREG(st.st_mode);
        if (!file)
            continue;
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

/* An empty field leaves `*out` as it is. */
static bool read_date(const gen_csv *csv, size_t field, sj_date *out)
{
    return csv->len[field] == 0 ||
           (csv->len[field] == 10 && sj_date_parse(csv->field[field], 10, out));
}

typedef struct reading {
    const char *path;   /* of the manifest */
    const char *folder; /* it lies in */
    gen_source_list *list;
    gen_report *report;
} reading;

static void refuse(const reading *r, uint32_t line, const char *reason)
{
    gen_report_add(r->report, GEN_ERROR, r->path, line, "%s", reason);
}

/* What one line says of dates. @return NULL or why it cannot be */
static const char *check_dates(const gen_csv *csv, bool later, sj_date *from,
                               sj_date *to)
{
    if (!read_date(csv, FROM, from))
        return "from is no date of the form YYYY-MM-DD";
    if (!read_date(csv, TO, to))
        return "to is no date of the form YYYY-MM-DD";
    if (*from == SJ_DATE_MIN && !later)
        return "from is missing";
    if (*to < *from)
        return "to is before from";
    return NULL;
}

static void add_line(const reading *r, const gen_csv *csv)
{
    sj_date from = SJ_DATE_MIN, to = SJ_DATE_OPEN;
    sj_system system;
    const gen_kind_info *kind =
        gen_kind_by_name(csv->field[KIND], csv->len[KIND], &system);
    if (csv->len[PATH] == 0) {
        refuse(r, csv->number, "path is missing");
        return;
    }
    if (!kind || kind->kind == GEN_DUMP) {
        gen_report_add(r->report, GEN_ERROR, r->path, csv->number,
                       "unknown kind \"%s\"", csv->field[KIND]);
        return;
    }
    const char *why = csv->len[RELEASE] == 0
                          ? "release is missing"
                          : check_dates(csv, kind->kind == GEN_LATER, &from, &to);
    char *path = csv->field[PATH][0] == '/'
                     ? gen_strdup(csv->field[PATH])
                     : gen_path_join(r->folder, csv->field[PATH]);
    location place = {0};
    if (why)
        refuse(r, csv->number, why);
    else if ((why = find_place(path, &place)))
        gen_report_add(r->report, GEN_ERROR, r->path, csv->number, "%s: %s",
                       csv->field[PATH], why);
    else if (kind->kind == GEN_LATER) {
        char reason[80];
        gen_later_reason(kind->name, reason, sizeof reason);
        gen_source_list_leave_out(r->list, path, reason);
    } else {
        gen_source *source = gen_source_list_add(r->list);
        source->path = place.member && strcmp(path, place.container) == 0
                           ? gen_path_join(path, place.member) /* a zip of one file */
                           : gen_strdup(path);
        source->file = gen_official_name(place.member ? place.member : place.container);
        source->kind_name = gen_strdup(csv->field[KIND]);
        source->kind = kind->kind;
        source->system = system;
        source->release = gen_strdup(csv->field[RELEASE]);
        source->from = from;
        source->to = to;
        source->container = place.container;
        source->member = place.member;
        place = (location){0}; /* they are the source's now */
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
        refuse(r, 1, why ? why : "the first line is not path,kind,release,from,to");
        return;
    }
    while (gen_csv_next(csv, &why)) {
        lines++;
        if (why)
            refuse(r, csv->number, why);
        else if (csv->count != FIELDS)
            gen_report_add(r->report, GEN_ERROR, r->path, csv->number,
                           "%zu fields instead of 5", csv->count);
        else
            add_line(r, csv);
    }
    if (gen_stream_error(csv->lines.stream))
        refuse(r, 0, gen_stream_error(csv->lines.stream));
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

/*
 * From arguments to sources: walk, identify, settle. Everything that is wrong is said
 * at once, before any file is read for its rows.
 */
#include "gen/source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/archive.h"
#include "gen/source/identify.h"
#include "gen/source/list.h"
#include "gen/source/manifest.h"
#include "gen/source/name.h"
#include "gen/source/walk.h"

typedef struct finder {
    gen_source_list *list;
    gen_source_list doubts; /* its `unused`: what to know of sources that are taken */
    gen_report *report;
} finder;

/* First bytes of a file. @return NULL, or why there are none */
static const char *read_head(const char *container, const char *member,
                             char head[GEN_HEAD_BYTES], size_t *len)
{
    const char *why, *bytes;
    size_t n;
    *len = 0;
    gen_stream *stream = gen_stream_open(container, member, &why);
    if (!stream)
        return why;
    while (*len < GEN_HEAD_BYTES && gen_stream_next(stream, &bytes, &n)) {
        if (n > GEN_HEAD_BYTES - *len)
            n = GEN_HEAD_BYTES - *len;
        memcpy(head + *len, bytes, n);
        *len += n;
    }
    why = *len < GEN_HEAD_BYTES ? gen_stream_error(stream) : NULL;
    gen_stream_close(stream);
    return why;
}

/* A suffix that promises a compression the bytes do not have. */
static const char *suffix_lies(const char *container)
{
    const char *dot = strrchr(container, '.'), *why;
    gen_container kind;
    if (!dot || !gen_container_of(container, &kind, &why))
        return NULL;
    if (gen_same_word(dot, ".xz") && kind != GEN_XZ)
        return "named .xz, but not in that format";
    if (gen_same_word(dot, ".gz") && kind != GEN_GZIP)
        return "named .gz, but not in that format";
    return NULL;
}

static void add_source(finder *f, const char *path, const char *container,
                       const char *member, const char *file, const gen_identity *is)
{
    gen_source *source = gen_source_list_add(f->list);
    source->path = gen_strdup(path);
    source->container = gen_strdup(container);
    source->member = member ? gen_strdup(member) : NULL;
    source->file = gen_strdup(file);
    source->kind_name = gen_strdup(is->kind_name);
    source->kind = is->kind;
    source->system = is->system;
    source->release = gen_strdup(is->release);
    source->from = is->from;
    source->to = is->to;
    if (is->warning[0])
        gen_source_list_leave_out(&f->doubts, path, is->warning);
}

/* Doubts about sources that are still there when all is settled. */
static void tell_doubts(const finder *f)
{
    for (uint32_t i = 0; i < f->doubts.unused_count; i++)
        for (uint32_t k = 0; k < f->list->count; k++)
            if (strcmp(f->doubts.unused[i].path, f->list->items[k].path) == 0) {
                gen_report_add(f->report, GEN_WARNING, f->list->items[k].path, 0, "%s",
                               f->doubts.unused[i].reason);
                break;
            }
}

static void meet_file(void *ctx, const char *path, const char *container,
                      const char *member, bool named)
{
    finder *f = ctx;
    char head[GEN_HEAD_BYTES];
    size_t head_len = 0;
    gen_identity is;
    char *file = gen_official_name(member ? member : container);
    const char *why = member ? NULL : suffix_lies(container);
    if (!why)
        why = read_head(container, member, head, &head_len);
    gen_identify(file, why ? NULL : head, head_len, &is);

    /* Of what cannot be unpacked, only a code set is missed. */
    if (why && is.verdict == GEN_IS_SOURCE)
        is.verdict = GEN_IS_REFUSED;
    bool by_name = is.reason[0] && is.verdict != GEN_IS_REFUSED;
    const char *reason = why && !by_name ? why : is.reason;

    if (is.verdict == GEN_IS_SOURCE) {
        add_source(f, path, container, member, file, &is);
    } else if (is.verdict == GEN_IS_REFUSED) {
        gen_report_add(f->report, f->report->keep_going ? GEN_WARNING : GEN_ERROR, path,
                       0, "%s", reason);
        gen_source_list_leave_out(f->list, path, reason);
    } else {
        if (is.verdict == GEN_IS_STRANGER && named)
            gen_report_add(f->report, GEN_ERROR, path, 0, "cannot be identified: %s",
                           reason);
        gen_source_list_leave_out(f->list, path, reason);
    }
    free(file);
}

static void meet_manifest(void *ctx, const char *path)
{
    finder *f = ctx;
    gen_manifest_read(path, f->list, f->report);
}

static void meet_broken(void *ctx, const char *path, const char *why)
{
    finder *f = ctx;
    gen_report_add(f->report, GEN_ERROR, path, 0, "%s", why);
}

static void meet_unused(void *ctx, const char *path, const char *why)
{
    finder *f = ctx;
    gen_source_list_leave_out(f->list, path, why);
}

bool gen_find_sources(const char *manifest, const char *const *args, size_t arg_count,
                      gen_source_list *out, gen_report *report)
{
    finder f = {.list = out, .report = report};
    const gen_visitor visitor = {&f, meet_file, meet_manifest, meet_broken,
                                 meet_unused};
    uint32_t errors = report->errors;
    *out = (gen_source_list){0};

    if (manifest)
        gen_manifest_read(manifest, out, report);
    for (size_t i = 0; i < arg_count; i++) {
        if (manifest)
            gen_source_list_leave_out(out, args[i],
                                      "only what the manifest lists is compiled");
        else
            gen_walk(args[i], &visitor);
    }
    gen_source_list_settle(out, report);
    tell_doubts(&f);
    gen_source_list_free(&f.doubts);
    if (out->count == 0 && report->errors == errors)
        gen_report_add(report, GEN_ERROR, NULL, 0, "nothing to compile");
    return report->errors == errors;
}

/*
 * Find, read, merge, build, verify, publish: a stage each. Nothing is written before
 * all stages are through.
 */
#include "gen/compile.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "gen/model/memory.h"
#include "gen/model/merge.h"
#include "gen/model/release.h"
#include "gen/read_ahead.h"
#include "gen/source/dump.h"

enum { MAX_DEFAULT_THREADS = 4 };

/* Shares of the whole work, for the progress bar. */
static const double read_share = 0.85, build_share = 0.1;

typedef struct compiling {
    const gen_compile_options *options;
    gen_compile_result *result;
    gen_report *report;
    gen_merge *merge;
    gen_catalog catalog;
    double weight_done, weight_all;
} compiling;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void progress(const compiling *c, double done, const char *what)
{
    if (c->options->progress)
        c->options->progress(c->options->progress_ctx, done, what);
}

/* What a source costs: its share of the bytes on disk. */
static double weight_of(const gen_source_list *list, const gen_source *source)
{
    struct stat info;
    unsigned members = 0;
    for (uint32_t i = 0; i < list->count; i++)
        members += strcmp(list->items[i].container, source->container) == 0;
    if (stat(source->container, &info) != 0 || members == 0)
        return 1;
    return ((double)info.st_size + 1) / members;
}

static unsigned thread_count(const gen_compile_options *options)
{
    if (options->threads)
        return options->threads;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return 1;
    return cores > MAX_DEFAULT_THREADS ? MAX_DEFAULT_THREADS : (unsigned)cores;
}

/* ---- reading and merging --------------------------------------------------------- */

static const char *merge_row(void *ctx, uint32_t source, const gen_row *row)
{
    compiling *c = ctx;
    return gen_merge_row(c->merge, source, row);
}

static void source_done(void *ctx, uint32_t source)
{
    compiling *c = ctx;
    const gen_source_list *list = &c->result->sources;
    c->weight_done += weight_of(list, &list->items[source]);
    progress(c, read_share * c->weight_done / c->weight_all, list->items[source].file);
}

static bool read_releases(compiling *c)
{
    gen_source_list *list = &c->result->sources;
    for (uint32_t i = 0; i < list->count; i++)
        c->weight_all += weight_of(list, &list->items[i]);
    c->merge = gen_merge_begin(list, c->options->carry);
    gen_receiver receiver = {.ctx = c, .row = merge_row, .source_done = source_done};
    gen_read_ahead(list, gen_merge_order(c->merge), list->count,
                   thread_count(c->options), &receiver, c->report);
    bool ok =
        c->report->errors == 0 && gen_merge_finish(c->merge, &c->catalog, c->report);
    gen_merge_free(c->merge);
    return ok;
}

/* A dump is a whole image in words. @return false when no source is one */
static bool is_dump(compiling *c)
{
    const gen_source_list *list = &c->result->sources;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != GEN_DUMP)
            continue;
        if (list->count > 1)
            gen_report_add(c->report, GEN_ERROR, list->items[i].path, 0,
                           "a dump cannot be mixed with other sources");
        else if (c->options->carry)
            gen_report_add(c->report, GEN_ERROR, list->items[i].path, 0,
                           "a dump cannot be carried: its time is already resolved");
        return true;
    }
    return false;
}

static bool read_sources(compiling *c)
{
    gen_source_list *list = &c->result->sources;
    if (!gen_find_sources(c->options->manifest, c->options->args, c->options->arg_count,
                          list, c->report) ||
        c->report->errors)
        return false;
    if (is_dump(c))
        return c->report->errors == 0 &&
               gen_dump_read(&list->items[0], &c->catalog, c->report);
    return read_releases(c);
}

/* ---- building -------------------------------------------------------------------- */

/* Nobody gets an image that its own engine refuses. */
static bool verify(compiling *c)
{
    const gen_bytes *bytes = &c->result->image;
    sj_image *image;
    sj_error error;
    sj_status status =
        sj_image_open_memory(bytes->data, bytes->size, NULL, &image, &error);
    if (status == SJ_OK) {
        status = sj_image_verify(image, &error);
        sj_image_close(image);
    }
    if (status != SJ_OK)
        gen_report_add(c->report, GEN_ERROR, NULL, 0,
                       "image built wrong: %s at byte %llu", error.what,
                       (unsigned long long)error.off);
    return status == SJ_OK;
}

static int by_image_order(const void *a, const void *b)
{
    return gen_source_compare(a, b);
}

static bool run(compiling *c)
{
    if (!read_sources(c))
        return false;
    gen_source_list *list = &c->result->sources;
    qsort(list->items, list->count, sizeof *list->items, by_image_order);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        c->result->codes += c->catalog.systems[i].code_count;

    progress(c, read_share, "building");
    if (!gen_build_image(&c->catalog, &c->result->image, c->report))
        return false;
    progress(c, read_share + build_share, "verifying");
    if (!verify(c) || c->report->errors)
        return false;
    if (c->options->output && !gen_publish(c->options->output, c->result->image.data,
                                           c->result->image.size, c->report))
        return false;
    progress(c, 1, "done");
    return true;
}

bool gen_compile(const gen_compile_options *options, gen_compile_result *out,
                 gen_report *report)
{
    double start = now();
    *out = (gen_compile_result){0};
    report->keep_going = options->keep_going;
    compiling c = {.options = options, .result = out, .report = report};
    gen_catalog_init(&c.catalog);
    bool ok = run(&c);
    gen_catalog_free(&c.catalog);
    out->seconds = now() - start;
    return ok;
}

void gen_compile_result_free(gen_compile_result *result)
{
    gen_source_list_free(&result->sources);
    gen_bytes_free(&result->image);
    *result = (gen_compile_result){0};
}

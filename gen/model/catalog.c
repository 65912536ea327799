/*
 * The catalog's arrays and its timelines, each kept once. Content is the business of
 * those who fill it.
 */
#include "gen/model/catalog.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "gen/model/memory.h"

void gen_catalog_init(gen_catalog *catalog)
{
    *catalog = (gen_catalog){0};
    gen_text_pool_init(&catalog->text);
}

static void free_system(gen_system *system)
{
    for (uint32_t i = 0; i < system->timeline_count; i++) {
        free(system->timelines[i].segments);
        free(system->timelines[i].intervals);
    }
    free(system->timelines);
    free(system->timeline_buckets);
    free(system->codes);
    free(system->descriptors);
}

void gen_catalog_free(gen_catalog *catalog)
{
    for (uint32_t i = 0; i < catalog->source_count; i++) {
        free(catalog->sources[i].file);
        free(catalog->sources[i].kind);
        free(catalog->sources[i].release);
        free(catalog->sources[i].label);
    }
    for (uint32_t i = 0; i < catalog->release_count; i++)
        free(catalog->releases[i].label);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        free_system(&catalog->systems[i]);
        gen_edits_free(&catalog->edits[i]);
        free(catalog->gems[i].items);
    }
    gen_notes_free(&catalog->notes);
    gen_pcs_tables_free(&catalog->pcs);
    free(catalog->successors.items);
    gen_line_tables_free(&catalog->lines);
    for (uint32_t i = 0; i < catalog->table_count; i++)
        free(catalog->tables[i].bytes);
    free(catalog->tables);
    free(catalog->sources);
    free(catalog->releases);
    gen_text_pool_free(&catalog->text);
    *catalog = (gen_catalog){0};
}

gen_provenance *gen_catalog_add_source(gen_catalog *catalog)
{
    catalog->sources = gen_grow(catalog->sources, catalog->source_count,
                                &catalog->source_cap, sizeof *catalog->sources);
    gen_provenance *source = &catalog->sources[catalog->source_count++];
    *source = (gen_provenance){0};
    return source;
}

gen_release *gen_catalog_add_release(gen_catalog *catalog)
{
    catalog->releases = gen_grow(catalog->releases, catalog->release_count,
                                 &catalog->release_cap, sizeof *catalog->releases);
    gen_release *release = &catalog->releases[catalog->release_count++];
    *release = (gen_release){0};
    return release;
}

gen_code *gen_system_add_code(gen_system *system)
{
    system->codes = gen_grow(system->codes, system->code_count, &system->code_cap,
                             sizeof *system->codes);
    gen_code *code = &system->codes[system->code_count++];
    *code = (gen_code){0};
    return code;
}

gen_descriptor *gen_system_add_descriptor(gen_system *system)
{
    system->descriptors =
        gen_grow(system->descriptors, system->descriptor_count, &system->descriptor_cap,
                 sizeof *system->descriptors);
    gen_descriptor *descriptor = &system->descriptors[system->descriptor_count++];
    *descriptor = (gen_descriptor){0};
    return descriptor;
}

/* ---- timelines ------------------------------------------------------------------ */

/* Members one by one: the structs have padding, whose bytes mean nothing. */
static uint64_t hash_timeline(const gen_timeline *t)
{
    uint64_t h = t->segment_count;
    for (uint32_t i = 0; i < t->segment_count; i++) {
        int32_t words[2] = {t->segments[i].from, t->segments[i].status};
        h = XXH3_64bits_withSeed(words, sizeof words, h);
    }
    for (uint32_t i = 0; i < t->interval_count; i++) {
        const sj_interval *v = &t->intervals[i];
        int32_t words[4] = {v->from, v->to, v->status, v->marks};
        h = XXH3_64bits_withSeed(words, sizeof words, h);
    }
    return h;
}

static bool same_timeline(const gen_timeline *a, const gen_timeline *b)
{
    if (a->segment_count != b->segment_count || a->interval_count != b->interval_count)
        return false;
    for (uint32_t i = 0; i < a->segment_count; i++)
        if (a->segments[i].from != b->segments[i].from ||
            a->segments[i].status != b->segments[i].status)
            return false;
    for (uint32_t i = 0; i < a->interval_count; i++) {
        const sj_interval *x = &a->intervals[i], *y = &b->intervals[i];
        if (x->from != y->from || x->to != y->to || x->status != y->status ||
            x->marks != y->marks)
            return false;
    }
    return true;
}

static uint32_t find_timeline(const gen_system *system, const gen_timeline *timeline)
{
    uint32_t mask = system->timeline_bucket_count - 1;
    uint32_t i = (uint32_t)hash_timeline(timeline) & mask;
    while (
        system->timeline_buckets[i] &&
        !same_timeline(&system->timelines[system->timeline_buckets[i] - 1], timeline))
        i = (i + 1) & mask;
    return i;
}

static void widen(gen_system *system)
{
    uint32_t count = system->timeline_bucket_count;
    count = count ? count * 2 : 256;
    free(system->timeline_buckets);
    system->timeline_buckets = gen_alloc((size_t)count * sizeof(uint32_t));
    system->timeline_bucket_count = count;
    for (uint32_t id = 0; id < system->timeline_count; id++)
        system->timeline_buckets[find_timeline(system, &system->timelines[id])] =
            id + 1;
}

static void *copy(const void *from, uint32_t count, size_t size)
{
    void *to = gen_resize(NULL, count, size);
    if (count)
        memcpy(to, from, count * size);
    return to;
}

uint32_t gen_system_intern_timeline(gen_system *system, const gen_timeline *timeline)
{
    if (system->timeline_count >= system->timeline_bucket_count / 2)
        widen(system);
    uint32_t bucket = find_timeline(system, timeline);
    if (system->timeline_buckets[bucket])
        return system->timeline_buckets[bucket] - 1;

    system->timelines = gen_grow(system->timelines, system->timeline_count,
                                 &system->timeline_cap, sizeof *system->timelines);
    system->timelines[system->timeline_count] = (gen_timeline){
        .segments = copy(timeline->segments, timeline->segment_count,
                         sizeof *timeline->segments),
        .intervals = copy(timeline->intervals, timeline->interval_count,
                          sizeof *timeline->intervals),
        .segment_count = timeline->segment_count,
        .interval_count = timeline->interval_count,
    };
    system->timeline_buckets[bucket] = ++system->timeline_count;
    return system->timeline_count - 1;
}

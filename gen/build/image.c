/*
 * Puts the sections of an image together and seals it (FORMAT.md 1 to 6). Decides the
 * order of sections: what an exact lookup touches stands together, words come last.
 */
#include "gen/build/sections.h"

#include <stdlib.h>
#include <xxhash.h>

#include "engine/lookup/key.h"
#include "gen/model/memory.h"

enum { PER_SYSTEM = SJF_SYSTEM_LAST - SJF_SYSTEM_FIRST + 1 };

/* Sections of one system, by kind. */
typedef struct system_sections {
    gen_bytes of[PER_SYSTEM];
} system_sections;

typedef struct builder {
    const gen_catalog *catalog;
    gen_report *report;
    gen_text_pool name_pool;
    gen_text_section names, text;
    gen_bytes sources, releases, systems;
    system_sections per_system[SJ_SYSTEM_COUNT];
} builder;

static gen_bytes *section_of(builder *b, sj_system system, enum sjf_kind kind)
{
    return &b->per_system[system].of[kind - SJF_PILOTS];
}

static bool refuse(const builder *b, sj_system system, const char *what)
{
    gen_report_add(b->report, GEN_ERROR, sj_system_name(system), 0, "%s", what);
    return false;
}

/* ---- provenance ------------------------------------------------------------------ */

static uint32_t add_name(builder *b, const char *text)
{
    return gen_text_section_add(&b->names,
                                gen_text_intern(&b->name_pool, text, strlen(text)));
}

/* All names are interned before the section begins: it keeps an offset for each. */
static void intern_names(builder *b)
{
    const gen_catalog *c = b->catalog;
    for (uint32_t i = 0; i < c->source_count; i++) {
        const gen_provenance *s = &c->sources[i];
        gen_text_intern(&b->name_pool, s->file, strlen(s->file));
        gen_text_intern(&b->name_pool, s->kind, strlen(s->kind));
        gen_text_intern(&b->name_pool, s->release, strlen(s->release));
    }
    for (uint32_t i = 0; i < c->release_count; i++)
        gen_text_intern(&b->name_pool, c->releases[i].label,
                        strlen(c->releases[i].label));
}

static void build_sources(builder *b)
{
    for (uint32_t i = 0; i < b->catalog->source_count; i++) {
        const gen_provenance *s = &b->catalog->sources[i];
        uint8_t *r = gen_bytes_extend(&b->sources, SJF_SRC_RECORD);
        sjf_store32(r + SJF_SRC_FILE, add_name(b, s->file));
        sjf_store32(r + SJF_SRC_KIND, add_name(b, s->kind));
        sjf_store32(r + SJF_SRC_RELEASE, add_name(b, s->release));
        sjf_store_date(r + SJF_SRC_FROM, s->from);
        sjf_store_date(r + SJF_SRC_TO, s->to);
        sjf_store64(r + SJF_SRC_SIZE, s->size_bytes);
        sjf_store64(r + SJF_SRC_RECORDS, s->records);
        memcpy(r + SJF_SRC_HASH, s->xxh3, 16);
    }
}

static void build_releases(builder *b)
{
    for (uint32_t i = 0; i < b->catalog->release_count; i++) {
        const gen_release *s = &b->catalog->releases[i];
        uint8_t *r = gen_bytes_extend(&b->releases, SJF_REL_RECORD);
        sjf_store32(r + SJF_REL_SYSTEM, s->system);
        sjf_store_date(r + SJF_REL_FROM, s->from);
        sjf_store_date(r + SJF_REL_TO, s->to);
        sjf_store32(r + SJF_REL_LABEL, add_name(b, s->label));
        sjf_store32(r + SJF_REL_SOURCE, s->source);
        sjf_store32(r + SJF_REL_CODES, s->codes);
    }
}

/* ---- systems --------------------------------------------------------------------- */

static bool pack_all(const builder *b, sj_system system, uint64_t *keys)
{
    const gen_system *s = &b->catalog->systems[system];
    for (uint32_t i = 0; i < s->code_count; i++)
        if (!sji_pack(system, s->codes[i].code, s->codes[i].len, &keys[i]))
            return refuse(b, system, "a code does not fit a key");
    return true;
}

static void store_releases(const builder *b, sj_system system, uint8_t *r)
{
    uint32_t first = 0, count = 0;
    for (uint32_t i = 0; i < b->catalog->release_count; i++)
        if (b->catalog->releases[i].system == system && count++ == 0)
            first = i;
    sjf_store32(r + SJF_SYS_FIRST_RELEASE, first);
    sjf_store32(r + SJF_SYS_RELEASES, count);
}

/* What the sections of a system turned out to be. */
typedef struct extent {
    unsigned timeline_bits, class_bits, segments;
    uint32_t intervals, nodes, descriptors;
} extent;

static bool build_sections(builder *b, sj_system system, const gen_dictionary *d,
                           extent *out)
{
    const gen_system *s = &b->catalog->systems[system];
    out->timeline_bits = gen_bits_for(s->timeline_count);
    out->class_bits = 0;
    if (out->timeline_bits > 16)
        return refuse(b, system, "more than 65536 distinct timelines");
    if (SJF_SLOT_CLASS_SHIFT + out->class_bits + 1 + d->tag_bits > 64)
        return refuse(b, system, "the fields of a slot exceed 64 bits");
    if (d->hash.slots > SJF_SLOTS_MAX)
        return refuse(b, system, "more than 16 million codes");

    size_t pilots = (size_t)1 << d->bucket_bits;
    memcpy(gen_bytes_extend(section_of(b, system, SJF_PILOTS), pilots), d->pilots,
           pilots);
    gen_build_slots(s, d, section_of(b, system, SJF_SLOTS));
    out->segments = gen_build_timelines(s, out->timeline_bits,
                                        section_of(b, system, SJF_TIMELINES));
    if (out->segments == 0)
        return refuse(b, system, "a timeline has more than 248 segments");
    gen_build_columns(s, out->timeline_bits, section_of(b, system, SJF_COLUMNS));
    out->intervals = gen_build_validity(s, section_of(b, system, SJF_VALIDITY));
    out->nodes = gen_build_trie(s, section_of(b, system, SJF_TRIE));
    if (out->nodes > SJF_TRIE_NODES_MAX)
        return refuse(b, system, "the trie has more than 2^27 nodes");
    gen_bytes *records = section_of(b, system, SJF_DESCRIPTORS);
    gen_build_descriptors(s, d, &b->text, section_of(b, system, SJF_DESCRIPTOR_INDEX),
                          records);
    out->descriptors = (uint32_t)(records->size / SJF_DESC_RECORD);
    return true;
}

static void build_record(builder *b, sj_system system, const gen_dictionary *d,
                         const extent *e)
{
    const gen_system *s = &b->catalog->systems[system];
    uint8_t *r = gen_bytes_extend(&b->systems, SJF_SYS_RECORD);
    sjf_store32(r + SJF_SYS_SYSTEM, system);
    sjf_store32(r + SJF_SYS_FLAGS, s->dated ? SJF_SYS_DATED : 0);
    sjf_store32(r + SJF_SYS_CODES, s->code_count);
    sjf_store32(r + SJF_SYS_SLOTS, d->hash.slots);
    r[SJF_SYS_KEY_BITS] = SJF_KEY_BITS;
    r[SJF_SYS_BUCKET_BITS] = (uint8_t)d->bucket_bits;
    r[SJF_SYS_TAG_BITS] = (uint8_t)d->tag_bits;
    r[SJF_SYS_CLASS_BITS] = (uint8_t)e->class_bits;
    r[SJF_SYS_TIMELINE_BITS] = (uint8_t)e->timeline_bits;
    r[SJF_SYS_SEGMENTS] = (uint8_t)e->segments;
    sjf_store64(r + SJF_SYS_MULTIPLIER, d->multiplier);
    sjf_store64(r + SJF_SYS_PILOT_MULTIPLIER, d->hash.pilot_multiplier);
    sjf_store32(r + SJF_SYS_TIMELINES, s->timeline_count);
    sjf_store32(r + SJF_SYS_ABSENCE, s->absence);
    sjf_store32(r + SJF_SYS_ABSENCE_DIGIT, s->absence_digit);
    store_releases(b, system, r);
    sjf_store_date(r + SJF_SYS_FIRST_DAY, s->first);
    sjf_store_date(r + SJF_SYS_LAST_DAY, s->last);
    sjf_store32(r + SJF_SYS_TRIE_NODES, e->nodes);
    sjf_store32(r + SJF_SYS_DESCRIPTORS, e->descriptors);
    sjf_store32(r + SJF_SYS_INTERVALS, e->intervals);
}

static bool build_system(builder *b, sj_system system)
{
    const gen_system *s = &b->catalog->systems[system];
    gen_dictionary d = {0};
    uint64_t *keys = gen_alloc((s->code_count + (size_t)1) * sizeof *keys);
    bool ok = pack_all(b, system, keys);
    if (ok && !gen_dictionary_place(keys, s->code_count, &d))
        ok = refuse(b, system, "the codes cannot be placed in a perfect hash");
    free(keys);
    extent e;
    ok = ok && build_sections(b, system, &d, &e);
    if (ok)
        build_record(b, system, &d, &e);
    gen_dictionary_free(&d);
    return ok;
}

/* ---- assembly -------------------------------------------------------------------- */

typedef struct placed {
    const gen_bytes *bytes;
    enum sjf_kind kind;
    uint16_t system;
} placed;

static size_t align(size_t n)
{
    return (n + SJF_ALIGN - 1) / SJF_ALIGN * SJF_ALIGN;
}

static uint32_t list_sections(builder *b, placed list[SJF_SECTIONS_MAX])
{
    uint32_t n = 0;
    list[n++] = (placed){&b->systems, SJF_SYSTEMS, SJF_NO_SYSTEM};
    list[n++] = (placed){&b->names.bytes, SJF_NAMES, SJF_NO_SYSTEM};
    list[n++] = (placed){&b->sources, SJF_SOURCES, SJF_NO_SYSTEM};
    list[n++] = (placed){&b->releases, SJF_RELEASES, SJF_NO_SYSTEM};
    for (unsigned s = 0; s < SJ_SYSTEM_COUNT; s++)
        for (unsigned k = 0; b->catalog->systems[s].loaded && k < PER_SYSTEM; k++)
            list[n++] = (placed){&b->per_system[s].of[k],
                                 (enum sjf_kind)(SJF_PILOTS + k), (uint16_t)s};
    list[n++] = (placed){&b->text.bytes, SJF_TEXT, SJF_NO_SYSTEM};
    return n;
}

static void store_hash(uint8_t *to, XXH128_hash_t hash)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    memcpy(to, canonical.digest, sizeof canonical.digest);
}

static void assemble(builder *b, gen_bytes *out)
{
    placed list[SJF_SECTIONS_MAX];
    uint32_t n = list_sections(b, list);
    size_t table_end = SJF_HDR_SIZE + (size_t)SJF_SEC_ENTRY * n, size = table_end;
    for (uint32_t i = 0; i < n; i++)
        size = align(size) + list[i].bytes->size;

    uint8_t *image = gen_bytes_extend(out, size);
    memcpy(image, SJF_MAGIC, SJF_MAGIC_SIZE);
    sjf_store16(image + SJF_HDR_MAJOR, SJF_MAJOR);
    sjf_store16(image + SJF_HDR_MINOR, SJF_MINOR);
    sjf_store32(image + SJF_HDR_SECTIONS, n);
    sjf_store64(image + SJF_HDR_FILE_SIZE, size);
    sjf_store32(image + SJF_HDR_ENTRY_SIZE, SJF_SEC_ENTRY);

    size_t at = table_end;
    for (uint32_t i = 0; i < n; i++) {
        const gen_bytes *section = list[i].bytes;
        uint8_t *entry = image + SJF_HDR_SIZE + (size_t)SJF_SEC_ENTRY * i;
        at = align(at);
        if (section->size > 0)
            memcpy(image + at, section->data, section->size);
        sjf_store32(entry + SJF_SEC_KIND, list[i].kind);
        sjf_store16(entry + SJF_SEC_SYSTEM, list[i].system);
        sjf_store16(entry + SJF_SEC_FLAGS, SJF_SEC_REQUIRED);
        sjf_store64(entry + SJF_SEC_OFF, at);
        sjf_store64(entry + SJF_SEC_SIZE, section->size);
        store_hash(entry + SJF_SEC_HASH, XXH3_128bits(image + at, section->size));
        at += section->size;
    }
    /* The build id's own bytes are still zero. */
    store_hash(image + SJF_HDR_BUILD_ID, XXH3_128bits(image, table_end));
}

static void free_builder(builder *b)
{
    gen_text_section_free(&b->names);
    gen_text_section_free(&b->text);
    gen_text_pool_free(&b->name_pool);
    gen_bytes_free(&b->sources);
    gen_bytes_free(&b->releases);
    gen_bytes_free(&b->systems);
    for (unsigned s = 0; s < SJ_SYSTEM_COUNT; s++)
        for (unsigned k = 0; k < PER_SYSTEM; k++)
            gen_bytes_free(&b->per_system[s].of[k]);
    free(b);
}

bool gen_build_image(const gen_catalog *catalog, gen_bytes *out, gen_report *report)
{
    builder *b = gen_alloc(sizeof *b);
    b->catalog = catalog;
    b->report = report;
    gen_text_pool_init(&b->name_pool);
    intern_names(b);
    gen_text_section_init(&b->names, &b->name_pool);
    gen_text_section_init(&b->text, &catalog->text);
    build_sources(b);
    build_releases(b);

    bool ok = catalog->release_count <= UINT16_MAX;
    if (!ok)
        gen_report_add(report, GEN_ERROR, "image", 0, "more than 65535 releases");
    for (unsigned s = 0; ok && s < SJ_SYSTEM_COUNT; s++)
        if (catalog->systems[s].loaded)
            ok = build_system(b, (sj_system)s);
    if (ok && (b->names.too_large || b->text.too_large)) {
        gen_report_add(
            report, GEN_ERROR, "image", 0,
            "a text is longer than 65535 bytes, or all together exceed 4 GB");
        ok = false;
    }
    if (ok)
        assemble(b, out);
    free_builder(b);
    return ok;
}

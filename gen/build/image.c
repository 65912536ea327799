/*
 * Puts the sections of an image together: builds those of provenance and systems
 * (FORMAT.md 3 to 6), has the others built, and decides which there are and in which
 * order: what an exact lookup touches stands together, words come last.
 */
#include "gen/build/sections.h"

#include <stdlib.h>
#include <string.h>

#include "engine/lookup/key.h"
#include "gen/model/memory.h"

/* Sections of one system, from SJF_SYSTEM_FIRST on, and which of them there are. */
enum { KINDS = SJF_SUCCESSORS - SJF_SYSTEM_FIRST + 1 };

typedef struct system_sections {
    gen_bytes of[KINDS];
    bool has[KINDS];
} system_sections;

/* More than there can be in an image: a dump may name any table of any system. */
enum { SECTIONS = 5 + SJ_SYSTEM_COUNT * (8 + SJF_TABLES) + SJF_TABLES };

enum { LINE_KINDS = SJF_LINES_LAST - SJF_LINES_FIRST + 1 };

typedef struct builder {
    const gen_catalog *catalog;
    gen_report *report;
    gen_text_pool name_pool;
    gen_text_section names, text;
    gen_bytes sources, releases, systems;
    system_sections per_system[SJ_SYSTEM_COUNT];
    gen_bytes lines[LINE_KINDS]; /* line tables, from SJF_LINES_FIRST on */
    bool has_line[LINE_KINDS];
} builder;

/* A section to append to; from then on there is one. */
static gen_bytes *section_of(builder *b, sj_system system, enum sjf_kind kind)
{
    system_sections *all = &b->per_system[system];
    all->has[kind - SJF_SYSTEM_FIRST] = true;
    return &all->of[kind - SJF_SYSTEM_FIRST];
}

/* Sections of consecutive kinds. */
static gen_bytes *sections_of(builder *b, sj_system system, enum sjf_kind first,
                              enum sjf_kind last)
{
    for (unsigned kind = first; kind <= (unsigned)last; kind++)
        section_of(b, system, (enum sjf_kind)kind);
    return section_of(b, system, first);
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

static const char *label_of(const gen_provenance *source)
{
    return source->label ? source->label : "";
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
        gen_text_intern(&b->name_pool, label_of(s), strlen(label_of(s)));
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
        sjf_store32(r + SJF_SRC_LABEL, add_name(b, label_of(s)));
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

/* Classes that edits tell apart. */
static uint32_t count_classes(const gen_catalog *c, sj_system system)
{
    for (uint32_t i = 0; i < c->table_count; i++)
        if (c->tables[i].kind == SJF_CLASSES && c->tables[i].system == system)
            return (uint32_t)(c->tables[i].size / SJF_CLASS_RECORD);
    return c->edits[system].column_count > 0 ? c->edits[system].class_count : 0;
}

static bool build_edits(builder *b, sj_system system, unsigned class_bits)
{
    const gen_catalog *c = b->catalog;
    if (c->edits[system].column_count == 0)
        return true;
    const char *why =
        gen_build_edits(&c->edits[system], c->notes.references, class_bits,
                        sections_of(b, system, SJF_EDIT_FIRST, SJF_EDIT_LAST));
    return !why || refuse(b, system, why);
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
    out->class_bits = gen_bits_for(count_classes(b->catalog, system));
    if (out->timeline_bits > 16)
        return refuse(b, system, "more than 65536 distinct timelines");
    if (SJF_SLOT_CLASS_SHIFT + out->class_bits + 1 + d->tag_bits > 64)
        return refuse(b, system, "the fields of a slot exceed 64 bits");
    if (d->hash.slots > SJF_SLOTS_MAX)
        return refuse(b, system, "more than 16 million codes");

    for (uint32_t i = 0; i < s->code_count; i++)
        if (s->codes[i].class_id >> out->class_bits != 0)
            return refuse(b, system, "a code is of a class that there is not");

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
    return build_edits(b, system, out->class_bits);
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
    extent e = {0};
    ok = ok && build_sections(b, system, &d, &e);
    if (ok)
        build_record(b, system, &d, &e);
    gen_dictionary_free(&d);
    return ok;
}

/* ---- what some systems have -------------------------------------------------------
 */

/* Whether the system that something belongs to is there; says so when it is not. */
static bool has_owner(const builder *b, sj_system system, const char *what)
{
    if (!b->catalog->systems[system].loaded)
        gen_report_add(b->report, GEN_WARNING, sj_system_name(system), 0,
                       "%s left out: no release of the codes is compiled", what);
    return b->catalog->systems[system].loaded;
}

/* Texts stand in the order of the systems, then of sjf_tables. */
static bool build_tables(builder *b)
{
    const gen_catalog *c = b->catalog;
    const char *why = NULL;
    if (c->notes.node_count > 0 && has_owner(b, SJ_ICD10CM, "notes"))
        why = gen_build_notes(&c->notes, &b->text,
                              sections_of(b, SJ_ICD10CM, SJF_NODES, SJF_OCCURRENCES));
    if (c->pcs.row_count > 0 && has_owner(b, SJ_ICD10PCS, "tables"))
        gen_build_pcs_tables(&c->pcs, &b->text,
                             section_of(b, SJ_ICD10PCS, SJF_PCS_ROWS),
                             section_of(b, SJ_ICD10PCS, SJF_PCS_LABELS));
    for (unsigned s = 0; s < SJ_SYSTEM_COUNT; s++)
        if (c->gems[s].count > 0 && has_owner(b, (sj_system)s, "crosswalk"))
            gen_build_gems(&c->gems[s], section_of(b, (sj_system)s, SJF_GEMS));
    if (c->successors.count > 0 && has_owner(b, SJ_ICD10CM, "successors"))
        gen_build_successors(&c->successors, section_of(b, SJ_ICD10CM, SJF_SUCCESSORS));
    if (c->lines.release_count > 0) {
        for (unsigned k = 0; k < LINE_KINDS; k++)
            b->has_line[k] = sjf_is_of_lines(SJF_LINES_FIRST + k) &&
                             (c->lines.limit_count > 0 ||
                              !sjf_is_optional_of_lines(SJF_LINES_FIRST + k));
        gen_build_lines(&c->lines, &b->text, b->lines);
    }
    return !why || refuse(b, SJ_ICD10CM, why);
}

/* A table of a dump of this system, SJ_SYSTEM_COUNT for none, or NULL. */
static const gen_raw_table *raw_table(const gen_catalog *c, unsigned system,
                                      uint32_t kind)
{
    for (uint32_t i = 0; i < c->table_count; i++)
        if (c->tables[i].system == system && c->tables[i].kind == kind)
            return &c->tables[i];
    return NULL;
}

/* The tables of a dump in place of those of the model. */
static void build_raw_tables(builder *b)
{
    for (unsigned s = 0; s <= SJ_SYSTEM_COUNT; s++)
        for (unsigned k = 0; k < SJF_TABLES; k++) {
            const sjf_table *schema = &sjf_tables[k];
            const gen_raw_table *raw = raw_table(b->catalog, s, schema->kind);
            bool of_lines = sjf_is_of_lines(schema->kind);
            if (!raw || of_lines != (s == SJ_SYSTEM_COUNT))
                continue;
            if (of_lines) {
                unsigned place = schema->kind - SJF_LINES_FIRST;
                b->has_line[place] = true;
                gen_build_raw(raw, schema, &b->text, &b->lines[place]);
            } else if (has_owner(b, (sj_system)s, "a table")) {
                gen_build_raw(raw, schema, &b->text,
                              section_of(b, (sj_system)s, schema->kind));
            }
        }
}

/* ---- assembly -------------------------------------------------------------------- */

static uint32_t list_system(builder *b, uint16_t system, gen_placed *list, uint32_t n)
{
    system_sections *all = &b->per_system[system];
    for (unsigned k = SJF_SYSTEM_FIRST; k <= SJF_SYSTEM_LAST; k++)
        list[n++] = (gen_placed){&all->of[k - SJF_SYSTEM_FIRST], k, system};
    for (unsigned i = 0; i < SJF_TABLES; i++) {
        uint32_t k = sjf_tables[i].kind;
        if (!sjf_is_of_lines(k) && all->has[k - SJF_SYSTEM_FIRST])
            list[n++] = (gen_placed){&all->of[k - SJF_SYSTEM_FIRST], k, system};
    }
    return n;
}

static uint32_t list_sections(builder *b, gen_placed list[SECTIONS])
{
    uint32_t n = 0;
    list[n++] = (gen_placed){&b->systems, SJF_SYSTEMS, SJF_NO_SYSTEM};
    list[n++] = (gen_placed){&b->names.bytes, SJF_NAMES, SJF_NO_SYSTEM};
    list[n++] = (gen_placed){&b->sources, SJF_SOURCES, SJF_NO_SYSTEM};
    list[n++] = (gen_placed){&b->releases, SJF_RELEASES, SJF_NO_SYSTEM};
    for (unsigned s = 0; s < SJ_SYSTEM_COUNT; s++)
        if (b->catalog->systems[s].loaded)
            n = list_system(b, (uint16_t)s, list, n);
    for (unsigned k = 0; k < LINE_KINDS; k++)
        if (b->has_line[k])
            list[n++] = (gen_placed){&b->lines[k], SJF_LINES_FIRST + k, SJF_NO_SYSTEM};
    list[n++] = (gen_placed){&b->text.bytes, SJF_TEXT, SJF_NO_SYSTEM};
    return n;
}

static void free_builder(builder *b)
{
    gen_placed list[SECTIONS];
    for (uint32_t n = list_sections(b, list); n > 0; n--)
        gen_bytes_free(list[n - 1].bytes);
    gen_text_section_free(&b->names);
    gen_text_section_free(&b->text);
    gen_text_pool_free(&b->name_pool);
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
    ok = ok && build_tables(b);
    if (ok)
        build_raw_tables(b);
    if (ok && (b->names.too_large || b->text.too_large)) {
        gen_report_add(
            report, GEN_ERROR, "image", 0,
            "a text is longer than 65535 bytes, or all together exceed 4 GB");
        ok = false;
    }
    gen_placed list[SECTIONS];
    uint32_t count = list_sections(b, list);
    if (ok && count > SJF_SECTIONS_MAX) {
        gen_report_add(report, GEN_ERROR, "image", 0, "more than 256 sections");
        ok = false;
    }
    if (ok)
        gen_seal_image(list, count, out);
    free_builder(b);
    return ok;
}

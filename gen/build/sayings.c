/*
 * Sets, patterns and relations are rows of bytes, interned as strings are: the empty
 * string, which is string 0, is the set of nobody, the relation of no links, and stands
 * for the pattern of nothing.
 */
#include "gen/build/sayings.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"

/* ---- one set -------------------------------------------------------------------- */

static uint8_t bit_of(unsigned note_kind, unsigned borne_by)
{
    switch (note_kind) {
    case SJ_NOTE_EXCLUDES1:
        return SJF_PAIR_EXCLUDES1;
    case SJ_NOTE_EXCLUDES2:
        return SJF_PAIR_EXCLUDES2;
    case SJ_NOTE_CODE_FIRST:
        return (uint8_t)(SJF_PAIR_CODE_FIRST_UP << borne_by);
    case SJ_NOTE_USE_ADDITIONAL:
        return (uint8_t)(SJF_PAIR_USE_ADDITIONAL_UP << borne_by);
    case SJ_NOTE_CODE_ALSO:
        return (uint8_t)(SJF_PAIR_CODE_ALSO_UP << borne_by);
    default:
        return 0; /* other kinds name no codes */
    }
}

/* The number of a pattern: 0 for that of nothing, others from 1 on. */
static uint32_t intern_pattern(gen_sayings *s, const uint8_t *row)
{
    uint32_t columns = s->edits->column_count;
    for (uint32_t c = 0; c < columns; c++)
        if (row[c] != 0)
            return gen_text_intern(&s->patterns, (const char *)row, columns);
    return 0;
}

static const gen_rectangle *rectangle_of(const gen_sayings *s, uint32_t item)
{
    return &s->edits->rectangles[item >> 1];
}

/* The bits of those items that are borne by this side, into a row. */
static void unite(const gen_sayings *s, const uint32_t *set, uint32_t count,
                  unsigned borne_by, uint8_t *row)
{
    uint32_t columns = s->edits->column_count;
    memset(row, 0, columns);
    for (uint32_t i = 0; i < count; i++) {
        if ((set[i] & 1) != borne_by)
            continue;
        const gen_rectangle *r = rectangle_of(s, set[i]);
        const uint8_t *in_force = s->edits->presences + (size_t)columns * r->presence;
        uint8_t bit = bit_of(s->references[r->reference].kind, borne_by);
        for (uint32_t c = 0; c < columns; c++)
            row[c] |= (uint8_t)(in_force[c] * bit);
    }
}

/* The links of items of one reference, one for each side that bears it.
 * @return the bytes of links that there are then */
static size_t link_reference(gen_sayings *s, const uint32_t *set, uint32_t count,
                             size_t size)
{
    for (unsigned by = GEN_BY_LOWER; by <= GEN_BY_HIGHER; by++) {
        unite(s, set, count, by, s->link_row);
        uint32_t pattern = intern_pattern(s, s->link_row);
        if (pattern == 0)
            continue;
        for (uint32_t c = 0; c < s->edits->column_count; c++)
            s->row[c] |= s->link_row[c];
        uint8_t *link = s->links + size;
        sjf_store32(link + SJF_LINK_REFERENCE,
                    rectangle_of(s, set[0])->reference << 1 | by);
        sjf_store32(link + SJF_LINK_PATTERN, pattern);
        size += SJF_LINK_RECORD;
    }
    return size;
}

/* Rectangles are by reference, so that those of one stand together and links come out
 * sorted. */
static gen_saying say(gen_sayings *s, const uint32_t *set, uint32_t count)
{
    size_t size = 0;
    if (2 * count > s->links_cap) {
        s->links_cap = 4 * count;
        s->links = gen_resize(s->links, s->links_cap, SJF_LINK_RECORD);
    }
    memset(s->row, 0, s->edits->column_count);
    for (uint32_t i = 0, end; i < count; i = end) {
        uint32_t reference = rectangle_of(s, set[i])->reference;
        for (end = i + 1; end < count; end++)
            if (rectangle_of(s, set[end])->reference != reference)
                break;
        size = link_reference(s, set + i, end - i, size);
    }
    /* No links are relation 0, as the empty string is string 0. */
    return (gen_saying){intern_pattern(s, s->row),
                        gen_text_intern(&s->relations, (const char *)s->links, size)};
}

gen_saying gen_saying_of(gen_sayings *s, const uint32_t *set, uint32_t count)
{
    uint32_t id = gen_text_intern(&s->sets, (const char *)set, count * sizeof *set);
    if (id == s->known_count) {
        gen_saying said = say(s, set, count);
        s->known = gen_grow(s->known, s->known_count, &s->known_cap, sizeof *s->known);
        s->known[s->known_count++] = said;
    }
    return s->known[id];
}

void gen_sayings_init(gen_sayings *sayings, const gen_edits *edits,
                      const gen_reference *references)
{
    *sayings = (gen_sayings){.edits = edits, .references = references};
    gen_text_pool_init(&sayings->sets);
    gen_text_pool_init(&sayings->patterns);
    gen_text_pool_init(&sayings->relations);
    sayings->row = gen_alloc(edits->column_count);
    sayings->link_row = gen_alloc(edits->column_count);
    /* Set 0 is the empty one, which says nothing. */
    sayings->known = gen_grow(NULL, 0, &sayings->known_cap, sizeof *sayings->known);
    sayings->known[sayings->known_count++] = (gen_saying){0, 0};
}

void gen_sayings_free(gen_sayings *sayings)
{
    gen_text_pool_free(&sayings->sets);
    gen_text_pool_free(&sayings->patterns);
    gen_text_pool_free(&sayings->relations);
    free(sayings->known);
    free(sayings->row);
    free(sayings->link_row);
    free(sayings->links);
    *sayings = (gen_sayings){0};
}

/* ---- all of them ---------------------------------------------------------------- */

bool *gen_sayings_that_find(const gen_sayings *s)
{
    bool *makes = gen_alloc(s->patterns.count * sizeof *makes);
    for (uint32_t i = 1; i < s->patterns.count; i++) {
        const char *row = gen_text_get(&s->patterns, i, NULL);
        for (uint32_t c = 0; c < s->edits->column_count; c++)
            makes[i] |= ((uint8_t)row[c] & ~SJF_PAIR_EXCLUDES2) != 0;
    }
    return makes;
}

static void store_patterns(const gen_sayings *s, gen_bytes *out)
{
    uint32_t columns = s->edits->column_count, count = s->patterns.count;
    uint8_t *p = gen_bytes_extend(out, 2 * (size_t)columns * count);
    for (uint32_t i = 1; i < count; i++) {
        const char *row = gen_text_get(&s->patterns, i, NULL);
        for (uint32_t c = 0; c < columns; c++)
            sjf_store16(p + 2 * ((size_t)count * c + i), (uint8_t)row[c]);
    }
}

static void store_relations(const gen_sayings *s, gen_bytes *out)
{
    uint32_t count = s->relations.count, links = 0;
    uint8_t *p = gen_bytes_extend(out, SJF_RELS_HEADER + 4 * ((size_t)count + 1));
    for (uint32_t i = 0; i < count; i++) {
        size_t size;
        gen_text_get(&s->relations, i, &size);
        links += (uint32_t)(size / SJF_LINK_RECORD);
        sjf_store32(p + SJF_RELS_HEADER + 4 * ((size_t)i + 1), links);
    }
    sjf_store32(p + SJF_RELS_COUNT, count);
    sjf_store32(p + SJF_RELS_LINKS, links);
    for (uint32_t i = 0; i < count; i++) {
        size_t size;
        const char *row = gen_text_get(&s->relations, i, &size);
        if (size > 0)
            memcpy(gen_bytes_extend(out, size), row, size);
    }
}

void gen_sayings_store(const gen_sayings *sayings, gen_bytes *patterns,
                       gen_bytes *relations)
{
    store_patterns(sayings, patterns);
    store_relations(sayings, relations);
}

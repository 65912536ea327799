/*
 * The sections of words: text pools (FORMAT.md 4) and the descriptors that point into
 * them (FORMAT.md 11). Strings stand in the order in which codes first use them.
 */
#include "gen/build/sections.h"

#include <stdlib.h>

#include "gen/model/memory.h"

enum { NOT_WRITTEN = -1 };

void gen_text_section_init(gen_text_section *section, const gen_text_pool *pool)
{
    *section = (gen_text_section){.pool = pool};
    section->off = gen_alloc((pool->count + 1) * sizeof *section->off);
    memset(section->off, NOT_WRITTEN, (pool->count + 1) * sizeof *section->off);
    gen_text_section_add(section, 0); /* the empty string stands first */
}

void gen_text_section_free(gen_text_section *section)
{
    gen_bytes_free(&section->bytes);
    free(section->off);
    *section = (gen_text_section){0};
}

uint32_t gen_text_section_add(gen_text_section *section, uint32_t id)
{
    if (section->off[id] != (uint32_t)NOT_WRITTEN)
        return section->off[id];
    size_t len, at = section->bytes.size;
    const char *text = gen_text_get(section->pool, id, &len);
    if (len > UINT16_MAX || at + len + 3 > UINT32_MAX) {
        section->too_large = true;
        return 0;
    }
    uint8_t *p = gen_bytes_extend(&section->bytes, len + 3);
    sjf_store16(p, (uint16_t)len);
    memcpy(p + 2, text, len);
    section->off[id] = (uint32_t)at;
    return (uint32_t)at;
}

static void write_descriptor(const gen_descriptor *d, gen_text_section *text,
                             uint8_t *r)
{
    sjf_store_date(r + SJF_DESC_FROM, d->from);
    sjf_store32(r + SJF_DESC_SHORT, gen_text_section_add(text, d->short_text));
    sjf_store32(r + SJF_DESC_LONG, gen_text_section_add(text, d->long_text));
    sjf_store16(r + SJF_DESC_RELEASE, d->release);
}

void gen_build_descriptors(const gen_system *system, const gen_dictionary *dictionary,
                           gen_text_section *text, gen_bytes *index, gen_bytes *records)
{
    uint32_t slots = dictionary->hash.slots;
    uint8_t *start = gen_bytes_extend(index, 4 * ((size_t)slots + 1));
    uint32_t *code_at = gen_alloc(slots * sizeof *code_at); /* code + 1, 0 = empty */
    for (uint32_t i = 0; i < system->code_count; i++)
        code_at[dictionary->slot_of[i]] = i + 1;

    uint32_t count = 0;
    for (uint32_t s = 0; s < slots; s++) {
        sjf_store32(start + 4 * (size_t)s, count);
        if (code_at[s] > 0)
            count += system->codes[code_at[s] - 1].descriptor_count;
    }
    sjf_store32(start + 4 * (size_t)slots, count);

    /* Records in code order, so that the pool is, too; each at its slot's place. */
    uint8_t *all = gen_bytes_extend(records, (size_t)SJF_DESC_RECORD * count);
    for (uint32_t i = 0; i < system->code_count; i++) {
        const gen_code *c = &system->codes[i];
        size_t at = sjf_load32(start + 4 * (size_t)dictionary->slot_of[i]);
        for (uint32_t k = 0; k < c->descriptor_count; k++)
            write_descriptor(&system->descriptors[c->first_descriptor + k], text,
                             all + SJF_DESC_RECORD * (at + k));
    }
    free(code_at);
}

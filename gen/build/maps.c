/*
 * The sections that are tables of their own: rows and labels of the ICD-10-PCS tables
 * (FORMAT.md 19), crosswalks (FORMAT.md 20), and what a dump has. All stand in the
 * order of the sections already.
 */
#include "gen/build/sections.h"

#include <string.h>

void gen_build_pcs_tables(const gen_pcs_tables *tables, gen_text_section *text,
                          gen_bytes *rows, gen_bytes *labels)
{
    for (uint32_t i = 0; i < tables->row_count; i++) {
        const gen_pcs_row *row = &tables->rows[i];
        uint8_t *r = gen_bytes_extend(rows, SJF_PCS_RECORD);
        sjf_store32(r + SJF_PCS_TABLE, row->table);
        sjf_store16(r + SJF_PCS_SOURCE, row->source);
        for (int k = 0; k < 4; k++)
            sjf_store64(r + SJF_PCS_VALUES + 8 * k, row->values[k]);
    }
    for (uint32_t i = 0; i < tables->label_count; i++) {
        uint8_t *r = gen_bytes_extend(labels, SJF_LABEL_RECORD);
        sjf_store32(r + SJF_LABEL_KEY, tables->labels[i].key);
        sjf_store32(r + SJF_LABEL_TEXT,
                    gen_text_section_add(text, tables->labels[i].text));
    }
}

void gen_build_gems(const gen_gems *gems, gen_bytes *out)
{
    uint8_t *p =
        gen_bytes_extend(out, SJF_GEM_HEADER + (size_t)SJF_GEM_RECORD * gems->count);
    sjf_store32(p, gems->source);
    sjf_store32(p + 4, gems->count);
    p += SJF_GEM_HEADER;
    for (uint32_t i = 0; i < gems->count; i++, p += SJF_GEM_RECORD) {
        const gen_gem *g = &gems->items[i];
        sjf_store64(p + SJF_GEM_FROM,
                    g->from | (uint64_t)g->flags << SJF_GEM_APPROXIMATE_BIT);
        sjf_store64(p + SJF_GEM_TO, g->to);
    }
}

void gen_build_successors(const gen_successors *successors, gen_bytes *out)
{
    uint8_t *p = gen_bytes_extend(out, SJF_SUC_HEADER +
                                           (size_t)SJF_SUC_RECORD * successors->count);
    sjf_store32(p, successors->count);
    p += SJF_SUC_HEADER;
    for (uint32_t i = 0; i < successors->count; i++, p += SJF_SUC_RECORD) {
        const gen_successor *s = &successors->items[i];
        sjf_store64(p + SJF_SUC_FROM, s->from);
        sjf_store64(p + SJF_SUC_TO, s->to);
        sjf_store_date(p + SJF_SUC_DAY, s->day);
        sjf_store32(p + SJF_SUC_SOURCE, s->source);
    }
}

void gen_build_raw(const gen_raw_table *table, const sjf_table *schema,
                   gen_text_section *text, gen_bytes *out)
{
    if (table->size == 0)
        return;
    uint8_t *p = gen_bytes_extend(out, table->size);
    memcpy(p, table->bytes, table->size);
    /* Tables with texts are of one part, and texts are numbers of the pool. */
    const sjf_part *part = &schema->part[0];
    for (size_t at = 0; schema->parts == 1 && at < table->size; at += part->size)
        for (unsigned f = 0; f < part->fields; f++) {
            uint8_t *field = p + at + part->field[f].off;
            if (part->field[f].type == SJF_FIELD_TEXT)
                sjf_store32(field, gen_text_section_add(text, sjf_load32(field)));
        }
}

/*
 * The sections of line tables (FORMAT.md 22). The model has all rows in the order of
 * the sections; what is added here are the indexes and the hash of the procedures.
 */
#include "gen/build/sections.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

/* ---- procedures ------------------------------------------------------------------ */

static void build_procedures(const gen_line_tables *lines, gen_bytes *out)
{
    uint32_t count = lines->procedure_count;
    unsigned bits = gen_bits_for(2 * (uint64_t)count);
    bits = bits > 0 ? bits : 1;
    uint64_t mask = (UINT64_C(1) << bits) - 1;
    size_t keys_end = SJF_PROC_HEADER + 8 * (size_t)count;
    uint8_t *p = gen_bytes_extend(out, keys_end + 8 * (mask + 1));
    sjf_store32(p + SJF_PROC_COUNT, count);
    sjf_store32(p + SJF_PROC_BITS, bits);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = lines->procedures[i];
        uint64_t slot = sjf_procedure_slot(key, bits);
        sjf_store64(p + SJF_PROC_HEADER + 8 * (size_t)i, key);
        while (sjf_load64(p + keys_end + 8 * slot) != 0)
            slot = (slot + 1) & mask;
        sjf_store64(p + keys_end + 8 * slot, key | (uint64_t)(i + 1)
                                                       << SJF_PROC_NUMBER_SHIFT);
    }
}

/* ---- indexes --------------------------------------------------------------------- */

/* Rows by procedure, counted first and stored then. */
typedef struct index_of {
    uint32_t *rows; /* of procedure p: rows[p + 1]; P + 2 of them */
    uint32_t procedures, first;
} index_of;

static index_of index_begin(const gen_line_tables *lines, uint32_t first)
{
    index_of index = {.procedures = lines->procedure_count, .first = first};
    index.rows = gen_alloc(((size_t)index.procedures + 2) * sizeof *index.rows);
    return index;
}

static void index_end(index_of *index, gen_bytes *out)
{
    uint8_t *p = gen_bytes_extend(out, 4 * ((size_t)index->procedures + 1));
    uint32_t row = index->first;
    for (uint32_t i = 0; i <= index->procedures; i++) {
        row += index->rows[i];
        sjf_store32(p + 4 * (size_t)i, row);
    }
    free(index->rows);
}

/* Of rows that begin with their procedure; none at all have no index. */
static void build_index(const gen_line_tables *lines, const void *rows, uint32_t count,
                        size_t size, gen_bytes *out)
{
    if (count == 0)
        return;
    index_of index = index_begin(lines, 0);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t procedure;
        memcpy(&procedure, (const char *)rows + size * i, sizeof procedure);
        index.rows[procedure + 1]++;
    }
    index_end(&index, out);
}

/* ---- PTP ------------------------------------------------------------------------- */

static void build_values(const gen_line_tables *lines, gen_text_section *text,
                         gen_bytes *out)
{
    for (uint32_t i = 0; i < lines->value_count; i++) {
        const gen_ptp_value *v = &lines->values[i];
        uint8_t *r = gen_bytes_extend(out, SJF_PTPV_RECORD);
        sjf_store_date(r + SJF_PTPV_FROM, v->from);
        sjf_store_date(r + SJF_PTPV_TO, v->to);
        r[SJF_PTPV_INDICATOR] = v->indicator;
        r[SJF_PTPV_FLAGS] = v->flags;
        sjf_store32(r + SJF_PTPV_RATIONALE, gen_text_section_add(text, v->rationale));
    }
}

/* A record a column 1, 64 bits a bucket that has partners; rows are sorted. */
static void build_ptp_index(const gen_line_tables *lines, const gen_ptp_table *table,
                            gen_bytes *index, gen_bytes *partners)
{
    const uint32_t count = lines->procedure_count;
    uint32_t row = 0;
    uint8_t *r = gen_bytes_extend(index, SJF_PTPI_RECORD * ((size_t)count + 1));
    for (uint32_t code = 0; code <= count; code++, r += SJF_PTPI_RECORD) {
        sjf_store32(r + SJF_PTPI_ROW, row);
        sjf_store32(r + SJF_PTPI_PARTNERS, (uint32_t)(partners->size / 8));
        for (; row < table->count && table->rows[row].column1 == code; row++) {
            const uint32_t column2 = table->rows[row].column2;
            const uint32_t b = sjf_ptp_bucket(column2, count);
            const uint64_t bit = UINT64_C(1) << b % 64;
            uint8_t *buckets = r + SJF_PTPI_BUCKETS + 8 * (size_t)(b / 64);
            if (!(sjf_load64(buckets) & bit))
                gen_bytes_extend(partners, 8);
            sjf_store64(buckets, sjf_load64(buckets) | bit);
            uint8_t *last = partners->data + partners->size - 8;
            sjf_store64(last, sjf_load64(last) | sjf_ptp_bit(column2));
        }
    }
}

/* The sections of a PTP table. */
typedef struct ptp_sections {
    gen_bytes *index, *partners, *rows, *citations;
} ptp_sections;

static void build_ptp(const gen_line_tables *lines, const gen_ptp_table *table,
                      const ptp_sections *out)
{
    if (table->count == 0)
        return;
    uint8_t *row = gen_bytes_extend(out->rows, 4 * (size_t)table->count);
    uint8_t *citation = gen_bytes_extend(out->citations, 4 * (size_t)table->count);
    for (uint32_t i = 0; i < table->count; i++, row += 4, citation += 4) {
        const gen_ptp_row *r = &table->rows[i];
        sjf_store32(row, r->column2 | (uint32_t)r->value << SJF_PTP_VALUE_SHIFT);
        sjf_store32(citation, r->citation);
    }
    build_ptp_index(lines, table, out->index, out->partners);
}

/* ---- unit limits ----------------------------------------------------------------- */

static void build_limits(const gen_line_tables *lines, gen_text_section *text,
                         gen_bytes *rows, gen_bytes *indexes)
{
    for (uint32_t i = 0; i < lines->mue_count; i++) {
        const gen_mue_row *m = &lines->mue[i];
        uint8_t *r = gen_bytes_extend(rows, SJF_MUE_RECORD);
        sjf_store32(r + SJF_MUE_PROCEDURE, m->procedure);
        r[SJF_MUE_TABLE] = m->table;
        r[SJF_MUE_MAI] = m->mai;
        sjf_store32(r + SJF_MUE_VALUE, m->value);
        sjf_store32(r + SJF_MUE_RELEASE, m->release);
        sjf_store32(r + SJF_MUE_LINE, m->line);
        sjf_store32(r + SJF_MUE_RATIONALE, gen_text_section_add(text, m->rationale));
    }
    uint32_t row = 0;
    for (unsigned t = 0; lines->mue_count > 0 && t < SJF_MUE_TABLES; t++) {
        index_of index = index_begin(lines, row);
        for (; row < lines->mue_count && lines->mue[row].table == t; row++)
            index.rows[lines->mue[row].procedure + 1]++;
        index_end(&index, indexes);
    }
}

/* ---- the others ------------------------------------------------------------------ */

static void build_addons(const gen_line_tables *lines, gen_bytes *out)
{
    for (uint32_t i = 0; i < lines->addon_count; i++) {
        const gen_addon_row *a = &lines->addons[i];
        uint8_t *r = gen_bytes_extend(out, SJF_ADDON_RECORD);
        sjf_store32(r + SJF_ADDON_CODE, a->addon);
        sjf_store32(r + SJF_ADDON_PRIMARY, a->primary);
        sjf_store_date(r + SJF_ADDON_FROM, a->from);
        sjf_store_date(r + SJF_ADDON_TO, a->to);
        r[SJF_ADDON_TYPE] = a->type;
        sjf_store32(r + SJF_ADDON_RELEASE, a->release);
        sjf_store32(r + SJF_ADDON_LINE, a->line);
    }
}

static void build_fees(const gen_line_tables *lines, gen_bytes *out)
{
    for (uint32_t i = 0; i < lines->fee_count; i++) {
        const gen_fee_row *f = &lines->fees[i];
        uint8_t *r = gen_bytes_extend(out, SJF_FEE_RECORD);
        sjf_store32(r + SJF_FEE_PROCEDURE, f->procedure);
        sjf_store32(r + SJF_FEE_RELEASE, f->release);
        sjf_store32(r + SJF_FEE_LINE, f->line);
        memcpy(r + SJF_FEE_MODIFIER, f->modifier, sizeof f->modifier);
        memcpy(r + SJF_FEE_GLOB, f->glob, sizeof f->glob);
        r[SJF_FEE_STATUS] = (uint8_t)f->status;
        r[SJF_FEE_PCTC] = (uint8_t)f->pctc;
        r[SJF_FEE_MULT] = (uint8_t)f->mult;
        r[SJF_FEE_BILAT] = (uint8_t)f->bilat;
        r[SJF_FEE_ASST] = (uint8_t)f->asst;
        r[SJF_FEE_CO] = (uint8_t)f->co;
        r[SJF_FEE_TEAM] = (uint8_t)f->team;
    }
}

static void build_facts(const gen_line_tables *lines, gen_text_section *text,
                        gen_bytes *out)
{
    for (uint32_t i = 0; i < lines->fact_count; i++) {
        const gen_fact_row *f = &lines->facts[i];
        uint8_t *r = gen_bytes_extend(out, SJF_FACT_RECORD);
        sjf_store32(r + SJF_FACT_PROCEDURE, f->procedure);
        sjf_store_date(r + SJF_FACT_FROM, f->from);
        sjf_store32(r + SJF_FACT_TEXT, gen_text_section_add(text, f->text));
    }
}

static void build_policies(const gen_line_tables *lines, gen_text_section *text,
                           gen_bytes *policies, gen_bytes *items)
{
    for (uint32_t i = 0; i < lines->policy_count; i++) {
        const gen_policy *p = &lines->policies[i];
        uint8_t *r = gen_bytes_extend(policies, SJF_POLICY_RECORD);
        sjf_store32(r + SJF_POLICY_ID, gen_text_section_add(text, p->id));
        sjf_store32(r + SJF_POLICY_CITATION, gen_text_section_add(text, p->citation));
        sjf_store_date(r + SJF_POLICY_FROM, p->from);
        sjf_store_date(r + SJF_POLICY_TO, p->to);
        r[SJF_POLICY_SEVERITY] = p->severity;
        sjf_store32(r + SJF_POLICY_RELEASE, p->release);
    }
    for (uint32_t i = 0; i < lines->item_count; i++) {
        const gen_policy_item *item = &lines->items[i];
        uint8_t *r = gen_bytes_extend(items, SJF_ITEM_RECORD);
        sjf_store32(r + SJF_ITEM_PROCEDURE, item->procedure);
        sjf_store32(r + SJF_ITEM_POLICY, item->policy);
        sjf_store64(r + SJF_ITEM_KEY, item->key);
    }
}

static void build_limit_rows(const gen_line_tables *lines, gen_text_section *text,
                             gen_bytes *out)
{
    for (uint32_t i = 0; i < lines->limit_count; i++) {
        const gen_limit *l = &lines->limits[i];
        uint8_t *r = gen_bytes_extend(out, SJF_LIMIT_RECORD);
        sjf_store32(r + SJF_LIMIT_CODE, l->code);
        r[SJF_LIMIT_KIND] = l->kind;
        r[SJF_LIMIT_SEVERITY] = l->severity;
        sjf_store_date(r + SJF_LIMIT_FROM, l->from);
        sjf_store_date(r + SJF_LIMIT_TO, l->to);
        sjf_store32(r + SJF_LIMIT_VALUE, gen_text_section_add(text, l->value));
        sjf_store32(r + SJF_LIMIT_CITATION, gen_text_section_add(text, l->citation));
        sjf_store32(r + SJF_LIMIT_RELEASE, l->release);
        sjf_store32(r + SJF_LIMIT_LINE, l->line);
    }
}

/* Those of revenue codes stand behind the procedures' rows, without an index. */
static void build_limit_index(const gen_line_tables *lines, gen_bytes *out)
{
    if (lines->limit_count == 0)
        return;
    index_of index = index_begin(lines, 0);
    for (uint32_t i = 0; i < lines->limit_count; i++)
        if (lines->limits[i].kind != SJF_LIMIT_OF_HCPCS)
            index.rows[lines->limits[i].code + 1]++;
    index_end(&index, out);
}

static void build_releases(const gen_line_tables *lines, gen_bytes *out)
{
    for (uint32_t i = 0; i < lines->release_count; i++) {
        uint8_t *r = gen_bytes_extend(out, SJF_LREL_RECORD);
        r[SJF_LREL_TABLE] = lines->releases[i].table;
        r[SJF_LREL_LIMITS] = lines->releases[i].limits;
        sjf_store32(r + SJF_LREL_SOURCE, lines->releases[i].source);
        sjf_store_date(r + SJF_LREL_FROM, lines->releases[i].from);
        sjf_store_date(r + SJF_LREL_TO, lines->releases[i].to);
    }
}

static gen_bytes *of(gen_bytes *sections, unsigned kind)
{
    return &sections[kind - SJF_LINES_FIRST];
}

/* Texts are added in the order of the sections. */
void gen_build_lines(const gen_line_tables *lines, gen_text_section *text,
                     gen_bytes *out)
{
    build_procedures(lines, of(out, SJF_PROCEDURES));
    build_releases(lines, of(out, SJF_LINE_RELEASES));
    build_values(lines, text, of(out, SJF_PTP_VALUES));
    for (unsigned t = 0; t < SJF_PTP_TABLES; t++)
        build_ptp(lines, &lines->ptp[t],
                  &(ptp_sections){.index = of(out, SJF_PTP_INDEX + t),
                                  .partners = of(out, SJF_PTP_PARTNERS + t),
                                  .rows = of(out, SJF_PTP_ROWS + t),
                                  .citations = of(out, SJF_PTP_CITATIONS + t)});
    build_limits(lines, text, of(out, SJF_MUE), of(out, SJF_MUE_INDEX));
    build_addons(lines, of(out, SJF_ADDONS));
    build_index(lines, lines->addons, lines->addon_count, sizeof *lines->addons,
                of(out, SJF_ADDON_INDEX));
    build_fees(lines, of(out, SJF_FEES));
    build_index(lines, lines->fees, lines->fee_count, sizeof *lines->fees,
                of(out, SJF_FEE_INDEX));
    build_facts(lines, text, of(out, SJF_FACTS));
    build_index(lines, lines->facts, lines->fact_count, sizeof *lines->facts,
                of(out, SJF_FACT_INDEX));
    build_policies(lines, text, of(out, SJF_POLICIES), of(out, SJF_POLICY_ITEMS));
    build_index(lines, lines->items, lines->item_count, sizeof *lines->items,
                of(out, SJF_POLICY_INDEX));
    build_limit_rows(lines, text, of(out, SJF_LIMITS));
    build_limit_index(lines, of(out, SJF_LIMIT_INDEX));
}

/*
 * The sections of what edits know of codes over time: columns, classes, traits
 * (FORMAT.md 13, 14 and 17). What they know of pairs comes from pairs.c.
 */
#include "gen/build/pairs.h"
#include "gen/build/sections.h"

#include <string.h>

static void write_column(const gen_column *c, uint8_t *r)
{
    sjf_store_date(r + SJF_ECOL_FROM, c->from);
    sjf_store32(r + SJF_ECOL_COVERAGE, c->coverage);
    sjf_store32(r + SJF_ECOL_LISTS, c->lists);
    for (int i = 0; i < 4; i++)
        memcpy(r + SJF_ECOL_AGES + 2 * i, c->ages[i], 2);
    sjf_store16(r + SJF_ECOL_NOTES_SOURCE, c->notes_source);
    sjf_store16(r + SJF_ECOL_MCE_SOURCE, c->mce_source);
    sjf_store16(r + SJF_ECOL_POA_SOURCE, c->poa_source);
}

/* @return false when the first and the last change lie too far apart */
static bool build_columns(const gen_edits *e, gen_bytes *out)
{
    uint32_t count = e->column_count;
    sj_date first = count > 1 ? e->columns[1].from - 1 : 0;
    int64_t days = count > 1 ? (int64_t)e->columns[count - 1].from - first + 1 : 1;
    if (days > SJF_COL_DAYS_MAX)
        return false;
    uint8_t *p = gen_bytes_extend(
        out, SJF_ECOL_HEADER + (size_t)SJF_ECOL_RECORD * count + 2 * (size_t)days);
    sjf_store_date(p + SJF_ECOL_FIRST_DAY, first);
    sjf_store32(p + SJF_ECOL_DAYS, (uint32_t)days);
    sjf_store32(p + SJF_ECOL_COLUMNS, count);
    p += SJF_ECOL_HEADER;
    for (uint32_t i = 0; i < count; i++, p += SJF_ECOL_RECORD)
        write_column(&e->columns[i], p);
    uint32_t column = 0;
    for (int64_t d = 0; d < days; d++, p += 2) {
        if (column + 1 < count && e->columns[column + 1].from == first + d)
            column++;
        sjf_store16(p, (uint16_t)column);
    }
    return true;
}

static void build_classes(const gen_edits *e, const gen_pairs *pairs, unsigned bits,
                          gen_bytes *out)
{
    uint8_t *r = gen_bytes_extend(out, (size_t)SJF_CLASS_RECORD << bits);
    for (uint32_t i = 0; i < e->class_count; i++, r += SJF_CLASS_RECORD) {
        uint32_t group = e->classes[i].group;
        uint32_t runs = pairs->first_run[group + 1] - pairs->first_run[group];
        sjf_store64(r + SJF_CLASS_SIGNATURE, pairs->signatures[group]);
        sjf_store32(r + SJF_CLASS_FIRST_RUN, runs > 0 ? pairs->first_run[group] : 0);
        sjf_store32(r + SJF_CLASS_RUNS, runs);
        sjf_store32(r + SJF_CLASS_GROUP, group);
        sjf_store32(r + SJF_CLASS_TRAITS, e->classes[i].traits);
        r[SJF_CLASS_BIT] = pairs->bits[group];
    }
}

/* The model has a row of columns for each; the section a row of these for each column.
 */
static void build_traits(const gen_edits *e, gen_bytes *out)
{
    uint8_t *p = gen_bytes_extend(out, 8 * (size_t)e->trait_count * e->column_count);
    for (uint32_t c = 0; c < e->column_count; c++)
        for (uint32_t i = 0; i < e->trait_count; i++, p += 8)
            sjf_store64(p, e->traits[(size_t)e->column_count * i + c]);
}

const char *gen_build_edits(const gen_edits *edits, const gen_reference *references,
                            unsigned class_bits, gen_bytes *out)
{
    if (edits->column_count > UINT16_MAX ||
        !build_columns(edits, &out[SJF_EDIT_COLUMNS - SJF_EDIT_FIRST]))
        return "the days on which edits change lie too far apart";
    gen_pairs pairs;
    const char *why = gen_build_pairs(edits, references, &pairs);
    if (why)
        return why;
    build_classes(edits, &pairs, class_bits, &out[SJF_CLASSES - SJF_EDIT_FIRST]);
    build_traits(edits, &out[SJF_TRAITS - SJF_EDIT_FIRST]);
    out[SJF_RUNS - SJF_EDIT_FIRST] = pairs.runs;
    out[SJF_RELATIONS - SJF_EDIT_FIRST] = pairs.relations;
    out[SJF_PATTERNS - SJF_EDIT_FIRST] = pairs.patterns;
    pairs.runs = pairs.relations = pairs.patterns = (gen_bytes){0};
    gen_pairs_free(&pairs);
    return NULL;
}

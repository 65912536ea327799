/*
 * Codes become keys when they are read: maps may lead to codes that no release has.
 */
#include "gen/model/maps.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "engine/lookup/key.h"
#include "gen/model/memory.h"

enum { TABLE_LEN = 3, GEM_FLAG_BITS = 11, LABEL_VALUE_BITS = 9, TEXT_MAX = 65535 };

static sj_system other_revision(sj_system system)
{
    switch (system) {
    case SJ_ICD10CM:
        return SJ_ICD9CM;
    case SJ_ICD9CM:
        return SJ_ICD10CM;
    case SJ_ICD10PCS:
        return SJ_ICD9PCS;
    default:
        return SJ_ICD10PCS;
    }
}

/* ---- taking ---------------------------------------------------------------------- */

static const char *take_map(gen_raw_map **items, uint32_t *count, uint32_t *cap,
                            const gen_raw_map *map)
{
    *items = gen_grow(*items, *count, cap, sizeof **items);
    (*items)[(*count)++] = *map;
    return NULL;
}

static const char *take_gem(gen_raw_maps *raw, uint32_t source, sj_system system,
                            const gen_row *row)
{
    gen_raw_map map = {.source = source, .flags = row->value, .day = GEN_NO_DATE};
    if (row->value >> GEM_FLAG_BITS)
        return "unknown flags";
    if (!sji_pack(system, row->code, row->code_len, &map.from))
        return "not a code";
    if (row->short_text &&
        !sji_pack(other_revision(system), row->short_text, row->short_len, &map.to))
        return "its target is not a code";
    return take_map(&raw->gems, &raw->gem_count, &raw->gem_cap, &map);
}

static const char *take_successor(gen_raw_maps *raw, uint32_t source,
                                  const gen_row *row)
{
    gen_raw_map map = {.source = source, .day = row->from};
    if (!sji_pack(SJ_ICD10CM, row->code, row->code_len, &map.from))
        return "not a code";
    if (!row->short_text ||
        !sji_pack(SJ_ICD10CM, row->short_text, row->short_len, &map.to))
        return "its successor is not a code";
    return take_map(&raw->successors, &raw->successor_count, &raw->successor_cap, &map);
}

static bool pack_table(const gen_row *row, uint32_t *table)
{
    uint64_t key;
    if (row->code_len != TABLE_LEN ||
        !sji_pack(SJ_ICD10PCS, row->code, TABLE_LEN, &key))
        return false;
    *table = (uint32_t)key; /* 18 bits */
    return true;
}

static const char *take_pcs(gen_raw_maps *raw, uint32_t source, const gen_row *row)
{
    gen_raw_pcs pcs = {.source = source};
    if (!pack_table(row, &pcs.table))
        return "not a table";
    if (!row->short_text || row->short_len != sizeof pcs.values)
        return "a row without values";
    memcpy(pcs.values, row->short_text, sizeof pcs.values);
    for (int i = 0; i < 4; i++)
        if (pcs.values[i] >> SJI_TRIE_NO_BIT)
            return "a value that is no letter or digit";
    raw->rows = gen_grow(raw->rows, raw->row_count, &raw->row_cap, sizeof *raw->rows);
    raw->rows[raw->row_count++] = pcs;
    return NULL;
}

static const char *take_label(gen_raw_maps *raw, gen_text_pool *text, uint32_t source,
                              const gen_row *row)
{
    uint32_t table;
    if (!pack_table(row, &table))
        return "not a table";
    if (row->value >> LABEL_VALUE_BITS)
        return "no position of a table";
    if (row->long_len > TEXT_MAX)
        return "text is longer than 65535 bytes";
    raw->labels =
        gen_grow(raw->labels, raw->label_count, &raw->label_cap, sizeof *raw->labels);
    raw->labels[raw->label_count++] = (gen_raw_label){
        .key = table << SJF_LABEL_TABLE_SHIFT | row->value,
        .text =
            row->long_text ? gen_text_intern(text, row->long_text, row->long_len) : 0,
        .source = source};
    return NULL;
}

const char *gen_maps_take(gen_raw_maps *raw, gen_text_pool *text, uint32_t source,
                          sj_system system, const gen_row *row)
{
    switch (row->kind) {
    case GEN_ROW_PCS:
        return take_pcs(raw, source, row);
    case GEN_ROW_LABEL:
        return take_label(raw, text, source, row);
    case GEN_ROW_GEM:
        return take_gem(raw, source, system, row);
    default:
        return take_successor(raw, source, row);
    }
}

void gen_raw_maps_free(gen_raw_maps *raw)
{
    free(raw->gems);
    free(raw->successors);
    free(raw->rows);
    free(raw->labels);
    *raw = (gen_raw_maps){0};
}

/* ---- PCS tables ------------------------------------------------------------------ */

static int compare32(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare64(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* With its place in the reading: by file, table, place. */
typedef struct placed_row {
    gen_pcs_row row;
    uint32_t place;
} placed_row;

static int by_file_and_table(const void *a, const void *b)
{
    const placed_row *x = a, *y = b;
    int order = compare32(x->row.source, y->row.source);
    if (order == 0)
        order = compare32(x->row.table, y->row.table);
    return order ? order : compare32(x->place, y->place);
}

static void resolve_rows(const gen_raw_maps *raw, const uint32_t *source_number,
                         gen_pcs_tables *out)
{
    placed_row *rows = gen_resize(NULL, raw->row_count, sizeof *rows);
    for (uint32_t i = 0; i < raw->row_count; i++) {
        rows[i] = (placed_row){
            {raw->rows[i].table, (uint16_t)source_number[raw->rows[i].source], {0}}, i};
        memcpy(rows[i].row.values, raw->rows[i].values, sizeof rows[i].row.values);
    }
    qsort(rows, raw->row_count, sizeof *rows, by_file_and_table);
    out->rows = gen_resize(NULL, raw->row_count, sizeof *out->rows);
    for (uint32_t i = 0; i < raw->row_count; i++)
        out->rows[i] = rows[i].row;
    out->row_count = raw->row_count;
    free(rows);
}

/* The newest file's wording first, and of a file its first one. */
static int by_label(const void *a, const void *b, void *source_number)
{
    const gen_raw_label *x = a, *y = b;
    const uint32_t *number = source_number;
    int order = compare32(x->key, y->key);
    if (order == 0)
        order = compare32(number[y->source], number[x->source]);
    return order ? order : compare32(x->text, y->text);
}

static void resolve_labels(const gen_raw_maps *raw, uint32_t *source_number,
                           gen_pcs_tables *out)
{
    gen_raw_label *labels = gen_resize(NULL, raw->label_count, sizeof *labels);
    if (raw->label_count)
        memcpy(labels, raw->labels, raw->label_count * sizeof *labels);
    qsort_r(labels, raw->label_count, sizeof *labels, by_label, source_number);
    out->labels = gen_resize(NULL, raw->label_count, sizeof *out->labels);
    for (uint32_t i = 0; i < raw->label_count; i++)
        if (i == 0 || labels[i].key != labels[i - 1].key)
            out->labels[out->label_count++] =
                (gen_pcs_label){labels[i].key, labels[i].text};
    free(labels);
}

/* ---- GEMs ------------------------------------------------------------------------ */

static uint32_t scenario_of(uint32_t flags)
{
    return flags >> 3 & 15;
}

/* By source, scenario, choice list, target. */
static int by_gem(const void *a, const void *b)
{
    const gen_gem *x = a, *y = b;
    int order = compare64(x->from, y->from);
    if (order == 0)
        order = compare32(scenario_of(x->flags), scenario_of(y->flags));
    if (order == 0)
        order = compare32(x->flags, y->flags); /* its highest bits: the choice list */
    return order ? order : compare64(x->to, y->to);
}

/* The newest file that leads from a system, or the number of sources. */
static uint32_t newest_gem(const gen_raw_maps *raw, const gen_source_list *sources,
                           sj_system system)
{
    uint32_t newest = sources->count;
    for (uint32_t i = 0; i < raw->gem_count; i++) {
        uint32_t source = raw->gems[i].source;
        if (sources->items[source].system == system &&
            (newest == sources->count ||
             sources->items[source].from > sources->items[newest].from))
            newest = source;
    }
    return newest;
}

static void resolve_gems(const gen_raw_maps *raw, const gen_source_list *sources,
                         const uint32_t *source_number, sj_system system, gen_gems *out)
{
    uint32_t newest = newest_gem(raw, sources, system);
    if (newest == sources->count)
        return;
    *out = (gen_gems){.source = source_number[newest]};
    out->items = gen_resize(NULL, raw->gem_count, sizeof *out->items);
    for (uint32_t i = 0; i < raw->gem_count; i++)
        if (raw->gems[i].source == newest)
            out->items[out->count++] =
                (gen_gem){raw->gems[i].from, raw->gems[i].to, raw->gems[i].flags};
    qsort(out->items, out->count, sizeof *out->items, by_gem);
}

/* ---- successors ------------------------------------------------------------------ */

/* Of the same two codes: rows with a day first, of these the newest file's. */
static int by_pair(const void *a, const void *b)
{
    const gen_successor *x = a, *y = b;
    int order = compare64(x->from, y->from);
    if (order == 0)
        order = compare64(x->to, y->to);
    if (order == 0)
        order = (x->day == GEN_NO_DATE) - (y->day == GEN_NO_DATE);
    if (order == 0)
        order = compare32(y->source, x->source);
    return order ? order : (x->day > y->day) - (x->day < y->day);
}

static bool is_listed(const gen_system *system, uint64_t key)
{
    char code[SJ_CODE_CAP];
    uint32_t low = 0, high = system->code_count;
    if (sji_unpack(SJ_ICD10CM, key, code) == 0)
        return false;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(system->codes[middle].code, code);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static void resolve_successors(const gen_raw_maps *raw, const uint32_t *source_number,
                               gen_catalog *out, gen_report *report)
{
    const gen_system *system = &out->systems[SJ_ICD10CM];
    gen_successors *all = &out->successors;
    all->items = gen_resize(NULL, raw->successor_count, sizeof *all->items);
    for (uint32_t i = 0; i < raw->successor_count; i++) {
        const gen_raw_map *map = &raw->successors[i];
        all->items[i] =
            (gen_successor){map->from, map->to, map->day, source_number[map->source]};
    }
    qsort(all->items, raw->successor_count, sizeof *all->items, by_pair);
    uint32_t strangers = 0, kept = 0;
    for (uint32_t i = 0; i < raw->successor_count; i++) {
        gen_successor item = all->items[i];
        if (kept && all->items[kept - 1].from == item.from &&
            all->items[kept - 1].to == item.to)
            continue;
        all->items[kept++] = item;
    }
    for (uint32_t i = 0; i < kept; i++) {
        gen_successor item = all->items[i];
        if (is_listed(system, item.from) && is_listed(system, item.to))
            all->items[all->count++] = item;
        else
            strangers++;
    }
    if (strangers)
        gen_report_add(report, GEN_WARNING, NULL, 0,
                       "%u changes of conversion tables concern a code that is in no "
                       "release of ICD-10-CM",
                       strangers);
}

void gen_maps_resolve(const gen_raw_maps *raw, const gen_source_list *sources,
                      uint32_t *source_number, gen_catalog *out, gen_report *report)
{
    if (out->systems[SJ_ICD10PCS].loaded && raw->row_count) {
        resolve_rows(raw, source_number, &out->pcs);
        resolve_labels(raw, source_number, &out->pcs);
    }
    for (int system = 0; system <= SJ_ICD9PCS; system++)
        if (out->systems[system].loaded)
            resolve_gems(raw, sources, source_number, (sj_system)system,
                         &out->gems[system]);
    if (out->systems[SJ_ICD10CM].loaded && raw->successor_count)
        resolve_successors(raw, source_number, out, report);
}

/*
 * All sources, their order and their intervals, and the way of each row to its table.
 * What a table holds of a row is table.c's affair, what follows from all of them
 * merge_system.c's.
 */
#include "gen/model/merge.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/model/merge_edits.h"
#include "gen/model/merge_lines.h"
#include "gen/model/merge_system.h"
#include "gen/model/release.h"
#include "gen/model/table.h"

/* A row of a NOC list, kept until all codes are known. */
typedef struct noc_row {
    char code[SJ_CODE_CAP];
    uint32_t source, line;
    uint8_t flags;
} noc_row;

struct gen_merge {
    gen_source_list *sources;
    uint32_t *order;
    uint32_t *release; /* of each source, in its table */
    gen_table *tables[SJ_SYSTEM_COUNT][GEN_FAMILY_COUNT];
    gen_intake *intake;     /* what edits are made of */
    gen_line_intake *lines; /* what line edits are made of */
    gen_text_pool text;
    noc_row *noc;
    uint32_t noc_count, noc_cap;
    bool carry;
};

/* ---- sources --------------------------------------------------------------------- */

/* By system, table, date; of the files of one release by kind, long titles first. */
static int compare_for_reading(const gen_source *a, const gen_source *b)
{
    int keys[3][2] = {
        {(int)a->system, (int)b->system},
        {(int)gen_source_family(a), (int)gen_source_family(b)},
        {a->from, b->from},
    };
    for (int i = 0; i < 3; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    int order = strcmp(a->kind_name, b->kind_name);
    return order ? order : strcmp(a->file, b->file);
}

static int by_reading(const void *a, const void *b, void *sources)
{
    const gen_source *items = sources;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = compare_for_reading(&items[x], &items[y]);
    return order ? order : strcmp(items[x].path, items[y].path);
}

static int by_provenance(const void *a, const void *b, void *sources)
{
    const gen_source *items = sources;
    return gen_source_compare(&items[*(const uint32_t *)a],
                              &items[*(const uint32_t *)b]);
}

static uint32_t *number_all(uint32_t count)
{
    uint32_t *numbers = gen_resize(NULL, count, sizeof *numbers);
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = i;
    return numbers;
}

static gen_table *table_of(gen_merge *merge, sj_system system, gen_family family)
{
    gen_table **table = &merge->tables[system][family];
    if (!*table)
        *table = gen_table_new(system, family);
    return *table;
}

static void place_source(gen_merge *merge, uint32_t index)
{
    const gen_source *source = &merge->sources->items[index];
    gen_family family = gen_source_family(source);
    if (family >= GEN_FAMILY_COUNT)
        return;
    gen_table *table = table_of(merge, source->system, family);
    merge->release[index] = gen_table_add_source(table, index, source);
    if (family == GEN_FAMILY_ANWEB)
        gen_table_add_source(table_of(merge, SJ_MODIFIER, family), index, source);
}

/* Whether `later` takes the place of `earlier` on its first day. */
static bool replaces(const gen_source *later, const gen_source *earlier)
{
    gen_family family = gen_source_family(later);
    return family == gen_source_family(earlier) &&
           (later->kind == earlier->kind || !gen_family_is_of_lines(family)) &&
           later->system == earlier->system && later->from > earlier->from;
}

/* In the order of reading, the first one of a table that begins later is the next.
 * Crosswalks have no end. */
static void resolve_end(gen_merge *merge, uint32_t place)
{
    gen_source *items = merge->sources->items, *source = &items[merge->order[place]];
    source->to = gen_source_regular_end(source);
    if (!gen_family_is_dated(gen_source_family(source)))
        return;
    for (uint32_t i = place + 1; i < merge->sources->count; i++) {
        const gen_source *later = &items[merge->order[i]];
        if (!replaces(later, source))
            continue;
        if (later->from - 1 < source->to)
            source->to = later->from - 1;
        return;
    }
}

gen_merge *gen_merge_begin(gen_source_list *sources, bool carry)
{
    gen_merge *merge = gen_alloc(sizeof *merge);
    merge->sources = sources;
    merge->carry = carry;
    gen_text_pool_init(&merge->text);
    merge->release = gen_alloc(sources->count * sizeof *merge->release);
    merge->order = number_all(sources->count);
    qsort_r(merge->order, sources->count, sizeof *merge->order, by_reading,
            sources->items);
    for (uint32_t i = 0; i < sources->count; i++)
        place_source(merge, merge->order[i]);
    for (uint32_t i = 0; i < sources->count; i++)
        if (gen_source_family(&sources->items[merge->order[i]]) != GEN_FAMILY_NONE)
            resolve_end(merge, i);
    merge->intake = gen_intake_new(sources, merge->order);
    merge->lines = gen_line_intake_new(sources, merge->order);
    return merge;
}

const uint32_t *gen_merge_order(const gen_merge *merge)
{
    return merge->order;
}

void gen_merge_free(gen_merge *merge)
{
    if (!merge)
        return;
    for (int system = 0; system < SJ_SYSTEM_COUNT; system++)
        for (int family = 0; family < GEN_FAMILY_COUNT; family++)
            gen_table_free(merge->tables[system][family]);
    gen_intake_free(merge->intake);
    gen_line_intake_free(merge->lines);
    gen_text_pool_free(&merge->text);
    free(merge->order);
    free(merge->release);
    free(merge->noc);
    free(merge);
}

/* ---- rows ------------------------------------------------------------------------ */

static const char *add_noc(gen_merge *merge, uint32_t source, const gen_row *row)
{
    merge->noc =
        gen_grow(merge->noc, merge->noc_count, &merge->noc_cap, sizeof *merge->noc);
    noc_row *noc = &merge->noc[merge->noc_count++];
    *noc = (noc_row){.source = source, .line = row->line, .flags = row->flags};
    memcpy(noc->code, row->code, row->code_len);
    return NULL;
}

const char *gen_merge_row(gen_merge *merge, uint32_t source, const gen_row *row)
{
    const gen_source *from = &merge->sources->items[source];
    gen_family family = gen_source_family(from);
    if (row->kind >= GEN_ROW_PTP || gen_family_is_of_lines(family))
        return gen_line_intake_row(merge->lines, &merge->text, source, row);
    if (family == GEN_FAMILY_NOC)
        return add_noc(merge, source, row);
    if (family > GEN_FAMILY_NOC)
        return gen_intake_row(merge->intake, &merge->text, source, row);
    gen_table *table =
        family < GEN_FAMILY_COUNT ? merge->tables[row->system][family] : NULL;
    if (!table)
        return "code of a system that this file does not speak for";
    return gen_table_add_row(table, &merge->text, merge->release[source],
                             gen_source_role(from), row);
}

/* ---- after the last row ---------------------------------------------------------- */

/* The titles of a release in two files: is a code in one of them alone? */
static bool is_half(const gen_table_release *release, uint8_t cell)
{
    unsigned seen = cell & (GEN_CELL_MAIN | GEN_CELL_JOINED);
    return release->source[0] != GEN_NO_INDEX && release->source[1] != GEN_NO_INDEX &&
           (seen == GEN_CELL_MAIN || seen == GEN_CELL_JOINED);
}

/* ICD-9 titles come in two files that list the same codes. */
static void check_joined(const gen_merge *merge, const gen_table *table,
                         gen_report *report)
{
    const gen_source *items = merge->sources->items;
    size_t cells = (size_t)table->entry_count * table->release_count;
    uint32_t count = 0;
    for (size_t cell = 0; table->lines && cell < cells; cell++) {
        const gen_table_release *release =
            &table->releases[cell % table->release_count];
        if (!is_half(release, table->cells[cell]) || count++ >= report->limit)
            continue;
        int has = (table->cells[cell] & GEN_CELL_JOINED) != 0;
        gen_report_add(report, GEN_RECORD_ERROR, items[release->source[has]].path,
                       table->lines[cell], "code %s is not in %s",
                       table->entries[cell / table->release_count].code,
                       items[release->source[!has]].file);
    }
    gen_report_add_further(report, GEN_RECORD_ERROR, NULL, count,
                           "codes stand in one of two files");
}

/* Of what edits are made of, a second file for the same days, be it of another kind
 * (Code Editor text and lists). In the order of reading, such files are neighbours. PTP
 * tables come in slices, policies in any number of files. */
static bool is_rival(const gen_source *source, const gen_source *before)
{
    gen_family family = gen_source_family(source);
    if (family == GEN_FAMILY_PTP || family == GEN_FAMILY_NECESSITY)
        return false;
    return family > GEN_FAMILY_NOC && family == gen_source_family(before) &&
           (source->kind == before->kind || !gen_family_is_of_lines(family)) &&
           source->system == before->system && source->from == before->from;
}

static void check_intervals(const gen_merge *merge, gen_report *report)
{
    const gen_source *before = NULL;
    for (uint32_t i = 0; i < merge->sources->count; i++) {
        const gen_source *source = &merge->sources->items[merge->order[i]];
        if (gen_source_family(source) == GEN_FAMILY_NONE)
            continue;
        if (source->to < source->from)
            gen_report_add(report, GEN_ERROR, source->path, 0,
                           "its interval ends before it begins");
        if (before && is_rival(source, before))
            gen_report_add(report, GEN_ERROR, source->path, 0,
                           "begins on the same day as %s: state the dates of both in a "
                           "manifest",
                           before->path);
        before = source;
    }
}

static const gen_source *main_source(const gen_merge *merge, const gen_table *table,
                                     uint32_t release)
{
    const uint32_t *source = table->releases[release].source;
    return &merge->sources->items[source[source[0] == GEN_NO_INDEX]];
}

static void check_tables(const gen_merge *merge, gen_report *report)
{
    for (int system = 0; system < SJ_SYSTEM_COUNT; system++) {
        gen_table *const *tables = merge->tables[system];
        if (tables[GEN_FAMILY_ORDER] && tables[GEN_FAMILY_LIST])
            gen_report_add(report, GEN_ERROR,
                           main_source(merge, tables[GEN_FAMILY_LIST], 0)->path, 0,
                           "a list with dates cannot be mixed with %s",
                           main_source(merge, tables[GEN_FAMILY_ORDER], 0)->kind_name);
        for (int family = 0; family < GEN_FAMILY_COUNT; family++) {
            if (!tables[family] || family == GEN_FAMILY_ANWEB)
                continue;
            for (uint32_t r = 0; r < tables[family]->release_count; r++)
                if (tables[family]->releases[r].codes == 0)
                    gen_report_add(report, GEN_ERROR,
                                   main_source(merge, tables[family], r)->path, 0,
                                   "lists no code");
        }
        if (tables[GEN_FAMILY_ORDER])
            check_joined(merge, tables[GEN_FAMILY_ORDER], report);
    }
}

/* The lists only flag codes that a release has. */
static void apply_noc(const gen_merge *merge, gen_report *report)
{
    gen_table *const *tables = merge->tables[SJ_HCPCS];
    uint32_t strangers = 0;
    for (uint32_t i = 0; i < merge->noc_count; i++) {
        const noc_row *noc = &merge->noc[i];
        gen_entry *entry = NULL;
        for (int family = 0; family < GEN_FAMILY_COUNT && !entry; family++)
            entry = tables[family] ? gen_table_find(tables[family], noc->code) : NULL;
        if (entry)
            entry->flags |= noc->flags;
        else if (strangers++ < report->limit)
            gen_report_add(report, GEN_WARNING, merge->sources->items[noc->source].path,
                           noc->line, "code %s is in no HCPCS release", noc->code);
    }
    gen_report_add_further(report, GEN_WARNING, NULL, strangers,
                           "codes of the NOC list are in no HCPCS release");
}

/* Provenance in the image's order. @return of each source, its place there */
static uint32_t *add_sources(const gen_merge *merge, gen_catalog *out)
{
    const gen_source *items = merge->sources->items;
    uint32_t count = merge->sources->count;
    uint32_t *sorted = number_all(count);
    uint32_t *number = gen_alloc(count * sizeof *number);
    qsort_r(sorted, count, sizeof *sorted, by_provenance, merge->sources->items);
    for (uint32_t i = 0; i < count; i++) {
        const gen_source *source = &items[sorted[i]];
        if (gen_source_family(source) == GEN_FAMILY_NONE)
            continue;
        number[sorted[i]] = out->source_count;
        gen_provenance *p = gen_catalog_add_source(out);
        *p = (gen_provenance){.file = gen_strdup(source->file),
                              .kind = gen_strdup(source->kind_name),
                              .release = gen_strdup(source->release),
                              .label = gen_source_label(source),
                              .from = source->from,
                              .to = source->to,
                              .size_bytes = source->size_bytes,
                              .records = source->records};
        memcpy(p->xxh3, source->xxh3, sizeof p->xxh3);
    }
    free(sorted);
    return number;
}

static void add_system(gen_merge *merge, sj_system system,
                       const uint32_t *source_number, gen_catalog *out)
{
    gen_stated_start *starts = NULL;
    gen_system_tables input = {.system = system,
                               .sources = merge->sources->items,
                               .source_number = source_number,
                               .carry = merge->carry};
    bool loaded = false;
    for (int family = 0; family < GEN_FAMILY_COUNT; family++) {
        gen_table *table = merge->tables[system][family];
        if (!table)
            continue;
        gen_table_settle(table, merge->sources->items);
        if (table->release_count == 0)
            continue;
        input.tables[family] = table;
        loaded = true;
    }
    if (system == SJ_ICD10CM)
        input.starts = starts = gen_intake_starts(merge->intake, &input.start_count);
    if (loaded)
        gen_merge_system(&input, out);
    free(starts);
}

bool gen_merge_finish(gen_merge *merge, gen_catalog *out, gen_report *report)
{
    uint32_t errors = report->errors;
    check_intervals(merge, report);
    check_tables(merge, report);
    if (report->errors > errors)
        return false;
    apply_noc(merge, report);

    uint32_t *source_number = add_sources(merge, out);
    for (int system = 0; system < SJ_SYSTEM_COUNT; system++)
        add_system(merge, (sj_system)system, source_number, out);
    gen_text_pool_free(&out->text);
    out->text = merge->text;
    gen_text_pool_init(&merge->text);

    gen_intake_input input = {.icd10cm_order =
                                  merge->tables[SJ_ICD10CM][GEN_FAMILY_ORDER],
                              .source_number = source_number,
                              .carry = merge->carry};
    gen_intake_finish(merge->intake, &input, out, report);
    gen_line_intake_finish(merge->lines, source_number, merge->carry, out, report);
    free(source_number);
    return report->errors == errors;
}

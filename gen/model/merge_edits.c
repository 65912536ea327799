/*
 * Each system in turn: who speaks for it, its columns, its lists; for ICD-10-CM the
 * notes, pairs and sides as well; then its classes.
 */
#include "gen/model/merge_edits.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "engine/lookup/key.h"
#include "gen/model/calendar.h"
#include "gen/model/edit_classes.h"
#include "gen/model/edit_times.h"
#include "gen/model/laterality.h"
#include "gen/model/lists.h"
#include "gen/model/maps.h"
#include "gen/model/memory.h"
#include "gen/model/notes.h"
#include "gen/model/pair_set.h"
#include "gen/model/tabular_order.h"

enum { ICD_SYSTEMS = SJ_ICD9PCS + 1 };

struct gen_intake {
    const gen_source_list *sources;
    const uint32_t *order;
    uint32_t *file;    /* of each Tabular List, its number by date */
    uint8_t *speaks;   /* of each source, bits of the systems that it has rows of */
    uint16_t *speaker; /* of each source, its place among those of its table */
    uint32_t file_count;
    gen_raw_notes notes;
    gen_raw_lists lists;
    gen_raw_maps maps;
};

static gen_family family_of(const gen_intake *intake, uint32_t source)
{
    return gen_source_family(&intake->sources->items[source]);
}

gen_intake *gen_intake_new(const gen_source_list *sources, const uint32_t *order)
{
    gen_intake *intake = gen_alloc(sizeof *intake);
    intake->sources = sources;
    intake->order = order;
    intake->file = gen_alloc(sources->count * sizeof *intake->file);
    intake->speaks = gen_alloc(sources->count);
    intake->speaker = gen_alloc(sources->count * sizeof *intake->speaker);
    for (uint32_t i = 0; i < sources->count; i++)
        if (family_of(intake, order[i]) == GEN_FAMILY_NOTES)
            intake->file[order[i]] = intake->file_count++;
    return intake;
}

void gen_intake_free(gen_intake *intake)
{
    if (!intake)
        return;
    gen_raw_notes_free(&intake->notes);
    gen_raw_lists_free(&intake->lists);
    gen_raw_maps_free(&intake->maps);
    free(intake->file);
    free(intake->speaks);
    free(intake->speaker);
    free(intake);
}

static int by_code_and_day(const void *a, const void *b)
{
    const gen_stated_start *x = a, *y = b;
    int order = strcmp(x->code, y->code);
    return order ? order : (x->day > y->day) - (x->day < y->day);
}

gen_stated_start *gen_intake_starts(const gen_intake *intake, uint32_t *count)
{
    const gen_raw_maps *maps = &intake->maps;
    gen_stated_start *starts =
        gen_alloc((maps->successor_count + (size_t)1) * sizeof *starts);
    uint32_t found = 0, kept = 0;
    for (uint32_t i = 0; i < maps->successor_count; i++) {
        gen_stated_start *start = &starts[found];
        if (maps->successors[i].day < GEN_ICD10_START ||
            !sji_unpack(SJ_ICD10CM, maps->successors[i].to, start->code))
            continue;
        start->day = maps->successors[i].day;
        found++;
    }
    qsort(starts, found, sizeof *starts, by_code_and_day);
    for (uint32_t i = 0; i < found; i++)
        if (kept == 0 || strcmp(starts[i].code, starts[kept - 1].code) != 0)
            starts[kept++] = starts[i];
    *count = kept;
    return starts;
}

/* ---- rows ------------------------------------------------------------------------ */

/* What rows a file of a family may have. */
static bool bears(gen_family family, gen_row_kind kind)
{
    switch (family) {
    case GEN_FAMILY_NOTES:
        return kind == GEN_ROW_NODE || kind == GEN_ROW_NOTE;
    case GEN_FAMILY_MCE:
    case GEN_FAMILY_POA:
        return kind == GEN_ROW_LIST || kind == GEN_ROW_MEMBER;
    case GEN_FAMILY_PCS_TABLES:
        return kind == GEN_ROW_PCS || kind == GEN_ROW_LABEL;
    case GEN_FAMILY_GEM:
        return kind == GEN_ROW_GEM;
    case GEN_FAMILY_CONVERSION:
        return kind == GEN_ROW_SUCCESSOR;
    default:
        return false;
    }
}

const char *gen_intake_row(gen_intake *intake, gen_text_pool *text, uint32_t source,
                           const gen_row *row)
{
    const char *why = NULL;
    if (!bears(family_of(intake, source), row->kind))
        return "a row that such a file does not bear";
    switch (row->kind) {
    case GEN_ROW_NODE:
    case GEN_ROW_NOTE:
        return gen_notes_take(&intake->notes, text, intake->file[source], row);
    case GEN_ROW_LIST:
    case GEN_ROW_MEMBER:
        why = gen_lists_take(&intake->lists, source, row);
        if (!why)
            intake->speaks[source] |= (uint8_t)(1 << row->system);
        return why;
    default:
        return gen_maps_take(&intake->maps, text, source,
                             intake->sources->items[source].system, row);
    }
}

/* ---- one system ------------------------------------------------------------------ */

typedef struct work {
    gen_intake *intake;
    const gen_intake_input *in;
    gen_catalog *out;
    gen_report *report;
    sj_system system;
    gen_tables_of_edits tables;
    gen_edits *edits;
    uint64_t *traits; /* of each code, a word a column */
} work;

/* The table that a source speaks in for this system, or NULL. */
static gen_speakers *table_of(work *w, uint32_t source)
{
    bool speaks = w->intake->speaks[source] >> w->system & 1;
    switch (family_of(w->intake, source)) {
    case GEN_FAMILY_NOTES:
        return w->system == SJ_ICD10CM ? &w->tables.notes : NULL;
    case GEN_FAMILY_MCE:
        return speaks ? &w->tables.mce : NULL;
    case GEN_FAMILY_POA:
        return speaks ? &w->tables.poa : NULL;
    default:
        return NULL;
    }
}

static void gather_speakers(work *w)
{
    w->tables = (gen_tables_of_edits){0};
    w->tables.notes.carry = w->tables.mce.carry = w->tables.poa.carry = w->in->carry;
    for (uint32_t i = 0; i < w->intake->sources->count; i++) {
        uint32_t index = w->intake->order[i];
        const gen_source *source = &w->intake->sources->items[index];
        gen_speakers *table = table_of(w, index);
        if (!table)
            continue;
        w->intake->speaker[index] = (uint16_t)table->count;
        gen_speakers_add(table, (gen_speaker){source->from, source->to,
                                              (uint16_t)w->in->source_number[index]});
    }
}

static void resolve_lists(work *w)
{
    gen_list_input lists = {.raw = &w->intake->lists,
                            .sources = w->intake->sources->items,
                            .speaker = w->intake->speaker,
                            .tables = &w->tables,
                            .catalog = w->out,
                            .system = w->system};
    gen_lists_resolve(&lists, w->edits, w->traits, w->report);
}

/* ---- notes ----------------------------------------------------------------------- */

/* Of each reference, the columns in which it is in force: where the Tabular List has
 * it, in a gap where both neighbours do. */
static uint8_t *presence_of_references(const work *w, const gen_note_facts *facts)
{
    uint32_t columns = w->edits->column_count;
    uint32_t count = w->out->notes.reference_count;
    uint8_t *presence = gen_alloc((size_t)count * columns);
    for (uint32_t k = 0; k < columns; k++) {
        gen_voice voice = gen_voice_on(&w->tables.notes, w->edits->columns[k].from);
        for (uint32_t i = 0; voice.coverage && i < count; i++) {
            const uint8_t *in_file = &facts->in_file[(size_t)i * facts->file_count];
            presence[(size_t)i * columns + k] =
                in_file[voice.first] & in_file[voice.second];
        }
    }
    return presence;
}

/* A weak code-first note makes all of a code's weak; in a gap either neighbour's. */
static void bind_weak_notes(const work *w, gen_code_sets *sets,
                            const gen_note_facts *facts)
{
    uint32_t columns = w->edits->column_count;
    uint8_t *weak = gen_alloc(columns);
    for (uint32_t i = 0; i < w->out->notes.node_count; i++) {
        const uint8_t *in_file = &facts->weak[(size_t)i * facts->file_count];
        if (!memchr(in_file, 1, facts->file_count))
            continue;
        for (uint32_t k = 0; k < columns; k++) {
            gen_voice voice = gen_voice_on(&w->tables.notes, w->edits->columns[k].from);
            weak[k] = voice.coverage && (in_file[voice.first] | in_file[voice.second]);
        }
        gen_bind_trait(sets, i, weak, UINT64_C(1) << SJF_CODE_FIRST_WEAK, w->traits);
    }
    free(weak);
}

static void resolve_notes(work *w, uint32_t *group_of)
{
    gen_note_facts facts;
    uint16_t *numbers = gen_resize(NULL, w->tables.notes.count, sizeof *numbers);
    for (uint32_t i = 0; i < w->tables.notes.count; i++)
        numbers[i] = w->tables.notes.items[i].source;
    gen_notes_merge(&w->intake->notes, numbers, w->tables.notes.count, w->out, &facts);
    free(numbers);

    gen_code_sets *sets = gen_code_sets_new(w->out, w->in->icd10cm_order);
    uint8_t *presence = presence_of_references(w, &facts);
    gen_pair_input pairs = {.sets = sets, .parsed = facts.parsed, .presence = presence};
    bind_weak_notes(w, sets, &facts);
    gen_pairs_resolve(&pairs, w->edits, group_of, w->traits, w->report, NULL);
    free(presence);
    gen_code_sets_free(sets);
    gen_note_facts_free(&facts);
}

static void resolve_icd10cm(work *w)
{
    gen_system *system = &w->out->systems[SJ_ICD10CM];
    uint32_t *group_of = gen_alloc(system->code_count * sizeof *group_of);
    gen_tabular_order order;
    if (w->tables.notes.count)
        resolve_notes(w, group_of);
    gen_sides(w->out, w->traits, NULL);
    gen_tabular_order_init(&order, system, w->in->icd10cm_order);
    gen_classes_resolve(system, w->edits, group_of, w->traits, order.codes);
    gen_tabular_order_free(&order);
    free(group_of);
}

static void resolve_system(work *w)
{
    gen_system *system = &w->out->systems[w->system];
    w->edits = &w->out->edits[w->system];
    gather_speakers(w);
    gen_columns_cut(w->out, w->system, &w->tables, w->edits, w->report);
    if (w->edits->column_count) {
        size_t words = (size_t)system->code_count * w->edits->column_count;
        w->traits = gen_alloc(words * sizeof *w->traits);
        w->edits->group_count = 1; /* group 0 */
        resolve_lists(w);
        if (w->system == SJ_ICD10CM)
            resolve_icd10cm(w);
        else
            gen_classes_resolve(system, w->edits, NULL, w->traits, NULL);
        free(w->traits);
    }
    gen_speakers_free(&w->tables.notes);
    gen_speakers_free(&w->tables.mce);
    gen_speakers_free(&w->tables.poa);
}

/* ---- all of it ------------------------------------------------------------------- */

static bool tells(const gen_intake *intake, uint32_t source, sj_system system)
{
    switch (family_of(intake, source)) {
    case GEN_FAMILY_NOTES:
    case GEN_FAMILY_CONVERSION:
        return system == SJ_ICD10CM;
    case GEN_FAMILY_PCS_TABLES:
        return system == SJ_ICD10PCS;
    case GEN_FAMILY_GEM:
        return intake->sources->items[source].system == system;
    case GEN_FAMILY_MCE:
    case GEN_FAMILY_POA:
        return intake->speaks[source] >> system & 1;
    default:
        return false;
    }
}

/* Of a system without codes nothing can be said. */
static void tell_unloaded(const gen_intake *intake, sj_system system,
                          gen_report *report)
{
    for (uint32_t i = 0; i < intake->sources->count; i++) {
        uint32_t source = intake->order[i];
        if (tells(intake, source, system))
            gen_report_add(report, GEN_WARNING, intake->sources->items[source].path, 0,
                           "what it says of %s is left out: no release of its codes",
                           sj_system_name(system));
    }
}

void gen_intake_finish(gen_intake *intake, const gen_intake_input *input,
                       gen_catalog *out, gen_report *report)
{
    work w = {.intake = intake, .in = input, .out = out, .report = report};
    for (int system = 0; system < ICD_SYSTEMS; system++) {
        w.system = (sj_system)system;
        if (out->systems[system].loaded)
            resolve_system(&w);
        else
            tell_unloaded(intake, w.system, report);
    }
    gen_maps_resolve(&intake->maps, intake->sources, input->source_number, out, report);
}

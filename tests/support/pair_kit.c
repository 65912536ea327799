/*
 * The kit of pair_kit.h. Timelines and titles come from the real merge, so that they
 * are what references meet.
 */
#include "tests/support/pair_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"
#include "gen/model/merge_system.h"

enum { DAY_LEN = 10, CODES_MAX = 64, YEAR = 365 };

static sj_date day_of(const char *text)
{
    sj_date day;
    if (!sj_date_parse(text, DAY_LEN, &day))
        abort();
    return day;
}

/* ---- releases -------------------------------------------------------------------- */

/* A code of a release, within its text. */
typedef struct listed {
    char code[SJ_CODE_CAP];
    char title[128];
} listed;

/* @return how many there are */
static uint32_t read_codes(const char *text, listed *out)
{
    uint32_t count = 0;
    while (*(text += strspn(text, " "))) {
        listed *l = &out[count++];
        *l = (listed){0};
        size_t len = strcspn(text, " =");
        if (count > CODES_MAX || len >= SJ_CODE_CAP)
            abort();
        memcpy(l->code, text, len);
        text += len;
        memcpy(l->title, l->code, sizeof l->code);
        if (*text == '=') {
            len = strcspn(++text, ";");
            snprintf(l->title, sizeof l->title, "%.*s", (int)len, text);
            text += len + 1;
        }
    }
    return count;
}

static bool has_below(const listed *codes, uint32_t count, const listed *of)
{
    size_t len = strlen(of->code);
    for (uint32_t i = 0; i < count; i++)
        if (strlen(codes[i].code) > len && memcmp(codes[i].code, of->code, len) == 0)
            return true;
    return false;
}

static void add_release(pair_kit *kit, uint32_t release, const char *text)
{
    listed codes[CODES_MAX];
    uint32_t count = read_codes(text + DAY_LEN, codes);
    for (uint32_t i = 0; i < count; i++) {
        bool header = has_below(codes, count, &codes[i]);
        gen_row row = {.system = SJ_ICD10CM,
                       .code = codes[i].code,
                       .code_len = strlen(codes[i].code),
                       .status = header ? SJ_CODE_HEADER : SJ_CODE_BILLABLE,
                       .has_text = true,
                       .from = GEN_NO_DATE,
                       .to = SJ_DATE_OPEN,
                       .short_text = codes[i].title,
                       .long_text = codes[i].title,
                       .short_len = strlen(codes[i].title),
                       .long_len = strlen(codes[i].title),
                       .line = i + 1};
        if (gen_table_add_row(kit->table, &kit->catalog.text, release, 0, &row))
            abort();
    }
}

void pair_init(pair_kit *kit, const char *const *releases, uint32_t count)
{
    *kit = (pair_kit){.source_count = count};
    gen_catalog_init(&kit->catalog);
    gen_report_init(&kit->report, false);
    kit->sources = gen_alloc(count * sizeof *kit->sources);
    uint32_t *numbers = gen_alloc(count * sizeof *numbers);
    kit->table = gen_table_new(SJ_ICD10CM, GEN_FAMILY_ORDER);
    for (uint32_t i = 0; i < count; i++) {
        sj_date from = day_of(releases[i]);
        kit->sources[i] = (gen_source){.kind_name = "icd10cm-order",
                                       .kind = GEN_ICD10CM_ORDER,
                                       .system = SJ_ICD10CM,
                                       .release = "",
                                       .from = from,
                                       .to = from + YEAR};
        if (i > 0 && kit->sources[i - 1].to >= from)
            kit->sources[i - 1].to = from - 1;
        gen_table_add_source(kit->table, i, &kit->sources[i]);
        numbers[i] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        add_release(kit, i, releases[i]);
    gen_table_settle(kit->table, kit->sources);
    gen_system_tables input = {.system = SJ_ICD10CM,
                               .tables = {[GEN_FAMILY_ORDER] = kit->table},
                               .sources = kit->sources,
                               .source_number = numbers};
    gen_merge_system(&input, &kit->catalog);
    free(numbers);
}

void pair_free(pair_kit *kit)
{
    gen_code_sets_free(kit->sets);
    gen_table_free(kit->table);
    gen_edits_free(&kit->made);
    gen_catalog_free(&kit->catalog);
    gen_report_free(&kit->report);
    free(kit->sources);
    free(kit->parsed);
    free(kit->presence);
    free(kit->group_of);
    free(kit->traits);
}

/* ---- columns, nodes, references -------------------------------------------------- */

void pair_columns(pair_kit *kit, const char *days)
{
    gen_edits *edits = &kit->catalog.edits[SJ_ICD10CM];
    edits->column_count = 1 + (uint32_t)((strlen(days) + 1) / (DAY_LEN + 1));
    edits->columns = gen_alloc(edits->column_count * sizeof *edits->columns);
    edits->columns[0].from = SJ_DATE_MIN;
    for (uint32_t k = 1; k < edits->column_count; k++)
        edits->columns[k].from = day_of(days + (k - 1) * (size_t)(DAY_LEN + 1));
    size_t words =
        (size_t)kit->catalog.systems[SJ_ICD10CM].code_count * edits->column_count;
    kit->traits = gen_alloc(words * sizeof *kit->traits);
}

uint32_t pair_node(pair_kit *kit, uint8_t level, const char *name, uint32_t parent)
{
    gen_notes *notes = &kit->catalog.notes;
    notes->nodes =
        gen_resize(notes->nodes, notes->node_count + (size_t)1, sizeof *notes->nodes);
    notes->nodes[notes->node_count] =
        (gen_node){.name = gen_text_intern(&kit->catalog.text, name, strlen(name)),
                   .parent = parent,
                   .level = level};
    return notes->node_count++;
}

void pair_ready(pair_kit *kit)
{
    kit->sets = gen_code_sets_new(&kit->catalog, kit->table);
}

static gen_note_reference parse(const char *text)
{
    gen_note_reference out = {0};
    size_t len = strcspn(text, "- ");
    memcpy(out.first, text, len);
    text += len;
    if (*text == '-') {
        len = strcspn(++text, " ");
        memcpy(out.last, text, len);
        text += len;
    }
    if (*text == ' ') {
        memset(out.alternatives[0], '.', 7);
        memcpy(out.alternatives[0], text + 1, strlen(text + 1));
        out.alternative_count = 1;
    }
    return out;
}

void pair_reference(pair_kit *kit, uint32_t node, sj_note_kind kind, const char *text,
                    const char *columns)
{
    gen_notes *notes = &kit->catalog.notes;
    size_t width = kit->catalog.edits[SJ_ICD10CM].column_count,
           count = notes->reference_count++;
    notes->references =
        gen_resize(notes->references, count + 1, sizeof *notes->references);
    kit->parsed = gen_resize(kit->parsed, count + 1, sizeof *kit->parsed);
    kit->presence = gen_resize(kit->presence, count + 1, width);
    notes->references[count] =
        (gen_reference){.node = node,
                        .text = gen_text_intern(&kit->catalog.text, text, strlen(text)),
                        .kind = (uint8_t)kind};
    kit->parsed[count] = parse(text);
    for (size_t k = 0; k < width; k++)
        kit->presence[count * width + k] = columns[k] == '1';
}

void pair_resolve(pair_kit *kit)
{
    pair_ready(kit);
    gen_pair_input in = {kit->sets, kit->parsed, kit->presence};
    kit->group_of =
        gen_alloc(kit->catalog.systems[SJ_ICD10CM].code_count * sizeof *kit->group_of);
    gen_pairs_resolve(&in, &kit->made, kit->group_of, kit->traits, &kit->report,
                      &kit->counts);
}

/* ---- as text --------------------------------------------------------------------- */

static void start(pair_kit *kit)
{
    kit->text[0] = '\0';
}

static void say(pair_kit *kit, const char *words, const char *between)
{
    size_t len = strlen(kit->text);
    snprintf(kit->text + len, sizeof kit->text - len, "%s%s", len ? between : "",
             words);
}

uint32_t pair_code(const pair_kit *kit, const char *code)
{
    const gen_system *system = &kit->catalog.systems[SJ_ICD10CM];
    for (uint32_t i = 0; i < system->code_count; i++)
        if (strcmp(system->codes[i].code, code) == 0)
            return i;
    abort();
}

static const char *name_at(const pair_kit *kit, uint32_t place)
{
    return kit->catalog.systems[SJ_ICD10CM].codes[kit->sets->order.codes[place]].code;
}

const char *pair_own(pair_kit *kit, uint32_t node)
{
    uint32_t count, set = gen_own_codes(kit->sets, node);
    const gen_stretch *own = gen_stretches(&kit->sets->pool, set, &count);
    start(kit);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t place = own[i].first; place <= own[i].last; place++)
            say(kit, name_at(kit, place), " ");
    return kit->text;
}

const char *pair_range(pair_kit *kit, uint32_t release, const char *first,
                       const char *last)
{
    gen_note_reference reference = {0};
    snprintf(reference.first, sizeof reference.first, "%s", first);
    snprintf(reference.last, sizeof reference.last, "%s", last);
    gen_range range = gen_range_in_release(kit->sets, release, &reference);
    const gen_system *system = &kit->catalog.systems[SJ_ICD10CM];
    start(kit);
    if (range.problem)
        return range.problem;
    for (uint32_t i = range.first; i < range.end; i++)
        say(kit, system->codes[kit->sets->order.releases[release].codes[i]].code, " ");
    return kit->text;
}

static void say_groups(pair_kit *kit, uint32_t first, uint32_t count,
                       const char *between)
{
    for (uint32_t place = 0; place < kit->sets->order.code_count; place++) {
        uint32_t group = kit->group_of[kit->sets->order.codes[place]];
        for (uint32_t i = first; i < first + count; i++)
            if (kit->made.groups[i].first <= group &&
                group <= kit->made.groups[i].last) {
                say(kit, name_at(kit, place), between);
                between = " ";
            }
    }
}

const char *pair_rectangle(pair_kit *kit, uint32_t index)
{
    start(kit);
    if (index >= kit->made.rectangle_count)
        return "";
    const gen_rectangle *r = &kit->made.rectangles[index];
    size_t width = kit->catalog.edits[SJ_ICD10CM].column_count;
    const uint8_t *columns = kit->made.presences + r->presence * width;
    say_groups(kit, r->left, r->left_count, " ");
    say_groups(kit, r->right, r->right_count, " x ");
    say(kit, "in", " ");
    for (size_t k = 0; k < width; k++)
        say(kit, columns[k] ? "1" : "0", k ? "" : " ");
    return kit->text;
}

const char *pair_messages(pair_kit *kit)
{
    start(kit);
    for (uint32_t i = 0; i < kit->report.count; i++)
        say(kit, kit->report.messages[i].text, "; ");
    return kit->text;
}

uint32_t pair_group(const pair_kit *kit, const char *code)
{
    return kit->group_of[pair_code(kit, code)];
}

const char *pair_trait(pair_kit *kit, const char *code, unsigned bit)
{
    uint32_t width = kit->catalog.edits[SJ_ICD10CM].column_count;
    const uint64_t *row = kit->traits + (size_t)pair_code(kit, code) * width;
    start(kit);
    for (uint32_t k = 0; k < width; k++)
        say(kit, row[k] >> bit & 1 ? "1" : "0", "");
    return kit->text;
}

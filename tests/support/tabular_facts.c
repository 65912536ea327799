/*
 * Reads what tabular_facts.h promises: the order file first, then the Tabular List,
 * whose blocks and references are resolved in its rows.
 */
#include "tests/support/tabular_facts.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"
#include "gen/source/source.h"
#include "gen/source/walk.h"

/* ---- the order file -------------------------------------------------------------- */

static bool take_code(void *ctx, const gen_row *row)
{
    tabular_facts *f = ctx;
    f->codes = gen_grow(f->codes, f->code_count, &f->code_cap, sizeof f->codes[0]);
    facts_code *c = &f->codes[f->code_count++];
    memcpy(c->code, row->code, row->code_len + 1);
    c->billable = row->status == SJ_CODE_BILLABLE;
    return true;
}

static int by_code(const void *a, const void *b, void *facts)
{
    const tabular_facts *f = facts;
    return strcmp(f->codes[*(const uint32_t *)a].code,
                  f->codes[*(const uint32_t *)b].code);
}

static void sort_codes(tabular_facts *f)
{
    f->by_code = gen_alloc(f->code_count * sizeof f->by_code[0]);
    for (uint32_t i = 0; i < f->code_count; i++)
        f->by_code[i] = i;
    qsort_r(f->by_code, f->code_count, sizeof f->by_code[0], by_code, f);
}

/* The row of a code; code_count when there is none. */
static uint32_t row_of(const tabular_facts *f, const char *code)
{
    uint32_t low = 0, high = f->code_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int order = strcmp(f->codes[f->by_code[mid]].code, code);
        if (order == 0)
            return f->by_code[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return f->code_count;
}

facts_span facts_subtree(const tabular_facts *facts, const char *code)
{
    uint32_t row = row_of(facts, code), end = row;
    size_t len = strlen(code);
    while (end < facts->code_count && strncmp(facts->codes[end].code, code, len) == 0)
        end++;
    return (facts_span){row, end};
}

facts_span facts_range(const tabular_facts *facts, const char *first, const char *last)
{
    facts_span a = facts_subtree(facts, first), b = facts_subtree(facts, last);
    if (a.first == a.end || b.first == b.end || b.end <= a.first)
        return (facts_span){0, 0};
    return (facts_span){a.first, b.end};
}

bool facts_meet(facts_span a, facts_span b)
{
    return a.first < b.end && b.first < a.end;
}

bool facts_within(facts_span inner, facts_span outer)
{
    return inner.first < inner.end && inner.first >= outer.first &&
           inner.end <= outer.end;
}

facts_span facts_common(facts_span a, facts_span b)
{
    return (facts_span){a.first > b.first ? a.first : b.first,
                        a.end < b.end ? a.end : b.end};
}

/* ---- the Tabular List ------------------------------------------------------------ */

/* A code as it is written, with ".-" behind: only for codes below a category. */
static bool written_with_dot(const char *line, const char *code)
{
    char shown[SJ_CODE_CAP + 2];
    if (strlen(code) < 4)
        return false;
    sj_display(SJ_ICD10CM, code, strlen(code), shown);
    strcat(shown, ".-");
    return strstr(line, shown) != NULL;
}

static void take_references(tabular_facts *f, facts_note *note)
{
    static gen_note_references found;
    gen_read_references(note->text, strlen(note->text), &found);
    note->first = f->reference_count;
    note->count = found.count;
    for (uint32_t i = 0; i < found.count; i++) {
        const gen_note_reference *item = &found.items[i];
        f->references = gen_grow(f->references, f->reference_count, &f->reference_cap,
                                 sizeof f->references[0]);
        facts_reference *r = &f->references[f->reference_count++];
        *r = (facts_reference){
            .note = f->note_count - 1,
            .qualified = item->alternative_count > 0,
            .dotted = written_with_dot(note->text, item->first) ||
                      written_with_dot(note->text, item->last),
            .names = item->last[0] ? facts_range(f, item->first, item->last)
                                   : facts_subtree(f, item->first),
        };
        memcpy(r->first, item->first, sizeof r->first);
        memcpy(r->last, item->last, sizeof r->last);
        memcpy(r->text, item->text, sizeof r->text);
    }
}

static void take_note(tabular_facts *f, const gen_row *row)
{
    f->notes = gen_grow(f->notes, f->note_count, &f->note_cap, sizeof f->notes[0]);
    facts_note *note = &f->notes[f->note_count++];
    *note = (facts_note){
        .node = f->node_count - 1,
        .kind = row->status,
        .line = row->line,
        .text = gen_strndup(row->long_text, row->long_len),
    };
    if (note->kind >= SJ_NOTE_EXCLUDES1 && note->kind <= SJ_NOTE_CODE_ALSO)
        take_references(f, note);
}

/* "E08-E13" and "B20" in rows. */
static facts_span span_of_block(const tabular_facts *f, const char *name)
{
    char first[SJ_CODE_CAP];
    const char *dash = strchr(name, '-');
    size_t len = dash ? (size_t)(dash - name) : strlen(name);
    memcpy(first, name, len);
    first[len] = '\0';
    return facts_range(f, first, dash ? dash + 1 : first);
}

/* A category widens the chapter it stands in. */
static void widen_chapter(tabular_facts *f, facts_span codes)
{
    uint32_t i = f->node_count - 1;
    while (f->nodes[i].level != SJF_LEVEL_CHAPTER)
        i--;
    if (f->nodes[i].codes.end == 0)
        f->nodes[i].codes.first = codes.first;
    f->nodes[i].codes.end = codes.end;
}

static bool take_row(void *ctx, const gen_row *row)
{
    tabular_facts *f = ctx;
    if (row->kind == GEN_ROW_NOTE) {
        take_note(f, row);
        return true;
    }
    f->nodes = gen_grow(f->nodes, f->node_count, &f->node_cap, sizeof f->nodes[0]);
    facts_node *node = &f->nodes[f->node_count++];
    *node = (facts_node){.level = row->status};
    memcpy(node->name, row->code, row->code_len + 1);
    if (node->level == SJF_LEVEL_BLOCK)
        node->codes = span_of_block(f, node->name);
    else if (node->level == SJF_LEVEL_CODE)
        node->codes = facts_subtree(f, node->name);
    if (node->level == SJF_LEVEL_CODE && row->code_len == 3)
        widen_chapter(f, node->codes);
    return true;
}

/* ---- both ------------------------------------------------------------------------ */

static void read_file(const char *folder, const char *name, gen_kind kind,
                      gen_row_fn row, tabular_facts *f, gen_report *report)
{
    char *path = gen_path_join(folder, name);
    gen_source source = {
        .path = path, .container = path, .kind = kind, .system = SJ_ICD10CM};
    gen_report_init(report, false);
    if (!gen_read_source(&source, row, f, report)) {
        gen_report_print(report, "tabular facts", stderr);
        exit(2);
    }
    free(path);
}

void facts_read(const char *folder, const char *order, const char *tabular,
                tabular_facts *out)
{
    gen_report report;
    *out = (tabular_facts){0};
    read_file(folder, order, GEN_ICD10CM_ORDER, take_code, out, &report);
    gen_report_free(&report);
    sort_codes(out);
    read_file(folder, tabular, GEN_ICD10CM_TABULAR, take_row, out, &out->report);
}

void facts_free(tabular_facts *facts)
{
    for (uint32_t i = 0; i < facts->note_count; i++)
        free(facts->notes[i].text);
    free(facts->codes);
    free(facts->by_code);
    free(facts->nodes);
    free(facts->notes);
    free(facts->references);
    gen_report_free(&facts->report);
}

const facts_node *facts_bearer(const tabular_facts *facts, const facts_reference *r)
{
    return &facts->nodes[facts->notes[r->note].node];
}

uint8_t facts_kind(const tabular_facts *facts, const facts_reference *r)
{
    return facts->notes[r->note].kind;
}

/*
 * Note lines of all files: each (node, kind, text) once, with the files that have it;
 * and of each the references it names.
 */
#include "gen/model/notes.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"

enum { TEXT_MAX = 65535 };

/* ---- taking ---------------------------------------------------------------------- */

static uint32_t intern(gen_text_pool *text, const char *bytes, size_t len)
{
    return bytes ? gen_text_intern(text, bytes, len) : 0;
}

static const char *take_node(gen_raw_notes *raw, gen_text_pool *text, uint32_t file,
                             const gen_row *row)
{
    if (row->status > SJF_LEVEL_CODE)
        return "no level of the Tabular List";
    if (row->status == SJF_LEVEL_CODE && row->code_len >= SJ_CODE_CAP)
        return "longer than a code";
    raw->nodes =
        gen_grow(raw->nodes, raw->node_count, &raw->node_cap, sizeof *raw->nodes);
    raw->nodes[raw->node_count++] =
        (gen_raw_node){.name = intern(text, row->code, row->code_len),
                       .title = intern(text, row->long_text, row->long_len),
                       .parent = intern(text, row->short_text, row->short_len),
                       .file = file,
                       .node = GEN_NO_NODE,
                       .level = row->status};
    return NULL;
}

/* The node that bears a note is the last one of its name in the file. */
static const char *take_note(gen_raw_notes *raw, gen_text_pool *text, uint32_t file,
                             const gen_row *row)
{
    if (row->status >= SJ_NOTE_KIND_COUNT)
        return "no kind of note";
    uint32_t name = intern(text, row->code, row->code_len);
    uint32_t node = raw->node_count;
    while (node > 0 && raw->nodes[node - 1].file == file &&
           raw->nodes[node - 1].name != name)
        node--;
    if (node == 0 || raw->nodes[node - 1].file != file)
        return "a note before its node";
    raw->nodes[node - 1].bears = true;
    raw->notes =
        gen_grow(raw->notes, raw->note_count, &raw->note_cap, sizeof *raw->notes);
    raw->notes[raw->note_count++] =
        (gen_raw_note){.raw_node = node - 1,
                       .text = intern(text, row->long_text, row->long_len),
                       .line = row->line,
                       .kind = row->status,
                       .flags = row->flags};
    return NULL;
}

const char *gen_notes_take(gen_raw_notes *raw, gen_text_pool *text, uint32_t file,
                           const gen_row *row)
{
    if (row->long_len > TEXT_MAX || row->short_len > TEXT_MAX)
        return "text is longer than 65535 bytes";
    return row->kind == GEN_ROW_NODE ? take_node(raw, text, file, row)
                                     : take_note(raw, text, file, row);
}

void gen_raw_notes_free(gen_raw_notes *raw)
{
    free(raw->nodes);
    free(raw->notes);
    *raw = (gen_raw_notes){0};
}

void gen_note_facts_free(gen_note_facts *facts)
{
    free(facts->parsed);
    free(facts->in_file);
    free(facts->weak);
    *facts = (gen_note_facts){0};
}

/* ---- notes ----------------------------------------------------------------------- */

/* A note line of one file, by what makes it the same as another one. */
typedef struct said {
    uint32_t node, text, file, line;
    uint8_t kind, flags;
} said;

/* A note and where its lines stand in the sorted ones. */
typedef struct draft {
    gen_note note;
    uint32_t first, count; /* of `said` */
    uint32_t newest, line_in_newest;
} draft;

static int compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_content(const void *a, const void *b)
{
    const said *x = a, *y = b;
    int order = compare(x->node, y->node);
    if (order == 0)
        order = compare(x->kind, y->kind);
    if (order == 0)
        order = compare(x->text, y->text);
    if (order == 0)
        order = compare(x->file, y->file);
    return order ? order : compare(x->line, y->line);
}

static bool same_note(const said *a, const said *b)
{
    return a->node == b->node && a->kind == b->kind && a->text == b->text;
}

/* As the newest file has them; what only older ones have stands behind. */
static int by_newest_file(const void *a, const void *b)
{
    const draft *x = a, *y = b;
    int order = compare(x->note.node, y->note.node);
    if (order == 0)
        order = compare(y->newest, x->newest);
    if (order == 0)
        order = compare(x->line_in_newest, y->line_in_newest);
    if (order == 0)
        order = compare(x->note.kind, y->note.kind);
    return order ? order : compare(x->note.text, y->note.text);
}

static said *sort_lines(const gen_raw_notes *raw)
{
    said *lines = gen_resize(NULL, raw->note_count, sizeof *lines);
    for (uint32_t i = 0; i < raw->note_count; i++) {
        const gen_raw_note *note = &raw->notes[i];
        const gen_raw_node *node = &raw->nodes[note->raw_node];
        lines[i] = (said){.node = node->node, /* it bears this note, so it is one */
                          .text = note->text,
                          .file = node->file,
                          .line = note->line,
                          .kind = note->kind,
                          .flags = note->flags};
    }
    qsort(lines, raw->note_count, sizeof *lines, by_content);
    return lines;
}

static draft draft_of(const said *lines, uint32_t first, uint32_t end)
{
    draft d = {.note = {.node = lines[first].node,
                        .text = lines[first].text,
                        .kind = lines[first].kind},
               .first = first,
               .count = end - first};
    for (uint32_t i = first; i < end; i++) {
        d.note.flags |= lines[i].flags;
        if (i == first || lines[i].file != d.newest)
            d.line_in_newest = lines[i].line;
        d.newest = lines[i].file;
    }
    return d;
}

static draft *draft_notes(const said *lines, uint32_t line_count, uint32_t *count)
{
    draft *drafts = gen_resize(NULL, line_count, sizeof *drafts);
    *count = 0;
    for (uint32_t i = 0, end; i < line_count; i = end) {
        for (end = i + 1; end < line_count && same_note(&lines[i], &lines[end]); end++)
            ;
        drafts[(*count)++] = draft_of(lines, i, end);
    }
    qsort(drafts, *count, sizeof *drafts, by_newest_file);
    return drafts;
}

/* One occurrence a file: its first line. */
static void add_occurrences(gen_notes *out, gen_note *note, const draft *d,
                            const said *lines, const uint16_t *sources)
{
    note->first_occurrence = out->occurrence_count;
    for (uint32_t i = 0; i < d->count; i++) {
        const said *line = &lines[d->first + i];
        if (i > 0 && line->file == line[-1].file)
            continue;
        out->occurrences[out->occurrence_count++] =
            (gen_occurrence){.source = sources[line->file], .line = line->line};
        note->occurrence_count++;
    }
}

static void add_notes(gen_notes *out, const draft *drafts, uint32_t count,
                      const said *lines, const uint16_t *sources)
{
    for (uint32_t i = 0; i < count; i++) {
        gen_note note = drafts[i].note;
        gen_node *node = &out->nodes[note.node];
        add_occurrences(out, &note, &drafts[i], lines, sources);
        if (node->note_count++ == 0)
            node->first_note = out->note_count;
        out->notes[out->note_count++] = note;
    }
    /* Nodes without notes point where theirs would stand. */
    for (uint32_t i = 0, next = 0; i < out->node_count; i++) {
        if (out->nodes[i].note_count == 0)
            out->nodes[i].first_note = next;
        next = out->nodes[i].first_note + out->nodes[i].note_count;
    }
}

static void mark_weak(gen_note_facts *facts, const said *lines, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (lines[i].kind == SJ_NOTE_CODE_FIRST && lines[i].flags & GEN_NOTE_WEAK)
            facts->weak[(size_t)lines[i].node * facts->file_count + lines[i].file] = 1;
}

/* ---- references ------------------------------------------------------------------ */

/* A note names something. */
typedef struct mention {
    uint32_t note; /* index of its draft, which is the note's */
    uint32_t node, text;
    uint32_t place; /* of the mention among all, and of what was parsed */
    uint32_t first; /* the place of the first mention of the same reference */
    uint8_t kind;
} mention;

typedef struct mentions {
    mention *items;
    gen_note_reference *parsed;
    uint32_t count, cap, parsed_cap;
} mentions;

static bool makes_rules(uint8_t kind)
{
    return kind >= SJ_NOTE_EXCLUDES1 && kind <= SJ_NOTE_CODE_ALSO;
}

static void add_mention(mentions *m, gen_text_pool *text, const gen_notes *notes,
                        uint32_t note, const gen_note_reference *reference)
{
    m->items = gen_grow(m->items, m->count, &m->cap, sizeof *m->items);
    m->parsed = gen_grow(m->parsed, m->count, &m->parsed_cap, sizeof *m->parsed);
    m->parsed[m->count] = *reference;
    m->items[m->count] = (mention){
        .note = note,
        .node = notes->notes[note].node,
        .text = gen_text_intern(text, reference->text, strlen(reference->text)),
        .place = m->count,
        .kind = notes->notes[note].kind};
    m->count++;
}

static void read_all(mentions *m, gen_catalog *out)
{
    gen_note_references *found = gen_alloc(sizeof *found);
    for (uint32_t i = 0; i < out->notes.note_count; i++) {
        size_t len;
        if (!makes_rules(out->notes.notes[i].kind))
            continue;
        const char *text = gen_text_get(&out->text, out->notes.notes[i].text, &len);
        gen_read_references(text, len, found);
        for (uint32_t k = 0; k < found->count; k++)
            add_mention(m, &out->text, &out->notes, i, &found->items[k]);
    }
    free(found);
}

/* Spellings of one reference have one key. Notes come with the newest file's first. */
static int by_key(const void *a, const void *b, void *ctx)
{
    const mention *x = a, *y = b;
    const gen_note_reference *parsed = ctx;
    int order = compare(x->node, y->node);
    if (order == 0)
        order = compare(x->kind, y->kind);
    if (order == 0)
        order = strcmp(parsed[x->place].key, parsed[y->place].key);
    return order ? order : compare(x->place, y->place);
}

static int by_text(const void *a, const void *b, void *text)
{
    const mention *x = a, *y = b;
    int order = compare(x->node, y->node);
    if (order == 0)
        order = compare(x->kind, y->kind);
    if (order == 0 && x->text != y->text)
        order = strcmp(gen_text_get(text, x->text, NULL),
                       gen_text_get(text, y->text, NULL));
    return order ? order : compare(x->place, y->place);
}

static int by_place(const void *a, const void *b)
{
    const mention *x = a, *y = b;
    return compare(x->place, y->place);
}

/* Each mention learns the first one of its reference. @return those, which the caller
 * frees */
static mention *find_distinct(mentions *m, uint32_t *count)
{
    mention *distinct = gen_resize(NULL, m->count, sizeof *distinct);
    *count = 0;
    qsort_r(m->items, m->count, sizeof *m->items, by_key, m->parsed);
    for (uint32_t i = 0; i < m->count; i++) {
        mention *x = &m->items[i];
        const mention *last = *count ? &distinct[*count - 1] : NULL;
        if (!last || last->node != x->node || last->kind != x->kind ||
            strcmp(m->parsed[last->place].key, m->parsed[x->place].key) != 0)
            distinct[(*count)++] = *x;
        x->first = distinct[*count - 1].place;
    }
    return distinct;
}

/* Number the distinct ones. `number` has one a mention, by place. */
static void add_references(mentions *m, gen_catalog *out, gen_note_facts *facts,
                           uint32_t *number)
{
    gen_notes *notes = &out->notes;
    uint32_t count;
    mention *distinct = find_distinct(m, &count);
    qsort_r(distinct, count, sizeof *distinct, by_text, &out->text);
    notes->references = gen_resize(NULL, count, sizeof *notes->references);
    facts->parsed = gen_resize(NULL, count, sizeof *facts->parsed);
    for (uint32_t i = 0; i < count; i++) {
        const mention *x = &distinct[i];
        facts->parsed[i] = m->parsed[x->place];
        notes->references[i] =
            (gen_reference){.node = x->node, .text = x->text, .kind = x->kind};
        number[x->place] = i;
    }
    notes->reference_count = count;
    free(distinct);
    qsort(m->items, m->count, sizeof *m->items, by_place);
    for (uint32_t i = 0; i < m->count; i++)
        number[i] = number[m->items[i].first]; /* first ones are their own */
}

static bool already_named(const gen_notes *notes, const gen_note *note,
                          uint32_t reference)
{
    for (uint32_t i = 0; i < note->reference_count; i++)
        if (notes->note_references[note->first_reference + i] == reference)
            return true;
    return false;
}

/* Which notes name them, and so which files. */
static void link_references(const mentions *m, const uint32_t *number, gen_notes *notes,
                            const draft *drafts, const said *lines,
                            gen_note_facts *facts)
{
    notes->note_references = gen_resize(NULL, m->count, sizeof *notes->note_references);
    facts->in_file = gen_alloc((size_t)notes->reference_count * facts->file_count);
    uint32_t next = 0;
    for (uint32_t n = 0; n < notes->note_count; n++) {
        gen_note *note = &notes->notes[n];
        note->first_reference = notes->note_reference_count;
        for (; next < m->count && m->items[next].note == n; next++) {
            uint32_t reference = number[next];
            if (already_named(notes, note, reference))
                continue;
            notes->note_references[notes->note_reference_count++] = reference;
            note->reference_count++;
            uint8_t *in_file = &facts->in_file[(size_t)reference * facts->file_count];
            for (uint32_t i = 0; i < drafts[n].count; i++)
                in_file[lines[drafts[n].first + i].file] = 1;
        }
    }
}

void gen_notes_merge(gen_raw_notes *raw, const uint16_t *sources, uint32_t file_count,
                     gen_catalog *out, gen_note_facts *facts)
{
    gen_notes *notes = &out->notes;
    mentions m = {.items = gen_resize(NULL, 0, sizeof *m.items)}; /* to be sorted */
    uint32_t count;
    gen_note_tree(raw, out);
    said *lines = sort_lines(raw);
    draft *drafts = draft_notes(lines, raw->note_count, &count);
    notes->notes = gen_resize(NULL, count, sizeof *notes->notes);
    notes->occurrences = gen_resize(NULL, raw->note_count, sizeof *notes->occurrences);
    add_notes(notes, drafts, count, lines, sources);

    *facts = (gen_note_facts){.file_count = file_count};
    facts->weak = gen_alloc((size_t)notes->node_count * file_count);
    mark_weak(facts, lines, raw->note_count);
    read_all(&m, out);
    uint32_t *number = gen_resize(NULL, m.count, sizeof *number);
    add_references(&m, out, facts, number);
    link_references(&m, number, notes, drafts, lines, facts);
    free(number);
    free(m.items);
    free(m.parsed);
    free(drafts);
    free(lines);
}

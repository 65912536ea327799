/*
 * The kit of edit_kit.h.
 */
#include "tests/support/edit_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/source/note_reference.h"

/* ---- rows ------------------------------------------------------------------------ */

static bool begins_another(const char *code, size_t len, const char *codes)
{
    for (const char *p = strstr(codes, code); p; p = strstr(p + 1, code))
        if ((p == codes || p[-1] == ' ') && p[len] != ' ' && p[len] != '\0')
            return true;
    return false;
}

uint32_t kit_codes(merge_kit *kit, gen_kind kind, const char *release, const char *from,
                   const char *codes)
{
    static char words[64][SJ_CODE_CAP]; /* they outlive the kit that points to them */
    static size_t used;
    uint32_t source = kit_source(kit, kind, release, from, NULL);
    for (const char *p = codes; *p;) {
        size_t len = strcspn(p, " ");
        char *word = words[used++ % 64];
        memset(word, 0, SJ_CODE_CAP);
        memcpy(word, p, len);
        bool header = begins_another(word, len, codes);
        kit_undated(kit, source, word, header ? SJ_CODE_HEADER : SJ_CODE_BILLABLE, "s",
                    "l");
        p += len + strspn(p + len, " ");
    }
    return source;
}

void kit_node(merge_kit *kit, uint32_t source, int level, const char *name,
              const char *parent, const char *title)
{
    kit_row_add(kit, source,
                (gen_row){.kind = GEN_ROW_NODE,
                          .code = name,
                          .status = (uint8_t)level,
                          .short_text = parent,
                          .long_text = title});
}

void kit_note(merge_kit *kit, uint32_t source, const char *node, sj_note_kind kind,
              const char *text)
{
    bool weak = gen_note_is_weak(text, strlen(text));
    kit_row_add(kit, source,
                (gen_row){.kind = GEN_ROW_NOTE,
                          .code = node,
                          .status = (uint8_t)kind,
                          .flags = weak ? GEN_NOTE_WEAK : 0,
                          .long_text = text});
}

void kit_has_list(merge_kit *kit, uint32_t source, sj_system system,
                  enum sjf_trait trait, unsigned least, unsigned greatest)
{
    kit_row_add(kit, source,
                (gen_row){.kind = GEN_ROW_LIST,
                          .code = "",
                          .system = system,
                          .status = (uint8_t)trait,
                          .value = least | greatest << 8});
}

void kit_member(merge_kit *kit, uint32_t source, sj_system system, enum sjf_trait trait,
                const char *code)
{
    kit_row_add(kit, source,
                (gen_row){.kind = GEN_ROW_MEMBER,
                          .code = code,
                          .system = system,
                          .status = (uint8_t)trait});
}

/* ---- what came of it ------------------------------------------------------------- */

static void say(merge_kit *kit, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void say(merge_kit *kit, const char *format, ...)
{
    size_t used = strlen(kit->text);
    va_list args;
    va_start(args, format);
    vsnprintf(kit->text + used, sizeof kit->text - used, format, args);
    va_end(args);
}

static const char *text_of(const merge_kit *kit, uint32_t id)
{
    return gen_text_get(&kit->catalog.text, id, NULL);
}

static void say_voice(merge_kit *kit, const char *who, unsigned coverage)
{
    if (coverage)
        say(kit, " %s%s", who,
            coverage == SJF_COVER_GAP       ? "/gap"
            : coverage == SJF_COVER_CARRIED ? "/carried"
                                            : "");
}

const char *kit_columns(merge_kit *kit, sj_system system)
{
    const gen_edits *edits = &kit->catalog.edits[system];
    char from[SJ_DATE_CAP];
    kit->text[0] = '\0';
    for (uint32_t i = 0; i < edits->column_count; i++) {
        unsigned coverage = edits->columns[i].coverage;
        sj_date_format(edits->columns[i].from, from);
        say(kit, "%s%s", i ? ", " : "", from[0] ? from : "-");
        say_voice(kit, "notes", coverage >> SJF_COVER_NOTES_SHIFT & 7);
        say_voice(kit, "mce", coverage >> SJF_COVER_MCE_SHIFT & 7);
        say_voice(kit, "poa", coverage >> SJF_COVER_POA_SHIFT & 7);
    }
    return kit->text;
}

const char *kit_trait(merge_kit *kit, sj_system system, const char *code,
                      enum sjf_trait trait)
{
    const gen_edits *edits = &kit->catalog.edits[system];
    uint32_t row = edits->classes[kit_class(kit, system, code)].traits;
    kit->text[0] = '\0';
    for (uint32_t i = 0; i < edits->column_count; i++)
        say(kit, "%u",
            (unsigned)(edits->traits[(size_t)row * edits->column_count + i] >> trait &
                       1));
    return kit->text;
}

static const gen_node *node_of(const merge_kit *kit, int level, const char *name)
{
    const gen_notes *notes = &kit->catalog.notes;
    for (uint32_t i = 0; i < notes->node_count; i++)
        if (notes->nodes[i].level == level &&
            strcmp(text_of(kit, notes->nodes[i].name), name) == 0)
            return &notes->nodes[i];
    return NULL;
}

const char *kit_tree(merge_kit *kit, int level, const char *name)
{
    const gen_node *node = node_of(kit, level, name);
    kit->text[0] = '\0';
    while (node) {
        say(kit, "%s%s", kit->text[0] ? " < " : "", text_of(kit, node->name));
        node = node->parent == GEN_NO_NODE ? NULL
                                           : &kit->catalog.notes.nodes[node->parent];
    }
    return kit->text;
}

static void say_note(merge_kit *kit, const gen_note *note)
{
    const gen_notes *notes = &kit->catalog.notes;
    say(kit, "%s%s %s%s [", kit->text[0] ? "; " : "",
        sj_note_kind_name((sj_note_kind)note->kind),
        note->flags & GEN_NOTE_WEAK ? "weak " : "", text_of(kit, note->text));
    for (uint32_t i = 0; i < note->occurrence_count; i++) {
        const gen_occurrence *o = &notes->occurrences[note->first_occurrence + i];
        say(kit, "%s%u:%u", i ? " " : "", o->source, o->line);
    }
    say(kit, "]");
    for (uint32_t i = 0; i < note->reference_count; i++)
        say(kit, " (%s)",
            text_of(kit,
                    notes->references[notes->note_references[note->first_reference + i]]
                        .text));
}

const char *kit_notes(merge_kit *kit, int level, const char *name)
{
    const gen_node *node = node_of(kit, level, name);
    kit->text[0] = '\0';
    for (uint32_t i = 0; node && i < node->note_count; i++)
        say_note(kit, &kit->catalog.notes.notes[node->first_note + i]);
    return kit->text;
}

const char *kit_rectangles(merge_kit *kit, int level, const char *name)
{
    const gen_edits *edits = &kit->catalog.edits[SJ_ICD10CM];
    const gen_notes *notes = &kit->catalog.notes;
    const gen_node *node = node_of(kit, level, name);
    kit->text[0] = '\0';
    for (uint32_t i = 0; i < edits->rectangle_count; i++) {
        const gen_rectangle *r = &edits->rectangles[i];
        const gen_reference *reference = &notes->references[r->reference];
        if (&notes->nodes[reference->node] != node)
            continue;
        say(kit, "%s%s ", kit->text[0] ? ", " : "", text_of(kit, reference->text));
        for (uint32_t k = 0; k < edits->column_count; k++)
            say(kit, "%d", edits->presences[r->presence * edits->column_count + k]);
    }
    return kit->text;
}

uint32_t kit_class(const merge_kit *kit, sj_system system, const char *code)
{
    return kit_code(kit, system, code)->class_id;
}

/* ---- everything ------------------------------------------------------------------ */

static void print_edits(const merge_kit *kit, sj_system system, FILE *out)
{
    const gen_edits *e = &kit->catalog.edits[system];
    const gen_system *s = &kit->catalog.systems[system];
    for (uint32_t i = 0; i < e->column_count; i++) {
        const gen_column *c = &e->columns[i];
        fprintf(out, "column %d %u %u %u %u %u", c->from, c->coverage, c->lists,
                c->notes_source, c->mce_source, c->poa_source);
        for (int k = 0; k < 4; k++)
            fprintf(out, " %u-%u", c->ages[k][0], c->ages[k][1]);
        fputc('\n', out);
    }
    for (uint32_t i = 0; i < s->code_count; i++)
        fprintf(out, "%s %u\n", s->codes[i].code, s->codes[i].class_id);
    for (uint32_t i = 0; i < e->class_count; i++)
        fprintf(out, "class %u %u\n", e->classes[i].group, e->classes[i].traits);
    for (size_t i = 0; i < (size_t)e->trait_count * e->column_count; i++)
        fprintf(out, "%llx ", (unsigned long long)e->traits[i]);
    for (uint32_t i = 0; i < e->rectangle_count; i++) {
        const gen_rectangle *r = &e->rectangles[i];
        fprintf(out, "rectangle %u %u %u %u %u %u\n", r->reference, r->left,
                r->left_count, r->right, r->right_count, r->presence);
    }
    const gen_gems *gems = &kit->catalog.gems[system];
    for (uint32_t i = 0; i < gems->count; i++)
        fprintf(out, "gem %u %llu %llu %u\n", gems->source,
                (unsigned long long)gems->items[i].from,
                (unsigned long long)gems->items[i].to, gems->items[i].flags);
}

static void print_notes(merge_kit *kit, FILE *out)
{
    const gen_notes *notes = &kit->catalog.notes;
    for (uint32_t i = 0; i < notes->node_count; i++) {
        const gen_node *node = &notes->nodes[i];
        fprintf(out, "node %s %s %u %u %u\n", text_of(kit, node->name),
                text_of(kit, node->title), node->parent, node->first_note,
                node->note_count);
        fprintf(out, "%s\n", kit_notes(kit, node->level, text_of(kit, node->name)));
    }
    for (uint32_t i = 0; i < notes->reference_count; i++)
        fprintf(out, "reference %u %u %s\n", notes->references[i].node,
                notes->references[i].kind, text_of(kit, notes->references[i].text));
}

char *kit_all_edits(merge_kit *kit)
{
    const gen_catalog *c = &kit->catalog;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        abort();
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        print_edits(kit, (sj_system)i, out);
    print_notes(kit, out);
    for (uint32_t i = 0; i < c->pcs.row_count; i++)
        fprintf(out, "pcs %u %u %llx\n", c->pcs.rows[i].source, c->pcs.rows[i].table,
                (unsigned long long)c->pcs.rows[i].values[0]);
    for (uint32_t i = 0; i < c->pcs.label_count; i++)
        fprintf(out, "label %u %s\n", c->pcs.labels[i].key,
                text_of(kit, c->pcs.labels[i].text));
    for (uint32_t i = 0; i < c->successors.count; i++)
        fprintf(out, "successor %llu %llu %d %u\n",
                (unsigned long long)c->successors.items[i].from,
                (unsigned long long)c->successors.items[i].to,
                c->successors.items[i].day, c->successors.items[i].source);
    fclose(out);
    return text;
}

/*
 * The sections of notes (FORMAT.md 18): nodes, notes, what they refer to, where they
 * stand. The model has them in the order of the sections.
 */
#include "gen/build/sections.h"

static void build_nodes(const gen_notes *n, gen_text_section *text, gen_bytes *out)
{
    for (uint32_t i = 0; i < n->node_count; i++) {
        const gen_node *node = &n->nodes[i];
        uint8_t *r = gen_bytes_extend(out, SJF_NODE_RECORD);
        sjf_store32(r + SJF_NODE_NAME, gen_text_section_add(text, node->name));
        sjf_store32(r + SJF_NODE_TITLE, gen_text_section_add(text, node->title));
        sjf_store32(r + SJF_NODE_PARENT, node->parent);
        sjf_store32(r + SJF_NODE_FIRST_NOTE, node->first_note);
        sjf_store32(r + SJF_NODE_NOTES, node->note_count);
        r[SJF_NODE_LEVEL] = node->level;
    }
}

/* @return false when a note has more references or occurrences than a u16 counts */
static bool build_notes(const gen_notes *n, gen_text_section *text, gen_bytes *out)
{
    for (uint32_t i = 0; i < n->note_count; i++) {
        const gen_note *note = &n->notes[i];
        uint8_t *r = gen_bytes_extend(out, SJF_NOTE_RECORD);
        if (note->reference_count > UINT16_MAX || note->occurrence_count > UINT16_MAX)
            return false;
        sjf_store32(r + SJF_NOTE_NODE, note->node);
        sjf_store32(r + SJF_NOTE_TEXT, gen_text_section_add(text, note->text));
        sjf_store32(r + SJF_NOTE_FIRST_REFERENCE, note->first_reference);
        sjf_store16(r + SJF_NOTE_REFERENCE_COUNT, (uint16_t)note->reference_count);
        r[SJF_NOTE_KIND] = note->kind;
        r[SJF_NOTE_FLAGS] = note->flags;
        sjf_store32(r + SJF_NOTE_FIRST_OCCURRENCE, note->first_occurrence);
        sjf_store16(r + SJF_NOTE_OCCURRENCES, (uint16_t)note->occurrence_count);
    }
    return true;
}

static void build_references(const gen_notes *n, gen_text_section *text, gen_bytes *out)
{
    gen_bytes *numbers = &out[SJF_NOTE_REFERENCES - SJF_NODES];
    gen_bytes *references = &out[SJF_REFERENCES - SJF_NODES];
    gen_bytes *occurrences = &out[SJF_OCCURRENCES - SJF_NODES];
    for (uint32_t i = 0; i < n->note_reference_count; i++)
        sjf_store32(gen_bytes_extend(numbers, 4), n->note_references[i]);
    for (uint32_t i = 0; i < n->reference_count; i++) {
        uint8_t *r = gen_bytes_extend(references, SJF_REF_RECORD);
        sjf_store32(r + SJF_REF_NODE, n->references[i].node);
        sjf_store32(r + SJF_REF_TEXT,
                    gen_text_section_add(text, n->references[i].text));
        r[SJF_REF_KIND] = n->references[i].kind;
    }
    for (uint32_t i = 0; i < n->occurrence_count; i++) {
        uint8_t *r = gen_bytes_extend(occurrences, SJF_OCC_RECORD);
        sjf_store16(r + SJF_OCC_SOURCE, n->occurrences[i].source);
        sjf_store32(r + SJF_OCC_LINE, n->occurrences[i].line);
    }
}

const char *gen_build_notes(const gen_notes *notes, gen_text_section *text,
                            gen_bytes *out)
{
    build_nodes(notes, text, &out[SJF_NODES - SJF_NODES]);
    if (!build_notes(notes, text, &out[SJF_NOTES - SJF_NODES]))
        return "a note has more than 65535 references or occurrences";
    build_references(notes, text, out);
    return NULL;
}

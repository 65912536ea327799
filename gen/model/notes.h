/*
 * Notes of all Tabular Lists: taken as they are read, then merged into the catalog's
 * nodes, notes and references, with the files that have each. What holds on which day
 * follows from the files' intervals and is the caller's affair (merge_edits.c).
 */
#ifndef SCRUBJAY_GEN_NOTES_H
#define SCRUBJAY_GEN_NOTES_H

#include "gen/model/catalog.h"
#include "gen/model/listing.h"
#include "gen/source/note_reference.h"

/* A node as one file has it. */
typedef struct gen_raw_node {
    uint32_t name, title, parent; /* ids of text; `parent` is a name */
    uint32_t file;
    uint32_t node; /* in the catalog, once merged; GEN_NO_NODE: it is none */
    uint8_t level;
    bool bears; /* notes */
    bool holds; /* a block: categories of its own */
} gen_raw_node;

/* A note line as one file has it. */
typedef struct gen_raw_note {
    uint32_t raw_node, text, line;
    uint8_t kind, flags;
} gen_raw_note;

/* Everything that was read. Files are numbered by date and come in that order. */
typedef struct gen_raw_notes {
    gen_raw_node *nodes;
    gen_raw_note *notes;
    uint32_t node_count, node_cap, note_count, note_cap;
} gen_raw_notes;

/* What the catalog does not keep. */
typedef struct gen_note_facts {
    gen_note_reference *parsed; /* one a reference of the catalog */
    uint8_t *in_file; /* reference_count rows of file_count bytes: the file has it */
    uint8_t
        *weak; /* node_count rows of file_count bytes: a weak code-first note there */
    uint32_t file_count;
} gen_note_facts;

/* A row of kind GEN_ROW_NODE or GEN_ROW_NOTE. @return NULL or why it is refused */
const char *gen_notes_take(gen_raw_notes *raw, gen_text_pool *text, uint32_t file,
                           const gen_row *row);
void gen_raw_notes_free(gen_raw_notes *raw);

/*
 * Fill out->notes; raw nodes learn their number. `sources` is the number in the catalog
 * of each file. Free the facts with gen_note_facts_free().
 */
void gen_notes_merge(gen_raw_notes *raw, const uint16_t *sources, uint32_t file_count,
                     gen_catalog *out, gen_note_facts *facts);
void gen_note_facts_free(gen_note_facts *facts);

/* note_tree.c: the nodes of the catalog, and the node of each raw one. */
void gen_note_tree(gen_raw_notes *raw, gen_catalog *out);

#endif

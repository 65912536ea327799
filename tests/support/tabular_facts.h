/*
 * A Tabular List and the order file of its release, as the generator's readers hand
 * them out: rows in tabular order, note lines, and references as stretches of rows. For
 * tests that count what the official texts contradict; knows nothing of the model. What
 * cannot be read ends the program with the reader's messages.
 */
#ifndef SCRUBJAY_TESTS_TABULAR_FACTS_H
#define SCRUBJAY_TESTS_TABULAR_FACTS_H

#include "gen/report.h"
#include "gen/source/note_reference.h"

/* Rows of the order file; `end` is not among them. Ends lie where subtrees end, so two
 * stretches that meet share a billable code. */
typedef struct facts_span {
    uint32_t first, end; /* equal: no code */
} facts_span;

typedef struct facts_code {
    char code[SJ_CODE_CAP];
    bool billable;
} facts_code;

/* A chapter, a block, or a code. */
typedef struct facts_node {
    char name[SJ_CODE_CAP]; /* "chapter 4", "E08-E13", "E11" */
    uint8_t level;          /* SJF_LEVEL_* */
    facts_span codes;
} facts_node;

typedef struct facts_note {
    uint32_t node; /* index */
    uint8_t kind;  /* sj_note_kind */
    uint32_t line;
    char *text;
    uint32_t first, count; /* its references */
} facts_note;

typedef struct facts_reference {
    uint32_t note; /* index */
    char first[SJ_CODE_CAP], last[SJ_CODE_CAP];
    char text[GEN_REFERENCE_TEXT_CAP];
    bool qualified;
    bool dotted;      /* written with ".-" behind a subcategory: "D29.2.-" */
    facts_span names; /* without regard to a qualifier */
} facts_reference;

typedef struct tabular_facts {
    facts_code *codes;
    uint32_t *by_code; /* rows, in byte order of codes */
    facts_node *nodes;
    facts_note *notes;
    facts_reference *references;
    uint32_t code_count, code_cap, node_count, node_cap;
    uint32_t note_count, note_cap, reference_count, reference_cap;
    gen_report report; /* of the Tabular List */
} tabular_facts;

/* Read two files, named from the data folder. */
void facts_read(const char *folder, const char *order, const char *tabular,
                tabular_facts *out);
void facts_free(tabular_facts *facts);

/* A code and all below it; empty when there is no such row. */
facts_span facts_subtree(const tabular_facts *facts, const char *code);
/* From a code through the whole subtree of another. */
facts_span facts_range(const tabular_facts *facts, const char *first, const char *last);

bool facts_meet(facts_span a, facts_span b);
bool facts_within(facts_span inner, facts_span outer);
facts_span facts_common(facts_span a, facts_span b);

/* The node that bears a reference, and the kind of its note. */
const facts_node *facts_bearer(const tabular_facts *facts, const facts_reference *r);
uint8_t facts_kind(const tabular_facts *facts, const facts_reference *r);

#endif

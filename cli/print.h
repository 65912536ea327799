/*
 * The two ways answers are printed: JSON for programs (print_json.c), lines for people
 * (print_text.c). Both on standard output.
 */
#ifndef SCRUBJAY_CLI_PRINT_H
#define SCRUBJAY_CLI_PRINT_H

#include "cli/json.h"
#include "cli/reply.h"

/* What `tree` says of a code beyond the reply. */
typedef struct cli_family {
    sj_entry ancestors[SJ_CODE_CAP]; /* nearest first */
    size_t ancestor_count;
    sj_entry *children; /* in code order */
    size_t child_count;
    bool has_divisions;
    sj_division chapter, block; /* block.id "" when it has none */
    bool has_notes;             /* a Tabular List speaks for the date */
    sj_note *notes;             /* nearest node first */
    size_t note_count;
} cli_family;

void cli_json_reply(const cli_reply *reply);
void cli_text_reply(const cli_reply *reply);

static inline void cli_print_reply(const cli_reply *reply, bool json)
{
    if (json)
        cli_json_reply(reply);
    else
        cli_text_reply(reply);
}

void cli_json_tree(const sj_image *image, const cli_reply *reply,
                   const cli_family *family);
void cli_text_tree(const sj_image *image, const cli_reply *reply,
                   const cli_family *family);

/* A row of the catalogue of edits. */
void cli_json_edit(const sj_edit_info *edit);

/* "source": {file, release, row}; nothing when no file is known. */
void cli_json_citation(json_t *object, const sj_citation *from);

/* One code of `prefix`; `words` are those of the date. */
void cli_json_entry(const sj_entry *entry, sj_date as_of, const sj_descriptor *words);
void cli_text_entry(const sj_entry *entry, const sj_descriptor *words);

#endif

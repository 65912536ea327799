/*
 * The two ways answers are printed: JSON for programs (print_json.c), lines for people
 * (print_text.c). Both on standard output.
 */
#ifndef SCRUBJAY_CLI_PRINT_H
#define SCRUBJAY_CLI_PRINT_H

#include "cli/reply.h"

/* What `tree` says of a code beyond the reply. */
typedef struct cli_family {
    sj_entry ancestors[SJ_CODE_CAP]; /* nearest first */
    size_t ancestor_count;
    sj_entry *children; /* in code order */
    size_t child_count;
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

void cli_json_tree(const cli_reply *reply, const cli_family *family);
void cli_text_tree(const sj_image *image, const cli_reply *reply,
                   const cli_family *family);

/* One code of `prefix`; `words` are those of the date. */
void cli_json_entry(const sj_entry *entry, sj_date as_of, const sj_descriptor *words);
void cli_text_entry(const sj_entry *entry, const sj_descriptor *words);

#endif

/*
 * What `pair` says of two codes: gathered in pair.c, printed in pair_print.c.
 */
#ifndef SCRUBJAY_CLI_PAIR_H
#define SCRUBJAY_CLI_PAIR_H

#include "cli/reply.h"

/* Values in the order of weight. */
typedef enum cli_pair_verdict {
    CLI_PAIR_NONE,        /* nothing speaks against the two */
    CLI_PAIR_UNKNOWN,     /* what could speak of them is not in the image */
    CLI_PAIR_INSTRUCTION, /* a note bids or allows them together, in an order maybe */
    CLI_PAIR_CONFLICT,    /* they may not stand together */
} cli_pair_verdict;

enum { CLI_PAIR_BITS = 8 };

typedef struct cli_pair {
    const sj_image *image;
    cli_reply codes[2];
    bool same_system;
    sj_date as_of;
    uint32_t says; /* SJ_PAIR_* */
    sj_pair_rule *rules;
    size_t rule_count;
    sj_edit_set edits;   /* edits that speak of the pair, in either order */
    sj_edit_set no_data; /* edits that no table could judge */
    const char *missing; /* a table of pairs that is not in the image; or NULL */
    cli_pair_verdict verdict;
} cli_pair;

/* "excludes1", "code first" ...: the words of bit 1 << `bit` of sj_pair(). */
const char *cli_pair_words(unsigned bit);
const char *cli_pair_verdict_str(cli_pair_verdict verdict);

void cli_pair_json(const cli_pair *pair);
void cli_pair_text(const cli_pair *pair);

#endif

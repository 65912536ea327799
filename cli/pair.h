/*
 * What `pair` says of two codes: gathered in pair.c and pair_lines.c, printed in
 * pair_print.c and pair_lines_print.c.
 */
#ifndef SCRUBJAY_CLI_PAIR_H
#define SCRUBJAY_CLI_PAIR_H

#include "cli/json.h"
#include "cli/reply.h"

/* Values in the order of weight. */
typedef enum cli_pair_verdict {
    CLI_PAIR_NONE,        /* nothing speaks against the two */
    CLI_PAIR_UNKNOWN,     /* what could speak of them is not in the image */
    CLI_PAIR_INSTRUCTION, /* a note bids or allows them together, in an order maybe */
    CLI_PAIR_MODIFIER,    /* only with a modifier that tells them apart */
    CLI_PAIR_CONFLICT,    /* they may not stand together */
} cli_pair_verdict;

enum { CLI_PAIR_BITS = 8, CLI_PTP_TABLES = 5 };

/* What one PTP table says of two procedure codes in one direction. */
typedef struct cli_ptp {
    int column1;      /* which of the two codes is the one that is paid: 0, 1 */
    int indicator;    /* on the date: 0, 1; -1: no row is in force */
    sj_ptp_row *rows; /* by date, tombstones included */
    size_t count;
} cli_ptp;

/* A PTP table that is in the image. */
typedef struct cli_ptp_table {
    sj_line_table table;
    sj_date first, last; /* days it can judge */
    bool speaks;         /* for the date */
    cli_ptp ways[2];
} cli_ptp_table;

/* One code is an add-on code of the other on the date. */
typedef struct cli_addon_link {
    int addon; /* which of the two codes */
    sj_addon_row row;
} cli_addon_link;

/* What line tables say of a pair. */
typedef struct cli_line_pair {
    bool asked; /* both are procedure codes */
    cli_ptp_table tables[CLI_PTP_TABLES];
    size_t table_count;
    cli_addon_link links[2];
    size_t link_count;
} cli_line_pair;

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
    cli_line_pair lines;
    cli_pair_verdict verdict;
} cli_pair;

/* "excludes1", "code first" ...: the words of bit 1 << `bit` of sj_pair(). */
const char *cli_pair_words(unsigned bit);
const char *cli_pair_verdict_str(cli_pair_verdict verdict);

/* Whether a code has the shape of a procedure code, and which. */
bool cli_line_shape(const char *query, sj_system *out);
/* The day for two procedure codes of these systems: as told, else today or the last one
 * that their lists and the PTP tables can judge, whichever is earlier. */
sj_date cli_line_pair_day(const sj_image *image, const sj_system systems[2],
                          const cli_options *options);
/* Ask all tables; pair->as_of is set. @return the verdict */
cli_pair_verdict cli_line_pair_ask(cli_pair *pair);
void cli_line_pair_free(cli_line_pair *lines);
/* Modifiers that clear a pair with indicator 1, NULL behind the last: those of a
 * distinct service first, then those of another encounter, then those of a site. */
extern const char *const cli_ptp_modifiers[];

void cli_line_pair_json(json_t *object, const cli_pair *pair);
void cli_line_pair_text(const cli_pair *pair);

void cli_pair_json(const cli_pair *pair);
void cli_pair_text(const cli_pair *pair);

#endif

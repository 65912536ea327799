/*
 * The tables an image holds beside code systems, told from the kinds of its sources:
 * Tabular Lists, Code Editor lists, POA lists and the like, with the days they speak
 * for.
 */
#ifndef SCRUBJAY_CLI_TABLES_H
#define SCRUBJAY_CLI_TABLES_H

#include "cli/command.h"

typedef enum cli_table {
    CLI_TABLE_TABULAR = 0,
    CLI_TABLE_MCE,
    CLI_TABLE_POA,
    CLI_TABLE_PCS,
    CLI_TABLE_GEMS,
    CLI_TABLE_CONVERSION,
    CLI_TABLE_COUNT,
} cli_table;

typedef struct cli_table_info {
    const char *name; /* "tabular", "mce", ... */
    bool dated;       /* it judges by days; the others hold whatever the day */
    uint32_t files;   /* 0: not in the image */
    sj_date from, to; /* first and last day */
} cli_table_info;

void cli_table_get(const sj_image *image, cli_table table, cli_table_info *out);

/* Whether a file of the table speaks for the day. */
bool cli_table_speaks(const sj_image *image, cli_table table, sj_date day);

/* Whether a source of such a kind was compiled in. */
bool cli_has_kind(const sj_image *image, const char *kind);

#endif

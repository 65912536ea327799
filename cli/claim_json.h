/*
 * One JSON object into an sj_claim. The claim's arrays are the reader's and its texts
 * point into the parsed object: both live until the next claim is read. What is no
 * claim (RULINGS 25) is refused with the reason and the place.
 */
#ifndef SCRUBJAY_CLI_CLAIM_JSON_H
#define SCRUBJAY_CLI_CLAIM_JSON_H

#include <jansson.h>

#include "cli/command.h"

/* Why a line is no claim, and where. */
typedef struct cli_fault {
    char reason[256];
    char at[64];   /* path of the item: "lines[3].units"; "" where there is none */
    int column;    /* of the line, from 1; 0: not told */
    uint64_t byte; /* of the line, from 1; 0: not told */
} cli_fault;

typedef struct cli_claim_reader {
    json_t *root;
    sj_claim claim;
    const char *id; /* NULL when the claim has none */
    size_t id_len;
    sj_diagnosis dx[SJ_CLAIM_ITEMS_MAX], reason[SJ_CLAIM_ITEMS_MAX],
        external[SJ_CLAIM_ITEMS_MAX], admitting;
    sj_procedure px[SJ_CLAIM_ITEMS_MAX];
    sj_line *lines; /* and behind them those of the history */
    size_t line_cap;
    int32_t *pointers; /* of all lines, one after the other */
    size_t pointer_count, pointer_cap;
    cli_fault fault; /* after a refusal */
} cli_claim_reader;

/* A zeroed reader is ready. @return false when the text is no claim; id is set anyway
 * when it could be read */
bool cli_claim_read(cli_claim_reader *reader, const char *text, size_t len);
void cli_claim_reader_free(cli_claim_reader *reader);

#endif

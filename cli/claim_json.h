/*
 * One JSON object into an sj_claim, straight from the text. The claim's arrays are the
 * reader's; its texts point into the line, or into the reader where they had escapes:
 * all live until the next claim is read, as long as the line does. What is no claim
 * (RULINGS 25) is refused with the reason and the place.
 */
#ifndef SCRUBJAY_CLI_CLAIM_JSON_H
#define SCRUBJAY_CLI_CLAIM_JSON_H

#include "cli/command.h"
#include "cli/json_scan.h"

/* Why a line is no claim, and where. */
typedef struct cli_fault {
    char reason[256];
    char at[64];   /* path of the item: "lines[3].units"; "" where there is none */
    int column;    /* of the line, from 1; 0: not told */
    uint64_t byte; /* of the line, from 1; 0: not told */
} cli_fault;

/* What a line says beside an NDC, while it is read. */
typedef struct cli_ndc_parts {
    bool is_string, bad_unit, bad_units;
    sj_str unit;
    double units;
} cli_ndc_parts;

typedef struct cli_claim_reader {
    cli_scan scan;
    sj_claim claim;
    const char *id; /* NULL when the claim has none; not NUL-terminated */
    size_t id_len;
    sj_diagnosis dx[SJ_CLAIM_ITEMS_MAX], reason[SJ_CLAIM_ITEMS_MAX],
        external[SJ_CLAIM_ITEMS_MAX], admitting;
    sj_procedure px[SJ_CLAIM_ITEMS_MAX];
    sj_line *lines;    /* SJ_CLAIM_LINES_MAX, and as many of the history */
    int32_t *pointers; /* of all lines, one after the other */
    size_t pointer_count, pointer_cap;
    cli_ndc_parts ndc;
    cli_fault fault;     /* after a refusal */
    uint64_t fault_rank; /* of several faults the one that comes first is told */
} cli_claim_reader;

/* A zeroed reader is ready. @return false when the text is no claim; id is set anyway
 * when it could be read */
bool cli_claim_read(cli_claim_reader *reader, const char *text, size_t len);
void cli_claim_reader_free(cli_claim_reader *reader);

#endif

/*
 * The second opinion on lines of NDJSON: the claim form read out of Jansson's tree.
 */
#ifndef SCRUBJAY_FUZZ_REFERENCE_CLAIM_JSON_H
#define SCRUBJAY_FUZZ_REFERENCE_CLAIM_JSON_H

#include <jansson.h>

#include "cli/claim_json.h"

typedef struct ref_claim_json {
    json_t *root;
    sj_claim claim;
    const char *id;
    size_t id_len;
    sj_diagnosis dx[SJ_CLAIM_ITEMS_MAX], reason[SJ_CLAIM_ITEMS_MAX],
        external[SJ_CLAIM_ITEMS_MAX], admitting;
    sj_procedure px[SJ_CLAIM_ITEMS_MAX];
    sj_line *lines;
    size_t line_cap;
    int32_t *pointers;
    size_t pointer_count, pointer_cap;
    cli_fault fault;
} ref_claim_json;

/* A zeroed reader is ready. @return false when the text is no claim */
bool ref_claim_json_read(ref_claim_json *reader, const char *text, size_t len);
void ref_claim_json_free(ref_claim_json *reader);

/* Read a line with both. @return what differs; NULL: nothing */
const char *ref_claim_json_compare(cli_claim_reader *engine, ref_claim_json *reference,
                                   const char *text, size_t len);

#endif

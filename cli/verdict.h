/*
 * What `check` says of one claim of its input, and the three ways of saying it: JSON
 * (verdict_json.c), text for the person who must fix the claim (verdict_text.c), or
 * counted alone (tally.c).
 */
#ifndef SCRUBJAY_CLI_VERDICT_H
#define SCRUBJAY_CLI_VERDICT_H

#include <stdio.h>

#include "cli/claim_json.h"

/* Of the build id: as many hex digits as name the image in results, and a NUL. */
enum { CLI_IMAGE_ID_CAP = 13 };

typedef struct cli_verdict {
    const sj_image *image;
    const char *image_id;
    const char *file; /* where the claim stands; NULL when there is one input */
    uint64_t line;    /* from 1 */
    const char *id;   /* of the claim; NULL when it is not known */
    size_t id_len;
    const cli_fault *fault; /* why it is no claim; NULL when it is one */
    const sj_x12_item *x12; /* where an 837 has it; NULL: it is NDJSON, see `line` */

    /* of claims */
    const sj_claim *claim;
    const sj_findings *findings;
    bool verbose; /* name the edits that were not evaluated, too */
} cli_verdict;

/* One line of JSON. */
void cli_verdict_json(FILE *out, const cli_verdict *verdict);
/* Some lines of text. */
void cli_verdict_text(FILE *out, const cli_verdict *verdict);

/* True when no edit is in the set. */
static inline bool cli_is_empty_set(const sj_edit_set *set)
{
    return (set->bits[0] | set->bits[1]) == 0;
}

/* Counts of a run. Two add up. */
typedef struct cli_tally {
    uint64_t errors;        /* lines that are no claims, and faults */
    uint64_t faults;        /* those of 837 files */
    uint64_t standing[4];   /* claims by sj_severity of their worst finding */
    uint64_t clean_in_part; /* clean ones of which something could not be judged */
    uint64_t severities[4]; /* findings */
    uint64_t edits[SJ_EDIT_COUNT][4]; /* findings by edit and severity */
    uint64_t claims[SJ_EDIT_COUNT];   /* claims with such a finding */
    uint64_t no_data[SJ_EDIT_COUNT];  /* claims on which it could not be judged */
} cli_tally;

/* Claims that were judged. */
uint64_t cli_tally_claims(const cli_tally *tally);
void cli_tally_count(cli_tally *tally, const cli_verdict *verdict);
void cli_tally_add(cli_tally *into, const cli_tally *part);
/* A table of all. */
void cli_tally_print(FILE *out, const cli_tally *tally);
/* One line. */
void cli_tally_print_line(FILE *out, const cli_tally *tally);

#endif

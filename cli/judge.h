/*
 * One worker of `check`: reads a line as a claim, or takes one out of an 837, has it
 * judged, says the verdict and counts it. A worker belongs to one thread; the options
 * are everybody's.
 */
#ifndef SCRUBJAY_CLI_JUDGE_H
#define SCRUBJAY_CLI_JUDGE_H

#include "cli/ndjson.h"
#include "cli/verdict.h"

typedef enum cli_check_output {
    CLI_OUT_NDJSON,
    CLI_OUT_TEXT,
    CLI_OUT_SUMMARY,
} cli_check_output;

typedef struct cli_check_options {
    const sj_image *image;
    char image_id[CLI_IMAGE_ID_CAP];
    sj_check_options engine;
    sj_edit_set enabled;
    sj_str payer; /* of claims that name none */
    cli_check_output output;
    bool findings_only, verbose, strict;
    unsigned threads;
} cli_check_options;

typedef struct cli_judge {
    const cli_check_options *options;
    cli_claim_reader reader;
    sj_finding *findings;
    uint32_t finding_cap;
    sj_findings found; /* on the claim that was judged last */
} cli_judge;

void cli_judge_begin(cli_judge *judge, const cli_check_options *options);
void cli_judge_end(cli_judge *judge);

/*
 * Judge a line.
 * @param text   the bytes it was read into
 * @param file   named in results on lines that are no claims; may be NULL
 * @return false when the line is no claim
 */
bool cli_judge_line(cli_judge *judge, const char *text, const cli_line *line,
                    const char *file, FILE *out, cli_tally *tally);

/*
 * Judge an item of an 837.
 * @param item  its places are those of the file
 * @param file  named in results that are faults; may be NULL
 * @return false when it is a fault
 */
bool cli_judge_item(cli_judge *judge, const sj_x12_item *item, const char *file,
                    FILE *out, cli_tally *tally);

#endif

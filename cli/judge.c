/*
 * The buffer for findings grows until all of a claim fit, so that none is lost.
 */
#include "cli/judge.h"

#include <stdlib.h>

enum { FINDINGS_AT_FIRST = 256 };

void cli_judge_begin(cli_judge *judge, const cli_check_options *options)
{
    *judge = (cli_judge){.options = options, .finding_cap = FINDINGS_AT_FIRST};
    judge->findings = cli_allocate(judge->finding_cap, sizeof *judge->findings);
}

void cli_judge_end(cli_judge *judge)
{
    cli_claim_reader_free(&judge->reader);
    free(judge->findings);
    judge->findings = NULL;
}

/* @return false when the library refuses the claim */
static bool check(cli_judge *judge, const sj_claim *claim, sj_findings *out)
{
    const cli_check_options *options = judge->options;
    for (;;) {
        *out = (sj_findings){.items = judge->findings, .cap = judge->finding_cap};
        if (sj_check(options->image, claim, &options->engine, out) != SJ_OK)
            return false;
        if (out->total <= out->cap)
            return true;
        free(judge->findings);
        judge->finding_cap = out->total;
        judge->findings = cli_allocate(judge->finding_cap, sizeof *judge->findings);
    }
}

static void say(cli_judge *judge, const cli_verdict *verdict, FILE *out)
{
    const cli_check_options *options = judge->options;
    bool has_findings = verdict->fault || verdict->findings->total > 0;
    if (options->findings_only && !has_findings)
        return;
    if (options->output == CLI_OUT_NDJSON)
        cli_verdict_json(out, verdict);
    else if (options->output == CLI_OUT_TEXT)
        cli_verdict_text(out, verdict);
}

bool cli_judge_line(cli_judge *judge, const char *text, const cli_line *line,
                    const char *file, FILE *out, cli_tally *tally)
{
    const cli_check_options *options = judge->options;
    static const cli_fault too_long = {.reason = "longer than 1 MiB",
                                       .byte = CLI_LINE_MAX + 1};
    static const cli_fault refused = {.reason = "the library refuses the claim"};
    cli_claim_reader *reader = &judge->reader;
    sj_findings findings = {.cap = 0};
    cli_verdict verdict = {.image = options->image,
                           .image_id = options->image_id,
                           .file = file,
                           .line = line->number,
                           .verbose = options->verbose};

    if (line->too_long) {
        verdict.fault = &too_long;
    } else {
        if (!cli_claim_read(reader, text + line->off, line->len))
            verdict.fault = &reader->fault;
        verdict.id = reader->id;
        verdict.id_len = reader->id_len;
    }
    if (!verdict.fault) {
        if (reader->claim.payer.len == 0)
            reader->claim.payer = options->payer;
        verdict.claim = &reader->claim;
        verdict.findings = &findings;
        if (!check(judge, &reader->claim, &findings))
            verdict.fault = &refused;
    }
    say(judge, &verdict, out);
    cli_tally_count(tally, &verdict);
    return !verdict.fault;
}

/*
 * The buffer for findings grows until all of a claim fit, so that none is lost.
 */
#include "cli/judge.h"

#include <stdlib.h>

#include "cli/x12_words.h"

enum { FINDINGS_AT_FIRST = 256 };

static const cli_fault refused = {.reason = "the library refuses the claim"};

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

/* Judge the claim, if there is no fault yet, and say what came of it. */
static bool conclude(cli_judge *judge, cli_verdict *verdict, sj_claim *claim, FILE *out,
                     cli_tally *tally)
{
    judge->found = (sj_findings){.cap = 0};
    if (!verdict->fault) {
        if (claim->payer.len == 0)
            claim->payer = judge->options->payer;
        verdict->claim = claim;
        verdict->findings = &judge->found;
        if (!check(judge, claim, &judge->found))
            verdict->fault = &refused;
    }
    say(judge, verdict, out);
    cli_tally_count(tally, verdict);
    return !verdict->fault;
}

bool cli_judge_line(cli_judge *judge, const char *text, const cli_line *line,
                    const char *file, FILE *out, cli_tally *tally)
{
    static const cli_fault too_long = {.reason = "longer than 1 MiB",
                                       .byte = CLI_LINE_MAX + 1};
    const cli_check_options *options = judge->options;
    cli_claim_reader *reader = &judge->reader;
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
    return conclude(judge, &verdict, &reader->claim, out, tally);
}

bool cli_judge_item(cli_judge *judge, const sj_x12_item *item, const char *file,
                    FILE *out, cli_tally *tally)
{
    const cli_check_options *options = judge->options;
    sj_claim claim = item->claim; /* payer may be added to it */
    cli_fault fault;
    cli_verdict verdict = {.image = options->image,
                           .image_id = options->image_id,
                           .file = file,
                           .id = item->ordinal > 0 ? item->id.text : NULL,
                           .id_len = item->id.len,
                           .x12 = item,
                           .verbose = options->verbose};
    if (verdict.id_len == 0)
        verdict.id = NULL;
    if (item->fault.reason != SJ_X12_OK) {
        cli_x12_fault(item, &fault);
        verdict.fault = &fault;
    }
    return conclude(judge, &verdict, &claim, out, tally);
}

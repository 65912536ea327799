/*
 * scrubjay check: what is wrong with these claims? This file reads the options; judging
 * is sj_check()'s, the stream check_run.c's, opening files inputs.c's.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/check_run.h"
#include "cli/edit_names.h"
#include "cli/image.h"
#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/options.h"

enum {
    OPT_EDITS = CLI_LONG_OPTIONS,
    OPT_PAYER,
    OPT_FINDINGS_ONLY,
    OPT_STRICT,
    OPT_VERBOSE,
};

static const struct option options[] = {
    {"help", no_argument, NULL, 'h'},
    {"image", required_argument, NULL, 'i'},
    {"format", required_argument, NULL, 'f'},
    {"output", required_argument, NULL, 'o'},
    {"threads", required_argument, NULL, 'j'},
    {"edits", required_argument, NULL, OPT_EDITS},
    {"payer", required_argument, NULL, OPT_PAYER},
    {"findings-only", no_argument, NULL, OPT_FINDINGS_ONLY},
    {"strict", no_argument, NULL, OPT_STRICT},
    {"verbose", no_argument, NULL, OPT_VERBOSE},
    {NULL, 0, NULL, 0},
};

typedef struct arguments {
    cli_check_options check;
    const char *image;
    cli_format format;
    char **files;
    int file_count;
} arguments;

/* ---- options ------------------------------------------------------------------------
 */

/* @return CLI_DONE or CLI_USAGE */
static int take_format(arguments *args, const char *name)
{
    static const char *const names[] = {"ndjson", "x12", "auto"};
    static const cli_format formats[] = {CLI_FORMAT_NDJSON, CLI_FORMAT_X12,
                                         CLI_FORMAT_AUTO};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, names[i]) == 0) {
            args->format = formats[i];
            return CLI_DONE;
        }
    return cli_misuse(&cli_check, "%s: no such format; there are ndjson x12 auto",
                      name);
}

static int take_output(cli_check_options *check, const char *name)
{
    static const char *const names[] = {"ndjson", "text", "summary"};
    static const cli_check_output outputs[] = {CLI_OUT_NDJSON, CLI_OUT_TEXT,
                                               CLI_OUT_SUMMARY};
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
        if (strcmp(name, names[i]) == 0) {
            check->output = outputs[i];
            return CLI_DONE;
        }
    return cli_misuse(&cli_check, "%s: no such output; there are ndjson text summary",
                      name);
}

static int take_threads(cli_check_options *check, const char *text)
{
    char *end = NULL;
    unsigned long n = text[0] >= '0' && text[0] <= '9' ? strtoul(text, &end, 10) : 0;
    if (n == 0 || n > CLI_THREADS_MAX || *end != '\0')
        return cli_misuse(&cli_check, "%s: no number of threads from 1 to %d", text,
                          CLI_THREADS_MAX);
    check->threads = (unsigned)n;
    return CLI_DONE;
}

static int take_edits(cli_check_options *check, const char *list)
{
    size_t len;
    char near[CLI_NEAR_EDITS_CAP];
    const char *bad = cli_edit_list(list, &check->enabled, &len);
    if (!bad) {
        check->engine.enabled = &check->enabled;
        return CLI_DONE;
    }
    cli_near_edits(bad, len, near);
    return cli_misuse(&cli_check, "%.*s: no such edit; %s", (int)len, bad, near);
}

/* @return true to go on; false when the verb is to return `*status` at once */
static bool take_option(arguments *args, int found, char **argv, int *status)
{
    cli_check_options *check = &args->check;
    *status = CLI_DONE;
    switch (found) {
    case 'h':
        *status = cli_print_help(&cli_check);
        return false;
    case 'i':
        args->image = optarg;
        if (optarg[0] == '\0')
            *status = cli_misuse(&cli_check, "no image named");
        break;
    case 'f':
        *status = take_format(args, optarg);
        break;
    case 'o':
        *status = take_output(check, optarg);
        break;
    case 'j':
        *status = take_threads(check, optarg);
        break;
    case OPT_EDITS:
        *status = take_edits(check, optarg);
        break;
    case OPT_PAYER:
        check->payer = (sj_str){optarg, (uint32_t)strlen(optarg)};
        break;
    case OPT_FINDINGS_ONLY:
        check->findings_only = true;
        break;
    case OPT_STRICT:
        check->strict = true;
        break;
    case OPT_VERBOSE:
        check->verbose = true;
        break;
    default:
        *status = cli_refuse_option(&cli_check, found, argv);
        break;
    }
    return *status == CLI_DONE;
}

static bool parse(int argc, char **argv, arguments *args, int *status)
{
    int found;
    args->format = CLI_FORMAT_AUTO;
    args->check.threads = 1;
    args->check.engine.size = sizeof args->check.engine;
    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, ":hi:f:o:j:", options, NULL)) != -1)
        if (!take_option(args, found, argv, status))
            return false;
    args->files = argv + optind;
    args->file_count = argc - optind;
    return true;
}

/* ---- inputs -------------------------------------------------------------------------
 */

typedef struct checking {
    cli_check_run *run;
    cli_format format;
} checking;

static void check_file(void *ctx, cli_input *in, const char *name, cli_inputs *of)
{
    checking *c = ctx;
    cli_check_file(c->run, in, c->format, name, cli_inputs_tick, of);
}

static bool is_over(const void *ctx)
{
    return cli_check_is_over(((const checking *)ctx)->run);
}

static void catch_up(void *ctx)
{
    cli_check_catch_up(((checking *)ctx)->run);
}

static uint64_t claims(const void *ctx)
{
    return cli_check_claims(((const checking *)ctx)->run);
}

/* @return CLI_DONE or CLI_INPUT when one could not be read */
static int check_inputs(cli_check_run *run, const arguments *args)
{
    checking c = {.run = run, .format = args->format};
    const cli_input_visitor visitor = {&c, check_file, is_over, catch_up, claims};
    /* on a terminal what is printed shows how far it is */
    bool quiet = isatty(STDOUT_FILENO) && args->check.output != CLI_OUT_SUMMARY;
    return cli_inputs_each(&visitor, args->files, args->file_count, args->check.strict,
                           quiet);
}

static int run_check(int argc, char **argv)
{
    arguments args = {.image = NULL};
    cli_image image;
    int status;

    if (!parse(argc, argv, &args, &status))
        return status;
    status = cli_image_open(args.image, &image);
    if (status != CLI_DONE)
        return status;
    char id[CLI_HEX_CAP];
    cli_hex(sj_image_build_id(image.handle), id);
    args.check.image = image.handle;
    memcpy(args.check.image_id, id, CLI_IMAGE_ID_CAP - 1);

    cli_tally tally;
    cli_interrupt_catch();
    cli_check_run *run = cli_check_begin(&args.check);
    status = check_inputs(run, &args);
    cli_check_end(run, &tally);
    cli_image_close(&image);

    if (args.check.output == CLI_OUT_SUMMARY)
        cli_tally_print(stdout, &tally);
    else if (args.check.output == CLI_OUT_TEXT)
        cli_tally_print_line(stdout, &tally);
    if (cli_interrupted()) /* as a shell tells of a command that a signal ended */
        return 128 + cli_interrupted();
    if (status != CLI_DONE || tally.errors > 0)
        return CLI_INPUT;
    return tally.standing[SJ_REJECT] > 0 ? CLI_PROBLEM : CLI_DONE;
}

const cli_verb cli_check = {
    .name = "check",
    .synopsis = "[-o FORMAT] [-j THREADS] [--edits LIST] [--payer NAME]\n"
                "       [--findings-only] [--strict] [--verbose] [-f FORMAT] "
                "[-i IMAGE] [FILE...]",
    .summary = "what is wrong with claims: findings with rule and source",
    .help =
        "Judges claims from FILEs or standard input (-): JSON, one claim a line, or "
        "X12\n"
        "837 professional, institutional and dental, plain or in gzip, xz or zip. It\n"
        "prints one result a claim, in the order of the claims. What is no claim gets "
        "a\n"
        "result with the status error, and the rest is judged. Edits that no table in\n"
        "the image can judge are named in no_data: a claim without findings is clean\n"
        "only for what was judged.\n"
        "\n"
        "  -o, --output FORMAT  ndjson (the default), text for people, or summary:\n"
        "                       counts by standing, edit and severity\n"
        "  -f, --format FORMAT  of the input: ndjson, x12, or auto (the default): "
        "each\n"
        "                       file by its beginning\n"
        "  -j, --threads N      judge on so many threads; the output is the same\n"
        "      --edits LIST     only these edits, separated by commas; with - or ! "
        "before\n"
        "                       one, all but these (scrubjay edits lists them)\n"
        "      --payer NAME     payer of claims that name none\n"
        "      --findings-only  leave out claims without findings\n"
        "      --strict         stop at the first line that is no claim, fault of an "
        "837\n"
        "                       or file that cannot be read\n"
        "      --verbose        name the edits for which the claim tells too "
        "little\n" CLI_HELP_IMAGE "\n"
        "exit status: 0, or 1 when a claim has a finding of severity reject, or 3 "
        "when\n"
        "a line was no claim, an 837 had a fault or an input could not be read; 130 "
        "or\n"
        "143 after an interrupt\n",
    .run = run_check,
};

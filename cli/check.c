/*
 * scrubjay check: what is wrong with these claims? This file reads the options and
 * opens the inputs; judging is sj_check()'s, the stream check_run.c's.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/check_run.h"
#include "cli/edit_names.h"
#include "cli/image.h"
#include "cli/options.h"
#include "cli/progress.h"

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
    bool x12_told; /* -f auto: say what was met instead of an error a line */
    char **files;
    int file_count;
} arguments;

/* ---- options ------------------------------------------------------------------------
 */

static int refuse_x12(void)
{
    return cli_misuse(&cli_check, "x12: 837 files are read by a later version");
}

/* @return CLI_DONE or CLI_USAGE */
static int take_format(arguments *args, const char *name)
{
    args->x12_told = strcmp(name, "auto") == 0;
    if (args->x12_told || strcmp(name, "ndjson") == 0)
        return CLI_DONE;
    if (strcmp(name, "x12") == 0)
        return refuse_x12();
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
    args->x12_told = true;
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

typedef struct inputs {
    cli_progress bar;
    double total, before; /* bytes of all inputs; of those that are through */
    const char *name;
} inputs;

static bool is_standard_input(const char *name)
{
    return strcmp(name, "-") == 0;
}

/* Bytes of a regular file, 0 when that cannot be told. */
static double size_of(const char *name)
{
    struct stat info;
    int got = is_standard_input(name) ? fstat(STDIN_FILENO, &info) : stat(name, &info);
    return got == 0 && S_ISREG(info.st_mode) ? (double)info.st_size : 0;
}

static void draw(void *ctx, uint64_t bytes)
{
    inputs *in = ctx;
    if (in->total > 0)
        cli_progress_draw(&in->bar, (in->before + (double)bytes) / in->total, in->name);
}

static bool looks_like_x12(int fd)
{
    char begin[4];
    /* a pipe cannot be read twice; what comes through one gets an error a line */
    return pread(fd, begin, sizeof begin, 0) == (ssize_t)sizeof begin &&
           memcmp(begin, "ISA", 3) == 0;
}

/* @return CLI_DONE or CLI_INPUT after a complaint */
static int check_input(cli_check_run *run, const arguments *args, const char *name,
                       inputs *in)
{
    bool standard = is_standard_input(name);
    in->name = standard ? "standard input" : name;
    int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        cli_complain("%s: %s", in->name, strerror(errno));
        return CLI_INPUT;
    }
    int status = CLI_DONE;
    if (args->x12_told && looks_like_x12(fd)) {
        cli_complain("%s: 837 files are read by a later version", in->name);
        status = CLI_INPUT;
    } else {
        const char *told = args->file_count > 1 ? in->name : NULL;
        int failure = cli_check_stream(run, fd, told, draw, in);
        if (failure) {
            cli_complain("%s: %s", in->name, strerror(failure));
            status = CLI_INPUT;
        }
    }
    if (!standard)
        (void)close(fd);
    in->before += size_of(name);
    return status;
}

/* @return CLI_DONE or CLI_INPUT when one could not be read */
static int check_inputs(cli_check_run *run, const arguments *args)
{
    static const char *const standard_input[] = {"-"};
    const char *const *names =
        args->file_count ? (const char *const *)args->files : standard_input;
    int count = args->file_count ? args->file_count : 1, status = CLI_DONE;
    inputs in = {.total = 0};
    for (int i = 0; i < count; i++)
        in.total += size_of(names[i]);
    cli_progress_begin(&in.bar);
    if (isatty(STDOUT_FILENO)) /* what is printed shows how far it is */
        in.bar.shown = false;
    for (int i = 0; i < count && !cli_check_is_over(run); i++)
        if (check_input(run, args, names[i], &in) != CLI_DONE) {
            status = CLI_INPUT;
            if (args->check.strict)
                break;
        }
    cli_progress_end(&in.bar);
    return status;
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
    cli_check_run *run = cli_check_begin(&args.check);
    status = check_inputs(run, &args);
    cli_check_end(run, &tally);
    cli_image_close(&image);

    if (args.check.output == CLI_OUT_SUMMARY)
        cli_tally_print(stdout, &tally);
    else if (args.check.output == CLI_OUT_TEXT)
        cli_tally_print_line(stdout, &tally);
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
        "Judges claims, one JSON object a line, from FILEs or standard input (-), and\n"
        "prints one result a claim, in the order of the claims. A line that is no\n"
        "claim gets a result with the status error, and the rest is judged. Edits "
        "that\n"
        "no table in the image can judge are named in no_data: a claim without\n"
        "findings is clean only for what was judged.\n"
        "\n"
        "  -o, --output FORMAT  ndjson (the default), text for people, or summary:\n"
        "                       counts by standing, edit and severity\n"
        "  -f, --format FORMAT  of the input: ndjson or auto; x12 is for later\n"
        "  -j, --threads N      judge on so many threads; the output is the same\n"
        "      --edits LIST     only these edits, separated by commas; with - or ! "
        "before\n"
        "                       one, all but these (scrubjay edits lists them)\n"
        "      --payer NAME     payer of claims that name none\n"
        "      --findings-only  leave out claims without findings\n"
        "      --strict         stop at the first line that is no claim\n"
        "      --verbose        name the edits for which the claim tells too "
        "little\n" CLI_HELP_IMAGE "\n"
        "exit status: 0, or 1 when a claim has a finding of severity reject, or 3 "
        "when\n"
        "a line was no claim or an input could not be read\n",
    .run = run_check,
};

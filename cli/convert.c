/*
 * scrubjay convert: 837 files as NDJSON, one claim a line, and nothing else: no image,
 * no findings. What cannot be read goes to standard error.
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/claim_write.h"
#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/outfile.h"
#include "cli/utf8.h"
#include "cli/x12_feed.h"
#include "cli/x12_words.h"

enum { OPT_STRICT = CLI_LONG_OPTIONS };

static const struct option options[] = {
    {"help", no_argument, NULL, 'h'},
    {"output", required_argument, NULL, 'o'},
    {"strict", no_argument, NULL, OPT_STRICT},
    {NULL, 0, NULL, 0},
};

typedef struct conversion {
    const char *path; /* NULL: standard output */
    bool strict;

    sj_x12 *reader;
    cli_writer writer;
    FILE *out;
    uint64_t claims, faults;
    bool over;
} conversion;

static bool parse(int argc, char **argv, conversion *c, int *status)
{
    int found;
    *status = CLI_DONE;
    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, ":ho:", options, NULL)) != -1)
        switch (found) {
        case 'h':
            *status = cli_print_help(&cli_convert);
            return false;
        case 'o':
            c->path = optarg;
            if (optarg[0] == '\0') {
                *status = cli_misuse(&cli_convert, "no output named");
                return false;
            }
            break;
        case OPT_STRICT:
            c->strict = true;
            break;
        default:
            *status = cli_refuse_option(&cli_convert, found, argv);
            return false;
        }
    return true;
}

/* ---- items ------------------------------------------------------------------------
 */

/* "scrubjay: FILE: segment 12, byte 340: claim A7: DTP03: bad date". */
static void tell_fault(const sj_x12_item *item, const char *file)
{
    cli_fault fault;
    cli_x12_fault(item, &fault);
    fprintf(stderr, "scrubjay: %s: segment %" PRIu64 ", byte %" PRIu64 ": ", file,
            item->fault.at.segment, item->fault.at.byte);
    if (item->ordinal > 0) {
        fputs("claim ", stderr);
        cli_print_safely(stderr, item->id.text, item->id.len);
        fputs(": ", stderr);
    }
    fprintf(stderr, "%s\n", fault.reason);
}

static void take_fault(conversion *c, const sj_x12_item *item, const char *file,
                       cli_inputs *of)
{
    (void)fflush(c->out); /* what was before it is out before it is told */
    cli_progress_end(&of->bar);
    tell_fault(item, file);
    c->faults++;
    c->over = c->strict;
}

static void take_claim(conversion *c, const sj_x12_item *item)
{
    cli_claim_write(&c->writer, item);
    cli_write_line(&c->writer, c->out);
    c->claims++;
    c->over = ferror(c->out) != 0;
}

static void convert_file(void *ctx, cli_input *in, const char *name, cli_inputs *of)
{
    conversion *c = ctx;
    cli_x12_feed feed;
    sj_x12_item item;
    sj_x12_event event = SJ_X12_MORE;
    (void)name; /* in complaints the file is always named */
    cli_x12_feed_begin(&feed, c->reader, in);
    while (event != SJ_X12_END && !c->over) {
        event = cli_x12_feed_next(&feed, &item);
        if (event == SJ_X12_CLAIM && item.fault.reason == SJ_X12_OK)
            take_claim(c, &item);
        else if (event == SJ_X12_CLAIM || event == SJ_X12_FAULT)
            take_fault(c, &item, cli_input_name(in), of);
        if (event != SJ_X12_MORE)
            continue;
        if (!cli_input_is_ready(in))
            (void)fflush(c->out);
        if (cli_interrupted() || !cli_x12_feed_more(&feed))
            break;
        cli_inputs_tick(of);
    }
}

static bool is_over(const void *ctx)
{
    return ((const conversion *)ctx)->over || cli_interrupted();
}

static void catch_up(void *ctx)
{
    (void)fflush(((conversion *)ctx)->out);
}

static uint64_t claims(const void *ctx)
{
    return ((const conversion *)ctx)->claims;
}

/* ---- the run ----------------------------------------------------------------------
 */

static int convert_inputs(conversion *c, char *const *names, int count)
{
    const cli_input_visitor visitor = {c, convert_file, is_over, catch_up, claims};
    c->reader = cli_x12_make();
    int status = cli_inputs_each(&visitor, names, count, c->strict,
                                 !c->path && isatty(STDOUT_FILENO));
    sj_x12_close(c->reader);
    cli_writer_free(&c->writer);
    if (cli_interrupted())
        return 128 + cli_interrupted();
    return status == CLI_DONE && c->faults > 0 ? CLI_INPUT : status;
}

/* Into a file that is there when all is, and with --strict only if all is well. */
static int convert_into_file(conversion *c, char *const *names, int count)
{
    cli_outfile out;
    if (!cli_outfile_open(&out, c->path)) {
        cli_complain("%s: %s", c->path, strerror(errno));
        return CLI_INPUT;
    }
    c->out = out.file;
    int status = convert_inputs(c, names, count);
    bool keep = status == CLI_DONE || (status == CLI_INPUT && !c->strict);
    if (cli_outfile_close(&out, keep))
        return status;
    cli_complain("%s: %s", c->path, strerror(errno));
    return CLI_INPUT;
}

static int run_convert(int argc, char **argv)
{
    conversion c = {.path = NULL};
    int status;
    if (!parse(argc, argv, &c, &status))
        return status;
    cli_interrupt_catch();
    if (c.path)
        return convert_into_file(&c, argv + optind, argc - optind);
    c.out = stdout;
    return convert_inputs(&c, argv + optind, argc - optind);
}

const cli_verb cli_convert = {
    .name = "convert",
    .synopsis = "[-o FILE] [--strict] [FILE...]",
    .summary = "837 files as NDJSON, one claim a line",
    .help =
        "Reads X12 837 professional, institutional and dental from FILEs or standard\n"
        "input (-), plain or in gzip, xz or zip, and prints each claim as a line of\n"
        "JSON, as scrubjay check reads it, with at_segment and control beside it to "
        "say\n"
        "where it stands. Nothing is judged. What cannot be relied on is told on "
        "standard\n"
        "error with file, segment, byte and reason, and the rest is converted.\n"
        "\n"
        "  -o, --output FILE    write to FILE, which is replaced when all was read\n"
        "      --strict         stop at the first fault, or file that cannot be read;\n"
        "                       FILE is then not written\n" CLI_HELP_HELP "\n"
        "exit status: 0 done; 2 wrong usage; 3 an 837 had a fault, or a file could "
        "not\n"
        "be read or written; 130 or 143 after an interrupt\n",
    .run = run_convert,
};

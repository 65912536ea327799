/*
 * scrubjay-gen: the generator as a program of its own, for builds that compile an image
 * and may put it into a program. `scrubjay compile` does the same with more to look at.
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/compile.h"
#include "gen/embed.h"

enum { EXIT_USAGE = 2, EXIT_INPUT = 3 };

static const char usage[] =
    "usage: scrubjay-gen -o IMAGE [OPTION]... SOURCE...\n"
    "Compile official code-set releases into one image.\n"
    "\n"
    "  -o, --output IMAGE      the image to write\n"
    "      --manifest FILE     what to compile, with kinds, releases and dates (CSV)\n"
    "      --carry             extend the newest releases beyond their intervals\n"
    "      --keep-going        leave out, with a warning, records that cannot be read\n"
    "                          and files whose system or date cannot be told\n"
    "      --embed-c FILE      write the image as C source, too\n"
    "      --embed-symbol NAME its array in that source (default: scrubjay_image)\n"
    "      --help              print this and stop\n"
    "      --version           print the version and stop\n"
    "\n"
    "A source is an official file, plain or inside .zip, .gz or .xz, or a folder of\n"
    "them. Exit status: 0 done, 2 wrong usage, 3 a source could not be compiled.\n";

typedef struct arguments {
    gen_compile_options compile;
    const char *embed_file, *embed_symbol;
} arguments;

enum {
    OPT_MANIFEST = 256,
    OPT_CARRY,
    OPT_KEEP_GOING,
    OPT_C,
    OPT_SYMBOL,
    OPT_HELP,
    OPT_VERSION
};

static _Noreturn void stop_usage(const char *why, const char *what)
{
    fprintf(stderr, "scrubjay-gen: %s%s\nTry 'scrubjay-gen --help'.\n", why, what);
    exit(EXIT_USAGE);
}

static void parse(int argc, char **argv, arguments *out)
{
    static const struct option options[] = {
        {"output", required_argument, NULL, 'o'},
        {"manifest", required_argument, NULL, OPT_MANIFEST},
        {"carry", no_argument, NULL, OPT_CARRY},
        {"keep-going", no_argument, NULL, OPT_KEEP_GOING},
        {"embed-c", required_argument, NULL, OPT_C},
        {"embed-symbol", required_argument, NULL, OPT_SYMBOL},
        {"help", no_argument, NULL, OPT_HELP},
        {"version", no_argument, NULL, OPT_VERSION},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        switch (option) {
        case 'o':
            out->compile.output = optarg;
            break;
        case OPT_MANIFEST:
            out->compile.manifest = optarg;
            break;
        case OPT_CARRY:
            out->compile.carry = true;
            break;
        case OPT_KEEP_GOING:
            out->compile.keep_going = true;
            break;
        case OPT_C:
            out->embed_file = optarg;
            break;
        case OPT_SYMBOL:
            out->embed_symbol = optarg;
            break;
        case OPT_HELP:
            fputs(usage, stdout);
            exit(0);
        case OPT_VERSION:
            printf("scrubjay-gen %s\n", sj_version());
            exit(0);
        default:
            stop_usage("see above", "");
        }
    }
    out->compile.args = (const char *const *)argv + optind;
    out->compile.arg_count = (size_t)(argc - optind);
    if (!out->compile.output && !out->embed_file)
        stop_usage("no output: give -o IMAGE", "");
    if (out->compile.arg_count == 0 && !out->compile.manifest)
        stop_usage("no source", "");
    if (!gen_is_c_name(out->embed_symbol))
        stop_usage("not a C name: ", out->embed_symbol);
}

int main(int argc, char **argv)
{
    arguments args = {.embed_symbol = "scrubjay_image"};
    parse(argc, argv, &args);

    gen_report report;
    gen_compile_result result;
    gen_report_init(&report, args.compile.keep_going);
    bool ok = gen_compile(&args.compile, &result, &report);
    if (ok && args.embed_file)
        ok = gen_embed_c(args.embed_file, args.embed_symbol, &result.image, &report);
    gen_report_print(&report, "scrubjay-gen", stderr);
    if (ok)
        printf("%" PRIu32 " sources, %" PRIu64 " codes, %zu bytes, %.2f s\n",
               result.sources.count, result.codes, result.image.size, result.seconds);
    gen_compile_result_free(&result);
    gen_report_free(&report);
    return ok ? 0 : EXIT_INPUT;
}

/*
 * scrubjay compile: official files into an image. The work is gen/compile.h's; this
 * file reads the options and shows what became of each source.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/image.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/utf8.h"
#include "gen/compile.h"

enum { OPT_MANIFEST = CLI_LONG_OPTIONS, OPT_RULES, OPT_CARRY, OPT_KEEP_GOING };

static const struct option options[] = {
    {"help", no_argument, NULL, 'h'},
    {"output", required_argument, NULL, 'o'},
    {"manifest", required_argument, NULL, OPT_MANIFEST},
    {"rules", required_argument, NULL, OPT_RULES},
    {"carry", no_argument, NULL, OPT_CARRY},
    {"keep-going", no_argument, NULL, OPT_KEEP_GOING},
    {NULL, 0, NULL, 0},
};

/* @return true to go on; false when the verb is to return `*status` at once */
static bool parse(int argc, char **argv, gen_compile_options *out, int *status)
{
    int found;
    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, ":ho:", options, NULL)) != -1) {
        switch (found) {
        case 'h':
            *status = cli_print_help(&cli_compile);
            return false;
        case 'o':
            out->output = optarg;
            break;
        case OPT_MANIFEST:
            out->manifest = optarg;
            break;
        case OPT_RULES:
            *status = cli_misuse(&cli_compile,
                                 "%s: payer rules are read by a later version", optarg);
            return false;
        case OPT_CARRY:
            out->carry = true;
            break;
        case OPT_KEEP_GOING:
            out->keep_going = true;
            break;
        default:
            *status = cli_refuse_option(&cli_compile, found, argv);
            return false;
        }
    }
    out->args = (const char *const *)(argv + optind);
    out->arg_count = (size_t)(argc - optind);
    if (!out->output || out->output[0] == '\0')
        *status = cli_misuse(&cli_compile, "no image named to write (-o IMAGE)");
    else if (out->arg_count == 0 && !out->manifest)
        *status = cli_misuse(&cli_compile, "no source given");
    else
        return true;
    return false;
}

/* File names come from archives made elsewhere. */
static void print_name(const char *name)
{
    cli_print_safely(stdout, name, strlen(name));
    fputc('\n', stdout);
}

static void print_sources(const gen_source_list *sources)
{
    puts("kind             release   from        to            records  rejected  "
         "file");
    for (uint32_t i = 0; i < sources->count; i++) {
        const gen_source *source = &sources->items[i];
        char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
        sj_date_format(source->from, from);
        sj_date_format(source->to, to);
        printf("%-15s  %-8s  %-10s  %-10s  %9llu  %8llu  ", source->kind_name,
               source->release, from[0] ? from : "always", to[0] ? to : "open",
               (unsigned long long)source->records,
               (unsigned long long)source->rejected);
        print_name(source->file);
    }
}

/* Whether any file was opened for its records: not if one could not be identified. */
static bool were_read(const gen_source_list *sources)
{
    for (uint32_t i = 0; i < sources->count; i++)
        if (sources->items[i].records + sources->items[i].rejected > 0)
            return true;
    return false;
}

static void print_unused(const gen_source_list *sources)
{
    for (uint32_t i = 0; i < sources->unused_count; i++) {
        const gen_unused *unused = &sources->unused[i];
        fputs("not used: ", stdout);
        cli_print_safely(stdout, unused->path, strlen(unused->path));
        fputs(": ", stdout);
        print_name(unused->reason);
    }
}

static void print_image(const char *path, const gen_compile_result *result)
{
    /* The build id is read from the image itself, which gen has verified. */
    sj_open_options structure = {sizeof structure, SJ_OPEN_STRUCTURE_ONLY};
    sj_image *image = NULL;
    char id[CLI_HEX_CAP] = "";
    if (sj_image_open_memory(result->image.data, result->image.size, &structure, &image,
                             NULL) == SJ_OK)
        cli_hex(sj_image_build_id(image), id);
    sj_image_close(image);

    double each =
        result->codes ? (double)result->image.size / (double)result->codes : 0;
    printf("\nimage     %s\n"
           "build id  %s\n"
           "bytes     %zu (%.1f a code)\n"
           "codes     %llu\n"
           "seconds   %.2f\n",
           path, id, result->image.size, each, (unsigned long long)result->codes,
           result->seconds);
}

static int run_compile(int argc, char **argv)
{
    cli_progress progress;
    gen_compile_options wanted = {0};
    gen_compile_result result = {0};
    gen_report report;
    int status;

    if (!parse(argc, argv, &wanted, &status))
        return status;
    cli_progress_begin(&progress);
    wanted.progress = cli_progress_draw;
    wanted.progress_ctx = &progress;
    gen_report_init(&report, wanted.keep_going);
    bool done = gen_compile(&wanted, &result, &report);
    cli_progress_end(&progress);

    gen_report_print(&report, "scrubjay", stderr);
    if (were_read(&result.sources))
        print_sources(&result.sources);
    print_unused(&result.sources);
    if (done) {
        print_image(wanted.output, &result);
    } else {
        fflush(stdout);
        cli_complain("%u error%s, no image written", report.errors,
                     report.errors == 1 ? "" : "s");
    }
    gen_compile_result_free(&result);
    gen_report_free(&report);
    return done ? CLI_DONE : CLI_INPUT;
}

const cli_verb cli_compile = {
    .name = "compile",
    .synopsis = "-o IMAGE [--manifest FILE] [--carry] [--keep-going] [SOURCE...]",
    .summary = "compile official release files into an image",
    .help =
        "Compiles each SOURCE, an official file, plain or inside .zip, .gz or .xz, or "
        "a\n"
        "folder of them, into IMAGE. Kind, code system, release and dates come from "
        "the\n"
        "official name and content, or from a manifest. A folder that holds a\n"
        "manifest.csv goes by it. IMAGE is replaced at once and only when all went "
        "well.\n"
        "\n"
        "  -o, --output IMAGE   the image to write\n"
        "      --manifest FILE  CSV (path,kind,release,from,to) that states what names "
        "do\n"
        "                       not tell; only what it lists is compiled\n"
        "      --carry          let the newest release speak beyond its interval; "
        "such\n"
        "                       answers are marked carried\n"
        "      --keep-going     leave out, with a warning, records that cannot be read "
        "and\n"
        "                       files whose system or date cannot be told\n"
        "      --rules FILE     payer rules: read by a later version\n"
        "  -h, --help           this text\n"
        "\n"
        "exit status: 0 written; 2 wrong usage; 3 a source could not be read or IMAGE\n"
        "could not be written\n",
    .run = run_compile,
};

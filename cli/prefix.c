/*
 * scrubjay prefix: type-ahead. The codes under a prefix that exist on the date, in code
 * order, system after system.
 */
#include <stdio.h>
#include <string.h>

#include "cli/image.h"
#include "cli/print.h"

/* A code is listed when it exists on the date, and when nobody can say whether it does:
 * leaving it out would be an answer too. */
static bool is_listed(const sj_answer *answer, bool billable_only)
{
    if (billable_only)
        return answer->status == SJ_CODE_BILLABLE;
    return answer->status >= SJ_CODE_HEADER || answer->status == SJ_CODE_UNKNOWN;
}

/* @return how many codes were printed, at most `limit` */
static uint64_t list_system(const sj_image *image, sj_system system, const char *prefix,
                            const cli_options *options, uint64_t limit)
{
    sj_date as_of = cli_as_of(image, system, options);
    sj_cursor cursor;
    sj_entry entry;
    uint64_t printed = 0;

    if (sj_prefix(image, system, prefix, strlen(prefix), &cursor) != SJ_OK)
        return 0;
    while (printed < limit && !cli_output_failed() &&
           sj_cursor_next(&cursor, as_of, &entry)) {
        sj_descriptor words;
        if (!is_listed(&entry.answer, options->billable))
            continue;
        cli_words_of(image, entry.answer.id, as_of, &words);
        if (options->json)
            cli_json_entry(&entry, as_of, &words);
        else
            cli_text_entry(&entry, &words);
        printed++;
    }
    return printed;
}

static uint64_t list_all(const sj_image *image, const char *prefix,
                         const cli_options *options)
{
    uint64_t printed = 0;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info info;
        sj_system system = (sj_system)i;
        bool asked = !options->has_system || options->system == system;
        if (asked && sj_system_get(image, system, &info) && info.loaded)
            printed +=
                list_system(image, system, prefix, options, options->limit - printed);
    }
    return printed;
}

static int run_prefix(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    int status;

    if (!cli_parse(&cli_prefix,
                   CLI_TAKES_SYSTEM | CLI_TAKES_DATE | CLI_TAKES_JSON |
                       CLI_TAKES_LIMIT | CLI_TAKES_BILLABLE,
                   argc, argv, &options, &status))
        return status;
    if (options.arg_count != 1)
        return cli_misuse(&cli_prefix, "one prefix, please");
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;
    uint64_t printed = list_all(image.handle, options.args[0], &options);
    cli_image_close(&image);
    return printed > 0 ? CLI_DONE : CLI_PROBLEM;
}

const cli_verb cli_prefix = {
    .name = "prefix",
    .synopsis =
        "[-s SYSTEM] [-d DATE] [-n LIMIT] [--billable] [--json] [-i IMAGE] PREFIX",
    .summary = "the codes that begin with a prefix, in code order",
    .help =
        "Lists the codes that begin with PREFIX and exist on the date, and those of\n"
        "which no release can say whether they do (status unknown). Without -s all\n"
        "systems in the image are listed, one after the other. An empty PREFIX lists\n"
        "everything.\n"
        "\n" CLI_HELP_SYSTEM CLI_HELP_DATE
        "  -n, --limit LIMIT    at most so many codes\n"
        "      --billable       billable codes only\n" CLI_HELP_JSON CLI_HELP_IMAGE "\n"
        "exit status: 0 when there was a code to list, else 1\n",
    .run = run_prefix,
};

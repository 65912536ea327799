/*
 * scrubjay lookup: what is this code, on this date? Codes come as arguments or, for
 * `-`, one a line on standard input; answers go out in the same order.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/image.h"
#include "cli/print.h"
#include "cli/utf8.h"

typedef struct lookup {
    const sj_image *image;
    const cli_options *options;
    bool all_billable; /* every query so far has a billable answer */
    bool stdin_unreadable;
} lookup;

static void answer(lookup *run, const char *query, size_t len)
{
    sj_system systems[SJ_SYSTEM_COUNT];
    size_t count = cli_who_replies(run->image, query, len, run->options, systems);
    bool billable = false;
    cli_reply reply;

    for (size_t i = 0; i < count; i++) {
        cli_ask(run->image, systems[i], query, len, run->options, &reply);
        billable = billable || reply.answer.status == SJ_CODE_BILLABLE;
        cli_print_reply(&reply, run->options->json);
        cli_reply_free(&reply);
    }
    if (count == 0) {
        cli_reply_of_nobody(query, len, run->options, &reply);
        cli_print_reply(&reply, run->options->json);
    }
    run->all_billable = run->all_billable && billable;
}

/* Blank lines hold no code and get no answer. */
static bool is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (line[i] != ' ' && line[i] != '\t')
            return false;
    return true;
}

static void answer_lines(lookup *run)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t got;
    errno = 0;
    while (!cli_output_failed() && (got = getline(&line, &cap, stdin)) >= 0) {
        size_t len = (size_t)got;
        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            len--;
        if (!is_blank(line, len))
            answer(run, line, len);
        errno = 0;
    }
    if (ferror(stdin)) {
        cli_complain("standard input: %s", errno ? strerror(errno) : "read error");
        run->stdin_unreadable = true;
    }
    free(line);
}

static int run_lookup(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    int status;

    if (!cli_parse(&cli_lookup, CLI_TAKES_SYSTEM | CLI_TAKES_DATE | CLI_TAKES_JSON,
                   argc, argv, &options, &status))
        return status;
    if (options.arg_count == 0)
        return cli_misuse(&cli_lookup, "no code given");
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;

    lookup run = {.image = image.handle, .options = &options, .all_billable = true};
    for (int i = 0; i < options.arg_count && !cli_output_failed(); i++) {
        if (strcmp(options.args[i], "-") == 0)
            answer_lines(&run);
        else
            answer(&run, options.args[i], strlen(options.args[i]));
    }
    cli_image_close(&image);
    if (run.stdin_unreadable)
        return CLI_INPUT;
    return run.all_billable ? CLI_DONE : CLI_PROBLEM;
}

const cli_verb cli_lookup = {
    .name = "lookup",
    .synopsis = "[-s SYSTEM] [-d DATE] [--json] [-i IMAGE] CODE...",
    .summary = "what a code is on a date: status, titles, validity, source",
    .help =
        "Says of each CODE whether it may be submitted on the date: billable, header\n"
        "(valid but too general), inactive (known, not on that day), unknown (no\n"
        "release in the image speaks for that day) or not found. Dots, blanks and\n"
        "case do not matter. The CODE - stands for codes on standard input, one a\n"
        "line; blank lines are skipped.\n"
        "\n"
        "Without -s every system that has the code answers; when none has it, the one\n"
        "that comes nearest.\n"
        "\n" CLI_HELP_SYSTEM CLI_HELP_DATE CLI_HELP_JSON CLI_HELP_IMAGE "\n"
        "exit status: 0 when every code has a billable answer, else 1\n",
    .run = run_lookup,
};

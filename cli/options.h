/*
 * The options that the reading verbs share, parsed once for all of them. A verb says
 * which it takes; what is left are its arguments.
 */
#ifndef SCRUBJAY_CLI_OPTIONS_H
#define SCRUBJAY_CLI_OPTIONS_H

#include "cli/command.h"

/* What a verb takes beside --help and --image. */
enum {
    CLI_TAKES_SYSTEM = 1U << 0,   /* -s, --system */
    CLI_TAKES_DATE = 1U << 1,     /* -d, --date */
    CLI_TAKES_JSON = 1U << 2,     /* --json */
    CLI_TAKES_LIMIT = 1U << 3,    /* -n, --limit */
    CLI_TAKES_BILLABLE = 1U << 4, /* --billable */
    CLI_TAKES_MARKDOWN = 1U << 5, /* --markdown */
    CLI_WITHOUT_IMAGE = 1U << 6,  /* no --image either */
};

typedef struct cli_options {
    const char *image; /* NULL: $SCRUBJAY_IMAGE or the sample */
    bool has_system, has_date, json, billable, markdown;
    sj_system system;
    sj_date date;
    sj_date today;  /* where the program runs; the only clock it reads */
    uint64_t limit; /* UINT64_MAX: none */
    char **args;
    int arg_count;
} cli_options;

/*
 * Parse a verb's command line.
 * @param takes  CLI_TAKES_*
 * @return true to go on; false when the verb is to return `*status` at once
 */
bool cli_parse(const cli_verb *verb, unsigned takes, int argc, char **argv,
               cli_options *out, int *status);

/* The same for verbs that take the image as their one argument. */
bool cli_parse_image(const cli_verb *verb, unsigned takes, int argc, char **argv,
                     cli_options *out, int *status);

/* Values of options that have no letter start here, in every verb. */
enum { CLI_LONG_OPTIONS = 256 };

/*
 * Say why getopt_long() could not take an option.
 * @param found  what it returned: ':' for a missing argument, else '?'
 * @return CLI_USAGE
 */
int cli_refuse_option(const cli_verb *verb, int found, char **argv);

/* Help texts of the shared options, to be put together in a verb's help. */
#define CLI_HELP_SYSTEM                                                                \
    "  -s, --system SYSTEM  ask this code system only: icd10cm icd10pcs icd9cm "       \
    "icd9pcs\n"                                                                        \
    "                       hcpcs cpt cdt ndc modifier pos revenue tob drg\n"
#define CLI_HELP_DATE                                                                  \
    "  -d, --date DATE      the date asked about, YYYY-MM-DD; without it today or "    \
    "the\n"                                                                            \
    "                       last day the image can judge, whichever is earlier\n"
#define CLI_HELP_JSON "      --json           JSON, one object a line\n"
#define CLI_HELP_IMAGE                                                                 \
    "  -i, --image IMAGE    the image to ask; without it $SCRUBJAY_IMAGE, else the\n"  \
    "                       sample in the program\n" CLI_HELP_HELP
#define CLI_HELP_HELP "  -h, --help           this text\n"

#endif

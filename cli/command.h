/*
 * What the verbs of the `scrubjay` command share: the exit statuses of the command and
 * the table entry by which main.c finds a verb. A verb parses its own options, asks the
 * library, prints, and returns an exit status; main.c sees to standard output's end.
 */
#ifndef SCRUBJAY_CLI_COMMAND_H
#define SCRUBJAY_CLI_COMMAND_H

#include <scrubjay/scrubjay.h>

/* Exit statuses: the contract with scripts. */
enum {
    CLI_DONE = 0,
    CLI_PROBLEM = 1, /* done, and an answer was one to worry about */
    CLI_USAGE = 2,
    CLI_INPUT = 3, /* an input was unreadable or malformed, or output failed */
    CLI_IMAGE = 4, /* an image was unreadable, damaged or of another version */
};

typedef struct cli_verb {
    const char *name;
    const char *synopsis;              /* behind "scrubjay NAME " */
    const char *summary;               /* one line, for the table of verbs */
    const char *help;                  /* the rest of `scrubjay NAME --help` */
    int (*run)(int argc, char **argv); /* argv[0] is the verb's name */
} cli_verb;

extern const cli_verb cli_compile, cli_lookup, cli_prefix, cli_tree, cli_pair_verb,
    cli_map, cli_check, cli_convert, cli_explain, cli_edits, cli_info, cli_verify,
    cli_dump;

/* "scrubjay: " and a message, as one line on standard error. */
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A message about wrong usage and where to read on. @return CLI_USAGE */
int cli_misuse(const cli_verb *verb, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Print the help of a verb on standard output. @return CLI_DONE */
int cli_print_help(const cli_verb *verb);

/* True once standard output takes no more: loops that print stop on it. */
bool cli_output_failed(void);

/* Memory that is there or ends the command with a message; for `count` elements. */
void *cli_allocate(size_t count, size_t size);

#endif

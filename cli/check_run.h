/*
 * The stream of `check`: claims in, verdicts out in the order of the claims, judged by
 * any number of threads. Memory is bounded by the number of threads, whatever the
 * input.
 */
#ifndef SCRUBJAY_CLI_CHECK_RUN_H
#define SCRUBJAY_CLI_CHECK_RUN_H

#include "cli/input.h"
#include "cli/judge.h"
#include "cli/sniff.h"

enum { CLI_THREADS_MAX = 256 };

typedef struct cli_check_run cli_check_run;

cli_check_run *cli_check_begin(const cli_check_options *options);

/*
 * Judge all claims of a file and print the verdicts on standard output. Where the
 * input makes wait, everything read so far has been answered. When it fails, as
 * cli_input_error() says, what came before is judged.
 * @param in      has gone on to a file; is read to its end
 * @param file    named in results on what is no claim; may be NULL
 * @param on_read called now and then; may be NULL
 */
void cli_check_file(cli_check_run *run, cli_input *in, cli_format format,
                    const char *file, void (*on_read)(void *ctx), void *ctx);

/* Print the verdicts of all that was read, before something that may take long. */
void cli_check_catch_up(cli_check_run *run);

/* True once no more is to be read: --strict met what is no claim, nobody reads what we
 * print, or we were interrupted. */
bool cli_check_is_over(const cli_check_run *run);

/* Claims that were judged and printed so far. */
uint64_t cli_check_claims(const cli_check_run *run);

/* Counts of all that was printed. Ends the threads. */
void cli_check_end(cli_check_run *run, cli_tally *tally);

#endif

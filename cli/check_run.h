/*
 * The stream of `check`: lines in, verdicts out in the order of the lines, judged by
 * any number of threads. Memory is bounded by the number of threads, whatever the
 * input.
 */
#ifndef SCRUBJAY_CLI_CHECK_RUN_H
#define SCRUBJAY_CLI_CHECK_RUN_H

#include "cli/judge.h"

enum { CLI_THREADS_MAX = 256 };

typedef struct cli_check_run cli_check_run;

cli_check_run *cli_check_begin(const cli_check_options *options);

/*
 * Judge all lines of a stream and print the verdicts on standard output. Where the
 * stream makes wait, everything read so far has been answered.
 * @param fd    stays the caller's
 * @param file  named in results on lines that are no claims; may be NULL
 * @param tick  called now and then with the bytes read; may be NULL
 * @return 0, or the errno of a failed read
 */
int cli_check_stream(cli_check_run *run, int fd, const char *file,
                     void (*tick)(void *ctx, uint64_t bytes), void *ctx);

/* True once no more is to be read: --strict met a line that is no claim, or nobody
 * reads what we print. */
bool cli_check_is_over(const cli_check_run *run);

/* Counts of all that was printed. Ends the threads. */
void cli_check_end(cli_check_run *run, cli_tally *tally);

#endif

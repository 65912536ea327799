/*
 * The bar is one line, redrawn in place; the estimate assumes that work goes on as fast
 * as it did so far.
 */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BAR_CELLS = 30 };

static const double redraw_seconds = 0.1;

static double seconds_now(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void cli_progress_begin(cli_progress *progress)
{
    *progress = (cli_progress){.shown = isatty(STDERR_FILENO) != 0};
    if (progress->shown)
        progress->began = seconds_now();
}

void cli_progress_draw(void *ctx, double done, const char *what)
{
    cli_progress *progress = ctx;
    if (!progress->shown)
        return;
    double now = seconds_now();
    if (progress->drawn && now - progress->drew < redraw_seconds)
        return;
    progress->drawn = true;
    progress->drew = now;
    if (!(done > 0)) /* also what is no number */
        done = 0;
    if (done > 1)
        done = 1;

    char bar[BAR_CELLS + 1];
    int full = (int)(done * BAR_CELLS);
    for (int i = 0; i < BAR_CELLS; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    fprintf(stderr, "\r\033[K[%s] %3d %%", bar, (int)(done * 100));
    double spent = now - progress->began;
    if (done > 0.02 && spent > 0.2)
        fprintf(stderr, "  %.0f s left", spent / done - spent);
    fprintf(stderr, "  %.32s", what ? what : "");
    fflush(stderr);
}

void cli_progress_end(cli_progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}

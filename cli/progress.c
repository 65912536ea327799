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

/* Whether it is time to draw; a while has passed since the last time. */
static bool is_time(cli_progress *progress, double *spent)
{
    if (!progress->shown)
        return false;
    double now = seconds_now();
    if (progress->drawn && now - progress->drew < redraw_seconds)
        return false;
    progress->drawn = true;
    progress->drew = now;
    *spent = now - progress->began;
    return true;
}

/* "[###...]  34 %" on an empty line. */
static double draw_bar(double done)
{
    char bar[BAR_CELLS + 1];
    if (!(done > 0)) /* also what is no number */
        done = 0;
    if (done > 1)
        done = 1;
    int full = (int)(done * BAR_CELLS);
    for (int i = 0; i < BAR_CELLS; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    fprintf(stderr, "\r\033[K[%s] %3d %%", bar, (int)(done * 100));
    return done;
}

static void draw_end(double done, double spent, const char *what)
{
    if (done > 0.02 && spent > 0.2)
        fprintf(stderr, "  %.0f s left", spent / done - spent);
    fprintf(stderr, "  %.32s", what ? what : "");
    fflush(stderr);
}

void cli_progress_draw(void *ctx, double done, const char *what)
{
    double spent;
    if (is_time(ctx, &spent))
        draw_end(draw_bar(done), spent, what);
}

/* "1.2 MB", "3.4 GB". */
static void draw_bytes(double bytes, const char *behind)
{
    const char *unit = bytes < 1e9 ? "MB" : "GB";
    fprintf(stderr, "  %.1f %s%s", bytes / (bytes < 1e9 ? 1e6 : 1e9), unit, behind);
}

void cli_progress_stream(cli_progress *progress, uint64_t bytes, uint64_t total,
                         uint64_t claims, const char *what)
{
    double spent, done = 0;
    if (!is_time(progress, &spent))
        return;
    if (total > 0)
        done = draw_bar((double)bytes / (double)total);
    else
        fputs("\r\033[K", stderr);
    draw_bytes((double)bytes, "");
    if (spent > 0.2) {
        draw_bytes((double)bytes / spent, "/s");
        fprintf(stderr, "  %.0f claims/s", (double)claims / spent);
    }
    draw_end(done, spent, what);
}

void cli_progress_end(cli_progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}

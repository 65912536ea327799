/*
 * What it costs to open an image, in each way there is, up to the handle and up to the
 * first answer. Wall time, file in the page cache, minimum and median of many openings;
 * closing is not counted.
 *
 * Usage: bench_open [IMAGE [OPENINGS]]
 */
#include "bench/open_image.h"
#include "bench/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { OPENINGS = 201, OPENINGS_MAX = 10001 };

static const struct {
    const char *name;
    uint32_t flags;
} ways[] = {
    {"mapped, everything verified", 0},
    {"mapped, structure only", SJ_OPEN_STRUCTURE_ONLY},
    {"copied, everything verified", SJ_OPEN_COPY},
    {"copied, structure only", SJ_OPEN_COPY | SJ_OPEN_STRUCTURE_ONLY},
};

static double wall_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* One opening. @return false when it fails */
static bool open_once(const char *path, uint32_t flags, double *open_us,
                      double *answer_us)
{
    sj_open_options options = {.size = sizeof options, .flags = flags};
    sj_image *image;
    sj_error error;
    sj_answer answer;
    double start = wall_us();
    if (sj_image_open(path, &options, &image, &error) != SJ_OK) {
        fprintf(stderr, "bench: %s: %s\n", path, error.what);
        return false;
    }
    double opened = wall_us();
    sj_lookup(image, SJ_ICD10CM, "E119", 4, 20000, &answer);
    double answered = wall_us();
    *open_us = opened - start;
    *answer_us = answered - start;
    sj_image_close(image);
    return true;
}

int main(int argc, char **argv)
{
    static double open_us[OPENINGS_MAX], answer_us[OPENINGS_MAX];
    const char *path = bench_image_path(argc > 1 ? argv[1] : NULL);
    int openings = argc > 2 ? atoi(argv[2]) : OPENINGS;
    if (openings < 1 || openings > OPENINGS_MAX) {
        fprintf(stderr, "bench: 1 to %d openings\n", OPENINGS_MAX);
        return 2;
    }
    sj_image *image = bench_image_open(path); /* also brings it into the page cache */
    printf("\n### Opening %.2f MB, microseconds\n\n",
           (double)sj_image_size(image) / 1e6);
    sj_image_close(image);
    printf("| way | open, minimum | median | to the first answer, minimum | median |\n"
           "|---|---|---|---|---|\n");
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        for (int i = 0; i < openings; i++)
            if (!open_once(path, ways[way].flags, &open_us[i], &answer_us[i]))
                return 1;
        double open_median = timing_middle(open_us, (size_t)openings);
        double answer_median = timing_middle(answer_us, (size_t)openings);
        printf("| %s | %.1f | %.1f | %.1f | %.1f |\n", ways[way].name, open_us[0],
               open_median, answer_us[0], answer_median);
    }
    return 0;
}

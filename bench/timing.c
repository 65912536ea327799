/* See timing.h. */
#include "bench/timing.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

double timing_cpu_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

double timing_middle(double *values, size_t n)
{
    qsort(values, n, sizeof *values, ascending);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* Time of `passes` passes after one that warms the caches: other peers ran in between.
 */
static double run_once(timing_entry *entry, const bench_probes *probes)
{
    entry->sum = entry->run(entry->peer, probes);
    double start = timing_cpu_ns();
    for (unsigned i = 0; i < entry->passes; i++) {
        uint64_t sum = entry->run(entry->peer, probes);
        if (sum != entry->sum)
            abort(); /* the same questions have the same answers */
    }
    return (timing_cpu_ns() - start) / entry->passes;
}

static void calibrate(timing_entry *entry, const bench_probes *probes, double slice_ns)
{
    entry->passes = 1;
    run_once(entry, probes);
    double one = run_once(entry, probes);
    double passes = one > 0 ? slice_ns / one : 1;
    entry->passes = passes < 1 ? 1 : passes > 4096 ? 4096 : (unsigned)passes;
}

void timing_measure(timing_entry *entries, size_t count, const bench_probes *probes,
                    unsigned turns, double slice_ns)
{
    double sorted[TIMING_TURNS_MAX];
    for (size_t i = 0; i < count; i++)
        calibrate(&entries[i], probes, slice_ns);
    /* A different one begins each turn, so that none always follows the same. */
    for (unsigned turn = 0; turn < turns; turn++)
        for (size_t i = 0; i < count; i++) {
            timing_entry *entry = &entries[(i + turn) % count];
            entry->turn[turn] = run_once(entry, probes) / (double)probes->count;
        }
    for (size_t i = 0; i < count; i++) {
        memcpy(sorted, entries[i].turn, turns * sizeof *sorted);
        entries[i].median = timing_middle(sorted, turns);
        entries[i].least = sorted[0];
    }
}

timing_ratio timing_compare(const timing_entry *one, const timing_entry *other,
                            unsigned turns)
{
    double sorted[TIMING_TURNS_MAX];
    for (unsigned i = 0; i < turns; i++)
        sorted[i] = other->turn[i] / one->turn[i];
    timing_ratio ratio = {.of_minima = other->least / one->least};
    ratio.median = timing_middle(sorted, turns);
    ratio.least = sorted[0];
    ratio.greatest = sorted[turns - 1];
    return ratio;
}

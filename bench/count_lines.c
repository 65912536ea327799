/*
 * How many different 64-byte cache lines of the image a lookup touches: the pilot's,
 * the slot's, the status's. Walks FORMAT.md's steps for every probe and counts; what
 * the caller's own text and answer take, and the image handle, which never leaves the
 * cache, are not counted.
 *
 * Usage: count_lines [IMAGE]
 */
#include "bench/open_image.h"
#include "bench/peers.h"
#include "bench/raw_image.h"

#include <stdio.h>

enum { LINE = 64, SEED = 20260101 };

/* Pilot and slot are a line each and lie in sections of their own. With columns, the
 * status is one byte; a row of starts may cross lines, and its status byte may stand in
 * one of them. The table that names the column of a day is read before the code is
 * known, and by all lookups of one day at the same place: it is not counted. */
static size_t timeline_lines(const raw_image *raw, sj_answer answer, sj_date as_of)
{
    if (raw->column_bytes > 0)
        return 1;
    uintptr_t row =
        (uintptr_t)raw->timelines + (uintptr_t)answer.timeline * 5 * raw->segments;
    uintptr_t last_start = row + 4 * (uintptr_t)raw->segments - 1;
    uintptr_t status = (uintptr_t)raw_status(raw, answer.timeline, as_of);
    return last_start / LINE - row / LINE + 1 + (status / LINE != last_start / LINE);
}

static bool count(const sj_image *image, const char *path, sj_system system,
                  unsigned miss_percent)
{
    bench_keys keys;
    bench_probes probes;
    raw_image raw;
    if (!bench_keys_load(image, path, system, &keys) ||
        !bench_probes_draw(&keys, miss_percent, SEED, &probes) ||
        !raw_image_load(&raw, path, system))
        return false;
    size_t sum = 0, most = 0;
    for (size_t i = 0; i < probes.count; i++) {
        raw_spot at = raw_place(&raw, probes.cells + i * BENCH_CELL, probes.lengths[i]);
        size_t n = timeline_lines(&raw, raw_probe(&raw, at), probes.dates[i]);
        sum += n;
        most = n > most ? n : most;
    }
    printf("| %s, %s | 1 | 1 | %.2f (at most %zu) | %.2f |\n", sj_system_name(system),
           miss_percent ? "near miss" : "hit", (double)sum / (double)probes.count, most,
           2 + (double)sum / (double)probes.count);
    raw_image_free(&raw);
    bench_probes_free(&probes);
    bench_keys_free(&keys);
    return true;
}

int main(int argc, char **argv)
{
    const char *path = bench_image_path(argc > 1 ? argv[1] : NULL);
    sj_image *image = bench_image_open(path);
    printf("\n### Cache lines of the image a lookup touches\n\n"
           "| | pilot | slot | status | together |\n|---|---|---|---|---|\n");
    bool sound = count(image, path, SJ_ICD10CM, 0) &&
                 count(image, path, SJ_ICD10CM, 100) &&
                 count(image, path, SJ_HCPCS, 0) && count(image, path, SJ_HCPCS, 100);
    sj_image_close(image);
    return sound ? 0 : 1;
}

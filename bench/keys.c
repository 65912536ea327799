/*
 * Keys and probes for the benches, read from an image as any program would: a walk over
 * the codes, a lookup for each answer. The random numbers are splitmix64 with a seed of
 * the caller's, so that every run and every machine asks the same questions.
 */
#include "bench/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROBES_MIN = 65536 };

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Below `n`; the bias of n / 2^32 is nothing to a bench. */
static size_t below(uint64_t *state, size_t n)
{
    return (size_t)((next_random(state) >> 32) * (uint64_t)n >> 32);
}

/* A day on which most codes are alive: the first of the newest release. */
static bool newest_day(const sj_image *image, sj_system system, sj_date *out)
{
    bool found = false;
    for (uint32_t i = 0; i < sj_release_count(image); i++) {
        sj_release release;
        if (!sj_release_get(image, i, &release) || release.system != system)
            continue;
        if (!found || release.from > *out)
            *out = release.from;
        found = true;
    }
    return found;
}

bool bench_keys_load(const sj_image *image, const char *path, sj_system system,
                     bench_keys *out)
{
    sj_system_info info;
    sj_cursor cursor;
    sj_entry entry;

    *out = (bench_keys){.image = image, .path = path, .system = system};
    if (!sj_system_get(image, system, &info) || !info.loaded || info.codes == 0 ||
        !newest_day(image, system, &out->as_of)) {
        fprintf(stderr, "bench: the image holds no %s\n", sj_system_name(system));
        return false;
    }
    out->cells = calloc(info.codes, BENCH_CELL);
    out->lengths = calloc(info.codes, 1);
    out->answers = calloc(info.codes, sizeof *out->answers);
    if (!out->cells || !out->lengths || !out->answers) {
        fprintf(stderr, "bench: out of memory\n");
        bench_keys_free(out);
        return false;
    }
    bool sound = sj_prefix(image, system, "", 0, &cursor) == SJ_OK;
    while (sound && sj_cursor_next(&cursor, out->as_of, &entry)) {
        sound = out->count < info.codes && entry.len < BENCH_CELL;
        if (!sound)
            break;
        memcpy(out->cells + out->count * BENCH_CELL, entry.code, entry.len);
        out->lengths[out->count] = (uint8_t)entry.len;
        sound = sj_lookup(image, system, entry.code, entry.len, out->as_of,
                          &out->answers[out->count]) == SJ_OK;
        out->count++;
    }
    sound =
        sound && out->count == info.codes &&
        sj_lookup(image, system, "ZZZZZ", 5, out->as_of, &out->absent) == SJ_NOT_FOUND;
    if (!sound) {
        fprintf(stderr, "bench: walk and lookup of %s do not agree\n",
                sj_system_name(system));
        bench_keys_free(out);
    }
    return sound;
}

void bench_keys_free(bench_keys *keys)
{
    free(keys->cells);
    free(keys->lengths);
    free(keys->answers);
    *keys = (bench_keys){0};
}

/* Change one character until no release has the code. */
static void make_stranger(const bench_keys *keys, char *cell, size_t len,
                          uint64_t *state)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    sj_answer answer;
    for (;;) {
        size_t at = below(state, len);
        char was = cell[at];
        cell[at] = alphabet[below(state, sizeof alphabet - 1)];
        if (sj_lookup(keys->image, keys->system, cell, len, keys->as_of, &answer) ==
            SJ_NOT_FOUND)
            return;
        cell[at] = was;
    }
}

static void shuffle(uint32_t *order, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = below(state, i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

bool bench_probes_draw(const bench_keys *keys, unsigned miss_percent, uint64_t seed,
                       bench_probes *out)
{
    uint64_t state = seed;
    sj_system_info info;
    size_t count = keys->count > PROBES_MIN ? keys->count : PROBES_MIN;
    count = (count + BENCH_BLOCK - 1) / BENCH_BLOCK * BENCH_BLOCK;

    *out = (bench_probes){.count = count};
    uint32_t *order = malloc(keys->count * sizeof *order);
    out->cells = calloc(count, BENCH_CELL);
    out->lengths = calloc(count, 1);
    out->dates = calloc(count, sizeof *out->dates);
    if (!order || !out->cells || !out->lengths || !out->dates ||
        !sj_system_get(keys->image, keys->system, &info)) {
        fprintf(stderr, "bench: out of memory\n");
        free(order);
        bench_probes_free(out);
        return false;
    }
    if (info.last == SJ_DATE_OPEN)
        info.last = keys->as_of;
    size_t days = (size_t)(info.last - info.first) + 1;
    for (uint32_t i = 0; i < keys->count; i++)
        order[i] = i;
    for (size_t i = 0; i < count; i++) {
        if (i % keys->count == 0)
            shuffle(order, keys->count, &state);
        size_t key = order[i % keys->count];
        char *cell = out->cells + i * BENCH_CELL;
        memcpy(cell, keys->cells + key * BENCH_CELL, BENCH_CELL);
        out->lengths[i] = keys->lengths[key];
        out->dates[i] = info.first + (sj_date)below(&state, days);
        if (below(&state, 100) < miss_percent)
            make_stranger(keys, cell, out->lengths[i], &state);
        else
            out->hits++;
    }
    free(order);
    return true;
}

void bench_probes_free(bench_probes *probes)
{
    free(probes->cells);
    free(probes->lengths);
    free(probes->dates);
    *probes = (bench_probes){0};
}

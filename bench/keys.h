/*
 * What every case asks: all codes of one system of an image, and probes drawn from them
 * with a fixed seed. Everything comes through the public API. The clock never sees
 * this.
 */
#ifndef SCRUBJAY_BENCH_KEYS_H
#define SCRUBJAY_BENCH_KEYS_H

#include <scrubjay/scrubjay.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    BENCH_CELL = 8,  /* bytes a code takes in a column; no code here has more than 7 */
    BENCH_BLOCK = 64 /* rows of one batch call */
};

/* The codes of a system, in code order, with their answers on one day. */
typedef struct bench_keys {
    const sj_image *image;
    const char *path; /* of the image */
    sj_system system;
    sj_date as_of;
    size_t count;
    char *cells;        /* count cells of BENCH_CELL bytes, padded with NUL */
    uint8_t *lengths;   /* count */
    sj_answer *answers; /* count: what every structure has to return */
    sj_answer absent;   /* what it returns for a stranger */
} bench_keys;

/* A column of questions. `count` is a multiple of BENCH_BLOCK. */
typedef struct bench_probes {
    size_t count;
    char *cells;
    uint8_t *lengths;
    sj_date *dates; /* a day for each probe, between the system's first and last */
    size_t hits;
} bench_probes;

/* Read the codes of a system. @return false (and says why on stderr) when there are
 * none */
bool bench_keys_load(const sj_image *image, const char *path, sj_system system,
                     bench_keys *out);
void bench_keys_free(bench_keys *keys);

/*
 * Probes in random order: all codes once, at least 65536 of them. `miss_percent` of
 * them have one character changed such that no release has the code.
 */
bool bench_probes_draw(const bench_keys *keys, unsigned miss_percent, uint64_t seed,
                       bench_probes *out);
void bench_probes_free(bench_probes *probes);

#ifdef __cplusplus
}
#endif

#endif

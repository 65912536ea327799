/*
 * What bench_x12 measures: the reader, and beside it what the same bytes cost whoever
 * only looks for terminators, copies them, or cuts them into elements without a
 * thought.
 */
#ifndef SCRUBJAY_BENCH_X12_RUNS_H
#define SCRUBJAY_BENCH_X12_RUNS_H

#include <scrubjay/scrubjay.h>

typedef struct x12_tally {
    uint64_t claims, lines, faults, findings, flagged; /* claims that are not clean */
    uint64_t segments;
} x12_tally;

typedef struct x12_input {
    char *bytes;
    size_t len;
    int file;   /* the same bytes, open for reading */
    char *copy; /* room for as many */
    const sj_image *image;
    sj_x12 *reader;
} x12_input;

/* One pass over the input. @return false when it could not be read */
typedef bool x12_run(const x12_input *input, x12_tally *tally);

/* Ceilings (x12_ceilings.c): a byte that is nowhere, each terminator in turn, a copy,
 * and every element told apart byte by byte into a list of places. */
x12_run x12_find_nothing, x12_find_ends, x12_copy, x12_split;
/* The library (x12_readers.c): all in memory; read(2) into the reader's room; and with
 * each claim checked. */
x12_run x12_read_shown, x12_read_fed, x12_check_shown;

/* A command that reads the file and writes to /dev/null (x12_child.c). */
typedef struct x12_child {
    double wall_ns, cpu_ns;
    uint64_t peak_bytes; /* resident */
    int status;
} x12_child;

/* The peak is not below what the caller has itself: call it before memory is taken.
 * @return false when it could not be run at all */
bool x12_child_run(const char *const *args, x12_child *out);

#endif

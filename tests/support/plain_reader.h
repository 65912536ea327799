/*
 * A second, slow and obvious reader of the official files, written from DOMAIN.md 2.1
 * to 2.3 and the files themselves, sharing nothing with gen/. It keeps every row of
 * every release in plain arrays, so that tests can hold the image against the sources.
 * Any surprise in a file ends the test program with file and line: it reads known
 * files.
 */
#ifndef SCRUBJAY_TESTS_PLAIN_READER_H
#define SCRUBJAY_TESTS_PLAIN_READER_H

#include <scrubjay/scrubjay.h>

/* Bytes somewhere in memory that the world owns; p is NULL when there is no such text.
 */
typedef struct plain_text {
    const char *p;
    uint32_t len;
} plain_text;

/* One row of a release. The dates are those the row states (HCPCS); others: as far as
 * the release goes. */
typedef struct plain_row {
    char code[SJ_CODE_CAP];
    uint8_t status; /* SJ_CODE_HEADER or SJ_CODE_BILLABLE */
    plain_text short_text, long_text;
    sj_date from, to; /* to: SJ_DATE_OPEN while the row states no end */
} plain_row;

/* What one file, or a long and a short file together, says of one system. */
typedef struct plain_release {
    sj_system system;
    bool dated;      /* rows bear dates */
    bool codes_only; /* lists billable codes alone, and no short titles */
    bool stated_end; /* the manifest states the last day */
    sj_date from, to;
    char label[16];  /* "2023-04" */
    plain_row *rows; /* file order */
    uint32_t count, cap;
    uint32_t billable;
} plain_release;

/* Counts of one file, for comparison with the generator's. */
typedef struct plain_file {
    char path[256]; /* as the manifest writes it */
    char kind[32], release[16];
    sj_date from;
    uint32_t lines;                           /* lines of the file */
    uint32_t rows;                            /* codes it lists */
    uint32_t billable;                        /* of them */
    uint32_t first_procedure, first_modifier; /* ANWEB records 3 and 7 */
} plain_file;

typedef struct plain_world {
    plain_release *releases; /* by system, then date */
    uint32_t release_count;
    plain_file *files; /* in the order of the manifest */
    uint32_t file_count;
    char **buffers; /* uncompressed files and joined texts */
    uint32_t buffer_count;
} plain_world;

/* Read every release of the code-set kinds that <folder>/manifest.csv lists. */
void plain_read_world(const char *folder, plain_world *out);
void plain_free_world(plain_world *world);

/* End the test program with a message: a known file is not as it was. */
_Noreturn void plain_die(const char *path, uint64_t line, const char *why);

/* Uncompressed bytes of a file (malloc), a NUL added. */
char *plain_slurp(const char *path, size_t *size);

/* Days since 1970-01-01, by the plain counting of years and months. */
sj_date plain_day(int year, int month, int day);

#endif

/*
 * A folder of tables to try service lines on: the official releases that the manifest
 * of the data folder lists, and beside them what it lacks. A fee schedule and a list of
 * not-otherwise-classified codes from the same data; Medicaid tables thinned out of the
 * Medicare ones; made-up places of service, dental codes, policies and limits of
 * service. HCPCS of 2024 is given the whole year, so that its codes are known on the
 * days of the NCCI tables.
 */
#ifndef SCRUBJAY_FUZZ_LINE_WORLD_H
#define SCRUBJAY_FUZZ_LINE_WORLD_H

#include "fuzz/reference/reference_line_tables.h"

enum { REF_WORLD_PATH = 256 };

/* Make the folder below $TMPDIR or /tmp; its name is written. */
void ref_line_world_make(const char *data, char folder[REF_WORLD_PATH]);

/* A small one of HCPCS and one row in so many of the practitioner pairs and limits. */
typedef enum ref_thin_world {
    REF_THIN = 0,
    REF_THIN_HALF = 1,          /* every second of its rows */
    REF_THIN_NO_TOMBSTONES = 2, /* no rows of indicator 9 */
    REF_THIN_TWICE = 3          /* the same rows in two files */
} ref_thin_world;

void ref_thin_world_make(const char *data, const ref_line_tables *tables,
                         ref_thin_world kind, char folder[REF_WORLD_PATH]);

/* The lists of limits of service, limits-0.csv and so on, and their days. */
enum { REF_LIMIT_LISTS = 5 };
extern const struct ref_stated_days {
    const char *from, *to;
} ref_limit_days[REF_LIMIT_LISTS];
void ref_write_limits(const char *data, const char *folder);

/* Take it away again. */
void ref_line_world_remove(const char *folder);

#endif

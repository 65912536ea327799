/*
 * The tiny image's line tables: four invented procedures, X0001 to X0004 (numbers 0 to
 * 3), few rows in each table, none in the Medicaid ones.
 */
#ifndef SCRUBJAY_TESTS_TINY_LINES_H
#define SCRUBJAY_TESTS_TINY_LINES_H

#include "gen/model/catalog.h"

/* How much there is. */
enum {
    TINY_PROCEDURES = 4,
    TINY_LINE_RELEASES = 13,
    TINY_VALUES = 3,
    TINY_HOSPITAL_ROWS = 9, /* all of X0003: each value with each other procedure */
    TINY_POLICIES = 2,
    TINY_LIMITS = 11, /* the last three of revenue codes */
};

/* Add them to the catalog, whose sources are there. */
void tiny_lines_fill(gen_catalog *catalog);

#endif

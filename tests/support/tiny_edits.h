/*
 * What the tiny image knows beyond codes: notes, pairs, lists, PCS tables, maps. Small
 * enough to be told by heart:
 *
 *   block E08-E13  use additional code, Z00.-
 *   E11            Excludes1 O9A.-; Excludes2 H81.-, of which FY2025 lost a part
 *   E119           code first A00.-, weak
 *
 * Groups: 1 A00, 2 E11, 3 H81, 4 O9A, 5 Z00. Columns: before, FY2023, a gap, FY2025,
 * carried.
 */
#ifndef SCRUBJAY_TESTS_TINY_EDITS_H
#define SCRUBJAY_TESTS_TINY_EDITS_H

#include "gen/model/catalog.h"

/* Sources of the tiny image that edits cite. */
enum {
    TINY_TABULAR_2023 = 5,
    TINY_TABULAR_2025 = 6,
    TINY_PCS_TABLES = 8,
    TINY_MCE = 9,
    TINY_POA = 10,
};

/* Classes of ICD-10-CM. */
enum {
    TINY_A00 = 1, /* group 1 */
    TINY_E11,     /* group 2 */
    TINY_E119,    /* group 2: other traits */
    TINY_H81,     /* group 3 */
    TINY_O9A,     /* group 4 */
    TINY_Z00,     /* group 5 */
    TINY_SIDES,   /* in no pair */
    TINY_CLASSES,
};

/* Add them to the catalog, whose codes and sources are there. */
void tiny_edits_fill(gen_catalog *catalog);

#endif

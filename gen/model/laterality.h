/*
 * Families of ICD-10-CM codes that differ in the side of the body alone, found by code
 * and title (docs/EDITING.md, dx.laterality_conflict): codes alike in all but one of
 * characters 4 to 6, titles alike up to a word that names the side, one code a side,
 * right and left both there. A code is in one family at most.
 */
#ifndef SCRUBJAY_GEN_LATERALITY_H
#define SCRUBJAY_GEN_LATERALITY_H

#include "gen/model/catalog.h"

enum { GEN_RIGHT = 1, GEN_LEFT, GEN_BILATERAL, GEN_UNSPECIFIED, GEN_SIDE_COUNT };

/* What there is in one column. */
typedef struct gen_side_counts {
    uint32_t families;    /* with one right and one left code */
    uint32_t bilateral;   /* of these: with a bilateral code */
    uint32_t unspecified; /* of these: with an unspecified one */
    /* Left out, though right and left are there: */
    uint32_t crowded;   /* several codes a side (D17.2-: arms and legs) */
    uint32_t contested; /* a code is in a family by a later character (S62.5-, S62.6-:
                           thumb right and index finger left) */
} gen_side_counts;

/*
 * Or the traits SJF_SIDE, SJF_SIDE_PLACE, SJF_SIDE_FAMILY and SJF_SIDE_BILATERAL of
 * ICD-10-CM codes into `traits`, code_count rows of column_count words. Two codes of a
 * column are in one family when they differ at that place only and agree in the last
 * three. The catalog has its codes,
 * timelines, descriptors and edit columns. `counts` has one a column, or is NULL.
 */
void gen_sides(const gen_catalog *catalog, uint64_t *traits, gen_side_counts *counts);

#endif

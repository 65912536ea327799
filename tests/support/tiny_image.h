/*
 * A small image made by hand: five systems with gaps, headers, reactivated and deleted
 * codes, a flag, titles that change and one beyond ASCII; edits, notes, tables and maps
 * (tiny_edits.h), line tables (tiny_lines.h). The catalog it was built from stays at
 * hand as an oracle. All codes and titles are public or invented.
 */
#ifndef SCRUBJAY_TESTS_TINY_IMAGE_H
#define SCRUBJAY_TESTS_TINY_IMAGE_H

#include "gen/build/build.h"

typedef struct tiny_image {
    gen_catalog catalog;
    gen_bytes bytes;
} tiny_image;

/* Build it; ends the program when that fails, since no test could say anything. */
void tiny_image_make(tiny_image *out);
void tiny_image_free(tiny_image *tiny);

/* The oracle: a linear scan of the catalog. @return NULL when the system has no such
 * canonical code */
const gen_code *tiny_find(const tiny_image *tiny, sj_system system, const char *code,
                          size_t len);

/* Status byte of a timeline on a day, by the plain reading of its segments. */
uint8_t tiny_status_on(const tiny_image *tiny, sj_system system, uint32_t timeline,
                       sj_date day);

/* The timeline of a text that is no code of the system. */
uint32_t tiny_absence(const tiny_image *tiny, sj_system system, const char *canonical);

#endif

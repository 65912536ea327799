/*
 * Tiny releases fed straight into the model, and what came of them as text, so that a
 * test reads like the rule it proves. No file and no image is involved.
 */
#ifndef SCRUBJAY_TESTS_MERGE_KIT_H
#define SCRUBJAY_TESTS_MERGE_KIT_H

#include "gen/model/merge.h"

typedef struct kit_row {
    uint32_t source;
    gen_row row;
} kit_row;

typedef struct merge_kit {
    gen_source_list sources;
    kit_row *rows;
    uint32_t row_count, row_cap;
    gen_catalog catalog;
    gen_report report;
    bool merged; /* gen_merge_finish() said yes */
    char text[4096];
} merge_kit;

void kit_init(merge_kit *kit);
void kit_free(merge_kit *kit);

/* A source; `from` and `to` are YYYY-MM-DD, `to` NULL where none is stated. Its file is
 * named by its kind and release. @return its number */
uint32_t kit_source(merge_kit *kit, gen_kind kind, const char *release,
                    const char *from, const char *to);
/* A codes-SYSTEM list. */
uint32_t kit_list(merge_kit *kit, sj_system system, const char *release,
                  const char *from, const char *to);

/* A row of an ICD file: of the source's system, numbered by the rows so far. */
void kit_undated(merge_kit *kit, uint32_t source, const char *code, uint8_t status,
                 const char *short_text, const char *long_text);
/* A row with dates: NULL for none. */
void kit_dated(merge_kit *kit, uint32_t source, sj_system system, const char *code,
               const char *from, const char *to);
/* Any row: numbered, and its lengths counted where they are not told. */
gen_row *kit_row_add(merge_kit *kit, uint32_t source, gen_row row);
/* The row last added. */
gen_row *kit_last(merge_kit *kit);

/* Merge all of it, sources in the order in which they were added. */
void kit_merge(merge_kit *kit, bool carry);
/* The same with the sources added in reverse. */
void kit_reverse(merge_kit *kit);

/*
 * What came of it, in kit->text:
 *   segments   "- inactive, 2015-10-01 billable, 2020-10-01 billable inferred"
 *   intervals  "2015-10-01..2020-09-30 billable, 2021-01-01.. header"
 *   titles     "2015-10-01 short|long, ..."
 *   absence    as segments
 *   releases   "ICD-10-CM FY2025 2024-10-01..2025-09-30 2 codes, ..." of one system
 *   messages   one after the other, "; " between
 */
const char *kit_segments(merge_kit *kit, sj_system system, const char *code);
const char *kit_intervals(merge_kit *kit, sj_system system, const char *code);
const char *kit_titles(merge_kit *kit, sj_system system, const char *code);
const char *kit_absence(merge_kit *kit, sj_system system, bool digit);
const char *kit_releases(merge_kit *kit, sj_system system);
const char *kit_messages(merge_kit *kit);

/* The code, or NULL. */
const gen_code *kit_code(const merge_kit *kit, sj_system system, const char *code);

/* Everything the catalog holds, for comparing two of them. The caller frees it. */
char *kit_everything(merge_kit *kit);

#endif

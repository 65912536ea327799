/*
 * One table of one code system while it is read: its releases, its codes, what each
 * release says of each code, and the titles. Time is not resolved here
 * (merge_system.c).
 */
#ifndef SCRUBJAY_GEN_TABLE_H
#define SCRUBJAY_GEN_TABLE_H

#include "gen/model/listing.h"
#include "gen/model/release.h"
#include "gen/model/text_pool.h"
#include "gen/model/timeline.h"

#define GEN_NO_INDEX UINT32_MAX
#define GEN_NO_TEXT  UINT32_MAX /* this release says nothing: the neighbour's holds */

typedef struct gen_table_release {
    gen_span span;
    uint32_t source[2]; /* main one and the one joined to it, or GEN_NO_INDEX */
    uint32_t codes;     /* distinct codes it lists */
    bool billable_only;
    bool closed; /* its last day was stated, not taken from the calendar */
} gen_table_release;

/* Titles of a code from a release on; one list a code, oldest first. */
typedef struct gen_wording {
    uint32_t next, release;
    uint32_t short_text, long_text;
    sj_date row_from; /* of several rows of a release the latest one names the code */
} gen_wording;

/* A dated row; one list a code, in the order of reading. */
typedef struct gen_listed_row {
    uint32_t next;
    gen_dated_row row;
} gen_listed_row;

typedef struct gen_entry {
    char code[SJ_CODE_CAP]; /* zero-padded */
    uint8_t len, flags;
    uint32_t first_wording, last_wording;
    uint32_t short_now, long_now; /* the latest titles any release said */
    uint32_t first_row, last_row; /* dated tables */
    uint32_t last_release;        /* the newest one that lists it */
} gen_entry;

typedef struct gen_table {
    sj_system system;
    gen_family family;
    gen_table_release *releases; /* by date */
    uint32_t release_count, release_cap;

    gen_entry *entries;
    uint32_t entry_count, entry_cap;
    uint32_t *buckets; /* open addressing over entries, index + 1, 0 = free */
    uint32_t bucket_count;

    /* Undated tables: one cell an entry and release. */
    uint8_t *cells;    /* status, with GEN_CELL_* for which source said it */
    uint32_t *lines;   /* the row's line; NULL when nobody asks for it */
    uint32_t cell_cap; /* entries there is room for */

    gen_listed_row *rows; /* dated tables */
    uint32_t row_count, row_cap;
    gen_wording *wordings;
    uint32_t wording_count, wording_cap;
} gen_table;

enum {
    GEN_CELL_STATUS = 7,
    GEN_CELL_MAIN = 64,    /* the main source of the release lists it */
    GEN_CELL_JOINED = 128, /* the joined one does */
};

gen_table *gen_table_new(sj_system system, gen_family family);
void gen_table_free(gen_table *table);

/* Releases come by date, before any row. A source with the date of the last one is
 * joined to it. @return the release's index */
uint32_t gen_table_add_source(gen_table *table, uint32_t index,
                              const gen_source *source);

/* One row of a release. `role` is gen_source_role(). @return NULL or why not */
const char *gen_table_add_row(gen_table *table, gen_text_pool *text, uint32_t release,
                              unsigned role, const gen_row *row);

/* The entry of a code, or NULL. */
gen_entry *gen_table_find(const gen_table *table, const char *code);

/* Give each release its days, those of its sources, whose ends are resolved. An ANWEB
 * file without any procedure (or modifier) is no release of procedures (modifiers). */
void gen_table_settle(gen_table *table, const gen_source *sources);

/* Fill what releases left out of a code's titles: from the one before, from the next
 * one, from the other title. Undated tables then keep changes alone. */
void gen_table_settle_titles(gen_table *table, gen_entry *entry);

#endif

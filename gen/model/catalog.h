/*
 * The merged model: what is known of every code of every system over all releases, with
 * time already resolved. gen/model/merge.c fills it from listings, gen/source/dump.c
 * from a dump; gen/build/ turns it into an image. Knows no file layout and no section.
 *
 * Everything is owned by the catalog and freed with it. Arrays are grown by the
 * gen_catalog_* calls only.
 */
#ifndef SCRUBJAY_GEN_CATALOG_H
#define SCRUBJAY_GEN_CATALOG_H

#include <scrubjay/scrubjay.h>

#include "gen/model/edits.h"
#include "gen/model/line_tables.h"
#include "gen/model/text_pool.h"

/* One compiled file (FORMAT.md 5). Strings are owned. */
typedef struct gen_provenance {
    char *file, *kind, *release;
    char *label; /* "MCE v36": what findings cite */
    sj_date from, to;
    uint64_t size_bytes, records;
    uint8_t xxh3[16];
} gen_provenance;

/* One release of one system (FORMAT.md 6). */
typedef struct gen_release {
    sj_system system;
    sj_date from, to;
    char *label;
    uint32_t source; /* index into catalog.sources */
    uint32_t codes;
} gen_release;

/* From this day on, this status byte (sj_code_status | SJ_MARK_*). */
typedef struct gen_segment {
    sj_date from;
    uint8_t status;
} gen_segment;

/* Status over all time and the intervals people read (FORMAT.md 8 and 9). The first
 * segment starts at SJ_DATE_MIN; neighbours differ; intervals are by date. */
typedef struct gen_timeline {
    gen_segment *segments;
    sj_interval *intervals;
    uint32_t segment_count, interval_count;
} gen_timeline;

typedef struct gen_descriptor {
    sj_date from;
    uint32_t short_text, long_text; /* ids in catalog.text */
    uint16_t release;               /* index into catalog.releases */
} gen_descriptor;

typedef struct gen_code {
    char code[SJ_CODE_CAP]; /* canonical, NUL-terminated */
    uint8_t len;
    uint8_t flags;     /* SJ_FLAG_* */
    uint32_t timeline; /* index into the system's timelines */
    uint32_t class_id; /* what edits know of it: index into gen_edits.classes */
    uint32_t first_descriptor, descriptor_count;
} gen_code;

typedef struct gen_system {
    bool loaded, dated;
    sj_date first, last;             /* days it can judge; last may be SJ_DATE_OPEN */
    uint32_t absence, absence_digit; /* timelines of strangers (FORMAT.md 3) */
    gen_code *codes;                 /* byte order, each once */
    gen_timeline *timelines;         /* distinct */
    gen_descriptor *descriptors;     /* grouped by code, by date */
    uint32_t code_count, timeline_count, descriptor_count;
    uint32_t code_cap, timeline_cap, descriptor_cap;
    uint32_t *timeline_buckets; /* private to gen_system_intern_timeline() */
    uint32_t timeline_bucket_count;
} gen_system;

typedef struct gen_catalog {
    gen_text_pool text;
    gen_provenance *sources;
    gen_release *releases; /* by system, then from */
    gen_system systems[SJ_SYSTEM_COUNT];
    gen_edits edits[SJ_SYSTEM_COUNT];
    gen_notes notes;
    gen_pcs_tables pcs;
    gen_gems gems[SJ_SYSTEM_COUNT]; /* by the system they lead from */
    gen_successors successors;
    gen_line_tables lines;
    gen_raw_table *tables; /* of a dump: in place of all from `edits` on */
    uint32_t table_count, table_cap;
    uint32_t source_count, release_count;
    uint32_t source_cap, release_cap;
} gen_catalog;

/* Memory exhaustion ends the generator with a message (gen/model/memory.h): it is a
 * program run by hand, and nothing half-written is left. */
void gen_catalog_init(gen_catalog *catalog);
void gen_catalog_free(gen_catalog *catalog);

/* Append one and return it, zeroed; the pointer holds until the next append. */
gen_provenance *gen_catalog_add_source(gen_catalog *catalog);
gen_release *gen_catalog_add_release(gen_catalog *catalog);
gen_code *gen_system_add_code(gen_system *system);
gen_descriptor *gen_system_add_descriptor(gen_system *system);

/* The index of a timeline equal to this one, added (copied) if it is new. */
uint32_t gen_system_intern_timeline(gen_system *system, const gen_timeline *timeline);

#endif

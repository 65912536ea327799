/*
 * An official file as the generator sees it: where it came from, what it is, what it
 * speaks for. identify.c and manifest.c fill it; the readers turn its bytes into rows.
 */
#ifndef SCRUBJAY_GEN_SOURCE_H
#define SCRUBJAY_GEN_SOURCE_H

#include "gen/model/listing.h"
#include "gen/report.h"

/* Kinds of docs/SOURCES.md. Order is that of the table in kinds.c. */
typedef enum gen_kind {
    GEN_KIND_NONE = 0,
    GEN_ICD10CM_ORDER,
    GEN_ICD10CM_CODES,
    GEN_ICD10PCS_ORDER,
    GEN_ICD10PCS_CODES,
    GEN_ICD9CM_LONG,
    GEN_ICD9CM_SHORT,
    GEN_ICD9PCS_LONG,
    GEN_ICD9PCS_SHORT,
    GEN_HCPCS_ANWEB,
    GEN_HCPCS_NOC,
    GEN_CODES_CSV, /* codes-SYSTEM: gen_source.system says which */
    GEN_ICD10CM_TABULAR,
    GEN_ICD10PCS_TABLES,
    GEN_MCE_TEXT,
    GEN_MCE_LISTS,
    GEN_POA_EXEMPT,
    GEN_GEM_I9, /* of the GEMs, the system is the one they lead from */
    GEN_GEM_I10,
    GEN_GEM_I9PCS,
    GEN_GEM_PCSI9,
    GEN_CONVERSION,
    GEN_DUMP, /* what `scrubjay dump` wrote */
    /* Line tables, in the order of sjf_line_table: kind - GEN_PTP_PRACTITIONER is the
     * table of a kind up to GEN_PPRRVU. */
    GEN_PTP_PRACTITIONER,
    GEN_PTP_HOSPITAL,
    GEN_PTP_MEDICAID_PRACTITIONER,
    GEN_PTP_MEDICAID_HOSPITAL,
    GEN_PTP_MEDICAID_DME,
    GEN_MUE_PRACTITIONER,
    GEN_MUE_HOSPITAL,
    GEN_MUE_DME,
    GEN_MUE_MEDICAID_PRACTITIONER,
    GEN_MUE_MEDICAID_HOSPITAL,
    GEN_MUE_MEDICAID_DME,
    GEN_AOC,
    GEN_PPRRVU,
    GEN_NECESSITY,
    GEN_SERVICE_LIMITS,
    GEN_LATER, /* a kind that this version does not read yet */
} gen_kind;

/* One file, inside whatever container. Strings are owned. */
typedef struct gen_source {
    char *path;      /* for messages: container and member, as the user can find it */
    char *container; /* file on disk that holds it */
    char *member;    /* name inside an archive; NULL for a plain or .gz/.xz file */
    char *file;      /* official name: last part of the path, compression suffix cut */
    char *kind_name; /* "icd10cm-order"; also for GEN_LATER */
    gen_kind kind;
    sj_system system; /* of its rows; SJ_HCPCS of ANWEB, which has modifiers, too;
                         SJ_SYSTEM_COUNT of kinds whose rows bear it */
    char *release; /* "2025", "2023-04", "2024Q2", "v32"; never NULL once identified */
    sj_date from;  /* first day; SJ_DATE_MIN until known */
    sj_date to;    /* stated last day, or SJ_DATE_OPEN: the regular one applies */
    uint64_t size_bytes; /* uncompressed; filled when read */
    uint64_t records;    /* rows read */
    uint64_t rejected;   /* rows rejected */
    uint8_t xxh3[16];    /* of the uncompressed bytes; filled when read */
} gen_source;

/* Receives rows in file order; false stops the reader. */
typedef bool (*gen_row_fn)(void *ctx, const gen_row *row);

/* A file that was looked at and left out, with the reason ("PDF", "read by a later
 * version", "addenda: a list of changes, not a release", ...). Strings are owned. */
typedef struct gen_unused {
    char *path, *reason;
} gen_unused;

typedef struct gen_source_list {
    gen_source *items;
    gen_unused *unused;
    uint32_t count, cap, unused_count, unused_cap;
} gen_source_list;

void gen_source_list_free(gen_source_list *list);

/*
 * Find what there is to compile: each argument a file, an archive or a folder (walked
 * in byte order of names, symbolic links followed); a folder with a manifest.csv goes
 * by it. With `manifest`, only what it lists. Problems (unknown file, missing date, a
 * draft, two files for one system and date) go to the report, all of them, before
 * anything is read.
 * @return false when there was any error
 */
bool gen_find_sources(const char *manifest, const char *const *args, size_t arg_count,
                      gen_source_list *out, gen_report *report);

/*
 * Read one source: stream its bytes, check every record, hand each to `row`. Fills
 * size_bytes, records, rejected and xxh3. Safe to call for different sources from
 * different threads, each with a report of its own.
 * @return false when the file could not be read or a record was refused
 */
bool gen_read_source(gen_source *source, gen_row_fn row, void *ctx, gen_report *report);

#endif

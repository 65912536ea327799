/*
 * An opened image: views of its sections, cut and verified by open.c and verify.c.
 * Never changes after opening. Lookup code relies on the structure claims of FORMAT.md
 * 21 and on nothing else; a comment names the claim.
 */
#ifndef SCRUBJAY_IMAGE_IMAGE_H
#define SCRUBJAY_IMAGE_IMAGE_H

#include <scrubjay/scrubjay.h>

#include "engine/format/layout.h"
#include "engine/format/lines.h"
#include "engine/image/view.h"

/* The edits of one system (FORMAT.md 13 to 17): views that claims 60 to 66 cut. */
typedef struct sji_edits {
    bool loaded;
    sj_date column_first, column_last; /* the days that column_of has an entry for */
    uint32_t column_count;             /* E, at least 1 */
    uint32_t pattern_count;            /* P, at least 1 */
    uint32_t trait_count;              /* T, at least 1 */
    uint32_t run_count, relation_count, link_count;
    const uint8_t *columns;                              /* E records */
    const uint8_t *column_of;                            /* u16 a day */
    const uint8_t *classes;                              /* class_mask + 1 records */
    const uint8_t *runs, *relations, *patterns, *traits; /* sections */
} sji_edits;

/* Notes, PCS tables, maps (claims 67 to 69); counts are 0 where there are none. */
typedef struct sji_texts {
    view nodes, notes, note_references, references, occurrences;
    view pcs_rows, pcs_labels;
    view gems[SJ_SYSTEM_COUNT]; /* records; the header's source beside */
    uint32_t gem_source[SJ_SYSTEM_COUNT];
    view successors; /* records */
} sji_texts;

/* Rows by procedure: those of procedure p are index[p] to index[p + 1]. */
typedef struct sji_line_rows {
    const uint8_t *index; /* P + 1 u32; NULL: there are no rows */
    const uint8_t *rows;
    uint32_t count;
} sji_line_rows;

/* The rows of a PTP table by column 1, and which partners a column 1 has: buckets in
 * the index, within each of these 64 bits (sjf_ptp_bucket, sjf_ptp_bit). */
typedef struct sji_ptp_table {
    const uint8_t *index;    /* P + 1 records; NULL: there are no rows */
    const uint8_t *partners; /* partner_count u64 */
    const uint8_t *rows;     /* a u32 each */
    uint32_t count, partner_count;
} sji_ptp_table;

/* The line tables (FORMAT.md 22): views that claims 80 to 84 cut. A procedure's number
 * is below procedure_count, and each procedure has one. */
typedef struct sji_lines {
    bool loaded;
    uint8_t slot_bits;        /* b, 1 to 17 */
    uint8_t limit_kinds;      /* that some list has: bits of enum sjf_limit */
    bool carried;             /* some file speaks on behind its own last day */
    uint32_t procedure_count; /* P, at most 65,535 */
    uint32_t release_count, value_count, policy_count;
    /* Releases of table t are first_release[t] to first_release[t + 1]. */
    uint32_t first_release[SJF_LINE_TABLES + 1];
    const uint8_t *keys;  /* P u64 */
    const uint8_t *slots; /* 2^b u64; that some are empty is content: bound the walk */
    const uint8_t *releases, *values, *policies; /* records */
    sji_ptp_table ptp[SJF_PTP_TABLES];
    const uint8_t *citations[SJF_PTP_TABLES]; /* a u32 a row */
    sji_line_rows mue[SJF_MUE_TABLES]; /* the index of each; `rows` are of all tables */
    sji_line_rows addons, fees, facts, items;
    sji_line_rows limits; /* those of revenue codes behind the last procedure's */
} sji_lines;

/* The rows of a procedure (below P): from the one that is returned to before *end. */
static inline uint32_t sji_rows_of(const sji_line_rows *rows, uint32_t procedure,
                                   uint32_t *end)
{
    *end = 0;
    if (!rows->index)
        return 0;
    const uint8_t *at = rows->index + 4 * (size_t)procedure;
    uint32_t first = sjf_load32(at), last = sjf_load32(at + 4);
    if (first > last || last > rows->count) /* no verified image: claim 87 */
        return 0;
    *end = last;
    return first;
}

/* The same of a PTP table. */
static inline uint32_t sji_ptp_rows_of(const sji_ptp_table *t, uint32_t column1,
                                       uint32_t *end)
{
    *end = 0;
    if (!t->index)
        return 0;
    const uint8_t *at = t->index + SJF_PTPI_RECORD * (size_t)column1 + SJF_PTPI_ROW;
    const uint32_t first = sjf_load32(at), last = sjf_load32(at + SJF_PTPI_RECORD);
    if (first > last || last > t->count) /* no verified image: claim 87 */
        return 0;
    *end = last;
    return first;
}

/* One code system. What an exact lookup reads comes first: two cache lines. */
typedef struct sji_system {
    sjf_hash hash;
    const uint8_t *pilots;    /* 2^B bytes (claim 28) */
    const uint8_t *slots;     /* 8 * hash.slots bytes (claim 29) */
    const uint8_t *timelines; /* 2^D rows (claim 30) */
    uint32_t timeline_mask;   /* 2^D - 1 */
    uint32_t class_mask;      /* 2^C - 1 */
    uint32_t id_base;         /* system << 24 */
    uint16_t absence[2];      /* of a stranger: [1] when it begins with a digit */
    sj_date column_first;     /* the days that column_of has an entry for */
    sj_date column_last;
    uint32_t column_count;
    const uint8_t *column_of; /* u16 a day (claim 57) */
    const uint8_t *columns;   /* 2^D bytes a column (claim 57); NULL: there are none */
    uint8_t word_min;         /* shortest code that is packed by the word, */
    uint8_t word_lens; /* and how many lengths from there are; 0: none, for NDC (a
                          number), revenue codes (a zero may lack) and systems
                          without columns, with two absences, or not loaded */
    uint8_t system;    /* sj_system */
    uint8_t code_len;  /* longest canonical code */
    bool loaded, dated;
    uint8_t segments;   /* W */
    uint32_t row_bytes; /* 5 * W */
    uint32_t codes;
    uint32_t timeline_count;
    uint32_t first_release, release_count;
    uint32_t interval_count, descriptor_count, trie_count;
    sj_date first_day, last_day;
    view validity;         /* index and intervals (claim 32) */
    view trie;             /* 8 * trie_count bytes (claim 33) */
    view descriptor_index; /* 4 * (slots + 1) bytes (claim 34) */
    view descriptors;      /* 16 * descriptor_count bytes (claim 35) */
} __attribute__((aligned(256))) sji_system;

struct sj_image {
    sji_system systems[SJ_SYSTEM_COUNT];
    sji_edits edits[SJ_SYSTEM_COUNT];
    sji_texts texts;
    sji_lines lines;
    view bytes; /* the whole image */
    view names, text, sources, releases;
    uint32_t section_count, source_count, release_count;
    void *owned; /* mapping or copy to release, or NULL */
    size_t owned_bytes;
    bool mapped;         /* owned by mmap rather than by malloc */
    uint32_t store_slot; /* its place in the sj_store that holds it (store.c) */
};

/* Refuse: fill `err` and return `status`. `what` is static. */
static inline sj_status sji_fail(sj_error *err, sj_status status, uint64_t off,
                                 const char *what)
{
    if (err)
        *err = (sj_error){.off = off, .sys_errno = 0, .what = what};
    return status;
}

/* The string at a pool offset; "" when it would leave the pool. */
static inline const char *sji_text(view pool, uint32_t off, uint32_t *len)
{
    view head, body;
    *len = 0;
    if (!view_sub(pool, off, 2, &head))
        return "";
    uint32_t n = sjf_load16(head.p);
    if (!view_sub(pool, (uint64_t)off + 2, (uint64_t)n + 1, &body) || body.p[n] != 0)
        return "";
    *len = n;
    return (const char *)body.p;
}

/* verify.c. The structure claims 1 to 40, 57 to 69 and 80 to 84; cuts the views of
 * `image`. */
sj_status sji_verify_structure(view bytes, sj_image *image, sj_error *err);
/* The content claims 41 to 55, 59, 70 to 79 and 85 to 96. */
sj_status sji_verify_content(const sj_image *image, sj_error *err);
/* The agreement claim 56. */
sj_status sji_verify_agreement(const sj_image *image, sj_error *err);

#endif

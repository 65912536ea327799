/*
 * The notes of the Tabular List inside an image (FORMAT.md 18): nodes, what stands at
 * them on a date, and where it is written. Cold: read when a finding or a person asks.
 * Numbers that would leave a section read as nothing.
 */
#ifndef SCRUBJAY_LOOKUP_NOTES_H
#define SCRUBJAY_LOOKUP_NOTES_H

#include "engine/image/image.h"

/* Which Tabular Lists decide on a date. */
typedef struct sji_tabular {
    uint16_t first;  /* source in force; in a gap the earlier neighbour */
    uint16_t second; /* in a gap the later neighbour, else `first` */
    uint8_t marks;   /* SJ_MARK_*: inferred in a gap */
} sji_tabular;

/* @return false when no Tabular List speaks for the date */
bool sji_tabular_on(const sj_image *image, sj_date as_of, sji_tabular *out);

/* A reference with everything a finding says of it. Strings point into the image. */
typedef struct sji_reference_info {
    uint8_t kind;  /* sj_note_kind */
    uint8_t marks; /* SJ_MARK_* */
    uint32_t node; /* its node */
    const char *node_name;
    char node_display[SJ_CODE_CAP];
    const char *text;           /* the note line */
    const char *reference_text; /* "E10.-" */
    sj_citation source;
} sji_reference_info;

/* What a reference number stands for on a date.
 * @return false when it is not in force then */
bool sji_reference_citation(const sj_image *image, uint32_t reference, sj_date as_of,
                            sji_reference_info *out);

/* The reference nearest to the code that bears it which gives one SJ_PAIR_* bit for
 * (a, b) on a date; UINT32_MAX: none. */
uint32_t sji_pair_reference(const sj_image *image, uint32_t a, uint32_t b,
                            sj_date as_of, uint32_t bit);

/* The first reference of a kind that binds a code on a date, nearest node first;
 * UINT32_MAX: none. */
uint32_t sji_code_reference(const sj_image *image, uint32_t code, sj_date as_of,
                            sj_note_kind kind);

/* The nodes above a code of ICD-10-CM, nearest first, itself included.
 * @return how many, at most `cap` */
enum { SJI_NODES_ABOVE_MAX = 16 };
size_t sji_nodes_above(const sj_image *image, const char *code, size_t len,
                       uint32_t out[SJI_NODES_ABOVE_MAX]);

/* The form of a node's name that people read: "E11.6", "E08-E13", "chapter 4". */
void sji_node_display(const sj_image *image, uint32_t node, char out[SJ_CODE_CAP]);

/* File, label and row of a source. */
sj_citation sji_cite(const sj_image *image, uint32_t source, uint32_t row);

static inline uint32_t sji_count(view table, size_t record)
{
    return (uint32_t)(table.n / record);
}

#endif

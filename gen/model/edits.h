/*
 * What edits are made of, with time already resolved: notes, lists, pairs, PCS tables,
 * crosswalks. Part of the catalog; gen/model/ fills it, gen/build/ turns it into
 * sections, the dump prints it. Arrays are owned by the catalog.
 *
 * Time: a system's edits have *columns* (FORMAT.md 13), the stretches between the days
 * on which anything changes; what holds is told for each column.
 */
#ifndef SCRUBJAY_GEN_EDITS_H
#define SCRUBJAY_GEN_EDITS_H

#include <scrubjay/scrubjay.h>

/* ---- what edits say of codes and pairs (FORMAT.md 13 to 17) -----------------------
 */

typedef struct gen_column {
    sj_date from; /* SJ_DATE_MIN for the first */
    uint32_t coverage, lists;
    uint8_t ages[4][2];
    uint16_t notes_source, mce_source, poa_source; /* catalog.sources or 0xFFFF */
} gen_column;

/* What edits know of a code. Class 0 is of those they do not mention: all zero. */
typedef struct gen_class {
    uint32_t group;  /* pair group; 0: in no pair */
    uint32_t traits; /* row of gen_edits.traits */
} gen_class;

/* Groups first to last. */
typedef struct gen_groups {
    uint32_t first, last;
} gen_groups;

/*
 * A note as a rectangle: any code of `left`, which the note binds, with any of `right`,
 * which it names. Group sets are ascending, disjoint stretches in gen_edits.groups.
 */
typedef struct gen_rectangle {
    uint32_t reference; /* catalog.notes.references: its kind says what it means */
    uint32_t left, left_count;
    uint32_t right, right_count;
    uint32_t presence; /* row of gen_edits.presences: the columns it is in force */
} gen_rectangle;

typedef struct gen_edits {
    gen_column *columns; /* none: no edit speaks of the system */
    gen_class *classes;  /* classes[0] is zero */
    uint64_t *traits;    /* trait_count rows of column_count words; row 0 is zero */
    uint8_t
        *presences; /* presence_count rows of column_count bytes, 0 or 1; distinct */
    gen_groups *groups;
    gen_rectangle *rectangles; /* by reference, then presence */
    uint32_t column_count, class_count, trait_count, presence_count;
    uint32_t group_run_count; /* of `groups` */
    uint32_t group_count;     /* groups there are, group 0 included */
    uint32_t rectangle_count;
} gen_edits;

/* ---- notes (FORMAT.md 18) ---------------------------------------------------------
 */

#define GEN_NO_NODE UINT32_MAX

typedef struct gen_node {
    uint32_t name, title; /* ids in catalog.text */
    uint32_t parent;      /* index or GEN_NO_NODE */
    uint32_t first_note, note_count;
    uint8_t level; /* SJF_LEVEL_* */
} gen_node;

typedef struct gen_occurrence {
    uint16_t source; /* catalog.sources */
    uint32_t line;
} gen_occurrence;

typedef struct gen_note {
    uint32_t node, text;
    uint32_t first_reference, reference_count; /* into gen_notes.note_references */
    uint32_t first_occurrence, occurrence_count;
    uint8_t kind, flags;
} gen_note;

typedef struct gen_reference {
    uint32_t node, text;
    uint8_t kind;
} gen_reference;

typedef struct gen_notes {
    gen_node *nodes;             /* by level, then name */
    gen_note *notes;             /* by node, then the order of the newest file */
    uint32_t *note_references;   /* indices into references */
    gen_reference *references;   /* by node, kind, text */
    gen_occurrence *occurrences; /* by note, then date of the source */
    uint32_t node_count, note_count, note_reference_count;
    uint32_t reference_count, occurrence_count;
} gen_notes;

/* ---- PCS tables (FORMAT.md 19) ----------------------------------------------------
 */

typedef struct gen_pcs_row {
    uint32_t table; /* three characters packed as keys are */
    uint16_t source;
    uint64_t values[4];
} gen_pcs_row;

typedef struct gen_pcs_label {
    uint32_t key, text;
} gen_pcs_label;

typedef struct gen_pcs_tables {
    gen_pcs_row *rows; /* by source's date, table, order of the file */
    gen_pcs_label *labels;
    uint32_t row_count, label_count;
} gen_pcs_tables;

/* ---- crosswalks (FORMAT.md 20) ----------------------------------------------------
 */

typedef struct gen_gem {
    uint64_t from, to; /* keys; `to` 0 for none */
    uint32_t flags;    /* as in GEN_ROW_GEM */
} gen_gem;

typedef struct gen_gems {
    gen_gem *items; /* sorted as in the section */
    uint32_t source, count;
} gen_gems;

typedef struct gen_successor {
    uint64_t from, to;
    sj_date day;
    uint32_t source;
} gen_successor;

typedef struct gen_successors {
    gen_successor *items;
    uint32_t count;
} gen_successors;

/* ---- tables as they stand in an image ----------------------------------------------
 */

/* A section of FORMAT.md 13 to 22 read from a dump: built already, but for its texts,
 * which are ids in catalog.text where the section has offsets. */
typedef struct gen_raw_table {
    uint32_t kind;    /* enum sjf_kind */
    sj_system system; /* SJ_SYSTEM_COUNT of line tables */
    uint8_t *bytes;
    size_t size;
} gen_raw_table;

/* Free everything of one kind; leaves it empty. */
void gen_edits_free(gen_edits *edits);
void gen_notes_free(gen_notes *notes);
void gen_pcs_tables_free(gen_pcs_tables *tables);

#endif

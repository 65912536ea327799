/*
 * Scrubjay: the official texts behind the edits. Instructional notes of the ICD-10-CM
 * Tabular List, what they say of a pair of codes, ICD-10-PCS tables, crosswalks.
 *
 * Nothing here allocates or locks. Strings point into the image, end with a NUL and
 * live as long as the handle. Comes with <scrubjay/scrubjay.h>; not to be included
 * alone.
 */
#ifndef SCRUBJAY_NOTES_H
#define SCRUBJAY_NOTES_H

#ifndef SCRUBJAY_SCRUBJAY_H
#error "include <scrubjay/scrubjay.h>"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Where a rule is written. */
typedef struct sj_citation {
    const char *file;    /**< official name; NULL when there is no file to cite */
    const char *release; /**< "ICD-10-CM FY2025", "MCE v36" */
    uint32_t row;        /**< 1-based line or row in the file; 0: none is known */
    uint32_t source;     /**< index for sj_source_get() */
} sj_citation;

/* ---- notes of the Tabular List --------------------------------------------------- */

/** Kinds of notes. Values are ABI and stand in images: append, never renumber. */
typedef enum sj_note_kind {
    SJ_NOTE_INCLUDES = 0,
    SJ_NOTE_INCLUSION_TERM = 1,
    SJ_NOTE_EXCLUDES1 = 2,
    SJ_NOTE_EXCLUDES2 = 3,
    SJ_NOTE_CODE_FIRST = 4,
    SJ_NOTE_USE_ADDITIONAL = 5,
    SJ_NOTE_CODE_ALSO = 6,
    SJ_NOTE_NOTES = 7,
    SJ_NOTE_SEVENTH = 8, /**< a seventh character: "A: initial encounter" */
    SJ_NOTE_KIND_COUNT = 9
} sj_note_kind;

/** "excludes1", "codeFirst", ...: the words of the Tabular XML; NULL if none. */
SJ_API const char *sj_note_kind_name(sj_note_kind kind);

/** One note line on a date. */
typedef struct sj_note {
    uint32_t index;      /**< for sj_note_reference() */
    uint8_t kind;        /**< sj_note_kind */
    uint8_t marks;       /**< SJ_MARK_*: inferred in a gap between two Tabular Lists */
    uint16_t references; /**< how many it has, in force or not */
    const char *node;    /**< what bears it: "E11" as "E11", "E11.6", "E08-E13",
                              "chapter 4"; codes with their dot in `node_display` */
    char node_display[SJ_CODE_CAP];
    const char *text;
    uint32_t text_len;
    sj_citation source;
} sj_note;

/**
 * The notes that apply to a code on a date: its own and those of its ancestors, block
 * and chapter, nearest node first, in the order of the file. In a gap between two
 * Tabular Lists: those that both have.
 * @return how many there are; at most `cap` are written; 0 where no Tabular List speaks
 */
SJ_API size_t sj_notes(const sj_image *image, uint32_t id, sj_date as_of, sj_note *out,
                       size_t cap);

/**
 * The text of a note's n-th reference ("E10.-") if it is in force on the date.
 * @return NULL when it is not, or there is no such reference
 */
SJ_API const char *sj_note_reference(const sj_image *image, uint32_t note, uint32_t n,
                                     sj_date as_of);

/**
 * How many note lines of a Tabular List hold a reference that could not be read and
 * makes no rule (the compiler logs them with file and line).
 */
SJ_API uint32_t sj_source_unread(const sj_image *image, uint32_t source);

/** A chapter or block of the Tabular List. */
typedef struct sj_division {
    const char *id; /**< "4", "E08-E13" */
    const char *title;
} sj_division;

/**
 * Chapter and block of an ICD-10-CM code, as the newest Tabular List that was compiled
 * has them. @return SJ_OK, SJ_NOT_FOUND (no Tabular List has its category), SJ_E_ARG
 */
SJ_API sj_status sj_divisions(const sj_image *image, uint32_t id, sj_division *chapter,
                              sj_division *block);

/* ---- pairs ----------------------------------------------------------------------- */

/** What the notes say of an ordered pair (a, b); `A_B`: a note that binds a names b. */
enum {
    SJ_PAIR_EXCLUDES1 = 1, /**< Excludes1, from either side */
    SJ_PAIR_EXCLUDES2 = 2,
    SJ_PAIR_CODE_FIRST_A_B = 4, /**< at a: "code first" b */
    SJ_PAIR_CODE_FIRST_B_A = 8,
    SJ_PAIR_USE_ADDITIONAL_A_B = 16,
    SJ_PAIR_USE_ADDITIONAL_B_A = 32,
    SJ_PAIR_CODE_ALSO_A_B = 64,
    SJ_PAIR_CODE_ALSO_B_A = 128
};

/**
 * What the notes say of two codes of one system on a date: SJ_PAIR_* bits, 0 for
 * nothing. Cost: two class records, and a binary search for the few pairs whose
 * signatures meet.
 */
SJ_API uint32_t sj_pair(const sj_image *image, uint32_t a, uint32_t b, sj_date as_of);

/** A rule that speaks of a pair. */
typedef struct sj_pair_rule {
    uint32_t reference;             /**< number of the reference within the image */
    uint8_t kind;                   /**< sj_note_kind */
    uint8_t marks;                  /**< SJ_MARK_* */
    uint8_t from_b;                 /**< 1: the note binds b and names a */
    char node_display[SJ_CODE_CAP]; /**< what bears the note */
    const char *text;               /**< the note line */
    const char *reference_text;     /**< "E10.-" */
    sj_citation source;
} sj_pair_rule;

/** The rules behind sj_pair(), by kind, then node.
 * @return how many; at most `cap` are written */
SJ_API size_t sj_pair_rules(const sj_image *image, uint32_t a, uint32_t b,
                            sj_date as_of, sj_pair_rule *out, size_t cap);

/* ---- ICD-10-PCS tables ----------------------------------------------------------- */

/** Why a procedure code is in no table. */
typedef struct sj_pcs_position {
    uint8_t position;  /**< 1 to 7: the first at which no row matches any more */
    const char *title; /**< "Approach"; NULL when no tables file speaks for the date */
    char values[37];   /**< the values that would do there, in order, NUL-terminated */
} sj_pcs_position;

/**
 * The first position of a procedure code at which no single row of its table still
 * matches, on a date. Never mixes rows.
 * @return SJ_OK, SJ_NOT_FOUND (the code is valid, or no release speaks), SJ_E_ARG
 */
SJ_API sj_status sj_pcs_explain(const sj_image *image, const char *code, size_t len,
                                sj_date as_of, sj_pcs_position *out);

/** What a value means in a table: "0DT", 5, '3' -> "Percutaneous"; NULL: not known. */
SJ_API const char *sj_pcs_label(const sj_image *image, const char table[3],
                                unsigned position, char value);

/* ---- crosswalks ------------------------------------------------------------------ */

typedef enum sj_map_kind {
    SJ_MAP_GEM = 0,        /**< general equivalence mapping to the other revision */
    SJ_MAP_SUCCESSOR = 1,  /**< took the place of this code */
    SJ_MAP_PREDECESSOR = 2 /**< this code took its place */
} sj_map_kind;

typedef struct sj_mapping {
    uint8_t kind;        /**< sj_map_kind */
    uint8_t system;      /**< of the target */
    uint8_t approximate; /**< GEM flags */
    uint8_t no_map;      /**< then `code` is "" */
    uint8_t combination;
    uint8_t scenario, choice; /**< of a combination: which list, which place in it */
    sj_date effective;        /**< successors: the day it took effect; SJ_DATE_MIN */
    char code[SJ_CODE_CAP];   /**< canonical */
    sj_citation source;
} sj_mapping;

/**
 * Where a code of a system leads: GEMs in file order of scenarios, then successors and
 * predecessors by date. The code need not be in a code table.
 * @return how many; at most `cap` are written
 */
SJ_API size_t sj_map(const sj_image *image, sj_system system, const char *code,
                     size_t len, sj_mapping *out, size_t cap);

#ifdef __cplusplus
}
#endif

#endif

/*
 * The second opinion's own reading of the official files: release rows (through the
 * plain reader), the notes of the Tabular List, the Code Editor's lists, the POA-exempt
 * lists. Plain arrays; questions are answered by looking, nothing is compiled. Written
 * from DOMAIN.md, RULINGS.md and docs/EDITING.md alone: it shares no line with the
 * generator or the engine. A surprise in a file ends the program, as in plain_reader.h.
 */
#ifndef SCRUBJAY_FUZZ_REFERENCE_RULES_H
#define SCRUBJAY_FUZZ_REFERENCE_RULES_H

#include "tests/support/plain_answers.h"

/* ---- references of a note (DOMAIN.md 3.2, RULINGS.md 14) ---- */

/* What a qualifier asks of a code: any of the values at any of the places. */
typedef enum ref_where {
    REF_ANYWHERE = 0,  /* no qualifier */
    REF_CHARACTER = 1, /* "fifth or sixth character 1-4 or 6" */
    REF_AFTER_DOT = 2, /* ".51-.52": what follows the first three characters */
    REF_AT_END = 3     /* "final characters -23" */
} ref_where;

enum { REF_VALUES_MAX = 8, REF_REFERENCES_MAX = 64 };

typedef struct ref_qualifier {
    ref_where where;
    unsigned places;             /* bit k: character k, counted from 1 */
    char low[REF_VALUES_MAX][8]; /* values, each a range of texts */
    char high[REF_VALUES_MAX][8];
    int values;
} ref_qualifier;

/* A code's subtree, or a range of codes in tabular order. Codes without dots. */
typedef struct ref_reference {
    char from[8], to[8]; /* to is empty: the subtree of from */
    ref_qualifier qualifier;
} ref_reference;

/* The references of the brackets of a note's text. @return how many; brackets that hold
 * a code and do not parse are counted in `unread` */
int ref_parse_note(const char *text, ref_reference out[REF_REFERENCES_MAX],
                   int *unread);

bool ref_same_reference(const ref_reference *a, const ref_reference *b);

/* Whether a code satisfies the qualifier alone. */
bool ref_qualifies(const ref_qualifier *q, const char *code);

/* ---- the Tabular List ---- */

typedef enum ref_kind {
    REF_EXCLUDES1 = 0,
    REF_EXCLUDES2 = 1,
    REF_CODE_FIRST = 2,
    REF_USE_ADDITIONAL = 3,
    REF_CODE_ALSO = 4,
    REF_KINDS = 5
} ref_kind;

typedef enum ref_node_type { REF_CHAPTER, REF_SECTION, REF_DIAG } ref_node_type;

/* One reference of a note, where it stands. */
typedef struct ref_bound {
    ref_reference reference;
    int node;
    ref_kind kind;
    bool next_has_it; /* the next Tabular List has the same at the same node */
    int number;       /* among the references of all Tabular Lists */
} ref_bound;

typedef struct ref_node {
    ref_node_type type;
    char id[16]; /* "4", "E08-E13", "E119" */
    int parent;  /* -1: a chapter */
    bool holds_categories;
    bool weak;        /* one of its code-first notes says "such as" or the like */
    int first, count; /* its references */
} ref_node;

typedef struct ref_tabular {
    sj_date from, to;
    char release[16];
    ref_node *nodes;
    int node_count;
    ref_bound *bounds; /* by node */
    int bound_count;
    int *diags; /* nodes of type diag, by code */
    int diag_count;
    int *spanning; /* sections that bear notes and hold no category of their own */
    int spanning_count;
    int unread; /* brackets that hold a code and do not parse */
} ref_tabular;

void ref_read_tabular(const char *path, ref_tabular *out);

/* ---- lists ---- */

/* A list of the Code Editor: "4A", "9", "11F"; diagnoses or procedures. */
typedef struct ref_list {
    int section;
    char subsection; /* 'A', or 0 */
    char (*codes)[8];
    int count;
} ref_list;

enum { REF_LISTS_MAX = 32 };

typedef struct ref_editor {
    sj_date from, to;
    int version;
    int ages[4][2]; /* of the lists 4A to 4D, both ends included */
    ref_list lists[REF_LISTS_MAX];
    int list_count;
} ref_editor;

typedef struct ref_poa {
    sj_date from, to;
    char (*codes)[8]; /* sorted */
    int count;
} ref_poa;

void ref_read_editor(const char *path, ref_editor *out);      /* table */
void ref_read_editor_text(const char *path, ref_editor *out); /* the official text */
void ref_read_poa(const char *path, ref_poa *out);
bool ref_has_code(char (*codes)[8], int count, const char *code);

/* ---- all together ---- */

enum { REF_FILES_MAX = 32 };

typedef struct ref_rules {
    plain_world world;
    plain_answers answers;
    ref_tabular tabulars[REF_FILES_MAX];
    ref_editor editors[REF_FILES_MAX];
    ref_poa poas[REF_FILES_MAX];
    int tabular_count, editor_count, poa_count;
    signed char *named; /* [reference number][order state]: 0 not asked, 1 no, 2 yes */
    int (*ends)[2];     /* [reference number][release]: doubled ranks; -1 not asked */
    int reference_count;
    struct ref_line_tables *lines; /* reference_line_tables.h */
} ref_rules;

void ref_rules_load(const char *folder, ref_rules *out);
void ref_rules_free(ref_rules *rules);

/* The one or two releases that speak for a day: b is -1 outside gaps, a is -1 when
 * nothing speaks. */
typedef struct ref_speakers {
    int a, b;
} ref_speakers;

ref_speakers ref_tabulars_on(const ref_rules *rules, sj_date day);
ref_speakers ref_editors_on(const ref_rules *rules, sj_date day);
ref_speakers ref_poas_on(const ref_rules *rules, sj_date day);
ref_speakers ref_orders_on(const ref_rules *rules, sj_date day); /* ICD-10-CM */

/* ---- questions about notes ---- */

/* Nodes above a code and the references there that are in force on a day. */
enum { REF_BOUND_MAX = 1024 };

typedef struct ref_notes {
    const ref_bound *bounds[REF_BOUND_MAX];
    int count;
    const ref_tabular *tabular; /* whose nodes they stand at */
    bool weak;                  /* a code-first note above it is weak */
} ref_notes;

void ref_notes_of(const ref_rules *rules, const char *code, sj_date day,
                  ref_notes *out);

/* Whether a reference's set has a code on a day. */
bool ref_names(ref_rules *rules, const ref_bound *bound, const char *code, sj_date day);

/* Whether it has any code that is billable or unknown on that day. */
bool ref_names_any(ref_rules *rules, const ref_bound *bound, sj_date day);

/* Whether a code lies below the node that bears a reference. */
bool ref_is_below(const ref_rules *rules, const ref_bound *bound,
                  const ref_notes *notes, const char *code, sj_date day);

/* ---- questions about lists and titles ---- */

typedef enum ref_say {
    REF_SAYS_NO = 0,
    REF_SAYS_YES = 1,
    REF_SAYS_NOTHING = 2
} ref_say;

/* Whether a list of the Code Editor has a code. Nothing: no version speaks, its
 * neighbours differ, or it has no such list. */
ref_say ref_listed(const ref_rules *rules, int section, char subsection,
                   const char *code, sj_date day);

/* Whether a version with that list speaks for the day, outside gaps. */
bool ref_list_speaks(const ref_rules *rules, int section, char subsection, sj_date day);

/* Whether an age lies outside that of list 4A to 4D (0 to 3) by the version of a day.
 * In a gap between two versions: by both. */
bool ref_age_is_outside(const ref_rules *rules, int list, int age, sj_date day);

ref_say ref_exempt(const ref_rules *rules, const char *code, sj_date day);

/* Whether the long title of an ICD-10-CM code has these words on a day. */
bool ref_title_has(const ref_rules *rules, const char *code, sj_date day,
                   const char *words);

/* Whether two ICD-10-CM codes contradict each other about the side (DOMAIN.md 3.2). */
bool ref_sides_conflict(const ref_rules *rules, const char *a, const char *b,
                        sj_date day);

/* Families of a release (an index among the ICD-10-CM order files) that have right and
 * left with one code a side; and groups with several. For the figures of DOMAIN.md. */
void ref_count_families(const ref_rules *rules, int release, int *families,
                        int *bilateral, int *unspecified, int *crowded);

void *ref_grow(void *p, size_t count, size_t size);

#endif

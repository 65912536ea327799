/*
 * Order files, nodes and references of a few codes, and the sets, groups and rectangles
 * that came of them as text, so that a test reads like the rule it proves.
 */
#ifndef SCRUBJAY_TESTS_PAIR_KIT_H
#define SCRUBJAY_TESTS_PAIR_KIT_H

#include "gen/model/pair_set.h"

typedef struct pair_kit {
    gen_catalog catalog;
    gen_source *sources;
    uint32_t source_count;
    gen_table *table;
    gen_note_reference *parsed;
    uint8_t *presence;
    gen_code_sets *sets;
    gen_edits made; /* by pair_resolve() */
    gen_pair_counts counts;
    uint32_t *group_of;
    uint64_t *traits;
    gen_report report;
    char text[4096];
} pair_kit;

/*
 * An order file: "2015-10-01 A00 A000 A001": the day it begins, then its codes in the
 * order of the file; those with others below them are headers. "A000=Title of it;"
 * gives a title. Each release lasts until the next one, at most 366 days.
 */
void pair_init(pair_kit *kit, const char *const *releases, uint32_t count);
void pair_free(pair_kit *kit);

/* The days on which the second and later columns begin: "2016-10-01 2017-10-01". */
void pair_columns(pair_kit *kit, const char *days);
/* Ready for questions: after the columns and nodes. */
void pair_ready(pair_kit *kit);

/* Nodes in the order of the catalog: SJF_LEVEL_*, name, number of the one above. */
uint32_t pair_node(pair_kit *kit, uint8_t level, const char *name, uint32_t parent);

/* A reference, "A00" or "A00-A09", a mask behind it ("A00 ....1"); `columns` is "101".
 */
void pair_reference(pair_kit *kit, uint32_t node, sj_note_kind kind, const char *text,
                    const char *columns);
void pair_resolve(pair_kit *kit);

/* In kit->text: the codes of a set; the codes of a range in a release or what is wrong
 * with it; the i-th rectangle as "A000 A001 x B000 in 101"; messages. */
const char *pair_own(pair_kit *kit, uint32_t node);
const char *pair_range(pair_kit *kit, uint32_t release, const char *first,
                       const char *last);
const char *pair_rectangle(pair_kit *kit, uint32_t index);
const char *pair_messages(pair_kit *kit);

/* Of a code: its group; whether it has a trait, "010", a character a column. */
uint32_t pair_group(const pair_kit *kit, const char *code);
const char *pair_trait(pair_kit *kit, const char *code, unsigned bit);

uint32_t pair_code(const pair_kit *kit, const char *code);

#endif

/*
 * What a code is on a day, said slowly from plain arrays of release rows by RULINGS.md
 * 1 to 7a. Knows no image: tests hold the engine against it.
 */
#ifndef SCRUBJAY_TESTS_PLAIN_ANSWERS_H
#define SCRUBJAY_TESTS_PLAIN_ANSWERS_H

#include "tests/support/plain_reader.h"

/* All codes that any release of a system lists, and who lists them. */
typedef struct plain_system {
    const plain_release *releases; /* by date */
    uint32_t release_count;        /* 0: not loaded */
    char (*codes)[SJ_CODE_CAP];    /* byte order, each once */
    const plain_row **rows;        /* [code * release_count + release], or NULL */
    uint8_t
        *implied; /* the same shape: a header that a list of billable codes implies */
    uint32_t code_count;
    bool dated;
} plain_system;

typedef struct plain_answers {
    plain_system systems[SJ_SYSTEM_COUNT];
    bool carry;
} plain_answers;

/* The world must outlive the answers. */
void plain_answers_make(const plain_world *world, bool carry, plain_answers *out);
void plain_answers_free(plain_answers *answers);

/* Place of a canonical code in its system's codes, -1 for a stranger. */
long plain_find(const plain_answers *a, sj_system system, const char *code);

typedef struct plain_status {
    uint8_t status; /* sj_code_status */
    uint8_t marks;  /* SJ_MARK_* */
} plain_status;

/* Status of a code (its place, or -1 and its text) on a day. */
plain_status plain_status_on(const plain_answers *a, sj_system system, long place,
                             const char *code, sj_date day);

/* Titles in force on a day; an absent one is empty. `from`: first day of that wording,
 * counted by the releases' first days, or the first day of a reactivated code. */
typedef struct plain_titles {
    plain_text short_text, long_text;
    sj_date from;
} plain_titles;

plain_titles plain_titles_on(const plain_answers *a, sj_system system, long place,
                             sj_date day);

/* All wordings by date. @return how many; at most `cap` are written */
size_t plain_title_history(const plain_answers *a, sj_system system, long place,
                           plain_titles *out, size_t cap);

/* Intervals of existence. @return how many; at most `cap` are written */
size_t plain_validity(const plain_answers *a, sj_system system, long place,
                      sj_interval *out, size_t cap);

/* The nearest judged day for a day on which the status is unknown: the last one before
 * it, else the first one. */
sj_date plain_nearest_judged(const plain_answers *a, sj_system system, sj_date day);

bool plain_same_text(plain_text a, const char *text, size_t len);

#endif

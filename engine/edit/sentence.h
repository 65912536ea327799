/*
 * A finding being put into words: what finding_text.c and finding_line.c write with.
 */
#ifndef SCRUBJAY_EDIT_SENTENCE_H
#define SCRUBJAY_EDIT_SENTENCE_H

#include "engine/edit/judged.h"

/* A text being written as snprintf() writes: cut at the end, counted all the same. */
typedef struct sji_sentence {
    const sj_image *image;
    const sj_claim *claim;
    const sj_finding *f;
    char *out;
    size_t cap, len;
} sji_sentence;

void sji_put_bytes(sji_sentence *s, const char *text, size_t len);
void sji_put(sji_sentence *s, const char *text);
void sji_put_number(sji_sentence *s, int64_t value);
void sji_put_date(sji_sentence *s, sj_date date);
/* " on " and the finding's date. */
void sji_put_on_date(sji_sentence *s);

/* A code as people read it: of the image when it has the code, else as written. */
void sji_put_code(sji_sentence *s, sj_place place, uint32_t id);
/* That of the finding's `at`, that of its `with`. */
void sji_put_its_code(sji_sentence *s);
void sji_put_other(sji_sentence *s);
/* The code with its title on the date. */
void sji_put_titled(sji_sentence *s);

/* Code, words. */
void sji_put_of_code(sji_sentence *s, const char *words);
void sji_put_of_titled(sji_sentence *s, const char *words);

/* finding_line.c: of edits on service lines. @return false when it is none of these */
bool sji_line_words(sji_sentence *s);

/* finding_group.c: of edits over several lines; asked after sji_line_words(). */
bool sji_group_words(sji_sentence *s);

/* finding_limit.c: of limits of service. */
bool sji_limit_words(sji_sentence *s);

#endif

/*
 * The references in note lines of the Tabular List: from "(E10.-)" to codes and ranges.
 * The grammar and its malformed cases are those of docs/RULES.md. Pure functions over
 * text; which codes a reference means is the model's affair.
 */
#ifndef SCRUBJAY_GEN_NOTE_REFERENCE_H
#define SCRUBJAY_GEN_NOTE_REFERENCE_H

#include <scrubjay/scrubjay.h>

enum {
    GEN_REFERENCES_MAX = 64,     /* of one note line */
    GEN_REFERENCE_TEXT_CAP = 96, /* with its NUL */
    GEN_ALTERNATIVES_MAX = 24,   /* of one qualifier */
};

/* A code, its subtree, or a range, narrowed by a qualifier. */
typedef struct gen_note_reference {
    char first[SJ_CODE_CAP]; /* canonical, no dot */
    char last[SJ_CODE_CAP];  /* of a range; "" for a code and what is below it */
    /* "with fifth or sixth character 5": a code fits when it fits one of these masks, 7
     * characters of which '.' is any (a code that ends before a fixed character does
     * not fit) and ' ' is none: the code has ended before it. None: no qualifier. */
    char alternatives[GEN_ALTERNATIVES_MAX][8];
    uint32_t alternative_count;
    char text[GEN_REFERENCE_TEXT_CAP]; /* as people read it, in one spelling */
    /* The same for all spellings of a reference: "E10" of "E10.-" and of "E10". By it
     * the references of two releases compare equal. */
    char key[GEN_REFERENCE_TEXT_CAP];
} gen_note_reference;

typedef struct gen_note_references {
    gen_note_reference items[GEN_REFERENCES_MAX];
    uint32_t count;
    /* Brackets that hold something of the shape of a code and do not read as a whole:
     * they make no reference. `unread` is the first one's text, within the line. */
    uint32_t unread_count;
    const char *unread;
    size_t unread_len;
} gen_note_references;

/* Read the references of a note line (UTF-8, `len` bytes). */
void gen_read_references(const char *text, size_t len, gen_note_references *out);

/* Whether a canonical code fits the qualifier of a reference. */
bool gen_reference_fits(const gen_note_reference *reference, const char *code,
                        size_t len);

/* Whether a code-first note of this wording leaves it open whether there is anything to
 * code: "such as", "if applicable", "if known", "any associated". */
bool gen_note_is_weak(const char *text, size_t len);

#endif

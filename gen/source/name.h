/*
 * The name of an official file in parts: lower-case words between separators, extension
 * apart. Publishers write one name with hyphens, underscores, blanks and either case.
 */
#ifndef SCRUBJAY_GEN_NAME_H
#define SCRUBJAY_GEN_NAME_H

#include <stdbool.h>
#include <stddef.h>

enum { GEN_NAME_WORDS = 24 };

typedef struct gen_name {
    char text[256];     /* lower case, each word ends with a NUL */
    char extension[16]; /* "txt"; "" when there is none */
    const char *word[GEN_NAME_WORDS];
    bool used[GEN_NAME_WORDS]; /* marks of whoever reads the words */
    size_t count;
} gen_name;

/* Last part of a path, a .gz or .xz suffix cut; a copy to be freed. */
char *gen_official_name(const char *path);

/* @return false when the name is longer than any official one */
bool gen_name_split(const char *file, gen_name *out);

/* A copy with the same marks. */
void gen_name_copy(const gen_name *name, gen_name *out);

/* Mark a word as used. @return whether it is there, unused as yet */
bool gen_name_take(gen_name *name, const char *word);

/* The same for the first word that starts so. @return what follows it, or NULL */
const char *gen_name_take_prefix(gen_name *name, const char *prefix);

/* Whether any word, used or not, contains `part`. */
bool gen_name_mentions(const gen_name *name, const char *part);

/* The number of a word of 1 to 8 digits only, -1 for any other. */
long gen_word_number(const char *word);

/* 1 to 12 for "jan" or "january" and so on, 0 for any other word. */
int gen_word_month(const char *word);

/* ASCII letters without regard to case. */
bool gen_same_word(const char *a, const char *b);
char gen_lower(char c);

#endif

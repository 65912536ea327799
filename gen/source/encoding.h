/*
 * Characters of official files: ASCII mostly, some UTF-8, older ones Windows-1252. What
 * comes out is UTF-8. No locale is asked.
 */
#ifndef SCRUBJAY_GEN_ENCODING_H
#define SCRUBJAY_GEN_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

/* Only bytes 0x20 to 0x7E. */
bool gen_is_plain_ascii(const char *text, size_t len);

/* Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool gen_is_utf8(const char *text, size_t len);

/* A title on its way out: points into the line where it can, else into `buffer`. */
typedef struct gen_title {
    const char *text;
    size_t len;
    char *buffer; /* owned; grown as needed */
    size_t cap;
} gen_title;

void gen_title_free(gen_title *title);

/*
 * Take bytes as a title. A line is in one encoding: `line` is the line they were cut
 * from; if that is valid UTF-8 they are taken as they are, else as Windows-1252.
 * @return NULL, or why they cannot be a title (static text)
 */
const char *gen_title_set(gen_title *title, const char *bytes, size_t len,
                          const char *line, size_t line_len);

#endif

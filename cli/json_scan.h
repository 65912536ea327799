/*
 * JSON read from front to back, without a tree and without copies: strings point into
 * the text, but for those with escapes. As strict as Jansson: RFC 8259, whole UTF-8, no
 * lone surrogate, no NUL, no number that does not fit, no key twice in an object.
 *
 * A broken text ends at once: it is marked, no byte is left, every loop ends.
 */
#ifndef SCRUBJAY_CLI_JSON_SCAN_H
#define SCRUBJAY_CLI_JSON_SCAN_H

#include <scrubjay/scrubjay.h>

/* Keys that were met and are in no table; enough for what anybody adds to a claim. */
enum { CLI_SCAN_NAMES = 64 };

typedef struct cli_scan {
    const char *text, *at, *end;
    char *decoded; /* strings with escapes, one after the other */
    size_t decoded_len, decoded_cap;
    unsigned depth; /* of open lists and objects */
    sj_str names[CLI_SCAN_NAMES];
    size_t name_count;
    bool broken;     /* this is no JSON */
    size_t broke_at; /* about there */
    bool unsure;     /* more keys than could be compared: a key may be there twice */
} cli_scan;

typedef struct cli_scan_number {
    double value;
    int64_t integer; /* when it is one */
    bool is_integer; /* written without point and exponent */
} cli_scan_number;

/* A zeroed scan is ready. The text must outlive what is read from it; decoded strings
 * live until the next call. */
void cli_scan_begin(cli_scan *s, const char *text, size_t len);
void cli_scan_free(cli_scan *s);

/* @return false, always */
bool cli_scan_break(cli_scan *s);

/* The first byte of the next token; 0 at the end. */
static inline char cli_scan_peek(cli_scan *s)
{
    while (s->at < s->end && (unsigned char)*s->at <= ' ') {
        if (*s->at != ' ' && *s->at != '\t' && *s->at != '\r' && *s->at != '\n')
            return '\0';
        s->at++;
    }
    return s->at < s->end ? *s->at : '\0';
}

/* The next token, if it is this punctuation. */
static inline bool cli_scan_take(cli_scan *s, char punctuation)
{
    if (cli_scan_peek(s) != punctuation)
        return false;
    s->at++;
    return true;
}

/* A key that nobody knows. `since`: name_count when its object began. */
void cli_scan_stranger(cli_scan *s, size_t since, sj_str name);

/* Values; the next token begins one of the kind. @return false when it is broken */
bool cli_scan_string(cli_scan *s, sj_str *out);
bool cli_scan_number_read(cli_scan *s, cli_scan_number *out);
bool cli_scan_null(cli_scan *s);

/* Any value, looked at for what is no JSON. */
void cli_scan_skip(cli_scan *s);

/* Begin an object or list; the next token is its bracket. */
static inline void cli_scan_open(cli_scan *s)
{
    s->at++;
    s->depth++;
}

/* Go to the next value of a list. @return false behind the last one, or when the text
 * is broken */
static inline bool cli_scan_element(cli_scan *s, bool *first)
{
    if (cli_scan_take(s, ']')) {
        s->depth--;
        return false;
    }
    if (!*first && !cli_scan_take(s, ','))
        return cli_scan_break(s);
    *first = false;
    return true;
}

/* The next key of an object, up to its value. @return as above */
static inline bool cli_scan_member(cli_scan *s, bool *first, sj_str *name)
{
    const char *p = s->at;
    if (!*first && s->end - p >= 2 && p[0] == ',' && p[1] == '"') {
        s->at = p + 1; /* as programs write it */
    } else {
        if (cli_scan_take(s, '}')) {
            s->depth--;
            return false;
        }
        if (!*first && !cli_scan_take(s, ','))
            return cli_scan_break(s);
        *first = false;
        if (cli_scan_peek(s) != '"')
            return cli_scan_break(s);
    }
    return (cli_scan_string(s, name) && cli_scan_take(s, ':')) || cli_scan_break(s);
}

#endif

/*
 * Items are cut at separators first, so a refusal can name the one that does not read.
 */
#include "gen/source/previous_codes.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/fields.h"

static const char too_many[] = "more previous codes than any official row";

static const char *add(gen_previous_codes *out, const char *code)
{
    for (size_t i = 0; i < out->count; i++)
        if (strcmp(out->codes[i], code) == 0)
            return NULL;
    if (out->count == GEN_PREVIOUS_CAP)
        return too_many;
    snprintf(out->codes[out->count++], SJ_CODE_CAP, "%s", code);
    return NULL;
}

static bool is_code(gen_field field, char out[SJ_CODE_CAP], size_t *len)
{
    return sj_normalize(SJ_ICD10CM, field.text, field.len, out, len);
}

static bool is_word_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* ---- items ----------------------------------------------------------------------- */

static bool is_subtree(gen_field item)
{
    char code[SJ_CODE_CAP];
    size_t len;
    if (item.len < 2 || item.text[item.len - 1] != '-')
        return false;
    item.len--;
    if (item.text[item.len - 1] == '.')
        item.len--;
    return is_code(item, code, &len);
}

typedef struct range {
    char from[SJ_CODE_CAP], to[SJ_CODE_CAP];
    size_t from_len, to_len;
} range;

static bool is_range(gen_field item, range *r)
{
    const char *hyphen = item.len ? memchr(item.text, '-', item.len) : NULL;
    if (!hyphen)
        return false;
    size_t n = (size_t)(hyphen - item.text);
    return is_code((gen_field){item.text, n}, r->from, &r->from_len) &&
           is_code((gen_field){hyphen + 1, item.len - n - 1}, r->to, &r->to_len);
}

/* Cut a word off the front. */
static bool take_word(gen_field *field, const char *word)
{
    size_t n = strlen(word);
    if (!gen_field_starts(*field, word) ||
        (field->len > n && is_word_char(field->text[n])))
        return false;
    *field = gen_trim((gen_field){field->text + n, field->len - n});
    return true;
}

/* "Codes in Categories T15-T19", "Code from categories T36-T50", "a code from R11-" */
static bool is_category_statement(gen_field item)
{
    range r;
    if (is_subtree(item))
        return true;
    take_word(&item, "a");
    if (!take_word(&item, "codes") && !take_word(&item, "code"))
        return false;
    if (!take_word(&item, "from") && !take_word(&item, "in"))
        return false;
    if (!take_word(&item, "categories"))
        take_word(&item, "category");
    return is_subtree(item) || is_range(item, &r);
}

static const char *expand(const range *r, gen_previous_codes *out)
{
    size_t last = r->from_len - 1;
    if (r->from_len != r->to_len || memcmp(r->from, r->to, last) != 0) {
        const char *why = add(out, r->from);
        return why ? why : add(out, r->to);
    }
    char first = r->from[last], end = r->to[last]; /* of one length */
    if (first > end)
        return "the end of a range stands before its start";
    for (char c = first; c <= end; c = c == '9' ? 'A' : (char)(c + 1)) {
        char code[SJ_CODE_CAP];
        memcpy(code, r->from, sizeof code);
        code[last] = c;
        const char *why = add(out, code);
        if (why)
            return why;
    }
    return NULL;
}

static const char *read_item(gen_field item, gen_previous_codes *out, char *why,
                             size_t cap)
{
    char code[SJ_CODE_CAP];
    size_t len;
    range r;
    item = gen_trim(item);
    if (is_code(item, code, &len))
        return add(out, code);
    if (is_range(item, &r))
        return expand(&r, out);
    if (is_category_statement(item))
        return NULL;
    if (!gen_is_utf8(item.text, item.len))
        return "previous codes cannot be read";
    snprintf(why, cap, "previous codes cannot be read: \"%.*s\"",
             item.len < 60 ? (int)item.len : 60, item.text);
    return why;
}

/* ---- cells ----------------------------------------------------------------------- */

/* Bytes of the separator at `at`; 0 when there is none. */
static size_t separator_at(gen_field cell, size_t at)
{
    char c = cell.text[at];
    if (c == ',' || c == ';' || c == '&')
        return 1;
    if (at == 0 || is_word_char(cell.text[at - 1]) || at + 3 >= cell.len ||
        is_word_char(cell.text[at + 3]))
        return 0;
    return gen_field_starts((gen_field){cell.text + at, cell.len - at}, "and") ? 3 : 0;
}

const char *gen_previous_codes_read(gen_field cell, gen_previous_codes *out, char *why,
                                    size_t cap)
{
    size_t from = 0;
    out->count = 0;
    cell = gen_trim(cell);
    if (cell.len == 0 || gen_field_is(cell, "none"))
        return NULL;
    for (size_t at = 0; at <= cell.len; at++) {
        size_t n = at < cell.len ? separator_at(cell, at) : 1;
        if (n == 0)
            continue;
        gen_field item = gen_trim((gen_field){cell.text + from, at - from});
        bool trailing = item.len == 0 && at == cell.len && from > 0;
        const char *refusal = item.len == 0 && !trailing
                                  ? "previous codes: nothing between two separators"
                              : trailing ? NULL
                                         : read_item(item, out, why, cap);
        if (refusal)
            return refusal;
        from = at + n;
        at = from - 1;
    }
    return NULL;
}

/*
 * The reference grammar of DOMAIN.md 3.2 with what RULINGS.md 14 adds, read by hand,
 * one function a rule. A bracket either parses to its end or gives nothing.
 */
#include "fuzz/reference/reference_rules.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef struct reader {
    const char *p, *end;
} reader;

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static void skip_blanks(reader *r)
{
    while (r->p < r->end && isspace((unsigned char)*r->p))
        r->p++;
}

static bool take(reader *r, char c)
{
    if (r->p < r->end && *r->p == c) {
        r->p++;
        return true;
    }
    return false;
}

/* A word, any case, that no letter or digit continues. */
static bool take_word(reader *r, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(r->end - r->p) < n || strncasecmp(r->p, word, n) != 0)
        return false;
    if (r->p + n < r->end && isalnum((unsigned char)r->p[n]))
        return false;
    r->p += n;
    return true;
}

/* A code as the Tabular List writes it: three characters, or a dot and one to four
 * more. The dot alone is not taken: it may belong to ".-" or separate. */
static bool take_code(reader *r, char out[8])
{
    const char *p = r->p;
    int n = 0;
    if (r->end - p < 3 || !(p[0] >= 'A' && p[0] <= 'Z') || !is_alnum(p[1]) ||
        !is_alnum(p[2]))
        return false;
    memcpy(out, p, 3);
    n = 3;
    p += 3;
    if (p + 1 < r->end && *p == '.' && is_alnum(p[1]))
        for (p++; p < r->end && is_alnum(*p) && n < 7; p++)
            out[n++] = *p;
    if (p < r->end && isalnum((unsigned char)*p))
        return false;
    out[n] = 0;
    r->p = p;
    return true;
}

/* item := code ["."]["-"] | code ["."]["-"] ("-" | " to ") code ["."]["-"] */
static bool take_item(reader *r, ref_reference *out, bool *ended_in_dot)
{
    memset(out, 0, sizeof *out);
    if (!take_code(r, out->from))
        return false;
    reader after = *r;
    bool dash = false;
    *ended_in_dot = take(&after, '.');
    if (*ended_in_dot && after.p < after.end && isspace((unsigned char)*after.p)) {
        *r = after; /* "E11. E13": the point separates */
        return true;
    }
    while (true) {
        reader ahead = after;
        skip_blanks(&ahead);
        if (!take(&ahead, '-'))
            break;
        after = ahead;
        dash = true;
        *ended_in_dot = false;
    }
    *r = after; /* behind the dashes that follow the first code */
    reader second = after;
    skip_blanks(&second);
    bool to = take_word(&second, "to");
    skip_blanks(&second);
    if ((dash || to) && take_code(&second, out->to)) {
        reader tail = second;
        bool point = take(&tail, '.');
        bool hyphen = take(&tail, '-');
        if (point && !hyphen)
            *ended_in_dot = true;
        *r = point || hyphen ? tail : second;
        return true;
    }
    return !to;
}

/* Values are single characters or ranges of them, joined by "or", "," or ";". */
static bool take_characters(reader *r, ref_qualifier *q)
{
    do {
        skip_blanks(r);
        if (q->values == REF_VALUES_MAX || r->p == r->end || !is_alnum(*r->p))
            return false;
        q->low[q->values][0] = q->high[q->values][0] = *r->p++;
        if (take(r, '-')) {
            if (r->p == r->end || !is_alnum(*r->p))
                return false;
            q->high[q->values][0] = *r->p++;
        }
        if (r->p < r->end && is_alnum(*r->p))
            return false;
        q->values++;
        skip_blanks(r);
    } while (take_word(r, "or") || take(r, ',') || take(r, ';'));
    return true;
}

static int take_ordinal(reader *r)
{
    static const struct {
        const char *word;
        int place;
    } ordinals[] = {
        {"fourth", 4}, {"fifth", 5}, {"sixth", 6}, {"seventh", 7},
        {"4th", 4},    {"5th", 5},   {"6th", 6},   {"7th", 7},
    };
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (take_word(r, ordinals[i].word))
            return ordinals[i].place;
    return 0;
}

static bool take_noun(reader *r)
{
    skip_blanks(r);
    take(r, '-');
    if (take_word(r, "character(s)") || take_word(r, "characters") ||
        take_word(r, "character") || take_word(r, "digits") || take_word(r, "digit"))
        return true;
    return false;
}

static size_t take_run(reader *r, char out[8])
{
    size_t n = 0;
    while (r->p < r->end && is_alnum(*r->p) && n < 7)
        out[n++] = *r->p++;
    out[n] = 0;
    return n;
}

/* ".51-.52", ".17, .27", ".61-", ".15. .25" */
static bool take_after_dot(reader *r, ref_qualifier *q)
{
    q->where = REF_AFTER_DOT;
    while (true) {
        skip_blanks(r);
        if (q->values == REF_VALUES_MAX || !take(r, '.') ||
            take_run(r, q->low[q->values]) == 0)
            return false;
        memcpy(q->high[q->values], q->low[q->values], 8);
        if (take(r, '-') && r->p < r->end && *r->p == '.') {
            r->p++;
            if (take_run(r, q->high[q->values]) != strlen(q->low[q->values]))
                return false;
        }
        q->values++;
        skip_blanks(r);
        reader ahead = *r;
        if (!take(&ahead, ',') && !take(&ahead, ';') && !take(&ahead, '.'))
            return true;
        skip_blanks(&ahead);
        if (ahead.p == ahead.end)
            return true; /* a trailing separator */
        *r = ahead;
    }
}

static bool take_qualifier(reader *r, ref_qualifier *q)
{
    skip_blanks(r);
    if (r->p < r->end && *r->p == '.')
        return take_after_dot(r, q);
    if (take_word(r, "final")) {
        q->where = REF_AT_END;
        if (!take_noun(r))
            return false;
        skip_blanks(r);
        take(r, '-');
        if (take_run(r, q->low[0]) == 0)
            return false;
        q->values = 1;
        return true;
    }
    q->where = REF_CHARACTER;
    do {
        skip_blanks(r);
        int place = take_ordinal(r);
        if (place == 0)
            return false;
        q->places |= 1U << place;
        skip_blanks(r);
    } while (take_word(r, "or"));
    return take_noun(r) && take_characters(r, q);
}

/* reflist := item { separator item } [ [","] "with" qualifier ] */
static int parse_bracket(const char *p, const char *end, ref_reference *out, int cap)
{
    reader r = {p, end};
    int count = 0;
    bool separated = true;
    while (true) {
        skip_blanks(&r);
        if (count > 0 && take_word(&r, "with")) {
            ref_qualifier q = {0};
            if (!take_qualifier(&r, &q))
                return -1;
            for (int i = 0; i < count; i++)
                out[i].qualifier = q;
            break;
        }
        if (r.p == r.end || !separated)
            break;
        bool dot = false;
        if (count == cap || !take_item(&r, &out[count], &dot))
            return -1;
        count++;
        skip_blanks(&r);
        separated = take(&r, ',') || take(&r, ';') || take(&r, '.') || dot;
    }
    skip_blanks(&r);
    return r.p == r.end ? count : -1;
}

/* Whether some code stands in a text: only then is an unread bracket worth a word. */
static bool mentions_code(const char *p, const char *end)
{
    for (; p + 2 < end; p++)
        if (*p >= 'A' && *p <= 'Z' && isdigit((unsigned char)p[1]) && is_alnum(p[2]))
            return true;
    return false;
}

int ref_parse_note(const char *text, ref_reference out[REF_REFERENCES_MAX], int *unread)
{
    int count = 0;
    const char *open = NULL;
    for (const char *p = text; *p; p++) {
        if (*p == '(' || *p == '[') {
            open = p + 1; /* the innermost bracket */
        } else if ((*p == ')' || *p == ']') && open) {
            int n = parse_bracket(open, p, out + count, REF_REFERENCES_MAX - count);
            if (n > 0)
                count += n;
            else if (n < 0 && mentions_code(open, p))
                ++*unread;
            open = NULL;
        }
    }
    if (open && mentions_code(open, text + strlen(text)))
        ++*unread;
    return count;
}

bool ref_same_reference(const ref_reference *a, const ref_reference *b)
{
    const ref_qualifier *p = &a->qualifier, *q = &b->qualifier;
    if (strcmp(a->from, b->from) != 0 || strcmp(a->to, b->to) != 0 ||
        p->where != q->where || p->places != q->places || p->values != q->values)
        return false;
    for (int i = 0; i < p->values; i++)
        if (strcmp(p->low[i], q->low[i]) != 0 || strcmp(p->high[i], q->high[i]) != 0)
            return false;
    return true;
}

bool ref_qualifies(const ref_qualifier *q, const char *code)
{
    size_t len = strlen(code);
    if (q->where == REF_ANYWHERE)
        return true;
    for (int i = 0; i < q->values; i++) {
        size_t n = strlen(q->low[i]);
        if (q->where == REF_CHARACTER) {
            for (unsigned k = 4; k <= 7; k++)
                if (q->places >> k & 1 && len >= k && code[k - 1] >= q->low[i][0] &&
                    code[k - 1] <= q->high[i][0])
                    return true;
        } else if (q->where == REF_AFTER_DOT) {
            if (len >= 3 + n && strncmp(code + 3, q->low[i], n) >= 0 &&
                strncmp(code + 3, q->high[i], n) <= 0)
                return true;
        } else if (len >= n && strcmp(code + len - n, q->low[i]) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * The grammar of references in note lines, read with the mistakes that the official
 * files make (docs/RULES.md):
 *
 *   bracket   := item { separator item } [separator] [[","] "with" qualifier]
 *   item      := code ["."] ["-"] [("-" | "to") code ["."] ["-"]]
 *   separator := "," | ";" | "."
 *   qualifier := suffixes | positions "character" values
 *   suffixes  := "." letters ["-" ["." letters]] { (separator | "or") ... }
 *   positions := "final" | "fifth" ["-"] ["or" "sixth"]    (5th, 5th digit as well)
 *   values    := letter ["-" letter] { (separator | "or") ... }
 *
 * A bracket that does not read as a whole makes no reference.
 */
#include "gen/source/note_reference.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/name.h"

enum { POSITIONS = 7 }; /* characters of the longest code */

/* ---- words ----------------------------------------------------------------------- */

typedef struct scan {
    const char *at, *end;
} scan;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_code_char(char c)
{
    return is_digit(c) || is_upper(c);
}

static bool is_word_char(char c)
{
    return is_code_char(c) || (c >= 'a' && c <= 'z');
}

static void skip_blanks(scan *s)
{
    while (s->at < s->end && *s->at == ' ')
        s->at++;
}

/* The next character after blanks; NUL at the end. */
static char peek(scan *s)
{
    skip_blanks(s);
    return s->at < s->end ? *s->at : '\0';
}

static bool take(scan *s, char c)
{
    if (peek(s) != c)
        return false;
    s->at++;
    return true;
}

/* A whole word, in lower case. */
static bool take_word(scan *s, const char *word)
{
    size_t n = strlen(word);
    skip_blanks(s);
    if ((size_t)(s->end - s->at) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (gen_lower(s->at[i]) != word[i])
            return false;
    if (s->at + n < s->end && is_word_char(s->at[n]))
        return false;
    s->at += n;
    return true;
}

/* ---- codes ----------------------------------------------------------------------- */

/* Bytes of a code as it is displayed at the start of the text, 0 when there is none.
 * "Z3A", "QA0" and "E11.65" are codes; "G6PD", "CD30" and "NOS" are words. */
static size_t code_len(const char *text, const char *end)
{
    size_t left = (size_t)(end - text), n = 3;
    if (left < 3 || !is_upper(text[0]) || !is_code_char(text[1]) ||
        !is_code_char(text[2]) || !(is_digit(text[1]) || is_digit(text[2])))
        return 0;
    if (left > 4 && text[3] == '.' && is_code_char(text[4]))
        for (n = 5; n < left && n < 8 && is_code_char(text[n]);)
            n++;
    return n < left && is_word_char(text[n]) ? 0 : n;
}

static bool take_code(scan *s, char out[SJ_CODE_CAP])
{
    skip_blanks(s);
    size_t n = code_len(s->at, s->end), k = 0;
    for (size_t i = 0; i < n; i++)
        if (s->at[i] != '.')
            out[k++] = s->at[i];
    out[k] = '\0';
    s->at += n;
    return n > 0;
}

static bool holds_code(const char *text, const char *end)
{
    for (const char *at = text; at < end; at++)
        if ((at == text || !is_word_char(at[-1])) && code_len(at, end) > 0)
            return true;
    return false;
}

/* A string that never overflows: what does not fit makes it broken. */
typedef struct writer {
    char *text;
    size_t len;
    bool broken;
} writer;

static void put(writer *w, const char *text)
{
    size_t n = strlen(text);
    if (n >= GEN_REFERENCE_TEXT_CAP - w->len) {
        w->broken = true;
        return;
    }
    memcpy(w->text + w->len, text, n + 1);
    w->len += n;
}

static void put_char(writer *w, char c)
{
    const char text[2] = {c, '\0'};
    put(w, text);
}

/* With its dot. */
static void put_code(writer *w, const char *code)
{
    for (size_t i = 0; code[i]; i++) {
        if (i == 3)
            put_char(w, '.');
        put_char(w, code[i]);
    }
}

/* ---- qualifiers ------------------------------------------------------------------ */

typedef struct qualifier {
    char alternatives[GEN_ALTERNATIVES_MAX][8];
    uint32_t count;
    char text[GEN_REFERENCE_TEXT_CAP];
    writer out;
} qualifier;

static bool add_alternative(qualifier *q, const char mask[8])
{
    for (uint32_t i = 0; i < q->count; i++)
        if (memcmp(q->alternatives[i], mask, 8) == 0)
            return true;
    if (q->count == GEN_ALTERNATIVES_MAX)
        return false;
    memcpy(q->alternatives[q->count++], mask, 8);
    return true;
}

/* `len` characters fixed from a position on (0-based). */
static bool add_fixed(qualifier *q, size_t position, const char *chars, size_t len)
{
    char mask[8] = ".......";
    if (position + len > POSITIONS)
        return false;
    memcpy(mask + position, chars, len);
    return add_alternative(q, mask);
}

/* The last `len` characters of a code of any length. */
static bool add_final(qualifier *q, const char *chars, size_t len)
{
    for (size_t end = 3 + len; end <= POSITIONS; end++) {
        char mask[8] = ".......";
        memcpy(mask + end - len, chars, len);
        memset(mask + end, ' ', POSITIONS - end);
        if (!add_alternative(q, mask))
            return false;
    }
    return true;
}

/* Whether another value follows; `*joint` is what stands between. A separator at the
 * end is no more than a mistake. */
static bool next_value(scan *s, const char **joint)
{
    *joint = ", ";
    if (take_word(s, "or")) {
        *joint = " or ";
        return true;
    }
    bool separated = take(s, ',') || take(s, ';');
    if (!separated && s->at < s->end && *s->at == '.' &&
        (s->at + 1 == s->end || s->at[1] == ' '))
        separated = take(s, '.');
    return separated && peek(s) != '\0';
}

/* Up to four characters of a code. */
static size_t take_chars(scan *s, char out[5])
{
    size_t n = 0;
    while (s->at < s->end && is_code_char(*s->at) && n < 4)
        out[n++] = *s->at++;
    out[n] = '\0';
    return s->at < s->end && is_word_char(*s->at) ? 0 : n;
}

/* All of `first` to `last`, which differ in their last character alone. */
static bool add_suffixes(qualifier *q, const char *first, const char *last, size_t len)
{
    char chars[5];
    memcpy(chars, first, len);
    if (memcmp(first, last, len - 1) != 0 || first[len - 1] > last[len - 1])
        return false;
    for (char c = first[len - 1]; c <= last[len - 1]; c++) {
        chars[len - 1] = c;
        if (is_code_char(c) && !add_fixed(q, 3, chars, len))
            return false;
    }
    return true;
}

/* ".51-.52", ".17, .27, .97", ".61-" */
static bool read_suffixes(scan *s, qualifier *q)
{
    const char *joint = "";
    do {
        char first[5], last[5];
        if (!take(s, '.'))
            return false;
        size_t len = take_chars(s, first), last_len = len;
        memcpy(last, first, sizeof last);
        put(&q->out, joint);
        put(&q->out, ".");
        put(&q->out, first);
        if (take(s, '-') && is_code_char(s->at + 1 < s->end ? s->at[1] : '\0') &&
            take(s, '.')) {
            last_len = take_chars(s, last);
            put(&q->out, "-.");
            put(&q->out, last);
        }
        if (len == 0 || last_len != len || !add_suffixes(q, first, last, len))
            return false;
    } while (next_value(s, &joint));
    return true;
}

/* 1 to 7; 0 when no ordinal number follows. */
static unsigned take_ordinal(scan *s)
{
    static const char *const names[POSITIONS][2] = {
        {"first", "1st"}, {"second", "2nd"}, {"third", "3rd"},   {"fourth", "4th"},
        {"fifth", "5th"}, {"sixth", "6th"},  {"seventh", "7th"},
    };
    for (unsigned i = 0; i < POSITIONS; i++)
        if (take_word(s, names[i][0]) || take_word(s, names[i][1]))
            return i + 1;
    return 0;
}

static const char *ordinal_name(unsigned position)
{
    static const char *const names[] = {"first", "second", "third",  "fourth",
                                        "fifth", "sixth",  "seventh"};
    return names[position - 1];
}

static bool take_character(scan *s)
{
    take(s, '-'); /* "fifth-character" */
    return take_word(s, "character") || take_word(s, "characters") ||
           take_word(s, "digit") || take_word(s, "digits");
}

/* One character, or a stretch of them: at each of the positions. */
static bool add_values(qualifier *q, const unsigned *positions, char first, char last)
{
    if (first > last)
        return false;
    for (char c = first; c <= last; c++)
        for (unsigned i = 0; i < 2 && positions[i] && is_code_char(c); i++)
            if (!add_fixed(q, positions[i] - 1, &c, 1))
                return false;
    return true;
}

/* "5", "1-4 or 6", "B or C" */
static bool read_values(scan *s, qualifier *q, const unsigned *positions)
{
    const char *joint = " ";
    do {
        char first[5], last[5];
        skip_blanks(s);
        if (take_chars(s, first) != 1)
            return false;
        memcpy(last, first, sizeof last);
        put(&q->out, joint);
        put(&q->out, first);
        if (take(s, '-')) {
            skip_blanks(s);
            if (take_chars(s, last) != 1)
                return false;
            put(&q->out, "-");
            put(&q->out, last);
        }
        if (!add_values(q, positions, first[0], last[0]))
            return false;
    } while (next_value(s, &joint));
    return true;
}

/* "-23" */
static bool read_final(scan *s, qualifier *q)
{
    const char *joint = " ";
    do {
        char chars[5];
        take(s, '-');
        size_t len = take_chars(s, chars);
        if (len == 0 || !add_final(q, chars, len))
            return false;
        put(&q->out, joint);
        put(&q->out, "-");
        put(&q->out, chars);
    } while (next_value(s, &joint));
    return true;
}

static bool read_qualifier(scan *s, qualifier *q)
{
    put(&q->out, " with ");
    if (peek(s) == '.')
        return read_suffixes(s, q);
    if (take_word(s, "final")) {
        put(&q->out, "final characters");
        return take_character(s) && read_final(s, q);
    }
    unsigned positions[2] = {take_ordinal(s), 0};
    if (!positions[0])
        return false;
    put(&q->out, ordinal_name(positions[0]));
    if (take_word(s, "or")) {
        if (!(positions[1] = take_ordinal(s)))
            return false;
        put(&q->out, " or ");
        put(&q->out, ordinal_name(positions[1]));
    }
    put(&q->out, " character");
    return take_character(s) && read_values(s, q, positions);
}

/* ---- brackets -------------------------------------------------------------------- */

/* Text and key of a reference without its qualifier. @return false when one is too long
 */
static bool name_item(gen_note_reference *r, bool dashed)
{
    writer text = {.text = r->text}, key = {.text = r->key};
    put_code(&text, r->first);
    put_code(&key, r->first);
    if (r->last[0]) {
        put_char(&text, '-');
        put_char(&key, '-');
        put_code(&text, r->last);
        put_code(&key, r->last);
    } else if (dashed) {
        put(&text, strlen(r->first) == 3 ? ".-" : "-");
    }
    return !text.broken && !key.broken;
}

/* What may follow a code: ".-" and "-" say "and below"; a dot of its own means nothing,
 * unless another item follows: then it is a separator. @return whether there is a "-"
 */
static bool take_mark(scan *s)
{
    if (s->at < s->end && *s->at == '.') {
        scan after = {s->at + 1, s->end};
        char next = peek(&after);
        if (next == '-' || next == ',' || next == ';' || next == '\0' ||
            take_word(&after, "with"))
            s->at++;
    }
    return take(s, '-');
}

static bool read_item(scan *s, gen_note_reference *r)
{
    memset(r, 0, sizeof *r);
    if (!take_code(s, r->first))
        return false;
    bool dashed = take_mark(s);
    scan range = *s;
    bool ranged = take(&range, '-') || take_word(&range, "to");
    if ((ranged || dashed) && take_code(&range, r->last)) {
        *s = range;
        take_mark(s);
    } else if (ranged) {
        return false;
    }
    return name_item(r, dashed);
}

/* Everything of a bracket, or nothing. */
static bool read_bracket(const char *text, const char *end, gen_note_references *out)
{
    scan s = {text, end};
    uint32_t first = out->count, count = out->count;
    qualifier q = {.out = {.text = q.text}};
    bool qualified = false;
    for (;;) {
        if (count == GEN_REFERENCES_MAX || !read_item(&s, &out->items[count]))
            return false;
        count++;
        bool separated = take(&s, ',') || take(&s, ';') || take(&s, '.');
        if ((qualified = take_word(&s, "with")) || peek(&s) == '\0')
            break;
        if (!separated)
            return false;
    }
    if (qualified && (!read_qualifier(&s, &q) || peek(&s) != '\0' || q.out.broken))
        return false;
    for (uint32_t i = first; qualified && i < count; i++) {
        gen_note_reference *r = &out->items[i];
        writer t = {.text = r->text, .len = strlen(r->text)};
        writer k = {.text = r->key, .len = strlen(r->key)};
        put(&t, q.text);
        put(&k, q.text);
        if (t.broken || k.broken)
            return false;
        memcpy(r->alternatives, q.alternatives, sizeof r->alternatives);
        r->alternative_count = q.count;
    }
    out->count = count;
    return true;
}

static void count_unread(gen_note_references *out, const char *text, const char *end)
{
    if (out->unread_count++ == 0) {
        out->unread = text;
        out->unread_len = (size_t)(end - text);
    }
}

void gen_read_references(const char *text, size_t len, gen_note_references *out)
{
    const char *end = text + len, *open = NULL, *behind = text;
    out->count = out->unread_count = 0;
    out->unread = NULL;
    out->unread_len = 0;
    /* `open`: where the bracket in hand began; `behind`: the end of the last one. */
    for (const char *at = text; at < end; at++) {
        if (*at == '(' || *at == '[') {
            if (open && holds_code(open + 1, at)) /* one within another */
                count_unread(out, open, at);
            open = at;
        } else if (*at == ')' || *at == ']') {
            const char *from = open ? open + 1 : behind;
            bool paired = open && (*open == '(') == (*at == ')');
            if (!(paired && read_bracket(from, at, out)) && holds_code(from, at))
                count_unread(out, open ? open : from, at + 1);
            open = NULL;
            behind = at + 1;
        }
    }
    if (open && holds_code(open + 1, end))
        count_unread(out, open, end);
}

bool gen_reference_fits(const gen_note_reference *reference, const char *code,
                        size_t len)
{
    for (uint32_t i = 0; i < reference->alternative_count; i++) {
        const char *mask = reference->alternatives[i];
        bool fits = true;
        for (size_t k = 0; k < POSITIONS && fits; k++)
            fits = mask[k] == '.' ||
                   (mask[k] == ' ' ? k >= len : k < len && mask[k] == code[k]);
        if (fits)
            return true;
    }
    return reference->alternative_count == 0;
}

bool gen_note_is_weak(const char *text, size_t len)
{
    static const char *const phrases[] = {"such as", "if applicable", "if known",
                                          "any associated"};
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        size_t n = strlen(phrases[i]);
        for (size_t at = 0; at + n <= len; at++) {
            size_t k = 0;
            while (k < n && gen_lower(text[at + k]) == phrases[i][k])
                k++;
            if (k == n)
                return true;
        }
    }
    return false;
}

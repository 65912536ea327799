/*
 * Walks over a code system in code order: prefixes, parents, children. The trie says
 * which codes there are; their standing on a date comes from the dictionary.
 */
#include "engine/lookup/trie.h"

#include "engine/lookup/dictionary.h"
#include "engine/lookup/key.h"

bool sji_bare_code(const char *text, size_t len, char out[SJ_CODE_CAP], size_t *out_len)
{
    size_t n = 0;
    bool whole = true;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c == '.' || c == '-' || c == ' ' || (c >= '\t' && c <= '\r'))
            continue;
        if (sji_trie_bit(c) == SJI_TRIE_NO_BIT || n == SJ_CODE_CAP - 1) {
            whole = false;
            break;
        }
        out[n++] = c;
    }
    out[n] = '\0';
    *out_len = n;
    return whole;
}

static bool exists(const sj_answer *answer)
{
    return answer->status >= SJ_CODE_HEADER;
}

/* ---- cursors ------------------------------------------------------------------ */

/* Stand on a node whose path is code[0 .. depth). */
static void stand_on(sj_cursor *c, const sji_system *s, uint32_t node)
{
    c->node[c->depth] = node;
    /* No code is longer: below that depth nothing can be one (claim 52). */
    c->pending[c->depth] = c->depth < s->code_len ? sji_trie_children(s, node) : 0;
    c->fresh = 1;
}

static sj_status begin(const sj_image *image, sj_system system, const char *bare,
                       size_t len, sj_cursor *out)
{
    const sji_system *s = &image->systems[system];
    *out = (sj_cursor){.image = image, .system = (uint8_t)system};
    if (!s->loaded || len > s->code_len)
        return SJ_NOT_FOUND;
    uint32_t node = 0;
    for (size_t i = 0; i < len; i++)
        if (!sji_trie_step(s, node, sji_trie_bit(bare[i]), &node))
            return SJ_NOT_FOUND;
    memcpy(out->code, bare, len);
    out->base = out->depth = (uint16_t)len;
    out->budget = s->trie_count;
    stand_on(out, s, node);
    return SJ_OK;
}

sj_status sj_prefix(const sj_image *image, sj_system system, const char *prefix,
                    size_t len, sj_cursor *out)
{
    char bare[SJ_CODE_CAP];
    size_t n;
    if ((unsigned)system >= SJ_SYSTEM_COUNT)
        return SJ_E_ARG;
    if (!sji_bare_code(prefix, len, bare, &n)) {
        *out = (sj_cursor){.image = image, .system = (uint8_t)system};
        return SJ_NOT_FOUND;
    }
    return begin(image, system, bare, n, out);
}

/* Go on to the next node, parents before children, in code order. */
static bool advance(sj_cursor *c, const sji_system *s)
{
    while (c->pending[c->depth] == 0) {
        if (c->depth == c->base)
            return false;
        c->depth--;
    }
    if (c->budget == 0)
        return false;
    c->budget--;
    unsigned bit = (unsigned)__builtin_ctzll(c->pending[c->depth]);
    c->pending[c->depth] &= c->pending[c->depth] - 1;
    uint32_t child;
    if (!sji_trie_step(s, c->node[c->depth], bit, &child))
        return false; /* only an image opened without its content claims */
    c->code[c->depth++] = sji_trie_char(bit);
    c->code[c->depth] = '\0';
    stand_on(c, s, child);
    return true;
}

static void read_entry(const sj_cursor *c, const sji_system *s, sj_date as_of,
                       sj_entry *out)
{
    memcpy(out->code, c->code, SJ_CODE_CAP);
    out->len = c->depth;
    out->code[out->len] = '\0';
    sji_lookup_canonical(s, (sj_system)c->system, out->code, out->len, as_of,
                         &out->answer);
}

bool sj_cursor_next(sj_cursor *cursor, sj_date as_of, sj_entry *out)
{
    const sji_system *s = &cursor->image->systems[cursor->system];
    for (;;) {
        if (cursor->fresh) {
            cursor->fresh = 0;
            if (sji_trie_ends_code(s, cursor->node[cursor->depth])) {
                read_entry(cursor, s, as_of, out);
                return true;
            }
        }
        if (!advance(cursor, s))
            return false;
    }
}

sj_status sj_children(const sj_image *image, uint32_t id, sj_cursor *out)
{
    char code[SJ_CODE_CAP];
    size_t len = sj_code_of(image, id, code);
    if (len == 0 ||
        begin(image, (sj_system)(id >> SJF_ID_SHIFT), code, len, out) != SJ_OK) {
        *out = (sj_cursor){.image = image};
        return SJ_E_ARG;
    }
    out->fresh = 0; /* the code itself is none of its children */
    return SJ_OK;
}

bool sj_children_next(sj_cursor *cursor, sj_date as_of, sj_entry *out)
{
    while (sj_cursor_next(cursor, as_of, out))
        if (exists(&out->answer)) {
            cursor->pending[cursor->depth] = 0; /* what is below is its, not ours */
            return true;
        }
    return false;
}

/* ---- upwards ------------------------------------------------------------------ */

/* The longest prefix of at most `len` characters that exists. @return its length or 0
 */
static size_t existing_prefix(const sji_system *s, sj_system system, const char *code,
                              size_t len, sj_date as_of, sj_entry *out)
{
    for (; len > 0; len--) {
        sji_lookup_canonical(s, system, code, len, as_of, &out->answer);
        if (exists(&out->answer)) {
            memcpy(out->code, code, len);
            out->code[len] = '\0';
            out->len = (uint32_t)len;
            return len;
        }
    }
    return 0;
}

sj_status sj_longest_prefix(const sj_image *image, sj_system system, const char *code,
                            size_t len, sj_date as_of, sj_entry *out)
{
    char bare[SJ_CODE_CAP];
    size_t n;
    *out = (sj_entry){.answer.id = SJ_NO_CODE};
    if ((unsigned)system >= SJ_SYSTEM_COUNT || !image->systems[system].loaded)
        return SJ_NOT_FOUND;
    sji_bare_code(code, len, bare, &n);
    const sji_system *s = &image->systems[system];
    return existing_prefix(s, system, bare, n, as_of, out) ? SJ_OK : SJ_NOT_FOUND;
}

size_t sj_ancestors(const sj_image *image, uint32_t id, sj_date as_of, sj_entry *out,
                    size_t cap)
{
    char code[SJ_CODE_CAP];
    size_t count = 0, len = sj_code_of(image, id, code);
    sj_system system = (sj_system)(id >> SJF_ID_SHIFT);
    if (len == 0)
        return 0;
    sj_entry entry;
    while ((len = existing_prefix(&image->systems[system], system, code, len - 1, as_of,
                                  &entry)) > 0) {
        if (count < cap)
            out[count] = entry;
        count++;
    }
    return count;
}

sj_status sj_parent(const sj_image *image, uint32_t id, sj_date as_of, sj_entry *out)
{
    char code[SJ_CODE_CAP];
    *out = (sj_entry){.answer.id = SJ_NO_CODE};
    if (sj_code_of(image, id, code) == 0)
        return SJ_E_ARG;
    return sj_ancestors(image, id, as_of, out, 1) ? SJ_OK : SJ_NOT_FOUND;
}

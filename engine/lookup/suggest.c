/*
 * Near misses: the codes of a system within two edits of a wrong one. A walk over the
 * trie that carries one row of the edit-distance table a depth (change, add, drop, swap
 * neighbours) and turns back where no continuation can come within reach.
 */
#include "engine/lookup/dictionary.h"
#include "engine/lookup/key.h"
#include "engine/lookup/trie.h"

enum { REACH = 2 };

typedef struct walk {
    const sji_system *s;
    char asked[SJ_CODE_CAP], code[SJ_CODE_CAP];
    size_t asked_len, depth;
    uint8_t row[SJ_CODE_CAP + 1]
               [SJ_CODE_CAP]; /* row[d][i]: code[0..d) to asked[0..i) */
    uint32_t node[SJ_CODE_CAP];
    uint64_t pending[SJ_CODE_CAP];
} walk;

typedef struct found {
    uint8_t distance, common;
} found;

static uint8_t least(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

/*
 * Distance by a swap that ends at code[d - 1] and asked[i - 1]: of neighbours, or, as
 * reach allows, with one character added or dropped between the two.
 */
static uint8_t swapped(const walk *w, size_t d, size_t i)
{
    const char *code = w->code + d - 1, *asked = w->asked + i - 1; /* the last ones */
    uint8_t v = REACH + 1;
    if (d > 1 && i > 1 && code[0] == asked[-1] && code[-1] == asked[0])
        v = least(v, (uint8_t)(w->row[d - 2][i - 2] + 1));
    if (d > 2 && i > 1 && code[0] == asked[-1] && code[-2] == asked[0])
        v = least(v, (uint8_t)(w->row[d - 3][i - 2] + 2));
    if (d > 1 && i > 2 && code[0] == asked[-2] && code[-1] == asked[0])
        v = least(v, (uint8_t)(w->row[d - 2][i - 3] + 2));
    return v;
}

/* Fill the row of the depth just reached. @return its least distance */
static uint8_t fill_row(walk *w)
{
    size_t d = w->depth;
    char c = w->code[d - 1];
    const uint8_t *above = w->row[d - 1];
    uint8_t *row = w->row[d], best;
    best = row[0] = (uint8_t)d;
    for (size_t i = 1; i <= w->asked_len; i++) {
        uint8_t v = (uint8_t)(above[i - 1] + (c != w->asked[i - 1]));
        v = least(v, (uint8_t)(above[i] + 1));
        v = least(v, (uint8_t)(row[i - 1] + 1));
        v = least(v, swapped(w, d, i));
        row[i] = v;
        best = least(best, v);
    }
    return best;
}

/* Next node within reach, parents before children. */
static bool next_node(walk *w, uint32_t *budget)
{
    for (;;) {
        while (w->pending[w->depth] == 0)
            if (w->depth-- == 0)
                return false;
        if ((*budget)-- == 0)
            return false;
        unsigned bit = (unsigned)__builtin_ctzll(w->pending[w->depth]);
        w->pending[w->depth] &= w->pending[w->depth] - 1;
        uint32_t child;
        if (!sji_trie_step(w->s, w->node[w->depth], bit, &child))
            return false;
        w->code[w->depth++] = sji_trie_char(bit);
        w->node[w->depth] = child;
        w->pending[w->depth] =
            w->depth < w->s->code_len ? sji_trie_children(w->s, child) : 0;
        if (fill_row(w) <= REACH)
            return true;
        w->depth--;
    }
}

static uint8_t common_prefix(const walk *w)
{
    size_t n = 0;
    while (n < w->depth && n < w->asked_len && w->code[n] == w->asked[n])
        n++;
    return (uint8_t)n;
}

/* Whether a goes before b; equal ones stay in code order, in which they are met. */
static bool goes_before(found a, found b)
{
    return a.distance != b.distance ? a.distance < b.distance : a.common > b.common;
}

size_t sj_suggest(const sj_image *image, sj_system system, const char *code, size_t len,
                  sj_date as_of, sj_entry *out, size_t cap)
{
    enum { CAP_MAX = 64 };
    walk w = {0};
    if ((unsigned)system >= SJ_SYSTEM_COUNT || !image->systems[system].loaded)
        return 0;
    w.s = &image->systems[system];
    sji_bare_code(code, len, w.asked, &w.asked_len);
    for (size_t i = 0; i <= w.asked_len; i++)
        w.row[0][i] = (uint8_t)i;
    w.pending[0] = sji_trie_children(w.s, 0);

    found rank[CAP_MAX];
    size_t count = 0;
    uint32_t budget = w.s->trie_count;
    if (cap > CAP_MAX)
        cap = CAP_MAX;
    while (cap > 0 && next_node(&w, &budget)) {
        found f = {w.row[w.depth][w.asked_len], common_prefix(&w)};
        if (f.distance > REACH || !sji_trie_ends_code(w.s, w.node[w.depth]) ||
            (count == cap && !goes_before(f, rank[count - 1])))
            continue;
        sj_entry entry = {.len = (uint32_t)w.depth};
        memcpy(entry.code, w.code, w.depth);
        sji_lookup_canonical(w.s, system, entry.code, entry.len, as_of, &entry.answer);
        if (entry.answer.status < SJ_CODE_HEADER)
            continue;
        size_t at = count < cap ? count++ : count - 1;
        for (; at > 0 && goes_before(f, rank[at - 1]); at--) {
            rank[at] = rank[at - 1];
            out[at] = out[at - 1];
        }
        rank[at] = f;
        out[at] = entry;
    }
    return count;
}

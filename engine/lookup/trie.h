/*
 * Steps over the trie of a code system (FORMAT.md 10). A step never leaves the trie,
 * whatever its bytes are; walks are bounded by the length of codes and by a budget of
 * nodes, so that they end over any image.
 */
#ifndef SCRUBJAY_LOOKUP_TRIE_H
#define SCRUBJAY_LOOKUP_TRIE_H

#include "engine/image/image.h"

static inline uint64_t sji_trie_node(const sji_system *s, uint32_t node)
{
    return sjf_load64(s->trie.p + 8 * (size_t)node);
}

static inline uint64_t sji_trie_children(const sji_system *s, uint32_t node)
{
    return sji_trie_node(s, node) & SJF_TRIE_CHILDREN;
}

static inline bool sji_trie_ends_code(const sji_system *s, uint32_t node)
{
    return sji_trie_node(s, node) >> SJF_TRIE_TERMINAL_BIT & 1;
}

/* The child for a bit below 36. @return false when there is none */
static inline bool sji_trie_step(const sji_system *s, uint32_t node, unsigned bit,
                                 uint32_t *child)
{
    uint64_t word = sji_trie_node(s, node);
    if (!(word >> bit & 1))
        return false;
    uint64_t lower = word & ((UINT64_C(1) << bit) - 1);
    *child = (uint32_t)(word >> SJF_TRIE_CHILD_SHIFT) +
             (uint32_t)__builtin_popcountll(lower);
    return *child < s->trie_count;
}

/* The letters and digits of what people type, upper case, without blanks, dots and
 * hyphens, at most SJ_CODE_CAP - 1. @return false when anything else stands in it, or
 * more; `out` then holds what stands before */
bool sji_bare_code(const char *text, size_t len, char out[SJ_CODE_CAP],
                   size_t *out_len);

#endif

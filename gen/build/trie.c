/*
 * The trie section (FORMAT.md 10): nodes breadth first, so that the children of a node
 * are consecutive and of all nodes in order.
 */
#include "gen/build/sections.h"

#include <stdlib.h>

#include "engine/lookup/key.h"
#include "gen/model/memory.h"

/* The codes [first, end) share the first `depth` characters: one node. */
typedef struct span {
    uint32_t first, end;
    uint8_t depth;
} span;

uint32_t gen_build_trie(const gen_system *system, gen_bytes *out)
{
    span *queue = NULL;
    uint32_t cap = 0, count = 1;
    queue = gen_grow(queue, 0, &cap, sizeof *queue);
    queue[0] = (span){0, system->code_count, 0};
    for (uint32_t n = 0; n < count; n++) {
        span at = queue[n];
        uint32_t first_child = count;
        uint64_t word = 0;
        uint32_t i = at.first;
        if (i < at.end && system->codes[i].len == at.depth) {
            word |= SJF_TRIE_TERMINAL;
            i++;
        }
        while (i < at.end) {
            char c = system->codes[i].code[at.depth];
            uint32_t first = i;
            while (i < at.end && system->codes[i].code[at.depth] == c)
                i++;
            word |= UINT64_C(1) << sji_trie_bit(c);
            queue = gen_grow(queue, count, &cap, sizeof *queue);
            queue[count++] = (span){first, i, (uint8_t)(at.depth + 1)};
        }
        if (count > first_child)
            word |= (uint64_t)first_child << SJF_TRIE_CHILD_SHIFT;
        sjf_store64(gen_bytes_extend(out, 8), word);
    }
    free(queue);
    return count;
}

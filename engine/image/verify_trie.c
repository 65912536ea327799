/*
 * The trie of one system, and that it holds the codes of the dictionary: claims 52, 53
 * and 56 of docs/FORMAT.md 21.
 */
#include "engine/image/verify.h"

#include "engine/lookup/dictionary.h"
#include "engine/lookup/key.h"

static uint64_t node_word(const sji_system *s, uint32_t node)
{
    return sjf_load64(s->trie.p + 8 * (size_t)node);
}

/*
 * Claims 52 and 53. Breadth first means that the children of each node begin where
 * those of the node before ended; so one counter proves that every node but the root is
 * the child of exactly one node before it.
 */
sj_status sji_check_trie(const sj_image *image, sj_system system, sj_error *err)
{
    const sji_system *s = &image->systems[system];
    sj_status status = sji_check_hash(image, SJF_TRIE, system, err);
    if (status != SJ_OK)
        return status;
    uint32_t unclaimed = 1, level_end = 1, depth = 0, ends = 0;
    for (uint32_t i = 0; i < s->trie_count; i++) {
        if (i == level_end) {
            depth++;
            level_end = unclaimed;
        }
        uint64_t word = node_word(s, i);
        uint64_t children = word & SJF_TRIE_CHILDREN;
        uint32_t first = (uint32_t)(word >> SJF_TRIE_CHILD_SHIFT);
        bool terminal = (word & SJF_TRIE_TERMINAL) != 0;
        bool good = i < unclaimed && first == (children ? unclaimed : 0) &&
                    (depth < s->code_len || !children) &&
                    (i == 0 ? !terminal : terminal || children);
        if (children)
            unclaimed += (uint32_t)__builtin_popcountll(children);
        if (!good || unclaimed > s->trie_count)
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, s->trie.p) + 8ULL * i,
                            "trie is not a tree");
        ends += terminal;
    }
    if (ends != s->codes)
        return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, s->trie.p),
                        "trie and dictionary differ in size");
    return SJ_OK;
}

/* A node on the way down: the children not yet visited and the number of the next. */
typedef struct step {
    uint64_t pending;
    uint32_t next;
} step;

static step step_into(const sji_system *s, uint32_t node)
{
    uint64_t word = node_word(s, node);
    return (step){word & SJF_TRIE_CHILDREN, (uint32_t)(word >> SJF_TRIE_CHILD_SHIFT)};
}

/* All codes of a trie that claim 52 holds for: at most code_len steps deep, and every
 * child is a node. */
static sj_status check_agreement(const sj_image *image, sj_system system, sj_error *err)
{
    const sji_system *s = &image->systems[system];
    step path[SJ_CODE_CAP];
    char code[SJ_CODE_CAP];
    size_t depth = 0;
    path[0] = step_into(s, 0);
    for (;;) {
        step *at = &path[depth];
        if (at->pending == 0) {
            if (depth-- == 0)
                return SJ_OK;
            continue;
        }
        code[depth++] = sji_trie_char((unsigned)__builtin_ctzll(at->pending));
        at->pending &= at->pending - 1;
        uint32_t node = at->next++;
        path[depth] = step_into(s, node);
        if (!(node_word(s, node) & SJF_TRIE_TERMINAL))
            continue;
        sj_answer answer;
        sji_lookup_canonical(s, system, code, depth, 0, &answer);
        if (answer.id == SJ_NO_CODE)
            return sji_fail(err, SJ_E_CORRUPT,
                            sji_offset(image, s->trie.p) + 8ULL * node,
                            "trie and dictionary disagree");
    }
}

/*
 * Claim 56. Keys are distinct for distinct codes and a key has one slot, so with as
 * many codes here as slots there (claims 49 and 53), finding each proves both sets
 * equal.
 */
sj_status sji_verify_agreement(const sj_image *image, sj_error *err)
{
    sj_status status = SJ_OK;
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT && status == SJ_OK; i++)
        if (image->systems[i].loaded)
            status = check_agreement(image, (sj_system)i, err);
    return status;
}

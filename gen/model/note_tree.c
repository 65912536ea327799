/*
 * Chapters, blocks and codes of all Tabular Lists as one tree: titles and places are
 * those of the newest file that has a node. A block that spans others and holds no
 * category of its own (V00-V99) is the parent of those inside it; so is one that newer
 * files call by another name (I30-I52, since FY2023 I30-I5A), so that what it once bore
 * is still found above its categories.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"
#include "gen/model/notes.h"

enum { CATEGORY_LEN = 3 };

typedef struct tree {
    gen_raw_notes *raw;
    gen_catalog *out;
    uint32_t *newest; /* of each node, its raw one */
} tree;

static const char *text_of(const gen_catalog *out, uint32_t id)
{
    return gen_text_get(&out->text, id, NULL);
}

/* ---- which nodes there are ------------------------------------------------------- */

/* By level and name; of one node the oldest file first. Files come in that order. */
static int by_name(const void *a, const void *b, void *ctx)
{
    const tree *t = ctx;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    const gen_raw_node *x = &t->raw->nodes[i], *y = &t->raw->nodes[k];
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    if (x->name != y->name)
        return strcmp(text_of(t->out, x->name), text_of(t->out, y->name));
    return (i > k) - (i < k);
}

static bool same_node(const gen_raw_node *a, const gen_raw_node *b)
{
    return a->level == b->level && a->name == b->name;
}

static bool is_category(const gen_catalog *out, uint32_t name)
{
    size_t len;
    gen_text_get(&out->text, name, &len);
    return len == CATEGORY_LEN;
}

/* One node of raw ones that are the same, unless it is a lower code without notes. */
static void add_node(tree *t, const uint32_t *same, uint32_t count)
{
    gen_notes *notes = &t->out->notes;
    const gen_raw_node *newest = &t->raw->nodes[same[count - 1]];
    bool bears = false;
    for (uint32_t i = 0; i < count; i++)
        bears |= t->raw->nodes[same[i]].bears;
    if (newest->level == SJF_LEVEL_CODE && !is_category(t->out, newest->name) && !bears)
        return;
    for (uint32_t i = 0; i < count; i++)
        t->raw->nodes[same[i]].node = notes->node_count;
    t->newest[notes->node_count] = same[count - 1];
    notes->nodes[notes->node_count++] =
        (gen_node){.name = newest->name,
                   .title = newest->level == SJF_LEVEL_CODE ? 0 : newest->title,
                   .parent = GEN_NO_NODE,
                   .level = newest->level};
}

static void add_nodes(tree *t)
{
    uint32_t count = t->raw->node_count;
    uint32_t *sorted = gen_resize(NULL, count, sizeof *sorted);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = i;
    qsort_r(sorted, count, sizeof *sorted, by_name, t);
    t->out->notes.nodes = gen_resize(NULL, count, sizeof *t->out->notes.nodes);
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && same_node(&t->raw->nodes[sorted[i]],
                                                   &t->raw->nodes[sorted[end]]);
             end++)
            ;
        add_node(t, &sorted[i], end - i);
    }
    free(sorted);
}

/* ---- what stands above ----------------------------------------------------------- */

static uint32_t find_node(const gen_catalog *out, uint8_t level, const char *name)
{
    const gen_notes *notes = &out->notes;
    uint32_t low = 0, high = notes->node_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const gen_node *node = &notes->nodes[middle];
        int order = node->level != level ? (int)node->level - (int)level
                                         : strcmp(text_of(out, node->name), name);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return GEN_NO_NODE;
}

/* First and last category of a block's name: "C00-C75", "C7A". */
typedef struct block_range {
    char first[CATEGORY_LEN + 1], last[CATEGORY_LEN + 1];
} block_range;

static bool range_of(const char *name, block_range *out)
{
    size_t len = strlen(name);
    bool range = len == 2 * CATEGORY_LEN + 1 && name[CATEGORY_LEN] == '-';
    if (!range && len != CATEGORY_LEN)
        return false;
    *out = (block_range){0};
    memcpy(out->first, name, CATEGORY_LEN);
    memcpy(out->last, range ? name + CATEGORY_LEN + 1 : name, CATEGORY_LEN);
    return true;
}

/* Whether `outer` holds all of `inner` and more. */
static bool spans(const block_range *outer, const block_range *inner)
{
    int first = strcmp(outer->first, inner->first);
    int last = strcmp(outer->last, inner->last);
    return first <= 0 && last >= 0 && (first < 0 || last > 0);
}

/* The narrowest block without categories around this one, as its newest file has them:
 * any two that span it are one within the other, since official blocks nest. */
static uint32_t spanning_block(const tree *t, const gen_raw_node *block)
{
    uint32_t found = GEN_NO_NODE;
    block_range inner, narrowest = {0}, range;
    if (!range_of(text_of(t->out, block->name), &inner))
        return found;
    for (uint32_t n = 0; n < t->out->notes.node_count; n++) {
        const gen_raw_node *other = &t->raw->nodes[t->newest[n]];
        if (other->level != SJF_LEVEL_BLOCK || other->file != block->file ||
            other->holds || other->parent != block->parent ||
            !range_of(text_of(t->out, other->name), &range) || !spans(&range, &inner))
            continue;
        if (found == GEN_NO_NODE || spans(&narrowest, &range)) {
            found = n;
            narrowest = range;
        }
    }
    return found;
}

static uint32_t code_above(const tree *t, uint32_t name)
{
    size_t len;
    char above[SJ_CODE_CAP] = {0};
    const char *code = gen_text_get(&t->out->text, name, &len);
    if (len >= sizeof above)
        return GEN_NO_NODE;
    memcpy(above, code, len);
    while (len > CATEGORY_LEN) {
        above[--len] = '\0';
        uint32_t node = find_node(t->out, SJF_LEVEL_CODE, above);
        if (node != GEN_NO_NODE)
            return node;
    }
    return GEN_NO_NODE;
}

static uint32_t parent_of(const tree *t, uint32_t node)
{
    const gen_raw_node *raw = &t->raw->nodes[t->newest[node]];
    const char *parent = text_of(t->out, raw->parent);
    uint32_t found = GEN_NO_NODE;
    if (raw->level == SJF_LEVEL_CHAPTER)
        return GEN_NO_NODE;
    if (raw->level == SJF_LEVEL_BLOCK)
        found = spanning_block(t, raw);
    else if (!is_category(t->out, raw->name))
        return code_above(t, raw->name);
    else
        found = find_node(t->out, SJF_LEVEL_BLOCK, parent);
    return found != GEN_NO_NODE ? found : find_node(t->out, SJF_LEVEL_CHAPTER, parent);
}

/* ---- blocks of older files ------------------------------------------------------- */

/* The newest block of a category, GEN_NO_NODE when it stands in none. */
static uint32_t block_of(const tree *t, const gen_raw_node *category)
{
    const gen_notes *notes = &t->out->notes;
    uint32_t parent = notes->nodes[category->node].parent;
    bool block = parent != GEN_NO_NODE && notes->nodes[parent].level == SJF_LEVEL_BLOCK;
    return block ? parent : GEN_NO_NODE;
}

static bool is_category_of(const tree *t, const gen_raw_node *raw, uint32_t file)
{
    return raw->file == file && raw->level == SJF_LEVEL_CODE &&
           is_category(t->out, raw->name);
}

/* Whether all that `newer` took over from the file of `older` stood in `older`. */
static bool takes_over(const tree *t, const gen_raw_node *older, uint32_t newer)
{
    for (uint32_t i = 0; i < t->raw->node_count; i++) {
        const gen_raw_node *raw = &t->raw->nodes[i];
        if (is_category_of(t, raw, older->file) && block_of(t, raw) == newer &&
            raw->parent != older->name)
            return false;
    }
    return true;
}

/* Put a block that holds no category any more above those that took its place. */
static void adopt(tree *t, uint32_t node)
{
    gen_notes *notes = &t->out->notes;
    const gen_raw_node *older = &t->raw->nodes[t->newest[node]];
    if (older->level != SJF_LEVEL_BLOCK || !older->holds)
        return;
    for (uint32_t i = 0; i < t->raw->node_count; i++) {
        const gen_raw_node *raw = &t->raw->nodes[i];
        if (is_category_of(t, raw, older->file) && raw->parent == older->name &&
            block_of(t, raw) == node)
            return;
    }
    for (uint32_t i = 0; i < t->raw->node_count; i++) {
        const gen_raw_node *raw = &t->raw->nodes[i];
        if (!is_category_of(t, raw, older->file) || raw->parent != older->name)
            continue;
        uint32_t newer = block_of(t, raw);
        if (newer == GEN_NO_NODE || notes->nodes[newer].parent == node ||
            !takes_over(t, older, newer))
            continue;
        notes->nodes[node].parent = notes->nodes[newer].parent;
        notes->nodes[newer].parent = node;
    }
}

/* Blocks that hold categories. A category follows its block: the last one so named. */
static void mark_holders(gen_raw_notes *raw)
{
    gen_raw_node *block = NULL;
    for (uint32_t i = 0; i < raw->node_count; i++) {
        gen_raw_node *node = &raw->nodes[i];
        if (node->level == SJF_LEVEL_BLOCK)
            block = node;
        else if (node->level == SJF_LEVEL_CODE && block && block->file == node->file &&
                 block->name == node->parent)
            block->holds = true;
    }
}

void gen_note_tree(gen_raw_notes *raw, gen_catalog *out)
{
    tree t = {.raw = raw, .out = out};
    t.newest = gen_resize(NULL, raw->node_count, sizeof *t.newest);
    mark_holders(raw);
    add_nodes(&t);
    for (uint32_t i = 0; i < out->notes.node_count; i++)
        out->notes.nodes[i].parent = parent_of(&t, i);
    for (uint32_t i = 0; i < out->notes.node_count; i++)
        adopt(&t, i);
    free(t.newest);
}

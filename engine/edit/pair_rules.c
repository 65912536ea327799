/*
 * The rules behind a pair (FORMAT.md 16): the links of its relation that hold on a
 * date, each with the note it comes from. Cold: read for a finding or a person.
 */
#include "engine/edit/rules.h"
#include "engine/lookup/dictionary.h"
#include "engine/lookup/notes.h"

/* The links of a pair in the column of a date. */
typedef struct links {
    const sji_edits *e;
    const uint8_t *first;
    uint32_t count, column;
    bool swapped; /* the caller's b is of the lower group */
} links;

static const uint8_t *class_of(const sj_image *image, uint32_t id, const sji_edits *e)
{
    uint32_t slot;
    const sji_system *s = sji_code_slot(image, id, &slot);
    if (!s)
        return NULL;
    uint64_t word = sjf_load64(s->slots + 8 * (size_t)slot);
    return sji_class(e, (uint32_t)(word >> SJF_SLOT_CLASS_SHIFT) & s->class_mask);
}

static links find_links(const sj_image *image, uint32_t a, uint32_t b, sj_date as_of)
{
    links none = {0}, found = {0};
    if (a >> SJF_ID_SHIFT != b >> SJF_ID_SHIFT || a >> SJF_ID_SHIFT >= SJ_SYSTEM_COUNT)
        return none;
    const sji_edits *e = &image->edits[a >> SJF_ID_SHIFT];
    if (!e->loaded)
        return none;
    const uint8_t *of_a = class_of(image, a, e), *of_b = class_of(image, b, e);
    if (!of_a || !of_b)
        return none;
    uint32_t relation =
        (uint32_t)sji_pair_run(e, of_a, of_b, &found.swapped) & SJF_RUN_RELATION_MASK;
    if (relation >= e->relation_count)
        return none;
    const uint8_t *index = e->relations + SJF_RELS_HEADER + 4 * (size_t)relation;
    uint32_t first = sjf_load32(index), end = sjf_load32(index + 4);
    if (first > end || end > e->link_count)
        return none;
    found.e = e;
    found.first = e->relations + SJF_RELS_HEADER + 4 * ((size_t)e->relation_count + 1) +
                  SJF_LINK_RECORD * (size_t)first;
    found.count = end - first;
    found.column = sji_edit_column(e, as_of);
    return found;
}

/* Bits of the i-th link for (a, b) of the caller, 0 when it does not hold. */
static uint32_t link_bits(const links *l, uint32_t i, uint32_t *reference)
{
    const uint8_t *link = l->first + SJF_LINK_RECORD * (size_t)i;
    *reference = sjf_load32(link + SJF_LINK_REFERENCE) >> 1;
    uint32_t bits = sji_pattern(l->e, sjf_load32(link + SJF_LINK_PATTERN), l->column);
    return l->swapped ? sji_swap_pair(bits) : bits;
}

/* Whether the node that bears the i-th link binds the caller's b. */
static bool binds_b(const links *l, uint32_t i)
{
    const uint8_t *link = l->first + SJF_LINK_RECORD * (size_t)i;
    bool higher = sjf_load32(link + SJF_LINK_REFERENCE) & 1;
    return higher != l->swapped;
}

/* How near a node is to the codes it binds: deeper levels, longer names. */
static uint32_t nearness(const sj_image *image, uint32_t reference)
{
    view references = image->texts.references, nodes = image->texts.nodes;
    if (reference >= sji_count(references, SJF_REF_RECORD))
        return 0;
    uint32_t node = sjf_load32(references.p + SJF_REF_RECORD * (size_t)reference);
    if (node >= sji_count(nodes, SJF_NODE_RECORD))
        return 0;
    const uint8_t *record = nodes.p + SJF_NODE_RECORD * (size_t)node;
    uint32_t len;
    (void)sji_text(image->text, sjf_load32(record + SJF_NODE_NAME), &len);
    return record[SJF_NODE_LEVEL] == SJF_LEVEL_CODE ? 2 + len : record[SJF_NODE_LEVEL];
}

uint32_t sji_pair_reference(const sj_image *image, uint32_t a, uint32_t b,
                            sj_date as_of, uint32_t bit)
{
    links l = find_links(image, a, b, as_of);
    uint32_t best = UINT32_MAX, best_near = 0;
    for (uint32_t i = 0; i < l.count; i++) {
        uint32_t reference;
        if (!(link_bits(&l, i, &reference) & bit))
            continue;
        uint32_t near = nearness(image, reference);
        if (best == UINT32_MAX || near > best_near) {
            best = reference;
            best_near = near;
        }
    }
    return best;
}

/* By kind, then node, then reference: the order of the table of references is node,
 * kind, text, so that only the kinds are left to be told apart. */
static bool comes_before(const sj_pair_rule *x, const sj_pair_rule *y)
{
    if (x->kind != y->kind)
        return x->kind < y->kind;
    if (x->reference != y->reference)
        return x->reference < y->reference;
    return x->from_b < y->from_b;
}

/* Insert into out[0..held), at most cap, the last one falling off. */
static void insert(sj_pair_rule *out, size_t held, size_t cap, const sj_pair_rule *rule)
{
    size_t at = held < cap ? held : cap;
    if (at == cap) {
        if (cap == 0 || !comes_before(rule, &out[cap - 1]))
            return;
        at = cap - 1;
    }
    while (at > 0 && comes_before(rule, &out[at - 1])) {
        out[at] = out[at - 1];
        at--;
    }
    out[at] = *rule;
}

size_t sj_pair_rules(const sj_image *image, uint32_t a, uint32_t b, sj_date as_of,
                     sj_pair_rule *out, size_t cap)
{
    if (!image || (!out && cap))
        return 0;
    links l = find_links(image, a, b, as_of);
    size_t found = 0;
    for (uint32_t i = 0; i < l.count; i++) {
        sji_reference_info info;
        uint32_t reference;
        if (!link_bits(&l, i, &reference) ||
            !sji_reference_citation(image, reference, as_of, &info))
            continue;
        sj_pair_rule rule = {.reference = reference,
                             .kind = info.kind,
                             .marks = info.marks,
                             .from_b = binds_b(&l, i),
                             .text = info.text,
                             .reference_text = info.reference_text,
                             .source = info.source};
        memcpy(rule.node_display, info.node_display, sizeof rule.node_display);
        insert(out, found, cap, &rule);
        found++;
    }
    return found;
}

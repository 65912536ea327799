/*
 * The order in which findings stand (DOMAIN 5, RULINGS 24): class of place, index,
 * identifier, inner place, partner. What is left alike is told apart by its other
 * members, so that the order is total and depends on nothing else.
 */
#include "engine/edit/judged.h"

enum { FEW = 64 }; /* up to here insertion; what claims have */

static uint64_t place_key(const sj_finding *f)
{
    return (uint64_t)f->at.kind << 56 | (uint64_t)f->at.index << 40 |
           (uint64_t)sji_edit_place(f->edit) << 32 | (uint64_t)f->at.inner << 16 |
           f->at.inner_index;
}

static uint64_t partner_key(const sj_finding *f)
{
    return (uint64_t)f->with.kind << 56 | (uint64_t)f->with.index << 40 |
           (uint64_t)f->with.inner << 32 | (uint64_t)f->with.inner_index << 16;
}

static unsigned kind_key(const sj_finding *f)
{
    return (unsigned)f->reason << 8 | f->severity;
}

static bool comes_before(const sj_finding *a, const sj_finding *b)
{
    uint64_t x = place_key(a), y = place_key(b);
    if (x != y)
        return x < y;
    x = partner_key(a), y = partner_key(b);
    if (x != y)
        return x < y;
    if (a->rule != b->rule) /* policies of one code */
        return a->rule < b->rule;
    if (kind_key(a) != kind_key(b))
        return kind_key(a) < kind_key(b);
    if (a->limit != b->limit)
        return a->limit > b->limit; /* counts of dx, external, reason */
    return a->found < b->found;
}

static void swap(sj_finding *a, sj_finding *b)
{
    sj_finding held = *a;
    *a = *b;
    *b = held;
}

/* Let items[root] sink to its place in a heap whose greatest is first. */
static void sink(sj_finding *items, uint32_t root, uint32_t count)
{
    for (;;) {
        uint32_t child = 2 * root + 1;
        if (child >= count)
            return;
        if (child + 1 < count && comes_before(&items[child], &items[child + 1]))
            child++;
        if (!comes_before(&items[root], &items[child]))
            return;
        swap(&items[root], &items[child]);
        root = child;
    }
}

/* What decides between nearly all findings, and where the finding stands. */
typedef struct keyed {
    uint64_t key;
    uint32_t at;
} keyed;

/* Insertion of keys: findings come edit by edit and ascend within each. Then each
 * finding moves once, from where it stands to its place. */
static void sort_few(sj_finding *items, uint32_t count)
{
    keyed order[FEW];
    bool moved = false;
    for (uint32_t i = 0; i < count; i++) {
        const keyed one = {place_key(&items[i]), i};
        uint32_t k = i;
        for (; k > 0 && (one.key < order[k - 1].key ||
                         (one.key == order[k - 1].key &&
                          comes_before(&items[i], &items[order[k - 1].at])));
             k--)
            order[k] = order[k - 1];
        order[k] = one;
        moved |= k != i;
    }
    for (uint32_t i = 0; moved && i < count; i++) {
        if (order[i].at == i)
            continue;
        const sj_finding held = items[i];
        uint32_t k = i;
        while (order[k].at != i) {
            const uint32_t from = order[k].at;
            items[k] = items[from];
            order[k].at = k;
            k = from;
        }
        items[k] = held;
        order[k].at = k;
    }
}

void sji_sort_findings(sj_finding *items, uint32_t count)
{
    if (count <= FEW) {
        sort_few(items, count);
        return;
    }
    /* 256 diagnoses make up to 32,640 pairs: in place, and no worse than n log n. */
    for (uint32_t i = count / 2; i-- > 0;)
        sink(items, i, count);
    for (uint32_t end = count; end-- > 1;) {
        swap(&items[0], &items[end]);
        sink(items, 0, end);
    }
}

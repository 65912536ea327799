/*
 * Rows of traits are kept once, then pairs of group and row. Both begin with zero.
 */
#include "gen/model/edit_classes.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "gen/model/memory.h"

/* Open addressing over things that are numbered from 0: number + 1, 0 is free. */
typedef struct id_table {
    uint32_t *buckets;
    uint32_t count, size;
} id_table;

enum { FIRST_SIZE = 1024 };

static bool is_full(const id_table *x)
{
    return x->count >= x->size / 2;
}

/* Begin anew with twice the room; what is there must be put again. */
static void widen(id_table *x)
{
    x->size = x->size ? x->size * 2 : FIRST_SIZE;
    free(x->buckets);
    x->buckets = gen_alloc((size_t)x->size * sizeof *x->buckets);
}

/* ---- rows of traits -------------------------------------------------------------- */

static uint64_t *trait_row(const gen_edits *edits, uint32_t row)
{
    return &edits->traits[(size_t)row * edits->column_count];
}

/* The bucket of a row: its own or a free one. */
static uint32_t find_row(const id_table *x, const gen_edits *edits, const uint64_t *row)
{
    size_t size = edits->column_count * sizeof *row;
    uint32_t mask = x->size - 1, i = (uint32_t)XXH3_64bits(row, size) & mask;
    while (x->buckets[i] && memcmp(trait_row(edits, x->buckets[i] - 1), row, size) != 0)
        i = (i + 1) & mask;
    return i;
}

static uint32_t intern_row(id_table *x, gen_edits *edits, uint32_t *cap,
                           const uint64_t *row)
{
    if (is_full(x)) {
        widen(x);
        for (uint32_t i = 0; i < edits->trait_count; i++)
            x->buckets[find_row(x, edits, trait_row(edits, i))] = i + 1;
    }
    uint32_t bucket = find_row(x, edits, row);
    if (x->buckets[bucket])
        return x->buckets[bucket] - 1;
    size_t size = edits->column_count * sizeof *row;
    edits->traits = gen_grow(edits->traits, edits->trait_count, cap, size);
    memcpy(trait_row(edits, edits->trait_count), row, size);
    x->buckets[bucket] = ++edits->trait_count;
    x->count = edits->trait_count;
    return edits->trait_count - 1;
}

/* ---- classes --------------------------------------------------------------------- */

static uint32_t find_class(const id_table *x, const gen_edits *edits, gen_class c)
{
    uint64_t key = (uint64_t)c.group << 32 | c.traits;
    uint32_t mask = x->size - 1, i = (uint32_t)XXH3_64bits(&key, sizeof key) & mask;
    while (x->buckets[i] && (edits->classes[x->buckets[i] - 1].group != c.group ||
                             edits->classes[x->buckets[i] - 1].traits != c.traits))
        i = (i + 1) & mask;
    return i;
}

static uint32_t intern_class(id_table *x, gen_edits *edits, uint32_t *cap, gen_class c)
{
    if (is_full(x)) {
        widen(x);
        for (uint32_t i = 0; i < edits->class_count; i++)
            x->buckets[find_class(x, edits, edits->classes[i])] = i + 1;
    }
    uint32_t bucket = find_class(x, edits, c);
    if (x->buckets[bucket])
        return x->buckets[bucket] - 1;
    edits->classes =
        gen_grow(edits->classes, edits->class_count, cap, sizeof *edits->classes);
    edits->classes[edits->class_count] = c;
    x->buckets[bucket] = ++edits->class_count;
    x->count = edits->class_count;
    return edits->class_count - 1;
}

void gen_classes_resolve(gen_system *system, gen_edits *edits, const uint32_t *group_of,
                         const uint64_t *traits, const uint32_t *codes)
{
    id_table rows = {0}, classes = {0};
    uint32_t row_cap = 0, class_cap = 0;
    uint64_t *nothing = gen_alloc(edits->column_count * sizeof *nothing);
    intern_row(&rows, edits, &row_cap, nothing);
    intern_class(&classes, edits, &class_cap, (gen_class){0, 0});
    for (uint32_t i = 0; i < system->code_count; i++) {
        uint32_t code = codes ? codes[i] : i;
        gen_class c = {.group = group_of ? group_of[code] : 0,
                       .traits =
                           intern_row(&rows, edits, &row_cap,
                                      &traits[(size_t)code * edits->column_count])};
        system->codes[code].class_id = intern_class(&classes, edits, &class_cap, c);
    }
    free(nothing);
    free(rows.buckets);
    free(classes.buckets);
}

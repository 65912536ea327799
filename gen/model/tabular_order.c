/*
 * The lines of the rows are the order. Over all releases: that of the newest one, into
 * which older ones put what it lacks.
 */
#include "gen/model/tabular_order.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

/* The place of a code in a file. */
typedef struct row_place {
    uint32_t line, code;
} row_place;

static int by_line(const void *a, const void *b)
{
    const row_place *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->code > y->code) - (x->code < y->code);
}

/* Of each code its entry in the table, GEN_NO_INDEX for none. */
static uint32_t *find_entries(const gen_system *system, const gen_table *table)
{
    uint32_t *entries = gen_resize(NULL, system->code_count, sizeof *entries);
    for (uint32_t i = 0; i < system->code_count; i++) {
        const gen_entry *entry = gen_table_find(table, system->codes[i].code);
        entries[i] = entry ? (uint32_t)(entry - table->entries) : GEN_NO_INDEX;
    }
    return entries;
}

/* A row stands in the file when it has a line: a header that was only inferred from
 * the codes below it has none. */
static uint32_t row_line(const gen_table *table, uint32_t entry, uint32_t release)
{
    size_t cell = (size_t)entry * table->release_count + release;
    return table->cells[cell] & GEN_CELL_STATUS ? table->lines[cell] : 0;
}

static void list_release(gen_listed *out, const gen_table *table,
                         const uint32_t *entries, uint32_t code_count, uint32_t release)
{
    row_place *rows = gen_resize(NULL, code_count, sizeof *rows);
    out->span = table->releases[release].span;
    for (uint32_t i = 0; i < code_count; i++) {
        uint32_t line =
            entries[i] == GEN_NO_INDEX ? 0 : row_line(table, entries[i], release);
        if (line)
            rows[out->count++] = (row_place){line, i};
    }
    qsort(rows, out->count, sizeof *rows, by_line);
    out->codes = gen_resize(NULL, out->count, sizeof *out->codes);
    out->place = gen_alloc(code_count * sizeof *out->place);
    for (uint32_t i = 0; i < out->count; i++) {
        out->codes[i] = rows[i].code;
        out->place[rows[i].code] = i + 1;
    }
    free(rows);
}

static void list_bytewise(gen_listed *out, uint32_t code_count)
{
    out->span = (gen_span){SJ_DATE_MIN, SJ_DATE_OPEN};
    out->count = code_count;
    out->codes = gen_resize(NULL, code_count, sizeof *out->codes);
    out->place = gen_resize(NULL, code_count, sizeof *out->place);
    for (uint32_t i = 0; i < code_count; i++) {
        out->codes[i] = i;
        out->place[i] = i + 1;
    }
}

/* A list of all codes, linked by what comes next; number code_count is its head. */
static void merge_releases(gen_tabular_order *order)
{
    uint32_t head = order->code_count, n = 0;
    uint32_t *next = gen_resize(NULL, (size_t)head + 1, sizeof *next);
    uint8_t *known = gen_alloc(head + (size_t)1);
    next[head] = head;
    for (uint32_t r = order->release_count; r-- > 0;) {
        uint32_t before = head;
        for (uint32_t i = 0; i < order->releases[r].count; i++) {
            uint32_t code = order->releases[r].codes[i];
            if (!known[code]) {
                known[code] = 1;
                next[code] = next[before];
                next[before] = code;
            }
            before = code;
        }
    }
    order->codes = gen_resize(NULL, head, sizeof *order->codes);
    order->place = gen_resize(NULL, head, sizeof *order->place);
    for (uint32_t code = next[head]; code != head; code = next[code])
        order->codes[n++] = code;
    for (uint32_t code = 0; code < head; code++) /* listed by no release: last */
        if (!known[code])
            order->codes[n++] = code;
    for (uint32_t i = 0; i < n; i++)
        order->place[order->codes[i]] = i;
    free(next);
    free(known);
}

void gen_tabular_order_init(gen_tabular_order *order, const gen_system *system,
                            const gen_table *table)
{
    *order = (gen_tabular_order){.code_count = system->code_count};
    bool listed = table && table->lines && table->release_count > 0;
    order->release_count = listed ? table->release_count : 1;
    order->releases = gen_alloc(order->release_count * sizeof *order->releases);
    if (listed) {
        uint32_t *entries = find_entries(system, table);
        for (uint32_t r = 0; r < order->release_count; r++)
            list_release(&order->releases[r], table, entries, order->code_count, r);
        free(entries);
    } else {
        list_bytewise(&order->releases[0], order->code_count);
    }
    merge_releases(order);
}

void gen_tabular_order_free(gen_tabular_order *order)
{
    for (uint32_t r = 0; r < order->release_count; r++) {
        free(order->releases[r].codes);
        free(order->releases[r].place);
    }
    free(order->releases);
    free(order->codes);
    free(order->place);
    *order = (gen_tabular_order){0};
}

void gen_tabular_releases(const gen_tabular_order *order, sj_date day,
                          uint32_t releases[2])
{
    uint32_t r = order->release_count - 1;
    while (r > 0 && order->releases[r].span.from > day)
        r--;
    bool gap = order->releases[r].span.to < day && r + 1 < order->release_count;
    releases[0] = r;
    releases[1] = gap ? r + 1 : r;
}

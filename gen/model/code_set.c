/*
 * Sets by nodes and by time. Which codes a node binds does not depend on the day: all
 * that ever stood below it.
 */
#include "gen/model/code_set.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"

enum { CATEGORY_LEN = 3 };

/* ---- gathering ------------------------------------------------------------------- */

void gen_gather_begin(gen_code_sets *sets)
{
    gen_gathering *g = &sets->gathering;
    g->turn++; /* one a set, so that it never comes round */
    g->count = 0;
    g->low = 1;
    g->high = 0;
}

void gen_gather(gen_code_sets *sets, uint32_t code)
{
    gen_gathering *g = &sets->gathering;
    uint32_t place = sets->order.place[code];
    if (g->marks[place] == g->turn)
        return;
    g->marks[place] = g->turn;
    if (g->count == 0)
        g->low = g->high = place;
    g->low = place < g->low ? place : g->low;
    g->high = place > g->high ? place : g->high;
    g->places[g->count++] = place;
}

uint32_t gen_gathered_set(gen_code_sets *sets)
{
    gen_gathering *g = &sets->gathering;
    return gen_stretch_set_of_marks(&sets->pool, g->marks, g->turn, g->low, g->high);
}

/* ---- codes by prefix ------------------------------------------------------------- */

/* The first code whose first `len` characters are not below the prefix; `after`: that
 * are above it. */
static uint32_t lower_bound(const gen_system *system, const char *prefix, size_t len,
                            bool after)
{
    uint32_t low = 0, high = system->code_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int order = strncmp(system->codes[mid].code, prefix, len);
        if (order < 0 || (after && order == 0))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

gen_code_span gen_codes_below(const gen_system *system, const char *prefix, size_t len)
{
    return (gen_code_span){lower_bound(system, prefix, len, false),
                           lower_bound(system, prefix, len, true)};
}

/* ---- categories and what stands above them --------------------------------------- */

static void find_categories(gen_code_sets *sets)
{
    const gen_system *system = sets->system;
    sets->categories =
        gen_resize(NULL, (size_t)system->code_count + 1, sizeof *sets->categories);
    for (uint32_t i = 0; i < system->code_count; i++)
        if (i == 0 || strncmp(system->codes[i].code, system->codes[i - 1].code,
                              CATEGORY_LEN) != 0)
            sets->categories[sets->category_count++] = i;
    sets->categories[sets->category_count] = system->code_count;
}

static const char *node_name(const gen_code_sets *sets, uint32_t node, size_t *len)
{
    return gen_text_get(&sets->catalog->text, sets->catalog->notes.nodes[node].name,
                        len);
}

static uint32_t code_node(const gen_code_sets *sets, const char *name)
{
    const gen_notes *notes = &sets->catalog->notes;
    uint32_t low = 0, high = notes->node_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int order = (int)notes->nodes[mid].level - SJF_LEVEL_CODE;
        if (order == 0)
            order = strcmp(node_name(sets, mid, NULL), name);
        if (order == 0)
            return mid;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return GEN_NO_NODE;
}

/* The places between which a block's codes stand, told by its name: "E08-E13", "C7A".
 * @return false when no code stands where it begins or ends */
static bool block_places(const gen_code_sets *sets, uint32_t node, gen_stretch *out)
{
    size_t len;
    const char *name = node_name(sets, node, &len), *dash = strchr(name, '-');
    const char *last = dash ? dash + 1 : name;
    size_t first_len = dash ? (size_t)(dash - name) : len;
    gen_code_span from = gen_codes_below(sets->system, name, first_len);
    gen_code_span to = gen_codes_below(sets->system, last, strlen(last));
    if (first_len == 0 || !*last || from.first == from.end || to.first == to.end)
        return false;
    *out = (gen_stretch){UINT32_MAX, 0};
    for (uint32_t i = from.first; i < from.end; i++)
        if (sets->order.place[i] < out->first)
            out->first = sets->order.place[i];
    for (uint32_t i = to.first; i < to.end; i++)
        if (sets->order.place[i] > out->last)
            out->last = sets->order.place[i];
    return out->first <= out->last;
}

/* A category that is no node is newer than the newest Tabular List: it belongs to the
 * narrowest block around it. */
static uint32_t block_around(const gen_code_sets *sets, uint32_t place)
{
    const gen_notes *notes = &sets->catalog->notes;
    uint32_t best = GEN_NO_NODE, best_width = UINT32_MAX;
    for (uint32_t node = 0; node < notes->node_count; node++) {
        gen_stretch around;
        if (notes->nodes[node].level != SJF_LEVEL_BLOCK ||
            !block_places(sets, node, &around) || place < around.first ||
            place > around.last || around.last - around.first >= best_width)
            continue;
        best = node;
        best_width = around.last - around.first;
    }
    return best;
}

static uint32_t category_node(const gen_code_sets *sets, uint32_t code)
{
    char name[CATEGORY_LEN + 1] = {0};
    memcpy(name, sets->system->codes[code].code, CATEGORY_LEN);
    return code_node(sets, name);
}

static bool stands_below(const gen_notes *notes, uint32_t node, uint32_t above)
{
    uint32_t steps = notes->node_count; /* so that a ring of parents ends */
    while (node != GEN_NO_NODE && node != above && steps-- > 0)
        node = notes->nodes[node].parent;
    return node == above;
}

/* Between two blocks (I1A, behind I10-I16): what the nodes before and after have in
 * common, a wider block or the chapter. */
static uint32_t node_around(const gen_code_sets *sets, uint32_t category)
{
    const gen_notes *notes = &sets->catalog->notes;
    const gen_tabular_order *order = &sets->order;
    uint32_t low = UINT32_MAX, high = 0;
    for (uint32_t code = sets->categories[category];
         code < sets->categories[category + 1]; code++) {
        low = order->place[code] < low ? order->place[code] : low;
        high = order->place[code] > high ? order->place[code] : high;
    }
    if (low == 0 || high + 1 >= order->code_count)
        return GEN_NO_NODE;
    uint32_t before = category_node(sets, order->codes[low - 1]);
    uint32_t after = category_node(sets, order->codes[high + 1]);
    uint32_t steps = notes->node_count;
    while (before != GEN_NO_NODE && steps-- > 0 && !stands_below(notes, after, before))
        before = notes->nodes[before].parent;
    return after == GEN_NO_NODE ? GEN_NO_NODE : before;
}

static void place_categories(gen_code_sets *sets)
{
    sets->category_nodes =
        gen_resize(NULL, sets->category_count, sizeof *sets->category_nodes);
    for (uint32_t i = 0; i < sets->category_count; i++) {
        uint32_t code = sets->categories[i];
        uint32_t node = category_node(sets, code);
        if (node == GEN_NO_NODE)
            node = block_around(sets, sets->order.place[code]);
        if (node == GEN_NO_NODE)
            node = node_around(sets, i);
        sets->category_nodes[i] = node;
    }
}

/* ---- what a node binds ----------------------------------------------------------- */

uint32_t gen_own_codes(gen_code_sets *sets, uint32_t node)
{
    const gen_notes *notes = &sets->catalog->notes;
    if (sets->own[node])
        return sets->own[node] - 1;
    gen_gather_begin(sets);
    if (notes->nodes[node].level == SJF_LEVEL_CODE) {
        size_t len;
        const char *name = node_name(sets, node, &len);
        gen_code_span below = gen_codes_below(sets->system, name, len);
        for (uint32_t code = below.first; code < below.end; code++)
            gen_gather(sets, code);
    } else {
        for (uint32_t i = 0; i < sets->category_count; i++)
            if (stands_below(notes, sets->category_nodes[i], node))
                for (uint32_t code = sets->categories[i];
                     code < sets->categories[i + 1]; code++)
                    gen_gather(sets, code);
    }
    uint32_t set = gen_gathered_set(sets);
    sets->own[node] = set + 1;
    return set;
}

void gen_bind_trait(gen_code_sets *sets, uint32_t node, const uint8_t *columns,
                    uint64_t bits, uint64_t *traits)
{
    uint32_t count, width = sets->edits->column_count;
    uint32_t set = gen_own_codes(sets, node);
    const gen_stretch *own = gen_stretches(&sets->pool, set, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t place = own[i].first; place <= own[i].last; place++) {
            uint64_t *row = traits + (size_t)sets->order.codes[place] * width;
            for (uint32_t k = 0; k < width; k++)
                row[k] |= columns[k] ? bits : 0;
        }
}

/* ---- time ------------------------------------------------------------------------ */

static uint8_t status_on(const gen_timeline *line, sj_date day)
{
    uint32_t i = line->segment_count - 1;
    while (i > 0 && line->segments[i].from > day)
        i--;
    return line->segments[i].status & SJF_STATUS_MASK;
}

static uint8_t *timelines_alive(const gen_system *system, sj_date day)
{
    uint8_t *alive = gen_alloc(system->timeline_count);
    for (uint32_t i = 0; i < system->timeline_count; i++) {
        uint8_t status = status_on(&system->timelines[i], day);
        alive[i] = status == SJ_CODE_BILLABLE || status == SJ_CODE_UNKNOWN;
    }
    return alive;
}

static void find_epochs(gen_code_sets *sets)
{
    uint32_t count = sets->edits->column_count, e;
    sets->epochs = gen_alloc(count * sizeof *sets->epochs);
    sets->epoch_of = gen_alloc(count * sizeof *sets->epoch_of);
    for (uint32_t k = 0; k < count; k++) {
        sj_date day = sets->edits->columns[k].from;
        gen_epoch epoch = {.alive = timelines_alive(sets->system, day)};
        gen_tabular_releases(&sets->order, day, epoch.releases);
        for (e = 0; e < sets->epoch_count; e++)
            if (memcmp(sets->epochs[e].releases, epoch.releases,
                       sizeof epoch.releases) == 0 &&
                memcmp(sets->epochs[e].alive, epoch.alive,
                       sets->system->timeline_count) == 0)
                break;
        if (e < sets->epoch_count)
            free(epoch.alive);
        else
            sets->epochs[sets->epoch_count++] = epoch;
        sets->epoch_of[k] = e;
    }
}

/* ---- life ------------------------------------------------------------------------ */

gen_code_sets *gen_code_sets_new(const gen_catalog *catalog, const gen_table *order)
{
    gen_code_sets *sets = gen_alloc(sizeof *sets);
    sets->catalog = catalog;
    sets->system = &catalog->systems[SJ_ICD10CM];
    sets->edits = &catalog->edits[SJ_ICD10CM];
    uint32_t codes = sets->system->code_count;
    gen_tabular_order_init(&sets->order, sets->system, order);
    gen_stretch_sets_init(&sets->pool);
    sets->gathering.marks = gen_alloc(codes * sizeof *sets->gathering.marks);
    sets->gathering.places = gen_alloc(codes * sizeof *sets->gathering.places);
    sets->own = gen_alloc(catalog->notes.node_count * sizeof *sets->own);
    find_categories(sets);
    place_categories(sets);
    find_epochs(sets);
    return sets;
}

void gen_code_sets_free(gen_code_sets *sets)
{
    if (!sets)
        return;
    for (uint32_t e = 0; e < sets->epoch_count; e++)
        free(sets->epochs[e].alive);
    free(sets->epochs);
    free(sets->epoch_of);
    free(sets->own);
    free(sets->categories);
    free(sets->category_nodes);
    free(sets->gathering.marks);
    free(sets->gathering.places);
    gen_stretch_sets_free(&sets->pool);
    gen_tabular_order_free(&sets->order);
    free(sets);
}

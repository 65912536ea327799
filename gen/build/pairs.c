/*
 * The sweep that turns rectangles into runs: for each group, the lower one of its
 * pairs, the stretches of higher groups that notes pair it with; between two ends of
 * stretches the same rectangles speak (sayings.h).
 */
#include "gen/build/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/build/sayings.h"
#include "gen/model/memory.h"

/* A rectangle speaks of the group at hand while it is among the active. */
typedef struct entry {
    uint32_t group; /* from which on, or before which it ends */
    uint32_t item;
    bool begins;
} entry;

typedef struct sweep {
    const gen_edits *edits;
    gen_sayings sayings;
    gen_pairs *out;
    entry *entries; /* by group */
    uint32_t entry_count, entry_cap;
    uint32_t *active; /* items whose own side the group at hand is in, ascending */
    uint32_t active_count;
    uint64_t *events; /* ends of stretches: see event() */
    uint32_t event_count, event_cap;
    uint32_t *set; /* items that speak of the pair at hand, ascending */
    uint32_t set_count;
    const char *why; /* the limit that was met, or NULL */
} sweep;

/* ---- sorted sets of items ------------------------------------------------------- */

static uint32_t place_of(const uint32_t *set, uint32_t count, uint32_t item)
{
    uint32_t low = 0;
    while (low < count) {
        uint32_t mid = low + (count - low) / 2;
        if (set[mid] < item)
            low = mid + 1;
        else
            count = mid;
    }
    return low;
}

static void put(uint32_t *set, uint32_t *count, uint32_t item)
{
    uint32_t at = place_of(set, *count, item);
    memmove(set + at + 1, set + at, (*count - at) * sizeof *set);
    set[at] = item;
    ++*count;
}

static void drop(uint32_t *set, uint32_t *count, uint32_t item)
{
    uint32_t at = place_of(set, *count, item);
    --*count;
    memmove(set + at, set + at + 1, (*count - at) * sizeof *set);
}

/* ---- entries: which rectangles a group is in ------------------------------------ */

static int compare_entries(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->begins != y->begins) /* ends first: stretches may touch */
        return x->begins ? 1 : -1;
    return (x->item > y->item) - (x->item < y->item);
}

static void add_entries(sweep *s, uint32_t item, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const gen_groups *g = &s->edits->groups[first + i];
        for (int begins = 0; begins <= 1; begins++) {
            s->entries =
                gen_grow(s->entries, s->entry_count, &s->entry_cap, sizeof *s->entries);
            s->entries[s->entry_count++] =
                (entry){begins ? g->first : g->last + 1, item, begins != 0};
        }
    }
}

static void list_entries(sweep *s)
{
    for (uint32_t i = 0; i < s->edits->rectangle_count; i++) {
        const gen_rectangle *r = &s->edits->rectangles[i];
        add_entries(s, i << 1 | GEN_BY_LOWER, r->left, r->left_count);
        add_entries(s, i << 1 | GEN_BY_HIGHER, r->right, r->right_count);
    }
    if (s->entry_count > 0)
        qsort(s->entries, s->entry_count, sizeof *s->entries, compare_entries);
}

/* ---- events: where stretches begin and end -------------------------------------- */

/* By group; ends before beginnings; by item. */
static uint64_t event(uint32_t group, bool begins, uint32_t item)
{
    return (uint64_t)group << 33 | (uint64_t)begins << 32 | item;
}

static int compare_events(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The stretches of the other side from group `low` on. */
static void add_events(sweep *s, uint32_t item, uint32_t low)
{
    const gen_rectangle *r = &s->edits->rectangles[item >> 1];
    bool lower_bears = (item & 1) == GEN_BY_LOWER;
    const gen_groups *g = s->edits->groups + (lower_bears ? r->right : r->left);
    uint32_t count = lower_bears ? r->right_count : r->left_count;
    for (uint32_t i = 0; i < count; i++) {
        if (g[i].last < low)
            continue;
        for (int begins = 0; begins <= 1; begins++) {
            s->events =
                gen_grow(s->events, s->event_count, &s->event_cap, sizeof *s->events);
            uint32_t first = g[i].first < low ? low : g[i].first;
            s->events[s->event_count++] =
                event(begins ? first : g[i].last + 1, begins != 0, item);
        }
    }
}

/* ---- runs ----------------------------------------------------------------------- */

static void add_run(sweep *s, uint32_t group, gen_saying said)
{
    sjf_store64(gen_bytes_extend(&s->out->runs, 8),
                (uint64_t)group << SJF_RUN_GROUP_SHIFT |
                    (uint64_t)said.pattern << SJF_RUN_PATTERN_SHIFT | said.relation);
}

/* The runs of one group: what the active rectangles say of it and those from it on. */
static void sweep_group(sweep *s, uint32_t group)
{
    s->event_count = 0;
    for (uint32_t i = 0; i < s->active_count; i++)
        add_events(s, s->active[i], group);
    if (s->event_count > 0)
        qsort(s->events, s->event_count, sizeof *s->events, compare_events);

    gen_saying last = {0, 0};
    s->set_count = 0;
    for (uint32_t i = 0; i < s->event_count && !s->why;) {
        uint32_t at = (uint32_t)(s->events[i] >> 33);
        if (at >= s->out->group_count)
            break; /* nobody is there */
        for (; i < s->event_count && s->events[i] >> 33 == at; i++) {
            uint32_t item = (uint32_t)s->events[i];
            if (s->events[i] >> 32 & 1)
                put(s->set, &s->set_count, item);
            else
                drop(s->set, &s->set_count, item);
        }
        gen_saying said = gen_saying_of(&s->sayings, s->set, s->set_count);
        if (said.pattern != last.pattern || said.relation != last.relation)
            add_run(s, at, said);
        last = said;
    }
    if (s->sayings.patterns.count > SJF_PATTERNS_MAX)
        s->why = "more than 2^20 patterns of pairs over time";
    else if (s->sayings.relations.count > SJF_RELATIONS_MAX)
        s->why = "more than 2^24 relations of pairs";
    else if (s->out->runs.size / 8 > UINT32_MAX)
        s->why = "more than 2^32 runs of pairs";
}

static void sweep_all(sweep *s)
{
    uint32_t next = 0;
    for (uint32_t group = 0; group < s->out->group_count && !s->why; group++) {
        for (; next < s->entry_count && s->entries[next].group == group; next++) {
            const entry *e = &s->entries[next];
            (e->begins ? put : drop)(s->active, &s->active_count, e->item);
        }
        s->out->first_run[group] = (uint32_t)(s->out->runs.size / 8);
        sweep_group(s, group);
    }
    s->out->first_run[s->out->group_count] = (uint32_t)(s->out->runs.size / 8);
}

/* ---- signatures ----------------------------------------------------------------- */

/* Give the groups that were met by a group of this bit the bit, and begin anew. `met`
 * holds, of each group, how many stretches begin there, less those that end before it.
 */
static void flush(gen_pairs *p, unsigned bit, int32_t *met)
{
    int32_t depth = 0;
    for (uint32_t g = 0; g < p->group_count; g++) {
        depth += met[g];
        if (depth > 0)
            p->signatures[g] |= UINT64_C(1) << bit;
    }
    memset(met, 0, (p->group_count + (size_t)1) * sizeof *met);
}

/* Both of a pair get the bit of the other. Groups of one bit follow each other. */
static void sign(gen_pairs *p, const bool *makes_finding)
{
    int32_t *met = gen_alloc((p->group_count + (size_t)1) * sizeof *met);
    for (uint32_t g = 0; g < p->group_count; g++) {
        if (g > 0 && p->bits[g] != p->bits[g - 1])
            flush(p, p->bits[g - 1], met);
        for (uint32_t i = p->first_run[g]; i < p->first_run[g + 1]; i++) {
            uint64_t run = sjf_load64(p->runs.data + 8 * (size_t)i);
            if (!makes_finding[run >> SJF_RUN_PATTERN_SHIFT & SJF_RUN_PATTERN_MASK])
                continue;
            uint32_t first = (uint32_t)(run >> SJF_RUN_GROUP_SHIFT);
            uint32_t end = p->group_count;
            if (i + 1 < p->first_run[g + 1])
                end = (uint32_t)(sjf_load64(p->runs.data + 8 * (size_t)(i + 1)) >>
                                 SJF_RUN_GROUP_SHIFT);
            for (unsigned bit = p->bits[first]; bit <= p->bits[end - 1]; bit++)
                p->signatures[g] |= UINT64_C(1) << bit;
            met[first]++;
            met[end]--;
        }
    }
    flush(p, p->bits[p->group_count - 1], met);
    free(met);
}

/* ---- all ------------------------------------------------------------------------ */

static void begin(sweep *s)
{
    gen_pairs *out = s->out;
    size_t groups = out->group_count;
    out->first_run = gen_alloc((groups + 1) * sizeof *out->first_run);
    out->signatures = gen_alloc(groups * sizeof *out->signatures);
    out->bits = gen_alloc(groups);
    for (size_t g = 0; g < groups; g++)
        out->bits[g] = (uint8_t)(g * 64 / groups);

    size_t items = 2 * (size_t)s->edits->rectangle_count + 1;
    s->active = gen_alloc(items * sizeof *s->active);
    s->set = gen_alloc(items * sizeof *s->set);
}

static void end(sweep *s)
{
    free(s->entries);
    free(s->active);
    free(s->events);
    free(s->set);
    gen_sayings_free(&s->sayings);
}

/* Groups that classes are of; others speak of nobody. */
static uint32_t count_groups(const gen_edits *edits)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < edits->class_count; i++)
        if (edits->classes[i].group > most)
            most = edits->classes[i].group;
    return most + 1;
}

const char *gen_build_pairs(const gen_edits *edits, const gen_reference *references,
                            gen_pairs *out)
{
    *out = (gen_pairs){.group_count = count_groups(edits)};
    if (out->group_count > SJF_GROUPS_MAX)
        return "more than 2^20 groups of codes";
    sweep s = {.edits = edits, .out = out};
    gen_sayings_init(&s.sayings, edits, references);
    begin(&s);
    list_entries(&s);
    sweep_all(&s);
    if (!s.why) {
        bool *makes_finding = gen_sayings_that_find(&s.sayings);
        sign(out, makes_finding);
        free(makes_finding);
        gen_sayings_store(&s.sayings, &out->patterns, &out->relations);
    }
    end(&s);
    if (s.why)
        gen_pairs_free(out);
    return s.why;
}

void gen_pairs_free(gen_pairs *pairs)
{
    free(pairs->first_run);
    free(pairs->signatures);
    free(pairs->bits);
    gen_bytes_free(&pairs->runs);
    gen_bytes_free(&pairs->relations);
    gen_bytes_free(&pairs->patterns);
    *pairs = (gen_pairs){0};
}

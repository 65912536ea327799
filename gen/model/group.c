/*
 * Refinement: all numbers begin as one part, and each set splits every part it touches
 * into what is in it and what is not. Exact, and linear in the sizes of the sets.
 */
#include "gen/model/group.h"

#include <stdlib.h>

#include "gen/model/memory.h"

/* Where the members of a part go in this turn. */
typedef struct part {
    uint32_t turn, to;
} part;

typedef struct refining {
    uint32_t *part_of; /* of each number */
    part *parts;
    uint32_t part_count, part_cap;
} refining;

static uint32_t add_part(refining *r)
{
    r->parts = gen_grow(r->parts, r->part_count, &r->part_cap, sizeof *r->parts);
    r->parts[r->part_count] = (part){0};
    return r->part_count++;
}

static void split(refining *r, const gen_stretch *stretches, uint32_t count,
                  uint32_t turn)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t n = stretches[i].first; n <= stretches[i].last; n++) {
            uint32_t from = r->part_of[n];
            if (r->parts[from].turn != turn) {
                uint32_t to = add_part(r);
                r->parts[from] = (part){turn, to};
            }
            r->part_of[n] = r->parts[from].to;
        }
}

/* Number the parts by their first members. Part 0 is of those that no set touched. */
static uint32_t number_parts(const refining *r, uint32_t *group_of, uint32_t count)
{
    uint32_t *number = gen_alloc(r->part_count * sizeof *number), next = 1;
    for (uint32_t n = 0; n < count; n++) {
        uint32_t p = r->part_of[n];
        if (p && !number[p])
            number[p] = next++;
        group_of[n] = number[p];
    }
    free(number);
    return next;
}

void gen_group(gen_grouping *out, const gen_stretch_sets *sets, const uint8_t *used,
               uint32_t count)
{
    refining r = {.part_of = gen_alloc(count * sizeof *r.part_of)};
    add_part(&r);
    for (uint32_t set = 0; set < sets->count; set++) {
        uint32_t stretch_count;
        const gen_stretch *stretches = gen_stretches(sets, set, &stretch_count);
        if (used[set])
            split(&r, stretches, stretch_count, set + 1);
    }
    *out = (gen_grouping){.group_of = gen_alloc(count * sizeof *out->group_of),
                          .number_count = count};
    out->group_count = number_parts(&r, out->group_of, count);
    free(r.part_of);
    free(r.parts);
}

void gen_grouping_free(gen_grouping *grouping)
{
    free(grouping->group_of);
    *grouping = (gen_grouping){0};
}

uint32_t *gen_sets_of_groups(const gen_grouping *grouping, const gen_stretch_sets *sets,
                             const uint8_t *used, gen_stretch_sets *groups)
{
    uint32_t *numbers = gen_alloc(sets->count * sizeof *numbers);
    uint32_t *marks = gen_alloc(grouping->group_count * sizeof *marks);
    for (uint32_t set = 0; set < sets->count; set++) {
        uint32_t count, low = UINT32_MAX, high = 0;
        const gen_stretch *stretches = gen_stretches(sets, set, &count);
        if (!used[set] || count == 0)
            continue;
        for (uint32_t i = 0; i < count; i++)
            for (uint32_t n = stretches[i].first; n <= stretches[i].last; n++) {
                uint32_t group = grouping->group_of[n];
                marks[group] = set + 1;
                low = group < low ? group : low;
                high = group > high ? group : high;
            }
        numbers[set] = gen_stretch_set_of_marks(groups, marks, set + 1, low, high);
    }
    free(marks);
    return numbers;
}

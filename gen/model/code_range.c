/*
 * Ranges: the official order is that of the order file. An end that is no row of a
 * release stands where byte order puts it among its neighbours (docs/RULES.md).
 */
#include <string.h>

#include "gen/model/code_set.h"

/* What a release lists below a prefix: places first to end - 1 of its list that hold
 * it all, as far as it is below `code` or above it in byte order. */
typedef struct neighbours {
    uint32_t first, end;  /* of all */
    uint32_t end_below;   /* behind the last one below the code; 0: none */
    uint32_t first_above; /* the first one above it; `end`: none */
} neighbours;

static bool find_neighbours(const gen_code_sets *sets, const gen_listed *release,
                            const char *code, size_t len, neighbours *out)
{
    gen_code_span span = gen_codes_below(sets->system, code, len);
    *out = (neighbours){UINT32_MAX, 0, 0, UINT32_MAX};
    for (uint32_t i = span.first; i < span.end; i++) {
        uint32_t place = release->place[i];
        if (!place)
            continue;
        int order = strcmp(sets->system->codes[i].code, code);
        if (place - 1 < out->first)
            out->first = place - 1;
        if (place > out->end)
            out->end = place;
        if (order < 0 && place > out->end_below)
            out->end_below = place;
        if (order > 0 && place - 1 < out->first_above)
            out->first_above = place - 1;
    }
    if (out->first_above == UINT32_MAX)
        out->first_above = out->end;
    return out->end > 0;
}

/* The rows with the same first three characters, else the same first two. */
static bool find_anchor(const gen_code_sets *sets, const gen_listed *release,
                        const char *code, neighbours *out)
{
    size_t len = strlen(code);
    for (size_t n = 3; n >= 2; n--)
        if (len >= n && find_neighbours(sets, release, code, n, out))
            return true;
    return false;
}

/* The code itself as a row: 1 + its place; 0 when it is none. */
static uint32_t row_of(const gen_code_sets *sets, const gen_listed *release,
                       const char *code)
{
    gen_code_span span = gen_codes_below(sets->system, code, strlen(code));
    bool is_code = span.first < span.end &&
                   strcmp(sets->system->codes[span.first].code, code) == 0;
    return is_code ? release->place[span.first] : 0;
}

gen_range gen_range_in_release(const gen_code_sets *sets, uint32_t release,
                               const gen_note_reference *reference)
{
    const gen_listed *listed = &sets->order.releases[release];
    const char *first = reference->first, *last = reference->last;
    uint32_t first_row = row_of(sets, listed, first);
    uint32_t last_row = row_of(sets, listed, last);
    neighbours around;
    gen_range range = {0};
    if (first_row)
        range.first = first_row - 1;
    else if (find_anchor(sets, listed, first, &around))
        range.first = around.first_above;
    else
        range.problem = "the range begins where the release has no code";
    /* The whole subtree of the end, also where its own row is not listed. */
    if (find_neighbours(sets, listed, last, strlen(last), &around))
        range.end = around.end;
    else if (find_anchor(sets, listed, last, &around))
        range.end = around.end_below ? around.end_below : around.first;
    else if (!range.problem)
        range.problem = "the range ends where the release has no code";
    bool turned =
        range.end < range.first ||
        (first_row && last_row ? last_row < first_row
                               : range.end == range.first && strcmp(last, first) < 0);
    if (!range.problem && turned)
        range.problem = "the range ends before it begins";
    if (range.problem)
        range.first = range.end = 0;
    return range;
}

/*
 * Diagnosis pointers of professional and dental lines (DOMAIN 3.10, RULINGS 19): each
 * names a diagnosis, the first place is filled, none repeats, none stands behind a gap.
 * Zero is an empty place.
 */
#include "engine/edit/single_line.h"

enum { REACHABLE = 12 }; /* diagnoses that a pointer can name */

static uint32_t pointer_count(const sj_line *line)
{
    return line->pointers ? line->pointer_count : 0;
}

static bool in_range(const sji_check *c, int32_t pointer)
{
    uint32_t count = c->claim->dx_count;
    return pointer >= 1 && (uint32_t)pointer <= (count < REACHABLE ? count : REACHABLE);
}

/* The earliest place before `k` with the same pointer, `k` for none. */
static uint32_t first_with(const sj_line *line, uint32_t k)
{
    uint32_t i = 0;
    while (line->pointers[i] != line->pointers[k])
        i++;
    return i;
}

static void judge_pointer(sji_check *c, uint32_t line_at, uint32_t k, sj_date day)
{
    const sj_line *line = &c->claim->lines[line_at];
    const int32_t pointer = line->pointers[k];
    const sj_place at = sji_in_line(line_at, SJI_INNER_POINTER, k);
    if (!in_range(c, pointer)) {
        sj_finding *f = sji_add(c, SJ_PTR_MISSING_DX, at, day, SJI_USUAL);
        if (f) {
            f->found = pointer;
            f->limit = (int32_t)c->claim->dx_count;
        }
    }
    uint32_t earlier = first_with(line, k);
    if (earlier == k)
        return;
    sj_finding *f = sji_add(c, SJ_PTR_DUPLICATE, at, day, SJI_USUAL);
    if (f) {
        f->with = sji_in_line(line_at, SJI_INNER_POINTER, earlier);
        f->found = pointer;
    }
}

/* Empty places with a filled one on either side. */
static void judge_gaps(sji_check *c, uint32_t at, sj_date day)
{
    const sj_line *line = &c->claim->lines[at];
    uint32_t first = 0, end = pointer_count(line);
    while (end > 0 && line->pointers[end - 1] == 0)
        end--;
    while (first < end && line->pointers[first] == 0)
        first++;
    for (uint32_t k = first; k < end; k++)
        if (line->pointers[k] == 0)
            sji_add(c, SJ_PTR_GAP, sji_in_line(at, SJI_INNER_POINTER, k), day,
                    SJI_USUAL);
}

static void judge_external_causes(sji_check *c, uint32_t at, sj_date day)
{
    const sj_line *line = &c->claim->lines[at];
    uint32_t pointed = 0;
    for (uint32_t k = 0; k < pointer_count(line); k++) {
        int32_t pointer = line->pointers[k];
        if (!in_range(c, pointer))
            continue;
        if (!sji_external_cause(&c->dx[pointer - 1]))
            return;
        pointed++;
    }
    if (pointed > 0)
        sji_add(c, SJ_PTR_EXTERNAL_CAUSE_ONLY, sji_at_line(at), day, SJI_USUAL);
}

/* Whether each place names a diagnosis of its own and the first one no external cause:
 * nothing is to be said of such pointers, and nearly all are. */
static bool are_plain(const sji_check *c, const sj_line *line)
{
    const uint32_t count = pointer_count(line);
    uint32_t named = 0;
    for (uint32_t k = 0; k < count; k++) {
        const int32_t pointer = line->pointers[k];
        if (!in_range(c, pointer) || named >> pointer & 1)
            return false;
        named |= UINT32_C(1) << pointer;
    }
    return count > 0 && !sji_external_cause(&c->dx[line->pointers[0] - 1]);
}

void sji_judge_pointers(sji_check *c, const sji_services *all, uint32_t at)
{
    const sj_line *line = &c->claim->lines[at];
    const uint32_t count = pointer_count(line);
    const sj_date day = all->line[at].from;
    if (are_plain(c, line))
        return;
    if (count == 0 || line->pointers[0] == 0)
        sji_add(c, SJ_PTR_FIRST_MISSING, sji_at_line(at), day, SJI_USUAL);
    for (uint32_t k = 0; k < count; k++)
        if (line->pointers[k] != 0)
            judge_pointer(c, at, k, day);
    judge_gaps(c, at, day);
    judge_external_causes(c, at, day);
}

void sji_judge_unused_dx(sji_check *c)
{
    const sj_claim *claim = c->claim;
    uint64_t used[SJ_CLAIM_ITEMS_MAX / 64] = {0};
    if (c->kind != SJI_P || claim->line_count == 0)
        return;
    for (uint32_t i = 0; i < claim->line_count; i++) {
        const sj_line *line = &claim->lines[i];
        for (uint32_t k = 0; k < pointer_count(line); k++)
            if (in_range(c, line->pointers[k])) {
                uint32_t dx = (uint32_t)line->pointers[k] - 1;
                used[dx / 64] |= UINT64_C(1) << dx % 64;
            }
    }
    for (uint32_t i = 0; i < claim->dx_count; i++)
        if (!(used[i / 64] >> i % 64 & 1))
            sji_add_dx(c, SJ_PTR_DX_UNUSED, sji_at(SJ_AT_DX, i), &c->dx[i],
                       c->pair_date, SJI_USUAL);
}

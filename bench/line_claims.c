/*
 * A claim grows line by line; a clean one drops a line that brings a finding and draws
 * another.
 */
#include "bench/line_claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIAGNOSES = 4, TRIES = 400 };

static const char *const diagnoses[DIAGNOSES] = {"I10", "R079", "J4540", "M25511"};

static const sj_edit_set enabled = {
    {~UINT64_C(0), ~(UINT64_C(1) << (SJ_PX_SET_NOT_LOADED - 64))}};

const sj_check_options bench_line_options = {.size = sizeof(sj_check_options),
                                             .enabled = &enabled};

typedef struct stored_lines {
    sj_diagnosis dx[DIAGNOSES];
    sj_line lines[BENCH_LINES_MAX];
    int32_t pointers[BENCH_LINES_MAX][DIAGNOSES];
    char codes[BENCH_LINES_MAX][SJ_CODE_CAP];
} stored_lines;

typedef struct drawing {
    const sj_image *image;
    const bench_line_plan *plan;
    uint32_t procedures;
    uint64_t state;
    sj_finding findings[BENCH_CLAIM_FINDINGS];
} drawing;

/* splitmix64 */
static uint32_t below(drawing *d, uint32_t limit)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return (uint32_t)((z ^ z >> 31) >> 32) % limit;
}

static uint32_t findings_of(drawing *d, const sj_claim *claim)
{
    sj_findings found = {.items = d->findings, .cap = BENCH_CLAIM_FINDINGS};
    return sj_check(d->image, claim, &bench_line_options, &found) == SJ_OK ? found.total
                                                                           : UINT32_MAX;
}

static void draw_line(drawing *d, stored_lines *stored, sj_claim *claim)
{
    uint32_t at = claim->line_count, before = findings_of(d, claim);
    claim->line_count++;
    for (unsigned tries = 0; tries < TRIES; tries++) {
        sj_procedure_code(d->image, below(d, d->procedures), stored->codes[at]);
        stored->pointers[at][0] = (int32_t)(at % DIAGNOSES) + 1;
        stored->lines[at] = (sj_line){.code = {stored->codes[at], 5},
                                      .pointers = stored->pointers[at],
                                      .pointer_count = 1,
                                      .from = d->plan->day,
                                      .to = d->plan->day,
                                      .units = 1,
                                      .charge = 100 + at};
        if (!d->plan->clean || findings_of(d, claim) <= before)
            return;
    }
}

static void draw_claim(drawing *d, stored_lines *stored, sj_claim *claim)
{
    const sj_date day = d->plan->day;
    *claim = (sj_claim){.size = sizeof *claim,
                        .type = SJ_PROFESSIONAL,
                        .provider = {"1234567893", 10},
                        .sex = {"F", 1},
                        .birth = day - 40 * 365,
                        .from = day,
                        .to = day,
                        .admission = SJ_NO_DATE,
                        .receipt = SJ_NO_DATE,
                        .dx = stored->dx,
                        .dx_count = DIAGNOSES,
                        .lines = stored->lines};
    for (int i = 0; i < DIAGNOSES; i++)
        stored->dx[i].code = (sj_str){diagnoses[i], (uint32_t)strlen(diagnoses[i])};
    while (claim->line_count < d->plan->line_count)
        draw_line(d, stored, claim);
}

bool bench_line_claims_draw(const sj_image *image, const bench_line_plan *plan,
                            bench_claims *out)
{
    drawing *d = calloc(1, sizeof *d);
    stored_lines *stored = calloc(plan->count, sizeof *stored);
    char code[SJ_CODE_CAP];
    *out = (bench_claims){.items = calloc(plan->count, sizeof *out->items),
                          .storage = stored};
    bool ok = d && stored && out->items;
    if (ok) {
        d->image = image;
        d->plan = plan;
        d->state = plan->seed;
        while (sj_procedure_code(image, d->procedures, code) > 0)
            d->procedures++;
        ok = d->procedures > 0;
    }
    if (!ok)
        fprintf(stderr, "bench: no lines can be drawn from this image\n");
    for (; ok && out->count < plan->count; out->count++) {
        draw_claim(d, &stored[out->count], &out->items[out->count]);
        out->findings += findings_of(d, &out->items[out->count]);
    }
    free(d);
    return ok;
}

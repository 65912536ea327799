/*
 * A claim grows code by code; a clean one drops a code that brings a finding and draws
 * another. Codes are written canonically, as a pipeline holds them.
 */
#include "bench/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 200, ADULT_YEARS = 40, YEAR_DAYS = 365 };

typedef struct stored_claim {
    sj_diagnosis dx[BENCH_CLAIM_DX];
    char codes[BENCH_CLAIM_DX][SJ_CODE_CAP];
} stored_claim;

typedef struct pool {
    sj_entry *items;
    size_t count, cap;
} pool;

typedef struct drawing {
    const sj_image *image;
    const bench_claim_plan *plan;
    pool codes;
    uint64_t state;
    sj_finding findings[BENCH_CLAIM_FINDINGS];
} drawing;

/* splitmix64 */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

static bool load_codes(drawing *d)
{
    sj_cursor cursor;
    sj_entry entry;
    if (sj_prefix(d->image, SJ_ICD10CM, "", 0, &cursor) != SJ_OK)
        return false;
    while (sj_cursor_next(&cursor, d->plan->day, &entry)) {
        if (entry.answer.status != SJ_CODE_BILLABLE)
            continue;
        if (d->codes.count == d->codes.cap) {
            d->codes.cap = d->codes.cap ? 2 * d->codes.cap : 4096;
            sj_entry *grown =
                realloc(d->codes.items, d->codes.cap * sizeof *d->codes.items);
            if (!grown)
                return false;
            d->codes.items = grown;
        }
        d->codes.items[d->codes.count++] = entry;
    }
    return d->codes.count > 0;
}

static uint32_t findings_of(drawing *d, const sj_claim *claim)
{
    sj_findings found = {.items = d->findings, .cap = BENCH_CLAIM_FINDINGS};
    return sj_check(d->image, claim, NULL, &found) == SJ_OK ? found.total : UINT32_MAX;
}

/* POA as the exempt list wants it: reported where that makes no finding. */
static void report_poa(drawing *d, sj_claim *claim, sj_diagnosis *dx)
{
    dx->poa = (sj_str){"Y", 1};
    sj_findings found = {.items = d->findings, .cap = BENCH_CLAIM_FINDINGS};
    if (sj_check(d->image, claim, NULL, &found) != SJ_OK)
        return;
    for (uint32_t i = 0; i < found.count; i++)
        if (found.items[i].edit == SJ_POA_EXEMPT_REPORTED)
            dx->poa = (sj_str){0};
}

static void draw_code(drawing *d, stored_claim *stored, sj_claim *claim)
{
    uint32_t place = claim->dx_count++;
    for (unsigned tries = 0; tries < TRIES; tries++) {
        const sj_entry *entry =
            &d->codes.items[next_random(&d->state) % d->codes.count];
        memcpy(stored->codes[place], entry->code, SJ_CODE_CAP);
        stored->dx[place] = (sj_diagnosis){.code = {stored->codes[place], entry->len}};
        if (claim->type == SJ_INSTITUTIONAL)
            report_poa(d, claim, &stored->dx[place]);
        if (!d->plan->clean || findings_of(d, claim) == 0)
            return;
    }
}

static void draw_claim(drawing *d, stored_claim *stored, sj_claim *claim)
{
    const bench_claim_plan *plan = d->plan;
    bool professional = plan->type == SJ_PROFESSIONAL;
    *claim = (sj_claim){.size = sizeof *claim,
                        .type = plan->type,
                        .sex = {"F", 1},
                        .birth = plan->day - ADULT_YEARS * YEAR_DAYS,
                        .from = plan->day,
                        .to = plan->day,
                        .admission = SJ_NO_DATE,
                        .dx = stored->dx};
    if (!professional) {
        claim->bill_type = (sj_str){"111", 3};
        claim->discharge_status = (sj_str){"01", 2};
    }
    for (uint32_t i = 0; i < plan->dx_count; i++)
        draw_code(d, stored, claim);
}

bool bench_claims_draw(const sj_image *image, const bench_claim_plan *plan,
                       bench_claims *out)
{
    drawing *d = calloc(1, sizeof *d);
    stored_claim *stored = calloc(plan->count, sizeof *stored);
    *out = (bench_claims){.items = calloc(plan->count, sizeof *out->items),
                          .storage = stored};
    bool ok = d && stored && out->items;
    if (ok) {
        d->image = image;
        d->plan = plan;
        d->state = plan->seed;
        ok = load_codes(d);
    }
    if (!ok)
        fprintf(stderr, "bench: no claims can be drawn from this image\n");
    for (; ok && out->count < plan->count; out->count++) {
        draw_claim(d, &stored[out->count], &out->items[out->count]);
        out->findings += findings_of(d, &out->items[out->count]);
    }
    if (d)
        free(d->codes.items);
    free(d);
    return ok;
}

void bench_claims_free(bench_claims *claims)
{
    free(claims->items);
    free(claims->storage);
}

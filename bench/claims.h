/*
 * Claims of diagnoses alone to check (line_claims.h has those with lines): drawn from
 * the codes of an image with a fixed seed, well-formed, of one kind and one day. The
 * clock never sees this.
 */
#ifndef SCRUBJAY_BENCH_CLAIMS_H
#define SCRUBJAY_BENCH_CLAIMS_H

#include <scrubjay/scrubjay.h>

enum { BENCH_CLAIM_DX = 25, BENCH_CLAIM_FINDINGS = 512 };

/* What claims are drawn: how they look, and whether they may have findings. */
typedef struct bench_claim_plan {
    sj_claim_type type;
    uint32_t dx_count; /* at most BENCH_CLAIM_DX */
    sj_date day;       /* one that every table speaks for */
    bool clean;        /* codes that make a finding are drawn again */
    uint32_t count;
    uint64_t seed;
} bench_claim_plan;

typedef struct bench_claims {
    sj_claim *items;
    uint32_t count;
    uint64_t findings; /* in all of them */
    void *storage;
} bench_claims;

/* @return false (and says why on stderr) when the image has no billable code that day
 */
bool bench_claims_draw(const sj_image *image, const bench_claim_plan *plan,
                       bench_claims *out);
void bench_claims_free(bench_claims *claims);

#endif

/*
 * What test_code_invariants.c and test_check_invariants.c open with: the official
 * releases, random claims over them, each beside a copy that a test may change, and
 * what is said of those that do not hold. Included once.
 */
#ifndef SCRUBJAY_TESTS_CLAIM_INVARIANTS_CHECK_H
#define SCRUBJAY_TESTS_CLAIM_INVARIANTS_CHECK_H

#include "fuzz/reference/claim_generator.h"
#include "fuzz/reference/reference_check.h"
#include "tests/support/claim_invariants.h"
#include "tests/support/invariants_check.h"
#include "tests/support/plain_fixture.h"

enum { CLAIMS = 20000, FINDINGS = 8192, SHOWN = 5 };

static ref_rules rules;
static ref_generator generator;
static compiled_image world;

/* @return 0, or what main() returns */
static inline int open_the_world(void)
{
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    if (!compiled_image_open(folder, "invariants", &world))
        return 2;
    read_trials(CLAIMS, "claims each");
    ref_rules_load(folder, &rules);
    ref_generator_make(&rules, &generator);
    return 0;
}

static inline void close_the_world(void)
{
    ref_generator_free(&generator);
    ref_rules_free(&rules);
    compiled_image_close(&world);
}

static judged before = ROOM_FOR(FINDINGS), after = ROOM_FOR(FINDINGS);

static inline void judge(const sj_claim *claim, judged *out)
{
    judge_by(world.image, claim, out);
}

/* ---- counting ---- */

static inline void wrong(tally *t, const ref_made *made, const sj_claim *other)
{
    if (t->wrong++ >= SHOWN)
        return;
    printf("seed %llu\n", (unsigned long long)made->seed);
    ref_print_claim(stdout, &made->claim);
    if (other)
        ref_print_claim(stdout, other);
}

static inline void report(const char *what, const tally *t)
{
    printf("%s: %llu tried, %llu wrong\n", what, (unsigned long long)t->tried,
           (unsigned long long)t->wrong);
    assert_true(t->tried >= claims);
    assert_int_equal(t->wrong, 0);
}

/* ---- changed claims ---- */

/* A claim like another, with diagnoses of its own that a test may move about. */
typedef struct changed {
    sj_claim claim;
    sj_diagnosis dx[REF_MADE_DX];
    sj_line lines[REF_MADE_LINES];
    int32_t pointers[REF_MADE_LINES][REF_MADE_POINTERS];
    mapping map;
} changed;

static inline void copy(const sj_claim *claim, changed *out)
{
    out->claim = *claim;
    for (uint32_t i = 0; i < claim->dx_count; i++) {
        out->dx[i] = claim->dx[i];
        out->map.to[i] = (uint16_t)i;
    }
    for (uint32_t i = 0; i < claim->line_count; i++) {
        out->lines[i] = claim->lines[i];
        for (uint32_t k = 0; k < claim->lines[i].pointer_count; k++)
            out->pointers[i][k] = claim->lines[i].pointers[k];
        out->lines[i].pointers = out->pointers[i];
    }
    out->claim.dx = out->dx;
    out->claim.lines = out->lines;
}

/* Put the diagnoses where the mapping says and let pointers follow. */
static inline void move(const sj_claim *claim, changed *out)
{
    for (uint32_t i = 0; i < claim->dx_count; i++)
        if (out->map.to[i] != UINT16_MAX)
            out->dx[out->map.to[i]] = claim->dx[i];
    for (uint32_t i = 0; i < claim->line_count; i++)
        for (uint32_t k = 0; k < claim->lines[i].pointer_count; k++) {
            int32_t p = claim->lines[i].pointers[k];
            if (p >= 1 && (uint32_t)p <= claim->dx_count)
                out->pointers[i][k] =
                    out->map.to[p - 1] == UINT16_MAX ? 0 : out->map.to[p - 1] + 1;
        }
}

static ref_made made;
static changed other;

static inline void make(uint64_t i)
{
    ref_make_claim(&generator, first_seed + i, &made);
    copy(&made.claim, &other);
}

static inline uint32_t any(uint32_t limit)
{
    return ref_below(&generator, limit);
}

#endif

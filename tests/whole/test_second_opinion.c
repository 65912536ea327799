/*
 * The engine against the second opinion (fuzz/reference/) on random claims over the
 * official releases, and on fewer over the sample: the same findings in the same order,
 * the same no_data and not_evaluated. Every second claim is judged by the optional
 * edits, too. Prints how often each edit fired and how often it was just missed.
 * $SCRUBJAY_CLAIMS says how many claims, $SCRUBJAY_SEED where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/reference/claim_generator.h"
#include "fuzz/reference/reference_compare.h"
#include "tests/support/invariants.h"
#include "tests/support/plain_fixture.h"

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
enum { CLAIMS = 20000 };
#else
enum { CLAIMS = 100000 };
#endif

enum { SHOWN = 20 };

typedef struct world {
    ref_rules rules;
    ref_generator generator;
    compiled_image compiled;
} world;

static void open_world(const char *folder, world *w)
{
    if (!compiled_image_open(folder, "second opinion", &w->compiled))
        exit(2);
    ref_rules_load(folder, &w->rules);
    ref_generator_make(&w->rules, &w->generator);
}

static void close_world(world *w)
{
    ref_generator_free(&w->generator);
    ref_rules_free(&w->rules);
    compiled_image_close(&w->compiled);
}

typedef struct score {
    uint64_t fired[SJ_EDIT_COUNT], missed[SJ_EDIT_COUNT], named[SJ_EDIT_COUNT];
    uint64_t wrong[SJ_EDIT_COUNT], findings, clean, differ;
} score;

static void count(score *t, const ref_made *made, const ref_result *ours)
{
    bool on[SJ_EDIT_COUNT] = {false};
    for (uint32_t i = 0; i < ours->count; i++)
        on[ours->items[i].edit] = true;
    for (int e = 0; e < SJ_EDIT_COUNT; e++) {
        t->fired[e] += on[e];
        t->named[e] += sj_edit_set_has(&ours->no_data, (sj_edit)e);
    }
    t->missed[made->aim] += made->innocent && !on[made->aim];
    t->findings += ours->count;
    t->clean += ours->count == 0;
}

static bool has(const ref_result *ours, const sj_finding *finding)
{
    for (uint32_t i = 0; i < ours->count; i++)
        if (ours->items[i].edit == finding->edit &&
            ours->items[i].severity == finding->severity &&
            memcmp(&ours->items[i].at, &finding->at, sizeof finding->at) == 0 &&
            memcmp(&ours->items[i].with, &finding->with, sizeof finding->with) == 0)
            return true;
    return false;
}

static bool finds(const sj_findings *theirs, const ref_finding *ours)
{
    for (uint32_t i = 0; i < theirs->count; i++)
        if (ours->edit == theirs->items[i].edit &&
            ours->severity == theirs->items[i].severity &&
            memcmp(&ours->at, &theirs->items[i].at, sizeof ours->at) == 0 &&
            memcmp(&ours->with, &theirs->items[i].with, sizeof ours->with) == 0)
            return true;
    return false;
}

/* Which edits two results differ about. */
static void blame(score *t, const ref_result *ours, const sj_findings *theirs)
{
    bool differ[SJ_EDIT_COUNT] = {false};
    for (uint32_t i = 0; i < theirs->count; i++)
        if (!has(ours, &theirs->items[i]))
            differ[theirs->items[i].edit] = true;
    for (uint32_t i = 0; i < ours->count; i++)
        if (!finds(theirs, &ours->items[i]))
            differ[ours->items[i].edit] = true;
    for (int e = 0; e < SJ_EDIT_COUNT; e++) {
        if (sj_edit_set_has(&ours->no_data, (sj_edit)e) !=
            sj_edit_set_has(&theirs->no_data, (sj_edit)e))
            differ[e] = true;
        t->wrong[e] += differ[e];
    }
    t->differ++;
}

/* The others are of lines (test_second_opinion_lines.c). */
static bool is_of_this_test(sj_edit edit)
{
    return edit <= SJ_MOD_NOT_FOUND || edit == SJ_DX_EXCLUDES2 ||
           edit == SJ_X12_DX_DOT || edit == SJ_X12_QUALIFIER;
}

static void print_table(const score *t)
{
    printf("%-28s %9s %11s %9s %9s\n", "edit", "fired", "just missed", "no data",
           "differ");
    for (int e = 0; e < SJ_EDIT_COUNT; e++)
        if (is_of_this_test((sj_edit)e))
            printf("%-28s %9llu %11llu %9llu %9llu\n", ref_edit_id((sj_edit)e),
                   (unsigned long long)t->fired[e], (unsigned long long)t->missed[e],
                   (unsigned long long)t->named[e], (unsigned long long)t->wrong[e]);
}

/* Edits that the loaded tables cannot make fire: version 33 to 36 of the Code Editor
 * come without their carve-out, none of them speaks from 2022-04-01; the lines here
 * have no such codes. */
static bool cannot_fire(sj_edit edit)
{
    return edit == SJ_DX_REQUIRES_SECONDARY || edit == SJ_DX_UNSPECIFIED_SIDE ||
           edit == SJ_PX_NOT_FOUND || edit == SJ_MOD_NOT_FOUND;
}

/* Both judge the claims of as many seeds. */
static void compare(world *w, uint64_t claims, uint64_t first, score *t)
{
    static ref_made made;
    ref_result ours = {0};
    sj_findings theirs = {.items = calloc(REF_FINDINGS_MAX, sizeof(sj_finding))};
    double start = plain_clock();
    assert_non_null(theirs.items);
    memset(t, 0, sizeof *t);
    for (uint64_t i = 0; i < claims; i++) {
        ref_make_claim(&w->generator, first + i, &made);
        ours.optional = (first + i) % 2;
        bool agree =
            ref_agree(&w->rules, w->compiled.image, &made.claim, &ours, &theirs);
        count(t, &made, &ours);
        if (agree)
            continue;
        if (t->differ < SHOWN) {
            printf("seed %llu, aim %s%s\n", (unsigned long long)made.seed,
                   ref_edit_id(made.aim), made.innocent ? ", innocent" : "");
            ref_print_difference(stdout, &made.claim, &ours, &theirs);
        }
        blame(t, &ours, &theirs);
    }
    print_table(t);
    printf("%llu claims from seed %llu in %.1f s: %llu findings, %llu clean, "
           "%llu differ\n",
           (unsigned long long)claims, (unsigned long long)first, plain_clock() - start,
           (unsigned long long)t->findings, (unsigned long long)t->clean,
           (unsigned long long)t->differ);
    fflush(stdout);
    free(ours.items);
    free(theirs.items);
}

static const char *real_folder;

static void engine_and_second_opinion_find_the_same(void **state)
{
    (void)state;
    static world w;
    static score t;
    uint64_t claims = from_environment("SCRUBJAY_CLAIMS", CLAIMS);
    open_world(real_folder, &w);
    compare(&w, claims, from_environment("SCRUBJAY_SEED", 1), &t);
    close_world(&w);
    assert_int_equal(t.differ, 0);
    /* 100 in a million, of each. */
    for (int e = 0; e < SJ_EDIT_COUNT && claims >= 10000; e++)
        if (is_of_this_test((sj_edit)e) && !cannot_fire((sj_edit)e) &&
            (t.fired[e] * 10000 < claims || t.missed[e] * 10000 < claims))
            fail_msg("%s was hardly tried", ref_edit_id((sj_edit)e));
}

static void they_find_the_same_on_the_sample(void **state)
{
    (void)state;
    static world w;
    static score t;
    open_world(SCRUBJAY_SOURCE_DIR "/data", &w);
    compare(&w, from_environment("SCRUBJAY_CLAIMS", CLAIMS) / 5,
            from_environment("SCRUBJAY_SEED", 1), &t);
    close_world(&w);
    assert_int_equal(t.differ, 0);
    assert_true(t.fired[SJ_DX_REQUIRES_SECONDARY] >
                0); /* which no real file here has */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_find_the_same_on_the_sample),
        cmocka_unit_test(engine_and_second_opinion_find_the_same),
    };
    real_folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!real_folder)
        return PLAIN_SKIP;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The engine against the second opinion (fuzz/reference/) on random claims with service
 * lines over the official releases and tables, and made-up lists of limits: the same
 * findings in the same order, the same no_data and not_evaluated. Prints how often each
 * edit fired and how often it was just missed.
 * $SCRUBJAY_CLAIMS says how many claims, $SCRUBJAY_SEED where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/reference/line_generator.h"
#include "fuzz/reference/line_world.h"
#include "fuzz/reference/reference_compare.h"
#include "tests/support/invariants.h"
#include "tests/support/plain_fixture.h"

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
enum { CLAIMS = 10000 };
#else
enum { CLAIMS = 50000 };
#endif

enum { SHOWN = 20 };

static ref_rules rules;
static ref_line_generator generator;
static compiled_image world;

typedef struct score {
    uint64_t fired[SJ_EDIT_COUNT], missed[SJ_EDIT_COUNT], named[SJ_EDIT_COUNT];
    uint64_t wrong[SJ_EDIT_COUNT], findings, clean, differ, shown[SJ_EDIT_COUNT];
} score;

static void count(score *t, const ref_lined *made, const ref_result *ours)
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

static bool same(const ref_finding *ours, const sj_finding *theirs)
{
    return ours->edit == theirs->edit && ours->severity == theirs->severity &&
           memcmp(&ours->at, &theirs->at, sizeof ours->at) == 0 &&
           memcmp(&ours->with, &theirs->with, sizeof ours->with) == 0;
}

/* Which edits two results differ about. */
static void blame(const ref_result *ours, const sj_findings *theirs,
                  bool differ[SJ_EDIT_COUNT])
{
    for (uint32_t i = 0; i < theirs->count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < ours->count && !found; k++)
            found = same(&ours->items[k], &theirs->items[i]);
        if (!found)
            differ[theirs->items[i].edit] = true;
    }
    for (uint32_t i = 0; i < ours->count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < theirs->count && !found; k++)
            found = same(&ours->items[i], &theirs->items[k]);
        if (!found)
            differ[ours->items[i].edit] = true;
    }
    for (int e = 0; e < SJ_EDIT_COUNT; e++)
        if (sj_edit_set_has(&ours->no_data, (sj_edit)e) !=
            sj_edit_set_has(&theirs->no_data, (sj_edit)e))
            differ[e] = true;
}

/* The claims that differ about an edit, the first few of each. */
static void show(score *t, const ref_lined *made, const ref_result *ours,
                 const sj_findings *theirs)
{
    bool differ[SJ_EDIT_COUNT] = {false}, fresh = false;
    blame(ours, theirs, differ);
    for (int e = 0; e < SJ_EDIT_COUNT; e++) {
        t->wrong[e] += differ[e];
        fresh = fresh || (differ[e] && t->shown[e] < 2);
    }
    if (t->differ++ >= SHOWN && !fresh)
        return;
    for (int e = 0; e < SJ_EDIT_COUNT; e++)
        t->shown[e] += differ[e];
    printf("seed %llu, aim %s%s; differ:", (unsigned long long)made->seed,
           ref_edit_id(made->aim), made->innocent ? ", innocent" : "");
    for (int e = 0; e < SJ_EDIT_COUNT; e++)
        if (differ[e])
            printf(" %s", ref_edit_id((sj_edit)e));
    putchar('\n');
    ref_print_lines(stdout, &made->claim);
    ref_print_results(stdout, ours, theirs);
}

static void print_table(const score *t)
{
    printf("%-28s %9s %11s %9s %9s\n", "edit", "fired", "just missed", "no data",
           "differ");
    for (int e = 0; e < SJ_EDIT_COUNT; e++)
        printf("%-28s %9llu %11llu %9llu %9llu\n", ref_edit_id((sj_edit)e),
               (unsigned long long)t->fired[e], (unsigned long long)t->missed[e],
               (unsigned long long)t->named[e], (unsigned long long)t->wrong[e]);
}

/* ---- the examples of DOMAIN.md 3.5 to 3.10 ---- */

/* Lines are CODE:MOD:MOD*UNITS@FROM/TO, set apart by blanks; the claim's day is that of
 * the first. */
static const struct {
    const char *lines;
    sj_edit edit;
    bool fires;
} examples[] = {
    {"A4466@2017-01-05", SJ_PX_NOT_EFFECTIVE, true},
    {"A4466@2016-12-31", SJ_PX_NOT_EFFECTIVE, false},
    {"13121@2024-05-02 13120@2024-05-02", SJ_PX_PTP, true},
    {"13121@2024-05-02 13120:59@2024-05-02", SJ_PX_PTP, true},
    {"13121@2024-05-02 13120@2024-05-03", SJ_PX_PTP, false},
    {"0001A@2023-06-01 0591T@2023-06-01", SJ_PX_PTP, true},
    {"0001A@2023-06-01 0591T:59@2023-06-01", SJ_PX_PTP, false},
    {"0001A:59@2023-06-01 0591T@2023-06-01", SJ_PX_PTP, false},
    {"0001A@2023-06-01 0591T:76@2023-06-01", SJ_PX_PTP, true},
    {"0001A:59@2019-06-30 0591T@2019-06-30", SJ_PX_PTP, true},
    {"0001A:59@2019-07-01 0591T@2019-07-01", SJ_PX_PTP, false},
    {"0001A@2024-01-01 0591T@2024-01-01", SJ_PX_PTP, false},
    {"0001A:RT@2023-06-01 0591T:RT@2023-06-01", SJ_PX_PTP_SAME_SITE, true},
    {"0001A:RT@2023-06-01 0591T:LT@2023-06-01", SJ_PX_PTP_SAME_SITE, false},
    {"G0422*7@2024-05-02", SJ_PX_MUE, true},
    {"G0422*6@2024-05-02", SJ_PX_MUE, false},
    {"G0422*3@2024-05-02 G0422:59*4@2024-05-02", SJ_PX_MUE, true},
    {"27447:RT@2024-05-02 27447:LT@2024-05-02", SJ_PX_MUE, true},
    {"27447:50@2024-05-02", SJ_PX_MUE, false},
    {"0071U@2024-05-02", SJ_PX_ADDON_WITHOUT_PRIMARY, true},
    {"0071U@2024-05-02 0070U@2024-05-02", SJ_PX_ADDON_WITHOUT_PRIMARY, false},
    {"0054T@2024-05-02", SJ_PX_ADDON_WITHOUT_PRIMARY, true},
    {"0054T@2024-05-02 27447@2024-05-02", SJ_PX_ADDON_WITHOUT_PRIMARY, false},
    {"G0439:JF@2015-06-30", SJ_MOD_NOT_EFFECTIVE, false},
    {"G0439:JF@2015-07-01", SJ_MOD_NOT_EFFECTIVE, true},
    {"G0439:ZA@2018-03-31", SJ_MOD_NOT_EFFECTIVE, false},
    {"G0439:ZA@2018-04-01", SJ_MOD_NOT_EFFECTIVE, true},
    {"G0439:L1@2017-01-01", SJ_MOD_NOT_EFFECTIVE, true},
    {"G0439:59:59@2024-05-02", SJ_MOD_DUPLICATE, true},
    {"G0439:26:TC@2024-05-02", SJ_MOD_CONFLICT, true},
    {"G0439:50:RT@2024-05-02", SJ_MOD_CONFLICT, true},
    {"G0439:26:59@2024-05-02", SJ_MOD_CONFLICT, false},
    {"G0439@2024-05-02 G0439@2024-05-02", SJ_PX_DUPLICATE_LINE, true},
    {"G0439@2024-05-02 G0439:76@2024-05-02", SJ_PX_DUPLICATE_LINE, false},
    {"99213-25@2024-05-02", SJ_PX_FORMAT, true},
    {"99213@2024-05-02", SJ_PX_SET_NOT_LOADED, true},
    {"G0439*0@2024-05-02", SJ_PX_UNITS, true},
};

/* Cut a token at one of the marks behind it. */
static char *cut(char *token, char mark)
{
    char *at = strchr(token, mark);
    if (!at)
        return NULL;
    *at = 0;
    return at + 1;
}

static sj_date day_of(const char *text)
{
    sj_date day = SJ_NO_DATE;
    assert_true(sj_date_parse(text, strlen(text), &day));
    return day;
}

static sj_str str(const char *text)
{
    return (sj_str){text, (uint32_t)strlen(text)};
}

static void read_example(char *text, sj_line *lines, sj_claim *claim)
{
    static const int32_t one = 1;
    static const sj_diagnosis dx = {.code = {"I10", 3}};
    char *token;
    *claim = (sj_claim){.size = sizeof *claim,
                        .dx = &dx,
                        .dx_count = 1,
                        .lines = lines,
                        .birth = 0,
                        .from = SJ_NO_DATE,
                        .to = SJ_NO_DATE,
                        .admission = SJ_NO_DATE,
                        .receipt = SJ_NO_DATE};
    while ((token = strsep(&text, " "))) {
        char *to, *day = cut(token, '@'), *units, *modifier;
        sj_line *line = &lines[claim->line_count++];
        *line = (sj_line){.units = 1,
                          .charge = -1,
                          .pointers = &one,
                          .pointer_count = 1,
                          .to = SJ_NO_DATE};
        assert_non_null(day);
        to = cut(day, '/');
        line->from = day_of(day);
        if (to)
            line->to = day_of(to);
        units = cut(token, '*');
        if (units)
            line->units = strtod(units, NULL);
        modifier = cut(token, ':');
        line->code = str(token);
        for (int k = 0; modifier && k < SJ_MODIFIERS_MAX; k++)
            line->modifiers[k] = str(strsep(&modifier, ":"));
    }
    claim->from = claim->to = lines[0].from;
}

static void examples_of_lines_fire_as_the_domain_says(void **state)
{
    (void)state;
    ref_result ours = {0};
    sj_findings theirs = {.items = calloc(REF_FINDINGS_MAX, sizeof(sj_finding))};
    int wrong = 0;
    assert_non_null(theirs.items);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char text[256];
        sj_line lines[8];
        sj_claim claim;
        bool fired = false;
        snprintf(text, sizeof text, "%s", examples[i].lines);
        read_example(text, lines, &claim);
        bool agree = ref_agree(&rules, world.image, &claim, &ours, &theirs);
        for (uint32_t k = 0; k < ours.count; k++)
            fired = fired || ours.items[k].edit == examples[i].edit;
        if (agree && fired == examples[i].fires)
            continue;
        wrong++;
        printf("%s: %s\n", examples[i].lines, ref_edit_id(examples[i].edit));
        ref_print_results(stdout, &ours, &theirs);
    }
    printf("%zu examples, %d wrong\n", sizeof examples / sizeof *examples, wrong);
    free(ours.items);
    free(theirs.items);
    assert_int_equal(wrong, 0);
}

/* ---- random claims ---- */

/* Edits that this generator aims at. */
static bool is_aimed_at(sj_edit edit)
{
    if (edit == SJ_REV_INVALID || edit == SJ_TOB_INVALID) /* lists of others */
        return false;
    return edit >= SJ_CLM_DATES && edit <= SJ_TOB_INVALID;
}

static void engine_and_second_opinion_find_the_same_on_lines(void **state)
{
    (void)state;
    static ref_lined made;
    static score t;
    ref_result ours = {0};
    sj_findings theirs = {.items = calloc(REF_FINDINGS_MAX, sizeof(sj_finding))};
    uint64_t claims = from_environment("SCRUBJAY_CLAIMS", CLAIMS);
    uint64_t first = from_environment("SCRUBJAY_SEED", 1);
    double start = plain_clock();
    assert_non_null(theirs.items);
    for (uint64_t i = 0; i < claims; i++) {
        ref_make_lines(&generator, first + i, &made);
        bool agree = ref_agree(&rules, world.image, &made.claim, &ours, &theirs);
        count(&t, &made, &ours);
        if (!agree)
            show(&t, &made, &ours, &theirs);
    }
    print_table(&t);
    printf("%llu claims from seed %llu in %.1f s: %llu findings, %llu clean, "
           "%llu differ\n",
           (unsigned long long)claims, (unsigned long long)first, plain_clock() - start,
           (unsigned long long)t.findings, (unsigned long long)t.clean,
           (unsigned long long)t.differ);
    free(ours.items);
    free(theirs.items);
    assert_int_equal(t.differ, 0);
    /* 100 in a million, of each. */
    for (int e = 0; e < SJ_EDIT_COUNT && claims >= 20000; e++)
        if (is_aimed_at((sj_edit)e) &&
            (t.fired[e] * 10000 < claims || t.missed[e] * 10000 < claims))
            fail_msg("%s was hardly tried", ref_edit_id((sj_edit)e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_lines_fire_as_the_domain_says),
        cmocka_unit_test(engine_and_second_opinion_find_the_same_on_lines),
    };
    char folder[REF_WORLD_PATH];
    const char *data = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!data)
        return PLAIN_SKIP;
    ref_line_world_make(data, folder);
    double start = plain_clock();
    bool opened = compiled_image_open(folder, "second opinion", &world);
    double read = plain_clock();
    ref_rules_load(folder, &rules);
    printf(
        "compiled %zu bytes in %.1f s; the second opinion read its tables in %.1f s\n",
        world.compiled.image.size, read - start, plain_clock() - read);
    ref_line_world_remove(folder);
    if (!opened)
        return 2;
    ref_line_generator_make(&rules, &generator);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ref_line_generator_free(&generator);
    ref_rules_free(&rules);
    compiled_image_close(&world);
    return failed;
}

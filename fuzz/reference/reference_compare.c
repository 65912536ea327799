/*
 * Compares finding by finding; an error of the engine is a difference, too.
 */
#include "fuzz/reference/reference_compare.h"

#include "fuzz/reference/claim_generator.h"

#include <string.h>

static bool same_place(sj_place a, sj_place b)
{
    return a.kind == b.kind && a.inner == b.inner && a.index == b.index &&
           a.inner_index == b.inner_index;
}

static bool same_finding(const ref_finding *ours, const sj_finding *theirs)
{
    return ours->edit == theirs->edit && same_place(ours->at, theirs->at) &&
           same_place(ours->with, theirs->with);
}

/* Findings that differ in nothing but severity: which of them comes first no text says.
 * @return how many there are from the first of ours; 0 when theirs are others */
static uint32_t same_run(const ref_finding *ours, uint32_t count,
                         const sj_finding *theirs)
{
    int more[SJ_REJECT + 1] = {0};
    uint32_t n = 0;
    while (n < count && same_finding(&ours[n], &theirs[0])) {
        if (!same_finding(&ours[0], &theirs[n]) || theirs[n].severity > SJ_REJECT)
            return 0;
        more[ours[n].severity]++;
        more[theirs[n++].severity]--;
    }
    for (int i = 0; i <= SJ_REJECT; i++)
        if (more[i] != 0)
            return 0;
    return n;
}

bool ref_agree(ref_rules *rules, const sj_image *image, const sj_claim *claim,
               ref_result *ours, sj_findings *theirs)
{
    ref_check(rules, claim, ours);
    theirs->cap = REF_FINDINGS_MAX;
    theirs->count = theirs->total = 0;
    sj_severity worst = SJ_CLEAN;
    sj_edit_set all = {{0, 0}};
    sj_check_options options = {.size = sizeof options, .enabled = &all};
    for (int e = 0; e < SJ_EDIT_COUNT; e++)
        sj_edit_set_add(&all, (sj_edit)e);
    if (sj_check(image, claim, ours->optional ? &options : NULL, theirs) != SJ_OK)
        return false;
    if (theirs->count != ours->count || theirs->total != theirs->count)
        return false;
    for (uint32_t i = 0, n; i < ours->count; i += n) {
        n = same_run(&ours->items[i], ours->count - i, &theirs->items[i]);
        if (n == 0)
            return false;
    }
    for (uint32_t i = 0; i < ours->count; i++)
        if (ours->items[i].severity > worst)
            worst = (sj_severity)ours->items[i].severity;
    return theirs->worst == worst &&
           memcmp(&theirs->no_data, &ours->no_data, sizeof ours->no_data) == 0 &&
           memcmp(&theirs->not_evaluated, &ours->not_evaluated,
                  sizeof ours->not_evaluated) == 0;
}

static void print_finding(FILE *out, sj_edit edit, uint8_t severity, sj_place at,
                          sj_place with)
{
    char a[SJ_PLACE_CAP], w[SJ_PLACE_CAP];
    static const char *const names[] = {"clean", "info", "warn", "reject"};
    sj_place_format(at, a);
    sj_place_format(with, w);
    fprintf(out, "    %-28s %-6s %s%s%s\n", ref_edit_id(edit), names[severity & 3], a,
            with.kind ? " with " : "", with.kind ? w : "");
}

static void print_set(FILE *out, const char *name, const sj_edit_set *set)
{
    fprintf(out, "    %s:", name);
    for (int e = 0; e < SJ_EDIT_COUNT; e++)
        if (sj_edit_set_has(set, (sj_edit)e))
            fprintf(out, " %s", ref_edit_id((sj_edit)e));
    fputc('\n', out);
}

void ref_print_difference(FILE *out, const sj_claim *claim, const ref_result *ours,
                          const sj_findings *theirs)
{
    ref_print_claim(out, claim);
    ref_print_results(out, ours, theirs);
}

void ref_print_results(FILE *out, const ref_result *ours, const sj_findings *theirs)
{
    fputs("  second opinion:\n", out);
    for (uint32_t i = 0; i < ours->count; i++)
        print_finding(out, (sj_edit)ours->items[i].edit, ours->items[i].severity,
                      ours->items[i].at, ours->items[i].with);
    print_set(out, "no_data", &ours->no_data);
    print_set(out, "not_evaluated", &ours->not_evaluated);
    fputs("  engine:\n", out);
    for (uint32_t i = 0; i < theirs->count; i++)
        print_finding(out, (sj_edit)theirs->items[i].edit, theirs->items[i].severity,
                      theirs->items[i].at, theirs->items[i].with);
    print_set(out, "no_data", &theirs->no_data);
    print_set(out, "not_evaluated", &theirs->not_evaluated);
}

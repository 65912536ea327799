/* See claim_runs.h. Compiled into each program, with its flags: it calls as a stranger.
 */
#include "bench/claim_runs.h"

#include <stdio.h>
#include <string.h>

#include "bench/open_image.h"
#include "bench/timing.h"

static volatile uint64_t counted_sum;

uint64_t bench_counted(const sj_image *image, const bench_claims *claims,
                       const sj_check_options *options);

/* Every claim once. External and never inlined, so that callgrind finds it by name. */
__attribute__((noinline)) uint64_t bench_counted(const sj_image *image,
                                                 const bench_claims *claims,
                                                 const sj_check_options *options)
{
    static sj_finding items[BENCH_CLAIM_FINDINGS];
    uint64_t sum = 0;
    for (uint32_t i = 0; i < claims->count; i++) {
        sj_findings found = {.items = items, .cap = BENCH_CLAIM_FINDINGS};
        if (sj_check(image, &claims->items[i], options, &found) == SJ_OK)
            sum += found.total;
    }
    return sum;
}

static double least_ns(const bench_claim_runs *runs, const sj_image *image,
                       const bench_claims *claims)
{
    double least = 0;
    for (unsigned turn = 0; turn < runs->turns; turn++) {
        double start = timing_cpu_ns();
        counted_sum += bench_counted(image, claims, runs->options);
        double spent = (timing_cpu_ns() - start) / claims->count;
        if (turn == 0 || spent < least)
            least = spent;
    }
    return least;
}

static int run_all(const bench_claim_runs *runs, const sj_image *image)
{
    printf(
        "\n### %s\n\n| claim | ns | claims/s | findings a claim |\n|---|---|---|---|\n",
        runs->title);
    for (size_t i = 0; i < runs->case_count; i++) {
        const bench_claim_case *c = &runs->cases[i];
        bench_claims claims;
        bool ok = runs->draw(image, c, &claims);
        if (ok) {
            double ns = least_ns(runs, image, &claims);
            printf("| %s | %.0f | %.*f M | %.2f |\n", c->name, ns, runs->decimals,
                   1e3 / ns, (double)claims.findings / claims.count);
        }
        bench_claims_free(&claims);
        if (!ok)
            return 1;
    }
    return runs->rest(image);
}

static int run_counted(const bench_claim_runs *runs, const sj_image *image,
                       const char *name)
{
    for (size_t i = 0; i < runs->case_count; i++) {
        bench_claims claims;
        if (strcmp(runs->cases[i].name, name) != 0)
            continue;
        bool ok = runs->draw(image, &runs->cases[i], &claims);
        uint64_t (*volatile counted)(const sj_image *, const bench_claims *,
                                     const sj_check_options *) = bench_counted;
        if (ok)
            counted_sum = counted(image, &claims, runs->options);
        bench_claims_free(&claims);
        return !ok;
    }
    fprintf(stderr, "bench: no case %s\n", name);
    return 2;
}

int bench_claim_runs_main(const bench_claim_runs *runs, int argc, char **argv)
{
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: %s IMAGE [CASE]\n", runs->program);
        return 2;
    }
    sj_image *image = bench_image_open(argv[1]);
    int status = argc == 3 ? run_counted(runs, image, argv[2]) : run_all(runs, image);
    sj_image_close(image);
    return status;
}

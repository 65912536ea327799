/*
 * Families of sides in a whole release, against the figures measured from its order
 * file without this program: 12,171 families with right and left, of which 773 have
 * several codes a side. The 154 that share a code with a family of a later character
 * (thumbs and index fingers) are no families of their own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "gen/model/laterality.h"
#include "gen/model/memory.h"
#include "gen/model/merge.h"
#include "tests/support/plain_fixture.h"

enum { COLUMNS = 2 };

static gen_catalog catalog;
static char path[4096];

static bool give_row(void *ctx, const gen_row *row)
{
    return gen_merge_row(ctx, 0, row) == NULL;
}

/* The order file of FY2021 as the only release, with an edit column that lies in it. */
static int read_release(void **state)
{
    (void)state;
    const char *args[] = {path};
    gen_source_list sources = {0};
    gen_report report;
    gen_report_init(&report, false);
    gen_catalog_init(&catalog);
    if (!gen_find_sources(NULL, args, 1, &sources, &report) || sources.count != 1)
        return -1;
    gen_merge *merge = gen_merge_begin(&sources, false);
    bool read = gen_read_source(&sources.items[0], give_row, merge, &report) &&
                gen_merge_finish(merge, &catalog, &report);
    gen_edits *edits = &catalog.edits[SJ_ICD10CM];
    gen_edits_free(edits);
    edits->column_count = COLUMNS;
    edits->columns = gen_alloc(COLUMNS * sizeof *edits->columns);
    edits->columns[0].from = SJ_DATE_MIN;
    edits->columns[1].from = sources.items[0].from;
    if (!read)
        gen_report_print(&report, "test", stderr);
    gen_report_free(&report);
    gen_merge_free(merge);
    gen_source_list_free(&sources);
    return read ? 0 : -1;
}

static int free_release(void **state)
{
    (void)state;
    gen_catalog_free(&catalog);
    return 0;
}

static void a_release_has_the_families_that_were_measured(void **state)
{
    (void)state;
    gen_side_counts counts[COLUMNS];
    uint32_t codes = catalog.systems[SJ_ICD10CM].code_count;
    uint64_t *traits = calloc((size_t)codes * COLUMNS, sizeof *traits);
    double start = plain_clock();
    gen_sides(&catalog, traits, counts);
    const gen_side_counts *c = &counts[1];
    printf("%u families (%u bilateral, %u unspecified), %u crowded, %u contested; "
           "%.2f s\n",
           c->families, c->bilateral, c->unspecified, c->crowded, c->contested,
           plain_clock() - start);
    assert_int_equal(c->families + c->crowded + c->contested, 12171);
    assert_int_equal(c->crowded, 773);
    assert_int_equal(c->contested, 154);
    assert_int_equal(c->bilateral, 752);     /* 756 with the crowded ones */
    assert_int_equal(c->unspecified, 10605); /* 11,207 with them and the contested */
    free(traits);
}

int main(void)
{
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    snprintf(path, sizeof path, "%s/icd10cm/2021-01/icd10cm_order_2021.txt.xz", folder);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_release_has_the_families_that_were_measured),
    };
    return cmocka_run_group_tests(tests, read_release, free_release);
}

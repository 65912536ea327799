/*
 * How long a source speaks, what its release is called, where it stands (docs/RULES.md
 * 1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/model/calendar.h"
#include "gen/model/release.h"
#include "tests/support/merge_kit.h"

static sj_date day(const char *text)
{
    sj_date out;
    assert_true(sj_date_parse(text, strlen(text), &out));
    return out;
}

static void assert_day(sj_date got, const char *want)
{
    char text[SJ_DATE_CAP];
    sj_date_format(got, text);
    assert_string_equal(text, want);
}

static void fiscal_years_quarters_and_years_end_on_their_days(void **state)
{
    (void)state;
    static const struct {
        const char *day, *fiscal, *quarter, *year;
        int fiscal_year;
    } rows[] = {
        {"2015-10-01", "2016-09-30", "2015-12-31", "2015-12-31", 2016},
        {"2016-09-30", "2016-09-30", "2016-09-30", "2016-12-31", 2016},
        {"2016-10-01", "2017-09-30", "2016-12-31", "2016-12-31", 2017},
        {"2024-02-29", "2024-09-30", "2024-03-31", "2024-12-31", 2024},
        {"2024-04-01", "2024-09-30", "2024-06-30", "2024-12-31", 2024},
        {"2024-12-31", "2025-09-30", "2024-12-31", "2024-12-31", 2025},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sj_date d = day(rows[i].day);
        assert_day(gen_fiscal_year_end(d), rows[i].fiscal);
        assert_day(gen_quarter_end(d), rows[i].quarter);
        assert_day(gen_calendar_year_end(d), rows[i].year);
        assert_int_equal(gen_fiscal_year(d), rows[i].fiscal_year);
    }
    assert_int_equal(GEN_ICD10_START, day("2015-10-01"));
    assert_int_equal(gen_open_end(day("9999-12-31")), SJ_DATE_OPEN);
    assert_int_equal(gen_open_end(day("9999-12-30")), day("9999-12-30"));
}

/* One source, or two of which the first one is looked at, through gen_merge_begin(). */
static void assert_speaks_to(gen_kind kind, sj_system system, const char *release,
                             const char *from, const char *stated, const char *next,
                             const char *want)
{
    merge_kit k;
    kit_init(&k);
    if (kind == GEN_CODES_CSV)
        kit_list(&k, system, release, from, stated);
    else
        kit_source(&k, kind, release, from, stated);
    if (next && kind == GEN_CODES_CSV)
        kit_list(&k, system, "next", next, NULL);
    else if (next)
        kit_source(&k, kind, "next", next, NULL);
    gen_merge_free(gen_merge_begin(&k.sources, false));
    assert_day(k.sources.items[0].to, want);
    kit_free(&k);
}

static void a_source_speaks_to_its_regular_end_a_stated_one_or_the_next(void **state)
{
    (void)state;
    static const struct {
        gen_kind kind;
        sj_system system;
        const char *release, *from, *stated, *next, *want;
    } rows[] = {
        {GEN_ICD10CM_ORDER, 0, "2020", "2019-10-01", NULL, NULL, "2020-09-30"},
        {GEN_ICD10CM_ORDER, 0, "2020", "2019-10-01", NULL, "2021-01-01", "2020-09-30"},
        {GEN_ICD10CM_ORDER, 0, "2023", "2022-10-01", NULL, "2023-04-01", "2023-03-31"},
        {GEN_ICD10CM_ORDER, 0, "2023", "2022-10-01", "2022-12-31", "2023-04-01",
         "2022-12-31"},
        {GEN_ICD10CM_ORDER, 0, "2023", "2022-10-01", "2030-12-31", NULL, "2023-09-30"},
        {GEN_ICD10PCS_CODES, 0, "2023-04", "2023-04-01", NULL, NULL, "2023-09-30"},
        {GEN_ICD9CM_LONG, 0, "v32", "2014-10-01", NULL, NULL, "2015-09-30"},
        {GEN_HCPCS_ANWEB, 0, "2017", "2017-01-01", NULL, NULL, "2017-12-31"},
        {GEN_HCPCS_ANWEB, 0, "2017", "2017-01-01", NULL, "2017-04-01", "2017-03-31"},
        {GEN_HCPCS_ANWEB, 0, "2024-01", "2024-01-01", NULL, NULL, "2024-03-31"},
        {GEN_HCPCS_ANWEB, 0, "2026-07", "2026-07-01", NULL, "2027-01-01", "2026-09-30"},
        {GEN_HCPCS_NOC, 0, "2024-04", "2024-04-01", NULL, NULL, "2024-06-30"},
        {GEN_HCPCS_NOC, 0, "2024", "2024-01-01", NULL, "2024-07-01", "2024-06-30"},
        {GEN_CODES_CSV, SJ_CPT, "2024", "2024-01-01", NULL, NULL, "2024-12-31"},
        {GEN_CODES_CSV, SJ_CDT, "2024", "2024-01-01", NULL, NULL, "2024-12-31"},
        {GEN_CODES_CSV, SJ_DRG, "v41", "2023-10-01", NULL, NULL, "2024-09-30"},
        {GEN_CODES_CSV, SJ_DRG, "v41.1", "2024-04-01", NULL, NULL, "2024-09-30"},
        {GEN_CODES_CSV, SJ_ICD10CM, "2024", "2024-01-01", NULL, NULL, "2024-09-30"},
        {GEN_CODES_CSV, SJ_ICD9PCS, "v31", "2013-10-01", NULL, NULL, "2014-09-30"},
        {GEN_CODES_CSV, SJ_HCPCS, "2020-04", "2020-04-01", NULL, NULL, "2020-06-30"},
        {GEN_CODES_CSV, SJ_HCPCS, "2019", "2019-01-01", NULL, NULL, "2019-12-31"},
        {GEN_CODES_CSV, SJ_POS, "2024", "2024-01-01", NULL, NULL, ""},
        {GEN_CODES_CSV, SJ_POS, "2024", "2024-01-01", "9999-12-31", NULL, ""},
        {GEN_CODES_CSV, SJ_POS, "2024", "2024-01-01", "2024-05-31", NULL, "2024-05-31"},
        {GEN_CODES_CSV, SJ_MODIFIER, "2024", "2024-01-01", NULL, "2025-01-01",
         "2024-12-31"},
        {GEN_CODES_CSV, SJ_NDC, "2024", "2024-01-01", NULL, NULL, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_speaks_to(rows[i].kind, rows[i].system, rows[i].release, rows[i].from,
                         rows[i].stated, rows[i].next, rows[i].want);
}

static void another_table_cuts_no_interval_short(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_source(&k, GEN_HCPCS_ANWEB, "2024", "2024-01-01", NULL);
    kit_source(&k, GEN_HCPCS_NOC, "2024-04", "2024-04-01", NULL);
    kit_list(&k, SJ_MODIFIER, "2024", "2024-02-01", NULL);
    kit_source(&k, GEN_ICD10CM_ORDER, "2024", "2023-10-01", NULL);
    kit_source(&k, GEN_ICD10PCS_ORDER, "2024-04", "2024-04-01", NULL);
    gen_merge_free(gen_merge_begin(&k.sources, false));
    assert_day(k.sources.items[0].to, "2024-12-31");
    assert_day(k.sources.items[3].to, "2024-09-30");
    kit_free(&k);
}

static void releases_bear_the_names_people_use(void **state)
{
    (void)state;
    static const struct {
        gen_kind kind;
        sj_system system;
        const char *release, *from, *want;
    } rows[] = {
        {GEN_ICD10CM_ORDER, SJ_ICD10CM, "2025", "2024-10-01", "ICD-10-CM FY2025"},
        {GEN_ICD10CM_ORDER, SJ_ICD10CM, "2023-04", "2023-04-01",
         "ICD-10-CM FY2023 update 2023-04-01"},
        {GEN_ICD10CM_ORDER, SJ_ICD10CM, "2021-01", "2021-01-01",
         "ICD-10-CM FY2021 update 2021-01-01"},
        {GEN_ICD10CM_ORDER, SJ_ICD10CM, "2024-10", "2024-10-01", "ICD-10-CM FY2025"},
        {GEN_ICD10CM_ORDER, SJ_ICD10CM, "draft", "2012-10-01", "ICD-10-CM draft"},
        {GEN_ICD10PCS_CODES, SJ_ICD10PCS, "2023", "2022-10-01", "ICD-10-PCS FY2023"},
        {GEN_ICD9CM_LONG, SJ_ICD9CM, "v32", "2014-10-01", "ICD-9-CM v32"},
        {GEN_ICD9PCS_LONG, SJ_ICD9PCS, "v32", "2014-10-01", "ICD-9-CM procedures v32"},
        {GEN_HCPCS_ANWEB, SJ_HCPCS, "2024-01", "2024-01-01", "HCPCS Level II 2024-01"},
        {GEN_HCPCS_ANWEB, SJ_MODIFIER, "2017", "2017-01-01",
         "HCPCS Level II modifiers 2017"},
        {GEN_CODES_CSV, SJ_MODIFIER, "2024", "2024-01-01", "Modifiers 2024"},
        {GEN_CODES_CSV, SJ_CPT, "2024", "2024-01-01", "CPT 2024"},
        {GEN_CODES_CSV, SJ_CDT, "2024", "2024-01-01", "CDT 2024"},
        {GEN_CODES_CSV, SJ_NDC, "2024-06-01", "2024-06-01", "NDC 2024-06-01"},
        {GEN_CODES_CSV, SJ_POS, "2024", "2024-01-01", "Place of service 2024"},
        {GEN_CODES_CSV, SJ_REVENUE, "2024", "2024-01-01", "Revenue codes 2024"},
        {GEN_CODES_CSV, SJ_TOB, "2024", "2024-01-01", "Type of bill 2024"},
        {GEN_CODES_CSV, SJ_DRG, "v41", "2023-10-01", "MS-DRG v41"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gen_source source = {
            .kind = rows[i].kind, .system = rows[i].system, .from = day(rows[i].from)};
        source.release = strdup(rows[i].release);
        char *label = gen_release_label(&source, rows[i].system);
        assert_string_equal(label, rows[i].want);
        free(label);
        free(source.release);
    }
}

static void sources_stand_by_kind_date_and_name(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    uint32_t cm = kit_source(&k, GEN_ICD10CM_ORDER, "2017", "2016-10-01", NULL);
    kit_undated(&k, cm, "A000", SJ_CODE_BILLABLE, "short", "long");
    kit_dated(&k, kit_source(&k, GEN_HCPCS_ANWEB, "2024-01", "2024-01-01", NULL),
              SJ_HCPCS, "A0021", "1990-01-01", NULL);
    kit_dated(&k, kit_source(&k, GEN_HCPCS_ANWEB, "2018", "2018-01-01", NULL), SJ_HCPCS,
              "A0021", "1990-01-01", NULL);
    kit_dated(&k, kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL), SJ_CPT, "00002",
              NULL, NULL);
    kit_source(&k, GEN_LATER, "2024Q2", "2024-04-01", NULL);
    kit_merge(&k, false);
    assert_true(k.merged);
    static const char *const files[] = {"codes-cpt_2024.txt", "hcpcs-anweb_2018.txt",
                                        "hcpcs-anweb_2024-01.txt",
                                        "icd10cm-order_2017.txt"};
    /* What no part of the model reads is no source of it. */
    assert_int_equal(k.catalog.source_count, 4);
    for (uint32_t i = 0; i < 4; i++)
        assert_string_equal(k.catalog.sources[i].file, files[i]);
    assert_int_equal(k.catalog.sources[2].records, 1);
    assert_day(k.catalog.sources[2].to, "2024-03-31");
    /* Releases cite them. */
    for (uint32_t i = 0; i < k.catalog.release_count; i++) {
        const gen_release *r = &k.catalog.releases[i];
        const gen_provenance *p = &k.catalog.sources[r->source];
        assert_int_equal(r->from, p->from);
    }
    kit_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fiscal_years_quarters_and_years_end_on_their_days),
        cmocka_unit_test(a_source_speaks_to_its_regular_end_a_stated_one_or_the_next),
        cmocka_unit_test(another_table_cuts_no_interval_short),
        cmocka_unit_test(releases_bear_the_names_people_use),
        cmocka_unit_test(sources_stand_by_kind_date_and_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

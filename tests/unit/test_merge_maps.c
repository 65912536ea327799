/*
 * ICD-10-PCS tables, crosswalks and conversion tables in the catalog; what sources of
 * edits are called and how long they speak (docs/RULES.md 1, 12 and 17).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/lookup/key.h"
#include "tests/support/edit_kit.h"

static uint64_t key(sj_system system, const char *code)
{
    uint64_t out = 0;
    assert_true(sji_pack(system, code, strlen(code), &out));
    return out;
}

/* ---- sources --------------------------------------------------------------------- */

static const gen_provenance *source_of(const merge_kit *k, const char *file)
{
    for (uint32_t i = 0; i < k->catalog.source_count; i++)
        if (strcmp(k->catalog.sources[i].file, file) == 0)
            return &k->catalog.sources[i];
    return NULL;
}

static void assert_source(merge_kit *k, const char *file, const char *want)
{
    char text[256], from[SJ_DATE_CAP], to[SJ_DATE_CAP];
    const gen_provenance *p = source_of(k, file);
    assert_non_null(p);
    sj_date_format(p->from, from);
    sj_date_format(p->to, to);
    snprintf(text, sizeof text, "%s %s..%s", p->label, from, to);
    assert_string_equal(text, want);
}

static void sources_have_labels_and_regular_ends(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2021-01", "2021-01-01", "A33");
    kit_source(&k, GEN_ICD10CM_TABULAR, "2021", "2020-10-01", NULL);
    kit_source(&k, GEN_ICD10CM_TABULAR, "2021-01", "2021-01-01", NULL);
    kit_source(&k, GEN_ICD10PCS_TABLES, "2026", "2025-10-01", NULL);
    kit_source(&k, GEN_MCE_LISTS, "v36", "2018-10-01", NULL);
    kit_source(&k, GEN_MCE_TEXT, "v41.1", "2024-04-01", "2024-08-31");
    kit_source(&k, GEN_POA_EXEMPT, "2023-04", "2023-04-01", NULL);
    kit_source(&k, GEN_GEM_I9, "2017", "2016-10-01", NULL);
    kit_source(&k, GEN_GEM_I9, "2018", "2017-10-01", NULL);
    kit_source(&k, GEN_CONVERSION, "2021", "2020-10-01", NULL);
    kit_source(&k, GEN_CONVERSION, "2022", "2021-10-01", NULL);
    kit_merge(&k, false);
    assert_source(&k, "icd10cm-order_2021-01.txt",
                  "ICD-10-CM FY2021 update 2021-01-01 2021-01-01..2021-09-30");
    assert_source(&k, "icd10cm-tabular_2021.txt",
                  "ICD-10-CM Tabular FY2021 2020-10-01..2020-12-31");
    assert_source(&k, "icd10cm-tabular_2021-01.txt",
                  "ICD-10-CM Tabular FY2021 update 2021-01-01 2021-01-01..2021-09-30");
    assert_source(&k, "icd10pcs-tables_2026.txt",
                  "ICD-10-PCS tables FY2026 2025-10-01..2026-09-30");
    assert_source(&k, "mce-lists_v36.txt", "MCE v36 2018-10-01..2019-09-30");
    assert_source(&k, "mce-text_v41.1.txt", "MCE v41.1 2024-04-01..2024-08-31");
    assert_source(&k, "poa-exempt_2023-04.txt",
                  "POA exempt FY2023 update 2023-04-01 2023-04-01..2023-09-30");
    assert_source(&k, "gem-i9_2017.txt", "GEM 2017 2016-10-01..");
    assert_source(&k, "gem-i9_2018.txt", "GEM 2018 2017-10-01..");
    assert_source(&k, "conversion_2021.txt", "conversion table FY2021 2020-10-01..");
    assert_source(&k, "conversion_2022.txt", "conversion table FY2022 2021-10-01..");
    kit_free(&k);
}

static void a_text_and_lists_of_the_code_editor_for_one_day_are_rivals(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2016", "2015-10-01", "A33");
    kit_source(&k, GEN_MCE_LISTS, "v33", "2015-10-01", NULL);
    kit_source(&k, GEN_MCE_TEXT, "v33", "2015-10-01", NULL);
    kit_source(&k, GEN_MCE_TEXT, "v34", "2016-10-01", NULL);
    kit_merge(&k, false);
    assert_false(k.merged);
    assert_string_equal(
        kit_messages(&k),
        "mce-text_v33.txt: begins on the same day as mce-lists_v33.txt: "
        "state the dates of both in a manifest");
    kit_free(&k);
}

static void
crosswalks_of_one_day_that_lead_from_different_systems_are_no_rivals(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2018", "2017-10-01", "A33");
    kit_source(&k, GEN_GEM_I9, "2018", "2017-10-01", NULL);
    kit_source(&k, GEN_GEM_I10, "2018", "2017-10-01", NULL);
    kit_source(&k, GEN_GEM_I9PCS, "2018", "2017-10-01", NULL);
    kit_source(&k, GEN_GEM_PCSI9, "2018", "2017-10-01", NULL);
    kit_merge(&k, false);
    assert_true(k.merged);
    kit_free(&k);
}

/* ---- PCS tables ------------------------------------------------------------------ */

static void pcs_row(merge_kit *k, uint32_t source, const char *table,
                    const uint64_t values[4])
{
    kit_row_add(k, source,
                (gen_row){.kind = GEN_ROW_PCS,
                          .code = table,
                          .short_text = (const char *)values,
                          .short_len = 4 * sizeof *values});
}

static void pcs_label(merge_kit *k, uint32_t source, const char *table,
                      unsigned position, unsigned value, const char *text)
{
    kit_row_add(k, source,
                (gen_row){.kind = GEN_ROW_LABEL,
                          .code = table,
                          .value = position << 6 | value,
                          .long_text = text});
}

static void pcs_rows_stand_by_file_and_table_in_the_order_of_the_file(void **state)
{
    (void)state;
    static const uint64_t one[4] = {1, 1, 1, 1}, two[4] = {2, 2, 2, 2},
                          bad[4] = {UINT64_C(1) << 36, 1, 1, 1};
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10PCS_ORDER, "2025", "2024-10-01", "0DT 0DTJ4ZZ");
    uint32_t b = kit_source(&k, GEN_ICD10PCS_TABLES, "2026", "2025-10-01", NULL);
    uint32_t a = kit_source(&k, GEN_ICD10PCS_TABLES, "2025", "2024-10-01", NULL);
    pcs_row(&k, b, "0DT", two);
    pcs_row(&k, a, "0DT", two);
    pcs_row(&k, a, "0DT", one);
    pcs_row(&k, a, "0AB", one);
    pcs_row(&k, a, "0DT", bad);
    pcs_row(&k, a, "0D", one);
    kit_merge(&k, false);
    const gen_pcs_tables *pcs = &k.catalog.pcs;
    uint16_t first = pcs->rows[0].source;
    assert_int_equal(pcs->row_count, 4);
    assert_string_equal(k.catalog.sources[first].file, "icd10pcs-tables_2025.txt");
    assert_int_equal(pcs->rows[0].table, key(SJ_ICD10PCS, "0AB"));
    assert_int_equal(pcs->rows[1].table, key(SJ_ICD10PCS, "0DT"));
    assert_int_equal(pcs->rows[1].values[3], 2);
    assert_int_equal(pcs->rows[2].values[3], 1);
    assert_int_equal(pcs->rows[3].source, first + 1);
    assert_string_equal(
        kit_messages(&k),
        "icd10pcs-tables_2025.txt:7: code 0DT: a value that is no letter or digit; "
        "icd10pcs-tables_2025.txt:8: code 0D: not a table");
    kit_free(&k);
}

static void of_two_wordings_of_a_pcs_label_the_newest_files_counts(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10PCS_ORDER, "2025", "2024-10-01", "0DT 0DTJ4ZZ");
    uint32_t b = kit_source(&k, GEN_ICD10PCS_TABLES, "2026", "2025-10-01", NULL);
    uint32_t a = kit_source(&k, GEN_ICD10PCS_TABLES, "2025", "2024-10-01", NULL);
    static const uint64_t row[4] = {1, 1, 1, 1};
    pcs_row(&k, a, "0DT", row);
    pcs_label(&k, b, "0DT", 4, 19, "Appendix");
    pcs_label(&k, a, "0DT", 4, 19, "appendix, once");
    pcs_label(&k, a, "0DT", 4, SJF_LABEL_TITLE, "Body Part");
    kit_merge(&k, false);
    const gen_pcs_tables *pcs = &k.catalog.pcs;
    assert_int_equal(pcs->label_count, 2);
    assert_string_equal(gen_text_get(&k.catalog.text, pcs->labels[0].text, NULL),
                        "Appendix");
    assert_string_equal(gen_text_get(&k.catalog.text, pcs->labels[1].text, NULL),
                        "Body Part");
    assert_int_equal(pcs->labels[0].key,
                     key(SJ_ICD10PCS, "0DT") << SJF_LABEL_TABLE_SHIFT | 4 << 6 | 19);
    kit_free(&k);
}

/* ---- GEMs ------------------------------------------------------------------------ */

static void gem(merge_kit *k, uint32_t source, const char *from, const char *to,
                uint32_t flags)
{
    kit_row_add(
        k, source,
        (gen_row){.kind = GEN_ROW_GEM, .code = from, .short_text = to, .value = flags});
}

static uint32_t choice(uint32_t scenario, uint32_t list)
{
    return 4 | scenario << 3 | list << 7;
}

static void of_the_crosswalks_from_a_system_the_newest_file_counts_alone(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2018", "2017-10-01", "A33");
    uint32_t b = kit_source(&k, GEN_GEM_I10, "2018", "2017-10-01", NULL);
    uint32_t a = kit_source(&k, GEN_GEM_I10, "2017", "2016-10-01", NULL);
    uint32_t c = kit_source(&k, GEN_GEM_I9, "2018", "2017-10-01", NULL);
    gem(&k, a, "A33", "7713", 0);
    gem(&k, b, "T8669", "99689", choice(1, 2));
    gem(&k, b, "T8669", "E8780", choice(2, 1));
    gem(&k, b, "T8669", "V4289", choice(1, 1));
    gem(&k, b, "A34", NULL, 2);
    gem(&k, b, "A 34", NULL, 2);
    gem(&k, b, "A35", "771 3", 0);
    gem(&k, b, "A35", "7713", 1 << 11);
    gem(&k, c, "7713", "A33", 0);
    kit_merge(&k, false);
    const gen_gems *gems = &k.catalog.gems[SJ_ICD10CM];
    assert_int_equal(gems->count, 4);
    assert_string_equal(k.catalog.sources[gems->source].file, "gem-i10_2018.txt");
    uint64_t lower = key(SJ_ICD10CM, "A34") < key(SJ_ICD10CM, "T8669")
                         ? key(SJ_ICD10CM, "A34")
                         : key(SJ_ICD10CM, "T8669");
    assert_int_equal(gems->items[0].from, lower);
    uint32_t at = lower == key(SJ_ICD10CM, "A34");
    assert_int_equal(gems->items[at].to, key(SJ_ICD9CM, "V4289"));
    assert_int_equal(gems->items[at + 1].to, key(SJ_ICD9CM, "99689"));
    assert_int_equal(gems->items[at + 2].to, key(SJ_ICD9CM, "E8780"));
    assert_int_equal(gems->items[at ? 0 : 3].to, 0);
    assert_int_equal(k.catalog.gems[SJ_ICD9CM].count, 0); /* no release of its codes */
    assert_string_equal(
        kit_messages(&k),
        "gem-i10_2018.txt:7: code A 34: not a code; "
        "gem-i10_2018.txt:8: code A35: its target is not a code; "
        "gem-i10_2018.txt:9: code A35: unknown flags; "
        "gem-i9_2018.txt: what it says of icd9cm is left out: no release of its codes");
    kit_free(&k);
}

/* ---- conversion tables ----------------------------------------------------------- */

static void successor(merge_kit *k, uint32_t source, const char *from, const char *to,
                      const char *day)
{
    gen_row row = {
        .kind = GEN_ROW_SUCCESSOR, .code = from, .short_text = to, .from = GEN_NO_DATE};
    if (day)
        assert_true(sj_date_parse(day, strlen(day), &row.from));
    kit_row_add(k, source, row);
}

static void conversion_tables_are_taken_together_and_a_day_is_preferred(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2023", "2022-10-01", "G933 G9331 G9332 M358");
    uint32_t a = kit_source(&k, GEN_CONVERSION, "2023", "2022-10-01", NULL);
    uint32_t b = kit_source(&k, GEN_CONVERSION, "2024", "2023-10-01", NULL);
    successor(&k, a, "G933", "G9331", "2022-10-01");
    successor(&k, a, "G933", "G9332", NULL);
    successor(&k, a, "G933", "G9339", "2022-10-01"); /* no such code */
    successor(&k, a, "M358", "G9332", NULL);
    successor(&k, a, "M358", "G9331", "2022-10-01");
    successor(&k, b, "G933", "G9331", NULL);
    successor(&k, b, "G933", "G9332", "2022-10-01");
    successor(&k, b, "G933", "G9332", "2022-10-01");
    successor(&k, b, "G933", "G9339", "2022-10-01");
    successor(&k, b, "M358", "G9331", "2022-10-02");
    successor(&k, b, "G93-3", "G9332", NULL);
    successor(&k, b, "G933", NULL, NULL);
    kit_merge(&k, false);
    const gen_successors *all = &k.catalog.successors;
    static const struct {
        const char *from, *to, *day, *file;
    } want[] = {{"G933", "G9331", "2022-10-01", "conversion_2023.txt"},
                {"G933", "G9332", "2022-10-01", "conversion_2024.txt"},
                {"M358", "G9331", "2022-10-02", "conversion_2024.txt"},
                {"M358", "G9332", "", "conversion_2023.txt"}};
    assert_int_equal(all->count, 4);
    for (int i = 0; i < 4; i++) { /* keys: the last character weighs most */
        const gen_successor *s = &all->items[i];
        char day[SJ_DATE_CAP];
        int w = 0;
        while (s->from != key(SJ_ICD10CM, want[w].from) ||
               s->to != key(SJ_ICD10CM, want[w].to))
            assert_true(++w < 4);
        sj_date_format(s->day, day);
        assert_string_equal(day, want[w].day);
        assert_string_equal(k.catalog.sources[s->source].file, want[w].file);
        if (i > 0)
            assert_true(s[-1].from < s->from ||
                        (s[-1].from == s->from && s[-1].to < s->to));
    }
    assert_string_equal(
        kit_messages(&k),
        "conversion_2024.txt:15: code G93-3: not a code; "
        "conversion_2024.txt:16: code G933: its successor is not a code; "
        "1 changes of conversion tables concern a code that is in no release of "
        "ICD-10-CM");
    kit_free(&k);
}

static void
a_code_begins_on_the_earlier_day_that_a_conversion_table_states(void **state)
{
    (void)state;
    merge_kit k;
    kit_init(&k);
    kit_codes(&k, GEN_ICD10CM_ORDER, "2020", "2019-10-01", "B972 I10");
    kit_codes(&k, GEN_ICD10CM_ORDER, "2021-01", "2021-01-01", "B972 I10 U071 Z1152");
    uint32_t a = kit_source(&k, GEN_CONVERSION, "2021", "2020-10-01", NULL);
    successor(&k, a, "B972", "U071", "2021-01-01");
    successor(&k, a, "I10", "U071", "2020-04-01");
    successor(&k, a, "B972", "Z1152", "2021-01-01");
    successor(&k, a, "B972", "I10", "2012-10-01"); /* no day of ICD-10 */
    kit_merge(&k, false);
    assert_string_equal(kit_intervals(&k, SJ_ICD10CM, "U071"), "2020-04-01.. billable");
    assert_string_equal(kit_segments(&k, SJ_ICD10CM, "U071"),
                        "- inactive, 2015-10-01 unknown, 2019-10-01 inactive, "
                        "2020-04-01 billable, 2021-10-01 unknown");
    assert_string_equal(kit_intervals(&k, SJ_ICD10CM, "Z1152"),
                        "2021-01-01.. billable");
    assert_string_equal(kit_intervals(&k, SJ_ICD10CM, "I10"), "2019-10-01.. billable");
    kit_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_have_labels_and_regular_ends),
        cmocka_unit_test(a_text_and_lists_of_the_code_editor_for_one_day_are_rivals),
        cmocka_unit_test(
            crosswalks_of_one_day_that_lead_from_different_systems_are_no_rivals),
        cmocka_unit_test(pcs_rows_stand_by_file_and_table_in_the_order_of_the_file),
        cmocka_unit_test(of_two_wordings_of_a_pcs_label_the_newest_files_counts),
        cmocka_unit_test(of_the_crosswalks_from_a_system_the_newest_file_counts_alone),
        cmocka_unit_test(conversion_tables_are_taken_together_and_a_day_is_preferred),
        cmocka_unit_test(
            a_code_begins_on_the_earlier_day_that_a_conversion_table_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

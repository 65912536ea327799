/*
 * The official lists and crosswalks at hand, each read to its last record: counts are
 * those of PROVENANCE-icd.md, of the data dictionary beside the Code Editor lists, and
 * of the sheets of the conversion tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"
#include "gen/source/name.h"
#include "gen/source/source.h"
#include "tests/support/plain_fixture.h"

static const char *data;

/* What a file gave. */
typedef struct tally {
    uint64_t lists, members, gems, without_target, successors, undated;
    uint32_t list_members[SJ_SYSTEM_COUNT][SJF_LIST_COUNT];
    uint64_t records;
} tally;

static bool count_row(void *ctx, const gen_row *row)
{
    tally *t = ctx;
    switch (row->kind) {
    case GEN_ROW_LIST:
        t->lists++;
        break;
    case GEN_ROW_MEMBER:
        t->members++;
        t->list_members[row->system][row->status]++;
        break;
    case GEN_ROW_GEM:
        t->gems++;
        t->without_target += row->short_text == NULL;
        break;
    case GEN_ROW_SUCCESSOR:
        t->successors++;
        t->undated += row->from == GEN_NO_DATE;
        break;
    default:
        fail_msg("a row of kind %d", row->kind);
    }
    return true;
}

/* Read a file; any message at all is a failure. */
static void read_file(const char *name, gen_kind kind, sj_system system,
                      const char *release, tally *out)
{
    char path[1024];
    gen_report report;
    gen_report_init(&report, false);
    snprintf(path, sizeof path, "%s/%s", data, name);
    gen_source source = {.path = path,
                         .container = path,
                         .file = gen_official_name(path),
                         .kind = kind,
                         .system = system,
                         .release = gen_strdup(release)};
    *out = (tally){0};
    bool read = gen_read_source(&source, count_row, out, &report);
    if (!read || report.count > 0)
        fail_msg("%s: %s", name, report.count ? report.messages[0].text : "not read");
    out->records = source.records;
    free(source.file);
    free(source.release);
    gen_report_free(&report);
}

static void each_poa_list_has_all_its_codes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t codes;
    } files[] = {
        {"icd10cm/2016/POAexemptCodes2016.txt.xz", 35239},
        {"icd10cm/2017/POAexemptCodes2017.txt.xz", 36875},
        {"icd10cm/2018/POAexemptCodes2018.txt.xz", 36877},
        {"icd10cm/2019/POAexemptCodes2019.txt.xz", 36935},
        {"mce/poa/POAexemptCodes2019.txt.xz", 36935},
        {"icd10cm/2020/POAexemptCodes2020.txt.xz", 37075},
        {"icd10cm/2021/POAexemptCodes2021.txt.xz", 37258},
        {"icd10cm/2021-01/POAexemptCodesJan2021.txt.xz", 37260},
        {"icd10cm/2022/POAexemptCodesFY22.txt.xz", 37297},
        {"icd10cm/2023/POAexemptCodesFY23.txt.xz", 37658},
        {"icd10cm/2023-04/POAexemptCodesApr23.txt.xz", 37689},
        {"icd10cm/2024/POAexemptCodesFY24.txt.xz", 38110},
        {"icd10cm/2025/POAexemptCodesFY25.txt.xz", 38154},
        {"icd10cm/2026/POAexemptCodesFY26.txt.xz", 38349},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        tally t;
        read_file(files[i].name, GEN_POA_EXEMPT, SJ_ICD10CM, "", &t);
        printf("%-52s %6llu codes\n", files[i].name, (unsigned long long)t.members);
        assert_int_equal(t.lists, 1);
        assert_int_equal(t.members, files[i].codes);
        assert_int_equal(t.list_members[SJ_ICD10CM][SJF_POA_EXEMPT], files[i].codes);
        assert_int_equal(t.records, files[i].codes);
    }
}

static void each_code_editor_list_has_all_its_codes(void **state)
{
    (void)state;
    enum { VERSIONS = 5 };
    static const char *const names[VERSIONS] = {
        "mce/v32/MCE_Simple_Code_Edits_v32.txt",
        "mce/v33/MCE_Simple_Code_Edits_v33.txt.xz",
        "mce/v34/MCE_Simple_Code_Edits_v34.txt.xz",
        "mce/v35/MCE_Simple_Code_Edits_v35.txt.xz",
        "mce/v36/MCE_Simple_Code_Edits_v36.txt.xz",
    };
    static const char *const releases[VERSIONS] = {"v32", "v33", "v34", "v35", "v36"};
    static const struct {
        enum sjf_trait list;
        bool procedures;
        uint32_t codes[VERSIONS];
    } lists[] = {
        {SJF_NEWBORN, false, {287, 441, 27, 27, 41}},
        {SJF_PEDIATRIC, false, {32, 124, 104, 103, 114}},
        {SJF_MATERNITY, false, {1166, 2240, 2302, 2354, 2372}},
        {SJF_ADULT, false, {135, 721, 759, 759, 771}},
        {SJF_FEMALE, false, {1556, 2969, 3057, 3107, 3134}},
        {SJF_FEMALE, true, {293, 2171, 2171, 2287, 2289}},
        {SJF_MALE, false, {154, 483, 497, 510, 529}},
        {SJF_MALE, true, {114, 1713, 1713, 1915, 1914}},
        {SJF_MANIFESTATION, false, {274, 326, 392, 393, 395}},
        {SJF_QUESTIONABLE, false, {14, 31, 27, 27, 27}},
        {SJF_UNACCEPTABLE, false, {955, 1227, 1240, 2372, 2386}},
        {SJF_NON_COVERED, true, {25, 216, 127, 99, 99}},
        {SJF_NON_COVERED_OVER_60, true, {1, 2, 2, 2, 2}},
        {SJF_LIMITED_COVERAGE, true, {12, 50, 50, 50, 50}},
        {SJF_WRONG_PROCEDURE, false, {3, 3, 3, 3, 3}},
        {SJF_LONG_STAY, true, {1, 1, 1, 1, 1}},
    };
    enum { LISTS = sizeof lists / sizeof lists[0] };
    for (size_t v = 0; v < VERSIONS; v++) {
        tally t;
        uint64_t sum = 0;
        read_file(names[v], GEN_MCE_LISTS, SJ_SYSTEM_COUNT, releases[v], &t);
        for (size_t i = 0; i < LISTS; i++) {
            sj_system system = lists[i].procedures ? v == 0 ? SJ_ICD9PCS : SJ_ICD10PCS
                               : v == 0            ? SJ_ICD9CM
                                                   : SJ_ICD10CM;
            assert_int_equal(t.list_members[system][lists[i].list], lists[i].codes[v]);
            sum += lists[i].codes[v];
        }
        printf("%-52s %6llu codes in %llu lists\n", names[v],
               (unsigned long long)t.members, (unsigned long long)t.lists);
        assert_int_equal(t.lists, LISTS);
        assert_int_equal(t.members, sum);
        assert_int_equal(t.records, sum);
    }
}

static void each_gem_has_all_its_mappings(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        gen_kind kind;
        sj_system system;
        uint64_t mappings, without_target;
    } files[] = {
        {"gems/2016/2016_I9gem.txt.xz", GEN_GEM_I9, SJ_ICD9CM, 23947, 425},
        {"gems/2016/2016_I10gem.txt.xz", GEN_GEM_I10, SJ_ICD10CM, 79192, 669},
        {"gems/2018/2018_I9gem.txt.xz", GEN_GEM_I9, SJ_ICD9CM, 24860, 422},
        {"gems/2018/2018_I10gem.txt.xz", GEN_GEM_I10, SJ_ICD10CM, 81593, 731},
        {"gems/2018/gem_i9pcs.txt.xz", GEN_GEM_I9PCS, SJ_ICD9PCS, 73593, 210},
        {"gems/2018/gem_pcsi9.txt.xz", GEN_GEM_PCSI9, SJ_ICD10PCS, 101025, 31},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        tally t;
        read_file(files[i].name, files[i].kind, files[i].system, "2018", &t);
        printf("%-52s %6llu mappings, %llu without target\n", files[i].name,
               (unsigned long long)t.gems, (unsigned long long)t.without_target);
        assert_int_equal(t.gems, files[i].mappings);
        assert_int_equal(t.without_target, files[i].without_target);
        assert_int_equal(t.records, files[i].mappings);
    }
}

/* Rows are those of the sheet below the headings that are not empty; successors were
 * counted by another program that knows the separators alone. */
static void each_conversion_table_is_read_to_its_last_row(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t rows, successors;
    } files[] = {
        {"2017/ICD-10-CM_ConversionTable-FY17.xlsx", 1970, 2129},
        {"2018/ICD-10-CM-Conversion-Table-FY18-Effective-10-1-2017.xlsx", 2330, 2595},
        {"2019/ICD-10-CM-Conversion-Table-FY19-Effective-10-1-2018_FINAL.XLSX", 2609,
         2944},
        {"2020/ICD-10-CM-Conversion-Table-FY20-Effective-10-1-2019-corrected.csv", 2882,
         3160},
        {"2021-01/ICD-10-CM-Conversion-Table-FY2021-Jan-2021.xlsx", 3378, 3744},
        {"2022/ICD-10-CM-Conversion-Table-FY2022-Effective-10-1-2021-updated-08-24-"
         "2021.xlsx",
         3537, 3914},
        {"2023/ICD-10-CM-Conversion-Table-FY2023-Effective-10-01-2022.xlsx", 4716,
         5129},
        {"2023-04/Copy of ICD-10-CM-Conversion-Table-FY2023-Effective-04-01-2023.xlsx",
         4758, 5177},
        {"2024/ICD-10-CM-Conversion-Table-FY2024-Effective-10-01-2023-Final (updated "
         "9-21-2023).xlsx",
         5153, 5486},
        {"2025/icd-10-cm-conversion-table-FY2025.xlsx", 5405, 5726},
        {"2026/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx", 5892, 6214},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char name[200];
        tally t;
        snprintf(name, sizeof name, "icd10cm/%s", files[i].name);
        read_file(name, GEN_CONVERSION, SJ_ICD10CM, "", &t);
        printf("%-52.52s %6llu rows, %llu successors\n", files[i].name,
               (unsigned long long)t.records, (unsigned long long)t.successors);
        assert_int_equal(t.records, files[i].rows);
        assert_int_equal(t.successors, files[i].successors);
        assert_int_equal(t.undated, 0);
    }
}

int main(void)
{
    data = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!data)
        return 77;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_poa_list_has_all_its_codes),
        cmocka_unit_test(each_code_editor_list_has_all_its_codes),
        cmocka_unit_test(each_gem_has_all_its_mappings),
        cmocka_unit_test(each_conversion_table_is_read_to_its_last_row),
    };
    return cmocka_run_group_tests_name("real tables", tests, NULL, NULL);
}

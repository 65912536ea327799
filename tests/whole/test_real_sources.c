/*
 * The official files at hand: what the manifest lists is found, every file is read to
 * its last record, and the counts are those of the provenance tables; without the
 * manifest, what the names tell is found and the rest is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gen/model/memory.h"
#include "gen/source/csv.h"
#include "gen/source/walk.h"
#include "tests/support/source_folder.h"

static const char *data;

/* Rows and billable rows of each file: facts of PROVENANCE-icd.md and, for HCPCS, the
 * first records (3 and 7) of PROVENANCE-billing.md; those of line tables were counted
 * apart (test_real_line_tables.c). */
static const struct {
    const char *file, *release;
    uint32_t rows, billable;
} facts[] = {
    {"icd10cm_order_2016.txt", "2016", 91737, 69823},
    {"icd10cm_order_2017.txt", "2017", 93830, 71486},
    {"icd10cm_order_2018.txt", "2018", 94127, 71704},
    {"icd10cm_order_2019.txt", "2019", 94444, 71932},
    {"icd10cm_order_2020.txt", "2020", 94765, 72184},
    {"icd10cm_order_2021.txt", "2021-01", 95358, 72621},
    {"icd10cm-order-2022.txt", "2022", 95524, 72748},
    {"icd10cm-order-2023.txt", "2023", 96745, 73639},
    {"icd10cm_order_2023.txt", "2023-04", 96795, 73674},
    {"icd10cm_order_2024.txt", "2024", 97296, 74044},
    {"icd10cm_order_2025.txt", "2025", 97584, 74260},
    {"icd10cm_order_2026.txt", "2026", 98186, 74719},
    {"icd10pcs_order_2016.txt", "2016", 72822, 71974},
    {"icd10pcs_order_2017.txt", "2017", 76646, 75789},
    {"icd10pcs_order_2018.txt", "2018", 79578, 78705},
    {"icd10pcs_order_2019.txt", "2019", 79758, 78881},
    {"icd10pcs_order_2020.txt", "2020", 78439, 77559},
    {"icd10pcs_order_2021.txt", "2021-01", 79026, 78136},
    {"icd10pcs_order_2022.txt", "2022-01", 79122, 78227},
    {"icd10pcs_order_2022.txt", "2022-04", 79124, 78229},
    {"icd10pcs_codes_2023.txt", "2023", 78496, 78496},
    {"icd10pcs_order_2023.txt", "2023-04", 79431, 78530},
    {"icd10pcs_order_2024.txt", "2024-04", 79543, 78638},
    {"icd10pcs_order_2025.txt", "2025", 79856, 78948},
    {"icd10pcs_order_2026.txt", "2026", 80029, 79115},
    {"HCPC17_CONTR_ANWEB.txt", "2017", 6155 + 343, 6155 + 343},
    {"HCPC2018_CONTR_ANWEB_disc.txt", "2018", 6205 + 354, 6205 + 354},
    {"HCPC2024_JAN_ANWEB.txt", "2024-01", 7902 + 383, 7902 + 383},
    {"CMS32_DESC_LONG_DX.txt", "v32", 14567, 14567},
    {"CMS32_DESC_SHORT_DX.txt", "v32", 14567, 14567},
    {"CMS32_DESC_LONG_SG.txt", "v32", 3882, 3882},
    {"CMS32_DESC_SHORT_SG.txt", "v32", 3882, 3882},
    {"POAexemptCodes2016.txt", "2016", 35239, 0},
    {"POAexemptCodes2017.txt", "2017", 36875, 0},
    {"POAexemptCodes2018.txt", "2018", 36877, 0},
    {"POAexemptCodes2019.txt", "2019", 36935, 0},
    {"POAexemptCodes2020.txt", "2020", 37075, 0},
    {"POAexemptCodes2021.txt", "2021", 37258, 0},
    {"POAexemptCodesJan2021.txt", "2021-01", 37260, 0},
    {"POAexemptCodesFY22.txt", "2022", 37297, 0},
    {"POAexemptCodesFY23.txt", "2023", 37658, 0},
    {"POAexemptCodesApr23.txt", "2023-04", 37689, 0},
    {"POAexemptCodesFY24.txt", "2024", 38110, 0},
    {"POAexemptCodesFY25.txt", "2025", 38154, 0},
    {"POAexemptCodesFY26.txt", "2026", 38349, 0},
    {"Tabular.xml", "2016", 32642, 0},
    {"icd10cm_tabular_2021.xml", "2021-01", 35319, 0},
    {"icd10cm_tabular_2023.xml", "2023", 36424, 0},
    {"icd10pcs_tables_2022.xml", "2022-04", 2513, 0},
    {"icd10pcs_tables_2023.xml", "2023-04", 2544, 0},
    {"icd10pcs_tables_2025.xml", "2025", 2661, 0},
    {"icd10pcs_tables_2026.xml", "2026", 2733, 0},
    {"MCE_Simple_Code_Edits_v33.txt", "v33", 12718, 0},
    {"MCE_Simple_Code_Edits_v34.txt", "v34", 12472, 0},
    {"MCE_Simple_Code_Edits_v35.txt", "v35", 14009, 0},
    {"MCE_Simple_Code_Edits_v36.txt", "v36", 14127, 0},
    {"2018_I10gem.txt", "2018", 81593, 0},
    {"2018_I9gem.txt", "2018", 24860, 0},
    {"gem_i9pcs.txt", "2018", 73593, 0},
    {"gem_pcsi9.txt", "2018", 101025, 0},
    {"ccipra-v301r0-f1.TXT", "2024Q2", 636273, 0},
    {"ccipra-v301r0-f2.TXT", "2024Q2", 636273, 0},
    {"ccipra-v301r0-f3.TXT", "2024Q2", 636273, 0},
    {"ccipra-v301r0-f4.TXT", "2024Q2", 636270, 0},
    {"ccioph-v302r0-f1.TXT", "2024Q3", 443955, 0},
    {"ccioph-v302r0-f2.TXT", "2024Q3", 443955, 0},
    {"ccioph-v302r0-f3.TXT", "2024Q3", 443955, 0},
    {"ccioph-v302r0-f4.TXT", "2024Q3", 443953, 0},
    {"MCR_MUE_PractitionerServices_Eff_04-01-2024.csv", "2024Q2", 14679, 0},
    {"MCR_MUE_OutpatientHospitalServices_Eff_04-01-2024.csv", "2024Q2", 14629, 0},
    {"MCR_MUE_DMESupplierServices_Eff_04-01-2024.csv", "2024Q2", 2894, 0},
    {"AOC_V2024Q2-F-MCR.txt", "2024Q2", 8186, 0},
};

enum { FACTS = sizeof facts / sizeof facts[0] };

static void expect_no_messages(const gen_report *report)
{
    if (report->count)
        fail_msg("%s", report->messages[0].text);
}

static bool count_billable(void *ctx, const gen_row *row)
{
    *(uint32_t *)ctx += row->kind == GEN_ROW_CODE && row->status == SJ_CODE_BILLABLE;
    return true;
}

static void the_folder_gives_the_files_of_its_manifest_in_its_order(void **state)
{
    (void)state;
    gen_report report;
    gen_source_list list;
    gen_report_init(&report, false);
    assert_true(gen_find_sources(NULL, &data, 1, &list, &report));
    expect_no_messages(&report);

    char *path = gen_path_join(data, "manifest.csv");
    const char *why;
    gen_stream *stream = gen_stream_open(path, NULL, &why);
    assert_non_null(stream);
    gen_csv csv;
    uint32_t read = 0, later = 0;
    gen_csv_init(&csv, stream);
    assert_true(gen_csv_next(&csv, &why));
    while (gen_csv_next(&csv, &why)) {
        assert_null(why);
        char *listed = gen_path_join(data, csv.field[0]);
        if (read < list.count && strcmp(list.items[read].path, listed) == 0) {
            const gen_source *source = &list.items[read++];
            char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
            sj_date_format(source->from, from);
            sj_date_format(source->to, to);
            assert_string_equal(source->kind_name, csv.field[1]);
            assert_string_equal(source->release, csv.field[2]);
            assert_string_equal(from, csv.field[3]);
            assert_string_equal(to, csv.field[4]);
        } else {
            assert_true(later < list.unused_count);
            assert_string_equal(list.unused[later++].path, listed);
        }
        free(listed);
    }
    assert_int_equal(read, list.count);
    assert_int_equal(later, list.unused_count);
    printf("%u files read, %u of later versions\n", read, later);
    gen_csv_free(&csv);
    gen_stream_close(stream);
    free(path);
    gen_source_list_free(&list);
    gen_report_free(&report);
}

static void every_file_is_read_to_its_last_record(void **state)
{
    (void)state;
    gen_report report;
    gen_source_list list;
    gen_report_init(&report, false);
    assert_true(gen_find_sources(NULL, &data, 1, &list, &report));
    assert_int_equal(list.count, FACTS);
    uint64_t rows = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        gen_source *source = &list.items[i];
        uint32_t billable = 0, fact = 0;
        while (fact < FACTS && (strcmp(facts[fact].file, source->file) != 0 ||
                                strcmp(facts[fact].release, source->release) != 0))
            fact++;
        if (fact == FACTS)
            fail_msg("no facts of %s", source->path);
        bool read = gen_read_source(source, count_billable, &billable, &report);
        if (source->kind != GEN_ICD10CM_TABULAR) /* test_real_notes.c knows theirs */
            expect_no_messages(&report);
        gen_report_free(&report);
        gen_report_init(&report, false);
        if (!read || source->records != facts[fact].rows ||
            billable != facts[fact].billable || source->rejected != 0)
            fail_msg("%s: %llu rows, %u billable", source->path,
                     (unsigned long long)source->records, billable);
        rows += source->records;
    }
    printf("%d files, %llu records, none refused\n", FACTS, (unsigned long long)rows);
    gen_source_list_free(&list);
    gen_report_free(&report);
}

/* Files that the manifest does not list, by their names alone. */
static void files_beside_the_manifest_are_read_too(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        uint32_t rows;
    } files[] = {
        {"hcpcs/2017/NOC_Codes_2017.txt", 952}, /* 991 codes, 39 of them dental */
        {"hcpcs/2018/NOC_Codes_2018.prn", 144},
        {"icd10cm/2016/icd10cm_codes_2016.txt.xz", 69823},
        {"icd10cm/2024/icd10cm_codes_2024.txt.xz", 74044},
        {"icd10cm/2025/icd10cm_codes_2025.txt.xz", 74260},
        {"icd10cm/2026/icd10cm_codes_2026.txt.xz", 74719},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char *path = gen_path_join(data, files[i].path);
        const char *args[] = {path};
        reading r;
        reading_make(&r, NULL, args, 1, false);
        expect_no_messages(&r.report);
        assert_true(r.found && r.read);
        assert_int_equal(r.row_count, files[i].rows);
        reading_free(&r);
        free(path);
    }
}

/* The same folder with its manifest taken away. */
static void without_the_manifest_rivals_and_drafts_are_refused_by_name(void **state)
{
    (void)state;
    static const char *const parts[] = {"icd10cm", "icd10pcs", "icd9cm", "hcpcs",
                                        "ncci",    "gems",     "mce",    "claims"};
    source_folder folder;
    source_folder_make(&folder);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char *target = gen_path_join(data, parts[i]);
        char *real = realpath(target, NULL);
        assert_non_null(real);
        assert_int_equal(symlink(real, source_folder_at(&folder, parts[i])), 0);
        free(real);
        free(target);
    }
    reading r;
    const char *args[] = {folder.path};
    reading_make(&r, NULL, args, 1, false);
    assert_false(r.found);
    static const char draft[] =
        "draft: ICD-10 came into force on 2015-10-01; to read it "
        "all the same, state its interval in a manifest\n";
    static const char *const drafts[] = {
        "icd10cm/2011/icd10cm_tabular_2011.xml.xz",
        "icd10cm/2012/ICD10CM_2012_Full_Tabular.xml.xz",
        "icd10cm/2012/icd10cm_order_2012.txt.xz",
        "icd10cm/2013/ICD10CM_FY2013_Full_XML_Tabular.xml.xz",
        "icd10cm/2013/icd10cm_order_2013.txt.xz",
        "icd10pcs/2015/icd10pcs_order_2015.txt.xz",
    };
    static const char rivals[] =
        "icd10cm/2019/POAexemptCodes2019.txt.xz: "
        "mce/poa/POAexemptCodes2019.txt.xz is another poa-exempt of "
        "2018-10-01, with other content: state the dates of both in a manifest\n"
        "icd10cm/2023/icd10cm-order-2023.txt.xz: "
        "icd10cm/2023-04/icd10cm_order_2023.txt.xz is another icd10cm-order of "
        "2022-10-01, with other content: state the dates of both in a manifest\n"
        "icd10pcs/2022-01/icd10pcs_order_2022.txt.xz: "
        "icd10pcs/2022-04/icd10pcs_order_2022.txt.xz is another icd10pcs-order of "
        "2021-10-01, with other content: state the dates of both in a manifest\n";
    enum { DRAFTS = sizeof drafts / sizeof drafts[0] };
    char want[4096], *got = reading_messages(&r, &folder);
    size_t n = 0;
    for (size_t i = 0; i < DRAFTS; i++)
        n += (size_t)snprintf(want + n, sizeof want - n, "%s: %s", drafts[i], draft);
    snprintf(want + n, sizeof want - n, "%s", rivals);
    if (strncmp(got, want, strlen(want)) != 0)
        fail_msg("messages:\n%s", got);
    assert_int_equal(r.report.errors, DRAFTS + 3);
    /* Every file is a source, or stands among the unused with its reason. */
    printf("%u sources, %u left out, each with a reason\n", r.list.count,
           r.list.unused_count);
    assert_true(r.list.count == 88 && r.list.unused_count > 200);
    free(got);
    reading_free(&r);
    source_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_folder_gives_the_files_of_its_manifest_in_its_order),
        cmocka_unit_test(every_file_is_read_to_its_last_record),
        cmocka_unit_test(files_beside_the_manifest_are_read_too),
        cmocka_unit_test(without_the_manifest_rivals_and_drafts_are_refused_by_name),
    };
    data = getenv("SCRUBJAY_DATA");
    if (!data || !data[0])
        data = SCRUBJAY_DATA_DEFAULT;
    char *manifest = gen_path_join(data, "manifest.csv");
    bool absent = access(manifest, R_OK) != 0;
    free(manifest);
    if (absent) {
        fprintf(stderr, "skipped: no official files in %s (set SCRUBJAY_DATA)\n", data);
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}

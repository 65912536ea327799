/*
 * The official Tabular Lists and PCS tables: every node and note is told, the counts
 * are those of the files, and what does not read as a reference is what is known not
 * to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/format/layout.h"
#include "gen/source/note_reference.h"
#include "gen/source/source.h"
#include "gen/source/walk.h"

static const char *data;

enum { LEVELS = 3, LINE_KINDS = SJ_NOTE_KIND_COUNT };

typedef struct counts {
    gen_report report;
    gen_source source;
    uint32_t nodes[LEVELS], categories;
    uint32_t notes[LINE_KINDS];
    uint32_t bare[LINE_KINDS];       /* lines without a code of any kind */
    uint32_t references[LINE_KINDS]; /* in brackets */
    uint32_t qualified[LINE_KINDS];  /* of them, with a qualifier */
    uint32_t weak, unread;
    char node[SJ_CODE_CAP]; /* the last one */
    uint32_t strays;        /* notes of another node than the last */
} counts;

static bool holds_code(const char *text, size_t len)
{
    for (size_t i = 0; i + 3 <= len; i++)
        if (text[i] >= 'A' && text[i] <= 'Z' && text[i + 1] >= '0' &&
            text[i + 1] <= '9' &&
            ((text[i + 2] >= '0' && text[i + 2] <= '9') ||
             (text[i + 2] >= 'A' && text[i + 2] <= 'Z')))
            return true;
    return false;
}

static bool count_row(void *ctx, const gen_row *row)
{
    counts *c = ctx;
    if (row->kind == GEN_ROW_NODE) {
        c->nodes[row->status]++;
        c->categories += row->status == SJF_LEVEL_CODE && row->code_len == 3;
        memcpy(c->node, row->code, row->code_len + 1);
        return true;
    }
    static gen_note_references found;
    c->notes[row->status]++;
    c->strays += strcmp(c->node, row->code) != 0;
    c->bare[row->status] += !holds_code(row->long_text, row->long_len);
    c->weak += (row->flags & GEN_NOTE_WEAK) != 0;
    c->unread += (row->flags & GEN_NOTE_UNREAD) != 0;
    if (row->status < SJ_NOTE_EXCLUDES1 || row->status > SJ_NOTE_CODE_ALSO)
        return true;
    gen_read_references(row->long_text, row->long_len, &found);
    c->references[row->status] += found.count;
    for (uint32_t i = 0; i < found.count; i++)
        c->qualified[row->status] += found.items[i].alternative_count > 0;
    return true;
}

/* Read one official file as a kind. */
static bool read_file(const char *name, gen_kind kind, sj_system system, gen_row_fn row,
                      void *ctx, gen_report *report, gen_source *source)
{
    char *path = gen_path_join(data, name);
    *source =
        (gen_source){.path = path, .container = path, .kind = kind, .system = system};
    gen_report_init(report, false);
    bool read = gen_read_source(source, row, ctx, report);
    free(path);
    return read;
}

/* Facts of the files, counted from the XML by other means. Of the qualified Excludes1
 * references of FY2021 four more stand in brackets that do not read. */
static const struct {
    const char *file;
    uint32_t nodes[LEVELS], categories;
    uint32_t notes[LINE_KINDS];
    uint32_t bare[5], references[5], qualified[5]; /* excludes1 to codeAlso */
    uint32_t weak, unread;
} lists[] = {
    {"icd10cm/2016/Tabular.xml.xz",
     {21, 291, 1903 + 7193},
     1903,
     {945, 10511, 5428, 2015, 616, 1258, 203, 173 + 467, 1618},
     {140, 27, 170, 276, 78},
     {5653, 2258, 545, 1143, 140},
     {43, 18, 13, 89, 0},
     146,
     8},
    {"icd10cm/2021-01/icd10cm_tabular_2021.xml.xz",
     {22, 296, 1911 + 7914},
     1911,
     {1015, 11617, 5441, 2253, 681, 1347, 352, 176 + 507, 1787},
     {137, 30, 182, 301, 107},
     {5692, 2490, 607, 1209, 263},
     {42, 19, 14, 91, 0},
     166,
     10},
    {"icd10cm/2023/icd10cm_tabular_2023.xml.xz",
     {22, 296, 1914 + 8232},
     1914,
     {1023, 12064, 5438, 2339, 748, 1431, 445, 178 + 507, 1787},
     {134, 33, 192, 306, 132},
     {5695, 2583, 678, 1364, 338},
     {43, 19, 17, 96, 2},
     183,
     7},
};

enum { LISTS = sizeof lists / sizeof lists[0] };

static void expect_counts(const char *what, const uint32_t *got, const uint32_t *want,
                          size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (got[i] != want[i])
            fail_msg("%s %zu: %u instead of %u", what, i, got[i], want[i]);
}

static void every_node_and_note_of_the_tabular_lists_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < LISTS; i++) {
        counts c = {0};
        uint64_t rows = 0;
        assert_true(read_file(lists[i].file, GEN_ICD10CM_TABULAR, SJ_ICD10CM, count_row,
                              &c, &c.report, &c.source));
        expect_counts("nodes of level", c.nodes, lists[i].nodes, LEVELS);
        expect_counts("notes of kind", c.notes, lists[i].notes, LINE_KINDS);
        expect_counts("categories", &c.categories, &lists[i].categories, 1);
        assert_int_equal(c.strays, 0);
        for (int k = 0; k < LEVELS; k++)
            rows += c.nodes[k];
        for (int k = 0; k < LINE_KINDS; k++)
            rows += c.notes[k];
        assert_int_equal(c.source.records, rows);
        assert_int_equal(c.source.rejected, 0);
        printf("%s: %llu nodes and notes\n", lists[i].file, (unsigned long long)rows);
        gen_report_free(&c.report);
    }
}

static void references_are_as_many_as_are_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < LISTS; i++) {
        counts c = {0};
        assert_true(read_file(lists[i].file, GEN_ICD10CM_TABULAR, SJ_ICD10CM, count_row,
                              &c, &c.report, &c.source));
        printf("%s:\n", lists[i].file);
        for (unsigned k = SJ_NOTE_EXCLUDES1; k <= SJ_NOTE_CODE_ALSO; k++)
            printf("  %s: %u lines, %u of them without a code; %u references, %u of "
                   "them qualified\n",
                   sj_note_kind_name(k), c.notes[k], c.bare[k], c.references[k],
                   c.qualified[k]);
        expect_counts("lines without a code", c.bare + 2, lists[i].bare, 5);
        expect_counts("references", c.references + 2, lists[i].references, 5);
        expect_counts("qualified", c.qualified + 2, lists[i].qualified, 5);
        expect_counts("weak", &c.weak, &lists[i].weak, 1);
        gen_report_free(&c.report);
    }
}

/* All brackets that hold a code and make no rule, of the three lists. */
static void what_does_not_read_is_logged_and_known(void **state)
{
    (void)state;
    static const char nose[] = "other and unspecified malignant neoplasm of skin of "
                               "nose C44.301, C44.311, C44.321, C44.391)";
    static const char *const known[] = {
        "(A00-R94 and T80-T88.6, T88.8)",
        "(B27.0-B27.9 with 1)",
        "(F10-F19 with 5th character .6)",
        "(F11-F19 with fifth to sixth characters 51)",
        "(I83.1-.2)",
        "(S52.- with open fracture 7th character)",
        "(T36-T50 with fifth or six character 5)",
        "(T36-T50 with fifth or sixth character 5",
        "(T51-T65 with fifth or sixth character to indicate intent)",
        "(Z89.52-",
        nose,
    };
    enum { KNOWN = sizeof known / sizeof known[0] };
    static const char saying[] = ": does not read as references to codes: ";
    for (size_t i = 0; i < LISTS; i++) {
        counts c = {0};
        assert_true(read_file(lists[i].file, GEN_ICD10CM_TABULAR, SJ_ICD10CM, count_row,
                              &c, &c.report, &c.source));
        expect_counts("unread", &c.unread, &lists[i].unread, 1);
        assert_int_equal(c.report.count, lists[i].unread);
        for (uint32_t m = 0; m < c.report.count; m++) {
            const char *text = strstr(c.report.messages[m].text, saying);
            size_t k = 0;
            assert_non_null(text);
            while (k < KNOWN && strcmp(known[k], text + strlen(saying)) != 0)
                k++;
            if (k == KNOWN)
                fail_msg("%s", c.report.messages[m].text);
        }
        gen_report_free(&c.report);
    }
}

/* ---- PCS tables ------------------------------------------------------------------ */

typedef struct tables {
    gen_report report;
    gen_source source;
    uint64_t codes;
    uint32_t rows, labels;
} tables;

static bool count_table(void *ctx, const gen_row *row)
{
    tables *t = ctx;
    uint64_t values[4], codes = 1;
    if (row->kind == GEN_ROW_LABEL) {
        t->labels++;
        return true;
    }
    assert_int_equal(row->kind, GEN_ROW_PCS);
    memcpy(values, row->short_text, sizeof values);
    for (int i = 0; i < 4; i++)
        codes *= (uint64_t)__builtin_popcountll(values[i]);
    t->codes += codes;
    t->rows++;
    return true;
}

/* The codes are as many as the order file of the release has billable ones. */
static void pcs_tables_hold_the_codes_of_their_release(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        uint32_t rows, codes;
    } facts[] = {
        {"icd10pcs/2022-04/icd10pcs_tables_2022.xml.xz", 2513, 78229},
        {"icd10pcs/2023-04/icd10pcs_tables_2023.xml.xz", 2544, 78530},
        {"icd10pcs/2025/icd10pcs_tables_2025.xml.xz", 2661, 78948},
        {"icd10pcs/2026/icd10pcs_tables_2026.xml.xz", 2733, 79115},
    };
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        tables t = {0};
        assert_true(read_file(facts[i].file, GEN_ICD10PCS_TABLES, SJ_ICD10PCS,
                              count_table, &t, &t.report, &t.source));
        assert_int_equal(t.report.count, 0);
        assert_int_equal(t.rows, facts[i].rows);
        assert_int_equal(t.source.records, facts[i].rows);
        assert_int_equal(t.codes, facts[i].codes);
        printf("%s: %u rows, %llu codes, %u labels\n", facts[i].file, t.rows,
               (unsigned long long)t.codes, t.labels);
        gen_report_free(&t.report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_node_and_note_of_the_tabular_lists_is_told),
        cmocka_unit_test(references_are_as_many_as_are_known),
        cmocka_unit_test(what_does_not_read_is_logged_and_known),
        cmocka_unit_test(pcs_tables_hold_the_codes_of_their_release),
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

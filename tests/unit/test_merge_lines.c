/*
 * Line tables in the catalog: which file speaks when, what is kept of rows, and the
 * order of everything (docs/RULES.md 18, FORMAT.md 22). All codes are invented.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/lookup/key.h"
#include "tests/support/merge_kit.h"

/* ---- rows and what came of them as text ------------------------------------------ */

static sj_date day(const char *text)
{
    sj_date out = SJ_DATE_OPEN;
    if (text)
        assert_true(sj_date_parse(text, strlen(text), &out));
    return out;
}

static gen_row *pair(merge_kit *k, uint32_t source, const char *column1,
                     const char *column2, const char *from, const char *to,
                     uint8_t indicator)
{
    return kit_row_add(k, source,
                       (gen_row){.kind = GEN_ROW_PTP,
                                 .system = SJ_SYSTEM_COUNT,
                                 .code = column1,
                                 .short_text = column2,
                                 .from = day(from),
                                 .to = day(to),
                                 .status = indicator,
                                 .long_text = "why"});
}

static void limit(merge_kit *k, uint32_t source, const char *code, uint32_t value,
                  uint8_t mai)
{
    kit_row_add(k, source,
                (gen_row){.kind = GEN_ROW_MUE,
                          .code = code,
                          .value = value,
                          .status = mai,
                          .long_text = "policy"});
}

static void addon(merge_kit *k, uint32_t source, const char *code, const char *primary,
                  const char *from, uint8_t type)
{
    kit_row_add(k, source,
                (gen_row){.kind = GEN_ROW_ADDON,
                          .code = code,
                          .short_text = primary,
                          .from = day(from),
                          .to = SJ_DATE_OPEN,
                          .status = type});
}

static void fee(merge_kit *k, uint32_t source, const char *code, const char *modifier,
                const char *indicators)
{
    kit_row_add(k, source,
                (gen_row){.kind = GEN_ROW_FEE,
                          .code = code,
                          .short_text = modifier,
                          .long_text = indicators});
}

static void facts(merge_kit *k, uint32_t source, const char *code, const char *columns)
{
    kit_row_add(k, source,
                (gen_row){.kind = GEN_ROW_FACTS,
                          .system = SJ_HCPCS,
                          .code = code,
                          .long_text = columns});
}

static void policy(merge_kit *k, uint32_t source, const char *code, const char *dx,
                   uint8_t excluded, const char *name)
{
    kit_row_add(k, source,
                (gen_row){.kind = GEN_ROW_POLICY,
                          .code = code,
                          .short_text = dx,
                          .status = excluded,
                          .value = 3,
                          .from = day("2024-01-01"),
                          .to = SJ_DATE_OPEN,
                          .long_text = name});
}

static void put(merge_kit *k, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void put(merge_kit *k, const char *format, ...)
{
    size_t used = strlen(k->text);
    va_list args;
    va_start(args, format);
    vsnprintf(k->text + used, sizeof k->text - used, format, args);
    va_end(args);
}

static const char *code(const merge_kit *k, uint32_t procedure)
{
    static char text[4][SJ_CODE_CAP];
    static unsigned next;
    char *out = text[next++ % 4];
    assert_true(procedure < k->catalog.lines.procedure_count);
    sji_unpack(SJ_HCPCS, k->catalog.lines.procedures[procedure], out);
    return out;
}

static void put_days(merge_kit *k, sj_date from, sj_date to)
{
    char first[SJ_DATE_CAP], last[SJ_DATE_CAP];
    sj_date_format(from, first);
    sj_date_format(to, last);
    put(k, " %s..%s", first, last);
}

static const char *text_of(const merge_kit *k, uint32_t id)
{
    return gen_text_get(&k->catalog.text, id, NULL);
}

/* "0 ncci-ptp-practitioner_2024Q2.txt 1996-01-01..2024-06-30; ..." */
static const char *releases(merge_kit *k)
{
    const gen_line_tables *l = &k->catalog.lines;
    k->text[0] = '\0';
    for (uint32_t i = 0; i < l->release_count; i++) {
        const gen_line_release *r = &l->releases[i];
        put(k, "%s%u %s", i ? "; " : "", r->table, k->catalog.sources[r->source].file);
        put_days(k, r->from, r->to);
    }
    return k->text;
}

/* "Q9901 Q9902 1 2020-01-01.. 0:3; ...": file and line that are cited at the end */
static const char *pairs(merge_kit *k, unsigned table)
{
    const gen_line_tables *l = &k->catalog.lines;
    k->text[0] = '\0';
    for (uint32_t i = 0; i < l->ptp[table].count; i++) {
        const gen_ptp_row *r = &l->ptp[table].rows[i];
        const gen_ptp_value *v = &l->values[r->value];
        put(k, "%s%s %s %u", i ? "; " : "", code(k, r->column1), code(k, r->column2),
            v->indicator);
        put_days(k, v->from, v->to);
        put(k, " %u:%u", r->citation >> SJF_PTP_CITE_FILE_SHIFT,
            r->citation & 0xFFFFFFF);
    }
    return k->text;
}

static const char *limits(merge_kit *k)
{
    const gen_line_tables *l = &k->catalog.lines;
    k->text[0] = '\0';
    for (uint32_t i = 0; i < l->mue_count; i++)
        put(k, "%s%u %s %u/%u release %u line %u", i ? "; " : "", l->mue[i].table,
            code(k, l->mue[i].procedure), l->mue[i].value, l->mue[i].mai,
            l->mue[i].release, l->mue[i].line);
    return k->text;
}

static void begin(merge_kit *k)
{
    kit_init(k);
}

static void end(merge_kit *k, const char *messages)
{
    assert_string_equal(kit_messages(k), messages);
    kit_free(k);
}

/* ---- which file speaks ----------------------------------------------------------- */

static void of_a_pair_table_the_newest_release_counts_for_all_days(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t old = kit_source(&k, GEN_PTP_PRACTITIONER, "2024Q1", "2024-01-01", NULL);
    uint32_t new = kit_source(&k, GEN_PTP_PRACTITIONER, "2024Q2", "2024-04-01", NULL);
    pair(&k, old, "Q9901", "Q9909", "2020-01-01", NULL, 1);
    pair(&k, old, "Q9901", "Q9902", "2020-01-01", NULL, 1);
    pair(&k, new, "Q9901", "Q9902", "2020-01-01", "2023-12-31", 0);
    kit_merge(&k, false);
    assert_string_equal(releases(&k),
                        "0 ncci-ptp-practitioner_2024Q2.txt 1996-01-01..2024-06-30");
    assert_string_equal(pairs(&k, 0), "Q9901 Q9902 0 2020-01-01..2023-12-31 0:3");
    assert_int_equal(k.catalog.lines.procedure_count, 2);
    end(&k, "ncci-ptp-practitioner_2024Q1.txt: 2 rows left out: a newer file "
            "of the table is its complete history");
}

static void slices_of_a_release_are_cited_each_by_its_place(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t s1 = kit_source(&k, GEN_PTP_HOSPITAL, "f2", "2024-04-01", NULL);
    uint32_t s0 = kit_source(&k, GEN_PTP_HOSPITAL, "f1", "2024-04-01", NULL);
    pair(&k, s1, "Q9903", "Q9902", "2020-01-01", NULL, 1);
    pair(&k, s0, "Q9901", "Q9902", "2020-01-01", NULL, 1);
    kit_merge(&k, false);
    assert_string_equal(releases(&k),
                        "1 ncci-ptp-hospital_f1.txt 1996-01-01..2024-06-30; "
                        "1 ncci-ptp-hospital_f2.txt 1996-01-01..2024-06-30");
    assert_string_equal(pairs(&k, 1), "Q9901 Q9902 1 2020-01-01.. 0:2; "
                                      "Q9903 Q9902 1 2020-01-01.. 1:1");
    end(&k, "");
}

static void tables_do_not_end_each_other(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t p = kit_source(&k, GEN_PTP_PRACTITIONER, "2024Q2", "2024-04-01", NULL);
    uint32_t h = kit_source(&k, GEN_PTP_HOSPITAL, "2024Q3", "2024-07-01", NULL);
    uint32_t m = kit_source(&k, GEN_MUE_HOSPITAL, "2024Q2", "2024-04-01", NULL);
    uint32_t d = kit_source(&k, GEN_MUE_DME, "2024Q2", "2024-05-01", NULL);
    pair(&k, p, "Q9901", "Q9902", "2020-01-01", NULL, 1);
    pair(&k, h, "Q9902", "Q9901", "2020-01-01", NULL, 1);
    limit(&k, m, "Q9901", 1, 2);
    limit(&k, d, "Q9901", 2, 2);
    kit_merge(&k, false);
    assert_string_equal(releases(&k),
                        "0 ncci-ptp-practitioner_2024Q2.txt 1996-01-01..2024-06-30; "
                        "1 ncci-ptp-hospital_2024Q3.txt 1996-01-01..2024-09-30; "
                        "6 ncci-mue-hospital_2024Q2.txt 2024-04-01..2024-06-30; "
                        "7 ncci-mue-dme_2024Q2.txt 2024-05-01..2024-06-30");
    end(&k, "");
}

static void unit_limits_speak_for_their_quarter_and_the_newest_is_carried(void **state)
{
    (void)state;
    for (int carry = 0; carry < 2; carry++) {
        merge_kit k;
        begin(&k);
        uint32_t q3 = kit_source(&k, GEN_MUE_PRACTITIONER, "Q3", "2024-07-01", NULL);
        uint32_t q1 = kit_source(&k, GEN_MUE_PRACTITIONER, "Q1", "2024-01-01", NULL);
        limit(&k, q3, "Q9902", 4, 3);
        limit(&k, q1, "Q9902", 0, 1);
        limit(&k, q1, "Q9901", 7, 0);
        kit_merge(&k, carry);
        assert_string_equal(
            releases(&k),
            carry ? "5 ncci-mue-practitioner_Q1.txt 2024-01-01..2024-03-31; "
                    "5 ncci-mue-practitioner_Q3.txt 2024-07-01.."
                  : "5 ncci-mue-practitioner_Q1.txt 2024-01-01..2024-03-31; "
                    "5 ncci-mue-practitioner_Q3.txt 2024-07-01..2024-09-30");
        assert_string_equal(limits(&k), "0 Q9901 7/0 release 0 line 3; "
                                        "0 Q9902 0/1 release 0 line 2; "
                                        "0 Q9902 4/3 release 1 line 1");
        end(&k, "");
    }
}

static void all_slices_of_the_newest_release_are_carried(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    for (int i = 0; i < 3; i++) {
        char name[3] = {'f', (char)('1' + i), 0};
        uint32_t s = kit_source(&k, GEN_PTP_MEDICAID_DME, name, "2024-04-01", NULL);
        pair(&k, s, "Q9901", "Q9902", "2020-01-01", NULL, (uint8_t)(i % 2));
    }
    kit_merge(&k, true);
    assert_string_equal(releases(&k), "4 ncci-ptp-medicaid-dme_f1.txt 1996-01-01..; "
                                      "4 ncci-ptp-medicaid-dme_f2.txt 1996-01-01..; "
                                      "4 ncci-ptp-medicaid-dme_f3.txt 1996-01-01..");
    end(&k, "");
}

static void
a_fee_schedule_speaks_until_the_next_one_or_the_end_of_its_year(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t a = kit_source(&k, GEN_PPRRVU, "2024-01", "2024-01-01", NULL);
    uint32_t b = kit_source(&k, GEN_PPRRVU, "2024-04", "2024-04-01", NULL);
    fee(&k, a, "Q9901", NULL, "A1XXX01209");
    fee(&k, b, "Q9901", "26", "A1090 1209");
    fee(&k, b, "Q9901", NULL, "A 10      ");
    kit_merge(&k, false);
    assert_string_equal(releases(&k), "12 pprrvu_2024-01.txt 2024-01-01..2024-03-31; "
                                      "12 pprrvu_2024-04.txt 2024-04-01..2024-12-31");
    const gen_line_tables *l = &k.catalog.lines;
    assert_int_equal(l->fee_count, 3);
    assert_memory_equal(l->fees[0].glob, "XXX", 3);
    assert_int_equal(l->fees[1].release, 1);
    assert_memory_equal(l->fees[1].modifier, "\0\0", 2);
    assert_memory_equal(l->fees[1].glob, "10\0", 3);
    assert_int_equal(l->fees[1].pctc, 0);
    assert_memory_equal(l->fees[2].modifier, "26", 2);
    assert_int_equal(l->fees[2].mult, 0);
    assert_int_equal(l->fees[2].bilat, '1');
    end(&k, "");
}

static void two_files_of_one_quarter_are_told(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t a = kit_source(&k, GEN_MUE_DME, "a", "2024-01-01", NULL);
    uint32_t b = kit_source(&k, GEN_MUE_DME, "b", "2024-01-01", NULL);
    limit(&k, a, "Q9901", 1, 1);
    limit(&k, b, "Q9901", 1, 1);
    kit_merge(&k, false);
    assert_false(k.merged);
    end(&k, "ncci-mue-dme_b.txt: begins on the same day as ncci-mue-dme_a.txt: "
            "state the dates of both in a manifest");
}

/* ---- what is kept, and in which order -------------------------------------------- */

static void equal_rows_are_kept_once_and_others_in_order(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t s = kit_source(&k, GEN_PTP_PRACTITIONER, "2024Q2", "2024-04-01", NULL);
    pair(&k, s, "Q9902", "Q9901", "2020-01-01", NULL, 1);
    pair(&k, s, "Q9901", "Q9903", "2022-01-01", NULL, 1);
    pair(&k, s, "Q9901", "Q9903", "2020-01-01", "2020-01-01", 9);
    pair(&k, s, "Q9901", "Q9903", "2020-01-01", "2020-01-01", 1);
    pair(&k, s, "Q9901", "Q9903", "2020-01-01", "2020-01-01", 9);
    pair(&k, s, "AQ901", "Q9902", "2020-01-01", NULL, 1);
    pair(&k, s, "Q9901", "Q9902", "2020-01-01", NULL, 1);
    kit_merge(&k, false);
    assert_string_equal(pairs(&k, 0), "AQ901 Q9902 1 2020-01-01.. 0:6; "
                                      "Q9901 Q9902 1 2020-01-01.. 0:7; "
                                      "Q9901 Q9903 1 2020-01-01..2020-01-01 0:4; "
                                      "Q9901 Q9903 9 2020-01-01..2020-01-01 0:3; "
                                      "Q9901 Q9903 1 2022-01-01.. 0:2; "
                                      "Q9902 Q9901 1 2020-01-01.. 0:1");
    assert_int_equal(k.catalog.lines.value_count, 4);
    end(&k, "");
}

static void procedures_are_the_codes_of_rows_and_of_code_sets(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t cpt = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    uint32_t other = kit_list(&k, SJ_REVENUE, "2024", "2024-01-01", NULL);
    uint32_t aoc = kit_source(&k, GEN_AOC, "2024Q2", "2024-04-01", NULL);
    kit_dated(&k, cpt, SJ_CPT, "99X01", NULL, NULL);
    kit_dated(&k, cpt, SJ_CPT, "99901", NULL, NULL);
    kit_dated(&k, other, SJ_REVENUE, "0360", NULL, NULL);
    addon(&k, aoc, "Q9902", "99901", "2013-01-01", 1);
    addon(&k, aoc, "Q9902", NULL, "2013-01-01", 2);
    addon(&k, aoc, "Q9902", "99901", "2013-01-01", 1);
    kit_merge(&k, false);
    assert_int_equal(k.catalog.lines.procedure_count, 3);
    assert_string_equal(code(&k, 0), "99901");
    assert_string_equal(code(&k, 1), "99X01");
    assert_string_equal(code(&k, 2), "Q9902");
    assert_int_equal(k.catalog.lines.addon_count, 2);
    assert_int_equal(k.catalog.lines.addons[0].primary, 0);
    assert_int_equal(k.catalog.lines.addons[1].primary, UINT32_MAX);
    assert_string_equal(releases(&k), "11 ncci-aoc_2024Q2.txt 1996-01-01..2024-06-30");
    end(&k, "");
}

static void without_line_tables_there_are_no_procedures(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t cpt = kit_list(&k, SJ_CPT, "2024", "2024-01-01", NULL);
    kit_dated(&k, cpt, SJ_CPT, "99901", NULL, NULL);
    kit_merge(&k, false);
    assert_int_equal(k.catalog.lines.release_count, 0);
    assert_int_equal(k.catalog.lines.procedure_count, 0);
    end(&k, "");
}

static void facts_are_kept_where_they_differ_from_the_release_before(void **state)
{
    (void)state;
    static const char *const columns[] = {"11 A C", "11 A C", "11 A D", "11 A C"};
    merge_kit k;
    begin(&k);
    for (int i = 3; i >= 0; i--) {
        char name[5], from[11];
        snprintf(name, sizeof name, "202%d", i);
        snprintf(from, sizeof from, "202%d-01-01", i);
        uint32_t s = kit_source(&k, GEN_HCPCS_ANWEB, name, from, NULL);
        kit_dated(&k, s, SJ_HCPCS, "Q9901", "2010-01-01", NULL);
        facts(&k, s, "Q9901", columns[i]);
    }
    kit_merge(&k, false);
    const gen_line_tables *l = &k.catalog.lines;
    assert_int_equal(l->fact_count, 3);
    assert_int_equal(l->facts[0].from, day("2020-01-01"));
    assert_int_equal(l->facts[1].from, day("2022-01-01"));
    assert_int_equal(l->facts[2].from, day("2023-01-01"));
    assert_string_equal(text_of(&k, l->facts[1].text), "11 A D");
    assert_string_equal(releases(&k), "13 hcpcs-anweb_2020.txt 2020-01-01..2020-12-31; "
                                      "13 hcpcs-anweb_2021.txt 2021-01-01..2021-12-31; "
                                      "13 hcpcs-anweb_2022.txt 2022-01-01..2022-12-31; "
                                      "13 hcpcs-anweb_2023.txt 2023-01-01..2023-12-31");
    end(&k, "");
}

static void policies_are_numbered_by_file_and_name(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t b = kit_source(&k, GEN_NECESSITY, "b", "2024-01-01", NULL);
    uint32_t a = kit_source(&k, GEN_NECESSITY, "a", "2024-01-01", NULL);
    policy(&k, b, "Q9902", "I10", 0, "L2\tsecond");
    policy(&k, b, "Q9901", "I10", 1, "L1\tfirst");
    policy(&k, b, "Q9901", "I10", 1, "L1\tfirst");
    policy(&k, a, "Q9901", "E119", 0, "L9\tninth");
    kit_merge(&k, false);
    const gen_line_tables *l = &k.catalog.lines;
    assert_string_equal(releases(&k), "14 necessity_a.txt 2024-01-01..; "
                                      "14 necessity_b.txt 2024-01-01..");
    assert_int_equal(l->policy_count, 3);
    assert_string_equal(text_of(&k, l->policies[0].id), "L9");
    assert_string_equal(text_of(&k, l->policies[1].id), "L1");
    assert_string_equal(text_of(&k, l->policies[1].citation), "first");
    assert_string_equal(text_of(&k, l->policies[2].id), "L2");
    assert_int_equal(l->policies[2].release, 1);
    assert_int_equal(l->item_count, 3);
    assert_int_equal(l->items[0].policy, 0);
    assert_int_equal(l->items[1].policy, 1);
    assert_int_equal(l->items[1].key >> SJF_ITEM_EXCLUDED_BIT, 1);
    assert_int_equal(l->items[2].procedure, 1);
    end(&k, "");
}

static void the_order_of_sources_does_not_matter(void **state)
{
    (void)state;
    char want[sizeof((merge_kit *)0)->text];
    for (int turn = 0; turn < 2; turn++) {
        merge_kit k;
        begin(&k);
        uint32_t s = kit_source(&k, GEN_PTP_HOSPITAL, "f1", "2024-04-01", NULL);
        uint32_t t = kit_source(&k, GEN_PTP_HOSPITAL, "f2", "2024-04-01", NULL);
        pair(&k, s, "Q9903", "Q9902", "2021-01-01", NULL, 1);
        pair(&k, t, "Q9901", "Q9902", "2020-01-01", NULL, 0);
        pair(&k, t, "Q9903", "Q9902", "2021-01-01", NULL, 1);
        if (turn)
            kit_reverse(&k);
        kit_merge(&k, false);
        if (turn)
            assert_string_equal(pairs(&k, 1), want);
        else
            strcpy(want, pairs(&k, 1));
        end(&k, "");
    }
}

/* ---- what is refused ------------------------------------------------------------- */

static void a_limit_said_twice_is_refused_where_it_differs(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t s = kit_source(&k, GEN_MUE_DME, "2024Q1", "2024-01-01", NULL);
    limit(&k, s, "Q9901", 1, 1);
    limit(&k, s, "Q9901", 1, 1);
    limit(&k, s, "Q9902", 1, 1);
    limit(&k, s, "Q9902", 2, 1);
    kit_merge(&k, false);
    assert_false(k.merged);
    end(&k, "ncci-mue-dme_2024Q1.txt:4: code Q9902 has a unit limit already");
}

static void a_fee_said_twice_is_refused_where_it_differs(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t s = kit_source(&k, GEN_PPRRVU, "2024-01", "2024-01-01", NULL);
    fee(&k, s, "Q9901", NULL, "A1XXX01209");
    fee(&k, s, "Q9901", NULL, "A1XXX01209");
    fee(&k, s, "Q9901", NULL, "A1XXX01208");
    kit_merge(&k, false);
    assert_false(k.merged);
    end(&k, "pprrvu_2024-01.txt:3: code Q9901 has fee schedule indicators "
            "already");
}

static void rows_that_tables_cannot_hold_are_refused(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    uint32_t p = kit_source(&k, GEN_PTP_HOSPITAL, "p", "2024-01-01", NULL);
    uint32_t m = kit_source(&k, GEN_MUE_DME, "m", "2024-01-01", NULL);
    uint32_t a = kit_source(&k, GEN_AOC, "a", "2024-01-01", NULL);
    uint32_t f = kit_source(&k, GEN_PPRRVU, "f", "2024-01-01", NULL);
    pair(&k, p, "Q99", "Q9902", "2020-01-01", NULL, 1);
    pair(&k, p, "Q9901", "Q990-", "2020-01-01", NULL, 1);
    pair(&k, p, "Q9901", "Q9902", "2020-01-01", NULL, 2);
    pair(&k, p, "Q9901", "Q9902", "2020-01-01", NULL, 1)->from = GEN_NO_DATE;
    pair(&k, p, "Q9901", "Q9902", "2020-01-01", NULL, 1)->line = 1 << 28;
    limit(&k, m, "Q9901", 1, 4);
    addon(&k, a, "Q9901", "Q9902", "2020-01-01", 4);
    fee(&k, f, "Q9901", NULL, "A1XXX0120");
    fee(&k, f, "Q9901", NULL, "A1XXX0120?");
    fee(&k, f, "Q9901", "5", "A1XXX01209");
    limit(&k, f, "Q9901", 1, 1);
    kit_merge(&k, false);
    end(&k, "ncci-ptp-hospital_p.txt:1: code Q99: not a procedure code; "
            "ncci-ptp-hospital_p.txt:2: code Q9901: not a procedure code; "
            "ncci-ptp-hospital_p.txt:3: code Q9901: no known modifier indicator; "
            "ncci-ptp-hospital_p.txt:4: code Q9901: no effective date; "
            "ncci-ptp-hospital_p.txt:268435456: code Q9901: beyond the lines that "
            "can be cited; "
            "ncci-mue-dme_m.txt:6: code Q9901: no known adjudication indicator; "
            "ncci-aoc_a.txt:7: code Q9901: no known type of add-on code; "
            "pprrvu_f.txt:8: code Q9901: an indicator is neither letter nor digit; "
            "pprrvu_f.txt:9: code Q9901: an indicator is neither letter nor digit; "
            "pprrvu_f.txt:10: code Q9901: not a modifier; "
            "pprrvu_f.txt:11: code Q9901: a row that such a file does not bear");
}

static void seventeen_files_of_one_table_are_too_many(void **state)
{
    (void)state;
    merge_kit k;
    begin(&k);
    for (int i = 0; i < 17; i++) {
        char name[4];
        snprintf(name, sizeof name, "f%02d", i);
        uint32_t s = kit_source(&k, GEN_PTP_HOSPITAL, name, "2024-01-01", NULL);
        pair(&k, s, "Q9901", "Q9902", "2020-01-01", NULL, 1);
    }
    kit_merge(&k, false);
    assert_false(k.merged);
    end(&k, "ncci-ptp-hospital_f16.txt: more than 16 files of one table");
}

static void more_codes_than_a_row_has_bits_for_are_told(void **state)
{
    (void)state;
    enum { CODES = 65536 };
    static char codes[CODES][6];
    merge_kit k;
    begin(&k);
    uint32_t s = kit_source(&k, GEN_MUE_DME, "m", "2024-01-01", NULL);
    for (int i = 0; i < CODES; i++) {
        snprintf(codes[i], sizeof codes[i], "%05d", i);
        limit(&k, s, codes[i], 1, 1);
    }
    kit_merge(&k, false);
    end(&k, "ncci-mue-dme_m.txt:65536: code 65535: more than 65535 procedure "
            "codes; more than 65535 procedure codes in line tables and code sets");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_pair_table_the_newest_release_counts_for_all_days),
        cmocka_unit_test(slices_of_a_release_are_cited_each_by_its_place),
        cmocka_unit_test(tables_do_not_end_each_other),
        cmocka_unit_test(unit_limits_speak_for_their_quarter_and_the_newest_is_carried),
        cmocka_unit_test(all_slices_of_the_newest_release_are_carried),
        cmocka_unit_test(
            a_fee_schedule_speaks_until_the_next_one_or_the_end_of_its_year),
        cmocka_unit_test(two_files_of_one_quarter_are_told),
        cmocka_unit_test(equal_rows_are_kept_once_and_others_in_order),
        cmocka_unit_test(procedures_are_the_codes_of_rows_and_of_code_sets),
        cmocka_unit_test(without_line_tables_there_are_no_procedures),
        cmocka_unit_test(facts_are_kept_where_they_differ_from_the_release_before),
        cmocka_unit_test(policies_are_numbered_by_file_and_name),
        cmocka_unit_test(the_order_of_sources_does_not_matter),
        cmocka_unit_test(a_limit_said_twice_is_refused_where_it_differs),
        cmocka_unit_test(a_fee_said_twice_is_refused_where_it_differs),
        cmocka_unit_test(rows_that_tables_cannot_hold_are_refused),
        cmocka_unit_test(seventeen_files_of_one_table_are_too_many),
        cmocka_unit_test(more_codes_than_a_row_has_bits_for_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

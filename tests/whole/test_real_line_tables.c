/*
 * The tables of line edits at hand, each read to its last record in the publishers'
 * layouts. The figures were counted by another program in another language: records,
 * what each field holds, and sums of days, so that no field is read from a wrong place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/model/memory.h"
#include "gen/source/name.h"
#include "gen/source/source.h"
#include "tests/support/plain_fixture.h"

static const char *data;

/* What a file gave. */
typedef struct tally {
    uint64_t records, rows[GEN_ROW_POLICY + 1];
    uint64_t open, prior_1996, by_status[10], zero, value_sum, any_primary;
    uint64_t line_sum, rationale_len, code_sum;
    int64_t from_sum, to_sum; /* of rows that end */
    uint64_t modified, by_place[10][256];
} tally;

static uint64_t char_sum(const char *text)
{
    uint64_t sum = 0;
    for (; *text; text++)
        sum += (unsigned char)*text;
    return sum;
}

static void count_fee(tally *t, const gen_row *row)
{
    assert_int_equal(row->long_len, 10);
    t->modified += row->short_text != NULL;
    for (size_t i = 0; i < 10; i++)
        t->by_place[i][(unsigned char)row->long_text[i]]++;
}

static bool count_row(void *ctx, const gen_row *row)
{
    tally *t = ctx;
    t->rows[row->kind]++;
    t->line_sum += row->line;
    if (row->kind == GEN_ROW_FEE) {
        count_fee(t, row);
        return true;
    }
    if (row->kind == GEN_ROW_CODE || row->kind == GEN_ROW_FACTS)
        return true;
    t->by_status[row->status]++;
    t->value_sum += row->value;
    t->zero += row->value == 0;
    t->rationale_len += row->long_text ? row->long_len : 0;
    t->code_sum += char_sum(row->code);
    if (row->short_text)
        t->code_sum += 3 * char_sum(row->short_text);
    else
        t->any_primary++;
    t->prior_1996 += row->flags;
    t->from_sum += row->from == GEN_NO_DATE ? 0 : row->from;
    if (row->to == SJ_DATE_OPEN)
        t->open++;
    else
        t->to_sum += row->to;
    return true;
}

/* Read a file; any message at all is a failure. */
static void read_file(const char *name, gen_kind kind, tally *out)
{
    char path[1024];
    gen_report report;
    gen_report_init(&report, false);
    snprintf(path, sizeof path, "%s/%s", data, name);
    gen_source source = {.path = path,
                         .container = path,
                         .file = gen_official_name(path),
                         .kind = kind,
                         .system = kind == GEN_HCPCS_ANWEB ? SJ_HCPCS : SJ_SYSTEM_COUNT,
                         .release = gen_strdup("")};
    *out = (tally){0};
    bool read = gen_read_source(&source, count_row, out, &report);
    if (!read || report.count > 0)
        fail_msg("%s: %s", name, report.count ? report.messages[0].text : "not read");
    out->records = source.records;
    free(source.file);
    free(source.release);
    gen_report_free(&report);
}

static void each_pair_table_is_read_to_its_last_row(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t rows, open, prior_1996, by_indicator[3];
        int64_t from_sum, to_sum;
        uint64_t line_sum, rationale_len, code_sum;
    } files[] = {
        {"ncci/2024Q2/ccipra-v301r0-f1.TXT.xz",
         636273,
         414476,
         1052,
         {210444, 413670, 12159},
         9257784088,
         3729752826,
         202425801039,
         28654639,
         669918093},
        {"ncci/2024Q2/ccipra-v301r0-f2.TXT.xz",
         636273,
         449161,
         153,
         {163140, 461907, 11226},
         9359085180,
         3201855523,
         202425801039,
         26720770,
         666830020},
        {"ncci/2024Q2/ccipra-v301r0-f3.TXT.xz",
         636273,
         443488,
         425,
         {185796, 440967, 9510},
         9367355266,
         3314738443,
         202425801039,
         26681073,
         666581263},
        {"ncci/2024Q2/ccipra-v301r0-f4.TXT.xz",
         636270,
         362062,
         463,
         {179601, 390711, 65958},
         9124254009,
         4337087587,
         202423892205,
         26245603,
         675536999},
        {"ncci/2024Q3/ccioph-v302r0-f1.TXT.xz",
         443955,
         319278,
         0,
         {9326, 429375, 5254},
         6459857475,
         2161209982,
         98550906720,
         20097387,
         466936818},
        {"ncci/2024Q3/ccioph-v302r0-f2.TXT.xz",
         443955,
         361469,
         0,
         {7903, 431191, 4861},
         6400893546,
         1360258563,
         98550906720,
         18461386,
         462084625},
        {"ncci/2024Q3/ccioph-v302r0-f3.TXT.xz",
         443955,
         349226,
         0,
         {23878, 410123, 9954},
         6411551882,
         1569180247,
         98550906720,
         18452580,
         462253477},
        {"ncci/2024Q3/ccioph-v302r0-f4.TXT.xz",
         443953,
         305884,
         0,
         {19568, 414570, 9815},
         6448271914,
         2337692136,
         98550018799,
         18417400,
         469751305},
    };
    uint64_t total[2] = {0};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        tally t;
        bool hospital = strstr(files[i].name, "ccioph") != NULL;
        read_file(files[i].name, hospital ? GEN_PTP_HOSPITAL : GEN_PTP_PRACTITIONER,
                  &t);
        printf("%-36s %llu rows\n", files[i].name, (unsigned long long)t.records);
        total[hospital] += t.records;
        assert_int_equal(t.rows[GEN_ROW_PTP], files[i].rows);
        assert_int_equal(t.records, files[i].rows);
        assert_int_equal(t.open, files[i].open);
        assert_int_equal(t.prior_1996, files[i].prior_1996);
        assert_int_equal(t.by_status[0], files[i].by_indicator[0]);
        assert_int_equal(t.by_status[1], files[i].by_indicator[1]);
        assert_int_equal(t.by_status[9], files[i].by_indicator[2]);
        assert_int_equal(t.from_sum, files[i].from_sum);
        assert_int_equal(t.to_sum, files[i].to_sum);
        assert_int_equal(t.line_sum, files[i].line_sum);
        assert_int_equal(t.rationale_len, files[i].rationale_len);
        assert_int_equal(t.code_sum, files[i].code_sum);
    }
    assert_int_equal(total[0], 2545089);
    assert_int_equal(total[1], 1775818);
}

static void each_unit_table_is_read_to_its_last_row(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        gen_kind kind;
        uint64_t rows, by_mai[3], zero, value_sum, rationale_len;
    } files[] = {
        {"ncci/2024Q2/MCR_MUE_DMESupplierServices_Eff_04-01-2024.csv",
         GEN_MUE_DME,
         2894,
         {23, 1198, 1673},
         995,
         73382,
         58461},
        {"ncci/2024Q2/MCR_MUE_OutpatientHospitalServices_Eff_04-01-2024.csv",
         GEN_MUE_HOSPITAL,
         14629,
         {42, 5780, 8807},
         1449,
         803110,
         291020},
        {"ncci/2024Q2/MCR_MUE_PractitionerServices_Eff_04-01-2024.csv",
         GEN_MUE_PRACTITIONER,
         14679,
         {41, 5135, 9503},
         2682,
         706012,
         279707},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        tally t;
        read_file(files[i].name, files[i].kind, &t);
        printf("%-64s %6llu rows\n", files[i].name, (unsigned long long)t.records);
        assert_int_equal(t.rows[GEN_ROW_MUE], files[i].rows);
        assert_int_equal(t.records, files[i].rows);
        for (size_t mai = 1; mai <= 3; mai++)
            assert_int_equal(t.by_status[mai], files[i].by_mai[mai - 1]);
        assert_int_equal(t.zero, files[i].zero);
        assert_int_equal(t.value_sum, files[i].value_sum);
        assert_int_equal(t.rationale_len, files[i].rationale_len);
    }
}

static void the_add_on_codes_are_read_to_their_last_row(void **state)
{
    (void)state;
    tally t;
    read_file("ncci/2024Q2/AOC_V2024Q2-F-MCR.txt", GEN_AOC, &t);
    assert_int_equal(t.records, 8186);
    assert_int_equal(t.rows[GEN_ROW_ADDON], 8186);
    assert_int_equal(t.by_status[1], 7496);
    assert_int_equal(t.by_status[2], 41);
    assert_int_equal(t.by_status[3], 649);
    assert_int_equal(t.any_primary, 49);
    assert_int_equal(t.records - t.open, 1029);
    assert_int_equal(t.from_sum, 137941231);
    assert_int_equal(t.to_sum, 18865349);
}

static void the_fee_schedule_is_read_to_its_last_row(void **state)
{
    (void)state;
    enum {
        STATUS = 0,
        PCTC = 1,
        GLOB = 2,
        MULT = 5,
        BILAT = 6,
        ASST = 7,
        CO = 8,
        TEAM
    };
    static const struct {
        uint8_t place;
        char is;
        uint64_t rows;
    } counts[] = {
        {STATUS, 'A', 9021},   {STATUS, 'J', 276},   {STATUS, 'X', 2548},
        {PCTC, '0', 7256},     {PCTC, '1', 3325},    {PCTC, '6', 19},
        {GLOB, 'X', 11722},    {GLOB, 'M', 17},      {GLOB, '0', 5609},
        {GLOB + 1, '9', 3767}, {GLOB + 1, '1', 471}, {MULT, '3', 370},
        {BILAT, '1', 2227},    {BILAT, '2', 388},    {BILAT, '3', 240},
        {ASST, '2', 2787},     {ASST, '1', 2243},    {CO, '1', 2482},
        {CO, '2', 301},        {TEAM, '0', 10679},   {TEAM, '2', 51},
    };
    tally t;
    read_file("mpfs/RVU25D/PPRRVU2025_Oct.csv.xz", GEN_PPRRVU, &t);
    assert_int_equal(t.records, 19090);
    assert_int_equal(t.rows[GEN_ROW_FEE], 19090);
    assert_int_equal(t.modified, 1127 + 1108 + 4);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        if (t.by_place[counts[i].place][(unsigned char)counts[i].is] != counts[i].rows)
            fail_msg("place %d is %c in %llu rows, not in %llu", counts[i].place,
                     counts[i].is,
                     (unsigned long long)
                         t.by_place[counts[i].place][(unsigned char)counts[i].is],
                     (unsigned long long)counts[i].rows);
}

/* Modifiers have none. */
static void each_procedure_of_hcpcs_has_its_facts(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t records, procedures;
    } files[] = {
        {"hcpcs/2017/HCPC17_CONTR_ANWEB.txt.xz", 6498, 6155},
        {"hcpcs/2018/HCPC2018_CONTR_ANWEB_disc.txt.xz", 6559, 6205},
        {"hcpcs/2024-01/HCPC2024_JAN_ANWEB.txt.xz", 8285, 7902},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        tally t;
        read_file(files[i].name, GEN_HCPCS_ANWEB, &t);
        assert_int_equal(t.records, files[i].records);
        assert_int_equal(t.rows[GEN_ROW_CODE], files[i].records);
        assert_int_equal(t.rows[GEN_ROW_FACTS], files[i].procedures);
    }
}

int main(void)
{
    data = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!data)
        return 77;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pair_table_is_read_to_its_last_row),
        cmocka_unit_test(each_unit_table_is_read_to_its_last_row),
        cmocka_unit_test(the_add_on_codes_are_read_to_their_last_row),
        cmocka_unit_test(the_fee_schedule_is_read_to_its_last_row),
        cmocka_unit_test(each_procedure_of_hcpcs_has_its_facts),
    };
    return cmocka_run_group_tests_name("real line tables", tests, NULL, NULL);
}

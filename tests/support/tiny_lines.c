/* Line tables as they would be written down; nothing of it is in an official file. */
#include "tests/support/tiny_lines.h"

#include <string.h>

#include "engine/lookup/key.h"
#include "gen/model/memory.h"

enum {
    Y1996 = 9496,  /* 1996-01-01 */
    Y2016 = 16801, /* 2016-01-01 */
    Q1 = 19723,    /* 2024-01-01 */
    Q2 = 19814,    /* 2024-04-01 */
    Q3 = 19905,    /* 2024-07-01 */
    Y2025 = 20089, /* 2025-01-01 */
    OPEN = SJ_DATE_OPEN,
};

#define COUNT(a) ((uint32_t)(sizeof(a) / sizeof *(a)))

static void *copy(const void *p, size_t size)
{
    return memcpy(gen_alloc(size), p, size);
}

static uint32_t text(gen_catalog *c, const char *t)
{
    return gen_text_intern(&c->text, t, strlen(t));
}

static uint64_t key(sj_system system, const char *code)
{
    uint64_t k = 0;
    sji_pack(system, code, strlen(code), &k);
    return k;
}

static void fill_ptp(gen_catalog *c, gen_line_tables *l)
{
    uint32_t misuse = text(c, "misuse of one code with another");
    const gen_ptp_value values[TINY_VALUES] = {
        {Y1996, OPEN, 0, SJF_PTPV_PRIOR_1996, misuse},
        {Y2016, Y2016, 9, 0, misuse},
        {Y2016, OPEN, 1, 0, text(c, "more extensive procedure")},
    };
    const uint32_t second = UINT32_C(1) << SJF_PTP_CITE_FILE_SHIFT;
    const gen_ptp_row practitioner[] = {
        {0, 1, 0, 7},
        {0, 2, 1, 8},
        {0, 2, 2, second | 7},
        {1, 2, 2, 9},
    };
    gen_ptp_row hospital[TINY_HOSPITAL_ROWS]; /* enough for blocks and a rest */
    for (uint32_t i = 0; i < TINY_HOSPITAL_ROWS; i++)
        hospital[i] = (gen_ptp_row){.column1 = 2,
                                    .column2 = i / 3 == 2 ? 3 : (uint16_t)(i / 3),
                                    .value = (uint16_t)(i % 3),
                                    .citation = 7 + i};
    l->values = copy(values, sizeof values);
    l->value_count = COUNT(values);
    l->ptp[0].rows = copy(practitioner, sizeof practitioner);
    l->ptp[0].count = COUNT(practitioner);
    l->ptp[1].rows = copy(hospital, sizeof hospital);
    l->ptp[1].count = COUNT(hospital);
}

static void fill_limits(gen_catalog *c, gen_line_tables *l)
{
    uint32_t policy = text(c, "a policy of somebody");
    /* procedure, value, release, line, rationale, table, MAI */
    const gen_mue_row mue[] = {
        {0, 2, 3, 5, policy, 0, 2},
        {0, 3, 4, 5, policy, 0, 3},
        {2, 0, 3, 6, policy, 0, 1},
        {1, 5, 5, 5, 0, 2, 1},
    };
    const gen_addon_row addons[] = {
        {1, 0, 6, 1, Y2016, OPEN, 1},
        {1, 0, 6, 2, Q1, OPEN, 1},
        {1, 2, 6, 3, Y2016, Q1 - 1, 3},
        {3, UINT32_MAX, 6, 4, Y2016, OPEN, 2},
    };
    l->mue = copy(mue, sizeof mue);
    l->mue_count = COUNT(mue);
    l->addons = copy(addons, sizeof addons);
    l->addon_count = COUNT(addons);
}

static void fill_files(gen_catalog *c, gen_line_tables *l)
{
    const gen_fee_row fees[] = {
        {0, 7, 11, "", 'A', '1', "XXX", '0', '1', '2', '0', '9'},
        {0, 7, 12, "26", 'A', '1', "XXX", '0', '1', '2', '0', '9'},
        {0, 8, 11, "", 'A', '1', "090", '0', '1', '2', '0', '9'},
        {2, 7, 13, "", 'N', 0, "", '0', 0, 0, 0, 0},
    };
    const gen_fact_row facts[] = {
        {0, text(c, "11 A C"), Y2016},
        {0, text(c, "11 A D"), Q1},
        {3, text(c, "00 9 I"), Q1},
    };
    l->fees = copy(fees, sizeof fees);
    l->fee_count = COUNT(fees);
    l->facts = copy(facts, sizeof facts);
    l->fact_count = COUNT(facts);
}

static void fill_policies(gen_catalog *c, gen_line_tables *l)
{
    const gen_policy policies[TINY_POLICIES] = {
        {text(c, "T1"), text(c, "Tiny policy 1"), Y2016, OPEN, 3, 10},
        {text(c, "T2"), text(c, "Tiny policy 2"), Q1, Q2 - 1, 2, 10},
    };
    const uint64_t excluded = UINT64_C(1) << SJF_ITEM_EXCLUDED_BIT;
    const gen_policy_item items[] = {
        {0, 0, key(SJ_ICD10CM, "A000")},
        {0, 0, key(SJ_ICD10CM, "A000") | excluded},
        {0, 1, key(SJ_ICD10CM, "E119")},
        {2, 1, key(SJ_ICD10CM, "A000")},
    };
    l->policies = copy(policies, sizeof policies);
    l->policy_count = COUNT(policies);
    l->items = copy(items, sizeof items);
    l->item_count = COUNT(items);
}

static void fill_services(gen_catalog *c, gen_line_tables *l)
{
    const uint32_t none = text(c, ""), contract = text(c, "a contract of somebody");
    /* code, value, citation, release, line, from, to, limit, severity */
    const gen_limit limits[TINY_LIMITS] = {
        {0, text(c, "18-64"), contract, 11, 2, Q1, OPEN, SJF_LIMIT_OF_AGE, 0},
        {0, text(c, "0d-28d"), none, 12, 2, Q2, OPEN, SJF_LIMIT_OF_AGE, 2},
        {0, text(c, "GN GO GP"), none, 11, 3, Q1, OPEN, SJF_LIMIT_OF_MODIFIER, 3},
        {0, text(c, "KX"), none, 11, 4, Q1 + 10, OPEN, SJF_LIMIT_OF_MODIFIER, 0},
        {2, text(c, "F"), none, 11, 5, Q1, OPEN, SJF_LIMIT_OF_SEX, 0},
        {2, text(c, "11 22"), none, 12, 3, Q2, OPEN, SJF_LIMIT_OF_POS, 0},
        {3, none, contract, 12, 4, Q2, Q3 - 1, SJF_LIMIT_OF_INPATIENT, 1},
        {3, none, none, 12, 5, Q2, OPEN, SJF_LIMIT_OF_NDC, 0},
        {450, none, none, 11, 6, Q1, OPEN, SJF_LIMIT_OF_HCPCS, 0},
        {450, none, none, 12, 6, Q2, OPEN, SJF_LIMIT_OF_HCPCS, 0},
        {9999, none, none, 12, 7, Q2, OPEN, SJF_LIMIT_OF_HCPCS, 0},
    };
    l->limits = copy(limits, sizeof limits);
    l->limit_count = COUNT(limits);
}

void tiny_lines_fill(gen_catalog *c)
{
    static const char *const codes[TINY_PROCEDURES] = {"X0001", "X0002", "X0003",
                                                       "X0004"};
    const gen_line_release releases[TINY_LINE_RELEASES] = {
        {SJF_TABLE_PTP, 0, Y1996, Y2025 - 1, 0},
        {SJF_TABLE_PTP, 1, Y1996, Y2025 - 1, 0},
        {SJF_TABLE_PTP + 1, 2, Y1996, OPEN, 0},
        {SJF_TABLE_MUE, 3, Q1, Q2 - 1, 0},
        {SJF_TABLE_MUE, 4, Q2, Q3 - 1, 0},
        {SJF_TABLE_MUE + 2, 5, Q1, Q2 - 1, 0},
        {SJF_TABLE_ADDON, 5, Y1996, Q2 - 1, 0},
        {SJF_TABLE_FEE, 6, Q1, Q2 - 1, 0},
        {SJF_TABLE_FEE, 7, Q2, Y2025 - 1, 0},
        {SJF_TABLE_FACTS, 2, Q1, Y2025 - 1, 0},
        {SJF_TABLE_NECESSITY, 10, Y2016, OPEN, 0},
        {SJF_TABLE_LIMITS, 9, Q1, Q2 - 1, 43},
        {SJF_TABLE_LIMITS, 10, Q2, OPEN, 117},
    };
    gen_line_tables *l = &c->lines;
    l->procedures = gen_alloc(TINY_PROCEDURES * sizeof *l->procedures);
    for (uint32_t i = 0; i < TINY_PROCEDURES; i++)
        l->procedures[i] = key(SJ_HCPCS, codes[i]);
    l->procedure_count = TINY_PROCEDURES;
    l->releases = copy(releases, sizeof releases);
    l->release_count = COUNT(releases);
    fill_ptp(c, l);
    fill_limits(c, l);
    fill_files(c, l);
    fill_policies(c, l);
    fill_services(c, l);
}

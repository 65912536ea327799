/*
 * The tables of line edits (NCCI, fee schedule, HCPCS facts, necessity), merged: part
 * of the catalog, in the order of the sections of FORMAT.md 22. gen/model/merge_lines.c
 * fills it; gen/build/lines.c writes it.
 */
#ifndef SCRUBJAY_GEN_LINE_TABLES_H
#define SCRUBJAY_GEN_LINE_TABLES_H

#include <scrubjay/scrubjay.h>

#include "engine/format/lines.h"

typedef struct gen_line_release {
    uint8_t table;   /* enum sjf_line_table, PTP and MUE counted on */
    uint32_t source; /* catalog.sources */
    sj_date from, to;
    uint8_t limits; /* of service limits: which the list has, bits of enum sjf_limit */
} gen_line_release;

typedef struct gen_ptp_value {
    sj_date from, to;
    uint8_t indicator, flags;
    uint32_t rationale; /* catalog.text */
} gen_ptp_value;

typedef struct gen_ptp_row {
    uint16_t column1, column2; /* procedures */
    uint16_t value;
    uint32_t citation;
} gen_ptp_row;

typedef struct gen_ptp_table {
    gen_ptp_row *rows; /* by column 1, column 2, first day */
    uint32_t count, cap;
} gen_ptp_table;

typedef struct gen_mue_row {
    uint32_t procedure, value, release, line, rationale;
    uint8_t table, mai;
} gen_mue_row;

typedef struct gen_addon_row {
    uint32_t addon, primary, release, line; /* primary UINT32_MAX: contractor-defined */
    sj_date from, to;
    uint8_t type;
} gen_addon_row;

typedef struct gen_fee_row {
    uint32_t procedure, release, line;
    char modifier[2];
    char status, pctc, glob[3], mult, bilat, asst, co, team;
} gen_fee_row;

typedef struct gen_fact_row {
    uint32_t procedure, text;
    sj_date from;
} gen_fact_row;

typedef struct gen_policy {
    uint32_t id, citation; /* catalog.text */
    sj_date from, to;
    uint8_t severity;
    uint32_t release;
} gen_policy;

typedef struct gen_policy_item {
    uint32_t procedure, policy;
    uint64_t key; /* SJF_ITEM_EXCLUDED_BIT for an excluded diagnosis */
} gen_policy_item;

typedef struct gen_limit {
    uint32_t code; /* procedure; the number of a revenue code for SJF_LIMIT_OF_HCPCS */
    uint32_t value, citation; /* catalog.text */
    uint32_t release, line;
    sj_date from, to;
    uint8_t kind, severity; /* enum sjf_limit; SJ_CLEAN: that of the edit */
} gen_limit;

typedef struct gen_line_tables {
    uint64_t *procedures; /* keys, in byte order of the codes */
    gen_line_release *releases;
    gen_ptp_value *values;
    gen_ptp_table ptp[SJF_PTP_TABLES];
    gen_mue_row *mue;
    gen_addon_row *addons;
    gen_fee_row *fees;
    gen_fact_row *facts;
    gen_policy *policies;
    gen_policy_item *items;
    gen_limit *limits;
    uint32_t procedure_count, release_count, value_count, mue_count, addon_count;
    uint32_t fee_count, fact_count, policy_count, item_count, limit_count;
    uint32_t procedure_cap, release_cap, value_cap, mue_cap, addon_cap;
    uint32_t fee_cap, fact_cap, policy_cap, item_cap, limit_cap;
} gen_line_tables;

void gen_line_tables_free(gen_line_tables *lines);

#endif

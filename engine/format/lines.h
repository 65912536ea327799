/*
 * The layout of the line tables (FORMAT.md 22): what layout.h is for the other
 * sections.
 */
#ifndef SCRUBJAY_FORMAT_LINES_H
#define SCRUBJAY_FORMAT_LINES_H

#include "engine/format/layout.h"

enum {
    SJF_PTP_TABLES = 5, /* practitioner, hospital, Medicaid: those two and DME */
    SJF_MUE_TABLES = 6, /* practitioner, hospital, DME, Medicaid: the same */
};

/* Kinds; PTP tables have one of each of three in a row. */
enum {
    SJF_PROCEDURES = 96,
    SJF_LINE_RELEASES = 97,
    SJF_PTP_VALUES = 98,
    SJF_RATIONALES = 99,     /* reserved */
    SJF_PTP_INDEX = 100,     /* + table */
    SJF_PTP_ROWS = 105,      /* + table */
    SJF_PTP_CITATIONS = 110, /* + table */
    SJF_MUE = 115,
    SJF_MUE_INDEX = 116,
    SJF_ADDONS = 117,
    SJF_ADDON_INDEX = 118,
    SJF_FEES = 119,
    SJF_FEE_INDEX = 120,
    SJF_FACTS = 121,
    SJF_FACT_INDEX = 122,
    SJF_POLICIES = 123,
    SJF_POLICY_INDEX = 124,
    SJF_POLICY_ITEMS = 125,
    SJF_LIMITS = 126, /* these two only where there is such a list */
    SJF_LIMIT_INDEX = 127,
    SJF_LINES_FIRST = SJF_PROCEDURES,
    SJF_PTP_PARTNERS = 144, /* + table */
    SJF_LINES_LAST = SJF_PTP_PARTNERS + SJF_PTP_TABLES - 1,
};

enum {
    SJF_PROC_COUNT = 0,
    SJF_PROC_BITS = 4,
    SJF_PROC_HEADER = 8,
    SJF_PROC_NUMBER_SHIFT = 42,
    SJF_PROCEDURES_MAX = 1 << 16, /* a PTP row has 16 bits for one */

    SJF_LREL_TABLE = 0,
    SJF_LREL_LIMITS = 1,   /* bit: enum sjf_limit */
    SJF_LREL_RESERVED = 2, /* 2 bytes */
    SJF_LREL_SOURCE = 4,
    SJF_LREL_FROM = 8,
    SJF_LREL_TO = 12,
    SJF_LREL_RECORD = 16,

    SJF_PTPV_FROM = 0,
    SJF_PTPV_TO = 4,
    SJF_PTPV_INDICATOR = 8,
    SJF_PTPV_FLAGS = 9,
    SJF_PTPV_RESERVED = 10, /* 2 bytes */
    SJF_PTPV_RATIONALE = 12,
    SJF_PTPV_RECORD = 16,
    SJF_PTPV_PRIOR_1996 = 1, /* flags */

    SJF_PTPI_BUCKETS = 0, /* 3 u64 */
    SJF_PTPI_ROW = 24,
    SJF_PTPI_PARTNERS = 28,
    SJF_PTPI_RECORD = 32,
    SJF_PTP_BUCKETS = 192,

    SJF_PTP_VALUE_SHIFT = 16,
    SJF_PTP_CITE_FILE_SHIFT = 28,

    SJF_MUE_PROCEDURE = 0,
    SJF_MUE_TABLE = 4,
    SJF_MUE_MAI = 5,
    SJF_MUE_RESERVED = 6, /* 2 bytes */
    SJF_MUE_VALUE = 8,
    SJF_MUE_RELEASE = 12,
    SJF_MUE_LINE = 16,
    SJF_MUE_RATIONALE = 20,
    SJF_MUE_RECORD = 24,

    SJF_ADDON_CODE = 0,
    SJF_ADDON_PRIMARY = 4,
    SJF_ADDON_FROM = 8,
    SJF_ADDON_TO = 12,
    SJF_ADDON_TYPE = 16,
    SJF_ADDON_RESERVED = 17, /* 3 bytes */
    SJF_ADDON_RELEASE = 20,
    SJF_ADDON_LINE = 24,
    SJF_ADDON_RECORD = 28,

    SJF_FEE_PROCEDURE = 0,
    SJF_FEE_RELEASE = 4,
    SJF_FEE_LINE = 8,
    SJF_FEE_MODIFIER = 12, /* 2 bytes */
    SJF_FEE_STATUS = 14,
    SJF_FEE_PCTC = 15,
    SJF_FEE_GLOB = 16, /* 3 bytes */
    SJF_FEE_MULT = 19,
    SJF_FEE_BILAT = 20,
    SJF_FEE_ASST = 21,
    SJF_FEE_CO = 22,
    SJF_FEE_TEAM = 23,
    SJF_FEE_RESERVED = 24, /* 4 bytes */
    SJF_FEE_RECORD = 28,

    SJF_FACT_PROCEDURE = 0,
    SJF_FACT_FROM = 4,
    SJF_FACT_TEXT = 8,
    SJF_FACT_RECORD = 12,

    SJF_POLICY_ID = 0,
    SJF_POLICY_CITATION = 4,
    SJF_POLICY_FROM = 8,
    SJF_POLICY_TO = 12,
    SJF_POLICY_SEVERITY = 16,
    SJF_POLICY_RESERVED = 17, /* 3 bytes */
    SJF_POLICY_RELEASE = 20,
    SJF_POLICY_RECORD = 24,

    SJF_ITEM_PROCEDURE = 0,
    SJF_ITEM_POLICY = 4,
    SJF_ITEM_KEY = 8, /* bit 63: excluded */
    SJF_ITEM_RECORD = 16,
    SJF_ITEM_EXCLUDED_BIT = 63,

    SJF_LIMIT_CODE = 0, /* a procedure, or the number of a revenue code */
    SJF_LIMIT_KIND = 4, /* enum sjf_limit */
    SJF_LIMIT_SEVERITY = 5,
    SJF_LIMIT_RESERVED = 6, /* 2 bytes */
    SJF_LIMIT_FROM = 8,
    SJF_LIMIT_TO = 12,
    SJF_LIMIT_VALUE = 16,
    SJF_LIMIT_CITATION = 20,
    SJF_LIMIT_RELEASE = 24,
    SJF_LIMIT_LINE = 28,
    SJF_LIMIT_RECORD = 32,
};

/* What line tables there are: `table` of a line release. PTP and MUE tables count from
 * these. */
enum sjf_line_table {
    SJF_TABLE_PTP = 0,
    SJF_TABLE_MUE = 5,
    SJF_TABLE_ADDON = 11,
    SJF_TABLE_FEE = 12,
    SJF_TABLE_FACTS = 13,
    SJF_TABLE_NECESSITY = 14,
    SJF_TABLE_LIMITS = 15,
    SJF_LINE_TABLES = 16,
};

/* What a service limit is about. */
enum sjf_limit {
    SJF_LIMIT_OF_AGE = 0,
    SJF_LIMIT_OF_SEX = 1,
    SJF_LIMIT_OF_INPATIENT = 2,
    SJF_LIMIT_OF_MODIFIER = 3,
    SJF_LIMIT_OF_POS = 4,
    SJF_LIMIT_OF_HCPCS = 5, /* of revenue codes, and these have no other */
    SJF_LIMIT_OF_NDC = 6,
    SJF_LIMIT_KINDS = 7,
};

/* Sections that an image with line tables may lack. */
static inline int sjf_is_optional_of_lines(uint32_t kind)
{
    return kind == SJF_LIMITS || kind == SJF_LIMIT_INDEX;
}

/* Whether a section is one of line tables, which belong to no system. */
static inline int sjf_is_of_lines(uint32_t kind)
{
    return (kind >= SJF_LINES_FIRST && kind <= SJF_LIMIT_INDEX &&
            kind != SJF_RATIONALES) ||
           (kind >= SJF_PTP_PARTNERS && kind <= SJF_LINES_LAST);
}

/* In which of the equal parts of P procedures one lies. */
static inline uint32_t sjf_ptp_bucket(uint32_t procedure, uint32_t count)
{
    return procedure * SJF_PTP_BUCKETS / count;
}

/* The bit of a partner among those of its bucket. */
static inline uint64_t sjf_ptp_bit(uint32_t procedure)
{
    return UINT64_C(1) << procedure % 64;
}

static inline uint32_t sjf_procedure_slot(uint64_t key, unsigned bits)
{
    return (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

#endif

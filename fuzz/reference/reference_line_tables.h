/*
 * The second opinion's own reading of the tables behind the edits on service lines:
 * NCCI pairs, unit limits and add-on codes, fee schedule, coverage and
 * not-otherwise-classified codes of HCPCS, lists of other code systems, medical
 * necessity, limits of service. Plain arrays in sorted order; 4.3 million pairs take
 * 90 MB. Written from
 * DOMAIN.md 2.3 to 2.5, PROVENANCE and docs/SOURCES.md: it shares no line with the
 * generator or the engine. A surprise in a file ends the program, as in plain_reader.h.
 */
#ifndef SCRUBJAY_FUZZ_REFERENCE_LINE_TABLES_H
#define SCRUBJAY_FUZZ_REFERENCE_LINE_TABLES_H

#include "tests/support/plain_reader.h"

/* A code of five characters as a number, in byte order of the codes; 0: no such code.
 */
uint32_t ref_code_number(const char *code);
void ref_code_text(uint32_t number, char out[SJ_CODE_CAP]);

/* The days on which a file counts. */
typedef struct ref_days {
    sj_date from, to;
} ref_days;

typedef struct ref_ptp_row {
    uint32_t column1, column2;
    sj_date from, to; /* to: SJ_DATE_OPEN */
    uint8_t indicator;
} ref_ptp_row;

/* Files of one quarter: the complete history. The newest quarter counts. */
typedef struct ref_ptp_table {
    bool loaded;
    ref_days days; /* from: its quarter's first day, to: the last day it can judge */
    ref_ptp_row *rows; /* by column 1, column 2, from */
    size_t count, cap;
} ref_ptp_table;

typedef struct ref_mue_row {
    uint32_t code, value;
    uint8_t mai; /* 0: the layout has none */
} ref_mue_row;

typedef struct ref_mue_file {
    sj_line_table table;
    ref_days days;
    ref_mue_row *rows; /* by code */
    size_t count;
} ref_mue_file;

typedef struct ref_addon {
    uint32_t addon, primary; /* primary 0: contractor-defined */
    sj_date from, to;
    uint8_t type;
} ref_addon;

typedef struct ref_fee {
    uint32_t code;
    char modifier[3], glob[4];
    char pctc, bilat, asst, co, team;
} ref_fee;

typedef struct ref_fee_file {
    ref_days days;
    ref_fee *rows; /* by code; the one without modifier first */
    size_t count;
} ref_fee_file;

typedef struct ref_coverage {
    uint32_t code;
    sj_date from; /* first day of the release */
    char coverage;
} ref_coverage;

/* A list of codes in the layout of docs/CSV.md. */
typedef struct ref_listed_code {
    char code[SJ_CODE_CAP];
    sj_date from, to;
    bool stated; /* the row states its first day */
} ref_listed_code;

typedef struct ref_code_list {
    bool loaded;
    ref_days days;
    ref_listed_code *rows;
    size_t count;
} ref_code_list;

/* A policy: for a code, diagnoses that make it necessary, and such that never do. */
typedef struct ref_policy_item {
    uint32_t code;
    char policy[64];
    char diagnosis[SJ_CODE_CAP];
    bool excluded;
    sj_date from, to;
    sj_severity severity;
} ref_policy_item;

/* What a list of the user asks of a code (docs/SOURCES.md, "Service limits"). */
typedef struct ref_limit {
    char code[SJ_CODE_CAP]; /* of a procedure; SJ_LIMIT_HCPCS: revenue, four digits */
    sj_limit_kind kind;
    char value[64]; /* without blanks around it */
    int low, high;  /* of SJ_LIMIT_AGE */
    bool in_days;
    sj_date from, to;
    sj_severity severity; /* SJ_CLEAN: the edit's own */
} ref_limit;

typedef struct ref_limit_list {
    ref_days days;   /* to: at most the day before the next list */
    ref_limit *rows; /* as the file has them */
    size_t count;
} ref_limit_list;

enum { REF_PTP_TABLES = 5, REF_TABLE_FILES = 32 };

typedef struct ref_line_tables {
    ref_ptp_table ptp[REF_PTP_TABLES]; /* by sj_line_table */
    ref_mue_file mue[REF_TABLE_FILES];
    int mue_count;
    bool addons_loaded;
    ref_days addon_days;
    ref_addon *addons; /* by add-on code */
    size_t addon_count;
    ref_fee_file fees[REF_TABLE_FILES];
    int fee_count;
    ref_coverage *coverage; /* by code, from */
    size_t coverage_count;
    uint32_t *unlisted; /* sorted */
    size_t unlisted_count;
    ref_code_list lists[SJ_SYSTEM_COUNT];
    ref_policy_item *policies; /* by code, policy */
    size_t policy_count;
    bool policies_loaded;
    ref_days policy_days;
    ref_limit_list limits[REF_TABLE_FILES]; /* by date */
    int limit_count;
} ref_line_tables;

/* Read what <folder>/manifest.csv lists of these kinds. */
void ref_line_tables_load(const char *folder, ref_line_tables *out);
void ref_line_tables_free(ref_line_tables *t);

/* ---- questions ---- */

/* Rows of an ordered pair: first and how many. */
const ref_ptp_row *ref_ptp_rows(const ref_ptp_table *t, uint32_t column1,
                                uint32_t column2, size_t *count);

/* The file of a table of unit limits that counts on a day; NULL: none. */
const ref_mue_file *ref_mue_on(const ref_line_tables *t, sj_line_table table,
                               sj_date day);
const ref_mue_row *ref_mue_of(const ref_mue_file *file, uint32_t code);

/* Rows of an add-on code, in force or not. */
const ref_addon *ref_addon_rows(const ref_line_tables *t, uint32_t addon,
                                size_t *count);

/* Whether a fee schedule counts on a day, and its row for a code, NULL if none: the one
 * without modifier, else the first one. */
bool ref_fees_on(const ref_line_tables *t, sj_date day);
const ref_fee *ref_fee_of(const ref_line_tables *t, uint32_t code, sj_date day);

/* Coverage of the latest HCPCS release up to the day that lists the code, else of the
 * first; 0 when none lists it. */
char ref_coverage_of(const ref_line_tables *t, uint32_t code, sj_date day);
bool ref_is_unlisted(const ref_line_tables *t, uint32_t code);

/* sj_code_status of a code in a list of docs/CSV.md. */
uint8_t ref_list_status(const ref_code_list *list, const char *code, sj_date day);

/* Policy items of a code: first and how many. */
const ref_policy_item *ref_policies_of(const ref_line_tables *t, uint32_t code,
                                       size_t *count);

/* The list of limits that speaks on a day; NULL: none. */
const ref_limit_list *ref_limits_on(const ref_line_tables *t, sj_date day);

/* A revenue code in four digits; false when it is none. */
bool ref_revenue_code(const char *text, size_t len, char out[SJ_CODE_CAP]);

/* ---- the readers of single files, in reference_line_files.c ---- */

void ref_read_ptp(const char *path, ref_ptp_table *out);
void ref_read_mue(const char *path, ref_mue_file *out);
void ref_read_addons(const char *path, ref_line_tables *out);
void ref_read_fees(const char *path, ref_fee_file *out);
void ref_read_coverage(const char *path, sj_date from, ref_line_tables *out);
void ref_read_unlisted(const char *path, ref_line_tables *out);
void ref_read_code_list(const char *path, ref_code_list *out);
void ref_read_policies(const char *path, ref_days days, ref_line_tables *out);
void ref_read_limits(const char *path, ref_limit_list *out); /* its days are set */

#endif

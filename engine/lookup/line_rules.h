/*
 * What the line tables say (FORMAT.md 22), in the few reads that edits are made of:
 * number of a procedure, rows of a pair, rows in force on a day. Bounded by the
 * structure claims alone: on other bytes the answer is wrong, the reads are not.
 */
#ifndef SCRUBJAY_LOOKUP_LINE_RULES_H
#define SCRUBJAY_LOOKUP_LINE_RULES_H

#include "engine/image/image.h"

/* Days, both inclusive. */
typedef struct sji_days {
    sj_date from, to;
} sji_days;

static inline bool sji_within(sji_days days, sj_date day)
{
    return days.from <= day && day <= days.to;
}

/* Where a row is written. */
sj_citation sji_line_citation(const sj_image *image, uint32_t release, uint32_t line);

/* The line release that a row is of, and its line in the file. */
typedef struct sji_line_origin {
    uint32_t release; /* UINT32_MAX: no row */
    uint32_t line;
} sji_line_origin;

sji_line_origin sji_ptp_origin(const sj_image *image, unsigned table, uint32_t row);

/* True when a day lies behind the interval of the file, to which `--carry` took it. */
bool sji_line_is_carried(const sj_image *image, uint32_t release, sj_date day);

/* ---- procedures ------------------------------------------------------------------ */

/* Number of a packed key, SJ_NO_PROCEDURE when no table names it. */
static inline uint32_t sji_procedure(const sji_lines *l, uint64_t key)
{
    if (!l->loaded)
        return SJ_NO_PROCEDURE;
    const uint32_t mask = (UINT32_C(1) << l->slot_bits) - 1;
    uint32_t slot = sjf_procedure_slot(key, l->slot_bits);
    for (uint32_t tries = 0; tries <= mask; tries++, slot = (slot + 1) & mask) {
        uint64_t word = sjf_load64(l->slots + 8 * (size_t)slot);
        if (word == 0)
            break;
        if ((word & ((UINT64_C(1) << SJF_PROC_NUMBER_SHIFT) - 1)) == key) {
            uint32_t number = (uint32_t)(word >> SJF_PROC_NUMBER_SHIFT) - 1;
            return number < l->procedure_count ? number : SJ_NO_PROCEDURE;
        }
    }
    return SJ_NO_PROCEDURE;
}

/* The key (FORMAT.md 7) of five canonical characters, a byte each, the first lowest. */
static inline uint64_t sji_service_key(uint64_t code)
{
    /* Six bits of each byte side by side: of pairs, of fours, of all. */
    uint64_t w = code - UINT64_C(0x0101010101) * SJF_CHAR_BASE;
    w = (w & UINT64_C(0x003F003F003F)) | (w >> 2 & UINT64_C(0x0FC00FC00FC0));
    w = (w & UINT64_C(0x0FFF00000FFF)) | (w >> 4 & UINT64_C(0x00FFF000));
    return (w & 0xFFFFFF) | (w >> 8 & UINT64_C(0x3F000000));
}

/* ---- which days a table judges ------------------------------------------------------
 */

static inline sji_days sji_release_days(const sji_lines *l, uint32_t release)
{
    if (release >= l->release_count)
        return (sji_days){SJ_DATE_OPEN, SJ_DATE_MIN};
    const uint8_t *r = l->releases + SJF_LREL_RECORD * (size_t)release;
    return (sji_days){sjf_load_date(r + SJF_LREL_FROM), sjf_load_date(r + SJF_LREL_TO)};
}

/* Whether some release of the table speaks for the day. */
bool sji_table_speaks(const sji_lines *l, unsigned table, sj_date day);

/* The last day of its newest release, SJ_DATE_MIN when there is none: behind it dated
 * rows say nothing either. */
sj_date sji_table_last(const sji_lines *l, unsigned table);

/* Whether some release speaks for every one of the days. */
bool sji_table_covers(const sji_lines *l, unsigned table, sji_days days);

/* ---- PTP ------------------------------------------------------------------------- */

/* Rows of one column 1, or those of them that are left of a search. */
typedef struct sji_stretch {
    const uint8_t *rows;
    uint32_t length;
} sji_stretch;

enum { SJI_PTP_WAYS = 8, SJI_PTP_FEW = 16 };

/* An eighth of a stretch of more than SJI_PTP_FEW, or a little more: that which has the
 * first row whose column 2 is not below, if any has. Seven rows are asked: their loads
 * wait for memory together. */
static inline sji_stretch sji_ptp_narrow(sji_stretch s, uint32_t column2)
{
    const uint32_t step = s.length / SJI_PTP_WAYS;
    uint32_t below = 0;
    for (uint32_t k = 1; k < SJI_PTP_WAYS; k++)
        below += sjf_load16(s.rows + 4 * (size_t)(k * step)) < column2;
    s.rows += 4 * (size_t)(below * step);
    s.length = below == SJI_PTP_WAYS - 1 ? s.length - below * step : step;
    return s;
}

/* The first row whose column 2 is not below; behind the last when there is none. */
static inline const uint8_t *sji_ptp_place(sji_stretch s, uint32_t column2)
{
    while (s.length > SJI_PTP_FEW)
        s = sji_ptp_narrow(s, column2);
    uint32_t below = 0;
    for (uint32_t k = 0; k < s.length; k++)
        below += sjf_load16(s.rows + 4 * (size_t)k) < column2;
    return s.rows + 4 * (size_t)below;
}

/* How many bits are set, on processors that do not count them, either. */
static inline uint32_t sji_bit_count(uint64_t w)
{
    w -= w >> 1 & UINT64_C(0x5555555555555555);
    w = (w & UINT64_C(0x3333333333333333)) + (w >> 2 & UINT64_C(0x3333333333333333));
    w = (w + (w >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (uint32_t)(w * UINT64_C(0x0101010101010101) >> 56);
}

/* What the index has of a column 1. */
static inline const uint8_t *sji_ptp_index(const sji_ptp_table *t, uint32_t column1)
{
    return t->index + SJF_PTPI_RECORD * (size_t)column1;
}

/* Bucket 64 * word + i of a column 1 is bit i. */
static inline uint64_t sji_ptp_buckets(const uint8_t *index_record, unsigned word)
{
    return sjf_load64(index_record + SJF_PTPI_BUCKETS + 8 * (size_t)word);
}

/* The partners at a place of their section, as bits (sjf_ptp_bit): those of a column 1
 * begin at sji_ptp_place_of() and stand in the order of its buckets. */
static inline uint32_t sji_ptp_place_of(const uint8_t *index_record)
{
    return sjf_load32(index_record + SJF_PTPI_PARTNERS);
}

static inline uint64_t sji_ptp_partners(const sji_ptp_table *t, uint32_t at)
{
    return at < t->partner_count ? sjf_load64(t->partners + 8 * (size_t)at) : 0;
}

/* Those before row `last` that are of a column 2, given a stretch that has the first of
 * them if there is any: from the one that is returned to before *end. */
static inline uint32_t sji_ptp_among(const sji_ptp_table *t, sji_stretch s,
                                     uint32_t last, uint32_t column2, uint32_t *end)
{
    const uint8_t *p = sji_ptp_place(s, column2);
    const uint32_t at = (uint32_t)((size_t)(p - t->rows) / 4);
    uint32_t behind = at;
    while (behind < last && sjf_load16(t->rows + 4 * (size_t)behind) == column2)
        behind++;
    *end = behind;
    return at;
}

/* All rows of a column 1; `last` is behind them. */
static inline sji_stretch sji_ptp_all(const sji_ptp_table *t, uint32_t column1,
                                      uint32_t *last)
{
    const uint32_t first = sji_ptp_rows_of(t, column1, last);
    return (sji_stretch){t->rows + 4 * (size_t)first, *last - first};
}

/* Rows of an ordered pair: from the one that is returned to before *end. Nearly all
 * pairs that have none are told from the index. */
static inline uint32_t sji_ptp_rows(const sji_lines *l, unsigned table,
                                    uint32_t column1, uint32_t column2, uint32_t *end)
{
    const sji_ptp_table *t = &l->ptp[table];
    *end = 0;
    if (!t->index || column2 >= l->procedure_count)
        return 0;
    const uint8_t *r = sji_ptp_index(t, column1);
    const uint32_t bucket = sjf_ptp_bucket(column2, l->procedure_count);
    if (!(sji_ptp_buckets(r, bucket / 64) >> bucket % 64 & 1))
        return 0;
    uint32_t last;
    const sji_stretch all = sji_ptp_all(t, column1, &last);
    return sji_ptp_among(t, all, last, column2, end);
}

/* sj_finding.rule of a pair: table and row. An image of that many rows would be larger
 * than sections can be. */
enum { SJI_PTP_RULE_SHIFT = 29 };

/* What a row says. */
typedef struct sji_ptp_value {
    sji_days days;
    uint8_t indicator;
} sji_ptp_value;

/* A tombstone (indicator 9) and a value that there is not hold on no day. */
static inline sji_ptp_value sji_ptp_row(const sji_lines *l, unsigned table,
                                        uint32_t row)
{
    uint32_t number =
        sjf_load32(l->ptp[table].rows + 4 * (size_t)row) >> SJF_PTP_VALUE_SHIFT;
    sji_ptp_value v = {{SJ_DATE_OPEN, SJ_DATE_MIN}, 9};
    if (number >= l->value_count)
        return v;
    const uint8_t *value = l->values + SJF_PTPV_RECORD * (size_t)number;
    v.indicator = value[SJF_PTPV_INDICATOR];
    if (v.indicator <= 1)
        v.days = (sji_days){sjf_load_date(value + SJF_PTPV_FROM),
                            sjf_load_date(value + SJF_PTPV_TO)};
    return v;
}

/* ---- MUE ------------------------------------------------------------------------- */

/* The row of a table (0 to 5) that limits a procedure on a day, NULL for none. */
static inline const uint8_t *sji_mue_row(const sji_lines *l, unsigned table,
                                         uint32_t procedure, sj_date day)
{
    uint32_t end, i = sji_rows_of(&l->mue[table], procedure, &end);
    for (; i < end; i++) {
        const uint8_t *row = l->mue[table].rows + SJF_MUE_RECORD * (size_t)i;
        if (sji_within(sji_release_days(l, sjf_load32(row + SJF_MUE_RELEASE)), day))
            return row;
    }
    return NULL;
}

/* ---- add-on codes ---------------------------------------------------------------- */

static inline const uint8_t *sji_addon_row(const sji_lines *l, uint32_t row)
{
    return l->addons.rows + SJF_ADDON_RECORD * (size_t)row;
}

static inline bool sji_addon_in_force(const uint8_t *row, sj_date day)
{
    return sjf_load_date(row + SJF_ADDON_FROM) <= day &&
           day <= sjf_load_date(row + SJF_ADDON_TO);
}

/* Whether any row makes the procedure an add-on code on the day. */
bool sji_is_addon(const sji_lines *l, uint32_t procedure, sj_date day);

/* ---- fee schedule ---------------------------------------------------------------- */

/* The row of the day without modifier, else the first one of the day; NULL for none. */
const uint8_t *sji_fee_row(const sji_lines *l, uint32_t procedure, sj_date day);

/* Its number: sj_finding.rule. */
static inline uint32_t sji_fee_number(const sji_lines *l, const uint8_t *fee)
{
    return (uint32_t)((size_t)(fee - l->fees.rows) / SJF_FEE_RECORD);
}

/* Whether its global days are these: "010", "090", "ZZZ". */
static inline bool sji_glob_is(const uint8_t *fee, const char glob[3])
{
    return fee && memcmp(fee + SJF_FEE_GLOB, glob, 3) == 0;
}

/* ---- HCPCS facts ----------------------------------------------------------------- */

/* Columns of the ANWEB record within a fact's text, which begins with column 120. */
enum { SJI_FACT_COLUMN = 120, SJI_FACT_COVERAGE = 230 - SJI_FACT_COLUMN };

/* Columns 120 to 268 as the latest release up to the day has them, else the first;
 * blanks at the end are cut. @return NULL when the file does not list the procedure */
const char *sji_facts(const sj_image *image, uint32_t procedure, sj_date day,
                      uint32_t *len, sj_date *from);

#endif

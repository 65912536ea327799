/*
 * Scrubjay: the tables behind the edits on service lines. NCCI procedure-to-procedure
 * pairs, unit limits and add-on codes, fee schedule indicators, what the HCPCS file
 * says beyond titles, medical necessity, limits that users bring.
 *
 * Procedures are told by their code as text: CPT codes need no code set to be in these
 * tables. Nothing here allocates or locks. Comes with <scrubjay/scrubjay.h>; not to be
 * included alone.
 */
#ifndef SCRUBJAY_LINES_H
#define SCRUBJAY_LINES_H

#ifndef SCRUBJAY_SCRUBJAY_H
#error "include <scrubjay/scrubjay.h>"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Tables of line edits. Values are ABI and stand in images. */
typedef enum sj_line_table {
    SJ_PTP_PRACTITIONER = 0,
    SJ_PTP_HOSPITAL = 1,
    SJ_PTP_MEDICAID_PRACTITIONER = 2,
    SJ_PTP_MEDICAID_HOSPITAL = 3,
    SJ_PTP_MEDICAID_DME = 4,
    SJ_MUE_PRACTITIONER = 5,
    SJ_MUE_HOSPITAL = 6,
    SJ_MUE_DME = 7,
    SJ_MUE_MEDICAID_PRACTITIONER = 8,
    SJ_MUE_MEDICAID_HOSPITAL = 9,
    SJ_MUE_MEDICAID_DME = 10,
    SJ_ADDON_CODES = 11,
    SJ_FEE_SCHEDULE = 12,
    SJ_HCPCS_FACTS = 13,
    SJ_NECESSITY = 14,
    SJ_SERVICE_LIMITS = 15,
    SJ_LINE_TABLE_COUNT = 16
} sj_line_table;

/** "ncci-ptp-practitioner", ...: the kinds of source files; NULL if none. */
SJ_API const char *sj_line_table_name(sj_line_table table);

/** The days a table can judge. @return false when it is not loaded */
SJ_API bool sj_line_table_days(const sj_image *image, sj_line_table table,
                               sj_date *first, sj_date *last);

/** A code that line tables name. */
#define SJ_NO_PROCEDURE UINT32_MAX

/** Number of a procedure code (any spelling); SJ_NO_PROCEDURE when no table names it.
 */
SJ_API uint32_t sj_procedure_of(const sj_image *image, const char *code, size_t len);

/** Canonical code of a number. @return its length, 0 when there is none */
SJ_API size_t sj_procedure_code(const sj_image *image, uint32_t procedure,
                                char out[SJ_CODE_CAP]);

/** A row of a PTP table: column 2 is denied beside column 1. */
typedef struct sj_ptp_row {
    sj_date from, to; /**< to: last day in force; SJ_DATE_OPEN */
    uint8_t
        indicator; /**< 0 no modifier helps, 1 one may, 9 the row never was in force */
    bool prior_1996;
    const char *rationale;
    sj_citation source;
} sj_ptp_row;

/** All rows of an ordered pair, by date, tombstones included.
 * @return how many; at most `cap` are written */
SJ_API size_t sj_ptp(const sj_image *image, sj_line_table table, uint32_t column1,
                     uint32_t column2, sj_ptp_row *out, size_t cap);

/**
 * The modifier indicator of an ordered pair on a day: 0 or 1, -1 when no row is in
 * force. Cost: one binary search among the partners of column 1.
 */
SJ_API int sj_ptp_indicator(const sj_image *image, sj_line_table table,
                            uint32_t column1, uint32_t column2, sj_date day);

/** A unit limit. */
typedef struct sj_unit_limit {
    uint32_t value; /**< 0: not payable, it does not mean unlimited */
    uint8_t mai;    /**< 1 line, 2 and 3 day; 0: Medicaid, a line edit */
    sj_date from, to;
    const char *rationale;
    sj_citation source;
} sj_unit_limit;

/** The limit of a quarter. @return SJ_OK, SJ_NOT_FOUND (none for this code), SJ_E_ARG
 */
SJ_API sj_status sj_mue(const sj_image *image, sj_line_table table, uint32_t procedure,
                        sj_date day, sj_unit_limit *out);

/** A row of the add-on code table. */
typedef struct sj_addon_row {
    uint8_t type;     /**< 1, 2, 3 */
    uint32_t primary; /**< SJ_NO_PROCEDURE: contractor-defined */
    sj_date from, to;
    sj_citation source;
} sj_addon_row;

/** All rows of an add-on code, by primary, then date.
 * @return how many; at most `cap` are written */
SJ_API size_t sj_addon(const sj_image *image, uint32_t addon, sj_addon_row *out,
                       size_t cap);

/** Fee schedule indicators: the characters of the file; NUL where it has none. */
typedef struct sj_fee_row {
    char modifier[3]; /**< "", "26", "TC", "53" */
    char glob[4];     /**< "000", "090", "XXX", ... */
    char status, pctc, mult, bilat, asst, co, team;
    sj_date from, to;
    sj_citation source;
} sj_fee_row;

/** Rows of a code on a day, the one without modifier first.
 * @return how many; at most `cap` are written */
SJ_API size_t sj_fees(const sj_image *image, uint32_t procedure, sj_date day,
                      sj_fee_row *out, size_t cap);

/** What the HCPCS file says of a code beyond its titles and dates. */
typedef struct sj_hcpcs_facts {
    char coverage;         /**< C, D, I, M, S; ' ' none */
    char multiple_pricing; /**< 9, A to G */
    char pricing[4][3];    /**< "00", ... */
    char type_of_service[6];
    char betos[4], asc_group[3], processing_note[5];
    char anesthesia_units[4];
    sj_date from; /**< first day of the release that says so */
} sj_hcpcs_facts;

/** As the latest release up to the day has it, else the first.
 * @return SJ_OK, SJ_NOT_FOUND, SJ_E_ARG */
SJ_API sj_status sj_hcpcs(const sj_image *image, uint32_t procedure, sj_date day,
                          sj_hcpcs_facts *out);

/** What a limit of service asks about (docs/SOURCES.md). Values are ABI and stand in
 *  images. */
typedef enum sj_limit_kind {
    SJ_LIMIT_AGE = 0,       /**< px.age: "18-64" in years, "0d-28d" in days */
    SJ_LIMIT_SEX = 1,       /**< px.sex: "F", "M" */
    SJ_LIMIT_INPATIENT = 2, /**< px.inpatient_only */
    SJ_LIMIT_MODIFIER = 3,  /**< mod.required_missing: "GN GO GP", one of them */
    SJ_LIMIT_POS = 4,       /**< pos.code_conflict: "11 22", payable there */
    SJ_LIMIT_HCPCS = 5,     /**< rev.hcpcs_required, of revenue codes alone */
    SJ_LIMIT_NDC = 6        /**< ndc.missing */
} sj_limit_kind;

/** "age", "sex", "inpatient", "modifier", "pos", "hcpcs", "ndc"; NULL if none. */
SJ_API const char *sj_limit_name(sj_limit_kind kind);

/** A limit that a list of the user sets to a procedure code. */
typedef struct sj_service_limit {
    uint8_t kind;         /**< sj_limit_kind */
    uint8_t severity;     /**< sj_severity; SJ_CLEAN: that of the edit */
    sj_date from, to;     /**< days on which row and list hold; none when to < from */
    const char *value;    /**< as beside sj_limit_kind, else "" */
    const char *citation; /**< words of the list; "" for none */
    sj_citation source;
} sj_service_limit;

/** All limits of a code, by kind, then date.
 * @return how many; at most `cap` are written */
SJ_API size_t sj_service_limits(const sj_image *image, uint32_t procedure,
                                sj_service_limit *out, size_t cap);

#ifdef __cplusplus
}
#endif

#endif

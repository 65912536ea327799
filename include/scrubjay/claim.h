/*
 * Scrubjay: may these codes stand together, in this order, on this claim?
 *
 * The caller fills an sj_claim with pointers to its own arrays; sj_check() judges it
 * and writes findings into the caller's buffer. It allocates nothing, locks nothing,
 * keeps nothing: any number of threads may check claims against one image.
 *
 * Comes with <scrubjay/scrubjay.h>; not to be included alone.
 */
#ifndef SCRUBJAY_CLAIM_H
#define SCRUBJAY_CLAIM_H

#ifndef SCRUBJAY_SCRUBJAY_H
#error "include <scrubjay/scrubjay.h>"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- claims in ------------------------------------------------------------------- */

/** Text of the caller; not NUL-terminated. Absent: len 0. */
typedef struct sj_str {
    const char *text;
    uint32_t len;
} sj_str;

typedef enum sj_claim_type {
    SJ_PROFESSIONAL = 0,  /**< 837P, CMS-1500 */
    SJ_INSTITUTIONAL = 1, /**< 837I, UB-04: inpatient or outpatient by bill type */
    SJ_DENTAL = 2
} sj_claim_type;

/** A date that the claim does not have. */
#define SJ_NO_DATE SJ_DATE_MIN

/** What was wrong with a diagnosis or procedure on the wire, beside its code. Bits; a
 *  claim that does not come from an 837 has none. */
enum {
    SJ_WIRE_DOT = 1,          /**< written with a dot (x12.dx_dot) */
    SJ_WIRE_QUALIFIER = 2,    /**< its qualifier is not one of this kind of claim */
    SJ_WIRE_NOT_PRINCIPAL = 4 /**< the first diagnosis, not qualified as principal */
};

/** A diagnosis as the claim has it. */
typedef struct sj_diagnosis {
    sj_str code;     /**< as written: dots and case do not matter */
    sj_str poa;      /**< present on admission: one character; absent: blank */
    uint8_t version; /**< 9 or 10 when a qualifier says so; 0: told by date and shape */
    uint8_t wire;    /**< SJ_WIRE_* */
} sj_diagnosis;

/** An ICD procedure. */
typedef struct sj_procedure {
    sj_str code;
    sj_date date;    /**< SJ_NO_DATE: not told */
    uint8_t version; /**< as above */
    uint8_t wire;    /**< as above */
} sj_procedure;

enum { SJ_MODIFIERS_MAX = 4 };

/** A service line. */
typedef struct sj_line {
    sj_str code;    /**< HCPCS, CPT or CDT; absent on a revenue line */
    sj_str revenue; /**< institutional */
    sj_str pos, provider, ndc, ndc_unit;
    sj_str unit;        /**< what `units` counts: UN, MJ, DA; absent: not told */
    sj_str description; /**< of a service that has no code of its own */
    sj_str modifiers[SJ_MODIFIERS_MAX]; /**< in order; an empty slot is len 0 */
    const int32_t
        *pointers; /**< 1-based into sj_claim.dx, as written; 0: empty place */
    uint32_t pointer_count;
    sj_date from, to; /**< SJ_NO_DATE: the claim's */
    double units;     /**< 1 when the claim does not tell */
    double charge;    /**< negative: not told */
    double ndc_units;
} sj_line;

/**
 * A claim. `size` is sizeof(sj_claim): lets the struct grow. Zero-initialise, then set
 * every date (SJ_NO_DATE where there is none): zero is a day.
 */
typedef struct sj_claim {
    size_t size;
    sj_claim_type type;
    sj_str payer;     /**< "medicare", "medicaid"; absent: medicare */
    sj_str bill_type; /**< institutional: three characters, or four with a leading 0 */
    sj_str discharge_status;
    sj_str pos, provider;
    sj_str sex; /**< "F", "M", "U" */
    sj_date birth;
    sj_date from, to;  /**< statement or service dates; one of them may be absent */
    sj_date admission; /**< SJ_NO_DATE: `from` */
    const sj_diagnosis *dx;        /**< dx[0] is the principal or first-listed one */
    const sj_diagnosis *admitting; /**< NULL: none */
    const sj_diagnosis *reason;    /**< reasons for the visit */
    const sj_diagnosis *external;  /**< external causes that stand apart */
    const sj_procedure *px;
    const sj_line *lines;
    uint32_t dx_count, reason_count, external_count, px_count, line_count;
    const sj_line
        *history; /**< earlier lines of the same patient, with their dates and
                       providers: beside them lines are judged, they are not */
    uint32_t history_count;
    sj_date receipt; /**< day the claim came in; SJ_NO_DATE or 0: not told */
    uint32_t strange_qualifiers; /**< 837: items of HI whose qualifier nobody knows;
                                      they stand in no list */
} sj_claim;

/** The most items of a list of diagnoses or procedures that a claim may have. The
 *  formats allow 25; what is over 25 is a finding, what is over this is no claim. */
enum { SJ_CLAIM_ITEMS_MAX = 256, SJ_CLAIM_LINES_MAX = 1000 };

/* ---- edits ----------------------------------------------------------------------- */

/** Severity of a finding, and standing of a claim: that of its worst finding. */
typedef enum sj_severity {
    SJ_CLEAN = 0,
    SJ_INFO = 1,
    SJ_WARN = 2,
    SJ_REJECT = 3
} sj_severity;

/** "clean", "info", "warn", "reject". */
SJ_API const char *sj_severity_str(sj_severity severity);

/** Edits, by number. ABI: append, never renumber. The catalogue (sj_edit_info) says
 *  what each one means; it stands in byte order of identifiers. */
typedef enum sj_edit {
    SJ_DX_AGE = 0,
    SJ_DX_CODE_ALSO_MISSING = 1,
    SJ_DX_CODE_FIRST_MISSING = 2,
    SJ_DX_CODE_FIRST_ORDER = 3,
    SJ_DX_COUNT = 4,
    SJ_DX_DUPLICATE = 5,
    SJ_DX_DUPLICATE_PDX = 6,
    SJ_DX_EXCLUDES1 = 7,
    SJ_DX_EXTERNAL_CAUSE_PRINCIPAL = 8,
    SJ_DX_FIRST_LISTED_ONLY = 9,
    SJ_DX_FORMAT = 10,
    SJ_DX_LATERALITY_CONFLICT = 11,
    SJ_DX_MANIFESTATION_FIRST = 12,
    SJ_DX_NOT_BILLABLE = 13,
    SJ_DX_NOT_EFFECTIVE = 14,
    SJ_DX_NOT_FOUND = 15,
    SJ_DX_PLACEHOLDER_MISSING = 16,
    SJ_DX_PRINCIPAL_MISSING = 17,
    SJ_DX_QUESTIONABLE_ADMISSION = 18,
    SJ_DX_REQUIRES_SECONDARY = 19,
    SJ_DX_SEQUELA_ORDER = 20,
    SJ_DX_SEVENTH_INVALID = 21,
    SJ_DX_SEVENTH_MISSING = 22,
    SJ_DX_SEX = 23,
    SJ_DX_UNACCEPTABLE_PRINCIPAL = 24,
    SJ_DX_UNSPECIFIED_SIDE = 25,
    SJ_DX_USE_ADDITIONAL_MISSING = 26,
    SJ_DX_VERSION_MIX = 27,
    SJ_DX_WRONG_PROCEDURE = 28,
    SJ_PCS_COUNT = 29,
    SJ_PCS_DATE = 30,
    SJ_PCS_FORMAT = 31,
    SJ_PCS_LIMITED_COVERAGE = 32,
    SJ_PCS_LOS = 33,
    SJ_PCS_NON_COVERED = 34,
    SJ_PCS_NOT_EFFECTIVE = 35,
    SJ_PCS_NOT_FOUND = 36,
    SJ_PCS_WRONG_CLAIM = 37,
    SJ_POA_EXEMPT_REPORTED = 38,
    SJ_POA_INVALID = 39,
    SJ_POA_MISSING = 40,
    SJ_POA_NOT_APPLICABLE = 41,
    SJ_PT_AGE_INVALID = 42,
    SJ_PT_SEX_INVALID = 43,
    SJ_PT_STATUS_INVALID = 44,
    SJ_CLM_DATES = 45,
    SJ_PX_NOT_FOUND = 46,
    SJ_MOD_NOT_FOUND = 47,
    SJ_CLM_LINES = 48,
    SJ_MOD_CONFLICT = 49,
    SJ_MOD_DUPLICATE = 50,
    SJ_MOD_FORMAT = 51,
    SJ_MOD_GAP = 52,
    SJ_MOD_INVALID_FOR_CODE = 53,
    SJ_MOD_NOT_EFFECTIVE = 54,
    SJ_MOD_ORDER = 55,
    SJ_MOD_REQUIRED_MISSING = 56,
    SJ_NDC_FORMAT = 57,
    SJ_NDC_MISSING = 58,
    SJ_NDC_UNIT = 59,
    SJ_POS_CODE_CONFLICT = 60,
    SJ_POS_INVALID = 61,
    SJ_PTR_DUPLICATE = 62,
    SJ_PTR_DX_UNUSED = 63,
    SJ_PTR_EXTERNAL_CAUSE_ONLY = 64,
    SJ_PTR_FIRST_MISSING = 65,
    SJ_PTR_GAP = 66,
    SJ_PTR_MISSING_DX = 67,
    SJ_PX_ADDON_WITHOUT_PRIMARY = 68,
    SJ_PX_AGE = 69,
    SJ_PX_BILATERAL = 70,
    SJ_PX_COVERAGE = 71,
    SJ_PX_DUPLICATE_LINE = 72,
    SJ_PX_FORMAT = 73,
    SJ_PX_GLOBAL_EM = 74,
    SJ_PX_INPATIENT_ONLY = 75,
    SJ_PX_MUE = 76,
    SJ_PX_MUE_ZERO = 77,
    SJ_PX_NECESSITY = 78,
    SJ_PX_NOT_EFFECTIVE = 79,
    SJ_PX_PTP = 80,
    SJ_PX_PTP_SAME_SITE = 81,
    SJ_PX_SET_NOT_LOADED = 82,
    SJ_PX_SEX = 83,
    SJ_PX_UNITS = 84,
    SJ_PX_UNLISTED = 85,
    SJ_REV_HCPCS_REQUIRED = 86,
    SJ_REV_INVALID = 87,
    SJ_TOB_INVALID = 88,
    SJ_DX_EXCLUDES2 = 89,
    SJ_PCS_NOT_IN_TABLE = 90,
    SJ_X12_DX_DOT = 91,
    SJ_X12_QUALIFIER = 92,
    SJ_EDIT_COUNT = 93
} sj_edit;

/** A row of the edit catalogue. Strings are static English. */
typedef struct sj_edit_info {
    sj_edit edit;
    const char *id;       /**< "dx.excludes1": never changes its meaning */
    const char *name;     /**< in a few words */
    const char *meaning;  /**< when it fires, in sentences */
    const char *remedy;   /**< what clears it */
    const char *inputs;   /**< what the claim must tell: "dx, birth, dates" */
    const char *citation; /**< "MCE 6; ICD-10-CM convention I.A.13" */
    const char *carc;     /**< usual claim adjustment reason, "16/M76"; "" for none */
    uint8_t severity;     /**< sj_severity that it usually has; SJ_CLEAN: it makes no
                               finding of its own */
    bool judged;          /**< false: this version has no such check */
    bool optional;        /**< left out unless sj_check_options.enabled names it */
} sj_edit_info;

/** The catalogue row of a place in byte order of identifiers.
 * @return NULL when `place` is not below SJ_EDIT_COUNT */
SJ_API const sj_edit_info *sj_edit_at(uint32_t place);

/** The catalogue row of an edit, NULL when there is none. */
SJ_API const sj_edit_info *sj_edit_get(sj_edit edit);

/** Edit of such an identifier. @return false when no edit bears it */
SJ_API bool sj_edit_parse(const char *id, size_t len, sj_edit *out);

/** A set of edits: bit `edit`. */
typedef struct sj_edit_set {
    uint64_t bits[2];
} sj_edit_set;

static inline bool sj_edit_set_has(const sj_edit_set *set, sj_edit edit)
{
    return set->bits[(unsigned)edit / 64] >> ((unsigned)edit % 64) & 1;
}

static inline void sj_edit_set_add(sj_edit_set *set, sj_edit edit)
{
    set->bits[(unsigned)edit / 64] |= (uint64_t)1 << ((unsigned)edit % 64);
}

/* ---- findings out ---------------------------------------------------------------- */

/** Kinds of places, in the order in which findings stand. */
typedef enum sj_place_kind {
    SJ_AT_NONE = 0,
    SJ_AT_CLAIM = 1,
    SJ_AT_PATIENT = 2,
    SJ_AT_DX = 3,
    SJ_AT_ADMITTING = 4,
    SJ_AT_REASON = 5,
    SJ_AT_EXTERNAL = 6,
    SJ_AT_PX = 7,
    SJ_AT_LINE = 8
} sj_place_kind;

/** An item of the claim: "dx[2]", "lines[1].mods[0]". */
typedef struct sj_place {
    uint8_t kind;  /**< sj_place_kind */
    uint8_t inner; /**< of a line: 0 itself, 1 a modifier, 2 a pointer, 3 its NDC */
    uint16_t index;
    uint16_t inner_index;
} sj_place;

/** Bytes a written place needs, NUL included. */
enum { SJ_PLACE_CAP = 32 };

/** Write a place as a path into the claim: "claim", "dx[0]", "admitting". */
SJ_API void sj_place_format(sj_place place, char out[SJ_PLACE_CAP]);

/** Which case of its edit a finding is. ABI: append. */
typedef enum sj_reason {
    SJ_BECAUSE_PLAIN = 0,
    SJ_BECAUSE_BEFORE = 1,       /**< not effective: the nearest interval lies later */
    SJ_BECAUSE_AFTER = 2,        /**< not effective: it ended */
    SJ_BECAUSE_HEADER = 3,       /**< a header on other days, or a PCS table */
    SJ_BECAUSE_MISSING = 4,      /**< nothing is given where something must be */
    SJ_BECAUSE_TOO_OLD = 5,      /**< age over the limit */
    SJ_BECAUSE_NEGATIVE = 6,     /**< before birth */
    SJ_BECAUSE_TITLE = 7,        /**< the title decided, no list speaks */
    SJ_BECAUSE_WEAK = 8,         /**< the note says "such as" and the like */
    SJ_BECAUSE_INSTRUCTION = 9,  /**< a positive instruction stands beside it */
    SJ_BECAUSE_EXCLUDES2 = 10,   /**< an Excludes2 note stands beside it */
    SJ_BECAUSE_RESIDUAL = 11,    /**< sequela alone: the residual is missing */
    SJ_BECAUSE_OVER_60 = 12,     /**< not covered over the age of 60 */
    SJ_BECAUSE_FORMAT_4010 = 13, /**< POA 1, once the stand-in for exempt */
    SJ_BECAUSE_BILATERAL = 14,   /**< a bilateral code exists, or stands beside */
    SJ_BECAUSE_UNSPECIFIED = 15, /**< unspecified side beside a side */
    SJ_BECAUSE_DAY_UNITS = 16,   /**< the sum of the day is over the limit */
    SJ_BECAUSE_PRIMARY_DENIED = 17, /**< there is a primary, itself denied by px.ptp */
    SJ_BECAUSE_NO_ADDON_ROW = 18,   /**< the fee schedule alone calls it an add-on */
    SJ_BECAUSE_CONTRACTOR = 19,     /**< the contractor says which primaries do */
    SJ_BECAUSE_SAME_DAY = 20,       /**< a procedure of the same day */
    SJ_BECAUSE_DAY_BEFORE = 21,     /**< a major procedure of the next day */
    SJ_BECAUSE_AFTERCARE = 22,      /**< within the days after a procedure */
    SJ_BECAUSE_EXCLUDED = 23,       /**< a diagnosis that the policy excludes */
    SJ_BECAUSE_NOT_PRINCIPAL = 24   /**< the first one is not qualified as principal */
} sj_reason;

/** One finding. Plain data; sj_finding_* put it into words. */
typedef struct sj_finding {
    uint16_t edit;    /**< sj_edit */
    uint8_t severity; /**< sj_severity */
    uint8_t reason;   /**< sj_reason */
    uint8_t marks;    /**< SJ_MARK_*: the answer it rests on was inferred or carried */
    uint8_t system;   /**< sj_system of `code` and `other` */
    sj_place at;      /**< what is wrong */
    sj_place with;  /**< what it conflicts with; SJ_AT_NONE where no single item does */
    sj_date date;   /**< the date it was judged by */
    uint32_t code;  /**< id of the code at `at`, or SJ_NO_CODE */
    uint32_t other; /**< id of the code at `with`, or SJ_NO_CODE */
    int32_t found, limit; /**< numbers of the edit: age and bound, count and bound;
                               not effective: the nearest day it is */
    uint32_t rule; /**< row of the line table it rests on, for sj_finding_source();
                        UINT32_MAX: none */
} sj_finding;

typedef struct sj_check_options {
    size_t size;                /**< sizeof(sj_check_options) */
    const sj_edit_set *enabled; /**< NULL: all but the optional ones */
    const uint8_t *severities;  /**< SJ_EDIT_COUNT bytes: 0xFF keep, else sj_severity
                                     (SJ_CLEAN: leave out); NULL: keep all */
} sj_check_options;

/** Results of one check. The caller sets `items` and `cap`; the rest is written. */
typedef struct sj_findings {
    sj_finding *items;
    uint32_t cap;
    uint32_t count;    /**< written: at most cap */
    uint32_t total;    /**< there are: more than `count` when the buffer was too small;
                            then the first ones in the order of evaluation are kept */
    sj_severity worst; /**< of all, kept or not */
    sj_edit_set no_data;       /**< no table could judge an item on its date */
    sj_edit_set not_evaluated; /**< the claim does not tell what the edit needs */
} sj_findings;

/**
 * Judge a claim by the edits of the catalogue.
 *
 * Findings stand in the order of DOMAIN 5: claim, patient, dx, admitting, reason,
 * external, px, lines; within a class by index, identifier, inner place, partner. They
 * are a function of image, claim and options alone.
 * Cost: no allocation, lock or system call; one lookup a code, one test a pair.
 *
 * @param options  NULL: every edit with its own severity
 * @return SJ_OK; SJ_E_ARG when a pointer or size is wrong or a list exceeds
 *         SJ_CLAIM_ITEMS_MAX or SJ_CLAIM_LINES_MAX
 */
SJ_API sj_status sj_check(const sj_image *image, const sj_claim *claim,
                          const sj_check_options *options, sj_findings *findings);

/** The code at a place of a claim, in the form people read ("E11.9"); as written, cut
 *  to SJ_CODE_CAP - 1, when it is no code. */
SJ_API void sj_claim_code(const sj_claim *claim, sj_place place, char out[SJ_CODE_CAP]);

/**
 * A finding in one English sentence, as snprintf() would write it.
 * @return its length without the NUL, whether or not it fitted
 */
SJ_API size_t sj_finding_message(const sj_image *image, const sj_claim *claim,
                                 const sj_finding *finding, char *out, size_t cap);

/** Where the rule of a finding is written. @return false when no file says it */
SJ_API bool sj_finding_source(const sj_image *image, const sj_finding *finding,
                              sj_citation *out);

/**
 * Codes that would clear a finding: the billable completions of a header code, the code
 * with its placeholder, the bilateral code, valid seventh characters. Valid on the
 * finding's date. @return how many; at most `cap` are written
 */
SJ_API size_t sj_finding_codes(const sj_image *image, const sj_claim *claim,
                               const sj_finding *finding, sj_entry *out, size_t cap);

/**
 * Modifiers that would clear a finding if they apply: of px.ptp with indicator 1 the
 * ones that tell a distinct service, on the column 2 line. Static strings.
 * @return how many; at most `cap` are written
 */
SJ_API size_t sj_finding_modifiers(const sj_image *image, const sj_claim *claim,
                                   const sj_finding *finding, const char **out,
                                   size_t cap);

#ifdef __cplusplus
}
#endif

#endif

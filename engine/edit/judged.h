/*
 * A check in progress: the claim's dates, the day at hand, one record for each judged
 * diagnosis. All of it lies on the stack of sj_check() and is filled as far as the
 * claim goes. Files of this folder share it; docs/EDITING.md says what they decide.
 */
#ifndef SCRUBJAY_EDIT_JUDGED_H
#define SCRUBJAY_EDIT_JUDGED_H

#include "engine/edit/rules.h"

/* Days on which rules begin or end, since 1970-01-01. */
enum {
    SJI_ICD10_DAY = 16709,    /* 2015-10-01: ICD-10 takes the place of ICD-9 */
    SJI_SIDES_DAY = 19083,    /* 2022-04-01: unspecified sides (MCE 20) */
    SJI_SEX_ENDS_DAY = 19997, /* 2024-10-01: the Code Editor's sex edits are off */
};

typedef enum sji_claim_kind { SJI_P, SJI_IP, SJI_OP } sji_claim_kind;

/* Edits that no table can judge on a day: bits of sji_day.open and sji_judged.open. */
enum {
    SJI_OPEN_AGE = 1,
    SJI_OPEN_SEX = 2,
    SJI_OPEN_UNACCEPTABLE = 4,
    SJI_OPEN_SECONDARY = 8,
    SJI_OPEN_QUESTIONABLE = 16,
    SJI_OPEN_WRONG_PROCEDURE = 32,
    SJI_OPEN_SIDE = 64,
    SJI_OPEN_POA = 128,
    SJI_OPEN_STATUS = 256, /* of a diagnosis: its status is unknown */
};

/* What a key date decides for every diagnosis alike. */
typedef struct sji_day {
    sj_date date;
    uint32_t column; /* of the edits of ICD-10-CM */
    uint64_t watch;  /* traits that make a finding on this day, whatever the place */
    uint64_t age_fails, sex_fails; /* of those, the lists that the patient fails */
    int age;
    uint16_t open;
    uint8_t version; /* of ICD */
    uint8_t notes_marks, mce_marks, poa_marks;
    bool notes_open;
    bool poa_speaks;
} sji_day;

/* A diagnosis: what its key dates made of it. A date of SJ_DATE_OPEN says that no key
 * date fails; else it is the earliest that does. */
typedef struct sji_judged {
    uint64_t code;         /* canonical, the first character lowest; 0: no code */
    uint64_t code_10;      /* the same, when it is written like an ICD-10-CM code */
    uint64_t traits;       /* on the date judged last */
    const uint8_t *record; /* class of an ICD-10-CM code, else NULL */
    uint32_t id;           /* SJ_NO_CODE: none */
    sj_date first;         /* the earliest key date */
    sj_date last;          /* the one judged last; SJ_NO_DATE: none yet */
    sj_date fault_date, age_date, sex_date, manifestation_date, unacceptable_date;
    uint16_t open;
    uint8_t fault; /* sj_edit of step 4 */
    uint8_t fault_marks;
    uint8_t version; /* 9, 10, 0: cannot be told */
    uint8_t len, len_10;
    bool rejected, repeats;
} sji_judged;

typedef struct sji_check {
    const sj_image *image;
    const sj_claim *claim;
    sj_findings *out;
    const uint8_t *severities; /* or NULL */
    sj_edit_set enabled;
    sji_claim_kind kind;
    sj_date from, to, admission, first_service, pair_date;
    bool one_date; /* every diagnosis has this key date: pair_date */
    bool birth_good;
    bool sex_told, sex_good;
    bool dx_alone;             /* the only diagnosis */
    int birth[3];              /* year, month, day; when birth_good */
    int age;                   /* IP: at admission; else at the first service */
    char sex;                  /* F, M; 0 for any other */
    uint8_t principal_version; /* 0: there is none, or it cannot be told */
    sji_day day;               /* the day at hand */
    sji_judged dx[SJ_CLAIM_ITEMS_MAX];
} sji_check;

static inline sj_place sji_at(sj_place_kind kind, uint32_t index)
{
    return (sj_place){.kind = (uint8_t)kind, .index = (uint16_t)index};
}

/* A character of a canonical code; 0 behind its end. */
static inline char sji_char(uint64_t code, unsigned place)
{
    return (char)(code >> (8 * place) & 0x7F);
}

/* An ICD-10 code that position edits can look at. */
static inline bool sji_is_icd10(const sji_judged *j)
{
    return j->version == 10 && j->code != 0;
}

/* ---- check.c --------------------------------------------------------------------- */

enum { SJI_USUAL = 0xFF }; /* severity: that of the catalogue */

/* Count a finding of an enabled edit. @return its record to complete, or NULL when it
 * is not wanted or the buffer is full */
sj_finding *sji_add(sji_check *c, sj_edit edit, sj_place at, sj_date date,
                    unsigned severity);

/* The same for a diagnosis: with its code. */
sj_finding *sji_add_dx(sji_check *c, sj_edit edit, sj_place at, const sji_judged *j,
                       sj_date date, unsigned severity);

/* How sure the standing of a code on a day is: SJ_MARK_*. For findings that rest on it.
 */
static inline uint8_t sji_status_marks(const sji_check *c, uint32_t id, sj_date date)
{
    sj_answer answer;
    return sj_lookup_id(c->image, id, date, &answer) == SJ_OK ? answer.marks : 0;
}

/* ---- order.c --------------------------------------------------------------------- */

/* Into the order in which findings stand (DOMAIN 5). */
void sji_sort_findings(sj_finding *items, uint32_t count);

/* ---- catalogue.c, edits.c -------------------------------------------------------- */

extern const sj_edit_info sji_catalogue[SJ_EDIT_COUNT];

/* Place of an edit in byte order of identifiers. */
uint8_t sji_edit_place(uint16_t edit);
uint8_t sji_edit_severity(sj_edit edit);

/* ---- dates.c --------------------------------------------------------------------- */

/* A date between 0001-01-01 and 9999-12-31, or SJ_NO_DATE. */
bool sji_date_good(sj_date date);

/* Kind and dates of the claim into an otherwise empty check. @return false when it has
 * no date at all or a day that no calendar has */
bool sji_read_dates(sji_check *c);

/* First day of a line. */
static inline sj_date sji_line_date(const sji_check *c, const sj_line *line)
{
    return line->from != SJ_NO_DATE ? line->from : c->from;
}

/* Age in whole years on a day, of someone born on `birth`. */
int sji_age(const int birth[3], sj_date on);

/* The day of the check, made this one. */
const sji_day *sji_day_on(sji_check *c, sj_date date);

/* Whether a table may say more of a column than it does: none speaks, or a gap. */
static inline bool sji_not_covered(unsigned coverage)
{
    return !(coverage & (SJF_COVER_SPEAKS | SJF_COVER_CARRIED)) ||
           (coverage & SJF_COVER_GAP);
}

/* SJ_MARK_* of what rests on a table. */
static inline uint8_t sji_cover_marks(unsigned coverage)
{
    return (uint8_t)((coverage & SJF_COVER_GAP ? SJ_MARK_INFERRED : 0) |
                     (coverage & SJF_COVER_CARRIED ? SJ_MARK_CARRIED : 0));
}

/* ---- read_code.c ----------------------------------------------------------------- */

/* Canonical form of a code as written, packed as sji_judged.code. @return its length;
 * 0 and an empty code when it has not the system's shape */
uint8_t sji_read_code(sj_system system, sj_str s, uint64_t *code);

/* The characters of a packed code and their NUL. */
void sji_code_text(uint64_t code, char out[8]);

/* Version that a text has on a date, its qualifier aside, and the code in it. */
typedef struct sji_versioned {
    uint64_t code;
    uint8_t len, version;
} sji_versioned;

/* For the pair of systems of diagnoses (SJ_ICD10CM, SJ_ICD9CM) or of procedures. */
sji_versioned sji_tell_version(const sj_image *image, sj_system ten, sj_system nine,
                               sj_str text, uint8_t told, sj_date date);

/* Text without ASCII blanks around it. Mostly there are none, or there is no text. */
sj_str sji_cut_blanks(sj_str s);

static inline sj_str sji_trim(sj_str s)
{
    if (s.len == 0 || !s.text)
        return (sj_str){"", 0};
    if ((uint8_t)s.text[0] > ' ' && (uint8_t)s.text[s.len - 1] > ' ')
        return s;
    return sji_cut_blanks(s);
}

/* ---- dx_validity.c --------------------------------------------------------------- */

/* Read a diagnosis: as yet without a key date. */
void sji_begin_dx(sji_judged *j, sj_str text);

/* Judge it on a key date; any number of them, in any order. `watch`: traits that this
 * place looks for beside the day's. */
void sji_judge_dx(sji_check *c, sji_judged *j, const sj_diagnosis *d, sj_date date,
                  uint64_t watch);

/* A code of four to six characters with X before its last one, up to seven.
 * @return false when that is not billable on the date */
bool sji_with_placeholder(const sj_image *image, const char *code, size_t len,
                          sj_date date, sj_entry *out);

/* The finding of step 4, if there is one. */
void sji_report_fault(sji_check *c, const sji_judged *j, sj_place at);

/* Nearest day on which a code stood, into found; and which case it is, into reason. */
void sji_nearest_day(const sj_image *image, sj_finding *f);

/* ---- dx_position.c, dx_pairs.c, patient.c, poa.c, pcs.c, no_data.c -----------------
 */

/* Traits that dx[0] is looked at for. */
#define SJI_PRINCIPAL_TRAITS                                                           \
    (UINT64_C(1) << SJF_MANIFESTATION | UINT64_C(1) << SJF_UNACCEPTABLE |              \
     UINT64_C(1) << SJF_REQUIRES_SECONDARY | UINT64_C(1) << SJF_QUESTIONABLE)

/* Whether a code belongs to an external cause by its letters. */
static inline bool sji_external_cause(const sji_judged *j)
{
    char first = sji_char(j->code, 0);
    return sji_is_icd10(j) && first >= 'V' && first <= 'Y';
}

/* Which of dx repeat an earlier one, and the findings on it. */
void sji_judge_repeats(sji_check *c);
void sji_judge_positions(sji_check *c);
/* Of external or dx. */
void sji_judge_wrong_procedure(sji_check *c, const sji_judged *j, sj_place at);
void sji_judge_counts(sji_check *c);

/* wire.c: what a reader of 837s marked. */
void sji_judge_wire(sji_check *c);

void sji_judge_pairs(sji_check *c);

/* The reference of the Tabular List that a finding rests on, UINT32_MAX for none.
 * Looked up when it is asked for: that costs more than the finding. */
uint32_t sji_finding_rule(const sj_image *image, const sj_finding *f);

void sji_judge_patient(sji_check *c);
/* Age and sex of a diagnosis. */
void sji_judge_person(sji_check *c, const sji_judged *j, sj_place at);

/* Present on admission. */
void sji_judge_poa(sji_check *c, const sji_judged *j, const sj_diagnosis *d,
                   sj_place at);

void sji_judge_procedures(sji_check *c);

/* place_of_service.c: the type of bill, when a list of them is loaded. */
void sji_judge_bill_type(sji_check *c);

static inline void sji_no_data(sji_check *c, sj_edit edit)
{
    sj_edit_set_add(&c->out->no_data, edit);
}

/* What a diagnosis leaves unjudged. */
void sji_dx_no_data(sji_check *c, const sji_judged *j, sj_place at);
void sji_not_evaluated(sji_check *c);

#endif

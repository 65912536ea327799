/*
 * A finding in one English sentence: the codes, the dates, and of a note what bears it
 * and what it says. Written afresh from image, claim and finding; nothing is kept.
 */
#include "engine/edit/judged.h"
#include "engine/lookup/notes.h"

/* A text being written as snprintf() writes: cut at the end, counted all the same. */
typedef struct sentence {
    const sj_image *image;
    const sj_claim *claim;
    const sj_finding *f;
    char *out;
    size_t cap, len;
} sentence;

static void put_bytes(sentence *s, const char *text, size_t len)
{
    if (s->len < s->cap) {
        size_t room = s->cap - s->len;
        memcpy(s->out + s->len, text, len < room ? len : room);
    }
    s->len += len;
}

static void put(sentence *s, const char *text)
{
    put_bytes(s, text, strlen(text));
}

static void put_number(sentence *s, int64_t value)
{
    char digits[24], *p = digits + sizeof digits;
    bool negative = value < 0;
    uint64_t rest = negative ? 0 - (uint64_t)value : (uint64_t)value;
    do
        *--p = (char)('0' + rest % 10);
    while (rest /= 10);
    if (negative)
        *--p = '-';
    put_bytes(s, p, (size_t)(digits + sizeof digits - p));
}

static void put_date(sentence *s, sj_date date)
{
    char text[SJ_DATE_CAP];
    if (!sji_date_good(date) || date == SJ_NO_DATE) {
        put(s, "an unknown day");
        return;
    }
    sj_date_format(date, text);
    put(s, text);
}

/* A code as people read it: of the image when it has the code, else as written. */
static void put_code(sentence *s, sj_place place, uint32_t id)
{
    char canonical[SJ_CODE_CAP], text[SJ_CODE_CAP];
    size_t len = id == SJ_NO_CODE ? 0 : sj_code_of(s->image, id, canonical);
    if (len > 0)
        sj_display((sj_system)(id >> SJF_ID_SHIFT), canonical, len, text);
    else
        sj_claim_code(s->claim, place, text);
    put(s, text[0] ? text : "an empty code");
}

static void code(sentence *s)
{
    put_code(s, s->f->at, s->f->code);
}

static void other(sentence *s)
{
    put_code(s, s->f->with, s->f->other);
}

/* The code with its title on the date. */
static void titled(sentence *s)
{
    sj_descriptor d;
    code(s);
    if (s->f->code == SJ_NO_CODE ||
        sj_descriptor_get(s->image, s->f->code, s->f->date, &d) != SJ_OK)
        return;
    bool has_long = d.long_len > 0;
    put(s, " (");
    put_bytes(s, has_long ? d.long_text : d.short_text,
              has_long ? d.long_len : d.short_len);
    put(s, ")");
}

static void on_date(sentence *s)
{
    put(s, " on ");
    put_date(s, s->f->date);
}

/* "code", words, date. */
static void of_code(sentence *s, const char *words)
{
    code(s);
    put(s, words);
}

static void of_titled(sentence *s, const char *words)
{
    titled(s);
    put(s, words);
}

/* `: E11 says "type 1 diabetes mellitus (E10.-)"`, when the rule is a note. */
static void note(sentence *s)
{
    sji_reference_info info;
    uint32_t rule = sji_finding_rule(s->image, s->f);
    if (!sji_reference_citation(s->image, rule, s->f->date, &info))
        return;
    put(s, ": ");
    put(s, info.node_display);
    put(s, " says \"");
    put(s, info.text);
    put(s, "\"");
}

/* ---- existence ------------------------------------------------------------------- */

static void not_effective(sentence *s)
{
    of_code(s, " is not valid");
    on_date(s);
    switch (s->f->reason) {
    case SJ_BECAUSE_BEFORE:
        put(s, "; it is from ");
        put_date(s, s->f->found);
        break;
    case SJ_BECAUSE_AFTER:
        put(s, "; it was to ");
        put_date(s, s->f->found);
        break;
    case SJ_BECAUSE_HEADER:
        put(s, "; on other days it was a heading");
        break;
    default:
        break;
    }
}

/* "4th character", and the values that would do there. */
static void pcs_position(sentence *s)
{
    char text[SJ_CODE_CAP], canonical[SJ_CODE_CAP];
    size_t len;
    sj_pcs_position p;
    sj_claim_code(s->claim, s->f->at, text);
    if (!sj_normalize(SJ_ICD10PCS, text, strlen(text), canonical, &len) ||
        sj_pcs_explain(s->image, canonical, len, s->f->date, &p) != SJ_OK)
        return;
    put(s, ": character ");
    put_number(s, p.position);
    if (p.title) {
        put(s, " (");
        put(s, p.title);
        put(s, ")");
    }
    if (p.values[0] == '\0') {
        put(s, " fits no table");
        return;
    }
    put(s, " would have to be ");
    for (size_t i = 0; p.values[i]; i++) {
        if (i > 0)
            put(s, p.values[i + 1] ? ", " : " or ");
        put_bytes(s, &p.values[i], 1);
    }
}

static void pcs_not_found(sentence *s)
{
    if (s->f->reason == SJ_BECAUSE_HEADER) {
        of_code(s, " is only the beginning of a procedure code");
        return;
    }
    of_code(s, " is no procedure code");
    if (s->f->system == SJ_ICD10PCS)
        pcs_position(s);
}

static void placeholder(sentence *s)
{
    sj_entry with_x;
    char display[SJ_CODE_CAP];
    of_code(s, " does not exist");
    if (sj_finding_codes(s->image, s->claim, s->f, &with_x, 1) == 0)
        return;
    sj_display(SJ_ICD10CM, with_x.code, with_x.len, display);
    put(s, "; with the placeholder X it is ");
    put(s, display);
}

static bool existence(sentence *s)
{
    switch (s->f->edit) {
    case SJ_DX_FORMAT:
    case SJ_PCS_FORMAT:
        of_code(s, s->f->edit == SJ_DX_FORMAT
                       ? " is not written like a diagnosis code"
                       : " is not written like a procedure code");
        return true;
    case SJ_DX_NOT_FOUND:
        of_code(s, " is no diagnosis code");
        return true;
    case SJ_PCS_NOT_FOUND:
        pcs_not_found(s);
        return true;
    case SJ_DX_NOT_EFFECTIVE:
    case SJ_PCS_NOT_EFFECTIVE:
        not_effective(s);
        return true;
    case SJ_DX_NOT_BILLABLE:
        of_titled(s, " is a heading");
        on_date(s);
        put(s, "; a more specific code is needed");
        return true;
    case SJ_DX_SEVENTH_MISSING:
        of_titled(s, " needs a seventh character");
        return true;
    case SJ_DX_SEVENTH_INVALID:
        of_code(s, " does not exist");
        on_date(s);
        put(s, "; other seventh characters of it do");
        return true;
    case SJ_DX_PLACEHOLDER_MISSING:
        placeholder(s);
        return true;
    case SJ_DX_VERSION_MIX:
        of_code(s, s->f->system == SJ_ICD9CM || s->f->system == SJ_ICD9PCS
                       ? " is of ICD-9"
                       : " is of ICD-10");
        put(s, ", which does not go with ");
        put_date(s, s->f->date);
        put(s, " or with the first diagnosis");
        return true;
    default:
        return false;
    }
}

/* ---- place and pairs ------------------------------------------------------------- */

static void excludes1(sentence *s)
{
    of_code(s, " and ");
    other(s);
    put(s, s->f->reason == SJ_BECAUSE_INSTRUCTION
               ? " exclude each other by one note and belong together by another"
               : " exclude each other");
    note(s);
}

static void laterality(sentence *s)
{
    of_code(s, " and ");
    other(s);
    put(s, s->f->reason == SJ_BECAUSE_UNSPECIFIED
               ? " are one condition with its side told and untold"
               : " are one condition on sides that one bilateral code covers");
}

static bool place_and_pairs(sentence *s)
{
    switch (s->f->edit) {
    case SJ_DX_EXTERNAL_CAUSE_PRINCIPAL:
        of_titled(s, " is an external cause and cannot stand ");
        put(s, s->f->at.kind == SJ_AT_REASON ? "as reason for the visit" : "first");
        return true;
    case SJ_DX_DUPLICATE:
    case SJ_DX_DUPLICATE_PDX:
        of_code(s, s->f->edit == SJ_DX_DUPLICATE
                       ? " stands among the secondary diagnoses already"
                       : " is the first diagnosis already");
        return true;
    case SJ_DX_FIRST_LISTED_ONLY:
        of_titled(s, " may only be the first diagnosis");
        return true;
    case SJ_DX_SEQUELA_ORDER:
        of_titled(s, s->f->reason == SJ_BECAUSE_RESIDUAL
                         ? " is a sequela, and the condition that remains is missing"
                         : " is a sequela; the condition that remains goes first");
        return true;
    case SJ_DX_EXCLUDES1:
        excludes1(s);
        return true;
    case SJ_DX_CODE_FIRST_MISSING:
        of_code(s, " needs the underlying condition coded first");
        note(s);
        return true;
    case SJ_DX_CODE_FIRST_ORDER:
        other(s);
        put(s, " goes before ");
        code(s);
        note(s);
        return true;
    case SJ_DX_USE_ADDITIONAL_MISSING:
        of_code(s, " asks for an additional code");
        note(s);
        return true;
    case SJ_DX_CODE_ALSO_MISSING:
        of_code(s, " asks for another condition to be coded also");
        note(s);
        return true;
    case SJ_DX_LATERALITY_CONFLICT:
        laterality(s);
        return true;
    default:
        return false;
    }
}

/* ---- lists ----------------------------------------------------------------------- */

static void age(sentence *s)
{
    bool too_old = s->f->reason == SJ_BECAUSE_TOO_OLD;
    of_titled(s, " does not fit the age of ");
    put_number(s, s->f->found);
    put(s, too_old ? "; the Code Editor's list ends at "
                   : "; the Code Editor's list begins at ");
    put_number(s, s->f->limit);
}

static void non_covered(sentence *s)
{
    of_titled(s, " is not covered");
    if (s->f->reason != SJ_BECAUSE_OVER_60)
        return;
    put(s, " over the age of ");
    put_number(s, s->f->limit);
    put(s, "; the patient is ");
    put_number(s, s->f->found);
}

static void stay(sentence *s)
{
    of_titled(s, " takes at least ");
    put_number(s, s->f->limit);
    put(s, " days; the stay has ");
    put_number(s, s->f->found);
}

static bool lists(sentence *s)
{
    switch (s->f->edit) {
    case SJ_DX_AGE:
        age(s);
        return true;
    case SJ_DX_SEX:
        of_titled(s, " does not fit the sex of the patient");
        return true;
    case SJ_DX_MANIFESTATION_FIRST:
        of_titled(s, " is a manifestation; the underlying disease goes first");
        return true;
    case SJ_DX_UNACCEPTABLE_PRINCIPAL:
        of_titled(s, " is not acceptable as the principal diagnosis");
        return true;
    case SJ_DX_REQUIRES_SECONDARY:
        of_titled(s, " needs a secondary diagnosis when it is the principal one");
        return true;
    case SJ_DX_QUESTIONABLE_ADMISSION:
        of_titled(s, " rarely is a reason for admission");
        return true;
    case SJ_DX_WRONG_PROCEDURE:
        of_titled(s, " says that a wrong procedure was done");
        return true;
    case SJ_DX_UNSPECIFIED_SIDE:
        of_titled(s, " does not tell the side");
        return true;
    case SJ_PCS_NON_COVERED:
        non_covered(s);
        return true;
    case SJ_PCS_LIMITED_COVERAGE:
        of_titled(s, " is covered only under certain conditions");
        return true;
    case SJ_PCS_LOS:
        stay(s);
        return true;
    default:
        return false;
    }
}

/* ---- claim, patient, POA --------------------------------------------------------- */

static void birth(sentence *s)
{
    switch (s->f->reason) {
    case SJ_BECAUSE_MISSING:
        put(s, "the birth date is missing");
        break;
    case SJ_BECAUSE_NEGATIVE:
        put(s, "the patient is born on ");
        put_date(s, s->claim->birth);
        put(s, ", after the service");
        break;
    default:
        put(s, "the patient would be ");
        put_number(s, s->f->found);
        put(s, " years old, more than ");
        put_number(s, s->f->limit);
        break;
    }
}

static void count(sentence *s, const char *what)
{
    put_number(s, s->f->found);
    put(s, what);
    put_number(s, s->f->limit);
    put(s, " places");
}

static void procedure_date(sentence *s)
{
    const sj_claim *claim = s->claim;
    of_code(s, " is dated ");
    put_date(s, s->f->at.index < claim->px_count && claim->px
                    ? claim->px[s->f->at.index].date
                    : SJ_NO_DATE);
    put(s, ", which is not between three days before admission and the end of the "
           "claim");
}

static bool claim_and_patient(sentence *s)
{
    switch (s->f->edit) {
    case SJ_CLM_DATES:
        put(s, "the claim ends on ");
        put_date(s, s->claim->to);
        put(s, ", before it begins on ");
        put_date(s, s->claim->from);
        return true;
    case SJ_DX_COUNT:
        count(s, " diagnoses of a kind that has ");
        return true;
    case SJ_PCS_COUNT:
        count(s, " procedures; the claim has ");
        return true;
    case SJ_DX_PRINCIPAL_MISSING:
        put(s, "the claim has no diagnosis");
        return true;
    case SJ_PT_AGE_INVALID:
        birth(s);
        return true;
    case SJ_PT_SEX_INVALID:
        put(s, "the sex of the patient is none of F, M, U");
        return true;
    case SJ_PT_STATUS_INVALID:
        put(s, "the discharge status is in no table");
        return true;
    case SJ_POA_MISSING:
        of_code(s, " needs a present-on-admission indicator");
        return true;
    case SJ_POA_INVALID:
        of_code(s, s->f->reason == SJ_BECAUSE_FORMAT_4010
                       ? " has the present-on-admission indicator 1, which is of "
                         "version 4010; exempt codes have none now"
                       : " has a present-on-admission indicator that is none of Y, "
                         "N, U, W");
        return true;
    case SJ_POA_EXEMPT_REPORTED:
        of_code(s, " is exempt from present-on-admission reporting and has an "
                   "indicator");
        return true;
    case SJ_POA_NOT_APPLICABLE:
        of_code(s, " has a present-on-admission indicator where none belongs");
        return true;
    case SJ_PCS_DATE:
        procedure_date(s);
        return true;
    case SJ_PCS_WRONG_CLAIM:
        of_code(s, " is an ICD procedure on a claim that is not an inpatient one");
        return true;
    default:
        return false;
    }
}

size_t sj_finding_message(const sj_image *image, const sj_claim *claim,
                          const sj_finding *finding, char *out, size_t cap)
{
    sentence s = {.image = image,
                  .claim = claim,
                  .f = finding,
                  .out = out,
                  .cap = out && cap > 0 ? cap - 1 : 0};
    if (image && claim && finding && !existence(&s) && !place_and_pairs(&s) &&
        !lists(&s) && !claim_and_patient(&s)) {
        const sj_edit_info *info = sj_edit_get((sj_edit)finding->edit);
        put(&s, info ? info->name : "");
    }
    if (out && cap > 0)
        out[s.len < s.cap ? s.len : s.cap] = '\0';
    return s.len;
}

/*
 * A finding in one English sentence: the codes, the dates, and of a note what bears it
 * and what it says. Written afresh from image, claim and finding; nothing is kept.
 * Findings on service lines are in finding_line.c.
 */
#include "engine/edit/sentence.h"
#include "engine/lookup/notes.h"

/* `: E11 says "type 1 diabetes mellitus (E10.-)"`, when the rule is a note. */
static void note(sji_sentence *s)
{
    sji_reference_info info;
    uint32_t rule = sji_finding_rule(s->image, s->f);
    if (!sji_reference_citation(s->image, rule, s->f->date, &info))
        return;
    sji_put(s, ": ");
    sji_put(s, info.node_display);
    sji_put(s, " says \"");
    sji_put(s, info.text);
    sji_put(s, "\"");
}

/* ---- existence ------------------------------------------------------------------- */

static void not_effective(sji_sentence *s)
{
    sji_put_of_code(s, " is not valid");
    sji_put_on_date(s);
    switch (s->f->reason) {
    case SJ_BECAUSE_BEFORE:
        sji_put(s, "; it is from ");
        sji_put_date(s, s->f->found);
        break;
    case SJ_BECAUSE_AFTER:
        sji_put(s, "; it was to ");
        sji_put_date(s, s->f->found);
        break;
    case SJ_BECAUSE_HEADER:
        sji_put(s, "; on other days it was a heading");
        break;
    default:
        break;
    }
}

/* "4th character", and the values that would do there. */
static void pcs_position(sji_sentence *s)
{
    char text[SJ_CODE_CAP], canonical[SJ_CODE_CAP];
    size_t len;
    sj_pcs_position p;
    sj_claim_code(s->claim, s->f->at, text);
    if (!sj_normalize(SJ_ICD10PCS, text, strlen(text), canonical, &len) ||
        sj_pcs_explain(s->image, canonical, len, s->f->date, &p) != SJ_OK)
        return;
    sji_put(s, ": character ");
    sji_put_number(s, p.position);
    if (p.title) {
        sji_put(s, " (");
        sji_put(s, p.title);
        sji_put(s, ")");
    }
    if (p.values[0] == '\0') {
        sji_put(s, " fits no table");
        return;
    }
    sji_put(s, " would have to be ");
    for (size_t i = 0; p.values[i]; i++) {
        if (i > 0)
            sji_put(s, p.values[i + 1] ? ", " : " or ");
        sji_put_bytes(s, &p.values[i], 1);
    }
}

static void pcs_not_found(sji_sentence *s)
{
    if (s->f->reason == SJ_BECAUSE_HEADER) {
        sji_put_of_code(s, " is only the beginning of a procedure code");
        return;
    }
    sji_put_of_code(s, " is no procedure code");
    if (s->f->system == SJ_ICD10PCS)
        pcs_position(s);
}

static void placeholder(sji_sentence *s)
{
    sj_entry with_x;
    char display[SJ_CODE_CAP];
    sji_put_of_code(s, " does not exist");
    if (sj_finding_codes(s->image, s->claim, s->f, &with_x, 1) == 0)
        return;
    sj_display(SJ_ICD10CM, with_x.code, with_x.len, display);
    sji_put(s, "; with the placeholder X it is ");
    sji_put(s, display);
}

static bool existence(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_DX_FORMAT:
    case SJ_PCS_FORMAT:
        sji_put_of_code(s, s->f->edit == SJ_DX_FORMAT
                               ? " is not written like a diagnosis code"
                               : " is not written like a procedure code");
        return true;
    case SJ_DX_NOT_FOUND:
        sji_put_of_code(s, " is no diagnosis code");
        return true;
    case SJ_PCS_NOT_FOUND:
        pcs_not_found(s);
        return true;
    case SJ_DX_NOT_EFFECTIVE:
    case SJ_PCS_NOT_EFFECTIVE:
    case SJ_PX_NOT_EFFECTIVE:
    case SJ_MOD_NOT_EFFECTIVE:
        not_effective(s);
        return true;
    case SJ_DX_NOT_BILLABLE:
        sji_put_of_titled(s, " is a heading");
        sji_put_on_date(s);
        sji_put(s, "; a more specific code is needed");
        return true;
    case SJ_DX_SEVENTH_MISSING:
        sji_put_of_titled(s, " needs a seventh character");
        return true;
    case SJ_DX_SEVENTH_INVALID:
        sji_put_of_code(s, " does not exist");
        sji_put_on_date(s);
        sji_put(s, "; other seventh characters of it do");
        return true;
    case SJ_DX_PLACEHOLDER_MISSING:
        placeholder(s);
        return true;
    case SJ_DX_VERSION_MIX:
        sji_put_of_code(s, s->f->system == SJ_ICD9CM || s->f->system == SJ_ICD9PCS
                               ? " is of ICD-9"
                               : " is of ICD-10");
        sji_put(s, ", which does not go with ");
        sji_put_date(s, s->f->date);
        sji_put(s, " or with the first diagnosis");
        return true;
    default:
        return false;
    }
}

/* ---- place and pairs ------------------------------------------------------------- */

static void excludes1(sji_sentence *s)
{
    sji_put_of_code(s, " and ");
    sji_put_other(s);
    sji_put(s, s->f->reason == SJ_BECAUSE_INSTRUCTION
                   ? " exclude each other by one note and belong together by another"
                   : " exclude each other");
    note(s);
    if (s->f->reason == SJ_BECAUSE_EXCLUDES2)
        sji_put(s, "; an Excludes2 note speaks of them, too");
}

static void laterality(sji_sentence *s)
{
    sji_put_of_code(s, " and ");
    sji_put_other(s);
    sji_put(s, s->f->reason == SJ_BECAUSE_UNSPECIFIED
                   ? " are one condition with its side told and untold"
                   : " are one condition on sides that one bilateral code covers");
}

static bool place_and_pairs(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_DX_EXTERNAL_CAUSE_PRINCIPAL:
        sji_put_of_titled(s, " is an external cause and cannot stand ");
        sji_put(s, s->f->at.kind == SJ_AT_REASON ? "as reason for the visit" : "first");
        return true;
    case SJ_DX_DUPLICATE:
    case SJ_DX_DUPLICATE_PDX:
        sji_put_of_code(s, s->f->edit == SJ_DX_DUPLICATE
                               ? " stands among the secondary diagnoses already"
                               : " is the first diagnosis already");
        return true;
    case SJ_DX_FIRST_LISTED_ONLY:
        sji_put_of_titled(s, " may only be the first diagnosis");
        return true;
    case SJ_DX_SEQUELA_ORDER:
        sji_put_of_titled(
            s, s->f->reason == SJ_BECAUSE_RESIDUAL
                   ? " is a sequela, and the condition that remains is missing"
                   : " is a sequela; the condition that remains goes first");
        return true;
    case SJ_DX_EXCLUDES1:
        excludes1(s);
        return true;
    case SJ_DX_EXCLUDES2:
        sji_put_of_code(s, " and ");
        sji_put_other(s);
        sji_put(s, " are told apart and may stand together");
        note(s);
        return true;
    case SJ_DX_CODE_FIRST_MISSING:
        sji_put_of_code(s, " needs the underlying condition coded first");
        note(s);
        return true;
    case SJ_DX_CODE_FIRST_ORDER:
        sji_put_other(s);
        sji_put(s, " goes before ");
        sji_put_its_code(s);
        note(s);
        return true;
    case SJ_DX_USE_ADDITIONAL_MISSING:
        sji_put_of_code(s, " asks for an additional code");
        note(s);
        return true;
    case SJ_DX_CODE_ALSO_MISSING:
        sji_put_of_code(s, " asks for another condition to be coded also");
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

static void age(sji_sentence *s)
{
    bool too_old = s->f->reason == SJ_BECAUSE_TOO_OLD;
    sji_put_of_titled(s, " does not fit the age of ");
    sji_put_number(s, s->f->found);
    sji_put(s, too_old ? "; the Code Editor's list ends at "
                       : "; the Code Editor's list begins at ");
    sji_put_number(s, s->f->limit);
}

static void non_covered(sji_sentence *s)
{
    sji_put_of_titled(s, " is not covered");
    if (s->f->reason != SJ_BECAUSE_OVER_60)
        return;
    sji_put(s, " over the age of ");
    sji_put_number(s, s->f->limit);
    sji_put(s, "; the patient is ");
    sji_put_number(s, s->f->found);
}

static void stay(sji_sentence *s)
{
    sji_put_of_titled(s, " takes at least ");
    sji_put_number(s, s->f->limit);
    sji_put(s, " days; the stay has ");
    sji_put_number(s, s->f->found);
}

static bool lists(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_DX_AGE:
        age(s);
        return true;
    case SJ_DX_SEX:
        sji_put_of_titled(s, " does not fit the sex of the patient");
        return true;
    case SJ_DX_MANIFESTATION_FIRST:
        sji_put_of_titled(s, " is a manifestation; the underlying disease goes first");
        return true;
    case SJ_DX_UNACCEPTABLE_PRINCIPAL:
        sji_put_of_titled(s, " is not acceptable as the principal diagnosis");
        return true;
    case SJ_DX_REQUIRES_SECONDARY:
        sji_put_of_titled(s,
                          " needs a secondary diagnosis when it is the principal one");
        return true;
    case SJ_DX_QUESTIONABLE_ADMISSION:
        sji_put_of_titled(s, " rarely is a reason for admission");
        return true;
    case SJ_DX_WRONG_PROCEDURE:
        sji_put_of_titled(s, " says that a wrong procedure was done");
        return true;
    case SJ_DX_UNSPECIFIED_SIDE:
        sji_put_of_titled(s, " does not tell the side");
        return true;
    case SJ_PCS_NON_COVERED:
        non_covered(s);
        return true;
    case SJ_PCS_LIMITED_COVERAGE:
        sji_put_of_titled(s, " is covered only under certain conditions");
        return true;
    case SJ_PCS_LOS:
        stay(s);
        return true;
    default:
        return false;
    }
}

/* ---- claim, patient, POA --------------------------------------------------------- */

static void birth(sji_sentence *s)
{
    switch (s->f->reason) {
    case SJ_BECAUSE_MISSING:
        sji_put(s, "the birth date is missing");
        break;
    case SJ_BECAUSE_NEGATIVE:
        sji_put(s, "the patient is born on ");
        sji_put_date(s, s->claim->birth);
        sji_put(s, ", after the service");
        break;
    default:
        sji_put(s, "the patient would be ");
        sji_put_number(s, s->f->found);
        sji_put(s, " years old, more than ");
        sji_put_number(s, s->f->limit);
        break;
    }
}

static void count(sji_sentence *s, const char *what)
{
    sji_put_number(s, s->f->found);
    sji_put(s, what);
    sji_put_number(s, s->f->limit);
    sji_put(s, " places");
}

static void procedure_date(sji_sentence *s)
{
    const sj_claim *claim = s->claim;
    sji_put_of_code(s, " is dated ");
    sji_put_date(s, s->f->at.index < claim->px_count && claim->px
                        ? claim->px[s->f->at.index].date
                        : SJ_NO_DATE);
    sji_put(s, ", which is not between three days before admission and the end of the "
               "claim");
}

static void qualifier(sji_sentence *s)
{
    if (s->f->at.kind == SJ_AT_CLAIM) {
        sji_put_number(s, s->f->found);
        sji_put(s, s->f->found == 1 ? " code of HI has a qualifier that nobody knows"
                                    : " codes of HI have qualifiers that nobody knows");
    } else if (s->f->reason == SJ_BECAUSE_NOT_PRINCIPAL) {
        sji_put_of_code(s, " stands first and is not qualified as principal");
    } else {
        sji_put_of_code(s, " has a qualifier that is not of this kind of claim");
    }
}

static bool claim_and_patient(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_CLM_DATES:
        if (s->f->at.kind == SJ_AT_LINE)
            return false;
        sji_put(s, "the claim ends on ");
        sji_put_date(s, s->claim->to);
        sji_put(s, ", before it begins on ");
        sji_put_date(s, s->claim->from);
        return true;
    case SJ_DX_COUNT:
        count(s, " diagnoses of a kind that has ");
        return true;
    case SJ_PCS_COUNT:
        count(s, " procedures; the claim has ");
        return true;
    case SJ_DX_PRINCIPAL_MISSING:
        sji_put(s, s->f->reason == SJ_BECAUSE_NOT_PRINCIPAL
                       ? "none of the diagnoses is qualified as principal"
                       : "the claim has no diagnosis");
        return true;
    case SJ_X12_DX_DOT:
        sji_put_of_code(s, " is written with a dot, which an 837 does not have");
        return true;
    case SJ_X12_QUALIFIER:
        qualifier(s);
        return true;
    case SJ_PT_AGE_INVALID:
        birth(s);
        return true;
    case SJ_PT_SEX_INVALID:
        sji_put(s, "the sex of the patient is none of F, M, U");
        return true;
    case SJ_PT_STATUS_INVALID:
        sji_put(s, "the discharge status is in no table");
        return true;
    case SJ_POA_MISSING:
        sji_put_of_code(s, " needs a present-on-admission indicator");
        return true;
    case SJ_POA_INVALID:
        sji_put_of_code(
            s, s->f->reason == SJ_BECAUSE_FORMAT_4010
                   ? " has the present-on-admission indicator 1, which is of "
                     "version 4010; exempt codes have none now"
                   : " has a present-on-admission indicator that is none of Y, "
                     "N, U, W");
        return true;
    case SJ_POA_EXEMPT_REPORTED:
        sji_put_of_code(s, " is exempt from present-on-admission reporting and has an "
                           "indicator");
        return true;
    case SJ_POA_NOT_APPLICABLE:
        sji_put_of_code(s, " has a present-on-admission indicator where none belongs");
        return true;
    case SJ_PCS_DATE:
        procedure_date(s);
        return true;
    case SJ_PCS_WRONG_CLAIM:
        sji_put_of_code(s,
                        " is an ICD procedure on a claim that is not an inpatient one");
        return true;
    default:
        return false;
    }
}

size_t sj_finding_message(const sj_image *image, const sj_claim *claim,
                          const sj_finding *finding, char *out, size_t cap)
{
    sji_sentence s = {.image = image,
                      .claim = claim,
                      .f = finding,
                      .out = out,
                      .cap = out && cap > 0 ? cap - 1 : 0};
    if (image && claim && finding && !existence(&s) && !place_and_pairs(&s) &&
        !lists(&s) && !claim_and_patient(&s) && !sji_line_words(&s) &&
        !sji_group_words(&s)) {
        const sj_edit_info *info = sj_edit_get((sj_edit)finding->edit);
        sji_put(&s, info ? info->name : "");
    }
    if (out && cap > 0)
        out[s.len < s.cap ? s.len : s.cap] = '\0';
    return s.len;
}

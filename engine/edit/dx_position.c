/*
 * Edits on the place of a diagnosis: first-listed or principal, repeated, too many
 * (DOMAIN 3.2). They look at codes that step 4 rejects, too.
 */
#include "engine/edit/judged.h"

/* ---- repeats --------------------------------------------------------------------- */

static bool same_code(const sji_judged *a, const sji_judged *b)
{
    return a->code == b->code && a->version == b->version && a->code != 0;
}

static void report_repeat(sji_check *c, sj_edit edit, uint32_t later, uint32_t earlier)
{
    sj_finding *f = sji_add_dx(c, edit, sji_at(SJ_AT_DX, later), &c->dx[later],
                               c->pair_date, SJI_USUAL);
    if (f) {
        f->with = sji_at(SJ_AT_DX, earlier);
        f->other = c->dx[earlier].id;
    }
}

void sji_judge_repeats(sji_check *c)
{
    uint32_t count = c->claim->dx_count;
    for (uint32_t i = 1; i < count; i++) {
        if (same_code(&c->dx[i], &c->dx[0])) {
            c->dx[i].repeats = true;
            report_repeat(c, SJ_DX_DUPLICATE_PDX, i, 0);
        }
        uint32_t k = 1;
        while (k < i && !same_code(&c->dx[i], &c->dx[k]))
            k++;
        if (k < i) {
            c->dx[i].repeats = true;
            report_repeat(c, SJ_DX_DUPLICATE, i, k);
        }
    }
}

/* ---- by the letters of the code -------------------------------------------------- */

static bool begins_with(uint64_t code, const char *prefix)
{
    for (unsigned i = 0; prefix[i]; i++)
        if (sji_char(code, i) != prefix[i])
            return false;
    return true;
}

/* ICD-10-CM guideline I.C.21.c.16: may only be first-listed. Longer ones first where
 * one stands within another. */
static const struct subtree {
    char prefix[6];
    bool first_only;
} first_listed[] = {
    {"Z006", false}, {"Z00", true},   {"Z01", true},   {"Z02", true},  {"Z04", true},
    {"Z3181", true}, {"Z3183", true}, {"Z3184", true}, {"Z332", true}, {"Z34", true},
    {"Z38", true},   {"Z39", true},   {"Z40", true},   {"Z42", true},  {"Z510", true},
    {"Z511", true},  {"Z529", false}, {"Z52", true},   {"Z761", true}, {"Z762", true},
    {"Z9912", true},
};

static bool first_listed_only(uint64_t code)
{
    for (unsigned i = 0; i < sizeof first_listed / sizeof first_listed[0]; i++)
        if (begins_with(code, first_listed[i].prefix))
            return first_listed[i].first_only;
    return false;
}

/* Encounters for chemo-, immuno- and radiotherapy: several may be coded in any order.
 */
static bool antineoplastic(uint64_t code)
{
    return begins_with(code, "Z510") || begins_with(code, "Z511");
}

static bool is_sequela(const sji_judged *j)
{
    char third = sji_char(j->code, 2);
    return sji_char(j->code, 6) == 'S' ||
           (begins_with(j->code, "B9") && third >= '0' && third <= '4');
}

static void judge_secondaries(sji_check *c)
{
    bool first = sji_is_icd10(&c->dx[0]) && antineoplastic(c->dx[0].code);
    for (uint32_t i = 1; i < c->claim->dx_count; i++) {
        const sji_judged *j = &c->dx[i];
        if (sji_char(j->code, 0) != 'Z' || !sji_is_icd10(j) ||
            !first_listed_only(j->code) || (first && antineoplastic(j->code)))
            continue;
        sji_add_dx(c, SJ_DX_FIRST_LISTED_ONLY, sji_at(SJ_AT_DX, i), j, j->first,
                   SJI_USUAL);
    }
}

/* ---- dx[0] by lists -------------------------------------------------------------- */

static void add_listed(sji_check *c, sj_edit edit, sj_date date, unsigned severity,
                       sj_reason reason)
{
    sj_finding *f = sji_add_dx(c, edit, sji_at(SJ_AT_DX, 0), &c->dx[0], date, severity);
    if (!f)
        return;
    f->reason = (uint8_t)reason;
    f->marks = reason == SJ_BECAUSE_TITLE ? sji_status_marks(c, c->dx[0].id, date)
                                          : sji_day_on(c, date)->mce_marks;
}

static void judge_lists(sji_check *c)
{
    const sji_judged *j = &c->dx[0];
    bool inpatient = c->kind == SJI_IP, external = sji_external_cause(j);
    if (j->manifestation_date != SJ_DATE_OPEN && !external) {
        /* On claims with several key dates the traits at hand may be another day's. */
        const sji_edits *e = &c->image->edits[SJ_ICD10CM];
        uint64_t traits =
            sji_traits(e, j->record, sji_edit_column(e, j->manifestation_date));
        add_listed(c, SJ_DX_MANIFESTATION_FIRST, j->manifestation_date, SJI_USUAL,
                   sji_has(traits, SJF_MANIFESTATION_BY_TITLE) ? SJ_BECAUSE_TITLE
                                                               : SJ_BECAUSE_PLAIN);
    }
    if (j->unacceptable_date != SJ_DATE_OPEN && !external)
        add_listed(c, SJ_DX_UNACCEPTABLE_PRINCIPAL, j->unacceptable_date,
                   inpatient ? SJ_REJECT : SJ_INFO, SJ_BECAUSE_PLAIN);
    if (!inpatient)
        return;
    if (sji_has(j->traits, SJF_REQUIRES_SECONDARY) && c->dx_alone && !external)
        add_listed(c, SJ_DX_REQUIRES_SECONDARY, j->first, SJI_USUAL, SJ_BECAUSE_PLAIN);
    if (sji_has(j->traits, SJF_QUESTIONABLE))
        add_listed(c, SJ_DX_QUESTIONABLE_ADMISSION, j->first, SJI_USUAL,
                   SJ_BECAUSE_PLAIN);
}

void sji_judge_positions(sji_check *c)
{
    const sji_judged *j = &c->dx[0];
    if (sji_external_cause(j))
        sji_add_dx(c, SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, sji_at(SJ_AT_DX, 0), j, j->first,
                   SJI_USUAL);
    if (sji_is_icd10(j)) {
        if (j->traits & SJI_PRINCIPAL_TRAITS || j->manifestation_date != SJ_DATE_OPEN ||
            j->unacceptable_date != SJ_DATE_OPEN)
            judge_lists(c);
        if (is_sequela(j)) {
            sj_finding *f = sji_add_dx(c, SJ_DX_SEQUELA_ORDER, sji_at(SJ_AT_DX, 0), j,
                                       j->first, SJI_USUAL);
            if (f && c->dx_alone)
                f->reason = SJ_BECAUSE_RESIDUAL;
        }
    }
    judge_secondaries(c);
}

void sji_judge_wrong_procedure(sji_check *c, const sji_judged *j, sj_place at)
{
    if (c->kind != SJI_IP || !sji_is_icd10(j) ||
        !sji_has(j->traits, SJF_WRONG_PROCEDURE))
        return;
    sj_finding *f = sji_add_dx(c, SJ_DX_WRONG_PROCEDURE, at, j, j->first, SJI_USUAL);
    if (f)
        f->marks = sji_day_on(c, j->first)->mce_marks;
}

/* ---- how many -------------------------------------------------------------------- */

static void count_list(sji_check *c, uint32_t count, int32_t limit)
{
    if (count <= (uint32_t)limit)
        return;
    sj_finding *f =
        sji_add(c, SJ_DX_COUNT, sji_at(SJ_AT_CLAIM, 0), c->pair_date, SJI_USUAL);
    if (f) {
        f->found = (int32_t)count;
        f->limit = limit;
    }
}

void sji_judge_counts(sji_check *c)
{
    /* 837P: 12 in HI*ABK; 837I: 1 and 24 others, 12 external causes, 3 reasons. */
    enum { PROFESSIONAL = 12, INSTITUTIONAL = 25, EXTERNAL = 12, REASON = 3 };
    const sj_claim *claim = c->claim;
    if (claim->dx_count == 0)
        sji_add(c, SJ_DX_PRINCIPAL_MISSING, sji_at(SJ_AT_CLAIM, 0), c->pair_date,
                SJI_USUAL);
    count_list(c, claim->dx_count, c->kind == SJI_P ? PROFESSIONAL : INSTITUTIONAL);
    if (c->kind == SJI_P)
        return;
    count_list(c, claim->external_count, EXTERNAL);
    count_list(c, claim->reason_count, REASON);
}

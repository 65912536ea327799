/*
 * sj_check(): the order in which edits are asked (DOMAIN 5) and the way of a finding
 * into the caller's buffer. Allocates nothing; no edit asks whether another is enabled,
 * so that leaving one out changes no other.
 */
#include "engine/edit/lines.h"

sj_finding *sji_add(sji_check *c, sj_edit edit, sj_place at, sj_date date,
                    unsigned severity)
{
    if (!sj_edit_set_has(&c->enabled, edit))
        return NULL;
    if (severity == SJI_USUAL)
        severity = sji_edit_severity(edit);
    if (c->severities && c->severities[edit] <= SJ_REJECT)
        severity = c->severities[edit];
    sj_findings *out = c->out;
    out->total++;
    if (severity > (unsigned)out->worst)
        out->worst = (sj_severity)severity;
    if (out->count == out->cap)
        return NULL;
    sj_finding *f = &out->items[out->count++];
    memset(f, 0, sizeof *f); /* what lies between members, too: equal, byte for byte */
    f->edit = (uint16_t)edit;
    f->severity = (uint8_t)severity;
    f->at = at;
    f->date = date;
    f->code = f->other = SJ_NO_CODE;
    f->rule = UINT32_MAX;
    return f;
}

sj_finding *sji_add_dx(sji_check *c, sj_edit edit, sj_place at, const sji_judged *j,
                       sj_date date, unsigned severity)
{
    sj_finding *f = sji_add(c, edit, at, date, severity);
    if (f) {
        f->code = j->id;
        f->system = j->version == 9 ? SJ_ICD9CM : SJ_ICD10CM;
    }
    return f;
}

/* ---- what is asked --------------------------------------------------------------- */

static uint64_t watch_of(uint32_t index)
{
    return index == 0 ? SJI_PRINCIPAL_TRAITS : 0;
}

/* Of the principal diagnosis on its earliest key date: the others are held against it.
 */
static void tell_principal_version(sji_check *c)
{
    const sj_claim *claim = c->claim;
    sj_date date = c->pair_date;
    if (!c->one_date) {
        date = SJ_DATE_OPEN;
        for (uint32_t i = 0; i < claim->line_count; i++) {
            const sj_line *line = &claim->lines[i];
            sj_date day = sji_line_date(c, line);
            for (uint32_t k = 0; line->pointers && k < line->pointer_count; k++)
                if (line->pointers[k] == 1 && day < date)
                    date = day;
        }
        if (date == SJ_DATE_OPEN)
            date = c->first_service;
    }
    if (claim->dx[0].version == 10 || claim->dx[0].version == 9)
        c->principal_version = claim->dx[0].version;
    else if (date >= SJI_ICD10_DAY && c->dx[0].code_10 != 0)
        c->principal_version = 10;
    else
        c->principal_version = sji_tell_version(c->image, SJ_ICD10CM, SJ_ICD9CM,
                                                claim->dx[0].code, 0, date)
                                   .version;
}

/* Each diagnosis on the first day of each line that points to it. */
static void judge_pointed(sji_check *c)
{
    const sj_claim *claim = c->claim;
    for (uint32_t i = 0; i < claim->line_count; i++) {
        const sj_line *line = &claim->lines[i];
        sj_date date = sji_line_date(c, line);
        for (uint32_t k = 0; line->pointers && k < line->pointer_count; k++) {
            int32_t to = line->pointers[k];
            if (to < 1 || (uint32_t)to > claim->dx_count)
                continue;
            uint32_t at = (uint32_t)to - 1;
            if (c->dx[at].last != date)
                sji_judge_dx(c, &c->dx[at], &claim->dx[at], date, watch_of(at));
        }
    }
}

static void judge_dx(sji_check *c)
{
    const sj_claim *claim = c->claim;
    for (uint32_t i = 0; i < claim->dx_count; i++)
        sji_begin_dx(&c->dx[i], claim->dx[i].code);
    tell_principal_version(c);
    if (!c->one_date)
        judge_pointed(c);
    for (uint32_t i = 0; i < claim->dx_count; i++)
        if (c->dx[i].last == SJ_NO_DATE)
            sji_judge_dx(c, &c->dx[i], &claim->dx[i], c->pair_date, watch_of(i));

    sji_judge_repeats(c);
    for (uint32_t i = 0; i < claim->dx_count; i++) {
        const sji_judged *j = &c->dx[i];
        const sj_place at = sji_at(SJ_AT_DX, i);
        sji_report_fault(c, j, at);
        sji_judge_person(c, j, at);
        sji_judge_wrong_procedure(c, j, at);
        sji_judge_poa(c, j, &claim->dx[i], at);
        sji_dx_no_data(c, j, at);
    }
    sji_judge_positions(c);
    sji_judge_pairs(c);
}

/* Diagnoses outside the sequence: admitting, reasons for the visit, external causes. */
static void judge_apart(sji_check *c, const sj_diagnosis *list, uint32_t count,
                        sj_place_kind kind)
{
    sji_judged j;
    for (uint32_t i = 0; i < count; i++) {
        const sj_place at = sji_at(kind, i);
        sji_begin_dx(&j, list[i].code);
        sji_judge_dx(c, &j, &list[i], c->pair_date, 0);
        sji_report_fault(c, &j, at);
        if (kind == SJ_AT_EXTERNAL)
            sji_judge_wrong_procedure(c, &j, at);
        else
            sji_judge_person(c, &j, at);
        if (kind == SJ_AT_REASON && c->kind == SJI_OP && sji_external_cause(&j))
            sji_add_dx(c, SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, at, &j, j.first, SJI_USUAL);
        sji_judge_poa(c, &j, &list[i], at);
        sji_dx_no_data(c, &j, at);
    }
}

static void judge(sji_check *c)
{
    const sj_claim *claim = c->claim;
    if (c->to < c->from)
        sji_add(c, SJ_CLM_DATES, sji_at(SJ_AT_CLAIM, 0), c->pair_date, SJI_USUAL);
    sji_judge_counts(c);
    sji_judge_wire(c);
    sji_judge_patient(c);
    sji_judge_bill_type(c);
    if (claim->dx_count)
        judge_dx(c);
    judge_apart(c, claim->admitting, claim->admitting ? 1 : 0, SJ_AT_ADMITTING);
    judge_apart(c, claim->reason, claim->reason_count, SJ_AT_REASON);
    judge_apart(c, claim->external, claim->external_count, SJ_AT_EXTERNAL);
    if (claim->px_count)
        sji_judge_procedures(c);
    if (claim->line_count)
        sji_judge_lines(c);
    sji_not_evaluated(c);
}

/* ---- the call -------------------------------------------------------------------- */

/* Lists within bounds, and there. */
static bool lists_good(const sj_claim *claim)
{
    return claim->dx_count <= SJ_CLAIM_ITEMS_MAX &&
           claim->reason_count <= SJ_CLAIM_ITEMS_MAX &&
           claim->external_count <= SJ_CLAIM_ITEMS_MAX &&
           claim->px_count <= SJ_CLAIM_ITEMS_MAX &&
           claim->line_count <= SJ_CLAIM_LINES_MAX &&
           claim->history_count <= SJ_CLAIM_LINES_MAX &&
           (claim->dx || !claim->dx_count) && (claim->reason || !claim->reason_count) &&
           (claim->external || !claim->external_count) &&
           (claim->px || !claim->px_count) && (claim->lines || !claim->line_count) &&
           (claim->history || !claim->history_count);
}

/* All but the optional ones of the catalogue. */
enum { SECOND_WORD = 64 };
static const sj_edit_set usual = {
    {UINT64_MAX, ~(UINT64_C(1) << (SJ_DX_EXCLUDES2 - SECOND_WORD) |
                   UINT64_C(1) << (SJ_PCS_NOT_IN_TABLE - SECOND_WORD))}};

static bool read_options(sji_check *c, const sj_check_options *options)
{
    c->enabled = usual;
    c->severities = NULL;
    if (!options)
        return true;
    if (options->size < sizeof *options)
        return false;
    if (options->enabled)
        c->enabled = *options->enabled;
    c->severities = options->severities;
    for (unsigned i = 0; c->severities && i < SJ_EDIT_COUNT; i++)
        if (c->severities[i] == SJ_CLEAN)
            c->enabled.bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
    return true;
}

sj_status sj_check(const sj_image *image, const sj_claim *claim,
                   const sj_check_options *options, sj_findings *findings)
{
    sji_check c; /* filled by those below; dx as far as there are diagnoses */
    if (!findings)
        return SJ_E_ARG;
    findings->count = findings->total = 0;
    findings->worst = SJ_CLEAN;
    findings->no_data = findings->not_evaluated = (sj_edit_set){{0, 0}};
    if (!image || !claim || claim->size < sizeof *claim ||
        (unsigned)claim->type > SJ_DENTAL || (!findings->items && findings->cap) ||
        !lists_good(claim) || !read_options(&c, options))
        return SJ_E_ARG;
    c.image = image;
    c.claim = claim;
    c.out = findings;
    if (!sji_read_dates(&c))
        return SJ_E_ARG;
    judge(&c);
    for (uint32_t i = 0; image->lines.carried && i < findings->count; i++)
        sji_mark_carried(image, &findings->items[i]);
    for (int i = 0; i < 2; i++) {
        findings->no_data.bits[i] &= c.enabled.bits[i];
        findings->not_evaluated.bits[i] &= c.enabled.bits[i];
    }
    sji_sort_findings(findings->items, findings->count);
    return SJ_OK;
}

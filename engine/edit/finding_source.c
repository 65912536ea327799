/*
 * Where the rule of a finding is written: a note in its Tabular List, a list in its
 * version of the Code Editor, a code in its release.
 */
#include "engine/edit/lines.h"
#include "engine/lookup/notes.h"

/* Which file an edit rests on. */
typedef enum origin { NO_FILE, NOTE, CODE_EDITOR, POA_LIST, RELEASE } origin;

static origin origin_of(const sj_finding *f)
{
    switch (f->edit) {
    case SJ_DX_EXCLUDES1:
    case SJ_DX_EXCLUDES2:
    case SJ_DX_CODE_FIRST_MISSING:
    case SJ_DX_CODE_FIRST_ORDER:
    case SJ_DX_USE_ADDITIONAL_MISSING:
    case SJ_DX_CODE_ALSO_MISSING:
        return NOTE;
    case SJ_DX_MANIFESTATION_FIRST:
        return f->reason == SJ_BECAUSE_TITLE ? RELEASE : CODE_EDITOR;
    case SJ_DX_AGE:
    case SJ_DX_SEX:
    case SJ_DX_UNACCEPTABLE_PRINCIPAL:
    case SJ_DX_REQUIRES_SECONDARY:
    case SJ_DX_QUESTIONABLE_ADMISSION:
    case SJ_DX_WRONG_PROCEDURE:
    case SJ_DX_UNSPECIFIED_SIDE:
    case SJ_PCS_NON_COVERED:
    case SJ_PCS_LIMITED_COVERAGE:
    case SJ_PCS_LOS:
        return CODE_EDITOR;
    case SJ_POA_MISSING:
    case SJ_POA_EXEMPT_REPORTED:
        return POA_LIST;
    case SJ_DX_NOT_FOUND:
    case SJ_DX_NOT_EFFECTIVE:
    case SJ_DX_NOT_BILLABLE:
    case SJ_DX_SEVENTH_MISSING:
    case SJ_DX_SEVENTH_INVALID:
    case SJ_DX_PLACEHOLDER_MISSING:
    case SJ_DX_LATERALITY_CONFLICT: /* families are made of titles */
    case SJ_PCS_NOT_FOUND:
    case SJ_PCS_NOT_EFFECTIVE:
    case SJ_PX_NOT_FOUND:
    case SJ_PX_NOT_EFFECTIVE:
    case SJ_PX_COVERAGE:
    case SJ_PX_UNLISTED:
    case SJ_MOD_NOT_FOUND:
    case SJ_MOD_NOT_EFFECTIVE:
    case SJ_POS_INVALID:
    case SJ_REV_INVALID:
    case SJ_TOB_INVALID:
        return RELEASE;
    default:
        return NO_FILE;
    }
}

static bool cite(const sj_image *image, uint32_t source, sj_citation *out)
{
    *out = sji_cite(image, source, 0);
    return out->file != NULL;
}

static bool cite_list(const sj_image *image, const sj_finding *f, size_t field,
                      sj_citation *out)
{
    if (f->system >= SJ_SYSTEM_COUNT || !image->edits[f->system].loaded)
        return false;
    const sji_edits *e = &image->edits[f->system];
    const uint8_t *record = sji_column_record(e, sji_edit_column(e, f->date));
    return cite(image, sjf_load16(record + field), out);
}

static bool cite_release(const sj_image *image, const sj_finding *f, sj_citation *out)
{
    sj_release release;
    uint32_t index = sj_release_of(image, (sj_system)f->system, f->code, f->date);
    return sj_release_get(image, index, &release) && cite(image, release.source, out);
}

uint32_t sji_finding_rule(const sj_image *image, const sj_finding *f)
{
    switch (f->edit) {
    case SJ_DX_EXCLUDES1:
        return sji_pair_reference(image, f->code, f->other, f->date, SJ_PAIR_EXCLUDES1);
    case SJ_DX_EXCLUDES2:
        return sji_pair_reference(image, f->code, f->other, f->date, SJ_PAIR_EXCLUDES2);
    case SJ_DX_CODE_FIRST_ORDER:
        return sji_pair_reference(image, f->code, f->other, f->date,
                                  SJ_PAIR_CODE_FIRST_A_B);
    case SJ_DX_CODE_FIRST_MISSING:
        return sji_code_reference(image, f->code, f->date, SJ_NOTE_CODE_FIRST);
    case SJ_DX_USE_ADDITIONAL_MISSING:
        return sji_code_reference(image, f->code, f->date, SJ_NOTE_USE_ADDITIONAL);
    case SJ_DX_CODE_ALSO_MISSING:
        return sji_code_reference(image, f->code, f->date, SJ_NOTE_CODE_ALSO);
    default:
        return UINT32_MAX;
    }
}

static bool cite_note(const sj_image *image, const sj_finding *f, sj_citation *out)
{
    sji_reference_info info;
    uint32_t rule = sji_finding_rule(image, f);
    if (!sji_reference_citation(image, rule, f->date, &info) || !info.source.file)
        return false;
    *out = info.source;
    return true;
}

bool sj_finding_source(const sj_image *image, const sj_finding *finding,
                       sj_citation *out)
{
    if (!image || !finding || !out)
        return false;
    *out = (sj_citation){0};
    if (sji_group_source(image, finding, out))
        return true;
    switch (origin_of(finding)) {
    case NOTE:
        return cite_note(image, finding, out);
    case CODE_EDITOR:
        return cite_list(image, finding, SJF_ECOL_MCE_SOURCE, out);
    case POA_LIST:
        return cite_list(image, finding, SJF_ECOL_POA_SOURCE, out);
    case RELEASE:
        return cite_release(image, finding, out);
    case NO_FILE:
        break;
    }
    return false;
}

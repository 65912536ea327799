/*
 * The catalogue by place, by number and by identifier.
 */
#include "engine/edit/judged.h"

/* Places in the table by number of the edit. */
static const uint8_t places[SJ_EDIT_COUNT] = {
    [SJ_CLM_DATES] = 0,
    [SJ_DX_AGE] = 1,
    [SJ_DX_CODE_ALSO_MISSING] = 2,
    [SJ_DX_CODE_FIRST_MISSING] = 3,
    [SJ_DX_CODE_FIRST_ORDER] = 4,
    [SJ_DX_COUNT] = 5,
    [SJ_DX_DUPLICATE] = 6,
    [SJ_DX_DUPLICATE_PDX] = 7,
    [SJ_DX_EXCLUDES1] = 8,
    [SJ_DX_EXTERNAL_CAUSE_PRINCIPAL] = 9,
    [SJ_DX_FIRST_LISTED_ONLY] = 10,
    [SJ_DX_FORMAT] = 11,
    [SJ_DX_LATERALITY_CONFLICT] = 12,
    [SJ_DX_MANIFESTATION_FIRST] = 13,
    [SJ_DX_NOT_BILLABLE] = 14,
    [SJ_DX_NOT_EFFECTIVE] = 15,
    [SJ_DX_NOT_FOUND] = 16,
    [SJ_DX_PLACEHOLDER_MISSING] = 17,
    [SJ_DX_PRINCIPAL_MISSING] = 18,
    [SJ_DX_QUESTIONABLE_ADMISSION] = 19,
    [SJ_DX_REQUIRES_SECONDARY] = 20,
    [SJ_DX_SEQUELA_ORDER] = 21,
    [SJ_DX_SEVENTH_INVALID] = 22,
    [SJ_DX_SEVENTH_MISSING] = 23,
    [SJ_DX_SEX] = 24,
    [SJ_DX_UNACCEPTABLE_PRINCIPAL] = 25,
    [SJ_DX_UNSPECIFIED_SIDE] = 26,
    [SJ_DX_USE_ADDITIONAL_MISSING] = 27,
    [SJ_DX_VERSION_MIX] = 28,
    [SJ_DX_WRONG_PROCEDURE] = 29,
    [SJ_MOD_NOT_FOUND] = 30,
    [SJ_PCS_COUNT] = 31,
    [SJ_PCS_DATE] = 32,
    [SJ_PCS_FORMAT] = 33,
    [SJ_PCS_LIMITED_COVERAGE] = 34,
    [SJ_PCS_LOS] = 35,
    [SJ_PCS_NON_COVERED] = 36,
    [SJ_PCS_NOT_EFFECTIVE] = 37,
    [SJ_PCS_NOT_FOUND] = 38,
    [SJ_PCS_WRONG_CLAIM] = 39,
    [SJ_POA_EXEMPT_REPORTED] = 40,
    [SJ_POA_INVALID] = 41,
    [SJ_POA_MISSING] = 42,
    [SJ_POA_NOT_APPLICABLE] = 43,
    [SJ_PT_AGE_INVALID] = 44,
    [SJ_PT_SEX_INVALID] = 45,
    [SJ_PT_STATUS_INVALID] = 46,
    [SJ_PX_NOT_FOUND] = 47,
};

const sj_edit_info *sj_edit_at(uint32_t place)
{
    return place < SJ_EDIT_COUNT ? &sji_catalogue[place] : NULL;
}

const sj_edit_info *sj_edit_get(sj_edit edit)
{
    return (unsigned)edit < SJ_EDIT_COUNT ? &sji_catalogue[places[edit]] : NULL;
}

bool sj_edit_parse(const char *id, size_t len, sj_edit *out)
{
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++)
        if (strlen(sji_catalogue[i].id) == len &&
            memcmp(sji_catalogue[i].id, id, len) == 0) {
            *out = sji_catalogue[i].edit;
            return true;
        }
    return false;
}

uint8_t sji_edit_place(uint16_t edit)
{
    return edit < SJ_EDIT_COUNT ? places[edit] : SJ_EDIT_COUNT;
}

uint8_t sji_edit_severity(sj_edit edit)
{
    return sji_catalogue[places[edit]].severity;
}

const char *sj_severity_str(sj_severity severity)
{
    switch (severity) {
    case SJ_CLEAN:
        return "clean";
    case SJ_INFO:
        return "info";
    case SJ_WARN:
        return "warn";
    case SJ_REJECT:
        return "reject";
    }
    return "no severity";
}

/*
 * The catalogue by place, by number and by identifier.
 */
#include "engine/edit/judged.h"

/* Places in the table by number of the edit. */
static const uint8_t places[SJ_EDIT_COUNT] = {
    [SJ_CLM_DATES] = 0,
    [SJ_CLM_LINES] = 1,
    [SJ_DX_AGE] = 2,
    [SJ_DX_CODE_ALSO_MISSING] = 3,
    [SJ_DX_CODE_FIRST_MISSING] = 4,
    [SJ_DX_CODE_FIRST_ORDER] = 5,
    [SJ_DX_COUNT] = 6,
    [SJ_DX_DUPLICATE] = 7,
    [SJ_DX_DUPLICATE_PDX] = 8,
    [SJ_DX_EXCLUDES1] = 9,
    [SJ_DX_EXTERNAL_CAUSE_PRINCIPAL] = 10,
    [SJ_DX_FIRST_LISTED_ONLY] = 11,
    [SJ_DX_FORMAT] = 12,
    [SJ_DX_LATERALITY_CONFLICT] = 13,
    [SJ_DX_MANIFESTATION_FIRST] = 14,
    [SJ_DX_NOT_BILLABLE] = 15,
    [SJ_DX_NOT_EFFECTIVE] = 16,
    [SJ_DX_NOT_FOUND] = 17,
    [SJ_DX_PLACEHOLDER_MISSING] = 18,
    [SJ_DX_PRINCIPAL_MISSING] = 19,
    [SJ_DX_QUESTIONABLE_ADMISSION] = 20,
    [SJ_DX_REQUIRES_SECONDARY] = 21,
    [SJ_DX_SEQUELA_ORDER] = 22,
    [SJ_DX_SEVENTH_INVALID] = 23,
    [SJ_DX_SEVENTH_MISSING] = 24,
    [SJ_DX_SEX] = 25,
    [SJ_DX_UNACCEPTABLE_PRINCIPAL] = 26,
    [SJ_DX_UNSPECIFIED_SIDE] = 27,
    [SJ_DX_USE_ADDITIONAL_MISSING] = 28,
    [SJ_DX_VERSION_MIX] = 29,
    [SJ_DX_WRONG_PROCEDURE] = 30,
    [SJ_MOD_CONFLICT] = 31,
    [SJ_MOD_DUPLICATE] = 32,
    [SJ_MOD_FORMAT] = 33,
    [SJ_MOD_GAP] = 34,
    [SJ_MOD_INVALID_FOR_CODE] = 35,
    [SJ_MOD_NOT_EFFECTIVE] = 36,
    [SJ_MOD_NOT_FOUND] = 37,
    [SJ_MOD_ORDER] = 38,
    [SJ_MOD_REQUIRED_MISSING] = 39,
    [SJ_NDC_FORMAT] = 40,
    [SJ_NDC_MISSING] = 41,
    [SJ_NDC_UNIT] = 42,
    [SJ_PCS_COUNT] = 43,
    [SJ_PCS_DATE] = 44,
    [SJ_PCS_FORMAT] = 45,
    [SJ_PCS_LIMITED_COVERAGE] = 46,
    [SJ_PCS_LOS] = 47,
    [SJ_PCS_NON_COVERED] = 48,
    [SJ_PCS_NOT_EFFECTIVE] = 49,
    [SJ_PCS_NOT_FOUND] = 50,
    [SJ_PCS_WRONG_CLAIM] = 51,
    [SJ_POA_EXEMPT_REPORTED] = 52,
    [SJ_POA_INVALID] = 53,
    [SJ_POA_MISSING] = 54,
    [SJ_POA_NOT_APPLICABLE] = 55,
    [SJ_POS_CODE_CONFLICT] = 56,
    [SJ_POS_INVALID] = 57,
    [SJ_PT_AGE_INVALID] = 58,
    [SJ_PT_SEX_INVALID] = 59,
    [SJ_PT_STATUS_INVALID] = 60,
    [SJ_PTR_DUPLICATE] = 61,
    [SJ_PTR_DX_UNUSED] = 62,
    [SJ_PTR_EXTERNAL_CAUSE_ONLY] = 63,
    [SJ_PTR_FIRST_MISSING] = 64,
    [SJ_PTR_GAP] = 65,
    [SJ_PTR_MISSING_DX] = 66,
    [SJ_PX_ADDON_WITHOUT_PRIMARY] = 67,
    [SJ_PX_AGE] = 68,
    [SJ_PX_BILATERAL] = 69,
    [SJ_PX_COVERAGE] = 70,
    [SJ_PX_DUPLICATE_LINE] = 71,
    [SJ_PX_FORMAT] = 72,
    [SJ_PX_GLOBAL_EM] = 73,
    [SJ_PX_INPATIENT_ONLY] = 74,
    [SJ_PX_MUE] = 75,
    [SJ_PX_MUE_ZERO] = 76,
    [SJ_PX_NECESSITY] = 77,
    [SJ_PX_NOT_EFFECTIVE] = 78,
    [SJ_PX_NOT_FOUND] = 79,
    [SJ_PX_PTP] = 80,
    [SJ_PX_PTP_SAME_SITE] = 81,
    [SJ_PX_SET_NOT_LOADED] = 82,
    [SJ_PX_SEX] = 83,
    [SJ_PX_UNITS] = 84,
    [SJ_PX_UNLISTED] = 85,
    [SJ_REV_HCPCS_REQUIRED] = 86,
    [SJ_REV_INVALID] = 87,
    [SJ_TOB_INVALID] = 88,
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

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
    [SJ_DX_EXCLUDES2] = 10,
    [SJ_DX_EXTERNAL_CAUSE_PRINCIPAL] = 11,
    [SJ_DX_FIRST_LISTED_ONLY] = 12,
    [SJ_DX_FORMAT] = 13,
    [SJ_DX_LATERALITY_CONFLICT] = 14,
    [SJ_DX_MANIFESTATION_FIRST] = 15,
    [SJ_DX_NOT_BILLABLE] = 16,
    [SJ_DX_NOT_EFFECTIVE] = 17,
    [SJ_DX_NOT_FOUND] = 18,
    [SJ_DX_PLACEHOLDER_MISSING] = 19,
    [SJ_DX_PRINCIPAL_MISSING] = 20,
    [SJ_DX_QUESTIONABLE_ADMISSION] = 21,
    [SJ_DX_REQUIRES_SECONDARY] = 22,
    [SJ_DX_SEQUELA_ORDER] = 23,
    [SJ_DX_SEVENTH_INVALID] = 24,
    [SJ_DX_SEVENTH_MISSING] = 25,
    [SJ_DX_SEX] = 26,
    [SJ_DX_UNACCEPTABLE_PRINCIPAL] = 27,
    [SJ_DX_UNSPECIFIED_SIDE] = 28,
    [SJ_DX_USE_ADDITIONAL_MISSING] = 29,
    [SJ_DX_VERSION_MIX] = 30,
    [SJ_DX_WRONG_PROCEDURE] = 31,
    [SJ_MOD_CONFLICT] = 32,
    [SJ_MOD_DUPLICATE] = 33,
    [SJ_MOD_FORMAT] = 34,
    [SJ_MOD_GAP] = 35,
    [SJ_MOD_INVALID_FOR_CODE] = 36,
    [SJ_MOD_NOT_EFFECTIVE] = 37,
    [SJ_MOD_NOT_FOUND] = 38,
    [SJ_MOD_ORDER] = 39,
    [SJ_MOD_REQUIRED_MISSING] = 40,
    [SJ_NDC_FORMAT] = 41,
    [SJ_NDC_MISSING] = 42,
    [SJ_NDC_UNIT] = 43,
    [SJ_PCS_COUNT] = 44,
    [SJ_PCS_DATE] = 45,
    [SJ_PCS_FORMAT] = 46,
    [SJ_PCS_LIMITED_COVERAGE] = 47,
    [SJ_PCS_LOS] = 48,
    [SJ_PCS_NON_COVERED] = 49,
    [SJ_PCS_NOT_EFFECTIVE] = 50,
    [SJ_PCS_NOT_FOUND] = 51,
    [SJ_PCS_NOT_IN_TABLE] = 52,
    [SJ_PCS_WRONG_CLAIM] = 53,
    [SJ_POA_EXEMPT_REPORTED] = 54,
    [SJ_POA_INVALID] = 55,
    [SJ_POA_MISSING] = 56,
    [SJ_POA_NOT_APPLICABLE] = 57,
    [SJ_POS_CODE_CONFLICT] = 58,
    [SJ_POS_INVALID] = 59,
    [SJ_PT_AGE_INVALID] = 60,
    [SJ_PT_SEX_INVALID] = 61,
    [SJ_PT_STATUS_INVALID] = 62,
    [SJ_PTR_DUPLICATE] = 63,
    [SJ_PTR_DX_UNUSED] = 64,
    [SJ_PTR_EXTERNAL_CAUSE_ONLY] = 65,
    [SJ_PTR_FIRST_MISSING] = 66,
    [SJ_PTR_GAP] = 67,
    [SJ_PTR_MISSING_DX] = 68,
    [SJ_PX_ADDON_WITHOUT_PRIMARY] = 69,
    [SJ_PX_AGE] = 70,
    [SJ_PX_BILATERAL] = 71,
    [SJ_PX_COVERAGE] = 72,
    [SJ_PX_DUPLICATE_LINE] = 73,
    [SJ_PX_FORMAT] = 74,
    [SJ_PX_GLOBAL_EM] = 75,
    [SJ_PX_INPATIENT_ONLY] = 76,
    [SJ_PX_MUE] = 77,
    [SJ_PX_MUE_ZERO] = 78,
    [SJ_PX_NECESSITY] = 79,
    [SJ_PX_NOT_EFFECTIVE] = 80,
    [SJ_PX_NOT_FOUND] = 81,
    [SJ_PX_PTP] = 82,
    [SJ_PX_PTP_SAME_SITE] = 83,
    [SJ_PX_SET_NOT_LOADED] = 84,
    [SJ_PX_SEX] = 85,
    [SJ_PX_UNITS] = 86,
    [SJ_PX_UNLISTED] = 87,
    [SJ_REV_HCPCS_REQUIRED] = 88,
    [SJ_REV_INVALID] = 89,
    [SJ_TOB_INVALID] = 90,
    [SJ_X12_DX_DOT] = 91,
    [SJ_X12_QUALIFIER] = 92,
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

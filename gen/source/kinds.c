/*
 * One table: every kind of file that docs/SOURCES.md names, in the order of gen_kind.
 */
#include "gen/source/kinds.h"

#include <string.h>

static const gen_kind_info kinds[] = {
    {"icd10cm-order", GEN_ICD10CM_ORDER, SJ_ICD10CM, "ICD-10-CM order file"},
    {"icd10cm-codes", GEN_ICD10CM_CODES, SJ_ICD10CM, "ICD-10-CM codes file"},
    {"icd10pcs-order", GEN_ICD10PCS_ORDER, SJ_ICD10PCS, "ICD-10-PCS order file"},
    {"icd10pcs-codes", GEN_ICD10PCS_CODES, SJ_ICD10PCS, "ICD-10-PCS codes file"},
    {"icd9cm-long", GEN_ICD9CM_LONG, SJ_ICD9CM, "ICD-9-CM diagnoses, long titles"},
    {"icd9cm-short", GEN_ICD9CM_SHORT, SJ_ICD9CM, "ICD-9-CM diagnoses, short titles"},
    {"icd9pcs-long", GEN_ICD9PCS_LONG, SJ_ICD9PCS, "ICD-9-CM procedures, long titles"},
    {"icd9pcs-short", GEN_ICD9PCS_SHORT, SJ_ICD9PCS,
     "ICD-9-CM procedures, short titles"},
    {"hcpcs-anweb", GEN_HCPCS_ANWEB, SJ_HCPCS, "HCPCS Level II"},
    {"hcpcs-noc", GEN_HCPCS_NOC, SJ_HCPCS, "HCPCS not-otherwise-classified list"},
    {"codes-", GEN_CODES_CSV, SJ_SYSTEM_COUNT, "code list"},
    {"icd10cm-tabular", GEN_ICD10CM_TABULAR, SJ_ICD10CM, "ICD-10-CM Tabular List"},
    {"icd10pcs-tables", GEN_ICD10PCS_TABLES, SJ_ICD10PCS, "ICD-10-PCS tables"},
    {"mce-text", GEN_MCE_TEXT, SJ_SYSTEM_COUNT, "Medicare Code Editor definitions"},
    {"mce-lists", GEN_MCE_LISTS, SJ_SYSTEM_COUNT, "Medicare Code Editor lists"},
    {"poa-exempt", GEN_POA_EXEMPT, SJ_ICD10CM, "POA exempt list"},
    {"gem-i9", GEN_GEM_I9, SJ_ICD9CM, "GEM, ICD-9-CM to ICD-10-CM"},
    {"gem-i10", GEN_GEM_I10, SJ_ICD10CM, "GEM, ICD-10-CM to ICD-9-CM"},
    {"gem-i9pcs", GEN_GEM_I9PCS, SJ_ICD9PCS, "GEM, ICD-9-CM volume 3 to ICD-10-PCS"},
    {"gem-pcsi9", GEN_GEM_PCSI9, SJ_ICD10PCS, "GEM, ICD-10-PCS to ICD-9-CM volume 3"},
    {"conversion", GEN_CONVERSION, SJ_ICD10CM, "ICD-10-CM conversion table"},
    {"dump", GEN_DUMP, SJ_SYSTEM_COUNT, "dump of an image"},
    {"ncci-ptp-practitioner", GEN_PTP_PRACTITIONER, SJ_SYSTEM_COUNT,
     "NCCI pair edits, practitioner"},
    {"ncci-ptp-hospital", GEN_PTP_HOSPITAL, SJ_SYSTEM_COUNT,
     "NCCI pair edits, outpatient hospital"},
    {"ncci-ptp-medicaid-practitioner", GEN_PTP_MEDICAID_PRACTITIONER, SJ_SYSTEM_COUNT,
     "Medicaid NCCI pair edits, practitioner"},
    {"ncci-ptp-medicaid-hospital", GEN_PTP_MEDICAID_HOSPITAL, SJ_SYSTEM_COUNT,
     "Medicaid NCCI pair edits, outpatient hospital"},
    {"ncci-ptp-medicaid-dme", GEN_PTP_MEDICAID_DME, SJ_SYSTEM_COUNT,
     "Medicaid NCCI pair edits, equipment"},
    {"ncci-mue-practitioner", GEN_MUE_PRACTITIONER, SJ_SYSTEM_COUNT,
     "NCCI unit limits, practitioner"},
    {"ncci-mue-hospital", GEN_MUE_HOSPITAL, SJ_SYSTEM_COUNT,
     "NCCI unit limits, outpatient hospital"},
    {"ncci-mue-dme", GEN_MUE_DME, SJ_SYSTEM_COUNT, "NCCI unit limits, equipment"},
    {"ncci-mue-medicaid-practitioner", GEN_MUE_MEDICAID_PRACTITIONER, SJ_SYSTEM_COUNT,
     "Medicaid NCCI unit limits, practitioner"},
    {"ncci-mue-medicaid-hospital", GEN_MUE_MEDICAID_HOSPITAL, SJ_SYSTEM_COUNT,
     "Medicaid NCCI unit limits, outpatient hospital"},
    {"ncci-mue-medicaid-dme", GEN_MUE_MEDICAID_DME, SJ_SYSTEM_COUNT,
     "Medicaid NCCI unit limits, equipment"},
    {"ncci-aoc", GEN_AOC, SJ_SYSTEM_COUNT, "NCCI add-on codes"},
    {"pprrvu", GEN_PPRRVU, SJ_SYSTEM_COUNT, "physician fee schedule"},
    {"necessity", GEN_NECESSITY, SJ_SYSTEM_COUNT, "medical necessity"},
    {"service-limits", GEN_SERVICE_LIMITS, SJ_SYSTEM_COUNT, "service limits"},

    {"rules", GEN_LATER, SJ_SYSTEM_COUNT, "payer rules"},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

const gen_kind_info *gen_kind_by_name(const char *name, size_t len, sj_system *system)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        size_t n = strlen(kinds[i].name);
        if (kinds[i].kind == GEN_CODES_CSV) {
            if (len > n && memcmp(name, kinds[i].name, n) == 0 &&
                sj_system_parse(name + n, len - n, system))
                return &kinds[i];
        } else if (len == n && memcmp(name, kinds[i].name, n) == 0) {
            *system = kinds[i].system;
            return &kinds[i];
        }
    }
    return NULL;
}

const gen_kind_info *gen_kind_info_of(gen_kind kind)
{
    return kind > GEN_KIND_NONE && kind < GEN_LATER ? &kinds[kind - 1] : NULL;
}

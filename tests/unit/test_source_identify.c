/*
 * Every official name tells its kind, release and first day; what is not compiled is
 * named with its reason; what does not tell its date is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "gen/source/identify.h"
#include "tests/support/source_folder.h"

/* Content that contradicts no name. */
static const char head[] = "neutral content\n";

static void identify(const char *file, gen_identity *out)
{
    gen_identify(file, head, sizeof head - 1, out);
}

static const struct {
    const char *file, *kind, *release, *from, *to;
} sources[] = {
    {"icd10cm_order_2016.txt", "icd10cm-order", "2016", "2015-10-01", ""},
    {"icd10cm_order_2019.txt", "icd10cm-order", "2019", "2018-10-01", ""},
    {"ICD10CM_ORDER_2019.TXT", "icd10cm-order", "2019", "2018-10-01", ""},
    {"icd10cm-order-2022.txt", "icd10cm-order", "2022", "2021-10-01", ""},
    {"icd10cm-order-April-1-2026.txt", "icd10cm-order", "2026-04", "2026-04-01", ""},
    {"icd10cm-order- April 1 2023.txt", "icd10cm-order", "2023-04", "2023-04-01", ""},
    {"icd10cm-order-April-2024.txt", "icd10cm-order", "2024-04", "2024-04-01", ""},
    {"icd10cm-order-Jan-2021.txt", "icd10cm-order", "2021-01", "2021-01-01", ""},
    {"icd10cm-order-October-1-2025.txt", "icd10cm-order", "2026", "2025-10-01", ""},
    {"icd-10-cm-order-2027.txt", "icd10cm-order", "2027", "2026-10-01", ""},
    {"icd10cm_order_FY2022.txt", "icd10cm-order", "2022", "2021-10-01", ""},
    {"icd10cm_order_2025 (1).txt", "icd10cm-order", "2025", "2024-10-01", ""},
    {"Copy of icd10cm_order_2025.txt", "icd10cm-order", "2025", "2024-10-01", ""},
    {"icd10cm_codes_2024.txt", "icd10cm-codes", "2024", "2023-10-01", ""},
    {"icd10cm-codes-April-1-2026.txt", "icd10cm-codes", "2026-04", "2026-04-01", ""},
    {"icd10pcs_order_2025.txt", "icd10pcs-order", "2025", "2024-10-01", ""},
    {"icd10pcs_codes_2023.txt", "icd10pcs-codes", "2023", "2022-10-01", ""},
    {"CMS32_DESC_LONG_DX.txt", "icd9cm-long", "v32", "2014-10-01", "2015-09-30"},
    {"CMS32_DESC_SHORT_DX.txt", "icd9cm-short", "v32", "2014-10-01", "2015-09-30"},
    {"CMS32_DESC_LONG_SG.txt", "icd9pcs-long", "v32", "2014-10-01", "2015-09-30"},
    {"CMS32_DESC_SHORT_SG.txt", "icd9pcs-short", "v32", "2014-10-01", "2015-09-30"},
    {"CMS31_DESC_LONG_DX.txt", "icd9cm-long", "v31", "2013-10-01", ""},
    {"CMS29_DESC_LONG_DX.101111.txt", "icd9cm-long", "v29", "2011-10-01", ""},
    {"CMS23_DESC_SHORT_SG.txt", "icd9pcs-short", "v23", "2005-10-01", ""},
    {"HCPC2024_JAN_ANWEB.txt", "hcpcs-anweb", "2024-01", "2024-01-01", ""},
    {"HCPC2026_JUL_ANWEB_v2.txt", "hcpcs-anweb", "2026-07", "2026-07-01", ""},
    {"HCPC2025_OCT_ANWEB_09152025.txt", "hcpcs-anweb", "2025-10", "2025-10-01", ""},
    {"HCPC2024_APR_ANWEB.txt", "hcpcs-anweb", "2024-04", "2024-04-01", ""},
    {"HCPC17_CONTR_ANWEB.txt", "hcpcs-anweb", "2017", "2017-01-01", ""},
    {"HCPC2018_CONTR_ANWEB_disc.txt", "hcpcs-anweb", "2018", "2018-01-01", ""},
    {"HCPC2019_CONTR_ANWEB.txt", "hcpcs-anweb", "2019", "2019-01-01", ""},
    {"NOC_Codes_2017.txt", "hcpcs-noc", "2017", "2017-01-01", ""},
    {"NOC_Codes_2018.prn", "hcpcs-noc", "2018", "2018-01-01", ""},
    {"NOC codes_APR 2024.txt", "hcpcs-noc", "2024-04", "2024-04-01", ""},
    {"codes-cpt-2025-01-01.csv", "codes-cpt", "2025-01-01", "2025-01-01", ""},
    {"ccipra-v301r0-f1.TXT", "ncci-ptp-practitioner", "2024Q2", "2024-04-01", ""},
    {"ccipra-v213r1-f2.txt", "ncci-ptp-practitioner", "2015Q4", "2015-10-01", ""},
    {"ccioph-v302r0-f4.TXT", "ncci-ptp-hospital", "2024Q3", "2024-07-01", ""},
    {"ccioph-v320r0.txt", "ncci-ptp-hospital", "2026Q1", "2026-01-01", ""},
    {"medicaid-ncci-q2-2026-ptp-edits-practitioner-services.txt",
     "ncci-ptp-medicaid-practitioner", "2026Q2", "2026-04-01", ""},
    {"medicaid-ncci-q4-2025-ptp-edits-outpatient-hospital-services-f2.txt",
     "ncci-ptp-medicaid-hospital", "2025Q4", "2025-10-01", ""},
    {"MCD_PTP_DME_2026Q1.txt", "ncci-ptp-medicaid-dme", "2026Q1", "2026-01-01", ""},
    {"MCR_MUE_PractitionerServices_Eff_04-01-2024.csv", "ncci-mue-practitioner",
     "2024Q2", "2024-04-01", ""},
    {"MCR_MUE_OutpatientHospitalServices_Eff_01-01-2026.csv", "ncci-mue-hospital",
     "2026Q1", "2026-01-01", ""},
    {"MCR_MUE_DMESupplierServices_Eff_10-01-2024.csv", "ncci-mue-dme", "2024Q4",
     "2024-10-01", ""},
    {"MCR_MUE_DMESupplierServices_Eff_10-15-2024.csv", "ncci-mue-dme", "2024-10-15",
     "2024-10-15", ""},
    {"medicaid-ncci-q2-2026-mue-edits-practitioner-services.csv",
     "ncci-mue-medicaid-practitioner", "2026Q2", "2026-04-01", ""},
    {"MCD_MUE_OutpatientHospitalServices_Eff_07012026.csv",
     "ncci-mue-medicaid-hospital", "2026Q3", "2026-07-01", ""},
    {"MCD_MUE_DMESupplierServices_2026_Q3.csv", "ncci-mue-medicaid-dme", "2026Q3",
     "2026-07-01", ""},
    {"MCR_MUE_DMESupplierServices_Eff_02-01-2024.csv", "ncci-mue-dme", "2024-02-01",
     "2024-02-01", ""},
    {"MCD_MUE_PractitionerServices_Effective_10-01-2025.csv",
     "ncci-mue-medicaid-practitioner", "2025Q4", "2025-10-01", ""},
    {"PPRRVU2026_Jul_non-QPP.csv", "pprrvu", "2026Q3", "2026-07-01", ""},
    {"AOC_V2024Q2-F-MCR.txt", "ncci-aoc", "2024Q2", "2024-04-01", ""},
    {"PPRRVU2025_Oct.csv", "pprrvu", "2025Q4", "2025-10-01", ""},
    {"PPRRVU24_JAN.csv", "pprrvu", "2024Q1", "2024-01-01", ""},
    {"PPRRVU2026_Jul_nonQPP.csv", "pprrvu", "2026Q3", "2026-07-01", ""},
    {"PPRRVU2026_Jul_QPP.csv", "pprrvu", "2026Q3", "2026-07-01", ""},
    {"necessity-2026-01-01.csv", "necessity", "2026-01-01", "2026-01-01", ""},
    {"service-limits-2026-01-01.csv", "service-limits", "2026-01-01", "2026-01-01", ""},
    {"Service_Limits 2024-02-29.CSV", "service-limits", "2024-02-29", "2024-02-29", ""},
    {"codes-pos-2024-10-01-ours.csv", "codes-pos", "2024-10-01", "2024-10-01", ""},
    {"Codes-NDC-2024-02-29.CSV", "codes-ndc", "2024-02-29", "2024-02-29", ""},
    {"codes-icd10cm-2024-10-01.csv", "codes-icd10cm", "2024-10-01", "2024-10-01", ""},
    {"icd10cm_tabular_2021.xml", "icd10cm-tabular", "2021", "2020-10-01", ""},
    {"icd10cm-tabular-2022.xml", "icd10cm-tabular", "2022", "2021-10-01", ""},
    {"icd10cm-tabular-April-1-2026.xml", "icd10cm-tabular", "2026-04", "2026-04-01",
     ""},
    {"icd10cm-tabular-April-1-2026-XML.xml", "icd10cm-tabular", "2026-04", "2026-04-01",
     ""},
    {"icd-10-cm-tabular-2025.xml", "icd10cm-tabular", "2025", "2024-10-01", ""},
    {"ICD10CM_FY2016_Full_XML_Tabular.xml", "icd10cm-tabular", "2016", "2015-10-01",
     ""},
    {"icd10pcs_tables_2026.xml", "icd10pcs-tables", "2026", "2025-10-01", ""},
    {"icd10pcs_tables_April-1-2027.xml", "icd10pcs-tables", "2027-04", "2027-04-01",
     ""},
    {"POAexemptCodes2016.txt", "poa-exempt", "2016", "2015-10-01", ""},
    {"POAexemptCodesFY26.txt", "poa-exempt", "2026", "2025-10-01", ""},
    {"POAexemptCodesJan2021.txt", "poa-exempt", "2021-01", "2021-01-01", ""},
    {"POAexemptCodesApr23.txt", "poa-exempt", "2023-04", "2023-04-01", ""},
    {"POAexemptCodesOct24.txt", "poa-exempt", "2025", "2024-10-01", ""},
    {"POAexemptCodes_FY22 (1).txt", "poa-exempt", "2022", "2021-10-01", ""},
    {"MCE_Simple_Code_Edits_v36.txt", "mce-lists", "v36", "2018-10-01", ""},
    {"MCE_Simple_Code_Edits_v32.txt", "mce-lists", "v32", "2014-10-01", ""},
    {"Definitions of Medicare Code Edits_v33.txt", "mce-text", "v33", "2015-10-01", ""},
    {"Definitions of Medicare Code Edits_v41.1.txt", "mce-text", "v41.1", "2024-04-01",
     ""},
    {"Definitions of Medicare Code Edits v43.txt", "mce-text", "v43", "2025-10-01", ""},
    {"Definitions of Medicare Code Edits_v_41_1.txt", "mce-text", "v41.1", "2024-04-01",
     ""},
    {"Definition of Medicare Code Edits_v34_I10.txt", "mce-text", "v34", "2016-10-01",
     ""},
    {"Definitions of Medicare Code Edits_v37.0.txt", "mce-text", "v37", "2019-10-01",
     ""},
    {"2018_I9gem.txt", "gem-i9", "2018", "2017-10-01", ""},
    {"2016_I10gem.txt", "gem-i10", "2016", "2015-10-01", ""},
    {"gem_i9pcs.txt", "gem-i9pcs", "2018", "2017-10-01", ""},
    {"gem_pcsi9.txt", "gem-pcsi9", "2018", "2017-10-01", ""},
    {"gem_pcsi9_2017.txt", "gem-pcsi9", "2017", "2016-10-01", ""},
    {"ICD-10-CM_ConversionTable-FY17.xlsx", "conversion", "2017", "2016-10-01", ""},
    {"ICD-10-CM-Conversion-Table-FY18-Effective-10-1-2017.xlsx", "conversion", "2018",
     "2017-10-01", ""},
    {"ICD-10-CM-Conversion-Table-FY19-Effective-10-1-2018_FINAL.XLSX", "conversion",
     "2019", "2018-10-01", ""},
    {"ICD-10-CM-Conversion-Table-FY20-Effective-10-1-2019-corrected.csv", "conversion",
     "2020", "2019-10-01", ""},
    {"ICD-10-CM-Conversion-Table-FY2021-Jan-2021.xlsx", "conversion", "2021-01",
     "2021-01-01", ""},
    {"ICD-10-CM-Conversion-Table-FY2022-Effective-10-1-2021-updated-08-24-2021.xlsx",
     "conversion", "2022", "2021-10-01", ""},
    {"Copy of ICD-10-CM-Conversion-Table-FY2023-Effective-04-01-2023.xlsx",
     "conversion", "2023-04", "2023-04-01", ""},
    {"ICD-10-CM-Conversion-Table-FY2024-Effective-10-01-2023-Final (updated "
     "9-21-2023).xlsx",
     "conversion", "2024", "2023-10-01", ""},
    {"icd-10-cm-conversion-table-FY2025.xlsx", "conversion", "2025", "2024-10-01", ""},
    {"ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx", "conversion", "2026", "2025-10-01", ""},
};

static void each_official_name_tells_kind_release_and_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        gen_identity is;
        char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
        identify(sources[i].file, &is);
        sj_date_format(is.from, from);
        sj_date_format(is.to, to);
        if (is.verdict != GEN_IS_SOURCE || strcmp(is.kind_name, sources[i].kind) != 0 ||
            strcmp(is.release, sources[i].release) != 0 ||
            strcmp(from, sources[i].from) != 0 || strcmp(to, sources[i].to) != 0)
            fail_msg("%s: verdict %d, %s %s %s..%s %s", sources[i].file, is.verdict,
                     is.kind_name, is.release, from, to, is.reason);
    }
}

static const struct {
    const char *file;
    gen_verdict verdict;
    const char *reason;
} others[] = {
    /* a code set, but not for which days */
    {"icd10cm_order.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"icd10cm_order_2025_2026.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"icd10cm_order_2025_ours.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"icd10cm-order-April-31-2026.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"CMS33_DESC_LONG_DX.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"HCPC_ANWEB.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"NOC_Codes.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"Tabular.xml", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"icd10cm_tabular.xml", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"icd10cm_tabular_2025_ours.xml", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"icd10pcs_tables.xml", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"POAexemptCodes.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"POAexemptCodesFYxx.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"POAexemptCodesQ23.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"MCE_Simple_Code_Edits.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"Definitions of Medicare Code Edits_v41.2.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"Definitions of Medicare Code Edits v.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"2018_I9gem_ours.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ICD-10-CM-Conversion-Table.xlsx", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ccipra-f1.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ccipra-v304r0-f1.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ccipra-v30r0-f1.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ccipra-v3010r0-f1.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ccipra-v301x0-f1.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"ccipra-v301r0-f1-ours.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"MCR_MUE_PractitionerServices.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"MCR_MUE_PractitionerServices_Eff_04-31-2024.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"MCR_MUE_PractitionerServices_Eff_04-01-2024_ours.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"medicaid-ncci-ptp-edits-practitioner-services.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"medicaid-ncci-q5-2026-ptp-edits-practitioner-services.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"AOC-F-MCR.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"AOC_V2024Q5-F-MCR.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"AOC_V2024Q2-G-MCR.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"PPRRVU2025.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"PPRRVU_Oct.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"PPRRVU2025_Oct_ours.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"MCR_MUE_PractitionerServices_Eff_01-01-1989.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"MCR_MUE_PractitionerServices_Eff_04-01-2024_f1.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"AOC_V2024Q0-F-MCR.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"AOC_V2024X2-F-MCR.txt", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"PPRRVU2025_Oct_15.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: state kind, release and from in a "
     "manifest"},
    {"necessity.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it necessity-YYYY-MM-DD.csv, or "
     "state kind, release and from in a manifest"},
    {"necessity-2026-02-30.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it necessity-YYYY-MM-DD.csv, or "
     "state kind, release and from in a manifest"},
    {"necessity-2026-01-01-ours.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it necessity-YYYY-MM-DD.csv, or "
     "state kind, release and from in a manifest"},
    {"service-limits.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it "
     "service-limits-YYYY-MM-DD.csv, "
     "or state kind, release and from in a manifest"},
    {"service-limits-2026-02-30.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it "
     "service-limits-YYYY-MM-DD.csv, "
     "or state kind, release and from in a manifest"},
    {"service-limits-ours-2026-01-01.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it "
     "service-limits-YYYY-MM-DD.csv, "
     "or state kind, release and from in a manifest"},
    {"codes-cpt.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it codes-cpt-YYYY-MM-DD.csv, or "
     "state kind, release and from in a manifest"},
    {"codes-cpt-2025-02-29.csv", GEN_IS_REFUSED,
     "the name does not tell its effective date: call it codes-cpt-YYYY-MM-DD.csv, or "
     "state kind, release and from in a manifest"},
    {"codes-xyz-2025-01-01.csv", GEN_IS_REFUSED, "\"xyz\" is no code system"},
    {"icd10cm_order_2015.txt", GEN_IS_REFUSED,
     "draft: ICD-10 came into force on 2015-10-01; to read it all the same, state its "
     "interval in a manifest"},
    {"icd10pcs_order_2014.txt", GEN_IS_REFUSED,
     "draft: ICD-10 came into force on 2015-10-01; to read it all the same, state its "
     "interval in a manifest"},
    {"ICD10CM_2012_Full_Tabular.xml", GEN_IS_REFUSED,
     "draft: ICD-10 came into force on 2015-10-01; to read it all the same, state its "
     "interval in a manifest"},
    /* official, and left aside */
    {"icd10cm_tabular_addenda_2025.xml", GEN_IS_ASIDE,
     "addenda: a list of changes, not a release"},
    {"POAexemptAddCodesFY26.txt", GEN_IS_ASIDE, "a list of changes, not a release"},
    {"POAexemptDelCodes2016.txt", GEN_IS_ASIDE, "a list of changes, not a release"},
    {"POAexemptReviseCodesApr23.txt", GEN_IS_ASIDE, "a list of changes, not a release"},
    {"icd10cm_order_addenda_2026.txt", GEN_IS_ASIDE,
     "addenda: a list of changes, not a release"},
    {"icd10cm-codes-addenda-April-2024.txt", GEN_IS_ASIDE,
     "addenda: a list of changes, not a release"},
    {"order_addenda_2022.txt", GEN_IS_ASIDE,
     "addenda: a list of changes, not a release"},
    {"icd10cm_addenda_2016.txt", GEN_IS_ASIDE,
     "addenda: a list of changes, not a release"},
    {"icd10cm_diff_2013.txt", GEN_IS_ASIDE, "a list of changes, not a release"},
    {"POAexemptDeleteCodesFY25.txt", GEN_IS_ASIDE, "a list of changes, not a release"},
    {"HCPC18_Trans_Report_Alpha_ChangesbyHCPC.prn", GEN_IS_ASIDE,
     "a list of changes, not a release"},
    {"V4_HCPC2018_Corrections_ANWEB.prn", GEN_IS_ASIDE,
     "a list of changes, not a release"},
    {"icd10cm_eindex_2023.xml", GEN_IS_ASIDE, "an index of terms: no code set"},
    {"icd10cm-drug-April-2025.csv", GEN_IS_ASIDE, "an index of terms: no code set"},
    {"PPRRVU2025_Oct.txt", GEN_IS_ASIDE, "the CSV form of the same table is read"},
    {"MCR_MUE_PractitionerServices_Eff_04-01-2024.txt", GEN_IS_ASIDE,
     "the CSV form of the same table is read"},
    {"Medicare_NCCI_2024Q2_Practitioner_MUE_Changes.csv", GEN_IS_ASIDE,
     "a list of changes, not a release"},
    {"medicaid-ncci-ptp-additions-2026.txt", GEN_IS_ASIDE,
     "a list of changes, not a release"},
    /* nothing of ours */
    {"HCPC17_CONTR_ANWEB.xlsx", GEN_IS_STRANGER,
     "spreadsheet: the text form of the release is read"},
    {"icd10cm-tabular-addenda-2024.pdf", GEN_IS_STRANGER, "PDF"},
    {"icd10cm_tabular.xsd", GEN_IS_STRANGER, "XML schema"},
    {"HCPC2018_README.txt", GEN_IS_STRANGER, "a text for people"},
    {"HCPCS18_recordlayout.txt", GEN_IS_STRANGER, "record layout: a text for people"},
    {"proc_notes_2018.txt", GEN_IS_STRANGER, "processing notes: a text for people"},
    {"demo.drug.example10.3.837", GEN_IS_STRANGER, "claims: input of `check`"},
    {"icd10pcs_definitions_2025.xml", GEN_IS_ASIDE,
     "definitions of terms: no code set"},
    {"schema-notes.xml", GEN_IS_STRANGER, "XML, and none of the official names"},
    {"package.json", GEN_IS_STRANGER, "JSON, and none of the official names"},
    {"old.zip", GEN_IS_STRANGER, "an archive inside an archive: unpack it first"},
    {".DS_Store", GEN_IS_STRANGER, "hidden file"},
    {"MCR_MUE_Values_Eff_04-01-2024.csv", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"MUE_PractitionerServices_Eff_04-01-2024.csv", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"medicaid-practitioner-services-q2-2026.txt", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"medicaid-ncci-q2-2026-ptp-edits-practitioner-services.csv", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"medicare-ncci-2026q3-practitioner-ptp-edits.txt", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"ccipra-v301r0-f1.dat", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"service-limits-2026-01-01.txt", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"limits-2026-01-01.csv", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"necessity-2026-01-01.txt", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
    {"GPCI2025.csv", GEN_IS_STRANGER,
     "neither name nor content is that of an official file"},
};

static void what_is_not_compiled_has_a_reason_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        gen_identity is;
        identify(others[i].file, &is);
        if (is.verdict != others[i].verdict || strcmp(is.reason, others[i].reason) != 0)
            fail_msg("%s: verdict %d, \"%s\"", others[i].file, is.verdict, is.reason);
    }
}

static void content_speaks_where_the_name_does_not(void **state)
{
    (void)state;
    static const struct {
        const char *file, *content;
        gen_verdict verdict;
        const char *reason;
    } cases[] = {
        {"any.name", "#scrubjay-dump 1\n", GEN_IS_SOURCE, ""},
        {"order.txt",
         "00001 A00     0 Cholera                                                      "
         "Cholera\r\n",
         GEN_IS_REFUSED,
         "content of an order file, but the name does not tell system and date: state "
         "kind, release and from in a manifest"},
        {"my codes.csv", "code,from,to,billable,short,long\n", GEN_IS_REFUSED,
         "content of a code list, but the name does not tell system and date: call it "
         "codes-SYSTEM-YYYY-MM-DD.csv, or state kind, release and from in a manifest"},
        {"list.csv", "path,kind,release,from,to\n", GEN_IS_STRANGER,
         "a manifest: give it with --manifest"},
        {"claims.txt",
         "ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       "
         "*250101*1200*^*00501*000000001*0*T*:~GS*HC",
         GEN_IS_STRANGER, "claims: input of `check`"},
        {"list.xml", "<?xml version=\"1.0\"?>\n<ICD10CM.tabular>\n", GEN_IS_REFUSED,
         "content of a Tabular List, but the name does not tell its date: state kind, "
         "release and from in a manifest"},
        {"list.xml", "<ICD10PCS.tabular>", GEN_IS_REFUSED,
         "content of ICD-10-PCS tables, but the name does not tell their date: state "
         "kind, release and from in a manifest"},
        {"list.xml", "<ICD10CM.index>", GEN_IS_STRANGER,
         "XML, and none of the official names"},
        {"Tabular.xml", "<ICD10CM.tabular><version>2016</version>", GEN_IS_SOURCE, ""},
        {"Tabular.xml", "<ICD10CM.tabular><version>20x6</version>", GEN_IS_REFUSED,
         "the name does not tell its effective date: state kind, release and from in a "
         "manifest"},
        {"icd10cm_tabular_2022.xml", "<!DOCTYPE html>", GEN_IS_REFUSED,
         "content is HTML, not what the name says"},
        {"notes.txt", "", GEN_IS_STRANGER, "empty file"},
        {"icd10cm_order_2025.txt", "", GEN_IS_REFUSED, "empty file"},
        {"icd10cm_order_2025.txt", "\xEF\xBB\xBF<!DOCTYPE html>", GEN_IS_REFUSED,
         "content is HTML, not what the name says"},
        {"ptp.txt", "A notice\t\t\nColumn 1\tColumn 2\t*=in existence\t",
         GEN_IS_REFUSED,
         "content of NCCI pair edits, but the name does not tell table and date: state "
         "kind, release and from in a manifest"},
        {"mue.csv", "\"A notice\"\n\"HCPCS/\nCPT Code\",DME MUE Values,MUE Rationale\n",
         GEN_IS_REFUSED,
         "content of NCCI unit limits, but the name does not tell table and date: "
         "state kind, release and from in a manifest"},
        {"addons.txt", "1G9901       G9902       2013001       Invented\n",
         GEN_IS_REFUSED,
         "content of NCCI add-on codes, but the name does not tell its date: state "
         "kind, release and from in a manifest"},
        {"fees.csv", ",,A notice\nHCPCS,MOD,DESCRIPTION,CODE\n", GEN_IS_REFUSED,
         "content of the physician fee schedule, but the name does not tell its date: "
         "state kind, release and from in a manifest"},
        {"ours.csv", "policy,procedure,dx,side,from,to,severity,citation\n",
         GEN_IS_REFUSED,
         "content of a necessity list, but the name does not tell its date: call it "
         "necessity-YYYY-MM-DD.csv, or state kind, release and from in a manifest"},
        {"ours.csv", "code,limit,value,from,to,severity,citation\n", GEN_IS_REFUSED,
         "content of a list of service limits, but the name does not tell its date: "
         "call it service-limits-YYYY-MM-DD.csv, or state kind, release and from in a "
         "manifest"},
        {"ccipra-v301r0-f1.txt", "<!DOCTYPE html>", GEN_IS_REFUSED,
         "content is HTML, not what the name says"},
        {"HCPC2024_JAN_ANWEB.txt", "%PDF-1.7", GEN_IS_REFUSED,
         "content is PDF, not what the name says"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gen_identity is;
        gen_identify(cases[i].file, cases[i].content, strlen(cases[i].content), &is);
        if (is.verdict != cases[i].verdict || strcmp(is.reason, cases[i].reason) != 0)
            fail_msg("%s: verdict %d, \"%s\"", cases[i].file, is.verdict, is.reason);
    }
}

static void an_anweb_file_of_another_name_is_refused_with_what_to_state(void **state)
{
    (void)state;
    gen_identity is;
    const char *line = anweb_line("A1234", 100, '3', "Invented", "S", "20240101", "");
    gen_identify("hcpcs.txt", line, strlen(line), &is);
    assert_int_equal(is.verdict, GEN_IS_REFUSED);
    assert_string_equal(is.reason,
                        "content of a HCPCS file, but the name does not tell its date: "
                        "state kind, release and from in a manifest");
}

static void where_content_cannot_be_read_the_name_alone_decides(void **state)
{
    (void)state;
    gen_identity is;
    gen_identify("icd10cm_order_2025.txt", NULL, 0, &is);
    assert_int_equal(is.verdict, GEN_IS_SOURCE);
    gen_identify("some.pdf", NULL, 0, &is);
    assert_string_equal(is.reason, "PDF");
    gen_identify("some.txt", NULL, 0, &is);
    assert_int_equal(is.verdict, GEN_IS_STRANGER);
    assert_string_equal(is.reason, "");
}

static void a_dump_is_known_by_its_first_line(void **state)
{
    (void)state;
    gen_identity is;
    gen_identify("icd10cm_order_2025.txt", "#scrubjay-dump 1\n", 17, &is);
    assert_int_equal(is.kind, GEN_DUMP);
    assert_string_equal(is.kind_name, "dump");
}

/* CMS gave the October file's name to the January or April update of some years. */
static void a_name_that_was_used_again_is_taken_with_a_warning(void **state)
{
    (void)state;
    gen_identity is;
    identify("icd10cm_order_2021.txt", &is);
    assert_string_equal(
        is.warning, "taken as the release of 2020-10-01; an update of that year was "
                    "published under the same name: a manifest can state its date");
    identify("icd10pcs_order_2022.txt", &is);
    assert_true(is.warning[0] != '\0');
    identify("icd10cm_order_2022.txt", &is);
    assert_string_equal(is.warning, "");
    identify("icd10cm-order-Jan-2021.txt", &is);
    assert_string_equal(is.warning, "");
    identify("icd10cm_tabular_2021.xml", &is);
    assert_true(is.warning[0] != '\0');
    identify("POAexemptCodes2021.txt", &is);
    assert_string_equal(is.warning, "");
}

static void the_tabular_list_of_2016_tells_its_year_inside(void **state)
{
    (void)state;
    static const char text[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                               "<ICD10CM.tabular>\n  <version>2016</version>\n";
    gen_identity is;
    gen_identify("Tabular.xml", text, sizeof text - 1, &is);
    assert_int_equal(is.kind, GEN_ICD10CM_TABULAR);
    assert_string_equal(is.release, "2016");
    for (size_t len = 0; len < sizeof text - 12; len++) {
        gen_identify("Tabular.xml", text, len, &is);
        assert_int_equal(is.verdict, GEN_IS_REFUSED);
    }
}

static void gems_without_a_year_are_the_last_ones_with_a_warning(void **state)
{
    (void)state;
    gen_identity is;
    identify("gem_i9pcs.txt", &is);
    assert_string_equal(is.warning,
                        "taken as the last one, of fiscal year 2018: the name does not "
                        "tell; a manifest can state its date");
    assert_int_equal(is.system, SJ_ICD9PCS);
    identify("2018_I9gem.txt", &is);
    assert_string_equal(is.warning, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_official_name_tells_kind_release_and_dates),
        cmocka_unit_test(what_is_not_compiled_has_a_reason_of_its_own),
        cmocka_unit_test(content_speaks_where_the_name_does_not),
        cmocka_unit_test(an_anweb_file_of_another_name_is_refused_with_what_to_state),
        cmocka_unit_test(where_content_cannot_be_read_the_name_alone_decides),
        cmocka_unit_test(a_dump_is_known_by_its_first_line),
        cmocka_unit_test(a_name_that_was_used_again_is_taken_with_a_warning),
        cmocka_unit_test(the_tabular_list_of_2016_tells_its_year_inside),
        cmocka_unit_test(gems_without_a_year_are_the_last_ones_with_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

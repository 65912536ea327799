/*
 * The kinds of files as the model sees them, the calendars, and the labels that answers
 * cite.
 */
#include "gen/model/release.h"

#include <stdio.h>
#include <string.h>

#include "gen/model/calendar.h"
#include "gen/model/memory.h"

static bool has_kind(const gen_source *source, gen_kind first, gen_kind last)
{
    return source->kind >= first && source->kind <= last;
}

gen_family gen_source_family(const gen_source *source)
{
    if (has_kind(source, GEN_ICD10CM_ORDER, GEN_ICD9PCS_SHORT))
        return GEN_FAMILY_ORDER;
    if (source->kind == GEN_HCPCS_ANWEB)
        return GEN_FAMILY_ANWEB;
    if (has_kind(source, GEN_PTP_PRACTITIONER, GEN_PTP_MEDICAID_DME))
        return GEN_FAMILY_PTP;
    if (has_kind(source, GEN_MUE_PRACTITIONER, GEN_MUE_MEDICAID_DME))
        return GEN_FAMILY_MUE;
    switch (source->kind) {
    case GEN_HCPCS_NOC:
        return GEN_FAMILY_NOC;
    case GEN_CODES_CSV:
        return GEN_FAMILY_LIST;
    case GEN_ICD10CM_TABULAR:
        return GEN_FAMILY_NOTES;
    case GEN_ICD10PCS_TABLES:
        return GEN_FAMILY_PCS_TABLES;
    case GEN_MCE_TEXT:
    case GEN_MCE_LISTS:
        return GEN_FAMILY_MCE;
    case GEN_POA_EXEMPT:
        return GEN_FAMILY_POA;
    case GEN_GEM_I9:
    case GEN_GEM_I10:
    case GEN_GEM_I9PCS:
    case GEN_GEM_PCSI9:
        return GEN_FAMILY_GEM;
    case GEN_CONVERSION:
        return GEN_FAMILY_CONVERSION;
    case GEN_AOC:
        return GEN_FAMILY_AOC;
    case GEN_PPRRVU:
        return GEN_FAMILY_FEE;
    case GEN_NECESSITY:
        return GEN_FAMILY_NECESSITY;
    case GEN_SERVICE_LIMITS:
        return GEN_FAMILY_LIMITS;
    default:
        return GEN_FAMILY_NONE;
    }
}

bool gen_family_is_dated(gen_family family)
{
    return family != GEN_FAMILY_GEM && family != GEN_FAMILY_CONVERSION &&
           family != GEN_FAMILY_NECESSITY && family != GEN_FAMILY_NONE;
}

bool gen_family_is_of_lines(gen_family family)
{
    return family >= GEN_FAMILY_PTP && family <= GEN_FAMILY_LIMITS;
}

unsigned gen_source_role(const gen_source *source)
{
    return source->kind == GEN_ICD9CM_SHORT || source->kind == GEN_ICD9PCS_SHORT;
}

bool gen_source_billable_only(const gen_source *source)
{
    return source->kind == GEN_ICD10CM_CODES || source->kind == GEN_ICD10PCS_CODES ||
           has_kind(source, GEN_ICD9CM_LONG, GEN_ICD9PCS_SHORT);
}

/* "2024": four digits and no more. */
static bool is_bare_year(const char *release)
{
    return strlen(release) == 4 && strspn(release, "0123456789") == 4;
}

/* "2023-04" */
static bool is_month(const char *release)
{
    return strlen(release) == 7 && release[4] == '-' &&
           strspn(release, "0123456789") == 4 && strspn(release + 5, "0123456789") == 2;
}

/* What diagnosis edits are made of follows the federal fiscal year, but for the
 * crosswalks; line tables the quarter. */
static sj_date calendar_end(const gen_source *source)
{
    gen_family family = gen_source_family(source);
    if (!gen_family_is_dated(family) || family == GEN_FAMILY_LIMITS)
        return SJ_DATE_OPEN;
    if (family == GEN_FAMILY_FEE)
        return gen_calendar_year_end(source->from);
    if (gen_family_is_of_lines(family))
        return gen_quarter_end(source->from);
    if (family > GEN_FAMILY_NOC)
        return gen_fiscal_year_end(source->from);
    switch (source->system) {
    case SJ_ICD10CM:
    case SJ_ICD10PCS:
    case SJ_ICD9CM:
    case SJ_ICD9PCS:
    case SJ_DRG:
        return gen_fiscal_year_end(source->from);
    case SJ_HCPCS:
        return is_bare_year(source->release) ? gen_calendar_year_end(source->from)
                                             : gen_quarter_end(source->from);
    case SJ_CPT:
    case SJ_CDT:
        return gen_calendar_year_end(source->from);
    default:
        return SJ_DATE_OPEN; /* published whenever something changes */
    }
}

sj_date gen_source_regular_end(const gen_source *source)
{
    sj_date stated = gen_open_end(source->to), regular = calendar_end(source);
    return stated < regular ? stated : regular;
}

static const char *title_of(const gen_source *source, sj_system system)
{
    static const char *const titles[SJ_SYSTEM_COUNT] = {
        [SJ_ICD10CM] = "ICD-10-CM",
        [SJ_ICD10PCS] = "ICD-10-PCS",
        [SJ_ICD9CM] = "ICD-9-CM",
        [SJ_ICD9PCS] = "ICD-9-CM procedures",
        [SJ_HCPCS] = "HCPCS Level II",
        [SJ_CPT] = "CPT",
        [SJ_CDT] = "CDT",
        [SJ_NDC] = "NDC",
        [SJ_MODIFIER] = "Modifiers",
        [SJ_POS] = "Place of service",
        [SJ_REVENUE] = "Revenue codes",
        [SJ_TOB] = "Type of bill",
        [SJ_DRG] = "MS-DRG",
    };
    if (system == SJ_MODIFIER && source->kind == GEN_HCPCS_ANWEB)
        return "HCPCS Level II modifiers";
    return titles[system];
}

/* "title FY2025", "title FY2023 update 2023-04-01"; what is no year: "title v36". */
static char *fiscal_label(const gen_source *source, const char *title)
{
    char label[256], day[SJ_DATE_CAP];
    const char *release = source->release;
    sj_date_format(source->from, day);
    if (is_bare_year(release))
        snprintf(label, sizeof label, "%s FY%s", title, release);
    else if (is_month(release) && strcmp(day + 4, "-10-01") == 0)
        snprintf(label, sizeof label, "%s FY%d", title, gen_fiscal_year(source->from));
    else if (is_month(release))
        snprintf(label, sizeof label, "%s FY%d update %s", title,
                 gen_fiscal_year(source->from), day);
    else
        snprintf(label, sizeof label, "%s %s", title, release);
    return gen_strdup(label);
}

static char *plain_label(const gen_source *source, const char *title)
{
    char label[256];
    snprintf(label, sizeof label, "%s %s", title, source->release);
    return gen_strdup(label);
}

char *gen_release_label(const gen_source *source, sj_system system)
{
    const char *title = title_of(source, system);
    bool icd10 = gen_source_family(source) == GEN_FAMILY_ORDER &&
                 (system == SJ_ICD10CM || system == SJ_ICD10PCS);
    return icd10 ? fiscal_label(source, title) : plain_label(source, title);
}

/* "NCCI PTP practitioner 2024Q2", "Physician fee schedule 2025-10" */
static char *line_label(const gen_source *source)
{
    static const char *const titles[] = {
        [GEN_PTP_PRACTITIONER] = "NCCI PTP practitioner",
        [GEN_PTP_HOSPITAL] = "NCCI PTP hospital",
        [GEN_PTP_MEDICAID_PRACTITIONER] = "Medicaid NCCI PTP practitioner",
        [GEN_PTP_MEDICAID_HOSPITAL] = "Medicaid NCCI PTP hospital",
        [GEN_PTP_MEDICAID_DME] = "Medicaid NCCI PTP DME",
        [GEN_MUE_PRACTITIONER] = "NCCI MUE practitioner",
        [GEN_MUE_HOSPITAL] = "NCCI MUE hospital",
        [GEN_MUE_DME] = "NCCI MUE DME",
        [GEN_MUE_MEDICAID_PRACTITIONER] = "Medicaid NCCI MUE practitioner",
        [GEN_MUE_MEDICAID_HOSPITAL] = "Medicaid NCCI MUE hospital",
        [GEN_MUE_MEDICAID_DME] = "Medicaid NCCI MUE DME",
        [GEN_AOC] = "NCCI add-on codes",
        [GEN_PPRRVU] = "Physician fee schedule",
        [GEN_NECESSITY] = "Medical necessity",
        [GEN_SERVICE_LIMITS] = "Service limits",
    };
    return plain_label(source, titles[source->kind]);
}

char *gen_source_label(const gen_source *source)
{
    if (gen_family_is_of_lines(gen_source_family(source)))
        return line_label(source);
    switch (gen_source_family(source)) {
    case GEN_FAMILY_NOTES:
        return fiscal_label(source, "ICD-10-CM Tabular");
    case GEN_FAMILY_PCS_TABLES:
        return fiscal_label(source, "ICD-10-PCS tables");
    case GEN_FAMILY_MCE:
        return plain_label(source, "MCE");
    case GEN_FAMILY_POA:
        return fiscal_label(source, "POA exempt");
    case GEN_FAMILY_GEM:
        return plain_label(source, "GEM");
    case GEN_FAMILY_CONVERSION:
        return fiscal_label(source, "conversion table");
    case GEN_FAMILY_NOC:
        return plain_label(source, "HCPCS Level II NOC list");
    default:
        return gen_release_label(source, source->system);
    }
}

int gen_source_compare(const gen_source *a, const gen_source *b)
{
    int order = strcmp(a->kind_name, b->kind_name);
    if (order == 0)
        order = (a->from > b->from) - (a->from < b->from);
    if (order == 0)
        order = strcmp(a->file, b->file);
    return order ? order : memcmp(a->xxh3, b->xxh3, sizeof a->xxh3);
}

/*
 * Names and dates by the habits of the publishers: ICD fiscal years start on October 1
 * of the year before; updates name their month; HCPCS files are annual (January 1) up
 * to 2019 and quarterly since.
 */
#include "gen/source/identify_release.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/identify_date.h"

/* ---- ICD-10 ---------------------------------------------------------------------- */

static bool identify_icd10(gen_name *name, gen_identity *out)
{
    sj_system system;
    if (!gen_name_take_icd10(name, &system))
        return false;
    bool order = gen_name_take(name, "order");
    if (!order && !gen_name_take(name, "codes"))
        return false;
    if (system == SJ_ICD10CM)
        gen_identity_kind(out, order ? GEN_ICD10CM_ORDER : GEN_ICD10CM_CODES);
    else
        gen_identity_kind(out, order ? GEN_ICD10PCS_ORDER : GEN_ICD10PCS_CODES);

    gen_when w = gen_name_when(name, 0);
    gen_identity_icd10(out, &w);
    return true;
}

/* ---- ICD-9 ----------------------------------------------------------------------- */

static bool identify_icd9(gen_name *name, gen_identity *out)
{
    const char *version = gen_name_take_prefix(name, "cms");
    if (!version || !gen_name_take(name, "desc"))
        return false;
    bool long_title = gen_name_take(name, "long");
    bool short_title = gen_name_take(name, "short");
    bool procedures = gen_name_take(name, "sg");
    if (long_title == short_title || (!procedures && !gen_name_take(name, "dx")))
        return false;
    if (procedures)
        gen_identity_kind(out, long_title ? GEN_ICD9PCS_LONG : GEN_ICD9PCS_SHORT);
    else
        gen_identity_kind(out, long_title ? GEN_ICD9CM_LONG : GEN_ICD9CM_SHORT);

    long v = gen_word_number(version);
    if (v < 23 || v > 32 || !gen_name_when(name, 2000).clear) {
        gen_identity_refuse(out, GEN_DATELESS);
        return true;
    }
    gen_identity_fiscal_year(out, 1983 + (int)v);
    snprintf(out->release, sizeof out->release, "v%ld", v);
    if (v == 32) /* the last one */
        sj_date_from_ymd(2015, 9, 30, &out->to);
    return true;
}

/* ---- HCPCS ----------------------------------------------------------------------- */

static void set_hcpcs(gen_identity *out, gen_kind kind, const gen_name *name, int year)
{
    gen_identity_kind(out, kind);
    gen_when w = gen_name_when(name, year);
    if (!w.clear) {
        gen_identity_refuse(out, GEN_DATELESS);
        return;
    }
    if (w.month) {
        gen_identity_month(out, &w);
        return;
    }
    sj_date_from_ymd(w.year, 1, 1, &out->from);
    snprintf(out->release, sizeof out->release, "%d", w.year);
}

static bool identify_hcpcs(gen_name *name, gen_identity *out)
{
    if (gen_name_take(name, "noc")) {
        if (!gen_name_take(name, "codes"))
            return false;
        set_hcpcs(out, GEN_HCPCS_NOC, name, 0);
        return true;
    }
    if (!gen_name_mentions(name, "anweb"))
        return false;
    const char *year = gen_name_take_prefix(name, "hcpcs");
    if (!year)
        year = gen_name_take_prefix(name, "hcpc");
    if (!year)
        return false;
    long n = gen_word_number(year);
    set_hcpcs(out, GEN_HCPCS_ANWEB, name, n < 0 ? 0 : (int)(n < 100 ? n + 2000 : n));
    return true;
}

/* ---- code lists of users --------------------------------------------------------- */

static bool identify_codes_csv(const char *file, gen_identity *out)
{
    char lower[256];
    size_t len = strlen(file);
    if (len >= sizeof lower)
        return false;
    for (size_t i = 0; i <= len; i++)
        lower[i] = gen_lower(file[i]);
    if (strncmp(lower, "codes-", 6) != 0 || len < 4 ||
        strcmp(lower + len - 4, ".csv") != 0)
        return false;

    const char *system = lower + 6;
    size_t system_len = strcspn(system, "-.");
    gen_identity_kind(out, GEN_CODES_CSV);
    if (!sj_system_parse(system, system_len, &out->system)) {
        out->verdict = GEN_IS_REFUSED;
        snprintf(out->reason, sizeof out->reason, "\"%.*s\" is no code system",
                 system_len > 40 ? 40 : (int)system_len, system);
        return true;
    }
    snprintf(out->kind_name, sizeof out->kind_name, "codes-%s",
             sj_system_name(out->system));
    const char *date = system + system_len + 1;
    if (system[system_len] != '-' || strlen(date) < 10 || date[4] != '-' ||
        !sj_date_parse(date, 10, &out->from)) {
        out->verdict = GEN_IS_REFUSED;
        snprintf(out->reason, sizeof out->reason,
                 "the name does not tell its effective date: call it "
                 "%s-YYYY-MM-DD.csv, or " GEN_STATE_IT,
                 out->kind_name);
        return true;
    }
    snprintf(out->release, sizeof out->release, "%.10s", date);
    return true;
}

bool gen_identify_release(const char *file, gen_name *name, gen_identity *out)
{
    if (strcmp(name->extension, "csv") == 0)
        return identify_codes_csv(file, out);
    if (strcmp(name->extension, "txt") != 0 && strcmp(name->extension, "prn") != 0 &&
        name->extension[0] != '\0')
        return false;
    gen_name copy;
    gen_name_copy(name, &copy);
    static bool (*const identifiers[])(gen_name *, gen_identity *) = {
        identify_icd10, identify_icd9, identify_hcpcs};
    for (size_t i = 0; i < sizeof identifiers / sizeof identifiers[0]; i++) {
        memcpy(copy.used, name->used, sizeof copy.used); /* each looks afresh */
        if (identifiers[i](&copy, out))
            return true;
    }
    return false;
}

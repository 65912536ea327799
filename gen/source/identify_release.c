/*
 * Names and dates by the habits of the publishers: ICD fiscal years start on October 1
 * of the year before; updates name their month; HCPCS files are annual (January 1) up
 * to 2019 and quarterly since. A word that is not understood makes a name one that does
 * not tell its date: a wrong date would be worse than a question.
 */
#include "gen/source/identify_release.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/kinds.h"

static const char dateless[] =
    "the name does not tell its effective date: " GEN_STATE_IT;

typedef struct when {
    int year, month, day; /* 0: the name does not say */
    bool clear;           /* every word was understood */
} when;

/* Words that say nothing about the release. */
static bool is_filler(const char *word)
{
    static const char *const fillers[] = {
        "anweb",   "contr", "corrected", "disc",    "disclaimer", "file", "final",
        "revised", "text",  "update",    "updated", "w",          "with",
    };
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++)
        if (strcmp(word, fillers[i]) == 0)
            return true;
    return (word[0] == 'v' && gen_word_number(word + 1) >= 0) ||
           (strncmp(word, "rev", 3) == 0 && gen_word_number(word + 3) >= 0);
}

static bool set_once(int *part, long value)
{
    if (*part != 0)
        return false;
    *part = (int)value;
    return true;
}

static bool take_word(when *w, const char *word)
{
    long n = gen_word_number(word);
    size_t len = strlen(word);
    int month = gen_word_month(word);
    if (month)
        return set_once(&w->month, month);
    if (n >= 1990 && n <= 2099 && len == 4)
        return set_once(&w->year, n);
    if (n >= 1 && n <= 31 && len <= 2)
        return set_once(&w->day, n);
    if (strncmp(word, "fy", 2) == 0 && (n = gen_word_number(word + 2)) >= 0)
        return set_once(&w->year, n < 100 ? n + 2000 : n);
    if (n >= 0 && (len == 8 || len == 6))
        return true; /* the day on which it was posted: MMDDYYYY or YYMMDD */
    return is_filler(word);
}

/* What the words not yet used say. `year` is what was known before, or 0. */
static when take_when(const gen_name *name, int year)
{
    when w = {.year = year, .clear = true};
    for (size_t i = 0; i < name->count; i++)
        if (!name->used[i] && !take_word(&w, name->word[i]))
            w.clear = false;
    if (w.year == 0 || (w.day && !w.month))
        w.clear = false;
    return w;
}

static void refuse(gen_identity *out, const char *reason)
{
    out->verdict = GEN_IS_REFUSED;
    snprintf(out->reason, sizeof out->reason, "%s", reason);
}

static void set_kind(gen_identity *out, gen_kind kind)
{
    const gen_kind_info *info = gen_kind_info_of(kind);
    out->verdict = GEN_IS_SOURCE;
    out->kind = kind;
    out->system = info->system;
    snprintf(out->kind_name, sizeof out->kind_name, "%s", info->name);
}

/* A release that starts in a month of a calendar year. */
static void set_month(gen_identity *out, const when *w)
{
    int day = w->day ? w->day : 1;
    if (!sj_date_from_ymd(w->year, w->month, day, &out->from)) {
        refuse(out, dateless);
        return;
    }
    snprintf(out->release, sizeof out->release, "%04d-%02d", w->year, w->month);
    if (day != 1)
        sj_date_format(out->from, out->release);
}

static void set_fiscal_year(gen_identity *out, int year)
{
    sj_date_from_ymd(year - 1, 10, 1, &out->from);
    snprintf(out->release, sizeof out->release, "%d", year);
}

/* ---- ICD-10 ---------------------------------------------------------------------- */

/*
 * Years in which CMS gave an update of the year, with other content, the name of the
 * October file. (Two such files side by side are refused; one alone cannot be told.)
 */
static bool name_was_used_again(sj_system system, int year)
{
    return system == SJ_ICD10CM ? year == 2021 || year == 2023
                                : year >= 2021 && year <= 2024;
}

static bool take_icd10(gen_name *name, sj_system *system)
{
    bool split = gen_name_take(name, "icd") && gen_name_take(name, "10");
    if (split || gen_name_take(name, "icd10")) {
        *system = gen_name_take(name, "pcs") ? SJ_ICD10PCS : SJ_ICD10CM;
        return *system == SJ_ICD10PCS || gen_name_take(name, "cm");
    }
    *system = gen_name_take(name, "icd10pcs") ? SJ_ICD10PCS : SJ_ICD10CM;
    return *system == SJ_ICD10PCS || gen_name_take(name, "icd10cm");
}

static bool identify_icd10(gen_name *name, gen_identity *out)
{
    sj_system system;
    if (!take_icd10(name, &system))
        return false;
    bool order = gen_name_take(name, "order");
    if (!order && !gen_name_take(name, "codes"))
        return false;
    if (system == SJ_ICD10CM)
        set_kind(out, order ? GEN_ICD10CM_ORDER : GEN_ICD10CM_CODES);
    else
        set_kind(out, order ? GEN_ICD10PCS_ORDER : GEN_ICD10PCS_CODES);

    when w = take_when(name, 0);
    if (!w.clear) {
        refuse(out, dateless);
        return true;
    }
    if (w.month && w.month != 10)
        set_month(out, &w);
    else
        set_fiscal_year(out, w.month == 10 ? w.year + 1 : w.year);

    sj_date in_force;
    sj_date_from_ymd(2015, 10, 1, &in_force);
    if (out->verdict == GEN_IS_SOURCE && out->from < in_force)
        refuse(out, "draft: ICD-10 came into force on 2015-10-01; to read it all the "
                    "same, state its interval in a manifest");
    else if (!w.month && name_was_used_again(system, w.year))
        snprintf(out->warning, sizeof out->warning,
                 "taken as the release of %d-10-01; an update of that year was "
                 "published under the same name: a manifest can state its date",
                 w.year - 1);
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
        set_kind(out, long_title ? GEN_ICD9PCS_LONG : GEN_ICD9PCS_SHORT);
    else
        set_kind(out, long_title ? GEN_ICD9CM_LONG : GEN_ICD9CM_SHORT);

    long v = gen_word_number(version);
    if (v < 23 || v > 32 || !take_when(name, 2000).clear) {
        refuse(out, dateless);
        return true;
    }
    set_fiscal_year(out, 1983 + (int)v);
    snprintf(out->release, sizeof out->release, "v%ld", v);
    if (v == 32) /* the last one */
        sj_date_from_ymd(2015, 9, 30, &out->to);
    return true;
}

/* ---- HCPCS ----------------------------------------------------------------------- */

static void set_hcpcs(gen_identity *out, gen_kind kind, const gen_name *name, int year)
{
    set_kind(out, kind);
    when w = take_when(name, year);
    if (!w.clear) {
        refuse(out, dateless);
        return;
    }
    if (w.month) {
        set_month(out, &w);
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
    set_kind(out, GEN_CODES_CSV);
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
    /* Each looks at the words afresh. */
    gen_name copy = *name;
    for (size_t i = 0; i < copy.count; i++)
        copy.word[i] = copy.text + (name->word[i] - name->text);
    static bool (*const identifiers[])(gen_name *, gen_identity *) = {
        identify_icd10, identify_icd9, identify_hcpcs};
    for (size_t i = 0; i < sizeof identifiers / sizeof identifiers[0]; i++) {
        memcpy(copy.used, name->used, sizeof copy.used);
        if (identifiers[i](&copy, out))
            return true;
    }
    return false;
}

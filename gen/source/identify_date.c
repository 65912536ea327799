/*
 * Days by the habits of the publishers: what the words of a name say, and what that is
 * as release and first day. A word that is not understood makes a name one that does
 * not tell its date: a wrong date would be worse than a question.
 */
#include "gen/source/identify_date.h"

#include <stdio.h>
#include <string.h>

#include "gen/source/kinds.h"

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

static bool take_word(gen_when *w, const char *word)
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

gen_when gen_name_when(const gen_name *name, int year)
{
    gen_when w = {.year = year, .clear = true};
    for (size_t i = 0; i < name->count; i++)
        if (!name->used[i] && !take_word(&w, name->word[i]))
            w.clear = false;
    if (w.year == 0 || (w.day && !w.month))
        w.clear = false;
    return w;
}

void gen_identity_refuse(gen_identity *out, const char *reason)
{
    out->verdict = GEN_IS_REFUSED;
    snprintf(out->reason, sizeof out->reason, "%s", reason);
}

void gen_identity_kind(gen_identity *out, gen_kind kind)
{
    const gen_kind_info *info = gen_kind_info_of(kind);
    out->verdict = GEN_IS_SOURCE;
    out->kind = kind;
    out->system = info->system;
    snprintf(out->kind_name, sizeof out->kind_name, "%s", info->name);
}

void gen_identity_month(gen_identity *out, const gen_when *w)
{
    int day = w->day ? w->day : 1;
    if (!sj_date_from_ymd(w->year, w->month, day, &out->from)) {
        gen_identity_refuse(out, GEN_DATELESS);
        return;
    }
    snprintf(out->release, sizeof out->release, "%04d-%02d", w->year, w->month);
    if (day != 1)
        sj_date_format(out->from, out->release);
}

void gen_identity_fiscal_year(gen_identity *out, int year)
{
    sj_date_from_ymd(year - 1, 10, 1, &out->from);
    snprintf(out->release, sizeof out->release, "%d", year);
}

/*
 * Years in which CMS gave an update of the year, with other content, the name of the
 * October file. (Two such files side by side are refused; one alone cannot be told.)
 */
static bool name_was_used_again(sj_system system, int year)
{
    return system == SJ_ICD10CM ? year == 2021 || year == 2023
                                : year >= 2021 && year <= 2024;
}

void gen_identity_icd10(gen_identity *out, const gen_when *w)
{
    if (!w->clear) {
        gen_identity_refuse(out, GEN_DATELESS);
        return;
    }
    if (w->month && w->month != 10)
        gen_identity_month(out, w);
    else
        gen_identity_fiscal_year(out, w->month == 10 ? w->year + 1 : w->year);

    sj_date in_force;
    sj_date_from_ymd(2015, 10, 1, &in_force);
    if (out->verdict == GEN_IS_SOURCE && out->from < in_force)
        gen_identity_refuse(out, "draft: ICD-10 came into force on 2015-10-01; to read "
                                 "it all the same, state its interval in a manifest");
    else if (!w->month && name_was_used_again(out->system, w->year))
        snprintf(out->warning, sizeof out->warning,
                 "taken as the release of %d-10-01; an update of that year was "
                 "published under the same name: a manifest can state its date",
                 w->year - 1);
}

bool gen_name_take_icd10(gen_name *name, sj_system *system)
{
    bool split = gen_name_take(name, "icd") && gen_name_take(name, "10");
    if (split || gen_name_take(name, "icd10")) {
        *system = gen_name_take(name, "pcs") ? SJ_ICD10PCS : SJ_ICD10CM;
        return *system == SJ_ICD10PCS || gen_name_take(name, "cm");
    }
    *system = gen_name_take(name, "icd10pcs") ? SJ_ICD10PCS : SJ_ICD10CM;
    return *system == SJ_ICD10PCS || gen_name_take(name, "icd10cm");
}

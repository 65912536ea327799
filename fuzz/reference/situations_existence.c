/*
 * Situations about the shape and existence of diagnoses (DOMAIN.md 3.1).
 */
#include "fuzz/reference/claim_situations.h"

#include <string.h>

static const plain_system *icd10(const ref_generator *g)
{
    return &g->rules->answers.systems[SJ_ICD10CM];
}

void ref_aim_dx_format(ref_generator *g, ref_made *m, bool innocent)
{
    static const char *const wrong[] = {"E1.19", "E11 9", "E11.9.1",   "E11-9",
                                        "E11.",  "12.E",  "E11.65123", "",
                                        "E1",    ".E119", "E119.",     "E11.9*"};
    uint32_t at = ref_any_place(g, m);
    ref_put_dx(g, m, at, ref_any_dx(g, m));
    if (!innocent) {
        const char *text = wrong[ref_below(g, 12)];
        m->dx[at].code = ref_text(m, text, strlen(text));
    }
}

void ref_aim_dx_not_found(ref_generator *g, ref_made *m, bool innocent)
{
    uint32_t at = ref_any_place(g, m);
    char code[SJ_CODE_CAP] = {0};
    for (int tries = 0; tries < 20; tries++) {
        snprintf(code, sizeof code, "%s", ref_any_dx(g, m));
        if (innocent)
            break;
        size_t n = strlen(code), at_character = 1 + ref_below(g, (uint32_t)n - 1);
        code[at_character] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[ref_below(g, 36)];
        if (n < 7 && ref_chance(g, 30)) {
            code[n] = (char)('0' + ref_below(g, 10));
            code[n + 1] = 0;
        }
        if (plain_find(&g->rules->answers, SJ_ICD10CM, code) < 0)
            break;
    }
    ref_put_dx(g, m, at, code);
}

/* A code that begins or ends, on the days about it. */
void ref_aim_dx_not_effective(ref_generator *g, ref_made *m, bool innocent)
{
    sj_interval intervals[8];
    uint32_t at = ref_any_place(g, m);
    if (g->changing_count == 0)
        return;
    uint32_t place = g->changing[ref_below(g, (uint32_t)g->changing_count)];
    size_t n =
        plain_validity(&g->rules->answers, SJ_ICD10CM, (long)place, intervals, 8);
    if (n == 0 || n > 8)
        return;
    sj_interval *days = &intervals[ref_below(g, (uint32_t)n)];
    bool before = days->to == SJ_DATE_OPEN ||
                  (days->from > plain_day(2015, 10, 1) && ref_chance(g, 50));
    sj_date far = (sj_date)ref_below(g, 40);
    if (before)
        ref_set_day(m, innocent ? days->from + far : days->from - 1 - far);
    else
        ref_set_day(m, innocent ? days->to - far : days->to + 1 + far);
    ref_put_dx(g, m, at, icd10(g)->codes[place]);
}

/* A header and a code below it. */
void ref_aim_dx_not_billable(ref_generator *g, ref_made *m, bool innocent)
{
    uint32_t at = ref_any_place(g, m);
    sj_date day = ref_key_day(m);
    char code[SJ_CODE_CAP] = {0};
    snprintf(code, sizeof code, "%s", ref_any_dx(g, m));
    if (!innocent && strlen(code) > 3)
        code[3 + ref_below(g, (uint32_t)strlen(code) - 3)] = 0;
    else if (innocent && ref_billable_below(g, code, day))
        snprintf(code, sizeof code, "%s", ref_billable_below(g, code, day));
    ref_put_dx(g, m, at, code);
}

void ref_aim_dx_seventh_missing(ref_generator *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    if (!ref_seven(g, m, false, code))
        return;
    if (!innocent) {
        code[6] = 0;
        while (strlen(code) > 3 && code[strlen(code) - 1] == 'X')
            code[strlen(code) - 1] = 0;
    }
    ref_put_dx(g, m, ref_any_place(g, m), code);
}

void ref_aim_dx_seventh_invalid(ref_generator *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    if (!ref_seven(g, m, false, code))
        return;
    for (int tries = 0; tries < 30; tries++) {
        code[6] = "ABCDEFGHJKMNPQRSZ0123459"[ref_below(g, 24)];
        bool known =
            ref_status(g, SJ_ICD10CM, code, ref_key_day(m)) == SJ_CODE_BILLABLE;
        if (known == innocent)
            break;
    }
    ref_put_dx(g, m, ref_any_place(g, m), code);
}

void ref_aim_dx_placeholder_missing(ref_generator *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    if (!ref_seven(g, m, true, code))
        return;
    for (size_t n = 6; !innocent && n > 0 && code[n - 1] == 'X'; n--)
        memmove(code + n - 1, code + n, strlen(code + n) + 1);
    ref_put_dx(g, m, ref_any_place(g, m), code);
}

void ref_aim_dx_version_mix(ref_generator *g, ref_made *m, bool innocent)
{
    sj_date october = plain_day(2015, 10, 1);
    if (ref_chance(g, 60))
        ref_set_day(m, october - 3 + (sj_date)ref_below(g, 5));
    bool nine = ref_key_day(m) < october;
    for (uint32_t i = 0; i < m->claim.dx_count; i++) {
        bool wrong = !innocent && ref_chance(g, 50);
        sj_system system = nine != wrong ? SJ_ICD9CM : SJ_ICD10CM;
        const char *code = ref_billable(
            g, system, system == SJ_ICD9CM ? plain_day(2015, 1, 1) : october);
        if (!code)
            continue;
        m->dx[i].code = ref_written(g, m, system, code);
        m->dx[i].version = ref_chance(g, 40) ? (system == SJ_ICD9CM ? 9 : 10) : 0;
    }
    for (uint32_t i = 0; i < m->claim.px_count; i++) {
        const char *code = ref_billable(g, SJ_ICD9PCS, plain_day(2015, 1, 1));
        if (code && (nine || !innocent)) {
            m->px[i].code = ref_written(g, m, SJ_ICD9PCS, code);
            m->px[i].version = ref_chance(g, 50) ? 9 : 0;
        }
    }
}

/*
 * Situations about position and sequence (DOMAIN.md 3.2).
 */
#include "fuzz/reference/claim_situations.h"

#include <string.h>

static const plain_system *icd10(const ref_generator *g)
{
    return &g->rules->answers.systems[SJ_ICD10CM];
}

void ref_aim_dx_count(ref_generator *g, ref_made *m, bool innocent)
{
    uint32_t more = innocent ? 0 : 1;
    if (m->claim.type != SJ_INSTITUTIONAL) {
        ref_put_dx(g, m, 11 + more, ref_any_dx(g, m));
        return;
    }
    switch (ref_below(g, 3)) {
    case 0:
        ref_put_dx(g, m, 24 + more, ref_any_dx(g, m));
        break;
    case 1:
        m->claim.external_count = 12 + more;
        for (uint32_t i = 0; i < m->claim.external_count; i++) {
            const char *code = ref_billable_below(g, "W", ref_key_day(m));
            m->external[i] = (sj_diagnosis){0};
            m->external[i].code =
                ref_written(g, m, SJ_ICD10CM, code ? code : "W19XXXA");
        }
        break;
    default:
        m->claim.reason_count = 3 + more;
        for (uint32_t i = 0; i < m->claim.reason_count; i++) {
            m->reason[i] = (sj_diagnosis){0};
            m->reason[i].code = ref_written(g, m, SJ_ICD10CM, ref_any_dx(g, m));
        }
    }
}

static void first_or_second(ref_generator *g, ref_made *m, bool first, const char *code)
{
    if (!code)
        return;
    ref_put_dx(g, m, first ? 0 : 1 + ref_below(g, 2), code);
}

void ref_aim_dx_external_cause(ref_generator *g, ref_made *m, bool innocent)
{
    static const char *const stems[] = {"V", "W", "X", "Y"};
    const char *code = ref_billable_below(g, stems[ref_below(g, 4)], ref_key_day(m));
    if (code && m->claim.type == SJ_INSTITUTIONAL && ref_chance(g, 30)) {
        (innocent ? ref_make_inpatient : ref_make_outpatient)(g, m);
        m->claim.reason_count = 1;
        m->reason[0] = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
        return;
    }
    first_or_second(g, m, !innocent, code);
}

static void duplicate(ref_generator *g, ref_made *m, bool innocent, uint32_t of)
{
    char code[SJ_CODE_CAP], other[SJ_CODE_CAP];
    snprintf(code, sizeof code, "%s", ref_any_dx(g, m));
    snprintf(other, sizeof other, "%s", code);
    if (innocent) { /* its neighbour */
        long place = plain_find(&g->rules->answers, SJ_ICD10CM, code);
        if (place >= 0 && (uint32_t)place + 1 < icd10(g)->code_count)
            snprintf(other, sizeof other, "%s", icd10(g)->codes[place + 1]);
    }
    ref_put_dx(g, m, of, code);
    ref_put_dx(g, m, of + 1 + ref_below(g, 3), other);
}

void ref_aim_dx_duplicate(ref_generator *g, ref_made *m, bool innocent)
{
    duplicate(g, m, innocent, 1);
}

void ref_aim_dx_duplicate_pdx(ref_generator *g, ref_made *m, bool innocent)
{
    duplicate(g, m, innocent, 0);
}

void ref_aim_dx_manifestation(ref_generator *g, ref_made *m, bool innocent)
{
    if (ref_chance(g, 60)) {
        ref_go_to_editor(g, m);
        first_or_second(g, m, !innocent, ref_from_list(g, m, 6, 0, SJ_ICD10CM));
        return;
    }
    for (int tries = 0; tries < 400; tries++) { /* by its title */
        uint32_t i = ref_below(g, icd10(g)->code_count);
        const char *code = icd10(g)->codes[i];
        if (ref_title_has(g->rules, code, ref_key_day(m),
                          "in diseases classified elsewhere")) {
            first_or_second(g, m, !innocent, code);
            return;
        }
    }
    first_or_second(g, m, !innocent, "I798");
}

void ref_aim_dx_unacceptable(ref_generator *g, ref_made *m, bool innocent)
{
    ref_go_to_editor(g, m);
    first_or_second(g, m, !innocent, ref_from_list(g, m, 9, 0, SJ_ICD10CM));
    if (ref_chance(g, 20)) /* alone: does it require a secondary one? */
        m->claim.dx_count = 1;
}

void ref_aim_dx_questionable(ref_generator *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    ref_go_to_editor(g, m);
    first_or_second(g, m, !innocent, ref_from_list(g, m, 8, 0, SJ_ICD10CM));
}

void ref_aim_dx_wrong_procedure(ref_generator *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    ref_go_to_editor(g, m);
    if (innocent && ref_chance(g, 50))
        ref_make_outpatient(g, m);
    else if (innocent)
        ref_set_day(m, plain_day(2019, 10, 1) + (sj_date)ref_below(g, 900));
    const char *code = ref_from_list(g, m, 18, 0, SJ_ICD10CM);
    if (!code)
        return;
    if (ref_chance(g, 50)) {
        first_or_second(g, m, ref_chance(g, 20), code);
        return;
    }
    m->claim.external_count = 1;
    m->external[0] = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
}

void ref_aim_dx_first_listed_only(ref_generator *g, ref_made *m, bool innocent)
{
    static const char *const stems[] = {"Z00",  "Z01", "Z02",  "Z04",  "Z31", "Z332",
                                        "Z34",  "Z38", "Z39",  "Z40",  "Z42", "Z510",
                                        "Z511", "Z52", "Z761", "Z762", "Z99"};
    sj_date day = ref_key_day(m);
    if (ref_chance(g, 25)) { /* radiation and chemotherapy side by side */
        const char *a = ref_billable_below(g, innocent ? "Z51" : "Z5", day);
        const char *b = ref_billable_below(g, "Z51", day);
        if (a)
            ref_put_dx(g, m, 0, a);
        if (b)
            ref_put_dx(g, m, 1, b);
        return;
    }
    const char *code = ref_billable_below(g, stems[ref_below(g, 17)], day);
    first_or_second(g, m, innocent && ref_chance(g, 50), code);
    if (innocent && ref_chance(g, 40))
        ref_put_dx(g, m, 1, ref_chance(g, 50) ? "Z006" : "Z529");
}

void ref_aim_dx_sequela(ref_generator *g, ref_made *m, bool innocent)
{
    static const char *const late[] = {"B90", "B91", "B92", "B94"};
    char code[SJ_CODE_CAP];
    if (ref_chance(g, 25)) {
        first_or_second(g, m, !innocent,
                        ref_billable_below(g, late[ref_below(g, 4)], ref_key_day(m)));
        return;
    }
    if (!ref_seven(g, m, false, code))
        return;
    bool second = innocent && ref_chance(g, 50);
    code[6] = innocent && !second ? 'A' : 'S';
    first_or_second(g, m, !second, code);
    if (ref_chance(g, 15))
        m->claim.dx_count = 1;
}

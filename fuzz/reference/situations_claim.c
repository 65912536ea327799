/*
 * Situations about the patient, present on admission and ICD procedures (DOMAIN.md 3.3,
 * 3.4).
 */
#include "fuzz/reference/claim_situations.h"

#include <string.h>

void ref_aim_dx_age(ref_generator *g, ref_made *m, bool innocent)
{
    /* The last list is maternity with the wider range of newer versions. */
    static const int in[5][2] = {{0, 0}, {0, 17}, {12, 55}, {15, 124}, {9, 64}};
    static const int out[5][2] = {{1, 1}, {18, 18}, {11, 56}, {14, 14}, {8, 65}};
    uint32_t list = ref_below(g, 4);
    ref_go_to_editor(g, m);
    uint32_t ages = list == 2 && ref_chance(g, 40) ? 4 : list;
    sj_claim *c = &m->claim;
    if (ref_is_inpatient(m) && ref_chance(g, 40))
        c->admission = c->from + (sj_date)ref_below(g, 2);
    const char *code = ref_from_list(g, m, 4, (char)('A' + list), SJ_ICD10CM);
    if (!code)
        return;
    if (c->type == SJ_INSTITUTIONAL && ref_chance(g, 25)) {
        m->admitting = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
        c->admitting = &m->admitting;
    } else {
        ref_put_dx(g, m, ref_any_place(g, m), code);
    }
    sj_date day = c->type != SJ_INSTITUTIONAL ? ref_key_day(m) : c->from;
    if (ref_is_inpatient(m) && c->admission != SJ_NO_DATE)
        day = c->admission;
    c->birth = ref_born(g, (innocent ? in : out)[ages][ref_below(g, 2)], day);
}

void ref_aim_dx_sex(ref_generator *g, ref_made *m, bool innocent)
{
    bool female = ref_chance(g, 60);
    ref_go_to_editor(g, m);
    const char *code = ref_from_list(g, m, 5, female ? 'A' : 'C', SJ_ICD10CM);
    if (!code)
        return;
    ref_put_dx(g, m, ref_any_place(g, m), code);
    if (innocent && ref_chance(g, 25))
        m->claim.sex = ref_text(m, "U", 1);
    else
        m->claim.sex = ref_text(m, female == innocent ? "F" : "M", 1);
}

void ref_aim_pt_age(ref_generator *g, ref_made *m, bool innocent)
{
    sj_claim *c = &m->claim;
    sj_date day = c->type != SJ_INSTITUTIONAL ? ref_key_day(m) : c->from;
    switch (ref_below(g, 3)) {
    case 0:
        c->birth = innocent ? day : SJ_NO_DATE;
        break;
    case 1:
        c->birth = innocent ? day : day + 1;
        break;
    default:
        c->birth = ref_born(g, innocent ? 124 : 125, day);
    }
}

void ref_aim_pt_sex(ref_generator *g, ref_made *m, bool innocent)
{
    static const char *const right[] = {"F", "M", "U", ""};
    static const char *const wrong[] = {"X", "0", "FF", "Female"};
    const char *text = (innocent ? right : wrong)[ref_below(g, 4)];
    m->claim.sex = ref_text(m, text, strlen(text));
}

void ref_aim_pt_status(ref_generator *g, ref_made *m, bool innocent)
{
    static const char *const right[] = {"01", "07", "09", "20", "21", "30", "43",
                                        "51", "66", "69", "70", "81", "95"};
    static const char *const wrong[] = {"00", "08", "10", "19", "22", "29", "39",
                                        "52", "60", "67", "71", "80", "96"};
    const char *text = (innocent ? right : wrong)[ref_below(g, 13)];
    if (m->claim.type != SJ_INSTITUTIONAL)
        ref_make_outpatient(g, m);
    m->claim.discharge_status = ref_text(m, text, 2);
}

void ref_aim_clm_dates(ref_generator *g, ref_made *m, bool innocent)
{
    m->claim.from = m->claim.to + (innocent ? 0 : 1 + (sj_date)ref_below(g, 5));
}

/* ---- present on admission ---- */

static const char *poa_code(ref_generator *g, const ref_made *m, bool exempt)
{
    sj_date day = m->claim.to;
    for (int tries = 0; tries < 80; tries++) {
        static const char *const stems[] = {"Z", "W", "V", "Q", "Y", "T"};
        const char *code = exempt ? ref_billable_below(g, stems[ref_below(g, 6)], day)
                                  : ref_any_dx(g, m);
        if (code &&
            ref_exempt(g->rules, code, day) == (exempt ? REF_SAYS_YES : REF_SAYS_NO))
            return code;
    }
    return NULL;
}

static void poa(ref_generator *g, ref_made *m, bool exempt, bool value)
{
    ref_make_inpatient(g, m);
    const char *code = poa_code(g, m, exempt);
    uint32_t at = ref_any_place(g, m);
    if (!code)
        return;
    ref_put_dx(g, m, at, code);
    ref_make_poa(g, m);
    sj_diagnosis *dx = &m->dx[at];
    if (ref_chance(g, 20)) {
        m->claim.external_count = 1;
        dx = &m->external[0];
        *dx = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
    }
    dx->poa = value ? ref_text(m, &"YNUW"[ref_below(g, 4)], 1) : (sj_str){0};
    if (!value && ref_chance(g, 30))
        dx->poa = ref_text(m, " ", 1);
}

void ref_aim_poa_missing(ref_generator *g, ref_made *m, bool innocent)
{
    poa(g, m, innocent && ref_chance(g, 50), false);
    if (innocent)
        ref_make_poa(g, m);
}

void ref_aim_poa_exempt(ref_generator *g, ref_made *m, bool innocent)
{
    poa(g, m, true, !innocent);
}

void ref_aim_poa_invalid(ref_generator *g, ref_made *m, bool innocent)
{
    uint32_t at = ref_any_place(g, m);
    ref_make_inpatient(g, m);
    ref_put_dx(g, m, at, ref_any_dx(g, m));
    ref_make_poa(g, m);
    m->dx[at].poa = ref_text(m, &(innocent ? "YNUW" : "1XZ0")[ref_below(g, 4)], 1);
}

void ref_aim_poa_not_applicable(ref_generator *g, ref_made *m, bool innocent)
{
    if (ref_chance(g, 50)) {
        ref_make_inpatient(g, m);
        ref_make_poa(g, m);
        m->admitting =
            (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, ref_any_dx(g, m))};
        m->claim.admitting = &m->admitting;
        if (!innocent)
            m->admitting.poa = ref_text(m, "Y", 1);
        return;
    }
    if (innocent) {
        ref_make_inpatient(g, m);
        ref_make_poa(g, m);
    } else {
        (ref_chance(g, 50) ? ref_make_outpatient : ref_make_professional)(g, m);
        ref_put_dx(g, m, 0, ref_any_dx(g, m));
        m->dx[0].poa = ref_text(m, "Y", 1);
    }
}

/* ---- procedures ---- */

static const char *any_px(ref_generator *g, const ref_made *m)
{
    const char *code = ref_billable(g, SJ_ICD10PCS, m->claim.to);
    return code ? code : "0DTJ0ZZ";
}

static void put_any_px(ref_generator *g, ref_made *m, uint32_t places)
{
    const char *code = any_px(g, m);
    ref_put_px(g, m, ref_below(g, places), code);
}

void ref_aim_pcs_format(ref_generator *g, ref_made *m, bool innocent)
{
    static const char *const wrong[] = {"0DT.J0ZZ", "0DTJ0Z",   "0DTJOZZ",
                                        "0DTI0ZZ",  "0DTJ0ZZZ", ""};
    ref_make_inpatient(g, m);
    put_any_px(g, m, 2);
    if (!innocent) {
        const char *text = wrong[ref_below(g, 6)];
        m->px[0].code = ref_text(m, text, strlen(text));
    }
}

void ref_aim_pcs_not_found(ref_generator *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    ref_make_inpatient(g, m);
    snprintf(code, sizeof code, "%s", any_px(g, m));
    if (!innocent && ref_chance(g, 20))
        code[3] = 0; /* a table */
    for (int tries = 0; !innocent && code[3] && tries < 20; tries++) {
        uint32_t at = 3 + ref_below(g, 4);
        code[at] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"[ref_below(g, 34)];
        if (plain_find(&g->rules->answers, SJ_ICD10PCS, code) < 0)
            break;
    }
    ref_put_px(g, m, ref_below(g, 2), code);
}

void ref_aim_pcs_not_effective(ref_generator *g, ref_made *m, bool innocent)
{
    sj_interval intervals[8];
    ref_make_inpatient(g, m);
    if (g->changing_px_count == 0)
        return;
    uint32_t place = g->changing_px[ref_below(g, (uint32_t)g->changing_px_count)];
    const plain_answers *a = &g->rules->answers;
    size_t n = plain_validity(a, SJ_ICD10PCS, (long)place, intervals, 8);
    if (n == 0 || n > 8)
        return;
    sj_interval *days = &intervals[ref_below(g, (uint32_t)n)];
    bool before = days->to == SJ_DATE_OPEN;
    if (before)
        ref_set_day(m,
                    innocent ? days->from : days->from - 1 - (sj_date)ref_below(g, 5));
    else
        ref_set_day(m, innocent ? days->to : days->to + 1 + (sj_date)ref_below(g, 5));
    ref_put_px(g, m, ref_below(g, 2), a->systems[SJ_ICD10PCS].codes[place]);
}

static void pcs_list(ref_generator *g, ref_made *m, int section, char subsection)
{
    ref_make_inpatient(g, m);
    ref_go_to_editor(g, m);
    const char *code = ref_from_list(g, m, section, subsection, SJ_ICD10PCS);
    if (code)
        ref_put_px(g, m, ref_below(g, 2), code);
}

void ref_aim_pcs_limited(ref_generator *g, ref_made *m, bool innocent)
{
    pcs_list(g, m, 17, 0);
    if (innocent) {
        if (ref_chance(g, 50))
            ref_put_px(g, m, 0, any_px(g, m));
        m->claim.px_count =
            m->claim.px_count > 1 && ref_chance(g, 50) ? 1 : m->claim.px_count;
        if (ref_chance(g, 50)) /* a version later */
            ref_set_day(m, plain_day(2019, 10, 1) + (sj_date)ref_below(g, 60));
        else
            ref_make_outpatient(g, m);
    }
}

void ref_aim_pcs_los(ref_generator *g, ref_made *m, bool innocent)
{
    pcs_list(g, m, 19, 0);
    m->claim.admission = m->claim.to - (innocent ? 4 : 3);
    m->claim.from = m->claim.admission;
    if (ref_chance(g, 40)) /* admitted before the statement begins */
        m->claim.from = m->claim.to - (sj_date)ref_below(g, 2);
}

void ref_aim_pcs_non_covered(ref_generator *g, ref_made *m, bool innocent)
{
    bool by_age = ref_chance(g, 70);
    pcs_list(g, m, 11, by_age ? 'F' : 'A');
    sj_date admission =
        m->claim.admission != SJ_NO_DATE ? m->claim.admission : m->claim.from;
    if (by_age)
        m->claim.birth = ref_born(g, innocent ? 60 : 61, admission);
    else if (innocent)
        ref_set_day(m, plain_day(2019, 10, 1) + (sj_date)ref_below(g, 60));
}

void ref_aim_pcs_date(ref_generator *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    put_any_px(g, m, 3);
    sj_date admission =
        m->claim.admission != SJ_NO_DATE ? m->claim.admission : m->claim.from;
    sj_procedure *px = &m->px[m->claim.px_count - 1];
    if (ref_chance(g, 50))
        px->date = admission - (innocent ? 3 : 4);
    else
        px->date = m->claim.to + (innocent ? 0 : 1);
}

void ref_aim_pcs_count(ref_generator *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    ref_put_px(g, m, innocent ? 24 : 25, any_px(g, m));
}

void ref_aim_pcs_wrong_claim(ref_generator *g, ref_made *m, bool innocent)
{
    if (innocent)
        ref_make_inpatient(g, m);
    else
        (ref_chance(g, 50) ? ref_make_professional : ref_make_outpatient)(g, m);
    put_any_px(g, m, 2);
}

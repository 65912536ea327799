/*
 * The patient: birth, sex, discharge status, and the age and sex that a diagnosis asks
 * for (DOMAIN 3.3).
 */
#include "engine/edit/judged.h"

enum { OLDEST = 124 };

static void judge_birth(sji_check *c)
{
    const sj_date birth = c->claim->birth;
    const sj_date on = c->kind == SJI_IP ? c->admission : c->first_service;
    sj_reason reason = SJ_BECAUSE_PLAIN;
    if (birth == SJ_NO_DATE) {
        reason = SJ_BECAUSE_MISSING;
    } else if (birth > on) {
        reason = SJ_BECAUSE_NEGATIVE;
    } else {
        sj_date_to_ymd(birth, &c->birth[0], &c->birth[1], &c->birth[2]);
        c->age = sji_age(c->birth, on);
        c->birth_good = c->age <= OLDEST;
        reason = SJ_BECAUSE_TOO_OLD;
    }
    if (c->birth_good)
        return;
    sj_finding *f = sji_add(c, SJ_PT_AGE_INVALID, sji_at(SJ_AT_PATIENT, 0),
                            c->pair_date, SJI_USUAL);
    if (!f)
        return;
    f->reason = (uint8_t)reason;
    if (reason == SJ_BECAUSE_TOO_OLD) {
        f->found = c->age;
        f->limit = OLDEST;
    }
}

/* Patient discharge status codes: 01-07, 09, 20, 21, 30, 40-43, 50, 51, 61-66, 69, 70,
 * 81-95 (DOMAIN 3.3). */
static bool known_status(sj_str s)
{
    static const uint8_t stretches[][2] = {{1, 7},   {9, 9},   {20, 21},
                                           {30, 30}, {40, 43}, {50, 51},
                                           {61, 66}, {69, 70}, {81, 95}};
    if (s.len != 2 || s.text[0] < '0' || s.text[0] > '9' || s.text[1] < '0' ||
        s.text[1] > '9')
        return false;
    int n = (s.text[0] - '0') * 10 + (s.text[1] - '0');
    for (unsigned i = 0; i < sizeof stretches / sizeof stretches[0]; i++)
        if (n >= stretches[i][0] && n <= stretches[i][1])
            return true;
    return false;
}

void sji_judge_patient(sji_check *c)
{
    judge_birth(c);
    if (c->sex_told && !c->sex_good)
        sji_add(c, SJ_PT_SEX_INVALID, sji_at(SJ_AT_PATIENT, 0), c->pair_date,
                SJI_USUAL);
    sj_str status = sji_trim(c->claim->discharge_status);
    if (c->kind != SJI_P && status.len > 0 && !known_status(status))
        sji_add(c, SJ_PT_STATUS_INVALID, sji_at(SJ_AT_CLAIM, 0), c->pair_date,
                SJI_USUAL);
}

/* The first list that the patient is too young or too old for, on the failing date. */
static void complete_age(sji_check *c, const sji_judged *j, sj_finding *f)
{
    const sji_edits *e = &c->image->edits[SJ_ICD10CM];
    const sji_day *day = sji_day_on(c, j->age_date);
    uint64_t fails = sji_traits(e, j->record, day->column) & day->age_fails;
    const uint8_t *ages = sji_column_record(e, day->column) + SJF_ECOL_AGES +
                          2 * (size_t)__builtin_ctzll(fails);
    f->marks = day->mce_marks;
    f->found = day->age;
    f->limit = day->age < ages[0] ? ages[0] : ages[1];
    if (day->age > ages[1])
        f->reason = SJ_BECAUSE_TOO_OLD;
}

void sji_judge_person(sji_check *c, const sji_judged *j, sj_place at)
{
    if (j->rejected)
        return;
    if (j->age_date != SJ_DATE_OPEN) {
        sj_finding *f = sji_add_dx(c, SJ_DX_AGE, at, j, j->age_date,
                                   c->kind == SJI_P ? SJ_WARN : SJ_REJECT);
        if (f)
            complete_age(c, j, f);
    }
    if (j->sex_date != SJ_DATE_OPEN) {
        sj_finding *f = sji_add_dx(c, SJ_DX_SEX, at, j, j->sex_date, SJI_USUAL);
        if (f)
            f->marks = sji_day_on(c, j->sex_date)->mce_marks;
    }
    if (at.kind == SJ_AT_DX && c->kind == SJI_IP && j->first >= SJI_SIDES_DAY &&
        sji_is_icd10(j) && sji_has(j->traits, SJF_UNSPECIFIED_SIDE)) {
        sj_finding *f =
            sji_add_dx(c, SJ_DX_UNSPECIFIED_SIDE, at, j, j->first, SJI_USUAL);
        if (f)
            f->marks = sji_day_on(c, j->first)->mce_marks;
    }
}

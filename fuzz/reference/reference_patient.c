/*
 * Patient, age and sex lists, present on admission, ICD procedures
 * (DOMAIN.md 3.3, 3.4).
 */
#include "fuzz/reference/reference_check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

/* ---- the patient ---- */

static void judge_birth(ref_claim *c)
{
    sj_date birth = c->claim->birth;
    sj_date day = c->kind == REF_IP ? c->admission : c->first_service;
    c->birth_good =
        birth != SJ_NO_DATE && birth <= day && ref_age_on(birth, day) <= 124;
    if (!c->birth_good)
        ref_find(c, SJ_PT_AGE_INVALID, SJ_REJECT, ref_place(SJ_AT_PATIENT, 0), none);
    if (!c->birth_good)
        ref_not_evaluated(c, SJ_DX_AGE);
}

static bool is_blank(char c)
{
    return isspace((unsigned char)c) != 0;
}

static bool is_text(sj_str s, const char *text)
{
    return s.len == strlen(text) && memcmp(s.text, text, s.len) == 0;
}

static void judge_sex(ref_claim *c)
{
    sj_str sex = c->claim->sex;
    while (sex.len > 0 && is_blank(sex.text[0]))
        sex = (sj_str){sex.text + 1, sex.len - 1};
    while (sex.len > 0 && is_blank(sex.text[sex.len - 1]))
        sex.len--;
    c->sex = sex;
    if (sex.len == 0) {
        ref_not_evaluated(c, SJ_DX_SEX);
        ref_not_evaluated(c, SJ_PT_SEX_INVALID);
    }
    if (sex.len > 0 && !is_text(sex, "F") && !is_text(sex, "M") && !is_text(sex, "U"))
        ref_find(c, SJ_PT_SEX_INVALID, SJ_REJECT, ref_place(SJ_AT_PATIENT, 0), none);
}

static bool is_status(sj_str s)
{
    static const int ranges[][2] = {{1, 7},   {9, 9},   {20, 21}, {30, 30}, {40, 43},
                                    {50, 51}, {61, 66}, {69, 70}, {81, 95}};
    if (s.len != 2 || s.text[0] < '0' || s.text[0] > '9' || s.text[1] < '0' ||
        s.text[1] > '9')
        return false;
    int value = (s.text[0] - '0') * 10 + s.text[1] - '0';
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (value >= ranges[i][0] && value <= ranges[i][1])
            return true;
    return false;
}

static void judge_status(ref_claim *c)
{
    sj_str status = c->claim->discharge_status;
    if (c->kind != REF_P && status.len == 0)
        ref_not_evaluated(c, SJ_PT_STATUS_INVALID);
    if (c->kind != REF_P && status.len > 0 && !is_status(status))
        ref_find(c, SJ_PT_STATUS_INVALID, SJ_REJECT, ref_place(SJ_AT_CLAIM, 0), none);
}

/* ---- age and sex lists ---- */

static bool fails_age(const ref_claim *c, const ref_item *item, sj_date day)
{
    sj_date when = c->kind == REF_IP ? c->admission : c->kind == REF_OP ? c->from : day;
    int age = ref_age_on(c->claim->birth, when);
    for (int list = 0; list < 4; list++)
        if (ref_listed(c->rules, 4, (char)('A' + list), item->code, day) ==
                REF_SAYS_YES &&
            ref_age_is_outside(c->rules, list, age, day))
            return true;
    return false;
}

static const sj_date sex_ends = 19997; /* 2024-10-01 */

static bool fails_sex(const ref_claim *c, const ref_item *item, sj_date day)
{
    if (day >= sex_ends)
        return false;
    bool male = is_text(c->sex, "M"), female = is_text(c->sex, "F");
    return (male && ref_listed(c->rules, 5, 'A', item->code, day) == REF_SAYS_YES) ||
           (female && ref_listed(c->rules, 5, 'C', item->code, day) == REF_SAYS_YES);
}

static bool is_looked_at(const ref_item *item)
{
    return !item->rejected && ref_is_icd10(item) &&
           (item->at.kind == SJ_AT_DX || item->at.kind == SJ_AT_ADMITTING ||
            item->at.kind == SJ_AT_REASON);
}

static void judge_lists(ref_claim *c, const ref_item *item)
{
    bool age = false, sex = false;
    bool told = is_text(c->sex, "M") || is_text(c->sex, "F");
    for (int i = 0; i < item->day_count; i++) {
        sj_date day = item->days[i];
        age = age || (c->birth_good && fails_age(c, item, day));
        sex = sex || fails_sex(c, item, day);
        if (c->birth_good)
            for (int list = 'A'; list <= 'D'; list++)
                if (!ref_list_speaks(c->rules, 4, (char)list, day))
                    ref_no_data(c, SJ_DX_AGE);
        if (told && day < sex_ends &&
            (!ref_list_speaks(c->rules, 5, 'A', day) ||
             !ref_list_speaks(c->rules, 5, 'C', day)))
            ref_no_data(c, SJ_DX_SEX);
    }
    if (age)
        ref_find(c, SJ_DX_AGE, c->kind == REF_P ? SJ_WARN : SJ_REJECT, item->at, none);
    if (sex)
        ref_find(c, SJ_DX_SEX, SJ_REJECT, item->at, none);
}

/* Section 20: an unspecified side where a side can be told; inpatient, from
 * 2022-04-01. */
static void judge_unspecified_side(ref_claim *c, const ref_item *item)
{
    sj_date day = item->days[0];
    if (c->kind != REF_IP || item->at.kind != SJ_AT_DX || item->rejected ||
        !ref_is_icd10(item) || day < plain_day(2022, 4, 1))
        return;
    if (ref_listed(c->rules, 20, 0, item->code, day) == REF_SAYS_YES)
        ref_find(c, SJ_DX_UNSPECIFIED_SIDE, SJ_WARN, item->at, none);
    if (!ref_list_speaks(c->rules, 20, 0, day))
        ref_no_data(c, SJ_DX_UNSPECIFIED_SIDE);
}

void ref_judge_patient(ref_claim *c)
{
    judge_birth(c);
    judge_sex(c);
    judge_status(c);
    for (int i = 0; i < c->item_count; i++) {
        if (is_looked_at(&c->items[i]))
            judge_lists(c, &c->items[i]);
        judge_unspecified_side(c, &c->items[i]);
    }
}

/* ---- present on admission ---- */

static void judge_poa_list(ref_claim *c, const ref_item *item)
{
    if (item->rejected || !ref_is_icd10(item))
        return;
    sj_date day = item->days[0];
    ref_say exempt = ref_exempt(c->rules, item->code, day);
    if (!item->poa && exempt == REF_SAYS_NO)
        ref_find(c, SJ_POA_MISSING, SJ_REJECT, item->at, none);
    if (item->poa && exempt == REF_SAYS_YES)
        ref_find(c, SJ_POA_EXEMPT_REPORTED, SJ_WARN, item->at, none);
    ref_speakers s = ref_poas_on(c->rules, day);
    if (s.a < 0 || s.b >= 0) {
        ref_no_data(c, SJ_POA_MISSING);
        ref_no_data(c, SJ_POA_EXEMPT_REPORTED);
    }
}

void ref_judge_poa(ref_claim *c)
{
    for (int i = 0; i < c->item_count; i++) {
        const ref_item *item = &c->items[i];
        bool aside = item->at.kind == SJ_AT_ADMITTING || item->at.kind == SJ_AT_REASON;
        if (c->kind != REF_IP || aside) {
            if (item->poa)
                ref_find(c, SJ_POA_NOT_APPLICABLE, SJ_REJECT, item->at, none);
            continue;
        }
        if (item->poa && (item->poa_value == 0 || !strchr("YNUW", item->poa_value)))
            ref_find(c, SJ_POA_INVALID, SJ_REJECT, item->at, none);
        judge_poa_list(c, item);
    }
}

/* ---- procedures ---- */

static bool is_covered(const ref_claim *c, const ref_item *item)
{
    bool over_60 = c->birth_good && ref_age_on(c->claim->birth, c->admission) > 60;
    if (ref_listed(c->rules, 11, 'A', item->code, c->to) == REF_SAYS_YES)
        return false;
    return !(over_60 &&
             ref_listed(c->rules, 11, 'F', item->code, c->to) == REF_SAYS_YES);
}

static void judge_procedure_lists(ref_claim *c, const ref_item *item)
{
    if (item->rejected || !ref_is_icd10(item))
        return;
    if (!c->birth_good &&
        ref_listed(c->rules, 11, 'F', item->code, c->to) == REF_SAYS_YES)
        ref_not_evaluated(c, SJ_PCS_NON_COVERED);
    if (!is_covered(c, item))
        ref_find(c, SJ_PCS_NON_COVERED, SJ_REJECT, item->at, none);
    if (ref_listed(c->rules, 17, 0, item->code, c->to) == REF_SAYS_YES)
        ref_find(c, SJ_PCS_LIMITED_COVERAGE, SJ_WARN, item->at, none);
    if (ref_listed(c->rules, 19, 0, item->code, c->to) == REF_SAYS_YES &&
        c->to - c->admission < 4)
        ref_find(c, SJ_PCS_LOS, SJ_REJECT, item->at, none);
    if (!ref_list_speaks(c->rules, 11, 'A', c->to) ||
        !ref_list_speaks(c->rules, 11, 'F', c->to))
        ref_no_data(c, SJ_PCS_NON_COVERED);
    if (!ref_list_speaks(c->rules, 17, 0, c->to))
        ref_no_data(c, SJ_PCS_LIMITED_COVERAGE);
    if (!ref_list_speaks(c->rules, 19, 0, c->to))
        ref_no_data(c, SJ_PCS_LOS);
}

void ref_judge_procedures(ref_claim *c)
{
    for (int i = 0; i < c->px_count; i++) {
        const ref_item *item = &c->px[i];
        if (c->kind != REF_IP) {
            ref_find(c, SJ_PCS_WRONG_CLAIM, SJ_REJECT, item->at, none);
            continue;
        }
        sj_date day = c->claim->px[i].date;
        if (day == SJ_NO_DATE)
            ref_not_evaluated(c, SJ_PCS_DATE);
        if (day != SJ_NO_DATE && (day < c->admission - 3 || day > c->to))
            ref_find(c, SJ_PCS_DATE, SJ_WARN, item->at, none);
        judge_procedure_lists(c, item);
    }
    if (c->kind == REF_IP && c->px_count > 25)
        ref_find(c, SJ_PCS_COUNT, SJ_REJECT, ref_place(SJ_AT_CLAIM, 0), none);
}

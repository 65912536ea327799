/*
 * The "Fail -> pass" examples of DOMAIN.md 3.1 to 3.4 on the official releases: the
 * second opinion and the engine must both find the one and both be silent on the other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/reference/claim_generator.h"
#include "fuzz/reference/reference_check.h"
#include "tests/support/plain_fixture.h"

static ref_rules rules;
static plain_fixture fixture;

/* A claim in a few words. Codes of a list are separated by blanks; "N39.0/Y" has a POA
 * value. */
typedef struct example {
    char kind; /* P, I (inpatient), O (outpatient) */
    const char *day;
    const char *dx;
    sj_edit edit;
    bool fires;
    int at; /* index of the item that bears the finding */
    const char *px;
    const char *birth, *sex;
    const char *from; /* NULL: the day */
    const char *reason, *admitting;
} example;

static const example examples[] = {
    /* 3.1 */
    {'P', "2021-02-01", "E1.19", SJ_DX_FORMAT, true, .at = 0},
    {'P', "2021-02-01", "E11.9", SJ_DX_FORMAT, false, .at = 0},
    {'P', "2021-02-01", "E11.7X", SJ_DX_NOT_FOUND, true, .at = 0},
    {'P', "2021-02-01", "E11.9", SJ_DX_NOT_FOUND, false, .at = 0},
    {'P', "2020-03-15", "U07.1", SJ_DX_NOT_EFFECTIVE, true, .at = 0},
    {'P', "2021-01-01", "U07.1", SJ_DX_NOT_EFFECTIVE, false, .at = 0},
    {'P', "2021-01-05", "M35.8", SJ_DX_NOT_BILLABLE, true, .at = 0},
    {'P', "2021-01-05", "M35.81", SJ_DX_NOT_BILLABLE, false, .at = 0},
    {'P', "2020-09-30", "M35.8", SJ_DX_NOT_BILLABLE, false, .at = 0},
    {'P', "2020-12-31", "M35.8", SJ_DX_NOT_BILLABLE, false, .at = 0},
    {'P', "2021-02-01", "S52.521", SJ_DX_SEVENTH_MISSING, true, .at = 0},
    {'P', "2021-02-01", "S52.521A", SJ_DX_SEVENTH_MISSING, false, .at = 0},
    /* S06.1X7D itself stood in FY2016: RULINGS.md 9 */
    {'P', "2021-02-01", "S06.1X7D", SJ_DX_SEVENTH_INVALID, false, .at = 0},
    {'P', "2021-02-01", "S06.1X7D", SJ_DX_NOT_EFFECTIVE, true, .at = 0},
    {'P', "2021-02-01", "S06.1X7Z", SJ_DX_SEVENTH_INVALID, true, .at = 0},
    {'P', "2021-02-01", "S06.1X7A", SJ_DX_SEVENTH_INVALID, false, .at = 0},
    {'P', "2021-02-01", "T14.91A", SJ_DX_PLACEHOLDER_MISSING, true, .at = 0},
    {'P', "2021-02-01", "T14.91XA", SJ_DX_PLACEHOLDER_MISSING, false, .at = 0},
    {'P', "2021-02-01", "S93.401A W01.0A", SJ_DX_PLACEHOLDER_MISSING, true, .at = 1},
    {'P', "2021-02-01", "S93.401A W01.0XXA", SJ_DX_PLACEHOLDER_MISSING, false, .at = 1},
    {'P', "2015-09-30", "250.00 E11.9", SJ_DX_VERSION_MIX, true, .at = 1},
    {'P', "2015-09-30", "250.00 401.9", SJ_DX_VERSION_MIX, false, .at = 1},
    {'P', "2015-10-01", "250.00", SJ_DX_VERSION_MIX, true, .at = 0},
    {'I', "2021-02-01", "", SJ_DX_PRINCIPAL_MISSING, true, .at = 0},
    {'I', "2021-02-01", "E11.9", SJ_DX_PRINCIPAL_MISSING, false, .at = 0},
    {'P', "2021-02-01",
     "A00.0 A00.1 A00.9 A01.1 A02.0 A02.1 A03.0 A03.1 A03.2 A03.3 "
     "A03.8 A03.9 A04.0",
     SJ_DX_COUNT, true, .at = 0},
    {'P', "2021-02-01",
     "A00.0 A00.1 A00.9 A01.1 A02.0 A02.1 A03.0 A03.1 A03.2 A03.3 "
     "A03.8 A03.9",
     SJ_DX_COUNT, false, .at = 0},
    /* 3.2 */
    {'P', "2021-02-01", "W01.0XXA", SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, true, .at = 0},
    {'P', "2021-02-01", "S93.401A W01.0XXA", SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, false,
     .at = 0},
    {'O', "2021-02-01", "S93.401A", SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, true, .at = 0,
     .reason = "W01.0XXA"},
    {'P', "2021-02-01", "E11.9 E119", SJ_DX_DUPLICATE_PDX, true, .at = 1},
    {'P', "2021-02-01", "E11.9 E11.8", SJ_DX_DUPLICATE_PDX, false, .at = 1},
    {'P', "2021-02-01", "I10 E11.9 E11.9", SJ_DX_DUPLICATE, true, .at = 2},
    {'P', "2021-02-01", "I10 E11.9 E11.8", SJ_DX_DUPLICATE, false, .at = 2},
    {'P', "2018-02-01", "D63.1", SJ_DX_MANIFESTATION_FIRST, true, .at = 0},
    {'P', "2018-02-01", "N18.6 D63.1", SJ_DX_MANIFESTATION_FIRST, false, .at = 0},
    {'P', "2021-02-01", "D63.1", SJ_DX_MANIFESTATION_FIRST, false,
     .at = 0}, /* title alone */
    {'P', "2021-02-01", "G53", SJ_DX_MANIFESTATION_FIRST, true, .at = 0},
    {'I', "2018-02-01", "Z99.2", SJ_DX_UNACCEPTABLE_PRINCIPAL, true, .at = 0},
    {'I', "2018-02-01", "N18.6 Z99.2", SJ_DX_UNACCEPTABLE_PRINCIPAL, false, .at = 0},
    {'P', "2021-02-01", "E11.9 Z00.00", SJ_DX_FIRST_LISTED_ONLY, true, .at = 1},
    {'P', "2021-02-01", "Z00.00 E11.9", SJ_DX_FIRST_LISTED_ONLY, false, .at = 1},
    {'P', "2021-02-01", "E11.9 Z00.6", SJ_DX_FIRST_LISTED_ONLY, false, .at = 1},
    {'P', "2021-02-01", "Z51.0 Z51.11", SJ_DX_FIRST_LISTED_ONLY, false, .at = 1},
    {'P', "2021-02-01", "S52.521S M19.031", SJ_DX_SEQUELA_ORDER, true, .at = 0},
    {'P', "2021-02-01", "M19.031 S52.521S", SJ_DX_SEQUELA_ORDER, false, .at = 0},
    {'P', "2021-02-01", "C90.00 D63.1", SJ_DX_CODE_FIRST_MISSING, true, .at = 1},
    {'P', "2021-02-01", "N18.6 D63.1", SJ_DX_CODE_FIRST_MISSING, false, .at = 1},
    {'P', "2021-02-01", "J82.83 J45.40", SJ_DX_CODE_FIRST_ORDER, true, .at = 0},
    {'P', "2021-02-01", "J45.40 J82.83", SJ_DX_CODE_FIRST_ORDER, false, .at = 1},
    {'P', "2021-02-01", "E11.621", SJ_DX_USE_ADDITIONAL_MISSING, true, .at = 0},
    {'P', "2021-02-01", "E11.621 L97.411", SJ_DX_USE_ADDITIONAL_MISSING, false,
     .at = 0},
    {'P', "2021-02-01", "E10.9 E11.9", SJ_DX_EXCLUDES1, true, .at = 1},
    {'P', "2021-02-01", "E11.9", SJ_DX_EXCLUDES1, false, .at = 0},
    {'P', "2021-02-01", "O10.011 I10", SJ_DX_EXCLUDES1, true, .at = 1},
    {'P', "2021-02-01", "O10.011", SJ_DX_EXCLUDES1, false, .at = 0},
    {'P', "2021-02-01", "J82.83 J45.40", SJ_DX_EXCLUDES1, true, .at = 1},
    {'P', "2021-02-01", "H25.11 H25.12", SJ_DX_LATERALITY_CONFLICT, true, .at = 1},
    {'P', "2021-02-01", "H25.13", SJ_DX_LATERALITY_CONFLICT, false, .at = 0},
    {'P', "2021-02-01", "S72.001A S72.002A", SJ_DX_LATERALITY_CONFLICT, false, .at = 1},
    /* 3.3 */
    {'I', "2018-02-01", "A33", SJ_DX_AGE, true, .at = 0, .birth = "1978-01-01"},
    {'I', "2018-02-01", "A33", SJ_DX_AGE, false, .at = 0, .birth = "2018-01-01"},
    {'O', "2018-02-01", "N40.0", SJ_DX_AGE, true, .at = 0, .birth = "2013-01-01"},
    {'O', "2018-02-01", "N40.0", SJ_DX_AGE, false, .at = 0, .birth = "1948-01-01"},
    {'P', "2018-02-01", "N40.0", SJ_DX_SEX, true, .at = 0, .sex = "F"},
    {'P', "2018-02-01", "N40.0", SJ_DX_SEX, false, .at = 0, .sex = "M"},
    {'P', "2018-02-01", "N40.0", SJ_DX_SEX, false, .at = 0, .sex = "U"},
    {'I', "2021-02-01", "N39.0", SJ_POA_MISSING, true, .at = 0},
    {'I', "2021-02-01", "N39.0/Y", SJ_POA_MISSING, false, .at = 0},
    {'I', "2021-02-01", "N39.0/Y Z79.4", SJ_POA_MISSING, false, .at = 1},
    {'I', "2021-02-01", "N39.0/Y Z79.4/Y", SJ_POA_EXEMPT_REPORTED, true, .at = 1},
    {'I', "2021-02-01", "N39.0/1", SJ_POA_INVALID, true, .at = 0},
    {'P', "2021-02-01", "N39.0/Y", SJ_POA_NOT_APPLICABLE, true, .at = 0},
    {'P', "2021-02-01", "N39.0", SJ_POA_NOT_APPLICABLE, false, .at = 0},
    /* 3.4 */
    {'I', "2021-02-01", "K35.80", SJ_PCS_NOT_FOUND, true, .at = 0, .px = "0DTJ3ZZ"},
    {'I', "2021-02-01", "K35.80", SJ_PCS_NOT_FOUND, false, .at = 0, .px = "0DTJ0ZZ"},
    {'I', "2021-02-01", "K35.80", SJ_PCS_NOT_FOUND, false, .at = 0, .px = "0DTJ4ZZ"},
    {'I', "2021-02-01", "K35.80", SJ_PCS_NOT_FOUND, true, .at = 0, .px = "0DT"},
    {'P', "2021-02-01", "K35.80", SJ_PCS_WRONG_CLAIM, true, .at = 0, .px = "0DTJ0ZZ"},
    {'I', "2018-02-04", "J96.00", SJ_PCS_LOS, true, .at = 0, .px = "5A1955Z",
     .from = "2018-02-01"},
    {'I', "2018-02-05", "J96.00", SJ_PCS_LOS, false, .at = 0, .px = "5A1955Z",
     .from = "2018-02-01"},
};

/* ---- a claim of an example ---- */

typedef struct built {
    sj_claim claim;
    sj_diagnosis dx[32], admitting, reason[4];
    sj_procedure px[4];
} built;

static sj_str str(const char *text)
{
    return (sj_str){text, text ? (uint32_t)strlen(text) : 0};
}

static sj_date day_of(const char *text)
{
    sj_date day = SJ_NO_DATE;
    if (text)
        assert_true(sj_date_parse(text, strlen(text), &day));
    return day;
}

static uint32_t split(const char *codes, sj_diagnosis *out)
{
    uint32_t n = 0;
    while (codes && *codes) {
        size_t len = strcspn(codes, " "), bare = strcspn(codes, " /");
        out[n] = (sj_diagnosis){.code = {codes, (uint32_t)bare}};
        if (bare < len)
            out[n].poa = (sj_str){codes + bare + 1, (uint32_t)(len - bare - 1)};
        n++;
        codes += len + (codes[len] == ' ');
    }
    return n;
}

static void build(const example *e, built *out)
{
    memset(out, 0, sizeof *out);
    sj_claim *c = &out->claim;
    c->size = sizeof *c;
    c->type = e->kind == 'P' ? SJ_PROFESSIONAL : SJ_INSTITUTIONAL;
    c->bill_type = str(e->kind == 'I' ? "0111" : e->kind == 'O' ? "131" : NULL);
    c->to = day_of(e->day);
    c->from = e->from ? day_of(e->from) : c->to;
    c->admission = SJ_NO_DATE;
    c->birth = day_of(e->birth ? e->birth : "1970-01-01");
    c->sex = str(e->sex);
    c->dx = out->dx;
    c->dx_count = split(e->dx, out->dx);
    c->reason = out->reason;
    c->reason_count = split(e->reason, out->reason);
    if (split(e->admitting, &out->admitting) > 0)
        c->admitting = &out->admitting;
    c->px = out->px;
    if (e->px) {
        out->px[0] = (sj_procedure){.code = str(e->px), .date = SJ_NO_DATE};
        c->px_count = 1;
    }
}

static void complain(const example *e, const char *who, bool fired)
{
    print_message("%s: %c %s [%s]%s%s: %s %s\n", who, e->kind, e->day, e->dx,
                  e->px ? " " : "", e->px ? e->px : "", ref_edit_id(e->edit),
                  fired ? "fired" : "did not fire");
}

static void the_second_opinion_agrees_with_every_example(void **state)
{
    (void)state;
    int wrong = 0;
    ref_result result = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        built b;
        bool fired = false;
        build(&examples[i], &b);
        ref_check(&rules, &b.claim, &result);
        for (uint32_t k = 0; k < result.count; k++)
            fired = fired || (result.items[k].edit == examples[i].edit &&
                              result.items[k].at.index == examples[i].at);
        if (fired != examples[i].fires) {
            complain(&examples[i], "second opinion", fired);
            wrong++;
        }
    }
    free(result.items);
    assert_int_equal(wrong, 0);
}

static void the_engine_agrees_with_every_example(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        built b;
        bool fired = false;
        sj_finding items[128];
        sj_findings findings = {.items = items, .cap = 128};
        build(&examples[i], &b);
        assert_int_equal(sj_check(fixture.image, &b.claim, NULL, &findings), SJ_OK);
        for (uint32_t k = 0; k < findings.count; k++)
            fired = fired || (items[k].edit == examples[i].edit &&
                              items[k].at.index == examples[i].at);
        if (fired != examples[i].fires) {
            complain(&examples[i], "engine", fired);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* DOMAIN.md 3.2 on FY2021: 12,171 groups of codes with a right and a left one, of which
 * 773 have several codes a side and are no families. */
static void families_of_sides_are_as_many_as_measured(void **state)
{
    (void)state;
    const plain_system *s = &rules.answers.systems[SJ_ICD10CM];
    for (uint32_t i = 0; i < s->release_count; i++) {
        int families, bilateral, unspecified, crowded;
        if (strcmp(s->releases[i].label, "2021-01") != 0)
            continue;
        ref_count_families(&rules, (int)i, &families, &bilateral, &unspecified,
                           &crowded);
        print_message("families %d, bilateral %d, unspecified %d\n", families,
                      bilateral, unspecified);
        assert_int_equal(families, 12171 - 773);
        assert_true(crowded > 0);
        return;
    }
    fail_msg("no release 2021-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_opinion_agrees_with_every_example),
        cmocka_unit_test(the_engine_agrees_with_every_example),
        cmocka_unit_test(families_of_sides_are_as_many_as_measured),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    ref_rules_load(folder, &rules);
    plain_fixture_open(folder, false, &fixture);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plain_fixture_close(&fixture);
    ref_rules_free(&rules);
    return failed;
}

/*
 * sj_check() as a call: its arguments, the caller's buffer, the order of findings,
 * options, and claims that no sane program builds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/edit/judged.h"
#include "tests/support/claim_check.h"

#define DAY "2021-02-01"

/* A claim with findings of every class of places. */
static const told full = {.kind = IP,
                          .from = DAY,
                          .to = "2021-01-20",
                          .birth = "-",
                          .sex = "X",
                          .status = "99",
                          .dx = "W01.0 E10.9 E11.9/Q I10 I10 E1.19",
                          .admitting = "E11.7X",
                          .reason = "I10/Y M35.8",
                          .external = "W01.0XXA",
                          .px = "0DTJ3ZZ 00F3XZZ@2021-02-02"};

/* ---- arguments ------------------------------------------------------------------- */

static void wrong_arguments_are_refused_and_leave_an_empty_answer(void **state)
{
    (void)state;
    static kit_claim c;
    sj_finding item;
    sj_findings found = {.items = &item, .cap = 1, .count = 9, .total = 9};
    kit_claim_make(&full, &c);
    const sj_claim good = c.claim;
    assert_int_equal(sj_check(NULL, &good, NULL, &found), SJ_E_ARG);
    assert_int_equal(found.count, 0);
    assert_int_equal(found.total, 0);
    assert_int_equal(sj_check(s.image, NULL, NULL, &found), SJ_E_ARG);
    assert_int_equal(sj_check(s.image, &good, NULL, NULL), SJ_E_ARG);

    sj_claim bad = good;
    bad.size--;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.type = (sj_claim_type)3;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.dx_count = SJ_CLAIM_ITEMS_MAX + 1;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.reason_count = SJ_CLAIM_ITEMS_MAX + 1;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.external_count = SJ_CLAIM_ITEMS_MAX + 1;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.px_count = SJ_CLAIM_ITEMS_MAX + 1;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.line_count = SJ_CLAIM_LINES_MAX + 1;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.dx = NULL;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.px = NULL;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    bad = good, bad.lines = NULL, bad.line_count = 1;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);

    found.items = NULL;
    assert_int_equal(sj_check(s.image, &good, NULL, &found), SJ_E_ARG);
    const sj_check_options small = {.size = 1};
    found.items = &item;
    assert_int_equal(sj_check(s.image, &good, &small, &found), SJ_E_ARG);
}

static void a_claim_has_a_date_and_dates_are_days_of_the_calendar(void **state)
{
    (void)state;
    static kit_claim c;
    sj_findings found = {0};
    static const sj_date impossible[] = {INT32_MAX, INT32_MIN + 1, 2932897, -719163};
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "I10", .lines = DAY}, &c);
    c.claim.px = &(sj_procedure){.code = {"0DTJ0ZZ", 7}};
    c.claim.px_count = 1;
    const sj_claim good = c.claim;
    assert_int_equal(sj_check(s.image, &good, NULL, &found), SJ_OK);
    sj_claim bad = good;
    bad.from = bad.to = SJ_NO_DATE;
    assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
    for (size_t i = 0; i < sizeof impossible / sizeof impossible[0]; i++) {
        bad = good, bad.from = impossible[i];
        assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
        bad = good, bad.to = impossible[i];
        assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
        bad = good, bad.birth = impossible[i];
        assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
        bad = good, bad.admission = impossible[i];
        assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
        const sj_procedure px = {.code = {"0DTJ0ZZ", 7}, .date = impossible[i]};
        bad = good, bad.px = &px;
        assert_int_equal(sj_check(s.image, &bad, NULL, &found), SJ_E_ARG);
        c.lines[0].from = impossible[i];
        assert_int_equal(sj_check(s.image, &good, NULL, &found), SJ_E_ARG);
        c.lines[0].from = good.from;
    }
}

static void one_of_from_and_to_is_enough(void **state)
{
    (void)state;
    earns("dx[0] dx.not_billable reject\n", .kind = OP, .to = DAY, .dx = "M35.8");
    earns("dx[0] dx.not_billable reject\n", .kind = OP, .from = DAY, .dx = "M35.8");
}

static void a_claim_that_ends_before_it_begins_is_told_and_judged(void **state)
{
    (void)state;
    earns("claim clm.dates reject\ndx[0] dx.not_found reject\n", .kind = P, .from = DAY,
          .to = "2021-01-31", .dx = "E11.7X");
    earns("", .kind = P, .from = DAY, .to = DAY, .dx = "I10");
}

static void an_empty_claim_yields_structural_findings_alone(void **state)
{
    (void)state;
    earns("claim dx.principal_missing reject\npatient pt.age_invalid reject\n",
          .kind = P, .from = DAY, .birth = "-", .sex = "-");
}

static void bill_types_tell_inpatients(void **state)
{
    (void)state;
    static const char *const in[] = {"0111", "111", "0117", " 181 ", "0211", "411"};
    static const char *const out[] = {"0131", "131", "121", "011", "851", "", "1"};
    static kit_claim c;
    sj_finding f;
    kit_claim_make(&(told){.kind = IP, .from = DAY, .dx = "N39.0"}, &c);
    for (size_t i = 0; i < sizeof in / sizeof in[0]; i++) {
        c.claim.bill_type = (sj_str){in[i], (uint32_t)strlen(in[i])};
        assert_true(kit_find(s.image, &c, "poa.missing", &f));
    }
    for (size_t i = 0; i < sizeof out / sizeof out[0]; i++) {
        c.claim.bill_type = (sj_str){out[i], (uint32_t)strlen(out[i])};
        assert_false(kit_find(s.image, &c, "poa.missing", &f));
    }
}

/* ---- order and overflow ---------------------------------------------------------- */

static void findings_stand_in_the_order_of_the_specification(void **state)
{
    (void)state;
    earns("claim clm.dates reject\n"
          "claim pt.status_invalid reject\n"
          "patient pt.age_invalid reject\n"
          "patient pt.sex_invalid reject\n"
          "dx[0] dx.external_cause_principal reject\n"
          "dx[0] dx.seventh_missing reject\n"
          "dx[1] poa.missing reject\n"
          "dx[2] dx.excludes1 warn dx[1]\n"
          "dx[2] dx.use_additional_missing info\n"
          "dx[2] poa.invalid reject\n"
          "dx[3] poa.missing reject\n"
          "dx[4] dx.duplicate warn dx[3]\n"
          "dx[4] poa.missing reject\n"
          "dx[5] dx.format reject\n"
          "admitting dx.not_found reject\n"
          "reason[0] poa.not_applicable reject\n"
          "reason[1] dx.not_billable reject\n"
          "external[0] poa.missing reject\n"
          "px[0] pcs.not_found reject\n"
          "px[1] pcs.date warn\n"
          "px[1] pcs.non_covered reject\n",
          .kind = full.kind, .from = full.from, .to = full.to, .birth = full.birth,
          .sex = full.sex, .status = full.status, .dx = full.dx,
          .admitting = full.admitting, .reason = full.reason, .external = full.external,
          .px = full.px);
}

static bool same_finding(const sj_finding *a, const sj_finding *b)
{
    return a->edit == b->edit && a->severity == b->severity && a->reason == b->reason &&
           a->marks == b->marks && a->system == b->system && a->at.kind == b->at.kind &&
           a->at.index == b->at.index && a->with.kind == b->with.kind &&
           a->with.index == b->with.index && a->date == b->date && a->code == b->code &&
           a->other == b->other && a->found == b->found && a->limit == b->limit;
}

static void a_small_buffer_keeps_what_fits_and_counts_the_rest(void **state)
{
    (void)state;
    static kit_claim c;
    sj_finding all[64], some[64];
    sj_findings whole = {.items = all, .cap = 64};
    kit_claim_make(&full, &c);
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &whole), SJ_OK);
    assert_true(whole.total > 20 && whole.count == whole.total);
    for (uint32_t cap = 0; cap < whole.total; cap++) {
        sj_findings part = {.items = some, .cap = cap};
        memset(some, 0xEE, sizeof some);
        assert_int_equal(sj_check(s.image, &c.claim, NULL, &part), SJ_OK);
        assert_int_equal(part.count, cap);
        assert_int_equal(part.total, whole.total);
        assert_int_equal(part.worst, SJ_REJECT);
        assert_int_equal(part.no_data.bits[0], whole.no_data.bits[0]);
        /* Nothing is written behind the end, and what is kept is of the whole. */
        for (size_t i = 0; i < sizeof some[0]; i++)
            assert_int_equal(((const uint8_t *)&some[cap])[i], 0xEE);
        for (uint32_t i = 0; i < cap; i++) {
            uint32_t k = 0;
            while (k < whole.count && !same_finding(&all[k], &some[i]))
                k++;
            assert_true(k < whole.count);
        }
    }
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &(sj_findings){0}), SJ_OK);
}

static void the_same_claim_earns_the_same_bytes(void **state)
{
    (void)state;
    static kit_claim c, d;
    sj_finding first[64], second[64];
    kit_claim_make(&full, &c);
    kit_claim_make(&full, &d);
    memset(first, 0x11, sizeof first);
    memset(second, 0x77, sizeof second);
    sj_findings a = {.items = first, .cap = 64}, b = {.items = second, .cap = 64};
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &a), SJ_OK);
    assert_int_equal(sj_check(s.image, &d.claim, NULL, &b), SJ_OK);
    assert_int_equal(a.count, b.count);
    assert_memory_equal(first, second, a.count * sizeof first[0]);
}

static void no_finding_occurs_twice(void **state)
{
    (void)state;
    static kit_claim c;
    sj_finding all[64];
    sj_findings found = {.items = all, .cap = 64};
    kit_claim_make(&full, &c);
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    for (uint32_t i = 1; i < found.count; i++)
        assert_memory_not_equal(&all[i - 1], &all[i], sizeof all[0]);
}

/* Sorting, on orders that claims of this size do not come in. */
static void any_order_is_brought_into_the_same_one(void **state)
{
    (void)state;
    enum { MANY = 300 };
    static sj_finding want[MANY], got[MANY];
    uint64_t seed = 20210201;
    for (uint32_t n = 1; n <= MANY; n += n < 30 ? 1 : 30) {
        for (uint32_t i = 0; i < n; i++)
            want[i] = (sj_finding){.edit = (uint16_t)sj_edit_at(i * 7 / n)->edit,
                                   .at = {.kind = SJ_AT_DX, .index = 0},
                                   .with = {.kind = SJ_AT_DX, .index = (uint16_t)i}};
        memcpy(got, want, sizeof got);
        for (uint32_t i = n; i > 1; i--) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            uint32_t k = (uint32_t)(seed >> 33) % i;
            sj_finding held = got[i - 1];
            got[i - 1] = got[k];
            got[k] = held;
        }
        sji_sort_findings(got, n);
        assert_memory_equal(got, want, n * sizeof got[0]);
    }
}

/* ---- options --------------------------------------------------------------------- */

static void an_edit_left_out_changes_no_other(void **state)
{
    (void)state;
    static kit_claim c;
    sj_finding all[64], some[64];
    sj_findings whole = {.items = all, .cap = 64};
    const sj_edit_set every = {{UINT64_MAX, UINT64_MAX}};
    const sj_check_options of_all = {.size = sizeof of_all, .enabled = &every};
    kit_claim_make(&full, &c);
    assert_int_equal(sj_check(s.image, &c.claim, &of_all, &whole), SJ_OK);
    for (unsigned e = 0; e < SJ_EDIT_COUNT; e++) {
        sj_edit_set enabled = {{UINT64_MAX, UINT64_MAX}};
        enabled.bits[e / 64] &= ~(UINT64_C(1) << (e % 64));
        const sj_check_options options = {.size = sizeof options, .enabled = &enabled};
        sj_findings part = {.items = some, .cap = 64};
        assert_int_equal(sj_check(s.image, &c.claim, &options, &part), SJ_OK);
        uint32_t n = 0;
        for (uint32_t i = 0; i < whole.count; i++)
            if (all[i].edit != e)
                assert_memory_equal(&all[i], &some[n++], sizeof all[0]);
        assert_int_equal(part.count, n);
    }
}

static void severities_are_the_callers_to_set(void **state)
{
    (void)state;
    static kit_claim c;
    sj_finding items[8];
    uint8_t severities[SJ_EDIT_COUNT];
    const sj_check_options options = {.size = sizeof options, .severities = severities};
    sj_findings found = {.items = items, .cap = 8};
    memset(severities, 0xFF, sizeof severities);
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "E10.9 E11.7X"}, &c);
    assert_int_equal(sj_check(s.image, &c.claim, &options, &found), SJ_OK);
    assert_int_equal(found.worst, SJ_REJECT);
    severities[SJ_DX_NOT_FOUND] = SJ_INFO;
    assert_int_equal(sj_check(s.image, &c.claim, &options, &found), SJ_OK);
    assert_int_equal(found.count, 1);
    assert_int_equal(items[0].severity, SJ_INFO);
    assert_int_equal(found.worst, SJ_INFO);
    severities[SJ_DX_NOT_FOUND] = SJ_CLEAN;
    assert_int_equal(sj_check(s.image, &c.claim, &options, &found), SJ_OK);
    assert_int_equal(found.total, 0);
    assert_int_equal(found.worst, SJ_CLEAN);
}

/* ---- hostile claims -------------------------------------------------------------- */

static void pointers_that_lead_nowhere_are_passed_over(void **state)
{
    (void)state;
    static const int32_t pointers[] = {0, -1, INT32_MIN, INT32_MAX, 3, 2};
    static kit_claim c;
    sj_finding f;
    kit_claim_make(&(told){.kind = P,
                           .from = "2020-12-01",
                           .dx = "I10 M35.8",
                           .lines = "2020-12-31> 2021-01-01>"},
                   &c);
    c.lines[1].pointers = pointers;
    c.lines[1].pointer_count = 5;
    assert_false(kit_find(s.image, &c, "dx.not_billable", &f));
    c.lines[1].pointer_count = 6;
    assert_true(kit_find(s.image, &c, "dx.not_billable", &f));
    c.lines[1].pointers = NULL;
    assert_false(kit_find(s.image, &c, "dx.not_billable", &f));
}

static void texts_of_any_bytes_are_codes_of_no_shape(void **state)
{
    (void)state;
    static const sj_str texts[] = {
        {NULL, 0},
        {NULL, 7},
        {"", 0},
        {"\0\0\0", 3},
        {"E11\0.9", 6},
        {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 16},
        {"E11.9E11.9E11.9E11.9E11.9E11.9", 30},
        {"E11..9", 6},
        {"E11.", 4},
        {".E119", 5},
        {"11", 2},
        {"E11/9", 5},
        {"E11:9", 5},
        {"E11@9", 5},
        {"E11[9", 5},
        {"E11`9", 5},
    };
    static kit_claim c;
    sj_finding f;
    char code[SJ_CODE_CAP], message[256];
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "I10"}, &c);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        c.dx[0].code = texts[i];
        assert_true(kit_find(s.image, &c, "dx.format", &f));
        sj_claim_code(&c.claim, f.at, code);
        assert_true(strlen(code) < SJ_CODE_CAP);
        assert_true(sj_finding_message(s.image, &c.claim, &f, message, sizeof message) <
                    sizeof message);
    }
    c.dx[0].code = texts[5];
    sj_claim_code(&c.claim, (sj_place){.kind = SJ_AT_DX}, code);
    assert_int_equal(strlen(code), 14); /* seven whole characters */
}

static void
two_hundred_and_fifty_six_diagnoses_are_judged_and_one_more_is_no_claim(void **state)
{
    (void)state;
    enum { ROOM = 70000 };
    static sj_diagnosis dx[SJ_CLAIM_ITEMS_MAX];
    sj_finding *items = malloc(ROOM * sizeof *items);
    assert_non_null(items);
    sj_findings found = {.items = items, .cap = ROOM};
    static kit_claim c;
    kit_claim_make(&(told){.kind = OP, .from = DAY}, &c);
    for (int i = 0; i < SJ_CLAIM_ITEMS_MAX; i++)
        dx[i].code = (sj_str){i % 2 ? "E10.9" : "E11.9", 5};
    c.claim.dx = dx;
    c.claim.dx_count = SJ_CLAIM_ITEMS_MAX;
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    assert_int_equal(found.count, found.total);
    /* 127 repeat dx[0]; all from dx[3] on repeat an earlier secondary one. */
    uint32_t repeats = 0, of_first = 0, excludes = 0;
    for (uint32_t i = 0; i < found.count; i++) {
        repeats += items[i].edit == SJ_DX_DUPLICATE;
        of_first += items[i].edit == SJ_DX_DUPLICATE_PDX;
        excludes += items[i].edit == SJ_DX_EXCLUDES1;
    }
    assert_int_equal(of_first, 127);
    assert_int_equal(repeats, 253);
    assert_int_equal(excludes, 1);
    c.claim.dx_count++;
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_E_ARG);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_arguments_are_refused_and_leave_an_empty_answer),
        cmocka_unit_test(a_claim_has_a_date_and_dates_are_days_of_the_calendar),
        cmocka_unit_test(one_of_from_and_to_is_enough),
        cmocka_unit_test(a_claim_that_ends_before_it_begins_is_told_and_judged),
        cmocka_unit_test(an_empty_claim_yields_structural_findings_alone),
        cmocka_unit_test(bill_types_tell_inpatients),
        cmocka_unit_test(findings_stand_in_the_order_of_the_specification),
        cmocka_unit_test(a_small_buffer_keeps_what_fits_and_counts_the_rest),
        cmocka_unit_test(the_same_claim_earns_the_same_bytes),
        cmocka_unit_test(no_finding_occurs_twice),
        cmocka_unit_test(any_order_is_brought_into_the_same_one),
        cmocka_unit_test(an_edit_left_out_changes_no_other),
        cmocka_unit_test(severities_are_the_callers_to_set),
        cmocka_unit_test(pointers_that_lead_nowhere_are_passed_over),
        cmocka_unit_test(texts_of_any_bytes_are_codes_of_no_shape),
        cmocka_unit_test(
            two_hundred_and_fifty_six_diagnoses_are_judged_and_one_more_is_no_claim),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

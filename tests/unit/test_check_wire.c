/*
 * What the reader of an 837 marks becomes findings (DOMAIN 1.2, 3.10), beside those on
 * the codes themselves; and the edits that are off unless they are asked for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/claim_check.h"

#define DAY "2021-02-01"

static void a_dot_on_the_wire_is_told_and_the_code_judged_without_it(void **state)
{
    (void)state;
    earns_of("x12", "dx[1] x12.dx_dot reject\n", .kind = P, .from = DAY,
             .dx = "N18.6 1!I10");
    earns_of("x12", "", .kind = P, .from = DAY, .dx = "N18.6 I10");
    earns("dx[0] dx.seventh_missing reject\n"
          "dx[0] x12.dx_dot reject\n",
          .kind = P, .from = DAY, .dx = "1!S52.521");
    earns_of("x12", "px[0] x12.dx_dot reject\n", .kind = IP, .from = DAY, .dx = "I10/Y",
             .px = "1!0DT.J0ZZ@2021-02-01");
}

static void a_qualifier_of_another_kind_of_claim_is_told_where_it_stands(void **state)
{
    (void)state;
    earns_of("x12", "admitting x12.qualifier reject\n", .kind = P, .from = DAY,
             .dx = "I10", .admitting = "2!I10");
    earns_of("x12", "external[0] x12.qualifier reject\n", .kind = P, .from = DAY,
             .dx = "S93.401A", .external = "2!W01.0XXA");
    earns_of("x12", "dx[1] x12.dx_dot reject\ndx[1] x12.qualifier reject\n", .kind = P,
             .from = DAY, .dx = "N18.6 3!I10");
}

static void without_a_principal_on_the_wire_the_principal_is_missing(void **state)
{
    (void)state;
    earns("claim dx.principal_missing reject\n"
          "dx[0] x12.qualifier reject\n",
          .kind = P, .from = DAY, .dx = "4!I10");
    earns("", .kind = P, .from = DAY, .dx = "I10");
}

static void qualifiers_that_nobody_knows_are_told_of_the_claim(void **state)
{
    (void)state;
    static kit_claim c;
    sj_finding items[8];
    sj_findings found = {.items = items, .cap = 8};
    char message[128];
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "I10"}, &c);
    c.claim.strange_qualifiers = 2;
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    assert_int_equal(found.count, 1);
    assert_int_equal(items[0].edit, SJ_X12_QUALIFIER);
    assert_int_equal(items[0].at.kind, SJ_AT_CLAIM);
    sj_finding_message(s.image, &c.claim, &items[0], message, sizeof message);
    assert_string_equal(message, "2 codes of HI have qualifiers that nobody knows");
}

/* E10 tells itself apart from I10 in an Excludes2 note. */
static void excludes2_is_off_unless_it_is_asked_for_by_name(void **state)
{
    (void)state;
    static kit_claim c;
    sj_finding items[8];
    sj_edit_set named = {{0, 0}};
    const sj_check_options by_name = {.size = sizeof by_name, .enabled = &named};
    sj_findings found = {.items = items, .cap = 8};
    sj_edit_set_add(&named, SJ_DX_EXCLUDES2);
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "E10.9 I10"}, &c);
    assert_int_equal(sj_check(s.image, &c.claim, NULL, &found), SJ_OK);
    for (uint32_t i = 0; i < found.count; i++)
        assert_int_not_equal(items[i].edit, SJ_DX_EXCLUDES2);
    assert_int_equal(sj_check(s.image, &c.claim, &by_name, &found), SJ_OK);
    assert_int_equal(found.count, 1);
    assert_int_equal(items[0].edit, SJ_DX_EXCLUDES2);
    assert_int_equal(items[0].severity, SJ_INFO);
    assert_int_equal(items[0].at.index, 1);
    assert_int_equal(items[0].with.index, 0);
    kit_claim_make(&(told){.kind = P, .from = DAY, .dx = "N18.6 I10"}, &c);
    assert_int_equal(sj_check(s.image, &c.claim, &by_name, &found), SJ_OK);
    assert_int_equal(found.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_on_the_wire_is_told_and_the_code_judged_without_it),
        cmocka_unit_test(a_qualifier_of_another_kind_of_claim_is_told_where_it_stands),
        cmocka_unit_test(without_a_principal_on_the_wire_the_principal_is_missing),
        cmocka_unit_test(qualifiers_that_nobody_knows_are_told_of_the_claim),
        cmocka_unit_test(excludes2_is_off_unless_it_is_asked_for_by_name),
    };
    return cmocka_run_group_tests(tests, open_the_releases, close_the_releases);
}

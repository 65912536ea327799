/*
 * Diagnosis pointers (DOMAIN 3.10, RULINGS 19).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/single_line_check.h"

#define DAY  "2016-05-01"
#define FOUR "E11.9 I10 E11.9 I10"

static void a_pointer_names_a_diagnosis_of_the_claim(void **state)
{
    (void)state;
    earns("ptr.m", "lines[0].dx[1] ptr.missing_dx reject " DAY "\n", .kind = P,
          .from = DAY, .dx = FOUR, .lines = "G9701>1,5");
    earns("ptr.m", "", .kind = P, .from = DAY, .dx = FOUR, .lines = "G9701>1,4");
    earns("ptr.m", "lines[0].dx[0] ptr.missing_dx reject " DAY "\n", .kind = P,
          .from = DAY, .dx = FOUR, .lines = "G9701>-1");
}

static void no_pointer_goes_beyond_the_twelfth_diagnosis(void **state)
{
    (void)state;
    static const char thirteen[] =
        "I10 I10 I10 I10 I10 I10 I10 I10 I10 I10 I10 I10 I10";
    earns("ptr.m", "lines[0].dx[1] ptr.missing_dx reject " DAY "\n", .kind = P,
          .from = DAY, .dx = thirteen, .lines = "G9701>12,13");
}

static void the_first_pointer_is_there(void **state)
{
    (void)state;
    earns("ptr.f", "lines[0] ptr.first_missing reject " DAY "\n", .kind = P,
          .from = DAY, .lines = "G9701");
    earns("ptr.f", "lines[0] ptr.first_missing reject " DAY "\n", .kind = P,
          .from = DAY, .dx = FOUR, .lines = "G9701>0,1");
    earns("ptr.f", "", .kind = P, .from = DAY, .lines = "G9701>1");
}

static void a_gap_lies_between_two_pointers(void **state)
{
    (void)state;
    earns("ptr.g", "lines[0].dx[1] ptr.gap warn " DAY "\n", .kind = P, .from = DAY,
          .dx = FOUR, .lines = "G9701>1,0,2");
    earns("ptr.g",
          "lines[0].dx[1] ptr.gap warn " DAY "\n"
          "lines[0].dx[2] ptr.gap warn " DAY "\n",
          .kind = P, .from = DAY, .dx = FOUR, .lines = "G9701>1,0,0,2,0");
    earns("ptr.g", "", .kind = P, .from = DAY, .dx = FOUR,
          .lines = "G9701>0,1 G9701>1,0");
}

static void a_line_points_to_a_diagnosis_once(void **state)
{
    (void)state;
    earns("ptr.du", "lines[0].dx[2] ptr.duplicate warn lines[0].dx[0] " DAY "\n",
          .kind = P, .from = DAY, .dx = FOUR, .lines = "G9701>1,2,1");
    /* Whether or not there is one. */
    earns("ptr.du", "lines[0].dx[1] ptr.duplicate warn lines[0].dx[0] " DAY "\n",
          .kind = P, .from = DAY, .dx = FOUR, .lines = "G9701>9,9");
    earns("ptr.du", "", .kind = P, .from = DAY, .dx = FOUR,
          .lines = "G9701>1,2 G9701>1,2,0,0");
}

static void a_diagnosis_that_no_line_points_to_is_told(void **state)
{
    (void)state;
    earns("ptr.dx",
          "dx[1] ptr.dx_unused info " DAY "\n"
          "dx[3] ptr.dx_unused info " DAY "\n",
          .kind = P, .from = DAY, .dx = FOUR, .lines = "G9701>1 G9701>3,1");
    earns("ptr.dx", "", .kind = P, .from = DAY, .dx = FOUR,
          .lines = "G9701>1,2 G9701>3,4");
    /* Without lines nothing points. */
    earns("ptr.dx", "", .kind = P, .from = DAY, .dx = FOUR, .lines = "");
}

static void external_causes_alone_are_no_reason_for_a_service(void **state)
{
    (void)state;
    static const char causes[] = "I10 W01.0XXA Y99.9";
    earns("ptr.e", "lines[0] ptr.external_cause_only warn " DAY "\n", .kind = P,
          .from = DAY, .dx = causes, .lines = "G9701>2,3");
    earns("ptr.e", "", .kind = P, .from = DAY, .dx = causes, .lines = "G9701>2,1");
    /* What points nowhere does not count, and nothing is no cause. */
    earns("ptr.e", "lines[0] ptr.external_cause_only warn " DAY "\n", .kind = P,
          .from = DAY, .dx = causes, .lines = "G9701>3,9");
    earns("ptr.e", "", .kind = P, .from = DAY, .dx = causes, .lines = "G9701>9");
}

static void institutional_lines_point_to_nothing(void **state)
{
    (void)state;
    earns("ptr.", "", .kind = OP, .from = DAY, .lines = "G9701 G9701>9,9,0,1");
    earns("ptr.", "", .kind = IP, .from = DAY, .lines = "G9701");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pointer_names_a_diagnosis_of_the_claim),
        cmocka_unit_test(no_pointer_goes_beyond_the_twelfth_diagnosis),
        cmocka_unit_test(the_first_pointer_is_there),
        cmocka_unit_test(a_gap_lies_between_two_pointers),
        cmocka_unit_test(a_line_points_to_a_diagnosis_once),
        cmocka_unit_test(a_diagnosis_that_no_line_points_to_is_told),
        cmocka_unit_test(external_causes_alone_are_no_reason_for_a_service),
        cmocka_unit_test(institutional_lines_point_to_nothing),
    };
    return cmocka_run_group_tests(tests, open_the_lists, close_the_lists);
}

/*
 * Modifiers of a service line (DOMAIN 3.9, RULINGS 18). The tables are those of
 * single_line_kit.h, where said of line_kit.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/single_line_check.h"

#define DAY "2016-05-01"

/* One line of a professional claim. */
#define line_earns(want, line)                                                         \
    earns("mod.", want, .kind = P, .from = DAY, .lines = (line))

/* ---- existence ------------------------------------------------------------------- */

static void a_modifier_is_two_letters_or_digits(void **state)
{
    (void)state;
    line_earns("lines[0].mods[0] mod.format reject " DAY "\n", "G9701:5");
    line_earns("lines[0].mods[1] mod.format reject " DAY "\n", "G9701:LT,599");
    line_earns("lines[0].mods[0] mod.format reject " DAY "\n", "G9701:5.");
    line_earns("", "G9701:lt");
}

static void a_modifier_in_no_list_is_rejected(void **state)
{
    (void)state;
    line_earns("lines[0].mods[0] mod.not_found reject " DAY "\n", "G9701:ZZ");
    line_earns("lines[0].mods[1] mod.not_found reject " DAY "\n", "G9701:LT,99");
}

static void numeric_modifiers_are_not_judged_without_a_list_of_them(void **state)
{
    (void)state;
    const sj_image *image = bare.image;
    assert_string_equal(kit_line_findings(image,
                                          &(told_lines){.kind = P, .lines = "G9806:25"},
                                          "mod.", true),
                        "no data: mod.not_found");
    assert_string_equal(kit_line_findings(image,
                                          &(told_lines){.kind = P, .lines = "G9806:LT"},
                                          "mod.n", true),
                        "no data:");
    assert_string_equal(kit_line_findings(image,
                                          &(told_lines){.kind = P, .lines = "G9806:ZZ"},
                                          "mod.", true),
                        "lines[0].mods[0] mod.not_found reject 2024-05-01\nno data:");
    /* Beyond the releases of the list that has it, its days are what is not known. */
    assert_string_equal(
        kit_line_findings(
            image, &(told_lines){.kind = P, .from = "2026-01-01", .lines = "G9806:LT"},
            "mod.n", true),
        "no data: mod.not_effective");
    earns_and_lacks("mod.", "no data: mod.not_effective", .kind = P,
                    .from = "2019-01-01", .lines = "G9701:25");
    earns_and_lacks("mod.", "no data: mod.not_effective", .kind = P,
                    .from = "2019-01-01", .lines = "G9701:99");
}

static void a_modifier_is_judged_on_the_first_day_alone(void **state)
{
    (void)state;
    static const struct {
        const char *line, *day, *want;
    } cases[] = {
        {"G9701:JF", "2015-03-31",
         "lines[0].mods[0] mod.not_effective reject 2015-03-31\n"},
        {"G9701:JF", "2015-04-01", ""},
        {"G9701:JF", "2015-06-30", ""},
        {"G9701:JF", "2015-07-01",
         "lines[0].mods[0] mod.not_effective reject 2015-07-01\n"},
        {"G9701:ZA", "2018-03-31", ""},
        {"G9701:ZA", "2018-04-01",
         "lines[0].mods[0] mod.not_effective reject 2018-04-01\n"},
        {"G9701:L1", "2016-12-31", ""},
        {"G9701:L1", "2017-01-01",
         "lines[0].mods[0] mod.not_effective reject 2017-01-01\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        earns("mod.", cases[i].want, .kind = P, .from = cases[i].day,
              .lines = cases[i].line);
    earns("mod.", "", .kind = P, .from = "2016-12-31", .to = "2017-01-09",
          .lines = "G9701:L1");
}

/* ---- places ---------------------------------------------------------------------- */

static void an_empty_place_before_a_modifier_is_a_gap(void **state)
{
    (void)state;
    line_earns("lines[0].mods[0] mod.gap warn " DAY "\n", "G9701:_,LT");
    line_earns("lines[0].mods[1] mod.gap warn " DAY "\n"
               "lines[0].mods[2] mod.gap warn " DAY "\n",
               "G9701:LT,_,_,KX");
    line_earns("", "G9701:LT,_,_,_");
}

static void the_same_modifier_twice_is_a_duplicate(void **state)
{
    (void)state;
    line_earns("lines[0].mods[1] mod.duplicate warn lines[0].mods[0] " DAY "\n",
               "G9701:59,59");
    line_earns("lines[0].mods[2] mod.duplicate warn lines[0].mods[0] " DAY "\n"
               "lines[0].mods[3] mod.duplicate warn lines[0].mods[0] " DAY "\n",
               "G9701:lt,KX,LT,LT");
    /* In no list, too. */
    line_earns("lines[0].mods[1] mod.duplicate warn lines[0].mods[0] " DAY "\n"
               "lines[0].mods[0] mod.not_found reject " DAY "\n"
               "lines[0].mods[1] mod.not_found reject " DAY "\n",
               "G9701:ZZ,ZZ");
}

/* ---- conflicts ---------------------------------------------------------------------
 */

#define CONFLICT(severity)                                                             \
    "lines[0].mods[1] mod.conflict " severity " lines[0].mods[0] " DAY "\n"

static void modifiers_that_exclude_each_other_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *line, *want;
    } cases[] = {
        {"G9701:26,TC", CONFLICT("reject")},
        {"G9701:TC,26", CONFLICT("reject")},
        {"G9701:50,LT", CONFLICT("reject")},
        {"G9701:50,78", CONFLICT("reject")},
        {"G9701:54,55", CONFLICT("warn")},
        {"G9701:LT,RT", CONFLICT("warn")},
        {"G9701:AA,QK", CONFLICT("warn")},
        {"G9701:GN,GP", CONFLICT("warn")},
        {"G9701:NU,RR", CONFLICT("warn")},
        {"G9701:76,77", CONFLICT("warn")},
        {"G9701:JW,JZ", CONFLICT("warn")},
        {"G9701:62,66", CONFLICT("warn")},
        {"G9701:80,82", CONFLICT("warn")},
        {"G9701:59,XE", CONFLICT("warn")},
        {"G9701:62,80", CONFLICT("warn")},
        {"G9701:66,AS", CONFLICT("warn")},
        {"G9701:54,56", ""},
        {"G9701:78,LT", ""},
        {"G9701:XE,XU", ""},
        {"G9701:80,AS", ""},
        {"G9701:59,59", ""},
        {"G9701:25,59", ""},
        {"G9701:GN,KX", ""},
        {"G9701:50,KX", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        earns("mod.c", cases[i].want, .kind = P, .from = DAY, .lines = cases[i].line);
}

static void each_pair_of_a_line_is_named(void **state)
{
    (void)state;
    earns("mod.c",
          "lines[0].mods[1] mod.conflict reject lines[0].mods[0] " DAY "\n"
          "lines[0].mods[2] mod.conflict warn lines[0].mods[0] " DAY "\n"
          "lines[0].mods[2] mod.conflict reject lines[0].mods[1] " DAY "\n",
          .kind = P, .from = DAY, .lines = "G9701:LT,50,RT");
}

static void a_rejected_modifier_neither_conflicts_nor_orders(void **state)
{
    (void)state;
    /* GA and TC end with June. */
    static const char *const lines[] = {"G9701:26,TC", "G9701:TC,26", "G9701:LT,TC",
                                        "G9701:GA,NU"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        earns("mod.c", i < 2 ? CONFLICT("reject") : "", .kind = P, .from = DAY,
              .lines = lines[i]);
        earns("mod.c", "", .kind = P, .from = "2016-07-01", .lines = lines[i]);
        earns("mod.o", "", .kind = P, .from = "2016-07-01", .lines = lines[i]);
    }
    earns("mod.o", "lines[0].mods[1] mod.order info lines[0].mods[0] " DAY "\n",
          .kind = P, .from = DAY, .lines = "G9701:LT,TC");
}

static void what_decides_the_price_goes_first(void **state)
{
    (void)state;
    earns("mod.o", "lines[0].mods[1] mod.order info lines[0].mods[0] " DAY "\n",
          .kind = P, .from = DAY, .lines = "G9701:LT,26");
    earns("mod.o", "", .kind = P, .from = DAY, .lines = "G9701:26,LT");
    earns("mod.o", "lines[0].mods[3] mod.order info lines[0].mods[1] " DAY "\n",
          .kind = P, .from = DAY, .lines = "G9701:50,T5,KX,78");
    earns("mod.o", "lines[0].mods[1] mod.order info lines[0].mods[0] " DAY "\n",
          .kind = P, .from = DAY, .lines = "G9701:GA,NU");
    earns("mod.o", "", .kind = P, .from = DAY, .lines = "G9701:59,26");
    earns("mod.o", "", .kind = P, .from = DAY, .lines = "G9701:RT,56");
    earns("mod.o", "", .kind = P, .from = DAY, .lines = "G9701:LT,KX");
}

/* ---- with the code ------------------------------------------------------------------
 */

#define INVALID(severity) "lines[0].mods[0] mod.invalid_for_code " severity " " DAY "\n"

static void the_fee_schedule_says_which_modifiers_a_code_takes(void **state)
{
    (void)state;
    static const struct {
        const char *line, *want;
    } cases[] = {
        /* PCTC 0, 1, 6, 9 */
        {"G9711:26", INVALID("warn")},
        {"G9712:26", ""},
        {"G9713:26", ""},
        {"G9714:26", INVALID("warn")},
        {"G9711:TC", INVALID("warn")},
        {"G9712:TC", ""},
        {"G9713:TC", INVALID("warn")},
        /* bilateral 0, 1, 2, 3, 9 */
        {"G9711:50", INVALID("warn")},
        {"G9712:50", ""},
        {"G9713:50", INVALID("warn")},
        {"G9714:50", ""},
        {"G9715:50", INVALID("warn")},
        {"G9711:LT", INVALID("info")},
        {"G9711:RT", INVALID("info")},
        {"G9712:LT", ""},
        {"G9713:RT", ""},
        {"G9715:RT", ""},
        /* global days 090, XXX, 010, 000 */
        {"G9711:54", ""},
        {"G9712:54", INVALID("warn")},
        {"G9713:55", ""},
        {"G9714:56", INVALID("warn")},
        /* co-surgeons 0, 1, 2, 9; team alike */
        {"G9711:62", INVALID("warn")},
        {"G9712:62", ""},
        {"G9713:62", ""},
        {"G9714:62", INVALID("warn")},
        {"G9711:66", INVALID("warn")},
        {"G9712:66", ""},
        {"G9713:66", ""},
        {"G9714:66", INVALID("warn")},
        /* assistant 0, 1, 2, 9 */
        {"G9711:80", INVALID("info")},
        {"G9712:81", INVALID("warn")},
        {"G9713:82", ""},
        {"G9714:AS", INVALID("warn")},
        /* the row without modifier, else the first one */
        {"G9715:TC", ""},
        {"G9715:80", ""},
        {"G9717:TC", ""},
        {"G9717:54", INVALID("warn")},
        /* others have no indicator, other codes no row */
        {"G9711:59", ""},
        {"G9701:26", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        earns("mod.", cases[i].want, .kind = P, .from = DAY, .lines = cases[i].line);
}

static void
rejected_lines_and_modifiers_are_not_held_against_the_fee_schedule(void **state)
{
    (void)state;
    earns("mod.i", "", .kind = P, .from = DAY, .lines = "G9799:26");
    earns("mod.i", "lines[0].mods[1] mod.invalid_for_code warn 2016-07-01\n", .kind = P,
          .from = "2016-07-01", .lines = "G9711:TC,50");
}

static void without_a_fee_schedule_for_the_day_that_is_not_judged(void **state)
{
    (void)state;
    earns_and_lacks("mod.i", "no data: mod.invalid_for_code", .kind = P,
                    .from = "2015-12-31", .lines = "G9711:26");
    earns_and_lacks("mod.i", "no data:", .kind = P, .from = "2015-12-31",
                    .lines = "G9711:59");
    earns_and_lacks("mod.i", "no data: mod.invalid_for_code", .kind = P,
                    .from = "2017-01-01", .lines = "G9711:RT");
    earns_and_lacks("mod.i", "no data:", .kind = P, .from = "2016-12-31",
                    .lines = "G9712:26");
}

static void both_sides_are_one_unit(void **state)
{
    (void)state;
    earns("px.b", "lines[0] px.bilateral warn " DAY "\n", .kind = P, .from = DAY,
          .lines = "G9712:50*2");
    earns("px.b", "", .kind = P, .from = DAY, .lines = "G9712:50*1 G9713*2");
    earns("px.b", "", .kind = P, .from = DAY, .lines = "G9799:50*2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_modifier_is_two_letters_or_digits),
        cmocka_unit_test(a_modifier_in_no_list_is_rejected),
        cmocka_unit_test(numeric_modifiers_are_not_judged_without_a_list_of_them),
        cmocka_unit_test(a_modifier_is_judged_on_the_first_day_alone),
        cmocka_unit_test(an_empty_place_before_a_modifier_is_a_gap),
        cmocka_unit_test(the_same_modifier_twice_is_a_duplicate),
        cmocka_unit_test(modifiers_that_exclude_each_other_are_named),
        cmocka_unit_test(each_pair_of_a_line_is_named),
        cmocka_unit_test(a_rejected_modifier_neither_conflicts_nor_orders),
        cmocka_unit_test(what_decides_the_price_goes_first),
        cmocka_unit_test(the_fee_schedule_says_which_modifiers_a_code_takes),
        cmocka_unit_test(
            rejected_lines_and_modifiers_are_not_held_against_the_fee_schedule),
        cmocka_unit_test(without_a_fee_schedule_for_the_day_that_is_not_judged),
        cmocka_unit_test(both_sides_are_one_unit),
    };
    return cmocka_run_group_tests(tests, open_the_lists, close_the_lists);
}

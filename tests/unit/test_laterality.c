/*
 * Which codes are a family of sides, and what their traits say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/format/layout.h"
#include "gen/model/laterality.h"
#include "tests/support/pair_kit.h"

enum { COLUMNS = 2 };

typedef struct side_kit {
    pair_kit pair;
    gen_side_counts counts[COLUMNS];
    char text[64];
} side_kit;

/* One release; the second column lies in it. */
static void open_kit(side_kit *k, const char *release)
{
    pair_init(&k->pair, &release, 1);
    pair_columns(&k->pair, "2015-10-01");
    gen_sides(&k->pair.catalog, k->pair.traits, k->counts);
}

static void close_kit(side_kit *k)
{
    pair_free(&k->pair);
}

/* "right by 5", "left by 6 of 2 with bilateral", "none". */
static const char *side(side_kit *k, const char *code)
{
    static const char *const names[] = {"none", "right", "left", "bilateral",
                                        "unspecified"};
    uint64_t t = k->pair.traits[pair_code(&k->pair, code) * COLUMNS + 1];
    if (!(t >> SJF_SIDE & 7))
        return t >> SJF_SIDE ? "broken" : "none";
    snprintf(k->text, sizeof k->text, "%s by %d of %d%s", names[t >> SJF_SIDE & 7],
             (int)(t >> SJF_SIDE_PLACE & 7), (int)(t >> SJF_SIDE_FAMILY & 7),
             t >> SJF_SIDE_BILATERAL & 1 ? " with bilateral" : "");
    return k->text;
}

static void titles_alike_up_to_the_side_make_a_family(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 H251 H2511=Cataract, right eye; H2512=Cataract, left eye; "
                 "H2513=Cataract, bilateral; H2510=Cataract, unspecified eye; "
                 "H259=Cataract, right or left;");
    assert_string_equal(side(&k, "H2511"), "right by 5 of 0 with bilateral");
    assert_string_equal(side(&k, "H2512"), "left by 5 of 0 with bilateral");
    assert_string_equal(side(&k, "H2513"), "bilateral by 5 of 0 with bilateral");
    assert_string_equal(side(&k, "H2510"), "unspecified by 5 of 0 with bilateral");
    assert_string_equal(side(&k, "H259"), "none");
    assert_int_equal(k.counts[1].families, 1);
    assert_int_equal(k.counts[1].bilateral, 1);
    assert_int_equal(k.counts[1].unspecified, 1);
    assert_int_equal(k.counts[0].families, 0); /* before the release nothing stands */
    assert_int_equal(k.pair.traits[pair_code(&k.pair, "H2511") * COLUMNS], 0);
    close_kit(&k);
}

static void commas_and_letter_case_do_not_matter(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 H30121=Inflammation, peripheral Right eye; "
                 "H30122=inflammation peripheral, left eye;");
    assert_string_equal(side(&k, "H30121"), "right by 6 of 0");
    assert_string_equal(side(&k, "H30122"), "left by 6 of 0");
    close_kit(&k);
}

static void right_without_left_is_no_family(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 H2511=Cataract, right eye; H2513=Cataract, bilateral; "
                 "H2510=Cataract, unspecified eye;");
    assert_string_equal(side(&k, "H2511"), "none");
    assert_string_equal(side(&k, "H2513"), "none");
    assert_int_equal(k.counts[1].families, 0);
    close_kit(&k);
}

static void several_codes_a_side_are_no_family(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 D1721=Lipoma of right arm; D1722=Lipoma of left arm; "
                 "D1723=Lipoma of right leg; D1724=Lipoma of left leg;");
    assert_string_equal(side(&k, "D1721"), "none");
    assert_int_equal(k.counts[1].families, 0);
    assert_int_equal(k.counts[1].crowded, 1);
    close_kit(&k);
}

static void two_differences_in_the_code_are_no_family(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 H2511=Cataract, right eye; H2622=Cataract, left eye; "
                 "H251=Cataract of left eye; A10=Pain, right; A11=Pain, left; "
                 "T161XXA=Body in right ear; T161XXD=Body in left ear;");
    assert_string_equal(side(&k, "H2511"), "none");
    assert_string_equal(side(&k, "A10"), "none");     /* third character */
    assert_string_equal(side(&k, "T161XXA"), "none"); /* seventh */
    assert_int_equal(k.counts[1].families, 0);
    close_kit(&k);
}

static void titles_that_differ_before_the_side_are_two_families(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 S52021A=Displaced fracture of right ulna; "
                 "S52022A=Displaced fracture of left ulna; "
                 "S52024A=Nondisplaced fracture of right ulna; "
                 "S52025A=Nondisplaced fracture of left ulna; "
                 "S52026A=Nondisplaced fracture of unspecified ulna;");
    assert_int_equal(k.counts[1].families, 2);
    assert_string_equal(side(&k, "S52021A"), "right by 6 of 0");
    assert_string_equal(side(&k, "S52022A"), "left by 6 of 0");
    assert_string_equal(side(&k, "S52024A"), "right by 6 of 1");
    assert_string_equal(side(&k, "S52026A"), "unspecified by 6 of 1");
    close_kit(&k);
}

static void a_code_is_in_the_family_of_its_later_character(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 S62501A=Fracture of right thumb; "
                 "S62502A=Fracture of left thumb; "
                 "S62601A=Fracture of left index finger;");
    assert_string_equal(side(&k, "S62501A"), "right by 6 of 0");
    assert_string_equal(side(&k, "S62601A"), "none");
    assert_int_equal(k.counts[1].families, 1);
    assert_int_equal(k.counts[1].contested, 1);
    close_kit(&k);
}

static void unspecified_before_a_side_names_no_side(void **state)
{
    (void)state;
    side_kit k;
    open_kit(&k, "2015-10-01 M60004=Myositis, unspecified left leg; "
                 "M60044=Myositis, right finger(s); M60074=Myositis, left foot;");
    assert_string_equal(side(&k, "M60004"), "none");
    assert_string_equal(side(&k, "M60044"), "right by 5 of 0");
    close_kit(&k);
}

static void a_family_stands_while_its_codes_and_titles_do(void **state)
{
    (void)state;
    static const char *const releases[] = {
        "2015-10-01 H2511=Cataract, right eye; H2512=Cataract of the left eye;",
        "2016-10-01 H2511=Cataract, right eye; H2512=Cataract, left eye;",
        "2017-10-01 H2511=Cataract, right eye;"};
    gen_side_counts counts[4];
    pair_kit k;
    pair_init(&k, releases, 3);
    pair_columns(&k, "2015-10-01 2016-10-01 2017-10-01");
    gen_sides(&k.catalog, k.traits, counts);
    assert_int_equal(counts[1].families, 0);
    assert_int_equal(counts[2].families, 1);
    assert_int_equal(counts[3].families, 0);
    assert_string_equal(pair_trait(&k, "H2511", SJF_SIDE), "0010");
    pair_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_alike_up_to_the_side_make_a_family),
        cmocka_unit_test(commas_and_letter_case_do_not_matter),
        cmocka_unit_test(right_without_left_is_no_family),
        cmocka_unit_test(several_codes_a_side_are_no_family),
        cmocka_unit_test(two_differences_in_the_code_are_no_family),
        cmocka_unit_test(titles_that_differ_before_the_side_are_two_families),
        cmocka_unit_test(a_code_is_in_the_family_of_its_later_character),
        cmocka_unit_test(unspecified_before_a_side_names_no_side),
        cmocka_unit_test(a_family_stands_while_its_codes_and_titles_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

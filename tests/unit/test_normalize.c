/*
 * What people type against what tables hold: one row a rule.
 */
#include <scrubjay/scrubjay.h>

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    sj_system system;
    const char *typed, *canonical; /* "" = can be no code */
    const char *display;
} rows[] = {
    {SJ_ICD10CM, "E11.9", "E119", "E11.9"},
    {SJ_ICD10CM, "e119", "E119", "E11.9"},
    {SJ_ICD10CM, " \te11.9 ", "E119", "E11.9"},
    {SJ_ICD10CM, "I10", "I10", "I10"},
    {SJ_ICD10CM, "s52.521a", "S52521A", "S52.521A"},
    {SJ_ICD10CM, "C4A.0", "C4A0", "C4A.0"},
    {SJ_ICD10CM, "QA0.1", "QA01", "QA0.1"},
    {SJ_ICD10CM, "E1.19", "", NULL},  /* a dot only after the third character */
    {SJ_ICD10CM, "E11.", "", NULL},   /* and only with a character after it */
    {SJ_ICD10CM, "E11..9", "", NULL}, /* one dot */
    {SJ_ICD10CM, "E11 9", "", NULL},  /* no inner blank */
    {SJ_ICD10CM, "E11-9", "", NULL},
    {SJ_ICD10CM, "119", "", NULL}, /* begins with a letter */
    {SJ_ICD10CM, "E1", "", NULL},
    {SJ_ICD10CM, "S52521AB", "", NULL},
    {SJ_ICD10CM, "", "", NULL},
    {SJ_ICD10CM, "   ", "", NULL},
    {SJ_ICD10CM, "E11\xC3\xA9", "", NULL},
    {SJ_ICD10PCS, "0dtj0zz", "0DTJ0ZZ", "0DTJ0ZZ"},
    {SJ_ICD10PCS, "0DT", "0DT", "0DT"},
    {SJ_ICD10PCS, "0DTJ0Z", "", NULL},   /* a table or a whole code, nothing between */
    {SJ_ICD10PCS, "0DT.J0ZZ", "", NULL}, /* no dot at all */
    {SJ_ICD10PCS, "ODTJ0ZZ", "", NULL},  /* the letter O is never put right */
    {SJ_ICD10PCS, "0DTJIZZ", "", NULL},
    {SJ_ICD9CM, "250.00", "25000", "250.00"},
    {SJ_ICD9CM, "V30.00", "V3000", "V30.00"},
    {SJ_ICD9CM, "E880.1", "E8801", "E880.1"},
    {SJ_ICD9CM, "E88.01", "", NULL},
    {SJ_ICD9PCS, "00.01", "0001", "00.01"},
    {SJ_ICD9PCS, "000.1", "", NULL},
    {SJ_HCPCS, "g0439", "G0439", "G0439"},
    {SJ_HCPCS, "99213", "", NULL},
    {SJ_HCPCS, "D0120", "", NULL}, /* dental codes are not in the CMS file */
    {SJ_HCPCS, "G0439-25", "", NULL},
    {SJ_CPT, "99213", "99213", "99213"},
    {SJ_CPT, "0001f", "0001F", "0001F"},
    {SJ_CPT, "99213-25", "", NULL},
    {SJ_CDT, "d0120", "D0120", "D0120"},
    {SJ_NDC, "0002-7597-01", "00002759701", "00002759701"},
    {SJ_NDC, "50242-040-62", "50242004062", "50242004062"},
    {SJ_NDC, "60575-4112-1", "60575411201", "60575411201"},
    {SJ_NDC, "00002-7597-01", "00002759701", "00002759701"},
    {SJ_NDC, "00002759701", "00002759701", "00002759701"},
    {SJ_NDC, "0002759701", "", NULL},  /* ten digits without hyphens: which zero? */
    {SJ_NDC, "0002-759-01", "", NULL}, /* two short segments */
    {SJ_NDC, "00002-7597", "", NULL},
    {SJ_NDC, "000027-597-01", "", NULL},
    {SJ_NDC, "0002-7597-0A", "", NULL},
    {SJ_MODIFIER, "xe", "XE", "XE"},
    {SJ_MODIFIER, "59", "59", "59"},
    {SJ_MODIFIER, "5", "", NULL},
    {SJ_POS, "11", "11", "11"},
    {SJ_POS, "1A", "", NULL},
    {SJ_REVENUE, "0170", "0170", "0170"},
    {SJ_REVENUE, "170", "0170", "0170"},
    {SJ_REVENUE, "70", "", NULL},
    {SJ_TOB, "0111", "111", "111"},
    {SJ_TOB, "11a", "11A", "11A"},
    {SJ_TOB, "1111", "", NULL},
    {SJ_DRG, "470", "470", "470"},
    {SJ_DRG, "47", "", NULL},
};
enum { ROWS = sizeof rows / sizeof *rows };

static void each_code_is_brought_into_the_form_tables_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        char out[SJ_CODE_CAP];
        size_t len = 99;
        bool ok = sj_normalize(rows[i].system, rows[i].typed, strlen(rows[i].typed),
                               out, &len);
        if (ok != (rows[i].canonical[0] != '\0') ||
            strcmp(out, rows[i].canonical) != 0 || len != strlen(out))
            fail_msg("%s \"%s\": got \"%s\"", sj_system_name(rows[i].system),
                     rows[i].typed, out);
    }
}

static void normalising_twice_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        char out[SJ_CODE_CAP];
        const char *once = rows[i].canonical;
        if (once[0] == '\0')
            continue;
        assert_true(sj_normalize(rows[i].system, once, strlen(once), out, NULL));
        assert_string_equal(out, once);
    }
}

static void people_read_codes_with_their_dot(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        char out[SJ_CODE_CAP], back[SJ_CODE_CAP];
        if (!rows[i].display)
            continue;
        sj_display(rows[i].system, rows[i].canonical, strlen(rows[i].canonical), out);
        assert_string_equal(out, rows[i].display);
        assert_true(sj_normalize(rows[i].system, out, strlen(out), back, NULL));
        assert_string_equal(back, rows[i].canonical);
    }
}

static void a_nul_inside_is_no_code(void **state)
{
    (void)state;
    char out[SJ_CODE_CAP];
    assert_false(sj_normalize(SJ_ICD10CM, "E11\0", 4, out, NULL));
    assert_false(sj_normalize(SJ_ICD10CM,
                              "E1\0"
                              "9",
                              4, out, NULL));
}

static void a_system_that_does_not_exist_has_no_codes(void **state)
{
    (void)state;
    char out[SJ_CODE_CAP];
    sj_system system;
    assert_false(sj_normalize(SJ_SYSTEM_COUNT, "E119", 4, out, NULL));
    assert_null(sj_system_name(SJ_SYSTEM_COUNT));
    assert_false(sj_system_parse("icd11", 5, &system));
}

static void every_system_is_found_by_its_name(void **state)
{
    (void)state;
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT; i++) {
        const char *name = sj_system_name((sj_system)i);
        sj_system system;
        assert_true(sj_system_parse(name, strlen(name), &system));
        assert_int_equal(system, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_code_is_brought_into_the_form_tables_hold),
        cmocka_unit_test(normalising_twice_changes_nothing),
        cmocka_unit_test(people_read_codes_with_their_dot),
        cmocka_unit_test(a_nul_inside_is_no_code),
        cmocka_unit_test(a_system_that_does_not_exist_has_no_codes),
        cmocka_unit_test(every_system_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

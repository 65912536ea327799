/*
 * Numbers that callers, images and other languages hold: written down once more, so
 * that a change of the header that gives one another meaning does not pass unseen. New
 * ones are added at the end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <scrubjay/scrubjay.h>

static void statuses_of_calls_keep_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(SJ_OK, 0);
    assert_int_equal(SJ_NOT_FOUND, 1);
    assert_int_equal(SJ_E_ARG, -1);
    assert_int_equal(SJ_E_NOMEM, -2);
    assert_int_equal(SJ_E_IO, -3);
    assert_int_equal(SJ_E_FORMAT, -4);
    assert_int_equal(SJ_E_CORRUPT, -5);
}

static void statuses_of_codes_keep_their_numbers_and_words(void **state)
{
    static const char *const words[] = {"none",     "not_found", "unknown",
                                        "inactive", "header",    "billable"};
    (void)state;
    assert_int_equal(SJ_CODE_NONE, 0);
    assert_int_equal(SJ_CODE_NOT_FOUND, 1);
    assert_int_equal(SJ_CODE_UNKNOWN, 2);
    assert_int_equal(SJ_CODE_INACTIVE, 3);
    assert_int_equal(SJ_CODE_HEADER, 4);
    assert_int_equal(SJ_CODE_BILLABLE, 5);
    for (int i = SJ_CODE_NOT_FOUND; i <= SJ_CODE_BILLABLE; i++)
        assert_string_equal(sj_code_status_str((sj_code_status)i), words[i]);
}

static void systems_keep_their_numbers_and_names(void **state)
{
    static const char *const names[] = {
        "icd10cm", "icd10pcs", "icd9cm", "icd9pcs", "hcpcs", "cpt", "cdt",
        "ndc",     "modifier", "pos",    "revenue", "tob",   "drg"};
    (void)state;
    assert_int_equal(SJ_SYSTEM_COUNT, sizeof names / sizeof names[0]);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        assert_string_equal(sj_system_name((sj_system)i), names[i]);
    assert_int_equal(SJ_ICD10CM, 0);
    assert_int_equal(SJ_HCPCS, 4);
    assert_int_equal(SJ_DRG, 12);
}

static void flags_and_marks_keep_their_bits(void **state)
{
    (void)state;
    assert_int_equal(SJ_FLAG_NOC, 1);
    assert_int_equal(SJ_MARK_INFERRED, 8);
    assert_int_equal(SJ_MARK_CARRIED, 16);
    assert_int_equal(SJ_OPEN_COPY, 1);
    assert_int_equal(SJ_OPEN_STRUCTURE_ONLY, 2);
    assert_int_equal(SJ_DATE_MIN, INT32_MIN);
    assert_int_equal(SJ_DATE_OPEN, INT32_MAX);
    assert_true(SJ_NO_CODE == UINT32_MAX);
}

/* A column of answers is an array that other languages read. */
static void an_answer_keeps_its_layout(void **state)
{
    (void)state;
    assert_int_equal(sizeof(sj_answer), 16);
    assert_int_equal(offsetof(sj_answer, id), 0);
    assert_int_equal(offsetof(sj_answer, class_id), 4);
    assert_int_equal(offsetof(sj_answer, timeline), 8);
    assert_int_equal(offsetof(sj_answer, status), 10);
    assert_int_equal(offsetof(sj_answer, marks), 11);
    assert_int_equal(offsetof(sj_answer, flags), 12);
    assert_int_equal(offsetof(sj_answer, system), 13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_of_calls_keep_their_numbers),
        cmocka_unit_test(statuses_of_codes_keep_their_numbers_and_words),
        cmocka_unit_test(systems_keep_their_numbers_and_names),
        cmocka_unit_test(flags_and_marks_keep_their_bits),
        cmocka_unit_test(an_answer_keeps_its_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

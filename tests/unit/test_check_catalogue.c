/*
 * The catalogue is one table in byte order of identifiers that has every edit once,
 * says all there is to say of each, and leads from place to edit and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/edit/judged.h"

static void identifiers_stand_in_byte_order(void **state)
{
    (void)state;
    for (uint32_t i = 1; i < SJ_EDIT_COUNT; i++)
        if (strcmp(sj_edit_at(i - 1)->id, sj_edit_at(i)->id) >= 0)
            fail_msg("%s before %s", sj_edit_at(i - 1)->id, sj_edit_at(i)->id);
    assert_null(sj_edit_at(SJ_EDIT_COUNT));
}

static void every_edit_is_there_once_and_knows_its_place(void **state)
{
    (void)state;
    sj_edit_set seen = {{0, 0}};
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        assert_true((unsigned)info->edit < SJ_EDIT_COUNT);
        assert_false(sj_edit_set_has(&seen, info->edit));
        sj_edit_set_add(&seen, info->edit);
        assert_ptr_equal(sj_edit_get(info->edit), info);
        assert_int_equal(sji_edit_place((uint16_t)info->edit), i);
        assert_int_equal(sji_edit_severity(info->edit), info->severity);
    }
    assert_null(sj_edit_get((sj_edit)SJ_EDIT_COUNT));
    assert_null(sj_edit_get((sj_edit)-1));
}

static void every_row_says_all_there_is_to_say(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        const char *texts[] = {info->id,     info->name,   info->meaning,
                               info->remedy, info->inputs, info->citation};
        for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
            if (!texts[k] || !texts[k][0])
                fail_msg("%s: text %zu is missing", info->id, k);
        assert_non_null(info->carc);
        assert_true(info->severity <= SJ_REJECT);
        assert_true(info->severity >= SJ_INFO || info->optional);
        size_t n = strlen(info->meaning);
        assert_int_equal(info->meaning[n - 1], '.');
    }
}

/* dx.excludes2 is no conflict, and pcs.not_in_table is told by pcs.not_found. */
static void optional_are_excludes2_and_the_table_of_a_procedure(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        assert_int_equal(info->optional, info->edit == SJ_DX_EXCLUDES2 ||
                                             info->edit == SJ_PCS_NOT_IN_TABLE);
    }
}

static void identifiers_are_parsed_to_the_letter(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        const sj_edit_info *info = sj_edit_at(i);
        sj_edit edit = (sj_edit)0;
        assert_true(sj_edit_parse(info->id, strlen(info->id), &edit));
        assert_int_equal(edit, info->edit);
    }
    sj_edit edit = SJ_DX_SEX;
    assert_false(sj_edit_parse("dx.duplicat", 11, &edit));
    assert_false(sj_edit_parse("DX.SEX", 6, &edit));
    assert_false(sj_edit_parse("", 0, &edit));
    assert_int_equal(edit, SJ_DX_SEX);
    assert_true(sj_edit_parse("dx.duplicate_pdx", 12, &edit));
    assert_int_equal(edit, SJ_DX_DUPLICATE);
}

static void severities_have_their_words(void **state)
{
    (void)state;
    assert_string_equal(sj_severity_str(SJ_CLEAN), "clean");
    assert_string_equal(sj_severity_str(SJ_INFO), "info");
    assert_string_equal(sj_severity_str(SJ_WARN), "warn");
    assert_string_equal(sj_severity_str(SJ_REJECT), "reject");
}

static void places_are_written_as_paths_into_the_claim(void **state)
{
    (void)state;
    static const struct {
        sj_place place;
        const char *path;
    } places[] = {
        {{SJ_AT_NONE, 0, 0, 0}, ""},
        {{SJ_AT_CLAIM, 0, 0, 0}, "claim"},
        {{SJ_AT_PATIENT, 0, 0, 0}, "patient"},
        {{SJ_AT_DX, 0, 0, 0}, "dx[0]"},
        {{SJ_AT_ADMITTING, 0, 0, 0}, "admitting"},
        {{SJ_AT_REASON, 0, 2, 0}, "reason[2]"},
        {{SJ_AT_EXTERNAL, 0, 11, 0}, "external[11]"},
        {{SJ_AT_PX, 0, 2, 0}, "px[2]"},
        {{SJ_AT_LINE, 0, 1, 0}, "lines[1]"},
        {{SJ_AT_LINE, 1, 1, 0}, "lines[1].mods[0]"},
        {{SJ_AT_LINE, 2, 1, 3}, "lines[1].dx[3]"},
        {{SJ_AT_LINE, 3, 1, 0}, "lines[1].ndc"},
        {{SJ_AT_LINE, 1, 65535, 65535}, "lines[65535].mods[65535]"},
        {{200, 9, 1, 1}, ""},
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char out[SJ_PLACE_CAP];
        sj_place_format(places[i].place, out);
        assert_string_equal(out, places[i].path);
    }
}

static void days_on_which_rules_change_are_those_of_the_calendar(void **state)
{
    (void)state;
    static const struct {
        sj_date day;
        int year, month;
    } days[] = {{SJI_ICD10_DAY, 2015, 10},
                {SJI_SIDES_DAY, 2022, 4},
                {SJI_SEX_ENDS_DAY, 2024, 10}};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        sj_date date = 0;
        assert_true(sj_date_from_ymd(days[i].year, days[i].month, 1, &date));
        assert_int_equal(days[i].day, date);
    }
    sj_date first = 0, last = 0;
    assert_true(sj_date_from_ymd(1, 1, 1, &first));
    assert_true(sj_date_from_ymd(9999, 12, 31, &last));
    assert_true(sji_date_good(first) && sji_date_good(last));
    assert_false(sji_date_good(first - 1));
    assert_false(sji_date_good(last + 1));
    assert_true(sji_date_good(SJ_NO_DATE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_stand_in_byte_order),
        cmocka_unit_test(every_edit_is_there_once_and_knows_its_place),
        cmocka_unit_test(every_row_says_all_there_is_to_say),
        cmocka_unit_test(optional_are_excludes2_and_the_table_of_a_procedure),
        cmocka_unit_test(identifiers_are_parsed_to_the_letter),
        cmocka_unit_test(severities_have_their_words),
        cmocka_unit_test(places_are_written_as_paths_into_the_claim),
        cmocka_unit_test(days_on_which_rules_change_are_those_of_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

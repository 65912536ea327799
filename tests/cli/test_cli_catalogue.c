/*
 * scrubjay explain and scrubjay edits: one catalogue, said in four ways.
 */
#include <scrubjay/scrubjay.h>

#include "tests/support/check_results.h"

static void explain_says_all_that_the_catalogue_holds(void **state)
{
    const sj_edit_info *edit = sj_edit_get(SJ_DX_EXCLUDES1);
    json_t *list =
        check_lines(state, ARGS("explain", "--json", "dx.excludes1"), NULL, 0);
    const json_t *object = json_array_get(list, 0);
    keys_are(object, "edit name severity meaning remedy inputs citation carc judged");
    assert_string_equal(string_in(object, "edit"), "dx.excludes1");
    assert_string_equal(string_in(object, "name"), edit->name);
    assert_string_equal(string_in(object, "severity"), "warn");
    assert_string_equal(string_in(object, "meaning"), edit->meaning);
    assert_string_equal(string_in(object, "remedy"), edit->remedy);
    assert_string_equal(string_in(object, "inputs"), edit->inputs);
    assert_string_equal(string_in(object, "citation"), edit->citation);
    assert_string_equal(string_in(object, "carc"), edit->carc);
    json_decref(list);
}

static void explain_is_text_for_people(void **state)
{
    command_result result;
    ask(state, ARGS("explain", "dx.excludes1"), NULL, &result);
    char want[256];
    (void)snprintf(want, sizeof want,
                   "dx.excludes1: %s\n  severity  warn\n  fires     ",
                   sj_edit_get(SJ_DX_EXCLUDES1)->name);
    assert_memory_equal(result.out, want, strlen(want));
    assert_non_null(strstr(result.out, "\n  clear     "));
    assert_non_null(strstr(result.out, "\n  rule      ICD-10-CM Tabular List"));
    assert_int_equal(result.status, 0);
    command_result_free(&result);
}

#define TRY "\ntry: scrubjay explain --help\n"

static void an_edit_that_does_not_exist_gets_the_nearest(void **state)
{
    complains(state, ARGS("explain", "dx.exclude1"), 2,
              "scrubjay: explain: dx.exclude1: no such edit; did you mean "
              "dx.excludes1 or dx.excludes2?" TRY);
    complains(state, ARGS("explain", "poa.mising"), 2,
              "scrubjay: explain: poa.mising: no such edit; did you mean "
              "poa.missing?" TRY);
    complains(state, ARGS("explain", "dx.duplicate_p"), 2,
              "scrubjay: explain: dx.duplicate_p: no such edit; did you mean "
              "dx.duplicate or dx.duplicate_pdx?" TRY);
}

static void each_wrong_use_of_the_catalogue_is_named(void **state)
{
    complains(state, ARGS("explain"), 2, "scrubjay: explain: one edit, please" TRY);
    complains(state, ARGS("explain", "-i", "x", "dx.age"), 2,
              "scrubjay: explain: -i: no such option" TRY);
    complains(state, ARGS("edits", "dx.age"), 2,
              "scrubjay: edits: no argument, please (scrubjay explain EDIT)\n"
              "try: scrubjay edits --help\n");
}

static void edits_lists_every_edit_once_in_byte_order(void **state)
{
    json_t *list = check_lines(state, ARGS("edits", "--json"), NULL, 0);
    assert_int_equal(json_array_size(list), SJ_EDIT_COUNT);
    for (size_t i = 1; i < SJ_EDIT_COUNT; i++)
        assert_true(strcmp(string_in(json_array_get(list, i - 1), "edit"),
                           string_in(json_array_get(list, i), "edit")) < 0);
    json_decref(list);
}

static void edits_is_a_table_with_a_line_an_edit(void **state)
{
    command_result result;
    size_t lines = 0;
    ask(state, ARGS("edits"), NULL, &result);
    for (const char *c = result.out; *c; c++)
        lines += *c == '\n';
    assert_int_equal(lines, SJ_EDIT_COUNT);
    assert_non_null(strstr(result.out, "\ndx.excludes1                 warn      "));
    assert_int_equal(result.status, 0);
    command_result_free(&result);
}

static void every_edit_has_a_section_in_markdown(void **state)
{
    command_result result;
    ask(state, ARGS("edits", "--markdown"), NULL, &result);
    for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
        char row[128], section[128];
        const char *id = sj_edit_at(i)->id;
        (void)snprintf(row, sizeof row, "\n| [`%s`](#%s) | ", id, id);
        (void)snprintf(section, sizeof section, "\n### %s\n", id);
        assert_non_null(strstr(result.out, row));
        assert_non_null(strstr(result.out, section));
    }
    command_result_free(&result);
}

static void the_page_in_docs_is_the_catalogue(void **state)
{
    size_t len;
    command_result result;
    char *page = read_file(SCRUBJAY_SOURCE_DIR "/docs", "EDITS.md", &len);
    ask(state, ARGS("edits", "--markdown"), NULL, &result);
    if (!page || strcmp(page, result.out) != 0)
        fail_msg("write it anew: scrubjay edits --markdown > docs/EDITS.md");
    command_result_free(&result);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explain_says_all_that_the_catalogue_holds),
        cmocka_unit_test(explain_is_text_for_people),
        cmocka_unit_test(an_edit_that_does_not_exist_gets_the_nearest),
        cmocka_unit_test(each_wrong_use_of_the_catalogue_is_named),
        cmocka_unit_test(edits_lists_every_edit_once_in_byte_order),
        cmocka_unit_test(edits_is_a_table_with_a_line_an_edit),
        cmocka_unit_test(every_edit_has_a_section_in_markdown),
        cmocka_unit_test(the_page_in_docs_is_the_catalogue),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

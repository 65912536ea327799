/*
 * scrubjay check: the shape of a result, which findings are printed, options, exit
 * statuses.
 */
#include "tests/support/check_results.h"

static void a_result_has_its_keys_in_order(void **state)
{
    json_t *list = check_lines(state, ARGS("check"), CLAIM("A1", CLEAN_DX), 0);
    assert_int_equal(json_array_size(list), 1);
    const json_t *result = json_array_get(list, 0);
    keys_are(result, "claim status findings no_data image");
    assert_string_equal(string_in(result, "claim"), "A1");
    assert_string_equal(string_in(result, "status"), "clean");
    assert_int_equal(finding_count(result), 0);
    assert_int_equal(strlen(string_in(result, "image")), 12);
    json_decref(list);
}

static void the_image_is_named_by_the_first_digits_of_its_build_id(void **state)
{
    command_result info;
    ask(state, ARGS("info", "--json"), NULL, &info);
    json_t *about = json_loads(info.out, 0, NULL);
    json_t *list = check_lines(state, ARGS("check"), CLAIM("A1", CLEAN_DX), 0);
    const char *image = string_in(json_array_get(list, 0), "image");
    assert_int_equal(strncmp(image, string_in(about, "build_id"), 12), 0);
    json_decref(list);
    json_decref(about);
    command_result_free(&info);
}

static void a_finding_has_its_keys_in_order(void **state)
{
    json_t *list = check_lines(state, ARGS("check"), CLAIM("A1", HEADER_DX), 1);
    const json_t *result = json_array_get(list, 0), *finding = finding_of(result, 0);
    assert_string_equal(string_in(result, "status"), "reject");
    assert_int_equal(finding_count(result), 1);
    keys_are(finding, "edit severity at code date message fix carc source");
    assert_string_equal(string_in(finding, "edit"), "dx.not_billable");
    assert_string_equal(string_in(finding, "severity"), "reject");
    assert_string_equal(string_in(finding, "at"), "dx[0]");
    assert_string_equal(string_in(finding, "code"), "E11.6");
    assert_string_equal(string_in(finding, "date"), "2025-01-15");
    assert_string_equal(string_in(finding, "carc"), "146");
    list_is(json_object_get(json_object_get(finding, "fix"), "codes"), "E11.65");
    const json_t *source = json_object_get(finding, "source");
    keys_are(source, "file release");
    assert_string_equal(string_in(source, "file"), "icd10cm_order_2025.txt");
    assert_string_equal(string_in(source, "release"), "ICD-10-CM FY2025");
    json_decref(list);
}

static void a_finding_on_a_pair_names_the_other_item(void **state)
{
    json_t *list = check_lines(
        state, ARGS("check"), CLAIM("A1", "\"dx\":[\"e11.65\",\"E119\",\"e11.9\"]"), 0);
    const json_t *finding = finding_of(json_array_get(list, 0), 0);
    assert_int_equal(finding_count(json_array_get(list, 0)), 1);
    keys_are(finding, "edit severity at with code other date message carc");
    assert_string_equal(string_in(finding, "edit"), "dx.duplicate");
    assert_string_equal(string_in(finding, "at"), "dx[2]");
    assert_string_equal(string_in(finding, "with"), "dx[1]");
    assert_string_equal(string_in(finding, "code"), "E11.9");
    assert_string_equal(string_in(finding, "other"), "E11.9");
    json_decref(list);
}

static void what_no_table_judges_is_named_always(void **state)
{
    json_t *list = check_lines(
        state, ARGS("check"),
        CLAIM("A1", CLEAN_DX
              ",\"lines\":[{\"code\":\"99213\",\"mods\":[\"25\"],\"dx\":[1]}]"),
        0);
    const json_t *no_data = json_object_get(json_array_get(list, 0), "no_data");
    char before[64] = "";
    bool has_procedures = false;
    size_t i;
    json_t *item;
    json_array_foreach(no_data, i, item)
    {
        const char *id = json_string_value(item);
        assert_true(strcmp(before, id) < 0); /* sorted, each once */
        (void)snprintf(before, sizeof before, "%s", id);
        has_procedures = has_procedures || strcmp(id, "px.not_found") == 0;
    }
    assert_true(has_procedures);
    json_decref(list);
}

static void what_the_claim_does_not_tell_is_named_on_demand(void **state)
{
    json_t *list = check_lines(state, ARGS("check", "--verbose"),
                               "{\"id\":\"A1\",\"type\":\"professional\","
                               "\"from\":\"2025-01-15\",\"dx\":[\"E11.9\"]}\n",
                               1);
    const json_t *result = json_array_get(list, 0);
    keys_are(result, "claim status findings no_data not_evaluated image");
    list_is(json_object_get(result, "not_evaluated"), "dx.age dx.sex pt.sex_invalid");
    assert_string_equal(string_in(finding_of(result, 0), "at"), "patient");
    json_decref(list);
}

static void results_stand_in_the_order_of_the_claims(void **state)
{
    json_t *list =
        check_lines(state, ARGS("check"),
                    CLAIM("3", CLEAN_DX) CLAIM("1", HEADER_DX) CLAIM("2", CLEAN_DX), 1);
    assert_int_equal(json_array_size(list), 3);
    assert_string_equal(string_in(json_array_get(list, 0), "claim"), "3");
    assert_string_equal(string_in(json_array_get(list, 1), "claim"), "1");
    assert_string_equal(string_in(json_array_get(list, 2), "claim"), "2");
    json_decref(list);
}

static void every_form_of_an_item_is_read(void **state)
{
    json_t *list = check_lines(
        state, ARGS("check"),
        "{\"id\":\"B7\",\"type\":\"institutional\",\"bill_type\":\"0111\","
        "\"from\":\"2025-01-15\",\"to\":\"2025-01-16\",\"discharge_status\":\"01\","
        "\"admission\":\"2025-01-15\",\"payer\":null,\"unknown\":{\"key\":[true]},"
        "\"patient\":{\"birth\":\"1961-04-02\",\"sex\":\"M\",\"weight\":3},"
        "\"dx\":[{\"code\":\"E11.6\",\"poa\":\"Y\",\"version\":10},\"E118\"],"
        "\"admitting\":{\"code\":\"E11\"},\"reason\":[\"e11\"],"
        "\"external\":[{\"code\":\"e11\"}],"
        "\"px\":[\"0DTJ4ZZ\",{\"code\":\"0DTJ4ZZ\",\"date\":\"2025-01-15\"}],"
        "\"lines\":[{\"rev\":\"0170\",\"units\":5},{\"code\":\"E1165\",\"units\":0.5,"
        "\"date\":\"2025-01-15\",\"to\":\"2025-01-16\",\"mods\":[\"25\",\"\"],"
        "\"dx\":[1,-2],\"charge\":12,\"provider\":\"1\",\"pos\":\"11\","
        "\"ndc\":{\"code\":\"00002-7597-01\",\"unit\":\"ML\",\"units\":2}}]}\n",
        1);
    const json_t *result = json_array_get(list, 0);
    static const char *const at[] = {"dx[0]", "dx[1]", "admitting", "reason[0]",
                                     "external[0]"};
    assert_string_equal(string_in(result, "status"), "reject");
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        bool there = false;
        for (size_t k = 0; k < finding_count(result); k++)
            there = there || strcmp(string_in(finding_of(result, k), "at"), at[i]) == 0;
        if (!there)
            fail_msg("no finding at %s", at[i]);
    }
    json_decref(list);
}

static void a_list_of_edits_leaves_out_the_others(void **state)
{
    const char *claim = CLAIM("A1", "\"dx\":[\"E11.6\",\"E11.6\"]");
    json_t *list =
        check_lines(state, ARGS("check", "--edits", "dx.duplicate_pdx"), claim, 0);
    const json_t *result = json_array_get(list, 0);
    assert_int_equal(finding_count(result), 1);
    assert_string_equal(string_in(finding_of(result, 0), "edit"), "dx.duplicate_pdx");
    assert_string_equal(string_in(result, "status"), "warn");
    json_decref(list);

    static const char *const without[] = {"-dx.duplicate_pdx", "!dx.duplicate_pdx"};
    for (size_t i = 0; i < 2; i++) {
        list = check_lines(state, ARGS("check", "--edits", without[i]), claim, 1);
        result = json_array_get(list, 0);
        assert_int_equal(finding_count(result), 2);
        assert_string_equal(string_in(finding_of(result, 1), "edit"),
                            "dx.not_billable");
        json_decref(list);
    }
}

static void findings_only_leaves_out_claims_without(void **state)
{
    json_t *list = check_lines(
        state, ARGS("check", "--findings-only"),
        CLAIM("1", CLEAN_DX) CLAIM("2", HEADER_DX) "[]\n" CLAIM("3", CLEAN_DX), 3);
    assert_int_equal(json_array_size(list), 2);
    assert_string_equal(string_in(json_array_get(list, 0), "claim"), "2");
    assert_string_equal(string_in(json_array_get(list, 1), "status"), "error");
    json_decref(list);
}

static void the_exit_status_is_that_of_the_worst_claim(void **state)
{
    json_decref(check_lines(state, ARGS("check"), "", 0));
    json_decref(check_lines(state, ARGS("check"), CLAIM("1", CLEAN_DX), 0));
    /* a warning is no rejection */
    json_decref(check_lines(state, ARGS("check"),
                            CLAIM("1", "\"dx\":[\"E11.9\",\"E11.9\"]"), 0));
    json_decref(check_lines(state, ARGS("check"),
                            CLAIM("1", HEADER_DX) CLAIM("2", CLEAN_DX), 1));
    json_decref(check_lines(state, ARGS("check"), CLAIM("1", HEADER_DX) "{}\n", 3));
}

static void text_says_what_is_wrong_and_what_would_clear_it(void **state)
{
    command_result result;
    ask(state, ARGS("check", "-o", "text"), CLAIM("A1", HEADER_DX) "{\"id\":\"B\"}\n",
        &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 3);
    assert_memory_equal(result.out, "claim A1: reject (professional, 2025-01-15)\n",
                        44);
    assert_non_null(strstr(result.out, "\n  dx[0]  E11.6 Type 2 diabetes with other "
                                       "complications\n    reject  "));
    assert_non_null(strstr(result.out, "[dx.not_billable]\n    why     "));
    assert_non_null(
        strstr(result.out, "\n    source  ICD-10-CM FY2025 icd10cm_order_2025.txt"));
    assert_non_null(strstr(result.out, "\n    clear   "));
    assert_non_null(strstr(
        result.out, "\n            E11.65   Type 2 diabetes with hyperglycemia\n"));
    assert_non_null(strstr(result.out, "\nclaim B in line 2: error, not judged\n"
                                       "  type: is missing\n"));
    assert_non_null(strstr(result.out, "\n1 claim: 1 reject, 0 warn, 0 info, 0 clean; "
                                       "1 line that is no claim\n"));
    command_result_free(&result);
}

static void text_is_no_wider_than_88_columns(void **state)
{
    command_result result;
    ask(state, ARGS("check", "-o", "text"),
        CLAIM("A1", "\"dx\":[\"E11.6\",\"E11.9\",\"E11.8\",\"E11.9\",\"\",\"Q\"],"
                    "\"external\":[\"E11\"],\"lines\":[{\"code\":\"1\"}]"),
        &result);
    for (const char *line = result.out; *line;) {
        size_t len = strcspn(line, "\n");
        if (len > 88)
            fail_msg("%zu columns: %.*s", len, (int)len, line);
        line += len + 1;
    }
    command_result_free(&result);
}

static void text_does_not_obey_control_characters_of_a_claim(void **state)
{
    command_result result;
    ask(state, ARGS("check", "-o", "text"), CLAIM("\\u001b[2J", CLEAN_DX), &result);
    assert_memory_equal(result.out, "claim ?[2J: clean", 17);
    assert_null(strchr(result.out, '\x1b'));
    command_result_free(&result);
}

static void what_is_clean_in_part_is_counted_apart(void **state)
{
    command_result result;
    ask(state,
        ARGS("check", "-o", "summary", "--edits", "dx.not_billable,px.not_found"),
        CLAIM("1", CLEAN_DX) CLAIM("2", HEADER_DX)
            CLAIM("3", CLEAN_DX ",\"lines\":[{\"code\":\"99213\"}]")
                CLAIM("4", CLEAN_DX) "x\n",
        &result);
    assert_string_equal(
        result.out, "claims                                 4\n"
                    "  reject                               1\n"
                    "  warn                                 0\n"
                    "  info                                 0\n"
                    "  clean                                2\n"
                    "  clean, not all judged                1\n"
                    "errors                                 1\n"
                    "\n"
                    "findings                          reject        warn        "
                    "info      claims\n"
                    "  dx.not_billable                      1           0           "
                    "0           1\n"
                    "  all                                  1           0           "
                    "0\n"
                    "\n"
                    "no data                           claims\n"
                    "  px.not_found                         1\n");
    assert_int_equal(result.status, 3);
    command_result_free(&result);
}

#define TRY "\ntry: scrubjay check --help\n"

static void each_wrong_use_of_check_is_named(void **state)
{
    complains(state, ARGS("check", "-f", "csv"), 2,
              "scrubjay: check: csv: no such format; there are ndjson x12 auto" TRY);
    complains(
        state, ARGS("check", "-o", "xml"), 2,
        "scrubjay: check: xml: no such output; there are ndjson text summary" TRY);
    static const char *const threads[] = {"0", "-1", "257", "2x", ""};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        char want[128];
        (void)snprintf(want, sizeof want,
                       "scrubjay: check: %s: no number of threads from 1 to 256" TRY,
                       threads[i]);
        complains(state, ARGS("check", "-j", threads[i]), 2, want);
    }
    complains(state, ARGS("check", "--edits", "dx.age,dx.exlcudes1"), 2,
              "scrubjay: check: dx.exlcudes1: no such edit; did you mean "
              "dx.excludes1 or dx.excludes2?" TRY);
    complains(state, ARGS("check", "--nonsense"), 2,
              "scrubjay: check: --nonsense: no such option" TRY);
    complains(state, ARGS("check", "-i", ""), 2, "scrubjay: check: no image named" TRY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_has_its_keys_in_order),
        cmocka_unit_test(the_image_is_named_by_the_first_digits_of_its_build_id),
        cmocka_unit_test(a_finding_has_its_keys_in_order),
        cmocka_unit_test(a_finding_on_a_pair_names_the_other_item),
        cmocka_unit_test(what_no_table_judges_is_named_always),
        cmocka_unit_test(what_the_claim_does_not_tell_is_named_on_demand),
        cmocka_unit_test(results_stand_in_the_order_of_the_claims),
        cmocka_unit_test(every_form_of_an_item_is_read),
        cmocka_unit_test(a_list_of_edits_leaves_out_the_others),
        cmocka_unit_test(findings_only_leaves_out_claims_without),
        cmocka_unit_test(the_exit_status_is_that_of_the_worst_claim),
        cmocka_unit_test(text_says_what_is_wrong_and_what_would_clear_it),
        cmocka_unit_test(text_is_no_wider_than_88_columns),
        cmocka_unit_test(text_does_not_obey_control_characters_of_a_claim),
        cmocka_unit_test(what_is_clean_in_part_is_counted_apart),
        cmocka_unit_test(each_wrong_use_of_check_is_named),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

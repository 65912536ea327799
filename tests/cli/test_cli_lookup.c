/*
 * scrubjay lookup: every status, every key and its place, codes on standard input, and
 * who answers when no system is named.
 */

#include "tests/support/command_check.h"

#define FY2025                                                                         \
    "\"source\":{\"file\":\"icd10cm_order_2025.txt\",\"release\":\"ICD-10-CM "         \
    "FY2025\"}}\n"
#define FY2024                                                                         \
    "\"source\":{\"file\":\"icd10cm_order_2024.txt\",\"release\":\"ICD-10-CM "         \
    "FY2024\"}}\n"
#define FY2022                                                                         \
    "\"source\":{\"file\":\"icd10cm_order_2022.txt\",\"release\":\"ICD-10-CM "         \
    "FY2022\"}}\n"

#define E119_BILLABLE                                                                  \
    "\"validity\":[{\"from\":\"2021-10-01\",\"to\":null,\"status\":\"billable\"}],"
#define E119_OLD                                                                       \
    "\"short\":\"Type 2 diabetes without comp\","                                      \
    "\"long\":\"Type 2 diabetes without complications\",\"parent\":\"E11\","
#define E119_NEW                                                                       \
    "\"short\":\"Type 2 diabetes, no complications\","                                 \
    "\"long\":\"Type 2 diabetes, no complications\",\"parent\":\"E11\","

static void a_billable_code_has_all_keys_in_order(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2025-01-15", " e119 "), NULL, 0,
         "{\"query\":\" e119 \",\"code\":\"E11.9\",\"system\":\"icd10cm\","
         "\"as_of\":\"2025-01-15\",\"status\":\"billable\"," E119_NEW E119_BILLABLE
             FY2025);
}

static void titles_and_source_are_those_of_the_date(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2024-01-15", "E11.9"), NULL, 0,
         "{\"query\":\"E11.9\",\"code\":\"E11.9\",\"system\":\"icd10cm\","
         "\"as_of\":\"2024-01-15\",\"status\":\"billable\"," E119_OLD E119_BILLABLE
             FY2024);
}

static void a_header_is_a_problem(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2025-01-15", "E11.6"), NULL, 1,
         "{\"query\":\"E11.6\",\"code\":\"E11.6\",\"system\":\"icd10cm\","
         "\"as_of\":\"2025-01-15\",\"status\":\"header\","
         "\"short\":\"Type 2 diabetes with oth comp\","
         "\"long\":\"Type 2 diabetes with other complications\",\"parent\":\"E11\","
         "\"validity\":[{\"from\":\"2023-10-01\",\"to\":null,\"status\":\"header\"}]"
         "," FY2025);
}

static void a_deleted_code_is_inactive_and_keeps_its_titles(void **state)
{
    command_result result;
    ask(state, ARGS("lookup", "--json", "-d", "2025-01-15", "E11.8"), NULL, &result);
    assert_int_equal(result.status, 1);
    const char *want = "{\"query\":\"E11.8\",\"code\":\"E11.8\",\"system\":\"icd10cm\","
                       "\"as_of\":\"2025-01-15\",\"status\":\"inactive\","
                       "\"short\":\"Type 2 diabetes with unsp comp\",";
    assert_memory_equal(result.out, want, strlen(want));
    assert_non_null(strstr(result.out, "\"validity\":[{\"from\":\"2021-10-01\","));
    command_result_free(&result);
}

static void what_both_neighbours_of_a_gap_say_is_inferred(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2023-01-15", "E11.9"), NULL, 0,
         "{\"query\":\"E11.9\",\"code\":\"E11.9\",\"system\":\"icd10cm\","
         "\"as_of\":\"2023-01-15\",\"status\":\"billable\",\"inferred\":true," E119_OLD
             E119_BILLABLE FY2022);
}

static void beyond_the_horizon_the_last_known_status_stands_beside(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2031-01-15", "E11.9"), NULL, 1,
         "{\"query\":\"E11.9\",\"code\":\"E11.9\",\"system\":\"icd10cm\","
         "\"as_of\":\"2031-01-15\",\"status\":\"unknown\",\"last_known\":\"billable\","
         "\"last_known_interval\":{\"from\":\"2021-10-01\",\"to\":null}," E119_NEW
             E119_BILLABLE FY2025);
}

static void a_stranger_beyond_the_horizon_was_last_known_not_found(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2031-01-15", "E11.77"), NULL, 1,
         "{\"query\":\"E11.77\",\"code\":\"E11.77\",\"system\":\"icd10cm\","
         "\"as_of\":\"2031-01-15\",\"status\":\"unknown\",\"last_known\":\"not_found\","
         "\"short\":null,\"long\":null,\"parent\":null,\"validity\":[]," FY2025);
}

static void a_stranger_gets_prefix_and_near_misses(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2025-01-15", "E11.66"), NULL, 1,
         "{\"query\":\"E11.66\",\"code\":\"E11.66\",\"system\":\"icd10cm\","
         "\"as_of\":\"2025-01-15\",\"status\":\"not_found\","
         "\"suggest\":{\"prefix\":\"E11.6\","
         "\"codes\":[\"E11.6\",\"E11.65\",\"E11\",\"E11.9\"]}," FY2025);
}

static void a_code_of_no_loaded_system_is_unknown_without_history(void **state)
{
    says(state,
         ARGS("lookup", "--json", "-d", "2025-01-15", "-s", "ndc", "0002-7597-01"),
         NULL, 1,
         "{\"query\":\"0002-7597-01\",\"code\":\"00002759701\",\"system\":\"ndc\","
         "\"as_of\":\"2025-01-15\",\"status\":\"unknown\",\"last_known\":null,"
         "\"short\":null,\"long\":null,\"parent\":null,\"validity\":[],"
         "\"source\":null}\n");
}

static void a_code_that_a_list_not_loaded_may_hold_is_unknown(void **state)
{
    /* NDC alone is written with hyphens, and it is not loaded */
    says(state, ARGS("lookup", "--json", "-d", "2025-01-15", "0002-7597-01"), NULL, 1,
         "{\"query\":\"0002-7597-01\",\"code\":\"00002759701\",\"system\":\"ndc\","
         "\"as_of\":\"2025-01-15\",\"status\":\"unknown\",\"last_known\":null,"
         "\"short\":null,\"long\":null,\"parent\":null,\"validity\":[],"
         "\"source\":null}\n");
    /* two digits: pos, which is loaded and has no 12, and others, which are not */
    command_result result;
    ask(state, ARGS("lookup", "--json", "-d", "2025-01-15", "12"), NULL, &result);
    assert_null(strstr(result.out, "\"system\":\"pos\""));
    assert_non_null(strstr(result.out, "\"status\":\"unknown\",\"last_known\":null"));
    command_result_free(&result);
}

static void a_text_of_no_shape_has_neither_system_nor_code(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2025-01-15", "E11,9"), NULL, 1,
         "{\"query\":\"E11,9\",\"code\":null,\"system\":null,"
         "\"as_of\":\"2025-01-15\",\"status\":\"not_found\","
         "\"suggest\":{\"prefix\":null,\"codes\":[]},\"source\":null}\n");
}

static void every_system_that_has_the_code_answers(void **state)
{
    says(
        state, ARGS("lookup", "--json", "-d", "2025-01-15", "E1165"), NULL, 0,
        "{\"query\":\"E1165\",\"code\":\"E11.65\",\"system\":\"icd10cm\","
        "\"as_of\":\"2025-01-15\",\"status\":\"billable\","
        "\"short\":\"Type 2 diabetes with hyperglycemia\","
        "\"long\":\"Type 2 diabetes with hyperglycemia\",\"parent\":\"E11.6\","
        "\"validity\":[{\"from\":\"2023-10-01\",\"to\":null,\"status\":\"billable\"}]"
        "," FY2025 "{\"query\":\"E1165\",\"code\":\"E1165\",\"system\":\"hcpcs\","
        "\"as_of\":\"2025-01-15\",\"status\":\"billable\","
        "\"short\":\"Invented item\",\"long\":\"An item made up\",\"parent\":null,"
        "\"validity\":[{\"from\":\"2020-01-01\",\"to\":null,\"status\":\"billable\"}],"
        "\"source\":{\"file\":\"items.csv\",\"release\":\"HCPCS Level II 2025Q1\"}}\n");
}

static void one_billable_answer_a_code_is_enough(void **state)
{
    command_result result;
    /* before the first ICD release of it, but a valid HCPCS code */
    ask(state, ARGS("lookup", "--json", "-d", "2022-01-15", "E1165"), NULL, &result);
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    ask(state, ARGS("lookup", "--json", "-d", "2022-01-15", "E1165", "E11"), NULL,
        &result);
    assert_int_equal(result.status, 1);
    command_result_free(&result);
}

static void
one_code_without_a_billable_answer_is_a_problem_wherever_it_stands(void **state)
{
    command_result result;
    ask(state, ARGS("lookup", "-d", "2025-01-15", "E11", "E11.9"), NULL, &result);
    assert_int_equal(result.status, 1);
    command_result_free(&result);
    ask(state, ARGS("lookup", "-d", "2025-01-15", "E11.9", "E11"), NULL, &result);
    assert_int_equal(result.status, 1);
    command_result_free(&result);
}

static void of_systems_that_are_not_loaded_the_first_in_use_answers(void **state)
{
    /* ICD-9-CM, CPT: neither is in the image, and ICD-9 ended on 2015-09-30 */
    says(state, ARGS("lookup", "--json", "-d", "2015-10-01", "12345"), NULL, 1,
         "{\"query\":\"12345\",\"code\":\"12345\",\"system\":\"cpt\","
         "\"as_of\":\"2015-10-01\",\"status\":\"unknown\",\"last_known\":null,"
         "\"short\":null,\"long\":null,\"parent\":null,\"validity\":[],"
         "\"source\":null}\n");
    says(state, ARGS("lookup", "--json", "-d", "2015-09-30", "12345"), NULL, 1,
         "{\"query\":\"12345\",\"code\":\"123.45\",\"system\":\"icd9cm\","
         "\"as_of\":\"2015-09-30\",\"status\":\"unknown\",\"last_known\":null,"
         "\"short\":null,\"long\":null,\"parent\":null,\"validity\":[],"
         "\"source\":null}\n");
}

/* The rest is asked of the sample in the program. */
static void ask_sample(const char *const *args, command_result *result)
{
    run_with(args, NULL, NULL, result);
}

static void of_loaded_systems_the_longest_valid_prefix_decides(void **state)
{
    (void)state;
    command_result result;
    /* the shape of an ICD-10-CM code, too, which comes first */
    ask_sample(ARGS("lookup", "--json", "-d", "2026-08-01", "XW03399"), &result);
    assert_non_null(
        strstr(result.out, "\"code\":\"XW03399\",\"system\":\"icd10pcs\","));
    assert_non_null(strstr(result.out, "\"suggest\":{\"prefix\":\"XW0\","));
    assert_int_equal(result.status, 1);
    command_result_free(&result);
}

static void a_dot_does_not_change_which_system_answers(void **state)
{
    (void)state;
    /* without the dot it has the shape of an ICD-9 code, too; none is valid by then */
    const char *const queries[] = {"E11.99", "E1199", " e11.99 "};
    for (size_t i = 0; i < 3; i++) {
        command_result result;
        ask_sample(ARGS("lookup", "--json", "-d", "2026-08-01", queries[i]), &result);
        assert_non_null(strstr(result.out,
                               "\"code\":\"E11.99\",\"system\":\"icd10cm\","
                               "\"as_of\":\"2026-08-01\",\"status\":\"not_found\","
                               "\"suggest\":{\"prefix\":\"E11.9\","));
        command_result_free(&result);
    }
}

static void a_code_on_the_noc_list_says_so(void **state)
{
    (void)state;
    command_result result;
    ask_sample(ARGS("lookup", "--json", "-d", "2026-08-01", "-s", "hcpcs", "J3490"),
               &result);
    assert_non_null(
        strstr(result.out, "\"status\":\"billable\",\"noc\":true,\"short\":"));
    command_result_free(&result);
    ask_sample(ARGS("lookup", "--json", "-d", "2026-08-01", "-s", "hcpcs", "J1440"),
               &result);
    assert_null(strstr(result.out, "noc"));
    command_result_free(&result);
}

static void what_is_never_judged_has_no_last_known_status_and_no_source(void **state)
{
    /* the numeric modifiers are CPT's, which is not in the sample */
    (void)state;
    command_result result;
    ask_sample(ARGS("lookup", "--json", "-d", "2026-08-01", "-s", "modifier", "59"),
               &result);
    assert_string_equal(
        result.out,
        "{\"query\":\"59\",\"code\":\"59\",\"system\":\"modifier\","
        "\"as_of\":\"2026-08-01\",\"status\":\"unknown\",\"last_known\":null,"
        "\"short\":null,\"long\":null,\"parent\":null,\"validity\":[],"
        "\"source\":null}\n");
    command_result_free(&result);
    ask_sample(ARGS("lookup", "-d", "2026-08-01", "-s", "modifier", "59"), &result);
    assert_string_equal(
        result.out, "59        modifier  2026-08-01  unknown\n"
                    "          known     nothing: no release in the image judges it "
                    "on any day\n");
    command_result_free(&result);
}

static void a_named_system_alone_answers(void **state)
{
    command_result result;
    ask(state, ARGS("lookup", "--json", "-s", "hcpcs", "-d", "2025-01-15", "e1399"),
        NULL, &result);
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(result.out, "\"status\":\"inactive\""));
    assert_non_null(strstr(result.out,
                           "\"validity\":[{\"from\":\"2020-01-01\","
                           "\"to\":\"2024-12-31\",\"status\":\"billable\"}]"));
    assert_ptr_equal(strchr(result.out, '\n'), result.out + result.out_len - 1);
    command_result_free(&result);
}

static void without_a_date_the_last_day_that_can_be_judged_is_taken(void **state)
{
    command_result result;
    ask(state, ARGS("lookup", "--json", "E1165"), NULL, &result);
    assert_non_null(
        strstr(result.out, "\"system\":\"icd10cm\",\"as_of\":\"2025-09-30\""));
    assert_non_null(
        strstr(result.out, "\"system\":\"hcpcs\",\"as_of\":\"2025-03-31\""));
    command_result_free(&result);
}

static void lines_of_standard_input_are_answered_in_order(void **state)
{
    says(state, ARGS("lookup", "--json", "-d", "2025-01-15", "-s", "icd10cm", "-"),
         "e119\r\n"
         "\n"
         " \t\n"
         "E11.66",
         1,
         "{\"query\":\"e119\",\"code\":\"E11.9\",\"system\":\"icd10cm\","
         "\"as_of\":\"2025-01-15\",\"status\":\"billable\"," E119_NEW E119_BILLABLE
             FY2025 "{\"query\":\"E11.66\",\"code\":\"E11.66\",\"system\":\"icd10cm\","
         "\"as_of\":\"2025-01-15\",\"status\":\"not_found\","
         "\"suggest\":{\"prefix\":\"E11.6\","
         "\"codes\":[\"E11.6\",\"E11.65\",\"E11\",\"E11.9\"]}," FY2025);
}

static void bytes_that_are_no_utf8_are_replaced_in_json(void **state)
{
    static const char input[] = {'E', '\xFF', '\0', '\xC3', '\xA9', '"', '\n'};
    const workplace *place = *state;
    command what = {
        .program = SCRUBJAY_COMMAND,
        .args = ARGS("lookup", "--json", "-d", "2025-01-15", "-i", place->image, "-"),
        .input = input,
        .input_len = sizeof input};
    command_result result;
    command_run(&what, &result);
    const char *want = "{\"query\":\"E\xEF\xBF\xBD\\u0000\xC3\xA9\\\"\",\"code\":null,";
    assert_memory_equal(result.out, want, strlen(want));
    assert_int_equal(result.status, 1);
    command_result_free(&result);
}

/* Each byte of a sequence that is no character on its own becomes U+FFFD. */
static void overlong_surrogate_and_cut_sequences_are_no_utf8(void **state)
{
    const char *const broken[] = {
        "\xC0\x80",         "\xC1\xBF",         "\xE0\x9F\xBF",     "\xED\xA0\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80",
        "\xE2\x82",
    };
    const char *const sound[] = {"\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                 "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"};
    command_result result;
    char want[100];
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        strcpy(want, "{\"query\":\"");
        for (size_t j = 0; j < strlen(broken[i]); j++)
            strcat(want, "\xEF\xBF\xBD");
        strcat(want, "\",");
        ask(state, ARGS("lookup", "--json", broken[i]), NULL, &result);
        assert_memory_equal(result.out, want, strlen(want));
        command_result_free(&result);
    }
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        (void)snprintf(want, sizeof want, "{\"query\":\"%s\",", sound[i]);
        ask(state, ARGS("lookup", "--json", sound[i]), NULL, &result);
        assert_memory_equal(result.out, want, strlen(want));
        command_result_free(&result);
    }
}

static void control_characters_do_not_reach_a_terminal(void **state)
{
    command_result result;
    ask(state, ARGS("lookup", "\x1b[31mE11"), NULL, &result);
    assert_null(strchr(result.out, '\x1b'));
    assert_non_null(strstr(result.out, "?[31mE11"));
    command_result_free(&result);
}

static void text_says_the_same_for_people(void **state)
{
    says(state, ARGS("lookup", "-d", "2025-01-15", "E11.9", "E11.66"), NULL, 1,
         "E11.9     icd10cm   2025-01-15  billable\n"
         "          Type 2 diabetes, no complications\n"
         "          parent    E11\n"
         "          valid     since 2021-10-01          billable\n"
         "          source    ICD-10-CM FY2025, icd10cm_order_2025.txt\n"
         "E11.66    icd10cm   2025-01-15  not found\n"
         "          prefix    E11.6 is the longest that is valid\n"
         "          near      E11.6, E11.65, E11, E11.9\n"
         "          source    ICD-10-CM FY2025, icd10cm_order_2025.txt\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_billable_code_has_all_keys_in_order),
        cmocka_unit_test(titles_and_source_are_those_of_the_date),
        cmocka_unit_test(a_header_is_a_problem),
        cmocka_unit_test(a_deleted_code_is_inactive_and_keeps_its_titles),
        cmocka_unit_test(what_both_neighbours_of_a_gap_say_is_inferred),
        cmocka_unit_test(beyond_the_horizon_the_last_known_status_stands_beside),
        cmocka_unit_test(a_stranger_beyond_the_horizon_was_last_known_not_found),
        cmocka_unit_test(a_stranger_gets_prefix_and_near_misses),
        cmocka_unit_test(a_code_of_no_loaded_system_is_unknown_without_history),
        cmocka_unit_test(a_code_that_a_list_not_loaded_may_hold_is_unknown),
        cmocka_unit_test(a_text_of_no_shape_has_neither_system_nor_code),
        cmocka_unit_test(every_system_that_has_the_code_answers),
        cmocka_unit_test(one_billable_answer_a_code_is_enough),
        cmocka_unit_test(
            one_code_without_a_billable_answer_is_a_problem_wherever_it_stands),
        cmocka_unit_test(of_systems_that_are_not_loaded_the_first_in_use_answers),
        cmocka_unit_test(of_loaded_systems_the_longest_valid_prefix_decides),
        cmocka_unit_test(a_dot_does_not_change_which_system_answers),
        cmocka_unit_test(a_code_on_the_noc_list_says_so),
        cmocka_unit_test(what_is_never_judged_has_no_last_known_status_and_no_source),
        cmocka_unit_test(a_named_system_alone_answers),
        cmocka_unit_test(overlong_surrogate_and_cut_sequences_are_no_utf8),
        cmocka_unit_test(without_a_date_the_last_day_that_can_be_judged_is_taken),
        cmocka_unit_test(lines_of_standard_input_are_answered_in_order),
        cmocka_unit_test(bytes_that_are_no_utf8_are_replaced_in_json),
        cmocka_unit_test(control_characters_do_not_reach_a_terminal),
        cmocka_unit_test(text_says_the_same_for_people),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

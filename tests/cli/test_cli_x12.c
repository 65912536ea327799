/*
 * scrubjay check on X12 837 files: results and faults with their places, text, summary,
 * --strict, threads, and how a file is told from NDJSON.
 */
#include <scrubjay/scrubjay.h>

#include "tests/support/check_results.h"
#include "tests/support/x12_text.h"

static x12_text two_claims(const char *first_dx)
{
    x12_text text = {.newline = "\n"};
    x12_begin(&text);
    x12_claim(&text, "A1", first_dx);
    x12_claim(&text, "A2", "E119");
    x12_end(&text);
    return text;
}

/* ---- results ----------------------------------------------------------------------
 */

static void a_claim_is_judged_and_told_by_segment_and_control_numbers(void **state)
{
    x12_text text = two_claims("E116");
    json_t *list = check_lines(state, ARGS("check", "-f", "x12"), text.data, 1);
    assert_int_equal(json_array_size(list), 2);
    const json_t *first = json_array_get(list, 0), *second = json_array_get(list, 1);
    keys_are(first, "claim at_segment control status findings no_data image");
    assert_string_equal(string_in(first, "claim"), "A1");
    assert_string_equal(string_in(first, "status"), "reject");
    assert_int_equal(integer_in(first, "at_segment"), 13);
    assert_string_equal(string_in(first, "control"), "000000001/1/0001");
    assert_string_equal(string_in(finding_of(first, 0), "edit"), "dx.not_billable");
    assert_string_equal(string_in(finding_of(first, 0), "at"), "dx[0]");
    assert_string_equal(string_in(second, "claim"), "A2");
    assert_string_equal(string_in(second, "status"), "clean");
    assert_int_equal(integer_in(second, "at_segment"), 19);
    json_decref(list);
    x12_free(&text);
}

static void a_bad_claim_is_told_with_segment_byte_and_element(void **state)
{
    x12_text text = {.newline = ""};
    x12_begin(&text);
    x12_add(&text, "CLM*BAD*100***11:B:1*Y*A*Y*Y");
    x12_add(&text, "HI*ABK:E119");
    x12_add(&text, "LX*1");
    x12_add(&text, "SV1*HC:E1165*100*UN*1***1");
    size_t byte = text.len;
    x12_add(&text, "DTP*472*D8*20250230");
    x12_claim(&text, "GOOD", "E119");
    x12_end(&text);
    json_t *list = check_lines(state, ARGS("check"), text.data, 3);
    assert_int_equal(json_array_size(list), 2);
    const json_t *bad = json_array_get(list, 0);
    keys_are(bad,
             "claim at_segment control status reason segment byte element findings "
             "no_data image");
    assert_string_equal(string_in(bad, "claim"), "BAD");
    assert_string_equal(string_in(bad, "status"), "error");
    assert_string_equal(string_in(bad, "control"), "000000001/1/0001");
    assert_int_equal(integer_in(bad, "at_segment"), 13);
    assert_int_equal(integer_in(bad, "segment"), 17);
    assert_int_equal(integer_in(bad, "byte"), byte);
    assert_int_equal(integer_in(bad, "element"), 3);
    assert_string_equal(string_in(bad, "reason"), "DTP03: bad date");
    assert_string_equal(string_in(json_array_get(list, 1), "status"), "clean");
    json_decref(list);
    x12_free(&text);
}

static void a_wrong_count_is_told_with_both_counts_and_of_no_claim(void **state)
{
    x12_text text = {.wrong_by = 3};
    x12_begin(&text);
    x12_claim(&text, "A1", "E119");
    size_t byte = text.len;
    x12_end(&text);
    json_t *list = check_lines(state, ARGS("check"), text.data, 3);
    assert_int_equal(json_array_size(list), 2);
    const json_t *fault = json_array_get(list, 1);
    keys_are(fault, "claim control status reason segment byte element findings no_data "
                    "image");
    assert_true(json_is_null(json_object_get(fault, "claim")));
    assert_string_equal(string_in(fault, "status"), "error");
    assert_int_equal(integer_in(fault, "segment"), 19);
    assert_int_equal(integer_in(fault, "byte"), byte);
    assert_string_equal(string_in(fault, "reason"),
                        "SE01 says 20 segments, there are 17");
    json_decref(list);
    x12_free(&text);
}

static void strict_stops_at_the_first_fault(void **state)
{
    char *input = x12_many(20);
    static const char *const threads[] = {"1", "4"};
    for (size_t i = 0; i < 2; i++) {
        json_t *list =
            check_lines(state, ARGS("check", "--strict", "-j", threads[i]), input, 3);
        assert_int_equal(json_array_size(list), 5);
        assert_string_equal(string_in(json_array_get(list, 4), "status"), "error");
        assert_string_equal(string_in(json_array_get(list, 4), "claim"), "4");
        json_decref(list);
    }
    free(input);
}

static void
a_file_that_ends_early_is_told_and_its_claims_before_are_judged(void **state)
{
    x12_text text = two_claims("E119");
    char *end = strstr(text.data, "DTP*472*D8*20250115~\nREF*6R*LA2");
    assert_non_null(end);
    *end = '\0';
    json_t *list = check_lines(state, ARGS("check"), text.data, 3);
    assert_int_equal(json_array_size(list), 3);
    assert_string_equal(string_in(json_array_get(list, 0), "status"), "clean");
    assert_string_equal(string_in(json_array_get(list, 1), "status"), "error");
    assert_string_equal(string_in(json_array_get(list, 1), "claim"), "A2");
    for (size_t i = 1; i < 3; i++)
        assert_string_equal(string_in(json_array_get(list, i), "reason"),
                            sj_x12_reason_str(SJ_X12_ENDS_EARLY));
    assert_true(json_is_null(json_object_get(json_array_get(list, 2), "claim")));
    json_decref(list);
    x12_free(&text);
}

static void the_payer_of_the_command_line_is_that_of_claims_without_one(void **state)
{
    x12_text text = two_claims("E119");
    json_t *list =
        check_lines(state, ARGS("check", "--payer", "medicaid"), text.data, 0);
    assert_int_equal(json_array_size(list), 2); /* MB of the file stays */
    json_decref(list);
    x12_free(&text);
}

/* ---- the other outputs ------------------------------------------------------------
 */

static void text_names_segment_control_numbers_and_lines(void **state)
{
    x12_text text = {.newline = "\n"};
    x12_begin(&text);
    x12_add(&text, "CLM*A1*100***11:B:1*Y*A*Y*Y");
    x12_add(&text, "HI*ABK:E119");
    x12_add(&text, "LX*7");
    x12_add(&text, "SV1*HC:E1165:25:25*100*UN*1***1");
    x12_add(&text, "DTP*472*D8*20250115");
    x12_add(&text, "REF*6R*OURS-9");
    x12_add(&text, "CLM*A2*100***11:B:1*Y*A*Y*Y");
    x12_add(&text, "HI*ABK:E119");
    x12_add(&text, "LX*0x");
    x12_end(&text);
    command_result result;
    ask(state, ARGS("check", "-o", "text"), text.data, &result);
    assert_non_null(strstr(result.out, "claim A1 in segment 13 of 000000001/1/0001: "));
    assert_non_null(strstr(result.out, "claim A2 in segment 19 of 000000001/1/0001: "
                                       "error, not judged\n"));
    assert_non_null(strstr(result.out, "(segment 21, byte "));
    assert_non_null(strstr(result.out, "; 1 fault\n"));
    assert_int_equal(result.status, 3);
    assert_non_null(strstr(result.out, "lines[0]"));
    assert_non_null(strstr(result.out, "[LX 7, REF 6R OURS-9]"));
    command_result_free(&result);
    x12_free(&text);
}

static void summary_counts_faults_as_errors(void **state)
{
    char *input = x12_many(10);
    command_result result;
    ask(state, ARGS("check", "-o", "summary"), input, &result);
    assert_memory_equal(result.out, "claims                                 8\n", 41);
    assert_non_null(strstr(result.out, "\nerrors                                 2\n"));
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    free(input);
}

static void output_is_the_same_at_any_number_of_threads(void **state)
{
    static const char *const outputs[] = {"ndjson", "text", "summary"};
    static const char *const threads[] = {"2", "8"};
    char *input = x12_many(5000);
    for (size_t o = 0; o < 3; o++) {
        command_result one;
        ask(state, ARGS("check", "-o", outputs[o], "-j", "1"), input, &one);
        assert_int_equal(one.status, 3);
        assert_true(one.out_len > 200);
        for (size_t t = 0; t < 2; t++) {
            command_result many;
            ask(state, ARGS("check", "-o", outputs[o], "-j", threads[t]), input, &many);
            assert_int_equal(many.status, 3);
            assert_int_equal(many.out_len, one.out_len);
            assert_memory_equal(many.out, one.out, one.out_len);
            command_result_free(&many);
        }
        command_result_free(&one);
    }
    free(input);
}

/* A claim with as many lines and diagnoses as sj_check() takes does not fit a batch. */
static void a_claim_larger_than_a_batch_is_judged_the_same_by_threads(void **state)
{
    x12_text text = {.newline = ""};
    x12_begin(&text);
    for (int claim = 0; claim < 5; claim++) {
        x12_add(&text, "CLM*BIG%d*100***11:B:1*Y*A*Y*Y", claim);
        x12_add(&text, "HI*ABK:E119*ABF:E1165*ABF:E116");
        for (int line = 1; line <= (claim % 2 ? 2 : 1000); line++) {
            x12_add(&text, "LX*%d", line);
            x12_add(&text, "SV1*HC:E1165:AA:::BB:TEXT %d*100*UN*%d.5***1::3", line,
                    line);
            x12_add(&text, "DTP*472*D8*20250115");
            x12_add(&text, "REF*6R*LINE%d", line);
        }
    }
    x12_end(&text);
    command_result one, many;
    ask(state, ARGS("check"), text.data, &one);
    ask(state, ARGS("check", "-j", "3"), text.data, &many);
    assert_string_equal(one.err, "");
    assert_null(strstr(one.out, "\"error\""));
    assert_string_equal(many.out, one.out);
    command_result_free(&one);
    command_result_free(&many);
    x12_free(&text);
}

/* ---- which format it is -----------------------------------------------------------
 */

static const char *status_of(void **state, const char *input, const char *format,
                             int status)
{
    static char found[32];
    json_t *list = check_lines(state, ARGS("check", "-f", format), input, status);
    (void)snprintf(found, sizeof found, "%s %s",
                   json_array_size(list) ? string_in(json_array_get(list, 0), "status")
                                         : "nothing",
                   json_object_get(json_array_get(list, 0), "segment") ? "x12"
                   : json_object_get(json_array_get(list, 0), "line")  ? "ndjson"
                                                                       : "");
    json_decref(list);
    return found;
}

static void a_file_is_told_by_its_beginning(void **state)
{
    x12_text text = two_claims("E119");
    char marked[8192];
    (void)snprintf(marked, sizeof marked, "\xEF\xBB\xBF \r\n%s", text.data);
    assert_string_equal(status_of(state, text.data, "auto", 0), "clean ");
    assert_string_equal(status_of(state, marked, "auto", 0), "clean ");
    assert_string_equal(status_of(state, "\n \t" CLAIM("1", CLEAN_DX), "auto", 0),
                        "clean ");
    assert_string_equal(
        status_of(state, "\xEF\xBB\xBF" CLAIM("1", CLEAN_DX), "auto", 0), "clean ");
    assert_string_equal(status_of(state, "", "auto", 0), "nothing ");
    assert_string_equal(status_of(state, " \n\n", "auto", 0), "nothing ");
    assert_string_equal(status_of(state, "ISA", "auto", 3), "error ndjson");
    assert_string_equal(status_of(state, "ISA*", "auto", 3), "error x12");
    assert_string_equal(status_of(state, text.data + 107, "auto", 3), "error x12");
    assert_string_equal(status_of(state, "[1]\n", "auto", 3), "error ndjson");
    assert_string_equal(status_of(state, "NaN\n", "auto", 3), "error ndjson");
    assert_string_equal(status_of(state, "garbage\n", "auto", 3), "error ndjson");
    assert_string_equal(status_of(state, CLAIM("1", CLEAN_DX), "x12", 3), "error x12");
    assert_string_equal(status_of(state, text.data, "ndjson", 3), "error ndjson");
    assert_string_equal(status_of(state, "", "x12", 3), "error x12");
    x12_free(&text);
}

static void places_count_from_the_beginning_of_the_file_with_its_mark(void **state)
{
    static const char input[] = "\xEF\xBB\xBFGS*X~";
    json_t *list = check_lines(state, ARGS("check", "-f", "x12"), input, 3);
    assert_int_equal(integer_in(json_array_get(list, 0), "byte"), 3);
    json_decref(list);
}

static void files_of_both_kinds_follow_each_other(void **state)
{
    const workplace *place = *state;
    x12_text text = two_claims("E119");
    write_file(place->folder, "a.837", text.data, text.len);
    char *a = path_in(place->folder, "a.837");
    text.data[text.len - 4] = '7'; /* IEA02 */
    write_file(place->folder, "b.837", text.data, text.len);
    char *b = path_in(place->folder, "b.837");
    json_t *list =
        check_lines(state, ARGS("check", a, "-", b), CLAIM("1", CLEAN_DX), 3);
    assert_int_equal(json_array_size(list), 6);
    assert_string_equal(string_in(json_array_get(list, 1), "claim"), "A2");
    assert_string_equal(string_in(json_array_get(list, 2), "claim"), "1");
    assert_int_equal(integer_in(json_array_get(list, 3), "at_segment"), 13);
    keys_are(json_array_get(list, 5), "claim control status reason file segment byte "
                                      "element findings no_data image");
    assert_string_equal(string_in(json_array_get(list, 5), "file"), b);
    json_decref(list);
    free(a);
    free(b);
    x12_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_is_judged_and_told_by_segment_and_control_numbers),
        cmocka_unit_test(a_bad_claim_is_told_with_segment_byte_and_element),
        cmocka_unit_test(a_wrong_count_is_told_with_both_counts_and_of_no_claim),
        cmocka_unit_test(strict_stops_at_the_first_fault),
        cmocka_unit_test(
            a_file_that_ends_early_is_told_and_its_claims_before_are_judged),
        cmocka_unit_test(the_payer_of_the_command_line_is_that_of_claims_without_one),
        cmocka_unit_test(text_names_segment_control_numbers_and_lines),
        cmocka_unit_test(summary_counts_faults_as_errors),
        cmocka_unit_test(output_is_the_same_at_any_number_of_threads),
        cmocka_unit_test(a_claim_larger_than_a_batch_is_judged_the_same_by_threads),
        cmocka_unit_test(a_file_is_told_by_its_beginning),
        cmocka_unit_test(places_count_from_the_beginning_of_the_file_with_its_mark),
        cmocka_unit_test(files_of_both_kinds_follow_each_other),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

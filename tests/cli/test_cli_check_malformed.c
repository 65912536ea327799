/*
 * scrubjay check on lines that are no claims (RULINGS 25): each gets a result with the
 * status error, a reason and its position, and the stream goes on.
 */
#include "tests/support/check_results.h"

#define GOOD CLAIM("good", CLEAN_DX)

/* One line that is no claim, between two that are. */
static void refuses(void **state, const char *line, size_t len, const char *reason,
                    const char *at, const char *id)
{
    size_t good = strlen(GOOD);
    char *input = malloc(2 * good + len + 2);
    assert_non_null(input);
    memcpy(input, GOOD, good);
    memcpy(input + good, line, len);
    input[good + len] = '\n';
    memcpy(input + good + len + 1, GOOD, good + 1);

    const workplace *place = *state;
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = ARGS("check", "-i", place->image),
                    .input = input,
                    .input_len = 2 * good + len + 1};
    command_result result;
    command_run(&what, &result);
    assert_string_equal(result.err, "");
    if (result.status != 3)
        fail_msg("status %d for %.80s", result.status, line);
    json_t *list = parse_lines(result.out);
    assert_int_equal(json_array_size(list), 3);
    assert_string_equal(string_in(json_array_get(list, 0), "status"), "clean");
    assert_string_equal(string_in(json_array_get(list, 2), "status"), "clean");

    const json_t *error = json_array_get(list, 1);
    assert_string_equal(string_in(error, "status"), "error");
    if (!strstr(string_in(error, "reason"), reason))
        fail_msg("\"%s\" for %.80s", string_in(error, "reason"), line);
    assert_int_equal(integer_in(error, "line"), 2);
    assert_string_equal(string_in(error, "at"), at);
    assert_string_equal(string_in(error, "claim"), id);
    assert_int_equal(strlen(string_in(error, "image")), 12);
    list_is(json_object_get(error, "no_data"), "");
    assert_int_equal(finding_count(error), 0);
    json_decref(list);
    command_result_free(&result);
    free(input);
}

/* Text that is no JSON has a column instead of a path. */
static void is_no_json(void **state, const char *line, const char *reason)
{
    refuses(state, line, strlen(line), reason, "(none)", "(none)");
}

static void what_is_no_json_is_refused(void **state)
{
    is_no_json(state, "{\"id\":\"A1\",\"dx\":[\"E11.9\"", "near end of file");
    is_no_json(state, "{\"id\":\"A1\"} {\"id\":\"A2\"}", "end of file expected");
    is_no_json(state, "E11.9", "'[' or '{' expected");
    is_no_json(state, "{\"id\":'A1'}", "invalid token");
    is_no_json(state, "{\"id\":\"A1\",}", "expected");
    is_no_json(state, "{\"units\":NaN}", "invalid token");
}

static void invalid_utf8_is_refused(void **state)
{
    is_no_json(state, "{\"id\":\"\xff\"}", "unable to decode byte 0xff");
    is_no_json(state, "{\"id\":\"\xc3\"}", "unable to decode byte 0xc3");
    is_no_json(state, "{\"id\":\"\xed\xa0\x80\"}", "unable to decode byte 0xed");
    is_no_json(state, "{\"id\":\"\\ud800\"}", "\\uD800");
}

static void nul_is_refused(void **state)
{
    static const char raw[] = "{\"id\":\"A\0B\"}", outside[] = "{\0}";
    refuses(state, raw, sizeof raw - 1, "control character 0x0", "(none)", "(none)");
    refuses(state, outside, sizeof outside - 1, "expected", "(none)", "(none)");
    is_no_json(state, "{\"id\":\"A\\u0000B\"}", "\\u0000 is not allowed");
}

static void duplicate_keys_are_refused(void **state)
{
    is_no_json(state, "{\"id\":\"A1\",\"id\":\"A2\"}", "duplicate object key");
    is_no_json(state, "{\"patient\":{\"sex\":\"F\",\"sex\":\"M\"}}",
               "duplicate object key");
}

static void deep_nesting_is_refused(void **state)
{
    enum { DEPTH = 100000 };
    char *line = malloc(DEPTH + 10);
    assert_non_null(line);
    memcpy(line, "{\"dx\":", 6);
    memset(line + 6, '[', DEPTH);
    line[6 + DEPTH] = '\0';
    is_no_json(state, line, "maximum parsing depth reached");
    free(line);
}

static void huge_numbers_are_refused(void **state)
{
    is_no_json(state, "{\"lines\":[{\"units\":99999999999999999999}]}", "integer");
    is_no_json(state, "{\"lines\":[{\"units\":1e999}]}", "real number overflow");
}

#define HEAD "\"id\":\"X\",\"type\":\"professional\",\"from\":\"2025-01-15\","

static void a_wrong_type_is_refused_at_its_place(void **state)
{
    static const struct {
        const char *line, *at, *reason;
    } rows[] = {
        {"{" HEAD "\"dx\":\"E11.9\"}", "dx", "must be a list"},
        {"{" HEAD "\"dx\":{}}", "dx", "must be a list"},
        {"{" HEAD "\"dx\":[1]}", "dx[0]", "must be a code or an object"},
        {"{" HEAD "\"dx\":[\"E11.9\",null]}", "dx[1]", "must be a code or an object"},
        {"{" HEAD "\"dx\":[{}]}", "dx[0].code", "is missing"},
        {"{" HEAD "\"dx\":[{\"code\":true}]}", "dx[0].code", "must be a string"},
        {"{" HEAD "\"dx\":[{\"code\":\"E119\",\"poa\":1}]}", "dx[0].poa",
         "must be a string"},
        {"{" HEAD "\"dx\":[{\"code\":\"E119\",\"version\":\"10\"}]}", "dx[0].version",
         "must be 9 or 10"},
        {"{" HEAD "\"admitting\":[\"E11.9\"]}", "admitting",
         "must be a code or an object"},
        {"{" HEAD "\"admitting\":{\"code\":2}}", "admitting.code", "must be a string"},
        {"{" HEAD "\"reason\":[[]]}", "reason[0]", "must be a code or an object"},
        {"{" HEAD "\"external\":0}", "external", "must be a list"},
        {"{" HEAD "\"px\":[{\"code\":\"X\",\"date\":20250115}]}", "px[0].date",
         "must be a string"},
        {"{" HEAD "\"patient\":[]}", "patient", "must be an object"},
        {"{" HEAD "\"patient\":{\"sex\":1}}", "patient.sex", "must be a string"},
        {"{" HEAD "\"payer\":true}", "payer", "must be a string"},
        {"{" HEAD "\"lines\":{}}", "lines", "must be a list"},
        {"{" HEAD "\"lines\":[\"99213\"]}", "lines[0]", "must be an object"},
        {"{" HEAD "\"lines\":[{},{\"code\":99213}]}", "lines[1].code",
         "must be a string"},
        {"{" HEAD "\"lines\":[{\"units\":\"1\"}]}", "lines[0].units",
         "must be a number"},
        {"{" HEAD "\"lines\":[{\"units\":true}]}", "lines[0].units",
         "must be a number"},
        {"{" HEAD "\"lines\":[{\"mods\":\"25\"}]}", "lines[0].mods", "must be a list"},
        {"{" HEAD "\"lines\":[{\"mods\":[25]}]}", "lines[0].mods[0]",
         "must be a string"},
        {"{" HEAD "\"lines\":[{\"mods\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}]}",
         "lines[0].mods", "too many items"},
        {"{" HEAD "\"lines\":[{\"dx\":[1,1.0]}]}", "lines[0].dx[1]",
         "must be an integer"},
        {"{" HEAD "\"lines\":[{\"dx\":[\"1\"]}]}", "lines[0].dx[0]",
         "must be an integer"},
        {"{" HEAD "\"lines\":[{\"ndc\":{\"code\":1}}]}", "lines[0].ndc.code",
         "must be a string"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuses(state, rows[i].line, strlen(rows[i].line), rows[i].reason, rows[i].at,
                "X");
    static const char list[] = "[1]", number[] = "{\"id\":7}";
    refuses(state, list, sizeof list - 1, "a claim is an object", "(none)", "(none)");
    refuses(state, number, sizeof number - 1, "must be a string", "id", "(none)");
}

static void an_impossible_date_is_refused(void **state)
{
    static const struct {
        const char *line, *at;
    } rows[] = {
        {"{\"id\":\"X\",\"type\":\"dental\",\"from\":\"2025-02-29\"}", "from"},
        {"{\"id\":\"X\",\"type\":\"dental\",\"to\":\"20250115\"}", "to"},
        {"{\"id\":\"X\",\"type\":\"dental\",\"to\":\"2025-01-15T00:00\"}", "to"},
        {"{\"id\":\"X\",\"type\":\"dental\",\"to\":\"\"}", "to"},
        {"{" HEAD "\"admission\":\"2025-00-01\"}", "admission"},
        {"{" HEAD "\"patient\":{\"birth\":\"1961-13-02\"}}", "patient.birth"},
        {"{" HEAD "\"px\":[{\"code\":\"X\",\"date\":\"x\"}]}", "px[0].date"},
        {"{" HEAD "\"lines\":[{\"date\":\"2025-04-31\"}]}", "lines[0].date"},
        {"{" HEAD "\"lines\":[{\"to\":\"2025-04-31\"}]}", "lines[0].to"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refuses(state, rows[i].line, strlen(rows[i].line), "no such date", rows[i].at,
                "X");
}

static void what_a_claim_must_have_is_refused_without_it(void **state)
{
    static const char dateless[] = "{\"id\":\"X\",\"type\":\"dental\",\"dx\":[]}",
                      typeless[] = "{\"id\":\"X\",\"from\":\"2025-01-15\"}",
                      odd[] = "{\"id\":\"X\",\"type\":\"vision\"}";
    refuses(state, dateless, sizeof dateless - 1, "neither from nor to", "(none)", "X");
    refuses(state, typeless, sizeof typeless - 1, "is missing", "type", "X");
    refuses(state, odd, sizeof odd - 1, "must be professional", "type", "X");
}

static void one_of_two_dates_is_enough(void **state)
{
    json_decref(check_lines(state, ARGS("check"),
                            "{\"type\":\"professional\",\"to\":\"2025-01-15\"," PATIENT
                            ",\"dx\":[\"E119\"]}\n",
                            0));
}

/* A claim with `count` diagnoses. */
static char *claim_of(size_t count)
{
    char *line = malloc(200 + 8 * count);
    assert_non_null(line);
    size_t len = (size_t)sprintf(line, "{" HEAD PATIENT ",\"dx\":[");
    for (size_t i = 0; i < count; i++)
        len += (size_t)sprintf(line + len, "%s\"E119\"", i ? "," : "");
    strcpy(line + len, "]}");
    return line;
}

static void more_items_than_a_claim_can_have_are_refused(void **state)
{
    char *most = claim_of(256), *more = claim_of(257);
    refuses(state, more, strlen(more), "too many items", "dx", "X");
    json_t *list = check_lines(state, ARGS("check"), most, 1);
    const json_t *result = json_array_get(list, 0);
    assert_string_equal(string_in(result, "status"), "reject"); /* dx.count */
    /* none is lost: each but the first two repeats two others */
    assert_int_equal(finding_count(result), 1 + 255 + 254);
    json_decref(list);
    free(most);
    free(more);
}

static void the_column_of_a_syntax_error_is_told(void **state)
{
    json_t *list = check_lines(state, ARGS("check"), "\n{\"id\":1x}\n", 3);
    const json_t *error = json_array_get(list, 0);
    keys_are(error, "claim status reason line column findings no_data image");
    assert_int_equal(integer_in(error, "line"), 2);
    assert_int_equal(integer_in(error, "column"), 8);
    json_decref(list);
}

static void strict_stops_at_the_first_line_that_is_no_claim(void **state)
{
    static const char input[] = GOOD "x\n" GOOD "y\n";
    static const char *const threads[] = {"1", "4"};
    for (size_t i = 0; i < 2; i++) {
        json_t *list =
            check_lines(state, ARGS("check", "--strict", "-j", threads[i]), input, 3);
        assert_int_equal(json_array_size(list), 2);
        assert_string_equal(string_in(json_array_get(list, 1), "status"), "error");
        json_decref(list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(invalid_utf8_is_refused),
        cmocka_unit_test(nul_is_refused),
        cmocka_unit_test(duplicate_keys_are_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(huge_numbers_are_refused),
        cmocka_unit_test(a_wrong_type_is_refused_at_its_place),
        cmocka_unit_test(an_impossible_date_is_refused),
        cmocka_unit_test(what_a_claim_must_have_is_refused_without_it),
        cmocka_unit_test(one_of_two_dates_is_enough),
        cmocka_unit_test(more_items_than_a_claim_can_have_are_refused),
        cmocka_unit_test(the_column_of_a_syntax_error_is_told),
        cmocka_unit_test(strict_stops_at_the_first_line_that_is_no_claim),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

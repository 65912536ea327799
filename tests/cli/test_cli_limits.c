/*
 * Lists of service limits from a folder to what people read: compile, info, lookup,
 * check, dump. The limits are invented.
 */
#include "tests/support/check_results.h"
#include "tests/support/source_folder.h"

#define HEADER "code,limit,value,from,to,severity,citation\n"

static const char first_list[] = HEADER "G9801,age,18-64,,,,\"Invented, section 1\"\n"
                                        "G9801,modifier,gn go,2024-03-01,,reject,\n"
                                        "0450,hcpcs,,,,,\n";

static const char second_list[] = HEADER "G9801,age,21-64,,,,\n";

static void write_text(const char *folder, const char *name, const char *text)
{
    write_file(folder, name, text, strlen(text));
}

static int compile_lists(void **state)
{
    static workplace place;
    command_result result;
    place.folder = folder_create();
    place.image = path_in(place.folder, "limits.sjay");
    write_text(place.folder, "HCPC2024_CONTR_ANWEB.txt",
               anweb_line("G9801", 100, '3', "An invented service", "Invented",
                          "20000101", ""));
    write_text(place.folder, "service-limits-2024-01-01.csv", first_list);
    write_text(place.folder, "service-limits-2025-01-01.csv", second_list);
    run_with(ARGS("compile", "-o", place.image, place.folder), NULL, NULL, &result);
    if (result.status != 0)
        print_error("%s", result.err);
    *state = &place;
    int failed = result.status != 0;
    command_result_free(&result);
    return failed;
}

static void lookup_shows_the_limits_of_the_day(void **state)
{
    says(state, ARGS("lookup", "-d", "2024-05-01", "G9801"), NULL, 0,
         "G9801     hcpcs     2024-05-01  billable\n"
         "          An invented service\n"
         "          short     Invented\n"
         "          valid     since 2000-01-01          billable\n"
         "          source    HCPCS Level II 2024, HCPC2024_CONTR_ANWEB.txt\n"
         "          limits    age 18-64 (2024-01-01 to 2024-12-31) Invented, section "
         "1\n"
         "                    modifier GN GO (2024-03-01 to 2024-12-31)\n");
    says(state, ARGS("lookup", "-d", "2023-12-31", "G9801"), NULL, 0,
         "G9801     hcpcs     2023-12-31  billable\n"
         "          An invented service\n"
         "          short     Invented\n"
         "          valid     since 2000-01-01          billable\n"
         "          source    HCPCS Level II 2024, HCPC2024_CONTR_ANWEB.txt\n");
}

static void lookup_in_json_has_all_of_them(void **state)
{
    json_t *list = check_lines(
        state, ARGS("lookup", "--json", "-d", "2024-05-01", "G9801"), NULL, 0);
    const json_t *limits = json_object_get(json_array_get(list, 0), "limits");
    assert_int_equal(json_array_size(limits), 3);
    const json_t *age = json_array_get(limits, 0), *other = json_array_get(limits, 2);
    keys_are(age, "limit value severity from to citation source");
    assert_string_equal(string_in(age, "limit"), "age");
    assert_string_equal(string_in(age, "value"), "18-64");
    assert_true(json_is_null(json_object_get(age, "severity")));
    assert_string_equal(string_in(age, "from"), "2024-01-01");
    assert_string_equal(string_in(age, "to"), "2024-12-31");
    assert_string_equal(string_in(age, "citation"), "Invented, section 1");
    const json_t *source = json_object_get(age, "source");
    assert_string_equal(string_in(source, "file"), "service-limits-2024-01-01.csv");
    assert_string_equal(string_in(source, "release"), "Service limits 2024-01-01");
    assert_int_equal(integer_in(source, "row"), 2);
    assert_string_equal(string_in(json_array_get(limits, 1), "value"), "21-64");
    assert_true(json_is_null(json_object_get(json_array_get(limits, 1), "to")));
    assert_string_equal(string_in(other, "limit"), "modifier");
    assert_string_equal(string_in(other, "severity"), "reject");
    json_decref(list);
}

static void check_says_which_row_a_line_fails(void **state)
{
    json_t *list = check_lines(
        state, ARGS("check", "--edits", "px.age,mod.required_missing,px.sex"),
        "{\"id\":\"a\",\"type\":\"professional\",\"from\":\"2024-05-01\",\"patient\":{"
        "\"birth\":\"2010-04-02\",\"sex\":\"F\"},\"dx\":[\"I10\"],\"lines\":[{"
        "\"code\":\"G9801\",\"dx\":[1],\"mods\":[\"59\"]}]}\n"
        "{\"id\":\"b\",\"type\":\"professional\",\"from\":\"2025-05-01\",\"patient\":{"
        "\"birth\":\"1990-04-02\",\"sex\":\"F\"},\"dx\":[\"I10\"],\"lines\":[{"
        "\"code\":\"G9801\",\"dx\":[1]}]}\n",
        1);
    const json_t *result = json_array_get(list, 0);
    assert_int_equal(finding_count(result), 2);
    const json_t *finding = finding_of(result, 1);
    assert_string_equal(string_in(finding, "edit"), "px.age");
    assert_string_equal(string_in(finding, "message"),
                        "G9801 (An invented service) is for ages from 18 to 64; the "
                        "patient is 14 on 2024-05-01 (Invented, section 1)");
    assert_int_equal(integer_in(json_object_get(finding, "source"), "row"), 2);
    list_is(json_object_get(result, "no_data"), "");
    /* px.sex is in no list; modifiers are in the one that ended. */
    result = json_array_get(list, 1);
    assert_int_equal(finding_count(result), 0);
    list_is(json_object_get(result, "no_data"), "mod.required_missing");
    json_decref(list);
}

static void compiling_the_dump_gives_the_same_image(void **state)
{
    const workplace *place = *state;
    command_result result;
    size_t a_len, b_len;
    ask(state, ARGS("dump"), NULL, &result);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "\ntable\tservice limits\t-\n"
                                       "part\tservice limit\t4\n"
                                       "row\t0\t0\t0\t2024-01-01\t-\t18-64\tInvented, "
                                       "section 1\t1\t2\n"));
    assert_non_null(strstr(result.out, "\nrow\t450\t5\t0\t2024-01-01\t-\t\t\t1\t4\n"));
    char *folder = folder_create(), *image = path_in(folder, "again.sjay");
    char *dump = path_in(folder, "dump.txt");
    write_file(folder, "dump.txt", result.out, result.out_len);
    command_result_free(&result);
    run_with(ARGS("compile", "-o", image, dump), NULL, NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    char *a = read_file(place->folder, "limits.sjay", &a_len);
    char *b = read_file(folder, "again.sjay", &b_len);
    assert_int_equal(a_len, b_len);
    assert_memory_equal(a, b, a_len);
    free(a);
    free(b);
    free(image);
    free(dump);
    folder_remove(folder);
}

static void a_list_that_contradicts_itself_makes_no_image(void **state)
{
    (void)state;
    command_result result;
    char *folder = folder_create(), *image = path_in(folder, "none.sjay");
    write_text(folder, "service-limits-2024-01-01.csv",
               HEADER "G9801,sex,F,,,,\nG9801,sex,M,2024-07-01,,,\n");
    run_with(ARGS("compile", "-o", image, folder), NULL, NULL, &result);
    assert_int_equal(result.status, 3);
    assert_non_null(strstr(result.err, "service-limits-2024-01-01.csv:3: error: code "
                                       "G9801 has a sex limit on one of these days "
                                       "already\n"));
    command_result_free(&result);
    assert_null(read_file(folder, "none.sjay", &(size_t){0}));
    free(image);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lookup_shows_the_limits_of_the_day),
        cmocka_unit_test(lookup_in_json_has_all_of_them),
        cmocka_unit_test(check_says_which_row_a_line_fails),
        cmocka_unit_test(compiling_the_dump_gives_the_same_image),
        cmocka_unit_test(a_list_that_contradicts_itself_makes_no_image),
    };
    return cmocka_run_group_tests(tests, compile_lists, close_workplace);
}

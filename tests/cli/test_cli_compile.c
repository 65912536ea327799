/*
 * scrubjay compile: what it prints of each source, which exit status an error has, and
 * that nothing is written after one.
 */
#include <unistd.h>

#include "tests/support/command_check.h"

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void every_source_is_shown_with_its_records(void **state)
{
    const workplace *place = *state;
    char *image = path_in(place->folder, "shown.sjay");
    command_result result;
    ask(state, ARGS("compile", "-o", image, place->folder), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out,
                           "icd10cm-order    2022      2021-10-01  2022-09-30"
                           "          3         0  icd10cm_order_2022.txt\n"));
    assert_non_null(strstr(result.out,
                           "icd10cm-order    2025      2024-10-01  2025-09-30"
                           "          4         0  icd10cm_order_2025.txt\n"));
    assert_non_null(strstr(result.out,
                           "codes-hcpcs      2025Q1    2025-01-01  2025-03-31"
                           "          2         0  items.csv\n"));
    assert_non_null(strstr(result.out, "\ncodes     9\n"));
    assert_non_null(strstr(result.out, "\nbuild id  "));
    assert_non_null(strstr(result.out, "\nseconds   "));
    command_result_free(&result);
    free(image);
}

static void files_that_are_not_used_are_listed_with_the_reason(void **state)
{
    const workplace *place = *state;
    char *folder = folder_create(), *image = path_in(place->folder, "unused.sjay");
    command_result result;
    write_order_file(folder, "icd10cm_order_2025.txt",
                     (const order_row[]){{"E11", 0, "Type 2 diabetes", NULL},
                                         {"E119", 1, "Without comp", NULL},
                                         {0}});
    write_file(folder, "letter.pdf", "%PDF-1.4\n", 9);
    ask(state, ARGS("compile", "-o", image, folder), NULL, &result);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "not used: "));
    assert_non_null(strstr(result.out, "letter.pdf: "));
    command_result_free(&result);
    folder_remove(folder);
    free(image);
}

static void a_broken_record_is_named_and_nothing_is_written(void **state)
{
    const workplace *place = *state;
    char *folder = folder_create(), *image = path_in(place->folder, "broken.sjay");
    char *file = path_in(folder, "icd10cm_order_2025.txt");
    const char bad[] = "00001 E11     0 Type 2 diabetes\r\n"
                       "00002 E119    7 Type 2 diabetes without comp\r\n";
    char want[600];
    command_result result;
    write_file(folder, "icd10cm_order_2025.txt", bad, sizeof bad - 1);

    ask(state, ARGS("compile", "-o", image, file), NULL, &result);
    assert_int_equal(result.status, 3);
    assert_non_null(strstr(result.out,
                           "icd10cm-order    2025      2024-10-01  2025-09-30"
                           "          0         2  icd10cm_order_2025.txt\n"));
    assert_null(strstr(result.out, "image"));
    (void)snprintf(want, sizeof want, "scrubjay: %s:2: error: ", file);
    assert_non_null(strstr(result.err, want));
    assert_non_null(strstr(result.err, ", no image written\n"));
    assert_false(exists(image));
    command_result_free(&result);

    free(file);
    free(image);
    folder_remove(folder);
}

static void files_that_are_not_used_are_listed_after_an_error_too(void **state)
{
    const workplace *place = *state;
    char *folder = folder_create(), *image = path_in(place->folder, "none.sjay");
    command_result result;
    write_file(folder, "icd10cm_order_2013.txt", "x\n", 2);
    write_file(folder, "icd10cm_order_addenda_2025.txt", "Add: x\n", 7);
    ask(state, ARGS("compile", "-o", image, folder), NULL, &result);
    assert_int_equal(result.status, 3);
    assert_memory_equal(result.out, "not used: ", 10); /* nothing was read */
    assert_non_null(strstr(result.out, "icd10cm_order_2013.txt: draft: "));
    assert_non_null(strstr(result.out, "icd10cm_order_addenda_2025.txt: addenda: a "
                                       "list of changes, not a release\n"));
    assert_false(exists(image));
    command_result_free(&result);
    folder_remove(folder);
    free(image);
}

static void an_old_image_stays_after_an_error(void **state)
{
    const workplace *place = *state;
    size_t before_len, after_len;
    char *before = read_file(place->folder, "small.sjay", &before_len);
    command_result result;
    ask(state, ARGS("compile", "-o", place->image, "/nowhere/icd10cm_order_2025.txt"),
        NULL, &result);
    assert_int_equal(result.status, 3);
    assert_string_equal(result.out, "");
    assert_non_null(strstr(result.err, "/nowhere/icd10cm_order_2025.txt"));
    char *after = read_file(place->folder, "small.sjay", &after_len);
    assert_int_equal(before_len, after_len);
    assert_memory_equal(before, after, before_len);
    free(before);
    free(after);
    command_result_free(&result);
}

static void keep_going_turns_record_errors_into_warnings(void **state)
{
    const workplace *place = *state;
    char *folder = folder_create(), *image = path_in(place->folder, "going.sjay");
    const char bad[] =
        "00001 E11     0 Type 2 diabetes                                   "
        "           Type 2 diabetes\r\n"
        "00002 E118    7 Not 0 or 1                                        "
        "           Not 0 or 1\r\n"
        "00003 E119    1 Without comp                                      "
        "           Without complications\r\n";
    command_result result;
    write_file(folder, "icd10cm_order_2025.txt", bad, sizeof bad - 1);
    ask(state, ARGS("compile", "-o", image, "--keep-going", folder), NULL, &result);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.err, "icd10cm_order_2025.txt:2: warning: "));
    assert_non_null(
        strstr(result.out, "          2         1  icd10cm_order_2025.txt\n"));
    assert_true(exists(image));
    command_result_free(&result);
    folder_remove(folder);
    free(image);
}

static void carry_marks_what_rests_on_it(void **state)
{
    const workplace *place = *state;
    char *image = path_in(place->folder, "carried.sjay");
    command_result result;
    ask(state, ARGS("compile", "-o", image, "--carry", place->folder), NULL, &result);
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    ask(state, ARGS("lookup", "--json", "-i", image, "-d", "2031-01-15", "E11.9"), NULL,
        &result);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out,
                           "\"as_of\":\"2031-01-15\",\"status\":\"billable\","
                           "\"carried\":true,\"short\":"));
    command_result_free(&result);
    free(image);
}

static void an_image_that_cannot_be_written_is_an_error(void **state)
{
    const workplace *place = *state;
    command_result result;
    ask(state, ARGS("compile", "-o", "/nowhere/x.sjay", place->folder), NULL, &result);
    assert_int_equal(result.status, 3);
    assert_null(strstr(result.out, "image"));
    assert_non_null(strstr(result.err, "/nowhere/x.sjay"));
    command_result_free(&result);
}

#define TRY "\ntry: scrubjay compile --help\n"

static void wrong_usage_is_told_apart(void **state)
{
    complains(state, ARGS("compile", "x.txt"), 2,
              "scrubjay: compile: no image named to write (-o IMAGE)" TRY);
    complains(state, ARGS("compile", "-o", "x.sjay"), 2,
              "scrubjay: compile: no source given" TRY);
    complains(state, ARGS("compile", "-o"), 2,
              "scrubjay: compile: -o: argument missing" TRY);
    complains(state, ARGS("compile", "--fast", "x.txt"), 2,
              "scrubjay: compile: --fast: no such option" TRY);
    complains(state, ARGS("compile", "-o", "x.sjay", "--rules", "r.csv", "x.txt"), 2,
              "scrubjay: compile: r.csv: payer rules are read by a later version" TRY);
    assert_false(exists("x.sjay"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_source_is_shown_with_its_records),
        cmocka_unit_test(files_that_are_not_used_are_listed_with_the_reason),
        cmocka_unit_test(a_broken_record_is_named_and_nothing_is_written),
        cmocka_unit_test(files_that_are_not_used_are_listed_after_an_error_too),
        cmocka_unit_test(an_old_image_stays_after_an_error),
        cmocka_unit_test(keep_going_turns_record_errors_into_warnings),
        cmocka_unit_test(carry_marks_what_rests_on_it),
        cmocka_unit_test(an_image_that_cannot_be_written_is_an_error),
        cmocka_unit_test(wrong_usage_is_told_apart),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

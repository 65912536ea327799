/*
 * scrubjay convert: claims of 837 files as NDJSON, faults on standard error, and an
 * output file that is there whole or not at all.
 */
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/claims_837_small.h"
#include "tests/support/convert_check.h"
#include "tests/support/x12_text.h"

/* A claim with everything that convert writes for professionals. */
static x12_text full_claim(void)
{
    x12_text text = {.newline = "\n"};
    x12_begin(&text);
    x12_add(&text, "CLM*F\"1\\*100***12:B:1*Y*A*Y*Y");
    x12_add(&text, "DTP*435*D8*20250110");
    x12_add(&text, "HI*ABF:E1165*ABK:E11.9*ZZZ:E116*ABJ:E119");
    x12_add(&text, "LX*1");
    x12_add(&text, "SV1*HC:E1165:AA::BB::A text, 3 mg*17166.7*UN*0.1*11**2:1");
    x12_add(&text, "DTP*472*RD8*20250115-20250117");
    x12_add(&text, "REF*6R*L-1");
    x12_add(&text, "LIN**N4*00002143301");
    x12_add(&text, "CTP****2.25*ML");
    x12_add(&text, "LX*2");
    x12_add(&text, "SV1*HC:E1165*-5*MJ*1***1");
    x12_add(&text, "DTP*472*D8*20250115");
    x12_end(&text);
    return text;
}

static void a_claim_is_written_as_check_reads_it(void **state)
{
    x12_text text = full_claim();
    says(state, ARGS("convert"), text.data, 0,
         "{\"id\":\"F\\\"1\\\\\",\"at_segment\":13,\"control\":\"000000001/1/0001\","
         "\"type\":\"professional\",\"payer\":\"medicare\",\"from\":\"2025-01-15\","
         "\"to\":\"2025-01-17\",\"admission\":\"2025-01-10\","
         "\"patient\":{\"birth\":\"1961-04-02\",\"sex\":\"F\"},\"pos\":\"12\","
         "\"provider\":\"1234567893\",\"dx\":["
         "{\"code\":\"E1165\",\"version\":10,\"x12\":[\"qualifier\"]},"
         "{\"code\":\"E11.9\",\"version\":10,\"x12\":[\"dot\"]}],"
         "\"admitting\":{\"code\":\"E119\",\"version\":10,\"x12\":[\"qualifier\"]},"
         "\"strange_qualifiers\":1,\"lines\":["
         "{\"number\":\"1\",\"control\":\"L-1\",\"code\":\"E1165\","
         "\"mods\":[\"AA\",\"\",\"BB\"],\"description\":\"A text, 3 mg\","
         "\"charge\":17166.7,\"units\":0.1,\"unit\":\"UN\",\"date\":\"2025-01-15\","
         "\"to\":\"2025-01-17\",\"pos\":\"11\",\"dx\":[2,1],\"ndc\":\"00002143301\","
         "\"ndc_units\":2.25,\"ndc_unit\":\"ML\"},"
         "{\"number\":\"2\",\"code\":\"E1165\",\"charge\":-5,\"unit\":\"MJ\","
         "\"date\":\"2025-01-15\",\"dx\":[1]}]}\n");
    x12_free(&text);
}

static void converted_claims_earn_the_same_findings(void **state)
{
    const workplace *place = *state;
    convert_counts counts = {.claims = 0};
    char *path = path_in(place->folder, "same.837");
    x12_text text = full_claim();
    write_file(place->folder, "same.837", text.data, text.len);
    same_when_converted(place->image, path, &counts);
    x12_free(&text);

    char *many = x12_many(100);
    write_file(place->folder, "same.837", many, strlen(many));
    same_when_converted(place->image, path, &counts);
    free(many);

    for (sj_claim_type type = SJ_PROFESSIONAL; type <= SJ_DENTAL; type++) {
        static small_837 file;
        small_837_make(small_837_usual(type), &file);
        write_file(place->folder, "same.837", file.text, file.len);
        same_when_converted(place->image, path, &counts);
    }
    print_message("%zu claims, %zu findings, %zu faults\n", counts.claims,
                  counts.findings, counts.faults);
    assert_int_equal(counts.claims, 1 + 80 + 3 * SMALL_837_CLAIMS);
    assert_true(counts.findings > counts.claims / 2);
    assert_int_equal(counts.faults, 20);
    free(path);
}

static void bytes_that_are_no_utf_8_are_converted_to_what_check_reads(void **state)
{
    const workplace *place = *state;
    char *path = path_in(place->folder, "bytes.837");
    x12_text text = {.newline = ""};
    x12_begin(&text);
    x12_claim(&text, "a\x01 \x7f\xC3\xA9 z", "E119");
    x12_claim(&text, "#\xFF\xC3#", "E119");
    x12_end(&text);
    *strchr(text.data, '#') = '\0';
    write_file(place->folder, "bytes.837", text.data, text.len);

    command_result converted, judged;
    ask(state, ARGS("convert", path), NULL, &converted);
    assert_string_equal(converted.err, "");
    assert_int_equal(converted.status, 0);
    assert_non_null(strstr(converted.out, "{\"id\":\"a\\u0001 \x7f\xC3\xA9 z\","));
    assert_non_null(
        strstr(converted.out, "{\"id\":\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD#\","));
    ask(state, ARGS("check"), converted.out, &judged);
    assert_null(strstr(judged.out, "\"error\""));
    command_result_free(&converted);
    command_result_free(&judged);
    x12_free(&text);
    free(path);
}

static void faults_go_to_standard_error_and_the_rest_is_converted(void **state)
{
    const workplace *place = *state;
    char *path = path_in(place->folder, "faults.837"), want[1024];
    x12_text text = {.newline = "", .wrong_by = 1};
    x12_begin(&text);
    x12_add(&text, "CLM*BAD\x1B*100***11:B:1*Y*A*Y*Y");
    size_t first = text.len;
    x12_add(&text, "DTP*435*D8*20251301");
    x12_claim(&text, "GOOD", "E119");
    size_t second = text.len;
    x12_end(&text);
    write_file(place->folder, "faults.837", text.data, text.len);
    assert_memory_equal(text.data + second, "SE*", 3);
    (void)snprintf(
        want, sizeof want,
        "scrubjay: %s: segment 14, byte %zu: claim BAD?: DTP03: bad date\n"
        "scrubjay: %s: segment 21, byte %zu: SE01 says 20 segments, there are "
        "19\n",
        path, first, path, second);
    command_result result;
    ask(state, ARGS("convert", path), NULL, &result);
    assert_string_equal(result.err, want);
    assert_memory_equal(result.out, "{\"id\":\"GOOD\",", 13);
    assert_int_equal(strlen(strchr(result.out, '\n')), 1);
    assert_int_equal(result.status, 3);
    command_result_free(&result);

    *(strchr(want, '\n') + 1) = '\0';
    complains(state, ARGS("convert", "--strict", path), 3, want);
    x12_free(&text);
    free(path);
}

static void what_is_no_837_is_a_fault(void **state)
{
    command_result result;
    ask(state, ARGS("convert"), CLAIM("1", CLEAN_DX), &result);
    assert_string_equal(result.out, "");
    assert_string_equal(result.err,
                        "scrubjay: standard input: segment 1, byte 0: bytes "
                        "that belong to no interchange\n");
    assert_int_equal(result.status, 3);
    command_result_free(&result);
}

/* ---- the output file --------------------------------------------------------------
 */

static bool is_there(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

static void the_output_file_holds_what_standard_output_would(void **state)
{
    const workplace *place = *state;
    char *input = x12_many(2000), *path = path_in(place->folder, "out.ndjson");
    command_result plain, filed;
    ask(state, ARGS("convert"), input, &plain);
    assert_int_equal(plain.status, 3);
    ask(state, ARGS("convert", "-o", path), input, &filed);
    assert_int_equal(filed.status, 3);
    assert_string_equal(filed.out, "");
    assert_string_equal(filed.err, plain.err);
    size_t len;
    char *kept = read_file(place->folder, "out.ndjson", &len);
    assert_non_null(kept);
    assert_int_equal(len, plain.out_len);
    assert_memory_equal(kept, plain.out, len);
    free(kept);
    command_result_free(&plain);
    command_result_free(&filed);
    free(path);
    free(input);
}

static void strict_leaves_the_output_file_as_it_was(void **state)
{
    const workplace *place = *state;
    char *input = x12_many(10), *path = path_in(place->folder, "kept.ndjson");
    command_result result;
    write_file(place->folder, "kept.ndjson", "old", 3);
    ask(state, ARGS("convert", "--strict", "-o", path), input, &result);
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    size_t len;
    char *kept = read_file(place->folder, "kept.ndjson", &len);
    assert_string_equal(kept, "old");
    free(kept);
    assert_int_equal(unlink(path), 0);
    ask(state, ARGS("convert", "--strict", "-o", path), input, &result);
    command_result_free(&result);
    assert_false(is_there(path));
    free(path);
    free(input);
}

/* What was read so far may be half of it: nothing is put in place, nothing stays. */
static void an_interrupt_leaves_no_output_file(void **state)
{
    const workplace *place = *state;
    char *path = path_in(place->folder, "half.ndjson"), part[512];
    x12_text text = {.newline = ""};
    int to[2], status = -1;
    x12_begin(&text);
    x12_claim(&text, "1", "E119");
    x12_claim(&text, "2", "E119");
    assert_int_equal(pipe(to), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(to[0], STDIN_FILENO);
        close(to[1]);
        execl(SCRUBJAY_COMMAND, "scrubjay", "convert", "-o", path, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    (void)snprintf(part, sizeof part, "%s.%ld.part", path, (long)child);
    assert_int_equal(write(to[1], text.data, text.len), text.len);
    struct stat info = {.st_size = 0};
    for (int i = 0; i < 6000 && info.st_size == 0; i++) { /* until claim 1 is there */
        usleep(10000);
        (void)stat(part, &info);
    }
    assert_true(info.st_size > 0);
    assert_int_equal(kill(child, SIGTERM), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 143);
    assert_false(is_there(path));
    assert_false(is_there(part));
    close(to[1]);
    x12_free(&text);
    free(path);
}

static void an_output_that_cannot_be_written_is_named(void **state)
{
    const workplace *place = *state;
    char *path = path_in(place->folder, "none/out.ndjson"), want[512];
    (void)snprintf(want, sizeof want, "scrubjay: %s: No such file or directory\n",
                   path);
    complains(state, ARGS("convert", "-o", path), 3, want);
    free(path);

    char *input = x12_many(4);
    command_result result;
    ask(state, ARGS("convert", "-o", "/dev/full"), input, &result);
    assert_string_equal(result.err, "scrubjay: /dev/full: No space left on device\n");
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    free(input);
}

static void wrong_use_is_named(void **state)
{
#define TRY "\ntry: scrubjay convert --help\n"
    complains(state, ARGS("convert", "-o", ""), 2,
              "scrubjay: convert: no output named" TRY);
    complains(state, ARGS("convert", "-i", "x"), 2,
              "scrubjay: convert: -i: no such option" TRY);
    complains(state, ARGS("convert", "nowhere.837"), 3,
              "scrubjay: nowhere.837: No such file or directory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_is_written_as_check_reads_it),
        cmocka_unit_test(converted_claims_earn_the_same_findings),
        cmocka_unit_test(bytes_that_are_no_utf_8_are_converted_to_what_check_reads),
        cmocka_unit_test(faults_go_to_standard_error_and_the_rest_is_converted),
        cmocka_unit_test(what_is_no_837_is_a_fault),
        cmocka_unit_test(the_output_file_holds_what_standard_output_would),
        cmocka_unit_test(strict_leaves_the_output_file_as_it_was),
        cmocka_unit_test(an_interrupt_leaves_no_output_file),
        cmocka_unit_test(an_output_that_cannot_be_written_is_named),
        cmocka_unit_test(wrong_use_is_named),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

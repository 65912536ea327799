/*
 * scrubjay check as a stream: several inputs, threads, lines of any length, a partner
 * who waits for each answer, memory.
 */
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/check_results.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif

/* Claims of every standing, and lines that are none, numbered. To be freed. */
static char *many_claims(size_t count)
{
    static const char *const bodies[] = {CLEAN_DX, HEADER_DX,
                                         "\"dx\":[\"E11.9\",\"E11.65\",\"E11.9\"]",
                                         "\"dx\":[\"E11.9X\"]", "\"dx\":7"};
    char *text = malloc(count * 170 + 1), *end = text;
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        end += sprintf(end,
                       "{\"id\":\"%zu\",\"type\":\"professional\",\"from\":"
                       "\"2025-01-15\"," PATIENT ",%s}\n",
                       i, bodies[i % 5]);
    *end = '\0';
    return text;
}

static void output_is_the_same_at_any_number_of_threads(void **state)
{
    static const char *const outputs[] = {"ndjson", "text", "summary"};
    static const char *const threads[] = {"2", "8"};
    char *input = many_claims(5000);
    for (size_t o = 0; o < 3; o++) {
        command_result one;
        ask(state, ARGS("check", "-o", outputs[o], "-j", "1"), input, &one);
        assert_int_equal(one.status, 3);
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

static void a_line_of_one_mebibyte_is_read_and_a_longer_one_is_not(void **state)
{
    enum { MOST = 1 << 20 };
    static const char head[] =
        "{\"id\":\"long\",\"type\":\"professional\","
        "\"from\":\"2025-01-15\"," PATIENT ",\"dx\":[\"E119\"],\"x\":\"",
                      tail[] = "\"}";
    for (size_t over = 0; over < 2; over++) {
        size_t len = MOST + over;
        char *input = malloc(len + 2);
        assert_non_null(input);
        memset(input, 'x', len);
        memcpy(input, head, sizeof head - 1);
        memcpy(input + len - 2, tail, 2);
        strcpy(input + len, "\n");
        json_t *list = check_lines(state, ARGS("check"), input, over ? 3 : 0);
        const json_t *result = json_array_get(list, 0);
        assert_string_equal(string_in(result, "status"), over ? "error" : "clean");
        if (over) {
            keys_are(result, "claim status reason line byte findings no_data image");
            assert_string_equal(string_in(result, "reason"), "longer than 1 MiB");
            assert_int_equal(integer_in(result, "byte"), MOST + 1);
        }
        json_decref(list);
        free(input);
    }
}

static void blank_lines_marks_and_ends_do_not_matter(void **state)
{
    static const char input[] = "\xEF\xBB\xBF" CLAIM(
        "1", CLEAN_DX) "\n \t\r\n\r\n"
                       "{\"type\":\"dental\",\"to\":\"2025-01-15\"," PATIENT
                       "," CLEAN_DX "}\r\n\n{";
    json_t *list = check_lines(state, ARGS("check"), input, 3);
    assert_int_equal(json_array_size(list), 3);
    assert_string_equal(string_in(json_array_get(list, 1), "status"), "clean");
    assert_int_equal(integer_in(json_array_get(list, 2), "line"), 7);
    json_decref(list);
}

static void several_inputs_follow_each_other(void **state)
{
    const workplace *place = *state;
    static const char first[] = CLAIM("1", CLEAN_DX) "x",
                      second[] = CLAIM("3", CLEAN_DX);
    write_file(place->folder, "first.ndjson", first, sizeof first - 1);
    write_file(place->folder, "second.ndjson", second, sizeof second - 1);
    char *a = path_in(place->folder, "first.ndjson");
    char *b = path_in(place->folder, "second.ndjson");
    json_t *list =
        check_lines(state, ARGS("check", a, "-", b), CLAIM("2", CLEAN_DX), 3);
    assert_int_equal(json_array_size(list), 4);
    keys_are(json_array_get(list, 1),
             "claim status reason file line column findings no_data image");
    assert_string_equal(string_in(json_array_get(list, 1), "file"), a);
    assert_int_equal(integer_in(json_array_get(list, 1), "line"), 2);
    assert_string_equal(string_in(json_array_get(list, 2), "claim"), "2");
    assert_string_equal(string_in(json_array_get(list, 3), "claim"), "3");
    json_decref(list);
    free(a);
    free(b);
}

static void an_input_that_cannot_be_read_does_not_stop_the_others(void **state)
{
    const workplace *place = *state;
    char *none = path_in(place->folder, "none.ndjson"), want[512];
    command_result result;
    ask(state, ARGS("check", none, "-"), CLAIM("1", CLEAN_DX), &result);
    (void)snprintf(want, sizeof want, "scrubjay: %s: No such file or directory\n",
                   none);
    assert_string_equal(result.err, want);
    assert_memory_equal(result.out, "{\"claim\":\"1\"", 12);
    assert_int_equal(result.status, 3);
    command_result_free(&result);

    ask(state, ARGS("check", "--strict", none, "-"), CLAIM("1", CLEAN_DX), &result);
    assert_string_equal(result.out, "");
    assert_int_equal(result.status, 3);
    command_result_free(&result);

    ask(state, ARGS("check", place->folder), NULL, &result);
    (void)snprintf(want, sizeof want, "scrubjay: %s: Is a directory\n", place->folder);
    assert_string_equal(result.err, want);
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    free(none);
}

static void an_837_file_is_told_apart(void **state)
{
    const workplace *place = *state;
    static const char text[] = "ISA*00*          *00*          *ZZ*A~";
    char *path = path_in(place->folder, "claims.837"), want[512];
    write_file(place->folder, "claims.837", text, sizeof text - 1);
    (void)snprintf(want, sizeof want,
                   "scrubjay: %s: 837 files are read by a later version\n", path);
    complains(state, ARGS("check", path), 3, want);
    free(path);
}

static void nobody_reading_ends_the_check_quietly(void **state)
{
    const workplace *place = *state;
    char *input = many_claims(5000);
    write_file(place->folder, "many.ndjson", input, strlen(input));
    char *path = path_in(place->folder, "many.ndjson");
    static const char *const threads[] = {"1", "4"};
    for (size_t i = 0; i < 2; i++) {
        command what = {.program = SCRUBJAY_COMMAND,
                        .args =
                            ARGS("check", "-i", place->image, "-j", threads[i], path),
                        .out = STREAM_NO_READER,
                        .pipe_ignored = true};
        command_result result;
        command_run(&what, &result);
        assert_string_equal(result.err, "");
        assert_true(result.status == 3 || result.status == 1 || result.status == 0);
        command_result_free(&result);
    }
    free(input);
    free(path);
}

/* A line that ends within the time that a person would wait. */
static bool answer_comes(int fd)
{
    char text[4096];
    struct pollfd in = {.fd = fd, .events = POLLIN};
    return poll(&in, 1, 60000) == 1 && read(fd, text, sizeof text) > 0 &&
           strchr(text, '}') != NULL;
}

static void whoever_sends_line_by_line_gets_each_answer_at_once(void **state)
{
    const workplace *place = *state;
    static const char *const threads[] = {"1", "4"};
    static const char claim[] = CLAIM("1", CLEAN_DX);
    for (size_t i = 0; i < 2; i++) {
        int to[2], from[2], status = -1;
        assert_int_equal(pipe(to), 0);
        assert_int_equal(pipe(from), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            dup2(to[0], STDIN_FILENO);
            dup2(from[1], STDOUT_FILENO);
            close(to[1]);
            close(from[0]);
            execl(SCRUBJAY_COMMAND, "scrubjay", "check", "-j", threads[i], "-i",
                  place->image, (char *)NULL);
            _exit(127);
        }
        close(to[0]);
        close(from[1]);
        for (int k = 0; k < 3; k++) {
            assert_int_equal(write(to[1], claim, sizeof claim - 1), sizeof claim - 1);
            assert_true(answer_comes(from[0]));
        }
        close(to[1]);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        close(from[0]);
    }
}

/* Kilobytes that the largest command so far has held. */
static long peak_kb(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return usage.ru_maxrss;
}

/* Runs before the other tests: a peak never goes down. */
static void memory_does_not_grow_with_the_input(void **state)
{
#ifdef UNDER_SANITIZER
    enum { ROOM_KB = 256 * 1024, CLAIMS = 20000 };
#else
    enum { ROOM_KB = 12 * 1024, CLAIMS = 100000 };
#endif
    enum { LONG = 10 << 20 };
    const workplace *place = *state;
    char *path = path_in(place->folder, "large.ndjson");
    json_decref(check_lines(state, ARGS("check"), CLAIM("1", CLEAN_DX), 0));
    long small = peak_kb();

    char *line = malloc(LONG + 1);
    assert_non_null(line);
    memset(line, '[', LONG);
    line[LONG] = '\n';
    write_file(place->folder, "large.ndjson", line, LONG + 1);
    free(line);
    json_decref(check_lines(state, ARGS("check", path), NULL, 3));
    long one_line = peak_kb();

    char *input = many_claims(CLAIMS);
    write_file(place->folder, "large.ndjson", input, strlen(input));
    free(input);
    command_result result;
    ask(state, ARGS("check", "-o", "summary", "-j", "8", path), NULL, &result);
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    long claims = peak_kb();
    print_message("peak: %ld KB for a claim, %ld KB after a line of 10 MiB, "
                  "%ld KB after %d claims with 8 threads\n",
                  small, one_line, claims, CLAIMS);
    assert_true(one_line - small < ROOM_KB);
    assert_true(claims - small < ROOM_KB);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_does_not_grow_with_the_input),
        cmocka_unit_test(output_is_the_same_at_any_number_of_threads),
        cmocka_unit_test(a_line_of_one_mebibyte_is_read_and_a_longer_one_is_not),
        cmocka_unit_test(blank_lines_marks_and_ends_do_not_matter),
        cmocka_unit_test(several_inputs_follow_each_other),
        cmocka_unit_test(an_input_that_cannot_be_read_does_not_stop_the_others),
        cmocka_unit_test(an_837_file_is_told_apart),
        cmocka_unit_test(nobody_reading_ends_the_check_quietly),
        cmocka_unit_test(whoever_sends_line_by_line_gets_each_answer_at_once),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

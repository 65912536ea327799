/*
 * scrubjay check as a stream: several inputs, threads, lines of any length, a partner
 * who waits for each answer, interrupts, memory.
 */
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/check_results.h"
#include "tests/support/x12_text.h"

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

static void nobody_reading_ends_the_check_quietly(void **state)
{
    const workplace *place = *state;
    static const char *const threads[] = {"1", "4"};
    char *inputs[] = {many_claims(5000), x12_many(5000)};
    char *path = path_in(place->folder, "many");
    for (size_t i = 0; i < 4; i++) {
        write_file(place->folder, "many", inputs[i / 2], strlen(inputs[i / 2]));
        command what = {
            .program = SCRUBJAY_COMMAND,
            .args = ARGS("check", "-i", place->image, "-j", threads[i % 2], path),
            .out = STREAM_NO_READER,
            .pipe_ignored = true};
        command_result result;
        command_run(&what, &result);
        assert_string_equal(result.err, "");
        assert_true(result.status == 3 || result.status == 1 || result.status == 0);
        command_result_free(&result);
    }
    free(inputs[0]);
    free(inputs[1]);
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

/* `check` with pipes for standard input and output. */
typedef struct partner {
    pid_t child;
    int to, from;
} partner;

static partner start_check(const workplace *place, const char *threads)
{
    int to[2], from[2];
    assert_int_equal(pipe(to), 0);
    assert_int_equal(pipe(from), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execl(SCRUBJAY_COMMAND, "scrubjay", "check", "-j", threads, "-i", place->image,
              (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    return (partner){child, to[1], from[0]};
}

static void send(const partner *p, const char *text)
{
    assert_int_equal(write(p->to, text, strlen(text)), strlen(text));
}

/* @return exit status, or 128 + signal */
static int status_of(partner *p)
{
    int status = -1;
    assert_int_equal(waitpid(p->child, &status, 0), p->child);
    close(p->from);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void whoever_sends_line_by_line_gets_each_answer_at_once(void **state)
{
    static const char *const threads[] = {"1", "4"};
    for (size_t i = 0; i < 2; i++) {
        partner p = start_check(*state, threads[i]);
        for (int k = 0; k < 3; k++) {
            send(&p, CLAIM("1", CLEAN_DX));
            assert_true(answer_comes(p.from));
        }
        close(p.to);
        assert_int_equal(status_of(&p), 0);
    }
}

/* A claim of an 837 is known to be over when the next one begins. */
static void whoever_sends_an_837_claim_by_claim_gets_each_answer_at_once(void **state)
{
    static const char *const threads[] = {"1", "4"};
    for (size_t i = 0; i < 2; i++) {
        partner p = start_check(*state, threads[i]);
        x12_text text = {.newline = ""};
        x12_begin(&text);
        x12_claim(&text, "0", "E119");
        size_t sent = 0;
        for (int k = 1; k < 4; k++) {
            x12_claim(&text, "1", "E119");
            send(&p, text.data + sent);
            sent = text.len;
            assert_true(answer_comes(p.from));
        }
        x12_end(&text);
        send(&p, text.data + sent);
        close(p.to);
        assert_true(answer_comes(p.from));
        assert_int_equal(status_of(&p), 0);
        x12_free(&text);
    }
}

/* ---- progress ---------------------------------------------------------------------
 */

static void progress_is_shown_on_a_terminal_and_wiped(void **state)
{
    const workplace *place = *state;
    char *inputs[] = {many_claims(5000), x12_many(5000)};
    char *path = path_in(place->folder, "shown");
    for (size_t i = 0; i < 2; i++) {
        write_file(place->folder, "shown", inputs[i], strlen(inputs[i]));
        command what = {.program = SCRUBJAY_COMMAND,
                        .args = ARGS("check", "-i", place->image, path),
                        .err = STREAM_TERMINAL};
        command_result result;
        command_run(&what, &result);
        assert_memory_equal(result.err, "\r\033[K[", 5);
        assert_non_null(strstr(result.err, " %  "));
        assert_non_null(strstr(result.err, " MB  "));
        assert_true(result.err_len > 4);
        assert_string_equal(result.err + result.err_len - 4, "\r\033[K");
        command_result_free(&result);

        /* of a pipe nobody knows the end */
        char line[1024];
        (void)snprintf(line, sizeof line, "cat '%s' | '%s' check -i '%s'", path,
                       SCRUBJAY_COMMAND, place->image);
        command piped = {.program = "/bin/sh",
                         .args = ARGS("-c", line),
                         .variables = (const char *const[]){"PATH=/usr/bin:/bin", NULL},
                         .err = STREAM_TERMINAL};
        command_run(&piped, &result);
        assert_non_null(strstr(result.err, " MB  "));
        assert_null(strchr(result.err, '%'));
        command_result_free(&result);
    }
    free(inputs[0]);
    free(inputs[1]);
    free(path);
}

/* ---- interrupts -------------------------------------------------------------------
 */

static void an_interrupt_while_waiting_for_input_ends_the_check(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM};
    static const char *const threads[] = {"1", "4"};
    for (size_t i = 0; i < 4; i++) {
        partner p = start_check(*state, threads[i / 2]);
        send(&p, CLAIM("1", CLEAN_DX));
        assert_true(answer_comes(p.from));
        assert_int_equal(kill(p.child, signals[i % 2]), 0);
        assert_int_equal(status_of(&p), 128 + signals[i % 2]);
        close(p.to);
    }
}

/* All that comes. @return its length; `text` is NUL-terminated */
static size_t read_to_end(int fd, char *text, size_t cap)
{
    size_t len = 0;
    ssize_t got;
    while (len + 1 < cap && (got = read(fd, text + len, cap - 1 - len)) > 0)
        len += (size_t)got;
    text[len] = '\0';
    return len;
}

/* The check is stopped by our not reading; what comes after the interrupt is whole. */
static void an_interrupt_leaves_complete_lines(void **state)
{
    enum { CAP = 32 << 20 };
    const workplace *place = *state;
    char *inputs[] = {many_claims(20000), x12_many(20000)}, *text = malloc(CAP);
    assert_non_null(text);
    for (size_t i = 0; i < 4; i++) {
        char *path = path_in(place->folder, "many");
        int from[2];
        write_file(place->folder, "many", inputs[i / 2], strlen(inputs[i / 2]));
        assert_int_equal(pipe(from), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            dup2(from[1], STDOUT_FILENO);
            close(from[0]);
            close(from[1]);
            execl(SCRUBJAY_COMMAND, "scrubjay", "check", "-j", i % 2 ? "4" : "1", "-i",
                  place->image, path, (char *)NULL);
            _exit(127);
        }
        close(from[1]);
        struct pollfd in = {.fd = from[0], .events = POLLIN};
        assert_int_equal(poll(&in, 1, 60000), 1);
        usleep(50000); /* the pipe is full now, most likely */
        assert_int_equal(kill(child, SIGINT), 0);
        size_t len = read_to_end(from[0], text, CAP), lines = 0;
        partner p = {child, -1, from[0]};
        assert_int_equal(status_of(&p), 130);
        assert_true(len > 0 && text[len - 1] == '\n');
        json_t *list = parse_lines(text);
        lines = json_array_size(list);
        print_message("interrupted after %zu of 20000 results\n", lines);
        assert_true(lines < 20000);
        json_decref(list);
        free(path);
    }
    free(inputs[0]);
    free(inputs[1]);
    free(text);
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

    input = x12_many(CLAIMS);
    write_file(place->folder, "large.837", input, strlen(input));
    free(input);
    char *x12 = path_in(place->folder, "large.837");
    ask(state, ARGS("check", "-o", "summary", "-j", "8", x12), NULL, &result);
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    long x12_claims = peak_kb();
    print_message("peak: %ld KB for a claim, %ld KB after a line of 10 MiB, "
                  "%ld KB after %d claims with 8 threads, %ld KB as 837\n",
                  small, one_line, claims, CLAIMS, x12_claims);
    assert_true(one_line - small < ROOM_KB);
    assert_true(claims - small < ROOM_KB);
    assert_true(x12_claims - small < ROOM_KB);
    free(x12);
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
        cmocka_unit_test(nobody_reading_ends_the_check_quietly),
        cmocka_unit_test(whoever_sends_line_by_line_gets_each_answer_at_once),
        cmocka_unit_test(whoever_sends_an_837_claim_by_claim_gets_each_answer_at_once),
        cmocka_unit_test(progress_is_shown_on_a_terminal_and_wiped),
        cmocka_unit_test(an_interrupt_while_waiting_for_input_ends_the_check),
        cmocka_unit_test(an_interrupt_leaves_complete_lines),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

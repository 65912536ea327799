/*
 * How the command behaves whatever the verb: help, wrong usage, the sample, terminals,
 * closed and full outputs, locales.
 */
#include <scrubjay/scrubjay.h>

#include "tests/support/command_check.h"

#define ALL_VERBS                                                                      \
    "compile", "lookup", "prefix", "tree", "pair", "map", "check", "convert",          \
        "explain", "edits", "info", "verify", "dump"

static void help_lists_the_verbs_there_are(void **state)
{
    const char *const verbs[] = {ALL_VERBS};
    command_result result;
    ask(state, ARGS("--help"), NULL, &result);
    assert_int_equal(result.status, 0);
    assert_string_equal(result.err, "");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        char line[32];
        (void)snprintf(line, sizeof line, "\n  %-8s  ", verbs[i]);
        assert_non_null(strstr(result.out, line));
    }
    assert_null(strstr(result.out, "\n  diff "));
    command_result_free(&result);
}

static void every_verb_explains_itself(void **state)
{
    const char *const verbs[] = {ALL_VERBS};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        char begin[64];
        command_result result;
        ask(state, ARGS(verbs[i], "--help"), NULL, &result);
        (void)snprintf(begin, sizeof begin, "usage: scrubjay %s ", verbs[i]);
        assert_memory_equal(result.out, begin, strlen(begin));
        assert_non_null(strstr(result.out, "--help"));
        assert_string_equal(result.err, "");
        assert_int_equal(result.status, 0);
        command_result_free(&result);
    }
}

static void the_version_is_that_of_the_library(void **state)
{
    command_result result;
    ask(state, ARGS("--version"), NULL, &result);
    char want[64];
    (void)snprintf(want, sizeof want, "scrubjay %s\n", sj_version());
    assert_string_equal(result.out, want);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    command_result_free(&result);
}

static void verbs_of_later_versions_are_told_from_typing_errors(void **state)
{
    const char *const later[] = {"diff", "rules"};
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        char want[100];
        (void)snprintf(want, sizeof want,
                       "scrubjay: %s: this version has no such verb yet\n", later[i]);
        complains(state, ARGS(later[i], "x"), 2, want);
    }
    complains(state, ARGS("lokup", "x"), 2,
              "scrubjay: lokup: no such verb (try: scrubjay --help)\n");
    complains(state, ARGS("--jsn"), 2,
              "scrubjay: --jsn: no such option (try: scrubjay --help)\n");
}

static void a_verb_is_needed(void **state)
{
    command_result result;
    ask(state, (const char *const[]){NULL}, NULL, &result);
    assert_int_equal(result.status, 2);
    assert_string_equal(result.out, "");
    assert_memory_equal(result.err, "usage: scrubjay VERB", 20);
    command_result_free(&result);
}

#define TRY(verb) "\ntry: scrubjay " verb " --help\n"

static void each_wrong_use_is_named(void **state)
{
    complains(state, ARGS("lookup"), 2,
              "scrubjay: lookup: no code given" TRY("lookup"));
    complains(state, ARGS("prefix"), 2,
              "scrubjay: prefix: one prefix, please" TRY("prefix"));
    complains(state, ARGS("prefix", "a", "b"), 2,
              "scrubjay: prefix: one prefix, please" TRY("prefix"));
    complains(state, ARGS("tree", "a", "b"), 2,
              "scrubjay: tree: one code, please" TRY("tree"));
    complains(
        state, ARGS("lookup", "-s", "icd11", "x"), 2,
        "scrubjay: lookup: icd11: no such code system; there are icd10cm icd10pcs "
        "icd9cm icd9pcs hcpcs cpt cdt ndc modifier pos revenue tob drg" TRY("lookup"));
    complains(state, ARGS("lookup", "-d", "2025-02-29", "x"), 2,
              "scrubjay: lookup: 2025-02-29: no such date (YYYY-MM-DD)" TRY("lookup"));
    complains(state, ARGS("lookup", "-d", "20250115", "x"), 2,
              "scrubjay: lookup: 20250115: no such date (YYYY-MM-DD)" TRY("lookup"));
    complains(state, ARGS("lookup", "-i", "", "x"), 2,
              "scrubjay: lookup: no image named" TRY("lookup"));
    complains(state, ARGS("verify", ""), 2,
              "scrubjay: verify: no image named" TRY("verify"));
    complains(state, ARGS("lookup", "x", "-d"), 2,
              "scrubjay: lookup: -d: argument missing" TRY("lookup"));
    complains(state, ARGS("prefix", "-n", "0", "x"), 2,
              "scrubjay: prefix: 0: no number from 1 on" TRY("prefix"));
    complains(state, ARGS("prefix", "-n", "-1", "x"), 2,
              "scrubjay: prefix: -1: no number from 1 on" TRY("prefix"));
    complains(state, ARGS("prefix", "-n", "5x", "x"), 2,
              "scrubjay: prefix: 5x: no number from 1 on" TRY("prefix"));
}

static void an_option_that_a_verb_does_not_take_is_refused(void **state)
{
    complains(state, ARGS("lookup", "--billable", "x"), 2,
              "scrubjay: lookup: --billable: no such option" TRY("lookup"));
    complains(state, ARGS("tree", "-n", "3", "x"), 2,
              "scrubjay: tree: -n: no such option" TRY("tree"));
    complains(state, ARGS("verify", "--json", "x"), 2,
              "scrubjay: verify: --json: no such option" TRY("verify"));
    complains(state, ARGS("info", "-sicd10cm", "x"), 2,
              "scrubjay: info: -s: no such option" TRY("info"));
}

static void the_sample_answers_and_says_so_on_a_terminal_only(void **state)
{
    (void)state;
    const char *note =
        "scrubjay: no image named: answers come from the embedded sample\r\n";
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = ARGS("lookup", "--json", "-d", "2025-01-15", "A33", "A33")};
    command_result quiet, terminal;
    command_run(&what, &quiet);
    what.err = STREAM_TERMINAL;
    command_run(&what, &terminal);
    assert_string_equal(quiet.err, "");
    assert_string_equal(terminal.err, note); /* once, not once a code */
    assert_string_equal(quiet.out, terminal.out);
    assert_non_null(strstr(quiet.out, "\"status\":\"billable\""));
    assert_int_equal(quiet.status, 0);
    command_result_free(&quiet);
    command_result_free(&terminal);
}

static void an_empty_variable_names_no_image(void **state)
{
    (void)state;
    command_result result;
    run_with(ARGS("verify"), NULL, ARGS("SCRUBJAY_IMAGE="), &result);
    assert_int_equal(result.status, 0);
    assert_memory_equal(result.out, "ok: ", 4);
    command_result_free(&result);
}

static void progress_is_drawn_and_wiped_on_a_terminal_only(void **state)
{
    const workplace *place = *state;
    char *image = path_in(place->folder, "progress.sjay");
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = ARGS("compile", "-o", image, place->folder)};
    command_result quiet, terminal;
    command_run(&what, &quiet);
    what.err = STREAM_TERMINAL;
    command_run(&what, &terminal);
    assert_string_equal(quiet.err, "");
    assert_memory_equal(terminal.err, "\r\x1b[K[", 5);
    assert_non_null(strstr(terminal.err, " %"));
    assert_true(terminal.err_len >= 4);
    assert_string_equal(terminal.err + terminal.err_len - 4, "\r\x1b[K");
    assert_int_equal(terminal.status, 0);
    command_result_free(&quiet);
    command_result_free(&terminal);
    free(image);
}

static void a_reader_that_is_gone_is_no_error(void **state)
{
    const workplace *place = *state;
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = ARGS("dump", place->image),
                    .out = STREAM_NO_READER,
                    .pipe_ignored = true};
    command_result result;
    command_run(&what, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    command_result_free(&result);

    what.pipe_ignored = false; /* the system's own way: SIGPIPE */
    command_run(&what, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 128 + 13);
    command_result_free(&result);
}

static void output_that_does_not_arrive_is_an_error(void **state)
{
    const workplace *place = *state;
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = ARGS("dump", place->image),
                    .out = STREAM_FULL};
    command_result result;
    command_run(&what, &result);
    assert_string_equal(result.err,
                        "scrubjay: standard output: No space left on device\n");
    assert_int_equal(result.status, 3);
    command_result_free(&result);

    what.out = STREAM_CLOSED;
    command_run(&what, &result);
    assert_string_equal(result.err, "scrubjay: standard output: Bad file descriptor\n");
    assert_int_equal(result.status, 3);
    command_result_free(&result);
}

static void text_never_lands_in_an_image(void **state)
{
    /* with standard output closed the next file opened would take its number */
    const workplace *place = *state;
    char *image = path_in(place->folder, "closed.sjay");
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = ARGS("compile", "-o", image, place->folder),
                    .out = STREAM_CLOSED,
                    .err = STREAM_CLOSED};
    command_result result;
    size_t want_len, got_len;
    command_run(&what, &result);
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    char *want = read_file(place->folder, "small.sjay", &want_len);
    char *got = read_file(place->folder, "closed.sjay", &got_len);
    assert_non_null(got);
    assert_int_equal(got_len, want_len);
    assert_memory_equal(got, want, want_len);
    free(want);
    free(got);
    free(image);
}

static void standard_input_that_cannot_be_read_is_an_error(void **state)
{
    const workplace *place = *state;
    command what = {.program = SCRUBJAY_COMMAND,
                    .args = ARGS("lookup", "-i", place->image, "-"),
                    .input_is_folder = true};
    command_result result;
    command_run(&what, &result);
    assert_string_equal(result.err, "scrubjay: standard input: Is a directory\n");
    assert_int_equal(result.status, 3);
    command_result_free(&result);
}

static void output_does_not_depend_on_the_locale(void **state)
{
    const workplace *place = *state;
    command_result plain, other;
    run_with(ARGS("info", place->image), NULL, ARGS("LC_ALL=C"), &plain);
    run_with(ARGS("info", place->image), NULL, ARGS("LC_ALL=de_DE.UTF-8", "LANG=tr_TR"),
             &other);
    assert_string_equal(plain.out, other.out);
    command_result_free(&plain);
    command_result_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_lists_the_verbs_there_are),
        cmocka_unit_test(every_verb_explains_itself),
        cmocka_unit_test(the_version_is_that_of_the_library),
        cmocka_unit_test(verbs_of_later_versions_are_told_from_typing_errors),
        cmocka_unit_test(a_verb_is_needed),
        cmocka_unit_test(each_wrong_use_is_named),
        cmocka_unit_test(an_option_that_a_verb_does_not_take_is_refused),
        cmocka_unit_test(the_sample_answers_and_says_so_on_a_terminal_only),
        cmocka_unit_test(an_empty_variable_names_no_image),
        cmocka_unit_test(progress_is_drawn_and_wiped_on_a_terminal_only),
        cmocka_unit_test(a_reader_that_is_gone_is_no_error),
        cmocka_unit_test(output_that_does_not_arrive_is_an_error),
        cmocka_unit_test(text_never_lands_in_an_image),
        cmocka_unit_test(standard_input_that_cannot_be_read_is_an_error),
        cmocka_unit_test(output_does_not_depend_on_the_locale),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

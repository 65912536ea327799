/*
 * Claims in gzip, xz and zip: what is in them is judged as if it were not, members are
 * files of their own, and what is damaged is named.
 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/check_results.h"
#include "tests/support/source_folder.h"
#include "tests/support/x12_text.h"

static source_folder files;

/* The file's bytes, to be freed. */
static char *bytes_of(const char *name, size_t *len)
{
    char *bytes = read_file(files.path, name, len);
    assert_non_null(bytes);
    return bytes;
}

/* Run on a file of ours, named, through standard input from disk, or through a pipe. */
typedef enum way { NAMED, FROM_DISK, FROM_PIPE } way;

static void check_file(void **state, const char *name, way how, command_result *result)
{
    const workplace *place = *state;
    const char *path = source_folder_at(&files, name);
    if (how == NAMED) {
        ask(state, ARGS("check", path), NULL, result);
        return;
    }
    size_t len;
    char *bytes = bytes_of(name, &len), variable[1024];
    if (how == FROM_DISK) {
        (void)snprintf(variable, sizeof variable, "SCRUBJAY_IMAGE=%s", place->image);
        command what = {.program = SCRUBJAY_COMMAND,
                        .args = ARGS("check"),
                        .input = bytes,
                        .input_len = len,
                        .variables = (const char *const[]){variable, NULL}};
        command_run(&what, result);
    } else {
        /* `cat` is the other end of the pipe */
        char line[2048];
        (void)snprintf(line, sizeof line, "cat '%s' | '%s' check -i '%s'", path,
                       SCRUBJAY_COMMAND, place->image);
        command what = {.program = "/bin/sh", .args = ARGS("-c", line)};
        static const char *const variables[] = {"PATH=/usr/bin:/bin", NULL};
        what.variables = variables;
        command_run(&what, result);
    }
    free(bytes);
}

static void each_container_is_judged_as_if_it_were_none(void **state)
{
    static const char *const names[] = {"a.837.gz", "a.837.xz", "a.ndjson.gz",
                                        "a.ndjson.xz"};
    static const char ndjson[] = CLAIM("1", HEADER_DX) CLAIM("2", CLEAN_DX);
    char *x12 = x12_many(500);
    for (size_t i = 0; i < 4; i++) {
        command_result plain;
        const char *text = i < 2 ? x12 : ndjson;
        source_folder_pack(&files, names[i], "a", text);
        ask(state, ARGS("check"), text, &plain);
        for (way how = NAMED; how <= FROM_PIPE; how++) {
            command_result packed;
            check_file(state, names[i], how, &packed);
            assert_string_equal(packed.err, "");
            assert_string_equal(packed.out, plain.out);
            assert_int_equal(packed.status, plain.status);
            command_result_free(&packed);
        }
        command_result_free(&plain);
    }
    free(x12);
}

static void a_name_that_lies_does_not_matter(void **state)
{
    size_t len;
    source_folder_pack(&files, "true.gz", "a", CLAIM("1", CLEAN_DX));
    char *bytes = bytes_of("true.gz", &len);
    source_folder_write(&files, "lies.ndjson", bytes, len);
    free(bytes);
    source_folder_text(&files, "plain.gz", CLAIM("1", CLEAN_DX));
    static const char *const names[] = {"lies.ndjson", "plain.gz"};
    for (size_t i = 0; i < 2; i++) {
        json_t *list = check_lines(
            state, ARGS("check", source_folder_at(&files, names[i])), NULL, 0);
        assert_int_equal(json_array_size(list), 1);
        json_decref(list);
    }
}

static void members_of_a_zip_are_files_of_their_own(void **state)
{
    x12_text text = {.newline = "\n", .wrong_by = 1};
    x12_begin(&text);
    x12_claim(&text, "X1", "E119");
    x12_end(&text);
    source_folder_zip(&files, "both.zip",
                      (const char *const[]){"in/", "", "in/a.837", text.data,
                                            "b.ndjson", CLAIM("N1", CLEAN_DX) "x\n",
                                            "empty", "", NULL});
    for (way how = NAMED; how <= FROM_PIPE; how++) {
        command_result result;
        char want[512];
        check_file(state, "both.zip", how, &result);
        assert_string_equal(result.err, "");
        assert_int_equal(result.status, 3);
        json_t *list = parse_lines(result.out);
        assert_int_equal(json_array_size(list), 4);
        assert_string_equal(string_in(json_array_get(list, 0), "claim"), "X1");
        (void)snprintf(want, sizeof want, "%s/in/a.837",
                       how == NAMED ? source_folder_at(&files, "both.zip")
                                    : "standard input");
        assert_string_equal(string_in(json_array_get(list, 1), "file"), want);
        assert_int_equal(integer_in(json_array_get(list, 1), "segment"), 19);
        assert_string_equal(string_in(json_array_get(list, 2), "claim"), "N1");
        (void)snprintf(want, sizeof want, "%s/b.ndjson",
                       how == NAMED ? source_folder_at(&files, "both.zip")
                                    : "standard input");
        assert_string_equal(string_in(json_array_get(list, 3), "file"), want);
        assert_int_equal(integer_in(json_array_get(list, 3), "line"), 2);
        json_decref(list);
        command_result_free(&result);
    }
    x12_free(&text);
}

/* Small files go round the ring together; each fault is still of its own file. */
static void many_small_files_give_the_same_at_any_number_of_threads(void **state)
{
    enum { MEMBERS = 200 };
    const char *list[2 * MEMBERS + 1] = {NULL};
    static char names[MEMBERS][16];
    char *x12 = x12_many(7);
    for (size_t i = 0; i < MEMBERS; i++) {
        (void)snprintf(names[i], sizeof names[i], "%zu", i);
        list[2 * i] = names[i];
        list[2 * i + 1] = i % 3 == 0   ? x12
                          : i % 3 == 1 ? CLAIM("N", CLEAN_DX) "x\n"
                                       : "";
    }
    source_folder_zip(&files, "many.zip", list);
    const char *path = source_folder_at(&files, "many.zip");
    command_result one, many;
    ask(state, ARGS("check", path), NULL, &one);
    ask(state, ARGS("check", "-j", "5", path), NULL, &many);
    assert_string_equal(one.err, "");
    assert_string_equal(many.out, one.out);
    json_t *results = parse_lines(one.out);
    assert_int_equal(json_array_size(results), 67 * 7 + 67 * 2);
    size_t faults = 0, i;
    json_t *result;
    json_array_foreach(results, i,
                       result) if (strcmp(string_in(result, "status"), "error") == 0)
    {
        char want[512];
        size_t member = faults / 2 * 3 + faults % 2;
        (void)snprintf(want, sizeof want, "%s/%zu", path, member);
        assert_string_equal(string_in(result, "file"), want);
        faults++;
    }
    assert_int_equal(faults, 67 * 2);
    json_decref(results);
    command_result_free(&one);
    command_result_free(&many);
    free(x12);
}

static void a_zip_of_nothing_has_no_claims(void **state)
{
    source_folder_zip(&files, "nothing.zip", (const char *const[]){NULL});
    for (way how = NAMED; how <= FROM_PIPE; how++) {
        command_result result;
        check_file(state, "nothing.zip", how, &result);
        assert_string_equal(result.out, "");
        assert_string_equal(result.err, "");
        assert_int_equal(result.status, 0);
        command_result_free(&result);
    }
}

static void gzip_members_in_a_row_are_one_file(void **state)
{
    size_t first, second;
    source_folder_pack(&files, "one.gz", "a", CLAIM("1", CLEAN_DX));
    source_folder_pack(&files, "two.gz", "a", CLAIM("2", CLEAN_DX));
    char *a = bytes_of("one.gz", &first), *b = bytes_of("two.gz", &second);
    char *both = calloc(first + second + 512, 1);
    assert_non_null(both);
    memcpy(both, a, first);
    memcpy(both + first, b, second);
    for (size_t zeros = 0; zeros <= 512; zeros += 512) { /* as a tape fills its block */
        source_folder_write(&files, "both.gz", both, first + second + zeros);
        json_t *list = check_lines(
            state, ARGS("check", source_folder_at(&files, "both.gz")), NULL, 0);
        assert_int_equal(json_array_size(list), 2);
        json_decref(list);
    }
    both[first + second] = 'x';
    source_folder_write(&files, "both.gz", both, first + second + 1);
    command_result result;
    check_file(state, "both.gz", NAMED, &result);
    assert_non_null(strstr(result.err, "both.gz: damaged: "));
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    free(a);
    free(b);
    free(both);
}

/* ---- damage -----------------------------------------------------------------------
 */

static void is_damaged(void **state, const char *name, const char *inside)
{
    for (way how = NAMED; how <= FROM_PIPE; how++) {
        command_result result;
        char want[512];
        const char *path =
            how == NAMED ? source_folder_at(&files, name) : "standard input";
        (void)snprintf(want, sizeof want,
                       "scrubjay: %s%s: damaged: it cannot be unpacked to its end\n",
                       path, inside);
        check_file(state, name, how, &result);
        assert_string_equal(result.err, want);
        assert_int_equal(result.status, 3);
        command_result_free(&result);
    }
}

static void a_container_that_is_cut_is_named_wherever_it_is_cut(void **state)
{
    static const char *const names[] = {"cut.gz", "cut.xz"};
    char *x12 = x12_many(50);
    for (size_t i = 0; i < 2; i++) {
        size_t len;
        source_folder_pack(&files, names[i], "a", x12);
        char *bytes = bytes_of(names[i], &len);
        const size_t cuts[] = {len - 1, len - 8, len / 2, 7};
        for (size_t k = 0; k < sizeof cuts / sizeof *cuts; k++) {
            source_folder_write(&files, names[i], bytes, cuts[k]);
            is_damaged(state, names[i], "");
        }
        free(bytes);
    }
    free(x12);
}

static void a_container_with_a_changed_byte_is_named(void **state)
{
    size_t len;
    source_folder_pack(&files, "bent.gz", "a", CLAIM("1", CLEAN_DX));
    char *bytes = bytes_of("bent.gz", &len);
    bytes[len - 8] ^= 1; /* CRC */
    source_folder_write(&files, "bent.gz", bytes, len);
    is_damaged(state, "bent.gz", "");
    bytes[len - 8] ^= 1;
    bytes[len - 4] ^= 1; /* length */
    source_folder_write(&files, "bent.gz", bytes, len);
    is_damaged(state, "bent.gz", "");
    free(bytes);

    source_folder_pack(&files, "bent.xz", "a", CLAIM("1", CLEAN_DX));
    bytes = bytes_of("bent.xz", &len);
    bytes[len / 2] ^= 1;
    source_folder_write(&files, "bent.xz", bytes, len);
    is_damaged(state, "bent.xz", "");
    free(bytes);
}

static void a_zip_member_with_a_wrong_crc_is_named_and_a_cut_zip(void **state)
{
    size_t len;
    source_folder_zip(&files, "bent.zip",
                      (const char *const[]){"a.ndjson", CLAIM("1", CLEAN_DX), NULL});
    char *bytes = bytes_of("bent.zip", &len);
    size_t directory = 0;
    while (directory + 4 < len && memcmp(bytes + directory, "PK\1\2", 4) != 0)
        directory++;
    const size_t middle = directory * 2 / 3; /* of the packed claim */
    bytes[middle] ^= 1;
    source_folder_write(&files, "bent.zip", bytes, len);
    command_result result;
    check_file(state, "bent.zip", NAMED, &result);
    assert_non_null(strstr(result.err, "bent.zip/a.ndjson: damaged: "));
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    bytes[middle] ^= 1;
    source_folder_write(&files, "bent.zip", bytes, len / 2);
    check_file(state, "bent.zip", NAMED, &result);
    assert_non_null(strstr(result.err, "damaged: it cannot be unpacked to its end\n"));
    assert_int_equal(result.status, 3);
    command_result_free(&result);
    free(bytes);
}

static void claims_before_the_damage_are_judged_and_the_next_file_is_read(void **state)
{
    size_t len;
    char *x12 = x12_many(20000);
    source_folder_pack(&files, "half.gz", "a", x12);
    free(x12);
    char *bytes = bytes_of("half.gz", &len);
    source_folder_write(&files, "half.gz", bytes, len / 2);
    free(bytes);
    static const char *const threads[] = {"1", "3"};
    size_t first = 0;
    for (size_t i = 0; i < 2; i++) {
        command_result result;
        ask(state,
            ARGS("check", "-j", threads[i], source_folder_at(&files, "half.gz"), "-"),
            CLAIM("LAST", CLEAN_DX), &result);
        assert_non_null(strstr(result.err, "half.gz: damaged: "));
        assert_int_equal(result.status, 3);
        assert_non_null(strstr(result.out, "{\"claim\":\"LAST\","));
        /* that the bytes end is no fault of the 837 */
        assert_null(strstr(result.out, "ends within"));
        json_t *list = parse_lines(result.out);
        assert_true(json_array_size(list) > 5000);
        if (i == 0)
            first = json_array_size(list);
        assert_int_equal(json_array_size(list), first);
        json_decref(list);
        command_result_free(&result);
    }
}

static int open_all(void **state)
{
    source_folder_make(&files);
    return open_workplace(state);
}

static int close_all(void **state)
{
    source_folder_remove(&files);
    return close_workplace(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_container_is_judged_as_if_it_were_none),
        cmocka_unit_test(a_name_that_lies_does_not_matter),
        cmocka_unit_test(members_of_a_zip_are_files_of_their_own),
        cmocka_unit_test(many_small_files_give_the_same_at_any_number_of_threads),
        cmocka_unit_test(a_zip_of_nothing_has_no_claims),
        cmocka_unit_test(gzip_members_in_a_row_are_one_file),
        cmocka_unit_test(a_container_that_is_cut_is_named_wherever_it_is_cut),
        cmocka_unit_test(a_container_with_a_changed_byte_is_named),
        cmocka_unit_test(a_zip_member_with_a_wrong_crc_is_named_and_a_cut_zip),
        cmocka_unit_test(claims_before_the_damage_are_judged_and_the_next_file_is_read),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

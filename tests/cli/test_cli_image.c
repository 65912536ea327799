/*
 * scrubjay info, verify and dump, and what every verb says of a file that is no sound
 * image.
 */
#include <jansson.h>

#include "tests/support/bends.h"
#include "tests/support/command_check.h"
#include "tests/support/tiny_image.h"

static const char sample_folder[] = SCRUBJAY_SOURCE_DIR "/data";

static void verify_says_ok_and_names_the_content(void **state)
{
    const workplace *place = *state;
    command_result verify, info;
    ask(state, ARGS("verify", place->image), NULL, &verify);
    ask(state, ARGS("info", "--json", place->image), NULL, &info);
    json_t *told = json_loads(info.out, 0, NULL);
    assert_non_null(told);
    char want[200];
    (void)snprintf(want, sizeof want, "ok: %zu sections, %d codes, build id %s\n",
                   json_array_size(json_object_get(told, "sections")),
                   (int)json_integer_value(json_object_get(told, "codes")),
                   json_string_value(json_object_get(told, "build_id")));
    assert_string_equal(verify.out, want);
    assert_string_equal(verify.err, "");
    assert_int_equal(verify.status, 0);
    json_decref(told);
    command_result_free(&verify);
    command_result_free(&info);
}

static void info_tells_systems_releases_and_sources(void **state)
{
    command_result result;
    ask(state, ARGS("info", "--json"), NULL, &result);
    assert_int_equal(result.status, 0);
    json_t *told = json_loads(result.out, 0, NULL);
    assert_non_null(told);

    json_t *systems = json_object_get(told, "systems");
    assert_int_equal(json_array_size(systems), 3);
    json_t *icd = json_array_get(systems, 0);
    assert_string_equal(json_string_value(json_object_get(icd, "system")), "icd10cm");
    assert_int_equal(json_integer_value(json_object_get(icd, "codes")), 5);
    assert_string_equal(json_string_value(json_object_get(icd, "from")), "2021-10-01");
    assert_string_equal(json_string_value(json_object_get(icd, "to")), "2025-09-30");
    assert_true(json_is_true(json_object_get(icd, "past")));
    assert_true(json_is_false(json_object_get(icd, "dated")));
    assert_true(json_is_true(json_object_get(json_array_get(systems, 1), "dated")));
    assert_int_equal(json_integer_value(json_object_get(told, "codes")), 9);

    assert_int_equal(json_array_size(json_object_get(told, "releases")), 5);
    json_t *sources = json_object_get(told, "sources");
    assert_int_equal(json_array_size(sources), 5);
    uint64_t records = 0;
    for (size_t i = 0; i < json_array_size(sources); i++)
        records += (uint64_t)json_integer_value(
            json_object_get(json_array_get(sources, i), "records"));
    assert_int_equal(records, 3 + 4 + 4 + 2 + 2);
    json_decref(told);
    command_result_free(&result);
}

static void info_warns_of_systems_whose_last_day_is_past(void **state)
{
    command_result result;
    ask(state, ARGS("info"), NULL, &result);
    assert_non_null(strstr(result.out,
                           "\nwarning: icd10cm can be judged up to 2025-09-30 "
                           "only, which is past\n"));
    assert_non_null(strstr(result.out,
                           "\nwarning: hcpcs can be judged up to 2025-03-31 "
                           "only, which is past\n"));
    assert_non_null(strstr(result.out, "ICD-10-CM FY2024"));
    assert_int_equal(result.status, 0);
    command_result_free(&result);
}

/* Dump an image of a folder and compile the text to the same bytes.
 * @return the text, to be freed */
static char *round_trip(void **state, const char *folder, const char *name)
{
    command_result dump, compiled;
    size_t first_len, second_len;
    char *image = path_in(folder, name), *text = path_in(folder, "dump.txt");
    char *again = path_in(folder, "again.sjay");

    ask(state, ARGS("dump", image), NULL, &dump);
    assert_string_equal(dump.err, "");
    assert_int_equal(dump.status, 0);
    write_file(folder, "dump.txt", dump.out, dump.out_len);
    ask(state, ARGS("compile", "-o", again, text), NULL, &compiled);
    assert_string_equal(compiled.err, "");
    assert_int_equal(compiled.status, 0);
    char *first = read_file(folder, name, &first_len);
    char *second = read_file(folder, "again.sjay", &second_len);
    assert_non_null(second);
    assert_int_equal(first_len, second_len);
    assert_memory_equal(first, second, first_len);

    free(first);
    free(second);
    free(image);
    free(text);
    free(again);
    free(dump.err);
    command_result_free(&compiled);
    return dump.out;
}

static void a_dump_compiles_to_the_same_bytes(void **state)
{
    const workplace *place = *state;
    char *text = round_trip(state, place->folder, "small.sjay");
    assert_memory_equal(text, "#scrubjay-dump 1\nsource\t0\t", 26);
    assert_non_null(strstr(text, "\nsegment\t2022-10-01\tbillable\tinferred\n"));
    assert_string_equal(text + strlen(text) - 5, "\nend\n");
    free(text);
}

static void a_dump_of_the_sample_does_too(void **state)
{
    char *folder = folder_create(), *image = path_in(folder, "sample.sjay");
    command_result result;
    ask(state, ARGS("compile", "-o", image, sample_folder), NULL, &result);
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    char *text = round_trip(state, folder, "sample.sjay");
    assert_non_null(strstr(text, "\ncode\tJ3490\t"));
    assert_non_null(strstr(text, "\tnoc\t"));
    free(text);
    free(image);
    folder_remove(folder);
}

static void a_dump_of_line_tables_does_too(void **state)
{
    char *folder = folder_create();
    tiny_image tiny;
    tiny_image_make(&tiny);
    write_file(folder, "tiny.sjay", tiny.bytes.data, tiny.bytes.size);
    tiny_image_free(&tiny);
    char *text = round_trip(state, folder, "tiny.sjay");
    assert_non_null(strstr(text, "\ntable\tunit limits\t-\npart\tunit limit\t4\n"));
    assert_non_null(strstr(text, "\nrow\t0\t7\t12\t26\tA\t1\tXXX\t0\t1\t2\t0\t9\n"));
    assert_non_null(strstr(text, "\nrow\t2\t7\t13\t-\tN\t-\t-\t0\t-\t-\t-\t-\n"));
    assert_non_null(strstr(text, "\nrow\t1996-01-01\t-\t0\t1\tmisuse"));
    free(text);
    folder_remove(folder);
}

static void a_dump_of_line_tables_alone_does_too(void **state)
{
    static const char rows[] = "2Q9901       CCCCC       2013001       Invented\r\n"
                               "1Q9902       Q9901       2013001       Invented\r\n";
    char *folder = folder_create(), *file = path_in(folder, "AOC_V2024Q2-F-MCR.txt");
    char *image = path_in(folder, "aoc.sjay");
    command_result result;
    write_file(folder, "AOC_V2024Q2-F-MCR.txt", rows, sizeof rows - 1);
    ask(state, ARGS("compile", "-o", image, file), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    char *text = round_trip(state, folder, "aoc.sjay");
    assert_non_null(strstr(text, "\nrow\t0\t4294967295\t2013-01-01\t-\t2\t0\t1\n"));
    free(text);
    free(image);
    free(file);
    folder_remove(folder);
}

static void a_dump_keeps_what_was_carried(void **state)
{
    const workplace *place = *state;
    char *image = path_in(place->folder, "carried.sjay");
    command_result result;
    ask(state, ARGS("compile", "--carry", "-o", image, place->folder), NULL, &result);
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    char *text = round_trip(state, place->folder, "carried.sjay");
    assert_non_null(strstr(text, "\tbillable\tcarried\n"));
    free(text);
    free(image);
}

static void a_dump_escapes_what_would_break_its_lines(void **state)
{
    char *folder = folder_create(), *image = path_in(folder, "odd.sjay");
    const char list[] = "code,from,to,billable,short,long\n"
                        "11,,,1,A \\t is no tab,Back\\slash\n";
    const char manifest[] = "path,kind,release,from,to\n"
                            "od\td.csv,codes-pos,2025,2025-01-01,2025-12-31\n";
    command_result result;
    write_file(folder, "od\td.csv", list, strlen(list));
    write_file(folder, "manifest.csv", manifest, strlen(manifest));
    ask(state, ARGS("compile", "-o", image, folder), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    char *text = round_trip(state, folder, "odd.sjay");
    assert_non_null(strstr(text, "\tod\\td.csv\t"));
    assert_non_null(strstr(text, "\tA \\\\t is no tab\tBack\\\\slash\n"));
    free(text);
    free(image);
    folder_remove(folder);
}

/* Opening does not compare dictionary and trie, verify does (FORMAT.md, claim 56). */
static void verify_refuses_what_opening_does_not_look_at(void **state)
{
    const workplace *place = *state;
    char *path = path_in(place->folder, "apart.sjay");
    size_t tried = 0;
    for (size_t i = 0; i < bends_codes_count; i++) {
        if (bends_codes[i].seal != BEND_AGREEMENT)
            continue;
        tiny_image tiny;
        command_result result;
        char want[600];
        tiny_image_make(&tiny);
        size_t off = bend_apply(&bends_codes[i], &tiny.bytes);
        write_file(place->folder, "apart.sjay", tiny.bytes.data, tiny.bytes.size);
        (void)snprintf(want, sizeof want, "scrubjay: %s: %s (at byte %zu)\n", path,
                       bends_codes[i].text, off);
        complains(state, ARGS("verify", path), 4, want);
        ask(state, ARGS("info", path), NULL, &result);
        assert_int_equal(result.status, 0);
        command_result_free(&result);
        tiny_image_free(&tiny);
        tried++;
    }
    assert_true(tried > 0);
    free(path);
}

static void an_image_can_be_named_in_four_ways(void **state)
{
    const workplace *place = *state;
    const char *const *ways[] = {
        ARGS("verify", place->image),
        ARGS("verify", "-i", place->image),
        ARGS("verify", "--image", place->image),
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        command_result result;
        run_with(ways[i], NULL, ARGS("SCRUBJAY_IMAGE=/nowhere"), &result);
        assert_int_equal(result.status, 0);
        assert_non_null(strstr(result.out, " 9 codes"));
        command_result_free(&result);
    }
    command_result result;
    ask(state, ARGS("verify"), NULL, &result);
    assert_non_null(strstr(result.out, " 9 codes"));
    command_result_free(&result);
}

static void an_image_that_is_not_there_is_named(void **state)
{
    const char *err = "scrubjay: /nowhere/x.sjay: No such file or directory\n";
    const char *const *verbs[] = {
        ARGS("lookup", "-i", "/nowhere/x.sjay", "E11"),
        ARGS("prefix", "-i", "/nowhere/x.sjay", "E11"),
        ARGS("tree", "-i", "/nowhere/x.sjay", "E11"),
        ARGS("info", "/nowhere/x.sjay"),
        ARGS("verify", "/nowhere/x.sjay"),
        ARGS("dump", "/nowhere/x.sjay"),
    };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        complains(state, verbs[i], 4, err);
}

static void a_damaged_image_is_refused_with_reason_and_place(void **state)
{
    const workplace *place = *state;
    size_t len;
    char *bytes = read_file(place->folder, "small.sjay", &len);
    char *path = path_in(place->folder, "bent.sjay");
    char want[600];

    bytes[0] ^= 1;
    write_file(place->folder, "bent.sjay", bytes, len);
    (void)snprintf(want, sizeof want, "scrubjay: %s: bad magic (at byte 0)\n", path);
    complains(state, ARGS("verify", path), 4, want);
    complains(state, ARGS("lookup", "-i", path, "E11"), 4, want);

    bytes[0] ^= 1;
    bytes[8]++;
    write_file(place->folder, "bent.sjay", bytes, len);
    (void)snprintf(want, sizeof want,
                   "scrubjay: %s: unknown major version (at byte 8)\n", path);
    complains(state, ARGS("dump", path), 4, want);

    /* the last byte of the last section: only its checksum can tell */
    bytes[8]--;
    bytes[len - 1] ^= 0x20;
    write_file(place->folder, "bent.sjay", bytes, len);
    command_result result;
    ask(state, ARGS("info", path), NULL, &result);
    assert_int_equal(result.status, 4);
    assert_string_equal(result.out, "");
    assert_non_null(strstr(result.err, ": section checksum does not match (at byte "));
    command_result_free(&result);
    free(bytes);
    free(path);
}

static void two_images_are_one_too_many(void **state)
{
    complains(state, ARGS("verify", "a", "b"), 2,
              "scrubjay: verify: one image at a time\ntry: scrubjay verify --help\n");
    complains(state, ARGS("info", "-i", "a", "b"), 2,
              "scrubjay: info: one image at a time\ntry: scrubjay info --help\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verify_says_ok_and_names_the_content),
        cmocka_unit_test(info_tells_systems_releases_and_sources),
        cmocka_unit_test(info_warns_of_systems_whose_last_day_is_past),
        cmocka_unit_test(a_dump_compiles_to_the_same_bytes),
        cmocka_unit_test(a_dump_of_the_sample_does_too),
        cmocka_unit_test(a_dump_of_line_tables_does_too),
        cmocka_unit_test(a_dump_of_line_tables_alone_does_too),
        cmocka_unit_test(a_dump_keeps_what_was_carried),
        cmocka_unit_test(a_dump_escapes_what_would_break_its_lines),
        cmocka_unit_test(verify_refuses_what_opening_does_not_look_at),
        cmocka_unit_test(an_image_can_be_named_in_four_ways),
        cmocka_unit_test(an_image_that_is_not_there_is_named),
        cmocka_unit_test(a_damaged_image_is_refused_with_reason_and_place),
        cmocka_unit_test(two_images_are_one_too_many),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

/*
 * The same claim as 837 and as NDJSON gives the same findings: `check` on a file, and
 * `convert` and then `check` on the same file, compared result by result.
 */
#ifndef SCRUBJAY_TESTS_CONVERT_CHECK_H
#define SCRUBJAY_TESTS_CONVERT_CHECK_H

#include "tests/support/check_results.h"

typedef struct convert_counts {
    size_t claims, findings, faults;
} convert_counts;

static inline void run_on_image(const char *image, const char *const *args,
                                const char *input, command_result *result)
{
    char variable[1024];
    (void)snprintf(variable, sizeof variable, "SCRUBJAY_IMAGE=%s", image);
    run_with(args, input, (const char *const[]){variable, NULL}, result);
}

static inline bool is_error(const json_t *result)
{
    return strcmp(string_in(result, "status"), "error") == 0;
}

static inline void same_value(const char *path, const json_t *a, const json_t *b,
                              const char *key)
{
    const json_t *x = json_object_get(a, key), *y = json_object_get(b, key);
    if (x && y && json_equal(x, y))
        return;
    fail_msg("%s: claim %s: %s: %s as 837, %s converted", path, string_in(a, "claim"),
             key, x ? json_dumps(x, JSON_ENCODE_ANY) : "none",
             y ? json_dumps(y, JSON_ENCODE_ANY) : "none");
}

/* Compare, and add up what was compared. */
static inline void same_when_converted(const char *image, const char *path,
                                       convert_counts *counts)
{
    command_result direct, converted, judged;
    run_on_image(image, ARGS("check", "--verbose", "-f", "x12", path), NULL, &direct);
    run_on_image(image, ARGS("convert", path), NULL, &converted);
    run_on_image(image, ARGS("check", "--verbose", "-f", "ndjson"), converted.out,
                 &judged);
    assert_string_equal(direct.err, "");
    assert_string_equal(judged.err, "");
    json_t *from_x12 = parse_lines(direct.out), *from_json = parse_lines(judged.out);
    size_t next = 0, faults = 0;
    for (size_t i = 0; i < json_array_size(from_x12); i++) {
        static const char *const keys[] = {"claim", "status", "findings", "no_data",
                                           "not_evaluated"};
        const json_t *a = json_array_get(from_x12, i);
        if (is_error(a)) {
            faults++;
            continue;
        }
        const json_t *b = json_array_get(from_json, next++);
        if (!b)
            fail_msg("%s: claim %s was not converted", path, string_in(a, "claim"));
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            same_value(path, a, b, keys[k]);
        counts->findings += finding_count(a);
        counts->claims++;
    }
    assert_int_equal(next, json_array_size(from_json));
    assert_int_equal(converted.status, faults ? 3 : 0);
    assert_int_equal(converted.err[0] != '\0', faults > 0);
    counts->faults += faults;
    json_decref(from_x12);
    json_decref(from_json);
    command_result_free(&direct);
    command_result_free(&converted);
    command_result_free(&judged);
}

#endif

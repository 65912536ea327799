/*
 * What the tests of `scrubjay check` share: the results it printed as JSON, and the
 * questions tests ask of them.
 */
#ifndef SCRUBJAY_TESTS_CHECK_RESULTS_H
#define SCRUBJAY_TESTS_CHECK_RESULTS_H

#include "tests/support/command_check.h"

#include <jansson.h>

/* A claim of a day on which the small releases judge, with `more` between its braces.
 */
#define PATIENT "\"patient\":{\"birth\":\"1961-04-02\",\"sex\":\"F\"}"
#define CLAIM(id, more)                                                                \
    "{\"id\":\"" id "\",\"type\":\"professional\",\"from\":\"2025-01-15\"," PATIENT    \
    "," more "}\n"
#define CLEAN_DX  "\"dx\":[\"E11.9\"]"
#define HEADER_DX "\"dx\":[\"E11.6\"]"

/* The objects of the lines, in an array. */
static inline json_t *parse_lines(const char *out)
{
    json_t *list = json_array();
    while (*out) {
        size_t len = strcspn(out, "\n");
        json_t *object = json_loadb(out, len, JSON_REJECT_DUPLICATES, NULL);
        if (!object)
            fail_msg("no JSON: %.*s", (int)len, out);
        json_array_append_new(list, object);
        assert_int_equal(out[len], '\n');
        out += len + 1;
    }
    return list;
}

/* Run `check` on input and parse what it prints; nothing may come on standard error. */
static inline json_t *check_lines(void **state, const char *const *args,
                                  const char *input, int status)
{
    command_result result;
    ask(state, args, input, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.status, status);
    json_t *list = parse_lines(result.out);
    command_result_free(&result);
    return list;
}

static inline const char *string_in(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "(none)";
}

static inline long integer_in(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? (long)json_integer_value(value) : -1;
}

/* The keys of an object, in their order, with blanks between. */
static inline void keys_are(const json_t *object, const char *want)
{
    char keys[512] = "";
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        assert_true(strlen(keys) + strlen(key) + 2 < sizeof keys);
        if (keys[0])
            strcat(keys, " ");
        strcat(keys, key);
    }
    assert_string_equal(keys, want);
}

/* The strings of a list, with blanks between. */
static inline void list_is(const json_t *list, const char *want)
{
    char items[1024] = "";
    size_t i;
    json_t *item;
    assert_true(json_is_array(list));
    json_array_foreach(list, i, item)
    {
        const char *text = json_string_value(item);
        assert_non_null(text);
        assert_true(strlen(items) + strlen(text) + 2 < sizeof items);
        if (items[0])
            strcat(items, " ");
        strcat(items, text);
    }
    assert_string_equal(items, want);
}

static inline json_t *finding_of(const json_t *result, size_t index)
{
    return json_array_get(json_object_get(result, "findings"), index);
}

static inline size_t finding_count(const json_t *result)
{
    return json_array_size(json_object_get(result, "findings"));
}

#endif

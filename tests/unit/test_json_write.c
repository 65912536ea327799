/*
 * The writer of results and converted claims: what it writes is what Jansson writes of
 * the same values, and reads back as them.
 */
#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <cmocka.h>

#include "cli/json_write.h"

static cli_writer writer;

/* What was written; the writer is empty again. */
static char *written(void)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    cli_write_line(&writer, out);
    assert_int_equal(fclose(out), 0);
    assert_true(len > 0 && text[len - 1] == '\n');
    text[len - 1] = '\0';
    assert_int_equal(strlen(text), len - 1);
    return text;
}

static void is_written(const char *wanted)
{
    char *text = written();
    assert_string_equal(text, wanted);
    free(text);
}

static void commas_stand_between_values_alone(void **state)
{
    (void)state;
    sj_date day;
    assert_true(sj_date_from_ymd(2025, 1, 15, &day));
    cli_write_object(&writer);
    cli_write_key(&writer, "a");
    cli_write_array(&writer);
    cli_write_array_end(&writer);
    cli_write_key(&writer, "b");
    cli_write_array(&writer);
    cli_write_count(&writer, 1);
    cli_write_object(&writer);
    cli_write_object_end(&writer);
    cli_write_bool(&writer, true);
    cli_write_bool(&writer, false);
    cli_write_null(&writer);
    cli_write_date(&writer, day);
    cli_write_date(&writer, SJ_DATE_OPEN);
    cli_write_array_end(&writer);
    cli_write_key(&writer, "c");
    cli_write_word(&writer, "");
    cli_write_object_end(&writer);
    is_written(
        "{\"a\":[],\"b\":[1,{},true,false,null,\"2025-01-15\",null],\"c\":\"\"}");
}

static void a_writer_begins_anew_behind_each_line(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        cli_write_count(&writer, 7);
        is_written("7");
    }
}

static void integers_are_written_in_full(void **state)
{
    (void)state;
    cli_write_array(&writer);
    cli_write_count(&writer, 0);
    cli_write_count(&writer, UINT64_MAX);
    cli_write_integer(&writer, INT64_MIN);
    cli_write_integer(&writer, -1);
    cli_write_integer(&writer, INT64_MAX);
    cli_write_array_end(&writer);
    is_written("[0,18446744073709551615,-9223372036854775808,-1,9223372036854775807]");
}

static uint64_t random_state;

static uint64_t next_random(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(0x2545F4914F6CDD1D);
}

static void number_is(double value, const char *wanted)
{
    cli_write_number(&writer, value);
    is_written(wanted);
}

static void numbers_are_written_as_short_as_they_can(void **state)
{
    (void)state;
    number_is(0, "0");
    number_is(1, "1");
    number_is(0.1, "0.1");
    number_is(17166.7, "17166.7");
    number_is(0.1 + 0.2, "0.30000000000000004");
    number_is(-2.5, "-2.5");
    number_is(-3, "-3");
    number_is(999999999999999.0, "999999999999999");
    number_is(1e22, "1e+22");
}

static void every_number_reads_back_as_itself(void **state)
{
    (void)state;
    random_state = 3;
    for (int i = 0; i < 50000; i++) {
        union {
            uint64_t bits;
            double value;
        } any = {.bits = next_random()};
        if (i % 2)
            any.value = (double)(int64_t)(any.bits >> 20) / 100;
        if (!(any.value >= -DBL_MAX && any.value <= DBL_MAX))
            continue;
        cli_write_number(&writer, any.value);
        char *text = written();
        double again = strtod(text, NULL);
        assert_memory_equal(&again, &any.value, sizeof again);
        json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
        assert_true(json_is_number(value));
        json_decref(value);
        free(text);
    }
}

static void text_is_escaped_as_the_library_escapes_it(void **state)
{
    (void)state;
    char text[64];
    for (int c = 1; c < 0x80; c++) {
        size_t len = (size_t)snprintf(text, sizeof text, "a%c\xC3\xA9%c", c, c);
        json_t *value = json_stringn(text, len);
        char *wanted = json_dumps(value, JSON_ENCODE_ANY);
        cli_write_text(&writer, text, len);
        is_written(wanted);
        free(wanted);
        json_decref(value);
    }
}

static void what_is_no_utf8_is_replaced_byte_by_byte(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        const char *wanted;
    } rows[] = {
        {"a\xFFz", 3, "\"a\xEF\xBF\xBDz\""},
        {"\xC3", 1, "\"\xEF\xBF\xBD\""},
        {"\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"\xC0\x80", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"a\0b", 3,
         "\"a\xEF\xBF\xBD"
         "b\""},
        {"\xE2\x82\xAC", 3, "\"\xE2\x82\xAC\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cli_write_text(&writer, rows[i].text, rows[i].len);
        is_written(rows[i].wanted);
    }
}

static void any_bytes_make_a_line_that_can_be_read(void **state)
{
    (void)state;
    char bytes[300];
    random_state = 9;
    for (int i = 0; i < 20000; i++) {
        size_t len = next_random() % sizeof bytes;
        bool mostly_plain = next_random() % 2;
        for (size_t k = 0; k < len; k++)
            bytes[k] = (char)(mostly_plain && next_random() % 16 ? 'a' : next_random());
        cli_write_text(&writer, bytes, len);
        char *text = written();
        json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
        assert_true(json_is_string(value));
        json_decref(value);
        free(text);
    }
}

static int close_writer(void **state)
{
    (void)state;
    cli_writer_free(&writer);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_stand_between_values_alone),
        cmocka_unit_test(a_writer_begins_anew_behind_each_line),
        cmocka_unit_test(integers_are_written_in_full),
        cmocka_unit_test(numbers_are_written_as_short_as_they_can),
        cmocka_unit_test(every_number_reads_back_as_itself),
        cmocka_unit_test(text_is_escaped_as_the_library_escapes_it),
        cmocka_unit_test(what_is_no_utf8_is_replaced_byte_by_byte),
        cmocka_unit_test(any_bytes_make_a_line_that_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, close_writer);
}

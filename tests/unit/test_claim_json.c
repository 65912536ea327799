/*
 * Lines of NDJSON as claims: what the reader takes, refuses and gives, beside what the
 * slow reader makes of the same line (fuzz/reference). What `check` says of lines that
 * are no claims is test_cli_check_malformed's.
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/reference/reference_claim_json.h"

#define HEAD "{\"id\":\"X\",\"type\":\"professional\",\"from\":\"2025-01-15\","

static cli_claim_reader reader;
static ref_claim_json slow;

/* Both readers agree; the line stands at the end of its memory. @return is it a claim
 */
static bool both_read(const char *line, size_t len)
{
    static char *exact;
    free(exact); /* texts of the claim before are read no more */
    exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, line, len);
    const char *differs = ref_claim_json_compare(&reader, &slow, exact, len);
    if (differs)
        fail_msg("%s of %.*s: \"%s\" and \"%s\"", differs, (int)len, line,
                 reader.fault.reason, slow.fault.reason);
    return cli_claim_read(&reader, exact, len);
}

static const sj_claim *taken(const char *line)
{
    if (!both_read(line, strlen(line)))
        fail_msg("%s: %s", line, reader.fault.reason);
    return &reader.claim;
}

static void refused(const char *line, const char *reason)
{
    if (both_read(line, strlen(line)))
        fail_msg("%s was taken for a claim", line);
    if (!strstr(reader.fault.reason, reason))
        fail_msg("%s: \"%s\"", line, reader.fault.reason);
}

static void text_is(sj_str text, const char *wanted)
{
    assert_int_equal(text.len, strlen(wanted));
    assert_memory_equal(text.text, wanted, text.len);
}

static void texts_without_escapes_are_not_copied(void **state)
{
    (void)state;
    static const char line[] = HEAD "\"dx\":[\"E11.9\",{\"code\":\"I1\\u0030\"}]}";
    assert_true(cli_claim_read(&reader, line, sizeof line - 1));
    text_is(reader.claim.dx[0].code, "E11.9");
    text_is(reader.claim.dx[1].code, "I10");
    assert_ptr_equal(reader.claim.dx[0].code.text, strstr(line, "E11.9"));
    assert_ptr_equal(reader.id, strstr(line, "X"));
    assert_true(reader.claim.dx[1].code.text < line ||
                reader.claim.dx[1].code.text >= line + sizeof line);
}

static void escapes_become_the_characters_they_mean(void **state)
{
    (void)state;
    const sj_claim *claim = taken(
        HEAD "\"payer\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00\","
             "\"pos\":\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"}");
    text_is(claim->payer, "\"\\/\b\f\n\r\t\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    text_is(claim->pos, "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
}

static void a_key_written_with_escapes_is_the_same_key(void **state)
{
    (void)state;
    text_is(taken(HEAD "\"\\u0070ayer\":\"medicaid\"}")->payer, "medicaid");
    refused(HEAD "\"payer\":\"a\",\"\\u0070ayer\":\"b\"}", "duplicate object key");
    refused(HEAD "\"what\":{\"a\":1,\"\\u0061\":2}}", "duplicate object key");
}

static void a_key_is_met_twice_however_many_there_are(void **state)
{
    (void)state;
    static char line[20000];
    for (int again = 0; again < 2; again++) {
        size_t len = (size_t)sprintf(line, HEAD);
        for (int i = 0; i < 900; i++)
            len += (size_t)sprintf(line + len, "\"key%d\":{\"a\":[%d]},", i, i);
        sprintf(line + len, "\"%s\":0}", again ? "key899" : "key900");
        if (again)
            refused(line, "duplicate object key");
        else
            taken(line);
    }
}

static void nesting_ends_where_the_second_reader_ends_it(void **state)
{
    (void)state;
    static char line[5000];
    for (int depth = 2040; depth < 2052; depth++)
        for (int empty = 0; empty < 2; empty++) {
            size_t len = (size_t)sprintf(line, HEAD "\"a\":");
            memset(line + len, '[', (size_t)depth);
            len += (size_t)depth;
            len += (size_t)sprintf(line + len, "%s", empty ? "" : "0");
            memset(line + len, ']', (size_t)depth);
            memcpy(line + len + depth, "}", 2);
            /* the object is one, and a number inside another */
            bool wanted = depth + (empty ? 1 : 2) <= 2048;
            assert_int_equal(both_read(line, strlen(line)), wanted);
        }
}

static uint64_t random_state;

static uint64_t next_random(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(0x2545F4914F6CDD1D);
}

static void number_is(const char *text)
{
    char line[200];
    (void)snprintf(line, sizeof line, HEAD "\"lines\":[{\"units\":%s}]}", text);
    double wanted = strtod(text, NULL), got = taken(line)->lines[0].units;
    if (wanted < got || wanted > got || signbit(wanted) != signbit(got))
        fail_msg("%s was read as %.17g", text, got);
}

static void numbers_are_read_to_the_last_bit(void **state)
{
    (void)state;
    static const char *const rows[] = {"0",
                                       "-0.0",
                                       "1e0",
                                       "1E+22",
                                       "1e23",
                                       "1e-22",
                                       "1e-23",
                                       "0.1",
                                       "0.30000000000000004",
                                       "17166.7",
                                       "9007199254740993.0",
                                       "9007199254740991e22",
                                       "123456789012345678.9",
                                       "1234567890123456789.5",
                                       "4.9e-324",
                                       "1e-400",
                                       "1.7976931348623157e308",
                                       "2.2250738585072011e-308",
                                       "0.000000000000000000000001",
                                       "9223372036854775807",
                                       "-9223372036854775808",
                                       "0e99999999999999999999"};
    char text[40];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        number_is(rows[i]);
    random_state = 5;
    for (int i = 0; i < 20000; i++) {
        union {
            uint64_t bits;
            double value;
        } any = {.bits = next_random()};
        double money = (double)(next_random() % 100000000) / 100;
        if (any.value >= -DBL_MAX && any.value <= DBL_MAX) {
            (void)snprintf(text, sizeof text, "%.*e", (int)(next_random() % 18),
                           any.value);
            if (strtod(text, NULL) <= DBL_MAX && strtod(text, NULL) >= -DBL_MAX)
                number_is(text);
        }
        (void)snprintf(text, sizeof text, "%.15g", money);
        number_is(text);
    }
}

static void what_is_no_number_is_no_json(void **state)
{
    (void)state;
    static const char *const rows[] = {"01",  "-",   "+1",  ".5",  "1.",    "1.e5",
                                       "1e",  "1e+", "-01", "0x1", "1e1e1", "1.5.5",
                                       "NaN", "inf", "- 1", "1 1", "--1"};
    char line[100];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        (void)snprintf(line, sizeof line, HEAD "\"a\":%s}", rows[i]);
        refused(line, "");
        assert_true(reader.fault.column > 0);
    }
    refused(HEAD "\"a\":9223372036854775808}", "too big integer");
    refused(HEAD "\"a\":-9223372036854775809}", "too big negative integer");
    refused(HEAD "\"a\":1e309}", "real number overflow");
}

static void a_nul_behind_a_word_is_no_json(void **state)
{
    (void)state;
    static const char line[] = HEAD "\"a\":true\0}";
    assert_false(both_read(line, sizeof line - 1));
    assert_string_equal(reader.fault.reason, "no JSON that can be read");
    assert_int_equal(reader.fault.column, sizeof line - 2);
    assert_null(reader.id);
}

static void marks_of_the_wire_are_read(void **state)
{
    (void)state;
    const sj_claim *claim =
        taken(HEAD "\"strange_qualifiers\":3,\"dx\":[{\"code\":\"E11.9\",\"x12\":"
                   "[\"dot\",\"not_principal\"]},{\"code\":\"I10\",\"x12\":null}],"
                   "\"px\":[{\"code\":\"0DTJ4ZZ\",\"x12\":[\"qualifier\"]}],"
                   "\"admitting\":{\"code\":\"I10\",\"x12\":[]}}");
    assert_int_equal(claim->dx[0].wire, SJ_WIRE_DOT | SJ_WIRE_NOT_PRINCIPAL);
    assert_int_equal(claim->dx[1].wire, 0);
    assert_int_equal(claim->px[0].wire, SJ_WIRE_QUALIFIER);
    assert_int_equal(claim->admitting->wire, 0);
    assert_int_equal(claim->strange_qualifiers, 3);
    refused(HEAD "\"dx\":[{\"code\":\"I10\",\"x12\":\"dot\"}]}",
            "dx[0].x12: must be a list");
    refused(HEAD "\"dx\":[{\"code\":\"I10\",\"x12\":[\"dots\"]}]}",
            "dx[0].x12[0]: must be dot, qualifier or not_principal");
    refused(HEAD "\"admitting\":{\"code\":\"I10\",\"x12\":[\"dot\",1]}}",
            "admitting.x12[1]: must be a string");
    refused(HEAD "\"strange_qualifiers\":-1}", "strange_qualifiers: must be a count");
    refused(HEAD "\"strange_qualifiers\":4294967296}", "must be a count");
    refused(HEAD "\"strange_qualifiers\":1.0}", "must be a count");
}

static void what_convert_adds_is_ignored(void **state)
{
    (void)state;
    const sj_claim *claim = taken(
        HEAD "\"at_segment\":12,\"control\":\"1/2/3\",\"lines\":[{\"number\":\"1\","
             "\"control\":\"A7\",\"code\":\"G0439\",\"mods\":[\"\",\"25\"]}]}");
    text_is(claim->lines[0].code, "G0439");
    text_is(claim->lines[0].modifiers[0], "");
    text_is(claim->lines[0].modifiers[1], "25");
}

static void of_several_faults_the_first_in_rank_is_told(void **state)
{
    (void)state;
    refused("{\"lines\":[{\"code\":1}],\"dx\":[1],\"id\":\"X\",\"type\":7}",
            "type: must be a string");
    assert_int_equal(reader.id_len, 1);
    refused(HEAD "\"lines\":[{\"units\":\"1\",\"code\":1},{\"code\":2}]}",
            "lines[0].code: must be a string");
    refused(HEAD "\"lines\":[{\"code\":1}],\"history\":7}", "history: must be a list");
    refused(HEAD "\"dx\":[1],\"what\":tru}", "invalid token");
}

static void units_of_an_ndc_count_beside_a_string_only(void **state)
{
    (void)state;
    const sj_claim *claim =
        taken(HEAD "\"lines\":[{\"ndc_units\":2,\"ndc\":\"1\",\"ndc_unit\":\"ML\"},"
                   "{\"ndc_unit\":7,\"ndc_units\":\"x\"},{\"ndc\":{\"code\":\"1\","
                   "\"unit\":\"GR\",\"units\":0.5},\"ndc_unit\":7}]}");
    text_is(claim->lines[0].ndc_unit, "ML");
    assert_true(claim->lines[0].ndc_units == 2);
    text_is(claim->lines[1].ndc_unit, "");
    text_is(claim->lines[2].ndc_unit, "GR");
    refused(HEAD "\"lines\":[{\"ndc_unit\":7,\"ndc\":\"1\"}]}",
            "lines[0].ndc_unit: must be a string");
}

static void lists_may_be_as_long_as_a_claim_allows(void **state)
{
    (void)state;
    static char line[80000];
    for (int count = 999; count < 1003; count++)
        for (int history = 0; history < 2; history++) {
            size_t len =
                (size_t)sprintf(line, HEAD "\"%s\":[", history ? "history" : "lines");
            for (int i = 0; i < count; i++)
                len += (size_t)sprintf(line + len, "%s{\"dx\":[%d,%d]}", i ? "," : "",
                                       i, -i);
            strcpy(line + len, "]}");
            bool good = count <= SJ_CLAIM_LINES_MAX;
            assert_int_equal(both_read(line, strlen(line)), good);
        }
}

/* A claim with everything, to be bent. */
static const char full[] =
    "{\"id\":\"B7\",\"type\":\"institutional\",\"payer\":\"medicare\",\"bill_type\":"
    "\"0111\",\"from\":\"2025-02-01\",\"to\":\"2025-02-06\",\"admission\":\"2025-02-"
    "01\","
    "\"receipt\":\"2025-03-01\",\"discharge_status\":\"01\",\"patient\":{\"birth\":"
    "\"1961-04-02\",\"sex\":\"F\"},\"pos\":\"21\",\"provider\":\"1234567893\",\"dx\":["
    "{\"code\":\"E11.9\",\"poa\":\"Y\",\"version\":10,\"x12\":[\"dot\"]},\"I10\"],"
    "\"admitting\":\"R07.9\",\"reason\":[\"R07.9\"],\"external\":[{\"code\":"
    "\"W19XXXA\"}],"
    "\"px\":[{\"code\":\"0DTJ4ZZ\",\"date\":\"2025-02-02\"}],\"strange_qualifiers\":1,"
    "\"lines\":[{\"rev\":\"0250\",\"code\":\"J0120\",\"mods\":[\"LT\",\"\"],\"units\":"
    "2.5,"
    "\"unit\":\"UN\",\"charge\":12.34,\"date\":\"2025-02-01\",\"to\":\"2025-02-02\","
    "\"dx\":"
    "[1,null,2],\"ndc\":\"00093721410\",\"ndc_unit\":\"ML\",\"ndc_units\":1},{\"ndc\":"
    "{\"code\":\"1\",\"unit\":\"GR\",\"units\":1e1}}],\"history\":[{\"code\":\"G0439\","
    "\"date\":\"2024-12-01\"}],\"other\":{\"a\":[true,false,null,\"\\u00e9\\n\"]}}";

static void every_cut_and_every_changed_byte_is_judged_alike(void **state)
{
    (void)state;
    static const char bytes[] = "\"\\{}[]:,0-eE. \tn\x01\x7f\x80\xc3\xff"
                                "ux";
    static char bent[sizeof full];
    size_t len = sizeof full - 1, claims = 0;
    taken(full);
    for (size_t i = 0; i <= len; i++)
        claims += both_read(full, i);
    assert_int_equal(claims, 1);
    for (size_t i = 0; i < len; i++)
        for (size_t k = 0; k < sizeof bytes; k++) { /* NUL, too */
            memcpy(bent, full, len);
            bent[i] = bytes[k];
            claims += both_read(bent, len);
        }
    assert_true(claims > 100 && claims < len * sizeof bytes / 2);
    for (size_t i = 0; i < len; i++) { /* a byte is lost */
        memcpy(bent, full, i);
        memcpy(bent + i, full + i + 1, len - i - 1);
        (void)both_read(bent, len - 1);
    }
}

/* Values stand where others stood: wrong types and shapes in every place. */
static void values_in_each_others_places_are_judged_alike(void **state)
{
    (void)state;
    static const char *const values[] = {"1",
                                         "-7",
                                         "2.5",
                                         "\"2025-01-15\"",
                                         "\"E11.9\"",
                                         "null",
                                         "true",
                                         "{}",
                                         "[]",
                                         "[1]",
                                         "[\"a\"]",
                                         "[null]",
                                         "{\"code\":\"A\"}",
                                         "[{}]",
                                         "\"\"",
                                         "[{\"code\":\"A\",\"x12\":[\"dot\"]}]",
                                         "{\"code\":7,\"units\":\"x\"}",
                                         "10"};
    enum { VALUES = sizeof values / sizeof *values };
    static const char *const keys[] = {"id",          "type",      "payer",
                                       "bill_type",   "from",      "to",
                                       "admission",   "receipt",   "discharge_status",
                                       "patient",     "pos",       "provider",
                                       "dx",          "admitting", "reason",
                                       "external",    "px",        "strange_qualifiers",
                                       "lines",       "history",   "code",
                                       "poa",         "version",   "x12",
                                       "rev",         "mods",      "units",
                                       "unit",        "charge",    "date",
                                       "ndc",         "ndc_unit",  "ndc_units",
                                       "description", "birth",     "sex",
                                       "number"};
    enum { KEYS = sizeof keys / sizeof *keys };
    static const char *const frames[] = {"{%s}",
                                         HEAD "%s}",
                                         HEAD "\"dx\":[{%s}]}",
                                         HEAD "\"px\":[{},{%s}]}",
                                         HEAD "\"admitting\":{%s}}",
                                         HEAD "\"patient\":{%s}}",
                                         HEAD "\"lines\":[{},{%s}]}",
                                         HEAD "\"history\":[{\"ndc\":{%s}}]}"};
    enum { FRAMES = sizeof frames / sizeof *frames };
    char inside[600], line[800];
    size_t claims = 0, lines = 40000;
    random_state = 11;
    for (size_t n = 0; n < lines; n++) {
        size_t len = 0;
        inside[0] = '\0';
        for (uint64_t i = next_random() % 6; i > 0; i--)
            len += (size_t)snprintf(inside + len, sizeof inside - len, "%s\"%s\":%s",
                                    len ? "," : "", keys[next_random() % KEYS],
                                    values[next_random() % VALUES]);
        const char *frame = frames[next_random() % FRAMES], *gap = strstr(frame, "%s");
        (void)snprintf(line, sizeof line, "%.*s%s%s", (int)(gap - frame), frame, inside,
                       gap + 2);
        claims += both_read(line, strlen(line));
    }
    printf("%zu of %zu lines were claims\n", claims, lines);
    assert_true(claims > 1000 && claims < lines);
}

static int close_readers(void **state)
{
    (void)state;
    (void)both_read("", 0);
    cli_claim_reader_free(&reader);
    ref_claim_json_free(&slow);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_without_escapes_are_not_copied),
        cmocka_unit_test(escapes_become_the_characters_they_mean),
        cmocka_unit_test(a_key_written_with_escapes_is_the_same_key),
        cmocka_unit_test(a_key_is_met_twice_however_many_there_are),
        cmocka_unit_test(nesting_ends_where_the_second_reader_ends_it),
        cmocka_unit_test(numbers_are_read_to_the_last_bit),
        cmocka_unit_test(what_is_no_number_is_no_json),
        cmocka_unit_test(a_nul_behind_a_word_is_no_json),
        cmocka_unit_test(marks_of_the_wire_are_read),
        cmocka_unit_test(what_convert_adds_is_ignored),
        cmocka_unit_test(of_several_faults_the_first_in_rank_is_told),
        cmocka_unit_test(units_of_an_ndc_count_beside_a_string_only),
        cmocka_unit_test(lists_may_be_as_long_as_a_claim_allows),
        cmocka_unit_test(every_cut_and_every_changed_byte_is_judged_alike),
        cmocka_unit_test(values_in_each_others_places_are_judged_alike),
    };
    return cmocka_run_group_tests(tests, NULL, close_readers);
}

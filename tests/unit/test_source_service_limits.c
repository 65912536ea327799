/*
 * Limits of service as users bring them. The limits are invented.
 */
#include <stdio.h>
#include <string.h>

#include "engine/format/lines.h"
#include "tests/support/source_check.h"

#define HEADER "code,limit,value,from,to,severity,citation\n"

static void read_text(reading *r, const char *text)
{
    reading_of_kind(r, &folder, GEN_SERVICE_LIMITS, SJ_SYSTEM_COUNT, text,
                    strlen(text));
}

static void each_record_is_a_row_in_the_words_of_the_image(void **state)
{
    (void)state;
    static const struct {
        const char *code, *value, *citation;
        unsigned kind, severity, system;
    } want[] = {
        {"G9901", "18-64", "Invented, section 1", SJF_LIMIT_OF_AGE, SJ_CLEAN, SJ_HCPCS},
        {"9902T", "0d-28d", NULL, SJF_LIMIT_OF_AGE, SJ_INFO, SJ_CPT},
        {"D9901", "F", NULL, SJF_LIMIT_OF_SEX, SJ_WARN, SJ_CDT},
        {"G9901", NULL, NULL, SJF_LIMIT_OF_INPATIENT, SJ_REJECT, SJ_HCPCS},
        {"G9901", "GN GO GP", NULL, SJF_LIMIT_OF_MODIFIER, SJ_CLEAN, SJ_HCPCS},
        {"G9901", "11 22", NULL, SJF_LIMIT_OF_POS, SJ_CLEAN, SJ_HCPCS},
        {"0450", NULL, NULL, SJF_LIMIT_OF_HCPCS, SJ_CLEAN, SJ_REVENUE},
        {"G9901", NULL, NULL, SJF_LIMIT_OF_NDC, SJ_CLEAN, SJ_HCPCS},
    };
    reading r;
    read_text(&r, HEADER "g9901,age,18-64,2024-01-01,2024-12-31,,"
                         "\"Invented, section 1\"\n"
                         "9902t, Age ,0D-28D,,,info,\n"
                         "D9901,sex, f ,,,Warn,\n"
                         "G9901,inpatient, ,,,reject,\n"
                         "G9901,modifier,\"gn  go\n GP\",,,,\n"
                         "G9901,pos, 11\t22,,,,\n"
                         "450,HCPCS,,,,,\n"
                         "G9901,ndc,,,,,\n");
    expect_messages("list", &r, "");
    assert_true(r.read);
    assert_int_equal(r.row_count, 8);
    assert_int_equal(r.list.items[0].records, 8);
    for (size_t i = 0; i < 8; i++) {
        const gen_row *row = &r.rows[i].row;
        assert_int_equal(row->kind, GEN_ROW_LIMIT);
        assert_string_equal(row->code, want[i].code);
        assert_int_equal(row->code_len, strlen(want[i].code));
        assert_int_equal(row->status, want[i].kind);
        assert_int_equal(row->value, want[i].severity);
        assert_int_equal(row->system, want[i].system);
        assert_string_equal(row->short_text ? row->short_text : "none",
                            want[i].value ? want[i].value : "none");
        assert_int_equal(row->short_len, want[i].value ? strlen(want[i].value) : 0);
        assert_string_equal(row->long_text ? row->long_text : "none",
                            want[i].citation ? want[i].citation : "none");
    }
    assert_int_equal(r.rows[0].row.line, 2);
    assert_int_equal(r.rows[0].row.from, day(2024, 1, 1));
    assert_int_equal(r.rows[0].row.to, day(2024, 12, 31));
    assert_int_equal(r.rows[1].row.from, GEN_NO_DATE);
    assert_int_equal(r.rows[1].row.to, SJ_DATE_OPEN);
    assert_int_equal(r.rows[5].row.line, 8); /* a quoted field took two lines */
    reading_free(&r);
}

static void broken_lists_are_refused_with_their_line(void **state)
{
    (void)state;
    static const char first[] = ":1: the first line is not "
                                "code,limit,value,from,to,severity,citation";
    static const char count[] = ":2: a record has 7 fields: "
                                "code,limit,value,from,to,severity,citation";
    static const char kind[] = ":2: limit is none of age, sex, inpatient, modifier, "
                               "pos, hcpcs, ndc";
    static const char ages[] = ":2: value is no range of ages in years, 18-64, or in "
                               "days, 0d-28d";
    static const char modifiers[] = ":2: value holds what is no modifier, or nothing";
    static const char places[] =
        ":2: value holds what is no place of service, or nothing";
    static const char severity[] =
        ":2: severity is none of info, warn, reject, nor empty";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"G9901,sex,F,,,,\n", first},
        {"code,limit,value,from,to,severity\n", first},
        {"code,limit,\"value\"x\n", ":1: text after the closing quote of a field"},
        {HEADER "G9901,sex,F,,,,x\"y\n", ":2: quote inside a field that is not quoted"},
        {HEADER "G9901,sex,F,,,\n", count},
        {HEADER "G9901,sex,F,,,,,\n", count},
        {HEADER "G9901,,F,,,,\n", kind},
        {HEADER "G9901,ages,18-64,,,,\n", kind},
        {HEADER ",sex,F,,,,\n", ":2: code is no procedure code"},
        {HEADER "0450,ndc,,,,,\n", ":2: code is no procedure code"},
        {HEADER "G9901 G9902,ndc,,,,,\n", ":2: code is no procedure code"},
        {HEADER "G9901,hcpcs,,,,,\n",
         ":2: code is no revenue code, which limit hcpcs is about"},
        {HEADER "45,hcpcs,,,,,\n",
         ":2: code is no revenue code, which limit hcpcs is about"},
        {HEADER "G9901,age,,,,,\n", ages},
        {HEADER "G9901,age,18,,,,\n", ages},
        {HEADER "G9901,age,18-,,,,\n", ages},
        {HEADER "G9901,age,-64,,,,\n", ages},
        {HEADER "G9901,age,64-18,,,,\n", ages},
        {HEADER "G9901,age,018-64,,,,\n", ages},
        {HEADER "G9901,age,18 - 64,,,,\n", ages},
        {HEADER "G9901,age,0d-28,,,,\n", ages},
        {HEADER "G9901,age,0-28d,,,,\n", ages},
        {HEADER "G9901,age,0d-28dd,,,,\n", ages},
        {HEADER "G9901,age,0-100000,,,,\n", ages},
        {HEADER "G9901,age,0m-6m,,,,\n", ages},
        {HEADER "G9901,sex,,,,,\n", ":2: value is neither F nor M"},
        {HEADER "G9901,sex,U,,,,\n", ":2: value is neither F nor M"},
        {HEADER "G9901,sex,F M,,,,\n", ":2: value is neither F nor M"},
        {HEADER "G9901,inpatient,yes,,,,\n", ":2: value is not empty"},
        {HEADER "0450,hcpcs,yes,,,,\n", ":2: value is not empty"},
        {HEADER "G9901,ndc,yes,,,,\n", ":2: value is not empty"},
        {HEADER "G9901,modifier,,,,,\n", modifiers},
        {HEADER "G9901,modifier,GN GOO,,,,\n", modifiers},
        {HEADER "G9901,modifier,GN;GO,,,,\n", modifiers},
        {HEADER "G9901,pos,,,,,\n", places},
        {HEADER "G9901,pos,1,,,,\n", places},
        {HEADER "G9901,pos,11 A1,,,,\n", places},
        {HEADER "G9901,sex,F,,,clean,\n", severity},
        {HEADER "G9901,sex,F,20240101,,,\n",
         ":2: from is no date of the form YYYY-MM-DD"},
        {HEADER "G9901,sex,F,,2024-13-01,,\n",
         ":2: to is no date of the form YYYY-MM-DD"},
        {HEADER "G9901,sex,F,2024-01-02,2024-01-01,,\n", ":2: to is before from"},
        {HEADER "G9901,sex,F,,,,x\ty\n", ":2: control character in a title"},
        {HEADER, ": no record in it"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[200];
        reading r;
        read_text(&r, cases[i].text);
        snprintf(want, sizeof want, "source.txt%s", cases[i].message);
        expect_messages(cases[i].text, &r, want);
        assert_false(r.read);
        assert_int_equal(r.row_count, 0);
        reading_free(&r);
    }
}

/* 682 words and 683 of two characters, which one blank parts. */
static void a_value_has_an_end(void **state)
{
    (void)state;
    enum { MOST = 682 };
    for (size_t words = MOST; words <= MOST + 1; words++) {
        static char text[4096];
        size_t n = (size_t)snprintf(text, sizeof text, HEADER "G9901,modifier,");
        for (size_t i = 0; i < words; i++)
            n += (size_t)snprintf(text + n, sizeof text - n, "GN ");
        snprintf(text + n, sizeof text - n, ",,,,\n");
        reading r;
        read_text(&r, text);
        expect_messages("value", &r,
                        words == MOST ? "" : "source.txt:2: value is too long");
        reading_free(&r);
    }
}

/* In UTF-8 a dash of Windows-1252 takes three bytes. */
static void a_citation_has_an_end(void **state)
{
    (void)state;
    enum { MOST = 21845 };
    for (size_t dashes = MOST; dashes <= MOST + 1; dashes++) {
        static char text[MOST + 200];
        size_t n = (size_t)snprintf(text, sizeof text, HEADER "G9901,ndc,,,,,");
        memset(text + n, '\x96', dashes);
        text[n + dashes] = '\n';
        text[n + dashes + 1] = '\0';
        reading r;
        read_text(&r, text);
        expect_messages("citation", &r,
                        dashes == MOST ? "" : "source.txt:2: citation is too long");
        reading_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_record_is_a_row_in_the_words_of_the_image),
        cmocka_unit_test(broken_lists_are_refused_with_their_line),
        cmocka_unit_test(a_value_has_an_end),
        cmocka_unit_test(a_citation_has_an_end),
    };
    return cmocka_run_group_tests_name("service limits", tests, make_folder,
                                       remove_folder);
}

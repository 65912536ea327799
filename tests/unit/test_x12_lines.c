/*
 * 837 files: service lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/x12_kit.h"

#define HLS "HL*1**20~HL*2*1*22~"
#define DAY "DTP*472*D8*20200105~"

/* What a claim of this guide tells of its lines: these segments behind CLM. */
static void tells(const char *guide, const char *lines, const char *want)
{
    char body[8192], line[4096];
    snprintf(body, sizeof body, HLS "CLM*A1~%s", lines);
    char type = strcmp(guide, "222") == 0 ? 'P' : strcmp(guide, "223") == 0 ? 'I' : 'D';
    snprintf(line, sizeof line, "A1 #1: %c from=2020-01-05%s\n", type, want);
    assert_string_equal(x12_body_told(guide, body), line);
}

static void is_a_fault(const char *guide, const char *lines, const char *want)
{
    char body[8192], line[4096];
    snprintf(body, sizeof body, HLS "CLM*A1~%s", lines);
    snprintf(line, sizeof line, "A1 #1: %s\n", want);
    assert_string_equal(x12_body_told(guide, body), line);
}

static void a_professional_line_is_sv1(void **state)
{
    (void)state;
    tells("222",
          "LX*1~SV1*HC:G0101:25:GQ::59:seen at home:X*12.50*UN*3*12**1:2~" DAY
          "REF*6R*L-1~REF*6R*L-2~REF*XX*Y~",
          " | 1 control=L-1 code=G0101 m1=25 m2=GQ m4=59 text=seen at home charge=12.5"
          " units=3 unit=UN pos=12 from=2020-01-05 dx=1,2");
    tells("222", "LX*1~" DAY "SV1~", " | 1 from=2020-01-05");
    tells("222", "LX*1~" DAY "LX*2~SV1*XX*-5*MJ*0~",
          " | 1 from=2020-01-05 | 2 charge=-5 units=0 unit=MJ");
}

static void an_institutional_line_is_sv2(void **state)
{
    (void)state;
    tells("223", "LX*1~SV2*0300*HC:G0101:TC*1000000.25*DA*2.5*7~" DAY,
          " | 1 rev=0300 code=G0101 m1=TC charge=1000000.25 units=2.5 unit=DA"
          " from=2020-01-05");
    tells("223", "LX*1~SV2*0120**10*DA*2~" DAY,
          " | 1 rev=0120 charge=10 units=2 unit=DA from=2020-01-05");
}

static void a_dental_line_is_sv3(void **state)
{
    (void)state;
    tells("224", "LX*1~SV3*AD:X9999:22*30*22:9*00*I*2*****1::3::~TOO*JP*1~" DAY,
          " | 1 code=X9999 m1=22 charge=30 units=2 pos=22 from=2020-01-05 dx=1,0,3");
}

static void equipment_is_read_where_there_is_no_sv1(void **state)
{
    (void)state;
    tells("222", "LX*1~SV5*HC:E0250:RR*DA*30*50~" DAY,
          " | 1 code=E0250 units=30 unit=DA from=2020-01-05");
    tells("222", "LX*1~SV1*HC:G0101*5*UN*2~SV5*HC:E0250*DA*30~" DAY,
          " | 1 code=G0101 charge=5 units=2 unit=UN from=2020-01-05");
    tells("222", "LX*1~SV5*HC:E0250*DA*30~SV1*HC:G0101*5~" DAY,
          " | 1 code=G0101 charge=5 from=2020-01-05");
    is_a_fault("222", "LX*1~SV1*HC:G0101*5*UN*2~SV5*HC:E0250*DA*x~" DAY,
               "bad number at 9 SV5[SV5*HC:E0250*DA*x] element 3");
}

static void pointers_keep_their_gaps(void **state)
{
    (void)state;
    static const char *const pointers[][2] = {
        {"1", " dx=1"},    {"3:1", " dx=3,1"},   {"1::2", " dx=1,0,2"},
        {":2", " dx=0,2"}, {"1:2::", " dx=1,2"}, {":::", ""},
        {"", ""},          {"01:0", " dx=1,0"},  {"999999999", " dx=999999999"},
    };
    for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++) {
        char lines[128], want[128];
        snprintf(lines, sizeof lines, "LX*1~SV1*******%s~" DAY "LX*2~SV1*******9~",
                 pointers[i][0]);
        snprintf(want, sizeof want, " | 1 from=2020-01-05%s | 2 dx=9", pointers[i][1]);
        tells("222", lines, want);
    }
}

static void a_line_has_256_pointers(void **state)
{
    (void)state;
    char lines[2048] = "LX*1~" DAY "LX*2~SV1*******1";
    for (unsigned i = 1; i < 256; i++)
        strcat(lines, ":1");
    size_t len = strlen(lines);
    strcpy(lines + len, ":::~");
    char body[4096];
    snprintf(body, sizeof body, HLS "CLM*A1~%s", lines);
    const char *told = x12_body_told("222", body);
    unsigned count = 0;
    for (const char *p = strstr(told, " dx="); p && *p; p++)
        count += *p == '1';
    assert_int_equal(count, 256);
    strcpy(lines + len, ":bad~");
    is_a_fault("222", lines,
               "more diagnoses, procedures, pointers or lines than a claim may have at "
               "10 SV1[SV1*******1:1:1:1:1:1:1:] element 7");
}

static void what_is_no_number_is_no_claim(void **state)
{
    (void)state;
    static const struct {
        const char *guide, *service;
        unsigned element;
    } bad[] = {
        {"222", "SV1**x", 2},          {"222", "SV1**1*UN*1,5", 4},
        {"222", "SV1**1.2.3", 2},      {"222", "SV1**.", 2},
        {"222", "SV1**-", 2},          {"222", "SV1**--1", 2},
        {"222", "SV1**+1", 2},         {"222", "SV1** 1", 2},
        {"222", "SV1**1 ", 2},         {"222", "SV1**1e3", 2},
        {"222", "SV1**1-", 2},         {"222", "SV1**1234567890123456", 2},
        {"222", "SV1*******1:x", 7},   {"222", "SV1*******-1", 7},
        {"222", "SV1*******1.0", 7},   {"222", "SV1*******1234567890", 7},
        {"222", "SV1**x*UN*y***z", 2}, {"223", "SV2***x", 3},
        {"223", "SV2*****x", 5},       {"224", "SV3**x", 2},
        {"224", "SV3******x", 6},      {"224", "SV3***********x", 11},
        {"222", "SV5***x", 3},         {"222", "CTP****x", 4},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char lines[128], want[128];
        snprintf(lines, sizeof lines, "LX*1~%s~" DAY, bad[i].service);
        snprintf(want, sizeof want, "bad number at 8 %.3s[%.24s] element %u",
                 bad[i].service, bad[i].service, bad[i].element);
        is_a_fault(bad[i].guide, lines, want);
    }
}

static void numbers_are_the_nearest_doubles(void **state)
{
    (void)state;
    static const char *const numbers[] = {"0.1",
                                          "17166.7",
                                          "-0.3",
                                          "5.",
                                          ".5",
                                          "000.10",
                                          "0.00001",
                                          "123456789012345",
                                          "12345678.9012345",
                                          ".123456789012345"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double number;
        char lines[128], want[128];
        assert_int_equal(sscanf(numbers[i], "%lf", &number), 1);
        snprintf(lines, sizeof lines, "LX*1~SV1**%s~" DAY, numbers[i]);
        snprintf(want, sizeof want, " | 1 charge=%.17g from=2020-01-05", number);
        tells("222", lines, want);
    }
}

static void line_numbers_rise(void **state)
{
    (void)state;
    tells("222", "LX*0~" DAY "LX*07~LX*999999999~",
          " | 0 from=2020-01-05 | 07 | 999999999");
    is_a_fault("222", "LX*1~LX*1~", "bad line number at 8 LX[LX*1] element 1");
    is_a_fault("222", "LX*2~LX*1~", "bad line number at 8 LX[LX*1] element 1");
    is_a_fault("222", "LX*~", "bad line number at 7 LX[LX*] element 1");
    is_a_fault("222", "LX~", "bad line number at 7 LX[LX] element 1");
    is_a_fault("222", "LX*1a~", "bad line number at 7 LX[LX*1a] element 1");
    is_a_fault("222", "LX*-1~", "bad line number at 7 LX[LX*-1] element 1");
    is_a_fault("222", "LX*1234567890~",
               "bad line number at 7 LX[LX*1234567890] element 1");
}

static void what_a_line_has_once_it_has_once(void **state)
{
    (void)state;
#define TWICE "a segment that stands here once, again"
    is_a_fault("222", "LX*1~SV1~SV1**x~", TWICE " at 9 SV1[SV1**x]");
    is_a_fault("222", "LX*1~SV5~SV5~", TWICE " at 9 SV5[SV5]");
    is_a_fault("223", "LX*1~SV2~SV2~", TWICE " at 9 SV2[SV2]");
    is_a_fault("224", "LX*1~SV3~SV3~", TWICE " at 9 SV3[SV3]");
    is_a_fault("222", "LX*1~" DAY "DTP*472*x~", TWICE " at 9 DTP[DTP*472*x]");
    is_a_fault("223", "LX*1~NM1*82~NM1*82~", TWICE " at 9 NM1[NM1*82]");
    tells("222", "LX*1~SV1~" DAY "LX*2~SV1~NM1*82~LX*3~SV1~NM1*82~",
          " | 1 from=2020-01-05 | 2 | 3");
}

static void a_line_bears_the_first_ndc_and_the_quantity_behind_it(void **state)
{
    (void)state;
    tells("222", "LX*1~" DAY "LIN**N4*00001111122~CTP****2.5*ML:X~CTP****9*UN~",
          " | 1 from=2020-01-05 ndc=00001111122 ndc_units=2.5 ndc_unit=ML");
    tells("222",
          "LX*1~" DAY "CTP****1*UN~LIN**UP*123~CTP****2*UN~LIN**N4*~CTP****3*UN~"
          "LIN**N4*555~LIN**N4*666~CTP****4*UN~LX*2~CTP****5*UN~",
          " | 1 from=2020-01-05 ndc=555 | 2");
    tells("222", "LX*1~" DAY "LIN**N4*555~CTP*****ML~",
          " | 1 from=2020-01-05 ndc=555 ndc_unit=ML");
}

static void a_claim_has_1000_lines(void **state)
{
    (void)state;
    static char body[1 << 16];
    strcpy(body, HLS "CLM*A1~");
    size_t len = strlen(body);
    for (unsigned i = 1; i <= 1000; i++)
        len += (size_t)sprintf(body + len, "LX*%u~%s", i, i == 1 ? DAY : "");
    const char *told = x12_body_told("222", body);
    assert_non_null(strstr(told, " | 1000\n"));
    strcpy(body + len, "LX*bad~");
    assert_string_equal(x12_body_told("222", body),
                        "A1 #1: more diagnoses, procedures, pointers or lines than a "
                        "claim may have at 1008 LX[LX*bad]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_professional_line_is_sv1),
        cmocka_unit_test(an_institutional_line_is_sv2),
        cmocka_unit_test(a_dental_line_is_sv3),
        cmocka_unit_test(equipment_is_read_where_there_is_no_sv1),
        cmocka_unit_test(pointers_keep_their_gaps),
        cmocka_unit_test(a_line_has_256_pointers),
        cmocka_unit_test(what_is_no_number_is_no_claim),
        cmocka_unit_test(numbers_are_the_nearest_doubles),
        cmocka_unit_test(line_numbers_rise),
        cmocka_unit_test(what_a_line_has_once_it_has_once),
        cmocka_unit_test(a_line_bears_the_first_ndc_and_the_quantity_behind_it),
        cmocka_unit_test(a_claim_has_1000_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

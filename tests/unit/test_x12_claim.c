/*
 * 837 files: what CLM, CL1 and the dates of a claim become.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/x12_kit.h"

#define HLS  "HL*1**20~HL*2*1*22~"
#define LINE "LX*1~DTP*472*D8*20200105~"

#define TELLS(guide, body, want)                                                       \
    assert_string_equal(x12_body_told(guide, HLS body), "A1 #1: " want "\n")

#define TWICE "a segment that stands here once, again"

static void place_and_bill_type_are_told_by_clm05(void **state)
{
    (void)state;
    TELLS("222", "CLM*A1*10***11:B:1~" LINE,
          "P pos=11 from=2020-01-05 | 1 from=2020-01-05");
    TELLS("224", "CLM*A1*10***11~" LINE,
          "D pos=11 from=2020-01-05 | 1 from=2020-01-05");
    TELLS("223", "CLM*A1*10***11:A:4~" LINE,
          "I bill=114 from=2020-01-05 | 1 from=2020-01-05");
    TELLS("223", "CLM*A1*10***011:A:4:X~" LINE,
          "I bill=0114 from=2020-01-05 | 1 from=2020-01-05");
    TELLS("223", "CLM*A1*10***11~" LINE,
          "I bill=11 from=2020-01-05 | 1 from=2020-01-05");
    TELLS("223", "CLM*A1~" LINE, "I from=2020-01-05 | 1 from=2020-01-05");
    TELLS("223", "CLM*A1*****~" LINE, "I from=2020-01-05 | 1 from=2020-01-05");
    /* 32 bytes are kept. */
    TELLS(
        "223", "CLM*A1*10***123456789012345678901234567890:A:4567~" LINE,
        "I bill=12345678901234567890123456789045 from=2020-01-05 | 1 from=2020-01-05");
}

static void a_claim_may_have_no_id(void **state)
{
    (void)state;
    assert_string_equal(x12_body_told("222", HLS "CLM~" LINE "CLM**5~" LINE),
                        " #1: P from=2020-01-05 | 1 from=2020-01-05\n"
                        " #2: P from=2020-01-05 | 1 from=2020-01-05\n");
}

static void an_institutional_claim_has_statement_dates(void **state)
{
    (void)state;
    TELLS("223", "CLM*A1~DTP*434*RD8*20200101-20200131~" LINE,
          "I from=2020-01-01 to=2020-01-31 | 1 from=2020-01-05");
    TELLS("223", "CLM*A1~DTP*434*D8*20200101~", "I from=2020-01-01");
    TELLS("223", "CLM*A1~DTP*434*D8*20200101~DTP*435*DT*202001010830~DTP*096*TM*0900~",
          "I from=2020-01-01 admitted=2020-01-01");
    TELLS("223", "CLM*A1~DTP*434*D8*20200101~DTP*435*D8*20191231~DTP*096*XX*YY~",
          "I from=2020-01-01 admitted=2019-12-31");
    TELLS("223", "CLM*A1~CL1*3*7*01*X~DTP*434*D8*20200101~",
          "I from=2020-01-01 status=01");
    /* In another claim they are checked and not read. */
    TELLS("222", "CLM*A1~DTP*434*RD8*20200101-20200131~" LINE,
          "P from=2020-01-05 | 1 from=2020-01-05");
}

static void a_dental_claim_has_a_day_of_service(void **state)
{
    (void)state;
    TELLS("224", "CLM*A1~DTP*472*RD8*20200101-20200102~" LINE,
          "D from=2020-01-01 to=2020-01-02 | 1 from=2020-01-05");
}

static void else_the_days_of_the_lines_are_those_of_the_claim(void **state)
{
    (void)state;
    TELLS("222",
          "CLM*A1~LX*1~DTP*472*RD8*20200105-20200107~LX*2~LX*3~DTP*472*D8*20200103~",
          "P from=2020-01-03 to=2020-01-07 | 1 from=2020-01-05 to=2020-01-07 | 2"
          " | 3 from=2020-01-03");
    TELLS("222", "CLM*A1~LX*1~", "no date of service or statement at 6 CLM[CLM*A1]");
    TELLS("223", "CLM*A1~DTP*435*D8*20200101~",
          "no date of service or statement at 6 CLM[CLM*A1]");
}

static void what_is_no_day_is_no_claim(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        unsigned element;
    } bad[] = {
        {"434*D8*20200230", 3},
        {"434*D8*2020010", 3},
        {"434*D8*202001011", 3},
        {"434*D8*2020-1-1", 3},
        {"434*D8*", 3},
        {"434*D8", 3},
        {"434**20200101", 2},
        {"434", 2},
        {"434*DT*202001010000", 2},
        {"434*RD8*20200102-20200101", 3},
        {"434*RD8*20200101", 3},
        {"434*RD8*2020010120200101", 3},
        {"434*RD8*20200101 20200101", 3},
        {"435*RD8*20200101-20200101", 2},
        {"435*DT*20200101", 3},
        {"435*DT*2020010108x0", 3},
        {"435*DT*20200132 0800", 3},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char body[256], want[256];
        snprintf(body, sizeof body, HLS "CLM*A1~DTP*%s~" LINE, bad[i].date);
        snprintf(want, sizeof want, "A1 #1: bad date at 7 DTP[DTP*%.20s] element %u\n",
                 bad[i].date, bad[i].element);
        assert_string_equal(x12_body_told("223", body), want);
    }
}

static void what_a_claim_has_once_it_has_once(void **state)
{
    (void)state;
    static const char *const once[] = {"CL1*1", "DTP*434*D8*20200101",
                                       "DTP*435*D8*20200101", "NM1*82*1"};
    for (size_t i = 0; i < sizeof once / sizeof *once; i++) {
        char body[256], want[256];
        snprintf(body, sizeof body, HLS "CLM*A1~%s~%s~" LINE, once[i], once[i]);
        snprintf(want, sizeof want, "A1 #1: " TWICE " at 8 %.3s[%s]\n", once[i],
                 once[i]);
        assert_string_equal(x12_body_told("223", body), want);
    }
    TELLS("224", "CLM*A1~DTP*472*D8*20200101~DTP*472*bad~",
          TWICE " at 8 DTP[DTP*472*bad]");
    TELLS("222", "CLM*A1~DTP*096*1~DTP*096*1~REF*D9*1~REF*D9*1~NM1*77~NM1*77~" LINE,
          "P from=2020-01-05 | 1 from=2020-01-05");
}

static void a_claim_has_1_mib(void **state)
{
    (void)state;
    static char body[(1 << 20) + 4096];
    static const char end[] = "HL*3*1*22~CLM*A2~" LINE;
    strcpy(body, HLS "CLM*A1~" LINE);
    size_t clm = strlen(HLS), len = strlen(body);
    /* Notes up to the last byte of 1 MiB. */
    while (len - clm < (1 << 20)) {
        size_t n = clm + (1 << 20) - len;
        n = n > 2000 ? 1000 : n;
        memset(body + len, 'x', n);
        memcpy(body + len, "NTE*", 4);
        body[len + n - 1] = '~';
        len += n;
    }
    strcpy(body + len, end);
    const char *told = x12_body_told("222", body);
    assert_string_equal(told, "A1 #1: P from=2020-01-05 | 1 from=2020-01-05\n"
                              "A2 #2: P from=2020-01-05 | 1 from=2020-01-05\n");
    /* One byte more; line breaks behind the last segment are none of it. */
    strcpy(body + len - 1, "\n~\n\n");
    strcat(body, end);
    told = x12_body_told("222", body);
    assert_memory_equal(told, "A1 #1: a claim of over 1 MiB at ", 32);
    assert_string_equal(strchr(told, '\n') + 1,
                        "A2 #2: P from=2020-01-05 | 1 from=2020-01-05\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(place_and_bill_type_are_told_by_clm05),
        cmocka_unit_test(a_claim_may_have_no_id),
        cmocka_unit_test(an_institutional_claim_has_statement_dates),
        cmocka_unit_test(a_dental_claim_has_a_day_of_service),
        cmocka_unit_test(else_the_days_of_the_lines_are_those_of_the_claim),
        cmocka_unit_test(what_is_no_day_is_no_claim),
        cmocka_unit_test(what_a_claim_has_once_it_has_once),
        cmocka_unit_test(a_claim_has_1_mib),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

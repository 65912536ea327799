/*
 * 837 files: HI, the diagnoses and ICD procedures of a claim.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/x12_kit.h"

#define HLS "HL*1**20~HL*2*1*22~"

/* What a claim of such a guide with these HI segments tells of them. */
static void tells(const char *guide, const char *hi, const char *want)
{
    char body[8192], line[1024];
    snprintf(body, sizeof body, HLS "CLM*A1~%sLX*1~DTP*472*D8*20200101~", hi);
    snprintf(line, sizeof line, "A1 #1: %c from=2020-01-01%s | 1 from=2020-01-01\n",
             strstr(guide, "223") || strstr(guide, "096")   ? 'I'
             : strstr(guide, "224") || strstr(guide, "097") ? 'D'
                                                            : 'P',
             want);
    assert_string_equal(x12_body_told(guide, body), line);
}

static void is_a_fault(const char *guide, const char *hi, const char *reason,
                       unsigned segment, unsigned element)
{
    char body[8192], want[256];
    snprintf(body, sizeof body, HLS "CLM*A1~%sLX*1~DTP*472*D8*20200101~", hi);
    const char *told = x12_body_told(guide, body);
    snprintf(want, sizeof want, "A1 #1: %s at %u HI[", reason, segment);
    assert_memory_equal(told, want, strlen(want));
    snprintf(want, sizeof want, "] element %u\n", element);
    assert_non_null(strstr(told, want));
}

static void diagnoses_of_a_professional_claim_stand_as_hi_has_them(void **state)
{
    (void)state;
    tells("222", "HI*ABK:I10*ABF:E119*ABF:J45909~HI*ABF:R05~",
          " dx=I10/10,E119/10,J45909/10,R05/10");
    tells("222", "HI*BK:4019*BF:25000~", " dx=4019/9,25000/9");
    tells("224", "HI*ABF:E119*ABK:I10~", " dx=E119/10(qualifier),I10/10");
    tells("222", "HI*ABF:E119*ABF:I10~", " dx=E119/10(not principal),I10/10");
    tells("222", "HI*ABK:I10:::::::Y~", " dx=I10/10");
}

static void the_principal_diagnosis_of_an_institutional_claim_stands_first(void **state)
{
    (void)state;
    tells("223", "HI*ABF:E119:::::::N*ABF:R05~HI*ABK:I10:::::::Y~",
          " dx=I10/10+Y,E119/10+N,R05/10");
    tells("223", "HI*ABF:E119*ABF:R05~", " dx=E119/10(not principal),R05/10");
}

static void the_other_lists_are_institutional(void **state)
{
    (void)state;
    static const char all[] =
        "HI*ABK:I10*ABJ:R05*APR:R51*PR:7840*ABN:W010XXA:::::::Y*BN:E8889~"
        "HI*BBR:0DB64Z3:D8:20200102*BBQ:0DB68Z3*BQ:4513:D8:20200103~";
    tells("223", all,
          " dx=I10/10 admitting=R05/10 reason=R51/10,7840/9"
          " external=W010XXA/10+Y,E8889/9 px=0DB64Z3/10 on=2020-01-02"
          " px=0DB68Z3/10 px=4513/9 on=2020-01-03");
    tells("222", all,
          " dx=I10/10 admitting=R05/10(qualifier)"
          " reason=R51/10(qualifier),7840/9(qualifier)"
          " external=W010XXA/10(qualifier),E8889/9(qualifier)"
          " px=0DB64Z3/10(qualifier) on=2020-01-02 px=0DB68Z3/10(qualifier)"
          " px=4513/9(qualifier) on=2020-01-03");
}

static void a_dot_is_marked(void **state)
{
    (void)state;
    tells("223", "HI*BK:401.9*BBR:0DB6.4Z3~", " dx=401.9/9(dot) px=0DB6.4Z3/10(dot)");
}

static void values_and_conditions_are_passed_over_and_strangers_counted(void **state)
{
    (void)state;
    tells(
        "223",
        "HI*BE:01:::100*BG:09*BH:A1:D8:20200101*BI:70:RD8:20200101-20200102*BO:X*BP:X*"
        "CAH:X*DR:885*LOI:X*NDI:X*TC:X*TQ:X~",
        "");
    tells("223", "HI*ABK:I10*XX:1*abk:2*:3*ABKX:4*A:5*ZZ:6~", " dx=I10/10 strange=6");
    tells("004010X096", "HI*ZZ:7840~", " reason=7840/9");
    tells("004010X098", "HI*ZZ:7840~", " reason=7840/9(qualifier)");
}

static void an_empty_element_is_no_item(void **state)
{
    (void)state;
    tells("222", "HI~HI*~HI**ABK:I10**ABF:~", " dx=I10/10,/10");
}

static void there_is_one_principal_of_each_kind(void **state)
{
    (void)state;
    static const char again[] = "a second principal code";
    is_a_fault("222", "HI*ABK:I10*ABF:R05*ABK:I10~", again, 7, 3);
    is_a_fault("223", "HI*ABK:I10~HI*BK:4019~", again, 8, 1);
    is_a_fault("223", "HI*ABJ:I10*BJ:4019~", again, 7, 2);
    is_a_fault("223", "HI*BBR:0DB64Z3*BBR:bad:D8:bad~", again, 7, 2);
}

static void the_day_of_a_procedure_is_a_day(void **state)
{
    (void)state;
    is_a_fault("223", "HI*BBR:0DB64Z3:D8:20200230~", "bad date", 7, 1);
    is_a_fault("223", "HI*BBR:0DB64Z3:D8~", "bad date", 7, 1);
    is_a_fault("223", "HI*ABK:I10*BBQ:0DB64Z3::20200101~", "bad date", 7, 2);
    is_a_fault("223", "HI*BBQ:0DB64Z3:RD8:20200101-20200102~", "bad date", 7, 1);
}

static void a_list_has_256_items(void **state)
{
    (void)state;
    static const char *const lists[][2] = {
        {"222", "*ABF:A"}, {"223", "*ABF:A"}, {"223", "*APR:A"},
        {"223", "*ABN:A"}, {"223", "*BBQ:A"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char hi[4096] = "HI";
        for (unsigned k = 0; k < 256; k++)
            strcat(hi, lists[i][1]);
        size_t len = strlen(hi);
        strcpy(hi + len, "~");
        char body[8192];
        snprintf(body, sizeof body, HLS "CLM*A1~%sLX*1~DTP*472*D8*20200101~", hi);
        const char *told = x12_body_told(lists[i][0], body);
        assert_null(strstr(told, " at "));
        unsigned count = 0;
        for (const char *p = told; (p = strstr(p, "A/10")) != NULL; p++)
            count++;
        assert_int_equal(count, 256);
        strcpy(hi + len, lists[i][1]);
        strcat(hi, "~");
        is_a_fault(
            lists[i][0], hi,
            "more diagnoses, procedures, pointers or lines than a claim may have", 7,
            257);
    }
    /* The principal diagnosis counts among them. */
    char hi[4096] = "HI*ABK:I10";
    for (unsigned k = 0; k < 256; k++)
        strcat(hi, "*ABF:A");
    strcat(hi, "~");
    is_a_fault("223", hi,
               "more diagnoses, procedures, pointers or lines than a claim may have", 7,
               257);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(diagnoses_of_a_professional_claim_stand_as_hi_has_them),
        cmocka_unit_test(
            the_principal_diagnosis_of_an_institutional_claim_stands_first),
        cmocka_unit_test(the_other_lists_are_institutional),
        cmocka_unit_test(a_dot_is_marked),
        cmocka_unit_test(values_and_conditions_are_passed_over_and_strangers_counted),
        cmocka_unit_test(an_empty_element_is_no_item),
        cmocka_unit_test(there_is_one_principal_of_each_kind),
        cmocka_unit_test(the_day_of_a_procedure_is_a_day),
        cmocka_unit_test(a_list_has_256_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * 837 files: whose a segment is, and what becomes of claims once that cannot be told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/x12_kit.h"

#define TELLS(guide, body, want) assert_string_equal(x12_body_told(guide, body), want)

#define HLS      "HL*1**20~HL*2*1*22~"
#define CLM(id)  "CLM*" id "~LX*1~DTP*472*D8*20200101~"
#define READ(id) id ": P from=2020-01-01 | 1 from=2020-01-01\n"
#define LOOP     "a segment of a loop that is not open here"
#define SEGMENT  "no segment of an 837"
#define LOST     "a claim of which it cannot be told whose it is"
#define NOBODY   "a claim under no subscriber"

static void
a_claim_has_birth_and_sex_of_its_patient_or_else_of_its_subscriber(void **state)
{
    (void)state;
    TELLS("222",
          "HL*1**20~HL*2*1*22~SBR*P~NM1*IL~DMG*D8*19800101*F~" CLM("A1")
              CLM("A2") "HL*3*2*23~PAT~NM1*QC~DMG*D8*20100202*M~" CLM(
                  "A3") "HL*4*2*23~" CLM("A4") "HL*5*1*22~" CLM("A5"),
          "A1 #1: P sex=F birth=1980-01-01 from=2020-01-01 | 1 from=2020-01-01\n"
          "A2 #2: P sex=F birth=1980-01-01 from=2020-01-01 | 1 from=2020-01-01\n"
          "A3 #3: P sex=M birth=2010-02-02 from=2020-01-01 | 1 from=2020-01-01\n"
          "A4 #4: P from=2020-01-01 | 1 from=2020-01-01\n"
          "A5 #5: P from=2020-01-01 | 1 from=2020-01-01\n");
}

static void a_bad_birth_day_is_a_fault_of_every_claim_of_that_person(void **state)
{
    (void)state;
    TELLS("222",
          HLS "NM1*IL~DMG*D8*19800230*F~" CLM("A1")
              CLM("A2") "HL*3*2*23~NM1*QC~DMG*D8*20100202~" CLM(
                  "A3") "HL*4*2*23~NM1*IL~DMG*RD8*20100202~" CLM("A4"),
          "A1 #1: bad date at 7 DMG[DMG*D8*19800230*F] element 2\n"
          "A2 #2: bad date at 7 DMG[DMG*D8*19800230*F] element 2\n"
          "A3 #3: P birth=2010-02-02 from=2020-01-01 | 1 from=2020-01-01\n"
          "A4 #4: bad date at 22 DMG[DMG*RD8*20100202] element 1\n");
    TELLS("222", HLS "NM1*IL~DMG***F~" CLM("A1"),
          "A1 #1: P sex=F from=2020-01-01 | 1 from=2020-01-01\n");
}

static void the_payer_is_told_by_the_indicator_of_the_subscriber(void **state)
{
    (void)state;
    static const struct {
        const char *indicator, *payer;
    } payers[] = {{"MA", " payer=medicare"},
                  {"MB", " payer=medicare"},
                  {"MC", " payer=medicaid"},
                  {"12", ""},
                  {"", ""},
                  {"M", ""},
                  {"MAX", ""}};
    for (size_t i = 0; i < sizeof payers / sizeof *payers; i++) {
        char body[256], want[256];
        snprintf(body, sizeof body,
                 HLS "SBR*P*18*******%s~" CLM("A1") "SBR*S*18*******MC~",
                 payers[i].indicator);
        /* SBR behind LX would be lost: it stands before. */
        snprintf(body, sizeof body,
                 HLS "SBR*P*18*******%s~CLM*A1~SBR*S*18*******MC~LX*1~"
                     "DTP*472*D8*20200101~HL*3*2*23~" CLM("A2"),
                 payers[i].indicator);
        snprintf(want, sizeof want,
                 "A1 #1: P%s from=2020-01-01 | 1 from=2020-01-01\n"
                 "A2 #2: P%s from=2020-01-01 | 1 from=2020-01-01\n",
                 payers[i].payer, payers[i].payer);
        TELLS("222", body, want);
    }
}

static void a_rendering_provider_goes_before_the_billing_one(void **state)
{
    (void)state;
    TELLS("222",
          X12_PROVIDER "HL*2*1*22~CLM*A1~NM1*82*1*B****C*XX*82A~SBR*S~"
                       "NM1*82*2******XX*NO~NM1*85*2******XX*NO~LX*1~"
                       "DTP*472*D8*20200101~NM1*82*1*D*****XX*82L~LX*2~" CLM(
                           "A2") "HL*3**20~HL*4*3*22~" CLM("A3"),
          "A1 #1: P by=82A from=2020-01-01 | 1 by=82L from=2020-01-01 | 2\n"
          "A2 #2: P by=85A from=2020-01-01 | 1 from=2020-01-01\n"
          "A3 #3: P from=2020-01-01 | 1 from=2020-01-01\n");
    TELLS("223",
          X12_PROVIDER "HL*2*1*22~CLM*A1~NM1*82*1*B*****XX*82A~LX*1~"
                       "DTP*472*D8*20200101~NM1*82*1*D*****XX*82L~",
          "A1 #1: I by=85A from=2020-01-01 | 1 from=2020-01-01\n");
}

static void a_claim_needs_a_subscriber(void **state)
{
    (void)state;
    TELLS("222", CLM("A1") CLM("A2"),
          "A1 #1: " NOBODY " at 4 CLM[CLM*A1]\n"
          "A2 #2: " LOST " at 7 CLM[CLM*A2]\n");
    TELLS("222", "HL*1**20~" CLM("A1") "HL*2*1*22~" CLM("A2"),
          "A1 #1: " NOBODY " at 5 CLM[CLM*A1]\n"
          "A2 #2: P from=2020-01-01 | 1 from=2020-01-01\n");
    TELLS("222", "HL*2*1*22~" CLM("A1"),
          "fault: " LOOP " at 4 HL[HL*2*1*22]\nA1 #1: " LOST " at 5 CLM[CLM*A1]\n");
    /* A patient of the subscriber before, whom another provider has. */
    TELLS("222", HLS "HL*3**20~HL*4*3*23~" CLM("A1"),
          "fault: " LOOP " at 7 HL[HL*4*3*23]\nA1 #1: " LOST " at 8 CLM[CLM*A1]\n");
    TELLS("222", HLS "HL*3*2*24~" CLM("A1"),
          "fault: " LOOP " at 6 HL[HL*3*2*24]\nA1 #1: " LOST " at 7 CLM[CLM*A1]\n");
}

static void a_segment_in_a_loop_that_is_not_open_loses_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *before, *segment;
    } lost[] = {
        {"", "SBR*P"},
        {"", "PAT"},
        {"HL*1**20~", "DMG*D8*19800101"},
        {"HL*1**20~", "NM1*40"},
        {"HL*1**20~", "NM1*IL"},
        {HLS, "NM1*41"},
        {HLS, "NM1*85"},
        {HLS, "NM1*87"},
        {HLS, "NM1*QC"},
        {HLS, "HI*ABK:I10"},
        {HLS, "CL1*1"},
        {HLS, "DTP*472*D8*20200101"},
        {HLS, "DTP*434*D8*20200101"},
        {HLS, "LX*1"},
        {HLS, "SV1*HC:G0101"},
        {HLS "SBR*P~", "SBR*P"},
        {HLS "PAT~", "PAT"},
        {HLS, "DMG*D8*19800101"},
        {HLS "NM1*PR~", "DMG*D8*19800101"},
        {HLS "NM1*IL~HL*3*2*23~", "DMG*D8*19800101"},
        {HLS "HL*3*2*23~PAT~", "PAT"},
        {HLS "HL*3*2*23~", "SBR*P"},
    };
    static const char *const in_claim[][2] = {
        {"", "PAT"},
        {"", "DMG*D8*19800101"},
        {"", "NM1*IL"},
        {"", "NM1*QC"},
        {"", "NM1*85"},
        {"", "DTP*472*D8*20200101"},
        {"", "SV1*HC:G0101"},
        {"", "LIN**N4*1"},
        {"", "CTP****1"},
        {"NM1*77~", "HI*ABK:I10"},
        {"NM1*77~", "CL1*1"},
        {"NM1*77~", "DTP*435*D8*20200101"},
        {"NM1*77~", "DTP*096*TM*0900"},
        {"SBR*S~", "HI*ABK:I10"},
        {"SBR*S~", "PAT"},
        {"LX*1~", "SBR*S"},
        {"LX*1~", "HI*ABK:I10"},
        {"LX*1~", "NM1*IL"},
        {"LX*1~", "DTP*434*D8*20200101"},
        {"LX*1~", "SV2*0300"},
        {"LX*1~", "SV3*AD:D0120"},
        {"LX*1~NM1*DK~", "SV1*HC:G0101"},
        {"LX*1~NM1*DK~", "SV5*HC:G0101"},
        {"LX*1~NM1*DK~", "DTP*472*D8*20200101"},
        {"LX*1~NM1*DK~", "LIN**N4*1"},
    };
    char body[512], want[512];
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
        unsigned segment = 4;
        for (const char *p = lost[i].before; *p; p++)
            segment += *p == '~';
        snprintf(body, sizeof body, "%s%s~" CLM("A1") "XYZ~HL*9*1*23~" CLM("A2"),
                 lost[i].before, lost[i].segment);
        snprintf(want, sizeof want,
                 "fault: " LOOP " at %u %.3s[%s]\n"
                 "A1 #1: " LOST " at %u CLM[CLM*A1]\nA2 #2: " LOST
                 " at %u CLM[CLM*A2]\n",
                 segment, lost[i].segment, lost[i].segment, segment + 1, segment + 6);
        if (lost[i].segment[2] == '*')
            memmove(strstr(want, "*["), strstr(want, "["),
                    strlen(strstr(want, "[")) + 1);
        TELLS("222", body, want);
    }
    for (size_t i = 0; i < sizeof in_claim / sizeof *in_claim; i++) {
        const char *told = in_claim[i][1];
        unsigned segment = 7, len = told[2] == '*' ? 2 : 3;
        for (const char *p = in_claim[i][0]; *p; p++)
            segment += *p == '~';
        snprintf(body, sizeof body,
                 HLS "CLM*A1~%s%s~LX*8~" CLM("A2") "HL*9*1*22~" CLM("A3"),
                 in_claim[i][0], told);
        snprintf(want, sizeof want,
                 "A1 #1: " LOOP " at %u %.*s[%.24s]\nA2 #2: " LOST
                 " at %u CLM[CLM*A2]\nA3 #3: P from=2020-01-01 | 1 from=2020-01-01\n",
                 segment, (int)len, told, told, segment + 2);
        TELLS("222", body, want);
    }
}

static void a_strange_segment_loses_the_place(void **state)
{
    (void)state;
    TELLS("222",
          HLS CLM("A1")
              CLM("A2") "XYZ~" CLM("A3") "HL*3*2*23~" CLM("A4") "HL*4*1*22~" CLM("A5"),
          "A1 #1: P from=2020-01-01 | 1 from=2020-01-01\n"
          "A2 #2: " SEGMENT " at 12 XYZ[XYZ]\n"
          "A3 #3: " LOST " at 13 CLM[CLM*A3]\n"
          "A4 #4: " LOST " at 17 CLM[CLM*A4]\n"
          "A5 #5: P from=2020-01-01 | 1 from=2020-01-01\n");
}

static void a_lost_place_forgets_the_billing_provider(void **state)
{
    (void)state;
    TELLS("222",
          X12_PROVIDER "HL*2*1*22~XYZ~NM1*85*2******XX*NO~HL*3*1*22~" CLM(
              "A1") "HL*4**20~NM1*85*2******XX*85B~HL*5*4*22~" CLM("A2"),
          "fault: " SEGMENT " at 7 XYZ[XYZ]\n"
          "A1 #1: P from=2020-01-01 | 1 from=2020-01-01\n"
          "A2 #2: P by=85B from=2020-01-01 | 1 from=2020-01-01\n");
}

static void a_claim_with_a_fault_before_it_lost_the_place_goes_first(void **state)
{
    (void)state;
    TELLS("222", HLS "CLM*A1~LX*x~SV1*HC:G0101*bad~XYZ~LX*2~" CLM("A2"),
          "A1 #1: bad line number at 7 LX[LX*x] element 1\n"
          "fault: " SEGMENT " at 9 XYZ[XYZ]\n"
          "A2 #2: " LOST " at 11 CLM[CLM*A2]\n");
}

static void a_bad_claim_does_no_harm_to_its_neighbours(void **state)
{
    (void)state;
    TELLS("222",
          HLS CLM("A1") "CLM*A2~LX*1~DTP*472*D8*2020~LX*2~SV1*HC:G0101*1~" CLM("A3"),
          "A1 #1: P from=2020-01-01 | 1 from=2020-01-01\n"
          "A2 #2: bad date at 11 DTP[DTP*472*D8*2020] element 3\n"
          "A3 #3: P from=2020-01-01 | 1 from=2020-01-01\n");
}

static void nothing_is_left_of_the_transaction_before(void **state)
{
    (void)state;
    char file[2048];
    /* The second ST has neither provider nor subscriber. */
    snprintf(file, sizeof file, "%s",
             x12_file("222", X12_PROVIDER X12_SUBSCRIBER CLM("A1")));
    char *se = strstr(file, "SE*");
    assert_non_null(se);
    strcpy(se,
           "SE*11*0003~ST*837*4~" CLM("A2") "SE*5*4~ST*837*5~HL*1**20~HL*2*1*22~" CLM(
               "A3") "SE*7*5~GE*3*2~IEA*1*000000001~");
    assert_string_equal(
        x12_told(file, strlen(file)),
        "A1 #1: P by=85A sex=F birth=1980-01-01 from=2020-01-01 | 1 from=2020-01-01\n"
        "A2 #1: " NOBODY " at 15 CLM[CLM*A2]\n"
        "A3 #1: P from=2020-01-01 | 1 from=2020-01-01\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_claim_has_birth_and_sex_of_its_patient_or_else_of_its_subscriber),
        cmocka_unit_test(a_bad_birth_day_is_a_fault_of_every_claim_of_that_person),
        cmocka_unit_test(the_payer_is_told_by_the_indicator_of_the_subscriber),
        cmocka_unit_test(a_rendering_provider_goes_before_the_billing_one),
        cmocka_unit_test(a_claim_needs_a_subscriber),
        cmocka_unit_test(a_segment_in_a_loop_that_is_not_open_loses_the_place),
        cmocka_unit_test(a_strange_segment_loses_the_place),
        cmocka_unit_test(a_lost_place_forgets_the_billing_provider),
        cmocka_unit_test(a_claim_with_a_fault_before_it_lost_the_place_goes_first),
        cmocka_unit_test(a_bad_claim_does_no_harm_to_its_neighbours),
        cmocka_unit_test(nothing_is_left_of_the_transaction_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

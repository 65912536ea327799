/*
 * 837 files: ISA GS ST ... SE GE IEA, their counts and control numbers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/x12_kit.h"

#define TELLS(bytes, want)                                                             \
    assert_string_equal(x12_told((bytes), sizeof(bytes) - 1), (want))

#define ISA         X12_ISA("*", ":", "~", "000000001")
#define GS          "GS*HC*S*R*20200102*1200*2*X*005010X222~"
#define ST          "ST*837*0003*005010X222~"
#define SE          "SE*2*0003~"
#define GE          "GE*1*2~"
#define IEA         "IEA*1*000000001~"
#define HLS         "HL*1**20~HL*2*1*22~"
#define CLM(id)     "CLM*" id "~LX*1~DTP*472*D8*20200101~"
#define TOLD(id, n) id " #" n ": P from=2020-01-01 | 1 from=2020-01-01\n"

#define ENVELOPE "a segment where the envelope has another"
#define COUNT    "a count that is not what was counted"
#define CONTROL  "another control number than at the beginning"
#define EARLY    "the stream ends within an interchange"

static void counts_are_compared_with_what_was_counted(void **state)
{
    (void)state;
    TELLS(ISA GS ST SE GE IEA, "");
    TELLS(ISA GS ST "SE*0002*0003~" GE IEA, "");
    TELLS(ISA GS ST "SE*3*0003~" GE IEA,
          "fault: " COUNT " at 4 SE[SE*3*0003] element 1 found 3 wanted 2\n");
    TELLS(ISA GS ST "REF*A*B~" SE GE IEA,
          "fault: " COUNT " at 5 SE[SE*2*0003] element 1 found 2 wanted 3\n");
    TELLS(ISA GS ST SE ST SE "GE*1*2~" IEA,
          "fault: " COUNT " at 7 GE[GE*1*2] element 1 found 1 wanted 2\n");
    TELLS(ISA GS ST SE GE GS "GE*0*2~" IEA,
          "fault: " COUNT " at 8 IEA[IEA*1*000000001] element 1 found 1 wanted 2\n");
    TELLS(ISA GS ST "SE**0003~" GE IEA,
          "fault: " COUNT " at 4 SE[SE**0003] element 1 found 0 wanted 2\n");
    TELLS(ISA GS ST "SE*2 *0003~" GE IEA,
          "fault: " COUNT " at 4 SE[SE*2 *0003] element 1 found 0 wanted 2\n");
    TELLS(ISA "IEA**000000001~",
          "fault: " COUNT " at 2 IEA[IEA**000000001] element 1 found 0 wanted 0\n");
}

static void control_numbers_are_compared_without_blanks_around_them(void **state)
{
    (void)state;
    TELLS(ISA GS "ST*837*  3 *005010X222~SE*2*3~"
                 "GE*1* 2~" IEA,
          "");
    TELLS(ISA GS ST "SE*2*3~" GE IEA, "fault: " CONTROL " at 4 SE[SE*2*3] element 2\n");
    TELLS(ISA GS ST SE "GE*1*02~" IEA,
          "fault: " CONTROL " at 5 GE[GE*1*02] element 2\n");
    TELLS(ISA GS ST SE GE "IEA*1*1~",
          "fault: " CONTROL " at 6 IEA[IEA*1*1] element 2\n");
    /* One fault a segment: the count. */
    TELLS(ISA GS ST "SE*5*5~" GE IEA,
          "fault: " COUNT " at 4 SE[SE*5*5] element 1 found 5 wanted 2\n");
}

static void faults_of_the_envelope_take_nothing_back(void **state)
{
    (void)state;
    TELLS(ISA GS ST HLS CLM("A1") "SE*9*9~" GE IEA,
          TOLD("A1", "1") "fault: " COUNT
                          " at 9 SE[SE*9*9] element 1 found 9 wanted 7\n");
}

static void a_segment_out_of_the_order_of_the_envelope_is_told_and_obeyed(void **state)
{
    (void)state;
    /* ST within ST: the first one is closed, the second is read. */
    TELLS(ISA GS ST ST HLS CLM("A1") "SE*7*0003~GE*2*2~" IEA,
          "fault: " ENVELOPE " at 4 ST[ST*837*0003*005010X222]\n" TOLD("A1", "1"));
    TELLS(ISA GS ST "GE*7*7~" IEA, "fault: " ENVELOPE " at 4 GE[GE*7*7]\n");
    TELLS(ISA GS GS ST SE GE "IEA*2*000000001~",
          "fault: " ENVELOPE " at 3 GS[GS*HC*S*R*20200102*1200*]\n");
    TELLS(ISA ST HLS CLM("A1") "SE*7*0003~IEA*0*000000001~",
          "fault: " ENVELOPE " at 2 ST[ST*837*0003*005010X222]\n" TOLD("A1", "1"));
    TELLS(ISA "SE*1*1~" GS ST SE GE IEA, "fault: " ENVELOPE " at 2 SE[SE*1*1]\n");
    TELLS(ISA GS ST SE IEA, "fault: " ENVELOPE " at 5 IEA[IEA*1*000000001]\n");
    TELLS(ISA GS ISA GS ST SE GE IEA,
          "fault: " ENVELOPE " at 3 ISA[ISA*00*          *00*   ]\n");
    TELLS(ISA GS "ISA*BAD~" GS ST SE GE IEA ISA "IEA*0*000000001~",
          "fault: bad ISA at 3 ISA[ISA*BAD]\n");
}

static void strangers_outside_a_transaction_are_one_fault(void **state)
{
    (void)state;
    TELLS(ISA "TA1*1~HL*1**20~~" GS "REF*1*2~" ST SE GE IEA,
          "fault: " ENVELOPE " at 2 TA1[TA1*1]\n"
          "fault: " ENVELOPE " at 6 REF[REF*1*2]\n");
}

static void a_claim_that_the_envelope_cuts_off_is_no_claim(void **state)
{
    (void)state;
    TELLS(ISA GS ST HLS CLM("A1") CLM("A2") GE IEA,
          TOLD("A1", "1") "A2 #2: " ENVELOPE " at 12 GE[GE*1*2]\n"
                          "fault: " ENVELOPE " at 12 GE[GE*1*2]\n");
    TELLS(ISA GS ST HLS CLM("A1"), "A1 #1: " EARLY " at 9 []\n"
                                   "fault: " EARLY " at 9 []\n");
    TELLS(ISA GS ST HLS CLM("A1") "REF*A", "A1 #1: " EARLY " at 9 [REF*A]\n"
                                           "fault: " EARLY " at 9 [REF*A]\n");
    TELLS(ISA GS ST HLS CLM("A1") "ISA*", "A1 #1: bad ISA at 9 ISA[ISA*]\n"
                                          "fault: bad ISA at 9 ISA[ISA*]\n");
    /* A fault that it has already stays its fault. */
    TELLS(ISA GS ST HLS "CLM*A1~LX*x~",
          "A1 #1: bad line number at 7 LX[LX*x] element 1\n"
          "fault: " EARLY " at 8 []\n");
}

static void the_last_segment_needs_its_terminator(void **state)
{
    (void)state;
    TELLS(ISA GS ST SE GE "IEA*1*000000001",
          "fault: " EARLY " at 6 [IEA*1*000000001]\n");
    TELLS(ISA GS ST SE GE, "fault: " EARLY " at 6 []\n");
    TELLS(ISA, "fault: " EARLY " at 2 []\n");
}

static void only_837s_of_the_known_guides_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *guide;
        char told;
    } guides[] = {
        {"005010X222", 'P'},   {"005010X222A1", 'P'}, {"005010X223A3", 'I'},
        {"005010X224A2", 'D'}, {"004010X098A1", 'P'}, {"004010X096", 'I'},
        {"004010X097A1", 'D'}, {"005010X221", 0},     {"005010X2222", 0},
        {"005010X22", 0},      {"004010X222", 0},     {"005010X222 ", 0},
    };
    for (size_t i = 0; i < sizeof guides / sizeof *guides; i++) {
        char want[128];
        snprintf(want, sizeof want, "A1 #1: %c from=2020-01-01 | 1 from=2020-01-01\n",
                 guides[i].told);
        if (!guides[i].told)
            snprintf(want, sizeof want,
                     "fault: an 837 of a version or guide that is not read at 3 "
                     "ST[ST*837*0003*%s] element 3\n",
                     guides[i].guide);
        assert_string_equal(x12_body_told(guides[i].guide, HLS CLM("A1")), want);
    }
    /* Where ST03 is empty GS08 tells. */
    TELLS(ISA GS "ST*837*0003~" HLS CLM("A1") "SE*7*0003~" GE IEA, TOLD("A1", "1"));
    TELLS(ISA GS "ST*835*0003*005010X222~XYZ~CLM*A~SE*9*9~" ST SE "GE*2*2~" IEA,
          "fault: a transaction that is no 837 at 3 ST[ST*835*0003*005010X222] "
          "element 1\n");
}

static void an_item_bears_the_control_numbers_around_it(void **state)
{
    (void)state;
    static const char file[] = ISA GS ST HLS CLM("A1") "SE*9*9~GE*9*9~IEA*9*9~junk";
    static const char *const want[][3] = {{"000000001", "2", "0003"},
                                          {"000000001", "2", "0003"},
                                          {"000000001", "2", ""},
                                          {"000000001", "", ""},
                                          {"", "", ""}};
    sj_x12 *reader;
    sj_x12_item item;
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    sj_x12_show(reader, file, sizeof file - 1);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(sj_x12_next(reader, &item),
                         i == 0 ? SJ_X12_CLAIM : SJ_X12_FAULT);
        sj_str got[] = {item.interchange, item.group, item.transaction};
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(got[k].len, strlen(want[i][k]));
            assert_memory_equal(got[k].text, want[i][k], got[k].len);
        }
    }
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_END);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_END);
    sj_x12_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_compared_with_what_was_counted),
        cmocka_unit_test(control_numbers_are_compared_without_blanks_around_them),
        cmocka_unit_test(faults_of_the_envelope_take_nothing_back),
        cmocka_unit_test(a_segment_out_of_the_order_of_the_envelope_is_told_and_obeyed),
        cmocka_unit_test(strangers_outside_a_transaction_are_one_fault),
        cmocka_unit_test(a_claim_that_the_envelope_cuts_off_is_no_claim),
        cmocka_unit_test(the_last_segment_needs_its_terminator),
        cmocka_unit_test(only_837s_of_the_known_guides_are_read),
        cmocka_unit_test(an_item_bears_the_control_numbers_around_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

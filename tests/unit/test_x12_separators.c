/*
 * 837 files: separators, segments, and bytes that belong to no interchange.
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

#define ISA X12_ISA("*", ":", "~", "000000001")

static void the_isa_names_the_separators(void **state)
{
    (void)state;
    static const char *const isas[] = {
        X12_ISA("*", ":", "~", "000000001"),
        X12_ISA("|", ">", "\n", "000000001"),
        X12_ISA("\x1d", "\x1f", "\x1c", "000000001"),
        X12_ISA("^", "\\", "\r", "000000001"),
        X12_ISA("\xe9", "\x80", "\xff", "000000001"),
    };
    static const char plain[] =
        "GS*HC*S*R*20200102*1200*2*X*005010X222~ST*837*1~HL*1**20~HL*2*1*22~"
        "CLM*A1*10***11:B:1~HI*ABK:I10~LX*1~SV1*HC:G0101*10*****1~DTP*472*D8*20200101~"
        "SE*9*1~GE*1*2~IEA*1*000000001~";
    for (size_t i = 0; i < sizeof isas / sizeof *isas; i++) {
        char file[1024];
        strcpy(file, isas[i]);
        char *p = file + strlen(file);
        for (const char *from = plain; *from; from++)
            *p++ = *from == '*'   ? file[3]
                   : *from == ':' ? file[104]
                   : *from == '~' ? file[105]
                                  : *from;
        assert_string_equal(
            x12_told(file, (size_t)(p - file)),
            "A1 #1: P pos=11 from=2020-01-01 dx=I10/10 | 1 code=G0101 charge=10 "
            "from=2020-01-01 dx=1\n");
    }
}

static void an_isa_that_does_not_keep_its_places_is_refused(void **state)
{
    (void)state;
    static const char isa[] = ISA;
    static const unsigned char elements[] = {3,  6,  17, 20, 31, 34, 50,  53,
                                             69, 76, 81, 83, 89, 99, 101, 103};
    char file[256];
    for (size_t i = 0; i < sizeof elements; i++) {
        strcpy(file, isa);
        file[elements[i]] = 'x';
        const char *told = x12_told(file, strlen(file));
        assert_memory_equal(told, "fault: bad ISA at 1 ISA[ISA", 27);
    }
    TELLS(X12_ISA("*", "*", "~", "000000001"),
          "fault: bad ISA at 1 ISA[ISA*00*          *00*   ]\n");
    TELLS(X12_ISA("*", "~", "~", "000000001"),
          "fault: bad ISA at 1 ISA[ISA*00*          *00*   ]\n");
    TELLS(X12_ISA("*", ":", "*", "000000001"),
          "fault: bad ISA at 1 ISA[ISA*00*          *00*   ]\n");
    TELLS(X12_ISA("*", "B", "~", "000000001"),
          "fault: bad ISA at 1 ISA[ISA*00*          *00*   ]\n");
    TELLS(X12_ISA("*", ":", " ", "000000001"),
          "fault: bad ISA at 1 ISA[ISA*00*          *00*   ]\n");
    TELLS(X12_ISA("7", ":", "~", "000000001"),
          "fault: bad ISA at 1 ISA[ISA7007          7007   ]\n");
    TELLS("ISA*00*    ", "fault: bad ISA at 1 ISA[ISA*00*    ]\n");
}

static void
line_breaks_and_blanks_behind_a_terminator_are_no_bytes_of_a_segment(void **state)
{
    (void)state;
    TELLS("\r\n  \n" ISA "\r\nGS*HC*S*R*20200102*1200*2*X*005010X222~\n\n"
          "ST*837*1~ HL*1**20~\r\nHL*2*1*22~\nCLM*A1*10***11:B:1~\nHI*ABK:I10~\n"
          "LX*1~\nDTP*472*D8*20200101~\nSE*8*1~\nGE*1*2~\nIEA*1*000000001~\n \r\n",
          "A1 #1: P pos=11 from=2020-01-01 dx=I10/10 | 1 from=2020-01-01\n");
    /* In front of one it is another segment. */
    TELLS(ISA "GS*HC*S*R*20200102*1200*2*X*005010X222\n~ST*837*1~SE*2*1~GE*1*2~"
              "IEA*1*000000001~",
          "fault: an 837 of a version or guide that is not read at 3 ST[ST*837*1] "
          "element 3\n");
}

static void an_identifier_is_two_or_three_capitals_or_digits(void **state)
{
    (void)state;
    static const struct {
        const char *segment, *id;
    } strange[] = {
        {"XYZ*1", "XYZ"}, {"N", ""},     {"NM12*QC", ""}, {"nm1*QC", ""},
        {"1N*QC", ""},    {"*QC", ""},   {"", ""},        {"N M*1", ""},
        {"X9", "X9"},     {"REF:1", ""}, {"RE", "RE"},    {"\xc4\xb2*1", ""},
    };
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        char body[64], want[128];
        snprintf(body, sizeof body, "%s~", strange[i].segment);
        snprintf(want, sizeof want, "fault: no segment of an 837 at 4 %s[%s]\n",
                 strange[i].id, strange[i].segment);
        assert_string_equal(x12_body_told("222", body), want);
    }
}

static void bytes_before_an_interchange_are_one_fault(void **state)
{
    (void)state;
    TELLS(
        "ISIS ISA*" ISA "IEA*0*000000001~",
        "fault: bytes that belong to no interchange at 1 [ISIS ISA*ISA*00*        ]\n");
    TELLS("\n GS*~ISA~" ISA "IEA*0*000000001~junk",
          "fault: bytes that belong to no interchange at 1 [GS*]\n"
          "fault: bytes that belong to no interchange at 3 [junk]\n");
    TELLS("IS", "fault: bytes that belong to no interchange at 1 [IS]\n");
    TELLS("ISA*bad~ISA*bad~" ISA "IEA*0*000000001~",
          "fault: bad ISA at 1 ISA[ISA*bad]\n");
}

static void a_stream_of_nothing_has_no_interchange(void **state)
{
    (void)state;
    TELLS("", "fault: bytes that belong to no interchange at 1 []\n");
    assert_string_equal(x12_told(" \n\r\n", 4),
                        "fault: bytes that belong to no interchange at 1 [ \n\r\n]\n");
}

static void a_segment_without_end_is_one_fault_and_its_interchange_is_over(void **state)
{
    (void)state;
    static char file[(1 << 20) + 1024];
    static const char isa[] = ISA;
    size_t start = sizeof isa - 1, len = start + (1 << 20);
    memcpy(file, isa, start);
    memset(file + start, 'x', 1 << 20);
    /* The terminator is the last of 1 MiB: it is there. */
    file[len - 1] = '~';
    strcpy(file + len, "IEA*0*000000001~");
    sj_x12 *reader;
    sj_x12_item item;
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    sj_x12_show(reader, file, strlen(file));
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_FAULT);
    assert_int_equal(item.fault.reason, SJ_X12_BAD_ENVELOPE);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_END);
    /* One byte more: it is not; the next interchange is read. */
    file[len - 1] = 'x';
    file[len] = '~';
    strcpy(file + len + 1, ISA "IEA*1*000000001~");
    sj_x12_show(reader, file, strlen(file));
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_FAULT);
    assert_int_equal(item.fault.reason, SJ_X12_NO_TERMINATOR);
    assert_int_equal(item.fault.at.segment, 2);
    assert_int_equal(item.fault.at.byte, start);
    assert_int_equal(item.interchange.len, 9);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_FAULT);
    assert_int_equal(item.fault.reason, SJ_X12_BAD_COUNT);
    assert_int_equal(item.fault.at.byte, len + 1 + start);
    assert_int_equal(item.fault.at.segment, 3);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_END);
    sj_x12_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_isa_names_the_separators),
        cmocka_unit_test(an_isa_that_does_not_keep_its_places_is_refused),
        cmocka_unit_test(
            line_breaks_and_blanks_behind_a_terminator_are_no_bytes_of_a_segment),
        cmocka_unit_test(an_identifier_is_two_or_three_capitals_or_digits),
        cmocka_unit_test(bytes_before_an_interchange_are_one_fault),
        cmocka_unit_test(a_stream_of_nothing_has_no_interchange),
        cmocka_unit_test(
            a_segment_without_end_is_one_fault_and_its_interchange_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

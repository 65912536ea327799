/*
 * Where separators stand: every way to mark says the same, and segments of any length
 * end where they end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/claim/x12_marks.h"
#include "tests/support/x12_kit.h"

enum { BLOCKS = 64, BYTES = BLOCKS * SJI_X12_BLOCK };

typedef struct maps {
    uint64_t terminators[SJI_X12_WORDS], elements[SJI_X12_WORDS],
        components[SJI_X12_WORDS];
} maps;

static const sji_x12_separators wanted = {'~', '\xe9', '\0'};

static bool is_marked(const uint64_t *map, size_t place)
{
    return map[place / SJI_X12_BLOCK] >> place % SJI_X12_BLOCK & 1;
}

/* Bytes of which many are separators, or nearly. */
static void fill(char *bytes, size_t len)
{
    static const char some[] = {'~', '\xe9', '\0', 'x', '\x7f', '\x01', '\x80', '\x7e'};
    uint32_t random = 1;
    for (size_t i = 0; i < len; i++) {
        random = random * 1664525 + 1013904223;
        bytes[i] = some[random >> 29];
    }
}

static void each_way_of_marking_finds_each_separator_and_nothing_else(void **state)
{
    (void)state;
    static sji_x12_mark *const ways[] = {
        sji_x12_mark_plain,
#if defined(__x86_64__)
        sji_x12_mark_sse2,
        sji_x12_mark_avx2,
#endif
    };
    static char bytes[BYTES];
    static maps m;
    sji_x12_maps pointers = {m.terminators, m.elements, m.components};
    fill(bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
#if defined(__x86_64__)
        if (ways[i] == sji_x12_mark_avx2 && !__builtin_cpu_supports("avx2")) {
            print_message("no AVX2 here\n");
            continue;
        }
#endif
        memset(&m, 0xff, sizeof m);
        ways[i](bytes, BLOCKS, wanted, &pointers, 0);
        for (size_t k = 0; k < BYTES; k++) {
            assert_int_equal(is_marked(m.terminators, k),
                             bytes[k] == wanted.terminator);
            assert_int_equal(is_marked(m.elements, k), bytes[k] == wanted.element);
            assert_int_equal(is_marked(m.components, k), bytes[k] == wanted.component);
        }
    }
}

static void marks_grow_by_any_number_of_bytes_and_end_with_them(void **state)
{
    (void)state;
    static maps m;
    static const size_t steps[] = {1, 7, 63, 64, 65, 200};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        enum { FROM = 5, LEN = 1000 };
        char *bytes = malloc(FROM + LEN); /* a read beyond the end is seen */
        assert_non_null(bytes);
        fill(bytes, FROM + LEN);
        memset(&m, 0xff, sizeof m);
        sji_x12_marks marks = {.from = FROM,
                               .mark = sji_x12_mark_plain,
                               .maps = {m.terminators, m.elements, m.components}};
        while (marks.covered < LEN) {
            size_t upto = marks.covered + steps[i];
            sji_x12_cover(&marks, bytes, upto < LEN ? upto : LEN, wanted);
            for (size_t k = 0; k < marks.covered + SJI_X12_BLOCK; k++)
                assert_int_equal(is_marked(m.elements, k),
                                 k < marks.covered &&
                                     bytes[FROM + k] == wanted.element);
        }
        for (size_t k = 0; k < LEN; k++) {
            const char *stop = memchr(bytes + FROM + k, '~', LEN - k);
            assert_true(sji_x12_terminator(&marks, k) ==
                        (stop ? (size_t)(stop - bytes) - FROM : SIZE_MAX));
        }
        free(bytes);
    }
}

/* A note of each length before a claim whose service and HI are long, too. */
static void segments_of_each_length_end_where_they_end(void **state)
{
    (void)state;
    for (unsigned len = 0; len < 300; len++) {
        char body[2048], text[512], want[2048];
        memset(text, 'x', sizeof text);
        snprintf(body, sizeof body,
                 "HL*1**20~HL*2*1*22~NTE*%.*s~CLM*A%.*s*10***11:B:1~REF*%.*s*Y~"
                 "HI*ABK:I%.*s*ABF:R05~LX*1~SV1*HC:G0101:25::::%.*s*10*UN*2***1:2~"
                 "DTP*472*D8*20200105~",
                 (int)len, text, (int)len, text, (int)len, text, (int)len, text,
                 (int)len, text);
        snprintf(want, sizeof want,
                 "A%.*s #1: P pos=11 from=2020-01-05 dx=I%.*s/10,R05/10 | 1 code=G0101 "
                 "m1=25%s%.*s charge=10 units=2 unit=UN from=2020-01-05 dx=1,2\n",
                 (int)len, text, (int)len, text, len > 0 ? " text=" : "", (int)len,
                 text);
        assert_string_equal(x12_body_told("222", body), want);
    }
}

/* Elements and components on both sides of what one look tells. */
static void elements_far_behind_are_found(void **state)
{
    (void)state;
    for (unsigned len = 30; len < 80; len++) {
        char body[2048], text[512], want[2048];
        memset(text, 'x', sizeof text);
        snprintf(body, sizeof body,
                 "HL*1**20~NM1*85*2*%.*s*****XX*9%u~HL*2*1*22~CLM*A~LX*1~"
                 "SV1*HC:%.*s:25*10*UN*2***1:2*%.*s~DTP*472*D8*20200105~",
                 (int)len, text, len, (int)len, text, (int)len, text);
        snprintf(want, sizeof want,
                 "A #1: P by=9%u from=2020-01-05 | 1 code=%.*s m1=25 charge=10 units=2 "
                 "unit=UN from=2020-01-05 dx=1,2\n",
                 len, (int)len, text);
        assert_string_equal(x12_body_told("222", body), want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_of_marking_finds_each_separator_and_nothing_else),
        cmocka_unit_test(marks_grow_by_any_number_of_bytes_and_end_with_them),
        cmocka_unit_test(segments_of_each_length_end_where_they_end),
        cmocka_unit_test(elements_far_behind_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

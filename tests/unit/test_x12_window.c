/*
 * 837 files in pieces: room, bytes that move, and what a reader forgets.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/x12_kit.h"

#define HLS "HL*1**20~NM1*85*2******XX*85A~HL*2*1*22~"

/* A stream: an interchange of claims, each of so many bytes. */
typedef struct stream {
    char *bytes;
    size_t len;
    unsigned claims;
} stream;

static stream many_claims(unsigned claims, unsigned notes)
{
    stream s = {malloc((size_t)claims * (notes * 64 + 200) + 1024), 0, claims};
    assert_non_null(s.bytes);
    s.len = (size_t)sprintf(
        s.bytes, X12_ISA("*", ":", "~", "000000001") "GS*HC*S*R*20200102*1200*2*X*"
                                                     "005010X222~ST*837*3~" HLS);
    unsigned segments = 5;
    for (unsigned i = 1; i <= claims; i++) {
        s.len += (size_t)sprintf(s.bytes + s.len,
                                 "CLM*A%u*10***11:B:1~HI*ABK:I%u~NM1*82*1******XX*P%u~",
                                 i, i, i);
        for (unsigned k = 0; k < notes; k++)
            s.len += (size_t)sprintf(s.bytes + s.len, "NTE*ADD*%050u~\n", k);
        s.len += (size_t)sprintf(s.bytes + s.len,
                                 "LX*%u~SV1*HC:G%u*%u***11**1~REF*6R*L%u~"
                                 "DTP*472*D8*20200105~",
                                 i, i, i, i);
        segments += 7 + notes;
    }
    s.len +=
        (size_t)sprintf(s.bytes + s.len, "SE*%u*3~GE*1*2~IEA*1*000000001~", segments);
    return s;
}

static void expect_text(sj_str text, const char *format, unsigned number)
{
    char want[32];
    snprintf(want, sizeof want, format, number);
    assert_int_equal(text.len, strlen(want));
    assert_memory_equal(text.text, want, text.len);
}

static void claims_move_with_their_bytes(void **state)
{
    (void)state;
    /* Over the buffer more than once, with claims of nearly a MiB. */
    static const unsigned shapes[][2] = {{20000, 2}, {12, 12000}};
    static const size_t pieces[] = {65536, 65537, 1000003};
    sj_x12 *reader;
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    for (size_t n = 0; n < 6; n++) {
        stream s = many_claims(shapes[n % 2][0], shapes[n % 2][1]);
        size_t piece = pieces[n / 2], fed = 0;
        unsigned claims = 0;
        sj_x12_reset(reader);
        for (;;) {
            sj_x12_item item;
            sj_x12_event event = sj_x12_next(reader, &item);
            if (event == SJ_X12_END)
                break;
            if (event == SJ_X12_MORE) {
                size_t room, now = s.len - fed < piece ? s.len - fed : piece;
                char *to = sj_x12_room(reader, &room);
                assert_true(room >= 1 << 16);
                now = now < room ? now : room;
                memcpy(to, s.bytes + fed, now);
                sj_x12_feed(reader, now);
                fed += now;
                continue;
            }
            assert_int_equal(event, SJ_X12_CLAIM);
            assert_int_equal(item.fault.reason, SJ_X12_OK);
            claims++;
            expect_text(item.id, "A%u", claims);
            expect_text(item.claim.provider, "P%u", claims);
            expect_text(item.claim.dx[0].code, "I%u", claims);
            expect_text(item.claim.lines[0].code, "G%u", claims);
            expect_text(item.lines[0].number, "%u", claims);
            expect_text(item.lines[0].control, "L%u", claims);
            assert_true(item.claim.lines[0].charge == claims);
            char at[16];
            snprintf(at, sizeof at, "CLM*A%u*", claims);
            assert_memory_equal(s.bytes + item.at.byte, at, strlen(at));
        }
        assert_int_equal(claims, s.claims);
        free(s.bytes);
    }
    sj_x12_close(reader);
}

/* Blanks between segments need no room. */
static void a_claim_may_have_any_number_of_line_breaks(void **state)
{
    (void)state;
    static char lines[1 << 16];
    memset(lines, '\n', sizeof lines);
    const char *file = x12_file("222", HLS "CLM*A1~LX*1~DTP*472*D8*20200105~");
    const char *rest = strstr(file, "LX*1~");
    sj_x12 *reader;
    sj_x12_item item;
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    size_t room, fed = 0, before = (size_t)(rest - file);
    memcpy(sj_x12_room(reader, &room), file, before);
    sj_x12_feed(reader, before);
    for (; fed < 8 << 20; fed += sizeof lines) {
        assert_int_equal(sj_x12_next(reader, &item), SJ_X12_MORE);
        char *to = sj_x12_room(reader, &room);
        assert_true(room >= sizeof lines);
        memcpy(to, lines, sizeof lines);
        sj_x12_feed(reader, sizeof lines);
    }
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_MORE);
    char *to = sj_x12_room(reader, &room);
    memcpy(to, rest, strlen(rest));
    sj_x12_feed(reader, strlen(rest));
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_CLAIM);
    /* LX ends over 1 MiB behind CLM. */
    assert_int_equal(item.fault.reason, SJ_X12_TOO_LONG);
    assert_int_equal(item.fault.at.byte, before + fed);
    expect_text(item.id, "A%u", 1);
    sj_x12_feed(reader, 0);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_END);
    sj_x12_close(reader);
}

static void a_claim_without_end_takes_no_more_room(void **state)
{
    (void)state;
    const char *file = x12_file("222", HLS "CLM*A1~LX*1~DTP*472*D8*20200105~");
    static char notes[1 << 16];
    size_t len = 0, fed = 0, room;
    while (len + 64 < sizeof notes)
        len += (size_t)sprintf(notes + len, "NTE*ADD*%040u~", (unsigned)len);
    const char *se = strstr(file, "SE*");
    size_t before = (size_t)(se - file);
    sj_x12 *reader;
    sj_x12_item item;
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    memcpy(sj_x12_room(reader, &room), file, before);
    sj_x12_feed(reader, before);
    for (; fed < 16 << 20; fed += len) {
        assert_int_equal(sj_x12_next(reader, &item), SJ_X12_MORE);
        char *to = sj_x12_room(reader, &room);
        assert_true(room >= 1 << 16);
        memcpy(to, notes, len);
        sj_x12_feed(reader, len);
    }
    sj_x12_feed(reader, 0);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_CLAIM);
    assert_int_equal(item.fault.reason, SJ_X12_TOO_LONG);
    expect_text(item.id, "A%u", 1);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_FAULT);
    assert_int_equal(item.fault.reason, SJ_X12_ENDS_EARLY);
    assert_int_equal(item.fault.at.byte, before + fed);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_END);
    sj_x12_close(reader);
}

static void a_reader_begins_anew_and_forgets(void **state)
{
    (void)state;
    static const char nothing[] = " ";
    char *file = strdup(x12_file("222", HLS "CLM*A1~LX*1~DTP*472*D8*20200105~"));
    assert_non_null(file);
    sj_x12 *reader;
    sj_x12_item item;
    assert_int_equal(sj_x12_open(&reader), SJ_OK);
    for (size_t len = 0; len <= strlen(file); len++) {
        sj_x12_show(reader, file, len);
        (void)sj_x12_next(reader, &item);
        sj_x12_show(reader, nothing, 1);
        assert_int_equal(sj_x12_next(reader, &item), SJ_X12_FAULT);
        assert_int_equal(item.fault.reason, SJ_X12_NO_ISA);
        assert_int_equal(item.at.segment, 1);
        assert_int_equal(item.at.byte, 0);
        assert_int_equal(item.interchange.len + item.group.len + item.transaction.len,
                         0);
        assert_int_equal(sj_x12_next(reader, &item), SJ_X12_END);
    }
    /* A shown stream takes no bytes. */
    size_t room = 1;
    assert_null(sj_x12_room(reader, &room));
    assert_int_equal(room, 0);
    sj_x12_reset(reader);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_MORE);
    sj_x12_show(reader, NULL, 0);
    assert_int_equal(sj_x12_next(reader, &item), SJ_X12_FAULT);
    sj_x12_close(reader);
    sj_x12_close(NULL);
    assert_int_equal(sj_x12_open(NULL), SJ_E_ARG);
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_move_with_their_bytes),
        cmocka_unit_test(a_claim_may_have_any_number_of_line_breaks),
        cmocka_unit_test(a_claim_without_end_takes_no_more_room),
        cmocka_unit_test(a_reader_begins_anew_and_forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

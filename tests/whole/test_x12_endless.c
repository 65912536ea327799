/*
 * Streams without a terminator and claims without an end: one fault, bounded memory,
 * and what comes behind is read. $SCRUBJAY_ENDLESS says how many bytes (64 MiB).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "fuzz/reference/x12_compare.h"
#include "tests/support/claims_837_small.h"

enum { MIB = 1 << 20, ITEMS = 32, MEMORY_KIB = 8 * 1024 };

static sj_x12 *reader;
static uint64_t endless = 64 * (uint64_t)MIB;

typedef struct outcome {
    ref_x12_item items[ITEMS]; /* their texts are gone */
    size_t count;
} outcome;

static void take_items(outcome *out)
{
    for (;;) {
        ref_x12_item item = {0};
        item.event = sj_x12_next(reader, &item.item);
        if (item.event == SJ_X12_MORE || item.event == SJ_X12_END)
            return;
        assert_true(out->count < ITEMS);
        out->items[out->count++] = item;
    }
}

static void feed(outcome *out, const char *text, size_t len)
{
    while (len > 0) {
        size_t room;
        char *to = sj_x12_room(reader, &room);
        size_t n = len < room ? len : room;
        memcpy(to, text, n);
        sj_x12_feed(reader, n);
        take_items(out);
        text += n;
        len -= n;
    }
}

/* So many bytes of a pattern. */
static void feed_many(outcome *out, const char *pattern, uint64_t bytes)
{
    static char block[1 << 16];
    size_t len = strlen(pattern), whole = sizeof block / len * len;
    for (size_t i = 0; i < whole; i++)
        block[i] = pattern[i % len];
    for (; bytes > 0; bytes -= bytes < whole ? bytes : whole)
        feed(out, block, bytes < whole ? bytes : whole);
}

static void finish(outcome *out)
{
    ref_x12_item item;
    sj_x12_feed(reader, 0);
    take_items(out);
    assert_int_equal(sj_x12_next(reader, &item.item), SJ_X12_END);
}

static long peak_kib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static size_t prefix_of(const small_837 *file, const char *until)
{
    const char *end = strstr(file->text, until);
    assert_non_null(end);
    return (size_t)(end - file->text);
}

static void assert_claims(const outcome *out, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++) {
        assert_int_equal(out->items[i].event, SJ_X12_CLAIM);
        assert_int_equal(out->items[i].item.fault.reason, SJ_X12_OK);
    }
}

static void assert_fault(const ref_x12_item *item, sj_x12_event event,
                         sj_x12_reason reason, size_t byte)
{
    assert_int_equal(item->event, event);
    assert_int_equal(item->item.fault.reason, reason);
    assert_int_equal(item->item.fault.at.byte, byte);
}

static void a_stream_without_an_interchange_is_one_fault(void **state)
{
    (void)state;
    static outcome out;
    long before = peak_kib();
    out.count = 0;
    sj_x12_reset(reader);
    feed_many(&out, "ISA*00*  IS*~", endless);
    finish(&out);
    assert_int_equal(out.count, 1);
    assert_fault(&out.items[0], SJ_X12_FAULT, SJ_X12_BAD_ISA, 0);
    assert_in_range(peak_kib() - before, 0, MEMORY_KIB);
}

static void
a_segment_without_end_is_one_fault_and_the_next_interchange_is_read(void **state)
{
    (void)state;
    static outcome out;
    static small_837 file;
    long before = peak_kib();
    small_837_make(small_837_usual(SJ_PROFESSIONAL), &file);
    out.count = 0;
    sj_x12_reset(reader);
    size_t head = prefix_of(&file, "ST*837*0002");
    feed(&out, file.text, head);
    feed_many(&out, "NTE*ADD*X:", endless);
    feed(&out, file.text, file.len);
    finish(&out);
    assert_int_equal(out.count, 2 * SMALL_837_CLAIMS);
    assert_claims(&out, 0, SMALL_837_CLAIMS - 1);
    assert_fault(&out.items[SMALL_837_CLAIMS - 1], SJ_X12_FAULT, SJ_X12_NO_TERMINATOR,
                 head);
    assert_claims(&out, SMALL_837_CLAIMS, SMALL_837_CLAIMS);
    assert_int_equal(out.items[SMALL_837_CLAIMS].item.at.byte,
                     head + endless + prefix_of(&file, "CLM"));
    assert_in_range(peak_kib() - before, 0, MEMORY_KIB);
}

static void a_segment_without_end_spoils_its_claim(void **state)
{
    (void)state;
    static outcome out;
    static small_837 file;
    small_837_make(small_837_usual(SJ_DENTAL), &file);
    out.count = 0;
    sj_x12_reset(reader);
    size_t head = prefix_of(&file, "DN2*");
    feed(&out, file.text, head);
    feed_many(&out, "N", endless);
    finish(&out);
    assert_int_equal(out.count, 2);
    assert_fault(&out.items[0], SJ_X12_CLAIM, SJ_X12_NO_TERMINATOR, head);
    assert_fault(&out.items[1], SJ_X12_FAULT, SJ_X12_NO_TERMINATOR, head);
    assert_int_equal(out.items[0].item.at.byte, prefix_of(&file, "CLM"));
}

static void a_claim_without_end_is_one_fault_and_the_next_one_is_read(void **state)
{
    (void)state;
    static outcome out;
    static small_837 file;
    long before = peak_kib();
    small_837_make(small_837_usual(SJ_INSTITUTIONAL), &file);
    out.count = 0;
    sj_x12_reset(reader);
    size_t head = prefix_of(&file, "CLM*PAT222"), clm = prefix_of(&file, "CLM");
    feed(&out, file.text, head);
    size_t step = strlen("NTE*ADD*XYZ~");
    feed_many(&out, "NTE*ADD*XYZ~", endless / step * step);
    feed(&out, file.text + head, file.len - head);
    finish(&out);
    size_t over = clm + MIB - head; /* the first note that ends beyond it */
    assert_int_equal(out.count, SMALL_837_CLAIMS + 1);
    assert_fault(&out.items[0], SJ_X12_CLAIM, SJ_X12_TOO_LONG,
                 head + over / step * step);
    assert_claims(&out, 1, SMALL_837_CLAIMS - 2);
    assert_int_equal(out.items[SMALL_837_CLAIMS - 1].item.fault.reason,
                     SJ_X12_BAD_COUNT);
    assert_claims(&out, SMALL_837_CLAIMS, 1);
    assert_in_range(peak_kib() - before, 0, MEMORY_KIB);
}

/* A note of some length before the second claim; both readers are asked. */
static void limits_are_met_to_the_byte(void **state)
{
    (void)state;
    static small_837 file;
    static char text[2 * MIB];
    static const x12_feeding how[] = {{0, 0}, {1 << 20, 0}, {50000, 7}};
    small_837_make(small_837_usual(SJ_PROFESSIONAL), &file);
    size_t at = prefix_of(&file, "CLM*PAT222"), clm = prefix_of(&file, "CLM");
    size_t longest_segment = MIB, longest_claim = MIB - (at - clm);
    for (int off = -2; off <= 2; off++)
        for (int of_claim = 0; of_claim < 2; of_claim++) {
            size_t note = (of_claim ? longest_claim : longest_segment) + (size_t)off;
            memcpy(text, file.text, at);
            memset(text + at, 'X', note);
            memcpy(text + at, "NTE*ADD*", 8);
            text[at + note - 1] = '~';
            memcpy(text + at + note, file.text + at, file.len - at);
            ref_x12 all;
            ref_x12_read(text, file.len + note, &all);
            for (size_t k = 0; k < 3; k++)
                assert_true(x12_agree(reader, &all, text, file.len + note, how[k]));
            const sj_x12_fault *fault = &all.items[0].item.fault;
            assert_int_equal(fault->reason, of_claim && off <= 0 ? SJ_X12_OK
                                            : of_claim || off <= 0
                                                ? SJ_X12_TOO_LONG
                                                : SJ_X12_NO_TERMINATOR);
            if (fault->reason != SJ_X12_OK)
                assert_int_equal(fault->at.byte, at);
            ref_x12_free(&all);
        }
}

/* Lists, lines and pointers, one below and one above what a claim may have. */
static void a_list_that_is_too_long_is_a_fault(void **state)
{
    (void)state;
    static const struct {
        const char *before, *item;
        size_t room;
    } lists[] = {{"LX*1", "HI*ABF:E1165~", SJ_CLAIM_ITEMS_MAX - 3},
                 {"LX*1", "HI*ABN:W000~", SJ_CLAIM_ITEMS_MAX - 1},
                 {"LX*1", "HI*BBQ:0DT~", SJ_CLAIM_ITEMS_MAX - 2},
                 {"~\nDTP*472*D8*20240414", ":7", SJ_CLAIM_ITEMS_MAX - 2}};
    static small_837 file;
    static char text[MIB];
    for (size_t i = 0; i < 4; i++)
        for (size_t off = 0; off < 3; off++) {
            bool pointers = i == 3;
            small_837_make(
                small_837_usual(pointers ? SJ_PROFESSIONAL : SJ_INSTITUTIONAL), &file);
            char *names = strstr(file.text, "NM1*71");
            size_t at = pointers ? prefix_of(&file, lists[i].before)
                                 : (size_t)(names - file.text);
            size_t len = at, step = strlen(lists[i].item);
            memcpy(text, file.text, at);
            for (size_t k = 0; k < lists[i].room - 1 + off; k++, len += step)
                memcpy(text + len, lists[i].item, step);
            memcpy(text + len, file.text + at, file.len - at);
            len += file.len - at;
            ref_x12 all;
            ref_x12_read(text, len, &all);
            assert_true(x12_agree(reader, &all, text, len, (x12_feeding){0, 0}));
            assert_true(x12_agree(reader, &all, text, len, (x12_feeding){4096, 0}));
            size_t claim = pointers ? 3 : 0;
            assert_int_equal(all.items[claim].item.fault.reason,
                             off == 2 ? SJ_X12_TOO_MANY : SJ_X12_OK);
            ref_x12_free(&all);
        }
}

static void more_lines_than_a_thousand_are_a_fault(void **state)
{
    (void)state;
    static small_837 file;
    static char text[MIB];
    small_837_make(small_837_usual(SJ_DENTAL), &file);
    size_t at = prefix_of(&file, "CLM*PAT222");
    for (unsigned lines = SJ_CLAIM_LINES_MAX - 1; lines <= SJ_CLAIM_LINES_MAX + 1;
         lines++) {
        size_t len = at;
        memcpy(text, file.text, at);
        for (unsigned k = 3; k <= lines; k++)
            len += (size_t)sprintf(text + len, "LX*%u~SV3*AD:A0001*1~", k);
        memcpy(text + len, file.text + at, file.len - at);
        len += file.len - at;
        ref_x12 all;
        ref_x12_read(text, len, &all);
        assert_true(x12_agree(reader, &all, text, len, (x12_feeding){0, 0}));
        assert_true(x12_agree(reader, &all, text, len, (x12_feeding){999, 0}));
        assert_int_equal(all.items[0].item.fault.reason,
                         lines > SJ_CLAIM_LINES_MAX ? SJ_X12_TOO_MANY : SJ_X12_OK);
        ref_x12_free(&all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_without_an_interchange_is_one_fault),
        cmocka_unit_test(
            a_segment_without_end_is_one_fault_and_the_next_interchange_is_read),
        cmocka_unit_test(a_segment_without_end_spoils_its_claim),
        cmocka_unit_test(a_claim_without_end_is_one_fault_and_the_next_one_is_read),
        cmocka_unit_test(limits_are_met_to_the_byte),
        cmocka_unit_test(a_list_that_is_too_long_is_a_fault),
        cmocka_unit_test(more_lines_than_a_thousand_are_a_fault),
    };
    const char *bytes = getenv("SCRUBJAY_ENDLESS");
    if (bytes)
        endless = strtoull(bytes, NULL, 10);
    if (sj_x12_open(&reader) != SJ_OK)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    printf("%llu bytes a stream; peak %ld KiB\n", (unsigned long long)endless,
           peak_kib());
    sj_x12_close(reader);
    return failed;
}

/*
 * Small 837 files, cut and bent in every way that one byte or one segment allows. Of
 * each the reader must say what the second opinion says, however it is fed; and,
 * whatever either says: no claim that is handed out holds a value of another, places
 * are those of segments, what stood before the bend is as it was, and what stands in
 * later loops is read again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/reference/x12_compare.h"
#include "tests/support/claims_837_small.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

enum { ISA = 106, SEGMENTS = 512, CAP = SMALL_837_CAP + 256 };

static sj_x12 *reader;
static small_837 file;
static ref_x12 whole; /* what the file says when it is not bent */
static size_t whole_starts[SEGMENTS + 1], whole_count;
static uint64_t comparisons, streams, handed_out, faults;

/* ---- plain facts about a text ---- */

/* First bytes of its segments; [count] is where the next one would begin. */
static size_t cut(const char *text, size_t len, size_t *starts)
{
    size_t count = 0, at = 0;
    for (;;) {
        while (at < len && strchr(" \r\n", text[at]) && text[at])
            at++;
        starts[count] = at;
        const char *end = memchr(text + at, '~', len - at);
        if (!end)
            return count;
        assert_true(count < SEGMENTS);
        count++;
        at = (size_t)(end - text) + 1;
    }
}

static bool begins(const char *text, const char *id)
{
    return strncmp(text, id, strlen(id)) == 0;
}

static size_t find(const char *id, int nth)
{
    for (size_t i = 0; i < whole_count; i++)
        if (begins(file.text + whole_starts[i], id) && nth-- == 0)
            return i;
    fail_msg("no %s", id);
    return 0;
}

/* Number of the segment in which a byte of the file stands, line breaks behind it
 * included. */
static size_t segment_of(size_t byte)
{
    size_t i = 0;
    while (i + 1 < whole_count && whole_starts[i + 1] <= byte)
        i++;
    return i;
}

/* ---- what must hold of a bent text ---- */

typedef struct bend {
    const char *what;
    size_t byte;
    int with;
    size_t from;  /* first byte of the first segment that is changed */
    size_t heals; /* claims from this one, counted from 0, are read as ever */
} bend;

static void fail_bend(const bend *b, const char *why, const ref_x12_item *item)
{
    if (item)
        x12_print_item(stderr, item);
    fail_msg("type %d, %s at byte %zu with %d: %s", (int)file.style.type, b->what,
             b->byte, b->with, why);
}

/* Places are first bytes of segments, and numbers count them. */
static void check_place(const bend *b, const ref_x12_item *item, sj_x12_place at,
                        const size_t *starts, size_t count)
{
    bool is_end = item->item.fault.reason == SJ_X12_ENDS_EARLY;
    if (at.segment < 1 || at.segment > count + is_end ||
        starts[at.segment - 1] != at.byte)
        fail_bend(b, "a place that is no segment's", item);
}

static void check_faults(const bend *b, const ref_x12 *all, const char *text,
                         size_t len)
{
    size_t starts[SEGMENTS + 1], count = cut(text, len, starts);
    for (size_t i = 0; i < all->count; i++) {
        const ref_x12_item *item = &all->items[i];
        if (item->item.fault.reason == SJ_X12_NO_ISA)
            return;
        check_place(b, item, item->item.at, starts, count);
        if (item->item.fault.reason == SJ_X12_OK)
            continue;
        check_place(b, item, item->item.fault.at, starts, count);
        if (item->item.fault.at.byte < b->from &&
            item->item.fault.reason != SJ_X12_NO_DATE)
            fail_bend(b, "a fault before what is wrong", item);
    }
}

/* Claims whose end stood before the bend are the first items, as they were. */
static void check_before(const bend *b, const ref_x12 *all)
{
    for (size_t i = 0; i < whole.count; i++) {
        size_t end = segment_of(whole.items[i].item.at.byte) + 1;
        while (!begins(file.text + whole_starts[end], "HL") &&
               !begins(file.text + whole_starts[end], "CLM") &&
               !begins(file.text + whole_starts[end], "SE"))
            end++;
        if (whole_starts[end] >= b->from)
            return;
        if (i >= all->count || !x12_same_item(&whole.items[i], &all->items[i]))
            fail_bend(b, "another claim than before it", &whole.items[i]);
    }
}

static void check_behind(const bend *b, const ref_x12 *all)
{
    for (size_t i = b->heals; i < whole.count; i++) {
        bool found = false;
        for (size_t k = 0; k < all->count && !found; k++) {
            ref_x12_item item = all->items[k];
            item.item.at = whole.items[i].item.at;
            item.item.ordinal = whole.items[i].item.ordinal;
            found = x12_same_item(&item, &whole.items[i]);
        }
        if (!found)
            fail_bend(b, "this claim is lost", &whole.items[i]);
    }
}

static void check_agreement(const bend *b, const ref_x12 *all, const char *text,
                            size_t len)
{
    static const size_t pieces[] = {1, 7, 65536};
    size_t piece = pieces[streams % 3]; /* all of them over the bends of a byte */
    if (!x12_agree(reader, all, text, len, (x12_feeding){0, 0}) ||
        !x12_agree(reader, all, text, len, (x12_feeding){piece, 0}))
        fail_bend(b, "the two readers differ", NULL);
    comparisons += 2;
}

static void check(const bend *b, const char *bytes, size_t len)
{
    ref_x12 all;
    char *text = malloc(len > 0 ? len : 1); /* of exactly this size */
    assert_non_null(text);
    memcpy(text, bytes, len);
    ref_x12_read(text, len, &all);
    streams++;
    check_agreement(b, &all, text, len);
    for (size_t i = 0; i < all.count; i++) {
        const ref_x12_item *item = &all.items[i];
        faults += item->item.fault.reason != SJ_X12_OK;
        if (item->event != SJ_X12_CLAIM || item->item.fault.reason != SJ_X12_OK)
            continue;
        handed_out++;
        if (small_837_claim_owners(&file, &item->item) == 0)
            fail_bend(b, "a claim with values of another", item);
    }
    if (b->from >= ISA) {
        check_faults(b, &all, text, len);
        check_before(b, &all);
        check_behind(b, &all);
    }
    ref_x12_free(&all);
    free(text);
}

/* ---- the bends ---- */

/* A sanitizer takes one bend of four. */
static bool is_left_out(size_t number)
{
    return IS_SANITIZED && number % 4 != 0;
}

/* What is bent within claims 0 to 4 heals at the HL 20 behind them (the billing
 * provider is forgotten till then), within claims 5 and 6 at the next transaction. */
static size_t heals_behind(size_t first, size_t last)
{
    size_t first_clm = find("CLM", 0), hl = find("HL*8", 0), se = find("SE", 0);
    if (first >= first_clm && last + 1 < hl)
        return 5;
    return first >= first_clm && last + 1 < se ? 7 : SMALL_837_CLAIMS;
}

static bend bend_at(const char *what, size_t byte, int with)
{
    size_t segment = segment_of(byte);
    return (bend){.what = what,
                  .byte = byte,
                  .with = with,
                  .from = whole_starts[segment],
                  .heals = heals_behind(segment, segment)};
}

static void take(sj_claim_type type)
{
    ref_x12_free(&whole);
    small_837_make(small_837_usual(type), &file);
    ref_x12_read(file.text, file.len, &whole);
    whole_count = cut(file.text, file.len, whole_starts);
}

static void the_small_files_are_eight_good_claims(void **state)
{
    (void)state;
    static const small_837_style styles[] = {
        {SJ_PROFESSIONAL, '*', ':', '~', "", false},
        {SJ_PROFESSIONAL, '|', '^', '\n', "", true},
        {SJ_INSTITUTIONAL, '*', '>', '\r', "\n", true},
        {SJ_INSTITUTIONAL, '\x1d', '\x1f', '\x1c', "\r\n", false},
        {SJ_DENTAL, '+', '\n', '\'', "  \n", false},
        {SJ_DENTAL, '\xe4', '\0', '\xff', " ", true},
        {SJ_PROFESSIONAL, '\0', ':', '~', "", false},
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        ref_x12_free(&whole);
        small_837_make(styles[i], &file);
        ref_x12_read(file.text, file.len, &whole);
        check(&(bend){.what = "nothing"}, file.text, file.len);
        assert_int_equal(whole.count, SMALL_837_CLAIMS);
        for (unsigned k = 0; k < SMALL_837_CLAIMS; k++)
            if (whole.items[k].item.fault.reason != SJ_X12_OK ||
                small_837_claim_owners(&file, &whole.items[k].item) != 2U << k)
                fail_bend(&(bend){.what = "nothing"}, "no good claim", &whole.items[k]);
    }
}

static void every_truncation(void **state)
{
    (void)state;
    for (int type = 0; type < 3; type++) {
        take((sj_claim_type)type);
        for (size_t n = 0; n < file.len; n++) {
            if (is_left_out(n))
                continue;
            bend b = bend_at("cut", n, 0);
            b.heals = SMALL_837_CLAIMS;
            check(&b, file.text, n);
        }
    }
}

static void every_byte_deleted(void **state)
{
    (void)state;
    char text[CAP];
    for (int type = 0; type < 3; type++) {
        take((sj_claim_type)type);
        for (size_t n = 0; n < file.len; n++) {
            if (is_left_out(n + 1))
                continue;
            bend b = bend_at("deleted", n, 0);
            memcpy(text, file.text, n);
            memcpy(text + n, file.text + n + 1, file.len - n - 1);
            check(&b, text, file.len - 1);
        }
    }
}

static void every_byte_replaced_by_delimiters_and_letters(void **state)
{
    (void)state;
    static const char with[] = {'*', ':', '~', '^', '\n', 'X', 'E'};
    char text[CAP];
    for (int type = 0; type < 3; type++) {
        take((sj_claim_type)type);
        for (size_t n = 0; n < file.len; n++)
            for (size_t i = 0; i < sizeof with; i++) {
                if (file.text[n] == with[i] || is_left_out(n + i))
                    continue;
                bend b = bend_at("replaced", n, with[i]);
                memcpy(text, file.text, file.len);
                text[n] = with[i];
                check(&b, text, file.len);
            }
    }
}

/* The file with its segments in another order; [n] is a number of a segment. */
static void check_order(bend *b, const size_t *order, size_t count)
{
    char text[CAP];
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        size_t from = whole_starts[order[i]], to = whole_starts[order[i] + 1];
        memcpy(text + len, file.text + from, to - from);
        len += to - from;
    }
    check(b, text, len);
}

static void every_segment_deleted_doubled_or_swapped(void **state)
{
    (void)state;
    size_t order[SEGMENTS + 1];
    for (int type = 0; type < 3; type++) {
        take((sj_claim_type)type);
        for (size_t n = 0; n < whole_count; n++) {
            bend b = bend_at("segment deleted", whole_starts[n], 0);
            size_t count = 0;
            for (size_t i = 0; i < whole_count; i++)
                if (i != n)
                    order[count++] = i;
            check_order(&b, order, count);

            b.what = "segment doubled";
            count = 0;
            for (size_t i = 0; i < whole_count; i++) {
                order[count++] = i;
                if (i == n)
                    order[count++] = i;
            }
            check_order(&b, order, count);

            if (n + 1 == whole_count)
                continue;
            b.what = "segments swapped";
            b.heals = heals_behind(n, n + 1);
            for (size_t i = 0; i < whole_count; i++)
                order[i] = i == n ? n + 1 : i == n + 1 ? n : i;
            check_order(&b, order, whole_count);
        }
    }
}

/* ---- counts, control numbers, padding ---- */

/* The file with an element of a segment replaced. */
static size_t with_element(size_t segment, int element, const char *value, char *text)
{
    const char *p = file.text + whole_starts[segment];
    while (element-- > 0)
        p = strchr(p, '*') + 1;
    size_t before = (size_t)(p - file.text), old = strcspn(p, "*~"),
           len = strlen(value);
    memcpy(text, file.text, before);
    memcpy(text + before, value, len);
    memcpy(text + before + len, p + old, file.len - before - old);
    return file.len - old + len;
}

static void a_wrong_trailer_is_one_fault_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        int element;
        const char *value;
        sj_x12_reason reason;
        uint64_t found;
    } rows[] = {
        {"SE", 1, "1", SJ_X12_BAD_COUNT, 1},   {"SE", 1, "", SJ_X12_BAD_COUNT, 0},
        {"SE", 1, "1X", SJ_X12_BAD_COUNT, 0},  {"SE", 1, "-1", SJ_X12_BAD_COUNT, 0},
        {"GE", 1, "1", SJ_X12_BAD_COUNT, 1},   {"GE", 1, "3", SJ_X12_BAD_COUNT, 3},
        {"IEA", 1, "0", SJ_X12_BAD_COUNT, 0},  {"IEA", 1, "2", SJ_X12_BAD_COUNT, 2},
        {"SE", 2, "2", SJ_X12_BAD_CONTROL, 0}, {"SE", 2, "", SJ_X12_BAD_CONTROL, 0},
        {"GE", 2, "7", SJ_X12_BAD_CONTROL, 0}, {"IEA", 2, "7", SJ_X12_BAD_CONTROL, 0},
    };
    char text[CAP];
    for (size_t i = 0; i < 3 * sizeof rows / sizeof *rows; i++) {
        size_t r = i / 3;
        take((sj_claim_type)(i % 3));
        size_t segment = find(rows[r].id, 0);
        size_t len = with_element(segment, rows[r].element, rows[r].value, text);
        bend b = bend_at(rows[r].id, whole_starts[segment], rows[r].element);
        b.heals = 0;
        check(&b, text, len);
        ref_x12 all;
        ref_x12_read(text, len, &all);
        size_t wrong = 0;
        while (wrong < all.count && all.items[wrong].item.fault.reason == SJ_X12_OK)
            wrong++;
        assert_int_equal(all.count, SMALL_837_CLAIMS + 1);
        const sj_x12_fault *fault = &all.items[wrong].item.fault;
        assert_int_equal(fault->reason, rows[r].reason);
        assert_int_equal(fault->at.segment, segment + 1);
        assert_int_equal(fault->at.byte, whole_starts[segment]);
        assert_int_equal(fault->element, rows[r].element);
        assert_int_equal(fault->found, rows[r].found);
        if (rows[r].element == 1)
            assert_int_equal(fault->wanted, rows[r].id[0] == 'S'   ? find("SE", 0) - 1
                                            : rows[r].id[0] == 'G' ? 2
                                                                   : 1);
        ref_x12_free(&all);
    }
}

/* Three interchanges, the middle one with an ISA that lost a blank. */
static void an_isa_without_its_padding_is_passed_over_to_the_next(void **state)
{
    (void)state;
    static char text[3 * SMALL_837_CAP];
    for (size_t blank = 0; blank < ISA; blank++) {
        take((sj_claim_type)(blank % 3));
        if (file.text[blank] != ' ')
            continue;
        memcpy(text, file.text, file.len);
        memcpy(text + file.len, file.text, blank);
        memcpy(text + file.len + blank, file.text + blank + 1, file.len - blank - 1);
        memcpy(text + 2 * file.len - 1, file.text, file.len);
        check(&(bend){.what = "blank of ISA", .byte = blank}, text, 3 * file.len - 1);
        ref_x12 all;
        ref_x12_read(text, 3 * file.len - 1, &all);
        assert_int_equal(all.count, 2 * SMALL_837_CLAIMS + 1);
        const sj_x12_fault *fault = &all.items[SMALL_837_CLAIMS].item.fault;
        assert_int_equal(fault->reason, SJ_X12_BAD_ISA);
        assert_int_equal(fault->at.segment, whole_count + 1);
        assert_int_equal(fault->at.byte, file.len);
        for (size_t i = 0; i < SMALL_837_CLAIMS; i++) {
            ref_x12_item *item = &all.items[SMALL_837_CLAIMS + 1 + i];
            assert_int_equal(item->item.at.byte,
                             whole.items[i].item.at.byte + 2 * file.len - 1);
            item->item.at = whole.items[i].item.at;
            assert_true(x12_same_item(item, &whole.items[i]));
        }
        ref_x12_free(&all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_files_are_eight_good_claims),
        cmocka_unit_test(every_truncation),
        cmocka_unit_test(every_byte_deleted),
        cmocka_unit_test(every_byte_replaced_by_delimiters_and_letters),
        cmocka_unit_test(every_segment_deleted_doubled_or_swapped),
        cmocka_unit_test(a_wrong_trailer_is_one_fault_at_its_place),
        cmocka_unit_test(an_isa_without_its_padding_is_passed_over_to_the_next),
    };
    if (sj_x12_open(&reader) != SJ_OK)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    printf("%llu streams, %llu comparisons; %llu claims handed out, %llu faults\n",
           (unsigned long long)streams, (unsigned long long)comparisons,
           (unsigned long long)handed_out, (unsigned long long)faults);
    ref_x12_free(&whole);
    sj_x12_close(reader);
    return failed;
}

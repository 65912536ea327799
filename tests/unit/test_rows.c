/*
 * Systems whose days lie too far apart for columns (FORMAT.md 8): lookups read the
 * rows, and say the same as the segments do, one by one and in batches.
 */
#include "gen/build/build.h"
#include "gen/model/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    D1800 = -62091, /* 1800-01-01 */
    D2020 = 18262,  /* 2020-01-01: more than 65,536 days later */
    D2024 = 19723,
    D2025 = 20089,
    CODES = 3,
};

static const char *const places[CODES] = {"01", "11", "99"};
static const char *const packages[CODES] = {"00002759701", "50242004062",
                                            "60575411201"};

static gen_bytes bytes;
static sj_image *image;

static uint32_t add_line(gen_system *s, const gen_segment *segments, uint32_t count)
{
    gen_segment copy[8];
    memcpy(copy, segments, count * sizeof *copy);
    gen_timeline line = {.segments = copy, .segment_count = count};
    return gen_system_intern_timeline(s, &line);
}

static void add_system(gen_catalog *c, sj_system system, const char *const *codes)
{
    static const gen_segment absent[] = {{SJ_DATE_MIN, SJ_CODE_UNKNOWN},
                                         {D2024, SJ_CODE_NOT_FOUND},
                                         {D2025, SJ_CODE_UNKNOWN}};
    static const gen_segment old[] = {{SJ_DATE_MIN, SJ_CODE_INACTIVE},
                                      {D1800, SJ_CODE_BILLABLE},
                                      {D2020, SJ_CODE_INACTIVE},
                                      {D2024, SJ_CODE_BILLABLE},
                                      {D2025, SJ_CODE_UNKNOWN}};
    static const gen_segment young[] = {{SJ_DATE_MIN, SJ_CODE_INACTIVE},
                                        {D2024, SJ_CODE_BILLABLE},
                                        {D2025, SJ_CODE_UNKNOWN}};
    gen_system *s = &c->systems[system];
    *gen_catalog_add_release(c) = (gen_release){.system = system,
                                                .from = D2024,
                                                .to = D2025 - 1,
                                                .label = gen_strdup("list 2024"),
                                                .codes = CODES};
    s->loaded = s->dated = true;
    s->first = D2024;
    s->last = D2025 - 1;
    s->absence = s->absence_digit = add_line(s, absent, 3);
    uint32_t lines[] = {add_line(s, old, 5), add_line(s, young, 3)};
    for (uint32_t i = 0; i < CODES; i++) {
        gen_code *code = gen_system_add_code(s);
        strcpy(code->code, codes[i]);
        code->len = (uint8_t)strlen(codes[i]);
        code->timeline = lines[i % 2];
        code->first_descriptor = s->descriptor_count;
        code->descriptor_count = 1;
        *gen_system_add_descriptor(s) = (gen_descriptor){
            .from = D2024, .release = (uint16_t)(c->release_count - 1)};
    }
}

static int build(void **state)
{
    (void)state;
    gen_catalog c;
    gen_report report;
    gen_catalog_init(&c);
    gen_report_init(&report, false);
    *gen_catalog_add_source(&c) = (gen_provenance){.file = gen_strdup("list.csv"),
                                                   .kind = gen_strdup("codes-pos"),
                                                   .release = gen_strdup("2024"),
                                                   .from = D2024,
                                                   .to = D2025 - 1};
    add_system(&c, SJ_NDC, packages);
    add_system(&c, SJ_POS, places);
    bool ok =
        gen_build_image(&c, &bytes, &report) &&
        sj_image_open_memory(bytes.data, bytes.size, NULL, &image, NULL) == SJ_OK &&
        sj_image_verify(image, NULL) == SJ_OK;
    gen_report_free(&report);
    gen_catalog_free(&c);
    return ok ? 0 : -1;
}

static int release(void **state)
{
    (void)state;
    sj_image_close(image);
    gen_bytes_free(&bytes);
    return 0;
}

static void days_too_far_apart_have_no_columns(void **state)
{
    (void)state;
    sj_section section;
    unsigned seen = 0;
    for (uint32_t i = 0; sj_section_get(image, i, &section); i++)
        if (strcmp(section.name, "columns") == 0) {
            assert_int_equal(section.size_bytes, 0);
            seen++;
        }
    assert_int_equal(seen, 2);
}

/* The status of the last segment that begins by the day. */
static unsigned by_segments(sj_system system, uint16_t timeline, sj_date day)
{
    sj_segment segments[8];
    size_t n = sj_timeline_get(image, system, timeline, segments, 8);
    assert_in_range(n, 1, 8);
    while (n > 1 && segments[n - 1].from > day)
        n--;
    return segments[n - 1].status;
}

static void each_border_is_answered_as_the_segments_say(void **state)
{
    (void)state;
    static const sj_date borders[] = {D1800, D2020, D2024, D2025};
    static const struct {
        sj_system system;
        const char *code;
    } asked[] = {{SJ_POS, "01"}, {SJ_POS, "11"},           {SJ_POS, "55"},
                 {SJ_POS, "5"},  {SJ_NDC, "00002759701"},  {SJ_NDC, "0002-7597-01"},
                 {SJ_NDC, "12"}, {SJ_NDC, "50242-040-62"}, {SJ_NDC, "99999999999"}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        for (size_t k = 0; k < sizeof borders / sizeof *borders; k++)
            for (sj_date day = borders[k] - 1; day <= borders[k] + 1; day++) {
                sj_answer a;
                sj_status found = sj_lookup(image, asked[i].system, asked[i].code,
                                            strlen(asked[i].code), day, &a);
                assert_int_equal(found == SJ_OK, a.id != SJ_NO_CODE);
                assert_int_equal(a.status,
                                 by_segments(asked[i].system, a.timeline, day));
            }
}

static void a_code_is_valid_for_two_centuries_and_again(void **state)
{
    (void)state;
    static const struct {
        sj_date day;
        sj_code_status status;
    } facts[] = {{D1800 - 1, SJ_CODE_INACTIVE}, {D1800, SJ_CODE_BILLABLE},
                 {D2020 - 1, SJ_CODE_BILLABLE}, {D2020, SJ_CODE_INACTIVE},
                 {D2024, SJ_CODE_BILLABLE},     {D2025, SJ_CODE_UNKNOWN}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        sj_answer a;
        assert_int_equal(sj_lookup(image, SJ_POS, "01", 2, facts[i].day, &a), SJ_OK);
        assert_int_equal(a.status, facts[i].status);
    }
}

static void a_batch_says_what_single_lookups_say(void **state)
{
    (void)state;
    enum { ROWS = 70, WIDTH = 13 };
    static const char *const texts[] = {"00002759701",  "0002-7597-01", "5024200406",
                                        "60575-4112-1", "11111111111",  ""};
    char cells[ROWS][WIDTH];
    uint8_t validity[(ROWS + 7) / 8];
    sj_date days[ROWS];
    memset(cells, 0, sizeof cells);
    memset(validity, 0xFF, sizeof validity);
    validity[3] = 0x7F; /* row 31 is null */
    for (int i = 0; i < ROWS; i++) {
        strcpy(cells[i], texts[i % 6]);
        days[i] = i % 2 ? D2024 + i : D2020 - i;
    }
    sj_code_column column = {.bytes = cells[0], .stride = WIDTH, .validity = validity};
    for (size_t stride = 0; stride < 2; stride++) {
        sj_answer answers[ROWS], one;
        assert_int_equal(
            sj_lookup_batch(image, SJ_NDC, &column, days, stride, ROWS, answers),
            SJ_OK);
        for (size_t i = 0; i < ROWS; i++) {
            if (i == 31) {
                assert_int_equal(answers[i].status, SJ_CODE_NONE);
                continue;
            }
            sj_lookup(image, SJ_NDC, cells[i], strlen(cells[i]), days[i * stride],
                      &one);
            assert_memory_equal(&answers[i], &one, sizeof one);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_too_far_apart_have_no_columns),
        cmocka_unit_test(each_border_is_answered_as_the_segments_say),
        cmocka_unit_test(a_code_is_valid_for_two_centuries_and_again),
        cmocka_unit_test(a_batch_says_what_single_lookups_say),
    };
    return cmocka_run_group_tests(tests, build, release);
}

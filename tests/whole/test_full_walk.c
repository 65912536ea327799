/*
 * Every row of every official file is answered as the file says, on the borders of its
 * release; and so is every code that one slip of a finger makes of it. The oracle of
 * the second is a plain hash set of what the sources say on the release's first day.
 *
 * The slips of the newest and the oldest release of a system are all asked; of the
 * releases between, those of every STRIDE-th code ($SCRUBJAY_WALK_STRIDE).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/plain_probe.h"

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
enum { STRIDE = 64, STRIDE_OF_ENDS = 16 };
#else
enum { STRIDE = 1, STRIDE_OF_ENDS = 1 };
#endif

static plain_fixture fixture;

static void every_row_is_answered_on_the_borders_of_its_release(void **state)
{
    (void)state;
    plain_count status = {.what = "status"}, titles = {.what = "titles"};
    plain_count validity = {.what = "validity"};
    double start = plain_clock();
    uint64_t rows = 0;
    for (uint32_t i = 0; i < fixture.world.release_count; i++) {
        const plain_release *r = &fixture.world.releases[i];
        const sj_date days[] = {r->from - 1, r->from, r->to, r->to + 1};
        for (uint32_t k = 0; k < r->count; k++) {
            const char *code = r->rows[k].code;
            long place = plain_find(&fixture.answers, r->system, code);
            uint32_t id = SJ_NO_CODE;
            for (size_t d = 0; d < sizeof days / sizeof days[0]; d++) {
                plain_probe_status(&fixture, &status, r->system, place, code, days[d],
                                   &id);
                plain_probe_titles(&fixture, &titles, r->system, place, id, days[d]);
            }
            plain_probe_validity(&fixture, &validity, r->system, place, id);
        }
        rows += r->count;
    }
    printf(
        "%llu rows of %u releases: %llu status, %llu title and %llu validity probes, "
        "%llu + %llu + %llu wrong, %.1f s\n",
        (unsigned long long)rows, fixture.world.release_count,
        (unsigned long long)status.probes, (unsigned long long)titles.probes,
        (unsigned long long)validity.probes, (unsigned long long)status.wrong,
        (unsigned long long)titles.wrong, (unsigned long long)validity.wrong,
        plain_clock() - start);
    assert_int_equal(status.wrong, 0);
    assert_int_equal(titles.wrong, 0);
    assert_int_equal(validity.wrong, 0);
}

/* The other side: what a release does not list, but another one does. */
static void every_code_is_answered_on_the_borders_of_releases_without_it(void **state)
{
    (void)state;
    plain_count count = {.what = "unlisted"};
    for (uint32_t i = 0; i < fixture.world.release_count; i++) {
        const plain_release *r = &fixture.world.releases[i];
        const plain_system *s = &fixture.answers.systems[r->system];
        const sj_date days[] = {r->from - 1, r->from, r->to, r->to + 1};
        size_t at = (size_t)(r - s->releases);
        for (uint32_t c = 0; c < s->code_count; c++)
            for (size_t d = 0; d < sizeof days / sizeof days[0]; d++)
                if (!s->rows[c * s->release_count + at])
                    plain_probe_status(&fixture, &count, r->system, (long)c,
                                       s->codes[c], days[d], NULL);
    }
    printf("%llu probes, %llu wrong\n", (unsigned long long)count.probes,
           (unsigned long long)count.wrong);
    assert_int_equal(count.wrong, 0);
}

/* The row itself, without the plain answers in between: on the first day of an undated
 * release its flag is the status and its titles are the titles. */
static void every_row_of_an_undated_release_is_said_as_it_stands(void **state)
{
    (void)state;
    plain_count count = {.what = "row"};
    for (uint32_t i = 0; i < fixture.world.release_count; i++) {
        const plain_release *r = &fixture.world.releases[i];
        if (r->dated)
            continue;
        for (uint32_t k = 0; k < r->count; k++) {
            const plain_row *row = &r->rows[k];
            sj_answer answer;
            sj_descriptor words;
            count.probes++;
            if (sj_lookup(fixture.image, r->system, row->code, strlen(row->code),
                          r->from, &answer) != SJ_OK ||
                answer.status != row->status || answer.marks != 0 ||
                sj_descriptor_get(fixture.image, answer.id, r->from, &words) != SJ_OK ||
                (row->short_text.p &&
                 !plain_same_text(row->short_text, words.short_text,
                                  words.short_len)) ||
                !plain_same_text(row->long_text, words.long_text, words.long_len))
                plain_wrong(&count, r->system, row->code, r->from, "not as the row");
        }
    }
    printf("%llu rows, %llu wrong\n", (unsigned long long)count.probes,
           (unsigned long long)count.wrong);
    assert_int_equal(count.wrong, 0);
}

/* A set of codes of up to 8 characters with the status of each: open addressing. */
enum { TABLE = 1 << 19 };

typedef struct status_table {
    uint64_t keys[TABLE]; /* the characters, the first one lowest; 0: free */
    uint8_t status[TABLE];
    uint8_t absent[2]; /* of strangers; [1]: of two characters, a digit first */
} status_table;

static uint64_t key_of(const char *code, size_t len)
{
    uint64_t key = 0;
    for (size_t i = len; i-- > 0;)
        key = key << 8 | (uint8_t)code[i];
    return key;
}

static size_t place_of(const status_table *t, uint64_t key)
{
    size_t at = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 45);
    while (t->keys[at] != 0 && t->keys[at] != key)
        at = (at + 1) % TABLE;
    return at;
}

static void fill_table(status_table *t, sj_system system, sj_date day)
{
    const plain_system *s = &fixture.answers.systems[system];
    memset(t, 0, sizeof *t);
    for (uint32_t c = 0; c < s->code_count; c++) {
        uint64_t key = key_of(s->codes[c], strlen(s->codes[c]));
        size_t at = place_of(t, key);
        t->keys[at] = key;
        t->status[at] =
            plain_status_on(&fixture.answers, system, (long)c, s->codes[c], day).status;
    }
    t->absent[0] = plain_status_on(&fixture.answers, system, -1, "A?", day).status;
    t->absent[1] = plain_status_on(&fixture.answers, system, -1, "0?", day).status;
}

static void ask_slip(const status_table *t, plain_count *count, sj_system system,
                     const char *code, size_t len, sj_date day)
{
    sj_answer got;
    size_t at = place_of(t, key_of(code, len));
    bool known = len > 0 && t->keys[at] != 0;
    bool digit = len == 2 && code[0] >= '0' && code[0] <= '9';
    uint8_t want = known ? t->status[at] : t->absent[digit];
    sj_status status = sj_lookup(fixture.image, system, code, len, day, &got);
    count->probes++;
    if (status != (known ? SJ_OK : SJ_NOT_FOUND) || got.status != want)
        plain_wrong(count, system, code, day, "%s (%s), want %s",
                    sj_code_status_str(got.status), sj_status_str(status),
                    sj_code_status_str(want));
}

static void ask_all_slips(const status_table *t, plain_count *count, sj_system system,
                          const char *code, sj_date day)
{
    static const char characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char slip[SJ_CODE_CAP] = {0};
    size_t len = strlen(code);
    memcpy(slip, code, len);
    for (size_t i = 0; i < len; i++) {
        for (const char *c = characters; *c; c++) {
            slip[i] = *c;
            if (*c != code[i])
                ask_slip(t, count, system, slip, len, day);
        }
        slip[i] = code[i];
    }
    for (const char *c = characters; *c; c++) {
        slip[len] = *c;
        ask_slip(t, count, system, slip, len + 1, day);
    }
    for (size_t i = 0; i < len; i++) {
        memcpy(slip, code, i);
        memcpy(slip + i, code + i + 1, len - i);
        ask_slip(t, count, system, slip, len - 1, day);
    }
}

static void every_slip_of_one_character_is_answered_as_the_sources_say(void **state)
{
    (void)state;
    const char *given = getenv("SCRUBJAY_WALK_STRIDE");
    uint32_t stride = given && *given ? (uint32_t)strtoul(given, NULL, 10) : STRIDE;
    status_table *table = malloc(sizeof *table);
    uint64_t probes = 0, wrong = 0;
    double start = plain_clock();
    assert_non_null(table);
    for (uint32_t i = 0; i < fixture.world.release_count; i++) {
        const plain_release *r = &fixture.world.releases[i];
        bool oldest = i == 0 || r[-1].system != r->system;
        bool newest = i + 1 == fixture.world.release_count || r[1].system != r->system;
        uint32_t step = oldest || newest ? STRIDE_OF_ENDS : stride ? stride : 1;
        plain_count count = {.what = "slip"};
        double began = plain_clock();
        fill_table(table, r->system, r->from);
        for (uint32_t k = 0; k < r->count; k += step)
            ask_all_slips(table, &count, r->system, r->rows[k].code, r->from);
        printf("%-8s %-8s every %u of %u codes: %llu probes, %llu wrong, %.1f s\n",
               sj_system_name(r->system), r->label, step, r->count,
               (unsigned long long)count.probes, (unsigned long long)count.wrong,
               plain_clock() - began);
        probes += count.probes;
        wrong += count.wrong;
    }
    free(table);
    printf("%llu slips asked, %llu wrong, %.1f s\n", (unsigned long long)probes,
           (unsigned long long)wrong, plain_clock() - start);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_answered_on_the_borders_of_its_release),
        cmocka_unit_test(every_code_is_answered_on_the_borders_of_releases_without_it),
        cmocka_unit_test(every_row_of_an_undated_release_is_said_as_it_stands),
        cmocka_unit_test(every_slip_of_one_character_is_answered_as_the_sources_say),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    plain_fixture_open(folder, false, &fixture);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plain_fixture_close(&fixture);
    return failed;
}

/*
 * A million random questions, each answered twice: by the image and by the plain
 * answers. Half the codes are known, half are near misses; a third of the days lie on a
 * border. Once more for an image whose newest releases are carried on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/plain_probe.h"

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
enum { QUESTIONS = 100000 };
#else
enum { QUESTIONS = 1000000 };
#endif

static const char *folder;

static sj_date random_day(const plain_fixture *f, plain_random *random,
                          sj_system system, long place)
{
    const plain_system *s = &f->answers.systems[system];
    sj_date first = plain_day(1990, 1, 1), last = plain_day(2035, 12, 31);
    uint32_t r = plain_below(random, s->release_count);
    const plain_row *row =
        place < 0 ? NULL : s->rows[(size_t)place * s->release_count + r];
    sj_date border = plain_below(random, 2) ? s->releases[r].from : s->releases[r].to;
    if (s->dated && row && plain_below(random, 2))
        border =
            row->to == SJ_DATE_OPEN || plain_below(random, 2) ? row->from : row->to;
    if (plain_below(random, 3) == 0)
        return border - 1 + (sj_date)plain_below(random, 3);
    return first + (sj_date)plain_below(random, (uint32_t)(last - first + 1));
}

/* Beyond what can be judged: the nearest day that can, and what was said on it. */
static void check_last_known(const plain_fixture *f, plain_count *count,
                             sj_system system, long place, const char *code,
                             sj_date day, uint32_t id)
{
    sj_date got_day = day, want_day = plain_nearest_judged(&f->answers, system, day);
    plain_status want = plain_status_on(&f->answers, system, place, code, want_day);
    if (want.status == SJ_CODE_UNKNOWN)
        return; /* numeric modifiers: no day can be judged */
    sj_code_status got = sj_last_known(f->image, system, id, day, &got_day);
    char date[2][SJ_DATE_CAP];
    sj_date_format(got_day, date[0]);
    sj_date_format(want_day, date[1]);
    count->probes++;
    if (got != want.status || got_day != want_day)
        plain_wrong(count, system, code, day, "last known %s on %s, want %s on %s",
                    sj_code_status_str(got), date[0],
                    sj_code_status_str((sj_code_status)want.status), date[1]);
}

/* The release in force, else the latest before, else the first. */
static void check_release(const plain_fixture *f, plain_count *count, sj_system system,
                          const char *code, sj_date day, uint32_t id)
{
    const plain_system *s = &f->answers.systems[system];
    uint32_t want = (uint32_t)(s->releases - f->world.releases);
    for (uint32_t i = 1; i < s->release_count; i++)
        if (s->releases[i].from <= day)
            want = (uint32_t)(&s->releases[i] - f->world.releases);
    uint32_t got = sj_release_of(f->image, system, id, day);
    count->probes++;
    if (got != want)
        plain_wrong(count, system, code, day, "rests on release %u, want %u", got,
                    want);
}

static void ask_at_random(bool carry, uint64_t seed)
{
    plain_fixture *f = calloc(1, sizeof *f);
    plain_count status = {.what = "status"}, titles = {.what = "titles"};
    plain_count last = {.what = "last known"}, release = {.what = "release"};
    uint32_t loaded[SJ_SYSTEM_COUNT], systems = 0;
    assert_non_null(f);
    plain_fixture_open(folder, carry, f);
    plain_random random = plain_seed(seed);
    double start = plain_clock();
    for (uint32_t i = 0; i < SJ_SYSTEM_COUNT; i++)
        if (f->answers.systems[i].release_count > 0)
            loaded[systems++] = i;
    for (uint32_t q = 0; q < QUESTIONS; q++) {
        sj_system system = (sj_system)loaded[plain_below(&random, systems)];
        const plain_system *s = &f->answers.systems[system];
        char code[SJ_CODE_CAP] = {0};
        memcpy(code, s->codes[plain_below(&random, s->code_count)], SJ_CODE_CAP);
        if (plain_below(&random, 2)) {
            char near[SJ_CODE_CAP];
            plain_near_miss(&random, code, near);
            memcpy(code, near, sizeof code);
        }
        long place = plain_find(&f->answers, system, code);
        sj_date day = random_day(f, &random, system, place);
        uint32_t id = SJ_NO_CODE;
        plain_probe_status(f, &status, system, place, code, day, &id);
        if (place >= 0)
            plain_probe_titles(f, &titles, system, place, id, day);
        if (!s->dated)
            check_release(f, &release, system, code, day, id);
        if (plain_status_on(&f->answers, system, place, code, day).status ==
            SJ_CODE_UNKNOWN)
            check_last_known(f, &last, system, place, code, day, id);
    }
    printf("%llu statuses, %llu titles, %llu last known, %llu releases; %llu + %llu + "
           "%llu "
           "+ %llu wrong, %.1f s\n",
           (unsigned long long)status.probes, (unsigned long long)titles.probes,
           (unsigned long long)last.probes, (unsigned long long)release.probes,
           (unsigned long long)status.wrong, (unsigned long long)titles.wrong,
           (unsigned long long)last.wrong, (unsigned long long)release.wrong,
           plain_clock() - start);
    plain_fixture_close(f);
    free(f);
    assert_int_equal(status.wrong, 0);
    assert_int_equal(titles.wrong, 0);
    assert_int_equal(last.wrong, 0);
    assert_int_equal(release.wrong, 0);
}

static void random_questions_get_the_plain_answers(void **state)
{
    (void)state;
    ask_at_random(false, 20151001);
}

static void random_questions_get_the_plain_answers_when_carried(void **state)
{
    (void)state;
    ask_at_random(true, 20261001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_questions_get_the_plain_answers),
        cmocka_unit_test(random_questions_get_the_plain_answers_when_carried),
    };
    folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

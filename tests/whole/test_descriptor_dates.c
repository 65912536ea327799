/*
 * A title changes on the first day of the release that changes it, and not before: for
 * every ICD-10 code that was ever reworded.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/plain_probe.h"

enum { WORDINGS = 64 };

static plain_fixture fixture;

static bool same_titles(const plain_titles *want, const sj_descriptor *got)
{
    return plain_same_text(want->short_text, got->short_text, got->short_len) &&
           plain_same_text(want->long_text, got->long_text, got->long_len);
}

static void check_code(plain_count *count, sj_system system, uint32_t place,
                       uint64_t *changes)
{
    const char *code = fixture.answers.systems[system].codes[place];
    plain_titles want[WORDINGS];
    sj_descriptor got[WORDINGS], now;
    sj_answer answer;
    size_t n =
        plain_title_history(&fixture.answers, system, (long)place, want, WORDINGS);
    sj_lookup(fixture.image, system, code, strlen(code), want[0].from, &answer);
    size_t m = sj_descriptor_history(fixture.image, answer.id, got, WORDINGS);
    count->probes++;
    if (n != m)
        plain_wrong(count, system, code, want[0].from, "%zu wordings, want %zu", m, n);
    for (size_t i = 0; i < n && i < m; i++)
        if (got[i].from != want[i].from || !same_titles(&want[i], &got[i]))
            plain_wrong(count, system, code, want[i].from, "wording %zu: [%s|%s]", i,
                        got[i].short_text, got[i].long_text);
    for (size_t i = 1; i < n; i++) {
        const sj_date before = want[i].from - 1, on = want[i].from;
        count->probes += 2;
        ++*changes;
        if (sj_descriptor_get(fixture.image, answer.id, before, &now) != SJ_OK ||
            !same_titles(&want[i - 1], &now) || now.from != want[i - 1].from)
            plain_wrong(count, system, code, before, "[%s] before the change",
                        now.long_text);
        if (sj_descriptor_get(fixture.image, answer.id, on, &now) != SJ_OK ||
            !same_titles(&want[i], &now) || now.from != on)
            plain_wrong(count, system, code, on, "[%s] after the change",
                        now.long_text);
    }
}

static void titles_change_on_the_day_of_the_release_that_changes_them(void **state)
{
    (void)state;
    static const sj_system systems[] = {SJ_ICD10CM, SJ_ICD10PCS, SJ_ICD9CM, SJ_ICD9PCS};
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++) {
        plain_count count = {.what = "wording"};
        uint64_t changes = 0;
        for (uint32_t c = 0; c < fixture.answers.systems[systems[i]].code_count; c++)
            check_code(&count, systems[i], c, &changes);
        printf("%s: %u codes, %llu changes of wording, %llu probes, %llu wrong\n",
               sj_system_name(systems[i]),
               fixture.answers.systems[systems[i]].code_count,
               (unsigned long long)changes, (unsigned long long)count.probes,
               (unsigned long long)count.wrong);
        if (systems[i] == SJ_ICD10CM || systems[i] == SJ_ICD10PCS)
            assert_true(changes > 1000);
        assert_int_equal(count.wrong, 0);
    }
}

/* With dated rows each release that lists a code has its say, in order of date. */
static void
titles_of_dated_rows_are_those_of_the_latest_release_that_lists_them(void **state)
{
    (void)state;
    static const sj_system systems[] = {SJ_HCPCS, SJ_MODIFIER};
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++) {
        const plain_system *s = &fixture.answers.systems[systems[i]];
        plain_count count = {.what = "dated wording"};
        for (uint32_t c = 0; c < s->code_count; c++) {
            sj_answer answer;
            sj_lookup(fixture.image, systems[i], s->codes[c], strlen(s->codes[c]),
                      s->releases[0].from, &answer);
            for (uint32_t r = 0; r < s->release_count; r++) {
                plain_probe_titles(&fixture, &count, systems[i], (long)c, answer.id,
                                   s->releases[r].from);
                plain_probe_titles(&fixture, &count, systems[i], (long)c, answer.id,
                                   s->releases[r].from - 1);
            }
        }
        printf("%s: %llu probes, %llu wrong\n", sj_system_name(systems[i]),
               (unsigned long long)count.probes, (unsigned long long)count.wrong);
        assert_int_equal(count.wrong, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_change_on_the_day_of_the_release_that_changes_them),
        cmocka_unit_test(
            titles_of_dated_rows_are_those_of_the_latest_release_that_lists_them),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    plain_fixture_open(folder, false, &fixture);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plain_fixture_close(&fixture);
    return failed;
}

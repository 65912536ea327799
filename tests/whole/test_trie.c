/*
 * The trie holds the codes of the dictionary and of the sources, and the family of a
 * code is what the public header says it is, computed plainly from the sorted codes
 * that exist on a day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/plain_probe.h"

enum { NONE = -1, SUGGESTED = 16, WRONG_CODES = 300, DEPTH = SJ_CODE_CAP };

static plain_fixture fixture;

static bool exists(sj_system system, uint32_t place, sj_date day)
{
    const char *code = fixture.answers.systems[system].codes[place];
    return plain_status_on(&fixture.answers, system, (long)place, code, day).status >=
           SJ_CODE_HEADER;
}

static void the_image_passes_its_own_verification(void **state)
{
    (void)state;
    sj_error error;
    assert_int_equal(sj_image_verify(fixture.image, &error), SJ_OK);
}

static void walking_a_system_gives_the_sorted_codes_of_its_sources(void **state)
{
    (void)state;
    uint64_t codes = 0;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system system = (sj_system)i;
        const plain_system *s = &fixture.answers.systems[system];
        plain_count count = {.what = "walk"};
        sj_system_info info;
        sj_cursor cursor;
        sj_entry entry;
        uint32_t c = 0;
        assert_true(sj_system_get(fixture.image, system, &info));
        assert_int_equal(info.loaded, s->release_count > 0);
        if (!info.loaded)
            continue;
        assert_int_equal(info.codes, s->code_count);
        sj_date day = s->releases[s->release_count - 1].from;
        assert_int_equal(sj_prefix(fixture.image, system, "", 0, &cursor), SJ_OK);
        for (; sj_cursor_next(&cursor, day, &entry); c++) {
            sj_answer answer;
            char back[SJ_CODE_CAP];
            if (c >= s->code_count || strcmp(entry.code, s->codes[c]) != 0 ||
                entry.len != strlen(entry.code)) {
                plain_wrong(&count, system, entry.code, day, "want %s",
                            c < s->code_count ? s->codes[c] : "the end");
                break;
            }
            sj_lookup(fixture.image, system, entry.code, entry.len, day, &answer);
            if (memcmp(&answer, &entry.answer, sizeof answer) != 0)
                plain_wrong(&count, system, entry.code, day, "the hash says otherwise");
            if (sj_code_of(fixture.image, answer.id, back) != entry.len ||
                strcmp(back, entry.code) != 0)
                plain_wrong(&count, system, entry.code, day, "its id is that of %s",
                            back);
        }
        assert_int_equal(count.wrong, 0);
        assert_int_equal(c, s->code_count);
        codes += c;
    }
    printf("%llu codes, each at its place in trie and hash\n",
           (unsigned long long)codes);
}

/* Random prefixes, of codes and of nothing: the walk is the run of codes that start so.
 */
static void a_prefix_walk_is_the_run_of_codes_that_start_with_it(void **state)
{
    (void)state;
    plain_random random = plain_seed(20260401);
    plain_count count = {.what = "prefix"};
    for (int round = 0; round < 3000; round++) {
        sj_system system = (sj_system)plain_below(&random, SJ_SYSTEM_COUNT);
        const plain_system *s = &fixture.answers.systems[system];
        if (s->code_count == 0)
            continue;
        char prefix[SJ_CODE_CAP];
        const char *code = s->codes[plain_below(&random, s->code_count)];
        size_t len = plain_below(&random, 2) ? plain_near_miss(&random, code, prefix)
                                             : strlen(strcpy(prefix, code));
        len = 1 + plain_below(&random, (uint32_t)len);
        prefix[len] = 0;
        sj_date day = s->releases[plain_below(&random, s->release_count)].from;
        sj_cursor cursor;
        sj_entry entry;
        sj_status status = sj_prefix(fixture.image, system, prefix, len, &cursor);
        uint32_t met = 0;
        for (uint32_t c = 0; c < s->code_count; c++) {
            if (strncmp(s->codes[c], prefix, len) != 0)
                continue;
            met++;
            if (!sj_cursor_next(&cursor, day, &entry) ||
                strcmp(entry.code, s->codes[c]) != 0)
                plain_wrong(&count, system, prefix, day, "misses %s", s->codes[c]);
        }
        count.probes++;
        if (status != (met ? SJ_OK : SJ_NOT_FOUND))
            plain_wrong(&count, system, prefix, day, "%s", sj_status_str(status));
        if (sj_cursor_next(&cursor, day, &entry))
            plain_wrong(&count, system, prefix, day, "goes on with %s", entry.code);
    }
    printf("%llu prefixes, %llu wrong\n", (unsigned long long)count.probes,
           (unsigned long long)count.wrong);
    assert_int_equal(count.wrong, 0);
}

/* The codes that exist on a day, in byte order, each with its parent among them: a
 * prefix stands before what begins with it, so a stack of open prefixes is enough. */
typedef struct family {
    uint32_t *place; /* of each existing code */
    long *parent;    /* index into `place`, NONE */
    uint32_t *children;
    uint32_t count;
} family;

static void make_family(sj_system system, sj_date day, family *f)
{
    const plain_system *s = &fixture.answers.systems[system];
    long open[DEPTH];
    int depth = 0;
    f->place = calloc(s->code_count + 1, sizeof *f->place);
    f->parent = calloc(s->code_count + 1, sizeof *f->parent);
    f->children = calloc(s->code_count + 1, sizeof *f->children);
    f->count = 0;
    assert_true(f->place && f->parent && f->children);
    for (uint32_t c = 0; c < s->code_count; c++) {
        if (!exists(system, c, day))
            continue;
        while (depth > 0) {
            const char *above = s->codes[f->place[open[depth - 1]]];
            if (strncmp(above, s->codes[c], strlen(above)) == 0)
                break;
            depth--;
        }
        f->place[f->count] = c;
        f->parent[f->count] = depth > 0 ? open[depth - 1] : NONE;
        if (depth > 0)
            f->children[open[depth - 1]]++;
        open[depth++] = (long)f->count++;
    }
}

static void free_family(family *f)
{
    free(f->place);
    free(f->parent);
    free(f->children);
}

static void check_parents(const plain_system *s, const family *f, uint32_t i,
                          uint32_t id, sj_system system, sj_date day,
                          plain_count *count)
{
    const char *code = s->codes[f->place[i]];
    sj_entry parent, above[DEPTH];
    sj_status status = sj_parent(fixture.image, id, day, &parent);
    count->probes++;
    if (status != (f->parent[i] == NONE ? SJ_NOT_FOUND : SJ_OK))
        plain_wrong(count, system, code, day, "parent: %s", sj_status_str(status));
    size_t n = sj_ancestors(fixture.image, id, day, above, DEPTH), k = 0;
    for (long p = f->parent[i]; p != NONE; p = f->parent[p], k++) {
        const char *want = s->codes[f->place[p]];
        if (k == 0 && status == SJ_OK && strcmp(parent.code, want) != 0)
            plain_wrong(count, system, code, day, "parent %s, want %s", parent.code,
                        want);
        if (k >= n || strcmp(above[k].code, want) != 0)
            plain_wrong(count, system, code, day, "ancestor %zu is %s, want %s", k,
                        k < n ? above[k].code : "missing", want);
    }
    if (n != k)
        plain_wrong(count, system, code, day, "%zu ancestors, want %zu", n, k);
}

static void check_children(const plain_system *s, const family *f, uint32_t i,
                           uint32_t id, sj_system system, sj_date day,
                           plain_count *count)
{
    const char *code = s->codes[f->place[i]];
    sj_cursor cursor;
    sj_entry child;
    uint32_t left = f->children[i];
    count->probes++;
    if (sj_children(fixture.image, id, &cursor) != SJ_OK)
        plain_wrong(count, system, code, day, "no walk over its children");
    for (uint32_t k = i + 1; left > 0; k++) {
        if (f->parent[k] != (long)i)
            continue;
        left--;
        if (!sj_children_next(&cursor, day, &child) ||
            strcmp(child.code, s->codes[f->place[k]]) != 0)
            plain_wrong(count, system, code, day, "misses the child %s",
                        s->codes[f->place[k]]);
    }
    if (sj_children_next(&cursor, day, &child))
        plain_wrong(count, system, code, day, "has a child %s too many", child.code);
}

static void parents_ancestors_and_children_are_those_of_the_day(void **state)
{
    (void)state;
    plain_count parents = {.what = "parents"}, children = {.what = "children"};
    double start = plain_clock();
    for (uint32_t i = 0; i < fixture.world.release_count; i++) {
        const plain_release *r = &fixture.world.releases[i];
        const plain_system *s = &fixture.answers.systems[r->system];
        family f;
        make_family(r->system, r->from, &f);
        for (uint32_t k = 0; k < f.count; k++) {
            const char *code = s->codes[f.place[k]];
            sj_answer answer;
            sj_lookup(fixture.image, r->system, code, strlen(code), r->from, &answer);
            check_parents(s, &f, k, answer.id, r->system, r->from, &parents);
            check_children(s, &f, k, answer.id, r->system, r->from, &children);
        }
        free_family(&f);
    }
    printf(
        "%llu parents and lines of ancestors, %llu lists of children on %u days, %llu "
        "wrong, %.1f s\n",
        (unsigned long long)parents.probes, (unsigned long long)children.probes,
        fixture.world.release_count,
        (unsigned long long)(parents.wrong + children.wrong), plain_clock() - start);
    assert_int_equal(parents.wrong, 0);
    assert_int_equal(children.wrong, 0);
}

static void a_code_too_long_by_one_leads_back_to_its_longest_prefix(void **state)
{
    (void)state;
    static const char characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    plain_random random = plain_seed(72621);
    plain_count count = {.what = "longest prefix"};
    for (uint32_t round = 0; round < 200000; round++) {
        const plain_release *r =
            &fixture.world.releases[plain_below(&random, fixture.world.release_count)];
        const plain_system *s = &fixture.answers.systems[r->system];
        char code[SJ_CODE_CAP] = {0}, want[SJ_CODE_CAP];
        strcpy(code, s->codes[plain_below(&random, s->code_count)]);
        size_t len = strlen(code);
        code[len] = characters[plain_below(&random, 36)];
        long place = plain_find(&fixture.answers, r->system, code);
        if (place >= 0 && exists(r->system, (uint32_t)place, r->from))
            continue;
        strcpy(want, code);
        do {
            want[len--] = 0;
            place = *want ? plain_find(&fixture.answers, r->system, want) : NONE;
        } while (*want && (place < 0 || !exists(r->system, (uint32_t)place, r->from)));
        sj_entry got;
        sj_status status = sj_longest_prefix(fixture.image, r->system, code,
                                             strlen(code), r->from, &got);
        count.probes++;
        if (status != (*want ? SJ_OK : SJ_NOT_FOUND))
            plain_wrong(&count, r->system, code, r->from, "%s, want %s",
                        sj_status_str(status), *want ? want : "none");
        else if (*want && strcmp(got.code, want) != 0)
            plain_wrong(&count, r->system, code, r->from, "%s, want %s", got.code,
                        want);
    }
    printf("%llu wrong codes, %llu wrong prefixes\n", (unsigned long long)count.probes,
           (unsigned long long)count.wrong);
    assert_int_equal(count.wrong, 0);
}

/* Fewest edits (change, add, drop, swap of neighbours, also of ones that other edits
 * made neighbours) from a to b: Damerau and Levenshtein. */
static int edits_between(const char *a, const char *b)
{
    int d[SJ_CODE_CAP + 2][SJ_CODE_CAP + 2], last_row[256] = {0};
    int n = (int)strlen(a), m = (int)strlen(b), far = n + m;
    for (int i = 0; i <= n; i++)
        d[i + 1][1] = i;
    for (int j = 0; j <= m; j++)
        d[1][j + 1] = j;
    for (int i = 0; i <= n + 1; i++)
        d[i][0] = far;
    for (int j = 0; j <= m + 1; j++)
        d[0][j] = far;
    for (int i = 1; i <= n; i++) {
        int last_column = 0;
        for (int j = 1; j <= m; j++) {
            int row = last_row[(unsigned char)b[j - 1]], column = last_column;
            bool same = a[i - 1] == b[j - 1];
            int best = d[i][j] + !same;
            if (d[i + 1][j] + 1 < best)
                best = d[i + 1][j] + 1;
            if (d[i][j + 1] + 1 < best)
                best = d[i][j + 1] + 1;
            int swapped = d[row][column] + (i - row - 1) + 1 + (j - column - 1);
            if (swapped < best)
                best = swapped;
            if (same)
                last_column = j;
            d[i + 1][j + 1] = best;
        }
        last_row[(unsigned char)a[i - 1]] = i;
    }
    return d[n + 1][m + 1];
}

typedef struct near_code {
    const char *code;
    int edits, common;
} near_code;

static int nearest_first(const void *a, const void *b)
{
    const near_code *x = a, *y = b;
    if (x->edits != y->edits)
        return x->edits - y->edits;
    if (x->common != y->common)
        return y->common - x->common;
    return strcmp(x->code, y->code);
}

static void suggestions_are_all_the_nearest_codes_of_the_day(void **state)
{
    (void)state;
    plain_random random = plain_seed(14567);
    plain_count count = {.what = "suggest"};
    double start = plain_clock();
    uint64_t suggested = 0;
    assert_int_equal(edits_between("CA", "ABC"), 2);
    assert_int_equal(edits_between("E119", "E191"), 1);
    assert_int_equal(edits_between("E119", "E11"), 1);
    assert_int_equal(edits_between("5H0122", "C50122"), 2);
    assert_int_equal(edits_between("", "E11"), 3);
    for (int round = 0; round < WRONG_CODES; round++) {
        const plain_release *r =
            &fixture.world.releases[plain_below(&random, fixture.world.release_count)];
        const plain_system *s = &fixture.answers.systems[r->system];
        char code[SJ_CODE_CAP];
        long place;
        do {
            plain_near_miss(&random, s->codes[plain_below(&random, s->code_count)],
                            code);
            place = plain_find(&fixture.answers, r->system, code);
        } while (place >= 0 && exists(r->system, (uint32_t)place, r->from));

        near_code *near = calloc(s->code_count, sizeof *near);
        size_t n = 0;
        assert_non_null(near);
        for (uint32_t c = 0; c < s->code_count; c++) {
            int edits = edits_between(code, s->codes[c]), common = 0;
            if (edits > 2 || !exists(r->system, c, r->from))
                continue;
            while (code[common] && code[common] == s->codes[c][common])
                common++;
            near[n++] = (near_code){s->codes[c], edits, common};
        }
        qsort(near, n, sizeof *near, nearest_first);
        sj_entry got[SUGGESTED];
        size_t m = sj_suggest(fixture.image, r->system, code, strlen(code), r->from,
                              got, SUGGESTED);
        count.probes++;
        suggested += m;
        if (m != (n < SUGGESTED ? n : SUGGESTED))
            plain_wrong(&count, r->system, code, r->from, "%zu suggestions of %zu", m,
                        n);
        for (size_t i = 0; i < m && i < n; i++)
            if (strcmp(got[i].code, near[i].code) != 0)
                plain_wrong(&count, r->system, code, r->from, "%zu: %s, want %s (%d)",
                            i, got[i].code, near[i].code, near[i].edits);
        free(near);
    }
    printf("%llu wrong codes, %llu suggestions, %llu wrong, %.1f s\n",
           (unsigned long long)count.probes, (unsigned long long)suggested,
           (unsigned long long)count.wrong, plain_clock() - start);
    assert_int_equal(count.wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_image_passes_its_own_verification),
        cmocka_unit_test(walking_a_system_gives_the_sorted_codes_of_its_sources),
        cmocka_unit_test(a_prefix_walk_is_the_run_of_codes_that_start_with_it),
        cmocka_unit_test(parents_ancestors_and_children_are_those_of_the_day),
        cmocka_unit_test(a_code_too_long_by_one_leads_back_to_its_longest_prefix),
        cmocka_unit_test(suggestions_are_all_the_nearest_codes_of_the_day),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    plain_fixture_open(folder, false, &fixture);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plain_fixture_close(&fixture);
    return failed;
}

/*
 * What must hold whatever the releases say: the invariants 8, 9, 10 and 20 of DOMAIN.md
 * 6, batch answers equal to single ones, and one answer for all ways to write a code.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/plain_probe.h"

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
enum { PROBES = 100000 };
#else
enum { PROBES = 1000000 };
#endif

enum { SEGMENTS = 256, DEPTH = SJ_CODE_CAP, CELL = SJ_CODE_CAP };

static plain_fixture fixture;

static void report(const plain_count *count)
{
    printf("%s: %llu probes, %llu wrong\n", count->what,
           (unsigned long long)count->probes, (unsigned long long)count->wrong);
    assert_true(count->probes > 0);
    assert_int_equal(count->wrong, 0);
}

/* Is this a day on which the loaded tables may change what a code is? */
static bool border(const plain_system *s, sj_system system, uint32_t place, sj_date day)
{
    if (day == SJ_DATE_MIN)
        return true;
    if ((system == SJ_ICD10CM || system == SJ_ICD10PCS) &&
        day == plain_day(2015, 10, 1))
        return true;
    for (uint32_t i = 0; i < s->release_count; i++) {
        const plain_row *row = s->rows[place * s->release_count + i];
        if (day == s->releases[i].from || day == s->releases[i].to + 1)
            return true;
        if (s->dated && row && (day == row->from || day - 1 == row->to))
            return true;
    }
    return false;
}

static void status_changes_only_on_days_that_the_tables_name(void **state)
{
    (void)state;
    plain_count count = {.what = "borders"};
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system system = (sj_system)i;
        const plain_system *s = &fixture.answers.systems[system];
        for (uint32_t c = 0; c < s->code_count; c++) {
            sj_segment segments[SEGMENTS];
            sj_answer answer;
            sj_lookup(fixture.image, system, s->codes[c], strlen(s->codes[c]), 0,
                      &answer);
            size_t n = sj_timeline_get(fixture.image, system, answer.timeline, segments,
                                       SEGMENTS);
            if (n == 0 || n > SEGMENTS || segments[0].from != SJ_DATE_MIN)
                plain_wrong(&count, system, s->codes[c], 0, "%zu segments", n);
            for (size_t k = 0; k < n && k < SEGMENTS; k++) {
                count.probes++;
                if (!border(s, system, c, segments[k].from))
                    plain_wrong(&count, system, s->codes[c], segments[k].from,
                                "changes on a day that no table names");
                if (k > 0 && segments[k].from <= segments[k - 1].from)
                    plain_wrong(&count, system, s->codes[c], segments[k].from,
                                "segments out of order");
            }
        }
    }
    report(&count);
}

static void billable_on_the_first_day_means_flag_1_in_the_file(void **state)
{
    (void)state;
    plain_count count = {.what = "flags"};
    for (uint32_t i = 0; i < fixture.world.release_count; i++) {
        const plain_release *r = &fixture.world.releases[i];
        const plain_system *s = &fixture.answers.systems[r->system];
        uint32_t at = (uint32_t)(r - s->releases), billable = 0;
        if (r->dated)
            continue;
        for (uint32_t c = 0; c < s->code_count; c++) {
            const plain_row *row = s->rows[c * s->release_count + at];
            sj_answer answer;
            sj_lookup(fixture.image, r->system, s->codes[c], strlen(s->codes[c]),
                      r->from, &answer);
            bool flag = row && row->status == SJ_CODE_BILLABLE;
            count.probes++;
            billable += answer.status == SJ_CODE_BILLABLE;
            if ((answer.status == SJ_CODE_BILLABLE) != flag)
                plain_wrong(&count, r->system, s->codes[c], r->from, "%s, flag %d",
                            sj_code_status_str(answer.status), flag);
        }
        assert_int_equal(billable, r->billable);
    }
    report(&count);
}

/* By a walk in code order with the codes above the current one on a stack. */
static void check_tree(plain_count *count, sj_system system, sj_date day)
{
    sj_entry open[DEPTH], entry;
    bool has_billable[DEPTH];
    size_t depth = 0;
    sj_cursor cursor;
    assert_int_equal(sj_prefix(fixture.image, system, "", 0, &cursor), SJ_OK);
    for (bool more = true; more;) {
        more = sj_cursor_next(&cursor, day, &entry);
        if (more && entry.answer.status < SJ_CODE_HEADER)
            continue;
        while (depth > 0 && (!more || strncmp(open[depth - 1].code, entry.code,
                                              open[depth - 1].len) != 0)) {
            depth--;
            if (open[depth].answer.status == SJ_CODE_HEADER && !has_billable[depth])
                plain_wrong(count, system, open[depth].code, day,
                            "a header above no billable code");
        }
        if (!more)
            break;
        count->probes++;
        for (size_t i = 0; i < depth && entry.answer.status == SJ_CODE_BILLABLE; i++) {
            has_billable[i] = true;
            if (open[i].answer.status == SJ_CODE_BILLABLE)
                plain_wrong(count, system, entry.code, day, "below the billable %s",
                            open[i].code);
        }
        has_billable[depth] = false;
        open[depth++] = entry;
    }
}

static void
billable_codes_stand_at_the_ends_of_the_tree_and_headers_above_them(void **state)
{
    (void)state;
    plain_count count = {.what = "tree"};
    for (uint32_t i = 0; i < fixture.world.release_count; i++)
        check_tree(&count, fixture.world.releases[i].system,
                   fixture.world.releases[i].from);
    report(&count);
}

/* ---- ways to write a code ----------------------------------------------------- */

/* With the dot where people put it; no dot when there is nothing to put behind it. */
static void dotted(sj_system system, const char *code, char out[2 * SJ_CODE_CAP])
{
    size_t at = strlen(code);
    if (system == SJ_ICD10CM)
        at = 3;
    if (system == SJ_ICD9CM)
        at = code[0] == 'E' ? 4 : 3;
    if (system == SJ_ICD9PCS)
        at = 2;
    strcpy(out, code);
    if (at < strlen(code)) {
        memcpy(out, code, at);
        out[at] = '.';
        strcpy(out + at + 1, code + at);
    }
}

static void check_variant(plain_count *count, sj_system system, const char *code,
                          const char *written, sj_date day)
{
    char canonical[SJ_CODE_CAP];
    size_t len = 0;
    sj_answer want, got;
    sj_lookup(fixture.image, system, code, strlen(code), day, &want);
    count->probes++;
    if (!sj_normalize(system, written, strlen(written), canonical, &len) ||
        strcmp(canonical, code) != 0 || len != strlen(code))
        plain_wrong(count, system, code, day, "[%s] is normalised to [%s]", written,
                    canonical);
    else if (sj_lookup(fixture.image, system, written, strlen(written), day, &got) !=
                 SJ_OK ||
             memcmp(&got, &want, sizeof got) != 0)
        plain_wrong(count, system, code, day, "[%s] is answered otherwise", written);
}

static void dots_case_and_outer_blanks_change_no_answer(void **state)
{
    (void)state;
    plain_count count = {.what = "writings"};
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system system = (sj_system)i;
        const plain_system *s = &fixture.answers.systems[system];
        for (uint32_t c = 0; c < s->code_count; c++) {
            const char *code = s->codes[c];
            sj_date day = s->releases[c % s->release_count].from;
            char with_dot[2 * SJ_CODE_CAP], written[3 * SJ_CODE_CAP],
                shown[SJ_CODE_CAP];
            dotted(system, code, with_dot);
            sj_display(system, code, strlen(code), shown);
            if (strcmp(shown, with_dot) != 0)
                plain_wrong(&count, system, code, day, "shown as %s", shown);
            check_variant(&count, system, code, with_dot, day);
            snprintf(written, sizeof written, "  %s ", with_dot);
            check_variant(&count, system, code, written, day);
            for (char *p = written; *p; p++)
                *p = (char)tolower((unsigned char)*p);
            check_variant(&count, system, code, written, day);
            snprintf(written, sizeof written, "%s   ", code);
            written[0] = (char)tolower((unsigned char)written[0]);
            check_variant(&count, system, code, written, day);
        }
    }
    report(&count);
}

static void what_is_normalised_stays_as_it_is(void **state)
{
    (void)state;
    static const char characters[] = "0123456789ABCDEFXYZabcxyz. -\t,\0\xC3";
    plain_random random = plain_seed(3);
    plain_count count = {.what = "normalised twice"};
    uint64_t accepted = 0;
    for (uint32_t q = 0; q < PROBES; q++) {
        sj_system system = (sj_system)plain_below(&random, SJ_SYSTEM_COUNT);
        const plain_system *s = &fixture.answers.systems[system];
        char text[SJ_CODE_CAP] = {0}, once[SJ_CODE_CAP], twice[SJ_CODE_CAP];
        size_t len = plain_below(&random, 14), once_len = 99, twice_len = 99;
        for (size_t i = 0; i < len; i++)
            text[i] = characters[plain_below(&random, sizeof characters - 1)];
        if (s->code_count > 0 && q % 2 == 0)
            len = plain_near_miss(&random,
                                  s->codes[plain_below(&random, s->code_count)], text);
        count.probes++;
        if (!sj_normalize(system, text, len, once, &once_len)) {
            if (once[0] != 0)
                plain_wrong(&count, system, once, 0, "refused, yet something came out");
            continue;
        }
        accepted++;
        if (once_len == 0 || once_len != strlen(once) ||
            strspn(once, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != once_len ||
            !sj_normalize(system, once, once_len, twice, &twice_len) ||
            strcmp(once, twice) != 0 || once_len != twice_len)
            plain_wrong(&count, system, once, 0, "from [%s]", text);
    }
    printf("%llu accepted\n", (unsigned long long)accepted);
    assert_true(accepted > PROBES / 20);
    report(&count);
}

/* 4-4-2, 5-3-2 and 5-4-1 are padded in the short segment; 5-4-2 loses its hyphens. */
static void hyphenated_ndc_becomes_eleven_digits_and_stays_so(void **state)
{
    (void)state;
    static const char *const known[][2] = {{"0002-7597-01", "00002759701"},
                                           {"50242-040-62", "50242004062"},
                                           {"60575-4112-1", "60575411201"},
                                           {"00002-7597-01", "00002759701"},
                                           {"00002759701", "00002759701"}};
    static const char *const wrong[] = {"0002759701", "0002-7597-1", "0002-759701",
                                        "00002-7597-011", "0002-75A7-01"};
    static const int shapes[][3] = {{4, 4, 2}, {5, 3, 2}, {5, 4, 1}, {5, 4, 2}};
    plain_random random = plain_seed(11);
    plain_count count = {.what = "ndc"};
    char out[SJ_CODE_CAP], again[SJ_CODE_CAP];
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_true(sj_normalize(SJ_NDC, known[i][0], strlen(known[i][0]), out, NULL));
        assert_string_equal(out, known[i][1]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(sj_normalize(SJ_NDC, wrong[i], strlen(wrong[i]), out, NULL));
    for (uint32_t q = 0; q < PROBES / 10; q++) {
        static const int full[] = {5, 4, 2};
        const int *shape = shapes[plain_below(&random, 4)];
        char written[SJ_CODE_CAP] = {0}, want[SJ_CODE_CAP] = {0};
        size_t w = 0, e = 0;
        for (int part = 0; part < 3; part++) {
            for (int pad = shape[part]; pad < full[part]; pad++)
                want[e++] = '0';
            for (int d = 0; d < shape[part]; d++) {
                char digit = (char)('0' + (int)plain_below(&random, 10));
                written[w++] = digit;
                want[e++] = digit;
            }
            if (part < 2)
                written[w++] = '-';
        }
        count.probes++;
        if (!sj_normalize(SJ_NDC, written, w, out, NULL) || strcmp(out, want) != 0 ||
            !sj_normalize(SJ_NDC, out, strlen(out), again, NULL) ||
            strcmp(out, again) != 0)
            plain_wrong(&count, SJ_NDC, written, 0, "%s, want %s", out, want);
    }
    report(&count);
}

/* ---- batches ------------------------------------------------------------------ */

typedef struct columns {
    char *cells; /* CELL bytes each, NUL-padded */
    uint8_t *lengths;
    char *packed; /* one after the other */
    uint32_t *offsets;
    uint8_t *validity;
    sj_date *dates;
    sj_answer *batch;
} columns;

/* Codes of a system as people write them: right, wrong, dotted, blank, lower case. */
static void fill_columns(columns *c, plain_random *random, sj_system system, size_t n)
{
    const plain_system *s = &fixture.answers.systems[system];
    uint32_t used = 0;
    memset(c->validity, 0, n / 8 + 1);
    for (size_t i = 0; i < n; i++) {
        char *cell = c->cells + i * CELL, code[2 * SJ_CODE_CAP] = "99213";
        memset(cell, 0, CELL);
        if (s->code_count > 0)
            strcpy(code, s->codes[plain_below(random, s->code_count)]);
        switch (plain_below(random, 6)) {
        case 0:
        case 1:
            strcpy(cell, code);
            break;
        case 2:
            plain_near_miss(random, code, cell);
            break;
        case 3: {
            char with_dot[2 * SJ_CODE_CAP];
            dotted(system, code, with_dot);
            strcpy(cell, with_dot);
            break;
        }
        case 4:
            snprintf(cell, CELL, " %s ", code);
            for (char *p = cell; *p; p++)
                *p = (char)tolower((unsigned char)*p);
            break;
        default:
            for (size_t k = plain_below(random, CELL + 1); k > 0; k--)
                cell[k - 1] = (char)(1 + plain_below(random, 255));
        }
        c->lengths[i] = (uint8_t)strnlen(cell, CELL);
        c->offsets[i] = used;
        memcpy(c->packed + used, cell, c->lengths[i]);
        used += c->lengths[i];
        if (plain_below(random, 10) > 0)
            c->validity[i / 8] |= (uint8_t)(1U << i % 8);
        c->dates[i] = plain_day(2012, 1, 1) + (sj_date)plain_below(random, 6000);
    }
    c->offsets[n] = used;
}

static void compare_batch(const columns *c, plain_count *count, sj_system system,
                          const sj_code_column *column, size_t date_stride, size_t n)
{
    memset(c->batch, 0xAA, n * sizeof *c->batch);
    assert_int_equal(sj_lookup_batch(fixture.image, system, column, c->dates,
                                     date_stride, n, c->batch),
                     SJ_OK);
    for (size_t i = 0; i < n; i++) {
        char code[CELL + 1] = {0};
        sj_answer want;
        memcpy(code, c->cells + i * CELL, c->lengths[i]);
        sj_date day = c->dates[date_stride ? i : 0];
        count->probes++;
        if (column->validity && !(column->validity[i / 8] >> i % 8 & 1)) {
            if (c->batch[i].status != SJ_CODE_NONE || c->batch[i].id != SJ_NO_CODE)
                plain_wrong(count, system, code, day, "a null row has an answer");
            continue;
        }
        sj_lookup(fixture.image, system, code, c->lengths[i], day, &want);
        if (memcmp(&want, &c->batch[i], sizeof want) != 0)
            plain_wrong(count, system, code, day, "row %zu: %s, alone %s", i,
                        sj_code_status_str(c->batch[i].status),
                        sj_code_status_str(want.status));
    }
}

static void a_batch_says_what_single_lookups_say(void **state)
{
    (void)state;
    enum { ROWS = PROBES / SJ_SYSTEM_COUNT / 6 };
    plain_random random = plain_seed(64);
    plain_count count = {.what = "batch"};
    columns c = {
        .cells = malloc((size_t)(ROWS + 1) * CELL),
        .lengths = malloc(ROWS + 1),
        .packed = malloc((size_t)(ROWS + 1) * CELL),
        .offsets = malloc((ROWS + 1) * sizeof(uint32_t)),
        .validity = malloc(ROWS / 8 + 2),
        .dates = malloc((ROWS + 1) * sizeof(sj_date)),
        .batch = malloc((ROWS + 1) * sizeof(sj_answer)),
    };
    assert_true(c.cells && c.lengths && c.packed && c.offsets && c.validity &&
                c.dates && c.batch);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system system = (sj_system)i;
        for (size_t n = 0; n <= ROWS; n = n < 70      ? n + 1
                                          : n == ROWS ? ROWS + 1
                                                      : ROWS) {
            fill_columns(&c, &random, system, n);
            const sj_code_column shapes[] = {
                {.bytes = c.packed, .offsets = c.offsets},
                {.bytes = c.packed, .offsets = c.offsets, .validity = c.validity},
                {.bytes = c.cells, .stride = CELL, .lengths = c.lengths},
                {.bytes = c.cells, .stride = CELL},
                {.bytes = c.cells, .stride = CELL, .validity = c.validity},
                {.bytes = c.cells,
                 .stride = CELL,
                 .lengths = c.lengths,
                 .validity = c.validity},
            };
            for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++)
                compare_batch(&c, &count, system, &shapes[k], k != 3, n);
        }
    }
    free(c.cells);
    free(c.lengths);
    free(c.packed);
    free(c.offsets);
    free(c.validity);
    free(c.dates);
    free(c.batch);
    report(&count);
}

/* Cells that codes fill to the last byte, without NUL or lengths. */
static void a_stride_as_wide_as_the_codes_needs_no_padding(void **state)
{
    (void)state;
    enum { WIDTH = 7, ROWS = 10000 };
    const plain_system *s = &fixture.answers.systems[SJ_ICD10PCS];
    plain_random random = plain_seed(7);
    plain_count count = {.what = "full cells"};
    char *cells = malloc((size_t)ROWS * WIDTH);
    sj_answer *batch = malloc(ROWS * sizeof *batch), want;
    sj_date day = s->releases[s->release_count - 1].from;
    assert_true(cells && batch);
    for (size_t i = 0; i < ROWS; i++) {
        const char *code;
        do
            code = s->codes[plain_below(&random, s->code_count)];
        while (strlen(code) != WIDTH);
        memcpy(cells + i * WIDTH, code, WIDTH);
    }
    const sj_code_column column = {.bytes = cells, .stride = WIDTH};
    assert_int_equal(
        sj_lookup_batch(fixture.image, SJ_ICD10PCS, &column, &day, 0, ROWS, batch),
        SJ_OK);
    for (size_t i = 0; i < ROWS; i++) {
        sj_status status =
            sj_lookup(fixture.image, SJ_ICD10PCS, cells + i * WIDTH, WIDTH, day, &want);
        count.probes++;
        if (status != SJ_OK || memcmp(&want, &batch[i], sizeof want) != 0)
            plain_wrong(&count, SJ_ICD10PCS, "cell", day, "row %zu differs", i);
    }
    free(cells);
    free(batch);
    report(&count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(status_changes_only_on_days_that_the_tables_name),
        cmocka_unit_test(billable_on_the_first_day_means_flag_1_in_the_file),
        cmocka_unit_test(
            billable_codes_stand_at_the_ends_of_the_tree_and_headers_above_them),
        cmocka_unit_test(dots_case_and_outer_blanks_change_no_answer),
        cmocka_unit_test(what_is_normalised_stays_as_it_is),
        cmocka_unit_test(hyphenated_ndc_becomes_eleven_digits_and_stays_so),
        cmocka_unit_test(a_batch_says_what_single_lookups_say),
        cmocka_unit_test(a_stride_as_wide_as_the_codes_needs_no_padding),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    plain_fixture_open(folder, false, &fixture);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plain_fixture_close(&fixture);
    return failed;
}

/*
 * Every row of the official PTP tables, asked on the day before its first, on its
 * first, in between, on its last and on the day after, in both directions; and of every
 * so manieth row whole claims, with no modifier, with each that bypasses and with those
 * that do not. What has to come out is read from the files by the second opinion's
 * plain reader and decided here afresh.
 *
 * $SCRUBJAY_WALK_STRIDE says of which rows claims are made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/reference/ncci_image.h"
#include "tests/support/plain_fixture.h"

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
enum { STRIDE = 2003 };
#else
enum { STRIDE = 31 };
#endif

enum { BOTH_COLUMNS_DAY = 18078 }; /* 2019-07-01 */

static ncci_image ncci;
static uint64_t stride;

static const sj_line_table loaded[] = {SJ_PTP_PRACTITIONER, SJ_PTP_HOSPITAL};

enum { TABLES = sizeof loaded / sizeof loaded[0] };

/* The indicator in force by the files, -1 for none; rows of a pair do not overlap. */
static int expected(const ref_ptp_row *rows, size_t count, sj_date day, uint64_t *clash)
{
    int indicator = -1;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].indicator == 9 || day < rows[i].from || day > rows[i].to)
            continue;
        *clash += indicator >= 0;
        indicator = rows[i].indicator;
    }
    return indicator;
}

/* The days that a row is asked on. @return how many */
static int days_of(const ref_ptp_row *row, sj_date horizon, sj_date days[5])
{
    sj_date last = row->to == SJ_DATE_OPEN ? horizon : row->to;
    int n = 0;
    days[n++] = row->from - 1;
    days[n++] = row->from;
    days[n++] = row->from + (last - row->from) / 2;
    days[n++] = last;
    days[n++] = last + 1;
    return n;
}

typedef struct tally {
    uint64_t rows, probes, wrong, clash, in_force, tombstones;
} tally;

static void probe(tally *t, sj_line_table table, uint32_t a, uint32_t b, int want,
                  sj_date day)
{
    int got = sj_ptp_indicator(ncci.image, table, a, b, day);
    t->probes++;
    t->in_force += got >= 0;
    if (got == want)
        return;
    if (t->wrong++ < 5) {
        char x[SJ_CODE_CAP], y[SJ_CODE_CAP], on[SJ_DATE_CAP];
        sj_procedure_code(ncci.image, a, x);
        sj_procedure_code(ncci.image, b, y);
        sj_date_format(day, on);
        printf("%s: %s %s on %s: %d, not %d\n", sj_line_table_name(table), x, y, on,
               got, want);
    }
}

static uint32_t number_of(uint32_t code)
{
    char text[SJ_CODE_CAP];
    ref_code_text(code, text);
    return sj_procedure_of(ncci.image, text, strlen(text));
}

static void walk(sj_line_table table, tally *t)
{
    const ref_ptp_table *plain = &ncci.tables.ptp[table];
    uint32_t column1 = 0, a = SJ_NO_PROCEDURE;
    for (size_t i = 0; i < plain->count; i++) {
        const ref_ptp_row *row = &plain->rows[i];
        if (row->column1 != column1)
            a = number_of(column1 = row->column1);
        uint32_t b = number_of(row->column2);
        size_t count, back_count;
        const ref_ptp_row *rows =
            ref_ptp_rows(plain, row->column1, row->column2, &count);
        const ref_ptp_row *back =
            ref_ptp_rows(plain, row->column2, row->column1, &back_count);
        sj_date days[5];
        int n = days_of(row, plain->days.to, days);
        for (int d = 0; d < n; d++) {
            probe(t, table, a, b, expected(rows, count, days[d], &t->clash), days[d]);
            probe(t, table, b, a, expected(back, back_count, days[d], &t->clash),
                  days[d]);
        }
        t->rows++;
        t->tombstones += row->indicator == 9;
    }
}

static void every_row_is_in_force_on_its_days_and_in_its_direction(void **state)
{
    (void)state;
    for (int k = 0; k < TABLES; k++) {
        tally t = {0};
        double start = plain_clock();
        walk(loaded[k], &t);
        printf("%s: %llu rows (%llu tombstones), %llu probes, %llu in force, %llu "
               "wrong, %.1f s\n",
               sj_line_table_name(loaded[k]), (unsigned long long)t.rows,
               (unsigned long long)t.tombstones, (unsigned long long)t.probes,
               (unsigned long long)t.in_force, (unsigned long long)t.wrong,
               plain_clock() - start);
        assert_true(t.rows > 1000000);
        assert_true(t.in_force > t.rows);
        assert_int_equal(t.clash, 0);
        assert_int_equal(t.wrong, 0);
    }
}

/* ---- rows as they are written ---------------------------------------------------- */

static void rows_of_a_pair_are_those_of_the_file(void **state)
{
    (void)state;
    uint64_t rows = 0, wrong = 0;
    for (int k = 0; k < TABLES; k++) {
        const ref_ptp_table *plain = &ncci.tables.ptp[loaded[k]];
        for (size_t i = 0; i < plain->count; rows++) {
            size_t count;
            sj_ptp_row got[16];
            const ref_ptp_row *want = &plain->rows[i];
            const ref_ptp_row *first =
                ref_ptp_rows(plain, want->column1, want->column2, &count);
            assert_ptr_equal(first, want);
            assert_true(count <= 16);
            size_t n =
                sj_ptp(ncci.image, loaded[k], number_of(want->column1),
                       number_of(want->column2), got, sizeof got / sizeof got[0]);
            wrong += n != count;
            for (size_t r = 0; r < count && n == count; r++) {
                bool found = false; /* in any order: rows of one day may stand so */
                for (size_t g = 0; g < n && !found; g++)
                    found = got[g].from == want[r].from && got[g].to == want[r].to &&
                            got[g].indicator == want[r].indicator &&
                            got[g].source.row > 0;
                wrong += !found;
            }
            i += count;
        }
    }
    printf("%llu pairs read back, %llu wrong\n", (unsigned long long)rows,
           (unsigned long long)wrong);
    assert_int_equal(wrong, 0);
}

/* ---- whole claims ---------------------------------------------------------------- */

static const char *const bypass[] = {
    "E1", "E2", "E3", "E4", "FA", "F1", "F2", "F3", "F4", "F5", "F6",
    "F7", "F8", "F9", "TA", "T1", "T2", "T3", "T4", "T5", "T6", "T7",
    "T8", "T9", "LT", "RT", "LC", "LD", "RC", "LM", "RI", "24", "25",
    "57", "58", "78", "79", "27", "59", "91", "XE", "XS", "XP", "XU"};
static const char *const others[] = {"22", "50", "51", "76", "77"};

enum {
    BYPASS = sizeof bypass / sizeof bypass[0],
    OTHERS = sizeof others / sizeof others[0],
};

static bool is_distinct(const char *modifier)
{
    return strcmp(modifier, "59") == 0 || modifier[0] == 'X';
}

/* Whether column 2 is denied, by DOMAIN 3.6. The modifiers are "" or one each. */
static bool denied(int indicator, const char *of_column1, const char *of_column2,
                   bool bypasses, sj_date day)
{
    if (indicator != 1 || !bypasses)
        return indicator >= 0;
    if (*of_column2)
        return false;
    return !(*of_column1) || (is_distinct(of_column1) && day < BOTH_COLUMNS_DAY);
}

typedef struct asked {
    const char *mod[2]; /* of the first and of the second line */
    bool bypasses;      /* the modifier is one that does */
} asked;

typedef struct claims {
    uint64_t checks, wrong, findings;
    sj_line lines[2];
    sj_claim claim;
} claims;

static void check(claims *c, const char *codes[2], const int indicator[2],
                  const asked *how, sj_date day)
{
    sj_finding items[32];
    sj_findings found = {.items = items, .cap = 32};
    for (int i = 0; i < 2; i++) {
        uint32_t len = (uint32_t)strlen(how->mod[i]);
        c->lines[i].code = (sj_str){codes[i], 5};
        c->lines[i].modifiers[0] = (sj_str){how->mod[i], len};
    }
    c->claim.from = c->claim.to = day;
    assert_int_equal(sj_check(ncci.image, &c->claim, NULL, &found), SJ_OK);
    bool want[2] = {denied(indicator[1], how->mod[1], how->mod[0], how->bypasses, day),
                    denied(indicator[0], how->mod[0], how->mod[1], how->bypasses, day)};
    bool got[2] = {false, false};
    for (uint32_t i = 0; i < found.count; i++) {
        if (items[i].edit != SJ_PX_PTP)
            continue;
        unsigned at = items[i].at.index & 1;
        c->wrong += got[at] || items[i].severity != SJ_REJECT || items[i].date != day ||
                    items[i].with.index != 1 - at;
        got[at] = true;
        c->findings++;
    }
    c->checks++;
    if (got[0] == want[0] && got[1] == want[1])
        return;
    if (c->wrong++ < 5) {
        char on[SJ_DATE_CAP];
        sj_date_format(day, on);
        printf("%s:%s %s:%s on %s: %d%d, not %d%d\n", codes[0], how->mod[0], codes[1],
               how->mod[1], on, got[0], got[1], want[0], want[1]);
    }
}

/* A pair on a day with all that is asked of it; `turn` takes another bypass modifier
 * each time. */
static void check_pair(claims *c, const char *codes[2], const int indicator[2],
                       sj_date day, uint64_t turn)
{
    const char *one = bypass[turn % BYPASS];
    const asked all[] = {
        {{"", ""}, false},
        {{one, ""}, true},
        {{"", one}, true},
        {{"59", ""}, true},
        {{"", "59"}, true},
        {{others[turn % OTHERS], ""}, false},
        {{"", others[turn % OTHERS]}, false},
        {{others[turn % OTHERS], others[(turn + 1) % OTHERS]}, false},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        check(c, codes, indicator, &all[i], day);
}

static void walk_claims(sj_line_table table, claims *c)
{
    const ref_ptp_table *plain = &ncci.tables.ptp[table];
    const bool hospital = table == SJ_PTP_HOSPITAL;
    uint64_t clash = 0;
    c->claim = (sj_claim){.size = sizeof(sj_claim),
                          .type = hospital ? SJ_INSTITUTIONAL : SJ_PROFESSIONAL,
                          .bill_type = {hospital ? "131" : NULL, hospital ? 3 : 0},
                          .birth = SJ_NO_DATE,
                          .admission = SJ_NO_DATE,
                          .receipt = SJ_NO_DATE,
                          .lines = c->lines,
                          .line_count = 2};
    for (int i = 0; i < 2; i++)
        c->lines[i] =
            (sj_line){.from = SJ_NO_DATE, .to = SJ_NO_DATE, .units = 1, .charge = -1};
    for (size_t i = 0; i < plain->count; i += stride) {
        const ref_ptp_row *row = &plain->rows[i];
        size_t count, back_count;
        const ref_ptp_row *rows =
            ref_ptp_rows(plain, row->column1, row->column2, &count);
        const ref_ptp_row *back =
            ref_ptp_rows(plain, row->column2, row->column1, &back_count);
        char first[SJ_CODE_CAP], second[SJ_CODE_CAP];
        ref_code_text(row->column1, first);
        ref_code_text(row->column2, second);
        sj_date days[5];
        int n = days_of(row, plain->days.to, days);
        for (int d = 0; d < n; d++) {
            const bool judged = days[d] <= plain->days.to;
            int there = judged ? expected(rows, count, days[d], &clash) : -1;
            int back_there = judged ? expected(back, back_count, days[d], &clash) : -1;
            check_pair(c, (const char *[]){first, second},
                       (const int[]){there, back_there}, days[d], i / stride + i);
            check_pair(c, (const char *[]){second, first},
                       (const int[]){back_there, there}, days[d], i / stride + i);
        }
    }
}

static void claims_of_two_lines_are_judged_as_the_rows_say(void **state)
{
    (void)state;
    for (int k = 0; k < TABLES; k++) {
        static claims c;
        double start = plain_clock();
        memset(&c, 0, sizeof c);
        walk_claims(loaded[k], &c);
        printf("%s: %llu claims of every %llu-th row, %llu px.ptp, %llu wrong, %.1f "
               "s\n",
               sj_line_table_name(loaded[k]), (unsigned long long)c.checks,
               (unsigned long long)stride, (unsigned long long)c.findings,
               (unsigned long long)c.wrong, plain_clock() - start);
        assert_true(c.findings > 0);
        assert_int_equal(c.wrong, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_in_force_on_its_days_and_in_its_direction),
        cmocka_unit_test(rows_of_a_pair_are_those_of_the_file),
        cmocka_unit_test(claims_of_two_lines_are_judged_as_the_rows_say),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    const char *told = getenv("SCRUBJAY_WALK_STRIDE");
    stride = told && *told ? strtoull(told, NULL, 10) : STRIDE;
    stride = stride ? stride : 1;
    if (!folder || !ncci_image_open(folder, &ncci))
        return PLAIN_SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ncci_image_close(&ncci);
    return failed;
}

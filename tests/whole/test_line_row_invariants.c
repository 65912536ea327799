/*
 * What rows of the NCCI tables may change: the invariants 16, 17 and 24 of DOMAIN.md 6.
 * A thinned practitioner table is compiled whole, without every second row, without its
 * tombstones, and twice over; random claims are checked by each. $SCRUBJAY_CLAIMS says
 * how many, $SCRUBJAY_SEED where to begin.
 */
#include "fuzz/reference/line_generator.h"
#include "fuzz/reference/line_world.h"
#include "tests/support/invariants_check.h"
#include "tests/support/plain_fixture.h"

enum { CLAIMS = 20000, FINDINGS = 1 << 15, SHOWN = 3, WORLDS = 4 };

static ref_line_tables tables; /* the official ones */
static ref_rules rules;        /* of the thinned ones */
static ref_line_generator generator;
static compiled_image worlds[WORLDS];

static judged whole = ROOM_FOR(FINDINGS), other = ROOM_FOR(FINDINGS);
static ref_lined made;

static void judge(ref_thin_world world, judged *out)
{
    judge_by(worlds[world].image, &made.claim, out);
}

static bool is_by_rows(const sj_finding *f)
{
    return f->edit == SJ_PX_PTP || f->edit == SJ_PX_MUE;
}

/* A finding of a pair may go with another line of the same column 1 code. */
static bool has(const judged *j, const sj_finding *f)
{
    for (uint32_t i = 0; i < j->findings.count; i++)
        if (j->items[i].edit == f->edit && same_place(j->items[i].at, f->at))
            return true;
    return false;
}

static bool same(const judged *a, const judged *b)
{
    if (a->findings.count != b->findings.count ||
        memcmp(&a->findings.no_data, &b->findings.no_data,
               sizeof a->findings.no_data) != 0)
        return false;
    for (uint32_t i = 0; i < a->findings.count; i++)
        if (a->items[i].edit != b->items[i].edit ||
            a->items[i].severity != b->items[i].severity ||
            a->items[i].date != b->items[i].date ||
            !same_place(a->items[i].at, b->items[i].at) ||
            !same_place(a->items[i].with, b->items[i].with))
            return false;
    return true;
}

static void show(uint64_t wrong)
{
    if (wrong < SHOWN)
        ref_print_lines(stdout, &made.claim);
}

static void fewer_rows_add_no_finding(void **state)
{
    (void)state;
    uint64_t found = 0, lost = 0, wrong = 0;
    for (uint64_t i = 0; i < claims; i++) {
        ref_make_lines(&generator, first_seed + i, &made);
        judge(REF_THIN, &whole);
        judge(REF_THIN_HALF, &other);
        for (uint32_t k = 0; k < whole.findings.count; k++) {
            found += is_by_rows(&whole.items[k]);
            lost += is_by_rows(&whole.items[k]) && !has(&other, &whole.items[k]);
        }
        for (uint32_t k = 0; k < other.findings.count; k++)
            if (is_by_rows(&other.items[k]) && !has(&whole, &other.items[k]))
                show(wrong++);
    }
    printf("%llu findings by rows, %llu went with their rows, %llu came\n",
           (unsigned long long)found, (unsigned long long)lost,
           (unsigned long long)wrong);
    assert_true(lost > 0);
    assert_int_equal(wrong, 0);
}

static void change_nothing(ref_thin_world world)
{
    uint64_t wrong = 0, findings = 0;
    for (uint64_t i = 0; i < claims; i++) {
        ref_make_lines(&generator, first_seed + i, &made);
        judge(REF_THIN, &whole);
        judge(world, &other);
        findings += whole.findings.count;
        if (!same(&whole, &other))
            show(wrong++);
    }
    printf("%llu findings, %llu claims differ\n", (unsigned long long)findings,
           (unsigned long long)wrong);
    assert_int_equal(wrong, 0);
}

static void tombstones_change_nothing(void **state)
{
    (void)state;
    change_nothing(REF_THIN_NO_TOMBSTONES);
}

static void a_second_copy_of_the_tables_changes_nothing(void **state)
{
    (void)state;
    change_nothing(REF_THIN_TWICE);
}

static void windows_of_a_pair_do_not_overlap(void **state)
{
    (void)state;
    uint64_t tried = 0, wrong = 0;
    for (int table = 0; table < REF_PTP_TABLES; table++) {
        const ref_ptp_table *p = &tables.ptp[table];
        for (size_t i = 1; i < p->count; i++) {
            const ref_ptp_row *b = &p->rows[i];
            for (size_t k = i; k-- > 0 && p->rows[k].column1 == b->column1 &&
                               p->rows[k].column2 == b->column2;) {
                const ref_ptp_row *a = &p->rows[k];
                tried++;
                wrong += a->indicator < 2 && b->indicator < 2 && a->from <= b->to &&
                         b->from <= a->to;
            }
        }
    }
    printf("%llu pairs of rows of one pair of codes, %llu overlap\n",
           (unsigned long long)tried, (unsigned long long)wrong);
    assert_true(tried > 0);
    assert_int_equal(wrong, 0);
}

static void open_world(const char *data, ref_thin_world kind)
{
    char folder[REF_WORLD_PATH];
    ref_thin_world_make(data, &tables, kind, folder);
    bool good = compiled_image_open(folder, "line rows", &worlds[kind]);
    if (kind == REF_THIN)
        ref_rules_load(folder, &rules);
    ref_line_world_remove(folder);
    if (!good)
        exit(2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewer_rows_add_no_finding),
        cmocka_unit_test(tombstones_change_nothing),
        cmocka_unit_test(a_second_copy_of_the_tables_changes_nothing),
        cmocka_unit_test(windows_of_a_pair_do_not_overlap),
    };
    const char *data = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!data)
        return PLAIN_SKIP;
    read_trials(CLAIMS, "claims");
    ref_line_tables_load(data, &tables);
    for (int i = 0; i < WORLDS; i++)
        open_world(data, (ref_thin_world)i);
    ref_line_generator_make(&rules, &generator);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (int i = 0; i < WORLDS; i++)
        compiled_image_close(&worlds[i]);
    ref_line_generator_free(&generator);
    ref_rules_free(&rules);
    ref_line_tables_free(&tables);
    return failed;
}

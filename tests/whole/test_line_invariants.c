/*
 * What must hold of sj_check() on service lines whatever the claim says: the invariants
 * 2, 4 to 7, 18 and 19 of DOMAIN.md 6 on random claims over the official tables. (16,
 * 17 and 24 stand in test_line_row_invariants.c.) $SCRUBJAY_CLAIMS says how many claims
 * each, $SCRUBJAY_SEED where to begin.
 */
#include <ctype.h>
#include <strings.h>

#include "fuzz/reference/line_generator.h"
#include "fuzz/reference/line_world.h"
#include "fuzz/reference/reference_check.h"
#include "tests/support/invariants_check.h"
#include "tests/support/plain_fixture.h"

enum { CLAIMS = 10000, FINDINGS = 1 << 15, SHOWN = 3 };

static ref_rules rules;
static ref_line_generator generator;
static compiled_image world;

/* ---- results of a check ---- */

static judged before = ROOM_FOR(FINDINGS), after = ROOM_FOR(FINDINGS);

static void judge(const sj_claim *claim, judged *out)
{
    judge_by(world.image, claim, out);
}

/* Where the lines of the old claim stand in the new one; UINT16_MAX: gone. */
typedef struct mapping {
    uint16_t to[SJ_CLAIM_LINES_MAX];
} mapping;

static const mapping *same_places(void)
{
    static mapping m;
    for (unsigned i = 0; i < SJ_CLAIM_LINES_MAX; i++)
        m.to[i] = (uint16_t)i;
    return &m;
}

/* The code at a line in capitals, "" elsewhere; codes of all systems. */
static void code_at(const sj_claim *claim, sj_place at, char out[SJ_CODE_CAP])
{
    size_t n = 0;
    memset(out, 0, SJ_CODE_CAP);
    if (at.kind != SJ_AT_LINE)
        return;
    sj_str code = claim->lines[at.index].code;
    for (uint32_t i = 0; i < code.len && n + 1 < SJ_CODE_CAP; i++)
        if (code.text[i] != ' ')
            out[n++] = (char)toupper((unsigned char)code.text[i]);
}

/* Whether a result has the finding at its new place; of a pair with the same column 1
 * code, on whichever line. Severity too when `exact`. */
static bool has(const judged *j, const sj_claim *claim, const sj_finding *f,
                const sj_claim *of, const mapping *m, bool exact)
{
    char code[SJ_CODE_CAP], there[SJ_CODE_CAP];
    sj_place at = f->at;
    code_at(of, f->with, code);
    if (at.kind == SJ_AT_LINE)
        at.index = m->to[at.index];
    for (uint32_t i = 0; i < j->findings.count; i++) {
        const sj_finding *g = &j->items[i];
        if (g->edit != f->edit || !same_place(g->at, at) ||
            (exact && g->severity != f->severity))
            continue;
        code_at(claim, g->with, there);
        if (f->edit != SJ_PX_PTP || strcmp(code, there) == 0)
            return true;
    }
    return false;
}

static bool begins(uint16_t edit, const char *text)
{
    return strncmp(ref_edit_id((sj_edit)edit), text, strlen(text)) == 0;
}

/* ---- counting ---- */

static void wrong(tally *t, const sj_claim *claim, const char *what)
{
    if (t->wrong++ >= SHOWN)
        return;
    printf("%s\n", what);
    ref_print_lines(stdout, claim);
}

static void report(const char *what, const tally *t)
{
    printf("%s: %llu, %llu wrong\n", what, (unsigned long long)t->tried,
           (unsigned long long)t->wrong);
    assert_true(t->tried > 0);
    assert_int_equal(t->wrong, 0);
}

/* Findings of an earlier result that a later one lacks. */
static void nothing_lost(tally *t, const judged *old, const sj_claim *of,
                         const judged *new, const sj_claim *claim, const mapping *m,
                         bool (*concerns)(uint16_t edit), bool exact)
{
    for (uint32_t i = 0; i < old->findings.count; i++) {
        const sj_finding *f = &old->items[i];
        if (!concerns(f->edit) ||
            (f->at.kind == SJ_AT_LINE && m->to[f->at.index] == UINT16_MAX))
            continue;
        t->tried++;
        if (!has(new, claim, f, of, m, exact))
            wrong(t, of, ref_edit_id((sj_edit)f->edit));
    }
}

/* ---- the claims ---- */

static ref_lined made;
static sj_line lines[SJ_CLAIM_LINES_MAX];

/* The generator's claim, of more than `least` lines and without negative units. */
static bool next_claim(uint64_t i, uint32_t least)
{
    ref_make_lines(&generator, first_seed + i, &made);
    for (uint32_t k = 0; k < made.claim.line_count; k++)
        if (made.lines[k].units < 0)
            return false;
    return made.claim.line_count > least && made.claim.line_count < 100;
}

static sj_claim with_lines(uint32_t count)
{
    sj_claim claim = made.claim;
    claim.lines = lines;
    claim.line_count = count;
    return claim;
}

/* ---- 2 ---- */

/* Which of equal lines, and which of a right and a left one, the order decides. */
static bool is_of_all_orders(uint16_t edit)
{
    return edit != SJ_PX_DUPLICATE_LINE && edit != SJ_PX_BILATERAL;
}

static uint32_t number_of(const judged *j, sj_edit edit)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < j->findings.count; i++)
        n += j->items[i].edit == edit;
    return n;
}

static void the_order_of_lines_changes_no_finding(void **state)
{
    (void)state;
    tally t = {0, 0};
    static mapping there, back;
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 1))
            continue;
        uint32_t n = made.claim.line_count;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t to = (k * 7 + (uint32_t)i) % n;
            while (n % 7 == 0 && to != n - 1 - k)
                to = n - 1 - k;
            lines[to] = made.lines[k];
            there.to[k] = (uint16_t)to;
            back.to[to] = (uint16_t)k;
        }
        sj_claim other = with_lines(n);
        judge(&made.claim, &before);
        judge(&other, &after);
        nothing_lost(&t, &before, &made.claim, &after, &other, &there, is_of_all_orders,
                     true);
        nothing_lost(&t, &after, &other, &before, &made.claim, &back, is_of_all_orders,
                     true);
        if (number_of(&before, SJ_PX_DUPLICATE_LINE) !=
            number_of(&after, SJ_PX_DUPLICATE_LINE))
            wrong(&t, &made.claim, "number of duplicates");
        if (memcmp(&before.findings.no_data, &after.findings.no_data,
                   sizeof before.findings.no_data) != 0)
            wrong(&t, &made.claim, "no_data");
    }
    report("findings under other orders of lines", &t);
}

/* ---- 4 and 5 ---- */

static bool is_kept_by_removal(uint16_t edit)
{
    return edit == SJ_PX_PTP || edit == SJ_PX_MUE || edit == SJ_PX_DUPLICATE_LINE ||
           begins(edit, "mod.");
}

static void removing_a_line_adds_no_finding_to_others(void **state)
{
    (void)state;
    tally t = {0, 0};
    static mapping m;
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 1))
            continue;
        uint32_t gone = (uint32_t)(i * 5 % made.claim.line_count), n = 0;
        for (uint32_t k = 0; k < made.claim.line_count; k++)
            if (k != gone) {
                m.to[n] = (uint16_t)k;
                lines[n++] = made.lines[k];
            }
        sj_claim other = with_lines(n);
        judge(&made.claim, &before);
        judge(&other, &after);
        nothing_lost(&t, &after, &other, &before, &made.claim, &m, is_kept_by_removal,
                     false);
    }
    report("findings left after the removal of a line", &t);
}

static bool is_kept_by_addition(uint16_t edit)
{
    return edit == SJ_PX_PTP || edit == SJ_PX_MUE || begins(edit, "dx.");
}

static void adding_a_line_removes_no_finding(void **state)
{
    (void)state;
    tally t = {0, 0};
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 0))
            continue;
        uint32_t n = made.claim.line_count;
        memcpy(lines, made.lines, n * sizeof *lines);
        /* A line of the days of another; the diagnoses it would point to keep theirs.
         */
        lines[n] = made.lines[n / 2];
        lines[n].pointer_count = 0;
        lines[n].code = made.lines[0].code;
        lines[n].from = made.lines[0].from;
        lines[n].to = made.lines[0].to;
        sj_claim other = with_lines(n + 1);
        judge(&made.claim, &before);
        judge(&other, &after);
        nothing_lost(&t, &before, &made.claim, &after, &other, same_places(),
                     is_kept_by_addition, false);
    }
    report("findings kept beside one more line", &t);
}

/* ---- 6 ---- */

static bool is_pair(uint16_t edit)
{
    return edit == SJ_PX_PTP;
}

/* Put a modifier at the line's first free place. */
static bool add_modifier(sj_line *line, const char *modifier)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        if (line->modifiers[k].len == 0) {
            line->modifiers[k] = (sj_str){modifier, (uint32_t)strlen(modifier)};
            return true;
        }
    return false;
}

static bool same_pairs(const judged *a, const judged *b)
{
    uint32_t i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a->findings.count && !is_pair(a->items[i].edit))
            i++;
        while (k < b->findings.count && !is_pair(b->items[k].edit))
            k++;
        if (i == a->findings.count || k == b->findings.count)
            return i == a->findings.count && k == b->findings.count;
        if (!same_place(a->items[i].at, b->items[k].at) ||
            !same_place(a->items[i].with, b->items[k].with) ||
            a->items[i].severity != b->items[k].severity)
            return false;
    }
}

static bool is_medicaid(void)
{
    const sj_str *payer = &made.claim.payer;
    return payer->len >= 8 && strncasecmp(payer->text, "medicaid", 8) == 0;
}

static int indicator_of(const sj_finding *f)
{
    char one[SJ_CODE_CAP], two[SJ_CODE_CAP];
    sj_line_table table =
        made.claim.type == SJ_INSTITUTIONAL ? SJ_PTP_HOSPITAL : SJ_PTP_PRACTITIONER;
    if (is_medicaid())
        table = (sj_line_table)(table + 2);
    code_at(&made.claim, f->with, one);
    code_at(&made.claim, f->at, two);
    return sj_ptp_indicator(world.image, table,
                            sj_procedure_of(world.image, one, strlen(one)),
                            sj_procedure_of(world.image, two, strlen(two)), f->date);
}

static void modifiers_clear_pairs_with_indicator_1_and_make_none(void **state)
{
    static const char *const bypass[] = {"59", "XE", "25", "LT",
                                         "91", "T5", "F1", "57"};
    static const char *const idle[] = {"22", "50", "51", "76", "77"};
    (void)state;
    tally t = {0, 0};
    uint64_t cleared = 0;
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 1))
            continue;
        uint32_t n = made.claim.line_count;
        memcpy(lines, made.lines, n * sizeof *lines);
        sj_claim other = with_lines(n);
        judge(&made.claim, &before);
        if (!add_modifier(&lines[i % n], idle[i % 5]))
            continue;
        judge(&other, &after);
        t.tried++;
        if (!same_pairs(&before, &after))
            wrong(&t, &made.claim, idle[i % 5]);
        lines[i % n] = made.lines[i % n];
        add_modifier(&lines[i % n], bypass[i % 8]);
        judge(&other, &after);
        nothing_lost(&t, &after, &other, &before, &made.claim, same_places(), is_pair,
                     false);
        for (uint32_t k = 0; k < before.findings.count; k++) {
            const sj_finding *f = &before.items[k];
            if (!is_pair(f->edit) ||
                has(&after, &other, f, &made.claim, same_places(), false))
                continue;
            cleared++;
            if (indicator_of(f) != 1)
                wrong(&t, &made.claim, bypass[i % 8]);
        }
    }
    printf("%llu pairs cleared\n", (unsigned long long)cleared);
    assert_true(cleared > 0);
    report("pairs with one more modifier", &t);
}

/* ---- 7 ---- */

static sj_status limit_of(uint32_t line, sj_date day, sj_unit_limit *out)
{
    char code[SJ_CODE_CAP];
    sj_line_table table =
        made.claim.type == SJ_INSTITUTIONAL ? SJ_MUE_HOSPITAL : SJ_MUE_PRACTITIONER;
    if (is_medicaid())
        table = (sj_line_table)(table + 3);
    code_at(&made.claim, (sj_place){.kind = SJ_AT_LINE, .index = (uint16_t)line}, code);
    return sj_mue(world.image, table, sj_procedure_of(world.image, code, strlen(code)),
                  day, out);
}

static bool is_flagged(const judged *j, uint32_t line)
{
    for (uint32_t i = 0; i < j->findings.count; i++)
        if (j->items[i].edit == SJ_PX_MUE && j->items[i].at.index == line)
            return true;
    return false;
}

static bool is_units(uint16_t edit)
{
    return edit == SJ_PX_MUE;
}

static void more_units_clear_no_limit(void **state)
{
    (void)state;
    tally t = {0, 0};
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 0))
            continue;
        uint32_t n = made.claim.line_count;
        memcpy(lines, made.lines, n * sizeof *lines);
        sj_claim other = with_lines(n);
        lines[i % n].units += (double)(1 + i % 3);
        judge(&made.claim, &before);
        judge(&other, &after);
        nothing_lost(&t, &before, &made.claim, &after, &other, same_places(), is_units,
                     false);
    }
    report("limits exceeded by more units", &t);
}

/* Units of a line of one day, on two lines. */
static void split_units(tally *t, uint32_t k)
{
    uint32_t n = made.claim.line_count;
    sj_line *line = &made.lines[k];
    for (int i = 0; i < SJ_MODIFIERS_MAX; i++) /* 55 counts days of care */
        line->modifiers[i].len = 0;
    memcpy(lines, made.lines, n * sizeof *lines);
    lines[n] = lines[k];
    lines[n].units = 1;
    lines[k].units -= 1;
    judge(&made.claim, &before);
    sj_claim other = with_lines(n + 1);
    judge(&other, &after);
    t->tried++;
    if (is_flagged(&before, k) != is_flagged(&after, k) ||
        is_flagged(&after, k) != is_flagged(&after, n))
        wrong(t, &made.claim, "units split over two lines");
}

static void without_others(tally *t, uint32_t k)
{
    lines[0] = made.lines[k];
    sj_claim other = with_lines(1);
    judge(&made.claim, &before);
    judge(&other, &after);
    t->tried++;
    if (is_flagged(&before, k) != is_flagged(&after, 0))
        wrong(t, &made.claim, "other lines count");
}

static void
limits_of_a_day_ask_for_the_sum_and_limits_of_a_line_for_the_line(void **state)
{
    (void)state;
    tally sums = {0, 0}, alone = {0, 0};
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 0) || made.claim.from == SJ_NO_DATE)
            continue;
        for (uint32_t k = 0; k < made.claim.line_count; k++) {
            sj_unit_limit limit;
            sj_line *line = &made.lines[k];
            sj_date day = line->from != SJ_NO_DATE ? line->from : made.claim.from;
            line->from = line->to = day;
            if (limit_of(k, day, &limit) != SJ_OK || limit.value == 0)
                continue;
            if (limit.mai >= 2 && line->units >= 2)
                split_units(&sums, k);
            else if (limit.mai < 2)
                without_others(&alone, k);
        }
    }
    report("units split over lines of a day", &sums);
    report("limits of a line without the others", &alone);
}

/* ---- 18 ---- */

static bool on_line(const judged *j, sj_edit edit, uint32_t line)
{
    for (uint32_t i = 0; i < j->findings.count; i++)
        if (j->items[i].edit == edit && j->items[i].at.kind == SJ_AT_LINE &&
            j->items[i].at.index == line)
            return true;
    return false;
}

static void lines_of_different_days_do_not_meet(void **state)
{
    (void)state;
    tally t = {0, 0};
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 1) || made.claim.line_count > 12)
            continue;
        uint32_t n = made.claim.line_count;
        for (uint32_t k = 0; k < n; k++)
            made.lines[k].from = made.lines[k].to = made.day - 4 + (sj_date)k;
        judge(&made.claim, &before);
        for (uint32_t k = 0; k < n; k++) {
            lines[0] = made.lines[k];
            sj_claim other = with_lines(1);
            judge(&other, &after);
            t.tried++;
            if (on_line(&before, SJ_PX_PTP, k) ||
                on_line(&before, SJ_PX_PTP_SAME_SITE, k) ||
                on_line(&before, SJ_PX_DUPLICATE_LINE, k) ||
                is_flagged(&before, k) != is_flagged(&after, 0) ||
                on_line(&before, SJ_PX_ADDON_WITHOUT_PRIMARY, k) !=
                    on_line(&after, SJ_PX_ADDON_WITHOUT_PRIMARY, 0))
                wrong(&t, &made.claim, "lines of different days");
        }
    }
    report("lines of different days", &t);
}

/* ---- 19 ---- */

static bool is_not_of_sex(uint16_t edit)
{
    return edit != SJ_DX_SEX && edit != SJ_PX_SEX && edit != SJ_PT_SEX_INVALID;
}

static bool is_not_of_age(uint16_t edit)
{
    return edit != SJ_DX_AGE && edit != SJ_PX_AGE && edit != SJ_PT_AGE_INVALID;
}

static void sex_and_birth_leave_lines_alone(void **state)
{
    (void)state;
    tally t = {0, 0};
    for (uint64_t i = 0; i < claims; i++) {
        if (!next_claim(i, 0))
            continue;
        sj_claim other = made.claim;
        judge(&made.claim, &before);
        other.sex = (sj_str){i % 2 ? "M" : "U", 1};
        judge(&other, &after);
        nothing_lost(&t, &before, &made.claim, &after, &other, same_places(),
                     is_not_of_sex, true);
        nothing_lost(&t, &after, &other, &before, &made.claim, same_places(),
                     is_not_of_sex, true);
        other = made.claim;
        other.birth = made.day - (sj_date)(i * 37 % 30000);
        judge(&other, &after);
        nothing_lost(&t, &before, &made.claim, &after, &other, same_places(),
                     is_not_of_age, true);
        nothing_lost(&t, &after, &other, &before, &made.claim, same_places(),
                     is_not_of_age, true);
    }
    report("findings under another sex or birth date", &t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_lines_changes_no_finding),
        cmocka_unit_test(removing_a_line_adds_no_finding_to_others),
        cmocka_unit_test(adding_a_line_removes_no_finding),
        cmocka_unit_test(modifiers_clear_pairs_with_indicator_1_and_make_none),
        cmocka_unit_test(more_units_clear_no_limit),
        cmocka_unit_test(
            limits_of_a_day_ask_for_the_sum_and_limits_of_a_line_for_the_line),
        cmocka_unit_test(lines_of_different_days_do_not_meet),
        cmocka_unit_test(sex_and_birth_leave_lines_alone),
    };
    char folder[REF_WORLD_PATH];
    const char *data = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!data)
        return PLAIN_SKIP;
    read_trials(CLAIMS, "claims");
    ref_line_world_make(data, folder);
    if (!compiled_image_open(folder, "line invariants", &world))
        return 2;
    ref_rules_load(folder, &rules);
    ref_line_world_remove(folder);
    ref_line_generator_make(&rules, &generator);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ref_line_generator_free(&generator);
    ref_rules_free(&rules);
    compiled_image_close(&world);
    return failed;
}

/*
 * The examples of DOMAIN 3.6 to 3.8 on the official tables: what fails there fails
 * here, and what passes passes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "fuzz/reference/ncci_image.h"
#include "tests/support/line_kit.h"
#include "tests/support/plain_fixture.h"

static ncci_image ncci;

#define earns(edit, want, ...)                                                         \
    assert_string_equal(                                                               \
        kit_line_findings(ncci.image, &(told_lines){__VA_ARGS__}, edit, false), want)

static void ptp_13121_with_13120_fails_whatever_the_modifier(void **state)
{
    (void)state;
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "13121 13120");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2024-05-01\n", .kind = P,
          .lines = "13121 13120:59");
    earns("px.ptp", "lines[0] px.ptp reject lines[1] 2024-05-01\n", .kind = P,
          .lines = "13120 13121");
    earns("px.ptp", "", .kind = P, .lines = "13121@2024-05-01 13120@2024-05-02",
          .to = "2024-05-02");
}

static void ptp_0001A_with_0591T_fails_without_59_to_the_end_of_2023(void **state)
{
    (void)state;
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2023-06-01\n", .kind = P,
          .lines = "0001A 0591T", .from = "2023-06-01");
    earns("px.ptp", "", .kind = P, .lines = "0001A 0591T:59", .from = "2023-06-01");
    earns("px.ptp", "", .kind = P, .lines = "0001A:59 0591T", .from = "2023-06-01");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2023-06-01\n", .kind = P,
          .lines = "0001A:51 0591T:22", .from = "2023-06-01");
    earns("px.ptp", "lines[1] px.ptp reject lines[0] 2023-12-31\n", .kind = P,
          .lines = "0001A 0591T", .from = "2023-12-31");
    earns("px.ptp", "", .kind = P, .lines = "0001A 0591T", .from = "2024-01-01");
}

static void mue_seven_units_of_G0422_fail_and_six_pass(void **state)
{
    (void)state;
    earns("px.mue", "lines[0] px.mue reject 2024-05-01\n", .kind = P,
          .lines = "G0422*7");
    earns("px.mue", "", .kind = P, .lines = "G0422*6");
    earns("px.mue",
          "lines[0] px.mue reject 2024-05-01\nlines[1] px.mue reject 2024-05-01\n",
          .kind = P, .lines = "G0422*4 G0422:59*3");
}

static void add_on_0071U_fails_alone_and_passes_with_0070U(void **state)
{
    (void)state;
    earns("px.addon", "lines[0] px.addon_without_primary reject 2024-05-01\n",
          .kind = P, .lines = "0071U");
    earns("px.addon", "", .kind = P, .lines = "0071U 0070U");
    earns("px.addon", "lines[0] px.addon_without_primary reject 2024-05-01\n",
          .kind = P, .lines = "0071U G0422");
}

static void add_on_0054T_fails_alone_and_passes_with_any_primary(void **state)
{
    (void)state;
    earns("px.addon", "lines[0] px.addon_without_primary warn 2024-05-01\n", .kind = P,
          .lines = "0054T");
    earns("px.addon", "", .kind = P, .lines = "0054T G0422");
}

/* ---- every limit, every add-on code ---------------------------------------------- */

typedef struct tally {
    uint64_t asked, wrong, fired;
} tally;

static kit_lines made;

/* Whether a claim has a finding of an edit, and of which severity. */
static sj_severity severity_of(tally *t, sj_edit edit)
{
    sj_finding items[64];
    sj_findings found = {.items = items, .cap = 64};
    sj_severity severity = SJ_CLEAN;
    assert_int_equal(sj_check(ncci.image, &made.claim, NULL, &found), SJ_OK);
    for (uint32_t i = 0; i < found.count; i++)
        if (items[i].edit == edit && items[i].at.index == 0)
            severity = (sj_severity)items[i].severity;
    t->asked++;
    t->fired += severity != SJ_CLEAN;
    return severity;
}

static void set_code(int line, char text[SJ_CODE_CAP], uint32_t code)
{
    ref_code_text(code, text);
    made.lines[line].code = (sj_str){text, 5};
}

static void every_limit_holds_and_one_unit_more_does_not(void **state)
{
    (void)state;
    tally t = {0, 0, 0};
    for (int i = 0; i < ncci.tables.mue_count; i++) {
        const ref_mue_file *file = &ncci.tables.mue[i];
        bool hospital = file->table == SJ_MUE_HOSPITAL;
        if (!hospital && file->table != SJ_MUE_PRACTITIONER)
            continue; /* no claim is judged by the table of equipment */
        kit_lines_make(&(told_lines){.kind = hospital ? OP : P, .lines = "G0422"},
                       &made);
        for (size_t k = 0; k < file->count; k++) {
            const ref_mue_row *row = &file->rows[k];
            char text[SJ_CODE_CAP];
            const sj_severity over = row->mai == 3 ? SJ_WARN : SJ_REJECT;
            const sj_date days[] = {file->days.from, file->days.to};
            set_code(0, text, row->code);
            for (int d = 0; d < 2; d++) {
                made.claim.from = made.claim.to = days[d];
                made.lines[0].units = (double)row->value + 1;
                bool zero = row->value == 0;
                t.wrong += severity_of(&t, SJ_PX_MUE) != (zero ? SJ_CLEAN : over);
                t.wrong +=
                    severity_of(&t, SJ_PX_MUE_ZERO) != (zero ? SJ_REJECT : SJ_CLEAN);
                made.lines[0].units = zero ? 1 : (double)row->value;
                t.wrong += severity_of(&t, SJ_PX_MUE) != SJ_CLEAN;
            }
            const sj_date outside[] = {file->days.from - 1, file->days.to + 1};
            for (int d = 0; d < 2; d++) {
                made.claim.from = made.claim.to = outside[d];
                made.lines[0].units = 1e6;
                t.wrong += severity_of(&t, SJ_PX_MUE) != SJ_CLEAN;
                t.wrong += severity_of(&t, SJ_PX_MUE_ZERO) != SJ_CLEAN;
            }
        }
    }
    printf("unit limits: %llu claims, %llu findings, %llu wrong\n",
           (unsigned long long)t.asked, (unsigned long long)t.fired,
           (unsigned long long)t.wrong);
    assert_true(t.fired > 10000);
    assert_int_equal(t.wrong, 0);
}

/* What DOMAIN 3.8 says of an add-on code beside one other, by its rows of the day. */
static sj_severity expected(const ref_addon *rows, size_t count, uint32_t other,
                            sj_date day)
{
    bool of_type[4] = {false, false, false, false}, listed = false, addon = false;
    size_t n;
    const ref_addon *others = ref_addon_rows(&ncci.tables, other, &n);
    for (size_t i = 0; i < n; i++)
        addon = addon || (others[i].from <= day && day <= others[i].to);
    for (size_t i = 0; i < count; i++) {
        if (day < rows[i].from || day > rows[i].to)
            continue;
        of_type[rows[i].type] = true;
        listed = listed || (rows[i].primary == other && other != 0);
    }
    const bool could = other != 0 && !addon;
    if (of_type[1])
        return listed ? SJ_CLEAN : SJ_REJECT;
    if (of_type[3])
        return listed ? SJ_CLEAN : could ? SJ_INFO : SJ_WARN;
    return of_type[2] && !could ? SJ_WARN : SJ_CLEAN;
}

static void every_add_on_row_is_in_force_on_its_days(void **state)
{
    (void)state;
    tally t = {0, 0, 0};
    static const char stranger[] = "G0422"; /* no add-on code, no primary of these */
    const sj_date horizon = ncci.tables.addon_days.to;
    for (size_t i = 0; i < ncci.tables.addon_count; i++) {
        const ref_addon *row = &ncci.tables.addons[i];
        size_t count;
        const ref_addon *rows = ref_addon_rows(&ncci.tables, row->addon, &count);
        sj_date last = row->to < horizon ? row->to : horizon;
        const sj_date days[] = {row->from - 1, row->from,
                                row->from + (last - row->from) / 2, last, last + 1};
        char code[SJ_CODE_CAP], with[SJ_CODE_CAP];
        for (int d = 0; d < 5; d++) {
            const uint32_t others[] = {0, row->primary, ref_code_number(stranger)};
            for (int k = 0; k < 3; k++) {
                if (k == 1 && others[k] == 0)
                    continue;
                kit_lines_make(&(told_lines){.kind = P, .lines = "G0422 G0422"}, &made);
                set_code(0, code, row->addon);
                made.claim.line_count = others[k] ? 2 : 1;
                if (others[k])
                    set_code(1, with, others[k]);
                made.claim.from = made.claim.to = days[d];
                sj_severity want = days[d] > horizon
                                       ? SJ_CLEAN
                                       : expected(rows, count, others[k], days[d]);
                sj_severity got = severity_of(&t, SJ_PX_ADDON_WITHOUT_PRIMARY);
                /* A primary that a pair denies is told, too. */
                bool denied = want == SJ_CLEAN && got == SJ_INFO && others[k] &&
                              sj_ptp_indicator(ncci.image, SJ_PTP_PRACTITIONER,
                                               sj_procedure_of(ncci.image, code, 5),
                                               sj_procedure_of(ncci.image, with, 5),
                                               days[d]) >= 0;
                if (got == want || denied)
                    continue;
                if (t.wrong++ < 5)
                    printf("%s with %s: %d, not %d\n", code, others[k] ? with : "none",
                           (int)got, (int)want);
            }
        }
    }
    printf("add-on rows: %zu rows, %llu claims, %llu findings, %llu wrong\n",
           ncci.tables.addon_count, (unsigned long long)t.asked,
           (unsigned long long)t.fired, (unsigned long long)t.wrong);
    assert_true(t.fired > 1000);
    assert_int_equal(t.wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ptp_13121_with_13120_fails_whatever_the_modifier),
        cmocka_unit_test(ptp_0001A_with_0591T_fails_without_59_to_the_end_of_2023),
        cmocka_unit_test(mue_seven_units_of_G0422_fail_and_six_pass),
        cmocka_unit_test(add_on_0071U_fails_alone_and_passes_with_0070U),
        cmocka_unit_test(add_on_0054T_fails_alone_and_passes_with_any_primary),
        cmocka_unit_test(every_limit_holds_and_one_unit_more_does_not),
        cmocka_unit_test(every_add_on_row_is_in_force_on_its_days),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder || !ncci_image_open(folder, &ncci))
        return PLAIN_SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ncci_image_close(&ncci);
    return failed;
}

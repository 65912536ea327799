/*
 * What lists of the user ask of service lines (docs/LINES.md, "Limits of service"):
 * each edit where it fires and where it just does not, and what is left unjudged. The
 * lists are invented; every number is one that this file gives to itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/command.h"
#include "tests/support/line_kit.h"
#include "tests/support/source_folder.h"

static sample lists, bare;

static const char header[] = "code,limit,value,from,to,severity,citation\n";

static const char list_2024[] = "G9801,age,18-64,,,,\"Invented, 1\"\n"
                                "G9802,age,0d-28d,,,,\n"
                                "G9803,sex,F,,,,\n"
                                "G9804,inpatient,,,,,\n"
                                "G9805,modifier,GN GO GP,,,,\"Invented, 5\"\n"
                                "G9805,modifier,KX,2024-06-01,,,\n"
                                "G9806,pos,11 22,,,,\n"
                                "0450,hcpcs,,,,,\"Invented, 7\"\n"
                                "G9807,ndc,,,,,\n"
                                "G9808,age,0-17,,,reject,\n"
                                "G9809,sex,M,,,info,\n"
                                "G9810,age,5-10,2024-03-01,2024-03-31,,\n"
                                "G9811,age,0-17,2023-01-01,2026-12-31,,\n"
                                "9812T,ndc,,,,warn,\n"
                                "9990,hcpcs,,,,info,\n";

static const char list_2025[] = "G9801,age,21-64,,,,\n";

static bool open_folder(const char *const *files, const char *const *texts, sample *out)
{
    static char text[16384];
    char *folder = folder_create(), code[8];
    size_t len = 0;
    for (unsigned number = 9801; number <= 9820; number++) {
        snprintf(code, sizeof code, "G%04u", number);
        const char *line = anweb_line(code, number - 9700, '3', "An invented service",
                                      "Invented", "20000101", "");
        len += (size_t)snprintf(text + len, sizeof text - len, "%s", line);
    }
    write_file(folder, "HCPC2024_CONTR_ANWEB.txt", text, len);
    for (; files && *files; files++, texts++) {
        len = (size_t)snprintf(text, sizeof text, "%s%s", header, *texts);
        write_file(folder, *files, text, len);
    }
    bool good = sample_open(folder, out);
    folder_remove(folder);
    return good;
}

static int open_lists(void **state)
{
    (void)state;
    static const char *const files[] = {"service-limits-2024-01-01.csv",
                                        "service-limits-2025-01-01.csv", NULL};
    static const char *const texts[] = {list_2024, list_2025};
    return open_folder(files, texts, &lists) && open_folder(NULL, NULL, &bare) ? 0 : -1;
}

static int close_lists(void **state)
{
    (void)state;
    sample_close(&lists);
    sample_close(&bare);
    return 0;
}

/* All findings of edits that begin so, to the letter. */
#define earns(edit, want, ...)                                                         \
    assert_string_equal(                                                               \
        kit_line_findings(lists.image, &(told_lines){__VA_ARGS__}, edit, false), want)

#define lacks(image, edit, want, ...)                                                  \
    assert_string_equal(                                                               \
        kit_line_findings(image, &(told_lines){__VA_ARGS__}, edit, true),              \
        "no data:" want)

/* Whether an edit is in not_evaluated. */
static bool left_out(sj_edit edit, const told_lines *t)
{
    static kit_lines c;
    static sj_finding items[64];
    sj_findings found = {.items = items, .cap = 64};
    kit_lines_make(t, &c);
    assert_int_equal(sj_check(lists.image, &c.claim, NULL, &found), SJ_OK);
    return sj_edit_set_has(&found.not_evaluated, edit);
}

#define FAILS(edit, severity) "lines[0] " edit " " severity " 2024-05-01\n"

/* ---- the patient ----------------------------------------------------------------- */

static void an_age_outside_the_range_is_told_on_the_first_day_of_the_line(void **state)
{
    (void)state;
    earns("px.age", FAILS("px.age", "warn"), .kind = P, .lines = "G9801",
          .birth = "2006-05-02");
    earns("px.age", "", .kind = P, .lines = "G9801", .birth = "2006-05-01");
    earns("px.age", "", .kind = P, .lines = "G9801", .birth = "1959-05-02");
    earns("px.age", FAILS("px.age", "warn"), .kind = P, .lines = "G9801",
          .birth = "1959-05-01");
    /* Eighteen on the second day of the line is not eighteen on the first. */
    earns("px.age", FAILS("px.age", "warn"), .kind = P,
          .lines = "G9801@2024-05-01~2024-05-03", .to = "2024-05-03",
          .birth = "2006-05-02");
    earns("px.age", "lines[1] px.age warn 2024-05-01\n", .kind = P,
          .from = "2024-05-01", .to = "2024-05-02",
          .lines = "G9801@2024-05-02 G9801@2024-05-01", .birth = "2006-05-02");
    earns("px.age", FAILS("px.age", "warn"), .kind = OP, .lines = "G9801",
          .birth = "2006-05-02");
    earns("px.age", FAILS("px.age", "warn"), .kind = IP, .lines = "G9801",
          .birth = "2006-05-02");
    earns("px.age", "", .kind = P, .lines = "G9820", .birth = "2006-05-02");
}

static void an_age_in_days_counts_from_birth(void **state)
{
    (void)state;
    earns("px.age", "", .kind = P, .lines = "G9802", .birth = "2024-05-01");
    earns("px.age", "", .kind = P, .lines = "G9802", .birth = "2024-04-03");
    earns("px.age", FAILS("px.age", "warn"), .kind = P, .lines = "G9802",
          .birth = "2024-04-02");
}

static void
the_other_sex_is_told_and_an_unknown_one_conflicts_with_nothing(void **state)
{
    (void)state;
    earns("px.sex", FAILS("px.sex", "warn"), .kind = P, .lines = "G9803", .sex = "M");
    earns("px.sex", FAILS("px.sex", "warn"), .kind = IP, .lines = "g9803", .sex = "M");
    earns("px.sex", "", .kind = P, .lines = "G9803", .sex = "F");
    earns("px.sex", "", .kind = P, .lines = "G9803", .sex = "U");
    earns("px.sex", "", .kind = P, .lines = "G9803", .sex = "X");
    earns("px.sex", "", .kind = P, .lines = "G9803", .sex = "-");
    earns("px.sex", FAILS("px.sex", "info"), .kind = P, .lines = "G9809", .sex = "F");
}

/* ---- the line -------------------------------------------------------------------- */

static void what_is_paid_to_inpatients_only_stands_on_no_outpatient_claim(void **state)
{
    (void)state;
    earns("px.inp", FAILS("px.inpatient_only", "reject"), .kind = OP,
          .lines = "G9804^0300");
    earns("px.inp", "", .kind = IP, .lines = "G9804^0300");
    earns("px.inp", "", .kind = P, .lines = "G9804");
}

static void one_of_the_modifiers_of_each_row_is_required(void **state)
{
    (void)state;
    static const char *const enough[] = {"G9805:GN", "G9805:gp", "G9805:59,_,GO",
                                         "G9805:LT,RT,59,GP"};
    for (size_t i = 0; i < sizeof enough / sizeof enough[0]; i++)
        earns("mod.req", "", .kind = P, .lines = enough[i]);
    earns("mod.req", FAILS("mod.required_missing", "warn"), .kind = P,
          .lines = "G9805");
    earns("mod.req", FAILS("mod.required_missing", "warn"), .kind = OP,
          .lines = "G9805:NG,GNN");
    earns("mod.req", "", .kind = P, .lines = "G9806");
    /* From June on there is a second row, which KX satisfies. */
    earns("mod.req", "lines[0] mod.required_missing warn 2024-06-01\n", .kind = P,
          .from = "2024-06-01", .lines = "G9805:GN");
    earns("mod.req",
          "lines[0] mod.required_missing warn 2024-06-01\n"
          "lines[0] mod.required_missing warn 2024-06-01\n",
          .kind = P, .from = "2024-06-01", .lines = "G9805:59");
    earns("mod.req", "", .kind = P, .from = "2024-06-01", .lines = "G9805:KX,GO");
}

static void a_code_is_payable_in_the_places_of_the_list(void **state)
{
    (void)state;
    earns("pos.code", "", .kind = P, .lines = "G9806");
    earns("pos.code", "", .kind = P, .lines = "G9806#22", .pos = "12");
    earns("pos.code", FAILS("pos.code_conflict", "warn"), .kind = P, .lines = "G9806",
          .pos = "12");
    earns("pos.code", FAILS("pos.code_conflict", "warn"), .kind = P,
          .lines = "G9806#21");
    earns("pos.code", FAILS("pos.code_conflict", "warn"), .kind = P,
          .lines = "G9806#1");
    earns("pos.code", "", .kind = P, .lines = "G9806", .pos = "-");
    earns("pos.code", "", .kind = OP, .lines = "G9806", .pos = "12");
}

static void a_revenue_line_without_a_code_is_told_on_outpatient_claims(void **state)
{
    (void)state;
    earns("rev.h", FAILS("rev.hcpcs_required", "reject"), .kind = OP,
          .lines = "_^0450");
    earns("rev.h", FAILS("rev.hcpcs_required", "reject"), .kind = OP, .lines = "_^450");
    earns("rev.h", "", .kind = OP, .lines = "G9820^0450");
    earns("rev.h", "", .kind = OP, .lines = "G98^0450"); /* px.format */
    earns("rev.h", "", .kind = OP, .lines = "_^0451 _^0449 _^9991 _^0000 _^45x _");
    earns("rev.h", FAILS("rev.hcpcs_required", "info"), .kind = OP, .lines = "_^9990");
    earns("rev.h", "", .kind = IP, .lines = "_^0450");
}

static void a_code_that_needs_an_ndc_is_told_without_one(void **state)
{
    (void)state;
    earns("ndc.mis", FAILS("ndc.missing", "reject"), .kind = P, .lines = "G9807");
    earns("ndc.mis", FAILS("ndc.missing", "reject"), .kind = OP, .lines = "G9807");
    earns("ndc.mis", "", .kind = P, .lines = "G9807%00002759701");
    earns("ndc.mis", "", .kind = P, .lines = "G9807%1"); /* ndc.format */
    earns("ndc.mis", "", .kind = P, .lines = "G9806");
}

static void
codes_of_sets_that_are_not_loaded_are_asked_and_rejected_ones_not(void **state)
{
    (void)state;
    earns("ndc.mis", FAILS("ndc.missing", "warn"), .kind = P, .lines = "9812T");
    earns("ndc.mis", "", .kind = OP, .lines = "9812T^0022"); /* HIPPS */
    /* A list may speak of a code that the release does not have. */
    static const char *const files[] = {"service-limits-2024-01-01.csv", NULL};
    static const char *const texts[] = {"G9899,ndc,,,,,\nG9820,ndc,,,,,\n"};
    sample with;
    assert_true(open_folder(files, texts, &with));
    assert_string_equal(
        kit_line_findings(with.image,
                          &(told_lines){.kind = P, .lines = "G9899 G9820 G9898"},
                          "ndc.mis", false),
        "lines[1] ndc.missing reject 2024-05-01\n");
    sample_close(&with);
}

/* ---- days ------------------------------------------------------------------------ */

static void a_row_holds_on_its_days_within_those_of_its_list(void **state)
{
    (void)state;
    static const struct {
        const char *code, *day;
        bool holds;
    } cases[] = {
        {"G9810", "2024-02-29", false}, {"G9810", "2024-03-01", true},
        {"G9810", "2024-03-31", true},  {"G9810", "2024-04-01", false},
        {"G9811", "2023-12-31", false}, {"G9811", "2024-01-01", true},
        {"G9811", "2024-12-31", true},  {"G9811", "2025-01-01", false},
        {"G9808", "2024-12-31", true},  {"G9808", "2025-01-01", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[64] = "";
        if (cases[i].holds)
            snprintf(want, sizeof want, "lines[0] px.age %s %s\n",
                     strcmp(cases[i].code, "G9808") == 0 ? "reject" : "warn",
                     cases[i].day);
        earns("px.age", want, .kind = P, .lines = cases[i].code, .from = cases[i].day);
    }
}

static void the_next_list_takes_the_place_of_the_one_before(void **state)
{
    (void)state;
    earns("px.age", "", .kind = P, .lines = "G9801", .from = "2024-12-31",
          .birth = "2005-01-01");
    earns("px.age", "lines[0] px.age warn 2025-01-01\n", .kind = P, .lines = "G9801",
          .from = "2025-01-01", .birth = "2005-01-01");
    earns("px.sex", "", .kind = P, .lines = "G9803", .from = "2025-01-01", .sex = "M");
}

/* ---- what is left unjudged ---------------------------------------------------------
 */

static void a_limit_that_only_other_days_have_a_list_for_is_no_data(void **state)
{
    (void)state;
    lacks(lists.image, "px.age", " px.age", .kind = P, .lines = "G9820",
          .from = "2023-12-31");
    lacks(lists.image, "px.age", "", .kind = P, .lines = "G9820", .from = "2024-01-01");
    /* The list of 2025 speaks of ages alone. */
    lacks(lists.image, "px.age", "", .kind = P, .lines = "G9820", .from = "2025-01-01");
    lacks(lists.image, "px.s", " px.sex", .kind = P, .lines = "G9820",
          .from = "2025-01-01");
    lacks(lists.image, "mod.r", " mod.required_missing", .kind = P, .lines = "G9820",
          .from = "2025-01-01");
    lacks(lists.image, "ndc", " ndc.missing", .kind = P, .lines = "G9820",
          .from = "2025-01-01");
    lacks(lists.image, "pos.c", " pos.code_conflict", .kind = P, .lines = "G9820",
          .from = "2025-01-01");
    lacks(lists.image, "px.inp", " px.inpatient_only", .kind = OP, .lines = "G9820",
          .from = "2025-01-01");
    lacks(lists.image, "rev.h", " rev.hcpcs_required", .kind = OP, .lines = "_^0300",
          .from = "2025-01-01");
    /* One line of two is enough. */
    lacks(lists.image, "ndc", " ndc.missing", .kind = P, .from = "2024-12-31",
          .to = "2025-01-01", .lines = "G9820@2024-12-31 G9820@2025-01-01");
}

static void an_edit_that_would_not_look_at_the_line_lacks_nothing(void **state)
{
    (void)state;
    lacks(lists.image, "pos.c", "", .kind = OP, .lines = "G9820", .from = "2025-01-01");
    lacks(lists.image, "px.inp", "", .kind = P, .lines = "G9820", .from = "2025-01-01");
    lacks(lists.image, "px.inp", "", .kind = IP, .lines = "G9820",
          .from = "2025-01-01");
    lacks(lists.image, "rev.h", "", .kind = OP, .lines = "G9820^0300 _",
          .from = "2025-01-01");
    lacks(lists.image, "rev.h", "", .kind = IP, .lines = "_^0300",
          .from = "2025-01-01");
    lacks(lists.image, "ndc", "", .kind = OP, .lines = "_^0300 G98",
          .from = "2025-01-01");
}

static void without_a_list_that_has_the_limit_its_edit_is_named_nowhere(void **state)
{
    (void)state;
    static const char *const edits[] = {"px.age", "px.sex",  "px.inp", "mod.r",
                                        "pos.c",  "ndc.mis", "rev.h"};
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        lacks(bare.image, edits[i], "", .kind = P, .lines = "G9801 G9805");
        lacks(bare.image, edits[i], "", .kind = OP, .lines = "G9804 _^0450");
    }
    static const char *const files[] = {"service-limits-2024-01-01.csv", NULL};
    static const char *const texts[] = {"G9820,ndc,,,,,\n"};
    sample ndc;
    assert_true(open_folder(files, texts, &ndc));
    lacks(ndc.image, "px.age", "", .kind = P, .lines = "G9801", .from = "2020-01-01");
    lacks(ndc.image, "ndc", " ndc.missing", .kind = P, .lines = "G9801",
          .from = "2020-01-01");
    sample_close(&ndc);
}

static void what_the_claim_does_not_tell_is_named_when_a_row_asks_for_it(void **state)
{
    (void)state;
    assert_true(
        left_out(SJ_PX_AGE, &(told_lines){.kind = P, .lines = "G9801", .birth = "-"}));
    assert_true(left_out(
        SJ_PX_AGE, &(told_lines){.kind = P, .lines = "G9801", .birth = "1880-01-01"}));
    assert_true(left_out(
        SJ_PX_AGE, &(told_lines){.kind = P, .lines = "G9801", .birth = "2024-05-02"}));
    /* Born after the line, though not after the claim. */
    assert_true(left_out(
        SJ_PX_AGE,
        &(told_lines){.kind = OP, .lines = "G9801@2024-04-30", .birth = "2024-05-01"}));
    assert_false(left_out(SJ_PX_AGE, &(told_lines){.kind = P, .lines = "G9801"}));
    assert_false(
        left_out(SJ_PX_AGE, &(told_lines){.kind = P, .lines = "G9820", .birth = "-"}));
    assert_true(
        left_out(SJ_PX_SEX, &(told_lines){.kind = P, .lines = "G9803", .sex = "-"}));
    assert_false(
        left_out(SJ_PX_SEX, &(told_lines){.kind = P, .lines = "G9803", .sex = "U"}));
    assert_false(
        left_out(SJ_PX_SEX, &(told_lines){.kind = P, .lines = "G9820", .sex = "-"}));
    assert_true(left_out(SJ_POS_CODE_CONFLICT,
                         &(told_lines){.kind = P, .lines = "G9806", .pos = "-"}));
    assert_false(left_out(SJ_POS_CODE_CONFLICT,
                          &(told_lines){.kind = P, .lines = "G9806#12", .pos = "-"}));
    earns("px.age", "", .kind = P, .lines = "G9801", .birth = "-");
    earns("px.age", "", .kind = P, .lines = "G9801", .birth = "1880-01-01");
}

/* ---- words -------------------------------------------------------------------------
 */

static void words_and_source_are_those_of_the_row(void **state)
{
    (void)state;
    static const struct {
        told_lines told;
        const char *edit, *words;
        uint32_t line;
    } cases[] = {
        {{.kind = P, .lines = "G9801", .birth = "1950-01-01"},
         "px.age",
         "G9801 (An invented service) is for ages from 18 to 64; the patient is 74 on "
         "2024-05-01 (Invented, 1)",
         2},
        {{.kind = P, .lines = "G9802", .birth = "2024-01-01"},
         "px.age",
         "G9802 (An invented service) is for ages from 0 to 28 days; the patient has "
         "121 on 2024-05-01",
         3},
        {{.kind = P, .lines = "G9803", .sex = "M"},
         "px.sex",
         "G9803 (An invented service) is for women; the claim has a man",
         4},
        {{.kind = P, .lines = "G9809", .sex = "F"},
         "px.sex",
         "G9809 (An invented service) is for men; the claim has a woman",
         12},
        {{.kind = OP, .lines = "G9804"},
         "px.inpatient_only",
         "G9804 (An invented service) is paid to inpatients only",
         5},
        {{.kind = P, .lines = "G9805"},
         "mod.required_missing",
         "G9805 (An invented service) needs one of the modifiers GN GO GP (Invented, "
         "5)",
         6},
        {{.kind = P, .lines = "G9805:GN", .from = "2024-06-01"},
         "mod.required_missing",
         "G9805 (An invented service) needs modifier KX",
         7},
        {{.kind = P, .lines = "G9806#12"},
         "pos.code_conflict",
         "G9806 (An invented service) is not payable in place of service 12; it is in "
         "11 22",
         8},
        {{.kind = OP, .lines = "_^450"},
         "rev.hcpcs_required",
         "revenue code 0450 needs a procedure code (Invented, 7)",
         9},
        {{.kind = P, .lines = "G9807"},
         "ndc.missing",
         "G9807 (An invented service) needs an NDC",
         10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static kit_lines c;
        sj_finding f;
        sj_citation source;
        char words[256];
        kit_lines_make(&cases[i].told, &c);
        assert_true(kit_line_find(lists.image, &c, cases[i].edit, &f));
        sj_finding_message(lists.image, &c.claim, &f, words, sizeof words);
        assert_string_equal(words, cases[i].words);
        assert_true(sj_finding_source(lists.image, &f, &source));
        assert_string_equal(source.file, "service-limits-2024-01-01.csv");
        assert_string_equal(source.release, "Service limits 2024-01-01");
        assert_int_equal(source.row, cases[i].line);
    }
}

static void numbers_of_a_finding_are_age_and_bound(void **state)
{
    (void)state;
    static kit_lines c;
    sj_finding f;
    kit_lines_make(&(told_lines){.kind = P, .lines = "G9801", .birth = "1950-01-01"},
                   &c);
    assert_true(kit_line_find(lists.image, &c, "px.age", &f));
    assert_int_equal(f.found, 74);
    assert_int_equal(f.limit, 64);
    assert_int_equal(f.reason, SJ_BECAUSE_TOO_OLD);
    kit_lines_make(&(told_lines){.kind = P, .lines = "G9801", .birth = "2010-01-01"},
                   &c);
    assert_true(kit_line_find(lists.image, &c, "px.age", &f));
    assert_int_equal(f.found, 14);
    assert_int_equal(f.limit, 18);
    assert_int_equal(f.reason, SJ_BECAUSE_PLAIN);
}

static void a_caller_reads_the_limits_of_a_code(void **state)
{
    (void)state;
    sj_service_limit rows[4];
    uint32_t of = sj_procedure_of(lists.image, "G9801", 5);
    assert_int_equal(sj_service_limits(lists.image, of, rows, 4), 2);
    assert_int_equal(rows[0].kind, SJ_LIMIT_AGE);
    assert_int_equal(rows[0].severity, SJ_CLEAN);
    assert_string_equal(rows[0].value, "18-64");
    assert_string_equal(rows[0].citation, "Invented, 1");
    assert_int_equal(rows[0].from, kit_day("2024-01-01"));
    assert_int_equal(rows[0].to, kit_day("2024-12-31")); /* where the list ends */
    assert_int_equal(rows[0].source.row, 2);
    assert_string_equal(rows[1].value, "21-64");
    assert_int_equal(rows[1].from, kit_day("2025-01-01"));
    assert_int_equal(rows[1].to, SJ_DATE_OPEN);
    of = sj_procedure_of(lists.image, "G9805", 5);
    assert_int_equal(sj_service_limits(lists.image, of, NULL, 0), 2);
    assert_int_equal(sj_service_limits(lists.image, of, rows, 1), 2);
    assert_string_equal(rows[0].value, "GN GO GP");
    of = sj_procedure_of(lists.image, "G9808", 5);
    assert_int_equal(sj_service_limits(lists.image, of, rows, 4), 1);
    assert_int_equal(rows[0].severity, SJ_REJECT);
    of = sj_procedure_of(lists.image, "G9820", 5);
    assert_int_equal(sj_service_limits(lists.image, of, rows, 4), 0);
    assert_int_equal(sj_service_limits(bare.image, 0, rows, 4), 0);
    assert_int_equal(sj_service_limits(lists.image, SJ_NO_PROCEDURE, rows, 4), 0);
    assert_int_equal(sj_service_limits(NULL, 0, rows, 4), 0);
    sj_date first, last;
    assert_true(sj_line_table_days(lists.image, SJ_SERVICE_LIMITS, &first, &last));
    assert_int_equal(first, kit_day("2024-01-01"));
    assert_int_equal(last, SJ_DATE_OPEN);
    assert_false(sj_line_table_days(bare.image, SJ_SERVICE_LIMITS, &first, &last));
}

static void limits_bear_the_names_of_the_list(void **state)
{
    (void)state;
    static const char *const names[] = {"age", "sex",   "inpatient", "modifier",
                                        "pos", "hcpcs", "ndc"};
    for (unsigned i = 0; i < 7; i++)
        assert_string_equal(sj_limit_name((sj_limit_kind)i), names[i]);
    assert_null(sj_limit_name((sj_limit_kind)7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_age_outside_the_range_is_told_on_the_first_day_of_the_line),
        cmocka_unit_test(an_age_in_days_counts_from_birth),
        cmocka_unit_test(
            the_other_sex_is_told_and_an_unknown_one_conflicts_with_nothing),
        cmocka_unit_test(what_is_paid_to_inpatients_only_stands_on_no_outpatient_claim),
        cmocka_unit_test(one_of_the_modifiers_of_each_row_is_required),
        cmocka_unit_test(a_code_is_payable_in_the_places_of_the_list),
        cmocka_unit_test(a_revenue_line_without_a_code_is_told_on_outpatient_claims),
        cmocka_unit_test(a_code_that_needs_an_ndc_is_told_without_one),
        cmocka_unit_test(
            codes_of_sets_that_are_not_loaded_are_asked_and_rejected_ones_not),
        cmocka_unit_test(a_row_holds_on_its_days_within_those_of_its_list),
        cmocka_unit_test(the_next_list_takes_the_place_of_the_one_before),
        cmocka_unit_test(a_limit_that_only_other_days_have_a_list_for_is_no_data),
        cmocka_unit_test(an_edit_that_would_not_look_at_the_line_lacks_nothing),
        cmocka_unit_test(without_a_list_that_has_the_limit_its_edit_is_named_nowhere),
        cmocka_unit_test(what_the_claim_does_not_tell_is_named_when_a_row_asks_for_it),
        cmocka_unit_test(words_and_source_are_those_of_the_row),
        cmocka_unit_test(numbers_of_a_finding_are_age_and_bound),
        cmocka_unit_test(a_caller_reads_the_limits_of_a_code),
        cmocka_unit_test(limits_bear_the_names_of_the_list),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}

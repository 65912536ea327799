/*
 * scrubjay pair, lookup and check over tables of line edits: those of line_kit.h,
 * invented and small enough to know by heart.
 */
#include "tests/support/check_results.h"
#include "tests/support/line_kit.h"

static int open_tables(void **state)
{
    static workplace place;
    sample tables;
    if (!line_releases_open(&tables))
        return -1;
    place.folder = folder_create();
    place.image = path_in(place.folder, "lines.sjay");
    write_file(place.folder, "lines.sjay", tables.compiled.image.data,
               tables.compiled.image.size);
    sample_close(&tables);
    *state = &place;
    return 0;
}

/* The one object that a command prints. */
static json_t *object_of(void **state, const char *const *args, int status)
{
    json_t *list = check_lines(state, args, NULL, status);
    assert_int_equal(json_array_size(list), 1);
    json_t *object = json_incref(json_array_get(list, 0));
    json_decref(list);
    return object;
}

static const json_t *row_of(const json_t *object, const char *key, size_t index)
{
    return json_array_get(json_object_get(object, key), index);
}

/* ---- pair -------------------------------------------------------------------------
 */

static void verdict_is(void **state, const char *date, const char *a, const char *b,
                       const char *want, int status)
{
    json_t *pair = object_of(state, ARGS("pair", "--json", "-d", date, a, b), status);
    assert_string_equal(string_in(pair, "verdict"), want);
    json_decref(pair);
}

static void the_indicator_of_the_day_decides_about_a_pair(void **state)
{
    verdict_is(state, "2024-05-01", "G9801", "G9802", "conflict", 1);
    verdict_is(state, "2024-05-01", "G9807", "G9808", "conflict", 1);
    verdict_is(state, "2020-05-01", "G9807", "G9808", "modifier", 1);
    verdict_is(state, "2021-05-01", "G9807", "G9808", "none", 0);
    verdict_is(state, "2024-05-01", "G9804", "G9805", "none", 0);
    /* Whichever stands first. */
    verdict_is(state, "2024-05-01", "G9802", "G9801", "conflict", 1);
    /* No code is a pair with itself. */
    verdict_is(state, "2024-05-01", "G9801", "G9801", "none", 0);
    verdict_is(state, "2024-05-01", "G9840", "G9841", "none", 0);
}

static void the_worst_table_decides(void **state)
{
    /* Indicator 1 for practitioners, 0 in hospitals. */
    verdict_is(state, "2024-05-01", "G9801", "G9803", "conflict", 1);
}

static void every_row_of_both_directions_is_told(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2015-05-01", "g9803", "G9801"), 1);
    keys_are(pair, "codes system as_of status verdict says edits rules rows modifiers "
                   "addon tables no_data");
    list_is(json_object_get(pair, "edits"), "px.ptp");
    list_is(json_object_get(pair, "no_data"), "");
    assert_int_equal(json_array_size(json_object_get(pair, "rows")), 3);
    const json_t *row = row_of(pair, "rows", 0);
    keys_are(row, "table column1 column2 from to indicator in_force rationale source");
    assert_string_equal(string_in(row, "table"), "ncci-ptp-practitioner");
    assert_string_equal(string_in(row, "column1"), "G9803");
    assert_string_equal(string_in(row, "column2"), "G9801");
    assert_string_equal(string_in(row, "from"), "2015-01-01");
    assert_string_equal(string_in(row, "to"), "2015-12-31");
    assert_int_equal(integer_in(row, "indicator"), 1);
    assert_true(json_is_true(json_object_get(row, "in_force")));
    const json_t *source = json_object_get(row, "source");
    assert_string_equal(string_in(source, "file"), "ptp-p-f1.txt");
    assert_string_equal(string_in(source, "release"), "NCCI PTP practitioner 2024Q2");
    assert_int_equal(integer_in(source, "row"), 4);
    row = row_of(pair, "rows", 1);
    assert_string_equal(string_in(row, "column1"), "G9801");
    assert_true(json_is_null(json_object_get(row, "to")));
    assert_string_equal(string_in(row_of(pair, "rows", 2), "table"),
                        "ncci-ptp-hospital");
    assert_int_equal(json_array_size(json_object_get(pair, "tables")), 3);
    keys_are(row_of(pair, "tables", 0), "table from to speaks");
    json_decref(pair);
}

static void tombstones_and_rows_of_1996_are_told_apart(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2024-05-01", "G9804", "G9806"), 1);
    assert_int_equal(json_array_size(json_object_get(pair, "rows")), 2);
    bool tombstone = integer_in(row_of(pair, "rows", 0), "indicator") == 9;
    const json_t *never = row_of(pair, "rows", tombstone ? 0 : 1);
    assert_int_equal(integer_in(never, "indicator"), 9);
    assert_true(json_is_false(json_object_get(never, "in_force")));
    json_decref(pair);
    pair = object_of(state,
                     ARGS("pair", "--json", "-d", "2024-05-01", "G9801", "G9802"), 1);
    assert_true(json_is_true(json_object_get(row_of(pair, "rows", 0), "prior_1996")));
    json_decref(pair);
}

static void the_modifiers_that_clear_a_pair_are_listed_when_some_do(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2020-05-01", "G9807", "G9808"), 1);
    list_is(json_object_get(pair, "modifiers"),
            "59 XE XP XS XU 24 25 57 58 78 79 27 91 E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 "
            "F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI");
    json_decref(pair);
    pair = object_of(state,
                     ARGS("pair", "--json", "-d", "2024-05-01", "G9807", "G9808"), 1);
    list_is(json_object_get(pair, "modifiers"), "");
    json_decref(pair);
}

static void an_addon_code_and_its_primary_are_told(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2024-05-01", "G9821", "G9820"), 0);
    const json_t *link = row_of(pair, "addon", 0);
    keys_are(link, "addon primary type from to source");
    assert_string_equal(string_in(link, "addon"), "G9820");
    assert_string_equal(string_in(link, "primary"), "G9821");
    assert_int_equal(integer_in(link, "type"), 1);
    assert_string_equal(string_in(link, "from"), "2013-04-01");
    json_decref(pair);
    /* It ended on 2024-05-31. */
    pair = object_of(state,
                     ARGS("pair", "--json", "-d", "2024-06-01", "G9822", "G9820"), 0);
    assert_int_equal(json_array_size(json_object_get(pair, "addon")), 0);
    json_decref(pair);
}

static void codes_of_a_set_that_is_not_loaded_have_pairs(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2023-12-31", "9811T", "9812T"), 1);
    assert_string_equal(string_in(pair, "verdict"), "modifier");
    assert_string_equal(string_in(pair, "system"), "cpt");
    list_is(json_object_get(pair, "status"), "unknown unknown");
    json_decref(pair);
    verdict_is(state, "2024-01-01", "9811T", "9812T", "none", 0);
}

static void beyond_the_tables_a_pair_is_unknown(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2024-07-01", "G9801", "G9802"), 0);
    assert_string_equal(string_in(pair, "verdict"), "unknown");
    list_is(json_object_get(pair, "no_data"), "px.ptp");
    list_is(json_object_get(pair, "edits"), "");
    assert_int_equal(json_array_size(json_object_get(pair, "rows")), 1);
    assert_true(json_is_false(json_object_get(row_of(pair, "tables", 0), "speaks")));
    json_decref(pair);
}

static void without_a_date_the_last_day_of_the_tables_is_asked_about(void **state)
{
    json_t *pair = object_of(state, ARGS("pair", "--json", "G9801", "G9802"), 1);
    assert_string_equal(string_in(pair, "as_of"), "2024-06-30");
    assert_string_equal(string_in(pair, "verdict"), "conflict");
    json_decref(pair);
}

static void a_pair_in_text_says_all_of_it(void **state)
{
    says(state, ARGS("pair", "-d", "2015-05-01", "G9803", "G9808"), NULL, 0,
         "G9803     hcpcs billable An invented service\n"
         "G9808     hcpcs billable An invented service\n"
         "2015-05-01    none: nothing speaks against the two\n"
         "\n"
         "  ncci-ptp-practitioner: no row\n"
         "  ncci-ptp-hospital: no row\n"
         "  ncci-ptp-medicaid-practitioner: no row\n");
    says(state, ARGS("pair", "-d", "2020-05-01", "G9807", "G9808"), NULL, 1,
         "G9807     hcpcs billable An invented service\n"
         "G9808     hcpcs billable An invented service\n"
         "2020-05-01    modifier: together only with a modifier that tells them apart\n"
         "edits     px.ptp\n"
         "clear by  59 XE XP XS XU 24 25 57 58 78 79 27 91 E1 E2 E3 E4 FA F1 F2 F3 F4 "
         "F5 F6 F7 F8\n"
         "          F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI\n"
         "\n"
         "  ncci-ptp-practitioner:\n"
         "    > 2020-01-01 to 2020-12-31: G9808 is denied beside G9807; indicator 1, a "
         "modifier\n"
         "      clears it; Invented - ptp-p-f1.txt line 8\n"
         "      since 2022-01-01: G9808 is denied beside G9807; indicator 0, no "
         "modifier "
         "clears it;\n"
         "      Invented - ptp-p-f1.txt line 9\n"
         "  ncci-ptp-hospital: no row\n"
         "  ncci-ptp-medicaid-practitioner: no row\n");
}

/* ---- lookup -------------------------------------------------------------------------
 */

static void a_code_is_told_with_what_line_tables_say(void **state)
{
    json_t *code =
        object_of(state, ARGS("lookup", "--json", "-d", "2024-05-01", "G9801"), 0);
    keys_are(code, "query code system as_of status short long parent validity source "
                   "coverage pricing fees mue addon limits");
    assert_int_equal(json_array_size(json_object_get(code, "mue")), 3);
    const json_t *limit = row_of(code, "mue", 0);
    keys_are(limit, "table value mai from to rationale source");
    assert_string_equal(string_in(limit, "table"), "ncci-mue-practitioner");
    assert_int_equal(integer_in(limit, "value"), 4);
    assert_int_equal(integer_in(limit, "mai"), 2);
    assert_string_equal(string_in(limit, "from"), "2024-04-01");
    assert_string_equal(string_in(limit, "to"), "2024-06-30");
    assert_true(json_is_null(json_object_get(row_of(code, "mue", 2), "mai")));
    json_decref(code);
}

static void fee_schedule_and_addon_rows_are_told(void **state)
{
    json_t *code =
        object_of(state, ARGS("lookup", "--json", "-d", "2024-05-01", "G9835"), 0);
    const json_t *fee = row_of(code, "fees", 0);
    keys_are(fee,
             "modifier status pctc global multiple bilateral assistant co_surgeons "
             "team from to source");
    assert_string_equal(string_in(fee, "global"), "XXX");
    assert_string_equal(string_in(fee, "bilateral"), "1");
    assert_true(json_is_null(json_object_get(fee, "modifier")));
    json_decref(code);
    code = object_of(state, ARGS("lookup", "--json", "-d", "2024-05-01", "G9823"), 0);
    assert_int_equal(json_array_size(json_object_get(code, "addon")), 2);
    size_t listed = 0;
    for (size_t i = 0; i < 2; i++)
        listed += json_is_string(json_object_get(row_of(code, "addon", i), "primary"));
    assert_int_equal(listed, 1); /* the other one the contractor tells */
    json_decref(code);
}

static void a_cpt_code_without_its_set_is_unknown_and_has_its_tables(void **state)
{
    json_t *code =
        object_of(state, ARGS("lookup", "--json", "-d", "2024-05-01", "9811T"), 1);
    assert_string_equal(string_in(code, "system"), "cpt");
    assert_string_equal(string_in(code, "status"), "unknown");
    assert_int_equal(integer_in(row_of(code, "mue", 0), "value"), 2);
    json_decref(code);
}

static void a_code_that_no_table_names_is_told_as_ever(void **state)
{
    json_t *code =
        object_of(state, ARGS("lookup", "--json", "-d", "2024-05-01", "E11.9"), 0);
    keys_are(code, "query code system as_of status short long parent validity source");
    json_decref(code);
}

static void without_a_date_each_table_is_asked_about_its_last_day(void **state)
{
    json_t *code = object_of(state, ARGS("lookup", "--json", "G9801"), 0);
    assert_string_equal(string_in(code, "as_of"), "2024-12-31");
    assert_int_equal(json_array_size(json_object_get(code, "mue")), 3);
    json_decref(code);
}

static void lookup_in_text_has_a_line_a_table(void **state)
{
    says(state, ARGS("lookup", "-d", "2024-05-01", "G9820"), NULL, 0,
         "G9820     hcpcs     2024-05-01  billable\n"
         "          An invented service\n"
         "          short     Invented\n"
         "          valid     since 2000-01-01          billable\n"
         "          source    HCPCS Level II 2024, hcpcs.txt\n"
         "          add-on    type 1, primary: G9821 G9822\n");
    says(state, ARGS("lookup", "-d", "2024-05-01", "-s", "cpt", "9811T"), NULL, 1,
         "9811T     cpt       2024-05-01  unknown\n"
         "          known     nothing: no release in the image judges it on any day\n"
         "          units     at most 2 a day, MAI 2, ncci-mue-practitioner "
         "(2024-04-01 to\n"
         "                    2024-06-30)\n");
}

/* ---- check --------------------------------------------------------------------------
 */

#define LINES(more)                                                                    \
    "{\"id\":\"L\",\"type\":\"professional\",\"from\":\"2024-05-01\"," PATIENT         \
    ",\"dx\":[\"E11.9\",\"I10\"]," more "}\n"

static void a_bundled_line_names_partner_modifiers_and_source(void **state)
{
    json_t *list =
        check_lines(state, ARGS("check", "--edits", "px.ptp"),
                    LINES("\"lines\":[{\"code\":\"G9801\",\"dx\":[1]},"
                          "{\"code\":\"G9803\",\"dx\":[2],\"mods\":[\"76\"]}]"),
                    1);
    const json_t *finding = finding_of(json_array_get(list, 0), 0);
    keys_are(finding, "edit severity at with code other date message fix carc source");
    assert_string_equal(string_in(finding, "at"), "lines[1]");
    assert_string_equal(string_in(finding, "with"), "lines[0]");
    list_is(json_object_get(json_object_get(finding, "fix"), "modifiers"),
            "59 XE XP XS XU");
    json_decref(list);
}

static void every_key_of_a_line_is_read(void **state)
{
    json_t *list = check_lines(
        state, ARGS("check", "--edits", "px.units,ptr.gap,ndc.unit,clm.dates,mod.gap"),
        LINES("\"to\":\"2024-05-09\",\"receipt\":\"2024-05-08\",\"lines\":["
              "{\"code\":\"G9801\",\"unit\":\"UN\",\"units\":1.5,\"dx\":[1,null,2],"
              "\"ndc\":\"00002759701\",\"ndc_unit\":\"MG\",\"ndc_units\":1,"
              "\"date\":\"2024-05-07\",\"to\":\"2024-05-09\",\"mods\":[\"\",\"LT\"],"
              "\"pos\":\"11\",\"provider\":\"1\",\"rev\":null,\"charge\":1.5,"
              "\"description\":\"x\"},"
              "{\"code\":\"G9801\",\"dx\":[1,0,2],\"date\":\"2024-05-07\","
              "\"ndc\":{\"code\":\"00002759701\",\"unit\":\"ML\",\"units\":0}}]"),
        1);
    static const char *const want[][2] = {
        {"lines[0]", "clm.dates"},     {"lines[0].mods[0]", "mod.gap"},
        {"lines[0].ndc", "ndc.unit"},  {"lines[0].dx[1]", "ptr.gap"},
        {"lines[0]", "px.units"},      {"lines[1].ndc", "ndc.unit"},
        {"lines[1].dx[1]", "ptr.gap"},
    };
    const json_t *result = json_array_get(list, 0);
    assert_int_equal(finding_count(result), 7);
    for (size_t i = 0; i < 7; i++) {
        assert_string_equal(string_in(finding_of(result, i), "at"), want[i][0]);
        assert_string_equal(string_in(finding_of(result, i), "edit"), want[i][1]);
    }
    json_decref(list);
}

static void earlier_lines_stand_beside_those_of_the_claim(void **state)
{
    /* G9832 has ten global days. */
    static const char *const visit = "\"lines\":[{\"code\":\"99213\",\"dx\":[1]}]";
    char claims[1024];
    (void)snprintf(claims, sizeof claims,
                   LINES("%s") LINES(
                       "%s,\"history\":[{\"code\":\"G9832\",\"date\":\"2024-04-29\"}]"),
                   visit, visit);
    json_t *list =
        check_lines(state, ARGS("check", "--edits", "px.global_em"), claims, 0);
    assert_int_equal(finding_count(json_array_get(list, 0)), 0);
    assert_int_equal(finding_count(json_array_get(list, 1)), 1);
    json_decref(list);
}

static void the_payer_chooses_the_tables(void **state)
{
    /* Two units in the tables of Medicaid, four in those of Medicare. */
    static const char claim[] =
        LINES("\"lines\":[{\"code\":\"G9801\",\"units\":3,\"dx\":[1]}]");
    json_decref(check_lines(state, ARGS("check", "--edits", "px.mue"), claim, 0));
    json_decref(check_lines(
        state, ARGS("check", "--edits", "px.mue", "--payer", "medicare"), claim, 0));
    json_decref(check_lines(
        state, ARGS("check", "--edits", "px.mue", "--payer", "medicaid"), claim, 1));
    json_decref(check_lines(
        state, ARGS("check", "--edits", "px.mue", "--payer", "medicare"),
        LINES("\"payer\":\"medicaid\",\"lines\":[{\"code\":\"G9801\",\"units\":3}]"),
        1));
}

static void a_history_that_is_no_list_of_lines_is_refused(void **state)
{
    static const struct {
        const char *more, *at;
    } cases[] = {
        {"\"history\":{}", "history"},
        {"\"history\":[1]", "history[0]"},
        {"\"history\":[{\"units\":\"1\"}]", "history[0].units"},
        {"\"history\":[{},{\"dx\":[true]}]", "history[1].dx[0]"},
        {"\"receipt\":\"2024-02-30\"", "receipt"},
        {"\"lines\":[{\"unit\":1}]", "lines[0].unit"},
        {"\"lines\":[{\"description\":[]}]", "lines[0].description"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char claim[256];
        (void)snprintf(claim, sizeof claim, LINES("%s"), cases[i].more);
        json_t *list = check_lines(state, ARGS("check"), claim, 3);
        assert_string_equal(string_in(json_array_get(list, 0), "status"), "error");
        assert_string_equal(string_in(json_array_get(list, 0), "at"), cases[i].at);
        json_decref(list);
    }
}

static void text_shows_a_line_once_with_all_that_is_wrong_with_it(void **state)
{
    command_result result;
    ask(state,
        ARGS("check", "-o", "text", "--edits", "px.ptp,mod.duplicate,ptr.missing_dx"),
        LINES("\"lines\":[{\"code\":\"G9801\",\"dx\":[1]},{\"code\":\"G9803\","
              "\"units\":2,"
              "\"mods\":[\"LT\",\"LT\"],\"dx\":[3],\"date\":\"2024-05-01\"},"
              "{\"code\":\"G9802\",\"dx\":[1]}]"),
        &result);
    assert_int_equal(result.status, 1);
    assert_non_null(strstr(
        result.out, "\n  lines[1] G9803-LT-LT x2 (2024-05-01) An invented "
                    "service\n    warn    modifier LT stands on the line already "
                    "[mod.duplicate]\n    at      lines[1].mods[1] LT "));
    assert_non_null(strstr(result.out, "\n    at      lines[1].dx[0]\n"));
    assert_null(strstr(strstr(result.out, "\n  lines[1] ") + 1, "\n  lines[1] "));
    assert_non_null(strstr(result.out, "\n    beside  lines[0] G9801 An invented"));
    command_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_indicator_of_the_day_decides_about_a_pair),
        cmocka_unit_test(the_worst_table_decides),
        cmocka_unit_test(every_row_of_both_directions_is_told),
        cmocka_unit_test(tombstones_and_rows_of_1996_are_told_apart),
        cmocka_unit_test(the_modifiers_that_clear_a_pair_are_listed_when_some_do),
        cmocka_unit_test(an_addon_code_and_its_primary_are_told),
        cmocka_unit_test(codes_of_a_set_that_is_not_loaded_have_pairs),
        cmocka_unit_test(beyond_the_tables_a_pair_is_unknown),
        cmocka_unit_test(without_a_date_the_last_day_of_the_tables_is_asked_about),
        cmocka_unit_test(a_pair_in_text_says_all_of_it),
        cmocka_unit_test(a_code_is_told_with_what_line_tables_say),
        cmocka_unit_test(fee_schedule_and_addon_rows_are_told),
        cmocka_unit_test(a_cpt_code_without_its_set_is_unknown_and_has_its_tables),
        cmocka_unit_test(a_code_that_no_table_names_is_told_as_ever),
        cmocka_unit_test(without_a_date_each_table_is_asked_about_its_last_day),
        cmocka_unit_test(lookup_in_text_has_a_line_a_table),
        cmocka_unit_test(a_bundled_line_names_partner_modifiers_and_source),
        cmocka_unit_test(every_key_of_a_line_is_read),
        cmocka_unit_test(earlier_lines_stand_beside_those_of_the_claim),
        cmocka_unit_test(the_payer_chooses_the_tables),
        cmocka_unit_test(a_history_that_is_no_list_of_lines_is_refused),
        cmocka_unit_test(text_shows_a_line_once_with_all_that_is_wrong_with_it),
    };
    return cmocka_run_group_tests(tests, open_tables, close_workplace);
}

/*
 * scrubjay tree, pair and map, and what check says of pairs, over Tabular Lists,
 * mappings and a conversion table small enough to know by heart. Two years have a
 * Tabular List, the year between them has none.
 */
#include "tests/support/check_results.h"

static const order_row codes[] = {
    {"D63", 0, "Anemia in diseases", "Anemia in chronic diseases"},
    {"D631", 1, "Anemia in CKD", "Anemia in chronic kidney disease"},
    {"E10", 0, "Type 1 diabetes", NULL},
    {"E109", 1, "Type 1 diabetes, no comp", NULL},
    {"E11", 0, "Type 2 diabetes", NULL},
    {"E119", 1, "Type 2 diabetes, no comp", NULL},
    {"I10", 1, "Hypertension", NULL},
    {"N18", 0, "Chronic kidney disease", NULL},
    {"N186", 1, "End stage renal disease", NULL},
    {"Z79", 0, "Long term drug therapy", NULL},
    {"Z794", 1, "Long term use of insulin", NULL},
    {0},
};

#define DIAG(name, notes) "<diag><name>" name "</name><desc>x</desc>" notes "</diag>\n"
#define NOTE(kind, text)  "<" kind "><note>" text "</note></" kind ">"
#define SECTION(id, diags)                                                             \
    "<section id=\"" id "\"><desc>Section " id " (" id ")</desc>\n" diags "</"         \
    "section>\n"
#define CHAPTER(name, notes, sections)                                                 \
    "<chapter><name>" name "</name><desc>Chapter the " name "th</desc>" notes          \
    "\n" sections "</chapter>\n"
/* `also` stands at E11 in one of the years alone */
#define TABULAR(year, also)                                                            \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10CM.tabular><version>" year      \
    "</version><introduction/>\n" CHAPTER(                                             \
        "3", "",                                                                       \
        SECTION("D60-D64",                                                             \
                DIAG("D63",                                                            \
                     DIAG("D63.1",                                                     \
                          NOTE("codeFirst", "underlying kidney disease (N18.-)")))))   \
        CHAPTER("4", NOTE("excludes2", "hypertension (I10)"),                          \
                SECTION("E08-E13",                                                     \
                        DIAG("E10", DIAG("E10.9", ""))                                 \
                            DIAG("E11", NOTE("includes", "diabetes NOS") NOTE(         \
                                            "excludes1", "type 1 diabetes (E10.-)")    \
                                            also DIAG("E11.9", ""))))                  \
            CHAPTER("9", "", SECTION("I10-I16", DIAG("I10", "")))                      \
                CHAPTER("14", "", SECTION("N17-N19", DIAG("N18", DIAG("N18.6", ""))))  \
                    CHAPTER("21", "",                                                  \
                            SECTION("Z77-Z99",                                         \
                                    DIAG("Z79",                                        \
                                         DIAG("Z79.4", "")))) "</ICD10CM.tabular>\n"

static const char tabular_2022[] = TABULAR("2022", "");
static const char tabular_2024[] =
    TABULAR("2024", NOTE("useAdditionalCode", "insulin (Z79.4)"));
static const char gem_from_9[] = "25000 E119    10000\n"
                                 "2859  NoDx    11000\n";
static const char gem_from_10[] = "E109    25001 10111\n"
                                  "E109    40199 10112\n"
                                  "E119    25000 10000\n";
static const char icd9[] = "code,from,to,billable,short,long\n"
                           "25000,1979-01-01,,1,Diabetes,Diabetes mellitus\n"
                           "2859,1979-01-01,,1,Anemia,Anemia NOS\n";
static const char conversion[] =
    "Current code assignment,Effective,Previous Code(s) Assignment\r\n"
    "E11.9,2023-10-01,E10.9\r\n";
static const char manifest[] = "path,kind,release,from,to\n"
                               "icd10cm_order_2022.txt,icd10cm-order,2022,2021-10-01,\n"
                               "icd10cm_order_2024.txt,icd10cm-order,2024,2023-10-01,\n"
                               "tabular_2022.xml,icd10cm-tabular,2022,2021-10-01,\n"
                               "tabular_2024.xml,icd10cm-tabular,2024,2023-10-01,\n"
                               "codes.csv,codes-icd9cm,32,2014-10-01,2015-09-30\n"
                               "2018_I9gem.txt,gem-i9,2018,2017-10-01,\n"
                               "2018_I10gem.txt,gem-i10,2018,2017-10-01,\n"
                               "conversion.csv,conversion,2024,2023-10-01,\n";

static void write_text(const char *folder, const char *name, const char *text)
{
    write_file(folder, name, text, strlen(text));
}

static int open_notes(void **state)
{
    static workplace place;
    command_result result;
    place.folder = folder_create();
    place.image = path_in(place.folder, "small.sjay");
    write_order_file(place.folder, "icd10cm_order_2022.txt", codes);
    write_order_file(place.folder, "icd10cm_order_2024.txt", codes);
    write_text(place.folder, "tabular_2022.xml", tabular_2022);
    write_text(place.folder, "tabular_2024.xml", tabular_2024);
    write_text(place.folder, "codes.csv", icd9);
    write_text(place.folder, "2018_I9gem.txt", gem_from_9);
    write_text(place.folder, "2018_I10gem.txt", gem_from_10);
    write_text(place.folder, "conversion.csv", conversion);
    write_text(place.folder, "manifest.csv", manifest);
    run_with(ARGS("compile", "-o", place.image, place.folder), NULL, NULL, &result);
    if (result.status != 0)
        print_error("%s", result.err);
    *state = &place;
    int failed = result.status != 0;
    command_result_free(&result);
    return failed;
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

/* ---- tree ---------------------------------------------------------------------------
 */

static void a_tree_names_chapter_block_and_notes(void **state)
{
    says(state, ARGS("tree", "--json", "-s", "icd10cm", "-d", "2024-01-15", "e119"),
         NULL, 0,
         "{\"code\":\"E11.9\",\"system\":\"icd10cm\",\"as_of\":\"2024-01-15\","
         "\"status\":\"billable\","
         "\"chapter\":{\"id\":\"4\",\"title\":\"Chapter the 4th\"},"
         "\"block\":{\"id\":\"E08-E13\",\"title\":\"Section E08-E13 (E08-E13)\"},"
         "\"ancestors\":[\"E11\"],\"parent\":\"E11\",\"children\":[],\"notes\":["
         "{\"kind\":\"includes\",\"node\":\"E11\",\"text\":\"diabetes NOS\","
         "\"refs\":[],\"inferred\":false},"
         "{\"kind\":\"excludes1\",\"node\":\"E11\",\"text\":\"type 1 diabetes "
         "(E10.-)\",\"refs\":[\"E10.-\"],\"inferred\":false},"
         "{\"kind\":\"useAdditionalCode\",\"node\":\"E11\",\"text\":\"insulin "
         "(Z79.4)\",\"refs\":[\"Z79.4\"],\"inferred\":false},"
         "{\"kind\":\"excludes2\",\"node\":\"chapter 4\",\"text\":\"hypertension "
         "(I10)\",\"refs\":[\"I10\"],\"inferred\":false}]}\n");
}

static void a_tree_in_text_groups_notes_by_node(void **state)
{
    says(state, ARGS("tree", "-d", "2024-01-15", "E11.9"), NULL, 0,
         "E11.9     icd10cm   2024-01-15  billable\n"
         "  chapter 4 Chapter the 4th\n"
         "  block E08-E13 Section E08-E13 (E08-E13)\n"
         "  E11                      header    Type 2 diabetes\n"
         ">   E11.9                  billable  Type 2 diabetes, no comp\n"
         "\n"
         "  notes at E11\n"
         "    includes             diabetes NOS\n"
         "    Excludes1            type 1 diabetes (E10.-)\n"
         "    use additional code  insulin (Z79.4)\n"
         "\n"
         "  notes at chapter 4\n"
         "    Excludes2            hypertension (I10)\n");
}

static void notes_that_both_neighbours_have_are_inferred_in_a_gap(void **state)
{
    json_t *tree =
        object_of(state, ARGS("tree", "--json", "-d", "2023-01-15", "E11.9"), 0);
    const json_t *notes = json_object_get(tree, "notes");
    assert_int_equal(json_array_size(notes), 3);
    for (size_t i = 0; i < 3; i++) {
        const json_t *note = json_array_get(notes, i);
        assert_string_not_equal(string_in(note, "kind"), "useAdditionalCode");
        assert_true(json_is_true(json_object_get(note, "inferred")));
    }
    json_decref(tree);
}

static void notes_are_null_where_no_tabular_list_speaks(void **state)
{
    json_t *tree =
        object_of(state, ARGS("tree", "--json", "-d", "2030-01-15", "E11.9"), 0);
    assert_true(json_is_null(json_object_get(tree, "notes")));
    json_decref(tree);
    tree = object_of(state, ARGS("tree", "--json", "-d", "2024-01-15", "I10"), 0);
    assert_int_equal(json_array_size(json_object_get(tree, "notes")), 0);
    assert_true(json_is_array(json_object_get(tree, "notes")));
    json_decref(tree);
}

/* ---- pair ---------------------------------------------------------------------------
 */

static void a_conflict_names_the_rule_and_is_a_problem(void **state)
{
    says(state, ARGS("pair", "--json", "-d", "2024-01-15", "e109", "E11.9"), NULL, 1,
         "{\"codes\":[\"E10.9\",\"E11.9\"],\"system\":\"icd10cm\","
         "\"as_of\":\"2024-01-15\",\"status\":[\"billable\",\"billable\"],"
         "\"verdict\":\"conflict\",\"says\":[\"excludes1\"],"
         "\"edits\":[\"dx.excludes1\"],\"rules\":[{\"kind\":\"excludes1\","
         "\"node\":\"E11\",\"text\":\"type 1 diabetes (E10.-)\",\"ref\":\"E10.-\","
         "\"binds\":\"E11.9\",\"names\":\"E10.9\",\"inferred\":false,"
         "\"source\":{\"file\":\"tabular_2024.xml\","
         "\"release\":\"ICD-10-CM Tabular FY2024\",\"row\":13}}],\"no_data\":[]}\n");
}

static void an_instruction_is_none_of_the_problems(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2024-01-15", "D63.1", "N18.6"), 0);
    assert_string_equal(string_in(pair, "verdict"), "instruction");
    list_is(json_object_get(pair, "says"), "code the second first");
    list_is(json_object_get(pair, "edits"), "dx.code_first_order");
    json_decref(pair);
    pair = object_of(state,
                     ARGS("pair", "--json", "-d", "2024-01-15", "N18.6", "D63.1"), 0);
    list_is(json_object_get(pair, "says"), "code the first first");
    json_decref(pair);
}

static void codes_that_no_note_names_may_stand_together(void **state)
{
    json_t *pair =
        object_of(state, ARGS("pair", "--json", "-d", "2024-01-15", "I10", "N18.6"), 0);
    assert_string_equal(string_in(pair, "verdict"), "none");
    list_is(json_object_get(pair, "no_data"), "");
    json_decref(pair);
    pair =
        object_of(state, ARGS("pair", "--json", "-d", "2024-01-15", "E119", "I10"), 0);
    assert_string_equal(string_in(pair, "verdict"), "none");
    list_is(json_object_get(pair, "says"), "excludes2");
    json_decref(pair);
}

static void a_pair_that_no_table_judges_is_unknown(void **state)
{
    json_t *pair =
        object_of(state, ARGS("pair", "--json", "-d", "2030-01-15", "I10", "N18.6"), 0);
    assert_string_equal(string_in(pair, "verdict"), "unknown");
    list_is(json_object_get(pair, "status"), "unknown unknown");
    list_is(json_object_get(pair, "no_data"),
            "dx.code_also_missing dx.code_first_missing dx.code_first_order "
            "dx.excludes1 dx.laterality_conflict "
            "dx.use_additional_missing");
    json_decref(pair);
    pair = object_of(state, ARGS("pair", "--json", "99213", "36415"), 0);
    assert_string_equal(string_in(pair, "verdict"), "unknown");
    list_is(json_object_get(pair, "no_data"), "px.ptp");
    json_decref(pair);
}

static void a_conflict_in_a_gap_is_inferred(void **state)
{
    json_t *pair = object_of(
        state, ARGS("pair", "--json", "-d", "2023-01-15", "E10.9", "E11.9"), 1);
    const json_t *rule = json_array_get(json_object_get(pair, "rules"), 0);
    assert_string_equal(string_in(pair, "verdict"), "conflict");
    assert_true(json_is_true(json_object_get(rule, "inferred")));
    assert_true(json_array_size(json_object_get(pair, "no_data")) > 0);
    json_decref(pair);
}

static void a_code_that_is_not_valid_is_a_problem(void **state)
{
    json_t *pair =
        object_of(state, ARGS("pair", "--json", "-d", "2024-01-15", "I10", "N18"), 1);
    list_is(json_object_get(pair, "status"), "billable header");
    json_decref(pair);
    pair =
        object_of(state, ARGS("pair", "--json", "-d", "2024-01-15", "I10", "E11.7"), 1);
    list_is(json_object_get(pair, "status"), "billable not_found");
    assert_string_equal(string_in(pair, "system"), "icd10cm");
    json_decref(pair);
}

static void a_pair_in_text_says_why(void **state)
{
    says(state, ARGS("pair", "-d", "2024-01-15", "E11.9", "E10.9"), NULL, 1,
         "E11.9     icd10cm billable Type 2 diabetes, no comp\n"
         "E10.9     icd10cm billable Type 1 diabetes, no comp\n"
         "2024-01-15    conflict: they may not stand together\n"
         "edits     dx.excludes1\n"
         "\n"
         "  Excludes1 at E11: binds E11.9, names E10.9 by E10.-\n"
         "    type 1 diabetes (E10.-)\n"
         "    ICD-10-CM Tabular FY2024 tabular_2024.xml line 13\n");
}

static void two_codes_are_needed(void **state)
{
    complains(state, ARGS("pair", "E11.9"), 2,
              "scrubjay: pair: two codes, please\ntry: scrubjay pair --help\n");
}

/* ---- map ----------------------------------------------------------------------------
 */

/* A combination of the mapping from E10.9: scenario 1. */
#define GEM(code, choice)                                                              \
    "{\"kind\":\"gem\",\"system\":\"icd9cm\",\"code\":\"" code                         \
    "\",\"approximate\":true,\"no_map\":false,\"combination\":true,\"scenario\":1,"    \
    "\"choice\":" choice ",\"source\":{\"file\":\"2018_I10gem.txt\","                  \
    "\"release\":\"GEM 2018\"}},"

static void a_map_has_flags_scenarios_and_successors(void **state)
{
    static const char want[] =
        "{\"code\":\"E10.9\",\"system\":\"icd10cm\",\"known\":true,\"maps\":[" GEM(
            "250.01", "1")
            GEM("401.99",
                "2") "{\"kind\":\"successor\",\"system\":\"icd10cm\",\"code\":\"E11."
                     "9\","
                     "\"short\":\"Type 2 diabetes, no "
                     "comp\",\"effective\":\"2023-10-01\","
                     "\"source\":{\"file\":\"conversion.csv\","
                     "\"release\":\"conversion table FY2024\"}}],\"no_data\":[]}\n";
    says(state, ARGS("map", "--json", "E10.9"), NULL, 0, want);
}

static void a_code_without_an_equivalent_says_so(void **state)
{
    json_t *map = object_of(state, ARGS("map", "--json", "285.9"), 0);
    const json_t *gem = json_array_get(json_object_get(map, "maps"), 0);
    assert_string_equal(string_in(map, "system"), "icd9cm");
    assert_true(json_is_true(json_object_get(gem, "no_map")));
    assert_true(json_is_null(json_object_get(gem, "code")));
    json_decref(map);
}

static void a_map_in_text_groups_scenarios(void **state)
{
    says(state, ARGS("map", "E109"), NULL, 0,
         "E10.9     icd10cm Type 1 diabetes, no comp\n"
         "  general equivalence mapping (2018_I10gem.txt)\n"
         "    scenario 1: one of each choice, together\n"
         "      choice 1  250.01 icd9cm (approximate)\n"
         "      choice 2  401.99 icd9cm (approximate)\n"
         "  took its place (conversion.csv)\n"
         "    E11.9     icd10cm Type 2 diabetes, no comp (from 2023-10-01)\n");
}

static void a_code_that_nobody_knows_is_a_problem(void **state)
{
    complains(state, ARGS("map", "Q99.9"), 1,
              "scrubjay: Q99.9: in no code table and no crosswalk of the image\n");
    complains(state, ARGS("map"), 2,
              "scrubjay: map: one code, please\ntry: scrubjay map --help\n");
}

/* ---- check and info
 * ------------------------------------------------------------------ */

static void text_of_a_pair_finding_quotes_the_note(void **state)
{
    command_result result;
    ask(state, ARGS("check", "-o", "text", "--edits", "dx.excludes1"),
        "{\"id\":\"1\",\"type\":\"professional\",\"from\":\"2024-01-15\"," PATIENT
        ",\"dx\":[\"E11.9\",\"E10.9\"]}\n",
        &result);
    assert_non_null(strstr(result.out,
                           "\n    beside  dx[0] E11.9 Type 2 diabetes, no comp\n"
                           "    why     E11 Excludes1: type 1 diabetes (E10.-)\n"
                           "    source  ICD-10-CM Tabular FY2024 tabular_2024.xml "
                           "line 13 - "));
    assert_int_equal(result.status, 0);
    command_result_free(&result);
}

static void what_was_inferred_is_marked(void **state)
{
    json_t *list = check_lines(
        state, ARGS("check", "--edits", "dx.excludes1"),
        "{\"id\":\"1\",\"type\":\"professional\",\"from\":\"2023-01-15\"," PATIENT
        ",\"dx\":[\"E11.9\",\"E10.9\"]}\n",
        0);
    const json_t *result = json_array_get(list, 0), *finding = finding_of(result, 0);
    keys_are(finding, "edit severity at with code other date message carc source "
                      "inferred");
    assert_true(json_is_true(json_object_get(finding, "inferred")));
    list_is(json_object_get(result, "no_data"), "dx.excludes1");
    json_decref(list);
}

static void info_says_up_to_when_a_table_judges(void **state)
{
    const workplace *place = *state;
    json_t *info = object_of(state, ARGS("info", "--json", place->image), 0);
    const json_t *table = json_array_get(json_object_get(info, "tables"), 0);
    keys_are(table, "table files from to past");
    assert_string_equal(string_in(table, "table"), "tabular");
    assert_int_equal(integer_in(table, "files"), 2);
    assert_string_equal(string_in(table, "from"), "2021-10-01");
    assert_string_equal(string_in(table, "to"), "2024-09-30");
    assert_true(json_is_true(json_object_get(table, "past")));
    json_decref(info);

    command_result result;
    ask(state, ARGS("info", place->image), NULL, &result);
    assert_non_null(strstr(result.out, "\ntabular          2  2021-10-01   2024-09-30\n"
                                       "gems             2  any day\n"
                                       "conversion       1  any day\n"));
    assert_non_null(strstr(result.out, "warning: the table tabular can judge up to "
                                       "2024-09-30 only, which is past\n"));
    command_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_names_chapter_block_and_notes),
        cmocka_unit_test(a_tree_in_text_groups_notes_by_node),
        cmocka_unit_test(notes_that_both_neighbours_have_are_inferred_in_a_gap),
        cmocka_unit_test(notes_are_null_where_no_tabular_list_speaks),
        cmocka_unit_test(a_conflict_names_the_rule_and_is_a_problem),
        cmocka_unit_test(an_instruction_is_none_of_the_problems),
        cmocka_unit_test(codes_that_no_note_names_may_stand_together),
        cmocka_unit_test(a_pair_that_no_table_judges_is_unknown),
        cmocka_unit_test(a_conflict_in_a_gap_is_inferred),
        cmocka_unit_test(a_code_that_is_not_valid_is_a_problem),
        cmocka_unit_test(a_pair_in_text_says_why),
        cmocka_unit_test(two_codes_are_needed),
        cmocka_unit_test(a_map_has_flags_scenarios_and_successors),
        cmocka_unit_test(a_code_without_an_equivalent_says_so),
        cmocka_unit_test(a_map_in_text_groups_scenarios),
        cmocka_unit_test(a_code_that_nobody_knows_is_a_problem),
        cmocka_unit_test(text_of_a_pair_finding_quotes_the_note),
        cmocka_unit_test(what_was_inferred_is_marked),
        cmocka_unit_test(info_says_up_to_when_a_table_judges),
    };
    return cmocka_run_group_tests(tests, open_notes, close_workplace);
}

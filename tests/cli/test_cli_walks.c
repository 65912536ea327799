/*
 * scrubjay prefix and scrubjay tree: which codes, in which order, and the keys of each
 * line.
 */
#include "tests/support/command_check.h"

#define ENTRY(code, system, as_of, status, text)                                       \
    "{\"code\":\"" code "\",\"system\":\"" system "\",\"as_of\":\"" as_of              \
    "\",\"status\":\"" status "\"" text "}\n"
#define SHORT(text) ",\"short\":\"" text "\""

/* `prefix` prints these entries and nothing else. */
static void lists(void **state, const char *const *args, const char *const *entries)
{
    char want[2048] = "";
    for (size_t i = 0; entries[i]; i++) {
        assert_true(strlen(want) + strlen(entries[i]) < sizeof want);
        strcat(want, entries[i]);
    }
    says(state, args, NULL, 0, want);
}

static void prefix_lists_what_exists_on_the_date_in_code_order(void **state)
{
    lists(
        state, ARGS("prefix", "--json", "-s", "icd10cm", "-d", "2025-01-15", "e11."),
        ARGS(ENTRY("E11", "icd10cm", "2025-01-15", "header", SHORT("Type 2 diabetes")),
             ENTRY("E11.6", "icd10cm", "2025-01-15", "header",
                   SHORT("Type 2 diabetes with oth comp")),
             ENTRY("E11.65", "icd10cm", "2025-01-15", "billable",
                   SHORT("Type 2 diabetes with hyperglycemia")),
             ENTRY("E11.9", "icd10cm", "2025-01-15", "billable",
                   SHORT("Type 2 diabetes, no complications"))));
}

static void prefix_without_a_system_lists_one_after_the_other(void **state)
{
    lists(state, ARGS("prefix", "--json", "E116"),
          ARGS(ENTRY("E11.6", "icd10cm", "2025-09-30", "header",
                     SHORT("Type 2 diabetes with oth comp")),
               ENTRY("E11.65", "icd10cm", "2025-09-30", "billable",
                     SHORT("Type 2 diabetes with hyperglycemia")),
               ENTRY("E1165", "hcpcs", "2025-03-31", "billable",
                     SHORT("Invented item"))));
}

static void a_limit_holds_over_all_systems(void **state)
{
    lists(state, ARGS("prefix", "--json", "--billable", "-n", "2", "E11"),
          ARGS(ENTRY("E11.65", "icd10cm", "2025-09-30", "billable",
                     SHORT("Type 2 diabetes with hyperglycemia")),
               ENTRY("E11.9", "icd10cm", "2025-09-30", "billable",
                     SHORT("Type 2 diabetes, no complications"))));
}

static void what_nobody_can_judge_is_listed_as_unknown(void **state)
{
    /* in the gap: E11 and E11.9 stand in both neighbours, the others in one */
    lists(state, ARGS("prefix", "--json", "-s", "icd10cm", "-d", "2023-01-15", "E11"),
          ARGS(ENTRY("E11", "icd10cm", "2023-01-15", "header",
                     ",\"inferred\":true" SHORT("Type 2 diabetes")),
               ENTRY("E11.6", "icd10cm", "2023-01-15", "unknown",
                     SHORT("Type 2 diabetes with oth comp")),
               ENTRY("E11.65", "icd10cm", "2023-01-15", "unknown",
                     SHORT("Type 2 diabetes with hyperglycemia")),
               ENTRY("E11.8", "icd10cm", "2023-01-15", "unknown",
                     SHORT("Type 2 diabetes with unsp comp")),
               ENTRY("E11.9", "icd10cm", "2023-01-15", "billable",
                     ",\"inferred\":true" SHORT("Type 2 diabetes without comp"))));
}

static void a_prefix_of_nothing_prints_nothing_and_is_a_problem(void **state)
{
    says(state, ARGS("prefix", "--json", "Z99"), NULL, 1, "");
    says(state, ARGS("prefix", "Z99"), NULL, 1, "");
    says(state, ARGS("prefix", "-s", "ndc", "0"), NULL, 1, "");
    /* E11.8 alone begins so, and it does not exist any more */
    says(state, ARGS("prefix", "-d", "2025-01-15", "E118"), NULL, 1, "");
}

static void prefix_in_text_is_a_table(void **state)
{
    says(state, ARGS("prefix", "E116"), NULL, 0,
         "E11.6       icd10cm   header    Type 2 diabetes with oth comp\n"
         "E11.65      icd10cm   billable  Type 2 diabetes with hyperglycemia\n"
         "E1165       hcpcs     billable  Invented item\n");
}

static void a_tree_has_all_keys_in_order(void **state)
{
    says(state, ARGS("tree", "--json", "-s", "icd10cm", "-d", "2025-01-15", "e116"),
         NULL, 0,
         "{\"code\":\"E11.6\",\"system\":\"icd10cm\",\"as_of\":\"2025-01-15\","
         "\"status\":\"header\",\"chapter\":null,\"block\":null,"
         "\"ancestors\":[\"E11\"],\"parent\":\"E11\",\"children\":[\"E11.65\"],"
         "\"notes\":null}\n");
}

static void ancestors_stand_nearest_first(void **state)
{
    says(state, ARGS("tree", "--json", "-s", "icd10cm", "-d", "2025-01-15", "e1165"),
         NULL, 0,
         "{\"code\":\"E11.65\",\"system\":\"icd10cm\",\"as_of\":\"2025-01-15\","
         "\"status\":\"billable\",\"chapter\":null,\"block\":null,"
         "\"ancestors\":[\"E11.6\",\"E11\"],\"parent\":\"E11.6\",\"children\":[],"
         "\"notes\":null}\n");
}

static void children_are_those_of_the_date(void **state)
{
    says(state, ARGS("tree", "--json", "-s", "icd10cm", "-d", "2022-01-15", "e11"),
         NULL, 0,
         "{\"code\":\"E11\",\"system\":\"icd10cm\",\"as_of\":\"2022-01-15\","
         "\"status\":\"header\",\"chapter\":null,\"block\":null,"
         "\"ancestors\":[],\"parent\":null,\"children\":[\"E11.8\",\"E11.9\"],"
         "\"notes\":null}\n");
    says(state, ARGS("tree", "--json", "-s", "icd10cm", "-d", "2024-01-15", "e11"),
         NULL, 0,
         "{\"code\":\"E11\",\"system\":\"icd10cm\",\"as_of\":\"2024-01-15\","
         "\"status\":\"header\",\"chapter\":null,\"block\":null,"
         "\"ancestors\":[],\"parent\":null,\"children\":[\"E11.6\",\"E11.9\"],"
         "\"notes\":null}\n");
}

static void all_of_many_children_are_there(void **state)
{
    char *folder = folder_create(), *image = path_in(folder, "many.sjay");
    char codes[24][8], want[600] = "\"children\":[";
    order_row rows[26] = {{"A00", 0, "Header", NULL}};
    command_result result;
    for (int i = 0; i < 24; i++) {
        (void)snprintf(codes[i], sizeof codes[i], "A00%c", 'A' + i);
        rows[i + 1] = (order_row){codes[i], 1, "Child", NULL};
        (void)snprintf(want + strlen(want), sizeof want - strlen(want), "%s\"A00.%c\"",
                       i ? "," : "", 'A' + i);
    }
    write_order_file(folder, "icd10cm_order_2025.txt", rows);
    ask(state, ARGS("compile", "-o", image, folder), NULL, &result);
    assert_int_equal(result.status, 0);
    command_result_free(&result);
    ask(state, ARGS("tree", "--json", "-i", image, "A00"), NULL, &result);
    strcat(want, "],\"notes\"");
    assert_non_null(strstr(result.out, want));
    command_result_free(&result);
    free(image);
    folder_remove(folder);
}

static void beyond_the_horizon_a_tree_is_that_of_the_last_known_day(void **state)
{
    says(state, ARGS("tree", "--json", "-s", "icd10cm", "-d", "2031-01-15", "e116"),
         NULL, 0,
         "{\"code\":\"E11.6\",\"system\":\"icd10cm\",\"as_of\":\"2031-01-15\","
         "\"status\":\"unknown\",\"last_known\":\"header\","
         "\"last_known_interval\":{\"from\":\"2023-10-01\",\"to\":null},"
         "\"chapter\":null,\"block\":null,"
         "\"ancestors\":[\"E11\"],\"parent\":\"E11\",\"children\":[\"E11.65\"],"
         "\"notes\":null}\n");
}

static void every_system_that_has_the_code_shows_its_tree(void **state)
{
    command_result result;
    ask(state, ARGS("tree", "--json", "E1165"), NULL, &result);
    const char *second = strchr(result.out, '\n');
    assert_non_null(second);
    assert_non_null(strstr(result.out, "\"system\":\"icd10cm\""));
    assert_non_null(strstr(second, "\"system\":\"hcpcs\""));
    assert_int_equal(result.status, 0);
    command_result_free(&result);
}

static void a_tree_of_a_stranger_is_the_answer_of_lookup(void **state)
{
    command_result tree, lookup;
    ask(state, ARGS("tree", "--json", "-d", "2025-01-15", "E11.66"), NULL, &tree);
    ask(state, ARGS("lookup", "--json", "-d", "2025-01-15", "E11.66"), NULL, &lookup);
    assert_string_equal(tree.out, lookup.out);
    assert_non_null(strstr(tree.out, "\"status\":\"not_found\""));
    assert_int_equal(tree.status, 1);
    command_result_free(&tree);
    command_result_free(&lookup);
}

static void a_tree_in_text_is_indented(void **state)
{
    says(state, ARGS("tree", "-s", "icd10cm", "-d", "2025-01-15", "E11.6"), NULL, 0,
         "E11.6     icd10cm   2025-01-15  header\n"
         "  E11                      header    Type 2 diabetes\n"
         ">   E11.6                  header    Type 2 diabetes with oth comp\n"
         "      E11.65               billable  Type 2 diabetes with hyperglycemia\n"
         "\nno Tabular List speaks for this day: its notes are not known\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefix_lists_what_exists_on_the_date_in_code_order),
        cmocka_unit_test(prefix_without_a_system_lists_one_after_the_other),
        cmocka_unit_test(a_limit_holds_over_all_systems),
        cmocka_unit_test(what_nobody_can_judge_is_listed_as_unknown),
        cmocka_unit_test(a_prefix_of_nothing_prints_nothing_and_is_a_problem),
        cmocka_unit_test(prefix_in_text_is_a_table),
        cmocka_unit_test(a_tree_has_all_keys_in_order),
        cmocka_unit_test(ancestors_stand_nearest_first),
        cmocka_unit_test(children_are_those_of_the_date),
        cmocka_unit_test(all_of_many_children_are_there),
        cmocka_unit_test(beyond_the_horizon_a_tree_is_that_of_the_last_known_day),
        cmocka_unit_test(every_system_that_has_the_code_shows_its_tree),
        cmocka_unit_test(a_tree_of_a_stranger_is_the_answer_of_lookup),
        cmocka_unit_test(a_tree_in_text_is_indented),
    };
    return cmocka_run_group_tests(tests, open_workplace, close_workplace);
}

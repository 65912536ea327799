/*
 * ICD-10-PCS tables: rows with the values of positions 4 to 7, each label once a table,
 * and the message each broken table earns.
 */
#include <stdio.h>

#include "engine/lookup/key.h"
#include "tests/support/source_check.h"

#define HEAD                                                                           \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"                                     \
    "<ICD10PCS.tabular><version>2030</version><title>Tables</title>\n"
#define TABLE                                                                          \
    "<pcsTable>"                                                                       \
    "<axis pos=\"1\" values=\"1\"><title>Section</title>"                              \
    "<label code=\"0\">Surgical</label></axis>"                                        \
    "<axis pos=\"2\" values=\"1\"><title>System</title>"                               \
    "<label code=\"D\">Bowel</label></axis>"                                           \
    "<axis pos=\"3\" values=\"1\"><title>Operation</title>"                            \
    "<label code=\"T\">Resection</label><definition>All</definition></axis>\n"
#define AXIS(pos, title, labels)                                                       \
    "<axis pos=\"" #pos "\"><title>" title "</title>" labels "</axis>"
#define LABEL(code, text) "<label code=\"" #code "\">" text "</label>"
#define AXES_5_TO_7                                                                    \
    AXIS(5, "Approach", LABEL(0, "Open"))                                              \
    AXIS(6, "Device", LABEL(Z, "None")) AXIS(7, "Qualifier", LABEL(Z, "None"))
#define ROW                                                                            \
    "<pcsRow codes=\"1\">" AXIS(4, "Part", LABEL(1, "One")) AXES_5_TO_7 "</pcsRow>"
#define TAIL "\n</pcsTable></ICD10PCS.tabular>\n"

/* Tables of rows and labels, copied: a row's values hold NULs. */
typedef struct tables {
    gen_report report;
    gen_source source;
    char text[8192];
    size_t len;
    bool read;
} tables;

static bool keep(void *ctx, const gen_row *row)
{
    tables *t = ctx;
    assert_int_equal(row->system, SJ_ICD10PCS);
    if (row->kind == GEN_ROW_LABEL) {
        t->len += (size_t)snprintf(
            t->text + t->len, sizeof t->text - t->len, "L %s %u%c %s @%u\n", row->code,
            row->value >> 6,
            (row->value & 63) == 63 ? '*' : sji_trie_char(row->value & 63),
            row->long_text, row->line);
        return true;
    }
    assert_int_equal(row->kind, GEN_ROW_PCS);
    assert_int_equal(row->short_len, 32);
    uint64_t values[4];
    memcpy(values, row->short_text, sizeof values);
    t->len +=
        (size_t)snprintf(t->text + t->len, sizeof t->text - t->len, "R %s", row->code);
    for (int i = 0; i < 4; i++) {
        t->text[t->len++] = ' ';
        for (unsigned bit = 0; bit < SJI_TRIE_NO_BIT; bit++)
            if (values[i] >> bit & 1)
                t->text[t->len++] = sji_trie_char(bit);
    }
    t->len += (size_t)snprintf(t->text + t->len, sizeof t->text - t->len, " @%u\n",
                               row->line);
    return true;
}

static void read_tables(tables *t, const char *text)
{
    static char path[128];
    source_folder_text(&folder, "tables.xml", text);
    snprintf(path, sizeof path, "%s", source_folder_at(&folder, "tables.xml"));
    *t = (tables){.source = {.path = path,
                             .container = path,
                             .kind = GEN_ICD10PCS_TABLES,
                             .system = SJ_ICD10PCS}};
    gen_report_init(&t->report, false);
    t->read = gen_read_source(&t->source, keep, t, &t->report);
}

static void rows_hold_values_and_labels_come_once_a_table(void **state)
{
    (void)state;
    tables t;
    read_tables(
        &t,
        HEAD TABLE "<pcsRow codes=\"4\">" AXIS(
            4, "Part", LABEL(1, "One") LABEL(A, "Ten")) "\n" AXIS(5, "Approach",
                                                                  LABEL(0, "Open")
                                                                      LABEL(4, "Scope"))
            AXIS(6, "Device", LABEL(Z, "None"))
                AXIS(7, "Qualifier",
                     LABEL(Z, "None")) "</pcsRow>\n"
                                       "<pcsRow>" AXIS(4, "Part 2",
                                                       LABEL(1, "Uno") LABEL(2, "Two"))
                                           AXES_5_TO_7 "</pcsRow>" TAIL);
    assert_int_equal(t.report.count, 0);
    assert_true(t.read);
    assert_string_equal(t.text, "L 0DT 1* Section @4\n"
                                "L 0DT 10 Surgical @4\n"
                                "L 0DT 2* System @4\n"
                                "L 0DT 2D Bowel @4\n"
                                "L 0DT 3* Operation @4\n"
                                "L 0DT 3T Resection @4\n"
                                "L 0DT 4* Part @4\n"
                                "L 0DT 41 One @4\n"
                                "L 0DT 4A Ten @4\n"
                                "L 0DT 5* Approach @5\n"
                                "L 0DT 50 Open @5\n"
                                "L 0DT 54 Scope @5\n"
                                "L 0DT 6* Device @5\n"
                                "L 0DT 6Z None @5\n"
                                "L 0DT 7* Qualifier @5\n"
                                "L 0DT 7Z None @5\n"
                                "R 0DT 1A 04 Z Z @4\n"
                                "L 0DT 42 Two @6\n"
                                "R 0DT 12 0 Z Z @6\n");
    gen_report_free(&t.report);
}

static void records_are_rows(void **state)
{
    (void)state;
    tables t;
    read_tables(&t, HEAD TABLE ROW ROW ROW TAIL);
    assert_int_equal(t.source.records, 3);
    gen_report_free(&t.report);
}

/* A table of another code: the first one's labels are told again for it. */
static void each_table_has_its_own_labels(void **state)
{
    (void)state;
    tables t;
    read_tables(&t, HEAD TABLE ROW
                "</pcsTable><pcsTable>" AXIS(1, "Section", LABEL(0, "Surgical"))
                    AXIS(2, "System", LABEL(D, "Bowel"))
                        AXIS(3, "Operation", LABEL(U, "Other")) ROW TAIL);
    assert_true(t.read);
    assert_non_null(strstr(t.text, "L 0DT 41 One @"));
    assert_non_null(strstr(t.text, "L 0DU 41 One @"));
    assert_non_null(strstr(t.text, "L 0DU 3U Other @"));
    gen_report_free(&t.report);
}

static const struct {
    const char *text, *message;
} broken[] = {
    {HEAD TABLE ROW, "tables.xml:4: not well-formed XML: no element found"},
    {"<ICD10CM.tabular/>",
     "tables.xml:1: <ICD10CM.tabular> in the document: no layout that is known"},
    {HEAD TABLE "<pcsRow><label code=\"1\">a</label></pcsRow>" TAIL,
     "tables.xml:4: <label> in pcsRow: no layout that is known"},
    {HEAD TABLE TAIL, "tables.xml:3: a table without rows"},
    {HEAD TABLE ROW "</pcsTable>\n" TABLE ROW TAIL,
     "tables.xml:6: the table stands twice"},
    {HEAD "<pcsTable>" AXIS(1, "S", LABEL(0, "a")) ROW TAIL,
     "tables.xml:3: a table does not tell all of positions 1 to 3"},
    {HEAD "<pcsTable>" AXIS(2, "S", LABEL(0, "a")) TAIL,
     "tables.xml:3: a position out of its order"},
    {HEAD "<pcsTable><axis><title>S</title></axis>" TAIL,
     "tables.xml:3: a position out of its order"},
    {HEAD TABLE ROW AXIS(4, "S", LABEL(0, "a")) TAIL,
     "tables.xml:4: a position out of its order"},
    {HEAD TABLE "<pcsRow>" AXIS(5, "S", LABEL(0, "a")) "</pcsRow>" TAIL,
     "tables.xml:4: a position out of its order"},
    {HEAD "<pcsTable>" AXIS(1, "S", LABEL(I, "a")) TAIL,
     "tables.xml:3: a value is no digit or letter of ICD-10-PCS"},
    {HEAD "<pcsTable>" AXIS(1, "S", LABEL(0, "a") LABEL(1, "b")) TAIL,
     "tables.xml:3: a second value of position 1, 2 or 3"},
    {HEAD "<pcsTable>" AXIS(1, "", LABEL(0, "a")) TAIL,
     "tables.xml:3: a title without text"},
    {HEAD "<pcsTable>" AXIS(1, "S", "<title>T</title>") TAIL,
     "tables.xml:3: a position has two titles"},
    {HEAD "<pcsTable><axis pos=\"1\">" LABEL(0, "a") "</axis>" TAIL,
     "tables.xml:3: a position without title"},
    {HEAD "<pcsTable>" AXIS(1, "S", "") TAIL,
     "tables.xml:3: a position without values"},
    /* a row is refused alone */
    {HEAD TABLE "<pcsRow>" AXIS(4, "P", LABEL(1, "a") LABEL(1, "b")) AXES_5_TO_7
     "</pcsRow>\n" ROW TAIL,
     "tables.xml:4: a value stands twice"},
    {HEAD TABLE "<pcsRow>" AXIS(4, "P", LABEL(O, "a")) AXES_5_TO_7
     "</pcsRow>\n" ROW TAIL,
     "tables.xml:4: a value is no digit or letter of ICD-10-PCS"},
    {HEAD TABLE "<pcsRow>" AXIS(4, "P", LABEL(1, " ")) AXES_5_TO_7
     "</pcsRow>\n" ROW TAIL,
     "tables.xml:4: a label without text"},
    {HEAD TABLE ROW "\n<pcsRow>" AXIS(4, "P", LABEL(1, "a")) "</pcsRow>" TAIL,
     "tables.xml:5: a row does not tell all of positions 4 to 7"},
    {HEAD TABLE ROW "\n<pcsRow codes=\"2\">" AXIS(4, "P", LABEL(1, "a")) AXES_5_TO_7
     "</pcsRow>" TAIL,
     "tables.xml:5: a row has another number of codes than it states"},
    {HEAD TABLE "<pcsRow><axis pos=\"4\" values=\"2\"><title>P</title>" LABEL(
         1, "a") "</axis>" AXES_5_TO_7 "</pcsRow>\n" ROW TAIL,
     "tables.xml:4: a position has another number of values than it states"},
};

static void each_broken_table_earns_its_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        tables t;
        read_tables(&t, broken[i].text);
        reading r = {.report = t.report};
        expect_messages(broken[i].text, &r, broken[i].message);
        assert_false(t.read);
        gen_report_free(&t.report);
    }
    printf("%zu broken tables\n", sizeof broken / sizeof broken[0]);
}

static void a_refused_row_leaves_the_others(void **state)
{
    (void)state;
    tables t;
    read_tables(&t, HEAD TABLE "<pcsRow codes=\"7\">" AXIS(4, "P", LABEL(1, "a"))
                        AXES_5_TO_7 "</pcsRow>\n" ROW TAIL);
    assert_int_equal(t.source.rejected, 1);
    assert_int_equal(t.source.records, 1);
    assert_non_null(strstr(t.text, "R 0DT 1 0 Z Z @5\n"));
    gen_report_free(&t.report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold_values_and_labels_come_once_a_table),
        cmocka_unit_test(records_are_rows),
        cmocka_unit_test(each_table_has_its_own_labels),
        cmocka_unit_test(each_broken_table_earns_its_message),
        cmocka_unit_test(a_refused_row_leaves_the_others),
    };
    return cmocka_run_group_tests_name("source_pcs_tables", tests, make_folder,
                                       remove_folder);
}

/*
 * The Tabular List: nodes and notes in the order of the file, seventh characters, what
 * is flagged and logged, and the message each broken list earns.
 */
#include <stdio.h>

#include "engine/format/layout.h"
#include "tests/support/source_check.h"

#define HEAD                                                                           \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"                                     \
    "<ICD10CM.tabular>\n"                                                              \
    "<version>2030</version><introduction><introSection type=\"title\">"               \
    "<title>T</title></introSection></introduction>\n"
#define CHAPTER HEAD "<chapter><name>4</name><desc>Glands (E00-E89)</desc>\n"
#define SECTION CHAPTER "<section id=\"E08-E13\"><desc>Sugar (E08-E13)</desc>\n"
#define TAIL    "\n</section></chapter></ICD10CM.tabular>\n"

static void read_list(reading *r, const char *text)
{
    reading_of_kind(r, &folder, GEN_ICD10CM_TABULAR, SJ_ICD10CM, text, strlen(text));
}

/* Rows as lines: "N1 E11<E08-E13 Title @4" is a node of level 1, "X2 E11 text @5" a
 * note of kind 2; flags behind '!'. */
static const char *rows(const reading *r)
{
    static char out[8192];
    size_t n = 0;
    out[0] = '\0';
    for (uint64_t i = 0; i < r->row_count && i < KEPT_ROWS; i++) {
        const gen_row *row = &r->rows[i].row;
        assert_int_equal(row->system, SJ_ICD10CM);
        assert_int_equal(row->code_len, strlen(row->code));
        n += (size_t)snprintf(
            out + n, sizeof out - n, "%c%u %s%s%s%s%s%s%.0u @%u\n",
            row->kind == GEN_ROW_NODE ? 'N' : 'X', row->status, row->code,
            row->short_text ? "<" : "", row->short_text ? row->short_text : "",
            row->long_text ? " " : "", row->long_text ? row->long_text : "",
            row->flags ? " !" : "", row->flags, row->line);
    }
    return out;
}

static void expect_rows(const char *text, const char *want)
{
    reading r;
    read_list(&r, text);
    expect_messages("source.txt", &r, "");
    if (strcmp(rows(&r), want) != 0)
        fail_msg("\n%s\n  want:\n%s", rows(&r), want);
    assert_true(r.read);
    assert_int_equal(r.list.items[0].records, r.row_count);
    reading_free(&r);
}

static void nodes_stand_directly_before_their_notes(void **state)
{
    (void)state;
    expect_rows(CHAPTER
                "<excludes1><note>in a newborn (P70)</note></excludes1>\n"
                "<sectionIndex><sectionRef first=\"E08\" last=\"E13\" id=\"E08-E13\">"
                "Sugar</sectionRef></sectionIndex>\n"
                "<section id=\"E08-E13\"><desc>Sugar (E08-E13)</desc>\n"
                "<diag><name>E08</name><desc>Under a condition</desc>\n"
                "<codeFirst><note>the condition, such as:</note>\n"
                "<note>pancreatitis (K85-K86)</note></codeFirst>\n"
                "<diag><name>E08.0</name><desc>Very high</desc>\n"
                "<diag><name>E08.00</name><desc>Without coma</desc>"
                "<useAdditionalCode><note>code for insulin (Z79.4)</note>"
                "</useAdditionalCode></diag>\n"
                "<diag><name>E08.01</name><desc>With coma</desc></diag></diag></diag>\n"
                "<diag><name>E09</name><desc>By a drug</desc></diag>" TAIL,
                "N0 chapter 4 Glands (E00-E89) @4\n"
                "X2 chapter 4 in a newborn (P70) @5\n"
                "N1 E08-E13<chapter 4 Sugar (E08-E13) @7\n"
                "N2 E08<E08-E13 @8\n"
                "X4 E08 the condition, such as: !1 @9\n"
                "X4 E08 pancreatitis (K85-K86) @10\n"
                "N2 E0800<E08 @12\n"
                "X5 E0800 code for insulin (Z79.4) @12\n"
                "N2 E09<E08-E13 @14\n");
}

static void every_kind_of_note_is_told(void **state)
{
    (void)state;
    expect_rows(SECTION "<diag><name>E11</name><desc>T</desc>\n"
                        "<includes><note>a</note></includes>\n"
                        "<inclusionTerm><note>b</note></inclusionTerm>\n"
                        "<excludes1><note>c</note></excludes1>\n"
                        "<excludes2><note>d</note></excludes2>\n"
                        "<codeFirst><note>e</note></codeFirst>\n"
                        "<useAdditionalCode><note>f</note></useAdditionalCode>\n"
                        "<codeAlso><note>g</note></codeAlso>\n"
                        "<notes><note>h</note></notes>\n"
                        "<sevenChrNote><note>i</note></sevenChrNote>\n"
                        "<sevenChrDef><extension char=\"A\">j</extension></sevenChrDef>"
                        "</diag>" TAIL,
                "N0 chapter 4 Glands (E00-E89) @4\n"
                "N1 E08-E13<chapter 4 Sugar (E08-E13) @5\n"
                "N2 E11<E08-E13 @6\n"
                "X0 E11 a @7\nX1 E11 b @8\nX2 E11 c @9\nX3 E11 d @10\nX4 E11 e @11\n"
                "X5 E11 f @12\nX6 E11 g @13\nX7 E11 h @14\nX7 E11 i @15\n"
                "X8 E11 A: j @16\n");
}

static void a_note_continues_the_seventh_character_before_it(void **state)
{
    (void)state;
    expect_rows(SECTION "<diag><name>E11</name><desc>T</desc><sevenChrDef>\n"
                        "<extension char=\"A\">initial</extension>\n"
                        "<extension char=\"B\">open, type I\n or II</extension>\n"
                        "<note>initial for open</note><note>NOS</note>\n"
                        "<extension char=\"9\">last</extension>\n"
                        "</sevenChrDef></diag>" TAIL,
                "N0 chapter 4 Glands (E00-E89) @4\n"
                "N1 E08-E13<chapter 4 Sugar (E08-E13) @5\n"
                "N2 E11<E08-E13 @6\n"
                "X8 E11 A: initial @7\n"
                "X8 E11 B: open, type I or II initial for open NOS @8\n"
                "X8 E11 9: last @11\n");
}

static void sections_may_be_of_one_category_or_hold_none(void **state)
{
    (void)state;
    expect_rows(CHAPTER
                "<section id=\"E00-E89\"><desc>All</desc>"
                "<notes><note>spans</note></notes></section>\n"
                "<section id=\"E10\"><desc>One</desc>"
                "<diag placeholder=\"true\"><name>E10</name><desc>T</desc></diag>" TAIL,
                "N0 chapter 4 Glands (E00-E89) @4\n"
                "N1 E00-E89<chapter 4 All @5\n"
                "X7 E00-E89 spans @5\n"
                "N1 E10<chapter 4 One @6\n"
                "N2 E10<E10 @6\n");
}

/* In the official files H54.512A stands in H54.511. */
static void a_code_may_stand_in_another_of_its_category(void **state)
{
    (void)state;
    expect_rows(SECTION
                "<diag><name>E11</name><desc>T</desc>\n"
                "<diag><name>E11.51</name><desc>T</desc><notes><note>a</note></notes>\n"
                "<diag><name>E11.52</name><desc>T</desc><notes><note>b</note></notes>"
                "</diag></diag></diag>" TAIL,
                "N0 chapter 4 Glands (E00-E89) @4\n"
                "N1 E08-E13<chapter 4 Sugar (E08-E13) @5\n"
                "N2 E11<E08-E13 @6\n"
                "N2 E1151<E11 @7\nX7 E1151 a @7\n"
                "N2 E1152<E11 @8\nX7 E1152 b @8\n");
}

static void white_space_collapses_and_characters_are_decoded(void **state)
{
    (void)state;
    expect_rows(SECTION
                "<diag><name> E11 </name><desc>T</desc><includes>\n"
                "<note>\n  a \t line\r\n of &lt;5&#39;  &amp;\xC3\xA9 <!-- x -->\n"
                "</note></includes></diag>" TAIL,
                "N0 chapter 4 Glands (E00-E89) @4\n"
                "N1 E08-E13<chapter 4 Sugar (E08-E13) @5\n"
                "N2 E11<E08-E13 @6\n"
                "X0 E11 a line of <5' &\xC3\xA9 @7\n");
}

static void
a_reference_that_does_not_read_is_flagged_and_logged_with_its_line(void **state)
{
    (void)state;
    reading r;
    read_list(&r, SECTION "<diag><name>E11</name><desc>T</desc>\n"
                          "<excludes1><note>one (A00 and A01)</note>\n"
                          "<note>two (A00)</note></excludes1>\n"
                          "<inclusionTerm><note>three (A00 and A01)</note>"
                          "</inclusionTerm></diag>" TAIL);
    expect_messages(
        "list", &r,
        "source.txt:7: does not read as references to codes: (A00 and A01)");
    assert_true(r.read);
    assert_int_equal(r.report.errors, 0);
    assert_int_equal(r.report.warnings, 1);
    assert_int_equal(r.rows[3].row.flags, GEN_NOTE_UNREAD);
    assert_int_equal(r.rows[4].row.flags, 0);
    assert_int_equal(r.rows[5].row.flags, 0);
    reading_free(&r);
}

static void further_ones_are_counted(void **state)
{
    (void)state;
    static char text[16384];
    reading r;
    strcpy(text, SECTION "<diag><name>E11</name><desc>T</desc><excludes1>\n");
    for (int i = 0; i < 40; i++)
        strcat(text, "<note>(A00 and A01)</note>\n");
    strcat(text, "</excludes1></diag>" TAIL);
    read_list(&r, text);
    char *messages = reading_messages(&r, &folder);
    char want[120];
    snprintf(want, sizeof want,
             "source.txt: %u further notes that do not read as references to codes\n",
             40 - r.report.limit);
    assert_int_equal(r.report.count, r.report.limit + 1);
    assert_non_null(strstr(messages, want));
    free(messages);
    reading_free(&r);
}

static void only_code_first_notes_are_weak(void **state)
{
    (void)state;
    reading r;
    read_list(&r, SECTION "<diag><name>E11</name><desc>T</desc>\n"
                          "<codeFirst><note>cause, if known</note></codeFirst>\n"
                          "<codeAlso><note>cause, if known</note></codeAlso>"
                          "</diag>" TAIL);
    assert_int_equal(r.rows[3].row.flags, GEN_NOTE_WEAK);
    assert_int_equal(r.rows[4].row.flags, 0);
    reading_free(&r);
}

/* ---- what is broken -------------------------------------------------------------- */

static const struct {
    const char *text, *message;
} broken[] = {
    {HEAD "<chapter><name>4</name><desc>T</desc>",
     "source.txt:4: not well-formed XML: no element found"},
    {HEAD "<chapter></section>", "source.txt:4: not well-formed XML: mismatched tag"},
    {"", "source.txt:1: not well-formed XML: no element found"},
    {"00001 A00", "source.txt:1: not well-formed XML: syntax error"},
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"bb\">]>\n<ICD10CM.tabular/>",
     "source.txt:2: a document type: no official file has one"},
    {HEAD "<chapter><name>&b;</name>",
     "source.txt:4: not well-formed XML: undefined entity"},
    {HEAD "\xC3\x28", "source.txt:4: not well-formed XML: not well-formed (invalid "
                      "token)"},
    {HEAD "</ICD10CM.tabular>", "source.txt: no record in it"},
    {"<ICD10CM.index></ICD10CM.index>",
     "source.txt:1: <ICD10CM.index> in the document: no layout that is known"},
    {"<ICD10CM.tabular isAddenda=\"true\"></ICD10CM.tabular>",
     "source.txt:1: addenda: a list of changes, not a release"},
    {SECTION "<note>loose</note>" TAIL,
     "source.txt:6: <note> in section: no layout that is known"},
    {SECTION "<diag><name>E11<b>1</b></name></diag>" TAIL,
     "source.txt:6: text beside elements"},
    {SECTION "loose<diag><name>E11</name><desc>T</desc></diag>" TAIL,
     "source.txt:6: text beside elements"},
    {SECTION "<diag><name>E11</name><desc>T</desc></diag>loose" TAIL,
     "source.txt:7: text beside elements"},
    {SECTION "<diag><name>E11</name><desc>T</desc><includes><note>a<new>b</new></note>"
             "</includes></diag>" TAIL,
     "source.txt:6: text beside elements"},
    {SECTION "<diag><name>E11</name><desc>T\x7F</desc></diag>" TAIL,
     "source.txt:6: control character in a text"},
    /* a node is refused with what stands in it, and the rest is read */
    {HEAD "<chapter><name>four</name><desc>T</desc></chapter>\n"
          "</ICD10CM.tabular>",
     "source.txt:4: the chapter's name is no number from 1 to 99"},
    {CHAPTER "<section id=\"E08-E1\"><desc>T</desc><diag>anything</diag></section>"
             "</chapter></ICD10CM.tabular>",
     "source.txt:5: the section's id is not like A00-A09 or B10"},
    {CHAPTER "<section><desc>T</desc></section></chapter></ICD10CM.tabular>",
     "source.txt:5: the section's id is not like A00-A09 or B10"},
    {SECTION "<diag><desc>T</desc></diag>\n<diag><name>E12</name></diag>" TAIL,
     "source.txt:6: no name\nsource.txt:7: no title"},
    {SECTION "<diag><excludes1><note>a</note></excludes1></diag>" TAIL,
     "source.txt:6: no name"},
    {SECTION "<diag><name>E1</name><desc>T</desc></diag>" TAIL,
     "source.txt:6: the name is no ICD-10-CM code"},
    {SECTION "<diag><name>E11.9</name><desc>T</desc></diag>" TAIL,
     "source.txt:6: a category is not of three characters"},
    {SECTION "<diag><name>E11</name><desc>T</desc>\n<diag><name>E12.1</name>"
             "<desc>T</desc><excludes1><note>a</note></excludes1></diag></diag>" TAIL,
     "source.txt:7: the code is not of the category it stands in"},
    {SECTION "<diag><name>E11</name><desc>T</desc>\n<diag><name>E11</name>"
             "<desc>T</desc></diag></diag>" TAIL,
     "source.txt:7: the code is not of the category it stands in"},
    {SECTION "<diag><name>E11</name><name>E12</name><desc>T</desc></diag>" TAIL,
     "source.txt:6: a second name"},
    {SECTION "<diag><name>E11</name><desc>T</desc><desc>U</desc></diag>" TAIL,
     "source.txt:6: a second title"},
    {SECTION "<diag><name>E11</name><desc> </desc></diag>" TAIL,
     "source.txt:6: the title is empty"},
    {SECTION "<diag><name>E11</name><desc>T</desc><excludes1>\n<note> </note>"
             "</excludes1></diag>" TAIL,
     "source.txt:7: a note without text"},
    {SECTION "<diag><name>E11</name><desc>T</desc><sevenChrDef>\n<note>a</note>"
             "</sevenChrDef></diag>" TAIL,
     "source.txt:7: a note that continues no seventh character"},
    {SECTION "<diag><name>E11</name><desc>T</desc><sevenChrDef>\n"
             "<extension char=\"AB\">a</extension></sevenChrDef></diag>" TAIL,
     "source.txt:7: the seventh character is no digit or upper-case letter"},
    {SECTION "<diag><name>E11</name><desc>T</desc><sevenChrDef>\n"
             "<extension>a</extension></sevenChrDef></diag>" TAIL,
     "source.txt:7: the seventh character is no digit or upper-case letter"},
    {SECTION "<diag><name>E11</name><desc>T</desc><diag><name>E11.9</name>"
             "<desc>T</desc></diag>\n<excludes1><note>late</note></excludes1>"
             "</diag>" TAIL,
     "source.txt:7: a note behind the codes below its node"},
};

static void each_broken_list_earns_its_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        reading r;
        read_list(&r, broken[i].text);
        expect_messages(broken[i].text, &r, broken[i].message);
        assert_false(r.read);
        reading_free(&r);
    }
    printf("%zu broken lists\n", sizeof broken / sizeof broken[0]);
}

static void a_refused_node_takes_what_it_holds_and_no_more(void **state)
{
    (void)state;
    reading r;
    read_list(&r, SECTION "<diag><name>E1</name><desc>T</desc>"
                          "<excludes1><note>(A00 and A01)</note></excludes1>"
                          "<diag><name>E1.1</name></diag></diag>\n"
                          "<diag><name>E11</name><desc>T</desc></diag>" TAIL);
    assert_int_equal(r.list.items[0].rejected, 1);
    assert_string_equal(rows(&r), "N0 chapter 4 Glands (E00-E89) @4\n"
                                  "N1 E08-E13<chapter 4 Sugar (E08-E13) @5\n"
                                  "N2 E11<E08-E13 @7\n");
    reading_free(&r);
}

static void elements_nested_beyond_measure_are_refused(void **state)
{
    (void)state;
    static char text[8192];
    reading r;
    strcpy(text, HEAD "<introduction>");
    for (int i = 0; i < 100; i++)
        strcat(text, "<a>");
    read_list(&r, text);
    expect_messages("nested", &r, "source.txt:4: elements nested too deeply");
    reading_free(&r);
}

static void a_text_beyond_measure_is_refused(void **state)
{
    (void)state;
    static char text[1 << 17];
    reading r;
    strcpy(text, SECTION "<diag><name>E11</name><desc>");
    size_t n = strlen(text);
    memset(text + n, 'a', 70000);
    strcpy(text + n + 70000, "</desc></diag>" TAIL);
    read_list(&r, text);
    expect_messages("long", &r, "source.txt:6: a text is longer than 64 KB");
    reading_free(&r);
}

/* A list cut after any byte: refused, and only the last byte is not needed. */
static void a_list_cut_anywhere_is_refused(void **state)
{
    (void)state;
    static const char text[] = SECTION
        "<diag><name>E11</name><desc>T</desc><excludes1><note>a (E10.-)</note>"
        "</excludes1><sevenChrDef><extension char=\"A\">b</extension></sevenChrDef>"
        "</diag>" TAIL;
    for (size_t len = 0; len + 2 < sizeof text; len++) {
        reading r;
        reading_of_kind(&r, &folder, GEN_ICD10CM_TABULAR, SJ_ICD10CM, text, len);
        if (r.read || r.report.errors == 0)
            fail_msg("taken with %zu bytes", len);
        reading_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_stand_directly_before_their_notes),
        cmocka_unit_test(every_kind_of_note_is_told),
        cmocka_unit_test(a_note_continues_the_seventh_character_before_it),
        cmocka_unit_test(sections_may_be_of_one_category_or_hold_none),
        cmocka_unit_test(a_code_may_stand_in_another_of_its_category),
        cmocka_unit_test(white_space_collapses_and_characters_are_decoded),
        cmocka_unit_test(
            a_reference_that_does_not_read_is_flagged_and_logged_with_its_line),
        cmocka_unit_test(further_ones_are_counted),
        cmocka_unit_test(only_code_first_notes_are_weak),
        cmocka_unit_test(each_broken_list_earns_its_message),
        cmocka_unit_test(a_refused_node_takes_what_it_holds_and_no_more),
        cmocka_unit_test(elements_nested_beyond_measure_are_refused),
        cmocka_unit_test(a_text_beyond_measure_is_refused),
        cmocka_unit_test(a_list_cut_anywhere_is_refused),
    };
    return cmocka_run_group_tests_name("source_tabular", tests, make_folder,
                                       remove_folder);
}

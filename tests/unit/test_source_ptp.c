/*
 * NCCI pair edits in the layouts of Medicare and Medicaid. The codes are invented.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/source_check.h"

/* A notice and wrapped headings, as they stand above the records; \xAE as there. */
#define PREFACE                                                                        \
    "All of this is invented \xAE.\t\t\t\t\t\t\r\n"                                    \
    "Column1/Column2 Edits\t\t\t\t\t\t\r\n"                                            \
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tRationale\r\n" \
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"                               \
    "\t\t\t\t*=no data\t1=allowed\t\r\n"                                               \
    "\t\t\t\t\t9=not applicable\t\r\n"

static void read_as(reading *r, gen_kind kind, const char *text)
{
    reading_of_kind(r, &folder, kind, SJ_SYSTEM_COUNT, text, strlen(text));
}

static void read_text(reading *r, const char *text)
{
    read_as(r, GEN_PTP_PRACTITIONER, text);
}

/* One row is all that a text gives. */
static void expect_row(const char *text, const reading *r, const gen_row *want)
{
    expect_messages(text, r, "");
    assert_true(r->read);
    assert_int_equal(r->row_count, 1);
    const gen_row *got = &r->rows[0].row;
    assert_int_equal(got->kind, GEN_ROW_PTP);
    assert_string_equal(got->code, want->code);
    assert_string_equal(got->short_text, want->short_text);
    assert_int_equal(got->short_len, 5);
    assert_int_equal(got->from, want->from);
    assert_int_equal(got->to, want->to);
    assert_int_equal(got->status, want->status);
    assert_int_equal(got->flags, want->flags);
    if (want->long_text)
        assert_string_equal(got->long_text, want->long_text);
    else
        assert_null(got->long_text);
}

static void a_row_says_codes_days_indicator_and_rationale(void **state)
{
    (void)state;
    const char *text = PREFACE "G9901\t9902T\t\t20220101\t20231231\t1\tInvented\r\n"
                               "99030\tD9904\t*\t19960101\t*\t0\tMade up\r\n"
                               "99030\tD9904\t\t20200229\t20200229\t9\tMade up\r\n";
    reading r;
    read_text(&r, text);
    expect_messages("table", &r, "");
    assert_true(r.read);
    assert_int_equal(r.row_count, 3);
    assert_int_equal(r.list.items[0].records, 3);
    const gen_row *a = &r.rows[0].row, *b = &r.rows[1].row, *c = &r.rows[2].row;
    assert_int_equal(a->kind, GEN_ROW_PTP);
    assert_int_equal(a->line, 7);
    assert_string_equal(a->code, "G9901");
    assert_int_equal(a->code_len, 5);
    assert_int_equal(a->system, SJ_HCPCS);
    assert_string_equal(a->short_text, "9902T");
    assert_int_equal(a->from, day(2022, 1, 1));
    assert_int_equal(a->to, day(2023, 12, 31));
    assert_int_equal(a->status, 1);
    assert_int_equal(a->flags, 0);
    assert_false(a->has_text);
    assert_string_equal(a->long_text, "Invented");
    assert_int_equal(b->system, SJ_CPT);
    assert_string_equal(b->short_text, "D9904");
    assert_int_equal(b->from, day(1996, 1, 1));
    assert_int_equal(b->to, SJ_DATE_OPEN);
    assert_int_equal(b->status, 0);
    assert_int_equal(b->flags, 1);
    assert_int_equal(c->from, day(2020, 2, 29));
    assert_int_equal(c->to, day(2020, 2, 29));
    assert_int_equal(c->status, 9);
    reading_free(&r);
}

static void files_of_medicaid_have_no_mark_of_1996(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Notice\t\t\t\t\t\r\nColumn 1\tColumn 2\tEffective\tDeletion\tModifier\tWhy\r\n"
        "G9901\tG9902\t20220101\t*\t1\tInvented\r\n",
        "G9901\tG9902\t20220101\t*\t1\tInvented\n",
    };
    for (gen_kind kind = GEN_PTP_MEDICAID_PRACTITIONER; kind <= GEN_PTP_MEDICAID_DME;
         kind++)
        for (size_t i = 0; i < 2; i++) {
            reading r;
            read_as(&r, kind, texts[i]);
            expect_row(texts[i], &r,
                       &(gen_row){.code = "G9901",
                                  .short_text = "G9902",
                                  .from = day(2022, 1, 1),
                                  .to = SJ_DATE_OPEN,
                                  .status = 1,
                                  .long_text = "Invented"});
            reading_free(&r);
        }
}

/* A kind tells the layout only where the first record does not. */
static void the_first_record_shows_the_layout(void **state)
{
    (void)state;
    const gen_row want = {.code = "G9901",
                          .short_text = "G9902",
                          .from = day(2022, 1, 1),
                          .to = SJ_DATE_OPEN,
                          .status = 1,
                          .long_text = "Invented"};
    reading r;
    read_as(&r, GEN_PTP_MEDICAID_DME, "G9901\tG9902\t\t20220101\t*\t1\tInvented\r\n");
    expect_row("seven", &r, &want);
    reading_free(&r);
    read_as(&r, GEN_PTP_HOSPITAL, "G9901\tG9902\t20220101\t*\t1\tInvented\r\n");
    expect_row("six", &r, &want);
    reading_free(&r);
}

static void a_rationale_may_be_empty_or_absent(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "G9901\tG9902\t*\t20220101\t*\t1\t\r\n",
        "G9901\tG9902\t*\t20220101\t*\t1\t  \r\n",
        "G9901\tG9902\t*\t20220101\t*\t1\r\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading r;
        read_text(&r, texts[i]);
        expect_row(texts[i], &r,
                   &(gen_row){.code = "G9901",
                              .short_text = "G9902",
                              .from = day(2022, 1, 1),
                              .to = SJ_DATE_OPEN,
                              .status = 1,
                              .flags = 1});
        reading_free(&r);
    }
}

static void a_rationale_in_windows_1252_comes_out_in_utf8(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "G9901\tG9902\t\t20220101\t*\t1\tSo\xAE \x96 so \r\n");
    expect_row("1252", &r,
               &(gen_row){.code = "G9901",
                          .short_text = "G9902",
                          .from = day(2022, 1, 1),
                          .to = SJ_DATE_OPEN,
                          .status = 1,
                          .long_text = "So\xC2\xAE \xE2\x80\x93 so"});
    reading_free(&r);
}

static void empty_lines_of_a_spreadsheet_are_skipped(void **state)
{
    (void)state;
    reading r;
    read_text(&r, PREFACE "G9901\tG9902\t\t20220101\t*\t1\tInvented\r\n"
                          "\t\t\t\t\t\t\r\n\r\n"
                          "G9901\tG9903\t\t20220101\t*\t1\tInvented\r\n"
                          "\t\t\t\t\t\t\r\n");
    expect_messages("lines", &r, "");
    assert_int_equal(r.row_count, 2);
    assert_int_equal(r.rows[1].row.line, 10);
    reading_free(&r);
}

/* Also when it is the first one, that a preface stands above. */
static void broken_records_are_refused_with_their_line(void **state)
{
    (void)state;
#define GOOD "G9901\tG9902\t\t20220101\t*\t1\tInvented\r\n"
    static const char no_date[] = "effective date is no date of the form YYYYMMDD";
    static const char no_count[] =
        "a record has 7 fields: column 1, column 2, *, effective date, deletion date, "
        "indicator, rationale";
    static const char no_code[] = "column 1 is no procedure code";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"g9901\tG9902\t\t20220101\t*\t1\tx\n", no_code},
        {"G990\tG9902\t\t20220101\t*\t1\tx\n", no_code},
        {"G99011\tG9902\t\t20220101\t*\t1\tx\n", no_code},
        {"G990A\tG9902\t\t20220101\t*\t1\tx\n", no_code},
        {"99A01\tG9902\t\t20220101\t*\t1\tx\n", no_code},
        {"\tG9902\t\t20220101\t*\t1\tx\n", no_code},
        {"G9901\t9902t\t\t20220101\t*\t1\tx\n", "column 2 is no procedure code"},
        {"G9901\t\t\t20220101\t*\t1\tx\n", "column 2 is no procedure code"},
        {"G9901\tG9902\t+\t20220101\t*\t1\tx\n",
         "the mark of existence prior to 1996 is neither * nor empty"},
        {"G9901\tG9902\t\t20220230\t*\t1\tx\n", no_date},
        {"G9901\tG9902\t\t2022010\t*\t1\tx\n", no_date},
        {"G9901\tG9902\t\t202201011\t*\t1\tx\n", no_date},
        {"G9901\tG9902\t\t2022010:\t*\t1\tx\n", no_date}, /* behind '9' */
        {"G9901\tG9902\t\t\t*\t1\tx\n", no_date},
        {"G9901\tG9902\t\t20220101\t\t1\tx\n",
         "deletion date is neither * nor a date of the form YYYYMMDD"},
        {"G9901\tG9902\t\t20220101\t20221301\t1\tx\n",
         "deletion date is neither * nor a date of the form YYYYMMDD"},
        {"G9901\tG9902\t\t20220101\t202212311\t1\tx\n",
         "deletion date is neither * nor a date of the form YYYYMMDD"},
        {"G9901\tG9902\t\t20220101\t20211231\t1\tx\n",
         "deletion date is before the effective date"},
        {"G9901\tG9902\t\t20220101\t*\t2\tx\n",
         "modifier indicator is none of 0, 1, 9"},
        {"G9901\tG9902\t\t20220101\t*\t\tx\n", "modifier indicator is none of 0, 1, 9"},
        {"G9901\tG9902\t\t20220101\t*\t10\tx\n",
         "modifier indicator is none of 0, 1, 9"},
        {"G9901\tG9902\t\t20220101\t*\n", no_count},
        {"G9901\tG9902\t\t20220101\t*\t1\tx\ty\n", no_count},
        {"G9901\tG9902\t\t20220101\t*\t1\tx\x01\n", "control character in a title"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int first = 0; first < 2; first++) {
            char text[1024], want[300];
            reading r;
            snprintf(text, sizeof text, "%s%s%s", PREFACE, first ? "" : GOOD,
                     cases[i].text);
            read_text(&r, text);
            snprintf(want, sizeof want, "source.txt:%d: %s", first ? 7 : 8,
                     cases[i].message);
            expect_messages(text, &r, want);
            assert_false(r.read);
            reading_free(&r);
        }
}

static void all_records_have_as_many_fields_as_the_first(void **state)
{
    (void)state;
    reading r;
    read_text(&r, GOOD "G9901\tG9903\t\t20220101\t*\t1\n"
                       "G9901\tG9903\t20220101\t*\t1\tx\n");
    expect_messages("fields", &r,
                    "source.txt:2: a record has 7 fields: column 1, column 2, *, "
                    "effective date, deletion date, indicator, rationale\n"
                    "source.txt:3: a record has 7 fields: column 1, column 2, *, "
                    "effective date, deletion date, indicator, rationale");
    reading_free(&r);
    read_as(&r, GEN_PTP_MEDICAID_DME,
            "G9901\tG9903\t20220101\t*\t1\tx\nG9901\tG9903\t\t20220101\t*\t1\tx\n");
    expect_messages("fields", &r,
                    "source.txt:2: a record has 6 fields: column 1, column 2, "
                    "effective date, deletion date, indicator, rationale");
    reading_free(&r);
}

/* Above the records: a broken one must not pass for a heading. */
static void one_mark_of_a_record_is_enough_to_be_one(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "G9901\tx\n",
        "x\tG9901\n",
        "x\ty\t20220101\n",
        "x\ty\tz\t20220101\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading r;
        read_text(&r, texts[i]);
        assert_int_equal(r.list.items[0].rejected, 1);
        assert_int_equal(r.report.errors, 1);
        reading_free(&r);
    }
}

static void a_record_that_is_refused_shows_no_layout(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "G9901\tG9902\t\t20220101\t*\t1\tx\x01\n"
                  "G9901\tG9903\t20220101\t*\t1\n");
    expect_messages("first", &r, "source.txt:1: control character in a title");
    assert_int_equal(r.row_count, 1);
    reading_free(&r);
    read_as(&r, GEN_PTP_MEDICAID_DME, "G9901\tG9902\t\t*\t1\tx\n");
    expect_messages("no day", &r,
                    "source.txt:1: effective date is no date of the form YYYYMMDD");
    reading_free(&r);
}

static void headings_below_records_are_no_records(void **state)
{
    (void)state;
    reading r;
    read_text(&r, GOOD "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\t"
                       "Modifier\tRationale\r\n" GOOD);
    expect_messages("headings", &r, "source.txt:2: column 1 is no procedure code");
    assert_int_equal(r.row_count, 2);
    reading_free(&r);
}

static void a_file_without_records_is_refused(void **state)
{
    (void)state;
    reading r;
    read_text(&r, PREFACE);
    expect_messages("preface", &r, "source.txt: no record in it");
    assert_false(r.read);
    reading_free(&r);
}

/* Rows that share a day with the one before, and rows that do not. */
static void each_row_has_its_own_days(void **state)
{
    (void)state;
    static const char *const days[] = {"20220101", "20220101", "20220102",
                                       "20220101", "19951231", "19951231"};
    enum { ROWS = sizeof days / sizeof days[0] };
    char text[1024] = "";
    size_t n = 0;
    for (size_t i = 0; i < ROWS; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "G9901\tG99%02zu\t\t%s\t%s\t1\tx\n", i, days[i],
                              i % 2 ? "*" : days[i]);
    reading r;
    read_text(&r, text);
    expect_messages("days", &r, "");
    for (size_t i = 0; i < ROWS; i++) {
        sj_date want = 0;
        assert_true(sj_date_parse(days[i], 8, &want));
        assert_int_equal(r.rows[i].row.from, want);
        assert_int_equal(r.rows[i].row.to, i % 2 ? SJ_DATE_OPEN : want);
    }
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_says_codes_days_indicator_and_rationale),
        cmocka_unit_test(files_of_medicaid_have_no_mark_of_1996),
        cmocka_unit_test(the_first_record_shows_the_layout),
        cmocka_unit_test(a_rationale_may_be_empty_or_absent),
        cmocka_unit_test(a_rationale_in_windows_1252_comes_out_in_utf8),
        cmocka_unit_test(empty_lines_of_a_spreadsheet_are_skipped),
        cmocka_unit_test(broken_records_are_refused_with_their_line),
        cmocka_unit_test(all_records_have_as_many_fields_as_the_first),
        cmocka_unit_test(one_mark_of_a_record_is_enough_to_be_one),
        cmocka_unit_test(a_record_that_is_refused_shows_no_layout),
        cmocka_unit_test(headings_below_records_are_no_records),
        cmocka_unit_test(a_file_without_records_is_refused),
        cmocka_unit_test(each_row_has_its_own_days),
    };
    return cmocka_run_group_tests_name("ptp", tests, make_folder, remove_folder);
}

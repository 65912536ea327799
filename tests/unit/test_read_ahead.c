/*
 * Rows arrive from the worker threads as their readers handed them out: every member
 * and both texts, of each kind of row that the line tables and HCPCS have.
 */
#include <stdio.h>
#include <string.h>

#include "gen/read_ahead.h"
#include "tests/support/source_check.h"

static const char *const names[] = {
    "ccipra-v301r0-f1.TXT",     "MCR_MUE_PractitionerServices_Eff_04-01-2024.csv",
    "AOC_V2024Q2-F-MCR.txt",    "PPRRVU2025_Oct.csv",
    "necessity-2026-01-01.csv", "HCPC2024_JAN_ANWEB.txt",
};

enum { FILES = sizeof names / sizeof names[0], ROWS = 32 };

static void write_files(void)
{
    source_folder_text(&folder, names[0],
                       "G9901\tG9902\t*\t20220101\t20231231\t1\tInvented\n"
                       "G9901\tG9903\t\t20220101\t*\t9\t\n");
    source_folder_text(&folder, names[1],
                       "HCPCS/CPT Code,MUE Values,MUE Adjudication Indicator,MUE "
                       "Rationale\nG9901,600,2 Edit: Policy,Invented\nG9902,0,3,\n");
    source_folder_text(&folder, names[2],
                       "1G9901       G9902       20130012023365 Invented\n"
                       "2G9903       CCCCC       2013001       Invented\n");
    source_folder_text(
        &folder, names[3],
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,"
        "RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG\n"
        "G9901,TC,x,A,,1,2,,3,,4,5,6,1,010,0,0,0,2,3,0,8,7\n"
        "G9902,,x,A,,1,2,,3,,4,5,6,1,XXX,0,0,0,2,3,0,8,\n");
    source_folder_text(&folder, names[4],
                       "policy,procedure,dx,side,from,to,severity,citation\n"
                       "L1,G9901,I10 E11.9,covered,,,warn,Invented\n"
                       "L2,G9901,I10,excluded,2026-01-01,2026-12-31,reject,\n");
    char text[1000] = "";
    strcat(text, anweb_line("   A1", 100, '7', "A modifier", "S", "20240101", ""));
    strcat(text, anweb_line("A1234", 100, '3', "One", "S", "20240101", "20241231"));
    memcpy(strstr(text, "A1234") + 119, "13", 2);
    strcat(text, anweb_line("A1235", 100, '3', "Two", "S", "20240101", ""));
    source_folder_text(&folder, names[5], text);
}

typedef struct rows {
    kept_row items[ROWS];
    uint32_t source[ROWS], count, done;
} rows;

static const char *keep(void *ctx, uint32_t source, const gen_row *row)
{
    rows *kept = ctx;
    assert_true(kept->count < ROWS);
    kept->source[kept->count] = source;
    kept_row *k = &kept->items[kept->count++];
    k->row = *row;
    memcpy(k->code, row->code, row->code_len);
    assert_true(row->short_len < sizeof k->short_text);
    assert_true(row->long_len < sizeof k->long_text);
    if (row->short_text)
        memcpy(k->short_text, row->short_text, row->short_len);
    if (row->long_text)
        memcpy(k->long_text, row->long_text, row->long_len);
    return NULL;
}

static void count_source(void *ctx, uint32_t source)
{
    (void)source;
    ((rows *)ctx)->done++;
}

static void expect_same(const kept_row *got, const kept_row *want)
{
    const gen_row *a = &got->row, *b = &want->row;
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->value, b->value);
    assert_int_equal(a->system, b->system);
    assert_int_equal(a->code_len, b->code_len);
    assert_string_equal(got->code, want->code);
    assert_int_equal(a->status, b->status);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->has_text, b->has_text);
    assert_int_equal(a->from, b->from);
    assert_int_equal(a->to, b->to);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->short_text == NULL, b->short_text == NULL);
    assert_int_equal(a->long_text == NULL, b->long_text == NULL);
    assert_string_equal(got->short_text, want->short_text);
    assert_string_equal(got->long_text, want->long_text);
}

static void rows_arrive_as_their_readers_handed_them_out(void **state)
{
    (void)state;
    write_files();
    for (unsigned threads = 1; threads <= 4; threads++) {
        const char *args[FILES];
        uint32_t order[FILES];
        reading r;
        for (uint32_t i = 0; i < FILES; i++) {
            args[i] = source_folder_at(&folder, names[i]);
            order[i] = i;
        }
        reading_make(&r, NULL, args, FILES, false);
        expect_messages("files", &r, "");
        assert_true(r.found && r.read);

        rows *kept = calloc(1, sizeof *kept);
        assert_non_null(kept);
        gen_receiver receiver = {kept, keep, count_source};
        gen_read_ahead(&r.list, order, FILES, threads, &receiver, &r.report);
        expect_messages("files, ahead", &r, "");
        assert_int_equal(kept->done, FILES);
        assert_int_equal(kept->count, r.row_count);
        assert_int_equal(kept->count, 2 + 2 + 2 + 2 + 3 + 5);
        for (uint32_t i = 0; i < kept->count; i++) {
            expect_same(&kept->items[i], &r.rows[i]);
            assert_true(i == 0 || kept->source[i] >= kept->source[i - 1]);
        }
        free(kept);
        reading_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_arrive_as_their_readers_handed_them_out),
    };
    return cmocka_run_group_tests_name("read ahead", tests, make_folder, remove_folder);
}

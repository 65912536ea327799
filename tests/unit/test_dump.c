/*
 * The reader of dumps (docs/DUMP.md): what it makes of a sound one, and the refusal
 * that each kind of damage earns.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "gen/model/memory.h"
#include "gen/source/dump.h"

#define HASH "00112233445566778899aabbccddeeff"

static const char source_0[] =
    "source\t0\thcpcs-anweb\t2024-01\t2024-01-01\t2024-03-31\t640\t2\t" HASH
    "\ta.txt\tA 2024-01";
static const char source_1[] =
    "source\t1\ticd10cm-order\t2025\t2024-10-01\t2025-09-30\t154\t2\t" HASH
    "\tb.txt\tB 2025";

/* A sound dump, line by line; tests put other lines in its place. */
static const char *const sound[] = {
    "#scrubjay-dump 1",
    source_0,
    source_1,
    "release\t0\ticd10cm\t2024-10-01\t2025-09-30\t1\t2\tICD-10-CM FY2025",
    "release\t1\thcpcs\t2024-01-01\t2024-03-31\t0\t1\tHCPCS Level II 2024-01",
    "system\ticd10cm\tundated\t2\t2\t2024-10-01\t2025-09-30\t0\t0",
    "timeline\t0",
    "segment\t-\tnot_found\t-",
    "segment\t2025-10-01\tunknown\t-",
    "timeline\t1",
    "segment\t-\tinactive\t-",
    "segment\t2024-10-01\tbillable\tinferred,carried",
    "interval\t2024-10-01\t2024-12-31\theader\tinferred",
    "interval\t2025-01-01\t-\tbillable\t-",
    "code\tE119\t1\t-\t0",
    "title\t2024-10-01\t0\tshort\\ttitle\tlong \\\\ \\n\\r title",
    "title\t2025-01-01\t0\tshort\tlong",
    "code\tI10\t1\t-\t0",
    "title\t2024-10-01\t0\t\t",
    "system\thcpcs\tdated\t1\t1\t2024-01-01\t-\t0\t0",
    "timeline\t0",
    "segment\t-\tunknown\t-",
    "code\tA9999\t0\tnoc\t0",
    "title\t2024-01-01\t1\tshort\tlong",
    "end",
};

enum { LINES = sizeof sound / sizeof *sound };

typedef struct outcome {
    bool ok;
    char message[512];
    gen_catalog catalog;
    gen_source source;
} outcome;

static void read_text(const char *text, size_t len, outcome *out)
{
    char path[] = "/tmp/sj_dump_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, len), len);
    close(fd);

    gen_report report;
    gen_report_init(&report, false);
    gen_catalog_init(&out->catalog);
    out->source = (gen_source){.path = (char[]){'d', 0}, .container = path};
    out->ok = gen_dump_read(&out->source, &out->catalog, &report);
    out->message[0] = '\0';
    if (report.count)
        snprintf(out->message, sizeof out->message, "%s", report.messages[0].text);
    assert_int_equal(report.count, !out->ok);
    gen_report_free(&report);
    unlink(path);
}

/* The sound dump with line `at` (from 1) replaced; NULL: left out. */
static char *with_line(size_t at, const char *line, size_t *len)
{
    char *text = gen_alloc(8192);
    for (size_t i = 0; i < LINES; i++) {
        const char *put = i + 1 == at ? line : sound[i];
        if (put)
            strcat(strcat(text, put), "\n");
    }
    *len = strlen(text);
    return text;
}

static void a_sound_dump_becomes_a_catalog(void **state)
{
    (void)state;
    outcome o;
    size_t len;
    char *text = with_line(0, NULL, &len);
    read_text(text, len, &o);
    assert_string_equal(o.message, "");
    assert_true(o.ok);

    const gen_catalog *c = &o.catalog;
    assert_int_equal(c->source_count, 2);
    assert_string_equal(c->sources[1].kind, "icd10cm-order");
    assert_string_equal(c->sources[1].release, "2025");
    assert_string_equal(c->sources[1].file, "b.txt");
    assert_int_equal(c->sources[1].size_bytes, 154);
    assert_int_equal(c->sources[1].records, 2);
    assert_int_equal(c->sources[1].xxh3[0], 0x00);
    assert_int_equal(c->sources[1].xxh3[15], 0xff);
    assert_int_equal(c->release_count, 2);
    assert_string_equal(c->releases[0].label, "ICD-10-CM FY2025");
    assert_int_equal(c->releases[0].system, SJ_ICD10CM);
    assert_int_equal(c->releases[0].source, 1);
    assert_int_equal(c->releases[0].codes, 2);

    const gen_system *cm = &c->systems[SJ_ICD10CM];
    assert_true(cm->loaded);
    assert_false(cm->dated);
    assert_int_equal(cm->code_count, 2);
    assert_string_equal(cm->codes[0].code, "E119");
    assert_int_equal(cm->codes[0].len, 4);
    assert_int_equal(cm->codes[0].timeline, 1);
    assert_int_equal(cm->codes[0].descriptor_count, 2);
    assert_int_equal(cm->timeline_count, 2);
    const gen_timeline *line = &cm->timelines[1];
    assert_int_equal(line->segment_count, 2);
    assert_int_equal(line->segments[0].from, SJ_DATE_MIN);
    assert_int_equal(line->segments[1].status,
                     SJ_CODE_BILLABLE | SJ_MARK_INFERRED | SJ_MARK_CARRIED);
    assert_int_equal(line->interval_count, 2);
    assert_int_equal(line->intervals[0].status, SJ_CODE_HEADER);
    assert_int_equal(line->intervals[0].marks, SJ_MARK_INFERRED);
    assert_int_equal(line->intervals[1].to, SJ_DATE_OPEN);
    assert_string_equal(gen_text_get(&c->text, cm->descriptors[0].short_text, NULL),
                        "short\ttitle");
    assert_string_equal(gen_text_get(&c->text, cm->descriptors[0].long_text, NULL),
                        "long \\ \n\r title");
    assert_int_equal(cm->descriptors[2].short_text, 0);

    const gen_system *hcpcs = &c->systems[SJ_HCPCS];
    assert_true(hcpcs->dated);
    assert_int_equal(hcpcs->last, SJ_DATE_OPEN);
    assert_int_equal(hcpcs->codes[0].flags, SJ_FLAG_NOC);
    assert_int_equal(hcpcs->descriptors[0].release, 1);
    assert_int_equal(o.source.records, 3);
    assert_int_equal(o.source.size_bytes, len);
    gen_catalog_free(&o.catalog);
    free(text);
}

/* A line in place of a sound one, and the refusal it earns. */
static const struct {
    size_t at;
    const char *line, *why;
} damages[] = {
    {1, "#scrubjay-dump 2", "d:1: not a dump that this version reads"},
    {1, "#scrubjay-dump 1 ", "d:1: not a dump that this version reads"},
    {2, "", "d:2: no such record: "},
    {2, "sources\t0", "d:2: no such record: sources"},
    {2, "a\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t", "d:2: too many fields"},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t1\t1\t" HASH, "d:2: source: 8 fields, not 10"},
    {2, "source\t1\tk\tr\t2024-01-01\t-\t1\t1\t" HASH "\tf\tl",
     "d:2: source: number 1 where 0 is due"},
    {2, "source\t0\t\tr\t2024-01-01\t-\t1\t1\t" HASH "\tf\tl", "d:2: field 2: empty"},
    {2, "source\t0\tk\tr\t20240101\t-\t1\t1\t" HASH "\tf\tl",
     "d:2: field 4: not a date: 20240101"},
    {2, "source\t0\tk\tr\t2024-02-30\t-\t1\t1\t" HASH "\tf\tl",
     "d:2: field 4: not a date: 2024-02-30"},
    {2, "source\t0\tk\tr\t2024-01-02\t2024-01-01\t1\t1\t" HASH "\tf\tl",
     "d:2: the interval ends before it begins"},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t01\t1\t" HASH "\tf\tl",
     "d:2: field 6: not a number that fits: 01"},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t18446744073709551616\t1\t" HASH "\tf\tl",
     "d:2: field 6: not a number that fits: 18446744073709551616"},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t\t1\t" HASH "\tf\tl",
     "d:2: field 6: not a number that fits: "},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t1\t-1\t" HASH "\tf\tl",
     "d:2: field 7: not a number that fits: -1"},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t1\t1\t00112233445566778899AABBCCDDEEFF\tf\tl",
     "d:2: field 8: not a hash of 32 hex digits: 00112233445566778899AABBCCDDEEFF"},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t1\t1\t" HASH "\ta\\x\tl",
     "d:2: field 9: unknown escape"},
    {2, "source\t0\tk\tr\t2024-01-01\t-\t1\t1\t" HASH "\ta\\\tl",
     "d:2: field 9: unknown escape"},
    {2, "release\t0\ticd10cm\t2024-10-01\t2025-09-30\t0\t2\tlabel",
     "d:2: release: out of place"},
    {4, "release\t0\ticd11\t2024-10-01\t2025-09-30\t1\t2\tlabel",
     "d:4: field 2: no code system: icd11"},
    {4, "release\t0\ticd10cm\t2024-10-01\t2025-09-30\t2\t2\tlabel",
     "d:4: field 5: not a number that fits: 2"},
    {4, "release\t0\tpos\t2024-10-01\t2025-09-30\t1\t2\tlabel",
     "d:5: release: out of order"},
    {4, "release\t0\thcpcs\t2024-01-02\t2024-09-30\t1\t2\tlabel",
     "d:5: release: out of order"},
    {5, "source\t2\tk\tr\t2024-01-01\t-\t1\t1\t" HASH "\tf\tl",
     "d:5: source: out of place"},
    {6, "timeline\t0", "d:6: timeline: out of place"},
    {6, "code\tE119\t1\t-\t0", "d:6: code: out of place"},
    {6, "segment\t-\tunknown\t-", "d:6: segment: out of place"},
    {6, "interval\t2024-10-01\t-\tbillable\t-", "d:6: interval: out of place"},
    {6, "title\t2024-10-01\t0\ta\tb", "d:6: title: out of place"},
    {6, "end", "d:6: icd10cm has releases and no codes"},
    {6, "system\ticd10pcs\tundated\t2\t2\t2024-10-01\t2025-09-30\t0\t0",
     "d:6: system: icd10pcs has no release"},
    {6, "system\ticd10cm\tsometimes\t2\t2\t2024-10-01\t2025-09-30\t0\t0",
     "d:6: field 2: neither dated nor undated: sometimes"},
    {6, "system\ticd10cm\tundated\t2\t0\t2024-10-01\t2025-09-30\t0\t0",
     "d:6: system: no timeline"},
    {6, "system\ticd10cm\tundated\t2\t2\t2024-10-01\t2025-09-30\t2\t0",
     "d:6: field 7: not a number that fits: 2"},
    {6, "system\ticd10cm\tundated\t2\t2\t2024-10-01\t2025-09-30\t0\t2",
     "d:6: field 8: not a number that fits: 2"},
    {6, "system\ticd10cm\tundated\t3\t2\t2024-10-01\t2025-09-30\t0\t0",
     "d:20: 2 codes before this line, not 3"},
    {6, "system\ticd10cm\tundated\t2\t3\t2024-10-01\t2025-09-30\t0\t0",
     "d:15: 2 timelines before this line, not 3"},
    {7, "timeline\t1", "d:7: timeline: number 1 where 0 is due"},
    {8, "segment\t2015-10-01\tnot_found\t-",
     "d:8: the first segment does not begin with -"},
    {8, "segment\t-\tnone\t-", "d:8: field 2: no such status here: none"},
    {8, "segment\t-\tunknown\tguessed", "d:8: field 3: no such marks: guessed"},
    {8, "timeline\t1", "d:8: timeline without a segment before this line"},
    {9, "segment\t-\tunknown\t-", "d:9: segment: out of order"},
    {9, "segment\t2025-10-01\tnot_found\t-",
     "d:9: segment says what the one before it says"},
    {13, "interval\t2024-10-01\t2024-12-31\tinactive\t-",
     "d:13: field 3: no such status here: inactive"},
    {13, "interval\t2024-10-01\t2025-01-01\theader\t-",
     "d:14: interval overlaps the one before it"},
    {14, "segment\t2026-10-01\tunknown\t-", "d:14: segment: out of place"},
    {15, "code\tE11.9\t1\t-\t0", "d:15: code E11.9 is not canonical"},
    {15, "code\te119\t1\t-\t0", "d:15: code e119 is not canonical"},
    {15, "code\tE1\t1\t-\t0", "d:15: code E1 is not canonical"},
    {15, "code\tJ10\t1\t-\t0", "d:18: code I10 is out of order"},
    {15, "code\tI10\t1\t-\t0", "d:18: code I10 is out of order"},
    {15, "code\tE119\t2\t-\t0", "d:15: field 2: not a number that fits: 2"},
    {15, "code\tE119\t1\tNOC\t0", "d:15: field 3: no such flags: NOC"},
    {17, "title\t2024-10-01\t0\ta\tb", "d:17: title: out of order"},
    {17, "title\t2025-01-01\t1\ta\tb",
     "d:17: title: release 1 is one of another system"},
    {17, "title\t2025-01-01\t2\ta\tb", "d:17: field 2: not a number that fits: 2"},
    {17, "title\t2025-01-01\t0\ta\\q\tb", "d:17: field 3: unknown escape"},
    {17, "timeline\t2", "d:17: timeline: out of place"},
    {19, NULL, "d:19: code I10 has no title"},
    {20, "system\ticd10cm\tdated\t1\t1\t2024-01-01\t-\t0\t0",
     "d:20: system: out of order"},
    {22, "timeline\t1", "d:22: timeline without a segment before this line"},
    {24, NULL, "d:24: code A9999 has no title"},
    {25, NULL, "d:24: ends without an end record"},
    {25, "end\tof it", "d:25: end: 1 fields, not 0"},
    {25, "end\nend", "d:26: more after the end"},
    {11, "segment\t-\tnot_found\t-\nsegment\t2025-10-01\tunknown\t-\ntimeline\t2",
     "d:13: timeline 1 is like an earlier one"},
};

static void each_damage_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        outcome o;
        size_t len;
        char *text = with_line(damages[i].at, damages[i].line, &len);
        read_text(text, len, &o);
        if (o.ok || strcmp(o.message, damages[i].why) != 0)
            fail_msg("damage %zu: got \"%s\", want \"%s\"", i, o.message,
                     damages[i].why);
        gen_catalog_free(&o.catalog);
        free(text);
    }
}

static void a_dump_cut_at_any_line_is_refused(void **state)
{
    (void)state;
    size_t len;
    char *text = with_line(0, NULL, &len);
    for (size_t cut = 0; cut + 1 < len; cut++) {
        if (cut > 0 && text[cut - 1] != '\n')
            continue;
        outcome o;
        read_text(text, cut, &o);
        if (o.ok)
            fail_msg("cut after %zu bytes, and taken", cut);
        gen_catalog_free(&o.catalog);
    }
    free(text);
}

static void a_dump_without_records_is_none(void **state)
{
    (void)state;
    outcome o;
    static const char text[] = "#scrubjay-dump 1\nend\n";
    read_text(text, sizeof text - 1, &o);
    assert_string_equal(o.message, "d:2: a dump without sources or codes");
    gen_catalog_free(&o.catalog);
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    outcome o;
    static const char text[] = "#scrubjay-dump 1\nsource\0\n";
    read_text(text, sizeof text - 1, &o);
    assert_string_equal(o.message, "d:2: line holds a NUL byte");
    gen_catalog_free(&o.catalog);

    char *line = gen_alloc(80000);
    memset(line, 'x', 70000);
    memcpy(line, text, 17);
    read_text(line, 70000, &o);
    assert_string_equal(o.message, "d:2: line is too long");
    gen_catalog_free(&o.catalog);
    free(line);
}

static void a_file_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    gen_source source = {.path = (char[]){'d', 0},
                         .container = (char[]){"/no/such/file"}};
    gen_catalog catalog;
    gen_report report;
    gen_catalog_init(&catalog);
    gen_report_init(&report, false);
    assert_false(gen_dump_read(&source, &catalog, &report));
    assert_int_equal(report.errors, 1);
    assert_string_equal(report.messages[0].text, "d: no such file");
    gen_report_free(&report);
    gen_catalog_free(&catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_dump_becomes_a_catalog),
        cmocka_unit_test(each_damage_is_named),
        cmocka_unit_test(a_dump_cut_at_any_line_is_refused),
        cmocka_unit_test(a_dump_without_records_is_none),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(a_file_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

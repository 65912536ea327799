/*
 * The pipeline as a whole, on the sample in data/ and on files made here: the same
 * bytes whatever the way there, all errors at once, and nothing written after one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gen/compile.h"
#include "tests/support/command.h"

#define SAMPLE SCRUBJAY_SOURCE_DIR "/data"

typedef struct run {
    bool ok;
    gen_compile_result result;
    gen_report report;
} run;

static gen_compile_options options_of(const char *const *args, size_t count)
{
    return (gen_compile_options){.args = args, .arg_count = count};
}

static void compile(run *r, const gen_compile_options *options)
{
    gen_report_init(&r->report, options->keep_going);
    r->ok = gen_compile(options, &r->result, &r->report);
}

static void end(run *r)
{
    gen_compile_result_free(&r->result);
    gen_report_free(&r->report);
}

static void assert_done(const run *r)
{
    if (!r->ok)
        gen_report_print(&r->report, "test_compile", stderr);
    assert_true(r->ok);
}

static void assert_same_image(const run *a, const run *b)
{
    assert_int_equal(a->result.image.size, b->result.image.size);
    assert_memory_equal(a->result.image.data, b->result.image.data,
                        a->result.image.size);
}

/* An ICD order file: rows of code, space, flag (0 header, 1 billable). */
static char *order_file(const char *folder, const char *name, const char *const *rows,
                        size_t count)
{
    char *path = path_in(folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%05zu %-7.*s %c %-60s %s\r\n", i + 1, (int)strcspn(rows[i], " "),
                rows[i], rows[i][strlen(rows[i]) - 1], "short", "long");
    fclose(file);
    return path;
}

static char *text_file(const char *folder, const char *name, const char *text)
{
    write_file(folder, name, text, strlen(text));
    return path_in(folder, name);
}

static void the_sample_compiles_and_answers(void **state)
{
    (void)state;
    const char *args[] = {SAMPLE};
    gen_compile_options options = options_of(args, 1);
    run r;
    compile(&r, &options);
    assert_done(&r);
    sj_image *image;
    assert_int_equal(sj_image_open_memory(r.result.image.data, r.result.image.size,
                                          NULL, &image, NULL),
                     SJ_OK);
    sj_answer answer;
    sj_date date;
    assert_true(sj_date_from_ymd(2025, 1, 15, &date));
    assert_int_equal(sj_lookup(image, SJ_ICD10CM, "e11.9", 5, date, &answer), SJ_OK);
    assert_int_equal(answer.status, SJ_CODE_BILLABLE);
    uint64_t codes = 0;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info info;
        assert_true(sj_system_get(image, (sj_system)i, &info));
        codes += info.codes;
    }
    assert_int_equal(r.result.codes, codes);
    /* What was read, in the order of the image's sources. */
    assert_int_equal(r.result.sources.count, sj_source_count(image));
    for (uint32_t i = 0; i < r.result.sources.count; i++) {
        sj_source source;
        assert_true(sj_source_get(image, i, &source));
        assert_string_equal(r.result.sources.items[i].file, source.file);
        assert_int_equal(r.result.sources.items[i].records, source.records);
        assert_int_equal(r.result.sources.items[i].to, source.to);
    }
    sj_image_close(image);
    end(&r);
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    const char *args[] = {SAMPLE};
    gen_compile_options options = options_of(args, 1);
    run first;
    compile(&first, &options);
    assert_done(&first);
    for (unsigned threads = 1; threads <= 8; threads++) {
        run r;
        options.threads = threads;
        compile(&r, &options);
        assert_done(&r);
        assert_same_image(&first, &r);
        end(&r);
    }
    end(&first);
}

static const char *const old_rows[] = {"E11 0", "E119 1", "M358 1"};
static const char *const new_rows[] = {"E11 0", "E119 1", "M358 0", "M3581 1"};

static void neither_folder_nor_order_of_arguments_is_in_the_bytes(void **state)
{
    (void)state;
    run runs[2];
    for (int i = 0; i < 2; i++) {
        char *f = folder_create();
        char *a = order_file(f, "icd10cm_order_2025.txt", old_rows, 3);
        char *b = order_file(f, "icd10cm_order_2026.txt", new_rows, 4);
        const char *args[] = {i ? a : b, i ? b : a};
        gen_compile_options options = options_of(args, 2);
        compile(&runs[i], &options);
        assert_done(&runs[i]);
        assert_int_equal(runs[i].result.codes, 4);
        free(a);
        free(b);
        folder_remove(f);
    }
    assert_same_image(&runs[0], &runs[1]);
    end(&runs[0]);
    end(&runs[1]);
}

static void all_errors_are_named_and_nothing_is_written_after_one(void **state)
{
    (void)state;
    static const char *const twice[] = {"E11 0", "E119 1", "E119 1"};
    static const char *const wrong[] = {"E11 0", "E119 7"};
    char *f = folder_create();
    char *a = order_file(f, "icd10cm_order_2025.txt", twice, 3);
    char *b = order_file(f, "icd10cm_order_2026.txt", wrong, 2);
    char *image = text_file(f, "image.sjay", "what was there before");
    const char *args[] = {b, a};
    gen_compile_options options = options_of(args, 2);
    options.output = image;
    run r;
    compile(&r, &options);
    assert_false(r.ok);
    assert_int_equal(r.report.errors, 2);
    /* In the order of reading, not of arguments. */
    char want[256];
    snprintf(want, sizeof want, "%s:3: code E119: code occurs twice", a);
    assert_string_equal(r.report.messages[0].text, want);
    snprintf(want, sizeof want, "%s:2: ", b);
    assert_memory_equal(r.report.messages[1].text, want, strlen(want));

    size_t len;
    char *text = read_file(f, "image.sjay", &len);
    assert_non_null(text);
    assert_string_equal(text, "what was there before");
    free(text);
    end(&r);
    free(a);
    free(b);
    free(image);
    folder_remove(f);
}

static void with_keep_going_refused_rows_are_warnings_and_counted(void **state)
{
    (void)state;
    enum { ROWS = 60 };
    const char *rows[ROWS] = {"E11 0", "E119 1"};
    for (int i = 2; i < ROWS; i++)
        rows[i] = "E119 1";
    char *f = folder_create();
    char *a = order_file(f, "icd10cm_order_2025.txt", rows, ROWS);
    char *image = path_in(f, "image.sjay");
    const char *args[] = {a};
    gen_compile_options options = options_of(args, 1);
    options.keep_going = true;
    options.output = image;
    run r;
    compile(&r, &options);
    assert_done(&r);
    assert_int_equal(r.report.errors, 0);
    assert_int_equal(r.report.warnings, r.report.limit + 1);
    char want[256];
    snprintf(want, sizeof want, "%s: %u further records refused", a,
             ROWS - 2 - r.report.limit);
    assert_string_equal(r.report.messages[r.report.count - 1].text, want);
    assert_int_equal(r.result.sources.items[0].records, 2);
    assert_int_equal(r.result.sources.items[0].rejected, ROWS - 2);
    struct stat info;
    assert_int_equal(stat(image, &info), 0);
    assert_int_equal(info.st_size, r.result.image.size);
    end(&r);
    free(a);
    free(image);
    folder_remove(f);
}

static const char dump[] =
    "#scrubjay-dump 1\n"
    "source\t0\ticd10cm-order\t2025\t2024-10-01\t2025-09-30\t9\t1\t"
    "00112233445566778899aabbccddeeff\tb.txt\tICD-10-CM FY2025\n"
    "release\t0\ticd10cm\t2024-10-01\t2025-09-30\t0\t1\tICD-10-CM FY2025\n"
    "system\ticd10cm\tundated\t1\t2\t2024-10-01\t2025-09-30\t0\t0\n"
    "timeline\t0\n"
    "segment\t-\tnot_found\t-\n"
    "timeline\t1\n"
    "segment\t-\tbillable\t-\n"
    "interval\t2024-10-01\t-\tbillable\t-\n"
    "code\tE119\t1\t-\t0\n"
    "title\t2024-10-01\t0\tshort\tlong\n"
    "end\n";

static void a_dump_stands_alone(void **state)
{
    (void)state;
    char *f = folder_create();
    char *a = text_file(f, "image.dump", dump);
    char *b = order_file(f, "icd10cm_order_2026.txt", new_rows, 4);
    const char *args[] = {a, b};
    gen_compile_options options = options_of(args, 1);
    run r;
    compile(&r, &options);
    assert_done(&r);
    assert_int_equal(r.result.codes, 1);
    end(&r);

    char want[256];
    options.arg_count = 2;
    compile(&r, &options);
    assert_false(r.ok);
    snprintf(want, sizeof want, "%s: a dump cannot be mixed with other sources", a);
    assert_string_equal(r.report.messages[0].text, want);
    end(&r);

    options.arg_count = 1;
    options.carry = true;
    compile(&r, &options);
    assert_false(r.ok);
    snprintf(want, sizeof want,
             "%s: a dump cannot be carried: its time is already resolved", a);
    assert_string_equal(r.report.messages[0].text, want);
    end(&r);
    free(a);
    free(b);
    folder_remove(f);
}

static void what_the_engine_refuses_is_not_written(void **state)
{
    (void)state;
    /* The builder takes a status that no timeline of absence has, the engine not. */
    char *text = strdup(dump), *at = strstr(text, "not_found");
    assert_non_null(text);
    assert_non_null(at);
    memcpy(at, "billable\t-\n", 11);
    memmove(at + 11, at + 12, strlen(at + 12) + 1);
    char *f = folder_create();
    char *a = text_file(f, "image.dump", text), *image = path_in(f, "image.sjay");
    const char *args[] = {a};
    gen_compile_options options = options_of(args, 1);
    options.output = image;
    run r;
    compile(&r, &options);
    assert_false(r.ok);
    assert_int_equal(r.report.errors, 1);
    assert_memory_equal(r.report.messages[0].text, "image built wrong: ", 19);
    assert_int_not_equal(access(image, F_OK), 0);
    end(&r);
    free(text);
    free(a);
    free(image);
    folder_remove(f);
}

typedef struct watcher {
    double last;
    int calls;
    bool fell;
} watcher;

static void watch(void *ctx, double done, const char *what)
{
    watcher *w = ctx;
    w->fell |= done < w->last || done > 1 || !what;
    w->last = done;
    w->calls++;
}

static void progress_rises_to_one(void **state)
{
    (void)state;
    const char *args[] = {SAMPLE};
    watcher w = {0};
    gen_compile_options options = options_of(args, 1);
    options.progress = watch;
    options.progress_ctx = &w;
    run r;
    compile(&r, &options);
    assert_done(&r);
    assert_false(w.fell);
    assert_true(w.last == 1);
    assert_true(w.calls > 5);
    end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_compiles_and_answers),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(neither_folder_nor_order_of_arguments_is_in_the_bytes),
        cmocka_unit_test(all_errors_are_named_and_nothing_is_written_after_one),
        cmocka_unit_test(with_keep_going_refused_rows_are_warnings_and_counted),
        cmocka_unit_test(a_dump_stands_alone),
        cmocka_unit_test(what_the_engine_refuses_is_not_written),
        cmocka_unit_test(progress_rises_to_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * From arguments to sources: files, archives, folders, manifests; copies, rivals, codes
 * files beside order files; and what is left out.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/source/archive.h"
#include "tests/support/source_check.h"

#define ORDER                                                                          \
    "00001 A00     0 Cholera                                                      "    \
    "Cholera\r\n"                                                                      \
    "00002 A000    1 Cholera one                                                  "    \
    "Cholera one\r\n"
#define OTHER_ORDER                                                                    \
    "00001 A00     1 Cholera                                                      "    \
    "Cholera\r\n"
#define CODES "A000    Cholera one\r\n"
#define POS   "code,from,to,billable,short,long\n11,,,,Office,Office\n"

static void find(reading *r, const char *name)
{
    const char *args[] = {source_folder_at(&folder, name)};
    reading_make(r, NULL, args, 1, false);
}

static void find_all(reading *r)
{
    const char *args[] = {folder.path};
    reading_make(r, NULL, args, 1, false);
}

static void expect_source(const reading *r, uint32_t i, const char *path,
                          const char *file)
{
    assert_true(i < r->list.count);
    assert_string_equal(r->list.items[i].path, source_folder_at(&folder, path));
    assert_string_equal(r->list.items[i].file, file);
}

static void expect_left_out(const reading *r, const char *path, const char *reason)
{
    const char *got = reading_left_out(r, source_folder_at(&folder, path));
    if (!got || strcmp(got, reason) != 0)
        fail_msg("%s: left out for \"%s\"", path, got ? got : "(not left out)");
}

static void a_file_is_read_plain_and_packed_to_the_same_rows_and_hash(void **state)
{
    (void)state;
    static const char *const names[] = {"plain/icd10cm_order_2025.txt",
                                        "gz/icd10cm_order_2025.txt.gz",
                                        "xz/icd10cm_order_2025.txt.xz", "zip/any.zip"};
    source_folder_text(&folder, names[0], ORDER);
    source_folder_pack(&folder, names[1], "x", ORDER);
    source_folder_pack(&folder, names[2], "x", ORDER);
    source_folder_pack(&folder, names[3], "inner folder/icd10cm_order_2025.txt", ORDER);
    uint8_t hash[16] = {0};
    for (size_t i = 0; i < 4; i++) {
        reading r;
        find(&r, names[i]);
        assert_true(r.found && r.read);
        assert_int_equal(r.row_count, 2);
        const gen_source *source = &r.list.items[0];
        assert_string_equal(source->file, "icd10cm_order_2025.txt");
        assert_string_equal(source->release, "2025");
        assert_int_equal(source->size_bytes, strlen(ORDER));
        if (i == 0)
            memcpy(hash, source->xxh3, 16);
        assert_memory_equal(source->xxh3, hash, 16);
        reading_free(&r);
    }
}

static void a_name_that_is_not_utf8_is_kept_with_question_marks(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "latin/codes-pos-2025-01-01 caf\xe9.csv", POS);
    find(&r, "latin/codes-pos-2025-01-01 caf\xe9.csv");
    assert_true(r.found && r.read);
    assert_string_equal(r.list.items[0].file, "codes-pos-2025-01-01 caf?.csv");
    reading_free(&r);
    source_folder_text(&folder, "utf/codes-pos-2025-01-01 caf\xc3\xa9.csv", POS);
    find(&r, "utf/codes-pos-2025-01-01 caf\xc3\xa9.csv");
    assert_true(r.found && r.read);
    assert_string_equal(r.list.items[0].file, "codes-pos-2025-01-01 caf\xc3\xa9.csv");
    reading_free(&r);
}

static void a_member_of_a_zip_is_shown_as_archive_and_member(void **state)
{
    (void)state;
    reading r;
    static const char order[] = ORDER;
    const char *const members[] = {
        "icd10cm_order_2025.txt",         order,    "readme.txt", "Read me",
        "icd10cm-codes-addenda-2025.txt", "Add: x", NULL};
    source_folder_zip(&folder, "a/codes.zip", members);
    find_all(&r);
    assert_true(r.found && r.read);
    assert_int_equal(r.list.count, 1);
    expect_source(&r, 0, "a/codes.zip/icd10cm_order_2025.txt",
                  "icd10cm_order_2025.txt");
    assert_string_equal(r.list.items[0].container,
                        source_folder_at(&folder, "a/codes.zip"));
    assert_string_equal(r.list.items[0].member, "icd10cm_order_2025.txt");
    expect_left_out(&r, "a/codes.zip/readme.txt", "a text for people");
    expect_left_out(&r, "a/codes.zip/icd10cm-codes-addenda-2025.txt",
                    "addenda: a list of changes, not a release");
    reading_free(&r);
}

static void
a_folder_is_walked_in_byte_order_and_nothing_is_dropped_in_silence(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "b/icd10cm_order_2025.txt", ORDER);
    source_folder_text(&folder, "B/icd10cm_order_2024.txt", ORDER);
    source_folder_text(&folder, "a/notes.txt", "hello");
    source_folder_text(&folder, "a/.hidden/icd10cm_order_2026.txt", ORDER);
    source_folder_text(&folder, "a/empty.txt", "");
    source_folder_text(&folder, "codes-pos-2024-01-01.csv", POS);
    find_all(&r);
    assert_true(r.found && r.read);
    assert_int_equal(r.list.count, 3);
    expect_source(&r, 0, "B/icd10cm_order_2024.txt", "icd10cm_order_2024.txt");
    expect_source(&r, 1, "b/icd10cm_order_2025.txt", "icd10cm_order_2025.txt");
    expect_source(&r, 2, "codes-pos-2024-01-01.csv", "codes-pos-2024-01-01.csv");
    assert_int_equal(r.list.items[2].system, SJ_POS);
    assert_int_equal(r.list.unused_count, 3);
    expect_left_out(&r, "a/notes.txt",
                    "neither name nor content is that of an official file");
    expect_left_out(&r, "a/.hidden", "hidden folder");
    expect_left_out(&r, "a/empty.txt", "empty file");
    reading_free(&r);
}

static void links_are_followed_and_loops_are_met_once(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "a/icd10cm_order_2025.txt", ORDER);
    source_folder_text(&folder, "c/keep.txt", "x");
    assert_int_equal(symlink("../a", source_folder_at(&folder, "c/link")), 0);
    assert_int_equal(symlink("..", source_folder_at(&folder, "c/up")), 0);
    assert_int_equal(symlink("nowhere", source_folder_at(&folder, "c/broken")), 0);
    find(&r, "c");
    assert_true(r.found);
    assert_int_equal(r.list.count, 1);
    expect_left_out(&r, "c/broken", "a link that leads nowhere");
    /* c/up is the parent: it holds a (the same bytes again) and c itself */
    expect_left_out(&r, "c/up/c", "a folder that holds itself");
    reading_free(&r);
}

static void the_same_file_twice_is_read_once_whatever_the_order(void **state)
{
    (void)state;
    source_folder_text(&folder, "1/icd10cm_order_2025.txt", ORDER);
    source_folder_pack(&folder, "2/icd10cm-order-2025.txt.xz", "x", ORDER);
    for (int swapped = 0; swapped < 2; swapped++) {
        reading r;
        const char *args[2];
        args[swapped] = source_folder_at(&folder, "1");
        args[!swapped] = source_folder_at(&folder, "2");
        reading_make(&r, NULL, args, 2, false);
        assert_true(r.found && r.read);
        assert_int_equal(r.list.count, 1);
        /* '-' comes before '_' */
        expect_source(&r, 0, "2/icd10cm-order-2025.txt.xz", "icd10cm-order-2025.txt");
        const char *reason =
            reading_left_out(&r, source_folder_at(&folder, "1/icd10cm_order_2025.txt"));
        assert_non_null(reason);
        char want[400];
        snprintf(want, sizeof want, "same bytes as %s",
                 source_folder_at(&folder, "2/icd10cm-order-2025.txt.xz"));
        assert_string_equal(reason, want);
        reading_free(&r);
    }
}

static void two_files_for_one_release_are_refused_and_both_named(void **state)
{
    (void)state;
    source_folder_text(&folder, "1/icd10cm_order_2025.txt", ORDER);
    source_folder_text(&folder, "2/icd10cm_order_2025.txt", OTHER_ORDER);
    source_folder_text(&folder, "3/icd10cm_order_2025.txt", ORDER);
    reading r;
    find_all(&r);
    assert_false(r.found);
    expect_messages("two rivals and a copy", &r,
                    "1/icd10cm_order_2025.txt: 2/icd10cm_order_2025.txt is another "
                    "icd10cm-order of 2024-10-01, with other content: state the dates "
                    "of both in a manifest");
    reading_free(&r);

    const char *args[] = {folder.path};
    reading_make(&r, NULL, args, 1, true);
    assert_false(r.found); /* nothing is left */
    expect_left_out(&r, "1/icd10cm_order_2025.txt",
                    "two files for one release, and no dates stated");
    expect_left_out(&r, "2/icd10cm_order_2025.txt",
                    "two files for one release, and no dates stated");
    reading_free(&r);
}

static void a_codes_file_is_read_only_without_the_order_file(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "icd10cm_codes_2025.txt", CODES);
    find_all(&r);
    assert_true(r.found && r.read);
    assert_int_equal(r.list.items[0].kind, GEN_ICD10CM_CODES);
    reading_free(&r);

    source_folder_text(&folder, "icd10cm_order_2024.txt", ORDER);
    find_all(&r);
    assert_int_equal(r.list.count, 2); /* another release */
    reading_free(&r);

    source_folder_text(&folder, "icd10cm_order_2025.txt", ORDER);
    find_all(&r);
    assert_true(r.found && r.read);
    assert_int_equal(r.list.count, 2);
    expect_left_out(&r, "icd10cm_codes_2025.txt",
                    "the order file of the same release is read");
    reading_free(&r);
}

/* One row each; a slice more would be another row. */
#define PAIR_1 "G9901\tG9902\t\t20220101\t*\t1\tInvented\n"
#define PAIR_2 "G9903\tG9904\t\t20220101\t*\t1\tInvented\n"
#define PAIR_3 "G9905\tG9906\t\t20220101\t*\t1\tInvented\n"

static void slices_of_one_table_are_read_together(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "ccipra-v301r0-f1.TXT", PAIR_1);
    source_folder_text(&folder, "ccipra-v301r0-f2.TXT", PAIR_2);
    source_folder_text(&folder, "ccipra-v302r0-f1.TXT", PAIR_3);
    source_folder_text(&folder, "ccioph-v301r0-f1.TXT", PAIR_1);
    find_all(&r);
    expect_messages("slices", &r, "");
    assert_true(r.found && r.read);
    assert_int_equal(r.list.count, 4);
    assert_int_equal(r.row_count, 4);
    reading_free(&r);

    source_folder_text(&folder, "m/list.csv",
                       "path,kind,release,from,to\n"
                       "../ccipra-v301r0-f1.TXT,ncci-ptp-hospital,ours,2024-01-01,\n"
                       "../ccipra-v301r0-f2.TXT,ncci-ptp-hospital,ours,2024-01-01,\n");
    reading_make(&r, source_folder_at(&folder, "m/list.csv"), NULL, 0, false);
    expect_messages("manifest", &r, "");
    assert_int_equal(r.list.count, 2);
    reading_free(&r);
}

static void a_gap_between_slices_is_warned_of(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "ccipra-v301r0-f2.TXT", PAIR_1);
    source_folder_text(&folder, "ccipra-v301r0-f4.TXT", PAIR_2);
    source_folder_text(&folder, "ccioph-v301r0-f1.TXT", PAIR_1);
    source_folder_text(&folder, "ccioph-v301r0-f2.TXT", PAIR_2);
    source_folder_text(&folder, "ccipra-v302r0-f1.TXT", PAIR_3); /* closes no gap */
    find_all(&r);
    expect_messages(
        "gaps", &r,
        "ccipra-v301r0-f4.TXT: slice f1 of this table is missing: the edits "
        "in it are not known\n"
        "ccipra-v301r0-f4.TXT: slice f3 of this table is missing: the edits "
        "in it are not known");
    assert_true(r.found && r.read);
    assert_int_equal(r.report.errors, 0);
    reading_free(&r);
}

static void two_files_for_one_slice_are_rivals_or_copies(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "1/ccipra-v301r0-f1.TXT", PAIR_1);
    source_folder_text(&folder, "1/ccipra-v301r0-f2.TXT", PAIR_2);
    source_folder_text(&folder, "2/ccipra-v301r0-f2.TXT", PAIR_2);
    find_all(&r);
    expect_messages("copy", &r, "");
    assert_int_equal(r.list.count, 2);
    assert_non_null(
        reading_left_out(&r, source_folder_at(&folder, "2/ccipra-v301r0-f2.TXT")));
    reading_free(&r);

    source_folder_text(&folder, "2/ccipra-v301r0-f2.TXT", PAIR_3);
    find_all(&r);
    expect_messages("rivals", &r,
                    "1/ccipra-v301r0-f2.TXT: 2/ccipra-v301r0-f2.TXT is another "
                    "ncci-ptp-practitioner of 2024-04-01, with other content: state "
                    "the dates of both in a manifest");
    assert_false(r.found);
    reading_free(&r);
}

static void of_two_fee_schedules_the_one_for_all_is_read(void **state)
{
    (void)state;
    static const char text[] =
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,"
        "TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG\n"
        "G9901,,x,A,,1,2,,3,,4,5,6,1,010,0,0,0,2,3,0,8,7\n";
    reading r;
    source_folder_text(&folder, "PPRRVU2026_Jul_QPP.csv", text);
    source_folder_text(&folder, "PPRRVU2026_Oct_nonQPP.csv", text);
    find_all(&r);
    expect_messages("two quarters", &r, "");
    assert_int_equal(r.list.count, 2);
    reading_free(&r);
    source_folder_text(&folder, "PPRRVU2026_Jul_nonQPP.csv", text);
    find_all(&r);
    expect_messages("one quarter", &r, "");
    assert_int_equal(r.list.count, 2);
    expect_left_out(&r, "PPRRVU2026_Jul_QPP.csv",
                    "the nonQPP file of the same release is read");
    reading_free(&r);
}

static void a_manifest_states_what_names_do_not_tell(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "m/a.txt", ORDER);
    source_folder_text(&folder, "m/sub/b.txt", OTHER_ORDER);
    source_folder_pack(&folder, "m/c.zip", "inner.csv", POS);
    const char *const members[] = {"one.csv", POS, "two.csv", POS, NULL};
    source_folder_zip(&folder, "m/d.zip", members);
    source_folder_text(&folder, "m/ptp.txt", "<x/>");
    source_folder_text(&folder, "m/not-listed.txt", ORDER);
    source_folder_text(&folder, "m/list.csv",
                       "path,kind,release,from,to\r\n"
                       "a.txt,icd10cm-order,2013,2012-10-01,2013-09-30\r\n"
                       "sub/b.txt,icd10cm-order,2025,2024-10-01,\r\n"
                       "c.zip,codes-pos,ours,2020-01-01,\r\n"
                       "d.zip/two.csv,codes-modifier,ours,2020-01-01,\r\n"
                       "ptp.txt,rules,2025,2024-10-01,\r\n");
    reading_make(&r, source_folder_at(&folder, "m/list.csv"), NULL, 0, false);
    assert_true(r.found);
    expect_messages("m/list.csv", &r, "");
    assert_int_equal(r.list.count, 4);
    expect_source(&r, 0, "m/a.txt", "a.txt");
    assert_string_equal(r.list.items[0].kind_name, "icd10cm-order");
    assert_string_equal(r.list.items[0].release, "2013");
    sj_date to = 0;
    assert_true(sj_date_parse("2013-09-30", 10, &to));
    assert_int_equal(r.list.items[0].to, to);
    expect_source(&r, 1, "m/sub/b.txt", "b.txt");
    assert_int_equal(r.list.items[1].to, SJ_DATE_OPEN);
    expect_source(&r, 2, "m/c.zip/inner.csv", "inner.csv");
    expect_source(&r, 3, "m/d.zip/two.csv", "two.csv");
    assert_int_equal(r.list.items[3].system, SJ_MODIFIER);
    expect_left_out(&r, "m/ptp.txt", "read by a later version: rules");
    assert_int_equal(r.list.unused_count, 1);
    reading_free(&r);
}

static void a_folder_with_a_manifest_goes_by_it(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "x/icd10cm_order_2025.txt", ORDER);
    source_folder_text(&folder, "x/icd10cm_order_2026.txt", ORDER);
    source_folder_text(&folder, "x/manifest.csv",
                       "path,kind,release,from,to\n"
                       "icd10cm_order_2025.txt,icd10cm-order,2024-04,2024-04-01,\n");
    source_folder_text(&folder, "y/icd10cm_order_2024.txt", ORDER);
    find_all(&r);
    assert_true(r.found && r.read);
    assert_int_equal(r.list.count, 2);
    assert_string_equal(r.list.items[0].release, "2024-04");
    assert_string_equal(r.list.items[1].release, "2024");
    reading_free(&r);
}

static void with_a_manifest_further_arguments_are_left_out(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "icd10cm_order_2025.txt", ORDER);
    source_folder_text(&folder, "m.csv",
                       "path,kind,release,from,to\n"
                       "icd10cm_order_2025.txt,icd10cm-order,2025,2024-10-01,\n");
    const char *args[] = {folder.path};
    reading_make(&r, source_folder_at(&folder, "m.csv"), args, 1, false);
    assert_true(r.found);
    assert_int_equal(r.list.count, 1);
    assert_string_equal(reading_left_out(&r, folder.path),
                        "only what the manifest lists is compiled");
    reading_free(&r);
}

static bool count_row(void *ctx, const gen_row *row)
{
    *(uint64_t *)ctx += row->code_len + row->long_len;
    return true;
}

typedef struct one_read {
    gen_source *source;
    uint64_t sum;
    bool read;
} one_read;

static void *read_often(void *arg)
{
    one_read *one = arg;
    gen_report report;
    gen_report_init(&report, false);
    one->read = true;
    for (int i = 0; i < 50; i++)
        one->read &= gen_read_source(one->source, count_row, &one->sum, &report);
    gen_report_free(&report);
    return NULL;
}

static void different_sources_are_read_at_once_from_different_threads(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    static const char *const names[THREADS] = {
        "icd10cm_order_2022.txt", "icd10cm_order_2024.txt.gz",
        "icd10cm_order_2025.txt.xz", "codes-pos-2024-01-01.csv"};
    source_folder_text(&folder, names[0], ORDER);
    source_folder_pack(&folder, names[1], "x", ORDER);
    source_folder_pack(&folder, names[2], "x", ORDER);
    source_folder_text(&folder, names[3], POS);
    reading r;
    find_all(&r);
    assert_int_equal(r.list.count, THREADS);
    pthread_t threads[THREADS];
    one_read reads[THREADS] = {0};
    for (size_t i = 0; i < THREADS; i++) {
        reads[i].source = &r.list.items[i];
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, &reads[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        bool pos = r.list.items[i].kind == GEN_CODES_CSV;
        pthread_join(threads[i], NULL);
        assert_true(reads[i].read);
        assert_int_equal(reads[i].sum, pos ? 50 * (2 + 6) : 50 * (3 + 7 + 4 + 11));
        assert_int_equal(r.list.items[i].records, pos ? 1 : 2);
    }
    reading_free(&r);
}

static void a_kind_without_a_reader_is_an_error(void **state)
{
    (void)state;
    reading r;
    reading_of_kind(&r, &folder, GEN_DUMP, SJ_SYSTEM_COUNT, "x", 1);
    assert_false(r.read);
    expect_messages("a dump", &r, "source.txt: no reader for this kind");
    reading_free(&r);
}

static const struct {
    const char *name, *member;
} packed[] = {{"t.gz", NULL}, {"t.xz", NULL}, {"t.zip", "x"}};

/* Pack the order file and give its bytes. */
static size_t packed_bytes(size_t i, char *bytes, size_t cap)
{
    source_folder_pack(&folder, packed[i].name, "x", ORDER);
    FILE *in = fopen(source_folder_at(&folder, packed[i].name), "rb");
    assert_non_null(in);
    size_t len = fread(bytes, 1, cap, in);
    fclose(in);
    assert_true(len > 20 && len < cap);
    return len;
}

static bool read_all(const char *name, const char *member, uint64_t *size,
                     uint8_t hash[16], const char **why)
{
    return gen_stream_fingerprint(source_folder_at(&folder, name), member, size, hash,
                                  why);
}

static void every_truncation_of_a_packed_file_is_damage(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        char bytes[1024];
        size_t len = packed_bytes(i, bytes, sizeof bytes);
        for (size_t cut = 7; cut < len; cut++) { /* below, the magic is gone */
            uint64_t size;
            uint8_t hash[16];
            const char *why = NULL;
            source_folder_write(&folder, "cut", bytes, cut);
            assert_false(read_all("cut", packed[i].member, &size, hash, &why));
            assert_string_equal(why, "damaged: it cannot be unpacked to its end");
        }
    }
}

static void a_bent_byte_of_packed_data_is_damage_or_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        char bytes[1024];
        uint64_t size, size_again;
        uint8_t hash[16], again[16];
        const char *why = NULL;
        size_t len = packed_bytes(i, bytes, sizeof bytes), damaged = 0;
        assert_true(read_all(packed[i].name, packed[i].member, &size, hash, &why));
        for (size_t at = 6; at < len; at++) {
            bytes[at] = (char)(bytes[at] ^ 0x10);
            source_folder_write(&folder, "bent", bytes, len);
            bool read = read_all("bent", packed[i].member, &size_again, again, &why);
            if (read) /* the time in a header, say */
                assert_true(size_again == size && memcmp(hash, again, 16) == 0);
            damaged += !read;
            bytes[at] = (char)(bytes[at] ^ 0x10);
        }
        printf("%s: %zu of %zu bent bytes noticed\n", packed[i].name, damaged, len - 6);
        assert_true(damaged * 3 > len);
    }
}

#define IN_A_FOLDER(test)                                                              \
    cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_file_is_read_plain_and_packed_to_the_same_rows_and_hash),
        IN_A_FOLDER(a_name_that_is_not_utf8_is_kept_with_question_marks),
        IN_A_FOLDER(a_member_of_a_zip_is_shown_as_archive_and_member),
        IN_A_FOLDER(a_folder_is_walked_in_byte_order_and_nothing_is_dropped_in_silence),
        IN_A_FOLDER(links_are_followed_and_loops_are_met_once),
        IN_A_FOLDER(the_same_file_twice_is_read_once_whatever_the_order),
        IN_A_FOLDER(two_files_for_one_release_are_refused_and_both_named),
        IN_A_FOLDER(a_codes_file_is_read_only_without_the_order_file),
        IN_A_FOLDER(slices_of_one_table_are_read_together),
        IN_A_FOLDER(a_gap_between_slices_is_warned_of),
        IN_A_FOLDER(two_files_for_one_slice_are_rivals_or_copies),
        IN_A_FOLDER(of_two_fee_schedules_the_one_for_all_is_read),
        IN_A_FOLDER(a_manifest_states_what_names_do_not_tell),
        IN_A_FOLDER(a_folder_with_a_manifest_goes_by_it),
        IN_A_FOLDER(with_a_manifest_further_arguments_are_left_out),
        IN_A_FOLDER(different_sources_are_read_at_once_from_different_threads),
        IN_A_FOLDER(a_kind_without_a_reader_is_an_error),
        IN_A_FOLDER(every_truncation_of_a_packed_file_is_damage),
        IN_A_FOLDER(a_bent_byte_of_packed_data_is_damage_or_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

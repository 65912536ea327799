/*
 * Broken manifests, and arguments with several things wrong, each with all the messages
 * it must earn.
 */
#include <sys/stat.h>

#include "tests/support/source_check.h"

#define MANIFEST "path,kind,release,from,to\n"

/* Settled before anything is read for its rows: any two contents do. */
#define ORDER "00001 A00     0 Cholera\n"
#define OTHER "00001 A01     0 Typhoid\n"

static const struct {
    const char *text, *message;
} manifests[] = {
    {"", "m.csv:1: the first line is not path,kind,release,from,to"},
    {"path,kind,release,from\n",
     "m.csv:1: the first line is not path,kind,release,from,to"},
    {MANIFEST, "m.csv: lists no file"},
    {MANIFEST "good.txt,icd10cm-order,2025,2024-10-01\n",
     "m.csv:2: 4 fields instead of 5"},
    {MANIFEST ",icd10cm-order,2025,2024-10-01,\n", "m.csv:2: path is missing"},
    {MANIFEST "good.txt,icd10cm,2025,2024-10-01,\n",
     "m.csv:2: unknown kind \"icd10cm\""},
    {MANIFEST "good.txt,codes-xyz,2025,2024-10-01,\n",
     "m.csv:2: unknown kind \"codes-xyz\""},
    {MANIFEST "good.txt,,2025,2024-10-01,\n", "m.csv:2: unknown kind \"\""},
    {MANIFEST "good.txt,icd10cm-order,,2024-10-01,\n", "m.csv:2: release is missing"},
    {MANIFEST "good.txt,icd10cm-order,20\t25,2024-10-01,\n",
     "m.csv:2: release holds a control character, or is not UTF-8"},
    {MANIFEST "good.txt,icd10cm-order,\"2025\n\",2024-10-01,\n",
     "m.csv:2: release holds a control character, or is not UTF-8"},
    {MANIFEST "good.txt,icd10cm-order,M\xe4rz 2025,2024-10-01,\n",
     "m.csv:2: release holds a control character, or is not UTF-8"},
    {MANIFEST "good.txt,icd10cm-order,2025,,\n", "m.csv:2: from is missing"},
    {MANIFEST "good.txt,icd10cm-order,2025,2024-13-01,\n",
     "m.csv:2: from is no date of the form YYYY-MM-DD"},
    {MANIFEST "good.txt,icd10cm-order,2025,20241001,\n",
     "m.csv:2: from is no date of the form YYYY-MM-DD"},
    {MANIFEST "good.txt,icd10cm-order,2025,2024-10-01,open\n",
     "m.csv:2: to is no date of the form YYYY-MM-DD"},
    {MANIFEST "good.txt,icd10cm-order,2025,2024-10-01,2024-09-30\n",
     "m.csv:2: to is before from"},
    {MANIFEST "gone.txt,icd10cm-order,2025,2024-10-01,\n",
     "m.csv:2: gone.txt: no such file"},
    {MANIFEST "gone.txt,icd10cm-tabular,2025,2024-10-01,\n",
     "m.csv:2: gone.txt: no such file"},
    {MANIFEST "sub,icd10cm-order,2025,2024-10-01,\n",
     "m.csv:2: sub: is a folder: list its files"},
    {MANIFEST "pipe,icd10cm-order,2025,2024-10-01,\n", "m.csv:2: pipe: not a file"},
    {MANIFEST "two.zip,icd10cm-order,2025,2024-10-01,\n",
     "m.csv:2: two.zip: an archive of several files: list one as ARCHIVE/MEMBER"},
    {MANIFEST "two.zip/c.txt,icd10cm-order,2025,2024-10-01,\n",
     "m.csv:2: two.zip/c.txt: no such file in the archive"},
    {MANIFEST "good.txt/x,icd10cm-order,2025,2024-10-01,\n",
     "m.csv:2: good.txt/x: not a zip archive"},
    {MANIFEST
     "good.txt,icd10cm-order,2025,2024-10-01,\n\nworse.txt,x,2025,2024-10-01,\n"
     "good.txt,icd10cm-order,\"2025,2024-10-01,\n",
     "m.csv:4: unknown kind \"x\"\nm.csv:5: quoted field is not closed"},
    {MANIFEST "good.txt,icd10cm-order,2025,2024-10-01,\n"
              "sub/other.txt,icd10cm-order,2025,2024-10-01,\n",
     "good.txt: sub/other.txt is another icd10cm-order of 2024-10-01, with other "
     "content: state the dates of both in a manifest"},
};

static void each_broken_manifest_is_refused_with_its_reason(void **state)
{
    (void)state;
    const char *const members[] = {"a.txt", "a", "b.txt", "b", NULL};
    source_folder_text(&folder, "good.txt", ORDER);
    source_folder_text(&folder, "sub/other.txt", OTHER);
    source_folder_zip(&folder, "two.zip", members);
    assert_int_equal(mkfifo(source_folder_at(&folder, "pipe"), 0600), 0);
    for (size_t i = 0; i < sizeof manifests / sizeof manifests[0]; i++) {
        reading r;
        source_folder_text(&folder, "m.csv", manifests[i].text);
        reading_make(&r, source_folder_at(&folder, "m.csv"), NULL, 0, false);
        assert_false(r.found);
        expect_messages(manifests[i].text, &r, manifests[i].message);
        reading_free(&r);
    }
    printf("%zu broken manifests\n", sizeof manifests / sizeof manifests[0]);
}

static void all_that_is_wrong_is_said_at_once(void **state)
{
    (void)state;
    reading r;
    source_folder_text(&folder, "all/icd10cm_order.txt", ORDER);
    source_folder_text(&folder, "all/icd10cm_order_2013.txt", ORDER);
    source_folder_text(&folder, "all/codes-pos.csv",
                       "code,from,to,billable,short,long\n");
    source_folder_text(&folder, "all/icd10cm_order_2025.txt", ORDER);
    const char *args[] = {source_folder_at(&folder, "nowhere"),
                          source_folder_at(&folder, "all")};
    reading_make(&r, NULL, args, 2, false);
    assert_false(r.found);
    assert_int_equal(r.report.errors, 4);
    expect_messages(
        "all", &r,
        "nowhere: no such file\n"
        "all/codes-pos.csv: the name does not tell its effective date: call "
        "it codes-pos-YYYY-MM-DD.csv, or state kind, release and from in a "
        "manifest\n"
        "all/icd10cm_order.txt: the name does not tell its effective date: "
        "state kind, release and from in a manifest\n"
        "all/icd10cm_order_2013.txt: draft: ICD-10 came into force on "
        "2015-10-01; to read it all the same, state its interval in a "
        "manifest");
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_broken_manifest_is_refused_with_its_reason),
        cmocka_unit_test(all_that_is_wrong_is_said_at_once),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

/*
 * Every real 837 file: its claims give the same findings as 837 and, by `convert`, as
 * NDJSON; on the official tables.
 */
#include <ftw.h>
#include <sys/stat.h>

#include "tests/support/convert_check.h"
#include "tests/support/plain_fixture.h"

enum { FOLDERS_OPEN = 16 };

static char *folder, *image;
static char claims[1024];
static convert_counts counts;
static size_t files;

static int one_file(const char *path, const struct stat *info, int kind,
                    struct FTW *place)
{
    (void)info;
    (void)place;
    if (kind != FTW_F)
        return 0;
    same_when_converted(image, path, &counts);
    files++;
    return 0;
}

static void every_real_file_gives_the_same_findings_converted(void **state)
{
    (void)state;
    assert_int_equal(nftw(claims, one_file, FOLDERS_OPEN, FTW_PHYS), 0);
    print_message("%zu files: %zu claims, %zu findings, %zu faults\n", files,
                  counts.claims, counts.findings, counts.faults);
    assert_true(files > 0);
    assert_true(counts.claims > 0 && counts.findings > 0);
}

static int compile_all(void **state)
{
    char manifest[1024];
    command_result result;
    (void)state;
    (void)snprintf(manifest, sizeof manifest, "%s/manifest.csv",
                   plain_data_folder(SCRUBJAY_DATA_DEFAULT));
    folder = folder_create();
    image = path_in(folder, "all.sjay");
    run_with(ARGS("compile", "-o", image, "--manifest", manifest), NULL, NULL, &result);
    if (result.status != 0)
        print_error("%s", result.err);
    int failed = result.status != 0;
    command_result_free(&result);
    return failed;
}

static int remove_all(void **state)
{
    (void)state;
    free(image);
    folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_real_file_gives_the_same_findings_converted),
    };
    struct stat info;
    const char *data = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!data)
        return PLAIN_SKIP;
    (void)snprintf(claims, sizeof claims, "%s/claims/x12", data);
    if (stat(claims, &info) != 0) {
        fprintf(stderr, "skipped: no %s\n", claims);
        return PLAIN_SKIP;
    }
    return cmocka_run_group_tests(tests, compile_all, remove_all);
}

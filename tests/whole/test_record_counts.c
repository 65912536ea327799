/*
 * The generator reads as many records as the official files hold: counted by the plain
 * reader, and stated in the provenance tables beside the files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/plain_fixture.h"

static plain_fixture fixture;
static const char *folder;

/* The generator's record of a file of the manifest, found by kind, release and day. */
static const gen_source *compiled_source(const plain_file *f)
{
    const gen_source_list *list = &fixture.compiled.sources;
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].kind_name, f->kind) == 0 &&
            strcmp(list->items[i].release, f->release) == 0 &&
            list->items[i].from == f->from)
            return &list->items[i];
    return NULL;
}

static void records_read_equal_the_rows_of_each_file(void **state)
{
    (void)state;
    uint64_t total = 0;
    assert_int_equal(fixture.world.file_count, 32);
    for (uint32_t i = 0; i < fixture.world.file_count; i++) {
        const plain_file *f = &fixture.world.files[i];
        const gen_source *source = compiled_source(f);
        if (!source) {
            fail_msg("%s was not compiled", f->path);
            return; /* not reached; the analyser does not know */
        }
        if (source->records != f->rows)
            fail_msg("%s: %llu records read, %u rows in the file", f->path,
                     (unsigned long long)source->records, f->rows);
        assert_int_equal(source->rejected, 0);
        total += source->records;
    }
    printf("%u files, %llu records, all counts equal\n", fixture.world.file_count,
           (unsigned long long)total);
}

/* The image's own list of sources says the same. */
static void the_image_cites_each_file_with_its_count(void **state)
{
    (void)state;
    uint32_t found = 0;
    for (uint32_t i = 0; i < fixture.world.file_count; i++) {
        const plain_file *f = &fixture.world.files[i];
        const char *name = strrchr(f->path, '/') + 1;
        size_t len = strlen(name);
        if (len > 3 && strcmp(name + len - 3, ".xz") == 0)
            len -= 3;
        sj_source source;
        for (uint32_t k = 0; sj_source_get(fixture.image, k, &source); k++)
            if (strlen(source.file) == len && memcmp(source.file, name, len) == 0 &&
                strcmp(source.release, f->release) == 0) {
                assert_string_equal(source.kind, f->kind);
                assert_int_equal(source.records, f->rows);
                found++;
            }
    }
    assert_int_equal(found, fixture.world.file_count);
}

/* The number before a word in a line: "98186 rows" -> 98186; -1 when it is not there.
 */
static long number_before(const char *line, const char *word)
{
    const char *at = strstr(line, word);
    while (at && (at == line || at[-1] < '0' || at[-1] > '9'))
        at = strstr(at + 1, word);
    if (!at)
        return -1;
    while (at > line && at[-1] >= '0' && at[-1] <= '9')
        at--;
    return strtol(at, NULL, 10);
}

static void check_stated(const char *line, const char *word, uint32_t counted,
                         const plain_file *f, unsigned *compared)
{
    long stated = number_before(line, word);
    if (stated < 0)
        return;
    if (stated != (long)counted)
        fail_msg("%s: the provenance states %ld%s, counted %u", f->path, stated, word,
                 counted);
    ++*compared;
}

static void counts_equal_those_of_the_provenance_tables(void **state)
{
    (void)state;
    static const char *const tables[] = {"PROVENANCE-icd.md", "PROVENANCE-billing.md"};
    unsigned files = 0, figures = 0;
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        char path[1024];
        size_t size;
        snprintf(path, sizeof path, "%s/%s", folder, tables[t]);
        char *text = plain_slurp(path, &size), *next = text;
        while (next) {
            char *line = next;
            next = strchr(line, '\n');
            if (next)
                *next++ = 0;
            for (uint32_t i = 0; i < fixture.world.file_count; i++) {
                const plain_file *f = &fixture.world.files[i];
                const char *at = line[0] == '|' ? strstr(line, f->path) : NULL;
                if (!at || at > line + 4)
                    continue;
                unsigned before = figures;
                check_stated(line, " rows", f->rows, f, &figures);
                check_stated(line, " billable", f->billable, f, &figures);
                check_stated(line, " codes", f->rows, f, &figures);
                check_stated(line, " lines", f->lines, f, &figures);
                check_stated(line, " procedure first lines", f->first_procedure, f,
                             &figures);
                check_stated(line, " modifier first lines", f->first_modifier, f,
                             &figures);
                files += figures > before;
            }
        }
        free(text);
    }
    printf("%u files, %u stated figures, all equal\n", files, figures);
    /* One file came later than the tables: HCPCS of January 2024. */
    assert_int_equal(files, fixture.world.file_count - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_read_equal_the_rows_of_each_file),
        cmocka_unit_test(the_image_cites_each_file_with_its_count),
        cmocka_unit_test(counts_equal_those_of_the_provenance_tables),
    };
    folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    plain_fixture_open(folder, false, &fixture);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    plain_fixture_close(&fixture);
    return failed;
}

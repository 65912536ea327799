/*
 * Every real 837 file: the reader says what the second opinion says, and has as many
 * claims and lines as a plain count of CLM and LX segments. Prints the table of files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <ftw.h>
#include <unistd.h>

#include "fuzz/reference/x12_compare.h"

enum { FILES_MAX = 1000 };

static sj_x12 *reader;
static char folder[4096];
static char *paths[FILES_MAX];
static size_t path_count;

static int take_path(const char *path, const struct stat *info, int kind,
                     struct FTW *where)
{
    (void)info;
    (void)where;
    if (kind == FTW_F && path_count < FILES_MAX)
        paths[path_count++] = strdup(path);
    return 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    *len = (size_t)ftell(f);
    rewind(f);
    char *bytes =
        malloc(*len > 0 ? *len : 1); /* exactly: sanitizers see a step beyond */
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *len, f), *len);
    fclose(f);
    return bytes;
}

/* ---- a plain count ---- */

typedef struct plain {
    size_t claims, lines;
    size_t claim_at[4096]; /* first byte of each CLM */
    size_t lines_of[4096]; /* LX segments from it to the next CLM, HL or SE */
} plain;

static bool is_segment(const char *p, size_t len, const char *id, char element)
{
    size_t n = strlen(id);
    return len > n && memcmp(p, id, n) == 0 && p[n] == element;
}

static void count_plainly(const char *bytes, size_t len, plain *out)
{
    out->claims = out->lines = 0;
    const char *isa = memmem(bytes, len, "ISA", 3), *end = bytes + len;
    if (!isa || end - isa < 106)
        return;
    char element = isa[3], terminator = isa[105];
    bool in_claim = false;
    for (const char *p = isa; p < end;) {
        const char *stop = memchr(p, terminator, (size_t)(end - p));
        size_t n = (size_t)((stop ? stop : end) - p);
        if (is_segment(p, n, "CLM", element)) {
            assert_true(out->claims < 4096);
            out->claim_at[out->claims] = (size_t)(p - bytes);
            out->lines_of[out->claims++] = 0;
            in_claim = true;
        } else if (is_segment(p, n, "HL", element) || is_segment(p, n, "SE", element)) {
            in_claim = false;
        } else if (is_segment(p, n, "LX", element) && in_claim) {
            out->lines_of[out->claims - 1]++;
            out->lines++;
        }
        p += n + 1;
        while (p < end && (*p == '\r' || *p == '\n' || *p == ' '))
            p++;
    }
}

/* ---- what must hold ---- */

static bool is_refused(const ref_x12 *all)
{
    for (size_t i = 0; i < all->count; i++) {
        sj_x12_reason reason = all->items[i].item.fault.reason;
        if (reason == SJ_X12_NO_ISA || reason == SJ_X12_BAD_ISA ||
            reason == SJ_X12_NOT_837 || reason == SJ_X12_BAD_VERSION)
            return true;
    }
    return false;
}

/* All claims are there in order, with all their lines, or as faults. */
static void check_counts(const char *path, const ref_x12 *all, const plain *counted)
{
    size_t claim = 0;
    for (size_t i = 0; i < all->count; i++) {
        const ref_x12_item *item = &all->items[i];
        if (item->event != SJ_X12_CLAIM)
            continue;
        if (claim == counted->claims ||
            item->item.at.byte != counted->claim_at[claim] ||
            (item->item.fault.reason == SJ_X12_OK &&
             item->item.claim.line_count != counted->lines_of[claim]))
            fail_msg("%s: claim %zu is not the one counted", path, claim + 1);
        claim++;
    }
    if (claim != counted->claims && !(claim == 0 && is_refused(all)))
        fail_msg("%s: %zu claims, %zu CLM", path, claim, counted->claims);
}

/* Faults of one kind are told once, with how many there are. */
static void print_faults(const ref_x12 *all)
{
    for (int reason = 1; reason <= SJ_X12_TOO_MANY; reason++) {
        const sj_x12_fault *first = NULL;
        size_t count = 0;
        for (size_t i = 0; i < all->count; i++) {
            const sj_x12_fault *fault = &all->items[i].item.fault;
            if ((int)fault->reason != reason)
                continue;
            first = first ? first : fault;
            count++;
        }
        if (count > 0)
            printf("; %zu %s (%s, segment %llu, byte %llu)", count,
                   sj_x12_reason_str(first->reason), first->id,
                   (unsigned long long)first->at.segment,
                   (unsigned long long)first->at.byte);
    }
}

static void every_file_is_read_as_the_second_opinion_and_a_plain_count_say(void **state)
{
    (void)state;
    static const x12_feeding feedings[] = {
        {0, 0}, {1, 0}, {7, 0}, {65536, 0}, {300, 20251122}};
    static plain counted;
    size_t claims = 0, good = 0, lines = 0, comparisons = 0;
    printf("file | CLM | claims | without fault | lines | faults\n");
    for (size_t i = 0; i < path_count; i++) {
        size_t len, file_claims = 0, file_good = 0, file_lines = 0;
        char *bytes = read_file(paths[i], &len);
        ref_x12 all;
        ref_x12_read(bytes, len, &all);
        for (size_t k = 0; k < sizeof feedings / sizeof *feedings; k++, comparisons++)
            if (!x12_agree(reader, &all, bytes, len, feedings[k]))
                fail_msg("%s: the two readers differ", paths[i]);
        count_plainly(bytes, len, &counted);
        check_counts(paths[i], &all, &counted);
        for (size_t k = 0; k < all.count; k++) {
            bool is_good = all.items[k].item.fault.reason == SJ_X12_OK;
            file_claims += all.items[k].event == SJ_X12_CLAIM;
            file_good += is_good;
            file_lines += is_good ? all.items[k].item.claim.line_count : 0;
        }
        printf("%s | %zu | %zu | %zu | %zu | %zu", paths[i] + strlen(folder) + 1,
               counted.claims, file_claims, file_good, file_lines,
               all.count - file_good);
        print_faults(&all);
        printf("\n");
        claims += file_claims;
        good += file_good;
        lines += file_lines;
        ref_x12_free(&all);
        free(bytes);
    }
    printf("%zu files, %zu claims, %zu of them without fault, with %zu lines; "
           "%zu comparisons\n",
           path_count, claims, good, lines, comparisons);
    assert_true(good > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_file_is_read_as_the_second_opinion_and_a_plain_count_say),
    };
    const char *data = getenv("SCRUBJAY_DATA");
    if (!data || !*data)
        data = SCRUBJAY_DATA_DEFAULT;
    snprintf(folder, sizeof folder, "%s/claims/x12", data);
    if (access(folder, R_OK) != 0) {
        fprintf(stderr, "skipped: no 837 files in %s (set SCRUBJAY_DATA)\n", folder);
        return 77;
    }
    nftw(folder, take_path, 16, FTW_PHYS);
    qsort(paths, path_count, sizeof *paths, by_name);
    if (path_count == 0 || sj_x12_open(&reader) != SJ_OK) {
        fprintf(stderr, "no file in %s\n", folder);
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (size_t i = 0; i < path_count; i++)
        free(paths[i]);
    sj_x12_close(reader);
    return failed;
}

/*
 * Opening: from a mapping, a copy, memory; with all claims or the structure alone; and
 * every way in which it fails without an image being to blame.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/exercise.h"
#include "tests/support/image_bytes.h"
#include "tests/support/tiny_image.h"

static tiny_image tiny;
static char folder[] = "/tmp/scrubjay-open-XXXXXX";
static char path[sizeof folder + 16];

static void write_file(const char *to, const uint8_t *bytes, size_t n)
{
    FILE *f = fopen(to, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static const char *beside(const char *name)
{
    static char other[sizeof path];
    snprintf(other, sizeof other, "%s/%s", folder, name);
    return other;
}

static int make_image(void **state)
{
    (void)state;
    tiny_image_make(&tiny);
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/tiny.sjay", folder);
    write_file(path, tiny.bytes.data, tiny.bytes.size);
    return 0;
}

static int free_image(void **state)
{
    (void)state;
    tiny_image_free(&tiny);
    unlink(path);
    return rmdir(folder);
}

static sj_open_options with(uint32_t flags)
{
    return (sj_open_options){sizeof(sj_open_options), flags};
}

static sj_image *open_or_fail(const char *file, uint32_t flags)
{
    sj_image *image;
    sj_error err = {.what = "nothing"};
    sj_open_options options = with(flags);
    if (sj_image_open(file, &options, &image, &err) != SJ_OK)
        fail_msg("%s: %s at %llu", file, err.what, (unsigned long long)err.off);
    return image;
}

/* ---- what opens ------------------------------------------------------------------ */

static void check_code(const sj_image *image, sj_system system, const gen_code *code,
                       sj_date day)
{
    sj_answer answer;
    uint8_t status = tiny_status_on(&tiny, system, code->timeline, day);
    assert_int_equal(sj_lookup(image, system, code->code, code->len, day, &answer),
                     SJ_OK);
    assert_int_equal(answer.status | answer.marks, status);
    assert_int_equal(answer.flags, code->flags);
    assert_int_equal(answer.timeline, code->timeline);
    assert_int_equal(answer.class_id, code->class_id);
}

static void check_answers(const sj_image *image)
{
    static const sj_date days[] = {SJ_DATE_MIN, 0,     16801, 18627,
                                   19265,       19266, 19630, 19631,
                                   19997,       20361, 20362, SJ_DATE_OPEN};
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        const gen_system *s = &tiny.catalog.systems[i];
        for (uint32_t c = 0; c < s->code_count; c++)
            for (size_t d = 0; d < sizeof days / sizeof *days; d++)
                check_code(image, (sj_system)i, &s->codes[c], days[d]);
    }
}

static void mapped_copied_and_memory_images_answer_alike(void **state)
{
    (void)state;
    for (uint32_t flags = 0; flags <= (SJ_OPEN_COPY | SJ_OPEN_STRUCTURE_ONLY);
         flags++) {
        sj_open_options options = with(flags);
        sj_image *file = open_or_fail(path, flags), *memory;
        assert_int_equal(sj_image_open_memory(tiny.bytes.data, tiny.bytes.size,
                                              &options, &memory, NULL),
                         SJ_OK);
        check_answers(file);
        check_answers(memory);
        assert_int_equal(sj_image_size(file), tiny.bytes.size);
        assert_int_equal(sj_image_size(memory), tiny.bytes.size);
        assert_memory_equal(sj_image_build_id(file), sj_image_build_id(memory), 16);
        assert_memory_equal(sj_image_build_id(file), tiny.bytes.data + SJF_HDR_BUILD_ID,
                            16);
        assert_int_equal(sj_image_verify(file, NULL), SJ_OK);
        assert_int_equal(sj_image_verify(memory, NULL), SJ_OK);
        sj_image_close(file);
        sj_image_close(memory);
    }
}

static void provenance_comes_out_as_it_went_in(void **state)
{
    (void)state;
    sj_image *image = open_or_fail(path, 0);
    const gen_catalog *c = &tiny.catalog;
    assert_int_equal(sj_source_count(image), c->source_count);
    for (uint32_t i = 0; i < c->source_count; i++) {
        sj_source got;
        const gen_provenance *want = &c->sources[i];
        assert_true(sj_source_get(image, i, &got));
        assert_string_equal(got.file, want->file);
        assert_string_equal(got.kind, want->kind);
        assert_string_equal(got.release, want->release);
        assert_string_equal(got.label, want->label);
        assert_int_equal(got.from, want->from);
        assert_int_equal(got.to, want->to);
        assert_int_equal(got.size_bytes, want->size_bytes);
        assert_int_equal(got.records, want->records);
        assert_memory_equal(got.xxh3, want->xxh3, 16);
    }
    assert_int_equal(sj_release_count(image), c->release_count);
    for (uint32_t i = 0; i < c->release_count; i++) {
        sj_release got;
        const gen_release *want = &c->releases[i];
        assert_true(sj_release_get(image, i, &got));
        assert_string_equal(got.label, want->label);
        assert_int_equal(got.system, want->system);
        assert_int_equal(got.from, want->from);
        assert_int_equal(got.to, want->to);
        assert_int_equal(got.source, want->source);
        assert_int_equal(got.codes, want->codes);
    }
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info got;
        const gen_system *want = &c->systems[i];
        assert_true(sj_system_get(image, (sj_system)i, &got));
        assert_int_equal(got.loaded, want->loaded);
        assert_int_equal(got.dated, want->dated);
        assert_int_equal(got.codes, want->code_count);
        assert_int_equal(got.timelines, want->timeline_count);
        assert_int_equal(got.first, want->first);
        assert_int_equal(got.last, want->last);
        assert_int_equal(got.absence, want->absence);
        assert_int_equal(got.absence_digit, want->absence_digit);
    }
    sj_source source;
    sj_release release;
    sj_system_info info;
    assert_false(sj_source_get(image, c->source_count, &source));
    assert_false(sj_release_get(image, c->release_count, &release));
    assert_false(sj_system_get(image, SJ_SYSTEM_COUNT, &info));
    assert_false(sj_system_get(image, (sj_system)-1, &info));
    sj_image_close(image);
}

static void sections_are_named_and_fill_the_file(void **state)
{
    (void)state;
    sj_image *image = open_or_fail(path, 0);
    sj_section s;
    uint64_t end = SJF_HDR_SIZE + SJF_SEC_ENTRY * (uint64_t)sj_section_count(image);
    uint32_t i = 0, texts = 0, slots = 0, pairs = 0, notes = 0;
    for (; sj_section_get(image, i, &s); i++) {
        assert_true(s.off % SJF_ALIGN == 0 && s.off >= end && s.off < end + SJF_ALIGN);
        end = s.off + s.size_bytes;
        texts += strcmp(s.name, "text") == 0 && s.system == -1;
        slots += strcmp(s.name, "slots") == 0 && s.system >= 0;
        pairs += strcmp(s.name, "runs") == 0 && s.system >= 0;
        notes += strcmp(s.name, "nodes") == 0 && s.system == SJ_ICD10CM;
        assert_string_not_equal(s.name, "unknown");
    }
    assert_int_equal(i, sj_section_count(image));
    assert_int_equal(end, sj_image_size(image));
    assert_int_equal(texts, 1);
    assert_int_equal(slots, 5);
    assert_int_equal(pairs, 2);
    assert_int_equal(notes, 1);
    sj_image_close(image);
}

/* Renames the last section but the text, after which nothing of it is missing: the
 * image has one system less. */
static void an_optional_section_of_an_unknown_kind_is_skipped(void **state)
{
    (void)state;
    gen_bytes bytes = {0};
    size_t n = tiny.bytes.size;
    uint32_t count = sjf_load32(tiny.bytes.data + SJF_HDR_SECTIONS);
    size_t table_end = SJF_HDR_SIZE + (size_t)SJF_SEC_ENTRY * count;
    size_t grown =
        (table_end + SJF_SEC_ENTRY + 63) / 64 * 64 - (table_end + 63) / 64 * 64;
    memcpy(gen_bytes_extend(&bytes, table_end), tiny.bytes.data, table_end);
    gen_bytes_extend(&bytes, (table_end + 63) / 64 * 64 + grown - table_end);
    size_t rest = (table_end + 63) / 64 * 64;
    memcpy(gen_bytes_extend(&bytes, n - rest), tiny.bytes.data + rest, n - rest);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t *off = bytes.data + SJF_HDR_SIZE + SJF_SEC_ENTRY * i + SJF_SEC_OFF;
        sjf_store64(off, sjf_load64(off) + grown);
    }
    gen_bytes_extend(&bytes, (64 - bytes.size % 64) % 64);
    uint8_t *entry = bytes.data + table_end;
    sjf_store32(entry + SJF_SEC_KIND, 4000);
    sjf_store16(entry + SJF_SEC_SYSTEM, 500);
    sjf_store64(entry + SJF_SEC_OFF, bytes.size);
    sjf_store64(entry + SJF_SEC_SIZE, 5);
    memcpy(gen_bytes_extend(&bytes, 5), "later", 5);
    sjf_store32(bytes.data + SJF_HDR_SECTIONS, count + 1);
    sjf_store64(bytes.data + SJF_HDR_FILE_SIZE, bytes.size);
    sjf_store16(bytes.data + SJF_HDR_MINOR, SJF_MINOR + 1);
    image_reseal(bytes.data, bytes.size);

    sj_image *image;
    sj_error err = {.what = "nothing"};
    sj_section section;
    if (sj_image_open_memory(bytes.data, bytes.size, NULL, &image, &err) != SJ_OK)
        fail_msg("%s at %llu", err.what, (unsigned long long)err.off);
    check_answers(image);
    assert_true(sj_section_get(image, count, &section));
    assert_string_equal(section.name, "unknown");
    assert_int_equal(section.system, -1);
    sj_image_close(image);

    bytes.data[bytes.size - 1] ^= 1; /* skipped, but its checksum is not */
    assert_int_equal(sj_image_open_memory(bytes.data, bytes.size, NULL, &image, &err),
                     SJ_E_CORRUPT);
    assert_string_equal(err.what, "section checksum does not match");
    gen_bytes_free(&bytes);
}

static void a_mapped_image_outlives_a_file_replaced_by_rename(void **state)
{
    (void)state;
    char next[sizeof path];
    snprintf(next, sizeof next, "%s", beside("next"));
    write_file(next, (const uint8_t *)"not an image", 12);
    sj_image *image = open_or_fail(path, 0);
    assert_int_equal(rename(next, path), 0);
    check_answers(image);
    assert_int_equal(sj_image_verify(image, NULL), SJ_OK);
    sj_image_close(image);
    write_file(path, tiny.bytes.data, tiny.bytes.size);
}

/* Zeros after the last string are so many empty strings: a sound image of some MB. */
static void make_large(gen_bytes *out, size_t more)
{
    size_t size;
    memcpy(gen_bytes_extend(out, tiny.bytes.size), tiny.bytes.data, tiny.bytes.size);
    image_section(out->data, out->size, SJF_TEXT, SJF_NO_SYSTEM, &size);
    image_resize(out, SJF_TEXT, SJF_NO_SYSTEM, size + more / 3 * 3);
    image_reseal(out->data, out->size);
}

static void nothing_done_to_the_file_reaches_a_copy(void **state)
{
    (void)state;
    static const size_t more[] = {0, 5 << 20};
    for (size_t i = 0; i < 2; i++) {
        char large[sizeof path];
        snprintf(large, sizeof large, "%s", beside("large"));
        gen_bytes bytes = {0};
        make_large(&bytes, more[i]);
        write_file(large, bytes.data, bytes.size);
        sj_image *image = open_or_fail(large, SJ_OPEN_COPY);
        assert_int_equal(truncate(large, 0), 0);
        check_answers(image);
        assert_int_equal(sj_image_verify(image, NULL), SJ_OK);
        if (bytes.size >= 2 << 20) {
            uintptr_t start = (uintptr_t)sj_image_build_id(image) - SJF_HDR_BUILD_ID;
            assert_int_equal(start % (2 << 20), 0);
        }
        sj_image_close(image);
        unlink(large);
        gen_bytes_free(&bytes);
    }
}

/* ---- what does not --------------------------------------------------------------- */

static void refuse_file(const char *file, uint32_t flags, sj_status want, int sys_errno,
                        const char *text)
{
    sj_image *image = (sj_image *)&tiny; /* must come back NULL */
    sj_error err = {.what = "nothing"};
    sj_open_options options = with(flags);
    sj_status got = sj_image_open(file, &options, &image, &err);
    if (got != want || image || strcmp(err.what, text) != 0 ||
        err.sys_errno != sys_errno)
        fail_msg("%s: got %s (%s, errno %d), want \"%s\"", file, sj_status_str(got),
                 err.what, err.sys_errno, text);
}

static void files_that_cannot_be_images_are_refused_with_the_reason(void **state)
{
    (void)state;
    for (uint32_t flags = 0; flags <= SJ_OPEN_COPY; flags++) {
        refuse_file(beside("none"), flags, SJ_E_IO, ENOENT, "cannot open the file");
        refuse_file(folder, flags, SJ_E_IO, EISDIR, "not a regular file");
        assert_int_equal(mkfifo(beside("fifo"), 0600), 0);
        refuse_file(beside("fifo"), flags, SJ_E_IO, EINVAL, "not a regular file");
        unlink(beside("fifo"));
        write_file(beside("empty"), tiny.bytes.data, 0);
        refuse_file(beside("empty"), flags, SJ_E_FORMAT, 0, "shorter than a header");
        unlink(beside("empty"));
        write_file(beside("text"), (const uint8_t *)"code,from,to\n", 13);
        refuse_file(beside("text"), flags, SJ_E_FORMAT, 0, "shorter than a header");
        unlink(beside("text"));
    }
}

static void a_broken_contract_is_an_argument_error(void **state)
{
    (void)state;
    struct {
        sj_open_options known;
        uint64_t later;
    } longer = {{sizeof longer, 0}, 0};
    sj_open_options shorter = {sizeof(size_t), 0}, unknown = with(1U << 2);
    sj_image *image = (sj_image *)&tiny;
    sj_error err = {.what = "nothing"};
    const uint8_t *bytes = tiny.bytes.data;
    size_t n = tiny.bytes.size;

    assert_int_equal(sj_image_open(NULL, NULL, &image, &err), SJ_E_ARG);
    assert_null(image);
    assert_string_equal(err.what, "bad path, options or output");
    assert_true(err.off == UINT64_MAX);
    assert_int_equal(sj_image_open(path, NULL, NULL, &err), SJ_E_ARG);
    assert_int_equal(sj_image_open(path, &shorter, &image, NULL), SJ_E_ARG);
    assert_int_equal(sj_image_open(path, &unknown, &image, NULL), SJ_E_ARG);
    assert_int_equal(sj_image_open_memory(NULL, 0, NULL, &image, &err), SJ_E_ARG);
    assert_string_equal(err.what, "bad bytes, options or output");
    assert_int_equal(sj_image_open_memory(bytes, n, NULL, NULL, NULL), SJ_E_ARG);
    assert_int_equal(sj_image_open_memory(bytes + 4, n - 4, NULL, &image, NULL),
                     SJ_E_ARG);
    assert_int_equal(sj_image_open_memory(bytes, n, &unknown, &image, NULL), SJ_E_ARG);
    assert_int_equal(sj_image_verify(NULL, &err), SJ_E_ARG);
    assert_string_equal(err.what, "no image");
    sj_image_close(NULL);

    assert_int_equal(sj_image_open(path, &longer.known, &image, NULL), SJ_OK);
    sj_image_close(image);
    longer.later = 1; /* a wish that this library cannot know */
    assert_int_equal(sj_image_open(path, &longer.known, &image, NULL), SJ_E_ARG);
}

static size_t open_files(void)
{
    size_t n = 0;
    DIR *d = opendir("/proc/self/fd");
    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static void no_file_stays_open(void **state)
{
    (void)state;
    size_t before = open_files();
    sj_image *image;
    for (uint32_t flags = 0; flags <= SJ_OPEN_COPY; flags++) {
        sj_open_options options = with(flags);
        image = open_or_fail(path, flags);
        assert_int_equal(open_files(), before);
        sj_image_close(image);
        assert_int_equal(sj_image_open(folder, &options, &image, NULL), SJ_E_IO);
    }
    assert_int_equal(open_files(), before);
}

/* ---- structure alone ------------------------------------------------------------- */

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545F4914F6CDD1D);
}

/* Whether an offset lies in a table of days: a wrong one there is seen by structure. */
static bool in_columns(size_t at)
{
    for (unsigned system = 0; system < SJ_SYSTEM_COUNT; system++) {
        size_t size = 0, off = image_section(tiny.bytes.data, tiny.bytes.size,
                                             SJF_COLUMNS, (uint16_t)system, &size);
        if (off != 0 && at >= off && at < off + size)
            return true;
    }
    return false;
}

/* Under a sanitizer, a step outside the image ends the test. */
static void structure_alone_keeps_every_call_within_any_bytes(void **state)
{
    (void)state;
    enum { IMAGES = 1500 };
    const char *given = getenv("SCRUBJAY_SEED");
    uint64_t random = given ? strtoull(given, NULL, 0) : 0x5C12B1A7;
    print_message("seed %llu\n", (unsigned long long)random);
    sj_open_options structure = with(SJ_OPEN_STRUCTURE_ONLY);
    size_t opened = 0, content = image_section(tiny.bytes.data, tiny.bytes.size,
                                               SJF_SYSTEMS, SJF_NO_SYSTEM, NULL);
    uint64_t sum = 0;
    for (int i = 0; i < IMAGES; i++) {
        sj_image *image;
        uint8_t *bytes = malloc(tiny.bytes.size);
        assert_non_null(bytes);
        memcpy(bytes, tiny.bytes.data, tiny.bytes.size);
        for (uint64_t flips = 1 + next_random(&random) % 60; flips > 0; flips--) {
            size_t first = next_random(&random) % 64 == 0 ? 0 : content;
            size_t at = first + next_random(&random) % (tiny.bytes.size - first);
            if (!in_columns(at) || next_random(&random) % 512 == 0)
                bytes[at] = (uint8_t)next_random(&random);
        }
        image_reseal(bytes, tiny.bytes.size);
        if (sj_image_open_memory(bytes, tiny.bytes.size, &structure, &image, NULL) ==
            SJ_OK) {
            sj_date day = (sj_date)next_random(&random);
            sum += exercise_image(image, "E11.65", 6, day);
            sum += exercise_image(image, "s52501", 6, 19700);
            opened++;
            sj_image_close(image);
        }
        free(bytes);
    }
    print_message("%zu of %d opened, sum %llx\n", opened, IMAGES,
                  (unsigned long long)sum);
    assert_true(opened > IMAGES / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mapped_copied_and_memory_images_answer_alike),
        cmocka_unit_test(provenance_comes_out_as_it_went_in),
        cmocka_unit_test(sections_are_named_and_fill_the_file),
        cmocka_unit_test(an_optional_section_of_an_unknown_kind_is_skipped),
        cmocka_unit_test(a_mapped_image_outlives_a_file_replaced_by_rename),
        cmocka_unit_test(nothing_done_to_the_file_reaches_a_copy),
        cmocka_unit_test(files_that_cannot_be_images_are_refused_with_the_reason),
        cmocka_unit_test(a_broken_contract_is_an_argument_error),
        cmocka_unit_test(no_file_stays_open),
        cmocka_unit_test(structure_alone_keeps_every_call_within_any_bytes),
    };
    return cmocka_run_group_tests(tests, make_image, free_image);
}

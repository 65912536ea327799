/*
 * Opening without memory: the first, second, third... allocation fails, once or for
 * good, until all succeed. Each time the status says so, and nothing stays behind.
 *
 * This program's own malloc and mmap stand before the C library's, also for what
 * libxxhash allocates. Sanitizers have theirs there; under them the test is skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/image_bytes.h"
#include "tests/support/tiny_image.h"
#include "tests/support/x12_kit.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_SANITIZER)

#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- the allocators that fail ---------------------------------------------------- */

/* glibc's own names for what is replaced here. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *p);

static bool armed;      /* counting and failing */
static bool for_good;   /* all later calls fail, too */
static size_t calls;    /* allocations since armed */
static size_t fail_at;  /* the number of the call that fails */
static ptrdiff_t alive; /* allocated less released while armed */

static bool fails(void)
{
    if (!armed)
        return false;
    calls++;
    return for_good ? calls >= fail_at : calls == fail_at;
}

static void *count(void *p)
{
    alive += armed && p != NULL;
    return p;
}

void *malloc(size_t size)
{
    return fails() ? NULL : count(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : count(__libc_calloc(n, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : count(__libc_memalign(alignment, size));
}

void free(void *p)
{
    alive -= armed && p != NULL;
    __libc_free(p);
}

static void *map(void *at, size_t size, int protection, int flags, int fd, off_t off)
{
    if (fails()) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    void *p = (void *)syscall(SYS_mmap, at, size, protection, flags, fd, off);
    alive += armed && p != MAP_FAILED;
    return p;
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t off)
{
    return map(at, size, protection, flags, fd, off);
}

/* What mmap is called with offsets of 64 bits. */
void *mmap64(void *at, size_t size, int protection, int flags, int fd, off64_t off)
{
    return map(at, size, protection, flags, fd, off);
}

int munmap(void *p, size_t size)
{
    /* A copy gives back the ends of what it took to be aligned: only a call that takes
     * all that is left ends a mapping. Its size tells: ends are not whole images. */
    alive -= armed && size >= 5 << 20;
    return (int)syscall(SYS_munmap, p, size);
}

/* ---- the images ------------------------------------------------------------------ */

static tiny_image tiny;
/* More than 2 MB: copied into pages rather than from the heap. */
static gen_bytes large;
static char path[] = "/tmp/scrubjay-memory-XXXXXX";

static int make_images(void **state)
{
    (void)state;
    tiny_image_make(&tiny);
    size_t size;
    memcpy(gen_bytes_extend(&large, tiny.bytes.size), tiny.bytes.data, tiny.bytes.size);
    image_section(large.data, large.size, SJF_TEXT, SJF_NO_SYSTEM, &size);
    image_resize(&large, SJF_TEXT, SJF_NO_SYSTEM, size + (6 << 20)); /* empty strings */
    image_reseal(large.data, large.size);
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, large.data, large.size) != (ssize_t)large.size)
        return -1;
    return close(fd);
}

static int free_images(void **state)
{
    (void)state;
    tiny_image_free(&tiny);
    gen_bytes_free(&large);
    return unlink(path);
}

/* ---- failing each call in turn --------------------------------------------------- */

typedef sj_status (*opener)(uint32_t flags, sj_image **out, sj_error *err);

static sj_status open_path(uint32_t flags, sj_image **out, sj_error *err)
{
    sj_open_options options = {sizeof options, flags};
    return sj_image_open(path, &options, out, err);
}

static sj_status open_bytes(uint32_t flags, sj_image **out, sj_error *err)
{
    sj_open_options options = {sizeof options, flags};
    return sj_image_open_memory(large.data, large.size, &options, out, err);
}

/* @return how many allocations opening makes */
static size_t fail_each(opener open_image, uint32_t flags, bool forever)
{
    sj_status status = SJ_E_NOMEM;
    for_good = forever;
    for (fail_at = 1; status != SJ_OK; fail_at++) {
        sj_image *image = (sj_image *)&tiny; /* must come back NULL */
        sj_error err = {.what = "nothing"};
        calls = 0;
        alive = 0;
        armed = true;
        status = open_image(flags, &image, &err);
        if (status == SJ_OK)
            sj_image_close(image);
        armed = false;
        if (alive != 0)
            fail_msg("call %zu failed: %td allocations stay", fail_at, alive);
        if (status != SJ_OK && (status != SJ_E_NOMEM || image || err.off != UINT64_MAX))
            fail_msg("call %zu failed: %s (%s)", fail_at, sj_status_str(status),
                     err.what);
        assert_true(fail_at < 100);
    }
    return calls;
}

static void opening_says_that_memory_ran_out_and_keeps_nothing(void **state)
{
    (void)state;
    size_t most = 0;
    for (uint32_t flags = 0; flags <= (SJ_OPEN_COPY | SJ_OPEN_STRUCTURE_ONLY); flags++)
        for (int forever = 0; forever < 2; forever++) {
            size_t of_path = fail_each(open_path, flags, forever);
            size_t of_bytes = fail_each(open_bytes, flags, forever);
            assert_true(of_path == of_bytes + 1); /* the mapping or the copy */
            most = of_path > most ? of_path : most;
        }
    print_message("up to %zu allocations\n", most);
    assert_true(most >= 4); /* handle, bytes, marks of strings, hash */
}

static void verification_says_that_memory_ran_out(void **state)
{
    (void)state;
    sj_image *image;
    sj_error err = {.what = "nothing"};
    assert_int_equal(open_bytes(0, &image, &err), SJ_OK);
    for_good = false;
    fail_at = 1;
    calls = 0;
    alive = 0;
    armed = true;
    sj_status status = sj_image_verify(image, &err);
    armed = false;
    assert_int_equal(status, SJ_E_NOMEM);
    assert_string_equal(err.what, "no memory to verify text");
    assert_int_equal(alive, 0);
    sj_image_close(image);
}

static void a_store_that_gets_no_memory_leaves_the_image_to_its_owner(void **state)
{
    (void)state;
    sj_image *image;
    sj_store *store = (sj_store *)&tiny;
    assert_int_equal(open_bytes(0, &image, NULL), SJ_OK);
    for_good = true;
    fail_at = 1;
    calls = 0;
    armed = true;
    sj_status status = sj_store_create(image, &store);
    armed = false;
    assert_int_equal(status, SJ_E_NOMEM);
    assert_null(store);
    assert_int_equal(sj_image_verify(image, NULL), SJ_OK);
    sj_image_close(image);
}

static void a_reader_of_837s_takes_all_its_memory_when_it_is_opened(void **state)
{
    (void)state;
    const char *file = x12_file("222", "HL*1**20~HL*2*1*22~CLM*A~HI*ABK:I10~LX*1~"
                                       "DTP*472*D8*20200105~");
    sj_status status = SJ_E_NOMEM;
    for_good = false;
    for (fail_at = 1; status != SJ_OK; fail_at++) {
        sj_x12 *reader = (sj_x12 *)&tiny;
        calls = 0;
        alive = 0;
        armed = true;
        status = sj_x12_open(&reader);
        size_t opening = calls;
        if (status == SJ_OK) {
            size_t room;
            sj_x12_item item;
            sj_x12_event event;
            memcpy(sj_x12_room(reader, &room), file, strlen(file));
            sj_x12_feed(reader, strlen(file));
            while ((event = sj_x12_next(reader, &item)) == SJ_X12_CLAIM)
                continue;
            sj_x12_close(reader);
            armed = false;
            assert_int_equal(event, SJ_X12_MORE);
            assert_int_equal(calls, opening);
            assert_true(opening >= 5);
        }
        armed = false;
        assert_int_equal(alive, 0);
        if (status != SJ_OK) {
            assert_int_equal(status, SJ_E_NOMEM);
            assert_null(reader);
        }
        assert_true(fail_at < 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_says_that_memory_ran_out_and_keeps_nothing),
        cmocka_unit_test(verification_says_that_memory_ran_out),
        cmocka_unit_test(a_store_that_gets_no_memory_leaves_the_image_to_its_owner),
        cmocka_unit_test(a_reader_of_837s_takes_all_its_memory_when_it_is_opened),
    };
    return cmocka_run_group_tests(tests, make_images, free_images);
}

#else

int main(void)
{
    puts("skipped: the allocator is a sanitizer's, or not that of glibc");
    return 77;
}

#endif

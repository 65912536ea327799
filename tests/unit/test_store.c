/*
 * The store: readers keep what they hold, every image is closed once nobody holds it,
 * and places run out rather than over. Run under ThreadSanitizer, too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

#include "tests/support/image_bytes.h"
#include "tests/support/tiny_image.h"

enum {
    READERS = 4,
    SWAPS = 2000,
    HELD = 3,    /* images that a reader holds at one time, at most */
    PLACES = 64, /* of a store: store.c says how many there are */
};

/* Two images that differ, as files: closing one is seen in the process's mappings. */
static char path[2][40];
static uint8_t build_id[2][16];

static void write_image(int which, const gen_bytes *bytes)
{
    snprintf(path[which], sizeof path[which], "/tmp/scrubjay-store-XXXXXX");
    int fd = mkstemp(path[which]);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes->data, bytes->size), bytes->size);
    close(fd);
    memcpy(build_id[which], bytes->data + SJF_HDR_BUILD_ID, 16);
}

static int make_images(void **state)
{
    (void)state;
    tiny_image tiny;
    tiny_image_make(&tiny);
    write_image(0, &tiny.bytes);
    size_t source = image_section(tiny.bytes.data, tiny.bytes.size, SJF_SOURCES,
                                  SJF_NO_SYSTEM, NULL);
    image_put(tiny.bytes.data, tiny.bytes.size, source + SJF_SRC_RECORDS, 8, 12345);
    image_reseal(tiny.bytes.data, tiny.bytes.size);
    write_image(1, &tiny.bytes);
    tiny_image_free(&tiny);
    return 0;
}

static int remove_images(void **state)
{
    (void)state;
    return unlink(path[0]) + unlink(path[1]);
}

static sj_image *open_image(int which)
{
    sj_image *image;
    sj_error err = {.what = "nothing"};
    if (sj_image_open(path[which], NULL, &image, &err) != SJ_OK)
        fail_msg("%s", err.what);
    return image;
}

/* Images that are open: each is one mapping of one of the files. */
static size_t mapped_images(void)
{
    char line[512];
    size_t n = 0;
    FILE *f = fopen("/proc/self/maps", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f))
        n += strstr(line, path[0]) || strstr(line, path[1]);
    fclose(f);
    return n;
}

/* ---- threads --------------------------------------------------------------------- */

static atomic_bool swapping_is_over;
static atomic_uint_least64_t acquired, wrong;

/* Whether an image says what both say, from its first section and its last. */
static bool is_whole(const sj_image *image)
{
    sj_answer answer;
    sj_descriptor titles;
    const uint8_t *id = sj_image_build_id(image);
    return (memcmp(id, build_id[0], 16) == 0 || memcmp(id, build_id[1], 16) == 0) &&
           sj_lookup(image, SJ_ICD10CM, "A00.1", 5, 20000, &answer) == SJ_OK &&
           answer.status == SJ_CODE_BILLABLE &&
           sj_descriptor_get(image, answer.id, 20000, &titles) == SJ_OK &&
           strcmp(titles.long_text, "Long title of A001") == 0;
}

/* Holds up to HELD images, taken and given back in turn, as overlapping batches do. */
static void *read_images(void *arg)
{
    sj_store *store = arg;
    const sj_image *held[HELD] = {NULL};
    uint64_t n = 0, bad = 0;
    for (; !atomic_load(&swapping_is_over); n++) {
        size_t i = n % HELD;
        if (held[i])
            bad += !is_whole(held[i]);
        sj_store_release(store, held[i]);
        held[i] = sj_store_acquire(store);
        bad += !is_whole(held[i]);
        if (n % 32 == 0)
            sched_yield(); /* or swaps wait long where processors are few */
    }
    for (size_t i = 0; i < HELD; i++)
        sj_store_release(store, held[i]);
    atomic_fetch_add(&acquired, n);
    atomic_fetch_add(&wrong, bad);
    return NULL;
}

static void readers_keep_their_image_while_another_thread_swaps(void **state)
{
    (void)state;
    sj_store *store;
    pthread_t readers[READERS];
    size_t most = 0;
    assert_int_equal(sj_store_create(open_image(0), &store), SJ_OK);
    for (int i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, read_images, store), 0);
    for (int i = 0; i < SWAPS; i++) {
        assert_int_equal(sj_store_swap(store, open_image((i + 1) % 2)), SJ_OK);
        if (i % 100 == 0) {
            size_t n = mapped_images();
            most = n > most ? n : most;
        }
    }
    atomic_store(&swapping_is_over, true);
    for (int i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    print_message("%d swaps, %llu acquired, at most %zu images open\n", SWAPS,
                  (unsigned long long)atomic_load(&acquired), most);
    assert_int_equal(atomic_load(&wrong), 0);
    assert_true(atomic_load(&acquired) > 0);
    assert_true(most <= READERS * HELD + 1);
    assert_int_equal(mapped_images(), 1); /* only the current one */
    sj_store_destroy(store);
    assert_int_equal(mapped_images(), 0);
}

typedef struct swapper {
    sj_store *store;
    int which;
} swapper;

static void *swap_images(void *arg)
{
    swapper *s = arg;
    for (int i = 0; i < SWAPS / 10; i++)
        if (sj_store_swap(s->store, open_image(s->which)) != SJ_OK)
            atomic_fetch_add(&wrong, 1);
    return NULL;
}

static void swaps_from_two_threads_lose_no_image(void **state)
{
    (void)state;
    sj_store *store;
    pthread_t threads[2];
    assert_int_equal(sj_store_create(open_image(0), &store), SJ_OK);
    swapper swappers[2] = {{store, 0}, {store, 1}};
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, swap_images, &swappers[i]),
                         0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(atomic_load(&wrong), 0);
    assert_int_equal(mapped_images(), 1);
    sj_store_destroy(store);
    assert_int_equal(mapped_images(), 0);
}

/* ---- one thread ------------------------------------------------------------------ */

static void an_image_lives_until_its_last_holder_gives_it_back(void **state)
{
    (void)state;
    sj_store *store;
    assert_int_equal(sj_store_create(open_image(0), &store), SJ_OK);
    const sj_image *first = sj_store_acquire(store), *again = sj_store_acquire(store);
    assert_ptr_equal(first, again);
    assert_int_equal(sj_store_swap(store, open_image(1)), SJ_OK);
    assert_int_equal(mapped_images(), 2);
    assert_ptr_not_equal(sj_store_acquire(store), first);
    sj_store_release(store, first);
    assert_int_equal(mapped_images(), 2);
    assert_true(is_whole(again));
    sj_store_release(store, again);
    assert_int_equal(mapped_images(), 1);
    sj_store_release(store, NULL); /* what a failed acquire would be; nothing happens */
    sj_store_destroy(store);
    assert_int_equal(mapped_images(), 0);
}

static void an_image_that_nobody_took_is_closed_by_the_swap(void **state)
{
    (void)state;
    sj_store *store;
    assert_int_equal(sj_store_create(open_image(0), &store), SJ_OK);
    for (int i = 0; i < 200; i++) {
        if (i % 2 == 0) /* taken and given back before, or never taken */
            sj_store_release(store, sj_store_acquire(store));
        assert_int_equal(sj_store_swap(store, open_image(i % 2)), SJ_OK);
        assert_int_equal(mapped_images(), 1);
    }
    sj_store_destroy(store);
}

static void places_run_out_and_come_back(void **state)
{
    (void)state;
    sj_store *store;
    const sj_image *held[PLACES];
    assert_int_equal(sj_store_create(open_image(0), &store), SJ_OK);
    for (size_t i = 0; i + 1 < PLACES; i++) {
        held[i] = sj_store_acquire(store);
        assert_int_equal(sj_store_swap(store, open_image(i % 2)), SJ_OK);
    }
    held[PLACES - 1] = sj_store_acquire(store);
    sj_image *next = open_image(0);
    assert_int_equal(sj_store_swap(store, next), SJ_E_NOMEM);
    assert_int_equal(mapped_images(), PLACES + 1);
    assert_ptr_equal(sj_store_acquire(store), held[PLACES - 1]); /* still the current */
    sj_store_release(store, held[PLACES - 1]);
    for (size_t i = 0; i + 1 < PLACES; i++)
        assert_true(is_whole(held[i]));
    sj_store_release(store, held[20]);
    assert_int_equal(mapped_images(), PLACES);
    assert_int_equal(sj_store_swap(store, next), SJ_OK); /* it stayed ours to give */
    for (size_t i = 0; i < PLACES; i++)
        if (i != 20)
            sj_store_release(store, held[i]);
    assert_int_equal(mapped_images(), 1);
    sj_store_destroy(store);
    assert_int_equal(mapped_images(), 0);
}

static void a_broken_contract_is_an_argument_error(void **state)
{
    (void)state;
    sj_store *store = (sj_store *)&store;
    assert_int_equal(sj_store_create(NULL, &store), SJ_E_ARG);
    assert_null(store);
    sj_image *image = open_image(0);
    assert_int_equal(sj_store_create(image, NULL), SJ_E_ARG);
    assert_int_equal(sj_store_create(image, &store), SJ_OK);
    assert_int_equal(sj_store_swap(store, NULL), SJ_E_ARG);
    assert_int_equal(sj_store_swap(NULL, image), SJ_E_ARG);
    assert_int_equal(sj_store_swap(store, image), SJ_E_ARG); /* it has it already */
    sj_store *other = NULL;
    assert_int_equal(sj_store_create(image, &other), SJ_E_ARG);
    assert_null(other);
    sj_store_destroy(store);
    sj_store_destroy(NULL);
    assert_int_equal(mapped_images(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_keep_their_image_while_another_thread_swaps),
        cmocka_unit_test(swaps_from_two_threads_lose_no_image),
        cmocka_unit_test(an_image_lives_until_its_last_holder_gives_it_back),
        cmocka_unit_test(an_image_that_nobody_took_is_closed_by_the_swap),
        cmocka_unit_test(places_run_out_and_come_back),
        cmocka_unit_test(a_broken_contract_is_an_argument_error),
    };
    return cmocka_run_group_tests(tests, make_images, remove_images);
}

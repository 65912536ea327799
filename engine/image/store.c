/*
 * The current image under running readers: lock-free acquire and release, serialised
 * swaps, and the last one out closes an old image.
 *
 * Differential reference counting. One atomic word holds the place of the current image
 * (8 bits) and how often it was acquired since it was put there (56 bits: at 10^9 a
 * second, two years between two swaps). Each place holds an image and a balance.
 *
 *   acquire  word += 1; the place is in the word as it was before.
 *   release  balance -= 1; whoever brings it to 0 closes.
 *   swap     a free place is filled and put into the word by one exchange, which tells
 *            how often (n) the old image was acquired; then its balance += n, and if
 * that brings it to 0, swap closes.
 *
 * Why exactly one closes, and never while the image is held. Let r be the releases so
 * far of an image's stay in its place.
 * 1. An acquire of this image comes before the exchange in the order of the word's
 *    changes, so n counts them all, and r <= n.
 * 2. Before swap adds n, the balance is -r: a release leaves it at -1 or less, so none
 *    closes.
 * 3. From then on it is n - r: the number of holders. It only falls, by one a release,
 * and reaches 0 once: at the adding of n, when all were given back before, or at the
 * last release. Whoever sees 0 is the only one, and nobody holds the image.
 * 4. All changes of a balance are read-modify-writes with acquire and release, so
 * whoever closes sees what every holder did before.
 * 5. A place is free again only after the image was closed, so no word that names it is
 *    around: the current word names another place, and readers that got this place out
 * of an old word hold its image. A new balance begins at 0.
 */
#include "engine/image/image.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    PLACES = 64, /* images that may be held at one time, the current one included */
    PLACE_SHIFT = 56, /* of the word */
    LINE = 64,        /* cache line: a release disturbs no other place */
    NO_PLACE = UINT32_MAX,
};

typedef struct place {
    _Alignas(LINE) atomic_int_least64_t balance;
    sj_image *image;
    atomic_bool taken;
} place;

struct sj_store {
    _Alignas(LINE) atomic_uint_least64_t word;
    _Alignas(LINE) place places[PLACES];
    pthread_mutex_t swapping;
};

/* Fill a free place. Under the mutex, or before anybody knows the store. */
static uint32_t take_place(sj_store *store, sj_image *image)
{
    for (uint32_t i = 0; i < PLACES; i++) {
        place *p = &store->places[i];
        /* acquire: what the closer of the former image did is over */
        if (atomic_load_explicit(&p->taken, memory_order_acquire))
            continue;
        atomic_store_explicit(&p->balance, 0, memory_order_relaxed);
        atomic_store_explicit(&p->taken, true, memory_order_relaxed);
        p->image = image;
        image->store_slot = i;
        return i;
    }
    return NO_PLACE;
}

/* Add to a place's balance; at 0 close its image and free it. */
static void settle(place *p, int64_t change)
{
    if (atomic_fetch_add_explicit(&p->balance, change, memory_order_acq_rel) + change !=
        0)
        return;
    sj_image_close(p->image);
    p->image = NULL;
    atomic_store_explicit(&p->taken, false, memory_order_release);
}

sj_status sj_store_create(sj_image *image, sj_store **out)
{
    if (out)
        *out = NULL;
    if (!image || !out || image->store_slot != NO_PLACE)
        return SJ_E_ARG;
    sj_store *store = aligned_alloc(LINE, sizeof *store); /* a multiple of LINE */
    if (!store)
        return SJ_E_NOMEM;
    if (pthread_mutex_init(&store->swapping, NULL) != 0) {
        free(store);
        return SJ_E_NOMEM;
    }
    for (size_t i = 0; i < PLACES; i++) {
        atomic_init(&store->places[i].balance, 0);
        atomic_init(&store->places[i].taken, false);
        store->places[i].image = NULL;
    }
    uint32_t at = take_place(store, image);
    atomic_init(&store->word, (uint64_t)at << PLACE_SHIFT);
    *out = store;
    return SJ_OK;
}

const sj_image *sj_store_acquire(sj_store *store)
{
    /* acquire: pairs with the exchange of swap, which filled the place before */
    uint64_t word = atomic_fetch_add_explicit(&store->word, 1, memory_order_acquire);
    return store->places[word >> PLACE_SHIFT].image;
}

void sj_store_release(sj_store *store, const sj_image *image)
{
    if (image)
        settle(&store->places[image->store_slot], -1);
}

sj_status sj_store_swap(sj_store *store, sj_image *image)
{
    if (!store || !image || image->store_slot != NO_PLACE)
        return SJ_E_ARG;
    pthread_mutex_lock(&store->swapping);
    uint32_t at = take_place(store, image);
    if (at != NO_PLACE) {
        uint64_t old = atomic_exchange_explicit(
            &store->word, (uint64_t)at << PLACE_SHIFT, memory_order_acq_rel);
        settle(&store->places[old >> PLACE_SHIFT],
               (int64_t)(old & ((UINT64_C(1) << PLACE_SHIFT) - 1)));
    }
    pthread_mutex_unlock(&store->swapping);
    return at == NO_PLACE ? SJ_E_NOMEM : SJ_OK;
}

void sj_store_destroy(sj_store *store)
{
    if (!store)
        return;
    uint64_t word = atomic_load_explicit(&store->word, memory_order_acquire);
    sj_image_close(store->places[word >> PLACE_SHIFT].image);
    pthread_mutex_destroy(&store->swapping);
    free(store);
}

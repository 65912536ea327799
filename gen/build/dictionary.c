/*
 * Places the keys of a code system in a minimal perfect hash (FORMAT.md 7): one pilot
 * byte for about three keys, 98 % of the slots used. Buckets are placed largest first;
 * one that fits nowhere takes the place of the cheapest others, which are placed again.
 * All choices follow from the keys and from fixed numbers.
 */
#include "gen/build/sections.h"

#include <stdlib.h>

#include "gen/model/memory.h"

enum {
    PILOTS = 256,
    SEEDS = 64,
    NO_BUCKET = -1,
    BUCKET_KEYS_MAX = 64,
};

typedef struct placement {
    sjf_hash hash;
    const uint64_t *mixed;   /* of each key */
    const uint32_t *members; /* keys by bucket */
    const uint32_t *first;   /* first member of each bucket; one more at the end */
    uint8_t *pilots;
    int32_t *owner; /* bucket that holds a slot, or NO_BUCKET */
    uint32_t *queue;
    uint32_t queued;
    uint64_t evictions, random;
} placement;

/* A fixed sequence of well-mixed numbers. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static uint32_t bucket_size(const placement *p, uint32_t bucket)
{
    return p->first[bucket + 1] - p->first[bucket];
}

/* Slots of a bucket's `n` keys under a pilot. @return false when two of them meet */
static bool slots_under(const placement *p, uint32_t bucket, uint8_t pilot,
                        uint32_t slots[BUCKET_KEYS_MAX], uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t key = p->members[p->first[bucket] + i];
        slots[i] = sjf_hash_slot(&p->hash, p->mixed[key], pilot);
        for (uint32_t j = 0; j < i; j++)
            if (slots[j] == slots[i])
                return false;
    }
    return true;
}

/* What it costs to evict whoever holds these slots: the squares of their sizes, and one
 * who sits in two of them counts twice. */
static uint64_t eviction_cost(const placement *p, const uint32_t *slots, uint32_t n,
                              uint64_t limit)
{
    uint64_t cost = 0;
    for (uint32_t i = 0; i < n && cost < limit; i++)
        if (p->owner[slots[i]] != NO_BUCKET) {
            uint64_t size = bucket_size(p, (uint32_t)p->owner[slots[i]]);
            cost += size * size;
        }
    return cost;
}

static void evict(placement *p, uint32_t bucket)
{
    uint32_t slots[BUCKET_KEYS_MAX];
    uint32_t n = bucket_size(p, bucket);
    slots_under(p, bucket, p->pilots[bucket], slots, n);
    for (uint32_t i = 0; i < n; i++)
        p->owner[slots[i]] = NO_BUCKET;
    p->queue[p->queued++] = bucket;
    p->evictions++;
}

/* Give a bucket the pilot that costs least. @return false when every pilot makes two of
 * its own keys meet */
static bool place_bucket(placement *p, uint32_t bucket)
{
    uint32_t slots[BUCKET_KEYS_MAX];
    uint32_t n = bucket_size(p, bucket);
    uint64_t best_cost = UINT64_MAX;
    uint8_t best = 0, start = (uint8_t)next_random(&p->random);
    for (unsigned i = 0; i < PILOTS && best_cost > 0; i++) {
        uint8_t pilot = (uint8_t)(start + i);
        if (!slots_under(p, bucket, pilot, slots, n))
            continue;
        uint64_t cost = eviction_cost(p, slots, n, best_cost);
        if (cost < best_cost) {
            best_cost = cost;
            best = pilot;
        }
    }
    if (best_cost == UINT64_MAX)
        return false;
    slots_under(p, bucket, best, slots, n);
    for (uint32_t i = 0; i < n; i++) {
        if (p->owner[slots[i]] != NO_BUCKET)
            evict(p, (uint32_t)p->owner[slots[i]]);
        p->owner[slots[i]] = (int32_t)bucket;
    }
    p->pilots[bucket] = best;
    return true;
}

/* Queue the buckets so that the largest come off first, equal ones in order. */
static bool queue_all(placement *p, uint32_t buckets)
{
    for (uint32_t size = 1; size <= BUCKET_KEYS_MAX; size++)
        for (uint32_t b = buckets; b-- > 0;)
            if (bucket_size(p, b) == size)
                p->queue[p->queued++] = b;
    for (uint32_t b = 0; b < buckets; b++)
        if (bucket_size(p, b) > BUCKET_KEYS_MAX)
            return false;
    return true;
}

/* Members by bucket: a counting sort, keys in order within a bucket. */
static void sort_by_bucket(const uint32_t *bucket_of, uint32_t count, uint32_t buckets,
                           uint32_t *first, uint32_t *members)
{
    for (uint32_t i = 0; i < count; i++)
        first[bucket_of[i] + 1]++;
    for (uint32_t b = 0; b < buckets; b++)
        first[b + 1] += first[b];
    for (uint32_t i = 0; i < count; i++)
        members[first[bucket_of[i]]++] = i;
    memmove(first + 1, first, buckets * sizeof *first);
    first[0] = 0;
}

static bool place_all(const uint64_t *keys, uint32_t count, const sjf_hash *hash,
                      uint8_t *pilots)
{
    uint32_t buckets = (uint32_t)hash->bucket_mask + 1;
    uint64_t *mixed = gen_alloc(count * sizeof *mixed);
    uint32_t *bucket_of = gen_alloc(count * sizeof *bucket_of);
    uint32_t *first = gen_alloc((buckets + (size_t)1) * sizeof *first);
    uint32_t *members = gen_alloc(count * sizeof *members);
    placement p = {.hash = *hash,
                   .mixed = mixed,
                   .members = members,
                   .first = first,
                   .pilots = pilots};
    p.owner = gen_alloc(hash->slots * sizeof *p.owner);
    p.queue = gen_alloc(((size_t)buckets + count) * sizeof *p.queue);
    for (uint32_t i = 0; i < count; i++) {
        mixed[i] = sjf_hash_mix(hash, keys[i]);
        bucket_of[i] = sjf_hash_bucket(hash, mixed[i]);
    }
    sort_by_bucket(bucket_of, count, buckets, first, members);
    for (uint32_t s = 0; s < hash->slots; s++)
        p.owner[s] = NO_BUCKET;
    memset(pilots, 0, buckets);

    bool placed = queue_all(&p, buckets);
    /* A seed that works needs few evictions; another would go round for ever. */
    uint64_t patience = count / 8 + 1000;
    while (placed && p.queued > 0)
        placed = place_bucket(&p, p.queue[--p.queued]) && p.evictions < patience;
    free(mixed);
    free(bucket_of);
    free(first);
    free(members);
    free(p.owner);
    free(p.queue);
    return placed;
}

/* The shape of attempt `seed`: the later, the more room. Two percent of the slots are
 * spare, and as many again after each eight attempts; a bucket has 16/5 keys at most on
 * average, and half of that in the second half of the attempts. */
static void shape(uint32_t count, unsigned seed, gen_dictionary *d)
{
    uint64_t state = 0x5C12B1A7 + seed; /* any number; always this one */
    uint32_t spare = count / 50 * (1 + seed / 8);
    uint32_t slots = count + spare + 1;
    d->bucket_bits =
        gen_bits_for((count * UINT64_C(5) + 15) / 16) + (seed >= SEEDS / 2);
    d->tag_bits = d->bucket_bits;
    while ((uint64_t)slots << d->tag_bits < UINT64_C(1) << SJF_KEY_BITS)
        d->tag_bits++;
    d->multiplier = next_random(&state) >> SJF_KEY_SHIFT | 1;
    uint64_t pilot_multiplier = next_random(&state) | 1;
    sjf_hash_init(&d->hash, d->bucket_bits, d->tag_bits, slots, d->multiplier,
                  pilot_multiplier);
}

bool gen_dictionary_place(const uint64_t *keys, uint32_t count, gen_dictionary *out)
{
    *out = (gen_dictionary){0};
    for (unsigned seed = 0; seed < SEEDS; seed++) {
        shape(count, seed, out);
        out->pilots = gen_resize(out->pilots, (size_t)1 << out->bucket_bits, 1);
        if (!place_all(keys, count, &out->hash, out->pilots))
            continue;
        out->slot_of = gen_alloc(count * sizeof *out->slot_of);
        out->tag_of = gen_alloc(count * sizeof *out->tag_of);
        for (uint32_t i = 0; i < count; i++) {
            uint64_t h = sjf_hash_mix(&out->hash, keys[i]);
            uint8_t pilot = out->pilots[sjf_hash_bucket(&out->hash, h)];
            out->slot_of[i] = sjf_hash_slot(&out->hash, h, pilot);
            out->tag_of[i] = sjf_hash_tag(&out->hash, h);
        }
        return true;
    }
    gen_dictionary_free(out);
    return false;
}

void gen_dictionary_free(gen_dictionary *dictionary)
{
    free(dictionary->pilots);
    free(dictionary->slot_of);
    free(dictionary->tag_of);
    *dictionary = (gen_dictionary){0};
}

void gen_build_slots(const gen_system *system, const gen_dictionary *dictionary,
                     gen_bytes *out)
{
    uint8_t *slots = gen_bytes_extend(out, 8 * (size_t)dictionary->hash.slots);
    for (uint32_t i = 0; i < system->code_count; i++) {
        const gen_code *c = &system->codes[i];
        uint64_t word = dictionary->tag_of[i] | c->flags |
                        (uint64_t)c->timeline << SJF_SLOT_TIMELINE_SHIFT |
                        (uint64_t)c->class_id << SJF_SLOT_CLASS_SHIFT;
        sjf_store64(slots + 8 * (size_t)dictionary->slot_of[i], word);
    }
}

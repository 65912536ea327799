/*
 * The perfect hash: every set of keys finds a place, and the place gives the key back.
 */
#include "gen/build/sections.h"

#include "engine/lookup/dictionary.h"
#include "engine/lookup/key.h"
#include "gen/model/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Codes as they are numbered: dense, alike, the hard case for a hash. */
static uint32_t numbered_codes(uint32_t count, uint64_t *keys)
{
    for (uint32_t i = 0; i < count; i++) {
        char code[8];
        static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        uint32_t v = i;
        for (int k = 6; k > 0; k--, v /= 36)
            code[k] = digits[v % 36];
        code[0] = (char)('A' + i % 26);
        assert_true(sji_pack(SJ_ICD10CM, code, 7, &keys[i]));
    }
    return count;
}

static void place_and_check(const uint64_t *keys, uint32_t count)
{
    gen_dictionary d;
    assert_true(gen_dictionary_place(keys, count, &d));
    uint8_t *used = gen_alloc(d.hash.slots);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(d.slot_of[i] < d.hash.slots);
        assert_false(used[d.slot_of[i]]);
        used[d.slot_of[i]] = 1;
    }
    assert_true(d.hash.slots <= count + count / 50 + count / 20 + 2);
    free(used);
    gen_dictionary_free(&d);
}

static void any_number_of_keys_finds_a_slot_each(void **state)
{
    (void)state;
    static const uint32_t counts[] = {1, 2, 3, 7, 52, 354, 1000, 9000, 99000, 250000};
    uint64_t *keys = gen_alloc(250000 * sizeof *keys);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        place_and_check(keys, numbered_codes(counts[i], keys));
    free(keys);
}

/* NDCs are numbers, more of them than any other set has codes. */
static void a_million_packages_find_a_slot_each(void **state)
{
    (void)state;
    enum { COUNT = 1000000 };
    uint64_t *keys = gen_alloc(COUNT * sizeof *keys);
    uint64_t number = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        number += 1 + i % 97 + (i % 11 == 0 ? 50000 : 0);
        keys[i] = number;
    }
    assert_true(number < UINT64_C(100000000000));
    place_and_check(keys, COUNT);
    free(keys);
}

static void all_two_character_codes_find_a_slot_each(void **state)
{
    (void)state;
    uint64_t keys[36 * 36];
    uint32_t n = 0;
    for (unsigned a = 0; a < 36; a++)
        for (unsigned b = 0; b < 36; b++) {
            char code[2] = {sji_trie_char(a), sji_trie_char(b)};
            assert_true(sji_pack(SJ_MODIFIER, code, 2, &keys[n++]));
        }
    place_and_check(keys, n);
}

static void the_same_keys_give_the_same_pilots(void **state)
{
    (void)state;
    uint64_t *keys = gen_alloc(5000 * sizeof *keys);
    numbered_codes(5000, keys);
    gen_dictionary a, b;
    assert_true(gen_dictionary_place(keys, 5000, &a));
    assert_true(gen_dictionary_place(keys, 5000, &b));
    assert_int_equal(a.bucket_bits, b.bucket_bits);
    assert_memory_equal(a.pilots, b.pilots, (size_t)1 << a.bucket_bits);
    assert_memory_equal(a.slot_of, b.slot_of, 5000 * sizeof *a.slot_of);
    gen_dictionary_free(&a);
    gen_dictionary_free(&b);
    free(keys);
}

/* Slot and tag give the key back: comparing the tag is comparing the key. */
static void a_key_is_computed_back_from_its_slot_and_tag(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    uint64_t *keys = gen_alloc(COUNT * sizeof *keys);
    numbered_codes(COUNT, keys);
    gen_dictionary d;
    assert_true(gen_dictionary_place(keys, COUNT, &d));
    uint8_t *slots = gen_alloc(8 * (size_t)d.hash.slots);
    for (uint32_t i = 0; i < COUNT; i++)
        sjf_store64(slots + 8 * (size_t)d.slot_of[i], d.tag_of[i]);
    sji_system s = {.hash = d.hash, .pilots = d.pilots, .slots = slots};
    for (uint32_t i = 0; i < COUNT; i++) {
        uint64_t key;
        assert_true(sji_slot_key(&s, d.slot_of[i], &key));
        assert_int_equal(key, keys[i]);
    }
    for (uint32_t i = 0; i < d.hash.slots; i++) {
        uint64_t key;
        bool empty = sjf_load64(slots + 8 * (size_t)i) == 0;
        assert_int_equal(sji_slot_key(&s, i, &key), !empty);
    }
    free(slots);
    gen_dictionary_free(&d);
    free(keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_keys_finds_a_slot_each),
        cmocka_unit_test(a_million_packages_find_a_slot_each),
        cmocka_unit_test(all_two_character_codes_find_a_slot_each),
        cmocka_unit_test(the_same_keys_give_the_same_pilots),
        cmocka_unit_test(a_key_is_computed_back_from_its_slot_and_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

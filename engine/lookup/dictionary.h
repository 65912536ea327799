/*
 * The dictionary of a code system (FORMAT.md 7): from a code to its slot and back.
 */
#ifndef SCRUBJAY_LOOKUP_DICTIONARY_H
#define SCRUBJAY_LOOKUP_DICTIONARY_H

#include "engine/image/image.h"

/* The least x with (x * m) >> K == slot (FORMAT.md 7). A slot has 24 bits and K is 42:
 * the quotient is taken in two steps, so that nothing overflows. */
static inline uint64_t sji_first_place(uint32_t slot, uint32_t slots)
{
    enum { STEP = SJF_KEY_BITS / 2 };
    uint64_t high = (uint64_t)slot << STEP, rest = high % slots << STEP;
    return (high / slots << STEP) + rest / slots + (rest % slots != 0);
}

/* The key that a slot holds, computed back from its place and tag.
 * @return false for an empty slot or one whose tag fits no key of that place */
bool sji_slot_key(const sji_system *s, uint32_t slot, uint64_t *key);

/* The loaded system and slot of a code id. @return NULL when there is no such slot or
 * it is empty */
const sji_system *sji_code_slot(const sj_image *image, uint32_t id, uint32_t *slot);

/* The answer for a canonical code known to be well-formed (from the trie). */
void sji_lookup_canonical(const sji_system *s, sj_system system, const char *code,
                          size_t len, sj_date as_of, sj_answer *out);

#endif

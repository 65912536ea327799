/*
 * From what people write to what tables hold: normalisation, and the packing of a
 * canonical code into an integer key (FORMAT.md 7).
 */
#ifndef SCRUBJAY_LOOKUP_KEY_H
#define SCRUBJAY_LOOKUP_KEY_H

#include <scrubjay/scrubjay.h>

/* Pack a canonical code. @return false when it has a character or a length no key has
 */
bool sji_pack(sj_system system, const char *code, size_t len, uint64_t *key);

/* The canonical code of a key. @return its length, 0 when the key is none */
size_t sji_unpack(sj_system system, uint64_t key, char out[SJ_CODE_CAP]);

/* Bit of a trie node for a character: 0 to 9, A to Z; SJI_TRIE_NO_BIT for any other. */
enum { SJI_TRIE_NO_BIT = 36 };

static inline unsigned sji_trie_bit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'A' && c <= 'Z')
        return (unsigned)(c - 'A') + 10;
    return SJI_TRIE_NO_BIT;
}

static inline char sji_trie_char(unsigned bit)
{
    return (char)(bit < 10 ? '0' + (int)bit : 'A' + (int)bit - 10);
}

#endif

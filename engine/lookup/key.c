/*
 * Packing of canonical codes into integer keys (FORMAT.md 7), the plain way: used where
 * codes are walked or built. The exact lookup packs by the word (dictionary.c).
 */
#include "engine/lookup/key.h"

#include "engine/format/layout.h"

static const uint8_t code_len[SJ_SYSTEM_COUNT] = SJF_CODE_LEN;

bool sji_pack(sj_system system, const char *code, size_t len, uint64_t *key)
{
    if (len == 0 || len > code_len[system])
        return false;
    uint64_t k = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned bit = sji_trie_bit(code[i]);
        if (bit == SJI_TRIE_NO_BIT)
            return false;
        if (system == SJ_NDC) {
            if (bit > 9)
                return false;
            k = k * 10 + bit;
        } else {
            k |= (uint64_t)((unsigned)code[i] - SJF_CHAR_BASE) << (6 * i);
        }
    }
    if (system == SJ_NDC && len != code_len[system])
        return false;
    *key = k;
    return true;
}

size_t sji_unpack(sj_system system, uint64_t key, char out[SJ_CODE_CAP])
{
    size_t n = 0;
    out[0] = '\0';
    if (system == SJ_NDC) {
        if (key >= UINT64_C(100000000000))
            return 0;
        for (n = 11; n > 0; n--, key /= 10)
            out[n - 1] = (char)('0' + (char)(key % 10));
        out[11] = '\0';
        return 11;
    }
    for (; key != 0; key >>= 6, n++) {
        char c = (char)((key & 0x3F) + SJF_CHAR_BASE);
        if (n == code_len[system] || sji_trie_bit(c) == SJI_TRIE_NO_BIT) {
            out[0] = '\0';
            return 0;
        }
        out[n] = c;
    }
    out[n] = '\0';
    return n;
}

/*
 * From a modifier to its bit: a table over all pairs of letters and digits.
 */
#include "engine/edit/lines.h"

enum { CHARS = 36, NO_CHAR = CHARS };

/* Place of a character, for constants. */
#define PLACE(c) ((c) <= '9' ? (c) - '0' : (c) - 'A' + 10)

/* One more than the bit of each that has one. */
static const uint8_t bits[CHARS][CHARS] = {
#define SJI_ONE_MODIFIER(a, b, name) [PLACE(a)][PLACE(b)] = SJI_MOD_##name + 1,
    SJI_MODIFIERS(SJI_ONE_MODIFIER)
#undef SJI_ONE_MODIFIER
};

_Static_assert(SJI_MOD_COUNT <= 64, "a bit each");

static unsigned place(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    return c >= 'A' && c <= 'Z' ? (unsigned)(c - 'A') + 10 : NO_CHAR;
}

uint64_t sji_modifier_bit(const char code[2])
{
    unsigned first = place(code[0]), second = place(code[1]);
    if (first == NO_CHAR || second == NO_CHAR || bits[first][second] == 0)
        return 0;
    return UINT64_C(1) << (bits[first][second] - 1);
}

/*
 * Where separators stand: for each of the three kinds a map with a bit for each byte.
 * Maps are made for some KiB at once, each byte looked at once; ends of segments,
 * elements and components are then bits.
 */
#ifndef SCRUBJAY_CLAIM_X12_MARKS_H
#define SCRUBJAY_CLAIM_X12_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    SJI_X12_BLOCK = 64,
    SJI_X12_STEP = 1 << 13,       /* bytes marked at once: the maps stay in L1 */
    SJI_X12_MARKED_MAX = 1 << 20, /* bytes marked, when one segment goes so far */
    /* And two behind, which are empty: bits are read from any place on. */
    SJI_X12_WORDS = SJI_X12_MARKED_MAX / SJI_X12_BLOCK + 2,
    SJI_X12_SEEN = 57 /* bits from any place on that one look tells for certain */
};

typedef struct sji_x12_separators {
    char terminator, element, component;
} sji_x12_separators;

/* A word is 64 bytes, bit 0 the first. Each map has SJI_X12_WORDS. */
typedef struct sji_x12_maps {
    uint64_t *terminators, *elements, *components;
} sji_x12_maps;

/* Mark so many blocks of 64 bytes, from word `first` on. */
typedef void sji_x12_mark(const char *bytes, size_t blocks, sji_x12_separators wanted,
                          const sji_x12_maps *maps, size_t first);

/* For every machine; for every x86-64; for one that says it has AVX2. */
sji_x12_mark sji_x12_mark_plain;
#if defined(__x86_64__)
sji_x12_mark sji_x12_mark_sse2, sji_x12_mark_avx2;
#endif

typedef struct sji_x12_marks {
    size_t from;    /* place of the first bit in the window of bytes */
    size_t covered; /* bytes from there that are marked; behind them no bit is set */
    sji_x12_mark *mark;
    sji_x12_maps maps;
} sji_x12_marks;

/* Mark bytes[from + covered, from + upto); upto is at most SJI_X12_MARKED_MAX. */
void sji_x12_cover(sji_x12_marks *marks, const char *bytes, size_t upto,
                   sji_x12_separators wanted);

static inline unsigned sji_x12_lowest(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask);
}

/* Bits of a map from a place on: SJI_X12_SEEN at least, the others are zero or true. */
static inline uint64_t sji_x12_bits(const uint64_t *map, size_t place)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t word;
    memcpy(&word, (const char *)map + place / 8, sizeof word);
    return word >> place % 8;
#else
    unsigned shift = place % SJI_X12_BLOCK;
    map += place / SJI_X12_BLOCK;
    return map[0] >> shift | map[1] << 1 << (63 - shift);
#endif
}

/* The bits from `len` on; len is below 64. */
static inline uint64_t sji_x12_behind(uint32_t len)
{
    return ~(uint64_t)0 << len;
}

/* The place of the first terminator at or behind `place`; SIZE_MAX: none is marked. */
static inline size_t sji_x12_terminator(const sji_x12_marks *marks, size_t place)
{
    const uint64_t *map = marks->maps.terminators;
    uint64_t bits = sji_x12_bits(map, place);
    if (bits)
        return place + sji_x12_lowest(bits);
    size_t word = place / SJI_X12_BLOCK;
    bits = map[word] & sji_x12_behind(place % SJI_X12_BLOCK);
    while (!bits && ++word * SJI_X12_BLOCK < marks->covered)
        bits = map[word];
    return bits ? word * SJI_X12_BLOCK + sji_x12_lowest(bits) : SIZE_MAX;
}

#endif

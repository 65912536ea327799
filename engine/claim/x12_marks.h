/*
 * Where separators stand: for each 64 bytes three masks, bit 0 the first byte. They are
 * made for some KiB at once, each byte looked at once; ends of segments, elements and
 * components are then bits.
 */
#ifndef SCRUBJAY_CLAIM_X12_MARKS_H
#define SCRUBJAY_CLAIM_X12_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SJI_X12_BLOCK = 64,
    SJI_X12_STEP = 1 << 13,       /* bytes marked at once: the masks stay in L1 */
    SJI_X12_MARKED_MAX = 1 << 20, /* bytes marked, when one segment goes so far */
    /* And one behind, which is empty: two neighbours are read at a time. */
    SJI_X12_ROWS = SJI_X12_MARKED_MAX / SJI_X12_BLOCK + 2
};

typedef struct sji_x12_row {
    uint64_t terminators, elements, components;
} sji_x12_row;

typedef struct sji_x12_separators {
    char terminator, element, component;
} sji_x12_separators;

/* Mark so many blocks of 64 bytes. */
typedef void sji_x12_mark(const char *bytes, size_t blocks, sji_x12_separators wanted,
                          sji_x12_row *rows);

/* For every machine; and the fastest that this one has. */
sji_x12_mark sji_x12_mark_plain;
sji_x12_mark *sji_x12_mark_best(void);

typedef struct sji_x12_marks {
    size_t from;    /* place of the first bit in the window of bytes */
    size_t covered; /* bytes from there that are marked; behind them no bit is set */
    sji_x12_mark *mark;
    sji_x12_row *rows; /* SJI_X12_ROWS */
} sji_x12_marks;

/* Mark bytes[from + covered, from + upto); upto is at most SJI_X12_MARKED_MAX. */
void sji_x12_cover(sji_x12_marks *marks, const char *bytes, size_t upto,
                   sji_x12_separators wanted);

static inline unsigned sji_x12_lowest(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask);
}

/* 64 bits from any place on. */
static inline uint64_t sji_x12_elements(const sji_x12_row *rows, size_t place)
{
    const sji_x12_row *row = rows + place / SJI_X12_BLOCK;
    unsigned shift = place % SJI_X12_BLOCK;
    return row[0].elements >> shift | row[1].elements << 1 << (63 - shift);
}

static inline uint64_t sji_x12_components(const sji_x12_row *rows, size_t place)
{
    const sji_x12_row *row = rows + place / SJI_X12_BLOCK;
    unsigned shift = place % SJI_X12_BLOCK;
    return row[0].components >> shift | row[1].components << 1 << (63 - shift);
}

/* The bits of the first `len` of 64. */
static inline uint64_t sji_x12_below(uint32_t len)
{
    return len >= 64 ? UINT64_MAX : ((uint64_t)1 << len) - 1;
}

/* The place of the first terminator at or behind `place`; SIZE_MAX: none is marked. */
static inline size_t sji_x12_terminator(const sji_x12_marks *marks, size_t place)
{
    size_t row = place / SJI_X12_BLOCK;
    uint64_t bits = marks->rows[row].terminators >> place % SJI_X12_BLOCK;
    if (bits)
        return place + sji_x12_lowest(bits);
    for (row++; row * SJI_X12_BLOCK < marks->covered; row++)
        if (marks->rows[row].terminators)
            return row * SJI_X12_BLOCK + sji_x12_lowest(marks->rows[row].terminators);
    return SIZE_MAX;
}

#endif

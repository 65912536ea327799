/*
 * Where separators stand, by plain C, SSE2 or AVX2.
 */
#include "engine/claim/x12_marks.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* 0x80 in each byte of a word that is zero, exactly; then those bits side by side. */
static uint64_t zero_bytes(uint64_t word)
{
    const uint64_t low = 0x7f7f7f7f7f7f7f7fU;
    uint64_t zero = ~(((word & low) + low) | word | low);
    return (zero >> 7) * 0x0102040810204080U >> 56;
}

void sji_x12_mark_plain(const char *bytes, size_t blocks, sji_x12_separators wanted,
                        const sji_x12_maps *maps, size_t first)
{
    const uint64_t ones = 0x0101010101010101U;
    uint64_t terminator = ones * (unsigned char)wanted.terminator;
    uint64_t element = ones * (unsigned char)wanted.element;
    uint64_t component = ones * (unsigned char)wanted.component;
    for (size_t block = first; block < first + blocks; block++) {
        uint64_t terminators = 0, elements = 0, components = 0;
        for (unsigned i = 0; i < SJI_X12_BLOCK; i += 8, bytes += 8) {
            uint64_t word = 0;
            for (unsigned k = 0; k < 8; k++)
                word |= (uint64_t)(unsigned char)bytes[k] << (8 * k);
            terminators |= zero_bytes(word ^ terminator) << i;
            elements |= zero_bytes(word ^ element) << i;
            components |= zero_bytes(word ^ component) << i;
        }
        maps->terminators[block] = terminators;
        maps->elements[block] = elements;
        maps->components[block] = components;
    }
}

#if defined(__x86_64__)

static inline uint64_t equal_16(__m128i bytes, __m128i wanted)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));
}

void sji_x12_mark_sse2(const char *bytes, size_t blocks, sji_x12_separators wanted,
                       const sji_x12_maps *maps, size_t first)
{
    __m128i terminator = _mm_set1_epi8(wanted.terminator);
    __m128i element = _mm_set1_epi8(wanted.element);
    __m128i component = _mm_set1_epi8(wanted.component);
    for (size_t block = first; block < first + blocks; block++) {
        uint64_t terminators = 0, elements = 0, components = 0;
        for (unsigned i = 0; i < SJI_X12_BLOCK; i += 16, bytes += 16) {
            __m128i part = _mm_loadu_si128((const __m128i *)(const void *)bytes);
            terminators |= equal_16(part, terminator) << i;
            elements |= equal_16(part, element) << i;
            components |= equal_16(part, component) << i;
        }
        maps->terminators[block] = terminators;
        maps->elements[block] = elements;
        maps->components[block] = components;
    }
}

__attribute__((target("avx2"))) static inline uint64_t
equal_64(__m256i low, __m256i high, __m256i wanted)
{
    unsigned a = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    unsigned b = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return a | (uint64_t)b << 32;
}

__attribute__((target("avx2"))) void sji_x12_mark_avx2(const char *bytes, size_t blocks,
                                                       sji_x12_separators wanted,
                                                       const sji_x12_maps *maps,
                                                       size_t first)
{
    __m256i terminator = _mm256_set1_epi8(wanted.terminator);
    __m256i element = _mm256_set1_epi8(wanted.element);
    __m256i component = _mm256_set1_epi8(wanted.component);
    for (size_t block = first; block < first + blocks;
         block++, bytes += SJI_X12_BLOCK) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
        maps->terminators[block] = equal_64(low, high, terminator);
        maps->elements[block] = equal_64(low, high, element);
        maps->components[block] = equal_64(low, high, component);
    }
}

#endif

void sji_x12_cover(sji_x12_marks *marks, const char *bytes, size_t upto,
                   sji_x12_separators wanted)
{
    size_t first = marks->covered / SJI_X12_BLOCK;
    size_t whole = upto / SJI_X12_BLOCK, rest = upto % SJI_X12_BLOCK;
    bytes += marks->from;
    marks->mark(bytes + first * SJI_X12_BLOCK, whole - first, wanted, &marks->maps,
                first);
    uint64_t *maps[] = {marks->maps.terminators, marks->maps.elements,
                        marks->maps.components};
    if (rest > 0) {
        char last[SJI_X12_BLOCK] = {0};
        memcpy(last, bytes + whole * SJI_X12_BLOCK, rest);
        marks->mark(last, 1, wanted, &marks->maps, whole);
    }
    for (unsigned i = 0; i < 3; i++) {
        /* A NUL may separate, too. */
        maps[i][whole] =
            rest > 0 ? maps[i][whole] & ~sji_x12_behind((uint32_t)rest) : 0;
        maps[i][whole + 1] = 0;
    }
    marks->covered = upto;
}

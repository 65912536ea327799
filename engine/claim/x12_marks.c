/*
 * Where separators stand, by plain C, SSE2 or AVX2.
 */
#include "engine/claim/x12_marks.h"

#include <string.h>

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
                        sji_x12_row *rows)
{
    const uint64_t ones = 0x0101010101010101U;
    uint64_t terminator = ones * (unsigned char)wanted.terminator;
    uint64_t element = ones * (unsigned char)wanted.element;
    uint64_t component = ones * (unsigned char)wanted.component;
    for (size_t block = 0; block < blocks; block++) {
        sji_x12_row row = {0, 0, 0};
        for (unsigned i = 0; i < SJI_X12_BLOCK; i += 8, bytes += 8) {
            uint64_t word = 0;
            for (unsigned k = 0; k < 8; k++)
                word |= (uint64_t)(unsigned char)bytes[k] << (8 * k);
            row.terminators |= zero_bytes(word ^ terminator) << i;
            row.elements |= zero_bytes(word ^ element) << i;
            row.components |= zero_bytes(word ^ component) << i;
        }
        rows[block] = row;
    }
}

#if defined(__x86_64__)

static inline uint64_t equal_16(__m128i bytes, __m128i wanted)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));
}

static void mark_sse2(const char *bytes, size_t blocks, sji_x12_separators wanted,
                      sji_x12_row *rows)
{
    __m128i terminator = _mm_set1_epi8(wanted.terminator);
    __m128i element = _mm_set1_epi8(wanted.element);
    __m128i component = _mm_set1_epi8(wanted.component);
    for (size_t block = 0; block < blocks; block++) {
        sji_x12_row row = {0, 0, 0};
        for (unsigned i = 0; i < SJI_X12_BLOCK; i += 16, bytes += 16) {
            __m128i part = _mm_loadu_si128((const __m128i *)(const void *)bytes);
            row.terminators |= equal_16(part, terminator) << i;
            row.elements |= equal_16(part, element) << i;
            row.components |= equal_16(part, component) << i;
        }
        rows[block] = row;
    }
}

__attribute__((target("avx2"))) static inline uint64_t
equal_64(__m256i low, __m256i high, __m256i wanted)
{
    unsigned a = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    unsigned b = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return a | (uint64_t)b << 32;
}

__attribute__((target("avx2"))) static void mark_avx2(const char *bytes, size_t blocks,
                                                      sji_x12_separators wanted,
                                                      sji_x12_row *rows)
{
    __m256i terminator = _mm256_set1_epi8(wanted.terminator);
    __m256i element = _mm256_set1_epi8(wanted.element);
    __m256i component = _mm256_set1_epi8(wanted.component);
    for (size_t block = 0; block < blocks; block++, bytes += SJI_X12_BLOCK) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
        rows[block].terminators = equal_64(low, high, terminator);
        rows[block].elements = equal_64(low, high, element);
        rows[block].components = equal_64(low, high, component);
    }
}

sji_x12_mark *sji_x12_mark_best(void)
{
    return __builtin_cpu_supports("avx2") ? mark_avx2 : mark_sse2;
}

#else

sji_x12_mark *sji_x12_mark_best(void)
{
    return sji_x12_mark_plain;
}

#endif

void sji_x12_cover(sji_x12_marks *marks, const char *bytes, size_t upto,
                   sji_x12_separators wanted)
{
    size_t first = marks->covered / SJI_X12_BLOCK;
    size_t whole = upto / SJI_X12_BLOCK, rest = upto % SJI_X12_BLOCK;
    bytes += marks->from;
    marks->mark(bytes + first * SJI_X12_BLOCK, whole - first, wanted,
                marks->rows + first);
    marks->rows[whole] = marks->rows[whole + 1] = (sji_x12_row){0, 0, 0};
    if (rest > 0) {
        char last[SJI_X12_BLOCK] = {0};
        uint64_t there = sji_x12_below((uint32_t)rest);
        memcpy(last, bytes + whole * SJI_X12_BLOCK, rest);
        sji_x12_row *row = marks->rows + whole;
        marks->mark(last, 1, wanted, row);
        row->terminators &= there; /* a NUL may separate, too */
        row->elements &= there;
        row->components &= there;
    }
    marks->covered = upto;
}

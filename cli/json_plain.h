/*
 * Runs of bytes that stand for themselves within a JSON string: from 0x20 to 0x7F,
 * without quote and backslash. Sixteen are looked at at once where the machine can.
 */
#ifndef SCRUBJAY_CLI_JSON_PLAIN_H
#define SCRUBJAY_CLI_JSON_PLAIN_H

#include <stdbool.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline bool cli_is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

#ifdef __SSE2__
/* A bit for each byte that does not. */
static inline unsigned cli_odd_bytes(__m128i bytes)
{
    __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                               _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    /* bytes from 0x80 on are below zero */
    odd = _mm_or_si128(odd, _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')));
    return (unsigned)_mm_movemask_epi8(odd);
}
#endif

/* The first byte that does not simply stand for itself, or the end. */
static inline const char *cli_end_of_plain(const char *p, const char *end)
{
#ifdef __SSE2__
    for (; end - p >= 16; p += 16) {
        unsigned odd = cli_odd_bytes(_mm_loadu_si128((const void *)p));
        if (odd)
            return p + __builtin_ctz(odd);
    }
    if (end - p >= 8) {
        unsigned odd = cli_odd_bytes(_mm_loadl_epi64((const void *)p)) & 0xFF;
        if (odd)
            return p + __builtin_ctz(odd);
        p += 8;
    }
#endif
    while (p < end && cli_is_plain((unsigned char)*p))
        p++;
    return p;
}

#endif

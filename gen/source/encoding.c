/*
 * Nearly every title is plain ASCII and is only looked at, eight bytes at a time. What
 * cannot be a character is refused rather than replaced.
 */
#include "gen/source/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

static const uint64_t ones = UINT64_C(0x0101010101010101);
static const uint64_t tops = UINT64_C(0x8080808080808080);

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F;
}

bool gen_is_plain_ascii(const char *text, size_t len)
{
    for (; len >= 8; text += 8, len -= 8) {
        uint64_t w;
        memcpy(&w, text, 8);
        /* With no top bit set, these set one for a byte below 0x20 and for 0x7F. */
        uint64_t below = w - 0x20 * ones, rubout = w + ones;
        if ((w | below | rubout) & tops)
            return false;
    }
    for (size_t i = 0; i < len; i++)
        if (!is_plain((unsigned char)text[i]))
            return false;
    return true;
}

/* Bytes of the UTF-8 character at `p`, 0 when there is none. */
static size_t utf8_len(const unsigned char *p, size_t left)
{
    static const struct {
        unsigned char mask, lead, low, high; /* low and high: of the second byte */
        unsigned char len;
    } forms[] = {
        {0x80, 0x00, 0x00, 0xFF, 1}, {0xFF, 0xE0, 0xA0, 0xBF, 3},
        {0xFF, 0xED, 0x80, 0x9F, 3}, {0xF0, 0xE0, 0x80, 0xBF, 3},
        {0xFF, 0xF0, 0x90, 0xBF, 4}, {0xFF, 0xF4, 0x80, 0x8F, 4},
        {0xF8, 0xF0, 0x80, 0xBF, 4}, {0xE0, 0xC0, 0x80, 0xBF, 2},
    };
    if (p[0] == 0xC0 || p[0] == 0xC1 || p[0] > 0xF4)
        return 0;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if ((p[0] & forms[i].mask) != forms[i].lead)
            continue;
        size_t n = forms[i].len;
        if (n > left || (n > 1 && (p[1] < forms[i].low || p[1] > forms[i].high)))
            return 0;
        for (size_t k = 2; k < n; k++)
            if ((p[k] & 0xC0) != 0x80)
                return 0;
        return n;
    }
    return 0;
}

bool gen_is_utf8(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t n; len > 0; p += n, len -= n)
        if ((n = utf8_len(p, len)) == 0)
            return false;
    return true;
}

/* Windows-1252 from 0x80 to 0x9F; 0 where it has no character. Above, it is Latin-1. */
static const uint16_t high[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static const char *from_1252(gen_title *title, const unsigned char *p, size_t len)
{
    if (title->cap < 3 * len) { /* none takes more than three bytes */
        title->buffer = gen_resize(title->buffer, 3 * len, 1);
        title->cap = 3 * len;
    }
    char *to = title->buffer;
    for (size_t i = 0; i < len; i++) {
        unsigned c = p[i] >= 0x80 && p[i] < 0xA0 ? high[p[i] - 0x80] : p[i];
        if (c == 0)
            return "a byte of the title is no character, in UTF-8 or Windows-1252";
        if (c < 0x80) {
            *to++ = (char)c;
        } else if (c < 0x800) {
            *to++ = (char)(0xC0 | c >> 6);
            *to++ = (char)(0x80 | (c & 0x3F));
        } else {
            *to++ = (char)(0xE0 | c >> 12);
            *to++ = (char)(0x80 | (c >> 6 & 0x3F));
            *to++ = (char)(0x80 | (c & 0x3F));
        }
    }
    title->text = title->buffer;
    title->len = (size_t)(to - title->buffer);
    return NULL;
}

const char *gen_title_set(gen_title *title, const char *bytes, size_t len,
                          const char *line, size_t line_len)
{
    title->text = bytes;
    title->len = len;
    if (gen_is_plain_ascii(bytes, len))
        return NULL;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7F)
            return "control character in a title";
    if (!gen_is_utf8(line, line_len))
        return from_1252(title, (const unsigned char *)bytes, len);
    return gen_is_utf8(bytes, len) ? NULL : "a title is cut inside a character";
}

void gen_title_free(gen_title *title)
{
    free(title->buffer);
    *title = (gen_title){0};
}

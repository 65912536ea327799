/*
 * UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, nothing above U+10FFFF.
 */
#include "cli/utf8.h"

#include <stdint.h>
#include <string.h>

#include "cli/command.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

enum { REPLACEMENT_BYTES = 3 };

size_t cli_utf8_length(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    if (len == 0)
        return 0;
    if (p[0] < 0x80)
        return 1;
    size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n > len)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return n;
}

char *cli_utf8_copy(const char *text, size_t len, size_t *out_len)
{
    char *copy = cli_allocate(REPLACEMENT_BYTES * len + 1, 1);
    size_t n = 0;
    while (len > 0) {
        size_t one = cli_utf8_length(text, len);
        if (one > 0) {
            memcpy(copy + n, text, one);
            n += one;
        } else {
            memcpy(copy + n, replacement, REPLACEMENT_BYTES);
            n += REPLACEMENT_BYTES;
            one = 1;
        }
        text += one;
        len -= one;
    }
    copy[n] = '\0';
    *out_len = n;
    return copy;
}

void cli_print_safely(FILE *out, const char *text, size_t len)
{
    while (len > 0) {
        size_t one = cli_utf8_length(text, len);
        const unsigned char *p = (const unsigned char *)text;
        bool control = one == 0 || p[0] < 0x20 || p[0] == 0x7F ||
                       (p[0] == 0xC2 && p[1] < 0xA0); /* C1: some terminals obey them */
        if (control)
            fputc('?', out);
        else
            fwrite(text, 1, one, out);
        if (one == 0)
            one = 1;
        text += one;
        len -= one;
    }
}

/*
 * Strings are found in a stride (json_plain.h) and decoded only when they have to be.
 * Numbers that two exact doubles make are computed, others are strtod()'s.
 */
#include "cli/json_scan.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/json_plain.h"
#include "cli/utf8.h"

enum {
    DEPTH_MAX = 2048, /* of values in values: Jansson's */
    DIGITS_FAST = 18, /* that an int64_t always holds */
    POWER_FAST = 22,  /* 10^22 is the last power of ten that a double has exactly */
};

bool cli_scan_break(cli_scan *s)
{
    if (!s->broken)
        s->broke_at = (size_t)(s->at - s->text);
    s->broken = true;
    s->at = s->end;
    return false;
}

void cli_scan_begin(cli_scan *s, const char *text, size_t len)
{
    s->text = s->at = text;
    s->end = text + len;
    s->decoded_len = s->depth = 0;
    s->name_count = s->broke_at = 0;
    s->broken = s->unsure = false;
    if (len >= s->decoded_cap) { /* a string is not longer than it is written */
        free(s->decoded);
        s->decoded_cap = 2 * len + 1;
        s->decoded = cli_allocate(s->decoded_cap, 1);
    }
}

void cli_scan_free(cli_scan *s)
{
    free(s->decoded);
    *s = (cli_scan){.text = NULL};
}

/* ---- strings ----------------------------------------------------------------------
 */

/* Four hexadecimal digits. @return -1 when they are not there */
static int32_t hex_unit(const char *p, const char *end)
{
    int32_t unit = 0;
    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static size_t encode(char *to, uint32_t c)
{
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    to[0] = (char)(marks[n] | c);
    return n;
}

/* "\u": `*p` is behind it and is moved behind the character. @return bytes written; 0:
 * no character, NUL, or half of a pair */
static size_t decode_unicode(const char **p, const char *end, char *to)
{
    int32_t unit = hex_unit(*p, end);
    uint32_t c = (uint32_t)unit;
    if (unit <= 0 || (c >= 0xDC00 && c < 0xE000))
        return 0;
    *p += 4;
    if (c >= 0xD800 && c < 0xDC00) {
        if (end - *p < 2 || (*p)[0] != '\\' || (*p)[1] != 'u')
            return 0;
        int32_t low = hex_unit(*p + 2, end);
        if (low < 0xDC00 || low > 0xDFFF)
            return 0;
        *p += 6;
        c = 0x10000 + ((c - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
    }
    return encode(to, c);
}

/* An escape: `*p` is at the backslash. @return as above */
static size_t decode_escape(const char **p, const char *end, char *to)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (end - *p < 2)
        return 0;
    char letter = (*p)[1];
    *p += 2;
    if (letter == 'u')
        return decode_unicode(p, end, to);
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (!found)
        return 0;
    *to = meant[found - letters];
    return 1;
}

/* The rest of a string that is more than plain bytes; they end at `p`. */
static bool read_string_slowly(cli_scan *s, const char *p, sj_str *out)
{
    char *decoded = s->decoded + s->decoded_len, *to = decoded;
    const char *plain = s->at + 1;
    for (;;) {
        memcpy(to, plain, (size_t)(p - plain));
        to += p - plain;
        s->at = p;
        if (p == s->end)
            return cli_scan_break(s);
        if (*p == '"')
            break;
        size_t one;
        if (*p == '\\') {
            one = decode_escape(&p, s->end, to);
        } else {
            bool control = (unsigned char)*p < 0x20;
            one = control ? 0 : cli_utf8_length(p, (size_t)(s->end - p));
            memcpy(to, p, one);
            p += one;
        }
        if (one == 0)
            return cli_scan_break(s);
        to += one;
        plain = p;
        p = cli_end_of_plain(p, s->end);
    }
    s->at = p + 1;
    *out = (sj_str){decoded, (uint32_t)(to - decoded)};
    s->decoded_len += (size_t)(to - decoded);
    return true;
}

bool cli_scan_string(cli_scan *s, sj_str *out)
{
    const char *begin = s->at + 1, *p = cli_end_of_plain(begin, s->end);
    if (p == s->end || *p != '"')
        return read_string_slowly(s, p, out);
    *out = (sj_str){begin, (uint32_t)(p - begin)};
    s->at = p + 1;
    return true;
}

/* ---- numbers ----------------------------------------------------------------------
 */

static bool is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

/* Digits from `p` on, added to what they are read into while that is exact.
 * @return behind the last one */
static const char *read_digits(const char *p, const char *end, uint64_t *value,
                               int *count)
{
    for (; is_digit(p, end); p++)
        if (++*count <= DIGITS_FAST)
            *value = *value * 10 + (uint64_t)(*p - '0');
    return p;
}

/* The number from the scan's place to `p`, by the library. */
static bool read_number_slowly(cli_scan *s, const char *p, cli_scan_number *out)
{
    size_t len = (size_t)(p - s->at);
    char *copy = s->decoded + s->decoded_len; /* with room for a NUL */
    memcpy(copy, s->at, len);
    copy[len] = '\0';
    errno = 0;
    if (out->is_integer) {
        out->integer = strtoll(copy, NULL, 10);
        out->value = (double)out->integer;
        if (errno == ERANGE)
            return cli_scan_break(s);
    } else {
        out->value = strtod(copy, NULL);
        if (isinf(out->value))
            return cli_scan_break(s);
    }
    s->at = p;
    return true;
}

/* An exponent, if there is one. @return behind it; NULL when it has no digits */
static const char *read_exponent(const char *p, const char *end, int *exponent)
{
    uint64_t value = 0;
    int count = 0;
    if (p == end || (*p != 'e' && *p != 'E'))
        return p;
    bool negative = ++p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    p = read_digits(p, end, &value, &count);
    if (count == 0)
        return NULL;
    int most = value > 1000 || count > DIGITS_FAST ? 1000 : (int)value;
    *exponent = negative ? -most : most;
    return p;
}

bool cli_scan_number_read(cli_scan *s, cli_scan_number *out)
{
    static const double powers[POWER_FAST + 1] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const char *p = s->at, *end = s->end;
    uint64_t digits = 0;
    int count = 0, exponent = 0, fraction = 0;
    bool negative = *p == '-';
    p += negative;
    if (!is_digit(p, end) || (*p == '0' && is_digit(p + 1, end)))
        return cli_scan_break(s);
    p = read_digits(p, end, &digits, &count);
    out->is_integer = p == end || (*p != '.' && *p != 'e' && *p != 'E');
    if (!out->is_integer && *p == '.') {
        fraction = count;
        p = read_digits(p + 1, end, &digits, &count);
        fraction = count - fraction;
        if (fraction == 0)
            return cli_scan_break(s);
    }
    if (!out->is_integer)
        p = read_exponent(p, end, &exponent);
    if (!p)
        return cli_scan_break(s);
    exponent -= fraction;
    if (count > DIGITS_FAST || FLT_EVAL_METHOD != 0)
        return read_number_slowly(s, p, out);
    if (out->is_integer) {
        out->integer = negative ? -(int64_t)digits : (int64_t)digits;
        out->value = (double)out->integer;
    } else {
        /* two exact numbers and one rounding */
        if (digits >> DBL_MANT_DIG || exponent > POWER_FAST || exponent < -POWER_FAST)
            return read_number_slowly(s, p, out);
        double value = (double)digits;
        value = exponent < 0 ? value / powers[-exponent] : value * powers[exponent];
        out->value = negative ? -value : value;
    }
    s->at = p;
    return true;
}

/* ---- objects, lists, any value ----------------------------------------------------
 */

void cli_scan_stranger(cli_scan *s, size_t since, sj_str name)
{
    for (size_t i = since; i < s->name_count; i++)
        if (s->names[i].len == name.len &&
            memcmp(s->names[i].text, name.text, name.len) == 0) {
            (void)cli_scan_break(s);
            return;
        }
    if (s->name_count < CLI_SCAN_NAMES)
        s->names[s->name_count++] = name;
    else
        s->unsure = true;
}

/* @return false, and the text is broken, when it is another word */
static bool take_word(cli_scan *s, const char *word, size_t len)
{
    if ((size_t)(s->end - s->at) < len || memcmp(s->at, word, len) != 0)
        return cli_scan_break(s);
    s->at += len;
    return true;
}

bool cli_scan_null(cli_scan *s)
{
    return take_word(s, "null", 4);
}

static void skip_object(cli_scan *s)
{
    size_t since = s->name_count;
    bool first = true;
    sj_str name = {.len = 0};
    cli_scan_open(s);
    while (cli_scan_member(s, &first, &name)) {
        cli_scan_stranger(s, since, name);
        cli_scan_skip(s);
    }
    s->name_count = since;
}

static void skip_list(cli_scan *s)
{
    bool first = true;
    cli_scan_open(s);
    while (cli_scan_element(s, &first))
        cli_scan_skip(s);
}

void cli_scan_skip(cli_scan *s)
{
    sj_str text;
    cli_scan_number number;
    char begin = cli_scan_peek(s);
    if (s->depth >= DEPTH_MAX) /* this value would be one deeper */
        (void)cli_scan_break(s);
    else if (begin == '"')
        (void)cli_scan_string(s, &text);
    else if (begin == '{')
        skip_object(s);
    else if (begin == '[')
        skip_list(s);
    else if (begin == '-' || (begin >= '0' && begin <= '9'))
        (void)cli_scan_number_read(s, &number);
    else if (begin == 't')
        (void)take_word(s, "true", 4);
    else if (begin == 'f')
        (void)take_word(s, "false", 5);
    else
        (void)cli_scan_null(s);
}

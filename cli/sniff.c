/*
 * A brace begins NDJSON. An identifier and a separator begin X12, also when the ISA
 * that should be first was lost; and what has an ISA further on is X12 with something
 * before it. All else is left to NDJSON, which says of each line what it is.
 */
#include "cli/sniff.h"

#include <string.h>

enum {
    MARK_LEN = 3, /* byte order mark */
    ID_MAX = 3,   /* of a segment */
};

static const char mark[] = "\xEF\xBB\xBF";

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_separator(char c)
{
    return (c > ' ' && c < 0x7F && !is_capital(c) && !is_digit(c) &&
            !(c >= 'a' && c <= 'z')) ||
           (c > 0 && c < ' ' && !is_blank(c)); /* some take FS, GS, US */
}

/* "GS*", "CLM*": two or three capitals and digits, the first a capital. */
static bool begins_segment(const char *text, size_t len)
{
    size_t n = 0;
    if (len == 0 || !is_capital(text[0]))
        return false;
    while (n < len && n < ID_MAX && (is_capital(text[n]) || is_digit(text[n])))
        n++;
    return n >= 2 && n < len && is_separator(text[n]);
}

/* ISA with its third and sixth byte in place. */
static bool has_interchange(const char *text, size_t len)
{
    for (size_t i = 0; i + 6 < len; i++)
        if (memcmp(text + i, "ISA", 3) == 0 && is_separator(text[i + 3]) &&
            text[i + 6] == text[i + 3])
            return true;
    return false;
}

/* @return CLI_FORMAT_AUTO while it cannot be told */
static cli_format tell(const char *text, size_t len, bool all)
{
    size_t i = 0;
    if (len < MARK_LEN && !all && memcmp(text, mark, len) == 0)
        return CLI_FORMAT_AUTO;
    if (len >= MARK_LEN && memcmp(text, mark, MARK_LEN) == 0)
        i = MARK_LEN;
    while (i < len && is_blank(text[i]))
        i++;
    if (i == len)
        return all ? CLI_FORMAT_NDJSON : CLI_FORMAT_AUTO;
    if (text[i] == '{')
        return CLI_FORMAT_NDJSON;
    if (!all && len - i <= ID_MAX)
        return CLI_FORMAT_AUTO;
    return begins_segment(text + i, len - i) || has_interchange(text + i, len - i)
               ? CLI_FORMAT_X12
               : CLI_FORMAT_NDJSON;
}

cli_format cli_sniff(cli_input *in)
{
    const char *text;
    size_t before = 0;
    for (;;) {
        size_t len = cli_input_peek(in, true, &text);
        cli_format format = tell(text, len, len == before);
        if (format != CLI_FORMAT_AUTO)
            return format;
        before = len;
    }
}

size_t cli_skip_mark(cli_input *in)
{
    const char *text;
    size_t len = cli_input_peek(in, false, &text), before = len + 1;
    while (len < MARK_LEN && len != before && memcmp(text, mark, len) == 0) {
        before = len;
        len = cli_input_peek(in, true, &text);
    }
    if (len < MARK_LEN || memcmp(text, mark, MARK_LEN) != 0)
        return 0;
    cli_input_skip(in, MARK_LEN);
    return MARK_LEN;
}

/*
 * Escapes are those that Jansson writes: \" \\ \b \f \n \r \t, \u00XX for other control
 * characters, everything else as it is.
 */
#include "cli/json_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/json_plain.h"
#include "cli/utf8.h"

enum {
    ROOM_AT_FIRST = 2048,
    ESCAPE_BYTES = 6,  /* \u001F, the longest of them */
    NUMBER_BYTES = 32, /* more than any number has */
};

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

static void grow(cli_writer *w, size_t more)
{
    size_t cap = w->cap ? w->cap : ROOM_AT_FIRST;
    while (more > cap - w->len)
        cap *= 2;
    char *grown = cli_allocate(cap, 1);
    if (w->len)
        memcpy(grown, w->data, w->len);
    if (!w->lent)
        free(w->data);
    w->data = grown;
    w->cap = cap;
    w->lent = false;
}

/* Where `more` bytes can be written. */
static inline char *room_for(cli_writer *w, size_t more)
{
    if (more > w->cap - w->len)
        grow(w, more);
    return w->data + w->len;
}

static inline void put(cli_writer *w, const char *text, size_t len)
{
    memcpy(room_for(w, len), text, len);
    w->len += len;
}

static inline void put_byte(cli_writer *w, char byte)
{
    *room_for(w, 1) = byte;
    w->len++;
}

/* Before each value. */
static inline void begin_value(cli_writer *w)
{
    if (w->comma)
        put_byte(w, ',');
    w->comma = true;
}

void cli_writer_free(cli_writer *w)
{
    if (!w->lent)
        free(w->data);
    *w = (cli_writer){.data = NULL};
}

/* ---- structure --------------------------------------------------------------------
 */

static void open_with(cli_writer *w, char bracket)
{
    begin_value(w);
    put_byte(w, bracket);
    w->comma = false;
}

static void close_with(cli_writer *w, char bracket)
{
    put_byte(w, bracket);
    w->comma = true;
}

void cli_write_object(cli_writer *w)
{
    open_with(w, '{');
}

void cli_write_object_end(cli_writer *w)
{
    close_with(w, '}');
}

void cli_write_array(cli_writer *w)
{
    open_with(w, '[');
}

void cli_write_array_end(cli_writer *w)
{
    close_with(w, ']');
}

void cli_write_key(cli_writer *w, const char *key)
{
    size_t len = strlen(key);
    begin_value(w);
    char *to = room_for(w, len + 3);
    *to = '"';
    memcpy(to + 1, key, len);
    memcpy(to + 1 + len, "\":", 2);
    w->len += len + 3;
    w->comma = false;
}

/* ---- text -------------------------------------------------------------------------
 */

static void put_escaped(cli_writer *w, unsigned char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char letters[] = "btn\0fr"; /* of 8 to 13 */
    char escape[ESCAPE_BYTES] = {'\\', 'u', '0', '0'};
    size_t len = 2;
    if (byte == '"' || byte == '\\') {
        escape[1] = (char)byte;
    } else if (byte >= '\b' && byte <= '\r' && letters[byte - '\b']) {
        escape[1] = letters[byte - '\b'];
    } else {
        escape[4] = digits[byte >> 4];
        escape[5] = digits[byte & 15];
        len = ESCAPE_BYTES;
    }
    put(w, escape, len);
}

void cli_write_text(cli_writer *w, const char *text, size_t len)
{
    const char *end = text + len;
    begin_value(w);
    put_byte(w, '"');
    while (text < end) {
        const char *plain = text;
        text = cli_end_of_plain(text, end);
        put(w, plain, (size_t)(text - plain));
        if (text == end)
            break;
        size_t one = *text ? cli_utf8_length(text, (size_t)(end - text)) : 0;
        if (one == 1)
            put_escaped(w, (unsigned char)*text);
        else if (one > 1)
            put(w, text, one);
        else
            put(w, replacement, sizeof replacement - 1);
        text += one ? one : 1;
    }
    put_byte(w, '"');
}

void cli_write_word(cli_writer *w, const char *text)
{
    cli_write_text(w, text, strlen(text));
}

/* ---- other values -----------------------------------------------------------------
 */

void cli_write_count(cli_writer *w, uint64_t count)
{
    char digits[NUMBER_BYTES], *first = digits + sizeof digits;
    do {
        *--first = (char)('0' + count % 10);
        count /= 10;
    } while (count);
    begin_value(w);
    put(w, first, (size_t)(digits + sizeof digits - first));
}

void cli_write_integer(cli_writer *w, int64_t value)
{
    if (value >= 0) {
        cli_write_count(w, (uint64_t)value);
        return;
    }
    begin_value(w);
    put_byte(w, '-');
    w->comma = false;
    cli_write_count(w, (uint64_t)0 - (uint64_t)value);
}

void cli_write_number(cli_writer *w, double value)
{
    char text[NUMBER_BYTES];
    static const double whole = 1e15; /* integers below are exact and short */
    if (!signbit(value) && value < whole && (double)(uint64_t)value == value) {
        cli_write_count(w, (uint64_t)value);
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        (void)snprintf(text, sizeof text, "%.*g", precision, value);
        if (strtod(text, NULL) == value)
            break;
    }
    begin_value(w);
    put(w, text, strlen(text));
}

void cli_write_date(cli_writer *w, sj_date date)
{
    char text[SJ_DATE_CAP];
    sj_date_format(date, text);
    if (text[0] == '\0')
        cli_write_null(w);
    else
        cli_write_word(w, text);
}

void cli_write_bool(cli_writer *w, bool value)
{
    begin_value(w);
    put(w, value ? "true" : "false", value ? 4 : 5);
}

void cli_write_null(cli_writer *w)
{
    begin_value(w);
    put(w, "null", 4);
}

void cli_write_line(cli_writer *w, FILE *out)
{
    put_byte(w, '\n');
    /* a failing write shows in ferror(), which whoever opened the stream looks at */
    (void)fwrite(w->data, 1, w->len, out);
    w->len = 0;
    w->comma = false;
}

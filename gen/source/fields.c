/*
 * Plain loops over bytes; no locale is asked.
 */
#include "gen/source/fields.h"

#include <string.h>

#include "gen/source/name.h"

size_t gen_split_tabs(const gen_line *line, gen_field *fields, size_t cap)
{
    size_t count = 0;
    const char *from = line->text, *end = line->text + line->len;
    for (;;) {
        const char *tab = from < end ? memchr(from, '\t', (size_t)(end - from)) : NULL;
        const char *to = tab ? tab : end;
        if (count < cap)
            fields[count] = (gen_field){from, (size_t)(to - from)};
        count++;
        if (!tab)
            return count;
        from = tab + 1;
    }
}

/* Bytes of white space at the start of a text; 0 when there is none. */
static size_t blank_at(const char *text, size_t len)
{
    if (len == 0)
        return 0;
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r') || text[0] == '\xA0')
        return 1;
    return len >= 2 && text[0] == '\xC2' && text[1] == '\xA0' ? 2 : 0;
}

gen_field gen_trim(gen_field field)
{
    for (size_t n; (n = blank_at(field.text, field.len)) > 0;) {
        field.text += n;
        field.len -= n;
    }
    while (field.len > 0) {
        const char *last = field.text + field.len - 1;
        if (!blank_at(last, 1))
            break;
        field.len -= *last == '\xA0' && field.len >= 2 && last[-1] == '\xC2' ? 2 : 1;
    }
    return field;
}

bool gen_field_starts(gen_field field, const char *text)
{
    size_t n = strlen(text);
    if (field.len < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (gen_lower(field.text[i]) != gen_lower(text[i]))
            return false;
    return true;
}

bool gen_field_is(gen_field field, const char *text)
{
    return field.len == strlen(text) && gen_field_starts(field, text);
}

bool gen_field_holds(gen_field field, const char *text)
{
    for (; field.len > 0; field.text++, field.len--)
        if (gen_field_starts(field, text))
            return true;
    return false;
}

bool gen_field_number(gen_field field, uint32_t *out)
{
    uint32_t value = 0;
    if (field.len == 0 || field.len > 9)
        return false;
    for (size_t i = 0; i < field.len; i++) {
        if (field.text[i] < '0' || field.text[i] > '9')
            return false;
        value = value * 10 + (uint32_t)(field.text[i] - '0');
    }
    *out = value;
    return true;
}

/* See x12_segments.h. */
#include "bench/x12_segments.h"

#include <stdarg.h>
#include <string.h>

static void add(x12_out *out, const char *text, size_t len)
{
    if (len > X12_SEGMENT_MAX - out->len) {
        out->failed = true;
        return;
    }
    memcpy(out->text + out->len, text, len);
    out->len += len;
}

/* Texts of the generator have no separators in them: any at the end are ours. */
static void cut(x12_out *out, char separator)
{
    while (out->len > 0 && out->text[out->len - 1] == separator)
        out->len--;
}

void x12_begin(x12_out *out, const char *id)
{
    out->len = 0;
    add(out, id, strlen(id));
}

void x12_element(x12_out *out, const char *text)
{
    cut(out, out->component);
    add(out, &out->element, 1);
    add(out, text, strlen(text));
}

void x12_part(x12_out *out, const char *text)
{
    add(out, &out->component, 1);
    add(out, text, strlen(text));
}

void x12_number(x12_out *out, uint64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    x12_element(out, text);
}

void x12_money(x12_out *out, uint64_t cents)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%llu.%02u",
                       (unsigned long long)(cents / 100), (unsigned)(cents % 100));
    while (text[len - 1] == '0')
        len--;
    if (text[len - 1] == '.')
        len--;
    text[len] = '\0';
    x12_element(out, text);
}

static void write_out(x12_out *out)
{
    add(out, &out->terminator, 1);
    add(out, out->line_break, strlen(out->line_break));
    if (!out->failed && fwrite(out->text, 1, out->len, out->file) != out->len)
        out->failed = true;
    out->bytes += out->len;
    out->segments++;
}

void x12_end(x12_out *out)
{
    cut(out, out->component);
    cut(out, out->element);
    write_out(out);
}

void x12_segment(x12_out *out, const char *id, ...)
{
    va_list args;
    va_start(args, id);
    x12_begin(out, id);
    for (const char *text; (text = va_arg(args, const char *)) != NULL;)
        x12_element(out, text);
    va_end(args);
    x12_end(out);
}

void x12_isa(x12_out *out, const char *day, const char *control)
{
    const char repetition[] = {out->repetition, '\0'};
    const char component[] = {out->component, '\0'};
    const char *const elements[] = {"00",       "          ",
                                    "00",       "          ",
                                    "ZZ",       "WRENFIELDCH    ",
                                    "ZZ",       "JAYCOTTPAY     ",
                                    day + 2,    "0715",
                                    repetition, "00501",
                                    control,    "0",
                                    "T",        component};
    x12_begin(out, "ISA");
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        add(out, &out->element, 1);
        add(out, elements[i], strlen(elements[i]));
    }
    write_out(out);
}

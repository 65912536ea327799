/*
 * Segments are counted as they are added.
 */
#include "tests/support/x12_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEGMENT_MAX = 512 };

static void make_room(x12_text *text)
{
    if (text->cap - text->len > SEGMENT_MAX)
        return;
    text->cap = text->cap ? 2 * text->cap : 4096;
    text->data = realloc(text->data, text->cap);
    if (text->data)
        return;
    fprintf(stderr, "x12_text.c: out of memory\n");
    exit(1);
}

void x12_add(x12_text *text, const char *format, ...)
{
    va_list args;
    make_room(text);
    va_start(args, format);
    text->len +=
        (size_t)vsnprintf(text->data + text->len, SEGMENT_MAX - 4, format, args);
    va_end(args);
    text->len += (size_t)sprintf(text->data + text->len, "~%s",
                                 text->newline ? text->newline : "");
    text->segments++;
}

void x12_begin(x12_text *text)
{
    x12_add(text,
            "ISA*00*          *00*          *ZZ*MADE UP        *ZZ*NOBODY         "
            "*250115*0800*^*00501*000000001*0*T*:");
    x12_add(text, "GS*HC*MADEUP*NOBODY*20250115*0800*1*X*005010X222A1");
    x12_add(text, "ST*837*0001*005010X222A1");
    text->begin = text->segments;
    x12_add(text, "BHT*0019*00*1*20250115*0800*CH");
    x12_add(text, "NM1*41*2*MADE UP*****46*1");
    x12_add(text, "NM1*40*2*NOBODY*****46*2");
    x12_add(text, "HL*1**20*1");
    x12_add(text, "NM1*85*2*CLINIC*****XX*1234567893");
    x12_add(text, "HL*2*1*22*0");
    x12_add(text, "SBR*P*18*******MB");
    x12_add(text, "NM1*IL*1*DOE*JANE****MI*A1");
    x12_add(text, "DMG*D8*19610402*F");
}

static void add_claim(x12_text *text, const char *id, const char *dx, const char *day)
{
    x12_add(text, "CLM*%s*100***11:B:1*Y*A*Y*Y", id);
    x12_add(text, "HI*ABK:%s", dx);
    x12_add(text, "LX*1");
    x12_add(text, "SV1*HC:E1165*100*UN*1***1");
    x12_add(text, "DTP*472*D8*%s", day);
    x12_add(text, "REF*6R*L%s", id);
}

void x12_claim(x12_text *text, const char *id, const char *dx)
{
    add_claim(text, id, dx, "20250115");
}

void x12_end(x12_text *text)
{
    unsigned count = text->segments + 1 - text->begin + 1 + text->wrong_by;
    x12_add(text, "SE*%u*0001", count);
    x12_add(text, "GE*1*1");
    x12_add(text, "IEA*1*000000001");
}

void x12_free(x12_text *text)
{
    free(text->data);
    *text = (x12_text){.data = NULL};
}

char *x12_many(size_t count)
{
    static const char *const codes[] = {"E119", "E116", "E11.65", "E119X", "E119"};
    x12_text text = {.newline = "\n"};
    x12_begin(&text);
    for (size_t i = 0; i < count; i++) {
        char id[24];
        (void)snprintf(id, sizeof id, "%zu", i);
        add_claim(&text, id, codes[i % 5], i % 5 == 4 ? "20250230" : "20250115");
    }
    x12_end(&text);
    return text.data;
}

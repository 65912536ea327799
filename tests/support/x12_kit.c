/*
 * Small 837 files in words.
 */
#include "tests/support/x12_kit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *x12_file(const char *guide, const char *body)
{
    static char file[X12_FILE_CAP];
    unsigned segments = 2;
    for (const char *p = body; *p; p++)
        segments += *p == '~';
    const char *before = strlen(guide) == 3 ? "005010X" : "";
    snprintf(file, sizeof file,
             X12_ISA("*", ":", "~", "000000001") "GS*HC*S*R*20200102*1200*2*X*%s%s~"
                                                 "ST*837*0003*%s%s~%s"
                                                 "SE*%u*0003~GE*1*2~IEA*1*000000001~",
             before, guide, before, guide, body, segments);
    return file;
}

/* ---- telling --------------------------------------------------------------------- */

typedef struct told {
    char *text;
    size_t len;
} told;

static void add(told *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(told *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(t->text + t->len, X12_TOLD_CAP - t->len, format, args);
    va_end(args);
    t->len += (size_t)n;
    if (t->len >= X12_TOLD_CAP)
        t->len = X12_TOLD_CAP - 1;
}

static void add_text(told *t, const char *name, sj_str text)
{
    if (text.len > 0)
        add(t, " %s=%.*s", name, (int)text.len, text.text);
}

static void add_date(told *t, const char *name, sj_date date)
{
    char text[SJ_DATE_CAP];
    sj_date_format(date, text);
    if (date != SJ_NO_DATE)
        add(t, " %s=%s", name, text);
}

static void add_codes(told *t, const char *name, const sj_diagnosis *dx, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        add(t, "%s%.*s/%u", i == 0 ? "" : ",", (int)dx[i].code.len, dx[i].code.text,
            dx[i].version);
        if (dx[i].poa.len > 0)
            add(t, "+%.*s", (int)dx[i].poa.len, dx[i].poa.text);
        add(t, "%s%s%s", dx[i].wire & SJ_WIRE_DOT ? "(dot)" : "",
            dx[i].wire & SJ_WIRE_QUALIFIER ? "(qualifier)" : "",
            dx[i].wire & SJ_WIRE_NOT_PRINCIPAL ? "(not principal)" : "");
    }
    (void)name;
}

static void add_list(told *t, const char *name, const sj_diagnosis *dx, uint32_t count)
{
    if (count == 0)
        return;
    add(t, " %s=", name);
    add_codes(t, name, dx, count);
}

static void add_procedures(told *t, const sj_procedure *px, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sj_diagnosis code = {
            .code = px[i].code, .version = px[i].version, .wire = px[i].wire};
        add_list(t, "px", &code, 1);
        add_date(t, "on", px[i].date);
    }
}

static void add_line(told *t, const sj_line *line, const sj_x12_line *more)
{
    add(t, " | %.*s", (int)more->number.len, more->number.text);
    add_text(t, "control", more->control);
    add_text(t, "rev", line->revenue);
    add_text(t, "code", line->code);
    for (unsigned i = 0; i < SJ_MODIFIERS_MAX; i++) {
        char name[] = {'m', (char)('1' + i), '\0'};
        add_text(t, name, line->modifiers[i]);
    }
    add_text(t, "text", line->description);
    if (line->charge != -1)
        add(t, " charge=%.17g", line->charge);
    if (line->units != 1)
        add(t, " units=%.17g", line->units);
    add_text(t, "unit", line->unit);
    add_text(t, "pos", line->pos);
    add_text(t, "by", line->provider);
    add_date(t, "from", line->from);
    if (line->to != line->from)
        add_date(t, "to", line->to);
    add_text(t, "ndc", line->ndc);
    if (line->ndc_units != 0)
        add(t, " ndc_units=%.17g", line->ndc_units);
    add_text(t, "ndc_unit", line->ndc_unit);
    for (uint32_t i = 0; i < line->pointer_count; i++)
        add(t, "%s%d", i == 0 ? " dx=" : ",", line->pointers[i]);
}

static void add_claim(told *t, const sj_x12_item *item)
{
    static const char *const types[] = {"P", "I", "D"};
    const sj_claim *claim = &item->claim;
    add(t, ": %s", types[claim->type]);
    add_text(t, "payer", claim->payer);
    add_text(t, "bill", claim->bill_type);
    add_text(t, "pos", claim->pos);
    add_text(t, "by", claim->provider);
    add_text(t, "sex", claim->sex);
    add_date(t, "birth", claim->birth);
    add_date(t, "from", claim->from);
    if (claim->to != claim->from)
        add_date(t, "to", claim->to);
    add_date(t, "admitted", claim->admission);
    add_text(t, "status", claim->discharge_status);
    add_list(t, "dx", claim->dx, claim->dx_count);
    add_list(t, "admitting", claim->admitting, claim->admitting != NULL);
    add_list(t, "reason", claim->reason, claim->reason_count);
    add_list(t, "external", claim->external, claim->external_count);
    add_procedures(t, claim->px, claim->px_count);
    if (claim->strange_qualifiers > 0)
        add(t, " strange=%u", claim->strange_qualifiers);
    for (uint32_t i = 0; i < claim->line_count; i++)
        add_line(t, &claim->lines[i], &item->lines[i]);
}

/* A fault with what stands at its byte, up to 24 bytes or the next tilde. */
static void add_fault(told *t, const sj_x12_fault *fault, const char *bytes, size_t len)
{
    add(t, ": %s at %llu ", sj_x12_reason_str(fault->reason),
        (unsigned long long)fault->at.segment);
    size_t stop = fault->at.byte;
    while (stop < len && stop < fault->at.byte + 24 && bytes[stop] != '~')
        stop++;
    if (fault->at.byte > len)
        add(t, "BEYOND THE END");
    else
        add(t, "%s[%.*s]", fault->id, (int)(stop - fault->at.byte),
            bytes + fault->at.byte);
    if (fault->element > 0)
        add(t, " element %u", fault->element);
    if (fault->reason == SJ_X12_BAD_COUNT)
        add(t, " found %llu wanted %llu", (unsigned long long)fault->found,
            (unsigned long long)fault->wanted);
}

static void add_item(told *t, sj_x12_event event, const sj_x12_item *item,
                     const char *bytes, size_t len)
{
    if (event == SJ_X12_CLAIM)
        add(t, "%.*s #%llu", (int)item->id.len, item->id.text,
            (unsigned long long)item->ordinal);
    else
        add(t, "fault");
    if (item->fault.reason == SJ_X12_OK)
        add_claim(t, item);
    else
        add_fault(t, &item->fault, bytes, len);
    add(t, "\n");
}

/* `chunk` 0: in place. */
static void read_all(told *t, sj_x12 *reader, const char *bytes, size_t len,
                     size_t chunk)
{
    size_t fed = 0;
    t->len = 0;
    t->text[0] = '\0';
    sj_x12_reset(reader);
    if (chunk == 0)
        sj_x12_show(reader, bytes, len);
    for (;;) {
        sj_x12_item item;
        sj_x12_event event = sj_x12_next(reader, &item);
        if (event == SJ_X12_END)
            return;
        if (event != SJ_X12_MORE) {
            add_item(t, event, &item, bytes, len);
            continue;
        }
        size_t room, now = chunk < len - fed ? chunk : len - fed;
        char *to = sj_x12_room(reader, &room);
        if (room < (1 << 16)) {
            add(t, "NO ROOM\n");
            return;
        }
        if (now > 0)
            memcpy(to, bytes + fed, now);
        sj_x12_feed(reader, now);
        fed += now;
    }
}

const char *x12_told(const char *bytes, size_t len)
{
    static char first[X12_TOLD_CAP], again[X12_TOLD_CAP];
    static const size_t chunks[] = {1, 7};
    told whole = {first, 0}, part = {again, 0};
    sj_x12 *reader;
    char *copy = malloc(len + 1); /* so that a read beyond the end is seen */
    if (!copy || sj_x12_open(&reader) != SJ_OK)
        abort();
    char *exact = realloc(copy, len > 0 ? len : 1);
    if (exact)
        copy = exact;
    if (len > 0)
        memcpy(copy, bytes, len);
    read_all(&whole, reader, copy, len, 0);
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
        read_all(&part, reader, copy, len, chunks[i]);
        if (strcmp(first, again) != 0)
            add(&whole, "IN CHUNKS OF %zu:\n%s", chunks[i], again);
    }
    sj_x12_close(reader);
    free(copy);
    return first;
}

const char *x12_body_told(const char *guide, const char *body)
{
    const char *file = x12_file(guide, body);
    return x12_told(file, strlen(file));
}

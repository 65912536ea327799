/*
 * A claim as NDJSON, to be given to the command.
 */
#include "fuzz/reference/claim_generator.h"

#include <string.h>

static void print_text(FILE *out, const char *key, sj_str s)
{
    fprintf(out, "\"%s\":\"", key);
    for (uint32_t i = 0; i < s.len; i++)
        if ((unsigned char)s.text[i] < 0x20 || strchr("\"\\", s.text[i]) ||
            (unsigned char)s.text[i] > 0x7E)
            fprintf(out, "\\u%04x", (unsigned char)s.text[i]);
        else
            fputc(s.text[i], out);
    fputc('"', out);
}

static void print_day(FILE *out, const char *key, sj_date day)
{
    char text[SJ_DATE_CAP];
    sj_date_format(day, text);
    if (day != SJ_NO_DATE)
        fprintf(out, ",\"%s\":\"%s\"", key, text);
}

static void print_wire(FILE *out, uint8_t wire)
{
    static const char *const names[] = {"dot", "qualifier", "not_principal"};
    const char *comma = "";
    if (wire == 0)
        return;
    fputs(",\"x12\":[", out);
    for (int bit = 0; bit < 3; bit++)
        if (wire >> bit & 1) {
            fprintf(out, "%s\"%s\"", comma, names[bit]);
            comma = ",";
        }
    fputc(']', out);
}

static void print_dx(FILE *out, const sj_diagnosis *dx)
{
    fputc('{', out);
    print_text(out, "code", dx->code);
    if (dx->poa.len > 0) {
        fputc(',', out);
        print_text(out, "poa", dx->poa);
    }
    if (dx->version > 0)
        fprintf(out, ",\"version\":%d", dx->version);
    print_wire(out, dx->wire);
    fputc('}', out);
}

static void print_list(FILE *out, const char *key, const sj_diagnosis *dx, uint32_t n)
{
    fprintf(out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            fputc(',', out);
        print_dx(out, &dx[i]);
    }
    fputc(']', out);
}

static void print_line(FILE *out, const sj_line *line)
{
    fputc('{', out);
    print_text(out, line->code.len > 0 ? "code" : "rev",
               line->code.len > 0 ? line->code : line->revenue);
    fputs(",\"mods\":[", out);
    for (int k = 0, n = 0; k < SJ_MODIFIERS_MAX; k++)
        if (line->modifiers[k].len > 0)
            fprintf(out, "%s\"%.*s\"", n++ ? "," : "", (int)line->modifiers[k].len,
                    line->modifiers[k].text);
    fputs("],\"dx\":[", out);
    for (uint32_t k = 0; k < line->pointer_count; k++)
        fprintf(out, "%s%d", k ? "," : "", line->pointers[k]);
    fputc(']', out);
    print_day(out, "date", line->from);
    print_day(out, "to", line->to);
    fputc('}', out);
}

void ref_print_claim(FILE *out, const sj_claim *c)
{
    static const char *const types[] = {"professional", "institutional", "dental"};
    fprintf(out, "{\"type\":\"%s\",", types[c->type]);
    print_text(out, "bill_type", c->bill_type);
    print_day(out, "from", c->from);
    print_day(out, "to", c->to);
    print_day(out, "admission", c->admission);
    fputc(',', out);
    print_text(out, "discharge_status", c->discharge_status);
    fputs(",\"patient\":{", out);
    print_text(out, "sex", c->sex);
    print_day(out, "birth", c->birth);
    fputc('}', out);
    print_list(out, "dx", c->dx, c->dx_count);
    if (c->admitting) {
        fputs(",\"admitting\":", out);
        print_dx(out, c->admitting);
    }
    print_list(out, "reason", c->reason, c->reason_count);
    print_list(out, "external", c->external, c->external_count);
    fputs(",\"px\":[", out);
    for (uint32_t i = 0; i < c->px_count; i++) {
        fputs(i ? ",{" : "{", out);
        print_text(out, "code", c->px[i].code);
        print_day(out, "date", c->px[i].date);
        if (c->px[i].version > 0)
            fprintf(out, ",\"version\":%d", c->px[i].version);
        print_wire(out, c->px[i].wire);
        fputc('}', out);
    }
    fputs("],\"lines\":[", out);
    for (uint32_t i = 0; i < c->line_count; i++) {
        if (i > 0)
            fputc(',', out);
        print_line(out, &c->lines[i]);
    }
    fputc(']', out);
    if (c->strange_qualifiers > 0)
        fprintf(out, ",\"strange_qualifiers\":%u", c->strange_qualifiers);
    fputs("}\n", out);
}

/*
 * A claim with lines as NDJSON, to be given to the command.
 */
#include "fuzz/reference/line_generator.h"

#include <string.h>

static void print_text(FILE *out, const char *key, sj_str s)
{
    if (s.len == 0)
        return;
    fprintf(out, ",\"%s\":\"", key);
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

static void print_modifiers(FILE *out, const sj_line *line)
{
    int count = SJ_MODIFIERS_MAX;
    while (count > 0 && line->modifiers[count - 1].len == 0)
        count--;
    if (count == 0)
        return;
    fputs(",\"mods\":[", out);
    for (int k = 0; k < count; k++)
        fprintf(out, "%s\"%.*s\"", k ? "," : "", (int)line->modifiers[k].len,
                line->modifiers[k].len ? line->modifiers[k].text : "");
    fputc(']', out);
}

static void print_line(FILE *out, const sj_line *line)
{
    fprintf(out, "{\"units\":%.15g", line->units);
    print_text(out, "code", line->code);
    print_text(out, "rev", line->revenue);
    print_text(out, "pos", line->pos);
    print_text(out, "provider", line->provider);
    print_text(out, "ndc", line->ndc);
    print_text(out, "ndc_unit", line->ndc_unit);
    if (line->ndc_units > 0 || line->ndc_units < 0)
        fprintf(out, ",\"ndc_units\":%.15g", line->ndc_units);
    print_text(out, "unit", line->unit);
    print_text(out, "description", line->description);
    print_modifiers(out, line);
    if (line->pointer_count > 0) {
        fputs(",\"dx\":[", out);
        for (uint32_t k = 0; k < line->pointer_count; k++)
            fprintf(out, "%s%d", k ? "," : "", line->pointers[k]);
        fputc(']', out);
    }
    if (line->charge >= 0)
        fprintf(out, ",\"charge\":%.15g", line->charge);
    print_day(out, "date", line->from);
    print_day(out, "to", line->to);
    fputc('}', out);
}

static void print_all(FILE *out, const char *key, const sj_line *lines, uint32_t count)
{
    fprintf(out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            fputc(',', out);
        print_line(out, &lines[i]);
    }
    fputc(']', out);
}

void ref_print_lines(FILE *out, const sj_claim *c)
{
    static const char *const types[] = {"professional", "institutional", "dental"};
    fprintf(out, "{\"type\":\"%s\"", types[c->type]);
    print_text(out, "payer", c->payer);
    print_text(out, "bill_type", c->bill_type);
    print_text(out, "discharge_status", c->discharge_status);
    print_text(out, "pos", c->pos);
    print_text(out, "provider", c->provider);
    print_day(out, "from", c->from);
    print_day(out, "to", c->to);
    if (c->receipt != 0)
        print_day(out, "receipt", c->receipt);
    fprintf(out, ",\"patient\":{\"x\":0");
    print_text(out, "sex", c->sex);
    print_day(out, "birth", c->birth);
    fputs("},\"dx\":[", out);
    for (uint32_t i = 0; i < c->dx_count; i++)
        fprintf(out, "%s\"%.*s\"", i ? "," : "", (int)c->dx[i].code.len,
                c->dx[i].code.text);
    fputc(']', out);
    print_all(out, "lines", c->lines, c->line_count);
    if (c->history_count > 0)
        print_all(out, "history", c->history, c->history_count);
    fputs("}\n", out);
}

/*
 * Tables whose records engine/format/records.h describes: a line a record, or a line
 * for sixteen numbers where a record is a single one.
 */
#include "cli/dump_tables.h"

#include <stdio.h>
#include <string.h>

#include "engine/format/records.h"

enum { NUMBERS_A_LINE = 16 };

/* Bytes of a section; text comes from another one. */
typedef struct table_bytes {
    const uint8_t *p;
    size_t n;
    const uint8_t *text;
    size_t text_size;
} table_bytes;

static void put_text_at(const table_bytes *t, uint32_t off)
{
    if (t->text_size < 2 || off > t->text_size - 2)
        return;
    size_t len = sjf_load16(t->text + off);
    if (len <= t->text_size - 2 - off)
        cli_dump_text((const char *)t->text + off + 2, len);
}

/* Up to the first NUL; a dash for none. */
static void put_chars(const uint8_t *p, unsigned count)
{
    unsigned n = 0;
    while (n < count && p[n] != 0)
        n++;
    cli_dump_text(n > 0 ? (const char *)p : "-", n > 0 ? n : 1);
}

static void put_field(const table_bytes *t, const uint8_t *record, sjf_field field)
{
    const uint8_t *p = record + field.off;
    char date[SJ_DATE_CAP];
    switch (field.type) {
    case SJF_FIELD_U8:
        printf("%u", *p);
        break;
    case SJF_FIELD_U16:
        printf("%u", sjf_load16(p));
        break;
    case SJF_FIELD_U32:
        printf("%u", sjf_load32(p));
        break;
    case SJF_FIELD_U64:
        printf("%llu", (unsigned long long)sjf_load64(p));
        break;
    case SJF_FIELD_DATE:
    case SJF_FIELD_END: /* a dash is what each has in place of a day */
        sj_date_format(sjf_load_date(p), date);
        fputs(date[0] ? date : "-", stdout);
        break;
    case SJF_FIELD_TEXT:
        put_text_at(t, sjf_load32(p));
        break;
    default:
        put_chars(p, sjf_field_chars(field.type));
    }
}

static size_t records_of(const table_bytes *t, const sjf_part *part, size_t at)
{
    size_t fit = (t->n - at) / part->size, count = 1;
    if (part->count == SJF_REST)
        return fit;
    if (part->count != SJF_ONE)
        count = (size_t)sjf_load32(t->p + part->count) + part->more;
    return count < fit ? count : fit;
}

static void dump_part(const table_bytes *t, const sjf_part *part, const uint8_t *first,
                      size_t count)
{
    printf("part\t%s\t%zu\n", part->name, count);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *record = first + i * part->size;
        bool begins = part->fields > 1 || i % NUMBERS_A_LINE == 0;
        for (unsigned k = 0; k < part->fields; k++) {
            fputs(begins && k == 0 ? "row\t" : "\t", stdout);
            put_field(t, record, part->field[k]);
        }
        if (part->fields > 1 || (i + 1) % NUMBERS_A_LINE == 0 || i + 1 == count)
            fputc('\n', stdout);
    }
}

static const sjf_table *table_named(const char *name)
{
    for (unsigned i = 0; i < SJF_TABLES; i++)
        if (strcmp(sjf_tables[i].name, name) == 0)
            return &sjf_tables[i];
    return NULL;
}

void cli_dump_tables(const sj_image *image)
{
    table_bytes t = {0};
    sj_section section;
    for (uint32_t i = 0; sj_section_get(image, i, &section); i++)
        if (strcmp(section.name, "text") == 0) {
            t.text = section.bytes;
            t.text_size = (size_t)section.size_bytes;
        }
    for (uint32_t i = 0; sj_section_get(image, i, &section); i++) {
        const sjf_table *table = table_named(section.name);
        if (!table)
            continue;
        t.p = section.bytes;
        t.n = (size_t)section.size_bytes;
        printf("table\t%s\t%s\n", table->name,
               section.system < 0 ? "-" : sj_system_name((sj_system)section.system));
        size_t at = 0;
        for (unsigned k = 0; k < table->parts; k++) {
            size_t count = records_of(&t, &table->part[k], at);
            dump_part(&t, &table->part[k], t.p + at, count);
            at += count * table->part[k].size;
        }
    }
}

/*
 * Numbers must fit their fields; whether they agree with each other is for the engine
 * to say when it verifies the image.
 */
#include "gen/source/dump_tables.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/dump_fields.h"

static gen_raw_table *current(gen_catalog *out)
{
    return &out->tables[out->table_count - 1];
}

static const sjf_table *schema_named(const char *name)
{
    for (unsigned i = 0; i < SJF_TABLES; i++)
        if (strcmp(sjf_tables[i].name, name) == 0)
            return &sjf_tables[i];
    return NULL;
}

const char *gen_dump_end_table(gen_dump_table *table)
{
    if (!table->schema)
        return NULL;
    if (table->expected)
        return "the part before this line has fewer rows than it says";
    if (table->part != table->schema->parts)
        return "the table before this line lacks a part";
    return NULL;
}

const char *gen_dump_begin_table(gen_dump_table *table, gen_catalog *out,
                                 const char *name, sj_system system)
{
    const char *why = gen_dump_end_table(table);
    if (why)
        return why;
    *table = (gen_dump_table){.schema = schema_named(name)};
    if (!table->schema)
        return "no such table";
    if (sjf_is_of_lines(table->schema->kind) != (system == SJ_SYSTEM_COUNT))
        return "not the system of that table";
    for (uint32_t i = 0; i < out->table_count; i++)
        if (out->tables[i].kind == table->schema->kind &&
            out->tables[i].system == system)
            return "table stands twice";
    out->tables =
        gen_grow(out->tables, out->table_count, &out->table_cap, sizeof *out->tables);
    out->tables[out->table_count++] =
        (gen_raw_table){.kind = table->schema->kind, .system = system};
    return NULL;
}

const char *gen_dump_begin_part(gen_dump_table *table, gen_catalog *out,
                                const char *name, uint32_t records)
{
    if (!table->schema || table->expected)
        return "part: out of place";
    if (table->part == table->schema->parts ||
        strcmp(table->schema->part[table->part].name, name) != 0)
        return "part: not the one that is due";
    const sjf_part *part = &table->schema->part[table->part++];
    const uint8_t *bytes = current(out)->bytes;
    if (part->count == SJF_ONE && records != 1)
        return "part: a header is one row";
    if (part->count >= 0 &&
        records != (uint64_t)sjf_load32(bytes + part->count) + part->more)
        return "part: not as many rows as the header says";
    table->expected = records;
    return NULL;
}

/* Letters and digits, as many as there is room for; a dash for none. */
static bool read_chars(const char *text, unsigned count, uint8_t *out)
{
    size_t len = strlen(text);
    if (strcmp(text, "-") == 0)
        return true;
    for (size_t i = 0; i < len && i < count; i++)
        out[i] = (uint8_t)text[i];
    return len > 0 && len <= count;
}

static bool store(gen_catalog *out, uint8_t *record, sjf_field field, const char *text)
{
    static const uint64_t most[] = {[SJF_FIELD_U8] = UINT8_MAX,
                                    [SJF_FIELD_U16] = UINT16_MAX,
                                    [SJF_FIELD_U32] = UINT32_MAX,
                                    [SJF_FIELD_U64] = UINT64_MAX};
    uint8_t *p = record + field.off;
    uint64_t n = 0;
    sj_date date;
    if (field.type == SJF_FIELD_TEXT) {
        sjf_store32(p, gen_text_intern(&out->text, text, strlen(text)));
        return true;
    }
    if (sjf_field_chars(field.type) > 0)
        return read_chars(text, sjf_field_chars(field.type), p);
    if (field.type == SJF_FIELD_DATE || field.type == SJF_FIELD_END) {
        if (!gen_dump_parse_date(
                text, field.type == SJF_FIELD_END ? SJ_DATE_OPEN : SJ_DATE_MIN, &date))
            return false;
        sjf_store_date(p, date);
        return true;
    }
    if (!gen_dump_parse_number(text, most[field.type], &n))
        return false;
    if (field.type == SJF_FIELD_U8)
        *p = (uint8_t)n;
    else if (field.type == SJF_FIELD_U16)
        sjf_store16(p, (uint16_t)n);
    else if (field.type == SJF_FIELD_U32)
        sjf_store32(p, (uint32_t)n);
    else
        sjf_store64(p, n);
    return true;
}

/* One zeroed record more. */
static uint8_t *add_record(gen_dump_table *table, gen_raw_table *raw, size_t size)
{
    if (table->cap - raw->size < size) {
        table->cap = 2 * (table->cap + size);
        raw->bytes = gen_resize(raw->bytes, table->cap, 1);
    }
    uint8_t *record = raw->bytes + raw->size;
    memset(record, 0, size);
    raw->size += size;
    return record;
}

const char *gen_dump_row(gen_dump_table *table, gen_catalog *out, char *const *fields,
                         size_t count)
{
    if (!table->schema || table->part == 0 || table->expected == 0)
        return "row: out of place";
    const sjf_part *part = &table->schema->part[table->part - 1];
    if (count == 0 || count % part->fields != 0 ||
        (part->fields > 1 && count > part->fields) ||
        count / part->fields > table->expected)
        return "row: not as many fields as its records have";
    for (size_t i = 0; i < count; i += part->fields) {
        uint8_t *record = add_record(table, current(out), part->size);
        for (unsigned k = 0; k < part->fields; k++)
            if (!store(out, record, part->field[k], fields[i + k]))
                return "row: a field is not a number or date that fits";
        table->expected--;
    }
    return NULL;
}

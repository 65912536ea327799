/*
 * The ICD-10-CM conversion table: for each new code the day it took effect and the
 * codes that were assigned before. A spreadsheet as published, or its text form with
 * commas. Columns are found by their headings, wherever these stand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/csv.h"
#include "gen/source/fields.h"
#include "gen/source/name.h"
#include "gen/source/previous_codes.h"
#include "gen/source/spreadsheet.h"

enum { CURRENT, EFFECTIVE, PREVIOUS, COLUMNS };

static const char no_headings[] = "no row with the headings Current code assignment, "
                                  "Effective, Previous Code(s) Assignment";

typedef struct table {
    gen_reader *reader;
    bool found; /* the headings */
    size_t column[COLUMNS];
    uint32_t sheet; /* that has them */
    bool days_from_1904;
} table;

/* ---- days ------------------------------------------------------------------------ */

/* What a spreadsheet counts from; it takes 1900 for a leap year, so day 60 of that
 * count never was and later ones start from December 30. */
static sj_date count_start(bool from_1904)
{
    sj_date start = 0;
    if (from_1904)
        sj_date_from_ymd(1904, 1, 1, &start);
    else
        sj_date_from_ymd(1899, 12, 30, &start);
    return start;
}

/* A year is October 1 of it ("unless otherwise specified": the table's preface). */
static const char *read_effective(const table *t, gen_field field, sj_date *out)
{
    enum { FIRST_YEAR = 1990, LAST_YEAR = 2099, FIRST_DAY = 32874, LAST_DAY = 73050 };
    uint32_t number;
    field = gen_trim(field);
    *out = GEN_NO_DATE;
    if (field.len == 0)
        return NULL;
    if (gen_field_number(field, &number)) {
        if (number >= FIRST_YEAR && number <= LAST_YEAR &&
            sj_date_from_ymd((int)number, 10, 1, out))
            return NULL;
        if (number >= FIRST_DAY && number <= LAST_DAY) {
            *out = count_start(t->days_from_1904) + (sj_date)number;
            return NULL;
        }
    } else if (field.len == 10 && sj_date_parse(field.text, 10, out)) {
        return NULL;
    }
    return "effective is neither a year nor a day";
}

/* ---- rows ------------------------------------------------------------------------ */

static bool find_headings(table *t, const gen_field *fields, size_t count)
{
    static const char *const headings[COLUMNS] = {"current code", "effective",
                                                  "previous code"};
    for (int h = 0; h < COLUMNS; h++) {
        size_t i = 0;
        while (i < count && !gen_field_starts(gen_trim(fields[i]), headings[h]))
            i++;
        if (i == count)
            return false;
        t->column[h] = i;
    }
    return true;
}

static bool all_blank(const gen_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gen_trim(fields[i]).len > 0)
            return false;
    return true;
}

static void tell_successors(table *t, gen_row *row, const gen_previous_codes *previous)
{
    t->reader->source->records++;
    for (size_t i = 0; i < previous->count && !t->reader->stopped; i++) {
        row->code = previous->codes[i];
        row->code_len = strlen(previous->codes[i]);
        gen_reader_tell(t->reader, row);
    }
}

static void read_row(table *t, const gen_field *fields, size_t count, uint32_t line)
{
    char current[SJ_CODE_CAP], why_text[120];
    gen_previous_codes previous = {0};
    gen_row row = {.kind = GEN_ROW_SUCCESSOR,
                   .system = SJ_ICD10CM,
                   .short_text = current,
                   .to = SJ_DATE_OPEN,
                   .line = line};
    gen_field field[COLUMNS];
    const char *why = NULL;
    if (!t->found) {
        t->found = find_headings(t, fields, count);
        return;
    }
    if (all_blank(fields, count))
        return;
    for (int c = 0; c < COLUMNS; c++)
        field[c] =
            t->column[c] < count ? gen_trim(fields[t->column[c]]) : (gen_field){"", 0};
    if (!sj_normalize(SJ_ICD10CM, field[CURRENT].text, field[CURRENT].len, current,
                      &row.short_len))
        why = "not an ICD-10-CM code in the first column of the table";
    if (!why)
        why = read_effective(t, field[EFFECTIVE], &row.from);
    if (!why)
        why = gen_previous_codes_read(field[PREVIOUS], &previous, why_text,
                                      sizeof why_text);
    if (why)
        gen_reader_refuse(t->reader, line, why);
    else
        tell_successors(t, &row, &previous);
}

/* ---- the two forms --------------------------------------------------------------- */

static bool read_sheet_row(void *ctx, const gen_sheet_row *row)
{
    table *t = ctx;
    gen_field fields[GEN_SHEET_COLUMNS];
    if (t->found && row->sheet != t->sheet)
        return false;
    for (size_t i = 0; i < GEN_SHEET_COLUMNS; i++)
        fields[i] = (gen_field){row->cells[i].text, row->cells[i].len};
    t->sheet = row->sheet;
    read_row(t, fields, GEN_SHEET_COLUMNS, row->number);
    return !t->reader->stopped;
}

/* All of the stream. @return false when it is too long */
static bool read_all(gen_stream *stream, char **all, size_t *len)
{
    size_t cap = 1 << 20, n;
    const char *bytes;
    *all = gen_alloc(cap);
    *len = 0;
    while (gen_stream_next(stream, &bytes, &n)) {
        if (n > GEN_SPREADSHEET_CAP - *len)
            return false;
        if (cap - *len < n) {
            cap = 2 * cap + n;
            *all = gen_resize(*all, cap, 1);
        }
        memcpy(*all + *len, bytes, n);
        *len += n;
    }
    return true;
}

static void read_spreadsheet(table *t)
{
    gen_reader *r = t->reader;
    gen_sheet_error error;
    char *all;
    size_t len;
    if (!read_all(r->stream, &all, &len))
        gen_reader_fail(r, 0, "larger than any official spreadsheet");
    else if (gen_stream_error(r->stream))
        r->stopped = true; /* gen_read_source() says why */
    else if (len < 4 || memcmp(all, "PK\3\4", 4) != 0)
        gen_reader_fail(r, 0, "named .xlsx, but not in that format");
    else if (!gen_spreadsheet_read(all, len, &t->days_from_1904, read_sheet_row, t,
                                   &error))
        gen_reader_fail(r, 0, error.what);
    free(all);
}

static void read_csv(table *t)
{
    gen_csv csv;
    const char *why;
    gen_csv_init(&csv, t->reader->stream);
    while (!t->reader->stopped && gen_csv_next(&csv, &why)) {
        gen_field fields[GEN_CSV_FIELDS];
        for (size_t i = 0; i < csv.count; i++)
            fields[i] = (gen_field){csv.field[i], csv.len[i]};
        if (why)
            gen_reader_refuse(t->reader, csv.number, why);
        else
            read_row(t, fields, csv.count, csv.number);
    }
    gen_csv_free(&csv);
}

void gen_read_conversion(gen_reader *reader)
{
    table t = {.reader = reader};
    const char *dot = strrchr(reader->source->file, '.');
    if (dot && gen_same_word(dot, ".xlsx"))
        read_spreadsheet(&t);
    else
        read_csv(&t);
    if (!t.found && !reader->failed && !gen_stream_error(reader->stream))
        gen_reader_fail(reader, 0, no_headings);
}

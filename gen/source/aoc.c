/*
 * NCCI add-on codes, the fixed layout in use since 2022: 97 bytes a record. Days are a
 * year and the day in it; an edit ends on the earliest of its three deletion dates. The
 * primary CCCCC stands for what the contractor defines.
 */
#include "gen/source/procedure.h"

enum { RECORD_LEN = 97, LEAST_LEN = 32 };

/* Columns, 1-based and inclusive. */
static gen_field type_of(const gen_line *l)
{
    return gen_columns(l, 1, 1);
}

static gen_field addon_of(const gen_line *l)
{
    return gen_columns(l, 2, 6);
}

static gen_field primary_of(const gen_line *l)
{
    return gen_columns(l, 14, 18);
}

static gen_field effective_of(const gen_line *l)
{
    return gen_columns(l, 26, 32);
}

/* "2013091" is 2013-04-01. */
static bool read_day(gen_field f, sj_date *out)
{
    int n[7];
    sj_date first;
    if (f.len != 7)
        return false;
    for (size_t i = 0; i < 7; i++) {
        if (!gen_is_digit(f.text[i]))
            return false;
        n[i] = f.text[i] - '0';
    }
    int year = n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3],
        day = n[4] * 100 + n[5] * 10 + n[6];
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day < 1 || day > 365 + leap || !sj_date_from_ymd(year, 1, 1, &first))
        return false;
    *out = first + day - 1;
    return true;
}

static const char *read_end(const gen_line *line, sj_date *to)
{
    static const struct {
        size_t first, last;
        const char *wrong;
    } deletions[] = {
        {7, 13, "deletion date of the add-on code is no date of the form YYYYDDD"},
        {19, 25, "deletion date of the primary code is no date of the form YYYYDDD"},
        {33, 39, "deletion date of the edit is no date of the form YYYYDDD"},
    };
    *to = SJ_DATE_OPEN;
    for (size_t i = 0; i < sizeof deletions / sizeof deletions[0]; i++) {
        gen_field f = gen_columns(line, deletions[i].first, deletions[i].last);
        sj_date day;
        if (gen_is_blank(f))
            continue;
        if (!read_day(f, &day))
            return deletions[i].wrong;
        if (day < *to)
            *to = day;
    }
    return NULL;
}

static bool is_type(const gen_line *line)
{
    gen_field type = type_of(line);
    return type.len == 1 && type.text[0] >= '1' && type.text[0] <= '3';
}

static bool is_any_primary(gen_field primary)
{
    return primary.len == 5 && memcmp(primary.text, "CCCCC", 5) == 0;
}

static const char *read_record(const gen_line *line, gen_row *row)
{
    if (line->len < LEAST_LEN)
        return "record ends before its effective date";
    if (line->len > RECORD_LEN)
        return "record is longer than 97 bytes";
    if (!is_type(line))
        return "type in column 1 is none of 1, 2, 3";
    row->status = (uint8_t)(type_of(line).text[0] - '0');
    if (!gen_is_procedure(addon_of(line)))
        return "add-on code in columns 2 to 6 is no procedure code";
    if (!is_any_primary(primary_of(line)) && !gen_is_procedure(primary_of(line)))
        return "primary code in columns 14 to 18 is no procedure code";
    if (!read_day(effective_of(line), &row->from))
        return "effective date is no date of the form YYYYDDD";
    const char *why = read_end(line, &row->to);
    if (!why && row->to < row->from)
        why = "a deletion date is before the effective date";
    return why;
}

/* Two marks of a record are enough for a line above the first to be meant as one. */
static bool means_to_be_record(const gen_line *line)
{
    sj_date day;
    return is_type(line) + gen_is_procedure(addon_of(line)) +
               (gen_is_procedure(primary_of(line)) ||
                is_any_primary(primary_of(line))) +
               read_day(effective_of(line), &day) >=
           2;
}

void gen_read_aoc(gen_reader *reader)
{
    gen_line line;
    bool begun = false;
    while (gen_reader_record(reader, &line)) {
        char addon[SJ_CODE_CAP], primary[SJ_CODE_CAP];
        gen_row row = {.kind = GEN_ROW_ADDON, .line = line.number};
        if (!begun && !means_to_be_record(&line))
            continue;
        begun = true;
        if (gen_is_blank((gen_field){line.text, line.len}))
            continue;
        const char *why = read_record(&line, &row);
        if (why) {
            gen_reader_refuse(reader, line.number, why);
            continue;
        }
        if (!is_any_primary(primary_of(&line))) {
            gen_row_procedure(&row, primary, primary_of(&line));
            row.short_text = primary;
            row.short_len = GEN_PROCEDURE_LEN;
        }
        gen_row_procedure(&row, addon, addon_of(&line));
        gen_reader_emit(reader, &row);
    }
}

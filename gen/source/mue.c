/*
 * NCCI medically unlikely edits: CSV below a quoted notice of several lines and a line
 * of headings, the first of which is broken over two lines. Code, value, adjudication
 * indicator with its label, rationale; Medicaid files have no indicator. No dates: the
 * file speaks for its quarter.
 */
#include "gen/source/csv.h"
#include "gen/source/fields.h"
#include "gen/source/procedure.h"

enum { CODE, VALUE };

/* Places of the fields; 0 for one that the file does not have. */
typedef struct columns {
    size_t count, mai, rationale;
} columns;

static bool read_headings(const gen_csv *csv, columns *out)
{
    if (csv->count < 2 || !gen_field_holds(gen_csv_trimmed(csv, CODE), "Code") ||
        !gen_field_holds(gen_csv_trimmed(csv, VALUE), "MUE Value"))
        return false;
    *out = (columns){.count = csv->count};
    for (size_t i = VALUE + 1; i < csv->count; i++) {
        if (gen_field_holds(gen_csv_trimmed(csv, i), "Adjudication"))
            out->mai = i;
        else if (gen_field_holds(gen_csv_trimmed(csv, i), "Rationale"))
            out->rationale = i;
    }
    return true;
}

/* What stands above the headings is a preface, whatever its quotes are like. */
static bool find_headings(gen_reader *r, gen_csv *csv, columns *out)
{
    const char *why;
    while (gen_csv_next(csv, &why))
        if (!why && read_headings(csv, out))
            return true;
    if (!gen_stream_error(r->stream))
        gen_reader_fail(r, 1, "no line of headings: HCPCS/CPT Code, MUE Values, ...");
    return false;
}

/* "3 Date of Service Edit: Clinical" */
static const char *read_mai(gen_field f, gen_row *row)
{
    if (f.len == 0 || f.text[0] < '1' || f.text[0] > '3' ||
        (f.len > 1 && gen_is_digit(f.text[1])))
        return "adjudication indicator is none of 1, 2, 3";
    row->status = (uint8_t)(f.text[0] - '0');
    return NULL;
}

static const char *read_rationale(gen_reader *r, const gen_csv *csv, size_t at,
                                  gen_row *row)
{
    gen_field f = gen_trim_end((gen_field){csv->field[at], csv->len[at]});
    if (f.len == 0)
        return NULL;
    const char *why =
        gen_title_set(&r->long_title, f.text, f.len, csv->bytes, csv->used);
    row->long_text = r->long_title.text;
    row->long_len = r->long_title.len;
    return why;
}

static const char *read_record(gen_reader *r, const gen_csv *csv, const columns *at,
                               gen_row *row)
{
    if (csv->count != at->count)
        return "a record has as many fields as the line of headings";
    if (!gen_is_procedure(gen_csv_trimmed(csv, CODE)))
        return "not a procedure code";
    if (!gen_field_number(gen_csv_trimmed(csv, VALUE), &row->value))
        return "MUE value is no number";
    const char *why = at->mai ? read_mai(gen_csv_trimmed(csv, at->mai), row) : NULL;
    if (!why && at->rationale)
        why = read_rationale(r, csv, at->rationale, row);
    return why;
}

void gen_read_mue(gen_reader *reader)
{
    gen_csv csv;
    const char *why;
    columns at = {0};
    gen_csv_init(&csv, reader->stream);
    bool found = find_headings(reader, &csv, &at);
    while (found && !reader->stopped && gen_csv_next(&csv, &why)) {
        char code[SJ_CODE_CAP];
        gen_row row = {.kind = GEN_ROW_MUE,
                       .from = GEN_NO_DATE,
                       .to = SJ_DATE_OPEN,
                       .line = csv.number};
        if (!why && gen_csv_is_blank(&csv))
            continue;
        if (!why)
            why = read_record(reader, &csv, &at, &row);
        if (why) {
            gen_reader_refuse(reader, csv.number, why);
            continue;
        }
        gen_row_procedure(&row, code, gen_csv_trimmed(&csv, CODE));
        gen_reader_emit(reader, &row);
    }
    reader->lines.unended = csv.lines.unended;
    reader->lines.number = csv.lines.number;
    gen_csv_free(&csv);
}

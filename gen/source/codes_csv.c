/*
 * Code lists that users bring themselves (docs/CSV.md):
 * `code,from,to,billable,short,long` for any code system. Codes may be written as
 * people write them.
 */
#include "gen/source/csv.h"
#include "gen/source/reader.h"

enum { CODE, FROM, TO, BILLABLE, SHORT, LONG, FIELDS };

static const char *const header[FIELDS] = {"code",     "from",  "to",
                                           "billable", "short", "long"};

/* A title may be missing: that says nothing about the code. */
static const char *read_title(const gen_csv *csv, size_t field, gen_title *title)
{
    gen_field text = gen_trim_end((gen_field){csv->field[field], csv->len[field]});
    if (text.len == 0) {
        title->text = NULL;
        title->len = 0;
        return NULL;
    }
    return gen_title_set(title, text.text, text.len, csv->bytes, csv->used);
}

static const char *read_record(gen_reader *r, const gen_csv *csv, gen_row *row,
                               char code[SJ_CODE_CAP])
{
    if (csv->count != FIELDS)
        return "a record has 6 fields: code,from,to,billable,short,long";
    if (!sj_normalize(r->source->system, csv->field[CODE], csv->len[CODE], code,
                      &row->code_len))
        return "not a code of the system";
    row->from = GEN_NO_DATE;
    row->to = SJ_DATE_OPEN;
    const char *why = gen_csv_interval(csv, FROM, TO, &row->from, &row->to);
    if (why)
        return why;
    bool empty = csv->len[BILLABLE] == 0;
    if (!empty && (csv->len[BILLABLE] != 1 ||
                   (csv->field[BILLABLE][0] != '0' && csv->field[BILLABLE][0] != '1')))
        return "billable is neither 0 nor 1";
    row->status =
        empty || csv->field[BILLABLE][0] == '1' ? SJ_CODE_BILLABLE : SJ_CODE_HEADER;
    why = read_title(csv, SHORT, &r->short_title);
    if (!why)
        why = read_title(csv, LONG, &r->long_title);
    row->has_text = r->short_title.text || r->long_title.text;
    return why;
}

void gen_read_codes_csv(gen_reader *reader)
{
    gen_csv csv;
    const char *why;
    gen_csv_init(&csv, reader->stream);
    if (!gen_csv_next(&csv, &why) || why || !gen_csv_is(&csv, header, FIELDS)) {
        if (!gen_stream_error(reader->stream))
            gen_reader_fail(
                reader, 1,
                why ? why : "the first line is not code,from,to,billable,short,long");
    }
    while (!reader->stopped && !reader->failed && gen_csv_next(&csv, &why)) {
        char code[SJ_CODE_CAP];
        gen_row row = {
            .system = reader->source->system, .code = code, .line = csv.number};
        if (!why)
            why = read_record(reader, &csv, &row, code);
        if (why)
            gen_reader_refuse(reader, csv.number, why);
        else
            gen_reader_emit(reader, &row);
    }
    gen_csv_free(&csv);
}

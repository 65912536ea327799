/*
 * NCCI procedure-to-procedure edits: fields separated by tabs, below a notice in
 * Windows-1252 and headings that wrap over several lines. Medicare files have a column
 * for edits in existence prior to 1996, those of Medicaid have not; older files end
 * before the rationale. A table has millions of rows: nothing is allocated for one.
 */
#include "gen/source/fields.h"
#include "gen/source/procedure.h"

enum { MAX_FIELDS = 8, DATE_LEN = 8 };

/* Where the fields of a file are; the first record shows it. */
typedef struct layout {
    size_t effective; /* place of the effective date; deletion, indicator follow */
    size_t count;     /* of fields; 0 until a record was read */
} layout;

/* The day in hand and its text: rows of one day come in runs. */
typedef struct day_memo {
    char text[DATE_LEN];
    sj_date day;
} day_memo;

typedef struct table {
    layout layout;
    day_memo effective, deletion;
} table;

static bool is_date_field(gen_field f)
{
    if (f.len != DATE_LEN)
        return false;
    for (size_t i = 0; i < DATE_LEN; i++)
        if (!gen_is_digit(f.text[i]))
            return false;
    return true;
}

static int number(const char *text, size_t len)
{
    int n = 0;
    for (size_t i = 0; i < len; i++)
        n = n * 10 + (text[i] - '0');
    return n;
}

static bool read_day(day_memo *memo, gen_field f, sj_date *out)
{
    if (f.len != DATE_LEN)
        return false;
    if (memcmp(memo->text, f.text, DATE_LEN) != 0) {
        if (!is_date_field(f) ||
            !sj_date_from_ymd(number(f.text, 4), number(f.text + 4, 2),
                              number(f.text + 6, 2), &memo->day))
            return false;
        memcpy(memo->text, f.text, DATE_LEN);
    }
    *out = memo->day;
    return true;
}

static bool is_star(gen_field f)
{
    return f.len == 1 && f.text[0] == '*';
}

/* ---- the layout ------------------------------------------------------------------ */

static bool of_medicaid(const gen_source *source)
{
    return source->kind >= GEN_PTP_MEDICAID_PRACTITIONER;
}

/* Before the first record: what the fields of a line look like. */
static layout layout_of(const gen_source *source, const gen_field *fields, size_t count)
{
    size_t effective = of_medicaid(source) ? 2 : 3;
    if (count > 3 && is_date_field(fields[3]) &&
        (is_star(fields[2]) || gen_is_blank(fields[2])))
        effective = 3;
    else if (count > 2 && is_date_field(fields[2]))
        effective = 2;
    return (layout){effective, count};
}

static const char *check_count(const layout *l, size_t count)
{
    if (count == l->count && (count == l->effective + 3 || count == l->effective + 4))
        return NULL;
    return l->effective == 3
               ? "a record has 7 fields: column 1, column 2, *, effective "
                 "date, deletion date, indicator, rationale"
               : "a record has 6 fields: column 1, column 2, effective "
                 "date, deletion date, indicator, rationale";
}

/* Whether a line above the records means to be one: neither the notice nor headings
 * have a code or a date at these places. */
static bool means_to_be_record(const gen_field *fields, size_t count)
{
    return gen_is_procedure(fields[0]) || (count > 1 && gen_is_procedure(fields[1])) ||
           (count > 2 && is_date_field(fields[2])) ||
           (count > 3 && is_date_field(fields[3]));
}

/* A line of tabs and blanks, as spreadsheets leave at the end. */
static bool is_empty(const gen_field *fields, size_t count)
{
    for (size_t i = 0; i < count && i < MAX_FIELDS; i++)
        if (!gen_is_blank(fields[i]))
            return false;
    return count <= MAX_FIELDS;
}

/* ---- records --------------------------------------------------------------------- */

static const char *read_dates(table *t, const gen_field *fields, gen_row *row)
{
    if (!read_day(&t->effective, fields[0], &row->from))
        return "effective date is no date of the form YYYYMMDD";
    if (is_star(fields[1]))
        row->to = SJ_DATE_OPEN;
    else if (!read_day(&t->deletion, fields[1], &row->to))
        return "deletion date is neither * nor a date of the form YYYYMMDD";
    return row->to < row->from ? "deletion date is before the effective date" : NULL;
}

static const char *read_rationale(gen_reader *r, const gen_line *line, gen_field field,
                                  gen_row *row)
{
    gen_field words = gen_trim_end(field);
    if (words.len == 0)
        return NULL;
    const char *why =
        gen_title_set(&r->long_title, words.text, words.len, line->text, line->len);
    row->long_text = r->long_title.text;
    row->long_len = r->long_title.len;
    return why;
}

static const char *read_record(gen_reader *r, table *t, const gen_line *line,
                               const gen_field *fields, size_t count, gen_row *row)
{
    layout l = t->layout.count ? t->layout : layout_of(r->source, fields, count);
    const char *why = check_count(&l, count);
    if (why)
        return why;
    if (!gen_is_procedure(fields[0]))
        return "column 1 is no procedure code";
    if (!gen_is_procedure(fields[1]))
        return "column 2 is no procedure code";
    if (l.effective == 3) {
        if (!is_star(fields[2]) && !gen_is_blank(fields[2]))
            return "the mark of existence prior to 1996 is neither * nor empty";
        row->flags = is_star(fields[2]);
    }
    why = read_dates(t, fields + l.effective, row);
    if (why)
        return why;
    gen_field indicator = fields[l.effective + 2];
    if (indicator.len != 1 || !memchr("019", indicator.text[0], 3))
        return "modifier indicator is none of 0, 1, 9";
    row->status = (uint8_t)(indicator.text[0] - '0');
    if (count > l.effective + 3)
        why = read_rationale(r, line, fields[l.effective + 3], row);
    if (!why)
        t->layout = l;
    return why;
}

void gen_read_ptp(gen_reader *reader)
{
    gen_line line;
    gen_field fields[MAX_FIELDS];
    table t = {0};
    bool begun = false;
    while (gen_reader_record(reader, &line)) {
        size_t count = gen_split_tabs(&line, fields, MAX_FIELDS);
        if (!begun && !means_to_be_record(fields, count))
            continue;
        begun = true;
        char column1[SJ_CODE_CAP], column2[SJ_CODE_CAP];
        gen_row row = {.kind = GEN_ROW_PTP, .line = line.number};
        const char *why = read_record(reader, &t, &line, fields, count, &row);
        if (why && is_empty(fields, count))
            continue;
        if (why) {
            gen_reader_refuse(reader, line.number, why);
            continue;
        }
        gen_row_procedure(&row, column2, fields[1]);
        gen_row_procedure(&row, column1, fields[0]);
        row.short_text = column2;
        row.short_len = GEN_PROCEDURE_LEN;
        gen_reader_emit(reader, &row);
    }
}

/*
 * Diagnoses exempt from reporting "present on admission": order number, code with its
 * dot and title, separated by tabs, below a line of headings.
 */
#include "engine/format/layout.h"
#include "gen/source/fields.h"

enum { ORDER, CODE, TITLE, FIELDS };

static const char not_headings[] = "the first line is not that of a POA exempt list: "
                                   "order, POAexemptCode, Description";

static bool read_header(gen_reader *r)
{
    gen_line line = {0};
    gen_field fields[FIELDS];
    bool good = gen_reader_record(r, &line) &&
                gen_split_tabs(&line, fields, FIELDS) == FIELDS &&
                gen_field_starts(gen_trim(fields[ORDER]), "Ord") &&
                gen_field_holds(fields[CODE], "Code") &&
                gen_field_starts(gen_trim(fields[TITLE]), "Desc");
    if (!good && !r->failed && !gen_stream_error(r->stream))
        gen_reader_fail(r, line.number ? line.number : 1, not_headings);
    return good;
}

static const char *read_record(const gen_line *line, uint32_t *order,
                               char code[SJ_CODE_CAP], size_t *code_len)
{
    gen_field fields[FIELDS];
    uint32_t number;
    if (gen_split_tabs(line, fields, FIELDS) != FIELDS)
        return "a record has 3 fields: order number, code, title";
    if (!gen_field_number(fields[ORDER], &number))
        return "order number is no number";
    if (number <= *order)
        return "order number is not above the last";
    *order = number;
    if (!sj_normalize(SJ_ICD10CM, fields[CODE].text, fields[CODE].len, code, code_len))
        return "not an ICD-10-CM code";
    return gen_trim(fields[TITLE]).len == 0 ? "title is empty" : NULL;
}

void gen_read_poa_exempt(gen_reader *reader)
{
    gen_line line;
    uint32_t order = 0;
    gen_row list = {.kind = GEN_ROW_LIST,
                    .system = SJ_ICD10CM,
                    .code = "",
                    .status = SJF_POA_EXEMPT,
                    .from = GEN_NO_DATE,
                    .to = SJ_DATE_OPEN,
                    .line = 1};
    if (!read_header(reader))
        return;
    gen_reader_tell(reader, &list);
    while (gen_reader_record(reader, &line)) {
        char code[SJ_CODE_CAP];
        gen_row row = list;
        row.kind = GEN_ROW_MEMBER;
        row.code = code;
        row.line = line.number;
        const char *why = read_record(&line, &order, code, &row.code_len);
        if (why)
            gen_reader_refuse(reader, line.number, why);
        else
            gen_reader_emit(reader, &row);
    }
}

/*
 * Codes files of ICD-10-CM and ICD-10-PCS: the billable codes of a release. Columns 1-7
 * the code, 8 blank, from 9 (ICD-10-CM) or from 9 after a code of seven (ICD-10-PCS)
 * the long title. Read where no order file of the release is at hand.
 */
#include "gen/source/reader.h"

static const char *read_record(gen_reader *r, const gen_line *line, gen_field *code)
{
    bool cm = r->source->system == SJ_ICD10CM;
    if (line->len < 9)
        return "line ends before the title";
    *code = gen_trim_end(gen_columns(line, 1, 7));
    if (!gen_is_canonical(r->source->system, code->text, code->len))
        return cm ? "not an ICD-10-CM code in columns 1 to 7"
                  : "not an ICD-10-PCS code in columns 1 to 7";
    if (!cm && code->len != 7)
        return "only codes of 7 characters are valid in ICD-10-PCS";
    if (line->text[7] != ' ')
        return "column 8 is not blank";
    gen_field title = gen_trim_end(gen_columns(line, 9, line->len));
    if (title.len == 0)
        return "title is empty";
    return gen_title_set(&r->long_title, title.text, title.len, line->text, line->len);
}

void gen_read_icd_codes(gen_reader *reader)
{
    gen_line line;
    while (gen_reader_record(reader, &line)) {
        gen_field code = {0};
        const char *why = read_record(reader, &line, &code);
        if (why)
            gen_reader_refuse(reader, line.number, why);
        else
            gen_reader_emit_undated(reader, code, SJ_CODE_BILLABLE, line.number);
    }
}

/*
 * ICD-9-CM titles, four files a version: diagnoses (DX) and procedures (SG), each with
 * long and with short titles. A line is a code, blanks, a title; the code is padded to
 * five bytes (DX) or four (SG), the padding is followed by a blank.
 */
#include "gen/source/reader.h"

#include <string.h>

static const char *read_record(gen_reader *r, const gen_line *line, gen_field *code,
                               gen_title *into)
{
    const char *blank = line->len ? memchr(line->text, ' ', line->len) : NULL;
    if (!blank)
        return "line is not a code, a blank and a title";
    size_t len = (size_t)(blank - line->text);
    if (!gen_is_canonical(r->source->system, line->text, len))
        return r->source->system == SJ_ICD9CM ? "not an ICD-9-CM diagnosis code"
                                              : "not an ICD-9-CM procedure code";
    *code = (gen_field){line->text, len};
    while (len < line->len && line->text[len] == ' ')
        len++;
    gen_field title = gen_trim_end(gen_columns(line, len + 1, line->len));
    if (title.len == 0)
        return "title is empty";
    return gen_title_set(into, title.text, title.len, line->text, line->len);
}

void gen_read_icd9(gen_reader *reader)
{
    gen_line line;
    bool is_long = reader->source->kind == GEN_ICD9CM_LONG ||
                   reader->source->kind == GEN_ICD9PCS_LONG;
    while (gen_reader_record(reader, &line)) {
        gen_field code = {0};
        const char *why = read_record(
            reader, &line, &code, is_long ? &reader->long_title : &reader->short_title);
        if (why)
            gen_reader_refuse(reader, line.number, why);
        else
            gen_reader_emit_undated(reader, code, SJ_CODE_BILLABLE, line.number);
    }
}

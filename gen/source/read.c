/*
 * One source from its bytes to its rows: opens the stream, picks the reader of the
 * kind, and sees to it that nothing ends early without a word.
 */
#include <string.h>

#include "gen/source/reader.h"

typedef void (*read_fn)(gen_reader *);

static const read_fn readers[GEN_LATER] = {
    [GEN_ICD10CM_ORDER] = gen_read_icd_order,
    [GEN_ICD10PCS_ORDER] = gen_read_icd_order,
    [GEN_ICD10CM_CODES] = gen_read_icd_codes,
    [GEN_ICD10PCS_CODES] = gen_read_icd_codes,
    [GEN_ICD9CM_LONG] = gen_read_icd9,
    [GEN_ICD9CM_SHORT] = gen_read_icd9,
    [GEN_ICD9PCS_LONG] = gen_read_icd9,
    [GEN_ICD9PCS_SHORT] = gen_read_icd9,
    [GEN_HCPCS_ANWEB] = gen_read_hcpcs_anweb,
    [GEN_HCPCS_NOC] = gen_read_hcpcs_noc,
    [GEN_CODES_CSV] = gen_read_codes_csv,
    [GEN_ICD10CM_TABULAR] = gen_read_icd_tabular,
    [GEN_ICD10PCS_TABLES] = gen_read_pcs_tables,
    [GEN_MCE_TEXT] = gen_read_mce_text,
    [GEN_MCE_LISTS] = gen_read_mce_lists,
    [GEN_POA_EXEMPT] = gen_read_poa_exempt,
    [GEN_GEM_I9] = gen_read_gems,
    [GEN_GEM_I10] = gen_read_gems,
    [GEN_GEM_I9PCS] = gen_read_gems,
    [GEN_GEM_PCSI9] = gen_read_gems,
    [GEN_CONVERSION] = gen_read_conversion,
    [GEN_PTP_PRACTITIONER] = gen_read_ptp,
    [GEN_PTP_HOSPITAL] = gen_read_ptp,
    [GEN_PTP_MEDICAID_PRACTITIONER] = gen_read_ptp,
    [GEN_PTP_MEDICAID_HOSPITAL] = gen_read_ptp,
    [GEN_PTP_MEDICAID_DME] = gen_read_ptp,
    [GEN_MUE_PRACTITIONER] = gen_read_mue,
    [GEN_MUE_HOSPITAL] = gen_read_mue,
    [GEN_MUE_DME] = gen_read_mue,
    [GEN_MUE_MEDICAID_PRACTITIONER] = gen_read_mue,
    [GEN_MUE_MEDICAID_HOSPITAL] = gen_read_mue,
    [GEN_MUE_MEDICAID_DME] = gen_read_mue,
    [GEN_AOC] = gen_read_aoc,
    [GEN_PPRRVU] = gen_read_pprrvu,
    [GEN_NECESSITY] = gen_read_necessity,
    [GEN_SERVICE_LIMITS] = gen_read_service_limits,
};

bool gen_reader_line(gen_reader *reader, gen_line *line)
{
    while (!reader->stopped && !reader->failed) {
        gen_line_state state = gen_lines_next(&reader->lines, line);
        if (state == GEN_LINE_READ || state == GEN_LINE_END)
            return state == GEN_LINE_READ;
        gen_reader_refuse(reader, line->number, gen_line_reason(state));
    }
    return false;
}

bool gen_reader_record(gen_reader *reader, gen_line *line)
{
    while (gen_reader_line(reader, line))
        if (line->len > 0)
            return true;
    return false;
}

void gen_reader_refuse(gen_reader *reader, uint32_t line, const char *reason)
{
    if (reader->source->rejected++ < reader->report->limit)
        gen_report_add(reader->report, GEN_RECORD_ERROR, reader->source->path, line,
                       "%s", reason);
}

void gen_reader_fail(gen_reader *reader, uint32_t line, const char *reason)
{
    reader->failed = true;
    gen_report_add(reader->report, GEN_ERROR, reader->source->path, line, "%s", reason);
}

void gen_reader_emit(gen_reader *reader, gen_row *row)
{
    if (row->has_text) {
        row->short_text = reader->short_title.text;
        row->short_len = reader->short_title.len;
        row->long_text = reader->long_title.text;
        row->long_len = reader->long_title.len;
    }
    reader->source->records++;
    gen_reader_tell(reader, row);
}

void gen_reader_tell(gen_reader *reader, const gen_row *row)
{
    if (!reader->row(reader->ctx, row))
        reader->stopped = true;
}

void gen_reader_emit_undated(gen_reader *reader, gen_field code, uint8_t status,
                             uint32_t line)
{
    char text[SJ_CODE_CAP] = {0};
    memcpy(text, code.text, code.len); /* canonical: below SJ_CODE_CAP */
    gen_row row = {.system = reader->source->system,
                   .code = text,
                   .code_len = code.len,
                   .status = status,
                   .has_text = true,
                   .from = GEN_NO_DATE,
                   .to = SJ_DATE_OPEN,
                   .line = line};
    gen_reader_emit(reader, &row);
}

bool gen_is_canonical(sj_system system, const char *code, size_t len)
{
    char canonical[SJ_CODE_CAP];
    size_t n;
    return sj_normalize(system, code, len, canonical, &n) && n == len &&
           memcmp(canonical, code, n) == 0;
}

gen_field gen_columns(const gen_line *line, size_t first, size_t last)
{
    size_t from = first - 1 < line->len ? first - 1 : line->len;
    size_t to = last < line->len ? last : line->len;
    return (gen_field){line->text + from, to - from};
}

gen_field gen_trim_end(gen_field field)
{
    while (field.len > 0 && field.text[field.len - 1] == ' ')
        field.len--;
    return field;
}

bool gen_is_blank(gen_field field)
{
    return gen_trim_end(field).len == 0;
}

bool gen_read_source(gen_source *source, gen_row_fn row, void *ctx, gen_report *report)
{
    const char *why = "no reader for this kind";
    uint32_t errors = report->errors;
    gen_reader reader = {.source = source, .row = row, .ctx = ctx, .report = report};
    read_fn read = source->kind < GEN_LATER ? readers[source->kind] : NULL;

    source->records = source->rejected = 0;
    if (read)
        reader.stream = gen_stream_open(source->container, source->member, &why);
    if (!reader.stream) {
        gen_report_add(report, GEN_ERROR, source->path, 0, "%s", why);
        return false;
    }
    gen_lines_init(&reader.lines, reader.stream);
    read(&reader);

    source->size_bytes = gen_stream_size(reader.stream);
    gen_stream_hash(reader.stream, source->xxh3);
    gen_report_add_further(report, GEN_RECORD_ERROR, source->path, source->rejected,
                           "records refused");
    if (gen_stream_error(reader.stream))
        gen_reader_fail(&reader, 0, gen_stream_error(reader.stream));
    else if (source->records == 0 && source->rejected == 0 && !reader.failed)
        gen_reader_fail(&reader, 0, "no record in it");
    /* A title cut short looks like any other. (Some NOC lists end with a Ctrl-Z.) */
    if (reader.lines.unended && source->kind != GEN_HCPCS_NOC &&
        source->kind != GEN_MCE_LISTS && !reader.failed && source->rejected == 0)
        gen_report_add(report, GEN_WARNING, source->path, reader.lines.number,
                       "the last line has no end: the file may be cut off");

    gen_title_free(&reader.short_title);
    gen_title_free(&reader.long_title);
    gen_lines_free(&reader.lines);
    gen_stream_close(reader.stream);
    return report->errors == errors && !reader.stopped;
}

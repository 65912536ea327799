/*
 * Limits of service that users bring themselves (docs/SOURCES.md):
 * `code,limit,value,from,to,severity,citation`, a limit a record. Codes may be written
 * as people write them; values leave here as images have them.
 */
#include "engine/lookup/service_limits.h"
#include "engine/format/lines.h"
#include "gen/source/csv.h"
#include "gen/source/fields.h"
#include "gen/source/procedure.h"

enum { CODE, LIMIT, VALUE, FROM, TO, SEVERITY, CITATION, FIELDS };

enum { VALUE_CAP = 2048 };

#define COLUMNS "code,limit,value,from,to,severity,citation"

static const char *const header[FIELDS] = {"code", "limit",    "value",   "from",
                                           "to",   "severity", "citation"};

static const char *read_code(gen_field f, char code[SJ_CODE_CAP], gen_row *row)
{
    static const sj_system systems[] = {SJ_HCPCS, SJ_CPT, SJ_CDT};
    const bool revenue = row->status == SJF_LIMIT_OF_HCPCS;
    row->code = code;
    for (size_t i = 0; !revenue && i < sizeof systems / sizeof systems[0]; i++)
        if (sj_normalize(systems[i], f.text, f.len, code, &row->code_len)) {
            row->system = systems[i];
            return NULL;
        }
    row->system = SJ_REVENUE;
    if (!revenue)
        return "code is no procedure code";
    return sj_normalize(SJ_REVENUE, f.text, f.len, code, &row->code_len)
               ? NULL
               : "code is no revenue code, which limit hcpcs is about";
}

static const char *read_limit(gen_field f, gen_row *row)
{
    for (unsigned kind = 0; kind < SJF_LIMIT_KINDS; kind++)
        if (gen_field_is(f, sj_limit_name((sj_limit_kind)kind))) {
            row->status = (uint8_t)kind;
            return NULL;
        }
    return "limit is none of age, sex, inpatient, modifier, pos, hcpcs, ndc";
}

/* ---- values ---------------------------------------------------------------------- */

static bool is_white(char c)
{
    return gen_trim((gen_field){&c, 1}).len == 0;
}

/* "gn  go" -> "GN GO". @return its length, 0 when a word is none, VALUE_CAP when there
 * are too many */
static size_t read_words(sj_system system, gen_field f, char value[VALUE_CAP])
{
    size_t n = 0, at = 0;
    while (at < f.len) {
        char word[SJ_CODE_CAP];
        size_t len, end = at;
        while (end < f.len && !is_white(f.text[end]))
            end++;
        if (!sj_normalize(system, f.text + at, end - at, word, &len))
            return 0;
        if (n + len + 1 >= VALUE_CAP)
            return VALUE_CAP;
        if (n > 0)
            value[n++] = ' ';
        memcpy(value + n, word, len);
        n += len;
        for (at = end; at < f.len && is_white(f.text[at]);)
            at++;
    }
    return n;
}

/* Capitals and digits as they are; what is too long is no value. */
static size_t copy_value(gen_field f, char value[VALUE_CAP], bool capitals)
{
    if (f.len >= VALUE_CAP)
        return 0;
    for (size_t i = 0; i < f.len; i++) {
        const char c = f.text[i];
        const bool small = c >= 'a' && c <= 'z', capital = c >= 'A' && c <= 'Z';
        value[i] = capitals && small      ? (char)(c - 'a' + 'A')
                   : !capitals && capital ? (char)(c - 'A' + 'a')
                                          : c;
    }
    return f.len;
}

static const char *read_value(gen_field f, char value[VALUE_CAP], gen_row *row)
{
    static const char *const whys[SJF_LIMIT_KINDS] = {
        [SJF_LIMIT_OF_AGE] =
            "value is no range of ages in years, 18-64, or in days, 0d-28d",
        [SJF_LIMIT_OF_SEX] = "value is neither F nor M",
        [SJF_LIMIT_OF_INPATIENT] = "value is not empty",
        [SJF_LIMIT_OF_MODIFIER] = "value holds what is no modifier, or nothing",
        [SJF_LIMIT_OF_POS] = "value holds what is no place of service, or nothing",
        [SJF_LIMIT_OF_HCPCS] = "value is not empty",
        [SJF_LIMIT_OF_NDC] = "value is not empty",
    };
    const unsigned kind = row->status;
    size_t n;
    if (kind == SJF_LIMIT_OF_MODIFIER || kind == SJF_LIMIT_OF_POS)
        n = read_words(kind == SJF_LIMIT_OF_POS ? SJ_POS : SJ_MODIFIER, f, value);
    else
        n = copy_value(f, value, kind == SJF_LIMIT_OF_SEX);
    if (n == VALUE_CAP)
        return "value is too long";
    if ((n == 0 && f.len > 0) || !sji_is_limit_value(kind, value, n))
        return whys[kind];
    row->short_text = n > 0 ? value : NULL;
    row->short_len = n;
    return NULL;
}

/* ---- records --------------------------------------------------------------------- */

static const char *read_severity(gen_field f, gen_row *row)
{
    row->value = gen_field_is(f, "info")     ? SJ_INFO
                 : gen_field_is(f, "warn")   ? SJ_WARN
                 : gen_field_is(f, "reject") ? SJ_REJECT
                                             : SJ_CLEAN;
    return row->value != SJ_CLEAN || f.len == 0
               ? NULL
               : "severity is none of info, warn, reject, nor empty";
}

static const char *read_citation(gen_reader *r, const gen_csv *csv, gen_row *row)
{
    gen_field f = gen_trim_end((gen_field){csv->field[CITATION], csv->len[CITATION]});
    if (f.len == 0)
        return NULL;
    const char *why =
        gen_title_set(&r->long_title, f.text, f.len, csv->bytes, csv->used);
    row->long_text = r->long_title.text;
    row->long_len = r->long_title.len;
    if (!why && row->long_len > SJI_LIMIT_CITATION_MAX)
        return "citation is too long";
    return why;
}

static const char *read_record(gen_reader *r, const gen_csv *csv,
                               char code[SJ_CODE_CAP], char value[VALUE_CAP],
                               gen_row *row)
{
    if (csv->count != FIELDS)
        return "a record has 7 fields: " COLUMNS;
    const char *why = read_limit(gen_csv_trimmed(csv, LIMIT), row);
    if (!why)
        why = read_code(gen_csv_trimmed(csv, CODE), code, row);
    if (!why)
        why = read_value(gen_csv_trimmed(csv, VALUE), value, row);
    if (!why)
        why = gen_csv_interval(csv, FROM, TO, &row->from, &row->to);
    if (!why)
        why = read_severity(gen_csv_trimmed(csv, SEVERITY), row);
    return why ? why : read_citation(r, csv, row);
}

void gen_read_service_limits(gen_reader *reader)
{
    gen_csv csv;
    const char *why;
    gen_csv_init(&csv, reader->stream);
    if ((!gen_csv_next(&csv, &why) || why || !gen_csv_is(&csv, header, FIELDS)) &&
        !gen_stream_error(reader->stream))
        gen_reader_fail(reader, 1, why ? why : "the first line is not " COLUMNS);
    while (!reader->stopped && !reader->failed && gen_csv_next(&csv, &why)) {
        char code[SJ_CODE_CAP], value[VALUE_CAP];
        gen_row row = {.kind = GEN_ROW_LIMIT,
                       .from = GEN_NO_DATE,
                       .to = SJ_DATE_OPEN,
                       .line = csv.number};
        if (!why)
            why = read_record(reader, &csv, code, value, &row);
        if (why)
            gen_reader_refuse(reader, csv.number, why);
        else
            gen_reader_emit(reader, &row);
    }
    gen_csv_free(&csv);
}

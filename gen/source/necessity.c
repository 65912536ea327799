/*
 * Medical necessity policies that users bring themselves (docs/SOURCES.md):
 * `policy,procedure,dx,side,from,to,severity,citation`, diagnoses one or several a
 * record. Each diagnosis is a row. Codes may be written as people write them.
 */
#include <stdlib.h>

#include "gen/model/memory.h"
#include "gen/source/csv.h"
#include "gen/source/fields.h"
#include "gen/source/procedure.h"

enum { POLICY, PROCEDURE, DX, SIDE, FROM, TO, SEVERITY, CITATION, FIELDS };

enum { EXCLUDED = 1, WARN = 2, REJECT = 3, WORDS_CAP = 2 * GEN_LINE_CAP };

static const char *const header[FIELDS] = {
    "policy", "procedure", "dx", "side", "from", "to", "severity", "citation"};

static const char *read_procedure(gen_field f, char code[SJ_CODE_CAP], gen_row *row)
{
    static const sj_system systems[] = {SJ_HCPCS, SJ_CPT, SJ_CDT};
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++)
        if (sj_normalize(systems[i], f.text, f.len, code, &row->code_len)) {
            row->code = code;
            row->system = systems[i];
            return NULL;
        }
    return "procedure is no procedure code";
}

/* Next code of a field of several. @return false at the end */
static bool next_word(gen_field *rest, gen_field *word)
{
    *rest = gen_trim(*rest);
    size_t n = 0;
    while (n < rest->len && gen_trim((gen_field){rest->text + n, 1}).len == 1)
        n++;
    *word = (gen_field){rest->text, n};
    rest->text += n;
    rest->len -= n;
    return n > 0;
}

static const char *check_dx(gen_field rest)
{
    gen_field word;
    char code[SJ_CODE_CAP];
    if (rest.len == 0)
        return "dx is empty";
    while (next_word(&rest, &word))
        if (!sj_normalize(SJ_ICD10CM, word.text, word.len, code, NULL))
            return "dx holds what is no ICD-10-CM code";
    return NULL;
}

/* Identifier, tab, citation, into the reader's long title. */
static const char *read_words(gen_reader *r, const gen_csv *csv, char *words,
                              gen_row *row)
{
    gen_field id = gen_trim_end((gen_field){csv->field[POLICY], csv->len[POLICY]});
    gen_field citation =
        gen_trim_end((gen_field){csv->field[CITATION], csv->len[CITATION]});
    if (id.len == 0)
        return "policy is empty";
    const char *why =
        gen_title_set(&r->short_title, id.text, id.len, csv->bytes, csv->used);
    if (!why)
        why = gen_title_set(&r->long_title, citation.text, citation.len, csv->bytes,
                            csv->used);
    if (why)
        return why;
    size_t n = r->short_title.len, m = r->long_title.len;
    if (n + m >= WORDS_CAP)
        return "policy and citation are too long";
    memcpy(words, r->short_title.text, n);
    words[n] = '\t';
    memcpy(words + n + 1, r->long_title.text, m);
    row->long_text = words;
    row->long_len = n + 1 + m;
    return NULL;
}

static const char *read_record(gen_reader *r, const gen_csv *csv, char *words,
                               char code[SJ_CODE_CAP], gen_row *row)
{
    if (csv->count != FIELDS)
        return "a record has 8 fields: "
               "policy,procedure,dx,side,from,to,severity,citation";
    const char *why = read_procedure(gen_csv_trimmed(csv, PROCEDURE), code, row);
    if (!why)
        why = check_dx(gen_csv_trimmed(csv, DX));
    if (why)
        return why;
    gen_field side = gen_csv_trimmed(csv, SIDE),
              severity = gen_csv_trimmed(csv, SEVERITY);
    bool excluded = gen_field_is(side, "excluded"),
         reject = gen_field_is(severity, "reject");
    if (!excluded && !gen_field_is(side, "covered"))
        return "side is neither covered nor excluded";
    if (!reject && !gen_field_is(severity, "warn"))
        return "severity is neither warn nor reject";
    row->status = excluded ? EXCLUDED : 0;
    row->value = reject ? REJECT : WARN;
    why = gen_csv_interval(csv, FROM, TO, &row->from, &row->to);
    return why ? why : read_words(r, csv, words, row);
}

/* A row for each diagnosis. */
static void emit_all(gen_reader *r, const gen_csv *csv, gen_row *row)
{
    gen_field rest = gen_csv_trimmed(csv, DX), word;
    char code[SJ_CODE_CAP];
    while (!r->stopped && next_word(&rest, &word)) {
        (void)sj_normalize(SJ_ICD10CM, word.text, word.len, code, &row->short_len);
        row->short_text = code;
        gen_reader_emit(r, row);
    }
}

void gen_read_necessity(gen_reader *reader)
{
    gen_csv csv;
    const char *why;
    char *words = gen_alloc(WORDS_CAP);
    gen_csv_init(&csv, reader->stream);
    if ((!gen_csv_next(&csv, &why) || why || !gen_csv_is(&csv, header, FIELDS)) &&
        !gen_stream_error(reader->stream))
        gen_reader_fail(reader, 1,
                        why ? why
                            : "the first line is not "
                              "policy,procedure,dx,side,from,to,severity,citation");
    while (!reader->stopped && !reader->failed && gen_csv_next(&csv, &why)) {
        char code[SJ_CODE_CAP];
        gen_row row = {.kind = GEN_ROW_POLICY,
                       .from = GEN_NO_DATE,
                       .to = SJ_DATE_OPEN,
                       .line = csv.number};
        if (!why)
            why = read_record(reader, &csv, words, code, &row);
        if (why)
            gen_reader_refuse(reader, csv.number, why);
        else
            emit_all(reader, &csv, &row);
    }
    gen_csv_free(&csv);
    free(words);
}

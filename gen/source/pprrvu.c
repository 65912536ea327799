/*
 * The physician fee schedule's relative value file, as CSV: titles that wrap over
 * several lines, the last of them the line of headings, then a record for each code and
 * modifier. Headings repeat, so fields are found by place; the headings that stand
 * there must be the known ones, or the file has another layout. Amounts are not read.
 */
#include "gen/source/csv.h"
#include "gen/source/fields.h"
#include "gen/source/procedure.h"

enum {
    CODE = 0,
    MODIFIER = 1,
    STATUS = 3,
    PCTC = 13,
    GLOB = 14,
    MULT = 18,
    BILAT = 19,
    ASST = 20,
    CO = 21,
    TEAM = 22,
    LEAST_FIELDS = 23,
    INDICATORS = 10,
};

static const struct {
    size_t at;
    const char *word;
} headings[] = {
    {CODE, "HCPCS"}, {MODIFIER, "MOD"}, {STATUS, "CODE"}, {PCTC, "IND"}, {GLOB, "DAYS"},
    {MULT, "PROC"},  {BILAT, "SURG"},   {ASST, "SURG"},   {CO, "SURG"},  {TEAM, "SURG"},
};

/* @return whether this is the line of headings; the reader has failed if it is another
 * layout's */
static bool is_headings(gen_reader *r, const gen_csv *csv)
{
    if (csv->count < 2 || !gen_field_is(gen_csv_trimmed(csv, CODE), "HCPCS") ||
        !gen_field_starts(gen_csv_trimmed(csv, MODIFIER), "MOD"))
        return false;
    bool known = csv->count >= LEAST_FIELDS;
    for (size_t i = 0; known && i < sizeof headings / sizeof headings[0]; i++)
        known = gen_field_holds(gen_csv_trimmed(csv, headings[i].at), headings[i].word);
    if (!known)
        gen_reader_fail(r, csv->number,
                        "the headings are not those of the known layout: PCTC, global "
                        "days and the others stand elsewhere");
    return true;
}

static bool find_headings(gen_reader *r, gen_csv *csv)
{
    const char *why;
    while (gen_csv_next(csv, &why))
        if (!why && is_headings(r, csv))
            return !r->failed;
    if (!gen_stream_error(r->stream))
        gen_reader_fail(r, 1, "no line of headings: HCPCS,MOD,DESCRIPTION,...");
    return false;
}

static bool is_alnum(char c)
{
    return gen_is_digit(c) || gen_is_capital(c);
}

/* One character, or none. */
static bool read_indicator(gen_field f, char *out)
{
    if (f.len > 1 || (f.len == 1 && !is_alnum(f.text[0])))
        return false;
    if (f.len == 1)
        *out = f.text[0];
    return true;
}

/* "010", "XXX"; a spreadsheet may have made "10" of it. */
static bool read_global_days(gen_field f, char *out)
{
    if (f.len > 3)
        return false;
    bool digits = true;
    for (size_t i = 0; i < f.len; i++) {
        if (!is_alnum(f.text[i]))
            return false;
        digits &= gen_is_digit(f.text[i]);
    }
    if (f.len > 0 && f.len < 3 && !digits)
        return false;
    if (f.len > 0)
        memset(out, '0', 3);
    memcpy(out + 3 - f.len, f.text, f.len);
    return true;
}

static const char *read_record(const gen_csv *csv, char modifier[3],
                               char indicators[INDICATORS])
{
    static const struct {
        size_t at, to;
        const char *wrong;
    } single[] = {
        {STATUS, 0, "status is not one character"},
        {PCTC, 1, "PCTC indicator is not one character"},
        {MULT, 5, "multiple procedure indicator is not one character"},
        {BILAT, 6, "bilateral surgery indicator is not one character"},
        {ASST, 7, "assistant at surgery indicator is not one character"},
        {CO, 8, "co-surgeons indicator is not one character"},
        {TEAM, 9, "team surgery indicator is not one character"},
    };
    if (csv->count < LEAST_FIELDS)
        return "a record has 23 fields or more";
    if (!gen_is_procedure(gen_csv_trimmed(csv, CODE)))
        return "not a procedure code";
    gen_field mod = gen_csv_trimmed(csv, MODIFIER);
    if (mod.len != 0 &&
        (mod.len != 2 || !is_alnum(mod.text[0]) || !is_alnum(mod.text[1])))
        return "modifier is not two characters";
    memcpy(modifier, mod.text, mod.len);
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
        if (!read_indicator(gen_csv_trimmed(csv, single[i].at),
                            &indicators[single[i].to]))
            return single[i].wrong;
    if (indicators[0] == ' ')
        return "status is empty";
    return read_global_days(gen_csv_trimmed(csv, GLOB), indicators + 2)
               ? NULL
               : "global days are not three characters";
}

void gen_read_pprrvu(gen_reader *reader)
{
    gen_csv csv;
    const char *why;
    gen_csv_init(&csv, reader->stream);
    bool found = find_headings(reader, &csv);
    while (found && !reader->stopped && gen_csv_next(&csv, &why)) {
        char code[SJ_CODE_CAP], modifier[3] = {0}, indicators[INDICATORS];
        memset(indicators, ' ', sizeof indicators);
        if (!why && gen_csv_is_blank(&csv))
            continue;
        if (!why)
            why = read_record(&csv, modifier, indicators);
        if (why) {
            gen_reader_refuse(reader, csv.number, why);
            continue;
        }
        gen_row row = {.kind = GEN_ROW_FEE,
                       .from = GEN_NO_DATE,
                       .to = SJ_DATE_OPEN,
                       .short_text = modifier[0] ? modifier : NULL,
                       .short_len = modifier[0] ? 2 : 0,
                       .long_text = indicators,
                       .long_len = sizeof indicators,
                       .line = csv.number};
        gen_row_procedure(&row, code, gen_csv_trimmed(&csv, CODE));
        gen_reader_emit(reader, &row);
    }
    reader->lines.unended = csv.lines.unended;
    reader->lines.number = csv.lines.number;
    gen_csv_free(&csv);
}

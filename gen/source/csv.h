/*
 * Records of a CSV file (RFC 4180): fields separated by commas, quoted where they hold
 * a comma, a quote (doubled) or a line end. Wholly empty lines are skipped.
 */
#ifndef SCRUBJAY_GEN_CSV_H
#define SCRUBJAY_GEN_CSV_H

#include <scrubjay/scrubjay.h>

#include "gen/source/reader.h"

enum { GEN_CSV_FIELDS = 64 };

typedef struct gen_csv {
    gen_lines lines;
    char *bytes; /* unquoted fields of the record in hand, each with a NUL */
    size_t cap, used;
    const char *field[GEN_CSV_FIELDS];
    size_t len[GEN_CSV_FIELDS];
    size_t count;
    uint32_t number; /* line on which the record starts */
} gen_csv;

void gen_csv_init(gen_csv *csv, gen_stream *stream);
void gen_csv_free(gen_csv *csv);

/*
 * Next record. @return false at the end or when the stream failed. `*why` is NULL, or a
 * static text that says why the record is none; the next call goes on after it.
 */
bool gen_csv_next(gen_csv *csv, const char **why);

/*
 * An interval in two fields of the record in hand, YYYY-MM-DD each; where one is empty,
 * `*from` or `*to` stays as it is.
 * @return NULL, or why it is none (static text)
 */
const char *gen_csv_interval(const gen_csv *csv, size_t from_field, size_t to_field,
                             sj_date *from, sj_date *to);

/* A field of the record in hand without white space at both ends. */
gen_field gen_csv_trimmed(const gen_csv *csv, size_t field);

/* Whether all its fields are empty: a row of commas, as spreadsheets leave at the end.
 */
bool gen_csv_is_blank(const gen_csv *csv);

/* Whether the record in hand has exactly these fields. */
bool gen_csv_is(const gen_csv *csv, const char *const *names, size_t count);

#endif

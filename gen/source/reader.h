/*
 * What the readers of official layouts have in common: lines in, rows out, refused
 * records counted and reported with their reason. One function a layout; read.c picks.
 */
#ifndef SCRUBJAY_GEN_READER_H
#define SCRUBJAY_GEN_READER_H

#include "gen/source/encoding.h"
#include "gen/source/lines.h"
#include "gen/source/source.h"

typedef struct gen_reader {
    gen_source *source;
    gen_stream *stream;
    gen_lines lines;
    gen_row_fn row;
    void *ctx;
    gen_report *report;
    gen_title short_title, long_title;
    bool stopped; /* the receiver of rows wants no more */
    bool failed;  /* the file as a whole was refused */
} gen_reader;

/* Next line that can be text; others are refused. @return false at the end */
bool gen_reader_line(gen_reader *reader, gen_line *line);

/* The same, empty lines skipped: for layouts in which every line is a record. */
bool gen_reader_record(gen_reader *reader, gen_line *line);

/* Refuse the record on a line: counted, and reported up to the limit a file. */
void gen_reader_refuse(gen_reader *reader, uint32_t line, const char *reason);

/* Refuse the file as a whole: its reader gives up. Also an error with keep_going. */
void gen_reader_fail(gen_reader *reader, uint32_t line, const char *reason);

/* Hand out a row; where it has text, the titles are those of the reader. */
void gen_reader_emit(gen_reader *reader, gen_row *row);

/* Hand out a row that is no record of the file: a label beside the record it is for. */
void gen_reader_tell(gen_reader *reader, const gen_row *row);

/* Whether a code stands in its canonical form, as files must write it. */
bool gen_is_canonical(sj_system system, const char *code, size_t len);

/* A part of a line; not NUL-terminated. */
typedef struct gen_field {
    const char *text;
    size_t len;
} gen_field;

/* Columns first to last, 1-based and inclusive; what lies beyond the line is empty. */
gen_field gen_columns(const gen_line *line, size_t first, size_t last);
/* The field without the blanks at its end. */
gen_field gen_trim_end(gen_field field);
bool gen_is_blank(gen_field field);

/* Hand out a row of the source's system that bears no dates, with the titles of the
 * reader. */
void gen_reader_emit_undated(gen_reader *reader, gen_field code, uint8_t status,
                             uint32_t line);

void gen_read_icd_order(gen_reader *reader);
void gen_read_icd_codes(gen_reader *reader);
void gen_read_icd9(gen_reader *reader);
void gen_read_hcpcs_anweb(gen_reader *reader);
void gen_read_hcpcs_noc(gen_reader *reader);
void gen_read_codes_csv(gen_reader *reader);
void gen_read_icd_tabular(gen_reader *reader);
void gen_read_pcs_tables(gen_reader *reader);
void gen_read_mce_text(gen_reader *reader);
void gen_read_mce_lists(gen_reader *reader);
void gen_read_poa_exempt(gen_reader *reader);
void gen_read_gems(gen_reader *reader);
void gen_read_conversion(gen_reader *reader);
void gen_read_ptp(gen_reader *reader);
void gen_read_mue(gen_reader *reader);
void gen_read_aoc(gen_reader *reader);
void gen_read_pprrvu(gen_reader *reader);
void gen_read_necessity(gen_reader *reader);
void gen_read_service_limits(gen_reader *reader);

#endif

/*
 * A line of a dump (docs/DUMP.md), cut into its fields, and what a field can say. Every
 * reader returns false with a message in the report, which names the line and the
 * field.
 */
#ifndef SCRUBJAY_GEN_DUMP_FIELDS_H
#define SCRUBJAY_GEN_DUMP_FIELDS_H

#include "gen/source/lines.h"
#include "gen/source/source.h"

enum { GEN_DUMP_FIELDS = 17 };

/* The line in hand. Zeroed before the first but for what says where it stands; `text`
 * is released with free(). */
typedef struct gen_dump_line {
    gen_report *report;
    const char *path;
    uint32_t number;
    char *text; /* cut into fields */
    size_t text_cap;
    char *field[GEN_DUMP_FIELDS]; /* the name of the record is the first */
    size_t count;
} gen_dump_line;

/* Say in the report why the line is refused. @return false */
bool gen_dump_refuse(gen_dump_line *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

bool gen_dump_split(gen_dump_line *line, const gen_line *whole);
bool gen_dump_has_fields(gen_dump_line *line, size_t count);

bool gen_dump_number(gen_dump_line *line, size_t i, uint64_t max, uint64_t *out);
bool gen_dump_number32(gen_dump_line *line, size_t i, uint32_t max, uint32_t *out);
/* Things are numbered in the order in which they stand. */
bool gen_dump_next_number(gen_dump_line *line, size_t i, uint32_t next);
/* `dash` is the date that "-" stands for. */
bool gen_dump_date(gen_dump_line *line, size_t i, sj_date dash, sj_date *out);
/* Two dates, in this field and the next. */
bool gen_dump_span(gen_dump_line *line, size_t i, sj_date *from, sj_date *to);
bool gen_dump_system(gen_dump_line *line, size_t i, sj_system *out);
bool gen_dump_status(gen_dump_line *line, size_t i, uint8_t lowest, uint8_t *out);
bool gen_dump_marks(gen_dump_line *line, size_t i, uint8_t *out);
bool gen_dump_flags(gen_dump_line *line, size_t i, uint8_t *out);
bool gen_dump_hash(gen_dump_line *line, size_t i, uint8_t out[16]);
/* Undo the escapes in place. */
bool gen_dump_text(gen_dump_line *line, size_t i, size_t *len);
/* A field as it is, without escapes, and one with them; neither may be empty. */
bool gen_dump_word(gen_dump_line *line, size_t i, char **out);
bool gen_dump_string(gen_dump_line *line, size_t i, char **out);

/* The same numbers and dates of a text alone, without a message. */
bool gen_dump_parse_number(const char *text, uint64_t max, uint64_t *out);
bool gen_dump_parse_date(const char *text, sj_date dash, sj_date *out);

#endif

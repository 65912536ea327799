/*
 * HCPCS Level II, the 320-byte alpha-numeric file (ANWEB): a first record a procedure
 * (3) or modifier (7), continuations (4, 8) that carry on its long description.
 * Disclaimers before and after the records are skipped; between records nothing but
 * records stands. Rows bear their own dates: add date to termination date, both
 * inclusive.
 */
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/reader.h"

enum {
    RECORD_LEN = 320,
    LONG_WIDTH = 80,
    LONG_CAP = 200 * (LONG_WIDTH + 1),
    FACTS_WIDTH = 149
};

/* Columns of a first record, 1-based and inclusive. Pricing, coverage, types of service
 * and the like go out as they stand, for who looks a code up. */
typedef struct columns {
    size_t first, last;
} columns;

static const columns code_cols = {1, 5}, sequence_cols = {6, 10}, id_cols = {11, 11},
                     long_cols = {12, 91}, short_cols = {92, 119},
                     facts_cols = {120, 268}, add_cols = {269, 276},
                     end_cols = {285, 292};

static gen_field field(const gen_line *line, columns c)
{
    return gen_columns(line, c.first, c.last);
}

/* The record in hand: a first record and what its continuations have added. */
typedef struct record {
    gen_row row;
    char code[SJ_CODE_CAP];
    char raw_code[5]; /* columns 1-5, that continuations repeat */
    char id;          /* '3' or '7' */
    uint32_t sequence;
    char *description; /* LONG_CAP bytes */
    size_t len;
    bool glue; /* a blank was cut off the end of the last segment */
    bool open, refused;
    char short_title[32];
    size_t short_len;
    char facts[FACTS_WIDTH];
    size_t facts_len;
} record;

static bool all_digits(gen_field f)
{
    for (size_t i = 0; i < f.len; i++)
        if (f.text[i] < '0' || f.text[i] > '9')
            return false;
    return f.len > 0;
}

static uint32_t number(gen_field f)
{
    uint32_t n = 0;
    for (size_t i = 0; i < f.len; i++)
        n = n * 10 + (uint32_t)(f.text[i] - '0');
    return n;
}

static bool is_modifier_place(gen_field code)
{
    return code.len == 5 && memcmp(code.text, "   ", 3) == 0;
}

/* Dental codes are the ADA's: files that hold them are read without them. */
static bool is_dental(const gen_line *line)
{
    gen_field code = field(line, code_cols);
    return gen_is_canonical(SJ_CDT, code.text, code.len);
}

static bool has_code(const gen_line *line)
{
    gen_field code = field(line, code_cols);
    return is_modifier_place(code)
               ? gen_is_canonical(SJ_MODIFIER, code.text + 3, 2)
               : gen_is_canonical(SJ_HCPCS, code.text, code.len) || is_dental(line);
}

static bool has_sequence(const gen_line *line)
{
    gen_field sequence = field(line, sequence_cols);
    return sequence.len == 5 && all_digits(sequence);
}

/* Record id of a line, 0 when it has none. */
static char record_id(const gen_line *line)
{
    gen_field id = field(line, id_cols);
    return id.len == 1 && memchr("3478", id.text[0], 4) ? id.text[0] : '\0';
}

/*
 * Whether a line means to be a record. A disclaimer shows none of the three marks, a
 * damaged record still shows two, or one in a line of full length.
 */
static bool means_to_be_record(const gen_line *line)
{
    int marks = has_code(line) + has_sequence(line) + (record_id(line) != '\0');
    return marks >= 2 || (marks == 1 && line->len == RECORD_LEN);
}

static const char *check_marks(const gen_line *line)
{
    char id = record_id(line);
    bool modifier = is_modifier_place(field(line, code_cols));
    if (!has_code(line))
        return modifier ? "not a modifier in columns 4 and 5"
                        : "not a HCPCS Level II code in columns 1 to 5";
    if (!has_sequence(line))
        return "no sequence number in columns 6 to 10";
    if (!id)
        return "record id in column 11 is none of 3, 4, 7, 8";
    if (modifier != (id == '7' || id == '8'))
        return modifier ? "a modifier with the record id of a procedure"
                        : "a procedure with the record id of a modifier";
    if (line->len > RECORD_LEN)
        return "record is longer than 320 bytes";
    return NULL;
}

/*
 * One segment of the long description. Files up to 2018 break it between words and pad
 * with blanks, later ones cut it after 80 bytes wherever that is: a segment with blanks
 * at its end is parted from the next by one, a full one is not.
 */
static const char *add_segment(record *rec, const gen_line *line)
{
    gen_field segment = field(line, long_cols);
    gen_field words = gen_trim_end(segment);
    if (rec->len + words.len + 1 > LONG_CAP)
        return "long description is too long";
    if (rec->glue && words.len > 0)
        rec->description[rec->len++] = ' ';
    memcpy(rec->description + rec->len, words.text, words.len);
    rec->len += words.len;
    rec->glue = words.len < LONG_WIDTH;
    return NULL;
}

static const char *check_dates(const gen_line *line, gen_row *row)
{
    gen_field add = field(line, add_cols), end = field(line, end_cols);
    if (line->len < end_cols.last)
        return "record ends before its dates";
    if (gen_is_blank(add))
        return "add date is missing";
    if (!all_digits(add) || !sj_date_parse(add.text, add.len, &row->from))
        return "add date is no date of the form YYYYMMDD";
    row->to = SJ_DATE_OPEN;
    if (!gen_is_blank(end) &&
        (!all_digits(end) || !sj_date_parse(end.text, end.len, &row->to)))
        return "termination date is no date of the form YYYYMMDD";
    return row->to < row->from ? "termination date is before the add date" : NULL;
}

static const char *keep_facts(record *rec, const gen_line *line)
{
    gen_field facts = gen_trim_end(field(line, facts_cols));
    if (!gen_is_plain_ascii(facts.text, facts.len))
        return "columns 120 to 268 are not plain ASCII";
    memcpy(rec->facts, facts.text, facts.len);
    rec->facts_len = facts.len;
    return NULL;
}

static const char *begin(record *rec, const gen_line *line)
{
    gen_field code = field(line, code_cols);
    bool modifier = is_modifier_place(code);
    size_t skip = modifier ? 3 : 0;

    memset(rec->code, 0, sizeof rec->code);
    memcpy(rec->code, code.text + skip, code.len - skip);
    rec->id = record_id(line);
    rec->sequence = number(field(line, sequence_cols));
    rec->len = 0;
    rec->glue = false;
    rec->row = (gen_row){.system = modifier ? SJ_MODIFIER : SJ_HCPCS,
                         .code = rec->code,
                         .code_len = code.len - skip,
                         .status = SJ_CODE_BILLABLE,
                         .has_text = true,
                         .line = line->number};
    gen_field short_title = gen_trim_end(field(line, short_cols));
    rec->short_len = short_title.len;
    memcpy(rec->short_title, short_title.text, short_title.len);
    if (short_title.len == 0)
        return "short description is empty";
    const char *why = check_dates(line, &rec->row);
    if (!why && !modifier)
        why = keep_facts(rec, line);
    return why ? why : add_segment(rec, line);
}

static const char *proceed(record *rec, const gen_line *line)
{
    gen_field code = field(line, code_cols);
    if (!rec->open || memcmp(code.text, rec->raw_code, 5) != 0 ||
        record_id(line) != rec->id + 1)
        return "continuation without the record it continues";
    uint32_t sequence = number(field(line, sequence_cols));
    if (sequence <= rec->sequence)
        return "sequence number does not ascend";
    rec->sequence = sequence;
    return add_segment(rec, line);
}

/* The code and, of a procedure, the facts about it. */
static void hand_out(gen_reader *reader, const record *rec)
{
    gen_row facts = rec->row;
    facts.kind = GEN_ROW_FACTS;
    facts.has_text = false;
    facts.long_text = rec->facts;
    facts.long_len = rec->facts_len;
    gen_row code = rec->row;
    gen_reader_emit(reader, &code);
    if (rec->row.system == SJ_HCPCS && !reader->stopped)
        gen_reader_tell(reader, &facts);
}

/* Hand out the record in hand, if it is whole. */
static void finish(gen_reader *reader, record *rec)
{
    if (!rec->open || rec->refused || reader->stopped)
        return;
    rec->open = false;
    const char *why = rec->len == 0 ? "long description is empty" : NULL;
    if (!why)
        why = gen_title_set(&reader->long_title, rec->description, rec->len,
                            rec->description, rec->len);
    if (!why)
        why = gen_title_set(&reader->short_title, rec->short_title, rec->short_len,
                            rec->short_title, rec->short_len);
    if (why)
        gen_reader_refuse(reader, rec->row.line, why);
    else
        hand_out(reader, rec);
}

static bool continues(const record *rec, const gen_line *line)
{
    return rec->open && line->len >= 5 && memcmp(line->text, rec->raw_code, 5) == 0;
}

/* A first record opens the next code even if no more than that can be read of it. */
static const char *take_first(gen_reader *reader, record *rec, const gen_line *line,
                              const char *why)
{
    finish(reader, rec);
    rec->open = true;
    rec->refused = false;
    memset(rec->raw_code, 0, sizeof rec->raw_code);
    memcpy(rec->raw_code, line->text, line->len < 5 ? line->len : 5);
    bool dental = is_dental(line);
    if (!why && !dental)
        why = begin(rec, line);
    rec->refused = why != NULL || dental;
    return why;
}

/* A record with a part that cannot be read is refused as a whole, and once. */
static void take_record(gen_reader *reader, record *rec, const gen_line *line)
{
    char id = record_id(line);
    const char *why = check_marks(line);
    if (id == '3' || id == '7') {
        why = take_first(reader, rec, line, why);
    } else if (continues(rec, line) && rec->refused) {
        return;
    } else {
        bool stray = !why && !continues(rec, line);
        if (!why)
            why = proceed(rec, line);
        if (why && !stray) /* it was, or may have been, a part of the one in hand */
            rec->refused = true;
    }
    if (why)
        gen_reader_refuse(reader, line->number, why);
}

void gen_read_hcpcs_anweb(gen_reader *reader)
{
    record rec = {.description = gen_alloc(LONG_CAP)};
    gen_line line;
    uint32_t outside = 0; /* first line after a record that is none */
    bool begun = false;
    while (gen_reader_line(reader, &line)) {
        if (!means_to_be_record(&line)) {
            if (begun && outside == 0)
                outside = line.number;
            continue;
        }
        if (outside)
            gen_reader_refuse(reader, outside, "not a record, between records");
        outside = 0;
        begun = true;
        take_record(reader, &rec, &line);
    }
    finish(reader, &rec);
    free(rec.description);
}

/*
 * Order files of ICD-10-CM and ICD-10-PCS: every code and header of a release in
 * tabular order, in fixed columns (bytes, 1-based): 1-5 order number, 7-13 code, 15
 * flag (0 header, 1 billable), 17-76 short title, 78 on long title; 6, 14, 16 and 77
 * blank.
 */
#include "gen/source/reader.h"

enum { FIRST_LONG = 78 };

/* The number that the first five bytes write, 0 if they write none. */
static uint32_t order_number(const gen_line *line)
{
    uint32_t n = 0;
    for (size_t i = 0; i < 5; i++) {
        if (line->text[i] < '0' || line->text[i] > '9')
            return 0;
        n = n * 10 + (uint32_t)(line->text[i] - '0');
    }
    return n;
}

/* Shape of the line; finds code and status, sets the titles. @return NULL or why it is
 * no record */
static const char *read_record(gen_reader *r, const gen_line *line, gen_field *code,
                               uint8_t *status)
{
    if (line->len < FIRST_LONG)
        return "line ends before the long title";
    if (line->text[5] != ' ' || line->text[13] != ' ' || line->text[15] != ' ' ||
        line->text[76] != ' ')
        return "column 6, 14, 16 or 77 is not blank";
    *code = gen_trim_end(gen_columns(line, 7, 13));
    if (!gen_is_canonical(r->source->system, code->text, code->len))
        return r->source->system == SJ_ICD10CM
                   ? "not an ICD-10-CM code in columns 7 to 13"
                   : "not an ICD-10-PCS code in columns 7 to 13";
    char flag = line->text[14];
    if (flag != '0' && flag != '1')
        return "flag is neither 0 nor 1";
    if (r->source->system == SJ_ICD10PCS && (flag == '1') != (code->len == 7))
        return "only codes of 7 characters are valid in ICD-10-PCS";
    gen_field short_title = gen_trim_end(gen_columns(line, 17, 76));
    gen_field long_title = gen_trim_end(gen_columns(line, FIRST_LONG, line->len));
    if (short_title.len == 0)
        return "short title is empty";
    if (long_title.len == 0)
        return "long title is empty";

    *status = flag == '1' ? SJ_CODE_BILLABLE : SJ_CODE_HEADER;
    const char *why = gen_title_set(&r->short_title, short_title.text, short_title.len,
                                    line->text, line->len);
    return why ? why
               : gen_title_set(&r->long_title, long_title.text, long_title.len,
                               line->text, line->len);
}

/*
 * Order numbers ascend. Official files count up by one, so that a gap is worth a word,
 * but a selection of rows that kept their numbers is sound. Where a number does not
 * ascend, or cannot be read, the file may go on from it or from what should have stood
 * there: one damaged line is to cost one record.
 */
typedef struct numbering {
    uint32_t last, next, other;
    uint32_t gap_line; /* before which numbers are missing first; 0: nowhere */
} numbering;

static bool count_up(numbering *n, uint32_t number, uint32_t line)
{
    uint32_t expected = n->next;
    if (number > n->last) {
        bool gap = number != expected && number != n->other;
        if (gap && n->gap_line == 0)
            n->gap_line = line;
        n->last = number;
        n->next = number + 1;
        n->other = gap ? expected + 1 : n->next;
        return true;
    }
    n->next = expected + 1;
    n->other = number ? number + 1 : expected;
    if (number)
        n->last = number;
    return false;
}

void gen_read_icd_order(gen_reader *reader)
{
    gen_line line;
    numbering numbers = {.next = 1, .other = 1};
    while (gen_reader_record(reader, &line)) {
        gen_field code = {0};
        uint8_t status = 0;
        uint32_t number = line.len >= 5 ? order_number(&line) : 0;
        const char *why = number == 0 ? "no order number in columns 1 to 5"
                                      : read_record(reader, &line, &code, &status);
        if (!count_up(&numbers, number, line.number) && !why)
            why = "order number is not above the last";
        if (why)
            gen_reader_refuse(reader, line.number, why);
        else
            gen_reader_emit_undated(reader, code, status, line.number);
    }
    if (numbers.gap_line && reader->source->rejected == 0)
        gen_report_add(reader->report, GEN_WARNING, reader->source->path,
                       numbers.gap_line,
                       "order numbers are missing before this one, and perhaps rows");
}

/*
 * The list of HCPCS codes for what is not otherwise classified. Two layouts (2017 with
 * tabs and repeated codes, 2018 indented): in both a row starts with a code, titles and
 * continuations do not. Only which codes are on the list is taken from it.
 */
#include "gen/source/reader.h"

#include <string.h>

/* First word of a line: from its first byte that is no blank to the next blank. */
static gen_field first_word(const gen_line *line)
{
    size_t from = 0;
    while (from < line->len && (line->text[from] == ' ' || line->text[from] == '\t'))
        from++;
    size_t to = from;
    while (to < line->len && line->text[to] != ' ' && line->text[to] != '\t')
        to++;
    return (gen_field){line->text + from, to - from};
}

/* Whether a word means to be a code: four to six characters, three digits or more. */
static bool means_to_be_code(gen_field word)
{
    size_t digits = 0;
    for (size_t i = 0; i < word.len; i++)
        digits += word.text[i] >= '0' && word.text[i] <= '9';
    return word.len >= 4 && word.len <= 6 && digits >= 3;
}

/* The dates at the end of a row, if there are any, must be days. */
static bool dates_exist(const gen_line *line)
{
    size_t end = line->len;
    for (int i = 0; i < 2; i++) {
        while (end > 0 && (line->text[end - 1] == ' ' || line->text[end - 1] == '\t'))
            end--;
        size_t from = end;
        while (from > 0 && line->text[from - 1] >= '0' && line->text[from - 1] <= '9')
            from--;
        sj_date date;
        if (end - from != 8)
            return true;
        if (!sj_date_parse(line->text + from, 8, &date))
            return false;
        end = from;
    }
    return true;
}

/* The 2017 list names dental codes: they are the ADA's, and no part of the set here. */
static bool is_dental(gen_field word)
{
    return gen_is_canonical(SJ_CDT, word.text, word.len);
}

/* Why a line that starts with a code of sorts is no row; NULL if it is one. */
static const char *check_row(const gen_line *line, gen_field word)
{
    if (!gen_is_canonical(SJ_HCPCS, word.text, word.len))
        return "not a HCPCS Level II code at the start of the row";
    return dates_exist(line) ? NULL
                             : "a date of the row is no date of the form YYYYMMDD";
}

void gen_read_hcpcs_noc(gen_reader *reader)
{
    gen_line line;
    char last[SJ_CODE_CAP] = {0};
    size_t indent = SIZE_MAX; /* where rows begin, once there was one */
    while (gen_reader_line(reader, &line)) {
        gen_field word = first_word(&line);
        size_t at = (size_t)(word.text - line.text);
        if (!means_to_be_code(word) || is_dental(word) ||
            (indent != SIZE_MAX && at != indent))
            continue;
        const char *why = check_row(&line, word);
        if (why && indent == SIZE_MAX && word.len != 5)
            continue; /* a year in the title */
        if (why) {
            gen_reader_refuse(reader, line.number, why);
            continue;
        }
        indent = at;
        if (memcmp(last, word.text, word.len) == 0)
            continue; /* a further line of the same description */
        memcpy(last, word.text, word.len);
        gen_row row = {.system = SJ_HCPCS,
                       .code = last,
                       .code_len = word.len,
                       .status = SJ_CODE_BILLABLE,
                       .flags = SJ_FLAG_NOC,
                       .from = GEN_NO_DATE,
                       .to = SJ_DATE_OPEN,
                       .line = line.number};
        gen_reader_emit(reader, &row);
    }
}

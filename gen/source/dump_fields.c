/*
 * One reader a kind of field. The first field that cannot be read ends the line: the
 * caller asks no further.
 */
#include "gen/source/dump_fields.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/encoding.h"

/* ---- texts ----------------------------------------------------------------------- */

bool gen_dump_parse_number(const char *text, uint64_t max, uint64_t *out)
{
    size_t len = strlen(text);
    uint64_t n = 0;
    if (len == 0 || len > 20 || strspn(text, "0123456789") != len ||
        (len > 1 && text[0] == '0'))
        return false;
    for (size_t i = 0; i < len; i++)
        if (__builtin_mul_overflow(n, 10U, &n) ||
            __builtin_add_overflow(n, (unsigned)(text[i] - '0'), &n))
            return false;
    if (n > max)
        return false;
    *out = n;
    return true;
}

bool gen_dump_parse_date(const char *text, sj_date dash, sj_date *out)
{
    if (strcmp(text, "-") == 0) {
        *out = dash;
        return true;
    }
    return strlen(text) == 10 && sj_date_parse(text, 10, out);
}

/* ---- lines ----------------------------------------------------------------------- */

bool gen_dump_refuse(gen_dump_line *line, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    gen_report_add(line->report, GEN_ERROR, line->path, line->number, "%s", text);
    return false;
}

bool gen_dump_split(gen_dump_line *line, const gen_line *whole)
{
    if (!gen_is_utf8(whole->text, whole->len))
        return gen_dump_refuse(line, "not UTF-8");
    if (whole->len + 1 > line->text_cap) {
        line->text_cap = (whole->len + 1) * 2;
        line->text = gen_resize(line->text, line->text_cap, 1);
    }
    memcpy(line->text, whole->text, whole->len);
    line->text[whole->len] = '\0';
    line->count = 0;
    char *rest = line->text;
    while (rest) {
        if (line->count == GEN_DUMP_FIELDS)
            return gen_dump_refuse(line, "too many fields");
        line->field[line->count++] = rest;
        rest = strchr(rest, '\t');
        if (rest)
            *rest++ = '\0';
    }
    return true;
}

bool gen_dump_has_fields(gen_dump_line *line, size_t count)
{
    if (line->count != count)
        return gen_dump_refuse(line, "%s: %zu fields, not %zu", line->field[0],
                               line->count - 1, count - 1);
    return true;
}

/* ---- fields ---------------------------------------------------------------------- */

bool gen_dump_number(gen_dump_line *line, size_t i, uint64_t max, uint64_t *out)
{
    return gen_dump_parse_number(line->field[i], max, out) ||
           gen_dump_refuse(line, "field %zu: not a number that fits: %s", i,
                           line->field[i]);
}

bool gen_dump_number32(gen_dump_line *line, size_t i, uint32_t max, uint32_t *out)
{
    uint64_t n = 0;
    if (!gen_dump_number(line, i, max, &n))
        return false;
    *out = (uint32_t)n;
    return true;
}

bool gen_dump_next_number(gen_dump_line *line, size_t i, uint32_t next)
{
    uint32_t n;
    if (!gen_dump_number32(line, i, UINT32_MAX, &n))
        return false;
    return n == next || gen_dump_refuse(line, "%s: number %u where %u is due",
                                        line->field[0], n, next);
}

bool gen_dump_date(gen_dump_line *line, size_t i, sj_date dash, sj_date *out)
{
    return gen_dump_parse_date(line->field[i], dash, out) ||
           gen_dump_refuse(line, "field %zu: not a date: %s", i, line->field[i]);
}

bool gen_dump_span(gen_dump_line *line, size_t i, sj_date *from, sj_date *to)
{
    if (!gen_dump_date(line, i, SJ_DATE_MIN, from) ||
        !gen_dump_date(line, i + 1, SJ_DATE_OPEN, to))
        return false;
    return *from <= *to || gen_dump_refuse(line, "the interval ends before it begins");
}

bool gen_dump_system(gen_dump_line *line, size_t i, sj_system *out)
{
    if (sj_system_parse(line->field[i], strlen(line->field[i]), out))
        return true;
    return gen_dump_refuse(line, "field %zu: no code system: %s", i, line->field[i]);
}

bool gen_dump_status(gen_dump_line *line, size_t i, uint8_t lowest, uint8_t *out)
{
    for (int status = lowest; status <= SJ_CODE_BILLABLE; status++)
        if (strcmp(line->field[i], sj_code_status_str((sj_code_status)status)) == 0) {
            *out = (uint8_t)status;
            return true;
        }
    return gen_dump_refuse(line, "field %zu: no such status here: %s", i,
                           line->field[i]);
}

bool gen_dump_marks(gen_dump_line *line, size_t i, uint8_t *out)
{
    static const struct {
        const char *name;
        uint8_t marks;
    } all[] = {{"-", 0},
               {"inferred", SJ_MARK_INFERRED},
               {"carried", SJ_MARK_CARRIED},
               {"inferred,carried", SJ_MARK_INFERRED | SJ_MARK_CARRIED}};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        if (strcmp(line->field[i], all[k].name) == 0) {
            *out = all[k].marks;
            return true;
        }
    return gen_dump_refuse(line, "field %zu: no such marks: %s", i, line->field[i]);
}

bool gen_dump_hash(gen_dump_line *line, size_t i, uint8_t out[16])
{
    const char *text = line->field[i], *digits = "0123456789abcdef";
    if (strlen(text) != 32 || strspn(text, digits) != 32)
        return gen_dump_refuse(line, "field %zu: not a hash of 32 hex digits: %s", i,
                               text);
    for (size_t k = 0; k < 16; k++)
        out[k] = (uint8_t)((strchr(digits, text[2 * k]) - digits) << 4 |
                           (strchr(digits, text[2 * k + 1]) - digits));
    return true;
}

bool gen_dump_text(gen_dump_line *line, size_t i, size_t *len)
{
    static const char letters[] = "tnr\\", meanings[] = "\t\n\r\\";
    char *to = line->field[i];
    for (const char *from = to; *from; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        from++;
        const char *letter = *from ? strchr(letters, *from) : NULL;
        if (!letter)
            return gen_dump_refuse(line, "field %zu: unknown escape", i);
        *to++ = meanings[letter - letters];
    }
    *to = '\0';
    *len = (size_t)(to - line->field[i]);
    return true;
}

bool gen_dump_word(gen_dump_line *line, size_t i, char **out)
{
    *out = gen_strdup(line->field[i]);
    return line->field[i][0] || gen_dump_refuse(line, "field %zu: empty", i);
}

bool gen_dump_string(gen_dump_line *line, size_t i, char **out)
{
    size_t len;
    return gen_dump_text(line, i, &len) && gen_dump_word(line, i, out);
}

bool gen_dump_flags(gen_dump_line *line, size_t i, uint8_t *out)
{
    *out = strcmp(line->field[i], "noc") == 0 ? SJ_FLAG_NOC : 0;
    if (*out || strcmp(line->field[i], "-") == 0)
        return true;
    return gen_dump_refuse(line, "field %zu: no such flags: %s", i, line->field[i]);
}

/*
 * General Equivalence Mappings, four files: a source code, a target code or "NoDx" and
 * its like, and five flags, separated by blanks or tabs. Some rows have no target and
 * yet no no-map flag: no target is no map.
 */
#include <string.h>

#include "gen/source/fields.h"

enum { SOURCE, TARGET, FLAGS, FIELDS };

enum { /* value of the row */
       APPROXIMATE = 1,
       NO_MAP = 2,
       COMBINATION = 4,
       SCENARIO_SHIFT = 3,
       CHOICE_SHIFT = 7,
};

static sj_system target_of(sj_system source)
{
    switch (source) {
    case SJ_ICD10CM:
        return SJ_ICD9CM;
    case SJ_ICD9CM:
        return SJ_ICD10CM;
    case SJ_ICD10PCS:
        return SJ_ICD9PCS;
    default:
        return SJ_ICD10PCS;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Words of a line. @return how many there are, also beyond FIELDS */
static size_t split(const gen_line *line, gen_field *fields)
{
    size_t count = 0, at = 0;
    for (;;) {
        while (at < line->len && is_blank(line->text[at]))
            at++;
        if (at == line->len)
            return count;
        size_t from = at;
        while (at < line->len && !is_blank(line->text[at]))
            at++;
        if (count < FIELDS)
            fields[count] = (gen_field){line->text + from, at - from};
        count++;
    }
}

static const char *read_flags(gen_field field, uint32_t *out)
{
    static const char wrong[] = "flags are not three of 0 or 1 and two digits";
    if (field.len != 5)
        return wrong;
    for (size_t i = 0; i < 5; i++)
        if (field.text[i] < '0' || field.text[i] > (i < 3 ? '1' : '9'))
            return wrong;
    *out = (field.text[0] == '1' ? APPROXIMATE : 0U) |
           (field.text[1] == '1' ? NO_MAP : 0U) |
           (field.text[2] == '1' ? COMBINATION : 0U) |
           (uint32_t)(field.text[3] - '0') << SCENARIO_SHIFT |
           (uint32_t)(field.text[4] - '0') << CHOICE_SHIFT;
    return NULL;
}

static bool is_none(gen_field target)
{
    return gen_field_is(target, "NoDx") || gen_field_is(target, "NoPCS") ||
           gen_field_is(target, "NoI9") || gen_field_is(target, "NoPx");
}

typedef struct mapping {
    char from[SJ_CODE_CAP], to[SJ_CODE_CAP];
    size_t from_len, to_len;
    uint32_t flags;
} mapping;

static const char *read_record(sj_system system, const gen_line *line, mapping *m)
{
    gen_field fields[FIELDS];
    if (split(line, fields) != FIELDS)
        return "a record has 3 fields: source, target, flags";
    if (!sj_normalize(system, fields[SOURCE].text, fields[SOURCE].len, m->from,
                      &m->from_len))
        return "source is not a code of its system";
    const char *why = read_flags(fields[FLAGS], &m->flags);
    if (why)
        return why;
    if (is_none(fields[TARGET])) {
        m->flags |= NO_MAP;
        return NULL;
    }
    if (!sj_normalize(target_of(system), fields[TARGET].text, fields[TARGET].len, m->to,
                      &m->to_len))
        return "target is not a code of its system";
    return m->flags & NO_MAP ? "a target, but the flags say that there is none" : NULL;
}

void gen_read_gems(gen_reader *reader)
{
    gen_line line;
    sj_system system = reader->source->system;
    while (gen_reader_record(reader, &line)) {
        mapping m = {0};
        const char *why = read_record(system, &line, &m);
        if (why) {
            gen_reader_refuse(reader, line.number, why);
            continue;
        }
        gen_row row = {.kind = GEN_ROW_GEM,
                       .value = m.flags,
                       .system = system,
                       .code = m.from,
                       .code_len = m.from_len,
                       .from = GEN_NO_DATE,
                       .to = SJ_DATE_OPEN,
                       .short_text = m.to_len ? m.to : NULL,
                       .short_len = m.to_len,
                       .line = line.number};
        gen_reader_emit(reader, &row);
    }
}

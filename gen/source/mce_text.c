/*
 * "Definitions of Medicare Code Edits": numbered headings, lettered sub-lists, prose,
 * and rows of a code, a tab and a title (docs/SOURCES.md). A numbered heading ends
 * whatever list came before it. Only lists that need nothing but the code are taken:
 * those of code combinations (8 B, 11 B to E, 17 B) are passed over.
 */
#include <stdio.h>

#include "gen/source/fields.h"
#include "gen/source/mce.h"

typedef enum section_kind {
    NO_SECTION, /* prose, headings without lists, sections of combinations */
    AGE,
    SEX,
    MANIFESTATION,
    QUESTIONABLE,
    UNACCEPTABLE,
    NON_COVERED,
    LIMITED,
    WRONG_PROCEDURE,
    LONG_STAY,
    UNSPECIFIED,
} section_kind;

enum { NO_LIST = -1, FIRST_ICD10_VERSION = 33, AGE_MOST = 124 };

typedef struct state {
    gen_mce mce;
    section_kind section;
    int list; /* sjf_trait that rows belong to, or NO_LIST */
    bool procedures;
    bool carved_out; /* section 9: rows are acceptable beside a secondary diagnosis */
    bool elsewhere;  /* in a chapter of changes or an appendix: not the lists */
} state;

/* Numbers of sections have changed their meaning, names have not. */
static section_kind section_of(gen_field name)
{
    static const struct {
        const char *starts;
        section_kind section;
    } names[] = {
        {"age conflict", AGE},
        {"sex conflict", SEX},
        {"manifestation code", MANIFESTATION},
        {"questionable admission", QUESTIONABLE},
        {"unacceptable principal", UNACCEPTABLE},
        {"non-covered procedure", NON_COVERED},
        {"noncovered procedure", NON_COVERED},
        {"limited coverage", LIMITED},
        {"wrong procedure", WRONG_PROCEDURE},
        {"procedure inconsistent with l", LONG_STAY},
        {"unspecified code", UNSPECIFIED},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (gen_field_starts(name, names[i].starts))
            return names[i].section;
    return NO_SECTION;
}

static void enter(state *s, section_kind section)
{
    static const struct {
        int list;
        bool procedures;
    } first[] = {
        [NO_SECTION] = {NO_LIST, false},
        [AGE] = {NO_LIST, false},
        [SEX] = {NO_LIST, false},
        [MANIFESTATION] = {SJF_MANIFESTATION, false},
        [QUESTIONABLE] = {SJF_QUESTIONABLE, false},
        [UNACCEPTABLE] = {SJF_UNACCEPTABLE, false},
        [NON_COVERED] = {SJF_NON_COVERED, true},
        [LIMITED] = {SJF_LIMITED_COVERAGE, true},
        [WRONG_PROCEDURE] = {SJF_WRONG_PROCEDURE, false},
        [LONG_STAY] = {SJF_LONG_STAY, true},
        [UNSPECIFIED] = {SJF_UNSPECIFIED_SIDE, false},
    };
    s->section = section;
    s->list = first[section].list;
    s->procedures = first[section].procedures;
    s->carved_out = false;
}

/* ---- ages ------------------------------------------------------------------------ */

static int age_list_of(gen_field name)
{
    if (gen_field_starts(name, "perinatal") || gen_field_starts(name, "newborn"))
        return SJF_NEWBORN;
    if (gen_field_starts(name, "pediatric"))
        return SJF_PEDIATRIC;
    if (gen_field_starts(name, "maternity"))
        return SJF_MATERNITY;
    return gen_field_starts(name, "adult") ? SJF_ADULT : NO_LIST;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip(gen_field *field, size_t n)
{
    field->text += n;
    field->len -= n;
}

static bool take(gen_field *field, const char *text, size_t n)
{
    if (!gen_field_starts(*field, text))
        return false;
    skip(field, n);
    return true;
}

/* Numbers of more than three digits are no ages and come out above AGE_MOST. */
static bool take_age(gen_field *field, unsigned *out)
{
    unsigned value = 0;
    *field = gen_trim(*field);
    if (field->len == 0 || !is_digit(field->text[0]))
        return false;
    for (; field->len > 0 && is_digit(field->text[0]); skip(field, 1))
        value = value < 1000 ? value * 10 + (unsigned)(field->text[0] - '0') : value;
    *out = value;
    return true;
}

/* "0-17", with a hyphen, a dash in Windows-1252 or UTF-8, "through" or "to" between. */
static bool take_ages(gen_field *field, unsigned *least, unsigned *greatest)
{
    if (!take_age(field, least))
        return false;
    gen_field rest = gen_trim(*field);
    *greatest = *least;
    if (take(&rest, "-", 1) || take(&rest, "\x96", 1) || take(&rest, "\x97", 1) ||
        take(&rest, "\xE2\x80\x93", 3) || take(&rest, "\xE2\x80\x94", 3) ||
        take(&rest, "through", 7) || take(&rest, "to ", 3)) {
        if (!take_age(&rest, greatest))
            return false;
        *field = rest;
    }
    return true;
}

/* Ages behind the word "age" of "Pediatric. Age range is 0-17 years inclusive" and of
 * "Pediatric diagnoses (age 0 through 17)". @return false when none stand there */
static bool find_ages(gen_field text, unsigned *least, unsigned *greatest)
{
    for (; text.len > 0; skip(&text, 1)) {
        gen_field rest = text;
        if (!take(&rest, "age", 3))
            continue;
        take(&rest, "s", 1);
        rest = gen_trim(rest);
        if (take(&rest, "range", 5))
            rest = gen_trim(rest);
        if (take(&rest, "is", 2) || take(&rest, "of", 2))
            rest = gen_trim(rest);
        if (take_ages(&rest, least, greatest))
            return true;
    }
    return false;
}

/* Ages that a line tells of a list. They may be told twice, but alike. */
static void learn_ages(state *s, int list, gen_field text, uint32_t line)
{
    gen_mce *mce = &s->mce;
    unsigned least, greatest;
    if (!find_ages(text, &least, &greatest))
        return;
    if (greatest > AGE_MOST || least > greatest)
        gen_reader_refuse(mce->reader, line, "the ages of a list are no ages");
    else if (mce->ages_known[list] &&
             (mce->ages[list][0] != least || mce->ages[list][1] != greatest))
        gen_reader_refuse(mce->reader, line, "the ages of a list are told differently");
    else {
        mce->ages_known[list] = true;
        mce->ages[list][0] = (uint8_t)least;
        mce->ages[list][1] = (uint8_t)greatest;
    }
}

/* ---- lines ----------------------------------------------------------------------- */

/* A line of the table of contents ends with a tab or dots and a page number. */
static bool is_of_contents(gen_field text)
{
    size_t n = text.len;
    while (n > 0 && is_digit(text.text[n - 1]))
        n--;
    if (n == text.len || n == 0)
        return false;
    size_t digits_from = n;
    while (n > 0 && text.text[n - 1] == ' ')
        n--;
    if (n > 0 && text.text[n - 1] == '\t')
        return true;
    return n >= 3 && text.text[n - 1] == '.' && text.text[n - 2] == '.' &&
           digits_from >= n;
}

/* "9. Unacceptable principal diagnosis". Codes of ICD-9 procedures have a digit behind
 * the dot. */
static bool is_numbered(gen_field text, gen_field *name)
{
    size_t n = 0;
    while (n < text.len && n < 3 && is_digit(text.text[n]))
        n++;
    if (n == 0 || n > 2 || n + 1 >= text.len || text.text[n] != '.')
        return false;
    *name = gen_trim((gen_field){text.text + n + 1, text.len - n - 1});
    return name->text > text.text + n + 1 && name->len > 0 && !is_digit(name->text[0]);
}

/* "B. Pediatric diagnoses (age 0 through 17)" */
static bool is_lettered(gen_field text, char *letter, gen_field *name)
{
    if (text.len < 4 || text.text[0] < 'A' || text.text[0] > 'Z' || text.text[1] != '.')
        return false;
    *letter = text.text[0];
    *name = gen_trim((gen_field){text.text + 2, text.len - 2});
    return name->text > text.text + 2 && name->len > 0;
}

/* A row is a code, a tab or two blanks, and a title. A star marks what a note below
 * the list or in the prose above it is about. */
static bool is_row(gen_field text, gen_field *code, bool *starred)
{
    size_t n = 0, digits = 0;
    *starred = false;
    while (n < text.len && text.text[n] == '*') {
        *starred = true;
        n++;
    }
    size_t from = n;
    for (; n < text.len; n++) {
        char c = text.text[n];
        if (!is_digit(c) && !(c >= 'A' && c <= 'Z') && c != '.')
            break;
        digits += is_digit(c);
    }
    *code = (gen_field){text.text + from, n - from};
    while (n < text.len && text.text[n] == '*') {
        *starred = true;
        n++;
    }
    if (code->len < 3 || code->len > 8 || digits == 0 || n + 1 >= text.len ||
        code->text[code->len - 1] == '.')
        return false;
    return text.text[n] == '\t' || (text.text[n] == ' ' && text.text[n + 1] == ' ');
}

static void begin_sub_list(state *s, char letter, gen_field name, uint32_t line)
{
    switch (s->section) {
    case AGE:
        s->list = age_list_of(name);
        if (s->list != NO_LIST)
            learn_ages(s, s->list, name, line);
        break;
    case SEX:
        s->procedures = gen_field_holds(name, "procedure");
        s->list = gen_field_holds(name, "female") ? SJF_FEMALE
                  : gen_field_holds(name, "male") ? SJF_MALE
                                                  : NO_LIST;
        break;
    case QUESTIONABLE:
        s->list = letter == 'A' ? SJF_QUESTIONABLE : NO_LIST;
        break;
    case NON_COVERED:
        s->list = gen_field_holds(name, "age 60") || gen_field_holds(name, "over 60")
                      ? SJF_NON_COVERED_OVER_60
                  : letter == 'A' ? SJF_NON_COVERED
                                  : NO_LIST;
        break;
    case LIMITED:
        s->list = letter == 'A' ? SJF_LIMITED_COVERAGE : NO_LIST;
        break;
    default: /* no other section is divided */
        break;
    }
}

/* What prose says of the lists around it. */
static void read_prose(state *s, gen_field text, uint32_t line)
{
    if (s->section == AGE) {
        /* "* Pediatric. Age range is ...": a bullet of any kind before the name */
        gen_field name = text;
        for (int i = 0; i < 8 && name.len > 0 && age_list_of(name) == NO_LIST; i++)
            skip(&name, 1);
        int list = age_list_of(name);
        if (list != NO_LIST)
            learn_ages(s, list, name, line);
    } else if (s->section == QUESTIONABLE) {
        if (gen_field_starts(text, "questionable admission"))
            s->list = SJF_QUESTIONABLE;
        else if (gen_field_holds(text, "obstetric"))
            s->list = NO_LIST;
    } else if (s->section == UNACCEPTABLE) {
        if (gen_field_holds(text, "secondary diagnosis"))
            s->carved_out = true;
        else if (gen_field_starts(text, "the following") ||
                 gen_field_starts(text, "unacceptable principal diagnosis"))
            s->carved_out = false;
    }
}

static void read_row(state *s, gen_field code, bool starred, uint32_t line)
{
    int list = s->list;
    if (list == NO_LIST)
        return;
    if (s->section == UNACCEPTABLE && (s->carved_out || starred))
        list = SJF_REQUIRES_SECONDARY;
    const char *why =
        gen_mce_tell(&s->mce, (enum sjf_trait)list, s->procedures, code, line);
    if (why)
        gen_reader_refuse(s->mce.reader, line, why);
}

static void read_line(state *s, const gen_line *line)
{
    gen_field text = gen_trim((gen_field){line->text, line->len}), name;
    char letter;
    bool starred;
    if (text.len == 0)
        return;
    if (is_row(text, &name, &starred)) {
        read_row(s, name, starred, line->number);
        return;
    }
    if (is_of_contents(text))
        return;
    if (gen_field_starts(text, "chapter ") && text.len > 8 && is_digit(text.text[8])) {
        s->elsewhere = text.text[8] != '1' || (text.len > 9 && is_digit(text.text[9]));
        enter(s, NO_SECTION);
    } else if (gen_field_starts(text, "appendix ")) {
        s->elsewhere = true;
        enter(s, NO_SECTION);
    } else if (is_numbered(text, &name)) {
        enter(s, s->elsewhere ? NO_SECTION : section_of(name));
    } else if (is_lettered(text, &letter, &name)) {
        begin_sub_list(s, letter, name, line->number);
    } else {
        read_prose(s, text, line->number);
    }
}

/* A text in another layout would read as one without lists. */
static void miss_lists(const state *s)
{
    static const struct {
        enum sjf_trait list;
        const char *name;
    } wanted[] = {
        {SJF_NEWBORN, "newborn"},
        {SJF_PEDIATRIC, "pediatric"},
        {SJF_MATERNITY, "maternity"},
        {SJF_ADULT, "adult"},
        {SJF_MANIFESTATION, "manifestation"},
        {SJF_UNACCEPTABLE, "unacceptable principal"},
    };
    const gen_reader *r = s->mce.reader;
    uint32_t told = s->mce.told[s->mce.icd9 ? SJ_ICD9CM : SJ_ICD10CM];
    if (told == 0 || r->failed || r->stopped || r->source->rejected > 0)
        return;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (!(told & UINT32_C(1) << wanted[i].list))
            gen_report_add(r->report, GEN_WARNING, r->source->path, 0,
                           "no list of %s diagnoses in it", wanted[i].name);
}

void gen_read_mce_text(gen_reader *reader)
{
    state s = {.mce = {.reader = reader}, .list = NO_LIST};
    gen_line line;
    unsigned version = gen_mce_version(reader->source->release);
    s.mce.icd9 = version > 0 && version < FIRST_ICD10_VERSION;
    while (gen_reader_record(reader, &line))
        read_line(&s, &line);
    miss_lists(&s);
}

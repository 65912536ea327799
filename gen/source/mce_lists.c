/*
 * Medicare Code Editor lists as a table, a code a line (docs/SOURCES.md): version, ICD
 * version, section, subsection, edit type, code type, code, title. Ages are not in it:
 * they are those that the version is known to have.
 */
#include <stdio.h>

#include "gen/source/fields.h"
#include "gen/source/mce.h"

enum { VERSION, ICD, SECTION, LETTER, EDIT, TYPE, CODE, TITLE, FIELDS };

static const char *const header[FIELDS] = {
    "MCE_Version",   "ICD_Version",   "MCE_Section", "MCE_Subsection",
    "MCE_Edit_Type", "ICD_Code_Type", "ICD_Code",    "ICD_Desc",
};

/* Section 8 was divided into A and B in version 36; its list is A's since. */
static const struct {
    const char *section, *letters, *edit;
    char type;
    enum sjf_trait list;
} lists[] = {
    {"4", "A", "Newborn_Only", 'D', SJF_NEWBORN},
    {"4", "B", "Pediatric_Only", 'D', SJF_PEDIATRIC},
    {"4", "C", "Maternity_Only", 'D', SJF_MATERNITY},
    {"4", "D", "Adult_Only", 'D', SJF_ADULT},
    {"5", "A", "Female_Only", 'D', SJF_FEMALE},
    {"5", "B", "Female_Only", 'P', SJF_FEMALE},
    {"5", "C", "Male_Only", 'D', SJF_MALE},
    {"5", "D", "Male_Only", 'P', SJF_MALE},
    {"6", "_", "Principal_Manifestation", 'D', SJF_MANIFESTATION},
    {"8", "_A", "Principal_Questionable_Admit", 'D', SJF_QUESTIONABLE},
    {"9", "_", "Principal_Unacceptable", 'D', SJF_UNACCEPTABLE},
    {"11", "A", "Noncovered_Always", 'P', SJF_NON_COVERED},
    {"11", "F", "Noncovered_Over60", 'P', SJF_NON_COVERED_OVER_60},
    {"17", "A", "Limited_Coverage", 'P', SJF_LIMITED_COVERAGE},
    {"18", "_", "Wrong_Performed", 'D', SJF_WRONG_PROCEDURE},
    {"19", "_", "Noncovered_LOS_96hr", 'P', SJF_LONG_STAY},
};

enum { LIST_COUNT = sizeof lists / sizeof lists[0] };

static bool is_letter_of(gen_field field, const char *letters)
{
    for (; *letters; letters++)
        if (field.len == 1 && field.text[0] == *letters)
            return true;
    return false;
}

/* Row of `lists`; LIST_COUNT when the combination is none of them. */
static size_t find_list(const gen_field *fields)
{
    size_t i = 0;
    for (; i < LIST_COUNT; i++)
        if (gen_field_is(fields[SECTION], lists[i].section) &&
            is_letter_of(fields[LETTER], lists[i].letters) &&
            gen_field_is(fields[EDIT], lists[i].edit) && fields[TYPE].len == 1 &&
            fields[TYPE].text[0] == lists[i].type)
            break;
    return i;
}

static bool read_header(gen_reader *r)
{
    gen_line line = {0};
    gen_field fields[FIELDS];
    bool good =
        gen_reader_record(r, &line) && gen_split_tabs(&line, fields, FIELDS) == FIELDS;
    for (int i = 0; good && i < FIELDS; i++)
        good = gen_field_is(gen_trim(fields[i]), header[i]);
    if (!good && !r->failed && !gen_stream_error(r->stream))
        gen_reader_fail(r, line.number ? line.number : 1,
                        "the first line is not that of a table of Code Editor lists: "
                        "MCE_Version, ICD_Version, ...");
    return good;
}

/* The first record settles the version. @return NULL, or why the file is refused */
static const char *settle(gen_mce *mce, const gen_field *fields, uint32_t *version,
                          char *why, size_t cap)
{
    unsigned told = gen_mce_version(mce->reader->source->release);
    if (!gen_field_number(fields[VERSION], version))
        return "the Code Editor version is no number";
    if (told && told != *version) {
        snprintf(why, cap, "Code Editor version %u, but the release is v%u",
                 (unsigned)*version, told);
        return why;
    }
    mce->icd9 = gen_field_is(fields[ICD], "9");
    gen_mce_known_ages(mce, (unsigned)*version);
    return NULL;
}

static const char *read_record(gen_mce *mce, const gen_field *fields, uint32_t version,
                               uint32_t line, char *why, size_t cap)
{
    uint32_t its_version;
    if (!gen_field_number(fields[VERSION], &its_version) || its_version != version)
        return "Code Editor version is not that of the first record";
    if (!gen_field_is(fields[ICD], mce->icd9 ? "9" : "10"))
        return "ICD version is not that of the first record, 9 or 10";
    size_t list = find_list(fields);
    if (list == LIST_COUNT) {
        snprintf(why, cap,
                 "no list is known of section %.*s, subsection %.*s, %.*s, %.*s",
                 (int)fields[SECTION].len, fields[SECTION].text,
                 (int)fields[LETTER].len, fields[LETTER].text, (int)fields[EDIT].len,
                 fields[EDIT].text, (int)fields[TYPE].len, fields[TYPE].text);
        return why;
    }
    return gen_mce_tell(mce, lists[list].list, lists[list].type == 'P', fields[CODE],
                        line);
}

void gen_read_mce_lists(gen_reader *reader)
{
    gen_mce mce = {.reader = reader};
    gen_line line;
    uint32_t version = 0;
    bool settled = false;
    if (!read_header(reader))
        return;
    while (gen_reader_record(reader, &line)) {
        char text[160];
        gen_field fields[FIELDS];
        const char *why;
        if (gen_split_tabs(&line, fields, FIELDS) != FIELDS) {
            gen_reader_refuse(reader, line.number, "a record has 8 fields");
            continue;
        }
        if (!settled && (why = settle(&mce, fields, &version, text, sizeof text))) {
            gen_reader_fail(reader, line.number, why);
            return;
        }
        settled = true;
        why = read_record(&mce, fields, version, line.number, text, sizeof text);
        if (why)
            gen_reader_refuse(reader, line.number, why);
    }
}

/*
 * The ICD-10-CM Tabular List (XML): chapters, sections, and codes (diag) within each
 * other, each with its notes. A row for every chapter, section and category, and for
 * every other code that bears a note; a row for every line of a note. Records are both
 * kinds of rows. Introduction, index of sections and the table of visual impairment are
 * text for people and left out, and so are codes deactivated long ago.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"
#include "gen/source/note_reference.h"
#include "gen/source/xml.h"

typedef enum place {
    OUTSIDE,
    ROOT,
    CHAPTER,
    SECTION,
    DIAG,
    NAME,
    DESC,
    NOTES,        /* <excludes1> and its kin: <note> lines */
    NOTE,         /* a line of them */
    SEVENTH,      /* <sevenChrDef> */
    EXTENSION,    /* a seventh character of it */
    CONTINUATION, /* <note> in it: goes on with the extension before */
    ASIDE,        /* left out with all it holds */
} place;

static const struct {
    place within;
    const char *name;
    place is;
} layout[] = {
    {OUTSIDE, "ICD10CM.tabular", ROOT},
    {ROOT, "version", ASIDE},
    {ROOT, "title", ASIDE},
    {ROOT, "introduction", ASIDE},
    {ROOT, "chapter", CHAPTER},
    {CHAPTER, "name", NAME},
    {CHAPTER, "desc", DESC},
    {CHAPTER, "sectionIndex", ASIDE},
    {CHAPTER, "section", SECTION},
    {SECTION, "desc", DESC},
    {SECTION, "deactivated", ASIDE},
    {SECTION, "diag", DIAG},
    {DIAG, "name", NAME},
    {DIAG, "desc", DESC},
    {DIAG, "diag", DIAG},
    {DIAG, "visualImpairment", ASIDE},
    {NOTES, "note", NOTE},
    {SEVENTH, "extension", EXTENSION},
    {SEVENTH, "note", CONTINUATION},
};

/* What a chapter, section or code may bear. */
static const struct {
    const char *name;
    sj_note_kind kind;
} bearings[] = {
    {"includes", SJ_NOTE_INCLUDES},    {"inclusionTerm", SJ_NOTE_INCLUSION_TERM},
    {"excludes1", SJ_NOTE_EXCLUDES1},  {"excludes2", SJ_NOTE_EXCLUDES2},
    {"codeFirst", SJ_NOTE_CODE_FIRST}, {"useAdditionalCode", SJ_NOTE_USE_ADDITIONAL},
    {"codeAlso", SJ_NOTE_CODE_ALSO},   {"notes", SJ_NOTE_NOTES},
    {"sevenChrNote", SJ_NOTE_NOTES},   {"sevenChrDef", SJ_NOTE_SEVENTH},
};

enum { FRAMES = 16, BEARERS = 10 }; /* chapter, section, codes of 3 to 7 characters */

/* A chapter, section or code that is open. */
typedef struct bearer {
    place is;
    char name[SJ_CODE_CAP];
    size_t name_len;
    char *title; /* NULL until its <desc> */
    uint32_t line;
    uint32_t depth; /* of its element */
    bool told;      /* its row is out */
    bool parted;    /* what stands below it has begun */
} bearer;

typedef struct tabular {
    gen_reader *reader;
    place frames[FRAMES]; /* of the open elements */
    uint32_t depth;
    uint32_t aside_depth; /* of the element that is left out; 0: none is */
    bearer bearers[BEARERS];
    uint32_t bearer_count;
    sj_note_kind kind; /* of the notes in hand */
    char char_name;    /* of the extension in hand */
    char *extension;   /* its text; NULL: none in hand */
    uint32_t extension_line;
    uint64_t unread;
    gen_note_references references;
} tabular;

static bearer *innermost(tabular *t)
{
    return &t->bearers[t->bearer_count - 1];
}

static const char *place_name(const tabular *t)
{
    static const char *const names[] = {
        [OUTSIDE] = "the document",
        [ROOT] = "ICD10CM.tabular",
        [CHAPTER] = "chapter",
        [SECTION] = "section",
        [DIAG] = "diag",
        [NAME] = "name",
        [DESC] = "desc",
        [NOTES] = "notes",
        [NOTE] = "note",
        [SEVENTH] = "sevenChrDef",
        [EXTENSION] = "extension",
        [CONTINUATION] = "note",
        [ASIDE] = "",
    };
    return names[t->depth ? t->frames[t->depth - 1] : OUTSIDE];
}

/* ---- rows ------------------------------------------------------------------------ */

static void emit(tabular *t, gen_row_kind kind, const bearer *node, gen_row *row)
{
    row->kind = kind;
    row->system = t->reader->source->system;
    row->code = node->name;
    row->code_len = node->name_len;
    row->from = GEN_NO_DATE;
    row->to = SJ_DATE_OPEN;
    gen_reader_emit(t->reader, row);
}

static bool begins_with(const char *code, const char *stem)
{
    return strncmp(code, stem, strlen(stem)) == 0;
}

static void tell_node(tabular *t, bearer *b)
{
    gen_row row = {.line = b->line, .status = SJF_LEVEL_CODE};
    for (const bearer *above = t->bearers; above < b; above++)
        if (above->told && (above->is != DIAG || begins_with(b->name, above->name))) {
            row.short_text = above->name;
            row.short_len = above->name_len;
        }
    if (b->is != DIAG) {
        row.status = b->is == CHAPTER ? SJF_LEVEL_CHAPTER : SJF_LEVEL_BLOCK;
        row.long_text = b->title;
        row.long_len = strlen(b->title);
    }
    b->told = true;
    emit(t, GEN_ROW_NODE, b, &row);
}

static bool names_codes(sj_note_kind kind)
{
    return kind >= SJ_NOTE_EXCLUDES1 && kind <= SJ_NOTE_CODE_ALSO;
}

/* Bytes of a text that a message shows: whole characters only. */
static int shown(const char *text, size_t len)
{
    if (len > 100)
        for (len = 100; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
    return (int)len;
}

static uint8_t flags_of(tabular *t, const char *text, size_t len, uint32_t line)
{
    uint8_t flags = 0;
    if (!names_codes(t->kind))
        return 0;
    if (t->kind == SJ_NOTE_CODE_FIRST && gen_note_is_weak(text, len))
        flags |= GEN_NOTE_WEAK;
    gen_read_references(text, len, &t->references);
    if (t->references.unread_count > 0) {
        flags |= GEN_NOTE_UNREAD;
        if (t->unread++ < t->reader->report->limit)
            gen_report_add(t->reader->report, GEN_WARNING, t->reader->source->path,
                           line, "does not read as references to codes: %.*s",
                           shown(t->references.unread, t->references.unread_len),
                           t->references.unread);
    }
    return flags;
}

static void tell_note(tabular *t, const char *text, size_t len, uint32_t line)
{
    bearer *b = innermost(t);
    if (len == 0) {
        gen_reader_refuse(t->reader, line, "a note without text");
        return;
    }
    if (!b->told)
        tell_node(t, b);
    gen_row row = {.status = (uint8_t)t->kind,
                   .flags = flags_of(t, text, len, line),
                   .long_text = text,
                   .long_len = len,
                   .line = line};
    if (!t->reader->stopped)
        emit(t, GEN_ROW_NOTE, b, &row);
}

/* The extension in hand is complete: "A: initial encounter". */
static void tell_extension(tabular *t)
{
    if (t->extension)
        tell_note(t, t->extension, strlen(t->extension), t->extension_line);
    free(t->extension);
    t->extension = NULL;
}

/* ---- what bears notes ------------------------------------------------------------ */

/* A chapter, section or code is refused with all that stands in it. */
static void refuse_bearer(tabular *t, const char *reason)
{
    const bearer *b = innermost(t);
    gen_reader_refuse(t->reader, b->line, reason);
    t->aside_depth = b->depth;
}

static void push_bearer(tabular *t, place is, uint32_t line)
{
    if (t->bearer_count == BEARERS) {
        gen_reader_fail(t->reader, line, "elements nested too deeply");
        return;
    }
    t->bearers[t->bearer_count++] = (bearer){.is = is, .line = line, .depth = t->depth};
}

static void pop_bearer(tabular *t)
{
    free(innermost(t)->title);
    t->bearer_count--;
}

static bool is_category(const char *text, size_t len)
{
    return len == 3 && gen_is_canonical(SJ_ICD10CM, text, 3);
}

/* "A00-B99" or "B10" */
static bool is_section_id(const char *id, size_t len)
{
    return is_category(id, len) ||
           (len == 7 && id[3] == '-' && is_category(id, 3) && is_category(id + 4, 3));
}

static void open_section(tabular *t, const gen_xml_element *element)
{
    const char *id = gen_xml_attribute(element, "id");
    push_bearer(t, SECTION, element->line);
    if (t->reader->failed)
        return;
    if (!id || !is_section_id(id, strlen(id))) {
        refuse_bearer(t, "the section's id is not like A00-A09 or B10");
        return;
    }
    bearer *b = innermost(t);
    b->name_len = strlen(id);
    memcpy(b->name, id, b->name_len + 1);
}

static void name_chapter(tabular *t, bearer *b, const gen_xml_element *element)
{
    const char *text = element->text;
    size_t len = element->text_len;
    if (len == 0 || len > 2 || strspn(text, "0123456789") != len || text[0] == '0') {
        refuse_bearer(t, "the chapter's name is no number from 1 to 99");
        return;
    }
    b->name_len = (size_t)snprintf(b->name, sizeof b->name, "chapter %.2s", text);
}

/* "E11.65" below "E11.6"; but H54.512A stands in H54.511, from 2018 on. */
static void name_code(tabular *t, bearer *b, const gen_xml_element *element)
{
    const bearer *above = b - 1;
    char code[SJ_CODE_CAP];
    size_t len;
    if (!sj_normalize(SJ_ICD10CM, element->text, element->text_len, code, &len)) {
        refuse_bearer(t, "the name is no ICD-10-CM code");
    } else if (above->is == SECTION && len != 3) {
        refuse_bearer(t, "a category is not of three characters");
    } else if (above->is == DIAG && (len <= 3 || memcmp(code, above->name, 3) != 0)) {
        refuse_bearer(t, "the code is not of the category it stands in");
    } else {
        memcpy(b->name, code, len);
        b->name[len] = '\0';
        b->name_len = len;
    }
}

static void close_name(tabular *t, const gen_xml_element *element)
{
    bearer *b = innermost(t);
    if (b->name_len > 0)
        refuse_bearer(t, "a second name");
    else if (b->is == CHAPTER)
        name_chapter(t, b, element);
    else
        name_code(t, b, element);
}

static void close_desc(tabular *t, const gen_xml_element *element)
{
    bearer *b = innermost(t);
    if (b->title || element->text_len == 0)
        refuse_bearer(t, b->title ? "a second title" : "the title is empty");
    else
        b->title = gen_strdup(element->text);
}

/* Name and title stand before all else: what is not known by then is missing. */
static void settle_bearer(tabular *t)
{
    bearer *b = innermost(t);
    if (b->name_len == 0)
        refuse_bearer(t, "no name");
    else if (!b->title)
        refuse_bearer(t, "no title");
    else if (!b->told && (b->is != DIAG || b->name_len == 3))
        tell_node(t, b);
}

/* ---- elements -------------------------------------------------------------------- */

static place place_of(tabular *t, const char *name)
{
    place within = t->depth ? t->frames[t->depth - 1] : OUTSIDE;
    for (size_t i = 0; i < sizeof layout / sizeof layout[0]; i++)
        if (layout[i].within == within && strcmp(layout[i].name, name) == 0)
            return layout[i].is;
    if (within != CHAPTER && within != SECTION && within != DIAG)
        return OUTSIDE;
    for (size_t i = 0; i < sizeof bearings / sizeof bearings[0]; i++)
        if (strcmp(bearings[i].name, name) == 0) {
            t->kind = bearings[i].kind;
            return bearings[i].kind == SJ_NOTE_SEVENTH ? SEVENTH : NOTES;
        }
    return OUTSIDE;
}

/* "A" of <extension char="A"> */
static void open_extension(tabular *t, const gen_xml_element *element)
{
    const char *name = gen_xml_attribute(element, "char");
    tell_extension(t);
    bool sound = name && strlen(name) == 1 &&
                 strchr("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", name[0]);
    t->char_name = sound ? name[0] : '\0';
    if (!sound)
        gen_reader_refuse(t->reader, element->line,
                          "the seventh character is no digit or upper-case letter");
}

static void on_open(void *ctx, const gen_xml_element *element)
{
    tabular *t = ctx;
    if (t->aside_depth) {
        t->depth++;
        return;
    }
    place is = place_of(t, element->name);
    if (is == OUTSIDE || t->depth == FRAMES) {
        gen_xml_unexpected(t->reader, element, place_name(t));
        return;
    }
    if (is == ROOT) {
        const char *addenda = gen_xml_attribute(element, "isAddenda");
        if (addenda && strcmp(addenda, "true") == 0)
            gen_reader_fail(t->reader, element->line,
                            "addenda: a list of changes, not a release");
    }
    bool within_bearer = t->bearer_count > 0 && innermost(t)->depth == t->depth;
    if (within_bearer && is != NAME && is != DESC && is != ASIDE)
        settle_bearer(t);
    if (within_bearer && !t->aside_depth) {
        if (is == SECTION || is == DIAG)
            innermost(t)->parted = true;
        else if ((is == NOTES || is == SEVENTH) && innermost(t)->parted)
            gen_reader_fail(t->reader, element->line,
                            "a note behind the codes below its node");
    }
    t->depth++;
    if (t->aside_depth || t->reader->failed || t->reader->stopped)
        return;
    t->frames[t->depth - 1] = is;
    if (is == ASIDE)
        t->aside_depth = t->depth;
    else if (is == CHAPTER || is == DIAG)
        push_bearer(t, is, element->line);
    else if (is == SECTION)
        open_section(t, element);
    else if (is == EXTENSION)
        open_extension(t, element);
}

static void close_extension(tabular *t, const gen_xml_element *element)
{
    if (!t->char_name)
        return;
    size_t size = element->text_len + 4;
    t->extension = gen_alloc(size);
    snprintf(t->extension, size, "%c: %s", t->char_name, element->text);
    t->extension_line = element->line;
}

static void close_continuation(tabular *t, const gen_xml_element *element)
{
    if (!t->extension) {
        gen_reader_refuse(t->reader, element->line,
                          "a note that continues no seventh character");
        return;
    }
    size_t len = strlen(t->extension), size = len + element->text_len + 2;
    t->extension = gen_resize(t->extension, size, 1);
    snprintf(t->extension + len, size - len, " %s", element->text);
}

static void on_close(void *ctx, const gen_xml_element *element)
{
    tabular *t = ctx;
    uint32_t depth = t->depth--;
    if (t->aside_depth && depth != t->aside_depth)
        return;
    bool aside = t->aside_depth == depth;
    t->aside_depth = 0;
    place is = t->frames[depth - 1];
    if (is == CHAPTER || is == SECTION || is == DIAG) {
        if (!aside)
            settle_bearer(t);
        t->aside_depth = 0;
        pop_bearer(t);
    } else if (aside) {
        return;
    } else if (is == NAME) {
        close_name(t, element);
    } else if (is == DESC) {
        close_desc(t, element);
    } else if (is == NOTE) {
        tell_note(t, element->text, element->text_len, element->line);
    } else if (is == EXTENSION) {
        close_extension(t, element);
    } else if (is == CONTINUATION) {
        close_continuation(t, element);
    } else if (is == SEVENTH) {
        tell_extension(t);
    }
}

void gen_read_icd_tabular(gen_reader *reader)
{
    tabular *t = gen_alloc(sizeof *t);
    t->reader = reader;
    gen_xml_read(reader, &(gen_xml_handler){on_open, on_close, t});
    gen_report_add_further(reader->report, GEN_WARNING, reader->source->path, t->unread,
                           "notes that do not read as references to codes");
    while (t->bearer_count > 0)
        pop_bearer(t);
    free(t->extension);
    free(t);
}

/*
 * Three kinds of members matter: the workbook (how it counts days), the shared strings,
 * and the sheets, whose cells name shared strings by number or hold their own. Prefixes
 * of names are cut: some programs write <x:row>. A document type is refused, and with
 * it entities.
 */
#include "gen/source/spreadsheet.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/zip_memory.h"

#define SHEETS "xl/worksheets/sheet"

enum {
    SHEET_MOST = 1000,
    UNPACKED_CAP = 256 << 20, /* below INT_MAX: XML_Parse() takes an int */
};

/* A text that grows. */
typedef struct text {
    char *bytes;
    size_t len, cap;
} text;

typedef struct book {
    XML_Parser parser; /* of the member in hand */
    const char *why;   /* static: what stops it */
    text strings;      /* all shared strings, one behind the other */
    size_t *ends;      /* of each */
    uint32_t string_count, string_cap;
    bool days_from_1904;

    gen_sheet_row row;
    gen_sheet_row_fn tell;
    void *ctx;
    text cells;                     /* of the row in hand */
    size_t from[GEN_SHEET_COLUMNS]; /* in `cells` */
    size_t cell_len[GEN_SHEET_COLUMNS];
    uint32_t column;  /* of the cell in hand, 0-based */
    size_t cell_from; /* where its text starts in `cells` */
    char type[12];    /* of the cell: "s", "inlineStr", ... */
    bool in_row, in_cell, in_text, in_phonetic, stopped;
} book;

static void stop(book *b, const char *why)
{
    if (!b->why)
        b->why = why;
    XML_StopParser(b->parser, XML_FALSE);
}

static void put(book *b, text *to, const char *bytes, size_t len, size_t from)
{
    if (len > GEN_CELL_CAP || to->len - from > GEN_CELL_CAP - len) {
        stop(b, "a cell is too long");
        return;
    }
    if (to->cap - to->len < len) {
        to->cap = 2 * to->cap + len;
        to->bytes = gen_resize(to->bytes, to->cap, 1);
    }
    if (len > 0)
        memcpy(to->bytes + to->len, bytes, len);
    to->len += len;
}

static const char *local_name(const XML_Char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static bool is(const XML_Char *name, const char *want)
{
    return strcmp(local_name(name), want) == 0;
}

static const char *attribute(const XML_Char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

static void XMLCALL refuse_doctype(void *ctx, const XML_Char *name, const XML_Char *sys,
                                   const XML_Char *pub, int has_subset)
{
    (void)name;
    (void)sys;
    (void)pub;
    (void)has_subset;
    stop(ctx, "a document type, which no spreadsheet has");
}

/* ---- workbook -------------------------------------------------------------------- */

static void XMLCALL open_in_workbook(void *ctx, const XML_Char *name,
                                     const XML_Char **attributes)
{
    book *b = ctx;
    if (!is(name, "workbookPr"))
        return;
    const char *value = attribute(attributes, "date1904");
    b->days_from_1904 =
        value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* ---- shared strings: <si><t>one</t></si>, <si><r><t>in</t></r><r>... ------------- */

static size_t string_start(const book *b, uint32_t i)
{
    return i == 0 ? 0 : b->ends[i - 1];
}

static void XMLCALL open_in_strings(void *ctx, const XML_Char *name,
                                    const XML_Char **attributes)
{
    book *b = ctx;
    (void)attributes;
    if (is(name, "rPh")) /* how it is pronounced */
        b->in_phonetic = true;
    else if (is(name, "t"))
        b->in_text = !b->in_phonetic;
}

static void XMLCALL text_in_strings(void *ctx, const XML_Char *bytes, int len)
{
    book *b = ctx;
    if (b->in_text)
        put(b, &b->strings, bytes, (size_t)len, string_start(b, b->string_count));
}

static void XMLCALL close_in_strings(void *ctx, const XML_Char *name)
{
    book *b = ctx;
    if (is(name, "rPh")) {
        b->in_phonetic = false;
    } else if (is(name, "t")) {
        b->in_text = false;
    } else if (is(name, "si")) {
        b->ends = gen_grow(b->ends, b->string_count, &b->string_cap, sizeof *b->ends);
        b->ends[b->string_count++] = b->strings.len;
    }
}

/* ---- sheets ---------------------------------------------------------------------- */

/* Column of "AB12", 0-based; GEN_SHEET_COLUMNS when it is none that is kept. */
static uint32_t column_of(const char *reference)
{
    uint32_t column = 0;
    for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
        column = column * 26 + (uint32_t)(*reference - 'A') + 1;
        if (column > GEN_SHEET_COLUMNS)
            break;
    }
    return column == 0 || column > GEN_SHEET_COLUMNS ? GEN_SHEET_COLUMNS : column - 1;
}

static void open_row(book *b, const XML_Char **attributes)
{
    const char *number = attribute(attributes, "r");
    unsigned long told = number ? strtoul(number, NULL, 10) : b->row.number + 1UL;
    if (told <= b->row.number || told > UINT32_MAX - 1) {
        stop(b, "rows out of order");
        return;
    }
    b->row.number = (uint32_t)told;
    b->in_row = true;
    b->cells.len = 0;
    b->column = UINT32_MAX; /* the next one is the first */
    memset(b->cell_len, 0, sizeof b->cell_len);
    memset(b->from, 0, sizeof b->from);
}

static void open_cell(book *b, const XML_Char **attributes)
{
    const char *reference = attribute(attributes, "r");
    const char *type = attribute(attributes, "t");
    b->column = reference                        ? column_of(reference)
                : b->column == GEN_SHEET_COLUMNS ? GEN_SHEET_COLUMNS
                                                 : b->column + 1;
    snprintf(b->type, sizeof b->type, "%s", type ? type : "n");
    b->cell_from = b->cells.len;
    b->in_cell = true;
}

static void XMLCALL open_in_sheet(void *ctx, const XML_Char *name,
                                  const XML_Char **attributes)
{
    book *b = ctx;
    if (is(name, "row"))
        open_row(b, attributes);
    else if (is(name, "c") && b->in_row)
        open_cell(b, attributes);
    else if (is(name, "rPh"))
        b->in_phonetic = true;
    else if (b->in_cell && (is(name, "v") || is(name, "t")))
        b->in_text = !b->in_phonetic;
}

static void XMLCALL text_in_sheet(void *ctx, const XML_Char *bytes, int len)
{
    book *b = ctx;
    if (b->in_text)
        put(b, &b->cells, bytes, (size_t)len, b->cell_from);
}

/* The text of a cell that names a shared string takes the place of its number. */
static void resolve(book *b)
{
    char number[12] = "";
    size_t len = b->cells.len - b->cell_from;
    if (len == 0)
        return; /* formatted, but empty */
    if (len < sizeof number)
        memcpy(number, b->cells.bytes + b->cell_from, len);
    char *end;
    unsigned long i = strtoul(number, &end, 10);
    if (end == number || *end != '\0' || i >= b->string_count) {
        stop(b, "a cell names a shared string that is not there");
        return;
    }
    size_t from = string_start(b, (uint32_t)i);
    b->cells.len = b->cell_from;
    put(b, &b->cells, b->strings.bytes + from, b->ends[i] - from, b->cell_from);
}

static void close_cell(book *b)
{
    b->in_cell = b->in_text = false;
    if (strcmp(b->type, "s") == 0)
        resolve(b);
    if (b->column < GEN_SHEET_COLUMNS) {
        b->from[b->column] = b->cell_from;
        b->cell_len[b->column] = b->cells.len - b->cell_from;
    }
}

static void close_row(book *b)
{
    bool empty = true;
    b->in_row = false;
    for (size_t i = 0; i < GEN_SHEET_COLUMNS; i++) {
        b->row.cells[i] = (gen_cell){"", b->cell_len[i]};
        if (b->cell_len[i] > 0)
            b->row.cells[i].text = b->cells.bytes + b->from[i];
        empty = empty && b->cell_len[i] == 0;
    }
    if (!empty && !b->why && !b->tell(b->ctx, &b->row)) {
        b->stopped = true;
        XML_StopParser(b->parser, XML_FALSE);
    }
}

static void XMLCALL close_in_sheet(void *ctx, const XML_Char *name)
{
    book *b = ctx;
    if (is(name, "row"))
        close_row(b);
    else if (is(name, "c") && b->in_cell)
        close_cell(b);
    else if (is(name, "rPh"))
        b->in_phonetic = false;
    else if (is(name, "v") || is(name, "t"))
        b->in_text = false;
}

/* ---- members --------------------------------------------------------------------- */

static bool parse(book *b, const gen_zip_member *member, XML_StartElementHandler open,
                  XML_EndElementHandler close, XML_CharacterDataHandler characters,
                  gen_sheet_error *error)
{
    b->parser = XML_ParserCreate(NULL);
    b->in_row = b->in_cell = b->in_text = b->in_phonetic = false;
    if (!b->parser) {
        snprintf(error->what, sizeof error->what, "no memory to read it");
        return false;
    }
    XML_SetUserData(b->parser, b);
    XML_SetElementHandler(b->parser, open, close);
    XML_SetCharacterDataHandler(b->parser, characters);
    XML_SetStartDoctypeDeclHandler(b->parser, refuse_doctype);
    bool good = XML_Parse(b->parser, member->bytes, (int)member->len, XML_TRUE) ==
                XML_STATUS_OK;
    if (b->why)
        snprintf(error->what, sizeof error->what, "%s: %s", member->name, b->why);
    else if (!good && !b->stopped)
        snprintf(error->what, sizeof error->what, "%s: line %lu: %s", member->name,
                 (unsigned long)XML_GetCurrentLineNumber(b->parser),
                 XML_ErrorString(XML_GetErrorCode(b->parser)));
    XML_ParserFree(b->parser);
    b->parser = NULL;
    return !b->why && (good || b->stopped);
}

/* Number of "xl/worksheets/sheet3.xml"; 0 for other names. */
static unsigned sheet_number(const char *name)
{
    size_t n = strlen(SHEETS);
    unsigned number = 0;
    if (strncmp(name, SHEETS, n) != 0)
        return 0;
    for (name += n; *name >= '0' && *name <= '9' && number <= SHEET_MOST; name++)
        number = number * 10 + (unsigned)(*name - '0');
    return strcmp(name, ".xml") == 0 && number <= SHEET_MOST ? number : 0;
}

static bool is_wanted(const char *name)
{
    return strcmp(name, "xl/workbook.xml") == 0 ||
           strcmp(name, "xl/sharedStrings.xml") == 0 || sheet_number(name) > 0;
}

static bool read_sheets(book *b, const gen_zip_members *members, gen_sheet_error *error)
{
    bool any = false;
    for (unsigned number = 1; number <= SHEET_MOST && !b->stopped; number++)
        for (uint32_t i = 0; i < members->count && !b->stopped; i++) {
            if (sheet_number(members->items[i].name) != number)
                continue;
            any = true;
            b->row.sheet = number;
            b->row.number = 0;
            if (!parse(b, &members->items[i], open_in_sheet, close_in_sheet,
                       text_in_sheet, error))
                return false;
        }
    if (!any)
        snprintf(error->what, sizeof error->what,
                 "a zip archive without " SHEETS "1.xml: no spreadsheet");
    return any;
}

bool gen_spreadsheet_read(const void *bytes, size_t len, bool *days_from_1904,
                          gen_sheet_row_fn row, void *ctx, gen_sheet_error *error)
{
    gen_zip_members members;
    book b = {.tell = row, .ctx = ctx};
    const char *why = gen_zip_unpack(bytes, len, UNPACKED_CAP, is_wanted, &members);
    const gen_zip_member *workbook = gen_zip_member_of(&members, "xl/workbook.xml");
    const gen_zip_member *strings = gen_zip_member_of(&members, "xl/sharedStrings.xml");
    bool good = why == NULL;
    if (why)
        snprintf(error->what, sizeof error->what, "%s", why);
    if (good && workbook)
        good = parse(&b, workbook, open_in_workbook, NULL, NULL, error);
    *days_from_1904 = b.days_from_1904;
    if (good && strings)
        good = parse(&b, strings, open_in_strings, close_in_strings, text_in_strings,
                     error);
    good = good && read_sheets(&b, &members, error);
    free(b.strings.bytes);
    free(b.ends);
    free(b.cells.bytes);
    gen_zip_members_free(&members);
    return good;
}

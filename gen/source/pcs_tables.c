/*
 * The ICD-10-PCS tables (XML): for each table of three characters its rows, in each the
 * values that positions 4 to 7 may take together. A record is a row; the titles of
 * positions and the labels of values are handed out once a table, the first wording
 * wins. What the file counts itself (values of a position, codes of a row) is checked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/lookup/key.h"
#include "gen/model/memory.h"
#include "gen/source/xml.h"

typedef enum place { OUTSIDE, ROOT, TABLE, ROW, AXIS, TITLE, LABEL, ASIDE } place;

static const struct {
    place within;
    const char *name;
    place is;
} layout[] = {
    {OUTSIDE, "ICD10PCS.tabular", ROOT},
    {ROOT, "version", ASIDE},
    {ROOT, "title", ASIDE},
    {ROOT, "pcsTable", TABLE},
    {TABLE, "axis", AXIS},
    {TABLE, "pcsRow", ROW},
    {ROW, "axis", AXIS},
    {AXIS, "title", TITLE},
    {AXIS, "label", LABEL},
    {AXIS, "definition", ASIDE},
};

enum { FRAMES = 8, POSITIONS = 7, TITLE_BIT = 63, BASE = 36 };

typedef struct pcs {
    gen_reader *reader;
    place frames[FRAMES];
    uint32_t depth;
    char table[4];
    char *words[3][2];             /* title and label of positions 1 to 3, until told */
    uint64_t told[POSITIONS + 1];  /* labels of the table that are out, by position */
    bool seen[BASE * BASE * BASE]; /* tables of the file */
    unsigned position;             /* last one whose axis began; 0: none */
    bool titled;                   /* the axis has its title */
    bool headed;                   /* positions 1 to 3 are told: rows may come */
    char value;                    /* of the label in hand */
    long stated;                   /* values of the axis as the file counts; -1: not */
    uint64_t values[4];            /* of the row in hand */
    uint64_t axis_values;          /* of the axis in hand */
    const char *row_fault;         /* why the row in hand is refused */
    uint32_t row_line;
    long row_codes;
} pcs;

static void fail(pcs *p, uint32_t line, const char *reason)
{
    gen_reader_fail(p->reader, line, reason);
}

/* Of a row: it is refused; of a table's head: the file. */
static void object(pcs *p, uint32_t line, const char *reason)
{
    if (p->position <= 3)
        fail(p, line, reason);
    else if (!p->row_fault)
        p->row_fault = reason;
}

/* ---- rows ------------------------------------------------------------------------ */

static gen_row row_of(const pcs *p, gen_row_kind kind, uint32_t line)
{
    return (gen_row){.kind = kind,
                     .system = p->reader->source->system,
                     .code = p->table,
                     .code_len = 3,
                     .from = GEN_NO_DATE,
                     .to = SJ_DATE_OPEN,
                     .line = line};
}

static void tell_label(pcs *p, unsigned position, unsigned bit, const char *text,
                       uint32_t line)
{
    if (p->told[position] >> bit & 1 || p->reader->stopped)
        return;
    p->told[position] |= UINT64_C(1) << bit;
    gen_row row = row_of(p, GEN_ROW_LABEL, line);
    row.value = position << 6 | bit;
    row.long_text = text;
    row.long_len = strlen(text);
    gen_reader_tell(p->reader, &row);
}

/* The head of a table is known: its three characters. */
static void tell_head(pcs *p, uint32_t line)
{
    unsigned number = 0;
    for (unsigned i = 0; i < 3; i++)
        number = number * BASE + sji_trie_bit(p->table[i]);
    if (p->seen[number]) {
        fail(p, line, "the table stands twice");
        return;
    }
    p->seen[number] = p->headed = true;
    for (unsigned i = 0; i < 3; i++) {
        tell_label(p, i + 1, TITLE_BIT, p->words[i][0], line);
        tell_label(p, i + 1, sji_trie_bit(p->table[i]), p->words[i][1], line);
    }
}

static void tell_row(pcs *p)
{
    uint64_t codes = 1;
    for (unsigned i = 0; i < 4; i++)
        codes *= (uint64_t)__builtin_popcountll(p->values[i]);
    if (!p->row_fault && p->position != POSITIONS)
        p->row_fault = "a row does not tell all of positions 4 to 7";
    if (!p->row_fault && p->row_codes >= 0 && (uint64_t)p->row_codes != codes)
        p->row_fault = "a row has another number of codes than it states";
    if (p->row_fault) {
        gen_reader_refuse(p->reader, p->row_line, p->row_fault);
        return;
    }
    gen_row row = row_of(p, GEN_ROW_PCS, p->row_line);
    row.short_text = (const char *)p->values;
    row.short_len = sizeof p->values;
    gen_reader_emit(p->reader, &row);
}

/* ---- elements -------------------------------------------------------------------- */

/* A number that the file states; -1 when it states none. */
static long stated(const gen_xml_element *element, const char *name)
{
    const char *text = gen_xml_attribute(element, name);
    return text ? strtol(text, NULL, 10) : -1;
}

static void forget_words(pcs *p)
{
    for (unsigned i = 0; i < 3; i++)
        for (unsigned k = 0; k < 2; k++) {
            free(p->words[i][k]);
            p->words[i][k] = NULL;
        }
}

static void open_table(pcs *p)
{
    forget_words(p);
    memset(p->table, 0, sizeof p->table);
    memset(p->told, 0, sizeof p->told);
    p->position = 0;
    p->headed = false;
}

static void open_row(pcs *p, const gen_xml_element *element)
{
    if (!p->headed) {
        if (p->position != 3)
            fail(p, element->line, "a table does not tell all of positions 1 to 3");
        else
            tell_head(p, element->line);
    }
    p->position = 3;
    memset(p->values, 0, sizeof p->values);
    p->row_fault = NULL;
    p->row_line = element->line;
    p->row_codes = stated(element, "codes");
}

static void open_axis(pcs *p, const gen_xml_element *element)
{
    const char *pos = gen_xml_attribute(element, "pos");
    bool in_row = p->frames[p->depth - 2] == ROW;
    unsigned want = p->position + 1;
    if (!pos || strlen(pos) != 1 || (unsigned)(pos[0] - '0') != want ||
        want > (in_row ? (unsigned)POSITIONS : 3) || (!in_row && p->headed)) {
        fail(p, element->line, "a position out of its order");
        return;
    }
    p->position = want;
    p->titled = false;
    p->axis_values = 0;
    p->stated = stated(element, "values");
}

static void open_label(pcs *p, const gen_xml_element *element)
{
    const char *code = gen_xml_attribute(element, "code");
    bool sound = code && strlen(code) == 1 && code[0] != 'I' && code[0] != 'O' &&
                 sji_trie_bit(code[0]) != SJI_TRIE_NO_BIT;
    p->value = sound ? code[0] : '\0';
    if (!sound)
        object(p, element->line, "a value is no digit or letter of ICD-10-PCS");
}

static void close_title(pcs *p, const gen_xml_element *element)
{
    if (p->titled || element->text_len == 0) {
        object(p, element->line,
               p->titled ? "a position has two titles" : "a title without text");
        return;
    }
    p->titled = true;
    if (p->position <= 3)
        p->words[p->position - 1][0] = gen_strdup(element->text);
    else
        tell_label(p, p->position, TITLE_BIT, element->text, element->line);
}

static void close_label(pcs *p, const gen_xml_element *element)
{
    if (!p->value)
        return;
    unsigned bit = sji_trie_bit(p->value);
    if (element->text_len == 0) {
        object(p, element->line, "a label without text");
        return;
    }
    if (p->axis_values >> bit & 1 || (p->position <= 3 && p->axis_values != 0)) {
        object(p, element->line,
               p->position <= 3 ? "a second value of position 1, 2 or 3"
                                : "a value stands twice");
        return;
    }
    p->axis_values |= UINT64_C(1) << bit;
    if (p->position <= 3) {
        p->table[p->position - 1] = p->value;
        p->words[p->position - 1][1] = gen_strdup(element->text);
    } else {
        tell_label(p, p->position, bit, element->text, element->line);
    }
}

static void close_axis(pcs *p, const gen_xml_element *element)
{
    long values = __builtin_popcountll(p->axis_values);
    if (values == 0)
        object(p, element->line, "a position without values");
    else if (!p->titled)
        object(p, element->line, "a position without title");
    else if (p->stated >= 0 && p->stated != values)
        object(p, element->line,
               "a position has another number of values than it states");
    if (p->position > 3)
        p->values[p->position - 4] = p->axis_values;
}

static void on_open(void *ctx, const gen_xml_element *element)
{
    static const char *const names[] = {
        "the document", "ICD10PCS.tabular", "pcsTable", "pcsRow", "axis", "title",
        "label",        "an element"};
    pcs *p = ctx;
    place within = p->depth ? p->frames[p->depth - 1] : OUTSIDE, is = OUTSIDE;
    for (size_t i = 0; i < sizeof layout / sizeof layout[0]; i++)
        if (layout[i].within == within && strcmp(layout[i].name, element->name) == 0)
            is = layout[i].is;
    if (is == OUTSIDE) {
        gen_xml_unexpected(p->reader, element, names[within]);
        return;
    }
    p->frames[p->depth++] = is; /* FRAMES is deeper than the layout */
    if (is == TABLE)
        open_table(p);
    else if (is == ROW)
        open_row(p, element);
    else if (is == AXIS)
        open_axis(p, element);
    else if (is == LABEL)
        open_label(p, element);
}

static void on_close(void *ctx, const gen_xml_element *element)
{
    pcs *p = ctx;
    switch (p->frames[--p->depth]) {
    case TITLE:
        close_title(p, element);
        break;
    case LABEL:
        close_label(p, element);
        break;
    case AXIS:
        close_axis(p, element);
        break;
    case ROW:
        tell_row(p);
        break;
    case TABLE:
        if (!p->headed)
            fail(p, element->line, "a table without rows");
        break;
    default:
        break;
    }
}

void gen_read_pcs_tables(gen_reader *reader)
{
    pcs *p = gen_alloc(sizeof *p);
    p->reader = reader;
    gen_xml_read(reader, &(gen_xml_handler){on_open, on_close, p});
    forget_words(p);
    free(p);
}

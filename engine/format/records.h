/*
 * The sections of edits, notes and maps (FORMAT.md 13 to 20) as tables of records, for
 * programs that print or read them field by field. Offsets are those of layout.h;
 * reserved bytes are not fields: they are zero.
 */
#ifndef SCRUBJAY_FORMAT_RECORDS_H
#define SCRUBJAY_FORMAT_RECORDS_H

#include "engine/format/layout.h"

enum sjf_field_type {
    SJF_FIELD_U8,
    SJF_FIELD_U16,
    SJF_FIELD_U32,
    SJF_FIELD_U64,
    SJF_FIELD_DATE,
    SJF_FIELD_TEXT, /* u32 offset into *text* */
};

typedef struct sjf_field {
    uint8_t off, type;
} sjf_field;

enum {
    SJF_FIELDS_MAX = 14,
    SJF_PARTS_MAX = 3,
    SJF_REST = -1, /* as many as fill the section */
    SJF_ONE = -2,
};

/* Records of one shape, one after the other. */
typedef struct sjf_part {
    const char *name;
    uint8_t size, fields;
    sjf_field field[SJF_FIELDS_MAX];
    int16_t count; /* SJF_ONE, SJF_REST, or the offset in the section of the number */
    uint8_t more;  /* records beyond that number */
} sjf_part;

typedef struct sjf_table {
    const char *name; /* as sj_section.name */
    enum sjf_kind kind;
    uint8_t parts;
    sjf_part part[SJF_PARTS_MAX];
} sjf_table;

/* In the order in which an image has them. */
static const sjf_table sjf_tables[] = {
    {"edit columns",
     SJF_EDIT_COLUMNS,
     3,
     {{"header",
       SJF_ECOL_HEADER,
       3,
       {{SJF_ECOL_FIRST_DAY, SJF_FIELD_DATE},
        {SJF_ECOL_DAYS, SJF_FIELD_U32},
        {SJF_ECOL_COLUMNS, SJF_FIELD_U32}},
       SJF_ONE,
       0},
      {"column",
       SJF_ECOL_RECORD,
       14,
       {{SJF_ECOL_FROM, SJF_FIELD_DATE},
        {SJF_ECOL_COVERAGE, SJF_FIELD_U32},
        {SJF_ECOL_LISTS, SJF_FIELD_U32},
        {SJF_ECOL_AGES, SJF_FIELD_U8},
        {SJF_ECOL_AGES + 1, SJF_FIELD_U8},
        {SJF_ECOL_AGES + 2, SJF_FIELD_U8},
        {SJF_ECOL_AGES + 3, SJF_FIELD_U8},
        {SJF_ECOL_AGES + 4, SJF_FIELD_U8},
        {SJF_ECOL_AGES + 5, SJF_FIELD_U8},
        {SJF_ECOL_AGES + 6, SJF_FIELD_U8},
        {SJF_ECOL_AGES + 7, SJF_FIELD_U8},
        {SJF_ECOL_NOTES_SOURCE, SJF_FIELD_U16},
        {SJF_ECOL_MCE_SOURCE, SJF_FIELD_U16},
        {SJF_ECOL_POA_SOURCE, SJF_FIELD_U16}},
       SJF_ECOL_COLUMNS,
       0},
      {"day", 2, 1, {{0, SJF_FIELD_U16}}, SJF_ECOL_DAYS, 0}}},
    {"classes",
     SJF_CLASSES,
     1,
     {{"class",
       SJF_CLASS_RECORD,
       6,
       {{SJF_CLASS_SIGNATURE, SJF_FIELD_U64},
        {SJF_CLASS_FIRST_RUN, SJF_FIELD_U32},
        {SJF_CLASS_RUNS, SJF_FIELD_U32},
        {SJF_CLASS_GROUP, SJF_FIELD_U32},
        {SJF_CLASS_TRAITS, SJF_FIELD_U32},
        {SJF_CLASS_BIT, SJF_FIELD_U8}},
       SJF_REST,
       0}}},
    {"runs", SJF_RUNS, 1, {{"run", 8, 1, {{0, SJF_FIELD_U64}}, SJF_REST, 0}}},
    {"relations",
     SJF_RELATIONS,
     3,
     {{"header",
       SJF_RELS_HEADER,
       2,
       {{SJF_RELS_COUNT, SJF_FIELD_U32}, {SJF_RELS_LINKS, SJF_FIELD_U32}},
       SJF_ONE,
       0},
      {"first link", 4, 1, {{0, SJF_FIELD_U32}}, SJF_RELS_COUNT, 1},
      {"link",
       SJF_LINK_RECORD,
       2,
       {{SJF_LINK_REFERENCE, SJF_FIELD_U32}, {SJF_LINK_PATTERN, SJF_FIELD_U32}},
       SJF_RELS_LINKS,
       0}}},
    {"patterns",
     SJF_PATTERNS,
     1,
     {{"pattern", 2, 1, {{0, SJF_FIELD_U16}}, SJF_REST, 0}}},
    {"traits", SJF_TRAITS, 1, {{"traits", 8, 1, {{0, SJF_FIELD_U64}}, SJF_REST, 0}}},
    {"gems",
     SJF_GEMS,
     2,
     {{"header",
       SJF_GEM_HEADER,
       2,
       {{0, SJF_FIELD_U32}, {4, SJF_FIELD_U32}},
       SJF_ONE,
       0},
      {"gem",
       SJF_GEM_RECORD,
       2,
       {{SJF_GEM_FROM, SJF_FIELD_U64}, {SJF_GEM_TO, SJF_FIELD_U64}},
       4,
       0}}},
    {"successors",
     SJF_SUCCESSORS,
     2,
     {{"header", SJF_SUC_HEADER, 1, {{0, SJF_FIELD_U32}}, SJF_ONE, 0},
      {"successor",
       SJF_SUC_RECORD,
       4,
       {{SJF_SUC_FROM, SJF_FIELD_U64},
        {SJF_SUC_TO, SJF_FIELD_U64},
        {SJF_SUC_DAY, SJF_FIELD_DATE},
        {SJF_SUC_SOURCE, SJF_FIELD_U32}},
       0,
       0}}},
    {"nodes",
     SJF_NODES,
     1,
     {{"node",
       SJF_NODE_RECORD,
       6,
       {{SJF_NODE_NAME, SJF_FIELD_TEXT},
        {SJF_NODE_TITLE, SJF_FIELD_TEXT},
        {SJF_NODE_PARENT, SJF_FIELD_U32},
        {SJF_NODE_FIRST_NOTE, SJF_FIELD_U32},
        {SJF_NODE_NOTES, SJF_FIELD_U32},
        {SJF_NODE_LEVEL, SJF_FIELD_U8}},
       SJF_REST,
       0}}},
    {"notes",
     SJF_NOTES,
     1,
     {{"note",
       SJF_NOTE_RECORD,
       8,
       {{SJF_NOTE_NODE, SJF_FIELD_U32},
        {SJF_NOTE_TEXT, SJF_FIELD_TEXT},
        {SJF_NOTE_FIRST_REFERENCE, SJF_FIELD_U32},
        {SJF_NOTE_REFERENCE_COUNT, SJF_FIELD_U16},
        {SJF_NOTE_KIND, SJF_FIELD_U8},
        {SJF_NOTE_FLAGS, SJF_FIELD_U8},
        {SJF_NOTE_FIRST_OCCURRENCE, SJF_FIELD_U32},
        {SJF_NOTE_OCCURRENCES, SJF_FIELD_U16}},
       SJF_REST,
       0}}},
    {"note references",
     SJF_NOTE_REFERENCES,
     1,
     {{"note reference", 4, 1, {{0, SJF_FIELD_U32}}, SJF_REST, 0}}},
    {"references",
     SJF_REFERENCES,
     1,
     {{"reference",
       SJF_REF_RECORD,
       3,
       {{SJF_REF_NODE, SJF_FIELD_U32},
        {SJF_REF_TEXT, SJF_FIELD_TEXT},
        {SJF_REF_KIND, SJF_FIELD_U8}},
       SJF_REST,
       0}}},
    {"occurrences",
     SJF_OCCURRENCES,
     1,
     {{"occurrence",
       SJF_OCC_RECORD,
       2,
       {{SJF_OCC_SOURCE, SJF_FIELD_U16}, {SJF_OCC_LINE, SJF_FIELD_U32}},
       SJF_REST,
       0}}},
    {"PCS rows",
     SJF_PCS_ROWS,
     1,
     {{"row",
       SJF_PCS_RECORD,
       6,
       {{SJF_PCS_TABLE, SJF_FIELD_U32},
        {SJF_PCS_SOURCE, SJF_FIELD_U16},
        {SJF_PCS_VALUES, SJF_FIELD_U64},
        {SJF_PCS_VALUES + 8, SJF_FIELD_U64},
        {SJF_PCS_VALUES + 16, SJF_FIELD_U64},
        {SJF_PCS_VALUES + 24, SJF_FIELD_U64}},
       SJF_REST,
       0}}},
    {"PCS labels",
     SJF_PCS_LABELS,
     1,
     {{"label",
       SJF_LABEL_RECORD,
       2,
       {{SJF_LABEL_KEY, SJF_FIELD_U32}, {SJF_LABEL_TEXT, SJF_FIELD_TEXT}},
       SJF_REST,
       0}}},
};

enum { SJF_TABLES = sizeof sjf_tables / sizeof *sjf_tables };

#endif

/*
 * Bends of the sizes of edits, notes, tables and maps, claims 60 to 69, on the tiny
 * image.
 */
#include "tests/support/bends.h"

/* A row leaves out what it does not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum {
    CM = SJ_ICD10CM,
    PCS = SJ_ICD10PCS,
    MOD = SJ_MODIFIER,
    HCPCS = SJ_HCPCS,
    UNKNOWN_KIND = 200,
};

#define ENTRY(k, s, f)                                                                 \
    {                                                                                  \
        BEND_ENTRY, SJF_##k, s, SJF_SEC_##f                                            \
    }
#define SECTION(k, s, o)                                                               \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, o                                                    \
    }
#define LESS(n) true, (uint64_t) - (n)
#define MORE(n) true, n
#define SET(n)  false, n

/* Another size, where the sections that follow move along. */
static size_t resize(gen_bytes *image, uint32_t kind, uint16_t system, ptrdiff_t by)
{
    size_t size = 0;
    image_section(image->data, image->size, kind, system, &size);
    image_resize(image, kind, system, (size_t)((ptrdiff_t)size + by));
    return image_entry(image->data, image->size, kind, system);
}

/* An optional section of a kind we do not know is skipped: something else is missing.
 */
static void lose(gen_bytes *image, uint32_t kind, uint16_t system)
{
    size_t at = image_entry(image->data, image->size, kind, system);
    sjf_store32(image->data + at + SJF_SEC_KIND, UNKNOWN_KIND);
    sjf_store16(image->data + at + SJF_SEC_FLAGS, 0);
}

static size_t give(gen_bytes *image, uint32_t kind, uint16_t from, uint16_t to)
{
    size_t at = image_entry(image->data, image->size, kind, from);
    sjf_store16(image->data + at + SJF_SEC_SYSTEM, to);
    return at;
}

static size_t lose_the_runs(gen_bytes *image)
{
    lose(image, SJF_RUNS, CM);
    return SJF_HDR_SIZE;
}

static size_t lose_the_edit_columns(gen_bytes *image)
{
    lose(image, SJF_EDIT_COLUMNS, PCS);
    return SJF_HDR_SIZE;
}

static size_t tell_classes_apart_without_edits(gen_bytes *image)
{
    image->data[bend_find(image,
                          (bend_place){BEND_SYSTEM, 0, MOD, SJF_SYS_CLASS_BITS})] = 2;
    return SJF_HDR_SIZE;
}

static size_t columns_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_EDIT_COLUMNS, CM, 1);
}

static size_t columns_shorter_than_a_header(gen_bytes *image)
{
    image_resize(image, SJF_EDIT_COLUMNS, CM, SJF_ECOL_HEADER - 1);
    return bend_find(image, (bend_place)ENTRY(EDIT_COLUMNS, CM, KIND));
}

static size_t no_day(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_EDIT_COLUMNS, CM);
    ptrdiff_t days = sjf_load32(image->data + at + SJF_ECOL_DAYS);
    sjf_store32(image->data + at + SJF_ECOL_DAYS, 0);
    return resize(image, SJF_EDIT_COLUMNS, CM, -2 * days);
}

static size_t too_many_days(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_EDIT_COLUMNS, CM);
    ptrdiff_t days = sjf_load32(image->data + at + SJF_ECOL_DAYS);
    sjf_store32(image->data + at + SJF_ECOL_DAYS, SJF_COL_DAYS_MAX + 1);
    return resize(image, SJF_EDIT_COLUMNS, CM, 2 * (SJF_COL_DAYS_MAX + 1 - days));
}

static size_t no_column(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_EDIT_COLUMNS, CM);
    ptrdiff_t columns = sjf_load32(image->data + at + SJF_ECOL_COLUMNS);
    sjf_store32(image->data + at + SJF_ECOL_COLUMNS, 0);
    return resize(image, SJF_EDIT_COLUMNS, CM, -SJF_ECOL_RECORD * columns);
}

static size_t half_the_classes(gen_bytes *image)
{
    return resize(image, SJF_CLASSES, CM, -4 * SJF_CLASS_RECORD);
}

static size_t cut_a_run(gen_bytes *image)
{
    return resize(image, SJF_RUNS, CM, -4);
}

static size_t cut_a_link(gen_bytes *image)
{
    return resize(image, SJF_RELATIONS, CM, -SJF_LINK_RECORD);
}

static size_t relations_shorter_than_a_header(gen_bytes *image)
{
    image_resize(image, SJF_RELATIONS, PCS, SJF_RELS_HEADER - 1);
    return bend_find(image, (bend_place)ENTRY(RELATIONS, PCS, KIND));
}

static size_t no_relation(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_RELATIONS, PCS);
    sjf_store32(image->data + at + SJF_RELS_COUNT, 0);
    return resize(image, SJF_RELATIONS, PCS, -4);
}

static size_t cut_a_pattern(gen_bytes *image)
{
    return resize(image, SJF_PATTERNS, CM, -2);
}

static size_t no_pattern(gen_bytes *image)
{
    image_resize(image, SJF_PATTERNS, PCS, 0);
    return bend_find(image, (bend_place)ENTRY(PATTERNS, PCS, KIND));
}

static size_t too_many_patterns(gen_bytes *image)
{
    image_resize(image, SJF_PATTERNS, PCS, 2 * 2 * ((size_t)SJF_PATTERNS_MAX + 1));
    return bend_find(image, (bend_place)ENTRY(PATTERNS, PCS, KIND));
}

static size_t cut_traits(gen_bytes *image)
{
    return resize(image, SJF_TRAITS, CM, -8);
}

static size_t no_traits(gen_bytes *image)
{
    image_resize(image, SJF_TRAITS, PCS, 0);
    return bend_find(image, (bend_place)ENTRY(TRAITS, PCS, KIND));
}

/* The first of the kinds that are together names the one that is out of place. */
static size_t lose_the_notes(gen_bytes *image)
{
    lose(image, SJF_NOTES, CM);
    return bend_find(image, (bend_place)ENTRY(NODES, CM, KIND));
}

static size_t lose_the_nodes(gen_bytes *image)
{
    lose(image, SJF_NODES, CM);
    return bend_find(image, (bend_place)ENTRY(NOTES, CM, KIND));
}

static size_t give_the_references_away(gen_bytes *image)
{
    return give(image, SJF_REFERENCES, CM, PCS);
}

static size_t cut_a_node(gen_bytes *image)
{
    return resize(image, SJF_NODES, CM, -1);
}

static size_t cut_a_note_reference(gen_bytes *image)
{
    return resize(image, SJF_NOTE_REFERENCES, CM, -2);
}

static size_t lengthen_an_occurrence(gen_bytes *image)
{
    return resize(image, SJF_OCCURRENCES, CM, 4);
}

static size_t lose_the_labels(gen_bytes *image)
{
    lose(image, SJF_PCS_LABELS, PCS);
    return bend_find(image, (bend_place)ENTRY(PCS_ROWS, PCS, KIND));
}

static size_t give_the_rows_away(gen_bytes *image)
{
    return give(image, SJF_PCS_ROWS, PCS, CM);
}

static size_t cut_a_row(gen_bytes *image)
{
    return resize(image, SJF_PCS_ROWS, PCS, -8);
}

static size_t cut_a_label(gen_bytes *image)
{
    return resize(image, SJF_PCS_LABELS, PCS, -4);
}

static size_t give_the_gems_away(gen_bytes *image)
{
    return give(image, SJF_GEMS, CM, HCPCS);
}

static size_t give_the_successors_away(gen_bytes *image)
{
    return give(image, SJF_SUCCESSORS, CM, PCS);
}

static size_t cut_a_gem(gen_bytes *image)
{
    return resize(image, SJF_GEMS, CM, -1);
}

static size_t gems_shorter_than_a_header(gen_bytes *image)
{
    image_resize(image, SJF_GEMS, PCS, SJF_GEM_HEADER - 1);
    return bend_find(image, (bend_place)ENTRY(GEMS, PCS, KIND));
}

static size_t successors_shorter_than_a_header(gen_bytes *image)
{
    image_resize(image, SJF_SUCCESSORS, CM, 4);
    return bend_find(image, (bend_place)ENTRY(SUCCESSORS, CM, KIND));
}

#define ERR     SJ_E_CORRUPT
#define COLUMNS "edit columns section has a bad size"

const bend bends_tables[] = {
    {60, ERR, "system lacks an edit section", .edit = lose_the_runs},
    {60, ERR, "system lacks an edit section", .edit = lose_the_edit_columns},
    {60, ERR, "system lacks an edit section", .edit = tell_classes_apart_without_edits},
    {61, ERR, COLUMNS, .edit = columns_with_a_byte_more},
    {61, ERR, COLUMNS, .edit = columns_shorter_than_a_header},
    {61, ERR, COLUMNS, .edit = no_day},
    {61, ERR, COLUMNS, .edit = too_many_days},
    {61, ERR, COLUMNS, .edit = no_column},
    {61, ERR, COLUMNS, SECTION(EDIT_COLUMNS, CM, SJF_ECOL_COLUMNS), 4, SET(UINT32_MAX),
     .told = ENTRY(EDIT_COLUMNS, CM, KIND)},
    {61, ERR, COLUMNS, SECTION(EDIT_COLUMNS, CM, SJF_ECOL_FIRST_DAY), 4, SET(INT32_MAX),
     .told = ENTRY(EDIT_COLUMNS, CM, KIND)},
    {61, ERR, COLUMNS, SECTION(EDIT_COLUMNS, CM, SJF_ECOL_RESERVED), 4, SET(1),
     .told = ENTRY(EDIT_COLUMNS, CM, KIND)},
    {62, ERR, "classes section has a bad size", .edit = half_the_classes},
    {63, ERR, "runs section has a bad size", .edit = cut_a_run},
    {64, ERR, "relations section has a bad size", .edit = cut_a_link},
    {64, ERR, "relations section has a bad size",
     .edit = relations_shorter_than_a_header},
    {64, ERR, "relations section has a bad size", .edit = no_relation},
    {64, ERR, "relations section has a bad size",
     SECTION(RELATIONS, CM, SJF_RELS_COUNT), 4, SET(UINT32_MAX),
     .told = ENTRY(RELATIONS, CM, KIND)},
    {65, ERR, "patterns section has a bad size", .edit = cut_a_pattern},
    {65, ERR, "patterns section has a bad size", .edit = no_pattern},
    {65, ERR, "patterns section has a bad size", .edit = too_many_patterns},
    {66, ERR, "traits section has a bad size", .edit = cut_traits},
    {66, ERR, "traits section has a bad size", .edit = no_traits},
    {67, ERR, "notes section has a bad size", .edit = lose_the_notes},
    {67, ERR, "notes section has a bad size", .edit = lose_the_nodes},
    {67, ERR, "notes section has a bad size", .edit = give_the_references_away},
    {67, ERR, "notes section has a bad size", .edit = cut_a_node},
    {67, ERR, "notes section has a bad size", .edit = cut_a_note_reference},
    {67, ERR, "notes section has a bad size", .edit = lengthen_an_occurrence},
    {68, ERR, "PCS tables section has a bad size", .edit = lose_the_labels},
    {68, ERR, "PCS tables section has a bad size", .edit = give_the_rows_away},
    {68, ERR, "PCS tables section has a bad size", .edit = cut_a_row},
    {68, ERR, "PCS tables section has a bad size", .edit = cut_a_label},
    {69, ERR, "map section has a bad size", .edit = give_the_gems_away},
    {69, ERR, "map section has a bad size", .edit = give_the_successors_away},
    {69, ERR, "map section has a bad size", .edit = cut_a_gem},
    {69, ERR, "map section has a bad size", .edit = gems_shorter_than_a_header},
    {69, ERR, "map section has a bad size", .edit = successors_shorter_than_a_header},
    {69, ERR, "map section has a bad size", SECTION(GEMS, CM, 4), 4, MORE(1),
     .told = ENTRY(GEMS, CM, KIND)},
    {69, ERR, "map section has a bad size", SECTION(SUCCESSORS, CM, 0), 4, LESS(1),
     .told = ENTRY(SUCCESSORS, CM, KIND)},
};

const size_t bends_tables_count = sizeof bends_tables / sizeof bends_tables[0];

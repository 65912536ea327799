/*
 * Bends of what edits say of codes and pairs, claims 70 to 74, on the tiny image: five
 * columns; classes as in tiny_edits.h; six patterns or fewer; runs of group 1, then 2.
 */
#include "tests/support/bends.h"

#include <string.h>

#include "tests/support/tiny_edits.h"

/* A row leaves out what it does not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum {
    CM = SJ_ICD10CM,
    PCS = SJ_ICD10PCS,
    SOURCES = 11,
    COLUMNS = 5,
    DAYS = SJF_ECOL_HEADER + COLUMNS * SJF_ECOL_RECORD, /* where they begin */
    INDEX = SJF_RELS_HEADER,
};

#define PLACE(k, o)                                                                    \
    {                                                                                  \
        BEND_SECTION, SJF_##k, CM, o                                                   \
    }
#define COLUMN(n, f) PLACE(EDIT_COLUMNS, SJF_ECOL_HEADER + (n)*SJF_ECOL_RECORD + (f))
#define CLASS(n, f)  PLACE(CLASSES, (n)*SJF_CLASS_RECORD + (f))
#define MORE(n)      true, n
#define SET(n)       false, n

static size_t size_of(const gen_bytes *image, uint32_t kind)
{
    size_t size = 0;
    image_section(image->data, image->size, kind, CM, &size);
    return size;
}

/* ---- columns --------------------------------------------------------------------- */

/* The last day that has a column begins the last one. */
static size_t last_day_in_the_column_before(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_EDIT_COLUMNS, CM) +
                size_of(image, SJF_EDIT_COLUMNS) - 2;
    sjf_store16(image->data + at, COLUMNS - 2);
    return at;
}

/* ---- classes and runs ------------------------------------------------------------ */

static size_t class_at(const gen_bytes *image, uint32_t id)
{
    return bend_section(image, SJF_CLASSES, CM) + SJF_CLASS_RECORD * (size_t)id;
}

static size_t first_run_of(const gen_bytes *image, uint32_t id)
{
    uint32_t first =
        sjf_load32(image->data + class_at(image, id) + SJF_CLASS_FIRST_RUN);
    return bend_section(image, SJF_RUNS, CM) + 8 * (size_t)first;
}

static void change_run(gen_bytes *image, size_t at, unsigned shift, uint64_t mask,
                       uint64_t value)
{
    uint64_t run = sjf_load64(image->data + at);
    sjf_store64(image->data + at, (run & ~(mask << shift)) | value << shift);
}

static size_t have_a_run_of_a_pattern_that_is_not(gen_bytes *image)
{
    size_t at = first_run_of(image, TINY_E11) + 8;
    change_run(image, at, SJF_RUN_PATTERN_SHIFT, SJF_RUN_PATTERN_MASK,
               size_of(image, SJF_PATTERNS) / 2 / COLUMNS);
    return at;
}

static size_t have_a_run_of_a_relation_that_is_not(gen_bytes *image)
{
    size_t at = first_run_of(image, TINY_A00);
    change_run(image, at, 0, SJF_RUN_RELATION_MASK,
               sjf_load32(image->data + bend_section(image, SJF_RELATIONS, CM)));
    return at;
}

static size_t have_two_runs_from_one_group(gen_bytes *image)
{
    size_t at = first_run_of(image, TINY_E11);
    uint64_t run = sjf_load64(image->data + at);
    change_run(image, at + 8, SJF_RUN_GROUP_SHIFT, SJF_GROUPS_MAX - 1,
               run >> SJF_RUN_GROUP_SHIFT);
    return at;
}

static size_t have_a_run_from_below_the_group(gen_bytes *image)
{
    size_t at = first_run_of(image, TINY_E11);
    change_run(image, at, SJF_RUN_GROUP_SHIFT, SJF_GROUPS_MAX - 1, 1);
    return at;
}

/* Runs of two groups are not one ascending stretch. */
static size_t have_runs_of_two_groups(gen_bytes *image)
{
    uint8_t *r = image->data + class_at(image, TINY_A00);
    sjf_store32(r + SJF_CLASS_RUNS, (uint32_t)(size_of(image, SJF_RUNS) / 8));
    return first_run_of(image, TINY_A00);
}

static size_t have_more_runs_than_there_are(gen_bytes *image)
{
    size_t at = class_at(image, TINY_E11);
    sjf_store32(image->data + at + SJF_CLASS_RUNS,
                (uint32_t)(size_of(image, SJF_RUNS) / 8));
    return at;
}

/* ---- relations ------------------------------------------------------------------- */

static size_t link_at(const gen_bytes *image, uint32_t n)
{
    size_t at = bend_section(image, SJF_RELATIONS, CM);
    uint32_t relations = sjf_load32(image->data + at + SJF_RELS_COUNT);
    return at + INDEX + 4 * ((size_t)relations + 1) + SJF_LINK_RECORD * (size_t)n;
}

static size_t link_a_reference_that_is_not(gen_bytes *image)
{
    size_t at = link_at(image, 1);
    sjf_store32(image->data + at + SJF_LINK_REFERENCE,
                (uint32_t)(size_of(image, SJF_REFERENCES) / SJF_REF_RECORD) << 1);
    return at;
}

static size_t link_a_pattern_that_is_not(gen_bytes *image)
{
    size_t at = link_at(image, 0);
    sjf_store32(image->data + at + SJF_LINK_PATTERN,
                (uint32_t)(size_of(image, SJF_PATTERNS) / 2 / COLUMNS));
    return at;
}

static size_t let_the_index_fall(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_RELATIONS, CM) + INDEX;
    sjf_store32(image->data + at + 8, 9);
    return at + 12;
}

/* The last relation loses its link, which nobody has then. */
static size_t let_the_index_end_early(gen_bytes *image)
{
    size_t at = link_at(image, 0) - 4;
    sjf_store32(image->data + at, sjf_load32(image->data + at) - 1);
    return at;
}

/* ---- patterns and traits --------------------------------------------------------- */

static size_t say_something_by_pattern_0(gen_bytes *image)
{
    size_t at =
        bend_section(image, SJF_PATTERNS, CM) + size_of(image, SJF_PATTERNS) / COLUMNS;
    sjf_store16(image->data + at, SJF_PAIR_EXCLUDES1);
    return at;
}

static size_t say_what_no_bit_means(gen_bytes *image)
{
    size_t at =
        bend_section(image, SJF_PATTERNS, CM) + size_of(image, SJF_PATTERNS) - 2;
    sjf_store16(image->data + at, SJF_PAIR_KNOWN + 1);
    return at;
}

static size_t list_codes_of_no_list(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_TRAITS, CM) +
                3 * (size_of(image, SJF_TRAITS) / COLUMNS);
    sjf_store64(image->data + at, UINT64_C(1) << SJF_FEMALE);
    return at;
}

static size_t have_an_unknown_trait(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_TRAITS, CM) + 8;
    sjf_store64(image->data + at, UINT64_C(1) << SJF_TRAIT_COUNT);
    return at;
}

#define ERR SJ_E_CORRUPT
#define COL "bad edit column"

const bend bends_rules[] = {
    {70, ERR, COL, COLUMN(0, SJF_ECOL_FROM), 4, SET(0)},
    {70, ERR, COL, COLUMN(2, SJF_ECOL_FROM), 4, SET(19266)},
    {70, ERR, COL, COLUMN(1, SJF_ECOL_COVERAGE), 4, SET(SJF_COVER_KNOWN + 1),
     .told = COLUMN(1, 0)},
    {70, ERR, COL, COLUMN(1, SJF_ECOL_LISTS), 4, SET(1U << SJF_LIST_COUNT),
     .told = COLUMN(1, 0)},
    {70, ERR, COL, COLUMN(3, SJF_ECOL_NOTES_SOURCE), 2, SET(SOURCES),
     .told = COLUMN(3, 0)},
    {70, ERR, COL, COLUMN(3, SJF_ECOL_MCE_SOURCE), 2, SET(SOURCES),
     .told = COLUMN(3, 0)},
    {70, ERR, COL, COLUMN(3, SJF_ECOL_POA_SOURCE), 2, SET(SOURCES),
     .told = COLUMN(3, 0)},
    {70, ERR, COL, COLUMN(4, SJF_ECOL_RECORD - 1), 1, SET(1), .told = COLUMN(4, 0)},
    {70, ERR, COL, COLUMN(4, SJF_ECOL_RESERVED_B), 1, SET(1), .told = COLUMN(4, 0)},
    {70, ERR, COL, PLACE(EDIT_COLUMNS, DAYS), 2, SET(1)},
    {70, ERR, COL, PLACE(EDIT_COLUMNS, DAYS + 2), 2, SET(0)},
    {70, ERR, COL, PLACE(EDIT_COLUMNS, SJF_ECOL_FIRST_DAY), 4, MORE(1),
     .told = PLACE(EDIT_COLUMNS, DAYS + 2)},
    {70, ERR, COL, .edit = last_day_in_the_column_before},

    {71, ERR, "bad class", CLASS(0, SJF_CLASS_SIGNATURE), 8, SET(1)},
    {71, ERR, "bad class", CLASS(0, SJF_CLASS_TRAITS), 4, SET(1), .told = CLASS(0, 0)},
    {71, ERR, "bad class", CLASS(TINY_H81, SJF_CLASS_TRAITS), 4, SET(7),
     .told = CLASS(TINY_H81, 0)},
    {71, ERR, "bad class", CLASS(TINY_H81, SJF_CLASS_GROUP), 4, SET(SJF_GROUPS_MAX),
     .told = CLASS(TINY_H81, 0)},
    {71, ERR, "bad class", CLASS(TINY_H81, SJF_CLASS_BIT), 1, MORE(1),
     .told = CLASS(TINY_H81, 0)},
    {71, ERR, "bad class", CLASS(TINY_SIDES, SJF_CLASS_RESERVED + 6), 1, SET(1),
     .told = CLASS(TINY_SIDES, 0)},
    {71, ERR, "bad class", CLASS(TINY_E11, SJF_CLASS_FIRST_RUN), 4, SET(UINT32_MAX),
     .told = CLASS(TINY_E11, 0)},
    {71, ERR, "bad class", .edit = have_more_runs_than_there_are},
    {72, ERR, "bad run", .edit = have_a_run_of_a_pattern_that_is_not},
    {72, ERR, "bad run", .edit = have_a_run_of_a_relation_that_is_not},
    {72, ERR, "bad run", .edit = have_two_runs_from_one_group},
    {72, ERR, "bad run", .edit = have_a_run_from_below_the_group},
    {72, ERR, "bad run", .edit = have_runs_of_two_groups},
    {73, ERR, "bad relation", PLACE(RELATIONS, INDEX), 4, SET(1)},
    {73, ERR, "bad relation", PLACE(RELATIONS, INDEX + 4), 4, SET(1),
     .told = PLACE(RELATIONS, INDEX)},
    {73, ERR, "bad relation", .edit = let_the_index_fall},
    {73, ERR, "bad relation", .edit = let_the_index_end_early},
    {73, ERR, "bad relation", .edit = link_a_reference_that_is_not},
    {73, ERR, "bad relation", .edit = link_a_pattern_that_is_not},
    {74, ERR, "bad pattern or trait", .edit = say_something_by_pattern_0},
    {74, ERR, "bad pattern or trait", .edit = say_what_no_bit_means},
    {74, ERR, "bad pattern or trait", .edit = list_codes_of_no_list},
    {74, ERR, "bad pattern or trait", .edit = have_an_unknown_trait},
};

const size_t bends_rules_count = sizeof bends_rules / sizeof bends_rules[0];

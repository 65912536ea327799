/*
 * Bends of the claims about codes, 47 to 56 and 59, on the tiny image.
 */
#include "tests/support/bends.h"

/* A row leaves out what it does not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ICD = SJ_ICD10CM,
    HCPCS = SJ_HCPCS,
    NDC = SJ_NDC,
    MOD = SJ_MODIFIER,

    /* Of the tiny image's ICD-10-CM. */
    SEGMENTS = 8,            /* places of a timeline row */
    ROW = 5 * SEGMENTS,      /* bytes of one */
    ROWS_USED = 6,           /* of 8; row 0 is absence, 1 a header, 2 billable */
    INDEX_END = 4 * (6 + 1), /* of validity: where the intervals begin */
};

#define SECTION(k, s, o)                                                               \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, o                                                    \
    }
#define RECORD(k, s, r, n, f)                                                          \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, SJF_##r##_RECORD *(n) + SJF_##r##_##f                \
    }
#define MORE(n) true, n
#define SET(n)  false, n

/* ---- 47 to 49: slots ------------------------------------------------------------ */

/* Offset of the first slot that is occupied, or empty. */
static size_t find_slot(const gen_bytes *image, uint16_t system, bool occupied)
{
    size_t at = bend_section(image, SJF_SLOTS, system);
    while ((sjf_load64(image->data + at) != 0) != occupied)
        at += 8;
    return at;
}

static size_t change_slot(gen_bytes *image, uint64_t clear, uint64_t set)
{
    size_t at = find_slot(image, ICD, true);
    uint64_t word = sjf_load64(image->data + at);
    sjf_store64(image->data + at, (word & ~clear) | set);
    return at;
}

static size_t set_a_reserved_flag(gen_bytes *image)
{
    return change_slot(image, 0, 4);
}

static size_t set_a_bit_above_the_timeline(gen_bytes *image)
{
    return change_slot(image, 0, 1 << (4 + 3)); /* 3 bits for 6 timelines */
}

static size_t set_a_bit_above_the_class(gen_bytes *image)
{
    return change_slot(image, 0, 1 << (20 + 3)); /* 3 bits for 8 classes */
}

static size_t take_the_mark_of_occupation(gen_bytes *image)
{
    const uint8_t *r =
        image->data + bend_find(image, (bend_place){BEND_SYSTEM, 0, ICD, 0});
    return change_slot(image, UINT64_C(1) << (63 - r[SJF_SYS_TAG_BITS]), 0);
}

static size_t fill_an_empty_slot_with_a_timeline(gen_bytes *image)
{
    size_t at = find_slot(image, ICD, false);
    sjf_store64(image->data + at, 1 << 4);
    return at;
}

static size_t use_a_timeline_not_in_use(gen_bytes *image)
{
    return change_slot(image, 7 << 4, ROWS_USED << 4);
}

/* Whether a key with this tag belongs into the slot: FORMAT.md 7 by the letter. */
static bool has_key(const gen_bytes *image, const uint8_t *r, uint64_t slot,
                    uint64_t tag)
{
    uint64_t slots = sjf_load32(r + SJF_SYS_SLOTS);
    uint64_t bucket = tag & ((UINT64_C(1) << r[SJF_SYS_BUCKET_BITS]) - 1);
    uint64_t c =
        sjf_load64(r + SJF_SYS_PILOT_MULTIPLIER) +
        2 * (uint64_t)image->data[bend_section(image, SJF_PILOTS, ICD) + bucket];
    uint64_t mask = (UINT64_C(1) << r[SJF_SYS_TAG_BITS]) - 1;
    uint64_t x = ((slot << SJF_KEY_BITS) / slots) & ~mask;
    x |= tag * c & mask;
    for (int i = 0; i < 3; i++, x += mask + 1)
        if (x >> SJF_KEY_BITS == 0 && (x * slots) >> SJF_KEY_BITS == slot)
            return true;
    return false;
}

/* The next tag that no key of the slot has; there are some, as 2^T * m exceeds 2^K. */
static size_t hold_a_key_of_no_code(gen_bytes *image)
{
    const uint8_t *r =
        image->data + bend_find(image, (bend_place){BEND_SYSTEM, 0, ICD, 0});
    unsigned tag_shift = 64U - r[SJF_SYS_TAG_BITS];
    size_t at = find_slot(image, ICD, true);
    uint64_t word = sjf_load64(image->data + at);
    uint64_t slot = (at - bend_section(image, SJF_SLOTS, ICD)) / 8;
    do
        word += UINT64_C(1) << tag_shift;
    while (has_key(image, r, slot, word >> tag_shift));
    sjf_store64(image->data + at, word);
    return at;
}

static size_t lose_a_code(gen_bytes *image)
{
    sjf_store64(image->data + find_slot(image, ICD, true), 0);
    return bend_section(image, SJF_SLOTS, ICD);
}

static size_t count_one_code_less(gen_bytes *image)
{
    uint32_t codes = bend_record_field(image, ICD, SJF_SYS_CODES);
    bend_set_record_field(image, ICD, SJF_SYS_CODES, codes - 1);
    return bend_section(image, SJF_SLOTS, ICD);
}

/* ---- 50: timelines -------------------------------------------------------------- */

static size_t let_a_code_be_absent(gen_bytes *image)
{
    change_slot(image, 7 << 4, 0);
    return bend_section(image, SJF_TIMELINES, ICD);
}

/* All day long, what no code of a loaded list may be. */
static size_t call_numeric_modifiers_billable(gen_bytes *image)
{
    unsigned places =
        image->data[bend_find(image, (bend_place){BEND_SYSTEM, 0, MOD, 0}) +
                    SJF_SYS_SEGMENTS];
    size_t row = bend_section(image, SJF_TIMELINES, MOD) + 5 * (size_t)places;
    memset(image->data + row + 4 * (size_t)places, SJ_CODE_BILLABLE, places);
    return row;
}

/* The row of T36, which no code has any more; it is in use all the same. */
static size_t leave_a_timeline_to_strangers(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_SLOTS, ICD);
    for (uint32_t i = 0; i < bend_record_field(image, ICD, SJF_SYS_SLOTS); i++) {
        uint8_t *p = image->data + at + 8 * (size_t)i;
        uint64_t word = sjf_load64(p);
        if ((word >> 4 & 7) == ROWS_USED - 1)
            sjf_store64(p, (word & ~(UINT64_C(7) << 4)) | 1 << 4);
    }
    size_t row = bend_section(image, SJF_TIMELINES, ICD) + ROW * (ROWS_USED - 1);
    image->data[row + 4 * SEGMENTS + 1] = SJ_CODE_NOT_FOUND;
    return row;
}

/* A start after an unused place. */
static size_t leave_a_hole_in_a_timeline(gen_bytes *image)
{
    size_t row = bend_section(image, SJF_TIMELINES, ICD) + ROW;
    uint8_t *starts = image->data + row, *statuses = starts + 4 * SEGMENTS;
    sjf_store_date(starts + 4 * 7, 30000);
    statuses[7] = statuses[6];
    return row;
}

/* ---- 59: columns ---------------------------------------------------------------- */

/* Where the status bytes of a system's columns begin. */
static size_t column_statuses(const gen_bytes *image, uint16_t system)
{
    size_t at = bend_section(image, SJF_COLUMNS, system);
    return at + SJF_COL_HEADER +
           2 * (size_t)sjf_load32(image->data + at + SJF_COL_DAYS);
}

static size_t say_otherwise_in_a_column(gen_bytes *image)
{
    size_t at = column_statuses(image, ICD);
    image->data[at + 1] ^= SJF_STATUS_INFERRED;
    return at;
}

static size_t let_the_first_column_be_another(gen_bytes *image)
{
    sjf_store16(image->data + bend_section(image, SJF_COLUMNS, ICD) + SJF_COL_HEADER,
                1);
    return column_statuses(image, ICD);
}

static size_t point_a_day_beyond_the_columns(gen_bytes *image)
{
    sjf_store16(
        image->data + bend_section(image, SJF_COLUMNS, ICD) + SJF_COL_HEADER + 4, 6);
    return column_statuses(image, ICD);
}

static size_t begin_a_column_a_day_late(gen_bytes *image)
{
    sjf_store16(
        image->data + bend_section(image, SJF_COLUMNS, ICD) + SJF_COL_HEADER + 2, 0);
    return column_statuses(image, ICD);
}

static size_t leave_a_column_out(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_COLUMNS, ICD);
    uint32_t days = sjf_load32(image->data + at + SJF_COL_DAYS);
    uint32_t columns = sjf_load32(image->data + at + SJF_COL_COLUMNS);
    uint8_t *last = image->data + at + SJF_COL_HEADER + 2 * (size_t)(days - 1);
    sjf_store16(last, (uint16_t)(columns - 3));
    return column_statuses(image, ICD);
}

/* ---- 52 and 53: the trie -------------------------------------------------------- */

static size_t node_at(const gen_bytes *image, uint16_t system, uint32_t node)
{
    return bend_section(image, SJF_TRIE, system) + 8 * (size_t)node;
}

static uint32_t last_node(const gen_bytes *image, uint16_t system)
{
    return bend_record_field(image, system, SJF_SYS_TRIE_NODES) - 1;
}

static size_t change_node(gen_bytes *image, uint16_t system, uint32_t node,
                          uint64_t clear, uint64_t set)
{
    size_t at = node_at(image, system, node);
    uint64_t word = sjf_load64(image->data + at);
    sjf_store64(image->data + at, (word & ~clear) | set);
    return at;
}

static size_t skip_a_child(gen_bytes *image)
{
    size_t at = node_at(image, ICD, 0);
    uint64_t word = sjf_load64(image->data + at);
    sjf_store64(image->data + at, word + (UINT64_C(1) << SJF_TRIE_CHILD_SHIFT));
    return at;
}

static size_t point_back_to_the_root(gen_bytes *image)
{
    return change_node(image, ICD, 1, ~SJF_TRIE_CHILDREN & ~SJF_TRIE_TERMINAL, 0);
}

static size_t give_a_leaf_a_first_child(gen_bytes *image)
{
    return change_node(image, ICD, last_node(image, ICD), 0,
                       UINT64_C(1) << SJF_TRIE_CHILD_SHIFT);
}

static size_t end_the_empty_code(gen_bytes *image)
{
    return change_node(image, ICD, 0, 0, SJF_TRIE_TERMINAL);
}

static size_t end_nothing_in_a_leaf(gen_bytes *image)
{
    return change_node(image, ICD, last_node(image, ICD), SJF_TRIE_TERMINAL, 0);
}

static size_t add_nodes(gen_bytes *image, uint16_t system)
{
    uint32_t nodes = bend_record_field(image, system, SJF_SYS_TRIE_NODES);
    image_resize(image, SJF_TRIE, system, 8 * ((size_t)nodes + 1));
    bend_set_record_field(image, system, SJF_SYS_TRIE_NODES, nodes + 1);
    return change_node(image, system, nodes, 0, SJF_TRIE_TERMINAL);
}

static size_t leave_a_node_without_parent(gen_bytes *image)
{
    return add_nodes(image, ICD);
}

static size_t have_a_child_beyond_the_trie(gen_bytes *image)
{
    uint32_t last = last_node(image, ICD);
    return change_node(image, ICD, last, 0,
                       1 | (uint64_t)(last + 1) << SJF_TRIE_CHILD_SHIFT);
}

/* A child more of the last node that has any: its range runs over. */
static size_t have_a_sibling_beyond_the_trie(gen_bytes *image)
{
    uint32_t node = last_node(image, ICD);
    uint64_t word;
    do
        word = sjf_load64(image->data + node_at(image, ICD, --node));
    while (!(word & SJF_TRIE_CHILDREN));
    return change_node(image, ICD, node, 0, ~word & (word + 1) & SJF_TRIE_CHILDREN);
}

/* Modifiers have two characters: a third one below the last. */
static size_t grow_too_deep(gen_bytes *image)
{
    uint32_t last = last_node(image, MOD);
    add_nodes(image, MOD);
    return change_node(image, MOD, last, 0,
                       1 | (uint64_t)(last + 1) << SJF_TRIE_CHILD_SHIFT);
}

/* A header that has codes below it: the tree stays one. */
static size_t end_a_code_less(gen_bytes *image)
{
    uint32_t node = 1;
    for (;; node++) {
        uint64_t word = sjf_load64(image->data + node_at(image, ICD, node));
        if ((word & SJF_TRIE_CHILDREN) && (word & SJF_TRIE_TERMINAL))
            break;
    }
    change_node(image, ICD, node, SJF_TRIE_TERMINAL, 0);
    return node_at(image, ICD, 0);
}

/* ---- 54 and 55: descriptors ----------------------------------------------------- */

static size_t slot_number(const gen_bytes *image, size_t at)
{
    return (at - bend_section(image, SJF_SLOTS, ICD)) / 8;
}

static size_t index_at(const gen_bytes *image, size_t slot)
{
    return bend_section(image, SJF_DESCRIPTOR_INDEX, ICD) + 4 * slot;
}

static size_t give_an_empty_slot_a_descriptor(gen_bytes *image)
{
    size_t slot = slot_number(image, find_slot(image, ICD, false));
    size_t end = index_at(image, slot + 1);
    sjf_store32(image->data + end, sjf_load32(image->data + end) + 1);
    return end;
}

static size_t give_an_empty_slot_all_descriptors_left(gen_bytes *image)
{
    size_t slot = slot_number(image, find_slot(image, ICD, false));
    size_t end = index_at(image, slot + 1);
    sjf_store32(image->data + end, bend_record_field(image, ICD, SJF_SYS_DESCRIPTORS));
    return end;
}

static size_t leave_a_code_without_descriptor(gen_bytes *image)
{
    size_t slot = slot_number(image, find_slot(image, ICD, true));
    size_t end = index_at(image, slot + 1);
    sjf_store32(image->data + end, sjf_load32(image->data + index_at(image, slot)));
    return end;
}

static size_t let_the_index_fall(gen_bytes *image)
{
    size_t end = index_at(image, bend_record_field(image, ICD, SJF_SYS_SLOTS) / 2);
    sjf_store32(image->data + end, 0);
    return end;
}

static size_t let_the_index_run_over(gen_bytes *image)
{
    size_t end = index_at(image, slot_number(image, find_slot(image, ICD, true)) + 1);
    sjf_store32(image->data + end, UINT32_MAX);
    return end;
}

static size_t have_a_descriptor_of_nobody(gen_bytes *image)
{
    uint32_t count = bend_record_field(image, ICD, SJF_SYS_DESCRIPTORS);
    image_resize(image, SJF_DESCRIPTORS, ICD, SJF_DESC_RECORD * ((size_t)count + 1));
    bend_set_record_field(image, ICD, SJF_SYS_DESCRIPTORS, count + 1);
    return index_at(image, bend_record_field(image, ICD, SJF_SYS_SLOTS));
}

/* The second wording of a code, made as old as the first. */
static size_t revise_a_title_on_its_first_day(gen_bytes *image)
{
    size_t slot = 0;
    uint32_t first;
    for (;; slot++) {
        first = sjf_load32(image->data + index_at(image, slot));
        if (sjf_load32(image->data + index_at(image, slot + 1)) - first == 2)
            break;
    }
    size_t at =
        bend_section(image, SJF_DESCRIPTORS, ICD) + SJF_DESC_RECORD * (size_t)first;
    memcpy(image->data + at + SJF_DESC_RECORD, image->data + at, 4);
    return at + SJF_DESC_RECORD;
}

/* ---- 56 ------------------------------------------------------------------------- */

/* The last leaf gets another letter: Z001 becomes another tree of as many codes. */
static size_t rename_the_last_code(gen_bytes *image)
{
    uint32_t last = last_node(image, ICD), parent = last - 1;
    while (!(sjf_load64(image->data + node_at(image, ICD, parent)) & SJF_TRIE_CHILDREN))
        parent--;
    uint64_t word = sjf_load64(image->data + node_at(image, ICD, parent));
    uint64_t children = word & SJF_TRIE_CHILDREN, highest = UINT64_C(1) << 35;
    while (!(children & highest))
        highest >>= 1;
    uint64_t other = highest << 1; /* the next letter: still the last child */
    change_node(image, ICD, parent, highest, other);
    return node_at(image, ICD, last);
}

#define ERR SJ_E_CORRUPT

const bend bends_codes[] = {
    {47, ERR, "bad slot", .edit = set_a_reserved_flag},
    {47, ERR, "bad slot", .edit = set_a_bit_above_the_timeline},
    {47, ERR, "bad slot", .edit = set_a_bit_above_the_class},
    {47, ERR, "bad slot", .edit = take_the_mark_of_occupation},
    {47, ERR, "bad slot", .edit = fill_an_empty_slot_with_a_timeline},
    {47, ERR, "bad slot", .edit = use_a_timeline_not_in_use},
    {48, ERR, "slot holds a foreign key", .edit = hold_a_key_of_no_code},
    {49, ERR, "code count differs from the slots", .edit = lose_a_code},
    {49, ERR, "code count differs from the slots", .edit = count_one_code_less},

    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW), 4, SET(0),
     .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW + 4 * 2), 4, SET(19266),
     .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW + 4 * 4), 4,
     SET((uint32_t)SJ_DATE_OPEN), .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW + 4 * SEGMENTS + 7), 1,
     SET(SJ_CODE_HEADER), .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", .edit = leave_a_hole_in_a_timeline},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW + 4 * SEGMENTS + 1), 1,
     SET(SJ_CODE_HEADER | 32), .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW + 4 * SEGMENTS + 1), 1,
     SET(SJ_CODE_NONE), .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW + 4 * SEGMENTS + 1), 1,
     SET(6), .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW + 4 * SEGMENTS + 1), 1,
     SET(SJ_CODE_NOT_FOUND), .told = SECTION(TIMELINES, ICD, ROW)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, 4 * SEGMENTS + 1), 1,
     SET(SJ_CODE_BILLABLE), .told = SECTION(TIMELINES, ICD, 0)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, 4 * SEGMENTS + 1), 1,
     SET(SJ_CODE_INACTIVE), .told = SECTION(TIMELINES, ICD, 0)},
    {50, ERR, "bad timeline", SECTION(TIMELINES, ICD, ROW * 7 + 5), 1, MORE(1),
     .told = SECTION(TIMELINES, ICD, ROW * 7)},
    {50, ERR, "bad timeline", .edit = let_a_code_be_absent},
    {50, ERR, "bad timeline", .edit = call_numeric_modifiers_billable},
    {50, ERR, "bad timeline", .edit = leave_a_timeline_to_strangers},

    {51, ERR, "bad validity interval", SECTION(VALIDITY, ICD, 0), 4, SET(1)},
    {51, ERR, "bad validity interval", SECTION(VALIDITY, ICD, 4 * 3), 4, SET(0)},
    {51, ERR, "bad validity interval", SECTION(VALIDITY, ICD, 4 * 2), 4, SET(7)},
    {51, ERR, "bad validity interval", SECTION(VALIDITY, ICD, 4 * 6), 4, SET(5)},
    {51, ERR, "bad validity interval",
     SECTION(VALIDITY, ICD, INDEX_END + 12 * 2 + SJF_VAL_TO), 4, SET(0),
     .told = SECTION(VALIDITY, ICD, INDEX_END + 12 * 2)},
    {51, ERR, "bad validity interval",
     SECTION(VALIDITY, ICD, INDEX_END + 12 * 4 + SJF_VAL_TO), 4, SET(19997),
     .told = SECTION(VALIDITY, ICD, INDEX_END + 12 * 5)},
    {51, ERR, "bad validity interval",
     SECTION(VALIDITY, ICD, INDEX_END + SJF_VAL_STATUS), 1, SET(SJ_CODE_INACTIVE),
     .told = SECTION(VALIDITY, ICD, INDEX_END)},
    {51, ERR, "bad validity interval",
     SECTION(VALIDITY, ICD, INDEX_END + SJF_VAL_STATUS), 1,
     SET(SJ_CODE_BILLABLE | SJ_MARK_INFERRED),
     .told = SECTION(VALIDITY, ICD, INDEX_END)},
    {51, ERR, "bad validity interval",
     SECTION(VALIDITY, ICD, INDEX_END + SJF_VAL_MARKS), 1, SET(SJ_MARK_CARRIED),
     .told = SECTION(VALIDITY, ICD, INDEX_END)},
    {51, ERR, "bad validity interval",
     SECTION(VALIDITY, ICD, INDEX_END + SJF_VAL_RESERVED), 2, SET(256),
     .told = SECTION(VALIDITY, ICD, INDEX_END)},

    {52, ERR, "trie is not a tree", .edit = skip_a_child},
    {52, ERR, "trie is not a tree", .edit = point_back_to_the_root},
    {52, ERR, "trie is not a tree", .edit = give_a_leaf_a_first_child},
    {52, ERR, "trie is not a tree", .edit = end_the_empty_code},
    {52, ERR, "trie is not a tree", .edit = end_nothing_in_a_leaf},
    {52, ERR, "trie is not a tree", .edit = leave_a_node_without_parent},
    {52, ERR, "trie is not a tree", .edit = have_a_child_beyond_the_trie},
    {52, ERR, "trie is not a tree", .edit = have_a_sibling_beyond_the_trie},
    {52, ERR, "trie is not a tree", .edit = grow_too_deep},
    {53, ERR, "trie and dictionary differ in size", .edit = end_a_code_less},

    {54, ERR, "bad descriptor index", SECTION(DESCRIPTOR_INDEX, ICD, 0), 4, SET(1)},
    {54, ERR, "bad descriptor index", .edit = give_an_empty_slot_a_descriptor},
    {54, ERR, "bad descriptor index", .edit = give_an_empty_slot_all_descriptors_left},
    {54, ERR, "bad descriptor index", .edit = leave_a_code_without_descriptor},
    {54, ERR, "bad descriptor index", .edit = let_the_index_fall},
    {54, ERR, "bad descriptor index", .edit = let_the_index_run_over},
    {54, ERR, "bad descriptor index", .edit = have_a_descriptor_of_nobody},
    {55, ERR, "bad descriptor", RECORD(DESCRIPTORS, ICD, DESC, 3, SHORT), 4, MORE(1),
     .told = RECORD(DESCRIPTORS, ICD, DESC, 3, FROM)},
    {55, ERR, "bad descriptor", RECORD(DESCRIPTORS, NDC, DESC, 1, LONG), 4,
     SET(UINT32_MAX), .told = RECORD(DESCRIPTORS, NDC, DESC, 1, FROM)},
    {55, ERR, "bad descriptor", RECORD(DESCRIPTORS, HCPCS, DESC, 2, RELEASE), 2, SET(6),
     .told = RECORD(DESCRIPTORS, HCPCS, DESC, 2, FROM)},
    {55, ERR, "bad descriptor", RECORD(DESCRIPTORS, HCPCS, DESC, 2, RELEASE), 2, SET(1),
     .told = RECORD(DESCRIPTORS, HCPCS, DESC, 2, FROM)},
    {55, ERR, "bad descriptor", RECORD(DESCRIPTORS, MOD, DESC, 0, RESERVED), 2, SET(1),
     .told = RECORD(DESCRIPTORS, MOD, DESC, 0, FROM)},
    {55, ERR, "bad descriptor", .edit = revise_a_title_on_its_first_day},

    {56, ERR, "trie and dictionary disagree", .edit = rename_the_last_code,
     .seal = BEND_AGREEMENT},

    {59, ERR, "columns and timelines disagree", .edit = say_otherwise_in_a_column},
    {59, ERR, "columns and timelines disagree",
     .edit = let_the_first_column_be_another},
    {59, ERR, "columns and timelines disagree", .edit = begin_a_column_a_day_late},
    {59, ERR, "columns and timelines disagree", .edit = point_a_day_beyond_the_columns},
    {59, ERR, "columns and timelines disagree", .edit = leave_a_column_out},
};

const size_t bends_codes_count = sizeof bends_codes / sizeof bends_codes[0];

/*
 * Bends of notes, PCS tables and maps, claims 75 to 79, on the tiny image: eight nodes,
 * five notes with four references, three rows, five labels, five GEMs, three
 * successors.
 */
#include "tests/support/bends.h"

/* A row leaves out what it does not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum {
    CM = SJ_ICD10CM,
    PCS = SJ_ICD10PCS,
    SOURCES = 11,
    NODES = 8,
    NOTES = 5,
    REFERENCES = 4,
    BLOCK = 3, /* nodes: E08-E13 */
    E11 = 5,
    E119 = 6,
    H81 = 7,
};

#define RECORD(k, s, r, n, f)                                                          \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, SJF_##r##_RECORD *(n) + SJF_##r##_##f                \
    }
#define PLACE(k, s, o)                                                                 \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, o                                                    \
    }
#define NODE(n, f)   RECORD(NODES, CM, NODE, n, f)
#define NOTE(n, f)   RECORD(NOTES, CM, NOTE, n, f)
#define REF(n, f)    RECORD(REFERENCES, CM, REF, n, f)
#define GEM(n, o)    PLACE(GEMS, CM, SJF_GEM_HEADER + SJF_GEM_RECORD * (n) + (o))
#define NEXT(n, o)   PLACE(SUCCESSORS, CM, SJF_SUC_HEADER + SJF_SUC_RECORD * (n) + (o))
#define MORE(n)      true, n
#define LESS(n)      true, (uint64_t) - (n)
#define SET(n)       false, n
#define TOLD_NODE(n) .told = NODE(n, NAME)
#define TOLD_NOTE(n) .told = NOTE(n, NODE)
#define TOLD_REF(n)  .told = REF(n, NODE)

static uint8_t *record(const gen_bytes *image, uint32_t kind, uint16_t system,
                       size_t at)
{
    return image->data + bend_section(image, kind, system) + at;
}

static void swap(uint8_t *a, uint8_t *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

static size_t swap_two_records(gen_bytes *image, uint32_t kind, uint16_t system,
                               size_t at, size_t size)
{
    uint8_t *a = record(image, kind, system, at);
    swap(a, a + size, size);
    return (size_t)(a + size - image->data);
}

/* Chapters 1 and 4 by each other's name. */
static size_t swap_two_names_of_nodes(gen_bytes *image)
{
    uint8_t *a = record(image, SJF_NODES, CM, 0);
    swap(a, a + SJF_NODE_RECORD, 4);
    return (size_t)(a + SJF_NODE_RECORD - image->data);
}

static size_t have_a_node_twice(gen_bytes *image)
{
    uint8_t *a = record(image, SJF_NODES, CM, E11 * SJF_NODE_RECORD);
    sjf_store32(a + SJF_NODE_RECORD, sjf_load32(a));
    return (size_t)(a + SJF_NODE_RECORD - image->data);
}

/* E11 and E119 one above the other. */
static size_t lead_up_in_a_circle(gen_bytes *image)
{
    uint8_t *r = record(image, SJF_NODES, CM, E11 * SJF_NODE_RECORD);
    sjf_store32(r + SJF_NODE_PARENT, E119);
    return (size_t)(r - image->data);
}

static size_t have_a_note_of_no_node(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_NODES, CM);
    sjf_store32(image->data + at + E119 * SJF_NODE_RECORD + SJF_NODE_NOTES, 0);
    sjf_store32(image->data + at + H81 * SJF_NODE_RECORD + SJF_NODE_FIRST_NOTE,
                NOTES - 1);
    return at;
}

static size_t leave_an_occurrence_to_nobody(gen_bytes *image)
{
    uint8_t *r = record(image, SJF_NOTES, CM, (NOTES - 1) * SJF_NOTE_RECORD);
    sjf_store16(r + SJF_NOTE_OCCURRENCES, 0);
    return bend_section(image, SJF_NOTES, CM);
}

static size_t leave_a_reference_to_nobody(gen_bytes *image)
{
    uint8_t *r = record(image, SJF_NOTES, CM, (NOTES - 1) * SJF_NOTE_RECORD);
    sjf_store16(r + SJF_NOTE_REFERENCE_COUNT, 0);
    return bend_section(image, SJF_NOTES, CM);
}

/* Both of E11: the same kind, and the texts the wrong way round. */
static size_t order_references_by_text(gen_bytes *image)
{
    uint8_t *r = record(image, SJF_REFERENCES, CM, 2 * SJF_REF_RECORD);
    r[SJF_REF_KIND] = r[SJF_REF_KIND - SJF_REF_RECORD];
    return (size_t)(r - image->data);
}

static size_t swap_two_rows(gen_bytes *image)
{
    return swap_two_records(image, SJF_PCS_ROWS, PCS, 0, SJF_PCS_RECORD);
}

static size_t swap_two_labels(gen_bytes *image)
{
    return swap_two_records(image, SJF_PCS_LABELS, PCS, 0, SJF_LABEL_RECORD);
}

static size_t swap_two_gems(gen_bytes *image)
{
    return swap_two_records(image, SJF_GEMS, CM, SJF_GEM_HEADER, SJF_GEM_RECORD);
}

static size_t swap_two_successors(gen_bytes *image)
{
    return swap_two_records(image, SJF_SUCCESSORS, CM, SJF_SUC_HEADER, SJF_SUC_RECORD);
}

#define ERR SJ_E_CORRUPT

const bend bends_notes[] = {
    {75, ERR, "bad node", NODE(1, NAME), 4, MORE(1)},
    {75, ERR, "bad node", NODE(1, TITLE), 4, MORE(1), TOLD_NODE(1)},
    {75, ERR, "bad node", NODE(1, LEVEL), 1, SET(3), TOLD_NODE(1)},
    {75, ERR, "bad node", NODE(2, LEVEL), 1, SET(SJF_LEVEL_CODE), TOLD_NODE(3)},
    {75, ERR, "bad node", NODE(H81, RESERVED), 1, SET(1), TOLD_NODE(H81)},
    {75, ERR, "bad node", PLACE(NODES, CM, NODES *SJF_NODE_RECORD - 1), 1, SET(1),
     TOLD_NODE(H81)},
    {75, ERR, "bad node", NODE(BLOCK, PARENT), 4, SET(NODES), TOLD_NODE(BLOCK)},
    {75, ERR, "bad node", NODE(BLOCK, PARENT), 4, SET(E11), TOLD_NODE(BLOCK)},
    {75, ERR, "bad node", NODE(BLOCK, PARENT), 4, SET(BLOCK), TOLD_NODE(BLOCK)},
    {75, ERR, "bad node", .edit = lead_up_in_a_circle},
    {75, ERR, "bad node", NODE(E11, FIRST_NOTE), 4, MORE(1), TOLD_NODE(E11)},
    {75, ERR, "bad node", NODE(E11, NOTES), 4, MORE(1), TOLD_NODE(E119)},
    {75, ERR, "bad node", NODE(H81, NOTES), 4, SET(UINT32_MAX), TOLD_NODE(0)},
    {75, ERR, "bad node", .edit = swap_two_names_of_nodes},
    {75, ERR, "bad node", .edit = have_a_node_twice},
    {75, ERR, "bad node", .edit = have_a_note_of_no_node},

    {76, ERR, "bad note", NOTE(2, NODE), 4, MORE(1)},
    {76, ERR, "bad note", NOTE(2, TEXT), 4, MORE(1), TOLD_NOTE(2)},
    {76, ERR, "bad note", NOTE(2, FIRST_REFERENCE), 4, MORE(1), TOLD_NOTE(2)},
    {76, ERR, "bad note", NOTE(2, REFERENCE_COUNT), 2, MORE(1), TOLD_NOTE(3)},
    {76, ERR, "bad note", NOTE(2, KIND), 1, SET(SJ_NOTE_KIND_COUNT), TOLD_NOTE(2)},
    {76, ERR, "bad note", NOTE(2, FLAGS), 1, SET(4), TOLD_NOTE(2)},
    {76, ERR, "bad note", NOTE(2, FIRST_OCCURRENCE), 4, LESS(1), TOLD_NOTE(2)},
    {76, ERR, "bad note", NOTE(2, OCCURRENCES), 2, SET(0), TOLD_NOTE(3)},
    {76, ERR, "bad note", NOTE(4, RESERVED), 2, SET(256), TOLD_NOTE(4)},
    {76, ERR, "bad note", .edit = leave_an_occurrence_to_nobody},
    {76, ERR, "bad note", .edit = leave_a_reference_to_nobody},

    {77, ERR, "bad reference", REF(3, NODE), 4, SET(NODES)},
    {77, ERR, "bad reference", REF(1, TEXT), 4, MORE(1), TOLD_REF(1)},
    {77, ERR, "bad reference", REF(3, KIND), 1, SET(SJ_NOTE_KIND_COUNT), TOLD_REF(3)},
    {77, ERR, "bad reference", REF(0, RESERVED), 1, SET(1), TOLD_REF(0)},
    {77, ERR, "bad reference", REF(1, NODE), 4, SET(E119), TOLD_REF(2)},
    {77, ERR, "bad reference", REF(1, KIND), 1, SET(SJ_NOTE_CODE_ALSO), TOLD_REF(2)},
    {77, ERR, "bad reference", .edit = order_references_by_text},
    {77, ERR, "bad reference", PLACE(NOTE_REFERENCES, CM, 4), 4, SET(REFERENCES)},
    {77, ERR, "bad reference", RECORD(OCCURRENCES, CM, OCC, 3, SOURCE), 2,
     SET(SOURCES)},
    {77, ERR, "bad reference", RECORD(OCCURRENCES, CM, OCC, 3, RESERVED), 2, SET(1),
     .told = RECORD(OCCURRENCES, CM, OCC, 3, SOURCE)},

    {78, ERR, "bad PCS table", RECORD(PCS_ROWS, PCS, PCS, 2, TABLE), 4, SET(1 << 18)},
    {78, ERR, "bad PCS table", RECORD(PCS_ROWS, PCS, PCS, 2, SOURCE), 2, SET(SOURCES),
     .told = RECORD(PCS_ROWS, PCS, PCS, 2, TABLE)},
    {78, ERR, "bad PCS table", RECORD(PCS_ROWS, PCS, PCS, 0, SOURCE), 2, MORE(1),
     .told = RECORD(PCS_ROWS, PCS, PCS, 1, TABLE)},
    {78, ERR, "bad PCS table", RECORD(PCS_ROWS, PCS, PCS, 1, RESERVED), 2, SET(1),
     .told = RECORD(PCS_ROWS, PCS, PCS, 1, TABLE)},
    {78, ERR, "bad PCS table", PLACE(PCS_ROWS, PCS, SJF_PCS_RECORD - 8), 8,
     SET(UINT64_C(1) << 36), .told = PLACE(PCS_ROWS, PCS, 0)},
    {78, ERR, "bad PCS table", .edit = swap_two_rows},
    {78, ERR, "bad PCS table", RECORD(PCS_LABELS, PCS, LABEL, 1, TEXT), 4, MORE(1),
     .told = RECORD(PCS_LABELS, PCS, LABEL, 1, KEY)},
    {78, ERR, "bad PCS table", RECORD(PCS_LABELS, PCS, LABEL, 4, KEY), 4,
     MORE(1 << (9 + 18))},
    {78, ERR, "bad PCS table", RECORD(PCS_LABELS, PCS, LABEL, 0, KEY), 4, LESS(4 << 6)},
    {78, ERR, "bad PCS table", RECORD(PCS_LABELS, PCS, LABEL, 4, KEY), 4, MORE(1)},
    {78, ERR, "bad PCS table", .edit = swap_two_labels},

    {79, ERR, "bad map", PLACE(GEMS, CM, 0), 4, SET(SOURCES)},
    {79, ERR, "bad map", GEM(1, SJF_GEM_FROM), 8, MORE(UINT64_C(1) << 53)},
    {79, ERR, "bad map", GEM(0, SJF_GEM_FROM), 8, SET(63)},
    {79, ERR, "bad map", GEM(2, SJF_GEM_TO), 8, SET(UINT64_C(1) << 42),
     .told = GEM(2, 0)},
    {79, ERR, "bad map", GEM(2, SJF_GEM_TO), 8, SET(63), .told = GEM(2, 0)},
    {79, ERR, "bad map", .edit = swap_two_gems},
    {79, ERR, "bad map", PLACE(SUCCESSORS, CM, 4), 4, SET(1),
     .told = PLACE(SUCCESSORS, CM, 0)},
    {79, ERR, "bad map", NEXT(0, SJF_SUC_FROM), 8, SET(0)},
    {79, ERR, "bad map", NEXT(1, SJF_SUC_TO), 8, SET(0), .told = NEXT(1, 0)},
    {79, ERR, "bad map", NEXT(1, SJF_SUC_SOURCE), 4, SET(SOURCES), .told = NEXT(1, 0)},
    {79, ERR, "bad map", .edit = swap_two_successors},
};

const size_t bends_notes_count = sizeof bends_notes / sizeof bends_notes[0];

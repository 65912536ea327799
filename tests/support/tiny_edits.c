/*
 * The tiny image's edits as tables; what is written here for the first time is in no
 * official file.
 */
#include "tests/support/tiny_edits.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "engine/lookup/key.h"
#include "gen/model/memory.h"

enum {
    FY2023 = 19266, /* 2022-10-01 */
    FY2024 = 19631, /* 2023-10-01: a gap */
    FY2025 = 19997, /* 2024-10-01 */
    FY2026 = 20362, /* 2025-10-01: carried */

    ALL_THREE = 1 << SJF_COVER_NOTES_SHIFT | 1 << SJF_COVER_MCE_SHIFT |
                1 << SJF_COVER_POA_SHIFT, /* times SJF_COVER_* */
};

#define COUNT(a) ((uint32_t)(sizeof(a) / sizeof *(a)))

static void *copy(const void *p, size_t size)
{
    return memcpy(gen_alloc(size), p, size);
}

static uint32_t text(gen_catalog *c, const char *t)
{
    return gen_text_intern(&c->text, t, strlen(t));
}

static uint64_t key(sj_system system, const char *code)
{
    uint64_t k = 0;
    sji_pack(system, code, strlen(code), &k);
    return k;
}

/* ---- notes ----------------------------------------------------------------------- */

/* By level, then name. */
static const struct {
    const char *name, *title;
    uint32_t parent;
    uint8_t level;
} nodes[] = {
    {"chapter 1", "Certain infectious and parasitic diseases", GEN_NO_NODE,
     SJF_LEVEL_CHAPTER},
    {"chapter 4", "Endocrine, nutritional and metabolic diseases", GEN_NO_NODE,
     SJF_LEVEL_CHAPTER},
    {"A00-A09", "Intestinal infectious diseases", 0, SJF_LEVEL_BLOCK},
    {"E08-E13", "Diabetes mellitus", 1, SJF_LEVEL_BLOCK},
    {"A00", "", 2, SJF_LEVEL_CODE},
    {"E11", "", 3, SJF_LEVEL_CODE},
    {"E119", "", 5, SJF_LEVEL_CODE},
    {"H81", "", GEN_NO_NODE, SJF_LEVEL_CODE},
};

/* By node; each has one reference or none, and stands in `lists` of the two lists. */
static const struct {
    uint32_t node;
    uint8_t kind, flags, references, lists;
    const char *text;
} notes[] = {
    {3, SJ_NOTE_USE_ADDITIONAL, 0, 1, 2, "code to identify control (Z00.-)"},
    {4, SJ_NOTE_INCLUDES, 0, 0, 2, "an infection by Vibrio cholerae"},
    {5, SJ_NOTE_EXCLUDES1, 0, 1, 2, "diabetes of another kind (O9A.-)"},
    {5, SJ_NOTE_EXCLUDES2, SJF_NOTE_UNREAD, 1, 2, "dizziness (H81.-, R42 by day)"},
    {6, SJ_NOTE_CODE_FIRST, SJF_NOTE_WEAK, 1, 1, "the cause, such as (A00.-)"},
};

/* By node, kind, text: in the order of the notes that have them. */
static const struct {
    uint32_t node;
    uint8_t kind;
    const char *text;
} references[] = {
    {3, SJ_NOTE_USE_ADDITIONAL, "Z00.-"},
    {5, SJ_NOTE_EXCLUDES1, "O9A.-"},
    {5, SJ_NOTE_EXCLUDES2, "H81.-"},
    {6, SJ_NOTE_CODE_FIRST, "A00.-"},
};

static void fill_notes(gen_catalog *c)
{
    gen_notes *n = &c->notes;
    n->nodes = gen_alloc(COUNT(nodes) * sizeof *n->nodes);
    n->notes = gen_alloc(COUNT(notes) * sizeof *n->notes);
    n->references = gen_alloc(COUNT(references) * sizeof *n->references);
    n->note_references = gen_alloc(COUNT(references) * sizeof *n->note_references);
    n->occurrences = gen_alloc(2 * COUNT(notes) * sizeof *n->occurrences);
    for (uint32_t i = 0; i < COUNT(nodes); i++) {
        gen_node *node = &n->nodes[n->node_count++];
        *node = (gen_node){.name = text(c, nodes[i].name),
                           .title = text(c, nodes[i].title),
                           .parent = nodes[i].parent,
                           .first_note = n->note_count,
                           .level = nodes[i].level};
        for (; n->note_count < COUNT(notes) && notes[n->note_count].node == i;
             n->note_count++, node->note_count++) {
            uint32_t k = n->note_count;
            n->notes[k] = (gen_note){.node = i,
                                     .text = text(c, notes[k].text),
                                     .first_reference = n->note_reference_count,
                                     .reference_count = notes[k].references,
                                     .first_occurrence = n->occurrence_count,
                                     .occurrence_count = notes[k].lists,
                                     .kind = notes[k].kind,
                                     .flags = notes[k].flags};
            if (notes[k].references > 0) {
                n->note_references[n->note_reference_count] = n->note_reference_count;
                n->note_reference_count++;
            }
            if (notes[k].lists > 1)
                n->occurrences[n->occurrence_count++] =
                    (gen_occurrence){TINY_TABULAR_2023, 100 + k};
            n->occurrences[n->occurrence_count++] =
                (gen_occurrence){TINY_TABULAR_2025, 110 + k};
        }
    }
    for (uint32_t i = 0; i < COUNT(references); i++)
        n->references[n->reference_count++] =
            (gen_reference){.node = references[i].node,
                            .text = text(c, references[i].text),
                            .kind = references[i].kind};
}

/* ---- ICD-10-CM ------------------------------------------------------------------- */

enum { COLUMNS = 5 };

static const gen_column columns[COLUMNS] = {
    {SJ_DATE_MIN, 0, 0, {{0}}, SJF_NO_SOURCE, SJF_NO_SOURCE, SJF_NO_SOURCE},
    {FY2023,
     ALL_THREE *SJF_COVER_SPEAKS,
     1 << SJF_MATERNITY | 1 << SJF_UNACCEPTABLE | 1 << SJF_UNSPECIFIED_SIDE,
     {{0, 0}, {0, 17}, {9, 64}, {15, 124}},
     TINY_TABULAR_2023,
     TINY_MCE,
     TINY_POA},
    {FY2024,
     ALL_THREE *SJF_COVER_GAP,
     1 << SJF_MATERNITY | 1 << SJF_UNACCEPTABLE,
     {{0, 0}, {0, 17}, {9, 64}, {15, 124}},
     TINY_TABULAR_2023,
     TINY_MCE,
     TINY_POA},
    {FY2025,
     ALL_THREE *SJF_COVER_SPEAKS,
     1 << SJF_MATERNITY | 1 << SJF_UNACCEPTABLE,
     {{0, 0}, {0, 17}, {9, 64}, {15, 124}},
     TINY_TABULAR_2025,
     TINY_MCE,
     TINY_POA},
    {FY2026,
     ALL_THREE *SJF_COVER_CARRIED,
     1 << SJF_MATERNITY | 1 << SJF_UNACCEPTABLE,
     {{0, 0}, {0, 17}, {9, 64}, {15, 124}},
     TINY_TABULAR_2025,
     TINY_MCE,
     TINY_POA},
};

static const gen_class classes[TINY_CLASSES] = {
    [TINY_A00] = {1, 0},   [TINY_E11] = {2, 1}, [TINY_E119] = {2, 2},
    [TINY_H81] = {3, 3},   [TINY_O9A] = {4, 4}, [TINY_Z00] = {5, 5},
    [TINY_SIDES] = {0, 6},
};

#define BIT(trait) (UINT64_C(1) << SJF_##trait)

/* A row a set of lists, in the columns after the first. */
static const uint64_t traits[] = {
    0,
    BIT(HAS_USE_ADDITIONAL),
    BIT(HAS_USE_ADDITIONAL) | BIT(HAS_CODE_FIRST) | BIT(CODE_FIRST_WEAK),
    BIT(QUESTIONABLE) | BIT(MANIFESTATION_BY_TITLE),
    BIT(MATERNITY) | BIT(FEMALE),
    BIT(UNACCEPTABLE) | BIT(POA_EXEMPT),
    UINT64_C(4) << SJF_SIDE | UINT64_C(6) << SJF_SIDE_PLACE | BIT(SIDE_BILATERAL),
};

static const uint8_t presences[][COLUMNS] = {
    {0, 1, 1, 1, 1},
    {0, 1, 0, 0, 0},
    {0, 0, 0, 1, 1},
};

static const gen_groups groups[] = {{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {3, 4}};

/* Reference, left, right, presence. */
static const gen_rectangle rectangles[] = {
    {0, 1, 1, 4, 1, 0},                     /* E11 use additional Z00 */
    {1, 1, 1, 3, 1, 0},                     /* E11 excludes O9A */
    {2, 1, 1, 5, 1, 1},                     /* E11 excludes H81, FY2023 also O9A */
    {2, 1, 1, 2, 1, 2}, {3, 1, 1, 0, 1, 0}, /* E11 code first A00 */
};

/* The class of a code by its category. */
static void classify(gen_system *s)
{
    static const struct {
        const char *prefix;
        uint32_t class_id;
    } classes_of[] = {{"A00", TINY_A00},  {"E119", TINY_E119}, {"E11", TINY_E11},
                      {"H81", TINY_H81},  {"O9A", TINY_O9A},   {"Z00", TINY_Z00},
                      {"S52", TINY_SIDES}};
    for (uint32_t i = 0; i < s->code_count; i++)
        for (uint32_t k = COUNT(classes_of); k-- > 0;) {
            const char *prefix = classes_of[k].prefix;
            if (strncmp(s->codes[i].code, prefix, strlen(prefix)) == 0)
                s->codes[i].class_id = classes_of[k].class_id;
        }
}

static void fill_edits(gen_catalog *c)
{
    gen_edits *e = &c->edits[SJ_ICD10CM];
    *e = (gen_edits){.columns = copy(columns, sizeof columns),
                     .classes = copy(classes, sizeof classes),
                     .traits = gen_alloc(COUNT(traits) * COLUMNS * sizeof(uint64_t)),
                     .presences = copy(presences, sizeof presences),
                     .groups = copy(groups, sizeof groups),
                     .rectangles = copy(rectangles, sizeof rectangles),
                     .column_count = COLUMNS,
                     .class_count = TINY_CLASSES,
                     .trait_count = COUNT(traits),
                     .presence_count = COUNT(presences),
                     .group_run_count = COUNT(groups),
                     .group_count = 6,
                     .rectangle_count = COUNT(rectangles)};
    for (uint32_t i = 0; i < COUNT(traits); i++)
        for (uint32_t column = 1; column < COLUMNS; column++)
            e->traits[i * COLUMNS + column] = traits[i];
    classify(&c->systems[SJ_ICD10CM]);
}

/* ---- ICD-10-PCS: one list and a table ---------------------------------------------
 */

static void fill_procedures(gen_catalog *c)
{
    gen_edits *e = &c->edits[SJ_ICD10PCS];
    gen_system *s = &c->systems[SJ_ICD10PCS];
    const gen_column procedure_columns[] = {
        {SJ_DATE_MIN, 0, 0, {{0}}, SJF_NO_SOURCE, SJF_NO_SOURCE, SJF_NO_SOURCE},
        {FY2025,
         SJF_COVER_SPEAKS << SJF_COVER_MCE_SHIFT,
         1 << SJF_NON_COVERED,
         {{0}},
         SJF_NO_SOURCE,
         TINY_MCE,
         SJF_NO_SOURCE},
    };
    const gen_class procedure_classes[] = {{0, 0}, {0, 1}};
    const uint64_t procedure_traits[] = {0, 0, 0, BIT(NON_COVERED)};
    *e = (gen_edits){.columns = copy(procedure_columns, sizeof procedure_columns),
                     .classes = copy(procedure_classes, sizeof procedure_classes),
                     .traits = copy(procedure_traits, sizeof procedure_traits),
                     .column_count = 2,
                     .class_count = 2,
                     .trait_count = 2,
                     .group_count = 1};
    s->codes[s->code_count - 1].class_id = 1;
}

static void fill_pcs_tables(gen_catalog *c)
{
    /* Bits of a value are those of a trie node: 0 to 9, then A to Z. */
    const uint64_t z = UINT64_C(1) << 35;
    const gen_pcs_row rows[] = {
        {(uint32_t)key(SJ_ICD10PCS, "027"), TINY_PCS_TABLES, {3, 25, 16 | z, 64}},
        {(uint32_t)key(SJ_ICD10PCS, "0DT"), TINY_PCS_TABLES, {2, 17, z, z}},
        {(uint32_t)key(SJ_ICD10PCS, "0DT"), TINY_PCS_TABLES, {64, 17, z, z | 1}},
    };
    const uint32_t table = (uint32_t)key(SJ_ICD10PCS, "0DT") << SJF_LABEL_TABLE_SHIFT;
    const gen_pcs_label labels[] = {
        {table | 4 << SJF_LABEL_POSITION_SHIFT | 1, text(c, "Esophagus, Upper")},
        {table | 4 << SJF_LABEL_POSITION_SHIFT | 6, text(c, "Stomach")},
        {table | 4 << SJF_LABEL_POSITION_SHIFT | SJF_LABEL_TITLE, text(c, "Body Part")},
        {table | 5 << SJF_LABEL_POSITION_SHIFT | 0, text(c, "Open")},
        {table | 7 << SJF_LABEL_POSITION_SHIFT | 35, text(c, "No Qualifier")},
    };
    c->pcs = (gen_pcs_tables){.rows = copy(rows, sizeof rows),
                              .labels = copy(labels, sizeof labels),
                              .row_count = COUNT(rows),
                              .label_count = COUNT(labels)};
}

/* ---- maps ------------------------------------------------------------------------ */

/* Flags of a GEM: approximate, no map, combination, scenario, choice list. */
enum { APPROXIMATE = 1, NO_MAP = 2, COMBINATION = 4, SCENARIO = 8, CHOICE = 128 };

static void fill_maps(gen_catalog *c)
{
    const gen_gem gems[] = {
        {key(SJ_ICD10CM, "I10"), key(SJ_ICD9CM, "4019"), APPROXIMATE},
        {key(SJ_ICD10CM, "A000"), key(SJ_ICD9CM, "0010"), 0},
        {key(SJ_ICD10CM, "E1165"), key(SJ_ICD9CM, "25080"),
         APPROXIMATE | COMBINATION | SCENARIO | CHOICE},
        {key(SJ_ICD10CM, "E1165"), key(SJ_ICD9CM, "7902"),
         APPROXIMATE | COMBINATION | SCENARIO | 2 * CHOICE},
        {key(SJ_ICD10CM, "Z001"), 0, NO_MAP},
    };
    const gen_gem procedures[] = {
        {key(SJ_ICD10PCS, "0DT60ZZ"), key(SJ_ICD9PCS, "4399"), APPROXIMATE},
    };
    const gen_successor successors[] = {
        {key(SJ_ICD10CM, "C4A1"), key(SJ_ICD10CM, "C4A11"), FY2025, 4},
        {key(SJ_ICD10CM, "C4A1"), key(SJ_ICD10CM, "C4A12"), FY2025, 4},
        {key(SJ_ICD10CM, "O9A0"), key(SJ_ICD10CM, "O9A1"), SJ_DATE_MIN, 4},
    };
    c->gems[SJ_ICD10CM] = (gen_gems){copy(gems, sizeof gems), 3, COUNT(gems)};
    c->gems[SJ_ICD10PCS] =
        (gen_gems){copy(procedures, sizeof procedures), 7, COUNT(procedures)};
    c->successors =
        (gen_successors){copy(successors, sizeof successors), COUNT(successors)};
}

/* Keys have the first character lowest: their order is not that of codes. */
static int by_key(const void *a, const void *b)
{
    const gen_gem *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->flags > y->flags) - (x->flags < y->flags);
}

static int by_earlier(const void *a, const void *b)
{
    const gen_successor *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static int by_label(const void *a, const void *b)
{
    const gen_pcs_label *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_table(const void *a, const void *b)
{
    const gen_pcs_row *x = a, *y = b;
    return (x->table > y->table) - (x->table < y->table);
}

void tiny_edits_fill(gen_catalog *c)
{
    fill_notes(c);
    fill_edits(c);
    fill_procedures(c);
    fill_pcs_tables(c);
    fill_maps(c);
    qsort(c->gems[SJ_ICD10CM].items, c->gems[SJ_ICD10CM].count, sizeof(gen_gem),
          by_key);
    qsort(c->successors.items, c->successors.count, sizeof(gen_successor), by_earlier);
    qsort(c->pcs.labels, c->pcs.label_count, sizeof(gen_pcs_label), by_label);
    qsort(c->pcs.rows, c->pcs.row_count, sizeof(gen_pcs_row), by_table);
}

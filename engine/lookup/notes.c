/*
 * Notes on a date: which Tabular Lists decide, which nodes stand above a code, which
 * lines and references at them are in force. In a gap between two lists what both have
 * holds (docs/RULES.md).
 */
#include "engine/lookup/notes.h"

#include "engine/lookup/dictionary.h"
#include "engine/lookup/edit_columns.h"

static const char *const kind_names[SJ_NOTE_KIND_COUNT] = {
    "includes",          "inclusionTerm", "excludes1", "excludes2",  "codeFirst",
    "useAdditionalCode", "codeAlso",      "notes",     "sevenChrDef"};

const char *sj_note_kind_name(sj_note_kind kind)
{
    return (unsigned)kind < SJ_NOTE_KIND_COUNT ? kind_names[kind] : NULL;
}

sj_citation sji_cite(const sj_image *image, uint32_t source, uint32_t row)
{
    sj_source s;
    if (!sj_source_get(image, source, &s))
        return (sj_citation){.source = UINT32_MAX};
    return (sj_citation){
        .file = s.file, .release = s.label, .row = row, .source = source};
}

/* ---- records ----------------------------------------------------------------------
 */

/* A record of a table, or NULL when there is no such one. */
static const uint8_t *record_at(view table, uint32_t index, size_t size)
{
    return index < table.n / size ? table.p + (size_t)index * size : NULL;
}

static const uint8_t *node_at(const sj_image *image, uint32_t node)
{
    return record_at(image->texts.nodes, node, SJF_NODE_RECORD);
}

static const uint8_t *note_at(const sj_image *image, uint32_t note)
{
    return record_at(image->texts.notes, note, SJF_NOTE_RECORD);
}

static const char *node_name(const sj_image *image, const uint8_t *node, uint32_t *len)
{
    return sji_text(image->text, sjf_load32(node + SJF_NODE_NAME), len);
}

/* The number of a note's n-th reference; UINT32_MAX when there is none. */
static uint32_t reference_of(const sj_image *image, const uint8_t *note, uint32_t n)
{
    if (n >= sjf_load16(note + SJF_NOTE_REFERENCE_COUNT))
        return UINT32_MAX;
    uint64_t index = (uint64_t)sjf_load32(note + SJF_NOTE_FIRST_REFERENCE) + n;
    if (index >= image->texts.note_references.n / 4)
        return UINT32_MAX;
    return sjf_load32(image->texts.note_references.p + 4 * index);
}

/* ---- time -------------------------------------------------------------------------
 */

/* The source of the next column after this one in which a Tabular List speaks. */
static uint16_t next_source(const sji_edits *e, uint32_t column, uint16_t current)
{
    while (++column < e->column_count) {
        uint16_t source =
            sjf_load16(sji_column_record(e, column) + SJF_ECOL_NOTES_SOURCE);
        if (sji_coverage(e, column, SJF_COVER_NOTES_SHIFT) & SJF_COVER_SPEAKS &&
            source != current)
            return source;
    }
    return current;
}

bool sji_tabular_on(const sj_image *image, sj_date as_of, sji_tabular *out)
{
    const sji_edits *e = &image->edits[SJ_ICD10CM];
    if (!e->loaded)
        return false;
    uint32_t column = sji_edit_column(e, as_of);
    unsigned coverage = sji_coverage(e, column, SJF_COVER_NOTES_SHIFT);
    if (coverage == 0)
        return false;
    out->first = sjf_load16(sji_column_record(e, column) + SJF_ECOL_NOTES_SOURCE);
    out->second = out->first;
    out->marks = 0;
    if (coverage & SJF_COVER_GAP) {
        out->second = next_source(e, column, out->first);
        out->marks = SJ_MARK_INFERRED;
    }
    if (coverage & SJF_COVER_CARRIED)
        out->marks |= SJ_MARK_CARRIED;
    return true;
}

/* The line of a note in a Tabular List; 0 when it does not stand there. */
static uint32_t line_in(const sj_image *image, const uint8_t *note, uint16_t source)
{
    uint32_t first = sjf_load32(note + SJF_NOTE_FIRST_OCCURRENCE);
    for (uint32_t i = 0; i < sjf_load16(note + SJF_NOTE_OCCURRENCES); i++) {
        const uint8_t *occurrence =
            first > UINT32_MAX - i
                ? NULL
                : record_at(image->texts.occurrences, first + i, SJF_OCC_RECORD);
        if (occurrence && sjf_load16(occurrence + SJF_OCC_SOURCE) == source)
            return sjf_load32(occurrence + SJF_OCC_LINE);
    }
    return 0;
}

/* The note line of a list that has a reference; NULL when none has. */
static const uint8_t *note_with(const sj_image *image, uint32_t reference,
                                uint16_t source)
{
    const uint8_t *r = record_at(image->texts.references, reference, SJF_REF_RECORD);
    const uint8_t *node = r ? node_at(image, sjf_load32(r + SJF_REF_NODE)) : NULL;
    if (!node)
        return NULL;
    uint32_t first = sjf_load32(node + SJF_NODE_FIRST_NOTE);
    for (uint32_t i = 0; i < sjf_load32(node + SJF_NODE_NOTES); i++) {
        const uint8_t *note = note_at(image, first + i);
        if (!note)
            return NULL;
        if (note[SJF_NOTE_KIND] != r[SJF_REF_KIND] || !line_in(image, note, source))
            continue;
        for (uint32_t n = 0; n < sjf_load16(note + SJF_NOTE_REFERENCE_COUNT); n++)
            if (reference_of(image, note, n) == reference)
                return note;
    }
    return NULL;
}

static bool reference_in_force(const sj_image *image, uint32_t reference,
                               const sji_tabular *t)
{
    return note_with(image, reference, t->first) &&
           (t->second == t->first || note_with(image, reference, t->second));
}

/* Whether a line is in force: it stands in both lists, or one of its references is. */
static bool note_in_force(const sj_image *image, const uint8_t *note,
                          const sji_tabular *t)
{
    if (!line_in(image, note, t->first))
        return false;
    if (t->second == t->first || line_in(image, note, t->second))
        return true;
    for (uint32_t n = 0; n < sjf_load16(note + SJF_NOTE_REFERENCE_COUNT); n++)
        if (reference_in_force(image, reference_of(image, note, n), t))
            return true;
    return false;
}

/* ---- nodes ------------------------------------------------------------------------
 */

static int compare_names(const char *a, uint32_t a_len, const char *b, size_t b_len)
{
    size_t n = a_len < b_len ? a_len : b_len;
    int order = memcmp(a, b, n);
    return order ? order : (a_len > b_len) - (a_len < b_len);
}

/* The node of a code; UINT32_MAX when there is none. */
static uint32_t find_code_node(const sj_image *image, const char *code, size_t len)
{
    uint32_t low = 0, high = sji_count(image->texts.nodes, SJF_NODE_RECORD);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, name_len;
        const uint8_t *node = node_at(image, middle);
        const char *name = node_name(image, node, &name_len);
        int order = (int)node[SJF_NODE_LEVEL] - SJF_LEVEL_CODE;
        if (order == 0)
            order = compare_names(name, name_len, code, len);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}

size_t sji_nodes_above(const sj_image *image, const char *code, size_t len,
                       uint32_t out[SJI_NODES_ABOVE_MAX])
{
    enum { CATEGORY = 3 };
    size_t count = 0;
    /* Of the nearest node the parents are all the others. */
    for (size_t n = len; n >= CATEGORY && count == 0; n--) {
        uint32_t node = find_code_node(image, code, n);
        if (node != UINT32_MAX)
            out[count++] = node;
    }
    const uint8_t *node = count ? node_at(image, out[0]) : NULL;
    while (node && count < SJI_NODES_ABOVE_MAX) {
        uint32_t parent = sjf_load32(node + SJF_NODE_PARENT);
        node = node_at(image, parent);
        if (node)
            out[count++] = parent;
    }
    return count;
}

void sji_node_display(const sj_image *image, uint32_t node, char out[SJ_CODE_CAP])
{
    out[0] = '\0';
    const uint8_t *record = node_at(image, node);
    if (!record)
        return;
    uint32_t len;
    const char *name = node_name(image, record, &len);
    if (record[SJF_NODE_LEVEL] == SJF_LEVEL_CODE) {
        sj_display(SJ_ICD10CM, name, len, out);
    } else {
        len = len < SJ_CODE_CAP ? len : SJ_CODE_CAP - 1;
        memcpy(out, name, len);
        out[len] = '\0';
    }
}

/* Code, length and nodes of an id of ICD-10-CM. @return how many nodes */
static size_t nodes_of(const sj_image *image, uint32_t id,
                       uint32_t out[SJI_NODES_ABOVE_MAX])
{
    char code[SJ_CODE_CAP];
    size_t len = sj_code_of(image, id, code);
    if (len == 0 || id >> SJF_ID_SHIFT != SJ_ICD10CM)
        return 0;
    return sji_nodes_above(image, code, len, out);
}

sj_status sj_divisions(const sj_image *image, uint32_t id, sj_division *chapter,
                       sj_division *block)
{
    uint32_t nodes[SJI_NODES_ABOVE_MAX];
    if (!image || !chapter || !block)
        return SJ_E_ARG;
    *chapter = *block = (sj_division){"", ""};
    size_t count = nodes_of(image, id, nodes);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *node = node_at(image, nodes[i]);
        uint32_t len;
        const char *name = node_name(image, node, &len);
        const char *title =
            sji_text(image->text, sjf_load32(node + SJF_NODE_TITLE), &len);
        if (node[SJF_NODE_LEVEL] == SJF_LEVEL_BLOCK && !*block->id)
            *block = (sj_division){name, title};
        if (node[SJF_NODE_LEVEL] == SJF_LEVEL_CHAPTER) {
            const char *number = strchr(name, ' ');
            *chapter = (sj_division){number ? number + 1 : name, title};
        }
    }
    return *chapter->id ? SJ_OK : SJ_NOT_FOUND;
}

/* ---- notes ------------------------------------------------------------------------
 */

static void fill_note(const sj_image *image, uint32_t index, uint32_t node,
                      const sji_tabular *t, sj_note *out)
{
    const uint8_t *note = note_at(image, index);
    uint32_t len;
    *out = (sj_note){.index = index,
                     .kind = note[SJF_NOTE_KIND],
                     .marks = t->marks,
                     .references = sjf_load16(note + SJF_NOTE_REFERENCE_COUNT),
                     .node = node_name(image, node_at(image, node), &len)};
    out->text = sji_text(image->text, sjf_load32(note + SJF_NOTE_TEXT), &out->text_len);
    out->source = sji_cite(image, t->first, line_in(image, note, t->first));
    sji_node_display(image, node, out->node_display);
}

size_t sj_notes(const sj_image *image, uint32_t id, sj_date as_of, sj_note *out,
                size_t cap)
{
    uint32_t nodes[SJI_NODES_ABOVE_MAX];
    sji_tabular t;
    size_t found = 0;
    if (!image || (!out && cap) || !sji_tabular_on(image, as_of, &t))
        return 0;
    size_t count = nodes_of(image, id, nodes);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *node = node_at(image, nodes[i]);
        uint32_t first = sjf_load32(node + SJF_NODE_FIRST_NOTE);
        for (uint32_t n = 0; n < sjf_load32(node + SJF_NODE_NOTES); n++) {
            const uint8_t *note = note_at(image, first + n);
            if (!note)
                break;
            if (!note_in_force(image, note, &t))
                continue;
            if (found < cap)
                fill_note(image, first + n, nodes[i], &t, &out[found]);
            found++;
        }
    }
    return found;
}

const char *sj_note_reference(const sj_image *image, uint32_t note, uint32_t n,
                              sj_date as_of)
{
    sji_tabular t;
    const uint8_t *record = image ? note_at(image, note) : NULL;
    if (!record || !sji_tabular_on(image, as_of, &t))
        return NULL;
    uint32_t reference = reference_of(image, record, n);
    if (reference == UINT32_MAX || !reference_in_force(image, reference, &t))
        return NULL;
    uint32_t len;
    const uint8_t *r = record_at(image->texts.references, reference, SJF_REF_RECORD);
    return sji_text(image->text, sjf_load32(r + SJF_REF_TEXT), &len);
}

uint32_t sj_source_unread(const sj_image *image, uint32_t source)
{
    uint32_t unread = 0,
             count = image ? sji_count(image->texts.notes, SJF_NOTE_RECORD) : 0;
    for (uint32_t i = 0; i < count && source < SJF_NO_SOURCE; i++) {
        const uint8_t *note = note_at(image, i);
        unread += note[SJF_NOTE_FLAGS] & SJF_NOTE_UNREAD &&
                  line_in(image, note, (uint16_t)source);
    }
    return unread;
}

/* ---- references -------------------------------------------------------------------
 */

bool sji_reference_citation(const sj_image *image, uint32_t reference, sj_date as_of,
                            sji_reference_info *out)
{
    sji_tabular t;
    *out = (sji_reference_info){.node_name = "", .text = "", .reference_text = ""};
    const uint8_t *r = record_at(image->texts.references, reference, SJF_REF_RECORD);
    if (!r || !sji_tabular_on(image, as_of, &t) ||
        !reference_in_force(image, reference, &t))
        return false;
    uint32_t len;
    const uint8_t *note = note_with(image, reference, t.first);
    out->kind = r[SJF_REF_KIND];
    out->marks = t.marks;
    out->node = sjf_load32(r + SJF_REF_NODE);
    out->node_name = node_name(image, node_at(image, out->node), &len);
    out->text = sji_text(image->text, sjf_load32(note + SJF_NOTE_TEXT), &len);
    out->reference_text = sji_text(image->text, sjf_load32(r + SJF_REF_TEXT), &len);
    out->source = sji_cite(image, t.first, line_in(image, note, t.first));
    sji_node_display(image, out->node, out->node_display);
    return true;
}

uint32_t sji_code_reference(const sj_image *image, uint32_t code, sj_date as_of,
                            sj_note_kind kind)
{
    uint32_t nodes[SJI_NODES_ABOVE_MAX];
    sji_tabular t;
    if (!sji_tabular_on(image, as_of, &t))
        return UINT32_MAX;
    size_t count = nodes_of(image, code, nodes);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *node = node_at(image, nodes[i]);
        uint32_t first = sjf_load32(node + SJF_NODE_FIRST_NOTE);
        for (uint32_t n = 0; n < sjf_load32(node + SJF_NODE_NOTES); n++) {
            const uint8_t *note = note_at(image, first + n);
            if (!note)
                break;
            if (note[SJF_NOTE_KIND] != kind || !line_in(image, note, t.first))
                continue;
            for (uint32_t k = 0; k < sjf_load16(note + SJF_NOTE_REFERENCE_COUNT); k++) {
                uint32_t reference = reference_of(image, note, k);
                if (reference_in_force(image, reference, &t))
                    return reference;
            }
        }
    }
    return UINT32_MAX;
}

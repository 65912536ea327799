/*
 * Notes of the Tabular List, PCS tables, maps: claims 75 to 79 of docs/FORMAT.md 21.
 * One pass over each table, in its order.
 */
#include "engine/image/verify.h"

#include "engine/lookup/key.h"

static size_t count_of(view table, size_t record)
{
    return table.n / record;
}

/* A string of *text*; ends with its only NUL when it begins where one does (claims 43
 * and 44). */
static const char *string_at(const sj_image *image, const uint8_t *reference)
{
    uint32_t len;
    return sji_text(image->text, sjf_load32(reference), &len);
}

/* ---- notes ---------------------------------------------------------------------- */

/* Sections of `notes`, and how far their records are spoken for. */
typedef struct notes_pass {
    const sj_image *image;
    const sji_starts *text;
    sj_error *err;
    uint64_t next_note, next_reference, next_occurrence;
} notes_pass;

static sj_status refuse_at(const sj_image *image, const uint8_t *r, sj_error *err,
                           const char *what)
{
    return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, r), what);
}

/* Longest way from a node to one without a parent: codes, blocks that span others or
 * bore another name once, the chapter. */
enum { WAY_UP = 16 };

/* No way leads down, and each ends. */
static bool parent_is_good(const notes_pass *p, const uint8_t *r)
{
    view nodes = p->image->texts.nodes;
    for (int i = 0; i < WAY_UP; i++) {
        uint32_t parent = sjf_load32(r + SJF_NODE_PARENT);
        if (parent == UINT32_MAX)
            return true;
        if (parent >= count_of(nodes, SJF_NODE_RECORD))
            return false;
        const uint8_t *up = nodes.p + (size_t)SJF_NODE_RECORD * parent;
        if (up[SJF_NODE_LEVEL] > r[SJF_NODE_LEVEL])
            return false;
        r = up;
    }
    return false;
}

static bool node_is_good(notes_pass *p, const uint8_t *r, const uint8_t *before)
{
    if (!sji_is_start(p->text, sjf_load32(r + SJF_NODE_NAME)) ||
        !sji_is_start(p->text, sjf_load32(r + SJF_NODE_TITLE)) ||
        r[SJF_NODE_LEVEL] > SJF_LEVEL_CODE || !sji_is_zero(r + SJF_NODE_RESERVED, 11) ||
        sjf_load32(r + SJF_NODE_FIRST_NOTE) != p->next_note)
        return false;
    p->next_note += sjf_load32(r + SJF_NODE_NOTES);
    const char *name = string_at(p->image, r + SJF_NODE_NAME);
    if (before && (r[SJF_NODE_LEVEL] < before[SJF_NODE_LEVEL] ||
                   (r[SJF_NODE_LEVEL] == before[SJF_NODE_LEVEL] &&
                    strcmp(string_at(p->image, before + SJF_NODE_NAME), name) >= 0)))
        return false;
    return parent_is_good(p, r);
}

/* Claim 75. */
static sj_status check_nodes(notes_pass *p)
{
    view v = p->image->texts.nodes;
    size_t count = count_of(v, SJF_NODE_RECORD);
    const uint8_t *r = v.p, *bad = NULL;
    for (size_t i = 0; i < count && !bad; i++, r += SJF_NODE_RECORD)
        if (!node_is_good(p, r, i > 0 ? r - SJF_NODE_RECORD : NULL))
            bad = r;
    if (!bad && p->next_note != count_of(p->image->texts.notes, SJF_NOTE_RECORD))
        bad = v.p;
    return bad ? refuse_at(p->image, bad, p->err, "bad node") : SJ_OK;
}

static bool note_is_good(notes_pass *p, const uint8_t *r)
{
    bool good = sji_is_start(p->text, sjf_load32(r + SJF_NOTE_TEXT)) &&
                sjf_load32(r + SJF_NOTE_FIRST_REFERENCE) == p->next_reference &&
                sjf_load32(r + SJF_NOTE_FIRST_OCCURRENCE) == p->next_occurrence &&
                r[SJF_NOTE_KIND] < SJ_NOTE_KIND_COUNT &&
                (r[SJF_NOTE_FLAGS] & ~(SJF_NOTE_WEAK | SJF_NOTE_UNREAD)) == 0 &&
                sjf_load16(r + SJF_NOTE_RESERVED) == 0;
    p->next_reference += sjf_load16(r + SJF_NOTE_REFERENCE_COUNT);
    p->next_occurrence += sjf_load16(r + SJF_NOTE_OCCURRENCES);
    return good;
}

/* Claim 76. Nodes and their notes are in one order: the node of a note is told. */
static sj_status check_notes(notes_pass *p)
{
    const sji_texts *t = &p->image->texts;
    const uint8_t *r = t->notes.p, *bad = NULL;
    size_t nodes = count_of(t->nodes, SJF_NODE_RECORD);
    for (size_t n = 0; n < nodes && !bad; n++) {
        uint32_t count = sjf_load32(t->nodes.p + SJF_NODE_RECORD * n + SJF_NODE_NOTES);
        for (uint32_t i = 0; i < count && !bad; i++, r += SJF_NOTE_RECORD)
            if (sjf_load32(r + SJF_NOTE_NODE) != n || !note_is_good(p, r))
                bad = r;
    }
    if (!bad && (p->next_reference != t->note_references.n / 4 ||
                 p->next_occurrence != count_of(t->occurrences, SJF_OCC_RECORD)))
        bad = t->notes.p;
    return bad ? refuse_at(p->image, bad, p->err, "bad note") : SJ_OK;
}

/* Order of two neighbours: node, kind, text. */
static bool references_ascend(const sj_image *image, const uint8_t *a, const uint8_t *b)
{
    uint32_t node_a = sjf_load32(a + SJF_REF_NODE),
             node_b = sjf_load32(b + SJF_REF_NODE);
    if (node_a != node_b)
        return node_a < node_b;
    if (a[SJF_REF_KIND] != b[SJF_REF_KIND])
        return a[SJF_REF_KIND] < b[SJF_REF_KIND];
    return strcmp(string_at(image, a + SJF_REF_TEXT),
                  string_at(image, b + SJF_REF_TEXT)) < 0;
}

/* Claim 77. */
static sj_status check_references(const notes_pass *p)
{
    const sji_texts *t = &p->image->texts;
    size_t nodes = count_of(t->nodes, SJF_NODE_RECORD);
    size_t references = count_of(t->references, SJF_REF_RECORD);
    size_t occurrences = count_of(t->occurrences, SJF_OCC_RECORD);
    const uint8_t *bad = NULL;
    for (size_t i = 0; i < references && !bad; i++) {
        const uint8_t *r = t->references.p + SJF_REF_RECORD * i;
        if (sjf_load32(r + SJF_REF_NODE) >= nodes ||
            !sji_is_start(p->text, sjf_load32(r + SJF_REF_TEXT)) ||
            r[SJF_REF_KIND] >= SJ_NOTE_KIND_COUNT ||
            !sji_is_zero(r + SJF_REF_RESERVED, 7) ||
            (i > 0 && !references_ascend(p->image, r - SJF_REF_RECORD, r)))
            bad = r;
    }
    for (size_t i = 0; i < t->note_references.n / 4 && !bad; i++)
        if (sjf_load32(t->note_references.p + 4 * i) >= references)
            bad = t->note_references.p + 4 * i;
    for (size_t i = 0; i < occurrences && !bad; i++) {
        const uint8_t *r = t->occurrences.p + SJF_OCC_RECORD * i;
        if (sjf_load16(r + SJF_OCC_SOURCE) >= p->image->source_count ||
            sjf_load16(r + SJF_OCC_RESERVED) != 0)
            bad = r;
    }
    return bad ? refuse_at(p->image, bad, p->err, "bad reference") : SJ_OK;
}

sj_status sji_check_notes(const sj_image *image, const sji_starts *text, sj_error *err)
{
    notes_pass p = {.image = image, .text = text, .err = err};
    sj_status status = check_nodes(&p);
    if (status == SJ_OK)
        status = check_notes(&p);
    if (status == SJ_OK)
        status = check_references(&p);
    return status;
}

/* ---- PCS tables ----------------------------------------------------------------- */

enum { TABLE_BITS = 18 }; /* three characters */

static bool pcs_row_is_good(const sj_image *image, const uint8_t *r,
                            const uint8_t *before)
{
    uint64_t values = 0;
    for (int i = 0; i < 4; i++)
        values |= sjf_load64(r + SJF_PCS_VALUES + 8 * i);
    uint32_t table = sjf_load32(r + SJF_PCS_TABLE);
    uint32_t source = sjf_load16(r + SJF_PCS_SOURCE);
    if (table >> TABLE_BITS != 0 || source >= image->source_count ||
        sjf_load16(r + SJF_PCS_RESERVED) != 0 || (values & ~SJF_TRIE_CHILDREN) != 0)
        return false;
    uint32_t source_before = before ? sjf_load16(before + SJF_PCS_SOURCE) : source;
    return !before || source_before < source ||
           (source_before == source && sjf_load32(before + SJF_PCS_TABLE) <= table);
}

static bool label_is_good(const sji_starts *text, const uint8_t *r,
                          const uint8_t *before)
{
    uint32_t key = sjf_load32(r + SJF_LABEL_KEY);
    uint32_t value = key & ((1 << SJF_LABEL_POSITION_SHIFT) - 1);
    return sji_is_start(text, sjf_load32(r + SJF_LABEL_TEXT)) &&
           key >> (SJF_LABEL_TABLE_SHIFT + TABLE_BITS) == 0 &&
           (key >> SJF_LABEL_POSITION_SHIFT & 7) != 0 &&
           (value < SJI_TRIE_NO_BIT || value == SJF_LABEL_TITLE) &&
           (!before || sjf_load32(before + SJF_LABEL_KEY) < key);
}

/* Claim 78. */
sj_status sji_check_pcs_tables(const sj_image *image, const sji_starts *text,
                               sj_error *err)
{
    const sji_texts *t = &image->texts;
    const uint8_t *r = t->pcs_rows.p, *bad = NULL;
    for (size_t i = 0; i < count_of(t->pcs_rows, SJF_PCS_RECORD) && !bad; i++) {
        if (!pcs_row_is_good(image, r, i > 0 ? r - SJF_PCS_RECORD : NULL))
            bad = r;
        r += SJF_PCS_RECORD;
    }
    r = t->pcs_labels.p;
    for (size_t i = 0; i < count_of(t->pcs_labels, SJF_LABEL_RECORD) && !bad; i++) {
        if (!label_is_good(text, r, i > 0 ? r - SJF_LABEL_RECORD : NULL))
            bad = r;
        r += SJF_LABEL_RECORD;
    }
    return bad ? refuse_at(image, bad, err, "bad PCS table") : SJ_OK;
}

/* ---- maps ----------------------------------------------------------------------- */

static bool is_code(unsigned system, uint64_t key)
{
    char code[SJ_CODE_CAP];
    return key >> SJF_KEY_BITS == 0 && sji_unpack((sj_system)system, key, code) > 0;
}

/* Where the GEMs of a system lead: the same thing of the other revision. */
static unsigned other_revision(unsigned system)
{
    return system ^ 2U; /* ICD-10-CM 0, ICD-10-PCS 1, volumes 1 and 2, 2, volume 3, 3 */
}

static bool gem_is_good(unsigned system, const uint8_t *r, const uint8_t *before)
{
    const uint64_t keys = (UINT64_C(1) << SJF_KEY_BITS) - 1;
    uint64_t from = sjf_load64(r + SJF_GEM_FROM), to = sjf_load64(r + SJF_GEM_TO);
    return from >> SJF_GEM_FLAGS_END == 0 && is_code(system, from & keys) &&
           (to == 0 || is_code(other_revision(system), to)) &&
           (!before || (sjf_load64(before + SJF_GEM_FROM) & keys) <= (from & keys));
}

/* @return the record that is wrong, or NULL */
static const uint8_t *find_bad_gem(const sj_image *image, unsigned system)
{
    view v = image->texts.gems[system];
    if (!v.p)
        return NULL;
    if (image->texts.gem_source[system] >= image->source_count)
        return v.p - SJF_GEM_HEADER;
    for (size_t i = 0; i < count_of(v, SJF_GEM_RECORD); i++) {
        const uint8_t *r = v.p + SJF_GEM_RECORD * i;
        if (!gem_is_good(system, r, i > 0 ? r - SJF_GEM_RECORD : NULL))
            return r;
    }
    return NULL;
}

static bool successor_is_good(const sj_image *image, const uint8_t *r,
                              const uint8_t *before)
{
    return is_code(SJ_ICD10CM, sjf_load64(r + SJF_SUC_FROM)) &&
           is_code(SJ_ICD10CM, sjf_load64(r + SJF_SUC_TO)) &&
           sjf_load32(r + SJF_SUC_SOURCE) < image->source_count &&
           (!before ||
            sjf_load64(before + SJF_SUC_FROM) <= sjf_load64(r + SJF_SUC_FROM));
}

static const uint8_t *find_bad_successor(const sj_image *image)
{
    view v = image->texts.successors;
    if (!v.p)
        return NULL;
    if (sjf_load32(v.p - SJF_SUC_HEADER + 4) != 0)
        return v.p - SJF_SUC_HEADER;
    for (size_t i = 0; i < count_of(v, SJF_SUC_RECORD); i++) {
        const uint8_t *r = v.p + SJF_SUC_RECORD * i;
        if (!successor_is_good(image, r, i > 0 ? r - SJF_SUC_RECORD : NULL))
            return r;
    }
    return NULL;
}

/* Claim 79. */
sj_status sji_check_maps(const sj_image *image, sj_error *err)
{
    const uint8_t *bad = NULL;
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT && !bad; i++)
        bad = find_bad_gem(image, i);
    if (!bad)
        bad = find_bad_successor(image);
    return bad ? refuse_at(image, bad, err, "bad map") : SJ_OK;
}

/*
 * The sizes of what edits are made of: claims 60 to 69 of docs/FORMAT.md 21. Reads
 * headers and no other element; cuts the views that the check and the texts use.
 */
#include "engine/image/verify.h"

/* ---- edits of a system ---------------------------------------------------------- */

static sj_status refuse(const sji_section *section, sj_error *err, const char *what)
{
    return sji_fail(err, SJ_E_CORRUPT, section->entry, what);
}

/* Claim 61. */
static bool cut_columns(view v, sji_edits *e)
{
    if (v.n < SJF_ECOL_HEADER)
        return false;
    uint32_t days = sjf_load32(v.p + SJF_ECOL_DAYS);
    uint32_t columns = sjf_load32(v.p + SJF_ECOL_COLUMNS);
    int64_t first = sjf_load_date(v.p + SJF_ECOL_FIRST_DAY);
    if (days == 0 || days > SJF_COL_DAYS_MAX || columns == 0 ||
        first + days - 1 >= INT32_MAX || sjf_load32(v.p + SJF_ECOL_RESERVED) != 0 ||
        v.n !=
            SJF_ECOL_HEADER + (uint64_t)SJF_ECOL_RECORD * columns + 2 * (uint64_t)days)
        return false;
    e->column_first = (sj_date)first;
    e->column_last = (sj_date)(first + days - 1);
    e->column_count = columns;
    e->columns = v.p + SJF_ECOL_HEADER;
    e->column_of = e->columns + (size_t)SJF_ECOL_RECORD * columns;
    return true;
}

/* Claim 64. */
static bool cut_relations(view v, sji_edits *e)
{
    if (v.n < SJF_RELS_HEADER)
        return false;
    e->relation_count = sjf_load32(v.p + SJF_RELS_COUNT);
    e->link_count = sjf_load32(v.p + SJF_RELS_LINKS);
    e->relations = v.p;
    return e->relation_count > 0 &&
           v.n == SJF_RELS_HEADER + 4 * ((uint64_t)e->relation_count + 1) +
                      (uint64_t)SJF_LINK_RECORD * e->link_count;
}

/* Claims 65 and 66: how many elements of `size` bytes each of the E columns has; 0 when
 * none, too many, or not the same number each. */
static uint32_t per_column(view v, const sji_edits *e, size_t size, uint32_t most)
{
    /* At least one: E records of more than `size` bytes are in the file (claim 61). */
    uint64_t row = (uint64_t)e->column_count * size;
    uint64_t count = v.n / row;
    return v.n % row == 0 && count <= most ? (uint32_t)count : 0;
}

static sj_status check_edits_of(const sji_sections *sections, unsigned system,
                                const sji_system *s, sji_edits *e, sj_error *err)
{
    const sji_section *columns = sji_owned(sections, system, SJF_EDIT_COLUMNS);
    const sji_section *classes = sji_owned(sections, system, SJF_CLASSES);
    const sji_section *runs = sji_owned(sections, system, SJF_RUNS);
    const sji_section *relations = sji_owned(sections, system, SJF_RELATIONS);
    const sji_section *patterns = sji_owned(sections, system, SJF_PATTERNS);
    const sji_section *traits = sji_owned(sections, system, SJF_TRAITS);
    if (!cut_columns(columns->bytes, e))
        return refuse(columns, err, "edit columns section has a bad size");

    if (!view_is_table(classes->bytes, (uint64_t)s->class_mask + 1, SJF_CLASS_RECORD))
        return refuse(classes, err, "classes section has a bad size");
    e->classes = classes->bytes.p;

    size_t count = runs->bytes.n / 8;
    if (!view_is_table(runs->bytes, count, 8) || (uint64_t)count > UINT32_MAX)
        return refuse(runs, err, "runs section has a bad size");
    e->runs = runs->bytes.p;
    e->run_count = (uint32_t)count;

    if (!cut_relations(relations->bytes, e))
        return refuse(relations, err, "relations section has a bad size");

    e->pattern_count = per_column(patterns->bytes, e, 2, SJF_PATTERNS_MAX);
    if (e->pattern_count == 0)
        return refuse(patterns, err, "patterns section has a bad size");
    e->patterns = patterns->bytes.p;

    e->trait_count = per_column(traits->bytes, e, 8, UINT32_MAX);
    if (e->trait_count == 0)
        return refuse(traits, err, "traits section has a bad size");
    e->traits = traits->bytes.p;
    e->loaded = true;
    return SJ_OK;
}

/* Sections of these kinds that a system has. */
static unsigned count_of(const sji_sections *sections, unsigned system, uint32_t first,
                         uint32_t last)
{
    unsigned count = 0;
    for (uint32_t kind = first; kind <= last; kind++)
        count += sji_owned(sections, system, kind)->entry != 0;
    return count;
}

sj_status sji_check_edits(const sji_sections *sections, sj_image *image, sj_error *err)
{
    sj_status status = SJ_OK;
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT && status == SJ_OK; i++) {
        unsigned count = count_of(sections, i, SJF_EDIT_FIRST, SJF_EDIT_LAST);
        if (count == 0 ? image->systems[i].class_mask != 0
                       : count != SJF_EDIT_LAST - SJF_EDIT_FIRST + 1)
            return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_SIZE,
                            "system lacks an edit section");
        if (count > 0)
            status =
                check_edits_of(sections, i, &image->systems[i], &image->edits[i], err);
    }
    return status;
}

/* ---- texts ---------------------------------------------------------------------- */

/* One kind of records, into its view. */
typedef struct table {
    enum sjf_kind kind;
    uint32_t record;
    view *out;
} table;

static bool cut_table(const sji_section *section, size_t record, view *out)
{
    size_t count = section->bytes.n / record;
    *out = section->bytes;
    return view_is_table(section->bytes, count, record) &&
           (uint64_t)count <= UINT32_MAX;
}

/* Claims 67 and 68: all of these or none, of this system alone, whole records.
 * @return where they are not so; 0 when they are */
static uint64_t find_bad_table(const sji_sections *sections, sj_system owner,
                               const table *tables, size_t n)
{
    const sji_section *first = sji_owned(sections, owner, tables[0].kind);
    for (size_t k = 0; k < n; k++) {
        for (unsigned i = 0; i < SJ_SYSTEM_COUNT; i++)
            if (i != owner && sji_owned(sections, i, tables[k].kind)->entry != 0)
                return sji_owned(sections, i, tables[k].kind)->entry;
        const sji_section *section = sji_owned(sections, owner, tables[k].kind);
        if ((section->entry != 0) != (first->entry != 0))
            return section->entry != 0 ? section->entry : first->entry;
        if (!cut_table(section, tables[k].record, tables[k].out))
            return section->entry;
    }
    return 0;
}

static bool is_icd(unsigned system)
{
    return system <= SJ_ICD9PCS; /* the first four */
}

/* Claim 69, gems: a header of source and number. */
static bool cut_gems(const sji_section *section, unsigned system, sji_texts *out)
{
    view v = section->bytes;
    if (!is_icd(system) || v.n < SJF_GEM_HEADER)
        return false;
    out->gem_source[system] = sjf_load32(v.p);
    out->gems[system] = (view){v.p + SJF_GEM_HEADER, v.n - SJF_GEM_HEADER};
    return view_is_table(out->gems[system], sjf_load32(v.p + 4), SJF_GEM_RECORD);
}

/* Claim 69, successors: a header of the number and nothing. */
static bool cut_successors(const sji_section *section, unsigned system, sji_texts *out)
{
    view v = section->bytes;
    if (system != SJ_ICD10CM || v.n < SJF_SUC_HEADER)
        return false;
    out->successors = (view){v.p + SJF_SUC_HEADER, v.n - SJF_SUC_HEADER};
    return view_is_table(out->successors, sjf_load32(v.p), SJF_SUC_RECORD);
}

static sj_status check_maps(const sji_sections *sections, sji_texts *out, sj_error *err)
{
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT; i++) {
        const sji_section *gems = sji_owned(sections, i, SJF_GEMS);
        const sji_section *successors = sji_owned(sections, i, SJF_SUCCESSORS);
        const sji_section *bad = NULL;
        if (gems->entry != 0 && !cut_gems(gems, i, out))
            bad = gems;
        else if (successors->entry != 0 && !cut_successors(successors, i, out))
            bad = successors;
        if (bad)
            return refuse(bad, err, "map section has a bad size");
    }
    return SJ_OK;
}

sj_status sji_check_texts(const sji_sections *sections, sj_image *image, sj_error *err)
{
    sji_texts *t = &image->texts;
    const table notes[] = {
        {SJF_NODES, SJF_NODE_RECORD, &t->nodes},
        {SJF_NOTES, SJF_NOTE_RECORD, &t->notes},
        {SJF_NOTE_REFERENCES, 4, &t->note_references},
        {SJF_REFERENCES, SJF_REF_RECORD, &t->references},
        {SJF_OCCURRENCES, SJF_OCC_RECORD, &t->occurrences},
    };
    const table pcs[] = {
        {SJF_PCS_ROWS, SJF_PCS_RECORD, &t->pcs_rows},
        {SJF_PCS_LABELS, SJF_LABEL_RECORD, &t->pcs_labels},
    };
    uint64_t bad =
        find_bad_table(sections, SJ_ICD10CM, notes, sizeof notes / sizeof *notes);
    if (bad != 0)
        return sji_fail(err, SJ_E_CORRUPT, bad, "notes section has a bad size");
    bad = find_bad_table(sections, SJ_ICD10PCS, pcs, sizeof pcs / sizeof *pcs);
    if (bad != 0)
        return sji_fail(err, SJ_E_CORRUPT, bad, "PCS tables section has a bad size");
    return check_maps(sections, t, err);
}

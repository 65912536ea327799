/*
 * The sizes of line tables: claims 80 to 84 of docs/FORMAT.md 21. Reads the header of
 * the procedures and the table of each line release; cuts the views that lookups use.
 */
#include "engine/image/verify.h"

enum { SLOT_BITS_MAX = 17 }; /* twice the most procedures */

static const sji_section *section_of(const sji_sections *sections, unsigned kind)
{
    return &sections->lines[kind - SJF_LINES_FIRST];
}

static sj_status refuse(const sji_section *section, sj_error *err, const char *what)
{
    return sji_fail(err, SJ_E_CORRUPT, section->entry, what);
}

/* Claim 80: all or none, but for service limits, which come together as well. */
static bool are_complete(const sji_sections *sections, bool *loaded)
{
    unsigned there = 0, all = 0;
    for (unsigned kind = SJF_LINES_FIRST; kind <= SJF_LINES_LAST; kind++) {
        if (!sjf_is_of_lines(kind) || sjf_is_optional_of_lines(kind))
            continue;
        all++;
        there += section_of(sections, kind)->entry != 0;
    }
    const bool limits = section_of(sections, SJF_LIMITS)->entry != 0;
    const bool index = section_of(sections, SJF_LIMIT_INDEX)->entry != 0;
    *loaded = there > 0;
    return (there == 0 || there == all) && limits == index && (!limits || there > 0);
}

/* Claim 81. */
static bool cut_procedures(view v, sji_lines *out)
{
    if (v.n < SJF_PROC_HEADER)
        return false;
    uint32_t count = sjf_load32(v.p + SJF_PROC_COUNT);
    uint32_t bits = sjf_load32(v.p + SJF_PROC_BITS);
    if (count >= SJF_PROCEDURES_MAX || bits < 1 || bits > SLOT_BITS_MAX ||
        v.n != SJF_PROC_HEADER + 8 * (uint64_t)count + (UINT64_C(8) << bits))
        return false;
    out->procedure_count = count;
    out->slot_bits = (uint8_t)bits;
    out->keys = v.p + SJF_PROC_HEADER;
    out->slots = out->keys + 8 * (size_t)count;
    return true;
}

/* Whole records, fewer than 2^32. */
static bool cut_records(view v, size_t record, const uint8_t **out, uint32_t *count)
{
    size_t n = v.n / record;
    *out = v.p;
    *count = (uint32_t)n;
    return view_is_table(v, n, record) && (uint64_t)n < UINT32_MAX;
}

/* Claim 82: whole records; tables are known and ascend, so that each has its stretch.
 */
static bool cut_releases(view v, sji_lines *out)
{
    unsigned table = 0;
    if (!cut_records(v, SJF_LREL_RECORD, &out->releases, &out->release_count))
        return false;
    for (uint32_t i = 0; i < out->release_count; i++) {
        unsigned of = v.p[(size_t)SJF_LREL_RECORD * i + SJF_LREL_TABLE];
        if (of < table || of >= SJF_LINE_TABLES)
            return false;
        while (table < of)
            out->first_release[++table] = i;
        if (of == SJF_TABLE_LIMITS)
            out->limit_kinds |= v.p[(size_t)SJF_LREL_RECORD * i + SJF_LREL_LIMITS];
    }
    while (table < SJF_LINE_TABLES)
        out->first_release[++table] = out->release_count;
    return true;
}

/* Claim 84: P + 1 numbers for each of `tables`, or nothing when there are no rows. */
static bool cut_index(view v, const sji_lines *lines, unsigned tables,
                      sji_line_rows *rows)
{
    size_t each = 4 * ((size_t)lines->procedure_count + 1);
    if (v.n != (rows->count > 0 ? tables * each : 0))
        return false;
    for (unsigned t = 0; t < tables; t++) {
        rows[t].rows = rows->rows;
        rows[t].count = rows->count;
        rows[t].index = rows->count > 0 ? v.p + t * each : NULL;
    }
    return true;
}

/* Claims 83 and 84 of a PTP table: P + 1 records and some u64, or nothing when
 * there are no rows. @return the section that is wrong, or NULL */
static const sji_section *cut_ptp(const sji_sections *sections, const sji_lines *lines,
                                  unsigned t, sji_ptp_table *out)
{
    const sji_section *rows = section_of(sections, SJF_PTP_ROWS + t);
    const sji_section *index = section_of(sections, SJF_PTP_INDEX + t);
    const sji_section *partners = section_of(sections, SJF_PTP_PARTNERS + t);
    if (!cut_records(rows->bytes, 4, &out->rows, &out->count))
        return rows;
    const bool any = out->count > 0;
    if (index->bytes.n !=
        (any ? SJF_PTPI_RECORD * ((size_t)lines->procedure_count + 1) : 0))
        return index;
    if (!cut_records(partners->bytes, 8, &out->partners, &out->partner_count) ||
        any != (out->partner_count > 0))
        return partners;
    out->index = any ? index->bytes.p : NULL;
    return NULL;
}

/* Sections of rows with their indexes. */
typedef struct table {
    unsigned rows_kind, index_kind, record, tables;
    sji_line_rows *out;
} table;

static sj_status refuse_size(const sji_section *section, sj_error *err)
{
    return refuse(section, err, "line table has a bad size");
}

/* Claims 83 and 84 of one of them. */
static sj_status cut_table(const sji_sections *sections, const sji_lines *lines,
                           const table *t, sj_error *err)
{
    const sji_section *rows = section_of(sections, t->rows_kind);
    const sji_section *index = section_of(sections, t->index_kind);
    if (!cut_records(rows->bytes, t->record, &t->out->rows, &t->out->count))
        return refuse_size(rows, err);
    if (!cut_index(index->bytes, lines, t->tables, t->out))
        return refuse(index, err, "line index has a bad size");
    return SJ_OK;
}

static sj_status cut_tables(const sji_sections *sections, sji_lines *l, sj_error *err)
{
    const table tables[] = {
        {SJF_MUE, SJF_MUE_INDEX, SJF_MUE_RECORD, SJF_MUE_TABLES, l->mue},
        {SJF_ADDONS, SJF_ADDON_INDEX, SJF_ADDON_RECORD, 1, &l->addons},
        {SJF_FEES, SJF_FEE_INDEX, SJF_FEE_RECORD, 1, &l->fees},
        {SJF_FACTS, SJF_FACT_INDEX, SJF_FACT_RECORD, 1, &l->facts},
        {SJF_POLICY_ITEMS, SJF_POLICY_INDEX, SJF_ITEM_RECORD, 1, &l->items},
        {SJF_LIMITS, SJF_LIMIT_INDEX, SJF_LIMIT_RECORD, 1, &l->limits},
    };
    sj_status status = SJ_OK;
    for (unsigned t = 0; t < SJF_PTP_TABLES && status == SJ_OK; t++) {
        const sji_section *bad = cut_ptp(sections, l, t, &l->ptp[t]);
        if (bad)
            status = bad == section_of(sections, SJF_PTP_ROWS + t)
                         ? refuse_size(bad, err)
                         : refuse(bad, err, "line index has a bad size");
    }
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == SJ_OK; i++)
        status = cut_table(sections, l, &tables[i], err);
    return status;
}

/* Claim 83 of what has no index. */
static sj_status cut_others(const sji_sections *sections, sji_lines *l, sj_error *err)
{
    const sji_section *values = section_of(sections, SJF_PTP_VALUES);
    const sji_section *policies = section_of(sections, SJF_POLICIES);
    const sji_section *bad = NULL;
    if (!cut_records(values->bytes, SJF_PTPV_RECORD, &l->values, &l->value_count))
        bad = values;
    else if (!cut_records(policies->bytes, SJF_POLICY_RECORD, &l->policies,
                          &l->policy_count))
        bad = policies;
    for (unsigned t = 0; t < SJF_PTP_TABLES && !bad; t++) {
        const sji_section *citations = section_of(sections, SJF_PTP_CITATIONS + t);
        l->citations[t] = citations->bytes.p;
        if (!view_is_table(citations->bytes, l->ptp[t].count, 4))
            bad = citations;
    }
    return bad ? refuse_size(bad, err) : SJ_OK;
}

sj_status sji_check_lines(const sji_sections *sections, sj_image *image, sj_error *err)
{
    sji_lines *l = &image->lines;
    const sji_section *procedures = section_of(sections, SJF_PROCEDURES);
    const sji_section *releases = section_of(sections, SJF_LINE_RELEASES);
    if (!are_complete(sections, &l->loaded))
        return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_SIZE, "line tables lack a section");
    if (!l->loaded)
        return SJ_OK;
    if (!cut_procedures(procedures->bytes, l))
        return refuse(procedures, err, "procedures section has a bad size");
    if (!cut_releases(releases->bytes, l))
        return refuse(releases, err, "bad table of line releases");
    sj_status status = cut_tables(sections, l, err);
    if (status == SJ_OK)
        status = cut_others(sections, l, err);
    return status;
}

void sji_note_carried_lines(sj_image *image)
{
    sji_lines *l = &image->lines;
    const uint8_t *r = l->releases;
    for (uint32_t i = 0; i < l->release_count; i++, r += SJF_LREL_RECORD) {
        sj_source source;
        if (sjf_load_date(r + SJF_LREL_TO) == SJ_DATE_OPEN &&
            sj_source_get(image, sjf_load32(r + SJF_LREL_SOURCE), &source) &&
            source.to != SJ_DATE_OPEN)
            l->carried = true;
    }
}

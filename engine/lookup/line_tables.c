/*
 * The line tables for callers (<scrubjay/lines.h>): pairs, unit limits, add-on codes,
 * fee schedule, HCPCS facts. Procedures are told by number, so that a code costs one
 * lookup however many tables are asked.
 */
#include "engine/lookup/key.h"
#include "engine/lookup/line_rules.h"
#include "engine/lookup/notes.h"

/* ---- tables ---------------------------------------------------------------------- */

const char *sj_line_table_name(sj_line_table table)
{
    static const char *const names[SJ_LINE_TABLE_COUNT] = {
        "ncci-ptp-practitioner",
        "ncci-ptp-hospital",
        "ncci-ptp-medicaid-practitioner",
        "ncci-ptp-medicaid-hospital",
        "ncci-ptp-medicaid-dme",
        "ncci-mue-practitioner",
        "ncci-mue-hospital",
        "ncci-mue-dme",
        "ncci-mue-medicaid-practitioner",
        "ncci-mue-medicaid-hospital",
        "ncci-mue-medicaid-dme",
        "ncci-aoc",
        "pprrvu",
        "hcpcs-anweb",
        "necessity",
        "service-limits",
    };
    return (unsigned)table < SJ_LINE_TABLE_COUNT ? names[table] : NULL;
}

/* The releases of a table: from the one that is returned to before *end. */
static uint32_t releases_of(const sji_lines *l, unsigned table, uint32_t *end)
{
    *end = 0;
    if (!l->loaded || table >= SJF_LINE_TABLES)
        return 0;
    uint32_t first = l->first_release[table], last = l->first_release[table + 1];
    if (first > last || last > l->release_count)
        return 0;
    *end = last;
    return first;
}

bool sji_table_speaks(const sji_lines *l, unsigned table, sj_date day)
{
    uint32_t end;
    for (uint32_t i = releases_of(l, table, &end); i < end; i++)
        if (sji_within(sji_release_days(l, i), day))
            return true;
    return false;
}

bool sji_table_covers(const sji_lines *l, unsigned table, sji_days days)
{
    /* By first day: what one release leaves open the next one has to begin with. */
    uint32_t end;
    for (uint32_t i = releases_of(l, table, &end); i < end; i++) {
        sji_days speaks = sji_release_days(l, i);
        if (!sji_within(speaks, days.from))
            continue;
        if (days.to <= speaks.to)
            return true;
        days.from = speaks.to + 1; /* below days.to: no day behind SJ_DATE_OPEN */
    }
    return false;
}

sj_date sji_table_last(const sji_lines *l, unsigned table)
{
    uint32_t end;
    sj_date last = SJ_DATE_MIN;
    for (uint32_t i = releases_of(l, table, &end); i < end; i++) {
        sj_date to = sji_release_days(l, i).to;
        last = to > last ? to : last;
    }
    return last;
}

bool sj_line_table_days(const sj_image *image, sj_line_table table, sj_date *first,
                        sj_date *last)
{
    *first = SJ_DATE_OPEN;
    *last = SJ_DATE_MIN;
    if (!image)
        return false;
    uint32_t end, i = releases_of(&image->lines, (unsigned)table, &end);
    if (i == end)
        return false;
    for (; i < end; i++) {
        sji_days days = sji_release_days(&image->lines, i);
        *first = days.from < *first ? days.from : *first;
        *last = days.to > *last ? days.to : *last;
    }
    return true;
}

/* Where a row of a line release is written. */
sj_citation sji_line_citation(const sj_image *image, uint32_t release, uint32_t line)
{
    const sji_lines *l = &image->lines;
    if (release >= l->release_count)
        return (sj_citation){0};
    const uint8_t *r = l->releases + SJF_LREL_RECORD * (size_t)release;
    return sji_cite(image, sjf_load32(r + SJF_LREL_SOURCE), line);
}

bool sji_line_is_carried(const sj_image *image, uint32_t release, sj_date day)
{
    sj_source source;
    if (release >= image->lines.release_count)
        return false;
    const uint8_t *r = image->lines.releases + SJF_LREL_RECORD * (size_t)release;
    return sj_source_get(image, sjf_load32(r + SJF_LREL_SOURCE), &source) &&
           day > source.to;
}

static const char *text_at(const sj_image *image, const uint8_t *field)
{
    uint32_t len;
    return sji_text(image->text, sjf_load32(field), &len);
}

/* ---- procedures ------------------------------------------------------------------ */

uint32_t sj_procedure_of(const sj_image *image, const char *code, size_t len)
{
    static const sj_system systems[] = {SJ_HCPCS, SJ_CPT, SJ_CDT};
    char canonical[SJ_CODE_CAP];
    size_t n;
    uint64_t key;
    if (!image || !code)
        return SJ_NO_PROCEDURE;
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++)
        if (sj_normalize(systems[i], code, len, canonical, &n) &&
            sji_pack(systems[i], canonical, n, &key))
            return sji_procedure(&image->lines, key);
    return SJ_NO_PROCEDURE;
}

size_t sj_procedure_code(const sj_image *image, uint32_t procedure,
                         char out[SJ_CODE_CAP])
{
    out[0] = '\0';
    if (!image || procedure >= image->lines.procedure_count)
        return 0;
    return sji_unpack(SJ_HCPCS, sjf_load64(image->lines.keys + 8 * (size_t)procedure),
                      out);
}

/* ---- PTP ------------------------------------------------------------------------- */

static bool is_ptp(const sj_image *image, unsigned table, uint32_t column1)
{
    return image && table < SJF_PTP_TABLES && image->lines.loaded &&
           column1 < image->lines.procedure_count;
}

/* Four bits for the file, counted from the table's first. */
sji_line_origin sji_ptp_origin(const sj_image *image, unsigned table, uint32_t row)
{
    const sji_line_origin none = {UINT32_MAX, 0};
    const sji_lines *l = &image->lines;
    if (table >= SJF_PTP_TABLES || !l->citations[table] || row >= l->ptp[table].count)
        return none;
    uint32_t end, word = sjf_load32(l->citations[table] + 4 * (size_t)row);
    uint32_t release =
        releases_of(l, SJF_TABLE_PTP + table, &end) + (word >> SJF_PTP_CITE_FILE_SHIFT);
    if (release >= end)
        return none;
    return (sji_line_origin){release,
                             word & ((UINT32_C(1) << SJF_PTP_CITE_FILE_SHIFT) - 1)};
}

static sj_citation ptp_citation(const sj_image *image, unsigned table, uint32_t row)
{
    sji_line_origin origin = sji_ptp_origin(image, table, row);
    return sji_line_citation(image, origin.release, origin.line);
}

size_t sj_ptp(const sj_image *image, sj_line_table table, uint32_t column1,
              uint32_t column2, sj_ptp_row *out, size_t cap)
{
    if (!is_ptp(image, (unsigned)table, column1) || (!out && cap))
        return 0;
    const sji_lines *l = &image->lines;
    uint32_t end, first = sji_ptp_rows(l, (unsigned)table, column1, column2, &end);
    for (uint32_t i = first; i < end && i - first < cap; i++) {
        sj_ptp_row *row = &out[i - first];
        uint32_t number =
            sjf_load32(l->ptp[table].rows + 4 * (size_t)i) >> SJF_PTP_VALUE_SHIFT;
        *row = (sj_ptp_row){.indicator = 9, .rationale = ""};
        if (number >= l->value_count)
            continue;
        const uint8_t *value = l->values + SJF_PTPV_RECORD * (size_t)number;
        *row = (sj_ptp_row){
            .from = sjf_load_date(value + SJF_PTPV_FROM),
            .to = sjf_load_date(value + SJF_PTPV_TO),
            .indicator = value[SJF_PTPV_INDICATOR],
            .prior_1996 = value[SJF_PTPV_FLAGS] & SJF_PTPV_PRIOR_1996,
            .rationale = text_at(image, value + SJF_PTPV_RATIONALE),
            .source = ptp_citation(image, (unsigned)table, i),
        };
    }
    return end - first;
}

int sj_ptp_indicator(const sj_image *image, sj_line_table table, uint32_t column1,
                     uint32_t column2, sj_date day)
{
    if (!is_ptp(image, (unsigned)table, column1))
        return -1;
    uint32_t end,
        i = sji_ptp_rows(&image->lines, (unsigned)table, column1, column2, &end);
    for (; i < end; i++) {
        sji_ptp_value v = sji_ptp_row(&image->lines, (unsigned)table, i);
        if (sji_within(v.days, day))
            return v.indicator;
    }
    return -1;
}

/* ---- MUE ------------------------------------------------------------------------- */

sj_status sj_mue(const sj_image *image, sj_line_table table, uint32_t procedure,
                 sj_date day, sj_unit_limit *out)
{
    if (!out)
        return SJ_E_ARG;
    *out = (sj_unit_limit){.rationale = ""};
    if (!image || (unsigned)table < SJF_TABLE_MUE ||
        (unsigned)table >= SJF_TABLE_MUE + SJF_MUE_TABLES)
        return SJ_E_ARG;
    const sji_lines *l = &image->lines;
    if (!l->loaded || procedure >= l->procedure_count)
        return SJ_NOT_FOUND;
    const uint8_t *row =
        sji_mue_row(l, (unsigned)table - SJF_TABLE_MUE, procedure, day);
    if (!row)
        return SJ_NOT_FOUND;
    uint32_t release = sjf_load32(row + SJF_MUE_RELEASE);
    sji_days days = sji_release_days(l, release);
    *out = (sj_unit_limit){
        .value = sjf_load32(row + SJF_MUE_VALUE),
        .mai = row[SJF_MUE_MAI],
        .from = days.from,
        .to = days.to,
        .rationale = text_at(image, row + SJF_MUE_RATIONALE),
        .source = sji_line_citation(image, release, sjf_load32(row + SJF_MUE_LINE)),
    };
    return SJ_OK;
}

/* ---- add-on codes ---------------------------------------------------------------- */

bool sji_is_addon(const sji_lines *l, uint32_t procedure, sj_date day)
{
    uint32_t end, i;
    if (!l->loaded || procedure >= l->procedure_count)
        return false;
    for (i = sji_rows_of(&l->addons, procedure, &end); i < end; i++)
        if (sji_addon_in_force(sji_addon_row(l, i), day))
            return true;
    return false;
}

size_t sj_addon(const sj_image *image, uint32_t addon, sj_addon_row *out, size_t cap)
{
    if (!image || !image->lines.loaded || addon >= image->lines.procedure_count ||
        (!out && cap))
        return 0;
    const sji_lines *l = &image->lines;
    uint32_t end, first = sji_rows_of(&l->addons, addon, &end);
    for (uint32_t i = first; i < end && i - first < cap; i++) {
        const uint8_t *row = sji_addon_row(l, i);
        out[i - first] = (sj_addon_row){
            .type = row[SJF_ADDON_TYPE],
            .primary = sjf_load32(row + SJF_ADDON_PRIMARY),
            .from = sjf_load_date(row + SJF_ADDON_FROM),
            .to = sjf_load_date(row + SJF_ADDON_TO),
            .source = sji_line_citation(image, sjf_load32(row + SJF_ADDON_RELEASE),
                                        sjf_load32(row + SJF_ADDON_LINE)),
        };
    }
    return end > first ? end - first : 0;
}

/* ---- fee schedule ---------------------------------------------------------------- */

static const uint8_t *fee_at(const sji_lines *l, uint32_t row, sj_date day)
{
    const uint8_t *fee = l->fees.rows + SJF_FEE_RECORD * (size_t)row;
    return sji_within(sji_release_days(l, sjf_load32(fee + SJF_FEE_RELEASE)), day)
               ? fee
               : NULL;
}

const uint8_t *sji_fee_row(const sji_lines *l, uint32_t procedure, sj_date day)
{
    const uint8_t *best = NULL;
    uint32_t end, i;
    if (!l->loaded || procedure >= l->procedure_count)
        return NULL;
    for (i = sji_rows_of(&l->fees, procedure, &end); i < end; i++) {
        const uint8_t *fee = fee_at(l, i, day);
        if (fee && fee[SJF_FEE_MODIFIER] == '\0')
            return fee;
        if (fee && !best)
            best = fee;
    }
    return best;
}

size_t sj_fees(const sj_image *image, uint32_t procedure, sj_date day, sj_fee_row *out,
               size_t cap)
{
    if (!image || !image->lines.loaded || procedure >= image->lines.procedure_count ||
        (!out && cap))
        return 0;
    const sji_lines *l = &image->lines;
    size_t count = 0;
    uint32_t end, first = sji_rows_of(&l->fees, procedure, &end);
    for (uint32_t i = first; i < end; i++) {
        const uint8_t *fee = fee_at(l, i, day);
        if (!fee || count++ >= cap)
            continue;
        uint32_t release = sjf_load32(fee + SJF_FEE_RELEASE);
        sji_days days = sji_release_days(l, release);
        sj_fee_row *row = &out[count - 1];
        *row = (sj_fee_row){
            .status = (char)fee[SJF_FEE_STATUS],
            .pctc = (char)fee[SJF_FEE_PCTC],
            .mult = (char)fee[SJF_FEE_MULT],
            .bilat = (char)fee[SJF_FEE_BILAT],
            .asst = (char)fee[SJF_FEE_ASST],
            .co = (char)fee[SJF_FEE_CO],
            .team = (char)fee[SJF_FEE_TEAM],
            .from = days.from,
            .to = days.to,
            .source = sji_line_citation(image, release, sjf_load32(fee + SJF_FEE_LINE)),
        };
        memcpy(row->modifier, fee + SJF_FEE_MODIFIER, 2);
        memcpy(row->glob, fee + SJF_FEE_GLOB, 3);
    }
    return count;
}

/* ---- HCPCS facts ----------------------------------------------------------------- */

const char *sji_facts(const sj_image *image, uint32_t procedure, sj_date day,
                      uint32_t *len, sj_date *from)
{
    const sji_lines *l = &image->lines;
    uint32_t end, first;
    *len = 0;
    if (!l->loaded || procedure >= l->procedure_count)
        return NULL;
    first = sji_rows_of(&l->facts, procedure, &end);
    if (first >= end)
        return NULL;
    const uint8_t *rows = l->facts.rows;
    while (end - first > 1 && sjf_load_date(rows + SJF_FACT_RECORD * (size_t)(end - 1) +
                                            SJF_FACT_FROM) > day)
        end--;
    const uint8_t *fact = rows + SJF_FACT_RECORD * (size_t)(end - 1);
    *from = sjf_load_date(fact + SJF_FACT_FROM);
    return sji_text(image->text, sjf_load32(fact + SJF_FACT_TEXT), len);
}

/* Columns of the record, 1-based, into a string: blanks at its end are cut. */
static void columns(const char *facts, uint32_t len, unsigned first, unsigned last,
                    char *out)
{
    unsigned n = 0;
    for (unsigned i = first - SJI_FACT_COLUMN; i <= last - SJI_FACT_COLUMN; i++)
        out[n++] = i < len ? facts[i] : ' ';
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
}

sj_status sj_hcpcs(const sj_image *image, uint32_t procedure, sj_date day,
                   sj_hcpcs_facts *out)
{
    uint32_t len;
    sj_date from;
    char one[2];
    if (!out)
        return SJ_E_ARG;
    memset(out, 0, sizeof *out);
    out->coverage = ' ';
    if (!image)
        return SJ_E_ARG;
    const char *facts = sji_facts(image, procedure, day, &len, &from);
    if (!facts)
        return SJ_NOT_FOUND;
    out->from = from;
    for (unsigned i = 0; i < 4; i++)
        columns(facts, len, 120 + 2 * i, 121 + 2 * i, out->pricing[i]);
    columns(facts, len, 128, 128, one);
    out->multiple_pricing = one[0] ? one[0] : ' ';
    columns(facts, len, 230, 230, one);
    out->coverage = one[0] ? one[0] : ' ';
    columns(facts, len, 231, 232, out->asc_group);
    columns(facts, len, 253, 256, out->processing_note);
    columns(facts, len, 257, 259, out->betos);
    columns(facts, len, 261, 265, out->type_of_service);
    columns(facts, len, 266, 268, out->anesthesia_units);
    return SJ_OK;
}

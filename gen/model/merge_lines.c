/*
 * Taking rows, and which file speaks for which table when. Numbering and order are
 * line_order.c's affair.
 */
#include "gen/model/merge_lines.h"

#include <stdlib.h>
#include <string.h>

#include "engine/lookup/key.h"
#include "engine/lookup/service_limits.h"
#include "gen/model/memory.h"
#include "gen/model/raw_lines.h"
#include "gen/model/release.h"

#define FIRST_PTP_DAY ((sj_date)9496) /* 1996-01-01, when the NCCI began */

enum {
    SLICES_MAX = 16, /* files of one table: what a citation has bits for */
    LINES_MAX = 1 << SJF_PTP_CITE_FILE_SHIFT,
    VALUES_MAX = 1 << 16,
    CODE_LEN = 5,
    FEE_CHARACTERS = 10,
};

/* What is known of a source beyond the list. */
typedef struct line_source {
    uint32_t left_out; /* rows that a newer file has better */
    uint8_t slice;     /* of a PTP table, which of its files */
    bool stale;        /* a newer release of a complete table is there */
    bool speaks;       /* has had a row */
    uint8_t limits;    /* of service limits: which it has had rows of */
} line_source;

struct gen_line_intake {
    const gen_source_list *sources;
    const uint32_t *order;
    line_source *known;      /* of each source */
    const char *too_many[5]; /* of each PTP table, its 17th file, or NULL */
    gen_raw_lines raw;
    uint32_t *last_fact; /* of each procedure, its last text + 1 */
    uint32_t last_fact_cap;
    uint64_t last_key; /* of column 1: neighbours have the same */
    uint32_t last_procedure;
};

/* ---- sources --------------------------------------------------------------------- */

/* The table a source has rows of, or SJF_LINE_TABLES. */
static unsigned table_of(const gen_source *source)
{
    if (source->kind == GEN_HCPCS_ANWEB)
        return SJF_TABLE_FACTS;
    if (source->kind == GEN_NECESSITY)
        return SJF_TABLE_NECESSITY;
    if (source->kind == GEN_SERVICE_LIMITS)
        return SJF_TABLE_LIMITS;
    if (source->kind >= GEN_PTP_PRACTITIONER && source->kind <= GEN_PPRRVU)
        return (unsigned)(source->kind - GEN_PTP_PRACTITIONER);
    return SJF_LINE_TABLES;
}

/* Whether a file of it is its complete history. */
static bool is_complete(unsigned table)
{
    return table < SJF_TABLE_MUE || table == SJF_TABLE_ADDON;
}

gen_line_intake *gen_line_intake_new(const gen_source_list *sources,
                                     const uint32_t *order)
{
    gen_line_intake *intake = gen_alloc(sizeof *intake);
    uint32_t slices[SJF_LINE_TABLES + 1] = {0};
    sj_date newest[SJF_LINE_TABLES + 1];
    intake->sources = sources;
    intake->order = order;
    intake->known = gen_alloc(sources->count * sizeof *intake->known);
    intake->raw.procedures.size = sizeof(uint64_t);
    intake->raw.values.size = sizeof(gen_ptp_value);
    intake->raw.policies.size = sizeof(gen_policy);
    intake->last_key = UINT64_MAX;
    for (unsigned t = 0; t <= SJF_LINE_TABLES; t++)
        newest[t] = SJ_DATE_MIN;
    for (uint32_t i = 0; i < sources->count; i++) {
        const gen_source *source = &sources->items[i];
        if (source->from > newest[table_of(source)])
            newest[table_of(source)] = source->from;
    }
    for (uint32_t i = 0; i < sources->count; i++) {
        const gen_source *source = &sources->items[order[i]];
        unsigned table = table_of(source);
        line_source *known = &intake->known[order[i]];
        known->stale = is_complete(table) && source->from < newest[table];
        if (table >= SJF_TABLE_MUE || known->stale)
            continue;
        if (slices[table] < SLICES_MAX)
            known->slice = (uint8_t)slices[table]++;
        else
            intake->too_many[table] = source->path;
    }
    return intake;
}

void gen_line_intake_free(gen_line_intake *intake)
{
    if (!intake)
        return;
    gen_record_set_free(&intake->raw.procedures);
    gen_record_set_free(&intake->raw.values);
    gen_record_set_free(&intake->raw.policies);
    gen_line_tables_free(&intake->raw.rows);
    free(intake->known);
    free(intake->last_fact);
    free(intake);
}

/* ---- rows ------------------------------------------------------------------------ */

/* @return NULL, or why there is no number for it */
static const char *number_code(gen_line_intake *intake, const char *code, size_t len,
                               uint32_t *out)
{
    uint64_t key;
    if (!code || len != CODE_LEN || !sji_pack(SJ_HCPCS, code, len, &key))
        return "not a procedure code";
    if (key != intake->last_key) {
        intake->last_procedure = gen_record_number(&intake->raw.procedures, &key);
        intake->last_key = key;
    }
    *out = intake->last_procedure;
    return *out < SJF_PROCEDURES_MAX - 1 ? NULL : "more than 65535 procedure codes";
}

static uint32_t intern(gen_text_pool *text, const char *s, size_t len)
{
    return s ? gen_text_intern(text, s, len) : 0;
}

static const char *take_ptp(gen_line_intake *intake, gen_text_pool *text,
                            uint32_t source, const gen_row *row)
{
    gen_ptp_value value;
    memset(&value, 0, sizeof value); /* padding, too: it is compared */
    value.from = row->from;
    value.to = row->to;
    value.indicator = row->status;
    value.flags = row->flags & SJF_PTPV_PRIOR_1996;
    value.rationale = intern(text, row->long_text, row->long_len);
    uint32_t column1, column2;
    const char *why = number_code(intake, row->code, row->code_len, &column1);
    if (why)
        return why;
    /* Column 1 stays the last one: its rows stand together. */
    uint64_t last_key = intake->last_key;
    why = number_code(intake, row->short_text, row->short_len, &column2);
    intake->last_key = last_key;
    intake->last_procedure = column1;
    if (why)
        return why;
    if (row->from == GEN_NO_DATE)
        return "no effective date";
    if (row->status != 0 && row->status != 1 && row->status != 9)
        return "no known modifier indicator";
    if (row->line >= LINES_MAX)
        return "beyond the lines that can be cited";
    uint32_t number = gen_record_number(&intake->raw.values, &value);
    if (number >= VALUES_MAX)
        return "more than 65536 different dates, indicators and rationales";
    unsigned slice = intake->known[source].slice;
    gen_ptp_table *table =
        &intake->raw.rows.ptp[table_of(&intake->sources->items[source])];
    table->rows = gen_grow(table->rows, table->count, &table->cap, sizeof *table->rows);
    table->rows[table->count++] =
        (gen_ptp_row){.column1 = (uint16_t)column1,
                      .column2 = (uint16_t)column2,
                      .value = (uint16_t)number,
                      .citation = slice << SJF_PTP_CITE_FILE_SHIFT | row->line};
    return NULL;
}

static const char *take_mue(gen_line_intake *intake, gen_text_pool *text,
                            uint32_t source, const gen_row *row)
{
    gen_line_tables *rows = &intake->raw.rows;
    unsigned table = table_of(&intake->sources->items[source]) - SJF_TABLE_MUE;
    gen_mue_row mue = {.value = row->value,
                       .release = source,
                       .line = row->line,
                       .rationale = intern(text, row->long_text, row->long_len),
                       .table = (uint8_t)table,
                       .mai = row->status};
    const char *why = number_code(intake, row->code, row->code_len, &mue.procedure);
    if (why)
        return why;
    if (row->status > 3)
        return "no known adjudication indicator";
    rows->mue = gen_grow(rows->mue, rows->mue_count, &rows->mue_cap, sizeof mue);
    rows->mue[rows->mue_count++] = mue;
    return NULL;
}

static const char *take_addon(gen_line_intake *intake, uint32_t source,
                              const gen_row *row)
{
    gen_line_tables *rows = &intake->raw.rows;
    gen_addon_row addon = {.primary = UINT32_MAX,
                           .release = source,
                           .line = row->line,
                           .from = row->from,
                           .to = row->to,
                           .type = row->status};
    const char *why = number_code(intake, row->code, row->code_len, &addon.addon);
    if (why)
        return why;
    if (row->short_text)
        why = number_code(intake, row->short_text, row->short_len, &addon.primary);
    if (why)
        return why;
    if (row->status < 1 || row->status > 3)
        return "no known type of add-on code";
    rows->addons =
        gen_grow(rows->addons, rows->addon_count, &rows->addon_cap, sizeof addon);
    rows->addons[rows->addon_count++] = addon;
    return NULL;
}

/* Characters of the file; what it leaves empty at the end is NUL. */
static bool copy_characters(char *to, const char *from, size_t len)
{
    while (len > 0 && from[len - 1] == ' ')
        len--;
    for (size_t i = 0; i < len; i++) {
        if (sji_trie_bit(from[i]) == SJI_TRIE_NO_BIT)
            return false;
        to[i] = from[i];
    }
    return true;
}

static const char *take_fee(gen_line_intake *intake, uint32_t source,
                            const gen_row *row)
{
    gen_line_tables *rows = &intake->raw.rows;
    gen_fee_row fee = {.release = source, .line = row->line};
    const char *c = row->long_text;
    const char *why = number_code(intake, row->code, row->code_len, &fee.procedure);
    if (why)
        return why;
    if (row->short_text &&
        (row->short_len != 2 || !copy_characters(fee.modifier, row->short_text, 2)))
        return "not a modifier";
    if (!c || row->long_len != FEE_CHARACTERS || !copy_characters(&fee.status, c, 1) ||
        !copy_characters(&fee.pctc, c + 1, 1) || !copy_characters(fee.glob, c + 2, 3) ||
        !copy_characters(&fee.mult, c + 5, 1) ||
        !copy_characters(&fee.bilat, c + 6, 1) ||
        !copy_characters(&fee.asst, c + 7, 1) || !copy_characters(&fee.co, c + 8, 1) ||
        !copy_characters(&fee.team, c + 9, 1))
        return "an indicator is neither letter nor digit";
    rows->fees = gen_grow(rows->fees, rows->fee_count, &rows->fee_cap, sizeof fee);
    rows->fees[rows->fee_count++] = fee;
    return NULL;
}

/* Only what differs from the release before. */
static const char *take_facts(gen_line_intake *intake, gen_text_pool *text,
                              uint32_t source, const gen_row *row)
{
    gen_line_tables *rows = &intake->raw.rows;
    gen_fact_row fact = {.from = intake->sources->items[source].from};
    if (row->system != SJ_HCPCS)
        return NULL; /* of modifiers nobody asks */
    const char *why = number_code(intake, row->code, row->code_len, &fact.procedure);
    if (why)
        return why;
    fact.text = intern(text, row->long_text, row->long_len);
    uint32_t old_cap = intake->last_fact_cap;
    while (fact.procedure >= intake->last_fact_cap)
        intake->last_fact = gen_grow(intake->last_fact, intake->last_fact_cap,
                                     &intake->last_fact_cap, sizeof *intake->last_fact);
    memset(intake->last_fact + old_cap, 0,
           (intake->last_fact_cap - old_cap) * sizeof *intake->last_fact);
    if (intake->last_fact[fact.procedure] == fact.text + 1)
        return NULL;
    intake->last_fact[fact.procedure] = fact.text + 1;
    rows->facts = gen_grow(rows->facts, rows->fact_count, &rows->fact_cap, sizeof fact);
    rows->facts[rows->fact_count++] = fact;
    return NULL;
}

static const char *take_policy(gen_line_intake *intake, gen_text_pool *text,
                               uint32_t source, const gen_row *row)
{
    gen_line_tables *rows = &intake->raw.rows;
    gen_policy_item item;
    uint32_t procedure;
    const char *tab =
        row->long_text ? memchr(row->long_text, '\t', row->long_len) : NULL;
    const char *why = number_code(intake, row->code, row->code_len, &procedure);
    if (why)
        return why;
    if (!row->short_text ||
        !sji_pack(SJ_ICD10CM, row->short_text, row->short_len, &item.key))
        return "not a diagnosis code";
    if (!tab || (row->value != 2 && row->value != 3))
        return "not a policy";
    size_t id_len = (size_t)(tab - row->long_text);
    gen_policy policy;
    memset(&policy, 0, sizeof policy); /* as in take_ptp() */
    policy.id = gen_text_intern(text, row->long_text, id_len);
    policy.citation = gen_text_intern(text, tab + 1, row->long_len - id_len - 1);
    policy.from =
        row->from != GEN_NO_DATE ? row->from : intake->sources->items[source].from;
    policy.to = row->to;
    policy.severity = (uint8_t)row->value;
    policy.release = source;
    item.procedure = procedure;
    item.policy = gen_record_number(&intake->raw.policies, &policy);
    item.key |= (uint64_t)(row->status & 1) << SJF_ITEM_EXCLUDED_BIT;
    rows->items = gen_grow(rows->items, rows->item_count, &rows->item_cap, sizeof item);
    rows->items[rows->item_count++] = item;
    return NULL;
}

/* The digits of a revenue code. */
static const char *number_revenue(const gen_row *row, uint32_t *out)
{
    if (!row->code || row->code_len != 4 || row->system != SJ_REVENUE)
        return "not a revenue code";
    *out = 0;
    for (size_t i = 0; i < row->code_len; i++)
        *out = *out * 10 + (uint32_t)(row->code[i] - '0');
    return NULL;
}

static const char *take_limit(gen_line_intake *intake, gen_text_pool *text,
                              uint32_t source, const gen_row *row)
{
    gen_line_tables *rows = &intake->raw.rows;
    gen_limit limit = {
        .value = intern(text, row->short_text, row->short_len),
        .citation = intern(text, row->long_text, row->long_len),
        .release = source,
        .line = row->line,
        .from =
            row->from != GEN_NO_DATE ? row->from : intake->sources->items[source].from,
        .to = row->to,
        .kind = row->status,
        .severity = (uint8_t)row->value,
    };
    const char *why = row->status == SJF_LIMIT_OF_HCPCS
                          ? number_revenue(row, &limit.code)
                          : number_code(intake, row->code, row->code_len, &limit.code);
    if (why)
        return why;
    if (row->value > SJ_REJECT ||
        !sji_is_limit_value(row->status, row->short_text ? row->short_text : "",
                            row->short_text ? row->short_len : 0))
        return "not a limit of service";
    if (limit.to < limit.from)
        return "to is before the first day of the list";
    intake->known[source].limits |= (uint8_t)(1U << row->status);
    rows->limits =
        gen_grow(rows->limits, rows->limit_count, &rows->limit_cap, sizeof limit);
    rows->limits[rows->limit_count++] = limit;
    return NULL;
}

/* What rows a file of a table may have. */
static gen_row_kind kind_of_rows(unsigned table)
{
    if (table < SJF_TABLE_MUE)
        return GEN_ROW_PTP;
    if (table < SJF_TABLE_ADDON)
        return GEN_ROW_MUE;
    switch (table) {
    case SJF_TABLE_ADDON:
        return GEN_ROW_ADDON;
    case SJF_TABLE_FEE:
        return GEN_ROW_FEE;
    case SJF_TABLE_FACTS:
        return GEN_ROW_FACTS;
    case SJF_TABLE_NECESSITY:
        return GEN_ROW_POLICY;
    case SJF_TABLE_LIMITS:
        return GEN_ROW_LIMIT;
    default:
        return GEN_ROW_CODE; /* which is no row of a line table */
    }
}

const char *gen_line_intake_row(gen_line_intake *intake, gen_text_pool *text,
                                uint32_t source, const gen_row *row)
{
    line_source *known = &intake->known[source];
    if (row->kind != kind_of_rows(table_of(&intake->sources->items[source])))
        return "a row that such a file does not bear";
    if (known->stale) {
        known->left_out++;
        return NULL;
    }
    known->speaks = true;
    switch (row->kind) {
    case GEN_ROW_PTP:
        return take_ptp(intake, text, source, row);
    case GEN_ROW_MUE:
        return take_mue(intake, text, source, row);
    case GEN_ROW_ADDON:
        return take_addon(intake, source, row);
    case GEN_ROW_FEE:
        return take_fee(intake, source, row);
    case GEN_ROW_FACTS:
        return take_facts(intake, text, source, row);
    case GEN_ROW_POLICY:
        return take_policy(intake, text, source, row);
    default:
        return take_limit(intake, text, source, row);
    }
}

/* ---- releases -------------------------------------------------------------------- */

/* While they are sorted, releases bear the number of their source in the list; the
 * place of that source in the catalog decides. */
static int by_table_and_day(const void *a, const void *b, void *source_number)
{
    const gen_line_release *x = a, *y = b;
    const uint32_t *number = source_number;
    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return number[x->source] < number[y->source] ? -1 : 1;
}

static void add_releases(gen_line_intake *intake, const uint32_t *source_number,
                         bool carry, gen_line_tables *out, uint32_t *release_of,
                         uint32_t *source_of)
{
    uint32_t count = intake->sources->count, *number;
    for (uint32_t i = 0; i < count; i++) {
        const gen_source *source = &intake->sources->items[i];
        unsigned table = table_of(source);
        if (!intake->known[i].speaks)
            continue;
        out->releases = gen_grow(out->releases, out->release_count, &out->release_cap,
                                 sizeof *out->releases);
        out->releases[out->release_count++] = (gen_line_release){
            .table = (uint8_t)table,
            .limits = intake->known[i].limits,
            .source = i,
            .from = is_complete(table) ? FIRST_PTP_DAY : source->from,
            .to = source->to,
        };
    }
    number = gen_resize(NULL, count, sizeof *number);
    if (count > 0)
        memcpy(number, source_number, count * sizeof *number);
    if (out->release_count > 1)
        qsort_r(out->releases, out->release_count, sizeof *out->releases,
                by_table_and_day, number);
    free(number);
    for (uint32_t i = out->release_count; i-- > 0;) {
        gen_line_release *release = &out->releases[i], *next = release + 1;
        bool newest = i + 1 == out->release_count || next->table != release->table ||
                      (next->from == release->from && next->to == SJ_DATE_OPEN);
        if (carry && newest)
            release->to = SJ_DATE_OPEN;
        release_of[release->source] = i;
    }
    for (uint32_t i = 0; i < out->release_count; i++) {
        source_of[i] = out->releases[i].source;
        out->releases[i].source = source_number[source_of[i]];
    }
}

static void tell_left_out(const gen_line_intake *intake, gen_report *report)
{
    for (unsigned t = 0; t < SJF_TABLE_MUE; t++)
        if (intake->too_many[t])
            gen_report_add(report, GEN_ERROR, intake->too_many[t], 0,
                           "more than %d files of one table", SLICES_MAX);
    for (uint32_t i = 0; i < intake->sources->count; i++)
        if (intake->known[intake->order[i]].left_out)
            gen_report_add(report, GEN_WARNING,
                           intake->sources->items[intake->order[i]].path, 0,
                           "%u rows left out: a newer file of the table is its "
                           "complete history",
                           intake->known[intake->order[i]].left_out);
}

void gen_line_intake_finish(gen_line_intake *intake, const uint32_t *source_number,
                            bool carry, gen_catalog *out, gen_report *report)
{
    const gen_source *items = intake->sources->items;
    gen_line_sources sources = {.items = items};
    size_t count = intake->sources->count;
    uint32_t *release_of = gen_alloc(count * sizeof *release_of);
    uint32_t *source_of = gen_alloc(count * sizeof *source_of);
    tell_left_out(intake, report);
    add_releases(intake, source_number, carry, &out->lines, release_of, source_of);
    for (uint32_t i = 0; i < intake->sources->count; i++) {
        unsigned table = table_of(&items[i]);
        if (table >= SJF_PTP_TABLES || !intake->known[i].speaks)
            continue;
        uint32_t first = release_of[i];
        while (first > 0 && out->lines.releases[first - 1].table == table)
            first--;
        sources.place_of[table][intake->known[i].slice] = release_of[i] - first;
    }
    sources.release_of = release_of;
    sources.source_of = source_of;
    if (out->lines.release_count > 0)
        gen_lines_order(&intake->raw, &sources, out, report);
    free(release_of);
    free(source_of);
}

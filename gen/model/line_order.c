/*
 * The order of the line tables: procedures by their codes, dates by day, rows by both.
 * What is said twice is kept once; what is said twice and differs is an error, but for
 * PTP and add-on codes, where both hold.
 */
#include "gen/model/raw_lines.h"

#include <stdlib.h>
#include <string.h>

#include "engine/lookup/key.h"
#include "gen/model/memory.h"

typedef struct ordering {
    gen_raw_lines *raw;
    const gen_line_sources *sources;
    gen_catalog *catalog;
    gen_line_tables *out;
    gen_report *report;
    uint32_t *procedure; /* of each number as they came, the one in order */
} ordering;

/* ---- numbers --------------------------------------------------------------------- */

/* Codes have one length: the bytes of a key compare as the code does. */
static int by_code(const void *a, const void *b, void *keys)
{
    const uint64_t *all = keys;
    uint64_t x = all[*(const uint32_t *)a], y = all[*(const uint32_t *)b];
    for (; x != y; x >>= 6, y >>= 6)
        if ((x & 63) != (y & 63))
            return (x & 63) < (y & 63) ? -1 : 1;
    return 0;
}

static uint32_t *numbers_to(uint32_t count)
{
    uint32_t *numbers = gen_resize(NULL, count, sizeof *numbers);
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = i;
    return numbers;
}

static void add_codes_of(ordering *o, sj_system system)
{
    const gen_system *s = &o->catalog->systems[system];
    for (uint32_t i = 0; i < s->code_count; i++) {
        uint64_t key;
        if (sji_pack(SJ_HCPCS, s->codes[i].code, s->codes[i].len, &key))
            gen_record_number(&o->raw->procedures, &key);
    }
}

static bool order_procedures(ordering *o)
{
    add_codes_of(o, SJ_HCPCS);
    add_codes_of(o, SJ_CPT);
    add_codes_of(o, SJ_CDT);
    gen_record_set *set = &o->raw->procedures;
    uint64_t *keys = gen_resize(NULL, set->count, sizeof *keys);
    if (set->count)
        memcpy(keys, set->records, set->count * sizeof *keys);
    uint32_t *order = numbers_to(set->count);
    qsort_r(order, set->count, sizeof *order, by_code, keys);
    o->procedure = gen_resize(NULL, set->count, sizeof *o->procedure);
    o->out->procedures = gen_resize(NULL, set->count, sizeof *keys);
    o->out->procedure_count = o->out->procedure_cap = set->count;
    for (uint32_t i = 0; i < set->count; i++) {
        o->out->procedures[i] = keys[order[i]];
        o->procedure[order[i]] = i;
    }
    free(order);
    free(keys);
    if (set->count >= SJF_PROCEDURES_MAX)
        gen_report_add(o->report, GEN_ERROR, NULL, 0,
                       "more than 65535 procedure codes in line tables and code sets");
    return set->count < SJF_PROCEDURES_MAX;
}

static void refuse_twice(const ordering *o, uint32_t source, uint32_t line,
                         uint32_t procedure, const char *what)
{
    char code[SJ_CODE_CAP];
    sji_unpack(SJ_HCPCS, o->out->procedures[procedure], code);
    gen_report_add(o->report, GEN_RECORD_ERROR, o->sources->items[source].path, line,
                   "code %s has %s already", code, what);
}

/* ---- PTP ------------------------------------------------------------------------- */

typedef struct value_order {
    const gen_ptp_value *values;
    const gen_text_pool *text;
} value_order;

static int compare_days(sj_date a, sj_date b)
{
    return (a > b) - (a < b);
}

static int by_value(const void *a, const void *b, void *ctx)
{
    const value_order *all = ctx;
    const gen_ptp_value *x = &all->values[*(const uint32_t *)a];
    const gen_ptp_value *y = &all->values[*(const uint32_t *)b];
    int order = compare_days(x->from, y->from);
    if (order == 0)
        order = compare_days(x->to, y->to);
    if (order == 0)
        order = x->indicator - y->indicator;
    if (order == 0)
        order = x->flags - y->flags;
    return order ? order
                 : strcmp(gen_text_get(all->text, x->rationale, NULL),
                          gen_text_get(all->text, y->rationale, NULL));
}

/* @return of each value as they came, its number */
static uint16_t *order_values(ordering *o)
{
    const gen_record_set *set = &o->raw->values;
    gen_ptp_value *values = gen_resize(NULL, set->count, sizeof *values);
    if (set->count)
        memcpy(values, set->records, set->count * sizeof *values);
    value_order ctx = {values, &o->catalog->text};
    uint32_t *order = numbers_to(set->count);
    uint16_t *number = gen_resize(NULL, set->count, sizeof *number);
    qsort_r(order, set->count, sizeof *order, by_value, &ctx);
    o->out->values = gen_resize(NULL, set->count, sizeof *values);
    o->out->value_count = o->out->value_cap = set->count;
    for (uint32_t i = 0; i < set->count; i++) {
        o->out->values[i] = values[order[i]];
        number[order[i]] = (uint16_t)i; /* merge_lines.c: at most 65536 */
    }
    free(order);
    free(values);
    return number;
}

enum { RADIX = 1 << 16 };

static uint16_t digit(const gen_ptp_row *row, int place)
{
    return place == 0 ? row->value : place == 1 ? row->column2 : row->column1;
}

/* By column 1, column 2, value; of equal rows the first file and line come first, as
 * they came. One pass a field, each keeping the order of the one before. */
static void sort_ptp(gen_ptp_table *table)
{
    gen_ptp_row *from = table->rows;
    gen_ptp_row *to = gen_resize(NULL, table->count, sizeof *to);
    uint32_t *start = gen_resize(NULL, RADIX + 1, sizeof *start);
    for (int place = 0; place < 3; place++) {
        memset(start, 0, (RADIX + 1) * sizeof *start);
        for (uint32_t i = 0; i < table->count; i++)
            start[digit(&from[i], place) + 1]++;
        for (uint32_t i = 0; i < RADIX; i++)
            start[i + 1] += start[i];
        for (uint32_t i = 0; i < table->count; i++)
            to[start[digit(&from[i], place)]++] = from[i];
        gen_ptp_row *swap = from;
        from = to;
        to = swap;
    }
    free(start);
    free(to);
    table->rows = from;
    table->cap = table->count;
}

static void order_ptp(ordering *o, unsigned t, const uint16_t *value)
{
    gen_ptp_table *table = &o->out->ptp[t];
    const uint32_t lines = (UINT32_C(1) << SJF_PTP_CITE_FILE_SHIFT) - 1;
    *table = o->raw->rows.ptp[t];
    o->raw->rows.ptp[t] = (gen_ptp_table){0};
    for (uint32_t i = 0; i < table->count; i++) {
        gen_ptp_row *r = &table->rows[i];
        uint32_t file = r->citation >> SJF_PTP_CITE_FILE_SHIFT;
        r->column1 = (uint16_t)o->procedure[r->column1];
        r->column2 = (uint16_t)o->procedure[r->column2];
        r->value = value[r->value];
        r->citation = o->sources->place_of[t][file] << SJF_PTP_CITE_FILE_SHIFT |
                      (r->citation & lines);
    }
    sort_ptp(table);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < table->count; i++) {
        const gen_ptp_row *r = &table->rows[i], *last = &table->rows[kept - (kept > 0)];
        if (kept == 0 || r->column1 != last->column1 || r->column2 != last->column2 ||
            r->value != last->value)
            table->rows[kept++] = *r;
    }
    table->count = kept;
}

/* ---- small tables ---------------------------------------------------------------- */

/* There may be no array at all. */
static void sort(void *rows, uint32_t count, size_t size,
                 int (*compare)(const void *, const void *))
{
    if (count > 1)
        qsort(rows, count, size, compare);
}

/* Fields in order of weight; the last ones decide which of two alike stays. */
static int compare_fields(const uint32_t *x, const uint32_t *y, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int by_limit(const void *a, const void *b)
{
    const gen_mue_row *x = a, *y = b;
    uint32_t p[] = {x->table, x->procedure, x->release, x->line};
    uint32_t q[] = {y->table, y->procedure, y->release, y->line};
    return compare_fields(p, q, 4);
}

static void order_limits(ordering *o)
{
    gen_line_tables *out = o->out, *raw = &o->raw->rows;
    out->mue = raw->mue;
    out->mue_count = out->mue_cap = raw->mue_count;
    raw->mue = NULL;
    for (uint32_t i = 0; i < out->mue_count; i++) {
        out->mue[i].procedure = o->procedure[out->mue[i].procedure];
        out->mue[i].release = o->sources->release_of[out->mue[i].release];
    }
    sort(out->mue, out->mue_count, sizeof *out->mue, by_limit);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->mue_count; i++) {
        gen_mue_row *r = &out->mue[i], *last = &out->mue[kept - (kept > 0)];
        bool again = kept > 0 && r->table == last->table &&
                     r->procedure == last->procedure && r->release == last->release;
        if (!again)
            out->mue[kept++] = *r;
        else if (r->value != last->value || r->mai != last->mai)
            refuse_twice(o, o->sources->source_of[r->release], r->line, r->procedure,
                         "a unit limit");
    }
    out->mue_count = kept;
}

static int by_addon(const void *a, const void *b)
{
    const gen_addon_row *x = a, *y = b;
    uint32_t p[] = {x->addon, x->primary}, q[] = {y->addon, y->primary};
    uint32_t r[] = {x->type, x->release, x->line}, s[] = {y->type, y->release, y->line};
    int order = compare_fields(p, q, 2);
    if (order == 0)
        order = compare_days(x->from, y->from);
    if (order == 0)
        order = compare_days(x->to, y->to);
    return order ? order : compare_fields(r, s, 3);
}

static void order_addons(ordering *o)
{
    gen_line_tables *out = o->out, *raw = &o->raw->rows;
    out->addons = raw->addons;
    out->addon_count = out->addon_cap = raw->addon_count;
    raw->addons = NULL;
    for (uint32_t i = 0; i < out->addon_count; i++) {
        gen_addon_row *r = &out->addons[i];
        r->addon = o->procedure[r->addon];
        if (r->primary != UINT32_MAX)
            r->primary = o->procedure[r->primary];
        r->release = o->sources->release_of[r->release];
    }
    sort(out->addons, out->addon_count, sizeof *out->addons, by_addon);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->addon_count; i++) {
        gen_addon_row *r = &out->addons[i], *last = &out->addons[kept - (kept > 0)];
        if (kept == 0 || r->addon != last->addon || r->primary != last->primary ||
            r->from != last->from || r->to != last->to || r->type != last->type)
            out->addons[kept++] = *r;
    }
    out->addon_count = kept;
}

static int by_fee(const void *a, const void *b)
{
    const gen_fee_row *x = a, *y = b;
    uint32_t p[] = {x->procedure, x->release}, q[] = {y->procedure, y->release};
    int order = compare_fields(p, q, 2);
    if (order == 0)
        order = memcmp(x->modifier, y->modifier, sizeof x->modifier);
    return order ? order : compare_fields(&x->line, &y->line, 1);
}

static void order_fees(ordering *o)
{
    gen_line_tables *out = o->out, *raw = &o->raw->rows;
    out->fees = raw->fees;
    out->fee_count = out->fee_cap = raw->fee_count;
    raw->fees = NULL;
    for (uint32_t i = 0; i < out->fee_count; i++) {
        out->fees[i].procedure = o->procedure[out->fees[i].procedure];
        out->fees[i].release = o->sources->release_of[out->fees[i].release];
    }
    sort(out->fees, out->fee_count, sizeof *out->fees, by_fee);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->fee_count; i++) {
        gen_fee_row *r = &out->fees[i], *last = &out->fees[kept - (kept > 0)];
        bool again = kept > 0 && r->procedure == last->procedure &&
                     r->release == last->release &&
                     memcmp(r->modifier, last->modifier, sizeof r->modifier) == 0;
        gen_fee_row same = *r;
        same.line = last->line;
        if (!again)
            out->fees[kept++] = *r;
        else if (memcmp(&same, last, sizeof same) != 0)
            refuse_twice(o, o->sources->source_of[r->release], r->line, r->procedure,
                         "fee schedule indicators");
    }
    out->fee_count = kept;
}

static int by_fact(const void *a, const void *b)
{
    const gen_fact_row *x = a, *y = b;
    int order = compare_fields(&x->procedure, &y->procedure, 1);
    return order ? order : compare_days(x->from, y->from);
}

static void order_facts(ordering *o)
{
    gen_line_tables *out = o->out, *raw = &o->raw->rows;
    out->facts = raw->facts;
    out->fact_count = out->fact_cap = raw->fact_count;
    raw->facts = NULL;
    for (uint32_t i = 0; i < out->fact_count; i++)
        out->facts[i].procedure = o->procedure[out->facts[i].procedure];
    /* Releases came by date, so that no code has two facts of one day. */
    sort(out->facts, out->fact_count, sizeof *out->facts, by_fact);
}

/* ---- policies -------------------------------------------------------------------- */

typedef struct policy_order {
    const gen_policy *policies;
    const gen_text_pool *text;
} policy_order;

static int by_policy(const void *a, const void *b, void *ctx)
{
    const policy_order *all = ctx;
    const gen_policy *x = &all->policies[*(const uint32_t *)a];
    const gen_policy *y = &all->policies[*(const uint32_t *)b];
    int order = compare_fields(&x->release, &y->release, 1);
    if (order == 0)
        order = strcmp(gen_text_get(all->text, x->id, NULL),
                       gen_text_get(all->text, y->id, NULL));
    if (order == 0)
        order = compare_days(x->from, y->from);
    if (order == 0)
        order = compare_days(x->to, y->to);
    if (order == 0)
        order = x->severity - y->severity;
    return order ? order
                 : strcmp(gen_text_get(all->text, x->citation, NULL),
                          gen_text_get(all->text, y->citation, NULL));
}

/* @return of each policy as they came, its number */
static uint32_t *number_policies(ordering *o)
{
    const gen_record_set *set = &o->raw->policies;
    gen_policy *policies = gen_resize(NULL, set->count, sizeof *policies);
    for (uint32_t i = 0; i < set->count; i++) {
        memcpy(&policies[i], gen_record_at(set, i), sizeof *policies);
        policies[i].release = o->sources->release_of[policies[i].release];
    }
    policy_order ctx = {policies, &o->catalog->text};
    uint32_t *order = numbers_to(set->count);
    uint32_t *number = gen_resize(NULL, set->count, sizeof *number);
    qsort_r(order, set->count, sizeof *order, by_policy, &ctx);
    o->out->policies = gen_resize(NULL, set->count, sizeof *policies);
    o->out->policy_count = o->out->policy_cap = set->count;
    for (uint32_t i = 0; i < set->count; i++) {
        o->out->policies[i] = policies[order[i]];
        number[order[i]] = i;
    }
    free(order);
    free(policies);
    return number;
}

static int by_item(const void *a, const void *b)
{
    const gen_policy_item *x = a, *y = b;
    uint32_t p[] = {x->procedure, x->policy}, q[] = {y->procedure, y->policy};
    int order = compare_fields(p, q, 2);
    return order ? order : (x->key > y->key) - (x->key < y->key);
}

static void order_policies(ordering *o)
{
    gen_line_tables *out = o->out, *raw = &o->raw->rows;
    uint32_t *number = number_policies(o), kept = 0;
    out->items = raw->items;
    out->item_count = out->item_cap = raw->item_count;
    raw->items = NULL;
    for (uint32_t i = 0; i < out->item_count; i++) {
        out->items[i].procedure = o->procedure[out->items[i].procedure];
        out->items[i].policy = number[out->items[i].policy];
    }
    free(number);
    sort(out->items, out->item_count, sizeof *out->items, by_item);
    for (uint32_t i = 0; i < out->item_count; i++)
        if (kept == 0 || by_item(&out->items[kept - 1], &out->items[i]) != 0)
            out->items[kept++] = out->items[i];
    out->item_count = kept;
}

/* ---- service limits -------------------------------------------------------------- */

static void number_limits(ordering *o)
{
    gen_line_tables *out = o->out, *raw = &o->raw->rows;
    out->limits = raw->limits;
    out->limit_count = out->limit_cap = raw->limit_count;
    raw->limits = NULL;
    for (uint32_t i = 0; i < out->limit_count; i++) {
        gen_limit *r = &out->limits[i];
        if (r->kind != SJF_LIMIT_OF_HCPCS)
            r->code = o->procedure[r->code];
        r->release = o->sources->release_of[r->release];
    }
}

/* ---- all of it ------------------------------------------------------------------- */

void gen_lines_order(gen_raw_lines *raw, const gen_line_sources *sources,
                     gen_catalog *out, gen_report *report)
{
    ordering o = {.raw = raw,
                  .sources = sources,
                  .catalog = out,
                  .out = &out->lines,
                  .report = report};
    if (order_procedures(&o)) {
        uint16_t *value = order_values(&o);
        for (unsigned t = 0; t < SJF_PTP_TABLES; t++)
            order_ptp(&o, t, value);
        free(value);
        order_limits(&o);
        order_addons(&o);
        order_fees(&o);
        order_facts(&o);
        order_policies(&o);
        number_limits(&o);
        gen_limits_order(o.out, sources, &out->text, report);
    }
    free(o.procedure);
}

/* See x12_codes.h. Each code is put on a small claim, which sj_check() then judges. */
#include "bench/x12_codes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/x12_random.h"

enum {
    ADULT_DAYS = 40 * 365,
    SPAN_DAYS = 60,          /* at most so many days of service */
    WEIGHT_DIAGNOSES = 1000, /* a day without them is no day */
    WEIGHT_SERVICES = 100
};

static bool keep(x12_pool *pool, const char *text, size_t len, bool poa_exempt)
{
    if (pool->count == pool->cap) {
        uint32_t cap = pool->cap ? 2 * pool->cap : 1024;
        x12_code *grown = realloc(pool->items, cap * sizeof *grown);
        if (!grown)
            return false;
        pool->items = grown;
        pool->cap = cap;
    }
    x12_code *code = &pool->items[pool->count++];
    memset(code, 0, sizeof *code);
    memcpy(code->text, text, len < sizeof code->text ? len : sizeof code->text - 1);
    code->poa_exempt = poa_exempt;
    return true;
}

/* ---- days ------------------------------------------------------------------------ */

/* What speaks for a day, in weights; `*last` is brought back to the day on which the
 * first of it ends. */
static unsigned voices_of_files(const sj_image *image, sj_date day, sj_date *last)
{
    const char *kinds[64];
    unsigned count = 0, weight = 0;
    sj_source source;
    for (uint32_t i = 0; i < sj_source_count(image) && count < 64; i++) {
        if (!sj_source_get(image, i, &source) || day < source.from || day > source.to)
            continue;
        if (source.to < *last)
            *last = source.to;
        unsigned known = 0;
        while (known < count && strcmp(kinds[known], source.kind) != 0)
            known++;
        if (known < count)
            continue;
        kinds[count++] = source.kind;
        weight += strncmp(source.kind, "icd10cm", 7) == 0 ? WEIGHT_DIAGNOSES : 1;
    }
    return weight;
}

static unsigned voices_of_tables(const sj_image *image, sj_date day, sj_date *last)
{
    unsigned weight = 0;
    for (int table = 0; table < SJ_LINE_TABLE_COUNT; table++) {
        sj_date from, to;
        if (!sj_line_table_days(image, (sj_line_table)table, &from, &to) ||
            day < from || day > to)
            continue;
        if (to < *last)
            *last = to;
        weight += table == SJ_HCPCS_FACTS ? WEIGHT_SERVICES : 1;
    }
    return weight;
}

/* The latest days on which the most speaks. */
static bool choose_days(const sj_image *image, x12_codes *codes)
{
    unsigned most = 0;
    sj_source source;
    for (uint32_t i = 0; i < sj_source_count(image); i++) {
        if (!sj_source_get(image, i, &source) || source.from == SJ_DATE_MIN)
            continue;
        sj_date last = source.from + SPAN_DAYS - 1;
        unsigned weight = voices_of_files(image, source.from, &last) +
                          voices_of_tables(image, source.from, &last);
        if (weight < most || (weight == most && source.from < codes->first))
            continue;
        most = weight;
        codes->first = source.from;
        codes->last = last;
    }
    return most >= WEIGHT_DIAGNOSES;
}

/* ---- what a code brings about by itself ------------------------------------------ */

typedef struct probe {
    const sj_image *image;
    sj_claim claim;
    sj_diagnosis dx[2];
    sj_procedure px;
    sj_line line;
    int32_t pointer;
    sj_findings found;
    sj_finding items[64];
} probe;

/* Of weight: warned of or worse, for a woman or a man, on the first or the last day. */
static bool sound(probe *p, const x12_codes *codes)
{
    const sj_date days[] = {codes->first, codes->last};
    for (unsigned i = 0; i < 4; i++) {
        sj_date day = days[i / 2];
        p->claim.sex = (sj_str){i % 2 ? "M" : "F", 1};
        p->claim.birth = day - ADULT_DAYS;
        p->claim.from = p->claim.to = day;
        p->px.date = day;
        p->found = (sj_findings){.items = p->items, .cap = 64};
        if (sj_check(p->image, &p->claim, NULL, &p->found) != SJ_OK ||
            p->found.worst >= SJ_WARN)
            return false;
    }
    return true;
}

static void make_probe(probe *p, const sj_image *image, sj_claim_type type)
{
    *p = (probe){.image = image};
    p->claim = (sj_claim){.size = sizeof p->claim,
                          .type = type,
                          .admission = SJ_NO_DATE,
                          .receipt = SJ_NO_DATE,
                          .dx = p->dx,
                          .dx_count = 1};
    if (type == SJ_INSTITUTIONAL) {
        p->claim.bill_type = (sj_str){"111", 3};
        p->claim.discharge_status = (sj_str){"01", 2};
    }
}

static bool has_edit(const probe *p, sj_edit edit)
{
    for (uint32_t i = 0; i < p->found.count; i++)
        if (p->items[i].edit == edit)
            return true;
    return false;
}

/* A diagnosis goes into each pool whose claims it does not harm. */
static bool sort_diagnosis(const sj_image *image, const sj_entry *entry,
                           x12_codes *codes)
{
    probe p;
    const sj_str code = {entry->code, entry->len};
    bool kept = true;
    if (entry->code[0] >= 'V' && entry->code[0] <= 'Y')
        return keep(&codes->external, entry->code, entry->len, true);

    make_probe(&p, image, SJ_PROFESSIONAL);
    p.dx[0].code = code;
    if (sound(&p, codes))
        kept = keep(&codes->principal, entry->code, entry->len, false);

    make_probe(&p, image, SJ_INSTITUTIONAL);
    p.dx[0] = (sj_diagnosis){.code = code, .poa = {"Y", 1}};
    bool good = sound(&p, codes), exempt = has_edit(&p, SJ_POA_EXEMPT_REPORTED);
    if (exempt) {
        p.dx[0].poa = (sj_str){0};
        good = sound(&p, codes);
    }
    if (good)
        kept = kept && keep(&codes->inpatient, entry->code, entry->len, exempt);

    /* Behind a first one that was kept. */
    if (codes->inpatient.count == 0)
        return kept;
    const x12_code *first = &codes->inpatient.items[0];
    p.dx[1] = p.dx[0];
    p.dx[0].code = (sj_str){first->text, (uint32_t)strlen(first->text)};
    p.dx[0].poa = first->poa_exempt ? (sj_str){0} : (sj_str){"Y", 1};
    p.claim.dx_count = 2;
    if (strcmp(first->text, entry->code) != 0 && sound(&p, codes))
        kept = kept && keep(&codes->other, entry->code, entry->len, exempt);
    return kept;
}

static bool sort_procedure(const sj_image *image, const sj_entry *entry,
                           x12_codes *codes)
{
    probe p;
    const x12_code *first = &codes->inpatient.items[0];
    if (codes->inpatient.count == 0)
        return true;
    make_probe(&p, image, SJ_INSTITUTIONAL);
    p.dx[0].code = (sj_str){first->text, (uint32_t)strlen(first->text)};
    p.dx[0].poa = first->poa_exempt ? (sj_str){0} : (sj_str){"Y", 1};
    p.px.code = (sj_str){entry->code, entry->len};
    p.claim.px = &p.px;
    p.claim.px_count = 1;
    return !sound(&p, codes) ||
           keep(&codes->procedures, entry->code, entry->len, false);
}

static void make_line(probe *p, const sj_image *image, const x12_codes *codes)
{
    make_probe(p, image, SJ_PROFESSIONAL);
    const x12_code *first = &codes->principal.items[0];
    p->dx[0].code = (sj_str){first->text, (uint32_t)strlen(first->text)};
    p->pointer = 1;
    p->line = (sj_line){.pointers = &p->pointer,
                        .pointer_count = 1,
                        .from = SJ_NO_DATE,
                        .to = SJ_NO_DATE,
                        .units = 1,
                        .charge = 100};
    p->claim.lines = &p->line;
    p->claim.line_count = 1;
    p->claim.provider = (sj_str){"9000000001", 10};
}

static bool sort_service(const sj_image *image, const char *code, uint32_t len,
                         const x12_codes *codes, x12_pool *pool)
{
    probe p;
    make_line(&p, image, codes);
    p.line.code = (sj_str){code, len};
    return !sound(&p, codes) || keep(pool, code, len, false);
}

/* A modifier that a service takes. */
static bool sort_modifier(const sj_image *image, const sj_entry *entry,
                          x12_codes *codes)
{
    probe p;
    make_line(&p, image, codes);
    p.line.code = (sj_str){codes->services.items[0].text, 5};
    p.line.modifiers[0] = (sj_str){entry->code, entry->len};
    return !sound(&p, codes) || keep(&codes->modifiers, entry->code, entry->len, false);
}

/* ---- walks ----------------------------------------------------------------------- */

static bool good_on_both_days(const sj_image *image, const sj_entry *entry,
                              const x12_codes *codes)
{
    sj_answer last;
    return entry->answer.status == SJ_CODE_BILLABLE &&
           sj_lookup_id(image, entry->answer.id, codes->last, &last) == SJ_OK &&
           last.status == SJ_CODE_BILLABLE;
}

static bool sort_code(const sj_image *image, sj_system system, const sj_entry *entry,
                      x12_codes *codes)
{
    bool good = good_on_both_days(image, entry, codes);
    switch (system) {
    case SJ_ICD10CM:
        return good ? sort_diagnosis(image, entry, codes)
                    : keep(&codes->unsound, entry->code, entry->len, false);
    case SJ_ICD10PCS:
        return !good || sort_procedure(image, entry, codes);
    case SJ_POS:
        return !good || keep(&codes->places, entry->code, entry->len, false);
    case SJ_MODIFIER:
        return !good || codes->services.count == 0 ||
               sort_modifier(image, entry, codes);
    default:
        return !good ||
               sort_service(image, entry->code, entry->len, codes, &codes->services);
    }
}

static bool walk(const sj_image *image, sj_system system, x12_codes *codes)
{
    sj_cursor cursor;
    sj_entry entry;
    bool kept = true;
    if (sj_prefix(image, system, "", 0, &cursor) != SJ_OK)
        return true;
    while (kept && sj_cursor_next(&cursor, codes->first, &entry))
        kept = sort_code(image, system, &entry, codes);
    return kept;
}

/* Procedures of line tables that no loaded code set has. */
static bool walk_tables(const sj_image *image, x12_codes *codes)
{
    char code[SJ_CODE_CAP];
    bool kept = true;
    size_t len;
    for (uint32_t i = 0; kept && (len = sj_procedure_code(image, i, code)) > 0; i++)
        if (code[0] >= '0' && code[0] <= '9')
            kept = sort_service(image, code, (uint32_t)len, codes, &codes->tabled);
    return kept;
}

enum { POOLS = 10 };

static void list_pools(x12_codes *codes, x12_pool *list[POOLS])
{
    x12_pool *const pools[POOLS] = {
        &codes->principal, &codes->inpatient,  &codes->other,    &codes->external,
        &codes->unsound,   &codes->procedures, &codes->services, &codes->tabled,
        &codes->modifiers, &codes->places};
    memcpy(list, pools, sizeof pools);
}

static void shuffle(x12_pool *pool, uint64_t *state)
{
    for (uint32_t i = pool->count; i > 1; i--) {
        x12_code *one = &pool->items[i - 1], *other = &pool->items[x12_below(state, i)];
        x12_code kept = *one;
        *one = *other;
        *other = kept;
    }
}

void x12_codes_free(x12_codes *codes)
{
    x12_pool *pools[POOLS];
    list_pools(codes, pools);
    for (unsigned i = 0; i < POOLS; i++)
        free(pools[i]->items);
    *codes = (x12_codes){0};
}

bool x12_codes_load(const sj_image *image, x12_codes *out)
{
    *out = (x12_codes){0};
    if (!choose_days(image, out)) {
        fprintf(stderr, "x12: the image has no ICD-10-CM codes to draw\n");
        return false;
    }
    bool kept = walk(image, SJ_ICD10CM, out);
    if (kept && (out->principal.count == 0 || out->inpatient.count == 0 ||
                 out->other.count == 0)) {
        fprintf(stderr, "x12: no diagnosis of this image stands by itself\n");
        x12_codes_free(out);
        return false;
    }
    kept = kept && walk(image, SJ_ICD10PCS, out) && walk(image, SJ_HCPCS, out) &&
           walk(image, SJ_MODIFIER, out) && walk(image, SJ_POS, out) &&
           walk_tables(image, out);
    if (!kept) {
        fprintf(stderr, "x12: out of memory\n");
        x12_codes_free(out);
        return false;
    }
    uint64_t state = 0;
    x12_pool *pools[POOLS];
    list_pools(out, pools);
    for (unsigned i = 0; i < POOLS; i++)
        shuffle(pools[i], &state);
    return true;
}

/*
 * Asks every line table of some procedures, and judges claims made of them. Whatever
 * the bytes are, each answer keeps within its bounds.
 */
#include "tests/support/exercise_lines.h"

#include <string.h>

enum { PROCEDURES = 12, LINES = 24, ROWS = 3 };

typedef struct run {
    const sj_image *image;
    sj_date as_of;
    uint64_t sum;
} run;

/* All of a string, so that a sanitizer sees its end. */
static void take_text(run *r, const char *text)
{
    while (text && *text)
        r->sum = r->sum * 31 + (uint8_t)*text++;
}

static void take_citation(run *r, const sj_citation *source)
{
    take_text(r, source->file);
    take_text(r, source->release);
    r->sum += source->row;
}

static void take_pair(run *r, sj_line_table table, uint32_t a, uint32_t b)
{
    sj_ptp_row rows[ROWS];
    size_t n = sj_ptp(r->image, table, a, b, rows, ROWS);
    for (size_t i = 0; i < n && i < ROWS; i++) {
        take_text(r, rows[i].rationale);
        take_citation(r, &rows[i].source);
    }
    r->sum += n + (uint64_t)(sj_ptp_indicator(r->image, table, a, b, r->as_of) + 1);
}

static void take_procedure(run *r, uint32_t p)
{
    char code[SJ_CODE_CAP];
    sj_addon_row addons[ROWS];
    sj_fee_row fees[ROWS];
    sj_hcpcs_facts facts;
    sj_unit_limit limit;
    sj_service_limit limits[ROWS];
    r->sum += sj_procedure_code(r->image, p, code);
    r->sum += sj_procedure_of(r->image, code, strlen(code));
    for (int t = 0; t < SJ_LINE_TABLE_COUNT; t++) {
        for (uint32_t b = 0; b < PROCEDURES; b++)
            take_pair(r, (sj_line_table)t, p, b);
        take_pair(r, (sj_line_table)t, p, UINT32_MAX);
        if (sj_mue(r->image, (sj_line_table)t, p, r->as_of, &limit) == SJ_OK) {
            take_text(r, limit.rationale);
            take_citation(r, &limit.source);
        }
    }
    size_t n = sj_addon(r->image, p, addons, ROWS);
    for (size_t i = 0; i < n && i < ROWS; i++)
        take_citation(r, &addons[i].source);
    n = sj_fees(r->image, p, r->as_of, fees, ROWS);
    for (size_t i = 0; i < n && i < ROWS; i++) {
        take_text(r, fees[i].glob);
        take_citation(r, &fees[i].source);
    }
    n = sj_service_limits(r->image, p, limits, ROWS);
    for (size_t i = 0; i < n && i < ROWS; i++) {
        take_text(r, limits[i].value);
        take_text(r, limits[i].citation);
        take_citation(r, &limits[i].source);
    }
    if (sj_hcpcs(r->image, p, r->as_of, &facts) == SJ_OK) {
        take_text(r, facts.betos);
        take_text(r, facts.pricing[3]);
        r->sum += (uint8_t)facts.coverage;
    }
}

static void take_findings(run *r, const sj_claim *claim)
{
    static const char *const none = "";
    sj_finding items[256];
    sj_findings found = {.items = items, .cap = 256};
    if (sj_check(r->image, claim, NULL, &found) != SJ_OK)
        return;
    for (uint32_t i = 0; i < found.count; i++) {
        char text[64];
        const char *modifiers[2] = {none, none};
        sj_citation source;
        r->sum += sj_finding_message(r->image, claim, &items[i], text, sizeof text);
        if (sj_finding_source(r->image, &items[i], &source))
            take_citation(r, &source);
        sj_finding_modifiers(r->image, claim, &items[i], modifiers, 2);
        take_text(r, modifiers[1]);
    }
}

static void take_claim(run *r, sj_claim_type type, const char *payer, sj_str odd)
{
    static const char *const modifiers[] = {"RT", "LT", "59", "25", "55", "", "50"};
    static const int32_t pointers[] = {1, 2, 9};
    const sj_diagnosis dx[2] = {{.code = odd}, {.code = {"E11.9", 5}}};
    char codes[LINES][SJ_CODE_CAP];
    sj_line lines[LINES], history[2];
    for (uint32_t i = 0; i < LINES; i++) {
        const char *modifier = modifiers[i % 7];
        uint32_t len = (uint32_t)sj_procedure_code(r->image, i % PROCEDURES, codes[i]);
        lines[i] = (sj_line){.code = i == 5 ? odd : (sj_str){codes[i], len},
                             .pointers = pointers,
                             .pointer_count = 3,
                             .from = r->as_of,
                             .to = i % 3 ? SJ_NO_DATE : r->as_of + 3,
                             .units = i,
                             .charge = -1};
        lines[i].modifiers[0] = (sj_str){modifier, (uint32_t)strlen(modifier)};
    }
    lines[2].code = (sj_str){"99213", 5};
    history[0] = lines[0];
    history[1] = lines[1];
    sj_claim claim = {.size = sizeof claim,
                      .type = type,
                      .payer = {payer, (uint32_t)strlen(payer)},
                      .bill_type = {"131", 3},
                      .birth = r->as_of - 4000,
                      .from = r->as_of,
                      .to = r->as_of + 2,
                      .admission = SJ_NO_DATE,
                      .receipt = SJ_NO_DATE,
                      .dx = dx,
                      .dx_count = 2,
                      .lines = lines,
                      .line_count = LINES,
                      .history = history,
                      .history_count = 2};
    take_findings(r, &claim);
}

uint64_t exercise_lines(const sj_image *image, const char *text, size_t len,
                        sj_date as_of)
{
    run r = {.image = image, .as_of = as_of};
    for (int t = 0; t < SJ_LINE_TABLE_COUNT; t++) {
        sj_date first, last;
        take_text(&r, sj_line_table_name((sj_line_table)t));
        if (sj_line_table_days(image, (sj_line_table)t, &first, &last))
            r.sum += (uint64_t)(uint32_t)first + (uint32_t)last;
    }
    for (uint32_t p = 0; p < PROCEDURES; p++)
        take_procedure(&r, p);
    take_procedure(&r, UINT32_MAX);
    take_procedure(&r, sj_procedure_of(image, text, len));

    sj_str odd = {text, (uint32_t)len};
    take_claim(&r, SJ_PROFESSIONAL, "", odd);
    take_claim(&r, SJ_PROFESSIONAL, "medicaid", odd);
    take_claim(&r, SJ_INSTITUTIONAL, "", odd);
    return r.sum;
}

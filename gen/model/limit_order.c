/*
 * The order of service limits: procedures first, then revenue codes; within a code by
 * limit, line release, day. Rows that say the same are kept once; in one list two rows
 * of one limit, modifiers aside, may not hold on one day.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/lookup/key.h"
#include "gen/model/raw_lines.h"

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_texts(const gen_text_pool *text, uint32_t a, uint32_t b)
{
    return a == b ? 0
                  : strcmp(gen_text_get(text, a, NULL), gen_text_get(text, b, NULL));
}

/* What an image's rows sort by; lists of one code, limit and release are neighbours. */
static int by_list(const gen_limit *x, const gen_limit *y)
{
    int order = compare(x->kind == SJF_LIMIT_OF_HCPCS, y->kind == SJF_LIMIT_OF_HCPCS);
    if (order == 0)
        order = compare(x->code, y->code);
    if (order == 0)
        order = compare(x->kind, y->kind);
    return order ? order : compare(x->release, y->release);
}

/* All that a row says, its line aside. */
static int by_content(const gen_limit *x, const gen_limit *y, const gen_text_pool *text)
{
    int order = by_list(x, y);
    if (order == 0)
        order = compare(x->from, y->from);
    if (order == 0)
        order = compare(x->to, y->to);
    if (order == 0)
        order = compare(x->severity, y->severity);
    if (order == 0)
        order = compare_texts(text, x->value, y->value);
    return order ? order : compare_texts(text, x->citation, y->citation);
}

static int by_row(const void *a, const void *b, void *text)
{
    const gen_limit *x = a, *y = b;
    int order = by_content(x, y, text);
    return order ? order : compare(x->line, y->line);
}

static void refuse(const gen_line_tables *out, const gen_line_sources *sources,
                   const gen_limit *row, gen_report *report)
{
    static const char *const whats[SJF_LIMIT_KINDS] = {
        [SJF_LIMIT_OF_AGE] = "an age",
        [SJF_LIMIT_OF_SEX] = "a sex",
        [SJF_LIMIT_OF_INPATIENT] = "an inpatient",
        [SJF_LIMIT_OF_POS] = "a pos",
        [SJF_LIMIT_OF_HCPCS] = "an hcpcs",
        [SJF_LIMIT_OF_NDC] = "an ndc",
    };
    char code[SJ_CODE_CAP];
    if (row->kind == SJF_LIMIT_OF_HCPCS)
        snprintf(code, sizeof code, "%04u", (unsigned)(row->code % 10000));
    else
        sji_unpack(SJ_HCPCS, out->procedures[row->code], code);
    gen_report_add(report, GEN_RECORD_ERROR,
                   sources->items[sources->source_of[row->release]].path, row->line,
                   "code %s has %s limit on one of these days already", code,
                   whats[row->kind]);
}

void gen_limits_order(gen_line_tables *out, const gen_line_sources *sources,
                      const gen_text_pool *text, gen_report *report)
{
    uint32_t kept = 0;
    if (out->limit_count > 1)
        qsort_r(out->limits, out->limit_count, sizeof *out->limits, by_row,
                (void *)(uintptr_t)text);
    for (uint32_t i = 0; i < out->limit_count; i++) {
        const gen_limit *r = &out->limits[i], *last = &out->limits[kept - (kept > 0)];
        if (kept == 0 || by_list(last, r) != 0 ||
            (by_content(last, r, text) != 0 &&
             (r->kind == SJF_LIMIT_OF_MODIFIER || last->to < r->from)))
            out->limits[kept++] = *r;
        else if (by_content(last, r, text) != 0)
            refuse(out, sources, r, report);
    }
    out->limit_count = kept;
}

/*
 * Diagnosis pointers, and what lines say of the claim (DOMAIN.md 3.10, RULINGS.md 19).
 */
#include "fuzz/reference/reference_lines.h"

#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

/* ---- pointers ---- */

static bool is_good(const ref_lines *l, int32_t pointer)
{
    return pointer >= 1 && pointer <= 12 && pointer <= l->c->dx_count;
}

static bool is_external_cause(const ref_item *item)
{
    return ref_is_icd10(item) && strchr("VWXY", item->code[0]);
}

static void judge_line(ref_lines *l, const ref_line *line)
{
    const int32_t *p = line->line->pointers;
    uint32_t n = line->line->pointer_count, good = 0, external = 0;
    if (n == 0 || p[0] == 0)
        ref_find(l->c, SJ_PTR_FIRST_MISSING, SJ_REJECT, ref_line_place(line), none);
    for (uint32_t k = 0; k < n; k++) {
        sj_place at = ref_inner_place(line, 2, k);
        if (p[k] == 0) {
            bool behind = false, before = false;
            for (uint32_t j = k + 1; j < n; j++)
                behind = behind || p[j] != 0;
            for (uint32_t j = 0; j < k; j++)
                before = before || p[j] != 0;
            if (behind && before)
                ref_find(l->c, SJ_PTR_GAP, SJ_WARN, at, none);
            continue;
        }
        for (uint32_t j = 0; j < k; j++)
            if (p[j] == p[k]) {
                ref_find(l->c, SJ_PTR_DUPLICATE, SJ_WARN, at,
                         ref_inner_place(line, 2, j));
                break;
            }
        if (!is_good(l, p[k])) {
            ref_find(l->c, SJ_PTR_MISSING_DX, SJ_REJECT, at, none);
            continue;
        }
        good++;
        external += is_external_cause(&l->c->items[p[k] - 1]);
    }
    if (good > 0 && external == good)
        ref_find(l->c, SJ_PTR_EXTERNAL_CAUSE_ONLY, SJ_WARN, ref_line_place(line), none);
}

/* A pointer beyond the twelfth points nowhere. */
static bool is_pointed_to(const ref_lines *l, int32_t place)
{
    if (!is_good(l, place))
        return false;
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t k = 0; k < l->lines[i].line->pointer_count; k++)
            if (l->lines[i].line->pointers[k] == place)
                return true;
    return false;
}

void ref_judge_pointers(ref_lines *l)
{
    if (l->c->kind != REF_P)
        return;
    for (uint32_t i = 0; i < l->count; i++)
        judge_line(l, &l->lines[i]);
    for (int i = 0; l->count > 0 && i < l->c->dx_count; i++)
        if (!is_pointed_to(l, i + 1))
            ref_find(l->c, SJ_PTR_DX_UNUSED, SJ_INFO, ref_place(SJ_AT_DX, (uint32_t)i),
                     none);
}

/* ---- the claim ---- */

static void judge_days(ref_lines *l, const ref_line *line)
{
    const ref_claim *c = l->c;
    sj_date receipt = c->claim->receipt;
    sj_severity severity = SJ_CLEAN;
    if (c->from <= c->to && (line->first < c->from || line->last > c->to))
        severity = c->kind == REF_OP ? SJ_WARN : SJ_REJECT;
    if (receipt != 0 && receipt != SJ_NO_DATE && line->last > receipt)
        severity = SJ_REJECT;
    if (severity != SJ_CLEAN)
        ref_find(l->c, SJ_CLM_DATES, severity, ref_line_place(line), none);
}

void ref_judge_claim_of_lines(ref_lines *l)
{
    uint32_t limit = l->c->kind == REF_P ? 50 : 999;
    if (l->count > limit)
        ref_find(l->c, SJ_CLM_LINES, SJ_REJECT, ref_place(SJ_AT_CLAIM, 0), none);
    for (uint32_t i = 0; i < l->count; i++)
        judge_days(l, &l->lines[i]);
}

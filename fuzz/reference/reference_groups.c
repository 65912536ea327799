/*
 * Lines beside each other: the same twice, visits within the global days of a
 * procedure; and whether the diagnoses make a procedure necessary.
 */
#include "fuzz/reference/reference_lines.h"

#include <stdlib.h>
#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

/* ---- duplicates (RULINGS.md 20) ---- */

static bool has_text(const ref_line *line, const char *modifier)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        if (line->modifiers[k][0] && strcmp(line->modifiers[k], modifier) == 0)
            return true;
    return false;
}

/* As sets. */
static bool same_modifiers(const ref_line *a, const ref_line *b)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        if ((a->modifiers[k][0] && !has_text(b, a->modifiers[k])) ||
            (b->modifiers[k][0] && !has_text(a, b->modifiers[k])))
            return false;
    return true;
}

static bool same_pointers(const sj_line *a, const sj_line *b)
{
    return a->pointer_count == b->pointer_count &&
           (a->pointer_count == 0 ||
            memcmp(a->pointers, b->pointers, a->pointer_count * sizeof *a->pointers) ==
                0);
}

static bool same_charge(double a, double b)
{
    return a < 0 || b < 0 ? a < 0 && b < 0 : !(a < b) && !(a > b);
}

/* Digits of an NDC, hyphens resolved; as written when it is none. */
static void ndc_of(const sj_line *line, char out[SJ_CODE_CAP])
{
    sj_str ndc = ref_trimmed(line->ndc);
    memset(out, 0, SJ_CODE_CAP);
    if (ndc.len > 0 && !sj_normalize(SJ_NDC, ndc.text, ndc.len, out, NULL))
        memcpy(out, ndc.text, ndc.len < SJ_CODE_CAP ? ndc.len : SJ_CODE_CAP - 1);
}

static bool same_service(const ref_line *a, const ref_line *b)
{
    char x[SJ_CODE_CAP], y[SJ_CODE_CAP];
    ndc_of(a->line, x);
    ndc_of(b->line, y);
    return strcmp(a->code, b->code) == 0 && same_modifiers(a, b) &&
           a->first == b->first && a->last == b->last &&
           ref_same_text(a->provider, b->provider) && ref_same_text(a->pos, b->pos) &&
           same_pointers(a->line, b->line) &&
           same_charge(a->line->charge, b->line->charge) &&
           !(a->line->units < b->line->units) && !(a->line->units > b->line->units) &&
           memcmp(x, y, sizeof x) == 0;
}

void ref_judge_duplicates(ref_lines *l)
{
    static const char *const repeats[] = {"76", "77", "91", "59", "XE",
                                          "XP", "XS", "XU", NULL};
    for (uint32_t i = 0; i < l->count; i++) {
        const ref_line *line = &l->lines[i];
        if ((!ref_takes_part(line) && !line->hipps) || ref_bears_any(line, repeats))
            continue;
        for (uint32_t k = 0; k < i; k++)
            if (!l->lines[k].rejected && l->lines[k].hipps == line->hipps &&
                same_service(line, &l->lines[k])) {
                ref_find(l->c, SJ_PX_DUPLICATE_LINE, SJ_WARN, ref_line_place(line),
                         ref_line_place(&l->lines[k]));
                break;
            }
    }
}

/* ---- global days ---- */

static bool is_visit(const char *code)
{
    int number = atoi(code);
    if (strcmp(code, "G0402") == 0 || strcmp(code, "G0438") == 0 ||
        strcmp(code, "G0439") == 0)
        return true;
    for (int i = 0; i < 5; i++)
        if (code[i] < '0' || code[i] > '9')
            return false;
    return (number >= 99202 && number <= 99499) || (number >= 92002 && number <= 92014);
}

/* No fee schedule says what a procedure of that day includes. */
static void name_unjudged(ref_lines *l, const ref_line *visit, const ref_line *other)
{
    if (!is_visit(other->code) && ref_takes_part(other) &&
        ref_same_text(visit->provider, other->provider) &&
        !ref_fees_on(l->tables, other->first))
        ref_no_data(l->c, SJ_PX_GLOBAL_EM);
}

static bool intersect(sj_date a, sj_date b, sj_date from, sj_date to)
{
    return a <= to && from <= b;
}

/* Whether a visit falls into the days of a procedure and no modifier says why. */
static bool is_included(const ref_lines *l, const ref_line *visit,
                        const ref_line *procedure)
{
    const ref_fee *fee = ref_fee_of(l->tables, procedure->number, procedure->first);
    sj_date first = procedure->first, last = procedure->last;
    if (!fee || !ref_same_text(visit->provider, procedure->provider))
        return false;
    bool minor = strcmp(fee->glob, "000") == 0 || strcmp(fee->glob, "010") == 0;
    bool major = strcmp(fee->glob, "090") == 0;
    int after = major ? 90 : strcmp(fee->glob, "010") == 0 ? 10 : 0;
    if (minor && intersect(visit->first, visit->last, first, last) &&
        !ref_bears(visit, "25"))
        return true;
    if (major && intersect(visit->first, visit->last, first - 1, last) &&
        !ref_bears(visit, "57"))
        return true;
    return after > 0 && intersect(visit->first, visit->last, last + 1, last + after) &&
           !ref_bears(visit, "24");
}

void ref_judge_global_days(ref_lines *l)
{
    for (uint32_t i = 0; i < l->count && l->c->kind == REF_P; i++) {
        const ref_line *visit = &l->lines[i];
        sj_place with = none;
        bool found = false;
        if (!ref_takes_part(visit) || !is_visit(visit->code))
            continue;
        for (uint32_t k = 0; k < l->count; k++)
            name_unjudged(l, visit, &l->lines[k]);
        for (uint32_t k = 0; k < l->history_count; k++)
            name_unjudged(l, visit, &l->history[k]);
        for (uint32_t k = 0; k < l->count && !found; k++)
            if (k != i && ref_takes_part(&l->lines[k]) &&
                is_included(l, visit, &l->lines[k])) {
                found = true;
                with = ref_line_place(&l->lines[k]);
            }
        for (uint32_t k = 0; k < l->history_count && !found; k++)
            found =
                ref_takes_part(&l->history[k]) && is_included(l, visit, &l->history[k]);
        if (found)
            ref_find(l->c, SJ_PX_GLOBAL_EM, SJ_WARN, ref_line_place(visit), with);
    }
}

/* ---- necessity ---- */

/* Whether the line goes with a diagnosis (P: one it points to) that is not rejected. */
static bool goes_with(const ref_lines *l, const ref_line *line, int i)
{
    const ref_item *item = &l->c->items[i];
    bool asked = l->c->kind != REF_P;
    for (uint32_t k = 0; k < line->line->pointer_count && !asked; k++)
        asked = line->line->pointers[k] == i + 1;
    return asked && !item->rejected && ref_is_icd10(item);
}

static bool has_diagnosis(const ref_lines *l, const ref_line *line, const char *code)
{
    for (int i = 0; i < l->c->dx_count; i++)
        if (goes_with(l, line, i) && (!code || strcmp(l->c->items[i].code, code) == 0))
            return true;
    return false;
}

/* Whether a policy's items deny the line on a day. */
static bool fails(const ref_lines *l, const ref_line *line,
                  const ref_policy_item *items, size_t count, sj_date day)
{
    bool covered = false, excluded = false, lists = false;
    for (size_t i = 0; i < count; i++) {
        const ref_policy_item *item = &items[i];
        if (day < item->from || day > item->to)
            continue;
        bool has = has_diagnosis(l, line, item->diagnosis);
        lists = lists || !item->excluded;
        covered = covered || (has && !item->excluded);
        excluded = excluded || (has && item->excluded);
    }
    return excluded || (lists && !covered);
}

static void judge_policy(ref_lines *l, const ref_line *line,
                         const ref_policy_item *items, size_t count)
{
    for (sj_date day = line->first; day <= line->last; day++)
        if (fails(l, line, items, count, day)) {
            ref_find_on(l, SJ_PX_NECESSITY, items->severity, line, none, day);
            return;
        }
}

void ref_judge_necessity(ref_lines *l)
{
    const ref_line_tables *t = l->tables;
    for (uint32_t i = 0; i < l->count && l->c->kind != REF_IP; i++) {
        const ref_line *line = &l->lines[i];
        size_t count, end;
        if (!ref_takes_part(line))
            continue;
        if (!t->policies_loaded || line->first < t->policy_days.from ||
            line->last > t->policy_days.to)
            ref_no_data(l->c, SJ_PX_NECESSITY);
        if (!has_diagnosis(l, line, NULL)) /* any at all */
            continue;
        const ref_policy_item *items = ref_policies_of(t, line->number, &count);
        for (size_t first = 0; first < count; first = end) {
            for (end = first;
                 end < count && strcmp(items[end].policy, items[first].policy) == 0;
                 end++)
                ;
            judge_policy(l, line, items + first, end - first);
        }
    }
}

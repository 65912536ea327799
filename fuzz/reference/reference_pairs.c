/*
 * Edits over several diagnoses (DOMAIN.md 3.2): Excludes1 and 2, code first, use
 * additional, code also, sides. Subjects and partners are the diagnoses of dx that are
 * neither rejected nor repeat an earlier one, ICD-10 alone.
 */
#include "fuzz/reference/reference_check.h"

#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

typedef struct pairs {
    ref_claim *c;
    const ref_item *items[SJ_CLAIM_ITEMS_MAX];
    ref_notes notes[SJ_CLAIM_ITEMS_MAX];
    int count;
} pairs;

/* A set is one of codes (DOMAIN.md 3.2): what no release lists, though nobody may judge
 * it on its key date, is bound by no note and named by none. */
static bool is_listed(const ref_claim *c, const char *code)
{
    return plain_find(&c->rules->answers, SJ_ICD10CM, code) >= 0;
}

/* A note of that kind above `a` names `b`. Exclusions name nothing that they bind. */
static bool note_names(pairs *p, int a, int b, ref_kind kind)
{
    ref_claim *c = p->c;
    const char *code = p->items[b]->code;
    if (!is_listed(c, code))
        return false;
    for (int i = 0; i < p->notes[a].count; i++) {
        const ref_bound *bound = p->notes[a].bounds[i];
        if (bound->kind != kind || !ref_names(c->rules, bound, code, c->pair_day))
            continue;
        if ((kind == REF_EXCLUDES1 || kind == REF_EXCLUDES2) &&
            ref_is_below(c->rules, bound, &p->notes[a], code, c->pair_day))
            continue;
        return true;
    }
    return false;
}

static bool either_names(pairs *p, int a, int b, ref_kind kind)
{
    return note_names(p, a, b, kind) || note_names(p, b, a, kind);
}

static void judge_excludes1(pairs *p, int earlier, int later)
{
    if (!either_names(p, earlier, later, REF_EXCLUDES1))
        return;
    bool instruction = either_names(p, earlier, later, REF_CODE_FIRST) ||
                       either_names(p, earlier, later, REF_USE_ADDITIONAL) ||
                       either_names(p, earlier, later, REF_CODE_ALSO);
    ref_find(p->c, SJ_DX_EXCLUDES1, instruction ? SJ_INFO : SJ_WARN,
             p->items[later]->at, p->items[earlier]->at);
}

static void judge_excludes2(pairs *p, int earlier, int later)
{
    if (p->c->result->optional && either_names(p, earlier, later, REF_EXCLUDES2))
        ref_find(p->c, SJ_DX_EXCLUDES2, SJ_INFO, p->items[later]->at,
                 p->items[earlier]->at);
}

/* The notes of a kind above a code name at least one code of the date. */
static bool names_any(pairs *p, int a, ref_kind kind)
{
    for (int i = 0; i < p->notes[a].count; i++)
        if (p->notes[a].bounds[i]->kind == kind &&
            ref_names_any(p->c->rules, p->notes[a].bounds[i], p->c->pair_day))
            return true;
    return false;
}

/* The earliest other diagnosis that the notes of a kind above `a` name; -1: none. */
static int partner_of(pairs *p, int a, ref_kind kind)
{
    for (int b = 0; b < p->count; b++)
        if (b != a && note_names(p, a, b, kind))
            return b;
    return -1;
}

static void judge_code_first(pairs *p, int a)
{
    ref_claim *c = p->c;
    const ref_item *item = p->items[a];
    if (item->at.index == 0 && c->manifestation_first)
        return;
    int partner = partner_of(p, a, REF_CODE_FIRST);
    if (partner > a)
        ref_find(c, SJ_DX_CODE_FIRST_ORDER, SJ_WARN, item->at, p->items[partner]->at);
    if (partner >= 0 || !names_any(p, a, REF_CODE_FIRST))
        return;
    sj_severity severity = p->notes[a].weak ? SJ_INFO : SJ_WARN;
    if (c->kind == REF_IP && ref_is_manifestation(c, item, c->pair_day))
        severity = SJ_REJECT;
    ref_find(c, SJ_DX_CODE_FIRST_MISSING, severity, item->at, none);
}

static void judge_missing(pairs *p, int a, ref_kind kind, sj_edit edit)
{
    if (partner_of(p, a, kind) < 0 && names_any(p, a, kind))
        ref_find(p->c, edit, SJ_INFO, p->items[a]->at, none);
}

static void name_sides(pairs *p)
{
    for (int i = 0; p->count >= 2 && i < p->count; i++)
        if (p->items[i]->unknown)
            ref_no_data(p->c, SJ_DX_LATERALITY_CONFLICT);
}

static void name_notes(pairs *p)
{
    ref_speakers s = ref_tabulars_on(p->c->rules, p->c->pair_day);
    if (s.a >= 0 && s.b < 0)
        return;
    if (p->count >= 1) {
        ref_no_data(p->c, SJ_DX_CODE_FIRST_MISSING);
        ref_no_data(p->c, SJ_DX_USE_ADDITIONAL_MISSING);
        ref_no_data(p->c, SJ_DX_CODE_ALSO_MISSING);
    }
    if (p->count >= 2) {
        ref_no_data(p->c, SJ_DX_EXCLUDES1);
        ref_no_data(p->c, SJ_DX_CODE_FIRST_ORDER);
        if (p->c->result->optional)
            ref_no_data(p->c, SJ_DX_EXCLUDES2);
    }
}

void ref_judge_pairs(ref_claim *c)
{
    static pairs p;
    p.c = c;
    p.count = 0;
    for (int i = 0; i < c->dx_count; i++) {
        const ref_item *item = &c->items[i];
        if (item->rejected || item->repeats || !ref_is_icd10(item))
            continue;
        ref_notes_of(c->rules, item->code, c->pair_day, &p.notes[p.count]);
        if (!is_listed(c, item->code))
            p.notes[p.count].count = 0;
        p.items[p.count++] = item;
    }
    for (int later = 0; later < p.count; later++) {
        for (int earlier = 0; earlier < later; earlier++) {
            judge_excludes1(&p, earlier, later);
            judge_excludes2(&p, earlier, later);
            if (ref_sides_conflict(c->rules, p.items[earlier]->code,
                                   p.items[later]->code, c->pair_day))
                ref_find(c, SJ_DX_LATERALITY_CONFLICT, SJ_WARN, p.items[later]->at,
                         p.items[earlier]->at);
        }
        judge_code_first(&p, later);
        judge_missing(&p, later, REF_USE_ADDITIONAL, SJ_DX_USE_ADDITIONAL_MISSING);
        judge_missing(&p, later, REF_CODE_ALSO, SJ_DX_CODE_ALSO_MISSING);
    }
    name_sides(&p);
    name_notes(&p);
}

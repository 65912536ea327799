/*
 * Position and sequence (DOMAIN.md 3.2): what may stand first, what must, what may not
 * stand twice. Rejected diagnoses are looked at, too.
 */
#include "fuzz/reference/reference_check.h"

#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

static bool below(const char *code, const char *stem)
{
    return strncmp(code, stem, strlen(stem)) == 0;
}

static bool below_any(const char *code, const char *const *stems)
{
    for (; *stems; stems++)
        if (below(code, *stems))
            return true;
    return false;
}

static bool is_external_cause(const ref_item *item)
{
    return ref_is_icd10(item) && strchr("VWXY", item->code[0]);
}

/* On a list of the Code Editor on one of its key dates. */
static bool on_list(const ref_claim *c, const ref_item *item, int section)
{
    for (int i = 0; ref_is_icd10(item) && i < item->day_count; i++)
        if (ref_listed(c->rules, section, 0, item->code, item->days[i]) == REF_SAYS_YES)
            return true;
    return false;
}

bool ref_is_manifestation(const ref_claim *c, const ref_item *item, sj_date day)
{
    if (!ref_is_icd10(item))
        return false;
    ref_say said = ref_listed(c->rules, 6, 0, item->code, day);
    if (said != REF_SAYS_NOTHING)
        return said == REF_SAYS_YES;
    return ref_orders_on(c->rules, day).a >= 0 &&
           ref_title_has(c->rules, item->code, day, "in diseases classified elsewhere");
}

/* ---- the sentences ---- */

static void judge_external_cause(ref_claim *c, bool *first_is_one)
{
    *first_is_one = c->dx_count > 0 && is_external_cause(&c->items[0]);
    if (*first_is_one)
        ref_find(c, SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, SJ_REJECT, c->items[0].at, none);
    for (int i = 0; c->kind == REF_OP && i < c->item_count; i++)
        if (c->items[i].at.kind == SJ_AT_REASON && is_external_cause(&c->items[i]))
            ref_find(c, SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, SJ_REJECT, c->items[i].at,
                     none);
}

static bool equal(const ref_item *a, const ref_item *b)
{
    return a->code[0] && a->version == b->version && strcmp(a->code, b->code) == 0;
}

static void judge_duplicates(ref_claim *c)
{
    for (int i = 1; i < c->dx_count; i++) {
        if (equal(&c->items[i], &c->items[0]))
            ref_find(c, SJ_DX_DUPLICATE_PDX, SJ_WARN, c->items[i].at, c->items[0].at);
        for (int k = 1; k < i; k++)
            if (equal(&c->items[i], &c->items[k])) {
                ref_find(c, SJ_DX_DUPLICATE, SJ_WARN, c->items[i].at, c->items[k].at);
                break;
            }
    }
}

static void judge_manifestation(ref_claim *c)
{
    const ref_item *first = &c->items[0];
    for (int i = 0; i < first->day_count && !c->manifestation_first; i++)
        c->manifestation_first = ref_is_manifestation(c, first, first->days[i]);
    if (c->manifestation_first)
        ref_find(c, SJ_DX_MANIFESTATION_FIRST, SJ_REJECT, first->at, none);
}

/* The carve-out of section 9 is list 9B here; no version loaded so far has one. */
static bool on_carve_out(const ref_claim *c, const ref_item *item, sj_date day)
{
    return ref_listed(c->rules, 9, 'B', item->code, day) == REF_SAYS_YES;
}

static void judge_unacceptable(ref_claim *c)
{
    const ref_item *first = &c->items[0];
    for (int i = 0; ref_is_icd10(first) && i < first->day_count; i++) {
        sj_date day = first->days[i];
        if (ref_listed(c->rules, 9, 0, first->code, day) != REF_SAYS_YES ||
            on_carve_out(c, first, day))
            continue;
        ref_find(c, SJ_DX_UNACCEPTABLE_PRINCIPAL,
                 c->kind == REF_IP ? SJ_REJECT : SJ_INFO, first->at, none);
        break;
    }
    if (c->kind == REF_IP && c->dx_count == 1 && ref_is_icd10(first) &&
        on_carve_out(c, first, first->days[0]))
        ref_find(c, SJ_DX_REQUIRES_SECONDARY, SJ_REJECT, first->at, none);
}

static void judge_admission(ref_claim *c)
{
    if (c->dx_count > 0 && on_list(c, &c->items[0], 8))
        ref_find(c, SJ_DX_QUESTIONABLE_ADMISSION, SJ_WARN, c->items[0].at, none);
    for (int i = 0; i < c->item_count; i++)
        if ((c->items[i].at.kind == SJ_AT_DX ||
             c->items[i].at.kind == SJ_AT_EXTERNAL) &&
            on_list(c, &c->items[i], 18))
            ref_find(c, SJ_DX_WRONG_PROCEDURE, SJ_WARN, c->items[i].at, none);
}

static bool is_first_listed_only(const char *code)
{
    static const char *const stems[] = {
        "Z00", "Z01", "Z02", "Z04",  "Z3181", "Z3183", "Z3184", "Z332", "Z34",   "Z38",
        "Z39", "Z40", "Z42", "Z510", "Z511",  "Z52",   "Z761",  "Z762", "Z9912", NULL};
    static const char *const but[] = {"Z006", "Z529", NULL};
    return below_any(code, stems) && !below_any(code, but);
}

static void judge_first_listed_only(ref_claim *c)
{
    static const char *const together[] = {"Z510", "Z511", NULL};
    for (int i = 1; i < c->dx_count; i++) {
        const ref_item *item = &c->items[i], *first = &c->items[0];
        if (!ref_is_icd10(item) || !is_first_listed_only(item->code))
            continue;
        if (below_any(item->code, together) && ref_is_icd10(first) &&
            below_any(first->code, together))
            continue;
        ref_find(c, SJ_DX_FIRST_LISTED_ONLY, SJ_WARN, item->at, none);
    }
}

static void judge_sequela(ref_claim *c)
{
    static const char *const late[] = {"B90", "B91", "B92", "B93", "B94", NULL};
    const ref_item *first = &c->items[0];
    if (!ref_is_icd10(first))
        return;
    if ((strlen(first->code) == 7 && first->code[6] == 'S') ||
        below_any(first->code, late))
        ref_find(c, SJ_DX_SEQUELA_ORDER, SJ_WARN, first->at, none);
}

static void judge_counts(ref_claim *c)
{
    const sj_claim *claim = c->claim;
    sj_place at = ref_place(SJ_AT_CLAIM, 0);
    bool p = c->kind == REF_P;
    if (claim->dx_count == 0 || (claim->dx[0].wire & SJ_WIRE_NOT_PRINCIPAL))
        ref_find(c, SJ_DX_PRINCIPAL_MISSING, SJ_REJECT, at, none);
    if (claim->dx_count > (p ? 12U : 25U))
        ref_find(c, SJ_DX_COUNT, SJ_REJECT, at, none);
    if (!p && claim->external_count > 12)
        ref_find(c, SJ_DX_COUNT, SJ_REJECT, at, none);
    if (!p && claim->reason_count > 3)
        ref_find(c, SJ_DX_COUNT, SJ_REJECT, at, none);
}

/* ---- no data ---- */

/* Whether the Code Editor fails to speak of a list on one of an item's key dates. */
static bool is_silent(const ref_claim *c, const ref_item *item, int section)
{
    for (int i = 0; i < item->day_count; i++)
        if (!ref_list_speaks(c->rules, section, 0, item->days[i]))
            return true;
    return false;
}

static void name_lists(ref_claim *c)
{
    const ref_item *first = &c->items[0];
    if (c->dx_count == 0 || first->rejected || !ref_is_icd10(first))
        return;
    if (is_silent(c, first, 9))
        ref_no_data(c, SJ_DX_UNACCEPTABLE_PRINCIPAL);
    if (is_silent(c, first, 9) && first->unknown)
        ref_no_data(c, SJ_DX_MANIFESTATION_FIRST);
    if (c->kind != REF_IP)
        return;
    for (int i = 0; i < first->day_count && c->dx_count == 1; i++)
        if (!ref_list_speaks(c->rules, 9, 'B', first->days[i]))
            ref_no_data(c, SJ_DX_REQUIRES_SECONDARY);
    if (is_silent(c, first, 8))
        ref_no_data(c, SJ_DX_QUESTIONABLE_ADMISSION);
    if (is_silent(c, first, 18))
        ref_no_data(c, SJ_DX_WRONG_PROCEDURE);
}

void ref_judge_position(ref_claim *c)
{
    bool external = false;
    judge_counts(c);
    judge_external_cause(c, &external);
    judge_duplicates(c);
    if (c->dx_count > 0 && !external) {
        judge_manifestation(c);
        judge_unacceptable(c);
    }
    if (c->kind == REF_IP)
        judge_admission(c);
    judge_first_listed_only(c);
    if (c->dx_count > 0)
        judge_sequela(c);
    name_lists(c);
}

/*
 * Modifiers: whether each exists, whether those of a line go together, and whether the
 * fee schedule knows them on the code (DOMAIN.md 3.9).
 */
#include "fuzz/reference/reference_lines.h"

#include <ctype.h>
#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

const char *const ref_anatomical[] = {"E1", "E2", "E3", "E4", "FA", "F1", "F2", "F3",
                                      "F4", "F5", "F6", "F7", "F8", "F9", "TA", "T1",
                                      "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9",
                                      "LT", "RT", "LC", "LD", "RC", "LM", "RI", NULL};

static bool among(const char *modifier, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(modifier, *list) == 0)
            return true;
    return false;
}

/* ---- each alone ---- */

static uint8_t status_on(const ref_lines *l, const char *modifier, sj_date day)
{
    const plain_answers *a = &l->c->rules->answers;
    const ref_code_list *list = &l->tables->lists[SJ_MODIFIER];
    long place = plain_find(a, SJ_MODIFIER, modifier);
    if (place < 0 && list->loaded && isdigit((unsigned char)modifier[0]))
        return ref_list_status(list, modifier, day);
    return plain_status_on(a, SJ_MODIFIER, place, modifier, day).status;
}

/* A digit modifier that no list has while none of such modifiers is loaded. */
static bool is_unlisted_digit(const ref_lines *l, const char *modifier)
{
    return isdigit((unsigned char)modifier[0]) &&
           !l->tables->lists[SJ_MODIFIER].loaded &&
           plain_find(&l->c->rules->answers, SJ_MODIFIER, modifier) < 0;
}

static void judge_one(ref_lines *l, ref_line *line, int k)
{
    const char *m = line->modifiers[k];
    sj_place at = ref_inner_place(line, 1, (uint32_t)k);
    sj_edit edit = SJ_EDIT_COUNT;
    if (strlen(m) != 2 || !isalnum((unsigned char)m[0]) ||
        !isalnum((unsigned char)m[1]))
        edit = SJ_MOD_FORMAT;
    else
        switch (status_on(l, m, line->first)) {
        case SJ_CODE_UNKNOWN:
            ref_no_data(l->c, is_unlisted_digit(l, m) ? SJ_MOD_NOT_FOUND
                                                      : SJ_MOD_NOT_EFFECTIVE);
            break;
        case SJ_CODE_NOT_FOUND:
            edit = SJ_MOD_NOT_FOUND;
            break;
        case SJ_CODE_INACTIVE:
            edit = SJ_MOD_NOT_EFFECTIVE;
            break;
        default:
            break;
        }
    if (edit == SJ_EDIT_COUNT)
        return;
    line->states[k] = REF_MODIFIER_REJECTED;
    ref_find(l->c, edit, SJ_REJECT, at, none);
}

/* ---- those of a line together ---- */

/* An empty place before a filled one; the same modifier again. */
static void judge_places(ref_lines *l, const ref_line *line)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++) {
        sj_place at = ref_inner_place(line, 1, (uint32_t)k);
        bool filled = false;
        for (int j = k + 1; j < SJ_MODIFIERS_MAX; j++)
            filled = filled || line->states[j] != REF_MODIFIER_ABSENT;
        if (line->states[k] == REF_MODIFIER_ABSENT) {
            if (filled)
                ref_find(l->c, SJ_MOD_GAP, SJ_WARN, at, none);
            continue;
        }
        for (int j = 0; j < k; j++)
            if (strcmp(line->modifiers[j], line->modifiers[k]) == 0) {
                ref_find(l->c, SJ_MOD_DUPLICATE, SJ_WARN, at,
                         ref_inner_place(line, 1, (uint32_t)j));
                break;
            }
    }
}

/* One of `left` beside one of `right`; groups of which a line takes one. */
static const struct {
    sj_severity severity;
    const char *left[8], *right[8];
} conflicts[] = {
    {SJ_REJECT, {"26"}, {"TC"}},
    {SJ_REJECT, {"50"}, {"LT", "RT", "78"}},
    {SJ_WARN, {"54"}, {"55"}},
    {SJ_WARN, {"LT"}, {"RT"}},
    {SJ_WARN,
     {"AA", "AD", "QK", "QX", "QY", "QZ"},
     {"AA", "AD", "QK", "QX", "QY", "QZ"}},
    {SJ_WARN, {"GN", "GO", "GP"}, {"GN", "GO", "GP"}},
    {SJ_WARN, {"NU", "RR", "UE"}, {"NU", "RR", "UE"}},
    {SJ_WARN, {"76"}, {"77"}},
    {SJ_WARN, {"JW"}, {"JZ"}},
    {SJ_WARN, {"62"}, {"66"}},
    {SJ_WARN, {"80", "81", "82"}, {"80", "81", "82"}},
    {SJ_WARN, {"59"}, {"XE", "XS", "XP", "XU"}},
    {SJ_WARN, {"62", "66"}, {"80", "81", "82", "AS"}},
};

static sj_severity conflict_of(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return SJ_CLEAN;
    for (size_t i = 0; i < sizeof conflicts / sizeof *conflicts; i++)
        if ((among(a, conflicts[i].left) && among(b, conflicts[i].right)) ||
            (among(b, conflicts[i].left) && among(a, conflicts[i].right)))
            return conflicts[i].severity;
    return SJ_CLEAN;
}

static void judge_conflicts(ref_lines *l, const ref_line *line)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        for (int j = 0; j < k; j++) {
            if (line->states[j] != REF_MODIFIER_GOOD ||
                line->states[k] != REF_MODIFIER_GOOD)
                continue;
            sj_severity severity = conflict_of(line->modifiers[j], line->modifiers[k]);
            if (severity != SJ_CLEAN)
                ref_find(l->c, SJ_MOD_CONFLICT, severity,
                         ref_inner_place(line, 1, (uint32_t)k),
                         ref_inner_place(line, 1, (uint32_t)j));
        }
}

static bool sets_price(const char *m)
{
    static const char *const list[] = {"26", "TC", "50", "52", "53", "54", "55", "62",
                                       "66", "78", "80", "81", "82", "AS", "AA", "AD",
                                       "QK", "QX", "QY", "QZ", "NU", "RR", "UE", NULL};
    return among(m, list);
}

static bool informs(const char *m)
{
    static const char *const list[] = {"LT", "RT", "KX", "GA", "GY", "GZ", NULL};
    if (among(m, list))
        return true;
    return (m[0] == 'E' && m[1] >= '1' && m[1] <= '4') ||
           ((m[0] == 'F' || m[0] == 'T') &&
            (m[1] == 'A' || (m[1] >= '1' && m[1] <= '9')));
}

/* At the modifier that sets the price, with the first one before it that informs. */
static void judge_order(ref_lines *l, const ref_line *line)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++) {
        if (line->states[k] != REF_MODIFIER_GOOD || !sets_price(line->modifiers[k]))
            continue;
        for (int j = 0; j < k; j++)
            if (line->states[j] == REF_MODIFIER_GOOD && informs(line->modifiers[j])) {
                ref_find(l->c, SJ_MOD_ORDER, SJ_INFO,
                         ref_inner_place(line, 1, (uint32_t)k),
                         ref_inner_place(line, 1, (uint32_t)j));
                break;
            }
    }
}

void ref_judge_modifiers(ref_lines *l, ref_line *line)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        if (line->states[k] != REF_MODIFIER_ABSENT)
            judge_one(l, line, k);
    judge_places(l, line);
    judge_conflicts(l, line);
    judge_order(l, line);
}

/* ---- on this code ---- */

static bool one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* What the fee schedule says against a modifier on a code; SJ_CLEAN: nothing. */
static sj_severity misfit(const ref_fee *fee, const char *m)
{
    static const char *const assistants[] = {"80", "81", "82", "AS", NULL};
    static const char *const parts[] = {"54", "55", "56", NULL};
    if (strcmp(m, "26") == 0)
        return one_of(fee->pctc, "16") ? SJ_CLEAN : SJ_WARN;
    if (strcmp(m, "TC") == 0)
        return one_of(fee->pctc, "1") ? SJ_CLEAN : SJ_WARN;
    if (strcmp(m, "50") == 0)
        return one_of(fee->bilat, "13") ? SJ_CLEAN : SJ_WARN;
    if (strcmp(m, "LT") == 0 || strcmp(m, "RT") == 0)
        return one_of(fee->bilat, "0") ? SJ_INFO : SJ_CLEAN;
    if (among(m, parts))
        return strcmp(fee->glob, "010") == 0 || strcmp(fee->glob, "090") == 0 ? SJ_CLEAN
                                                                              : SJ_WARN;
    if (strcmp(m, "62") == 0)
        return one_of(fee->co, "12") ? SJ_CLEAN : SJ_WARN;
    if (strcmp(m, "66") == 0)
        return one_of(fee->team, "12") ? SJ_CLEAN : SJ_WARN;
    if (!among(m, assistants) || one_of(fee->asst, "2"))
        return SJ_CLEAN;
    return one_of(fee->asst, "0") ? SJ_INFO : SJ_WARN;
}

void ref_judge_modifiers_for_code(ref_lines *l, const ref_line *line)
{
    static const char *const asked[] = {"26", "TC", "50", "54", "55", "56", "62", "66",
                                        "80", "81", "82", "AS", "LT", "RT", NULL};
    const ref_fee *fee = ref_fee_of(l->tables, line->number, line->first);
    if (!ref_fees_on(l->tables, line->first) && ref_bears_any(line, asked))
        ref_no_data(l->c, SJ_MOD_INVALID_FOR_CODE);
    for (int k = 0; k < SJ_MODIFIERS_MAX && fee; k++) {
        if (line->states[k] != REF_MODIFIER_GOOD)
            continue;
        sj_severity severity = misfit(fee, line->modifiers[k]);
        if (severity != SJ_CLEAN)
            ref_find(l->c, SJ_MOD_INVALID_FOR_CODE, severity,
                     ref_inner_place(line, 1, (uint32_t)k), none);
    }
}

/* ---- both sides ---- */

static bool is_of(const ref_line *line, const char *side, const char *other_side)
{
    return ref_bears(line, side) && !ref_bears(line, other_side);
}

/* 50 with more than one unit; right and left as two lines where one with 50 is due. */
void ref_judge_bilateral(ref_lines *l)
{
    for (uint32_t i = 0; i < l->count; i++) {
        const ref_line *line = &l->lines[i];
        ref_days common;
        if (!ref_takes_part(line))
            continue;
        if (ref_bears(line, "50") && line->line->units > 1)
            ref_find(l->c, SJ_PX_BILATERAL, SJ_WARN, ref_line_place(line), none);
        for (uint32_t j = 0; j < i && !l->medicaid; j++) {
            const ref_line *other = &l->lines[j];
            bool sides = (is_of(line, "RT", "LT") && is_of(other, "LT", "RT")) ||
                         (is_of(line, "LT", "RT") && is_of(other, "RT", "LT"));
            if (!sides || !ref_takes_part(other) || line->number != other->number ||
                !ref_meet(line, other, &common))
                continue;
            const ref_fee *fee = ref_fee_of(l->tables, line->number, common.from);
            if (!ref_fees_on(l->tables, common.from))
                ref_no_data(l->c, SJ_PX_BILATERAL);
            if (fee && fee->bilat == '1') {
                ref_find(l->c, SJ_PX_BILATERAL, SJ_INFO, ref_line_place(line),
                         ref_line_place(other));
                break;
            }
        }
    }
}

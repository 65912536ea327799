/*
 * Limits of service, by the user's lists: docs/LINES.md "Limits of service". A row is
 * asked when it is in force on the line's first day, in the list that speaks then.
 */
#include "fuzz/reference/reference_lines.h"

#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

static const struct {
    sj_edit edit;
    sj_severity severity; /* where a row has none */
} edits[] = {
    [SJ_LIMIT_AGE] = {SJ_PX_AGE, SJ_WARN},
    [SJ_LIMIT_SEX] = {SJ_PX_SEX, SJ_WARN},
    [SJ_LIMIT_INPATIENT] = {SJ_PX_INPATIENT_ONLY, SJ_REJECT},
    [SJ_LIMIT_MODIFIER] = {SJ_MOD_REQUIRED_MISSING, SJ_WARN},
    [SJ_LIMIT_POS] = {SJ_POS_CODE_CONFLICT, SJ_WARN},
    [SJ_LIMIT_HCPCS] = {SJ_REV_HCPCS_REQUIRED, SJ_REJECT},
    [SJ_LIMIT_NDC] = {SJ_NDC_MISSING, SJ_REJECT},
};

/* ---- lists ---- */

static bool list_has(const ref_limit_list *list, sj_limit_kind kind)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (list->rows[i].kind == kind)
            return true;
    return false;
}

static bool any_list_has(const ref_line_tables *t, sj_limit_kind kind)
{
    for (int i = 0; i < t->limit_count; i++)
        if (list_has(&t->limits[i], kind))
            return true;
    return false;
}

/* Whether a word is among those of a value that are set apart by blanks. */
static bool is_word_of(const char *value, const char *word, size_t len)
{
    for (const char *p = value; *p; p += strcspn(p, " ")) {
        p += strspn(p, " ");
        if (strcspn(p, " ") == len && len > 0 && memcmp(p, word, len) == 0)
            return true;
    }
    return false;
}

/* ---- the sentences; true: the line does not do ---- */

static bool wrong_age(ref_lines *l, const ref_line *line, const ref_limit *row)
{
    sj_date birth = l->c->claim->birth;
    if (!l->c->birth_good || birth > line->first) {
        ref_not_evaluated(l->c, SJ_PX_AGE);
        return false;
    }
    int age = row->in_days ? line->first - birth : ref_age_on(birth, line->first);
    return age < row->low || age > row->high;
}

static bool wrong_sex(ref_lines *l, const ref_limit *row)
{
    sj_str sex = l->c->sex;
    if (sex.len == 0)
        ref_not_evaluated(l->c, SJ_PX_SEX);
    return sex.len == 1 && (sex.text[0] == 'F' || sex.text[0] == 'M') &&
           sex.text[0] != row->value[0];
}

static bool lacks_modifier(const ref_line *line, const ref_limit *row)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        if (is_word_of(row->value, line->modifiers[k], strlen(line->modifiers[k])))
            return false;
    return true;
}

static bool wrong_place(ref_lines *l, const ref_line *line, const ref_limit *row)
{
    if (line->pos.len == 0) {
        ref_not_evaluated(l->c, SJ_POS_CODE_CONFLICT);
        return false;
    }
    return !is_word_of(row->value, line->pos.text, line->pos.len);
}

static bool offends(ref_lines *l, const ref_line *line, const ref_limit *row)
{
    switch (row->kind) {
    case SJ_LIMIT_AGE:
        return wrong_age(l, line, row);
    case SJ_LIMIT_SEX:
        return wrong_sex(l, row);
    case SJ_LIMIT_MODIFIER:
        return lacks_modifier(line, row);
    case SJ_LIMIT_POS:
        return wrong_place(l, line, row);
    case SJ_LIMIT_NDC:
        return ref_trimmed(line->line->ndc).len == 0;
    default: /* that the line is here is enough */
        return true;
    }
}

/* ---- which lines ---- */

static void judge(ref_lines *l, const ref_line *line, const char *code,
                  sj_limit_kind kind)
{
    const ref_limit_list *list = ref_limits_on(l->tables, line->first);
    if (!any_list_has(l->tables, kind))
        return;
    if (!list_has(list, kind)) {
        ref_no_data(l->c, edits[kind].edit);
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const ref_limit *row = &list->rows[i];
        if (row->kind != kind || strcmp(row->code, code) != 0 ||
            line->first < row->from || line->first > row->to || !offends(l, line, row))
            continue;
        ref_find(l->c, edits[kind].edit,
                 row->severity == SJ_CLEAN ? edits[kind].severity : row->severity,
                 ref_line_place(line), none);
    }
}

void ref_judge_limits(ref_lines *l)
{
    for (uint32_t i = 0; i < l->count; i++) {
        const ref_line *line = &l->lines[i];
        char revenue[SJ_CODE_CAP];
        sj_str written = ref_trimmed(line->line->revenue);
        if (l->c->kind == REF_OP && !line->code[0] &&
            ref_revenue_code(written.text, written.len, revenue))
            judge(l, line, revenue, SJ_LIMIT_HCPCS);
        if (!ref_takes_part(line))
            continue;
        judge(l, line, line->code, SJ_LIMIT_AGE);
        judge(l, line, line->code, SJ_LIMIT_SEX);
        judge(l, line, line->code, SJ_LIMIT_MODIFIER);
        judge(l, line, line->code, SJ_LIMIT_NDC);
        if (l->c->kind == REF_OP)
            judge(l, line, line->code, SJ_LIMIT_INPATIENT);
        if (l->c->kind == REF_P)
            judge(l, line, line->code, SJ_LIMIT_POS);
    }
}

/*
 * What lists of the user ask of a service line (DOMAIN 3.3, 3.5, 3.9): age and sex of
 * the patient, kind of claim, modifiers, place, NDC, and a procedure code beside a
 * revenue code. Each row in force is asked by itself; docs/LINES.md, "Limits of
 * service".
 */
#include "engine/lookup/service_limits.h"
#include "engine/edit/single_line.h"

enum { KIND_NONE = 0, ALL_BUT_HCPCS = 0x7F & ~(1 << SJF_LIMIT_OF_HCPCS) };

static const uint8_t edits[SJF_LIMIT_KINDS] = {
    [SJF_LIMIT_OF_AGE] = SJ_PX_AGE,
    [SJF_LIMIT_OF_SEX] = SJ_PX_SEX,
    [SJF_LIMIT_OF_INPATIENT] = SJ_PX_INPATIENT_ONLY,
    [SJF_LIMIT_OF_MODIFIER] = SJ_MOD_REQUIRED_MISSING,
    [SJF_LIMIT_OF_POS] = SJ_POS_CODE_CONFLICT,
    [SJF_LIMIT_OF_HCPCS] = SJ_REV_HCPCS_REQUIRED,
    [SJF_LIMIT_OF_NDC] = SJ_NDC_MISSING,
};

/* A row that is in force for a line. */
typedef struct limit {
    sji_check *c;
    const sji_services *all;
    const uint8_t *row;
    const char *value;
    uint32_t at, value_len;
} limit;

static sj_finding *add(const limit *x)
{
    const sji_lines *l = &x->c->image->lines;
    const unsigned own = x->row[SJF_LIMIT_SEVERITY];
    sj_finding *f = sji_add_line(x->c, x->all, (sj_edit)edits[x->row[SJF_LIMIT_KIND]],
                                 x->at, x->all->line[x->at].from,
                                 own != SJ_CLEAN ? own : (unsigned)SJI_USUAL);
    if (f)
        f->rule = (uint32_t)((size_t)(x->row - l->limits.rows) / SJF_LIMIT_RECORD);
    return f;
}

static void not_evaluated(const limit *x)
{
    sj_edit_set_add(&x->c->out->not_evaluated, (sj_edit)edits[x->row[SJF_LIMIT_KIND]]);
}

/* ---- the patient ----------------------------------------------------------------- */

static void judge_age(const limit *x)
{
    const sj_date day = x->all->line[x->at].from, birth = x->c->claim->birth;
    sji_ages ages;
    if (!sji_read_ages(x->value, x->value_len, &ages))
        return;
    if (!x->c->birth_good || day < birth) {
        not_evaluated(x);
        return;
    }
    const int32_t age = ages.in_days ? day - birth : sji_age(x->c->birth, day);
    const int32_t least = (int32_t)ages.least, greatest = (int32_t)ages.greatest;
    sj_finding *f = age < least || age > greatest ? add(x) : NULL;
    if (f) {
        f->found = age;
        f->limit = age < least ? least : greatest;
        f->reason = age < least ? SJ_BECAUSE_PLAIN : SJ_BECAUSE_TOO_OLD;
    }
}

static void judge_sex(const limit *x)
{
    if (!x->c->sex_told)
        not_evaluated(x);
    else if (x->c->sex && x->value_len == 1 && x->c->sex != x->value[0])
        add(x);
}

/* ---- the line -------------------------------------------------------------------- */

static void judge_modifier(const limit *x)
{
    const sj_line *line = &x->c->claim->lines[x->at];
    for (unsigned i = 0; i < SJ_MODIFIERS_MAX; i++) {
        const sj_str text = sji_trim(line->modifiers[i]);
        if (text.len != 2)
            continue;
        const char word[2] = {sji_upper(text.text[0]), sji_upper(text.text[1])};
        if (sji_has_word(x->value, x->value_len, word))
            return;
    }
    add(x);
}

static void judge_place(const limit *x)
{
    sj_str text = sji_trim(x->c->claim->lines[x->at].pos);
    if (text.len == 0)
        text = sji_trim(x->c->claim->pos);
    if (text.len == 0)
        not_evaluated(x);
    else if (text.len != 2 || !sji_has_word(x->value, x->value_len, text.text))
        add(x);
}

static void judge_row(const limit *x)
{
    switch (x->row[SJF_LIMIT_KIND]) {
    case SJF_LIMIT_OF_AGE:
        judge_age(x);
        break;
    case SJF_LIMIT_OF_SEX:
        judge_sex(x);
        break;
    case SJF_LIMIT_OF_MODIFIER:
        judge_modifier(x);
        break;
    case SJF_LIMIT_OF_POS:
        judge_place(x);
        break;
    case SJF_LIMIT_OF_NDC:
        if (sji_trim(x->c->claim->lines[x->at].ndc).len == 0)
            add(x);
        break;
    default: /* inpatient, hcpcs: that the row is asked is the conflict */
        add(x);
        break;
    }
}

/* ---- which rows ------------------------------------------------------------------ */

/* The kinds of limits that look at a line; of a revenue line, its code. */
static unsigned kinds_of(const sji_check *c, const sji_service *s, uint32_t at,
                         uint32_t *revenue)
{
    char digits[4];
    if (sji_takes_part(s)) {
        unsigned kinds = ALL_BUT_HCPCS;
        if (c->kind != SJI_OP)
            kinds &= ~(1U << SJF_LIMIT_OF_INPATIENT);
        if (c->kind != SJI_P)
            kinds &= ~(1U << SJF_LIMIT_OF_POS);
        return kinds;
    }
    if (c->kind != SJI_OP || s->kind != SJI_SERVICE_NONE ||
        s->flags & SJI_SERVICE_REJECTED ||
        !sji_read_revenue(&c->claim->lines[at], digits))
        return KIND_NONE;
    *revenue = 0;
    for (unsigned i = 0; i < sizeof digits; i++)
        *revenue = *revenue * 10 + (uint32_t)(digits[i] - '0');
    return 1U << SJF_LIMIT_OF_HCPCS;
}

static void judge_line(sji_check *c, const sji_services *all, uint32_t at,
                       unsigned kinds, uint32_t revenue)
{
    const sji_lines *l = &c->image->lines;
    const sji_service *s = &all->line[at];
    uint32_t end = 0, i = 0;
    if (kinds == 1U << SJF_LIMIT_OF_HCPCS)
        i = sji_revenue_limits(l, revenue, &end);
    else if (s->procedure != SJ_NO_PROCEDURE)
        i = sji_rows_of(&l->limits, s->procedure, &end);
    for (; i < end; i++) {
        limit x = {.c = c, .all = all, .at = at, .row = sji_limit_row(l, i)};
        const unsigned kind = x.row[SJF_LIMIT_KIND];
        if (kind >= SJF_LIMIT_KINDS || !(kinds >> kind & 1) ||
            !sji_within(sji_limit_days(l, x.row), s->from))
            continue;
        x.value =
            sji_text(c->image->text, sjf_load32(x.row + SJF_LIMIT_VALUE), &x.value_len);
        judge_row(&x);
    }
}

static void name_no_data(sji_check *c, unsigned kinds)
{
    for (unsigned kind = 0; kind < SJF_LIMIT_KINDS; kind++)
        if (kinds >> kind & 1)
            sji_no_data(c, (sj_edit)edits[kind]);
}

void sji_judge_service_limits(sji_check *c, const sji_services *all)
{
    const sji_lines *l = &c->image->lines;
    sj_date day = SJ_DATE_OPEN;
    unsigned speak = 0;
    if (l->limits.count == 0)
        return;
    for (uint32_t i = 0; i < all->count; i++) {
        const sji_service *s = &all->line[i];
        uint32_t revenue = 0;
        const unsigned kinds = kinds_of(c, s, i, &revenue) & l->limit_kinds;
        if (s->from != day || i == 0) {
            day = s->from;
            speak = sji_limits_on(l, day);
        }
        name_no_data(c, kinds & ~speak);
        if (kinds & speak)
            judge_line(c, all, i, kinds, revenue);
    }
}

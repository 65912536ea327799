/*
 * Situations of limits of service: a row of one of the lists, on a day on which it is
 * in force or beside it, and a line that offends it or just does not.
 */
#include "fuzz/reference/line_generator.h"

#include <string.h>

typedef ref_line_generator gen;

/* A row of the limit, and the days on which it is in force; the claim goes there, or
 * just beyond. NULL: no list has one. */
static const ref_limit *go_to_limit(gen *g, ref_lined *m, sj_limit_kind kind,
                                    bool beyond)
{
    const ref_line_tables *t = g->tables;
    for (int tries = 0; tries < 2000 && t->limit_count > 0; tries++) {
        const ref_limit_list *list = &t->limits[ref_pick(g, (uint32_t)t->limit_count)];
        const ref_limit *row = &list->rows[ref_pick(g, (uint32_t)list->count)];
        sj_date from = row->from > list->days.from ? row->from : list->days.from;
        sj_date to = row->to < list->days.to ? row->to : list->days.to;
        if (row->kind != kind || to < from)
            continue;
        if (to > from + 400)
            to = from + 400;
        if (beyond)
            ref_move(g, m, ref_maybe(g, 50) ? from - 1 : to + 1);
        else
            ref_move(g, m, ref_day_in(g, from, to));
        return row;
    }
    return NULL;
}

/* A line of the row's code on the claim's day, at times to the next ones. */
static sj_line *add_limited(gen *g, ref_lined *m, const ref_limit *row)
{
    sj_line *line = ref_add_line(g, m, row->code);
    ref_set_days(line, m->day,
                 ref_maybe(g, 80) ? SJ_NO_DATE : m->day + (sj_date)ref_pick(g, 3));
    if (m->claim.to < m->day + 2 && ref_maybe(g, 50))
        m->claim.to = m->day + 2;
    return line;
}

/* Among the innocent ones some offend the row on a day on which it is not in force. */
static bool goes_beyond(gen *g, bool *innocent)
{
    bool beyond = *innocent && ref_maybe(g, 30);
    if (beyond)
        *innocent = false;
    return beyond;
}

static void age(gen *g, ref_lined *m, bool innocent)
{
    bool beyond = goes_beyond(g, &innocent);
    const ref_limit *row = go_to_limit(g, m, SJ_LIMIT_AGE, beyond);
    if (!row)
        return;
    sj_line *line = add_limited(g, m, row);
    bool low = ref_maybe(g, 50) && (innocent || row->low > 0);
    int years = low ? row->low - !innocent : row->high + !innocent;
    if (row->in_days)
        m->claim.birth = line->from - years;
    else
        m->claim.birth = ref_born(&g->chance, years, line->from);
    if (innocent && ref_maybe(g, 10))
        m->claim.birth = ref_maybe(g, 50) ? SJ_NO_DATE : line->from + 1;
}

static void sex(gen *g, ref_lined *m, bool innocent)
{
    static const char *const unknown[] = {"U", "", "f", "  ", "M ", "X"};
    bool beyond = goes_beyond(g, &innocent);
    const ref_limit *row = go_to_limit(g, m, SJ_LIMIT_SEX, beyond);
    if (!row)
        return;
    add_limited(g, m, row);
    m->claim.sex = ref_line_text(m, (row->value[0] == 'F') == innocent ? "F" : "M");
    if (innocent && ref_maybe(g, 50))
        m->claim.sex = ref_line_text(m, unknown[ref_pick(g, 6)]);
}

static void inpatient(gen *g, ref_lined *m, bool innocent)
{
    bool beyond = goes_beyond(g, &innocent);
    ref_be_hospital(g, m);
    const ref_limit *row = go_to_limit(g, m, SJ_LIMIT_INPATIENT, beyond);
    if (!row)
        return;
    sj_line *line = add_limited(g, m, row);
    if (!innocent)
        return;
    if (ref_maybe(g, 20)) { /* HIPPS */
        line->revenue = ref_line_text(m, "0023");
    } else if (ref_maybe(g, 40)) {
        m->claim.bill_type = ref_line_text(m, ref_maybe(g, 50) ? "0111" : "181");
    } else {
        ref_be_professional(g, m);
    }
}

/* A word of a value. */
static sj_str word_of(gen *g, ref_lined *m, const char *value)
{
    char word[16] = {0};
    for (int tries = 0; tries < 9 && !word[0]; tries++) {
        const char *at = value + ref_pick(g, (uint32_t)strlen(value) / 3 + 1) * 3;
        memcpy(word, at, strcspn(at, " ") & 15);
    }
    return ref_line_text(m, word);
}

static void modifier(gen *g, ref_lined *m, bool innocent)
{
    static const char *const others[] = {"22", "ZZ", "G", "LTRT", "KX", "GN GO"};
    bool beyond = goes_beyond(g, &innocent);
    const ref_limit *row = go_to_limit(g, m, SJ_LIMIT_MODIFIER, beyond);
    if (!row)
        return;
    sj_line *line = add_limited(g, m, row);
    if (ref_maybe(g, 40))
        ref_add_modifier(m, line, others[ref_pick(g, 6)]);
    if (innocent)
        line->modifiers[ref_pick(g, SJ_MODIFIERS_MAX)] = word_of(g, m, row->value);
}

static void place(gen *g, ref_lined *m, bool innocent)
{
    static const char *const others[] = {"99", "24", "1", "2", "11 22", "32"};
    bool beyond = goes_beyond(g, &innocent);
    ref_be_professional(g, m);
    const ref_limit *row = go_to_limit(g, m, SJ_LIMIT_POS, beyond);
    if (!row)
        return;
    sj_line *line = add_limited(g, m, row);
    sj_str right = word_of(g, m, row->value);
    sj_str wrong = ref_line_text(m, others[ref_pick(g, 6)]);
    switch (ref_pick(g, 4)) {
    case 0: /* the claim's counts where the line has none */
        line->pos = ref_line_text(m, ref_maybe(g, 50) ? "" : " ");
        m->claim.pos = innocent ? right : wrong;
        break;
    case 1: /* the line's goes before it */
        m->claim.pos = innocent ? wrong : right;
        line->pos = innocent ? right : wrong;
        break;
    case 2:
        if (innocent) {
            line->pos = m->claim.pos = (sj_str){0};
            break;
        } /* fall through */
    default:
        line->pos = innocent ? right : wrong;
    }
}

static void revenue(gen *g, ref_lined *m, bool innocent)
{
    char text[SJ_CODE_CAP + 2];
    bool beyond = goes_beyond(g, &innocent);
    ref_be_hospital(g, m);
    const ref_limit *row = go_to_limit(g, m, SJ_LIMIT_HCPCS, beyond);
    if (!row)
        return;
    sj_line *line = ref_add_line(g, m, NULL);
    line->from = m->day;
    /* Three digits, or fewer, are one code with four. */
    const char *code = row->code;
    while (ref_maybe(g, 30) && code[0] == '0' && code[1])
        code++;
    snprintf(text, sizeof text, "%s%s", ref_maybe(g, 10) ? " " : "", code);
    line->revenue = ref_line_text(m, text);
    if (ref_maybe(g, 10))
        line->code = ref_line_text(m, " ");
    if (!innocent)
        return;
    switch (ref_pick(g, 4)) {
    case 0:
        line->code = ref_line_text(m, ref_maybe(g, 50) ? ref_any_hcpcs(g) : "A");
        break;
    case 1:
        snprintf(text, sizeof text, "0%s", row->code);
        line->revenue = ref_line_text(m, ref_maybe(g, 50) ? text : "");
        break;
    case 2:
        m->claim.bill_type = ref_line_text(m, "0111");
        break;
    default:
        line->revenue = ref_line_text(m, ref_maybe(g, 50) ? "0999" : "36O");
    }
}

static void drug(gen *g, ref_lined *m, bool innocent)
{
    static const char *const told[] = {"00002759701", "0002-7597-01", "1", " x "};
    bool beyond = goes_beyond(g, &innocent);
    const ref_limit *row = go_to_limit(g, m, SJ_LIMIT_NDC, beyond);
    if (!row)
        return;
    sj_line *line = add_limited(g, m, row);
    if (innocent)
        line->ndc = ref_line_text(m, told[ref_pick(g, 4)]);
    else if (ref_maybe(g, 20))
        line->ndc = ref_line_text(m, "  ");
}

bool ref_build_limit(gen *g, ref_lined *m, sj_edit edit, bool innocent)
{
    switch ((int)edit) {
    case SJ_PX_AGE:
        age(g, m, innocent);
        return true;
    case SJ_PX_SEX:
        sex(g, m, innocent);
        return true;
    case SJ_PX_INPATIENT_ONLY:
        inpatient(g, m, innocent);
        return true;
    case SJ_MOD_REQUIRED_MISSING:
        modifier(g, m, innocent);
        return true;
    case SJ_POS_CODE_CONFLICT:
        place(g, m, innocent);
        return true;
    case SJ_REV_HCPCS_REQUIRED:
        revenue(g, m, innocent);
        return true;
    case SJ_NDC_MISSING:
        drug(g, m, innocent);
        return true;
    default:
        return false;
    }
}

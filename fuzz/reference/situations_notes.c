/*
 * Situations about pairs: a random reference of a Tabular List, a code that its note
 * binds, and one that it names or just does not.
 */
#include "fuzz/reference/claim_situations.h"

#include <string.h>

/* A day of a Tabular List, or near or between two. */
static const ref_tabular *go_to_tabular(ref_generator *g, ref_made *m)
{
    const ref_rules *r = g->rules;
    if (r->tabular_count == 0)
        return NULL;
    const ref_tabular *t = &r->tabulars[ref_below(g, (uint32_t)r->tabular_count)];
    sj_date length = t->to - t->from + 1;
    if (ref_chance(g, 10)) /* the days on either side */
        ref_set_day(m, ref_chance(g, 50) ? t->from : t->to);
    else if (ref_chance(g, 15)) /* a gap, mostly */
        ref_set_day(m, t->to + 1 + (sj_date)ref_below(g, 700));
    else
        ref_set_day(m, t->from + (sj_date)ref_below(g, (uint32_t)length));
    return t;
}

/* A random reference of a kind. */
static const ref_bound *any_bound(ref_generator *g, const ref_tabular *t, ref_kind kind)
{
    for (int tries = 0; tries < 300 && t->bound_count > 0; tries++) {
        const ref_bound *b = &t->bounds[ref_below(g, (uint32_t)t->bound_count)];
        if (b->kind == kind)
            return b;
    }
    return NULL;
}

/* A billable code that the node bears. */
static const char *bound_code(ref_generator *g, const ref_tabular *t,
                              const ref_bound *b, sj_date day)
{
    const ref_node *node = &t->nodes[b->node];
    char stem[8] = {0};
    if (node->type == REF_DIAG)
        return ref_billable_below(g, node->id, day);
    if (node->type == REF_SECTION && node->holds_categories) {
        int seen = 0, taken = -1;
        for (int i = b->node + 1; i < t->node_count; i++) {
            if (t->nodes[i].type != REF_DIAG)
                break;
            if (t->nodes[i].parent == b->node && ref_below(g, (uint32_t)++seen) == 0)
                taken = i;
        }
        return taken < 0 ? NULL : ref_billable_below(g, t->nodes[taken].id, day);
    }
    if (node->type == REF_SECTION) {
        memcpy(stem, node->id, 2);
        return ref_billable_below(g, stem, day);
    }
    for (int tries = 0; tries < 50; tries++) { /* a category of the chapter */
        int i = b->node + 1 + (int)ref_below(g, 3000), up = i;
        if (i >= t->node_count)
            continue;
        while (t->nodes[up].parent >= 0)
            up = t->nodes[up].parent;
        if (up == b->node && t->nodes[i].type == REF_DIAG)
            return ref_billable_below(g, t->nodes[i].id, day);
    }
    return NULL;
}

/* A billable code that a reference names; or one beside it that it does not name. */
static const char *named_code(ref_generator *g, const ref_bound *b, bool outside,
                              sj_date day)
{
    const char *from = b->reference.from;
    const char *to = b->reference.to[0] ? b->reference.to : from;
    char stem[8] = {0};
    for (int tries = 0; tries < 60; tries++) {
        const char *edge = ref_chance(g, 50) ? from : to;
        size_t n = strlen(edge);
        memset(stem, 0, sizeof stem);
        if (outside)
            memcpy(stem, edge, n > 3 ? n - 1 : n - 1 - (tries > 30));
        else if (b->reference.to[0] && ref_chance(g, 50))
            memcpy(stem, edge, from[0] == to[0] ? (from[1] == to[1] ? 2U : 1U) : 1U);
        else
            memcpy(stem, edge, n);
        const char *code = ref_billable_below(g, stem, day);
        if (code && ref_names(g->rules, b, code, day) != outside)
            return code;
    }
    return NULL;
}

/* A code that a note binds and one that it names (or one just outside). */
static bool note_pair(ref_generator *g, ref_made *m, ref_kind kind, bool outside,
                      char bound[SJ_CODE_CAP], char named[SJ_CODE_CAP])
{
    const ref_tabular *t = go_to_tabular(g, m);
    sj_date day = ref_key_day(m);
    for (int tries = 0; t && tries < 20; tries++) {
        const ref_bound *b = any_bound(g, t, kind);
        const char *first = b ? bound_code(g, t, b, day) : NULL;
        const char *second = first ? named_code(g, b, outside, day) : NULL;
        if (!second || strcmp(first, second) == 0)
            continue;
        snprintf(bound, SJ_CODE_CAP, "%s", first);
        snprintf(named, SJ_CODE_CAP, "%s", second);
        return true;
    }
    return false;
}

static void excludes(ref_generator *g, ref_made *m, ref_kind kind, bool innocent)
{
    char a[SJ_CODE_CAP], b[SJ_CODE_CAP];
    if (!note_pair(g, m, kind, innocent, a, b))
        return;
    uint32_t first = ref_below(g, 3), second = first + 1 + ref_below(g, 2);
    bool swap = ref_chance(g, 50);
    ref_put_dx(g, m, swap ? second : first, a);
    ref_put_dx(g, m, swap ? first : second, b);
}

void ref_aim_dx_excludes1(ref_generator *g, ref_made *m, bool innocent)
{
    excludes(g, m, REF_EXCLUDES1, innocent);
}

void ref_aim_dx_excludes2(ref_generator *g, ref_made *m, bool innocent)
{
    excludes(g, m, REF_EXCLUDES2, innocent);
}

/* The partner missing, or standing where `order` says. */
static void instruction(ref_generator *g, ref_made *m, ref_kind kind, bool partner,
                        bool before)
{
    char a[SJ_CODE_CAP], b[SJ_CODE_CAP];
    if (!note_pair(g, m, kind, false, a, b))
        return;
    uint32_t first = ref_below(g, 3), second = first + 1 + ref_below(g, 2);
    if (!partner) {
        ref_put_dx(g, m, first, a);
        return;
    }
    ref_put_dx(g, m, before ? second : first, a);
    ref_put_dx(g, m, before ? first : second, b);
}

void ref_aim_dx_code_first_missing(ref_generator *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_CODE_FIRST, innocent, true);
}

void ref_aim_dx_code_first_order(ref_generator *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_CODE_FIRST, true, innocent);
}

void ref_aim_dx_use_additional(ref_generator *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_USE_ADDITIONAL, innocent, ref_chance(g, 50));
}

void ref_aim_dx_code_also(ref_generator *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_CODE_ALSO, innocent, ref_chance(g, 50));
}

/* Two codes that differ in one character. */
void ref_aim_dx_laterality(ref_generator *g, ref_made *m, bool innocent)
{
    sj_date day = ref_key_day(m);
    for (int tries = 0; tries < 60; tries++) {
        char a[SJ_CODE_CAP], b[SJ_CODE_CAP];
        const char *code = ref_billable_below(g, ref_chance(g, 50) ? "H" : "M", day);
        if (!code || ref_chance(g, 40))
            code = ref_any_dx(g, m);
        snprintf(a, sizeof a, "%s", code);
        snprintf(b, sizeof b, "%s", code);
        if (strlen(a) < 4)
            continue;
        uint32_t at = 3 + ref_below(g, strlen(a) > 5 ? 3 : (uint32_t)strlen(a) - 3);
        b[at] = (char)('0' + ref_below(g, 10));
        if (strcmp(a, b) == 0 ||
            ref_status(g, SJ_ICD10CM, b, day) != SJ_CODE_BILLABLE ||
            ref_sides_conflict(g->rules, a, b, day) == innocent)
            continue;
        uint32_t first = ref_below(g, 2);
        ref_put_dx(g, m, first, a);
        ref_put_dx(g, m, first + 1 + ref_below(g, 2), b);
        return;
    }
}

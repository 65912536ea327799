/*
 * One situation an edit: what makes it fire, and beside it the innocent neighbour, that
 * differs in one thing. Codes come from the rules that the edit goes by.
 */
#include "fuzz/reference/claim_generator.h"

#include <string.h>

typedef ref_generator gen;

static const char *any_code(gen *g, const ref_made *m)
{
    const char *code = ref_billable(g, SJ_ICD10CM, ref_key_day(m));
    return code ? code : "I10";
}

static const plain_system *icd10(const gen *g)
{
    return &g->rules->answers.systems[SJ_ICD10CM];
}

static uint32_t any_place(gen *g, const ref_made *m)
{
    return ref_below(g, m->claim.dx_count < 6 ? m->claim.dx_count + 1 : 6);
}

static bool is_inpatient(const ref_made *m)
{
    return m->claim.type == SJ_INSTITUTIONAL && m->claim.bill_type.len >= 3 &&
           strchr("124", m->claim.bill_type.text[m->claim.bill_type.len - 3]) &&
           strchr("18", m->claim.bill_type.text[m->claim.bill_type.len - 2]);
}

/* A day inside one of the Code Editor's versions. */
static void go_to_editor(gen *g, ref_made *m)
{
    const ref_rules *r = g->rules;
    if (r->editor_count == 0 || ref_chance(g, 3))
        return;
    const ref_editor *e = &r->editors[ref_below(g, (uint32_t)r->editor_count)];
    ref_set_day(m, ref_chance(g, 30)
                       ? (ref_chance(g, 50) ? e->from : e->to)
                       : e->from + (sj_date)ref_below(g, (uint32_t)(e->to - e->from)));
}

/* A day of a Tabular List, or near or between two. */
static const ref_tabular *go_to_tabular(gen *g, ref_made *m)
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

/* A code of a Code Editor list of the day, billable if possible. */
static const char *from_list(gen *g, const ref_made *m, int section, char subsection,
                             sj_system system)
{
    sj_date day = ref_key_day(m);
    ref_speakers s = ref_editors_on(g->rules, day);
    const ref_rules *r = g->rules;
    if (r->editor_count == 0)
        return NULL;
    const ref_editor *e =
        &r->editors[s.a >= 0 ? (uint32_t)s.a : ref_below(g, (uint32_t)r->editor_count)];
    for (int i = 0; i < e->list_count; i++) {
        const ref_list *list = &e->lists[i];
        if (list->section != section ||
            (list->subsection != subsection && !(subsection == 0)))
            continue;
        const char *code = NULL;
        for (int tries = 0; tries < 10; tries++) {
            code = list->codes[ref_below(g, (uint32_t)list->count)];
            if (ref_status(g, system, code, day) == SJ_CODE_BILLABLE)
                break;
        }
        return code;
    }
    return NULL;
}

/* ---- existence ---- */

static void dx_format(gen *g, ref_made *m, bool innocent)
{
    static const char *const wrong[] = {"E1.19", "E11 9", "E11.9.1",   "E11-9",
                                        "E11.",  "12.E",  "E11.65123", "",
                                        "E1",    ".E119", "E119.",     "E11.9*"};
    uint32_t at = any_place(g, m);
    ref_put_dx(g, m, at, any_code(g, m));
    if (!innocent) {
        const char *text = wrong[ref_below(g, 12)];
        m->dx[at].code = ref_text(m, text, strlen(text));
    }
}

static void dx_not_found(gen *g, ref_made *m, bool innocent)
{
    uint32_t at = any_place(g, m);
    char code[SJ_CODE_CAP] = {0};
    for (int tries = 0; tries < 20; tries++) {
        snprintf(code, sizeof code, "%s", any_code(g, m));
        if (innocent)
            break;
        size_t n = strlen(code), at_character = 1 + ref_below(g, (uint32_t)n - 1);
        code[at_character] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[ref_below(g, 36)];
        if (n < 7 && ref_chance(g, 30)) {
            code[n] = (char)('0' + ref_below(g, 10));
            code[n + 1] = 0;
        }
        if (plain_find(&g->rules->answers, SJ_ICD10CM, code) < 0)
            break;
    }
    ref_put_dx(g, m, at, code);
}

/* A code that begins or ends, on the days about it. */
static void dx_not_effective(gen *g, ref_made *m, bool innocent)
{
    sj_interval intervals[8];
    uint32_t at = any_place(g, m);
    if (g->changing_count == 0)
        return;
    uint32_t place = g->changing[ref_below(g, (uint32_t)g->changing_count)];
    size_t n =
        plain_validity(&g->rules->answers, SJ_ICD10CM, (long)place, intervals, 8);
    if (n == 0 || n > 8)
        return;
    sj_interval *days = &intervals[ref_below(g, (uint32_t)n)];
    bool before = days->to == SJ_DATE_OPEN ||
                  (days->from > plain_day(2015, 10, 1) && ref_chance(g, 50));
    sj_date far = (sj_date)ref_below(g, 40);
    if (before)
        ref_set_day(m, innocent ? days->from + far : days->from - 1 - far);
    else
        ref_set_day(m, innocent ? days->to - far : days->to + 1 + far);
    ref_put_dx(g, m, at, icd10(g)->codes[place]);
}

/* A header and a code below it. */
static void dx_not_billable(gen *g, ref_made *m, bool innocent)
{
    uint32_t at = any_place(g, m);
    sj_date day = ref_key_day(m);
    char code[SJ_CODE_CAP] = {0};
    snprintf(code, sizeof code, "%s", any_code(g, m));
    if (!innocent && strlen(code) > 3)
        code[3 + ref_below(g, (uint32_t)strlen(code) - 3)] = 0;
    else if (innocent && ref_billable_below(g, code, day))
        snprintf(code, sizeof code, "%s", ref_billable_below(g, code, day));
    ref_put_dx(g, m, at, code);
}

/* A code of seven characters, S52.521A or T14.91XA. */
static bool seven(gen *g, const ref_made *m, bool with_x, char code[SJ_CODE_CAP])
{
    static const char *const stems[] = {"S", "T", "W", "V", "M", "O", "H", "X", "Y"};
    for (int tries = 0; tries < 30; tries++) {
        const char *found =
            ref_billable_below(g, stems[ref_below(g, 9)], ref_key_day(m));
        if (!found || strlen(found) != 7 || (with_x && found[5] != 'X'))
            continue;
        snprintf(code, SJ_CODE_CAP, "%s", found);
        return true;
    }
    return false;
}

static void dx_seventh_missing(gen *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    if (!seven(g, m, false, code))
        return;
    if (!innocent) {
        code[6] = 0;
        while (strlen(code) > 3 && code[strlen(code) - 1] == 'X')
            code[strlen(code) - 1] = 0;
    }
    ref_put_dx(g, m, any_place(g, m), code);
}

static void dx_seventh_invalid(gen *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    if (!seven(g, m, false, code))
        return;
    for (int tries = 0; tries < 30; tries++) {
        code[6] = "ABCDEFGHJKMNPQRSZ0123459"[ref_below(g, 24)];
        bool known =
            ref_status(g, SJ_ICD10CM, code, ref_key_day(m)) == SJ_CODE_BILLABLE;
        if (known == innocent)
            break;
    }
    ref_put_dx(g, m, any_place(g, m), code);
}

static void dx_placeholder_missing(gen *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    if (!seven(g, m, true, code))
        return;
    for (size_t n = 6; !innocent && n > 0 && code[n - 1] == 'X'; n--)
        memmove(code + n - 1, code + n, strlen(code + n) + 1);
    ref_put_dx(g, m, any_place(g, m), code);
}

static void dx_version_mix(gen *g, ref_made *m, bool innocent)
{
    sj_date october = plain_day(2015, 10, 1);
    if (ref_chance(g, 60))
        ref_set_day(m, october - 3 + (sj_date)ref_below(g, 5));
    bool nine = ref_key_day(m) < october;
    for (uint32_t i = 0; i < m->claim.dx_count; i++) {
        bool wrong = !innocent && ref_chance(g, 50);
        sj_system system = nine != wrong ? SJ_ICD9CM : SJ_ICD10CM;
        const char *code = ref_billable(
            g, system, system == SJ_ICD9CM ? plain_day(2015, 1, 1) : october);
        if (!code)
            continue;
        m->dx[i].code = ref_written(g, m, system, code);
        m->dx[i].version = ref_chance(g, 40) ? (system == SJ_ICD9CM ? 9 : 10) : 0;
    }
    for (uint32_t i = 0; i < m->claim.px_count; i++) {
        const char *code = ref_billable(g, SJ_ICD9PCS, plain_day(2015, 1, 1));
        if (code && (nine || !innocent)) {
            m->px[i].code = ref_written(g, m, SJ_ICD9PCS, code);
            m->px[i].version = ref_chance(g, 50) ? 9 : 0;
        }
    }
}

/* ---- position ---- */

static void dx_principal_missing(gen *g, ref_made *m, bool innocent)
{
    (void)g;
    m->claim.dx_count = innocent ? (m->claim.dx_count > 0) : 0;
    if (innocent && m->claim.dx_count == 0)
        ref_put_dx(g, m, 0, any_code(g, m));
}

static void dx_count(gen *g, ref_made *m, bool innocent)
{
    uint32_t more = innocent ? 0 : 1;
    if (m->claim.type != SJ_INSTITUTIONAL) {
        ref_put_dx(g, m, 11 + more, any_code(g, m));
        return;
    }
    switch (ref_below(g, 3)) {
    case 0:
        ref_put_dx(g, m, 24 + more, any_code(g, m));
        break;
    case 1:
        m->claim.external_count = 12 + more;
        for (uint32_t i = 0; i < m->claim.external_count; i++) {
            const char *code = ref_billable_below(g, "W", ref_key_day(m));
            m->external[i] = (sj_diagnosis){0};
            m->external[i].code =
                ref_written(g, m, SJ_ICD10CM, code ? code : "W19XXXA");
        }
        break;
    default:
        m->claim.reason_count = 3 + more;
        for (uint32_t i = 0; i < m->claim.reason_count; i++) {
            m->reason[i] = (sj_diagnosis){0};
            m->reason[i].code = ref_written(g, m, SJ_ICD10CM, any_code(g, m));
        }
    }
}

static void first_or_second(gen *g, ref_made *m, bool first, const char *code)
{
    if (!code)
        return;
    ref_put_dx(g, m, first ? 0 : 1 + ref_below(g, 2), code);
}

static void dx_external_cause(gen *g, ref_made *m, bool innocent)
{
    static const char *const stems[] = {"V", "W", "X", "Y"};
    const char *code = ref_billable_below(g, stems[ref_below(g, 4)], ref_key_day(m));
    if (code && m->claim.type == SJ_INSTITUTIONAL && ref_chance(g, 30)) {
        (innocent ? ref_make_inpatient : ref_make_outpatient)(g, m);
        m->claim.reason_count = 1;
        m->reason[0] = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
        return;
    }
    first_or_second(g, m, !innocent, code);
}

static void duplicate(gen *g, ref_made *m, bool innocent, uint32_t of)
{
    char code[SJ_CODE_CAP], other[SJ_CODE_CAP];
    snprintf(code, sizeof code, "%s", any_code(g, m));
    snprintf(other, sizeof other, "%s", code);
    if (innocent) { /* its neighbour */
        long place = plain_find(&g->rules->answers, SJ_ICD10CM, code);
        if (place >= 0 && (uint32_t)place + 1 < icd10(g)->code_count)
            snprintf(other, sizeof other, "%s", icd10(g)->codes[place + 1]);
    }
    ref_put_dx(g, m, of, code);
    ref_put_dx(g, m, of + 1 + ref_below(g, 3), other);
}

static void dx_duplicate(gen *g, ref_made *m, bool innocent)
{
    duplicate(g, m, innocent, 1);
}

static void dx_duplicate_pdx(gen *g, ref_made *m, bool innocent)
{
    duplicate(g, m, innocent, 0);
}

static void dx_manifestation(gen *g, ref_made *m, bool innocent)
{
    if (ref_chance(g, 60)) {
        go_to_editor(g, m);
        first_or_second(g, m, !innocent, from_list(g, m, 6, 0, SJ_ICD10CM));
        return;
    }
    for (int tries = 0; tries < 400; tries++) { /* by its title */
        uint32_t i = ref_below(g, icd10(g)->code_count);
        const char *code = icd10(g)->codes[i];
        if (ref_title_has(g->rules, code, ref_key_day(m),
                          "in diseases classified elsewhere")) {
            first_or_second(g, m, !innocent, code);
            return;
        }
    }
    first_or_second(g, m, !innocent, "I798");
}

static void dx_unacceptable(gen *g, ref_made *m, bool innocent)
{
    go_to_editor(g, m);
    first_or_second(g, m, !innocent, from_list(g, m, 9, 0, SJ_ICD10CM));
    if (ref_chance(g, 20)) /* alone: does it require a secondary one? */
        m->claim.dx_count = 1;
}

static void dx_questionable(gen *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    go_to_editor(g, m);
    first_or_second(g, m, !innocent, from_list(g, m, 8, 0, SJ_ICD10CM));
}

static void dx_wrong_procedure(gen *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    go_to_editor(g, m);
    if (innocent && ref_chance(g, 50))
        ref_make_outpatient(g, m);
    else if (innocent)
        ref_set_day(m, plain_day(2019, 10, 1) + (sj_date)ref_below(g, 900));
    const char *code = from_list(g, m, 18, 0, SJ_ICD10CM);
    if (!code)
        return;
    if (ref_chance(g, 50)) {
        first_or_second(g, m, ref_chance(g, 20), code);
        return;
    }
    m->claim.external_count = 1;
    m->external[0] = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
}

static void dx_first_listed_only(gen *g, ref_made *m, bool innocent)
{
    static const char *const stems[] = {"Z00",  "Z01", "Z02",  "Z04",  "Z31", "Z332",
                                        "Z34",  "Z38", "Z39",  "Z40",  "Z42", "Z510",
                                        "Z511", "Z52", "Z761", "Z762", "Z99"};
    sj_date day = ref_key_day(m);
    if (ref_chance(g, 25)) { /* radiation and chemotherapy side by side */
        const char *a = ref_billable_below(g, innocent ? "Z51" : "Z5", day);
        const char *b = ref_billable_below(g, "Z51", day);
        if (a)
            ref_put_dx(g, m, 0, a);
        if (b)
            ref_put_dx(g, m, 1, b);
        return;
    }
    const char *code = ref_billable_below(g, stems[ref_below(g, 17)], day);
    first_or_second(g, m, innocent && ref_chance(g, 50), code);
    if (innocent && ref_chance(g, 40))
        ref_put_dx(g, m, 1, ref_chance(g, 50) ? "Z006" : "Z529");
}

static void dx_sequela(gen *g, ref_made *m, bool innocent)
{
    static const char *const late[] = {"B90", "B91", "B92", "B94"};
    char code[SJ_CODE_CAP];
    if (ref_chance(g, 25)) {
        first_or_second(g, m, !innocent,
                        ref_billable_below(g, late[ref_below(g, 4)], ref_key_day(m)));
        return;
    }
    if (!seven(g, m, false, code))
        return;
    bool second = innocent && ref_chance(g, 50);
    code[6] = innocent && !second ? 'A' : 'S';
    first_or_second(g, m, !second, code);
    if (ref_chance(g, 15))
        m->claim.dx_count = 1;
}

/* ---- notes ---- */

/* A random reference of a kind. */
static const ref_bound *any_bound(gen *g, const ref_tabular *t, ref_kind kind)
{
    for (int tries = 0; tries < 300 && t->bound_count > 0; tries++) {
        const ref_bound *b = &t->bounds[ref_below(g, (uint32_t)t->bound_count)];
        if (b->kind == kind)
            return b;
    }
    return NULL;
}

/* A billable code that the node bears. */
static const char *bound_code(gen *g, const ref_tabular *t, const ref_bound *b,
                              sj_date day)
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
static const char *named_code(gen *g, const ref_bound *b, bool outside, sj_date day)
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
static bool note_pair(gen *g, ref_made *m, ref_kind kind, bool outside,
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

static void dx_excludes1(gen *g, ref_made *m, bool innocent)
{
    char a[SJ_CODE_CAP], b[SJ_CODE_CAP];
    if (!note_pair(g, m, REF_EXCLUDES1, innocent, a, b))
        return;
    uint32_t first = ref_below(g, 3), second = first + 1 + ref_below(g, 2);
    bool swap = ref_chance(g, 50);
    ref_put_dx(g, m, swap ? second : first, a);
    ref_put_dx(g, m, swap ? first : second, b);
}

/* The partner missing, or standing where `order` says. */
static void instruction(gen *g, ref_made *m, ref_kind kind, bool partner, bool before)
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

static void dx_code_first_missing(gen *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_CODE_FIRST, innocent, true);
}

static void dx_code_first_order(gen *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_CODE_FIRST, true, innocent);
}

static void dx_use_additional(gen *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_USE_ADDITIONAL, innocent, ref_chance(g, 50));
}

static void dx_code_also(gen *g, ref_made *m, bool innocent)
{
    instruction(g, m, REF_CODE_ALSO, innocent, ref_chance(g, 50));
}

/* Two codes that differ in one character. */
static void dx_laterality(gen *g, ref_made *m, bool innocent)
{
    sj_date day = ref_key_day(m);
    for (int tries = 0; tries < 60; tries++) {
        char a[SJ_CODE_CAP], b[SJ_CODE_CAP];
        const char *code = ref_billable_below(g, ref_chance(g, 50) ? "H" : "M", day);
        if (!code || ref_chance(g, 40))
            code = any_code(g, m);
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

/* ---- the patient ---- */

static void dx_age(gen *g, ref_made *m, bool innocent)
{
    /* The last list is maternity with the wider range of newer versions. */
    static const int in[5][2] = {{0, 0}, {0, 17}, {12, 55}, {15, 124}, {9, 64}};
    static const int out[5][2] = {{1, 1}, {18, 18}, {11, 56}, {14, 14}, {8, 65}};
    uint32_t list = ref_below(g, 4);
    go_to_editor(g, m);
    uint32_t ages = list == 2 && ref_chance(g, 40) ? 4 : list;
    sj_claim *c = &m->claim;
    if (is_inpatient(m) && ref_chance(g, 40))
        c->admission = c->from + (sj_date)ref_below(g, 2);
    const char *code = from_list(g, m, 4, (char)('A' + list), SJ_ICD10CM);
    if (!code)
        return;
    if (c->type == SJ_INSTITUTIONAL && ref_chance(g, 25)) {
        m->admitting = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
        c->admitting = &m->admitting;
    } else {
        ref_put_dx(g, m, any_place(g, m), code);
    }
    sj_date day = c->type != SJ_INSTITUTIONAL ? ref_key_day(m) : c->from;
    if (is_inpatient(m) && c->admission != SJ_NO_DATE)
        day = c->admission;
    c->birth = ref_born(g, (innocent ? in : out)[ages][ref_below(g, 2)], day);
}

static void dx_sex(gen *g, ref_made *m, bool innocent)
{
    bool female = ref_chance(g, 60);
    go_to_editor(g, m);
    const char *code = from_list(g, m, 5, female ? 'A' : 'C', SJ_ICD10CM);
    if (!code)
        return;
    ref_put_dx(g, m, any_place(g, m), code);
    if (innocent && ref_chance(g, 25))
        m->claim.sex = ref_text(m, "U", 1);
    else
        m->claim.sex = ref_text(m, female == innocent ? "F" : "M", 1);
}

static void pt_age(gen *g, ref_made *m, bool innocent)
{
    sj_claim *c = &m->claim;
    sj_date day = c->type != SJ_INSTITUTIONAL ? ref_key_day(m) : c->from;
    switch (ref_below(g, 3)) {
    case 0:
        c->birth = innocent ? day : SJ_NO_DATE;
        break;
    case 1:
        c->birth = innocent ? day : day + 1;
        break;
    default:
        c->birth = ref_born(g, innocent ? 124 : 125, day);
    }
}

static void pt_sex(gen *g, ref_made *m, bool innocent)
{
    static const char *const right[] = {"F", "M", "U", ""};
    static const char *const wrong[] = {"X", "0", "FF", "Female"};
    const char *text = (innocent ? right : wrong)[ref_below(g, 4)];
    m->claim.sex = ref_text(m, text, strlen(text));
}

static void pt_status(gen *g, ref_made *m, bool innocent)
{
    static const char *const right[] = {"01", "07", "09", "20", "21", "30", "43",
                                        "51", "66", "69", "70", "81", "95"};
    static const char *const wrong[] = {"00", "08", "10", "19", "22", "29", "39",
                                        "52", "60", "67", "71", "80", "96"};
    const char *text = (innocent ? right : wrong)[ref_below(g, 13)];
    if (m->claim.type != SJ_INSTITUTIONAL)
        ref_make_outpatient(g, m);
    m->claim.discharge_status = ref_text(m, text, 2);
}

static void clm_dates(gen *g, ref_made *m, bool innocent)
{
    m->claim.from = m->claim.to + (innocent ? 0 : 1 + (sj_date)ref_below(g, 5));
}

/* ---- present on admission ---- */

static const char *poa_code(gen *g, const ref_made *m, bool exempt)
{
    sj_date day = m->claim.to;
    for (int tries = 0; tries < 80; tries++) {
        static const char *const stems[] = {"Z", "W", "V", "Q", "Y", "T"};
        const char *code = exempt ? ref_billable_below(g, stems[ref_below(g, 6)], day)
                                  : any_code(g, m);
        if (code &&
            ref_exempt(g->rules, code, day) == (exempt ? REF_SAYS_YES : REF_SAYS_NO))
            return code;
    }
    return NULL;
}

static void poa(gen *g, ref_made *m, bool exempt, bool value)
{
    ref_make_inpatient(g, m);
    const char *code = poa_code(g, m, exempt);
    uint32_t at = any_place(g, m);
    if (!code)
        return;
    ref_put_dx(g, m, at, code);
    ref_make_poa(g, m);
    sj_diagnosis *dx = &m->dx[at];
    if (ref_chance(g, 20)) {
        m->claim.external_count = 1;
        dx = &m->external[0];
        *dx = (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, code)};
    }
    dx->poa = value ? ref_text(m, &"YNUW"[ref_below(g, 4)], 1) : (sj_str){0};
    if (!value && ref_chance(g, 30))
        dx->poa = ref_text(m, " ", 1);
}

static void poa_missing(gen *g, ref_made *m, bool innocent)
{
    poa(g, m, innocent && ref_chance(g, 50), false);
    if (innocent)
        ref_make_poa(g, m);
}

static void poa_exempt(gen *g, ref_made *m, bool innocent)
{
    poa(g, m, true, !innocent);
}

static void poa_invalid(gen *g, ref_made *m, bool innocent)
{
    uint32_t at = any_place(g, m);
    ref_make_inpatient(g, m);
    ref_put_dx(g, m, at, any_code(g, m));
    ref_make_poa(g, m);
    m->dx[at].poa = ref_text(m, &(innocent ? "YNUW" : "1XZ0")[ref_below(g, 4)], 1);
}

static void poa_not_applicable(gen *g, ref_made *m, bool innocent)
{
    if (ref_chance(g, 50)) {
        ref_make_inpatient(g, m);
        ref_make_poa(g, m);
        m->admitting =
            (sj_diagnosis){.code = ref_written(g, m, SJ_ICD10CM, any_code(g, m))};
        m->claim.admitting = &m->admitting;
        if (!innocent)
            m->admitting.poa = ref_text(m, "Y", 1);
        return;
    }
    if (innocent) {
        ref_make_inpatient(g, m);
        ref_make_poa(g, m);
    } else {
        (ref_chance(g, 50) ? ref_make_outpatient : ref_make_professional)(g, m);
        ref_put_dx(g, m, 0, any_code(g, m));
        m->dx[0].poa = ref_text(m, "Y", 1);
    }
}

/* ---- procedures ---- */

static const char *any_px(gen *g, const ref_made *m)
{
    const char *code = ref_billable(g, SJ_ICD10PCS, m->claim.to);
    return code ? code : "0DTJ0ZZ";
}

static void put_any_px(gen *g, ref_made *m, uint32_t places)
{
    const char *code = any_px(g, m);
    ref_put_px(g, m, ref_below(g, places), code);
}

static void pcs_format(gen *g, ref_made *m, bool innocent)
{
    static const char *const wrong[] = {"0DT.J0ZZ", "0DTJ0Z",   "0DTJOZZ",
                                        "0DTI0ZZ",  "0DTJ0ZZZ", ""};
    ref_make_inpatient(g, m);
    put_any_px(g, m, 2);
    if (!innocent) {
        const char *text = wrong[ref_below(g, 6)];
        m->px[0].code = ref_text(m, text, strlen(text));
    }
}

static void pcs_not_found(gen *g, ref_made *m, bool innocent)
{
    char code[SJ_CODE_CAP];
    ref_make_inpatient(g, m);
    snprintf(code, sizeof code, "%s", any_px(g, m));
    if (!innocent && ref_chance(g, 20))
        code[3] = 0; /* a table */
    for (int tries = 0; !innocent && code[3] && tries < 20; tries++) {
        uint32_t at = 3 + ref_below(g, 4);
        code[at] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"[ref_below(g, 34)];
        if (plain_find(&g->rules->answers, SJ_ICD10PCS, code) < 0)
            break;
    }
    ref_put_px(g, m, ref_below(g, 2), code);
}

static void pcs_not_effective(gen *g, ref_made *m, bool innocent)
{
    sj_interval intervals[8];
    ref_make_inpatient(g, m);
    if (g->changing_px_count == 0)
        return;
    uint32_t place = g->changing_px[ref_below(g, (uint32_t)g->changing_px_count)];
    const plain_answers *a = &g->rules->answers;
    size_t n = plain_validity(a, SJ_ICD10PCS, (long)place, intervals, 8);
    if (n == 0 || n > 8)
        return;
    sj_interval *days = &intervals[ref_below(g, (uint32_t)n)];
    bool before = days->to == SJ_DATE_OPEN;
    if (before)
        ref_set_day(m,
                    innocent ? days->from : days->from - 1 - (sj_date)ref_below(g, 5));
    else
        ref_set_day(m, innocent ? days->to : days->to + 1 + (sj_date)ref_below(g, 5));
    ref_put_px(g, m, ref_below(g, 2), a->systems[SJ_ICD10PCS].codes[place]);
}

static void pcs_list(gen *g, ref_made *m, int section, char subsection)
{
    ref_make_inpatient(g, m);
    go_to_editor(g, m);
    const char *code = from_list(g, m, section, subsection, SJ_ICD10PCS);
    if (code)
        ref_put_px(g, m, ref_below(g, 2), code);
}

static void pcs_limited(gen *g, ref_made *m, bool innocent)
{
    pcs_list(g, m, 17, 0);
    if (innocent) {
        if (ref_chance(g, 50))
            ref_put_px(g, m, 0, any_px(g, m));
        m->claim.px_count =
            m->claim.px_count > 1 && ref_chance(g, 50) ? 1 : m->claim.px_count;
        if (ref_chance(g, 50)) /* a version later */
            ref_set_day(m, plain_day(2019, 10, 1) + (sj_date)ref_below(g, 60));
        else
            ref_make_outpatient(g, m);
    }
}

static void pcs_los(gen *g, ref_made *m, bool innocent)
{
    pcs_list(g, m, 19, 0);
    m->claim.admission = m->claim.to - (innocent ? 4 : 3);
    m->claim.from = m->claim.admission;
    if (ref_chance(g, 40)) /* admitted before the statement begins */
        m->claim.from = m->claim.to - (sj_date)ref_below(g, 2);
}

static void pcs_non_covered(gen *g, ref_made *m, bool innocent)
{
    bool by_age = ref_chance(g, 70);
    pcs_list(g, m, 11, by_age ? 'F' : 'A');
    sj_date admission =
        m->claim.admission != SJ_NO_DATE ? m->claim.admission : m->claim.from;
    if (by_age)
        m->claim.birth = ref_born(g, innocent ? 60 : 61, admission);
    else if (innocent)
        ref_set_day(m, plain_day(2019, 10, 1) + (sj_date)ref_below(g, 60));
}

static void pcs_date(gen *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    put_any_px(g, m, 3);
    sj_date admission =
        m->claim.admission != SJ_NO_DATE ? m->claim.admission : m->claim.from;
    sj_procedure *px = &m->px[m->claim.px_count - 1];
    if (ref_chance(g, 50))
        px->date = admission - (innocent ? 3 : 4);
    else
        px->date = m->claim.to + (innocent ? 0 : 1);
}

static void pcs_count(gen *g, ref_made *m, bool innocent)
{
    ref_make_inpatient(g, m);
    ref_put_px(g, m, innocent ? 24 : 25, any_px(g, m));
}

static void pcs_wrong_claim(gen *g, ref_made *m, bool innocent)
{
    if (innocent)
        ref_make_inpatient(g, m);
    else
        (ref_chance(g, 50) ? ref_make_professional : ref_make_outpatient)(g, m);
    put_any_px(g, m, 2);
}

static const struct {
    sj_edit edit;
    void (*build)(gen *g, ref_made *m, bool innocent);
} situations[] = {
    {SJ_DX_AGE, dx_age},
    {SJ_DX_CODE_ALSO_MISSING, dx_code_also},
    {SJ_DX_CODE_FIRST_MISSING, dx_code_first_missing},
    {SJ_DX_CODE_FIRST_ORDER, dx_code_first_order},
    {SJ_DX_COUNT, dx_count},
    {SJ_DX_DUPLICATE, dx_duplicate},
    {SJ_DX_DUPLICATE_PDX, dx_duplicate_pdx},
    {SJ_DX_EXCLUDES1, dx_excludes1},
    {SJ_DX_EXCLUDES1, dx_excludes1},
    {SJ_DX_EXTERNAL_CAUSE_PRINCIPAL, dx_external_cause},
    {SJ_DX_FIRST_LISTED_ONLY, dx_first_listed_only},
    {SJ_DX_FORMAT, dx_format},
    {SJ_DX_LATERALITY_CONFLICT, dx_laterality},
    {SJ_DX_MANIFESTATION_FIRST, dx_manifestation},
    {SJ_DX_NOT_BILLABLE, dx_not_billable},
    {SJ_DX_NOT_EFFECTIVE, dx_not_effective},
    {SJ_DX_NOT_FOUND, dx_not_found},
    {SJ_DX_PLACEHOLDER_MISSING, dx_placeholder_missing},
    {SJ_DX_PRINCIPAL_MISSING, dx_principal_missing},
    {SJ_DX_QUESTIONABLE_ADMISSION, dx_questionable},
    {SJ_DX_SEQUELA_ORDER, dx_sequela},
    {SJ_DX_SEVENTH_INVALID, dx_seventh_invalid},
    {SJ_DX_SEVENTH_MISSING, dx_seventh_missing},
    {SJ_DX_SEX, dx_sex},
    {SJ_DX_UNACCEPTABLE_PRINCIPAL, dx_unacceptable},
    {SJ_DX_USE_ADDITIONAL_MISSING, dx_use_additional},
    {SJ_DX_VERSION_MIX, dx_version_mix},
    {SJ_DX_WRONG_PROCEDURE, dx_wrong_procedure},
    {SJ_PCS_COUNT, pcs_count},
    {SJ_PCS_DATE, pcs_date},
    {SJ_PCS_FORMAT, pcs_format},
    {SJ_PCS_LIMITED_COVERAGE, pcs_limited},
    {SJ_PCS_LOS, pcs_los},
    {SJ_PCS_NON_COVERED, pcs_non_covered},
    {SJ_PCS_NOT_EFFECTIVE, pcs_not_effective},
    {SJ_PCS_NOT_FOUND, pcs_not_found},
    {SJ_PCS_WRONG_CLAIM, pcs_wrong_claim},
    {SJ_POA_EXEMPT_REPORTED, poa_exempt},
    {SJ_POA_INVALID, poa_invalid},
    {SJ_POA_MISSING, poa_missing},
    {SJ_POA_NOT_APPLICABLE, poa_not_applicable},
    {SJ_PT_AGE_INVALID, pt_age},
    {SJ_PT_SEX_INVALID, pt_sex},
    {SJ_PT_STATUS_INVALID, pt_status},
    {SJ_CLM_DATES, clm_dates},
};

void ref_build_situation(ref_generator *g, ref_made *m)
{
    uint32_t i = ref_below(g, sizeof situations / sizeof *situations);
    m->aim = situations[i].edit;
    m->innocent = ref_chance(g, 45);
    situations[i].build(g, m, m->innocent);
    if (ref_chance(g, 15)) { /* and something else beside it */
        i = ref_below(g, sizeof situations / sizeof *situations);
        situations[i].build(g, m, ref_chance(g, 50));
    }
}

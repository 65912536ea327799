/*
 * Questions about notes: which references bind a code on a day, and which codes a
 * reference names. Sets are never written out: a subtree is a prefix, a range two
 * places in the tabular order of the release in force. In a gap between two releases a
 * code is in a range when both neighbours' order says so.
 */
#include "fuzz/reference/reference_rules.h"

#include <string.h>

static bool starts_with(const char *code, const char *prefix)
{
    return strncmp(code, prefix, strlen(prefix)) == 0;
}

/* ---- places in the tabular order ---- */

static const plain_system *icd10(const ref_rules *rules)
{
    return &rules->answers.systems[SJ_ICD10CM];
}

/* Row of a code in a release, -1 when it has none. */
static int row_of(const ref_rules *rules, const char *code, int release)
{
    const plain_system *s = icd10(rules);
    long place = plain_find(&rules->answers, SJ_ICD10CM, code);
    if (place < 0)
        return -1;
    const plain_row *row = s->rows[(size_t)place * s->release_count + (size_t)release];
    return row ? (int)(row - s->releases[release].rows) : -1;
}

/* Twice the row of a code; the odd number between two rows for one that is no row and
 * stands where byte order puts it among those that begin alike (RULINGS.md 14). -2: it
 * stands nowhere. */
static int place_of(const ref_rules *rules, const char *code, int release)
{
    const plain_release *r = &icd10(rules)->releases[release];
    int row = row_of(rules, code, release);
    if (row >= 0)
        return 2 * row;
    for (size_t alike = 3; alike >= 2; alike--) {
        int last = -1;
        for (uint32_t i = 0; i < r->count; i++) {
            if (strncmp(r->rows[i].code, code, alike) != 0)
                continue;
            if (strcmp(r->rows[i].code, code) > 0)
                return 2 * (int)i - 1;
            last = (int)i;
        }
        if (last >= 0)
            return 2 * last + 1;
    }
    return -2;
}

/* First and last place of a range in a release, asked once. */
static const int *ends_of(ref_rules *rules, const ref_bound *bound, int release)
{
    const plain_release *r = &icd10(rules)->releases[release];
    int *ends = rules->ends[(uint32_t)bound->number * icd10(rules)->release_count +
                            (uint32_t)release];
    if (ends[0] != -1)
        return ends;
    ends[0] = place_of(rules, bound->reference.from, release);
    ends[1] = place_of(rules, bound->reference.to, release);
    /* A row: to the end of its subtree. */
    while (ends[1] >= 0 && ends[1] % 2 == 0 && (uint32_t)ends[1] / 2 + 1 < r->count &&
           starts_with(r->rows[ends[1] / 2 + 1].code, bound->reference.to))
        ends[1] += 2;
    if (ends[0] == -2 || ends[1] == -2) {
        ends[0] = 1;
        ends[1] = 0; /* empty */
    }
    return ends;
}

static bool range_has(ref_rules *rules, const ref_bound *bound, const char *code,
                      int release)
{
    const int *ends = ends_of(rules, bound, release);
    int place = place_of(rules, code, release);
    return place >= ends[0] && place <= ends[1];
}

bool ref_names(ref_rules *rules, const ref_bound *bound, const char *code, sj_date day)
{
    const ref_reference *reference = &bound->reference;
    if (!ref_qualifies(&reference->qualifier, code))
        return false;
    if (!reference->to[0])
        return starts_with(code, reference->from);
    ref_speakers orders = ref_orders_on(rules, day);
    return orders.a >= 0 && range_has(rules, bound, code, orders.a) &&
           (orders.b < 0 || range_has(rules, bound, code, orders.b));
}

static bool names_any_now(ref_rules *rules, const ref_bound *bound, sj_date day)
{
    const plain_system *s = icd10(rules);
    const char *from = bound->reference.from;
    /* Byte order and tabular order nearly agree: begin at the code itself. */
    uint32_t low = 0, high = s->code_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(s->codes[middle], from) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t n = 0; n < s->code_count; n++) {
        uint32_t i = (low + n) % s->code_count;
        const char *code = s->codes[i];
        if (!bound->reference.to[0] && !starts_with(code, from))
            return false; /* a subtree stands together */
        uint8_t status =
            plain_status_on(&rules->answers, SJ_ICD10CM, (long)i, code, day).status;
        if ((status == SJ_CODE_BILLABLE || status == SJ_CODE_UNKNOWN) &&
            ref_names(rules, bound, code, day))
            return true;
    }
    return false;
}

bool ref_names_any(ref_rules *rules, const ref_bound *bound, sj_date day)
{
    ref_speakers orders = ref_orders_on(rules, day);
    if (orders.a < 0)
        return names_any_now(rules, bound, day);
    size_t states = 2 * (size_t)icd10(rules)->release_count + 1;
    signed char *said = &rules->named[(size_t)bound->number * states +
                                      2 * (size_t)orders.a + (orders.b >= 0)];
    if (*said == 0)
        *said = names_any_now(rules, bound, day) ? 2 : 1;
    return *said == 2;
}

/* ---- nodes above a code ---- */

/* The diag of a Tabular List that a code is or lies below, -1 when none is. */
static int diag_of(const ref_tabular *t, const char *code)
{
    for (size_t n = strlen(code); n >= 3; n--) {
        int low = 0, high = t->diag_count;
        while (low < high) {
            int middle = low + (high - low) / 2;
            const char *id = t->nodes[t->diags[middle]].id;
            int order = strncmp(code, id, n);
            if (order == 0 && id[n] != 0)
                order = -1;
            if (order == 0)
                return t->diags[middle];
            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }
    }
    return -1;
}

/* Whether a section that holds no category of its own spans this one (RULINGS.md 15):
 * "V00-V99" in its chapter. */
static bool spans(const ref_rules *rules, const ref_node *section, const char *category,
                  sj_date day)
{
    ref_speakers orders = ref_orders_on(rules, day);
    char first[8] = {0}, last[8] = {0};
    if (orders.a < 0 || strlen(section->id) < 3)
        return false;
    memcpy(first, section->id, 3);
    memcpy(last, strlen(section->id) >= 7 ? section->id + 4 : section->id, 3);
    for (int k = 0; k < 2; k++) {
        int release = k == 0 ? orders.a : orders.b;
        if (release < 0)
            continue;
        int place = place_of(rules, category, release);
        if (place < place_of(rules, first, release) ||
            place > place_of(rules, last, release))
            return false;
    }
    return true;
}

enum { ABOVE_MAX = 32 };

/* All nodes above a code, itself included. */
static int nodes_above(const ref_rules *rules, const ref_tabular *t, const char *code,
                       sj_date day, int out[ABOVE_MAX])
{
    int count = 0, node = diag_of(t, code);
    char category[8] = {0};
    memcpy(category, code, 3);
    for (; node >= 0; node = t->nodes[node].parent) {
        out[count++] = node;
        if (t->nodes[node].type != REF_CHAPTER)
            continue;
        for (int i = 0; i < t->spanning_count; i++)
            if (t->nodes[t->spanning[i]].parent == node && count < ABOVE_MAX &&
                spans(rules, &t->nodes[t->spanning[i]], category, day))
                out[count++] = t->spanning[i];
    }
    return count;
}

static bool listed(const int *nodes, int count, int node)
{
    for (int i = 0; i < count; i++)
        if (nodes[i] == node)
            return true;
    return false;
}

static int same_node(const ref_tabular *t, const ref_node *node)
{
    if (node->type == REF_DIAG) {
        int found = diag_of(t, node->id);
        return found >= 0 && strcmp(t->nodes[found].id, node->id) == 0 ? found : -1;
    }
    for (int i = 0; i < t->node_count; i++)
        if (t->nodes[i].type == node->type && strcmp(t->nodes[i].id, node->id) == 0)
            return i;
    return -1;
}

/* The nodes of the list that speaks, or in a gap those of its earlier neighbour, above
 * a code; a code that only the later neighbour knows lies where that one puts it. */
static int nodes_in_force(const ref_rules *rules, const char *code, sj_date day,
                          ref_speakers s, int out[ABOVE_MAX], bool *weak)
{
    const ref_tabular *t = &rules->tabulars[s.a];
    int count = nodes_above(rules, t, code, day, out);
    *weak = false;
    for (int i = 0; i < count; i++)
        *weak = *weak || t->nodes[out[i]].weak;
    if (s.b < 0)
        return count;
    const ref_tabular *later = &rules->tabulars[s.b];
    int above[ABOVE_MAX];
    int n = nodes_above(rules, later, code, day, above);
    for (int i = 0; i < n; i++) {
        int same = same_node(t, &later->nodes[above[i]]);
        *weak = *weak || later->nodes[above[i]].weak;
        if (same >= 0 && count < ABOVE_MAX && !listed(out, count, same))
            out[count++] = same;
    }
    return count;
}

void ref_notes_of(const ref_rules *rules, const char *code, sj_date day, ref_notes *out)
{
    int above[ABOVE_MAX];
    ref_speakers s = ref_tabulars_on(rules, day);
    out->count = 0;
    out->weak = false;
    out->tabular = NULL;
    if (s.a < 0)
        return;
    out->tabular = &rules->tabulars[s.a];
    int n = nodes_in_force(rules, code, day, s, above, &out->weak);
    for (int i = 0; i < n; i++) {
        const ref_node *node = &out->tabular->nodes[above[i]];
        for (int k = 0; k < node->count; k++) {
            const ref_bound *bound = &out->tabular->bounds[node->first + k];
            if (s.b >= 0 && !bound->next_has_it)
                continue;
            if (out->count == REF_BOUND_MAX)
                plain_die(code, 0, "bound by too many references");
            out->bounds[out->count++] = bound;
        }
    }
}

bool ref_is_below(const ref_rules *rules, const ref_bound *bound,
                  const ref_notes *notes, const char *code, sj_date day)
{
    int above[ABOVE_MAX];
    bool weak;
    const ref_node *node = &notes->tabular->nodes[bound->node];
    if (node->type == REF_DIAG)
        return starts_with(code, node->id);
    ref_speakers s = ref_tabulars_on(rules, day);
    int n = nodes_in_force(rules, code, day, s, above, &weak);
    return listed(above, n, bound->node);
}

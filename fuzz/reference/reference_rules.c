/*
 * Loads the files of a manifest and gives each its interval (RULINGS.md 1); says which
 * of them speak for a day (2).
 */
#include "fuzz/reference/reference_rules.h"

#include "fuzz/reference/reference_line_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sj_date read_day(const char *text)
{
    int y, m, d;
    if (sscanf(text, "%4d-%2d-%2d", &y, &m, &d) != 3)
        plain_die("manifest", 0, "no date");
    return plain_day(y, m, d);
}

/* The last day before the next October 1. */
static sj_date regular_end(sj_date from)
{
    int year = 1990;
    while (plain_day(year, 10, 1) <= from)
        year++;
    return plain_day(year, 10, 1) - 1;
}

static int tabular_by_date(const void *a, const void *b)
{
    const ref_tabular *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static int editor_by_date(const void *a, const void *b)
{
    const ref_editor *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static int poa_by_date(const void *a, const void *b)
{
    const ref_poa *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static void read_entry(ref_rules *r, const char *folder, const char *file,
                       const char *kind, const char *release, sj_date from, sj_date to)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    if (r->tabular_count == REF_FILES_MAX || r->editor_count == REF_FILES_MAX ||
        r->poa_count == REF_FILES_MAX)
        plain_die(path, 0, "too many files");
    if (strcmp(kind, "icd10cm-tabular") == 0) {
        ref_tabular *t = &r->tabulars[r->tabular_count++];
        ref_read_tabular(path, t);
        snprintf(t->release, sizeof t->release, "%s", release);
        t->from = from;
        t->to = to;
    } else if (strncmp(kind, "mce-", 4) == 0) {
        ref_editor *e = &r->editors[r->editor_count++];
        (strcmp(kind, "mce-text") == 0 ? ref_read_editor_text : ref_read_editor)(path,
                                                                                 e);
        e->from = from;
        e->to = to;
    } else if (strcmp(kind, "poa-exempt") == 0) {
        ref_poa *p = &r->poas[r->poa_count++];
        ref_read_poa(path, p);
        p->from = from;
        p->to = to;
    }
}

/* A release speaks to the day before the next one. */
static void bound_intervals(ref_rules *r)
{
    qsort(r->tabulars, (size_t)r->tabular_count, sizeof *r->tabulars, tabular_by_date);
    qsort(r->editors, (size_t)r->editor_count, sizeof *r->editors, editor_by_date);
    qsort(r->poas, (size_t)r->poa_count, sizeof *r->poas, poa_by_date);
    for (int i = 0; i + 1 < r->tabular_count; i++)
        if (r->tabulars[i + 1].from <= r->tabulars[i].to)
            r->tabulars[i].to = r->tabulars[i + 1].from - 1;
    for (int i = 0; i + 1 < r->editor_count; i++)
        if (r->editors[i + 1].from <= r->editors[i].to)
            r->editors[i].to = r->editors[i + 1].from - 1;
    for (int i = 0; i + 1 < r->poa_count; i++)
        if (r->poas[i + 1].from <= r->poas[i].to)
            r->poas[i].to = r->poas[i + 1].from - 1;
}

/* The node of that type and name, -1 when the list has none. */
static int find_node(const ref_tabular *t, ref_node_type type, const char *id)
{
    if (type == REF_DIAG) {
        int low = 0, high = t->diag_count;
        while (low < high) {
            int middle = low + (high - low) / 2;
            int order = strcmp(id, t->nodes[t->diags[middle]].id);
            if (order == 0)
                return t->diags[middle];
            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }
        return -1;
    }
    for (int i = 0; i < t->node_count; i++)
        if (t->nodes[i].type == type && strcmp(t->nodes[i].id, id) == 0)
            return i;
    return -1;
}

/* Number all references, and mark those that the next Tabular List has, too. */
static void compare_neighbours(ref_rules *r)
{
    for (int i = 0; i < r->tabular_count; i++) {
        ref_tabular *t = &r->tabulars[i], *next = t + 1;
        for (int b = 0; b < t->bound_count; b++) {
            ref_bound *bound = &t->bounds[b];
            bound->number = r->reference_count++;
            if (i + 1 == r->tabular_count)
                continue;
            const ref_node *node = &t->nodes[bound->node];
            int there = find_node(next, node->type, node->id);
            for (int k = 0; there >= 0 && k < next->nodes[there].count; k++) {
                const ref_bound *other = &next->bounds[next->nodes[there].first + k];
                if (other->kind == bound->kind &&
                    ref_same_reference(&other->reference, &bound->reference))
                    bound->next_has_it = true;
            }
        }
    }
}

void ref_rules_load(const char *folder, ref_rules *out)
{
    char path[1024], *line;
    size_t size;
    memset(out, 0, sizeof *out);
    plain_read_world(folder, &out->world);
    plain_answers_make(&out->world, false, &out->answers);
    out->lines = ref_grow(NULL, 1, sizeof *out->lines);
    ref_line_tables_load(folder, out->lines);
    snprintf(path, sizeof path, "%s/manifest.csv", folder);
    char *bytes = plain_slurp(path, &size), *rest = bytes;
    while ((line = strsep(&rest, "\n"))) {
        char *field[5] = {0};
        line[strcspn(line, "\r")] = 0;
        for (int i = 0; i < 5; i++)
            field[i] = strsep(&line, ",");
        if (!field[3] ||
            (strcmp(field[1], "icd10cm-tabular") != 0 &&
             strcmp(field[1], "mce-lists") != 0 && strcmp(field[1], "mce-text") != 0 &&
             strcmp(field[1], "poa-exempt") != 0))
            continue;
        sj_date from = read_day(field[3]);
        sj_date to = field[4] && *field[4] ? read_day(field[4]) : regular_end(from);
        read_entry(out, folder, field[0], field[1], field[2], from, to);
    }
    free(bytes);
    bound_intervals(out);
    compare_neighbours(out);
    size_t releases = out->answers.systems[SJ_ICD10CM].release_count;
    out->named = ref_grow(NULL, (size_t)out->reference_count * (2 * releases + 1), 1);
    memset(out->named, 0, (size_t)out->reference_count * (2 * releases + 1));
    out->ends =
        ref_grow(NULL, (size_t)out->reference_count * releases + 1, sizeof *out->ends);
    memset(out->ends, 0xFF,
           ((size_t)out->reference_count * releases + 1) * sizeof *out->ends);
}

void ref_rules_free(ref_rules *r)
{
    for (int i = 0; i < r->tabular_count; i++) {
        free(r->tabulars[i].nodes);
        free(r->tabulars[i].bounds);
        free(r->tabulars[i].diags);
        free(r->tabulars[i].spanning);
    }
    for (int i = 0; i < r->editor_count; i++)
        for (int k = 0; k < r->editors[i].list_count; k++)
            free(r->editors[i].lists[k].codes);
    for (int i = 0; i < r->poa_count; i++)
        free(r->poas[i].codes);
    free(r->named);
    free(r->ends);
    ref_line_tables_free(r->lines);
    free(r->lines);
    plain_answers_free(&r->answers);
    plain_free_world(&r->world);
}

/* Who speaks: the interval that holds the day, else the two it lies between. */
static ref_speakers next_speaker(ref_speakers s, int i, sj_date from, sj_date to,
                                 sj_date day)
{
    if (day >= from && day <= to)
        return (ref_speakers){i, -1};
    if (day > to)
        return (ref_speakers){i, -2}; /* unless a later one follows */
    if (s.a >= 0 && s.b == -2)
        return (ref_speakers){s.a, i};
    return s;
}

static ref_speakers settled(ref_speakers s)
{
    return s.b == -2 ? (ref_speakers){-1, -1} : s;
}

ref_speakers ref_tabulars_on(const ref_rules *r, sj_date day)
{
    ref_speakers s = {-1, -1};
    for (int i = 0; i < r->tabular_count; i++)
        s = next_speaker(s, i, r->tabulars[i].from, r->tabulars[i].to, day);
    return settled(s);
}

ref_speakers ref_editors_on(const ref_rules *r, sj_date day)
{
    ref_speakers s = {-1, -1};
    for (int i = 0; i < r->editor_count; i++)
        s = next_speaker(s, i, r->editors[i].from, r->editors[i].to, day);
    return settled(s);
}

ref_speakers ref_poas_on(const ref_rules *r, sj_date day)
{
    ref_speakers s = {-1, -1};
    for (int i = 0; i < r->poa_count; i++)
        s = next_speaker(s, i, r->poas[i].from, r->poas[i].to, day);
    return settled(s);
}

ref_speakers ref_orders_on(const ref_rules *r, sj_date day)
{
    const plain_system *system = &r->answers.systems[SJ_ICD10CM];
    ref_speakers s = {-1, -1};
    for (uint32_t i = 0; i < system->release_count; i++)
        s = next_speaker(s, (int)i, system->releases[i].from, system->releases[i].to,
                         day);
    return settled(s);
}

/*
 * Questions about lists and titles: the Code Editor, the POA-exempt list, manifestation
 * titles, and the families of sides, told from the long titles of one release.
 */
#include "fuzz/reference/reference_rules.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- lists ---- */

/* An unlettered list is asked for as 0; a version that letters it calls it A. */
static const ref_list *list_of(const ref_editor *editor, int section, char subsection)
{
    for (int i = 0; i < editor->list_count; i++) {
        const ref_list *list = &editor->lists[i];
        if (list->section == section && (list->subsection == subsection ||
                                         (subsection == 0 && list->subsection == 'A')))
            return list;
    }
    return NULL;
}

static ref_say said_by(const ref_editor *editor, int section, char subsection,
                       const char *code)
{
    const ref_list *list = list_of(editor, section, subsection);
    if (!list)
        return REF_SAYS_NOTHING;
    return ref_has_code(list->codes, list->count, code) ? REF_SAYS_YES : REF_SAYS_NO;
}

ref_say ref_listed(const ref_rules *rules, int section, char subsection,
                   const char *code, sj_date day)
{
    ref_speakers s = ref_editors_on(rules, day);
    if (s.a < 0)
        return REF_SAYS_NOTHING;
    ref_say said = said_by(&rules->editors[s.a], section, subsection, code);
    if (s.b >= 0 && said != said_by(&rules->editors[s.b], section, subsection, code))
        return REF_SAYS_NOTHING;
    return said;
}

bool ref_list_speaks(const ref_rules *rules, int section, char subsection, sj_date day)
{
    ref_speakers s = ref_editors_on(rules, day);
    return s.a >= 0 && s.b < 0 && list_of(&rules->editors[s.a], section, subsection);
}

bool ref_age_is_outside(const ref_rules *rules, int list, int age, sj_date day)
{
    ref_speakers s = ref_editors_on(rules, day);
    for (int k = 0; k < 2; k++) {
        int editor = k == 0 ? s.a : s.b;
        if (editor < 0)
            continue;
        const int *ages = rules->editors[editor].ages[list];
        if (age >= ages[0] && age <= ages[1])
            return false;
    }
    return s.a >= 0;
}

ref_say ref_exempt(const ref_rules *rules, const char *code, sj_date day)
{
    ref_speakers s = ref_poas_on(rules, day);
    if (s.a < 0)
        return REF_SAYS_NOTHING;
    const ref_poa *poa = &rules->poas[s.a];
    bool said = ref_has_code(poa->codes, poa->count, code);
    if (s.b >= 0) {
        poa = &rules->poas[s.b];
        if (said != ref_has_code(poa->codes, poa->count, code))
            return REF_SAYS_NOTHING;
    }
    return said ? REF_SAYS_YES : REF_SAYS_NO;
}

/* ---- titles ---- */

bool ref_title_has(const ref_rules *rules, const char *code, sj_date day,
                   const char *words)
{
    long place = plain_find(&rules->answers, SJ_ICD10CM, code);
    if (place < 0)
        return false;
    plain_text title =
        plain_titles_on(&rules->answers, SJ_ICD10CM, place, day).long_text;
    return title.p && memmem(title.p, title.len, words, strlen(words)) != NULL;
}

/* A word of a title: up to the next blank, its commas left out. */
typedef struct word {
    const char *p;
    size_t len;
} word;

static bool next_word(plain_text *rest, word *out)
{
    while (rest->len > 0 && *rest->p == ' ') {
        rest->p++;
        rest->len--;
    }
    out->p = rest->p;
    out->len = 0;
    while (rest->len > 0 && *rest->p != ' ') {
        rest->p++;
        rest->len--;
        out->len++;
    }
    bool any = out->len > 0;
    while (out->len > 0 && out->p[out->len - 1] == ',')
        out->len--;
    return any;
}

static bool same_word(word a, word b)
{
    return a.len == b.len && (a.len == 0 || strncasecmp(a.p, b.p, a.len) == 0);
}

typedef enum side { RIGHT, LEFT, BILATERAL, UNSPECIFIED, SIDES, NO_SIDE = SIDES } side;

static side side_of(word w)
{
    static const char *const names[SIDES] = {"right", "left", "bilateral",
                                             "unspecified"};
    for (int i = 0; i < SIDES; i++)
        if (same_word(w, (word){names[i], strlen(names[i])}))
            return (side)i;
    return NO_SIDE;
}

/* The billable row of a code in a release. */
static const plain_row *billable_row(const ref_rules *rules, const char *code,
                                     int release)
{
    const plain_system *s = &rules->answers.systems[SJ_ICD10CM];
    long place = plain_find(&rules->answers, SJ_ICD10CM, code);
    const plain_row *row =
        place < 0 ? NULL : s->rows[(size_t)place * s->release_count + (size_t)release];
    return row && row->status == SJ_CODE_BILLABLE ? row : NULL;
}

static bool names_right_or_left(plain_text rest)
{
    for (word w; next_word(&rest, &w);)
        if (side_of(w) == RIGHT || side_of(w) == LEFT)
            return true;
    return false;
}

/* The side that a title names as its word number `at`, when its first words are those
 * of `like`. "Unspecified left leg" names a part of a side. */
static side side_at(plain_text title, plain_text like, int at)
{
    word a, b;
    for (int i = 0; i < at; i++)
        if (!next_word(&title, &a) || !next_word(&like, &b) || !same_word(a, b))
            return NO_SIDE;
    side named = next_word(&title, &a) ? side_of(a) : NO_SIDE;
    return named >= BILATERAL && names_right_or_left(title) ? NO_SIDE : named;
}

/* How many codes name each side: those equal to `code` but for the character `position`
 * (from 0), titles equal up to word `at`. */
static void count_sides(const ref_rules *rules, const char *code, plain_text like,
                        int release, size_t position, int at, int counts[SIDES])
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char member[SJ_CODE_CAP] = {0};
    memcpy(member, code, strlen(code));
    memset(counts, 0, SIDES * sizeof *counts);
    for (const char *c = alphabet; *c; c++) {
        member[position] = *c;
        const plain_row *row = billable_row(rules, member, release);
        side named = row ? side_at(row->long_text, like, at) : NO_SIDE;
        if (named != NO_SIDE)
            counts[named]++;
    }
}

/* A family: right and left, and no side twice. */
static bool is_family(const int counts[SIDES])
{
    return counts[RIGHT] == 1 && counts[LEFT] == 1 && counts[BILATERAL] <= 1 &&
           counts[UNSPECIFIED] <= 1;
}

static bool conflict_in(const ref_rules *rules, const char *a, const char *b,
                        size_t position, int release)
{
    const plain_row *x = billable_row(rules, a, release);
    const plain_row *y = billable_row(rules, b, release);
    if (!x || !y)
        return false;
    plain_text p = x->long_text, q = y->long_text;
    word v, w;
    int at = 0, counts[SIDES];
    while (next_word(&p, &v) && next_word(&q, &w) && same_word(v, w))
        at++;
    side one = side_at(x->long_text, x->long_text, at);
    side two = side_at(y->long_text, x->long_text, at);
    if (one == NO_SIDE || two == NO_SIDE || one == two)
        return false;
    count_sides(rules, a, x->long_text, release, position, at, counts);
    if (!is_family(counts))
        return false;
    if (one < BILATERAL && two < BILATERAL)
        return counts[BILATERAL] == 1;
    return true; /* bilateral beside a side, unspecified beside any other */
}

bool ref_sides_conflict(const ref_rules *rules, const char *a, const char *b,
                        sj_date day)
{
    size_t n = strlen(a), position = 0;
    if (strlen(b) != n)
        return false;
    while (position < n && a[position] == b[position])
        position++;
    if (position < 3 || position > 5 || position >= n ||
        strcmp(a + position + 1, b + position + 1) != 0)
        return false;
    ref_speakers s = ref_orders_on(rules, day);
    return s.a >= 0 && conflict_in(rules, a, b, position, s.a) &&
           (s.b < 0 || conflict_in(rules, a, b, position, s.b));
}

void ref_count_families(const ref_rules *rules, int release, int *families,
                        int *bilateral, int *unspecified, int *crowded)
{
    const plain_release *r = &rules->answers.systems[SJ_ICD10CM].releases[release];
    *families = *bilateral = *unspecified = *crowded = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        const plain_row *row = &r->rows[i];
        plain_text rest = row->long_text;
        word w;
        for (int at = 0; next_word(&rest, &w); at++) {
            if (row->status != SJ_CODE_BILLABLE || side_of(w) != RIGHT)
                continue;
            for (size_t position = 3; position < 6 && row->code[position]; position++) {
                int counts[SIDES];
                count_sides(rules, row->code, row->long_text, release, position, at,
                            counts);
                if (is_family(counts)) {
                    ++*families;
                    *bilateral += counts[BILATERAL];
                    *unspecified += counts[UNSPECIFIED];
                } else if (counts[RIGHT] >= 1 && counts[LEFT] >= 1) {
                    ++*crowded; /* once for each right member */
                }
            }
        }
    }
}

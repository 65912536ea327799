/*
 * What must hold of sj_check() whatever the claim says: the invariants 1, 3, 8 to 15,
 * 19 and 20 of DOMAIN.md 6 on random claims over the official releases. (22 and 23
 * stand in test_derived_codes.c.) $SCRUBJAY_CLAIMS says how many claims each,
 * $SCRUBJAY_SEED where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/reference/claim_generator.h"
#include "fuzz/reference/reference_check.h"
#include "tests/support/plain_fixture.h"

enum { CLAIMS = 20000, FINDINGS = 8192, SHOWN = 5 };

static ref_rules rules;
static ref_generator generator;
static gen_compile_result compiled;
static sj_image *image;
static uint64_t claims, first_seed;

/* ---- results of a check, by code ---- */

typedef struct judged {
    sj_finding items[FINDINGS];
    sj_findings findings;
} judged;

static judged before, after;

static void judge(const sj_claim *claim, judged *out)
{
    out->findings = (sj_findings){.items = out->items, .cap = FINDINGS};
    assert_int_equal(sj_check(image, claim, NULL, &out->findings), SJ_OK);
    assert_int_equal(out->findings.total, out->findings.count);
}

static bool is_existence(uint16_t edit)
{
    switch (edit) {
    case SJ_DX_FORMAT:
    case SJ_DX_NOT_BILLABLE:
    case SJ_DX_NOT_EFFECTIVE:
    case SJ_DX_NOT_FOUND:
    case SJ_DX_PLACEHOLDER_MISSING:
    case SJ_DX_SEVENTH_INVALID:
    case SJ_DX_SEVENTH_MISSING:
    case SJ_DX_VERSION_MIX:
    case SJ_PCS_FORMAT:
    case SJ_PCS_NOT_EFFECTIVE:
    case SJ_PCS_NOT_FOUND:
        return true;
    default:
        return false;
    }
}

/* Position, sequence and POA: what the order of diagnoses decides. */
static bool is_sequence(uint16_t edit)
{
    switch (edit) {
    case SJ_DX_EXTERNAL_CAUSE_PRINCIPAL:
    case SJ_DX_DUPLICATE_PDX:
    case SJ_DX_DUPLICATE:
    case SJ_DX_MANIFESTATION_FIRST:
    case SJ_DX_UNACCEPTABLE_PRINCIPAL:
    case SJ_DX_REQUIRES_SECONDARY:
    case SJ_DX_QUESTIONABLE_ADMISSION:
    case SJ_DX_FIRST_LISTED_ONLY:
    case SJ_DX_SEQUELA_ORDER:
    case SJ_DX_CODE_FIRST_MISSING:
    case SJ_DX_CODE_FIRST_ORDER:
    case SJ_POA_EXEMPT_REPORTED:
    case SJ_POA_INVALID:
    case SJ_POA_MISSING:
    case SJ_POA_NOT_APPLICABLE:
        return true;
    default:
        return false;
    }
}

static bool same_place(sj_place a, sj_place b)
{
    return a.kind == b.kind && a.index == b.index && a.inner == b.inner &&
           a.inner_index == b.inner_index;
}

static bool same_finding(const sj_finding *a, const sj_finding *b)
{
    return a->edit == b->edit && a->severity == b->severity &&
           same_place(a->at, b->at) && same_place(a->with, b->with);
}

static bool same_findings(const judged *a, const judged *b)
{
    if (a->findings.count != b->findings.count)
        return false;
    for (uint32_t i = 0; i < a->findings.count; i++)
        if (!same_finding(&a->items[i], &b->items[i]))
            return false;
    return true;
}

/* Where a diagnosis of dx stands after the change; UINT16_MAX: it is gone. */
typedef struct mapping {
    uint16_t to[SJ_CLAIM_ITEMS_MAX];
} mapping;

static sj_place mapped(const mapping *m, sj_place at)
{
    if (at.kind == SJ_AT_DX)
        at.index = m->to[at.index];
    return at;
}

/* Whether the results have that finding, its diagnoses mapped; pairs in either role. */
static bool has_mapped(const judged *j, const sj_finding *f, const mapping *m)
{
    sj_place at = mapped(m, f->at), with = mapped(m, f->with);
    bool pair = f->edit == SJ_DX_EXCLUDES1 || f->edit == SJ_DX_LATERALITY_CONFLICT;
    for (uint32_t i = 0; i < j->findings.count; i++) {
        const sj_finding *g = &j->items[i];
        if (g->edit != f->edit || g->severity != f->severity)
            continue;
        if ((same_place(g->at, at) && same_place(g->with, with)) ||
            (pair && same_place(g->at, with) && same_place(g->with, at)))
            return true;
    }
    return false;
}

/* ---- counting ---- */

typedef struct tally {
    uint64_t tried, wrong;
} tally;

static void wrong(tally *t, const ref_made *made, const sj_claim *other)
{
    if (t->wrong++ >= SHOWN)
        return;
    printf("seed %llu\n", (unsigned long long)made->seed);
    ref_print_claim(stdout, &made->claim);
    if (other)
        ref_print_claim(stdout, other);
}

static void report(const char *what, const tally *t)
{
    printf("%s: %llu tried, %llu wrong\n", what, (unsigned long long)t->tried,
           (unsigned long long)t->wrong);
    assert_true(t->tried >= claims);
    assert_int_equal(t->wrong, 0);
}

/* ---- changed claims ---- */

/* A claim like another, with diagnoses of its own that a test may move about. */
typedef struct changed {
    sj_claim claim;
    sj_diagnosis dx[REF_MADE_DX];
    sj_line lines[REF_MADE_LINES];
    int32_t pointers[REF_MADE_LINES][REF_MADE_POINTERS];
    mapping map;
} changed;

static void copy(const sj_claim *claim, changed *out)
{
    out->claim = *claim;
    for (uint32_t i = 0; i < claim->dx_count; i++) {
        out->dx[i] = claim->dx[i];
        out->map.to[i] = (uint16_t)i;
    }
    for (uint32_t i = 0; i < claim->line_count; i++) {
        out->lines[i] = claim->lines[i];
        for (uint32_t k = 0; k < claim->lines[i].pointer_count; k++)
            out->pointers[i][k] = claim->lines[i].pointers[k];
        out->lines[i].pointers = out->pointers[i];
    }
    out->claim.dx = out->dx;
    out->claim.lines = out->lines;
}

/* Put the diagnoses where the mapping says and let pointers follow. */
static void move(const sj_claim *claim, changed *out)
{
    for (uint32_t i = 0; i < claim->dx_count; i++)
        if (out->map.to[i] != UINT16_MAX)
            out->dx[out->map.to[i]] = claim->dx[i];
    for (uint32_t i = 0; i < claim->line_count; i++)
        for (uint32_t k = 0; k < claim->lines[i].pointer_count; k++) {
            int32_t p = claim->lines[i].pointers[k];
            if (p >= 1 && (uint32_t)p <= claim->dx_count)
                out->pointers[i][k] =
                    out->map.to[p - 1] == UINT16_MAX ? 0 : out->map.to[p - 1] + 1;
        }
}

static bool has_edit(const judged *j, sj_edit edit)
{
    for (uint32_t i = 0; i < j->findings.count; i++)
        if (j->items[i].edit == edit)
            return true;
    return false;
}

/* Of equal diagnoses only the first takes part in pairs: which one that is, an order
 * decides. */
static bool repeats(const judged *j)
{
    return has_edit(j, SJ_DX_DUPLICATE) || has_edit(j, SJ_DX_DUPLICATE_PDX);
}

static ref_made made;
static changed other;

static void make(uint64_t i)
{
    ref_make_claim(&generator, first_seed + i, &made);
    copy(&made.claim, &other);
}

static uint32_t any(uint32_t limit)
{
    return ref_below(&generator, limit);
}

/* ---- 1 ---- */

static sj_str rewritten(ref_made *m, sj_system system, sj_str text)
{
    char code[SJ_CODE_CAP], shown[SJ_CODE_CAP], out[SJ_CODE_CAP + 8];
    size_t n;
    if (!sj_normalize(system, text.text, text.len, code, &n))
        return text;
    if (any(2))
        sj_display(system, code, n, shown);
    else
        memcpy(shown, code, sizeof shown);
    bool lower = any(2);
    int before_it = (int)any(3), after_it = (int)any(3);
    int len = snprintf(out, sizeof out, "%*s%s%*s", before_it, "", shown, after_it, "");
    for (int i = 0; lower && i < len; i++)
        if (out[i] >= 'A' && out[i] <= 'Z')
            out[i] = (char)(out[i] - 'A' + 'a');
    return ref_text(m, out, (size_t)len);
}

static void dots_case_and_outer_blanks_change_nothing(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; i < claims; i++) {
        make(i);
        judge(&made.claim, &before);
        for (uint32_t k = 0; k < made.claim.dx_count; k++) {
            sj_str code = made.dx[k].code;
            char ten[SJ_CODE_CAP];
            /* "E812.0" is ICD-9 alone by its dot: only what both versions write alike
             */
            if (made.dx[k].version == 0 &&
                (!sj_normalize(SJ_ICD10CM, code.text, code.len, ten, NULL) ||
                 (ten[0] >= '0' && ten[0] <= '9') || ten[0] == 'E'))
                continue;
            other.dx[k].code = rewritten(
                &made, made.dx[k].version == 9 ? SJ_ICD9CM : SJ_ICD10CM, code);
        }
        judge(&other.claim, &after);
        t.tried++;
        if (!same_findings(&before, &after))
            wrong(&t, &made, &other.claim);
    }
    report("ways to write a code", &t);
}

/* ---- 3 ---- */

static void
order_of_secondary_diagnoses_changes_no_exclusion_and_no_validity(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; t.tried < claims && i < 4 * claims; i++) {
        make(i);
        uint32_t n = made.claim.dx_count;
        judge(&made.claim, &before);
        if (n < 3 || repeats(&before))
            continue;
        for (uint32_t k = n - 1; k > 1; k--) {
            uint32_t with = 1 + any(k);
            uint16_t place = other.map.to[k];
            other.map.to[k] = other.map.to[with];
            other.map.to[with] = place;
        }
        move(&made.claim, &other);
        judge(&other.claim, &after);
        t.tried++;
        uint32_t here = 0, there = 0;
        bool sound = true;
        for (uint32_t k = 0; k < after.findings.count; k++)
            there += is_existence(after.items[k].edit) ||
                     after.items[k].edit == SJ_DX_EXCLUDES1;
        for (uint32_t k = 0; k < before.findings.count; k++) {
            const sj_finding *f = &before.items[k];
            if (!is_existence(f->edit) && f->edit != SJ_DX_EXCLUDES1)
                continue;
            here++;
            sound = sound && has_mapped(&after, f, &other.map);
        }
        if (!sound || here != there)
            wrong(&t, &made, &other.claim);
    }
    report("order of secondary diagnoses", &t);
}

/* ---- 8 ---- */

/* Days from one to another lie within the same releases of both ICD-10 systems. */
static bool same_releases(sj_date a, sj_date b)
{
    for (int i = 0; i < generator.border_count; i++)
        if ((a < generator.borders[i]) != (b < generator.borders[i]))
            return false;
    return true;
}

static void validity_changes_only_on_days_that_the_tables_name(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; t.tried < claims && i < 4 * claims; i++) {
        make(i);
        sj_claim *c = &other.claim;
        sj_date by = (sj_date)any(120) - 60;
        bool within = true;
        if (c->from == SJ_NO_DATE || c->to == SJ_NO_DATE)
            continue;
        within =
            same_releases(c->from, c->from + by) && same_releases(c->to, c->to + by);
        for (uint32_t k = 0; k < c->line_count; k++) {
            sj_line *line = &other.lines[k];
            if (line->from == SJ_NO_DATE)
                continue;
            within = within && same_releases(line->from, line->from + by);
            line->from += by;
            line->to += by;
        }
        if (!within)
            continue;
        c->from += by;
        c->to += by;
        judge(&made.claim, &before);
        judge(c, &after);
        t.tried++;
        uint32_t here = 0, there = 0;
        bool sound = true;
        for (uint32_t k = 0; k < after.findings.count; k++)
            there += is_existence(after.items[k].edit);
        for (uint32_t k = 0; k < before.findings.count; k++)
            if (is_existence(before.items[k].edit)) {
                here++;
                sound = sound && has_mapped(&after, &before.items[k], &other.map);
            }
        if (!sound || here != there)
            wrong(&t, &made, c);
    }
    report("validity within releases", &t);
}

/* ---- 9, 10, 11 ---- */

/* A professional claim of one diagnosis, or an inpatient one with one procedure. */
static void small_claim(sj_claim *c, sj_diagnosis *dx, sj_procedure *px, sj_date day)
{
    *c = (sj_claim){.size = sizeof *c,
                    .birth = plain_day(1980, 1, 1),
                    .from = day,
                    .to = day,
                    .admission = SJ_NO_DATE,
                    .dx = dx,
                    .dx_count = 1,
                    .px = px,
                    .px_count = px != NULL};
    if (px) {
        c->type = SJ_INSTITUTIONAL;
        c->bill_type = (sj_str){"111", 3};
    }
}

static uint32_t existence_findings(const judged *j, sj_place_kind kind)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < j->findings.count; i++)
        n += is_existence(j->items[i].edit) && j->items[i].at.kind == kind;
    return n;
}

static void a_code_is_valid_exactly_when_its_release_says_so(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; i < claims; i++) {
        bool procedure = any(3) == 0;
        sj_system system = procedure ? SJ_ICD10PCS : SJ_ICD10CM;
        const plain_system *s = &rules.answers.systems[system];
        uint32_t release = any(s->release_count), place = any(s->code_count);
        const plain_release *r = &s->releases[release];
        const plain_row *row = s->rows[place * s->release_count + release];
        sj_date day = r->from + (sj_date)any((uint32_t)(r->to - r->from + 1));
        sj_str code = {s->codes[place], (uint32_t)strlen(s->codes[place])};
        sj_diagnosis dx = {.code = {"I10", 3}};
        sj_procedure px = {.code = code, .date = SJ_NO_DATE};
        sj_claim c;
        if (!procedure)
            dx.code = code;
        small_claim(&c, &dx, procedure ? &px : NULL, day);
        judge(&c, &before);
        uint32_t n = existence_findings(&before, procedure ? SJ_AT_PX : SJ_AT_DX);
        t.tried++;
        bool valid = row && row->status == SJ_CODE_BILLABLE;
        if (n != (valid ? 0U : 1U)) {
            made.claim = c;
            wrong(&t, &made, NULL);
        }
    }
    report("order-file flag and validity", &t);
}

/* How many billable codes begin with a code, itself aside. */
static uint32_t billable_below(const char *code, sj_date day)
{
    sj_cursor cursor;
    sj_entry entry;
    uint32_t n = 0;
    if (sj_prefix(image, SJ_ICD10CM, code, strlen(code), &cursor) != SJ_OK)
        return 0;
    while (sj_cursor_next(&cursor, day, &entry))
        n += entry.answer.status == SJ_CODE_BILLABLE && strcmp(entry.code, code) != 0;
    return n;
}

static void headers_have_billable_descendants_and_billable_codes_have_none(void **state)
{
    (void)state;
    tally t = {0};
    const plain_system *s = &rules.answers.systems[SJ_ICD10CM];
    for (uint64_t i = 0; i < claims; i++) {
        const plain_release *r = &s->releases[any(s->release_count)];
        const plain_row *row = &r->rows[any(r->count)];
        sj_date day = r->from + (sj_date)any((uint32_t)(r->to - r->from + 1));
        sj_diagnosis dx = {.code = {row->code, (uint32_t)strlen(row->code)}};
        sj_claim c;
        small_claim(&c, &dx, NULL, day);
        judge(&c, &before);
        bool header = has_edit(&before, SJ_DX_NOT_BILLABLE) ||
                      has_edit(&before, SJ_DX_SEVENTH_MISSING);
        t.tried++;
        if ((billable_below(row->code, day) > 0) != header) {
            made.claim = c;
            wrong(&t, &made, NULL);
        }
    }
    report("headers and their descendants", &t);
}

static void suggested_codes_are_valid_on_the_key_date(void **state)
{
    (void)state;
    tally t = {0};
    uint64_t asked = 0, suggested = 0;
    for (uint64_t i = 0; i < claims; i++) {
        make(i);
        judge(&made.claim, &before);
        t.tried++;
        for (uint32_t k = 0; k < before.findings.count; k++) {
            const sj_finding *f = &before.items[k];
            sj_entry codes[64];
            bool must = f->edit == SJ_DX_SEVENTH_MISSING ||
                        f->edit == SJ_DX_NOT_BILLABLE ||
                        f->edit == SJ_DX_PLACEHOLDER_MISSING;
            size_t n = sj_finding_codes(image, &made.claim, f, codes, 64);
            asked += must;
            suggested += n;
            bool sound = n > 0 || !must;
            for (size_t m = 0; m < n && m < 64; m++) {
                sj_answer answer;
                sj_lookup(image, (sj_system)codes[m].answer.system, codes[m].code,
                          codes[m].len, f->date, &answer);
                sound = sound && answer.status == SJ_CODE_BILLABLE;
            }
            if (!sound) {
                printf("%s\n", ref_edit_id((sj_edit)f->edit));
                wrong(&t, &made, NULL);
            }
        }
    }
    printf("%llu findings had to have codes; %llu codes in all\n",
           (unsigned long long)asked, (unsigned long long)suggested);
    assert_true(asked > 0);
    report("suggestions", &t);
}

/* ---- 12, 13, 14 ---- */

static const sj_finding *exclusion(const judged *j)
{
    for (uint32_t i = 0; i < j->findings.count; i++)
        if (j->items[i].edit == SJ_DX_EXCLUDES1)
            return &j->items[i];
    return NULL;
}

static void judge_two(sj_str a, sj_str b, sj_date day, judged *out)
{
    sj_diagnosis dx[2] = {{.code = a}, {.code = b}};
    sj_claim c;
    small_claim(&c, dx, NULL, day);
    c.dx_count = 2;
    judge(&c, out);
}

static void two_codes_exclude_each_other_in_either_order_and_none_itself(void **state)
{
    (void)state;
    tally t = {0};
    uint64_t conflicts = 0;
    for (uint64_t i = 0; i < claims; i++) {
        make(i);
        if (made.claim.dx_count < 2)
            continue;
        sj_date day = ref_key_day(&made);
        for (uint32_t k = 1; k < made.claim.dx_count && k < 4; k++) {
            sj_str a = made.dx[0].code, b = made.dx[k].code;
            judge_two(a, b, day, &before);
            judge_two(b, a, day, &after);
            const sj_finding *x = exclusion(&before), *y = exclusion(&after);
            t.tried++;
            conflicts += x != NULL;
            if ((x != NULL) != (y != NULL) || (x && x->severity != y->severity))
                wrong(&t, &made, NULL);
            judge_two(b, b, day, &after);
            if (exclusion(&after))
                wrong(&t, &made, NULL);
        }
    }
    printf("%llu conflicts among them\n", (unsigned long long)conflicts);
    assert_true(conflicts > 0);
    report("symmetry of exclusions", &t);
}

/* Another note than this one keeps the two apart. */
static bool another_note_excludes(const ref_bound *this, const char *a, const char *b,
                                  sj_date day)
{
    static ref_notes notes;
    const char *codes[2] = {a, b};
    for (int k = 0; k < 2; k++) {
        ref_notes_of(&rules, codes[k], day, &notes);
        for (int i = 0; i < notes.count; i++)
            if (notes.bounds[i]->kind == REF_EXCLUDES1 &&
                notes.bounds[i]->node != this->node &&
                ref_names(&rules, notes.bounds[i], codes[1 - k], day))
                return true;
    }
    return false;
}

/* An Excludes1 reference, and a billable code that it names and its own node bears. */
typedef struct self_naming {
    const ref_tabular *tabular;
    const ref_bound *bound;
    const char *named;
} self_naming;

static uint32_t find_self_naming(self_naming *out, uint32_t cap)
{
    static ref_notes notes;
    uint32_t n = 0;
    for (int i = 0; i < rules.tabular_count; i++) {
        const ref_tabular *t = &rules.tabulars[i];
        for (int k = 0; k < t->bound_count && n < cap; k++) {
            const ref_bound *bound = &t->bounds[k];
            if (bound->kind != REF_EXCLUDES1)
                continue;
            const char *code =
                ref_billable_below(&generator, bound->reference.from, t->from);
            if (!code || !ref_names(&rules, bound, code, t->from))
                continue;
            ref_notes_of(&rules, code, t->from, &notes);
            if (ref_is_below(&rules, bound, &notes, code, t->from))
                out[n++] = (self_naming){t, bound, code};
        }
    }
    return n;
}

static void no_note_excludes_what_it_binds(void **state)
{
    (void)state;
    tally t = {0};
    static self_naming all[1024];
    uint32_t count = find_self_naming(all, 1024);
    printf("%u references name what their own node bears\n", count);
    assert_true(count > 0);
    for (uint64_t i = 0; t.tried < claims && i < 4 * claims; i++) {
        const self_naming *s = &all[any(count)];
        const ref_node *node = &s->tabular->nodes[s->bound->node];
        char stem[8] = {0};
        memcpy(stem, node->id, node->type == REF_DIAG ? strlen(node->id) : 3);
        sj_date day = s->tabular->from;
        const char *a = ref_billable_below(&generator, stem, day), *b = s->named;
        if (!a || strcmp(a, b) == 0)
            continue;
        judge_two((sj_str){a, (uint32_t)strlen(a)}, (sj_str){b, (uint32_t)strlen(b)},
                  day, &before);
        t.tried++;
        if (exclusion(&before) && !another_note_excludes(s->bound, a, b, day)) {
            if (t.wrong++ < SHOWN)
                printf("%s and %s below %s\n", a, b, node->id);
        }
    }
    report("notes and what they bind", &t);
}

static void
one_diagnosis_has_no_pair_finding_and_none_only_structural_ones(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; i < claims; i++) {
        make(i);
        sj_claim *c = &other.claim;
        c->dx_count = 1;
        c->dx = &made.dx[any(made.claim.dx_count > 0 ? made.claim.dx_count : 1)];
        t.tried++;
        if (made.claim.dx_count > 0) {
            judge(c, &before);
            if (has_edit(&before, SJ_DX_EXCLUDES1) ||
                has_edit(&before, SJ_DX_LATERALITY_CONFLICT) ||
                has_edit(&before, SJ_DX_CODE_FIRST_ORDER) || repeats(&before))
                wrong(&t, &made, c);
        }
        c->dx_count = c->reason_count = c->external_count = c->px_count = 0;
        c->line_count = 0;
        c->admitting = NULL;
        judge(c, &after);
        for (uint32_t k = 0; k < after.findings.count; k++) {
            uint16_t edit = after.items[k].edit;
            if (edit != SJ_DX_PRINCIPAL_MISSING && edit != SJ_PT_AGE_INVALID &&
                edit != SJ_PT_SEX_INVALID && edit != SJ_PT_STATUS_INVALID &&
                edit != SJ_CLM_DATES)
                wrong(&t, &made, c);
        }
    }
    report("small claims", &t);
}

static void removing_a_secondary_diagnosis_adds_no_exclusion(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; t.tried < claims && i < 4 * claims; i++) {
        make(i);
        uint32_t n = made.claim.dx_count;
        judge(&made.claim, &before);
        if (n < 3 || repeats(&before))
            continue;
        uint32_t gone = 1 + any(n - 1);
        mapping back = {{0}};
        for (uint32_t k = 0; k < n; k++) {
            other.map.to[k] = (uint16_t)(k < gone ? k : k == gone ? UINT16_MAX : k - 1);
            if (k != gone)
                back.to[other.map.to[k]] = (uint16_t)k;
        }
        other.claim.dx_count = n - 1;
        move(&made.claim, &other);
        judge(&other.claim, &after);
        t.tried++;
        for (uint32_t k = 0; k < after.findings.count; k++)
            if (after.items[k].edit == SJ_DX_EXCLUDES1 &&
                !has_mapped(&before, &after.items[k], &back)) {
                wrong(&t, &made, &other.claim);
                break;
            }
    }
    report("removed diagnoses", &t);
}

/* ---- 15 ---- */

static bool none_but(const judged *j, const judged *in, const mapping *m,
                     bool (*apart)(uint16_t))
{
    for (uint32_t i = 0; i < j->findings.count; i++)
        if (!apart(j->items[i].edit) && !has_mapped(in, &j->items[i], m))
            return false;
    return true;
}

static void swapping_the_principal_changes_only_sequence_and_poa(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; t.tried < claims && i < 4 * claims; i++) {
        make(i);
        uint32_t n = made.claim.dx_count;
        if (made.claim.type != SJ_INSTITUTIONAL || n < 2)
            continue;
        judge(&made.claim, &before);
        /* Every version is measured by that of the first one. */
        if (repeats(&before) || has_edit(&before, SJ_DX_VERSION_MIX))
            continue;
        uint32_t with = 1 + any(n - 1);
        other.map.to[0] = (uint16_t)with;
        other.map.to[with] = 0;
        move(&made.claim, &other);
        judge(&other.claim, &after);
        if (has_edit(&after, SJ_DX_VERSION_MIX))
            continue;
        t.tried++;
        if (!none_but(&before, &after, &other.map, is_sequence) ||
            !none_but(&after, &before, &other.map, is_sequence))
            wrong(&t, &made, &other.claim);
    }
    report("swapped principals", &t);
}

/* ---- 19 ---- */

static bool is_about_sex(uint16_t edit)
{
    return edit == SJ_DX_SEX || edit == SJ_PT_SEX_INVALID;
}

/* Section 11F of the Code Editor (not covered over 60) goes by the age, too. */
static bool is_about_age(uint16_t edit)
{
    return edit == SJ_DX_AGE || edit == SJ_PT_AGE_INVALID || edit == SJ_PCS_NON_COVERED;
}

static void sex_and_birth_change_only_what_is_about_them(void **state)
{
    (void)state;
    tally t = {0};
    static const char *const sexes[] = {"F", "M", "U", "X"};
    for (uint64_t i = 0; i < claims; i++) {
        make(i);
        judge(&made.claim, &before);
        t.tried++;
        const char *sex = sexes[any(4)];
        other.claim.sex = (sj_str){sex, 1};
        judge(&other.claim, &after);
        if (!none_but(&before, &after, &other.map, is_about_sex) ||
            !none_but(&after, &before, &other.map, is_about_sex))
            wrong(&t, &made, &other.claim);
        other.claim.sex = made.claim.sex;
        other.claim.birth = plain_day(1900, 1, 1) + (sj_date)any(50000);
        judge(&other.claim, &after);
        if (!none_but(&before, &after, &other.map, is_about_age) ||
            !none_but(&after, &before, &other.map, is_about_age))
            wrong(&t, &made, &other.claim);
    }
    report("sex and birth", &t);
}

/* ---- 20 ---- */

static void normalising_twice_is_normalising_once(void **state)
{
    (void)state;
    tally t = {0};
    for (uint64_t i = 0; i < claims; i++) {
        make(i);
        for (uint32_t k = 0; k < made.claim.dx_count; k++)
            for (int system = SJ_ICD10CM; system <= SJ_ICD9PCS; system++) {
                char once[SJ_CODE_CAP], twice[SJ_CODE_CAP];
                size_t n, m;
                sj_str text = made.dx[k].code;
                t.tried++;
                if (sj_normalize((sj_system)system, text.text, text.len, once, &n) &&
                    (!sj_normalize((sj_system)system, once, n, twice, &m) || n != m ||
                     strcmp(once, twice) != 0))
                    wrong(&t, &made, NULL);
            }
    }
    report("normalising twice", &t);
}

static uint64_t from_environment(const char *name, uint64_t fallback)
{
    const char *text = getenv(name);
    return text && *text ? strtoull(text, NULL, 0) : fallback;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dots_case_and_outer_blanks_change_nothing),
        cmocka_unit_test(
            order_of_secondary_diagnoses_changes_no_exclusion_and_no_validity),
        cmocka_unit_test(validity_changes_only_on_days_that_the_tables_name),
        cmocka_unit_test(a_code_is_valid_exactly_when_its_release_says_so),
        cmocka_unit_test(
            headers_have_billable_descendants_and_billable_codes_have_none),
        cmocka_unit_test(suggested_codes_are_valid_on_the_key_date),
        cmocka_unit_test(two_codes_exclude_each_other_in_either_order_and_none_itself),
        cmocka_unit_test(no_note_excludes_what_it_binds),
        cmocka_unit_test(
            one_diagnosis_has_no_pair_finding_and_none_only_structural_ones),
        cmocka_unit_test(removing_a_secondary_diagnosis_adds_no_exclusion),
        cmocka_unit_test(swapping_the_principal_changes_only_sequence_and_poa),
        cmocka_unit_test(sex_and_birth_change_only_what_is_about_them),
        cmocka_unit_test(normalising_twice_is_normalising_once),
    };
    const char *folder = plain_data_folder(SCRUBJAY_DATA_DEFAULT);
    if (!folder)
        return PLAIN_SKIP;
    gen_report messages;
    gen_compile_options options = {.args = &folder, .arg_count = 1};
    gen_report_init(&messages, false);
    if (!gen_compile(&options, &compiled, &messages)) {
        gen_report_print(&messages, "invariants", stderr);
        return 2;
    }
    gen_report_free(&messages);
    if (sj_image_open_memory(compiled.image.data, compiled.image.size, NULL, &image,
                             NULL) != SJ_OK)
        return 2;
    claims = from_environment("SCRUBJAY_CLAIMS", CLAIMS);
    first_seed = from_environment("SCRUBJAY_SEED", 1);
    printf("%llu claims each from seed %llu\n", (unsigned long long)claims,
           (unsigned long long)first_seed);
    ref_rules_load(folder, &rules);
    ref_generator_make(&rules, &generator);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ref_generator_free(&generator);
    ref_rules_free(&rules);
    sj_image_close(image);
    gen_compile_result_free(&compiled);
    return failed;
}

/*
 * What must hold of sj_check() whatever the claim says: the invariants 3, 12 to 15 and
 * 19 of DOMAIN.md 6 on random claims over the official releases. (1, 8 to 11 and 20
 * stand in test_code_invariants.c, 22 and 23 in test_derived_codes.c.)
 * $SCRUBJAY_CLAIMS says how many claims each, $SCRUBJAY_SEED where to begin.
 */
#include "tests/support/claim_invariants_check.h"

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
        c->line_count = c->strange_qualifiers = 0;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            order_of_secondary_diagnoses_changes_no_exclusion_and_no_validity),
        cmocka_unit_test(two_codes_exclude_each_other_in_either_order_and_none_itself),
        cmocka_unit_test(no_note_excludes_what_it_binds),
        cmocka_unit_test(
            one_diagnosis_has_no_pair_finding_and_none_only_structural_ones),
        cmocka_unit_test(removing_a_secondary_diagnosis_adds_no_exclusion),
        cmocka_unit_test(swapping_the_principal_changes_only_sequence_and_poa),
        cmocka_unit_test(sex_and_birth_change_only_what_is_about_them),
    };
    int missing = open_the_world();
    if (missing)
        return missing;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    close_the_world();
    return failed;
}

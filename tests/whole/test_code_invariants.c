/*
 * What must hold of codes in sj_check() whatever the claim says: the invariants 1, 8 to
 * 11 and 20 of DOMAIN.md 6 on random claims over the official releases.
 * $SCRUBJAY_CLAIMS says how many claims each, $SCRUBJAY_SEED where to begin.
 */
#include "tests/support/claim_invariants_check.h"

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
    if (sj_prefix(world.image, SJ_ICD10CM, code, strlen(code), &cursor) != SJ_OK)
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
            size_t n = sj_finding_codes(world.image, &made.claim, f, codes, 64);
            asked += must;
            suggested += n;
            bool sound = n > 0 || !must;
            for (size_t m = 0; m < n && m < 64; m++) {
                sj_answer answer;
                sj_lookup(world.image, (sj_system)codes[m].answer.system, codes[m].code,
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dots_case_and_outer_blanks_change_nothing),
        cmocka_unit_test(validity_changes_only_on_days_that_the_tables_name),
        cmocka_unit_test(a_code_is_valid_exactly_when_its_release_says_so),
        cmocka_unit_test(
            headers_have_billable_descendants_and_billable_codes_have_none),
        cmocka_unit_test(suggested_codes_are_valid_on_the_key_date),
        cmocka_unit_test(normalising_twice_is_normalising_once),
    };
    int missing = open_the_world();
    if (missing)
        return missing;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    close_the_world();
    return failed;
}

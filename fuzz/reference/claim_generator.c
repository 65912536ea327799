/*
 * The claim that every situation starts from, and the small parts they share.
 */
#include "fuzz/reference/claim_generator.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- chance ---- */

static uint64_t next(ref_generator *g) /* splitmix64 */
{
    uint64_t z = g->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

uint32_t ref_below(ref_generator *g, uint32_t limit)
{
    return (uint32_t)((next(g) >> 32) * limit >> 32);
}

bool ref_chance(ref_generator *g, uint32_t percent)
{
    return ref_below(g, 100) < percent;
}

/* ---- what changes when ---- */

static void add_border(ref_generator *g, sj_date day)
{
    for (int i = 0; i < g->border_count; i++)
        if (g->borders[i] == day)
            return;
    g->borders = ref_grow(g->borders, (size_t)g->border_count + 1, sizeof *g->borders);
    g->borders[g->border_count++] = day;
}

static bool changes(const plain_system *s, uint32_t place)
{
    const plain_row *const *rows = &s->rows[(size_t)place * s->release_count];
    for (uint32_t i = 0; i < s->release_count; i++)
        if (!rows[i] || rows[i]->status != rows[0]->status)
            return true;
    return false;
}

static uint32_t *find_changing(const plain_system *s, int *count)
{
    uint32_t *places = ref_grow(NULL, s->code_count, sizeof *places);
    *count = 0;
    for (uint32_t i = 0; i < s->code_count; i++)
        if (changes(s, i))
            places[(*count)++] = i;
    return places;
}

void ref_generator_make(ref_rules *rules, ref_generator *out)
{
    memset(out, 0, sizeof *out);
    out->rules = rules;
    for (uint32_t i = 0; i < rules->world.release_count; i++) {
        const plain_release *r = &rules->world.releases[i];
        if (r->system > SJ_ICD9PCS)
            continue;
        add_border(out, r->from);
        add_border(out, r->to + 1);
    }
    for (int i = 0; i < rules->tabular_count; i++) {
        add_border(out, rules->tabulars[i].from);
        add_border(out, rules->tabulars[i].to + 1);
    }
    for (int i = 0; i < rules->editor_count; i++) {
        add_border(out, rules->editors[i].from);
        add_border(out, rules->editors[i].to + 1);
    }
    add_border(out, plain_day(2015, 10, 1));
    add_border(out, plain_day(2022, 4, 1));
    add_border(out, plain_day(2024, 10, 1));
    out->changing =
        find_changing(&rules->answers.systems[SJ_ICD10CM], &out->changing_count);
    out->changing_px =
        find_changing(&rules->answers.systems[SJ_ICD10PCS], &out->changing_px_count);
}

void ref_generator_free(ref_generator *g)
{
    free(g->borders);
    free(g->changing);
    free(g->changing_px);
}

static sj_date random_day(ref_generator *g)
{
    if (ref_chance(g, 35)) {
        sj_date border = g->borders[ref_below(g, (uint32_t)g->border_count)];
        return border - 2 + (sj_date)ref_below(g, 4);
    }
    if (ref_chance(g, 50)) { /* where notes are in force */
        const ref_rules *r = g->rules;
        if (r->tabular_count > 0) {
            const ref_tabular *t =
                &r->tabulars[ref_below(g, (uint32_t)r->tabular_count)];
            return t->from + (sj_date)ref_below(g, (uint32_t)(t->to - t->from + 1));
        }
    }
    sj_date first = plain_day(2015, 9, 1);
    return first + (sj_date)ref_below(g, (uint32_t)(plain_day(2026, 12, 1) - first));
}

/* ---- texts ---- */

sj_str ref_text(ref_made *m, const char *text, size_t len)
{
    if (m->used + len > sizeof m->text)
        plain_die("generator", 0, "claim has too much text");
    char *p = m->text + m->used;
    memcpy(p, text, len);
    m->used += len;
    return (sj_str){p, (uint32_t)len};
}

static sj_str words(ref_made *m, const char *text)
{
    return ref_text(m, text, strlen(text));
}

sj_str ref_written(ref_generator *g, ref_made *m, sj_system system, const char *code)
{
    char out[32];
    size_t n = 0, dot = 0, len = strlen(code);
    if (system == SJ_ICD10CM)
        dot = 3;
    else if (system == SJ_ICD9CM)
        dot = code[0] == 'E' ? 4 : 3;
    else if (system == SJ_ICD9PCS)
        dot = 2;
    bool dotted = ref_chance(g, 45), lower = ref_chance(g, 12);
    for (uint32_t blanks = ref_chance(g, 6) ? ref_below(g, 3) : 0; blanks > 0; blanks--)
        out[n++] = ref_chance(g, 80) ? ' ' : '\t';
    for (size_t i = 0; i < len && i < 12; i++) {
        if (dotted && dot > 0 && i == dot)
            out[n++] = '.';
        out[n++] = lower ? (char)tolower((unsigned char)code[i]) : code[i];
    }
    for (uint32_t blanks = ref_chance(g, 6) ? ref_below(g, 3) : 0; blanks > 0; blanks--)
        out[n++] = ' ';
    return ref_text(m, out, n);
}

/* ---- codes ---- */

uint8_t ref_status(const ref_generator *g, sj_system system, const char *code,
                   sj_date day)
{
    const plain_answers *a = &g->rules->answers;
    return plain_status_on(a, system, plain_find(a, system, code), code, day).status;
}

const char *ref_billable(ref_generator *g, sj_system system, sj_date day)
{
    const plain_system *s = &g->rules->answers.systems[system];
    for (int tries = 0; tries < 40 && s->code_count > 0; tries++) {
        uint32_t i = ref_below(g, s->code_count);
        uint8_t status =
            plain_status_on(&g->rules->answers, system, (long)i, s->codes[i], day)
                .status;
        if (status == SJ_CODE_BILLABLE || (status == SJ_CODE_UNKNOWN && tries > 20))
            return s->codes[i];
    }
    return NULL;
}

const char *ref_billable_below(ref_generator *g, const char *stem, sj_date day)
{
    const plain_system *s = &g->rules->answers.systems[SJ_ICD10CM];
    size_t n = strlen(stem);
    uint32_t low = 0, high = s->code_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(s->codes[middle], stem) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t end = low;
    while (end < s->code_count && strncmp(s->codes[end], stem, n) == 0)
        end++;
    for (int tries = 0; tries < 30 && end > low; tries++) {
        uint32_t i = low + ref_below(g, end - low);
        if (ref_status(g, SJ_ICD10CM, s->codes[i], day) == SJ_CODE_BILLABLE)
            return s->codes[i];
    }
    return NULL;
}

void ref_put_dx(ref_generator *g, ref_made *m, uint32_t index, const char *code)
{
    while (m->claim.dx_count <= index) {
        sj_diagnosis *dx = &m->dx[m->claim.dx_count++];
        *dx = (sj_diagnosis){0};
        const char *filler = ref_billable(g, SJ_ICD10CM, ref_key_day(m));
        dx->code = ref_written(g, m, SJ_ICD10CM, filler ? filler : "I10");
    }
    m->dx[index].code = ref_written(g, m, SJ_ICD10CM, code);
}

void ref_put_px(ref_generator *g, ref_made *m, uint32_t index, const char *code)
{
    while (m->claim.px_count <= index) {
        sj_procedure *px = &m->px[m->claim.px_count++];
        const char *filler = ref_billable(g, SJ_ICD10PCS, m->claim.to);
        *px = (sj_procedure){.date = SJ_NO_DATE};
        px->code = ref_written(g, m, SJ_ICD10PCS, filler ? filler : "0DTJ0ZZ");
    }
    m->px[index].code = ref_written(g, m, SJ_ICD10PCS, code);
}

/* ---- the claim ---- */

sj_date ref_key_day(const ref_made *m)
{
    const sj_claim *c = &m->claim;
    if (c->type != SJ_INSTITUTIONAL)
        return c->line_count > 0 && m->lines[0].from != SJ_NO_DATE ? m->lines[0].from
               : c->from != SJ_NO_DATE                             ? c->from
                                                                   : c->to;
    return c->to != SJ_NO_DATE ? c->to : c->from;
}

void ref_set_day(ref_made *m, sj_date day)
{
    sj_claim *c = &m->claim;
    sj_date stay = c->to != SJ_NO_DATE && c->from != SJ_NO_DATE ? c->to - c->from : 0;
    c->to = day;
    c->from = c->type == SJ_INSTITUTIONAL ? day - stay : day;
    c->admission = SJ_NO_DATE;
    for (uint32_t i = 0; i < c->line_count; i++)
        m->lines[i].from = m->lines[i].to = SJ_NO_DATE;
}

void ref_make_inpatient(ref_generator *g, ref_made *m)
{
    static const char *const types[] = {"111", "0111", "117", "181", "0211", "411"};
    m->claim.type = SJ_INSTITUTIONAL;
    m->claim.bill_type = words(m, types[ref_below(g, 6)]);
}

void ref_make_outpatient(ref_generator *g, ref_made *m)
{
    static const char *const types[] = {"131", "0131", "221", "851", "0741", ""};
    m->claim.type = SJ_INSTITUTIONAL;
    m->claim.bill_type = words(m, types[ref_below(g, 6)]);
}

void ref_make_professional(ref_generator *g, ref_made *m)
{
    m->claim.type = ref_chance(g, 90) ? SJ_PROFESSIONAL : SJ_DENTAL;
}

sj_date ref_born(ref_generator *g, int years, sj_date day)
{
    int y, mo, d;
    sj_date first, last;
    sj_date_to_ymd(day, &y, &mo, &d);
    if (!sj_date_from_ymd(y - years, mo, d, &last))
        sj_date_from_ymd(y - years, 2, 28, &last); /* asked on February 29 */
    if (!sj_date_from_ymd(y - years - 1, mo, d, &first))
        sj_date_from_ymd(y - years - 1, 2, 28, &first);
    first++;
    switch (ref_below(g, 3)) {
    case 0:
        return first;
    case 1:
        return last;
    default:
        return first + (sj_date)ref_below(g, (uint32_t)(last - first + 1));
    }
}

static void make_lines(ref_generator *g, ref_made *m)
{
    sj_claim *c = &m->claim;
    c->line_count = ref_below(g, 4);
    for (uint32_t i = 0; i < c->line_count; i++) {
        sj_line *line = &m->lines[i];
        *line = (sj_line){.from = SJ_NO_DATE,
                          .to = SJ_NO_DATE,
                          .units = 1,
                          .charge = -1,
                          .pointers = m->pointers[i]};
        if (ref_chance(g, 90))
            line->code = words(m, ref_chance(g, 50) ? "99214" : "G0439");
        else
            line->revenue = words(m, "0170");
        if (ref_chance(g, 20))
            line->modifiers[ref_below(g, 2)] = words(m, "25");
        if (ref_chance(g, 25)) { /* days of its own, over a border at times */
            line->from = c->from - 3 + (sj_date)ref_below(g, 7);
            line->to = line->from + (sj_date)ref_below(g, 2);
        }
        line->pointer_count = ref_below(g, REF_MADE_POINTERS + 1);
        for (uint32_t k = 0; k < line->pointer_count; k++)
            m->pointers[i][k] =
                ref_chance(g, 95) ? (int32_t)ref_below(g, c->dx_count + 2) : -1;
    }
}

static void make_codes(ref_generator *g, ref_made *m)
{
    sj_claim *c = &m->claim;
    sj_date day = ref_key_day(m);
    uint32_t count = ref_chance(g, 90) ? 1 + ref_below(g, 5) : ref_below(g, 13);
    for (uint32_t i = 0; i < count; i++) {
        const char *code = ref_billable(g, SJ_ICD10CM, day);
        ref_put_dx(g, m, i, code ? code : "I10");
    }
    if (c->type != SJ_INSTITUTIONAL)
        return;
    if (ref_chance(g, 40)) {
        const char *code = ref_billable(g, SJ_ICD10CM, day);
        m->admitting = (sj_diagnosis){0};
        m->admitting.code = ref_written(g, m, SJ_ICD10CM, code ? code : "I10");
        c->admitting = &m->admitting;
    }
    c->reason_count = ref_chance(g, 20) ? 1 + ref_below(g, 2) : 0;
    for (uint32_t i = 0; i < c->reason_count; i++) {
        const char *code = ref_billable(g, SJ_ICD10CM, day);
        m->reason[i] = (sj_diagnosis){0};
        m->reason[i].code = ref_written(g, m, SJ_ICD10CM, code ? code : "R51");
    }
    c->external_count = ref_chance(g, 15) ? 1 + ref_below(g, 2) : 0;
    for (uint32_t i = 0; i < c->external_count; i++) {
        static const char *const stems[] = {"V", "W", "X", "Y"};
        const char *code = ref_billable_below(g, stems[ref_below(g, 4)], day);
        m->external[i] = (sj_diagnosis){0};
        m->external[i].code = ref_written(g, m, SJ_ICD10CM, code ? code : "W010XXA");
    }
}

void ref_make_poa(ref_generator *g, ref_made *m)
{
    sj_claim *c = &m->claim;
    bool inpatient = c->type == SJ_INSTITUTIONAL && c->bill_type.len >= 3 &&
                     strchr("124", c->bill_type.text[c->bill_type.len - 3]) &&
                     strchr("18", c->bill_type.text[c->bill_type.len - 2]) != NULL;
    for (uint32_t i = 0; inpatient && i < c->dx_count + c->external_count; i++) {
        sj_diagnosis *dx = i < c->dx_count ? &m->dx[i] : &m->external[i - c->dx_count];
        char code[SJ_CODE_CAP];
        bool exempt =
            sj_normalize(SJ_ICD10CM, dx->code.text, dx->code.len, code, NULL) &&
            ref_exempt(g->rules, code, c->to) == REF_SAYS_YES;
        if (exempt != ref_chance(g, 92))
            dx->poa = ref_text(m, &"YNUW"[ref_below(g, 4)], 1);
    }
}

static void make_patient(ref_generator *g, ref_made *m)
{
    sj_claim *c = &m->claim;
    c->birth =
        ref_chance(g, 95) ? ref_born(g, (int)ref_below(g, 100), c->from) : SJ_NO_DATE;
    c->sex = words(m, ref_chance(g, 45) ? "F" : ref_chance(g, 80) ? "M" : "U");
    if (ref_chance(g, 5))
        c->sex = (sj_str){0};
    if (c->type == SJ_INSTITUTIONAL && ref_chance(g, 80))
        c->discharge_status = words(m, ref_chance(g, 90) ? "01" : "81");
}

void ref_make_claim(ref_generator *g, uint64_t seed, ref_made *m)
{
    sj_claim *c = &m->claim;
    g->state = seed;
    m->seed = seed;
    m->used = 0;
    memset(c, 0, sizeof *c);
    c->size = sizeof *c;
    c->dx = m->dx;
    c->reason = m->reason;
    c->external = m->external;
    c->px = m->px;
    c->lines = m->lines;
    c->admission = SJ_NO_DATE;
    uint32_t kind = ref_below(g, 10);
    if (kind < 4)
        ref_make_professional(g, m);
    else if (kind < 8)
        ref_make_inpatient(g, m);
    else
        ref_make_outpatient(g, m);
    c->to = random_day(g);
    c->from = c->to - (kind < 4 || ref_chance(g, 30) ? 0 : (sj_date)ref_below(g, 9));
    make_codes(g, m);
    make_lines(g, m);
    make_patient(g, m);
    ref_build_situation(g, m);
    if (m->aim < SJ_POA_EXEMPT_REPORTED || m->aim > SJ_POA_NOT_APPLICABLE)
        ref_make_poa(g, m);
    if (ref_chance(g, 4)) /* one of the dates is enough */
        *(ref_chance(g, 50) ? &c->from : &c->to) = SJ_NO_DATE;
}

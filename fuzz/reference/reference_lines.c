/*
 * Reads the lines of a claim as docs/LINES.md does, judges each alone, and runs the
 * steps.
 */
#include "fuzz/reference/reference_lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- texts ---- */

static bool is_blank(char c)
{
    return isspace((unsigned char)c) != 0;
}

sj_str ref_trimmed(sj_str s)
{
    while (s.len > 0 && is_blank(s.text[0])) {
        s.text++;
        s.len--;
    }
    while (s.len > 0 && is_blank(s.text[s.len - 1]))
        s.len--;
    return s;
}

/* Trimmed, in capitals, cut to what a code may hold. */
static void canonical(sj_str s, char out[SJ_CODE_CAP])
{
    s = ref_trimmed(s);
    memset(out, 0, SJ_CODE_CAP);
    for (uint32_t i = 0; i < s.len && i + 1 < SJ_CODE_CAP; i++)
        out[i] = (char)toupper((unsigned char)s.text[i]);
}

static bool is_text(sj_str s, const char *text)
{
    return s.len == strlen(text) && memcmp(s.text, text, s.len) == 0;
}

bool ref_same_text(sj_str a, sj_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

static bool digits(const char *s, int count)
{
    for (int i = 0; i < count; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

/* ---- reading ---- */

static sj_system system_of(const char *code)
{
    if (strlen(code) != 5)
        return SJ_SYSTEM_COUNT;
    if (digits(code, 5) || (digits(code, 4) && strchr("FTUMA", code[4])))
        return SJ_CPT;
    if (!digits(code + 1, 4))
        return SJ_SYSTEM_COUNT;
    if (code[0] == 'D')
        return SJ_CDT;
    return strchr("ABCEGHJKLMPQRSTUV", code[0]) ? SJ_HCPCS : SJ_SYSTEM_COUNT;
}

/* Five characters under revenue codes 0022, 0023, 0024; zeros before them may lack. */
static bool is_hipps(const char *code, sj_str revenue)
{
    static const char *const codes[] = {"0022", "0023", "0024"};
    revenue = ref_trimmed(revenue);
    for (int i = 0; i < 3; i++)
        if (is_text(revenue, codes[i]) || is_text(revenue, codes[i] + 1) ||
            is_text(revenue, codes[i] + 2))
            return strlen(code) == 5;
    return false;
}

static void read_days(const ref_claim *c, const sj_line *line, ref_line *out)
{
    out->first = line->from != SJ_NO_DATE ? line->from : c->from;
    out->last = line->from == SJ_NO_DATE ? c->to
                : line->to == SJ_NO_DATE ? line->from
                                         : line->to;
    if (out->last < out->first)
        out->last = out->first;
}

static void read_line(const ref_claim *c, const sj_line *line, uint32_t index,
                      bool history, ref_line *out)
{
    memset(out, 0, sizeof *out);
    out->line = line;
    out->index = index;
    out->history = history;
    canonical(line->code, out->code);
    out->number = strlen(out->code) == 5 ? ref_code_number(out->code) : 0;
    out->system = system_of(out->code);
    out->hipps = is_hipps(out->code, line->revenue);
    read_days(c, line, out);
    out->provider = ref_trimmed(line->provider).len > 0
                        ? ref_trimmed(line->provider)
                        : ref_trimmed(c->claim->provider);
    out->pos = ref_trimmed(line->pos).len > 0 ? ref_trimmed(line->pos)
                                              : ref_trimmed(c->claim->pos);
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++) {
        canonical(line->modifiers[k], out->modifiers[k]);
        out->states[k] = out->modifiers[k][0] ? REF_MODIFIER_GOOD : REF_MODIFIER_ABSENT;
    }
}

/* ---- what the parts share ---- */

bool ref_takes_part(const ref_line *line)
{
    return line->code[0] && line->system != SJ_SYSTEM_COUNT && !line->hipps &&
           !line->rejected;
}

bool ref_meet(const ref_line *a, const ref_line *b, ref_days *common)
{
    common->from = a->first > b->first ? a->first : b->first;
    common->to = a->last < b->last ? a->last : b->last;
    return common->from <= common->to && ref_same_text(a->provider, b->provider);
}

bool ref_bears(const ref_line *line, const char *modifier)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        if (line->states[k] == REF_MODIFIER_GOOD &&
            strcmp(line->modifiers[k], modifier) == 0)
            return true;
    return false;
}

bool ref_bears_any(const ref_line *line, const char *const *modifiers)
{
    for (; *modifiers; modifiers++)
        if (ref_bears(line, *modifiers))
            return true;
    return false;
}

sj_place ref_line_place(const ref_line *line)
{
    return ref_place(SJ_AT_LINE, line->index);
}

sj_place ref_inner_place(const ref_line *line, int inner, uint32_t inner_index)
{
    return (sj_place){.kind = SJ_AT_LINE,
                      .inner = (uint8_t)inner,
                      .index = (uint16_t)line->index,
                      .inner_index = (uint16_t)inner_index};
}

void ref_find_on(ref_lines *l, sj_edit edit, sj_severity severity, const ref_line *line,
                 sj_place with, sj_date day)
{
    if (severity > SJ_WARN && line->first < line->last && day == line->last)
        severity = SJ_WARN;
    ref_find(l->c, edit, severity, ref_line_place(line), with);
}

static const sj_place none = {.kind = SJ_AT_NONE};

/* ---- a line alone ---- */

static bool is_loaded(const ref_lines *l, sj_system system)
{
    return l->c->rules->answers.systems[system].release_count > 0 ||
           l->tables->lists[system].loaded;
}

static uint8_t status_on(const ref_lines *l, const ref_line *line, sj_date day)
{
    const plain_answers *a = &l->c->rules->answers;
    if (a->systems[line->system].release_count == 0)
        return ref_list_status(&l->tables->lists[line->system], line->code, day);
    return plain_status_on(a, line->system, plain_find(a, line->system, line->code),
                           line->code, day)
        .status;
}

/* On the first day, and on the last. */
static void judge_existence(ref_lines *l, ref_line *line)
{
    sj_date days[] = {line->first, line->last};
    if (!is_loaded(l, line->system) && line->system != SJ_HCPCS) {
        ref_find(l->c, SJ_PX_SET_NOT_LOADED, SJ_INFO, ref_line_place(line), none);
        ref_no_data(l->c, SJ_PX_NOT_FOUND);
        return;
    }
    for (int i = 0; i < 2; i++) {
        uint8_t status = status_on(l, line, days[i]);
        if (status == SJ_CODE_UNKNOWN)
            ref_no_data(l->c, SJ_PX_NOT_EFFECTIVE);
        if (status != SJ_CODE_NOT_FOUND && status != SJ_CODE_INACTIVE)
            continue;
        line->rejected = i == 0;
        ref_find_on(l,
                    status == SJ_CODE_NOT_FOUND ? SJ_PX_NOT_FOUND : SJ_PX_NOT_EFFECTIVE,
                    SJ_REJECT, line, none, days[i]);
        return;
    }
}

static void judge_coverage(ref_lines *l, const ref_line *line)
{
    if (line->system != SJ_HCPCS)
        return;
    char coverage = ref_coverage_of(l->tables, line->number, line->first);
    if (coverage && strchr("IMS", coverage))
        ref_find(l->c, SJ_PX_COVERAGE, SJ_INFO, ref_line_place(line), none);
    if (ref_is_unlisted(l->tables, line->number) && line->line->description.len == 0)
        ref_find(l->c, SJ_PX_UNLISTED, SJ_INFO, ref_line_place(line), none);
}

static bool is_whole(double x)
{
    return x == (double)(int64_t)x;
}

static void judge_units(ref_lines *l, const ref_line *line)
{
    char unit[SJ_CODE_CAP];
    canonical(line->line->unit, unit);
    bool counted = strcmp(unit, "UN") == 0 || strcmp(unit, "DA") == 0;
    double units = line->line->units;
    if (!(units > 0) || (counted && !is_whole(units)))
        ref_find(l->c, SJ_PX_UNITS, SJ_REJECT, ref_line_place(line), none);
}

static void judge_place_of_service(ref_lines *l, const ref_line *line)
{
    char pos[SJ_CODE_CAP];
    const ref_code_list *list = &l->tables->lists[SJ_POS];
    canonical(line->pos, pos);
    if (l->c->kind != REF_P || !pos[0])
        return;
    uint8_t status = ref_list_status(list, pos, line->first);
    if (status == SJ_CODE_UNKNOWN)
        ref_no_data(l->c, SJ_POS_INVALID);
    else if (status != SJ_CODE_BILLABLE)
        ref_find(l->c, SJ_POS_INVALID, SJ_REJECT, ref_line_place(line), none);
}

/* Eleven digits; or ten with two hyphens, one of the segments short. */
static bool ndc_is_sound(sj_str ndc)
{
    int segments[4] = {0}, n = 0;
    for (uint32_t i = 0; i < ndc.len; i++) {
        char c = ndc.text[i];
        if (c == '-') {
            if (++n > 2)
                return false;
        } else if (c < '0' || c > '9') {
            return false;
        } else {
            segments[n]++;
        }
    }
    if (n == 0)
        return segments[0] == 11;
    int form = segments[0] * 100 + segments[1] * 10 + segments[2];
    return n == 2 && (form == 542 || form == 442 || form == 532 || form == 541);
}

static void judge_drug(ref_lines *l, const ref_line *line)
{
    static const char *const units[] = {"F2", "GR", "ME", "ML", "UN"};
    sj_str ndc = ref_trimmed(line->line->ndc);
    char unit[SJ_CODE_CAP];
    bool known = false;
    canonical(line->line->ndc_unit, unit);
    for (int i = 0; i < 5; i++)
        known = known || strcmp(unit, units[i]) == 0;
    if (ndc.len > 0 && !ndc_is_sound(ndc))
        ref_find(l->c, SJ_NDC_FORMAT, SJ_REJECT, ref_inner_place(line, 3, 0), none);
    /* Without a unit a quantity of 0 is one that is not told. */
    if (unit[0] ? !known || !(line->line->ndc_units > 0) : line->line->ndc_units < 0)
        ref_find(l->c, SJ_NDC_UNIT, SJ_REJECT, ref_inner_place(line, 3, 0), none);
}

void ref_judge_line_alone(ref_lines *l, ref_line *line)
{
    if (line->hipps)
        return;
    bool revenue = !line->code[0] && l->c->kind != REF_P;
    if (!revenue && line->system == SJ_SYSTEM_COUNT) {
        line->rejected = true;
        ref_find(l->c, SJ_PX_FORMAT, SJ_REJECT, ref_line_place(line), none);
    } else if (!revenue) {
        judge_existence(l, line);
        judge_coverage(l, line);
    }
    if (!revenue)
        judge_units(l, line);
    judge_place_of_service(l, line);
    judge_drug(l, line);
    ref_judge_modifiers(l, line);
    if (ref_takes_part(line))
        ref_judge_modifiers_for_code(l, line);
}

/* ---- all of them ---- */

static ref_line *read_all(const ref_claim *c, const sj_line *lines, uint32_t count,
                          bool history)
{
    ref_line *out = ref_grow(NULL, count + 1, sizeof *out);
    for (uint32_t i = 0; i < count; i++)
        read_line(c, &lines[i], i, history, &out[i]);
    return out;
}

void ref_judge_lines(ref_claim *c, const ref_line_tables *tables)
{
    const sj_claim *claim = c->claim;
    char payer[SJ_CODE_CAP];
    canonical(claim->payer, payer);
    ref_lines l = {.c = c,
                   .tables = tables,
                   .medicaid = strcmp(payer, "MEDICAID") == 0,
                   .count = claim->line_count,
                   .history_count = claim->history_count};
    l.lines = read_all(c, claim->lines, claim->line_count, false);
    l.history = read_all(c, claim->history, claim->history_count, true);
    ref_judge_claim_of_lines(&l);
    ref_judge_pointers(&l);
    for (uint32_t i = 0; i < l.count; i++)
        ref_judge_line_alone(&l, &l.lines[i]);
    ref_judge_duplicates(&l);
    ref_judge_ptp(&l);
    ref_judge_mue(&l);
    ref_judge_addons(&l);
    ref_judge_bilateral(&l);
    ref_judge_global_days(&l);
    ref_judge_necessity(&l);
    ref_judge_limits(&l);
    free(l.lines);
    free(l.history);
}

/*
 * Situations of a single line: what makes its edit fire, and beside it the innocent
 * neighbour that differs in one thing.
 */
#include "fuzz/reference/line_generator.h"

#include <string.h>

typedef ref_line_generator gen;

static sj_line *some_line(gen *g, ref_lined *m)
{
    return ref_add_line(g, m, ref_any_hcpcs(g));
}

/* ---- codes ---- */

static void px_format(gen *g, ref_lined *m, bool innocent)
{
    static const char *const bad[] = {"9921",  "99213-25", "X1234",  "D123",
                                      "G04O2", "1234X",    "A00010", "12345T"};
    static const char *const good[] = {"99213", "0001A", "D9801", "G0402",
                                       "1234F", "0001U", "0123T", "0004M"};
    uint32_t i = ref_pick(g, 8);
    sj_line *line = ref_add_line(g, m, innocent ? good[i] : bad[i]);
    if (innocent && ref_maybe(g, 40)) { /* HIPPS, and no code at all */
        ref_be_hospital(g, m);
        line->code = ref_line_text(m, ref_maybe(g, 70) ? "AB12C" : "");
        line->revenue = ref_line_text(m, ref_maybe(g, 50)   ? "0022"
                                         : ref_maybe(g, 50) ? "0023"
                                                            : "024");
    } else if (!innocent && ref_maybe(g, 20)) {
        ref_be_professional(g, m);
        line->code = (sj_str){0};
    }
}

static void px_not_found(gen *g, ref_lined *m, bool innocent)
{
    char code[SJ_CODE_CAP] = {0};
    if (innocent) {
        some_line(g, m);
        return;
    }
    if (ref_maybe(g, 10)) {
        ref_add_line(g, m, "D9899");
        return;
    }
    do {
        strcpy(code, ref_any_hcpcs(g));
        code[1 + ref_pick(g, 4)] = (char)('0' + ref_pick(g, 10));
    } while (plain_find(g->answers, SJ_HCPCS, code) >= 0);
    ref_add_line(g, m, code);
}

/* A day beside one on which an interval begins or ends. */
static sj_date beside(gen *g, const sj_interval *days, bool innocent)
{
    bool end = days->to != SJ_DATE_OPEN && ref_maybe(g, 80);
    if (end)
        return innocent ? days->to : days->to + 1 + (sj_date)ref_pick(g, 2);
    return innocent ? days->from : days->from - 1 - (sj_date)ref_pick(g, 2);
}

static void px_not_effective(gen *g, ref_lined *m, bool innocent)
{
    sj_interval days[8];
    for (int tries = 0; tries < 200; tries++) {
        const char *code = ref_any_hcpcs(g);
        size_t n = plain_validity(g->answers, SJ_HCPCS,
                                  plain_find(g->answers, SJ_HCPCS, code), days, 8);
        const sj_interval *one = &days[ref_pick(g, (uint32_t)(n < 8 ? n : 8))];
        if (n == 0 || one->from < plain_day(1990, 1, 1) ||
            (one->to == SJ_DATE_OPEN && ref_maybe(g, 80)))
            continue;
        ref_move(g, m, beside(g, one, innocent));
        sj_line *line = ref_add_line(g, m, code);
        if (ref_maybe(g, 30)) /* the last day is one too many, or not */
            ref_set_days(line, m->day - 1, m->day);
        return;
    }
}

static void px_set_not_loaded(gen *g, ref_lined *m, bool innocent)
{
    if (innocent) {
        m->claim.line_count = 0;
        ref_add_line(g, m, ref_maybe(g, 50) ? "D9801" : ref_any_hcpcs(g));
    } else {
        ref_add_numbered(g, m, ref_one(g, &g->globals));
    }
}

static void px_coverage(gen *g, ref_lined *m, bool innocent)
{
    if (!innocent)
        ref_add_numbered(g, m, ref_one(g, &g->uncovered));
    else
        some_line(g, m);
}

static void px_unlisted(gen *g, ref_lined *m, bool innocent)
{
    const ref_line_tables *t = g->tables;
    if (t->unlisted_count == 0)
        return;
    sj_line *line =
        ref_add_numbered(g, m, t->unlisted[ref_pick(g, (uint32_t)t->unlisted_count)]);
    if (innocent)
        line->description = ref_line_text(m, "what was done");
}

static void px_units(gen *g, ref_lined *m, bool innocent)
{
    static const double bad[] = {0, -1, -0.5}, good[] = {0.5, 1, 1000, 0.01};
    sj_line *line = some_line(g, m);
    line->units = innocent ? good[ref_pick(g, 4)] : bad[ref_pick(g, 3)];
    if (ref_maybe(g, 50)) {
        line->unit = ref_line_text(m, innocent ? "MJ" : ref_maybe(g, 50) ? "UN" : "DA");
        line->units = innocent && ref_maybe(g, 50) ? 2 : 1.5;
    } else if (innocent && ref_maybe(g, 30)) {
        line->unit = ref_line_text(m, "UN");
        line->units = 2;
    }
}

/* ---- place of service and drugs ---- */

static void pos_invalid(gen *g, ref_lined *m, bool innocent)
{
    static const char *const bad[] = {"00", "77", "1", "AB", "98", "97", "110"};
    static const char *const good[] = {"11", "22", "10", "97", "98"};
    ref_be_professional(g, m);
    sj_line *line = some_line(g, m);
    const char *pos = innocent ? good[ref_pick(g, 5)] : bad[ref_pick(g, 7)];
    if (pos[0] == '9') { /* the first or the last day of a place */
        sj_date day = pos[1] == '7' ? plain_day(2024, 5, 15) : plain_day(2024, 5, 1);
        ref_move(g, m, day + (innocent ? 0 : pos[1] == '7' ? 1 : -1));
    }
    if (ref_maybe(g, 25))
        m->claim.pos = ref_line_text(m, pos);
    else
        line->pos = ref_line_text(m, pos);
}

static void ndc_format(gen *g, ref_lined *m, bool innocent)
{
    static const char *const bad[] = {"0002759701",    "123456789012",  "0002-7597-1",
                                      "00002-7597-1a", "0000-27597-01", "1-2-3",
                                      "00002-759701",  "0002-7597-01-"};
    static const char *const good[] = {"00002759701",  "0002-7597-01",  "50242-040-62",
                                       "60575-4112-1", "00002-7597-01", " 00002759701"};
    sj_line *line = some_line(g, m);
    line->ndc = ref_line_text(m, innocent ? good[ref_pick(g, 6)] : bad[ref_pick(g, 8)]);
    if (ref_maybe(g, 70)) {
        line->ndc_unit = ref_line_text(m, "ML");
        line->ndc_units = 1.5;
    }
}

static void ndc_unit(gen *g, ref_lined *m, bool innocent)
{
    static const char *const good[] = {"F2", "GR", "ME", "ML", "UN"};
    static const char *const bad[] = {"MG", "M", "EA", "UNI"};
    sj_line *line = some_line(g, m);
    line->ndc = ref_line_text(m, "00002759701");
    line->ndc_unit = ref_line_text(m, good[ref_pick(g, 5)]);
    line->ndc_units = ref_maybe(g, 50) ? 2 : 0.25;
    if (!innocent && ref_maybe(g, 60))
        line->ndc_unit = ref_line_text(m, bad[ref_pick(g, 4)]);
    else if (!innocent)
        line->ndc_units = ref_maybe(g, 50) ? 0 : -1;
}

/* ---- modifiers ---- */

static void mod_format(gen *g, ref_lined *m, bool innocent)
{
    static const char *const bad[] = {"2", "259", "2-", "-5", "L T", "*9"};
    static const char *const good[] = {"25", "lt", "Q5", " 59"};
    ref_add_modifier(m, some_line(g, m),
                     innocent ? good[ref_pick(g, 4)] : bad[ref_pick(g, 6)]);
}

static void mod_not_found(gen *g, ref_lined *m, bool innocent)
{
    static const char *const bad[] = {"ZZ", "YA", "WW", "O1", "I2"};
    static const char *const good[] = {"LT", "99", "Q5", "1P"};
    ref_add_modifier(m, some_line(g, m),
                     innocent ? good[ref_pick(g, 4)] : bad[ref_pick(g, 5)]);
}

static void mod_not_effective(gen *g, ref_lined *m, bool innocent)
{
    const plain_system *s = &g->answers->systems[SJ_MODIFIER];
    sj_interval days[8];
    for (int tries = 0; tries < 200; tries++) {
        uint32_t place = ref_pick(g, s->code_count);
        size_t n = plain_validity(g->answers, SJ_MODIFIER, (long)place, days, 8);
        const sj_interval *one = &days[ref_pick(g, (uint32_t)(n < 8 ? n : 8))];
        if (n == 0 || one->from < plain_day(1990, 1, 1) ||
            (one->to == SJ_DATE_OPEN && ref_maybe(g, 80)))
            continue;
        ref_move(g, m, beside(g, one, innocent));
        ref_add_modifier(m, some_line(g, m), s->codes[place]);
        return;
    }
}

static void mod_gap(gen *g, ref_lined *m, bool innocent)
{
    sj_line *line = some_line(g, m);
    uint32_t at = ref_pick(g, 3);
    ref_add_modifier(m, line, "25");
    ref_add_modifier(m, line, "LT");
    ref_add_modifier(m, line, "Q5");
    ref_add_modifier(m, line, "KX");
    if (!innocent)
        line->modifiers[at].len = 0;
    else
        line->modifiers[3].len = 0;
    if (!innocent && ref_maybe(g, 30))
        line->modifiers[ref_pick(g, 3)].len = 0;
}

static void mod_duplicate(gen *g, ref_lined *m, bool innocent)
{
    static const char *const some[] = {"59", "LT", "ZZ", "99", "F1", "E1"};
    sj_line *line = some_line(g, m);
    uint32_t i = ref_pick(g, 6);
    ref_add_modifier(m, line, some[i]);
    if (ref_maybe(g, 40))
        ref_add_modifier(m, line, "KX");
    ref_add_modifier(m, line, innocent ? some[(i + 1) % 6] : some[i]);
    if (!innocent && ref_maybe(g, 20))
        ref_add_modifier(m, line, some[i]);
}

static void mod_conflict(gen *g, ref_lined *m, bool innocent)
{
    static const char *const pairs[][2] = {
        {"26", "TC"}, {"50", "LT"}, {"50", "RT"}, {"50", "78"}, {"54", "55"},
        {"LT", "RT"}, {"AA", "QX"}, {"QK", "QZ"}, {"AD", "QY"}, {"GN", "GP"},
        {"GO", "GN"}, {"NU", "RR"}, {"UE", "NU"}, {"76", "77"}, {"JW", "JZ"},
        {"62", "66"}, {"80", "81"}, {"82", "80"}, {"59", "XE"}, {"59", "XU"},
        {"62", "80"}, {"66", "AS"}, {"62", "AS"}, {"XP", "59"}};
    static const char *const fine[][2] = {{"26", "59"}, {"50", "22"}, {"54", "56"},
                                          {"LT", "59"}, {"XE", "XS"}, {"80", "AS"},
                                          {"76", "91"}, {"50", "58"}, {"26", "26"}};
    sj_line *line = some_line(g, m);
    const char *const *pair = innocent ? fine[ref_pick(g, 9)] : pairs[ref_pick(g, 24)];
    bool swap = ref_maybe(g, 50);
    ref_add_modifier(m, line, pair[swap]);
    if (ref_maybe(g, 30))
        ref_add_modifier(m, line, innocent ? "22" : pairs[ref_pick(g, 24)][0]);
    ref_add_modifier(m, line, pair[!swap]);
}

static void mod_order(gen *g, ref_lined *m, bool innocent)
{
    static const char *const price[] = {"26", "TC", "50", "52", "53", "54", "55", "62",
                                        "66", "78", "80", "81", "82", "AS", "AA", "AD",
                                        "QK", "QX", "QY", "QZ", "NU", "RR", "UE"};
    static const char *const inform[] = {"LT", "RT", "E1", "E4", "FA", "F9",
                                         "TA", "T1", "KX", "GA", "GY", "GZ"};
    static const char *const neither[] = {"25", "59", "51", "22", "76"};
    sj_line *line = some_line(g, m);
    const char *first = price[ref_pick(g, 23)], *second = inform[ref_pick(g, 12)];
    if (ref_maybe(g, 20))
        second = neither[ref_pick(g, 5)];
    ref_add_modifier(m, line, innocent ? first : second);
    if (ref_maybe(g, 20))
        ref_add_modifier(m, line, "59");
    ref_add_modifier(m, line, innocent ? second : first);
    if (ref_maybe(g, 20))
        ref_add_modifier(m, line, price[ref_pick(g, 23)]);
}

static void mod_invalid(gen *g, ref_lined *m, bool innocent)
{
    static const char *const some[] = {"26", "TC", "50", "54", "55", "56", "62",
                                       "66", "80", "81", "82", "AS", "LT", "RT"};
    const ref_line_tables *t = g->tables;
    if (t->fee_count == 0)
        return;
    const ref_fee_file *f = &t->fees[0];
    const ref_fee *fee = &f->rows[ref_pick(g, (uint32_t)f->count)];
    ref_move(g, m,
             ref_maybe(g, 85) ? ref_day_in(g, f->days.from, f->days.to)
                              : f->days.to + 1);
    const char *modifier = some[ref_pick(g, 14)];
    if (ref_maybe(g, 60)) { /* look for a code that fits the wish */
        for (int tries = 0; tries < 60;
             tries++, fee = &f->rows[ref_pick(g, (uint32_t)f->count)]) {
            bool fits = modifier[0] == '5' && modifier[1] > '0'
                            ? fee->glob[0] == '0' && fee->glob[1] != '0'
                        : modifier[0] == '2' || modifier[0] == 'T' ? fee->pctc == '1'
                        : modifier[0] == '5'                       ? fee->bilat == '1'
                        : modifier[0] == '6' ? fee->co == '1' && fee->team == '1'
                        : modifier[0] == 'L' || modifier[0] == 'R' ? fee->bilat != '0'
                                                                   : fee->asst == '2';
            if (fits == innocent)
                break;
        }
    }
    sj_line *line = ref_add_numbered(g, m, fee->code);
    ref_add_modifier(m, line, modifier);
    if (ref_maybe(g, 20))
        ref_add_modifier(m, line, some[ref_pick(g, 14)]);
}

/* ---- pointers ---- */

static void ptr_first_missing(gen *g, ref_lined *m, bool innocent)
{
    static const int32_t late[] = {0, 0, 1, 2}, one[] = {1};
    ref_be_professional(g, m);
    sj_line *line = some_line(g, m);
    if (innocent)
        ref_set_pointers(m, line, 1, one);
    else
        ref_set_pointers(m, line, ref_maybe(g, 40) ? 0 : 1 + (int)ref_pick(g, 4), late);
}

static void ptr_gap(gen *g, ref_lined *m, bool innocent)
{
    int32_t with[] = {1, 0, 2, 0, 0, 1}, without[] = {1, 2, 0, 0};
    ref_be_professional(g, m);
    sj_line *line = some_line(g, m);
    if (innocent)
        ref_set_pointers(m, line, 4, without);
    else
        ref_set_pointers(m, line, ref_maybe(g, 50) ? 3 : 6, with);
}

static void ptr_duplicate(gen *g, ref_lined *m, bool innocent)
{
    int32_t twice[] = {1, 2, 1, 2}, once[] = {2, 1, 0, 0};
    ref_be_professional(g, m);
    ref_set_pointers(m, some_line(g, m), 3 + (int)ref_pick(g, 2),
                     innocent ? once : twice);
}

static void ptr_missing(gen *g, ref_lined *m, bool innocent)
{
    ref_be_professional(g, m);
    int32_t n = (int32_t)m->claim.dx_count;
    if (ref_maybe(g, 20) && !innocent) {
        n = -2;
    } else if (ref_maybe(g, 25)) { /* the limit is 12 */
        while (m->claim.dx_count < REF_LINED_DX)
            m->dx[m->claim.dx_count++] =
                (sj_diagnosis){.code = ref_line_text(m, "R07.9")};
        n = 12;
    }
    int32_t p[] = {innocent ? n : n + 1, 1};
    if (p[0] != 0)
        ref_set_pointers(m, some_line(g, m), 1 + (int)ref_pick(g, 2), p);
}

static void ptr_unused(gen *g, ref_lined *m, bool innocent)
{
    ref_be_professional(g, m);
    m->claim.line_count = 1;
    sj_line *line = &m->lines[0];
    *line = (sj_line){.from = SJ_NO_DATE, .to = SJ_NO_DATE, .units = 1, .charge = -1};
    line->code = ref_line_text(m, "G0439");
    m->claim.dx_count = m->claim.dx_count > 5 ? 5 : m->claim.dx_count;
    int32_t all[] = {1, 2, 3, 4, 5};
    int n = (int)m->claim.dx_count;
    ref_set_pointers(m, line, innocent || n == 0 ? n : (int)ref_pick(g, (uint32_t)n),
                     all);
}

static void ptr_external(gen *g, ref_lined *m, bool innocent)
{
    ref_be_professional(g, m);
    if (m->claim.dx_count < 3) {
        m->claim.dx_count = 3;
        m->dx[0] = m->dx[2] = (sj_diagnosis){.code = ref_line_text(m, "S93.401A")};
    }
    m->dx[1] = (sj_diagnosis){
        .code = ref_line_text(m, ref_maybe(g, 50) ? "W01.0XXA" : "Y92.009")};
    int32_t p[] = {2, innocent ? 1 : 2, 99};
    ref_set_pointers(m, some_line(g, m), 2 + ref_maybe(g, 15), p);
}

/* ---- the claim ---- */

static void clm_dates(gen *g, ref_lined *m, bool innocent)
{
    sj_claim *c = &m->claim;
    sj_line *line = some_line(g, m);
    switch (ref_pick(g, 3)) {
    case 0:
        ref_set_days(line, innocent ? c->from : c->from - 1, SJ_NO_DATE);
        break;
    case 1:
        ref_set_days(line, c->to, innocent ? c->to : c->to + 1);
        break;
    default:
        c->receipt = c->to - (innocent ? 0 : 1);
        if (ref_maybe(g, 30))
            ref_set_days(line, c->from, SJ_NO_DATE);
    }
    if (!innocent && ref_maybe(g, 10))
        c->to = c->from - 1;
}

static void clm_lines(gen *g, ref_lined *m, bool innocent)
{
    bool institutional = m->claim.type == SJ_INSTITUTIONAL;
    uint32_t count = (institutional ? 999U : 50U) + (innocent ? 0U : 1U);
    while (m->claim.line_count < count)
        ref_add_line(g, m, institutional ? NULL : "99213");
    m->claim.line_count = count;
}

static const struct {
    sj_edit edit;
    void (*build)(gen *g, ref_lined *m, bool innocent);
} situations[] = {
    {SJ_CLM_DATES, clm_dates},
    {SJ_CLM_LINES, clm_lines},
    {SJ_MOD_CONFLICT, mod_conflict},
    {SJ_MOD_DUPLICATE, mod_duplicate},
    {SJ_MOD_FORMAT, mod_format},
    {SJ_MOD_GAP, mod_gap},
    {SJ_MOD_INVALID_FOR_CODE, mod_invalid},
    {SJ_MOD_NOT_EFFECTIVE, mod_not_effective},
    {SJ_MOD_NOT_FOUND, mod_not_found},
    {SJ_MOD_ORDER, mod_order},
    {SJ_NDC_FORMAT, ndc_format},
    {SJ_NDC_UNIT, ndc_unit},
    {SJ_POS_INVALID, pos_invalid},
    {SJ_PTR_DUPLICATE, ptr_duplicate},
    {SJ_PTR_DX_UNUSED, ptr_unused},
    {SJ_PTR_EXTERNAL_CAUSE_ONLY, ptr_external},
    {SJ_PTR_FIRST_MISSING, ptr_first_missing},
    {SJ_PTR_GAP, ptr_gap},
    {SJ_PTR_MISSING_DX, ptr_missing},
    {SJ_PX_COVERAGE, px_coverage},
    {SJ_PX_FORMAT, px_format},
    {SJ_PX_NOT_EFFECTIVE, px_not_effective},
    {SJ_PX_NOT_FOUND, px_not_found},
    {SJ_PX_SET_NOT_LOADED, px_set_not_loaded},
    {SJ_PX_UNITS, px_units},
    {SJ_PX_UNLISTED, px_unlisted},
};

bool ref_build_single(gen *g, ref_lined *m, sj_edit edit, bool innocent)
{
    for (size_t i = 0; i < sizeof situations / sizeof *situations; i++)
        if (situations[i].edit == edit) {
            situations[i].build(g, m, innocent);
            return true;
        }
    return false;
}

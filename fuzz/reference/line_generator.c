/*
 * The claim that every situation of line_generator.h starts from, and the small parts
 * they share.
 */
#include "fuzz/reference/line_generator.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef ref_line_generator gen;

uint32_t ref_pick(gen *g, uint32_t limit)
{
    return ref_below(&g->chance, limit);
}

bool ref_maybe(gen *g, uint32_t percent)
{
    return ref_chance(&g->chance, percent);
}

uint32_t ref_one(gen *g, const ref_codes *codes)
{
    return codes->count > 0 ? codes->items[ref_pick(g, (uint32_t)codes->count)] : 0;
}

/* ---- codes that situations are made of ---- */

static void keep(ref_codes *codes, uint32_t code)
{
    if (codes->count > 0 && codes->items[codes->count - 1] == code)
        return;
    codes->items = ref_grow(codes->items, codes->count + 1, sizeof *codes->items);
    codes->items[codes->count++] = code;
}

static void sort_fees(gen *g)
{
    const ref_line_tables *t = g->tables;
    for (int f = 0; f < t->fee_count; f++)
        for (size_t i = 0; i < t->fees[f].count; i++) {
            const ref_fee *fee = &t->fees[f].rows[i];
            char code[SJ_CODE_CAP];
            size_t rows;
            ref_code_text(fee->code, code);
            int number = atoi(code);
            ref_addon_rows(t, fee->code, &rows);
            if (fee->glob[0] == '0')
                keep(&g->globals, fee->code);
            if (strcmp(fee->glob, "ZZZ") == 0 && rows == 0)
                keep(&g->later_addons, fee->code);
            if (fee->bilat == '1')
                keep(&g->bilateral, fee->code);
            if (isdigit((unsigned char)code[4]) && strlen(code) == 5 &&
                isdigit((unsigned char)code[0]) &&
                ((number >= 99201 && number <= 99500) ||
                 (number >= 92002 && number <= 92015)))
                keep(&g->visits, fee->code);
        }
    keep(&g->visits, ref_code_number("G0402"));
    keep(&g->visits, ref_code_number("G0439"));
}

void ref_line_generator_make(ref_rules *rules, gen *out)
{
    memset(out, 0, sizeof *out);
    out->chance.rules = rules;
    out->tables = rules->lines;
    out->answers = &rules->answers;
    const ref_line_tables *t = out->tables;
    sort_fees(out);
    for (size_t i = 0; i < t->addon_count; i++)
        keep(&out->addons[t->addons[i].type], t->addons[i].addon);
    for (int f = 0; f < t->mue_count; f++)
        for (size_t i = 0; i < t->mue[f].count; i++)
            if (t->mue[f].rows[i].value == 0)
                keep(&out->zero_units, t->mue[f].rows[i].code);
    for (size_t i = 0; i < t->coverage_count; i++)
        if (strchr("IMS", t->coverage[i].coverage))
            keep(&out->uncovered, t->coverage[i].code);
}

void ref_line_generator_free(gen *g)
{
    free(g->visits.items);
    free(g->globals.items);
    free(g->later_addons.items);
    free(g->zero_units.items);
    free(g->bilateral.items);
    free(g->uncovered.items);
    for (int i = 0; i < 4; i++)
        free(g->addons[i].items);
}

const char *ref_any_hcpcs(gen *g)
{
    const plain_system *s = &g->answers->systems[SJ_HCPCS];
    return s->codes[ref_pick(g, s->code_count)];
}

/* ---- texts ---- */

static sj_str text_of(ref_lined *m, const char *text, size_t len)
{
    if (m->used + len > sizeof m->text)
        plain_die("generator", 0, "claim has too much text");
    char *p = m->text + m->used;
    if (len > 0)
        memcpy(p, text, len);
    m->used += len;
    return (sj_str){p, (uint32_t)len};
}

sj_str ref_line_text(ref_lined *m, const char *text)
{
    return text_of(m, text, strlen(text));
}

/* As somebody might write it: any case, blanks around. */
static sj_str written(gen *g, ref_lined *m, const char *code)
{
    char out[32];
    size_t n = 0;
    bool lower = ref_maybe(g, 6);
    if (ref_maybe(g, 3))
        out[n++] = ' ';
    for (size_t i = 0; code[i] && n < 28; i++)
        out[n++] = lower ? (char)tolower((unsigned char)code[i]) : code[i];
    if (ref_maybe(g, 3))
        out[n++] = ' ';
    return text_of(m, out, n);
}

/* ---- lines ---- */

void ref_set_pointers(ref_lined *m, sj_line *line, int count, const int32_t *pointers)
{
    int32_t *mine = m->pointers[line - m->lines];
    for (int i = 0; i < count; i++)
        mine[i] = pointers[i];
    line->pointers = mine;
    line->pointer_count = (uint32_t)count;
}

static void no_line(sj_line *line)
{
    *line = (sj_line){.from = SJ_NO_DATE, .to = SJ_NO_DATE, .units = 1, .charge = -1};
}

sj_line *ref_add_line(gen *g, ref_lined *m, const char *code)
{
    sj_claim *c = &m->claim;
    if (c->line_count == REF_LINED_LINES)
        plain_die("generator", 0, "claim has too many lines");
    sj_line *line = &m->lines[c->line_count++];
    no_line(line);
    if (ref_maybe(g, 60))
        line->charge = 50 + (double)ref_pick(g, 400) / 4;
    if (code)
        line->code = written(g, m, code);
    if (c->type != SJ_INSTITUTIONAL) {
        int32_t one = 1 + (int32_t)ref_pick(g, c->dx_count > 0 ? c->dx_count : 1);
        ref_set_pointers(m, line, 1, &one);
    } else if (ref_maybe(g, 80)) {
        line->revenue = ref_line_text(m, ref_maybe(g, 50) ? "0360" : "450");
    }
    return line;
}

sj_line *ref_add_numbered(gen *g, ref_lined *m, uint32_t code)
{
    char text[SJ_CODE_CAP] = "99213";
    if (code)
        ref_code_text(code, text);
    return ref_add_line(g, m, text);
}

sj_line *ref_add_history(ref_lined *m, uint32_t code, sj_date day)
{
    char text[SJ_CODE_CAP] = "99213";
    if (m->claim.history_count == REF_LINED_HISTORY)
        return NULL;
    sj_line *line = &m->history[m->claim.history_count++];
    no_line(line);
    if (code)
        ref_code_text(code, text);
    line->code = ref_line_text(m, text);
    line->from = line->to = day;
    line->provider = m->claim.provider;
    return line;
}

void ref_add_modifier(ref_lined *m, sj_line *line, const char *modifier)
{
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++)
        if (line->modifiers[k].len == 0) {
            line->modifiers[k] = ref_line_text(m, modifier);
            return;
        }
}

void ref_set_days(sj_line *line, sj_date from, sj_date to)
{
    line->from = from;
    line->to = to;
}

void ref_move(gen *g, ref_lined *m, sj_date day)
{
    sj_claim *c = &m->claim;
    sj_date more = c->to - c->from;
    m->day = day;
    c->from = day - (more > 0 && ref_maybe(g, 50) ? (sj_date)ref_pick(g, 3) : 0);
    c->to = c->from + more < day ? day : c->from + more;
    for (uint32_t i = 0; i < c->line_count; i++)
        m->lines[i].from = m->lines[i].to = SJ_NO_DATE;
}

/* ---- the claim ---- */

static void clear_pointers(ref_lined *m)
{
    for (uint32_t i = 0; i < m->claim.line_count; i++)
        m->lines[i].pointer_count = 0;
}

void ref_be_professional(gen *g, ref_lined *m)
{
    sj_claim *c = &m->claim;
    if (c->type == SJ_INSTITUTIONAL)
        for (uint32_t i = 0; i < c->line_count; i++) {
            int32_t one = 1;
            m->lines[i].revenue = (sj_str){0};
            ref_set_pointers(m, &m->lines[i], 1, &one);
            if (m->lines[i].code.len == 0)
                m->lines[i].code = ref_line_text(m, "99213");
        }
    c->type = ref_maybe(g, 95) ? SJ_PROFESSIONAL : SJ_DENTAL;
    c->bill_type = (sj_str){0};
}

void ref_be_hospital(gen *g, ref_lined *m)
{
    static const char *const types[] = {"131", "0131", "131", "121", "141", "0221",
                                        "231", "341",  "741", "751", "851", ""};
    if (m->claim.type != SJ_INSTITUTIONAL)
        clear_pointers(m);
    m->claim.type = SJ_INSTITUTIONAL;
    m->claim.bill_type = ref_line_text(m, types[ref_pick(g, 12)]);
}

const ref_ptp_table *ref_ptp_for(const gen *g, const ref_lined *m)
{
    const sj_claim *c = &m->claim;
    int medicaid = c->payer.len == 8 && memcmp(c->payer.text, "medicaid", 8) == 0;
    int table = c->type == SJ_INSTITUTIONAL ? SJ_PTP_HOSPITAL : SJ_PTP_PRACTITIONER;
    const ref_ptp_table *t = &g->tables->ptp[table + 2 * medicaid];
    return t->count > 0 ? t : NULL;
}

int ref_mue_for(const ref_lined *m)
{
    const sj_claim *c = &m->claim;
    int medicaid = c->payer.len == 8 && memcmp(c->payer.text, "medicaid", 8) == 0;
    return (c->type == SJ_INSTITUTIONAL ? SJ_MUE_HOSPITAL : SJ_MUE_PRACTITIONER) +
           3 * medicaid;
}

sj_date ref_day_in(gen *g, sj_date from, sj_date to)
{
    if (to < from)
        return from;
    switch (ref_pick(g, 5)) {
    case 0:
        return from;
    case 1:
        return to;
    default:
        return from + (sj_date)ref_pick(g, (uint32_t)(to - from + 1));
    }
}

static sj_date random_day(gen *g)
{
    static const int borders[][3] = {
        {2024, 4, 1}, {2024, 7, 1}, {2024, 10, 1}, {2017, 1, 1},  {2019, 1, 1},
        {2018, 1, 1}, {2024, 1, 1}, {2019, 7, 1},  {2024, 8, 16}, {2024, 4, 16},
        {2013, 1, 1}, {1996, 1, 1}, {2025, 1, 1},  {2015, 10, 1}, {2024, 8, 1},
        {2024, 5, 1}, {2024, 6, 1}, {2024, 5, 16}, {2022, 1, 1}};
    uint32_t kind = ref_pick(g, 100);
    if (kind < 45)
        return ref_day_in(g, plain_day(2024, 4, 1), plain_day(2024, 6, 30));
    if (kind < 60)
        return ref_day_in(g, plain_day(2024, 7, 1), plain_day(2024, 9, 30));
    if (kind < 68)
        return ref_day_in(g, plain_day(2024, 1, 1), plain_day(2024, 3, 31));
    if (kind < 78)
        return ref_day_in(g, plain_day(2017, 1, 1), plain_day(2018, 12, 31));
    if (kind < 82)
        return ref_day_in(g, plain_day(2019, 1, 1), plain_day(2023, 12, 31));
    const int *b = borders[ref_pick(g, sizeof borders / sizeof *borders)];
    return plain_day(b[0], b[1], b[2]) - 2 + (sj_date)ref_pick(g, 4);
}

static void make_diagnoses(gen *g, ref_lined *m)
{
    static const char *const common[] = {"E11.9", "I10", "J45.40", "N18.6",   "R07.9",
                                         "M54.2", "Z23", "Z00.00", "S93.401A"};
    static const char *const external[] = {"W01.0XXA", "V00.831A", "Y92.009",
                                           "X58.XXXA"};
    sj_claim *c = &m->claim;
    c->dx_count = 1 + ref_pick(g, 4);
    if (ref_maybe(g, 2))
        c->dx_count = ref_maybe(g, 50) ? 0 : 11 + ref_pick(g, 3);
    for (uint32_t i = 0; i < c->dx_count; i++) {
        bool outside = i > 0 && ref_maybe(g, 10);
        m->dx[i] =
            (sj_diagnosis){.code = ref_line_text(m, outside ? external[ref_pick(g, 4)]
                                                            : common[ref_pick(g, 9)])};
    }
}

static const char *const some_modifiers[] = {
    "25", "59", "26", "TC", "50", "LT", "RT", "76", "77", "91", "22", "51", "XE", "XS",
    "XP", "XU", "24", "57", "58", "78", "79", "E1", "F3", "FA", "T5", "TA", "LC", "RI",
    "GP", "GO", "NU", "RR", "AA", "QX", "QZ", "80", "82", "AS", "62", "66", "54", "55",
    "56", "KX", "GA", "GY", "GZ", "JW", "JZ", "53", "52", "27", "P1", "Q5", "PT"};

static void make_random_lines(gen *g, ref_lined *m)
{
    sj_claim *c = &m->claim;
    uint32_t count = ref_pick(g, 5);
    if (ref_maybe(g, 12))
        count = ref_pick(g, 30);
    const ref_ptp_table *t = ref_ptp_for(g, m);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t kind = ref_pick(g, 10);
        const ref_ptp_row *row = t ? &t->rows[ref_pick(g, (uint32_t)t->count)] : NULL;
        sj_line *line;
        if (kind < 4)
            line = ref_add_line(g, m, ref_any_hcpcs(g));
        else if (kind < 8 && row)
            line =
                ref_add_numbered(g, m, ref_maybe(g, 50) ? row->column1 : row->column2);
        else if (kind < 9 && c->type == SJ_INSTITUTIONAL)
            line = ref_add_line(g, m, NULL);
        else
            line = ref_add_numbered(g, m, ref_one(g, &g->visits));
        for (uint32_t k = ref_maybe(g, 30) ? 1 + ref_pick(g, 3) : 0; k > 0; k--)
            ref_add_modifier(m, line,
                             some_modifiers[ref_pick(g, sizeof some_modifiers /
                                                            sizeof *some_modifiers)]);
        if (ref_maybe(g, 15))
            line->units = 1 + ref_pick(g, 6);
        if (ref_maybe(g, 15)) {
            sj_date from = c->from + (sj_date)ref_pick(g, 3);
            ref_set_days(line, from,
                         ref_maybe(g, 60) ? SJ_NO_DATE
                                          : from - 1 + (sj_date)ref_pick(g, 5));
        }
        if (ref_maybe(g, 10))
            line->provider = ref_line_text(m, ref_maybe(g, 60) ? "1999999984" : "");
    }
}

static void shuffle(gen *g, ref_lined *m)
{
    for (uint32_t i = m->claim.line_count; i > 1; i--) {
        uint32_t k = ref_pick(g, i);
        sj_line swap = m->lines[k];
        m->lines[k] = m->lines[i - 1];
        m->lines[i - 1] = swap;
    }
}

static void begin(gen *g, uint64_t seed, ref_lined *m)
{
    sj_claim *c = &m->claim;
    g->chance.state = seed * UINT64_C(0x2545F4914F6CDD1D) + 77;
    m->seed = seed;
    m->used = 0;
    memset(c, 0, sizeof *c);
    c->size = sizeof *c;
    c->dx = m->dx;
    c->lines = m->lines;
    c->history = m->history;
    c->admission = c->receipt = SJ_NO_DATE;
    c->birth = plain_day(1961, 4, 2);
    c->sex = ref_line_text(m, "F");
    c->discharge_status = ref_line_text(m, "01");
    if (ref_maybe(g, 90))
        c->provider = ref_line_text(m, "1234567893");
    if (ref_maybe(g, 10))
        c->payer = ref_line_text(m, "medicaid");
    else if (ref_maybe(g, 85))
        c->payer = ref_line_text(m, ref_maybe(g, 95) ? "medicare" : "other");
    if (ref_maybe(g, 50))
        c->pos = ref_line_text(m, ref_maybe(g, 80) ? "11" : "22");
    m->day = random_day(g);
    c->from = m->day;
    c->to = m->day + (ref_maybe(g, 70) ? 0 : (sj_date)ref_pick(g, 5));
}

/* What people and programs write beside the rules. */
static void spoil_line(gen *g, ref_lined *m, sj_line *line, bool history)
{
    static const char *const codes[] = {" ",     "",      "AB12",  "ab12c",
                                        "00000", "W1234", "i0001", "T1015",
                                        "99999", "D0120", "G9999 "};
    static const char *const revenue[] = {"22",   "0022",  "023", "0024", "00022",
                                          "0025", " 0022", "24 ", "0"};
    static const char *const modifiers[] = {" ",  "",    "xe", " 59", "5 9",
                                            "zz", "LM",  "jf", "L1",  "ZA",
                                            "1P", "XE ", "5",  "\t25"};
    static const char *const places[] = {" ", "11 ", "1", "10", "97", "99"};
    static const char *const units[] = {"un", "DA", "UN ", "MJ", "XX", " "};
    int32_t pointers[] = {
        ref_maybe(g, 50) ? 0 : 13, ref_maybe(g, 50) ? 0 : -1, 14, 2, 2, 1};
    switch (ref_pick(g, 11)) {
    case 0:
        line->code = ref_line_text(m, codes[ref_pick(g, 11)]);
        break;
    case 1:
        line->revenue = ref_line_text(m, revenue[ref_pick(g, 9)]);
        break;
    case 2:
        line->modifiers[ref_pick(g, 4)] = ref_line_text(m, modifiers[ref_pick(g, 14)]);
        break;
    case 3:
        line->pos = ref_line_text(m, places[ref_pick(g, 6)]);
        break;
    case 4:
        line->unit = ref_line_text(m, units[ref_pick(g, 6)]);
        line->units = ref_maybe(g, 50) ? 2.5 : 1e9;
        break;
    case 5: /* a long span */
        line->from = m->day - (sj_date)ref_pick(g, 200);
        line->to = m->day + (sj_date)ref_pick(g, 150);
        line->units = (double)ref_pick(g, 900);
        break;
    case 6:
        line->from = SJ_NO_DATE;
        line->to = m->day + 3;
        break;
    case 7:
        if (!history)
            ref_set_pointers(m, line, (int)ref_pick(g, 7), pointers);
        break;
    case 8:
        line->ndc = ref_line_text(m, ref_maybe(g, 50) ? "" : " ");
        line->ndc_unit = ref_line_text(m, ref_maybe(g, 50) ? "ml" : "GR");
        line->ndc_units = ref_maybe(g, 50) ? -1 : 1;
        break;
    case 9:
        line->ndc_units = -2;
        line->ndc = ref_line_text(m, ref_maybe(g, 50) ? "00002759701" : "");
        break;
    default:
        line->provider = ref_line_text(m, ref_maybe(g, 50) ? "1234567893 " : " ");
        line->units = ref_maybe(g, 50) ? -3 : 0;
    }
}

static void spoil(gen *g, ref_lined *m)
{
    static const char *const payers[] = {"Medicaid", "MEDICAID", "medicaid ",
                                         "medicare"};
    static const char *const types[] = {"0111", "11",    "13X", " 131", "1311", "0",
                                        "082",  "0131 ", "411", "18x",  "741",  "x13"};
    static const char *const codes[] = {"W01",  "V00.8",    "E88",   "V27.0", "Q",
                                        "I10.", "X58.XXXA", "Y92.9", "250.00"};
    sj_claim *c = &m->claim;
    for (uint32_t i = 0; i < c->line_count && i < 40; i++)
        if (ref_maybe(g, 30))
            spoil_line(g, m, &m->lines[i], false);
    if (c->history_count > 0 && ref_maybe(g, 40)) {
        sj_line *line = &m->history[ref_pick(g, c->history_count)];
        spoil_line(g, m, line, true);
        if (ref_maybe(g, 20))
            line->from = line->to = SJ_NO_DATE;
    }
    if (ref_maybe(g, 10))
        c->payer = ref_line_text(m, payers[ref_pick(g, 4)]);
    if (ref_maybe(g, 20) && c->type == SJ_INSTITUTIONAL)
        c->bill_type = ref_line_text(m, types[ref_pick(g, 12)]);
    if (ref_maybe(g, 20))
        c->receipt = ref_maybe(g, 50) ? 0 : m->day + (sj_date)ref_pick(g, 3) - 1;
    if (ref_maybe(g, 10))
        c->admission = m->day - (sj_date)ref_pick(g, 3);
    if (ref_maybe(g, 30) && c->dx_count > 0) {
        sj_diagnosis *dx = &m->dx[ref_pick(g, c->dx_count)];
        dx->code = ref_line_text(m, codes[ref_pick(g, 9)]);
        if (ref_maybe(g, 30))
            dx->version = ref_maybe(g, 50) ? 9 : 10;
    }
    if (ref_maybe(g, 5))
        c->to = c->from - 1;
    if (ref_maybe(g, 5))
        c->pos = ref_line_text(m, ref_maybe(g, 50) ? " " : "1");
}

static const sj_edit aims[] = {SJ_CLM_DATES,
                               SJ_CLM_LINES,
                               SJ_MOD_CONFLICT,
                               SJ_MOD_DUPLICATE,
                               SJ_MOD_FORMAT,
                               SJ_MOD_GAP,
                               SJ_MOD_INVALID_FOR_CODE,
                               SJ_MOD_INVALID_FOR_CODE,
                               SJ_MOD_NOT_EFFECTIVE,
                               SJ_MOD_NOT_FOUND,
                               SJ_MOD_ORDER,
                               SJ_MOD_REQUIRED_MISSING,
                               SJ_NDC_FORMAT,
                               SJ_NDC_MISSING,
                               SJ_NDC_UNIT,
                               SJ_POS_CODE_CONFLICT,
                               SJ_POS_INVALID,
                               SJ_PTR_DUPLICATE,
                               SJ_PTR_DX_UNUSED,
                               SJ_PTR_EXTERNAL_CAUSE_ONLY,
                               SJ_PTR_FIRST_MISSING,
                               SJ_PTR_GAP,
                               SJ_PTR_MISSING_DX,
                               SJ_PX_ADDON_WITHOUT_PRIMARY,
                               SJ_PX_ADDON_WITHOUT_PRIMARY,
                               SJ_PX_ADDON_WITHOUT_PRIMARY,
                               SJ_PX_AGE,
                               SJ_PX_BILATERAL,
                               SJ_PX_BILATERAL,
                               SJ_PX_COVERAGE,
                               SJ_PX_DUPLICATE_LINE,
                               SJ_PX_DUPLICATE_LINE,
                               SJ_PX_FORMAT,
                               SJ_PX_GLOBAL_EM,
                               SJ_PX_GLOBAL_EM,
                               SJ_PX_INPATIENT_ONLY,
                               SJ_PX_MUE,
                               SJ_PX_MUE,
                               SJ_PX_MUE,
                               SJ_PX_MUE_ZERO,
                               SJ_PX_NECESSITY,
                               SJ_PX_NOT_EFFECTIVE,
                               SJ_PX_NOT_FOUND,
                               SJ_PX_PTP,
                               SJ_PX_PTP,
                               SJ_PX_PTP,
                               SJ_PX_PTP,
                               SJ_PX_PTP_SAME_SITE,
                               SJ_PX_SET_NOT_LOADED,
                               SJ_PX_SEX,
                               SJ_PX_UNITS,
                               SJ_PX_UNLISTED,
                               SJ_REV_HCPCS_REQUIRED};

static void build(gen *g, ref_lined *m, sj_edit edit, bool innocent)
{
    if (!ref_build_single(g, m, edit, innocent) &&
        !ref_build_group(g, m, edit, innocent) &&
        !ref_build_limit(g, m, edit, innocent))
        plain_die("generator", (uint64_t)edit, "no situation for the edit");
}

void ref_make_lines(gen *g, uint64_t seed, ref_lined *m)
{
    sj_claim *c = &m->claim;
    begin(g, seed, m);
    make_diagnoses(g, m);
    uint32_t kind = ref_pick(g, 100);
    if (kind < 62) {
        ref_be_professional(g, m);
    } else if (kind < 94) {
        ref_be_hospital(g, m);
    } else {
        c->type = SJ_INSTITUTIONAL;
        c->bill_type = ref_line_text(m, ref_maybe(g, 70) ? "0111" : "211");
    }
    make_random_lines(g, m);
    m->aim = aims[ref_pick(g, sizeof aims / sizeof *aims)];
    m->innocent = ref_maybe(g, 45);
    if (m->aim == SJ_CLM_LINES && ref_maybe(g, 90)) /* they are large */
        m->aim = SJ_PX_PTP;
    build(g, m, m->aim, m->innocent);
    if (m->aim != SJ_CLM_LINES && ref_maybe(g, 12)) { /* and something else beside it */
        sj_edit other = aims[ref_pick(g, sizeof aims / sizeof *aims)];
        if (other != SJ_CLM_LINES)
            build(g, m, other, ref_maybe(g, 50));
    }
    if (m->aim != SJ_CLM_LINES && ref_maybe(g, 10))
        spoil(g, m);
    if (m->aim != SJ_PTR_DX_UNUSED)
        shuffle(g, m);
    if (ref_maybe(g, 3)) /* one of the dates is enough */
        *(ref_maybe(g, 50) ? &c->from : &c->to) = SJ_NO_DATE;
}

/*
 * The code of a service line (DOMAIN 3.5, RULINGS 16, 17): which system it is of,
 * whether it exists on the first and on the last day, what the HCPCS file says of it,
 * and whether the units can be.
 */
#include "engine/edit/single_line.h"
#include "engine/lookup/line_rules.h"

/* ---- reading --------------------------------------------------------------------- */

#define EACH_BYTE(b) (UINT64_C(0x0101010101) * (b))

/* Five characters, the first lowest, small letters made capital ones. */
static uint64_t load_code(const char *text)
{
    const uint8_t *p = (const uint8_t *)text;
    const uint64_t word = sjf_load32(p) | (uint64_t)p[4] << 32;
    const uint64_t low = word & EACH_BYTE(0x7F);
    const uint64_t small = (low + EACH_BYTE(0x80 - 'a')) &
                           ~(low + EACH_BYTE(0x7F - 'z')) & ~word & EACH_BYTE(0x80);
    return word - (small >> 2); /* 0x20 less */
}

static bool is_digit(unsigned ch)
{
    return ch - '0' <= 9;
}

/* Whether a character is one of capital letters, told as bits from A on. */
static bool is_among(unsigned ch, uint32_t letters)
{
    return ch - 'A' < 26 && letters >> (ch - 'A') & 1;
}

#define LETTER(ch) (UINT32_C(1) << ((ch) - 'A'))

/* The kind of a code of five characters, upper case; SJI_SERVICE_NONE for no shape. */
static uint8_t kind_of(uint64_t code)
{
    const uint32_t fourth =
        LETTER('F') | LETTER('T') | LETTER('U') | LETTER('M') | LETTER('A');
    const uint32_t hcpcs =
        (LETTER('W') - 1) &
        ~(LETTER('D') | LETTER('F') | LETTER('I') | LETTER('N') | LETTER('O'));
    const unsigned first = code & 0xFF, last = (unsigned)(code >> 32);
    /* Three digits in the middle: a byte that borrows or carries is none itself. */
    const uint32_t middle = (uint32_t)(code >> 8 & 0xFFFFFF) - 0x303030;
    if ((middle | (middle + 0x767676)) & 0x808080)
        return SJI_SERVICE_NONE;
    if (is_digit(first))
        return is_digit(last) || is_among(last, fourth) ? SJI_SERVICE_CPT
                                                        : SJI_SERVICE_NONE;
    if (!is_digit(last))
        return SJI_SERVICE_NONE;
    if (first == 'D')
        return SJI_SERVICE_CDT;
    return is_among(first, hcpcs) ? SJI_SERVICE_HCPCS : SJI_SERVICE_NONE;
}

/* Under revenue codes 0022, 0023 and 0024 five characters are of HIPPS. */
static bool is_hipps(const sj_line *line)
{
    char revenue[4];
    return line->revenue.len > 0 && sji_read_revenue(line, revenue) &&
           memcmp(revenue, "002", 3) == 0 && revenue[3] >= '2' && revenue[3] <= '4';
}

static sj_system system_of(const sji_service *s)
{
    return s->kind == SJI_SERVICE_HCPCS ? SJ_HCPCS
           : s->kind == SJI_SERVICE_CPT ? SJ_CPT
                                        : SJ_CDT;
}

static sj_answer look_up(const sji_check *c, const sji_service *s, sj_date day)
{
    sj_answer answer;
    char text[8];
    sji_code_text(s->code, text);
    (void)sj_lookup(c->image, system_of(s), text, 5, day, &answer);
    return answer;
}

static bool has_set(const sji_check *c, const sji_service *s)
{
    return s->kind == SJI_SERVICE_HCPCS || c->image->systems[system_of(s)].loaded;
}

static bool exists(uint8_t status)
{
    return status != SJ_CODE_INACTIVE && status != SJ_CODE_NOT_FOUND;
}

void sji_read_line_code(sji_check *c, const sj_line *line, sji_service *s)
{
    const sj_str text = sji_trim(line->code);
    s->code = 0;
    s->kind = SJI_SERVICE_NONE;
    s->id = SJ_NO_CODE;
    s->procedure = SJ_NO_PROCEDURE;
    if (text.len == 0 && c->kind != SJI_P)
        return; /* a revenue line */
    uint64_t code = 0;
    if (text.len == 5) {
        code = load_code(text.text);
        s->kind = is_hipps(line) ? SJI_SERVICE_HIPPS : kind_of(code);
    }
    if (s->kind == SJI_SERVICE_NONE) {
        s->flags |= SJI_SERVICE_REJECTED;
        return;
    }
    s->code = code;
    if (s->kind == SJI_SERVICE_HIPPS)
        return;
    s->procedure = sji_procedure(&c->image->lines, sji_service_key(s->code));
    if (!has_set(c, s))
        return;
    const sj_answer answer = look_up(c, s, s->from);
    s->id = answer.id;
    if (!exists(answer.status))
        s->flags |= SJI_SERVICE_REJECTED;
    else if (answer.status == SJ_CODE_UNKNOWN)
        s->flags |= SJI_SERVICE_UNKNOWN;
    if (answer.flags & SJ_FLAG_NOC)
        s->flags |= SJI_SERVICE_UNLISTED;
}

/* ---- existence ------------------------------------------------------------------- */

static void report_absence(sji_check *c, const sji_services *all, uint32_t at,
                           const sj_answer *answer, sj_date day)
{
    const sji_service *s = &all->line[at];
    const bool inactive = answer->status == SJ_CODE_INACTIVE;
    const sj_edit edit = inactive ? SJ_PX_NOT_EFFECTIVE : SJ_PX_NOT_FOUND;
    sj_finding *f = sji_add_line(c, all, edit, at, day,
                                 sji_day_severity(s, day, sji_edit_severity(edit)));
    if (!f)
        return;
    f->marks = answer->marks;
    if (inactive)
        sji_nearest_day(c->image, f);
}

static void judge_existence(sji_check *c, const sji_services *all, uint32_t at)
{
    const sji_service *s = &all->line[at];
    if (!has_set(c, s)) {
        sji_add_line(c, all, SJ_PX_SET_NOT_LOADED, at, s->from, SJI_USUAL);
        sji_no_data(c, SJ_PX_NOT_FOUND);
        return;
    }
    if (s->flags & SJI_SERVICE_REJECTED) {
        const sj_answer answer = look_up(c, s, s->from);
        report_absence(c, all, at, &answer, s->from);
        return;
    }
    if (s->flags & SJI_SERVICE_UNKNOWN)
        sji_no_data(c, SJ_PX_NOT_EFFECTIVE);
    if (s->to == s->from)
        return;
    const sj_answer answer = look_up(c, s, s->to);
    if (!exists(answer.status))
        report_absence(c, all, at, &answer, s->to);
    else if (answer.status == SJ_CODE_UNKNOWN)
        sji_no_data(c, SJ_PX_NOT_EFFECTIVE);
}

/* ---- what the HCPCS file says ------------------------------------------------------
 */

static void judge_coverage(sji_check *c, const sji_services *all, uint32_t at)
{
    const sji_service *s = &all->line[at];
    uint32_t len;
    sj_date from;
    if (s->kind != SJI_SERVICE_HCPCS)
        return;
    const char *facts = sji_facts(c->image, s->procedure, s->from, &len, &from);
    if (!facts || len <= SJI_FACT_COVERAGE)
        return;
    const char coverage = facts[SJI_FACT_COVERAGE];
    if (coverage != 'I' && coverage != 'M' && coverage != 'S')
        return;
    sj_finding *f = sji_add_line(c, all, SJ_PX_COVERAGE, at, s->from, SJI_USUAL);
    if (f)
        f->found = (uint8_t)coverage;
}

/* ---- units ----------------------------------------------------------------------- */

static bool is_unit(sj_str unit, const char name[3])
{
    return unit.len == 2 && sji_upper(unit.text[0]) == name[0] &&
           sji_upper(unit.text[1]) == name[1];
}

static void judge_units(sji_check *c, const sji_services *all, uint32_t at)
{
    const sj_line *line = &c->claim->lines[at];
    const double units = line->units;
    const bool positive = units > 0; /* not a number is not, either */
    if (positive && line->unit.len == 0)
        return;
    const sj_str unit = sji_trim(line->unit);
    /* Above 2^53 there are no fractions. */
    const bool whole =
        positive && (units >= 9007199254740992.0 || units == (double)(int64_t)units);
    if (positive && (whole || (!is_unit(unit, "UN") && !is_unit(unit, "DA"))))
        return;
    sj_finding *f =
        sji_add_line(c, all, SJ_PX_UNITS, at, all->line[at].from, SJI_USUAL);
    if (f)
        f->found = positive; /* a fraction */
}

void sji_judge_line_code(sji_check *c, const sji_services *all, uint32_t at)
{
    const sji_service *s = &all->line[at];
    if (s->kind == SJI_SERVICE_HIPPS)
        return;
    if (s->kind == SJI_SERVICE_NONE) {
        if (!(s->flags & SJI_SERVICE_REJECTED))
            return; /* a revenue line */
        sj_finding *f = sji_add_line(c, all, SJ_PX_FORMAT, at, s->from, SJI_USUAL);
        if (f && sji_trim(c->claim->lines[at].code).len == 0)
            f->reason = SJ_BECAUSE_MISSING;
    } else {
        judge_existence(c, all, at);
        judge_coverage(c, all, at);
        if (s->flags & SJI_SERVICE_UNLISTED &&
            sji_trim(c->claim->lines[at].description).len == 0)
            sji_add_line(c, all, SJ_PX_UNLISTED, at, s->from, SJI_USUAL);
    }
    judge_units(c, all, at);
}

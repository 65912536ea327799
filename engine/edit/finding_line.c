/*
 * Findings on service lines in words: edits on single lines, their modifiers, pointers,
 * drugs and dates.
 */
#include "engine/edit/sentence.h"

static const sj_line *line_of(const sji_sentence *s)
{
    const sj_claim *claim = s->claim;
    return claim->lines && s->f->at.index < claim->line_count
               ? &claim->lines[s->f->at.index]
               : NULL;
}

/* Text of the claim, as much as fits a sentence. */
static void put_written(sji_sentence *s, sj_str text)
{
    enum { MOST = 32 };
    text = sji_trim(text);
    if (text.len <= MOST) {
        sji_put_bytes(s, text.text, text.len);
        return;
    }
    uint32_t len = MOST;
    while (len > 0 && ((uint8_t)text.text[len] & 0xC0) == 0x80)
        len--; /* between two characters of UTF-8 */
    sji_put_bytes(s, text.text, len);
    sji_put(s, "...");
}

static void put_character(sji_sentence *s, int32_t value)
{
    const char text = (char)value;
    if (text > ' ' && text <= '~')
        sji_put_bytes(s, &text, 1);
    else
        sji_put(s, "not told");
}

/* ---- code and units -------------------------------------------------------------- */

static void put_coverage(sji_sentence *s)
{
    sji_put_of_titled(s, " is ");
    switch (s->f->found) {
    case 'I':
        sji_put(s, "not payable by Medicare");
        break;
    case 'M':
        sji_put(s, "not covered by Medicare");
        break;
    default:
        sji_put(s, "not covered by Medicare by statute");
        break;
    }
    sji_put(s, " (coverage ");
    put_character(s, s->f->found);
    sji_put(s, ")");
}

/* A number of units as people write it, to two places. */
static void put_units(sji_sentence *s, double units)
{
    if (!(units > -1e9 && units < 1e9)) {
        sji_put(s, "no number that can be");
        return;
    }
    int64_t hundredths = (int64_t)(units * 100 + (units < 0 ? -0.5 : 0.5));
    if (hundredths < 0) {
        sji_put(s, "-");
        hundredths = -hundredths;
    }
    sji_put_number(s, hundredths / 100);
    if (hundredths % 100 == 0)
        return;
    sji_put(s, ".");
    sji_put_number(s, hundredths / 10 % 10);
    if (hundredths % 10)
        sji_put_number(s, hundredths % 10);
}

static void put_wrong_units(sji_sentence *s)
{
    const sj_line *line = line_of(s);
    sji_put(s, "the units are ");
    put_units(s, line ? line->units : 0);
    sji_put(s, s->f->found ? ", a fraction of what is counted in whole units"
                           : "; they must be above 0");
}

static bool code_words(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_PX_FORMAT:
        if (s->f->reason == SJ_BECAUSE_MISSING)
            sji_put(s, "the line has no procedure code");
        else
            sji_put_of_code(s, " is not written like a procedure code of HCPCS, CPT or "
                               "CDT");
        return true;
    case SJ_PX_NOT_FOUND:
        sji_put_of_code(s, " is no procedure code");
        return true;
    case SJ_PX_SET_NOT_LOADED:
        sji_put_of_code(s, s->f->system == SJ_CDT
                               ? " is of CDT, of which no list is in the image"
                               : " is of CPT, of which no list is in the image");
        return true;
    case SJ_PX_COVERAGE:
        put_coverage(s);
        return true;
    case SJ_PX_UNLISTED:
        sji_put_of_titled(s, " is not otherwise classified; the line does not describe "
                             "the service");
        return true;
    case SJ_PX_UNITS:
        put_wrong_units(s);
        return true;
    case SJ_PX_BILATERAL:
        if (s->f->with.kind != SJ_AT_NONE)
            return false;
        sji_put_of_code(s, " with modifier 50 has more than one unit; both sides are "
                           "one");
        return true;
    default:
        return false;
    }
}

/* ---- modifiers ------------------------------------------------------------------- */

/* Which indicator of the fee schedule decided about a modifier. */
static const char *indicator_of(const char *modifier)
{
    static const struct {
        const char *modifiers, *indicator;
    } list[] = {
        {"26 TC", "PCTC"},      {"50 LT RT", "bilateral"},
        {"54 55 56", "global"}, {"62", "co-surgeon"},
        {"66", "team"},         {"80 81 82 AS", "assistant"},
    };
    for (unsigned i = 0; i < sizeof list / sizeof list[0]; i++)
        if (strstr(list[i].modifiers, modifier))
            return list[i].indicator;
    return "";
}

static void put_line_code(sji_sentence *s)
{
    sji_put_code(s, sji_at(SJ_AT_LINE, s->f->at.index), SJ_NO_CODE);
}

static void put_invalid_for_code(sji_sentence *s)
{
    char modifier[SJ_CODE_CAP];
    sj_claim_code(s->claim, s->f->at, modifier);
    sji_put(s, "modifier ");
    sji_put_its_code(s);
    sji_put(s, s->f->severity == SJ_INFO ? " may not go with " : " does not go with ");
    put_line_code(s);
    sji_put(s, ": the ");
    sji_put(s, indicator_of(modifier));
    if (strcmp(indicator_of(modifier), "global") == 0) {
        sji_put(s, " days are not 010 or 090");
        return;
    }
    sji_put(s, " indicator of the fee schedule is ");
    put_character(s, s->f->found);
}

static bool modifier_words(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_MOD_FORMAT:
        sji_put_of_code(s, " is not written like a modifier");
        return true;
    case SJ_MOD_NOT_FOUND:
        sji_put_of_code(s, " is no modifier");
        return true;
    case SJ_MOD_GAP:
        sji_put(s, "modifier ");
        sji_put_number(s, s->f->at.inner_index + 1);
        sji_put(s, " is empty and a later one is not");
        return true;
    case SJ_MOD_DUPLICATE:
        sji_put(s, "modifier ");
        sji_put_of_code(s, " stands on the line already");
        return true;
    case SJ_MOD_CONFLICT:
        sji_put(s, "modifiers ");
        sji_put_other(s);
        sji_put(s, " and ");
        sji_put_of_code(s, " do not go together on one line");
        return true;
    case SJ_MOD_ORDER:
        sji_put(s, "modifier ");
        sji_put_its_code(s);
        sji_put(s, " decides the price and goes before ");
        sji_put_other(s);
        return true;
    case SJ_MOD_INVALID_FOR_CODE:
        put_invalid_for_code(s);
        return true;
    default:
        return false;
    }
}

/* ---- pointers -------------------------------------------------------------------- */

static bool pointer_words(sji_sentence *s)
{
    switch (s->f->edit) {
    case SJ_PTR_MISSING_DX:
        sji_put(s, "the line points to diagnosis ");
        sji_put_number(s, s->f->found);
        sji_put(s, s->f->limit == 1 ? "; the claim has " : "; the claim has only ");
        sji_put_number(s, s->f->limit);
        return true;
    case SJ_PTR_FIRST_MISSING:
        sji_put(s, "the line has no first diagnosis pointer");
        return true;
    case SJ_PTR_DUPLICATE:
        sji_put(s, "the line points to diagnosis ");
        sji_put_number(s, s->f->found);
        sji_put(s, " twice");
        return true;
    case SJ_PTR_GAP:
        sji_put(s, "diagnosis pointer ");
        sji_put_number(s, s->f->at.inner_index + 1);
        sji_put(s, " is empty and a later one is not");
        return true;
    case SJ_PTR_DX_UNUSED:
        sji_put(s, "no line points to ");
        sji_put_titled(s);
        return true;
    case SJ_PTR_EXTERNAL_CAUSE_ONLY:
        sji_put(s, "the line points to external causes alone");
        return true;
    default:
        return false;
    }
}

/* ---- places, drugs, dates -------------------------------------------------------- */

static void put_place(sji_sentence *s)
{
    const sj_line *line = line_of(s);
    sji_put(s, "the place of service ");
    put_written(s, line && sji_trim(line->pos).len > 0 ? line->pos : s->claim->pos);
    sji_put(s, s->f->code == SJ_NO_CODE ? " is in no list" : " is not valid");
    sji_put_on_date(s);
}

static void put_drug(sji_sentence *s)
{
    const sj_line *line = line_of(s);
    if (s->f->found) {
        sji_put(s, "the unit of the drug, ");
        put_written(s, line ? line->ndc_unit : s->claim->pos);
        sji_put(s, ", is none of F2, GR, ME, ML, UN");
    } else {
        sji_put(s, "the quantity of the drug is not above 0");
    }
}

/* Outside the claim, or after it came in. */
static void put_line_dates(sji_sentence *s)
{
    const sj_claim *claim = s->claim;
    const sj_date from = claim->from != SJ_NO_DATE ? claim->from : claim->to;
    const sj_date to = claim->to != SJ_NO_DATE ? claim->to : from;
    sji_put(s, "the line has a service on ");
    sji_put_date(s, s->f->date);
    if (from <= to && (s->f->date < from || s->f->date > to)) {
        sji_put(s, from == to ? "; the claim is of " : "; the claim goes from ");
        sji_put_date(s, from);
        if (from == to)
            return;
        sji_put(s, " to ");
        sji_put_date(s, to);
    } else {
        sji_put(s, "; the claim came in on ");
        sji_put_date(s, claim->receipt);
    }
}

static bool shape_words(sji_sentence *s)
{
    const sj_line *line = line_of(s);
    switch (s->f->edit) {
    case SJ_POS_INVALID:
        put_place(s);
        return true;
    case SJ_REV_INVALID:
        sji_put(s, "the revenue code ");
        put_written(s, line ? line->revenue : s->claim->pos);
        sji_put(s, " is in no list");
        return true;
    case SJ_TOB_INVALID:
        sji_put(s, "the bill type ");
        put_written(s, s->claim->bill_type);
        sji_put(s, " is in no list");
        return true;
    case SJ_NDC_FORMAT:
        sji_put_of_code(s, " cannot be read as the eleven digits of an NDC");
        return true;
    case SJ_NDC_UNIT:
        put_drug(s);
        return true;
    case SJ_CLM_DATES:
        put_line_dates(s);
        return true;
    case SJ_CLM_LINES:
        sji_put(s, "the claim has ");
        sji_put_number(s, s->f->found);
        sji_put(s, " lines; there is room for ");
        sji_put_number(s, s->f->limit);
        return true;
    default:
        return false;
    }
}

bool sji_line_words(sji_sentence *s)
{
    return code_words(s) || modifier_words(s) || pointer_words(s) || shape_words(s);
}

/*
 * The 837 reader: service lines, from LX on.
 */
#include "engine/claim/x12.h"

#include <string.h>

#include "engine/claim/x12_value.h"

static sj_line *line_of(sj_x12 *reader)
{
    return &reader->lines[reader->claim.line_count - 1];
}

/* Whether nothing is read any more: the claim has a fault. */
static bool is_over(const sj_x12 *reader)
{
    return reader->fault.reason != SJ_X12_OK;
}

void sji_x12_lx(sj_x12 *reader, const sji_x12_segment *segment)
{
    reader->where = SJI_X12_IN_LINE;
    if (is_over(reader))
        return;
    if (reader->claim.line_count == SJ_CLAIM_LINES_MAX) {
        sji_x12_blame(reader, SJ_X12_TOO_MANY, 0);
        return;
    }
    sj_str text = sji_x12_element_1(reader, segment);
    uint32_t number;
    if (!sji_x12_digits(text, &number) || number <= reader->line_number) {
        sji_x12_blame(reader, SJ_X12_BAD_LINE_NUMBER, 1);
        return;
    }
    reader->line_number = number;
    reader->line_has = 0;
    reader->ndc_open = false;
    uint32_t line = reader->claim.line_count++;
    reader->lines[line] =
        (sj_line){.from = SJ_NO_DATE, .to = SJ_NO_DATE, .units = 1, .charge = -1};
    reader->more[line] = (sj_x12_line){.number = text};
}

/* Whether the line has had such a segment; if so that is the claim's fault. */
static bool again(sj_x12 *reader, unsigned what)
{
    if (!is_over(reader) && reader->line_has & what)
        sji_x12_blame(reader, SJ_X12_TWICE, 0);
    reader->line_has |= what;
    return is_over(reader);
}

/* ---- SV1, SV2, SV3, SV5 ---------------------------------------------------------- */

/* What stands where: number of the element; 0: the segment has none. */
typedef struct layout {
    uint8_t revenue, code, charge, unit, units, pos, pointers, elements;
} layout;

/* An element of a service; empty where the segment has none. */
static inline sj_str element(const sji_x12_parts *parts, unsigned n)
{
    return n == 0 ? (sj_str){NULL, 0} : sji_x12_part(parts, n);
}

/* A number; what is empty stays as it is. @return false: it is none, a fault */
static inline bool number(sj_x12 *reader, sj_str text, unsigned n, double *out)
{
    if (text.len == 0 || sji_x12_decimal(text, out))
        return true;
    sji_x12_blame(reader, SJ_X12_BAD_NUMBER, n);
    return false;
}

/* The pointers of a line, behind those of the lines before. */
static void read_pointers(sj_x12 *reader, sj_str text, uint32_t n, sj_line *line)
{
    int32_t *pointers = reader->pointers + reader->pointer_count;
    uint32_t count = 0, told = 0, value = 0, digits = 0;
    bool good = true;
    for (uint32_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.text[i] != reader->separators.component) {
            unsigned digit = (unsigned char)text.text[i] - (unsigned)'0';
            digits++;
            good &= digit <= 9 && digits <= SJI_X12_DIGITS_MAX;
            value = value * 10 + digit;
            continue;
        }
        if (count < SJ_CLAIM_ITEMS_MAX)
            pointers[count] = (int32_t)value;
        count++;
        if (digits > 0)
            told = count;
        value = digits = 0;
    }
    if (told > SJ_CLAIM_ITEMS_MAX || !good) {
        sji_x12_blame(
            reader, told > SJ_CLAIM_ITEMS_MAX ? SJ_X12_TOO_MANY : SJ_X12_BAD_NUMBER, n);
        return;
    }
    line->pointers = pointers;
    line->pointer_count = told;
    reader->pointer_count += told;
}

static inline void read_code(const sj_x12 *reader, const sji_x12_segment *segment,
                             sj_str text, sj_line *line)
{
    enum { CODE = 1, MODIFIER = 2, DESCRIPTION = 6, COMPONENTS = 7 };
    sji_x12_parts parts;
    sji_x12_cut_text(reader, segment, text, COMPONENTS, &parts);
    line->code = sji_x12_part(&parts, CODE);
    for (unsigned i = 0; i < SJ_MODIFIERS_MAX; i++)
        line->modifiers[i] = sji_x12_part(&parts, MODIFIER + i);
    line->description = sji_x12_part(&parts, DESCRIPTION);
}

/* Whether such a segment is to be read: it is one of this type of claim, and the first
 * of the line. */
static bool expects(sj_x12 *reader, sj_claim_type type, unsigned what)
{
    if (reader->type == type)
        return !again(reader, what);
    sji_x12_lose(reader, SJ_X12_BAD_LOOP);
    return false;
}

/* SV1, SV2, SV3. */
static inline __attribute__((always_inline)) void
service(sj_x12 *reader, const sji_x12_segment *segment, layout of)
{
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, of.elements, &parts);
    sj_line *line = line_of(reader);
    double charge = -1, units = 1;
    if (!number(reader, element(&parts, of.charge), of.charge, &charge) ||
        !number(reader, element(&parts, of.units), of.units, &units))
        return;
    line->revenue = element(&parts, of.revenue);
    read_code(reader, segment, element(&parts, of.code), line);
    line->charge = charge;
    line->unit = element(&parts, of.unit);
    line->units = units;
    line->pos = element(&parts, of.pos);
    if (of.pointers != 0)
        read_pointers(reader, element(&parts, of.pointers), of.pointers, line);
}

void sji_x12_sv1(sj_x12 *reader, const sji_x12_segment *segment)
{
    static const layout of = {.code = 1,
                              .charge = 2,
                              .unit = 3,
                              .units = 4,
                              .pos = 5,
                              .pointers = 7,
                              .elements = 7};
    if (expects(reader, SJ_PROFESSIONAL, SJI_X12_HAS_SV))
        service(reader, segment, of);
}

void sji_x12_sv2(sj_x12 *reader, const sji_x12_segment *segment)
{
    static const layout of = {
        .revenue = 1, .code = 2, .charge = 3, .unit = 4, .units = 5, .elements = 5};
    if (expects(reader, SJ_INSTITUTIONAL, SJI_X12_HAS_SV))
        service(reader, segment, of);
}

void sji_x12_sv3(sj_x12 *reader, const sji_x12_segment *segment)
{
    static const layout of = {
        .code = 1, .charge = 2, .pos = 3, .units = 6, .pointers = 11, .elements = 11};
    if (!expects(reader, SJ_DENTAL, SJI_X12_HAS_SV))
        return;
    service(reader, segment, of);
    sj_line *line = line_of(reader);
    line->pos = sji_x12_first(reader, line->pos);
}

/* Where there is no SV1: the code and its units alone. */
void sji_x12_sv5(sj_x12 *reader, const sji_x12_segment *segment)
{
    enum { CODE = 1, UNIT = 2, UNITS = 3 };
    sji_x12_parts parts, code;
    double units = 1;
    if (!expects(reader, SJ_PROFESSIONAL, SJI_X12_HAS_SV5))
        return;
    sji_x12_cut(reader, segment, UNITS, &parts);
    if (!number(reader, sji_x12_part(&parts, UNITS), UNITS, &units) ||
        reader->line_has & SJI_X12_HAS_SV)
        return;
    sj_line *line = line_of(reader);
    sji_x12_cut_text(reader, segment, sji_x12_part(&parts, CODE), 2, &code);
    line->code = sji_x12_part(&code, 1);
    line->unit = sji_x12_part(&parts, UNIT);
    line->units = units;
}

/* ---- the rest of a line ---------------------------------------------------------- */

void sji_x12_line_date(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (again(reader, SJI_X12_HAS_SERVICE))
        return;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 3, &parts);
    sj_line *line = line_of(reader);
    unsigned wrong =
        sji_x12_date(&reader->last, sji_x12_part(&parts, 2), sji_x12_part(&parts, 3),
                     SJI_X12_D8 | SJI_X12_RD8, &line->from, &line->to);
    if (wrong) {
        sji_x12_blame(reader, SJ_X12_BAD_DATE, wrong + 1);
        return;
    }
    if (reader->first_day == SJ_NO_DATE || line->from < reader->first_day)
        reader->first_day = line->from;
    if (reader->last_day == SJ_NO_DATE || line->to > reader->last_day)
        reader->last_day = line->to;
}

void sji_x12_line_provider(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (again(reader, SJI_X12_HAS_RENDERING) || reader->type == SJ_INSTITUTIONAL)
        return;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 9, &parts);
    line_of(reader)->provider = sji_x12_part(&parts, 9);
}

void sji_x12_drug(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (is_over(reader))
        return;
    sj_line *line = line_of(reader);
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 3, &parts);
    sj_str kind = sji_x12_part(&parts, 2);
    reader->ndc_open = false;
    if (line->ndc.len > 0 || kind.len != 2 || memcmp(kind.text, "N4", 2) != 0)
        return;
    line->ndc = sji_x12_part(&parts, 3);
    reader->ndc_open = line->ndc.len > 0;
}

void sji_x12_drug_units(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (is_over(reader))
        return;
    sj_line *line = line_of(reader);
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 5, &parts);
    double units = 0;
    if (!number(reader, sji_x12_part(&parts, 4), 4, &units) || !reader->ndc_open)
        return;
    line->ndc_units = units;
    line->ndc_unit = sji_x12_first(reader, sji_x12_part(&parts, 5));
    reader->ndc_open = false;
}

void sji_x12_line_reference(sj_x12 *reader, const sji_x12_segment *segment)
{
    sj_x12_line *more = &reader->more[reader->claim.line_count - 1];
    if (sji_x12_pack(sji_x12_element_1(reader, segment)) != SJI_X12_ID2('6', 'R') ||
        is_over(reader) || more->control.len > 0)
        return;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 2, &parts);
    more->control = sji_x12_part(&parts, 2);
}

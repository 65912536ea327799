/*
 * The second opinion on 837s: the items of HI (docs/X12.md, "HI").
 */
#include "fuzz/reference/x12_state.h"

#include <string.h>

typedef enum x12_list { NONE, DX, ADMITTING, REASON, EXTERNAL, PX } x12_list;

static const struct {
    const char *qualifier;
    x12_list list;
    bool principal;
    bool of_all_types; /* else institutional alone */
    uint8_t version;
} qualifiers[] = {
    {"ABK", DX, true, true, 10},         {"BK", DX, true, true, 9},
    {"ABF", DX, false, true, 10},        {"BF", DX, false, true, 9},
    {"ABJ", ADMITTING, true, false, 10}, {"BJ", ADMITTING, true, false, 9},
    {"APR", REASON, false, false, 10},   {"PR", REASON, false, false, 9},
    {"ABN", EXTERNAL, false, false, 10}, {"BN", EXTERNAL, false, false, 9},
    {"BBR", PX, true, false, 10},        {"BR", PX, true, false, 9},
    {"BBQ", PX, false, false, 10},       {"BQ", PX, false, false, 9},
    {"BE", NONE, false, true, 0},        {"BG", NONE, false, true, 0},
    {"BH", NONE, false, true, 0},        {"BI", NONE, false, true, 0},
    {"BO", NONE, false, true, 0},        {"BP", NONE, false, true, 0},
    {"CAH", NONE, false, true, 0},       {"DR", NONE, false, true, 0},
    {"LOI", NONE, false, true, 0},       {"NDI", NONE, false, true, 0},
    {"TC", NONE, false, true, 0},        {"TQ", NONE, false, true, 0},
    {"ZZ", REASON, false, false, 9}, /* 004010 alone */
};

static sj_str part(const x12_parts *parts, size_t n)
{
    return n < parts->count ? parts->items[n] : (sj_str){0};
}

/* Format and date of a procedure. */
static bool read_px_date(const x12_parts *parts, sj_date *out)
{
    sj_str format = part(parts, 2), text = part(parts, 3);
    *out = SJ_NO_DATE;
    if (format.len == 0 && text.len == 0)
        return true;
    return x12_is(format, "D8") && x12_read_day(text, out);
}

static void add_procedure(x12_claim *c, const x12_parts *parts, sj_procedure px,
                          bool principal, sj_x12_place at, uint32_t element)
{
    if (principal && c->has_principal_px) {
        x12_spoil(c, SJ_X12_SECOND_PRINCIPAL, at, element);
        return;
    }
    c->has_principal_px = c->has_principal_px || principal;
    if (c->item.claim.px_count == SJ_CLAIM_ITEMS_MAX)
        x12_spoil(c, SJ_X12_TOO_MANY, at, element);
    else if (!read_px_date(parts, &px.date))
        x12_spoil(c, SJ_X12_BAD_DATE, at, element);
    else
        c->px[c->item.claim.px_count++] = px;
}

static void add_diagnosis(x12_claim *c, x12_list list, sj_diagnosis dx, bool principal,
                          sj_x12_place at, uint32_t element)
{
    if (list == ADMITTING) {
        if (c->has_admitting)
            x12_spoil(c, SJ_X12_SECOND_PRINCIPAL, at, element);
        c->has_admitting = true;
        c->admitting = dx;
        return;
    }
    if (principal && c->principal >= 0) {
        x12_spoil(c, SJ_X12_SECOND_PRINCIPAL, at, element);
        return;
    }
    sj_diagnosis *items = list == DX ? c->dx : list == REASON ? c->reason : c->external;
    uint32_t *count = list == DX       ? &c->item.claim.dx_count
                      : list == REASON ? &c->item.claim.reason_count
                                       : &c->item.claim.external_count;
    if (principal)
        c->principal = (int)*count;
    if (*count == SJ_CLAIM_ITEMS_MAX)
        x12_spoil(c, SJ_X12_TOO_MANY, at, element);
    else
        items[(*count)++] = dx;
}

static void read_item(x12_state *s, const x12_parts *parts, sj_x12_place at,
                      uint32_t element)
{
    x12_claim *c = &s->claim;
    size_t count = sizeof qualifiers / sizeof *qualifiers, q = 0;
    while (q < count && !x12_is(part(parts, 0), qualifiers[q].qualifier))
        q++;
    if (q == count || (q == count - 1 && !s->is_4010)) {
        c->item.claim.strange_qualifiers++;
        return;
    }
    if (qualifiers[q].list == NONE)
        return;
    sj_str code = part(parts, 1);
    uint8_t wire = 0;
    if (!qualifiers[q].of_all_types && s->type != SJ_INSTITUTIONAL)
        wire |= SJ_WIRE_QUALIFIER;
    if (code.len > 0 && memchr(code.text, '.', code.len))
        wire |= SJ_WIRE_DOT;
    if (qualifiers[q].list == PX) {
        sj_procedure px = {
            .code = code, .version = qualifiers[q].version, .wire = wire};
        add_procedure(c, parts, px, qualifiers[q].principal, at, element);
        return;
    }
    sj_diagnosis dx = {.code = code, .version = qualifiers[q].version, .wire = wire};
    if (s->type == SJ_INSTITUTIONAL)
        dx.poa = part(parts, 8);
    add_diagnosis(c, qualifiers[q].list, dx, qualifiers[q].principal, at, element);
}

void x12_read_hi(x12_state *s, const x12_segment *seg)
{
    for (size_t i = 1; i < seg->elements.count; i++) {
        sj_str text = seg->elements.items[i];
        if (text.len == 0)
            continue;
        x12_parts parts = x12_cut(s, text, s->component);
        read_item(s, &parts, seg->at, (uint32_t)i);
    }
}

void x12_finish_dx(x12_claim *c)
{
    if (c->item.claim.dx_count == 0)
        return;
    if (c->principal < 0) {
        c->dx[0].wire |= SJ_WIRE_NOT_PRINCIPAL;
    } else if (c->principal > 0 && c->item.claim.type != SJ_INSTITUTIONAL) {
        c->dx[0].wire |= SJ_WIRE_QUALIFIER;
    } else {
        sj_diagnosis first = c->dx[c->principal];
        for (int i = c->principal; i > 0; i--)
            c->dx[i] = c->dx[i - 1];
        c->dx[0] = first;
    }
}

/*
 * The second opinion on 837s: which segment becomes what of a claim or a line
 * (docs/X12.md, "What becomes what" and "Faults of a claim").
 */
#include "fuzz/reference/x12_state.h"

#include <string.h>

void x12_spoil(x12_claim *c, sj_x12_reason reason, sj_x12_place at, uint32_t element)
{
    if (c->item.fault.reason == SJ_X12_OK)
        c->item.fault = (sj_x12_fault){.reason = reason, .at = at, .element = element};
}

static sj_str at_most(sj_str text, uint32_t len)
{
    if (text.len > len)
        text.len = len;
    return text;
}

void x12_read_demographics(x12_state *s, const x12_segment *seg, x12_person *person)
{
    (void)s;
    *person =
        (x12_person){.birth = SJ_NO_DATE, .sex = at_most(x12_element(seg, 3), 32)};
    sj_str format = x12_element(seg, 1), day = x12_element(seg, 2);
    if (format.len == 0 && day.len == 0)
        return;
    uint32_t wrong = !x12_is(format, "D8")                ? 1
                     : !x12_read_day(day, &person->birth) ? 2
                                                          : 0;
    if (wrong)
        person->fault =
            (sj_x12_fault){.reason = SJ_X12_BAD_DATE, .at = seg->at, .element = wrong};
}

/* ---- the claim ---- */

void x12_begin_claim(x12_state *s, const x12_segment *seg)
{
    x12_claim *c = &s->claim;
    memset(c, 0, sizeof *c);
    c->open = true;
    c->principal = -1;
    c->from_434 = c->to_434 = c->from_472 = c->to_472 = SJ_NO_DATE;
    c->item.id = x12_element(seg, 1);
    c->item.at = seg->at;
    c->item.interchange = s->isa13;
    if (s->in_gs)
        c->item.group = s->gs06;
    c->item.transaction = s->st02;
    c->item.ordinal = ++s->ordinal;
    c->item.claim = (sj_claim){.size = sizeof(sj_claim),
                               .type = s->type,
                               .from = SJ_NO_DATE,
                               .to = SJ_NO_DATE,
                               .birth = SJ_NO_DATE,
                               .admission = SJ_NO_DATE,
                               .receipt = SJ_NO_DATE};
}

static void read_clm(x12_state *s, const x12_segment *seg)
{
    x12_claim *c = &s->claim;
    sj_claim *claim = &c->item.claim;
    x12_person *person = s->is_patient ? &s->patient : &s->subscriber;
    if (person->fault.reason != SJ_X12_OK) {
        c->item.fault = person->fault;
        return;
    }
    if (seg->end - seg->at.byte > SJ_X12_CLAIM_MAX)
        x12_spoil(c, SJ_X12_TOO_LONG, seg->at, 0);
    claim->birth = person->birth;
    claim->sex = person->sex;
    claim->payer = s->payer;
    claim->provider = s->billing;
    x12_parts place = x12_cut(s, x12_element(seg, 5), s->component);
    if (s->type != SJ_INSTITUTIONAL) {
        claim->pos = place.items[0];
        return;
    }
    sj_str frequency = place.count > 2 ? place.items[2] : (sj_str){0};
    size_t len = (size_t)place.items[0].len + frequency.len;
    char *text = x12_keep(s, len);
    memcpy(text, place.items[0].text ? place.items[0].text : "", place.items[0].len);
    if (frequency.len > 0)
        memcpy(text + place.items[0].len, frequency.text, frequency.len);
    claim->bill_type = at_most((sj_str){text, (uint32_t)len}, 32);
}

/* @return false, and the claim is spoilt, when it was there before */
static bool once(x12_claim *c, bool *was_there, const x12_segment *seg)
{
    if (*was_there)
        x12_spoil(c, SJ_X12_TWICE, seg->at, 0);
    bool first = !*was_there;
    *was_there = true;
    return first;
}

static void read_claim_days(x12_claim *c, const x12_segment *seg, bool *was_there,
                            sj_date *from, sj_date *to)
{
    if (!once(c, was_there, seg))
        return;
    uint32_t wrong = x12_read_days(seg, from, to);
    if (wrong)
        x12_spoil(c, SJ_X12_BAD_DATE, seg->at, wrong);
}

static void read_admission(x12_claim *c, const x12_segment *seg)
{
    sj_str format = x12_element(seg, 2), text = x12_element(seg, 3);
    if (!once(c, &c->has_435, seg))
        return;
    if (!x12_is(format, "D8") && !x12_is(format, "DT")) {
        x12_spoil(c, SJ_X12_BAD_DATE, seg->at, 2);
        return;
    }
    bool good = x12_read_day(at_most(text, 8), &c->item.claim.admission);
    if (x12_is(format, "D8")) {
        good = good && text.len == 8;
    } else {
        good = good && text.len == 12;
        for (uint32_t i = 8; i < text.len && good; i++)
            good = text.text[i] >= '0' && text.text[i] <= '9';
    }
    if (!good)
        x12_spoil(c, SJ_X12_BAD_DATE, seg->at, 3);
}

/* A segment of the claim itself; SBR and what follows it say nothing. */
static void read_of_claim(x12_state *s, const x12_segment *seg)
{
    x12_claim *c = &s->claim;
    sj_str id = seg->elements.items[0], first = x12_element(seg, 1);
    if (x12_is(id, "CLM")) {
        read_clm(s, seg);
    } else if (x12_is(id, "HI")) {
        x12_read_hi(s, seg);
    } else if (x12_is(id, "CL1")) {
        if (once(c, &c->has_cl1, seg))
            c->item.claim.discharge_status = x12_element(seg, 3);
    } else if (x12_is(id, "DTP") && x12_is(first, "434")) {
        read_claim_days(c, seg, &c->has_434, &c->from_434, &c->to_434);
    } else if (x12_is(id, "DTP") && x12_is(first, "472")) {
        read_claim_days(c, seg, &c->has_472, &c->from_472, &c->to_472);
    } else if (x12_is(id, "DTP") && x12_is(first, "435")) {
        read_admission(c, seg);
    } else if (x12_is(id, "NM1") && x12_is(first, "82")) {
        if (once(c, &c->has_82, seg) && s->type != SJ_INSTITUTIONAL &&
            x12_element(seg, 9).len > 0)
            c->item.claim.provider = x12_element(seg, 9);
    }
}

/* ---- lines ---- */

static void begin_line(x12_state *s, const x12_segment *seg)
{
    x12_claim *c = &s->claim;
    uint32_t number;
    if (c->item.claim.line_count == SJ_CLAIM_LINES_MAX) {
        x12_spoil(c, SJ_X12_TOO_MANY, seg->at, 0);
        return;
    }
    bool first = c->item.claim.line_count == 0;
    if (!x12_read_digits(x12_element(seg, 1), &number) ||
        (!first && number <= c->last_number)) {
        x12_spoil(c, SJ_X12_BAD_LINE_NUMBER, seg->at, 1);
        return;
    }
    c->last_number = number;
    x12_line *line = x12_keep(s, sizeof *line);
    line->line.from = line->line.to = SJ_NO_DATE;
    line->line.units = 1;
    line->line.charge = -1;
    line->names.number = x12_element(seg, 1);
    c->lines[c->item.claim.line_count++] = line;
}

/* Leaves *out alone when the element is empty. */
static void read_number_of(x12_claim *c, const x12_segment *seg, uint32_t element,
                           double *out)
{
    sj_str text = x12_element(seg, element);
    if (text.len > 0 && !x12_read_number(text, out))
        x12_spoil(c, SJ_X12_BAD_NUMBER, seg->at, element);
}

static void read_service_code(x12_state *s, sj_line *line, sj_str composite)
{
    x12_parts parts = x12_cut(s, composite, s->component);
    if (parts.count > 1)
        line->code = parts.items[1];
    for (size_t i = 0; i < SJ_MODIFIERS_MAX && i + 2 < parts.count; i++)
        line->modifiers[i] = parts.items[i + 2];
    if (parts.count > 6)
        line->description = parts.items[6];
}

static void read_pointers(x12_state *s, x12_line *line, const x12_segment *seg,
                          uint32_t element)
{
    x12_parts parts = x12_cut(s, x12_element(seg, element), s->component);
    while (parts.count > 0 && parts.items[parts.count - 1].len == 0)
        parts.count--;
    for (size_t i = 0; i < parts.count; i++) {
        uint32_t pointer = 0;
        if (i == SJ_CLAIM_ITEMS_MAX) {
            x12_spoil(&s->claim, SJ_X12_TOO_MANY, seg->at, element);
            return;
        }
        if (parts.items[i].len > 0 && !x12_read_digits(parts.items[i], &pointer)) {
            x12_spoil(&s->claim, SJ_X12_BAD_NUMBER, seg->at, element);
            return;
        }
        line->pointers[i] = (int32_t)pointer;
        line->line.pointer_count = (uint32_t)i + 1;
    }
}

static void read_sv1(x12_state *s, x12_line *line, const x12_segment *seg)
{
    sj_line *out = &line->line;
    line->has_sv1 = true;
    out->code = (sj_str){0}; /* that of an SV5 before it */
    read_service_code(s, out, x12_element(seg, 1));
    read_number_of(&s->claim, seg, 2, &out->charge);
    out->unit = x12_element(seg, 3);
    out->units = 1;
    read_number_of(&s->claim, seg, 4, &out->units);
    out->pos = x12_element(seg, 5);
    read_pointers(s, line, seg, 7);
}

static void read_sv2(x12_state *s, x12_line *line, const x12_segment *seg)
{
    sj_line *out = &line->line;
    out->revenue = x12_element(seg, 1);
    read_service_code(s, out, x12_element(seg, 2));
    read_number_of(&s->claim, seg, 3, &out->charge);
    out->unit = x12_element(seg, 4);
    read_number_of(&s->claim, seg, 5, &out->units);
}

static void read_sv3(x12_state *s, x12_line *line, const x12_segment *seg)
{
    sj_line *out = &line->line;
    read_service_code(s, out, x12_element(seg, 1));
    read_number_of(&s->claim, seg, 2, &out->charge);
    out->pos = x12_cut(s, x12_element(seg, 3), s->component).items[0];
    read_number_of(&s->claim, seg, 6, &out->units);
    read_pointers(s, line, seg, 11);
}

static void read_sv5(x12_state *s, x12_line *line, const x12_segment *seg)
{
    double units = 1;
    line->has_sv5 = true;
    read_number_of(&s->claim, seg, 3, &units);
    if (line->has_sv1)
        return;
    x12_parts parts = x12_cut(s, x12_element(seg, 1), s->component);
    if (parts.count > 1)
        line->line.code = parts.items[1];
    line->line.unit = x12_element(seg, 2);
    line->line.units = units;
}

static void read_lin(x12_line *line, const x12_segment *seg)
{
    line->drug_open = false;
    if (line->has_drug || !x12_is(x12_element(seg, 2), "N4") ||
        x12_element(seg, 3).len == 0)
        return;
    line->has_drug = line->drug_open = true;
    line->line.ndc = x12_element(seg, 3);
}

static void read_ctp(x12_state *s, x12_line *line, const x12_segment *seg)
{
    double units = 0;
    read_number_of(&s->claim, seg, 4, &units);
    if (!line->drug_open || line->drug_count)
        return;
    line->drug_count = true;
    line->line.ndc_units = units;
    line->line.ndc_unit = x12_cut(s, x12_element(seg, 5), s->component).items[0];
}

static void read_of_line(x12_state *s, x12_line *line, const x12_segment *seg)
{
    x12_claim *c = &s->claim;
    sj_str id = seg->elements.items[0], first = x12_element(seg, 1);
    if (x12_is(id, "SV1")) {
        if (once(c, &line->has_sv1, seg))
            read_sv1(s, line, seg);
    } else if (x12_is(id, "SV2")) {
        if (once(c, &line->has_service, seg))
            read_sv2(s, line, seg);
    } else if (x12_is(id, "SV3")) {
        if (once(c, &line->has_service, seg))
            read_sv3(s, line, seg);
    } else if (x12_is(id, "SV5")) {
        if (once(c, &line->has_sv5, seg))
            read_sv5(s, line, seg);
    } else if (x12_is(id, "DTP") && x12_is(first, "472")) {
        read_claim_days(c, seg, &line->has_dates, &line->line.from, &line->line.to);
    } else if (x12_is(id, "LIN")) {
        read_lin(line, seg);
    } else if (x12_is(id, "CTP")) {
        read_ctp(s, line, seg);
    } else if (x12_is(id, "REF") && x12_is(first, "6R")) {
        if (line->names.control.len == 0)
            line->names.control = x12_element(seg, 2);
    } else if (x12_is(id, "NM1") && x12_is(first, "82")) {
        if (once(c, &line->has_82, seg) && s->type != SJ_INSTITUTIONAL)
            line->line.provider = x12_element(seg, 9);
    }
}

/* A segment of the claim in progress, which stands where it may. */
void x12_read_claim_segment(x12_state *s, const x12_segment *seg)
{
    x12_claim *c = &s->claim;
    if (c->item.fault.reason != SJ_X12_OK)
        return;
    if (x12_is(seg->elements.items[0], "LX"))
        begin_line(s, seg);
    else if (s->place == X12_CLAIM || s->place == X12_CLAIM_NAMES)
        read_of_claim(s, seg);
    else if (s->place == X12_LINE || s->place == X12_LINE_NAMES)
        read_of_line(s, c->lines[c->item.claim.line_count - 1], seg);
}

/* ---- the end ---- */

static void finish_days(x12_claim *c)
{
    sj_claim *claim = &c->item.claim;
    if (claim->type == SJ_INSTITUTIONAL && c->has_434) {
        claim->from = c->from_434;
        claim->to = c->to_434;
    } else if (claim->type == SJ_DENTAL && c->has_472) {
        claim->from = c->from_472;
        claim->to = c->to_472;
    } else {
        for (uint32_t i = 0; i < claim->line_count; i++) {
            const sj_line *line = &c->lines[i]->line;
            if (!c->lines[i]->has_dates)
                continue;
            if (claim->from == SJ_NO_DATE || line->from < claim->from)
                claim->from = line->from;
            if (claim->to == SJ_NO_DATE || line->to > claim->to)
                claim->to = line->to;
        }
        if (claim->from == SJ_NO_DATE)
            x12_spoil(c, SJ_X12_NO_DATE, c->item.at, 0);
    }
}

static const void *copy_of(x12_state *s, const void *items, size_t size)
{
    void *copy = x12_keep(s, size);
    memcpy(copy, items, size);
    return copy;
}

void x12_finish_claim(x12_state *s)
{
    x12_claim *c = &s->claim;
    sj_claim *claim = &c->item.claim;
    if (c->item.fault.reason == SJ_X12_OK)
        finish_days(c);
    if (c->item.fault.reason != SJ_X12_OK)
        return;
    x12_finish_dx(c);
    sj_line *lines = x12_keep(s, claim->line_count * sizeof *lines);
    sj_x12_line *names = x12_keep(s, claim->line_count * sizeof *names);
    for (uint32_t i = 0; i < claim->line_count; i++) {
        lines[i] = c->lines[i]->line;
        lines[i].pointers = c->lines[i]->pointers;
        names[i] = c->lines[i]->names;
    }
    claim->lines = lines;
    c->item.lines = names;
    claim->dx = copy_of(s, c->dx, claim->dx_count * sizeof *c->dx);
    claim->reason = copy_of(s, c->reason, claim->reason_count * sizeof *c->reason);
    claim->external =
        copy_of(s, c->external, claim->external_count * sizeof *c->external);
    claim->px = copy_of(s, c->px, claim->px_count * sizeof *c->px);
    if (c->has_admitting)
        claim->admitting = copy_of(s, &c->admitting, sizeof c->admitting);
}

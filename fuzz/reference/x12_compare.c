/*
 * Comparison of what two readers of one 837 stream say.
 */
#include "fuzz/reference/x12_compare.h"

#include "fuzz/check.h"

#include <string.h>

static bool same_text(sj_str a, sj_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

static bool same_place(sj_x12_place a, sj_x12_place b)
{
    return a.segment == b.segment && a.byte == b.byte;
}

static bool same_fault(const sj_x12_fault *a, const sj_x12_fault *b)
{
    if (a->reason == SJ_X12_OK)
        return b->reason == SJ_X12_OK;
    return a->reason == b->reason && strcmp(a->id, b->id) == 0 &&
           same_place(a->at, b->at) && a->element == b->element &&
           a->found == b->found && a->wanted == b->wanted;
}

static bool same_dx(const sj_diagnosis *a, const sj_diagnosis *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!same_text(a[i].code, b[i].code) || !same_text(a[i].poa, b[i].poa) ||
            a[i].version != b[i].version || a[i].wire != b[i].wire)
            return false;
    return true;
}

static bool same_px(const sj_procedure *a, const sj_procedure *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!same_text(a[i].code, b[i].code) || a[i].date != b[i].date ||
            a[i].version != b[i].version || a[i].wire != b[i].wire)
            return false;
    return true;
}

static bool same_line(const sj_line *a, const sj_line *b)
{
    for (int i = 0; i < SJ_MODIFIERS_MAX; i++)
        if (!same_text(a->modifiers[i], b->modifiers[i]))
            return false;
    if (a->pointer_count != b->pointer_count)
        return false;
    for (uint32_t i = 0; i < a->pointer_count; i++)
        if (a->pointers[i] != b->pointers[i])
            return false;
    return same_text(a->code, b->code) && same_text(a->revenue, b->revenue) &&
           same_text(a->pos, b->pos) && same_text(a->provider, b->provider) &&
           same_text(a->ndc, b->ndc) && same_text(a->ndc_unit, b->ndc_unit) &&
           same_text(a->unit, b->unit) && same_text(a->description, b->description) &&
           a->from == b->from && a->to == b->to && a->units == b->units &&
           a->charge == b->charge && a->ndc_units == b->ndc_units;
}

static bool same_claim(const sj_claim *a, const sj_claim *b)
{
    if (a->dx_count != b->dx_count || a->reason_count != b->reason_count ||
        a->external_count != b->external_count || a->px_count != b->px_count ||
        a->line_count != b->line_count || !a->admitting != !b->admitting)
        return false;
    for (uint32_t i = 0; i < a->line_count; i++)
        if (!same_line(&a->lines[i], &b->lines[i]))
            return false;
    return a->size == b->size && a->type == b->type && same_text(a->payer, b->payer) &&
           same_text(a->bill_type, b->bill_type) &&
           same_text(a->discharge_status, b->discharge_status) &&
           same_text(a->pos, b->pos) && same_text(a->provider, b->provider) &&
           same_text(a->sex, b->sex) && a->birth == b->birth && a->from == b->from &&
           a->to == b->to && a->admission == b->admission &&
           same_dx(a->dx, b->dx, a->dx_count) &&
           same_dx(a->admitting, b->admitting, a->admitting != NULL) &&
           same_dx(a->reason, b->reason, a->reason_count) &&
           same_dx(a->external, b->external, a->external_count) &&
           same_px(a->px, b->px, a->px_count) && a->history_count == b->history_count &&
           a->receipt == b->receipt && a->strange_qualifiers == b->strange_qualifiers;
}

bool x12_same_item(const ref_x12_item *a, const ref_x12_item *b)
{
    const sj_x12_item *x = &a->item, *y = &b->item;
    if (a->event != b->event || !same_text(x->id, y->id) || !same_place(x->at, y->at) ||
        !same_text(x->interchange, y->interchange) || !same_text(x->group, y->group) ||
        !same_text(x->transaction, y->transaction) || x->ordinal != y->ordinal ||
        !same_fault(&x->fault, &y->fault))
        return false;
    if (a->event != SJ_X12_CLAIM || x->fault.reason != SJ_X12_OK)
        return true;
    if (!same_claim(&x->claim, &y->claim))
        return false;
    for (uint32_t i = 0; i < x->claim.line_count; i++)
        if (!same_text(x->lines[i].number, y->lines[i].number) ||
            !same_text(x->lines[i].control, y->lines[i].control))
            return false;
    return true;
}

/* ---- in print ---- */

static void print_text(FILE *out, const char *name, sj_str text)
{
    if (text.len > 0)
        fprintf(out, " %s=%.*s", name, (int)text.len, text.text);
}

static void print_day(FILE *out, const char *name, sj_date day)
{
    char text[SJ_DATE_CAP];
    sj_date_format(day, text);
    if (text[0])
        fprintf(out, " %s=%s", name, text);
}

static void print_dx(FILE *out, const char *name, const sj_diagnosis *dx,
                     uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, " %s=%.*s/%.*s/%d/%d", name, (int)dx[i].code.len, dx[i].code.text,
                (int)dx[i].poa.len, dx[i].poa.text, dx[i].version, dx[i].wire);
}

static void print_line(FILE *out, const sj_line *line, const sj_x12_line *names)
{
    fprintf(out, "\n   ");
    print_text(out, "number", names->number);
    print_text(out, "control", names->control);
    print_text(out, "code", line->code);
    for (int i = 0; i < SJ_MODIFIERS_MAX; i++)
        print_text(out, "modifier", line->modifiers[i]);
    print_text(out, "description", line->description);
    print_text(out, "revenue", line->revenue);
    print_text(out, "pos", line->pos);
    print_text(out, "provider", line->provider);
    print_text(out, "ndc", line->ndc);
    print_text(out, "ndc_unit", line->ndc_unit);
    print_text(out, "unit", line->unit);
    fprintf(out, " units=%.17g charge=%.17g ndc_units=%.17g", line->units, line->charge,
            line->ndc_units);
    for (uint32_t i = 0; i < line->pointer_count; i++)
        fprintf(out, " ->%d", line->pointers[i]);
    print_day(out, "from", line->from);
    print_day(out, "to", line->to);
}

static void print_claim(FILE *out, const sj_x12_item *item)
{
    const sj_claim *c = &item->claim;
    fprintf(out, "\n    type=%d strange=%u", (int)c->type, c->strange_qualifiers);
    print_text(out, "payer", c->payer);
    print_text(out, "bill_type", c->bill_type);
    print_text(out, "pos", c->pos);
    print_text(out, "provider", c->provider);
    print_text(out, "discharge", c->discharge_status);
    print_text(out, "sex", c->sex);
    print_day(out, "birth", c->birth);
    print_day(out, "from", c->from);
    print_day(out, "to", c->to);
    print_day(out, "admission", c->admission);
    print_dx(out, "dx", c->dx, c->dx_count);
    print_dx(out, "admitting", c->admitting, c->admitting != NULL);
    print_dx(out, "reason", c->reason, c->reason_count);
    print_dx(out, "external", c->external, c->external_count);
    for (uint32_t i = 0; i < c->px_count; i++) {
        fprintf(out, " px=%.*s/%d/%d", (int)c->px[i].code.len, c->px[i].code.text,
                c->px[i].version, c->px[i].wire);
        print_day(out, "px_date", c->px[i].date);
    }
    for (uint32_t i = 0; i < c->line_count; i++)
        print_line(out, &c->lines[i], &item->lines[i]);
}

void x12_print_item(FILE *out, const ref_x12_item *i)
{
    const sj_x12_item *item = &i->item;
    fprintf(out, "%s segment=%llu byte=%llu ordinal=%llu",
            i->event == SJ_X12_CLAIM   ? "claim"
            : i->event == SJ_X12_FAULT ? "fault"
                                       : "end",
            (unsigned long long)item->at.segment, (unsigned long long)item->at.byte,
            (unsigned long long)item->ordinal);
    print_text(out, "id", item->id);
    print_text(out, "isa", item->interchange);
    print_text(out, "gs", item->group);
    print_text(out, "st", item->transaction);
    if (item->fault.reason != SJ_X12_OK)
        fprintf(out,
                " fault=\"%s\" in=%s segment=%llu byte=%llu element=%u found=%llu "
                "wanted=%llu",
                sj_x12_reason_str(item->fault.reason), item->fault.id,
                (unsigned long long)item->fault.at.segment,
                (unsigned long long)item->fault.at.byte, item->fault.element,
                (unsigned long long)item->fault.found,
                (unsigned long long)item->fault.wanted);
    else if (i->event == SJ_X12_CLAIM)
        print_claim(out, item);
    fprintf(out, "\n");
}

/* ---- the reader's side ---- */

static size_t next_piece(x12_feeding *how)
{
    if (how->random == 0)
        return how->piece;
    how->random ^= how->random >> 12;
    how->random ^= how->random << 25;
    how->random ^= how->random >> 27;
    return 1 + how->random * UINT64_C(0x2545F4914F6CDD1D) % how->piece;
}

static void feed(sj_x12 *reader, const char *bytes, size_t len, size_t *at,
                 x12_feeding *how)
{
    size_t room, piece = next_piece(how);
    char *to = sj_x12_room(reader, &room);
    CHECK(room >= 65536);
    if (piece > room)
        piece = room;
    if (piece > len - *at)
        piece = len - *at;
    if (piece > 0)
        memcpy(to, bytes + *at, piece);
    sj_x12_feed(reader, piece);
    *at += piece;
}

bool x12_agree(sj_x12 *reader, const ref_x12 *wanted, const void *bytes, size_t len,
               x12_feeding how)
{
    size_t at = 0, count = 0;
    bool ended = false;
    sj_x12_reset(reader);
    if (how.piece == 0)
        sj_x12_show(reader, bytes, len);
    for (;;) {
        ref_x12_item got = {0};
        got.event = sj_x12_next(reader, &got.item);
        if (got.event == SJ_X12_MORE) {
            CHECK(how.piece > 0 && !ended);
            ended = at == len;
            feed(reader, bytes, len, &at, &how);
            continue;
        }
        bool is_end = got.event == SJ_X12_END;
        if (is_end && count == wanted->count)
            return true;
        if (is_end || count == wanted->count ||
            !x12_same_item(&got, &wanted->items[count])) {
            fprintf(stderr, "item %zu of %zu, pieces of %zu bytes; the reader:\n",
                    count + 1, wanted->count, how.piece);
            x12_print_item(stderr, &got);
            fprintf(stderr, "the second opinion:\n");
            if (count < wanted->count)
                x12_print_item(stderr, &wanted->items[count]);
            return false;
        }
        count++;
    }
}

/*
 * The 837 reader: a claim from CLM to what ends it, its dates and its provider.
 */
#include "engine/claim/x12.h"

#include <string.h>

#include "engine/claim/x12_value.h"

void sji_x12_blame(sj_x12 *reader, sj_x12_reason reason, uint32_t element)
{
    if (reader->fault.reason != SJ_X12_OK)
        return;
    reader->fault = sji_x12_fault(reader, reason, element);
    reader->claim_end = UINT64_MAX; /* of its bytes the id alone is kept */
}

/* CLM05-1 and CLM05-3, which are not neighbours. */
static void set_bill_type(sj_x12 *reader, const sji_x12_parts *place)
{
    char *to = reader->bill_type;
    uint32_t len = sji_x12_keep(to, SJI_X12_SHORT_CAP, sji_x12_part(place, 0));
    len += sji_x12_keep(to + len, SJI_X12_SHORT_CAP - len, sji_x12_part(place, 2));
    reader->claim.bill_type = (sj_str){to, len};
}

static void begin(sj_x12 *reader)
{
    const sji_x12_person *person =
        reader->under_patient ? &reader->patient : &reader->subscriber;
    reader->in_claim = true;
    reader->claim_at = sji_x12_here(reader);
    reader->claim_pos = reader->pos;
    reader->claim_end = reader->claim_at.byte + SJ_X12_CLAIM_MAX;
    reader->fault = person->fault;
    reader->has = 0;
    reader->service_from = reader->service_to = SJ_NO_DATE;
    reader->first_day = reader->last_day = SJ_NO_DATE;
    reader->others = reader->pointer_count = 0;
    reader->line_number = -1;
    sj_str payer = {reader->payer, reader->payer ? (uint32_t)strlen(reader->payer) : 0};
    reader->claim = (sj_claim){.size = sizeof(sj_claim),
                               .type = reader->type,
                               .payer = payer,
                               .sex = {person->sex, person->sex_len},
                               .birth = person->birth,
                               .from = SJ_NO_DATE,
                               .to = SJ_NO_DATE,
                               .admission = SJ_NO_DATE,
                               .receipt = SJ_NO_DATE};
}

void sji_x12_clm(sj_x12 *reader, const sji_x12_segment *segment)
{
    sji_x12_where where = reader->where;
    sji_x12_parts parts, place;
    sji_x12_cut(reader, segment, 5, &parts);
    reader->ordinal++;
    begin(reader);
    reader->id = sji_x12_part(&parts, 1);
    if (where == SJI_X12_LOST || where == SJI_X12_HEADER || where == SJI_X12_BILLING) {
        reader->fault.reason = SJ_X12_OK;
        sji_x12_lose(reader,
                     where == SJI_X12_LOST ? SJ_X12_LOST_PLACE : SJ_X12_NO_SUBSCRIBER);
        return;
    }
    reader->where = SJI_X12_IN_CLAIM;
    sji_x12_cut_text(reader, segment, sji_x12_part(&parts, 5), 3, &place);
    if (reader->type == SJ_INSTITUTIONAL)
        set_bill_type(reader, &place);
    else
        reader->claim.pos = sji_x12_part(&place, 0);
}

/* Whether the claim has had such a segment; if so that is its fault. */
static bool again(sj_x12 *reader, unsigned what)
{
    if (reader->has & what)
        sji_x12_blame(reader, SJ_X12_TWICE, 0);
    reader->has |= what;
    return reader->fault.reason != SJ_X12_OK;
}

void sji_x12_cl1(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (again(reader, SJI_X12_HAS_CL1))
        return;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 3, &parts);
    reader->claim.discharge_status = sji_x12_part(&parts, 3);
}

void sji_x12_claim_date(sj_x12 *reader, const sji_x12_segment *segment,
                        uint32_t qualifier)
{
    unsigned what = SJI_X12_HAS_SERVICE, allowed = SJI_X12_D8 | SJI_X12_RD8;
    if (qualifier == SJI_X12_ID3('4', '3', '4')) {
        what = SJI_X12_HAS_STATEMENT;
    } else if (qualifier == SJI_X12_ID3('4', '3', '5')) {
        what = SJI_X12_HAS_ADMISSION;
        allowed = SJI_X12_D8 | SJI_X12_DT;
    } else if (qualifier != SJI_X12_ID3('4', '7', '2')) {
        return; /* an hour, or a day that no edit asks for */
    }
    if (again(reader, what))
        return;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 3, &parts);
    sj_date from, to;
    unsigned wrong = sji_x12_date(&reader->last, sji_x12_part(&parts, 2),
                                  sji_x12_part(&parts, 3), allowed, &from, &to);
    if (wrong) {
        sji_x12_blame(reader, SJ_X12_BAD_DATE, wrong + 1);
    } else if (what == SJI_X12_HAS_ADMISSION) {
        reader->claim.admission = from;
    } else if (what == SJI_X12_HAS_SERVICE) {
        reader->service_from = from;
        reader->service_to = to;
    } else if (reader->type == SJ_INSTITUTIONAL) {
        reader->claim.from = from;
        reader->claim.to = to;
    }
}

void sji_x12_claim_provider(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (again(reader, SJI_X12_HAS_RENDERING) || reader->type == SJ_INSTITUTIONAL)
        return;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 9, &parts);
    reader->claim.provider = sji_x12_part(&parts, 9);
}

/* ---- the end --------------------------------------------------------------------- */

/* The diagnoses in their order, and whether one is the principal. */
static void order_diagnoses(sj_x12 *reader)
{
    bool principal = reader->has & SJI_X12_HAS_PRINCIPAL_DX;
    bool apart = principal && reader->type == SJ_INSTITUTIONAL;
    sj_diagnosis *dx = reader->dx + !apart;
    uint32_t count = reader->others + apart;
    if (count > 0 && !principal)
        dx[0].wire |= SJ_WIRE_NOT_PRINCIPAL;
    else if (count > 0 && !apart && reader->principal > 0)
        dx[0].wire |= SJ_WIRE_QUALIFIER;
    reader->claim.dx = dx;
    reader->claim.dx_count = count;
}

static void complete(sj_x12 *reader)
{
    sj_claim *claim = &reader->claim;
    if (claim->from == SJ_NO_DATE) {
        bool service = reader->service_from != SJ_NO_DATE;
        claim->from = service ? reader->service_from : reader->first_day;
        claim->to = service ? reader->service_to : reader->last_day;
    }
    if (claim->from == SJ_NO_DATE) {
        reader->fault = (sj_x12_fault){
            .reason = SJ_X12_NO_DATE, .at = reader->claim_at, .id = "CLM"};
        return;
    }
    if (claim->provider.len == 0)
        claim->provider = (sj_str){reader->provider, reader->provider_len};
    order_diagnoses(reader);
    claim->admitting = reader->has & SJI_X12_HAS_ADMITTING ? &reader->admitting : NULL;
    claim->reason = reader->reason;
    claim->external = reader->external;
    claim->px = reader->px;
    claim->lines = reader->lines;
}

sj_x12_event sji_x12_finish(sj_x12 *reader, sj_x12_item *out)
{
    if (reader->fault.reason == SJ_X12_OK)
        complete(reader);
    sji_x12_tell(reader, &reader->fault, out);
    out->id = reader->id;
    out->at = reader->claim_at;
    out->ordinal = reader->ordinal;
    if (reader->fault.reason == SJ_X12_OK) {
        out->claim = reader->claim;
        out->lines = reader->more;
    }
    reader->in_claim = false;
    reader->claim_end = UINT64_MAX;
    return SJ_X12_CLAIM;
}

/* ---- moving ---------------------------------------------------------------------- */

typedef struct text_move {
    uintptr_t from, to;
    ptrdiff_t by;
} text_move;

static void follow(const text_move *move, sj_str *text)
{
    uintptr_t at = (uintptr_t)text->text;
    if (text->len > 0 && at >= move->from && at < move->to)
        text->text += move->by;
}

static void follow_diagnoses(const text_move *move, sj_diagnosis *dx, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        follow(move, &dx[i].code);
        follow(move, &dx[i].poa);
    }
}

static void follow_line(const text_move *move, sj_line *line)
{
    sj_str *texts[] = {&line->code, &line->revenue,  &line->pos,  &line->provider,
                       &line->ndc,  &line->ndc_unit, &line->unit, &line->description};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        follow(move, texts[i]);
    for (size_t i = 0; i < SJ_MODIFIERS_MAX; i++)
        follow(move, &line->modifiers[i]);
}

void sji_x12_moved(sj_x12 *reader, const char *from, const char *to, ptrdiff_t by)
{
    text_move move = {(uintptr_t)from, (uintptr_t)to, by};
    sj_claim *claim = &reader->claim;
    follow(&move, &reader->id);
    if (reader->fault.reason != SJ_X12_OK)
        return;
    follow(&move, &claim->pos);
    follow(&move, &claim->provider);
    follow(&move, &claim->discharge_status);
    follow_diagnoses(&move, reader->dx, reader->others + 1);
    follow_diagnoses(&move, &reader->admitting, 1);
    follow_diagnoses(&move, reader->reason, claim->reason_count);
    follow_diagnoses(&move, reader->external, claim->external_count);
    for (uint32_t i = 0; i < claim->px_count; i++)
        follow(&move, &reader->px[i].code);
    for (uint32_t i = 0; i < claim->line_count; i++) {
        follow_line(&move, &reader->lines[i]);
        follow(&move, &reader->more[i].number);
        follow(&move, &reader->more[i].control);
    }
}

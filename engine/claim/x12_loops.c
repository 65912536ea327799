/*
 * The 837 reader: whose segment it is. Loops open and close here; what a qualifier
 * decides about the place of NM1 and DTP is decided here, too.
 */
#include "engine/claim/x12.h"

#include <string.h>

#include "engine/claim/x12_value.h"

void sji_x12_lose(sj_x12 *reader, sj_x12_reason reason)
{
    if (reader->in_claim && reader->fault.reason == SJ_X12_OK)
        sji_x12_blame(reader, reason, 0);
    else
        reader->loop_fault = sji_x12_fault(reader, reason, 0);
    reader->where = SJI_X12_LOST;
    reader->provider_len = 0;
}

static void forget(sji_x12_person *person)
{
    person->sex_len = 0;
    person->birth = SJ_NO_DATE;
    person->fault = (sj_x12_fault){.reason = SJ_X12_OK};
}

void sji_x12_begin_transaction(sj_x12 *reader)
{
    reader->where = SJI_X12_HEADER;
    reader->billing_seen = reader->subscriber_open = false;
    reader->ordinal = 0;
    reader->provider_len = 0;
}

static void hl(sj_x12 *reader, const sji_x12_segment *segment)
{
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 3, &parts);
    sj_str level = sji_x12_part(&parts, 3);
    bool lost = reader->where == SJI_X12_LOST;
    char digit = level.len == 2 && level.text[0] == '2' ? level.text[1] : '\0';
    if (digit == '0') {
        reader->where = SJI_X12_BILLING;
        reader->billing_seen = true;
        reader->subscriber_open = false;
        reader->provider_len = 0;
    } else if (digit == '2' && reader->billing_seen) {
        reader->where = SJI_X12_SUBSCRIBER;
        reader->subscriber_open = true;
        reader->under_patient = false;
        reader->level_named = reader->level_pat = reader->level_person = false;
        reader->payer = NULL;
        forget(&reader->subscriber);
    } else if (digit == '3' && reader->subscriber_open && !lost) {
        reader->where = SJI_X12_PATIENT;
        reader->under_patient = true;
        reader->level_pat = reader->level_person = false;
        forget(&reader->patient);
    } else if (!lost) {
        sji_x12_lose(reader, SJ_X12_BAD_LOOP);
    }
}

static void sbr(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (reader->where != SJI_X12_SUBSCRIBER) {
        reader->where = SJI_X12_OTHER;
        return;
    }
    if (reader->level_named) {
        sji_x12_lose(reader, SJ_X12_BAD_LOOP); /* the HL of the next one is missing */
        return;
    }
    reader->level_named = true;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 9, &parts);
    sj_str indicator = sji_x12_part(&parts, 9);
    if (indicator.len == 2 && indicator.text[0] == 'M') {
        if (indicator.text[1] == 'A' || indicator.text[1] == 'B')
            reader->payer = "medicare";
        else if (indicator.text[1] == 'C')
            reader->payer = "medicaid";
    }
}

static void pat(sj_x12 *reader, const sji_x12_segment *segment)
{
    (void)segment;
    if (reader->level_pat)
        sji_x12_lose(reader, SJ_X12_BAD_LOOP);
    reader->level_pat = true;
}

static void dmg(sj_x12 *reader, const sji_x12_segment *segment)
{
    if (!reader->level_person) {
        sji_x12_lose(reader, SJ_X12_BAD_LOOP); /* that of another HL */
        return;
    }
    sji_x12_person *person =
        reader->where == SJI_X12_PATIENT ? &reader->patient : &reader->subscriber;
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 3, &parts);
    sj_str format = sji_x12_part(&parts, 1), value = sji_x12_part(&parts, 2);
    forget(person);
    person->sex_len =
        sji_x12_keep(person->sex, sizeof person->sex, sji_x12_part(&parts, 3));
    if (format.len == 0 && value.len == 0)
        return;
    sj_date to;
    unsigned wrong =
        sji_x12_date(&reader->last, format, value, SJI_X12_D8, &person->birth, &to);
    if (wrong)
        person->fault = sji_x12_fault(reader, SJ_X12_BAD_DATE, wrong);
}

/* NM1 of the billing provider. */
static void set_billing(sj_x12 *reader, const sji_x12_segment *segment)
{
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 9, &parts);
    reader->provider_len = sji_x12_keep(reader->provider, sizeof reader->provider,
                                        sji_x12_part(&parts, 9));
}

static bool may_name(sji_x12_where where, uint32_t qualifier)
{
    switch (qualifier) {
    case SJI_X12_ID2('4', '0'):
    case SJI_X12_ID2('4', '1'):
        return where == SJI_X12_HEADER;
    case SJI_X12_ID2('8', '5'):
    case SJI_X12_ID2('8', '7'):
        return where == SJI_X12_BILLING || where == SJI_X12_OTHER;
    case SJI_X12_ID2('I', 'L'):
        return where == SJI_X12_SUBSCRIBER || where == SJI_X12_PATIENT ||
               where == SJI_X12_OTHER;
    case SJI_X12_ID2('Q', 'C'):
        return where == SJI_X12_PATIENT || where == SJI_X12_OTHER;
    default:
        return true;
    }
}

static void nm1(sj_x12 *reader, const sji_x12_segment *segment)
{
    uint32_t qualifier = sji_x12_pack(sji_x12_element_1(reader, segment));
    if (!may_name(reader->where, qualifier)) {
        sji_x12_lose(reader, SJ_X12_BAD_LOOP);
        return;
    }
    reader->level_person |=
        qualifier == SJI_X12_ID2('I', 'L') || qualifier == SJI_X12_ID2('Q', 'C');
    bool rendering = qualifier == SJI_X12_ID2('8', '2');
    switch (reader->where) {
    case SJI_X12_BILLING:
        if (qualifier == SJI_X12_ID2('8', '5'))
            set_billing(reader, segment);
        break;
    case SJI_X12_IN_CLAIM:
    case SJI_X12_CLAIM_NAMES:
        reader->where = SJI_X12_CLAIM_NAMES;
        if (rendering)
            sji_x12_claim_provider(reader, segment);
        break;
    case SJI_X12_IN_LINE:
    case SJI_X12_LINE_NAMES:
        reader->where = SJI_X12_LINE_NAMES;
        if (rendering)
            sji_x12_line_provider(reader, segment);
        break;
    default:
        break;
    }
}

static void dtp(sj_x12 *reader, const sji_x12_segment *segment)
{
    uint32_t qualifier = sji_x12_pack(sji_x12_element_1(reader, segment));
    bool claim = reader->where == SJI_X12_IN_CLAIM;
    switch (qualifier) {
    case SJI_X12_ID3('4', '7', '2'):
        if (reader->where == SJI_X12_IN_LINE) {
            sji_x12_line_date(reader, segment);
            return;
        }
        claim = claim && reader->type == SJ_DENTAL;
        break;
    case SJI_X12_ID3('4', '3', '4'):
    case SJI_X12_ID3('4', '3', '5'):
    case SJI_X12_ID3('0', '9', '6'):
        break;
    default:
        return;
    }
    if (claim)
        sji_x12_claim_date(reader, segment, qualifier);
    else
        sji_x12_lose(reader, SJ_X12_BAD_LOOP);
}

sji_x12_take *const sji_x12_takers[SJI_X12_KINDS] = {
    [SJI_X12_HL] = hl,
    [SJI_X12_CLM] = sji_x12_clm,
    [SJI_X12_SBR] = sbr,
    [SJI_X12_PAT] = pat,
    [SJI_X12_DMG] = dmg,
    [SJI_X12_NM1] = nm1,
    [SJI_X12_HI] = sji_x12_hi,
    [SJI_X12_CL1] = sji_x12_cl1,
    [SJI_X12_DTP] = dtp,
    [SJI_X12_LX] = sji_x12_lx,
    [SJI_X12_SV1] = sji_x12_sv1,
    [SJI_X12_SV2] = sji_x12_sv2,
    [SJI_X12_SV3] = sji_x12_sv3,
    [SJI_X12_SV5] = sji_x12_sv5,
    [SJI_X12_LIN] = sji_x12_drug,
    [SJI_X12_CTP] = sji_x12_drug_units,
    [SJI_X12_REF] = sji_x12_line_reference,
};

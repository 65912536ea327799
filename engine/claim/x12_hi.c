/*
 * The 837 reader: HI, the diagnoses and ICD procedures of a claim.
 */
#include "engine/claim/x12.h"

#include <string.h>

#include "engine/claim/x12_value.h"

enum { QUALIFIER = 0, CODE = 1, FORMAT = 2, DATE = 3, PRESENT_ON_ADMISSION = 8 };

/* What a qualifier says. */
enum list { STRANGE, PASSED_OVER, DX, ADMITTING, REASON, EXTERNAL, PX };

typedef struct hi_meaning {
    uint8_t list;
    uint8_t version;
    bool principal;
} hi_meaning;

static hi_meaning meaning_of(const sj_x12 *reader, sj_str qualifier)
{
    uint32_t id = 0;
    if (qualifier.len >= 2 && qualifier.len <= 3)
        for (uint32_t i = 0; i < qualifier.len; i++)
            id |= (uint32_t)(unsigned char)qualifier.text[i] << (8 * i);
    switch (id) {
    case SJI_X12_ID3('A', 'B', 'K'):
        return (hi_meaning){DX, 10, true};
    case SJI_X12_ID2('B', 'K'):
        return (hi_meaning){DX, 9, true};
    case SJI_X12_ID3('A', 'B', 'F'):
        return (hi_meaning){DX, 10, false};
    case SJI_X12_ID2('B', 'F'):
        return (hi_meaning){DX, 9, false};
    case SJI_X12_ID3('A', 'B', 'J'):
        return (hi_meaning){ADMITTING, 10, true};
    case SJI_X12_ID2('B', 'J'):
        return (hi_meaning){ADMITTING, 9, true};
    case SJI_X12_ID3('A', 'P', 'R'):
        return (hi_meaning){REASON, 10, false};
    case SJI_X12_ID2('P', 'R'):
        return (hi_meaning){REASON, 9, false};
    case SJI_X12_ID2('Z', 'Z'):
        return (hi_meaning){reader->is_4010 ? REASON : STRANGE, 9, false};
    case SJI_X12_ID3('A', 'B', 'N'):
        return (hi_meaning){EXTERNAL, 10, false};
    case SJI_X12_ID2('B', 'N'):
        return (hi_meaning){EXTERNAL, 9, false};
    case SJI_X12_ID3('B', 'B', 'R'):
        return (hi_meaning){PX, 10, true};
    case SJI_X12_ID2('B', 'R'):
        return (hi_meaning){PX, 9, true};
    case SJI_X12_ID3('B', 'B', 'Q'):
        return (hi_meaning){PX, 10, false};
    case SJI_X12_ID2('B', 'Q'):
        return (hi_meaning){PX, 9, false};
    case SJI_X12_ID2('B', 'E'):
    case SJI_X12_ID2('B', 'G'):
    case SJI_X12_ID2('B', 'H'):
    case SJI_X12_ID2('B', 'I'):
    case SJI_X12_ID2('B', 'O'):
    case SJI_X12_ID2('B', 'P'):
    case SJI_X12_ID3('C', 'A', 'H'):
    case SJI_X12_ID2('D', 'R'):
    case SJI_X12_ID3('L', 'O', 'I'):
    case SJI_X12_ID3('N', 'D', 'I'):
    case SJI_X12_ID2('T', 'C'):
    case SJI_X12_ID2('T', 'Q'):
        return (hi_meaning){PASSED_OVER, 0, false};
    default:
        return (hi_meaning){STRANGE, 0, false};
    }
}

/* An item with its place in HI. */
typedef struct hi_item {
    sji_x12_parts parts;
    hi_meaning meaning;
    uint32_t element;
    uint8_t wire;
} hi_item;

/* Whether a principal code of this list was there; if so that is the claim's fault. */
static bool second(sj_x12 *reader, const hi_item *item, unsigned what)
{
    if (!item->meaning.principal)
        return false;
    if (reader->has & what) {
        sji_x12_blame(reader, SJ_X12_SECOND_PRINCIPAL, item->element);
        return true;
    }
    reader->has |= what;
    return false;
}

static bool full(sj_x12 *reader, const hi_item *item, uint32_t count)
{
    if (count < SJ_CLAIM_ITEMS_MAX)
        return false;
    sji_x12_blame(reader, SJ_X12_TOO_MANY, item->element);
    return true;
}

static sj_diagnosis diagnosis(const sj_x12 *reader, const hi_item *item)
{
    sj_str poa = {NULL, 0};
    if (reader->type == SJ_INSTITUTIONAL)
        poa = sji_x12_part(&item->parts, PRESENT_ON_ADMISSION);
    return (sj_diagnosis){sji_x12_part(&item->parts, CODE), poa, item->meaning.version,
                          item->wire};
}

static void add_dx(sj_x12 *reader, const hi_item *item)
{
    bool apart = reader->type == SJ_INSTITUTIONAL;
    bool principal = item->meaning.principal;
    uint32_t count = reader->others + (apart && reader->has & SJI_X12_HAS_PRINCIPAL_DX);
    if (second(reader, item, SJI_X12_HAS_PRINCIPAL_DX) || full(reader, item, count))
        return;
    if (principal)
        reader->principal = reader->others;
    if (principal && apart)
        reader->dx[0] = diagnosis(reader, item);
    else
        reader->dx[1 + reader->others++] = diagnosis(reader, item);
}

static void add_px(sj_x12 *reader, const hi_item *item)
{
    uint32_t *count = &reader->claim.px_count;
    sj_str format = sji_x12_part(&item->parts, FORMAT);
    sj_str value = sji_x12_part(&item->parts, DATE);
    sj_date date = SJ_NO_DATE, to;
    if (second(reader, item, SJI_X12_HAS_PRINCIPAL_PX) || full(reader, item, *count))
        return;
    if ((format.len > 0 || value.len > 0) &&
        sji_x12_date(&reader->last, format, value, SJI_X12_D8, &date, &to) != 0) {
        sji_x12_blame(reader, SJ_X12_BAD_DATE, item->element);
        return;
    }
    reader->px[(*count)++] = (sj_procedure){sji_x12_part(&item->parts, CODE), date,
                                            item->meaning.version, item->wire};
}

static void add_to(sj_x12 *reader, const hi_item *item, sj_diagnosis *list,
                   uint32_t *count)
{
    if (!full(reader, item, *count))
        list[(*count)++] = diagnosis(reader, item);
}

static void add(sj_x12 *reader, hi_item *item)
{
    item->meaning = meaning_of(reader, sji_x12_part(&item->parts, QUALIFIER));
    if (item->meaning.list == STRANGE)
        reader->claim.strange_qualifiers++;
    if (item->meaning.list <= PASSED_OVER)
        return;
    sj_str code = sji_x12_part(&item->parts, CODE);
    item->wire = 0;
    if (code.len > 0 && memchr(code.text, '.', code.len))
        item->wire |= SJ_WIRE_DOT;
    if (item->meaning.list != DX && reader->type != SJ_INSTITUTIONAL)
        item->wire |= SJ_WIRE_QUALIFIER;
    switch (item->meaning.list) {
    case DX:
        add_dx(reader, item);
        break;
    case ADMITTING:
        if (!second(reader, item, SJI_X12_HAS_ADMITTING))
            reader->admitting = diagnosis(reader, item);
        break;
    case REASON:
        add_to(reader, item, reader->reason, &reader->claim.reason_count);
        break;
    case EXTERNAL:
        add_to(reader, item, reader->external, &reader->claim.external_count);
        break;
    default:
        add_px(reader, item);
        break;
    }
}

void sji_x12_hi(sj_x12 *reader, const sji_x12_segment *segment)
{
    unsigned components =
        reader->type == SJ_INSTITUTIONAL ? PRESENT_ON_ADMISSION + 1 : DATE + 1;
    hi_item item;
    item.element = 0;
    if (reader->fault.reason != SJ_X12_OK)
        return;
    for (uint32_t at = segment->id_len + 1; at <= segment->len; at++) {
        sj_str text = sji_x12_element_at(reader, segment, at);
        item.element++;
        at += text.len;
        if (text.len == 0)
            continue;
        sji_x12_cut_text(reader, segment, text, components, &item.parts);
        add(reader, &item);
        if (reader->fault.reason != SJ_X12_OK)
            return;
    }
}

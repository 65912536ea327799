/*
 * The 837 reader: one segment after the other. What each does is told by where its
 * identifier may stand; the loop here ends segments, finds the identifier, and hands
 * out items.
 */
#include "engine/claim/x12.h"

#include <string.h>

/* ---- identifiers ----------------------------------------------------------------- */

/* Sets of places. What ends a claim stands nowhere: it is looked at apart. */
enum {
    NOWHERE = 0,
    HEADER = 1 << SJI_X12_HEADER,
    BILLING = 1 << SJI_X12_BILLING,
    PERSON = 1 << SJI_X12_SUBSCRIBER | 1 << SJI_X12_PATIENT,
    CLAIM = 1 << SJI_X12_IN_CLAIM,
    CLAIM_NAMES = 1 << SJI_X12_CLAIM_NAMES,
    OTHER = 1 << SJI_X12_OTHER,
    LINE = 1 << SJI_X12_IN_LINE,
    LINE_NAMES = 1 << SJI_X12_LINE_NAMES,
    LOST = 1 << SJI_X12_LOST,
    OPEN = HEADER | BILLING | PERSON | CLAIM | CLAIM_NAMES | OTHER | LINE | LINE_NAMES
};

static const struct {
    char id[4];
    sji_x12_kind kind;
    unsigned where, read;
} known[] = {
    {"ISA", SJI_X12_ISA, NOWHERE, NOWHERE},
    {"GS", SJI_X12_GS, NOWHERE, NOWHERE},
    {"ST", SJI_X12_ST, NOWHERE, NOWHERE},
    {"SE", SJI_X12_SE, NOWHERE, NOWHERE},
    {"GE", SJI_X12_GE, NOWHERE, NOWHERE},
    {"IEA", SJI_X12_IEA, NOWHERE, NOWHERE},
    {"HL", SJI_X12_HL, NOWHERE, NOWHERE},
    {"CLM", SJI_X12_CLM, NOWHERE, NOWHERE},
    {"SBR", SJI_X12_SBR, 1 << SJI_X12_SUBSCRIBER | CLAIM | CLAIM_NAMES | OTHER, OPEN},
    {"PAT", SJI_X12_PAT, PERSON, PERSON},
    {"DMG", SJI_X12_DMG, PERSON | OTHER, PERSON},
    {"NM1", SJI_X12_NM1, OPEN, OPEN},
    {"HI", SJI_X12_HI, CLAIM, CLAIM},
    {"CL1", SJI_X12_CL1, CLAIM, CLAIM},
    {"DTP", SJI_X12_DTP, OPEN, OPEN},
    {"LX", SJI_X12_LX, CLAIM | CLAIM_NAMES | OTHER | LINE | LINE_NAMES, OPEN},
    {"SV1", SJI_X12_SV1, LINE, LINE},
    {"SV2", SJI_X12_SV2, LINE, LINE},
    {"SV3", SJI_X12_SV3, LINE, LINE},
    {"SV5", SJI_X12_SV5, LINE, LINE},
    {"LIN", SJI_X12_LIN, LINE, LINE},
    {"CTP", SJI_X12_CTP, LINE, LINE},
    {"REF", SJI_X12_REF, OPEN | LOST, LINE | LINE_NAMES},
};

static const char ignored[][4] = {
    "AMT", "BHT", "CAS", "CN1", "CR1", "CR2", "CR3", "CR4", "CR5", "CR6", "CR7", "CR8",
    "CRC", "CUR", "DN1", "DN2", "DSB", "FRM", "HCP", "HSD", "III", "IMM", "K3",  "LE",
    "LQ",  "LS",  "MEA", "MIA", "MOA", "N1",  "N2",  "N3",  "N4",  "NTE", "OI",  "PER",
    "PRV", "PS1", "PWK", "QTY", "SV4", "SV6", "SV7", "SVD", "TOO", "UR"};

static unsigned slot_of(uint32_t id)
{
    return id * 0x2e4d65f5U >> 24; /* SJI_X12_TAGS slots */
}

static void add_tag(sj_x12 *reader, const char *id, sji_x12_kind kind, unsigned where,
                    unsigned read)
{
    uint32_t packed = SJI_X12_ID3(id[0], id[1], id[2]);
    unsigned slot = slot_of(packed);
    while (reader->tags[slot].id)
        slot = (slot + 1) % SJI_X12_TAGS;
    reader->tags[slot] =
        (sji_x12_tag){packed & 0xffffff, kind, (uint16_t)where, (uint16_t)read};
}

void sji_x12_tags(sj_x12 *reader)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        add_tag(reader, known[i].id, known[i].kind, known[i].where, known[i].read);
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        add_tag(reader, ignored[i], SJI_X12_IGNORED, OPEN | LOST, NOWHERE);
}

/* What a segment is; its id_len is set. */
static inline const sji_x12_tag *tag_of(const sj_x12 *reader, sji_x12_segment *segment)
{
    static const sji_x12_tag none = {0, SJI_X12_STRANGE, NOWHERE, NOWHERE};
    const unsigned char *text = (const unsigned char *)segment->text;
    unsigned char element = (unsigned char)reader->separators.element;
    if (segment->len < 2)
        return &none;
    uint32_t id = SJI_X12_ID2(text[0], text[1]);
    segment->id_len = 2;
    if (segment->len > 2) {
        /* Two letters or three: without a branch. */
        uint32_t three = text[2] != element;
        id |= (uint32_t)text[2] << 16 & (0 - three);
        segment->id_len += three;
        if (three & ((segment->len > 3 && text[3] != element) || text[2] == '\0'))
            return &none; /* a NUL would pack like a letter that is not there */
    }
    unsigned slot = slot_of(id);
    for (; reader->tags[slot].id; slot = (slot + 1) % SJI_X12_TAGS)
        if (reader->tags[slot].id == id)
            return &reader->tags[slot];
    return &none;
}

/* ---- segments -------------------------------------------------------------------- */

void sji_x12_cut_long(const char *text, uint32_t len, char separator, unsigned parts,
                      sji_x12_parts *out)
{
    const char *at = text, *end = text + len;
    unsigned n = 0;
    out->at[0] = 0;
    while (n < parts && at < end) {
        const char *stop = memchr(at, separator, (size_t)(end - at));
        if (!stop)
            break;
        at = stop + 1;
        out->at[++n] = (uint32_t)(at - text);
    }
    for (uint32_t behind = len + 1; n < parts; behind++)
        out->at[++n] = behind;
}

sj_str sji_x12_first(const sj_x12 *reader, sj_str text)
{
    const char *end =
        text.len > 0 ? memchr(text.text, reader->separators.component, text.len) : NULL;
    return end ? (sj_str){text.text, (uint32_t)(end - text.text)} : text;
}

uint32_t sji_x12_keep(char *to, uint32_t cap, sj_str text)
{
    uint32_t len = text.len < cap ? text.len : cap;
    if (len > 0)
        memcpy(to, text.text, len);
    return len;
}

static bool begins_isa(const char *text, size_t len)
{
    return len >= 3 && memcmp(text, "ISA", 3) == 0;
}

static bool is_identifier(const char *text, size_t len)
{
    if (len < 2 || len > 3 || (*text >= '0' && *text <= '9'))
        return false;
    for (size_t i = 0; i < len; i++)
        if (!(text[i] >= 'A' && text[i] <= 'Z') && !(text[i] >= '0' && text[i] <= '9'))
            return false;
    return true;
}

/* ---- items ----------------------------------------------------------------------- */

sj_x12_fault sji_x12_fault(const sj_x12 *reader, sj_x12_reason reason, uint32_t element)
{
    sj_x12_fault fault = {
        .reason = reason, .at = sji_x12_here(reader), .element = element};
    if (reason == SJ_X12_NO_ISA || reason == SJ_X12_NO_TERMINATOR ||
        reason == SJ_X12_ENDS_EARLY)
        return fault;
    const char *text = reader->bytes + reader->pos;
    size_t there = reader->len - reader->pos, len = 0;
    if (begins_isa(text, there)) {
        memcpy(fault.id, "ISA", 4);
        return fault;
    }
    while (len < there && len < 4 && text[len] != reader->separators.element &&
           text[len] != reader->separators.terminator)
        len++;
    if (is_identifier(text, len))
        memcpy(fault.id, text, len);
    return fault;
}

/* Handing out the claim in progress ends it, so that the segment, read again, finds
 * none. */
static sj_x12_event end_claim(sj_x12 *reader, sj_x12_reason reason, sj_x12_item *out)
{
    if (reason != SJ_X12_OK)
        sji_x12_blame(reader, reason, 0);
    return sji_x12_finish(reader, out);
}

/* A segment that may not stand here, or is none. */
static void misplaced(sj_x12 *reader, sji_x12_kind kind)
{
    switch (reader->where) {
    case SJI_X12_LOST:
    case SJI_X12_PASSED_OVER:
        return;
    case SJI_X12_BETWEEN:
        if (!reader->told)
            reader->loop_fault = sji_x12_fault(reader, SJ_X12_BAD_ENVELOPE, 0);
        reader->told = true;
        return;
    default:
        sji_x12_lose(reader,
                     kind == SJI_X12_STRANGE ? SJ_X12_BAD_SEGMENT : SJ_X12_BAD_LOOP);
    }
}

static inline void consume(sj_x12 *reader, size_t len)
{
    reader->pos += len + 1;
    reader->read_to = reader->pos;
    reader->segments++;
}

static sj_x12_event tell_loop_fault(sj_x12 *reader, sj_x12_item *out)
{
    sj_x12_event event = sji_x12_tell(reader, &reader->loop_fault, out);
    reader->loop_fault.reason = SJ_X12_OK;
    return event;
}

/* ---- ends of segments ------------------------------------------------------------ */

/* ISA where the interchange is still open. SJ_X12_MORE: not all of it is there. */
static sj_x12_event isa_again(sj_x12 *reader, sj_x12_item *out)
{
    if (reader->len - reader->pos < SJI_X12_ISA_LEN && !reader->ended)
        return SJ_X12_MORE;
    return sji_x12_isa_again(reader, out);
}

/* No terminator among the bytes there are. SJ_X12_MORE: more are needed. */
static sj_x12_event unfinished(sj_x12 *reader, sj_x12_item *out)
{
    size_t there = reader->len - reader->pos;
    if (begins_isa(reader->bytes + reader->pos, there))
        return isa_again(reader, out);
    sj_x12_reason reason = SJ_X12_ENDS_EARLY;
    if (there >= SJ_X12_CLAIM_MAX)
        reason = SJ_X12_NO_TERMINATOR;
    else if (!reader->ended)
        return SJ_X12_MORE;
    return reader->in_claim ? end_claim(reader, reason, out)
                            : sji_x12_break(reader, reason, out);
}

/* The segment at pos up to its terminator. @return false: none is there */
static bool mark_segment(sj_x12 *reader, sji_x12_segment *out)
{
    sji_x12_marks *marks = &reader->marks;
    size_t most = reader->len - reader->pos;
    if (most > SJI_X12_MARKED_MAX)
        most = SJI_X12_MARKED_MAX;
    size_t stop;
    /* Marks begin anew here, and reach further when one segment has them all. */
    if (reader->pos != marks->from) {
        marks->from = reader->pos;
        marks->covered = 0;
    }
    do {
        if (marks->covered == most)
            return false;
        size_t searched = marks->covered;
        size_t upto = searched < SJI_X12_STEP ? SJI_X12_STEP : 2 * searched;
        sji_x12_cover(marks, reader->bytes, upto < most ? upto : most,
                      reader->separators);
        stop = sji_x12_terminator(marks, searched);
    } while (stop == SIZE_MAX);
    *out = (sji_x12_segment){reader->bytes + reader->pos, (uint32_t)stop, 0, 0};
    return true;
}

static inline bool next_segment(sj_x12 *reader, sji_x12_segment *out)
{
    const char *text = reader->bytes + reader->pos;
    const char *end = reader->bytes + reader->len;
    while (text < end && (*text == '\n' || *text == '\r' || *text == ' '))
        text++;
    reader->pos = (size_t)(text - reader->bytes);
    size_t place = reader->pos - reader->marks.from;
    if (place < reader->marks.covered) {
        size_t stop = sji_x12_terminator(&reader->marks, place);
        if (stop != SIZE_MAX) {
            *out = (sji_x12_segment){text, (uint32_t)(stop - place), 0, place};
            return true;
        }
    }
    return mark_segment(reader, out);
}

/* ---- the loop -------------------------------------------------------------------- */

/* Whether a segment is no part of a claim before it. */
static bool ends_claim(sji_x12_kind kind, const sji_x12_segment *segment)
{
    return (kind >= SJI_X12_ISA && kind <= SJI_X12_CLM) ||
           (kind == SJI_X12_STRANGE && begins_isa(segment->text, segment->len));
}

/* A segment that ends claims, or stands where it may not. One that ends a claim is not
 * consumed when it hands that claim out: it is read again, when there is none.
 * @return whether the caller is to return `event` */
static bool look_apart(sj_x12 *reader, sji_x12_kind kind,
                       const sji_x12_segment *segment, sj_x12_item *out,
                       sj_x12_event *event)
{
    bool apart = ends_claim(kind, segment);
    if (apart && (kind == SJI_X12_ISA || kind == SJI_X12_STRANGE)) {
        *event = isa_again(reader, out);
        return true;
    }
    if (apart && reader->in_claim) {
        bool whole = kind == SJI_X12_SE || kind == SJI_X12_HL || kind == SJI_X12_CLM;
        *event = end_claim(reader, whole ? SJ_X12_OK : SJ_X12_BAD_ENVELOPE, out);
        return true;
    }
    if (apart && kind <= SJI_X12_IEA) {
        *event = sji_x12_envelope(reader, kind, segment, out);
        consume(reader, segment->len);
        return *event != SJ_X12_MORE;
    }
    if (apart && reader->where < SJI_X12_PASSED_OVER)
        sji_x12_takers[kind](reader, segment);
    else
        misplaced(reader, kind);
    consume(reader, segment->len);
    return false;
}

/* Read segments of an interchange until there is something to hand out, or bytes lack,
 * or the interchange is over (SJ_X12_END). */
static sj_x12_event read_segments(sj_x12 *reader, sj_x12_item *out)
{
    sj_x12_event event;
    sji_x12_segment segment;
    while (reader->where != SJI_X12_OUTSIDE) {
        if (!next_segment(reader, &segment))
            return unfinished(reader, out);
        const sji_x12_tag *tag = tag_of(reader, &segment);
        if (reader->base + reader->pos + segment.len >= reader->claim_end &&
            !ends_claim(tag->kind, &segment))
            sji_x12_blame(reader, SJ_X12_TOO_LONG, 0);
        unsigned here = 1U << reader->where;
        if (tag->where & here) {
            if (tag->read & here)
                sji_x12_takers[tag->kind](reader, &segment);
            consume(reader, segment.len);
        } else if (look_apart(reader, tag->kind, &segment, out, &event)) {
            return event;
        }
        if (reader->loop_fault.reason != SJ_X12_OK)
            return reader->in_claim ? sji_x12_finish(reader, out)
                                    : tell_loop_fault(reader, out);
    }
    return SJ_X12_END;
}

sj_x12_event sj_x12_next(sj_x12 *reader, sj_x12_item *out)
{
    if (reader->loop_fault.reason != SJ_X12_OK)
        return tell_loop_fault(reader, out); /* the claim before it was handed out */
    for (;;) {
        if (reader->where == SJI_X12_OUTSIDE) {
            bool opened = false;
            sj_x12_event event = sji_x12_seek(reader, out, &opened);
            if (!opened)
                return event;
        }
        sj_x12_event event = read_segments(reader, out);
        if (event != SJ_X12_END)
            return event;
    }
}

/*
 * The 837 reader, private (docs/X12.md has the meaning). One pass over a window of
 * bytes; a segment is read once its terminator is there. Texts of a claim are places
 * in the window; what outlives the claim is copied into the reader.
 */
#ifndef SCRUBJAY_CLAIM_X12_H
#define SCRUBJAY_CLAIM_X12_H

#include <scrubjay/scrubjay.h>

#include <string.h>

#include "engine/claim/x12_marks.h"
#include "engine/claim/x12_value.h"

enum {
    SJI_X12_ISA_LEN = 106,
    SJI_X12_SHORT_CAP = 32,     /* bytes kept of DMG03 and of a bill type */
    SJI_X12_PROVIDER_CAP = 80,  /* bytes kept of NM109 of the billing provider */
    SJI_X12_ROOM_MIN = 1 << 16, /* what sj_x12_room() promises */
    /* A claim, a segment that may still end, and enough to make moving them rare. */
    SJI_X12_BUFFER = 2 * SJ_X12_CLAIM_MAX + (SJ_X12_CLAIM_MAX >> 1),
    /* A pointer has a byte and a separator, or is the last of its line. */
    SJI_X12_POINTERS = SJ_CLAIM_ITEMS_MAX * SJ_CLAIM_LINES_MAX,
    SJI_X12_TAGS = 256, /* slots for identifiers of segments, a power of two */
    SJI_X12_PARTS_MAX =
        17 /* elements, the identifier too, that a segment is cut into */
};

/* Where in a stream the reader stands: the loop, or none. */
typedef enum sji_x12_where {
    SJI_X12_HEADER,      /* in ST, before the first HL */
    SJI_X12_BILLING,     /* 2000A */
    SJI_X12_SUBSCRIBER,  /* 2000B */
    SJI_X12_PATIENT,     /* 2000C */
    SJI_X12_IN_CLAIM,    /* 2300 */
    SJI_X12_CLAIM_NAMES, /* 2310: behind the first NM1 of the claim */
    SJI_X12_OTHER,       /* 2320, 2330: another subscriber */
    SJI_X12_IN_LINE,     /* 2400, 2410 */
    SJI_X12_LINE_NAMES,  /* 2420 and below: behind the first NM1 of the line */
    SJI_X12_LOST,        /* whose the segments are cannot be told */
    SJI_X12_PASSED_OVER, /* a transaction that is not read */
    SJI_X12_BETWEEN,     /* outside ST */
    SJI_X12_OUTSIDE      /* outside ISA */
} sji_x12_where;

/* What a segment is. */
typedef enum sji_x12_kind {
    SJI_X12_STRANGE, /* no segment of an 837 */
    SJI_X12_IGNORED, /* one of which nothing is read */
    SJI_X12_ISA,
    SJI_X12_GS,
    SJI_X12_ST,
    SJI_X12_SE,
    SJI_X12_GE,
    SJI_X12_IEA,
    SJI_X12_HL,
    SJI_X12_CLM,
    SJI_X12_SBR,
    SJI_X12_PAT,
    SJI_X12_DMG,
    SJI_X12_NM1,
    SJI_X12_HI,
    SJI_X12_CL1,
    SJI_X12_DTP,
    SJI_X12_LX,
    SJI_X12_SV1,
    SJI_X12_SV2,
    SJI_X12_SV3,
    SJI_X12_SV5,
    SJI_X12_LIN,
    SJI_X12_CTP,
    SJI_X12_REF,
    SJI_X12_KINDS
} sji_x12_kind;

/* An identifier: its letters, the first in the lowest byte, where it may stand, and
 * where of this anything is read. Bits: 1 << sji_x12_where. */
typedef struct sji_x12_tag {
    uint32_t id : 24, kind : 8; /* sji_x12_kind */
    uint16_t where, read;
} sji_x12_tag;

/* A segment without its terminator. */
typedef struct sji_x12_segment {
    const char *text;
    uint32_t len;
    uint32_t id_len;
    size_t place; /* of its first byte in the marks */
} sji_x12_segment;

typedef struct sji_x12_control {
    char text[SJ_X12_CONTROL_MAX];
    uint32_t len;
} sji_x12_control;

/* Subscriber or patient. */
typedef struct sji_x12_person {
    char sex[SJI_X12_SHORT_CAP];
    uint32_t sex_len;
    sj_date birth;
    sj_x12_fault fault; /* of its DMG */
} sji_x12_person;

/* What a claim or line has once. Bits. */
enum {
    SJI_X12_HAS_CL1 = 1 << 0,
    SJI_X12_HAS_STATEMENT = 1 << 1,
    SJI_X12_HAS_ADMISSION = 1 << 2,
    SJI_X12_HAS_SERVICE = 1 << 3, /* DTP 472 */
    SJI_X12_HAS_PRINCIPAL_DX = 1 << 4,
    SJI_X12_HAS_ADMITTING = 1 << 5,
    SJI_X12_HAS_PRINCIPAL_PX = 1 << 6,
    SJI_X12_HAS_SV = 1 << 7, /* SV1, SV2, SV3 */
    SJI_X12_HAS_SV5 = 1 << 8,
    SJI_X12_HAS_RENDERING = 1 << 9 /* NM1 82 */
};

struct sj_x12 {
    /* The window: bytes[pos] is the next to be read, of `len`; bytes[0] is byte `base`
     * of the stream. */
    const char *bytes;
    size_t pos, len;
    uint64_t base;
    uint64_t segments; /* read so far */
    size_t read_to;    /* end of the last segment: blanks behind it are not kept */
    char *own;         /* SJI_X12_BUFFER bytes */
    bool shown, ended; /* bytes are the caller's; there are no more */
    bool passing;      /* outside ISA: the fault was told, a good ISA is looked for */
    bool told;         /* outside ST: the fault was told; outside ISA: anything was */
    sji_x12_separators separators;
    sji_x12_marks marks;
    uint64_t *maps; /* of all three kinds */

    /* The envelope. */
    sji_x12_where where;
    bool in_group, in_transaction;
    sji_x12_control interchange, group, transaction;
    uint64_t groups, transactions; /* GS of the interchange, ST of the group */
    uint64_t first_segment;        /* number of ST */
    char guide[16];                /* GS08, cut */
    uint32_t guide_len;

    /* The loops. */
    bool billing_seen;    /* an HL of 20 in this transaction */
    bool subscriber_open; /* an HL of 22 since then */
    bool under_patient;   /* an HL of 23 since then */
    bool level_person;    /* NM1 of IL or QC of this 2000B or 2000C was seen */
    bool level_named;     /* SBR of this 2000B was seen */
    bool level_pat;       /* PAT of this 2000B or 2000C was seen */
    bool is_4010;
    sj_claim_type type;
    const char *payer; /* static, or NULL */
    sji_x12_person subscriber, patient;
    sji_x12_last_day last;               /* that was read */
    char provider[SJI_X12_PROVIDER_CAP]; /* billing */
    uint32_t provider_len;
    sj_x12_fault loop_fault; /* one of no claim, to be handed out behind a claim */

    /* The claim. */
    bool in_claim;
    sj_x12_place claim_at;
    size_t claim_pos;
    uint64_t claim_end; /* byte of the stream behind which it is too long */
    uint64_t ordinal;
    sj_x12_fault fault;
    sj_str id;
    unsigned has;
    sj_claim claim;
    sj_date service_from, service_to; /* DTP 472 of the claim */
    sj_date first_day, last_day;      /* of lines */
    char bill_type[SJI_X12_SHORT_CAP];
    uint32_t principal; /* place of the principal diagnosis in HI */
    uint32_t others;    /* diagnoses from dx[1] on */
    sj_diagnosis dx[SJ_CLAIM_ITEMS_MAX + 1]; /* [0]: institutional, the principal one */
    sj_diagnosis admitting, reason[SJ_CLAIM_ITEMS_MAX], external[SJ_CLAIM_ITEMS_MAX];
    sj_procedure px[SJ_CLAIM_ITEMS_MAX];

    /* Its lines. */
    unsigned line_has;
    bool ndc_open; /* CTP is of the NDC of this line */
    int64_t line_number;
    sj_line *lines;    /* SJ_CLAIM_LINES_MAX */
    sj_x12_line *more; /* the same number */
    int32_t *pointers; /* SJI_X12_POINTERS */
    uint32_t pointer_count;

    sji_x12_tag tags[SJI_X12_TAGS];
};

/* ---- segments -------------------------------------------------------------------- */

/* The parts of a text: part n is [at[n], at[n + 1] - 1). Those that it does not have
 * stand behind its end and are empty. */
typedef struct sji_x12_parts {
    const char *text;
    uint32_t len;
    uint32_t at[SJI_X12_PARTS_MAX + 1];
} sji_x12_parts;

/* Part n, from 0. */
static inline sj_str sji_x12_part(const sji_x12_parts *parts, unsigned n)
{
    uint32_t at = parts->at[n], len = parts->at[n + 1] - 1 - at;
    return (sj_str){parts->text + (at < parts->len ? at : parts->len), len};
}

/* Cut out->text into `parts` parts at the bits, of which those at and behind the end of
 * the text are set: without a branch. */
static inline void sji_x12_cut_bits(uint64_t bits, unsigned parts, sji_x12_parts *out)
{
    out->at[0] = 0;
    for (unsigned n = 1; n <= parts; n++, bits &= bits - 1)
        out->at[n] = sji_x12_lowest(bits) + 1;
}

/* The same of a text that is too long for that. */
void sji_x12_cut_long(const char *text, uint32_t len, char separator, unsigned parts,
                      sji_x12_parts *out);

/* Cut a segment into its identifier and `elements` elements; the rest is not looked
 * at. */
static inline void sji_x12_cut(const sj_x12 *reader, const sji_x12_segment *segment,
                               unsigned elements, sji_x12_parts *out)
{
    out->text = segment->text;
    out->len = segment->len;
    if (segment->len + elements + 1 > SJI_X12_SEEN)
        sji_x12_cut_long(segment->text, segment->len, reader->separators.element,
                         elements + 1, out);
    else
        sji_x12_cut_bits(sji_x12_bits(reader->marks.maps.elements, segment->place) |
                             sji_x12_behind(segment->len),
                         elements + 1, out);
}

/* Cut a text of a segment into `components` components; what is behind them is not
 * looked at. */
static inline void sji_x12_cut_text(const sj_x12 *reader,
                                    const sji_x12_segment *segment, sj_str text,
                                    unsigned components, sji_x12_parts *out)
{
    size_t place = segment->place + (size_t)(text.text - segment->text);
    out->text = text.text;
    out->len = text.len;
    if (text.len + components > SJI_X12_SEEN)
        sji_x12_cut_long(text.text, text.len, reader->separators.component, components,
                         out);
    else
        sji_x12_cut_bits(sji_x12_bits(reader->marks.maps.components, place) |
                             sji_x12_behind(text.len),
                         components, out);
}

/* Where the segment stands that begins at pos. */
static inline sj_x12_place sji_x12_here(const sj_x12 *reader)
{
    return (sj_x12_place){reader->segments + 1, reader->base + reader->pos};
}

/* The first component of a text. */
sj_str sji_x12_first(const sj_x12 *reader, sj_str text);

/* The element that begins so far behind the beginning of the segment, or at its end. */
static inline sj_str sji_x12_element_at(const sj_x12 *reader,
                                        const sji_x12_segment *segment, uint32_t from)
{
    const char *text = segment->text + from;
    uint32_t len = segment->len - from;
    uint64_t bits = sji_x12_bits(reader->marks.maps.elements, segment->place + from);
    if (bits && sji_x12_lowest(bits) < len)
        return (sj_str){text, sji_x12_lowest(bits)};
    if (len > SJI_X12_SEEN && !bits) {
        const char *end = memchr(text, reader->separators.element, len);
        len = end ? (uint32_t)(end - text) : len;
    }
    return (sj_str){text, len};
}

/* Element 1. */
static inline sj_str sji_x12_element_1(const sj_x12 *reader,
                                       const sji_x12_segment *segment)
{
    uint32_t from = segment->id_len + 1;
    return sji_x12_element_at(reader, segment,
                              from < segment->len ? from : segment->len);
}

#define SJI_X12_ID2(a, b)    ((uint32_t)(a) | (uint32_t)(b) << 8)
#define SJI_X12_ID3(a, b, c) (SJI_X12_ID2(a, b) | (uint32_t)(c) << 16)

/* A text of two or three bytes, the first in the lowest byte; 0: it has another length.
 */
static inline uint32_t sji_x12_pack(sj_str text)
{
    const unsigned char *bytes = (const unsigned char *)text.text;
    if (text.len == 2)
        return SJI_X12_ID2(bytes[0], bytes[1]);
    if (text.len == 3)
        return SJI_X12_ID3(bytes[0], bytes[1], bytes[2]);
    return 0;
}

/* At most `cap` bytes of a text. @return how many */
uint32_t sji_x12_keep(char *to, uint32_t cap, sj_str text);

/* Fill the table of identifiers. */
void sji_x12_tags(sj_x12 *reader);

/* ---- items ----------------------------------------------------------------------- */

/* Hand out a fault of no claim. */
sj_x12_event sji_x12_tell(const sj_x12 *reader, const sj_x12_fault *fault,
                          sj_x12_item *out);

/* A fault at the segment that begins at pos. */
sj_x12_fault sji_x12_fault(const sj_x12 *reader, sj_x12_reason reason,
                           uint32_t element);

/* The fault of the claim in progress, at the segment that is read. The first counts. */
void sji_x12_blame(sj_x12 *reader, sj_x12_reason reason, uint32_t element);

/* The claim in progress is over: hand it out. */
sj_x12_event sji_x12_finish(sj_x12 *reader, sj_x12_item *out);

/* ---- what a segment does --------------------------------------------------------- */

/* Outside an interchange: find the next. SJ_X12_MORE also when one was opened or bytes
 * lack; `opened` tells. */
sj_x12_event sji_x12_seek(sj_x12 *reader, sj_x12_item *out, bool *opened);

/* ISA within an interchange, and what else ends it. SJ_X12_MORE: bytes lack. */
sj_x12_event sji_x12_isa_again(sj_x12 *reader, sj_x12_item *out);
sj_x12_event sji_x12_break(sj_x12 *reader, sj_x12_reason reason, sj_x12_item *out);

/* GS, ST, SE, GE, IEA. @return SJ_X12_FAULT, or SJ_X12_MORE: nothing to tell */
sj_x12_event sji_x12_envelope(sj_x12 *reader, sji_x12_kind kind,
                              const sji_x12_segment *segment, sj_x12_item *out);

/* Read a segment of a transaction that may stand where it stands. */
typedef void sji_x12_take(sj_x12 *reader, const sji_x12_segment *segment);
extern sji_x12_take *const sji_x12_takers[SJI_X12_KINDS]; /* NULL: the envelope's */

/* The place is lost. */
void sji_x12_lose(sj_x12 *reader, sj_x12_reason reason);

void sji_x12_begin_transaction(sj_x12 *reader);

sji_x12_take sji_x12_clm, sji_x12_cl1, sji_x12_claim_provider, sji_x12_hi;
void sji_x12_claim_date(sj_x12 *reader, const sji_x12_segment *segment,
                        uint32_t qualifier);

sji_x12_take sji_x12_lx, sji_x12_sv1, sji_x12_sv2, sji_x12_sv3, sji_x12_sv5,
    sji_x12_line_date, sji_x12_line_provider, sji_x12_drug, sji_x12_drug_units,
    sji_x12_line_reference;

/* The bytes of [from, to) are now `by` bytes further on: texts of the claim follow. */
void sji_x12_moved(sj_x12 *reader, const char *from, const char *to, ptrdiff_t by);

#endif

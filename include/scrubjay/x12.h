/*
 * Scrubjay: claims out of X12 837 files, professional, institutional and dental.
 *
 * The caller feeds bytes, or shows a whole file in memory, and takes one item after the
 * other: a claim as sj_check() wants it, or a fault with its place. docs/X12.md says
 * which segment becomes what, and what is refused.
 *
 * Comes with <scrubjay/scrubjay.h>; not to be included alone.
 */
#ifndef SCRUBJAY_X12_H
#define SCRUBJAY_X12_H

#ifndef SCRUBJAY_SCRUBJAY_H
#error "include <scrubjay/scrubjay.h>"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** A reader. It belongs to one thread at a time; readers share nothing. */
typedef struct sj_x12 sj_x12;

enum {
    SJ_X12_CLAIM_MAX = 1 << 20, /**< bytes of a claim, from CLM to the segment that ends
                                     it; a longer one is a fault */
    SJ_X12_CONTROL_MAX = 32     /**< bytes of a control number that are kept */
};

/** Where something stands in the stream. */
typedef struct sj_x12_place {
    uint64_t segment; /**< from 1, counted from the beginning of the stream */
    uint64_t byte;    /**< offset of the segment's first byte, from 0 */
} sj_x12_place;

/** Why a claim, a transaction or a part of the envelope cannot be relied on. ABI:
 *  append, never renumber. */
typedef enum sj_x12_reason {
    SJ_X12_OK = 0,
    /* the envelope */
    SJ_X12_NO_ISA = 1,        /**< bytes that belong to no interchange */
    SJ_X12_BAD_ISA = 2,       /**< ISA is not 106 bytes of 16 elements, or its
                                   separators are not four different characters */
    SJ_X12_NO_TERMINATOR = 3, /**< a segment is longer than SJ_X12_CLAIM_MAX */
    SJ_X12_BAD_ENVELOPE = 4,  /**< a segment of the envelope where none can be */
    SJ_X12_BAD_COUNT = 5,     /**< SE01, GE01 or IEA01 is not what was counted */
    SJ_X12_BAD_CONTROL = 6,   /**< SE02, GE02 or IEA02 is not the control number */
    SJ_X12_NOT_837 = 7,       /**< a transaction of another kind */
    SJ_X12_BAD_VERSION = 8,   /**< an 837 of a version or guide that is not read */
    SJ_X12_ENDS_EARLY = 9,    /**< the stream ends within an interchange */
    /* the loops */
    SJ_X12_BAD_SEGMENT = 20,   /**< no segment of an 837 */
    SJ_X12_BAD_LOOP = 21,      /**< a segment of a loop that is not open here */
    SJ_X12_NO_SUBSCRIBER = 22, /**< a claim under no subscriber */
    SJ_X12_LOST_PLACE = 23,    /**< a claim after such a fault, of which it cannot be
                                    told whose it is */
    /* the claim */
    SJ_X12_BAD_DATE = 30,         /**< no day, or a span that ends before it begins */
    SJ_X12_BAD_NUMBER = 31,       /**< no number */
    SJ_X12_BAD_LINE_NUMBER = 32,  /**< LX01 is no number, or not above the one before */
    SJ_X12_SECOND_PRINCIPAL = 33, /**< another principal diagnosis or procedure */
    SJ_X12_TWICE = 34,            /**< what a claim or line has once, again */
    SJ_X12_NO_DATE = 35,          /**< no date of service or statement */
    SJ_X12_TOO_LONG = 36,         /**< more than SJ_X12_CLAIM_MAX bytes */
    SJ_X12_TOO_MANY = 37 /**< more diagnoses, procedures or lines than sj_check()
                              takes */
} sj_x12_reason;

/** In a few words; static English. */
SJ_API const char *sj_x12_reason_str(sj_x12_reason reason);

/** A fault. */
typedef struct sj_x12_fault {
    sj_x12_reason reason;
    sj_x12_place at;
    uint32_t element; /**< element that is wrong, from 1; 0: the whole segment */
    char id[4];       /**< identifier of the segment, "" when it has no good one */
    uint64_t found, wanted; /**< of SJ_X12_BAD_COUNT */
} sj_x12_fault;

typedef enum sj_x12_event {
    SJ_X12_MORE = 0,  /**< feed more bytes, or say that there are none */
    SJ_X12_CLAIM = 1, /**< a claim; with a fault: one that is no claim */
    SJ_X12_FAULT = 2, /**< a fault that is of no single claim */
    SJ_X12_END = 3    /**< all was read */
} sj_x12_event;

/** What a line says beside what sj_line has. */
typedef struct sj_x12_line {
    sj_str number;  /**< LX01 */
    sj_str control; /**< REF*6R; what a remittance echoes */
} sj_x12_line;

/**
 * An item. Its texts and arrays belong to the reader and to the bytes it reads; they
 * last until the next call with that reader.
 */
typedef struct sj_x12_item {
    sj_str id;       /**< CLM01 */
    sj_x12_place at; /**< of CLM; of a fault that is of no claim: the fault's */
    sj_str interchange, group, transaction; /**< ISA13, GS06, ST02, blanks cut */
    uint64_t ordinal;   /**< of the claim in its transaction, from 1; 0: no claim */
    sj_x12_fault fault; /**< reason SJ_X12_OK: none */
    sj_claim claim;     /**< when there is no fault */
    const sj_x12_line *lines; /**< claim.line_count */
} sj_x12_item;

/**
 * Make a reader. All memory it will ever use, about 5 MiB, is allocated here.
 * @return SJ_OK, SJ_E_ARG, SJ_E_NOMEM
 */
SJ_API sj_status sj_x12_open(sj_x12 **out);

/** NULL is allowed. */
SJ_API void sj_x12_close(sj_x12 *reader);

/** Begin a new stream: forget everything. */
SJ_API void sj_x12_reset(sj_x12 *reader);

/**
 * Room for the next bytes of the stream, at least 64 KiB after SJ_X12_MORE. The bytes
 * of the item handed out last are moved: it is gone.
 * @param len  written: bytes of room
 */
SJ_API char *sj_x12_room(sj_x12 *reader, size_t *len);

/** So many bytes were written to the room. None: the stream has ended. */
SJ_API void sj_x12_feed(sj_x12 *reader, size_t len);

/**
 * Read a whole stream in place instead: nothing of it is copied. `bytes` stay the
 * caller's and unchanged until sj_x12_reset() or sj_x12_close().
 */
SJ_API void sj_x12_show(sj_x12 *reader, const void *bytes, size_t len);

/**
 * The next item.
 *
 * Cost: one pass over the bytes; no allocation, lock or system call.
 * After a bad claim the next one is read, as soon as it is certain whose it is.
 *
 * @param out  written with SJ_X12_CLAIM and SJ_X12_FAULT
 */
SJ_API sj_x12_event sj_x12_next(sj_x12 *reader, sj_x12_item *out);

#ifdef __cplusplus
}
#endif

#endif

/*
 * Scrubjay: what is this code, on this date?
 *
 * The one header to include; <scrubjay/claim.h> (may these codes stand together on this
 * claim?) and <scrubjay/notes.h> (the official texts behind it) come with it. An image
 * (docs/FORMAT.md) is compiled once from official code-set releases; a program opens it
 * and asks. Nothing here allocates, locks or makes a system call except the calls that
 * open, close and swap images, and those say so.
 *
 * Dates are days since 1970-01-01 (the date32 of Apache Arrow); both ends of every
 * interval belong to it. Strings that come out of an image are UTF-8, point into it and
 * live as long as the handle.
 */
#ifndef SCRUBJAY_SCRUBJAY_H
#define SCRUBJAY_SCRUBJAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) && __GNUC__ >= 4
#define SJ_API __attribute__((visibility("default")))
#else
#define SJ_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- results ------------------------------------------------------------------- */

/** Result of every fallible call. Values are ABI: append, never renumber. */
typedef enum sj_status {
    SJ_OK = 0,
    SJ_NOT_FOUND = 1, /**< sound question, no such code: an answer, not a failure */
    SJ_E_ARG = -1,    /**< the caller broke the contract (NULL, length, flag) */
    SJ_E_NOMEM = -2,
    SJ_E_IO = -3,     /**< sj_error.sys_errno says why */
    SJ_E_FORMAT = -4, /**< not an image, or a major version this library cannot read */
    SJ_E_CORRUPT = -5 /**< an image whose bytes contradict each other */
} sj_status;

/** Where and why. Optional, caller-owned plain data: nothing to free. */
typedef struct sj_error {
    uint64_t off;     /**< byte offset in the image; UINT64_MAX if none */
    int sys_errno;    /**< errno behind SJ_E_IO, else 0 */
    const char *what; /**< static English text, never NULL after a failure */
} sj_error;

/** One or two words for a status, static, never NULL. */
SJ_API const char *sj_status_str(sj_status status);

/** Version of the library, "MAJOR.MINOR.PATCH", static. */
SJ_API const char *sj_version(void);

/* ---- dates --------------------------------------------------------------------- */

/** Days since 1970-01-01, proleptic Gregorian calendar. */
typedef int32_t sj_date;

/** Before every date: the start of an open beginning. */
#define SJ_DATE_MIN INT32_MIN
/** After every date: the end of an open interval. */
#define SJ_DATE_OPEN INT32_MAX

/** Bytes a formatted date needs, the final NUL included ("2025-01-15"). */
#define SJ_DATE_CAP 11

/**
 * Read `YYYY-MM-DD` or `YYYYMMDD` (years 0001 to 9999).
 * @return false, and `*out` untouched, when the text is neither or no such day exists
 */
SJ_API bool sj_date_parse(const char *text, size_t len, sj_date *out);

/** Day of a calendar date. @return false when no such day exists (years 1 to 9999). */
SJ_API bool sj_date_from_ymd(int year, int month, int day, sj_date *out);

/** Calendar date of a day between 0001-01-01 and 9999-12-31. */
SJ_API void sj_date_to_ymd(sj_date date, int *year, int *month, int *day);

/** Write `YYYY-MM-DD` and a NUL; "" for SJ_DATE_MIN and SJ_DATE_OPEN. */
SJ_API void sj_date_format(sj_date date, char out[SJ_DATE_CAP]);

/* ---- code systems -------------------------------------------------------------- */

/** Code systems. Values are ABI and stand in images: append, never renumber. */
typedef enum sj_system {
    SJ_ICD10CM = 0,
    SJ_ICD10PCS = 1,
    SJ_ICD9CM = 2,  /**< ICD-9-CM volumes 1 and 2: diagnoses */
    SJ_ICD9PCS = 3, /**< ICD-9-CM volume 3: procedures */
    SJ_HCPCS = 4,   /**< HCPCS Level II without the dental D codes */
    SJ_CPT = 5,
    SJ_CDT = 6,
    SJ_NDC = 7,      /**< 11 digits, 5-4-2 */
    SJ_MODIFIER = 8, /**< HCPCS Level II and CPT modifiers */
    SJ_POS = 9,      /**< place of service */
    SJ_REVENUE = 10,
    SJ_TOB = 11, /**< type of bill, three characters, no leading zero */
    SJ_DRG = 12,
    SJ_SYSTEM_COUNT = 13
} sj_system;

/** "icd10cm", "hcpcs", ...: the name used on the command line and in JSON; NULL if
 * none. */
SJ_API const char *sj_system_name(sj_system system);

/** System of such a name. @return false when no system bears it */
SJ_API bool sj_system_parse(const char *name, size_t len, sj_system *out);

/** Bytes that hold any code, dotted or not, with its NUL. */
#define SJ_CODE_CAP 16

/**
 * Bring a code as people write it into the form that tables hold: outer white space
 * trimmed, upper case, the dot removed where the system allows one, NDC hyphens
 * resolved to 5-4-2, three-digit revenue codes zero-padded, the leading zero of a
 * four-character bill type dropped. Idempotent. Says nothing about whether the code
 * exists.
 *
 * @param out      canonical code and a NUL; "" when the call returns false
 * @param out_len  may be NULL
 * @return false when the text cannot be a code of that system
 */
SJ_API bool sj_normalize(sj_system system, const char *code, size_t len,
                         char out[SJ_CODE_CAP], size_t *out_len);

/**
 * The form people read: a canonical code with its dot (E119 -> E11.9; ICD-9 E codes
 * after the fourth character, ICD-9 procedures after the second). Other systems: as is.
 * @param out  the written code and a NUL
 */
SJ_API void sj_display(sj_system system, const char *canonical, size_t len,
                       char out[SJ_CODE_CAP]);

/* ---- images -------------------------------------------------------------------- */

typedef struct sj_image sj_image; /* opaque: no layout in the ABI */

enum {
    /** Read into private memory (2 MB pages where the system gives them): nothing done
     *  to the file afterwards matters. Without it the file is mapped: replace it by
     *  rename, never rewrite it in place. Ignored by sj_image_open_memory(). */
    SJ_OPEN_COPY = 1U << 0,
    /** Skip the checksums and the claims about single elements; what remains is enough
     *  to keep every call within the image whatever its bytes are. */
    SJ_OPEN_STRUCTURE_ONLY = 1U << 1
};

typedef struct sj_open_options {
    size_t size;    /**< sizeof(sj_open_options): lets the struct grow */
    uint32_t flags; /**< SJ_OPEN_*; unknown bits are SJ_E_ARG */
} sj_open_options;

/**
 * Open an image file and verify it: every checksum and every claim of docs/FORMAT.md.
 *
 * Ownership: on SJ_OK release `*out` with sj_image_close(); else `*out` is NULL.
 * Threads:   the handle never changes after this call; any number of threads may read
 *            through it. sj_image_close() must not overlap a call that uses it.
 * Cost:      O(file size) once, O(sections) with SJ_OPEN_STRUCTURE_ONLY.
 *
 * @param options  NULL: mapped, fully verified
 * @param err      filled on failure; may be NULL
 * @return SJ_OK, SJ_E_ARG, SJ_E_NOMEM, SJ_E_IO, SJ_E_FORMAT, SJ_E_CORRUPT
 */
SJ_API sj_status sj_image_open(const char *path, const sj_open_options *options,
                               sj_image **out, sj_error *err);

/**
 * The same for bytes in memory, read in place. `bytes` stays the caller's, is aligned
 * to 8 bytes, and must outlive the handle unchanged.
 * @return SJ_OK, SJ_E_ARG, SJ_E_NOMEM, SJ_E_FORMAT, SJ_E_CORRUPT
 */
SJ_API sj_status sj_image_open_memory(const void *bytes, size_t len,
                                      const sj_open_options *options, sj_image **out,
                                      sj_error *err);

/** Release a handle; NULL is ignored. */
SJ_API void sj_image_close(sj_image *image);

/**
 * Check every checksum and claim again, and beyond what opening checks that dictionary
 * and trie hold the same codes. What `scrubjay verify` runs.
 * @return SJ_OK, SJ_E_CORRUPT, SJ_E_NOMEM, SJ_E_ARG; SJ_E_FORMAT if the bytes were
 *         changed under the handle
 */
SJ_API sj_status sj_image_verify(const sj_image *image, sj_error *err);

/** The 16 bytes that name the content: equal for equal inputs, on any machine. */
SJ_API const uint8_t *sj_image_build_id(const sj_image *image);

/** Bytes of the whole image. */
SJ_API size_t sj_image_size(const sj_image *image);

/* ---- what an image holds ------------------------------------------------------- */

/** One file that was compiled in. */
typedef struct sj_source {
    const char *file;    /**< official name, without folder and compression suffix */
    const char *kind;    /**< "icd10cm-order", ... */
    const char *release; /**< "2025", "2023-04", "v32" */
    const char *label;   /**< "ICD-10-CM FY2025", "MCE v36": what findings cite */
    sj_date from, to;    /**< the interval it speaks for */
    uint64_t size_bytes; /**< uncompressed */
    uint64_t records;
    uint8_t xxh3[16]; /**< XXH3-128 of the uncompressed bytes, canonical order */
} sj_source;

SJ_API uint32_t sj_source_count(const sj_image *image);
/** @return false when `index` is not below sj_source_count() */
SJ_API bool sj_source_get(const sj_image *image, uint32_t index, sj_source *out);

/** One release of one code system. */
typedef struct sj_release {
    sj_system system;
    sj_date from, to;  /**< the days it speaks for */
    const char *label; /**< "ICD-10-CM FY2025" */
    uint32_t source;   /**< index of its main file */
    uint32_t codes;    /**< codes it lists */
} sj_release;

/** Releases of all systems, by system, then by date. */
SJ_API uint32_t sj_release_count(const sj_image *image);
SJ_API bool sj_release_get(const sj_image *image, uint32_t index, sj_release *out);

typedef struct sj_system_info {
    bool loaded;    /**< false: no release of it was compiled; the rest is zero */
    bool dated;     /**< its rows bear their own dates (HCPCS, modifiers, user lists) */
    uint32_t codes; /**< distinct codes over all releases */
    uint32_t timelines; /**< distinct timelines */
    sj_date first,
        last;         /**< first and last day it can judge; last may be SJ_DATE_OPEN */
    uint16_t absence; /**< timeline of a stranger */
    uint16_t absence_digit; /**< the same for codes that begin with a digit */
} sj_system_info;

/** @return false when `system` is no system */
SJ_API bool sj_system_get(const sj_image *image, sj_system system, sj_system_info *out);

/** One section of the image file. */
typedef struct sj_section {
    const char *name; /**< "slots", "text", ... */
    int system;       /**< its sj_system, or -1 */
    uint64_t off, size_bytes;
    const uint8_t *bytes; /**< they stand in the image */
    uint8_t xxh3[16];
} sj_section;

SJ_API uint32_t sj_section_count(const sj_image *image);
SJ_API bool sj_section_get(const sj_image *image, uint32_t index, sj_section *out);

/* ---- lookup -------------------------------------------------------------------- */

/** Standing of a code on a date. It exists on the date from SJ_CODE_HEADER on. */
typedef enum sj_code_status {
    SJ_CODE_NONE = 0,      /**< nothing was asked (a null row of a batch) */
    SJ_CODE_NOT_FOUND = 1, /**< in no release, on a day that releases speak for */
    SJ_CODE_UNKNOWN = 2, /**< no release speaks for that day: neither valid nor wrong */
    SJ_CODE_INACTIVE = 3, /**< known, but not on that day */
    SJ_CODE_HEADER = 4,   /**< valid but too general to submit */
    SJ_CODE_BILLABLE = 5
} sj_code_status;

/** "billable", "header", ...: the words of the command line. */
SJ_API const char *sj_code_status_str(sj_code_status status);

enum {
    SJ_MARK_INFERRED = 8, /**< no release speaks; its neighbours agree */
    SJ_MARK_CARRIED = 16  /**< the newest release was carried beyond its interval */
};

enum {
    /** Not otherwise classified: on the NOC list; needs a description. */
    SJ_FLAG_NOC = 1
};

#define SJ_NO_CODE UINT32_MAX

/** What an exact lookup returns at once. */
typedef struct sj_answer {
    uint32_t id;       /**< the code within this image; SJ_NO_CODE when it has none */
    uint32_t class_id; /**< pair class; 0 while the image holds no pair edits */
    uint16_t timeline; /**< its timeline within its system */
    uint8_t status;    /**< sj_code_status */
    uint8_t marks;     /**< SJ_MARK_* */
    uint8_t flags;     /**< SJ_FLAG_* */
    uint8_t system;    /**< sj_system */
    uint16_t reserved; /**< zero */
} sj_answer;

/**
 * What is this code of this system on this date.
 *
 * Takes the code as people write it (see sj_normalize()); canonical input is fastest.
 * Cost: one hash, one probed cache line, one timeline; no allocation, no lock.
 *
 * @param out  always filled; for a stranger with the status of absence on that day
 * @return SJ_OK, SJ_NOT_FOUND (no release has the code), SJ_E_ARG (no such system)
 */
SJ_API sj_status sj_lookup(const sj_image *image, sj_system system, const char *code,
                           size_t len, sj_date as_of, sj_answer *out);

/** A column of codes. Give either `offsets` or a `stride`. */
typedef struct sj_code_column {
    const char *bytes;       /**< first byte of the data */
    const uint32_t *offsets; /**< n + 1 offsets into `bytes` (Arrow utf8), or NULL */
    const uint8_t *lengths;  /**< with stride: bytes used of each cell; NULL: up to the
                                  first NUL or the whole stride */
    size_t stride;           /**< bytes from one cell to the next */
    const uint8_t *validity; /**< bitmap, least significant bit first, 1 = present; or
                                  NULL: all present */
} sj_code_column;

/**
 * Many lookups at once, with prefetching: `out[i]` is what sj_lookup() says of row i.
 *
 * @param dates   one date a row, or a single one if `date_stride` is 0
 * @param date_stride  0 or 1: elements from one row's date to the next
 * @param out     n answers; rows that are null get status SJ_CODE_NONE
 * @return SJ_OK, SJ_E_ARG
 */
SJ_API sj_status sj_lookup_batch(const sj_image *image, sj_system system,
                                 const sj_code_column *codes, const sj_date *dates,
                                 size_t date_stride, size_t n, sj_answer *out);

/** Systems that have the code, in the order of sj_system. @return how many */
SJ_API size_t sj_systems_with(const sj_image *image, const char *code, size_t len,
                              sj_system out[SJ_SYSTEM_COUNT]);

/** The answer for a code id on a date. @return SJ_OK or SJ_E_ARG (no such id) */
SJ_API sj_status sj_lookup_id(const sj_image *image, uint32_t id, sj_date as_of,
                              sj_answer *out);

/** Canonical code of an id. @return its length, 0 when there is no such id */
SJ_API size_t sj_code_of(const sj_image *image, uint32_t id, char out[SJ_CODE_CAP]);

/* ---- time and words ------------------------------------------------------------ */

/** Days on which a code stood as a header or billable. */
typedef struct sj_interval {
    sj_date from, to; /**< to: last day of validity; SJ_DATE_OPEN while open */
    uint8_t status;   /**< SJ_CODE_HEADER or SJ_CODE_BILLABLE */
    uint8_t marks;    /**< SJ_MARK_INFERRED: its end was inferred */
} sj_interval;

/**
 * Intervals of a code, by date. @return how many there are; at most `cap` are written
 */
SJ_API size_t sj_validity(const sj_image *image, uint32_t id, sj_interval *out,
                          size_t cap);

/** From a day on, until the next segment. */
typedef struct sj_segment {
    sj_date from;   /**< SJ_DATE_MIN for the first */
    uint8_t status; /**< sj_code_status */
    uint8_t marks;  /**< SJ_MARK_* */
} sj_segment;

/**
 * Status over all time of a timeline (sj_answer.timeline, sj_system_info.absence).
 * @return how many segments there are, at least 1; at most `cap` are written; 0 when
 *         there is no such timeline
 */
SJ_API size_t sj_timeline_get(const sj_image *image, sj_system system,
                              uint16_t timeline, sj_segment *out, size_t cap);

/**
 * Status on the nearest day that can be judged, for a date that cannot: the last such
 * day before it or, before the first release, the first one after it.
 * @param id   code id, or SJ_NO_CODE for a stranger of `system`
 * @param day  that nearest day; may be NULL
 * @return SJ_CODE_NONE when the system has no release at all
 */
SJ_API sj_code_status sj_last_known(const sj_image *image, sj_system system,
                                    uint32_t id, sj_date as_of, sj_date *day);

/** Titles of a code; they point into the image and end with a NUL. */
typedef struct sj_descriptor {
    const char *short_text, *long_text;
    uint32_t short_len, long_len; /**< bytes without the NUL */
    sj_date from;                 /**< first day of this wording in what was compiled */
    uint32_t release; /**< index for sj_release_get() of the release it is from */
} sj_descriptor;

/**
 * Titles in force on a date: those of the latest release up to it that lists the code,
 * else of the first that does; of a code that came back, those of the row that brought
 * it back, from its first day on. @return SJ_OK or SJ_E_ARG (no such id)
 */
SJ_API sj_status sj_descriptor_get(const sj_image *image, uint32_t id, sj_date as_of,
                                   sj_descriptor *out);

/** All wordings of a code, by date. @return how many; at most `cap` are written */
SJ_API size_t sj_descriptor_history(const sj_image *image, uint32_t id,
                                    sj_descriptor *out, size_t cap);

/**
 * The release that an answer rests on: the one in force on the date, else the latest
 * before it, else the first; for systems with dated rows, the one whose row counts.
 * @param id  code id, or SJ_NO_CODE for a stranger
 * @return index for sj_release_get(), UINT32_MAX when the system is not loaded
 */
SJ_API uint32_t sj_release_of(const sj_image *image, sj_system system, uint32_t id,
                              sj_date as_of);

/* ---- structure ----------------------------------------------------------------- */

/** A code met on a walk. */
typedef struct sj_entry {
    char code[SJ_CODE_CAP]; /**< canonical, NUL-terminated */
    uint32_t len;
    sj_answer answer;
} sj_entry;

/** A walk in progress: caller-owned, plain data, copyable; members are private. */
typedef struct sj_cursor {
    const sj_image *image;
    uint64_t pending[SJ_CODE_CAP]; /* children still to visit, one word a depth */
    uint32_t node[SJ_CODE_CAP];
    uint32_t budget; /* nodes left to visit: bounds a walk over any image */
    uint16_t base, depth;
    uint8_t system, mode, fresh, reserved;
    char code[SJ_CODE_CAP];
} sj_cursor;

/**
 * Begin a walk over all codes that start with a prefix, itself included, in byte order
 * of the canonical codes. Dots, blanks and case of the prefix do not matter; an empty
 * prefix walks the system.
 * @return SJ_OK, SJ_NOT_FOUND (no code starts so; the cursor is empty), SJ_E_ARG
 */
SJ_API sj_status sj_prefix(const sj_image *image, sj_system system, const char *prefix,
                           size_t len, sj_cursor *out);

/** Next code of any status on the date. @return false at the end */
SJ_API bool sj_cursor_next(sj_cursor *cursor, sj_date as_of, sj_entry *out);

/**
 * The longest prefix of a wrong code that exists (header or billable) on the date.
 * @return SJ_OK or SJ_NOT_FOUND
 */
SJ_API sj_status sj_longest_prefix(const sj_image *image, sj_system system,
                                   const char *code, size_t len, sj_date as_of,
                                   sj_entry *out);

/**
 * Parent: the longest proper prefix that exists on the date.
 * @return SJ_OK, SJ_NOT_FOUND (it has none), SJ_E_ARG
 */
SJ_API sj_status sj_parent(const sj_image *image, uint32_t id, sj_date as_of,
                           sj_entry *out);

/** Ancestors, nearest first. @return how many; at most `cap` are written */
SJ_API size_t sj_ancestors(const sj_image *image, uint32_t id, sj_date as_of,
                           sj_entry *out, size_t cap);

/**
 * Begin a walk over the children on a date: the codes whose parent it is.
 * Use sj_children_next() with the same date.
 * @return SJ_OK or SJ_E_ARG
 */
SJ_API sj_status sj_children(const sj_image *image, uint32_t id, sj_cursor *out);

/** Next child that exists on the date. @return false at the end */
SJ_API bool sj_children_next(sj_cursor *cursor, sj_date as_of, sj_entry *out);

/**
 * Near misses: codes that exist on the date within two edits (a character changed,
 * added, dropped, or two neighbours swapped), nearest first, then the longer common
 * prefix, then code order.
 * @return how many were written, at most `cap` and at most 64
 */
SJ_API size_t sj_suggest(const sj_image *image, sj_system system, const char *code,
                         size_t len, sj_date as_of, sj_entry *out, size_t cap);

/* ---- swapping images under running readers -------------------------------------- */

typedef struct sj_store sj_store;

/**
 * A place that holds the current image. Takes ownership of `image`.
 * @return SJ_OK, SJ_E_ARG, SJ_E_NOMEM (then `image` stays the caller's)
 */
SJ_API sj_status sj_store_create(sj_image *image, sj_store **out);

/**
 * The current image, held until sj_store_release(). Lock-free, any thread; keep it for
 * a batch of work rather than for one lookup.
 */
SJ_API const sj_image *sj_store_acquire(sj_store *store);

/** Give back what sj_store_acquire() returned. The last one out closes an old image. */
SJ_API void sj_store_release(sj_store *store, const sj_image *image);

/**
 * Make `image` current; readers that hold the old one keep it. Takes ownership. Any
 * thread; swaps are serialised.
 * @return SJ_OK, SJ_E_ARG, SJ_E_NOMEM (every place taken by images still held; then
 *         `image` stays the caller's)
 */
SJ_API sj_status sj_store_swap(sj_store *store, sj_image *image);

/** Close the store and its image. No reader may hold an image any more. */
SJ_API void sj_store_destroy(sj_store *store);

#ifdef __cplusplus
}
#endif

#include <scrubjay/notes.h>

#include <scrubjay/lines.h>

#include <scrubjay/claim.h>

#include <scrubjay/x12.h>

#endif

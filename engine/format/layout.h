/*
 * The image layout: the one definition of every offset, shared by generator and engine.
 * docs/FORMAT.md says it in words; a change goes there first. Holds no logic but
 * little-endian loads and stores.
 */
#ifndef SCRUBJAY_FORMAT_LAYOUT_H
#define SCRUBJAY_FORMAT_LAYOUT_H

#include <stdint.h>
#include <string.h>

#define SJF_MAGIC      "\x89SJAY\r\n\x1a"
#define SJF_MAGIC_SIZE 8

enum {
    SJF_MAJOR = 1,
    SJF_MINOR = 0,
    SJF_ALIGN = 64,
    SJF_SECTIONS_MAX = 256,
    SJF_NO_SYSTEM = 0xFFFF,
};

/* 1. header */
enum {
    SJF_HDR_MAJOR = 8,
    SJF_HDR_MINOR = 10,
    SJF_HDR_SECTIONS = 12,
    SJF_HDR_FILE_SIZE = 16,
    SJF_HDR_ENTRY_SIZE = 24,
    SJF_HDR_RESERVED_A = 28, /* 4 bytes */
    SJF_HDR_BUILD_ID = 32,
    SJF_HDR_RESERVED_B = 48, /* 16 bytes */
    SJF_HDR_SIZE = 64,
};

/* 2. section table */
enum {
    SJF_SEC_KIND = 0,
    SJF_SEC_SYSTEM = 4,
    SJF_SEC_FLAGS = 6,
    SJF_SEC_OFF = 8,
    SJF_SEC_SIZE = 16,
    SJF_SEC_HASH = 24,
    SJF_SEC_RESERVED = 40,
    SJF_SEC_ENTRY = 48,
    SJF_SEC_REQUIRED = 1, /* flag */
};

enum sjf_kind {
    SJF_SYSTEMS = 1,
    SJF_NAMES = 2,
    SJF_SOURCES = 3,
    SJF_RELEASES = 4,
    SJF_TEXT = 5,
    SJF_PILOTS = 16,
    SJF_SLOTS = 17,
    SJF_TIMELINES = 18,
    SJF_VALIDITY = 19,
    SJF_TRIE = 20,
    SJF_DESCRIPTOR_INDEX = 21,
    SJF_DESCRIPTORS = 22,
    SJF_COLUMNS = 23,
    SJF_SYSTEM_FIRST = SJF_PILOTS, /* the kinds that each system has */
    SJF_SYSTEM_LAST = SJF_COLUMNS,
};

/* 3. systems */
enum {
    SJF_SYS_SYSTEM = 0,
    SJF_SYS_FLAGS = 4,
    SJF_SYS_CODES = 8,
    SJF_SYS_SLOTS = 12,
    SJF_SYS_KEY_BITS = 16,
    SJF_SYS_BUCKET_BITS = 17,
    SJF_SYS_TAG_BITS = 18,
    SJF_SYS_CLASS_BITS = 19,
    SJF_SYS_TIMELINE_BITS = 20,
    SJF_SYS_SEGMENTS = 21,
    SJF_SYS_RESERVED_A = 22, /* 2 bytes */
    SJF_SYS_MULTIPLIER = 24,
    SJF_SYS_PILOT_MULTIPLIER = 32,
    SJF_SYS_TIMELINES = 40,
    SJF_SYS_ABSENCE = 44,
    SJF_SYS_ABSENCE_DIGIT = 48,
    SJF_SYS_FIRST_RELEASE = 52,
    SJF_SYS_RELEASES = 56,
    SJF_SYS_FIRST_DAY = 60,
    SJF_SYS_LAST_DAY = 64,
    SJF_SYS_TRIE_NODES = 68,
    SJF_SYS_DESCRIPTORS = 72,
    SJF_SYS_INTERVALS = 76,
    SJF_SYS_RESERVED_B = 80, /* 16 bytes */
    SJF_SYS_RECORD = 96,
    SJF_SYS_DATED = 1, /* flag */
};

/* 5. sources */
enum {
    SJF_SRC_FILE = 0,
    SJF_SRC_KIND = 4,
    SJF_SRC_RELEASE = 8,
    SJF_SRC_FROM = 12,
    SJF_SRC_TO = 16,
    SJF_SRC_RESERVED = 20, /* 4 bytes */
    SJF_SRC_SIZE = 24,
    SJF_SRC_RECORDS = 32,
    SJF_SRC_HASH = 40,
    SJF_SRC_RECORD = 56,
};

/* 6. releases */
enum {
    SJF_REL_SYSTEM = 0,
    SJF_REL_FROM = 4,
    SJF_REL_TO = 8,
    SJF_REL_LABEL = 12,
    SJF_REL_SOURCE = 16,
    SJF_REL_CODES = 20,
    SJF_REL_RESERVED = 24, /* 8 bytes */
    SJF_REL_RECORD = 32,
};

/* 7. slot word: flags, timeline and class from the low end; tag and occupied at the top
 */
enum {
    SJF_SLOT_TIMELINE_SHIFT = 4,
    SJF_SLOT_CLASS_SHIFT = 20,
    SJF_SLOT_FLAGS_KNOWN = 1, /* bit 0: NOC */
};

/* 8. status byte */
enum {
    SJF_STATUS_MASK = 7,
    SJF_STATUS_INFERRED = 8,
    SJF_STATUS_CARRIED = 16,
    SJF_STATUS_KNOWN = 31,
};

/* 8. columns: header, u16 a day, then 2^D status bytes a column */
enum {
    SJF_COL_FIRST_DAY = 0,
    SJF_COL_DAYS = 4,
    SJF_COL_COLUMNS = 8,
    SJF_COL_RESERVED = 12, /* 4 bytes */
    SJF_COL_HEADER = 16,
    SJF_COL_DAYS_MAX = 1 << 16,
    SJF_COL_BYTES_MAX = 1 << 22,
};

/* 9. validity */
enum {
    SJF_VAL_FROM = 0,
    SJF_VAL_TO = 4,
    SJF_VAL_STATUS = 8,
    SJF_VAL_MARKS = 9,
    SJF_VAL_RESERVED = 10, /* 2 bytes */
    SJF_VAL_RECORD = 12,
};

/* 10. trie node */
enum {
    SJF_TRIE_TERMINAL_BIT = 36,
    SJF_TRIE_CHILD_SHIFT = 37,
    SJF_TRIE_NODES_MAX = 1 << 27,
};
#define SJF_TRIE_CHILDREN ((UINT64_C(1) << 36) - 1)
#define SJF_TRIE_TERMINAL (UINT64_C(1) << SJF_TRIE_TERMINAL_BIT)

/* 11. descriptors */
enum {
    SJF_DESC_FROM = 0,
    SJF_DESC_SHORT = 4,
    SJF_DESC_LONG = 8,
    SJF_DESC_RELEASE = 12,
    SJF_DESC_RESERVED = 14, /* 2 bytes */
    SJF_DESC_RECORD = 16,
};

/* ids: system << 24 | slot */
enum {
    SJF_ID_SHIFT = 24,
    SJF_SLOTS_MAX = 1 << 24,
};

/* Width of every key: 7 characters of 6 bits; an NDC's 11 digits fit, too. */
enum { SJF_KEY_BITS = 42 };

/* Longest canonical code of each system. */
/* clang-format off */
#define SJF_CODE_LEN {7, 7, 5, 4, 5, 5, 5, 11, 2, 2, 4, 3, 3}
/* clang-format on */

/* A character's six bits: its ASCII value less this, so that '0' is 1 and none is 0. */
enum { SJF_CHAR_BASE = '0' - 1 };

/* Loads and stores: byte order is the file's, alignment does not matter. Compilers turn
 * each into one instruction on little-endian machines. */
static inline uint16_t sjf_load16(const uint8_t *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t sjf_load32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static inline uint64_t sjf_load64(const uint8_t *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
           (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
           (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static inline int32_t sjf_load_date(const uint8_t *p)
{
    return (int32_t)sjf_load32(p);
}

static inline void sjf_store16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}

static inline void sjf_store32(uint8_t *p, uint32_t v)
{
    sjf_store16(p, (uint16_t)v);
    sjf_store16(p + 2, (uint16_t)(v >> 16));
}

static inline void sjf_store64(uint8_t *p, uint64_t v)
{
    sjf_store32(p, (uint32_t)v);
    sjf_store32(p + 4, (uint32_t)(v >> 32));
}

static inline void sjf_store_date(uint8_t *p, int32_t v)
{
    sjf_store32(p, (uint32_t)v);
}

/* ---- the dictionary's arithmetic (FORMAT.md 7) -------------------------------------
 * One definition for the builder that places keys and the engine that finds them.
 * Numbers modulo 2^K stand at the top of a word where a product is to drop what exceeds
 * them. */

enum {
    SJF_KEY_SHIFT = 64 - SJF_KEY_BITS,
    /* Brings the best-mixed bits, the top 17, down to where buckets are taken. */
    SJF_FOLD = 25,
};

typedef struct sjf_hash {
    uint64_t multiplier; /* shifted to the top */
    uint64_t pilot_multiplier;
    uint64_t bucket_mask; /* 2^B - 1 */
    uint64_t tag_unit;    /* 2^(63 - T): below it stand the other fields of a slot */
    uint32_t slots;       /* m */
    uint8_t tag_shift;    /* 63 - T */
} sjf_hash;

static inline void sjf_hash_init(sjf_hash *f, unsigned bucket_bits, unsigned tag_bits,
                                 uint32_t slots, uint64_t multiplier,
                                 uint64_t pilot_multiplier)
{
    f->multiplier = multiplier << SJF_KEY_SHIFT;
    f->pilot_multiplier = pilot_multiplier;
    f->bucket_mask = (UINT64_C(1) << bucket_bits) - 1;
    f->tag_shift = (uint8_t)(63 - tag_bits);
    f->tag_unit = UINT64_C(1) << f->tag_shift;
    f->slots = slots;
}

/* High half of a product. */
static inline uint64_t sjf_product_high(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    return (uint64_t)((wide)a * b >> 64);
#else
    uint64_t al = a & UINT32_MAX, ah = a >> 32, bl = b & UINT32_MAX, bh = b >> 32;
    uint64_t mid = ah * bl + (al * bl >> 32), cross = al * bh + (mid & UINT32_MAX);
    return ah * bh + (mid >> 32) + (cross >> 32);
#endif
}

/* h of a key: a bijection on K bits. */
static inline uint64_t sjf_hash_mix(const sjf_hash *f, uint64_t key)
{
    uint64_t h = key * f->multiplier >> SJF_KEY_SHIFT;
    return h ^ h >> SJF_FOLD;
}

static inline uint32_t sjf_hash_bucket(const sjf_hash *f, uint64_t h)
{
    return (uint32_t)(h & f->bucket_mask);
}

/* The odd factor that a pilot stands for. */
static inline uint64_t sjf_hash_factor(const sjf_hash *f, uint8_t pilot)
{
    return f->pilot_multiplier + 2 * (uint64_t)pilot;
}

static inline uint32_t sjf_hash_slot(const sjf_hash *f, uint64_t h, uint8_t pilot)
{
    return (uint32_t)sjf_product_high((h << SJF_KEY_SHIFT) * sjf_hash_factor(f, pilot),
                                      f->slots);
}

/* Tag and occupied bit at the top of a slot word, zeros below. */
static inline uint64_t sjf_hash_tag(const sjf_hash *f, uint64_t h)
{
    return (2 * h + 1) << f->tag_shift;
}

#endif

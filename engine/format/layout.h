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
    SJF_MINOR = 1,
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

    SJF_NODES = 32,
    SJF_NOTES = 33,
    SJF_NOTE_REFERENCES = 34,
    SJF_REFERENCES = 35,
    SJF_OCCURRENCES = 36,
    SJF_PCS_ROWS = 40,
    SJF_PCS_LABELS = 41,
    SJF_EDIT_COLUMNS = 64,
    SJF_CLASSES = 65,
    SJF_RUNS = 66,
    SJF_RELATIONS = 67,
    SJF_PATTERNS = 68,
    SJF_TRAITS = 69,
    SJF_EDIT_FIRST = SJF_EDIT_COLUMNS, /* the kinds that a system with edits has */
    SJF_EDIT_LAST = SJF_TRAITS,
    SJF_GEMS = 128,
    SJF_SUCCESSORS = 129,
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
    SJF_SRC_LABEL = 20,
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

/* 13. edit columns: header, then E records, then a u16 a day */
enum {
    SJF_ECOL_FIRST_DAY = 0,
    SJF_ECOL_DAYS = 4,
    SJF_ECOL_COLUMNS = 8,
    SJF_ECOL_RESERVED = 12, /* 4 bytes */
    SJF_ECOL_HEADER = 16,

    SJF_ECOL_FROM = 0,
    SJF_ECOL_COVERAGE = 4,
    SJF_ECOL_LISTS = 8,
    SJF_ECOL_AGES = 12, /* least and greatest, by sjf_trait 0 to 3 */
    SJF_ECOL_NOTES_SOURCE = 20,
    SJF_ECOL_MCE_SOURCE = 22,
    SJF_ECOL_POA_SOURCE = 24,
    SJF_ECOL_RESERVED_B = 26, /* 6 bytes */
    SJF_ECOL_RECORD = 32,
    SJF_NO_SOURCE = 0xFFFF,
};

/* Coverage of a column: three bits a table. */
enum {
    SJF_COVER_SPEAKS = 1,  /* a release is in force */
    SJF_COVER_GAP = 2,     /* between two releases: what both say holds, inferred */
    SJF_COVER_CARRIED = 4, /* a release goes on beyond its interval */
    SJF_COVER_NOTES_SHIFT = 0,
    SJF_COVER_MCE_SHIFT = 3,
    SJF_COVER_POA_SHIFT = 6,
    SJF_COVER_KNOWN = 0x1FF,
};

/* 14. classes */
enum {
    SJF_CLASS_SIGNATURE = 0,
    SJF_CLASS_FIRST_RUN = 8,
    SJF_CLASS_RUNS = 12,
    SJF_CLASS_GROUP = 16,
    SJF_CLASS_TRAITS = 20,
    SJF_CLASS_BIT = 24,
    SJF_CLASS_RESERVED = 25, /* 7 bytes */
    SJF_CLASS_RECORD = 32,
};

/* 15. runs */
enum {
    SJF_RUN_GROUP_SHIFT = 44,
    SJF_RUN_PATTERN_SHIFT = 24,
    SJF_RUN_PATTERN_MASK = (1 << 20) - 1,
    SJF_RUN_RELATION_MASK = (1 << 24) - 1,
    SJF_GROUPS_MAX = 1 << 20,
    SJF_PATTERNS_MAX = 1 << 20,
    SJF_RELATIONS_MAX = 1 << 24,
};

/* 16. relations, links, bits of a pattern ("up": the lower group's node bears the note)
 */
enum {
    SJF_RELS_COUNT = 0,
    SJF_RELS_LINKS = 4,
    SJF_RELS_HEADER = 8,
    SJF_LINK_REFERENCE = 0, /* number << 1 | borne by the higher group */
    SJF_LINK_PATTERN = 4,
    SJF_LINK_RECORD = 8,

    SJF_PAIR_EXCLUDES1 = 1,
    SJF_PAIR_EXCLUDES2 = 2,
    SJF_PAIR_CODE_FIRST_UP = 4,
    SJF_PAIR_CODE_FIRST_DOWN = 8,
    SJF_PAIR_USE_ADDITIONAL_UP = 16,
    SJF_PAIR_USE_ADDITIONAL_DOWN = 32,
    SJF_PAIR_CODE_ALSO_UP = 64,
    SJF_PAIR_CODE_ALSO_DOWN = 128,
    SJF_PAIR_KNOWN = 255,
};

/* 17. Traits of a code in a column: bit numbers. The first 24 are lists; which of them
 * the Code Editor version has is said by the column. */
enum sjf_trait {
    SJF_NEWBORN = 0, /* MCE 4 A to D: the order of a column's ages */
    SJF_PEDIATRIC = 1,
    SJF_MATERNITY = 2,
    SJF_ADULT = 3,
    SJF_FEMALE = 4, /* MCE 5: diagnoses and procedures */
    SJF_MALE = 5,
    SJF_MANIFESTATION = 6,        /* MCE 6; without a list the title decides */
    SJF_QUESTIONABLE = 7,         /* MCE 8 */
    SJF_UNACCEPTABLE = 8,         /* MCE 9 */
    SJF_REQUIRES_SECONDARY = 9,   /* MCE 9, the carve-out */
    SJF_WRONG_PROCEDURE = 10,     /* MCE 18 */
    SJF_UNSPECIFIED_SIDE = 11,    /* MCE 20 */
    SJF_NON_COVERED = 12,         /* MCE 11, always */
    SJF_NON_COVERED_OVER_60 = 13, /* MCE 11, beneficiary over 60 */
    SJF_LIMITED_COVERAGE = 14,    /* MCE 17 */
    SJF_LONG_STAY = 15,           /* MCE 19 */
    SJF_POA_EXEMPT = 16,
    SJF_POA_UNSURE = 17, /* a gap whose neighbours differ */
    SJF_LIST_COUNT = 24,

    SJF_MANIFESTATION_BY_TITLE = 24, /* beside SJF_MANIFESTATION: no list speaks */
    SJF_HAS_CODE_FIRST = 25,  /* some reference of such a note names a billable code */
    SJF_CODE_FIRST_WEAK = 26, /* some such note says "such as" and the like */
    SJF_HAS_USE_ADDITIONAL = 27,
    SJF_HAS_CODE_ALSO = 28,
    SJF_SIDE = 29, /* 3 bits: 0 none, 1 right, 2 left, 3 bilateral, 4 unspecified */
    SJF_SIDE_PLACE = 32,     /* 3 bits: the 1-based character that tells the side */
    SJF_SIDE_BILATERAL = 35, /* the family has a bilateral code */
    SJF_SIDE_FAMILY = 36,    /* 3 bits: which of the families alike in all but that
                                character (S52.02-: displaced, nondisplaced) */
    SJF_TRAIT_COUNT = 39,
};

/* 18. notes */
enum {
    SJF_NODE_NAME = 0,
    SJF_NODE_TITLE = 4,
    SJF_NODE_PARENT = 8,
    SJF_NODE_FIRST_NOTE = 12,
    SJF_NODE_NOTES = 16,
    SJF_NODE_LEVEL = 20,
    SJF_NODE_RESERVED = 21, /* 11 bytes */
    SJF_NODE_RECORD = 32,
    SJF_LEVEL_CHAPTER = 0,
    SJF_LEVEL_BLOCK = 1,
    SJF_LEVEL_CODE = 2,
    SJF_NO_INDEX = -1, /* as u32 */

    SJF_NOTE_NODE = 0,
    SJF_NOTE_TEXT = 4,
    SJF_NOTE_FIRST_REFERENCE = 8,
    SJF_NOTE_REFERENCE_COUNT = 12,
    SJF_NOTE_KIND = 14,
    SJF_NOTE_FLAGS = 15,
    SJF_NOTE_FIRST_OCCURRENCE = 16,
    SJF_NOTE_OCCURRENCES = 20,
    SJF_NOTE_RESERVED = 22, /* 2 bytes */
    SJF_NOTE_RECORD = 24,
    SJF_NOTE_WEAK = 1,   /* flags */
    SJF_NOTE_UNREAD = 2, /* a reference in it could not be read */

    SJF_REF_NODE = 0,
    SJF_REF_TEXT = 4,
    SJF_REF_KIND = 8,
    SJF_REF_RESERVED = 9, /* 7 bytes */
    SJF_REF_RECORD = 16,

    SJF_OCC_SOURCE = 0,
    SJF_OCC_RESERVED = 2, /* 2 bytes */
    SJF_OCC_LINE = 4,
    SJF_OCC_RECORD = 8,
};

/* 19. PCS tables */
enum {
    SJF_PCS_TABLE = 0,
    SJF_PCS_SOURCE = 4,
    SJF_PCS_RESERVED = 6, /* 2 bytes */
    SJF_PCS_VALUES = 8,   /* 4 u64: positions 4 to 7 */
    SJF_PCS_RECORD = 40,

    SJF_LABEL_KEY = 0, /* table << 9 | position << 6 | value */
    SJF_LABEL_TEXT = 4,
    SJF_LABEL_RECORD = 8,
    SJF_LABEL_TABLE_SHIFT = 9,
    SJF_LABEL_POSITION_SHIFT = 6,
    SJF_LABEL_TITLE = 63, /* in place of a value */
};

/* 20. maps */
enum {
    SJF_GEM_HEADER = 8, /* u32 source, u32 records */
    SJF_GEM_FROM = 0,   /* key and flags */
    SJF_GEM_TO = 8,
    SJF_GEM_RECORD = 16,
    SJF_GEM_APPROXIMATE_BIT = 42,
    SJF_GEM_NO_MAP_BIT = 43,
    SJF_GEM_COMBINATION_BIT = 44,
    SJF_GEM_SCENARIO_SHIFT = 45,
    SJF_GEM_CHOICE_SHIFT = 49,
    SJF_GEM_FLAGS_END = 53,

    SJF_SUC_HEADER = 8, /* u32 records, u32 reserved */
    SJF_SUC_FROM = 0,
    SJF_SUC_TO = 8,
    SJF_SUC_DAY = 16,
    SJF_SUC_SOURCE = 20,
    SJF_SUC_RECORD = 24,
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

/*
 * The parts of verification, one subject a file; verify.c calls them in order. Each
 * refuses through sji_fail() with the offset of the record that is wrong.
 */
#ifndef SCRUBJAY_IMAGE_VERIFY_H
#define SCRUBJAY_IMAGE_VERIFY_H

#include "engine/image/image.h"

enum {
    SJI_COMMON_KINDS = SJF_TEXT - SJF_SYSTEMS + 1,
    SJI_OWNED_KINDS = SJF_SUCCESSORS - SJF_SYSTEM_FIRST + 1, /* with gaps between */
    SJI_LINE_KINDS = SJF_LINES_LAST - SJF_LINES_FIRST + 1,
};

static inline bool sji_is_common(uint32_t kind)
{
    return kind >= SJF_SYSTEMS && kind <= SJF_TEXT;
}

/* Sections that belong to a system: those that each has, and those that some have. */
static inline bool sji_is_owned(uint32_t kind)
{
    return (kind >= SJF_SYSTEM_FIRST && kind <= SJF_SYSTEM_LAST) ||
           (kind >= SJF_NODES && kind <= SJF_OCCURRENCES) || kind == SJF_PCS_ROWS ||
           kind == SJF_PCS_LABELS ||
           (kind >= SJF_EDIT_FIRST && kind <= SJF_EDIT_LAST) || kind == SJF_GEMS ||
           kind == SJF_SUCCESSORS;
}

/* One section: its bytes, and where the table speaks of it. */
typedef struct sji_section {
    view bytes;
    uint64_t entry; /* offset of its table entry; 0: there is none */
} sji_section;

/* What the section table holds, by kind and system. */
typedef struct sji_sections {
    sji_section common[SJI_COMMON_KINDS];
    sji_section owned[SJ_SYSTEM_COUNT][SJI_OWNED_KINDS]; /* from SJF_SYSTEM_FIRST on */
    sji_section lines[SJI_LINE_KINDS];                   /* from SJF_LINES_FIRST on */
} sji_sections;

static inline const sji_section *sji_owned(const sji_sections *sections,
                                           unsigned system, enum sjf_kind kind)
{
    return &sections->owned[system][kind - SJF_SYSTEM_FIRST];
}

/* Where the strings of a pool begin: a bit an offset. */
typedef struct sji_starts {
    uint64_t *bits;
    uint64_t count; /* offsets that have a bit */
} sji_starts;

static inline bool sji_is_start(const sji_starts *starts, uint32_t off)
{
    return off < starts->count && (starts->bits[off / 64] >> (off % 64) & 1);
}

static inline uint64_t sji_offset(const sj_image *image, const uint8_t *p)
{
    return (uint64_t)(p - image->bytes.p);
}

/* Reserved bytes. */
static inline bool sji_is_zero(const uint8_t *p, size_t n)
{
    unsigned bits = 0;
    for (size_t i = 0; i < n; i++)
        bits |= p[i];
    return bits == 0;
}

/* XXH3-128 in canonical form: at once, and of bytes that come in blocks. */
void sji_xxh3(const void *bytes, size_t n, uint8_t out[16]);
typedef struct sji_hasher sji_hasher;
sji_hasher *sji_hasher_new(void); /* NULL: no memory */
void sji_hasher_add(sji_hasher *hasher, const void *bytes, size_t n);
void sji_hasher_end(const sji_hasher *hasher, uint8_t out[16]);
void sji_hasher_free(sji_hasher *hasher);

/* Structure. Header and table (claims 1 to 16); fills `image->section_count`. */
sj_status sji_check_table(view bytes, sj_image *image, sji_sections *out,
                          sj_error *err);
/* Sections and systems belong to each other (17, 18); after the numbers of 20. */
sj_status sji_check_owners(const sj_image *image, const sji_sections *sections,
                           sj_error *err);
/* Systems and the sizes of their sections (19 to 35, 40); cuts their views. */
sj_status sji_check_systems(const sji_sections *sections, sj_image *image,
                            sj_error *err);
/* Edits of the systems (60 to 66), notes, PCS tables, maps (67 to 69); cuts their
 * views.
 */
sj_status sji_check_edits(const sji_sections *sections, sj_image *image, sj_error *err);
sj_status sji_check_texts(const sji_sections *sections, sj_image *image, sj_error *err);
/* Line tables (80 to 84); cuts their views. */
sj_status sji_check_lines(const sji_sections *sections, sj_image *image, sj_error *err);
/* Whether line tables were carried; the sources are known by then. */
void sji_note_carried_lines(sj_image *image);
/* Pools, sources and releases (36 to 39); cuts their views. */
sj_status sji_check_provenance(const sji_sections *sections, sj_image *image,
                               sj_error *err);

/*
 * Content. The checksum of a section (41) is computed right before its other claims are
 * checked, while its bytes are in the cache.
 */
/* Compare a section's hash with the table's, or compute it and compare. */
sj_status sji_compare_hash(const sj_image *image, uint32_t kind, uint16_t system,
                           const uint8_t hash[16], sj_error *err);
sj_status sji_check_hash(const sj_image *image, uint32_t kind, sj_system system,
                         sj_error *err);
/* Pools with their checksums, sources and releases (41, 43 to 46); `text` gets the
 * strings of the descriptors' pool, to be freed with sji_starts_free() whatever is
 * returned. */
sj_status sji_check_words(const sj_image *image, sji_starts *text, sj_error *err);
void sji_starts_free(sji_starts *starts);
/* One system: slots and timelines (41, 47 to 51). */
sj_status sji_check_codes(const sj_image *image, sj_system system, sj_error *err);
/* One system: the trie (41, 52, 53). */
sj_status sji_check_trie(const sj_image *image, sj_system system, sj_error *err);
/* One system: descriptors (41, 54, 55). */
sj_status sji_check_descriptors(const sj_image *image, sj_system system,
                                const sji_starts *text, sj_error *err);
/* The edits of one system that has them (70 to 74). */
sj_status sji_check_rules(const sj_image *image, sj_system system, sj_error *err);
/* Notes (75 to 77), PCS tables (78), maps (79). */
sj_status sji_check_notes(const sj_image *image, const sji_starts *text, sj_error *err);
sj_status sji_check_pcs_tables(const sj_image *image, const sji_starts *text,
                               sj_error *err);
sj_status sji_check_maps(const sj_image *image, sj_error *err);
/* Line tables that are there: procedures, releases, PTP (85 to 90), the others (91 to
 * 96). */
sj_status sji_check_ptp(const sj_image *image, const sji_starts *text, sj_error *err);
sj_status sji_check_line_tables(const sj_image *image, const sji_starts *text,
                                sj_error *err);
/* Claim 97. */
sj_status sji_check_limits(const sj_image *image, const sji_starts *text,
                           sj_error *err);
/* Claim 87: an index ascends from row `first` to before `end`. */
sj_status sji_check_line_index(const sj_image *image, const uint8_t *index,
                               uint32_t first, uint32_t end, sj_error *err);

#endif

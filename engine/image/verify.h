/*
 * The parts of verification, one subject a file; verify.c calls them in order. Each
 * refuses through sji_fail() with the offset of the record that is wrong.
 */
#ifndef SCRUBJAY_IMAGE_VERIFY_H
#define SCRUBJAY_IMAGE_VERIFY_H

#include "engine/image/image.h"

enum {
    SJI_COMMON_KINDS = SJF_TEXT - SJF_SYSTEMS + 1,
    SJI_SYSTEM_KINDS = SJF_SYSTEM_LAST - SJF_SYSTEM_FIRST + 1,
};

/* One section: its bytes, and where the table speaks of it. */
typedef struct sji_section {
    view bytes;
    uint64_t entry; /* offset of its table entry; 0: there is none */
} sji_section;

/* What the section table holds, by kind and system. */
typedef struct sji_sections {
    sji_section common[SJI_COMMON_KINDS];
    sji_section of_system[SJ_SYSTEM_COUNT][SJI_SYSTEM_KINDS];
} sji_sections;

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

#endif

/*
 * Verification in its order: structure, content, agreement (docs/FORMAT.md 21). The
 * claims themselves are in verify_table.c, verify_system.c, verify_edits.c,
 * verify_words.c, verify_codes.c, verify_trie.c, verify_rules.c, verify_notes.c,
 * verify_lines.c, verify_ptp.c and verify_line_tables.c; here are the two about every
 * section's bytes.
 */
#include "engine/image/verify.h"

#include <xxhash.h>

/* ---- hashes ------------------------------------------------------------------- */

static void canonical(XXH128_hash_t hash, uint8_t out[16])
{
    XXH128_canonical_t bytes;
    XXH128_canonicalFromHash(&bytes, hash);
    memcpy(out, bytes.digest, 16);
}

void sji_xxh3(const void *bytes, size_t n, uint8_t out[16])
{
    canonical(XXH3_128bits(bytes, n), out);
}

sji_hasher *sji_hasher_new(void)
{
    XXH3_state_t *state = XXH3_createState();
    if (state)
        XXH3_128bits_reset(state);
    return (sji_hasher *)state;
}

void sji_hasher_add(sji_hasher *hasher, const void *bytes, size_t n)
{
    XXH3_128bits_update((XXH3_state_t *)hasher, bytes, n);
}

void sji_hasher_end(const sji_hasher *hasher, uint8_t out[16])
{
    canonical(XXH3_128bits_digest((const XXH3_state_t *)hasher), out);
}

void sji_hasher_free(sji_hasher *hasher)
{
    XXH3_freeState((XXH3_state_t *)hasher);
}

/* ---- structure ---------------------------------------------------------------- */

sj_status sji_verify_structure(view bytes, sj_image *image, sj_error *err)
{
    sji_sections sections;
    memset(&sections, 0, sizeof sections);
    image->bytes = bytes;
    sj_status status = sji_check_table(bytes, image, &sections, err);
    if (status == SJ_OK)
        status = sji_check_systems(&sections, image, err);
    if (status == SJ_OK)
        status = sji_check_edits(&sections, image, err);
    if (status == SJ_OK)
        status = sji_check_texts(&sections, image, err);
    if (status == SJ_OK)
        status = sji_check_lines(&sections, image, err);
    if (status == SJ_OK)
        status = sji_check_provenance(&sections, image, err);
    if (status == SJ_OK)
        sji_note_carried_lines(image);
    return status;
}

/* ---- content ------------------------------------------------------------------ */

static uint64_t entry_offset(uint32_t index)
{
    return SJF_HDR_SIZE + (uint64_t)index * SJF_SEC_ENTRY;
}

static sj_status compare_hash(const sj_image *image, uint64_t entry,
                              const uint8_t hash[16], sj_error *err)
{
    if (memcmp(hash, image->bytes.p + entry + SJF_SEC_HASH, 16) != 0)
        return sji_fail(err, SJ_E_CORRUPT, entry, "section checksum does not match");
    return SJ_OK;
}

/* Table entry of a section that is there (claims 16 and 18). */
static uint64_t find_entry(const sj_image *image, uint32_t kind, uint16_t system)
{
    uint32_t i = 0;
    for (; i < image->section_count; i++) {
        const uint8_t *entry = image->bytes.p + entry_offset(i);
        if (sjf_load32(entry + SJF_SEC_KIND) == kind &&
            sjf_load16(entry + SJF_SEC_SYSTEM) == system)
            break;
    }
    return entry_offset(i);
}

sj_status sji_compare_hash(const sj_image *image, uint32_t kind, uint16_t system,
                           const uint8_t hash[16], sj_error *err)
{
    return compare_hash(image, find_entry(image, kind, system), hash, err);
}

/* Claim 41 of one section; it lies within the file by claim 12. */
static sj_status check_entry(const sj_image *image, uint64_t entry, sj_error *err)
{
    const uint8_t *p = image->bytes.p + entry;
    uint8_t hash[16];
    sji_xxh3(image->bytes.p + sjf_load64(p + SJF_SEC_OFF),
             (size_t)sjf_load64(p + SJF_SEC_SIZE), hash);
    return compare_hash(image, entry, hash, err);
}

sj_status sji_check_hash(const sj_image *image, uint32_t kind, sj_system system,
                         sj_error *err)
{
    return check_entry(image, find_entry(image, kind, (uint16_t)system), err);
}

/* Whether the checksum of a kind is checked with its other claims. */
static bool is_checked_with_content(uint32_t kind)
{
    return kind == SJF_NAMES || kind == SJF_TEXT ||
           (kind >= SJF_SYSTEM_FIRST && kind <= SJF_SYSTEM_LAST);
}

/* Claim 42, and 41 of the sections whose content is checked by record, or is unknown.
 */
static sj_status check_sections(const sj_image *image, sj_error *err)
{
    const uint8_t *p = image->bytes.p;
    uint64_t end = entry_offset(image->section_count);
    sj_status status = SJ_OK;
    for (uint32_t i = 0; i < image->section_count && status == SJ_OK; i++) {
        const uint8_t *entry = p + entry_offset(i);
        uint64_t off = sjf_load64(entry + SJF_SEC_OFF); /* ascending: claim 11 */
        for (; end < off; end++)
            if (p[end] != 0)
                return sji_fail(err, SJ_E_CORRUPT, end, "padding is not zero");
        end = off + sjf_load64(entry + SJF_SEC_SIZE);
        if (!is_checked_with_content(sjf_load32(entry + SJF_SEC_KIND)))
            status = check_entry(image, entry_offset(i), err);
    }
    return status;
}

sj_status sji_verify_content(const sj_image *image, sj_error *err)
{
    sji_starts text = {0};
    sj_status status = check_sections(image, err);
    if (status == SJ_OK)
        status = sji_check_words(image, &text, err);
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT && status == SJ_OK; i++) {
        if (!image->systems[i].loaded)
            continue;
        status = sji_check_codes(image, (sj_system)i, err);
        if (status == SJ_OK)
            status = sji_check_trie(image, (sj_system)i, err);
        if (status == SJ_OK)
            status = sji_check_descriptors(image, (sj_system)i, &text, err);
        if (status == SJ_OK && image->edits[i].loaded)
            status = sji_check_rules(image, (sj_system)i, err);
    }
    if (status == SJ_OK)
        status = sji_check_notes(image, &text, err);
    if (status == SJ_OK)
        status = sji_check_pcs_tables(image, &text, err);
    if (status == SJ_OK)
        status = sji_check_maps(image, err);
    if (status == SJ_OK && image->lines.loaded)
        status = sji_check_ptp(image, &text, err);
    if (status == SJ_OK && image->lines.loaded)
        status = sji_check_line_tables(image, &text, err);
    sji_starts_free(&text);
    return status;
}

/* ---- all ---------------------------------------------------------------------- */

sj_status sj_image_verify(const sj_image *image, sj_error *err)
{
    if (!image)
        return sji_fail(err, SJ_E_ARG, UINT64_MAX, "no image");
    sj_image again; /* the structure is cut anew: the bytes may have changed since */
    memset(&again, 0, sizeof again);
    sj_status status = sji_verify_structure(image->bytes, &again, err);
    if (status == SJ_OK)
        status = sji_verify_content(&again, err);
    if (status == SJ_OK)
        status = sji_verify_agreement(&again, err);
    return status;
}

/*
 * The header and the section table: claims 1 to 18 of docs/FORMAT.md 21. What is cut
 * here lies within the file; what the sections hold is for the other verify_*.c.
 */
#include "engine/image/verify.h"

static uint64_t align_up(uint64_t n)
{
    return (n + SJF_ALIGN - 1) / SJF_ALIGN * SJF_ALIGN;
}

static uint64_t entry_offset(uint32_t index)
{
    return SJF_HDR_SIZE + (uint64_t)index * SJF_SEC_ENTRY;
}

/* Claim 9. The table is at most 12 KB, so one flat copy spares a streaming hash. */
static bool build_id_matches(view b, uint32_t section_count)
{
    uint8_t copy[SJF_HDR_SIZE + SJF_SECTIONS_MAX * SJF_SEC_ENTRY], id[16];
    size_t n = SJF_HDR_SIZE + (size_t)section_count * SJF_SEC_ENTRY;
    memcpy(copy, b.p, n);
    memset(copy + SJF_HDR_BUILD_ID, 0, sizeof id);
    sji_xxh3(copy, n, id);
    return memcmp(id, b.p + SJF_HDR_BUILD_ID, sizeof id) == 0;
}

static sj_status check_header(view b, sj_image *image, sj_error *err)
{
    if (b.n < SJF_HDR_SIZE)
        return sji_fail(err, SJ_E_FORMAT, b.n, "shorter than a header");
    if (memcmp(b.p, SJF_MAGIC, SJF_MAGIC_SIZE) != 0)
        return sji_fail(err, SJ_E_FORMAT, 0, "bad magic");
    if (sjf_load16(b.p + SJF_HDR_MAJOR) != SJF_MAJOR)
        return sji_fail(err, SJ_E_FORMAT, SJF_HDR_MAJOR, "unknown major version");
    bool first_is_zero = sji_is_zero(b.p + SJF_HDR_RESERVED_A, 4);
    if (!first_is_zero || !sji_is_zero(b.p + SJF_HDR_RESERVED_B, 16))
        return sji_fail(err, SJ_E_CORRUPT,
                        first_is_zero ? SJF_HDR_RESERVED_B : SJF_HDR_RESERVED_A,
                        "reserved header bytes are not zero");
    if (sjf_load64(b.p + SJF_HDR_FILE_SIZE) != b.n)
        return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_FILE_SIZE,
                        "file size differs from the header");
    if (sjf_load32(b.p + SJF_HDR_ENTRY_SIZE) != SJF_SEC_ENTRY)
        return sji_fail(err, SJ_E_FORMAT, SJF_HDR_ENTRY_SIZE,
                        "unknown section entry size");
    uint32_t count = sjf_load32(b.p + SJF_HDR_SECTIONS);
    if (count == 0 || count > SJF_SECTIONS_MAX)
        return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_SECTIONS, "bad section count");
    if (entry_offset(count) > b.n)
        return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_SECTIONS,
                        "section table exceeds the file");
    if (!build_id_matches(b, count))
        return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_BUILD_ID, "build id does not match");
    image->section_count = count;
    return SJ_OK;
}

/* Claims 10 to 13: sections follow each other and fill the file. */
static sj_status check_places(view b, uint32_t count, sj_error *err)
{
    uint64_t end = entry_offset(count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t at = entry_offset(i);
        const uint8_t *entry = b.p + at;
        view section;
        if ((sjf_load16(entry + SJF_SEC_FLAGS) & ~SJF_SEC_REQUIRED) != 0 ||
            !sji_is_zero(entry + SJF_SEC_RESERVED, 8))
            return sji_fail(err, SJ_E_CORRUPT, at,
                            "reserved section bits are not zero");
        uint64_t off = sjf_load64(entry + SJF_SEC_OFF);
        uint64_t size = sjf_load64(entry + SJF_SEC_SIZE);
        if (off != align_up(end)) /* no wrap: end <= b.n, and no object ends at 2^64 */
            return sji_fail(err, SJ_E_CORRUPT, at, "section misplaced");
        if (!view_sub(b, off, size, &section))
            return sji_fail(err, SJ_E_CORRUPT, at, "section exceeds the file");
        end = off + size;
    }
    if (end != b.n)
        return sji_fail(err, SJ_E_CORRUPT, end, "bytes after the last section");
    return SJ_OK;
}

/* A pair (kind, system) as one number. */
static uint64_t owner(const uint8_t *entry)
{
    return (uint64_t)sjf_load32(entry + SJF_SEC_KIND) << 16 |
           sjf_load16(entry + SJF_SEC_SYSTEM);
}

/* Claims 14 and 15, and the sections we know into their places. */
static sj_status check_kinds(view b, uint32_t count, sji_sections *out, sj_error *err)
{
    uint64_t seen[SJF_SECTIONS_MAX];
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *entry = b.p + entry_offset(i);
        uint32_t kind = sjf_load32(entry + SJF_SEC_KIND);
        uint16_t system = sjf_load16(entry + SJF_SEC_SYSTEM);
        if (!sji_is_common(kind) && !sji_is_owned(kind) && !sjf_is_of_lines(kind) &&
            (sjf_load16(entry + SJF_SEC_FLAGS) & SJF_SEC_REQUIRED))
            return sji_fail(err, SJ_E_FORMAT, entry_offset(i),
                            "unknown required section");
        seen[i] = owner(entry);
        for (uint32_t j = 0; j < i; j++)
            if (seen[j] == seen[i])
                return sji_fail(err, SJ_E_CORRUPT, entry_offset(i),
                                "section occurs twice");

        sji_section *place = NULL;
        if (sji_is_common(kind) && system == SJF_NO_SYSTEM)
            place = &out->common[kind - SJF_SYSTEMS];
        else if (sjf_is_of_lines(kind) && system == SJF_NO_SYSTEM)
            place = &out->lines[kind - SJF_LINES_FIRST];
        else if (sji_is_owned(kind) && system < SJ_SYSTEM_COUNT)
            place = &out->owned[system][kind - SJF_SYSTEM_FIRST];
        if (!place)
            continue; /* unknown and optional, or refused by claim 17 */
        place->entry = entry_offset(i);
        /* Cannot fail: claim 12 cut it before. */
        if (!view_sub(b, sjf_load64(entry + SJF_SEC_OFF),
                      sjf_load64(entry + SJF_SEC_SIZE), &place->bytes))
            place->bytes = (view){b.p, 0};
    }
    return SJ_OK;
}

sj_status sji_check_table(view bytes, sj_image *image, sji_sections *out, sj_error *err)
{
    sj_status status = check_header(bytes, image, err);
    if (status == SJ_OK)
        status = check_places(bytes, image->section_count, err);
    if (status == SJ_OK)
        status = check_kinds(bytes, image->section_count, out, err);
    if (status != SJ_OK)
        return status;
    for (size_t i = 0; i < SJI_COMMON_KINDS; i++)
        if (out->common[i].entry == 0)
            return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_SIZE, "section missing");
    return SJ_OK;
}

sj_status sji_check_owners(const sj_image *image, const sji_sections *sections,
                           sj_error *err)
{
    for (uint32_t i = 0; i < image->section_count; i++) {
        const uint8_t *entry = image->bytes.p + entry_offset(i);
        uint32_t kind = sjf_load32(entry + SJF_SEC_KIND);
        uint16_t system = sjf_load16(entry + SJF_SEC_SYSTEM);
        bool loaded = system < SJ_SYSTEM_COUNT && image->systems[system].loaded;
        if ((sji_is_owned(kind) && !loaded) ||
            ((sji_is_common(kind) || sjf_is_of_lines(kind)) && system != SJF_NO_SYSTEM))
            return sji_fail(err, SJ_E_CORRUPT, entry_offset(i), "section of no system");
    }
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT; i++)
        for (uint32_t kind = SJF_SYSTEM_FIRST; kind <= SJF_SYSTEM_LAST; kind++)
            if (image->systems[i].loaded && sji_owned(sections, i, kind)->entry == 0)
                return sji_fail(err, SJ_E_CORRUPT, SJF_HDR_SIZE,
                                "system lacks a section");
    return SJ_OK;
}

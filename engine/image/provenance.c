/*
 * What an image says of itself: sources, releases, systems, sections (FORMAT.md 2, 3,
 * 5, 6). Records lie within their views by claims 8, 36 and 37; a reference that is
 * wrong yields the empty string (sji_text()).
 */
#include "engine/image/image.h"

/* ---- sources and releases ------------------------------------------------------- */

static const char *name_at(const sj_image *image, const uint8_t *reference)
{
    uint32_t len;
    return sji_text(image->names, sjf_load32(reference), &len);
}

uint32_t sj_source_count(const sj_image *image)
{
    return image->source_count;
}

bool sj_source_get(const sj_image *image, uint32_t index, sj_source *out)
{
    if (index >= image->source_count)
        return false;
    const uint8_t *r = image->sources.p + (size_t)SJF_SRC_RECORD * index;
    *out = (sj_source){
        .file = name_at(image, r + SJF_SRC_FILE),
        .kind = name_at(image, r + SJF_SRC_KIND),
        .release = name_at(image, r + SJF_SRC_RELEASE),
        .label = name_at(image, r + SJF_SRC_LABEL),
        .from = sjf_load_date(r + SJF_SRC_FROM),
        .to = sjf_load_date(r + SJF_SRC_TO),
        .size_bytes = sjf_load64(r + SJF_SRC_SIZE),
        .records = sjf_load64(r + SJF_SRC_RECORDS),
    };
    memcpy(out->xxh3, r + SJF_SRC_HASH, sizeof out->xxh3);
    return true;
}

uint32_t sj_release_count(const sj_image *image)
{
    return image->release_count;
}

bool sj_release_get(const sj_image *image, uint32_t index, sj_release *out)
{
    if (index >= image->release_count)
        return false;
    const uint8_t *r = image->releases.p + (size_t)SJF_REL_RECORD * index;
    *out = (sj_release){
        .system =
            (sj_system)sjf_load32(r + SJF_REL_SYSTEM), /* a loaded one: claim 38 */
        .from = sjf_load_date(r + SJF_REL_FROM),
        .to = sjf_load_date(r + SJF_REL_TO),
        .label = name_at(image, r + SJF_REL_LABEL),
        .source = sjf_load32(r + SJF_REL_SOURCE),
        .codes = sjf_load32(r + SJF_REL_CODES),
    };
    return true;
}

/* ---- systems -------------------------------------------------------------------- */

bool sj_system_get(const sj_image *image, sj_system system, sj_system_info *out)
{
    if ((unsigned)system >= SJ_SYSTEM_COUNT)
        return false;
    const sji_system *s = &image->systems[system];
    *out = (sj_system_info){.loaded = s->loaded};
    if (!s->loaded)
        return true;
    out->dated = s->dated;
    out->codes = s->codes;
    out->timelines = s->timeline_count;
    out->first = s->first_day;
    out->last = s->last_day;
    out->absence = s->absence[0];
    out->absence_digit = s->absence[1];
    return true;
}

/* ---- sections ------------------------------------------------------------------- */

static const char *section_name(uint32_t kind)
{
    static const char *const names[] = {
        [SJF_SYSTEMS] = "systems",
        [SJF_NAMES] = "names",
        [SJF_SOURCES] = "sources",
        [SJF_RELEASES] = "releases",
        [SJF_TEXT] = "text",
        [SJF_PILOTS] = "pilots",
        [SJF_SLOTS] = "slots",
        [SJF_TIMELINES] = "timelines",
        [SJF_VALIDITY] = "validity",
        [SJF_TRIE] = "trie",
        [SJF_DESCRIPTOR_INDEX] = "descriptor index",
        [SJF_DESCRIPTORS] = "descriptors",
        [SJF_COLUMNS] = "columns",
        [SJF_NODES] = "nodes",
        [SJF_NOTES] = "notes",
        [SJF_NOTE_REFERENCES] = "note references",
        [SJF_REFERENCES] = "references",
        [SJF_OCCURRENCES] = "occurrences",
        [SJF_PCS_ROWS] = "PCS rows",
        [SJF_PCS_LABELS] = "PCS labels",
        [SJF_EDIT_COLUMNS] = "edit columns",
        [SJF_CLASSES] = "classes",
        [SJF_RUNS] = "runs",
        [SJF_RELATIONS] = "relations",
        [SJF_PATTERNS] = "patterns",
        [SJF_TRAITS] = "traits",
        [SJF_PROCEDURES] = "procedures",
        [SJF_LINE_RELEASES] = "line releases",
        [SJF_PTP_VALUES] = "PTP values",
        [SJF_PTP_INDEX] = "PTP index, practitioner",
        [SJF_PTP_INDEX + 1] = "PTP index, hospital",
        [SJF_PTP_INDEX + 2] = "PTP index, Medicaid practitioner",
        [SJF_PTP_INDEX + 3] = "PTP index, Medicaid hospital",
        [SJF_PTP_INDEX + 4] = "PTP index, Medicaid DME",
        [SJF_PTP_ROWS] = "PTP rows, practitioner",
        [SJF_PTP_ROWS + 1] = "PTP rows, hospital",
        [SJF_PTP_ROWS + 2] = "PTP rows, Medicaid practitioner",
        [SJF_PTP_ROWS + 3] = "PTP rows, Medicaid hospital",
        [SJF_PTP_ROWS + 4] = "PTP rows, Medicaid DME",
        [SJF_PTP_CITATIONS] = "PTP citations, practitioner",
        [SJF_PTP_CITATIONS + 1] = "PTP citations, hospital",
        [SJF_PTP_CITATIONS + 2] = "PTP citations, Medicaid practitioner",
        [SJF_PTP_CITATIONS + 3] = "PTP citations, Medicaid hospital",
        [SJF_PTP_CITATIONS + 4] = "PTP citations, Medicaid DME",
        [SJF_MUE] = "unit limits",
        [SJF_MUE_INDEX] = "unit limit index",
        [SJF_ADDONS] = "add-ons",
        [SJF_ADDON_INDEX] = "add-on index",
        [SJF_FEES] = "fee schedule",
        [SJF_FEE_INDEX] = "fee schedule index",
        [SJF_FACTS] = "HCPCS facts",
        [SJF_FACT_INDEX] = "HCPCS facts index",
        [SJF_POLICIES] = "policies",
        [SJF_POLICY_INDEX] = "policy index",
        [SJF_POLICY_ITEMS] = "policy items",
        [SJF_LIMITS] = "service limits",
        [SJF_LIMIT_INDEX] = "service limit index",
        [SJF_PTP_PARTNERS] = "PTP partners, practitioner",
        [SJF_PTP_PARTNERS + 1] = "PTP partners, hospital",
        [SJF_PTP_PARTNERS + 2] = "PTP partners, Medicaid practitioner",
        [SJF_PTP_PARTNERS + 3] = "PTP partners, Medicaid hospital",
        [SJF_PTP_PARTNERS + 4] = "PTP partners, Medicaid DME",
        [SJF_GEMS] = "gems",
        [SJF_SUCCESSORS] = "successors",
    };
    if (kind < sizeof names / sizeof *names && names[kind])
        return names[kind];
    return "unknown"; /* an optional section of a later minor version */
}

uint32_t sj_section_count(const sj_image *image)
{
    return image->section_count;
}

bool sj_section_get(const sj_image *image, uint32_t index, sj_section *out)
{
    if (index >= image->section_count)
        return false;
    const uint8_t *entry =
        image->bytes.p + SJF_HDR_SIZE + (size_t)SJF_SEC_ENTRY * index;
    uint16_t system = sjf_load16(entry + SJF_SEC_SYSTEM);
    *out = (sj_section){
        .name = section_name(sjf_load32(entry + SJF_SEC_KIND)),
        .system = system < SJ_SYSTEM_COUNT ? (int)system : -1,
        .off = sjf_load64(entry + SJF_SEC_OFF),
        .size_bytes = sjf_load64(entry + SJF_SEC_SIZE),
    };
    out->bytes = image->bytes.p + out->off; /* in bounds: claim 12 */
    memcpy(out->xxh3, entry + SJF_SEC_HASH, sizeof out->xxh3);
    return true;
}

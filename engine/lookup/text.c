/*
 * Words and their source: the titles of a code by date, and the release that an answer
 * rests on. Touched only when asked for; reads that content claims of FORMAT.md would
 * make safe are bounded here all the same, so that an image opened without them is.
 */
#include "engine/lookup/dictionary.h"

/* Descriptors of a slot: [first, end). */
static bool descriptor_range(const sji_system *s, uint32_t slot, uint32_t *first,
                             uint32_t *end)
{
    *first = sjf_load32(s->descriptor_index.p + 4 * (size_t)slot);
    *end = sjf_load32(s->descriptor_index.p + 4 * ((size_t)slot + 1));
    return *first < *end && *end <= s->descriptor_count;
}

static const uint8_t *descriptor_at(const sji_system *s, uint32_t index)
{
    return s->descriptors.p + (size_t)SJF_DESC_RECORD * index;
}

static void read_descriptor(const sj_image *image, const uint8_t *r, sj_descriptor *out)
{
    out->short_text =
        sji_text(image->text, sjf_load32(r + SJF_DESC_SHORT), &out->short_len);
    out->long_text =
        sji_text(image->text, sjf_load32(r + SJF_DESC_LONG), &out->long_len);
    out->from = sjf_load_date(r + SJF_DESC_FROM);
    out->release = sjf_load16(r + SJF_DESC_RELEASE);
}

/* The descriptor in force: the last that begins by the date, else the first. */
static const uint8_t *descriptor_on(const sji_system *s, uint32_t slot, sj_date as_of)
{
    uint32_t first, end;
    if (!descriptor_range(s, slot, &first, &end))
        return NULL;
    while (end - first > 1 &&
           sjf_load_date(descriptor_at(s, end - 1) + SJF_DESC_FROM) > as_of)
        end--;
    return descriptor_at(s, end - 1);
}

sj_status sj_descriptor_get(const sj_image *image, uint32_t id, sj_date as_of,
                            sj_descriptor *out)
{
    uint32_t slot;
    *out = (sj_descriptor){.short_text = "", .long_text = ""};
    const sji_system *s = sji_code_slot(image, id, &slot);
    if (!s)
        return SJ_E_ARG;
    const uint8_t *r = descriptor_on(s, slot, as_of);
    if (r)
        read_descriptor(image, r, out);
    return SJ_OK;
}

size_t sj_descriptor_history(const sj_image *image, uint32_t id, sj_descriptor *out,
                             size_t cap)
{
    uint32_t slot, first, end;
    const sji_system *s = sji_code_slot(image, id, &slot);
    if (!s || !descriptor_range(s, slot, &first, &end))
        return 0;
    for (uint32_t i = first; i < end && i - first < cap; i++)
        read_descriptor(image, descriptor_at(s, i), &out[i - first]);
    return end - first;
}

uint32_t sj_release_of(const sj_image *image, sj_system system, uint32_t id,
                       sj_date as_of)
{
    if ((unsigned)system >= SJ_SYSTEM_COUNT || !image->systems[system].loaded)
        return UINT32_MAX;
    const sji_system *s = &image->systems[system];
    uint32_t slot;
    if (s->dated && id != SJ_NO_CODE && sji_code_slot(image, id, &slot) == s) {
        const uint8_t *r = descriptor_on(s, slot, as_of);
        if (r)
            return sjf_load16(r + SJF_DESC_RELEASE);
    }
    /* In range: a system's releases lie within the table, at least one (claim 38). */
    uint32_t end = s->first_release + s->release_count;
    while (end - s->first_release > 1 &&
           sjf_load_date(image->releases.p + (size_t)SJF_REL_RECORD * (end - 1) +
                         SJF_REL_FROM) > as_of)
        end--;
    return end - 1;
}

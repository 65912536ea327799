/*
 * The dictionary of an image read without the library, straight from docs/FORMAT.md:
 * for measuring where the library's time goes, and for counting the cache lines a
 * lookup touches. Knows systems of six bits a character and canonical codes; trusts the
 * image, which the library has opened and verified before.
 */
#ifndef SCRUBJAY_BENCH_RAW_IMAGE_H
#define SCRUBJAY_BENCH_RAW_IMAGE_H

#include <scrubjay/scrubjay.h>

#include "engine/format/layout.h"

typedef struct raw_image {
    uint8_t *bytes; /* the whole file, aligned to 64 */
    size_t size;
    const uint8_t *pilots, *slots, *timelines, *columns; /* sections */
    sjf_hash hash;
    uint32_t absence, rows, segments, system;
    size_t column_bytes; /* of its section; 0: the system has none, its rows are read */
    size_t read_bytes;   /* of all the sections that a lookup reads */
} raw_image;

/* @return false, and says why on stderr, when the file cannot be read */
bool raw_image_load(raw_image *self, const char *path, sj_system system);
void raw_image_free(raw_image *self);

/* Six bits a character, the first lowest: its ASCII value less 47. */
static inline uint64_t raw_pack(const char *code, size_t len)
{
    const uint8_t *p = (const uint8_t *)code;
    uint64_t w = len >= 4 ? sjf_load32(p) | (uint64_t)sjf_load32(p + len - 4)
                                                << (8 * (len - 4))
                          : p[0] | (uint64_t)p[len / 2] << (8 * (len / 2)) |
                                (uint64_t)p[len - 1] << (8 * (len - 1));
    w -= (UINT64_C(0x0101010101010101) >> (64 - 8 * len)) * 47;
    w = (w & UINT64_C(0x003F003F003F003F)) | (w >> 2 & UINT64_C(0x0FC00FC00FC00FC0));
    w = (w & UINT64_C(0x00000FFF00000FFF)) | (w >> 4 & UINT64_C(0x00FFF00000FFF000));
    return (w & 0xFFFFFF) | (w >> 8 & UINT64_C(0xFFFFFF000000));
}

typedef struct raw_spot {
    uint32_t bucket, slot;
    uint64_t tag;
} raw_spot;

static inline raw_spot raw_place(const raw_image *self, const char *code, size_t len)
{
    uint64_t h = sjf_hash_mix(&self->hash, raw_pack(code, len));
    uint32_t bucket = sjf_hash_bucket(&self->hash, h);
    return (raw_spot){bucket, sjf_hash_slot(&self->hash, h, self->pilots[bucket]),
                      sjf_hash_tag(&self->hash, h)};
}

/* Identity and timeline; the rest of the answer is left zero. */
static inline sj_answer raw_probe(const raw_image *self, raw_spot at)
{
    uint64_t fields = sjf_load64(self->slots + 8 * (size_t)at.slot) ^ at.tag;
    uint32_t miss = 0U - (uint32_t)(fields >= self->hash.tag_unit);
    uint32_t timeline = (uint32_t)(fields >> SJF_SLOT_TIMELINE_SHIFT) & 0xFFFF;
    timeline ^= (timeline ^ self->absence) & miss;
    return (sj_answer){.id = (self->system << SJF_ID_SHIFT | at.slot) | miss,
                       .timeline = (uint16_t)timeline};
}

/* The byte, in a column or in a row, that holds the status of a timeline on a day. */
static inline const uint8_t *raw_status(const raw_image *self, uint32_t timeline,
                                        sj_date as_of)
{
    if (self->column_bytes > 0) {
        const uint8_t *c = self->columns;
        int64_t days = sjf_load32(c + SJF_COL_DAYS);
        int64_t day = (int64_t)as_of - sjf_load_date(c + SJF_COL_FIRST_DAY);
        day = day < 0 ? 0 : day >= days ? days - 1 : day;
        uint32_t column = sjf_load16(c + SJF_COL_HEADER + 2 * day);
        return c + SJF_COL_HEADER + 2 * days + (size_t)column * self->rows + timeline;
    }
    const uint8_t *row = self->timelines + (size_t)timeline * 5 * self->segments;
    uint32_t n = 0;
    for (uint32_t i = 0; i < self->segments; i++)
        n += sjf_load_date(row + 4 * (size_t)i) <= as_of;
    return row + 4 * (size_t)self->segments + n - 1;
}

static inline sj_answer raw_judge(const raw_image *self, sj_answer answer,
                                  sj_date as_of)
{
    answer.status = *raw_status(self, answer.timeline, as_of) & SJF_STATUS_MASK;
    return answer;
}

#endif

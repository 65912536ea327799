/* See raw_image.h. */
#include "bench/raw_image.h"

#include <stdio.h>
#include <stdlib.h>

static bool read_file(raw_image *self, const char *path)
{
    FILE *file = fopen(path, "rb");
    bool sound = file && fseek(file, 0, SEEK_END) == 0;
    long size = sound ? ftell(file) : -1;
    if (size > 0) {
        rewind(file);
        self->size = (size_t)size;
        self->bytes = aligned_alloc(64, (self->size + 63) / 64 * 64);
        sound = self->bytes && fread(self->bytes, 1, self->size, file) == self->size;
    }
    if (file)
        fclose(file);
    return sound && size > 0;
}

static void use_system(raw_image *self, const uint8_t *record)
{
    sjf_hash_init(&self->hash, record[SJF_SYS_BUCKET_BITS], record[SJF_SYS_TAG_BITS],
                  sjf_load32(record + SJF_SYS_SLOTS),
                  sjf_load64(record + SJF_SYS_MULTIPLIER),
                  sjf_load64(record + SJF_SYS_PILOT_MULTIPLIER));
    self->segments = record[SJF_SYS_SEGMENTS];
    self->rows = UINT32_C(1) << record[SJF_SYS_TIMELINE_BITS];
    self->absence = sjf_load32(record + SJF_SYS_ABSENCE);
}

static void cut_sections(raw_image *self)
{
    uint32_t sections = sjf_load32(self->bytes + SJF_HDR_SECTIONS);
    for (uint32_t i = 0; i < sections; i++) {
        const uint8_t *entry = self->bytes + SJF_HDR_SIZE + i * (size_t)SJF_SEC_ENTRY;
        const uint8_t *at = self->bytes + sjf_load64(entry + SJF_SEC_OFF);
        size_t size = (size_t)sjf_load64(entry + SJF_SEC_SIZE);
        uint32_t kind = sjf_load32(entry + SJF_SEC_KIND);
        if (kind == SJF_SYSTEMS)
            for (size_t r = 0; r + SJF_SYS_RECORD <= size; r += SJF_SYS_RECORD)
                if (sjf_load32(at + r) == self->system)
                    use_system(self, at + r);
        if (sjf_load16(entry + SJF_SEC_SYSTEM) != self->system)
            continue;
        const uint8_t **place = kind == SJF_PILOTS      ? &self->pilots
                                : kind == SJF_SLOTS     ? &self->slots
                                : kind == SJF_TIMELINES ? &self->timelines
                                : kind == SJF_COLUMNS   ? &self->columns
                                                        : NULL;
        if (kind == SJF_COLUMNS)
            self->column_bytes = size;
        if (place) {
            *place = at;
            self->read_bytes += size;
        }
    }
}

bool raw_image_load(raw_image *self, const char *path, sj_system system)
{
    *self = (raw_image){.system = (uint32_t)system};
    if (!read_file(self, path)) {
        fprintf(stderr, "bench: cannot read %s\n", path);
        raw_image_free(self);
        return false;
    }
    cut_sections(self);
    return true;
}

void raw_image_free(raw_image *self)
{
    free(self->bytes);
    *self = (raw_image){0};
}

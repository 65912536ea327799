/*
 * Applies the rows of the other bends_*.c.
 */
#include "tests/support/bends.h"

#include <stdio.h>
#include <stdlib.h>

size_t bend_find(const gen_bytes *image, bend_place place)
{
    size_t at = IMAGE_NOWHERE;
    if (place.base == BEND_HEADER)
        at = 0;
    else if (place.base == BEND_ENTRY)
        at = image_entry(image->data, image->size, place.kind, place.system);
    else if (place.base == BEND_SYSTEM)
        at = image_system(image->data, image->size, place.system);
    else if (place.base == BEND_SECTION)
        at = image_section(image->data, image->size, place.kind, place.system, NULL);
    if (at == IMAGE_NOWHERE) {
        fprintf(stderr, "bends: no such place: base %d kind %u system %u\n",
                (int)place.base, place.kind, place.system);
        exit(2);
    }
    return at + place.off;
}

size_t bend_section(const gen_bytes *image, uint32_t kind, uint16_t system)
{
    return bend_find(image, (bend_place){BEND_SECTION, kind, system, 0});
}

static uint8_t *field_at(const gen_bytes *image, uint16_t system, size_t field)
{
    return image->data + bend_find(image, (bend_place){BEND_SYSTEM, 0, system, field});
}

uint32_t bend_record_field(const gen_bytes *image, uint16_t system, size_t field)
{
    return sjf_load32(field_at(image, system, field));
}

void bend_set_record_field(gen_bytes *image, uint16_t system, size_t field, uint32_t v)
{
    sjf_store32(field_at(image, system, field), v);
}

size_t bend_apply(const bend *row, gen_bytes *image)
{
    size_t told;
    if (row->edit) {
        told = row->edit(image);
    } else {
        size_t at = bend_find(image, row->at);
        bend_place place = row->told.base ? row->told : row->at;
        if (place.base == BEND_ENTRY || place.base == BEND_SYSTEM)
            place.off = 0; /* refusals point at the whole record */
        told = bend_find(image, place);
        uint64_t old =
            row->add ? image_get(image->data, image->size, at, row->width) : 0;
        image_put(image->data, image->size, at, row->width, old + row->value);
    }
    if (row->seal != BEND_UNSEALED)
        image_reseal(image->data, image->size);
    return told;
}

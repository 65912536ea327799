/*
 * Image bytes under the knife: find a field, change it, seal again. Works on any bytes,
 * so that fuzzers can bend what is bent already; offsets are SIZE_MAX when there is no
 * such thing.
 */
#ifndef SCRUBJAY_TESTS_IMAGE_BYTES_H
#define SCRUBJAY_TESTS_IMAGE_BYTES_H

#include "engine/format/layout.h"
#include "gen/build/build.h"

#define IMAGE_NOWHERE SIZE_MAX

/* Offset of the section table entry of a kind and system (or SJF_NO_SYSTEM). */
size_t image_entry(const uint8_t *bytes, size_t n, uint32_t kind, uint16_t system);

/* Offset and size of a section's content. */
size_t image_section(const uint8_t *bytes, size_t n, uint32_t kind, uint16_t system,
                     size_t *size);

/* Offset of the record of a system. */
size_t image_system(const uint8_t *bytes, size_t n, uint32_t system);

/* Little-endian numbers of 1, 2, 4 or 8 bytes; nothing happens outside the image. */
uint64_t image_get(const uint8_t *bytes, size_t n, size_t off, unsigned width);
void image_put(uint8_t *bytes, size_t n, size_t off, unsigned width, uint64_t value);

/* Compute the hashes in the section table and the build id again. Sections that leave
 * the bytes keep theirs. */
void image_reseal(uint8_t *bytes, size_t n);

/* Give a section another size: cut at its end or filled up with zeros; what follows
 * moves, and the header states the new file size. Not sealed. */
void image_resize(gen_bytes *image, uint32_t kind, uint16_t system, size_t size);

#endif
